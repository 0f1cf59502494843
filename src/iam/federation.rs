//! Trust in identity providers: a statement and its provider in, who of the provider's users gets in out.
//!
//! An OIDC provider is shared by all its customers, so the trust policy has to fix the tenant in `sub`.

mod consumers;
mod saml;
mod shared;
mod subjects;

use std::cmp::Reverse;
use std::sync::Arc;

use super::condition::{Kind, Operator, Quantifier, fixes};
use super::document::{Condition, Statement};
use super::text::{Part, Text};
use crate::truth::Truth;

pub use consumers::{identifies, is_consumer};
use saml::saml;
pub use shared::refusal;
use subjects::{SUBJECTS, by_grammar, generic, is_host, opening};

/// An identity provider.
#[derive(Clone, Debug, PartialEq)]
pub enum Provider {
    /// An OpenID Connect provider, by its host and path in lower case
    Oidc(Arc<str>),
    /// A SAML provider
    Saml,
    /// A provider whose host is not known, by its address or by what it waits for; that of a provider of the plan has to be
    /// filled in from its `url`
    Reference(Arc<str>),
}

impl Provider {
    /// The OIDC provider whose `url` this is.
    pub fn from_url(url: &str) -> Self {
        let host = url.trim().trim_start_matches("https://").trim_end_matches('/');
        Self::Oidc(host.to_ascii_lowercase().into())
    }
}

/// How much of a provider's users a statement lets in. Ordered from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Nobody: the subject is one that no token has
    Nobody,
    /// Audience and subject are fixed as far as tenant, project and branch or environment
    Fixed,
    /// Any branch, tag, pull request or service account of one project
    AnyRef,
    /// Any project of one tenant
    WholeTenant,
    /// It depends on a value that is not known
    Undecided,
    /// The subject is fixed, the audience is not
    AnyAudience,
    /// Users of other tenants get in
    Open,
}

/// The judgement of a federated statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// How much is let in
    pub grade: Grade,
    /// Why, as a fact about the condition
    pub reason: String,
    /// Of several subjects, which
    pub several: Option<&'static str>,
}

/// The claims other than `sub` that name one project, of those that AWS compares.
const PROJECTS: [(&str, &str); 2] =
    [("token.actions.githubusercontent.com", "repository"), ("token.actions.githubusercontent.com", "repository_id")];

/// Judges an Allow that lets users of `provider` in.
pub fn judge(statement: &Statement, provider: &Provider) -> Judgement {
    let conditions = &statement.conditions;
    let of_host = |host: &str| consumers::judge(host, conditions).unwrap_or_else(|| oidc(host, conditions));
    match provider {
        Provider::Reference(address) => {
            let host = asked(conditions, &["sub", "aud"]);
            let found = of_host(host.as_deref().unwrap_or_default());
            // Which audiences a provider of the plan takes stands beside it.
            let is = |kind: &&str| address.contains(*kind) && !address.contains("data.");
            let listed = ["aws_iam_openid_connect_provider.", "aws_eks_cluster."].iter().any(is);
            // Whatever the audience, all of these get in.
            let found = match (found.grade, &host) {
                (Grade::AnyAudience, Some(host)) if !listed => several_of(host, conditions).unwrap_or(found),
                _ => found,
            };
            let told = match found.grade {
                Grade::Nobody | Grade::Fixed | Grade::AnyRef | Grade::WholeTenant => true,
                Grade::AnyAudience => listed,
                Grade::Open => host.is_some_and(|host| has_tenants(&Provider::Oidc(host.into()))),
                Grade::Undecided => false,
            };
            let more = if found.grade == Grade::Undecided { String::new() } else { format!(", and {}", found.reason) };
            let open = || match address.contains(' ') {
                true => format!("the host of its identity provider is not known until apply{more}"),
                false => format!("the host of `{address}` is not known until apply{more}"),
            };
            if told { found } else { judgement(Grade::Undecided, open()) }
        }
        Provider::Saml => saml(conditions),
        Provider::Oidc(host) => of_host(host),
    }
}

