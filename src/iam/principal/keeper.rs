//! Whose a key is, as its policy tells: KMS takes no policy that its caller may not change again, nor a caller of another
//! account.
//!
//! <https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#prevent-unmanageable-key>

use std::collections::BTreeSet;

use crate::iam::document::{Document, Scope, Statement};
use crate::iam::pattern::action_matches;
use crate::iam::text::Text;
use crate::truth::Truth;

/// The one account whose principals may change the policy of a key that has this one.
pub fn keeper(document: &Document) -> Option<String> {
    let mut accounts: BTreeSet<Option<String>> = BTreeSet::new();
    for statement in document.statements.iter().filter(|one| one.is_allow() && !changes_policy(one).is_false()) {
        let principals = statement.principals.as_ref().filter(|some| !some.negated)?;
        accounts.extend(principals.entries.iter().map(|one| account_of(&one.id)));
    }
    if accounts.len() > 1 { None } else { accounts.pop_first().flatten() }
}

fn changes_policy(statement: &Statement) -> Truth {
    let patterns = statement.actions.patterns();
    let named = Truth::any(patterns.iter().map(|pattern| action_matches(pattern, "kms:PutKeyPolicy")));
    if matches!(statement.actions, Scope::AllBut(_)) { !named } else { named }
}

/// The account in the ARN of a principal, or a bare account.
pub fn account_of(principal: &Text) -> Option<String> {
    let text = principal.as_literal()?;
    let id = text.split(':').nth(4).unwrap_or(text);
    (id.len() == 12 && id.bytes().all(|b| b.is_ascii_digit())).then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keeper_of(statements: &str) -> Option<String> {
        let text = format!(r#"{{"Version": "2012-10-17", "Statement": [{statements}]}}"#);
        keeper(&Document::from_text(&text).unwrap())
    }

    fn allow(principal: &str, action: &str) -> String {
        format!(r#"{{"Effect": "Allow", "Principal": {principal}, "Action": "{action}", "Resource": "*"}}"#)
    }

    const ROOT: &str = r#"{"AWS": "arn:aws:iam::111122223333:root"}"#;
    const OTHER: &str = r#"{"AWS": "arn:aws:iam::444455556666:root"}"#;

    #[test]
    fn who_may_change_the_policy_alone_keeps_the_key() {
        let ours = Some("111122223333".to_owned());
        assert_eq!(keeper_of(&allow(ROOT, "kms:*")), ours);
        assert_eq!(keeper_of(&format!("{},{}", allow(ROOT, "kms:Put*"), allow(OTHER, "kms:Decrypt"))), ours);
        let service = allow(r#"{"Service": "logs.amazonaws.com"}"#, "kms:Encrypt*");
        assert_eq!(keeper_of(&format!("{},{service}", allow(ROOT, "kms:*"))), ours);
    }

    #[test]
    fn of_several_none_is_told() {
        assert_eq!(keeper_of(&format!("{},{}", allow(ROOT, "kms:*"), allow(OTHER, "kms:*"))), None);
        assert_eq!(keeper_of(&allow(r#""*""#, "kms:*")), None);
        assert_eq!(keeper_of(&format!("{},{}", allow(ROOT, "kms:*"), allow(r#""*""#, "kms:*"))), None);
        assert_eq!(keeper_of(&allow(ROOT, "kms:Decrypt")), None);
        let all_but = r#"{"Effect": "Allow", "NotPrincipal": {"AWS": "444455556666"}, "Action": "*", "Resource": "*"}"#;
        assert_eq!(keeper_of(&format!("{},{all_but}", allow(ROOT, "kms:*"))), None);
    }
}
