//! Whom a path can lead to: the members of an estate in; those that every path treats alike, as one target, out.
//!
//! Where many members may have any policy of the plan, each may become each of the others. Whoever tells no objects apart
//! takes one step to all that are alike, and not one to each.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use foldhash::HashMap;

use super::asker::{ASSUME, FULL_IAM};
use super::gained::Gained;
use super::names::Names;
use super::naming::Naming;
use super::path::paths;
use super::power::{Powers, ceiling, powers};
use super::runners::Runners;
use super::trust::{admits_service, names_principals};
use super::{Carrier, Ceiling, Estate, Gain, Member, MemberKind, Path, Strength};
use crate::iam::facts::Facts;
use crate::iam::grants::{Boundary, Rights, Source};
use crate::iam::pattern::Object;
use crate::iam::text::Text;
use crate::truth::Truth;

/// What becoming a member is worth to whoever can, as far as it can be told before any step is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Worth {
    /// Nothing: it has no power and no step to take
    Nothing,
    /// Its own powers, for it has no step to take: it is as good as any other that has them
    Powers(Powers),
    /// More than its own powers, perhaps
    Steps,
}

/// Where a step leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum To {
    /// To the rights of a member
    Member(usize),
    /// To those of any member of a class
    Class(usize),
    /// To any rights, at once or through a member that is given them, and what a boundary leaves of those
    Raised(Gain, Powers),
}

/// Members that all that decides a path is the same of, but for their names.
#[derive(Debug)]
pub(super) struct Class {
    pub(super) worth: Worth,
    kind: MemberKind,
    /// Which services they trust, as far as any path asks
    pub(super) services: Vec<(&'static str, Truth)>,
    /// Whether they trust principals of an account at all
    pub(super) principals: bool,
    /// What their boundaries would leave an administrator
    pub(super) ceiling: Powers,
    pub(super) members: Vec<usize>,
}

/// What decides every path on a member, if its name does not.
#[derive(PartialEq, Eq, Hash)]
struct Traits {
    kind: MemberKind,
    account: Option<String>,
    worth: Worth,
    bounded: bool,
    ceiling: Powers,
    profiled: Truth,
    /// How surely it has a policy
    policy: Option<Truth>,
    services: Vec<(&'static str, Truth)>,
    /// Its trust policy, where that is about principals
    trust: Option<String>,
    /// What is asked of its tags, and of those of its policies by how surely it has them
    told: (Told, BTreeSet<(Truth, Told)>),
}

/// What is known of a resource by each key that some statement asks for.
type Told = Vec<String>;

/// All targets of an estate.
pub(super) struct Targets<'e> {
    members: &'e [Member],
    pub(super) classes: Vec<Class>,
    /// By member: its class
    of: Vec<usize>,
    /// What members would come to, but for what holds them back
    pub(super) uncovered: Uncovered,
    /// By member: the powers that it has or comes to by proven steps and by all, as far as they are known
    pub(super) reached: Vec<[Powers; 2]>,
    /// Policies that make whoever has them an administrator beside that of the name, and whether they surely do
    pub(super) policies: Vec<(Text, Truth)>,
    names: Names<'e>,
    naming: Naming,
    /// Classes of roles that may let in whom they do not name
    open: BTreeSet<usize>,
    /// By member: who names it
    named: Vec<Named>,
    /// What runs under them
    pub(super) runners: Runners<'e>,
}

/// What members would come to, but for what holds them back, once that is asked.
#[derive(Default)]
pub(super) struct Uncovered {
    /// By member: without its boundary
    pub(super) unbounded: Vec<OnceLock<Gained>>,
    /// By class: the same of its members, and whose it is
    pub(super) unbounded_in: Vec<OnceLock<Vec<(usize, Gained)>>>,
    /// By member: whether it comes to be an administrator so
    pub(super) unbounded_gains: Vec<OnceLock<Truth>>,
    /// By class: those of its members that do, as many as matter
    pub(super) unbounded_few: Vec<OnceLock<Vec<usize>>>,
    /// By member: with an older version of each policy of which more is told
    pub(super) older: Vec<OnceLock<Vec<Gained>>>,
    /// By class: the same of its members, and whose it is
    pub(super) older_in: Vec<OnceLock<Vec<(usize, Gained)>>>,
    /// By member: whether it comes to be an administrator so
    pub(super) older_gains: Vec<OnceLock<Truth>>,
    /// By class: those of its members that do, as many as matter
    pub(super) older_few: Vec<OnceLock<Vec<usize>>>,
}

impl Uncovered {
    fn new(members: usize, classes: usize) -> Self {
        Self {
            unbounded: vec![OnceLock::new(); members],
            unbounded_in: vec![OnceLock::new(); classes],
            unbounded_gains: vec![OnceLock::new(); members],
            unbounded_few: vec![OnceLock::new(); classes],
            older: vec![OnceLock::new(); members],
            older_in: vec![OnceLock::new(); classes],
            older_gains: vec![OnceLock::new(); members],
            older_few: vec![OnceLock::new(); classes],
        }
    }
}

/// Whether roles may name a member.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    /// Some role may
    pub(super) at_all: bool,
    /// One that is worth becoming may
    pub(super) by_goal: bool,
}

