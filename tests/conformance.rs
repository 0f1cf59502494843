//! What a gate for Terraform plans is expected to keep to: 1 forms of input, 2 refusals, 3 SARIF, 4 workflow commands,
//! 5 Markdown and XML, 6 Atlantis, 7 secrets, 8 exit codes, 9 determinism, 12 colour and width. Documentation (10) is
//! compared by `tests/reference.rs`, and the Action (11) is run by `tests/action.rs`.

#![cfg(test)]
#![cfg(unix)]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Stdio;

use common::{plangate, plans, testdata};
use regex::Regex;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};
use serde_json::{Value, json};

const QUICKSTART: &str = "testdata/plans/quickstart/plan.json";
const FORMATS: [&str; 11] =
    ["text", "json", "sarif", "github", "markdown", "comment", "gitlab", "hcp", "junit", "atlantis", "html"];
/// What another program reads.
const MACHINE: [&str; 10] =
    ["json", "sarif", "github", "markdown", "comment", "gitlab", "hcp", "junit", "atlantis", "html"];

struct Run {
    code: i32,
    out: String,
    error: String,
}

/// Runs plangate on arguments, somewhere, in an environment, with something on standard input.
fn run_in(folder: &Path, environment: &[(&str, &str)], arguments: &[&str], input: &[u8]) -> Run {
    let mut command = plangate();
    command.current_dir(folder).args(arguments).envs(environment.iter().copied()).write_stdin(input);
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code().unwrap(), out: text(output.stdout), error: text(output.stderr) }
}

fn run(arguments: &[&str]) -> Run {
    run_in(Path::new(env!("CARGO_MANIFEST_DIR")), &[], arguments, b"")
}

