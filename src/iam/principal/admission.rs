//! Who a whole statement lets in: its principals and its conditions together.

use std::borrow::Cow;

use super::closure::spared;
use super::{Account, Classified, Owners, Party, Reach, account, classified, classify, of_account};
use super::{role_of_session, without_path};
use crate::iam::condition::{Limit, Restriction, Who, principal_id, restriction};
use crate::iam::document::{Document, Effect, Principal, PrincipalKind, Scope, Statement};
use crate::iam::text::{Part, Symbol, Text, is_of_owner};
use crate::truth::Truth;

/// One party that an Allow lets in.
#[derive(Clone, Debug, PartialEq)]
pub struct Admission {
    /// Who, conditions included
    pub who: Classified,
    /// The principal as written
    pub principal: Text,
    /// Whom it stands for: itself, or of everyone the one that a condition leaves
    pub whom: Text,
    /// Whether conditions limit who gets in, and why
    pub restriction: Restriction,
    /// The values of the condition that says who
    pub values: Vec<Text>,
}

impl Admission {
    fn spared(self) -> Self {
        let reason = format!("{}, and a Deny of the same policy spares it", self.who.reason);
        Self { who: Classified { reason, ..self.who }, ..self }
    }

    /// Whom it lets in, as patterns: see [`pattern`]. That of an organisation covers those of its units.
    pub fn whom(&self) -> Vec<String> {
        let unit = |value: &Text| match spelled(value) {
            id if id.contains('/') => id,
            id => id + "/*",
        };
        match (self.whom.as_literal(), self.values.as_slice()) {
            (Some("*"), []) => vec!["*".to_owned()],
            (Some("*"), values) => values.iter().map(unit).collect(),
            _ => vec![pattern(&self.whom)],
        }
    }
}

/// A principal as a pattern: its account, its name without a path, and its session. That of an account covers those of whoever is
/// in it, and that of a role those of its sessions.
pub fn pattern(principal: &Text) -> String {
    let Account::Known(number) = account(principal) else { return spelled(principal) };
    let (name, session) = match role_of_session(principal) {
        Some(role) => (role, spelled(principal).rsplit('/').next().unwrap_or_default().to_owned()),
        None => (without_path(principal), "*".to_owned()),
    };
    match spelled(&name).splitn(6, ':').nth(5) {
        None | Some("root") => format!("{number}:*"),
        Some(name) => format!("{number}:{name}:{session}"),
    }
}

/// A text with `*` for what is not known, which may be anything.
fn spelled(text: &Text) -> String {
    let pieces = text.parts().iter().map(|part| if let Part::Literal(text) = part { text } else { "*" });
    pieces.collect()
}

/// Everyone a document lets in, each with the Allow that does. Whom a Deny spares that closes an Allow for all others stands
/// beside, as if the Allow named it.
pub fn admissions<'d>(document: &'d Document, owners: &Owners) -> Vec<(Cow<'d, Statement>, Admission)> {
    let mut all = Vec::new();
    for statement in document.statements.iter() {
        all.extend(admitted(statement, owners).into_iter().map(|one| (Cow::Borrowed(statement), one)));
        for named in spared(statement, document) {
            let spared = admitted(&named, owners).into_iter().map(Admission::spared);
            all.extend(spared.map(|one| (Cow::Owned(named.clone()), one)));
        }
    }
    all
}

/// Everyone an Allow of a resource or trust policy lets in; a Deny lets nobody in.
pub fn admitted(statement: &Statement, owners: &Owners) -> Vec<Admission> {
    let gives =
        statement.effect == Effect::Allow && !matches!(&statement.actions, Scope::Only(none) if none.is_empty());
    let Some(principals) = statement.principals.as_ref().filter(|_| gives) else { return Vec::new() };
    let limits = restriction(&statement.conditions);
    if principals.negated {
        let all = classified(Party::Public, Reach::Other, "`NotPrincipal` with Allow lets in all but a few".to_owned());
        let anyone = Principal { kind: PrincipalKind::Aws, id: Text::literal("*") };
        return limit(all, &anyone, &limits, owners);
    }
    principals.entries.iter().flat_map(|entry| limit(classify(entry, owners), entry, &limits, owners)).collect()
}

