//! Privilege escalation: principals, their rights and what runs under their roles in; paths to more rights out.
//!
//! A path is a set of permissions that together give its holder the rights of something else. It is **proven** on a
//! target that is in the estate and **latent** where only an open pattern bounds the target. Targets that can escalate
//! themselves count, so chains are found (A passes a role to B's function, B's role is an administrator).

mod aided;
mod asker;
mod bind;
mod carried;
mod create;
mod gained;
mod graph;
mod joint;
mod lifted;
mod made;
mod names;
mod naming;
mod older;
mod opened;
mod passes;
mod passing;
mod path;
mod power;
mod profiles;
mod proof;
mod raise;
mod required;
mod runners;
mod tagged;
mod tags;
mod targets;
mod trust;
mod uncover;
mod ways;

use std::sync::Arc;

use foldhash::HashMap;

use super::facts::Facts;
use super::grants::{Basis, Rights, Shared, Source};
use super::pattern::Object;
use super::principal::Owners;
use super::text::Text;
use crate::truth::Truth;

pub use asker::POLICY;
pub use graph::escalations;
pub use path::{Category, Cover, Path, Set, carrier_of, cover_of, is_older_version, paths};
pub use power::{GUARDRAILS, Powers, powers};
pub use profiles::replaces_role;
pub use required::{BOUNDARY, Ceiling, attachable, loose, replacing, required};
pub use tagged::{sets_tags, tagged};
pub use trust::{admits_principal, admits_service, lets_use, undecided};

/// Everything the paths are judged on.
#[derive(Clone, Debug, Default)]
pub struct Estate {
    /// Roles, users, groups, permission sets and policies attached to nothing
    pub members: Vec<Member>,
    /// What runs under a role
    pub carriers: Vec<Carrier>,
    /// Instance profiles
    pub profiles: Vec<Profile>,
    /// Customer-managed policies, where a condition asks for a boundary or for what is attached
    pub ceilings: Vec<Ceiling>,
    /// What is known of older versions of customer-managed policies, by their addresses
    pub versions: HashMap<Arc<str>, Older>,
    /// Whose accounts are whose
    pub owners: Owners,
}

/// The versions of a policy beside the one in force, where a plan tells of them. IAM keeps four.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html>
#[derive(Clone, Debug)]
pub enum Older {
    /// None: it comes into being
    None,
    /// The one that the plan puts another in the place of, beside others that no plan shows
    Last(Source),
}

/// What a member is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MemberKind {
    /// An IAM role
    Role,
    /// An IAM user
    User,
    /// An IAM group, judged as any of its users
    Group,
    /// A permission set of Identity Center
    PermissionSet,
    /// A policy attached to nothing, judged as whoever it may be attached to
    Policy,
}

/// A holder of rights.
#[derive(Clone, Debug)]
pub struct Member {
    /// What it is
    pub kind: MemberKind,
    /// Its ARN and address
    pub object: Object,
    /// What it may do
    pub rights: Rights,
    /// Context keys that are fixed for it: `aws:PrincipalArn`, `aws:username` (absent for a role), its tags
    pub facts: Facts,
    /// Trust policy of a role; several only when more than one completion is possible
    pub trust: Vec<Source>,
    /// Groups a user is in, and whether it surely is
    pub groups: Vec<(Object, Truth)>,
    /// Groups that it may be in as others may, which all of those share
    pub open_groups: Arc<[Object]>,
    /// Customer-managed policies attached to it, directly or through a group, and whether they surely are; those of
    /// [`Rights::shared`] are not among them
    pub policies: Vec<(Object, Truth)>,
    /// Whether an instance profile carries the role
    pub profiled: Truth,
    /// The customer-managed policy that is its boundary
    pub bounding: Option<Object>,
    /// Its documents that deny something and that it may take off
    pub sheds: Vec<Shed>,
    /// The account that it is of, where that is known
    pub account: Option<Arc<Account>>,
}

/// An account, as far as it is known which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// A label that is the same only for one account
    pub label: String,
    /// Its id
    pub id: Option<String>,
}

/// A document that a member may take off itself.
#[derive(Clone, Debug)]
pub struct Shed {
    /// Labels of the documents; more than one where it leaves a group
    pub origins: Vec<Arc<str>>,
    /// The ARN of the policy, if it is attached
    pub policy: Option<Text>,
    /// How it has them
    pub cover: Cover,
    /// What they are taken off: the member itself, or each group by which it has them
    pub from: Vec<Object>,
    /// Whether it then has them in no other way than by [`Shed::kept_by`]
    pub alone: Truth,
    /// The groups by which it has them besides, and whether it surely has
    pub kept_by: Vec<(Object, Truth)>,
}

