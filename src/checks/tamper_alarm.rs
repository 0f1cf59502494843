//! Whether someone is told when a trail is stopped: from the trail to its log group, metric filter, alarm, topic and
//! subscription, or by an EventBridge rule with a target.
//!
//! <https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html>

mod events;
mod heard;
mod pattern;

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::trails::{Wording, logs, union};
use super::{Ruling, View};
use crate::finding::{Answer, Fact};
use crate::json::Json;
use crate::links::{Certainty, Rest};
use crate::path::{Path, Place};
use crate::plan::node::{Node, State};
use crate::policy::Profile;
use crate::truth::Truth;
use crate::world::Resource;

pub(super) use heard::{Heard, groups, heard};

/// What it looks at.
pub(super) const KINDS: &[&str] = &[
    "aws_cloudtrail",
    "aws_cloudwatch_event_rule",
    "aws_cloudwatch_event_target",
    "aws_cloudwatch_log_group",
    "aws_cloudwatch_log_metric_filter",
    "aws_cloudwatch_metric_alarm",
    "aws_sns_topic",
    "aws_sns_topic_subscription",
];

/// The calls that end or narrow what is recorded; strict asks for those that prepare it, too.
pub(super) const CALLS: [&str; 3] = ["StopLogging", "DeleteTrail", "UpdateTrail"];
const STRICT: [&str; 3] = ["CreateTrail", "StartLogging", "PutEventSelectors"];

