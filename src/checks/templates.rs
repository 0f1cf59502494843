//! What a plan has made by others: stacks, the Cloud Control API and its provider, of whose resources the plan holds a
//! template, or nothing.

use std::collections::BTreeMap;

use super::iam::gap;
use super::{Analysis, Ruling, View, world};
use crate::cloudformation::{Made, Template};
use crate::estate::{self, Kinds, Stack};
use crate::finding::{Answer, Fact};
use crate::judge::Judged;
use crate::path::Place;
use crate::policy::Severity;
use crate::redact;
use crate::truth::Truth;
use crate::world::Resource;

/// What it judges.
const SUBJECTS: &[&str] = &[
    "aws_cloudcontrolapi_resource",
    "aws_cloudformation_stack",
    "aws_cloudformation_stack_set",
    "aws_serverlessapplicationrepository_cloudformation_stack",
    "aws_servicecatalog_provisioned_product",
];

const PRODUCT: &str = "aws_servicecatalog_provisioned_product";

/// What it looks at.
const KINDS: &[&str] = &estate::kinds::<{ estate::count(ALL) }>(ALL);
const ALL: &[Kinds] = &[Kinds::Types(SUBJECTS), Kinds::Types(estate::KINDS)];

/// Types of which policies judge all that they judge of the same in Terraform, where their documents can be read.
const JUDGED: [&str; 8] = [
    "AWS::IAM::Group",
    "AWS::IAM::GroupPolicy",
    "AWS::IAM::ManagedPolicy",
    "AWS::IAM::Policy",
    "AWS::IAM::Role",
    "AWS::IAM::RolePolicy",
    "AWS::IAM::UserPolicy",
    "AWS::SSO::PermissionSet",
];

/// What begins so no policy is about. Of anything else a template makes something may be wrong, be it of a type that is new.
const HARMLESS: [&str; 14] = [
    "AWS::ApplicationAutoScaling::",
    "AWS::Budgets::",
    "AWS::CE::",
    "AWS::CertificateManager::",
    "AWS::CloudFormation::WaitCondition",
    "AWS::CloudWatch::",
    "AWS::Events::Rule",
    "AWS::IAM::InstanceProfile",
    "AWS::Logs::MetricFilter",
    "AWS::ResourceGroups::",
    "AWS::Route53::",
    "AWS::SSM::MaintenanceWindow",
    "AWS::Scheduler::ScheduleGroup",
    "AWS::ServiceDiscovery::",
];

const ELSEWHERE: &str = "makes something insecure, which the plan does not hold";

/// How many resources of one stack are told.
const MOST: usize = 6;

pub(super) const UNREAD: Analysis =
    Analysis { also: Some(is_of_cloud_control), ..world("unread-template", SUBJECTS, KINDS, judge) };

fn judge(view: &View<'_, '_>) -> Judged {
    let stacks = view.world.estate().stacks.iter().map(|stack| (stack.resource, stack));
    let stacks: BTreeMap<usize, &Stack> = stacks.collect();
    let subjects = SUBJECTS.iter().flat_map(|kind| view.world.of_kind(kind));
    let answers =
        subjects.map(|resource| match stacks.get(&resource.id).map(|stack| (&stack.template, stack.sensitive)) {
            Some((Ok(template), sensitive)) => {
                let message = "makes something insecure, which no policy judges where it stands";
                view.answer(resource, of_template(view, resource, template, sensitive), message)
            }
            // A text that is not known yet may still be of the plan.
            Some((Err(open), _)) if open.place != Place::of("template_url") => {
                worst(view.answer(resource, Ruling::new(Truth::Unknown, gap(open)), ELSEWHERE))
            }
            Some((Err(open), _)) => elsewhere(view, resource, gap(open)),
            None => {
                let place = Place::of(if resource.kind() == PRODUCT { "product_id" } else { "application_id" });
                let fact = Fact::new(resource, &place, "names what it makes, which stands elsewhere");
                elsewhere(view, resource, fact.waits_for("what it makes"))
            }
        });
    let twins = view.world.kinds().filter(|kind| is_of_cloud_control(kind)).flat_map(|kind| view.world.of_kind(kind));
    answers.chain(twins.filter(|one| !one.address.data).map(|one| of_provider(view, one))).collect()
}

/// Whether a type is one of the provider that is made of the Cloud Control API's types: `awscc_iam_role` is `AWS::IAM::Role`.
/// <https://registry.terraform.io/providers/hashicorp/awscc/latest/docs>
fn is_of_cloud_control(kind: &str) -> bool {
    kind.starts_with("awscc_")
}

/// A resource of that provider, which is not read.
fn of_provider(view: &View<'_, '_>, resource: &Resource<'_>) -> Answer {
    let harmless = HARMLESS.iter().any(|prefix| resource.kind().starts_with(&twin(prefix)));
    let fact = || Fact::new(resource, &Place::default(), "is of a provider whose resources are not read");
    let ruling = match harmless {
        true => Ruling::silent(Truth::True),
        false => Ruling::new(Truth::Unknown, fact().waits_for("how it is configured")),
    };
    view.answer(resource, ruling, "is insecure, which no policy judges of this provider")
}

