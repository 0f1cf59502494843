//! What stacks make: resources that carry a CloudFormation template, or tell the Cloud Control API what to make, in; the
//! policy documents of what they make out, on the principals that have them.

use std::collections::BTreeMap;

use super::holders::Build;
use super::paper::{Attached, Gap, Paper, Reader};
use crate::cloudformation::{self, Carried, Made, Purpose, Template};
use crate::iam::document::{Document, Version};
use crate::iam::escalation::{Member, MemberKind};
use crate::iam::grants::{Boundary, Rights};
use crate::iam::pattern::Object;
use crate::iam::text::Text;
use crate::json::Json;
use crate::path::Place;
use crate::plan::node::{Node, State};
use crate::source::value::Value;
use crate::truth::Truth;
use crate::world::{Resource, World};

/// The types whose templates are read.
pub const TEMPLATED: &[&str] =
    &["aws_cloudcontrolapi_resource", "aws_cloudformation_stack", "aws_cloudformation_stack_set"];

/// The attribute that holds a template, and the one that holds properties.
const BODY: &str = "template_body";
const STATE: &str = "desired_state";

/// The types of principals, which have their documents together.
const PRINCIPALS: [&str; 4] = ["AWS::IAM::Group", "AWS::IAM::Role", "AWS::IAM::User", "AWS::SSO::PermissionSet"];

/// A resource that makes others.
#[derive(Clone, Debug)]
pub struct Stack {
    /// The resource, by its place in the world
    pub resource: usize,
    /// What it makes, or why that can't be read
    pub template: Result<Template, Gap>,
    /// Whether nothing of it may be shown
    pub sensitive: bool,
}

/// The stacks of a world.
pub(super) fn stacks(world: &World<'_>) -> Vec<Stack> {
    let all = TEMPLATED.iter().flat_map(|kind| world.of_kind(kind));
    all.map(|resource| stack(world, resource)).collect()
}

fn stack<'p>(world: &World<'p>, resource: &Resource<'p>) -> Stack {
    let name = if resource.kind() == "aws_cloudcontrolapi_resource" { STATE } else { BODY };
    let (place, node) = (Place::of(name), resource.root().get(name));
    let template = match name {
        STATE => of_cloud_control(world, resource, (&place, &node)),
        _ => of_stack(world, resource, (&place, &node)),
    };
    let sensitive = node.is_sensitive() || resource.root().get("type_name").is_sensitive();
    Stack { resource: resource.id, template, sensitive }
}

/// The template of a stack.
fn of_stack<'p>(
    world: &World<'p>,
    resource: &Resource<'p>,
    (place, node): (&Place, &Node<'p>),
) -> Result<Template, Gap> {
    let open = |cause: &str| Gap::new(resource, place, cause);
    let template = match world.state(resource, node) {
        State::Known(text) => text.as_str().and_then(cloudformation::parse),
        State::Unknown if node.is_written() => {
            Some(told(node).ok_or_else(|| open(node.cause().unwrap_or("an expression that the plan does not show")))?)
        }
        State::Unknown | State::Null | State::Absent | State::Omitted => {
            return Err(Gap::new(resource, &Place::of("template_url"), "the template is read from there at apply"));
        }
    };
    let read = template.and_then(|template| cloudformation::read(&template, place, &parameters(world, resource)));
    read.ok_or_else(|| open("it is no template that can be read"))
}

/// What a stack gives for the parameters of its template. Those of a set may be others in each account.
fn parameters<'p>(world: &World<'p>, resource: &Resource<'p>) -> BTreeMap<String, Value> {
    let node = resource.root().get("parameters");
    let is_set = resource.kind() == "aws_cloudformation_stack_set";
    let all = node.names().into_iter().map(|name| {
        let own = node.get(name);
        let value = match world.state(resource, &own) {
            State::Known(Json::String(text)) if !is_set && !own.is_sensitive() => Value::text(text),
            _ => Value::unknown(&format!("the parameter `{name}`")),
        };
        (name.to_owned(), value)
    });
    all.collect()
}

