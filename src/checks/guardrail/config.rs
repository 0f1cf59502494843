//! What AWS Config records and checks in a region.

use std::collections::BTreeSet;

use super::{Component, Terms, compare, one_of, strings, switch, text};
use crate::checks::View;
use crate::judge::{Judged, provider};
use crate::plan::node::{Node, State};
use crate::policy::Severity;
use crate::truth::Truth;
use crate::world::{Resource, World};

/// What it looks at.
pub(in crate::checks) const KINDS: &[&str] = &[
    "aws_config_config_rule",
    "aws_config_configuration_aggregator",
    "aws_config_configuration_recorder",
    "aws_config_configuration_recorder_status",
    "aws_config_conformance_pack",
    "aws_config_delivery_channel",
    "aws_config_organization_conformance_pack",
    "aws_config_organization_custom_rule",
    "aws_config_organization_managed_rule",
];

/// Single objects, each a component by itself, with the attribute that tells one from another.
const SINGLE: [(&str, &str, &str); 5] = [
    ("aws_config_configuration_aggregator", "aggregation", "name"),
    ("aws_config_conformance_pack", "conformance pack", "name"),
    ("aws_config_organization_conformance_pack", "organization conformance pack", "name"),
    ("aws_config_organization_custom_rule", "organization rule", "lambda_function_arn"),
    ("aws_config_organization_managed_rule", "organization rule", "rule_identifier"),
];

/// Compares what is recorded in each region.
pub(in crate::checks) fn judge(before: &View<'_, '_>, after: &View<'_, '_>) -> Judged {
    // A list of types is compared with "all types", so both worlds ask for the types that either of them names.
    let named: BTreeSet<String> = [before, after].into_iter().flat_map(|view| types(view.world)).collect();
    let terms = Terms { message: "lets AWS Config see less", evidence: &[], let_go: &[], stays: &|_| true };
    compare(after, &components(before, &named), &components(after, &named), &terms)
}

fn group<'p>(recorder: &Resource<'p>) -> Node<'p> {
    recorder.root().get("recording_group").at(0)
}

/// The types that recorders name: those they record, and those they leave out.
fn types(world: &World<'_>) -> Vec<String> {
    let groups = world.of_kind("aws_config_configuration_recorder").map(group);
    let each = groups.flat_map(|group| {
        let without = group.get("exclusion_by_resource_types").at(0).get("resource_types");
        [strings(&group.get("resource_types")).0, strings(&without).0].concat()
    });
    each.collect()
}

fn components<'a, 'p>(view: &View<'a, 'p>, named: &BTreeSet<String>) -> Vec<Component<'a, 'p>> {
    let world = view.world;
    let part = |one: &'a Resource<'p>, name: &str, holds: Truth, attribute| {
        let part = Component::new(&provider(&world.scope(one)), name, holds, one, attribute);
        // Rules, packs and aggregators are asked for by no other policy.
        let recorder =
            one.kind().starts_with("aws_config_configuration_recorder") || one.kind() == "aws_config_delivery_channel";
        if recorder { part.judged_by(&["config-recorder"]) } else { part }
    };
    let mut parts = Vec::new();
    for status in world.of_kind("aws_config_configuration_recorder_status") {
        parts.push(part(status, "recording", switch(world, status, "is_enabled", false), "is_enabled"));
    }
    for channel in world.of_kind("aws_config_delivery_channel") {
        parts.push(part(channel, "delivery", Truth::True, "s3_bucket_name"));
    }
    for recorder in world.of_kind("aws_config_configuration_recorder") {
        let group = group(recorder);
        let attribute = "recording_group";
        let by_strategy =
            one_of(&group.get("recording_strategy").at(0).get("use_only"), &["EXCLUSION_BY_RESOURCE_TYPES"]);
        let all = flag(&group, "all_supported", true);
        let (without, open) = strings(&group.get("exclusion_by_resource_types").at(0).get("resource_types"));
        let (only, more) = strings(&group.get("resource_types"));
        let maybe = |open: bool| if open { Truth::Unknown } else { Truth::False };
        let records = |kind: &String| {
            let listed = Truth::from(only.contains(kind)).or(maybe(more));
            let spared = !Truth::from(without.contains(kind)).or(maybe(open));
            all.or(listed).or(by_strategy.and(spared))
        };
        parts.push(part(recorder, "the recorder", Truth::True, "name"));
        parts.push(part(recorder, "every type", all, attribute));
        let global = flag(&group, "include_global_resource_types", false).or(by_strategy);
        parts.push(part(recorder, "global types", global, attribute));
        parts.extend(named.iter().map(|kind| part(recorder, &format!("type {kind}"), records(kind), attribute)));
    }
    for rule in world.of_kind("aws_config_config_rule") {
        let source = rule.root().get("source").at(0);
        // A managed rule is what it checks, whatever it is called.
        let identifier = source.get("source_identifier");
        if identifier.state() == State::Unknown {
            parts.push(part(rule, "rule ", Truth::Unknown, "source").rated(Severity::Low));
            continue;
        }
        let name = text(&identifier).filter(|id| !id.starts_with("arn:"));
        let own = rule.root().get("name");
        let hidden = own.is_sensitive();
        let name = name.or_else(|| text(&own)).unwrap_or_else(|| rule.name().to_owned());
        parts.push(part(rule, &format!("rule {name}"), Truth::True, "source").rated(Severity::Low).hidden(hidden));
    }
    for (kind, what, attribute) in SINGLE {
        for one in world.of_kind(kind) {
            let node = one.root().get(attribute);
            let unknown = node.state() == State::Unknown;
            let name = text(&node).unwrap_or_else(|| if unknown { String::new() } else { one.name().to_owned() });
            let holds = if unknown { Truth::Unknown } else { Truth::True };
            let component = part(one, &format!("{what} {name}"), holds, attribute);
            let rules = kind != "aws_config_configuration_aggregator";
            parts.push(if rules { component.rated(Severity::Low) } else { component });
        }
    }
    parts
}

/// A switch inside of a block.
fn flag(block: &Node<'_>, name: &str, by_default: bool) -> Truth {
    block.get(name).state().is_on(by_default)
}