fn read(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn executable(path: &Path, script: &str) {
    fs::write(path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

// 1. However a plan arrives, the report is the same.

#[test]
fn n01_every_form_of_a_plan_gives_the_same_report() {
    let source = testdata("source/estate/plan.json");
    let plan = fs::read_to_string(&source).unwrap();
    let pretty = serde_json::to_string_pretty(&read(&source)).unwrap();
    let utf16: Vec<u8> = format!("\u{feff}{plan}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let forms: Vec<(&str, Vec<u8>)> = vec![
        ("plain", plan.clone().into_bytes()),
        ("pretty", pretty.into_bytes()),
        ("byte order mark", format!("\u{feff}{plan}").into_bytes()),
        ("UTF-16", utf16),
        ("wrapper", format!("[command]/bin/terraform-bin show -json tfplan\n{plan}").into_bytes()),
        ("binary", fs::read(testdata("source/estate/plan.tfplan")).unwrap()),
    ];
    // What only the source tells, and what is said of a wrapper or an encoding.
    let bare = |text: &str| -> Value {
        let mut report: Value = serde_json::from_str(text).unwrap();
        report["plans"][0]["warnings"] = json!([]);
        for finding in report["findings"].as_array_mut().unwrap() {
            finding["source"] = json!(null);
            finding.as_object_mut().unwrap().remove("related");
            for fact in finding["evidence"].as_array_mut().unwrap() {
                fact.as_object_mut().unwrap().remove("source");
            }
        }
        report
    };
    let tools = tempfile::tempdir().unwrap();
    let program = tools.path().join("terraform");
    executable(&program, &format!("exec /bin/cat '{}'", source.display()));
    let arguments = ["check", "--no-config", "--format=json", "--profile=strict"];
    let mut reports: Vec<(String, String)> = Vec::new();
    for (name, bytes) in forms {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("plan"), bytes).unwrap();
        let terraform = format!("--terraform-bin={}", program.display());
        let done = run_in(folder.path(), &[], &[&arguments[..], &[&terraform, "plan"]].concat(), b"");
        assert_eq!(done.code, 1, "{name}: {}", done.error);
        reports.push((name.to_owned(), done.out));
    }
    let piped = run_in(tools.path(), &[], &[&arguments[..], &["-"]].concat(), plan.as_bytes());
    reports.push(("pipe".to_owned(), piped.out.replace("\"-\"", "\"plan\"")));
    let text = |wanted: &str| &reports.iter().find(|(name, _)| name == wanted).unwrap().1;
    for name in ["pretty", "pipe"] {
        assert_eq!(text(name), text("plain"), "{name}");
    }
    for name in ["byte order mark", "UTF-16", "wrapper", "binary"] {
        let (found, plain) = (bare(text(name)), bare(text("plain")));
        // What fails, with what is folded into it.
        let failing = |report: &Value| -> BTreeSet<String> {
            let fails = report["findings"].as_array().unwrap().iter().filter(|one| one["outcome"] == "fail");
            fails
                .flat_map(|one| {
                    let also = one["details"]["also"].as_array().into_iter().flatten();
                    also.chain([&one["policy"]])
                        .map(|policy| format!("{policy} {}", one["address"]))
                        .collect::<Vec<_>>()
                })
                .collect()
        };
        assert_eq!(found["plans"], plain["plans"], "{name}");
        if name != "binary" {
            assert_eq!(found, plain, "{name}");
        }
        // Source may decide what was unknown and nothing else.
        assert!(failing(&plain).len() > 10 && failing(&plain).is_subset(&failing(&found)), "{name}");
    }
}

// 2. Whatever is no plan is refused by name, with a next step, and no machine reads half a report.

#[test]
fn n02_every_wrong_input_has_a_diagnostic_of_its_own_and_no_report() {
    let empty = tempfile::tempdir().unwrap();
    let inputs = [
        "testdata/bad/state.json",
        "testdata/bad/human-plan.txt",
        "testdata/bad/log.json",
        "testdata/bad/cloud-bookmark.json",
        "testdata/bad/encrypted-plan.json",
        "testdata/bad/truncated.json",
        "testdata/bad/empty.json",
        "testdata/bad/format-version-2.json",
        "testdata/bad/errored.json",
        "testdata/bad/incomplete.json",
        "testdata/bad/provider-schema.json",
        "testdata/bad/several-documents.json",
        empty.path().to_str().unwrap(),
    ];
    let mut codes = BTreeSet::new();
    for input in inputs {
        let said = run(&["check", "--no-config", input]).error;
        codes.insert(said.lines().next().unwrap_or_default().to_owned());
        assert!(said.contains("help:"), "{input} has no next step: {said}");
        for format in MACHINE {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("report");
            let output = format!("{format}={}", path.display());
            let done = run(&["check", "--no-config", "--exit-zero", "--format", format, "--output", &output, input]);
            assert_eq!((done.code, done.out.as_str(), path.exists()), (2, "", false), "{input} {format}");
        }
    }
    assert_eq!(codes.len(), inputs.len(), "{codes:#?}");
}

// 3. SARIF; its schema and GitHub's limits are asserted by tests/formats.rs.

/// Fingerprints by policy and address.
fn prints(plan: &Path) -> BTreeSet<(String, String)> {
    let done = run(&["check", "--no-config", "--profile=strict", "--format=sarif", plan.to_str().unwrap()]);
    let log: Value = serde_json::from_str(&done.out).unwrap_or_else(|_| panic!("{}", done.error));
    let runs = log["runs"].as_array().unwrap().iter();
    let results = runs.flat_map(|run| run["results"].as_array().unwrap());
    let print = |result: &Value| {
        let hash = result["partialFingerprints"]["primaryLocationLineHash"].as_str().unwrap();
        (result["ruleId"].as_str().unwrap().to_owned(), hash.to_owned())
    };
    let all: Vec<_> = results.map(print).collect();
    let set: BTreeSet<_> = all.iter().cloned().collect();
    assert_eq!(all.len(), set.len(), "instances share a fingerprint");
    set
}

#[test]
fn n03_fingerprints_follow_the_resource() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.json");
    let plan = read(&testdata("plans/lifecycle/plan.json"));
    fs::write(&path, plan.to_string()).unwrap();
    let first = prints(&path);
    assert!(first.len() > 10);
    assert_eq!(prints(&testdata("plans/lifecycle/plan.json")), first, "another path, another print");
    // The same resource under a new name that `moved` gives it.
    let mut moved = plan.clone();
    let changes = moved["resource_changes"].as_array_mut().unwrap();
    let bucket =
        changes.iter_mut().find(|change| change["type"] == "aws_s3_bucket" && change["change"]["after"].is_object());
    let bucket = bucket.unwrap();
    let address = bucket["address"].as_str().unwrap().to_owned();
    bucket["previous_address"] = json!(address);
    bucket["address"] = json!("aws_s3_bucket.renamed");
    bucket["name"] = json!("renamed");
    fs::write(&path, moved.to_string()).unwrap();
    let after = prints(&path);
    let of = |all: &BTreeSet<(String, String)>| -> BTreeSet<(String, String)> {
        all.iter().filter(|(rule, _)| rule == "s3-versioning").cloned().collect()
    };
    assert!(!of(&first).is_empty() && of(&first) == of(&after), "a move opens another alert");
}

/// The plan of the same code after it was applied: what was made is there, at another time.
#[test]
fn n03_fingerprints_are_those_of_the_next_plan() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.json");
    let mut plan = read(&testdata("plans/quickstart/plan.json"));
    fs::write(&path, plan.to_string()).unwrap();
    let first = prints(&path);
    plan["timestamp"] = json!("2099-01-01T00:00:00Z");
    for change in plan["resource_changes"].as_array_mut().unwrap() {
        let change = &mut change["change"];
        if change["after"].is_object() {
            change["before"] = change["after"].clone();
            change["actions"] = json!(["no-op"]);
            change["after_unknown"] = json!({});
        }
    }
    fs::write(&path, plan.to_string()).unwrap();
    let next = prints(&path);
    let kept = ["rds-public", "imdsv2-required", "kms-rotation", "s3-versioning", "s3-public-access-block"];
    for rule in kept {
        let of = |all: &BTreeSet<(String, String)>| all.iter().filter(|(id, _)| id == rule).cloned().collect();
        let (first, next): (Vec<_>, Vec<_>) = (of(&first), of(&next));
        assert!(!first.is_empty() && first == next, "{rule}: {first:?} {next:?}");
    }
}

