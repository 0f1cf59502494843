//! CloudWatch Logs filter patterns: text in, whether it matches a CloudTrail call of anyone out.
//!
//! JSON patterns, term patterns and regular expressions are read; anything else is left alone.
//! <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html>

mod expression;

use crate::truth::Truth;
use expression::Expression;

/// A filter pattern.
#[derive(Clone, Debug)]
pub(super) enum Pattern {
    /// `{ … }`
    Event(Test),
    /// `%…%`
    Line(Expression),
    /// Every one of these terms, none of those, and one of the optional ones if there are any
    Terms { all: Vec<String>, none: Vec<String>, any: Vec<String> },
}

/// A test of a JSON event.
#[derive(Clone, Debug)]
pub(super) enum Test {
    All(Vec<Self>),
    Any(Vec<Self>),
    /// `$.field = value`, or `!=` when negated
    Is {
        field: String,
        value: Value,
        negated: bool,
    },
    /// `$.field EXISTS`, `NOT EXISTS`, `IS NULL`
    Exists {
        field: String,
        exists: bool,
    },
}

/// What a field is compared with.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// A text, in which `*` stands for any run of characters
    Glob(String),
    /// A regular expression
    Expression(Expression),
}

/// Reads a pattern; `None` when it is of a form that is not known here.
pub(super) fn parse(text: &str) -> Option<Pattern> {
    let text = text.trim();
    if let Some(inner) = text.strip_prefix('{').and_then(|text| text.strip_suffix('}')) {
        let tokens = tokens(inner)?;
        let mut parser = Parser { tokens: &tokens };
        let test = parser.any(0)?;
        return parser.tokens.is_empty().then_some(Pattern::Event(test));
    }
    if let Some(inner) = text.strip_prefix('%').and_then(|text| text.strip_suffix('%')) {
        return Expression::parse(inner).map(Pattern::Line);
    }
    if text.starts_with(['[', '{']) {
        return None;
    }
    let (mut all, mut none, mut any) = (Vec::new(), Vec::new(), Vec::new());
    for token in tokens(text)? {
        // How expressions and terms go together is not documented.
        if matches!(token, Token::Expression(_)) || token.text().contains('%') {
            return None;
        }
        let word = token.text();
        match word.split_at_checked(1) {
            Some(("?", term)) => any.push(term.trim_matches('"').to_owned()),
            Some(("-", term)) => none.push(term.trim_matches('"').to_owned()),
            _ => all.push(word.to_owned()),
        }
    }
    // With optional terms CloudWatch ignores the others unless they are excluded ones.
    Some(Pattern::Terms { all, none, any })
}

impl Pattern {
    /// Whether every successful call of this name matches, whoever makes it and from wherever.
    pub(super) fn matches(&self, call: &str) -> Truth {
        self.matches_of(call, "cloudtrail.amazonaws.com")
    }

    /// The same of a call to another service.
    pub(super) fn matches_of(&self, call: &str, source: &str) -> Truth {
        match self {
            Self::Event(test) => test.holds(call, source).into(),
            Self::Line(expression) => expression.is_in_records(call, source),
            Self::Terms { all, none, any } => {
                let says = |term: &String| [call, source, "eventName", "AwsApiCall"].contains(&term.as_str());
                let chosen = if any.is_empty() { all.iter().all(says) } else { any.iter().any(says) };
                // A term that is excluded may stand in somebody's call.
                (chosen && none.is_empty()).into()
            }
        }
    }
}

impl Pattern {
    /// The values that it asks of a field.
    pub(super) fn asked(&self, wanted: &str) -> Vec<&str> {
        match self {
            Self::Event(test) => test.asked(wanted),
            Self::Line(_) | Self::Terms { .. } => Vec::new(),
        }
    }
}

impl Test {
    fn asked(&self, wanted: &str) -> Vec<&str> {
        match self {
            Self::All(tests) | Self::Any(tests) => tests.iter().flat_map(|test| test.asked(wanted)).collect(),
            Self::Is { field, value: Value::Glob(value), negated: false } if field == wanted => vec![value],
            Self::Is { .. } | Self::Exists { .. } => Vec::new(),
        }
    }

