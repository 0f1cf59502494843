//! Log groups: whether CloudWatch Logs may use the key that one names, which it has to before it makes the group, and what
//! is judged by that.
//!
//! <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html>

use super::admits::{LOGS, Request, as_sure, candidates, opens};
use super::guardrail::is_set;
use super::{Ruling, View};
use crate::finding::{Answer, Fact};
use crate::iam::facts::Facts;
use crate::path::Place;
use crate::truth::Truth;
use crate::world::Resource;

/// What it looks at.
pub(super) const KINDS: &[&str] = &[
    "aws_cloudtrail",
    "aws_cloudwatch_log_group",
    "aws_iam_policy_document",
    "aws_kms_external_key",
    "aws_kms_key",
    "aws_kms_key_policy",
    "aws_kms_replica_external_key",
    "aws_kms_replica_key",
];

const KEY: &str = "kms_key_id";
const GROUP: &str = "cloud_watch_logs_group_arn";
const ROLE: &str = "cloud_watch_logs_role_arn";

/// Whether a log group is encrypted with a key of one's own.
pub(super) fn encrypted(view: &View<'_, '_>, group: &Resource<'_>) -> Option<Answer> {
    let set = given(view, group, KEY);
    let message = match set.truth {
        Truth::True => "is to be encrypted with a key that CloudWatch Logs may not use",
        Truth::False | Truth::Unknown => "is not encrypted with a key of your own",
    };
    Some(view.answer(group, set.and(unlocked(view, group)), message))
}

/// Whether a trail delivers to a log group.
pub(super) fn delivered(view: &View<'_, '_>, trail: &Resource<'_>) -> Option<Answer> {
    let both = given(view, trail, GROUP).and(given(view, trail, ROLE));
    Some(view.answer(trail, both.and(taken(view, trail)), "does not deliver its events to CloudWatch Logs"))
}

/// Whether the log group of a trail may use its key.
pub(super) fn taken<'p>(view: &View<'_, 'p>, trail: &Resource<'p>) -> Ruling {
    let groups = candidates(view, trail, GROUP, &["aws_cloudwatch_log_group"]).into_iter();
    Ruling::all(groups.map(|(link, group)| as_sure(unlocked(view, group), link, trail, GROUP)))
}

fn unlocked<'p>(view: &View<'_, 'p>, group: &Resource<'p>) -> Ruling {
    let asked = Request {
        who: "CloudWatch Logs",
        service: LOGS,
        action: "kms:GenerateDataKey",
        source: (group, "name", ":log-group:"),
        own: &[],
        says: Facts::none(),
        holder: group.name(),
        object: None,
        tail: String::new(),
        folder: None,
    };
    let ruling = opens(view, (group, KEY), &asked);
    let refused = "CloudWatch Logs refuses a key that it may not use: this apply fails";
    match ruling.truth {
        Truth::False if group.is_new() => ruling.noting(Fact::new(group, &Place::of(KEY), refused)),
        _ => ruling,
    }
}

fn given<'p>(view: &View<'_, 'p>, resource: &Resource<'p>, attribute: &str) -> Ruling {
    let place = Place::of(attribute);
    let truth = is_set(view.world, resource, attribute);
    match truth {
        Truth::True => Ruling::silent(truth),
        Truth::False => Ruling::new(truth, Fact::new(resource, &place, "is not set").not_set()),
        Truth::Unknown => Ruling::new(truth, Fact::waiting(resource, &place, &resource.root().get(attribute))),
    }
}
