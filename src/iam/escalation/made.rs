//! A principal or group of a member's own making: a resource pattern in, one that it leaves to make out.

use super::Member;
use super::passing::account;
use crate::iam::pattern::Object;
use crate::iam::principal::Owners;
use crate::iam::text::{Part, Text};

/// What stands where a pattern leaves the name free.
pub(super) const FREE: &str = "0made0";

/// Something of a type in one's own account, under a name that a pattern leaves free; `None` where it names one. A
/// principal is made in no other account, and has a name without wildcards.
pub(super) fn made(pattern: &Text, kind: &str, (member, owners): (&Member, &Owners)) -> Option<Object> {
    let arn = match pattern.as_literal() {
        Some(text) => literal(text, kind, account(member).or(owners.only()))?,
        None => pieces(pattern)?,
    };
    // It is at no address of the plan, and its ARN is no pattern.
    Some(Object::new("", arn))
}

fn literal(text: &str, kind: &str, account: Option<&str>) -> Option<Text> {
    let name = text.splitn(6, ':').nth(5).unwrap_or("*");
    if !is_free(name) {
        return None;
    }
    let name = name.strip_prefix(kind).and_then(|name| name.strip_prefix('/')).unwrap_or(name);
    let partition = text.split(':').nth(1).filter(|partition| partition.starts_with("aws") && !is_free(partition));
    let account = account.map_or_else(|| Text::unknown("one's own account id"), Text::literal);
    let head = Text::literal(&format!("arn:{}:iam::", partition.unwrap_or("aws")));
    Some(head.then(&account).then(&Text::literal(&format!(":{kind}/{}", filled(name)))))
}

/// The same of a pattern that is known in pieces.
fn pieces(pattern: &Text) -> Option<Text> {
    let is_free = match pattern.parts().last()? {
        Part::Literal(text) if is_free(text.rsplit(':').next().unwrap_or(text)) => true,
        Part::Literal(text) if text.contains('/') => false,
        _ => pattern.parts().iter().any(is_unknown),
    };
    let fill = |part: &Part| match part {
        Part::Literal(text) => Part::Literal(filled(text).into()),
        // It may hold the wildcard.
        part if is_unknown(part) => Part::Unknown("a part of the name".into()),
        part => part.clone(),
    };
    is_free.then(|| Text::from_parts(pattern.parts().iter().map(fill)))
}

fn is_unknown(part: &Part) -> bool {
    matches!(part, Part::Unknown(_)) || matches!(part, Part::Symbol(symbol) if symbol.is_free())
}

pub(super) fn is_free(name: &str) -> bool {
    name.contains(['*', '?'])
}

pub(super) fn filled(name: &str) -> String {
    name.replace('*', FREE).replace('?', "0")
}
