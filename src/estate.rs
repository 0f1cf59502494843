//! Who may do what: the resources of a world in; documents, holders of rights and what runs under roles out.
//!
//! The one place that knows where Terraform's resources keep policies and how they are put on principals. What it makes
//! of them is the model of [`crate::iam`], which knows nothing of Terraform.

mod accounts;
mod boundaries;
mod carriers;
mod documents;
mod doubts;
mod exclusive;
mod explained;
mod granted;
mod groups;
mod holders;
mod kinds;
mod meant;
mod named;
mod paper;
mod rebuild;
mod resources;
mod rights;
mod show;
mod strangers;
mod tags;
mod templates;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use accounts::Accounts;
use doubts::Open;
use foldhash::HashMap;
use granted::Granted;
use holders::{Build, sure};

use crate::facts::Facts;
use crate::iam::catalogue;
use crate::iam::escalation::{self, Carrier, Ceiling, Cover, Escalation, Member, MemberKind, Older, Shed, escalations};
use crate::iam::facts::Fact;
use crate::iam::grants::{Boundary, Rights, Shared, Source, StatementRef};
use crate::iam::pattern::Object;
use crate::iam::principal::Owners;
use crate::iam::text::Text;
use crate::truth::Truth;
use crate::world::{Resource, World};

pub use accounts::TELLING;
pub use doubts::{Told, doubts, unread, why};
pub use holders::TOLD;
pub use kinds::KINDS;
pub use paper::{Attached, Gap, Paper, Reader};
pub use resources::{
    Grant, Kinds, OF_BUCKETS, OF_OTHERS, ResourcePolicy, Service, TO_ANYONE, TO_SOMEBODY, count, kinds,
};
pub use show::{statement, text};
pub use strangers::{is_stranger, meant_kind};
pub use tags::tags_of;
pub use templates::{Stack, TEMPLATED};

/// Who may do what in one world.
#[derive(Debug)]
pub struct Estate {
    /// Identity documents, and AWS-managed policies where they are attached
    pub papers: Vec<Paper>,
    /// Trust policies
    pub trusts: Vec<Paper>,
    /// Who holds rights
    pub holders: Vec<Holder>,
    /// What runs under a role
    pub carriers: Vec<Carrier>,
    granted: Granted,
    accounts: Arc<Accounts>,
    by_origin: HashMap<Arc<str>, usize>,
    by_resource: HashMap<usize, usize>,
    /// The ARNs of customer-managed policies, by the places of their documents
    objects: HashMap<usize, Object>,
    /// What is known of older versions of customer-managed policies, by their addresses
    versions: HashMap<Arc<str>, Older>,
    owners: OnceLock<Owners>,
    ceilings: OnceLock<Vec<Ceiling>>,
    paths: OnceLock<Vec<Vec<Escalation>>>,
    resource_policies: OnceLock<Vec<ResourcePolicy>>,
    /// What makes other resources by a template
    pub stacks: Vec<Stack>,
}

/// A holder of rights: a principal of the plan, or a policy attached to nothing in it.
#[derive(Clone, Debug)]
pub struct Holder {
    /// The resource, by its place in the world
    pub resource: usize,
    /// Its address
    pub address: Arc<str>,
    /// What it is and may do
    pub member: Member,
    /// What of its rights is not known
    pub gaps: Vec<Gap>,
    /// The same of documents that others may have as well
    unread: Vec<Open>,
    /// Why it is not known whether some of its documents are its own
    doubts: Vec<Gap>,
    /// The same of those that others may have as well
    open: Vec<Open>,
    /// What is not known of its tags
    untold: Option<Gap>,
    /// The statements that deny it something, those of its own documents first
    pub denies: Vec<Source>,
    /// How many of these are
    own: usize,
    /// Groups of which it is a member, by their places, and why it may not be
    groups: Vec<(usize, Option<Gap>)>,
    /// Labels of documents that it has through its groups
    through_groups: Vec<Arc<str>>,
    /// What it has through its groups of what others may have as well
    through: Vec<Shared>,
    /// Its trust policy, as a place in [`Estate::trusts`]
    pub trust: Option<usize>,
    /// Whether it has a permissions boundary that bounds anything
    pub bounded: Truth,
}

/// Documents that deny their holder something, and that it may take off.
struct Own<'e> {
    shed: Shed,
    /// Why it is not known whether the holder keeps them by a group
    kept: Vec<&'e Gap>,
}

