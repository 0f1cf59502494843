//! Services that are let in on behalf of any account.

use super::each;
use super::grantee::{Grantee, grantees, plain, waiting};
use crate::checks::View;
use crate::checks::iam::pass;
use crate::checks::trust::{self, Case, Found, of_tenant, on_whose_behalf, who};
use crate::estate::{Grant, TO_SOMEBODY};
use crate::finding::{Answer, Fact};
use crate::iam::condition::{fixes, names_bucket, restriction};
use crate::iam::document::{Condition, Scope, Statement};
use crate::iam::principal::Party;
use crate::iam::text::{Part, Text};
use crate::json::Json;
use crate::judge::Judged;
use crate::path::Place;
use crate::plan::node::State;
use crate::policy::{Profile, Severity};
use crate::truth::Truth;
use crate::world::Resource;

/// Services that deliver logs into a bucket, and whether they write below a folder of the account whose logs they are, so
/// that a path which names it says on whose behalf. What others store, such as findings or mail, AWS documents with a source.
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-S3.html>,
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html>,
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html>
const DELIVERY: [(&str, bool); 5] = [
    ("delivery.logs.amazonaws.com", true),
    ("logdelivery.elasticloadbalancing.amazonaws.com", true),
    ("logdelivery.elb.amazonaws.com", true),
    ("elasticloadbalancing.amazonaws.com", true),
    ("logging.s3.amazonaws.com", false),
];

/// The attributes of a grant that say on whose behalf.
const SOURCES: [&str; 3] = ["source_arn", "source_account", "principal_org_id"];

/// That folder.
const FOLDER: &str = "AWSLogs/";

const ANY_ACCOUNT: &str = "lets a service in on behalf of any account";
/// The name of a bucket that is deleted is free for anyone.
const BY_NAME: &str = "lets S3 in on behalf of whoever owns the bucket that it names";

pub(super) fn judge(view: &View<'_, '_>) -> Judged {
    let mut found = each(
        view,
        |_| true,
        |policy, case| {
            let Party::Service(name) = &case.admission.who.party else { return None };
            let case = &Case { statement: &case.narrowed(), ..*case };
            let conditions = &case.statement.conditions;
            let kms = policy.service.kind.starts_with("aws_kms_");
            let mut held = of_tenant(case, &trust::SOURCES);
            if kms {
                held = held.or(fixes(conditions, "kms:CallerAccount")).or(context(case));
            }
            let only = |actions: &[&str]| {
                let is = |one: &Text| {
                    one.as_literal().is_some_and(|one| actions.iter().any(|action| action.eq_ignore_ascii_case(one)))
                };
                case.statement.actions.patterns().iter().all(is)
            };
            let delivery = DELIVERY.iter().find(|(service, _)| *service == &**name);
            let delivery = delivery.filter(|_| only(&["s3:PutObject", "s3:GetBucketAcl"]));
            if delivery.is_some_and(|(_, by_folder)| *by_folder) {
                held = held.or(names_folder(case.statement));
            }
            let cloudfront =
                &**name == "cloudfront.amazonaws.com" && case.admission.principal.to_string().contains("arn:");
            // Who reads an ACL learns little.
            let looks = delivery.is_some() && only(&["s3:GetBucketAcl"]) && view.profile != Profile::Strict;
            if looks || cloudfront {
                return None;
            }
            let strays = delivery.is_some() && view.profile != Profile::Strict;
            let severity = if kms || strays { Severity::Low } else { view.policy.severity };
            let by_name = names_bucket(conditions);
            let message = if by_name { BY_NAME } else { ANY_ACCOUNT }.to_owned();
            let note = match by_name {
                true => format!("{}, and no account says whose the bucket is", case.admission.who.reason),
                false => on_whose_behalf(case, held),
            };
            Some(Found { truth: !held, who: who(case), severity, message, note })
        },
    );
    // Other grants are for accounts and what is in them.
    let to_services = ["aws_lambda_permission", "aws_signer_signing_profile_permission"];
    for grant in TO_SOMEBODY.iter().filter(|grant| to_services.contains(&grant.kind)) {
        found.extend(view.world.of_kind(grant.kind).filter_map(|one| of_grant(view, grant, one)));
    }
    found
}

