//! The resources as they stand before the plan or after it: a plan in, resources with values and links out.
//!
//! What each action leaves in which world is decided here and nowhere else.

mod accounts;
mod told;

use std::collections::BTreeSet;
use std::slice;
use std::sync::{Arc, LazyLock, OnceLock};

use foldhash::HashMap;
use rayon::prelude::*;

use accounts::Reaches;
pub use told::BYPASS;
use told::Told;
pub(crate) use told::only;

use crate::estate::Estate;
use crate::iam::document::Texts;
use crate::json::{self, Json};
use crate::links::Links;
use crate::network::acls::Acls;
use crate::network::groups::Groups;
use crate::plan::Plan;
use crate::plan::address::Address;
use crate::plan::change::{Action, Change, Tree};
use crate::plan::config;
use crate::plan::node::Node;

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
    estate: OnceLock<Estate>,
    groups: OnceLock<Groups>,
    acls: OnceLock<Acls>,
    reaches: Arc<Reaches>,
    told: OnceLock<Told>,
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
        let (documents, reaches) = (Arc::<Texts>::default(), Arc::new(Reaches::new(plan)));
        let new = |when| Self::new(plan, when, &opened, (documents.clone(), reaches.clone()));
        rayon::join(|| new(When::Before), || new(When::After))
    }

    fn new(
        plan: &'p Plan<'p>,
        when: When,
        entries: &[Entry<'p>],
        (documents, reaches): (Arc<Texts>, Arc<Reaches>),
    ) -> Self {
        let mut world = Self {
            when,
            plan,
            resources: Vec::with_capacity(entries.len()),
            by_kind: HashMap::default(),
            links: Links::default(),
            documents,
            estate: OnceLock::new(),
            groups: OnceLock::new(),
            acls: OnceLock::new(),
            reaches,
            told: OnceLock::new(),
        };
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
