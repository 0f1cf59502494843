//! Whom a member may give any rights: the paths by which in, and how each of its targets is raised so out.
//!
//! Neither to give a target rights nor to use it is a path where the target has no more than the member; both together are.

use std::collections::BTreeMap;

use super::asker::{ADMINISTRATOR, raising};
use super::bind::Seeker;
use super::path::{Bind, Cover, bind, taken};
use super::power::Powers;
use super::proof::{Edge, Proof};
use super::required::BOUNDARY;
use super::targets::{Named, Target, To};
use super::uncover::SETTING;
use super::{Gain, MemberKind, Path, Strength};
use crate::iam::grants::{Asked, Boundary};
use crate::iam::pattern::Object;
use crate::iam::text::Text;
use crate::truth::Truth;

/// How a target comes to more rights before it is used.
#[derive(Clone)]
pub(super) struct Lift {
    /// The paths by which it does, in their order
    pub(super) paths: Vec<&'static Path>,
    pub(super) proof: Proof,
    /// What it has then
    pub(super) left: Powers,
    /// Whether another does it, whom the member becomes
    pub(super) given: bool,
}

impl Lift {
    /// The step to a member that comes to more so, then used by a path.
    pub(super) fn edge(&self, path: &'static Path, used: &Proof, at: usize) -> Option<Edge> {
        let to = To::Raised(Gain::AdministratorThrough(at), self.left);
        let edge = self.proof.clone().join(used).edge(path, Strength::Proven, to)?;
        Some(Edge { raises: self.paths.clone(), ..edge })
    }

    /// As another does it, whom the member becomes by these permissions.
    pub(super) fn after(&self, by: &Proof) -> Self {
        Self { proof: self.proof.clone().join(by), given: true, ..self.clone() }
    }

    /// Whether to use it brings who has some powers to more, where something else has to hold too.
    pub(super) fn adds_to(&self, total: Powers, also: Truth) -> bool {
        total.or(self.left.and(self.proof.truth.and(also))) != total
    }

    /// Sorts them by how surely they make an administrator.
    pub(super) fn weight(&self) -> (Truth, Truth, bool) {
        self.weight_after(&Proof::new())
    }

    /// What it weighs with these permissions before it.
    pub(super) fn weight_after(&self, by: &Proof) -> (Truth, Truth, bool) {
        let (truth, always) = self.proof.weight_with((by.truth, by.caller_only));
        (self.left.administrator.and(truth), truth, always)
    }
}

/// Targets that come to more: whole classes, where a member tells none apart, and single ones.
#[derive(Default)]
pub(super) struct Lifts {
    pub(super) classes: BTreeMap<usize, Lift>,
    pub(super) members: BTreeMap<usize, Lift>,
}

impl Lifts {
    /// Keeps the best of each target.
    pub(super) fn keep(&mut self, to: To, lift: Lift) {
        let (map, key) = match to {
            To::Class(class) => (&mut self.classes, class),
            To::Member(at) => (&mut self.members, at),
            To::Raised(..) => return,
        };
        if map.get(&key).is_none_or(|known| known.weight() < lift.weight()) {
            map.insert(key, lift);
        }
    }

    pub(super) fn get(&self, to: To) -> Option<&Lift> {
        match to {
            To::Class(class) => self.classes.get(&class),
            To::Member(at) => self.members.get(&at),
            To::Raised(..) => None,
        }
    }

    /// Keeps the best of both.
    pub(super) fn join(&mut self, others: Self) {
        others.classes.into_iter().for_each(|(class, lift)| self.keep(To::Class(class), lift));
        others.members.into_iter().for_each(|(at, lift)| self.keep(To::Member(at), lift));
    }

    pub(super) fn retain(&mut self, is: impl Fn(&Lift) -> bool) {
        self.classes.retain(|_, lift| is(lift));
        self.members.retain(|_, lift| is(lift));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.classes.is_empty() && self.members.is_empty()
    }
}

/// Whether a member makes itself an administrator.
#[derive(Clone, Copy)]
pub(super) struct Itself {
    /// By a proven step, whatever the session
    pub(super) proven: Truth,
    /// By any
    pub(super) at_all: Truth,
}

