//! Which resource an attribute names: by equal known value, or by reference through the configuration.
//!
//! In, a place in a resource's values and the types looked for; out, the resources it names, each `Must` or `May`, and what
//! could not be followed. Reference lists are written most specific first
//! (`aws_s3_bucket.b[0].id`, `aws_s3_bucket.b[0]`, `aws_s3_bucket.b`); a splat names the block without a key, a
//! conditional names both branches, and a local value names nothing that can be followed.

mod resolve;

use std::any::{Any, TypeId};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use foldhash::HashMap;

use crate::iam::text::{Part, Text};
use crate::json::Json;
use crate::path::Path;
use crate::plan::node::{Node, State};
use crate::source::value::Value;
use crate::truth::Truth;
use crate::world::{Presence, Resource, World};

/// How sure a link is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// It may be this one, or another
    May,
    /// It is this one
    Must,
}

impl Certainty {
    /// The word in reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::May => "may",
        }
    }
}

/// An edge to a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The resource's place in the world
    pub to: usize,
    /// The attribute of it that is named, such as `arn`; empty where the value decided
    pub attribute: Arc<str>,
    /// How sure
    pub certainty: Certainty,
}

/// What lies beyond the links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rest {
    /// Nothing: the links are all there is
    Nothing,
    /// The attribute is not set
    Unset,
    /// It names something that is not in the plan, or not of the types looked for
    Elsewhere(String),
    /// It waits for something that can't be followed
    Unresolved(String),
}

/// What an attribute names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The resources of the types looked for
    pub links: Vec<Link>,
    /// What else it could be
    pub rest: Rest,
}

/// One reference of an expression, and what it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lead {
    /// As written, such as `aws_iam_role.app.arn`
    pub reference: String,
    /// The attributes it can be
    pub ends: Vec<End>,
    /// What can't be followed
    pub unresolved: Option<String>,
}

/// An attribute that a reference leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// Of a resource of this world
    Resource {
        /// The resource's place in the world
        to: usize,
        /// The attribute; empty where the plan does not say
        attribute: String,
        /// Whether it can be no other
        sure: bool,
    },
    /// Of a resource whose type nobody opened
    Unopened {
        /// Its type and name
        name: String,
        /// The attribute
        attribute: String,
    },
}

/// The resources of one type that name a target, by target.
#[derive(Debug, Default)]
pub struct Named {
    by_target: HashMap<usize, Vec<(usize, Certainty)>>,
    /// Those of which it can't be told what they name
    pub unresolved: Vec<(usize, String)>,
}

