//! One member and one path in; what the member gains by it out, for each target the path can be bound to.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use foldhash::HashMap;

use super::asker::{ASSUME, Asker, raising};
use super::carried::Carried;
use super::passes::{Pass, Seen};
use super::passing::passing;
use super::path::{Bind, bind};
use super::power::{Powers, ceiling};
use super::proof::{Edge, Proof};
use super::raise::{Itself, Lifts};
use super::targets::{Class, Target, Targets, To};
use super::trust::admits_principal;
use super::{Estate, Gain, Member, MemberKind, Path, Strength};
use crate::iam::catalogue;
use crate::iam::facts::Facts;
use crate::iam::grants::{Answer, Asked};
use crate::iam::pattern::Object;
use crate::iam::text::Text;
use crate::truth::Truth;

/// One member looking for its steps.
pub(super) struct Seeker<'e> {
    pub(super) estate: &'e Estate,
    pub(super) targets: &'e Targets<'e>,
    pub(super) at: usize,
    pub(super) asker: Asker<'e>,
    pub(super) passes: OnceCell<Vec<Pass>>,
    /// Those of roles into an instance profile, whatever profile that is
    pub(super) entering: OnceCell<Vec<Pass>>,
    /// How it best puts a role into some instance profile, and the path that is taken before, once that is asked
    pub(super) enterable: OnceCell<Option<(Proof, Option<&'static Path>)>>,
    /// What runs with an instance profile, into which it can put another role, once that is asked
    pub(super) replaceable: OnceCell<Vec<(usize, Proof)>>,
    /// Whom it may give any rights, once that is asked
    pub(super) lifts: OnceCell<Lifts>,
    /// Whether it gives itself any, once that is asked
    pub(super) raises_itself: OnceCell<Itself>,
    /// What else it may open, once that is asked, and what of that it may pass
    pub(super) openings: OnceCell<Lifts>,
    pub(super) opened_passes: OnceCell<Vec<Pass>>,
    /// Boundaries that may be asked for and let some power through, once one is
    pub(super) loose: OnceCell<Vec<(Text, [Powers; 2])>>,
    /// Whether it is asked as one that is made within a boundary
    pub(super) within: bool,
    /// By class of roles: whether their trust policy lets it in, where it is named and its own documents allow it so surely
    admitted: RefCell<HashMap<(*const Class, Truth, Truth), Truth>>,
}

impl<'e> Seeker<'e> {
    /// A seeker for the member at an index, asked as what it is or what it would be.
    pub(super) fn new(estate: &'e Estate, targets: &'e Targets<'e>, at: usize, asker: Asker<'e>) -> Self {
        let asker = asker.attaching(&targets.policies, &estate.owners);
        Self {
            estate,
            targets,
            at,
            asker,
            passes: OnceCell::new(),
            entering: OnceCell::new(),
            enterable: OnceCell::new(),
            replaceable: OnceCell::new(),
            lifts: OnceCell::new(),
            raises_itself: OnceCell::new(),
            openings: OnceCell::new(),
            opened_passes: OnceCell::new(),
            loose: OnceCell::new(),
            within: false,
            admitted: RefCell::default(),
        }
    }

    /// As one that is made within a boundary.
    pub(super) fn within(self) -> Self {
        Self { within: true, ..self }
    }

    pub(super) fn member(&self) -> &Member {
        &self.asker.member
    }

    /// The steps by one path: on targets of the estate, on an open pattern, and with what holds the member back taken off.
    pub(super) fn edges(&self, path: &'static Path) -> Vec<Edge> {
        // Most members lack most permissions altogether, so that is asked first.
        if !self.asker.holds_all(path, self.targets.named(self.at)) {
            return Vec::new();
        }
        let mut freed = match bind(path) {
            Bind::OwnPolicy => self.rewritten(path),
            Bind::OlderVersion => self.set_back(path),
            Bind::OlderVersionRole => self.set_back_role(path),
            Bind::Uncover(kind, cover) if kind == self.member().kind || cover.is_of_groups() => {
                self.uncovered(path, cover)
            }
            Bind::UncoverRole => self.uncovered_role(path),
            _ => Vec::new(),
        };
        self.fold(&mut freed);
        let steps = self.steps(path);
        if !steps.iter().any(|step| self.is_enough(step)) {
            freed.extend(self.opened(path));
        }
        freed.extend(steps);
        freed
    }

