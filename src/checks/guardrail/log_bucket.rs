//! What protects stored logs: the bucket that trails, Config, flow logs or access logs write to.

use std::collections::BTreeSet;

use super::{Component, Terms, compare, known_number, named, one_of, switch};
use crate::checks::View;
use crate::checks::documents::Written;
use crate::checks::log_bucket::denies;
use crate::checks::s3::{Bucket, Companion, buckets};
use crate::finding::Answer;
use crate::path::Path;
use crate::plan::change::Action;
use crate::plan::node::State;
use crate::truth::Truth;
use crate::world::World;

/// What it looks at.
pub(in crate::checks) const KINDS: &[&str] = &[
    "aws_cloudtrail",
    "aws_config_delivery_channel",
    "aws_flow_log",
    "aws_iam_policy_document",
    "aws_s3_bucket",
    "aws_s3_bucket_lifecycle_configuration",
    "aws_s3_bucket_logging",
    "aws_s3_bucket_object_lock_configuration",
    "aws_s3_bucket_policy",
    "aws_s3_bucket_server_side_encryption_configuration",
    "aws_s3_bucket_versioning",
];

const DELETABLE: &[&str] = &["cloudtrail-log-bucket-deletable"];
const SECOND_FACTOR: &[&str] = &["cloudtrail-log-bucket-deletable", "cloudtrail-log-bucket-mfa-delete"];

const WRITERS: [(&str, &str); 4] = [
    ("aws_cloudtrail", "s3_bucket_name"),
    ("aws_config_delivery_channel", "s3_bucket_name"),
    ("aws_flow_log", "log_destination"),
    ("aws_s3_bucket_logging", "target_bucket"),
];

/// Compares what protects each bucket that held logs before.
pub(in crate::checks) fn judge(before: &View<'_, '_>, after: &View<'_, '_>) -> Vec<Answer> {
    let stored = written_to(before.world);
    let stays = |thing: &str| stored.contains(thing);
    let terms = Terms { message: "protects the logs in it less", evidence: &["aws_s3_bucket"], stays: &stays };
    compare(after, &components(before), &components(after), &terms)
}

/// The buckets that logs are written to.
pub(super) fn written_to(world: &World<'_>) -> BTreeSet<String> {
    let writers = WRITERS.iter().flat_map(|(kind, attribute)| world.of_kind(kind).map(move |one| (one, *attribute)));
    writers.filter_map(|(one, attribute)| named(world, one, attribute, &["aws_s3_bucket"])).collect()
}

fn components<'a, 'p>(view: &View<'a, 'p>) -> Vec<Component<'a, 'p>> {
    buckets(view).iter().flat_map(|bucket| of_bucket(view, bucket)).collect()
}

fn of_bucket<'a, 'p>(view: &View<'a, 'p>, bucket: &Bucket<'a, 'p>) -> Vec<Component<'a, 'p>> {
    let (world, own) = (view.world, bucket.resource);
    let thing = own.name();
    let forced = switch(world, own, "force_destroy", false);
    let forced = Component::new(thing, "no force_destroy", !forced, own, "force_destroy");
    let mut parts = vec![forced.judged_by(DELETABLE)];
    if !matches!(own.change.action, Action::Delete) || world.when == crate::world::When::Before {
        parts.push(Component::new(thing, "the bucket", Truth::True, own, "bucket"));
    }
    let sure = |sure: bool, truth: Truth| if sure { truth } else { truth.and(Truth::Unknown) };
    for one in bucket.companions("aws_s3_bucket_versioning") {
        let block = one.resource.root().get("versioning_configuration").at(0);
        let part = |name, attribute: &str| {
            let holds = sure(one.sure, one_of(&block.get(attribute), &["Enabled"]));
            Component::new(thing, name, holds, one.resource, "versioning_configuration")
        };
        let versioning: &[_] =
            &["cloudtrail-log-bucket-deletable", "cloudtrail-log-bucket-mfa-delete", "s3-versioning"];
        parts.push(part("versioning", "status").judged_by(versioning));
        parts.push(part("MFA delete", "mfa_delete").judged_by(SECOND_FACTOR));
    }
    for one in bucket.companions("aws_s3_bucket_object_lock_configuration") {
        let retention = one.resource.root().get("rule").at(0).get("default_retention").at(0);
        let (days, known) = known_number(&retention.get("days"));
        let (years, also) = known_number(&retention.get("years"));
        let days = days.max(years * 365.0);
        let mode = |name, modes: &[&str]| {
            let holds = sure(one.sure, one_of(&retention.get("mode"), modes).and(known).and(also));
            Component::new(thing, name, holds, one.resource, "rule").at(days)
        };
        parts.push(mode("Object Lock", &["GOVERNANCE", "COMPLIANCE"]));
        parts.push(mode("Object Lock in compliance mode", &["COMPLIANCE"]).judged_by(SECOND_FACTOR));
    }
    // While nothing sweeps the bucket, logs are kept for ever.
    let sweeps = bucket.companions("aws_s3_bucket_lifecycle_configuration");
    let expiry = |one: &Companion<'_, '_>| {
        let rules = one.resource.root().get("rule");
        // Of what is not known, and of what may be another bucket's, only the doubt counts.
        if !one.sure || rules.state() == State::Unknown {
            return vec![(f64::INFINITY, Truth::Unknown)];
        }
        let rules = rules.items().unwrap_or_default();
        rules.iter().map(|rule| known_number(&rule.get("expiration").at(0).get("days"))).collect()
    };
    let days: Vec<(f64, Truth)> = sweeps.iter().flat_map(expiry).collect();
    let kept = days.iter().map(|(days, _)| *days).filter(|days| *days > 0.0).fold(f64::INFINITY, f64::min);
    let known = Truth::all(days.iter().map(|(_, known)| *known));
    let holder = sweeps.first().map_or(own, |one| one.resource);
    parts.push(Component::new(thing, "retention", known, holder, "rule").at(kept).judged_by(DELETABLE));
    for one in bucket.companions("aws_s3_bucket_server_side_encryption_configuration") {
        let set = Path::parse("$.rule[*].apply_server_side_encryption_by_default[0].kms_master_key_id").map(|path| {
            Truth::any(path.select(one.resource.root()).iter().map(|(_, node)| match node.state() {
                State::Known(_) => Truth::True,
                State::Unknown if world.is_set(one.resource, node) => Truth::True,
                State::Unknown => Truth::Unknown,
                _ => Truth::False,
            }))
        });
        let holds = sure(one.sure, set.unwrap_or(Truth::Unknown));
        parts.push(Component::new(thing, "encryption with a key of its own", holds, one.resource, "rule"));
    }
    for (one, text) in bucket.policies() {
        let holds = match &text {
            Written::Nothing => Truth::False,
            Written::Unknown(_) => Truth::Unknown,
            Written::Document { document, .. } => denies(document, bucket),
        };
        let denied = Component::new(thing, "the Deny of deletion", sure(one.sure, holds), one.resource, "policy");
        parts.push(denied.judged_by(DELETABLE));
    }
    parts
}
