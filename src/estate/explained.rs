//! What a role repeats of other resources: a world in, which policies of its own attributes stand elsewhere out.
//!
//! A role shows what is on it in attributes that the provider computes where nobody writes them, and a plan keeps them as they
//! were read, be it that it takes away what they show:
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/iam_role>.

use foldhash::HashMap;

use crate::json::Json;
use crate::plan::change::Tree;
use crate::plan::node::{Node, State};
use crate::world::{Presence, Resource, When, World};

/// What puts policies on roles: its type, and where it names the role and the policy.
const BY: [(&str, &str, &str); 4] = [
    ("aws_iam_role_policy", "role", "name"),
    ("aws_iam_role_policy_attachment", "role", "policy_arn"),
    ("aws_iam_policy_attachment", "roles", "policy_arn"),
    ("aws_iam_role_policy_attachments_exclusive", "role_name", "policy_arns"),
];

/// The resources that put a policy on a role, by the name of the role and the name or ARN of the policy.
type Named = HashMap<(String, String), Vec<usize>>;

/// What resources of the plan put on roles.
#[derive(Default)]
pub(super) struct Explained {
    /// Those that do in this world
    here: Named,
    /// Those that did when the roles were read
    read: Named,
}

impl Explained {
    /// Reads what puts policies on roles.
    pub(super) fn new(world: &World<'_>) -> Self {
        let mut explained = Self::default();
        for (kind, role, policy) in BY {
            for one in world.all_of_kind(kind).filter(|one| !one.address.data) {
                let (before, after) = (one.change.before(), one.change.after());
                let here = match (world.when, one.presence) {
                    (When::Before, _) | (When::After, Presence::Forgotten) => before,
                    (When::After, Presence::Managed) => after,
                    (When::After, Presence::Gone) => None,
                };
                let add = |named: &mut Named, tree: Option<&Tree<'_>>| {
                    let Some(values) = tree.map(|tree| &tree.value) else { return };
                    for role in strings(values.get(role)) {
                        for policy in strings(values.get(policy)) {
                            named.entry((role.to_owned(), policy.to_owned())).or_default().push(one.id);
                        }
                    }
                };
                add(&mut explained.here, here);
                add(&mut explained.read, before);
            }
        }
        explained
    }

    /// Whether a managed policy of a role is attached by another resource.
    pub(super) fn attached(&self, world: &World<'_>, role: &Resource<'_>, arn: &Node<'_>) -> bool {
        let repeats = repeats(world, role, "managed_policy_arns");
        !of(world, role, arn, &self.here).is_empty() || repeats && !of(world, role, arn, &self.read).is_empty()
    }

    /// Whether an inline policy of a role is another resource. A role has one of a name: where its own is written, the other
    /// resource has to say the same.
    pub(super) fn inline(&self, world: &World<'_>, role: &Resource<'_>, block: &Node<'_>) -> bool {
        let name = block.get("name");
        let says = |node: &Node<'_>| node.state().text().and_then(|text| world.documents.document(text).ok());
        let own = says(&block.get("policy"));
        let here = of(world, role, &name, &self.here);
        match repeats(world, role, "inline_policy") {
            true => !here.is_empty() || !of(world, role, &name, &self.read).is_empty(),
            false => own.is_some() && here.iter().any(|one| says(&one.root().get("policy")) == own),
        }
    }
}

/// Whether an attribute of a role says what was read, and not what is to be.
fn repeats(world: &World<'_>, role: &Resource<'_>, attribute: &str) -> bool {
    let (was, will) = (role.change.before(), role.change.after());
    let kept = || was.and_then(|tree| tree.value.get(attribute)) == will.and_then(|tree| tree.value.get(attribute));
    world.when == When::Before || role.presence != Presence::Managed || !world.is_given(role, attribute) && kept()
}

/// What puts a policy on a role of the account. What left the configuration does not say in which account it is.
fn of<'w, 'p>(world: &'w World<'p>, role: &Resource<'p>, policy: &Node<'_>, named: &Named) -> Vec<&'w Resource<'p>> {
    let (State::Known(Json::String(name)), State::Known(Json::String(policy))) =
        (role.root().get("name").state(), policy.state())
    else {
        return Vec::new();
    };
    let key = (name.to_string(), policy.to_string());
    let found = named.get(&key).into_iter().flatten().filter_map(|id| world.resource(*id));
    let left = |one: &Resource<'_>| one.config().is_none();
    found.filter(|one| left(one) || left(role) || world.same_account(one, role).is_true()).collect()
}

/// A string, or the strings of a list.
fn strings<'j>(json: Option<&'j Json<'_>>) -> impl Iterator<Item = &'j str> {
    let one = json.and_then(Json::as_str);
    let many = json.and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str);
    one.into_iter().chain(many)
}