/// Whose accounts are whose, where nothing else of the estate is asked for.
pub fn owners(world: &World<'_>, facts: &Facts) -> Owners {
    world.model(Accounts::new).owners(facts)
}

impl Holder {
    /// What is not known of its tags, if a condition on a key asks for them.
    pub fn untold(&self, key: &str) -> Option<&Gap> {
        self.untold.as_ref().filter(|_| self.member.facts.get(key) == Some(&Fact::Open))
    }

    /// The Denies of its own documents.
    pub fn own_denies(&self) -> &[Source] {
        self.denies.get(..self.own).unwrap_or_default()
    }

    /// What one Allow gives it: within its boundary, and after its Denies.
    pub fn alone(&self, allow: Source) -> Rights {
        let rights = &self.member.rights;
        let documents = [allow].into_iter().chain(self.own_denies().iter().cloned());
        let shared = rights.shared.iter().filter_map(Shared::denials).collect();
        Rights { boundary: rights.boundary.clone(), shared, ..Rights::of(documents.collect()) }
    }

    /// Whether neither a boundary nor a Deny holds anything back.
    pub fn is_free(&self) -> bool {
        self.denies.is_empty() && matches!(self.member.rights.boundary, Boundary::None)
    }

    /// Whether it is a group.
    pub fn is_group(&self) -> bool {
        self.member.kind == MemberKind::Group
    }

    /// The groups in which it is or may be, as places in [`Estate::holders`].
    pub fn groups(&self) -> impl Iterator<Item = usize> {
        self.groups.iter().map(|(group, _)| *group)
    }

    /// Whether it has a document through its groups and not otherwise.
    pub fn has_through_groups(&self, origin: &str) -> bool {
        self.through_groups.iter().any(|own| **own == *origin)
            || self.through.iter().flat_map(Shared::sources).any(|source| *source.origin == *origin)
    }
}

impl Estate {
    /// The estate of a world.
    pub(crate) fn new(world: &World<'_>) -> Self {
        let reader = Reader::new(world);
        let mut build = Build::new(&reader, world.model(Accounts::new));
        build.holders();
        build.documents();
        let stacks = templates::stacks(world);
        build.templates(&stacks);
        build.exclusive();
        build.groups();
        build.boundaries();
        let carriers = carriers::carriers(world, &build);
        let versions = build.versions();
        let Build { accounts, papers, trusts, holders, granted, by_resource, objects, .. } = build.finish();
        let by_origin = papers.iter().enumerate().map(|(at, paper)| (paper.source.origin.clone(), at)).collect();
        let (owners, ceilings) = (OnceLock::new(), OnceLock::new());
        let (paths, resource_policies) = (OnceLock::new(), OnceLock::new());
        Self {
            papers,
            trusts,
            holders,
            carriers,
            granted,
            accounts,
            by_origin,
            by_resource,
            objects,
            versions,
            owners,
            ceilings,
            paths,
            resource_policies,
            stacks,
        }
    }

    /// Whose accounts are whose.
    pub fn owners(&self, facts: &Facts) -> &Owners {
        self.owners.get_or_init(|| self.accounts.owners(facts))
    }

    /// The ARN of something by its name, where a resource stands, as far as it is known.
    pub fn arn(&self, (world, resource): (&World<'_>, &Resource<'_>), catalogued: &str, name: &Text) -> Option<Text> {
        catalogue::arn(catalogued, &self.accounts.site(world, resource), name)
    }

    /// The principal that a resource is, as a place in [`Estate::holders`].
    pub fn principal(&self, resource: usize) -> Option<usize> {
        self.by_resource.get(&resource).copied()
    }

    /// The document that an answer names.
    pub fn paper(&self, by: &StatementRef) -> Option<&Paper> {
        self.papers.get(*self.by_origin.get(&by.origin)?)
    }

    /// Whether the holder at a place has the document that an answer names by name, or may have it as others may; `None` where it
    /// has not.
    pub fn has(&self, at: usize, by: &StatementRef) -> Option<bool> {
        let rank = *self.by_origin.get(&by.origin)?;
        let by_name = self.granted.of(at)?.papers.contains_key(&rank);
        (by_name || self.granted.doubt(at, rank).is_some()).then_some(by_name)
    }

