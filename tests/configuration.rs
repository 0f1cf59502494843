//! `plangate.toml` and its published schema: both know the same keys and words, and profiles choose what is judged.

#![cfg(test)]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use common::{plangate, testdata};
use serde_json::{Value, json};

const QUICKSTART: &str = "testdata/plans/quickstart/plan.json";

/// A run with a configuration: exit code, policies with findings and their severities, standard error.
fn run(text: &str, flags: &[&str]) -> (i32, BTreeSet<(String, String)>, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plangate.toml");
    fs::write(&path, text).unwrap();
    let output =
        plangate().args(["check", QUICKSTART, "--format", "json", "--config"]).arg(&path).args(flags).output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let findings = report["findings"].as_array().into_iter().flatten();
    let found = findings.map(|finding| (text(&finding["policy"]), text(&finding["severity"]))).collect();
    (output.status.code().unwrap(), found, String::from_utf8_lossy(&output.stderr).into_owned())
}

fn schema() -> Value {
    serde_json::from_slice(&fs::read("docs/plangate.schema.json").unwrap()).unwrap()
}

/// TOML as the JSON that editors check, where a date is a string.
fn as_json(value: &toml::Value) -> Value {
    match value {
        toml::Value::Datetime(date) => json!(date.to_string()),
        toml::Value::Array(items) => items.iter().map(as_json).collect(),
        toml::Value::Table(members) => members.iter().map(|(key, value)| (key.clone(), as_json(value))).collect(),
        other => serde_json::to_value(other).unwrap(),
    }
}

/// The keys that the reader names where it meets one that it does not know.
fn known(text: &str) -> BTreeSet<String> {
    let (code, _, error) = run(text, &[]);
    assert_eq!(code, 2, "{text}");
    let words = error.split_once("known keys:").unwrap_or_else(|| panic!("{error}")).1;
    let words = words.split(|c: char| !(c.is_ascii_lowercase() || c == '_'));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn keys(value: &Value) -> BTreeSet<String> {
    value["properties"].as_object().unwrap().keys().cloned().collect()
}

#[test]
fn the_schema_knows_the_keys_that_are_read() {
    let schema = schema();
    let properties = &schema["properties"];
    assert_eq!(known("zzzzzzzzzzzz = 1"), keys(&schema));
    assert_eq!(known("[account]\nzzzzzzzzzzzz = 1"), keys(&properties["account"]));
    assert_eq!(known("[profiles.own]\nzzzzzzzzzzzz = 1"), keys(&properties["profiles"]["additionalProperties"]));
    let waiver = "[[waiver]]\npolicy = \"kms-rotation\"\naddress = \"*\"\nreason = \"x\"\nexpires = 2099-01-01\n";
    assert_eq!(known(&format!("{waiver}zzzzzzzzzzzz = 1")), keys(&properties["waiver"]["items"]));
}

/// What the schema refuses is refused, and what it takes is read, but for what only plangate can know.
#[test]
fn the_schema_and_the_reader_agree() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let init = fs::read_to_string("src/run/init/plangate.toml").unwrap();
    let all = "required_version = \">= 0.1, < 9\"\nfail_on = \"low\"\nscope = \"all\"\nunknown = \"warn\"\nprofile = \"own\"\n\
               own_accounts = [\"111122223333\"]\ntrusted_accounts = []\nsensitive_stores = [\"aws_s3_bucket.*\"]\norganization = \"o-a1b2c3d4e5\"\nbaseline = true\n\
               not_waivable = [\"s3-public\"]\n[account]\nimds_default = \"required\"\n[severity]\nkms-rotation = \"low\"\n\
               [profiles.own]\nextends = \"strict\"\ninclude = [\"kms-rotation\"]\n[[waiver]]\npolicy = \"kms-rotation\"\n\
               address = \"*\"\nreason = \"x\"\nowner = \"y\"\nexpires = 2099-01-01\n";
    for (text, good) in [
        (init.as_str(), true),
        (all, true),
        ("", true),
        ("fail_on = \"urgent\"", false),
        ("scope = \"none\"", false),
        ("unknown = true", false),
        ("profile = \" \"", false),
        ("policies = \"policies\"", false),
        ("own_accounts = [\"12\"]", false),
        ("organization = \"o-a\"", false),
        ("baseline = \"yes\"", false),
        ("[account]\nlog_archive_account = \"yes\"", false),
        ("[account]\nimds_default = \"requird\"", false),
        ("[severity]\nkms-rotation = \"grave\"", false),
        ("[profiles.strict]\nextends = \"default\"", false),
        ("[profiles.own]\nextends = \"own\"", false),
        ("[profiles.own]\nexclude = \"kms-rotation\"", false),
        ("[[waiver]]\npolicy = \"kms-rotation\"\naddress = \"*\"\nreason = \"\"\nexpires = 2099-01-01", false),
        ("[[waiver]]\npolicy = \"kms-rotation\"\naddress = \"*\"\nexpires = 2099-01-01", false),
        ("[waiver]\npolicy = \"kms-rotation\"", false),
    ] {
        let table: toml::Value = toml::from_str(text).unwrap();
        assert_eq!(validator.is_valid(&as_json(&table)), good, "the schema of {text}");
        assert_eq!(run(text, &[]).0 < 2, good, "the reader of {text}");
    }
}

