//! Secrets beside resources: the outputs of the root module, what its variables are given, and what stands in the
//! configuration.

use super::look::{Found, has_key_secret};
use super::{View, Walk};
use crate::finding::{Answer, Details, Fact};
use crate::json::Json;
use crate::judge::provider as provider_address;
use crate::path::Place;
use crate::plan::change::Action;
use crate::plan::config::Module;
use crate::plan::node::Node;
use crate::truth::Truth;
use crate::world::When;

/// What an output is called where attributes are.
pub(super) const OUTPUT: &str = "output";

/// Secrets in outputs that are not marked as sensitive: `terraform output` and every log of an apply show them.
pub(super) fn outputs(view: &View<'_, '_>) -> Vec<Answer> {
    let plan = view.world.plan;
    let each = plan.outputs.iter().flat_map(|output| {
        let node = match view.world.when {
            When::Before => output.before(),
            When::After => output.after(),
        };
        let address = format!("output.{}", output.name);
        let found = of(view, (OUTPUT, "value"), &node);
        found.into_iter().map(|found| answer(&address, SHOWN, found)).collect::<Vec<_>>()
    });
    each.collect()
}

/// Secrets that are written into the configuration beside resources: defaults of variables and what calls give them,
/// arguments of providers, and provisioners. A plan shows no configuration of before, so they are new wherever it changes
/// anything.
pub(super) fn configuration(view: &View<'_, '_>) -> Vec<Answer> {
    let configuration = &view.world.plan.configuration;
    let idle = view.world.plan.changes.iter().all(|change| matches!(change.action, Action::NoOp | Action::Read));
    let mut found = Vec::new();
    if !idle && view.world.when == When::Before {
        return found;
    }
    if let Some(root) = configuration.module(std::iter::empty()) {
        given(view, root, &mut found);
        of_module(view, root, "", &mut found);
    }
    for (key, provider) in &configuration.providers {
        let secrets = written(view, provider.expressions(), &Place::default());
        found.extend(secrets.into_iter().map(|secret| answer(&provider_address(key), WRITTEN, secret)));
    }
    found
}

/// What is given to the variables of the root module from outside, and is not the default.
fn given(view: &View<'_, '_>, root: &Module<'_>, found: &mut Vec<Answer>) {
    for (name, default) in root.plain_variables() {
        let Some(value) = view.world.plan.variable(name).filter(|value| default != Some(*value)) else { continue };
        let secrets = of(view, ("value", "value"), &Node::root(value, &Json::Null, &Json::Null));
        found.extend(secrets.into_iter().map(|secret| answer(&format!("variable.{name}"), GIVEN, secret)));
    }
}

fn of_module(view: &View<'_, '_>, module: &Module<'_>, path: &str, found: &mut Vec<Answer>) {
    for (name, default) in module.plain_variables() {
        let node = default.map(|default| Node::root(default, &Json::Null, &Json::Null));
        let secrets = node.map(|node| of(view, ("default", "default"), &node)).unwrap_or_default();
        let named = |secret| answer(&format!("{path}variable.{name}"), SHOWN, secret);
        found.extend(secrets.into_iter().map(named));
    }
    for (name, texts) in module.idle_locals() {
        let texts = Json::Array(texts.iter().map(|text| Json::String(text.as_str().into())).collect());
        let node = Node::root(&texts, &Json::Null, &Json::Null);
        let mut walk = Walk { view, of: None, attribute: "", pair: has_key_secret(&node), found: Vec::new() };
        walk.node(&node, &Place::default());
        walk.found.dedup_by(|(_, next), (_, first)| next == first);
        let secrets = walk.found.into_iter().map(|(_, secret)| (Place::of(name), secret));
        found.extend(secrets.map(|secret| answer(&format!("{path}local.{name}"), WRITTEN, secret)));
    }
    for (address, provisioners) in module.provisioners() {
        let secrets = written(view, provisioners, &Place::of("provisioner"));
        found.extend(secrets.into_iter().map(|secret| answer(&format!("{path}{address}"), WRITTEN, secret)));
    }
    for (name, call) in module.calls() {
        let path = format!("{path}module.{name}.");
        for (variable, _) in call.module.plain_variables() {
            let given = call.input(variable).map(|given| written(view, given, &Place::of("value")));
            let named = |secret| answer(&format!("{path}variable.{variable}"), WRITTEN, secret);
            found.extend(given.into_iter().flatten().map(named));
        }
        of_module(view, &call.module, &path, found);
    }
}

/// The secrets among the constants of expressions, each kind once.
fn written(view: &View<'_, '_>, expressions: &Json<'_>, place: &Place) -> Vec<(Place, Found)> {
    let pair = has_key_secret(&Node::root(expressions, &Json::Null, &Json::Null));
    let mut walk = Walk { view, of: None, attribute: "", pair, found: Vec::new() };
    constants(expressions, place, &mut |value, place| {
        walk.node(&Node::root(value, &Json::Null, &Json::Null), place);
    });
    walk.found.dedup_by(|(_, next), (_, first)| next == first);
    walk.found
}

/// Each constant with its place.
fn constants<'j>(expressions: &'j Json<'j>, place: &Place, take: &mut impl FnMut(&'j Json<'j>, &Place)) {
    match expressions {
        Json::Object(members) => match members.get("constant_value") {
            Some(value) => take(value, place),
            None => members.iter().for_each(|(name, inner)| constants(inner, &step(place, name), take)),
        },
        Json::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| constants(item, &place.at(at), take));
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

/// Expressions of a provisioner stand below a word of the plan format.
fn step(place: &Place, name: &str) -> Place {
    if name == "expressions" { place.clone() } else { place.get(name) }
}

/// The secrets in a value that is written as an argument of its block, each kind once.
fn of(view: &View<'_, '_>, (attribute, argument): (&str, &str), node: &Node<'_>) -> Vec<(Place, Found)> {
    let mut walk = Walk { view, of: None, attribute, pair: has_key_secret(node), found: Vec::new() };
    walk.node(node, &Place::of(argument));
    walk.found.dedup_by(|(_, next), (_, first)| next == first);
    walk.found
}

/// Why a secret is none where it stands.
const SHOWN: &str = "and is not marked as sensitive";
const WRITTEN: &str = "which is written in the configuration";
const GIVEN: &str = "which the plan keeps in clear, and its variable is not marked as sensitive";

fn answer(address: &str, why: &str, (place, secret): (Place, Found)) -> Answer {
    let note = format!("holds {}, {why}; the value is not shown", secret.what);
    Answer {
        address: address.into(),
        kind: String::new(),
        sub_key: Some(secret.what.to_owned()),
        message: format!("`{address}` carries {}", secret.what),
        passes: Truth::False,
        severity: secret.severity,
        facts: vec![Fact { address: Some(address.to_owned()), place, ..Fact::assumed(note) }],
        details: Details::default(),
    }
}
