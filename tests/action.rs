//! The GitHub Action: its steps run as the runner runs them, with its files and variables, and its inputs documented.

#![cfg(test)]
#![cfg(unix)]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const PLAN: &str = "testdata/plans/quickstart/plan.json";
/// A plan that introduces nothing critical
const MILDER: &str = "testdata/plans/lifecycle/plan.json";

/// What a run of `scripts/action/check` leaves behind.
struct Run {
    code: i32,
    log: String,
    outputs: BTreeMap<String, String>,
    summary: String,
}

fn check(inputs: &[(&str, &str)]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let defaults = ["CONFIG", "POLICIES", "PROFILE", "FAIL_ON", "SCOPE", "UNKNOWN", "SOFT_FAIL"];
    let output = Command::new("bash")
        .args(["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", r#""$GITHUB_ACTION_PATH/scripts/action/check""#])
        .env("GITHUB_ACTION_PATH", ROOT)
        .current_dir(ROOT)
        .envs(defaults.map(|name| (name, "")))
        .envs([
            ("ANNOTATIONS", "true"),
            ("SUMMARY", "true"),
            ("UPLOAD", "true"),
            ("FROM_FORK", "false"),
            ("PLAN", PLAN),
        ])
        .env("BINARY", assert_cmd::cargo::cargo_bin("plangate"))
        .env("RUNNER_TEMP", folder.path())
        .env("GITHUB_ACTIONS", "true")
        .env("GITHUB_OUTPUT", path("output"))
        .env("GITHUB_STEP_SUMMARY", path("summary"))
        .envs(inputs.iter().copied())
        .output()
        .unwrap();
    let read = |name: &str| std::fs::read_to_string(path(name)).unwrap_or_default();
    let outputs = read("output");
    let outputs = outputs.lines().map(|line| line.split_once('=').unwrap());
    let outputs: BTreeMap<String, String> = outputs.map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
    for file in ["json-file", "sarif-file", "markdown-file"].iter().filter_map(|name| outputs.get(*name)) {
        assert!(Path::new(file).metadata().unwrap().len() > 0, "{file}");
    }
    let log = String::from_utf8_lossy(&output.stdout).into_owned();
    Run { code: output.status.code().unwrap(), log, outputs, summary: read("summary") }
}

#[test]
fn a_plan_that_fails_fails_the_step_and_says_so_everywhere() {
    let run = check(&[]);
    assert_eq!(run.code, 1);
    assert_eq!(run.outputs["result"], "fail");
    assert_eq!(run.outputs["exit-code"], "1");
    assert_eq!(run.outputs["upload"], "true");
    assert!(run.outputs["introduced"].parse::<usize>().unwrap() > 0);
    assert!(run.outputs["high"].parse::<usize>().unwrap() > 0);
    assert!(run.summary.contains("plangate"));
    assert!(run.log.lines().filter(|line| line.starts_with("::error")).count() <= 10);
}

#[test]
fn what_counts_is_an_input() {
    let passes = check(&[("PLAN", MILDER), ("FAIL_ON", "critical"), ("SUMMARY", "false"), ("UPLOAD", "false")]);
    assert_eq!((passes.code, passes.outputs["result"].as_str()), (0, "pass"));
    assert!(passes.summary.is_empty());
    assert!(!passes.outputs.contains_key("upload"));
    let soft = check(&[("SOFT_FAIL", "true")]);
    assert_eq!((soft.code, soft.outputs["result"].as_str(), soft.outputs["exit-code"].as_str()), (0, "fail", "1"));
}

#[test]
fn what_is_not_judged_is_an_error_and_never_soft() {
    let run = check(&[("PLAN", "testdata/bad/state.json"), ("SOFT_FAIL", "true")]);
    assert_eq!((run.code, run.outputs["result"].as_str()), (2, "error"));
    assert!(run.log.contains("::error"));
    assert!(!run.outputs.contains_key("sarif-file"));
}

#[test]
fn a_fork_uploads_nothing_and_is_told_so() {
    let run = check(&[("FROM_FORK", "true")]);
    assert!(!run.outputs.contains_key("upload"));
    assert!(run.log.contains("::notice title=plangate::not uploaded"));
}

#[test]
fn several_plans_and_names_with_spaces_are_lines() {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("a plan; $(touch x).json");
    std::fs::copy(Path::new(ROOT).join(PLAN), &copy).unwrap();
    let run = check(&[("PLAN", &format!("{PLAN}\n\n{}\n", copy.display())), ("ANNOTATIONS", "false")]);
    assert_eq!(run.code, 1);
    assert!(run.log.contains("in 2 plans"), "{}", run.log);
}

/// Whatever `action.yml` hands to a script is read there, and no input stands inside a script.
#[test]
fn every_input_reaches_the_script_through_its_environment() {
    let action = std::fs::read_to_string(Path::new(ROOT).join("action.yml")).unwrap();
    let script = std::fs::read_to_string(Path::new(ROOT).join("scripts/action/check")).unwrap();
    let handed = action.lines().filter_map(|line| line.trim().split_once(": ${{ "));
    for (name, _) in handed.filter(|(name, _)| name.chars().all(|c| c.is_ascii_uppercase() || c == '_')) {
        assert!(script.contains(&format!("${name}")) || name == "PLANGATE_BINARY", "{name} is not read");
    }
    assert!(action.lines().filter(|line| line.trim().starts_with("run:")).all(|line| !line.contains("${{")));
}

/// What `scripts/action/install` answers on a machine that has some programs and not others.
fn install(given: &str, programs: &[(&str, &str)]) -> (i32, String, String) {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let tools = folder.path().join("bin");
    std::fs::create_dir(&tools).unwrap();
    for (name, script) in programs {
        let path = tools.join(name);
        std::fs::write(&path, format!("#!/bin/bash\n{script}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    let output = Command::new("/bin/bash")
        .args(["--noprofile", "--norc", "-e", "-o", "pipefail"])
        .arg(Path::new(ROOT).join("scripts/action/install"))
        .env_clear()
        .envs([("PATH", tools.as_os_str()), ("RUNNER_TEMP", folder.path().as_os_str())])
        .envs([("GITHUB_ACTION_PATH", ROOT), ("PLANGATE_BINARY", given)])
        .env("GITHUB_OUTPUT", folder.path().join("output"))
        .output()
        .unwrap();
    let said = std::fs::read_to_string(folder.path().join("output")).unwrap_or_default();
    let log = String::from_utf8_lossy(&output.stdout).into_owned();
    (output.status.code().unwrap(), said.replace(&folder.path().display().to_string(), "TEMP"), log)
}

#[test]
fn the_binary_is_the_one_given_else_that_of_the_path_else_built() {
    let (present, cargo) = (("plangate", "exit 0"), ("cargo", r#"echo "$@" >&2; [ "$1 $3" = "build --release" ]"#));
    assert_eq!(install("/opt/plangate", &[present]).1, "binary=/opt/plangate\n");
    assert_eq!(install("", &[present, cargo]).1, "binary=TEMP/bin/plangate\n");
    assert_eq!(install("", &[cargo]).1, "binary=TEMP/plangate/release/plangate\n");
    let (code, said, log) = install("", &[]);
    assert_eq!((code, said.as_str()), (2, ""));
    assert!(log.starts_with("::error title=plangate::"), "{log}");
    assert_ne!(install("", &[("cargo", "exit 101")]).0, 0, "a build that fails is not a binary");
}