#[test]
fn the_version_that_reads_is_one_that_is_asked_for() {
    assert_ne!(run("required_version = \">= 0.1\"", &[]).0, 2);
    for (text, said) in [
        ("required_version = \">= 99\"", "asks for >= 99"),
        ("required_version = \">= 99\"\nof_the_future = true", "asks for >= 99"),
        ("required_version = \"newest\"", "no requirement of a version"),
        ("required_version = 1", "expected a string"),
    ] {
        let (code, _, error) = run(text, &[]);
        assert_eq!(code, 2, "{text}");
        assert!(error.contains(said) && error.contains("plangate.toml:1"), "{error}");
    }
}

#[test]
fn a_profile_of_its_own_chooses_policies_and_severities() {
    let profiles = "[profiles.mild]\nexclude = [\"s3-public-access-block\"]\nseverity = { kms-rotation = \"critical\" }\n\
                    [profiles.harsh]\nextends = \"strict\"\n[profiles.one]\ninclude = [\"s3-versioning\"]\n";
    let found = |name: &str| run(profiles, &["--profile", name]).1;
    let has = |found: &BTreeSet<(String, String)>, id: &str| found.iter().any(|(policy, _)| policy == id);
    let (plain, mild, one) = (found("default"), found("mild"), found("one"));
    assert!(has(&plain, "s3-public-access-block") && !has(&mild, "s3-public-access-block"));
    assert!(mild.contains(&("kms-rotation".to_owned(), "critical".to_owned())), "{mild:?}");
    assert!(!has(&plain, "s3-versioning") && has(&one, "s3-versioning"));
    assert_eq!(found("harsh"), found("strict"));
    assert_eq!(run(&format!("profile = \"mild\"\n{profiles}"), &[]).1, mild);
    for (text, flags, said) in [
        (format!("profile = \"midl\"\n{profiles}"), &[][..], "did you mean `mild`?"),
        (profiles.to_owned(), &["--profile", "hars"][..], "did you mean `harsh`?"),
        ("[profiles.own]\ninclude = [\"kms-rotatoin\"]".to_owned(), &[][..], "did you mean `kms-rotation`?"),
        ("[profiles.own]\nextend = \"strict\"".to_owned(), &[][..], "did you mean `extends`?"),
    ] {
        let (code, _, error) = run(&text, flags);
        assert_eq!(code, 2, "{text}");
        assert!(error.contains(said), "{error}");
    }
}

