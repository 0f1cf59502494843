//! The configuration: expressions of each resource, by module, with the references each names.
//!
//! `configuration` holds what was written, without values: constants, and for everything else the addresses that an
//! expression refers to. Blocks made by `dynamic` and local values are not in it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use foldhash::HashMap;
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::skeleton::{self, RawConfiguration, RawProvider};
use super::wanted::{Attributes, Wanted};
use crate::error::InputError;
use crate::json::{self, Json, Reader};
use crate::source::Hcl;
use crate::source::reference::{self, Local};

/// A module as the plan writes it.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct RawModule<'p> {
    #[serde(borrow, default)]
    resources: Vec<RawResource<'p>>,
    #[serde(borrow, default)]
    module_calls: BTreeMap<String, RawCall<'p>>,
    #[serde(borrow, default)]
    outputs: BTreeMap<String, RawOutput<'p>>,
    #[serde(borrow, default)]
    variables: Option<&'p RawValue>,
}

#[derive(Debug, serde::Deserialize)]
struct RawResource<'p> {
    #[serde(borrow, default, deserialize_with = "json::text")]
    mode: Option<Cow<'p, str>>,
    #[serde(borrow, default, rename = "type", deserialize_with = "json::text")]
    kind: Option<Cow<'p, str>>,
    #[serde(borrow, default, deserialize_with = "json::text")]
    name: Option<Cow<'p, str>>,
    #[serde(borrow, default, deserialize_with = "json::text")]
    provider_config_key: Option<Cow<'p, str>>,
    #[serde(borrow, default)]
    expressions: Option<&'p RawValue>,
    #[serde(borrow, default)]
    for_each_expression: Option<&'p RawValue>,
    #[serde(borrow, default)]
    count_expression: Option<&'p RawValue>,
    #[serde(borrow, default)]
    provisioners: Option<&'p RawValue>,
}

#[derive(Debug, Default, serde::Deserialize)]
struct RawCall<'p> {
    #[serde(borrow, default)]
    expressions: Option<&'p RawValue>,
    #[serde(borrow, default)]
    for_each_expression: Option<&'p RawValue>,
    #[serde(borrow, default)]
    count_expression: Option<&'p RawValue>,
    #[serde(borrow, default)]
    module: RawModule<'p>,
}

#[derive(Debug, Default, serde::Deserialize)]
struct RawOutput<'p> {
    #[serde(borrow, default)]
    expression: Option<&'p RawValue>,
}

/// A piece of configuration.
#[derive(Debug, Default)]
enum Piece<'p> {
    #[default]
    Absent,
    /// Not opened
    Text(&'p str),
    Parsed(Json<'p>),
}

impl<'p> Piece<'p> {
    fn new(raw: Option<&'p RawValue>) -> Self {
        raw.map_or(Self::Absent, |raw| Self::Text(raw.get()))
    }

    fn open(
        &mut self,
        wanted: &Attributes,
        place: &dyn fmt::Display,
        reader: &mut Reader<'p>,
    ) -> Result<(), InputError> {
        if let Self::Text(text) = self {
            *self = Self::Parsed(skeleton::members(text, place, wanted, reader)?);
        }
        Ok(())
    }

    /// The parsed piece; `Null` when it is absent or was not opened.
    fn get(&self) -> &Json<'p> {
        match self {
            Self::Parsed(json) => json,
            Self::Absent | Self::Text(_) => &Json::Null,
        }
    }
}

/// What a module says of its variables, by name.
#[derive(Debug, Default)]
struct Variables<'p>(Box<[(Cow<'p, str>, Variable<'p>)]>);

#[derive(Debug, serde::Deserialize)]
struct Variable<'p> {
    /// `null` where the default is null
    #[serde(borrow, default, deserialize_with = "written")]
    default: Option<Json<'p>>,
    #[serde(default)]
    sensitive: Option<bool>,
}

fn written<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Json<'de>>, D::Error> {
    Json::deserialize(deserializer).map(Some)
}

