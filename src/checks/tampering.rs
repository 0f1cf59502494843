//! Who may switch guardrails off: principals in, whether their rights end the view of an attack out.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::iam::{is_of_groups, pass, statements};
use super::rights::{Given, PRINCIPALS, given, told};
use super::s3_settings::WRITERS;
use super::tamper_alarm::{MEMBERS, groups, heard};
use super::{Analysis, View, s3, world};
use crate::estate::{Estate, Holder, KINDS, tags_of};
use crate::iam::document::Scope;
use crate::iam::escalation::GUARDRAILS;
use crate::iam::grants::{self, Asked};
use crate::iam::pattern::{Object, action_covers};
use crate::iam::text::Text;
use crate::json::Json;
use crate::judge::Judged;
use crate::links::{Certainty, Rest};
use crate::plan::node::State;
use crate::truth::Truth;
use crate::world::Resource;

pub(super) const TAMPERING: Analysis = world("iam-guardrail-tampering", PRINCIPALS, KINDS, tampering);

/// What guards in a plan, and is named by an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Guard {
    Trails,
    FlowLogs,
    /// Buckets that Block Public Access holds private
    PrivateBuckets,
    /// What is set for all of an account or a region, by the type that sets it
    Setting(&'static str),
    /// Buckets that AWS writes logs into
    LogBuckets,
    /// Log groups of trails and flow logs
    LogGroups,
    Keys,
    /// What somebody hears by
    Alarms,
    Rules,
    Subscriptions,
}

/// Actions that matter where they reach a guardrail of the plan.
const AT_GUARDRAILS: [(&str, Guard); 23] = [
    ("cloudtrail:StopLogging", Guard::Trails),
    ("cloudtrail:DeleteTrail", Guard::Trails),
    ("cloudtrail:UpdateTrail", Guard::Trails),
    ("cloudtrail:PutEventSelectors", Guard::Trails),
    ("ec2:DeleteFlowLogs", Guard::FlowLogs),
    ("s3:PutAccountPublicAccessBlock", Guard::Setting("aws_s3_account_public_access_block")),
    ("s3:PutBucketPublicAccessBlock", Guard::PrivateBuckets),
    ("logs:DeleteLogGroup", Guard::LogGroups),
    ("kms:ScheduleKeyDeletion", Guard::Keys),
    ("kms:DisableKey", Guard::Keys),
    ("s3:DeleteBucketPolicy", Guard::LogBuckets),
    ("s3:PutLifecycleConfiguration", Guard::LogBuckets),
    ("cloudwatch:DeleteAlarms", Guard::Alarms),
    ("cloudwatch:DisableAlarmActions", Guard::Alarms),
    ("events:DisableRule", Guard::Rules),
    ("events:DeleteRule", Guard::Rules),
    ("sns:Unsubscribe", Guard::Subscriptions),
    ("ec2:ModifyVpcBlockPublicAccessOptions", Guard::Setting("aws_vpc_block_public_access_options")),
    ("ec2:CreateVpcBlockPublicAccessExclusion", Guard::Setting("aws_vpc_block_public_access_options")),
    ("ec2:DisableSnapshotBlockPublicAccess", Guard::Setting("aws_ebs_snapshot_block_public_access")),
    ("ec2:DisableImageBlockPublicAccess", Guard::Setting("aws_ec2_image_block_public_access")),
    ("ec2:DisableEbsEncryptionByDefault", Guard::Setting("aws_ebs_encryption_by_default")),
    ("ec2:ModifyInstanceMetadataDefaults", Guard::Setting("aws_ec2_instance_metadata_defaults")),
];

fn tampering(view: &View<'_, '_>) -> Judged {
    let estate = view.world.estate();
    let guards = Guards::new(view);
    let mut found = Judged::default();
    for holder in &estate.holders {
        // The first listed says most; of equals `max_by_key` takes the last.
        let all = GUARDRAILS.iter().rev().map(|action| given(holder, action, Asked::Some));
        let all = all.filter(|(_, truth, given)| !truth.is_false() && !is_of_a_pipeline(estate, given));
        let given = all.max_by_key(|(_, truth, given)| (*truth, !given.caller_only));
        let given = given.or_else(|| guards.given(holder));
        let answer = match given {
            Some((action, truth, given)) if !is_of_groups(holder, given.by.iter()) => told(
                view,
                holder,
                (truth, ends(action), &format!("`{action}`")),
                view.policy.severity,
                (action, &given),
            ),
            _ => pass(view, holder.resource),
        };
        found.extend(answer);
    }
    found
}

