//! One member asked what it may do: questions in, answers out, those that many paths ask found once.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use foldhash::HashMap;

use super::made::made;
use super::passing::{ASSOCIATED, chosen, passing};
use super::proof::Proof;
use super::tagged::tags;
use super::targets::Named;
use super::{Member, MemberKind, Path};
use crate::iam::catalogue;
use crate::iam::facts::Facts;
use crate::iam::grants::{Answer, Asked, Boundary, Rights};
use crate::iam::pattern::{Object, Shape};
use crate::iam::principal::Owners;
use crate::iam::text::Text;
use crate::truth::Truth;

/// The permission to become a role.
pub(super) const ASSUME: &str = "sts:AssumeRole";

/// The policy that makes an administrator.
pub(super) const ADMINISTRATOR: &str = "arn:aws:iam::aws:policy/AdministratorAccess";

/// Another that AWS ships and that lets its holder give itself the rest.
pub(super) const FULL_IAM: &str = "arn:aws:iam::aws:policy/IAMFullAccess";

/// The key of the policy that is attached.
pub const POLICY: &str = "iam:PolicyARN";

/// What attaches a policy.
pub(super) const ATTACHING: [&str; 3] = ["iam:AttachRolePolicy", "iam:AttachUserPolicy", "iam:AttachGroupPolicy"];

/// A member and what it was asked.
pub(super) struct Asker<'e> {
    pub(super) member: Cow<'e, Member>,
    /// Who becomes it and changes tags for it
    pub(super) aid: Option<&'e Asker<'e>>,
    /// Other policies that make an administrator, and whether they surely do
    policies: &'e [(Text, Truth)],
    /// Whose account its own policies would be of
    owners: Option<&'e Owners>,
    /// The policies that it may write itself and attach, once that is asked
    written: OnceCell<Vec<(Text, Truth)>>,
    /// Whether it may set or take off any tag, once that is asked
    tags: OnceCell<bool>,
    /// Context keys of an IAM change that makes a target an administrator, by whether the target has no boundary
    raising: OnceCell<[Facts; 2]>,
    /// The answer where no statement is about an action
    none: Rc<Answer>,
    /// What it may do on some resource, which many paths ask
    somewhere: RefCell<HashMap<&'static str, Rc<Answer>>>,
    /// What it may do on every object alike
    everywhere: RefCell<HashMap<Question, Option<Rc<Answer>>>>,
}

