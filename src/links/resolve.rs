//! Follows the references of an unknown attribute through modules, `count`, `for_each` and outputs.

mod leads;
mod null;
mod sketch;

use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::{Arc, PoisonError};

use super::{Certainty, Link, Reference, Rest};
use crate::iam::text::Part;
use crate::json::Json;
use crate::plan::address::{Key, Step, steps};
use crate::plan::config::references;
use crate::plan::node::{Node, State};
use crate::source::value::Value;
use crate::world::{Resource, World};

pub(super) use leads::leads;
pub(super) use null::is_null;

/// What a value names of which all references are known.
pub(super) const NO_RESOURCE: &str = "a value that is no resource";

/// Deepest chain of modules, outputs and pass-through attributes that is followed.
const DEEPEST: usize = 32;

/// The key of a resource block in the index of a world.
pub(super) fn block(calls: &[&str], data: bool, kind: &str, name: &str) -> String {
    format!("{}|{}{kind}.{name}", calls.join("."), if data { "data." } else { "" })
}

/// One step of a module path while references are followed.
#[derive(Clone)]
struct Call<'p> {
    name: &'p str,
    /// The instance; `None` inside is a call without repetition
    key: Instance<'p>,
}

#[derive(Clone, PartialEq)]
enum Instance<'p> {
    Is(Option<Key<'p>>),
    /// Any of them: which one can't be told
    Any,
}

/// Where references are read: a module instance, and the repetition they may pair with.
#[derive(Clone)]
struct Place<'p> {
    module: Vec<Call<'p>>,
    key: Option<Key<'p>>,
    for_each: &'p Json<'p>,
    /// Whether a reference without a key to a repeated block means the instance of the same key
    pairs: bool,
}

/// What following references came upon.
#[derive(Default)]
struct Trail<'p> {
    hits: Vec<Hit<'p>>,
    /// Attributes of resources whose types nobody opened
    unopened: Vec<(String, Rc<[Step<'p>]>)>,
    /// What can't be followed
    unresolved: BTreeSet<String>,
    /// Whether something known beside the hits may have chosen between them
    chosen: bool,
    /// Whether an instance key may have
    keyed: bool,
    /// Known values that it may be as well
    names: Vec<&'p str>,
    /// Whether it is what source says, of which nothing stands in a condition
    told: bool,
}

struct Hit<'p> {
    to: usize,
    attribute: Rc<[Step<'p>]>,
    sure: bool,
}

/// Attributes that every managed resource has once it exists, so that a reference to one is a value and not null.
const NEVER_NULL: [&str; 8] = ["arn", "id", "key_id", "name", "key_arn", "bucket", "identifier", "cluster_identifier"];

/// Whether an unknown value is certainly set: it is one attribute, never null, of one managed resource, or a string of
/// which source tells a part. What is known beside it chose it: had that chosen null, null would be known.
pub(super) fn is_set<'p>(world: &World<'p>, resource: &Resource<'p>, node: &Node<'p>) -> bool {
    let told = |part: &Part| matches!(part, Part::Literal(_) | Part::Escaped(_));
    if matches!(node.sketch(), Some(Value::Text(text)) if text.parts().iter().any(told)) {
        return true;
    }
    let trail = trail(world, resource, node, 0);
    let hits = trail.hits.iter().map(|hit| (hit.sure, &hit.attribute));
    let unopened = trail.unopened.iter().map(|(_, attribute)| (true, attribute));
    let mut named = hits.chain(unopened);
    // `x[each.key].arn` is listed as `x`: the attribute is not in the plan, and is taken for one of these.
    let never_null = |steps: &[Step<'_>]| match steps {
        [] => true,
        [step] => NEVER_NULL.contains(&step.name),
        _ => false,
    };
    match (named.next(), named.next()) {
        (Some((_, attribute)), None) => never_null(attribute) && trail.unresolved.is_empty(),
        // What source says that it may be, it is.
        (Some(first), Some(second)) if trail.told => {
            let mut all = [first, second].into_iter().chain(named);
            all.all(|(_, attribute)| never_null(attribute)) && trail.unresolved.is_empty()
        }
        _ => false,
    }
}