impl<'de> Deserialize<'de> for Variables<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = Variables<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the variables of a module")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut all = Vec::new();
                while let Some(json::Text(name)) = map.next_key()? {
                    all.push((name, map.next_value()?));
                }
                all.sort_by(|(a, _): &(Cow<'_, str>, Variable<'_>), (b, _)| a.cmp(b));
                match all.windows(2).find(|pair| matches!(pair, [(a, _), (b, _)] if a == b)) {
                    Some([(name, _), ..]) => Err(A::Error::custom(format_args!("duplicate key `{name}`"))),
                    _ => Ok(Variables(all.into())),
                }
            }
        }

        deserializer.deserialize_map(Entries)
    }
}

impl<'p> Variables<'p> {
    fn get(&self, name: &str) -> Option<&Variable<'p>> {
        let at = self.0.binary_search_by(|(known, _)| (**known).cmp(name)).ok()?;
        self.0.get(at).map(|(_, variable)| variable)
    }
}

/// The whole configuration.
#[derive(Debug, Default)]
pub struct Configuration<'p> {
    /// Whether the plan carries one
    pub present: bool,
    /// Provider configurations by the key that resources name
    pub providers: BTreeMap<String, Provider<'p>>,
    root: Module<'p>,
}

/// A provider configuration.
#[derive(Debug, Default)]
pub struct Provider<'p> {
    /// The provider's source address, since Terraform 1.2
    pub full_name: Option<Cow<'p, str>>,
    /// Its local name
    pub name: Option<Cow<'p, str>>,
    /// The module it stands in; none for the root
    pub module_address: Option<Cow<'p, str>>,
    /// The role as which it acts, by what is known of it
    pub role: Role,
    expressions: Piece<'p>,
}

/// What tells as which role a provider configuration acts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// Its expressions alone
    #[default]
    Written,
    /// The source: its ARN
    Known(String),
    /// The source: one that is not known, or perhaps none
    Open,
}

impl Provider<'_> {
    /// Whether it is the provider of AWS; one of a plan before Terraform 1.2 has a local name alone.
    pub fn is_aws(&self) -> bool {
        match (&self.full_name, &self.name) {
            (Some(full), _) => full.ends_with("/hashicorp/aws"),
            (None, name) => name.as_deref() == Some("aws"),
        }
    }
}

/// What tells one block of a module from another: whether it is a data source, its type and its name.
type Block<'p> = (bool, Cow<'p, str>, Cow<'p, str>);

/// One module of the configuration.
#[derive(Debug, Default)]
pub struct Module<'p> {
    resources: Box<[Resource<'p>]>,
    /// The places of its resources by their blocks
    blocks: HashMap<Block<'p>, usize>,
    calls: BTreeMap<String, Call<'p>>,
    outputs: BTreeMap<String, Piece<'p>>,
    raw_variables: Option<&'p RawValue>,
    variables: Variables<'p>,
    /// From the source, where it was read: a plan holds no local values
    locals: BTreeMap<String, Vec<Local>>,
    /// The texts of those that nothing refers to
    idle: BTreeMap<String, Vec<String>>,
}

/// A call of a child module.
#[derive(Debug)]
pub struct Call<'p> {
    /// The module it calls
    pub module: Module<'p>,
    /// Whether the call has `count` or `for_each`
    pub repeated: bool,
    expressions: Piece<'p>,
    for_each: Piece<'p>,
}

/// A resource block.
#[derive(Debug)]
pub struct Resource<'p> {
    /// The key of its provider configuration
    pub provider: Option<Cow<'p, str>>,
    /// Whether the block has `count` or `for_each`
    pub repeated: bool,
    data: bool,
    kind: Cow<'p, str>,
    name: Cow<'p, str>,
    expressions: Piece<'p>,
    for_each: Piece<'p>,
    provisioners: Piece<'p>,
}

impl<'p> Configuration<'p> {
    pub(super) fn new(raw: Option<RawConfiguration<'p>>) -> Self {
        let present = raw.is_some();
        let raw = raw.unwrap_or_default();
        let providers = raw.provider_config.into_iter().map(|(key, raw)| (key.into_owned(), Provider::new(raw)));
        Self { present, providers: providers.collect(), root: Module::new(raw.root_module) }
    }