/// A grant to a service, which names the source in attributes.
fn of_grant(view: &View<'_, '_>, grant: &Grant, permission: &Resource<'_>) -> Option<Answer> {
    let root = permission.root();
    let service = grantees(view, permission, grant.principal).pop()?;
    let may_be = match &service {
        Grantee::Known(name) => name.ends_with(".amazonaws.com"),
        Grantee::Unknown(_) => true,
    };
    if !may_be {
        return None;
    }
    let set = |name: &str| match view.world.state(permission, &root.get(name)) {
        State::Known(Json::String(text)) => Truth::from(!text.is_empty()),
        State::Unknown if view.world.is_set(permission, &root.get(name)) => Truth::True,
        State::Unknown => Truth::Unknown,
        State::Known(_) | State::Null | State::Absent | State::Omitted => Truth::False,
    };
    let named = |arn: &str| arn.starts_with("arn:aws:s3:::");
    let s3 = matches!(root.get("source_arn").state(), State::Known(Json::String(arn)) if named(arn))
        || (service == Grantee::Known("s3.amazonaws.com".to_owned()) && set("source_arn").is_true());
    // Where neither is known, the ARN may be that of a bucket.
    let open = matches!((&service, root.get("source_arn").state()), (Grantee::Unknown(_), State::Unknown));
    let arn = match (s3, open) {
        (true, _) => Truth::False,
        (false, true) => set("source_arn").and(Truth::Unknown),
        (false, false) => set("source_arn"),
    };
    let held = arn.or(set("source_account")).or(set("principal_org_id"));
    let message = if s3 { BY_NAME } else { ANY_ACCOUNT };
    let severity = view.policy.severity;
    match (service, held) {
        (_, Truth::True) => pass(view, permission.id),
        (Grantee::Unknown(cause), _) => waiting(view, permission, severity, message, (grant.principal, &cause)),
        (Grantee::Known(name), _) => {
            let mut found = plain(view, permission, (!held, severity), message, grant.principal, &name)?;
            if held.is_unknown() {
                found.facts = vec![Fact::new(permission, &Place::of(grant.principal), format!("names `{name}`"))];
                found.facts.extend(SOURCES.iter().filter_map(|one| open_source(view, permission, one)));
            }
            if s3 {
                let note = "the ARN of a bucket carries no account";
                found.facts.push(Fact::new(permission, &Place::of("source_arn"), note));
            }
            Some(found)
        }
    }
}

/// What an attribute that may name the source waits for.
fn open_source(view: &View<'_, '_>, permission: &Resource<'_>, attribute: &str) -> Option<Fact> {
    let node = permission.root().get(attribute);
    if !matches!(view.world.state(permission, &node), State::Unknown) {
        return None;
    }
    Some(Fact::waiting(permission, &Place::of(attribute), &node))
}

/// Whether all objects of a statement stand below the folder of an account.
fn names_folder(statement: &Statement) -> Truth {
    let Some(Scope::Only(patterns)) = &statement.resources else { return Truth::False };
    let object = |pattern: &&Text| {
        pattern.has_wildcard() || pattern.unknown_cause().is_some() || pattern.to_string().contains('/')
    };
    let mut objects = patterns.iter().filter(object).map(below).peekable();
    if objects.peek().is_none() { Truth::False } else { Truth::all(objects) }
}

/// Whether what follows the folder in a path is one account.
fn below(path: &Text) -> Truth {
    let mut opened = false;
    for part in path.parts() {
        match part {
            Part::Literal(text) if !opened => match text.split_once(FOLDER) {
                Some((_, "")) => opened = true,
                Some((_, rest)) => return is_account(rest.split('/').next().unwrap_or(rest)).into(),
                None => {}
            },
            Part::Symbol(symbol) if opened => return if symbol.is_free() { Truth::Unknown } else { Truth::True },
            Part::Unknown(_) => return Truth::Unknown,
            _ if opened => return Truth::False,
            Part::Literal(_) | Part::Symbol(_) | Part::Variable(_) | Part::Escaped(_) => {}
        }
    }
    Truth::False
}

fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit())
}

/// An encryption context that carries an account.
fn context(case: &Case<'_>) -> Truth {
    let is = |key: &str| key.to_ascii_lowercase().starts_with("kms:encryptioncontext:");
    let found = case.statement.conditions.iter().filter(|one| is(&one.key) && one.operator.is_positive());
    let one = |found: &Condition| {
        let is_one = |text: &Text| text.as_symbol().is_some();
        let identity = !found.values.is_empty() && found.values.iter().all(is_one);
        // It is read as the ARN of the source would be.
        let source = Condition { key: "aws:SourceArn".into(), ..found.clone() };
        Truth::from(identity).or(restriction(&[source]).restricts)
    };
    Truth::any(found.map(one))
}
