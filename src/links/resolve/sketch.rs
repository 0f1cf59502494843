//! What source says that an unknown value refers to: attributes of resources in, the same trail out as the references
//! of the configuration leave. An expression that chooses has chosen there, and a local value is no secret.

use std::sync::Arc;

use super::{Hit, Trail, block};
use crate::iam::text::{Part, Symbol};
use crate::plan::address::{Address, steps};
use crate::plan::node::Node;
use crate::source::value::Value;
use crate::world::World;

/// The trail of a value that is one attribute of one resource, or a list of such. `None` where source does not say.
pub(super) fn trail<'p>(world: &World<'p>, node: &Node<'p>) -> Option<Trail<'p>> {
    of_value(world, node.sketch()?)
}

/// The trail of a value of source.
pub(super) fn of_value<'p>(world: &World<'p>, value: &'p Value) -> Option<Trail<'p>> {
    let mut trail = Trail { told: true, ..Trail::default() };
    collect(world, value, &mut trail)?;
    (!trail.hits.is_empty() || !trail.unopened.is_empty() || !trail.names.is_empty()).then_some(trail)
}

fn collect<'p>(world: &World<'p>, value: &'p Value, trail: &mut Trail<'p>) -> Option<()> {
    match value {
        Value::Symbol(symbol) => named(world, symbol, trail),
        Value::Text(text) => match text.parts() {
            [Part::Symbol(symbol)] => named(world, symbol, trail),
            _ => text.as_literal().map(|_| ()),
        },
        Value::List { items, .. } => items.iter().try_for_each(|item| collect(world, item, trail)),
        Value::Either { of, cause } => of.iter().try_for_each(|one| either(world, one, cause, trail)),
        _ => None,
    }
}

/// One of several that a value may be: which of them is not known.
fn either<'p>(world: &World<'p>, value: &'p Value, cause: &Arc<str>, trail: &mut Trail<'p>) -> Option<()> {
    let before = trail.hits.len();
    match value {
        Value::Null => _ = trail.unresolved.insert(cause.to_string()),
        Value::Text(text) if text.as_literal() == Some("") => _ = trail.unresolved.insert(cause.to_string()),
        Value::Text(text) if text.as_literal().is_some() => trail.names.extend(text.as_literal()),
        one => collect(world, one, trail)?,
    }
    trail.hits.iter_mut().skip(before).for_each(|hit| hit.sure = false);
    trail.chosen = true;
    Some(())
}

fn named<'p>(world: &World<'p>, symbol: &'p Symbol, trail: &mut Trail<'p>) -> Option<()> {
    let address = Address::parse(&symbol.address)?;
    let calls: Vec<&str> = address.module.iter().map(|step| step.name).collect();
    let attribute = steps(&symbol.attribute).collect();
    match world.block(&block(&calls, address.data, address.kind, address.name)) {
        Some(ids) => {
            let mut all = ids.iter().filter_map(|id| world.resource(*id));
            let to = all.find(|resource| resource.name() == &*symbol.address)?.id;
            trail.hits.push(Hit { to, attribute, sure: true });
        }
        None if address.data => return None,
        None => trail.unopened.push((format!("{}.{}", address.kind, address.name), attribute)),
    }
    Some(())
}
