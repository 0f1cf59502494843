//! The secret of an access key of the plan: an expression that refers to it, or a text that holds it, in; the secret out.
//! That of a new key is known only after apply, and one that is known has no form that tells it from other texts.

use super::look::Found;
use crate::json::Json;
use crate::links::End;
use crate::plan::node::{Node, State};
use crate::policy::Severity;
use crate::world::{Resource, World};

const KEY: &str = "aws_iam_access_key";

/// What a key shows once, and what is made of that.
const SECRETS: [&str; 2] = ["secret", "ses_smtp_password_v4"];

/// Whether the plan has a key to refer to.
pub(super) fn may(world: &World<'_>) -> bool {
    world.of_kind(KEY).next().is_some()
}

/// The secret that a value, which the plan does not show, is made of.
pub(super) fn secret<'p>(world: &World<'p>, resource: &Resource<'p>, node: &Node<'p>) -> Option<Found> {
    let leads = if may(world) { world.leads(resource, node) } else { Vec::new() };
    let is_secret = |end: &End| match end {
        End::Resource { to, attribute, .. } => {
            world.resource(*to).is_some_and(|one| one.kind() == KEY) && SECRETS.contains(&attribute.as_str())
        }
        End::Unopened { .. } => false,
    };
    let found = leads.iter().any(|lead| !lead.ends.is_empty() && lead.ends.iter().all(is_secret));
    found.then(found_secret)
}

/// The secret of a key of this world that stands in a text.
pub(super) fn held(world: &World<'_>, text: &str) -> Option<Found> {
    let mut secrets = world.of_kind(KEY).flat_map(|key| SECRETS.map(|name| key.root().get(name).state()));
    let is_in = |state: State<'_>| match state {
        State::Known(Json::String(secret)) => !secret.is_empty() && text.contains(secret.as_ref()),
        _ => false,
    };
    secrets.any(is_in).then(found_secret)
}

fn found_secret() -> Found {
    Found { what: "the secret of an access key of AWS", severity: Severity::High }
}
