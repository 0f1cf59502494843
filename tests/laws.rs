//! The laws that hold for every plan, tried on every plan below `testdata`.
//!
//! 1. monotone: making a known value unknown may leave an answer open and never turns it round
//! 2. order-free: the order of the plan and the number of threads change nothing
//! 3. silent: what is marked sensitive stands in no report
//! 4. closed: a damaged plan is an error, or the answer stays; a failure never becomes a pass
//! 5. two worlds: a plan that changes nothing introduces nothing, and turning a plan round swaps introduced and resolved

#![cfg(test)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::Duration;

use plangate::facts::Facts;
use plangate::judge::Terms;
use plangate::plan::Acceptance;
use plangate::plan::read::text;
use plangate::policy::{Policy, Profile, Severity, embedded};
use plangate::report::json::View;
use plangate::report::text::{Style, render};
use plangate::report::{Gate, OnUnknown, Outcome, Report, atlantis, github, gitlab, html, junit, markdown, sarif};
use plangate::standing::Standing;
use plangate::{Input, judge_plan};
use rayon::prelude::*;
use serde_json::{Value, json};

const GATE: Gate = Gate { fail_on: Severity::Low, existing: true, unknown: OnUnknown::Fail };

fn report<'r>(policies: &'r [Policy], plan: &Value) -> Option<Report<'r>> {
    judge_bytes(policies, serde_json::to_vec(plan).unwrap(), true)
}

/// The report with every finding on its own: what is folded into what depends on what else is found.
fn unfolded<'r>(policies: &'r [Policy], plan: &Value) -> Option<Report<'r>> {
    judge_bytes(policies, serde_json::to_vec(plan).unwrap(), false)
}

/// The report on a plan; `None` when it is refused.
fn judge_bytes(policies: &[Policy], bytes: Vec<u8>, fold: bool) -> Option<Report<'_>> {
    let facts = Facts::default();
    let terms = Terms { facts: &facts, profile: Profile::Strict, fold };
    let text = text(&bytes).ok()?;
    let (about, findings) =
        judge_plan(Input { text: &text, label: "plan", hcl: None }, Acceptance::default(), policies, terms).ok()?;
    Some(Report::new(vec![about], findings, policies, GATE))
}

/// What does not pass after the plan, by policy and address: of several findings the one that is certain.
fn answers(report: &Report<'_>) -> BTreeMap<(String, String), Outcome> {
    let mut answers = BTreeMap::new();
    for finding in report.findings.iter().filter(|finding| finding.standing != Standing::Resolved) {
        let key = (finding.policy.id.clone(), finding.address.clone());
        let outcome = answers.entry(key).or_insert(finding.outcome);
        *outcome = (*outcome).min(finding.outcome);
    }
    answers
}

fn read(path: &PathBuf) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// Tries `law` on every plan, on all cores; what it says is wrong fails the test.
fn everywhere(law: impl Fn(&[Policy], Value) -> Vec<String> + Sync) {
    let policies = embedded::policies().unwrap();
    let plans = common::plans();
    assert!(plans.len() > 20, "there are too few plans to say anything");
    let wrong: Vec<String> = plans
        .par_iter()
        .flat_map(|path| {
            let found = law(&policies, read(path));
            found.into_iter().map(|line| format!("{}: {line}", path.display())).collect::<Vec<_>>()
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The JSON pointers of scalar values below `value`, at most `most` of them, spread evenly.
fn leaves(value: &Value, most: usize) -> Vec<String> {
    fn walk(value: &Value, at: String, found: &mut Vec<String>) {
        match value {
            Value::Object(members) => members.iter().for_each(|(key, member)| {
                walk(member, format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), found);
            }),
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(i, item)| walk(item, format!("{at}/{i}"), found))
            }
            Value::Null => {}
            _ => found.push(at),
        }
    }
    let mut found = Vec::new();
    walk(value, String::new(), &mut found);
    let step = found.len().div_ceil(most).max(1);
    found.into_iter().step_by(step).collect()
}

/// Marks what stands at `pointer` in a mask of the same shape, making room for the mark.
fn mark(mask: &mut Value, value: &Value, pointer: &str, with: &Value) {
    let Some((head, rest)) = pointer.trim_start_matches('/').split_once('/') else {
        let key = pointer.trim_start_matches('/');
        place(mask, value, key, with.clone());
        return;
    };
    let inner = value.pointer(&format!("/{head}")).cloned().unwrap_or_default();
    if mask.pointer(&format!("/{head}")).is_none_or(|member| !member.is_object() && !member.is_array()) {
        place(mask, value, head, if inner.is_array() { json!([]) } else { json!({}) });
    }
    if let Some(member) = mask.pointer_mut(&format!("/{head}")) {
        mark(member, &inner, &format!("/{rest}"), with);
    }
}

