//! The members at the top level: what a document is that is no plan, and what a plan says of itself.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use foldhash::HashSet;
use serde::Deserialize;
use serde::de::{Error as _, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::read::{self, Text};
use super::skeleton::{RawOutputChange, RawState, Skeleton, reason};
use crate::error::InputError;

/// The few members of `planned_values` that tell how much is planned.
#[derive(Default, Deserialize)]
struct PlannedValues {
    #[serde(default)]
    root_module: Option<PlannedModule>,
}

#[derive(Default, Deserialize)]
struct PlannedModule {
    #[serde(default)]
    resources: Option<Vec<IgnoredAny>>,
    #[serde(default)]
    child_modules: Option<Vec<PlannedModule>>,
}

impl PlannedModule {
    fn count(&self) -> usize {
        let modules = self.child_modules.iter().flatten();
        self.resources.as_ref().map_or(0, Vec::len) + modules.map(Self::count).sum::<usize>()
    }
}

/// An entry of `deferred_changes`.
#[derive(Deserialize)]
struct RawDeferred<'p> {
    #[serde(borrow)]
    resource_change: RawNamed<'p>,
}

/// An entry of `deferred_action_invocations`.
#[derive(Deserialize)]
struct RawDeferredAction<'p> {
    #[serde(borrow)]
    action_invocation: RawNamed<'p>,
}

/// A change, or an entry of `action_invocations`.
#[derive(Deserialize)]
struct RawNamed<'p> {
    #[serde(borrow)]
    address: Cow<'p, str>,
}

#[derive(Deserialize)]
struct RawVariable<'p> {
    #[serde(borrow, default)]
    value: Option<&'p RawValue>,
}

/// Addresses that a warning names.
const NAMED: usize = 3;

/// What the members at the top level tell about the document.
#[derive(Default)]
struct Document<'p> {
    skeleton: Skeleton<'p>,
    format_version: Option<String>,
    has_changes: bool,
    planned: usize,
    deferred: Vec<Cow<'p, str>>,
    invoked: Vec<Cow<'p, str>>,
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
    let aside = document.aside();
    let skeleton = document.into_plan()?;
    read::after_document(rest, oddities)?;
    oddities.extend(aside);
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
        // What is planned is taken from the changes, each of which leaves one resource at most.
        if self.planned > self.skeleton.changes.listed {
            return Err(InputError::Filtered { planned: self.planned, listed: self.skeleton.changes.listed });
        }
        if !self.has_changes && !has("planned_values") {
            // `terraform show -json` without a plan and without a state prints versions and nothing else; `validate -json` and
            // others begin with the same key.
            let versions = self.seen.iter().all(|key| key.ends_with("_version"));
            return Err(if versions { InputError::State } else { InputError::NotAPlan { lacks: "planned_values" } });
        }
        Ok(Skeleton { format_version: version, ..self.skeleton })
    }

    /// What of the plan no policy looks at.
    fn aside(&self) -> Vec<String> {
        let of = |addresses: &[Cow<'_, str>], what: &str| {
            let (shown, more) = addresses.split_at(addresses.len().min(NAMED));
            let shown: Vec<String> = shown.iter().map(|address| format!("`{address}`")).collect();
            let more = if more.is_empty() { String::new() } else { format!(" and {} more", more.len()) };
            (!shown.is_empty()).then(|| format!("{what} not judged: {}{more}", shown.join(", ")))
        };
        let incomplete = self.skeleton.complete == Some(false);
        let incomplete = incomplete.then(|| "the plan is incomplete: what was left out of it is not judged".to_owned());
        let deferred = of(&self.deferred, "what is deferred to a later plan is");
        let invoked = of(&self.invoked, "what the plan's actions do is");
        [incomplete, deferred, invoked].into_iter().flatten().collect()
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
                state.data(&mut self.skeleton.known_data);
            }
            "planned_values" => {
                let planned: Option<PlannedValues> = map.next_value()?;
                self.planned = planned.and_then(|planned| planned.root_module).map_or(0, |root| root.count());
            }
            "deferred_changes" => {
                let deferred: Option<Vec<RawDeferred<'p>>> = map.next_value()?;
                self.deferred.extend(deferred.into_iter().flatten().map(|one| one.resource_change.address));
            }
            "action_invocations" => {
                let invoked: Option<Vec<RawNamed<'p>>> = map.next_value()?;
                self.invoked.extend(invoked.into_iter().flatten().map(|one| one.address));
            }
            "deferred_action_invocations" => {
                let deferred: Option<Vec<RawDeferredAction<'p>>> = map.next_value()?;
                self.deferred.extend(deferred.into_iter().flatten().map(|one| one.action_invocation.address));
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
