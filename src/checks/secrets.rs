//! Secrets that a plan carries to places that are not meant for them: every string of a resource in, where one stands
//! out. What it is is said, never what it reads.

use std::borrow::Cow;
use std::io::Read;
use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use regex::Regex;

use super::{Analysis, Judge, Ruling, View};
use crate::finding::{Answer, Fact};
use crate::json::Json;
use crate::path::{Place, PlaceStep};
use crate::plan::node::{Node, State};
use crate::policy::{Profile, Severity};
use crate::redact::{KEY_ID, TOKENS};
use crate::truth::Truth;
use crate::world::{Presence, Resource, When};

pub(super) const SECRETS: Analysis = Analysis {
    name: "secret-in-plan",
    subjects: &[
        "aws_batch_job_definition",
        "aws_codebuild_project",
        "aws_ecs_task_definition",
        "aws_glue_job",
        "aws_instance",
        "aws_lambda_function",
        "aws_launch_configuration",
        "aws_launch_template",
        "aws_spot_instance_request",
        "aws_ssm_parameter",
    ],
    kinds: KINDS,
    hint: Some(may_hold),
    judge: Judge::World(judge),
};

/// Types whose `user_data` the provider keeps as a hash, so that only the configuration shows it.
const HASHED: &[&str] = &["aws_instance", "aws_launch_configuration", "aws_spot_instance_request"];

/// Types that are looked at whatever stands in them: those, and those whose variables the strict profile reads.
const KINDS: &[&str] = &[
    "aws_batch_job_definition",
    "aws_codebuild_project",
    "aws_ecs_task_definition",
    "aws_glue_job",
    "aws_instance",
    "aws_lambda_function",
    "aws_launch_configuration",
    "aws_spot_instance_request",
];

/// Attributes whose text is encoded, and packed by some.
const ENCODED: [&str; 4] = ["user_data", "user_data_base64", "on_create", "on_start"];

/// Attributes that are read by more people and programs than a secret should be, though some providers mark them.
const OPEN: [&str; 12] = [
    "container_definitions",
    "container_properties",
    "default_arguments",
    "definition",
    "description",
    "environment",
    "environment_variables",
    "on_create",
    "on_start",
    "tags",
    "user_data",
    "user_data_base64",
];

/// The strict profile takes a literal for a secret by the name of its variable.
static NAMED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)password|passwd|secret|api_?key|access_?key|(^|_)token$|private_?key").ok());

static KEY: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(KEY_ID).ok());

/// The secret of an access key: forty characters of base64, and no hash, which is of one case.
static KEY_SECRET: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:^|[^A-Za-z0-9/+=])([A-Za-z0-9/+]{40})(?:$|[^A-Za-z0-9/+=])").ok());

static FORMS: LazyLock<Vec<(&str, Regex)>> = LazyLock::new(|| {
    let forms = TOKENS.iter().filter_map(|(what, form)| Some((*what, Regex::new(form).ok()?)));
    forms.collect()
});

/// What the text of an object must hold for a secret to be in it. The names of encoded attributes are enough.
static HINT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let starts = r"AKIA|ASIA|PRIVATE KEY|gh[pousr]_|github_pat_|glpat-|xox[abeoprs]-|hooks\.slack\.com|k_live_|hvs\.";
    let others = r#"AIza|npm_|SG\.|"user_data|"on_create"|"on_start""#;
    Regex::new(&format!("{starts}|{others}")).ok()
});

fn may_hold(text: &str) -> bool {
    HINT.as_ref().is_none_or(|hint| hint.is_match(text))
}

/// A secret and how sure it is that it is one.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Found {
    what: &'static str,
    severity: Severity,
}

fn judge(view: &View<'_, '_>) -> Vec<Answer> {
    let resources = view.world.all().filter(|one| !one.address.data && one.presence != Presence::Gone);
    resources.filter(|one| one.kind().starts_with("aws_")).flat_map(|one| of_resource(view, one)).collect()
}

