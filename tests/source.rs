//! Source beside the plan: where findings point, and how a binary plan is read.

#![cfg(test)]

mod common;

use std::path::Path;

use common::{Finding, Report, check, plangate, testdata};

const ESTATE: &str = "testdata/source/estate";

fn estate(arguments: &[&str]) -> Report {
    let common = ["--no-config", "--profile", "strict"];
    check(Path::new(&format!("{ESTATE}/plan.json")), &[&common, arguments].concat())
}

fn with_plan_file() -> Report {
    estate(&["--plan-file", &format!("{ESTATE}/plan.tfplan"), "--source", &format!("{ESTATE}/stacks/prod")])
}

/// Policy, address, and `file:line:column` of each finding.
fn places(report: &Report) -> Vec<(String, String, String)> {
    let findings = report.json["findings"].as_array().unwrap().iter();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let place = |source: &serde_json::Value| {
        format!("{}:{}:{}", text(&source["file"]), source["start"]["line"], source["start"]["column"])
    };
    findings.map(|finding| (text(&finding["policy"]), text(&finding["address"]), place(&finding["source"]))).collect()
}

fn line(file: &str, number: u64) -> String {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    text.lines().nth(usize::try_from(number).unwrap() - 1).unwrap().to_owned()
}

#[test]
fn findings_point_at_the_line_that_a_reviewer_would_change() {
    let report = with_plan_file();
    let places = places(&report);
    let at = |policy: &str, address: &str| {
        let found = places.iter().find(|(p, a, _)| p == policy && a == address);
        found.unwrap_or_else(|| panic!("{policy} {address} not in {places:#?}")).2.clone()
    };
    let main = format!("{ESTATE}/stacks/prod/main.tf");
    // The call stands in the repository, the module does not.
    assert_eq!(at("s3-versioning", "module.logs.aws_s3_bucket.this"), format!("{main}:20:1"));
    assert_eq!(line(&main, 20), "module \"logs\" {");
    let app = format!("{ESTATE}/modules/app/main.tf");
    let tokens = at("imdsv2-required", "module.app[\"api\"].aws_instance.this[0]");
    assert_eq!(tokens, format!("{app}:49:5"));
    assert!(line(&app, 49).contains("http_tokens"));
    let public = at("rds-public", "aws_db_instance.db");
    let number: u64 = public.strip_prefix(&format!("{main}:")).unwrap().split(':').next().unwrap().parse().unwrap();
    assert!(line(&main, number).contains("publicly_accessible"), "{public}");
    for (policy, address, place) in &places {
        assert!(place.starts_with(ESTATE) || address.starts_with("provider."), "{policy} {address}: {place}");
    }
}

#[test]
fn the_chain_of_calls_is_related() {
    let report = with_plan_file();
    let findings = report.json["findings"].as_array().unwrap();
    let found = findings.iter().find(|f| f["address"] == "module.app[\"api\"].aws_instance.this[0]").unwrap();
    let related = found["source"]["related"].as_array().unwrap();
    assert_eq!(related.len(), 1);
    assert_eq!(related[0]["file"], format!("{ESTATE}/stacks/prod/main.tf"));
    let logs = findings.iter().find(|f| f["address"] == "module.logs.aws_s3_bucket.this").unwrap();
    let inside = logs["source"]["related"][0]["file"].as_str().unwrap();
    assert!(inside.contains(".terraform/modules/logs"), "{inside}");
}

/// What a provider lacks stands at its block; where there is none, at its requirement.
#[test]
fn a_provider_without_a_block_is_where_it_is_required() {
    let config = "--config=testdata/cases/config-recorder/deny_baseline_none/plangate.toml";
    let folder = format!("{ESTATE}/stacks/prod");
    let report = check(Path::new(&format!("{ESTATE}/plan.json")), &[config, "--source", &folder, "--allow-incomplete"]);
    let places = places(&report);
    let of_provider: Vec<_> = places.iter().filter(|(_, address, _)| address == "provider.aws").collect();
    assert!(!of_provider.is_empty());
    for (policy, _, place) in of_provider {
        assert_eq!(*place, format!("{folder}/main.tf:4:5"), "{policy}");
    }
    assert!(line(&format!("{folder}/main.tf"), 4).contains("hashicorp/aws"));
}

