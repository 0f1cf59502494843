//! Whether a document takes back what one of its Allows gives, to the public or to one account: an Allow and its document
//! in, whether a Deny covers it out.

use super::arn::{Account, account};
use super::{Owners, role_of_session, without_path};
use crate::iam::condition::{Kind, holds, mirrored, restriction, shuts_out};
use crate::iam::document::{Condition, Document, Principal, PrincipalKind, Principals, Scope, Statement};
use crate::iam::facts::Facts;
use crate::iam::pattern::{Object, Reading, action_covers, actions_intersect, resource_matches};
use crate::iam::text::{Part, Text, is_of_owner};
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

/// An Allow for everyone as if it named those alone whom the Denies that close it spare, an Allow for each of them. Where several
/// close it, those of one exception hold together, and what the others spare is left to `taken_back`.
pub(super) fn spared(allow: &Statement, document: &Document) -> Vec<Statement> {
    let names_all = allow.principals.as_ref().is_some_and(|principals| everyone(principals).is_true());
    if !allow.is_allow() || !names_all || restriction(&allow.conditions).restricts.is_true() {
        return Vec::new();
    }
    let denies = document.statements.iter().filter(|statement| !statement.is_allow());
    let closing = denies.filter(|deny| closes(deny, allow).is_true());
    let (one, several): (Vec<_>, Vec<_>) = closing.partition(|deny| exceptions(deny, allow).len() <= 1);
    match (one.as_slice(), several.first()) {
        ([], None) => Vec::new(),
        ([], Some(deny)) => exceptions(deny, allow),
        (one, _) => one.iter().fold(vec![allow.clone()], |left, deny| {
            left.iter().flat_map(|statement| exceptions(deny, statement)).collect()
        }),
    }
}

/// An Allow for each exception of a Deny: whom its `NotPrincipal` names, and who does not meet one of its conditions.
fn exceptions(deny: &Statement, allow: &Statement) -> Vec<Statement> {
    let named = deny.principals.iter().filter(|principals| principals.negated);
    let named = named.map(|principals| Principals { negated: false, ..principals.clone() });
    let named = named.map(|principals| Statement { principals: Some(principals), ..allow.clone() });
    let met = deny.conditions.iter().filter_map(mirrored).map(|condition| {
        let conditions = allow.conditions.iter().cloned().chain([condition]).collect();
        Statement { conditions, ..allow.clone() }
    });
    named.chain(met).collect()
}

/// An Allow with what the Denies of its document ask for besides: what one does not deny meets its condition. A service is
/// one of AWS wherever a Deny is for those only.
pub fn narrowed(allow: &Statement, document: &Document, of_service: bool) -> Statement {
    let mut left = allow.clone();
    for deny in document.statements.iter().filter(|statement| !statement.is_allow()) {
        let covers = actions(&deny.actions, &allow.actions).and(resources(deny, allow)).is_true();
        let mut rest = deny.conditions.iter().filter(|condition| !(of_service && is_of_services(condition)));
        if let (true, Some(condition), None) = (covers && is_named_by(allow, deny), rest.next(), rest.next()) {
            left.conditions = left.conditions.iter().cloned().chain(mirrored(condition)).collect();
        }
    }
    left
}

/// Whether a Deny is for everyone whom an Allow names.
fn is_named_by(allow: &Statement, deny: &Statement) -> bool {
    let (Some(allow), Some(deny)) = (&allow.principals, &deny.principals) else { return false };
    let within = |entry: &Principal| deny.entries.contains(entry) && entry.id.unknown_cause().is_none();
    !allow.negated && !deny.negated && (everyone(deny).is_true() || allow.entries.iter().all(within))
}

/// Whether a condition holds whenever an AWS service asks.
fn is_of_services(condition: &Condition) -> bool {
    let facts = Facts::none().with("aws:PrincipalIsAWSService", "true");
    holds(condition, &facts) == Some(Truth::True)
}

/// What the Denies of a document take back of what an Allow gives to one principal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Back {
    /// All of it
    All,
    /// Not all of it
    Some,
    /// It can't be told, and why
    Open(String),
}

