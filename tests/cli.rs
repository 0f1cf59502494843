//! The command line as its users meet it: exit codes, flags, lists, mistakes.

#![cfg(test)]

mod common;

use std::fs;
use std::path::Path;

use common::{check, plangate, testdata};
use serde_json::Value;

/// Exit code, standard output and standard error of a run.
fn run(arguments: &[&str]) -> (i32, String, String) {
    let output = plangate().args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

const QUICKSTART: &str = "testdata/plans/quickstart/plan.json";

#[test]
fn the_gate_counts_what_the_flags_say() {
    let code = |flags: &[&str]| run(&[&["check", QUICKSTART, "--no-config"], flags].concat()).0;
    assert_eq!(code(&[]), 1);
    assert_eq!(code(&["--exit-zero"]), 0);
    assert_eq!(code(&["--only", "rds-public", "--fail-on", "critical"]), 0, "it is high");
    assert_eq!(code(&["--only", "kms-rotation"]), 0, "the key was there before");
    assert_eq!(code(&["--only", "kms-rotation", "--scope", "all"]), 1);
    assert_eq!(code(&["--only", "kms-rotation", "--scope", "all", "--fail-on", "high"]), 0);
}

#[test]
fn unknown_fails_the_gate_unless_told_otherwise() {
    let plan = testdata("cases/kms-rotation/unknowns/plan.json");
    let code = |flags: &[&str]| {
        let report = check(&plan, &[&["--no-config", "--only", "kms-rotation"], flags].concat());
        (report.code, report.json["verdict"].as_str().unwrap().to_owned())
    };
    assert_eq!(code(&[]), (1, "unknown".to_owned()));
    assert_eq!(code(&["--unknown", "warn"]), (0, "pass".to_owned()));
    assert_eq!(code(&["--unknown", "ignore"]), (0, "pass".to_owned()));
}

#[test]
fn the_configuration_is_searched_up_to_the_root_of_the_repository() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("a/b");
    fs::create_dir_all(&inner).unwrap();
    let plan = testdata("plans/quickstart/plan.json");
    let at_home = |home: &str| {
        let mut command = plangate();
        command.current_dir(&inner).env("HOME", folder.path().join(home));
        command.args(["check", "--only", "rds-public"]).arg(&plan).output().unwrap().status.code().unwrap()
    };
    let code = || at_home("nowhere");
    let file = folder.path().join("plangate.toml");
    fs::write(&file, "fail_on = \"critical\"\n").unwrap();
    assert_eq!(code(), 1, "there is no repository, so what stands above may be anyone's");
    fs::create_dir(folder.path().join(".git")).unwrap();
    assert_eq!(code(), 0);
    assert_eq!(at_home(""), 1, "the root of the repository is a home directory");
    fs::create_dir(folder.path().join("a/.git")).unwrap();
    assert_eq!(code(), 1, "the file is beyond the root of the repository");
    fs::rename(file, inner.join("plangate.toml")).unwrap();
    assert_eq!(code(), 0, "the working directory");
    assert_eq!(at_home("a/b"), 0, "the working directory, whose ever it is");
}

#[test]
fn nothing_is_judged_without_a_plan() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    for arguments in
        [vec!["check"], vec!["check", path], vec!["check", "missing.json"], vec!["check", "missing-*.json"]]
    {
        let (code, out, error) = run(&arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(!error.is_empty());
    }
}

#[test]
fn a_plan_without_aws_says_so() {
    let plan = testdata("bad/incomplete.json");
    let (code, out, _) = run(&["check", plan.to_str().unwrap(), "--no-config", "--allow-incomplete"]);
    assert_eq!(code, 0);
    assert!(out.contains("no AWS resource in this plan"), "{out}");
}

#[test]
fn an_unwritable_report_is_not_a_pass() {
    let (code, _, error) = run(&["check", QUICKSTART, "--no-config", "--output", "json=/nowhere/report.json"]);
    assert_eq!(code, 2);
    assert!(error.contains("/nowhere/report.json"), "{error}");
}

