//! Fingerprints within one document: a finding's own in, one that no other finding of the document has out.

use std::collections::BTreeMap;

use super::Finding;
use crate::redact::plain;

/// The fingerprints given so far.
#[derive(Debug)]
pub(super) struct Prints {
    many: bool,
    seen: BTreeMap<String, usize>,
}

impl Prints {
    /// Those of a document on so many plans: of several, the same address in two of them is two things.
    pub(super) fn of_plans(plans: usize) -> Self {
        Self { many: plans > 1, seen: BTreeMap::new() }
    }

    /// The fingerprint of the next finding.
    pub(super) fn of(&mut self, finding: &Finding<'_>) -> String {
        let mut print = finding.fingerprint.trim_start_matches("sha256:").to_owned();
        if self.many {
            print = format!("{print}:{}", plain(&finding.plan));
        }
        let times = self.seen.entry(print.clone()).or_default();
        *times += 1;
        if *times > 1 { format!("{print}:{times}") } else { print }
    }
}
