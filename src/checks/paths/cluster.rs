//! Containers that ECS puts on instances: a host in, whether it runs any and whether the internet reaches one of them out.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::super::{Ruling, View};
use super::hosts::Role;
use super::reach::{limited, naming, reached};
use crate::finding::Fact;
use crate::json::Json;
use crate::plan::node::State;
use crate::truth::Truth;
use crate::world::Resource;

/// What every container instance needs, to register itself with its cluster.
const REGISTERS: &str = ":policy/service-role/AmazonEC2ContainerServiceforEC2Role";

/// The containers on a host.
pub(super) struct Containers {
    /// Whether it runs any
    pub(super) any: bool,
    /// Whether the internet reaches one
    pub(super) reached: Ruling,
}

impl Containers {
    /// By a capacity provider, or because the host registers itself.
    pub(super) fn of<'a, 'p>(
        view: &View<'a, 'p>,
        host: &'a Resource<'p>,
        options: Option<&'a Resource<'p>>,
        roles: &[Role],
    ) -> Self {
        let by = "$.auto_scaling_group_provider[0].auto_scaling_group_arn";
        let providers = match host.kind() {
            "aws_autoscaling_group" => naming(view, "aws_ecs_capacity_provider", by, host),
            _ => Vec::new(),
        };
        let mut services: Vec<(&'a Resource<'p>, Truth)> = Vec::new();
        for (provider, link) in &providers {
            let named = naming(view, "aws_ecs_service", "$.capacity_provider_strategy[*].capacity_provider", provider);
            services.extend(named.into_iter().map(|(service, certain)| (service, certain.and(*link))));
        }
        let registers = registers(view, roles);
        if registers {
            let on_instances = view.world.of_kind("aws_ecs_service").filter(|service| is_on_instances(service));
            let joined = on_instances.map(|service| (service, joins(view, options.unwrap_or(host), service)));
            services.extend(joined.filter(|(_, link)| !link.is_false()));
        }
        let each = services.into_iter().map(|(service, link)| {
            let fact = Fact::new(service, &crate::path::Place::of("cluster"), "may run on the host");
            let reached = limited(reached(view, service, None), link);
            if link.is_true() { reached } else { reached.noting(fact.waits_for("which cluster the host joins")) }
        });
        let reached = Ruling::any(each, Ruling::silent(Truth::False));
        Self { any: registers || !providers.is_empty(), reached }
    }
}

/// Whether a role of the host lets it register with a cluster.
fn registers(view: &View<'_, '_>, roles: &[Role]) -> bool {
    let papers = view.world.estate().papers.iter();
    let mut registering = papers.filter(|paper| paper.managed().is_some_and(|arn| arn.ends_with(REGISTERS)));
    registering.any(|paper| {
        let holds = |at: usize| paper.holders.iter().any(|(holder, sure)| *holder == at && sure.is_true());
        roles.iter().any(|role| matches!(role, Role::Held { holder, .. } if holds(*holder)))
    })
}

/// EC2 is the launch type of services that say nothing of it.
fn is_on_instances(service: &Resource<'_>) -> bool {
    let strategy = service.root().get("capacity_provider_strategy").items().unwrap_or_default();
    let fargate =
        matches!(service.root().get("launch_type").state(), State::Known(kind) if kind.as_str() == Some("FARGATE"));
    strategy.is_empty() && !fargate
}

/// Whether a host joins the cluster of a service: by the name in its user data, else the cluster `default`.
fn joins<'p>(view: &View<'_, 'p>, host: &Resource<'p>, service: &Resource<'p>) -> Truth {
    let cluster = view.world.refer(service, &service.root().get("cluster"), &["aws_ecs_cluster"]);
    let [link] = cluster.links.as_slice() else { return Truth::Unknown };
    let name = view.world.resource(link.to).map(|cluster| cluster.root().get("name").state());
    let data = match host.root().get("user_data").state() {
        State::Known(Json::String(text)) => BASE64_STANDARD.decode(text.as_bytes()).ok(),
        State::Null => Some(Vec::new()),
        _ => None,
    };
    // An instance shows no more than the hash of its user data.
    let data = data.filter(|_| host.kind() == "aws_launch_template").and_then(|bytes| String::from_utf8(bytes).ok());
    match (name, data) {
        (Some(State::Known(Json::String(name))), Some(data)) => {
            let set =
                data.split_once("ECS_CLUSTER=").map_or("default", |(_, rest)| rest.trim_start_matches(['"', '\'']));
            let set = set.split(|c: char| c.is_whitespace() || "\"';&>".contains(c)).next().unwrap_or_default();
            if set.contains('$') { Truth::Unknown } else { (set == name).into() }
        }
        _ => Truth::Unknown,
    }
}
