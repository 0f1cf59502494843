//! Detectors other than GuardDuty, web application firewalls in front of load balancers, and access logs.

use super::{Component, Terms, compare, is_there, named, one_of, strings, switch, text};
use crate::checks::{Ruling, View};
use crate::finding::{Answer, Fact};
use crate::judge::{Judged, provider};
use crate::path::{Path, Place};
use crate::plan::node::{Node, State};
use crate::policy::Severity;
use crate::truth::Truth;
use crate::world::Resource;

/// What it judges.
pub(in crate::checks) const SUBJECTS: &[&str] = &[
    "aws_accessanalyzer_analyzer",
    "aws_detective_graph",
    "aws_detective_organization_admin_account",
    "aws_detective_organization_configuration",
    "aws_elb",
    "aws_inspector2_delegated_admin_account",
    "aws_inspector2_enabler",
    "aws_inspector2_organization_configuration",
    "aws_lb",
    "aws_macie2_account",
    "aws_macie2_organization_admin_account",
    "aws_macie2_organization_configuration",
    "aws_route53_query_log",
    "aws_route53_resolver_query_log_config_association",
    "aws_s3_bucket_logging",
    "aws_securityhub_account",
    "aws_securityhub_organization_admin_account",
    "aws_securityhub_organization_configuration",
    "aws_securityhub_standards_control",
    "aws_securityhub_standards_control_association",
    "aws_securityhub_standards_subscription",
    "aws_wafregional_web_acl_association",
    "aws_wafv2_web_acl_association",
    "aws_wafv2_web_acl_logging_configuration",
];

/// What it looks at.
pub(in crate::checks) const KINDS: &[&str] = &[
    "aws_accessanalyzer_analyzer",
    "aws_alb",
    "aws_detective_graph",
    "aws_detective_organization_admin_account",
    "aws_detective_organization_configuration",
    "aws_elb",
    "aws_inspector2_delegated_admin_account",
    "aws_inspector2_enabler",
    "aws_inspector2_organization_configuration",
    "aws_lb",
    "aws_macie2_account",
    "aws_macie2_organization_admin_account",
    "aws_macie2_organization_configuration",
    "aws_route53_query_log",
    "aws_route53_resolver_query_log_config_association",
    "aws_route53_zone",
    "aws_s3_bucket",
    "aws_s3_bucket_logging",
    "aws_securityhub_account",
    "aws_securityhub_organization_admin_account",
    "aws_securityhub_organization_configuration",
    "aws_securityhub_standards_control",
    "aws_securityhub_standards_control_association",
    "aws_securityhub_standards_subscription",
    "aws_vpc",
    "aws_wafregional_web_acl_association",
    "aws_wafv2_web_acl",
    "aws_wafv2_web_acl_association",
    "aws_wafv2_web_acl_logging_configuration",
];

/// Who looks after the accounts of an organization: the type, the attribute that names the account, and the words.
const ADMINISTRATORS: [(&str, &str, &str); 4] = [
    ("aws_detective_organization_admin_account", "account_id", "administrator of Detective"),
    ("aws_inspector2_delegated_admin_account", "account_id", "administrator of Inspector"),
    ("aws_macie2_organization_admin_account", "admin_account_id", "administrator of Macie"),
    ("aws_securityhub_organization_admin_account", "admin_account_id", "administrator of Security Hub"),
];

/// What new accounts of an organization get: the type, the place of the switch, and the words.
const NEW_ACCOUNTS: [(&str, &str, &str); 6] = [
    ("aws_detective_organization_configuration", "$.auto_enable", "Detective of new accounts"),
    ("aws_inspector2_organization_configuration", "$.auto_enable[0].ec2", "Inspector EC2 of new accounts"),
    ("aws_inspector2_organization_configuration", "$.auto_enable[0].ecr", "Inspector ECR of new accounts"),
    ("aws_inspector2_organization_configuration", "$.auto_enable[0].lambda", "Inspector LAMBDA of new accounts"),
    (
        "aws_inspector2_organization_configuration",
        "$.auto_enable[0].lambda_code",
        "Inspector LAMBDA_CODE of new accounts",
    ),
    ("aws_macie2_organization_configuration", "$.auto_enable", "Macie of new accounts"),
];

/// The provider changes nothing when these are deleted; what it sets for Inspector it takes back.
const LET_GO: [&str; 2] = ["aws_detective_organization_configuration", "aws_macie2_organization_configuration"];

const BALANCERS: [&str; 2] = ["aws_lb", "aws_alb"];

/// What logs the traffic of another object: the type, the attribute that names the object, its types, and the words.
const LOGS: [(&str, &str, &[&str], &str); 4] = [
    ("aws_wafv2_web_acl_logging_configuration", "resource_arn", &["aws_wafv2_web_acl"], "logging of the firewall"),
    ("aws_route53_query_log", "zone_id", &["aws_route53_zone"], "logging of queries"),
    ("aws_route53_resolver_query_log_config_association", "resource_id", &["aws_vpc"], "logging of the resolver"),
    ("aws_s3_bucket_logging", "bucket", &["aws_s3_bucket"], "logging of access to the bucket"),
];