    /// Whether nobody has the policy of an address, and nobody may.
    pub fn is_unheld(&self, address: &str) -> bool {
        self.papers.iter().any(|paper| paper.unheld && *paper.address == *address)
    }

    /// Whether a boundary or a Deny may hold back whoever has the policy of an address.
    pub fn is_held_back(&self, address: &str) -> bool {
        let free = |at: usize| self.holders.get(at).is_none_or(Holder::is_free);
        let own = self.papers.iter().filter(|paper| *paper.address == *address);
        own.into_iter().all(|paper| !self.holders_of(paper).into_iter().any(|(at, _)| free(at)))
    }

    /// Who holds a document, as places in [`Estate::holders`], and why they may not.
    pub fn holders_of<'e>(&'e self, paper: &'e Paper) -> Vec<(usize, Option<&'e Gap>)> {
        let by_name = paper.holders.iter().map(|(holder, doubt)| (*holder, doubt.as_ref()));
        let perhaps = self.perhaps_holding(paper).into_iter();
        let mut holders: Vec<_> = by_name.chain(perhaps.map(|(holder, doubt)| (holder, Some(doubt)))).collect();
        holders.sort_by_key(|(holder, _)| *holder);
        holders
    }

    /// Those of them that are not given it by name.
    pub fn perhaps_holding(&self, paper: &Paper) -> Vec<(usize, &Gap)> {
        self.granted.perhaps(paper.source.rank)
    }

    /// Why it is not known whether one holds a document.
    pub fn doubt(&self, holder: &Holder, paper: &Paper) -> Option<&Gap> {
        let is = |at: &usize| self.holders.get(*at).is_some_and(|one| std::ptr::eq(one, holder));
        // Who stands for a policy that nobody has is no principal, and comes last.
        let at = self.principal(holder.resource).filter(is).or_else(|| (0..self.holders.len()).rev().find(is))?;
        match self.granted.of(at)?.papers.get(&paper.source.rank) {
            Some(doubt) => doubt.as_deref(),
            None => self.granted.doubt(at, paper.source.rank),
        }
    }

    /// The paths of each holder to more rights, found on all threads when they are first asked for. No lock is held
    /// meanwhile: a thread that waits for others takes up whatever else there is to do, which may ask for them too, and
    /// would wait for itself.
    pub fn escalations(&self, facts: &Facts) -> &[Vec<Escalation>] {
        if let Some(found) = self.paths.get() {
            return found;
        }
        let found = escalations(&escalation::Estate {
            members: self.holders.iter().enumerate().map(|(at, holder)| self.member(at, holder)).collect(),
            carriers: self.carriers.clone(),
            ceilings: self.ceilings().to_vec(),
            versions: self.versions.clone(),
            owners: self.owners(facts).clone(),
        });
        self.paths.get_or_init(|| found)
    }

    /// What the plan tells of older versions of a customer-managed policy.
    pub fn older(&self, policy: &Object) -> Option<&Older> {
        self.versions.get(policy.address.as_ref()?)
    }

    /// The customer-managed policies, where a condition asks for a boundary or for what is attached.
    pub fn ceilings(&self) -> &[Ceiling] {
        self.ceilings.get_or_init(|| self.find_ceilings())
    }

    fn find_ceilings(&self) -> Vec<Ceiling> {
        let asks = |paper: &Paper| {
            let mut conditions = paper.source.document.statements.iter().flat_map(|statement| &statement.conditions);
            let keys = [escalation::BOUNDARY, escalation::POLICY];
            conditions.any(|condition| keys.iter().any(|key| condition.key.eq_ignore_ascii_case(key)))
        };
        if !self.papers.iter().any(asks) {
            return Vec::new();
        }
        let of = |(rank, object): (&usize, &Object)| {
            let paper = self.papers.get(*rank)?;
            let source = paper.gaps.first().map_or_else(|| Ok(paper.source.clone()), |gap| Err(gap.cause.clone()));
            Some(Ceiling { object: object.clone(), source })
        };
        let mut all: Vec<Ceiling> = self.objects.iter().filter_map(of).collect();
        all.sort_by(|a, b| a.object.address.cmp(&b.object.address));
        all
    }

    /// A holder with the Denies that it may take off: its own documents, what is attached to it, and those of its groups.
    fn member(&self, at: usize, holder: &Holder) -> Member {
        let sheds = self.own(at, holder).into_iter().map(|own| own.shed).collect();
        Member { sheds, ..holder.member.clone() }
    }

    /// Why it is not known whether a group keeps for a holder what it may take off.
    pub fn kept(&self, at: usize, cover: Cover) -> BTreeSet<&Gap> {
        let own = self.holders.get(at).map(|holder| self.own(at, holder)).unwrap_or_default();
        own.into_iter().filter(|own| own.shed.cover == cover).flat_map(|own| own.kept).collect()
    }

    /// The documents that deny a holder something, by how it has them.
    fn own<'e>(&'e self, at: usize, holder: &'e Holder) -> Vec<Own<'e>> {
        let through = |shared: &Shared| holder.through.iter().any(|one| Arc::ptr_eq(&one.pool, &shared.pool));
        let Rights { documents, shared, .. } = &holder.member.rights;
        let by_name = documents.iter().filter(|source| source.denies_something()).cloned();
        let perhaps = shared.iter().filter(|shared| !through(shared)).flat_map(Shared::denying);
        let denying = by_name.chain(perhaps).map(|source| (source.rank, source.origin));
        let denying: BTreeMap<usize, Arc<str>> = denying.collect();
        let mut own: Vec<Own<'e>> =
            denying.iter().filter_map(|(rank, origin)| self.of_group_alone((at, holder), *rank, origin)).collect();
        let each: Vec<Own<'e>> =
            denying.iter().filter_map(|(rank, origin)| self.document((at, holder), *rank, origin)).collect();
        own.extend(each);
        let groups = self.denying_groups(holder, &denying);
        own.extend(subsets(&groups).iter().filter_map(|groups| self.membership((at, holder), groups, &denying)));
        own
    }

    /// The groups of a user by which it has something that denies.
    fn denying_groups(&self, holder: &Holder, denying: &BTreeMap<usize, Arc<str>>) -> Vec<usize> {
        let denies = |group: &usize| {
            let papers = self.granted.of(*group).map(|own| own.papers.keys());
            papers.into_iter().flatten().any(|rank| denying.contains_key(rank))
        };
        holder.groups.iter().map(|(group, _)| *group).filter(denies).collect()
    }

    /// One of those documents: its own, or one of its groups.
    fn document<'e>(&'e self, (at, holder): (usize, &'e Holder), rank: usize, origin: &Arc<str>) -> Option<Own<'e>> {
        let paper = self.papers.get(rank)?;
        let arn = paper.managed().map(|arn| Text::literal(arn));
        let policy = arn.or_else(|| self.objects.get(&rank).map(|object| object.arn.clone()));
        let attached = paper.attached.is_some() || policy.is_some();
        let (of_group, through) = (holder.member.kind == MemberKind::Group, holder.through_groups.contains(origin));
        let groups = if of_group { Vec::new() } else { self.by_group(at, holder, rank) };
        let perhaps: Vec<&Gap> = self.granted.perhaps_by_group(at, rank).collect();
        let some = groups.iter().any(|(_, gap)| gap.is_none());
        let (first, besides): (Vec<_>, Vec<_>) =
            groups.iter().partition(|(_, gap)| through && (gap.is_none() || !some));
        let object = |(group, gap): &(usize, Option<&Gap>)| {
            Some((self.holders.get(*group)?.member.object.clone(), sure(gap.is_some())))
        };
        let from = match through {
            true => first.into_iter().filter_map(object).map(|(group, _)| group).collect(),
            false => vec![holder.member.object.clone()],
        };
        let cover = match (of_group || through, attached) {
            (false, true) => Cover::Attached,
            (false, false) => Cover::Inline,
            (true, true) => Cover::GroupAttached,
            (true, false) => Cover::GroupInline,
        };
        let kept_by = besides.into_iter().filter_map(object).collect();
        let shed =
            Shed { origins: vec![origin.clone()], policy, cover, from, alone: sure(!perhaps.is_empty()), kept_by };
        Some(Own { shed, kept: groups.iter().filter_map(|(_, gap)| *gap).chain(perhaps).collect() })
    }

    /// One that it has by a group, and perhaps as others may have it besides.
    fn of_group_alone<'e>(
        &'e self,
        (at, holder): (usize, &'e Holder),
        rank: usize,
        origin: &Arc<str>,
    ) -> Option<Own<'e>> {
        let besides = self.granted.perhaps_besides(at, rank)?;
        let is_user = holder.member.kind == MemberKind::User && !holder.through_groups.contains(origin);
        let groups = self.by_group(at, holder, rank);
        let own = self.document((at, holder), rank, origin).filter(|_| is_user && !groups.is_empty())?;
        let from = groups.iter().filter_map(|(group, _)| Some(self.holders.get(*group)?.member.object.clone()));
        let cover = if own.shed.cover == Cover::Attached { Cover::GroupAttached } else { Cover::GroupInline };
        let shed = Shed { from: from.collect(), cover, alone: Truth::Unknown, kept_by: Vec::new(), ..own.shed };
        Some(Own { shed, kept: vec![besides] })
    }

    /// All that a user has by some groups and by no other, if it denies something.
    fn membership<'e>(
        &'e self,
        (at, holder): (usize, &'e Holder),
        groups: &[usize],
        denying: &BTreeMap<usize, Arc<str>>,
    ) -> Option<Own<'e>> {
        let ranks = groups.iter().filter_map(|group| Some(self.granted.of(*group)?.papers.keys())).flatten();
        let ranks: BTreeSet<usize> = ranks.copied().collect();
        let papers = ranks.iter().filter_map(|rank| self.papers.get(*rank));
        let through = |paper: &Paper| holder.through_groups.contains(&paper.source.origin);
        let besides = |paper: &Paper| self.granted.perhaps_besides(at, paper.source.rank).filter(|_| !through(paper));
        let others = |paper: &Paper| {
            let by = self.by_group(at, holder, paper.source.rank).into_iter();
            by.filter(|(group, _)| !groups.contains(group)).map(|(_, gap)| gap).collect::<Vec<_>>()
        };
        let alone =
            |paper: &&Paper| (through(paper) || besides(paper).is_some()) && others(paper).iter().all(Option::is_some);
        let papers: Vec<&Paper> = papers.filter(alone).collect();
        if !ranks.iter().any(|rank| denying.contains_key(rank)) {
            return None;
        }
        let by_groups = |paper: &Paper| self.granted.perhaps_by_group(at, paper.source.rank).collect::<Vec<_>>();
        let keeps = |paper: &&'e Paper| {
            let others = others(paper).into_iter().flatten();
            others.chain(by_groups(paper)).chain(besides(paper)).collect::<Vec<&Gap>>()
        };
        let kept: Vec<&Gap> = papers.iter().flat_map(keeps).collect();
        let origins = papers.iter().map(|paper| paper.source.origin.clone()).collect();
        let from = groups.iter().filter_map(|group| Some(self.holders.get(*group)?.member.object.clone())).collect();
        let (alone, kept_by) = (sure(!kept.is_empty()), Vec::new());
        Some(Own { shed: Shed { origins, policy: None, cover: Cover::Membership, from, alone, kept_by }, kept })
    }

    /// The groups by which a holder has a document, in whatever way it has it besides, and why it may not have it by them.
    fn by_group<'e>(&'e self, at: usize, holder: &'e Holder, rank: usize) -> Vec<(usize, Option<&'e Gap>)> {
        let has = |group: usize| self.granted.of(group)?.papers.get(&rank);
        let own = holder.groups.iter().filter(|(group, _)| *group != at);
        own.filter_map(|(group, membership)| {
            let doubt = has(*group)?;
            Some((*group, membership.as_ref().or(doubt.as_deref())))
        })
        .collect()
    }

    /// The policies of resources.
    pub fn resource_policies(&self, world: &World<'_>) -> &[ResourcePolicy] {
        self.resource_policies.get_or_init(|| resources::read(world, &self.stacks))
    }
}

/// Groups that may be left together: every choice of a few of them, and of many each one and all.
fn subsets(groups: &[usize]) -> Vec<Vec<usize>> {
    const FEW: usize = 4;
    let mut all: Vec<Vec<usize>> = groups.iter().map(|group| vec![*group]).collect();
    if groups.len() > FEW {
        all.push(groups.to_vec());
    } else {
        let chosen = |mask: usize| groups.iter().enumerate().filter(move |(at, _)| mask >> at & 1 == 1);
        let several =
            (0..1_usize << groups.len()).map(|mask| chosen(mask).map(|(_, group)| *group).collect::<Vec<_>>());
        all.extend(several.filter(|one| one.len() > 1));
    }
    all.sort_by_key(Vec::len);
    all
}
