//! Exclusive lists of policies: what a world says of them in; what they may take off those whom they are of, and what they
//! keep that the plan does not show, out.
//!
//! The provider takes off whatever such a list leaves out. What another resource of the plan gives besides is given before
//! or after, for nothing orders the two, and taken off with the next apply: an Allow of it has to be reckoned with, and a
//! Deny can't be relied on.
//! <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/iam_role_policies_exclusive>

use std::sync::Arc;

use super::holders::Build;
use super::kinds::INLINE;
use super::meant::Meant;
use super::named::Named;
use super::paper::{Attached, Gap, Paper};
use crate::iam::escalation::MemberKind;
use crate::json::Json;
use crate::links::{Certainty, Rest};
use crate::path::{Path, Place, PlaceStep};
use crate::plan::node::{Node, State};
use crate::redact;
use crate::source::value::Value;
use crate::truth::Truth;
use crate::world::Resource;

/// Lists of attached policies: the type, the attribute that names whom the list is of, and the type of those.
const ATTACHMENTS: [(&str, &str, &str); 3] = [
    ("aws_iam_role_policy_attachments_exclusive", "role_name", "aws_iam_role"),
    ("aws_iam_user_policy_attachments_exclusive", "user_name", "aws_iam_user"),
    ("aws_iam_group_policy_attachments_exclusive", "group_name", "aws_iam_group"),
];

/// Lists of inline policies.
const NAMES: [(&str, &str, &str); 3] = [
    ("aws_iam_role_policies_exclusive", "role_name", "aws_iam_role"),
    ("aws_iam_user_policies_exclusive", "user_name", "aws_iam_user"),
    ("aws_iam_group_policies_exclusive", "group_name", "aws_iam_group"),
];

/// Where an attachment for the whole account lists whom it is for.
const LISTED: [(&str, &str, MemberKind); 3] = [
    ("roles", "aws_iam_role", MemberKind::Role),
    ("users", "aws_iam_user", MemberKind::User),
    ("groups", "aws_iam_group", MemberKind::Group),
];

impl<'p> Build<'_, '_, 'p> {
    /// What exclusive lists leave out of what their holders have by name, before users have what their groups have.
    pub(super) fn exclusive(&mut self) {
        let world = self.world();
        for (kind, by, of) in NAMES {
            for list in world.of_kind(kind) {
                let holders = self.listed_of(list, by, of);
                self.undefined(list, &holders, of);
                let listed = |this: &mut Self, paper: usize| this.lists_name(list, "policy_names[*]", paper);
                self.leave_out(list, ("policy_names", &holders), listed);
            }
        }
        for (kind, by, of) in ATTACHMENTS {
            for list in world.of_kind(kind) {
                let holders = self.listed_of(list, by, of);
                let listed = |this: &mut Self, paper: usize| this.lists_policy(list, "policy_arns", paper);
                self.leave_out(list, ("policy_arns", &holders), listed);
            }
        }
        for role in world.of_kind("aws_iam_role") {
            self.of_itself(role);
        }
        self.alone();
    }

    /// What the lists of a role's own leave out. A role that has none is left what others give it, and its attributes repeat
    /// that: <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/iam_role>
    fn of_itself(&mut self, role: &Resource<'p>) {
        let Some(holder) = self.holder(role.id) else { return };
        if self.has_list(role, "inline_policy") {
            let listed = |this: &mut Self, paper: usize| this.lists_name(role, "inline_policy[*].name", paper);
            self.leave_out(role, ("inline_policy", &[(holder, None)]), listed);
        }
        if self.has_list(role, "managed_policy_arns") {
            let listed = |this: &mut Self, paper: usize| this.lists_policy(role, "managed_policy_arns", paper);
            self.leave_out(role, ("managed_policy_arns", &[(holder, None)]), listed);
        }
    }

    /// Whether a role has a list of its own, or may: it is written or, where blocks are made by `dynamic`, which is not to be
    /// seen, a plan makes, changes or deletes it, or it holds what nothing else of the plan puts on the role.
    fn has_list(&self, role: &Resource<'p>, attribute: &str) -> bool {
        let node = role.root().get(attribute);
        if self.world().is_given(role, attribute) {
            return !matches!(node.sketch(), Some(Value::Null));
        }
        let (before, after) = (role.change.before(), role.change.after());
        let [was, will] = [before, after]
            .map(|side| side.and_then(|tree| tree.value.get(attribute)).filter(|value| **value != Json::Null));
        match (was, will) {
            (Some(was), Some(will)) if was == will && attribute == "inline_policy" => {
                let blocks = node.items().unwrap_or_default();
                blocks.iter().any(|block| !self.explained().inline(self.world(), role, block))
            }
            (Some(was), Some(will)) => was != will,
            (Some(_), None) => after.is_none(),
            (None, Some(_)) => true,
            (None, None) => false,
        }
    }