#[test]
fn n03_fingerprints_do_not_follow_lines() {
    let folder = tempfile::tempdir().unwrap();
    let source = fs::read_to_string(testdata("plans/quickstart/main.tf")).unwrap();
    let found = |lead: &str| -> BTreeSet<(String, u64)> {
        fs::write(folder.path().join("main.tf"), format!("{lead}{source}")).unwrap();
        let flags = ["check", QUICKSTART, "--no-config", "--scope=all", "--format=sarif", "--source"];
        let done = run(&[&flags[..], &[folder.path().to_str().unwrap()]].concat());
        let log: Value = serde_json::from_str(&done.out).unwrap_or_else(|_| panic!("{}", done.error));
        let results = log["runs"][0]["results"].as_array().unwrap().iter();
        let place =
            |result: &Value| result["locations"][0]["physicalLocation"]["region"]["startLine"].as_u64().unwrap();
        let print =
            |result: &Value| result["partialFingerprints"]["primaryLocationLineHash"].as_str().unwrap().to_owned();
        results.map(|result| (print(result), place(result))).collect()
    };
    let (first, shifted) = (found(""), found("# a\n\n# b\n"));
    assert!(first.len() > 5);
    assert_eq!(first.into_iter().map(|(print, line)| (print, line + 3)).collect::<BTreeSet<_>>(), shifted);
}

