//! Whether a VPC lets the internet into a subnet: its route tables, its network ACLs, and Block Public Access of its region.
//!
//! A subnet that no table or ACL names has the main table and the default ACL of its VPC:
//! <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html>

use super::super::guardrail::named;
use super::super::{Ruling, View};
use super::reach::{Ends, SUBNETS, ends, naming};
use crate::finding::Fact;
use crate::json::Json;
use crate::network::acls::ACLS;
use crate::network::{Family, is_wide};
use crate::path::{Path, Place};
use crate::plan::node::{Node, State};
use crate::truth::Truth;
use crate::world::Resource;

pub(super) const VPCS: [&str; 2] = ["aws_vpc", "aws_default_vpc"];
const TABLES: [&str; 2] = ["aws_route_table", "aws_default_route_table"];

/// Whether the internet gets into one of the subnets of a host. What the plan says nothing of is taken to have a route to it:
/// a public address asks for one.
pub(super) fn routed<'a, 'p>(
    view: &View<'a, 'p>,
    host: &Resource<'p>,
    subnets: &Ends<'a, 'p>,
    family: Family,
) -> Ruling {
    let each = subnets.found.iter().map(|(subnet, _)| {
        tabled(view, subnet, family).and(screened(view, subnet)).and(unblocked(view, host, Some(subnet)))
    });
    let open = subnets.open.iter().map(|_| unblocked(view, host, None));
    let assumed = Fact::assumed("its subnet has a route to the internet");
    Ruling::any(each.chain(open), Ruling::new(Truth::True, assumed).and(unblocked(view, host, None)))
}

/// Whether Block Public Access leaves one of the subnets of a load balancer, or of what needs no route, to the internet.
pub(super) fn left_open<'a, 'p>(view: &View<'a, 'p>, of: &Resource<'p>, subnets: &Ends<'a, 'p>) -> Ruling {
    let each = subnets.found.iter().map(|(subnet, _)| unblocked(view, of, Some(subnet)));
    let open = subnets.open.iter().map(|_| unblocked(view, of, None));
    Ruling::any(each.chain(open), unblocked(view, of, None))
}

/// Whether the table of a subnet has a route to the internet: its own, or the main one.
fn tabled<'a, 'p>(view: &View<'a, 'p>, subnet: &'a Resource<'p>, family: Family) -> Ruling {
    let own = naming(view, "aws_route_table_association", "$.subnet_id", subnet);
    let tables = if own.is_empty() { main_tables(view, subnet, family) } else { chosen(view, own, family) };
    Ruling::any(tables, Ruling::silent(Truth::True))
}

/// What the tables that associations choose say.
fn chosen<'a, 'p>(view: &View<'a, 'p>, associations: Vec<(&'a Resource<'p>, Truth)>, family: Family) -> Vec<Ruling> {
    let each = associations.into_iter().map(|(association, link)| {
        let tables = ends(view, association, "$.route_table_id", &TABLES);
        let routes = tables.found.iter().map(|(table, certain)| led(view, table, certain.and(link), family));
        let open = tables.open.iter().map(|fact| Ruling::new(Truth::Unknown, fact.clone()));
        Ruling::any(routes.chain(open), Ruling::silent(Truth::True))
    });
    each.collect()
}

/// What the main tables of the VPC of a subnet say; the one that came with it is the main one unless another was made it.
fn main_tables<'a, 'p>(view: &View<'a, 'p>, subnet: &'a Resource<'p>, family: Family) -> Vec<Ruling> {
    let vpcs = ends(view, subnet, "$.vpc_id", &VPCS).found;
    let each = vpcs.into_iter().flat_map(|(vpc, certain)| {
        let made = naming(view, "aws_main_route_table_association", "$.vpc_id", vpc);
        let tables = match made.is_empty() {
            true => {
                let own = naming(view, "aws_default_route_table", "$.default_route_table_id", vpc);
                own.into_iter().map(|(table, link)| led(view, table, link, family)).collect()
            }
            false => chosen(view, made, family),
        };
        tables.into_iter().map(move |ruling| limited_either_way(ruling, certain))
    });
    each.collect()
}

/// What a table says, as sure as it is that it is meant.
fn led<'a, 'p>(view: &View<'a, 'p>, table: &'a Resource<'p>, link: Truth, family: Family) -> Ruling {
    limited_either_way(to_the_internet(view, table, family), link)
}

