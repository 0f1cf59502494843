//! The resources as they stand before the plan or after it: a plan in, resources with values and links out.
//!
//! What each action leaves in which world is decided here and nowhere else.

use std::collections::BTreeSet;
use std::slice;
use std::sync::{Arc, LazyLock, OnceLock};

use foldhash::HashMap;
use rayon::prelude::*;

use crate::estate::{Accounts, Estate};
use crate::iam::document::Texts;
use crate::json::{self, Json};
use crate::links::Links;
use crate::network::acls::Acls;
use crate::network::groups::Groups;
use crate::plan::Plan;
use crate::plan::address::Address;
use crate::plan::change::{Action, Change, Tree};
use crate::plan::config;
use crate::plan::node::{Node, State};
use crate::truth::Truth;

/// Which of the two worlds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum When {
    /// As things stand before the plan is applied
    Before,
    /// As the plan leaves them
    After,
}

/// How an object stands in a world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// In AWS and in Terraform's care
    Managed,
    /// In AWS, out of Terraform's care since this plan
    Forgotten,
    /// Deleted by this plan; what still names it names nothing
    Gone,
}

/// An object in one world.
#[derive(Debug)]
pub struct Resource<'p> {
    /// Its place in the world's list
    pub id: usize,
    /// What the plan does to it
    pub change: &'p Change<'p>,
    /// The parts of its address
    pub address: Arc<Address<'p>>,
    /// How it stands
    pub presence: Presence,
    /// Its address, which both worlds and all answers about it share
    name: Arc<str>,
    side: When,
    /// Its values on that side
    tree: Option<&'p Tree<'p>>,
    config: Option<&'p config::Resource<'p>>,
    configuration: &'p config::Configuration<'p>,
    old_blocks: bool,
}

/// An entry of the plan that stands in one of the worlds or in both.
struct Entry<'p> {
    change: &'p Change<'p>,
    name: Arc<str>,
    address: Arc<Address<'p>>,
    config: Option<&'p config::Resource<'p>>,
}

/// All objects of the opened types, before or after.
#[derive(Debug)]
pub struct World<'p> {
    /// Which world
    pub when: When,
    /// The plan it is built from
    pub plan: &'p Plan<'p>,
    resources: Vec<Resource<'p>>,
    by_kind: HashMap<&'p str, Vec<usize>>,
    /// Which resource an attribute names
    pub links: Links,
    /// The policy documents of both worlds
    pub documents: Arc<Texts>,
    /// What the plan tells of its accounts, which is the same of both worlds
    accounts: Arc<OnceLock<Arc<Accounts>>>,
    estate: OnceLock<Estate>,
    groups: OnceLock<Groups>,
    acls: OnceLock<Acls>,
}

impl<'p> World<'p> {
    /// Builds the worlds before and after of the opened types of a plan.
    pub fn both(plan: &'p Plan<'p>) -> (Self, Self) {
        // An unopened type is asked for by nobody.
        let all = plan.changes.par_iter().chain(&plan.known_data);
        let opened = all.filter(|change| change.is_subject() && change.after().is_some());
        let mut opened: Vec<Entry<'p>> = opened
            .filter_map(|change| {
                let address: Arc<Address<'p>> = Address::parse(&change.address)?.into();
                let module = plan.configuration.module(address.module.iter().map(|step| step.name));
                let config = module.and_then(|module| module.resource(address.data, address.kind, address.name));
                Some(Entry { change, name: Arc::from(&*change.address), address, config })
            })
            .collect();
        // The order of the plan must not be seen, whatever walks over the resources.
        opened.par_sort_by_key(|entry| &entry.change.address);
        let (documents, accounts) = (Arc::<Texts>::default(), Arc::default());
        let new = |when| Self::new(plan, when, &opened, (&documents, &accounts));
        rayon::join(|| new(When::Before), || new(When::After))
    }