impl Named {
    /// Whether it is named by a role that a path may go through: the permissions beside that to assume it make something of
    /// any role.
    pub(super) fn opens(self, path: &Path) -> bool {
        if path.requires.len() > 1 { self.at_all } else { self.by_goal }
    }
}

/// One target, as a member looks at it: another member, or the first other one of a class.
#[derive(Clone, Copy)]
pub(super) struct Target<'t> {
    pub(super) to: To,
    pub(super) at: usize,
    pub(super) member: &'t Member,
    pub(super) class: &'t Class,
}

impl<'e> Targets<'e> {
    /// The members of an estate by what decides a path on them, once it is known what each is worth.
    pub(super) fn new(
        estate: &'e Estate,
        (own, worth): (&[Powers], &[Worth]),
        (naming, named): (Naming, Vec<Named>),
    ) -> Self {
        let services: BTreeSet<&str> = paths().iter().flat_map(|path| path.services.iter().copied()).collect();
        let asked: BTreeSet<_> = estate.members.iter().flat_map(|member| member.rights.asked_of_resources()).collect();
        let told =
            |object: &Object| -> Told { asked.iter().map(|key| format!("{:?}", object.facts.get(key))).collect() };
        let told_of_policies = |member: &Member| -> BTreeSet<(Truth, Told)> {
            let policies = member.policies.iter().filter(|_| !asked.is_empty());
            policies.map(|(policy, sure)| (*sure, told(policy))).collect()
        };
        let mut known: HashMap<Traits, usize> = HashMap::default();
        let mut classes: Vec<Class> = Vec::new();
        let mut of = Vec::with_capacity(estate.members.len());
        for (at, (member, worth)) in estate.members.iter().zip(worth).enumerate() {
            let admits = |service: &&'static str| Some((*service, admits_service(&member.trust, service)));
            let trusted = services.iter().filter(|_| member.kind == MemberKind::Role).filter_map(admits);
            let principals = names_principals(&member.trust);
            let text = || member.trust.iter().map(|source| format!("{:?}", source.document)).collect();
            let traits = Traits {
                kind: member.kind,
                account: label(member),
                worth: *worth,
                bounded: !matches!(member.rights.boundary, Boundary::None),
                ceiling: ceiling(&member.rights),
                profiled: member.profiled,
                policy: member.surest_policy().map(|(_, sure)| sure),
                services: trusted.filter(|(_, truth)| !truth.is_false()).collect(),
                trust: principals.then(text),
                told: (told(&member.object), told_of_policies(member)),
            };
            let (kind, ceiling, services) = (traits.kind, traits.ceiling, traits.services.clone());
            let class = *known.entry(traits).or_insert_with(|| {
                classes.push(Class { worth: *worth, kind, services, principals, ceiling, members: Vec::new() });
                classes.len() - 1
            });
            classes.get_mut(class).into_iter().for_each(|class| class.members.push(at));
            of.push(class);
        }
        let (uncovered, names) = (Uncovered::new(estate.members.len(), classes.len()), Names::new(&estate.members));
        let class = |role: usize| {
            let class = *of.get(role)?;
            Some((class, classes.get(class)?.worth))
        };
        let runs = |carrier: &Carrier| {
            let role = carrier.role.and_then(|role| estate.members.get(role));
            (told(&carrier.object), role.and_then(label))
        };
        let runners = Runners::new(&estate.carriers, class, runs);
        let reached = own.iter().map(|own| [*own; 2]).collect();
        let members = &estate.members;
        let policies = administrative(&estate.ceilings);
        let open = naming.open().filter_map(|role| of.get(role).copied()).collect();
        Self { members, classes, of, uncovered, reached, policies, names, naming, open, named, runners }
    }

