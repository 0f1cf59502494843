//! Identity providers of a plan: in, what a trust policy names; out, whose tokens it takes.

use crate::iam::document::{Principal, Statement};
use crate::iam::federation::Provider;
use crate::json::Json;
use crate::links::{End, Link};
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
        let issuer = world.refer(resource, &resource.root().get("url"), &["aws_eks_cluster"]).links;
        let named = |link: &Link| world.resource(link.to).is_some_and(|cluster| is_at(address, cluster.name()));
        issuer.len() == 1 && issuer.iter().all(named)
    };
    let is = |resource: &Resource<'_>| match (provider, resource.root().get("url").state()) {
        (Provider::Reference(address), _) => {
            Truth::from(is_at(address, resource.name()) || of_cluster(resource, address))
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

/// Whether a provider is of what a cluster issues.
fn is_of_cluster(world: &World<'_>, provider: &Resource<'_>) -> bool {
    let url = provider.root().get("url");
    let ends = world.leads(provider, &url).into_iter().flat_map(|lead| lead.ends);
    let is_cluster = |end: End| match end {
        End::Resource { to, .. } => world.resource(to).is_some_and(|one| one.kind() == "aws_eks_cluster"),
        End::Unopened { name, .. } => name.contains("aws_eks_cluster."),
    };
    match url.state() {
        State::Known(Json::String(url)) => url.contains("oidc.eks."),
        _ => ends.into_iter().any(is_cluster),
    }
}

/// Whether a statement lets in what runs in a cluster of EKS: its conditions speak of service accounts, or its provider is the
/// issuer of one.
pub(in crate::checks) fn is_of_pods(world: &World<'_>, statement: &Statement) -> bool {
    let values = || statement.conditions.iter().flat_map(|condition| &condition.values);
    let entries = || statement.principals.iter().flat_map(|principals| &principals.entries);
    let is_issuer = |entry: &Principal| match entry.id.as_symbol() {
        Some(symbol) => {
            let provider =
                world.all_of_kind("aws_iam_openid_connect_provider").find(|one| one.name() == &*symbol.address);
            provider.is_some_and(|provider| is_of_cluster(world, provider))
        }
        None => entry.id.to_string().contains("oidc-provider/oidc.eks."),
    };
    values().any(|value| value.prefix().starts_with("system:serviceaccount:")) || entries().any(is_issuer)
}

/// Whether an address is a resource's, or that of an attribute of it.
fn is_at(address: &str, name: &str) -> bool {
    address.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
