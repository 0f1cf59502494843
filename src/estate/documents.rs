//! Identity documents, on whoever has them: inline, attached, by name or by ARN, and what can't be followed.

use std::sync::Arc;

use foldhash::HashMap;

use super::explained::Explained;
use super::granted::{ALL, Class, Set};
use super::holders::Build;
use super::kinds::{ATTACHED, INLINE};
use super::meant::Meant;
use super::named::Named;
use super::paper::{Attached, Gap, Paper};
use crate::iam::document::{Document, Version};
use crate::iam::escalation::Older;
use crate::iam::grants::Source;
use crate::iam::managed;
use crate::path::{Path, Place, PlaceStep};
use crate::plan::node::Node;
use crate::world::{Resource, When};

/// On whom an attachment puts its policies.
#[derive(Default)]
pub(super) struct On {
    /// Holders, each with what leaves it open
    pub(super) named: Vec<(usize, Option<Gap>)>,
    /// Many others, and what leaves all of them open
    one_of: Vec<(Vec<usize>, Gap)>,
    /// Why it may be anyone of their type
    pub(super) anyone: Option<Gap>,
    /// Whether it may be somebody who is not in the plan
    open: bool,
}

impl<'p> Build<'_, '_, 'p> {
    /// Every identity document, on whoever has it.
    pub(super) fn documents(&mut self) {
        let world = self.world();
        for policy in world.of_kind("aws_iam_policy") {
            if let Some(at) = self.read(policy, "$.policy") {
                self.policies.insert(policy.id, at);
                self.granted.policy(at);
                let object = self.object(policy, "iam:policy");
                self.objects.insert(at, object);
            }
        }
        for (kind, path, by, target) in INLINE {
            for resource in world.of_kind(kind) {
                let Some(at) = self.read(resource, path) else { continue };
                self.put(at, resource, &Place::of(by), &resource.root().get(by), target);
            }
        }
        for role in world.of_kind("aws_iam_role") {
            let Ok(path) = Path::parse("$.inline_policy[*]") else { continue };
            for (place, block) in path.select(role.root()) {
                if self.explained().inline(world, role, &block) {
                    continue;
                }
                let place = place.with(PlaceStep::Name("policy".to_owned()));
                let paper = self.reader.paper(role, &place, &block.get("policy"));
                if let (Some(paper), Some(holder)) = (paper, self.holder(role.id)) {
                    self.papers.push(paper);
                    self.granted.grant(holder, self.papers.len() - 1, None);
                }
            }
        }
        for (kind, policies, holders, target) in ATTACHED {
            let (Ok(policies), holders) = (Path::parse(policies), Path::parse(holders).ok()) else { continue };
            for resource in world.of_kind(kind) {
                if holders.is_none() && world.is_empty(resource, "managed_policy_arns") {
                    continue;
                }
                for (place, node) in policies.select(resource.root()) {
                    if holders.is_none() && self.explained().attached(world, resource, &node) {
                        continue;
                    }
                    let list = !policies.is_singular();
                    self.attach(resource, (&place, &node, list), holders.as_ref(), target);
                }
            }
        }
    }

    /// What roles repeat of other resources.
    pub(super) fn explained(&self) -> &Explained {
        self.explained.get_or_init(|| Explained::new(self.world()))
    }

