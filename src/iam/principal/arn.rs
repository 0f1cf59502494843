//! The account a principal stands for: its text in, the account and how much of it out.

use std::sync::Arc;

use super::Reach;
use crate::iam::text::{Part, Text, is_of_owner};

/// The account of an `AWS` principal.
pub(super) enum Account<'t> {
    /// An account id
    Known(&'t str),
    /// A wildcard where the account stands
    Wild,
    /// A reference to a resource of the plan, or to the caller's own account
    Reference,
    /// An origin access identity of CloudFront
    CloudFront,
    /// `AROA...`, `AIDA...`: what IAM shows in place of a deleted principal
    UniqueId,
    /// Not known, and why
    Unknown(Arc<str>),
}

/// Which account a principal belongs to.
pub(super) fn account(id: &Text) -> Account<'_> {
    let mut colons = 0;
    for part in id.parts() {
        match part {
            Part::Literal(text) => {
                let number = segment(text, &mut colons);
                if let Some(account) = number.filter(|number| !number.is_empty()).and_then(|n| literal(id, n)) {
                    return account;
                }
            }
            Part::Symbol(symbol) if (colons == 4 || colons == 0) && (symbol.is_free() || symbol.is_of_another()) => {
                let cause = format!("`{}.{}` may be of any account until apply", symbol.address, symbol.attribute);
                return Account::Unknown(cause.into());
            }
            Part::Symbol(_) if colons == 4 || colons == 0 => return Account::Reference,
            Part::Variable(name) if colons == 4 && is_of_owner(name) => return Account::Reference,
            Part::Variable(_) | Part::Unknown(_) | Part::Escaped(_) if colons <= 4 => break,
            Part::Symbol(_) | Part::Variable(_) | Part::Unknown(_) | Part::Escaped(_) => {}
        }
    }
    if id.as_literal().is_some_and(|text| text.starts_with("arn:") && text.ends_with('*')) {
        return Account::Wild;
    }
    let cause = id.unknown_cause().cloned();
    Account::Unknown(cause.unwrap_or_else(|| "the account is not known".into()))
}

fn literal<'t>(id: &Text, number: &'t str) -> Option<Account<'t>> {
    let digits = number.len() == 12 && number.bytes().all(|b| b.is_ascii_digit());
    let unique = ["AROA", "AIDA", "ANPA", "AKIA", "ASIA"].iter().any(|prefix| number.starts_with(prefix));
    match number {
        _ if number.contains(['*', '?']) => Some(Account::Wild),
        "cloudfront" => Some(Account::CloudFront),
        _ if digits => Some(Account::Known(number)),
        _ if unique && id.parts().len() == 1 => Some(Account::UniqueId),
        // Short test numbers and malformed ids: an account, if not one that exists.
        _ if number.bytes().all(|b| b.is_ascii_digit()) => Some(Account::Known(number)),
        _ => None,
    }
}

/// The piece of a literal that stands in the account segment: the fifth of an ARN, or all of a bare id.
fn segment<'t>(text: &'t str, colons: &mut usize) -> Option<&'t str> {
    if *colons == 0 && !text.contains(':') {
        return Some(text);
    }
    let mut found = None;
    for (i, piece) in text.split(':').enumerate() {
        *colons += usize::from(i > 0);
        if *colons == 4 {
            found = Some(piece);
        }
    }
    found
}

/// How much of its account a principal is.
pub(super) fn reach(id: &Text) -> Reach {
    if let Some(symbol) = id.as_symbol() {
        let is = |kind: &str| symbol.address.contains(kind);
        return if is("aws_iam_role.") {
            Reach::Role
        } else if is("aws_iam_user.") {
            Reach::User
        } else {
            Reach::Account
        };
    }
    let text = id.to_string();
    let resource = text.splitn(6, ':').nth(5).unwrap_or("root");
    match resource.split('/').next() {
        Some("role" | "assumed-role") => Reach::Role,
        Some("user" | "federated-user") => Reach::User,
        Some(_) | None => Reach::Account,
    }
}
