//! What flow logs record of a VPC, a subnet or an interface.

use super::{Component, Terms, compare, named, one_of, stays};
use crate::checks::View;
use crate::finding::Answer;
use crate::plan::node::State;
use crate::truth::Truth;

/// What it looks at.
pub(in crate::checks) const KINDS: &[&str] =
    &["aws_default_vpc", "aws_flow_log", "aws_network_interface", "aws_subnet", "aws_vpc"];

const TARGETS: [(&str, &[&str]); 3] = [
    ("vpc_id", &["aws_vpc", "aws_default_vpc"]),
    ("subnet_id", &["aws_subnet"]),
    ("eni_id", &["aws_network_interface"]),
];

/// Compares what is recorded of each of them.
pub(in crate::checks) fn judge(before: &View<'_, '_>, after: &View<'_, '_>) -> Vec<Answer> {
    let stays = |thing: &str| stays(after.world, KINDS, thing);
    let terms = Terms { message: "records less of the network's traffic", evidence: &[], let_go: &[], stays: &stays };
    compare(after, &components(before), &components(after), &terms)
}

fn components<'a, 'p>(view: &View<'a, 'p>) -> Vec<Component<'a, 'p>> {
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
            let holds = |word: &str| one_of(&kind, &["ALL", word]);
            match named(world, log, attribute, kinds) {
                Some(thing) => {
                    parts.extend(halves.map(|(name, word)| {
                        let part = Component::new(&thing, name, holds(word), log, "traffic_type");
                        part.judged_by(&["vpc-flow-logs"])
                    }));
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
