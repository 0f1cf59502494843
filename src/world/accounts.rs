//! Where a resource is: its provider configuration, with the account and the region of that.

use std::collections::BTreeMap;

use super::told::Told;
use super::{Resource, World};
use crate::json::Json;
use crate::plan::Plan;
use crate::plan::node::State;
use crate::plan::provider::Access;
use crate::truth::Truth;

/// The accounts that the AWS provider configurations of a plan say they reach, by their keys.
#[derive(Debug)]
pub(super) struct Reaches(BTreeMap<String, Reach>);

#[derive(Debug)]
struct Reach {
    /// The first key that surely reaches the same account
    account: String,
    access: Access,
}

impl Reaches {
    pub(super) fn new(plan: &Plan<'_>) -> Self {
        let providers = plan.configuration.providers.iter().filter(|(key, one)| is_aws(key) || one.is_aws());
        let all: Vec<(&String, Access)> = providers.map(|(key, one)| (key, plan.access(one))).collect();
        let same = |a: &Access, b: &Access| match (&a.number, &b.number) {
            (Some(a), Some(b)) => a == b,
            // What refers to something may reach any account.
            _ => !a.refers && !b.refers && a.written == b.written,
        };
        let reach = |(key, access): &(&String, Access)| {
            let first = all.iter().find(|(_, other)| same(other, access)).map_or(*key, |(first, _)| *first);
            ((*key).clone(), Reach { account: first.clone(), access: access.clone() })
        };
        Self(all.iter().map(reach).collect())
    }

    fn get(&self, key: &str) -> Option<&Reach> {
        self.0.get(key)
    }

    /// The number that some configuration of an account shows.
    fn number(&self, account: &str) -> Option<&String> {
        self.0.values().filter(|reach| reach.account == account).find_map(|reach| reach.access.number.as_ref())
    }

    /// The only account that all of them reach.
    fn only(&self) -> Option<&str> {
        let mut accounts = self.0.values().map(|reach| reach.account.as_str());
        let first = accounts.next()?;
        accounts.all(|one| one == first).then_some(first)
    }
}

impl<'p> World<'p> {
    /// The provider configuration that stands for one account and region: the key of the provider, and the region
    /// where the resource names its own.
    pub fn scope(&self, resource: &Resource<'p>) -> String {
        let provider = self.provider(resource);
        // Provider 6 gives every resource a `region`; it is a choice only where it is written.
        let chosen = resource.config.is_some_and(|config| config.expressions().get("region").is_some());
        match resource.root().get("region").state() {
            State::Known(Json::String(region)) if chosen => format!("{provider} in {region}"),
            _ => provider,
        }
    }

    /// The account that a resource is in, as [`World::account`] names it.
    pub fn account_of(&self, resource: &Resource<'p>) -> String {
        self.account(&self.provider(resource))
    }

    /// The key of a resource's provider configuration. The plan gives only the provider's type for an object that left
    /// the configuration: where there are several of that type, its region may tell, else it is in a scope of its own.
    pub fn provider(&self, resource: &Resource<'p>) -> String {
        if let Some(key) = resource.config.and_then(|config| config.provider.as_deref()) {
            return key.to_owned();
        }
        let name = resource.change.provider_name.as_deref().map_or("aws", local_name);
        let keys: Vec<&String> = self.plan.configuration.providers.keys().filter(|key| is_aws(key)).collect();
        match keys.len() > 1 && name == "aws" {
            true => self.by_region(resource, &keys).unwrap_or_else(|| format!("{LEFT}{}", resource.name())),
            false => name.to_owned(),
        }
    }

    /// The only one of several provider configurations of one account that can have made an object, by its region.
    fn by_region(&self, resource: &Resource<'p>, keys: &[&String]) -> Option<String> {
        let arn = resource.root().get("arn");
        let State::Known(Json::String(arn)) = arn.state() else { return None };
        let own = arn.split(':').nth(3).filter(|region| !region.is_empty())?;
        self.reaches.only()?;
        // Where a configuration names no region, the environment does.
        let named = |wanted: Option<&str>| keys.iter().filter(|key| self.region(key) == wanted).collect::<Vec<_>>();
        match (named(Some(own)).as_slice(), named(None).as_slice()) {
            ([one], _) | ([], [one]) => Some((**one).clone()),
            _ => None,
        }
    }

    /// The region that a provider configuration names.
    fn region(&self, provider: &str) -> Option<&str> {
        let expression = self.plan.configuration.providers.get(provider)?.expressions().get("region")?;
        expression.get("constant_value").and_then(Json::as_str)
    }

    /// The account that a provider configuration reaches, as the first key that surely reaches the same: by the role as
    /// which it acts, or with the same literal credentials.
    pub fn account(&self, provider: &str) -> String {
        match self.reaches.get(provider) {
            Some(reach) => reach.account.clone(),
            // Whichever of several made what left the configuration, where all reach one account it is that.
            None => self.reaches.only().filter(|_| provider.starts_with(LEFT)).unwrap_or(provider).to_owned(),
        }
    }

