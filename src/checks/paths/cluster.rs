//! Containers that ECS puts on instances: a host in, whether it runs any and whether the internet reaches one of them out.
//!
//! An instance runs containers because a capacity provider starts it, or because it registers itself with the cluster that
//! its user data names: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/launch_container_instance.html>

use super::super::{Ruling, View, secrets};
use super::hosts::{Role, hidden_template};
use super::reach::{ends, limited, naming, reached};
use crate::finding::Fact;
use crate::iam::grants::Asked;
use crate::json::Json;
use crate::links::Certainty;
use crate::path::Place;
use crate::plan::node::State;
use crate::truth::Truth;
use crate::world::Resource;

/// The cluster of an agent and of a service that names none.
const DEFAULT: &str = "default";

/// The containers on a host.
pub(super) struct Containers {
    /// Whether it runs any
    pub(super) any: Ruling,
    /// Whether the internet reaches one
    pub(super) reached: Ruling,
    /// Whether one is on the network of the host, where its metadata is no further away than for the host
    pub(super) on_host: Ruling,
    /// The services that put them there, by their place in the world, and how sure that is
    pub(super) services: Vec<(usize, Truth)>,
}

/// The cluster that a host would join, as its user data says it.
enum Joins {
    Named(String),
    /// It says nothing of one
    Silent,
    /// The plan does not show what it says
    Unknown,
}

/// The services that run, or may run, on instances that register themselves.
pub(super) struct Services<'a, 'p>(Vec<Service<'a, 'p>>);

struct Service<'a, 'p> {
    resource: &'a Resource<'p>,
    on_instances: Truth,
    /// The name of its cluster, where the plan shows it
    cluster: Option<String>,
}

impl<'a, 'p> Services<'a, 'p> {
    pub(super) fn new(view: &View<'a, 'p>) -> Self {
        let all = view.world.of_kind("aws_ecs_service").map(|resource| (resource, on_instances(view, resource)));
        let service = |(resource, on_instances)| Service { resource, on_instances, cluster: cluster(view, resource) };
        Self(all.filter(|(_, on)| !on.is_false()).map(service).collect())
    }
}

impl Containers {
    /// Those of a host of which ECS knows nothing.
    fn unplaced(any: Truth) -> Self {
        let none = Ruling::silent(Truth::False);
        Self { any: Ruling::silent(any), reached: none.clone(), on_host: none, services: Vec::new() }
    }

    /// By a capacity provider, or because the host joins a cluster by itself.
    pub(super) fn of<'a, 'p>(
        view: &View<'a, 'p>,
        host: &'a Resource<'p>,
        template: Option<&'a Resource<'p>>,
        roles: &[Role],
        all: &Services<'a, 'p>,
    ) -> Self {
        let by = "$.auto_scaling_group_provider[0].auto_scaling_group_arn";
        let providers = match host.kind() {
            "aws_autoscaling_group" => naming(view, "aws_ecs_capacity_provider", by, host),
            "aws_instance" | "aws_spot_instance_request" => Vec::new(),
            kind => return Self::unplaced((kind == "aws_eks_node_group").into()),
        };
        let mut services: Vec<(&'a Resource<'p>, Truth)> = Vec::new();
        for (provider, link) in &providers {
            let named = naming(view, "aws_ecs_service", "$.capacity_provider_strategy[*].capacity_provider", provider);
            services.extend(named.into_iter().map(|(service, certain)| (service, certain.and(*link))));
        }
        let joins = if hidden_template(view, host).is_some() { Joins::Unknown } else { joins(view, host, template) };
        let joined = all.0.iter().map(|one| (one.resource, one.on_instances.and(meets(&joins, one))));
        let joined: Vec<_> = joined.filter(|(_, link)| !link.is_false()).collect();
        let named = Truth::from(matches!(joins, Joins::Named(_)));
        let mut any = Truth::any(providers.iter().map(|(_, link)| *link));
        if !joined.is_empty() || named.is_true() {
            let registers = registers(view, roles);
            any = any.or(named.or(Truth::any(joined.iter().map(|(_, link)| *link))).and(registers));
            let joined = joined.into_iter().map(|(service, link)| (service, link.and(registers)));
            services.extend(joined.filter(|(_, link)| !link.is_false()));
        }
        let waits = |fact: Fact| fact.waits_for("which cluster the host joins");
        let on_host = services.iter().map(|(service, link)| limited(on_host(view, service), *link));
        let on_host = Ruling::any(on_host, Ruling::silent(Truth::False));
        let placed = services.iter().map(|(service, link)| (service.id, *link)).collect();
        let each = services.into_iter().map(|(service, link)| {
            let reached = limited(reached(view, service, None), link);
            let fact = || waits(Fact::new(service, &Place::of("cluster"), "may run on the host"));
            if reached.truth.is_unknown() && !link.is_true() { reached.noting(fact()) } else { reached }
        });
        let reached = Ruling::any(each, Ruling::silent(Truth::False));
        let fact = Fact::new(host, &Place::default(), "runs containers");
        let any = match any {
            Truth::Unknown => Ruling::new(any, waits(Fact { note: "may run containers".to_owned(), ..fact })),
            Truth::True => Ruling::new(any, fact),
            Truth::False => Ruling::silent(any),
        };
        Self { any, reached, on_host, services: placed }
    }
}

