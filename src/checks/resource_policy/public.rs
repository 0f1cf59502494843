//! Policies and grants that let everyone in.

use super::each;
use super::grantee::{Grantee, grantees, plain, waiting};
use crate::checks::View;
use crate::checks::iam::{lower, pass};
use crate::checks::trust::{Case, Found, changes, is_anyone, who};
use crate::estate::{Grant, ResourcePolicy, TO_ANYONE};
use crate::finding::Answer;
use crate::iam::condition::names_bucket;
use crate::iam::document::{Scope, Statement};
use crate::iam::pattern::resources_meet;
use crate::iam::principal::{Party, closed_by};
use crate::iam::text::Text;
use crate::json::Json;
use crate::judge::Judged;
use crate::links::Rest;
use crate::plan::node::State;
use crate::policy::Severity;
use crate::truth::Truth;
use crate::world::Resource;

pub(super) fn judge(view: &View<'_, '_>) -> Judged {
    let mut found = each(
        view,
        |policy| !policy.is_of_bucket(),
        |policy, case| {
            let (truth, note) = match &case.admission.who.party {
                Party::Public => (Truth::True, case.admission.who.reason.clone()),
                Party::Unknown(cause) if is_anyone(case) && case.admission.restriction.restricts.is_unknown() => {
                    (Truth::Unknown, cause.to_string())
                }
                _ => return None,
            };
            let closed = closed_by(case.statement, &case.paper.source.document).truth;
            let reached = is_reached(view, policy, case);
            let note = if reached.is_unknown() { format!("{note}; what stands before it is not known") } else { note };
            let truth = truth.and(!closed).and(reached);
            let by_name = names_bucket(&case.statement.conditions);
            let (severity, message) = match (by_name, policy.service.data) {
                (true, _) => (Severity::Medium, "lets S3 in on behalf of whoever owns the bucket that it names"),
                (false, true) => (view.policy.severity, "lets anyone in by its policy"),
                (false, false) => (lower(view.policy.severity), "lets anyone in by its policy"),
            };
            let message = message.to_owned();
            Some(Found { truth, who: who(case), severity, message, note })
        },
    );
    for grant in TO_ANYONE {
        found.extend(view.world.of_kind(grant.kind).filter_map(|resource| of_grant(view, grant, resource)));
    }
    found
}

/// A grant that may name everyone.
fn of_grant(view: &View<'_, '_>, grant: &Grant, resource: &Resource<'_>) -> Option<Answer> {
    let severity = lower(view.policy.severity);
    let message = match grant.kind {
        "aws_vpc_endpoint_service" | "aws_vpc_endpoint_service_allowed_principal" => "lets anyone connect to it",
        _ => "lets anyone in",
    };
    let within = match resource.root().get(grant.organisation) {
        node if view.world.is_set(resource, &node) => Truth::True,
        node => match (view.world.state(resource, &node), node.items()) {
            (_, Some(blocks)) => (!blocks.is_empty()).into(),
            (State::Known(Json::String(text)), _) => (!text.is_empty()).into(),
            (State::Unknown, _) => Truth::Unknown,
            _ => Truth::False,
        },
    };
    let named = grantees(view, resource, grant.principal);
    let unknown = named.iter().find_map(|one| match one {
        Grantee::Unknown(cause) => Some(cause),
        Grantee::Known(_) => None,
    });
    if named.contains(&Grantee::Known("*".to_owned())) && !within.is_true() {
        return plain(view, resource, (!within, severity), message, grant.principal, "*");
    }
    match unknown {
        Some(cause) if !within.is_true() => waiting(view, resource, severity, message, (grant.principal, cause)),
        _ => pass(view, resource.id),
    }
}

