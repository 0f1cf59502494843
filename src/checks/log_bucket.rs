//! The buckets that hold the logs of trails: whether they are held private, and what keeps their files from being deleted.
//!
//! A bucket is one of them where a trail of the plan names it, and where its policy lets CloudTrail write: that of an archive
//! whose trails are elsewhere does.

use super::documents::Written;
use super::s3::{Bucket, bucket};
use super::s3_settings::{self, Setting};
use super::s3_transport::{covers, is_for_everyone};
use super::{Ruling, View};
use crate::finding::{Answer, Fact};
use crate::iam::condition::shuts_out;
use crate::iam::document::{Document, PrincipalKind, Scope, Statement};
use crate::iam::pattern::{action_covers, action_matches};
use crate::iam::text::{Part, Text};
use crate::json::Json;
use crate::judge::Judged;
use crate::links::{Certainty, Named};
use crate::path::{Path, Place};
use crate::plan::node::{Node, State};
use crate::policy::Severity;
use crate::truth::Truth;
use crate::world::Resource;

/// What it looks at.
pub(super) const KINDS: &[&str] = &[
    "aws_cloudtrail",
    "aws_iam_policy_document",
    "aws_s3_account_public_access_block",
    "aws_s3_bucket",
    "aws_s3_bucket_lifecycle_configuration",
    "aws_s3_bucket_object_lock_configuration",
    "aws_s3_bucket_policy",
    "aws_s3_bucket_public_access_block",
    "aws_s3_bucket_versioning",
];

/// CloudTrail shows the events of this many days anyway.
const DAYS: f64 = 90.0;

/// The four flags of Block Public Access.
const FLAGS: [&str; 4] = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];

/// Whether an administrator can delete what they hold.
pub(super) fn deletable(view: &View<'_, '_>) -> Judged {
    each(view, |bucket, holds| {
        let compliance = locked(bucket);
        let forced = forced(bucket);
        let kept = compliance.clone().or(guarded(bucket)).or(mfa(bucket));
        let [swept, replaced] = [Expiry::Logs, Expiry::Replaced].map(|of| expires(view, bucket, holds, of));
        let severity = if forced.truth.is_true() { Severity::High } else { view.policy.severity };
        let message = match (kept.truth, swept.truth) {
            (Truth::False, _) => "holds the logs of a trail, and nothing keeps an administrator from deleting them",
            (_, Truth::True) => "holds the logs of a trail, and lets them expire too soon",
            _ if forced.truth.is_true() => "holds the logs of a trail, and they are deleted with it",
            _ if replaced.truth.is_true() => {
                "holds the logs of a trail, and what is deleted of them is soon gone for good"
            }
            _ => "holds the logs of a trail, and nothing keeps an administrator from deleting them",
        };
        (kept.and(!forced.and(!compliance)).and(!swept.or(replaced)), severity, message)
    })
}

/// Whether deleting them takes a second factor.
pub(super) fn second_factor(view: &View<'_, '_>) -> Judged {
    let message = "holds the logs of a trail, and one stolen session is enough to delete them";
    each(view, |bucket, _| (mfa(bucket).or(in_compliance(bucket)), view.policy.severity, message))
}

/// Whether something that is managed holds them private: with all four flags no policy, ACL or access point makes them
/// public.
pub(super) fn private(view: &View<'_, '_>) -> Judged {
    let message = "holds the logs of a trail and is not held private: nothing managed here keeps all four flags on";
    each(view, |bucket, _| (Ruling::all(FLAGS.map(|flag| bucket.managed_flag(flag))), view.policy.severity, message))
}

