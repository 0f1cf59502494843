//! The first pass over a plan: its outline, with every value left as the text it stands in.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::change::{Action, Change};
use super::config::RawModule;
use super::wanted::Attributes;
use crate::error::InputError;
use crate::json::{self, Json, Reader};

/// The outline of a plan document.
#[derive(Debug, Default)]
pub(super) struct Skeleton<'p> {
    pub(super) format_version: String,
    pub(super) terraform_version: Option<String>,
    pub(super) errored: Option<bool>,
    pub(super) complete: Option<bool>,
    pub(super) changes: Changes<'p>,
    pub(super) known_data: Vec<RawStateResource<'p>>,
    pub(super) configuration: Option<RawConfiguration<'p>>,
    pub(super) variables: BTreeMap<String, &'p str>,
    pub(super) timestamp: Option<String>,
    pub(super) outputs: BTreeMap<String, RawOutputChange<'p>>,
}

/// `resource_changes`, each entry turned into a change as it is read, so that no list of them all is held twice.
#[derive(Debug, Default)]
pub(super) struct Changes<'p> {
    pub(super) all: Vec<Change<'p>>,
    /// How many of the entries may leave something: all but those that delete
    pub(super) listed: usize,
    /// What is wrong with the first entry that is no change
    pub(super) refused: Option<InputError>,
}

/// An entry of `output_changes`.
#[derive(Debug, Default, Deserialize)]
pub(super) struct RawOutputChange<'p> {
    #[serde(borrow, default)]
    pub(super) before: Option<&'p RawValue>,
    #[serde(borrow, default)]
    pub(super) after: Option<&'p RawValue>,
    #[serde(borrow, default)]
    pub(super) after_unknown: Option<&'p RawValue>,
    #[serde(borrow, default)]
    pub(super) before_sensitive: Option<&'p RawValue>,
    #[serde(borrow, default)]
    pub(super) after_sensitive: Option<&'p RawValue>,
}

/// An entry of `resource_changes`.
#[derive(Debug, Deserialize)]
pub(super) struct RawChange<'p> {
    #[serde(borrow)]
    pub(super) address: Cow<'p, str>,
    #[serde(borrow, default, deserialize_with = "json::text")]
    pub(super) previous_address: Option<Cow<'p, str>>,
    #[serde(borrow, default, deserialize_with = "json::text")]
    pub(super) mode: Option<Cow<'p, str>>,
    #[serde(borrow, rename = "type")]
    pub(super) kind: Cow<'p, str>,
    #[serde(borrow, default, deserialize_with = "json::text")]
    pub(super) name: Option<Cow<'p, str>>,
    #[serde(borrow, default, deserialize_with = "json::text")]
    pub(super) provider_name: Option<Cow<'p, str>>,
    #[serde(borrow, default)]
    pub(super) deposed: Option<&'p RawValue>,
    #[serde(borrow, default, deserialize_with = "json::text")]
    pub(super) action_reason: Option<Cow<'p, str>>,
    #[serde(borrow)]
    pub(super) change: RawDelta<'p>,
}

/// The `change` of an entry.
#[derive(Debug, Deserialize)]
pub(super) struct RawDelta<'p> {
    #[serde(borrow)]
    pub(super) actions: &'p RawValue,
    #[serde(borrow, default)]
    pub(super) before: Option<&'p RawValue>,
    #[serde(borrow, default)]
    pub(super) after: Option<&'p RawValue>,
    #[serde(borrow, default)]
    pub(super) after_unknown: Option<&'p RawValue>,
    #[serde(borrow, default)]
    pub(super) before_sensitive: Option<&'p RawValue>,
    #[serde(borrow, default)]
    pub(super) after_sensitive: Option<&'p RawValue>,
    #[serde(borrow, default)]
    pub(super) importing: Option<&'p RawValue>,
}

/// `configuration`.
#[derive(Debug, Default, Deserialize)]
pub(super) struct RawConfiguration<'p> {
    #[serde(borrow, default)]
    pub(super) provider_config: BTreeMap<Cow<'p, str>, RawProvider<'p>>,
    #[serde(borrow, default)]
    pub(super) root_module: RawModule<'p>,
}

/// One provider configuration.
#[derive(Debug, Default, Deserialize)]
pub(super) struct RawProvider<'p> {
    #[serde(borrow, default, deserialize_with = "json::text")]
    pub(super) full_name: Option<Cow<'p, str>>,
    #[serde(borrow, default, deserialize_with = "json::text")]
    pub(super) name: Option<Cow<'p, str>>,
    #[serde(borrow, default, deserialize_with = "json::text")]
    pub(super) module_address: Option<Cow<'p, str>>,
    #[serde(borrow, default)]
    pub(super) expressions: Option<&'p RawValue>,
}

