//! Which other accounts a bucket lets in, by policy, ACL, access grant or replication: a bucket in, one answer for each
//! of them out.

use std::collections::{BTreeMap, BTreeSet};

use super::documents::Written;
use super::s3::{self, Companion, bucket, buckets, elsewhere};
use super::s3_settings::Setting;
use super::{Ruling, View, s3_settings};
use crate::estate::owners;
use crate::finding::{Answer, Details, Fact};
use crate::iam::document::{Document, Principal, PrincipalKind, Scope, Statement};
use crate::iam::pattern::actions_intersect;
use crate::iam::principal::{Admission, Back, Owners, Party, account_of, admissions, classify, pattern, taken_back};
use crate::iam::text::{Part, Text};
use crate::json::Json;
use crate::judge::Judged;
use crate::links::Rest;
use crate::path::Place;
use crate::plan::node::{Node, State};
use crate::policy::Severity;
use crate::truth::Truth;
use crate::world::{Resource, World};

/// What is judged.
pub(super) const SUBJECTS: &[&str] = &[
    "aws_s3_bucket",
    "aws_s3_bucket_acl",
    "aws_s3_bucket_policy",
    "aws_s3_access_point",
    "aws_s3control_access_grant",
];

/// What it looks at.
pub(super) const KINDS: &[&str] = &[
    "aws_caller_identity",
    "aws_canonical_user_id",
    "aws_iam_policy_document",
    "aws_kms_key",
    "aws_kms_key_policy",
    "aws_organizations_account",
    "aws_organizations_organization",
    "aws_s3_access_point",
    "aws_s3_bucket",
    "aws_s3_bucket_acl",
    "aws_s3_bucket_ownership_controls",
    "aws_s3_bucket_policy",
    "aws_s3_bucket_replication_configuration",
    "aws_s3control_access_grant",
    "aws_s3control_access_point_policy",
];

/// Actions that change data or who may reach it.
const CHANGES: [&str; 6] = ["s3:Put*", "s3:Delete*", "s3:Replicate*", "s3:Restore*", "s3:ObjectOwner*", "s3:Bypass*"];

/// What somebody is let do, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Access {
    Changes,
    Reads,
    Copied,
}

/// Someone of another account, and what lets them in.
struct Guest {
    who: String,
    truth: Truth,
    access: Access,
    /// Who of the account, as patterns
    admits: Vec<String>,
    facts: Vec<Fact>,
}

/// Every bucket, access point and access grant; one answer for each account let in.
pub(super) fn judge(view: &View<'_, '_>) -> Judged {
    let owners = &(owners(view.world, view.facts), own_users(view.world));
    let mut answers = Judged::default();
    for bucket in buckets(view).into_iter().chain(elsewhere(view)) {
        let mut guests = Vec::new();
        for (one, text) in bucket.policies() {
            guests.extend(of_policy(&one, &text, owners));
        }
        guests.extend(of_acl(&bucket, &owners.1));
        guests.extend(of_replication(&bucket, &owners.0));
        answers.extend(answer(view, bucket.resource, guests));
    }
    for point in view.world.of_kind("aws_s3_access_point") {
        let policies = bucket(view, point).access_point_policies(point);
        let guests = policies.iter().flat_map(|(one, text)| of_policy(one, text, owners));
        answers.extend(answer(view, point, guests.collect()));
    }
    for grant in view.world.of_kind("aws_s3control_access_grant") {
        answers.extend(answer(view, grant, of_grant(grant, &owners.0)));
    }
    answers
}

