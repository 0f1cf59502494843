//! What runs code and can be reached: instances, groups of them, containers, functions and services, each with its role
//! and where its metadata options stand.

use std::collections::BTreeMap;

use super::super::iam::at;
use super::super::trust::admits_guests;
use super::super::{Ruling, View};
use super::balance::balanced;
use super::cluster::{Containers, Services};
use super::edge::called;
use super::gateway::{named as named_as, routed};
use super::kinds::SUBJECTS;
use super::ports::on_host;
use super::reach::{ends, limited, public_service, reached};
use super::sure;
use crate::finding::Fact;
use crate::iam::text::Text;
use crate::json::Json;
use crate::links::{Certainty, Rest};
use crate::path::{Path, Place};
use crate::plan::node::{Node, State};
use crate::truth::Truth;
use crate::world::Resource;

/// What can be reached, and the role it runs under.
pub(super) struct Host<'a, 'p> {
    /// Where the path is reported
    pub(super) resource: &'a Resource<'p>,
    /// Where its metadata options, network and profile stand: itself, or a launch template
    pub(super) options: Option<&'a Resource<'p>>,
    /// The templates that some of its instances start from instead, or that it names one that the plan does not show
    pub(super) others: Vec<Result<&'a Resource<'p>, Fact>>,
    /// Whether the internet reaches what runs on it by itself
    pub(super) reached: Ruling,
    /// The roles that it may have; none where it has none
    pub(super) roles: Vec<Role>,
    /// What others run on it
    pub(super) containers: Containers,
}

/// A role of a host.
pub(super) enum Role {
    /// One of the plan, and the way to it
    Held { holder: usize, way: Ruling },
    /// One that the plan does not show
    Unknown(Fact),
}

/// Everything that runs code of its own.
pub(super) fn hosts<'a, 'p>(view: &View<'a, 'p>) -> Vec<Host<'a, 'p>> {
    let world = view.world;
    let services = Services::new(view);
    let (mut found, mut on_hosts) = (Vec::new(), BTreeMap::<usize, Vec<Ruling>>::new());
    for kind in SUBJECTS {
        for resource in world.of_kind(kind) {
            let template = template(view, resource);
            let options = match *kind {
                "aws_autoscaling_group" | "aws_eks_node_group" => template,
                "aws_instance" | "aws_spot_instance_request" => own_options(resource, template),
                _ => None,
            };
            let others = overrides(view, resource);
            let mut roles = roles(view, resource);
            roles.extend(others.iter().flatten().flat_map(|template| profiles(view, template)));
            // Whoever has no role gives nothing away, however open it is.
            let reached = match (roles.is_empty(), *kind) {
                (true, _) => Ruling::silent(Truth::False),
                (false, "aws_lambda_function") => {
                    let each = named_as(view, resource).map(|(one, link)| {
                        let reached = public_service(view, one).or(balanced(view, one, one)).or(called(view, one));
                        limited(reached, link)
                    });
                    Ruling::any(each, Ruling::silent(Truth::False)).or(routed(view, resource))
                }
                (false, "aws_apprunner_service") => public_service(view, resource),
                (false, "aws_sagemaker_notebook_instance") => notebook(view, resource),
                (false, GUESTS) => guests(view, resource),
                (false, _) => reached(view, resource, template),
            };
            let containers = Containers::of(view, resource, template, &roles, &services);
            for (service, link) in &containers.services {
                let Some(one) = world.resource(*service) else { continue };
                let ruling = limited(on_host(view, one, resource, template), *link);
                on_hosts.entry(*service).or_default().push(ruling);
            }
            found.push(Host { resource, options, others, reached, roles, containers });
        }
    }
    for host in &mut found {
        let by_hosts = on_hosts.remove(&host.resource.id).unwrap_or_default();
        if !host.roles.is_empty() {
            host.reached = Ruling::any(by_hosts, Ruling::silent(Truth::False)).or(host.reached.clone());
        }
    }
    found
}