    /// A policy that `aws_iam_policy_attachment` attaches is taken off everyone of the account whom it does not list.
    /// <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/iam_policy_attachment>
    fn alone(&mut self) {
        for list in self.world().of_kind("aws_iam_policy_attachment") {
            let policy = list.root().get("policy_arn");
            let Meant { mut papers, any, .. } = self.policies(list, (&Place::of("policy_arn"), &policy, false));
            papers.retain(|(paper, _)| self.papers.get(*paper).is_some_and(|paper| paper.source.denies_something()));
            // Of a policy that AWS ships, each attachment is a document of its own.
            let shipped = papers.iter().find_map(|(paper, _)| self.papers.get(*paper)?.managed().cloned());
            if any.is_some() || shipped.is_some() {
                let same = |(at, other): &(usize, &Paper)| match (&any, other.managed()) {
                    (Some(_), managed) => {
                        (managed.is_some() || self.objects.contains_key(at)) && other.source.denies_something()
                    }
                    (None, managed) => managed == shipped.as_ref(),
                };
                papers.extend(self.papers.iter().enumerate().filter(same).map(|(paper, _)| (paper, None)));
            }
            for (attribute, of, kind) in LISTED.into_iter().filter(|_| !papers.is_empty()) {
                let path = Path::parse(&format!("$.{attribute}[*]")).ok();
                let on = self.holders_at(list, path.as_ref(), of);
                let surely = |at: &usize| on.named.iter().any(|(one, doubt)| one == at && doubt.is_none());
                let all = self.holders.iter().enumerate().filter(|(_, holder)| holder.member.kind == kind);
                let others: Vec<usize> = all.map(|(at, _)| at).filter(|at| !surely(at)).collect();
                let has =
                    |at: usize, paper: usize| self.granted.of(at).is_some_and(|had| had.papers.contains_key(&paper));
                let each = others.iter().flat_map(|at| papers.iter().map(|(paper, _)| (*at, *paper)));
                let left: Vec<(usize, usize)> = each.filter(|(at, paper)| has(*at, *paper)).collect();
                left.into_iter()
                    .for_each(|key| _ = self.lapses.entry(key).or_insert_with(|| left_out(list, attribute)));
            }
        }
    }

    /// Whom a list is of, or may be.
    fn listed_of(&self, list: &Resource<'p>, by: &str, of: &str) -> Vec<(usize, Option<Gap>)> {
        let named = Named::of(self.world(), list, &list.root().get(by), of, false).each(self.world(), of).into_iter();
        let gap = |cause: Arc<str>| Gap::new(list, &Place::of(by), &cause);
        named.filter_map(|(to, doubt)| Some((self.holder(to)?, doubt.map(gap)))).collect()
    }

    /// Marks the Denies of what a list leaves out.
    fn leave_out(
        &mut self,
        list: &Resource<'p>,
        (attribute, holders): (&str, &[(usize, Option<Gap>)]),
        listed: impl Fn(&mut Self, usize) -> Option<Truth>,
    ) {
        for (holder, doubt) in holders {
            let papers: Vec<usize> =
                self.granted.of(*holder).into_iter().flat_map(|had| had.papers.keys().copied()).collect();
            for paper in papers {
                let denies = self.papers.get(paper).is_some_and(|paper| paper.source.denies_something());
                if !denies || listed(self, paper).is_none_or(Truth::is_true) {
                    continue;
                }
                let gap = doubt.clone().unwrap_or_else(|| left_out(list, attribute));
                self.lapses.entry((*holder, paper)).or_insert(gap);
            }
        }
    }

    /// Whether a list of names has an inline policy; `None` of what is none, and of a block of the list itself.
    fn lists_name(&self, list: &Resource<'p>, names: &str, paper: usize) -> Option<Truth> {
        let paper = self.papers.get(paper)?;
        let policy = self.world().resource(paper.resource)?;
        let block = match paper.place.steps() {
            [PlaceStep::Name(blocks), PlaceStep::Index(at), ..] if blocks == "inline_policy" => {
                Some(policy.root().get(blocks).at(*at))
            }
            _ => None,
        };
        if block.is_none() {
            INLINE.iter().find(|(kind, ..)| *kind == policy.kind())?;
        }
        let name = block.unwrap_or_else(|| policy.root()).get("name");
        let is = |item: Node<'p>| self.is_name((list, &item), (policy, &name));
        (policy.id != list.id).then(|| Truth::any(items(list, names).map(is)))
    }

    /// Whether an element of a list is the name of an inline policy.
    fn is_name(&self, (list, item): (&Resource<'p>, &Node<'p>), (policy, name): (&Resource<'p>, &Node<'p>)) -> Truth {
        match (item.state(), name.state()) {
            (State::Known(item), State::Known(name)) => (item.as_str() == name.as_str()).into(),
            (State::Known(_), _) => Truth::Unknown,
            _ => {
                let reference = self.world().refer(list, item, &[policy.kind()]);
                let link = reference.links.iter().find(|link| link.to == policy.id);
                match (link.map(|link| link.certainty), reference.rest) {
                    (Some(Certainty::Must), Rest::Nothing) => Truth::True,
                    (Some(_), _) | (None, Rest::Unresolved(_)) => Truth::Unknown,
                    (None, _) => Truth::False,
                }
            }
        }
    }