/// One trail of the account with a complete chain is enough.
pub(super) fn judge(view: &View<'_, '_>) -> Vec<Answer> {
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

/// Who hears of it.
struct Listeners<'v, 'a, 'p> {
    view: &'v View<'a, 'p>,
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
        Ruling::any(chains, Ruling::new(Truth::False, fact("no metric filter in the plan reads its log group")))
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
                Truth::from(own == Some(name.as_ref()))
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
                    let missed = self.calls().into_iter().find(|call| !parsed.matches(call));
                    let note = missed
                        .map_or("matches".to_owned(), |call| format!("does not match every `{call}`, from anyone"));
                    Ruling::new(missed.is_none().into(), fact(note))
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

impl<'p> Listeners<'_, '_, 'p> {
    /// Whether an alarm on the filter's metric goes off at the first event and reaches someone.
    fn alarmed(&self, filter: &Resource<'p>) -> Ruling {
        let metric = filter.root().get("metric_transformation").at(0);
        let alarms = self.view.world.of_kind("aws_cloudwatch_metric_alarm").map(|alarm| {
            let root = alarm.root();
            let same = |alarm: &Node<'p>| {
                let one = |a: &str, b: &str| equal(&alarm.get(a), &metric.get(b));
                one("metric_name", "name").and(one("namespace", "namespace"))
            };
            // What an expression over metrics makes of this one is not reckoned.
            let queries = root.get("metric_query").items().unwrap_or_default();
            let reckoned = Truth::any(queries.iter().map(|query| same(&query.get("metric").at(0)))).and(Truth::Unknown);
            let watches = same(&root).or(reckoned);
            if watches.is_false() {
                let fact = Fact::new(filter, &Place::of("metric_transformation"), "no alarm watches its metric");
                return Ruling::new(watches, fact);
            }
            let fact = |place: &str, note: &str| Fact::new(alarm, &Place::of(place), note);
            let watches = match watches {
                Truth::Unknown if reckoned.is_unknown() => {
                    let note = "reckons over the filter's metric, and the plan does not show what comes of it";
                    Ruling::new(watches, fact("metric_query", note).waits_for("the expression"))
                }
                Truth::Unknown => {
                    Ruling::new(watches, fact("metric_name", "may be the filter's").waits_for("the metric"))
                }
                _ => Ruling::silent(watches),
            };
            let on = root.get("actions_enabled").state().is_on(true);
            let on = Ruling::new(on, fact("actions_enabled", "switches the alarm's actions"));
            let at_once = match (at_once(&root), reaches(&root)) {
                (Truth::Unknown, Truth::True) => {
                    let note = "asks for several periods, and the plan does not show what the metric has in the others";
                    Ruling::new(Truth::Unknown, fact("evaluation_periods", note).waits_for("the metric"))
                }
                (truth, _) => Ruling::new(truth, fact("threshold", "does not go off at the first event")),
            };
            watches.and(on).and(at_once).and(self.reaches(alarm, "alarm_actions"))
        });
        let none = Fact::new(filter, &Place::of("metric_transformation"), "no alarm in the plan watches its metric");
        Ruling::any(alarms, Ruling::new(Truth::False, none))
    }

    /// Whether what a list of ARNs names tells someone: a topic with a subscription, or anything else.
    fn reaches(&self, resource: &Resource<'p>, attribute: &str) -> Ruling {
        let node = resource.root().get(attribute);
        let targets =
            node.items().unwrap_or_else(|| if node.state() == State::Unknown { vec![node] } else { Vec::new() });
        let fact = |note: String| Fact::new(resource, &Place::of(attribute), note);
        let each = targets.iter().map(|target| self.tells(resource, attribute, target));
        Ruling::any(each, Ruling::new(Truth::False, fact("names nobody to tell".to_owned())))
    }

    fn tells(&self, resource: &Resource<'p>, attribute: &str, target: &Node<'p>) -> Ruling {
        let world = self.view.world;
        let reference = world.refer(resource, target, &["aws_sns_topic"]);
        let fact = |note: String| Fact::new(resource, &Place::of(attribute), note);
        let topics = reference.links.iter().filter_map(|link| Some((link, world.resource(link.to)?)));
        let told = topics.map(|(link, topic)| {
            let ruling = self.subscribed(topic);
            if link.certainty == Certainty::Must { ruling } else { ruling.open() }
        });
        let told = told.reduce(Ruling::or);
        match (told, reference.rest) {
            (Some(told), Rest::Nothing) => told,
            (Some(told), _) if told.truth.is_true() => told,
            // A topic whose ARN is not known any more may be the one.
            (_, Rest::Elsewhere(_)) if self.has_hidden_topic() => {
                let note = "may name a topic whose ARN is known after apply".to_owned();
                Ruling::new(Truth::Unknown, fact(note).waits_for("the ARN of a topic"))
            }
            // What another stack manages is judged there.
            (_, Rest::Elsewhere(_)) if target.state() != State::Null => Ruling::silent(Truth::True),
            (_, Rest::Unresolved(cause)) => {
                Ruling::new(Truth::Unknown, fact(format!("unknown until apply, waits for {cause}")).waits_for(&cause))
            }
            (Some(told), _) => told,
            (None, _) => Ruling::new(Truth::False, fact("names nobody to tell".to_owned())),
        }
    }

    fn has_hidden_topic(&self) -> bool {
        let topics = self.view.world.of_kind("aws_sns_topic").filter(|topic| !topic.is_new());
        topics.into_iter().any(|topic| topic.root().get("arn").state() == State::Unknown)
    }

    fn subscribed(&self, topic: &Resource<'p>) -> Ruling {
        let fact = Fact::new(topic, &Place::default(), "has no subscription in the plan");
        let Ok(path) = Path::parse("$.topic_arn") else { return Ruling::new(Truth::Unknown, fact) };
        let named = self.view.world.named_by("aws_sns_topic_subscription", &path, "aws_sns_topic", false);
        let sure = named.of(topic.id).iter().any(|(_, certainty)| *certainty == Certainty::Must);
        let open = !named.of(topic.id).is_empty() || !named.unresolved.is_empty();
        match (sure, open) {
            (true, _) => Ruling::silent(Truth::True),
            (false, true) => {
                let fact =
                    Fact::new(topic, &Place::default(), "may have a subscription, whose topic is known after apply");
                Ruling::new(Truth::Unknown, fact.waits_for("the topic of a subscription"))
            }
            (false, false) => Ruling::new(Truth::False, fact),
        }
    }

    fn targets(&self, rule: &Resource<'p>) -> Ruling {
        let world = self.view.world;
        let none = Fact::new(rule, &Place::default(), "has no target in the plan");
        let Ok(path) = Path::parse("$.rule") else { return Ruling::new(Truth::Unknown, none) };
        let named = world.named_by("aws_cloudwatch_event_target", &path, "aws_cloudwatch_event_rule", false);
        let sure = named.of(rule.id).iter().map(|(id, certainty)| (*id, *certainty == Certainty::Must));
        let open = named.unresolved.iter().map(|(id, _)| (*id, false));
        let told = sure.chain(open).filter_map(|(id, sure)| {
            let target = world.resource(id)?;
            let ruling = self.tells(target, "arn", &target.root().get("arn"));
            Some(if sure { ruling } else { ruling.open() })
        });
        Ruling::any(told, Ruling::new(Truth::False, none))
    }
}

