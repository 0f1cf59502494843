//! Whether the logs of a trail can be deleted: the bucket of a trail in, what keeps its files out.

use super::documents::Written;
use super::s3::{Bucket, bucket};
use super::s3_settings::{self, Setting};
use super::s3_transport::{covers, is_for_everyone};
use super::{Ruling, View};
use crate::finding::{Answer, Fact};
use crate::iam::condition::shuts_out;
use crate::iam::document::{Document, Scope, Statement};
use crate::iam::pattern::action_covers;
use crate::json::Json;
use crate::links::Certainty;
use crate::path::{Path, Place};
use crate::plan::node::{Node, State};
use crate::policy::Severity;
use crate::truth::Truth;
use crate::world::Resource;

/// What it looks at.
pub(super) const KINDS: &[&str] = &[
    "aws_cloudtrail",
    "aws_iam_policy_document",
    "aws_s3_bucket",
    "aws_s3_bucket_lifecycle_configuration",
    "aws_s3_bucket_object_lock_configuration",
    "aws_s3_bucket_policy",
    "aws_s3_bucket_versioning",
];

/// CloudTrail shows the events of this many days anyway.
const DAYS: f64 = 90.0;

/// The buckets of trails.
pub(super) fn deletable(view: &View<'_, '_>) -> Vec<Answer> {
    let Ok(path) = Path::parse("$.s3_bucket_name") else { return Vec::new() };
    let named = view.world.named_by("aws_cloudtrail", &path, "aws_s3_bucket", false);
    let judge = |resource: &Resource<'_>| {
        let sure = named.of(resource.id).iter().any(|(_, certainty)| *certainty == Certainty::Must);
        let open = !named.of(resource.id).is_empty() || !named.unresolved.is_empty();
        if !sure && !open {
            return None;
        }
        let bucket = bucket(view, resource);
        let compliance = locked(&bucket);
        let forced = forced(&bucket);
        let kept = compliance.clone().or(guarded(&bucket)).or(mfa(&bucket));
        let swept = expires(view, &bucket);
        let message = match (kept.truth, swept.truth) {
            (Truth::False, _) => "holds the logs of a trail, and nothing keeps an administrator from deleting them",
            (_, Truth::True) => "holds the logs of a trail, and lets them expire too soon",
            _ if forced.truth.is_true() => "holds the logs of a trail, and they are deleted with it",
            _ => "holds the logs of a trail, and nothing keeps an administrator from deleting them",
        };
        let passes = kept.and(!forced.clone().and(!compliance)).and(!swept);
        let passes = if sure || passes.truth.is_true() { passes } else { unsure(passes, resource) };
        let severity = if forced.truth.is_true() { Severity::High } else { view.policy.severity };
        Some(Answer { severity, ..view.answer(resource, passes, message) })
    };
    view.world.of_kind("aws_s3_bucket").filter_map(judge).collect()
}

fn unsure(passes: Ruling, resource: &Resource<'_>) -> Ruling {
    let fact = Fact::new(resource, &Place::default(), "may be the bucket of a trail: which it is is known after apply")
        .waits_for("what the trail names");
    Ruling { truth: Truth::Unknown, ..passes }.noting(fact)
}

/// Object Lock in compliance mode, long enough: nobody deletes, the root user included.
fn locked(bucket: &Bucket<'_, '_>) -> Ruling {
    let one = |lock: Setting<'_, '_>| {
        let retention = lock.block.get("default_retention").at(0);
        let mode = equals(&retention.get("mode"), "COMPLIANCE");
        let long = at_least(&retention.get("days"), DAYS).or(at_least(&retention.get("years"), 1.0));
        let place = lock.place.get("default_retention").at(0);
        if !mode.is_true() {
            let (name, node) = ("mode", retention.get("mode"));
            let note = format!("Object Lock is {} by default", node.shown(name));
            return setting_ruling(&lock, mode.and(long), &[(place.get(name), node)], note);
        }
        let name = if retention.get("years").is_written() { "years" } else { "days" };
        let note = format!("Object Lock lasts {} {name} by default", retention.get(name).shown(name));
        setting_ruling(&lock, long, &[(place.get(name), retention.get(name))], note)
    };
    let none = Fact::new(bucket.resource, &Place::default(), "has no Object Lock configuration");
    Ruling::any(s3_settings::locks(bucket).into_iter().map(one), Ruling::new(Truth::False, none))
}

