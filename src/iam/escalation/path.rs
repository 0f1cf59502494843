//! The table of paths: ids, permission sets, and what each path is bound to.

use std::sync::OnceLock;

use super::MemberKind;

static TABLE: &str = include_str!("../tables/escalation.tsv");

/// A known way to more rights.
#[derive(Debug, PartialEq)]
pub struct Path {
    /// Its id at pathfinding.cloud
    pub id: &'static str,
    /// Which catalogue it is of
    pub set: Set,
    /// What kind of way it is
    pub category: Category,
    /// The path it is a variant of
    pub parent: Option<&'static str>,
    /// Service principals, of which the passed role has to trust one
    pub services: Vec<&'static str>,
    /// The permissions it takes, all of them
    pub requires: Vec<&'static str>,
    /// What it is bound to: asked for each member and path, so it is found once
    bound: Bind,
}

/// Where a path comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// The 65 of the snapshot
    A,
    /// Later ids of the same project
    B,
    /// Proposals of its community
    C,
    /// Our own: the same of a role or a group where the community speaks of users, principals of one's own making, roles
    /// passed to what is there already, and other ways onto an instance or into a function
    D,
}

/// What kind of way a path is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// Passes a role to something new
    NewPassRole,
    /// Takes over something that already has a role
    ExistingPassRole,
    /// Becomes another principal
    PrincipalAccess,
    /// Gives itself more rights
    SelfEscalation,
    /// Not a matter of permissions but of a trust policy, which other controls judge
    Trust,
}

/// What a path is bound to, beside `iam:PassRole` and its carriers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bind {
    /// A role that is passed and trusts one of the services
    Pass,
    /// A carrier of this type
    Carrier(&'static str),
    /// A role that is put into the instance profile of what the principal runs on
    Profile,
    /// The principal itself, if it is of this kind
    Itself(MemberKind),
    /// A group the user is in
    OwnGroup,
    /// Any group with more rights
    OtherGroup,
    /// A customer-managed policy attached to the principal
    OwnPolicy,
    /// The same, set back to a version that it had before
    OlderVersion,
    /// The same of another role, which is then assumed
    OlderVersionRole,
    /// Another principal of this kind
    Other(MemberKind),
    /// Another principal that becomes an administrator on the way
    Raise(MemberKind),
    /// Another role through a customer-managed policy attached to it
    RaisePolicy,
    /// A role that trusts the principal
    Assume,
    /// What a principal of this kind takes off itself
    Uncover(MemberKind, Cover),
    /// A boundary that is taken off another role
    UncoverRole,
    /// A principal or group that the principal makes
    Create(MemberKind),
    /// A group that has more, by a user that the principal makes
    Join,
    /// Identity Center, whose targets are never in the account
    Directory,
    /// Judged elsewhere
    Elsewhere,
}

/// What holds a principal back and can be taken off it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cover {
    /// Its permissions boundary
    Boundary,
    /// Policies that are attached to it
    Attached,
    /// Its inline policies
    Inline,
    /// Policies that are attached to a group it is in
    GroupAttached,
    /// Inline policies of a group it is in
    GroupInline,
    /// A group, with all that it has by it
    Membership,
}

impl Cover {
    /// Whether a group puts it on its users.
    pub fn is_of_groups(self) -> bool {
        matches!(self, Self::GroupAttached | Self::GroupInline | Self::Membership)
    }
}

/// Carriers of existing-passrole paths, as types of the action catalogue.
const CARRIERS: [(&str, &str); 23] = [
    ("apprunner-002", "apprunner:service"),
    ("bedrock-002", "bedrock-agentcore:code-interpreter-custom"),
    ("bedrock-004", "bedrock-agentcore:runtime"),
    ("bedrock-007", "bedrock-agentcore:browser-custom"),
    ("batch-002", "batch:job-definition"),
    ("cloudformation-002", "cloudformation:stack"),
    ("cloudformation-005", "cloudformation:stack"),
    ("codebuild-002", "codebuild:project"),
    ("codebuild-003", "codebuild:project"),
    ("codedeploy-001", "codedeploy:deploymentgroup"),
    ("ec2-002", "ec2:instance"),
    ("ec2-004", "ec2:launch-template"),
    ("ec2-005", "ec2:launch-template"),
    ("ec2instanceconnect-003", "ec2:instance"),
    ("ec2-send-ssh-key", "ec2:instance"),
    ("ecs-006", "ecs:task"),
    ("glue-002", "glue:devendpoint"),
    ("sagemaker-004", "sagemaker:notebook-instance"),
    ("sagemaker-005", "sagemaker:notebook-instance"),
    ("stepfunctions-002", "states:statemachine"),
    ("ssm-001", "ec2:instance"),
    ("ssm-002", "ec2:instance"),
    ("ssm-create-association", "ec2:instance"),
];

/// The type of carrier a path goes through, such as `lambda:function`.
pub fn carrier_of(path: &Path) -> Option<&'static str> {
    match bind(path) {
        Bind::Carrier(carrier) => Some(carrier),
        _ => None,
    }
}

/// Every path, in the order of its catalogue.
pub fn paths() -> &'static [Path] {
    static PATHS: OnceLock<Vec<Path>> = OnceLock::new();
    PATHS.get_or_init(|| TABLE.lines().filter_map(read).collect())
}

