//! Whether an unknown value is null: what its expression refers to in, yes or perhaps not out.
//!
//! Null leaves an attribute to the provider, and one that the provider computes is then unknown, though its expression waits
//! for nothing. `timestamp()` and `uuid()` leave it unknown, too, and a plan lists no functions: so it is not enough that
//! all an expression refers to is known. Null comes from somewhere: one of the references has to be null.

use super::{Call, Instance, Place, most_specific, place_of, trail};
use crate::json::Json;
use crate::plan::address::{Key, Step, steps};
use crate::plan::config::references;
use crate::plan::node::{Node, State};
use crate::source::value::Value;
use crate::world::{Resource, World};

/// Members of a value, from the outside in.
type Members<'p> = Vec<Key<'p>>;

/// What is looked for where references end.
type Wanted = fn(&Json<'_>) -> bool;

/// Whether an unknown value of a new object is null. Where source tells of a value, it tells null by itself.
pub(in crate::links) fn is_null<'p>(world: &World<'p>, resource: &Resource<'p>, node: &Node<'p>) -> bool {
    let is_told = match node.sketch() {
        Some(Value::Unknown(cause)) => cause.contains("()"),
        sketch => sketch.is_some(),
    };
    if !resource.is_new() || node.has_value() || is_told {
        return false;
    }
    leads_to(world, resource, node, is_no_value)
}

fn is_no_value(value: &Json<'_>) -> bool {
    *value == Json::Null
}

fn is_no_element(value: &Json<'_>) -> bool {
    *value == Json::Null || value.as_array().is_some_and(<[_]>::is_empty)
}

/// Whether one of the references of a value's expression is what is wanted, and all the others are known.
fn leads_to<'p>(world: &World<'p>, resource: &Resource<'p>, node: &Node<'p>, wanted: Wanted) -> bool {
    if !among(world, &place_of(resource), &node.references(), &Members::new(), (0, wanted)) {
        return false;
    }
    let trail = trail(world, resource, node, 0);
    let mut hits = trail.hits.iter().map(|hit| (world.resource(hit.to), hit.attribute.first()));
    let known = |(target, attribute): (Option<&Resource<'p>>, Option<&Step<'p>>)| match (target, attribute) {
        (Some(target), Some(step)) => matches!(target.root().get(step.name).state(), State::Known(_) | State::Null),
        _ => false,
    };
    trail.unresolved.is_empty() && trail.unopened.is_empty() && hits.all(known)
}

impl<'p> World<'p> {
    /// Whether an argument of a resource is written, and none of what it is made of is null: null leaves it to the provider.
    pub fn is_given(&self, resource: &Resource<'p>, name: &str) -> bool {
        let Some(expression) = resource.config().and_then(|config| config.expressions().get(name)) else {
            return false;
        };
        match expression.get("constant_value") {
            Some(constant) => *constant != Json::Null,
            None => !among(self, &place_of(resource), &references(expression), &Members::new(), (0, is_no_value)),
        }
    }

    /// Whether a list that is not known was written without an element: the provider computes it, and it is left to it
    /// until the object exists.
    pub fn is_empty(&self, resource: &Resource<'p>, name: &str) -> bool {
        let node = resource.root().get(name);
        let Some(expression) = resource.config().and_then(|config| config.expressions().get(name)) else {
            return false;
        };
        node.state() == State::Unknown
            && match expression.get("constant_value") {
                Some(constant) => is_no_element(constant),
                None => leads_to(self, resource, &node, is_no_element),
            }
    }
}

/// Whether one of the references of an expression is what is wanted; of the members of what it gives, where it has only one.
fn among<'p>(
    world: &World<'p>,
    place: &Place<'p>,
    named: &[&'p str],
    members: &Members<'p>,
    (depth, wanted): (usize, Wanted),
) -> bool {
    match most_specific(named).as_slice() {
        _ if depth > super::DEEPEST => false,
        [only] => is_reference(world, place, only, members, (depth, wanted)),
        several => {
            members.is_empty() && several.iter().any(|one| is_reference(world, place, one, members, (depth, wanted)))
        }
    }
}

