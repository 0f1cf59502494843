//! Whether a store holds sensitive data, as far as plan and configuration tell: its address, tags and name in, the answer
//! and its fact out.

use std::sync::LazyLock;

use regex::Regex;
use wildmatch::WildMatch;

use crate::facts::Facts;
use crate::finding::Fact;
use crate::iam::text::{Part, Symbol};
use crate::json::Json;
use crate::path::Place;
use crate::plan::node::{Node, State};
use crate::source::value::Value;
use crate::truth::Truth;
use crate::world::{Resource, World};

/// The answer with what it rests on.
#[derive(Debug)]
pub struct Sensitivity {
    /// Whether it holds sensitive data
    pub truth: Truth,
    /// The tag or name that says so, or leaves it open
    pub fact: Fact,
}

/// Tags that classify data, without case and separators.
const CLASSES: [&str; 9] = [
    "dataclassification",
    "dataclass",
    "classification",
    "confidentiality",
    "sensitivity",
    "datasensitivity",
    "pii",
    "phi",
    "pci",
];

/// What they say of sensitive data; `true` and its like are for tags such as `PII`.
const WORDS: [&str; 13] = [
    "confidential",
    "highlyconfidential",
    "restricted",
    "sensitive",
    "secret",
    "private",
    "high",
    "pii",
    "phi",
    "pci",
    "true",
    "yes",
    "critical",
];

/// Attributes that are digits.
const NUMBERS: [(&str, &str); 7] = [
    ("aws_caller_identity", "account_id"),
    ("aws_caller_identity", "id"),
    ("aws_organizations_account", "id"),
    ("aws_organizations_organization", "master_account_id"),
    ("random_id", "dec"),
    ("random_id", "hex"),
    ("random_integer", "result"),
];

/// Words between separators of a name.
static NAME: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words = "pii|phi|pci|gdpr|hipaa|confidential|restricted|sensitive|secrets?|credentials?|customers?|patients?|payroll|cardholder";
    Regex::new(&format!("(?i)(^|[-_.])({words})([-_.]|$)")).ok()
});

/// What the configuration or the plan says of a store's data.
pub fn judge<'p>(world: &World<'p>, resource: &Resource<'p>, facts: &Facts) -> Sensitivity {
    if facts.sensitive_stores.iter().any(|pattern| WildMatch::new(pattern).matches(resource.name())) {
        let note = "is one of `sensitive_stores` in the configuration: the data is taken for sensitive";
        return Sensitivity { truth: Truth::True, fact: Fact::new(resource, &Place::default(), note) };
    }
    let root = resource.root();
    let mut open = (root.state() == State::Unknown).then(|| Fact::waiting(resource, &Place::default(), &root));
    for attribute in ["tags", "tags_all"] {
        let node = root.get(attribute);
        let place = Place::of(attribute);
        match world.state(resource, &node) {
            State::Known(Json::Object(members)) => {
                for (key, _) in members.iter().filter(|(key, _)| CLASSES.contains(&plain(key).as_str())) {
                    match node.get(key).state() {
                        State::Known(Json::String(value)) if WORDS.contains(&plain(value).as_str()) => {
                            return sensitive(resource, &place, format!("`{key}` is {}", node.get(key).shown(key)));
                        }
                        State::Unknown => open = Some(Fact::waiting(resource, &place, &node.get(key))),
                        _ => {}
                    }
                }
                if has_unknown_class(&node) {
                    open = Some(Fact::waiting(resource, &place, &node));
                }
            }
            State::Unknown if node.is_written() => open = Some(Fact::waiting(resource, &place, &node)),
            _ => {}
        }
    }
    for attribute in ["bucket", "bucket_prefix", "name"] {
        let node = root.get(attribute);
        match world.state(resource, &node) {
            State::Known(Json::String(name)) if NAME.as_ref().is_some_and(|pattern| pattern.is_match(name)) => {
                return sensitive(resource, &Place::of(attribute), format!("is {}", node.shown(attribute)));
            }
            State::Unknown if node.is_written() => match spelled(&node) {
                Some(name) if NAME.as_ref().is_some_and(|pattern| pattern.is_match(&name)) => {
                    let written =
                        node.sketch().and_then(Value::to_text).map(|text| text.to_string()).unwrap_or_default();
                    return sensitive(resource, &Place::of(attribute), format!("is `{written}`"));
                }
                Some(name) if !name.contains(UNTOLD) => {}
                _ => open = open.or_else(|| Some(Fact::waiting(resource, &Place::of(attribute), &node))),
            },
            _ => {}
        }
    }
    match open {
        Some(fact) => Sensitivity { truth: Truth::Unknown, fact },
        None => {
            let fact = Fact::new(resource, &Place::of("tags"), "neither tags nor name speak of sensitive data");
            Sensitivity { truth: Truth::False, fact }
        }
    }
}

/// What stands for a part of a name that is not known, and which neither ends a word nor is one.
const UNTOLD: char = '\u{0}';

/// A name as source spells it, for its digits a digit.
fn spelled(node: &Node<'_>) -> Option<String> {
    let Value::Text(text) = node.sketch()? else { return None };
    let is_number = |symbol: &Symbol| {
        let of = |kind: &str| symbol.address.split('.').any(|part| part == kind);
        NUMBERS.iter().any(|(kind, attribute)| of(kind) && *symbol.attribute == **attribute)
    };
    let spell = |part: &Part| match part {
        Part::Literal(text) => text.to_string(),
        Part::Symbol(symbol) if is_number(symbol) => "0".to_owned(),
        Part::Symbol(_) | Part::Escaped(_) | Part::Variable(_) | Part::Unknown(_) => UNTOLD.to_string(),
    };
    Some(text.parts().iter().map(spell).collect())
}

/// A key whose value is unknown is in the mask only.
fn has_unknown_class(node: &Node<'_>) -> bool {
    ["DataClassification", "Classification", "Confidentiality", "Sensitivity", "PII", "PHI", "PCI"]
        .iter()
        .any(|key| node.get(key).state() == State::Unknown)
}

fn sensitive(resource: &Resource<'_>, place: &Place, note: String) -> Sensitivity {
    let note = format!("{note}: the data is taken for sensitive");
    Sensitivity { truth: Truth::True, fact: Fact::new(resource, place, note) }
}

/// Lower case without separators.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect()
}