fn place(mask: &mut Value, value: &Value, key: &str, with: Value) {
    let key = key.replace("~1", "/").replace("~0", "~");
    if value.is_array() {
        let index: usize = key.parse().unwrap();
        let items = mask.as_array_mut().unwrap();
        while items.len() <= index {
            items.push(json!({}));
        }
        items[index] = with;
    } else {
        mask.as_object_mut().unwrap().insert(key, with);
    }
}

/// The block of a resource in `configuration`.
fn block<'v>(plan: &'v mut Value, address: &str) -> Option<&'v mut Value> {
    let parsed = plangate::plan::address::Address::parse(address)?;
    let mut module = plan.pointer_mut("/configuration/root_module")?;
    for call in &parsed.module {
        module = module.get_mut("module_calls")?.get_mut(call.name)?.get_mut("module")?;
    }
    let resources = module.get_mut("resources")?.as_array_mut()?;
    resources.iter_mut().find(|one| one["type"] == parsed.kind && one["name"] == parsed.name)
}

/// Makes one known value of a resource unknown, as Terraform would write it.
fn forget(plan: &mut Value, change: usize, pointer: &str) -> Option<()> {
    let entry = &mut plan["resource_changes"][change];
    let after = entry["change"]["after"].clone();
    let parent = pointer.rsplit_once('/')?;
    let in_list = after.pointer(parent.0).is_some_and(Value::is_array);
    let delta = &mut entry["change"];
    if !delta["after_unknown"].is_object() {
        delta["after_unknown"] = json!({});
    }
    mark(&mut delta["after_unknown"], &after, pointer, &json!(true));
    let holder = delta["after"].pointer_mut(parent.0)?;
    match holder {
        // From Terraform 1.3 on the element of a list keeps its place as null; an attribute is left out.
        Value::Array(items) => items[parent.1.parse::<usize>().ok()?] = Value::Null,
        Value::Object(members) => drop(members.remove(&parent.1.replace("~1", "/").replace("~0", "~"))),
        _ => return None,
    }
    let address = entry["address"].as_str()?.to_owned();
    let expressions = block(plan, &address)?.as_object_mut()?.entry("expressions").or_insert_with(|| json!({}));
    let waits = json!({"references": ["local.not_known_yet"]});
    let written = if in_list { parent.0 } else { pointer };
    let top = written.trim_start_matches('/').split('/').next()?.to_owned();
    let nested = written.trim_start_matches('/').contains('/') && expressions[&top].is_array();
    if nested {
        mark(expressions, &after, written, &waits);
    } else {
        expressions[&top] = waits;
    }
    Some(())
}

#[test]
fn monotone_less_known_never_turns_an_answer_round() {
    everywhere(|policies, plan| {
        let Some(before) = unfolded(policies, &plan) else { return vec!["is refused".to_owned()] };
        let known = answers(&before);
        let mut wrong = Vec::new();
        let changes = plan["resource_changes"].as_array().cloned().unwrap_or_default();
        for (index, entry) in changes.iter().enumerate().filter(|(_, entry)| entry["mode"] == "managed") {
            let creates = entry["change"]["actions"].as_array().is_some_and(|list| list.iter().any(|a| a == "create"));
            if !creates {
                continue;
            }
            for pointer in leaves(&entry["change"]["after"], 8) {
                let mut less = plan.clone();
                if forget(&mut less, index, &pointer).is_none() {
                    continue;
                }
                let Some(report) = unfolded(policies, &less) else {
                    wrong.push(format!("{} {pointer}: is refused", entry["address"]));
                    continue;
                };
                let lost = clears(&entry["change"]["after"], &pointer);
                let (after, address) = (answers(&report), &entry["address"]);
                let turned = turned(&known, &after).filter(|(_, after)| !(lost && *after == Some(Outcome::Fail)));
                wrong.extend(turned.map(|(key, after)| {
                    format!("{address} {pointer}: {key:?} was {:?} and is {after:?}", known.get(key))
                }));
            }
        }
        wrong
    });
}