/// Replaces the public, and accounts that are not one's own, by those that the conditions leave of them.
fn limit(who: Classified, principal: &Principal, limits: &Restriction, owners: &Owners) -> Vec<Admission> {
    let admission = |who, values: &[Text]| Admission {
        who,
        principal: principal.id.clone(),
        whom: principal.id.clone(),
        restriction: limits.clone(),
        values: values.to_vec(),
    };
    if limits.nobody {
        return vec![admission(nobody(), &[])];
    }
    let open = |cause: &str, who: Classified| Classified { party: Party::Unknown(cause.into()), ..who };
    // What a service or an identity provider asks for has keys of its own.
    let is_caller = matches!(principal.kind, PrincipalKind::Aws | PrincipalKind::CanonicalUser);
    let of_caller = || limits.limits.iter().filter(|limit| limit.is_of_caller && is_caller);
    let said = || narrowest(of_caller(), owners);
    // One that is not known yet may leave only one's own.
    let waits = |of: &dyn Fn(&Limit) -> bool| {
        let waiting = limits.open.iter().any(|limit| names_whose(limit) && of(limit));
        waiting.then(|| format!("whom its conditions leave is not known: {}", limits.reasons.join(", ")))
    };
    match (&who.party, limits.restricts) {
        (Party::Public, Truth::True) => match narrowest(limits.limits.iter(), owners) {
            Some((limit, left)) => {
                let waits = waits(&|_| !is_own(&left));
                let left = left.into_iter().map(|(who, whom)| {
                    let who = match &waits {
                        Some(cause) => open(cause, who),
                        None => who,
                    };
                    let one = admission(who, &limit.values);
                    Admission { whom: whom.unwrap_or_else(|| one.whom.clone()), ..one }
                });
                left.collect()
            }
            None => vec![admission(who, &[])],
        },
        (Party::Public, Truth::Unknown) => {
            let reason = limits.reasons.join(", ");
            let values = limits.limits.first().map(|limit| &*limit.values).unwrap_or_default();
            vec![admission(classified(Party::Unknown(reason.as_str().into()), Reach::Other, reason), values)]
        }
        (Party::Unknown(_), Truth::True) => match said() {
            // One principal is of one account, be it that only a condition tells which.
            Some((limit, left)) if principal.id.as_literal().is_some() && left.len() == 1 || is_own(&left) => {
                left.into_iter().map(|(who, _)| admission(who, &limit.values)).collect()
            }
            _ => vec![admission(who, &[])],
        },
        (Party::Foreign(..), Truth::True) => match said() {
            Some((limit, left)) if is_own(&left) => {
                let within = if by_organisation(limit) { "organisation" } else { "account" };
                let reason = format!("{}, within one's own {within}", who.reason);
                vec![admission(Classified { party: Party::Own, reason, ..who }, &limit.values)]
            }
            Some((limit, _)) if by_organisation(limit) && owners.organisations.is_empty() => {
                let reason = format!("{}, and {ORGANISATION}", who.reason);
                vec![admission(open(ORGANISATION, Classified { reason, ..who }), &limit.values)]
            }
            _ => match waits(&|limit| limit.is_of_caller) {
                Some(cause) => vec![admission(open(&cause, who), &[])],
                None => vec![admission(who, &[])],
            },
        },
        (Party::Foreign(..), Truth::Unknown) if of_caller().any(names_whose) => {
            vec![admission(open(&limits.reasons.join(", "), who), &[])]
        }
        _ => vec![admission(who, &[])],
    }
}

const ORGANISATION: &str = "one's own organisation is not established";

/// All conditions hold together, so the one that leaves the least decides.
fn narrowest<'l>(limits: impl Iterator<Item = &'l Limit>, owners: &Owners) -> Option<(&'l Limit, Vec<Left>)> {
    let rank = |limit: &Limit, party: &Party| match party {
        Party::Own | Party::Aws(_) => 0,
        Party::Trusted(_) => 1,
        // An id does not tell the account, which another condition may.
        Party::Unknown(_) if limit.who == Some(Who::UserId) => 4,
        Party::Unknown(_) => 2,
        Party::Foreign(..) => 3,
        Party::Public | Party::Service(_) | Party::Federated(_) | Party::Limited => 5,
    };
    let each = limits.map(|limit| (limit, left_by(limit, owners)));
    each.min_by_key(|(limit, left)| left.iter().map(|(one, _)| rank(limit, &one.party)).max())
}

/// Whom a condition leaves, and the principal that this is, if it is one.
type Left = (Classified, Option<Text>);

