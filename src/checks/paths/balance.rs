//! Whether a load balancer that faces the internet forwards to something.

use super::super::{Ruling, View};
use super::edge::brought;
use super::reach::{BALANCERS, Ends, SUBNETS, TARGETS, ends, groups, limited, named_groups, naming, source};
use super::vpc::left_open;
use crate::finding::Fact;
use crate::path::Place;
use crate::truth::Truth;
use crate::world::Resource;

/// Whether a load balancer that faces the internet forwards to a host.
pub(super) fn balanced<'a, 'p>(view: &View<'a, 'p>, host: &'a Resource<'p>, from: &'a Resource<'p>) -> Ruling {
    let mut found = Vec::new();
    let mut to = |of: &Resource<'p>, path: &str, link: Truth| {
        let ends = ends(view, of, path, &TARGETS);
        found.extend(ends.open.into_iter().map(|fact| Ruling::new(Truth::Unknown, fact)));
        found.extend(ends.found.into_iter().map(|(target, certain)| {
            let fact = Fact::new(target, &Place::default(), format!("forwards to `{}`", host.name()));
            let link = link.and(certain);
            let fact = if link.is_unknown() { fact.waits_for("what it forwards to") } else { fact };
            fronted(view, target, (host, from)).and(Ruling::new(link, fact))
        }));
    };
    to(host, "$.target_group_arns[*]", Truth::True);
    to(host, "$.load_balancer[*].target_group_arn", Truth::True);
    let attached = [
        ("aws_lb_target_group_attachment", "$.target_id", "$.target_group_arn"),
        ("aws_autoscaling_attachment", "$.autoscaling_group_name", "$.lb_target_group_arn"),
    ];
    for (kind, by, path) in attached {
        naming(view, kind, by, host).into_iter().for_each(|(one, link)| to(one, path, link));
    }
    // Classic load balancers name their instances, or are named by a group of them.
    let classic = ends(view, host, "$.load_balancers[*]", &["aws_elb"]);
    found.extend(classic.open.into_iter().map(|fact| Ruling::new(Truth::Unknown, fact)));
    let classic = classic.found.into_iter().chain(naming(view, "aws_elb", "$.instances[*]", host));
    found.extend(classic.map(|(balancer, link)| limited(forwards(view, balancer, (host, from)), link)));
    Ruling::any(found, Ruling::silent(Truth::False))
}

/// Whether a listener of a load balancer that faces the internet forwards to a group of targets, and reaches the host.
fn fronted<'a, 'p>(view: &View<'a, 'p>, target: &'a Resource<'p>, to: Networks<'a, 'p>) -> Ruling {
    let mut found = Vec::new();
    let mut listeners: Vec<(&Resource<'p>, Truth)> = Vec::new();
    for kind in ["aws_lb_listener", "aws_alb_listener"] {
        for path in ["$.default_action[*].target_group_arn", "$.default_action[*].forward[*].target_group[*].arn"] {
            listeners.extend(naming(view, kind, path, target));
        }
    }
    for path in ["$.action[*].target_group_arn", "$.action[*].forward[*].target_group[*].arn"] {
        for (rule, link) in naming(view, "aws_lb_listener_rule", path, target) {
            let ends = ends(view, rule, "$.listener_arn", &["aws_lb_listener"]);
            listeners.extend(ends.found.into_iter().map(|(listener, certain)| (listener, link.and(certain))));
            found.extend(ends.open.into_iter().map(|fact| Ruling::new(Truth::Unknown, fact)));
        }
    }
    for (listener, link) in listeners {
        let ends = ends(view, listener, "$.load_balancer_arn", &BALANCERS);
        found.extend(ends.open.into_iter().map(|fact| Ruling::new(Truth::Unknown, fact)));
        found.extend(ends.found.into_iter().map(|(balancer, certain)| {
            let fact = Fact::new(listener, &Place::default(), format!("listens for `{}`", balancer.name()));
            let link = link.and(certain);
            let fact = if link.is_unknown() { fact.waits_for("what it forwards to") } else { fact };
            forwards(view, balancer, to).and(Ruling::new(link, fact))
        }));
    }
    Ruling::any(found, Ruling::silent(Truth::False))
}

/// A host, and where its network stands: itself or a launch template.
type Networks<'a, 'p> = (&'a Resource<'p>, &'a Resource<'p>);

/// Whether a load balancer faces the internet, and the groups of the host let it in.
fn forwards<'a, 'p>(view: &View<'a, 'p>, balancer: &'a Resource<'p>, (host, from): Networks<'a, 'p>) -> Ruling {
    let facing = faces(view, balancer);
    if facing.truth.is_false() {
        return facing;
    }
    let own = source(view, balancer);
    let named = if host.id == from.id { vec![host] } else { vec![host, from] };
    let named = named.into_iter().map(|one| named_groups(view, one)).reduce(Ends::and);
    let (found, open) = named.map(|ends| (ends.found, ends.open)).unwrap_or_default();
    let open = open.into_iter().map(|fact| Ruling::new(Truth::Unknown, fact));
    let each = found.into_iter().map(|(group, link)| {
        let admits = view.world.groups().admits_from(view.world, group.id, &own);
        let admits = if link.is_true() { admits } else { Truth::Unknown };
        let note = format!("has no rule that would let `{}` in", balancer.name());
        let fact = Fact::new(group, &Place::default(), note);
        let fact = if admits.is_unknown() { fact.waits_for("whom its rules let in") } else { fact };
        Ruling { truth: admits, facts: if admits.is_true() { Vec::new() } else { vec![fact] } }
    });
    facing.and(Ruling::any(each.chain(open), Ruling::silent(Truth::True)))
}

/// Whether a load balancer faces the internet and its groups let the internet in.
fn faces<'a, 'p>(view: &View<'a, 'p>, balancer: &'a Resource<'p>) -> Ruling {
    let fact = |note: &str| Fact::new(balancer, &Place::default(), note);
    let outward = match view.world.state(balancer, &balancer.root().get("internal")).is_on(false) {
        Truth::True => Ruling::new(Truth::False, fact("is internal")),
        Truth::Unknown => Ruling::new(Truth::Unknown, fact("may be internal").waits_for("whether it is internal")),
        Truth::False => Ruling::new(Truth::True, fact("faces the internet")),
    };
    // A network load balancer without groups lets everything through.
    let network = balancer.root().get("load_balancer_type").state().says(|kind| kind == "network", false);
    let note = "has only the default group, which admits itself alone";
    let none = Fact::new(balancer, &Place::of("security_groups"), note);
    let none = if network.is_unknown() { none.waits_for("its type") } else { none };
    let admits = Ruling::any(groups(view, balancer), Ruling::new(network, none));
    let brought = brought(view, balancer, &admits);
    let facing = outward.and(admits).or(brought);
    if facing.truth.is_false() {
        return facing;
    }
    let subnets = ["$.subnets[*]", "$.subnet_mapping[*].subnet_id"].map(|path| ends(view, balancer, path, &SUBNETS));
    let [listed, mapped] = subnets;
    facing.and(left_open(view, balancer, &listed.and(mapped)))
}