#[test]
fn outputs_and_variables_stand_at_their_argument() {
    let folder = "testdata/cases/secret-in-plan/interface";
    let report = check(Path::new(&format!("{folder}/plan.json")), &["--no-config", "--source", folder]);
    let lines: Vec<String> = places(&report)
        .iter()
        .map(|(_, address, place)| {
            let number: u64 = place.split(':').nth(1).unwrap().parse().unwrap();
            format!("{address}: {}", line(&format!("{folder}/main.tf"), number).split(" = ").next().unwrap().trim())
        })
        .collect();
    assert_eq!(
        lines,
        [
            "output.deny_in_a_list: value",
            "output.deny_token: value",
            "variable.deny_default: default",
            "variable.deny_nested_default: default",
        ]
    );
}

/// A finding of a policy stands at the statement that gives it, be it in `jsonencode`, a local value or a data document.
#[test]
fn a_statement_is_where_it_is_written() {
    for (case, policy, address, start) in [
        (
            "iam-boundary-missing/principals",
            "iam-passrole-wildcard",
            "aws_iam_role_policy.passes",
            "{ Effect = \"Allow\"",
        ),
        ("iam-admin-access/peers", "iam-admin-access", "aws_iam_policy.deny_beside_an_unknown_resource", "statement {"),
        ("iam-admin-access/deferred", "iam-admin-access", "aws_iam_policy.deny_beside_override", "policy = data"),
        (
            "iam-admin-access/deferred",
            "iam-admin-access",
            "aws_iam_policy.deny_dynamic_values",
            "dynamic \"statement\"",
        ),
        ("iam-admin-access/documents", "iam-admin-access", "aws_iam_policy.deny_rebuilt", "statement {"),
    ] {
        let folder = format!("testdata/cases/{case}");
        let arguments = ["--no-config", "--source", &folder];
        let report = check(Path::new(&format!("{folder}/plan.json")), &arguments);
        let places = places(&report);
        let (_, _, place) =
            places.iter().find(|(p, a, _)| p == policy && a == address).unwrap_or_else(|| panic!("{address}"));
        let (file, number) = place.rsplit_once(':').unwrap().0.rsplit_once(':').unwrap();
        let line = line(file, number.parse().unwrap());
        assert!(line.trim_start().starts_with(start), "{address}: {line}");
        // The attribute that takes it from elsewhere is related.
        let within = ["policy = data", "{ Effect = \"Allow\""].contains(&start);
        let findings = report.json["findings"].as_array().unwrap();
        let found = findings.iter().find(|one| one["policy"] == policy && one["address"] == address).unwrap();
        assert_eq!(found["source"]["related"].as_array().unwrap().is_empty(), within, "{address}");
    }
}

/// A local value is not in the plan: without source the bucket that it names can't be told.
#[test]
fn a_link_through_a_local_value_is_sure_with_source() {
    let outcome = |report: &Report| {
        let of = |f: &&common::Finding| f.policy == "s3-public-access-block" && f.address == "aws_s3_bucket.data";
        report.findings.iter().find(of).map(|finding| finding.outcome.clone())
    };
    assert_eq!(outcome(&estate(&[])).as_deref(), Some("unknown"));
    assert_eq!(outcome(&with_plan_file()), None);
    assert_eq!(outcome(&estate(&["--source", &format!("{ESTATE}/stacks/prod")])), None);
}

/// `jsonencode`, a template and a heredoc hide whole documents: with source, each is judged by what it says.
#[test]
fn a_document_that_the_plan_hides_is_judged_with_source() {
    let (alone, with) = (estate(&[]), with_plan_file());
    let outcome = |report: &Report, policy: &str, address: &str| {
        // What waits for the same as another is told there.
        let told = |f: &common::Finding| f.waiting.iter().any(|waiting| waiting == address);
        let of = |f: &&common::Finding| (f.address == address && f.policy == policy) || told(f);
        report.findings.iter().find(of).map(|finding| finding.outcome.clone())
    };
    let pass = "module.app[\"api\"].aws_iam_policy.pass";
    let template = "module.app[\"api\"].aws_iam_role_policy.data";
    for (policy, address) in [
        ("iam-admin-access", pass),
        ("iam-admin-access", template),
        ("s3-public", "aws_s3_bucket_policy.data"),
        ("resource-policy-confused-deputy", "aws_s3_bucket_policy.logs"),
    ] {
        assert_eq!(outcome(&alone, policy, address).as_deref(), Some("unknown"), "{policy} {address}");
        assert_eq!(outcome(&with, policy, address), None, "{policy} {address}");
    }
    // What the document says of its own.
    assert_eq!(outcome(&alone, "kms-decrypt-all", pass), None);
    assert_eq!(outcome(&with, "kms-decrypt-all", pass).as_deref(), Some("fail"));
    let logs = "module.logs.aws_s3_bucket.this";
    // One finding of the bucket tells of what waits for the same.
    let told = |f: &&common::Finding| f.address == logs && f.also.iter().any(|also| also == "s3-insecure-transport");
    assert_eq!(alone.findings.iter().find(told).map(|told| &*told.outcome), Some("unknown"));
    assert_eq!(outcome(&with, "s3-insecure-transport", logs).as_deref(), Some("fail"));
}

