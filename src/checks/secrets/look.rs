//! What a text holds: a string in, the secret in it out. What it is is said, never what it reads.

use std::borrow::Cow;
use std::io::Read;
use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use regex::Regex;

use crate::json::Json;
use crate::plan::node::{Node, State};
use crate::policy::Severity;
use crate::redact::{KEY_ID, TOKENS};

/// The strict profile takes a literal for a secret by the name of its variable.
static NAMED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)password|passwd|secret|api_?key|access_?key|(^|_)token$|private_?key").ok());

static KEY: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(KEY_ID).ok());

/// The secret of an access key: forty characters of base64, and no hash, which is of one case. `=` may stand before it, as
/// in `AWS_SECRET_ACCESS_KEY=…`, and not behind it, where it pads something longer.
static KEY_SECRET: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:^|[^A-Za-z0-9/+])([A-Za-z0-9/+]{40})(?:$|[^A-Za-z0-9/+=])").ok());

static FORMS: LazyLock<Vec<(&str, Regex)>> = LazyLock::new(|| {
    let forms = TOKENS.iter().filter_map(|(what, form)| Some((*what, Regex::new(form).ok()?)));
    forms.collect()
});

/// A password that the text around it calls one: `password=…`. Its quotes are escaped where it is a text in a text.
static CALLED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let name = r#"(?im)(?:^|[^a-z])(?:password|passwd|pwd|secret|api_?key|access_?token)\\?["']?"#;
    Regex::new(&format!(r#"{name}\s*[=:]\s*\\?["']?([^\s"'$<>{{}}()\[\];,&|%]{{6,}})"#)).ok()
});

/// A password in an address: `scheme://user:…@host`.
static ADDRESSED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)\b[a-z][a-z0-9+.-]{2,}://[^\s:/@$]+:([^\s:/@${}<]{6,})@").ok());

