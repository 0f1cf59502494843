//! Secrets that an expression puts in a place by reference: an expression in, what it is made of out. They are known only
//! after apply.

use super::look::Found;
use crate::links::End;
use crate::plan::node::Node;
use crate::policy::Severity;
use crate::world::{Resource, World};

const KEY: &str = "aws_iam_access_key";

/// What a key shows once, and what is made of that.
const SECRETS: [&str; 2] = ["secret", "ses_smtp_password_v4"];

/// Whether the plan has a key to refer to.
pub(super) fn may(world: &World<'_>) -> bool {
    world.of_kind(KEY).next().is_some()
}

/// The secret that a value is made of, which the plan does not know yet.
pub(super) fn secret<'p>(world: &World<'p>, resource: &Resource<'p>, node: &Node<'p>) -> Option<Found> {
    let leads = if may(world) { world.leads(resource, node) } else { Vec::new() };
    let is_secret = |end: &End| match end {
        End::Resource { to, attribute, .. } => {
            world.resource(*to).is_some_and(|one| one.kind() == KEY) && SECRETS.contains(&attribute.as_str())
        }
        End::Unopened { .. } => false,
    };
    let found = leads.iter().any(|lead| !lead.ends.is_empty() && lead.ends.iter().all(is_secret));
    found.then_some(Found { what: "the secret of an access key of AWS", severity: Severity::High })
}
