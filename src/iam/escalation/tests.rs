//! Each path on a principal with exactly its permissions, and without one of them.

use super::path::{Bind, bind};
use super::*;
use crate::iam::document::Document;
use crate::iam::grants::Boundary;

const ACCOUNT: &str = "arn:aws:iam::111122223333";
const ADMIN: &str = r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#;

fn source(statements: &str) -> Source {
    let text = format!(r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#);
    Source::new("d", Document::from_text(&text).unwrap())
}

fn rights(documents: &[String]) -> Rights {
    Rights::of(documents.iter().map(|statements| source(statements)).collect())
}

fn object(kind: &str, name: &str) -> Object {
    Object::new(format!("aws_iam_{kind}.{name}"), format!("{ACCOUNT}:{kind}/{name}").as_str())
}

fn member(kind: MemberKind, name: &str, documents: &[String]) -> Member {
    let noun = match kind {
        MemberKind::Role => "role",
        MemberKind::Group => "group",
        _ => "user",
    };
    Member::new(kind, object(noun, name), rights(documents))
}

fn allow(actions: &[&str], resource: &str, condition: &str) -> String {
    let actions: Vec<String> = actions.iter().map(|action| format!("\"{action}\"")).collect();
    format!(r#"{{"Effect":"Allow","Action":[{}],"Resource":"{resource}"{condition}}}"#, actions.join(","))
}

/// A role that all services of all paths and the whole account may assume.
fn role(name: &str, documents: &[String]) -> Member {
    let mut services: Vec<&str> = paths().iter().flat_map(|path| path.services.iter().copied()).collect();
    services.sort_unstable();
    services.dedup();
    let trust = format!(
        r#"{{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{{"Service":{services:?},"AWS":"{ACCOUNT}:root"}}}}"#
    );
    Member { trust: vec![source(&trust)], profiled: Truth::True, ..member(MemberKind::Role, name, documents) }
}

/// An attacker, and an administrator of every kind, with a carrier of every type under the administrator's role.
fn estate(path: &Path, documents: &[String]) -> Estate {
    let kind = match bind(path) {
        Bind::Itself(kind) => kind,
        Bind::Profile => MemberKind::Role,
        _ => MemberKind::User,
    };
    let policy = object("policy", "shared");
    let mut attacker = member(kind, "attacker", documents);
    attacker.groups = vec![(object("group", "team"), Truth::True)];
    attacker.policies = vec![(policy.clone(), Truth::True)];
    let admin = [ADMIN.to_owned()];
    let mut target = role("target", &admin);
    target.policies = vec![(policy, Truth::True)];
    let carriers = paths().iter().filter_map(carrier_of).map(|kind| Carrier {
        kind: kind.into(),
        object: Object::outside(arn(kind).as_str()),
        role: Some(1),
        link: Truth::True,
        profile: None,
        ssh: Truth::True,
    });
    let own = Carrier {
        kind: "ec2:instance".into(),
        object: Object::outside(arn("ec2:instance").as_str()),
        role: Some(0),
        link: Truth::True,
        profile: Some((object("instance-profile", "own"), Truth::True)),
        ssh: Truth::False,
    };
    Estate {
        members: vec![
            attacker,
            target,
            member(MemberKind::User, "boss", &admin),
            member(MemberKind::Group, "bosses", &admin),
        ],
        carriers: carriers.chain([own]).collect(),
        owners: Owners { own: ["111122223333".to_owned()].into(), ..Owners::default() },
        ..Estate::default()
    }
}

/// An ARN of a catalogue type.
fn arn(kind: &str) -> String {
    let (service, name) = kind.split_once(':').unwrap();
    let shape = &crate::iam::catalogue::service(service).unwrap().resource(name).unwrap().shape;
    format!("arn:aws:{}", shape.replacen("{}", "eu-west-1", 1).replacen("{}", "111122223333", 1).replace("{}", "x"))
}

fn found(estate: &Estate, id: &str) -> Option<Escalation> {
    let all = escalations(estate).swap_remove(0);
    all.into_iter().find(|e| (e.path.id == id || e.variants.contains(&id)) && !e.truth.is_false())
}

/// The permissions of a path split over two documents.
fn split(path: &Path, resource: &str, condition: &str) -> Vec<String> {
    let (first, rest) = path.requires.split_at(path.requires.len() / 2);
    [first, rest].iter().filter(|half| !half.is_empty()).map(|half| allow(half, resource, condition)).collect()
}

fn judged() -> impl Iterator<Item = &'static Path> {
    let skipped = |path: &Path| {
        let bind = bind(path);
        // Of an older version no more is known than that it may be there.
        matches!(
            bind,
            Bind::Elsewhere
                | Bind::Directory
                | Bind::OlderVersion
                | Bind::OlderVersionRole
                | Bind::Uncover(..)
                | Bind::UncoverRole
        )
    };
    paths().iter().filter(move |path| !skipped(path))
}

#[test]
fn every_path_is_found_with_exactly_its_permissions() {
    let of = |set| judged().filter(move |path| path.set == set).count();
    assert_eq!([Set::A, Set::B, Set::D].map(of), [65, 28, 27]);
    for path in judged() {
        let found = found(&estate(path, &split(path, "*", "")), path.id);
        let found = found.unwrap_or_else(|| panic!("{} is not found", path.id));
        assert_eq!((found.truth, found.strength), (Truth::True, Strength::Proven), "{}", path.id);
    }
}

#[test]
fn no_path_is_found_without_one_of_its_permissions() {
    for path in judged() {
        for missing in &path.requires {
            let rest: Vec<&str> = path.requires.iter().copied().filter(|action| action != missing).collect();
            let documents = if rest.is_empty() { Vec::new() } else { vec![allow(&rest, "*", "")] };
            assert!(found(&estate(path, &documents), path.id).is_none(), "{} without {missing}", path.id);
        }
    }
}

#[test]
fn a_deny_in_another_document_takes_a_path_away() {
    for path in judged() {
        let mut documents = split(path, "*", "");
        let last = path.requires.last().unwrap();
        documents.push(format!(r#"{{"Effect":"Deny","Action":"{last}","Resource":"*"}}"#));
        assert!(found(&estate(path, &documents), path.id).is_none(), "{}", path.id);
    }
}

#[test]
fn a_boundary_takes_a_path_away_or_leaves_it_open() {
    for path in judged() {
        let mut estate = estate(path, &split(path, "*", ""));
        let boundary = source(&allow(&["sqs:*", "logs:*"], "*", ""));
        estate.members[0].rights.boundary = Boundary::Documents(vec![boundary]);
        assert!(found(&estate, path.id).is_none(), "{}", path.id);
        estate.members[0].rights.boundary = Boundary::Unreadable("outside".into());
        assert_eq!(found(&estate, path.id).map(|e| e.truth), Some(Truth::Unknown), "{}", path.id);
    }
}

#[test]
fn a_resource_that_cannot_match_and_a_dead_condition_take_a_path_away() {
    let dead = r#","Condition":{"DateLessThan":{"aws:CurrentTime":"2020-01-01T00:00:00Z"}}"#;
    for path in judged() {
        assert!(found(&estate(path, &split(path, "arn:aws:sqs:*:*:none", "")), path.id).is_none(), "{}", path.id);
        assert!(found(&estate(path, &split(path, "*", dead)), path.id).is_none(), "{}", path.id);
    }
}

#[test]
fn a_vacuous_condition_takes_no_path_away() {
    let vacuous = r#","Condition":{"DateGreaterThan":{"aws:TokenIssueTime":"2020-01-01T00:00:00Z"}}"#;
    for path in judged() {
        assert!(found(&estate(path, &split(path, "*", vacuous)), path.id).is_some(), "{}", path.id);
    }
}

#[test]
fn a_condition_on_the_object_takes_its_paths_away() {
    let service = r#","Condition":{"StringEquals":{"iam:PassedToService":"nothing.amazonaws.com"}}"#;
    for path in judged().filter(|path| bind(path) == Bind::Pass) {
        assert!(found(&estate(path, &split(path, "*", service)), path.id).is_none(), "{}", path.id);
    }
    let policy = r#","Condition":{"ArnEquals":{"iam:PolicyARN":"arn:aws:iam::aws:policy/ReadOnlyAccess"}}"#;
    for path in judged().filter(|path| path.requires.iter().any(|action| action.starts_with("iam:Attach"))) {
        assert!(found(&estate(path, &split(path, "*", policy)), path.id).is_none(), "{}", path.id);
    }
}

#[test]
fn a_target_without_more_rights_is_no_path() {
    for path in judged().filter(|path| matches!(bind(path), Bind::Pass | Bind::Carrier(_) | Bind::Assume)) {
        let mut estate = estate(path, &split(path, "*", ""));
        estate.members[1].rights = rights(&[allow(&["logs:PutLogEvents"], "*", "")]);
        assert_ne!(found(&estate, path.id).map(|e| e.strength), Some(Strength::Proven), "{}", path.id);
    }
}

#[test]
fn a_chain_of_two_roles_is_found() {
    let assume = |name: &str| vec![allow(&["sts:AssumeRole"], &format!("{ACCOUNT}:role/{name}"), "")];
    let owners = Owners { own: ["111122223333".to_owned()].into(), ..Owners::default() };
    let first = member(MemberKind::User, "first", &assume("middle"));
    let members = vec![first, role("middle", &assume("last")), role("last", &[ADMIN.to_owned()])];
    let found = escalations(&Estate { members, owners, ..Estate::default() });
    let step = |at: usize| (found[at][0].path.id, found[at][0].gain, found[at][0].chain.clone());
    assert_eq!(step(0), ("sts-001", Gain::Member(1), vec![2]));
    assert_eq!(step(1), ("sts-001", Gain::Member(2), vec![]));
    assert!(found[2].is_empty(), "an administrator cannot escalate");
}

#[test]
fn an_open_pattern_without_a_target_is_latent_and_a_narrow_one_is_nothing() {
    let alone = |resource: &str| {
        let documents = [allow(&["iam:PassRole"], resource, ""), allow(&["ec2:RunInstances"], "*", "")];
        let members = vec![member(MemberKind::Role, "app", &documents)];
        escalations(&Estate { members, ..Estate::default() }).swap_remove(0)
    };
    assert_eq!(alone("*").iter().map(|e| (e.path.id, e.strength)).collect::<Vec<_>>(), [("ec2-001", Strength::Latent)]);
    assert!(alone("arn:aws:iam::*:role/app-*").is_empty());
}

#[test]
fn a_principal_may_shed_the_boundary_that_holds_it_back() {
    for (kind, action, id) in [
        (MemberKind::User, "iam:DeleteUserPermissionsBoundary", "iam-022"),
        (MemberKind::User, "iam:PutUserPermissionsBoundary", "iam-024"),
        (MemberKind::Role, "iam:DeleteRolePermissionsBoundary", "iam-022-role"),
        (MemberKind::Role, "iam:PutRolePermissionsBoundary", "iam-024-role"),
    ] {
        let mut held = member(kind, "held", &[ADMIN.to_owned()]);
        held.rights.boundary = Boundary::Documents(vec![source(&allow(&["s3:ListAllMyBuckets", action], "*", ""))]);
        let found = escalations(&Estate { members: vec![held], ..Estate::default() }).swap_remove(0);
        assert_eq!(found.iter().map(|e| e.path.id).collect::<Vec<_>>(), [id]);
    }
}

#[test]
fn a_role_may_be_freed_of_its_boundary_and_assumed() {
    let actions = ["sts:AssumeRole", "iam:DeleteRolePermissionsBoundary"];
    let mut held = role("held", &[ADMIN.to_owned()]);
    held.rights.boundary = Boundary::Documents(vec![source(&allow(&["logs:*"], "*", ""))]);
    let arn = format!("{ACCOUNT}:role/held");
    let owners = Owners { own: ["111122223333".to_owned()].into(), ..Owners::default() };
    let members = vec![member(MemberKind::User, "user", &[allow(&actions, &arn, "")]), held];
    let found = escalations(&Estate { members, owners, ..Estate::default() }).swap_remove(0);
    let found: Vec<_> = found.iter().map(|e| (e.path.id, e.gain)).collect();
    assert_eq!(found, [("iam-023", Gain::AdministratorThrough(1))]);
}

#[test]
fn a_command_that_runs_one_fixed_document_is_no_path() {
    let ids = |document: &str| {
        let document = allow(&["ssm:SendCommand"], &format!("arn:aws:ssm:*:*:document/{document}"), "");
        let instance = allow(&["ssm:SendCommand"], "arn:aws:ec2:*:*:instance/*", "");
        let members = vec![member(MemberKind::User, "ops", &[document, instance])];
        escalations(&Estate { members, ..Estate::default() }).swap_remove(0).len()
    };
    assert_eq!((ids("AWSEC2-CreateVssSnapshot"), ids("AWS-RunShellScript"), ids("*")), (0, 1, 1));
}

#[test]
fn a_permission_set_is_changed_in_the_directory() {
    for path in paths().iter().filter(|path| bind(path) == Bind::Directory) {
        let members = vec![member(MemberKind::Role, "sso", &split(path, "*", ""))];
        let found = escalations(&Estate { members, ..Estate::default() }).swap_remove(0);
        assert!(found.iter().any(|e| e.path.id == path.id && e.strength == Strength::Latent), "{}", path.id);
    }
}

#[test]
fn paths_on_a_group_and_on_a_policy_attached_to_nothing() {
    let document = [allow(&["iam:PutUserPolicy"], "*", "")];
    let policy = member(MemberKind::Policy, "loose", &document);
    let mut group =
        member(MemberKind::Group, "team", &[allow(&["iam:PutGroupPolicy"], &format!("{ACCOUNT}:group/team"), "")]);
    group.groups = vec![(group.object.clone(), Truth::True)];
    let found = escalations(&Estate {
        members: vec![policy, group, member(MemberKind::Role, "app", &document)],
        ..Estate::default()
    });
    let step = |at: usize| found[at].iter().map(|e| (e.path.id, e.strength)).collect::<Vec<_>>();
    assert_eq!(step(0), [("iam-007", Strength::Latent)]);
    assert_eq!(step(1), [("iam-011", Strength::Proven)]);
    assert_eq!(step(2), [], "a role has no user policy");
}

#[test]
fn what_is_taken_off_leads_where_that_leads_which_it_frees() {
    let off = allow(&["iam:DeleteUserPermissionsBoundary"], "*", "");
    let freed = |documents: &[String]| {
        let path = paths().iter().find(|path| path.id == "lambda-001").unwrap();
        let mut estate = estate(path, &[documents, std::slice::from_ref(&off)].concat());
        estate.members[0].rights.boundary = Boundary::Documents(vec![source(&off)]);
        let found = found(&estate, "iam-022").unwrap();
        let path = found.frees.unwrap().path.map(|(path, _)| path.id);
        (found.truth, found.strength, found.gain, path)
    };
    let passes = allow(&["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"], "*", "");
    assert_eq!(freed(&[passes]), (Truth::True, Strength::Proven, Gain::Member(1), Some("lambda-001")));
    assert_eq!(freed(&[ADMIN.to_owned()]), (Truth::True, Strength::Proven, Gain::Administrator, None));
}

#[test]
fn a_permission_that_names_its_targets_is_asked_of_those() {
    let of = |resource: &str| {
        let mut members = ["a", "b", "path/bc"].map(|name| role(name, &[allow(&["iam:PutRolePolicy"], resource, "")]));
        members[0].facts = Facts::none().with("aws:PrincipalTag/team", "b").without("aws:username");
        let names = names::Names::new(&members);
        let within = names.within(&members[0], (&["iam:PutRolePolicy"], &[2].into()), MemberKind::Role);
        within.map(|few| few.into_iter().collect::<Vec<_>>())
    };
    assert_eq!(of(&format!("{ACCOUNT}:role/team/b")), Some(vec![1]));
    assert_eq!((of(&format!("{ACCOUNT}:role/d")), of("arn:aws:iam::*:role/b")), (Some(vec![]), Some(vec![1])));
    assert_eq!((of(&format!("{ACCOUNT}:role/b*")), of("arn:*:role/b?")), (Some(vec![1, 2]), Some(vec![1, 2])));
    assert_eq!(of(&format!("{ACCOUNT}:role/p*")), Some(vec![2]), "a wildcard goes through slashes");
    assert_eq!(of("arn:aws:iam::1*:role/x/p*"), Some(vec![2]));
    let by = ["aws:PrincipalTag/team", "aws:username", "aws:PrincipalTag/other"];
    let by = by.map(|key| of(&format!("{ACCOUNT}:role/${{{key}}}")));
    assert_eq!(by, [Some(vec![1]), Some(vec![]), None], "of a key that is not in the request nothing is named");
    assert_eq!([of(&format!("{ACCOUNT}:role/*b")), of("*"), of("arn:aws:iam::*")], [None, None, None]);
}
