//! The recipes of `docs/places.md` and `docs/start.md`: their commands as they stand there, with programs in the place of
//! `terraform`, `tofu` and `terragrunt` that give plans of this repository, and the reports as the place reads them.

#![cfg(test)]
#![cfg(unix)]

mod common;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::testdata;
use serde_json::Value;

/// Shows and plans as Terraform does: `plan -out=FILE` and `show -json FILE`.
const TERRAFORM: &str = r#"#!/bin/sh
for last; do :; done
case "$1 $2" in
plan\ -out=*) cp "$PLANS/plan.tfplan" "${2#-out=}" ;;
show\ -json) [ -s "$last" ] && cat "$PLANS/plan.json" ;;
init*) ;;
*) exit 64 ;;
esac
"#;

/// Mirrors two units as `run --all` does, the plan and its JSON side by side.
const TERRAGRUNT: &str = r#"#!/bin/sh
[ "$*" = "run --all --out-dir $PWD/plans --json-out-dir $PWD/plans -- plan" ] || exit 64
for unit in app network/vpc; do
  mkdir -p "plans/$unit"
  cp "$PLANS/plan.tfplan" "plans/$unit/tfplan.tfplan"
  cp "$PLANS/plan.json" "plans/$unit/tfplan.json"
done
"#;

/// A directory with those programs, and what stands in it.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let tools = folder.path().join("tools");
        fs::create_dir(&tools).unwrap();
        for (name, script) in [("terraform", TERRAFORM), ("tofu", TERRAFORM), ("terragrunt", TERRAGRUNT)] {
            fs::write(tools.join(name), script).unwrap();
            fs::set_permissions(tools.join(name), fs::Permissions::from_mode(0o755)).unwrap();
        }
        std::os::unix::fs::symlink(assert_cmd::cargo::cargo_bin("plangate"), tools.join("plangate")).unwrap();
        fs::create_dir(folder.path().join("work")).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("work").join(name)
    }

    fn read(&self, name: &str) -> Value {
        serde_json::from_str(&fs::read_to_string(self.path(name)).unwrap()).unwrap()
    }

    /// Runs a script as CI does, ended by the first command that fails. Its exit code, standard output and standard error.
    fn run(&self, script: &str) -> (i32, String, String) {
        let tools = self.folder.path().join("tools").display().to_string();
        let output = Command::new("/bin/sh")
            .args(["-e", "-c", script])
            .current_dir(self.path(""))
            .env_clear()
            .env("PATH", format!("{tools}:/usr/bin:/bin"))
            .env("PLANS", testdata("source/estate"))
            .output()
            .unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
    }
}

/// The block of a section of a page.
fn block(page: &str, section: &str, language: &str) -> String {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(page)).unwrap();
    let section = text.split(&format!("\n## {section}\n")).nth(1).unwrap_or_else(|| panic!("no {section} in {page}"));
    let section = section.split("\n## ").next().unwrap();
    let block = section.split(&format!("```{language}\n")).nth(1).and_then(|rest| rest.split("\n```").next());
    block.unwrap_or_else(|| panic!("no {language} in {section}")).to_owned()
}

/// The commands of a list in YAML.
fn listed(block: &str, key: &str) -> String {
    let lines = block.lines().skip_while(|line| line.trim() != format!("{key}:")).skip(1);
    let items = lines.map_while(|line| line.trim().strip_prefix("- "));
    let script: Vec<&str> = items.collect();
    assert!(!script.is_empty(), "no {key} in {block}");
    script.join("\n")
}

#[test]
fn a_shell_and_opentofu_stop_at_what_the_plan_introduces() {
    for section in ["A shell", "OpenTofu"] {
        let place = Place::new();
        let (code, out, error) = place.run(&block("places.md", section, "sh"));
        assert_eq!(code, 1, "{section}: {error}");
        assert!(out.contains("verdict: fail") && out.contains("main.tf:"), "{section}: {out}");
    }
    let place = Place::new();
    let own = block("../README.md", "On your own plan", "sh");
    assert_eq!(place.run(&own).0, 1, "{own}");
    let place = Place::new();
    let start = fs::read_to_string(testdata("../docs/start.md")).unwrap();
    let commands = start.split("```sh\n").nth(2).unwrap().split("```").next().unwrap();
    assert_eq!(place.run(commands).0, 1, "{commands}");
}

#[test]
fn terragrunt_s_units_have_a_verdict_each() {
    let place = Place::new();
    let (code, out, error) = place.run(&block("places.md", "Terragrunt", "sh"));
    assert_eq!(code, 1, "{error}");
    for unit in ["plans/app/tfplan.json", "plans/network/vpc/tfplan.json"] {
        assert!(out.contains(&format!("fail     {unit}")), "{out}");
    }
    assert!(out.contains("in 2 plans"), "the JSON and the binary of a unit are one plan: {out}");
}