/// A notebook runs what its users fetch, if it reaches the internet past the VPC.
fn notebook(view: &View<'_, '_>, resource: &Resource<'_>) -> Ruling {
    let fact = |note: &str| Fact::new(resource, &Place::of("direct_internet_access"), note);
    match view.world.state(resource, &resource.root().get("direct_internet_access")) {
        State::Known(Json::String(text)) if text == "Disabled" => {
            Ruling::new(Truth::False, fact("keeps it from the internet"))
        }
        State::Unknown => {
            Ruling::new(Truth::Unknown, fact("may open it to the internet").waits_for("whether it is direct"))
        }
        _ => Ruling::new(Truth::True, fact("opens it to the internet past the VPC")),
    }
}

/// What says which role an identity pool gives to guests, who never signed in.
/// <https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html>
const GUESTS: &str = "aws_cognito_identity_pool_roles_attachment";

/// Whether a pool takes guests, so that anyone has the role that it gives them.
fn guests(view: &View<'_, '_>, roles: &Resource<'_>) -> Ruling {
    let pools = ends(view, roles, "$.identity_pool_id", &["aws_cognito_identity_pool"]);
    let each = pools.found.into_iter().map(|(pool, link)| {
        let open = pool.root().get("allow_unauthenticated_identities").state().is_on(false);
        let says =
            if open.is_false() { "takes nobody who never signed in" } else { "takes guests who never signed in" };
        let fact = Fact::new(pool, &Place::of("allow_unauthenticated_identities"), says);
        let fact = if open.is_unknown() { fact.waits_for("whether it takes guests") } else { fact };
        limited(Ruling::new(open, fact), link)
    });
    let outside = pools.open.into_iter().map(|fact| Ruling::new(Truth::Unknown, fact));
    Ruling::any(each.chain(outside), Ruling::silent(Truth::False))
}

/// A role that a pool gives to guests, as far as its trust policy lets them in.
fn admitting_guests(view: &View<'_, '_>, roles: &Resource<'_>, role: Role) -> Role {
    let Role::Held { holder, way } = role else { return role };
    let estate = view.world.estate();
    let trust = estate.holders.get(holder).and_then(|holder| estate.trusts.get(holder.trust?));
    let Some(trust) = trust else { return Role::Held { holder, way: way.open() } };
    let truth = admits_guests(view, trust, &pool(view, roles));
    let says = if truth.is_false() { "does not let guests in" } else { "lets guests of the pool in" };
    let fact = at(trust, says.to_owned());
    let fact = if truth.is_unknown() { fact.waits_for("whether it lets guests in") } else { fact };
    Role::Held { holder, way: way.and(Ruling::new(truth, fact)) }
}

/// The id of the pool that gives roles to its users.
fn pool(view: &View<'_, '_>, roles: &Resource<'_>) -> Text {
    if let State::Known(Json::String(id)) = roles.root().get("identity_pool_id").state() {
        return Text::literal(id);
    }
    match ends(view, roles, "$.identity_pool_id", &["aws_cognito_identity_pool"]).found.as_slice() {
        [(pool, Truth::True)] => Text::symbol(pool.name(), "id"),
        _ => Text::unknown("which identity pool it is"),
    }
}

/// The block of a template's profile, by its name or ARN.
const PROFILES: [&str; 3] =
    ["$.iam_instance_profile", "$.iam_instance_profile[0].name", "$.iam_instance_profile[0].arn"];