    /// What the plan tells of older versions of its policies: that there are none, or what it takes out of force.
    pub(super) fn versions(&self) -> HashMap<Arc<str>, Older> {
        let world = self.world();
        let policies = world.of_kind("aws_iam_policy").filter(|_| world.when == When::After);
        let older = |policy: &Resource<'p>| {
            if policy.is_new() {
                return Some(Older::None);
            }
            let before = policy.change.before()?.value.get("policy")?.as_str()?;
            let paper = self.papers.get(*self.policies.get(&policy.id)?)?;
            if policy.root().get("policy").state().text() == Some(before) {
                return None;
            }
            let document = world.documents.document(before).ok()?;
            Some(Older::Last(Source { document, ..paper.source.clone() }))
        };
        policies.filter_map(|policy| Some((policy.shared_name(), older(policy)?))).collect()
    }

    fn read(&mut self, resource: &Resource<'p>, path: &str) -> Option<usize> {
        let (place, node) = Path::parse(path).ok()?.first(resource.root())?;
        let paper = self.reader.paper(resource, &place, &node)?;
        self.papers.push(paper);
        Some(self.papers.len() - 1)
    }

    /// Puts a document on whom an attribute names.
    fn put(&mut self, paper: usize, resource: &Resource<'p>, place: &Place, node: &Node<'p>, target: &'static str) {
        let named = Named::of(self.world(), resource, node, target, false);
        if named.is_open() {
            self.elsewhere.insert(paper);
        }
        let gap = |cause: Arc<str>| Gap::new(resource, place, &cause);
        for (to, doubt) in named.resources {
            let Some(holder) = self.holder(to) else { continue };
            self.granted.grant(holder, paper, doubt.map(gap));
        }
        if let Some((list, cause)) = named.one_of {
            let list = list.into_iter().filter_map(|to| self.holder(to)).collect();
            let class = self.granted.class(list);
            self.granted.open_to_anyone(class, paper, gap(cause));
        }
        if let Some(cause) = named.any {
            self.granted.open_to_anyone(Class::Kind(target), paper, gap(cause));
        }
    }

    /// One policy of an attachment, on each of its holders.
    fn attach(
        &mut self,
        resource: &Resource<'p>,
        (place, node, list): (&Place, &Node<'p>, bool),
        holders: Option<&Path>,
        target: &'static str,
    ) {
        let On { named, one_of, anyone, open } = self.holders_at(resource, holders, target);
        let mut classes: Vec<(Class, Gap)> =
            one_of.into_iter().map(|(list, who)| (self.granted.class(list), who)).collect();
        classes.extend(anyone.map(|who| (Class::Kind(target), who)));
        let Meant { papers, one_of, any, rest } = self.meant(resource, (place, node, list));
        let rest = rest.map(|(gap, attached)| (self.unread(resource, gap, attached), None));
        for (paper, doubt) in papers.into_iter().chain(rest) {
            if open || doubt.is_some() {
                self.elsewhere.insert(paper);
            }
            for (holder, who) in &named {
                self.granted.grant(*holder, paper, doubt.clone().or_else(|| who.clone()));
            }
            for (class, who) in &classes {
                self.granted.open_to_anyone(*class, paper, doubt.clone().unwrap_or_else(|| who.clone()));
            }
        }
        self.any_elsewhere |= any.is_some();
        let one_of = one_of.map(|(list, doubt)| (self.granted.set(list), doubt));
        let sets: Vec<(Set, Gap)> = one_of.into_iter().chain(any.map(|doubt| (ALL, doubt))).collect();
        for (set, doubt) in sets {
            named.iter().for_each(|(holder, _)| self.granted.anything(*holder, set, &doubt));
            classes.iter().for_each(|(class, _)| self.granted.anything_to_anyone(*class, set, &doubt));
        }
    }

    /// On whom an attachment puts its policies.
    pub(super) fn holders_at(&self, resource: &Resource<'p>, holders: Option<&Path>, target: &str) -> On {
        let mut on = On::default();
        let Some(path) = holders else {
            on.named.extend(self.holder(resource.id).map(|holder| (holder, None)));
            return on;
        };
        for (by, node) in path.select(resource.root()) {
            let named = Named::of(self.world(), resource, &node, target, !path.is_singular());
            let gap = |cause: Arc<str>| Gap::new(resource, &by, &cause);
            on.open |= named.is_open();
            on.anyone = on.anyone.or_else(|| named.any.map(gap));
            let all = named.resources.into_iter();
            on.named.extend(all.filter_map(|(to, doubt)| Some((self.holder(to)?, doubt.map(gap)))));
            on.one_of.extend(
                named
                    .one_of
                    .map(|(list, cause)| (list.into_iter().filter_map(|to| self.holder(to)).collect(), gap(cause))),
            );
        }
        on
    }

    /// The paper of a policy of another stack whose text a data resource shows.
    pub(super) fn looked_up(&mut self, resource: &Resource<'p>, place: &Place, data: usize) -> Option<usize> {
        let data = self.world().resource(data).filter(|one| one.address.data)?;
        let key = (resource.id, format!("{place} {}", data.name()));
        if let Some(found) = self.attached.get(&key) {
            return Some(*found);
        }
        let read = self.reader.paper(data, &Place::of("policy"), &data.root().get("policy"))?;
        let own = Paper::new(resource, place, read.source.document);
        self.papers.push(Paper {
            attached: Some(Attached::Outside),
            data: Some(data.shared_name()),
            gaps: read.gaps,
            ..own
        });
        self.attached.insert(key, self.papers.len() - 1);
        Some(self.papers.len() - 1)
    }

    pub(super) fn managed(&mut self, resource: &Resource<'p>, place: &Place, arn: &str) -> Result<usize, Gap> {
        let key = (resource.id, arn.to_owned());
        if let Some(found) = self.attached.get(&key) {
            return Ok(*found);
        }
        let document = self.managed.entry(arn.to_owned());
        let document = document.or_insert_with(|| managed::policy(arn).map(|policy| policy.document));
        let Some(document) = document.clone() else {
            let cause = format!("the AWS-managed policy `{arn}` is not in plangate's catalogue");
            return Err(Gap::new(resource, place, &cause));
        };
        let attached = Some(Attached::Managed(arn.into()));
        self.papers.push(Paper { attached, ..Paper::new(resource, place, document) });
        self.attached.insert(key, self.papers.len() - 1);
        Ok(self.papers.len() - 1)
    }

    /// The paper of an attached policy that can't be read.
    pub(super) fn unread(&mut self, resource: &Resource<'p>, gap: Gap, attached: Attached) -> usize {
        let key = (resource.id, gap.place.to_string());
        if let Some(found) = self.attached.get(&key) {
            return *found;
        }
        let paper = Paper::new(resource, &gap.place, Document::new(Version::V2012, []));
        self.papers.push(Paper { attached: Some(attached), gaps: vec![gap], ..paper });
        self.attached.insert(key, self.papers.len() - 1);
        self.papers.len() - 1
    }
}