/// The actions by which users of a provider assume a role.
/// <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html>
pub fn actions(provider: &Provider) -> &'static [&'static str] {
    match provider {
        Provider::Oidc(_) => &["sts:AssumeRoleWithWebIdentity"],
        Provider::Saml => &["sts:AssumeRoleWithSAML"],
        Provider::Reference(_) => &["sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"],
    }
}

/// Whether nothing is known of who the users of a provider are: it may be of one customer only.
pub fn is_unlisted(provider: &Provider) -> bool {
    let Provider::Oidc(host) = provider else { return false };
    let listed = SUBJECTS.iter().map(|(name, _)| *name).chain(consumers::hosts()).chain(shared::hosts());
    !listed.into_iter().any(|pattern| is_host(pattern, host))
}

/// Whether all users of a provider are of one customer, who is told by its address.
pub fn is_of_one_tenant(provider: &Provider) -> bool {
    let Provider::Oidc(host) = provider else { return false };
    let mut grammars =
        SUBJECTS.iter().filter(|(pattern, _)| is_host(pattern, host)).map(|(_, grammar)| grammar).peekable();
    grammars.peek().is_some() && grammars.all(|grammar| !grammar.contains("{T}"))
}

/// Whether users of a provider are known to be of many customers.
fn has_tenants(provider: &Provider) -> bool {
    !is_unlisted(provider) && !is_of_one_tenant(provider)
}

/// The same where the provider takes tokens for one audience only, whatever the statement asks for.
pub fn judge_subject(statement: &Statement, provider: &Provider) -> Judgement {
    let conditions = &statement.conditions;
    let host = match provider {
        Provider::Oidc(host) => host.to_string(),
        Provider::Reference(_) => asked(conditions, &["sub", "aud"]).unwrap_or_default(),
        Provider::Saml => return judge(statement, provider),
    };
    match judge(statement, provider) {
        found if found.grade == Grade::AnyAudience => subject(&host, conditions),
        found => found,
    }
}

/// Whom a statement lets in beside single users, as patterns: of their subjects, or of the claim that names their project. What is
/// not known is left out.
pub fn admitted(statement: &Statement, provider: &Provider) -> Vec<String> {
    let conditions = &statement.conditions;
    let host = match provider {
        Provider::Oidc(host) => host.to_string(),
        Provider::Reference(_) => asked(conditions, &["sub", "aud"]).unwrap_or_default(),
        Provider::Saml => return vec!["*".to_owned()],
    };
    let any_audience = judge(statement, provider).grade == Grade::AnyAudience;
    let fixed = |value: &Text, globs| matches!(of_value(&host, value, (globs, false)), Grade::Nobody | Grade::Fixed);
    let patterns = |condition: &Condition, is_project: bool| {
        let globs = condition.operator.test.kind != Kind::StringEquals;
        let values = condition.values.iter().filter(|value| value.as_literal().is_some());
        let several = values.filter(|value| is_project || any_audience || !fixed(value, globs));
        several.filter_map(|value| spelled(value, globs)).collect::<Vec<_>>()
    };
    let needed = || conditions.iter().filter(|condition| condition.operator.is_positive());
    let project = project(&host, conditions);
    let of_project = needed().find(|one| project.as_ref().is_some_and(|claim| one.key.eq_ignore_ascii_case(claim)));
    let subjects = needed().filter(|condition| is_claim(&condition.key, &host, "sub"));
    let subject = || subjects.min_by_key(|condition| of_condition(&host, condition, false).grade);
    let of_subject = |condition| patterns(condition, false);
    let found = of_project.map(|one| patterns(one, true)).or_else(|| subject().map(of_subject));
    // Tokens for others are more than those for one audience.
    let audience = if any_audience { " for any audience" } else { "" };
    let found = found.unwrap_or_else(|| vec!["*".to_owned()]);
    found.into_iter().map(|pattern| pattern + audience).collect()
}

