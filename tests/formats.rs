//! Every renderer over the same plans: its golden file, the rules of what reads it, and that it changes no verdict.
//!
//! `PLANGATE_BLESS=1 cargo test --test formats` writes the golden files anew.

#![cfg(test)]

mod common;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use common::{plangate, plans, testdata};
use regex::Regex;
use serde_json::{Value, json};

/// Every format, with the ending of its golden file.
const FORMATS: [(&str, &str); 11] = [
    ("text", "txt"),
    ("json", "json"),
    ("sarif", "sarif"),
    ("github", "txt"),
    ("markdown", "md"),
    ("comment", "md"),
    ("gitlab", "json"),
    ("hcp", "json"),
    ("junit", "xml"),
    ("atlantis", "txt"),
    ("html", "html"),
];

/// Introduced, existing, resolved, waived and unknown findings, a chain and differences, from two plans. The policies are
/// named, so that a new one does not change the golden files.
const SHOWN: [&str; 16] = [
    "check",
    "testdata/plans/lifecycle/plan.json",
    "testdata/cases/s3-public-access-block/account-block-unknown/plan.json",
    "--config=testdata/formats/plangate.toml",
    "--only=trail-key-chain",
    "--only=key-text",
    "--only=cloudtrail-multi-region",
    "--only=kms-rotation",
    "--only=s3-public-access-block",
    "--only=s3-account-public-access-block",
    "--only=rds-public",
    "--only=rds-encryption",
    "--only=imdsv2-required",
    "--only=ebs-encryption",
    "--only=s3-versioning",
    "--only=vpc-flow-logs",
];