/// The one resource that the Cloud Control API makes.
fn of_cloud_control<'p>(
    world: &World<'p>,
    resource: &Resource<'p>,
    (place, node): (&Place, &Node<'p>),
) -> Result<Template, Gap> {
    let kind = resource.root().get("type_name");
    let State::Known(Json::String(kind)) = kind.state() else {
        return Err(Gap::new(resource, &Place::of("type_name"), "its type is known after apply"));
    };
    let state = match world.state(resource, node) {
        State::Known(text) => text.as_str().and_then(cloudformation::parse),
        _ => told(node),
    };
    let state = state.unwrap_or_else(|| Value::unknown(node.cause().unwrap_or("its desired state")));
    Ok(Template { made: vec![Made::new(kind, place, state)], rewritten: false })
}

/// What source says of JSON that is not known.
fn told(node: &Node<'_>) -> Option<Value> {
    match node.sketch()? {
        Value::Encoded(inner) => Some(inner.as_ref().clone()),
        Value::Text(text) => cloudformation::parse(text.as_literal()?),
        _ => None,
    }
}

/// A document of what a stack makes.
pub(super) fn paper<'p>(reader: &Reader<'_, 'p>, stack: &Stack, resource: &Resource<'p>, carried: &Carried) -> Paper {
    let told = reader.told(&carried.text, 0);
    let none = Document::new(Version::V2012, []);
    let mut paper = Paper::new(resource, &carried.place, told.as_ref().map_or(none, |told| told.document.clone()));
    paper.sensitive = stack.sensitive || told.as_ref().is_some_and(|told| told.sensitive);
    let causes = match told {
        Some(told) => told.gaps,
        None => vec![carried.text.cause().unwrap_or_else(|| "it is no policy document".into())],
    };
    paper.gaps = causes.iter().map(|cause| Gap::new(resource, &carried.place, cause)).collect();
    paper
}

/// What stands for every document of a template that can't be read.
pub(super) fn unread(resource: &Resource<'_>, gap: &Gap) -> Paper {
    let paper = Paper::new(resource, &gap.place, Document::new(Version::V2012, []));
    Paper { gaps: vec![gap.clone()], ..paper }
}

impl<'p> Build<'_, '_, 'p> {
    /// The identity documents and the trust policies of what stacks make, on the principals of each.
    pub(super) fn templates(&mut self, stacks: &[Stack]) {
        for stack in stacks {
            let Some(resource) = self.world().resource(stack.resource) else { continue };
            match &stack.template {
                Ok(template) => template.made.iter().for_each(|made| self.made(stack, resource, made)),
                Err(gap) => {
                    let paper = unread(resource, gap);
                    self.trusts.push(paper.clone());
                    self.elsewhere.insert(self.papers.len());
                    self.papers.push(paper);
                }
            }
        }
    }

    fn made(&mut self, stack: &Stack, resource: &Resource<'p>, made: &Made) {
        let mut own = Vec::new();
        for carried in made.documents() {
            let paper = paper(self.reader, stack, resource, &carried);
            match carried.purpose {
                Purpose::Trust => self.trusts.push(paper),
                Purpose::Identity => {
                    own.push(self.papers.len());
                    self.papers.push(paper);
                }
                Purpose::Resource(_) => {}
            }
        }
        if !PRINCIPALS.contains(&made.kind.as_str()) {
            // Whom the template puts it on is not asked: it is there to be put on somebody.
            self.elsewhere.extend(own);
            return;
        }
        let place = made.place.get("Properties");
        own.extend(made.attached().into_iter().map(|arn| self.of_managed(resource, &place, arn)));
        let name = format!("{} {}", resource.name(), made.place);
        let object = Object::new(&name, Text::unknown("who is made by a template"));
        let holder = self.holders.len();
        self.add(resource, Member::new(MemberKind::Policy, object, Rights::default()), (None, None), None);
        own.into_iter().for_each(|paper| self.granted.grant(holder, paper, None));
        if made.has("PermissionsBoundary") {
            let place = place.get("PermissionsBoundary");
            let gap = Gap::new(resource, &place, "the boundary that a template sets");
            self.limit(holder, Boundary::Unreadable(gap.cause.clone()), Some(gap), Truth::True);
        }
    }

    /// The paper of a managed policy that a template attaches.
    fn of_managed(&mut self, resource: &Resource<'p>, place: &Place, arn: Option<String>) -> usize {
        let place = place.get("ManagedPolicyArns");
        let found = match arn {
            Some(arn) => self.managed(resource, &place, &arn),
            None => Err(Gap::new(resource, &place, "a policy that the template computes")),
        };
        found.unwrap_or_else(|gap| self.unread(resource, gap, Attached::Unknown))
    }
}