    /// The steps of the member as it is.
    pub(super) fn steps(&self, path: &'static Path) -> Vec<Edge> {
        if !self.asker.holds_all(path, self.targets.named(self.at)) {
            return Vec::new();
        }
        let member = self.member();
        let mut edges = match bind(path) {
            Bind::Pass => self.passed(path),
            Bind::Carrier(kind) => self.carried(path, kind),
            Bind::Profile => self.replaced(path),
            Bind::Itself(kind) if kind == member.kind => self.raised(path, &member.object, Truth::True),
            Bind::OwnGroup => {
                let own = member.groups.iter().map(|(group, sure)| (group, *sure));
                let open = member.open_groups.iter().map(|group| (group, Truth::Unknown));
                let all = if self.asker.is_alike(path) { 1 } else { usize::MAX };
                self.raised_by(path, own.chain(open.take(all)))
            }
            Bind::OwnPolicy => match self.asker.is_alike_throughout(path) {
                true => self.raised_by(path, member.surest_policy().into_iter()),
                false => self.raised_by(path, member.policies()),
            },
            Bind::OtherGroup => self.others(path, MemberKind::Group),
            Bind::Other(kind) => self.others(path, kind),
            Bind::Raise(kind) => self.raise(path, kind, |target, _| vec![(&target.object, Truth::True)]),
            Bind::RaisePolicy => self.raise(path, MemberKind::Role, |target, alike| match alike {
                true => target.surest_policy().into_iter().collect(),
                false => target.policies().collect(),
            }),
            Bind::Assume => self.assumed(path),
            Bind::Create(kind) => self.created(path, kind),
            Bind::Join => self.joined(path),
            Bind::Itself(_)
            | Bind::OlderVersion
            | Bind::OlderVersionRole
            | Bind::Uncover(..)
            | Bind::UncoverRole
            | Bind::Directory
            | Bind::Elsewhere => Vec::new(),
        };
        self.fold(&mut edges);
        edges.extend(self.latent(path));
        edges
    }

    /// Of steps that rest on the same statements and are worth the same, keeps the first.
    fn fold(&self, edges: &mut Vec<Edge>) {
        edges.sort_by_key(|edge| (edge.effort(), self.targets.place(self.at, edge.to)));
        let mut seen = Seen::default();
        edges.retain(|edge| seen.is_new(self.targets.worth(edge.to), "", &edge.proof()));
    }

    /// Targets that the member gains anything by becoming.
    pub(super) fn goals(&self, kind: MemberKind, actions: &[&'static str]) -> impl Iterator<Item = Target<'_>> {
        self.of_kind(kind, actions).into_iter().filter(Target::is_goal)
    }

    pub(super) fn of_kind(&self, kind: MemberKind, actions: &[&'static str]) -> Vec<Target<'_>> {
        let alike = self.asker.is_alike_on(actions);
        self.targets.of_kind((self.at, self.member()), kind, (actions, alike))
    }

    /// Whom a path can be taken on. Where no statement lets the member assume a role, those that name it; of those that are
    /// `alike`, the first.
    pub(super) fn within_reach(&self, path: &Path, kind: MemberKind, alike: bool) -> Vec<Target<'_>> {
        match path.requires.contains(&ASSUME) && !self.asker.holds(ASSUME) {
            true => self.targets.naming(self.at, alike),
            false => self.of_kind(kind, &path.requires),
        }
    }

    fn carried(&self, path: &'static Path, kind: &'static str) -> Vec<Edge> {
        let all = &self.estate.carriers;
        let asked = Carried::new(&self.asker, path, kind);
        if asked.besides.is_false() {
            return Vec::new();
        }
        let step = |at: usize, proof: Proof, role: Target<'_>| {
            let edge = proof.edge(path, Strength::Proven, role.to)?;
            Some(Edge { carrier: Some(at), ..edge })
        };
        // In the order of `fold`, for of equal steps the first is kept.
        let mut own: Vec<_> = self.targets.carriers(self.at, kind, self.asker.is_alike(path)).collect();
        own.sort_by_key(|(at, role)| (role.at, *at));
        let mut seen = Seen::default();
        let to_own = |(at, role): (usize, Target<'_>)| {
            let proof = asked.on(all.get(at)?)?.also(self.near(role.member));
            seen.is_new(role.class.worth, "", &proof).then(|| step(at, proof, role)).flatten()
        };
        let mut edges: Vec<Edge> = own.into_iter().filter_map(to_own).collect();
        // One whose role may be any is as good as all of them.
        let mut open = all.iter().enumerate().filter(|(_, carrier)| &*carrier.kind == kind && carrier.role.is_none());
        if let Some((at, proof)) = open.find_map(|(at, carrier)| Some((at, asked.on(carrier)?))) {
            let goals = self.targets.classes(self.at, MemberKind::Role).filter(Target::is_goal);
            edges.extend(goals.filter_map(|role| step(at, proof.clone().also(self.near(role.member)), role)));
        }
        if !edges.iter().any(|edge| self.is_enough(edge)) {
            edges.extend(self.carried_lifted(self.lifts(), (path, kind), |carrier| asked.on(carrier)));
        }
        if !edges.iter().any(|edge| self.is_enough(edge)) {
            edges.extend(self.carried_replaced(path, kind, &asked));
        }
        edges
    }

    fn raised_by<'m>(&self, path: &'static Path, on: impl Iterator<Item = (&'m Object, Truth)>) -> Vec<Edge> {
        on.flat_map(|(object, sure)| self.raised(path, object, sure)).collect()
    }

    /// The member gives itself any rights through `object`: itself, its group or its policy.
    fn raised(&self, path: &'static Path, object: &Object, sure: Truth) -> Vec<Edge> {
        let left = ceiling(&self.member().rights);
        if left == Powers::NONE {
            return Vec::new();
        }
        let mut proof = Proof::new().also(sure);
        for action in &path.requires {
            proof.and(&self.asker.on(action, object, raising(self.member())));
        }
        proof.edge(path, Strength::Proven, To::Raised(Gain::Administrator, left)).into_iter().collect()
    }

    fn others(&self, path: &'static Path, kind: MemberKind) -> Vec<Edge> {
        if kind == MemberKind::Group && !self.is_user() {
            return Vec::new();
        }
        let others = self.goals(kind, &path.requires);
        let step = |other: Target<'_>| {
            let on = [(&other.member.object, Truth::True)];
            self.every(path, other, &on).edge(path, Strength::Proven, other.to)
        };
        let mut edges: Vec<Edge> = others.filter_map(step).collect();
        if !edges.iter().any(|edge| self.is_enough(edge)) {
            edges.extend(self.others_lifted(self.lifts(), path, kind));
        }
        edges
    }

    /// Another member is given any rights and then used: both on the same target.
    fn raise(
        &self,
        path: &'static Path,
        kind: MemberKind,
        on: impl for<'m> Fn(&'m Member, bool) -> Vec<(&'m Object, Truth)>,
    ) -> Vec<Edge> {
        let (alike, throughout) = (self.asker.is_alike(path), self.asker.is_alike_throughout(path));
        let step = |other: Target<'_>| {
            let proof = self.every(path, other, &on(other.member, throughout));
            let gain = Gain::AdministratorThrough(other.at);
            proof.edge(path, Strength::Proven, To::Raised(gain, other.class.ceiling))
        };
        let others = self.within_reach(path, kind, alike).into_iter();
        others.filter(|other| other.class.ceiling != Powers::NONE).filter_map(step).collect()
    }

