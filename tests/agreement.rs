//! Source never contradicts the plan: every attribute that is written in a fixture's HCL is evaluated and compared with
//! what the plan says. `cargo test --test agreement -- --nocapture` prints the share that is decided;
//! `PLANGATE_ESTATES` names a directory of further `*/plan.json` with their HCL beside them.

#![cfg(test)]

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use common::{plans, testdata};
use plangate::json::Json;
use plangate::plan::{Acceptance, Plan, read};
use plangate::source::Hcl;
use plangate::source::archive::Archive;
use plangate::source::eval::Evaluator;

/// How many attributes are compared, decided, and what is wrong.
#[derive(Default)]
struct Tally {
    /// Known in the plan
    known: usize,
    /// Of these, evaluated
    decided: usize,
    /// Not known in the plan
    hidden: usize,
    /// Of these, evaluated up to references
    found: usize,
    wrong: Vec<String>,
    /// Why others are not decided
    causes: BTreeMap<String, usize>,
}

/// Whether two values are the same to a provider, whose types the plan does not tell: `"1"` is `1`, sets have no order,
/// an empty collection is none, and JSON text is what it says.
fn agree(plan: &Json<'_>, ours: &Json<'_>) -> bool {
    let scalar = |json: &Json<'_>| match json {
        Json::String(text) => Some(text.to_string()),
        Json::Bool(truth) => Some(truth.to_string()),
        Json::Number(number) => Some(number.to_string()),
        Json::Null | Json::Array(_) | Json::Object(_) => None,
    };
    let empty = |json: &Json<'_>| match json {
        Json::Null => true,
        Json::Array(items) => items.is_empty(),
        Json::Object(members) => members.is_empty(),
        Json::String(_) | Json::Bool(_) | Json::Number(_) => false,
    };
    match (plan, ours) {
        (Json::Array(a), Json::Array(b)) => {
            a.len() == b.len()
                && a.iter().all(|a| b.iter().any(|b| agree(a, b)))
                && b.iter().all(|b| a.iter().any(|a| agree(a, b)))
        }
        (Json::Object(a), Json::Object(b)) => {
            let missing = Json::Null;
            let names = a.iter().map(|(name, _)| name).chain(b.iter().map(|(name, _)| name));
            names.into_iter().all(|name| agree(a.get(name).unwrap_or(&missing), b.get(name).unwrap_or(&missing)))
        }
        (a, b) if empty(a) && empty(b) => true,
        (Json::String(a), Json::String(b)) if a.trim_start().starts_with('{') => {
            a == b || matches!((Json::parse(a), Json::parse(b)), (Ok(a), Ok(b)) if a == b)
        }
        (a, b) => scalar(a).is_some() && scalar(a) == scalar(b),
    }
}

fn has_mark(mask: Option<&Json<'_>>) -> bool {
    mask.is_some_and(|mask| mask.to_string().contains("true"))
}

fn compare(hcl: &Hcl, plan_path: &Path, tally: &mut Tally) {
    let text = read::text(std::fs::read(plan_path).unwrap()).unwrap();
    let plan = Plan::parse(&text, "plan", Acceptance { incomplete: true }).unwrap();
    let evaluator = Evaluator::new(hcl, &plan);
    for change in plan.changes.iter().filter(|change| change.deposed.is_none() && change.action.leaves()) {
        let tree = change.whole().unwrap();
        for name in evaluator.written(&change.address) {
            let (value, mark) = (tree.value.get(&name), tree.unknown.get(&name));
            let Some(ours) = evaluator.attribute(&change.address, &name) else { continue };
            if has_mark(mark) {
                tally.hidden += 1;
                tally.found += usize::from(ours.cause().is_none());
                if let Some(cause) = ours.cause() {
                    *tally.causes.entry(format!("hidden: {name}: {cause}")).or_default() += 1;
                }
                continue;
            }
            let Some(value) = value else { continue };
            tally.known += 1;
            let Some(json) = ours.to_json() else {
                let cause = ours.cause().unwrap_or_else(|| "a reference".into());
                *tally.causes.entry(format!("{name}: {cause}")).or_default() += 1;
                continue;
            };
            tally.decided += 1;
            // What is written as null is left to the provider, which may have a default.
            if json != Json::Null && !agree(value, &json) {
                tally.wrong.push(format!(
                    "{}: {}.{name}: {json}, in the plan {value}",
                    plan_path.display(),
                    change.address
                ));
            }
        }
    }
}

fn estates() -> Vec<PathBuf> {
    let Some(folder) = std::env::var_os("PLANGATE_ESTATES") else { return Vec::new() };
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path().join("plan.json"));
    entries.filter(|plan| plan.exists()).collect()
}

#[test]
fn source_agrees_with_every_value_of_every_plan() {
    let mut tally = Tally::default();
    for plan in plans().into_iter().chain(estates()) {
        compare(&Hcl::from_folder(plan.parent().unwrap()).unwrap(), &plan, &mut tally);
    }
    let estate = testdata("source/estate");
    let archive = Archive::read(&std::fs::read(estate.join("plan.tfplan")).unwrap()).unwrap();
    let hcl = Hcl::from_archive(&archive, &estate.join("stacks/prod"));
    let before = tally.found;
    compare(&hcl, &estate.join("plan.json"), &mut tally);
    println!("known in the plan: {} of {} decided", tally.decided, tally.known);
    println!("hidden by the plan: {} of {} decided up to references", tally.found, tally.hidden);
    for (cause, count) in &tally.causes {
        println!("{count:6} {cause}");
    }
    assert!(tally.wrong.is_empty(), "{} disagreements:\n{}", tally.wrong.len(), tally.wrong.join("\n"));
    assert!(tally.found > before && tally.decided * 10 >= tally.known * 9, "too little is decided");
}