/// Where the expressions of a resource are read.
fn place_of<'p>(resource: &Resource<'p>) -> Place<'p> {
    let module = resource.address.module.iter();
    Place {
        module: module.map(|step| Call { name: step.name, key: Instance::Is(step.key.clone()) }).collect(),
        key: resource.address.key.clone(),
        for_each: resource.config().map_or(&Json::Null, |config| config.for_each()),
        pairs: false,
    }
}

/// An attribute as a reference names it.
fn text(steps: &[Step<'_>]) -> String {
    steps.iter().map(|step| step.name).collect::<Vec<_>>().join(".")
}

/// Follows the references of a value as far as they lead.
fn trail<'p>(world: &World<'p>, resource: &Resource<'p>, node: &Node<'p>, depth: usize) -> Trail<'p> {
    if let Some(trail) = sketch::trail(world, node) {
        return trail;
    }
    let place = place_of(resource);
    let mut trail = Trail::default();
    walk(world, &place, &node.references(), &mut trail, depth);
    trail
}

/// What an unknown attribute names among the resources of `kinds`.
pub(super) fn follow<'p>(
    world: &World<'p>,
    resource: &Resource<'p>,
    node: &Node<'p>,
    kinds: &[&str],
    depth: usize,
) -> Reference {
    if (node.references().is_empty() && node.sketch().is_none()) || depth > DEEPEST {
        let cause = format!("{}, whose expression the plan does not show", resource.name());
        return Reference { links: Vec::new(), rest: Rest::Unresolved(cause) };
    }
    conclude(world, resource, trail(world, resource, node, depth), kinds, depth)
}

/// What a value of source names among the resources of `kinds`, as one of several that an attribute may be.
pub(super) fn candidate<'p>(
    world: &World<'p>,
    resource: &Resource<'p>,
    value: &'p Value,
    kinds: &[&str],
) -> Option<Reference> {
    if let Some(name) = value.as_str() {
        return Some(world.refer_by_value(resource, name, kinds));
    }
    Some(conclude(world, resource, sketch::of_value(world, value)?, kinds, 0))
}

/// The same. What many instances of a block name alike, such as the instances of another under keys that are not in the plan,
/// is found once for all of them.
pub(super) fn follow_once<'p>(
    world: &World<'p>,
    resource: &Resource<'p>,
    node: &Node<'p>,
    kinds: &[&str],
) -> Reference {
    const MANY: usize = 8;
    let is_repeated = resource.address.key.is_some() && node.sketch().is_none() && !node.references().is_empty();
    let Some(expression) = node.expression().filter(|_| is_repeated) else {
        return follow(world, resource, node, kinds, 0);
    };
    let question = (std::ptr::from_ref(expression).addr(), format!("{kinds:?} {:?}", resource.address.module));
    if let Some(known) = world.links.followed.read().unwrap_or_else(PoisonError::into_inner).get(&question) {
        return known.clone();
    }
    let trail = trail(world, resource, node, 0);
    let is_alike = !trail.keyed;
    let reference = conclude(world, resource, trail, kinds, 0);
    if is_alike && reference.links.len() > MANY {
        let mut all = world.links.followed.write().unwrap_or_else(PoisonError::into_inner);
        all.insert(question, reference.clone());
    }
    reference
}

