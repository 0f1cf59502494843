//! What makes a member worth becoming: its rights in, the powers among them out.

use super::Member;
use super::tagged::{tagged, tags_itself};
use crate::iam::document::{Scope, Statement};
use crate::iam::facts::Facts;
use crate::iam::grants::{Asked, Boundary, Rights};
use crate::iam::pattern::action_covers;
use crate::iam::text::Text;
use crate::truth::Truth;

/// Which powers a member has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Powers {
    /// Can give itself or others any rights
    pub administrator: Truth,
    /// Reads data of every store of a kind
    pub data: Truth,
    /// Can switch off logging or detection
    pub guardrails: Truth,
}

/// Whoever holds all of these on every resource holds everything.
const ADMINISTRATOR: [&str; 8] = [
    "iam:AttachRolePolicy",
    "iam:AttachUserPolicy",
    "iam:PutRolePolicy",
    "iam:PutUserPolicy",
    "iam:CreatePolicyVersion",
    "iam:PassRole",
    "iam:CreateAccessKey",
    "iam:UpdateAssumeRolePolicy",
];

const DATA: [&str; 10] = [
    "s3:GetObject",
    "s3:GetObjectVersion",
    "dynamodb:GetItem",
    "dynamodb:BatchGetItem",
    "dynamodb:Query",
    "dynamodb:Scan",
    "dynamodb:PartiQLSelect",
    "secretsmanager:GetSecretValue",
    "rds-data:ExecuteStatement",
    "rds-data:BatchExecuteStatement",
];

/// Actions that end the view of an attack, whatever they are done to; the first say most.
pub const GUARDRAILS: [&str; 18] = [
    "cloudtrail:StopLogging",
    "cloudtrail:DeleteTrail",
    "cloudtrail:UpdateTrail",
    "cloudtrail:PutEventSelectors",
    "cloudtrail:DeleteEventDataStore",
    "guardduty:DeleteDetector",
    "guardduty:UpdateDetector",
    "guardduty:DisassociateFromAdministratorAccount",
    "config:StopConfigurationRecorder",
    "config:DeleteConfigurationRecorder",
    "config:DeleteDeliveryChannel",
    "securityhub:DisableSecurityHub",
    "access-analyzer:DeleteAnalyzer",
    "macie2:DisableMacie",
    "inspector2:Disable",
    "organizations:DetachPolicy",
    "organizations:DisablePolicyType",
    "organizations:LeaveOrganization",
];

/// The powers among a member's rights.
pub fn powers(rights: &Rights, facts: &Facts) -> Powers {
    let administrator = Truth::all(ADMINISTRATOR.iter().map(|action| settled(rights, action, Asked::Open, facts)));
    let ask = |action: &str, asked: Asked<'_>| settled(rights, action, asked, facts);
    if administrator.is_true() { Powers::ALL } else { Powers { administrator, ..others(ask) } }
}

/// The powers that a member starts from, with the tags that it may set on itself. Who is an administrator only by the sum of
/// single permissions comes to be one by each of them: no statement says so by itself.
pub(super) fn start(member: &Member) -> Powers {
    let (rights, facts) = (&member.rights, &member.facts);
    let all = powers(rights, facts);
    let says = |statement: &Statement| {
        let covers = |one: &Text| one.as_literal().is_some_and(|pattern| action_covers(pattern, "iam:*"));
        statement.is_allow()
            && match &statement.actions {
                Scope::Only(patterns) => patterns.iter().any(covers),
                Scope::AllBut(patterns) => !patterns.iter().any(covers),
            }
    };
    let sure = || rights.documents.iter().filter(|source| source.doubt.is_none());
    let said = || sure().any(|source| source.document.statements.iter().any(says));
    let plain = |action: &str, asked: Asked<'_>| settled(rights, action, asked, facts);
    let all = if all.administrator.is_true() && !said() { others(plain) } else { all };
    if all.administrator.is_true() || !tags_itself(member) {
        return all;
    }
    all.or(others(|action, asked| {
        let all = tagged(member, action, asked).into_iter();
        Truth::any(all.map(|tagged| settled(rights, action, asked, &tagged.facts).and(tagged.set)))
    }))
}

/// The powers beside that of an administrator.
fn others(ask: impl Fn(&str, Asked<'_>) -> Truth) -> Powers {
    let data = Truth::any(DATA.iter().map(|action| ask(action, Asked::Open)));
    let guardrails = Truth::any(GUARDRAILS.iter().map(|action| ask(action, Asked::Some)));
    Powers { administrator: Truth::False, data, guardrails }
}

/// The answer, a bound on the object counting as no power over every object.
fn settled(rights: &Rights, action: &str, asked: Asked<'_>, facts: &Facts) -> Truth {
    let answer = rights.allows(action, asked, facts);
    if answer.is_bounded_by_object() { Truth::False } else { answer.truth }
}

/// What a boundary would leave an administrator.
pub(super) fn ceiling(rights: &Rights) -> Powers {
    match &rights.boundary {
        Boundary::None => Powers::ALL,
        Boundary::Unreadable(_) => Powers::administrator(Truth::Unknown),
        Boundary::Documents(documents) => {
            let within = documents.iter().map(|document| powers(&Rights::of(vec![document.clone()]), &Facts::none()));
            within.fold(Powers::ALL, Powers::within)
        }
    }
}

impl Powers {
    /// None of them.
    pub const NONE: Self = Self { administrator: Truth::False, data: Truth::False, guardrails: Truth::False };
    /// All of them.
    pub const ALL: Self = Self { administrator: Truth::True, data: Truth::True, guardrails: Truth::True };

    /// To read data and nothing else.
    pub const DATA: Self = Self { data: Truth::True, ..Self::NONE };
    /// To switch off logging or detection and nothing else.
    pub const GUARDRAILS: Self = Self { guardrails: Truth::True, ..Self::NONE };

    /// Only the power of an administrator, which holds the others.
    pub fn administrator(truth: Truth) -> Self {
        Self { administrator: truth, data: truth, guardrails: truth }
    }

    /// These or those.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            administrator: self.administrator.or(other.administrator),
            data: self.data.or(other.data),
            guardrails: self.guardrails.or(other.guardrails),
        }
    }

    /// These, as far as others leave them.
    #[must_use]
    pub fn within(self, other: Self) -> Self {
        Self {
            administrator: self.administrator.and(other.administrator),
            data: self.data.and(other.data),
            guardrails: self.guardrails.and(other.guardrails),
        }
    }

    /// These, as far as `truth` holds.
    #[must_use]
    pub fn and(self, truth: Truth) -> Self {
        Self {
            administrator: self.administrator.and(truth),
            data: self.data.and(truth),
            guardrails: self.guardrails.and(truth),
        }
    }

    /// Those that `held` does not surely have.
    #[must_use]
    pub fn beyond(self, held: Self) -> Self {
        let lacks = |truth: Truth| (!truth.is_true()).into();
        self.within(Self {
            administrator: lacks(held.administrator),
            data: lacks(held.data),
            guardrails: lacks(held.guardrails),
        })
    }

    /// Whether any of them is one that `held` lacks.
    pub fn exceeds(self, held: Self) -> Truth {
        self.administrator
            .and(!held.administrator)
            .or(self.data.and(!held.data))
            .or(self.guardrails.and(!held.guardrails))
    }
}
