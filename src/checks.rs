//! The table of built-in analyses, for what no predicate over single resources can say.
//!
//! An analysis is a plain function over one world: it never sees a format, a file or the clock, and the other world only
//! where its row says so.

mod admits;
mod data_events;
mod documents;
mod escalation;
mod grants;
mod guardrail;
mod iam;
mod identity;
mod log_bucket;
mod log_groups;
mod nacl;
mod open_ports;
mod paths;
mod public_database;
mod resource_policy;
mod rights;
mod ruling;
mod s3;
mod s3_foreign;
mod s3_points;
mod s3_public;
mod s3_settings;
mod s3_transport;
mod secrets;
mod stores;
mod tamper_alarm;
mod tampering;
mod templates;
mod trails;
mod trust;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::facts::Facts;
use crate::finding::{Answer, Details, Fact};
use crate::judge::{Judged, Terms, doubt, provider, scopes};
use crate::plan::wanted::Hint;
use crate::policy::{Policy, Profile, Scope};
use crate::truth::Truth;
use crate::world::{Resource, World};

pub use ruling::Ruling;

/// What an analysis sees.
#[derive(Clone, Copy, Debug)]
pub struct View<'a, 'p> {
    /// The world it judges
    pub world: &'a World<'p>,
    /// What the configuration states of the account
    pub facts: &'a Facts,
    /// The profile chosen
    pub profile: Profile,
    /// The policy that it answers for
    pub policy: &'a Policy,
    /// The other world, which only says what is judged at all
    other: &'a World<'p>,
}

/// A built-in analysis.
#[derive(Debug)]
pub struct Analysis {
    /// The name that a policy file gives
    pub name: &'static str,
    /// The types it judges
    pub subjects: &'static [&'static str],
    /// The types it looks at
    pub kinds: &'static [&'static str],
    /// Which objects it looks at beside those, by their text
    pub hint: Option<Hint>,
    /// The types it judges besides, of those that a plan holds
    pub also: Option<fn(&str) -> bool>,
    /// What it answers
    pub judge: Judge,
}

/// How an analysis answers.
#[derive(Clone, Copy, Debug)]
pub enum Judge {
    /// For each of its subjects in one world; it is asked of both
    Each(fn(&View<'_, '_>, &Resource<'_>) -> Option<Answer>),
    /// For one world; it is asked of both
    World(fn(&View<'_, '_>) -> Judged),
    /// For the way from the world before to the world after
    Both(fn(&View<'_, '_>, &View<'_, '_>) -> Judged),
}

const fn each(
    name: &'static str,
    subjects: &'static [&'static str],
    kinds: &'static [&'static str],
    judge: fn(&View<'_, '_>, &Resource<'_>) -> Option<Answer>,
) -> Analysis {
    Analysis { name, subjects, kinds, hint: None, also: None, judge: Judge::Each(judge) }
}

const fn world(
    name: &'static str,
    subjects: &'static [&'static str],
    kinds: &'static [&'static str],
    judge: fn(&View<'_, '_>) -> Judged,
) -> Analysis {
    Analysis { name, subjects, kinds, hint: None, also: None, judge: Judge::World(judge) }
}

const fn both(
    name: &'static str,
    subjects: &'static [&'static str],
    kinds: &'static [&'static str],
    judge: fn(&View<'_, '_>, &View<'_, '_>) -> Judged,
) -> Analysis {
    Analysis { name, subjects, kinds, hint: None, also: None, judge: Judge::Both(judge) }
}

