//! What flow logs record of a VPC, a subnet, an interface or a transit gateway, and whether it stays one's own.

use std::collections::BTreeSet;

use super::{Component, Terms, compare, is_set, named, one_of, stays, text};
use crate::checks::View;
use crate::judge::Judged;
use crate::plan::node::State;
use crate::truth::Truth;
use crate::world::{Resource, World};

/// What it looks at.
pub(in crate::checks) const KINDS: &[&str] = &[
    "aws_cloudwatch_log_group",
    "aws_default_vpc",
    "aws_ec2_transit_gateway",
    "aws_ec2_transit_gateway_vpc_attachment",
    "aws_flow_log",
    "aws_kinesis_firehose_delivery_stream",
    "aws_network_interface",
    "aws_s3_bucket",
    "aws_subnet",
    "aws_vpc",
];

const TARGETS: [(&str, &[&str]); 5] = [
    ("vpc_id", &["aws_vpc", "aws_default_vpc"]),
    ("subnet_id", &["aws_subnet"]),
    ("eni_id", &["aws_network_interface"]),
    ("transit_gateway_id", &["aws_ec2_transit_gateway"]),
    ("transit_gateway_attachment_id", &["aws_ec2_transit_gateway_vpc_attachment"]),
];

const DESTINATIONS: [&str; 3] = ["aws_cloudwatch_log_group", "aws_kinesis_firehose_delivery_stream", "aws_s3_bucket"];

/// Compares what is recorded of each of them.
pub(in crate::checks) fn judge(before: &View<'_, '_>, after: &View<'_, '_>) -> Judged {
    let stays = |thing: &str| stays(after.world, KINDS, thing);
    let terms = Terms { message: "records less of the network's traffic", evidence: &[], let_go: &[], stays: &stays };
    let logs = before.world.of_kind("aws_flow_log");
    let known: BTreeSet<String> = logs.filter_map(destination).collect();
    compare(after, &components(before, &known), &components(after, &known), &terms)
}

fn components<'a, 'p>(view: &View<'a, 'p>, known: &BTreeSet<String>) -> Vec<Component<'a, 'p>> {
    let world = view.world;
    let mut parts = Vec::new();
    // What waits for a reference may be the log of any of them.
    let mut open = Vec::new();
    for log in world.of_kind("aws_flow_log") {
        let kind = log.root().get("traffic_type");
        let halves = [("accepted traffic", "ACCEPT"), ("rejected traffic", "REJECT")];
        for (attribute, kinds) in TARGETS {
            let node = log.root().get(attribute);
            if !matches!(world.state(log, &node), State::Known(_) | State::Unknown) {
                continue;
            }
            let holds = |word: &str| match attribute.starts_with("transit") {
                // A transit gateway's log has no type: it records all.
                true => Truth::True,
                false => one_of(&kind, &["ALL", word]),
            };
            match named(world, log, attribute, kinds) {
                Some(thing) => {
                    parts.extend(halves.map(|(name, word)| {
                        let part = Component::new(&thing, name, holds(word), log, "traffic_type");
                        part.judged_by(&["vpc-flow-logs"])
                    }));
                    let own = is_own(world, log, known);
                    parts.push(Component::new(&thing, "a destination of one's own", own, log, "log_destination"));
                }
                None => open.extend(kinds.iter().map(|kind| (*kind, log))),
            }
        }
    }
    for (kind, log) in open {
        for thing in world.of_kind(kind) {
            parts.push(Component::new(thing.name(), "", Truth::Unknown, log, "traffic_type"));
        }
    }
    parts
}

/// The ARN of what a log is delivered to; behind that of a bucket stands a folder.
fn destination(log: &Resource<'_>) -> Option<String> {
    let arn = text(&log.root().get("log_destination"))?;
    let bucket = arn.split('/').next().filter(|arn| arn.contains(":s3:::"));
    Some(bucket.unwrap_or(&arn).to_owned())
}

/// Whether a log goes where it went, or to what the plan holds. Whose another bucket is, its ARN does not say.
fn is_own<'p>(world: &World<'p>, log: &Resource<'p>, known: &BTreeSet<String>) -> Truth {
    let node = log.root().get("log_destination");
    let arn = destination(log);
    let same = arn.as_ref().is_some_and(|arn| known.contains(arn));
    let named = |bucket: &Resource<'p>| text(&bucket.root().get("bucket")).map(|name| format!("arn:aws:s3:::{name}"));
    let held = !world.refer(log, &node, &DESTINATIONS).links.is_empty()
        || (arn.is_some() && world.of_kind("aws_s3_bucket").any(|bucket| named(bucket) == arn));
    match world.state(log, &node) {
        State::Known(_) | State::Unknown if same || held => Truth::True,
        State::Known(_) | State::Unknown => Truth::Unknown,
        // A log group is named by its name, in the account of the log.
        State::Null | State::Absent | State::Omitted => is_set(world, log, "log_group_name"),
    }
}
