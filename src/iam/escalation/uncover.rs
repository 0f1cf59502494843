//! What holds a member back and can be taken off: a boundary or a Deny of its own, or the boundary of a role, in; the
//! steps that are free without it out.

use std::sync::Arc;

use super::asker::{ADMINISTRATOR, Asker, Fixed};
use super::bind::Seeker;
use super::gained::Gained;
use super::path::{Bind, Cover, bind, taken};
use super::proof::{Edge, Proof};
use super::required::{BOUNDARY, Required, replacing};
use super::targets::{Named, Target, To};
use super::{MemberKind, Path, Shed};
use crate::iam::facts::Facts;
use crate::iam::grants::{Answer, Asked, Boundary, Rights};
use crate::iam::pattern::Object;
use crate::iam::text::Text;
use crate::truth::Truth;

/// What puts a boundary on a principal in place of the one that it has.
pub(super) const SETTING: [&str; 2] = ["iam:PutRolePermissionsBoundary", "iam:PutUserPermissionsBoundary"];

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

impl<'e> Seeker<'e> {
    /// The member would be an administrator, or have a path, but for a boundary or Deny that it can take off itself. Who may write a policy
    /// over one that denies, or a version of it, gives itself rights at once, which is a path of its own.
    pub(super) fn uncovered(&self, path: &'static Path, cover: Cover) -> Vec<Edge> {
        let member = &self.asker.member;
        let mut found = match (cover, &member.rights.boundary) {
            (Cover::Boundary, Boundary::None) => Vec::new(),
            (Cover::Boundary, _) => self.loosened(path),
            (Cover::Membership, _) => self.left(path),
            (cover, _) => self.shed(path, cover),
        };
        let enough = found.iter().any(|edge| self.is_settled(edge) && edge.truth.is_true());
        if !enough {
            found.extend(self.together(path, cover));
        }
        found
    }

    /// The member takes its boundary off, or has another.
    fn loosened(&self, path: &'static Path) -> Vec<Edge> {
        let mut found = Vec::new();
        for (proof, boundary) in self.boundaries(path) {
            match boundary {
                Boundary::None => {
                    found.extend(self.told(path, &proof, self.unbounded(self.at), None));
                    if proof.truth.is_true() {
                        break;
                    }
                }
                other => {
                    let rights = Rights { boundary: other, ..self.asker.member.rights.clone() };
                    found.extend(self.told(path, &proof, &self.held_back(rights), None));
                }
            }
        }
        found
    }

    /// What the member may have in place of its boundary by a path, those that hold nothing back first. IAM asks for the
    /// boundary that is there, or for the one that is set:
    /// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html>
    fn boundaries(&self, path: &Path) -> Vec<(Proof, Boundary)> {
        let member = &self.asker.member;
        let with = |facts: &Facts| {
            let mut proof = Proof::new();
            let asked = Asked::Object(&member.object);
            path.requires.iter().for_each(|action| proof.and(&self.asker.ask(action, asked, facts)));
            proof
        };
        let facts = member.facts.clone();
        if !path.requires.iter().any(|action| SETTING.contains(action)) {
            let facts = match &member.bounding {
                Some(own) => facts.with_arn(BOUNDARY, own),
                None => facts,
            };
            let proof = with(&facts);
            return if proof.truth.is_false() { Vec::new() } else { vec![(proof, Boundary::None)] };
        }
        let set = |value: Text| with(&facts.clone().with(BOUNDARY, value));
        let is_other = |one: &Required| match (&one.address, &member.bounding) {
            (Some(address), Some(own)) => own.address.as_ref() != Some(address),
            _ => true,
        };
        let others = replacing(&member.rights, path, &self.estate.ceilings).into_iter().filter(is_other);
        let named = others.map(|one| {
            let boundary = match one.source {
                Ok(source) => Boundary::Documents(vec![source]),
                Err(cause) => Boundary::Unreadable(cause),
            };
            (set(one.value).also(one.sure), boundary)
        });
        let written = self.asker.writes(&path.requires, BOUNDARY).into_iter();
        let written = written.map(|(policy, sure)| (set(policy).also(sure), Boundary::None));
        let any = (set(Text::literal(ADMINISTRATOR)), Boundary::None);
        let all = [any].into_iter().chain(written).chain(named);
        all.filter(|(proof, _)| !proof.truth.is_false()).collect()
    }

    /// The permissions of a path on one object.
    pub(super) fn on(&self, path: &Path, object: &Object) -> Proof {
        let mut proof = Proof::new();
        path.requires.iter().for_each(|action| proof.and(&self.asker.on(action, object, Fixed::None)));
        proof
    }

