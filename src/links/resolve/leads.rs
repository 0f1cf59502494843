//! Each reference of an expression by itself: an expression in, what each leads to out.

use super::{Place, Trail, place_of, text, walk};
use crate::links::{End, Lead};
use crate::plan::node::Node;
use crate::world::{Resource, World};

/// What each reference of an expression leads to. Terraform lists a reference as often as it is written, each followed
/// by its own less specific forms.
pub(in crate::links) fn leads<'p>(world: &World<'p>, resource: &Resource<'p>, node: &Node<'p>) -> Vec<Lead> {
    let named = node.references();
    let pairs = named.iter().any(|name| matches!(*name, "each.key" | "count.index"));
    let place = Place { pairs, ..place_of(resource) };
    let mut leads: Vec<Lead> = Vec::new();
    let mut last = "";
    for name in named {
        let repeats = last.strip_prefix(name).is_some_and(|rest| rest.starts_with(['.', '[']));
        if !repeats && name != "each.key" && name != "count.index" {
            leads.push(lead(world, &place, name));
        }
        last = name;
    }
    leads
}

fn lead<'p>(world: &World<'p>, place: &Place<'p>, name: &'p str) -> Lead {
    let mut trail = Trail::default();
    walk(world, place, &[name], &mut trail, 0);
    let hits = trail.hits.iter();
    let hits = hits.map(|hit| End::Resource { to: hit.to, attribute: text(&hit.attribute), sure: hit.sure });
    let unopened = trail.unopened.iter();
    let unopened = unopened.map(|(name, steps)| End::Unopened { name: name.clone(), attribute: text(steps) });
    Lead {
        reference: name.to_owned(),
        ends: hits.chain(unopened).collect(),
        unresolved: trail.unresolved.into_iter().next(),
    }
}
