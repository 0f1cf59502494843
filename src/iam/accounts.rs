//! Account ids that the public knows: an id in, the vendor or AWS service it belongs to out.

use std::collections::BTreeMap;
use std::sync::OnceLock;

static TABLE: &str = include_str!("tables/accounts.tsv");

/// Whom an account id belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owner {
    /// Vendor or AWS service
    pub name: &'static str,
    /// Whether it is an account of AWS itself, such as those that deliver logs
    pub aws: bool,
}

/// Whether a text is the id of an account.
pub fn is_id(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The known owner of an account id.
pub fn owner(id: &str) -> Option<Owner> {
    static OWNERS: OnceLock<BTreeMap<&'static str, Owner>> = OnceLock::new();
    let read = || {
        TABLE.lines().filter_map(|line| {
            let mut fields = line.split('\t');
            let (id, kind, name) = (fields.next()?, fields.next()?, fields.next()?);
            Some((id, Owner { name, aws: kind == "aws" }))
        })
    };
    OWNERS.get_or_init(|| read().collect()).get(id).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vendors_and_aws_are_told_apart() {
        assert_eq!(owner("464622532012"), Some(Owner { name: "Datadog", aws: false }));
        assert!(owner("127311923021").is_some_and(|owner| owner.aws));
        assert_eq!(owner("111122223333"), None);
        assert_eq!(TABLE.lines().count(), 498);
    }
}