/// Whether an identity document stands there that denies something, or asks for a boundary. A known bad statement fails
/// beside a text that can't be read, which is not taken to deny what another document allows, nor to make a boundary of a
/// policy; so what that kept from failing may fail without it.
fn clears(after: &Value, pointer: &str) -> bool {
    let text = after.pointer(pointer).and_then(Value::as_str).filter(|_| pointer == "/policy");
    let bounds = |text: &str| text.contains("\"Effect\":\"Deny\"") || text.contains("\"iam:PermissionsBoundary\"");
    text.is_some_and(|text| bounds(text) && !text.contains("\"Principal\""))
}

/// The answers that are not what they were, nor unknown. An answer over a whole account stands at one of its resources,
/// and moves to the one that leaves it open.
fn turned<'a>(
    before: &'a BTreeMap<(String, String), Outcome>,
    after: &'a BTreeMap<(String, String), Outcome>,
) -> impl Iterator<Item = (&'a (String, String), Option<Outcome>)> {
    let keys: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let moved = |policy: &str| after.iter().any(|((id, _), outcome)| id == policy && *outcome == Outcome::Unknown);
    keys.into_iter().filter_map(move |key| match (before.get(key), after.get(key)) {
        (a, b) if a == b => None,
        (_, Some(Outcome::Unknown)) => None,
        (Some(_), None) if SEARCHES.contains(&key.0.as_str()) => None,
        (Some(_), None) if UNIONS.contains(&key.0.as_str()) && moved(&key.0) => None,
        (_, b) => Some((key, b.copied())),
    })
}

/// Policies that look for something and judge nothing else: what is not known is no literal, so there is nothing to find.
const SEARCHES: [&str; 1] = ["secret-in-plan"];

/// Policies that one resource of an account can satisfy for all of them, or that rules of one group fail together: their
/// answer stands at one of several.
const UNIONS: [&str; 9] = [
    "cloudtrail-data-events-dynamodb",
    "cloudtrail-data-events-s3",
    "cloudtrail-management-events",
    "cloudtrail-multi-region",
    "cloudtrail-tamper-alarm",
    "guardduty-enabled",
    "sg-open-admin-port",
    "sg-open-all-ports",
    "sg-open-sensitive-port",
];

#[test]
fn order_free_the_order_of_changes_is_not_seen() {
    everywhere(|policies, plan| {
        let view = |plan: &Value| View::new(&report(policies, plan).unwrap()).text().unwrap();
        let mut turned = plan.clone();
        if let Some(changes) = turned["resource_changes"].as_array_mut() {
            changes.reverse();
            let middle = changes.len() / 3;
            changes.rotate_left(middle);
        }
        if view(&plan) == view(&turned) { vec![] } else { vec!["the report depends on the order".to_owned()] }
    });
}

/// Copies of a plan, each a module of its own.
fn copies(plan: &Value, count: usize) -> Value {
    let (mut changes, mut calls) = (Vec::new(), serde_json::Map::new());
    for copy in 0..count {
        for change in plan["resource_changes"].as_array().unwrap() {
            let mut change = change.clone();
            change["address"] = json!(format!("module.copy{copy}.{}", change["address"].as_str().unwrap()));
            changes.push(change);
        }
        let module = &plan["configuration"]["root_module"];
        calls.insert(format!("copy{copy}"), json!({ "source": "./copy", "module": module }));
    }
    let mut plan = plan.clone();
    plan["resource_changes"] = changes.into();
    plan["configuration"]["root_module"] = json!({ "module_calls": calls });
    plan
}

/// Nor may they wait for each other for ever: a thread that waits takes up other work, which could ask for what it holds
/// locked. With a lock around the search for escalations, one run in ten of these hung, and none with two threads.
#[test]
fn order_free_the_number_of_threads_is_not_seen() {
    let plan = copies(&read(&common::testdata("plans/containers/plan.json")), 8);
    let run = |threads: usize| {
        let mut command = common::plangate();
        command.env("RAYON_NUM_THREADS", threads.to_string()).args(["check", "-", "--format", "json", "--no-config"]);
        command.timeout(Duration::from_secs(30)).write_stdin(plan.to_string()).output().unwrap()
    };
    let one = run(1);
    assert_eq!(one.status.code(), Some(0), "{}", String::from_utf8_lossy(&one.stderr));
    assert!((0..160).all(|number| run([3, 4, 8, 16][number % 4]) == one));
}