/// Compares what each region has on, and what each object has in front of it.
pub(in crate::checks) fn judge(before: &View<'_, '_>, after: &View<'_, '_>) -> Judged {
    let stays = |thing: &str| is_there(after.world, KINDS, thing);
    let terms = Terms {
        message: "watches or filters less",
        evidence: &["aws_detective_graph"],
        let_go: &LET_GO,
        stays: &stays,
    };
    let mut answers = compare(after, &components(before), &components(after), &terms);
    answers.extend(muted(before, after));
    answers
}

/// Single controls of Security Hub: the type, and the attributes that switch one and name it.
const CONTROLS: [(&str, &str, &str); 2] = [
    ("aws_securityhub_standards_control", "control_status", "standards_control_arn"),
    ("aws_securityhub_standards_control_association", "association_status", "security_control_id"),
];

/// Controls that are switched off and watch over what a guardrail holds.
/// <https://docs.aws.amazon.com/securityhub/latest/userguide/disable-controls-overview.html>
fn muted(before: &View<'_, '_>, after: &View<'_, '_>) -> Vec<Answer> {
    let each = CONTROLS.into_iter().flat_map(|(kind, switch, name)| {
        let off = move |one: &Resource<'_>| {
            let watches = one.root().get(name).state().says(watches, false);
            one_of(&one.root().get(switch), &["DISABLED"]).and(watches)
        };
        let was_off = move |one: &Resource<'_>| {
            before.world.of_kind(kind).any(|was| was.name() == one.name() && off(was).is_true())
        };
        after.world.of_kind(kind).filter(move |one| !off(one).is_false() && !was_off(one)).map(move |one| {
            let truth = !off(one);
            let fact = match truth.is_unknown() {
                true => {
                    let open = [switch, name].into_iter().find(|name| one.root().get(name).state() == State::Unknown);
                    let open = open.unwrap_or(switch);
                    Fact::waiting(one, &Place::of(open), &one.root().get(open))
                }
                false => {
                    let note = "nothing tells any more that the guardrail it watches is off";
                    Fact::new(one, &Place::of(switch), note)
                }
            };
            let answer = after.answer(one, Ruling::new(truth, fact), "switches off a control of Security Hub");
            Answer { severity: Severity::Low, sub_key: Some("control".to_owned()), ..answer }
        })
    });
    each.collect()
}

/// Whether a control watches over what a guardrail holds, by its id, or by the ARN that a standard gives it. CIS numbers
/// its controls by chapters: logging and monitoring.
fn watches(control: &str) -> bool {
    let mut parts = control.rsplit('/');
    let (id, version) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let id = id.strip_prefix("PCI.").unwrap_or(id);
    let (service, _) = id.split_once('.').unwrap_or((id, ""));
    let chapters = if version.starts_with("1.2") { ["2", "3"] } else { ["3", "4"] };
    chapters.contains(&service)
        || ["CloudTrail", "CloudWatch", "Config", "GuardDuty", "Inspector", "Macie"].contains(&service)
        || ["EC2.6", "EC2.7", "IAM.28", "KMS.3", "KMS.4", "S3.1", "S3.8"].contains(&id)
}

fn components<'a, 'p>(view: &View<'a, 'p>) -> Vec<Component<'a, 'p>> {
    [regional(view), firewalls(view), logs(view)].into_iter().flatten().collect()
}

