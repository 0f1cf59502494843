//! Source never contradicts the plan: every attribute that is written in a fixture's HCL is evaluated and compared with
//! what the plan says. `cargo test --test agreement -- --nocapture` prints the share that is decided;
//! `PLANGATE_ESTATES` names a directory of further `*/plan.json` with their HCL beside them.

#![cfg(test)]

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use common::{plans, testdata};
use plangate::iam::document::Document;
use plangate::json::Json;
use plangate::plan::node::State;
use plangate::plan::wanted::Wanted;
use plangate::plan::{Acceptance, Plan, read};
use plangate::source::Hcl;
use plangate::source::archive::Archive;
use plangate::source::eval::Evaluator;
use plangate::source::feed::agrees;
use sha1::{Digest, Sha1};

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

fn has_mark(mask: Option<&Json<'_>>) -> bool {
    mask.is_some_and(|mask| mask.to_string().contains("true"))
}

fn compare(hcl: &Hcl, plan_path: &Path, tally: &mut Tally) {
    let bytes = std::fs::read(plan_path).unwrap();
    let text = read::text(&bytes).unwrap();
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
            // The provider writes a protocol as a name in one of these types and as a number in the other.
            let renamed = match (change.kind(), name.as_str()) {
                ("aws_network_acl_rule" | "aws_security_group_rule", "protocol") => protocol(value) == protocol(&json),
                // A plan shows nothing of arguments that are only written.
                (_, name) if name.ends_with("_wo") => *value == Json::Null,
                (_, "user_data") => digest(&json) == value.as_str().map(str::to_owned),
                _ => false,
            };
            // What is written as null is left to the provider, which may have a default.
            if json != Json::Null && !renamed && !agrees(value, &json) {
                tally.wrong.push(format!(
                    "{}: {}.{name}: {json}, in the plan {value}",
                    plan_path.display(),
                    change.address
                ));
            }
        }
    }
}

/// The number of a protocol, by which the types of rules name it in one way or another.
fn protocol(value: &Json<'_>) -> String {
    let name = value.as_str().unwrap_or_default().to_ascii_lowercase();
    let numbers = [("all", "-1"), ("icmp", "1"), ("tcp", "6"), ("udp", "17"), ("icmpv6", "58")];
    numbers.iter().find(|(word, _)| *word == name).map_or(name, |(_, number)| (*number).to_owned())
}

/// What the provider keeps of user data: https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/instance#user_data
fn digest(data: &Json<'_>) -> Option<String> {
    let digest = Sha1::digest(data.as_str()?);
    Some(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn estates() -> Vec<PathBuf> {
    let Some(folder) = std::env::var_os("PLANGATE_ESTATES") else { return Vec::new() };
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path().join("plan.json"));
    entries.filter(|plan| plan.exists()).collect()
}

#[test]
fn source_agrees_with_every_value_of_every_plan() {
    let mut tally = Tally::default();
    let fixes =
        ["estate", "logging", "services"].map(|case| [format!("fixes/{case}"), format!("fixes/{case}/fixed")]).concat();
    let fixes = fixes.iter().map(|folder| testdata(folder).join("plan.json"));
    for plan in plans().into_iter().chain(fixes).chain(estates()) {
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

/// The documents that `jsonencode` and templates hide become documents with references in their strings.
#[test]
fn no_policy_of_the_estate_is_left_unread() {
    let estate = testdata("source/estate");
    let archive = Archive::read(&std::fs::read(estate.join("plan.tfplan")).unwrap()).unwrap();
    let hcl = Hcl::from_archive(&archive, &estate.join("stacks/prod"));
    let bytes = std::fs::read(estate.join("plan.json")).unwrap();
    let text = read::text(&bytes).unwrap();
    let mut plan = Plan::parse(&text, "plan", Acceptance::default()).unwrap();
    let mut wanted = Wanted::default();
    let kinds = ["aws_s3_bucket_policy", "aws_iam_policy", "aws_iam_role_policy"];
    kinds.iter().for_each(|kind| wanted.whole(kind));
    plan.open(&wanted).unwrap();
    plan.learn(&hcl);
    let mut read = BTreeMap::new();
    for change in plan.changes.iter().filter(|change| kinds.contains(&change.kind())) {
        let node = change.after().unwrap().root().unwrap().get("policy");
        assert!(matches!(node.state(), State::Unknown), "{}", change.address);
        let document =
            Document::from_value(node.sketch().unwrap()).unwrap_or_else(|e| panic!("{}: {e}", change.address));
        let resources = document.statements.iter().filter_map(|statement| statement.resources.as_ref());
        let resources = resources.flat_map(|scope| scope.patterns()).map(ToString::to_string);
        read.insert(change.address.to_string(), resources.collect::<Vec<_>>());
    }
    assert_eq!(read.len(), 6);
    assert_eq!(read["aws_s3_bucket_policy.data"].last().unwrap(), "${aws_s3_bucket.data.arn}/*");
    assert_eq!(read["aws_s3_bucket_policy.logs"], ["${module.logs.aws_s3_bucket.this.arn}/*"]);
    let role = "${module.app[\"web\"].aws_iam_role.this.arn}";
    assert_eq!(read["module.app[\"web\"].aws_iam_policy.pass"], [role, "*"]);
    let data = "${aws_s3_bucket.data.arn}";
    assert_eq!(read["module.app[\"api\"].aws_iam_role_policy.data"], [data.to_owned(), format!("{data}/*")]);
}