/// Whether the tasks of a service are on the network of their host.
fn on_host(view: &View<'_, '_>, service: &Resource<'_>) -> Ruling {
    let tasks = ends(view, service, "$.task_definition", &["aws_ecs_task_definition"]).found;
    let each = tasks.into_iter().map(|(task, link)| {
        let node = task.root().get("network_mode");
        let fact = Fact::new(task, &Place::of("network_mode"), "puts its containers on the network of the host");
        let on = view.world.state(task, &node).says(|mode| mode == "host", false);
        limited(Ruling::new(on, if on.is_unknown() { fact.waits_for("its network mode") } else { fact }), link)
    });
    Ruling::any(each, Ruling::silent(Truth::False))
}

/// Whether a role of the host lets its agent register.
fn registers(view: &View<'_, '_>, roles: &[Role]) -> Truth {
    let estate = view.world.estate();
    Truth::any(roles.iter().map(|role| match role {
        Role::Held { holder, way } => estate.holders.get(*holder).map_or(Truth::Unknown, |holder| {
            let rights = &holder.member.rights;
            let allowed = rights.allows("ecs:RegisterContainerInstance", Asked::Some, &holder.member.facts);
            allowed.truth.and(way.truth)
        }),
        Role::Unknown(_) => Truth::Unknown,
    }))
}

/// Whether a service runs on instances that register themselves: EC2 is the launch type where nothing else is said.
fn on_instances(view: &View<'_, '_>, service: &Resource<'_>) -> Truth {
    let root = service.root();
    let kind = view.world.state(service, &root.get("launch_type")).says(|kind| kind == "EC2", true);
    let strategy = root.get("capacity_provider_strategy");
    let placed = match (view.world.state(service, &strategy), strategy.items()) {
        (State::Unknown, _) => Truth::Unknown,
        (_, Some(items)) => Truth::from(items.is_empty()),
        (_, None) => Truth::True,
    };
    kind.and(placed)
}

/// Whether a service is of the cluster that a host would join.
fn meets(joins: &Joins, service: &Service<'_, '_>) -> Truth {
    match (joins, &service.cluster) {
        (Joins::Named(joined), Some(name)) => Truth::from(joined == name),
        // An image with an agent joins this one by itself.
        (Joins::Silent, Some(name)) if name != DEFAULT => Truth::False,
        _ => Truth::Unknown,
    }
}

/// The name of a service's cluster, where the plan shows it: that of the resource, or the last part of an ARN.
fn cluster(view: &View<'_, '_>, service: &Resource<'_>) -> Option<String> {
    let node = service.root().get("cluster");
    let last = |text: &str| text.rsplit('/').next().unwrap_or(text).to_owned();
    match view.world.state(service, &node) {
        State::Known(Json::String(text)) => Some(last(text)),
        State::Null | State::Absent | State::Omitted => Some(DEFAULT.to_owned()),
        State::Known(_) => None,
        State::Unknown => {
            let reference = view.world.refer(service, &node, &["aws_ecs_cluster"]);
            let [link] = reference.links.as_slice() else { return None };
            let cluster = view.world.resource(link.to).filter(|_| link.certainty == Certainty::Must)?;
            cluster.root().get("name").state().text().map(str::to_owned)
        }
    }
}

/// The cluster that the user data of a host names, or that of its template where it has none.
fn joins(view: &View<'_, '_>, host: &Resource<'_>, template: Option<&Resource<'_>>) -> Joins {
    for one in std::iter::once(host).chain(template) {
        for attribute in ["user_data", "user_data_base64"] {
            let text = match view.world.state(one, &one.root().get(attribute)) {
                State::Known(Json::String(text)) if text.is_empty() => continue,
                State::Known(_) => secrets::script(view.world, one, attribute),
                State::Unknown => None,
                State::Null | State::Absent | State::Omitted => continue,
            };
            return text.map_or(Joins::Unknown, |text| joined_by(&text));
        }
    }
    Joins::Silent
}

/// The cluster that a script writes into the configuration of the agent.
fn joined_by(text: &str) -> Joins {
    const SETS: &str = "ECS_CLUSTER=";
    let Some((_, rest)) = text.rsplit_once(SETS) else {
        // There are other ways to say it, such as that of Bottlerocket.
        let speaks = text.to_ascii_lowercase().contains("ecs");
        return if speaks { Joins::Unknown } else { Joins::Silent };
    };
    let rest = rest.trim_start_matches(['"', '\'']);
    let name = rest.split(|c: char| c.is_whitespace() || "\"'`;&>|\\".contains(c)).next().unwrap_or_default();
    // A variable of the shell, or a value that is not known yet.
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') {
        return Joins::Unknown;
    }
    Joins::Named(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_names_the_cluster_that_it_writes_last() {
        let name = |text: &str| match joined_by(text) {
            Joins::Named(name) => name,
            Joins::Silent => "silent".to_owned(),
            Joins::Unknown => "unknown".to_owned(),
        };
        assert_eq!(name("#!/bin/bash\necho ECS_CLUSTER=shop >> /etc/ecs/ecs.config\n"), "shop");
        assert_eq!(name("cat <<'EOF' >> /etc/ecs/ecs.config\nECS_CLUSTER=\"shop\"\nECS_LOGLEVEL=debug\nEOF"), "shop");
        assert_eq!(name("echo 'ECS_CLUSTER=old' >> c\necho ECS_CLUSTER=shop>>c"), "shop");
        assert_eq!(name("echo ECS_CLUSTER=$CLUSTER >> /etc/ecs/ecs.config"), "unknown");
        assert_eq!(name("[settings.ecs]\ncluster = \"shop\"\n"), "unknown");
        assert_eq!(name("#!/bin/bash\nyum install -y nginx\n"), "silent");
    }
}
