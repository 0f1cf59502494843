//! Whether a bucket's policy refuses what is not sent over TLS: for everyone, the bucket and its objects.

use super::documents::Written;
use super::s3::{Bucket, buckets};
use super::s3_public::as_sure;
use super::{Ruling, View};
use crate::finding::Fact;
use crate::iam::condition::{Kind, Scale};
use crate::iam::document::{Condition, PrincipalKind, Scope, Statement};
use crate::iam::facts::Facts;
use crate::iam::pattern::{Object, Reading, action_covers, resource_matches};
use crate::judge::Judged;
use crate::path::Place;
use crate::truth::Truth;

/// Every bucket.
pub(super) fn judge(view: &View<'_, '_>) -> Judged {
    let message = "takes requests that are not encrypted in transit";
    buckets(view).iter().map(|bucket| view.answer(bucket.resource, refuses(bucket), message)).collect()
}

fn refuses(bucket: &Bucket<'_, '_>) -> Ruling {
    let none = Fact::new(bucket.resource, &Place::default(), "no policy in the plan belongs to it");
    let each = bucket.policies().into_iter().map(|(one, text)| {
        let fact = |note| Fact::new(one.resource, &Place::of("policy"), note);
        let ruling = match text {
            Written::Nothing => Ruling::new(Truth::False, fact("is empty")),
            Written::Unknown(fact) => Ruling::new(Truth::Unknown, fact),
            Written::Document { document, .. } => {
                let object = bucket.object();
                let whole = [object.clone(), object.with_tail("/*")];
                let denied = |object: &Object| {
                    let denies = document.statements.iter().filter(|statement| refuses_plain(statement));
                    Truth::any(denies.map(|deny| covers(deny, object)))
                };
                let truth = Truth::all(whole.iter().map(denied));
                let fact =
                    fact("has no Deny of `aws:SecureTransport = false` for everyone, the bucket and its objects");
                Ruling::new(truth, if truth.is_unknown() { fact.waits_for("the name of the bucket") } else { fact })
            }
        };
        as_sure(&one, ruling)
    });
    Ruling::any(each, Ruling::new(Truth::False, none))
}

/// A Deny of everything to everyone on the one condition that the request is not sent over TLS, or over an old one.
fn refuses_plain(statement: &Statement) -> bool {
    let all = match &statement.actions {
        Scope::Only(patterns) => {
            patterns.iter().any(|one| one.as_literal().is_some_and(|one| action_covers(one, "s3:*")))
        }
        Scope::AllBut(_) => false,
    };
    let [condition] = statement.conditions.as_slice() else { return false };
    !statement.is_allow() && is_for_everyone(statement) && all && is_plain(condition)
}

/// Whether a statement is for everyone.
pub(super) fn is_for_everyone(statement: &Statement) -> bool {
    statement.principals.as_ref().is_some_and(|principals| {
        !principals.negated
            && principals.entries.iter().any(|entry| match entry.kind {
                PrincipalKind::Anyone => true,
                PrincipalKind::Aws => entry.id.as_literal() == Some("*"),
                PrincipalKind::Service | PrincipalKind::Federated | PrincipalKind::CanonicalUser => false,
            })
    })
}

fn is_plain(condition: &Condition) -> bool {
    let values = || condition.values.iter().filter_map(|value| value.as_literal());
    let test = condition.operator.test;
    match condition.key.to_ascii_lowercase().as_str() {
        "aws:securetransport" => test.kind == Kind::Bool && values().any(|value| value.eq_ignore_ascii_case("false")),
        "s3:tlsversion" => {
            let is_upper = matches!(test.kind, Kind::Below(Scale::Number) | Kind::AtMost(Scale::Number));
            is_upper && values().any(|version| denies(test.kind, version))
        }
        _ => false,
    }
}

/// Whether an upper bound reaches the last version that is too old.
fn denies(kind: Kind, version: &str) -> bool {
    let order = version.parse::<f64>().ok().and_then(|version| 1.1_f64.partial_cmp(&version));
    order.and_then(|order| kind.holds_of(order)).unwrap_or_default()
}

/// Whether a Deny covers an object of the plan.
pub(super) fn covers(deny: &Statement, object: &Object) -> Truth {
    match &deny.resources {
        Some(Scope::Only(patterns)) => Truth::any(
            patterns.iter().map(|pattern| resource_matches(pattern, object, Reading::Segments, &Facts::none())),
        ),
        Some(Scope::AllBut(_)) | None => Truth::False,
    }
}
