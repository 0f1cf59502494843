//! What the tests share: running the binary and reading its report.
#![expect(dead_code, reason = "each test crate uses a part of it")]

use std::fmt;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// The binary, away from any configuration file and any terminal.
pub(crate) fn plangate() -> Command {
    let mut command = Command::cargo_bin("plangate").unwrap();
    command.env_clear().current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

/// A file below `testdata`.
pub(crate) fn testdata(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata").join(path)
}

/// The case folders with a plan, each with the policy it is a case of.
pub(crate) fn cases() -> Vec<(String, PathBuf)> {
    cases_in("cases")
}

/// Those of a folder of `testdata`.
pub(crate) fn cases_in(folder: &str) -> Vec<(String, PathBuf)> {
    let mut cases = Vec::new();
    for policy in folders(&testdata(folder)) {
        let id = policy.file_name().unwrap().to_string_lossy().into_owned();
        let with_plan = folders(&policy).into_iter().filter(|case| case.join("plan.json").exists());
        cases.extend(with_plan.map(|case| (id.clone(), case)));
    }
    cases
}

fn folders(path: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// Every plan below `testdata` that is not there to be refused.
pub(crate) fn plans() -> Vec<PathBuf> {
    let mut plans: Vec<PathBuf> = cases().into_iter().map(|(_, case)| case.join("plan.json")).collect();
    plans.extend(folders(&testdata("plans")).into_iter().map(|folder| folder.join("plan.json")).filter(|p| p.exists()));
    plans
}

/// A finding as the JSON report has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) policy: String,
    pub(crate) address: String,
    pub(crate) outcome: String,
    pub(crate) standing: String,
    pub(crate) severity: String,
    pub(crate) message: String,
    pub(crate) also: Vec<String>,
    /// Addresses that wait for the same as this one
    pub(crate) waiting: Vec<String>,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ({}, {})", self.policy, self.outcome, self.standing, self.message)
    }
}

/// A report.
#[derive(Clone, Debug)]
pub(crate) struct Report {
    pub(crate) json: serde_json::Value,
    pub(crate) code: i32,
    pub(crate) findings: Vec<Finding>,
}

/// Judges a plan and reads the JSON report.
pub(crate) fn check(plan: &Path, arguments: &[&str]) -> Report {
    let output = plangate().arg("check").arg(plan).args(["--format", "json"]).args(arguments).output().unwrap();
    read(&output, plan)
}

/// Judges what stands on standard input.
pub(crate) fn check_text(text: &[u8], arguments: &[&str]) -> Report {
    let mut command = plangate();
    let output = command.args(["check", "-", "--format", "json", "--no-config"]).args(arguments).write_stdin(text);
    read(&output.output().unwrap(), Path::new("-"))
}

fn read(output: &std::process::Output, plan: &Path) -> Report {
    let code = output.status.code().unwrap();
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| {
        panic!("{} is not judged (exit {code}): {}", plan.display(), String::from_utf8_lossy(&output.stderr))
    });
    let text = |finding: &serde_json::Value, key: &str| finding[key].as_str().unwrap().to_owned();
    let waiting = |finding: &serde_json::Value| {
        let evidence = finding["evidence"].as_array().unwrap().iter();
        let same = evidence.filter(|fact| fact["note"].as_str().unwrap().starts_with("waits for the same"));
        same.map(|fact| fact["address"].as_str().unwrap().to_owned()).collect()
    };
    let finding = |finding: &serde_json::Value| Finding {
        waiting: waiting(finding),
        policy: text(finding, "policy"),
        address: text(finding, "address"),
        outcome: text(finding, "outcome"),
        standing: text(finding, "standing"),
        severity: text(finding, "severity"),
        message: text(finding, "message"),
        also: finding["details"]["also"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|id| id.as_str().unwrap().to_owned())
            .collect(),
    };
    let findings = json["findings"].as_array().unwrap().iter().map(finding).collect();
    Report { json, code, findings }
}
