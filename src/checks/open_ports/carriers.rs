//! Ports that a service opens by a setting of its own, behind which no security group of the plan stands.

use ipnet::IpNet;

use super::{ADMIN_PORTS, Port, message, named};
use crate::checks::View;
use crate::finding::{Answer, Fact};
use crate::json::Json;
use crate::judge::Judged;
use crate::network;
use crate::path::Place;
use crate::plan::node::{Node, State};
use crate::truth::Truth;
use crate::world::Resource;

const LIGHTSAIL: &str = "aws_lightsail_instance_public_ports";
const BEANSTALK: &str = "aws_elastic_beanstalk_environment";

/// What opens them.
pub(super) const KINDS: &[&str] = &[LIGHTSAIL, BEANSTALK];

/// The namespace and the name of the setting that says from where machines take SSH: `tcp, 22, 22, 203.0.113.0/24`.
/// <https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-autoscalinglaunchconfiguration>
const SSH: (&str, &str) = ("aws:autoscaling:launchconfiguration", "SSHSourceRestriction");

/// The setting that gives machines a key for SSH, and the one that keeps Elastic Beanstalk from making its own group, which
/// takes SSH from everywhere unless the setting above says otherwise.
/// <https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.managing.ec2.instances.sg.html>
const KEY: (&str, &str) = (SSH.0, "EC2KeyName");
const NO_GROUP: (&str, &str) = (SSH.0, "DisableDefaultEC2SecurityGroup");

/// One answer for each port that one of them opens, a pass where there is none.
pub(super) fn judge(view: &View<'_, '_>) -> Judged {
    let world = view.world;
    let instances = world.of_kind(LIGHTSAIL).flat_map(|one| answers(view, one, &lightsail(one)));
    let environments = world.of_kind(BEANSTALK).flat_map(|one| answers(view, one, &beanstalk(one)));
    instances.chain(environments).collect()
}

/// Some ports, from where, and whether that is the internet.
struct Opening<'p> {
    /// The lowest and the highest; none where they are not known
    ports: Option<(i64, i64)>,
    world: Truth,
    /// Where that is said
    place: Place,
    node: Node<'p>,
}

fn answers(view: &View<'_, '_>, resource: &Resource<'_>, openings: &[Opening<'_>]) -> Vec<Answer> {
    let judged = ADMIN_PORTS.iter().filter_map(|port| answer(resource, openings, port)).collect::<Vec<_>>();
    let pass = || vec![Answer::new(resource, Truth::True, view.policy.severity, String::new())];
    if judged.is_empty() { pass() } else { judged }
}

fn answer(resource: &Resource<'_>, openings: &[Opening<'_>], port: &Port) -> Option<Answer> {
    let opens = |one: &Opening<'_>| match one.ports {
        Some((from, to)) => Truth::from(from <= port.0 && port.0 <= to).and(one.world),
        None => one.world.and(Truth::Unknown),
    };
    let worst = openings.iter().max_by_key(|one| opens(one))?;
    let passes = !opens(worst);
    let fact = match passes {
        Truth::True => return None,
        Truth::Unknown => Fact::waiting(resource, &worst.place, &worst.node),
        Truth::False if matches!(worst.node.state(), State::Known(_)) => {
            let shown = worst.node.shown(worst.place.name());
            Fact::new(resource, &worst.place, format!("admits {shown}")).showing(shown)
        }
        Truth::False => Fact::new(resource, &worst.place, "is not set, which admits everyone").not_set(),
    };
    let answer = Answer::new(resource, passes, port.2, message(resource, passes, &named(&[port])));
    Some(Answer { sub_key: Some(port.0.to_string()), facts: vec![fact], ..answer })
}

/// What Lightsail opens it opens to everyone, unless addresses are given.
/// <https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_PortInfo.html>
fn lightsail<'p>(resource: &Resource<'p>) -> Vec<Opening<'p>> {
    let list = resource.root().get("port_info");
    let place = Place::of("port_info");
    if list.state() == State::Unknown {
        return vec![Opening { ports: None, world: Truth::Unknown, place, node: list }];
    }
    let each = list.items().unwrap_or_default().into_iter().enumerate();
    each.filter_map(|(at, info)| {
        let number = |name: &str| match info.get(name).state() {
            State::Known(Json::Number(number)) => number.as_f64().map(|number| number as i64),
            _ => None,
        };
        let protocol = info.get("protocol");
        let takes = protocol.state().says(|protocol| ["tcp", "all"].contains(&protocol), true);
        if takes.is_false() {
            return None;
        }
        let lists = ["cidrs", "ipv6_cidrs", "cidr_list_aliases"].map(|name| (name, info.get(name)));
        let given = |node: &Node<'_>| match (node.state(), node.items()) {
            (_, Some(items)) => Truth::from(!items.is_empty()),
            (State::Unknown, None) if node.is_written() => Truth::Unknown,
            _ => Truth::False,
        };
        let wide = |node: &Node<'_>| {
            let nets: Vec<IpNet> = node.items().unwrap_or_default().iter().filter_map(net).collect();
            let unread = given(node).is_unknown() || node.items().is_some() && node.has_unknown();
            Truth::from(network::opens_to_world(&nets)).or(if unread { Truth::Unknown } else { Truth::False })
        };
        let none = !Truth::any(lists.iter().map(|(_, list)| given(list)));
        let widest = lists.iter().max_by_key(|(_, list)| wide(list)).filter(|(_, list)| wide(list) >= none);
        let (name, node) = widest.or(lists.first()).copied()?;
        let world = none.or(wide(&node)).and(takes);
        let (name, node) = if takes.is_unknown() { ("protocol", protocol) } else { (name, node) };
        let ports = number("from_port").zip(number("to_port"));
        Some(Opening { ports, world, place: place.at(at).get(name), node })
    })
    .collect()
}

fn net(node: &Node<'_>) -> Option<IpNet> {
    node.state().text().and_then(network::parse)
}

fn beanstalk<'p>(resource: &Resource<'p>) -> Vec<Opening<'p>> {
    let list = resource.root().get("setting");
    let place = Place::of("setting");
    if list.state() == State::Unknown {
        return vec![Opening { ports: Some((22, 22)), world: Truth::Unknown, place, node: list }];
    }
    let items = list.items().unwrap_or_default();
    let says = |node: Node<'_>, word: &str| node.state().says(|text| text == word, false);
    let is = |one: &Node<'_>, (space, name): (&str, &str)| {
        says(one.get("namespace"), space).and(says(one.get("name"), name))
    };
    // What a saved configuration sets is not in the plan.
    let saved = match resource.root().get("template_name").state() {
        State::Null | State::Absent | State::Omitted => Truth::False,
        State::Known(_) | State::Unknown => Truth::Unknown,
    };
    let restricted = Truth::any(items.iter().map(|one| is(one, SSH)));
    let no_group = Truth::any(items.iter().map(|one| is(one, NO_GROUP).and(says(one.get("value"), "true"))));
    let by_default = !restricted.or(no_group).or(saved);
    let each = items.into_iter().enumerate();
    each.map(|(at, one)| {
        let node = one.get("value");
        let wide = |text: &str| {
            let nets: Vec<IpNet> = text.rsplit(',').take(1).filter_map(|net| network::parse(net.trim())).collect();
            network::opens_to_world(&nets)
        };
        let admits = is(&one, SSH).and(node.state().says(wide, false));
        let keyed = is(&one, KEY).and(node.state().says(|key| !key.is_empty(), false)).and(by_default);
        Opening { ports: Some((22, 22)), world: admits.or(keyed), place: place.at(at).get("value"), node }
    })
    .collect()
}