fn of_resource(view: &View<'_, '_>, resource: &Resource<'_>) -> Vec<Answer> {
    let root = resource.root();
    let tree = match view.world.when {
        When::Before => resource.change.before(),
        When::After => resource.change.after(),
    };
    // What is forgotten or deleted keeps the values of before.
    let tree = if resource.presence == Presence::Managed { tree } else { resource.change.before() };
    let members = tree.and_then(|tree| tree.value.as_object());
    let mut found = Vec::new();
    for (name, _) in members.into_iter().flat_map(|members| members.iter()) {
        let node = root.get(name);
        // `tags_all` repeats `tags`.
        if name == "tags_all" || is_meant(resource, name, &node) {
            continue;
        }
        let mut walk = Walk { view, attribute: name, pair: has_key_secret(&node), found: Vec::new() };
        walk.node(&node, &Place::of(name));
        found.extend(walk.found);
    }
    if HASHED.contains(&resource.kind())
        && let Some(text) = constant(view, resource, "user_data")
    {
        found.extend(look(&text, false).map(|secret| (Place::of("user_data"), secret)));
    }
    found.dedup();
    let answers = found.into_iter().map(|(place, secret)| {
        let fact = Fact::new(resource, &place, format!("holds {}; the value is not shown", secret.what));
        let message = format!("carries {} in `{place}`", secret.what);
        let answer = view.answer(resource, Ruling::new(Truth::False, fact), &message);
        Answer { severity: secret.severity, sub_key: Some(place.to_string()), ..answer }
    });
    answers.collect()
}

/// Whether an attribute is a place for secrets: one that the provider marks as such, or the value of a secure parameter.
fn is_meant(resource: &Resource<'_>, name: &str, node: &Node<'_>) -> bool {
    let root = resource.root();
    if resource.kind() == "aws_ssm_parameter" && name == "value" {
        return !matches!(root.get("type").state(), State::Known(kind) if kind.as_str() != Some("SecureString"));
    }
    node.is_sensitive() && !OPEN.contains(&name)
}

/// The text that the configuration gives for an attribute of which the plan holds a hash.
fn constant<'p>(view: &View<'_, 'p>, resource: &Resource<'p>, attribute: &str) -> Option<String> {
    let change = resource.change;
    let value = |tree: Option<&crate::plan::change::Tree<'p>>| tree.and_then(|tree| tree.value.get(attribute).cloned());
    // The configuration speaks of what will be; of what was only where it stays the same.
    let same = value(change.before()) == value(change.after());
    if resource.presence != Presence::Managed || (view.world.when == When::Before && !same) {
        return None;
    }
    let expression = resource.config()?.expressions().get(attribute)?;
    expression.get("constant_value")?.as_str().map(str::to_owned)
}

/// A walk over the strings of one attribute.
struct Walk<'v, 'a, 'p> {
    view: &'v View<'a, 'p>,
    attribute: &'v str,
    /// Whether the secret of an access key stands somewhere in the attribute
    pair: bool,
    found: Vec<(Place, Found)>,
}

impl<'p> Walk<'_, '_, 'p> {
    fn node(&mut self, node: &Node<'p>, place: &Place) {
        let State::Known(value) = node.state() else { return };
        match value {
            Json::String(text) => self.text(text, place),
            Json::Array(_) => {
                for (index, item) in node.items().unwrap_or_default().iter().enumerate() {
                    self.node(item, &place.with(PlaceStep::Index(index)));
                }
            }
            Json::Object(members) => {
                self.variable(value, place);
                for (name, member) in members.iter() {
                    let inner = place.with(PlaceStep::Name(name.to_owned()));
                    self.assigned(name, member, &inner);
                    self.node(&node.get(name), &inner);
                }
            }
            Json::Null | Json::Bool(_) | Json::Number(_) => {}
        }
    }