fn mfa(bucket: &Bucket<'_, '_>) -> Ruling {
    let one = |versioning: Setting<'_, '_>| {
        let truth = versioning.is_versioned().and(versioning.asks_for_mfa());
        let parts = ["mfa_delete", "status", "enabled"];
        let parts = parts.map(|name| (versioning.place.get(name), versioning.block.get(name)));
        let delete = versioning.block.get("mfa_delete");
        let note = match delete.state() {
            State::Null | State::Absent | State::Omitted => "MFA delete is not set".to_owned(),
            _ => format!("MFA delete is {}", delete.shown("mfa_delete")),
        };
        setting_ruling(&versioning, truth, &parts, note)
    };
    Ruling::any(s3_settings::versioning(bucket).into_iter().map(one), Ruling::silent(Truth::False))
}

/// A Deny to everyone, or to all but named principals, of all that deletes logs or lets them expire.
fn guarded(bucket: &Bucket<'_, '_>) -> Ruling {
    let each = bucket.policies().into_iter().map(|(one, text)| {
        let ruling = match text {
            Written::Nothing => Ruling::silent(Truth::False),
            Written::Unknown(fact) => Ruling::new(Truth::Unknown, fact),
            Written::Document { document, .. } => {
                let each = needs(&document, bucket);
                let truth = Truth::all(each.iter().map(|(_, truth)| *truth));
                let open = each.iter().filter(|(_, denied)| *denied == truth).map(|(action, _)| *action);
                let note = match open.into_iter().next() {
                    Some(action) if !DELETIONS.contains(&action) => format!("does not deny `{action}` to everyone"),
                    _ => "does not deny deletion to everyone".to_owned(),
                };
                let fact = Fact::new(one.resource, &Place::of("policy"), note);
                Ruling::new(truth, if truth.is_unknown() { fact.waits_for("the name of the bucket") } else { fact })
            }
        };
        if one.sure { ruling } else { ruling.open() }
    });
    Ruling::any(each, Ruling::silent(Truth::False))
}

/// What deletes logs at once.
const DELETIONS: [&str; 2] = ["s3:DeleteObject", "s3:DeleteObjectVersion"];

/// What lets them be deleted later on.
const EXPIRIES: [&str; 2] = ["s3:PutLifecycleConfiguration", "s3:PutBucketVersioning"];

/// Whether a document denies deletion of the logs.
pub(super) fn denies(document: &Document, bucket: &Bucket<'_, '_>) -> Truth {
    Truth::all(needs(document, bucket).iter().map(|(_, denied)| *denied))
}

/// What has to be denied, and whether it is.
fn needs(document: &Document, bucket: &Bucket<'_, '_>) -> Vec<(&'static str, Truth)> {
    let (whole, inside) = (bucket.object(), bucket.object().with_tail("/*"));
    let all = DELETIONS.iter().map(|action| (*action, &inside)).chain(EXPIRIES.iter().map(|action| (*action, &whole)));
    let denies: Vec<&Statement> = document.statements.iter().filter(|one| !one.is_allow()).collect();
    all.map(|(action, object)| {
        let by = |deny: &&Statement| to_all_but_few(deny).and(acts(deny, action)).and(covers(deny, object));
        (action, Truth::any(denies.iter().map(by)))
    })
    .collect()
}

fn acts(deny: &Statement, action: &str) -> Truth {
    match &deny.actions {
        Scope::Only(patterns) => {
            Truth::from(patterns.iter().any(|one| one.as_literal().is_some_and(|one| action_covers(one, action))))
        }
        Scope::AllBut(_) => Truth::False,
    }
}