/// Whom a condition leaves of everyone.
fn left_by(limit: &Limit, owners: &Owners) -> Vec<Left> {
    // What the key holds of a session is the ARN of its role, so that of a session is nobody's:
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
    let is_nobodys =
        |value: &Text| limit.who == Some(Who::Arn) && limit.is_of_caller && role_of_session(value).is_some();
    let one = |value: &Text| match limit.who {
        Some(Who::Account) => match value.as_literal() {
            Some(number) => of_account(number, owners, value, Reach::Account),
            None if value.as_symbol().is_some_and(Symbol::is_free) => {
                let cause = "whose account it is depends on what it holds";
                classified(Party::Unknown(cause.into()), Reach::Account, format!("`{value}`: {cause}"))
            }
            None => classified(Party::Own, Reach::Account, format!("`{value}` is an account of this plan")),
        },
        Some(Who::Organisation | Who::OrganisationPath) => organisation(value, owners),
        Some(Who::Arn) => classify(&Principal { kind: PrincipalKind::Aws, id: value.clone() }, owners),
        Some(Who::UserId) => classify(&Principal { kind: PrincipalKind::Aws, id: principal_id(value) }, owners),
        Some(Who::Network | Who::Addresses) | None => {
            classified(Party::Limited, Reach::Other, format!("only from `{value}`"))
        }
    };
    let is_one = matches!(limit.who, Some(Who::Account | Who::Arn));
    let values = limit.values.iter().filter(|value| !is_nobodys(value));
    let mut left: Vec<Left> = values.map(|value| (one(value), is_one.then(|| value.clone()))).collect();
    left.dedup();
    // A condition without a value that may be holds for nobody.
    if left.is_empty() {
        left.push((nobody(), None));
    }
    left
}

fn nobody() -> Classified {
    classified(Party::Limited, Reach::Other, "nobody".to_owned())
}

fn organisation(value: &Text, owners: &Owners) -> Classified {
    let id = value.prefix().split('/').next().unwrap_or_default();
    let is_own = matches!(value.parts(), [Part::Symbol(_)])
        || matches!(value.parts(), [Part::Variable(name)] if is_of_owner(name));
    let (party, fact) = if is_own || owners.organisations.contains(id) {
        (Party::Own, "is one's own organisation")
    } else if owners.organisations.is_empty() {
        (Party::Unknown(ORGANISATION.into()), "is an organisation")
    } else {
        (Party::Foreign(id.into(), None), "is another organisation")
    };
    classified(party, Reach::Account, format!("`{value}` {fact}"))
}

fn names_whose(limit: &Limit) -> bool {
    matches!(limit.who, Some(Who::Account | Who::Organisation | Who::OrganisationPath | Who::Arn))
}

fn is_own(left: &[Left]) -> bool {
    left.iter().all(|(one, _)| one.party == Party::Own)
}