/// Turns the trail into links: those of the right type, through resources that only pass a value on.
fn conclude<'p>(
    world: &World<'p>,
    resource: &Resource<'p>,
    trail: Trail<'p>,
    kinds: &[&str],
    depth: usize,
) -> Reference {
    let mut links: Vec<Link> = Vec::new();
    let mut unresolved = trail.unresolved;
    unresolved.extend(trail.unopened.into_iter().map(|(name, _)| name));
    let (mut elsewhere, mut choosing) = (None, BTreeSet::new());
    let mut last: Option<(Rc<[Step<'p>]>, Arc<str>)> = None;
    let mut outside = None;
    for name in trail.names {
        let Reference { links: named, rest } = world.refer_by_value(resource, name, kinds);
        links.extend(named.into_iter().map(|link| Link { certainty: Certainty::May, ..link }));
        if let Rest::Elsewhere(name) = rest {
            outside = Some(Rest::Elsewhere(name));
        }
    }
    for hit in trail.hits {
        let Some(resource) = world.resource(hit.to) else { continue };
        let certainty = if hit.sure { Certainty::Must } else { Certainty::May };
        if kinds.contains(&resource.kind()) {
            // The instances of a block are named by the same.
            let attribute = match &last {
                Some((steps, attribute)) if Rc::ptr_eq(steps, &hit.attribute) => attribute.clone(),
                _ => text(&hit.attribute).into(),
            };
            links.push(Link { to: hit.to, attribute: attribute.clone(), certainty });
            last = Some((hit.attribute, attribute));
            continue;
        }
        let passed = pass_through(world, resource, &hit.attribute, kinds, depth);
        elsewhere = elsewhere.or_else(|| Some(resource.name().to_owned()));
        if passed.links.is_empty() && !trail.told && may_choose(world, resource, &hit.attribute) {
            choosing.insert(resource.name().to_owned());
        }
        links.extend(passed.links.into_iter().map(|link| Link { certainty: link.certainty.min(certainty), ..link }));
        if let Rest::Unresolved(cause) = passed.rest {
            unresolved.insert(cause);
        }
    }
    // By address, so that the order of the plan is not seen.
    let name = |link: &Link| world.resource(link.to).map(Resource::name);
    links.sort_by(|a, b| (name(a), a.to, b.certainty).cmp(&(name(b), b.to, a.certainty)));
    // An object that holds several attributes of a resource does not say which is meant.
    links.dedup_by(|later, link| {
        let same = later.to == link.to;
        if same && later.attribute != link.attribute {
            link.attribute = Arc::default();
        }
        same
    });
    // The order of the plan is not seen in what is told of it.
    links.sort_by_key(|link| world.resource(link.to).map(Resource::name));
    if !links.is_empty() {
        unresolved.extend(choosing);
    }
    // Several candidates beside something that may choose between them, or beside something unseen: each is possible.
    if !unresolved.is_empty() || (links.len() > 1 && trail.chosen) {
        links.iter_mut().for_each(|link| link.certainty = Certainty::May);
    }
    let rest = match (unresolved.into_iter().next(), elsewhere) {
        (Some(cause), _) => Rest::Unresolved(cause),
        (None, _) if outside.is_some() => outside.unwrap_or(Rest::Nothing),
        (None, Some(name)) if links.is_empty() => Rest::Elsewhere(name),
        (None, None) if links.is_empty() => Rest::Elsewhere(NO_RESOURCE.to_owned()),
        (None, _) => Rest::Nothing,
    };
    Reference { links, rest }
}

/// What stands beside a name and not in a condition: data that ARNs are made of, and what is named in place of a function.
const BESIDE: [&str; 4] = ["aws_caller_identity", "aws_lambda_alias", "aws_partition", "aws_region"];

/// Whether an attribute that is not looked for is not known, and may stand in a condition: of what else there is to choose
/// from, a plan lists no literals.
fn may_choose<'p>(world: &World<'p>, resource: &Resource<'p>, attribute: &[Step<'p>]) -> bool {
    let waits = |step: &Step<'p>| {
        let node = resource.root().get(step.name);
        matches!(world.state(resource, &node), State::Unknown | State::Omitted)
    };
    !BESIDE.contains(&resource.kind()) && attribute.first().is_none_or(waits)
}

/// Follows the attribute of a resource that is not looked for itself, such as the bucket of a bucket's companion.
fn pass_through<'p>(
    world: &World<'p>,
    resource: &Resource<'p>,
    attribute: &[Step<'p>],
    kinds: &[&str],
    depth: usize,
) -> Reference {
    let nothing = Reference { links: Vec::new(), rest: Rest::Nothing };
    let Some(first) = attribute.first() else { return nothing };
    // The id of a bucket's companion is the bucket's name.
    let companion = resource.kind().starts_with("aws_s3_bucket_") && first.name == "id";
    let name = if companion { "bucket" } else { first.name };
    let node = resource.root().get(name);
    match node.state() {
        State::Known(Json::String(value)) => world.refer_by_value(resource, value, kinds),
        State::Unknown if node.is_written() && depth < DEEPEST => follow(world, resource, &node, kinds, depth + 1),
        _ => nothing,
    }
}