fn is_reference<'p>(
    world: &World<'p>,
    place: &Place<'p>,
    name: &'p str,
    members: &Members<'p>,
    (depth, wanted): (usize, Wanted),
) -> bool {
    let parts: Vec<Step<'p>> = steps(name).collect();
    let inner = |first: &Step<'p>, rest: &[Step<'p>]| -> Members<'p> {
        let rest = rest.iter().flat_map(|step| [Some(Key::Name(step.name.into())), step.key.clone()]);
        [first.key.clone()].into_iter().chain(rest).flatten().chain(members.iter().cloned()).collect()
    };
    match parts.as_slice() {
        [Step { name: "var", .. }, variable, rest @ ..] => {
            input(world, place, variable.name, &inner(variable, rest), (depth, wanted))
        }
        [Step { name: "each", .. }, value, rest @ ..] if value.name == "value" => {
            let members = inner(value, rest);
            // What is not there under a key may have got another one.
            let Some(key) = place.key.clone().filter(|_| !members.is_empty()) else { return false };
            let members = [key].into_iter().chain(members).collect();
            written(world, &Place { key: None, ..place.clone() }, place.for_each, &members, (depth, wanted))
        }
        [Step { name: "module", .. }, call, output, rest @ ..] => {
            let mut module = place.module.clone();
            module.push(Call {
                name: call.name,
                key: call.key.clone().map_or(Instance::Any, |key| Instance::Is(Some(key))),
            });
            let config = world.plan.configuration.module(module.iter().map(|call| call.name));
            let Some(expression) = config.and_then(|config| config.output(output.name)) else { return false };
            let place = Place { module, key: None, for_each: &Json::Null, pairs: false };
            written(world, &place, expression, &inner(output, rest), (depth, wanted))
        }
        _ => false,
    }
}

fn written<'p>(
    world: &World<'p>,
    place: &Place<'p>,
    expression: &'p Json<'p>,
    members: &Members<'p>,
    (depth, wanted): (usize, Wanted),
) -> bool {
    match expression.get("constant_value") {
        Some(constant) => is_at(constant, members, wanted),
        None => among(world, place, &references(expression), members, (depth + 1, wanted)),
    }
}

/// Whether what a variable is given is what is wanted, or its default where it is given nothing.
fn input<'p>(
    world: &World<'p>,
    place: &Place<'p>,
    name: &str,
    members: &Members<'p>,
    (depth, wanted): (usize, Wanted),
) -> bool {
    let module = |calls: &[Call<'p>]| world.plan.configuration.module(calls.iter().map(|call| call.name));
    let by_default =
        || module(&place.module).and_then(|own| own.default(name)).is_some_and(|one| is_at(one, members, wanted));
    let Some((call, outer)) = place.module.split_last() else {
        return world.plan.variable(name).map_or_else(by_default, |value| is_at(value, members, wanted));
    };
    let Some(config) = module(outer).and_then(|outer| outer.call(call.name)) else { return false };
    let key = match &call.key {
        Instance::Is(key) => key.clone(),
        Instance::Any => None,
    };
    let place = Place { module: outer.to_vec(), key, for_each: config.for_each(), pairs: false };
    config.input(name).map_or_else(by_default, |given| written(world, &place, given, members, (depth, wanted)))
}

/// Whether a value is what is wanted at a place, or null on the way there: an object may be written around it. A member that
/// is not there is: `try` and `optional` make null of it.
fn is_at(value: &Json<'_>, members: &[Key<'_>], wanted: Wanted) -> bool {
    let Some((first, rest)) = members.split_first() else { return wanted(value) };
    match (value, first) {
        (Json::Null, _) => true,
        (Json::Object(object), Key::Name(name)) => match object.get(name) {
            Some(inner) => is_at(inner, rest, wanted),
            None => rest.is_empty(),
        },
        (Json::Array(items), Key::Index(index)) => {
            let inner = usize::try_from(*index).ok().and_then(|index| items.get(index));
            inner.is_some_and(|inner| is_at(inner, rest, wanted))
        }
        _ => false,
    }
}
