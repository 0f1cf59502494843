//! Policies of resources: the resources of a world in, their documents and what they guard out.

mod collection;
mod table;

use super::paper::{Paper, Reader};
use super::strangers::{self, is_stranger};
use super::templates::{self, Stack};
use crate::cloudformation::{Made, Purpose};
use crate::iam::document::Document;
use crate::links::Certainty;
use crate::path::Path;
use crate::world::{Resource, World};

pub use table::{Grant, Kinds, OF_BUCKETS, OF_OTHERS, Service, TO_ANYONE, TO_SOMEBODY, count, kinds};

/// A policy of a resource.
#[derive(Clone, Debug)]
pub struct ResourcePolicy {
    /// The document
    pub paper: Paper,
    /// What it guards
    pub service: &'static Service,
}

impl ResourcePolicy {
    fn new(paper: Paper, service: &'static Service) -> Self {
        let paper = if service.kind.starts_with("aws_kms_") { effective(paper) } else { paper };
        Self { paper, service }
    }

    /// Whether it is a bucket's, or of what stands before buckets.
    pub fn is_of_bucket(&self) -> bool {
        OF_BUCKETS.iter().any(|row| row.kind == self.service.kind)
    }
}

/// The policies of the resources of a world.
pub(super) fn read(world: &World<'_>, stacks: &[Stack]) -> Vec<ResourcePolicy> {
    let reader = Reader::new(world);
    let mut found = Vec::new();
    for service in OF_BUCKETS.iter().chain(OF_OTHERS) {
        let Ok(path) = Path::parse(service.path) else { continue };
        for resource in world.of_kind(service.kind) {
            let Some((place, node)) = path.first(resource.root()) else { continue };
            if !node.is_written() && is_mirror(world, resource) {
                continue;
            }
            let paper = match service.kind {
                collection::KIND => collection::paper(&reader, resource, &place, &node),
                _ => reader.paper(resource, &place, &node),
            };
            found.extend(paper.map(|paper| ResourcePolicy::new(paper, service)));
        }
    }
    for resource in world.kinds().filter(|kind| is_stranger(kind)).flat_map(|kind| world.of_kind(kind)) {
        let papers = strangers::papers(&reader, resource).into_iter();
        found.extend(papers.map(|paper| ResourcePolicy { paper, service: &strangers::GUARDED }));
    }
    for stack in stacks {
        found.extend(of_stack(&reader, stack));
    }
    found
}

/// A key's policy without the statements that have no `Resource`: KMS takes them, and they have no effect.
/// <https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html>
fn effective(mut paper: Paper) -> Paper {
    let document = &paper.source.document;
    if document.statements.iter().any(|one| one.resources.is_none()) {
        let kept = document.statements.iter().filter(|one| one.resources.is_some()).cloned();
        paper.source.document = Document::new(document.version, kept);
    }
    paper
}

/// The policies of the resources that a stack makes.
fn of_stack(reader: &Reader<'_, '_>, stack: &Stack) -> Vec<ResourcePolicy> {
    let Some(resource) = reader.world.resource(stack.resource) else { return Vec::new() };
    let made = match &stack.template {
        Ok(template) => template.made.iter(),
        Err(gap) => {
            return vec![ResourcePolicy { paper: templates::unread(resource, gap), service: &strangers::GUARDED }];
        }
    };
    let policies = made.flat_map(Made::documents).filter_map(|carried| {
        let Purpose::Resource(kind) = carried.purpose else { return None };
        let service = OF_OTHERS.iter().find(|service| service.kind == kind)?;
        Some(ResourcePolicy::new(templates::paper(reader, stack, resource, &carried), service))
    });
    policies.collect()
}

/// Whether another resource, one that the plan deletes included, says what the policy of this one is.
fn is_mirror(world: &World<'_>, resource: &Resource<'_>) -> bool {
    let others = table::MIRRORS.iter().filter(|(kind, ..)| *kind == resource.kind());
    others.into_iter().any(|(kind, other, by)| {
        let Ok(by) = Path::parse(by) else { return false };
        let said = |gone: bool| {
            let named = world.named_by(other, &by, kind, gone);
            named.of(resource.id).iter().any(|(_, certainty)| *certainty == Certainty::Must)
        };
        said(false) || said(true)
    })
}
