//! One root cause, one finding: findings of one plan in, the same with those that repeat another folded into it out.

mod granting;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use foldhash::HashMap;

use granting::Granting;
use rayon::prelude::*;

use crate::finding::Fact;
use crate::policy::{Layer, Policy, Severity};
use crate::report::{Finding, Outcome};
use crate::standing::Standing;

/// Which finding always folds which: where both concern the same, the first covers the second. Beside these, a guardrail
/// covers what judges the component that fell (`Details::covers`).
struct Fold {
    by: &'static str,
    covers: &'static [&'static str],
}

/// A trail that does not log records nothing, so what else is wrong with it does not matter yet; a
/// bucket that is open needs no finding that it could be opened.
const FOLDS: [Fold; 7] = [
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
    Fold {
        by: "s3-public",
        covers: &[
            "s3-public-access-block",
            "s3-public-policy-contained",
            "s3-foreign-account",
            "cloudtrail-log-bucket-public",
            "guardrail-s3-public-access-block",
        ],
    },
    Fold { by: "cloudtrail-log-bucket-public", covers: &["s3-public-access-block"] },
    Fold { by: "path-metadata-credential-theft", covers: &["path-public-to-data"] },
    Fold { by: "path-public-to-admin", covers: &["path-public-to-data"] },
    // Of a template that can't be read nothing is known.
    Fold {
        by: "unread-template",
        covers: &[
            "iam-admin-access",
            "iam-allow-notaction",
            "iam-boundary-missing",
            "iam-broad-data-access",
            "iam-guardrail-tampering",
            "iam-passrole-any-service",
            "iam-passrole-wildcard",
            "iam-privilege-escalation",
            "iam-service-wildcard",
            "iam-trust-confused-deputy",
            "iam-trust-foreign-account",
            "iam-trust-oidc",
            "iam-trust-public",
            "iam-wildcard-resource",
            "kms-decrypt-all",
            "resource-policy-confused-deputy",
            "resource-policy-foreign-account",
            "resource-policy-public",
        ],
    },
    // A security group that opens every port opens each of them.
    Fold { by: "sg-open-all-ports", covers: &["sg-open-admin-port", "sg-open-sensitive-port"] },
];

/// Findings of one fault by what grants it, the first covering any later one: rights that a document or a principal has.
const RIGHTS: [&str; 11] = [
    "iam-admin-access",
    "iam-privilege-escalation",
    "iam-guardrail-tampering",
    "iam-allow-notaction",
    "iam-broad-data-access",
    "iam-passrole-wildcard",
    "iam-service-wildcard",
    "kms-decrypt-all",
    "iam-boundary-missing",
    "iam-passrole-any-service",
    "iam-wildcard-resource",
];

/// The same of who is let in by a statement of a trust policy, and of a resource's.
const TRUST: [&str; 4] =
    ["iam-trust-public", "iam-trust-oidc", "iam-trust-foreign-account", "iam-trust-confused-deputy"];
const RESOURCE: [&str; 2] = ["resource-policy-public", "lambda-public"];
const RESOURCE_COVERED: [&str; 2] = ["resource-policy-foreign-account", "resource-policy-confused-deputy"];

/// Who is let in may be accepted; for whose sake a service then acts is another question, which a waiver leaves open.
const APART: [&str; 2] = ["iam-trust-confused-deputy", "resource-policy-confused-deputy"];

/// The policies that come before one where the same statements grant both.
fn before(id: &str) -> impl Iterator<Item = &'static str> {
    let lists = [RIGHTS.as_slice(), TRUST.as_slice()].into_iter().filter(move |list| list.contains(&id));
    let ranked = lists.flat_map(move |list| list.iter().take_while(move |one| **one != id));
    ranked.chain(RESOURCE.iter().filter(move |_| RESOURCE_COVERED.contains(&id))).copied()
}