    /// Whether a list of ARNs has an attached policy; `None` of what is no such policy, or what the list attaches itself.
    fn lists_policy(&mut self, list: &Resource<'p>, attribute: &str, paper: usize) -> Option<Truth> {
        let own = self.papers.get(paper).filter(|paper| paper.resource != list.id)?;
        let managed = own.managed().cloned();
        if managed.is_none() && !self.objects.contains_key(&paper) {
            return None;
        }
        let mut listed = Truth::False;
        let items = items(list, &format!("{attribute}[*]"));
        for item in items.filter(|_| !self.world().is_empty(list, attribute)).collect::<Vec<_>>() {
            listed = listed.or(match (&managed, item.state()) {
                (Some(own), State::Known(Json::String(arn))) => (**own == **arn).into(),
                (Some(_), _) => Truth::Unknown,
                (None, _) => {
                    let Meant { papers, any, .. } = self.policies(list, (&Place::of(attribute), &item, true));
                    let of = papers.iter().find(|(one, _)| *one == paper);
                    match (of, any) {
                        (Some((_, None)), _) => Truth::True,
                        (Some(_), _) | (None, Some(_)) => Truth::Unknown,
                        (None, None) => Truth::False,
                    }
                }
            });
        }
        Some(listed)
    }

    /// Puts what a list names and nothing of the plan defines on those whom the list is of: it is there already, and the
    /// provider keeps it.
    fn undefined(&mut self, list: &Resource<'p>, holders: &[(usize, Option<Gap>)], of: &str) {
        let Some((kind, _, by, _)) = INLINE.into_iter().find(|(.., target)| *target == of) else { return };
        let Ok(path) = Path::parse("$.policy_names[*]") else { return };
        for (place, item) in path.select(list.root()) {
            let defined = |policy: &Resource<'p>| {
                let named = Named::of(self.world(), policy, &policy.root().get(by), of, false);
                let on: Vec<usize> = named.one_by_one().filter_map(|(to, _)| self.holder(to)).collect();
                let fits = named.any.is_some() || holders.iter().any(|(holder, _)| on.contains(holder));
                fits && !self.is_name((list, &item), (policy, &policy.root().get("name"))).is_false()
            };
            let blocks = || holders.iter().any(|(holder, _)| self.has_block(*holder, &item));
            if self.world().of_kind(kind).any(defined) || blocks() {
                continue;
            }
            let gap = match item.state() {
                State::Known(_) => {
                    Gap::new(list, &place, "an inline policy that is not in the plan").showing(&item, "policy_names")
                }
                _ => Gap::new(list, &place, item.cause().unwrap_or("which policies it lists")),
            };
            let attached = if matches!(item.state(), State::Known(_)) { Attached::Outside } else { Attached::Unknown };
            let paper = self.unread(list, gap, attached);
            for (holder, doubt) in holders {
                self.granted.grant(*holder, paper, doubt.clone());
            }
        }
    }

    /// Whether a role has an inline policy of a name as a block of its own.
    fn has_block(&self, holder: usize, name: &Node<'p>) -> bool {
        let role = self.holders.get(holder).and_then(|holder| self.world().resource(holder.resource));
        let blocks = role.and_then(|role| role.root().get("inline_policy").items()).unwrap_or_default();
        let is = |block: &Node<'p>| match (block.get("name").state(), name.state()) {
            (State::Known(own), State::Known(name)) => own.as_str() == name.as_str(),
            _ => true,
        };
        blocks.iter().any(is)
    }
}

/// What a list does to those that it leaves out.
pub(super) fn left_out(list: &Resource<'_>, attribute: &str) -> Gap {
    let cause = format!("{} may take off what it leaves out", list.name());
    let gap = Gap::new(list, &Place::of(attribute), &cause);
    if attribute != "inline_policy" {
        return gap.showing(&list.root().get(attribute), attribute);
    }
    let name = |node: Node<'_>| match node.state() {
        State::Known(Json::String(name)) if !name.is_empty() && !node.is_sensitive() => {
            Some(redact::text(name).to_string())
        }
        _ => None,
    };
    let names: Vec<String> = items(list, "inline_policy[*].name").filter_map(name).collect();
    Gap { shown: Some(format!("[{}]", names.join(", "))), ..gap }
}

/// The elements of a list; what is not known of it is one.
fn items<'p>(list: &Resource<'p>, elements: &str) -> impl Iterator<Item = Node<'p>> + use<'p> {
    let path = Path::parse(&format!("$.{elements}"));
    path.map(|path| path.select(list.root())).unwrap_or_default().into_iter().map(|(_, node)| node)
}
