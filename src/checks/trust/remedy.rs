//! What to write: an identity provider that is let in, the conditions that fix whose users are out.

use super::Case;
use super::providers::{host, is_of_pods};
use crate::checks::View;
use crate::iam::federation::{Provider, identifies, is_consumer};
use crate::iam::principal::Party;

/// What to write of an identity provider, where it is not one whose projects have branches.
pub(super) fn remedy(view: &View<'_, '_>, case: &Case<'_>) -> Option<String> {
    let Party::Federated(provider) = &case.admission.who.party else { return None };
    let provider = host(view.world, provider);
    match &provider {
        Provider::Saml => Some(
            "fix `SAML:aud` to `https://signin.aws.amazon.com/saml` with StringEquals, or `SAML:iss` or `SAML:sub`"
                .to_owned(),
        ),
        Provider::Oidc(name) if is_consumer(name) => Some(format!("fix {} with StringEquals", identifies(name))),
        _ if is_of_pods(view.world, case.statement) => Some(
            "fix `aud` to `sts.amazonaws.com` and `sub` to namespace and service account with StringEquals".to_owned(),
        ),
        Provider::Oidc(_) | Provider::Reference(_) => None,
    }
}