#[test]
fn n03_every_place_exists_in_the_repository() {
    let uris = Regex::new(r#""uri": "([^"]+)""#).unwrap();
    for plan in [QUICKSTART, "testdata/source/estate/plan.json"] {
        let done = run(&["check", plan, "--no-config", "--profile=strict", "--format=sarif"]);
        let found: BTreeSet<&str> = uris.captures_iter(&done.out).map(|found| found.get(1).unwrap().as_str()).collect();
        let files: Vec<&&str> = found.iter().filter(|uri| !uri.starts_with("https://")).collect();
        assert!(!files.is_empty(), "{plan}");
        assert!(files.iter().all(|uri| Path::new(env!("CARGO_MANIFEST_DIR")).join(uri).is_file()), "{files:?}");
    }
}

// 4 and 5. No text of a plan acts where it is shown.

const ATOMS: [&str; 24] = [
    "::error::x",
    "::error file=a::",
    "\n::set-output name=a::b",
    "\r\n::add-mask::a",
    "##[error]",
    "##[set-output name=a]b",
    "%0A::warning::x",
    "%0D",
    "%25",
    "\u{1b}[31m",
    "\u{1b}]8;;https://e.example\u{7}",
    "\u{202e}",
    "\u{200b}",
    "```",
    "`",
    "|",
    "<details>",
    "</details>",
    "<!--",
    "-->",
    "]]>",
    "\u{0}\u{b}",
    "\u{fffe}",
    "@team #12",
];

/// A plan of keys whose names are made of what acts somewhere, in every order that a generator comes to.
fn fuzzed(count: usize) -> Value {
    let mut plan = read(&testdata("plans/hostile/plan.json"));
    let changes = plan["resource_changes"].as_array().unwrap().clone();
    let one =
        changes.iter().find(|change| change["address"].as_str().unwrap().starts_with("aws_kms_key.keyed")).unwrap();
    let mut state: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut next = |bound: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % bound
    };
    let many = (0..count).map(|index| {
        let words: String = (0..4).map(|_| ATOMS[next(ATOMS.len())]).collect();
        let mut change = one.clone();
        change["address"] = json!(format!("aws_kms_key.keyed[\"{index}{words}\"]"));
        change["index"] = json!(format!("{index}{words}"));
        change["change"]["after"]["description"] = json!(words);
        change
    });
    plan["resource_changes"] = many.collect();
    plan
}

fn rendered(plan: &Value, format: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.json"), plan.to_string()).unwrap();
    let arguments = ["check", "plan.json", "--no-config", "--only=kms-rotation", "--scope=all", "--format", format];
    let done = run_in(folder.path(), &[], &arguments, b"");
    assert_eq!(done.code, 1, "{format}: {}", done.error);
    done.out
}

#[test]
fn n04_the_runner_sees_no_command_but_ours() {
    let plan = fuzzed(400);
    let ours = Regex::new(r"^::(error|warning|notice) (file=[^,:]+,line=\d+,[^:]*)?title=[^:]*::").unwrap();
    for format in FORMATS {
        let text = rendered(&plan, format);
        assert!(!text.contains("##["), "{format}");
        for line in text.lines().filter(|line| line.trim_start().starts_with("::")) {
            assert!(format == "github" && ours.is_match(line), "{format}: {line}");
            assert!(line.chars().count() <= 4096, "{format}");
        }
    }
    let text = rendered(&plan, "github");
    for level in ["::error", "::warning", "::notice"] {
        assert!(text.lines().filter(|line| line.starts_with(level)).count() <= 10, "{level}");
    }
    assert!(text.lines().any(|line| line.starts_with("::") && line.contains("more")), "what is left out is counted");
}

