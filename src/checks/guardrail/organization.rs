//! What an organization forbids its accounts: policies attached to the root, to units and to accounts.

use std::collections::{BTreeMap, BTreeSet};

use super::looser::{Kept, allows, denies};
use super::{Component, Terms, changed, compare, named, strings, switch, text};
use crate::checks::View;
use crate::checks::documents::{Written, written};
use crate::estate::Reader;
use crate::iam::document::Document;
use crate::json::Json;
use crate::judge::Judged;
use crate::plan::node::State;
use crate::truth::Truth;
use crate::world::{Presence, Resource, World};

/// What it looks at.
pub(in crate::checks) const KINDS: &[&str] = &[
    "aws_iam_policy_document",
    "aws_organizations_account",
    "aws_organizations_organization",
    "aws_organizations_organizational_unit",
    "aws_organizations_policy",
    "aws_organizations_policy_attachment",
];

const TARGETS: [&str; 3] =
    ["aws_organizations_organization", "aws_organizations_organizational_unit", "aws_organizations_account"];

/// Types of policies that are written in the language of IAM.
const IAM: [&str; 2] = ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"];

/// What a policy says.
enum Content {
    Statements(std::sync::Arc<Document>),
    /// Each setting with its value
    Settings(BTreeMap<String, String>),
    Unknown,
}

/// A policy on a target.
struct Attached<'a, 'p> {
    /// Target and type of policy; nothing while the target is unknown
    on: Option<(String, String)>,
    attachment: &'a Resource<'p>,
    policy: Option<&'a Resource<'p>>,
    content: Content,
}

/// Compares what each target is forbidden.
pub(in crate::checks) fn judge(before: &View<'_, '_>, after: &View<'_, '_>) -> Judged {
    let (was, now) = (attached(before.world), attached(after.world));
    let (mut held, mut left) = (Vec::new(), Vec::new());
    let on: BTreeSet<&(String, String)> = was.iter().filter_map(|one| one.on.as_ref()).collect();
    for on in on {
        let ours: Vec<&Attached<'_, '_>> = was.iter().filter(|one| one.on.as_ref() == Some(on)).collect();
        let theirs: Vec<&Attached<'_, '_>> = now.iter().filter(|one| one.on.as_ref() == Some(on)).collect();
        // What is attached to a target that is not known may be attached to this one.
        let open =
            now.iter().any(|one| one.on.is_none()) || theirs.iter().any(|one| matches!(one.content, Content::Unknown));
        let thing = &on.0;
        let policies = ours.iter().chain(&theirs).filter_map(|one| one.policy);
        let hidden = policies.into_iter().any(|policy| policy.root().get("content").is_sensitive());
        let mut add = |holder, kept: Kept, open: bool| {
            for (name, kept) in kept {
                let truth = if open { kept.truth.or(Truth::Unknown) } else { kept.truth };
                let part = |holds| Component::new(thing, &name, holds, holder, "content").hidden(hidden);
                held.push(part(Truth::True).leaving(kept.left));
                left.push(part(truth));
            }
        };
        for one in &ours {
            let Some(holder) = changed(&[Some(one.attachment), one.policy].into_iter().flatten().collect::<Vec<_>>())
            else {
                continue;
            };
            match &one.content {
                Content::Statements(document) => add(holder, denies(&[document], &documents(&theirs)), open),
                Content::Settings(settings) => {
                    let same = |(path, value): (&String, &String)| {
                        let held = theirs.iter().any(|one| match &one.content {
                            Content::Settings(settings) => settings.get(path) == Some(value),
                            Content::Statements(_) | Content::Unknown => false,
                        });
                        (format!("the setting {path}"), Truth::from(held).into())
                    };
                    add(holder, settings.iter().map(same).collect(), open);
                }
                Content::Unknown => {}
            }
        }
        // Without an Allow in the plan, the one that AWS attaches to everything allows all.
        let listed = documents(&ours);
        if listed.iter().any(|document| document.statements.iter().any(|one| one.is_allow())) {
            for one in &theirs {
                let Content::Statements(document) = &one.content else { continue };
                let members: Vec<_> = [Some(one.attachment), one.policy].into_iter().flatten().collect();
                let holder = changed(&members).unwrap_or(one.attachment);
                add(holder, allows(&listed, &[document]), false);
            }
        }
    }
    held.extend(types(before.world));
    left.extend(types(after.world));
    let stays = |thing: &str| super::stays(after.world, &TARGETS, thing);
    let terms =
        Terms { message: "holds accounts of the organization back less", evidence: &[], let_go: &[], stays: &stays };
    compare(after, &held, &left, &terms)
}