    /// Every permission of the path on one target. Assuming a role also takes its trust policy; `policies` stand in
    /// for the target where the permission takes a policy.
    pub(super) fn every(&self, path: &Path, target: Target<'_>, policies: &[(&Object, Truth)]) -> Proof {
        let crosses = path.requires.iter().all(|action| *action == ASSUME);
        let mut proof = Proof::new().also(if crosses { Truth::True } else { self.near(target.member) });
        // Most roles let services in and nobody else.
        if path.requires.contains(&ASSUME) && !target.class.principals {
            return proof.also(Truth::False);
        }
        for action in &path.requires {
            if proof.truth.is_false() {
                break;
            }
            let ask = |object| self.asker.on(action, object, raising(target.member));
            if *action == ASSUME {
                proof = proof.join(&self.assumption(target, &ask(&target.member.object)));
            } else if catalogue::takes(action, "iam:policy") {
                let held = policies.iter().map(|(policy, sure)| {
                    let answer = ask(policy);
                    (answer.truth.and(*sure), answer)
                });
                match held.max_by_key(|(truth, _)| *truth) {
                    Some((truth, answer)) => proof.and(&Answer { truth, ..Answer::clone(&answer) }),
                    None => proof = proof.also(Truth::False),
                }
            } else {
                proof.and(&ask(&target.member.object));
            }
        }
        proof
    }

    /// Whether a target is in the account of the member, in which alone it passes roles and changes principals and what runs
    /// under their roles. A permission set is used in other accounts than its own.
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html>
    pub(super) fn near(&self, target: &Member) -> Truth {
        match self.member().kind {
            MemberKind::PermissionSet => Truth::True,
            _ => self.estate.same_account(self.member(), target),
        }
    }