    /// Parses the arguments of providers and module calls, the outputs, and what is wanted of resources.
    pub(super) fn open(&mut self, wanted: &Wanted) -> Result<(), InputError> {
        let mut reader = Reader::default();
        for (key, provider) in &mut self.providers {
            provider.expressions.open(&Attributes::All, key, &mut reader)?;
        }
        self.root.open(wanted, &mut reader)
    }

    /// Takes the local values of every module from the source.
    pub(crate) fn learn(&mut self, hcl: &Hcl) {
        self.root.learn(hcl, &mut Vec::new());
    }

    /// The module at a path of call names.
    pub fn module<'a>(&self, mut calls: impl Iterator<Item = &'a str>) -> Option<&Module<'p>> {
        calls.try_fold(&self.root, |module, call| module.calls.get(call).map(|call| &call.module))
    }
}

impl<'p> Provider<'p> {
    fn new(raw: RawProvider<'p>) -> Self {
        Self {
            full_name: raw.full_name,
            name: raw.name,
            module_address: raw.module_address,
            role: Role::default(),
            expressions: Piece::new(raw.expressions),
        }
    }

    /// Its arguments.
    pub fn expressions(&self) -> &Json<'p> {
        self.expressions.get()
    }
}

impl<'p> Module<'p> {
    fn new(raw: RawModule<'p>) -> Self {
        let resources = raw.resources.into_iter().filter_map(|raw| {
            Some(Resource {
                data: raw.mode.as_deref() == Some("data"),
                kind: raw.kind?,
                name: raw.name?,
                provider: raw.provider_config_key,
                repeated: raw.for_each_expression.is_some() || raw.count_expression.is_some(),
                expressions: Piece::new(raw.expressions),
                for_each: Piece::new(raw.for_each_expression),
                provisioners: Piece::new(raw.provisioners),
            })
        });
        let resources: Box<[_]> = resources.collect();
        let blocks = resources.iter().enumerate().map(|(at, resource)| (resource.block(), at));
        let calls = raw.module_calls.into_iter().map(|(name, raw)| {
            let call = Call {
                module: Self::new(raw.module),
                repeated: raw.for_each_expression.is_some() || raw.count_expression.is_some(),
                expressions: Piece::new(raw.expressions),
                for_each: Piece::new(raw.for_each_expression),
            };
            (name, call)
        });
        let outputs = raw.outputs.into_iter().map(|(name, raw)| (name, Piece::new(raw.expression)));
        Self {
            blocks: blocks.collect(),
            resources,
            calls: calls.collect(),
            outputs: outputs.collect(),
            raw_variables: raw.variables,
            variables: Variables::default(),
            locals: BTreeMap::new(),
            idle: BTreeMap::new(),
        }
    }

    fn open(&mut self, wanted: &Wanted, reader: &mut Reader<'p>) -> Result<(), InputError> {
        const ALL: &Attributes = &Attributes::All;
        let whole = wanted.of("variable").is_some();
        for resource in &mut self.resources {
            let Resource { kind, name, expressions, for_each, provisioners, .. } = resource;
            if whole {
                provisioners.open(ALL, &format_args!("provisioners of {kind}.{name}"), reader)?;
            }
            if let Some(attributes) = wanted.of(kind) {
                expressions.open(attributes, &format_args!("configuration of {kind}.{name}"), reader)?;
                for_each.open(ALL, &format_args!("configuration of {kind}.{name}"), reader)?;
            }
        }
        for (name, output) in &mut self.outputs {
            output.open(ALL, &format_args!("output {name}"), reader)?;
        }
        if let Some(raw) = self.raw_variables.take() {
            self.variables = skeleton::parsed(raw.get(), &"the variables of a module")?;
        }
        for (name, call) in &mut self.calls {
            call.expressions.open(ALL, &format_args!("module {name}"), reader)?;
            call.for_each.open(ALL, &format_args!("module {name}"), reader)?;
            call.module.open(wanted, reader)?;
        }
        Ok(())
    }

    fn learn(&mut self, hcl: &Hcl, path: &mut Vec<String>) {
        let module = hcl.module(path.iter().map(String::as_str));
        self.locals = module.map(reference::locals).unwrap_or_default();
        self.idle = module.filter(|module| module.whole).map(reference::idle).unwrap_or_default();
        for (name, call) in &mut self.calls {
            path.push(name.clone());
            call.module.learn(hcl, path);
            path.pop();
        }
    }