/// Folds findings that others cover, then unknown ones that wait for the same thing.
pub fn fold(findings: Vec<Finding<'_>>) -> Vec<Finding<'_>> {
    same_cause(covered(settled(findings)))
}

/// Without what only moves: an account that had no trail, and gets one with the same fault, has nothing resolved.
fn settled(findings: Vec<Finding<'_>>) -> Vec<Finding<'_>> {
    let open = findings.iter().filter(|finding| finding.standing != Standing::Resolved);
    let open = open.flat_map(|finding| {
        let about = finding.details.concerns.iter().chain(&finding.details.scope);
        about.map(|what| (finding.policy.id.clone(), what.clone()))
    });
    let open: BTreeSet<(String, String)> = open.collect();
    let moves = |finding: &Finding<'_>| {
        finding.standing == Standing::Resolved && open.contains(&(finding.policy.id.clone(), finding.address.clone()))
    };
    findings.into_iter().filter(|finding| !moves(finding)).collect()
}

fn covered(findings: Vec<Finding<'_>>) -> Vec<Finding<'_>> {
    let concerned = Concerned::of(&findings);
    let granting = Granting::of(&findings);
    let coverer = |(at, finding): (usize, &Finding<'_>)| {
        let covered = |other: &Finding<'_>| covers(other, finding) && dominates(other, finding);
        let by_table = || concerned.first(&findings, concerns(finding), covered);
        hop(&findings, &concerned, finding).or_else(by_table).or_else(|| granting.first(&findings, at))
    };
    let folds: Vec<Option<usize>> = findings.par_iter().enumerate().map(coverer).collect();
    into(findings, &folds)
}

/// What a finding concerns: the resource it stands at, and others beside it.
fn concerns<'f>(finding: &'f Finding<'_>) -> impl Iterator<Item = &'f str> {
    std::iter::once(&finding.address).chain(&finding.details.concerns).map(String::as_str)
}

/// Findings by what they concern.
struct Concerned<'f>(HashMap<&'f str, Vec<usize>>);

impl<'f> Concerned<'f> {
    fn of(findings: &'f [Finding<'_>]) -> Self {
        let mut by_address: HashMap<&str, Vec<usize>> = HashMap::default();
        for (at, finding) in findings.iter().enumerate() {
            concerns(finding).for_each(|what| by_address.entry(what).or_default().push(at));
        }
        Self(by_address)
    }

    /// The first finding that concerns any of these and of which something holds.
    fn first<'r>(
        &self,
        findings: &[Finding<'r>],
        any: impl Iterator<Item = impl AsRef<str>>,
        is: impl Fn(&Finding<'r>) -> bool,
    ) -> Option<usize> {
        let near = any.filter_map(|what| self.0.get(what.as_ref())).flatten().copied();
        near.filter(|at| findings.get(*at).is_some_and(&is)).min()
    }
}

/// Whether `a` says what `b` says, where both concern the same.
fn covers(a: &Finding<'_>, b: &Finding<'_>) -> bool {
    let id = b.policy.id.as_str();
    let always = FOLDS.iter().any(|fold| fold.by == a.policy.id && fold.covers.contains(&id));
    always || a.details.covers.contains(id)
}

/// The finding of a hop of a path of which it can't be told whether it is open: at its host, its role, what else its
/// evidence waits for, or a proven fault on its way. A proven path folds none of its hops, since each is mended by itself.
/// What is proven of the host and no step of a path, such as a volume in clear or a secret, says nothing of the path.
fn hop(findings: &[Finding<'_>], concerned: &Concerned<'_>, path: &Finding<'_>) -> Option<usize> {
    if path.policy.layer != Layer::Chain || path.outcome != Outcome::Unknown || path.standing == Standing::Resolved {
        return None;
    }
    let tells = |address: &str, waits: bool| {
        let at = |fact: &&Fact| fact.address.as_deref() == Some(address) && (!waits || fact.waits_for.is_some());
        path.evidence.iter().any(|fact| at(&fact))
    };
    let told = path.evidence.iter().filter_map(|fact| fact.address.as_deref());
    concerned.first(findings, told, |other| {
        let guards = matches!(other.policy.layer, Layer::Network | Layer::Authentication | Layer::Authorization);
        let step = guards && other.policy.id != "secret-in-plan";
        let proven = step && other.outcome == Outcome::Fail && other.severity >= Severity::Medium;
        let waits = tells(&other.address, true) && (step || other.outcome == Outcome::Unknown);
        let near = waits || (proven && tells(&other.address, false));
        let as_new = other.standing == Standing::Introduced || other.standing == path.standing;
        other.policy.layer != Layer::Chain && near && as_new && other.standing != Standing::Resolved
    })
}

/// Whether `a` is at least as bad, as certain and as new as `b`.
fn dominates(a: &Finding<'_>, b: &Finding<'_>) -> bool {
    let stands = a.standing != Standing::Resolved && b.standing != Standing::Resolved;
    let as_new = a.standing == Standing::Introduced || a.standing == b.standing;
    let as_sure = a.outcome == Outcome::Fail || b.outcome == Outcome::Unknown;
    stands && as_new && as_sure && a.severity >= b.severity
}

/// Where something is not known: an address and a place.
type Cause<'f> = (&'f str, String);

/// What can't be read is one finding, at the policy of the highest severity: an unknown one folds those that wait for
/// nothing else.
fn same_cause(findings: Vec<Finding<'_>>) -> Vec<Finding<'_>> {
    let causes: Vec<BTreeSet<Cause<'_>>> = findings.iter().map(causes).collect();
    let waiting = |at: &usize| causes.get(*at).filter(|causes| !causes.is_empty());
    let mut order: Vec<usize> = (0..findings.len()).filter(|at| waiting(at).is_some()).collect();
    order.sort_by_key(|at| {
        let finding = findings.get(*at).map(|finding| (Reverse(finding.severity), &finding.policy.id));
        finding.map(|(severity, id)| (severity, Reverse(waiting(at).map_or(0, BTreeSet::len)), id))
    });
    let mut kept: BTreeMap<(&Cause<'_>, Standing), Vec<usize>> = BTreeMap::new();
    let mut folds: Vec<Option<usize>> = vec![None; findings.len()];
    for at in order {
        let (Some(finding), Some(own)) = (findings.get(at), waiting(&at)) else { continue };
        let Some(first) = own.first() else { continue };
        let near = kept.get(&(first, finding.standing)).into_iter().flatten();
        let found = near.copied().find(|other| waiting(other).is_some_and(|others| own.is_subset(others)));
        match (found, folds.get_mut(at)) {
            (Some(found), Some(fold)) => *fold = Some(found),
            _ => own.iter().for_each(|cause| kept.entry((cause, finding.standing)).or_default().push(at)),
        }
    }
    into(findings, &folds)
}

/// What an unknown finding waits for.
fn causes<'f>(finding: &'f Finding<'_>) -> BTreeSet<Cause<'f>> {
    if finding.outcome != Outcome::Unknown || finding.standing == Standing::Resolved {
        return BTreeSet::new();
    }
    let waiting = finding.evidence.iter().filter(|fact| fact.waits_for.is_some());
    // What waits without a place is not told from anything else that does.
    let places: Option<BTreeSet<Cause<'f>>> =
        waiting.map(|fact| Some((fact.address.as_deref()?, fact.place.to_string()))).collect();
    places.unwrap_or_default()
}

/// Leaves out what is folded, and names it in what covers it.
fn into<'r>(findings: Vec<Finding<'r>>, folds: &[Option<usize>]) -> Vec<Finding<'r>> {
    let mut also: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut covers: BTreeMap<usize, Vec<&'r Policy>> = BTreeMap::new();
    let mut others: BTreeMap<usize, BTreeMap<String, (bool, BTreeSet<String>)>> = BTreeMap::new();
    let mut beside: BTreeMap<usize, Vec<Fact>> = BTreeMap::new();
    for at in 0..folds.len() {
        let Some(top) = top(folds, at) else { continue };
        if let Some(finding) = findings.get(at) {
            let names = also.entry(top).or_default();
            names.push(finding.policy.id.clone());
            names.extend(finding.details.also.iter().cloned());
            let here = findings.get(top).filter(|top| top.address == finding.address);
            let open = |top: &Finding<'_>| finding.outcome == Outcome::Unknown && top.outcome == Outcome::Fail;
            if here.is_none() || here.is_some_and(|top| open(top) && top.policy.id != finding.policy.id) {
                let (unknown, policies) = others.entry(top).or_default().entry(finding.address.clone()).or_default();
                *unknown |= finding.outcome == Outcome::Unknown;
                policies.insert(finding.policy.id.clone());
            }
            if let Some(here) = here {
                covers.entry(top).or_default().extend([finding.policy].iter().chain(&finding.covers));
                // Another answer of the policy itself, such as the account beside a user of whom nobody knows the account.
                if here.policy.id == finding.policy.id {
                    let waiting = finding.evidence.iter().filter(|fact| fact.waits_for.is_some());
                    beside.entry(top).or_default().extend(waiting.cloned());
                }
            }
        }
    }
    let mut kept = Vec::with_capacity(findings.len());
    let mut apart: BTreeMap<usize, Vec<Finding<'r>>> = BTreeMap::new();
    for (at, mut finding) in findings.into_iter().enumerate() {
        if let Some(top) = top(folds, at) {
            let inner = std::mem::take(&mut finding.apart);
            let own = APART.contains(&finding.policy.id.as_str()).then_some(finding);
            apart.entry(top).or_default().extend(inner.into_iter().chain(own));
            continue;
        }
        if let Some(names) = also.remove(&at) {
            finding.details.also.extend(names);
            finding.details.also.sort();
            finding.details.also.dedup();
            finding.details.also.retain(|id| *id != finding.policy.id);
        }
        finding.covers.extend(covers.remove(&at).unwrap_or_default());
        let more = beside.remove(&at).unwrap_or_default();
        let more: Vec<Fact> = more.into_iter().filter(|fact| !finding.evidence.contains(fact)).collect();
        finding.evidence.splice(0..0, more);
        let others = others.remove(&at).unwrap_or_default();
        let proven = finding.outcome == Outcome::Fail;
        let others = others.into_iter().map(|(address, (unknown, ids))| elsewhere(address, unknown, proven, &ids));
        finding.evidence.extend(others);
        kept.push((at, finding));
    }
    let whole = kept.into_iter().map(|(at, mut finding)| {
        finding.apart.extend(apart.remove(&at).unwrap_or_default());
        finding
    });
    whole.collect()
}

/// The finding that stays where `at` is folded. What covers may itself be covered.
fn top(folds: &[Option<usize>], at: usize) -> Option<usize> {
    let mut top = folds.get(at).copied().flatten()?;
    while let Some(Some(next)) = folds.get(top).filter(|next| next.is_some_and(|next| next != top)) {
        top = *next;
    }
    Some(top)
}

/// What else has the same fault or waits for the same thing: another subject, or what is open where this one is proven.
fn elsewhere(address: String, unknown: bool, proven: bool, policies: &BTreeSet<String>) -> Fact {
    let what = match (unknown, proven) {
        (true, true) => "may fail too",
        (true, false) => "waits for the same",
        (false, _) => "has the same fault",
    };
    let policies: Vec<&str> = policies.iter().map(String::as_str).collect();
    Fact { address: Some(address), ..Fact::assumed(format!("{what}: {}", policies.join(", "))) }
}
