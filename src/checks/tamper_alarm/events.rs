//! EventBridge patterns: a pattern in, whether it matches a CloudTrail call of anyone out.
//!
//! <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html>

use crate::json::Json;

/// Whether every successful call of this name matches, whoever makes it and from wherever.
pub(super) fn matches(pattern: &Json<'_>, call: &str) -> bool {
    all(pattern, &|key, wanted| match key {
        "source" => one_of(wanted, "aws.cloudtrail"),
        "detail-type" => one_of(wanted, "AWS API Call via CloudTrail"),
        "detail" => all(wanted, &|key, wanted| match key {
            "eventSource" => one_of(wanted, "cloudtrail.amazonaws.com"),
            "eventName" => one_of(wanted, call),
            "eventType" => one_of(wanted, "AwsApiCall"),
            // Fields that no call has which somebody makes and which succeeds.
            "errorCode" | "errorMessage" => is_absent(wanted),
            "userIdentity" => all(wanted, &|key, wanted| key == "invokedBy" && is_absent(wanted)),
            // Any other key leaves out somebody, some place or some call.
            _ => false,
        }),
        _ => false,
    })
}

/// Whether all that a pattern asks for holds, and of what stands under `$or` at least one.
fn all(pattern: &Json<'_>, holds: &dyn Fn(&str, &Json<'_>) -> bool) -> bool {
    let Some(members) = pattern.as_object() else { return false };
    members.iter().all(|(key, wanted)| match (key, wanted.as_array()) {
        ("$or", Some(choices)) => choices.iter().any(|choice| all(choice, holds)),
        _ => holds(key, wanted),
    })
}

/// Whether a field may be missing.
pub(super) fn is_absent(wanted: &Json<'_>) -> bool {
    let may_be = |one: &Json<'_>| one.get("exists") == Some(&Json::Bool(false));
    wanted.as_array().is_some_and(|all| all.iter().any(may_be))
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
            ("wildcard", Json::String(wild)) => super::pattern::glob(wild, value),
            ("anything-but", Json::Object(test)) => test.iter().all(|(test, given)| {
                let given = || given.as_array().unwrap_or(std::slice::from_ref(given)).iter().filter_map(Json::as_str);
                match test {
                    "prefix" => !given().any(|other| value.starts_with(other)),
                    "suffix" => !given().any(|other| value.ends_with(other)),
                    "equals-ignore-case" => !given().any(|other| value.eq_ignore_ascii_case(other)),
                    "wildcard" => !given().any(|other| super::pattern::glob(other, value)),
                    _ => false,
                }
            }),
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
        assert!(holds(r#"{"$or":[{"source":["aws.ec2"]},{"source":["aws.cloudtrail"]}]}"#));
        assert!(holds(r#"{"detail":{"eventName":[{"wildcard":"*Logging"}],"errorCode":[{"exists":false}]}}"#));
        assert!(holds(r#"{"detail":{"eventName":[{"anything-but":{"prefix":["Get","List"]}}]}}"#));
        assert!(!holds(r#"{"detail":{"eventName":[{"anything-but":{"prefix":"Stop"}}]}}"#));
        assert!(!holds(r#"{"detail":{"errorCode":[{"exists":true}]}}"#));
        assert!(!holds(r#"{"detail":{"userIdentity":{"type":[{"anything-but":["AssumedRole"]}]}}}"#));
        assert!(!holds(r#"{"detail":{"eventName":["DeleteTrail"]}}"#));
        assert!(!holds(r#"{"detail":{"eventName":["StopLogging"],"awsRegion":["us-east-1"]}}"#));
        assert!(!holds(r#"{"source":["aws.cloudtrail"],"region":["us-east-1"]}"#));
    }
}