/// Which part of a bucket a selector means stands in the HCL alone.
/// A statement on a queue of the plan is about no role and no guardrail, whatever its actions.
#[test]
fn a_reference_to_something_of_another_service_reaches_nothing_of_this_one() {
    for (case, policy, name) in [
        ("iam-passrole-any-service/documents", "iam-passrole-any-service", "aws_iam_policy.unknown_text"),
        ("iam-admin-access/documents", "iam-guardrail-tampering", "aws_iam_policy.pass_rebuilt"),
    ] {
        let folder = testdata(&format!("cases/{case}"));
        let only = ["--no-config", "--only", policy, "--source", folder.to_str().unwrap()];
        let report = check(&folder.join("plan.json"), &only);
        let found: Vec<_> = report.findings.iter().filter(|one| one.address == name).collect();
        assert!(found.is_empty(), "{policy}: {found:?}");
    }
}

/// Elements and blocks of a data document that the plan hides.
#[test]
fn a_deferred_document_is_merged_as_it_is_written() {
    let folder = testdata("cases/iam-admin-access/deferred");
    let only = ["--no-config", "--only", "iam-admin-access", "--source", folder.to_str().unwrap()];
    let report = check(&folder.join("plan.json"), &only);
    let outcome = |name: &str| {
        let found = report.findings.iter().find(|one| one.address.ends_with(&format!("aws_iam_policy.{name}")));
        found.map(|one| one.outcome.as_str())
    };
    for (name, with_source) in [
        ("unknown_source_text", Some("fail")),
        ("unknown_own_statement", None),
        ("unknown_overridden", None),
        ("unknown_overridden_in_order", Some("fail")),
        ("deny_beside_override", Some("fail")),
        ("unknown_one_of_two", Some("fail")),
        ("unknown_one_of_two_alone", Some("fail")),
        ("unknown_compact", Some("fail")),
        ("unknown_compact_without", None),
        ("unknown_all_of_each", Some("fail")),
        ("unknown_joined", Some("fail")),
        ("unknown_dynamic", Some("fail")),
        ("unknown_dynamic_local", None),
        ("deny_dynamic_values", Some("fail")),
        ("unknown_dynamic_set", None),
        ("unknown_dynamic_elsewhere", Some("unknown")),
    ] {
        assert_eq!(outcome(name), with_source, "{name}");
    }
}

/// The host in the keys of a trust policy waits for a cluster; the claims behind it stand in the HCL.
#[test]
fn the_claims_of_a_provider_that_comes_into_being_are_read_in_source() {
    let folder = testdata("cases/iam-trust-oidc/claims");
    let only = ["--no-config", "--only", "iam-trust-oidc", "--source", folder.to_str().unwrap()];
    let report = check(&folder.join("plan.json"), &only);
    for (name, with_source) in
        [("unknown_pod", None), ("unknown_every_pod", Some("fail")), ("unknown_other_claim", Some("unknown"))]
    {
        let address = format!("aws_iam_role.pod[\"{name}\"]");
        let found = report.findings.iter().find(|one| one.address == address);
        assert_eq!(found.map(|one| one.outcome.as_str()), with_source, "{name}");
    }
}

/// The host stands in the keys, of which the HCL knows the other half.
#[test]
fn the_roles_of_a_cluster_that_comes_into_being_are_judged_in_source() {
    let folder = testdata("cases/iam-trust-oidc/new-cluster");
    let only = ["--no-config", "--only", "iam-trust-oidc", "--source", folder.to_str().unwrap()];
    let report = check(&folder.join("plan.json"), &only);
    for (name, with_source) in [
        ("unknown_both_given", None),
        ("unknown_through_local", None),
        ("unknown_one_audience", None),
        ("unknown_no_audience", Some("fail high")),
        ("unknown_namespace", Some("fail low")),
        ("unknown_no_subject", Some("unknown high")),
    ] {
        let found = report.findings.iter().find(|one| one.address == format!("aws_iam_role.{name}"));
        let told = found.map(|one| format!("{} {}", one.outcome, one.severity));
        assert_eq!(told.as_deref(), with_source, "{name}");
    }
}

