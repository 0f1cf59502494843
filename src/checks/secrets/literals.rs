//! Literals where secrets belong: an attribute that is meant for one in, the places where the configuration itself says
//! what it is out.

use super::expression;
use super::look::{addresses_with_one, is_literal, is_named};
use crate::json::Json;
use crate::path::{Place, PlaceStep};
use crate::plan::node::Node;
use crate::world::{Resource, World};

/// Where the configuration gives literals for an attribute that is for a secret, or for some in its blocks.
pub(super) fn literals(world: &World<'_>, resource: &Resource<'_>, name: &str) -> Vec<Place> {
    let mut found = Vec::new();
    if let Some(expression) = expression(world, resource, name) {
        within(&resource.root().get(name), expression, &Place::of(name), &mut found);
    }
    found
}

fn within(node: &Node<'_>, expression: &Json<'_>, place: &Place, found: &mut Vec<Place>) {
    match (expression.get("constant_value"), expression) {
        (Some(Json::String(text)), _) if !text.is_empty() => found.push(place.clone()),
        (Some(Json::Array(items)), _)
            if items.iter().any(|item| item.as_str().is_some_and(|text| !text.is_empty())) =>
        {
            found.push(place.clone());
        }
        // Of a map by no means all is secret.
        (Some(Json::Object(members)), _) => {
            let is_secret = |key: &str, value: &str| is_named(key) && is_literal(value) || addresses_with_one(value);
            let secret = members.iter().filter(|(key, value)| value.as_str().is_some_and(|text| is_secret(key, text)));
            found.extend(secret.map(|(key, _)| place.with(PlaceStep::Name(key.to_owned()))));
        }
        (None, Json::Array(blocks)) => {
            for (index, block) in blocks.iter().enumerate() {
                within(&node.at(index), block, &place.with(PlaceStep::Index(index)), found);
            }
        }
        (None, Json::Object(members)) if expression.get("references").is_none() => {
            for (name, member) in members.iter() {
                let inner = node.get(name);
                // A provider may mark who logs in, too.
                if inner.is_sensitive() && name != "username" {
                    within(&inner, member, &place.with(PlaceStep::Name(name.to_owned())), found);
                }
            }
        }
        _ => {}
    }
}
