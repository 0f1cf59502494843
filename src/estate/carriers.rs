//! What runs under a role: the resources of a world in, each with its role and how sure that is out.

use super::holders::Build;
use super::kinds::CARRIERS;
use super::tags::{TAG, tags_of};
use crate::iam::catalogue;
use crate::iam::condition::CLUSTER;
use crate::iam::escalation::{Carrier, Profile};
use crate::iam::facts::Facts;
use crate::iam::pattern::Object;
use crate::iam::text::Text;
use crate::json::Json;
use crate::links::{Certainty, Rest};
use crate::path::Path;
use crate::plan::node::{Node, State};
use crate::truth::Truth;
use crate::world::{Resource, World};

/// Everything that runs under a role of the plan.
pub(super) fn carriers(world: &World<'_>, build: &Build<'_, '_, '_>) -> Vec<Carrier> {
    let mut found = Vec::new();
    for (kind, catalogued, path, target) in CARRIERS {
        let Ok(path) = Path::parse(path) else { continue };
        for resource in world.of_kind(kind) {
            let Some((_, node)) = path.first(resource.root()) else { continue };
            for run in roles(build, resource, &node, target) {
                let ssh = if kind == "aws_instance" { ssh(world, resource) } else { Truth::False };
                found.push(run.carrier((catalogued, object(build, resource, catalogued)), ssh));
            }
        }
    }
    for resource in world.of_kind("aws_batch_job_definition") {
        for run in job_roles(build, resource) {
            let object = object(build, resource, "batch:job-definition");
            found.push(run.carrier(("batch:job-definition", object), Truth::False));
        }
    }
    found
}

/// The instance profiles of a world.
pub(super) fn profiles(world: &World<'_>, build: &Build<'_, '_, '_>) -> Vec<Profile> {
    let profile = |resource| Profile { object: build.object(resource, PROFILE), taken: is_taken(resource) };
    world.of_kind("aws_iam_instance_profile").map(profile).collect()
}

/// The type of an instance profile in the action catalogue.
const PROFILE: &str = "iam:instance-profile";

/// Whether a role is in an instance profile.
fn is_taken(profile: &Resource<'_>) -> Truth {
    match profile.root().get("role").state() {
        State::Known(Json::String(name)) => (!name.is_empty()).into(),
        State::Null | State::Absent => Truth::False,
        State::Known(_) | State::Unknown | State::Omitted => Truth::Unknown,
    }
}

/// A role that something runs under, and the instance profile in which it does; `None` is any role.
struct Run {
    role: Option<usize>,
    link: Truth,
    profile: Option<(Object, Truth)>,
}

impl Run {
    fn under(role: Option<usize>, link: Truth) -> Self {
        Self { role, link, profile: None }
    }

    fn carrier(self, (kind, object): (&str, Object), ssh: Truth) -> Carrier {
        let Self { role, link, profile } = self;
        Carrier { kind: kind.into(), object, role, link, profile, ssh }
    }
}

/// The roles of a batch job, which stand in a text: one that is not known refers to its role among others.
fn job_roles<'p>(build: &Build<'_, '_, 'p>, resource: &Resource<'p>) -> Vec<Run> {
    let node = resource.root().get("container_properties");
    match node.state() {
        State::Known(Json::String(text)) => {
            let json = Json::parse(text).ok();
            let arn = json.as_ref().and_then(|json| json.get("jobRoleArn")).and_then(Json::as_str);
            let role = arn.and_then(|arn| build.holder_by_arn(arn));
            role.map(|role| Run::under(Some(role), Truth::True)).into_iter().collect()
        }
        State::Unknown => {
            let found = roles(build, resource, &node, "aws_iam_role");
            found.into_iter().map(|run| Run { link: Truth::Unknown, ..run }).collect()
        }
        State::Known(_) | State::Null | State::Absent | State::Omitted => Vec::new(),
    }
}

/// The roles behind a reference: named at once, or through an instance profile or a task definition.
fn roles<'p>(build: &Build<'_, '_, 'p>, resource: &Resource<'p>, node: &Node<'p>, target: &str) -> Vec<Run> {
    let world = build.world();
    let sure = |certainty| if certainty == Certainty::Must { Truth::True } else { Truth::Unknown };
    let any = |rest: &Rest| matches!(rest, Rest::Unresolved(_)).then(|| Run::under(None, Truth::Unknown));
    let reference = world.refer(resource, node, &[target]);
    let mut found: Vec<_> = any(&reference.rest).into_iter().collect();
    for link in reference.links {
        let Some(named) = world.resource(link.to) else { continue };
        let inner = match target {
            "aws_iam_instance_profile" => named.root().get("role"),
            "aws_ecs_task_definition" => named.root().get("task_role_arn"),
            _ => {
                found.extend(build.holder(link.to).map(|role| Run::under(Some(role), sure(link.certainty))));
                continue;
            }
        };
        let reference = world.refer(named, &inner, &["aws_iam_role"]);
        let roles = reference.links.iter().filter_map(|role| Some((build.holder(role.to)?, role.certainty)));
        let roles = roles.map(|(role, certainty)| Run::under(Some(role), sure(certainty.min(link.certainty))));
        let mut own: Vec<Run> = any(&reference.rest).into_iter().chain(roles).collect();
        if target == "aws_iam_instance_profile" {
            // Of a role that is not in the plan, or none, it is the profile that matters.
            if own.is_empty() {
                own.push(Run::under(None, Truth::False));
            }
            let profile = (build.object(named, PROFILE), sure(link.certainty));
            own.iter_mut().for_each(|run| run.profile = Some(profile.clone()));
        }
        found.extend(own);
    }
    found
}