    /// What the member takes off by this path and by others, where it is held back by all of it and the others are not enough.
    fn together(&self, path: &'static Path, cover: Cover) -> Vec<Edge> {
        let own = self.offs(path, cover, &[]);
        let choices: Vec<Vec<&Off>> = match cover {
            Cover::Membership => own.iter().map(|off| vec![off]).collect(),
            _ => vec![own.iter().collect()],
        };
        let mut found = Vec::new();
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
                if !kept.is_empty() && self.held_back(self.without(&kept)).is_sure() {
                    continue;
                }
                let joined = all.iter().fold(Proof::new(), |joined, off| joined.join(&off.proof));
                found.extend(self.told(path, &joined, &self.held_back(self.without(&all)), None));
            }
        }
        found
    }

    /// The other paths by which the member takes something off and keeps its groups.
    fn other_covers(&self, cover: Cover) -> impl Iterator<Item = (&'static Path, Cover)> {
        let own = self.asker.member.kind;
        taken().filter_map(move |path| match bind(path) {
            Bind::Uncover(kind, other) if kind == own || other.is_of_groups() => {
                let fits = other != cover && other != Cover::Membership && self.asker.holds_all(path, Named::default());
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
            let whole = self.boundaries(path).into_iter().filter(|(_, other)| matches!(other, Boundary::None));
            let best = whole.map(|(proof, _)| proof).max_by_key(Proof::weight);
            let off = |proof| Off { proof, origins: Vec::new(), denying: true, left: Vec::new(), boundary: true };
            offs.extend(best.map(off));
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
    fn shed(&self, path: &'static Path, cover: Cover) -> Vec<Edge> {
        let sheds = self.asker.member.sheds.iter().filter(|shed| shed.cover == cover);
        let asked: Vec<(&Shed, Proof)> = sheds.map(|shed| (shed, self.taken(path, shed, &[]))).collect();
        let taken = |least: Truth| asked.iter().filter(move |(_, proof)| proof.truth >= least);
        let (sure, open) = (taken(Truth::True).count(), taken(Truth::Unknown).count());
        let each = [(Truth::True, sure > 0), (Truth::Unknown, open > sure)];
        let found = |least: Truth| {
            let origins: Vec<Arc<str>> = taken(least).flat_map(|(shed, _)| shed.origins.iter().cloned()).collect();
            let without = self.asker.member.rights.without_denying(&origins)?;
            let all = taken(least).fold(Proof::new(), |all, (_, proof)| all.join(proof));
            Some(self.told(path, &all, &self.held_back(without), None))
        };
        each.iter().filter(|(_, some)| *some).filter_map(|(least, _)| found(*least)).flatten().collect()
    }

    /// The member leaves a group, and with a Deny what the group allows it.
    fn left(&self, path: &'static Path) -> Vec<Edge> {
        let sheds = self.asker.member.sheds.iter().filter(|shed| shed.cover == Cover::Membership);
        let taken = sheds.map(|shed| (shed, self.taken(path, shed, &[]))).filter(|(_, taken)| !taken.truth.is_false());
        let gained = taken.flat_map(|(shed, taken)| {
            let rights = self.asker.member.rights.without(|source| shed.origins.contains(&source.origin));
            self.told(path, &taken, &self.held_back(rights), None)
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

    /// The same of a member without its boundary, which many may ask.
    pub(super) fn unbounded(&self, at: usize) -> &'e Gained {
        static NOTHING: Gained = Gained::NONE;
        let known = self.targets.uncovered.unbounded.get(at).zip(self.estate.members.get(at));
        known.map_or(&NOTHING, |(known, member)| {
            known.get_or_init(|| {
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
        self.told(path, &proof, self.unbounded(self.at), None)
    }

    /// A role would be an administrator, or have a path, but for a boundary that the member can take off it before assuming it.
    pub(super) fn uncovered_role(&self, path: &'static Path) -> Vec<Edge> {
        let of = |at: usize| {
            let role = self.estate.members.get(at).filter(|role| !matches!(role.rights.boundary, Boundary::None));
            role.map_or(Gained::NONE, |role| {
                // What is not known of its documents may allow anything.
                let open = if role.rights.unreadable.is_empty() { Truth::False } else { Truth::Unknown };
                self.unbounded(at).clone().or(Gained::administrator(open))
            })
        };
        let roles = self.within_reach(path, MemberKind::Role, false).into_iter();
        let held = roles.filter(|role| !matches!(role.member.rights.boundary, Boundary::None));
        let step = |role: Target<'_>| {
            let proof = self.every(path, role, &[]);
            match role.to {
                _ if proof.truth.is_false() => Vec::new(),
                To::Class(class) => {
                    let all = self.of_class(class, &self.targets.uncovered.unbounded_in, |at| vec![of(at)]);
                    self.told_of(path, &proof, all)
                }
                To::Member(_) | To::Raised(..) => self.told(path, &proof, &of(role.at), Some(role.at)),
            }
        };
        held.flat_map(step).collect()
    }
}
