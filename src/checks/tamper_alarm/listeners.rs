//! Who hears of it: a metric filter or an EventBridge rule in, whether what follows on it reaches someone out.

use super::composite;
use super::events::{is_absent, one_of};
use super::metric::{at_once, height, is_same, reaches};
use crate::checks::admits::{CLOUDWATCH, EVENTS, PUBLISH, Request, admitted, opens};
use crate::checks::documents::written;
use crate::checks::guardrail::KEYS;
use crate::checks::s3::Companion;
use crate::checks::{Ruling, View};
use crate::estate::Reader;
use crate::finding::Fact;
use crate::iam::facts::Facts;
use crate::json::Json;
use crate::links::{Certainty, Rest};
use crate::path::{Path, Place};
use crate::plan::node::{Node, State};
use crate::truth::Truth;
use crate::world::Resource;

/// Alarms that are made of alarms are followed this far.
const DEEPEST: usize = 4;

/// Who hears of it.
pub(super) struct Listeners<'v, 'a, 'p> {
    pub(super) view: &'v View<'a, 'p>,
}

/// Who publishes to a topic.
struct Publisher<'r, 'p> {
    who: &'static str,
    service: &'static str,
    /// The alarm or rule, the attribute that names it, and what stands before the name in its ARN
    source: (&'r Resource<'p>, &'static str, &'static str),
}

