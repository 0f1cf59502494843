//! What is read and what is refused. Every input below `testdata/bad` is refused: exit 2, nothing on standard output, and its
//! own diagnostic, which stands beside it. `PLANGATE_BLESS=1 cargo test --test refusals` writes the diagnostics anew.

#![cfg(test)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use common::{plangate, testdata};
use serde_json::Value;

/// The inputs: every file that is neither a diagnostic nor what made them.
fn inputs() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(testdata("bad")).unwrap().map(|entry| entry.unwrap().path());
    let other = |path: &PathBuf| matches!(path.extension().and_then(|e| e.to_str()), Some("expected" | "py" | "tf"));
    let mut inputs: Vec<PathBuf> = entries.filter(|path| !other(path)).collect();
    inputs.sort();
    inputs
}

#[test]
fn every_bad_input_is_refused_with_its_own_diagnostic() {
    let mut wrong = Vec::new();
    for input in inputs() {
        let name = input.file_name().unwrap().to_string_lossy().into_owned();
        let path = format!("testdata/bad/{name}");
        let output = plangate().args(["check", "--no-config", &path]).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        let expected = testdata("bad").join(format!("{name}.expected"));
        if std::env::var_os("PLANGATE_BLESS").is_some() {
            std::fs::write(&expected, &said).unwrap();
        }
        if output.status.code() != Some(2) || !output.stdout.is_empty() {
            wrong.push(format!("{name}: exit {:?}", output.status.code()));
        }
        if std::fs::read_to_string(&expected).unwrap_or_default() != said {
            wrong.push(format!("{name}: says {said}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_plan_is_told_from_its_bytes_not_from_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let plan = std::fs::read(testdata("cases/kms-rotation/keys/plan.json")).unwrap();
    let text = String::from_utf8(plan).unwrap();
    let utf16 = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(bytes).collect() };
    let wrapped = format!("[command]/bin/terraform-bin show -json p\n{text}\n::debug::Terraform exited with code 0.\n");
    let inputs: [(&str, Vec<u8>); 6] = [
        ("plain.txt", text.clone().into_bytes()),
        ("bom", format!("\u{feff}{text}").into_bytes()),
        ("utf16-le", utf16(u16::to_le_bytes)),
        ("utf16-be", utf16(u16::to_be_bytes)),
        ("wrapped.log", wrapped.into_bytes()),
        ("debug-behind", format!("{text}\n::debug::stdout: {text}\n").into_bytes()),
    ];
    let mut reports = Vec::new();
    for (name, bytes) in inputs {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let report = common::check(&path, &["--no-config"]);
        reports.push((name, report.json["summary"].clone(), report.findings.len()));
    }
    assert!(
        reports.iter().all(|(_, summary, count)| (summary, count) == (&reports[0].1, &reports[0].2)),
        "{reports:?}"
    );
}

/// Exit code, the labels of the plans that are judged, and standard error of a check in a folder.
fn check_in(folder: &Path, arguments: &[&str]) -> (i32, Vec<String>, String) {
    let fixed = ["check", "--no-config", "--format=json"];
    let output = plangate().current_dir(folder).args(fixed).args(arguments).output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let plans = report["plans"].as_array().into_iter().flatten();
    let labels = plans.map(|plan| plan["label"].as_str().unwrap().to_owned()).collect();
    (output.status.code().unwrap(), labels, String::from_utf8(output.stderr).unwrap())
}

fn quickstart() -> String {
    fs::read_to_string(testdata("plans/quickstart/plan.json")).unwrap()
}

#[test]
fn a_directory_is_searched_by_what_files_hold() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    let utf16: Vec<u8> = format!("\u{feff}{}", quickstart()).encode_utf16().flat_map(u16::to_le_bytes).collect();
    write("a/plan.out", quickstart().as_bytes());
    write("b/plan.txt", &utf16);
    write("c/wrapped.log", format!("[command]/bin/terraform show -json p\n{}", quickstart()).as_bytes());
    let sorted: BTreeMap<String, Value> = serde_json::from_str(&quickstart()).unwrap();
    write("c/sorted", serde_json::to_string(&sorted).unwrap().as_bytes());
    // What else stands in a repository, and is no plan, or one that nobody asks for.
    write("plan.log", b"{\"@level\":\"info\",\"@message\":\"Terraform 1.11.4\"}\n{\"@level\":\"info\"}\n");
    write("a/.terraform/modules.json", quickstart().as_bytes());
    write("node_modules/a/plan.json", quickstart().as_bytes());
    write("package.json", b"{\"name\":\"x\"}");
    write("tsconfig.json", b"{\n  // comments\n  \"compilerOptions\": {},\n}\n");
    write("lines.json", b"{\"a\":1}\n{\"a\":2}\n");
    write("twice.json", b"{\"a\":1,\"a\":2}");
    write("event.json", b"{\"input\":{\"a\":1},\"plan\":\"gold\"}");
    write("cut.json", b"{\"a\":[1,2");
    write("latin-1.json", b"{\"a\":\"caf\xe9\"}");
    write("lambda.zip", b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x08\0\0\0index.js");
    write("main.tf", b"resource \"aws_sqs_queue\" \"format_version\" {}\n");
    let (code, labels, error) = check_in(folder.path(), &["."]);
    assert_eq!(
        (code, labels),
        (1, ["./a/plan.out", "./b/plan.txt", "./c/sorted", "./c/wrapped.log"].map(str::to_owned).to_vec()),
        "{error}"
    );
    // Named by itself, none of them is left alone; nor is a damaged plan that is found.
    assert_eq!(check_in(folder.path(), &["tsconfig.json"]).0, 2);
    assert_eq!(check_in(folder.path(), &["a", "event.json"]).0, 2);
    write("d/cut", &quickstart().as_bytes()[..4000]);
    let (code, _, error) = check_in(folder.path(), &["."]);
    assert!(code == 2 && error.contains("`./d/cut` is not judged"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_binary_plan_in_a_directory_is_judged_unless_its_json_stands_beside_it() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, tools) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let program = tools.path().join("terraform");
    fs::write(&program, format!("#!/bin/sh\nexec /bin/cat '{}'\n", testdata("source/estate/plan.json").display()))
        .unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let terraform = format!("--terraform-bin={}", program.display());
    for stack in ["one", "two"] {
        fs::create_dir(folder.path().join(stack)).unwrap();
        fs::copy(testdata("source/estate/plan.tfplan"), folder.path().join(stack).join("tfplan")).unwrap();
    }
    fs::copy(testdata("source/estate/plan.json"), folder.path().join("one/plan.json")).unwrap();
    let (code, labels, error) = check_in(folder.path(), &[".", &terraform]);
    assert_eq!((code, labels), (1, vec!["./one/plan.json".into(), "./two/tfplan".into()]), "{error}");
    // It is never passed over where it can't be read.
    assert_eq!(check_in(folder.path(), &[".", "--terraform-bin=/nowhere/terraform"]).0, 2);
}

#[test]
fn a_plan_that_is_named_twice_is_judged_once() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.json"), quickstart()).unwrap();
    for arguments in [["plan.json", "./plan.json"], ["plan.json", "."], ["plan.json", "*.json"]] {
        let (code, labels, error) = check_in(folder.path(), &arguments);
        assert_eq!((code, labels), (1, vec!["plan.json".to_owned()]), "{arguments:?}: {error}");
    }
    // What one argument names has to be a plan, though another has only found it.
    fs::write(folder.path().join("other.json"), "{}").unwrap();
    assert_eq!(check_in(folder.path(), &["."]).0, 1);
    assert_eq!(check_in(folder.path(), &[".", "other.json"]).0, 2);
}

#[test]
fn a_report_is_never_written_over_a_plan_or_another_report() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.json"), quickstart()).unwrap();
    for outputs in [
        &["--output=json=plan.json"][..],
        &["--output=json=./plan.json"],
        &["--output=json=report", "--output=sarif=./report"],
        &["--output=json=report", "--output-status-file=report"],
        &["--output=json=-"],
    ] {
        let (code, labels, error) = check_in(folder.path(), &[&["plan.json"], outputs].concat());
        assert_eq!((code, labels.len()), (2, 0), "{outputs:?}: {error}");
        assert_eq!(fs::read_to_string(folder.path().join("plan.json")).unwrap(), quickstart());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "{outputs:?}");
    }
    let devices = ["plan.json", "--output=json=/dev/null", "--output=sarif=/dev/null"];
    assert_eq!(check_in(folder.path(), &devices).0, if cfg!(unix) { 1 } else { 2 });
}

fn edited(plan: &str, edit: impl FnOnce(&mut Value)) -> String {
    let mut plan: Value = serde_json::from_str(&fs::read_to_string(testdata(plan)).unwrap()).unwrap();
    edit(&mut plan);
    plan.to_string()
}

/// Programs that pass plans on may write a list that Terraform leaves out as null.
#[test]
fn a_list_of_planned_values_that_is_null_is_empty() {
    let judged = |edit: &dyn Fn(&mut Value)| {
        let plan = edited("plans/quickstart/plan.json", |plan| edit(&mut plan["planned_values"]["root_module"]));
        common::check_text(plan.as_bytes(), &[]).findings.len()
    };
    let whole = judged(&|_| ());
    assert!(whole > 0);
    assert_eq!(judged(&|root| root["child_modules"] = Value::Null), whole);
    assert_eq!(judged(&|root| root["resources"] = Value::Null), whole);
}

/// A gate that judges a part says which part it does not.
#[test]
fn what_is_not_judged_of_a_plan_is_told() {
    let warnings = |plan: &str, arguments: &[&str]| {
        let report = common::check_text(plan.as_bytes(), arguments).json;
        let warnings = report["plans"][0]["warnings"].as_array().unwrap().iter();
        warnings.map(|text| text.as_str().unwrap().to_owned()).collect()
    };
    let incomplete: Vec<String> = warnings(&edited("bad/incomplete.json", |_| ()), &["--allow-incomplete"]);
    assert_eq!(incomplete, ["the plan is incomplete: what was left out of it is not judged"]);
    assert!(quickstart().contains("\"complete\":true") && warnings(&quickstart(), &[]).is_empty());
    // Neither actions nor changes that wait for another plan are entries of `resource_changes`.
    let plan = edited("plans/quickstart/plan.json", |plan| {
        let action = |name: &str| serde_json::json!({"address": format!("action.aws_lambda_invoke.{name}")});
        plan["deferred_changes"] = serde_json::json!([
            {"reason": "instance_count_unknown", "resource_change": {"address": "aws_iam_role.later"}}
        ]);
        plan["action_invocations"] = ["a", "b", "c", "d"].map(action).to_vec().into();
        plan["deferred_action_invocations"] =
            serde_json::json!([{"reason": "deferred_prereq", "action_invocation": action("e")}]);
    });
    let told: Vec<String> = warnings(&plan, &[]);
    let deferred = "what is deferred to a later plan is not judged: `action.aws_lambda_invoke.e`, `aws_iam_role.later`";
    let invoked = "what the plan's actions do is not judged: `action.aws_lambda_invoke.a`, `action.aws_lambda_invoke.b`, \
                   `action.aws_lambda_invoke.c` and 1 more";
    assert_eq!(told, [deferred, invoked]);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.json"), plan).unwrap();
    let arguments = ["check", "plan.json", "--no-config", "--format=comment"];
    let output = plangate().current_dir(folder.path()).args(arguments).output().unwrap();
    let comment = String::from_utf8(output.stdout).unwrap();
    assert!(comment.contains("is not judged"), "{comment}");
}

/// What a `removed` block lets go stays in AWS, be it the object or what is left of a replacement that failed half way.
#[test]
fn a_deposed_object_is_judged_where_it_stays() {
    let orders = |edit: &dyn Fn(&mut Value)| {
        let plan = edited("plans/lifecycle/plan.json", |plan| {
            let changes = plan["resource_changes"].as_array_mut().unwrap();
            let mut old = changes.iter().find(|change| change["address"] == "aws_db_instance.orders").unwrap().clone();
            old["deposed"] = "abcd1234".into();
            old["change"]["after"] = Value::Null;
            old["change"]["after_unknown"] = serde_json::json!({});
            edit(&mut old["change"]["actions"]);
            changes.push(old);
        });
        let report = common::check_text(plan.as_bytes(), &["--only=rds-encryption", "--scope=all"]);
        let told = report.findings.into_iter().map(|one| (one.address, one.outcome, one.standing));
        told.collect::<Vec<_>>()
    };
    let (address, deposed) = ("aws_db_instance.orders", "aws_db_instance.orders (deposed object abcd1234)");
    let found = |address: &str, standing: &str| (address.to_owned(), "fail".to_owned(), standing.to_owned());
    assert_eq!(orders(&|actions| *actions = serde_json::json!(["delete"])), [found(address, "resolved")]);
    let forgotten = orders(&|actions| *actions = serde_json::json!(["forget"]));
    assert_eq!(forgotten, [found(deposed, "existing"), found(address, "resolved")]);
}

/// There may be plans where nobody can look. Whoever may look everywhere, as root may, finds none there.
#[cfg(unix)]
#[test]
fn a_directory_that_can_not_be_read_is_an_error() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("stacks/closed")).unwrap();
    fs::write(folder.path().join("stacks/plan.json"), quickstart()).unwrap();
    let closed = folder.path().join("stacks/closed");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    let code = if fs::read_dir(&closed).is_err() { 2 } else { 1 };
    let (found, globbed) = (check_in(folder.path(), &["stacks"]), check_in(folder.path(), &["stacks/**/*.json"]));
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!((found.0, globbed.0), (code, code), "{} {}", found.2, globbed.2);
}

