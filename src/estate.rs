//! Who may do what: the resources of a world in; documents, holders of rights and what runs under roles out.
//!
//! The one place that knows where Terraform's resources keep policies and how they are put on principals. What it makes
//! of them is the model of [`crate::iam`], which knows nothing of Terraform.

mod accounts;
mod carriers;
mod explained;
mod holders;
mod kinds;
mod named;
mod paper;
mod rebuild;
mod resources;
mod show;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use accounts::Accounts;
use holders::Build;

use crate::facts::Facts;
use crate::iam::escalation::{self, Carrier, Escalation, Member, escalations};
use crate::iam::grants::{Source, StatementRef};
use crate::iam::pattern::Object;
use crate::iam::principal::Owners;
use crate::truth::Truth;
use crate::world::World;

pub use kinds::KINDS;
pub use paper::{Attached, Gap, Paper, Reader};
pub use resources::{
    Grant, Kinds, OF_BUCKETS, OF_OTHERS, ResourcePolicy, Service, TO_ANYONE, TO_SOMEBODY, count, kinds,
};
pub use show::{statement, text};

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
    accounts: Accounts,
    by_origin: HashMap<Arc<str>, usize>,
    paths: OnceLock<Vec<Vec<Escalation>>>,
    resource_policies: OnceLock<Vec<ResourcePolicy>>,
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
    /// Why it is not known whether some of its documents are its own
    pub doubts: Vec<Gap>,
    /// The statements that deny it something
    pub denies: Vec<Source>,
    /// Labels of documents that it has through its groups
    pub through_groups: Vec<Arc<str>>,
    /// Its trust policy, as a place in [`Estate::trusts`]
    pub trust: Option<usize>,
    /// Whether it has a permissions boundary that bounds anything
    pub bounded: Truth,
}

/// Whose accounts are whose, where nothing else of the estate is asked for.
pub fn owners(world: &World<'_>, facts: &Facts) -> Owners {
    world.model(Accounts::new).owners(facts)
}

impl Estate {
    /// The estate of a world.
    pub(crate) fn new(world: &World<'_>) -> Self {
        let reader = Reader::new(world);
        let accounts = Accounts::new(world);
        let mut build = Build::new(&reader, accounts.site());
        build.holders();
        build.documents();
        build.groups();
        build.boundaries();
        let carriers = carriers::carriers(world, &build);
        let Build { papers, trusts, holders, .. } = build.finish();
        let by_origin = papers.iter().enumerate().map(|(at, paper)| (paper.source.origin.clone(), at)).collect();
        let (paths, resource_policies) = (OnceLock::new(), OnceLock::new());
        Self { papers, trusts, holders, carriers, accounts, by_origin, paths, resource_policies }
    }

    /// Whose accounts are whose.
    pub fn owners(&self, facts: &Facts) -> Owners {
        self.accounts.owners(facts)
    }

    /// The document that an answer names.
    pub fn paper(&self, by: &StatementRef) -> Option<&Paper> {
        self.papers.get(*self.by_origin.get(&by.origin)?)
    }

    /// The paths of each holder to more rights.
    pub fn escalations(&self, facts: &Facts) -> &[Vec<Escalation>] {
        self.paths.get_or_init(|| {
            escalations(&escalation::Estate {
                members: self.holders.iter().map(|holder| self.member(holder)).collect(),
                carriers: self.carriers.clone(),
                owners: self.owners(facts),
            })
        })
    }

    /// A holder with what it may take off itself: its own inline documents, and what is attached to it.
    fn member(&self, holder: &Holder) -> Member {
        let mut member = holder.member.clone();
        for source in &holder.member.rights.documents {
            let Some(paper) = self.by_origin.get(&source.origin).and_then(|at| self.papers.get(*at)) else { continue };
            let managed = |(object, _): &(Object, Truth)| object.address.as_ref() == Some(&paper.address);
            let of_group = |(at, _): &(usize, Truth)| {
                let address = self.holders.get(*at).map(|group| &group.address);
                member.groups.iter().any(|(group, sure)| sure.is_true() && group.address.as_ref() == address)
            };
            match paper.attached.is_some() || member.policies.iter().any(managed) {
                _ if holder.through_groups.contains(&source.origin) || paper.holders.iter().any(of_group) => {}
                true => member.attached.push(source.origin.clone()),
                false => member.inline.push(source.origin.clone()),
            }
        }
        member
    }

    /// The policies of resources.
    pub fn resource_policies(&self, world: &World<'_>) -> &[ResourcePolicy] {
        self.resource_policies.get_or_init(|| resources::read(world))
    }
}
