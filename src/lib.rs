//! plangate judges a Terraform plan before it is applied: bytes in, a report and a verdict out.
//!
//! ```text
//! bytes ─ plan::read ─> Plan ─┬─ World before ─┐
//!                             └─ World after  ─┤ policies judge each world on its own
//!                                              │
//!           standing compares both ─ fold ─> Report ─> Verdict ─> exit code, then renderers
//! ```

pub mod checks;
pub mod cli;
pub mod cloudformation;
pub mod config;
pub mod error;
pub mod estate;
pub mod facts;
pub mod finding;
pub mod fix;
pub mod fold;
pub mod iam;
pub mod input;
pub mod json;
pub mod judge;
pub mod keys;
pub mod links;
pub mod network;
pub mod path;
pub mod plan;
pub mod policy;
pub mod redact;
pub mod report;
pub mod run;
pub mod source;
pub mod standing;
pub mod table;
pub mod terraform;
pub mod truth;
pub mod waiver;
pub mod world;

use std::collections::BTreeMap;

use foldhash::fast::RandomState;
use foldhash::{HashMap, HashSet};
use rayon::prelude::*;

use error::InputError;
use estate::is_stranger;
use finding::{Answer, Fact, Shown};
use judge::Terms;
use links::Certainty;
use path::Place;
use plan::change::{Action, Change};
use plan::wanted::Wanted;
use plan::{Acceptance, Plan};
use policy::{Layer, Policy};
use report::{Finding, Outcome, PlanReport, change, fingerprint};
use source::Hcl;
use source::place::{Hidden, Located};
use standing::{Left, Standing};
use world::World;

/// A plan to judge.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Its text
    pub text: &'a plan::read::Text<'a>,
    /// The name it is reported under
    pub label: &'a str,
    /// The HCL it was made from
    pub hcl: Option<&'a Hcl>,
}

/// Judges one plan: its text in, what is told of it and its findings out.
///
/// Errors when the text is no plan that can be judged; nothing is concluded from a part of it.
pub fn judge_plan<'r>(
    input: Input<'_>,
    accept: Acceptance,
    policies: &'r [Policy],
    terms: Terms<'_>,
) -> Result<(PlanReport, Vec<Finding<'r>>), InputError> {
    let mut plan = Plan::parse(input.text, input.label, accept)?;
    judge_parsed(&mut plan, input.hcl, policies, terms)
}

/// Judges a plan whose outline was read, and opens what the policies ask of it. Errors as [`judge_plan`] does.
pub fn judge_parsed<'r>(
    plan: &mut Plan<'_>,
    hcl: Option<&Hcl>,
    policies: &'r [Policy],
    terms: Terms<'_>,
) -> Result<(PlanReport, Vec<Finding<'r>>), InputError> {
    open(plan, hcl, policies)?;
    Ok(judge_worlds(&World::both(plan), hcl, policies, terms))
}

/// Opens what the policies ask of a plan, and lets it learn from source. Errors where a value of it can't be read.
pub fn open(plan: &mut Plan<'_>, hcl: Option<&Hcl>, policies: &[Policy]) -> Result<(), InputError> {
    let mut wanted = Wanted::default();
    let held = plan.kinds();
    policies.iter().for_each(|policy| policy.wants(&held, &mut wanted));
    drop(held);
    plan.open(&wanted)?;
    hcl.into_iter().for_each(|hcl| plan.learn(hcl));
    Ok(())
}