#[test]
fn source_that_is_none_is_told() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.json"), quickstart()).unwrap();
    let (code, _, error) = check_in(folder.path(), &["plan.json", "--plan-file=plan.json"]);
    assert!(code == 2 && error.contains("`plan.json` is no binary plan"), "{error}");
    let (code, _, error) = check_in(folder.path(), &["plan.json", "--source=."]);
    assert!(code == 1 && error.contains("there is no HCL in `.`"), "{error}");
    let other = format!("--source={}", testdata("plans/site").display());
    let (code, _, error) = check_in(folder.path(), &["plan.json", &other]);
    assert!(code == 1 && error.contains("is it the configuration of this plan?"), "{error}");
    let own = format!("--source={}", testdata("plans/quickstart").display());
    assert_eq!(check_in(folder.path(), &["plan.json", &own]).2, "");
}

#[test]
fn a_wrapper_is_told_of_once() {
    let folder = tempfile::tempdir().unwrap();
    let text = format!("[command]/bin/terraform-bin show -json p\n{}\n::debug::exited\n", quickstart());
    fs::write(folder.path().join("plan.json"), text).unwrap();
    let (code, _, error) = check_in(folder.path(), &["plan.json"]);
    assert_eq!((code, error.matches("setup-terraform").count()), (1, 1), "{error}");
}
