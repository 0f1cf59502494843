//! What a member makes itself: a path that makes principals or groups in, the steps to any rights by them out.

use std::collections::BTreeSet;

use super::asker::Fixed;
use super::bind::Seeker;
use super::made::made;
use super::power::{Powers, ceiling};
use super::proof::{Edge, Proof};
use super::required::{ASKING, BOUNDARY, wanted};
use super::targets::{Target, To};
use super::{Gain, MemberKind, Path, Strength};
use crate::iam::catalogue;
use crate::iam::facts::Facts;
use crate::iam::grants::Asked;
use crate::iam::pattern::Object;
use crate::iam::text::Text;
use crate::truth::Truth;

/// The permission to add a user to a group, which is one on the group.
const JOIN: &str = "iam:AddUserToGroup";

/// What a principal is made for: powers, and whether others hold them.
type Aim = (Powers, fn(Powers) -> Truth);

const ADMINISTRATOR: Aim = (Powers::ALL, |powers| powers.administrator);

/// What a boundary may leave that leaves no administrator.
const LESSER: [Aim; 2] = [(Powers::DATA, |powers| powers.data), (Powers::GUARDRAILS, |powers| powers.guardrails)];

impl Seeker<'_> {
    /// The member makes a principal or group of a name that it chooses, and gives it any rights: an administrator, one that
    /// comes to be one by a step that only an open pattern bounds, or one that has what its boundary leaves.
    pub(super) fn created(&self, path: &'static Path, kind: MemberKind) -> Vec<Edge> {
        let most = if kind == MemberKind::Group { ceiling(&self.member().rights) } else { Powers::ALL };
        if most == Powers::NONE {
            return Vec::new();
        }
        let mut found = Vec::new();
        for aim in [ADMINISTRATOR].into_iter().chain(self.lesser_aims(kind)) {
            let to = To::Raised(Gain::Administrator, most.within(aim.0));
            let each = self.makings(path, kind, aim).into_iter();
            found.extend(each.filter_map(|(proof, strength)| proof.edge(path, strength, to)));
            if found.iter().any(|edge| self.is_enough(edge)) {
                break;
            }
        }
        found
    }

    /// What boundaries that may be asked for leave more surely than an administrator.
    fn lesser_aims(&self, kind: MemberKind) -> impl Iterator<Item = Aim> {
        let leaves = move |(_, of): &Aim| {
            let mut through = self.loose_boundaries().iter().flat_map(|(_, through)| through);
            kind != MemberKind::Group && through.any(|left| of(*left) > left.administrator)
        };
        LESSER.into_iter().filter(leaves)
    }

    /// The member makes a user and adds it to a group: one that has more, one that it gives more, or any, where only an open
    /// pattern bounds which.
    pub(super) fn joined(&self, path: &'static Path) -> Vec<Edge> {
        let mut found = Vec::new();
        for (made, strength) in self.makings(path, MemberKind::User, ADMINISTRATOR) {
            let joins = |group: Target<'_>| {
                let mut proof = made.clone().also(self.near(group.member));
                proof.and(&self.asker.on(JOIN, &group.member.object, Fixed::None));
                proof
            };
            let groups = self.of_kind(MemberKind::Group, &[JOIN]).into_iter().filter(Target::is_goal);
            found.extend(groups.filter_map(|group| joins(group).edge(path, strength, group.to)));
            if !found.iter().any(|edge| self.is_enough(edge)) {
                let raised = self.lifted(self.lifts(), MemberKind::Group, &[JOIN]).into_iter();
                found.extend(raised.filter_map(|(group, lift)| lift.edge(path, &joins(group), group.at)));
            }
            let mut any = made.clone();
            any.and(&self.asker.plain(JOIN, Asked::Open));
            found.extend(any.edge(path, Strength::Latent, To::Raised(Gain::Administrator, Powers::ALL)));
        }
        found
    }

    /// What proves that the member can make a principal without a boundary, or under one that lets enough through: by proven
    /// steps, and by others where those are surer.
    fn makings(&self, path: &'static Path, kind: MemberKind, (_, of): Aim) -> Vec<(Proof, Strength)> {
        let bounded = |sure: fn([Powers; 2]) -> Powers| {
            let all = self.loose_boundaries().iter();
            all.map(|(boundary, through)| (boundary, of(sure(*through)))).collect::<Vec<_>>()
        };
        let is = |proof: &Proof| !proof.truth.is_false();
        let proven = self.making(path, kind, &bounded(|[proven, _]| proven)).filter(is);
        let mut found: Vec<_> = proven.into_iter().map(|proof| (proof, Strength::Proven)).collect();
        if self.loose_boundaries().iter().any(|(_, [proven, latent])| of(*proven) < of(*latent)) {
            let latent = self.making(path, kind, &bounded(|[_, latent]| latent)).filter(is);
            let is_surer = |latent: &Proof| found.iter().all(|(proven, _)| proven.truth < latent.truth);
            let latent = latent.filter(is_surer);
            found.extend(latent.map(|proof| (proof, Strength::Latent)));
        }
        found
    }

    /// What proves best that the member can make one without a boundary, or under one of those that hold nothing back. It
    /// writes the trust policy of a role of its own making, gets the keys of a user, and joins a group.
    fn making(&self, path: &'static Path, kind: MemberKind, idle: &[(&Text, Truth)]) -> Option<Proof> {
        let noun = match kind {
            MemberKind::Group if !self.is_user() => return None,
            MemberKind::Group => "group",
            MemberKind::User => "user",
            _ => "role",
        };
        let kind = format!("iam:{noun}");
        let shape = catalogue::shape(&kind)?;
        // A group that is joined is another.
        let of_made = || path.requires.iter().filter(|action| catalogue::takes(action, &kind));
        let free = self.asker.facts(Fixed::Raising { unbounded: true });
        // A boundary that has to be set and lets an administrator through is none.
        let bounded = |boundary: Text| free.clone().into_owned().with(BOUNDARY, boundary);
        let idle = idle.iter().filter(|(_, idle)| !idle.is_false());
        let idle = idle.map(|(boundary, idle)| (bounded((*boundary).clone()), *idle));
        // One that it writes itself holds nothing back, either.
        let own = if self.loose_boundaries().is_empty() { Vec::new() } else { self.asker.writes(&ASKING, BOUNDARY) };
        let idle: Vec<(Facts, Truth)> = idle.chain(own.into_iter().map(|(own, sure)| (bounded(own), sure))).collect();
        let changes = of_boundary(noun);
        let may = changes.iter().any(|action| self.asker.holds(action));
        let wanted = if may { wanted(&self.member().rights) } else { Vec::new() };
        let removable: Vec<(Text, Facts)> = wanted.into_iter().map(|one| (one.clone(), bounded(one))).collect();
        let given = |object: &Object, facts: &Facts| {
            let mut proof = Proof::new();
            let asked = of_made().map(|action| self.asker.ask(action, Asked::Object(object), facts));
            asked.for_each(|answer| proof.and(&answer));
            proof
        };
        let mut seen = BTreeSet::new();
        let mut best: Option<Proof> = None;
        let mut is_enough = |pattern: &Text, sure: bool| {
            if seen.insert(pattern.clone())
                && let Some(object) = made(pattern, noun, (self.member(), &self.estate.owners))
            {
                let bounded = idle.iter().map(|(facts, idle)| given(&object, facts).also(*idle));
                let freed = removable.iter().filter_map(|one| {
                    let proof = given(&object, &one.1);
                    (!proof.truth.is_false()).then(|| proof.join(&self.freed(noun, &object, (one, &idle))))
                });
                let proof = bounded
                    .chain(freed)
                    .fold(given(&object, &free), |best, one| if best.weight() < one.weight() { one } else { best });
                best = if best.as_ref().is_none_or(|best| best.weight() < proof.weight()) {
                    Some(proof)
                } else {
                    best.take()
                };
            }
            // What others may have as well gives nothing surely.
            let least = if sure { (Truth::True, true) } else { (Truth::Unknown, true) };
            best.as_ref().is_some_and(|best| best.weight() >= least)
        };
        let rights = &self.member().rights;
        of_made().any(|action| rights.any_pattern(action, shape, &mut is_enough));
        best
    }

    /// By what the boundary of one that it made is taken off again, changed for one that holds nothing back, or rewritten.
    fn freed(
        &self,
        noun: &str,
        object: &Object,
        ((boundary, bounded), idle): (&(Text, Facts), &[(Facts, Truth)]),
    ) -> Proof {
        let mut best = Proof::new().also(Truth::False);
        let mut weigh = |action: &str, object: &Object, facts: &Facts, truth: Truth| {
            let mut proof = Proof::new().also(truth);
            proof.and(&self.asker.ask(action, Asked::Object(object), facts));
            if best.weight() < proof.weight() {
                best = proof;
            }
        };
        if let [remove, set, rewrite] = of_boundary(noun) {
            weigh(remove, object, bounded, Truth::True);
            idle.iter().for_each(|(facts, idle)| weigh(set, object, facts, *idle));
            // What AWS ships nobody else writes.
            if !boundary.prefix().contains(":iam::aws:") {
                weigh(rewrite, &Object::outside(boundary.clone()), bounded, Truth::True);
            }
        }
        best
    }
}

/// What takes the boundary of a principal off, what changes it, and what writes the policy that it is; a group has none.
fn of_boundary(noun: &str) -> &'static [&'static str] {
    match noun {
        "role" => &["iam:DeleteRolePermissionsBoundary", "iam:PutRolePermissionsBoundary", "iam:CreatePolicyVersion"],
        "user" => &["iam:DeleteUserPermissionsBoundary", "iam:PutUserPermissionsBoundary", "iam:CreatePolicyVersion"],
        _ => &[],
    }
}
