//! What the configuration states of the account: facts that no plan shows.

use std::collections::{BTreeMap, BTreeSet};

use crate::json::Json;

/// The facts that can be stated, with the type each has.
pub const KNOWN: [(&str, &str); 5] = [
    ("account_public_access_block", "boolean"),
    ("ebs_default_encryption", "boolean"),
    ("imds_default", "string"),
    ("log_archive_account", "boolean"),
    ("multi_region_trail", "boolean"),
];

/// The words that a fact may have.
pub const WORDS: [(&str, &[&str]); 1] = [("imds_default", &["required", "optional", "no-preference"])];

/// Statements about the account that this plan is applied to.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Whether this stack owns the account-wide controls
    pub baseline: bool,
    /// Account ids that are our own
    pub own_accounts: BTreeSet<String>,
    /// Account ids of partners
    pub trusted_accounts: BTreeSet<String>,
    /// The addresses of stores that hold sensitive data, in which `*` stands for anything
    pub sensitive_stores: Vec<String>,
    /// The id of our organisation
    pub organization: Option<String>,
    /// Facts by name, as [`KNOWN`] lists them
    pub stated: BTreeMap<String, Json<'static>>,
}

impl Facts {
    /// What is stated under a name.
    pub fn get(&self, name: &str) -> Option<&Json<'static>> {
        self.stated.get(name)
    }
}
