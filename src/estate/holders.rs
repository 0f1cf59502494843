//! Holders of rights: principals, their documents however they are put on them, their groups, trust and boundaries.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::Holder;
use super::explained::Explained;
use super::kinds::{ATTACHED, INLINE};
use super::named::Named;
use super::paper::{Attached, Gap, Paper, Reader};
use crate::iam::catalogue::{self, Site};
use crate::iam::document::{Document, Effect, Principal, PrincipalKind, Principals, Scope, Statement, Version};
use crate::iam::escalation::{Member, MemberKind};
use crate::iam::grants::{Boundary, Rights, Source};
use crate::iam::managed;
use crate::iam::pattern::Object;
use crate::iam::text::Text;
use crate::json::Json;
use crate::links::Rest;
use crate::path::{Path, Place, PlaceStep};
use crate::plan::node::{Node, State};
use crate::truth::Truth;
use crate::world::{Resource, World};

/// The types that hold rights, each with its name in the action catalogue.
const PRINCIPALS: [(&str, MemberKind, &str); 4] = [
    ("aws_iam_role", MemberKind::Role, "iam:role"),
    ("aws_iam_user", MemberKind::User, "iam:user"),
    ("aws_iam_group", MemberKind::Group, "iam:group"),
    ("aws_ssoadmin_permission_set", MemberKind::PermissionSet, "sso:permission-set"),
];

/// An estate being built.
pub(super) struct Build<'b, 'w, 'p> {
    reader: &'b Reader<'w, 'p>,
    pub(super) site: Site,
    pub(super) papers: Vec<Paper>,
    pub(super) trusts: Vec<Paper>,
    pub(super) holders: Vec<Holder>,
    /// What each holder has: papers, those of its groups included, and why it may not have them
    granted: Vec<BTreeMap<usize, Option<Gap>>>,
    by_resource: HashMap<usize, usize>,
    /// Customer-managed policies: the resource -> its paper
    policies: HashMap<usize, usize>,
    /// Papers that are customer-managed policies -> their ARN
    objects: HashMap<usize, Object>,
    /// Policies that are no resources of the plan, where they are attached: resource and ARN or place -> paper
    attached: HashMap<(usize, String), usize>,
    managed: HashMap<String, Option<Document>>,
    /// What is not known of the boundary of a holder
    unbounded: BTreeMap<usize, Gap>,
    /// Papers that are boundaries, and why they may be none
    ceilings: BTreeMap<usize, Option<Gap>>,
    /// Papers that may be put on somebody who is not in the plan
    elsewhere: BTreeSet<usize>,
}

impl<'b, 'w, 'p> Build<'b, 'w, 'p> {
    pub(super) fn new(reader: &'b Reader<'w, 'p>, site: Site) -> Self {
        Self {
            reader,
            site,
            papers: Vec::new(),
            trusts: Vec::new(),
            holders: Vec::new(),
            granted: Vec::new(),
            by_resource: HashMap::new(),
            policies: HashMap::new(),
            objects: HashMap::new(),
            attached: HashMap::new(),
            managed: HashMap::new(),
            unbounded: BTreeMap::new(),
            ceilings: BTreeMap::new(),
            elsewhere: BTreeSet::new(),
        }
    }

    fn world(&self) -> &'w World<'p> {
        self.reader.world
    }

    /// The holder that a resource is.
    pub(super) fn holder(&self, resource: usize) -> Option<usize> {
        self.by_resource.get(&resource).copied()
    }

    /// The role that a literal ARN names.
    pub(super) fn holder_by_arn(&self, arn: &str) -> Option<usize> {
        let name = arn.rsplit('/').next()?;
        let named = |holder: &Holder| {
            let root = self.world().resource(holder.resource).map(Resource::root);
            let is =
                |root: Node<'_>| matches!(root.get("name").state(), State::Known(Json::String(own)) if own == name);
            holder.member.kind == MemberKind::Role && root.is_some_and(is)
        };
        self.holders.iter().position(named)
    }