    /// Whether two resources are in one account: proven by the same role or literal credentials, refuted by account numbers
    /// that differ, else open.
    pub fn same_account(&self, a: &Resource<'p>, b: &Resource<'p>) -> Truth {
        self.one_account(&self.provider(a), &self.provider(b))
    }

    /// Whether two provider configurations reach one account.
    fn one_account(&self, a: &str, b: &str) -> Truth {
        if a == b || self.account(a) == self.account(b) {
            return Truth::True;
        }
        match (self.account_number(a), self.account_number(b)) {
            (Some(a), Some(b)) => Truth::from(a == b),
            _ => Truth::Unknown,
        }
    }

    /// Whether two resources have one scope; it can't be told of what left the configuration without a trace of its region.
    pub fn same_scope(&self, a: &Resource<'p>, b: &Resource<'p>) -> Truth {
        let (a, b) = (self.scope(a), self.scope(b));
        let left = a.starts_with(LEFT) || b.starts_with(LEFT);
        match a == b {
            true => Truth::True,
            false if left && self.account(&a) == self.account(&b) => Truth::Unknown,
            false => Truth::False,
        }
    }

    /// Whether two resources are in one account and region, where what a name means is one thing. An object that left the
    /// configuration does not say where it is: nothing is held against it.
    pub fn same_place(&self, a: &Resource<'p>, b: &Resource<'p>) -> Truth {
        let ((a, a_place), (b, b_place)) = ((self.provider(a), self.scope(a)), (self.provider(b), self.scope(b)));
        let is_told = |key: &String| self.plan.configuration.providers.contains_key(key);
        if a_place == b_place || !is_told(&a) || !is_told(&b) {
            return Truth::True;
        }
        let region = |key: &str, place: &str| match place.split_once(" in ") {
            Some((_, region)) => Some(region.to_owned()),
            None => self.region(key).map(str::to_owned),
        };
        let region = match (region(&a, &a_place), region(&b, &b_place)) {
            (Some(a), Some(b)) => Truth::from(a == b),
            _ => Truth::Unknown,
        };
        self.one_account(&a, &b).and(region)
    }

    /// The account id of a provider configuration: that it shows, or that is read with it, or with another one of the same
    /// account.
    pub fn account_number(&self, provider: &str) -> Option<String> {
        let account = self.account(provider);
        let own = self.reaches.get(provider).and_then(|reach| reach.access.number.as_ref());
        let stated = || self.reaches.number(&account);
        own.or_else(stated).or_else(|| self.told().of(&account)?.number()).cloned()
    }

    /// What the resources tell of accounts, read when it is first asked for.
    pub(crate) fn told(&self) -> &Told {
        self.told.get_or_init(|| Told::new(self))
    }

    /// The accounts that provider configurations show or allow.
    pub(crate) fn stated(&self) -> impl Iterator<Item = &String> {
        let reaches = self.reaches.0.values();
        reaches.flat_map(|reach| reach.access.number.iter().chain(&reach.access.allowed))
    }

    /// Whether all provider configurations reach one account, or none of them is the one of a resource.
    pub(crate) fn has_one_account(&self, provider: &str) -> bool {
        self.reaches.only().is_some() || !(self.reaches.get(provider).is_some() || provider.starts_with(LEFT))
    }

    /// The first of several provider configurations of which nothing tells whose account it reaches. Two that are for
    /// one profile, as it is written, are taken for two regions of one account.
    pub(crate) fn unread_provider(&self) -> Option<&str> {
        let is_told = |reach: &Reach| {
            let told = self.told().of(&reach.account).is_some_and(|ids| !ids.is_empty());
            told || reach.access.number.is_some() || !reach.access.allowed.is_empty()
        };
        let alike =
            |a: &Reach, b: &Reach| !a.access.by_role && !b.access.by_role && a.access.written == b.access.written;
        let all = &self.reaches.0;
        let open = |reach: &Reach| {
            !all.values().any(|other| is_told(other) && (other.account == reach.account || alike(reach, other)))
        };
        let (key, _) = all.iter().find(|(_, reach)| open(reach)).filter(|_| self.reaches.only().is_none())?;
        Some(key)
    }

    /// The keys of the AWS provider configurations of the plan.
    pub fn aws_providers(&self) -> Vec<String> {
        let mut keys: Vec<String> =
            self.plan.configuration.providers.keys().filter(|key| is_aws(key)).cloned().collect();
        if keys.is_empty() {
            keys.push("aws".to_owned());
        }
        keys
    }
}

/// How the scope begins of what left the configuration, where it can't be told which provider configuration it had.
const LEFT: &str = "aws of ";

fn is_aws(key: &str) -> bool {
    let name = key.rsplit(':').next().unwrap_or(key);
    name == "aws" || name.starts_with("aws.")
}

/// `registry.terraform.io/hashicorp/aws` -> `aws`
fn local_name(source: &str) -> &str {
    source.rsplit('/').next().unwrap_or(source)
}