/// What an action on a guardrail does, as a sentence about its holder.
fn ends(action: &str) -> &'static str {
    match action {
        "s3:PutBucketPublicAccessBlock" => "can open a bucket that is held private",
        "s3:PutAccountPublicAccessBlock" => "can let buckets be public that the account holds private",
        "s3:DeleteBucketPolicy" | "s3:PutLifecycleConfiguration" => "can take away what keeps the logs in their bucket",
        "kms:ScheduleKeyDeletion" | "kms:DisableKey" => "can make a key unusable, and what it encrypts with it",
        "ec2:ModifyVpcBlockPublicAccessOptions" | "ec2:CreateVpcBlockPublicAccessExclusion" => {
            "can open VPCs to the internet that Block Public Access holds"
        }
        "ec2:DisableSnapshotBlockPublicAccess" | "ec2:DisableImageBlockPublicAccess" => {
            "can let snapshots and images be public that a region holds private"
        }
        "ec2:DisableEbsEncryptionByDefault" => "can let new volumes be made without encryption",
        "ec2:ModifyInstanceMetadataDefaults" => {
            "can let new instances answer metadata requests without a session token"
        }
        _ => "can switch off what watches the account",
    }
}

/// Whether it reaches no trail but the one that CodePipeline keeps for the changes that start its pipelines, which watches
/// nothing else. <https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCodePipeline_FullAccess.html>
fn is_of_a_pipeline(estate: &Estate, given: &grants::Answer) -> bool {
    let own =
        |pattern: &Text| pattern.as_literal().is_some_and(|arn| arn.ends_with(":trail/codepipeline-source-trail"));
    !given.by.is_empty()
        && statements(estate, given.by.iter()).all(|(_, statement)| match &statement.resources {
            Some(Scope::Only(patterns)) => patterns.iter().all(own),
            Some(Scope::AllBut(_)) | None => false,
        })
}

/// A guardrail as the object of an action and whether it is one; without an object where the action takes no resource.
type Guarded = (Truth, Option<Object>);

/// The guardrails of a world.
struct Guards<'v, 'a, 'p> {
    view: &'v View<'a, 'p>,
    /// The guardrails of each kind, once they are asked for
    objects: BTreeMap<Guard, OnceCell<Vec<Guarded>>>,
    /// Members of the chains by which somebody hears of something, and whether they do
    heard: OnceCell<Vec<(Truth, &'a Resource<'p>)>>,
}

impl<'v, 'a, 'p> Guards<'v, 'a, 'p> {
    fn new(view: &'v View<'a, 'p>) -> Self {
        let objects = AT_GUARDRAILS.iter().map(|(_, guard)| (*guard, OnceCell::new())).collect();
        Self { view, objects, heard: OnceCell::new() }
    }

    /// An action on one of them, given by a pattern narrower than the whole service.
    fn given(&self, holder: &Holder) -> Option<Given> {
        let estate = self.view.world.estate();
        let mut found: Option<Given> = None;
        for (action, guard) in AT_GUARDRAILS {
            let service = action.split(':').next().unwrap_or_default();
            // What a condition on tags bounds may be one of them.
            let some = holder.member.rights.allows(action, Asked::Some, &holder.member.facts);
            if some.truth.is_false() {
                continue;
            }
            let narrow = statements(estate, some.by.iter()).any(|(_, statement)| {
                let patterns = statement.actions.patterns().iter().filter_map(Text::as_literal);
                patterns
                    .filter(|pattern| *pattern != "*" && **pattern != format!("{service}:*"))
                    .any(|pattern| action_covers(pattern, action))
            });
            if !narrow && guard != Guard::Trails {
                continue;
            }
            let guarded = self.objects.get(&guard).map(|known| known.get_or_init(|| self.guarded(guard)));
            for (certain, object) in guarded.into_iter().flatten() {
                let asked = object.as_ref().map_or(Asked::Open, Asked::Object);
                let (action, truth, given) = given(holder, action, asked);
                let truth = truth.and(*certain);
                if truth > found.as_ref().map_or(Truth::False, |(_, truth, _)| *truth) {
                    found = Some((action, truth, given));
                }
            }
        }
        found
    }

