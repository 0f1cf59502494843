//! `plangate test`: the worked example of the documentation, and what becomes of cases that are not as expected.

#![cfg(test)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::plangate;

const EXAMPLE: &str = "docs/example/policies";
const QUEUES: &str = "sqs-long-retention/queues/expected.txt";

/// Exit code, standard output and standard error of `plangate test`.
fn test(arguments: &[&str]) -> (i32, String, String) {
    let output = plangate().arg("test").args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// A copy of the example that may be changed.
fn copy() -> (tempfile::TempDir, PathBuf) {
    fn all(from: &Path, to: &Path) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
            let target = to.join(entry.file_name());
            match entry.path().is_dir() {
                true => all(&entry.path(), &target),
                false => _ = fs::copy(entry.path(), target).unwrap(),
            }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("policies");
    all(Path::new(EXAMPLE), &path);
    (folder, path)
}

#[test]
fn the_example_of_the_documentation_is_answered_as_it_says() {
    let (code, out, error) = test(&[EXAMPLE, "--cover"]);
    assert_eq!((code, error.as_str()), (0, ""), "{out}");
    assert!(out.contains("sqs-long-retention  fail 3, pass 3, unknown 1"), "{out}");
    assert!(out.contains("1 policy, 2 cases: 0 not as expected"), "{out}");
    let page = fs::read_to_string("docs/policies.md").unwrap();
    let policy = fs::read_to_string(format!("{EXAMPLE}/sqs-long-retention.toml")).unwrap();
    assert!(page.contains(&policy), "docs/policies.md shows another policy than {EXAMPLE} holds");
    let expected = fs::read_to_string(format!("{EXAMPLE}/{QUEUES}")).unwrap();
    assert!(page.contains(&expected), "docs/policies.md shows another expectation than {EXAMPLE} holds");
}

#[test]
fn another_answer_is_a_difference() {
    let (_folder, path) = copy();
    let file = path.join(QUEUES);
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replacen("fail introduced aws_sqs_queue.metrics", "pass   aws_sqs_queue.metrics", 1))
        .unwrap();
    let (code, out, _) = test(&[path.to_str().unwrap()]);
    assert_eq!(code, 1, "{out}");
    assert!(out.contains("- pass aws_sqs_queue.metrics"), "{out}");
    assert!(out.contains("+ fail introduced aws_sqs_queue.metrics"), "{out}");
    assert!(out.contains("✓ waiting") && out.contains("✗ queues"), "{out}");
    assert_eq!(test(&[path.to_str().unwrap(), "--update"]).0, 0);
    assert_eq!(fs::read_to_string(&file).unwrap(), text, "the comment at the top stays");
}

#[test]
fn a_policy_that_was_changed_fails_its_cases() {
    let (_folder, path) = copy();
    let file = path.join("sqs-long-retention.toml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("at_least = 86400", "at_least = 600")).unwrap();
    let (code, out, _) = test(&[path.to_str().unwrap()]);
    assert_eq!(code, 1);
    assert!(out.contains("- fail introduced aws_sqs_queue.invoices"), "{out}");
    assert!(out.contains("+ pass aws_sqs_queue.invoices"), "{out}");
}

#[test]
fn an_answer_without_a_case_is_told_and_fails_on_request() {
    let (_folder, path) = copy();
    fs::remove_dir_all(path.join("sqs-long-retention/waiting")).unwrap();
    let (code, out, _) = test(&[path.to_str().unwrap()]);
    assert_eq!(code, 0);
    assert!(out.contains("unknown 0") && out.contains("1 answer without a case"), "{out}");
    assert_eq!(test(&[path.to_str().unwrap(), "--cover"]).0, 1);
}

#[test]
fn a_case_that_can_not_be_judged_is_an_error() {
    type Break = fn(&Path);
    let broken: [(&str, Break); 5] = [
        ("did you mean `unknown introduced`?", |path| {
            fs::write(path.join(QUEUES), "unknwon introduced aws_sqs_queue.orders\n").unwrap();
        }),
        ("expected.txt:2", |path| fs::write(path.join(QUEUES), "# a\nperhaps aws_sqs_queue.orders\n").unwrap()),
        ("plan.json", |path| fs::remove_file(path.join("sqs-long-retention/waiting/plan.json")).unwrap()),
        ("it is not the case of a policy", |path| {
            fs::rename(path.join("sqs-long-retention"), path.join("sqs-longer-retention")).unwrap();
        }),
        ("there is no case", |path| fs::remove_dir_all(path.join("sqs-long-retention")).unwrap()),
    ];
    for (said, breaks) in broken {
        let (_folder, path) = copy();
        breaks(&path);
        let (code, out, error) = test(&[path.to_str().unwrap()]);
        assert_eq!((code, out.as_str()), (2, ""), "{said}");
        let words: Vec<&str> = error.split_whitespace().filter(|word| *word != "│").collect();
        assert!(words.join(" ").contains(said), "{said}: {error}");
    }
}

#[test]
fn the_configuration_names_what_is_tested_and_a_case_has_one_of_its_own() {
    let (folder, path) = copy();
    let run = || plangate().current_dir(folder.path()).arg("test").output().unwrap();
    assert_eq!(run().status.code(), Some(2), "no directory is named");
    fs::write(folder.path().join("plangate.toml"), "policies = [\"policies\"]\n").unwrap();
    assert_eq!(run().status.code(), Some(0));
    fs::write(path.join("sqs-long-retention/waiting/plangate.toml"), "[account]\nimds_defualt = \"x\"\n").unwrap();
    let output = run();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("did you mean `imds_default`?"));
}

#[test]
fn a_type_that_looks_misspelt_is_warned_of() {
    let (folder, policies) = copy();
    let file = policies.join("sqs-long-retention.toml");
    let text = fs::read_to_string(&file).unwrap();
    let rule = "resources = [\"aws_sqs_queue\"]";
    assert!(text.contains(rule));
    let warned = |kind: &str| {
        fs::write(&file, text.replace(rule, &format!("resources = [\"{kind}\"]"))).unwrap();
        let output = plangate().args(["policies", "--policies"]).arg(folder.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(warned("aws_sqs_quue").contains("did you mean `aws_sqs_queue`?"), "{}", warned("aws_sqs_quue"));
    assert_eq!(warned("aws_sqs_queue"), "");
    assert_eq!(warned("aws_teapot_brewing_schedule"), "", "a type that is newer than the build");
    assert_eq!(warned("google_pubsub_topic"), "");
}