/// Judges the worlds before and after of a plan that is opened.
pub fn judge_worlds<'r>(
    (before, after): &(World<'_>, World<'_>),
    hcl: Option<&Hcl>,
    policies: &'r [Policy],
    terms: Terms<'_>,
) -> (PlanReport, Vec<Finding<'r>>) {
    let plan = after.plan;
    // What takes longest, and several policies ask for, comes first and has all threads.
    if policies.iter().any(|policy| policy.id == "iam-privilege-escalation") {
        let find = |world: &World<'_>| world.estate().escalations(terms.facts).len();
        rayon::join(|| find(before), || find(after));
    }
    let moved = moved(plan);
    let left = |address: &str| {
        let stays = |change: &&Change<'_>| change.action == Action::NoOp;
        let is_left = moved.get(address).is_some_and(stays) && after.estate().is_unheld(address);
        is_left.then(|| if before.estate().is_held_back(address) { Left::HeldBack } else { Left::Used })
    };
    let judge = |policy: &'r Policy| {
        let judge = |world, other| judge::judge(policy, world, other, terms);
        let (before, now) = rayon::join(|| judge(before, after), || judge(after, before));
        let each = standing::compare(before.answers, now.answers, &left).into_iter();
        let found = each.map(|(standing, answer)| finding(policy, standing, answer, &plan.label, &moved));
        (found.collect::<Vec<Finding<'r>>>(), now.passed)
    };
    let judged: Vec<_> = policies.par_iter().map(judge).collect();

    let mut about = about(plan);
    if policies.iter().any(|policy| policy.id == "secret-in-plan") {
        about.unread = checks::unread_texts(after);
    }
    let mut findings = Vec::with_capacity(judged.iter().map(|(found, _)| found.len()).sum());
    for (policy, (found, passed)) in policies.iter().zip(judged) {
        about.passed.insert(policy.id.clone(), passed);
        findings.extend(found);
    }
    let mut findings = if terms.fold { fold::fold(findings) } else { findings };
    if let Some(hcl) = hcl {
        let hidden = hidden(hcl, plan);
        findings.iter_mut().for_each(|finding| locate(finding, hcl, &moved, &hidden));
    }
    (about, findings)
}

/// Changes by address.
fn moved<'a, 'p>(plan: &'a Plan<'p>) -> HashMap<&'a str, &'a Change<'p>> {
    let current = plan.changes.iter().filter(|change| change.is_subject());
    let mut moved = HashMap::with_capacity_and_hasher(plan.changes.len(), RandomState::default());
    moved.extend(current.map(|change| (change.address.as_ref(), change)));
    moved
}

fn finding<'r>(
    policy: &'r Policy,
    standing: Standing,
    answer: Answer,
    label: &str,
    changes: &HashMap<&str, &Change<'_>>,
) -> Finding<'r> {
    let change = changes.get(&*answer.address);
    let own = answer.facts.iter().find(|fact| fact.address.as_deref() == Some(&*answer.address));
    let place = own.map(|fact| fact.place.clone()).unwrap_or_default();
    let earlier = change.and_then(|change| change.previous_address.as_deref()).unwrap_or(&answer.address);
    Finding {
        policy,
        outcome: if answer.passes.is_unknown() { Outcome::Unknown } else { Outcome::Fail },
        standing,
        severity: answer.severity,
        plan: label.to_owned(),
        action: change.map_or("", |change| change.action.word()),
        change: change.filter(|_| standing == Standing::Introduced).and_then(|change| change::at(change, &place)),
        fingerprint: fingerprint(&policy.id, earlier, answer.sub_key.as_deref()),
        place,
        address: answer.address.to_string(),
        kind: answer.kind,
        message: answer.message,
        evidence: finding::distinct(answer.facts),
        details: answer.details,
        waiver: None,
        apart: Vec::new(),
        covers: Vec::new(),
        fix: None,
        source: None,
        evidence_source: Vec::new(),
    }
}

/// Points a finding and its evidence at the source.
fn locate(finding: &mut Finding<'_>, hcl: &Hcl, changes: &HashMap<&str, &Change<'_>>, hidden: &Hidden) {
    // What was there before the plan and is not any more stands in no source.
    if finding.standing == Standing::Resolved {
        return;
    }
    let values = |address: &str| changes.get(address).and_then(|change| change.after()).map(|tree| &tree.value);
    let locate = |address: &str, place: &Place, statement: Option<usize>| {
        let Located { mut main, mut related } = hcl.locate(address, place, values(address))?;
        let statement = statement.and_then(|number| hcl.statement(address, place, values(address), number));
        if let Some(statement) = statement {
            let within = main.holds(&statement);
            let whole = std::mem::replace(&mut main, statement);
            related.extend(Some(whole).filter(|_| !within));
        }
        let related = related.into_iter().map(|spot| spot.without(hidden)).collect();
        Some(Located { main: main.without(hidden), related })
    };
    finding.apart.iter_mut().for_each(|apart| self::locate(apart, hcl, changes, hidden));
    let own = finding.evidence.iter().find(|fact| fact.address.as_deref() == Some(&finding.address));
    finding.source = locate(&finding.address, &finding.place, own.and_then(|fact| fact.statement));
    let spots: Vec<Option<Located>> =
        finding.evidence.iter().map(|fact| locate(fact.address.as_deref()?, &fact.place, fact.statement)).collect();
    if let Some(decides) = beside(finding, &spots) {
        let own = finding.source.take().map(|own| own.main);
        let related = decides.related.iter().cloned().chain(own).collect();
        finding.source = Some(Located { related, ..decides.clone() });
    }
    finding.evidence_source = spots.into_iter().map(|located| located.map(|located| located.main)).collect();
    finding.fix = fix::fix(finding, hcl, hidden);
}