fn roles<'a, 'p>(view: &View<'a, 'p>, host: &'a Resource<'p>) -> Vec<Role> {
    match host.kind() {
        "aws_lambda_function" => named(view, host, "$.role", Ruling::silent(Truth::True)),
        "aws_apprunner_service" => {
            named(view, host, "$.instance_configuration[0].instance_role_arn", Ruling::silent(Truth::True))
        }
        "aws_eks_node_group" => named(view, host, "$.node_role_arn", Ruling::silent(Truth::True)),
        "aws_sagemaker_notebook_instance" => named(view, host, "$.role_arn", Ruling::silent(Truth::True)),
        GUESTS => named(view, host, "$.roles.unauthenticated", Ruling::silent(Truth::True))
            .into_iter()
            .map(|role| admitting_guests(view, host, role))
            .collect(),
        "aws_ecs_service" => {
            let node = host.root().get("task_definition");
            let place = Place::of("task_definition");
            let reference = view.world.refer(host, &node, &["aws_ecs_task_definition"]);
            let tasks = reference.links.iter().filter_map(|link| {
                let task = view.world.resource(link.to)?;
                let fact = Fact::new(host, &place, format!("runs `{}`", task.name()));
                Some(named(view, task, "$.task_role_arn", Ruling::new(sure(link.certainty), fact)))
            });
            let mut roles: Vec<Role> = tasks.flatten().collect();
            if is_named(view, host, &node) && (reference.links.is_empty() || reference.rest != Rest::Nothing) {
                roles.push(Role::Unknown(outside(host, &place, &node, &reference.rest)));
            }
            roles
        }
        "aws_instance" | "aws_spot_instance_request" => {
            // What an instance sets comes before what its template sets.
            let own = profiles(view, host);
            if own.is_empty() { by_template(view, host) } else { own }
        }
        _ => by_template(view, host),
    }
}

/// The roles behind the instance profile that a resource names.
fn profiles<'a, 'p>(view: &View<'a, 'p>, of: &'a Resource<'p>) -> Vec<Role> {
    let world = view.world;
    let block = of.kind() == "aws_launch_template";
    let mut found = Vec::new();
    for path in PROFILES.iter().filter(|path| path.contains('[') == block).filter_map(|path| Path::parse(path).ok()) {
        let Some((place, node)) = path.first(of.root()) else { continue };
        if !is_named(view, of, &node) {
            continue;
        }
        let reference = world.refer(of, &node, &["aws_iam_instance_profile"]);
        for link in &reference.links {
            let Some(profile) = world.resource(link.to) else { continue };
            let fact = Fact::new(of, &place, format!("gives it `{}`", profile.name()));
            found.extend(named(view, profile, "$.role", Ruling::new(sure(link.certainty), fact)));
        }
        if reference.links.is_empty() || reference.rest != Rest::Nothing {
            found.push(Role::Unknown(outside(of, &place, &node, &reference.rest)));
        }
    }
    found
}

/// Whether an attribute names anything.
fn is_named<'p>(view: &View<'_, 'p>, of: &Resource<'p>, node: &Node<'p>) -> bool {
    match view.world.state(of, node) {
        State::Known(Json::String(text)) => !text.is_empty(),
        State::Unknown => true,
        State::Known(_) | State::Null | State::Absent | State::Omitted => false,
    }
}

fn outside(of: &Resource<'_>, place: &Place, node: &Node<'_>, rest: &Rest) -> Fact {
    let cause = match rest {
        Rest::Unresolved(cause) => cause.clone(),
        _ => node.cause().unwrap_or("a role that the plan does not hold").to_owned(),
    };
    Fact::new(of, place, "names a role that the plan does not show").waits_for(&cause)
}

/// The role that an attribute names, and the way to it.
fn named<'a, 'p>(view: &View<'a, 'p>, of: &'a Resource<'p>, path: &str, way: Ruling) -> Vec<Role> {
    let world = view.world;
    let estate = world.estate();
    let Some((place, node)) = Path::parse(path).ok().and_then(|path| path.first(of.root())) else { return Vec::new() };
    if !is_named(view, of, &node) {
        return Vec::new();
    }
    let reference = world.refer(of, &node, &["aws_iam_role"]);
    let held = reference.links.iter().filter_map(|link| {
        let role = world.resource(link.to)?;
        let holder = estate.principal(link.to)?;
        let fact = Fact::new(of, &place, format!("runs under `{}`", role.name()));
        Some(Role::Held { holder, way: way.clone().and(Ruling::new(sure(link.certainty), fact)) })
    });
    let mut roles: Vec<Role> = held.collect();
    // A literal that may be the name of a role of the plan may be another's, too.
    if roles.is_empty() || reference.rest != Rest::Nothing {
        roles.push(Role::Unknown(outside(of, &place, &node, &reference.rest)));
    }
    roles
}

