//! Regular expressions in filter patterns: the text between percent signs in, what it matches out.
//!
//! <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/regex-expressions.html>

use regex::{Regex, RegexBuilder};

use crate::truth::Truth;

/// A regular expression of a filter pattern, which looks for its match anywhere in a text.
#[derive(Clone, Debug)]
pub(in crate::checks::tamper_alarm) struct Expression(Regex);

/// What stands in every record of a call, in the order in which CloudTrail writes it, and something in place of the rest.
/// <https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html>
const OPENS: &str = r#"{"eventVersion":"1.08","userIdentity":{"type":"IAMUser","principalId":"AIDAQ","arn":"arn:aws:iam::000000000000:user/q","accountId":"000000000000","userName":"q"},"eventTime":"2026-01-01T00:00:00Z","#;
const CLOSES: &str = r#","awsRegion":"zz-north-0","sourceIPAddress":"192.0.2.1","userAgent":"q","requestParameters":{},"responseElements":null,"requestID":"q","eventID":"q","readOnly":false,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"000000000000","eventCategory":"Management"}"#;

impl Expression {
    /// Reads an expression; `None` where CloudWatch Logs would refuse it or reads it in another way.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let plain = |c: char| c.is_ascii_alphanumeric() || " :_#=@/;,-^$?[]{}|\\*+.".contains(c);
        if text.is_empty() || !text.chars().all(plain) || !is_common(text) {
            return None;
        }
        RegexBuilder::new(text).size_limit(1 << 20).build().ok().map(Self)
    }

    /// Whether it matches in a text.
    pub(super) fn is_in(&self, text: &str) -> bool {
        self.0.is_match(text)
    }

    /// Whether it matches in the record of every call of this name: surely where it does in what stands in all of them, and
    /// surely not where it does not in one.
    pub(super) fn is_in_records(&self, call: &str, source: &str) -> Truth {
        let named = format!(r#""eventSource":"{source}","eventName":"{call}""#);
        // A beginning and an end are those of the whole record.
        let anchored = self.0.as_str().contains(['^', '$']);
        match (self.is_in(&named) && !anchored, self.is_in(&format!("{OPENS}{named}{CLOSES}"))) {
            (true, _) => Truth::True,
            (false, false) => Truth::False,
            (false, true) => Truth::Unknown,
        }
    }
}

/// Whether it holds nothing that means one thing to CloudWatch Logs and another one here: escapes of other letters, and
/// sets within sets.
fn is_common(text: &str) -> bool {
    let (mut escaped, mut within) = (false, false);
    let mut last = ' ';
    for c in text.chars() {
        match (escaped, c) {
            (true, c) if c.is_ascii_alphanumeric() && !"dDsSwWx".contains(c) => return false,
            (false, '[') if within => return false,
            (false, '-') if within && last == '-' => return false,
            (false, '[') => within = true,
            (false, ']') => within = false,
            _ => {}
        }
        escaped = !escaped && c == '\\';
        last = c;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use Truth::{False, True, Unknown};

    #[test]
    fn what_every_record_of_a_call_has() {
        let told =
            |text: &str| Expression::parse(text).unwrap().is_in_records("StopLogging", "cloudtrail.amazonaws.com");
        for (text, expected) in [
            ("StopLogging|DeleteTrail", True),
            (r"eventName\S+Stop[A-Z]\w{2,}", True),
            ("cloudtrail.*StopLogging", True),
            ("eventSource", True),
            ("DeleteTrail", False),
            ("stoplogging", False),
            ("admin", False),
            ("^StopLogging", False),
            ("StopLogging.*userAgent", Unknown),
            ("IAMUser", Unknown),
            ("^.+StopLogging", Unknown),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_refused_or_read_in_another_way() {
        for text in ["(a|b)", "a!", "caf\u{e9}", r"\bStop", "[a[bc]]", "[a--b]", "[a", "a{2", ""] {
            assert!(Expression::parse(text).is_none(), "{text}");
        }
    }
}