/// The password that a script gives a user: `echo user:… | chpasswd`.
static SET: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"\becho\s+(?:-[a-z]+\s+)?["']?[a-z_][a-z0-9_.-]*:([^\s"'$`|]{6,})["']?\s*\|\s*(?:sudo\s+)?chpasswd\b"#)
        .ok()
});

/// The argument of a program before the one that is a password: `--db-password`.
static FLAG: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^--?(?:[a-z0-9]+[-_])*(?:password|passwd|secret|api[-_]?key|(?:secret|private)[-_]key|token)$")
        .ok()
});

/// A secret and how sure it is that it is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) what: &'static str,
    pub(super) severity: Severity,
}

/// Whether a name is that of a secret.
pub(super) fn is_named(name: &str) -> bool {
    NAMED.as_ref().is_some_and(|pattern| pattern.is_match(name))
}

/// Whether a text says of a part of it that it is a password.
pub(super) fn calls_one(text: &str) -> bool {
    captures_literal(CALLED.as_ref(), text)
}

/// Whether an address in a text has a password in it.
pub(super) fn addresses_with_one(text: &str) -> bool {
    captures_literal(ADDRESSED.as_ref(), text)
}

fn captures_literal(form: Option<&Regex>, text: &str) -> bool {
    let mut values = form.into_iter().flat_map(|form| form.captures_iter(text)).filter_map(|found| found.get(1));
    values.any(|value| is_literal(value.as_str()))
}

/// Whether what follows an argument of a program is a secret.
pub(super) fn is_flag(argument: &str) -> bool {
    FLAG.as_ref().is_some_and(|pattern| pattern.is_match(argument))
}

/// Whether a value is a secret itself and not where to find one.
pub(super) fn is_literal(value: &str) -> bool {
    let elsewhere = ["arn:", "/", "{{", "${", "http://", "https://", "ssm:", "vault:"];
    value.len() >= 6 && !elsewhere.iter().any(|start| value.starts_with(start))
}

/// What a text holds. `pair` says that the secret of a key stands beside it.
pub(super) fn look(text: &str, pair: bool) -> Option<Found> {
    if let Some(key) = KEY.as_ref().and_then(|key| key.find(text))
        && (pair || is_key_secret(text))
    {
        // Keys of AWS's documentation end like this.
        let severity = if key.as_str().ends_with("EXAMPLE") { Severity::Low } else { Severity::High };
        return Some(Found { what: "an access key of AWS with its secret", severity });
    }
    if captures_literal(SET.as_ref(), text) {
        return Some(Found { what: "a password that a script sets", severity: Severity::High });
    }
    let form = FORMS.iter().find(|(_, form)| form.is_match(text))?;
    Some(Found { what: form.0, severity: Severity::High })
}

fn is_key_secret(text: &str) -> bool {
    let mixed =
        |secret: &str| secret.chars().any(|c| c.is_ascii_lowercase()) && secret.chars().any(|c| c.is_ascii_uppercase());
    let Some(pattern) = KEY_SECRET.as_ref() else { return false };
    pattern.captures_iter(text).filter_map(|found| found.get(1)).any(|secret| mixed(secret.as_str()))
}

/// Whether some string of an attribute is the secret of a key.
pub(super) fn has_key_secret(node: &Node<'_>) -> bool {
    match node.state() {
        State::Known(Json::String(text)) => is_key_secret(text),
        State::Known(_) => node.items().unwrap_or_default().iter().any(has_key_secret),
        State::Null | State::Absent | State::Omitted | State::Unknown => false,
    }
}

/// A packed text that is shorter holds no secret.
const SHORTEST: usize = 24;

/// Larger than this no user data is once unpacked, by far.
const LARGEST: u64 = 4 << 20;

/// The text behind base64, and gzip.
pub(super) fn decode(text: &str) -> Option<String> {
    let packed: Cow<'_, str> =
        if text.contains(['\n', '\r']) { Cow::Owned(text.split_whitespace().collect()) } else { Cow::Borrowed(text) };
    let bytes = STANDARD.decode(packed.as_bytes()).ok()?;
    let bytes = unpack(&bytes).unwrap_or(bytes);
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// What is packed in parts of a text: of a multi-part message, or of files that cloud-init writes.
/// <https://cloudinit.readthedocs.io/en/latest/explanation/format.html>
pub(super) fn look_inside(text: &str) -> Option<Found> {
    if !["base64", "b64"].iter().any(|word| text.contains(word)) {
        return None;
    }
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let blocks = lines.split(|line| line.is_empty() || line.starts_with("--")).map(|block| block.join("\n"));
    let words = text.split(|c: char| c.is_whitespace() || "\"'".contains(c)).map(str::to_owned);
    let mut packed = blocks.chain(words).filter(|part| part.len() >= SHORTEST);
    packed.find_map(|part| look(&decode(&part)?, false))
}

/// The data in a gzip file. RFC 1952: ten bytes of header, then the parts that its flags name.
fn unpack(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(&[0x1f, 0x8b, 0x08])?;
    let mut header = [0; 7];
    rest.read_exact(&mut header).ok()?;
    let flags = *header.first()?;
    if flags & 4 != 0 {
        let (length, after) = rest.split_first_chunk::<2>()?;
        rest = after.get(usize::from(u16::from_le_bytes(*length))..)?;
    }
    for flag in [8, 16] {
        if flags & flag != 0 {
            rest = rest.get(rest.iter().position(|byte| *byte == 0)? + 1..)?;
        }
    }
    if flags & 2 != 0 {
        rest = rest.get(2..)?;
    }
    let limit = usize::try_from(LARGEST).unwrap_or(usize::MAX);
    miniz_oxide::inflate::decompress_to_vec_with_limit(rest, limit).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "AKIAIOSFODNN7ABCDEFG";
    const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYabcdefghij";

    #[test]
    fn a_key_is_a_secret_only_with_its_secret() {
        assert_eq!(look(&format!("key {KEY}"), false), None);
        assert!(look(&format!("{KEY}:{SECRET}"), false).is_some());
        assert_eq!(look(&format!("{KEY} 356a192b7913b04c54574d18c28d46e6395428ab"), false), None, "a hash");
        let example = look(&format!("AKIAIOSFODNN7EXAMPLE {SECRET}"), false).unwrap();
        assert_eq!(example.severity, Severity::Low);
    }

    #[test]
    fn a_password_is_what_its_text_calls_one() {
        assert!(calls_one("mysql --user=root --password=correct-horse"));
        assert!(calls_one("DB_PASSWORD: \"correct-horse\""));
        assert!(calls_one(r#"{\"password\": \"correct-horse\"}"#), "escaped");
        assert!(addresses_with_one("postgres://app:correct-horse@db.internal/app"));
        assert!(!addresses_with_one("postgres://app:${PASSWORD}@db.internal/app"));
        assert!(!addresses_with_one("https://db.internal:5432/app"));
        assert!(!calls_one("export DB_PASSWORD=$(aws secretsmanager get-secret-value)"));
        assert!(!calls_one("password=${PASSWORD}"));
        assert!(!calls_one("passwords are kept elsewhere"));
        assert!(!calls_one("DB_PASSWORD=arn:aws:ssm:us-east-1:111122223333:parameter/db"));
    }

    #[test]
    fn a_script_sets_a_password_that_stands_in_it() {
        assert!(look("echo 'admin:correct-horse' | sudo chpasswd", false).is_some());
        assert!(look("echo -n ec2-user:correct-horse|chpasswd", false).is_some());
        assert_eq!(look("echo \"admin:$PASSWORD\" | chpasswd", false), None, "it stands elsewhere");
        assert_eq!(look("chpasswd < /run/credentials/login", false), None);
    }

    #[test]
    fn an_argument_is_followed_by_a_secret_only_if_it_ends_in_its_name() {
        assert!(is_flag("--password") && is_flag("--db-password") && is_flag("-api_key"));
        assert!(!is_flag("--password-file") && !is_flag("--secret-name") && !is_flag("password") && !is_flag("-p"));
    }

    #[test]
    fn what_is_packed_is_read() {
        let text = b"#!/bin/sh\nexport TOKEN=";
        let mut packed = vec![0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3];
        packed.extend(b"init.sh\0");
        packed.extend(miniz_oxide::deflate::compress_to_vec(text, 6));
        assert_eq!(decode(&STANDARD.encode(&packed)).unwrap().as_bytes(), text);
        assert_eq!(decode(&STANDARD.encode(text)).unwrap().as_bytes(), text);
        assert_eq!(decode("#!/bin/sh"), None);
        let inner = STANDARD.encode(format!("export K={KEY} S={SECRET}"));
        let (first, second) = inner.split_at(40);
        for text in [
            format!("Content-Transfer-Encoding: base64\n\n{first}\n{second}\n--B--"),
            format!("write_files:\n- encoding: b64\n  content: {inner}\n"),
        ] {
            assert!(look_inside(&text).is_some(), "{text}");
        }
        assert_eq!(look_inside(&inner), None, "nothing says that it is packed");
    }
}
