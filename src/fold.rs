//! One root cause, one finding: findings of one plan in, the same with those that repeat another folded into it out.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::Fact;
use crate::links::Certainty;
use crate::path::Place;
use crate::report::{Finding, Outcome};
use crate::standing::Standing;

/// Which finding folds which: where both concern the same key, the first covers the second.
struct Fold {
    by: &'static str,
    covers: &'static [&'static str],
}

const FOLDS: [Fold; 2] = [
    // A trail that does not log records nothing, so what else is wrong with it does not matter yet.
    Fold {
        by: "cloudtrail-logging",
        covers: &[
            "cloudtrail-multi-region",
            "cloudtrail-management-events",
            "cloudtrail-data-events-s3",
            "cloudtrail-data-events-dynamodb",
            "cloudtrail-log-validation",
            "cloudtrail-encryption",
            "cloudtrail-cloudwatch-logs",
            "cloudtrail-tamper-alarm",
            "cloudtrail-log-bucket-account",
        ],
    },
    // A security group that opens every port opens each of them.
    Fold { by: "sg-open-all-ports", covers: &["sg-open-admin-port", "sg-open-sensitive-port"] },
];

/// Folds findings that others cover, then unknown ones that wait for the same thing.
pub fn fold(findings: Vec<Finding<'_>>) -> Vec<Finding<'_>> {
    same_cause(covered(findings))
}

fn covered(findings: Vec<Finding<'_>>) -> Vec<Finding<'_>> {
    let coverer = |finding: &Finding<'_>| {
        findings.iter().position(|other| {
            let table = FOLDS
                .iter()
                .any(|fold| fold.by == other.policy.id && fold.covers.contains(&finding.policy.id.as_str()));
            let same = match (&other.details.concerns, &finding.details.concerns) {
                (None, None) => other.address == finding.address,
                (a, b) => a == b,
            };
            table && same && dominates(other, finding)
        })
    };
    let folds: Vec<Option<usize>> = findings.iter().map(coverer).collect();
    into(findings, &folds)
}

/// Whether `a` is at least as bad, as certain and as new as `b`.
fn dominates(a: &Finding<'_>, b: &Finding<'_>) -> bool {
    let stands = a.standing != Standing::Resolved && b.standing != Standing::Resolved;
    let as_new = a.standing == Standing::Introduced || a.standing == b.standing;
    let as_sure = a.outcome == Outcome::Fail || b.outcome == Outcome::Unknown;
    stands && as_new && as_sure && a.severity >= b.severity
}

/// One value that can't be read is one finding, at the policy of the highest severity.
fn same_cause(findings: Vec<Finding<'_>>) -> Vec<Finding<'_>> {
    let mut first: BTreeMap<(String, String, Standing), usize> = BTreeMap::new();
    let mut order: Vec<usize> = (0..findings.len()).collect();
    let rank = |at: &usize| findings.get(*at).map(|finding| (std::cmp::Reverse(finding.severity), &finding.policy.id));
    order.sort_by_key(rank);
    let mut folds: Vec<Option<usize>> = vec![None; findings.len()];
    for at in order {
        let Some(finding) = findings.get(at) else { continue };
        let Some(cause) = cause(finding) else { continue };
        match first.get(&cause) {
            Some(found) => {
                if let Some(fold) = folds.get_mut(at) {
                    *fold = Some(*found);
                }
            }
            None => {
                first.insert(cause, at);
            }
        }
    }
    into(findings, &folds)
}

/// The place of the subject that is unknown, where there is only one.
fn cause(finding: &Finding<'_>) -> Option<(String, String, Standing)> {
    if finding.outcome != Outcome::Unknown || finding.standing == Standing::Resolved {
        return None;
    }
    let mut waiting = finding.evidence.iter().filter(|fact| fact.waits_for.is_some());
    match (waiting.next(), waiting.next()) {
        (Some(fact), None) => Some((fact.address.clone()?, fact.place.to_string(), finding.standing)),
        _ => None,
    }
}

/// Leaves out what is folded, and names it in what covers it.
fn into<'r>(findings: Vec<Finding<'r>>, folds: &[Option<usize>]) -> Vec<Finding<'r>> {
    // What covers may itself be covered: follow to the one that stays.
    let top = |fold: Option<usize>| {
        let mut top = fold?;
        while let Some(Some(next)) = folds.get(top).filter(|next| next.is_some_and(|next| next != top)) {
            top = *next;
        }
        Some(top)
    };
    let folded: Vec<(usize, &Finding<'r>)> =
        folds.iter().zip(&findings).filter_map(|(fold, finding)| Some((top(*fold)?, finding))).collect();
    let away = |at: usize, other: &Finding<'_>| findings.get(at).is_some_and(|top| top.address != other.address);
    let away: BTreeSet<(usize, &str)> = folded
        .iter()
        .filter(|(top, finding)| away(*top, finding))
        .map(|(top, finding)| (*top, finding.policy.id.as_str()))
        .collect();
    let mut also: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut others: BTreeMap<usize, Vec<Fact>> = BTreeMap::new();
    for (top, finding) in &folded {
        let names = also.entry(*top).or_default();
        names.push(finding.policy.id.clone());
        names.extend(finding.details.also.iter().cloned());
        if away.contains(&(*top, finding.policy.id.as_str())) {
            let sure = findings.get(*top).is_some_and(|top| top.outcome == Outcome::Fail);
            others.entry(*top).or_default().push(also_here(finding, sure));
        }
    }
    let mut kept = Vec::with_capacity(findings.len());
    for (at, mut finding) in findings.into_iter().enumerate() {
        if folds.get(at).is_some_and(Option::is_some) {
            continue;
        }
        if let Some(names) = also.remove(&at) {
            finding.details.also.extend(names);
            finding.details.also.sort();
            finding.details.also.dedup();
            finding.details.also.retain(|id| *id != finding.policy.id);
        }
        finding.evidence.extend(others.remove(&at).unwrap_or_default());
        kept.push(finding);
    }
    kept
}

/// Another subject that waits for the same thing, or has a part in the same fault.
fn also_here(finding: &Finding<'_>, sure: bool) -> Fact {
    let what = match (finding.outcome, sure) {
        (Outcome::Unknown, false) => "waits for the same",
        (Outcome::Unknown, true) => "may have a part in it",
        (Outcome::Fail, _) => "has a part in it",
    };
    Fact {
        address: Some(finding.address.clone()),
        note: format!("{what}: {}", finding.policy.id),
        certainty: Certainty::Must,
        place: Place::default(),
        ..Fact::assumed("")
    }
}