#[test]
fn any_number_of_reports_is_written_in_one_run() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let outputs = [format!("json={}", path("a.json")), format!("text={}", path("b.txt"))];
    let arguments = ["check", QUICKSTART, "--no-config", "--quiet", "--output", &outputs[0], "--output", &outputs[1]];
    assert_eq!(run(&arguments).0, 1);
    assert!(fs::read_to_string(path("a.json")).unwrap().contains("\"plangate/1\""));
    assert!(fs::read_to_string(path("b.txt")).unwrap().contains("verdict: fail"));
}

#[test]
fn the_json_report_is_valid_against_the_published_schema() {
    let schema: Value = serde_json::from_slice(&fs::read("docs/report.schema.json").unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for plan in common::plans() {
        let report = check(&plan, &["--no-config", "--profile", "strict"]).json;
        let mistakes: Vec<String> = validator.iter_errors(&report).map(|error| error.to_string()).collect();
        assert!(mistakes.is_empty(), "{}: {mistakes:?}", plan.display());
        assert_eq!(report["schema"], "plangate/1");
        let summary = &report["summary"];
        let number = |key: &str| summary[key].as_u64().unwrap();
        assert_eq!(number("checked"), number("passed") + number("failed") + number("unknown") + number("waived"));
    }
}

#[test]
fn every_policy_explains_itself() {
    let (_, list, _) = run(&["policies", "--format", "json"]);
    let list: Value = serde_json::from_str(&list).unwrap();
    for policy in list.as_array().unwrap() {
        let id = policy["id"].as_str().unwrap();
        let (code, out, _) = run(&["explain", id]);
        assert_eq!(code, 0);
        let parts = ["fails when", "passes when", "unknown when", "fix", "waive", "https://"];
        let examples = ["an example that fails", "an example that passes"];
        let frameworks = policy["frameworks"].as_object().unwrap().values();
        let controls = frameworks.flat_map(|controls| controls.as_array().unwrap()).map(|one| one.as_str().unwrap());
        for part in [id].into_iter().chain(parts).chain(examples).chain(controls) {
            assert!(out.contains(part), "{id} does not say {part}");
        }
    }
    let (code, _, error) = run(&["explain", "imdsv2-requird"]);
    assert_eq!(code, 2);
    assert!(error.contains("did you mean `imdsv2-required`?"), "{error}");
}

#[test]
fn policies_are_filtered() {
    let ids = |flags: &[&str]| {
        let (_, out, _) = run(&[&["policies"], flags].concat());
        out.lines().map(|line| line.split(' ').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let list: Value = serde_json::from_str(&run(&["policies", "--format", "json"]).1).unwrap();
    for (flag, word) in [
        ("service", "kms"),
        ("severity", "low"),
        ("layer", "monitoring"),
        ("profile", "default"),
        ("framework", "cis-aws-5.0"),
    ] {
        let is_meant = |policy: &&Value| match flag {
            "framework" => policy["frameworks"].get(word).is_some(),
            _ => policy[flag] == word,
        };
        let list = list.as_array().unwrap();
        let meant: Vec<&str> = list.iter().filter(is_meant).map(|policy| policy["id"].as_str().unwrap()).collect();
        assert!(!meant.is_empty() && meant.len() < list.len(), "{flag}");
        assert_eq!(ids(&[&format!("--{flag}"), word]), meant, "{flag}");
    }
    let (code, out, error) = run(&["policies", "--service=kms", "--severity=critical"]);
    assert_eq!((code, out.as_str(), error.as_str()), (0, "", "no policy is all of this\n"));
}

/// A word that nothing has is a mistake: an empty list would look like an answer.
#[test]
fn words_that_nothing_has_are_mistakes() {
    for (arguments, said) in [
        (&["policies", "--service", "imm"][..], "did you mean `iam`?"),
        (&["policies", "--service", "nothing-like-it"], "one of cloudformation, cloudtrail, "),
        (&["policies", "--framework", "cis-aws-6.0"], "did you mean `cis-aws-5.0`?"),
        (&["policies", "--severity", "hihg"], "a similar value exists: 'high'"),
        (&["policies", "--layer", "networc"], "a similar value exists: 'network'"),
        (&["check", QUICKSTART, "--fail-on", "hihg"], "a similar value exists: 'high'"),
        (&["check", QUICKSTART, "--output", "jsn=report.json"], "did you mean `json`?"),
        (&["check", QUICKSTART, "--only", "imds-required"], "did you mean `imdsv2-required`?"),
        (&["check", QUICKSTART, "--profile", "strct"], "did you mean `strict`?"),
        (&["check", QUICKSTART, "--no-confg"], "'--no-config'"),
        (&["chek", QUICKSTART], "'check'"),
        (&["completions", "basj"], "'bash'"),
    ] {
        let (code, out, error) = run(arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(error.contains(said), "{arguments:?}: {error}");
    }
}

#[test]
fn a_directory_that_is_not_there_is_named_plainly() {
    let (code, _, error) = run(&["check", QUICKSTART, "--no-config", "--policies", "/nowhere/policies"]);
    assert_eq!(code, 2);
    assert!(error.contains("can't read `/nowhere/policies`: No such file") && !error.contains("IO error"), "{error}");
}

#[test]
fn the_table_of_policies_in_the_readme_is_current() {
    const MARKS: [&str; 2] = ["<!-- policies: begin -->\n", "<!-- policies: end -->"];
    let readme = fs::read_to_string("README.md").unwrap();
    let (head, rest) = readme.split_once(MARKS[0]).unwrap();
    let (_, tail) = rest.split_once(MARKS[1]).unwrap();
    let current = format!("{head}{}{}{}{tail}", MARKS[0], run(&["policies", "--format", "markdown"]).1, MARKS[1]);
    if std::env::var_os("PLANGATE_BLESS").is_some() {
        fs::write("README.md", &current).unwrap();
    }
    assert!(fs::read_to_string("README.md").unwrap() == current, "the README's table is not current");
}

/// The policy that `docs/policies.md` shows.
fn example() -> String {
    let page = fs::read_to_string("docs/policies.md").unwrap();
    page.split("```toml\n").nth(1).unwrap().split("```").next().unwrap().to_owned()
}

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).unwrap();
}

#[test]
fn the_policy_in_the_documentation_works() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "sqs-long-retention.toml", &example());
    let (code, out, error) = run(&["explain", "sqs-long-retention", "--policies", folder.path().to_str().unwrap()]);
    assert_eq!(code, 0, "{error}");
    assert!(out.contains("aws_sqs_queue"));
}