fn to_all_but_few(deny: &Statement) -> Truth {
    let few = deny.principals.as_ref().is_some_and(|principals| principals.negated);
    let named = |value: &crate::iam::text::Text| {
        let name = value.as_literal().and_then(|text| text.rsplit([':', '/']).next().map(str::to_owned));
        name.is_none_or(|name| !name.starts_with('*') && name != "root")
    };
    let spared = deny.conditions.iter().map(|condition| match condition.values.iter().all(named) {
        true => shuts_out(condition),
        false => Truth::False,
    });
    Truth::from(few || is_for_everyone(deny)).and(Truth::all(spared))
}

fn forced(bucket: &Bucket<'_, '_>) -> Ruling {
    let node = bucket.resource.root().get("force_destroy");
    let truth = node.state().is_on(false);
    let note = format!("force_destroy is {}", node.shown("force_destroy"));
    let fact = Fact::new(bucket.resource, &Place::of("force_destroy"), note);
    Ruling::new(truth, if truth.is_unknown() { fact.waits_for("force_destroy") } else { fact })
}

/// A lifecycle rule that deletes the logs too soon.
fn expires(view: &View<'_, '_>, bucket: &Bucket<'_, '_>) -> Ruling {
    let mut prefixes = s3_settings::prefixes(view.world, bucket.resource, &["aws_cloudtrail"]);
    // Of a trail that may write here it is not known where.
    if prefixes.is_empty() {
        prefixes.push(None);
    }
    let rules = s3_settings::lifecycle(bucket).into_iter().map(|rule| {
        let days = rule.block.get("expiration").at(0).get("days");
        let soon = match days.state() {
            State::Known(Json::Number(_)) => !at_least(&days, DAYS),
            State::Unknown if days.is_written() => Truth::Unknown,
            _ => Truth::False,
        };
        // 0 is how the provider writes that days are not given.
        let soon = if at_least(&days, 1.0).is_false() { Truth::False } else { soon };
        let truth = soon.and(rule.is_enabled()).and(rule.reaches(&prefixes));
        let parts: Vec<_> = [(rule.place.get("expiration").at(0).get("days"), days)]
            .into_iter()
            .chain(rule.prefixes())
            .chain(["status", "enabled"].map(|name| (rule.place.get(name), rule.block.get(name))))
            .collect();
        setting_ruling(&rule, truth, &parts, format!("logs expire after {} days", days.shown("days")))
    });
    Ruling::any(rules, Ruling::silent(Truth::False))
}

/// What a setting says at the first of these places, or at that which is not known yet.
fn setting_ruling(setting: &Setting<'_, '_>, truth: Truth, parts: &[(Place, Node<'_>)], note: String) -> Ruling {
    let holder = setting.by.resource;
    let place = parts.first().map(|(place, _)| place.clone()).unwrap_or_default();
    let ruling = |truth: Truth| Ruling::new(truth, Fact::new(holder, &place, note));
    if !setting.by.sure {
        let open = ruling(truth).open();
        return match setting.by.doubt() {
            Some(doubt) => open.noting(doubt),
            None => open,
        };
    }
    let waits = parts.iter().find(|(_, node)| truth.is_unknown() && node.state() == State::Unknown);
    match waits {
        Some((place, node)) => Ruling::new(truth, Fact::waiting(holder, place, node)),
        None => ruling(truth),
    }
}

fn equals(node: &Node<'_>, value: &str) -> Truth {
    match node.state() {
        State::Known(known) => Truth::from(known.as_str() == Some(value)),
        State::Unknown => Truth::Unknown,
        State::Null | State::Absent | State::Omitted => Truth::False,
    }
}

fn at_least(node: &Node<'_>, least: f64) -> Truth {
    match node.state() {
        State::Known(Json::Number(number)) => Truth::from(number.as_f64().is_some_and(|number| number >= least)),
        State::Unknown => Truth::Unknown,
        State::Known(_) | State::Null | State::Absent | State::Omitted => Truth::False,
    }
}
