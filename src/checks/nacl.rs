//! Network ACLs that let the internet reach a port of remote administration.
//!
//! Allowances that admit the internet only together are a finding at the first of them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Analysis, Judge, View};
use crate::finding::{Answer, Fact};
use crate::judge::{Judged, doubt};
use crate::truth::Truth;

const KINDS: &[&str] = &["aws_network_acl", "aws_default_network_acl", "aws_network_acl_rule"];

pub(super) const ADMIN: Analysis = Analysis {
    name: "nacl-open-admin-port",
    subjects: KINDS,
    kinds: KINDS,
    hint: None,
    also: None,
    judge: Judge::World(judge),
};

const PORTS: [(i64, &str); 2] = [(22, "SSH"), (3389, "RDP")];

fn judge(view: &View<'_, '_>) -> Judged {
    let world = view.world;
    let mut answers: BTreeMap<(usize, i64), Answer> = BTreeMap::new();
    for acl in world.acls().each() {
        for (port, name) in PORTS {
            for (entry, reached, with) in acl.openings(port) {
                let Some(resource) = world.resource(entry.resource) else { continue };
                let (doubt, address) = (doubt(!reached), resource.name());
                let message = format!("{doubt}`{address}` lets the internet reach port {port} ({name})");
                let answer = Answer::new(resource, !reached, view.policy.severity, message);
                let mut facts: Vec<Fact> = entry.facts.iter().cloned().chain(with).collect();
                if reached.is_unknown() {
                    facts.extend(acl.waits(entry, port));
                }
                let answer = Answer { sub_key: Some(port.to_string()), facts, ..answer };
                let key = (entry.resource, port);
                match answers.get_mut(&key) {
                    Some(found) if found.passes < answer.passes => {}
                    Some(found) if found.passes == answer.passes => found.facts.extend(answer.facts),
                    _ => drop(answers.insert(key, answer)),
                }
            }
        }
    }
    let judged: BTreeSet<usize> = answers.keys().map(|(id, _)| *id).collect();
    let passing = KINDS.iter().flat_map(|kind| world.of_kind(kind)).filter(|one| !judged.contains(&one.id));
    let passing = passing.map(|one| Answer::new(one, Truth::True, view.policy.severity, String::new()));
    passing.chain(answers.into_values()).collect()
}