#[test]
fn a_mistake_in_a_policy_is_an_error_at_its_place() {
    let mistakes = [
        ("severity = \"low\"", "severty = \"low\"", "did you mean `severity`?"),
        ("profile = \"default\"", "profil = \"default\"", "did you mean `profile`?"),
        ("severity = \"low\"", "severity = \"hihg\"", "did you mean `high`?"),
        ("at_least = 86400", "at_leats = 86400", "did you mean `at_least`?"),
        ("$.message_retention_seconds", "$.a[?@.x != 1]", "judge with `some`, `every` or `none`"),
        ("$.message_retention_seconds", "$.a[*]", "selects many values"),
        ("pass = { path", "pass = { wrold = \"$.a[*]\" }\nwhen = { path", "did you mean `world`?"),
        ("$.message_retention_seconds", "message retention", "no JSONPath"),
        ("resources = [\"aws_sqs_queue\"]", "resources = []", "would judge nothing"),
        ("id = \"sqs-long-retention\"", "id = \"other\"", "not the name of the file"),
        ("https://docs", "http://docs", "is no"),
        ("layer = \"resource\"", "layer = 3", "expected a string, found integer"),
        ("severity = \"low\"", "severity = \"low\"\nanalysis = \"nothing\"", "not both"),
        ("pass = { path", "pass = { holds = \"nothing\" }\nwhen = { path", "nothing is defined as `nothing`"),
        ("title = ", "title = \"\"\nx = ", "`title` is empty"),
        ("[[rule]]", "[[rules]]", "did you mean `rule`?"),
        ("at_least = 86400", "at_least = 86400, set = true", "belongs into a predicate of its own"),
        ("at_least = 86400", "at_least = 9, at_most = 3", "nothing is at least 9 and at most 3"),
        ("at_least = 86400", "one_of = []", "`one_of` is empty"),
        ("at_least = 86400", "within = []", "`within` is empty"),
        ("why = ", "why = [", "why"),
    ];
    for (good, bad, said) in mistakes {
        let folder = tempfile::tempdir().unwrap();
        let text = example();
        assert!(text.contains(good), "{good}");
        write(folder.path(), "sqs-long-retention.toml", &text.replacen(good, bad, 1));
        let (code, out, error) =
            run(&["check", QUICKSTART, "--no-config", "--policies", folder.path().to_str().unwrap()]);
        assert_eq!((code, out.as_str()), (2, ""), "{bad}");
        assert!(error.contains(said), "{bad}: {error}");
        assert!(error.contains("sqs-long-retention.toml:"), "{bad} has no place: {error}");
    }
}