    /// Principals with what is fixed for them.
    pub(super) fn holders(&mut self) {
        let world = self.world();
        for (kind, member, catalogued) in PRINCIPALS {
            for resource in world.of_kind(kind) {
                let object = self.object(resource, catalogued);
                let mut member = Member::new(member, object, Rights::default());
                member.facts = member.facts.with("aws:PrincipalArn", member.object.arn.clone());
                let root = resource.root();
                member.facts = match (kind, root.get("name").state()) {
                    ("aws_iam_user", State::Known(Json::String(name))) => {
                        member.facts.with("aws:username", name.as_ref())
                    }
                    ("aws_iam_user" | "aws_iam_group", _) => member.facts,
                    _ => member.facts.without("aws:username"),
                };
                if let State::Known(Json::Object(tags)) = root.get("tags_all").state() {
                    for (key, value) in tags.iter() {
                        let key = format!("aws:PrincipalTag/{key}");
                        member.facts = match value.as_str() {
                            Some(value) => member.facts.with(&key, value),
                            None => member.facts,
                        };
                    }
                }
                let trust = self.trust(resource, kind, &mut member);
                self.by_resource.insert(resource.id, self.holders.len());
                self.add(resource, member, trust);
            }
        }
        for profile in world.of_kind("aws_iam_instance_profile") {
            let named = Named::of(world, profile, &profile.root().get("role"), "aws_iam_role", false);
            for (role, doubt) in named.resources {
                let truth = if doubt.is_none() { Truth::True } else { Truth::Unknown };
                if let Some(holder) = self.holder(role).and_then(|at| self.holders.get_mut(at)) {
                    holder.member.profiled = holder.member.profiled.or(truth);
                }
            }
        }
    }

    fn add(&mut self, resource: &Resource<'p>, member: Member, trust: Option<usize>) {
        let (gaps, doubts, denies, through_groups) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (address, resource, bounded) = (resource.name().into(), resource.id, Truth::False);
        self.holders.push(Holder { resource, address, member, gaps, doubts, denies, through_groups, trust, bounded });
        self.granted.push(BTreeMap::new());
    }

    fn trust(&mut self, resource: &Resource<'p>, kind: &str, member: &mut Member) -> Option<usize> {
        if kind != "aws_iam_role" {
            return None;
        }
        let node = resource.root().get("assume_role_policy");
        let paper = self.reader.paper(resource, &Place::of("assume_role_policy"), &node)?;
        member.trust = vec![paper.source.clone()];
        if let Some(gap) = paper.gaps.first() {
            member.trust.push(Source::new("unknown", anyone(&gap.cause)));
        }
        self.trusts.push(paper);
        Some(self.trusts.len() - 1)
    }

    /// The ARN of a resource, as far as it is known.
    fn object(&self, resource: &Resource<'p>, catalogued: &str) -> Object {
        let root = resource.root();
        if let State::Known(Json::String(arn)) = root.get("arn").state() {
            return Object::new(resource.name(), arn.as_ref());
        }
        let name = match root.get("name").state() {
            State::Known(Json::String(name)) => Text::literal(name),
            _ => Text::symbol(resource.name(), "name"),
        };
        let path = match root.get("path").state() {
            State::Known(Json::String(path)) => Text::literal(path.trim_start_matches('/')),
            State::Unknown => Text::unknown("its path"),
            _ => Text::literal(""),
        };
        let arn = catalogue::arn(catalogued, &self.site, &path.then(&name));
        Object::new(resource.name(), arn.unwrap_or_else(|| Text::symbol(resource.name(), "arn")))
    }