/// What may not be meant neither opens nor closes.
fn limited_either_way(ruling: Ruling, link: Truth) -> Ruling {
    if link.is_true() { ruling } else { Ruling { truth: Truth::Unknown, ..ruling } }
}

/// Whether the network ACL of a subnet lets the internet in; the one that AWS makes lets in everybody.
fn screened<'a, 'p>(view: &View<'a, 'p>, subnet: &'a Resource<'p>) -> Ruling {
    let each = acls(view, subnet).into_iter().map(|(acl, link)| {
        let open = view.world.acls().let_internet_in(acl);
        let note = if open.is_false() { "lets nobody in from the internet" } else { "lets the internet in" };
        let fact = Fact::new(acl, &Place::of("ingress"), note);
        let open = if link.is_true() { open } else { open.or(Truth::Unknown) };
        Ruling::new(open, if open.is_unknown() { fact.waits_for("the rules of the network ACL") } else { fact })
    });
    Ruling::all(each)
}

/// The network ACLs that a subnet has or may have: its own, or the default one of its VPC.
fn acls<'a, 'p>(view: &View<'a, 'p>, subnet: &'a Resource<'p>) -> Vec<(&'a Resource<'p>, Truth)> {
    let mut acls = naming(view, "aws_network_acl", "$.subnet_ids[*]", subnet);
    acls.extend(naming(view, "aws_default_network_acl", "$.subnet_ids[*]", subnet));
    for (association, link) in naming(view, "aws_network_acl_association", "$.subnet_id", subnet) {
        let named = ends(view, association, "$.network_acl_id", &ACLS).found;
        acls.extend(named.into_iter().map(|(acl, certain)| (acl, certain.and(link))));
    }
    if acls.is_empty() {
        let vpcs = ends(view, subnet, "$.vpc_id", &VPCS).found;
        acls.extend(vpcs.into_iter().flat_map(|(vpc, certain)| {
            let own = naming(view, "aws_default_network_acl", "$.default_network_acl_id", vpc);
            own.into_iter().map(move |(acl, link)| (acl, link.and(certain)))
        }));
    }
    acls
}

fn to_the_internet(view: &View<'_, '_>, table: &Resource<'_>, family: Family) -> Ruling {
    let world = view.world;
    let leads = |node: &Node<'_>| wide(node, family).and(leaves(node));
    let note = |one: &Resource<'_>, truth: Truth, place: &str| {
        let words = if truth.is_false() { "has no route to the internet" } else { "has a route to the internet" };
        let fact = Fact::new(one, &Place::of(place), words);
        Ruling::new(truth, if truth.is_unknown() { fact.waits_for("where the route leads") } else { fact })
    };
    let list = table.root().get("route");
    let mut ruling = match (world.state(table, &list), list.items()) {
        (State::Unknown, _) => note(table, Truth::Unknown, "route"),
        (_, Some(routes)) => Ruling::any(
            routes.iter().map(|route| note(table, leads(route), "route")),
            note(table, Truth::False, "route"),
        ),
        _ => note(table, Truth::False, "route"),
    };
    if let Ok(path) = Path::parse("$.route_table_id") {
        let named = world.named_by("aws_route", &path, table.kind(), false);
        for route in named.of(table.id).iter().filter_map(|(id, _)| world.resource(*id)) {
            ruling = ruling.or(note(route, leads(&route.root()), "gateway_id"));
        }
        if !named.unresolved.is_empty() {
            ruling = ruling.or(note(table, Truth::Unknown, "route"));
        }
    }
    ruling
}

/// Whether a route leads to an internet gateway. What is behind an endpoint, such as a firewall, may lead there and back:
/// <https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html#route-tables-appliance-routing>
fn leaves(route: &Node<'_>) -> Truth {
    let node = route.get("gateway_id");
    let by_gateway = match node.state() {
        State::Known(Json::String(id)) => Truth::from(id.starts_with("igw-")),
        State::Unknown => {
            let references = node.references();
            let internet = references.iter().any(|one| one.contains("aws_internet_gateway."));
            let other = references.iter().any(|one| one.contains("_gateway.")) && !internet;
            match (internet, other) {
                (true, _) => Truth::True,
                (false, true) => Truth::False,
                (false, false) => Truth::Unknown,
            }
        }
        _ => Truth::False,
    };
    let by_endpoint = route.get("vpc_endpoint_id").state().says(|id| !id.is_empty(), false);
    by_gateway.or(by_endpoint.and(Truth::Unknown))
}