    /// A role that names the member lets it in, if both are of one account; one that names its account leaves it to the
    /// member's own documents.
    fn assumption(&self, target: Target<'_>, allowed: &Rc<Answer>) -> Proof {
        let (member, role) = (self.member(), target.member);
        let left = self.asker.left_of(&role.object);
        // A group, and a policy attached to nothing, are what somebody else has.
        let itself = !matches!(member.kind, MemberKind::Group | MemberKind::Policy);
        let named = self.estate.same_account(member, role).and(left.truth).and(itself.into());
        let admits = |named, own| self.admits(target, named, own);
        if admits(named, Truth::False).is_true() {
            return Proof { caller_only: left.caller_only, ..Proof::new() };
        }
        let admitted = admits(named.or(allowed.truth), allowed.truth);
        let plain = Proof { truth: admitted, by: allowed.by.clone(), caller_only: allowed.caller_only };
        if admitted.is_true() {
            return plain;
        }
        let tagged = self.asker.let_in_by(role).into_iter().map(|(facts, set)| {
            let member = Member { facts, ..member.clone() };
            let owners = &self.estate.owners;
            plain.clone().join(&set).with(
                admits_principal(&role.trust, &member, owners, named.or(allowed.truth), allowed.truth).and(set.truth),
            )
        });
        tagged.fold(plain.clone(), |best, one| if best.truth < one.truth { one } else { best })
    }

    /// Whether the trust policy of a role lets the member in, which is that of all roles of its class.
    fn admits(&self, role: Target<'_>, named: Truth, own: Truth) -> Truth {
        let key = (std::ptr::from_ref(role.class), named, own);
        if let Some(known) = self.admitted.borrow().get(&key) {
            return *known;
        }
        let admitted = admits_principal(&role.member.trust, self.member(), &self.estate.owners, named, own);
        self.admitted.borrow_mut().insert(key, admitted);
        admitted
    }

    fn assumed(&self, path: &'static Path) -> Vec<Edge> {
        let roles = self.within_reach(path, MemberKind::Role, self.asker.is_alike(path)).into_iter();
        let step = |role: Target<'_>| self.every(path, role, &[]).edge(path, Strength::Proven, role.to);
        let mut edges: Vec<Edge> = roles.filter(Target::is_goal).filter_map(step).collect();
        // What it gives rights itself and then assumes is a path of its own.
        if let Some(lifts) = self.lifts.get() {
            edges.extend(self.others_lifted(lifts, path, MemberKind::Role));
        }
        edges
    }

    /// The path on whatever an open pattern reaches.
    fn latent(&self, path: &'static Path) -> Option<Edge> {
        let fits = match bind(path) {
            // A member is in the plan, and its own ARN decides whether it reaches itself.
            Bind::Itself(kind) => self.is_any(kind),
            Bind::OwnGroup | Bind::OtherGroup => self.is_user(),
            Bind::OlderVersion | Bind::OlderVersionRole | Bind::Uncover(..) | Bind::UncoverRole => false,
            Bind::Create(_) | Bind::Join | Bind::Profile | Bind::Elsewhere => false,
            _ => true,
        };
        if !fits {
            return None;
        }
        let left = match bind(path) {
            Bind::Itself(_) | Bind::OwnGroup | Bind::OwnPolicy => ceiling(&self.member().rights),
            _ => Powers::ALL,
        };
        if left == Powers::NONE {
            return None;
        }
        let mut proof = Proof::new().also(self.asker.shell(path));
        let services: Vec<Option<&str>> = match path.services.as_slice() {
            [] => vec![None],
            services => services.iter().copied().map(Some).collect(),
        };
        let raising = self.asker.facts(raising(self.member()));
        // What it would gain is of its own account.
        let raising = match self.member().account.as_ref().and_then(|account| account.id.as_deref()) {
            Some(id) => Cow::Owned(raising.into_owned().with("aws:ResourceAccount", id)),
            None => raising,
        };
        let with = |service: &Option<&str>| match service {
            Some(name) => passing(self.member(), &raising, name),
            None => raising.clone().into_owned(),
        };
        let facts: Vec<Facts> = services.iter().map(with).collect();
        for action in &path.requires {
            let answers = facts.iter().map(|facts| self.asker.ask(action, target(path, action), facts));
            proof.and(&*answers.max_by_key(|answer| answer.truth)?);
        }
        proof.edge(path, Strength::Latent, To::Raised(Gain::Administrator, left))
    }

    pub(super) fn is_user(&self) -> bool {
        matches!(self.member().kind, MemberKind::User | MemberKind::Group | MemberKind::Policy)
    }

    fn is_any(&self, kind: MemberKind) -> bool {
        let own = self.member().kind;
        own == MemberKind::Policy || (own == MemberKind::Group && kind == MemberKind::User)
    }
}

/// What a permission is asked for where nothing but a pattern bounds the target: everything of the target's type, and
/// anything at all of the types that do not decide which target is reached.
fn target(path: &Path, action: &str) -> Asked<'static> {
    match bind(path) {
        Bind::Pass if action != "iam:PassRole" => Asked::Some,
        Bind::Carrier(kind) if catalogue::takes(action, kind) => {
            catalogue::shape(kind).map_or(Asked::Open, Asked::Type)
        }
        Bind::Carrier(_) => Asked::Some,
        _ => Asked::Open,
    }
}