/// The host whose tokens a statement asks for, by the first of these claims that it asks for. A claim is a key of the tokens of
/// its own provider only, so whichever the provider is, no others get in.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif>
fn asked(conditions: &[Condition], claims: &[&str]) -> Option<String> {
    let needed = || conditions.iter().filter(|condition| condition.operator.is_positive());
    let hosts = |name: &str| {
        let keys = needed().filter_map(|condition| condition.key.rsplit_once(':'));
        let mut hosts = keys.filter(|(host, claim)| claim.eq_ignore_ascii_case(name) && is_known(host));
        hosts.next().map(|(host, _)| host.to_ascii_lowercase())
    };
    claims.iter().find_map(|claim| hosts(claim))
}

/// A key as IAM knows it. The `url` of a provider, which keys are made of, has its scheme until AWS has answered, and no
/// claim has one: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif>
pub(crate) fn bare(key: &str) -> &str {
    key.strip_prefix("https://").unwrap_or(key)
}

/// Whether all of a host is known.
fn is_known(host: &str) -> bool {
    host.contains('.') && !host.contains(['(', '$'])
}

/// Whether a key is a claim of a provider's tokens. Where the host in it is not known, it is: it would be one of tokens that
/// do not get in.
fn is_claim(key: &str, host: &str, claim: &str) -> bool {
    let Some((of, name)) = key.rsplit_once(':') else { return false };
    name.eq_ignore_ascii_case(claim) && (of.eq_ignore_ascii_case(host) || !is_known(of) && of.contains(['(', '$']))
}

fn judgement(grade: Grade, reason: String) -> Judgement {
    Judgement { grade, reason, several: None }
}

fn oidc(host: &str, conditions: &[Condition]) -> Judgement {
    let own = host.to_ascii_lowercase();
    let other =
        asked(conditions, &["sub"]).filter(|other| !other.starts_with(&own) && !own.starts_with(other.as_str()));
    if let Some(other) = other.filter(|_| !host.is_empty()) {
        return judgement(Grade::Fixed, format!("`{other}:sub` is no claim of its tokens"));
    }
    let claims = conditions.iter().filter(|condition| is_claim(&condition.key, host, "aud"));
    let audience = Truth::any(claims.map(|condition| fixes(&[always_there(condition)], &condition.key)));
    let subject = match subject(host, conditions) {
        // Whatever `sub` leaves open, it is of the customer whom the audience names.
        open if open.grade == Grade::Open && audience.is_true() && shared::is_told_by_audience(host) => {
            let reason = format!("`{}` is fixed, and {}", of(host, "aud"), open.reason);
            Judgement { several: Some(PROJECTS_OF_ONE), ..judgement(Grade::WholeTenant, reason) }
        }
        subject => subject,
    };
    let unread = || conditions.iter().any(|condition| condition.key.ends_with([')', '}']));
    if (subject.grade == Grade::Open || audience.is_false()) && unread() {
        return judgement(Grade::Undecided, "a condition has a key that is not known".to_owned());
    }
    match (subject.grade, audience) {
        (Grade::Nobody | Grade::Open, _) | (_, Truth::True) => subject,
        (_, Truth::Unknown) => {
            judgement(Grade::Undecided, format!("`{}` has a value that is not known", of(host, "aud")))
        }
        (Grade::Fixed, Truth::False) => {
            judgement(Grade::AnyAudience, format!("no condition fixes `{}`", of(host, "aud")))
        }
        (_, Truth::False) => {
            let reason = format!("no condition fixes `{}`, and {}", of(host, "aud"), subject.reason);
            Judgement { several: subject.several, ..judgement(Grade::AnyAudience, reason) }
        }
    }
}

/// A condition on a claim that every token has once, so that one on all of its values is one on it:
/// <https://openid.net/specs/openid-connect-core-1_0.html#IDToken>
fn always_there(condition: &Condition) -> Condition {
    let quantifier = condition.operator.quantifier.filter(|one| *one != Quantifier::All);
    Condition { operator: Operator { quantifier, ..condition.operator }, ..condition.clone() }
}

