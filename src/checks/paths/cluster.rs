//! Containers that ECS puts on instances: a host in, whether it runs any and whether the internet reaches one of them out.

use super::super::{Ruling, View};
use super::reach::{limited, naming, reached};
use crate::truth::Truth;
use crate::world::Resource;

/// The containers on a host.
pub(super) struct Containers {
    /// Whether it runs any
    pub(super) any: bool,
    /// Whether the internet reaches one
    pub(super) reached: Ruling,
}

impl Containers {
    /// By a capacity provider.
    pub(super) fn of<'a, 'p>(view: &View<'a, 'p>, host: &'a Resource<'p>) -> Self {
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
        let each = services.into_iter().map(|(service, link)| limited(reached(view, service, None), link));
        let reached = Ruling::any(each, Ruling::silent(Truth::False));
        Self { any: !providers.is_empty(), reached }
    }
}