/// What the types of that provider begin with for what types of CloudFormation begin with.
fn twin(prefix: &str) -> String {
    let mut twin = String::from("awscc_");
    let parts: Vec<&str> = prefix.split("::").skip(1).collect();
    let (service, name) =
        parts.split_first().map_or(("", ""), |(service, rest)| (*service, rest.first().map_or("", |name| name)));
    twin += &service.to_ascii_lowercase();
    twin.push('_');
    let letters: Vec<char> = name.chars().collect();
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let starts = letter.is_ascii_uppercase()
            && before.is_some_and(|before| {
                !before.is_ascii_uppercase() || letters.get(at + 1).is_some_and(char::is_ascii_lowercase)
            });
        if starts {
            twin.push('_');
        }
        twin.push(letter.to_ascii_lowercase());
    }
    twin
}

/// Whether all that a template makes is judged.
fn of_template(view: &View<'_, '_>, resource: &Resource<'_>, template: &Template, sensitive: bool) -> Ruling {
    let rewritten = template.rewritten.then(|| {
        let fact = Fact::new(resource, &Place::of("template_body"), "is rewritten by a macro of the account");
        fact.waits_for("what the macro makes of it")
    });
    let open = template.made.iter().filter(|made| !is_harmless(&made.kind) && !is_judged(view, resource, made));
    let all: Vec<Fact> = rewritten.into_iter().chain(open.map(|made| untold(resource, made, sensitive))).collect();
    if all.is_empty() {
        return Ruling::silent(Truth::True);
    }
    let more = all.len().saturating_sub(MOST);
    let mut facts: Vec<Fact> = all.into_iter().take(MOST).collect();
    facts.extend((more > 0).then(|| Fact::assumed(format!("and {more} more resources"))));
    Ruling { truth: Truth::Unknown, facts }
}

fn untold(resource: &Resource<'_>, made: &Made, sensitive: bool) -> Fact {
    let note = match sensitive {
        true => format!("{}, which makes something", redact::SENSITIVE),
        false => format!("makes `{}`, of type `{}`", made.name(), made.kind),
    };
    Fact::new(resource, &made.place, note).waits_for("how it is configured")
}

fn is_harmless(kind: &str) -> bool {
    HARMLESS.iter().any(|prefix| kind.starts_with(prefix))
}

/// Whether policies judge a resource, all of whose documents can be read.
fn is_judged(view: &View<'_, '_>, resource: &Resource<'_>, made: &Made) -> bool {
    let estate = view.world.estate();
    let below = |place: &Place| place.steps().starts_with(made.place.steps());
    let read = estate.papers.iter().chain(&estate.trusts).filter(|paper| paper.resource == resource.id);
    JUDGED.contains(&made.kind.as_str()) && read.filter(|paper| below(&paper.place)).all(|paper| paper.gaps.is_empty())
}

/// What is made stands elsewhere than in the plan. With the right to make principals that is more than is not known: what
/// the plan shows can't be what is applied.
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/control-access-with-iam.html#using-iam-capabilities>
fn elsewhere(view: &View<'_, '_>, resource: &Resource<'_>, open: Fact) -> Answer {
    let node = resource.root().get("capabilities");
    let items = node.items().unwrap_or_default();
    let iam = |text: &str| matches!(text, "CAPABILITY_IAM" | "CAPABILITY_NAMED_IAM" | "CAPABILITY_RESOURCE_POLICY");
    let given = items.iter().position(|item| item.state().text().is_some_and(iam));
    let Some(at) = given else {
        return worst(view.answer(resource, Ruling::new(Truth::Unknown, open), ELSEWHERE));
    };
    let fact = Fact::new(resource, &Place::of("capabilities").at(at), "lets it make principals and their rights");
    let told = Fact { waits_for: None, note: "names a template that stands elsewhere".to_owned(), ..open };
    let ruling = Ruling { truth: Truth::False, facts: vec![fact, told] };
    worst(view.answer(resource, ruling, "makes principals and rights that the plan does not hold"))
}

/// As severe as the worst that may be made where nothing is read.
fn worst(answer: Answer) -> Answer {
    Answer { severity: Severity::Critical, ..answer }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_judged_is_not_harmless_and_templates_that_are_read_are_subjects() {
        assert!(!JUDGED.iter().any(|kind| is_harmless(kind)));
        assert!(estate::TEMPLATED.iter().all(|kind| SUBJECTS.contains(kind)));
        assert!(HARMLESS.is_sorted() && SUBJECTS.is_sorted());
        assert_eq!(twin("AWS::IAM::"), "awscc_iam_");
        assert_eq!(twin("AWS::RDS::DBCluster"), "awscc_rds_db_cluster");
        assert_eq!(twin("AWS::EC2::SecurityGroup"), "awscc_ec2_security_group");
    }
}
