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
mod sheds;
mod show;
mod strangers;
mod tags;
mod templates;

use std::sync::{Arc, OnceLock};

use accounts::Accounts;
use doubts::Open;
use foldhash::HashMap;
use granted::Granted;
use holders::Build;

use crate::facts::Facts;
use crate::iam::catalogue;
use crate::iam::escalation::{self, Carrier, Ceiling, Escalation, Member, MemberKind, Older, Profile, escalations};
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
    profiles: Vec<Profile>,
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
        let profiles = carriers::profiles(world, &build);
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
            profiles,
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
            profiles: self.profiles.clone(),
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

    /// The policies of resources.
    pub fn resource_policies(&self, world: &World<'_>) -> &[ResourcePolicy] {
        self.resource_policies.get_or_init(|| resources::read(world, &self.stacks))
    }
}
