//! Where findings stand in the formats that other programs read: files from the root of the repository, and lines.

#![cfg(test)]

mod common;

use std::path::PathBuf;

use common::{plangate, testdata};
use serde_json::Value;

/// The estate in a git repository of its own, seen from the directory of its root module.
struct Repository {
    folder: tempfile::TempDir,
}

impl Repository {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for entry in walkdir::WalkDir::new(testdata("source/estate")) {
            let entry = entry.unwrap();
            let target = folder.path().join(entry.path().strip_prefix(testdata("source/estate")).unwrap());
            match entry.file_type().is_dir() {
                true => std::fs::create_dir_all(target).unwrap(),
                false => std::fs::copy(entry.path(), target).map(|_| ()).unwrap(),
            }
        }
        std::fs::create_dir(folder.path().join(".git")).unwrap();
        Self { folder }
    }

    fn stack(&self) -> PathBuf {
        self.folder.path().join("stacks/prod")
    }

    fn check(&self, format: &str) -> String {
        let mut command = plangate();
        let plan = ["check", "../../plan.json", "--plan-file", "../../plan.tfplan", "--source", "."];
        command.current_dir(self.stack()).args(plan).args(["--no-config", "--profile=strict", "--format", format]);
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// The number of the line that holds a text.
    fn line(&self, file: &str, text: &str) -> u64 {
        let source = std::fs::read_to_string(self.folder.path().join(file)).unwrap();
        let at = source.lines().position(|line| line.contains(text));
        u64::try_from(at.unwrap_or_else(|| panic!("{text} is not in {file}"))).unwrap() + 1
    }
}

const MAIN: &str = "stacks/prod/main.tf";
const APP: &str = "modules/app/main.tf";

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn list<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    value.pointer(pointer).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// File, first and last line of a location of SARIF.
fn spot(location: &Value) -> (String, u64, u64) {
    let place = &location["physicalLocation"];
    let line = |key: &str| place["region"][key].as_u64().unwrap();
    (place["artifactLocation"]["uri"].as_str().unwrap().to_owned(), line("startLine"), line("endLine"))
}

#[test]
fn sarif_points_at_lines_from_the_root_of_the_repository() {
    let repository = Repository::new();
    let log = json(&repository.check("sarif"));
    let results = list(&log, "/runs/0/results");
    let find = |rule: &str, address: &str| {
        let named = |result: &&Value| {
            result["ruleId"] == rule
                && result.pointer("/locations/0/logicalLocations/0/fullyQualifiedName").unwrap() == address
        };
        results.iter().find(named).unwrap_or_else(|| panic!("no {rule} of {address}"))
    };
    let public = find("rds-public", "aws_db_instance.db");
    let line = repository.line(MAIN, "publicly_accessible");
    assert_eq!(spot(&public["locations"][0]), (MAIN.to_owned(), line, line));

    // A module of the repository: the attribute, and the call that leads to it.
    let tokens = find("imdsv2-required", "module.app[\"api\"].aws_instance.this[0]");
    let line = repository.line(APP, "http_tokens");
    assert_eq!(spot(&tokens["locations"][0]), (APP.to_owned(), line, line));
    let call = repository.line(MAIN, "module \"app\"");
    let related: Vec<_> = list(tokens, "/relatedLocations").iter().map(spot).collect();
    assert!(related.contains(&(MAIN.to_owned(), call, call)), "{related:?}");

    // A module that is not: the call, and what is inside of it.
    let versioning = find("s3-versioning", "module.logs.aws_s3_bucket.this");
    let call = repository.line(MAIN, "module \"logs\"");
    assert_eq!(spot(&versioning["locations"][0]), (MAIN.to_owned(), call, call));
    let inside = spot(list(versioning, "/relatedLocations").last().unwrap()).0;
    assert!(inside.starts_with("stacks/prod/.terraform/modules/logs"), "{inside}");

    // Each related location has a number of its own and a link where GitHub shows it.
    for result in results {
        let related = list(result, "/relatedLocations");
        let ids: Vec<u64> = related.iter().map(|one| one["id"].as_u64().unwrap()).collect();
        assert_eq!(ids, (1..).take(ids.len()).collect::<Vec<u64>>());
        let text = result["message"]["text"].as_str().unwrap();
        assert!(ids.is_empty() || text.contains("](1)"), "{text}");
        for location in list(result, "/locations").iter().chain(related) {
            let (file, first, last) = spot(location);
            let provider = file == MAIN && first == 1;
            assert!(provider || first == last, "{file}:{first}-{last} is more than one line");
        }
    }
    // What is longer than a line is there as context.
    let context = |result: &&Value| result.pointer("/locations/0/physicalLocation/contextRegion/endLine").is_some();
    let long = results.iter().find(context).expect("no finding points at more than a line");
    let end = long.pointer("/locations/0/physicalLocation/contextRegion/endLine").and_then(Value::as_u64);
    assert!(end > Some(spot(&long["locations"][0]).1));
}

