//! EventBridge patterns: a pattern in, whether it matches a CloudTrail call of anyone out.
//!
//! <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html>

use crate::json::Json;

/// Whether every successful call of this name matches, whoever makes it and from wherever.
pub(super) fn matches(pattern: &Json<'_>, call: &str) -> bool {
    let Some(members) = pattern.as_object() else { return false };
    members.iter().all(|(key, wanted)| match key {
        "source" => one_of(wanted, "aws.cloudtrail"),
        "detail-type" => one_of(wanted, "AWS API Call via CloudTrail"),
        "detail" => wanted.as_object().is_some_and(|detail| {
            detail.iter().all(|(key, wanted)| match key {
                "eventSource" => one_of(wanted, "cloudtrail.amazonaws.com"),
                "eventName" => one_of(wanted, call),
                "eventType" => one_of(wanted, "AwsApiCall"),
                // Any other key leaves out somebody, some place or some call.
                _ => false,
            })
        }),
        _ => false,
    })
}

/// The names of calls that it asks for.
pub(super) fn asked<'j>(pattern: &'j Json<'_>) -> Vec<&'j str> {
    let names = pattern.get("detail").and_then(|detail| detail.get("eventName")).and_then(Json::as_array);
    names.into_iter().flatten().filter_map(Json::as_str).collect()
}

/// Whether a list of what is wanted holds a value.
pub(super) fn one_of(wanted: &Json<'_>, value: &str) -> bool {
    let one = |item: &Json<'_>| match item {
        Json::String(text) => text.as_ref() == value,
        Json::Object(test) => test.iter().any(|(test, given)| match (test, given) {
            ("prefix", Json::String(prefix)) => value.starts_with(prefix.as_ref()),
            ("suffix", Json::String(suffix)) => value.ends_with(suffix.as_ref()),
            ("exists", Json::Bool(exists)) => *exists,
            ("anything-but", Json::String(other)) => other.as_ref() != value,
            ("anything-but", Json::Array(others)) => !others.iter().any(|other| other.as_str() == Some(value)),
            ("equals-ignore-case", Json::String(text)) => text.eq_ignore_ascii_case(value),
            _ => false,
        }),
        _ => false,
    };
    wanted.as_array().is_some_and(|items| items.iter().any(one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_narrowed_by_anything_but_the_call_does_not_count() {
        let holds = |text: &str| matches(&Json::parse(text).unwrap(), "StopLogging");
        assert!(holds(r#"{"source":["aws.cloudtrail"],"detail":{"eventName":["DeleteTrail","StopLogging"]}}"#));
        assert!(holds(r#"{"detail":{"eventSource":["cloudtrail.amazonaws.com"],"eventName":[{"prefix":"Stop"}]}}"#));
        assert!(!holds(r#"{"detail":{"eventName":["DeleteTrail"]}}"#));
        assert!(!holds(r#"{"detail":{"eventName":["StopLogging"],"awsRegion":["us-east-1"]}}"#));
        assert!(!holds(r#"{"source":["aws.cloudtrail"],"region":["us-east-1"]}"#));
    }
}
