//! What somebody hears of: the metric filters and EventBridge rules of a world in, each call or pattern that reaches
//! someone out, with the resources on its way.

use std::collections::BTreeSet;

use super::{Listeners, composite, events, is_on, pattern};
use crate::checks::View;
use crate::json::Json;
use crate::links::Rest;
use crate::path::Path;
use crate::plan::node::State;
use crate::truth::Truth;
use crate::world::{Resource, World};

/// One thing that is watched, and whether somebody hears of it.
pub(in crate::checks) struct Heard<'a, 'p> {
    /// `StopLogging`, or a pattern that asks for no call by name
    pub(in crate::checks) name: String,
    /// Whether the pattern must not be shown
    pub(in crate::checks) hidden: bool,
    /// Whether all on the way is there and switched on
    pub(in crate::checks) truth: Truth,
    /// What is on the way
    pub(in crate::checks) members: Vec<&'a Resource<'p>>,
}

const GROUP: [&str; 1] = ["aws_cloudwatch_log_group"];

/// The log groups that trails write to: addresses, and names of those that the plan does not hold.
pub(in crate::checks) fn groups(world: &World<'_>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for trail in world.of_kind("aws_cloudtrail") {
        let node = trail.root().get("cloud_watch_logs_group_arn");
        let links = world.refer(trail, &node, &GROUP).links;
        found.extend(links.iter().filter_map(|link| Some(world.resource(link.to)?.name().to_owned())));
        if let State::Known(Json::String(arn)) = node.state() {
            let name = arn.split(":log-group:").nth(1).and_then(|rest| rest.split(':').next());
            found.extend(name.map(str::to_owned));
        }
    }
    found
}

/// What somebody hears of, from the filters of these log groups and from EventBridge.
pub(in crate::checks) fn heard<'a, 'p>(view: &View<'a, 'p>, groups: &BTreeSet<String>) -> Vec<Heard<'a, 'p>> {
    let world = view.world;
    let listeners = Listeners { view };
    let mut found = Vec::new();
    for filter in world.of_kind("aws_cloudwatch_log_metric_filter") {
        let reads = reads(world, filter, groups);
        if reads.is_false() {
            continue;
        }
        let truth = reads.and(listeners.alarmed(filter).truth);
        let members = [vec![filter], alarms(world, filter)].concat();
        let hidden = filter.root().get("pattern").is_sensitive();
        for (name, matches) in names(filter) {
            found.push(Heard { name, hidden, truth: truth.and(matches), members: members.clone() });
        }
    }
    for rule in world.of_kind("aws_cloudwatch_event_rule") {
        let truth = is_on(rule).truth.and(listeners.targets(rule).truth);
        let targets = naming(world, "aws_cloudwatch_event_target", "$.rule", rule);
        let members: Vec<&Resource<'p>> = [vec![rule], reached(world, &targets, "$.arn"), targets].concat();
        let node = rule.root().get("event_pattern");
        let hidden = node.is_sensitive();
        match node.state() {
            State::Known(Json::String(text)) => {
                let Ok(pattern) = Json::parse(text) else { continue };
                let calls = events::asked(&pattern).into_iter().filter(|call| events::matches(&pattern, call));
                let mut names: BTreeSet<String> = calls.map(str::to_owned).collect();
                // Sign-ins and the like are no calls; what the pattern says tells them apart.
                if names.is_empty() && of_trails(&pattern) {
                    names.insert(text.to_string());
                }
                found.extend(names.into_iter().map(|name| Heard { name, hidden, truth, members: members.clone() }));
            }
            State::Unknown => {
                found.push(Heard { name: String::new(), hidden, truth: truth.and(Truth::Unknown), members });
            }
            _ => {}
        }
    }
    found
}

/// Whether a pattern asks for what trails record.
fn of_trails(pattern: &Json<'_>) -> bool {
    let kinds = pattern.get("detail-type").and_then(Json::as_array).unwrap_or_default();
    kinds.iter().filter_map(Json::as_str).any(|kind| kind.ends_with("via CloudTrail"))
}