/// Whether a route is for the internet.
fn wide(route: &Node<'_>, family: Family) -> Truth {
    const BLOCKS: [&str; 4] =
        ["cidr_block", "destination_cidr_block", "ipv6_cidr_block", "destination_ipv6_cidr_block"];
    let by_block = BLOCKS.map(|name| match (route.get(name).state(), name.contains("ipv6")) {
        (State::Known(Json::String(block)), _) => {
            Truth::from(block.parse().is_ok_and(|net| family.has(&net) && is_wide(&net)))
        }
        (State::Unknown, six) => Truth::from(six == (family == Family::Six)).and(Truth::Unknown),
        _ => Truth::False,
    });
    let by_list = route.get("destination_prefix_list_id").state().says(|id| !id.is_empty(), false);
    Truth::any(by_block).or(by_list.and(Truth::Unknown))
}

/// Whether Block Public Access of its region leaves the internet gateways open to something, in a subnet of the plan or in one
/// that it does not tell. Both modes keep out who comes in; load balancers, CloudFront's VPC origins and Global Accelerator
/// are held by it too: <https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html>
fn unblocked<'p>(view: &View<'_, 'p>, of: &Resource<'p>, subnet: Option<&Resource<'p>>) -> Ruling {
    let world = view.world;
    let each = world.of_kind("aws_vpc_block_public_access_options").filter_map(|options| {
        let mode = options.root().get("internet_gateway_block_mode").state().says(|mode| mode != "off", false);
        let closed = mode.and(world.same_scope(options, of));
        let note = "keeps the internet out of the VPCs of its region";
        let fact = Fact::new(options, &Place::of("internet_gateway_block_mode"), note);
        let fact = if closed.is_unknown() { fact.waits_for("its mode") } else { fact };
        (!closed.is_false()).then(|| Ruling::new(!closed, fact).or(excluded(view, of, subnet)))
    });
    Ruling::all(each)
}

/// Whether a subnet, or its VPC, is excluded from Block Public Access for what comes in.
fn excluded<'p>(view: &View<'_, 'p>, of: &Resource<'p>, subnet: Option<&Resource<'p>>) -> Ruling {
    let world = view.world;
    let each = world.of_kind("aws_vpc_block_public_access_exclusion").map(|exclusion| {
        let inward =
            exclusion.root().get("internet_gateway_exclusion_mode").state().says(|m| m == "allow-bidirectional", false);
        let meant = subnet.map_or(Truth::Unknown, |subnet| is_for(view, exclusion, subnet));
        // Another configuration may reach the same region.
        let truth = inward.and(meant).and(world.same_place(exclusion, of));
        let fact =
            Fact::new(exclusion, &Place::of("internet_gateway_exclusion_mode"), "is let out of Block Public Access");
        Ruling::new(truth, if truth.is_unknown() { fact.waits_for("what is excluded") } else { fact })
    });
    Ruling::any(each, Ruling::silent(Truth::False))
}

/// Whether an exclusion names a subnet or its VPC.
fn is_for<'p>(view: &View<'_, 'p>, exclusion: &Resource<'p>, subnet: &Resource<'p>) -> Truth {
    let named =
        |of: &Resource<'p>, attribute: &str, kinds: &[&str]| match view.world.state(of, &of.root().get(attribute)) {
            State::Null | State::Absent | State::Omitted => None,
            State::Known(_) | State::Unknown => Some(named(view.world, of, attribute, kinds)),
        };
    let own = match named(exclusion, "subnet_id", &SUBNETS) {
        Some(Some(one)) => Truth::from(one == subnet.name()),
        Some(None) => Truth::Unknown,
        None => Truth::False,
    };
    own.or(match (named(exclusion, "vpc_id", &VPCS), named(subnet, "vpc_id", &VPCS)) {
        (None, _) => Truth::False,
        (Some(Some(one)), Some(Some(vpc))) => Truth::from(one == vpc),
        (Some(_), _) => Truth::Unknown,
    })
}