impl Seeker<'_> {
    /// Whom the member may give any rights.
    pub(super) fn lifts(&self) -> &Lifts {
        self.lifts.get_or_init(|| {
            let mut lifts = Lifts::default();
            if self.raises_itself().proven.is_true() {
                return lifts;
            }
            for path in self.raising() {
                for target in raised(path).iter().flat_map(|kind| self.of_kind(*kind, &path.requires)) {
                    self.lift(path, target).into_iter().for_each(|lift| lifts.keep(target.to, lift));
                }
            }
            lifts
        })
    }

    /// Whether the member makes itself an administrator: who does needs nobody else.
    pub(super) fn raises_itself(&self) -> Itself {
        *self.raises_itself.get_or_init(|| {
            let own = self.raising().flat_map(|path| self.steps(path));
            own.fold(Itself { proven: Truth::False, at_all: Truth::False }, |itself, edge| Itself {
                proven: itself.proven.or(if self.is_proven(&edge) { edge.truth } else { Truth::False }),
                at_all: itself.at_all.or(self.raises(&edge, Strength::Latent)),
            })
        })
    }

    /// The paths that give somebody any rights, of those of which the member holds the permissions.
    fn raising(&self) -> impl Iterator<Item = &'static Path> {
        taken().filter(|path| !raised(path).is_empty() && self.asker.holds_all(path, Named::default()))
    }

    /// The target is given any rights, within its boundary or without.
    fn lift(&self, path: &'static Path, target: Target<'_>) -> Vec<Lift> {
        let policies: Vec<(&Object, Truth)> = match bind(path) {
            Bind::OwnPolicy if self.asker.is_alike_throughout(path) => {
                target.member.surest_policy().into_iter().collect()
            }
            Bind::OwnPolicy => target.member.policies().collect(),
            _ => Vec::new(),
        };
        let proof = self.every(path, target, &policies);
        if proof.truth.is_false() {
            return Vec::new();
        }
        let left = target.class.ceiling;
        let loosened = if left == Powers::ALL { None } else { self.loosening(target) };
        let whole = loosened.map(|(first, loose)| Lift {
            paths: vec![first, path],
            proof: proof.clone().join(&loose),
            left: Powers::ALL,
            given: false,
        });
        let within = Lift { paths: vec![path], proof, left, given: false };
        [within].into_iter().filter(|lift| lift.left != Powers::NONE).chain(whole).collect()
    }

    /// What best takes the boundary of a target off.
    fn loosening(&self, target: Target<'_>) -> Option<(&'static Path, Proof)> {
        let all = taken().filter(|path| loosened(path).contains(&target.member.kind));
        let proofs = all.filter_map(|path| Some((path, self.loosened_by(path, target)?)));
        // Of equals the first.
        proofs.reduce(|best, one| if best.1.weight() < one.1.weight() { one } else { best })
    }

    /// A path that takes the boundary of a target off, sets one that lets everything through, or rewrites the policy that it is.
    pub(super) fn loosened_by(&self, path: &'static Path, target: Target<'_>) -> Option<Proof> {
        if matches!(target.member.rights.boundary, Boundary::None) {
            return None;
        }
        let own = &target.member.bounding;
        let proof = match bind(path) {
            Bind::OwnPolicy => self.on(path, own.as_ref()?),
            _ => {
                let facts = self.asker.facts(raising(target.member)).into_owned();
                let set = facts.clone().with(BOUNDARY, Text::literal(ADMINISTRATOR));
                let has = own.iter().fold(facts, |facts, policy| facts.with_arn(BOUNDARY, policy));
                let mut proof = Proof::new();
                for action in &path.requires {
                    let facts = if SETTING.contains(action) { &set } else { &has };
                    proof.and(&self.asker.ask(action, Asked::Object(&target.member.object), facts));
                }
                proof
            }
        };
        (!proof.truth.is_false()).then_some(proof)
    }

    /// Whether a step surely leads to an administrator, whatever the session.
    pub(super) fn is_enough(&self, edge: &Edge) -> bool {
        self.is_proven(edge) && edge.truth.is_true()
    }

    fn is_proven(&self, edge: &Edge) -> bool {
        self.is_settled(edge) && !edge.caller_only
    }
}

/// Whether a path gives somebody any rights.
pub(super) fn is_raising(path: &Path) -> bool {
    !raised(path).is_empty()
}

/// Whom a path gives any rights.
fn raised(path: &Path) -> &'static [MemberKind] {
    use MemberKind::{Group, Role, User};
    match bind(path) {
        Bind::Itself(Role) => &[Role],
        Bind::Itself(User) => &[User],
        Bind::OwnGroup => &[Group],
        Bind::OwnPolicy => &[Role, User, Group],
        _ => &[],
    }
}

/// Whose boundary a path takes away.
pub(super) fn loosened(path: &Path) -> &'static [MemberKind] {
    use MemberKind::{Role, User};
    match bind(path) {
        Bind::Uncover(Role, Cover::Boundary) => &[Role],
        Bind::Uncover(User, Cover::Boundary) => &[User],
        Bind::OwnPolicy => &[Role, User],
        _ => &[],
    }
}
