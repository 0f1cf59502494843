//! Whether a load balancer that faces the internet forwards to something.

use super::super::{Ruling, View};
use super::edge::brought;
use super::gateway::linked;
use super::reach::{BALANCERS, Ends, SUBNETS, by_default, ends, groups, limited, named_groups, naming, source};
use super::vpc::left_open;
use crate::finding::Fact;
use crate::network::Family;
use crate::path::Place;
use crate::truth::Truth;
use crate::world::Resource;

/// What stands before hosts: groups of targets, classic load balancers, and what is of VPC Lattice, which faces no internet.
const FRONTS: [&str; 4] = ["aws_lb_target_group", "aws_alb_target_group", "aws_elb", LATTICE];
const LATTICE: &str = "aws_vpclattice_target_group";
pub(super) const LISTENERS: [&str; 2] = ["aws_lb_listener", "aws_alb_listener"];

/// Where a host names what stands before it.
const BEHIND: [&str; 5] = [
    "$.target_group_arns[*]",
    "$.load_balancer[*].target_group_arn",
    "$.load_balancer[*].elb_name",
    "$.load_balancers[*]",
    "$.traffic_source[*].identifier",
];

/// What puts a host behind something: where it names the one and the other.
const ATTACHED: [(&str, &str, &str); 6] = [
    ("aws_lb_target_group_attachment", "$.target_id", "$.target_group_arn"),
    ("aws_alb_target_group_attachment", "$.target_id", "$.target_group_arn"),
    ("aws_autoscaling_attachment", "$.autoscaling_group_name", "$.lb_target_group_arn"),
    ("aws_autoscaling_attachment", "$.autoscaling_group_name", "$.elb"),
    ("aws_autoscaling_traffic_source_attachment", "$.autoscaling_group_name", "$.traffic_source[*].identifier"),
    ("aws_elb_attachment", "$.instance", "$.elb"),
];

/// Whether a load balancer that faces the internet forwards to a host.
pub(super) fn balanced<'a, 'p>(view: &View<'a, 'p>, host: &'a Resource<'p>, from: &'a Resource<'p>) -> Ruling {
    let to = (host, from);
    let mut found: Vec<Ruling> = BEHIND.iter().flat_map(|path| fronts(view, host, path, to, faces)).collect();
    for (kind, by, path) in ATTACHED {
        for (one, link) in naming(view, kind, by, host) {
            found.extend(fronts(view, one, path, to, faces).into_iter().map(|ruling| limited(ruling, link)));
        }
    }
    // Classic load balancers name their instances, too.
    let classic = naming(view, "aws_elb", "$.instances[*]", host).into_iter();
    found.extend(classic.map(|(balancer, link)| limited(forwards(view, balancer, to, faces), link)));
    Ruling::any(found, Ruling::silent(Truth::False))
}

/// Whether the internet gets to a load balancer.
type Facing<'a, 'p> = fn(&View<'a, 'p>, &'a Resource<'p>) -> Ruling;

/// Whether what an attribute names brings the internet to a host, one ruling for each.
fn fronts<'a, 'p>(
    view: &View<'a, 'p>,
    of: &Resource<'p>,
    path: &str,
    to: Networks<'a, 'p>,
    faces: Facing<'a, 'p>,
) -> Vec<Ruling> {
    let ends = ends(view, of, path, &FRONTS);
    let open = ends.open.into_iter().map(|fact| Ruling::new(Truth::Unknown, fact));
    let found = ends.found.into_iter().map(|(front, link)| match front.kind() {
        LATTICE => Ruling::silent(Truth::False),
        "aws_elb" => limited(forwards(view, front, to, faces), link),
        _ => {
            let fact = Fact::new(front, &Place::default(), format!("forwards to `{}`", to.0.name()));
            let fact = if link.is_unknown() { fact.waits_for("what it forwards to") } else { fact };
            fronted(view, front, to, faces).and(Ruling::new(link, fact))
        }
    });
    found.chain(open).collect()
}

