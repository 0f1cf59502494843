//! What may be printed of a plan: a value in, text without secrets and without control characters out.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use crate::json::Json;

/// Stands for a value under a sensitive mark.
pub const SENSITIVE: &str = "(sensitive value)";
/// Stands for a value that looks like a secret.
pub const HIDDEN: &str = "(hidden: looks like a secret)";

/// Longest value shown whole, in characters.
const LONGEST: usize = 400;

/// Tokens that are known by their own form, whoever gives them out.
pub const TOKENS: [(&str, &str); 11] = [
    ("a private key", r"-----BEGIN [A-Z ]*PRIVATE KEY"),
    ("a GitHub token", r"(?-u:\b)gh[pousr]_[A-Za-z0-9]{20,}"),
    ("a GitHub token", r"(?-u:\b)github_pat_[A-Za-z0-9_]{20,}"),
    ("a GitLab token", r"(?-u:\b)glpat-[A-Za-z0-9_-]{20,}"),
    ("a Slack token", r"(?-u:\b)xox[abeoprs]-[A-Za-z0-9-]{10,}"),
    ("a Slack webhook", r"(?-u:\b)hooks\.slack\.com/services/T[A-Za-z0-9_]{6,}/B[A-Za-z0-9_]{6,}/[A-Za-z0-9_]{16,}"),
    ("a Stripe key", r"(?-u:\b)[sr]k_live_[A-Za-z0-9]{16,}"),
    ("a Vault token", r"(?-u:\b)hvs\.[A-Za-z0-9_-]{20,}"),
    ("a Google API key", r"(?-u:\b)AIza[A-Za-z0-9_-]{35}"),
    ("an npm token", r"(?-u:\b)npm_[A-Za-z0-9]{36}"),
    ("a SendGrid key", r"(?-u:\b)SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}"),
];

/// Ids of access keys of AWS.
pub const KEY_ID: &str = r"(?-u:\b)(?:AKIA|ASIA)[A-Z2-7]{16}(?-u:\b)";

/// Formats of credentials that are recognised wherever they stand: key ids, tokens and private keys. They are ASCII, and
/// a pattern that says so (`-u`) is compiled in a tenth of the time.
static CREDENTIAL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let others = [
        KEY_ID,
        r"(?-u:\b)eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.",
        r"(?i-u:\b[a-z][a-z0-9+.-]*)://[^/\s:@]+:[^/\s:@]+@",
    ];
    let forms: Vec<&str> = TOKENS.iter().map(|(_, form)| *form).chain(others).collect();
    Regex::new(&forms.join("|")).ok()
});

/// A secret that is given to its name, in prose or in a script. In HCL the same form is an argument.
static ASSIGNMENT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i-u:\b(?:password|passwd|pwd|secret|token|api_?key|access_?key)[a-z_]*\s*[=:]\s*)\S").ok()
});

/// Attribute names whose values are secrets, whatever they look like.
static SECRET_NAME: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i-u:password|passwd|secret|token|private_?key|credential|user_data|on_create|on_start|auth_key|api_?key|certificate_body)",
    )
    .ok()
});

/// Names that hold such a word and name no secret.
const PUBLIC_NAMES: [&str; 8] = [
    "http_tokens",
    "minimum_password_length",
    "password_reuse_prevention",
    "max_password_age",
    "hard_expiry",
    "allow_users_to_change_password",
    "secret_arn",
    "secret_id",
];

/// The text that may be shown for `value`, which stands in the attribute `name`.
pub fn shown(name: &str, value: &Json<'_>) -> String {
    if is_secret(name, value) { HIDDEN.to_owned() } else { shorten(&plain(&value.to_string())) }
}

