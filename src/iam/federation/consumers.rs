//! Providers that anyone can sign up with: conditions on their tokens in, whether one application or user gets in out.

use super::{Grade, Judgement, judgement};
use crate::iam::condition::{Kind, fixes};
use crate::iam::document::Condition;
use crate::iam::text::Text;
use crate::truth::Truth;

/// Consumer providers, the claim that fixes the application instead of `aud`, and that of one user whatever the application.
/// <https://developers.google.com/identity/openid-connect/openid-connect#obtainuserinfo>
const CONSUMERS: [(&str, &str, Option<&str>); 4] = [
    ("accounts.google.com", "aud", Some("sub")),
    ("cognito-identity.amazonaws.com", "aud", None),
    ("graph.facebook.com", "app_id", None),
    ("www.amazon.com", "app_id", None),
];

/// Whether anyone can sign up with a provider.
pub fn is_consumer(host: &str) -> bool {
    CONSUMERS.iter().any(|(name, ..)| *name == host)
}

/// The claims that tell the users of one application from those of others of a consumer provider.
pub fn identifies(host: &str) -> String {
    let claim = CONSUMERS.iter().find(|(name, ..)| *name == host).map_or("aud", |(_, claim, _)| *claim);
    let signed_in =
        if host.starts_with("cognito") { format!(" and `{host}:amr` to `authenticated`") } else { String::new() };
    format!("`{host}:{claim}`{signed_in}")
}

/// Judges the conditions on users of a consumer provider; `None` where it is none.
pub(super) fn judge(host: &str, conditions: &[Condition]) -> Option<Judgement> {
    let (_, claim, user) = CONSUMERS.iter().find(|(name, ..)| *name == host)?;
    Some(consumer(host, claim, *user, conditions))
}

/// The hosts of them.
pub(super) fn hosts() -> impl Iterator<Item = &'static str> {
    CONSUMERS.iter().map(|(name, ..)| *name)
}

fn consumer(host: &str, claim: &str, user: Option<&str>, conditions: &[Condition]) -> Judgement {
    let key = format!("{host}:{claim}");
    if let Some(user) = user.map(|claim| format!("{host}:{claim}")).filter(|user| names_one(conditions, user)) {
        return judgement(Grade::Fixed, format!("`{user}` is fixed"));
    }
    match fixes(conditions, &key) {
        Truth::False => return judgement(Grade::Open, format!("no condition fixes `{key}`")),
        Truth::Unknown => return judgement(Grade::Undecided, format!("`{key}` has a value that is not known")),
        Truth::True => {}
    }
    let amr = format!("{host}:amr");
    // Without it, guests that never signed in get the role too.
    if host.starts_with("cognito") && !signed_in(conditions, &amr) {
        return judgement(Grade::Open, format!("`{amr}` does not ask for `authenticated`"));
    }
    match fixes(conditions, &format!("{host}:sub")) {
        Truth::True => judgement(Grade::Fixed, format!("`{host}:sub` is fixed")),
        Truth::Unknown | Truth::False => judgement(Grade::WholeTenant, format!("`{key}` is fixed to one application")),
    }
}

/// Whether a claim has to be one text, be it one that is not known yet.
fn names_one(conditions: &[Condition], key: &str) -> bool {
    let asked = conditions.iter().filter(|condition| condition.key.eq_ignore_ascii_case(key));
    let exact = |one: &Condition| one.operator.is_positive() && one.operator.test.kind == Kind::StringEquals;
    asked.into_iter().any(|one| exact(one) && !one.values.is_empty())
}

fn signed_in(conditions: &[Condition], key: &str) -> bool {
    let asked = conditions.iter().filter(|c| c.key.eq_ignore_ascii_case(key) && c.operator.is_positive());
    let is = |value: &Text| value.as_literal().is_some_and(|text| text.starts_with("authenticated"));
    asked.into_iter().any(|condition| condition.values.iter().all(is))
}
