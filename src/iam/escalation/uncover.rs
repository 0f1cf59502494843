//! What holds a member back and can be taken off: a boundary or a Deny of its own, or the boundary of a role, in; the
//! steps that are free without it out.

use std::sync::Arc;

use super::asker::{Asker, Fixed};
use super::bind::Seeker;
use super::path::{Bind, Cover, bind, paths};
use super::power::{Powers, powers};
use super::proof::{Edge, Proof};
use super::targets::{Target, To, Worth};
use super::{Gain, MemberKind, Path, Shed, Strength};
use crate::iam::grants::{Answer, Asked, Boundary, Rights};
use crate::iam::pattern::Object;
use crate::truth::Truth;

/// What other rights would bring a member to, as far as it does not come to that by its own: by proven steps, and by all.
pub(super) type Gained = [Truth; 2];

/// Something that is taken off a member.
struct Off {
    proof: Proof,
    /// Documents that it does not have any more
    origins: Vec<Arc<str>>,
    /// Whether that is only what denies something
    denying: bool,
    /// Groups that it leaves
    left: Vec<Object>,
    boundary: bool,
}

impl Seeker<'_> {
    /// The member would be an administrator, or have a path, but for a boundary or Deny that it can take off itself. Who may write a policy
    /// over one that denies, or a version of it, gives itself rights at once, which is a path of its own.
    pub(super) fn uncovered(&self, path: &'static Path, cover: Cover) -> Vec<Edge> {
        let member = &self.asker.member;
        let proofs = match (cover, &member.rights.boundary) {
            (Cover::Boundary, Boundary::None) => Vec::new(),
            (Cover::Boundary, _) => {
                let proof = self.on(path, &member.object);
                if proof.truth.is_false() {
                    return Vec::new();
                }
                told(&proof, self.unbounded(self.at))
            }
            (Cover::Membership, _) => self.left(path),
            (cover, _) => self.shed(path, cover),
        };
        let enough = proofs.iter().any(|(strength, proof)| *strength == Strength::Proven && proof.truth.is_true());
        let together = if enough { Vec::new() } else { self.together(path, cover) };
        edges(path, Gain::Administrator, proofs.into_iter().chain(together))
    }

    /// The permissions of a path on one object.
    pub(super) fn on(&self, path: &Path, object: &Object) -> Proof {
        let mut proof = Proof::new();
        path.requires.iter().for_each(|action| proof.and(&self.asker.on(action, object, Fixed::None)));
        proof
    }

    /// What the member takes off by this path and by others, where it is held back by all of it and the others are not enough.
    fn together(&self, path: &'static Path, cover: Cover) -> Vec<(Strength, Proof)> {
        let own = self.offs(path, cover, &[]);
        let choices: Vec<Vec<&Off>> = match cover {
            Cover::Membership => own.iter().map(|off| vec![off]).collect(),
            _ => vec![own.iter().collect()],
        };
        let mut proofs = Vec::new();
        for choice in choices.iter().filter(|choice| !choice.is_empty()) {
            let left: Vec<Object> = choice.iter().flat_map(|off| off.left.iter().cloned()).collect();
            let others = |left: &[Object]| -> Vec<Off> {
                self.other_covers(cover).flat_map(|(path, cover)| self.offs(path, cover, left)).collect()
            };
            let (others, kept) = (others(&left), others(&[]));
            for least in [Truth::True, Truth::Unknown] {
                let sure = |off: &&Off| off.proof.truth >= least;
                let others: Vec<&Off> = others.iter().filter(sure).collect();
                let all: Vec<&Off> = choice.iter().copied().filter(sure).chain(others.iter().copied()).collect();
                if others.is_empty() || all.len() == others.len() {
                    continue;
                }
                let kept: Vec<&Off> = kept.iter().filter(sure).collect();
                if !kept.is_empty() && self.held_back(self.without(&kept)).contains(&Truth::True) {
                    continue;
                }
                let joined = all.iter().fold(Proof::new(), |joined, off| joined.join(&off.proof));
                proofs.extend(told(&joined, self.held_back(self.without(&all))));
            }
        }
        proofs
    }

    /// The other paths by which the member takes something off and keeps its groups.
    fn other_covers(&self, cover: Cover) -> impl Iterator<Item = (&'static Path, Cover)> {
        let own = self.asker.member.kind;
        paths().iter().filter_map(move |path| match bind(path) {
            Bind::Uncover(kind, other) if kind == own || other.is_of_groups() => {
                let fits = other != cover && other != Cover::Membership && self.asker.holds_all(path, false);
                fits.then_some((path, other))
            }
            _ => None,
        })
    }

    /// What the member can take off by one path, or perhaps can, once it has left some groups.
    fn offs(&self, path: &Path, cover: Cover, left: &[Object]) -> Vec<Off> {
        let member = &self.asker.member;
        let sheds = member.sheds.iter().filter(|shed| shed.cover == cover);
        let mut offs: Vec<Off> = sheds
            .map(|shed| {
                let proof = self.taken(path, shed, left);
                let whole = cover == Cover::Membership;
                let (left, denying) = if whole { (shed.from.clone(), false) } else { (Vec::new(), true) };
                Off { proof, origins: shed.origins.clone(), denying, left, boundary: false }
            })
            .collect();
        if cover == Cover::Boundary && !matches!(member.rights.boundary, Boundary::None) {
            let proof = self.on(path, &member.object);
            offs.push(Off { proof, origins: Vec::new(), denying: true, left: Vec::new(), boundary: true });
        }
        offs.retain(|off| !off.proof.truth.is_false());
        offs
    }

    /// The rights of the member when something is taken off it.
    fn without(&self, offs: &[&Off]) -> Rights {
        let rights = &self.asker.member.rights;
        let origins = |denying: bool| -> Vec<Arc<str>> {
            offs.iter().filter(|off| off.denying == denying).flat_map(|off| off.origins.iter().cloned()).collect()
        };
        let whole = origins(false);
        let rights = rights.without_denying(&origins(true)).unwrap_or_else(|| rights.clone());
        let rights = rights.without(|source| whole.contains(&source.origin));
        let boundary = if offs.iter().any(|off| off.boundary) { Boundary::None } else { rights.boundary.clone() };
        Rights { boundary, ..rights }
    }

    /// The member takes off what it surely can, and what it perhaps can.
    fn shed(&self, path: &Path, cover: Cover) -> Vec<(Strength, Proof)> {
        let sheds = self.asker.member.sheds.iter().filter(|shed| shed.cover == cover);
        let asked: Vec<(&Shed, Proof)> = sheds.map(|shed| (shed, self.taken(path, shed, &[]))).collect();
        let taken = |least: Truth| asked.iter().filter(move |(_, proof)| proof.truth >= least);
        let (sure, open) = (taken(Truth::True).count(), taken(Truth::Unknown).count());
        let each = [(Truth::True, sure > 0), (Truth::Unknown, open > sure)];
        let proof = |least: Truth| {
            let origins: Vec<Arc<str>> = taken(least).flat_map(|(shed, _)| shed.origins.iter().cloned()).collect();
            let without = self.asker.member.rights.without_denying(&origins)?;
            let all = taken(least).fold(Proof::new(), |all, (_, proof)| all.join(proof));
            Some(told(&all, self.held_back(without)))
        };
        each.iter().filter(|(_, some)| *some).filter_map(|(least, _)| proof(*least)).flatten().collect()
    }

    /// The member leaves a group, and with a Deny what the group allows it.
    fn left(&self, path: &Path) -> Vec<(Strength, Proof)> {
        let sheds = self.asker.member.sheds.iter().filter(|shed| shed.cover == Cover::Membership);
        let taken = sheds.map(|shed| (shed, self.taken(path, shed, &[]))).filter(|(_, taken)| !taken.truth.is_false());
        let gained = taken.flat_map(|(shed, taken)| {
            let rights = self.asker.member.rights.without(|source| shed.origins.contains(&source.origin));
            told(&taken, self.held_back(rights))
        });
        gained.collect()
    }

    /// Whether the member can take a document off itself, or off its groups, for good. IAM asks for the policy that is detached:
    /// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html>
    ///
    /// What groups keep for it has to be taken off them as well, but for those that it has `left`.
    fn taken(&self, path: &Path, shed: &Shed, left: &[Object]) -> Proof {
        let facts = self.asker.member.facts.clone();
        let facts = match &shed.policy {
            Some(arn) => facts.with("iam:PolicyARN", arn.clone()),
            None => facts,
        };
        let mut proof = Proof::new();
        let off = |action: &str, from: &Object| self.asker.ask(action, Asked::Object(from), &facts);
        let all = path.requires.iter().flat_map(|action| shed.from.iter().map(move |from| (action, from)));
        all.for_each(|(action, from)| proof.and(&off(action, from)));
        let action = if shed.cover == Cover::GroupInline { "iam:DeleteGroupPolicy" } else { "iam:DetachGroupPolicy" };
        for (group, keeps) in shed.kept_by.iter().filter(|(group, _)| !left.contains(group)) {
            let answer = off(action, group);
            proof.and(&Answer { truth: answer.truth.or(!*keeps), ..Answer::clone(&answer) });
        }
        proof.also(shed.alone)
    }

    /// Whether other rights of the same member would make it an administrator, or give it a path that it does not surely
    /// have: where it is open whether something holds it back, it has the path with that or without.
    pub(super) fn held_back(&self, rights: Rights) -> Gained {
        let is = |rights| powers(rights, &self.asker.member.facts);
        let own = is(&self.asker.member.rights);
        let administrator = is(&rights).administrator.and(!own.administrator);
        if administrator.is_true() {
            return [administrator; 2];
        }
        let freed = Seeker::new(self.estate, self.targets, self.at, self.asker.with(rights));
        let worth = |edge: &Edge| match self.targets.worth(edge.to) {
            Worth::Nothing => Truth::False,
            Worth::Powers(powers) => powers.and(edge.truth).exceeds(own),
            Worth::Steps => edge.truth,
        };
        let mut gained = [administrator; 2];
        for path in paths() {
            let steps = freed.steps(path);
            if steps.is_empty() {
                continue;
            }
            let known = self.steps(path);
            for (gained, least) in gained.iter_mut().zip([Strength::Proven, Strength::Latent]) {
                let best = |steps: &[Edge], worth: &dyn Fn(&Edge) -> Truth| {
                    Truth::any(steps.iter().filter(|edge| edge.strength >= least).map(worth))
                };
                // What it gives itself within its boundary is less than without.
                let whole = |edge: &Edge| match edge.to {
                    To::Raised(_, left) => edge.truth.and(left.administrator),
                    To::Member(_) | To::Class(_) => edge.truth,
                };
                *gained = gained.or(best(&steps, &worth).and((!best(&known, &whole).is_true()).into()));
            }
        }
        gained
    }

    /// The same of a member without its boundary, which many may ask.
    pub(super) fn unbounded(&self, at: usize) -> Gained {
        let known = self.targets.unbounded.get(at).zip(self.estate.members.get(at));
        known.map_or([Truth::False; 2], |(known, member)| {
            *known.get_or_init(|| {
                let own = Seeker::new(self.estate, self.targets, at, Asker::new(member));
                own.held_back(Rights { boundary: Boundary::None, ..own.asker.member.rights.clone() })
            })
        })
    }

    /// The member writes a version of the policy that is its boundary, which holds it back no more.
    pub(super) fn rewritten(&self, path: &'static Path) -> Vec<Edge> {
        let member = &self.asker.member;
        let bounded = !matches!(member.rights.boundary, Boundary::None);
        let Some(boundary) = member.bounding.as_ref().filter(|_| bounded) else { return Vec::new() };
        let proof = self.on(path, boundary);
        if proof.truth.is_false() {
            return Vec::new();
        }
        edges(path, Gain::Administrator, told(&proof, self.unbounded(self.at)))
    }

    /// A role would be an administrator, or have a path, but for a boundary that the member can take off it before assuming it.
    pub(super) fn uncovered_role(&self, path: &'static Path) -> Vec<Edge> {
        let roles = self.targets.of_kind(self.at, MemberKind::Role, false);
        let held = roles.filter(|role| role.class.principals && !matches!(role.member.rights.boundary, Boundary::None));
        let step = |role: Target<'_>| {
            let proof = self.every(path, role, &[]);
            if proof.truth.is_false() {
                return Vec::new();
            }
            // What is not known of its documents may allow anything.
            let open = if role.member.rights.unreadable.is_empty() { Truth::False } else { Truth::Unknown };
            let gained = self.unbounded(role.at).map(|gained| gained.or(open));
            edges(path, Gain::AdministratorThrough(role.at), told(&proof, gained))
        };
        held.flat_map(step).collect()
    }
}

/// A proof as far as it brings the member to more: by proven steps, and by others where they are surer.
pub(super) fn told(proof: &Proof, gained: Gained) -> Vec<(Strength, Proof)> {
    let [proven, latent] = gained.map(|gained| proof.clone().also(gained));
    let surer = (proven.truth < latent.truth).then_some((Strength::Latent, latent));
    [(Strength::Proven, proven)].into_iter().chain(surer).collect()
}

/// The steps that some proofs are.
pub(super) fn edges(path: &'static Path, gain: Gain, proofs: impl IntoIterator<Item = (Strength, Proof)>) -> Vec<Edge> {
    proofs
        .into_iter()
        .filter_map(|(strength, proof)| proof.edge(path, strength, To::Raised(gain, Powers::ALL)))
        .collect()
}