/// Whether one Deny of the document covers all that `allow` gives to a principal of an account that is not one's own.
pub fn taken_back(principal: &Text, allow: &Statement, document: &Document, owners: &Owners) -> Back {
    let mut back = Back::Some;
    for deny in document.statements.iter().filter(|statement| !statement.is_allow()) {
        let named = deny.principals.as_ref().map_or(Truth::False, |principals| names(principals, principal));
        let covers = named.and(actions(&deny.actions, &allow.actions)).and(resources(deny, allow));
        let met = |condition: &Condition| meets(condition, principal, owners);
        match covers.and(Truth::all(deny.conditions.iter().map(met))) {
            Truth::True => return Back::All,
            Truth::False => {}
            Truth::Unknown => back = Back::Open(doubt(deny.conditions.iter().find(|one| met(one).is_unknown()))),
        }
    }
    back
}

/// Why it can't be told whether a Deny covers something: a condition of it, or else what it names.
fn doubt(condition: Option<&Condition>) -> String {
    match condition {
        Some(condition) if condition.key.eq_ignore_ascii_case("aws:PrincipalOrgID") => {
            "who is in the organisation that a Deny of the same policy spares is not established".to_owned()
        }
        Some(Condition { key, .. }) if key.eq_ignore_ascii_case("aws:PrincipalArn") => {
            "whether it is whom a Deny of the same policy spares is not known".to_owned()
        }
        Some(Condition { key, .. }) => {
            format!("`{key}` in a Deny of the same policy is a condition key that plangate does not know")
        }
        None => "what a Deny of the same policy names is known after apply".to_owned(),
    }
}

fn number(principal: &Text) -> Option<&str> {
    match account(principal) {
        Account::Known(number) => Some(number),
        _ => None,
    }
}

/// Whether a principal is all of its account.
fn is_account(principal: &Text) -> bool {
    principal.as_literal().is_some_and(|text| !text.contains(':') || text.ends_with(":root"))
}

/// Whether an ARN is that of the role of which a principal is a session. The session does not tell the role's path.
fn is_role(arn: &Text, principal: &Text) -> bool {
    role_of_session(principal).is_some_and(|role| role == without_path(arn))
}

/// Whether principals of a Deny are, together, all that a principal stands for. An account stands for all that is in it.
fn names(principals: &Principals, principal: &Text) -> Truth {
    let own = number(principal);
    let one = |entry: &Principal, same_account: &dyn Fn(&Text) -> bool| match (entry.kind, entry.id.as_literal()) {
        (PrincipalKind::Anyone, _) | (PrincipalKind::Aws, Some("*")) => Truth::True,
        (PrincipalKind::Aws, Some(_)) => {
            let same = own.is_some() && number(&entry.id) == own;
            (entry.id == *principal || is_role(&entry.id, principal) || same && same_account(&entry.id)).into()
        }
        (PrincipalKind::Aws, None) if entry.id.unknown_cause().is_some() => Truth::Unknown,
        (PrincipalKind::Aws, None) if entry.id == *principal && !entry.id.has_variable() => Truth::True,
        _ => Truth::False,
    };
    let any = |same: &dyn Fn(&Text) -> bool| Truth::any(principals.entries.iter().map(|entry| one(entry, same)));
    // Who is spared is not denied, be it one role of the account.
    if principals.negated { !any(&|_| true) } else { any(&is_account) }
}

