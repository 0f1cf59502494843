//! CloudFormation templates: the text of one in, the resources that it makes out, with their properties as far as the
//! template tells them.
//!
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html>

mod documents;
mod intrinsic;

use std::collections::BTreeMap;

use crate::iam::text::Symbol;
use crate::json::Json;
use crate::path::Place;
use crate::source::eval::tagged_document;
use crate::source::value::Value;

pub use documents::{Carried, Purpose};

/// A resource that a template makes.
#[derive(Clone, Debug)]
pub struct Made {
    /// Its type, such as `AWS::IAM::Role`
    pub kind: String,
    /// Where it stands
    pub place: Place,
    /// Its properties, in which what the template computes is not known
    properties: Value,
}

/// What a template makes.
#[derive(Clone, Debug, Default)]
pub struct Template {
    /// What it makes, in the order of their names
    pub made: Vec<Made>,
    /// Whether a macro rewrites it before it is used, so that it may make anything
    pub rewritten: bool,
}

impl Made {
    /// A resource of these properties, as the Cloud Control API is told of it.
    pub fn new(kind: &str, place: &Place, properties: Value) -> Self {
        Self { kind: kind.to_owned(), place: place.clone(), properties }
    }

    /// Its name in the template.
    pub fn name(&self) -> &str {
        self.place.name()
    }

    /// Whether a property is set, or may be.
    pub fn has(&self, property: &str) -> bool {
        match &self.properties {
            Value::Map(members) => members.get(property).is_some_and(|value| *value != Value::Null),
            _ => true,
        }
    }

    /// The policy documents among its properties.
    pub fn documents(&self) -> Vec<Carried> {
        documents::carried(self)
    }

    /// The ARNs of the managed policies that it attaches; nothing for one that the template computes.
    pub fn attached(&self) -> Vec<Option<String>> {
        match self.properties.at("ManagedPolicyArns") {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::List { items, .. }) => items.iter().map(|one| one.as_str().map(str::to_owned)).collect(),
            Some(_) => vec![None],
        }
    }
}

/// The template that a text is, in JSON or in YAML.
pub fn parse(text: &str) -> Option<Value> {
    let json = || Some(Value::from_json(&Json::parse(text).ok()?, None, &Symbol::new("", "")));
    json().or_else(|| tagged_document(text))
}

/// Reads a template that stands at a place, with the parameters that are given, of which those not known are no text.
/// `None` where it makes nothing that can be read.
pub fn read(template: &Value, at: &Place, parameters: &BTreeMap<String, Value>) -> Option<Template> {
    let Value::Map(resources) = template.at("Resources")? else { return None };
    let at = at.get("Resources");
    let given = given(template, parameters);
    let mut found = Template { made: Vec::new(), rewritten: is_rewritten(template) };
    for (name, resource) in resources {
        found.add(&at.get(name), resource, &given)?;
    }
    Some(found)
}

/// The values of the parameters of a template: those given, and the defaults of the others. What AWS looks up for one, and a
/// list, is not known.
fn given(template: &Value, parameters: &BTreeMap<String, Value>) -> BTreeMap<String, Value> {
    let Some(Value::Map(declared)) = template.at("Parameters") else { return BTreeMap::new() };
    let is_plain =
        |one: &Value| one.at("Type").and_then(Value::as_str).is_some_and(|kind| matches!(kind, "String" | "Number"));
    let declared = declared.iter().filter(|(_, one)| is_plain(one));
    let known = declared.filter_map(|(name, one)| {
        let value = parameters.get(name).or_else(|| one.at("Default"))?;
        Some((name.clone(), Value::Text(value.to_text()?)))
    });
    known.collect()
}

impl Template {
    fn add(&mut self, place: &Place, resource: &Value, given: &BTreeMap<String, Value>) -> Option<()> {
        match resource {
            Value::Map(members) if members.contains_key("Type") => {
                let kind = members.get("Type")?.as_str()?;
                let properties = members.get("Properties").map(|properties| intrinsic::resolved(properties, given));
                self.made.push(Made::new(kind, place, properties.unwrap_or_else(|| Value::Map(BTreeMap::new()))));
            }
            // A loop: `Fn::ForEach::Name` with what it repeats last.
            Value::List { items, .. } => {
                let Value::Map(repeated) = items.last()? else { return None };
                repeated.iter().try_for_each(|(name, one)| self.add(&place.get(name), one, given))?;
            }
            // A fragment that a transform puts in.
            _ => self.rewritten = true,
        }
        Some(())
    }
}

/// Whether a macro of the account rewrites a template. What AWS's own do is known: functions of the serverless application
/// model become roles, and loops are written out.
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/transform-reference.html>
fn is_rewritten(template: &Value) -> bool {
    const OF_AWS: [&str; 4] = [
        "AWS::LanguageExtensions",
        "AWS::Serverless-2016-10-31",
        "AWS::SecretsManager-2020-07-23",
        "AWS::SecretsManager-2024-09-16",
    ];
    let is_known = |one: &Value| one.as_str().is_some_and(|name| OF_AWS.contains(&name));
    match template.at("Transform") {
        // A fragment that is put in at the root.
        None | Some(Value::Null) => template.at("Fn::Transform").is_some(),
        Some(Value::List { items, .. }) => !items.iter().all(is_known),
        Some(one) => !is_known(one),
    }
}