impl Named {
    /// Those that name `target`.
    pub fn of(&self, target: usize) -> &[(usize, Certainty)] {
        self.by_target.get(&target).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The values by which the resources of one type are named.
#[derive(Debug, Default)]
struct Identities {
    by_value: HashMap<String, Vec<usize>>,
    /// By what source says of a name that is not known: the same parts make the same name
    by_parts: HashMap<Text, Vec<usize>>,
    /// Those whose name is not known yet: a literal may turn out to be it
    open: Vec<usize>,
}

/// The resources of one type by the known text of one of their attributes.
type ByValue = HashMap<String, Vec<usize>>;

type Query = (String, String, String, bool);

/// The indices over a world, each built when it is first asked for.
#[derive(Debug, Default)]
pub struct Links {
    /// Resource blocks: call path, whether data, type and name -> instances
    blocks: OnceLock<HashMap<String, Vec<usize>>>,
    identities: Mutex<HashMap<String, Arc<Identities>>>,
    values: Mutex<HashMap<(String, String), Arc<ByValue>>>,
    named: Mutex<HashMap<Query, Arc<Named>>>,
    /// By the place of an expression and by who asks: what it names
    followed: RwLock<HashMap<(usize, String), Reference>>,
    models: Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>,
}

/// The instances of each resource block.
fn blocks(world: &World<'_>) -> HashMap<String, Vec<usize>> {
    let mut blocks: HashMap<String, Vec<usize>> = HashMap::default();
    for resource in world.all() {
        let address = &resource.address;
        let calls: Vec<&str> = address.module.iter().map(|step| step.name).collect();
        let block = resolve::block(&calls, address.data, address.kind, address.name);
        blocks.entry(block).or_default().push(resource.id);
    }
    blocks
}

impl<'p> World<'p> {
    /// The instances of a resource block, by its identity. `None` where nobody opened its type.
    fn block(&self, identity: &str) -> Option<&[usize]> {
        self.links.blocks.get_or_init(|| blocks(self)).get(identity).map(Vec::as_slice)
    }

    /// What the value at `node` of `resource` names among the resources of `kinds`.
    pub fn refer(&self, resource: &Resource<'p>, node: &Node<'p>, kinds: &[&str]) -> Reference {
        match node.state() {
            State::Known(Json::String(value)) => {
                let found = self.refer_by_value(resource, value, kinds);
                if found.links.len() < 2 || node.references().is_empty() {
                    return found;
                }
                // Several have this value, in other modules or accounts: the configuration says which is meant.
                let written = resolve::follow(self, resource, node, kinds, 0);
                if written.links.len() == 1 { written } else { found }
            }
            State::Unknown if resolve::is_null(self, resource, node) => {
                Reference { links: Vec::new(), rest: Rest::Unset }
            }
            State::Known(_) | State::Null | State::Absent | State::Omitted => {
                Reference { links: Vec::new(), rest: Rest::Unset }
            }
            State::Unknown => match self
                .refer_by_parts(node, kinds)
                .unwrap_or_else(|| resolve::follow_once(self, resource, node, kinds))
            {
                // All that it refers to is known and none of it a resource: what it waits for, it may name.
                Reference { rest: Rest::Elsewhere(what), .. } if what == resolve::NO_RESOURCE => {
                    let cause =
                        node.cause().filter(|cause| !resource.knows(cause)).unwrap_or("a value known after apply");
                    Reference { links: Vec::new(), rest: Rest::Unresolved(cause.to_owned()) }
                }
                found => found,
            },
        }
    }

    /// What a value of source names, as one of several that an attribute of `resource` may be. `None` where it does not say.
    pub(crate) fn refer_to(&self, resource: &Resource<'p>, value: &'p Value, kinds: &[&str]) -> Option<Reference> {
        resolve::candidate(self, resource, value, kinds)
    }

    /// Whether a value may name an object from where a resource stands: a name means one of its own account and region; only
    /// ids, ARNs and the names of buckets lead elsewhere.
    fn is_in_reach(&self, resource: &Resource<'p>, value: &str, one: &Resource<'p>) -> Truth {
        let written = |name: &&str| one.root().get(name).state().text() == Some(value);
        let is_named = || NAMES.iter().any(written);
        match one.kind() {
            "aws_s3_bucket" => Truth::True,
            // IAM has no regions.
            kind if kind.starts_with("aws_iam_") => self.same_account(resource, one),
            _ if is_named() => self.same_place(resource, one),
            _ => Truth::True,
        }
    }

    /// Leaves out what is out of reach, and what may be where something surely is within.
    fn keep_near(&self, resource: &Resource<'p>, value: &str, found: &mut Vec<usize>) {
        if found.is_empty() || value.contains(':') || self.plan.configuration.providers.len() < 2 {
            return;
        }
        let near = |id: &usize| self.resource(*id).map_or(Truth::False, |one| self.is_in_reach(resource, value, one));
        let reach: Vec<Truth> = found.iter().map(near).collect();
        let sure = reach.iter().any(|near| near.is_true());
        let mut each = reach.into_iter();
        found.retain(|_| each.next().is_some_and(|near| if sure { near.is_true() } else { !near.is_false() }));
    }

    /// What checks derive from the whole world and share, built when it is first asked for.
    pub fn model<T: Any + Send + Sync>(&self, build: impl FnOnce(&Self) -> T) -> Arc<T> {
        let key = TypeId::of::<T>();
        let cached = self.links.models.lock().unwrap_or_else(PoisonError::into_inner).get(&key).map(Arc::clone);
        if let Some(Ok(found)) = cached.map(Arc::downcast) {
            return found;
        }
        let built = Arc::new(build(self));
        self.links.models.lock().unwrap_or_else(PoisonError::into_inner).insert(key, built.clone());
        built
    }

    /// What the expression of a value names, whether the value is known or not.
    pub fn refer_as_written(&self, resource: &Resource<'p>, node: &Node<'p>, kinds: &[&str]) -> Reference {
        resolve::follow(self, resource, node, kinds, 0)
    }

    /// What each reference of a value's expression leads to, in the order written; a reference to something known leads
    /// nowhere.
    pub fn leads(&self, resource: &Resource<'p>, node: &Node<'p>) -> Vec<Lead> {
        resolve::leads(self, resource, node)
    }

    /// What is at a place, where an unknown value that is known to be null counts as left to the provider.
    pub fn state(&self, resource: &Resource<'p>, node: &Node<'p>) -> State<'p> {
        match node.state() {
            State::Unknown if resolve::is_null(self, resource, node) => State::Omitted,
            state => state,
        }
    }

    /// Whether a value is set, though it may be unknown: it refers to an attribute that can't be null.
    pub fn is_set(&self, resource: &Resource<'p>, node: &Node<'p>) -> bool {
        matches!(node.state(), State::Unknown) && resolve::is_set(self, resource, node)
    }

    fn refer_by_value(&self, resource: &Resource<'p>, value: &str, kinds: &[&str]) -> Reference {
        let bare = value.strip_suffix(":*").unwrap_or(value); // how a log group's ARN is written in policies and trails
        let (mut found, mut open): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
        for kind in kinds {
            let identities = self.identities(kind);
            let by_value = &identities.by_value;
            found.extend(by_value.get(value).or_else(|| by_value.get(bare)).into_iter().flatten());
            open.extend(identities.open.iter().filter(|id| !self.is_named_otherwise(**id, value)));
        }
        self.keep_near(resource, value, &mut found);
        let link = |certainty| move |to| Link { to, attribute: Arc::default(), certainty };
        if found.is_empty() {
            // The name or path of these is not known yet.
            let links = open.into_iter().map(link(Certainty::May));
            return Reference { links: links.collect(), rest: Rest::Elsewhere(value.to_owned()) };
        }
        let certainty = if found.len() == 1 { Certainty::Must } else { Certainty::May };
        Reference { links: found.into_iter().map(link(certainty)).collect(), rest: Rest::Nothing }
    }

    /// The bucket whose name, not known yet, is made of the same parts as a value.
    fn refer_by_parts(&self, node: &Node<'p>, kinds: &[&str]) -> Option<Reference> {
        let parts = parts(node).filter(|_| kinds.contains(&"aws_s3_bucket"))?;
        let identities = self.identities("aws_s3_bucket");
        let [to] = identities.by_parts.get(parts)?.as_slice() else { return None };
        let link = Link { to: *to, attribute: Arc::default(), certainty: Certainty::Must };
        Some(Reference { links: vec![link], rest: Rest::Nothing })
    }

    /// The values by which resources of a type are named.
    fn identities(&self, kind: &str) -> Arc<Identities> {
        let cached =
            |links: &Links| links.identities.lock().unwrap_or_else(PoisonError::into_inner).get(kind).map(Arc::clone);
        if let Some(found) = cached(&self.links) {
            return found;
        }
        let mut index = Identities::default();
        for resource in self.all_of_kind(kind) {
            for value in identities(resource).into_iter().chain(self.arn_of_policy(resource)) {
                let named = index.by_value.entry(value).or_default();
                // The ARN that is known is that which its parts make.
                if named.last() != Some(&resource.id) {
                    named.push(resource.id);
                }
            }
            if let Some(parts) = parts(&resource.root().get("bucket")).filter(|_| kind == "aws_s3_bucket") {
                index.by_parts.entry(parts.clone()).or_default().push(resource.id);
            }
            if self.is_open(resource) {
                index.open.push(resource.id);
            }
        }
        let index = Arc::new(index);
        let mut all = self.links.identities.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(all.entry(kind.to_owned()).or_insert(index))
    }

    /// Whether the name of a resource, or the path in its ARN, is not known yet.
    fn is_open(&self, resource: &Resource<'p>) -> bool {
        let path = (resource.kind() == "aws_iam_policy").then_some("path");
        let waits = |name: &&str| {
            let node = resource.root().get(name);
            node.is_written() && self.state(resource, &node) == State::Unknown
        };
        resource.root().state() == State::Unknown || NAMES.iter().chain(&path).any(waits)
    }

    /// Whether a value is surely another policy's ARN than that of one of which no more than the path is open.
    fn is_named_otherwise(&self, id: usize, value: &str) -> bool {
        let policy = self.resource(id).filter(|resource| resource.kind() == "aws_iam_policy");
        let name = policy.and_then(|policy| policy.root().get("name").state().text().map(str::to_owned));
        name.is_some_and(|name| value.rsplit('/').next() != Some(&name))
    }

    /// The ARN of a policy, which its account, path and name make before it exists.
    fn arn_of_policy(&self, resource: &Resource<'p>) -> Option<String> {
        if resource.kind() != "aws_iam_policy" || resource.address.data {
            return None;
        }
        let root = resource.root();
        let path = match root.get("path").state() {
            State::Known(Json::String(path)) => path.to_string(),
            State::Unknown => return None,
            _ => "/".to_owned(),
        };
        let name = root.get("name").state().text().filter(|name| !name.is_empty())?;
        let account = self.account_number(&self.provider(resource))?;
        Some(format!("arn:aws:iam::{account}:policy{path}{name}"))
    }

    /// The resources of type `kind` that exist and of which the attribute `name` is known to be `value`.
    pub fn having(&self, kind: &str, name: &str, value: &str) -> Vec<usize> {
        let query = (kind.to_owned(), name.to_owned());
        let cached = self.links.values.lock().unwrap_or_else(PoisonError::into_inner).get(&query).map(Arc::clone);
        let index = cached.unwrap_or_else(|| {
            let mut index = ByValue::default();
            for resource in self.of_kind(kind) {
                if let State::Known(Json::String(text)) = resource.root().get(name).state() {
                    index.entry(text.to_string()).or_default().push(resource.id);
                }
            }
            let mut all = self.links.values.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(all.entry(query).or_insert_with(|| Arc::new(index)))
        });
        index.get(value).cloned().unwrap_or_default()
    }

    /// The resources of type `kind` whose attribute at `path` names a resource of type `target`: those that exist, or
    /// those that this plan deletes.
    pub fn named_by(&self, kind: &str, path: &Path, target: &str, gone: bool) -> Arc<Named> {
        let query = (kind.to_owned(), path.to_string(), target.to_owned(), gone);
        if let Some(found) = self.links.named.lock().unwrap_or_else(PoisonError::into_inner).get(&query) {
            return Arc::clone(found);
        }
        let mut named = Named::default();
        for resource in self.all_of_kind(kind).filter(|one| !one.address.data && is_gone(one) == gone) {
            for (_, node) in path.select(resource.root()) {
                let reference = self.refer(resource, &node, &[target]);
                for link in reference.links {
                    named.by_target.entry(link.to).or_default().push((resource.id, link.certainty));
                }
                if let Rest::Unresolved(cause) = reference.rest {
                    named.unresolved.push((resource.id, cause));
                }
            }
        }
        let named = Arc::new(named);
        let mut all = self.links.named.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(all.entry(query).or_insert(named))
    }
}

/// The attributes whose values name a resource.
pub const IDENTITY: [&str; 12] = [
    "id",
    "arn",
    "name",
    "bucket",
    "identifier",
    "cluster_identifier",
    "key_id",
    "function_name",
    "invoke_arn",
    "domain_name",
    "family",
    "primary_network_interface_id",
];
/// Those of them that people write; ids and ARNs are given by AWS and are in no configuration.
const NAMES: [&str; 8] =
    ["name", "bucket", "identifier", "cluster_identifier", "key_id", "function_name", "domain_name", "family"];

/// What source says of a name that is not known yet, where each of its parts is one value.
pub(crate) fn parts<'p>(node: &Node<'p>) -> Option<&'p Text> {
    let Value::Text(text) = node.sketch()? else { return None };
    let is_value = |part: &Part| matches!(part, Part::Literal(_) | Part::Symbol(_));
    (text.parts().len() > 1 && text.parts().iter().all(is_value)).then_some(text)
}