/// An issuer is an address, which makes a statement.
#[test]
fn a_statement_for_each_address_of_a_provider_is_read_in_source() {
    let folder = testdata("cases/iam-trust-oidc/urls");
    let only = ["--no-config", "--only", "iam-trust-oidc", "--source", folder.to_str().unwrap()];
    let report = check(&folder.join("plan.json"), &only);
    for (name, with_source) in
        [("unknown_pod", None), ("unknown_every_pod", Some("fail")), ("unknown_other_audience", Some("fail"))]
    {
        let address = format!("aws_iam_role.pod[\"{name}\"]");
        let found = report.findings.iter().find(|one| one.address == address);
        assert_eq!(found.map(|one| one.outcome.as_str()), with_source, "{name}");
    }
}

/// A path that is not known names a folder, or the bucket alone; the other names one.
#[test]
fn the_folder_that_a_service_writes_to_is_read_in_source() {
    let folder = testdata("cases/resource-policy-confused-deputy/folder-waits");
    let only = ["--no-config", "--only", "resource-policy-confused-deputy", "--source", folder.to_str().unwrap()];
    let report = check(&folder.join("plan.json"), &only);
    let found = report.findings.iter().map(|one| (one.address.as_str(), one.outcome.as_str())).collect::<Vec<_>>();
    assert_eq!(found, [("aws_s3_bucket_policy.deny_everywhere", "fail")]);
}

/// What runs in a cluster that comes into being is what runs in one that is there.
#[test]
fn a_cluster_that_comes_into_being_is_one() {
    let report = check(
        &testdata("cases/iam-broad-data-access/pods/plan.json"),
        &["--no-config", "--only", "iam-broad-data-access"],
    );
    let told = report.findings.iter().map(|one| format!("{} {}", one.address, one.severity)).collect::<Vec<_>>();
    assert_eq!(told, ["aws_iam_role.deny_known_cluster high", "aws_iam_role.deny_new_cluster high"]);
}

/// Without source neither document is known.
#[test]
fn what_is_known_in_part_is_not_null() {
    let folder = testdata("cases/iam-admin-access/null-or-not");
    let open = |more: &[&str]| {
        let only = ["--no-config", "--only", "iam-admin-access"];
        check(&folder.join("plan.json"), &[&only[..], more].concat()).findings.len()
    };
    assert_eq!(open(&[]), 2);
    assert_eq!(open(&["--source", folder.to_str().unwrap()]), 0);
}

/// A plan holds no local values.
#[test]
fn secrets_in_local_values_that_reach_nothing_are_found_in_source() {
    let folder = testdata("cases/secret-in-plan/locals");
    let only = ["--no-config", "--only", "secret-in-plan", "--source", folder.to_str().unwrap()];
    let report = check(&folder.join("plan.json"), &only);
    let found: Vec<&str> = report.findings.iter().map(|one| one.address.as_str()).collect();
    assert_eq!(found, ["aws_ssm_parameter.deny_token", "local.forgotten", "local.inner"]);
}

#[test]
fn a_selector_that_spells_a_bucket_is_read_in_source() {
    for (case, trail, with_source) in [
        ("by-reference", "aws_cloudtrail.unknown_by_reference", None),
        ("spelt", "aws_cloudtrail.unknown_advanced", None),
        ("spelt-prefix", "aws_cloudtrail.unknown_prefix", Some("fail")),
        ("all-but-a-namesake", "aws_cloudtrail.unknown_namesake", Some("fail")),
    ] {
        let folder = testdata(&format!("cases/cloudtrail-data-events-s3/{case}"));
        let outcome = |more: &[&str]| {
            let only = ["--no-config", "--only", "cloudtrail-data-events-s3"];
            let report = check(&folder.join("plan.json"), &[&only[..], more].concat()).json;
            let found = report["findings"].as_array().unwrap().iter().find(|one| one["address"] == trail);
            found.map(|one| one["outcome"].as_str().unwrap().to_owned())
        };
        assert_eq!(outcome(&[]).as_deref(), Some("unknown"), "{case}");
        assert_eq!(outcome(&["--source", folder.to_str().unwrap()]).as_deref(), with_source, "{case}");
    }
}