/// Which subjects get in, where they are several.
fn several_of(host: &str, conditions: &[Condition]) -> Option<Judgement> {
    Some(subject(host, conditions)).filter(|found| matches!(found.grade, Grade::AnyRef | Grade::WholeTenant))
}

/// The key of a claim; the claim alone, of a host that is not known.
fn of(host: &str, claim: &str) -> String {
    if host.is_empty() { claim.to_owned() } else { format!("{host}:{claim}") }
}

fn subject(host: &str, conditions: &[Condition]) -> Judgement {
    let key = of(host, "sub");
    let found = conditions.iter().filter(|condition| is_claim(&condition.key, host, "sub"));
    let project = project(host, conditions);
    // Conditions hold together, so the strictest of them counts; of one condition's values the widest does.
    let each = found.map(|condition| of_condition(host, condition, project.is_some()));
    let found = each
        .min_by_key(|judgement| judgement.grade)
        .unwrap_or_else(|| judgement(Grade::Open, format!("no condition on `{key}`")));
    match project {
        // Whatever `sub` leaves open, it is of one project.
        Some(claim) if matches!(found.grade, Grade::WholeTenant | Grade::Open) => {
            let fact = format!("`{claim}` is fixed, and {}", found.reason);
            Judgement { several: Some(refs("")), ..judgement(Grade::AnyRef, fact) }
        }
        _ => found,
    }
}

/// The claim beside `sub` that fixes the project.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif>
fn project(host: &str, conditions: &[Condition]) -> Option<String> {
    let claims = || PROJECTS.iter().filter(|(name, _)| *name == host).map(|(_, claim)| of(host, claim));
    claims().find(|claim| fixes(conditions, claim).is_true())
}

fn of_condition(host: &str, condition: &Condition, one_project: bool) -> Judgement {
    let key = &condition.key;
    if !condition.operator.is_positive() {
        return judgement(Grade::Open, format!("the condition on `{key}` also holds without a match"));
    }
    let globs = match condition.operator.test.kind {
        Kind::StringEquals => false,
        Kind::StringLike | Kind::Arn => true,
        _ => return judgement(Grade::Open, format!("the condition on `{key}` does not compare its text")),
    };
    let mut each: Vec<(Grade, &Text)> =
        condition.values.iter().map(|value| (of_value(host, value, (globs, one_project)), value)).collect();
    each.sort_by_key(|(grade, _)| Reverse(*grade));
    let Some((grade, widest)) = each.first().copied() else {
        return judgement(Grade::Open, format!("the condition on `{key}` has no value"));
    };
    // Of several that admit more than one subject each is told, the widest first.
    let told = each.iter().take_while(|(one, _)| *one > Grade::Fixed || grade == Grade::Fixed);
    let count = told.clone().count().max(1);
    let told: Vec<(String, String)> =
        told.take(TOLD).map(|(grade, value)| (format!("`{value}`"), admits(*grade, value))).collect();
    let alike = told.chunk_by(|a, b| a.1 == b.1).filter_map(|alike| {
        let values: Vec<&str> = alike.iter().map(|(value, _)| value.as_str()).collect();
        let each = if values.len() > 1 { "each of which" } else { "which" };
        Some(format!("{}, {each} {}", values.join(", "), alike.first()?.1))
    });
    let said: Vec<String> = alike.collect();
    let more = if count > TOLD { format!("; and {} more", count - TOLD) } else { String::new() };
    let reason = format!("`{key}` is {}{more}", said.join("; "));
    Judgement { several: several(grade, widest), ..judgement(grade, reason) }
}

const PROJECTS_OF_ONE: &str = "more than one project of a tenant";

/// How many subjects are told.
const TOLD: usize = 3;

/// Which subjects of a tenant a value of a grade admits, where they are several.
fn several(grade: Grade, value: &Text) -> Option<&'static str> {
    let pods = value.prefix().starts_with("system:serviceaccount:");
    match grade {
        Grade::AnyRef if pods && value.to_string().ends_with(":*") => Some("every service account of a namespace"),
        Grade::AnyRef if pods => Some("service accounts of a namespace whose names it matches"),
        Grade::AnyRef => Some(refs(&value.to_string())),
        Grade::WholeTenant if pods => Some("service accounts of more than one namespace"),
        Grade::WholeTenant => Some(PROJECTS_OF_ONE),
        Grade::Nobody | Grade::Fixed | Grade::Undecided | Grade::AnyAudience | Grade::Open => None,
    }
}