    fn holds(&self, call: &str, source: &str) -> bool {
        match self {
            Self::All(tests) => tests.iter().all(|test| test.holds(call, source)),
            Self::Any(tests) => tests.iter().any(|test| test.holds(call, source)),
            Self::Is { field, value, negated } => match known(field, call, source) {
                Some(actual) => value.matches(actual) != *negated,
                // `invokedBy` and error fields are not in a call that somebody makes and that succeeds.
                None if is_absent(field) => *negated,
                // The caller's type is theirs to choose, but no attacker is an AWS service.
                None => *negated && field == "userIdentity.type" && value.is("AWSService"),
            },
            Self::Exists { field, exists } => match known(field, call, source) {
                Some(_) => *exists,
                None => is_absent(field) && !*exists,
            },
        }
    }
}

impl Value {
    fn matches(&self, text: &str) -> bool {
        match self {
            Self::Glob(pattern) => glob(pattern, text),
            Self::Expression(expression) => expression.is_in(text),
        }
    }

    fn is(&self, text: &str) -> bool {
        matches!(self, Self::Glob(own) if own == text)
    }
}

fn known<'c>(field: &str, call: &'c str, source: &'c str) -> Option<&'c str> {
    match field {
        "eventName" => Some(call),
        "eventSource" => Some(source),
        "eventType" => Some("AwsApiCall"),
        "readOnly" => Some("false"),
        "managementEvent" => Some("true"),
        _ => None,
    }
}

fn is_absent(field: &str) -> bool {
    ["errorCode", "errorMessage", "userIdentity.invokedBy"].contains(&field)
}

/// `*` stands for any run of characters.
pub(super) fn glob(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(rest) = parts.next().and_then(|first| text.strip_prefix(first)) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return rest.is_empty() };
    let mut rest = rest;
    for part in middle {
        match rest.split_once(part) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[derive(Clone, Debug)]
enum Token {
    /// A word, quoted or not
    Word(String),
    /// What stands between percent signs
    Expression(String),
    /// `(`, `)`, `&&`, `||` or a comparison
    Sign(&'static str),
}

impl Token {
    fn text(&self) -> &str {
        match self {
            Self::Word(word) | Self::Expression(word) => word,
            Self::Sign(sign) => sign,
        }
    }
}

const SIGNS: [&str; 10] = ["&&", "||", "!=", "<=", ">=", "(", ")", "=", "<", ">"];

fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut rest = text.trim_start();
    let mut found = Vec::new();
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('"') {
            let (word, after) = after.split_once('"')?;
            found.push(Token::Word(word.to_owned()));
            rest = after;
        } else if let Some(after) = rest.strip_prefix('%') {
            let (expression, after) = after.split_once('%')?;
            found.push(Token::Expression(expression.to_owned()));
            rest = after;
        } else if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            found.push(Token::Sign(sign));
            rest = rest.strip_prefix(sign)?;
        } else {
            let ends = |c: char| c.is_whitespace() || "()=<>!&|\"".contains(c);
            let optional = rest.starts_with(['?', '-']) && rest.get(1..2) == Some("\"");
            let end = rest.char_indices().skip(1).find(|(_, c)| ends(*c)).map_or(rest.len(), |(at, _)| at);
            if optional {
                let (word, after) = rest.get(2..)?.split_once('"')?;
                found.push(Token::Word(format!("{}{word}", rest.get(..1)?)));
                rest = after;
            } else {
                let (word, after) = rest.split_at_checked(end)?;
                found.push(Token::Word(word.to_owned()));
                rest = after;
            }
        }
        rest = rest.trim_start();
    }
    Some(found)
}

struct Parser<'t> {
    tokens: &'t [Token],
}

/// Deeper than this nobody nests.
const DEEPEST: usize = 64;

