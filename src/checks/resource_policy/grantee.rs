//! Grants without a document: an attribute in, whom it lets in out.

use crate::checks::View;
use crate::checks::iam::answer;
use crate::finding::{Answer, Details, Fact};
use crate::iam::text::Symbol;
use crate::json::Json;
use crate::links::{End, Lead};
use crate::path::Place;
use crate::plan::node::{Node, State};
use crate::policy::Severity;
use crate::truth::Truth;
use crate::world::Resource;

/// Who an attribute names.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Grantee {
    /// As written
    Known(String),
    /// It waits for something
    Unknown(String),
}

/// Whom an attribute lets in. The ARN or id of an AWS resource of the plan names nobody else.
pub(super) fn grantees<'p>(view: &View<'_, 'p>, resource: &Resource<'p>, attribute: &str) -> Vec<Grantee> {
    let world = view.world;
    let list = node(resource, attribute);
    let one = |node: &Node<'p>| match world.state(resource, node) {
        // Accounts that share a document stand in one text.
        State::Known(Json::String(text)) => text.split(',').map(|id| Grantee::Known(id.trim().to_owned())).collect(),
        State::Known(other) => vec![Grantee::Unknown(format!("a {} that names somebody", other.kind()))],
        State::Unknown => {
            let leads = world.leads(resource, node);
            // The attribute of `aws_iam_role.r[each.key].arn` does not stand in the plan.
            let names = |address: &str, attribute: &str| match attribute {
                "" => ["aws_iam_", "aws_organizations_"].iter().any(|kind| address.contains(kind)),
                _ => address.contains("aws_") && Symbol::new(address, attribute).is_identity(),
            };
            let own = |end: &End| match end {
                End::Resource { to, attribute, .. } => {
                    world.resource(*to).is_some_and(|target| names(target.name(), attribute))
                }
                End::Unopened { name, attribute } => names(name, attribute),
            };
            let led = |lead: &Lead| lead.unresolved.is_none() && !lead.ends.is_empty() && lead.ends.iter().all(own);
            let cause = leads.iter().find(|lead| !led(lead)).map(|lead| lead.reference.clone());
            let cause = cause.or_else(|| leads.is_empty().then(|| format!("`{attribute}`")));
            cause.map(Grantee::Unknown).into_iter().collect()
        }
        State::Null | State::Absent | State::Omitted => Vec::new(),
    };
    match list.items() {
        Some(items) => items.iter().flat_map(one).collect(),
        None => one(&list),
    }
}

fn node<'p>(resource: &Resource<'p>, attribute: &str) -> Node<'p> {
    let step = |node: Node<'p>, name: &str| name.parse().map_or_else(|_| node.get(name), |index| node.at(index));
    attribute.split('.').fold(resource.root(), step)
}

fn place(attribute: &str) -> Place {
    let step = |place: Place, name: &str| name.parse().map_or_else(|_| place.get(name), |index| place.at(index));
    attribute.split('.').fold(Place::default(), step)
}

/// An answer that waits for an attribute.
pub(super) fn waiting(
    view: &View<'_, '_>,
    resource: &Resource<'_>,
    severity: Severity,
    message: &str,
    (attribute, cause): (&str, &str),
) -> Option<Answer> {
    let mut found = answer(view, resource.id, Truth::Unknown, message)?;
    found.severity = severity;
    let fact = Fact::new(resource, &place(attribute), format!("is not known: {cause}"));
    found.facts = vec![fact.waits_for(cause)];
    Some(found)
}

/// An answer about an attribute.
pub(super) fn plain(
    view: &View<'_, '_>,
    resource: &Resource<'_>,
    (truth, severity): (Truth, Severity),
    message: &str,
    attribute: &str,
    note: &str,
) -> Option<Answer> {
    let mut found = answer(view, resource.id, !truth, message)?;
    found.severity = severity;
    let node = node(resource, attribute);
    let fact = Fact::new(resource, &place(attribute), format!("names `{note}`"));
    let fact = fact.showing(node.shown(attribute));
    found.facts =
        vec![if truth.is_unknown() { fact.waits_for("one's own account ids are not established") } else { fact }];
    Some(Answer { details: Details::default(), ..found })
}