    fn new(
        plan: &'p Plan<'p>,
        when: When,
        entries: &[Entry<'p>],
        (documents, accounts): (&Arc<Texts>, &Arc<OnceLock<Arc<Accounts>>>),
    ) -> Self {
        let (resources, by_kind, links) = (Vec::with_capacity(entries.len()), HashMap::default(), Links::default());
        let (estate, groups, acls) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        let (documents, accounts) = (documents.clone(), accounts.clone());
        let mut world = Self { when, plan, resources, by_kind, links, documents, accounts, estate, groups, acls };
        for entry in entries {
            for (side, presence) in objects(entry.change, when) {
                world.add(entry, side, presence);
            }
        }
        world
    }

    fn add(&mut self, entry: &Entry<'p>, side: When, presence: Presence) {
        let Entry { change, name, address, config } = entry;
        let id = self.resources.len();
        let tree = match side {
            When::Before => change.before(),
            When::After => change.after(),
        };
        let (name, address, old_blocks) = (name.clone(), address.clone(), self.plan.older_than(1, 1));
        self.by_kind.entry(change.kind()).or_default().push(id);
        let (config, configuration) = (*config, &self.plan.configuration);
        self.resources.push(Resource {
            id,
            change,
            address,
            presence,
            name,
            side,
            tree,
            config,
            configuration,
            old_blocks,
        });
    }

    /// What the plan tells of its accounts, read when it is first asked for.
    pub(crate) fn accounts(&self) -> &Arc<Accounts> {
        self.accounts.get_or_init(|| Accounts::new(self.plan).into())
    }

    /// Who may do what in this world, built when it is first asked for.
    pub fn estate(&self) -> &Estate {
        self.estate.get_or_init(|| Estate::new(self))
    }

    /// The objects of a type that exist in this world; data resources are not among them.
    pub fn of_kind(&self, kind: &str) -> impl Iterator<Item = &Resource<'p>> {
        self.all_of_kind(kind).filter(|resource| !resource.address.data && resource.presence != Presence::Gone)
    }