/// Whether a rule is switched on, and on the bus that AWS writes to.
fn is_on(rule: &Resource<'_>) -> Ruling {
    let root = rule.root();
    let fact = |place: &str, note: &str| Fact::new(rule, &Place::of(place), note);
    let enabled = match (root.get("state").state(), root.get("is_enabled").state()) {
        (state @ State::Known(_), _) => state.says(|state| state.starts_with("ENABLED"), true),
        (_, on @ State::Known(_)) => on.is_on(true),
        (State::Unknown, _) | (_, State::Unknown) => Truth::Unknown,
        _ => Truth::True,
    };
    let is_default = |bus: &str| bus == "default" || bus.ends_with("event-bus/default");
    let on_default_bus = root.get("event_bus_name").state().says(is_default, true);
    let switch = Ruling::new(enabled, fact("state", "the rule is switched off"));
    switch.and(Ruling::new(on_default_bus, fact("event_bus_name", "is not the bus that AWS writes to")))
}

/// A sum of one reaches the threshold, and one period of it is enough.
fn at_once(alarm: &Node<'_>) -> Truth {
    let periods = |name: &str| match alarm.get(name).state() {
        State::Known(Json::Number(number)) => Some(Truth::from(number.as_f64().is_some_and(|number| number <= 1.0))),
        State::Unknown if alarm.get(name).is_written() => Some(Truth::Unknown),
        _ => None,
    };
    let quiet = alarm.get("treat_missing_data").state().says(|word| word == "notBreaching", false);
    match periods("datapoints_to_alarm").or_else(|| periods("evaluation_periods")).unwrap_or(Truth::True) {
        Truth::True => reaches(alarm),
        // What is missing beside the one counts as quiet, or else for nothing, so that the one may be enough.
        Truth::False => reaches(alarm).and(!quiet).and(Truth::Unknown),
        Truth::Unknown => reaches(alarm).and(Truth::Unknown),
    }
}

fn reaches(alarm: &Node<'_>) -> Truth {
    let threshold = match alarm.get("threshold").state() {
        State::Known(Json::Number(number)) => number.as_f64(),
        State::Unknown => return Truth::Unknown,
        _ => None,
    };
    let Some(threshold) = threshold else { return Truth::False };
    match alarm.get("comparison_operator").state() {
        State::Known(Json::String(operator)) => Truth::from(match operator.as_ref() {
            "GreaterThanOrEqualToThreshold" => threshold <= 1.0,
            "GreaterThanThreshold" => threshold < 1.0,
            _ => false,
        }),
        State::Unknown => Truth::Unknown,
        _ => Truth::False,
    }
}

fn equal(a: &Node<'_>, b: &Node<'_>) -> Truth {
    match (a.state(), b.state()) {
        (State::Known(a), State::Known(b)) => Truth::from(a == b),
        (State::Unknown, _) | (_, State::Unknown) => Truth::Unknown,
        _ => Truth::False,
    }
}
