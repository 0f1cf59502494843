//! AWS-managed policies: an ARN in, its document out. One chunk of the table is unpacked, one document is parsed.

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

use super::document::Document;
use super::tables::Table;

static TABLE: Table = Table::new(include_str!("tables/managed.tsv"), include_bytes!("tables/managed.bin"));

/// An AWS-managed policy.
#[derive(Clone, Debug)]
pub struct Managed {
    /// Its document
    pub document: Document,
    /// Whether AWS has withdrawn it: it stays where it is attached and cannot be attached anew
    pub deprecated: bool,
}

/// The policy with this ARN, in any partition, or `None` if it is not AWS-managed or not in the table.
///
/// Each is unpacked when it is first asked for; there are some 1,600, so what is kept for the life of the process is
/// bounded.
pub fn policy(arn: &str) -> Option<Managed> {
    static OPENED: RwLock<BTreeMap<String, Managed>> = RwLock::new(BTreeMap::new());
    let name = name(arn)?;
    if let Some(known) = OPENED.read().unwrap_or_else(PoisonError::into_inner).get(name) {
        return Some(known.clone());
    }
    let found = read(name)?;
    OPENED.write().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), found.clone());
    Some(found)
}

fn read(name: &str) -> Option<Managed> {
    let line = TABLE.line(name)?;
    let (state, document) = line.split_once('\t')?;
    Some(Managed { document: Document::from_text(document).ok()?, deprecated: state == "deprecated" })
}

/// The name of an AWS-managed policy, without the path, from its ARN. Names are unique across paths.
pub fn name(arn: &str) -> Option<&str> {
    let mut parts = arn.splitn(6, ':');
    let head = [parts.next()?, parts.next()?, parts.next()?, parts.next()?, parts.next()?];
    let resource = parts.next()?;
    match head {
        ["arn", partition, "iam", "", "aws"] if partition.starts_with("aws") => {
            resource.strip_prefix("policy/")?.rsplit('/').next()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_is_found_in_every_partition_and_path() {
        for arn in [
            "arn:aws:iam::aws:policy/AdministratorAccess",
            "arn:aws-cn:iam::aws:policy/AdministratorAccess",
            "arn:aws-us-gov:iam::aws:policy/PowerUserAccess",
            "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
            "arn:aws:iam::aws:policy/job-function/DataScientist",
        ] {
            assert!(!policy(arn).unwrap().document.statements.is_empty(), "{arn}");
        }
        for arn in ["arn:aws:iam::111122223333:policy/AdministratorAccess", "arn:aws:iam::aws:policy/Nonsense", "x"] {
            assert!(policy(arn).is_none(), "{arn}");
        }
        assert!(policy("arn:aws:iam::aws:policy/AWSLambdaFullAccess").unwrap().deprecated);
    }

    #[test]
    fn every_document_parses() {
        let names = TABLE.keys();
        assert_eq!(names.len(), 1643);
        for name in names {
            assert!(policy(&format!("arn:aws:iam::aws:policy/{name}")).is_some(), "{name}");
        }
    }
}