/// One answer for each guest; a pass where there is none.
fn answer(view: &View<'_, '_>, resource: &Resource<'_>, guests: Vec<Guest>) -> Vec<Answer> {
    let mut guests = guests;
    let severity = |guest: &Guest| if guest.access == Access::Changes { Severity::High } else { view.policy.severity };
    let mut admits: BTreeMap<String, Vec<(String, Severity)>> = BTreeMap::new();
    for guest in guests.iter().filter(|guest| guest.truth.is_false()) {
        let each = guest.admits.iter().map(|whom| (whom.clone(), severity(guest)));
        admits.entry(guest.who.clone()).or_default().extend(each);
    }
    guests.sort_by(|a, b| (&a.who, a.truth, a.access).cmp(&(&b.who, b.truth, b.access)));
    guests.dedup_by(|a, b| a.who == b.who);
    if guests.is_empty() {
        return vec![view.answer(resource, Ruling::silent(Truth::True), "")];
    }
    let one = |guest: Guest| {
        let severity = severity(&guest);
        let does = match guest.access {
            Access::Changes => "can be changed by",
            Access::Reads => "can be read by",
            Access::Copied => "sends copies of its objects to",
        };
        let kind = if guest.who.contains("`o-") { "organisation" } else { "account" };
        let message = format!("{does} another {kind}, {}", guest.who);
        let answer = view.answer(resource, Ruling { truth: guest.truth, facts: guest.facts }, &message);
        let admits = admits.remove(&guest.who).unwrap_or_default();
        Answer { sub_key: Some(guest.who), severity, details: Details { admits, ..answer.details }, ..answer }
    };
    guests.into_iter().map(one).collect()
}

/// One's own accounts, and the canonical ids of those that are read.
type Own = (Owners, BTreeSet<String>);

fn of_policy(holder: &Companion<'_, '_>, text: &Written, own: &Own) -> Vec<Guest> {
    match text {
        Written::Nothing => Vec::new(),
        Written::Unknown(fact) => {
            let who = "which the policy does not show yet".to_owned();
            vec![Guest {
                who,
                truth: Truth::Unknown,
                access: Access::Reads,
                admits: Vec::new(),
                facts: vec![fact.clone()],
            }]
        }
        Written::Document { document, sensitive } => {
            let all = admissions(document, &own.0).into_iter();
            all.filter_map(|(statement, one)| of_admission((holder, *sensitive), (&statement, document), one, own))
                .collect()
        }
    }
}

fn of_admission(
    (holder, silent): (&Companion<'_, '_>, bool),
    (statement, document): (&Statement, &Document),
    admission: Admission,
    (owners, users): &Own,
) -> Option<Guest> {
    let changes = match &statement.actions {
        Scope::AllBut(_) => true,
        Scope::Only(patterns) => patterns.iter().any(|pattern| {
            pattern.as_literal().is_none_or(|text| CHANGES.iter().any(|change| actions_intersect(text, change)))
        }),
    };
    let fact = |note: String| Fact::new(holder.resource, &Place::of("policy"), note).in_statement(statement.index);
    let note = format!("statement {}: {}", statement.name(), admission.who.reason);
    let (who, truth, fact) = match &admission.who.party {
        Party::Foreign(id, vendor) => {
            let vendor = vendor.map(|name| format!(" of {name}")).unwrap_or_default();
            (format!("`{id}`{vendor}"), Truth::False, fact(note))
        }
        Party::Unknown(_) if admission.principal.as_literal().is_some_and(|id| users.contains(id)) => return None,
        Party::Unknown(cause) => {
            let values: Vec<String> = admission.values.iter().map(ToString::to_string).collect();
            let who = match (admission.principal.parts(), account_of(&admission.whom)) {
                ([Part::Unknown(_)], _) => "which is not known yet".to_owned(),
                ([Part::Literal(id)], Some(number)) if &**id == "*" => format!("`{number}`"),
                ([Part::Literal(id)], _) if &**id == "*" && !values.is_empty() => {
                    let of =
                        if values.len() == 1 && values.iter().all(|id| id.starts_with("o-")) { "" } else { "one of " };
                    format!("{of}`{}`", values.join("`, `"))
                }
                ([Part::Literal(id)], _) if !id.contains(':') => format!("`{id}`"),
                ([Part::Literal(_)], Some(number)) => format!("`{number}`"),
                _ => format!("that of `{}`", admission.principal),
            };
            (who, Truth::Unknown, fact(note).waits_for(cause))
        }
        Party::Public
        | Party::Own
        | Party::Trusted(_)
        | Party::Aws(_)
        | Party::Service(_)
        | Party::Federated(_)
        | Party::Limited => return None,
    };
    let (truth, fact) = match taken_back(&admission.whom, statement, document, owners) {
        Back::All => return None,
        Back::Some => (truth, fact),
        Back::Open(why) => {
            let note = format!("{}, and {why}", fact.note);
            (Truth::Unknown, Fact { note, ..fact }.waits_for(&why))
        }
    };
    let truth = if holder.sure { truth } else { Truth::Unknown };
    // Nothing that stands in a sensitive policy is shown.
    let (who, fact) = match silent {
        true => ("named in a sensitive policy".to_owned(), Fact { note: "is sensitive".to_owned(), ..fact }),
        false => (who, fact),
    };
    let admits = admission.whom();
    let access = if changes { Access::Changes } else { Access::Reads };
    Some(Guest { who, truth, access, admits, facts: [fact].into_iter().chain(holder.doubt()).collect() })
}