#[test]
fn silent_what_is_sensitive_stands_in_no_report() {
    const CANARY: &str = "CANARY-7f3a";
    everywhere(|policies, mut plan| {
        for entry in plan["resource_changes"].as_array_mut().into_iter().flatten() {
            for side in ["before", "after"] {
                let delta = &mut entry["change"];
                for pointer in leaves(&delta[side].clone(), usize::MAX) {
                    let value = delta[side].pointer_mut(&pointer).unwrap();
                    if value.is_string() {
                        *value = json!(format!("{CANARY}{value}"));
                    }
                }
                delta[format!("{side}_sensitive")] = json!(true);
            }
        }
        let Some(report) = report(policies, &plan) else { return vec!["is refused".to_owned()] };
        let style = Style { colour: true, links: false, width: 100, quiet: false };
        let texts = [
            render(&report, style).unwrap(),
            View::new(&report).text().unwrap(),
            sarif::render(&report, sarif::Suppressed::Include).unwrap(),
            github::render(&report),
            markdown::render(&report, markdown::Place::Summary),
            markdown::render(&report, markdown::Place::Comment),
            gitlab::render(&report).unwrap(),
            junit::render(&report).unwrap(),
            atlantis::render(&report),
            html::render(&report),
        ];
        texts.iter().filter(|text| text.contains("CANARY")).map(|text| format!("shows a canary: {text}")).collect()
    });
}

#[test]
fn closed_a_cut_plan_is_refused() {
    everywhere(|policies, plan| {
        let bytes = serde_json::to_vec(&plan).unwrap();
        let cuts = (0..bytes.len()).step_by(bytes.len() / 40 + 1);
        let judged = cuts.filter(|cut| judge_bytes(policies, bytes[..*cut].to_vec(), false).is_some());
        judged.map(|cut| format!("cut at byte {cut}, it is judged")).collect()
    });
}

#[test]
fn closed_a_key_of_another_type_never_makes_a_pass() {
    everywhere(|policies, plan| {
        let Some(whole) = unfolded(policies, &plan) else { return vec!["is refused".to_owned()] };
        let said = |report: &Report<'_>| answers(report).into_keys().map(|(policy, _)| policy).collect::<BTreeSet<_>>();
        let failing = said(&whole);
        let mut places: Vec<String> =
            ["format_version", "terraform_version", "resource_changes", "configuration", "prior_state", "complete"]
                .iter()
                .map(|key| format!("/{key}"))
                .collect();
        for index in 0..plan["resource_changes"].as_array().map_or(0, Vec::len).min(4) {
            let entry = format!("/resource_changes/{index}");
            places.extend(
                ["address", "mode", "type", "name", "provider_name", "change"].map(|key| format!("{entry}/{key}")),
            );
            let delta = ["actions", "before", "after", "after_unknown", "after_sensitive"];
            places.extend(delta.map(|key| format!("{entry}/change/{key}")));
        }
        let mut wrong = Vec::new();
        for place in places.iter().filter(|place| plan.pointer(place).is_some_and(|value| !value.is_null())) {
            for other in [json!(null), json!(true), json!(7), json!("x"), json!([]), json!({})] {
                let mut changed = plan.clone();
                let value = changed.pointer_mut(place).unwrap();
                if std::mem::discriminant(value) == std::mem::discriminant(&other) {
                    continue;
                }
                *value = other.clone();
                let Some(report) = unfolded(policies, &changed) else { continue };
                let now = said(&report);
                let sought = |policy: &str| SEARCHES.contains(&policy) && place.contains("/change/after");
                let lost = failing.difference(&now).filter(|policy| !sought(policy));
                wrong.extend(lost.map(|policy| format!("{place} = {other}: {policy} says nothing more")));
            }
        }
        wrong
    });
}

/// The plan that leaves everything as it was before.
fn nothing_to_do(plan: &Value) -> Value {
    let mut still = plan.clone();
    // They are those of the plan that it was.
    still.as_object_mut().unwrap().remove("planned_values");
    let changes = still["resource_changes"].as_array_mut();
    if let Some(changes) = changes {
        changes.retain(|entry| !entry["change"]["before"].is_null() && entry["mode"] == "managed");
        for entry in changes {
            let delta = &mut entry["change"];
            delta["actions"] = json!(["no-op"]);
            delta["after"] = delta["before"].clone();
            delta["after_unknown"] = json!({});
            delta["after_sensitive"] = delta["before_sensitive"].clone();
            entry.as_object_mut().unwrap().remove("previous_address");
        }
    }
    for output in still["output_changes"].as_object_mut().into_iter().flat_map(serde_json::Map::values_mut) {
        output["actions"] = json!(["no-op"]);
        output["after"] = output["before"].clone();
        output["after_unknown"] = json!(false);
        output["after_sensitive"] = output["before_sensitive"].clone();
    }
    still
}

