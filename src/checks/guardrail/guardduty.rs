//! What GuardDuty watches in a region, and where its findings go.

use super::{Component, Terms, compare, one_of, switch};
use crate::checks::{Ruling, View};
use crate::finding::{Answer, Fact};
use crate::judge::{Judged, provider};
use crate::path::{Path, Place};
use crate::policy::Severity;
use crate::truth::Truth;
use crate::world::Resource;

/// What it looks at.
pub(in crate::checks) const KINDS: &[&str] = &[
    "aws_guardduty_detector",
    "aws_guardduty_detector_feature",
    "aws_guardduty_filter",
    "aws_guardduty_ipset",
    "aws_guardduty_organization_admin_account",
    "aws_guardduty_organization_configuration",
    "aws_guardduty_organization_configuration_feature",
    "aws_guardduty_publishing_destination",
];

/// The provider changes nothing when these are deleted: <https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/guardduty_detector_feature>
const LET_GO: [&str; 3] = [
    "aws_guardduty_detector_feature",
    "aws_guardduty_organization_configuration",
    "aws_guardduty_organization_configuration_feature",
];

/// What a detector says of features itself, where they have no resource of their own.
const SOURCES: [(&str, &str); 3] = [
    ("S3_DATA_EVENTS", "$.datasources[0].s3_logs[0].enable"),
    ("EKS_AUDIT_LOGS", "$.datasources[0].kubernetes[0].audit_logs[0].enable"),
    (
        "EBS_MALWARE_PROTECTION",
        "$.datasources[0].malware_protection[0].scan_ec2_instance_with_findings[0].ebs_volumes[0].enable",
    ),
];

/// What the configuration of an organization says of them itself.
const FOR_MEMBERS: [(&str, &str); 3] = [
    ("S3_DATA_EVENTS", "$.datasources[0].s3_logs[0].auto_enable"),
    ("EKS_AUDIT_LOGS", "$.datasources[0].kubernetes[0].audit_logs[0].enable"),
    (
        "EBS_MALWARE_PROTECTION",
        "$.datasources[0].malware_protection[0].scan_ec2_instance_with_findings[0].ebs_volumes[0].auto_enable",
    ),
];

/// Compares what each region's detector does.
pub(in crate::checks) fn judge(before: &View<'_, '_>, after: &View<'_, '_>) -> Judged {
    let terms = Terms {
        message: "watches less of the account",
        evidence: &["aws_guardduty_detector"],
        let_go: &LET_GO,
        stays: &|_| true,
    };
    let mut answers = compare(after, &components(before), &components(after), &terms);
    answers.extend(silenced(before, after));
    answers
}

fn components<'a, 'p>(view: &View<'a, 'p>) -> Vec<Component<'a, 'p>> {
    let world = view.world;
    let part = |one: &'a Resource<'p>, name: &str, holds: Truth, attribute| {
        Component::new(&provider(&world.scope(one)), name, holds, one, attribute)
    };
    let mut parts = Vec::new();
    for detector in world.of_kind("aws_guardduty_detector") {
        let on = part(detector, "the detector", switch(world, detector, "enable", true), "enable");
        parts.push(on.judged_by(&["guardduty-enabled", "guardduty-features"]));
        for (name, path) in SOURCES {
            let Ok(path) = Path::parse(path) else { continue };
            let apart = |one: &Resource<'p>| {
                let named = one_of(&one.root().get("name"), &[name]);
                world.scope(one) == world.scope(detector) && !named.is_false()
            };
            if world.of_kind("aws_guardduty_detector_feature").any(apart) {
                continue;
            }
            // AWS turns these on for a new detector that says nothing.
            let said = path.select(detector.root());
            let on = said.iter().map(|(_, node)| world.state(detector, node).is_on(true));
            let feature = part(detector, &format!("{name} here"), Truth::all(on), "datasources");
            parts.push(feature.judged_by(&["guardduty-features"]));
        }
    }
    for kind in ["aws_guardduty_detector_feature", "aws_guardduty_organization_configuration_feature"] {
        for feature in world.of_kind(kind) {
            let root = feature.root();
            let Some(name) = root.get("name").state().text() else { continue };
            let (attribute, values): (_, &[&str]) = if kind.ends_with("organization_configuration_feature") {
                ("auto_enable", &["ALL", "NEW"])
            } else {
                ("status", &["ENABLED"])
            };
            let whose = if attribute == "auto_enable" { "for members" } else { "here" };
            let on = part(feature, &format!("{name} {whose}"), one_of(&root.get(attribute), values), attribute);
            parts.push(on.judged_by(&["guardduty-features"]));
        }
    }
    for organization in world.of_kind("aws_guardduty_organization_configuration") {
        let attribute = "auto_enable_organization_members";
        let node = organization.root().get(attribute);
        parts.push(part(organization, "new members", one_of(&node, &["ALL", "NEW"]), attribute));
        parts.push(part(organization, "all members", one_of(&node, &["ALL"]), attribute));
        for (name, path) in FOR_MEMBERS {
            let Ok(path) = Path::parse(path) else { continue };
            let on = path.select(organization.root());
            let on = Truth::any(on.iter().map(|(_, node)| world.state(organization, node).is_on(false)));
            let feature = part(organization, &format!("{name} for members"), on, "datasources");
            parts.push(feature.judged_by(&["guardduty-features"]));
        }
    }
    for administrator in world.of_kind("aws_guardduty_organization_admin_account") {
        parts.push(part(administrator, "administrator of the organization", Truth::True, "admin_account_id"));
    }
    for destination in world.of_kind("aws_guardduty_publishing_destination") {
        parts.push(part(destination, "export of findings", Truth::True, "destination_arn"));
    }
    parts
}

/// A filter that archives keeps findings from being seen, and of a trusted address there are none.
/// <https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_upload-lists.html>
fn silenced(before: &View<'_, '_>, after: &View<'_, '_>) -> Vec<Answer> {
    let kinds = [
        ("aws_guardduty_filter", "action", Severity::Low, "archives what it matches, before anyone sees it"),
        (
            "aws_guardduty_ipset",
            "activate",
            Severity::Medium,
            "keeps GuardDuty from looking at what these addresses do",
        ),
    ];
    let each = kinds.into_iter().flat_map(|(kind, attribute, severity, note)| {
        let hides = move |one: &Resource<'_>| match attribute {
            "action" => one_of(&one.root().get(attribute), &["ARCHIVE"]),
            _ => one.root().get(attribute).state().is_on(false),
        };
        let new = after.world.of_kind(kind).filter(move |one| {
            let was = before.world.of_kind(kind).find(|was| was.name() == one.name());
            !was.is_some_and(|was| hides(was).is_true()) && !hides(one).is_false()
        });
        new.map(move |one| {
            let (truth, place) = (!hides(one), Place::of(attribute));
            let fact = match truth.is_unknown() {
                true => Fact::waiting(one, &place, &one.root().get(attribute)),
                false => Fact::new(one, &place, note),
            };
            let answer = after.answer(one, Ruling::new(truth, fact), "hides findings of GuardDuty");
            Answer { severity, sub_key: Some("filter".to_owned()), ..answer }
        })
    });
    each.collect()
}
