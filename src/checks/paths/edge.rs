//! What AWS's edge network brings in from the internet, whatever stands before it there: CloudFront and Global Accelerator.

use super::super::{Ruling, View};
use super::reach::{ends, limited, naming};
use crate::finding::Fact;
use crate::path::{Path, Place};
use crate::truth::Truth;
use crate::world::Resource;

const DISTRIBUTION: &str = "aws_cloudfront_distribution";

/// Whether the edge network brings requests to an instance or a load balancer, which needs no public address for it. `admits`
/// is whether its security groups let the internet in.
pub(super) fn brought<'a, 'p>(view: &View<'a, 'p>, to: &'a Resource<'p>, admits: &Ruling) -> Ruling {
    let origins = naming(view, "aws_cloudfront_vpc_origin", "$.vpc_origin_endpoint_config[*].arn", to);
    let origins = origins.into_iter().map(|(origin, link)| limited(distributed(view, origin), link));
    let groups = naming(view, "aws_globalaccelerator_endpoint_group", ENDPOINT, to);
    let groups = groups.into_iter().map(|(group, link)| limited(accelerated(view, group, admits), link));
    Ruling::any(origins.chain(groups), Ruling::silent(Truth::False))
}

const ENDPOINT: &str = "$.endpoint_configuration[*].endpoint_id";

/// Whether a distribution brings requests to a VPC origin, which is there for nothing else.
fn distributed<'a, 'p>(view: &View<'a, 'p>, origin: &'a Resource<'p>) -> Ruling {
    let by = naming(view, DISTRIBUTION, "$.origin[*].vpc_origin_config[*].vpc_origin_id", origin);
    let each = by.into_iter().map(|(distribution, link)| limited(serves(view, distribution), link));
    let note = "lets CloudFront bring requests to it";
    Ruling::any(each, Ruling::new(Truth::True, Fact::new(origin, &Place::of("vpc_origin_endpoint_config"), note)))
}

/// Whether a distribution is on.
fn serves<'p>(view: &View<'_, 'p>, distribution: &Resource<'p>) -> Ruling {
    let on = view.world.state(distribution, &distribution.root().get("enabled")).is_on(true);
    let note = if on.is_false() { "is off" } else { "brings the requests of its viewers to it" };
    let fact = Fact::new(distribution, &Place::of("enabled"), note);
    Ruling::new(on, if on.is_unknown() { fact.waits_for("whether it is on") } else { fact })
}

/// Whether an accelerator brings requests to its endpoints. Where it keeps the address of the client, their security groups see
/// that: <https://docs.aws.amazon.com/global-accelerator/latest/dg/preserve-client-ip-address.html>
fn accelerated<'a, 'p>(view: &View<'a, 'p>, group: &'a Resource<'p>, admits: &Ruling) -> Ruling {
    let listeners = ends(view, group, "$.listener_arn", &["aws_globalaccelerator_listener"]).found;
    let accelerators = listeners.into_iter().flat_map(|(listener, link)| {
        let named = ends(view, listener, "$.accelerator_arn", &["aws_globalaccelerator_accelerator"]).found;
        named.into_iter().map(move |(accelerator, certain)| (accelerator, certain.and(link)))
    });
    let each = accelerators.map(|(accelerator, link)| {
        let on = view.world.state(accelerator, &accelerator.root().get("enabled")).is_on(true);
        let note = if on.is_false() { "is off" } else { "brings the internet to its endpoints" };
        let fact = Fact::new(accelerator, &Place::of("enabled"), note);
        limited(Ruling::new(on, if on.is_unknown() { fact.waits_for("whether it is on") } else { fact }), link)
    });
    let named = Fact::new(group, &Place::of("endpoint_configuration"), "is an endpoint of an accelerator");
    let kept = Path::parse("$.endpoint_configuration[*].client_ip_preservation_enabled");
    let kept = kept.map(|path| path.nodes(group.root())).unwrap_or_default();
    let kept = Truth::all(kept.iter().map(|node| node.state().is_on(true)));
    let fact = Fact::new(group, &Place::of("endpoint_configuration"), "shows endpoints addresses of the VPC");
    let fact = if kept.is_unknown() { fact.waits_for("whose address its endpoints see") } else { fact };
    let admits = admits.clone().or(!Ruling::new(kept, fact));
    Ruling::any(each, Ruling::new(Truth::True, named)).and(admits)
}

/// Whether CloudFront calls a function for its viewers: at an address that is for CloudFront alone, or at the edge.
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html>
pub(super) fn called<'a, 'p>(view: &View<'a, 'p>, function: &'a Resource<'p>) -> Ruling {
    let admitted = naming(view, "aws_lambda_permission", "$.function_name", function).into_iter();
    let admitted = admitted.map(|(permission, link)| {
        let principal = permission.root().get("principal").state();
        let truth = principal.says(|principal| principal == "cloudfront.amazonaws.com", false).and(link);
        let fact =
            Fact::new(permission, &Place::of("principal"), "lets CloudFront in, which passes on what its viewers ask");
        Ruling::new(truth, if truth.is_unknown() { fact.waits_for("who may call which function") } else { fact })
    });
    let behaviors = ["default_cache_behavior", "ordered_cache_behavior"];
    let at_the_edge = behaviors.into_iter().flat_map(|behavior| {
        let path = format!("$.{behavior}[*].lambda_function_association[*].lambda_arn");
        naming(view, DISTRIBUTION, &path, function)
    });
    let at_the_edge = at_the_edge.map(|(distribution, link)| limited(serves(view, distribution), link));
    Ruling::any(admitted.chain(at_the_edge), Ruling::silent(Truth::False))
}