/// Without what `init` fetched, a module that is not in the checkout has no source of its own.
/// What an address will be is not known; that it is one is written.
#[test]
fn a_single_address_that_waits_is_not_the_internet() {
    let folder = testdata("cases/sg-open-admin-port/addresses-later");
    let only = ["--no-config", "--only", "sg-open-admin-port", "--source", folder.to_str().unwrap()];
    let report = check(&folder.join("plan.json"), &only);
    let open = |address: &str| report.findings.iter().any(|one| one.address == address && one.outcome == "unknown");
    for (name, stays) in [("one", false), ("two", false), ("wide", true), ("any", true), ("beside", true)] {
        assert_eq!(open(&format!("aws_security_group.each[\"unknown_{name}\"]")), stays, "{name}");
    }
    assert!(!open("aws_vpc_security_group_ingress_rule.unknown_one"));
}

#[test]
fn a_checkout_gives_the_same_places_for_its_own_modules() {
    let whole = places(&with_plan_file());
    let checkout = places(&estate(&["--source", &format!("{ESTATE}/stacks/prod")]));
    let own = |list: &[(String, String, String)]| -> Vec<_> {
        list.iter().filter(|(_, address, _)| !address.starts_with("module.logs")).cloned().collect()
    };
    assert_eq!(own(&whole), own(&checkout));
}

#[test]
fn a_secret_in_the_source_is_not_shown() {
    let arguments = ["check", "--no-config", "--only", "rds-public", "--source", "testdata/source/estate/stacks/prod"];
    let output = plangate().args(arguments).arg(format!("{ESTATE}/plan.json")).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("publicly_accessible = true"), "{text}");
    assert!(!text.contains("correct-horse") && !text.contains("battery"), "{text}");
    assert!(text.contains("main.tf:"), "{text}");
}

/// A program that takes the place of Terraform: it notes how it is called and prints a plan.
#[cfg(unix)]
fn fake(folder: &Path, name: &str, script: &str) -> String {
    use std::os::unix::fs::PermissionsExt;
    let path = folder.join(name);
    std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path.to_str().unwrap().to_owned()
}

#[cfg(unix)]
#[test]
fn a_binary_plan_is_shown_by_terraform_where_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().join("project");
    std::fs::create_dir(&project).unwrap();
    std::fs::copy(testdata("source/estate/plan.tfplan"), project.join("tfplan")).unwrap();
    let (notes, plan) = (folder.path().join("notes"), testdata("source/estate/plan.json"));
    let script = format!(
        "echo \"$@\" $TF_IN_AUTOMATION $CHECKPOINT_DISABLE > {0}\npwd >> {0}\nexec /bin/cat {1}",
        notes.display(),
        plan.display()
    );
    let program = fake(folder.path(), "terraform", &script);
    let tfplan = project.join("tfplan");
    let report = check(&tfplan, &["--no-config", "--terraform-bin", &program]);
    let said = std::fs::read_to_string(notes).unwrap();
    let mut lines = said.lines();
    assert_eq!(lines.next().unwrap(), format!("show -json -no-color {} 1 1", tfplan.display()));
    assert!(Path::new(lines.next().unwrap()).ends_with("project"));
    assert!(!report.findings.is_empty());
    assert!(places(&report).iter().any(|(.., place)| place.contains("main.tf:")));
    // The program on the path is the same as the one that is named.
    let mut by_path = plangate();
    by_path.env("PATH", folder.path()).args(["check", "--no-config", "--format", "json"]).arg(&tfplan);
    let output = by_path.output().unwrap();
    assert_eq!(output.status.code(), Some(report.code), "{}", String::from_utf8_lossy(&output.stderr));
}

#[cfg(unix)]
#[test]
fn what_terraform_says_stands_in_the_diagnostic() {
    let folder = tempfile::tempdir().unwrap();
    let script = "echo '│ Error: Required plugins are not installed' >&2\necho '│ token = abcdef' >&2\nexit 1";
    let program = fake(folder.path(), "tofu", script);
    let output = plangate()
        .args(["check", "--no-config", "--terraform-bin", &program, "testdata/source/estate/plan.tfplan"])
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert!(said.contains("Required plugins are not installed") && said.contains("tofu init"), "{said}");
    assert!(!said.contains("abcdef"), "{said}");
}