#[test]
fn n05_ten_thousand_findings_fit_and_are_well_formed() {
    let plan = fuzzed(10_000);
    for (format, limit) in [("comment", 65_536), ("markdown", 1024 * 1024)] {
        let text = rendered(&plan, format);
        assert!(text.chars().count() <= limit && text.len() <= 1024 * 1024, "{format}");
        assert!(text.contains("left out for want of room"), "{format}");
        assert_eq!(text.matches("<details><summary>").count(), text.matches("\n</details>").count(), "{format}");
        let mut fence: Option<String> = None;
        for line in text.lines().map(str::trim_start) {
            let ticks: String = line.chars().take_while(|c| *c == '`').collect();
            match &fence {
                None if ticks.len() >= 3 => fence = Some(ticks),
                Some(open) if line.trim_end() == ticks && ticks.len() >= open.len() => fence = None,
                _ => {}
            }
        }
        assert_eq!(fence, None, "{format} leaves a fence open");
    }
    let gitlab = rendered(&plan, "gitlab");
    assert!(gitlab.starts_with('['), "no byte order mark");
    serde_json::from_str::<Value>(&gitlab).unwrap();
    let plan = fuzzed(2_000);
    roxmltree::Document::parse(&rendered(&plan, "junit")).unwrap();
}

// 6. Atlantis' server: it runs a step by `sh -c`, merges both streams, and reads the verdict from the text.