fn by_organisation(limit: &Limit) -> bool {
    matches!(limit.who, Some(Who::Organisation | Who::OrganisationPath))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::iam::document::Document;
    use std::collections::BTreeSet;

    fn parties(rest: &str) -> Vec<Party> {
        let set = |id: &str| BTreeSet::from([id.to_owned()]);
        let (own, trusted, organisations) = (set("111122223333"), set("444455556666"), set("o-own"));
        let owners = Owners { own, trusted, organisations, ..Owners::default() };
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
    fn who_is_within_another_is_covered_by_its_pattern() {
        let of = |kind: &str, id: &str| pattern(&Text::literal(&format!("arn:aws:{kind}::999900001111:{id}")));
        assert_eq!(pattern(&"999900001111".into()), "999900001111:*");
        assert_eq!(of("iam", "root"), "999900001111:*");
        assert_eq!(of("iam", "role/team/reader"), "999900001111:role/reader:*");
        assert_eq!(of("sts", "assumed-role/reader/ci"), "999900001111:role/reader:ci");
        assert_eq!(of("iam", "user/a"), "999900001111:user/a:*");
    }

    #[test]
    fn an_account_of_ones_own_organisation_is_own() {
        let block = r#""Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-own"}}"#;
        assert_eq!(parties(&format!(r#""Principal":{{"AWS":"999900001111"}},{block}"#)), [Party::Own]);
        let through = r#""Condition":{"StringEquals":{"aws:VpceOrgID":"o-own"}}"#;
        let foreign = || Party::Foreign("999900001111".into(), None);
        assert_eq!(parties(&format!(r#""Principal":{{"AWS":"999900001111"}},{through}"#)), [foreign()]);
    }

    #[test]
    fn a_condition_tells_the_account_of_a_unique_id() {
        let of = |values: &str| {
            let block = format!(r#""Condition":{{"StringEquals":{{"aws:PrincipalAccount":{values}}}}}"#);
            parties(&format!(r#""Principal":{{"AWS":"AROAEXAMPLEID"}},{block}"#))
        };
        assert_eq!(of(r#""999900001111""#), [Party::Foreign("999900001111".into(), None)]);
        assert_eq!(of(r#""111122223333""#), [Party::Own]);
        assert!(matches!(of(r#"["111122223333","999900001111"]"#)[..], [Party::Unknown(_)]));
    }

    #[test]
    fn an_id_is_of_somebody_whose_account_it_does_not_tell() {
        let anyone = |value: &str| {
            parties(&format!(r#""Principal":"*","Condition":{{"StringLike":{{"aws:userid":"{value}"}}}}"#))
        };
        assert!(matches!(anyone("AROAEXAMPLEID:*")[..], [Party::Unknown(_)]));
        assert_eq!(anyone("111122223333:*"), [Party::Own]);
        assert_eq!(anyone("*:ci"), [Party::Public]);
        let block =
            r#"{"StringLike":{"aws:userid":"AROAEXAMPLEID:*"},"StringEquals":{"aws:PrincipalAccount":"999900001111"}}"#;
        let foreign = Party::Foreign("999900001111".into(), None);
        assert_eq!(parties(&format!(r#""Principal":"*","Condition":{block}"#)), [foreign]);
        let role = Text::symbol("aws_iam_role.r", "unique_id").then(&":*".into());
        let limit = Limit { who: Some(Who::UserId), is_of_caller: true, values: vec![role] };
        assert!(is_own(&left_by(&limit, &Owners::default())));
    }

    #[test]
    fn of_several_conditions_the_one_that_leaves_the_least_decides() {
        let block = r#"{"StringEquals":{"aws:SourceVpce":"vpce-1","aws:PrincipalAccount":"999900001111"}}"#;
        let foreign = Party::Foreign("999900001111".into(), None);
        assert_eq!(parties(&format!(r#""Principal":"*","Condition":{block}"#)), [foreign]);
        let block = r#"{"StringEquals":{"aws:PrincipalOrgID":"o-other","aws:PrincipalAccount":"111122223333"}}"#;
        assert_eq!(parties(&format!(r#""Principal":"*","Condition":{block}"#)), [Party::Own]);
    }

    #[test]
    fn a_condition_that_is_not_known_may_leave_ones_own() {
        let limit = |who, values: Vec<Text>| Limit { who: Some(who), is_of_caller: true, values };
        let limits = Restriction {
            nobody: false,
            restricts: Truth::True,
            limits: vec![limit(Who::Account, vec!["999900001111".into()])],
            open: vec![limit(Who::Organisation, vec![Text::unknown("var.organisation")])],
            reasons: Vec::new(),
        };
        let owners = Owners { own: BTreeSet::from(["111122223333".to_owned()]), ..Owners::default() };
        for id in ["*", "999900001111"] {
            let principal = Principal { kind: PrincipalKind::Aws, id: id.into() };
            let left = limit_of(&principal, &limits, &owners);
            assert!(matches!(left[..], [Party::Unknown(_)]), "{id}: {left:?}");
        }
    }

    #[test]
    fn of_everyone_each_that_is_left_stands_for_itself() {
        let whom = |block: &str| {
            let text =
                format!(r#"{{"Statement":{{"Effect":"Allow","Action":"s3:*","Principal":"*","Condition":{block}}}}}"#);
            let document = Document::from_text(&text).unwrap();
            let admitted = admitted(&document.statements[0], &Owners::default()).into_iter();
            admitted.map(|admission| admission.whom.to_string()).collect::<Vec<_>>()
        };
        let role = "arn:aws:iam::999900001111:role/reader";
        assert_eq!(
            whom(&format!(r#"{{"ArnEquals":{{"aws:PrincipalArn":["{role}","{role}2"]}}}}"#)),
            [role, &format!("{role}2")]
        );
        assert_eq!(whom(r#"{"StringEquals":{"aws:PrincipalAccount":"999900001111"}}"#), ["999900001111"]);
        assert_eq!(whom(r#"{"StringEquals":{"aws:PrincipalOrgID":"o-other"}}"#), ["*"]);
    }

    fn limit_of(principal: &Principal, limits: &Restriction, owners: &Owners) -> Vec<Party> {
        let left = super::limit(classify(principal, owners), principal, limits, owners);
        left.into_iter().map(|admission| admission.who.party).collect()
    }
}