fn admits(grade: Grade, value: &Text) -> String {
    match (grade, several(grade, value)) {
        (_, Some(several)) => format!("admits {several}"),
        (Grade::Nobody, _) => "is no pattern under this operator, and no subject".to_owned(),
        (Grade::Fixed, _) => "names one subject".to_owned(),
        (Grade::Undecided, _) => "is not known".to_owned(),
        _ => "admits subjects of other tenants".to_owned(),
    }
}

/// What of a project a subject with a wildcard in its last part admits. Branches, tags, environments and pull requests have
/// subjects of their own.
/// <https://docs.github.com/en/actions/reference/security/oidc#example-subject-claims>
fn refs(subject: &str) -> &'static str {
    let kinds = [
        (":ref:refs/heads/", "every branch of a project", "more than one branch of a project"),
        (":ref:refs/tags/", "every tag of a project", "more than one tag of a project"),
        (":ref_type:branch:ref:", "every branch of a project", "more than one branch of a project"),
        (":ref_type:tag:ref:", "every tag of a project", "more than one tag of a project"),
        (":ref:", "every branch or tag of a project", "more than one branch or tag of a project"),
        (":environment:", "every environment of a project", "more than one environment of a project"),
    ];
    let found = kinds.iter().find_map(|(opens, all, some)| match subject.split_once(opens)?.1 {
        "*" => Some(*all),
        _ => Some(*some),
    });
    let pulled = subject.ends_with(":pull_request").then_some("every pull request of a project");
    found.or(pulled).unwrap_or("every branch, tag or pull request of a project")
}

fn of_value(host: &str, value: &Text, (globs, one_project): (bool, bool)) -> Grade {
    let Some(text) = spelled(value, globs) else { return Grade::Undecided };
    // Of a host that is not known the subjects tell which it is.
    let of_host = |(pattern, grammar): &&(&str, &str)| match host {
        "" => !opening(grammar).is_empty(),
        _ => is_host(pattern, host),
    };
    let grammars = || SUBJECTS.iter().filter(of_host).map(|(_, grammar)| *grammar);
    let fitting = grammars().find(|grammar| text.starts_with(opening(grammar)));
    let first = || grammars().next().filter(|_| !host.is_empty());
    let Some(grammar) = fitting.or_else(first) else { return generic(&text) };
    if !globs && is_nobodys(value, grammar) {
        return Grade::Nobody;
    }
    by_grammar(&text, grammar, one_project)
}

/// A value with `*` for whatever may stand there, and `_` for what is one text; `None` where a piece is not known.
fn spelled(value: &Text, globs: bool) -> Option<String> {
    let mut text = String::new();
    for part in value.parts() {
        match part {
            Part::Literal(literal) if globs => text.push_str(&literal.replace('?', "*")),
            Part::Literal(literal) => text.push_str(&literal.replace(['*', '?'], "_")),
            Part::Escaped(_) | Part::Symbol(_) => text.push('_'),
            Part::Variable(_) => text.push('*'),
            Part::Unknown(_) => return None,
        }
    }
    Some(text)
}

/// Whether a value that is no pattern has a wildcard in the name of a claim, a tenant or a project, which none of them has.
fn is_nobodys(value: &Text, grammar: &str) -> bool {
    let Some(text) = value.as_literal().and_then(|_| spelled(value, true)) else { return false };
    let wild = |text: &str| text.contains('*');
    text.split(':').next().is_some_and(wild)
        || wild(&text) && text.starts_with(opening(grammar)) && by_grammar(&text, grammar, false) >= Grade::WholeTenant
}

#[cfg(test)]
#[path = "federation/tests.rs"]
mod tests;
