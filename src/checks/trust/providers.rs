//! Identity providers of a plan: in, what a trust policy names; out, whose tokens it takes.

use crate::iam::federation::Provider;
use crate::json::Json;
use crate::links::Link;
use crate::plan::node::State;
use crate::truth::Truth;
use crate::world::{Presence, Resource, World};

/// A provider of the plan is known by its `url`.
pub(super) fn host(world: &World<'_>, provider: &Provider) -> Provider {
    let Provider::Reference(address) = provider else { return provider.clone() };
    let named = |resource: &&Resource<'_>| resource.name() == &**address;
    let url = world.all().find(named).map(|resource| resource.root().get("url"));
    match url.map(|node| node.state()) {
        Some(State::Known(Json::String(url))) => Provider::from_url(url),
        _ => provider.clone(),
    }
}

/// Whether the provider takes tokens for one audience only: IAM refuses those for a client that it does not list. A role
/// trusts providers of its own account, which has one of each address.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html>
pub(super) fn has_one_audience(world: &World<'_>, role: usize, provider: &Provider) -> Truth {
    let Some(role) = world.resource(role) else { return Truth::Unknown };
    // A cluster has one issuer, by which the provider of it is known before either exists.
    let of_cluster = |resource: &Resource<'_>, address: &str| {
        let issuer = world.refer(resource, &resource.root().get("url"), &["aws_eks_cluster"]);
        let named = |link: &Link| world.resource(link.to).is_some_and(|cluster| is_at(address, cluster.name()));
        issuer.links.len() == 1 && issuer.links.iter().all(named)
    };
    let is = |resource: &Resource<'_>| match (provider, resource.root().get("url").state()) {
        (Provider::Reference(address), _) => {
            Truth::from(resource.name() == &**address || of_cluster(resource, address))
        }
        (Provider::Oidc(_), State::Known(Json::String(url))) => Truth::from(Provider::from_url(url) == *provider),
        (Provider::Oidc(_), State::Unknown) => Truth::Unknown,
        (Provider::Oidc(_) | Provider::Saml, _) => Truth::False,
    };
    let there = world.all_of_kind("aws_iam_openid_connect_provider").filter(|one| one.presence != Presence::Gone);
    Truth::any(there.map(|resource| {
        let clients = resource.root().get("client_id_list").items();
        let one = clients.map_or(Truth::Unknown, |clients| (clients.len() <= 1).into());
        is(resource).and(one).and(world.same_account(role, resource))
    }))
}

/// Whether an address is a resource's, or that of an attribute of it.
fn is_at(address: &str, name: &str) -> bool {
    address.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