/// Every analysis.
pub const ANALYSES: &[Analysis] = &[
    each("cloudtrail-cloudwatch-logs", &["aws_cloudtrail"], log_groups::KINDS, log_groups::delivered),
    world("cloudtrail-data-events-dynamodb", trails::KINDS, data_events::DYNAMODB, data_events::dynamodb),
    world("cloudtrail-data-events-s3", trails::KINDS, data_events::S3, data_events::s3),
    world("cloudtrail-logging", trails::KINDS, trails::RECORDING, trails::logging),
    world("cloudtrail-log-bucket-deletable", &["aws_s3_bucket"], log_bucket::KINDS, log_bucket::deletable),
    world("cloudtrail-log-bucket-mfa-delete", &["aws_s3_bucket"], log_bucket::KINDS, log_bucket::second_factor),
    world("cloudtrail-log-bucket-public", &["aws_s3_bucket"], log_bucket::KINDS, log_bucket::private),
    world("cloudtrail-tamper-alarm", &["aws_cloudtrail"], tamper_alarm::KINDS, tamper_alarm::judge),
    both("guardrail-alarm", guardrail::ALARMS, guardrail::ALARM_KINDS, guardrail::alarm),
    both("guardrail-boundary", guardrail::BOUNDED, guardrail::BOUNDARY_KINDS, guardrail::boundary),
    both(
        "guardrail-cloudtrail",
        &["aws_cloudtrail", "aws_cloudtrail_event_data_store"],
        guardrail::TRAIL_KINDS,
        guardrail::trail,
    ),
    both("guardrail-config", guardrail::CONFIG_KINDS, guardrail::CONFIG_KINDS, guardrail::config),
    both("guardrail-ec2-public-access-block", guardrail::EC2_BLOCKS, guardrail::EC2_BLOCK_KINDS, guardrail::ec2_block),
    both("guardrail-encryption", guardrail::ENCRYPTED, guardrail::ENCRYPTION_KINDS, guardrail::encryption),
    both("guardrail-flow-logs", &["aws_flow_log"], guardrail::FLOW_LOG_KINDS, guardrail::flow_logs),
    both("guardrail-guardduty", guardrail::GUARDDUTY_KINDS, guardrail::GUARDDUTY_KINDS, guardrail::guardduty),
    both("guardrail-log-bucket", guardrail::LOG_BUCKET_KINDS, guardrail::LOG_BUCKET_KINDS, guardrail::log_bucket),
    both(
        "guardrail-organization-policy",
        guardrail::ORGANIZATION_KINDS,
        guardrail::ORGANIZATION_KINDS,
        guardrail::organization,
    ),
    both("guardrail-other-detector", guardrail::DETECTORS, guardrail::DETECTOR_KINDS, guardrail::detector),
    both(
        "guardrail-s3-public-access-block",
        &["aws_s3_access_point", "aws_s3_account_public_access_block", "aws_s3_bucket_public_access_block"],
        guardrail::BLOCK_KINDS,
        guardrail::block,
    ),
    each("log-group-encryption", &["aws_cloudwatch_log_group"], log_groups::KINDS, log_groups::encrypted),
    world("s3-foreign-account", s3_foreign::SUBJECTS, s3_foreign::KINDS, s3_foreign::judge),
    world("s3-insecure-transport", &["aws_s3_bucket"], s3::KINDS, s3_transport::judge),
    world("s3-public", s3_public::SUBJECTS, s3::KINDS, s3_public::public),
    world("s3-public-policy-contained", s3_public::CONTAINED, s3::KINDS, s3_public::contained),
    escalation::PATHS,
    grants::ADMIN,
    grants::ANY_SERVICE,
    grants::DECRYPT,
    grants::NOTACTION,
    grants::PASSROLE,
    grants::SERVICE,
    grants::WILDCARD,
    identity::CONSOLE,
    identity::KEY,
    identity::SESSION,
    resource_policy::DEPUTY,
    resource_policy::FOREIGN,
    resource_policy::PUBLIC,
    rights::BOUNDARY,
    rights::DATA,
    tampering::TAMPERING,
    templates::UNREAD,
    nacl::ADMIN,
    secrets::SECRETS,
    paths::ADMIN,
    paths::DATA,
    paths::METADATA,
    open_ports::ADMIN,
    open_ports::ALL,
    open_ports::SENSITIVE,
    public_database::PUBLIC_DATABASE,
    trust::DEPUTY,
    trust::FOREIGN,
    trust::OIDC,
    trust::PUBLIC,
];

/// How many texts, in which secrets are looked for, nothing shows.
pub fn unread_texts(world: &World<'_>) -> usize {
    secrets::unread(world)
}

/// The analysis of a name.
pub fn find(name: &str) -> Option<&'static Analysis> {
    ANALYSES.iter().find(|analysis| analysis.name == name)
}

/// The names of all of them.
pub fn names() -> impl Iterator<Item = &'static str> {
    ANALYSES.iter().map(|analysis| analysis.name)
}

impl<'a, 'p> View<'a, 'p> {
    /// What a policy sees of `world`.
    pub fn new(policy: &'a Policy, world: &'a World<'p>, other: &'a World<'p>, terms: Terms<'a>) -> Self {
        Self { world, other, policy, facts: terms.facts, profile: terms.profile }
    }

    /// The scopes in which an account-wide policy is judged: those that hold one of `kinds` in either world, and all of
    /// them where this stack is the account's baseline.
    pub fn scopes(&self, kinds: &[&str], scope: Scope) -> BTreeSet<String> {
        scopes(kinds.iter().copied(), scope, [self.world, self.other], self.facts)
    }

    /// Whether either world holds a resource of a type.
    pub fn in_either(&self, kind: &str) -> bool {
        self.world.of_kind(kind).next().is_some() || self.other.of_kind(kind).next().is_some()
    }

    /// The answer at a resource. `message` says what is wrong with it, after its name.
    pub fn answer(&self, resource: &Resource<'_>, passes: Ruling, message: &str) -> Answer {
        let message = format!("{}`{}` {message}", doubt(passes.truth), resource.name());
        let answer = Answer::new(resource, passes.truth, self.policy.severity, message);
        Answer { facts: passes.facts, ..answer }
    }

    /// The answer for a scope that holds nothing to judge.
    pub fn missing(&self, scope: &str, what: &str, facts: Vec<Fact>) -> Answer {
        let address: Arc<str> = provider(scope).into();
        Answer {
            message: format!("{what} for `{address}`"),
            address,
            kind: String::new(),
            sub_key: None,
            passes: Truth::False,
            severity: self.policy.severity,
            facts,
            details: Details::default(),
        }
    }
}