    /// What stands at a path of a local value, or the whole of which it is a part.
    pub fn local(&self, name: &str, path: &[String]) -> Option<&Local> {
        let parts = self.locals.get(name)?.iter().filter(|part| path.starts_with(&part.path));
        parts.max_by_key(|part| part.path.len())
    }

    /// The texts of local values that nothing refers to, where the source was read.
    pub fn idle_locals(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.idle.iter().map(|(name, texts)| (name.as_str(), texts.as_slice()))
    }

    /// The block of a resource.
    pub fn resource(&self, data: bool, kind: &str, name: &str) -> Option<&Resource<'p>> {
        let at = self.blocks.get(&(data, Cow::Borrowed(kind), Cow::Borrowed(name)))?;
        self.resources.get(*at)
    }

    /// The call of a child module.
    pub fn call(&self, name: &str) -> Option<&Call<'p>> {
        self.calls.get(name)
    }

    /// Its variables that are not sensitive, with their defaults.
    pub fn plain_variables(&self) -> impl Iterator<Item = (&str, Option<&Json<'p>>)> {
        let plain = self.variables.0.iter().filter(|(_, variable)| variable.sensitive != Some(true));
        plain.map(|(name, variable)| (&**name, variable.default.as_ref()))
    }

    /// Whether a variable is sensitive.
    pub fn is_sensitive(&self, variable: &str) -> bool {
        self.variables.get(variable).is_some_and(|variable| variable.sensitive == Some(true))
    }

    /// What a variable is that nobody sets.
    pub fn default(&self, variable: &str) -> Option<&Json<'p>> {
        self.variables.get(variable)?.default.as_ref()
    }

    /// The calls of child modules.
    pub fn calls(&self) -> impl Iterator<Item = (&str, &Call<'p>)> {
        self.calls.iter().map(|(name, call)| (name.as_str(), call))
    }

    /// The provisioners of its resources, each list with the address of its block in the module, where the type `variable`
    /// is asked for.
    pub fn provisioners(&self) -> impl Iterator<Item = (String, &Json<'p>)> {
        let some = self.resources.iter().filter(|resource| *resource.provisioners.get() != Json::Null);
        some.map(|resource| (format!("{}.{}", resource.kind, resource.name), resource.provisioners.get()))
    }

    /// The expressions of all outputs.
    pub fn outputs(&self) -> impl Iterator<Item = &Json<'p>> {
        self.outputs.values().map(Piece::get)
    }

    /// The expression of an output.
    pub fn output(&self, name: &str) -> Option<&Json<'p>> {
        self.outputs.get(name).map(Piece::get)
    }
}

impl<'p> Call<'p> {
    /// The expression given to a variable of the module.
    pub fn input(&self, variable: &str) -> Option<&Json<'p>> {
        self.expressions.get().get(variable)
    }

    /// What `for_each` iterates over.
    pub fn for_each(&self) -> &Json<'p> {
        self.for_each.get()
    }
}

impl<'p> Resource<'p> {
    fn block(&self) -> Block<'p> {
        (self.data, self.kind.clone(), self.name.clone())
    }

    /// The expressions of its arguments and blocks that are asked for: an object, or `Null` when there are none.
    pub fn expressions(&self) -> &Json<'p> {
        self.expressions.get()
    }

    /// What `for_each` iterates over.
    pub fn for_each(&self) -> &Json<'p> {
        self.for_each.get()
    }
}

/// The references that an expression names, most specific first, and blocks within it included.
pub fn references<'a>(expression: &'a Json<'_>) -> Vec<&'a str> {
    let mut found = Vec::new();
    collect(expression, &mut found);
    found
}

fn collect<'a>(expression: &'a Json<'_>, found: &mut Vec<&'a str>) {
    match expression {
        Json::Object(object) => match object.get("references").and_then(Json::as_array) {
            Some(list) => found.extend(list.iter().filter_map(Json::as_str)),
            None => object.iter().for_each(|(_, inner)| collect(inner, found)),
        },
        Json::Array(items) => items.iter().for_each(|item| collect(item, found)),
        _ => {}
    }
}