/// A canonical user id names an account without telling which.
fn of_acl(bucket: &s3::Bucket<'_, '_>, own: &BTreeSet<String>) -> Vec<Guest> {
    let mut guests = Vec::new();
    for acl in bucket.companions("aws_s3_bucket_acl") {
        let policy = acl.resource.root().get("access_control_policy").at(0);
        let owner = policy.get("owner").at(0).get("id");
        let place = Place::of("access_control_policy").at(0).get("grant");
        for (at, grant) in policy.get("grant").items().unwrap_or_default().iter().enumerate() {
            let id = grant.get("grantee").at(0).get("id");
            if !matches!(id.state(), State::Known(_)) || owner.state() != id.state() {
                let place = place.at(at).get("grantee").at(0).get("id");
                guests.extend(of_user(bucket, (acl.resource, &place), &id, grant, own));
            }
        }
    }
    // What exists shows its owner among its grants, written or not.
    let inline = bucket.resource.root().get("grant");
    if inline.is_written() && bucket.speaks_for_itself("aws_s3_bucket_acl") {
        for (at, grant) in inline.items().unwrap_or_else(|| vec![inline]).iter().enumerate() {
            let place = Place::of("grant").at(at).get("id");
            guests.extend(of_user(bucket, (bucket.resource, &place), &grant.get("id"), grant, own));
        }
    }
    guests
}