    /// The types of its objects and data resources, in order.
    pub fn kinds(&self) -> impl Iterator<Item = &'p str> {
        let kinds: BTreeSet<&'p str> = self.by_kind.keys().copied().collect();
        kinds.into_iter()
    }

    /// Every object and data resource of a type, those that are gone included.
    pub fn all_of_kind(&self, kind: &str) -> impl Iterator<Item = &Resource<'p>> {
        let ids = self.by_kind.get(kind).map(Vec::as_slice).unwrap_or_default();
        ids.iter().filter_map(|id| self.resources.get(*id))
    }

    /// The security groups and their rules, read when they are first asked for.
    pub fn groups(&self) -> &Groups {
        self.groups.get_or_init(|| Groups::new(self))
    }

    /// The network ACLs and their rules, read when they are first asked for.
    pub fn acls(&self) -> &Acls {
        self.acls.get_or_init(|| Acls::new(self))
    }

    /// Every object and data resource, those that are gone included.
    pub fn all(&self) -> impl Iterator<Item = &Resource<'p>> {
        self.resources.iter()
    }

    /// The objects of an address: where one that is replaced is forgotten, it stands beside the new one.
    pub fn named(&self, name: &str) -> slice::Iter<'_, Resource<'p>> {
        // They stand by address.
        let start = self.resources.partition_point(|one| one.name() < name);
        let end = self.resources.partition_point(|one| one.name() <= name);
        self.resources.get(start..end).unwrap_or_default().iter()
    }

    /// The object at a place of the list.
    pub fn resource(&self, id: usize) -> Option<&Resource<'p>> {
        self.resources.get(id)
    }

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
        let region = |key: &str| {
            let expression = self.plan.configuration.providers.get(key)?.expressions().get("region")?;
            expression.get("constant_value").and_then(Json::as_str)
        };
        let (first, rest) = keys.split_first()?;
        if rest.iter().any(|key| self.account(key) != self.account(first)) {
            return None;
        }
        // Where a configuration names no region, the environment does.
        let named = |wanted: Option<&str>| keys.iter().filter(|key| region(key) == wanted).collect::<Vec<_>>();
        match (named(Some(own)).as_slice(), named(None).as_slice()) {
            ([one], _) | ([], [one]) => Some((**one).clone()),
            _ => None,
        }
    }

    /// The account that a provider configuration reaches, as the first key that has the same literal credentials.
    pub fn account(&self, provider: &str) -> String {
        let identity = |key: &str| {
            let expressions = self.plan.configuration.providers.get(key).map(config::Provider::expressions);
            let part = |name: &str| expressions.and_then(|e| e.get(name)).map(ToString::to_string);
            [part("assume_role"), part("profile"), part("access_key"), part("allowed_account_ids")]
        };
        let own = identity(provider);
        // An identity that is itself a reference may be any account, and is merged with nobody.
        let referring = own.iter().flatten().any(|text| text.contains("\"references\""));
        let keys = || self.plan.configuration.providers.keys().filter(|key| is_aws(key));
        if !self.plan.configuration.providers.contains_key(provider) {
            // Whichever of several made what left the configuration, where all reach one account it is that.
            let mut accounts = keys().map(|key| self.account(key));
            let first = accounts.next().filter(|_| provider.starts_with(LEFT));
            return first.filter(|first| accounts.all(|one| one == *first)).unwrap_or_else(|| provider.to_owned());
        }
        if referring {
            return provider.to_owned();
        }
        keys().find(|key| identity(key) == own).cloned().unwrap_or_else(|| provider.to_owned())
    }

    /// Whether two resources are in one account: proven by the same literal credentials, refuted by account numbers
    /// that differ, else open.
    pub fn same_account(&self, a: &Resource<'p>, b: &Resource<'p>) -> Truth {
        let (a, b) = (self.provider(a), self.provider(b));
        if a == b || self.account(&a) == self.account(&b) {
            return Truth::True;
        }
        match (self.account_number(&a), self.account_number(&b)) {
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
        let account = match (self.account(&a) == self.account(&b), self.account_number(&a), self.account_number(&b)) {
            (true, _, _) => Truth::True,
            (false, Some(a), Some(b)) => Truth::from(a == b),
            _ => Truth::Unknown,
        };
        let region = |key: &str, place: &str| match place.split_once(" in ") {
            Some((_, region)) => Some(region.to_owned()),
            None => {
                let region = self.plan.configuration.providers.get(key)?.expressions().get("region")?;
                region.get("constant_value").and_then(Json::as_str).map(str::to_owned)
            }
        };
        let region = match (region(&a, &a_place), region(&b, &b_place)) {
            (Some(a), Some(b)) => Truth::from(a == b),
            _ => Truth::Unknown,
        };
        account.and(region)
    }

    /// The account id that a provider configuration shows: of the last role it assumes, of the one account it allows, or
    /// read with it before planning.
    pub fn account_number(&self, provider: &str) -> Option<String> {
        let expressions = self.plan.configuration.providers.get(provider).map(config::Provider::expressions)?;
        let constant = |json: &Json<'p>| json.get("constant_value").cloned();
        let role = expressions.get("assume_role").and_then(|role| match role {
            Json::Array(roles) => roles.last().and_then(|role| role.get("role_arn")).and_then(constant),
            role => role.get("role_arn").and_then(constant),
        });
        let by_role = role.as_ref().and_then(Json::as_str).and_then(|arn| arn.split(':').nth(4)).map(str::to_owned);
        let allowed = expressions.get("allowed_account_ids").and_then(constant);
        let by_list = allowed.as_ref().and_then(Json::as_array).and_then(|ids| match ids {
            [only] => only.as_str().map(str::to_owned),
            _ => None,
        });
        let read = self.all_of_kind("aws_caller_identity").filter(|one| one.address.data);
        let mut read = read.filter(|one| self.provider(one) == provider);
        let by_reading = || read.find_map(|one| one.root().get("account_id").state().text().map(str::to_owned));
        by_role.filter(|id| !id.is_empty()).or(by_list).or_else(by_reading)
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

/// Which objects an entry leaves in a world: the side whose values they have, and how they stand.
fn objects(change: &Change<'_>, when: When) -> Vec<(When, Presence)> {
    use Presence::{Forgotten, Gone, Managed};
    match (when, change.action) {
        (When::Before, Action::Create | Action::Read) => vec![],
        (When::Before, _) => vec![(When::Before, Managed)],
        (When::After, Action::Delete) => vec![(When::Before, Gone)],
        (When::After, Action::Forget) => vec![(When::Before, Forgotten)],
        (When::After, Action::ForgetReplace) => vec![(When::After, Managed), (When::Before, Forgotten)],
        (When::After, _) => vec![(When::After, Managed)],
    }
}

static NOTHING: LazyLock<Json<'static>> = LazyLock::new(|| Json::Object(json::Object::default()));

/// Types whose nested objects are attributes: plans made before Terraform 1.1 leave them out of `configuration`.
const ATTRIBUTE_BLOCKS: [&str; 6] = [
    "aws_security_group",
    "aws_default_security_group",
    "aws_network_acl",
    "aws_default_network_acl",
    "aws_route_table",
    "aws_default_route_table",
];

impl<'p> Resource<'p> {
    /// Its address, by which it is reported in both worlds.
    pub fn name(&self) -> &'p str {
        &self.change.address
    }

    /// The same for what outlives the plan.
    pub fn shared_name(&self) -> Arc<str> {
        self.name.clone()
    }

    /// Its type.
    pub fn kind(&self) -> &'p str {
        self.change.kind()
    }

    /// Its values.
    pub fn root(&self) -> Node<'p> {
        let Some(node) = self.tree.and_then(Tree::root) else { return Node::unknown() };
        match self.config {
            // The configuration says what will be, so it explains only the values of the after side.
            Some(config) if self.side == When::After => {
                let seen = !(self.old_blocks && ATTRIBUTE_BLOCKS.contains(&self.kind()));
                // A block without any argument has no expressions at all.
                let expressions = if *config.expressions() == Json::Null { &*NOTHING } else { config.expressions() };
                node.written_as(expressions, self.is_new() && seen)
            }
            _ => node,
        }
    }

    /// Whether the object comes into being with this plan.
    pub fn is_new(&self) -> bool {
        self.side == When::After && self.change.action.creates()
    }

    /// Whether a reference of its expressions is to something that is known while planning, whatever it is.
    pub fn knows(&self, reference: &str) -> bool {
        let calls: Vec<&str> = self.address.module.iter().map(|step| step.name).collect();
        is_known(self.configuration, &calls, reference)
    }

    /// What its `for_each` waits for: the most specific of its references that are not known.
    pub fn iterated(&self) -> Option<String> {
        let named = config::references(self.config?.for_each());
        let is_part = |name: &str| {
            named.iter().any(|one| one.strip_prefix(name).is_some_and(|rest| rest.starts_with(['.', '['])))
        };
        let open: Vec<&str> = named.iter().copied().filter(|name| !is_part(name) && !self.knows(name)).collect();
        (!open.is_empty()).then(|| open.join(" or "))
    }

    /// Its block in the configuration.
    pub fn config(&self) -> Option<&'p config::Resource<'p>> {
        self.config
    }
}

/// Whether a reference in a module is to something known: to a root variable, or to one that is given nothing else.
fn is_known(configuration: &config::Configuration<'_>, calls: &[&str], reference: &str) -> bool {
    let Some(variable) = reference.strip_prefix("var.") else {
        return ["path.", "terraform.", "count.index", "each.key"].iter().any(|name| reference.starts_with(name));
    };
    let Some((call, outer)) = calls.split_last() else { return true };
    let variable = variable.split(['.', '[']).next().unwrap_or(variable);
    let given = configuration.module(outer.iter().copied()).and_then(|module| module.call(call)?.input(variable));
    let mut named = given.map(config::references).unwrap_or_default().into_iter();
    named.all(|reference| is_known(configuration, outer, reference))
}

/// `registry.terraform.io/hashicorp/aws` -> `aws`
fn local_name(source: &str) -> &str {
    source.rsplit('/').next().unwrap_or(source)
}