fn run(arguments: &[&str]) -> (String, i32) {
    let output = plangate().args(arguments).output().unwrap();
    let code = output.status.code().unwrap();
    assert!(code < 2, "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    (String::from_utf8(output.stdout).unwrap(), code)
}

fn shown(format: &str) -> (String, i32) {
    run(&[&SHOWN[..], &["--format", format]].concat())
}

fn plan(path: &Path, format: &str) -> (String, i32) {
    run(&["check", path.to_str().unwrap(), "--no-config", "--profile", "strict", "--format", format])
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn list<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    value.pointer(pointer).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

#[test]
fn every_format_is_what_its_golden_file_says() {
    let bless = std::env::var_os("PLANGATE_BLESS").is_some();
    let mut stale = Vec::new();
    for (format, ending) in FORMATS {
        let (text, code) = shown(format);
        assert_eq!(code, 1, "{format} changes the exit code");
        assert_eq!(text, shown(format).0, "{format} is not the same twice");
        let path = testdata(&format!("formats/{format}.{ending}"));
        if bless {
            std::fs::write(&path, &text).unwrap();
        }
        if std::fs::read_to_string(&path).unwrap_or_default() != text {
            stale.push(path);
        }
    }
    assert!(stale.is_empty(), "PLANGATE_BLESS=1 writes them anew: {stale:?}");
}

#[test]
fn any_number_of_reports_come_of_one_run() {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = FORMATS.iter().map(|(format, _)| folder.path().join(format)).collect();
    let outputs: Vec<String> =
        FORMATS.iter().zip(&paths).map(|((format, _), path)| format!("--output={format}={}", path.display())).collect();
    let outputs: Vec<&str> = outputs.iter().map(String::as_str).collect();
    let (text, code) = run(&[&SHOWN[..], &outputs].concat());
    assert_eq!((text, code), shown("text"));
    for ((format, _), path) in FORMATS.iter().zip(&paths) {
        assert_eq!(std::fs::read_to_string(path).unwrap(), shown(format).0, "{format}");
    }
    let (_, code) = run(&[&SHOWN[..], &["--format=sarif", "--exit-zero"]].concat());
    assert_eq!(code, 0);
}

static SCHEMA: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
    let text = std::fs::read_to_string(testdata("formats/schemas/sarif-2.1.0.json")).unwrap();
    // A pattern of it holds a bracket that no regular expression of ECMAScript may; it is of languages.
    jsonschema::validator_for(&json(&text.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$"))).unwrap()
});

/// Schema, and what GitHub asks beyond it.
fn sarif_holds(text: &str) {
    let log = json(text);
    let errors: Vec<String> =
        SCHEMA.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let runs = list(&log, "/runs");
    let categories: BTreeSet<&str> = runs.iter().map(|run| run["automationDetails"]["id"].as_str().unwrap()).collect();
    assert_eq!(categories.len(), runs.len(), "one run per category");
    assert!(runs.len() <= 20 && categories.iter().all(|category| category.ends_with('/')));
    for run in runs {
        let rules = list(run, "/tool/driver/rules");
        rules.iter().for_each(rule_holds);
        let results = list(run, "/results");
        let prints: BTreeSet<&str> = results
            .iter()
            .map(|result| result["partialFingerprints"]["primaryLocationLineHash"].as_str().unwrap())
            .collect();
        assert_eq!(prints.len(), results.len(), "fingerprints are shared");
        assert!(results.len() <= 5000);
        for result in results {
            assert_eq!(rules[result["ruleIndex"].as_u64().unwrap() as usize]["id"], result["ruleId"]);
            assert!(!result["message"]["text"].as_str().unwrap().is_empty());
            let place = &result["locations"][0]["physicalLocation"];
            let uri = place["artifactLocation"]["uri"].as_str().unwrap();
            assert!(!uri.is_empty() && !uri.starts_with('/') && !uri.contains(':'), "{uri}");
            assert!(
                ["startLine", "startColumn", "endLine", "endColumn"].iter().all(|key| place["region"][key].is_u64())
            );
            assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
        }
    }
}

fn rule_holds(rule: &Value) {
    for pointer in ["/shortDescription/text", "/fullDescription/text", "/help/text"] {
        let length = rule.pointer(pointer).and_then(Value::as_str).unwrap().chars().count();
        assert!((1..=1024).contains(&length), "{pointer} of {} has {length} characters", rule["id"]);
    }
    let markdown = rule["help"]["markdown"].as_str().unwrap();
    assert!(markdown.contains("**Fix:**") && markdown.contains("```hcl"), "{markdown}");
    assert!(rule["properties"]["security-severity"].as_str().unwrap().parse::<f64>().unwrap() > 0.0);
    let tags = list(rule, "/properties/tags");
    assert!(tags.len() <= 20 && tags.contains(&json!("security")));
    let name = rule["name"].as_str().unwrap();
    assert!(name.len() <= 255 && name.starts_with(|c: char| c.is_ascii_uppercase()) && !name.contains('-'), "{name}");
}

#[test]
fn sarif_is_valid_and_what_github_asks_for() {
    let (text, _) = shown("sarif");
    sarif_holds(&text);
    for path in plans().iter().step_by(8) {
        sarif_holds(&plan(path, "sarif").0);
    }
    let log = json(&text);
    let runs = list(&log, "/runs");
    let categories: Vec<&Value> = runs.iter().map(|run| &run["automationDetails"]["id"]).collect();
    assert_eq!(categories[1], "plangate/testdata/plans/lifecycle/plan.json/", "plans stand by label");
    let results: Vec<&Value> = runs.iter().flat_map(|run| list(run, "/results")).collect();
    assert!(results.iter().all(|result| result["properties"]["standing"] != "resolved"), "what is gone is no alert");
    assert!(results.iter().all(|result| result.get("suppressions").is_none()), "GitHub ignores suppressions");
    let chain = results.iter().find(|result| result["ruleId"] == "trail-key-chain").unwrap();
    assert_eq!(list(chain, "/codeFlows/0/threadFlows/0/locations").len(), 2);
    assert_eq!(list(chain, "/relatedLocations").len(), 1);
    let uri = chain.pointer("/locations/0/physicalLocation/artifactLocation/uri").unwrap();
    assert_eq!(uri, "testdata/plans/lifecycle/main.tf");
    let (all, _) = run(&[&SHOWN[..], &["--format=sarif", "--sarif-suppressed=include"]].concat());
    sarif_holds(&all);
    let all = json(&all);
    let mut suppressed = list(&all, "/runs").iter().flat_map(|run| list(run, "/results"));
    assert!(suppressed.any(|result| result["suppressions"][0]["justification"].as_str().is_some()));
}

#[test]
fn many_plans_are_one_run_of_sarif() {
    let folder = tempfile::tempdir().unwrap();
    for index in 0..21 {
        std::fs::copy(testdata("plans/lifecycle/plan.json"), folder.path().join(format!("{index}.json"))).unwrap();
    }
    let (text, _) = plan(folder.path(), "sarif");
    sarif_holds(&text);
    assert_eq!(list(&json(&text), "/runs").len(), 1);
}

#[test]
fn gitlab_is_a_list_of_violations() {
    let (text, _) = shown("gitlab");
    let violations = json(&text);
    let violations = violations.as_array().unwrap();
    let prints: BTreeSet<&str> = violations.iter().map(|one| one["fingerprint"].as_str().unwrap()).collect();
    assert!(prints.len() == violations.len() && violations.len() > 10);
    for one in violations {
        assert!(!one["description"].as_str().unwrap().is_empty() && !one["check_name"].as_str().unwrap().is_empty());
        assert!(["minor", "major", "critical", "blocker"].contains(&one["severity"].as_str().unwrap()));
        assert!(one["location"]["path"].as_str().unwrap().ends_with("main.tf"));
        assert!(one["location"]["lines"]["begin"].as_u64().unwrap() > 0);
    }
}

/// Counts as in the attributes, and failing or erring exactly when the gate fails.
#[test]
fn junit_fails_when_the_gate_does() {
    for path in plans().iter().step_by(6) {
        let (text, code) = plan(path, "junit");
        let document = roxmltree::Document::parse(&text).unwrap();
        let root = document.root_element();
        let count = |name: &str| root.descendants().filter(|node| node.has_tag_name(name)).count();
        for (name, element) in
            [("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")]
        {
            assert_eq!(root.attribute(name).unwrap(), count(element).to_string(), "{name} of {}", path.display());
        }
        assert_eq!(count("failure") + count("error") > 0, code == 1, "{}", path.display());
    }
}

/// Atlantis' own rule, as its server has it.
#[test]
fn atlantis_reads_the_verdict_that_was_given() {
    let failures = Regex::new(r#"[1-9][0-9]* failure|failures": \["#).unwrap();
    let last = Regex::new(r"^\d+ tests, \d+ passed, \d+ warnings, \d+ failures, \d+ exceptions$").unwrap();
    for path in plans().iter().step_by(6) {
        for scope in ["introduced", "all"] {
            let scope = format!("--scope={scope}");
            let path = path.to_str().unwrap();
            let (text, code) = run(&["check", path, "--no-config", &scope, "--format=atlantis"]);
            let fails = text.starts_with("FAIL");
            assert_eq!((fails, failures.is_match(&text)), (code == 1, code == 1), "{path}: {text}");
            assert!(!text.contains("```") && !text.contains('\u{1b}') && !text.trim().is_empty());
            assert!(last.is_match(text.lines().last().unwrap()), "{text}");
        }
    }
}

#[test]
fn the_verdict_comes_first_where_a_person_reads() {
    for (format, line) in [("github", 0), ("markdown", 0), ("comment", 1), ("atlantis", 0)] {
        let (text, _) = shown(format);
        let head = text.lines().nth(line).unwrap();
        assert!(head.contains("fail") && head.contains("introduced findings at medium or above"), "{format}: {head}");
        assert!(
            text.contains("waits for terraform_data.restrict.output") || text.contains("terraform\\_data"),
            "{format}"
        );
    }
}

/// Instances of one block that are wrong in the same way are explained once, and each of them is named.
#[test]
fn instances_of_a_block_are_explained_once() {
    let (plan, zip) = ("testdata/source/estate/plan.json", "--plan-file=testdata/source/estate/plan.tfplan");
    for format in ["text", "markdown", "comment", "github", "atlantis"] {
        let (text, _) = run(&["check", plan, zip, "--no-config", "--only=imdsv2-required", "--format", format]);
        assert_eq!(text.matches("set `http_tokens = \"required\"` in").count(), 1, "{format}: {text}");
        assert!(text.matches("aws_instance.this[").count() >= 4, "{format}: {text}");
    }
    // Another place, or another sentence, is another finding.
    let (text, _) = run(&["check", plan, zip, "--no-config", "--format=github"]);
    assert!(text.lines().filter(|line| line.starts_with("::")).count() >= 7, "{text}");
}

/// A plan with more findings than any place can hold.
#[test]
fn what_does_not_fit_is_counted() {
    let mut plan: Value = json(&std::fs::read_to_string(testdata("plans/hostile/plan.json")).unwrap());
    let changes = plan["resource_changes"].as_array().unwrap();
    let keyed = |change: &&Value| change["address"].as_str().unwrap().starts_with("aws_kms_key.keyed");
    let one = changes.iter().find(keyed).unwrap().clone();
    let many = (0..12_000).map(|index| {
        let mut change = one.clone();
        change["address"] = json!(format!("aws_kms_key.keyed[\"{index} ```` <details> `` @x\"]"));
        change["index"] = json!(format!("{index} ```` <details> `` @x"));
        change
    });
    plan["resource_changes"] = many.collect();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.json");
    std::fs::write(&path, serde_json::to_vec(&plan).unwrap()).unwrap();
    let format = |name: &str| {
        let only = ["--no-config", "--only=kms-rotation", "--format", name];
        run(&[&["check", path.to_str().unwrap()], &only[..]].concat()).0
    };
    for (name, limit) in [("comment", 65_536), ("markdown", 1024 * 1024)] {
        let text = format(name);
        assert!(text.len() <= limit && text.len() > limit / 2, "{name} has {} bytes", text.len());
        assert!(text.contains("left out for want of room"), "{name}");
        assert_eq!(text.matches("<details><summary>").count(), text.matches("\n</details>").count(), "{name}");
    }
    let hcp = format("hcp");
    assert!(hcp.len() <= 5_000_000 && hcp.len() > 2_500_000 && hcp.contains("are omitted here"), "{}", hcp.len());
    let github = format("github");
    assert_eq!(github.lines().filter(|line| line.starts_with("::")).count(), 10);
    assert!(github.contains("11991 more"), "{github}");
    // One policy does not take the room of another.
    let quickstart: Value = json(&std::fs::read_to_string(testdata("plans/quickstart/plan.json")).unwrap());
    let uploads =
        list(&quickstart, "/resource_changes").iter().find(|change| change["address"] == "aws_s3_bucket.uploads");
    let changes = plan["resource_changes"].as_array_mut().unwrap();
    changes.extend(uploads.cloned());
    std::fs::write(&path, serde_json::to_vec(&plan).unwrap()).unwrap();
    let both = ["--only=kms-rotation", "--only=s3-public-access-block", "--format=github", "--no-config"];
    let (github, _) = run(&[&["check", path.to_str().unwrap()], &both[..]].concat());
    let own = |line: &&str| line.starts_with("::warning title=s3-public-access-block");
    assert_eq!(github.lines().filter(own).count(), 1, "{github}");
    assert!(github.contains("11992 more"), "{github}");
    plan["resource_changes"].as_array_mut().unwrap().pop();
    std::fs::write(&path, serde_json::to_vec(&plan).unwrap()).unwrap();
    let sarif = format("sarif");
    sarif_holds(&sarif);
    assert!(sarif.contains("7000 findings are omitted"));
    // Each plan is a run, and all of them are one file.
    let copies: Vec<_> = (0..6).map(|index| folder.path().join(format!("{index}.json"))).collect();
    plan["resource_changes"].as_array_mut().unwrap().truncate(5_000);
    for copy in &copies {
        std::fs::write(copy, serde_json::to_vec(&plan).unwrap()).unwrap();
    }
    let copies: Vec<&str> = copies.iter().map(|copy| copy.to_str().unwrap()).collect();
    let only = ["check", "--no-config", "--only=kms-rotation", "--format=sarif"];
    let sarif = json(&run(&[&only[..], &copies].concat()).0);
    let results: Vec<usize> = list(&sarif, "/runs").iter().map(|run| list(run, "/results").len()).collect();
    assert!(results.len() == 6 && results.iter().sum::<usize>() <= 25_000 && results[0] > 4_000, "{results:?}");
}