/// Whether a filter reads one of the groups.
fn reads<'p>(world: &World<'p>, filter: &Resource<'p>, groups: &BTreeSet<String>) -> Truth {
    let node = filter.root().get("log_group_name");
    let reference = world.refer(filter, &node, &GROUP);
    let held = reference.links.iter().filter_map(|link| Some((link.certainty, world.resource(link.to)?.name())));
    let held = held.map(|(certainty, name)| match (groups.contains(name), certainty) {
        (true, crate::links::Certainty::Must) => Truth::True,
        (true, crate::links::Certainty::May) => Truth::Unknown,
        (false, _) => Truth::False,
    });
    let named = match (node.state(), &reference.rest) {
        (State::Known(Json::String(name)), _) => Truth::from(groups.contains(name.as_ref())),
        (_, Rest::Unresolved(_)) => Truth::Unknown,
        _ => Truth::False,
    };
    Truth::any(held).or(named)
}

/// What a filter matches: the calls that it names, or else its pattern.
fn names(filter: &Resource<'_>) -> Vec<(String, Truth)> {
    let node = filter.root().get("pattern");
    let State::Known(Json::String(text)) = node.state() else { return vec![(String::new(), Truth::Unknown)] };
    let Some(parsed) = pattern::parse(text) else { return vec![(text.to_string(), Truth::True)] };
    let mut sources = parsed.asked("eventSource");
    sources.push("cloudtrail.amazonaws.com");
    let every = |call: &&str| sources.iter().any(|source| parsed.matches_of(call, source).is_true());
    let calls: BTreeSet<&str> = parsed.asked("eventName").into_iter().filter(every).collect();
    if calls.is_empty() {
        return vec![(text.to_string(), Truth::True)];
    }
    calls.into_iter().map(|call| (call.to_owned(), Truth::True)).collect()
}

/// The alarms on a filter's metric, with the topics that they tell and whoever subscribed.
fn alarms<'a, 'p>(world: &'a World<'p>, filter: &Resource<'p>) -> Vec<&'a Resource<'p>> {
    let metric = filter.root().get("metric_transformation").at(0).get("name");
    let watches = |alarm: &&Resource<'p>| match (alarm.root().get("metric_name").state(), metric.state()) {
        (State::Known(a), State::Known(b)) => a == b,
        _ => false,
    };
    let mut alarms: Vec<&Resource<'p>> = world
        .of_kind("aws_cloudwatch_metric_alarm")
        .filter(|alarm| watches(alarm) && !world.same_place(filter, alarm).is_false())
        .collect();
    let above = world.of_kind("aws_cloudwatch_composite_alarm");
    let above = above.filter(|one| alarms.iter().any(|alarm| !composite::rings(world, one, alarm).truth.is_false()));
    alarms.extend(above.collect::<Vec<_>>());
    let told = reached(world, &alarms, "$.alarm_actions[*]");
    [alarms, told].concat()
}

/// The topics that an attribute of some resources names, with their subscriptions and policies.
fn reached<'a, 'p>(world: &'a World<'p>, from: &[&Resource<'p>], path: &str) -> Vec<&'a Resource<'p>> {
    let Ok(path) = Path::parse(path) else { return Vec::new() };
    let mut found = Vec::new();
    for one in from {
        for (_, node) in path.select(one.root()) {
            let links = world.refer(one, &node, &["aws_sns_topic"]).links;
            for topic in links.iter().filter_map(|link| world.resource(link.to)) {
                found.extend(naming(world, "aws_sns_topic_subscription", "$.topic_arn", topic));
                found.extend(naming(world, "aws_sns_topic_policy", "$.arn", topic));
                found.push(topic);
            }
        }
    }
    found
}

fn naming<'a, 'p>(world: &'a World<'p>, kind: &str, path: &str, target: &Resource<'p>) -> Vec<&'a Resource<'p>> {
    let Ok(path) = Path::parse(path) else { return Vec::new() };
    let named = world.named_by(kind, &path, target.kind(), false);
    named.of(target.id).iter().filter_map(|(id, _)| world.resource(*id)).collect()
}
