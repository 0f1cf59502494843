//! The first pass over a plan: its outline, with every value left as the text it stands in.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use foldhash::HashSet;
use serde::Deserialize;
use serde::de::{Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::change::Change;
use super::config::RawModule;
use super::read::{self, Text};
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
                let mut changes = Changes { all: Vec::with_capacity(1 << 15), refused: None };
                while let Some(entry) = list.next_element::<RawChange<'de>>()? {
                    // OpenTofu lists ephemeral resources too; they never exist in AWS and hold no values.
                    if entry.mode.as_deref() == Some("ephemeral") {
                        continue;
                    }
                    match Change::from_skeleton(entry) {
                        Ok(change) => changes.all.push(change),
                        Err(error) => changes.refused = changes.refused.or(Some(error)),
                    }
                }
                Ok(changes)
            }
        }

        deserializer.deserialize_seq(Entries)
    }
}

#[derive(Default, Deserialize)]
struct RawState<'p> {
    #[serde(borrow, default)]
    values: Option<RawStateValues<'p>>,
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

/// The few members of `planned_values` that tell whether anything is planned.
#[derive(Default, Deserialize)]
struct PlannedValues {
    #[serde(default)]
    root_module: Option<PlannedModule>,
}

#[derive(Default, Deserialize)]
struct PlannedModule {
    #[serde(default)]
    resources: Vec<IgnoredAny>,
    #[serde(default)]
    child_modules: Vec<IgnoredAny>,
}

#[derive(Deserialize)]
struct RawVariable<'p> {
    #[serde(borrow, default)]
    value: Option<&'p RawValue>,
}

/// What the members at the top level tell about the document.
#[derive(Default)]
struct Document<'p> {
    skeleton: Skeleton<'p>,
    format_version: Option<String>,
    has_changes: bool,
    plans_resources: bool,
    seen: HashSet<String>,
}

/// Parses the outline. Errors name what a document is that is not a plan, or where it is damaged.
pub(super) fn parse<'p>(text: &'p Text<'_>, oddities: &mut Vec<String>) -> Result<Skeleton<'p>, InputError> {
    let mut documents = serde_json::Deserializer::from_str(&text.json).into_iter::<Document<'p>>();
    let document = match documents.next() {
        Some(Ok(document)) => document,
        Some(Err(error)) => return Err(explain(text, &error)),
        None => return Err(InputError::Empty),
    };
    let rest = text.json.get(documents.byte_offset()..).unwrap_or_default();
    let skeleton = document.into_plan()?;
    read::after_document(rest, oddities)?;
    Ok(skeleton)
}

impl<'de> Deserialize<'de> for Document<'de> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(DocumentVisitor)
    }
}

impl<'p> Document<'p> {
    fn into_plan(self) -> Result<Skeleton<'p>, InputError> {
        let has = |key: &str| self.seen.contains(key);
        let Some(version) = self.format_version.clone() else { return Err(self.kind()) };
        if !matches!(version.split('.').next(), Some("0" | "1")) {
            return Err(InputError::FormatVersion { version });
        }
        if has("provider_schemas") && !self.has_changes {
            return Err(InputError::ProviderSchema);
        }
        if has("values") && !self.has_changes {
            return Err(InputError::State);
        }
        if self.plans_resources && !self.has_changes {
            return Err(InputError::Filtered);
        }
        if !self.has_changes && !has("configuration") && !has("planned_values") {
            // `terraform show -json` without a plan and without a state prints versions and nothing else; `validate -json` and
            // others begin with the same key.
            let versions = self.seen.iter().all(|key| key.ends_with("_version"));
            return Err(if versions { InputError::State } else { InputError::NotAPlan { lacks: "planned_values" } });
        }
        Ok(Skeleton { format_version: version, ..self.skeleton })
    }

    /// What a document without `format_version` is.
    fn kind(&self) -> InputError {
        let has = |key: &str| self.seen.contains(key);
        let wrapped = ["plan", "tfplan", "mock", "input"].into_iter().find(|key| has(key));
        if has("@level") || has("@message") {
            InputError::Log
        } else if has("remote_plan_format") {
            InputError::CloudBookmark
        } else if has("encrypted_data") {
            InputError::EncryptedPlan
        } else if has("plan_format_version") {
            InputError::RedactedPlan
        } else if has("provider_schemas") {
            InputError::ProviderSchema
        } else if has("lineage") || (has("serial") && has("version")) {
            InputError::State
        } else if let Some(key) = wrapped {
            InputError::Wrapped { key: key.to_owned() }
        } else {
            InputError::NotAPlan { lacks: "format_version" }
        }
    }
}