impl<'a, 'p> Listeners<'_, 'a, 'p> {
    /// Whether an alarm on the filter's metric goes off at the first event and reaches someone.
    pub(super) fn alarmed(&self, filter: &Resource<'p>) -> Ruling {
        let metric = filter.root().get("metric_transformation").at(0);
        let world = self.view.world;
        let alarms = world.of_kind("aws_cloudwatch_metric_alarm").map(|alarm| {
            let root = alarm.root();
            // A metric belongs to an account and region; a query may ask another account for it.
            let near = world.same_place(filter, alarm);
            // What an expression over metrics makes of this one is not reckoned.
            let queries = root.get("metric_query").items().unwrap_or_default();
            let reckoned = queries.iter().map(|query| {
                let elsewhere = match query.get("account_id").state() {
                    State::Known(id) => id.as_str() != Some(""),
                    State::Unknown => query.get("account_id").is_written(),
                    State::Null | State::Absent | State::Omitted => false,
                };
                is_same(&query.get("metric").at(0), &metric).and(near.or(elsewhere.into()))
            });
            let reckoned = Truth::any(reckoned).and(Truth::Unknown);
            let watches = is_same(&root, &metric).and(near).or(reckoned);
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
            let height = height(&root, &metric);
            let at_once = match (at_once(&root, height), reaches(&root, height)) {
                (Truth::Unknown, Truth::True) => {
                    let note = "asks for several periods, and the plan does not show what the metric has in the others";
                    Ruling::new(Truth::Unknown, fact("evaluation_periods", note).waits_for("the metric"))
                }
                (Truth::Unknown, _) if height.is_none() => {
                    let note = "is of a metric of which the plan does not show what one event comes to";
                    Ruling::new(Truth::Unknown, fact("statistic", note).waits_for("the metric"))
                }
                (Truth::Unknown, _) => {
                    Ruling::new(Truth::Unknown, Fact::waiting(alarm, &Place::of("threshold"), &root.get("threshold")))
                }
                (Truth::True, _) => Ruling::silent(Truth::True),
                (truth, _) => Ruling::new(truth, fact("threshold", "does not go off at the first event")),
            };
            watches.and(at_once).and(self.told(alarm, DEEPEST))
        });
        let none = Fact::new(filter, &Place::of("metric_transformation"), "no alarm in the plan watches its metric");
        Ruling::any(alarms, Ruling::new(Truth::False, none))
    }

    /// Whether an alarm that goes off tells someone, by itself or through an alarm that is made of it.
    fn told(&self, alarm: &Resource<'p>, depth: usize) -> Ruling {
        let root = alarm.root();
        let on = root.get("actions_enabled").state().is_on(true);
        let place = Place::of("actions_enabled");
        let on = match on {
            Truth::True => Ruling::silent(on),
            Truth::False => Ruling::new(on, Fact::new(alarm, &place, "keeps the actions of the alarm off")),
            Truth::Unknown => Ruling::new(on, Fact::waiting(alarm, &place, &root.get("actions_enabled"))),
        };
        let own = on.and(self.reaches(alarm));
        if depth == 0 || own.truth.is_true() {
            return own;
        }
        let world = self.view.world;
        let above =
            world.of_kind("aws_cloudwatch_composite_alarm").filter(|one| world.scope(one) == world.scope(alarm));
        let through = above.filter_map(|one| {
            let rings = composite::rings(world, one, alarm);
            (!rings.truth.is_false()).then(|| rings.and(self.told(one, depth - 1)))
        });
        own.or(Ruling::any(through, Ruling::silent(Truth::False)))
    }

    /// Whether the actions of an alarm tell someone: a topic with a subscription, or anything else.
    fn reaches(&self, alarm: &Resource<'p>) -> Ruling {
        let node = alarm.root().get("alarm_actions");
        let targets =
            node.items().unwrap_or_else(|| if node.state() == State::Unknown { vec![node] } else { Vec::new() });
        let fact = |note: String| Fact::new(alarm, &Place::of("alarm_actions"), note);
        let by = Publisher { who: "CloudWatch", service: CLOUDWATCH, source: (alarm, "alarm_name", ":alarm:") };
        let each = targets.iter().filter(|target| !acts(target));
        let each = each.map(|target| self.tells((alarm, "alarm_actions"), target, Some(&by)));
        Ruling::any(each, Ruling::new(Truth::False, fact("names nobody to tell".to_owned())))
    }

    /// Whether what an attribute names tells someone. Without a publisher it has the rights of a role.
    fn tells(
        &self,
        (resource, attribute): (&Resource<'p>, &str),
        target: &Node<'p>,
        by: Option<&Publisher<'_, 'p>>,
    ) -> Ruling {
        let world = self.view.world;
        let reference = world.refer(resource, target, &["aws_sns_topic"]);
        let fact = |note: String| Fact::new(resource, &Place::of(attribute), note);
        let topics = reference.links.iter().filter_map(|link| Some((link, world.resource(link.to)?)));
        let told = topics.map(|(link, topic)| {
            let admitted = by.map_or(Ruling::silent(Truth::True), |by| self.admits(topic, by));
            let ruling = self.subscribed(topic, resource).and(admitted);
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

    fn subscribed(&self, topic: &Resource<'p>, teller: &Resource<'p>) -> Ruling {
        let fact = Fact::new(topic, &Place::default(), "has no subscription in the plan");
        let Ok(path) = Path::parse("$.topic_arn") else { return Ruling::new(Truth::Unknown, fact) };
        let named = self.view.world.named_by("aws_sns_topic_subscription", &path, "aws_sns_topic", false);
        let world = self.view.world;
        let sure = named.of(topic.id).iter().filter_map(|(id, certainty)| {
            let heard = passes(world.resource(*id)?, teller);
            Some(if *certainty == Certainty::Must { heard } else { heard.open() })
        });
        let note = "may have a subscription, whose topic is known after apply";
        let open = named.unresolved.first().map(|_| {
            let fact = Fact::new(topic, &Place::default(), note).waits_for("the topic of a subscription");
            Ruling::new(Truth::Unknown, fact)
        });
        Ruling::any(sure.chain(open), Ruling::new(Truth::False, fact))
    }

    /// Whether the policy of a topic lets an alarm or a rule publish.
    /// <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions>
    fn admits(&self, topic: &'a Resource<'p>, by: &Publisher<'_, 'p>) -> Ruling {
        let world = self.view.world;
        let Ok(path) = Path::parse("$.arn") else { return Ruling::silent(Truth::Unknown) };
        let named = |gone| world.named_by("aws_sns_topic_policy", &path, "aws_sns_topic", gone);
        let (apart, gone) = (named(false), named(true));
        let sure = apart.of(topic.id).iter().map(|(id, certainty)| (*id, *certainty == Certainty::Must));
        let open = apart.unresolved.iter().map(|(id, _)| (*id, false));
        let mut carriers: Vec<Companion<'a, 'p>> =
            sure.chain(open).filter_map(|(id, sure)| Some(Companion { resource: world.resource(id)?, sure })).collect();
        let own = topic.root().get("policy");
        let shown = !matches!(world.state(topic, &own), State::Null | State::Absent | State::Omitted);
        if carriers.is_empty() && shown && gone.of(topic.id).is_empty() {
            carriers.push(Companion { resource: topic, sure: true });
        }
        // What SNS writes by itself lets in who speaks for the account of the topic, as alarms do and rules do not.
        let request = Request {
            who: by.who,
            service: by.service,
            action: PUBLISH,
            source: by.source,
            own: &["aws:sourceowner", "kms:encryptioncontext:aws:sns:topicarn"],
            says: Facts::none(),
            holder: topic.name(),
            // SNS takes no policy for another topic.
            object: None,
            tail: String::new(),
            folder: None,
        };
        let unlocks = self.unlocks(topic, &request);
        if carriers.is_empty() && by.service == CLOUDWATCH {
            return unlocks;
        }
        if carriers.is_empty() {
            let note = "has the policy that SNS gives it, which does not let EventBridge publish";
            let fact = Fact::new(topic, &Place::of("policy"), note);
            return Ruling::new(Truth::False, fact);
        }
        let reader = Reader::new(world);
        let policies = carriers.into_iter().flat_map(|one| {
            let texts = written(&reader, one.resource, "policy");
            texts.into_iter().map(move |text| (one.clone(), text)).collect::<Vec<_>>()
        });
        unlocks.and(admitted(&request, policies.collect(), &Place::of("policy")))
    }

    /// Whether who publishes may use the key of the topic. Nobody can change the policy of the one that AWS keeps for SNS.
    /// <https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services>
    fn unlocks(&self, topic: &Resource<'p>, request: &Request<'_, 'p>) -> Ruling {
        const KEY: &str = "kms_master_key_id";
        if topic.root().get(KEY).state().text().is_some_and(|key| key.ends_with("alias/aws/sns")) {
            let note = format!("is the key that AWS keeps for SNS, which {} may not use", request.who);
            return Ruling::new(Truth::False, Fact::new(topic, &Place::of(KEY), note));
        }
        let node = topic.root().get(KEY);
        if self.view.world.state(topic, &node) == State::Unknown {
            let keys = [&KEYS[..], &["aws_kms_alias"]].concat();
            let reference = self.view.world.refer(topic, &node, &keys);
            if reference.links.is_empty() || reference.rest != Rest::Nothing {
                return Ruling::new(Truth::Unknown, Fact::waiting(topic, &Place::of(KEY), &node));
            }
        }
        let asked = Request { action: "kms:GenerateDataKey", ..request.clone() };
        opens(self.view, (topic, KEY), &asked)
    }

    pub(super) fn targets(&self, rule: &Resource<'p>) -> Ruling {
        let world = self.view.world;
        let none = Fact::new(rule, &Place::default(), "has no target in the plan");
        let Ok(path) = Path::parse("$.rule") else { return Ruling::new(Truth::Unknown, none) };
        let named = world.named_by("aws_cloudwatch_event_target", &path, "aws_cloudwatch_event_rule", false);
        let sure = named.of(rule.id).iter().map(|(id, certainty)| (*id, *certainty == Certainty::Must));
        let open = named.unresolved.iter().map(|(id, _)| (*id, false));
        let told = sure.chain(open).filter_map(|(id, sure)| {
            let target = world.resource(id)?;
            let by = Publisher { who: "EventBridge", service: EVENTS, source: (rule, "name", "rule/") };
            let role = target.root().get("role_arn");
            let tells = |by| self.tells((target, "arn"), &target.root().get("arn"), by);
            let ruling = match world.state(target, &role) {
                // What exists shows a role that nobody gave as "".
                State::Known(given) if given.as_str() != Some("") => tells(None),
                State::Unknown if !world.is_set(target, &role) => {
                    let (with, without) = (tells(None), tells(Some(&by)));
                    let waiting = Fact::waiting(target, &Place::of("role_arn"), &role);
                    if with.truth == without.truth { without } else { Ruling::new(Truth::Unknown, waiting) }
                }
                State::Unknown => tells(None),
                State::Known(_) | State::Null | State::Absent | State::Omitted => tells(Some(&by)),
            };
            Some(if sure { ruling } else { ruling.open() })
        });
        Ruling::any(told, Ruling::new(Truth::False, none))
    }
}

/// Whether a rule is switched on, and on the bus that AWS writes to.
pub(super) fn is_on(rule: &Resource<'_>) -> Ruling {
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
    let part = |truth: Truth, place: &str, note: &str| match truth {
        Truth::True => Ruling::silent(truth),
        Truth::False => Ruling::new(truth, fact(place, note)),
        Truth::Unknown => Ruling::new(truth, Fact::waiting(rule, &Place::of(place), &root.get(place))),
    };
    let switch = part(enabled, "state", "the rule is switched off");
    switch.and(part(on_default_bus, "event_bus_name", "is not the bus that AWS writes to"))
}

/// Whether a subscription lets through what an alarm or a rule tells, which carries no attributes.
/// <https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html>
fn passes(subscription: &Resource<'_>, teller: &Resource<'_>) -> Ruling {
    let root = subscription.root();
    let fact = |note: &str| Fact::new(subscription, &Place::of("filter_policy"), note);
    let text = match root.get("filter_policy").state() {
        State::Known(Json::String(text)) if !text.is_empty() => text.to_string(),
        State::Unknown if root.get("filter_policy").is_written() => {
            return Ruling::new(Truth::Unknown, fact("unknown until apply").waits_for("the filter policy"));
        }
        _ => return Ruling::silent(Truth::True),
    };
    let Ok(Json::Object(asked)) = Json::parse(&text) else {
        return Ruling::new(Truth::Unknown, fact("is no filter policy").waits_for("the filter policy"));
    };
    let of_body = root.get("filter_policy_scope").state().says(|scope| scope == "MessageBody", false);
    let each = asked.iter().map(|(key, wanted)| match (key, of_body) {
        ("$or", _) | (_, Truth::Unknown) => Truth::Unknown,
        (_, Truth::False) => is_absent(wanted).into(),
        (_, Truth::True) => in_body(teller, key, wanted),
    });
    let truth = Truth::all(each);
    let note = match (truth, of_body) {
        (Truth::Unknown, _) => "asks for something in the message, and the plan does not show what stands there",
        (_, Truth::True) => "asks for something that does not stand in the message",
        _ => "lets nothing through that carries no attributes, as alarms do",
    };
    Ruling::new(truth, if truth.is_unknown() { fact(note).waits_for("the message") } else { fact(note) })
}

/// What stands in the message of an alarm, beside its name and its state.
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html>
const ALARM: [&str; 12] = [
    "AWSAccountId",
    "AlarmActions",
    "AlarmArn",
    "AlarmConfigurationUpdatedTimestamp",
    "AlarmDescription",
    "InsufficientDataActions",
    "NewStateReason",
    "OKActions",
    "OldStateValue",
    "Region",
    "StateChangeTime",
    "Trigger",
];

/// Whether a field of the message is as a filter policy wants it.
fn in_body(teller: &Resource<'_>, key: &str, wanted: &Json<'_>) -> Truth {
    match (teller.kind(), key) {
        ("aws_cloudwatch_metric_alarm" | "aws_cloudwatch_composite_alarm", "NewStateValue") => {
            one_of(wanted, "ALARM").into()
        }
        ("aws_cloudwatch_metric_alarm" | "aws_cloudwatch_composite_alarm", "AlarmName") => {
            teller.root().get("alarm_name").state().text().map_or(Truth::Unknown, |name| one_of(wanted, name).into())
        }
        ("aws_cloudwatch_metric_alarm", key) if !ALARM.contains(&key) => is_absent(wanted).into(),
        // A target may make any text of an event.
        _ => Truth::Unknown,
    }
}

/// Whether what an alarm names does something to machines, and tells nobody.
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/UsingAlarmActions.html>
fn acts(target: &Node<'_>) -> bool {
    let State::Known(Json::String(arn)) = target.state() else { return false };
    matches!(arn.split(':').nth(2), Some("automate" | "autoscaling" | "swf"))
}