/// Every path that a permission opens, and not a trust policy alone, which anyone has who is in it.
pub(super) fn taken() -> impl Iterator<Item = &'static Path> {
    paths().iter().filter(|path| bind(path) != Bind::Elsewhere)
}

/// What a path is bound to.
pub(super) fn bind(path: &Path) -> Bind {
    path.bound
}

fn bound(id: &str, category: Category) -> Bind {
    use MemberKind::{Group, Role, User};
    if category == Category::ExistingPassRole && id.starts_with("lambda-") {
        return Bind::Carrier("lambda:function");
    }
    if let Some((_, carrier)) = CARRIERS.iter().find(|(of, _)| *of == id) {
        return Bind::Carrier(carrier);
    }
    match id {
        "iam-001" => Bind::OwnPolicy,
        "iam-older-version" => Bind::OlderVersion,
        "iam-older-version-role" => Bind::OlderVersionRole,
        "iam-005" | "iam-009" => Bind::Itself(Role),
        "iam-007" | "iam-008" => Bind::Itself(User),
        "iam-010" | "iam-011" => Bind::OwnGroup,
        "iam-013" => Bind::OtherGroup,
        "iam-002" | "iam-003" | "iam-004" | "iam-006" => Bind::Other(User),
        "iam-012" => Bind::Other(Role),
        "iam-014" | "iam-017" | "iam-019" | "iam-021" => Bind::Raise(Role),
        "iam-015" | "iam-018" => Bind::Raise(User),
        "iam-016" | "iam-020" => Bind::RaisePolicy,
        "sts-001" => Bind::Assume,
        "iam-role-of-profile" => Bind::Profile,
        "iam-022" | "iam-024" => Bind::Uncover(User, Cover::Boundary),
        "iam-022-role" | "iam-024-role" => Bind::Uncover(Role, Cover::Boundary),
        "iam-025" => Bind::Uncover(User, Cover::Attached),
        "iam-025-role" => Bind::Uncover(Role, Cover::Attached),
        "iam-026" => Bind::Uncover(User, Cover::Inline),
        "iam-026-role" => Bind::Uncover(Role, Cover::Inline),
        "iam-025-group" => Bind::Uncover(Group, Cover::GroupAttached),
        "iam-026-group" => Bind::Uncover(Group, Cover::GroupInline),
        "iam-leave-group" => Bind::Uncover(Group, Cover::Membership),
        "iam-023" => Bind::UncoverRole,
        "iam-create-user-group" | "iam-create-user-group-console" => Bind::Join,
        id if id.starts_with("iam-create-role") => Bind::Create(Role),
        id if id.starts_with("iam-create-user") => Bind::Create(User),
        id if id.starts_with("iam-create-group") => Bind::Create(Group),
        id if id.starts_with("sso-") => Bind::Directory,
        _ if category == Category::NewPassRole => Bind::Pass,
        // sts-002 and sts-003 are facts of a trust policy, and sts-004 is iam-012.
        _ => Bind::Elsewhere,
    }
}

/// What a path takes off its own principal.
pub fn cover_of(path: &Path) -> Option<Cover> {
    match bind(path) {
        Bind::Uncover(_, cover) => Some(cover),
        _ => None,
    }
}

/// Whether a path sets a policy back to a version that it had before.
pub fn is_older_version(path: &Path) -> bool {
    matches!(bind(path), Bind::OlderVersion | Bind::OlderVersionRole)
}

/// `set TAB id TAB category TAB parent TAB services TAB permissions`, `-` for none.
fn read(line: &'static str) -> Option<Path> {
    let mut fields = line.split('\t');
    let mut next = || fields.next();
    let (set, id, category, parent) = (next()?, next()?, next()?, next()?);
    let list = |field: &'static str| field.split(',').filter(|item| *item != "-").collect();
    let category = match category {
        "new-passrole" => Category::NewPassRole,
        "existing-passrole" => Category::ExistingPassRole,
        "principal-access" => Category::PrincipalAccess,
        "self-escalation" => Category::SelfEscalation,
        _ => Category::Trust,
    };
    Some(Path {
        id,
        set: match set {
            "A" => Set::A,
            "B" => Set::B,
            "C" => Set::C,
            _ => Set::D,
        },
        category,
        bound: bound(id, category),
        parent: Some(parent).filter(|parent| *parent != "-"),
        services: list(next()?),
        requires: list(next()?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_is_bound_to_something() {
        let of = |set| paths().iter().filter(move |path| path.set == set);
        let each = [Set::A, Set::B, Set::C, Set::D].map(|set| of(set).count());
        assert_eq!(each, [65, 28, 11, 36]);
        let elsewhere = paths().iter().filter(|path| bind(path) == Bind::Elsewhere).map(|path| path.id);
        assert_eq!(elsewhere.collect::<Vec<_>>(), ["sts-002", "sts-003", "sts-004"]);
        for path in paths().iter().filter(|path| bind(path) == Bind::Pass) {
            assert!(path.requires.contains(&"iam:PassRole") && !path.services.is_empty(), "{}", path.id);
        }
    }

    #[test]
    fn some_action_of_every_carrier_path_takes_its_carrier() {
        for path in paths() {
            if let Some(carrier) = carrier_of(path) {
                let taken = path.requires.iter().any(|action| crate::iam::catalogue::takes(action, carrier));
                assert!(taken, "{} {carrier}", path.id);
            }
        }
    }
}