/// Whether a value looks like a secret, by the attribute it stands in or by its own form.
pub fn is_secret(name: &str, value: &Json<'_>) -> bool {
    match value {
        Json::String(text) => (!text.is_empty() && names_secret(name)) || has_credential(text),
        Json::Array(items) => items.iter().any(|item| is_secret(name, item)),
        Json::Object(members) => members.iter().any(|(inner, member)| is_secret(inner, member)),
        Json::Number(_) => names_secret(name),
        Json::Null | Json::Bool(_) => false,
    }
}

fn names_secret(name: &str) -> bool {
    // A pattern that does not compile must hide everything rather than nothing.
    !PUBLIC_NAMES.contains(&name) && SECRET_NAME.as_ref().is_none_or(|pattern| pattern.is_match(name))
}

fn has_credential(text: &str) -> bool {
    is_credential(text) || is_assigned_credential(text)
}

/// Whether a text holds a credential that is known by its own form.
pub fn is_credential(text: &str) -> bool {
    // The shortest form is a password in an address, `a://b:c@`; most values that are shown are words.
    const SHORTEST: usize = 8;
    text.len() >= SHORTEST && CREDENTIAL.as_ref().is_none_or(|pattern| pattern.is_match(text))
}

/// Whether a text gives a secret to its name: `password: x`.
pub fn is_assigned_credential(text: &str) -> bool {
    // `secretsmanager:GetSecretValue` is an action, and `arn:aws:secretsmanager:…:secret:name` names a secret and holds none.
    let assigns = |found: regex::Match<'_>| {
        let before = text.get(..found.start()).unwrap_or_default();
        let word = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '=')).next();
        let is_action = found.as_str().to_ascii_lowercase().starts_with("secretsmanager:");
        !is_action && !word.is_some_and(|word| word.starts_with("arn:"))
    };
    let Some(pattern) = ASSIGNMENT.as_ref() else { return text.contains(['=', ':']) };
    // Each goes on with the value of the one before, which may be a name itself.
    let value = |found: &regex::Match<'_>| found.start() + found.as_str().trim_end_matches(|c| !is_sign(c)).len();
    let next = |found: &regex::Match<'_>| pattern.find_at(text, value(found));
    let first = text.contains(['=', ':']).then(|| pattern.find(text)).flatten();
    std::iter::successors(first, next).any(assigns)
}

fn is_sign(c: char) -> bool {
    matches!(c, '=' | ':')
}

/// The text with credentials replaced, for text that is not one value: names, messages, parser errors.
pub fn text(text: &str) -> Cow<'_, str> {
    if has_credential(text) { Cow::Borrowed(HIDDEN) } else { Cow::Owned(plain(text)) }
}

/// Commands to a CI runner that stand in its log. GitHub reads `::name::` at the start of a line, which wrapped text can
/// come to stand at, and `##[name]` anywhere: <https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs>.
/// Azure Pipelines reads `##vso[`, TeamCity `##teamcity[`.
static COMMAND: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let names = "add-|debug|echo|endgroup|error|group|internal-|notice|remove-|save-|set-|stop-|warning";
    Regex::new(&format!(r"(?i)##[a-z]*\[|::\s*(?:{names})")).ok()
});

/// The text without what acts instead of showing. Control, bidirectional and invisible characters are written as their
/// code points, and so is the first character of a command to a CI runner.
pub fn plain(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        if acts(c) { safe.push_str(&code_point(c)) } else { safe.push(c) }
    }
    if !safe.contains("::") && !safe.contains("##") {
        return safe;
    }
    let broken = |found: &regex::Captures<'_>| {
        let mut rest = found.get(0).map_or("", |command| command.as_str()).chars();
        rest.next().map(code_point).unwrap_or_default() + rest.as_str()
    };
    match COMMAND.as_ref() {
        Some(pattern) => pattern.replace_all(&safe, broken).into_owned(),
        None => safe.replace("::", ":").replace("##", "#"),
    }
}