#[test]
fn a_policy_of_the_same_id_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "kms-rotation.toml", &fs::read_to_string("policies/aws/kms/kms-rotation.toml").unwrap());
    let (code, _, error) = run(&["policies", "--policies", folder.path().to_str().unwrap()]);
    assert_eq!(code, 2);
    assert!(error.contains("another policy `kms-rotation`"), "{error}");
}

#[test]
fn a_mistake_in_the_configuration_is_an_error_at_its_place() {
    let mistakes = [
        ("fail_onn = \"high\"", "did you mean `fail_on`?"),
        ("fail_on = \"hgih\"", "did you mean `high`?"),
        ("own_accounts = [\"123\"]", "twelve digits"),
        ("organization = \"123456789012\"", "is no id of an organization"),
        ("own_accounts = [111122223333]", "write it in quotes"),
        ("[account]\nebs_default_encryption = \"yes\"", "expected a boolean"),
        ("[account]\nimds_defualt = \"required\"", "did you mean `imds_default`?"),
        ("[severity]\nkms-rotatoin = \"low\"", "did you mean `kms-rotation`?"),
        ("[severity]\nkms-rotatoin = \"low\"", "plangate.toml:2:1]"),
        ("[profiles.strict]\nextends = \"default\"", "plangate.toml:1:11]"),
        ("fail_on = ", "plangate.toml:1"),
    ];
    for (text, said) in mistakes {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "plangate.toml", text);
        let config = folder.path().join("plangate.toml");
        let (code, out, error) = run(&["check", QUICKSTART, "--config", config.to_str().unwrap()]);
        assert_eq!((code, out.as_str()), (2, ""), "{text}");
        assert!(error.contains(said), "{text}: {error}");
    }
}

#[test]
fn standard_input_is_read_as_a_plan() {
    let plan = fs::read(testdata("plans/quickstart/plan.json")).unwrap();
    let report = common::check_text(&plan, &[]);
    assert_eq!(report.code, 1);
    assert_eq!(report.json["plans"][0]["label"], "-");
}