fn documents<'d>(attached: &'d [&Attached<'_, '_>]) -> Vec<&'d Document> {
    let each = attached.iter().filter_map(|one| match &one.content {
        Content::Statements(document) => Some(document.as_ref()),
        Content::Settings(_) | Content::Unknown => None,
    });
    each.collect()
}

fn attached<'a, 'p>(world: &'a World<'p>) -> Vec<Attached<'a, 'p>> {
    // What is told to stay when Terraform lets go of it stays attached.
    let kept =
        |one: &&Resource<'p>| one.presence != Presence::Gone || switch(world, one, "skip_destroy", false).is_true();
    let attachments = world.all_of_kind("aws_organizations_policy_attachment").filter(|one| !one.address.data);
    let each = attachments.filter(kept).map(|attachment| {
        let node = attachment.root().get("policy_id");
        let links = world.refer(attachment, &node, &["aws_organizations_policy"]).links;
        let policy = match links.as_slice() {
            [link] => world.resource(link.to).filter(|policy| kept(policy)),
            _ => None,
        };
        let kind = policy.map(|policy| text(&policy.root().get("type")));
        // Service control policies are what a policy is unless it says otherwise.
        let kind = kind.flatten().unwrap_or_else(|| "SERVICE_CONTROL_POLICY".to_owned());
        let target = named(world, attachment, "target_id", &TARGETS);
        let content = policy.map_or(Content::Unknown, |policy| content(world, policy, &kind));
        Attached { on: target.map(|target| (target, kind)), attachment, policy, content }
    });
    each.collect()
}

fn content<'p>(world: &World<'p>, policy: &Resource<'p>, kind: &str) -> Content {
    if IAM.contains(&kind) {
        return match written(&Reader::new(world), policy, "content").as_slice() {
            [Written::Document { document, .. }] => Content::Statements(document.clone()),
            // What is read in parts may hold any Deny besides.
            _ => Content::Unknown,
        };
    }
    match policy.root().get("content").state() {
        State::Known(Json::String(text)) => match Json::parse(text) {
            Ok(json) => {
                let mut settings = BTreeMap::new();
                flatten(&json, "", &mut settings);
                Content::Settings(settings)
            }
            Err(_) => Content::Unknown,
        },
        _ => Content::Unknown,
    }
}

/// Each value of a JSON text by its path.
fn flatten(json: &Json<'_>, path: &str, into: &mut BTreeMap<String, String>) {
    match json.as_object() {
        Some(members) => {
            for (name, member) in members.iter() {
                let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
                flatten(member, &path, into);
            }
        }
        None => {
            into.insert(path.to_owned(), json.to_string());
        }
    }
}

/// The types of policies that are in force.
fn types<'a, 'p>(world: &'a World<'p>) -> Vec<Component<'a, 'p>> {
    let mut parts = Vec::new();
    for one in world.of_kind("aws_organizations_organization") {
        let attribute = "enabled_policy_types";
        let (types, open) = strings(&one.root().get(attribute));
        let part = |name: &str, holds| Component::new(one.name(), name, holds, one, attribute);
        parts.extend(types.iter().map(|kind| part(&format!("policies of type {kind}"), Truth::True)));
        if open {
            parts.push(part("policies of type ", Truth::Unknown));
        }
    }
    parts
}