/// A file without what acts instead of showing, byte for byte as long: it is replaced by question marks.
pub fn inert(text: &str) -> String {
    let acts = |c: char| acts(c) && !matches!(c, '\n' | '\t' | '\r');
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if acts(c) { shown.extend(std::iter::repeat_n('?', c.len_utf8())) } else { shown.push(c) }
    }
    let broken = |found: &regex::Captures<'_>| {
        let command = found.get(0).map_or("", |command| command.as_str());
        format!("?{}", command.get(1..).unwrap_or_default())
    };
    match COMMAND.as_ref() {
        Some(pattern) => pattern.replace_all(&shown, broken).into_owned(),
        None => shown.replace("::", "??").replace("##", "??"),
    }
}

/// A character as its code point, in the way of Rust and JavaScript.
pub fn code_point(c: char) -> String {
    format!("\\u{{{:x}}}", u32::from(c))
}

/// Whether a character acts instead of showing: it controls, reorders, joins, is not seen or is no character.
fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}')
        || matches!(c, '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}')
        || matches!(c, '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e0fff}')
}

fn shorten(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}… ({} characters)", text.get(..cut).unwrap_or_default(), text.chars().count()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_secrets_manager_are_no_secrets() {
        for (text, hidden) in [
            ("{ \"Action\": \"secretsmanager:GetSecretValue\" }", false),
            ("arn:aws:secretsmanager:eu-west-1:111122223333:secret:app-*", false),
            ("`secretsmanager:ResourceTag/team` decides", false),
            ("secretsmanager:password=x1", true),
            ("arn:aws:sns:eu-west-1:111122223333:t password: x1", true),
            ("secret: x1", true),
            ("secret_key = x1", true),
        ] {
            assert_eq!(is_assigned_credential(text), hidden, "{text}");
        }
    }

    #[test]
    fn secrets_are_hidden_by_name_and_by_form() {
        let hidden = [
            ("password", "\"hunter2\""),
            ("master_password", "\"x\""),
            ("tags", "{\"note\":\"AKIAABCDEFGHIJKLMNOP\"}"),
            ("value", "\"-----BEGIN RSA PRIVATE KEY-----\""),
            ("environment", "{\"DB_PASSWORD\":\"x\"}"),
            ("url", "\"postgres://app:hunter2@db/app\""),
            ("user_data", "\"echo\""),
        ];
        for (name, value) in hidden {
            assert_eq!(shown(name, &Json::parse(value).unwrap()), HIDDEN, "{name} {value}");
        }
        assert_eq!(shown("http_tokens", &Json::parse("\"optional\"").unwrap()), "\"optional\"");
    }

    #[test]
    fn acting_characters_are_shown_as_code_points() {
        assert_eq!(plain("a\u{1b}[31mb\u{202e}c\u{200b}"), "a\\u{1b}[31mb\\u{202e}c\\u{200b}");
        assert_eq!(plain("\u{ffff}\u{e0041}"), "\\u{ffff}\\u{e0041}");
    }

    #[test]
    fn a_file_keeps_its_places() {
        let text = "a = 1 # ##[add-mask]a\n\t::set-output name=x::y \u{1b}[31m\u{202e}\r\n";
        assert_eq!(inert(text), "a = 1 # ?#[add-mask]a\n\t?:set-output name=x::y ?[31m???\r\n");
        assert_eq!(inert(text).len(), text.len());
    }

    #[test]
    fn commands_to_a_runner_are_broken() {
        assert_eq!(plain("::error file=a::b"), "\\u{3a}:error file=a::b");
        assert_eq!(plain("a ::Add-Mask::b"), "a \\u{3a}:Add-Mask::b");
        assert_eq!(plain("a ##[group]b ###[x]"), "a \\u{23}#[group]b #\\u{23}#[x]");
        assert_eq!(plain("##vso[task.setvariable]"), "\\u{23}#vso[task.setvariable]");
        assert_eq!(plain("arn:aws:iam::aws:policy/x"), "arn:aws:iam::aws:policy/x");
        assert_eq!(plain(&plain("::error::##[x]")), plain("::error::##[x]"));
    }
}