/// Failing findings of one standing, by policy and address.
fn standing(report: &Report<'_>, wanted: Standing) -> BTreeSet<(String, String)> {
    let found = report.findings.iter().filter(|f| f.standing == wanted && f.outcome == Outcome::Fail);
    // Nor whether what is deleted was written as a literal: the configuration speaks of what will be.
    let found = found.filter(|finding| !finding.message.contains("carries a literal"));
    let found = found.filter(|finding| !finding.evidence.iter().any(|fact| fact.note.contains("in the configuration")));
    // Before a plan makes the policy of a bucket or key, what was there in its place no plan shows.
    let elsewhere = |finding: &&plangate::report::Finding<'_>| {
        let own = |fact: &plangate::finding::Fact| fact.address.as_deref() == Some(&finding.address);
        finding.policy.id == "cloudtrail-logging" && !finding.evidence.iter().all(own)
    };
    let found = found.filter(|finding| !elsewhere(finding));
    let all = found.map(|finding| (finding.policy.id.clone(), finding.address.clone()));
    // No plan shows what the configuration was.
    let told = |address: &str| ["provider.", "variable."].iter().any(|kind| address.contains(kind));
    all.filter(|(id, address)| !(is_one_way(id) || (id == "secret-in-plan" && told(address)))).collect()
}

/// Policies of which a failure is known on one way only. That a plan deletes a key is known after it; before a plan makes
/// one, what was there in its place no plan shows. Whose account a bucket is in is not known while the plan does not hold it.
/// Guardrails see what falls, never what rises.
const ONE_WAY: [&str; 2] = ["cloudtrail-encryption", "cloudtrail-log-bucket-account"];

fn is_one_way(policy: &str) -> bool {
    ONE_WAY.contains(&policy) || policy.starts_with("guardrail-")
}

#[test]
fn two_worlds_a_plan_that_changes_nothing_introduces_nothing() {
    everywhere(|policies, plan| {
        let Some(report) = unfolded(policies, &nothing_to_do(&plan)) else { return vec!["is refused".to_owned()] };
        let changed = report.findings.iter().filter(|finding| finding.standing != Standing::Existing);
        changed.map(|finding| format!("{} {:?}", finding.message, finding.standing)).collect()
    });
}

/// A bucket, queue or topic shows what its companions set, and shows nothing of a companion that is still to come.
fn unmirrored(plan: &mut Value, companion: &Value) {
    let off = json!([{ "enabled": false, "mfa_delete": false }]);
    let (owner, by, name, attribute, nothing) = match companion["type"].as_str() {
        Some("aws_s3_bucket_policy") => ("aws_s3_bucket", "bucket", "bucket", "policy", json!("")),
        Some("aws_s3_bucket_versioning") => ("aws_s3_bucket", "bucket", "bucket", "versioning", off),
        Some("aws_s3_bucket_server_side_encryption_configuration") => {
            let of_s3 = json!([{ "sse_algorithm": "AES256", "kms_master_key_id": "" }]);
            let rule = json!([{ "rule": [{ "apply_server_side_encryption_by_default": of_s3 }] }]);
            ("aws_s3_bucket", "bucket", "bucket", "server_side_encryption_configuration", rule)
        }
        Some("aws_sns_topic_policy") => ("aws_sns_topic", "arn", "arn", "policy", json!("")),
        Some("aws_sqs_queue_policy") => ("aws_sqs_queue", "queue_url", "url", "policy", json!("")),
        _ => return,
    };
    let named = &companion["change"]["after"][by];
    for entry in plan["resource_changes"].as_array_mut().unwrap().iter_mut().filter(|entry| entry["type"] == owner) {
        for side in ["before", "after"] {
            let values = &mut entry["change"][side];
            if values[name] == *named && !values[attribute].is_null() {
                values[attribute] = nothing.clone();
            }
        }
    }
}

fn is_new(entry: &Value) -> bool {
    entry["change"]["before"].is_null()
}