#[test]
fn gitlab_reads_both_reports_when_the_job_fails() {
    let place = Place::new();
    fs::copy(testdata("source/estate/plan.tfplan"), place.path("tfplan")).unwrap();
    let job = block("places.md", "GitLab CI", "yaml");
    let (code, _, error) = place.run(&listed(&job, "script"));
    assert_eq!(code, 1, "{error}");
    let named = |key: &str| {
        let line = job.lines().find_map(|line| line.trim().strip_prefix(&format!("{key}: ")));
        line.unwrap_or_else(|| panic!("no {key}")).to_owned()
    };
    assert!(job.contains("when: always"));
    for violation in place.read(&named("codequality")).as_array().unwrap() {
        for key in ["description", "check_name", "fingerprint", "severity"] {
            assert!(violation[key].as_str().is_some_and(|text| !text.is_empty()), "{key} of {violation}");
        }
        assert!(violation["location"]["lines"]["begin"].as_u64().is_some_and(|line| line > 0), "{violation}");
    }
    let junit = fs::read_to_string(place.path(&named("junit"))).unwrap();
    assert!(roxmltree::Document::parse(&junit).unwrap().descendants().any(|node| node.has_tag_name("failure")));
}

#[test]
fn spacelift_s_hook_fails_and_its_policy_sees_the_report() {
    let place = Place::new();
    fs::copy(testdata("source/estate/plan.json"), place.path("spacelift.plan.json")).unwrap();
    let hook = listed(&block("places.md", "Spacelift", "yaml"), "after_plan");
    let (code, _, error) = place.run(&hook);
    assert_eq!(code, 1, "{error}");
    assert_eq!(place.run(&format!("{hook} --exit-zero")).0, 0);
    // The fields that the policy of the page asks for.
    let rego = block("places.md", "Spacelift", "rego");
    let report = place.read("plangate.custom.spacelift.json");
    let findings = report["findings"].as_array().unwrap();
    for (field, word) in [("severity", "critical"), ("standing", "introduced")] {
        assert!(rego.contains(&format!("finding.{field} == \"{word}\"")), "{rego}");
        assert!(findings.iter().all(|finding| finding[field].is_string()));
    }
    assert!(rego.contains("finding.message") && findings.iter().all(|finding| finding["message"].is_string()));
}

/// env0 shows what stands on standard error as the reason of a deployment that failed.
#[test]
fn env0_stops_and_tells_why() {
    let place = Place::new();
    fs::copy(testdata("source/estate/plan.tfplan"), place.path(".tf-plan")).unwrap();
    let (code, _, error) = place.run(&listed(&block("places.md", "env0", "yaml"), "after"));
    assert_eq!(code, 1);
    assert!(error.starts_with("plangate: fail: ") && error.lines().count() == 1, "{error}");
}

#[test]
fn a_run_task_answers_as_hcp_terraform_asks() {
    let place = Place::new();
    let task = block("places.md", "HCP Terraform", "sh");
    let answer = |plan: &str| {
        fs::copy(testdata(plan), place.path("plan.json")).unwrap();
        let (code, _, error) = place.run(&task);
        assert_eq!(code, 0, "{error}");
        place.read("answer.json")
    };
    let failed = answer("plans/quickstart/plan.json");
    assert_eq!(failed["data"]["type"], "task-results");
    assert_eq!(failed["data"]["attributes"]["status"], "failed");
    let outcomes = failed["data"]["relationships"]["outcomes"]["data"].as_array().unwrap();
    let first = &outcomes[0]["attributes"];
    assert_eq!(first["tags"]["Severity"][0], serde_json::json!({ "label": "Critical", "level": "error" }));
    assert_eq!(first["tags"]["Status"][0], serde_json::json!({ "label": "Failed", "level": "error" }));
    for outcome in outcomes {
        let attributes = &outcome["attributes"];
        assert_eq!(outcome["type"], "task-result-outcomes");
        assert!(attributes["description"].as_str().is_some_and(|text| !text.contains('\n')), "{attributes}");
        assert!(attributes["body"].as_str().unwrap().contains("**Fix:**") && attributes["outcome-id"].is_string());
        for tag in attributes["tags"].as_object().unwrap().values().flat_map(|tags| tags.as_array().unwrap()) {
            assert!(["none", "info", "warning", "error"].contains(&tag["level"].as_str().unwrap()), "{tag}");
        }
    }
    assert_eq!(answer("plans/baseline/plan.json")["data"]["attributes"]["status"], "passed");
    fs::remove_file(place.path("answer.json")).unwrap();
    fs::write(place.path("plan.json"), "{}").unwrap();
    assert_eq!(place.run(&task).0, 2);
    assert!(!place.path("answer.json").exists(), "what is not judged has no answer");
}

#[test]
fn the_hook_of_pre_commit_runs_the_cases_of_the_example() {
    let place = Place::new();
    let hook = block("places.md", "pre-commit", "yaml");
    let entry = hook.lines().find_map(|line| line.trim().strip_prefix("entry: ")).unwrap();
    let copied = Command::new("cp").arg("-r").arg(testdata("../docs/example/policies")).arg(place.path("")).status();
    assert!(copied.unwrap().success());
    let (code, out, error) = place.run(entry);
    assert_eq!(code, 0, "{out}{error}");
}
