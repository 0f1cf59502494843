//! Metrics: an alarm and what a filter counts in, whether the alarm watches it and one event is enough to set it off.

use crate::json::Json;
use crate::plan::node::{Node, State};
use crate::truth::Truth;

/// Whether an alarm, or a part of its reckoning, watches the metric that a filter counts in. Each set of dimensions is a
/// metric of its own, and so is each unit.
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#Dimension>
pub(super) fn is_same<'p>(alarm: &Node<'p>, metric: &Node<'p>) -> Truth {
    let one = |a: &str, b: &str| equal(&alarm.get(a), &metric.get(b));
    let dimensions = |node: &Node<'_>| match node.get("dimensions").state() {
        State::Known(Json::Object(members)) => Truth::from(members.iter().next().is_some()),
        State::Unknown if node.get("dimensions").is_written() => Truth::Unknown,
        _ => Truth::False,
    };
    let (asked, given) = (dimensions(alarm), dimensions(metric));
    // An alarm on one value of a dimension leaves the others out; which ones come the plan does not show.
    let dimensions = (!asked).and(!given).or(asked.and(given).and(Truth::Unknown));
    // None is a unit, too, by that name or by no name; an alarm that asks for none takes any.
    let unit = |node: &Node<'p>| match node.get("unit").state() {
        State::Known(unit) => {
            Some(unit.as_str().filter(|unit| !["", "None"].contains(unit)).unwrap_or_default().to_owned())
        }
        State::Unknown if node.get("unit").is_written() => None,
        _ => Some(String::new()),
    };
    let unit = match (unit(alarm), unit(metric)) {
        (Some(asked), _) if asked.is_empty() => Truth::True,
        (Some(asked), Some(given)) => Truth::from(asked == given),
        _ => Truth::Unknown,
    };
    one("metric_name", "name").and(one("namespace", "namespace")).and(dimensions).and(unit)
}

/// What a statistic of one event comes to: the value that the filter gives it, or how many there were. `None` where the
/// value is read from the event, or not known.
pub(super) fn height(alarm: &Node<'_>, metric: &Node<'_>) -> Option<f64> {
    // The default is counted for each event that does not match, and draws the rest down.
    let drawn_down = match metric.get("default_value").state() {
        State::Known(value) => value.as_str() != Some(""),
        State::Unknown => metric.get("default_value").is_written(),
        State::Null | State::Absent | State::Omitted => false,
    };
    match (alarm.get("statistic").state(), metric.get("value").state()) {
        (State::Known(Json::String(word)), _) if word == "SampleCount" => Some(1.0),
        (State::Known(Json::String(word)), _) if drawn_down && !["Sum", "Maximum"].contains(&word.as_ref()) => None,
        (State::Unknown, _) => None,
        (_, State::Known(Json::String(value))) => value.parse().ok(),
        _ => None,
    }
}

/// One event reaches the threshold, and one period of it is enough.
pub(super) fn at_once(alarm: &Node<'_>, height: Option<f64>) -> Truth {
    let periods = |name: &str| match alarm.get(name).state() {
        State::Known(Json::Number(number)) => Some(Truth::from(number.as_f64().is_some_and(|number| number <= 1.0))),
        State::Unknown if alarm.get(name).is_written() => Some(Truth::Unknown),
        _ => None,
    };
    let quiet = alarm.get("treat_missing_data").state().says(|word| word == "notBreaching", false);
    match periods("datapoints_to_alarm").or_else(|| periods("evaluation_periods")).unwrap_or(Truth::True) {
        Truth::True => reaches(alarm, height),
        // What is missing beside the one counts as quiet, or else for nothing, so that the one may be enough.
        Truth::False => reaches(alarm, height).and(!quiet).and(Truth::Unknown),
        Truth::Unknown => reaches(alarm, height).and(Truth::Unknown),
    }
}

pub(super) fn reaches(alarm: &Node<'_>, height: Option<f64>) -> Truth {
    let threshold = match alarm.get("threshold").state() {
        State::Known(Json::Number(number)) => number.as_f64(),
        State::Unknown => return Truth::Unknown,
        _ => None,
    };
    let Some(threshold) = threshold else { return Truth::False };
    let reached = |at: fn(f64, f64) -> bool| height.map_or(Truth::Unknown, |height| at(height, threshold).into());
    match alarm.get("comparison_operator").state() {
        State::Known(Json::String(operator)) => match operator.as_ref() {
            "GreaterThanOrEqualToThreshold" => reached(|height, threshold| height >= threshold),
            "GreaterThanThreshold" => reached(|height, threshold| height > threshold),
            _ => Truth::False,
        },
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