    /// Every identity document, on whoever has it.
    pub(super) fn documents(&mut self) {
        let world = self.world();
        for policy in world.of_kind("aws_iam_policy") {
            if let Some(at) = self.read(policy, "$.policy") {
                self.policies.insert(policy.id, at);
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
        let explained = Explained::new(world);
        for role in world.of_kind("aws_iam_role") {
            let Ok(path) = Path::parse("$.inline_policy[*]") else { continue };
            for (place, block) in path.select(role.root()) {
                if explained.inline(&role.root(), &block) {
                    continue;
                }
                let place = place.with(PlaceStep::Name("policy".to_owned()));
                let paper = self.reader.paper(role, &place, &block.get("policy"));
                if let (Some(paper), Some(holder)) = (paper, self.holder(role.id)) {
                    self.papers.push(paper);
                    self.grant(holder, self.papers.len() - 1, None);
                }
            }
        }
        for (kind, policies, holders, target) in ATTACHED {
            let (Ok(policies), holders) = (Path::parse(policies), Path::parse(holders).ok()) else { continue };
            for resource in world.of_kind(kind) {
                for (place, node) in policies.select(resource.root()) {
                    if holders.is_none() && explained.attached(&resource.root(), &node) {
                        continue;
                    }
                    let list = !policies.is_singular();
                    self.attach(resource, (&place, &node, list), holders.as_ref(), target);
                }
            }
        }
    }

    fn read(&mut self, resource: &Resource<'p>, path: &str) -> Option<usize> {
        let (place, node) = Path::parse(path).ok()?.first(resource.root())?;
        let paper = self.reader.paper(resource, &place, &node)?;
        self.papers.push(paper);
        Some(self.papers.len() - 1)
    }

    /// Puts a document on whom an attribute names.
    fn put(&mut self, paper: usize, resource: &Resource<'p>, place: &Place, node: &Node<'p>, target: &str) {
        let named = Named::of(self.world(), resource, node, target, false);
        if named.is_open() {
            self.elsewhere.insert(paper);
        }
        for (to, doubt) in named.resources {
            let Some(holder) = self.holder(to) else { continue };
            self.grant(holder, paper, doubt.map(|cause| Gap::new(resource, place, &cause)));
        }
    }

    /// Gives a holder a document, surely or perhaps.
    fn grant(&mut self, holder: usize, paper: usize, doubt: Option<Gap>) {
        let Some(papers) = self.granted.get_mut(holder) else { return };
        let held = papers.entry(paper).or_insert_with(|| doubt.clone());
        if doubt.is_none() {
            *held = None;
        }
    }

    fn gap(&mut self, holder: usize, gap: Gap) {
        if let Some(holder) = self.holders.get_mut(holder).filter(|holder| !holder.gaps.contains(&gap)) {
            holder.gaps.push(gap);
        }
    }

    /// One policy of an attachment, on each of its holders.
    fn attach(
        &mut self,
        resource: &Resource<'p>,
        (place, node, list): (&Place, &Node<'p>, bool),
        holders: Option<&Path>,
        target: &str,
    ) {
        let mut on: Vec<(usize, Option<Gap>)> = Vec::new();
        let mut open = false;
        match holders {
            Some(path) => {
                for (by, node) in path.select(resource.root()) {
                    let named = Named::of(self.world(), resource, &node, target, !path.is_singular());
                    open |= named.is_open();
                    let all = named.resources.into_iter();
                    let all = all.map(|(to, doubt)| (to, doubt.map(|cause| Gap::new(resource, &by, &cause))));
                    on.extend(all.filter_map(|(to, doubt)| Some((self.holder(to)?, doubt))));
                }
            }
            None => on.extend(self.holder(resource.id).map(|holder| (holder, None))),
        }
        let (papers, rest) = self.policies(resource, (place, node, list));
        let rest = rest.map(|(gap, attached)| (self.unread(resource, gap, attached), None));
        for (paper, doubt) in papers.into_iter().chain(rest) {
            if open || doubt.is_some() {
                self.elsewhere.insert(paper);
            }
            for (holder, who) in &on {
                self.grant(*holder, paper, doubt.clone().or_else(|| who.clone()));
            }
        }
    }

    /// The papers that a policy's ARN or name may mean, and what it may mean besides.
    fn policies(&mut self, resource: &Resource<'p>, (place, node, list): (&Place, &Node<'p>, bool)) -> Meant {
        if let State::Known(Json::String(arn)) = node.state()
            && managed::name(arn).is_some()
        {
            return match self.managed(resource, place, arn) {
                Ok(paper) => (vec![(paper, None)], None),
                Err(gap) => (Vec::new(), Some((gap, Attached::Outside))),
            };
        }
        let named = Named::of(self.world(), resource, node, "aws_iam_policy", list);
        let gap = |cause: Arc<str>| Gap::new(resource, place, &cause);
        let papers: Vec<_> = named
            .resources
            .iter()
            .filter_map(|(to, doubt)| {
                let paper = self.policies.get(to).copied().or_else(|| self.looked_up(resource, place, *to))?;
                Some((paper, doubt.clone().map(gap)))
            })
            .collect();
        let sure = named.resources.iter().any(|(_, doubt)| doubt.is_none());
        let outside = matches!((&named.rest, node.state()), (Rest::Elsewhere(_), State::Known(_)));
        let rest = named.gap(resource, (place, node)).filter(|_| !sure);
        let rest = rest.map(|gap| (gap, if outside { Attached::Outside } else { Attached::Unknown }));
        (papers, rest)
    }

    /// The paper of a policy of another stack whose text a data resource shows.
    fn looked_up(&mut self, resource: &Resource<'p>, place: &Place, data: usize) -> Option<usize> {
        let data = self.world().resource(data).filter(|one| one.address.data)?;
        let key = (resource.id, format!("{place} {}", data.name()));
        if let Some(found) = self.attached.get(&key) {
            return Some(*found);
        }
        let read = self.reader.paper(data, &Place::of("policy"), &data.root().get("policy"))?;
        let own = Paper::new(resource, place, read.source.document);
        self.papers.push(Paper {
            attached: Some(Attached::Outside),
            data: Some(data.name().into()),
            gaps: read.gaps,
            ..own
        });
        self.attached.insert(key, self.papers.len() - 1);
        Some(self.papers.len() - 1)
    }

    fn managed(&mut self, resource: &Resource<'p>, place: &Place, arn: &str) -> Result<usize, Gap> {
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
    fn unread(&mut self, resource: &Resource<'p>, gap: Gap, attached: Attached) -> usize {
        let key = (resource.id, gap.place.to_string());
        if let Some(found) = self.attached.get(&key) {
            return *found;
        }
        let paper = Paper::new(resource, &gap.place, Document::new(Version::V2012, []));
        self.papers.push(Paper { attached: Some(attached), gaps: vec![gap], ..paper });
        self.attached.insert(key, self.papers.len() - 1);
        self.papers.len() - 1
    }

    /// Users have what their groups have.
    pub(super) fn groups(&mut self) {
        let world = self.world();
        let mut members: BTreeMap<(usize, usize), Option<Gap>> = BTreeMap::new();
        for (kind, one, one_kind, many, many_kind) in [
            ("aws_iam_user_group_membership", "$.user", "aws_iam_user", "$.groups[*]", "aws_iam_group"),
            ("aws_iam_group_membership", "$.group", "aws_iam_group", "$.users[*]", "aws_iam_user"),
        ] {
            let (Ok(one), Ok(many)) = (Path::parse(one), Path::parse(many)) else { continue };
            for resource in world.of_kind(kind) {
                let named = |path: &Path, kind: &str| -> Vec<(usize, Option<Gap>)> {
                    let named = path.select(resource.root()).into_iter().flat_map(|(place, node)| {
                        let named = Named::of(world, resource, &node, kind, !path.is_singular()).resources;
                        let gap = move |cause: Arc<str>| Gap::new(resource, &place, &cause);
                        named.into_iter().map(move |(to, doubt)| (to, doubt.map(&gap))).collect::<Vec<_>>()
                    });
                    named.filter_map(|(to, doubt)| Some((self.holder(to)?, doubt))).collect()
                };
                let (own, others) = (named(&one, one_kind), named(&many, many_kind));
                for (own, doubt) in &own {
                    for (other, further) in &others {
                        let pair = if one_kind == "aws_iam_user" { (*own, *other) } else { (*other, *own) };
                        let doubt = doubt.as_ref().or(further.as_ref());
                        let known = members.entry(pair).or_insert_with(|| doubt.cloned());
                        if doubt.is_none() {
                            *known = None;
                        }
                    }
                }
            }
        }
        for ((user, group), doubt) in members {
            let papers = self.granted.get(group).cloned().unwrap_or_default();
            let Some((object, gaps)) = self.holders.get(group).map(|g| (g.member.object.clone(), g.gaps.clone()))
            else {
                continue;
            };
            for (paper, held) in papers {
                let own = self.granted.get(user).is_some_and(|papers| papers.contains_key(&paper));
                if let Some(paper) = self.papers.get(paper).filter(|_| !own) {
                    let origin = paper.source.origin.clone();
                    self.holders.get_mut(user).into_iter().for_each(|h| h.through_groups.push(origin.clone()));
                }
                self.grant(user, paper, held.or_else(|| doubt.clone()));
            }
            gaps.into_iter().for_each(|gap| self.gap(user, gap));
            if let Some(holder) = self.holders.get_mut(user) {
                holder.member.groups.push((object, sure(doubt.as_ref())));
            }
        }
        // Whoever may change a group's policies changes the group's own rights.
        for holder in self.holders.iter_mut().filter(|holder| holder.member.kind == MemberKind::Group) {
            holder.member.groups.push((holder.member.object.clone(), Truth::True));
        }
    }

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
            let managed = matches!(arn.state(), State::Known(Json::String(arn)) if !arn.is_empty());
            let node = if managed { arn } else { own };
            for (set, doubt) in named.resources {
                let Some(holder) = self.holder(set) else { continue };
                self.bound(holder, resource, &Place::of("permissions_boundary"), &node);
                let gap = doubt.map(|cause| Gap::new(resource, &Place::of("permission_set_arn"), &cause));
                if let Some(gap) = gap {
                    self.limit(holder, Boundary::Unreadable(gap.cause.clone()), Some(gap), Truth::Unknown);
                }
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
                let (papers, rest) = self.policies(resource, (place, node, false));
                self.ceilings.extend(papers.iter().filter(|(_, doubt)| doubt.is_none()).cloned());
                for (paper, doubt) in &papers {
                    self.ceilings.entry(*paper).or_insert_with(|| doubt.clone());
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
                    (papers, None) => {
                        let gap = papers.iter().find_map(|(_, doubt)| doubt.clone());
                        let gap = gap.unwrap_or_else(|| Gap::new(resource, place, "the boundary is not known"));
                        unreadable(gap, Truth::Unknown)
                    }
                }
            }
        };
        self.limit(holder, boundary, gap, bounded);
    }

    fn limit(&mut self, at: usize, boundary: Boundary, gap: Option<Gap>, bounded: Truth) {
        let Some(holder) = self.holders.get_mut(at) else { return };
        holder.bounded = bounded;
        holder.member.rights.boundary = boundary;
        self.unbounded.extend(gap.map(|gap| (at, gap)));
    }

    /// Puts the rights together, and adds the policies that nothing of the plan surely holds.
    pub(super) fn finish(mut self) -> Self {
        let mut held: Vec<Vec<Option<Gap>>> = vec![Vec::new(); self.papers.len()];
        for (paper, doubt) in self.granted.iter().flatten() {
            held.get_mut(*paper).into_iter().for_each(|by| by.push(doubt.clone()));
        }
        for (at, by) in held.into_iter().enumerate() {
            let Some(paper) = self.papers.get_mut(at) else { continue };
            let ceiling = self.ceilings.get(&at).cloned();
            paper.idle = ceiling.is_some();
            // What is attached and can't be read is told of whom it is attached to.
            let told = paper.attached == Some(Attached::Outside) || ceiling == Some(None);
            let of = paper.resource;
            let may_be_held = by.is_empty() || self.elsewhere.contains(&at);
            if by.contains(&None) || !may_be_held || (told && by.is_empty()) {
                continue;
            }
            let Some(resource) = self.world().resource(of) else { continue };
            let object = self.objects.get(&at).cloned();
            let own = object.clone().unwrap_or_else(|| Object::new(resource.name(), Text::unknown("who holds it")));
            let mut member = Member::new(MemberKind::Policy, own, Rights::default());
            member.policies.extend(object.map(|object| (object, Truth::True)));
            self.add(resource, member, None);
            let doubt = by.into_iter().flatten().next().or_else(|| ceiling.flatten());
            self.grant(self.holders.len() - 1, at, doubt);
        }
        for (at, (holder, granted)) in self.holders.iter_mut().zip(&self.granted).enumerate() {
            for (paper_at, doubt) in granted {
                let Some(paper) = self.papers.get_mut(*paper_at) else { continue };
                paper.holders.push((at, sure(doubt.as_ref())));
                paper.doubts.extend(doubt.clone().filter(|gap| !paper.doubts.contains(gap)));
                holder.member.rights.documents.push(match doubt {
                    Some(gap) => paper.source.clone().doubted(&gap.cause),
                    None => paper.source.clone(),
                });
                holder.gaps.extend(paper.gaps.iter().cloned());
                holder.doubts.extend(doubt.clone());
                if let Some(object) = self.objects.get(paper_at).filter(|_| holder.member.kind != MemberKind::Policy) {
                    holder.member.policies.push((object.clone(), sure(doubt.as_ref())));
                }
            }
            let mut causes: Vec<Arc<str>> = holder.gaps.iter().map(|gap| gap.cause.clone()).collect();
            causes.sort();
            causes.dedup();
            holder.member.rights.unreadable = causes;
            holder.gaps.extend(self.unbounded.get(&at).cloned());
            for gaps in [&mut holder.gaps, &mut holder.doubts] {
                gaps.sort();
                gaps.dedup();
            }
            holder.denies = holder.member.rights.documents.iter().filter_map(denies).collect();
        }
        self
    }
}

/// What a policy's ARN or name may mean: papers, each with what leaves it open, and what is not in the plan.
type Meant = (Vec<(usize, Option<Gap>)>, Option<(Gap, Attached)>);

/// The known ARNs of the boundaries of both worlds.
fn boundary_arns(world: &World<'_>) -> BTreeSet<String> {
    let bounded = |kind: &str| matches!(kind, "aws_iam_role" | "aws_iam_user");
    let changes = world.plan.changes.iter().filter(|change| bounded(change.kind()) && !change.data);
    let trees = changes.flat_map(|change| [change.before(), change.after()]).flatten();
    trees.filter_map(|tree| Some(tree.value.get("permissions_boundary")?.as_str()?.to_owned())).collect()
}

/// Whether something holds, with what leaves it open.
fn sure(doubt: Option<&Gap>) -> Truth {
    if doubt.is_none() { Truth::True } else { Truth::Unknown }
}

/// The Denies of a document.
fn denies(source: &Source) -> Option<Source> {
    let denies: Vec<Statement> =
        source.document.statements.iter().filter(|statement| !statement.is_allow()).cloned().collect();
    let document = Document { version: source.document.version, statements: denies.into() };
    (!document.statements.is_empty()).then(|| Source { document, ..source.clone() })
}

/// A trust policy of which nothing is known: it may let anyone in.
fn anyone(cause: &str) -> Document {
    let mut statement = Statement::new(Effect::Allow, Scope::Only(vec!["sts:AssumeRole".into()]));
    let entry = |kind| Principal { kind, id: Text::unknown(cause) };
    let entries = vec![entry(PrincipalKind::Service), entry(PrincipalKind::Aws)];
    statement.principals = Some(Principals { negated: false, entries });
    Document::new(Version::V2012, [statement])
}