#[test]
fn a_binary_plan_belongs_to_one_plan() {
    let plan = format!("{ESTATE}/plan.json");
    let other = "testdata/plans/quickstart/plan.json";
    let file = format!("{ESTATE}/plan.tfplan");
    let output = plangate().args(["check", &plan, other, "--plan-file", &file]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

/// A cut zip, a zip without a plan and a bomb are refused, never read in part.
#[test]
fn archives_that_are_no_plans_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = std::fs::read(testdata("source/estate/plan.tfplan")).unwrap();
    let cut = folder.path().join("cut");
    std::fs::write(&cut, &bytes[..bytes.len() / 2]).unwrap();
    let write = |name: &str, entry: &str, size: usize| {
        use std::io::Write;
        let mut zip = zip::ZipWriter::new(std::fs::File::create(folder.path().join(name)).unwrap());
        for entry in ["tfplan", entry].iter().skip(usize::from(name == "other")) {
            zip.start_file(*entry, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(&vec![b' '; size]).unwrap();
        }
        zip.finish().unwrap();
    };
    write("other", "readme", 10);
    write("bomb", "tfconfig/m-/main.tf", 9 << 20);
    for (name, code) in [("cut", "damaged_archive"), ("other", "not_a_plan_archive"), ("bomb", "large_archive")] {
        let output = plangate().args(["check", "--no-config"]).arg(folder.path().join(name)).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(said.contains(code), "{name}: {said}");
    }
}

/// What a plan deletes has left the source.
fn deleted(plan: &Path) -> Vec<String> {
    let plan: serde_json::Value = serde_json::from_slice(&std::fs::read(plan).unwrap()).unwrap();
    let changes = plan["resource_changes"].as_array().cloned().unwrap_or_default();
    let gone = changes.iter().filter(|change| change["change"]["actions"] == serde_json::json!(["delete"]));
    gone.map(|change| change["address"].as_str().unwrap().to_owned()).collect()
}

/// Over all cases: what the plan alone decides stays as it is, and each finding points at a line.
#[test]
fn source_only_decides_what_the_plan_leaves_open() {
    let mut wrong = Vec::new();
    let (mut open, mut decided) = (0, 0);
    for (policy, case) in common::cases() {
        let plan = case.join("plan.json");
        let gone = deleted(&plan);
        let common = ["--no-config", "--profile", "strict", "--only", &policy];
        let (alone, with) =
            (check(&plan, &common), check(&plan, &[&common[..], &["--source", case.to_str().unwrap()]].concat()));
        let of = |report: &Report, address: &str| {
            // One that waits for the same as another is named in the other's evidence.
            let waits = |finding: &&Finding| finding.waiting.iter().any(|other| other == address);
            let found = report.findings.iter().find(|finding| finding.address == address);
            let found = found.or_else(|| report.findings.iter().find(waits));
            found.map_or("pass".to_owned(), |finding| format!("{} {}", finding.outcome, finding.standing))
        };
        let all = alone.findings.iter().chain(&with.findings);
        for address in all.map(|finding| &finding.address).collect::<std::collections::BTreeSet<_>>() {
            let (before, after) = (of(&alone, address), of(&with, address));
            open += usize::from(before.starts_with("unknown"));
            decided += usize::from(before.starts_with("unknown") && before != after);
            // A search finds more where more is read.
            let searched = policy == "secret-in-plan" && before == "pass";
            // What failed before is told as resolved once nothing in its place is open.
            let open_in = |report: &Report| report.findings.iter().any(|finding| finding.outcome == "unknown");
            let settled = after.ends_with("resolved") && open_in(&alone) && !open_in(&with);
            if before != after && !before.starts_with("unknown") && !searched && !settled {
                wrong.push(format!("{}: {address}: {before}, with source {after}", case.display()));
            }
        }
        for (finding, (_, address, place)) in with.json["findings"].as_array().unwrap().iter().zip(places(&with)) {
            let no_block = ["provider.", "output.", "variable."].iter().any(|kind| address.starts_with(kind));
            let somewhere = finding["standing"] == "resolved" || no_block || gone.contains(&address);
            if !somewhere && !place.contains(".tf:") {
                wrong.push(format!("{}: {address} points nowhere", case.display()));
            }
        }
    }
    println!("{decided} of {open} open answers are decided by source");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