    fn guarded(&self, guard: Guard) -> Vec<Guarded> {
        let world = self.view.world;
        let of_kind = |kind: &'static str, named: &'static str| {
            world.of_kind(kind).map(|one| (Truth::True, Some(self.object(one, named)))).collect::<Vec<_>>()
        };
        let of_chains = |kind: &'static str| {
            let all = self.heard.get_or_init(|| self.chains()).iter();
            all.filter(move |(_, one)| one.kind() == kind).map(|(truth, one)| (*truth, *one))
        };
        match guard {
            Guard::Trails => of_kind("aws_cloudtrail", "cloudtrail:trail"),
            Guard::FlowLogs => of_kind("aws_flow_log", "ec2:vpc-flow-log"),
            Guard::Keys => of_kind("aws_kms_key", "kms:key"),
            Guard::Setting(kind) => world.of_kind(kind).map(|_| (Truth::True, None)).collect(),
            Guard::PrivateBuckets => {
                let blocks = world.of_kind("aws_s3_bucket_public_access_block");
                blocks.flat_map(|block| self.buckets(block, "bucket")).collect()
            }
            Guard::LogBuckets => {
                let writers = WRITERS.iter().flat_map(|(kind, attribute)| {
                    world.of_kind(kind).flat_map(move |writer| self.buckets(writer, attribute))
                });
                writers.collect()
            }
            Guard::LogGroups => [
                self.groups("aws_cloudtrail", "cloud_watch_logs_group_arn"),
                self.groups("aws_flow_log", "log_destination"),
                self.groups("aws_flow_log", "log_group_name"),
            ]
            .concat(),
            Guard::Alarms => ["aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"]
                .into_iter()
                .flat_map(of_chains)
                .map(|(truth, alarm)| (truth, Some(self.object(alarm, "cloudwatch:alarm"))))
                .collect(),
            Guard::Rules => of_chains("aws_cloudwatch_event_rule")
                .map(|(truth, rule)| (truth, Some(self.object(rule, "events:rule-on-default-event-bus"))))
                .collect(),
            Guard::Subscriptions => of_chains("aws_sns_topic_subscription").map(|(truth, _)| (truth, None)).collect(),
        }
    }

    fn chains(&self) -> Vec<(Truth, &'a Resource<'p>)> {
        let world = self.view.world;
        let chains = heard(self.view, &groups(world)).into_iter().filter(|one| !one.truth.is_false());
        let mut open = false;
        let mut found: Vec<_> = chains
            .flat_map(|one| {
                open |= one.truth.is_unknown();
                one.members.into_iter().map(move |member| (one.truth, member))
            })
            .collect();
        // Of a chain that can't be followed to its end any may be a member.
        let any = MEMBERS.iter().filter(|_| open).flat_map(|kind| world.of_kind(kind));
        found.extend(any.map(|one| (Truth::Unknown, one)));
        found
    }

    /// A resource by its ARN, known or made of its name.
    fn object(&self, resource: &Resource<'p>, catalogued: &str) -> Object {
        let known =
            |name: &str| resource.root().get(name).state().text().filter(|text| !text.is_empty()).map(Text::literal);
        let name = ["name", "alarm_name"].into_iter().find_map(known);
        let arn = known("arn").filter(|_| catalogued != "logs:log-group");
        let arn = arn.or_else(|| self.view.world.estate().arn((self.view.world, resource), catalogued, &name?));
        let arn = arn.unwrap_or_else(|| Text::symbol(resource.name(), "arn"));
        Object::new(resource.name(), arn).knowing(tags_of(self.view.world, resource))
    }

    /// The bucket that an attribute names.
    fn buckets(&self, by: &Resource<'p>, attribute: &str) -> Vec<Guarded> {
        let world = self.view.world;
        let node = by.root().get(attribute);
        let links = world.refer(by, &node, &["aws_s3_bucket"]).links;
        if let [link] = links.as_slice()
            && let Some(bucket) = world.resource(link.to)
        {
            return vec![(Truth::True, Some(s3::bucket(self.view, bucket).object()))];
        }
        let bare = |name: &str| name.strip_prefix("arn:aws:s3:::").unwrap_or(name).split('/').next().map(str::to_owned);
        let other = |name: &String| !name.starts_with("arn:");
        match node.state() {
            State::Known(Json::String(name)) => bare(name)
                .filter(other)
                .map(|name| (Truth::True, Some(Object::outside(&*format!("arn:aws:s3:::{name}")))))
                .into_iter()
                .collect(),
            // Whichever bucket it is.
            State::Known(_) | State::Unknown => {
                let arn = Text::literal("arn:aws:s3:::").then(&Text::unknown("which bucket it is"));
                vec![(Truth::True, Some(Object::outside(arn)))]
            }
            State::Null | State::Absent | State::Omitted => Vec::new(),
        }
    }

    /// The log groups that an attribute names. With `:*` their ARN stands for the same:
    /// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html>
    fn groups(&self, kind: &str, attribute: &str) -> Vec<Guarded> {
        let world = self.view.world;
        let mut found = Vec::new();
        for one in world.of_kind(kind) {
            let node = one.root().get(attribute);
            let reference = world.refer(one, &node, &["aws_cloudwatch_log_group"]);
            let is_text = !matches!(node.state(), State::Known(value) if value.as_str().is_none());
            if matches!(reference.rest, Rest::Unresolved(_)) || !is_text {
                found.push((Truth::Unknown, Some(Object::outside(Text::unknown("which log group it is")))));
            }
            // One that is not in the plan, by its ARN or its name.
            if let Rest::Elsewhere(name) = &reference.rest {
                let name = Text::literal(name.trim_end_matches(":*"));
                let is_arn = name.prefix().starts_with("arn:");
                let arn = if is_arn { Some(name) } else { world.estate().arn((world, one), "logs:log-group", &name) };
                let arns = arn.filter(|arn| !is_arn || arn.prefix().contains(":logs:")).into_iter();
                found.extend(arns.flat_map(|arn| {
                    ["", ":*"].map(|tail| (Truth::True, Some(Object::outside(arn.clone()).with_tail(tail))))
                }));
            }
            for link in reference.links {
                let Some(group) = world.resource(link.to) else { continue };
                let truth = if link.certainty == Certainty::Must { Truth::True } else { Truth::Unknown };
                let object = self.object(group, "logs:log-group");
                found.extend(["", ":*"].map(|tail| (truth, Some(object.clone().with_tail(tail)))));
            }
        }
        found
    }
}