/// What the server makes of a step: the merged output, and whether its policy check passes.
fn atlantis(folder: &Path, flags: &str) -> (i32, String, bool) {
    let binary = assert_cmd::cargo::cargo_bin("plangate");
    let step = format!("'{}' check \"$SHOWFILE\" {flags} 2>&1", binary.display());
    let output = std::process::Command::new("/bin/sh")
        .args(["-c", &step])
        .current_dir(folder)
        .env_clear()
        .envs([("SHOWFILE", "default.json"), ("PLANFILE", "default.tfplan"), ("WORKSPACE", "default")])
        .envs([("ATLANTIS_TERRAFORM_VERSION", "1.11.4"), ("PULL_NUM", "2"), ("TERM", "xterm-256color")])
        .env("OUTPUT_STATUS_FILE", folder.join("status"))
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    // server/core/runtime/policy/conftest_client.go
    let failure = Regex::new(r#"([1-9][0-9]* failure|failures": \[)"#).unwrap();
    let passes = !(text.is_empty() || text.starts_with("FAIL") || failure.is_match(&text));
    (output.status.code().unwrap(), text, passes)
}

#[test]
fn n06_atlantis_reads_the_verdict_that_the_gate_gave() {
    for (plan, fails) in [(QUICKSTART, true), ("testdata/cases/kms-rotation/keys/plan.json", true)] {
        let folder = tempfile::tempdir().unwrap();
        fs::copy(plan, folder.path().join("default.json")).unwrap();
        let flags = "--no-config --scope=all --format=atlantis --exit-zero";
        let (code, text, passes) = atlantis(folder.path(), flags);
        assert_eq!((code, passes), (0, !fails), "{text}");
        assert!(!text.contains('\u{1b}') && !text.contains("```"));
        // Over twelve lines the comment is folded, and these are what is seen.
        assert!(text.lines().take(12).any(|line| line.contains("plangate: fail")), "{text}");
        assert_eq!(atlantis(folder.path(), flags).1, text, "approvals stick to the same text");
        let status = fs::read_to_string(folder.path().join("status")).unwrap();
        assert!(status.starts_with("plangate: fail: ") && status.lines().count() == 1, "{status}");
        let (code, text, passes) = atlantis(folder.path(), "--no-config --only=efs-encryption --format=atlantis");
        assert_eq!((code, passes), (0, true), "{text}");
        assert!(fs::read_to_string(folder.path().join("status")).unwrap().starts_with("plangate: pass: "));
        // In the plan stage the exit code stops the project, and there is something to read.
        let (code, text, _) = atlantis(folder.path(), "--no-config --scope=all");
        assert_eq!(code, 1);
        assert!(text.contains("verdict: fail") && !text.contains('\u{1b}'), "{text}");
        // What is not judged must not read as a pass.
        fs::write(folder.path().join("default.json"), "{}").unwrap();
        let (code, text, _) = atlantis(folder.path(), flags);
        assert_eq!(code, 2, "{text}");
    }
}

// 7. Secrets.

#[test]
fn n07_no_secret_stands_in_any_output_or_file() {
    let folder = tempfile::tempdir().unwrap();
    let temporary = folder.path().join("tmp");
    fs::create_dir(&temporary).unwrap();
    let plan = testdata("plans/sensitive/plan.json");
    assert!(fs::read_to_string(&plan).unwrap().contains("CANARY"), "the plan holds no secret");
    for format in FORMATS {
        for colour in ["always", "never"] {
            let flags = ["--no-config", "--profile=strict", "--scope=all", "-vvv", "--timings", "--color", colour];
            let output = format!("--output=html={}", folder.path().join("report.html").display());
            let arguments = [&["check", plan.to_str().unwrap(), "--format", format, &output][..], &flags[..]].concat();
            let done = run_in(folder.path(), &[("TMPDIR", temporary.to_str().unwrap())], &arguments, b"");
            assert_eq!(done.code, 1, "{}", done.error);
            // A secret in base64 is one too: `CANARY-` at each of the three offsets.
            for secret in ["CANARY", "Q0FOQVJZ", "NBTkFSWS", "DQU5BUlkt"] {
                assert!(!done.out.contains(secret) && !done.error.contains(secret), "{format} shows {secret}");
            }
        }
    }
    assert!(!fs::read_to_string(folder.path().join("report.html")).unwrap().contains("CANARY"));
    assert_eq!(fs::read_dir(&temporary).unwrap().count(), 0, "a file is left behind");
    // Nor in what a refusal says of a plan.
    let text = fs::read_to_string(&plan).unwrap();
    for cut in [text.len() / 3, text.len() / 2, text.len() - 2] {
        let done = run_in(folder.path(), &[], &["check", "-", "--no-config"], &text.as_bytes()[..cut]);
        assert_eq!(done.code, 2);
        assert!(!done.error.contains("CANARY"), "{}", done.error);
    }
}

// 8. Exit codes.

#[test]
fn n08_the_exit_code_is_that_of_the_gate_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("plangate.toml");
    fs::write(
        &config,
        "[[waiver]]\npolicy = \"s3-public-access-block\"\naddress = \"*\"\nreason = \"x\"\nexpires = 9999-01-01\n",
    )
    .unwrap();
    let waived = format!("--config={}", config.display());
    let unknown = "testdata/cases/kms-rotation/unknowns/plan.json";
    let bucket = "--only=s3-public-access-block";
    let table: [(&[&str], i32); 13] = [
        (&[QUICKSTART, "--no-config"], 1),
        (&[QUICKSTART, "--no-config", bucket, "--fail-on=high"], 0),
        (&[QUICKSTART, "--no-config", "--exit-zero"], 0),
        (&[QUICKSTART, "--no-config", bucket], 1),
        (&[QUICKSTART, &waived, bucket], 0),
        (&[QUICKSTART, &waived], 1),
        (&[unknown, "--no-config", "--only=kms-rotation"], 1),
        (&[unknown, "--no-config", "--only=kms-rotation", "--unknown=warn"], 0),
        (&[unknown, "--no-config", "--only=kms-rotation", "--unknown=ignore"], 0),
        (&[unknown, "--no-config", "--only=kms-rotation", "--fail-on=high"], 0),
        (&["testdata/bad/state.json", "--no-config", "--exit-zero"], 2),
        (&[QUICKSTART, "--no-config", "--only=nothing"], 2),
        (&[QUICKSTART, "testdata/bad/errored.json", "--no-config", "--fail-on=critical"], 2),
    ];
    for (arguments, code) in table {
        for format in FORMATS {
            let done = run(&[&["check", "--format", format], arguments].concat());
            assert_eq!(done.code, code, "{arguments:?} {format}: {}", done.error);
        }
    }
}