/// A resource of `prior_state`, which is where data read before planning stands.
#[derive(Debug, Deserialize)]
pub(super) struct RawStateResource<'p> {
    #[serde(borrow)]
    pub(super) address: Cow<'p, str>,
    #[serde(borrow, default, deserialize_with = "json::text")]
    pub(super) mode: Option<Cow<'p, str>>,
    #[serde(borrow, rename = "type")]
    pub(super) kind: Cow<'p, str>,
    #[serde(borrow, default, deserialize_with = "json::text")]
    pub(super) name: Option<Cow<'p, str>>,
    #[serde(borrow, default, deserialize_with = "json::text")]
    pub(super) provider_name: Option<Cow<'p, str>>,
    #[serde(borrow, default)]
    pub(super) values: Option<&'p RawValue>,
    #[serde(borrow, default)]
    pub(super) sensitive_values: Option<&'p RawValue>,
}

impl<'de> Deserialize<'de> for Changes<'de> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = Changes<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of resource changes")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                // A growing list is copied over and over; room that is not filled takes no memory.
                let mut changes = Changes { all: Vec::with_capacity(1 << 15), ..Changes::default() };
                while let Some(entry) = list.next_element::<RawChange<'de>>()? {
                    // OpenTofu lists ephemeral resources too; they never exist in AWS and hold no values.
                    if entry.mode.as_deref() == Some("ephemeral") {
                        changes.listed += 1;
                        continue;
                    }
                    match Change::from_skeleton(entry) {
                        Ok(change) => {
                            changes.listed += usize::from(change.action != Action::Delete);
                            changes.all.push(change);
                        }
                        Err(error) => {
                            changes.listed += 1;
                            changes.refused = changes.refused.or(Some(error));
                        }
                    }
                }
                Ok(changes)
            }
        }

        deserializer.deserialize_seq(Entries)
    }
}

/// `prior_state`.
#[derive(Default, Deserialize)]
pub(super) struct RawState<'p> {
    #[serde(borrow, default)]
    values: Option<RawStateValues<'p>>,
}

impl<'p> RawState<'p> {
    /// Its data resources, added to what is found.
    pub(super) fn data(self, found: &mut Vec<RawStateResource<'p>>) {
        if let Some(root) = self.values.and_then(|values| values.root_module) {
            root.data(found);
        }
    }
}

#[derive(Default, Deserialize)]
struct RawStateValues<'p> {
    #[serde(borrow, default)]
    root_module: Option<RawStateModule<'p>>,
}

#[derive(Default, Deserialize)]
struct RawStateModule<'p> {
    #[serde(borrow, default, deserialize_with = "only_data")]
    resources: Vec<RawStateResource<'p>>,
    #[serde(borrow, default)]
    child_modules: Vec<RawStateModule<'p>>,
}

impl<'p> RawStateModule<'p> {
    fn data(self, found: &mut Vec<RawStateResource<'p>>) {
        found.extend(self.resources);
        for child in self.child_modules {
            child.data(found);
        }
    }
}

/// The data resources of a list; managed ones stand among the changes with the same values.
fn only_data<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<RawStateResource<'de>>, D::Error> {
    struct OnlyData;

    impl<'de> Visitor<'de> for OnlyData {
        type Value = Vec<RawStateResource<'de>>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list of resources")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
            let mut found = Vec::new();
            while let Some(resource) = list.next_element::<RawStateResource<'de>>()? {
                if resource.mode.as_deref() == Some("data") {
                    found.push(resource);
                }
            }
            Ok(found)
        }
    }

    deserializer.deserialize_seq(OnlyData)
}

/// What the parser says, without the position it adds and without any value of the plan.
pub(super) fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let text = text.split(" at line ").next().unwrap_or_default();
    // `invalid type: string "…"` quotes the value, which may be a secret.
    match (text.find('"'), text.rfind('"')) {
        (Some(open), Some(close)) if close > open => {
            let (before, after) = (text.get(..open).unwrap_or_default(), text.get(close + 1..).unwrap_or_default());
            format!("{before}…{after}")
        }
        _ => text.to_owned(),
    }
}

/// Parses a value that the outline left as text. `place` says where it stands, for the error.
pub(super) fn value<'p>(text: &'p str, place: &dyn fmt::Display) -> Result<Json<'p>, InputError> {
    parsed(text, place)
}

/// Parses anything else that the outline left as text.
pub(super) fn parsed<'p, T: Deserialize<'p>>(text: &'p str, place: &dyn fmt::Display) -> Result<T, InputError> {
    serde_json::from_str(text).map_err(|error| damaged(&error, place))
}

/// Parses a value that the outline left as text, of an object only the members that are wanted.
pub(super) fn members<'p>(
    text: &'p str,
    place: &dyn fmt::Display,
    wanted: &Attributes,
    reader: &mut Reader<'p>,
) -> Result<Json<'p>, InputError> {
    // Most masks are one of these.
    match text {
        "{}" => return Ok(Json::Object(json::Object::default())),
        "false" => return Ok(Json::Bool(false)),
        _ => {}
    }
    reader.members(text, &mut wanted.picker()).map_err(|error| damaged(&error, place))
}

/// What is wrong with a value at a place.
fn damaged(error: &serde_json::Error, place: &dyn fmt::Display) -> InputError {
    let reason = reason(error);
    match reason.strip_prefix("duplicate key `").and_then(|rest| rest.split('`').next()) {
        Some(key) => InputError::DuplicateKey { key: key.to_owned(), place: format!(" in `{place}`") },
        None => InputError::MalformedPart { reason, place: place.to_string() },
    }
}
