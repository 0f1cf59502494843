//! Whether a document takes back what one of its Allows gives the public: an Allow and its document in, the Deny out.

use crate::iam::condition::{Kind, shuts_out};
use crate::iam::document::{Condition, Document, PrincipalKind, Principals, Scope, Statement};
use crate::iam::facts::Facts;
use crate::iam::pattern::{Object, Reading, action_covers, actions_intersect, resource_matches};
use crate::iam::text::Text;
use crate::truth::Truth;

/// What the Denies of a document leave of a public Allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closure {
    /// Whether they keep the public out
    pub truth: Truth,
    /// The statement that does, by its position from 0
    pub by: Option<usize>,
}

/// Whether one Deny of the document covers all that `allow` gives, for everyone or for everyone but fixed tenants.
pub fn closed_by(allow: &Statement, document: &Document) -> Closure {
    let mut best = Closure { truth: Truth::False, by: None };
    for deny in document.statements.iter().filter(|statement| !statement.is_allow()) {
        let truth = closes(deny, allow);
        if truth > best.truth {
            best = Closure { truth, by: Some(deny.index) };
        }
    }
    best
}

fn closes(deny: &Statement, allow: &Statement) -> Truth {
    let everyone = deny.principals.as_ref().map_or(Truth::False, everyone);
    everyone.and(actions(&deny.actions, &allow.actions)).and(resources(deny, allow)).and(conditions(&deny.conditions))
}

/// `NotPrincipal` with Deny denies everyone who is not listed.
fn everyone(principals: &Principals) -> Truth {
    let all = principals.entries.iter().any(|entry| match entry.kind {
        PrincipalKind::Anyone => true,
        PrincipalKind::Aws => entry.id.as_literal() == Some("*"),
        PrincipalKind::Service | PrincipalKind::Federated | PrincipalKind::CanonicalUser => false,
    });
    (all != principals.negated).into()
}

fn actions(deny: &Scope, allow: &Scope) -> Truth {
    let pairs = |test: &dyn Fn(&str, &str) -> bool, own: &[Text], other: &Text| {
        Truth::any(own.iter().map(|own| match (own.as_literal(), other.as_literal()) {
            (Some(own), Some(other)) => test(own, other).into(),
            _ => Truth::Unknown,
        }))
    };
    match (deny, allow) {
        (Scope::Only(own), Scope::Only(others)) => {
            Truth::all(others.iter().map(|other| pairs(&action_covers, own, other)))
        }
        (Scope::AllBut(own), Scope::Only(others)) => {
            Truth::all(others.iter().map(|other| !pairs(&actions_intersect, own, other)))
        }
        // All but a few actions are only covered by all of them.
        (Scope::Only(own), Scope::AllBut(_)) => pairs(&action_covers, own, &Text::literal("*")),
        (Scope::AllBut(_), Scope::AllBut(_)) => Truth::False,
    }
}

fn resources(deny: &Statement, allow: &Statement) -> Truth {
    let star = [Text::literal("*")];
    let given: &[Text] = match &allow.resources {
        Some(Scope::Only(patterns)) => patterns,
        Some(Scope::AllBut(_)) | None => &star,
    };
    let covered = |own: &[Text], other: &Text| {
        let object = Object::outside(other.clone());
        Truth::any(own.iter().map(|own| resource_matches(own, &object, Reading::Segments, &Facts::none())))
    };
    match &deny.resources {
        None => Truth::True,
        Some(Scope::Only(own)) => Truth::all(given.iter().map(|other| covered(own, other))),
        Some(Scope::AllBut(_)) => Truth::False,
    }
}

/// A Deny applies only where all its conditions hold, so each of them has to hold for every outsider.
fn conditions(conditions: &[Condition]) -> Truth {
    Truth::all(conditions.iter().map(|condition| match spares_services(condition) {
        true => Truth::True,
        false => shuts_out(condition),
    }))
}

/// `aws:PrincipalIsAWSService` and `aws:ViaAWSService` set to false hold for everyone but AWS services.
fn spares_services(condition: &Condition) -> bool {
    let key = condition.key.to_ascii_lowercase();
    matches!(key.as_str(), "aws:principalisawsservice" | "aws:viaawsservice")
        && condition.operator.test.kind == Kind::Bool
        && condition.values.iter().all(|value| value.as_literal() == Some("false"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Truth::{False, True};

    fn closed(deny: &str) -> Truth {
        let text = format!(
            r#"{{"Version":"2012-10-17","Statement":[
            {{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}},
            {{"Effect":"Deny",{deny}}}]}}"#
        );
        let document = Document::from_text(&text).unwrap();
        closed_by(&document.statements[0], &document).truth
    }

    #[test]
    fn a_deny_closes_what_it_covers_for_everyone_outside() {
        let all = r#""Action":"s3:*","Resource":"*""#;
        for (deny, expected) in [
            (format!(r#""Principal":"*",{all}"#), True),
            (format!(r#""NotPrincipal":{{"AWS":"111122223333"}},{all}"#), True),
            (format!(r#""Principal":{{"AWS":"111122223333"}},{all}"#), False),
            (r#""Principal":"*","Action":"s3:Put*","Resource":"*""#.to_owned(), False),
            (r#""Principal":"*","NotAction":"s3:Put*","Resource":"arn:aws:s3:::b/*""#.to_owned(), True),
            (r#""Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::b/x/*""#.to_owned(), False),
            (with(all, r#"{"StringNotEquals":{"aws:PrincipalOrgID":"o-abc"}}"#), True),
            (with(all, r#"{"StringNotEqualsIfExists":{"aws:SourceVpce":"vpce-1"}}"#), True),
            (with(all, r#"{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}"#), True),
            (with(all, r#"{"NotIpAddress":{"aws:SourceIp":"0.0.0.0/0"}}"#), False),
            (with(all, r#"{"StringEquals":{"aws:PrincipalOrgID":"o-abc"}}"#), False),
            (with(all, r#"{"Bool":{"aws:SecureTransport":"false"}}"#), False),
            (
                with(
                    all,
                    r#"{"StringNotEquals":{"aws:PrincipalOrgID":"o-abc"},"BoolIfExists":{"aws:PrincipalIsAWSService":"false"}}"#,
                ),
                True,
            ),
        ] {
            assert_eq!(closed(&deny), expected, "{deny}");
        }
    }

    fn with(rest: &str, block: &str) -> String {
        format!(r#""Principal":"*",{rest},"Condition":{block}"#)
    }
}
