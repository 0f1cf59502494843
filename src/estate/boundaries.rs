//! Permissions boundaries: what a world says of them in, the ceilings of its holders out.

use std::collections::{BTreeMap, BTreeSet};

use foldhash::HashMap;

use super::holders::Build;
use super::meant::Meant;
use super::named::Named;
use super::paper::{Attached, Gap, Paper};
use crate::iam::catalogue;
use crate::iam::condition::Kind;
use crate::iam::document::{Condition, Document, one_of};
use crate::iam::escalation::BOUNDARY;
use crate::iam::facts::Facts;
use crate::iam::grants::{Boundary, Source};
use crate::iam::managed;
use crate::iam::pattern::{Openness, Reading, Shape, openness, resource_matches};
use crate::iam::text::Text;
use crate::json::Json;
use crate::path::Place;
use crate::plan::node::{Node, State};
use crate::truth::Truth;
use crate::world::{Resource, World};

impl<'p> Build<'_, '_, 'p> {
    /// The ceilings of roles, users and permission sets.
    pub(super) fn boundaries(&mut self) {
        let world = self.world();
        // What is a boundary in the other world grants nothing in this one until it is attached.
        let either = boundary_arns(world);
        let arn = |id: &usize| match world.resource(*id).map(|policy| policy.root().get("arn").state()) {
            Some(State::Known(Json::String(arn))) => arn.to_string(),
            _ => String::new(),
        };
        let papers = self.policies.iter().filter(|(policy, _)| either.contains(&arn(policy)));
        self.ceilings.extend(papers.map(|(_, paper)| (*paper, None)));
        for kind in ["aws_iam_role", "aws_iam_user"] {
            for resource in world.of_kind(kind) {
                let node = resource.root().get("permissions_boundary");
                let Some(holder) = self.holder(resource.id) else { continue };
                self.bound(holder, resource, &Place::of("permissions_boundary"), &node);
            }
        }
        for resource in world.of_kind("aws_ssoadmin_permissions_boundary_attachment") {
            let set = resource.root().get("permission_set_arn");
            let named = Named::of(world, resource, &set, "aws_ssoadmin_permission_set", false);
            let block = resource.root().get("permissions_boundary").at(0);
            let arn = block.get("managed_policy_arn");
            let own = block.get("customer_managed_policy_reference").at(0).get("name");
            // What exists shows the one that is not used as "".
            let managed = match arn.state() {
                State::Known(value) => value.as_str() != Some(""),
                State::Unknown => true,
                State::Null | State::Absent | State::Omitted => false,
            };
            let node = if managed { arn } else { own };
            for (set, doubt) in named.each(world, "aws_ssoadmin_permission_set") {
                let Some(holder) = self.holder(set) else { continue };
                self.bound(holder, resource, &Place::of("permissions_boundary"), &node);
                let gap = doubt.map(|cause| Gap::new(resource, &Place::of("permission_set_arn"), &cause));
                if let Some(gap) = gap {
                    self.limit(holder, Boundary::Unreadable(gap.cause.clone()), Some(gap), Truth::Unknown);
                }
            }
        }
        self.asked_for();
    }

    /// Policies that a document asks for as a boundary: by a condition that they meet, or by a Deny of all others. A pattern
    /// that every policy meets asks for none, and what can't be read is not taken to ask for any.
    fn asked_for(&mut self) {
        let shape = catalogue::shape("iam:policy").unwrap_or(Shape::Any);
        let asks_for_some = |condition: &Condition, wanted: &Text| match condition.operator.test.kind {
            // Of these a wildcard is a character, which the name of no policy has.
            Kind::StringEquals => !wanted.has_wildcard(),
            _ => openness(wanted, shape).is_some_and(|reach| reach < Openness::Open),
        };
        // Whoever hands out rights mostly asks for the same one.
        let mut known: HashMap<&Text, Vec<(usize, Truth)>> = HashMap::default();
        let named = |wanted: &Text| {
            let each = self.objects.iter();
            let each =
                each.map(|(at, policy)| (*at, resource_matches(wanted, policy, Reading::Segments, &Facts::none())));
            each.filter(|(_, named)| !named.is_false()).collect()
        };
        let mut found: BTreeMap<usize, Option<Gap>> = BTreeMap::new();
        for paper in &self.papers {
            let statements = paper.source.document.statements.iter();
            let asks = |effect: bool, condition: &Condition| {
                let key = condition.key.eq_ignore_ascii_case(BOUNDARY) && condition.operator.test.kind != Kind::Null;
                key && condition.operator.test.negated != effect
            };
            let conditions = statements.flat_map(|one| one.conditions.iter().filter(|on| asks(one.is_allow(), on)));
            let wanted = conditions.flat_map(|on| on.values.iter().filter(|wanted| asks_for_some(on, wanted)));
            for wanted in wanted {
                for (at, sure) in known.entry(wanted).or_insert_with(|| named(wanted)) {
                    let gap = || paper.gap(wanted.unknown_cause().map_or("which policy is asked for", |cause| cause));
                    match sure {
                        Truth::True => _ = found.insert(*at, None),
                        _ => _ = found.entry(*at).or_insert_with(|| Some(gap())),
                    }
                }
            }
        }
        for (paper, doubt) in found {
            match doubt {
                None => _ = self.ceilings.insert(paper, None),
                Some(_) => _ = self.ceilings.entry(paper).or_insert(doubt),
            }
        }
    }