/// A question about an object that other objects are asked too: the action and the context keys that it fixes.
type Question = (&'static str, Fixed);

/// The context keys that a question about an object fixes beside those of the member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Fixed {
    None,
    Passing(&'static str),
    Raising { unbounded: bool },
}

impl<'e> Asker<'e> {
    /// A member, without the documents that can't be read: each may allow everything, which says nothing of any path.
    pub(super) fn new(member: &'e Member) -> Self {
        Self::of(if member.rights.unreadable.is_empty() {
            Cow::Borrowed(member)
        } else {
            let rights = Rights { unreadable: Vec::new(), ..member.rights.clone() };
            Cow::Owned(Member { rights, ..member.clone() })
        })
    }

    /// The same, that may attach other policies which make an administrator, or its own.
    pub(super) fn attaching(self, policies: &'e [(Text, Truth)], owners: &'e Owners) -> Self {
        Self { policies, owners: Some(owners), ..self }
    }

    /// Policies of its own making, under names that its statements and the conditions of some actions on a key leave free.
    pub(super) fn writes(&self, actions: &[&str], key: &str) -> Vec<(Text, Truth)> {
        const WRITE: &str = "iam:CreatePolicy";
        let (Some(owners), Some(shape)) = (self.owners, catalogue::shape("iam:policy")) else { return Vec::new() };
        if !self.holds(WRITE) {
            return Vec::new();
        }
        let rights = &self.member.rights;
        let own = actions.iter().flat_map(|action| rights.conditions_on(action, key));
        let conditions = own.chain(actions.iter().flat_map(|action| rights.bounding_conditions_on(action, key)));
        let mut names: BTreeSet<Text> = conditions.flat_map(|condition| condition.values.iter().cloned()).collect();
        rights.any_pattern(WRITE, shape, &mut |pattern: &Text, _| {
            names.insert(pattern.clone());
            false
        });
        let policies = names.iter().filter_map(|name| made(name, "policy", (&self.member, owners)));
        let asked = policies.map(|policy| {
            let answer = unbounded(rights.allows(WRITE, Asked::Object(&policy), &self.member.facts).into());
            (policy.arn, answer.truth)
        });
        asked.filter(|(_, truth)| !truth.is_false()).collect()
    }

    /// The same, for which another changes tags.
    pub(super) fn aided(self, aid: &'e Asker<'e>) -> Self {
        Self { aid: Some(aid), ..self }
    }

    /// The same member with other rights.
    pub(super) fn with(&self, rights: Rights) -> Self {
        Self::of(Cow::Owned(Member { rights, ..self.member.as_ref().clone() }))
    }

    /// A member that is in no estate.
    pub(super) fn owning(member: Member) -> Self {
        Self::of(Cow::Owned(member))
    }

    fn of(member: Cow<'e, Member>) -> Self {
        let (raising, none) = (OnceCell::new(), Rc::new(Answer::no()));
        let (somewhere, everywhere) = (RefCell::default(), RefCell::default());
        let (written, tags) = (OnceCell::new(), OnceCell::new());
        Self { member, aid: None, policies: &[], owners: None, written, tags, raising, none, somewhere, everywhere }
    }

    /// A condition on the object bounds what is reached, by how much nobody knows: a path is not built on it.
    pub(super) fn ask(&self, action: &str, asked: Asked<'_>, facts: &Facts) -> Rc<Answer> {
        let rights = &self.member.rights;
        let answer = |facts: &Facts| unbounded(rights.allows(action, asked, facts).into());
        let plain = answer(facts);
        if plain.truth.is_true() {
            return plain;
        }
        let own = self.retagged(action, asked, facts);
        let others = self.choices(action, facts).into_iter().flat_map(|(facts, sure)| {
            let all = [answer(&facts)].into_iter().chain(self.retagged(action, asked, &facts));
            all.map(move |answer| Rc::new(Answer { truth: answer.truth.and(sure), ..Answer::clone(&answer) }))
        });
        own.into_iter().chain(others).fold(plain, surer)
    }

    /// Whether it may set or take off any tag.
    pub(super) fn tags(&self) -> bool {
        *self.tags.get_or_init(|| tags(&self.member.rights) || self.aid.is_some_and(Asker::tags))
    }

    /// What else a request may say as the member likes, and whether it surely may: which policy it attaches, and what it makes
    /// to run under a role.
    fn choices(&self, action: &str, facts: &Facts) -> Vec<(Facts, Truth)> {
        let key = match action {
            "iam:PassRole" => ASSOCIATED,
            _ if ATTACHING.contains(&action) => POLICY,
            _ => return Vec::new(),
        };
        let conditions =
            if facts.get(key).is_some() { self.member.rights.conditions_on(action, key) } else { Vec::new() };
        if conditions.is_empty() {
            return Vec::new();
        }
        if key == ASSOCIATED {
            let patterns = conditions.iter().flat_map(|condition| &condition.values);
            let made = patterns.flat_map(|pattern| chosen(&self.member, facts, pattern));
            return made.map(|(made, sure)| (facts.clone().with_arn(key, &made), sure)).collect();
        }
        let written = self.written.get_or_init(|| self.writes(&ATTACHING, POLICY));
        let policies = self.policies.iter().chain(written);
        policies.map(|(policy, sure)| (facts.clone().with(key, policy.clone()), *sure)).collect()
    }

    pub(super) fn plain(&self, action: &str, asked: Asked<'_>) -> Rc<Answer> {
        self.ask(action, asked, &self.member.facts)
    }

    /// The answer on some resource, whichever.
    pub(super) fn some(&self, action: &'static str) -> Rc<Answer> {
        unbounded(self.anyhow(action))
    }

    /// The answer on some resource, under conditions that a path may meet.
    fn anyhow(&self, action: &'static str) -> Rc<Answer> {
        if !self.member.rights.may(action) {
            return self.none.clone();
        }
        let known = self.somewhere.borrow().get(action).cloned();
        known.unwrap_or_else(|| {
            let facts = &self.member.facts;
            let mut answer = Rc::new(self.member.rights.allows(action, Asked::Some, facts));
            if unbounded(answer.clone()).truth.is_false() {
                answer = self.retagged(action, Asked::Some, facts).into_iter().fold(answer, surer);
            }
            self.somewhere.borrow_mut().insert(action, answer.clone());
            answer
        })
    }

    /// The answer on an object. Where no statement tells objects apart, by their names or tags, that on any other is the same.
    pub(super) fn on(&self, action: &'static str, object: &Object, fixed: Fixed) -> Rc<Answer> {
        let known = self.everywhere.borrow().get(&(action, fixed)).cloned();
        match known {
            Some(Some(answer)) => answer,
            Some(None) => self.ask(action, Asked::Object(object), &self.facts(fixed)),
            None => {
                let answer = self.ask(action, Asked::Object(object), &self.facts(fixed));
                let rights = &self.member.rights;
                let alike = self.is_alike_on(&[action]) && !rights.asks_of_resource(action);
                let alike = alike.then(|| answer.clone());
                self.everywhere.borrow_mut().insert((action, fixed), alike);
                answer
            }
        }
    }

    pub(super) fn facts(&self, fixed: Fixed) -> Cow<'_, Facts> {
        let [bounded, unbounded] = self.raising.get_or_init(|| {
            let bounded = self.member.facts.clone();
            let bounded = bounded.with(POLICY, ADMINISTRATOR);
            [bounded.clone(), bounded.without("iam:PermissionsBoundary")]
        });
        match fixed {
            Fixed::None => Cow::Borrowed(&self.member.facts),
            Fixed::Passing(service) => Cow::Owned(passing(&self.member, &self.member.facts, service)),
            Fixed::Raising { unbounded: true } => Cow::Borrowed(unbounded),
            Fixed::Raising { unbounded: false } => Cow::Borrowed(bounded),
        }
    }

    /// Whether none of its statements tells objects of a path apart by their names.
    pub(super) fn is_alike(&self, path: &Path) -> bool {
        self.is_alike_on(&path.requires)
    }

    /// Whether none does by their names or tags.
    pub(super) fn is_alike_throughout(&self, path: &Path) -> bool {
        self.is_alike(path) && !path.requires.iter().any(|action| self.member.rights.asks_of_resource(action))
    }

    /// Whether it holds the permissions of a path, each on some resource; to be `named` by a role is enough to assume it.
    /// What the service, the policy or the boundary of a path is, conditions are asked with each target.
    pub(super) fn holds_all(&self, path: &Path, named: Named) -> bool {
        path.requires.iter().all(|action| (*action == ASSUME && named.opens(path)) || self.holds(action))
    }

    /// Whether it holds a permission on some resource.
    pub(super) fn holds(&self, action: &'static str) -> bool {
        !self.anyhow(action).truth.is_false()
    }

    /// What its own documents leave of a role that names it. A boundary that does not allow it holds back a role, and not
    /// a user: <https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html>
    pub(super) fn left_of(&self, role: &Object) -> Answer {
        let bounded = self.member.kind != MemberKind::User;
        self.member.rights.leave(ASSUME, role, &self.member.facts, bounded)
    }

    /// Whether what runs a document on an instance is allowed with one that runs any command.
    pub(super) fn shell(&self, path: &Path) -> Truth {
        let Some(action) = path.requires.iter().find(|action| RUNNING.contains(action)) else { return Truth::True };
        let run = |shape| self.plain(action, Asked::Type(Shape::Known(shape))).truth;
        Truth::any(SHELLS.map(run))
    }

    /// The permissions other than `iam:PassRole`, each on some resource.
    pub(super) fn rest(&self, path: &Path) -> Proof {
        let mut proof = Proof::new();
        for action in path.requires.iter().filter(|action| **action != "iam:PassRole") {
            proof.and(&self.some(action));
        }
        proof
    }
}

/// The surer of two answers, of equals the first.
fn surer(best: Rc<Answer>, one: Rc<Answer>) -> Rc<Answer> {
    if best.truth < one.truth { one } else { best }
}

/// The answer, false where a condition bounds the object by what nobody knows.
pub(super) fn unbounded(answer: Rc<Answer>) -> Rc<Answer> {
    if answer.is_bounded_by_object() { Answer { truth: Truth::False, ..Answer::clone(&answer) }.into() } else { answer }
}

/// The context keys of an IAM change that makes `target` an administrator.
pub(super) fn raising(target: &Member) -> Fixed {
    Fixed::Raising { unbounded: matches!(target.rights.boundary, Boundary::None) }
}

/// What runs a document on an instance: at once, and at once and on a schedule.
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html>
const RUNNING: [&str; 2] = ["ssm:SendCommand", "ssm:CreateAssociation"];

/// A command runs a document, and only these run what the caller writes into its parameters.
const SHELLS: [&str; 2] = ["ssm:{}:{}:document/AWS-RunShellScript", "ssm:{}:{}:document/AWS-RunPowerShellScript"];