fn object<'p>(build: &Build<'_, '_, 'p>, resource: &Resource<'p>, catalogued: &str) -> Object {
    let known = |name: &str| known(resource, name);
    // An instance is named by an id that only AWS knows, and so is what ends in one after its name.
    let named = match catalogued {
        "ec2:instance" | "ec2:launch-template" => known("id"),
        "ecs:task" => cluster(build.world(), resource).and_then(|cluster| self::known(cluster, "name")),
        id if id.starts_with("bedrock-agentcore:") => None,
        _ => ["function_name", "name", "service_name", "deployment_group_name"].into_iter().find_map(known),
    };
    let name = named.unwrap_or_else(|| Text::symbol(resource.name(), "id"));
    let arn = ["arn", "agent_runtime_arn", "browser_arn", "code_interpreter_arn"].into_iter().find_map(known);
    let arn = arn.filter(|_| catalogued != "ecs:task");
    // A deployment group is one of its application.
    let application = known("app_name").unwrap_or_else(|| Text::unknown("the name of its application"));
    let within: &[Text] = if catalogued == "codedeploy:deploymentgroup" { &[application] } else { &[] };
    let arn = arn.or_else(|| catalogue::arn_within(catalogued, &build.site_of(resource), within, &name));
    let facts = if catalogued == "ecs:task" { of_task(build, resource) } else { tags_of(build.world(), resource) };
    Object::new(resource.name(), arn.unwrap_or_else(|| Text::symbol(resource.name(), "arn"))).knowing(facts)
}

/// What a request for a task of a service bears: its cluster, and of the service's tags those that it passes on.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html>
fn of_task<'p>(build: &Build<'_, '_, 'p>, service: &Resource<'p>) -> Facts {
    let tags = match service.root().get("propagate_tags").state() {
        State::Null | State::Absent => Facts::none().without(&format!("{TAG}/*")),
        State::Known(Json::String(from)) if from == "NONE" => Facts::none().without(&format!("{TAG}/*")),
        State::Known(Json::String(from)) if from == "SERVICE" => tags_of(build.world(), service),
        State::Known(_) | State::Unknown | State::Omitted => Facts::none().open(&format!("{TAG}/*")),
    };
    match cluster(build.world(), service) {
        Some(cluster) => tags.with_arn(CLUSTER, &build.object(cluster, "ecs:cluster")),
        None => tags.open(CLUSTER),
    }
}

/// The cluster of a service, where it surely is that one.
fn cluster<'w, 'p>(world: &'w World<'p>, service: &Resource<'p>) -> Option<&'w Resource<'p>> {
    let reference = world.refer(service, &service.root().get("cluster"), &["aws_ecs_cluster"]);
    let [link] = reference.links.as_slice() else { return None };
    world.resource(link.to).filter(|_| link.certainty == Certainty::Must)
}

/// A text of a resource, if it is known.
fn known(resource: &Resource<'_>, name: &str) -> Option<Text> {
    match resource.root().get(name).state() {
        State::Known(Json::String(text)) if !text.is_empty() => Some(Text::literal(text)),
        _ => None,
    }
}

/// Whether some security group of an instance lets anyone reach port 22 of it.
fn ssh<'p>(world: &World<'p>, instance: &Resource<'p>) -> Truth {
    let mut open = Truth::False;
    for (_, node) in select(instance, "$.vpc_security_group_ids[*]") {
        let reference = world.refer(instance, &node, &["aws_security_group"]);
        if reference.links.is_empty() {
            open = open.or(Truth::Unknown);
        }
        for group in reference.links.iter().filter_map(|link| world.resource(link.to)) {
            let inline = select(group, "$.ingress[*]").into_iter().map(|(_, rule)| reaches_22(&rule));
            open = open.or(Truth::any(inline));
            for (kind, path) in [
                ("aws_security_group_rule", "$.security_group_id"),
                ("aws_vpc_security_group_ingress_rule", "$.security_group_id"),
            ] {
                let Ok(path) = Path::parse(path) else { continue };
                let rules = world.named_by(kind, &path, "aws_security_group", false);
                let rules = rules.of(group.id).iter().filter_map(|(rule, _)| world.resource(*rule));
                open = open.or(Truth::any(rules.map(|rule| reaches_22(&rule.root()))));
            }
        }
    }
    open
}

fn select<'p>(resource: &Resource<'p>, path: &str) -> Vec<(crate::path::Place, Node<'p>)> {
    Path::parse(path).map(|path| path.select(resource.root())).unwrap_or_default()
}

fn reaches_22(rule: &Node<'_>) -> Truth {
    if matches!(rule.get("type").state(), State::Known(Json::String(kind)) if kind == "egress") {
        return Truth::False;
    }
    let port = |name: &str| match rule.get(name).state() {
        State::Known(Json::Number(port)) => Ok(port.as_i64()),
        State::Unknown => Err(()),
        _ => Ok(None),
    };
    match (port("from_port"), port("to_port")) {
        (Ok(Some(from)), Ok(Some(to))) => ((from <= 22 && to >= 22) || (from <= 0 && to <= 0)).into(),
        (Ok(None), _) | (_, Ok(None)) => Truth::True,
        (Err(()), _) | (_, Err(())) => Truth::Unknown,
    }
}