struct DocumentVisitor;

impl<'de> Visitor<'de> for DocumentVisitor {
    type Value = Document<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a plan")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut document = Document::default();
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            if !document.seen.insert(key.to_string()) {
                return Err(A::Error::custom(format_args!("duplicate field `{key}`")));
            }
            document.member(&key, &mut map)?;
        }
        Ok(document)
    }
}

impl<'p> Document<'p> {
    fn member<A: MapAccess<'p>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error> {
        match key {
            "format_version" => self.format_version = Some(map.next_value()?),
            "terraform_version" => self.skeleton.terraform_version = map.next_value()?,
            "errored" => self.skeleton.errored = Some(map.next_value()?),
            "complete" => self.skeleton.complete = Some(map.next_value()?),
            "resource_changes" => {
                self.skeleton.changes = map.next_value()?;
                self.has_changes = true;
            }
            "configuration" => {
                let Object(configuration) = map.next_value()?;
                self.skeleton.configuration = Some(configuration);
            }
            "variables" => {
                let variables: Option<BTreeMap<String, RawVariable<'p>>> = map.next_value()?;
                let known = variables.into_iter().flatten();
                let known = known.filter_map(|(name, variable)| Some((name, variable.value?.get())));
                self.skeleton.variables = known.collect();
            }
            "output_changes" => {
                let outputs: Option<BTreeMap<String, RawOutputChange<'p>>> = map.next_value()?;
                self.skeleton.outputs = outputs.unwrap_or_default();
            }
            "timestamp" => {
                let written: &RawValue = map.next_value()?;
                self.skeleton.timestamp = serde_json::from_str(written.get()).ok();
            }
            "prior_state" => {
                let Object(state): Object<RawState<'p>> = map.next_value()?;
                if let Some(root) = state.values.and_then(|values| values.root_module) {
                    root.data(&mut self.skeleton.known_data);
                }
            }
            "planned_values" => {
                let planned: Option<PlannedValues> = map.next_value()?;
                let root = planned.and_then(|planned| planned.root_module).unwrap_or_default();
                self.plans_resources = !root.resources.is_empty() || !root.child_modules.is_empty();
            }
            _ => {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

/// An object: a list would be read as one without members, every resource as unwritten and all data as unread.
struct Object<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Members<T> {
            type Value = Object<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(serde::de::value::MapAccessDeserializer::new(map)).map(Object)
            }
        }

        deserializer.deserialize_map(Members(PhantomData))
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

/// The diagnostic for JSON that is damaged, or not shaped like a plan.
fn explain(text: &Text<'_>, error: &serde_json::Error) -> InputError {
    let (line, column) = (error.line(), error.column());
    let reason = reason(error);
    if let Some(key) = reason.strip_prefix("duplicate field `").and_then(|rest| rest.split('`').next()) {
        return InputError::DuplicateKey { key: key.to_owned(), place: format!(" (line {line}, column {column})") };
    }
    if error.is_eof() {
        return InputError::Truncated { line, column };
    }
    if text.utf16 && error.is_syntax() {
        return InputError::DamagedByEncoding { reason, line, column };
    }
    InputError::Malformed { reason, line, column }
}

/// What the parser says, without the position it adds and without any value of the plan.
fn reason(error: &serde_json::Error) -> String {
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
