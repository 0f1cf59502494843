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

/// The built-in policies, by id. Errors where a file has a mistake, which the tests rule out.
pub fn policies() -> Result<Vec<Policy>, Mistake> {
    let load = |file: &Embedded| {
        let stem = file.path.rsplit('/').next().and_then(|name| name.strip_suffix(".toml")).unwrap_or_default();
        super::load(File { name: file.path, text: file.text }, stem)
    };
    let mut policies = POLICIES.par_iter().map(load).collect::<Result<Vec<Policy>, Mistake>>()?;
    policies.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(policies)
}

include!(concat!(env!("OUT_DIR"), "/policies.rs"));
