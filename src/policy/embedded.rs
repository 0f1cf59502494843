//! The policies that are part of the program.

/// A policy file as it was built in.
#[derive(Clone, Copy, Debug)]
pub struct Embedded {
    /// Its path below `policies/`
    pub path: &'static str,
    /// Its text
    pub text: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/policies.rs"));