    fn bound(&mut self, holder: usize, resource: &Resource<'p>, place: &Place, node: &Node<'p>) {
        match self.world().state(resource, node) {
            State::Null | State::Absent | State::Omitted => return,
            State::Known(Json::String(text)) if text.is_empty() => return,
            State::Known(_) | State::Unknown => {}
        }
        let unreadable = |gap: Gap, bounded| (Boundary::Unreadable(gap.cause.clone()), Some(gap), bounded);
        let (boundary, gap, bounded) = match node.state() {
            State::Known(Json::String(arn)) if managed::name(arn).is_some() => match managed::policy(arn) {
                Some(policy) => (Boundary::Documents(vec![Source::new(arn, policy.document)]), None, Truth::True),
                None => {
                    let gap = Gap::new(resource, place, &format!("`{arn}` is not in plangate's catalogue"));
                    unreadable(gap, Truth::True)
                }
            },
            _ => {
                let Meant { papers, any, rest, .. } = self.policies(resource, (place, node, false));
                self.any_ceiling = self.any_ceiling.take().or(any);
                self.ceilings.extend(papers.iter().filter(|(_, doubt)| doubt.is_none()).cloned());
                for (paper, doubt) in &papers {
                    self.ceilings.entry(*paper).or_insert_with(|| doubt.clone());
                }
                if let ([(paper, None)], None) = (papers.as_slice(), &rest)
                    && let Some(holder) = self.holders.get_mut(holder)
                {
                    holder.member.bounding = self.objects.get(paper).cloned();
                }
                match (papers.as_slice(), rest) {
                    ([(paper, None)], None) => match self.papers.get(*paper) {
                        Some(Paper { gaps, source, .. }) => match gaps.first() {
                            Some(gap) => unreadable(gap.clone(), Truth::Unknown),
                            None => (Boundary::Documents(vec![source.clone()]), None, Truth::True),
                        },
                        None => return,
                    },
                    // The text is elsewhere, and there is a boundary.
                    ([], Some((gap, Attached::Outside))) => unreadable(gap, Truth::True),
                    (_, Some((gap, _))) => unreadable(gap, Truth::Unknown),
                    (papers, None) => match self.one_of(papers, &format!("{} {place}", resource.name())) {
                        Some(source) => (Boundary::Documents(vec![source]), None, Truth::True),
                        None => {
                            let gap = papers.iter().find_map(|(_, doubt)| doubt.clone());
                            let gap = gap.unwrap_or_else(|| Gap::new(resource, place, "the boundary is not known"));
                            unreadable(gap, Truth::Unknown)
                        }
                    },
                }
            }
        };
        self.limit(holder, boundary, gap, bounded);
    }

    /// The document of one of several policies that can all be read.
    fn one_of(&self, papers: &[(usize, Option<Gap>)], label: &str) -> Option<Source> {
        let (_, doubt) = papers.iter().filter(|_| papers.len() > 1).find(|(_, doubt)| doubt.is_some())?;
        let cause = doubt.as_ref()?.cause.clone();
        let papers: Vec<&Paper> = papers.iter().map(|(paper, _)| self.papers.get(*paper)).collect::<Option<_>>()?;
        let documents: Vec<Document> = papers.iter().map(|paper| paper.source.document.clone()).collect();
        let document = one_of(&documents, &cause).filter(|_| papers.iter().all(|paper| paper.gaps.is_empty()))?;
        Some(Source::new(label, document))
    }

    pub(super) fn limit(&mut self, at: usize, boundary: Boundary, gap: Option<Gap>, bounded: Truth) {
        let Some(holder) = self.holders.get_mut(at) else { return };
        holder.bounded = bounded;
        holder.member.rights.boundary = boundary;
        self.unbounded.extend(gap.map(|gap| (at, gap)));
    }
}

/// The known ARNs of the boundaries of both worlds.
fn boundary_arns(world: &World<'_>) -> BTreeSet<String> {
    let bounded = |kind: &str| matches!(kind, "aws_iam_role" | "aws_iam_user");
    let changes = world.plan.changes.iter().filter(|change| bounded(change.kind()) && !change.data);
    let trees = changes.flat_map(|change| [change.before(), change.after()]).flatten();
    // Who has none shows an empty one once it exists.
    let arns = trees.filter_map(|tree| tree.value.get("permissions_boundary")?.as_str());
    arns.filter(|arn| !arn.is_empty()).map(str::to_owned).collect()
}
