//! Whether someone is told when a trail is stopped: from the trail to its log group, metric filter, alarm, topic and
//! subscription, or by an EventBridge rule with a target. `listeners` follows what comes after the filter or the rule.
//!
//! <https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html>

mod composite;
mod events;
mod heard;
mod listeners;
mod metric;
mod pattern;

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::log_groups::taken;
use super::trails::{Wording, logs, union};
use super::{Ruling, View};
use crate::finding::Fact;
use crate::json::Json;
use crate::judge::Judged;
use crate::links::{Certainty, Rest};
use crate::path::Place;
use crate::plan::node::State;
use crate::policy::Profile;
use crate::truth::Truth;
use crate::world::Resource;

use listeners::{Listeners, is_on};

pub(super) use heard::{Heard, groups, heard};

/// The members of a chain.
pub(super) const MEMBERS: &[&str] = &[
    "aws_cloudtrail",
    "aws_cloudwatch_composite_alarm",
    "aws_cloudwatch_event_rule",
    "aws_cloudwatch_event_target",
    "aws_cloudwatch_log_group",
    "aws_cloudwatch_log_metric_filter",
    "aws_cloudwatch_metric_alarm",
    "aws_sns_topic",
    "aws_sns_topic_policy",
    "aws_sns_topic_subscription",
];

/// What it looks at.
pub(super) const KINDS: &[&str] = &[
    "aws_cloudtrail",
    "aws_cloudwatch_composite_alarm",
    "aws_cloudwatch_event_rule",
    "aws_cloudwatch_event_target",
    "aws_cloudwatch_log_group",
    "aws_cloudwatch_log_metric_filter",
    "aws_cloudwatch_metric_alarm",
    "aws_iam_policy_document",
    "aws_kms_alias",
    "aws_kms_external_key",
    "aws_kms_key",
    "aws_kms_key_policy",
    "aws_kms_replica_external_key",
    "aws_kms_replica_key",
    "aws_sns_topic",
    "aws_sns_topic_policy",
    "aws_sns_topic_subscription",
];

/// The calls that end or narrow what is recorded; strict asks for those that prepare it, too.
pub(super) const CALLS: [&str; 3] = ["StopLogging", "DeleteTrail", "UpdateTrail"];
const STRICT: [&str; 3] = ["CreateTrail", "StartLogging", "PutEventSelectors"];

/// One trail of the account with a complete chain is enough.
pub(super) fn judge(view: &View<'_, '_>) -> Judged {
    let wording = Wording {
        message: "can be stopped without anyone being told, and so can every other trail",
        missing: "no trail is managed whose end would be noticed",
    };
    // A rule tells of the calls on every trail of its region.
    let by_rule: RefCell<BTreeMap<String, Ruling>> = RefCell::default();
    union(view, &["aws_cloudtrail"], wording, |trail| {
        let chain = Chain { view, trail };
        let scope = view.world.scope(trail);
        let by_rule = by_rule.borrow_mut().entry(scope).or_insert_with_key(|scope| chain.by_rule(scope)).clone();
        logs(view, trail).and(chain.by_filter().or(by_rule))
    })
}

struct Chain<'v, 'a, 'p> {
    view: &'v View<'a, 'p>,
    trail: &'a Resource<'p>,
}