impl Parser<'_> {
    fn take(&mut self, sign: &str) -> bool {
        match self.tokens.split_first() {
            Some((Token::Sign(found), rest)) if *found == sign => {
                self.tokens = rest;
                true
            }
            _ => false,
        }
    }

    fn word(&mut self) -> Option<String> {
        let (Token::Word(word), rest) = self.tokens.split_first()? else { return None };
        self.tokens = rest;
        Some(word.clone())
    }

    fn value(&mut self) -> Option<Value> {
        let Some((Token::Expression(expression), rest)) = self.tokens.split_first() else {
            return self.word().map(Value::Glob);
        };
        self.tokens = rest;
        Expression::parse(expression).map(Value::Expression)
    }

    fn any(&mut self, depth: usize) -> Option<Test> {
        let mut tests = vec![self.all(depth)?];
        while self.take("||") {
            tests.push(self.all(depth)?);
        }
        if tests.len() == 1 { tests.pop() } else { Some(Test::Any(tests)) }
    }

    fn all(&mut self, depth: usize) -> Option<Test> {
        let mut tests = vec![self.one(depth)?];
        while self.take("&&") {
            tests.push(self.one(depth)?);
        }
        if tests.len() == 1 { tests.pop() } else { Some(Test::All(tests)) }
    }

    fn one(&mut self, depth: usize) -> Option<Test> {
        if depth > DEEPEST {
            return None;
        }
        if self.take("(") {
            let test = self.any(depth + 1)?;
            return self.take(")").then_some(test);
        }
        let field = self.word()?.strip_prefix("$.")?.to_owned();
        for (sign, negated) in [("=", false), ("!=", true)] {
            if self.take(sign) {
                return Some(Test::Is { field, value: self.value()?, negated });
            }
        }
        let (first, second) = (self.word()?.to_ascii_uppercase(), self.tokens.first());
        let next = second.map(|token| token.text().to_ascii_uppercase());
        match (first.as_str(), next.as_deref()) {
            ("NOT", Some("EXISTS")) | ("IS", Some("NULL")) => {
                self.word()?;
                Some(Test::Exists { field, exists: false })
            }
            ("EXISTS", _) => Some(Test::Exists { field, exists: true }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(text: &str) -> Option<Truth> {
        let calls = ["StopLogging", "DeleteTrail", "UpdateTrail"];
        parse(text).map(|pattern| Truth::all(calls.iter().map(|call| pattern.matches(call))))
    }

    #[test]
    fn patterns_that_match_these_calls_from_anyone() {
        for text in [
            "{ ($.eventName = StopLogging) || ($.eventName = DeleteTrail) || ($.eventName = UpdateTrail) }",
            r#"{ $.eventSource = "cloudtrail.amazonaws.com" && ($.eventName = "Stop*" || $.eventName = *Trail) }"#,
            "{ $.eventSource = cloudtrail.amazonaws.com }",
            "{ ($.eventName = *) && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType != AwsServiceEvent) }",
            "?StopLogging ?DeleteTrail ?\"UpdateTrail\"",
            "cloudtrail.amazonaws.com",
            "",
            "{ $.eventName = %^Stop|Trail$% && $.eventSource = %^cloudtrail[.]% }",
            "{ ($.eventName != %^Describe|^Get|^List%) && ($.errorCode != %Denied%) }",
            "%StopLogging|eventName...[A-Z][a-z]+Trail%",
        ] {
            assert_eq!(matches(text), Some(Truth::True), "{text}");
        }
    }

    #[test]
    fn patterns_that_leave_a_call_or_a_caller_out() {
        for text in [
            "{ $.eventName = StopLogging }",
            "{ ($.eventName = *) && ($.awsRegion = us-east-1) }",
            "{ ($.eventName = *) && ($.userIdentity.userName != \"terraform\") }",
            "{ ($.eventName = *) && ($.sourceIPAddress != 203.0.113.7) }",
            "{ ($.eventName = *) && ($.errorCode = AccessDenied) }",
            "StopLogging DeleteTrail",
            "{ $.eventName = %^Stop% }",
            "{ ($.eventName = %.%) && ($.userIdentity.arn != %role.admin%) }",
            "%Trail%",
            "cloudtrail.amazonaws.com -terraform",
        ] {
            assert_eq!(matches(text), Some(Truth::False), "{text}");
        }
    }

    #[test]
    fn patterns_of_other_forms_are_left_alone() {
        for text in [
            "[ip, user]",
            "%(Stop|Delete).*%",
            "?%Stop.*% ?%Trail%",
            "{ $.eventName = %(Stop|Delete)% }",
            "{ $.eventName = %Stop }",
            "{ $.eventName",
            "{ ($.a = b }",
            "{ $.a > 3 }",
        ] {
            assert_eq!(matches(text), None, "{text}");
        }
    }
}