/// The known values by which other resources name this one.
fn identities(resource: &Resource<'_>) -> Vec<String> {
    let root = resource.root();
    let known = |name: &str| root.get(name).state().text().filter(|text| !text.is_empty()).map(str::to_owned);
    // A companion names the bucket, function or domain it belongs to; only that itself is named by it.
    let own = |name: &&str| match *name {
        "bucket" => resource.kind() == "aws_s3_bucket",
        "function_name" => resource.kind() == "aws_lambda_function",
        // The newest definition of a family is the one of the plan.
        "family" => resource.kind() == "aws_ecs_task_definition",
        "domain_name" => ["aws_opensearch_domain", "aws_elasticsearch_domain"].contains(&resource.kind()),
        _ => true,
    };
    let mut values: Vec<String> = IDENTITY.into_iter().filter(own).filter_map(known).collect();
    // A bucket's ARN follows from its name, so it names the bucket before the bucket exists.
    if resource.kind() == "aws_s3_bucket"
        && let Some(bucket) = known("bucket")
    {
        values.push(format!("arn:aws:s3:::{bucket}"));
    }
    if resource.kind() == "aws_s3control_multi_region_access_point"
        && let State::Known(Json::String(name)) = root.get("details").at(0).get("name").state()
    {
        values.push(name.to_string());
    }
    values.sort();
    values.dedup();
    values
}

/// Whether a link leads to something that this plan deletes.
pub fn is_gone(resource: &Resource<'_>) -> bool {
    resource.presence == Presence::Gone
}
