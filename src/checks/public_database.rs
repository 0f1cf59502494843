//! Databases and brokers with a public address, and whether a security group of the plan opens their port, too.

use super::{Analysis, Judge, View, open_ports};
use crate::estate::{self, Kinds};
use crate::finding::{Answer, Fact};
use crate::json::Json;
use crate::judge::doubt;
use crate::links::Certainty;
use crate::network::Protocol;
use crate::network::groups::GROUPS;
use crate::path::Place;
use crate::plan::node::{Node, State};
use crate::policy::Severity;
use crate::truth::Truth;
use crate::world::Resource;

const SUBJECTS: &[&str] = &[
    "aws_db_instance",
    "aws_rds_cluster_instance",
    "aws_redshift_cluster",
    "aws_redshiftserverless_workgroup",
    "aws_dms_replication_instance",
    "aws_mq_broker",
    "aws_msk_cluster",
    "aws_neptune_cluster_instance",
    "aws_neptunegraph_graph",
    "aws_lightsail_database",
    "aws_m2_environment",
    "aws_rds_shard_group",
    "aws_timestreaminfluxdb_db_instance",
];

/// Clusters, which hold the port and the security groups of their instances.
const CLUSTERS: &[&str] = &["aws_rds_cluster", "aws_neptune_cluster"];

const READ: &[Kinds] = &[Kinds::Types(SUBJECTS), Kinds::Types(CLUSTERS), Kinds::Types(open_ports::KINDS)];

pub(super) const PUBLIC_DATABASE: Analysis = Analysis {
    name: "public-database",
    subjects: SUBJECTS,
    kinds: &estate::kinds::<{ estate::count(READ) }>(READ),
    hint: None,
    also: None,
    judge: Judge::Each(|view, resource| Some(judge(view, resource))),
};

fn judge(view: &View<'_, '_>, resource: &Resource<'_>) -> Answer {
    let (node, place, public) = address(view, resource);
    let passes = !public;
    let mut facts = match passes {
        Truth::Unknown => vec![Fact::waiting(resource, &place, &node)],
        _ => {
            let shown = node.shown(place.name());
            vec![Fact::new(resource, &place, format!("is {shown}")).showing(shown)]
        }
    };
    let opened = if passes.is_true() { None } else { opened(view, resource) };
    let (severity, reach) = match &opened {
        Some((group, port, _)) => {
            (Severity::Critical, format!(", and {group} lets the internet reach its port {port}"))
        }
        None => (view.policy.severity, String::new()),
    };
    facts.extend(opened.into_iter().flat_map(|(_, _, facts)| facts));
    let message = format!("{}`{}` has a public address{reach}", doubt(passes), resource.name());
    Answer { facts, ..Answer::new(resource, passes, severity, message) }
}

/// What says whether it has a public address, and whether it does.
fn address<'p>(view: &View<'_, 'p>, resource: &Resource<'p>) -> (Node<'p>, Place, Truth) {
    let root = resource.root();
    if resource.kind() != "aws_msk_cluster" {
        let attribute =
            if resource.kind() == "aws_neptunegraph_graph" { "public_connectivity" } else { "publicly_accessible" };
        let node = root.get(attribute);
        return (node, Place::of(attribute), view.world.state(resource, &node).is_on(false));
    }
    let steps = ["broker_node_group_info", "connectivity_info", "public_access"];
    let block = steps.iter().fold(root, |node, step| node.get(step).at(0));
    let place = steps.iter().fold(Place::default(), |place, step| place.get(step).at(0));
    let node = block.get("type");
    let public = match view.world.state(resource, &node) {
        // It is computed, and a cluster that says nothing has none.
        State::Unknown if !node.is_written() => Truth::False,
        state => state.says(|kind| kind != "DISABLED", false),
    };
    (node, place.get("type"), public)
}

/// The security group of the plan that certainly opens the port to the internet, the port, and the facts.
fn opened(view: &View<'_, '_>, resource: &Resource<'_>) -> Option<(String, i64, Vec<Fact>)> {
    let world = view.world;
    let carrier = match resource.kind() {
        "aws_rds_cluster_instance" | "aws_rds_shard_group" => cluster(view, resource, "aws_rds_cluster")?,
        "aws_neptune_cluster_instance" => cluster(view, resource, "aws_neptune_cluster")?,
        _ => resource,
    };
    let listed =
        ["vpc_security_group_ids", "security_group_ids", "security_groups"].map(|name| carrier.root().get(name));
    let brokers = carrier.root().get("broker_node_group_info").at(0).get("security_groups");
    let groups: Vec<&Resource<'_>> = listed
        .iter()
        .chain(std::iter::once(&brokers))
        .flat_map(|list| match list.items() {
            Some(items) => items,
            None => vec![*list],
        })
        .flat_map(|node| world.refer(carrier, &node, &GROUPS).links)
        .filter(|link| link.certainty == Certainty::Must)
        .filter_map(|link| world.resource(link.to))
        .collect();
    for port in listened(view, carrier) {
        let open = |group: &&&Resource<'_>| world.groups().admit(group.id, Protocol::Tcp, port).is_true();
        if let Some(group) = groups.iter().find(open) {
            let facts = world.groups().explain(group.id, Protocol::Tcp, port);
            return Some((format!("`{}`", group.name()), port, facts));
        }
    }
    None
}

fn cluster<'a, 'p>(view: &View<'a, 'p>, resource: &Resource<'p>, kind: &str) -> Option<&'a Resource<'p>> {
    let attribute =
        if resource.kind() == "aws_rds_shard_group" { "db_cluster_identifier" } else { "cluster_identifier" };
    let reference = view.world.refer(resource, &resource.root().get(attribute), &[kind]);
    match reference.links.as_slice() {
        [link] if link.certainty == Certainty::Must => view.world.resource(link.to),
        _ => None,
    }
}

/// The ports it listens at: the one that is set, else the default of its engine; none where that is not known.
fn listened(view: &View<'_, '_>, resource: &Resource<'_>) -> Vec<i64> {
    let root = resource.root();
    match view.world.state(resource, &root.get("port")) {
        State::Known(Json::Number(port)) => return port.as_f64().map(|port| port as i64).into_iter().collect(),
        State::Unknown => return Vec::new(),
        State::Known(_) | State::Null | State::Absent | State::Omitted => {}
    }
    let name = |attribute: &str| match root.get(attribute).state() {
        State::Known(Json::String(name)) => name.to_ascii_lowercase(),
        _ => String::new(),
    };
    let engine = [name("engine"), name("engine_type")].concat();
    match resource.kind() {
        "aws_redshift_cluster" | "aws_redshiftserverless_workgroup" => vec![5439],
        "aws_neptune_cluster" => vec![8182],
        // https://docs.aws.amazon.com/timestream/latest/developerguide/timestream-for-influxdb.html
        "aws_timestreaminfluxdb_db_instance" => vec![8086],
        // https://docs.aws.amazon.com/msk/latest/developerguide/port-info.html
        "aws_msk_cluster" => vec![9194, 9196, 9198],
        "aws_mq_broker" if engine == "rabbitmq" => vec![5671],
        "aws_mq_broker" => vec![61617, 5671, 61614, 8883, 8162],
        _ if engine.contains("postgres") => vec![5432],
        _ if engine.contains("mysql") || engine.contains("maria") || engine == "aurora" => vec![3306],
        _ if engine.contains("oracle") => vec![1521],
        _ if engine.contains("sqlserver") => vec![1433],
        _ if engine.contains("db2") => vec![50000],
        _ => Vec::new(),
    }
}