#[test]
fn n08_a_reader_that_goes_away_is_no_panic() {
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("plangate"))
        .args(["check", "testdata/plans/hostile/plan.json", "--no-config", "--scope=all", "--format=html"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(!said.contains("panicked"), "{said}");
    assert_ne!(child.wait().unwrap().code(), Some(0), "what nobody read is not a pass");
}

#[test]
fn n08_a_directory_that_can_not_be_written_is_enough() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(QUICKSTART, folder.path().join("plan.json")).unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let done = run_in(folder.path(), &[], &["check", "plan.json"], b"");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(done.code, 1, "{}", done.error);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "something was written");
}

// 9. The same input, the same bytes.

#[test]
fn n09_a_report_depends_on_its_plans_alone() {
    let some: Vec<String> = plans().iter().step_by(25).map(|path| path.to_string_lossy().into_owned()).collect();
    let turned: Vec<String> = some.iter().rev().cloned().collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    for format in MACHINE {
        let render = |paths: &[String], environment: &[(&str, &str)]| {
            let flags = ["check", "--no-config", "--profile=strict", "--format", format];
            let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
            run_in(folder, environment, &[&flags[..], &paths].concat(), b"").out
        };
        let first = render(&some, &[("RAYON_NUM_THREADS", "1")]);
        assert!(!first.is_empty());
        assert!(render(&turned, &[("RAYON_NUM_THREADS", "16")]) == first, "{format} depends on the order");
        let elsewhere = [("TZ", "Asia/Tokyo"), ("LANG", "de_DE.UTF-8"), ("LC_ALL", "tr_TR.UTF-8"), ("COLUMNS", "43")];
        assert!(render(&some, &elsewhere) == first, "{format} depends on the environment");
    }
}

#[test]
fn n09_every_plan_has_its_verdict_and_the_worst_is_that_of_all() {
    let passing = "testdata/cases/efs-encryption";
    let report = |paths: &[&str]| -> Value {
        serde_json::from_str(
            &run(&[&["check", "--no-config", "--format=json", "--only=kms-rotation", "--scope=all"], paths].concat())
                .out,
        )
        .unwrap()
    };
    let merged = report(&["testdata/plans/quickstart", passing]);
    let plans = merged["plans"].as_array().unwrap();
    let labels: Vec<&str> = plans.iter().map(|plan| plan["label"].as_str().unwrap()).collect();
    assert!(labels.len() > 1 && labels.is_sorted(), "{labels:?}");
    assert_eq!(merged["verdict"], "fail");
    for plan in plans {
        let alone = report(&[plan["label"].as_str().unwrap()]);
        assert_eq!(alone["verdict"], plan["verdict"], "{}", plan["label"]);
    }
    assert!(plans.iter().any(|plan| plan["verdict"] == "pass") && plans.iter().any(|plan| plan["verdict"] == "fail"));
}

// 12. Colour and width.

/// What plangate shows on a terminal of so many columns.
fn on_terminal(columns: u16, environment: &[(&str, &str)], arguments: &[&str]) -> String {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let size = Winsize { ws_row: 50, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(&master, size).unwrap();
    let name = ptsname(&master, Vec::new()).unwrap().into_string().unwrap();
    let terminal = fs::OpenOptions::new().read(true).write(true).open(name).unwrap();
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("plangate"))
        .args(arguments)
        .env_clear()
        .envs(environment.iter().copied())
        .stdin(Stdio::null())
        .stdout(terminal.try_clone().unwrap())
        .stderr(terminal)
        .spawn()
        .unwrap();
    let mut shown = Vec::new();
    let mut piece = [0; 4096];
    let mut master = fs::File::from(master);
    // The end of a terminal is an error.
    while let Ok(count) = master.read(&mut piece) {
        shown.extend_from_slice(&piece[..count]);
    }
    child.wait().unwrap();
    String::from_utf8_lossy(&shown).into_owned()
}

const SHOWN: [&str; 5] = ["check", QUICKSTART, "--no-config", "--profile", "strict"];