#[test]
fn steps_of_a_chain_have_places_of_their_own() {
    let case = "testdata/cases/iam-privilege-escalation/split";
    let file = format!("{case}/main.tf");
    let plan = format!("{case}/plan.json");
    let check = ["check", &plan, "--source", case, "--no-config", "--only=iam-privilege-escalation"];
    let log = json(&String::from_utf8(plangate().args(check).arg("--format=sarif").output().unwrap().stdout).unwrap());
    let chain = |result: &&Value| {
        result["message"]["text"].as_str().unwrap().contains("deny_chain") && result.get("codeFlows").is_some()
    };
    let found = list(&log, "/runs/0/results").iter().find(chain).unwrap();
    let steps = list(found, "/codeFlows/0/threadFlows/0/locations").iter().map(|step| spot(&step["location"]));
    let lines: Vec<String> = steps.map(|(at, first, _)| (at, first)).map(|at| source_line(&file, &at)).collect();
    let holds = |text: &str| lines.iter().any(|line| line.contains(text));
    assert!(holds("sts:AssumeRole") && holds("\"deny_middle\"") && holds("\"target\""), "{lines:#?}");
}

/// The text of a line in this file.
fn source_line(file: &str, at: &(String, u64)) -> String {
    assert_eq!(at.0, file);
    let text = std::fs::read_to_string(testdata("..").join(file)).unwrap();
    text.lines().nth(usize::try_from(at.1).unwrap() - 1).unwrap().to_owned()
}

#[test]
fn annotations_and_violations_have_files_and_lines() {
    let repository = Repository::new();
    let line = repository.line(MAIN, "publicly_accessible");
    let github = repository.check("github");
    let of = |rule: &str| github.lines().find(|line| line.contains(&format!("title={rule} "))).unwrap().to_owned();
    assert!(of("rds-public").contains(&format!("file={MAIN},line={line},endLine={line},col=3,")), "{github}");
    let gitlab = json(&repository.check("gitlab"));
    let public = gitlab.as_array().unwrap().iter().find(|one| one["check_name"] == "rds-public").unwrap();
    assert_eq!(public["location"], serde_json::json!({ "path": MAIN, "lines": { "begin": line } }));
    let junit = repository.check("junit");
    let document = roxmltree::Document::parse(&junit).unwrap();
    let mut cases = document.descendants().filter(|node| node.attribute("classname") == Some("rds-public"));
    let case = cases.next().unwrap();
    assert_eq!((case.attribute("file"), case.attribute("line")), (Some(MAIN), Some(line.to_string().as_str())));
    for format in ["markdown", "comment", "html", "atlantis"] {
        let text = repository.check(format);
        assert!(text.contains(&format!("{MAIN}:{line}")), "{format}: {text}");
    }
    let report = json(&repository.check("json"));
    let public = list(&report, "/findings").iter().find(|one| one["policy"] == "rds-public").unwrap();
    assert_eq!(public["source"]["file"], MAIN);
}

/// A person reads paths from where they stand.
#[test]
fn text_keeps_the_paths_of_the_working_directory() {
    let text = Repository::new().check("text");
    assert!(text.contains("[main.tf:") && text.contains("[../../modules/app/main.tf:"), "{text}");
}

/// The repository is the one around the source, wherever the plan and the working directory are.
#[test]
fn source_elsewhere_has_the_paths_of_its_own_repository() {
    let repository = Repository::new();
    let mut command = plangate();
    command.args(["check", "testdata/source/estate/plan.json", "--no-config", "--format=gitlab", "--only=rds-public"]);
    let output = command.arg("--source").arg(repository.stack()).output().unwrap();
    let violations: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(violations[0]["location"]["path"], MAIN);
}