impl<'v, 'a, 'p> Chain<'v, 'a, 'p> {
    fn listeners(&self) -> Listeners<'v, 'a, 'p> {
        Listeners { view: self.view }
    }

    fn calls(&self) -> Vec<&'static str> {
        let strict = self.view.profile == Profile::Strict;
        CALLS.into_iter().chain(STRICT.into_iter().filter(|_| strict)).collect()
    }

    /// trail → log group → metric filter → alarm → topic → subscription
    fn by_filter(&self) -> Ruling {
        let world = self.view.world;
        let group = self.trail.root().get("cloud_watch_logs_group_arn");
        let fact = |note: &str| Fact::new(self.trail, &Place::of("cloud_watch_logs_group_arn"), note);
        if !matches!(world.state(self.trail, &group), State::Known(_) | State::Unknown) {
            return Ruling::new(Truth::False, fact("is not set: no metric filter sees its events"));
        }
        let filters = world.of_kind("aws_cloudwatch_log_metric_filter");
        let chains = filters.map(|filter| {
            let reads = self.same_group(filter);
            if reads.is_false() {
                return Ruling::new(Truth::False, fact("no metric filter of its log group matches these calls"));
            }
            let reads = match reads {
                Truth::Unknown => {
                    Ruling::new(reads, fact("may be the group of this metric filter").waits_for("the log group"))
                }
                _ => Ruling::silent(reads),
            };
            reads.and(self.matches(filter)).and(self.listeners().alarmed(filter))
        });
        let chain =
            Ruling::any(chains, Ruling::new(Truth::False, fact("no metric filter in the plan reads its log group")));
        chain.and(taken(self.view, self.trail))
    }

    /// Whether a filter reads the log group that the trail writes to.
    fn same_group(&self, filter: &Resource<'p>) -> Truth {
        let world = self.view.world;
        let (group, name) = (self.trail.root().get("cloud_watch_logs_group_arn"), filter.root().get("log_group_name"));
        let kinds = ["aws_cloudwatch_log_group"];
        let (ours, theirs) = (world.refer(self.trail, &group, &kinds), world.refer(filter, &name, &kinds));
        let common = ours.links.iter().filter_map(|a| {
            let b = theirs.links.iter().find(|b| b.to == a.to)?;
            Some(a.certainty.min(b.certainty))
        });
        match (common.max(), group.state(), name.state()) {
            (Some(Certainty::Must), _, _) => Truth::True,
            (_, State::Known(Json::String(arn)), State::Known(Json::String(name))) => {
                let own = arn.split(":log-group:").nth(1).and_then(|rest| rest.split(':').next());
                Truth::from(own == Some(name.as_ref())).and(world.same_place(self.trail, filter))
            }
            (Some(Certainty::May), _, _) => Truth::Unknown,
            (None, _, _) if matches!(ours.rest, Rest::Unresolved(_)) || matches!(theirs.rest, Rest::Unresolved(_)) => {
                Truth::Unknown
            }
            (None, _, _) => Truth::False,
        }
    }

    fn matches(&self, filter: &Resource<'p>) -> Ruling {
        let node = filter.root().get("pattern");
        let fact = |note: String| Fact::new(filter, &Place::of("pattern"), note);
        match node.state() {
            State::Known(Json::String(text)) => match pattern::parse(text) {
                Some(parsed) => {
                    let told = self.calls().into_iter().map(|call| (call, parsed.matches(call)));
                    let missed = told.filter(|(_, truth)| !truth.is_true()).min_by_key(|(_, truth)| *truth);
                    match missed {
                        None => Ruling::new(Truth::True, fact("matches".to_owned())),
                        Some((call, Truth::Unknown)) => {
                            let note = format!("may not match every `{call}`: that depends on what else stands in it");
                            Ruling::new(Truth::Unknown, fact(note).waits_for("what stands in the record"))
                        }
                        Some((call, truth)) => {
                            Ruling::new(truth, fact(format!("does not match every `{call}`, from anyone")))
                        }
                    }
                }
                None => Ruling::new(
                    Truth::Unknown,
                    fact("is a pattern that can't be read".to_owned()).waits_for("its meaning"),
                ),
            },
            State::Unknown => {
                Ruling::new(Truth::Unknown, fact("unknown until apply".to_owned()).waits_for("the pattern"))
            }
            _ => Ruling::new(Truth::False, fact("is not set".to_owned())),
        }
    }

    /// EventBridge sees the calls of its own region only.
    fn by_rule(&self, scope: &str) -> Ruling {
        let world = self.view.world;
        let rules = world.of_kind("aws_cloudwatch_event_rule").filter(|rule| world.scope(rule) == scope);
        let chains = rules.map(|rule| self.sees(rule).and(self.listeners().targets(rule)));
        let none = Fact::assumed("no EventBridge rule in the plan watches CloudTrail's own calls");
        Ruling::any(chains, Ruling::new(Truth::False, none))
    }

    fn sees(&self, rule: &Resource<'p>) -> Ruling {
        let root = rule.root();
        let fact = |place: &str, note: String| Fact::new(rule, &Place::of(place), note);
        let node = root.get("event_pattern");
        let pattern = match node.state() {
            State::Known(Json::String(text)) => match Json::parse(text) {
                Ok(pattern) => {
                    let missed = self.calls().into_iter().find(|call| !events::matches(&pattern, call));
                    let note = missed
                        .map_or("matches".to_owned(), |call| format!("does not match every `{call}`, from anyone"));
                    Ruling::new(missed.is_none().into(), fact("event_pattern", note))
                }
                Err(_) => Ruling::new(Truth::False, fact("event_pattern", "is no JSON".to_owned())),
            },
            State::Unknown => Ruling::new(
                Truth::Unknown,
                fact("event_pattern", "unknown until apply".to_owned()).waits_for("the pattern"),
            ),
            _ => Ruling::new(Truth::False, fact("event_pattern", "is not set".to_owned())),
        };
        pattern.and(is_on(rule))
    }
}