    fn text(&mut self, text: &str, place: &Place) {
        let decoded = if ENCODED.contains(&self.attribute) { decode(text) } else { None };
        let text = decoded.as_deref().unwrap_or(text);
        if let Some(secret) = look(text, self.pair) {
            self.found.push((place.clone(), secret));
        } else if let Ok(json) = Json::parse(text)
            && !matches!(json, Json::String(_))
        {
            self.json(&json, place);
        }
    }

    /// JSON inside of a string, such as the containers of a task: what is found stands at the string.
    fn json(&mut self, json: &Json<'_>, place: &Place) {
        match json {
            Json::Array(items) => items.iter().for_each(|item| self.json(item, place)),
            Json::Object(members) => {
                self.variable(json, place);
                members.iter().for_each(|(_, member)| self.json(member, place));
            }
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
        }
    }

    /// `{ name = "DB_PASSWORD", value = "…" }`
    fn variable(&mut self, object: &Json<'_>, place: &Place) {
        let name = object.get("name").and_then(Json::as_str);
        let plain = object.get("type").and_then(Json::as_str).is_none_or(|kind| kind == "PLAINTEXT");
        if let (Some(name), Some(value), true) = (name, object.get("value"), plain) {
            self.assigned(name, value, place);
        }
    }

    /// The strict profile goes by names, in places that are no store of secrets.
    fn assigned(&mut self, name: &str, value: &Json<'_>, place: &Place) {
        let Json::String(value) = value else { return };
        let named = NAMED.as_ref().is_some_and(|pattern| pattern.is_match(name));
        let strict = self.view.profile == Profile::Strict && OPEN.contains(&self.attribute) && self.attribute != "tags";
        if strict && named && is_literal(value) {
            let secret = Found { what: "a value that its name calls a secret", severity: Severity::Medium };
            self.found.push((place.clone(), secret));
        }
    }
}

/// Whether a value is a secret itself and not where to find one.
fn is_literal(value: &str) -> bool {
    let elsewhere = ["arn:", "/", "{{", "${", "http://", "https://", "ssm:", "vault:"];
    value.len() >= 6 && !elsewhere.iter().any(|start| value.starts_with(start))
}

/// What a text holds. `pair` says that the secret of a key stands beside it.
fn look(text: &str, pair: bool) -> Option<Found> {
    if let Some(key) = KEY.as_ref().and_then(|key| key.find(text))
        && (pair || is_key_secret(text))
    {
        // Keys of AWS's documentation end like this.
        let severity = if key.as_str().ends_with("EXAMPLE") { Severity::Low } else { Severity::High };
        return Some(Found { what: "an access key of AWS with its secret", severity });
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
fn has_key_secret(node: &Node<'_>) -> bool {
    match node.state() {
        State::Known(Json::String(text)) => is_key_secret(text),
        State::Known(_) => node.items().unwrap_or_default().iter().any(has_key_secret),
        State::Null | State::Absent | State::Omitted | State::Unknown => false,
    }
}

/// Larger than this no user data is once unpacked, by far.
const LARGEST: u64 = 4 << 20;

/// The text behind base64, and gzip.
fn decode(text: &str) -> Option<String> {
    let packed: Cow<'_, str> =
        if text.contains(['\n', '\r']) { Cow::Owned(text.split_whitespace().collect()) } else { Cow::Borrowed(text) };
    let bytes = STANDARD.decode(packed.as_bytes()).ok()?;
    let bytes = unpack(&bytes).unwrap_or(bytes);
    Some(String::from_utf8_lossy(&bytes).into_owned())
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
    fn what_is_packed_is_read() {
        let text = b"#!/bin/sh\nexport TOKEN=";
        let mut packed = vec![0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3];
        packed.extend(b"init.sh\0");
        packed.extend(miniz_oxide::deflate::compress_to_vec(text, 6));
        assert_eq!(decode(&STANDARD.encode(&packed)).unwrap().as_bytes(), text);
        assert_eq!(decode(&STANDARD.encode(text)).unwrap().as_bytes(), text);
        assert_eq!(decode("#!/bin/sh"), None);
    }
}