#[test]
fn n12_colour_is_for_a_terminal_unless_told_otherwise() {
    let terminal = [("TERM", "xterm-256color")];
    let coloured = |more: &[(&str, &str)]| on_terminal(100, &[&terminal[..], more].concat(), &SHOWN).contains('\u{1b}');
    assert!(coloured(&[]));
    assert!(!coloured(&[("NO_COLOR", "1")]));
    assert!(coloured(&[("NO_COLOR", "")]), "an empty NO_COLOR says nothing");
    assert!(!coloured(&[("TERM", "dumb")]));
    assert!(coloured(&[("TERM", "dumb"), ("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&[("TERM", "dumb"), ("FORCE_COLOR", "0")]));
    assert!(!coloured(&[("NO_COLOR", "1"), ("FORCE_COLOR", "1")]));
    for (name, value) in [("FORCE_COLOR", "0"), ("FORCE_COLOR", "false"), ("CLICOLOR", "0")] {
        assert!(!coloured(&[(name, value)]), "{name}={value}");
    }
    assert!(coloured(&[("CLICOLOR", "0"), ("CLICOLOR_FORCE", "1")]) && coloured(&[("CLICOLOR_FORCE", "0")]));
    let flagged = |when, more: &[(&str, &str)]| {
        on_terminal(100, &[&terminal[..], more].concat(), &[&SHOWN[..], &["--color", when]].concat()).contains('\u{1b}')
    };
    assert!(flagged("always", &[("NO_COLOR", "1")]) && !flagged("never", &[("FORCE_COLOR", "1")]));
    assert!(!run(&SHOWN).out.contains('\u{1b}'), "a pipe is no terminal");
}

#[test]
fn n12_text_keeps_to_the_width() {
    let style = Regex::new("\u{1b}(\\[[0-9;?]*[a-zA-Z]|\\]8;[^\u{1b}\u{7}]*(\u{1b}\\\\|\u{7}))").unwrap();
    let difference = Regex::new(r"(?m)^  (the fix|the plan changes .*):\n(  [-+ @].*\n)+").unwrap();
    for columns in [60_u16, 80, 140] {
        let text = on_terminal(columns, &[("TERM", "xterm-256color")], &SHOWN);
        let text = style.replace_all(&text, "").replace('\r', "");
        assert!(text.contains("verdict: fail"), "{text}");
        let long = |line: &&str| line.chars().count() > usize::from(columns);
        // Neither a difference nor the address of a page is broken.
        let shown = difference.replace_all(&text, "");
        let wide: Vec<&str> = shown.lines().filter(long).filter(|line| !line.contains("https://")).collect();
        assert!(wide.is_empty(), "{columns}: {wide:#?}");
    }
    let narrow = run_in(Path::new(env!("CARGO_MANIFEST_DIR")), &[("COLUMNS", "60")], &SHOWN, b"").out;
    assert!(narrow != run(&SHOWN).out, "COLUMNS is not heard");
}

#[test]
fn n12_several_plans_show_how_far_they_are_on_a_terminal_only() {
    let arguments = ["check", QUICKSTART, "testdata/plans/lifecycle/plan.json", "--no-config", "--quiet"];
    let shown = on_terminal(80, &[("TERM", "xterm-256color")], &arguments);
    assert!(shown.contains("/2 "), "{shown:?}");
    assert!(!on_terminal(80, &[("TERM", "dumb")], &arguments).contains("/2 "));
    let piped = run(&arguments);
    assert_eq!(piped.error, "", "progress is written into a log");
}

#[test]
fn what_is_asked_of_a_run_is_told_on_standard_error() {
    let plain = run(&["check", QUICKSTART, "--no-config", "--format=json"]);
    let told = run(&["check", QUICKSTART, "--no-config", "--format=json", "--verbose", "--timings"]);
    assert_eq!(plain.out, told.out);
    assert_eq!(plain.error, "");
    for word in ["no configuration file", "16 resources", " ms  plans", " ms  all"] {
        assert!(told.error.contains(word), "{word}: {}", told.error);
    }
}