/// Standard output of a check of a plan in a folder with a configuration.
fn outcome(folder: &Path, check: &[&str], environment: &[(&str, &str)]) -> String {
    let mut command = plangate();
    command.current_dir(folder).envs(environment.iter().copied()).args(["check", "--quiet"]).args(check);
    let output = command.output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(!text.is_empty(), "{check:?} {environment:?}: {}", String::from_utf8_lossy(&output.stderr));
    format!("{:?}\n{text}", output.status.code())
}

#[test]
fn of_every_setting_the_flag_beats_the_environment_which_beats_the_file() {
    let quickstart = testdata("plans/quickstart/plan.json").to_str().unwrap().to_owned();
    let unknown = testdata("cases/kms-rotation/unknowns/plan.json").to_str().unwrap().to_owned();
    let settings: [(&str, [&str; 2], &[&str]); 4] = [
        ("fail_on", ["critical", "high"], &[&quickstart, "--only=rds-public"]),
        ("scope", ["introduced", "all"], &[&quickstart, "--only=kms-rotation"]),
        ("unknown", ["warn", "fail"], &[&unknown, "--only=kms-rotation"]),
        ("profile", ["default", "strict"], &[&quickstart]),
    ];
    for (key, [a, b], check) in settings {
        let (flag, variable) = (format!("--{}", key.replace('_', "-")), format!("PLANGATE_{}", key.to_uppercase()));
        let folder = tempfile::tempdir().unwrap();
        let config =
            |value: &str| fs::write(folder.path().join("plangate.toml"), format!("{key} = \"{value}\"\n")).unwrap();
        let by_flag = |value: &str, environment: &[(&str, &str)]| {
            outcome(folder.path(), &[check, &[flag.as_str(), value]].concat(), environment)
        };
        let (with_a, with_b) = (by_flag(a, &[]), by_flag(b, &[]));
        assert_ne!(with_a, with_b, "{key} changes nothing");
        config(a);
        assert_eq!(outcome(folder.path(), check, &[]), with_a, "{key} in the file");
        assert_eq!(outcome(folder.path(), check, &[(&variable, b)]), with_b, "{variable} beats the file");
        assert_eq!(by_flag(b, &[]), with_b, "{flag} beats the file");
        config(b);
        assert_eq!(outcome(folder.path(), check, &[]), with_b, "{key} in the file");
        assert_eq!(by_flag(a, &[(&variable, b)]), with_a, "{flag} beats {variable}");
    }
}

#[test]
fn no_configuration_beats_the_variable_that_names_one() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("lax.toml"), "fail_on = \"critical\"\n").unwrap();
    let plan = testdata("plans/quickstart/plan.json").to_str().unwrap().to_owned();
    let judged = |flags: &[&str], environment: &[(&str, &str)]| {
        outcome(folder.path(), &[&[plan.as_str(), "--only=rds-public"], flags].concat(), environment)
    };
    let (with, without) = (judged(&["--config=lax.toml"], &[]), judged(&["--no-config"], &[]));
    assert_ne!(with, without);
    let named = [("PLANGATE_CONFIG", "lax.toml")];
    assert_eq!(judged(&[], &named), with);
    assert_eq!(judged(&["--no-config"], &named), without);
    // Two flags that contradict each other are a mistake.
    let both = plangate().args(["check", &plan, "--no-config", "--config=lax.toml"]).output().unwrap();
    assert_eq!(both.status.code(), Some(2));
}

/// As CI systems hand them on.
#[test]
fn a_variable_that_is_empty_is_not_set() {
    let help = plangate().args(["check", "--help"]).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let variables: Vec<&str> =
        help.split("[env: ").skip(1).map(|rest| rest.split(['=', ']']).next().unwrap()).collect();
    assert!(variables.len() > 8 && variables.contains(&"PLANGATE_FAIL_ON"), "{variables:?}");
    let plan = testdata("plans/quickstart/plan.json").to_str().unwrap().to_owned();
    let folder = tempfile::tempdir().unwrap();
    let without = outcome(folder.path(), &[&plan], &[]);
    for variable in variables {
        assert_eq!(outcome(folder.path(), &[&plan], &[(variable, "")]), without, "{variable}");
    }
}
