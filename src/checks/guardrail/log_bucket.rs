//! What protects stored logs: the bucket that trails, Config, flow logs or access logs write to, those of other stacks
//! included.

use std::collections::BTreeSet;

use super::{Component, Terms, compare, known_number, named, one_of, switch};
use crate::checks::View;
use crate::checks::documents::Written;
use crate::checks::log_bucket::{archived, denies};
use crate::checks::s3::{Bucket, buckets};
use crate::checks::s3_settings::{self, WRITERS};
use crate::json::Json;
use crate::judge::Judged;
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

/// Compares what protects each bucket that held logs before.
pub(in crate::checks) fn judge(before: &View<'_, '_>, after: &View<'_, '_>) -> Judged {
    let mut stored = written_to(before.world);
    stored
        .extend(buckets(before).iter().filter(|one| archived(one).is_some()).map(|one| one.resource.name().to_owned()));
    let stays = |thing: &str| stored.contains(thing);
    let terms =
        Terms { message: "protects the logs in it less", evidence: &["aws_s3_bucket"], let_go: &[], stays: &stays };
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
    for one in s3_settings::versioning(bucket) {
        let part = |name, holds| Component::new(thing, name, sure(one.by.sure, holds), one.by.resource, one.attribute);
        let versioning: &[_] =
            &["cloudtrail-log-bucket-deletable", "cloudtrail-log-bucket-mfa-delete", "s3-versioning"];
        parts.push(part("versioning", one.is_versioned()).judged_by(versioning));
        parts.push(part("MFA delete", one.asks_for_mfa()).judged_by(SECOND_FACTOR));
    }
    for one in s3_settings::locks(bucket) {
        let retention = one.block.get("default_retention").at(0);
        let (days, known) = known_number(&retention.get("days"));
        let (years, also) = known_number(&retention.get("years"));
        let days = days.max(years * 365.0);
        let mode = |name, modes: &[&str]| {
            let holds = sure(one.by.sure, one_of(&retention.get("mode"), modes).and(known).and(also));
            Component::new(thing, name, holds, one.by.resource, one.attribute).at(days)
        };
        parts.push(mode("Object Lock", &["GOVERNANCE", "COMPLIANCE"]));
        parts.push(mode("Object Lock in compliance mode", &["COMPLIANCE"]).judged_by(SECOND_FACTOR));
    }
    parts.push(retention(view, bucket).judged_by(DELETABLE));
    for one in s3_settings::encryption(bucket) {
        let key = one.block.get("apply_server_side_encryption_by_default").at(0).get("kms_master_key_id");
        let set = match key.state() {
            State::Known(Json::String(key)) => Truth::from(!key.is_empty()),
            State::Unknown if world.is_set(one.by.resource, &key) => Truth::True,
            State::Unknown => Truth::Unknown,
            _ => Truth::False,
        };
        let name = "encryption with a key of its own";
        parts.push(Component::new(thing, name, sure(one.by.sure, set), one.by.resource, one.attribute));
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

/// How many days logs are kept: while nothing sweeps the bucket, for ever.
fn retention<'a, 'p>(view: &View<'a, 'p>, bucket: &Bucket<'a, 'p>) -> Component<'a, 'p> {
    let world = view.world;
    let kinds = WRITERS.map(|(kind, _)| kind);
    let mut prefixes = s3_settings::prefixes(world, bucket.resource, &kinds);
    prefixes.extend(archived(bucket).unwrap_or_default());
    let rules = s3_settings::lifecycle(bucket);
    let mut kept = f64::INFINITY;
    let mut known = Truth::True;
    for rule in &rules {
        let sweeps = rule.is_enabled().and(rule.reaches(&prefixes));
        let expiration = rule.block.get("expiration").at(0);
        let (days, told) = known_number(&expiration.get("days"));
        let date = expiration.get("date");
        // What there is on that day goes, however old it is.
        let dated = matches!(date.state(), State::Known(Json::String(date)) if !date.is_empty());
        match (sweeps, rule.by.sure) {
            (Truth::True, true) if dated => kept = 0.0,
            (Truth::True | Truth::Unknown, _) if dated || date.state() == State::Unknown && date.is_written() => {
                known = Truth::Unknown;
            }
            _ => {}
        }
        // Of what is not known, and of what may be another bucket's, only the doubt counts.
        match (sweeps, told.is_true() && rule.by.sure) {
            (Truth::True, true) if days > 0.0 => kept = kept.min(days),
            (Truth::Unknown, true) if days > 0.0 => known = Truth::Unknown,
            (Truth::True | Truth::Unknown, false) => known = Truth::Unknown,
            _ => {}
        }
    }
    let holder = rules.first().map_or(bucket.resource, |rule| rule.by.resource);
    Component::new(bucket.resource.name(), "retention", known, holder, "rule").at(kept)
}