    /// Every class of a kind for the member at an index, by the first other one in it, in their order.
    pub(super) fn classes(&self, from: usize, kind: MemberKind) -> impl Iterator<Item = Target<'_>> {
        let classes = self.classes.iter().enumerate().filter(move |(_, class)| class.kind == kind);
        classes.filter_map(move |(c, _)| self.class(from, c))
    }

    fn class(&self, from: usize, c: usize) -> Option<Target<'_>> {
        let class = self.classes.get(c)?;
        let at = *class.members.iter().find(|at| **at != from)?;
        Some(Target { to: To::Class(c), at, member: self.members.get(at)?, class })
    }

    /// The classes of roles that may let the member at an index in.
    fn admitting(&self, from: usize) -> impl Iterator<Item = Target<'_>> {
        let namers = self.namers(from);
        let naming = namers.iter().filter_map(|role| self.of.get(*role));
        let classes: BTreeSet<usize> = self.open.iter().chain(naming).copied().collect();
        classes.into_iter().filter_map(move |c| self.class(from, c))
    }

    /// Every target of a kind for some actions: class by class where the member at an index tells none apart by its rights, and
    /// otherwise those on which it may do all of them.
    pub(super) fn of_kind(
        &self,
        (from, member): (usize, &Member),
        kind: MemberKind,
        (actions, alike): (&[&'static str], bool),
    ) -> Vec<Target<'_>> {
        if alike {
            return match kind == MemberKind::Role && actions.contains(&ASSUME) {
                true => self.admitting(from).collect(),
                false => self.classes(from, kind).collect(),
            };
        }
        let is = |target: &Target<'_>| target.at != from && target.member.kind == kind;
        let namers = if actions.contains(&ASSUME) { self.namers(from) } else { BTreeSet::new() };
        match self.names.within(member, (actions, &namers), kind) {
            Some(few) => few.into_iter().filter_map(|at| self.member(at)).filter(is).collect(),
            None => (0..self.members.len()).filter_map(|at| self.member(at)).filter(is).collect(),
        }
    }

    /// What runs under another role that is worth becoming, with the role; of equals, where it tells none apart, the first.
    pub(super) fn carriers(&self, from: usize, kind: &str, alike: bool) -> impl Iterator<Item = (usize, Target<'_>)> {
        let runners = self.runners.of_goals(from, kind, alike);
        runners.filter_map(|runner| Some((runner.at, self.member(runner.role)?)))
    }

    /// Forgets what members would come to, since others come to more.
    pub(super) fn forget(&mut self) {
        self.uncovered = Uncovered::new(self.members.len(), self.classes.len());
    }

    /// Whether roles may name a member.
    pub(super) fn named(&self, at: usize) -> Named {
        self.named.get(at).copied().unwrap_or_default()
    }

    /// The roles that may name a member; of those that are alike, where it tells none apart, the first.
    pub(super) fn naming(&self, from: usize, alike: bool) -> Vec<Target<'_>> {
        let mut seen = BTreeSet::new();
        let is_new = |role: &usize| !alike || self.of.get(*role).is_some_and(|class| seen.insert(*class));
        self.namers(from).into_iter().filter(is_new).filter_map(|role| self.member(role)).collect()
    }

    fn namers(&self, from: usize) -> BTreeSet<usize> {
        let lists = self.members.get(from).map(|member| self.naming.of(member)).into_iter().flatten();
        lists.flatten().copied().filter(|role| *role != from).collect()
    }

    /// The class of a member.
    pub(super) fn class_of(&self, at: usize) -> Option<usize> {
        self.of.get(at).copied()
    }

    /// A member as a target.
    pub(super) fn member(&self, at: usize) -> Option<Target<'_>> {
        let class = self.classes.get(*self.of.get(at)?)?;
        Some(Target { to: To::Member(at), at, member: self.members.get(at)?, class })
    }

    /// What a step is worth.
    pub(super) fn worth(&self, to: To) -> Worth {
        let class = match to {
            To::Raised(_, left) => return Worth::Powers(left),
            To::Class(class) => Some(class),
            To::Member(at) => self.of.get(at).copied(),
        };
        class.and_then(|class| self.classes.get(class)).map_or(Worth::Nothing, |class| class.worth)
    }

    /// The powers that a step leads to, as far as the steps after it are known and sure enough.
    pub(super) fn reached(&self, to: To, least: Strength) -> Powers {
        let of = |at: &usize| match (self.reached.get(*at), least) {
            (Some([proven, _]), Strength::Proven) => *proven,
            (Some([_, all]), Strength::Latent) => *all,
            (None, _) => Powers::NONE,
        };
        match to {
            To::Raised(_, left) => left,
            To::Member(at) => of(&at),
            To::Class(class) => {
                let members = self.classes.get(class).map(|class| class.members.as_slice()).unwrap_or_default();
                members.iter().map(of).fold(Powers::NONE, Powers::or)
            }
        }
    }

    /// What steps of one member are sorted by.
    pub(super) fn place(&self, from: usize, to: To) -> Gain {
        match to {
            To::Member(at) => Gain::Member(at),
            To::Class(class) => {
                let members = self.classes.get(class).map(|class| class.members.as_slice()).unwrap_or_default();
                Gain::Member(members.iter().copied().find(|at| *at != from).unwrap_or(usize::MAX))
            }
            To::Raised(gain, _) => gain,
        }
    }
}