fn walk<'p>(world: &World<'p>, place: &Place<'p>, named: &[&'p str], trail: &mut Trail<'p>, depth: usize) {
    if depth > DEEPEST {
        trail.unresolved.insert("a chain of references that is too long".to_owned());
        return;
    }
    let by_key = named.iter().any(|name| matches!(*name, "each.key" | "count.index"));
    let place = Place { pairs: place.pairs || by_key, ..place.clone() };
    for reference in most_specific(named) {
        let parts: Vec<Step<'_>> = steps(reference).collect();
        let Some((first, rest)) = parts.split_first() else { continue };
        match first.name {
            "each" if rest.first().is_some_and(|step| step.name == "value") => {
                // A collection without references is made of constants, which are known.
                let collection = references(place.for_each);
                let before = trail.hits.len();
                walk(world, &Place { pairs: true, ..place.clone() }, &collection, trail, depth + 1);
                // `{ a = x.id, b = y.id }` is listed as x and y: which of them this key has is not in the plan.
                trail.chosen = trail.chosen || trail.hits.len() > before + 1;
            }
            "each" | "count" | "path" | "terraform" | "self" => {}
            "var" => input(world, &place, rest, trail, depth),
            "local" => local(world, &place, rest, trail, depth),
            "module" => output(world, &place, rest, trail, depth),
            "data" => hit(world, &place, true, rest, trail),
            _ => hit(world, &place, false, &parts, trail),
        }
    }
}

/// Leaves out references that only repeat a part of the one before.
fn most_specific<'p>(named: &[&'p str]) -> Vec<&'p str> {
    let mut kept: Vec<&str> = Vec::new();
    for name in named {
        let repeats = |longer: &&str| {
            longer.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        if !kept.iter().any(repeats) {
            kept.push(name);
        }
    }
    kept
}

/// A variable: what the module's call gives it, read where the call stands.
fn input<'p>(world: &World<'p>, place: &Place<'p>, rest: &[Step<'p>], trail: &mut Trail<'p>, depth: usize) {
    trail.chosen = true;
    let (Some(variable), Some((call, parents))) = (rest.first(), place.module.split_last()) else { return };
    let config = world.plan.configuration.module(parents.iter().map(|call| call.name));
    let Some(config) = config.and_then(|module| module.call(call.name)) else {
        trail.unresolved.insert(format!("var.{}", variable.name));
        return;
    };
    let Some(expression) = config.input(variable.name) else { return };
    let key = match &call.key {
        Instance::Is(key) => key.clone(),
        Instance::Any => None,
    };
    let outer = Place { module: parents.to_vec(), key, for_each: config.for_each(), pairs: false };
    let before = trail.hits.len();
    let chosen = trail.chosen;
    trail.chosen = false;
    walk(world, &outer, &references(expression), trail, depth + 1);
    // A variable that leads to a resource is the value itself, and chooses nothing.
    let led = trail.hits.len() > before;
    trail.chosen = trail.chosen || (chosen && !led);
}

/// A local value: what its expression refers to, where the source shows it.
fn local<'p>(world: &World<'p>, place: &Place<'p>, rest: &[Step<'p>], trail: &mut Trail<'p>, depth: usize) {
    let Some((first, more)) = rest.split_first() else { return };
    let key = |key: &Key<'p>| match key {
        Key::Index(index) => index.to_string(),
        Key::Name(name) => name.to_string(),
    };
    let inner = more.iter().flat_map(|step| [Some(step.name.to_owned()), step.key.as_ref().map(key)]);
    let path: Vec<String> = [first.key.as_ref().map(key)].into_iter().chain(inner).flatten().collect();
    let module = world.plan.configuration.module(place.module.iter().map(|call| call.name));
    let Some(local) = module.and_then(|module| module.local(first.name, &path)) else {
        // A function that waits for the time or for chance is listed as a local value of its name.
        let is_call = first.name.ends_with("()");
        trail.unresolved.insert(if is_call { first.name.to_owned() } else { format!("local.{}", first.name) });
        return;
    };
    trail.chosen |= local.chooses;
    let named: Vec<&'p str> = local.references.iter().map(String::as_str).collect();
    walk(world, place, &named, trail, depth + 1);
}

