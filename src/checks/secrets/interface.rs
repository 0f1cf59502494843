//! Secrets in what a module shows of itself: the outputs of the root module, and the defaults of variables.

use super::look::{Found, has_key_secret};
use super::{View, Walk};
use crate::finding::{Answer, Details, Fact};
use crate::json::Json;
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
        found.into_iter().map(|found| answer(&address, found)).collect::<Vec<_>>()
    });
    each.collect()
}

/// Secrets in the defaults of variables. A plan shows no configuration of before, so they are new wherever it changes
/// anything.
pub(super) fn defaults(view: &View<'_, '_>) -> Vec<Answer> {
    let idle = view.world.plan.changes.iter().all(|change| matches!(change.action, Action::NoOp | Action::Read));
    let mut found = Vec::new();
    if let Some(root) = view.world.plan.configuration.module(std::iter::empty())
        && (idle || view.world.when == When::After)
    {
        of_module(view, root, &mut Vec::new(), &mut found);
    }
    found
}

fn of_module<'m>(view: &View<'_, '_>, module: &'m Module<'_>, path: &mut Vec<&'m str>, found: &mut Vec<Answer>) {
    for (name, default) in module.defaults() {
        let secrets = of(view, ("default", "default"), &Node::root(default, &Json::Null, &Json::Null));
        let address = || path.iter().map(|call| format!("module.{call}.")).chain([format!("variable.{name}")]);
        found.extend(secrets.into_iter().map(|found| answer(&address().collect::<String>(), found)));
    }
    for (name, called) in module.calls() {
        path.push(name);
        of_module(view, called, path, found);
        path.pop();
    }
}

/// The secrets in a value that is written as an argument of its block, each kind once.
fn of(view: &View<'_, '_>, (attribute, argument): (&str, &str), node: &Node<'_>) -> Vec<(Place, Found)> {
    let mut walk = Walk { view, attribute, pair: has_key_secret(node), found: Vec::new() };
    walk.node(node, &Place::of(argument));
    walk.found.dedup_by(|(_, next), (_, first)| next == first);
    walk.found
}

fn answer(address: &str, (place, secret): (Place, Found)) -> Answer {
    let note = format!("holds {}, and is not marked as sensitive; the value is not shown", secret.what);
    Answer {
        address: address.to_owned(),
        kind: String::new(),
        sub_key: Some(secret.what.to_owned()),
        message: format!("`{address}` carries {}", secret.what),
        passes: Truth::False,
        severity: secret.severity,
        facts: vec![Fact { address: Some(address.to_owned()), place, ..Fact::assumed(note) }],
        details: Details::default(),
    }
}