/// Whether a condition of a Deny holds whenever somebody of an account that is not one's own asks.
fn meets(condition: &Condition, principal: &Text, owners: &Owners) -> Truth {
    let facts = Facts::none().with("aws:PrincipalIsAWSService", "false").with("aws:ViaAWSService", "false");
    let facts = facts.with("aws:SecureTransport", "true");
    let facts = match number(principal) {
        Some(number) => facts.with("aws:PrincipalAccount", number),
        None => facts,
    };
    if let Some(told) = holds(condition, &facts) {
        return told;
    }
    let negated = condition.operator.test.negated;
    match condition.key.to_ascii_lowercase().as_str() {
        // Whoever is in one's own organisation is not foreign, and of another one nobody knows who is in it.
        "aws:principalorgid" => {
            let own = |value: &Text| match value.parts() {
                [Part::Literal(id)] => owners.organisations.contains(&**id),
                [Part::Variable(name)] => is_of_owner(name),
                _ => false,
            };
            match (condition.values.iter().all(own), negated) {
                (true, true) => Truth::True,
                (true, false) => Truth::False,
                (false, _) => Truth::Unknown,
            }
        }
        "aws:principalarn" => {
            // That of a session is its role's, so that none is the ARN of a session.
            let of_session = |value: &Text| role_of_session(value).is_some();
            // Of whom no account is known, it may be the one that is spared, unless that is of one's own.
            let other = |value: &Text| match (number(value), number(principal)) {
                _ if of_session(value) => Truth::True,
                (Some(spared), Some(asking)) => (spared != asking).into(),
                (Some(spared), None) if owners.own.contains(spared) => Truth::True,
                (Some(_), None) => Truth::Unknown,
                (None, _) => Truth::False,
            };
            let named = |value: &Text| !of_session(value) && (value == principal || is_role(value, principal));
            match negated {
                true => Truth::all(condition.values.iter().map(other)),
                false => condition.values.iter().any(named).into(),
            }
        }
        // A key that says from where it is asked leaves other places.
        _ if restriction(std::slice::from_ref(condition)).restricts.is_unknown() => Truth::Unknown,
        _ => Truth::False,
    }
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

    #[test]
    fn who_is_spared_of_everyone_is_let_in() {
        let all = r#""Principal":"*","Action":"s3:*","Resource":"*""#;
        let not = |block: &str| format!(r#"{{"Effect":"Deny",{all},"Condition":{block}}}"#);
        let own = not(r#"{"StringNotEquals":{"aws:PrincipalAccount":"111122223333"}}"#);
        let both = not(r#"{"StringNotEquals":{"aws:PrincipalAccount":["111122223333","999900001111"]}}"#);
        let role = r#""ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::999900001111:role/reader"}"#;
        let either = not(&format!(r#"{{"StringNotEquals":{{"aws:PrincipalAccount":"111122223333"}},{role}}}"#));
        let root = "arn:aws:iam::999900001111:root";
        let named = format!(r#"{{"Effect":"Deny","NotPrincipal":{{"AWS":"{root}"}},"Action":"s3:*","Resource":"*"}}"#);
        let parties = |denies: &[&str]| {
            let allow = r#"{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}"#;
            let document = Document::from_text(&format!(r#"{{"Statement":[{allow},{}]}}"#, denies.join(","))).unwrap();
            let owners = Owners { own: ["111122223333".to_owned()].into(), ..Owners::default() };
            let spared = spared(&document.statements[0], &document);
            let admitted = spared.iter().flat_map(|one| super::super::admitted(one, &owners));
            let foreign = admitted.filter(|one| matches!(one.who.party, super::super::Party::Foreign(..)));
            foreign.map(|one| one.whom.to_string()).collect::<Vec<_>>()
        };
        let none: [&str; 0] = [];
        assert_eq!(parties(&[&own]), none);
        assert_eq!(parties(&[&both]), ["999900001111"]);
        assert_eq!(parties(&[&either]), ["arn:aws:iam::999900001111:role/reader"]);
        assert_eq!(parties(&[&named]), [root]);
        assert_eq!(parties(&[&both, &own]), none);
        assert_eq!(parties(&[&both, &format!(r#"{{"Effect":"Deny",{all}}}"#)]), none);
    }

    #[test]
    fn a_deny_takes_back_what_it_covers_for_one_account() {
        let owners = Owners { organisations: ["o-own".to_owned()].into(), ..Owners::default() };
        let all = r#""Action":"s3:*","Resource":"*""#;
        let role = "arn:aws:iam::999900001111:role/reader";
        let session = "arn:aws:sts::999900001111:assumed-role/reader/ci";
        for (principal, deny, expected) in [
            ("999900001111", r#""Principal":{"AWS":"arn:aws:iam::999900001111:root"}"#, True),
            (role, r#""Principal":{"AWS":"999900001111"}"#, True),
            (role, r#""Principal":{"AWS":"arn:aws:iam::999900001111:role/reader"}"#, True),
            (role, r#""Principal":{"AWS":"arn:aws:iam::999900001111:role/writer"}"#, False),
            ("999900001111", r#""Principal":{"AWS":"arn:aws:iam::999900001111:role/reader"}"#, False),
            ("999900001111", r#""NotPrincipal":{"AWS":"111122223333"}"#, True),
            ("999900001111", r#""NotPrincipal":{"AWS":"arn:aws:iam::999900001111:role/reader"}"#, False),
            (session, r#""Principal":{"AWS":"arn:aws:iam::999900001111:role/team/reader"}"#, True),
            (session, r#""Principal":{"AWS":"arn:aws:iam::999900001111:role/writer"}"#, False),
            (session, r#""Principal":{"AWS":"arn:aws:sts::999900001111:assumed-role/reader/ci"}"#, True),
            (session, r#""Principal":{"AWS":"arn:aws:sts::999900001111:assumed-role/reader/other"}"#, False),
            (role, r#""Principal":{"AWS":"arn:aws:sts::999900001111:assumed-role/reader/ci"}"#, False),
            ("*", r#""Principal":"*""#, True),
            ("*", r#""Principal":{"AWS":"999900001111"}"#, False),
        ] {
            let text = format!(
                r#"{{"Statement":[
                {{"Effect":"Allow","Principal":{{"AWS":"{principal}"}},"Action":"s3:GetObject","Resource":"*"}},
                {{"Effect":"Deny",{deny},{all}}}]}}"#
            );
            let document = Document::from_text(&text).unwrap();
            let told = taken_back(&principal.into(), &document.statements[0], &document, &owners);
            assert_eq!(truth(&told), expected, "{principal}: {deny}");
        }
        for (block, expected) in [
            (r#"{"StringNotEquals":{"aws:PrincipalOrgID":"o-own"}}"#, True),
            (r#"{"StringNotEquals":{"aws:PrincipalOrgID":"o-other"}}"#, Truth::Unknown),
            (r#"{"StringEquals":{"aws:PrincipalAccount":"999900001111"}}"#, True),
            (r#"{"StringNotEquals":{"aws:PrincipalAccount":"999900001111"}}"#, False),
            (r#"{"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/*"}}"#, True),
            (r#"{"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/deploy"}}"#, False),
            (r#"{"Bool":{"aws:SecureTransport":"false"}}"#, False),
            (r#"{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}"#, False),
            (r#"{"StringEquals":{"example:Team":"blue"}}"#, Truth::Unknown),
        ] {
            let text = format!(
                r#"{{"Statement":[
                {{"Effect":"Allow","Principal":{{"AWS":"999900001111"}},"Action":"s3:GetObject","Resource":"*"}},
                {{"Effect":"Deny","Principal":"*",{all},"Condition":{block}}}]}}"#
            );
            let document = Document::from_text(&text).unwrap();
            let told = taken_back(&"999900001111".into(), &document.statements[0], &document, &owners);
            assert_eq!(truth(&told), expected, "{block}");
        }
    }

    #[test]
    fn of_whom_no_account_is_known_may_be_spared_unless_that_is_ones_own() {
        let owners = Owners { own: ["111122223333".to_owned()].into(), ..Owners::default() };
        for (spared, expected) in [("111122223333", True), ("999900001111", Truth::Unknown)] {
            let text = format!(
                r#"{{"Statement":[
                {{"Effect":"Allow","Principal":{{"AWS":"AROAEXAMPLEID"}},"Action":"s3:GetObject","Resource":"*"}},
                {{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*",
                "Condition":{{"ArnNotEquals":{{"aws:PrincipalArn":"arn:aws:iam::{spared}:role/reader"}}}}}}]}}"#
            );
            let document = Document::from_text(&text).unwrap();
            let told = taken_back(&"AROAEXAMPLEID".into(), &document.statements[0], &document, &owners);
            assert_eq!(truth(&told), expected, "{spared}");
        }
    }

    #[test]
    fn the_principal_of_a_session_is_its_role() {
        let session = "arn:aws:sts::999900001111:assumed-role/reader/ci";
        for (block, expected) in [
            (r#"{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::999900001111:role/team/reader"}}"#, True),
            (r#"{"ArnEquals":{"aws:PrincipalArn":"arn:aws:sts::999900001111:assumed-role/reader/ci"}}"#, False),
            (r#"{"ArnNotEquals":{"aws:PrincipalArn":"arn:aws:sts::999900001111:assumed-role/reader/ci"}}"#, True),
            (r#"{"ArnNotEquals":{"aws:PrincipalArn":"arn:aws:iam::999900001111:role/reader"}}"#, False),
            (r#"{"StringLike":{"aws:userid":"AROAEXAMPLEID:*"}}"#, False),
        ] {
            let text = format!(
                r#"{{"Statement":[
                {{"Effect":"Allow","Principal":{{"AWS":"{session}"}},"Action":"s3:GetObject","Resource":"*"}},
                {{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{block}}}]}}"#
            );
            let document = Document::from_text(&text).unwrap();
            let told = taken_back(&session.into(), &document.statements[0], &document, &Owners::default());
            assert_eq!(truth(&told), expected, "{block}");
        }
    }

    fn truth(back: &Back) -> Truth {
        match back {
            Back::All => True,
            Back::Some => False,
            Back::Open(_) => Truth::Unknown,
        }
    }

    fn with(rest: &str, block: &str) -> String {
        format!(r#""Principal":"*",{rest},"Condition":{block}"#)
    }
}