/// What is on in a region.
fn regional<'a, 'p>(view: &View<'a, 'p>) -> Vec<Component<'a, 'p>> {
    let world = view.world;
    let part = |one: &'a Resource<'p>, name: &str, holds: Truth, attribute| {
        Component::new(&provider(&world.scope(one)), name, holds, one, attribute)
    };
    let mut parts = Vec::new();
    for (kind, name) in [("aws_securityhub_account", "Security Hub"), ("aws_detective_graph", "Detective")] {
        parts.extend(world.of_kind(kind).map(|one| part(one, name, Truth::True, "id")));
    }
    // Deleting it leaves new accounts to themselves; under central configuration a policy says what they get.
    for organization in world.of_kind("aws_securityhub_organization_configuration") {
        let root = organization.root();
        let central = root.get("organization_configuration").at(0).get("configuration_type");
        let central = one_of(&central, &["CENTRAL"]);
        let on = switch(world, organization, "auto_enable", false).or(central);
        parts.push(part(organization, "Security Hub of new accounts", on, "auto_enable"));
        let standards = root.get("auto_enable_standards");
        let by_default = match world.state(organization, &standards) {
            State::Null | State::Absent | State::Omitted => Truth::True,
            State::Known(_) | State::Unknown => one_of(&standards, &["DEFAULT"]),
        };
        let by_default = by_default.and(switch(world, organization, "auto_enable", false)).or(central);
        parts.push(part(organization, "standards of new accounts", by_default, "auto_enable_standards"));
    }
    for (kind, path, name) in NEW_ACCOUNTS {
        let Ok(path) = Path::parse(path) else { continue };
        for organization in world.of_kind(kind) {
            let on = Truth::any(path.nodes(organization.root()).iter().map(|node| node.state().is_on(false)));
            parts.push(part(organization, name, on, "auto_enable"));
        }
    }
    for (kind, attribute, name) in ADMINISTRATORS {
        parts.extend(world.of_kind(kind).map(|one| part(one, name, Truth::True, attribute)));
    }
    for standard in world.of_kind("aws_securityhub_standards_subscription") {
        let name = text(&standard.root().get("standards_arn"));
        let holds = if name.is_some() { Truth::True } else { Truth::Unknown };
        let name = format!("standard {}", name.unwrap_or_default());
        parts.push(part(standard, &name, holds, "standards_arn"));
    }
    for analyzer in world.of_kind("aws_accessanalyzer_analyzer") {
        let kind = analyzer.root().get("type");
        let unknown = kind.state() == State::Unknown;
        let kind = text(&kind).unwrap_or_else(|| "ACCOUNT".to_owned());
        let what = match (unknown, kind.ends_with("UNUSED_ACCESS")) {
            (true, _) => "analysis of ",
            (false, true) => "analysis of unused access",
            (false, false) => "analysis of outside access",
        };
        let width = if kind.starts_with("ORGANIZATION") { 2.0 } else { 1.0 };
        let holds = if unknown { Truth::Unknown } else { Truth::True };
        parts.push(part(analyzer, what, holds, "type").at(width));
    }
    for enabler in world.of_kind("aws_inspector2_enabler") {
        let (accounts, _) = strings(&enabler.root().get("account_ids"));
        let accounts = if accounts.is_empty() { vec![String::new()] } else { accounts };
        let (types, open) = strings(&enabler.root().get("resource_types"));
        let hidden = enabler.root().get("account_ids").is_sensitive();
        for account in &accounts {
            let of = |kind: &str| format!("Inspector {account} {kind}").replace("  ", " ");
            parts.extend(
                types.iter().map(|kind| part(enabler, &of(kind), Truth::True, "resource_types").hidden(hidden)),
            );
            if open {
                parts.push(part(enabler, &of(""), Truth::Unknown, "resource_types"));
            }
        }
    }
    for macie in world.of_kind("aws_macie2_account") {
        let status = macie.root().get("status");
        let on = match world.state(macie, &status) {
            State::Null | State::Absent | State::Omitted => Truth::True,
            State::Known(_) | State::Unknown => one_of(&status, &["ENABLED"]),
        };
        parts.push(part(macie, "Macie", on, "status"));
    }
    parts
}

/// Firewalls in front of load balancers that the internet reaches.
fn firewalls<'a, 'p>(view: &View<'a, 'p>) -> Vec<Component<'a, 'p>> {
    let world = view.world;
    let mut parts = Vec::new();
    for kind in ["aws_wafv2_web_acl_association", "aws_wafregional_web_acl_association"] {
        for one in world.of_kind(kind) {
            let name = "the firewall in front of it";
            match named(world, one, "resource_arn", &BALANCERS) {
                Some(thing) => {
                    let balancer = BALANCERS.iter().flat_map(|kind| world.of_kind(kind)).find(|lb| lb.name() == thing);
                    let faces = balancer.map(|lb| !switch(world, lb, "internal", false));
                    let literal = faces.is_none() && thing.contains(":loadbalancer/");
                    if faces.is_some_and(|faces| !faces.is_false()) || literal {
                        parts.push(Component::new(&thing, name, Truth::True, one, "web_acl_arn"));
                    }
                }
                // It may be in front of any of them.
                None => {
                    let all = BALANCERS.iter().flat_map(|kind| world.of_kind(kind));
                    parts.extend(all.map(|lb| Component::new(lb.name(), name, Truth::Unknown, one, "resource_arn")));
                }
            }
        }
    }
    parts
}

/// Logs of what comes to an object.
fn logs<'a, 'p>(view: &View<'a, 'p>) -> Vec<Component<'a, 'p>> {
    let world = view.world;
    let mut parts = Vec::new();
    for (kind, attribute, kinds, name) in LOGS {
        for one in world.of_kind(kind) {
            match named(world, one, attribute, kinds) {
                Some(thing) => parts.push(Component::new(&thing, name, Truth::True, one, attribute)),
                None => {
                    let all = kinds.iter().flat_map(|kind| world.of_kind(kind));
                    parts.extend(all.map(|thing| Component::new(thing.name(), name, Truth::Unknown, one, attribute)));
                }
            }
        }
    }
    for kind in ["aws_lb", "aws_alb", "aws_elb"] {
        for balancer in world.of_kind(kind) {
            let block = balancer.root().get("access_logs").at(0);
            // A classic load balancer logs once the block is there; the others have to be told.
            let on = enabled(&block, kind == "aws_elb");
            parts.push(Component::new(balancer.name(), "logging of access", on, balancer, "access_logs"));
        }
    }
    parts.into_iter().map(|part| part.rated(Severity::Low)).collect()
}

fn enabled(block: &Node<'_>, by_default: bool) -> Truth {
    match block.state() {
        State::Known(_) => block.get("enabled").state().is_on(by_default),
        State::Unknown => Truth::Unknown,
        State::Null | State::Absent | State::Omitted => Truth::False,
    }
}