/// A role that is there shows what others put on it, unless it writes its own, and shows nothing of what is still to come.
fn unrepeated(plan: &mut Value, companion: &Value) {
    let (by, of, attribute) = match companion["type"].as_str() {
        Some("aws_iam_role_policy") => ("role", "name", "inline_policy"),
        Some("aws_iam_role_policy_attachment") => ("role", "policy_arn", "managed_policy_arns"),
        Some("aws_iam_policy_attachment") => ("roles", "policy_arn", "managed_policy_arns"),
        Some("aws_iam_role_policy_attachments_exclusive") => ("role_name", "policy_arns", "managed_policy_arns"),
        _ => return,
    };
    let after = companion["change"]["after"].clone();
    let is = |named: &Value, one: &Value| named == one || named.as_array().is_some_and(|all| all.contains(one));
    let roles = plan["resource_changes"].as_array().cloned().unwrap_or_default();
    for (index, role) in roles.iter().enumerate() {
        if role["type"] != "aws_iam_role" || is_new(role) {
            continue;
        }
        let address = role["address"].as_str().unwrap_or_default();
        if block(plan, address).is_some_and(|block| !block["expressions"][attribute].is_null()) {
            continue;
        }
        for side in ["before", "after"] {
            let values = &mut plan["resource_changes"][index]["change"][side];
            if is(&after[by], &values["name"])
                && let Some(list) = values[attribute].as_array_mut()
            {
                list.retain(|one| !is(&after[of], one) && !is(&after[of], &one["name"]));
            }
        }
    }
}

#[test]
fn two_worlds_turning_a_plan_round_swaps_introduced_and_resolved() {
    everywhere(|policies, plan| {
        let still = nothing_to_do(&plan);
        let count = still["resource_changes"].as_array().map_or(0, Vec::len);
        let half = |going: bool| {
            let mut half = still.clone();
            for index in (0..count).step_by(2) {
                let delta = &mut half["resource_changes"][index]["change"];
                delta["actions"] = if going { json!(["delete"]) } else { json!(["create"]) };
                delta[if going { "after" } else { "before" }] = Value::Null;
                let entry = half["resource_changes"][index].clone();
                if !going {
                    unmirrored(&mut half, &entry);
                }
            }
            let come = half["resource_changes"].as_array().cloned().unwrap_or_default();
            come.iter().filter(|entry| is_new(entry)).for_each(|entry| unrepeated(&mut half, entry));
            half
        };
        let (Some(going), Some(coming)) = (unfolded(policies, &half(true)), unfolded(policies, &half(false))) else {
            return vec!["is refused".to_owned()];
        };
        let pairs = [(Standing::Introduced, Standing::Resolved), (Standing::Resolved, Standing::Introduced)];
        // What nobody can tell before something comes is not resolved by it: no plan shows which flags of a bucket are on
        // that has no block yet.
        let undecided = |key: &(String, String)| {
            let before = unfolded(policies, &nothing_to_do(&half(false)));
            before.is_some_and(|before| answers(&before).get(key) == Some(&Outcome::Unknown))
        };
        let fault = |report: &Report<'_>, key: &(String, String)| {
            let is = |f: &&plangate::report::Finding<'_>| (&*f.policy.id, &*f.address) == (&*key.0, &*key.1);
            report.findings.iter().filter(is).map(|finding| (finding.standing, finding.severity)).next()
        };
        // A fault that is made worse is introduced; made milder it exists.
        let milder = |key: &(String, String)| match (fault(&going, key), fault(&coming, key)) {
            (Some((Standing::Introduced, worse)), Some((Standing::Existing, mild)))
            | (Some((Standing::Existing, mild)), Some((Standing::Introduced, worse))) => mild < worse,
            _ => false,
        };
        // What a policy did by whoever had it exists where it is taken off, and is resolved at the policy where it is put on.
        let stood = |key: &(String, String)| {
            let is = |f: &&plangate::report::Finding<'_>| (&*f.policy.id, &*f.address) == (&*key.0, &*key.1);
            let told = |fact: &plangate::finding::Fact| fact.note.starts_with("it stood before this plan");
            going.findings.iter().filter(is).any(|finding| finding.evidence.iter().any(told))
        };
        // What was open and fails is introduced, what failed and is open exists.
        let whole = unfolded(policies, &still);
        let open = |key: &(String, String)| {
            whole.iter().chain([&going]).any(|report| answers(report).get(key) == Some(&Outcome::Unknown))
        };
        let differ = |(a, b)| {
            let (one, other) = (standing(&going, a), standing(&coming, b));
            let differ = one
                .symmetric_difference(&other)
                .filter(|key| !milder(key) && !stood(key) && !open(key))
                .filter(|key| key.0 != "s3-public" || !undecided(key))
                .map(|key| format!("{key:?} is not {a:?} and {b:?}"));
            differ.collect::<Vec<_>>()
        };
        pairs.into_iter().flat_map(differ).collect()
    });
}
