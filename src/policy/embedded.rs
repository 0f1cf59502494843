//! The policies that are part of the program.

use rayon::prelude::*;

use super::Policy;
use crate::table::{File, Mistake};

/// A policy file as it was built in.
#[derive(Clone, Copy, Debug)]
pub struct Embedded {
    /// Its path below `policies/`
    pub path: &'static str,
    /// Its text
    pub text: &'static str,
}

impl Embedded {
    /// The id of the policy, which its file is named after
    pub fn id(&self) -> &'static str {
        self.path.rsplit('/').next().and_then(|name| name.strip_suffix(".toml")).unwrap_or_default()
    }
}

/// The built-in policies, by id. Errors where a file has a mistake, which the tests rule out.
pub fn policies() -> Result<Vec<Policy>, Mistake> {
    chosen(|_| true)
}

/// Those of the built-in policies whose id is wanted, by id. No other file is read. Errors as [`policies`] does.
pub fn chosen(wanted: impl Fn(&str) -> bool + Sync) -> Result<Vec<Policy>, Mistake> {
    let files = POLICIES.par_iter().filter(|file| wanted(file.id()));
    let mut policies = files.map(load).collect::<Result<Vec<Policy>, Mistake>>()?;
    policies.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(policies)
}

/// The built-in policy of that id, read on this thread alone.
pub fn policy(id: &str) -> Option<Policy> {
    load(POLICIES.iter().find(|file| file.id() == id)?).ok()
}

fn load(file: &Embedded) -> Result<Policy, Mistake> {
    super::load(File { name: file.path, text: file.text }, file.id())
}

include!(concat!(env!("OUT_DIR"), "/policies.rs"));