#[test]
fn colour_follows_flag_then_environment() {
    let coloured = |flags: &[&str], variables: &[(&str, &str)]| {
        let mut command = plangate();
        command.args(["check", QUICKSTART, "--no-config"]).args(flags).envs(variables.iter().copied());
        String::from_utf8(command.output().unwrap().stdout).unwrap().contains('\u{1b}')
    };
    assert!(!coloured(&[], &[]), "no terminal, no colour");
    assert!(coloured(&[], &[("FORCE_COLOR", "1")]));
    assert!(coloured(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&[], &[("FORCE_COLOR", "1"), ("NO_COLOR", "1")]));
    assert!(coloured(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(!coloured(&["--color", "never"], &[("FORCE_COLOR", "1")]));
}

/// A waiver of the bucket that the quickstart introduces, with an end.
fn waive(folder: &Path, end: &str, address: &str) -> (i32, String, String) {
    let text = format!(
        "[[waiver]]\npolicy = \"s3-public-access-block\"\naddress = \"{address}\"\nreason = \"moved next week\"\n\
         owner = \"web\"\nexpires = {end}\n"
    );
    write(folder, "plangate.toml", &text);
    let config = folder.join("plangate.toml");
    run(&["check", QUICKSTART, "--only", "s3-public-access-block", "--config", config.to_str().unwrap()])
}

#[test]
fn a_waiver_accepts_a_finding_until_it_ends() {
    let folder = tempfile::tempdir().unwrap();
    let (code, out, error) = waive(folder.path(), "9999-12-31", "aws_s3_bucket.up*");
    assert_eq!((code, error.as_str()), (0, ""));
    assert!(out.contains("1 waived") && out.contains("moved next week, web, until 9999-12-31"), "{out}");
    let (code, _, error) = waive(folder.path(), "2020-01-31", "aws_s3_bucket.uploads");
    assert_eq!(code, 1);
    assert!(error.contains("ended on 2020-01-31") && error.contains("plangate.toml:6:11"), "{error}");
    let (code, _, error) = waive(folder.path(), "9999-12-31", "aws_s3_bucket.other");
    assert_eq!(code, 1);
    assert!(error.contains("matches no finding") && error.contains("plangate.toml:2:10"), "{error}");
}

#[test]
fn a_waiver_needs_a_reason_and_an_end() {
    let whole = "[[waiver]]\npolicy = \"kms-rotation\"\naddress = \"*\"\nreason = \"x\"\nexpires = 2027-03-31\n";
    let mistakes = [
        ("reason = \"x\"\n", "", "lacks `reason`"),
        ("expires = 2027-03-31\n", "", "lacks `expires`"),
        ("expires = 2027-03-31", "expires = \"soon\"", "expected a date"),
        ("kms-rotation", "kms-rotatoin", "did you mean `kms-rotation`?"),
        ("[[waiver]]", "not_waivable = [\"kms-rotation\"]\n[[waiver]]", "is not waivable"),
    ];
    for (good, bad, said) in mistakes {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "plangate.toml", &whole.replacen(good, bad, 1));
        let config = folder.path().join("plangate.toml");
        let (code, _, error) = run(&["check", QUICKSTART, "--config", config.to_str().unwrap()]);
        assert_eq!(code, 2, "{bad}");
        assert!(error.contains(said), "{bad}: {error}");
    }
}

#[test]
fn init_writes_a_configuration_that_is_read_and_never_over_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let init = |flags: &[&str]| plangate().current_dir(&folder).arg("init").args(flags).output().unwrap();
    assert_eq!(init(&["--github", "--atlantis"]).status.code(), Some(0));
    for file in ["plangate.toml", ".github/workflows/plangate.yml", "atlantis.yaml"] {
        assert!(folder.path().join(file).exists(), "{file}");
    }
    let output = init(&[]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        said.contains("can't make `plangate.toml`: the file is there already") && !said.contains("report"),
        "{said}"
    );
    // What is there is left as it is, and what is missing is made.
    fs::write(folder.path().join("plangate.toml"), "scope = \"all\"\n").unwrap();
    fs::remove_file(folder.path().join("atlantis.yaml")).unwrap();
    let said = init(&["--github", "--atlantis"]);
    assert_eq!(said.status.code(), Some(0));
    let said = String::from_utf8(said.stdout).unwrap();
    assert_eq!(
        said,
        "left plangate.toml as it is\nleft .github/workflows/plangate.yml as it is\nwrote atlantis.yaml\n"
    );
    assert_eq!(fs::read_to_string(folder.path().join("plangate.toml")).unwrap(), "scope = \"all\"\n");
    fs::remove_file(folder.path().join("plangate.toml")).unwrap();
    assert_eq!(init(&[]).status.code(), Some(0));
    let config = folder.path().join("plangate.toml");
    assert_eq!(run(&["check", QUICKSTART, "--config", config.to_str().unwrap()]).0, 1);
    // Every line that is commented out is a key that exists.
    let text = fs::read_to_string(&config).unwrap();
    let keys =
        text.lines().map(|line| line.strip_prefix("# ").filter(|rest| rest.contains(" = ") || rest.starts_with('[')));
    let uncommented: Vec<&str> = text.lines().zip(keys).map(|(line, key)| key.unwrap_or(line)).collect();
    fs::create_dir(folder.path().join("policies")).unwrap();
    fs::write(folder.path().join("policies/sqs-long-retention.toml"), example()).unwrap();
    fs::write(&config, uncommented.join("\n")).unwrap();
    let (code, _, error) = run(&["check", QUICKSTART, "--config", config.to_str().unwrap()]);
    assert_eq!(code, 1, "{error}");
}

