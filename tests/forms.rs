//! Places in every form that HCL takes: JSON, OpenTofu's files, modules that `init` fetched, and blocks that are many.

#![cfg(test)]

mod common;

use std::path::Path;

use common::{plangate, testdata};
use serde_json::Value;

const STRICT: [&str; 2] = ["--profile=strict", "--format=json"];

struct Judged {
    report: Value,
    said: String,
}

impl Judged {
    fn new(plan: &Path, source: &Path, config: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("plangate.toml");
        std::fs::write(&file, config).unwrap();
        let mut command = plangate();
        command.arg("check").arg(plan).arg("--source").arg(source).arg("--config").arg(file).args(STRICT);
        let output = command.output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        Self { report: serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{said}")), said }
    }

    fn findings(&self) -> &[Value] {
        self.report["findings"].as_array().unwrap()
    }

    fn of(&self, policy: &str, address: &str) -> &Value {
        let found = self.findings().iter().find(|one| one["policy"] == policy && one["address"] == address);
        found.unwrap_or_else(|| panic!("no {policy} of {address}"))
    }

    /// The text of the line, and the name of its file.
    fn line(&self, policy: &str, address: &str) -> (String, String) {
        let place = &self.of(policy, address)["source"];
        let file = testdata("..").join(place["file"].as_str().unwrap());
        let number = usize::try_from(place["start"]["line"].as_u64().unwrap()).unwrap();
        let text = std::fs::read_to_string(&file).unwrap();
        let line = text.lines().nth(number - 1).unwrap().trim().to_owned();
        (line, file.file_name().unwrap().to_string_lossy().into_owned())
    }
}

fn forms(config: &str) -> Judged {
    let folder = testdata("source/forms");
    Judged::new(&folder.join("plan.json"), &folder, config)
}

#[test]
fn blocks_that_are_many_are_told_apart_by_what_is_written_in_them() {
    let judged = forms("");
    let line = |policy: &str, address: &str| judged.line(policy, address).0;
    assert_eq!(line("sg-open-admin-port", "aws_security_group.dynamic"), "cidr_blocks = [rule.value.from]");
    assert_eq!(line("sg-open-admin-port", "aws_security_group.several"), "\"0.0.0.0/0\",");
    let tokens = "http_tokens = count.index == 0 ? \"required\" : \"optional\"";
    assert_eq!(line("imdsv2-required", "aws_instance.counted[1]"), tokens);
    assert_eq!(line("ebs-encryption", "aws_ebs_volume.keyed[\"plain\"]"), "encrypted         = each.value");
}

#[test]
fn json_has_lines_too() {
    let judged = forms("");
    let json = |line: &str| (line.to_owned(), "written.tf.json".to_owned());
    let line = |policy: &str, address: &str| judged.line(policy, address);
    assert_eq!(line("rds-public", "aws_db_instance.json"), json("\"publicly_accessible\": true"));
    assert_eq!(line("imdsv2-required", "aws_instance.json"), json("{ \"http_tokens\": \"optional\" }"));
    // Of two rules the one that is open, wherever the provider sorts it.
    assert_eq!(line("sg-open-admin-port", "aws_security_group.json"), json("\"cidr_blocks\": [\"0.0.0.0/0\"],"));
    assert_eq!(line("rds-encryption", "aws_db_instance.json"), json("\"json\": ["));
}

/// A member `"//"` is what a comment is elsewhere.
#[test]
fn a_comment_in_json_waives() {
    let judged = forms("inline_waivers = true");
    let waiver = judged.of("ebs-encryption", "aws_instance.json")["waiver"].as_str().unwrap_or_default().to_owned();
    assert!(waiver.contains("a scratch disk") && waiver.contains("web"), "{waiver}");
    assert!(judged.of("imdsv2-required", "aws_instance.json")["waiver"].is_null());
    assert_eq!(judged.said, "");
}

/// One that has ended, that matches nothing or that is malformed is told of at its own line.
#[test]
fn mistakes_of_comments_in_json_have_their_line() {
    let folder = tempfile::tempdir().unwrap();
    let text = std::fs::read_to_string(testdata("source/forms/written.tf.json")).unwrap();
    std::fs::copy(testdata("source/forms/main.tf"), folder.path().join("main.tf")).unwrap();
    for (old, new, said) in [
        ("until=9999-12-31", "until=2020-01-01", "ended on 2020-01-01"),
        ("until=9999-12-31", "", "lacks `until`"),
        ("ebs-encryption", "rds-public", "matches no finding"),
        ("ebs-encryption", "ebs-encrypton", "did you mean `ebs-encryption`?"),
        ("what a generator writes", "plangate:ignore rds-public until=9999-12-31 reason=x", "stands at nothing"),
    ] {
        assert!(text.contains(old));
        std::fs::write(folder.path().join("written.tf.json"), text.replacen(old, new, 1)).unwrap();
        let judged = Judged::new(&testdata("source/forms/plan.json"), folder.path(), "inline_waivers = true");
        let line = if old.starts_with("what") { 2 } else { 6 };
        let place = format!("written.tf.json:{line}:");
        assert!(judged.said.contains(said) && judged.said.contains(&place), "{new}: {}", judged.said);
    }
}

/// OpenTofu's files are read like others, and in place of one of the same name.
#[test]
fn files_of_opentofu_have_lines() {
    let folder = tempfile::tempdir().unwrap();
    let text = std::fs::read_to_string(testdata("source/forms/main.tf")).unwrap();
    std::fs::write(folder.path().join("main.tofu"), &text).unwrap();
    std::fs::write(folder.path().join("main.tf"), format!("# another\n{text}")).unwrap();
    let json = std::fs::read_to_string(testdata("source/forms/written.tf.json")).unwrap();
    std::fs::write(folder.path().join("written.tofu.json"), json).unwrap();
    let judged = Judged::new(&testdata("source/forms/plan.json"), folder.path(), "");
    let same = forms("");
    for finding in judged.findings() {
        let (policy, address) = (finding["policy"].as_str().unwrap(), finding["address"].as_str().unwrap());
        let place = |found: &Value| (found["source"]["start"].clone(), found["source"]["end"].clone());
        assert_eq!(place(finding), place(same.of(policy, address)), "{policy} {address}");
        let file = finding["source"]["file"].as_str().unwrap();
        assert!(file.ends_with("main.tofu") || file.ends_with("written.tofu.json"), "{file}");
    }
}

/// A checkout after `init`: `modules.json` says where a module is, and the call in the repository stands for it.
#[test]
fn a_module_that_init_fetched_stands_at_its_call() {
    let folder = tempfile::tempdir().unwrap();
    let copy = |from: &str, to: &str| {
        for entry in walkdir::WalkDir::new(testdata(from)) {
            let entry = entry.unwrap();
            let target = folder.path().join(to).join(entry.path().strip_prefix(testdata(from)).unwrap());
            match entry.file_type().is_dir() {
                true => std::fs::create_dir_all(target).unwrap(),
                false => std::fs::copy(entry.path(), target).map(|_| ()).unwrap(),
            }
        }
    };
    copy("source/estate/modules", "modules");
    copy("source/estate/stacks", "stacks");
    let stack = folder.path().join("stacks/prod");
    let plan = testdata("source/estate/plan.json");
    let versioning =
        |stack: &Path| Judged::new(&plan, stack, "").of("s3-versioning", "module.logs.aws_s3_bucket.this").clone();
    // The call is all that is known of the module without `init`.
    let source = versioning(&stack)["source"].clone();
    assert_eq!((&source["file"], &source["start"]["line"]), (&"main.tf".into(), &20.into()), "{source:#}");
    assert_eq!(source["related"], serde_json::json!([]));
    copy("source/estate/remote", "stacks/prod/.terraform/modules/logs");
    let manifest = r#"{"Modules":[{"Key":"","Source":"","Dir":"."},
        {"Key":"logs","Source":"git::https://git.example.com/acme/modules.git//bucket","Dir":".terraform/modules/logs/bucket"}]}"#;
    std::fs::write(stack.join(".terraform/modules/modules.json"), manifest).unwrap();
    let source = versioning(&stack)["source"].clone();
    assert_eq!(source["file"], "main.tf", "{source:#}");
    let line = usize::try_from(source["start"]["line"].as_u64().unwrap()).unwrap();
    let text = std::fs::read_to_string(stack.join("main.tf")).unwrap();
    assert_eq!(text.lines().nth(line - 1), Some("module \"logs\" {"));
    let inside = source["related"][0]["file"].as_str().unwrap();
    assert!(inside.ends_with(".terraform/modules/logs/bucket/main.tf"), "{inside}");
}
