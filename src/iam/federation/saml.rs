//! Providers of SAML: conditions in, whether they take assertions that were issued for AWS alone out.

use super::{Grade, Judgement, judgement};
use crate::iam::condition::fixes;
use crate::iam::document::Condition;
use crate::iam::text::Text;
use crate::truth::Truth;

/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-saml>
pub(super) fn saml(conditions: &[Condition]) -> Judgement {
    let fixed = Truth::any(["SAML:aud", "saml:sub", "saml:iss"].map(|key| fixes(conditions, key)));
    let sign_in = conditions.iter().any(|one| one.key.eq_ignore_ascii_case("SAML:aud") && is_sign_in(one));
    match fixed.or(sign_in.into()) {
        Truth::True => judgement(Grade::Fixed, "`SAML:aud` is fixed".to_owned()),
        Truth::Unknown => judgement(Grade::Undecided, "`SAML:aud` has a value that is not known".to_owned()),
        Truth::False => judgement(Grade::Open, "no condition fixes `SAML:aud`".to_owned()),
    }
}

/// Whether a condition is met by where AWS signs in alone, in whichever region.
/// <https://docs.aws.amazon.com/general/latest/gr/signin-service.html>
fn is_sign_in(condition: &Condition) -> bool {
    const ENDS: [&str; 3] =
        ["signin.aws.amazon.com/saml", "signin.amazonaws-us-gov.com/saml", "signin.amazonaws.cn/saml"];
    let is = |value: &Text| {
        let Some(("https://", rest)) = value.as_literal().and_then(|text| text.split_once('*')) else { return false };
        ENDS.contains(&rest.trim_start_matches('.'))
    };
    condition.operator.is_positive() && !condition.values.is_empty() && condition.values.iter().all(is)
}
