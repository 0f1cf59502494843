//! The secret of an access key of the plan: an expression that refers to it, or a text that holds it, in; the secret out.
//! That of a new key is known only after apply, and one that is known has no form that tells it from other texts.

use std::collections::BTreeMap;

use foldhash::HashSet;

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
            let key = world.resource(*to).filter(|one| one.kind() == KEY);
            SECRETS.contains(&attribute.as_str()) && key.is_some_and(|key| !is_wrapped(world, key))
        }
        End::Unopened { .. } => false,
    };
    let found = leads.iter().any(|lead| !lead.ends.is_empty() && lead.ends.iter().all(is_secret));
    found.then(found_secret)
}

/// Whether a key shows its secrets only encrypted, for the holder of a PGP key.
/// <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/iam_access_key#attribute-reference>
fn is_wrapped<'p>(world: &World<'p>, key: &Resource<'p>) -> bool {
    match world.state(key, &key.root().get("pgp_key")) {
        // The provider takes an empty one for none.
        State::Known(Json::String(key)) => !key.is_empty(),
        State::Known(_) | State::Unknown => true,
        State::Null | State::Absent | State::Omitted => false,
    }
}

/// The secret of a key of this world that stands in a text.
pub(super) fn held(world: &World<'_>, text: &str) -> Option<Found> {
    (may(world) && world.model(Known::new).is_in(text)).then(found_secret)
}

/// The secrets of all keys of a world, by how long they are.
#[derive(Default)]
struct Known(BTreeMap<usize, HashSet<Vec<u8>>>);

impl Known {
    fn new(world: &World<'_>) -> Self {
        let mut known = Self::default();
        for state in world.of_kind(KEY).flat_map(|key| SECRETS.map(|name| key.root().get(name).state())) {
            if let State::Known(Json::String(secret)) = state
                && !secret.is_empty()
            {
                known.0.entry(secret.len()).or_default().insert(secret.as_bytes().to_vec());
            }
        }
        known
    }

    fn is_in(&self, text: &str) -> bool {
        self.0.iter().any(|(length, secrets)| text.as_bytes().windows(*length).any(|part| secrets.contains(part)))
    }
}

fn found_secret() -> Found {
    Found { what: "the secret of an access key of AWS", severity: Severity::High }
}