/// Whether what a policy allows everyone is reached without a network path or a further authorisation.
fn is_reached(view: &View<'_, '_>, policy: &ResourcePolicy, case: &Case<'_>) -> Truth {
    let Some(resource) = view.world.resource(policy.paper.resource) else { return Truth::True };
    match policy.service.kind {
        "aws_sqs_queue" => names_queue(resource, case.statement),
        "aws_efs_file_system_policy" => (!asks_for_mount_target(case)).into(),
        // Block Public Access of an Object Lambda access point is on and can't be edited.
        "aws_s3control_object_lambda_access_point_policy" => Truth::False,
        "aws_opensearch_domain" | "aws_elasticsearch_domain" => !is_in_vpc(view, resource),
        "aws_opensearch_domain_policy" => !of_domain(view, resource, "aws_opensearch_domain"),
        "aws_elasticsearch_domain_policy" => !of_domain(view, resource, "aws_elasticsearch_domain"),
        // The methods of a public API authorise for themselves.
        "aws_api_gateway_rest_api" => is_private(view, resource),
        "aws_api_gateway_rest_api_policy" => {
            of_named(view, resource, "rest_api_id", "aws_api_gateway_rest_api", |api| is_private(view, api))
        }
        // Images of a public registry are there to be pulled.
        "aws_ecrpublic_repository_policy" => changes(case.statement).into(),
        _ => Truth::True,
    }
}

/// Whether a statement speaks of the queue that carries it; one of another queue gives nothing.
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-overview-of-managing-access.html>
fn names_queue(queue: &Resource<'_>, statement: &Statement) -> Truth {
    let State::Known(Json::String(name)) = queue.root().get("name").state() else { return Truth::True };
    let own = Text::literal(&format!("arn:*:sqs:*:*:{name}"));
    match &statement.resources {
        // Only what is known to be of another queue is left out.
        Some(Scope::Only(patterns)) => {
            (!Truth::all(patterns.iter().map(|one| !resources_meet(one, &own))).is_true()).into()
        }
        Some(Scope::AllBut(_)) | None => Truth::True,
    }
}

/// Whether a statement asks for a mount target of the file system, which stands in a VPC.
fn asks_for_mount_target(case: &Case<'_>) -> bool {
    case.statement.conditions.iter().any(|condition| {
        condition.key.eq_ignore_ascii_case("elasticfilesystem:AccessedViaMountTarget")
            && condition.operator.is_positive()
            && condition.values.iter().all(|value| value.as_literal().is_some_and(|v| v.eq_ignore_ascii_case("true")))
    })
}

/// Whether the domain that a policy is for stands in a VPC.
fn of_domain(view: &View<'_, '_>, policy: &Resource<'_>, kind: &str) -> Truth {
    of_named(view, policy, "domain_name", kind, |domain| is_in_vpc(view, domain))
}

fn is_in_vpc<'p>(view: &View<'_, 'p>, domain: &Resource<'p>) -> Truth {
    let node = domain.root().get("vpc_options");
    match (view.world.state(domain, &node), node.items()) {
        (State::Unknown, None) => Truth::Unknown,
        (_, items) => items.is_some_and(|items| !items.is_empty()).into(),
    }
}

/// What holds of the resource that an attribute names, whichever of several it is; unknown where it is not in the plan.
fn of_named<'p>(
    view: &View<'_, 'p>,
    resource: &Resource<'p>,
    attribute: &str,
    kind: &str,
    holds: impl Fn(&Resource<'p>) -> Truth,
) -> Truth {
    let reference = view.world.refer(resource, &resource.root().get(attribute), &[kind]);
    let named = reference.links.iter().filter_map(|link| view.world.resource(link.to));
    let all: Vec<Truth> = named.map(holds).collect();
    match all.first() {
        Some(first) if reference.rest == Rest::Nothing && all.iter().all(|one| one == first) => *first,
        _ => Truth::Unknown,
    }
}

fn is_private<'p>(view: &View<'_, 'p>, api: &Resource<'p>) -> Truth {
    let types = api.root().get("endpoint_configuration").at(0).get("types");
    let each = types.items().unwrap_or_default();
    if view.world.state(api, &types) == State::Unknown && each.is_empty() && types.is_written() {
        return Truth::Unknown;
    }
    Truth::any(each.iter().map(|one| one.state().says(|word| word == "PRIVATE", false)))
}
