//! Alarms that are made of other alarms: a composite alarm and one that it may name in, whether the one is enough out.
//!
//! <https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html>

use crate::checks::Ruling;
use crate::finding::Fact;
use crate::json::Json;
use crate::links::Rest;
use crate::path::Place;
use crate::plan::node::State;
use crate::truth::Truth;
use crate::world::{Resource, World};

const ALARMS: [&str; 2] = ["aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"];

/// Whether a composite alarm goes off when this alarm does, whatever others do.
pub(super) fn rings<'p>(world: &World<'p>, composite: &Resource<'p>, alarm: &Resource<'p>) -> Ruling {
    let root = composite.root();
    let fact = |place: &str, note: &str| Fact::new(composite, &Place::of(place), note);
    let node = root.get("alarm_rule");
    let name = alarm.root().get("alarm_name");
    let rule = match (node.state(), name.state()) {
        (State::Known(Json::String(rule)), State::Known(Json::String(name))) => match names(rule, name) {
            true if is_any_of(rule) => Ruling::silent(Truth::True),
            true => {
                let fact = fact("alarm_rule", "asks for more than one alarm, and the plan does not show the others");
                Ruling::new(Truth::Unknown, fact.waits_for("the other alarms"))
            }
            false => Ruling::silent(Truth::False),
        },
        (State::Unknown, _) | (_, State::Unknown) => {
            let reference = world.refer(composite, &node, &ALARMS);
            let may = reference.links.iter().any(|link| link.to == alarm.id)
                || reference.links.is_empty()
                || matches!(reference.rest, Rest::Unresolved(_))
                || node.state() != State::Unknown;
            let fact = fact("alarm_rule", "may name the alarm").waits_for("the rule");
            if may { Ruling::new(Truth::Unknown, fact) } else { Ruling::silent(Truth::False) }
        }
        _ => Ruling::silent(Truth::False),
    };
    let suppressor = root.get("actions_suppressor");
    let free = match (suppressor.items(), world.state(composite, &suppressor)) {
        (Some(blocks), _) => Truth::from(blocks.is_empty()),
        (None, State::Unknown) => Truth::Unknown,
        (None, _) => Truth::True,
    };
    let fact = fact("actions_suppressor", "may keep the actions back").waits_for("the suppressor");
    let free = if free.is_true() { Ruling::silent(free) } else { Ruling::new(Truth::Unknown, fact) };
    rule.and(free)
}

/// Whether a rule asks whether an alarm goes off.
fn names(rule: &str, alarm: &str) -> bool {
    let mut rest = rule;
    while let Some(at) = rest.find("ALARM") {
        rest = rest.get(at + "ALARM".len()..).unwrap_or_default();
        let Some(inner) = rest.trim_start().strip_prefix('(').and_then(|rest| rest.split_once(')')) else { continue };
        let named = inner.0.trim().trim_matches(['"', '\'']);
        if named == alarm || named.rsplit_once(":alarm:").is_some_and(|(_, name)| name == alarm) {
            return true;
        }
    }
    false
}

/// Whether one of several alarms is enough: nothing but OR stands between them.
fn is_any_of(rule: &str) -> bool {
    // Names stand in quotes or between brackets, and may be any words.
    let mut words = String::new();
    let (mut quote, mut depth) = (None, 0_usize);
    let mut last = String::new();
    for c in rule.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '(') if last.ends_with(char::is_alphanumeric) && !ends_with_operator(&last) => depth += 1,
            (None, ')') if depth > 0 => depth -= 1,
            (None, c) if depth == 0 => words.push(c),
            (None, _) => {}
        }
        if !c.is_whitespace() {
            last.push(c);
        }
    }
    let mut all = words.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty());
    all.all(|word| matches!(word.to_ascii_uppercase().as_str(), "OR" | "ALARM"))
}

fn ends_with_operator(text: &str) -> bool {
    ["AND", "OR", "NOT"].iter().any(|word| text.to_ascii_uppercase().ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_alarm_is_enough_where_only_or_stands_between_them() {
        for (rule, enough) in [
            ("ALARM(trail)", true),
            (r#"ALARM("trail")"#, true),
            ("ALARM(other) OR ALARM(trail)", true),
            ("(ALARM('not and') or ALARM(trail))", true),
            ("ALARM(trail) AND ALARM(other)", false),
            ("ALARM(trail) AND NOT ALARM(maintenance)", false),
            ("ALARM(other) OR (ALARM(trail) AND OK(other))", false),
            ("ALARM(trail) OR OK(other)", false),
        ] {
            assert!(names(rule, "trail"), "{rule}");
            assert_eq!(is_any_of(rule), enough, "{rule}");
        }
        assert!(names("ALARM(arn:aws:cloudwatch:us-east-1:123456789012:alarm:trail)", "trail"));
        assert!(!names("OK(trail) OR ALARM(trails)", "trail"));
    }
}