/// What tells the account of a member from others.
fn label(member: &Member) -> Option<String> {
    member.account.as_ref().map(|account| account.label.clone())
}

/// The policies that make whoever has them an administrator, but for that of the name.
fn administrative(ceilings: &[Ceiling]) -> Vec<(Text, Truth)> {
    let truth = |source: &Source| powers(&Rights::of(vec![source.clone()]), &Facts::none()).administrator;
    let own = ceilings.iter().map(|one| (one.object.arn.clone(), one.source.as_ref().map_or(Truth::Unknown, truth)));
    [(Text::literal(FULL_IAM), Truth::True)].into_iter().chain(own.filter(|(_, truth)| !truth.is_false())).collect()
}

impl Target<'_> {
    /// Whether anything is gained by becoming it.
    pub(super) fn is_goal(&self) -> bool {
        self.class.worth != Worth::Nothing
    }
}

impl Member {
    /// The policy that it most surely has.
    pub(super) fn surest_policy(&self) -> Option<(&Object, Truth)> {
        let own = self.policies.iter().map(|(object, sure)| (object, *sure));
        let shared = self.rights.shared.iter().find_map(|shared| shared.policies().next());
        own.chain(shared.map(|object| (object, Truth::Unknown))).max_by_key(|(_, sure)| *sure)
    }
}