fn of_user(
    bucket: &s3::Bucket<'_, '_>,
    (holder, place): (&Resource<'_>, &Place),
    id: &Node<'_>,
    grant: &Node<'_>,
    own: &BTreeSet<String>,
) -> Option<Guest> {
    let user = match id.state() {
        State::Known(Json::String(user)) if user.is_empty() || own.contains(user.as_ref()) => return None,
        State::Known(Json::String(user)) => Text::literal(user),
        State::Unknown => Text::unknown("the canonical user id"),
        State::Known(_) | State::Null | State::Absent | State::Omitted => return None,
    };
    let Party::Unknown(cause) =
        classify(&Principal { kind: PrincipalKind::CanonicalUser, id: user }, &Owners::default()).party
    else {
        return None;
    };
    if bucket.acls_enabled().truth.is_false() {
        return None;
    }
    let note = format!("grants to {}, and whose account that is, is not established", id.shown("id"));
    let fact = Fact::new(holder, place, note).waits_for(&cause);
    let who = "which a canonical user id does not tell".to_owned();
    let access = if permits_change(grant) { Access::Changes } else { Access::Reads };
    Some(Guest { who, truth: Truth::Unknown, access, admits: Vec::new(), facts: vec![fact] })
}

/// The resource has a permission for each grant, a bucket a list of them inline.
fn permits_change(grant: &Node<'_>) -> bool {
    let words = grant.get("permissions").items().unwrap_or_else(|| vec![grant.get("permission")]);
    words.iter().any(|word| word.state().text().is_none_or(|word| !word.starts_with("READ")))
}

fn own_users(world: &World<'_>) -> BTreeSet<String> {
    let read = world.all_of_kind("aws_canonical_user_id").filter(|one| one.address.data);
    let ids = read.filter_map(|one| one.root().get("id").state().text().map(str::to_owned));
    ids.collect()
}

/// Copies that go to another account leave with the rights of that account. Where none is named, S3 copies into the bucket
/// of that name, whoever owns it.
fn of_replication(bucket: &s3::Bucket<'_, '_>, owners: &Owners) -> Vec<Guest> {
    let enabled = |rule: &Setting<'_, '_>| rule.block.get("status").state().text() != Some("Disabled");
    let rules = s3_settings::replication(bucket).into_iter().filter(enabled).filter_map(|rule| {
        let destination = rule.block.get("destination").at(0);
        let inline = rule.by.resource.kind() == "aws_s3_bucket";
        let name = if inline { "account_id" } else { "account" };
        let account = destination.get(name);
        let place = rule.place.get("destination").at(0);
        match account.state() {
            State::Known(Json::String(id)) if !id.is_empty() => {}
            State::Unknown => {}
            _ => return to_a_name(bucket, &rule, &place.get("bucket"), &destination.get("bucket")),
        }
        let guest = of_account(rule.by.resource, &place.get(name), &account, owners, rule.by.sure)?;
        Some(Guest { access: Access::Copied, ..guest })
    });
    rules.collect()
}

/// Whoever owns a bucket that the plan does not hold, and of which nothing says whose it is.
fn to_a_name(bucket: &s3::Bucket<'_, '_>, rule: &Setting<'_, '_>, place: &Place, node: &Node<'_>) -> Option<Guest> {
    let by = rule.by.resource;
    let reference = bucket.view.world.refer(by, node, &["aws_s3_bucket"]);
    let is_text = !matches!(node.state(), State::Known(value) if value.as_str().is_none());
    if is_text && !matches!(reference.rest, Rest::Elsewhere(_) | Rest::Unresolved(_)) {
        return None;
    }
    let fact = match node.state() {
        State::Known(_) => {
            let shown = node.shown(place.name());
            Fact::new(by, place, format!("names {shown}, which is not in the plan, and no account says whose it is"))
                .showing(shown)
                .waits_for("whose bucket it is")
        }
        _ => Fact::waiting(by, place, node),
    };
    let who = "whoever owns the bucket that copies go to".to_owned();
    Some(Guest { who, truth: Truth::Unknown, access: Access::Copied, admits: Vec::new(), facts: vec![fact] })
}

fn of_grant(grant: &Resource<'_>, owners: &Owners) -> Vec<Guest> {
    let grantee = grant.root().get("grantee").at(0);
    let reads = grant.root().get("permission").state().text() == Some("READ");
    let access = if reads { Access::Reads } else { Access::Changes };
    let sure = match grantee.get("grantee_type").state() {
        State::Known(kind) if kind.as_str() == Some("IAM") => true,
        State::Unknown => false,
        State::Known(_) | State::Null | State::Absent | State::Omitted => return Vec::new(),
    };
    let place = Place::of("grantee").at(0).get("grantee_identifier");
    let found = of_account(grant, &place, &grantee.get("grantee_identifier"), owners, sure);
    found.into_iter().map(|guest| Guest { access, ..guest }).collect()
}

fn of_account(holder: &Resource<'_>, place: &Place, node: &Node<'_>, owners: &Owners, sure: bool) -> Option<Guest> {
    let State::Known(Json::String(id)) = node.state() else {
        let waits = node.state() == State::Unknown;
        let fact = Fact::waiting(holder, place, node);
        return waits.then(|| Guest {
            who: "which is not known yet".to_owned(),
            truth: Truth::Unknown,
            access: Access::Reads,
            admits: Vec::new(),
            facts: vec![fact],
        });
    };
    // What exists shows an account that nobody gave as "".
    if id.is_empty() {
        return None;
    }
    let shown = node.shown(place.name());
    let classified = classify(&Principal { kind: PrincipalKind::Aws, id: Text::literal(id) }, owners);
    let fact = Fact::new(holder, place, format!("names {shown}"));
    let (who, truth, fact) = match classified.party {
        Party::Foreign(_, vendor) => {
            (format!("{shown}{}", vendor.map(|name| format!(" of {name}")).unwrap_or_default()), Truth::False, fact)
        }
        Party::Unknown(_) => (shown, Truth::Unknown, fact.waits_for("whose account it is")),
        _ => return None,
    };
    let (truth, fact) = if sure { (truth, fact) } else { (Truth::Unknown, fact.waits_for("what is granted to it")) };
    Some(Guest { who, truth, access: Access::Reads, admits: vec![pattern(&Text::literal(id))], facts: vec![fact] })
}