/// An output of a child module, read inside of it. `module.m[each.key].id` is listed as `module.m`: then it may be any
/// of the module's outputs.
fn output<'p>(world: &World<'p>, place: &Place<'p>, rest: &[Step<'p>], trail: &mut Trail<'p>, depth: usize) {
    let Some((call, names_output)) = rest.split_first() else { return };
    let names: Vec<&str> = place.module.iter().map(|call| call.name).chain([call.name]).collect();
    let module = world.plan.configuration.module(names.iter().copied());
    let wanted = names_output.first();
    let expressions: Vec<&'p Json<'p>> = match (module, wanted) {
        (Some(module), Some(name)) => module.output(name.name).into_iter().collect(),
        (Some(module), None) => module.outputs().collect(),
        (None, _) => Vec::new(),
    };
    if expressions.is_empty() {
        trail.unresolved.insert(format!("module.{}", call.name));
    }
    let outer = world.plan.configuration.module(place.module.iter().map(|call| call.name));
    let repeated = outer.and_then(|module| module.call(call.name)).is_some_and(|call| call.repeated);
    let key = match (&call.key, place.pairs) {
        (Some(key), _) => Instance::Is(Some(key.clone())),
        (None, _) if !repeated => Instance::Is(None),
        (None, true) if place.key.is_some() => {
            trail.keyed = true;
            Instance::Is(place.key.clone())
        }
        (None, _) => Instance::Any,
    };
    let mut inner = place.module.clone();
    inner.push(Call { name: call.name, key });
    // An output that is a map of instances is picked from by the key behind it.
    let picked = wanted.and_then(|name| name.key.clone());
    let place = Place { module: inner, pairs: picked.is_some(), key: picked, for_each: &Json::Null };
    for expression in expressions {
        walk(world, &place, &references(expression), trail, depth + 1);
    }
}

/// A resource: the instances it can mean.
fn hit<'p>(world: &World<'p>, place: &Place<'p>, data: bool, parts: &[Step<'p>], trail: &mut Trail<'p>) {
    let [kind, name, attribute @ ..] = parts else { return };
    let calls: Vec<&str> = place.module.iter().map(|call| call.name).collect();
    let block = block(&calls, data, kind.name, name.name);
    let Some(ids) = world.block(&block) else {
        // Data read before planning is known, so nothing waits for it.
        if !data {
            trail.unopened.push((format!("{}.{}", kind.name, name.name), attribute.into()));
        }
        return;
    };
    let inside = |resource: &&Resource<'p>| {
        resource.address.module.iter().zip(&place.module).all(|(step, call)| match &call.key {
            Instance::Is(key) => step.key == *key,
            Instance::Any => true,
        })
    };
    let all: Vec<&Resource<'p>> = ids.iter().filter_map(|id| world.resource(*id)).filter(inside).collect();
    let own = place.key.as_ref().filter(|_| place.pairs);
    trail.keyed |= own.is_some();
    let wanted = name.key.as_ref().or(own);
    let same_key: Vec<&Resource<'p>> =
        all.iter().copied().filter(|resource| wanted.is_some() && resource.address.key.as_ref() == wanted).collect();
    let candidates = if same_key.is_empty() { &all } else { &same_key };
    let sure = candidates.len() == 1;
    let attribute: Rc<[Step<'p>]> = attribute.into();
    trail.hits.extend(candidates.iter().map(|resource| Hit { to: resource.id, attribute: attribute.clone(), sure }));
}
