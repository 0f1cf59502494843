//! Types of the AWS provider that this build does not know: a resource of one in, the policies that it may carry out.
//!
//! Known are the types of provider 5.100.0, listed by `scripts/provider_types.py`, newer ones that tables name, and those that are gone
//! from it and are still judged.

use std::sync::LazyLock;

use foldhash::HashSet;

use super::kinds::KINDS;
use super::paper::{Paper, Reader};
use super::resources::Service;
use crate::json::Json;
use crate::path::Place;
use crate::plan::node::State;
use crate::table;
use crate::world::Resource;

/// Whatever a stranger guards.
pub(super) static GUARDED: Service = Service { kind: "", path: "", data: true };

/// Types that are gone since provider 5.
const OLDER: [&str; 3] = ["db_security_group", "elasticache_security_group", "redshift_security_group"];

/// The attributes that resource policies have in most types.
const POLICIES: [&str; 5] = ["access_policies", "access_policy", "policy", "policy_document", "resource_policy"];

static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let newer = KINDS.iter().filter_map(|kind| kind.strip_prefix("aws_"));
    include_str!("types.txt").lines().chain(newer).chain(OLDER).collect()
});

/// Whether a type is one of the AWS provider, and of one that is newer than this build.
pub fn is_stranger(kind: &str) -> bool {
    kind.strip_prefix("aws_").is_some_and(|name| !KNOWN.contains(name))
}

/// `did you mean …?`, when a type that is not known is near one that is.
pub fn meant_kind(kind: &str) -> Option<String> {
    let known = is_stranger(kind).then(|| KNOWN.iter().map(|name| format!("aws_{name}")).collect::<Vec<_>>())?;
    table::meant(kind, known.iter().map(String::as_str))
}

/// The policies of a stranger that say whom they let in. What is no policy document is something else, and what is not known
/// yet counts as one where it is named so.
pub(super) fn papers<'p>(reader: &Reader<'_, 'p>, resource: &Resource<'p>) -> Vec<Paper> {
    let read = |name: &'static str| {
        let node = resource.root().get(name);
        let paper = reader.paper(resource, &Place::of(name), &node)?;
        let is_json = |text: &Json<'_>| text.as_str().is_some_and(|text| text.trim_start().starts_with('{'));
        match reader.world.state(resource, &node) {
            State::Known(text) if !is_json(text) => None,
            State::Known(_) if !paper.gaps.is_empty() => None,
            State::Unknown if !node.is_written() => None,
            _ => Some(paper),
        }
    };
    let papers = POLICIES.into_iter().filter_map(read);
    let grants = |paper: &Paper| {
        let statements = &paper.source.document.statements;
        statements.is_empty() || statements.iter().any(|statement| statement.principals.is_some())
    };
    papers.filter(grants).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::embedded;

    #[test]
    fn what_policies_judge_is_known() {
        for policy in embedded::policies().unwrap() {
            let strange: Vec<String> = policy.judged_kinds().into_iter().filter(|kind| is_stranger(kind)).collect();
            assert!(strange.is_empty(), "{} judges {strange:?}", policy.id);
        }
        assert!(is_stranger("aws_teapot_policy") && !is_stranger("google_teapot") && !is_stranger("aws_sqs_queue"));
    }
}
