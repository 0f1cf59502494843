//! Who a whole statement lets in: its principals and its conditions together.

use super::{Classified, Owners, Party, Reach, classified, classify, of_account};
use crate::iam::condition::{Restriction, Who, restriction};
use crate::iam::document::{Effect, Statement};
use crate::iam::text::{Symbol, Text};
use crate::truth::Truth;

/// One party that an Allow lets in.
#[derive(Clone, Debug, PartialEq)]
pub struct Admission {
    /// Who, conditions included
    pub who: Classified,
    /// The principal as written
    pub principal: Text,
    /// Whether conditions limit who gets in, and why
    pub restriction: Restriction,
}

/// Everyone an Allow of a resource or trust policy lets in; a Deny lets nobody in.
pub fn admitted(statement: &Statement, owners: &Owners) -> Vec<Admission> {
    let Some(principals) = statement.principals.as_ref().filter(|_| statement.effect == Effect::Allow) else {
        return Vec::new();
    };
    let limits = restriction(&statement.conditions);
    if principals.negated {
        let all = classified(Party::Public, Reach::Other, "`NotPrincipal` with Allow lets in all but a few".to_owned());
        return limit(all, &Text::literal("*"), &limits, owners);
    }
    let each = principals.entries.iter().map(|entry| (classify(entry, owners), &entry.id));
    each.flat_map(|(who, id)| limit(who, id, &limits, owners)).collect()
}

/// Replaces the public, and foreign accounts, by those that the conditions leave of them.
fn limit(who: Classified, id: &Text, limits: &Restriction, owners: &Owners) -> Vec<Admission> {
    let admission = |who| Admission { who, principal: id.clone(), restriction: limits.clone() };
    let left = match (&who.party, limits.restricts) {
        (Party::Public, Truth::True) => left_of_public(limits, owners),
        (Party::Public, Truth::Unknown) => {
            let reason = limits.reasons.join(", ");
            vec![classified(Party::Unknown(reason.as_str().into()), Reach::Other, reason)]
        }
        (Party::Foreign(..), Truth::True) if is_own_organisation(limits, owners) => {
            let reason = format!("{}, within one's own organisation", who.reason);
            vec![Classified { party: Party::Own, reason, ..who }]
        }
        (Party::Foreign(..), Truth::True) if by_organisation(limits) && owners.organisations.is_empty() => {
            let party = Party::Unknown("one's own organisation is not established".into());
            vec![Classified { party, ..who }]
        }
        _ => vec![who],
    };
    left.into_iter().map(admission).collect()
}

fn left_of_public(limits: &Restriction, owners: &Owners) -> Vec<Classified> {
    let other = |text: String| classified(Party::Limited, Reach::Other, text);
    let left = limits.values.iter().map(|value| match limits.who {
        Some(Who::Account) => match value.as_literal() {
            Some(number) => of_account(number, owners, value, Reach::Account),
            None if value.as_symbol().is_some_and(Symbol::is_free) => {
                let cause = "whose account it is depends on what it holds";
                classified(Party::Unknown(cause.into()), Reach::Account, format!("`{value}`: {cause}"))
            }
            None => classified(Party::Own, Reach::Account, format!("`{value}` is an account of this plan")),
        },
        Some(Who::Organisation | Who::OrganisationPath) => organisation(value, owners),
        Some(Who::Arn) => {
            let principal =
                crate::iam::document::Principal { kind: crate::iam::document::PrincipalKind::Aws, id: value.clone() };
            classify(&principal, owners)
        }
        Some(Who::Network | Who::Addresses | Who::UserId) | None => other(format!("only from `{value}`")),
    });
    let mut left: Vec<Classified> = left.collect();
    left.dedup();
    if left.is_empty() { vec![other(limits.reasons.join(", "))] } else { left }
}

fn organisation(value: &Text, owners: &Owners) -> Classified {
    let id = value.prefix().split('/').next().unwrap_or_default();
    let (party, fact) = if value.as_symbol().is_some() || owners.organisations.contains(id) {
        (Party::Own, "is one's own organisation")
    } else if owners.organisations.is_empty() {
        (Party::Unknown("one's own organisation is not established".into()), "is an organisation")
    } else {
        (Party::Foreign(id.into(), None), "is another organisation")
    };
    classified(party, Reach::Account, format!("`{value}` {fact}"))
}

fn by_organisation(limits: &Restriction) -> bool {
    matches!(limits.who, Some(Who::Organisation | Who::OrganisationPath))
}

fn is_own_organisation(limits: &Restriction, owners: &Owners) -> bool {
    by_organisation(limits) && limits.values.iter().all(|value| organisation(value, owners).party == Party::Own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::iam::document::Document;
    use std::collections::BTreeSet;

    fn parties(rest: &str) -> Vec<Party> {
        let set = |id: &str| BTreeSet::from([id.to_owned()]);
        let owners = Owners { own: set("111122223333"), trusted: set("444455556666"), organisations: set("o-own") };
        let text =
            format!(r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Action":"sts:AssumeRole",{rest}}}}}"#);
        let document = Document::from_text(&text).unwrap();
        admitted(&document.statements[0], &owners).into_iter().map(|admission| admission.who.party).collect()
    }

    #[test]
    fn conditions_say_what_is_left_of_everyone() {
        let anyone = |block: &str| parties(&format!(r#""Principal":"*","Condition":{block}"#));
        assert_eq!(parties(r#""Principal":"*""#), [Party::Public]);
        assert_eq!(parties(r#""NotPrincipal":{"AWS":"111122223333"}"#), [Party::Public]);
        assert_eq!(anyone(r#"{"StringEquals":{"aws:PrincipalOrgID":"o-own"}}"#), [Party::Own]);
        assert_eq!(
            anyone(r#"{"StringEquals":{"aws:PrincipalOrgID":"o-other"}}"#),
            [Party::Foreign("o-other".into(), None)]
        );
        assert_eq!(
            anyone(r#"{"StringEquals":{"aws:PrincipalAccount":["111122223333","999900001111"]}}"#),
            [Party::Own, Party::Foreign("999900001111".into(), None)]
        );
        assert_eq!(anyone(r#"{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/*"}}"#), [Party::Own]);
        assert_eq!(anyone(r#"{"StringEquals":{"aws:SourceVpce":"vpce-1"}}"#), [Party::Limited]);
        assert_eq!(anyone(r#"{"Bool":{"aws:SecureTransport":"true"}}"#), [Party::Public]);
        assert!(matches!(anyone(r#"{"StringEquals":{"example:Key":"x"}}"#)[..], [Party::Unknown(_)]));
    }

    #[test]
    fn an_account_of_ones_own_organisation_is_own() {
        let block = r#""Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-own"}}"#;
        assert_eq!(parties(&format!(r#""Principal":{{"AWS":"999900001111"}},{block}"#)), [Party::Own]);
    }
}
