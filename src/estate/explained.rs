//! What a role repeats of other resources: a world in, which policies of its own attributes stand elsewhere out.

use foldhash::HashSet;

use crate::json::Json;
use crate::plan::node::{Node, State};
use crate::world::World;

/// What resources of the plan put on roles. A role repeats it in attributes that the provider computes, and keeps
/// repeating it in a plan that takes it away.
pub(super) struct Explained(HashSet<(String, String)>);

impl Explained {
    /// Reads both sides of every change.
    pub(super) fn new(world: &World<'_>) -> Self {
        let mut found = HashSet::default();
        for change in &world.plan.changes {
            let (role, policy) = match change.kind() {
                "aws_iam_role_policy" => ("role", "name"),
                "aws_iam_role_policy_attachment" => ("role", "policy_arn"),
                "aws_iam_policy_attachment" => ("roles", "policy_arn"),
                "aws_iam_role_policy_attachments_exclusive" => ("role_name", "policy_arns"),
                _ => continue,
            };
            for tree in [change.before(), change.after()].into_iter().flatten() {
                for role in strings(tree.value.get(role)) {
                    found.extend(strings(tree.value.get(policy)).map(|policy| (role.to_owned(), policy.to_owned())));
                }
            }
        }
        Self(found)
    }

    /// Whether a managed policy of a role is attached by another resource.
    pub(super) fn attached(&self, role: &Node<'_>, arn: &Node<'_>) -> bool {
        self.holds(role, arn)
    }

    /// Whether an inline policy of a role is another resource.
    pub(super) fn inline(&self, role: &Node<'_>, block: &Node<'_>) -> bool {
        self.holds(role, &block.get("name"))
    }

    fn holds(&self, role: &Node<'_>, policy: &Node<'_>) -> bool {
        match (role.get("name").state(), policy.state()) {
            (State::Known(Json::String(role)), State::Known(Json::String(policy))) => {
                self.0.contains(&(role.to_string(), policy.to_string()))
            }
            _ => false,
        }
    }
}

/// A string, or the strings of a list.
fn strings<'j>(json: Option<&'j Json<'_>>) -> impl Iterator<Item = &'j str> {
    let one = json.and_then(Json::as_str);
    let many = json.and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str);
    one.into_iter().chain(many)
}