/// Something of the estate that runs under a role.
#[derive(Clone, Debug)]
pub struct Carrier {
    /// Its type in the action catalogue, such as `lambda:function`; [`carrier_of`] lists those that matter
    pub kind: Arc<str>,
    /// Its ARN and address
    pub object: Object,
    /// Index of its role in [`Estate::members`]; `None` where it may be any of them
    pub role: Option<usize>,
    /// Whether it surely runs under that role; false where its role is none of them
    pub link: Truth,
    /// The instance profile by which it does, and whether it surely is that one
    pub profile: Option<(Object, Truth)>,
    /// Whether port 22 of it can be reached, for EC2 Instance Connect
    pub ssh: Truth,
}

/// An instance profile, which holds one role at most.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html>
#[derive(Clone, Debug)]
pub struct Profile {
    /// Its ARN and address
    pub object: Object,
    /// Whether a role is in it
    pub taken: Truth,
}

/// How sure the target of a path is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// The target is only bounded by an open pattern
    Latent,
    /// The target is in the estate, or the principal itself
    Proven,
}

/// Whom a path makes its holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gain {
    /// The rights of a member
    Member(usize),
    /// An administrator: the holder gives itself, or the target, any rights
    Administrator,
    /// A member that it makes an administrator on the way
    AdministratorThrough(usize),
}

/// What is free once what holds it back is off.
#[derive(Clone, Debug, PartialEq)]
pub struct Freed {
    /// The path, and the statements that allow it; `None` where it is the rights of an administrator
    pub path: Option<(&'static Path, Basis)>,
    /// The role that it is taken off, as a member; `None` where it is the member itself
    pub role: Option<usize>,
}

/// One path a member can take.
#[derive(Clone, Debug, PartialEq)]
pub struct Escalation {
    /// The path
    pub path: &'static Path,
    /// Whether it is sure that the member can take it
    pub truth: Truth,
    /// How sure its target is
    pub strength: Strength,
    /// What it gives
    pub gain: Gain,
    /// What the path only frees, by which it gives that
    pub frees: Option<Freed>,
    /// Paths that are taken before: those by which its target is given any rights, or put where it is used
    pub raises: Vec<&'static Path>,
    /// The carrier it goes through, as an index in [`Estate::carriers`]
    pub carrier: Option<usize>,
    /// The statements that allow it
    pub by: Basis,
    /// Whether it holds only under conditions on the caller's session or network
    pub caller_only: bool,
    /// Whether a boundary leaves but a part of the rights that it gives
    pub bounded: bool,
    /// Further paths with the same root cause
    pub variants: Vec<&'static str>,
    /// The steps after this one that lead on to an administrator or to data, as members; empty for a single step
    pub chain: Vec<usize>,
}

impl Escalation {
    /// How long it is: the members after the first, and the permissions of its paths.
    pub fn steps(&self) -> (usize, usize) {
        let freed = self.frees.iter().filter_map(|freed| Some(freed.path.as_ref()?.0));
        let paths = freed.chain(self.raises.iter().copied()).chain([self.path]);
        (self.chain.len(), paths.map(|path| path.requires.len()).sum())
    }
}

impl Estate {
    /// Whether two members are of one account; what says nothing of its account is of the only one.
    fn same_account(&self, a: &Member, b: &Member) -> Truth {
        let (Some(a), Some(b)) = (&a.account, &b.account) else { return Truth::True };
        match (a.label == b.label, &a.id, &b.id) {
            (true, ..) => Truth::True,
            (false, Some(a), Some(b)) => (a == b).into(),
            (false, ..) => Truth::Unknown,
        }
    }
}

impl Member {
    /// A member that nothing else is known of.
    pub fn new(kind: MemberKind, object: Object, rights: Rights) -> Self {
        let (none, facts) = (Vec::new(), Facts::none());
        let (profiled, sheds, account) = (Truth::False, Vec::new(), None);
        let (trust, groups, policies) = (Vec::new(), none.clone(), none);
        let (open_groups, bounding) = (Arc::default(), None);
        Self { kind, object, rights, facts, trust, groups, open_groups, policies, profiled, bounding, sheds, account }
    }

    /// The customer-managed policies that are or may be attached to it.
    pub(super) fn policies(&self) -> impl Iterator<Item = (&Object, Truth)> {
        let own = self.policies.iter().map(|(object, sure)| (object, *sure));
        let shared = self.rights.shared.iter().flat_map(Shared::policies);
        own.chain(shared.map(|object| (object, Truth::Unknown)))
    }
}

#[cfg(test)]
mod tests;