/// What decides in another resource, where a finding points at the whole of its own: a bucket is what stands beside it, a
/// role what its policies say. What is not known yet decides an open answer; a path leads through many, and stands at its end.
fn beside<'s>(finding: &Finding<'_>, spots: &'s [Option<Located>]) -> Option<&'s Located> {
    let whole = finding.place.steps().is_empty() || finding.kind == "aws_s3_bucket";
    if !whole || finding.source.as_ref().is_none_or(|own| own.main.exact) {
        return None;
    }
    let decides = |(fact, located): (&Fact, &'s Option<Located>)| {
        let other = fact.address.as_deref().is_some_and(|address| address != finding.address);
        let sure = fact.certainty == Certainty::Must && fact.shown != Shown::NotSet;
        located.as_ref().filter(|located| other && sure && located.main.exact)
    };
    let all = || finding.evidence.iter().zip(spots);
    let open = all().filter(|(fact, _)| finding.outcome == Outcome::Unknown && fact.waits_for.is_some());
    open.chain(all().filter(|_| finding.policy.layer != Layer::Chain)).find_map(decides)
}

/// The literals of attributes that the plan marks sensitive.
fn hidden(hcl: &Hcl, plan: &Plan<'_>) -> Hidden {
    let mut hidden = Hidden::new();
    for change in &plan.changes {
        let marks = change.after().and_then(|tree| tree.sensitive.as_object());
        let marked = marks.into_iter().flat_map(|marks| marks.iter()).filter(|(_, mark)| plan::node::has_mark(mark));
        marked.for_each(|(attribute, _)| hcl.hide(&change.address, attribute, &mut hidden));
    }
    hidden
}

fn about(plan: &Plan<'_>) -> PlanReport {
    let managed = || plan.changes.iter().filter(|change| !change.data && change.is_subject());
    let mut changes: BTreeMap<&'static str, usize> =
        ["create", "update", "replace", "delete", "forget", "no-op", "read"].map(|word| (word, 0)).into();
    for change in plan.changes.iter().filter(|change| change.is_subject()) {
        *changes.entry(change.action.word()).or_default() += 1;
    }
    PlanReport {
        label: plan.label.clone(),
        terraform_version: plan.terraform_version.clone(),
        format_version: plan.format_version.clone(),
        resources: managed().count(),
        aws_resources: managed().filter(|change| change.kind().starts_with("aws_")).count(),
        changes,
        warnings: plan.oddities.iter().cloned().chain(strangers(plan)).collect(),
        unread: 0,
        passed: BTreeMap::new(),
        anchor: None,
        repository: None,
    }
}

/// What is said of types that are newer than this build.
fn strangers(plan: &Plan<'_>) -> Option<String> {
    let managed: HashSet<&str> = plan.changes.iter().filter(|change| !change.data).map(Change::kind).collect();
    let mut strange: Vec<&str> = managed.into_iter().filter(|kind| is_stranger(kind)).collect();
    strange.sort_unstable();
    let (types, them) = if strange.len() == 1 { ("type", "it") } else { ("types", "them") };
    let named: Vec<String> = strange.iter().map(|kind| format!("`{kind}`")).collect();
    let (version, named) = (env!("CARGO_PKG_VERSION"), named.join(", "));
    let told =
        format!("plangate {version} does not know the {types} {named}: of {them} only policies and secrets are judged");
    (!strange.is_empty()).then_some(told)
}
