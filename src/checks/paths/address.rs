//! Whether something has a public address that the internet gets to: of its own, by its subnet, by its network interface or
//! by an elastic address.

use super::super::{Ruling, View};
use super::hosts::hidden_template;
use super::reach::{Ends, SUBNETS, ends, limited, naming};
use super::vpc::routed;
use crate::finding::Fact;
use crate::json::Json;
use crate::network::Family;
use crate::path::{Path, Place};
use crate::plan::node::State;
use crate::truth::Truth;
use crate::world::Resource;

/// Whether it has a public address of a version with a route to the internet.
pub(super) fn addressed<'a, 'p>(
    view: &View<'a, 'p>,
    host: &'a Resource<'p>,
    from: &'a Resource<'p>,
    family: Family,
) -> Ruling {
    let cards = cards(view, host);
    let subnets = subnets(view, host, from, &cards);
    let given = match family {
        Family::Six => six(view, host, from, &cards, &subnets),
        Family::Four | Family::Either => four(view, host, from, &cards, &subnets),
    };
    if given.truth.is_false() { given } else { given.and(routed(view, host, &subnets, family)) }
}

/// Whether it has an address of version 6, each of which is public:
/// <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-ip-addressing.html#vpc-ipv6-addresses>
fn six<'a, 'p>(
    view: &View<'a, 'p>,
    host: &'a Resource<'p>,
    from: &'a Resource<'p>,
    cards: &[Linked<'a, 'p>],
    subnets: &Ends<'a, 'p>,
) -> Ruling {
    const SET: [&str; 6] = [
        "$.ipv6_address_count",
        "$.ipv6_addresses",
        "$.ipv6_address_list",
        "$.network_interfaces[*].ipv6_address_count",
        "$.network_interfaces[*].ipv6_addresses",
        "$.assign_ipv6_address_on_creation",
    ];
    let own = [(host, Truth::True), (from, Truth::True)].into_iter();
    let all = own.chain(cards.iter().copied()).chain(subnets.found.iter().copied());
    let each = all.flat_map(|(one, link)| {
        SET.into_iter().filter_map(move |path| {
            let (place, node) = Path::parse(path).ok()?.first(one.root())?;
            let truth = match view.world.state(one, &node) {
                State::Known(Json::Array(addresses)) => Truth::from(!addresses.is_empty()),
                State::Known(value) => Truth::from(!matches!(value.to_string().as_str(), "false" | "0")),
                State::Unknown => Truth::Unknown,
                State::Null | State::Absent | State::Omitted => Truth::False,
            };
            let fact = Fact::new(one, &place, "gives it an address of version 6, which is public");
            let fact = if truth.is_unknown() { fact.waits_for("whether it has an address of version 6") } else { fact };
            Some(limited(Ruling::new(truth, fact), link))
        })
    });
    let given = Ruling::any(each, Ruling::silent(Truth::False));
    // A setting of the account says whether tasks get one: the `dualStackIPv6` of
    // <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html>
    if host.kind() == "aws_ecs_service" { given.open() } else { given }
}