/// Whether a listener of a load balancer that faces the internet forwards to a group of targets, and reaches the host.
fn fronted<'a, 'p>(
    view: &View<'a, 'p>,
    target: &'a Resource<'p>,
    to: Networks<'a, 'p>,
    faces: Facing<'a, 'p>,
) -> Ruling {
    let mut found = Vec::new();
    let mut listeners: Vec<(&Resource<'p>, Truth)> = Vec::new();
    for kind in LISTENERS {
        for path in ["$.default_action[*].target_group_arn", "$.default_action[*].forward[*].target_group[*].arn"] {
            listeners.extend(naming(view, kind, path, target));
        }
    }
    for kind in ["aws_lb_listener_rule", "aws_alb_listener_rule"] {
        for path in ["$.action[*].target_group_arn", "$.action[*].forward[*].target_group[*].arn"] {
            for (rule, link) in naming(view, kind, path, target) {
                let ends = ends(view, rule, "$.listener_arn", &LISTENERS);
                listeners.extend(ends.found.into_iter().map(|(listener, certain)| (listener, link.and(certain))));
                found.extend(ends.open.into_iter().map(|fact| Ruling::new(Truth::Unknown, fact)));
            }
        }
    }
    for (listener, link) in listeners {
        let ends = ends(view, listener, "$.load_balancer_arn", &BALANCERS);
        found.extend(ends.open.into_iter().map(|fact| Ruling::new(Truth::Unknown, fact)));
        found.extend(ends.found.into_iter().map(|(balancer, certain)| {
            let fact = Fact::new(listener, &Place::default(), format!("listens for `{}`", balancer.name()));
            let link = link.and(certain);
            let fact = if link.is_unknown() { fact.waits_for("what it forwards to") } else { fact };
            forwards(view, balancer, to, faces).and(Ruling::new(link, fact))
        }));
    }
    Ruling::any(found, Ruling::silent(Truth::False))
}

/// A host, and where its network stands: itself or a launch template.
type Networks<'a, 'p> = (&'a Resource<'p>, &'a Resource<'p>);

/// Whether a load balancer faces the internet, and the groups of the host let it in.
fn forwards<'a, 'p>(
    view: &View<'a, 'p>,
    balancer: &'a Resource<'p>,
    to: Networks<'a, 'p>,
    faces: Facing<'a, 'p>,
) -> Ruling {
    let facing = faces(view, balancer);
    if facing.truth.is_false() { facing } else { facing.and(let_in(view, balancer, to)) }
}

/// Whether the groups of a host let in what sends it requests.
pub(super) fn let_in<'a, 'p>(view: &View<'a, 'p>, sender: &Resource<'p>, (host, from): Networks<'a, 'p>) -> Ruling {
    let own = source(view, sender);
    let named = if host.id == from.id { vec![host] } else { vec![host, from] };
    let named = named.into_iter().map(|one| named_groups(view, one)).reduce(Ends::and);
    let (found, open) = named.map(|ends| (ends.found, ends.open)).unwrap_or_default();
    let open = open.into_iter().map(|fact| Ruling::new(Truth::Unknown, fact));
    let each = found.into_iter().map(|(group, link)| {
        let admits = view.world.groups().admits_from(view.world, group.id, &own);
        let admits = if link.is_true() { admits } else { Truth::Unknown };
        let note = format!("has no rule that would let `{}` in", sender.name());
        let fact = Fact::new(group, &Place::default(), note);
        let fact = if admits.is_unknown() { fact.waits_for("whom its rules let in") } else { fact };
        Ruling { truth: admits, facts: if admits.is_true() { Vec::new() } else { vec![fact] } }
    });
    Ruling::any(each.chain(open), Ruling::silent(Truth::True))
}

/// Whether the internet gets to a load balancer: by itself, through another, or through an API.
fn faces<'a, 'p>(view: &View<'a, 'p>, balancer: &'a Resource<'p>) -> Ruling {
    faces_itself(view, balancer).or(behind_another(view, balancer)).or(linked(view, balancer))
}

/// Whether a network load balancer that faces the internet forwards to this one:
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html>
fn behind_another<'a, 'p>(view: &View<'a, 'p>, balancer: &'a Resource<'p>) -> Ruling {
    let to = (balancer, balancer);
    let attached = ATTACHED.iter().filter(|(_, by, _)| *by == "$.target_id");
    let each = attached.flat_map(|(kind, by, path)| {
        naming(view, kind, by, balancer).into_iter().flat_map(move |(one, link)| {
            fronts(view, one, path, to, faces_itself).into_iter().map(move |ruling| limited(ruling, link))
        })
    });
    Ruling::any(each, Ruling::silent(Truth::False))
}

/// Whether a load balancer faces the internet and its groups let the internet in.
fn faces_itself<'a, 'p>(view: &View<'a, 'p>, balancer: &'a Resource<'p>) -> Ruling {
    let fact = |note: &str| Fact::new(balancer, &Place::default(), note);
    let outward = match view.world.state(balancer, &balancer.root().get("internal")).is_on(false) {
        Truth::True => Ruling::new(Truth::False, fact("is internal")),
        Truth::Unknown => Ruling::new(Truth::Unknown, fact("may be internal").waits_for("whether it is internal")),
        Truth::False => Ruling::new(Truth::True, fact("faces the internet")),
    };
    let subnets = ["$.subnets[*]", "$.subnet_mapping[*].subnet_id"].map(|path| ends(view, balancer, path, &SUBNETS));
    let [listed, mapped] = subnets;
    let subnets = listed.and(mapped);
    // A network load balancer without groups lets everything through.
    let network = balancer.root().get("load_balancer_type").state().says(|kind| kind == "network", false);
    let mut named = groups(view, balancer, Family::Either);
    if named.is_empty() {
        let through = fact("has no groups, as a network load balancer may");
        let through = if network.is_unknown() { through.waits_for("its type") } else { through };
        named.push(by_default(view, balancer, &subnets, Family::Either).or(Ruling::new(network, through)));
    }
    let admits = Ruling::any(named, Ruling::silent(Truth::False));
    let brought = brought(view, balancer, &admits);
    let facing = outward.and(admits).or(brought);
    if facing.truth.is_false() { facing } else { facing.and(left_open(view, balancer, &subnets)) }
}
