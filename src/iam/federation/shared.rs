//! Providers that vouch for users of many customers: a statement and its provider in, whether IAM takes it out.

use super::{Provider, is_claim};
use crate::iam::document::{Condition, Statement};

/// Each with the claim that IAM asks a trust policy to look at.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html>
const SHARED: [(&str, &str); 15] = [
    ("agent.buildkite.com", "sub"),
    ("api.pulumi.com/oidc", "aud"),
    ("app.terraform.io", "sub"),
    ("cognito-identity.amazonaws.com", "aud"),
    ("gitlab.com", "sub"),
    ("oidc-configuration.audit-log.githubusercontent.com", "sub"),
    ("oidc.codefresh.io", "sub"),
    ("oidc.vercel.com", "aud"),
    ("proidc.upbound.io", "sub"),
    ("sandboxes.cloud", "aud"),
    ("scalr.io", "sub"),
    ("studio.datachain.ai/api", "sub"),
    ("token.actions.githubusercontent.com", "sub"),
    ("tokens.cloud.shisho.dev", "sub"),
    ("vstoken.actions.githubusercontent.com", "sub"),
];

/// What is said of a statement that IAM refuses in a trust policy that is new or changed: it looks at no claim that tells
/// customers of the provider apart.
pub fn refusal(statement: &Statement, provider: &Provider) -> &'static str {
    let Provider::Oidc(host) = provider else { return "" };
    let Some((_, claim)) = SHARED.iter().find(|(shared, _)| *shared == &**host) else { return "" };
    let looks = |condition: &Condition| is_claim(&condition.key, host, claim);
    match statement.conditions.iter().any(looks) {
        true => "",
        false => ", which IAM refuses in a policy that is new or changed: its apply fails",
    }
}

/// Whether the audience of a provider's tokens is the customer whom they are of. Customers of Vercel may ask for others.
/// <https://www.pulumi.com/docs/esc/guides/configuring-oidc/aws/>
pub(super) fn is_told_by_audience(host: &str) -> bool {
    host == "api.pulumi.com/oidc"
}

/// The hosts of them.
pub(super) fn hosts() -> impl Iterator<Item = &'static str> {
    SHARED.iter().map(|(host, _)| *host)
}