/// Whether it has a public address of version 4.
fn four<'a, 'p>(
    view: &View<'a, 'p>,
    host: &'a Resource<'p>,
    from: &'a Resource<'p>,
    cards: &[Linked<'a, 'p>],
    subnets: &Ends<'a, 'p>,
) -> Ruling {
    let world = view.world;
    let asked = [
        (host, "$.associate_public_ip_address"),
        (host, "$.network_configuration[0].assign_public_ip"),
        (from, "$.network_interfaces[*].associate_public_ip_address"),
        (from, "$.associate_public_ip_address"),
    ];
    let mut chosen: Option<Ruling> = None;
    for (one, path) in asked {
        let said = Path::parse(path).map(|path| path.select(one.root())).unwrap_or_default();
        let said = said.into_iter().filter_map(|(place, node)| {
            let fact = |note: &str| Fact::new(one, &place, note);
            let on = match world.state(one, &node) {
                State::Known(Json::Bool(on)) => *on,
                // The launch template API takes the switch as a text.
                State::Known(Json::String(text)) if !text.is_empty() => text == "true",
                State::Unknown => {
                    let waits = fact("may give it a public address").waits_for("whether it has a public address");
                    return Some(Ruling::new(Truth::Unknown, waits));
                }
                _ => return None,
            };
            let note = if on { "gives it a public address" } else { "gives it no public address" };
            Some(Ruling::new(Truth::from(on), fact(note)))
        });
        chosen = chosen.or(said.reduce(Ruling::or));
    }
    let by_subnet = || {
        // Without a subnet it starts in the default one, which gives public addresses unless it is told not to.
        let note = "starts in the default subnet, which gives public addresses";
        let none = Ruling::new(Truth::True, Fact::new(host, &Place::default(), note));
        let each = subnets.found.iter().map(|(subnet, link)| {
            let node = subnet.root().get("map_public_ip_on_launch");
            let (on, note) = match world.state(subnet, &node) {
                State::Known(Json::Bool(true)) => (Truth::True, "gives every instance a public address"),
                State::Unknown => (Truth::Unknown, "may give every instance a public address"),
                State::Null | State::Absent | State::Omitted if subnet.kind() == "aws_default_subnet" => {
                    (Truth::True, "gives every instance a public address unless told not to")
                }
                _ => (Truth::False, "gives no public addresses"),
            };
            let on = on.and(*link);
            let fact = Fact::new(subnet, &Place::of("map_public_ip_on_launch"), note);
            Ruling::new(on, if on.is_unknown() { fact.waits_for("whether it gives public addresses") } else { fact })
        });
        let open = subnets.open.iter().map(|fact| Ruling::new(Truth::Unknown, fact.clone()));
        Ruling::any(each.chain(open), none)
    };
    // A container gets an address only if it asks for one.
    let given = match (chosen, host.kind()) {
        (Some(chosen), _) => chosen,
        (None, "aws_ecs_service") => Ruling::new(
            Truth::False,
            Fact::new(host, &Place::of("network_configuration"), "asks for no public address"),
        ),
        // A subnet gives addresses to the interfaces that are made at the start of an instance only.
        (None, _) if !cards.is_empty() => Ruling::silent(Truth::False),
        (None, _) => match hidden_template(view, host) {
            Some(fact) => {
                by_subnet().or(Ruling::new(Truth::Unknown, fact.waits_for("whether it has a public address")))
            }
            None => by_subnet(),
        },
    };
    given.or(elastic(view, host, cards))
}

/// A resource and how sure it is that it is meant.
type Linked<'a, 'p> = (&'a Resource<'p>, Truth);

/// The network interfaces that are put on an instance.
pub(super) fn cards<'a, 'p>(view: &View<'a, 'p>, host: &'a Resource<'p>) -> Vec<Linked<'a, 'p>> {
    const CARD: [&str; 1] = ["aws_network_interface"];
    let mut found = ends(view, host, "$.network_interface[*].network_interface_id", &CARD).found;
    for (attachment, link) in naming(view, "aws_network_interface_attachment", "$.instance_id", host) {
        let named = ends(view, attachment, "$.network_interface_id", &CARD).found;
        found.extend(named.into_iter().map(|(card, certain)| (card, certain.and(link))));
    }
    found
}

/// Whether an elastic address is put on it, or on one of its interfaces.
fn elastic<'a, 'p>(view: &View<'a, 'p>, host: &'a Resource<'p>, cards: &[Linked<'a, 'p>]) -> Ruling {
    // An instance is named by its first interface, too.
    const WAYS: [(&str, &str); 4] = [
        ("aws_eip", "$.instance"),
        ("aws_eip", "$.network_interface"),
        ("aws_eip_association", "$.instance_id"),
        ("aws_eip_association", "$.network_interface_id"),
    ];
    let mut found = Vec::new();
    for (one, link) in [(host, Truth::True)].into_iter().chain(cards.iter().copied()) {
        let named = WAYS.iter().flat_map(|(kind, path)| naming(view, kind, path, one));
        found.extend(named.map(|(address, certain)| (address, certain.and(link))));
    }
    let each = found.into_iter().map(|(one, link)| {
        let fact = Fact::new(one, &Place::default(), "is a public address of the host");
        Ruling::new(link, if link.is_unknown() { fact.waits_for("whose address it is") } else { fact })
    });
    Ruling::any(each, Ruling::silent(Truth::False))
}

/// The subnets that a host stands in.
pub(super) fn stands<'a, 'p>(view: &View<'a, 'p>, host: &'a Resource<'p>, from: &'a Resource<'p>) -> Ends<'a, 'p> {
    subnets(view, host, from, &cards(view, host))
}

fn subnets<'a, 'p>(
    view: &View<'a, 'p>,
    host: &Resource<'p>,
    from: &Resource<'p>,
    cards: &[Linked<'a, 'p>],
) -> Ends<'a, 'p> {
    let ways = [
        (host, "$.subnet_id"),
        (host, "$.subnet_ids[*]"),
        (host, "$.vpc_zone_identifier[*]"),
        (host, "$.network_configuration[0].subnets[*]"),
        (from, "$.network_interfaces[*].subnet_id"),
    ];
    let cards = cards.iter().map(|(card, _)| (*card, "$.subnet_id"));
    let each = ways.into_iter().chain(cards).map(|(one, path)| ends(view, one, path, &SUBNETS));
    each.reduce(Ends::and).unwrap_or(Ends { found: Vec::new(), open: Vec::new() })
}