/// `plangate policies | head` is no mistake; a verdict that nobody heard is.
#[test]
fn a_reader_that_has_seen_enough_ends_a_list_and_no_verdict() {
    for (arguments, code) in [(&["policies"][..], 0), (&["explain", "kms-rotation"], 0), (&["check", QUICKSTART], 2)] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("plangate"));
        let output = command.args(arguments).current_dir(testdata("..")).stdout(writer).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{said}");
        assert_eq!(said.contains("standard output"), code == 2, "{said}");
    }
}

#[test]
fn a_part_of_an_id_names_the_policies_that_have_it() {
    for (id, said) in [
        ("imdsv2", "did you mean `imdsv2-required`?"),
        ("imds-", "did you mean `imds-account-default` or `imds-hop-limit`?"),
        ("kms-rotatoin", "did you mean `kms-rotation`?"),
        ("iam", "`plangate policies` lists them"),
    ] {
        let (code, _, error) = run(&["explain", id]);
        assert!(code == 2 && error.contains(said), "{id}: {error}");
    }
}

#[test]
fn completions_and_manual_name_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "nushell"] {
        let (code, out, _) = run(&["completions", shell]);
        assert_eq!(code, 0);
        assert!(["check", "explain", "policies", "fail-on"].iter().all(|word| out.contains(word)), "{shell}");
    }
    let (code, out, _) = run(&["man"]);
    assert_eq!(code, 0);
    assert!(out.contains("fail\\-on") && out.contains(".TH"), "{out}");
}

#[test]
fn the_version_tells_of_which_day_the_catalogue_is() {
    let (code, out, _) = run(&["--version"]);
    let day = out.lines().last().and_then(|line| line.rsplit(' ').next()).unwrap();
    assert_eq!((code, day), (0, plangate::iam::catalogue::CATALOGUE_DATE));
    let notice = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("NOTICE")).unwrap();
    assert!(notice.contains(&format!("printed by --version, is {day}")), "{day}");
}

/// The findings of a case with what is to be written, in the text of SARIF.
fn fixes(case: &str) -> Vec<(String, String)> {
    let (policy, _) = case.split_once('/').unwrap();
    let plan = testdata(&format!("cases/{case}/plan.json"));
    let (_, out, _) = run(&["check", plan.to_str().unwrap(), "--no-config", "--only", policy, "--format", "sarif"]);
    let report: Value = serde_json::from_str(&out).unwrap();
    let results = report["runs"][0]["results"].as_array().unwrap().iter();
    let text = |result: &Value| result["message"]["text"].as_str().unwrap().to_owned();
    let found = results.map(text).filter_map(|text| {
        let name = text.split('`').nth(1)?.to_owned();
        Some((name, text.split("Fix: ").nth(1)?.to_owned()))
    });
    found.collect()
}

#[test]
fn the_fix_is_one_for_what_is_at_fault() {
    for (case, address, fix) in [
        ("iam-boundary-missing/permission-sets", "aws_iam_role.deny_role", "set `permissions_boundary`"),
        (
            "iam-boundary-missing/permission-sets",
            "aws_ssoadmin_permission_set.deny_set",
            "give it an `aws_ssoadmin_permissions_boundary_attachment`",
        ),
        (
            "iam-trust-oidc/kinds-of-providers",
            "aws_iam_role.each[\"deny_repository\"]",
            "down to repository and branch",
        ),
        ("iam-trust-oidc/kinds-of-providers", "aws_iam_role.each[\"deny_saml\"]", "fix `SAML:aud` to"),
        ("iam-trust-oidc/kinds-of-providers", "aws_iam_role.each[\"deny_every_pod\"]", "namespace and service account"),
    ] {
        let found = fixes(case).into_iter().find(|(name, _)| name == address);
        let told = found.as_ref().map(|(_, fix)| fix.as_str()).unwrap_or_default();
        assert!(told.contains(fix), "{address}: {told}");
    }
}