/// Where a group of instances, or an instance, names its template.
const TEMPLATES: [(&str, &str); 5] = [
    ("$.launch_template[0].id", "aws_launch_template"),
    ("$.launch_template[0].name", "aws_launch_template"),
    (
        "$.mixed_instances_policy[0].launch_template[0].launch_template_specification[0].launch_template_id",
        "aws_launch_template",
    ),
    (
        "$.mixed_instances_policy[0].launch_template[0].launch_template_specification[0].launch_template_name",
        "aws_launch_template",
    ),
    ("$.launch_configuration", "aws_launch_configuration"),
];

/// The template that a host certainly starts from.
fn template<'a, 'p>(view: &View<'a, 'p>, host: &'a Resource<'p>) -> Option<&'a Resource<'p>> {
    TEMPLATES.iter().find_map(|(path, kind)| {
        let (_, node) = Path::parse(path).ok()?.first(host.root())?;
        let links = view.world.refer(host, &node, &[kind]).links;
        let link = links.iter().find(|link| link.certainty == Certainty::Must)?;
        view.world.resource(link.to)
    })
}

/// Where a group names templates for some of its instances, by their ids or names: the provider shows `unknown` for the id where
/// the name is given.
const OVERRIDES: &str = "$.mixed_instances_policy[0].launch_template[0].override[*].launch_template_specification[0]";

/// The templates that overrides of a group name.
fn overrides<'a, 'p>(view: &View<'a, 'p>, group: &'a Resource<'p>) -> Vec<Result<&'a Resource<'p>, Fact>> {
    let Ok(path) = Path::parse(OVERRIDES) else { return Vec::new() };
    let all = path.select(group.root()).into_iter().filter(|_| group.kind() == "aws_autoscaling_group");
    let each = all.filter_map(|(place, block)| {
        let nodes = ["launch_template_id", "launch_template_name"].map(|name| block.get(name));
        let named: Vec<&Node<'p>> = nodes.iter().filter(|node| is_named(view, group, node)).collect();
        let one = named.iter().find_map(|node| {
            let links = view.world.refer(group, node, &["aws_launch_template"]).links;
            view.world.resource(links.iter().find(|link| link.certainty == Certainty::Must)?.to)
        });
        let hidden = || Fact::new(group, &place, "names a template that the plan does not show");
        (!named.is_empty()).then(|| one.ok_or_else(|| hidden().waits_for("its metadata options")))
    });
    each.collect()
}

/// The template that a host names and the plan does not certainly show.
pub(super) fn hidden_template(view: &View<'_, '_>, host: &Resource<'_>) -> Option<Fact> {
    let named = TEMPLATES.iter().filter_map(|(path, _)| Path::parse(path).ok()?.first(host.root()));
    let (place, _) = named.into_iter().find(|(_, node)| is_named(view, host, node))?;
    let shown = template(view, host).is_some();
    (!shown).then(|| Fact::new(host, &place, "names a template that the plan does not show"))
}

/// The roles of the template; unknown where it names one that the plan does not show.
fn by_template<'a, 'p>(view: &View<'a, 'p>, host: &'a Resource<'p>) -> Vec<Role> {
    if let Some(template) = template(view, host) {
        return profiles(view, template);
    }
    let named = TEMPLATES.iter().filter_map(|(path, kind)| {
        let (place, node) = Path::parse(path).ok()?.first(host.root())?;
        let reference = view.world.refer(host, &node, &[kind]);
        is_named(view, host, &node).then(|| Role::Unknown(outside(host, &place, &node, &reference.rest)))
    });
    named.take(1).collect()
}

/// Where the metadata options of an instance stand: at its template, if it sets none of its own.
fn own_options<'a, 'p>(instance: &'a Resource<'p>, template: Option<&'a Resource<'p>>) -> Option<&'a Resource<'p>> {
    match instance.root().get("metadata_options").at(0).get("http_tokens").state() {
        State::Known(_) | State::Unknown => Some(instance),
        State::Null | State::Absent | State::Omitted => template.or(Some(instance)),
    }
}