/// One answer for each bucket that holds the logs of trails, or may.
fn each<'a, 'p>(
    view: &View<'a, 'p>,
    judge: impl Fn(&Bucket<'a, 'p>, &Holds) -> (Ruling, Severity, &'static str),
) -> Judged {
    let Ok(path) = Path::parse("$.s3_bucket_name") else { return Judged::default() };
    let named = view.world.named_by("aws_cloudtrail", &path, "aws_s3_bucket", false);
    let one = |resource: &'a Resource<'p>| {
        let bucket = bucket(view, resource);
        let holds = Holds::of(&bucket, &named);
        if holds.ruling.truth.is_false() {
            return None;
        }
        let (passes, severity, message) = judge(&bucket, &holds);
        let answer = match holds.ruling.truth {
            Truth::Unknown if !passes.truth.is_true() => {
                let open = Ruling { truth: Truth::Unknown, facts: [holds.ruling.facts, passes.facts].concat() };
                // A text that is not known may let in anyone.
                let severity = if holds.by_policy { Severity::Low } else { severity };
                Answer { severity, ..view.answer(resource, open, message) }
            }
            _ => {
                let facts = holds.ruling.facts.into_iter().filter(|_| !passes.truth.is_true());
                let passes = Ruling { truth: passes.truth, facts: facts.chain(passes.facts).collect() };
                Answer { severity, ..view.answer(resource, passes, message) }
            }
        };
        Some(answer)
    };
    view.world.of_kind("aws_s3_bucket").filter_map(one).collect()
}

/// Whether a bucket holds the logs of trails.
struct Holds {
    ruling: Ruling,
    /// Whether its policy says so, and no trail of the plan
    by_policy: bool,
    /// Below which prefixes its policy lets CloudTrail write; `None` is one that it does not tell
    prefixes: Vec<Option<String>>,
}

/// Below which prefixes the policy of a bucket lets CloudTrail write; `None` where it does not, or it can't be told.
pub(super) fn archived(bucket: &Bucket<'_, '_>) -> Option<Vec<Option<String>>> {
    let (ruling, prefixes) = written(bucket);
    ruling.truth.is_true().then_some(prefixes)
}

/// Whether a policy of the bucket lets CloudTrail write, and below which prefixes.
fn written(bucket: &Bucket<'_, '_>) -> (Ruling, Vec<Option<String>>) {
    let mut prefixes = Vec::new();
    let each = bucket.policies().into_iter().map(|(one, text)| {
        let ruling = match text {
            Written::Nothing => Ruling::silent(Truth::False),
            Written::Unknown(fact) => Ruling::new(Truth::Unknown, fact),
            Written::Document { document, .. } => lets_in(one.resource, &document, &mut prefixes),
        };
        if one.sure { ruling } else { ruling.open() }
    });
    let ruling = Ruling::any(each, Ruling::silent(Truth::False));
    (ruling, prefixes)
}

impl Holds {
    fn of(bucket: &Bucket<'_, '_>, named: &Named) -> Self {
        let resource = bucket.resource;
        let of = named.of(resource.id);
        let sure = of.iter().any(|(_, certainty)| *certainty == Certainty::Must);
        if sure {
            return Self { ruling: Ruling::silent(Truth::True), by_policy: false, prefixes: Vec::new() };
        }
        let (written, prefixes) = written(bucket);
        if of.is_empty() && named.unresolved.is_empty() || written.truth.is_true() {
            return Self { ruling: written, by_policy: true, prefixes };
        }
        let note = "may be the bucket of a trail: which one is known after apply";
        let fact = Fact::new(resource, &Place::default(), note).waits_for("what the trail names");
        Self { ruling: Ruling::new(Truth::Unknown, fact), by_policy: false, prefixes: Vec::new() }
    }
}

/// Whether a policy lets CloudTrail write, and below which prefixes.
fn lets_in(carrier: &Resource<'_>, document: &Document, prefixes: &mut Vec<Option<String>>) -> Ruling {
    let each = document.statements.iter().filter(|one| one.is_allow()).map(|statement| {
        let principals = statement.principals.as_ref().filter(|principals| !principals.negated);
        let named = Truth::any(principals.into_iter().flat_map(|all| &all.entries).map(|one| {
            match (one.kind, one.id.as_literal()) {
                (PrincipalKind::Service, Some(name)) => Truth::from(name == "cloudtrail.amazonaws.com"),
                (PrincipalKind::Service, None) => Truth::Unknown,
                _ => Truth::False,
            }
        }));
        let acts = Truth::any(statement.actions.patterns().iter().map(|one| action_matches(one, "s3:PutObject")));
        let acts = if matches!(statement.actions, Scope::AllBut(_)) { !acts } else { acts };
        let truth = named.and(acts);
        if truth.is_true() {
            prefixes.extend(statement.resources.iter().flat_map(Scope::patterns).map(below));
        }
        let fact = Fact::new(carrier, &Place::of("policy"), "lets CloudTrail write").in_statement(statement.index);
        Ruling::new(truth, if truth.is_unknown() { fact.waits_for("the service that is let in") } else { fact })
    });
    Ruling::first(each, Ruling::silent(Truth::False))
}

/// The prefix of trails in the ARN of their files, up to the folder that AWS makes.
fn below(pattern: &Text) -> Option<String> {
    let (Part::Literal(text), first) = (pattern.parts().last()?, pattern.parts().len() == 1) else { return None };
    let path = if first { text.split_once('/')?.1 } else { text.strip_prefix('/')? };
    let (prefix, _) = path.split_once("AWSLogs")?;
    (!prefix.contains(['*', '?'])).then(|| format!("{prefix}AWSLogs/"))
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

/// Object Lock in compliance mode, however long.
fn in_compliance(bucket: &Bucket<'_, '_>) -> Ruling {
    let one = |lock: Setting<'_, '_>| {
        let mode = lock.block.get("default_retention").at(0).get("mode");
        let place = lock.place.get("default_retention").at(0).get("mode");
        let note = format!("Object Lock is {} by default", mode.shown("mode"));
        setting_ruling(&lock, equals(&mode, "COMPLIANCE"), &[(place, mode)], note)
    };
    Ruling::any(s3_settings::locks(bucket).into_iter().map(one), Ruling::silent(Truth::False))
}

fn mfa(bucket: &Bucket<'_, '_>) -> Ruling {
    let one = |versioning: Setting<'_, '_>| {
        let truth = versioning.is_versioned().and(versioning.asks_for_mfa());
        let parts = ["mfa_delete", "status", "enabled"];
        let parts = parts.map(|name| (versioning.place.get(name), versioning.block.get(name)));
        let delete = versioning.block.get("mfa_delete");
        let note = match versioning.mfa_delete() {
            _ if versioning.is_versioned().is_false() => "earlier versions are not kept".to_owned(),
            State::Null | State::Absent | State::Omitted => "MFA delete is not set".to_owned(),
            _ => format!("MFA delete is {}", delete.shown("mfa_delete")),
        };
        setting_ruling(&versioning, truth, &parts, note)
    };
    let none = Fact::new(bucket.resource, &Place::default(), "has no versioning that asks for a second factor");
    Ruling::any(s3_settings::versioning(bucket).into_iter().map(one), Ruling::new(Truth::False, none))
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
    let named = |value: &Text| {
        let name = value.as_literal().and_then(|text| text.rsplit([':', '/']).next().map(str::to_owned));
        name.is_none_or(|name| !name.starts_with('*') && name != "root")
    };
    let spared = deny.conditions.iter().map(|condition| {
        // `AROA...:*` is one role.
        let ids = condition.key.eq_ignore_ascii_case("aws:userid");
        if ids || condition.values.iter().all(named) { shuts_out(condition) } else { Truth::False }
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

/// What a lifecycle rule deletes.
#[derive(Clone, Copy, PartialEq)]
enum Expiry {
    /// The logs
    Logs,
    /// Versions of them that something replaced
    Replaced,
}

/// A lifecycle rule that deletes the logs, or versions that were replaced, too soon.
fn expires(view: &View<'_, '_>, bucket: &Bucket<'_, '_>, holds: &Holds, of: Expiry) -> Ruling {
    let mut prefixes = s3_settings::prefixes(view.world, bucket.resource, &["aws_cloudtrail"]);
    prefixes.extend(holds.prefixes.iter().cloned());
    // Of a trail that may write here it is not known where.
    if prefixes.is_empty() {
        prefixes.push(None);
    }
    // What CloudTrail writes it writes once: a version is replaced by whoever deletes or overwrites a file, and one that is
    // locked outlasts the rule.
    let locked = in_compliance(bucket).truth;
    let sweeps = |rule: &Setting<'_, '_>| {
        let at = |block: &str, name: &str| {
            let (place, node) = (rule.place.get(block).at(0), rule.block.get(block).at(0));
            (place.get(name), node, node.get(name))
        };
        let (date_at, block, date) = at("expiration", "date");
        let dated = match date.state() {
            State::Known(Json::String(date)) => Truth::from(!date.is_empty()),
            State::Unknown if waits(&block, &date) => Truth::Unknown,
            _ => Truth::False,
        };
        let note = format!("logs expire on {}", date.shown("date"));
        let old = ("noncurrent_version_expiration", "noncurrent_days");
        let (soon, place, old, said) = early(at(old.0, old.1), "versions that are replaced expire");
        let all = match of {
            Expiry::Logs => vec![early(at("expiration", "days"), "logs expire"), (dated, date_at, date, note)],
            Expiry::Replaced => vec![(soon.and(!locked), place, old, said)],
        };
        let holds = rule.is_enabled().and(rule.reaches(&prefixes));
        let given = |node: &Node<'_>| match node.state() {
            State::Known(Json::String(date)) => !date.is_empty(),
            State::Known(Json::Number(days)) => days.as_f64() != Some(0.0),
            State::Known(_) | State::Unknown => true,
            State::Null | State::Absent | State::Omitted => false,
        };
        let each = all.into_iter().filter(|(_, _, node, _)| given(node)).map(|(soon, place, node, note)| {
            let parts: Vec<_> = std::iter::once((place, node))
                .chain(rule.prefixes())
                .chain(["status", "enabled"].map(|name| (rule.place.get(name), rule.block.get(name))))
                .collect();
            setting_ruling(rule, soon.and(holds), &parts, note)
        });
        Ruling::any(each, Ruling::silent(Truth::False))
    };
    let rules = s3_settings::lifecycle(bucket);
    Ruling::any(rules.iter().map(sweeps), Ruling::silent(Truth::False))
}

/// Whether what is not known yet was written: of a block that `dynamic` makes the plan does not show what was.
fn waits(block: &Node<'_>, argument: &Node<'_>) -> bool {
    argument.is_written() || !block.is_written()
}

/// Whether days are too few: whether, where they stand, and what is said of it.
fn early<'p>((place, block, days): (Place, Node<'p>, Node<'p>), what: &str) -> (Truth, Place, Node<'p>, String) {
    let soon = match days.state() {
        State::Known(Json::Number(_)) => !at_least(&days, DAYS),
        State::Unknown if waits(&block, &days) => Truth::Unknown,
        _ => Truth::False,
    };
    // 0 is how the provider writes that days are not given.
    let soon = if at_least(&days, 1.0).is_false() { Truth::False } else { soon };
    (soon, place, days, format!("{what} after {} days", days.shown("days")))
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
