//! What trails and event data stores of an account record, taken together.

use super::encryption::{KEYS, switched_by};
use super::{Component, Terms, compare, is_set, known_number, named, switch};
use crate::checks::View;
use crate::checks::data_events::{self, recorded};
use crate::checks::trails;
use crate::judge::{Judged, provider, scope_of};
use crate::links::{Certainty, Rest};
use crate::policy::Scope;
use crate::truth::Truth;
use crate::world::{Presence, Resource};

/// What it looks at.
pub(in crate::checks) use crate::checks::trails::RECORDING as KINDS;

const REGIONS: &[&str] = &["cloudtrail-multi-region"];

/// Compares what the trails of each account record.
pub(in crate::checks) fn judge(before: &View<'_, '_>, after: &View<'_, '_>) -> Judged {
    let terms = Terms {
        message: "records less of what is done in the account",
        evidence: &["aws_cloudtrail_event_data_store"],
        let_go: &[],
        stays: &|_| true,
    };
    compare(after, &components(before), &components(after), &terms)
}

fn components<'a, 'p>(view: &View<'a, 'p>) -> Vec<Component<'a, 'p>> {
    let trails = trails::KINDS.iter().flat_map(|kind| view.world.of_kind(kind));
    trails.flat_map(|trail| of_trail(view, trail)).collect()
}

fn of_trail<'a, 'p>(view: &View<'a, 'p>, trail: &'a Resource<'p>) -> Vec<Component<'a, 'p>> {
    let world = view.world;
    let scope = provider(&scope_of(Scope::Account, world, trail));
    let logs = trails::logs(view, trail).truth;
    let is_trail = trail.kind() == "aws_cloudtrail";
    let part = |name: &str, holds: Truth, attribute| Component::new(&scope, name, holds.and(logs), trail, attribute);
    let regions = if is_trail { "is_multi_region_trail" } else { "multi_region_enabled" };
    let organization = if is_trail { "is_organization_trail" } else { "organization_enabled" };
    let mut parts = vec![
        part("logging", Truth::True, if is_trail { "enable_logging" } else { "suspend" })
            .judged_by(&["cloudtrail-logging"]),
        part("all regions", switch(world, trail, regions, !is_trail), regions).judged_by(REGIONS),
        part("the whole organization", switch(world, trail, organization, false), organization),
        part("management events", data_events::management(view, trail), "event_selector")
            .judged_by(&["cloudtrail-management-events"]),
        part("a key of its own", usable_key(view, trail), "kms_key_id").judged_by(&["cloudtrail-encryption"]),
    ];
    for (name, holds) in recorded(view, trail) {
        let judged_by: &[_] = match name.split("::").nth(1) {
            Some("S3") => &["cloudtrail-data-events-s3"],
            Some("DynamoDB") => &["cloudtrail-data-events-dynamodb"],
            _ => &[],
        };
        parts.push(part(&name, holds, "event_selector").judged_by(judged_by));
    }
    if is_trail {
        let global = "include_global_service_events";
        let validation = "enable_log_file_validation";
        parts.push(part("global services", switch(world, trail, global, true), global).judged_by(REGIONS));
        let signed = part("log file validation", switch(world, trail, validation, false), validation);
        parts.push(signed.judged_by(&["cloudtrail-log-validation"]));
        let group = is_set(world, trail, "cloud_watch_logs_group_arn");
        let delivered = part("delivery to CloudWatch Logs", group, "cloud_watch_logs_group_arn");
        parts.push(delivered.judged_by(&["cloudtrail-cloudwatch-logs", "cloudtrail-tamper-alarm"]));
        // The name of a bucket that is not known yet may be the one that is given.
        let links = world.refer(trail, &trail.root().get("s3_bucket_name"), &["aws_s3_bucket"]).links;
        let sure = links.iter().all(|link| link.certainty == Certainty::Must);
        let bucket = named(world, trail, "s3_bucket_name", &["aws_s3_bucket"]).filter(|_| sure);
        let attribute = "s3_bucket_name";
        // Of a bucket that another stack manages it can't be told whose it is, but that it stays the same.
        if links.is_empty() || bucket.is_none() {
            parts.push(part("files in ", Truth::Unknown, attribute));
        }
        let delivers = trails::writes(view, trail).truth;
        parts.extend(bucket.map(|bucket| part(&format!("files in `{bucket}`"), delivers, attribute)));
    } else {
        let protection = "termination_protection_enabled";
        parts.push(part("termination protection", switch(world, trail, protection, true), protection));
        let (days, known) = known_number(&trail.root().get("retention_period"));
        parts.push(part("retention", known, "retention_period").at(days));
    }
    parts
}

/// A key is set, and this plan does not delete or disable it.
fn usable_key<'p>(view: &View<'_, 'p>, trail: &Resource<'p>) -> Truth {
    let world = view.world;
    let node = trail.root().get("kms_key_id");
    let reference = world.refer(trail, &node, &KEYS);
    let usable = match (reference.links.as_slice(), &reference.rest) {
        ([link], Rest::Nothing) => world.resource(link.to).map_or(Truth::Unknown, |key| match key.presence {
            Presence::Gone => Truth::False,
            Presence::Managed | Presence::Forgotten => switch(world, key, switched_by(key.kind()), true),
        }),
        _ => Truth::True,
    };
    is_set(world, trail, "kms_key_id").and(usable)
}
