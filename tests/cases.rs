//! Every case folder below `testdata/cases`: the names of its resources say what its policy must answer.
//!
//! `deny_`, `pass_` and `unknown_` at the start of a label or of an instance key are answers after the plan;
//! `deny_existing_`, `deny_introduced_` and `unknown_existing_` give the standing too; `resolved_` failed before and does
//! not fail any more. A resource without such a word is context and must have no finding. A folder that starts with
//! `deny_` expects a finding at a provider, where there is no resource to name.

#![cfg(test)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use common::{Finding, cases, cases_in, check, plangate};

/// What a name asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Wanted {
    outcome: Option<&'static str>,
    standing: Option<&'static str>,
}

const WORDS: [(&str, Wanted); 7] = [
    ("deny_existing", Wanted { outcome: Some("fail"), standing: Some("existing") }),
    ("deny_introduced", Wanted { outcome: Some("fail"), standing: Some("introduced") }),
    ("deny", Wanted { outcome: Some("fail"), standing: None }),
    ("unknown_existing", Wanted { outcome: Some("unknown"), standing: Some("existing") }),
    ("unknown", Wanted { outcome: Some("unknown"), standing: None }),
    ("resolved", Wanted { outcome: Some("fail"), standing: Some("resolved") }),
    ("pass", Wanted { outcome: None, standing: None }),
];

fn wanted(name: &str) -> Option<Wanted> {
    let starts = |word: &str| name == word || name.strip_prefix(word).is_some_and(|rest| rest.starts_with('_'));
    WORDS.iter().find(|(word, _)| starts(word)).map(|(_, wanted)| *wanted)
}

/// The word in the instance key, else in the label of the resource block.
fn wanted_of(address: &str) -> Option<Wanted> {
    let (block, key) = match address.strip_suffix("\"]").and_then(|rest| rest.rsplit_once("[\"")) {
        Some((block, key)) => (block, Some(key)),
        None => (address.split("[").next().unwrap_or(address), None),
    };
    // Labels hold no dots; keys of modules may.
    let block =
        if key.is_some() { block } else { address.trim_end_matches(|c: char| c.is_ascii_digit() || "[]".contains(c)) };
    let label = block.rsplit('.').next().unwrap_or(block);
    key.and_then(wanted).or_else(|| wanted(label))
}

/// The addresses of the plan that carry a word, of the types that are judged; outputs and variables among them.
fn named(plan: &Path, kinds: &[String]) -> BTreeMap<String, Wanted> {
    let plan: serde_json::Value = serde_json::from_slice(&std::fs::read(plan).unwrap()).unwrap();
    let changes = plan["resource_changes"].as_array().cloned().unwrap_or_default();
    let judged = changes.iter().filter(|change| kinds.iter().any(|kind| change["type"] == kind.as_str()));
    let mut addresses: Vec<String> =
        judged.filter_map(|change| change["address"].as_str().map(ToOwned::to_owned)).collect();
    let judges = |kind: &str| kinds.iter().any(|judged| judged == kind);
    if judges("output") {
        let outputs = plan["output_changes"].as_object().into_iter().flatten();
        addresses.extend(outputs.map(|(name, _)| format!("output.{name}")));
    }
    if judges("variable") {
        variables(&plan["configuration"]["root_module"], "", &mut addresses);
    }
    addresses.into_iter().filter_map(|address| wanted_of(&address).map(|wanted| (address, wanted))).collect()
}

/// The variables of a module and of those that it calls.
fn variables(module: &serde_json::Value, path: &str, addresses: &mut Vec<String>) {
    let members = |name: &str| module[name].as_object().into_iter().flatten();
    addresses.extend(members("variables").map(|(name, _)| format!("{path}variable.{name}")));
    for (name, call) in members("module_calls") {
        variables(&call["module"], &format!("{path}module.{name}."), addresses);
    }
}

/// The words of which no resource is judged: what they ask for would be asked of nobody.
fn unjudged(plan: &Path, kinds: &[String]) -> Vec<String> {
    let plan: serde_json::Value = serde_json::from_slice(&std::fs::read(plan).unwrap()).unwrap();
    let changes = plan["resource_changes"].as_array().cloned().unwrap_or_default();
    // A companion bears the name of what it belongs to.
    let name = |change: &serde_json::Value| match &change["index"] {
        serde_json::Value::String(key) if wanted(key).is_some() => key.clone(),
        _ => change["name"].as_str().unwrap().to_owned(),
    };
    let judged = |change: &&serde_json::Value| kinds.iter().any(|kind| change["type"] == kind.as_str());
    let of_judged: BTreeSet<String> = changes.iter().filter(judged).map(name).collect();
    // A bare word is no name of a thing.
    let worded = changes.iter().map(name).filter(|name| name.contains('_') && wanted(name).is_some());
    worded.filter(|name| !of_judged.contains(name)).collect::<BTreeSet<_>>().into_iter().collect()
}

/// What is wrong in a case.
fn judge(policy: &str, kinds: &[String], case: &Path, source: &[&str]) -> Vec<String> {
    let plan = case.join("plan.json");
    let config = case.join("plangate.toml");
    let mut arguments = [&["--profile", "strict", "--only", policy], source].concat();
    if config.exists() {
        arguments.extend(["--config", config.to_str().unwrap()]);
    } else {
        arguments.push("--no-config");
    }
    let report = check(&plan, &arguments);
    let expected = named(&plan, kinds);
    // One that waits for the same as another is named in the other's evidence.
    let waiting = |finding: &Finding| {
        finding.waiting.iter().map(|address| (address.clone(), finding.clone())).collect::<Vec<_>>()
    };
    let mut found: BTreeMap<String, Finding> = report.findings.iter().flat_map(waiting).collect();
    found.extend(report.findings.iter().map(|finding| (finding.address.clone(), finding.clone())));
    let mut wrong: Vec<String> =
        unjudged(&plan, kinds).iter().map(|name| format!("{name}: no resource of this name is judged")).collect();
    for (address, wanted) in expected {
        match (wanted.outcome, found.remove(&address)) {
            // What passes now may have failed before.
            (None, Some(finding)) if finding.standing != "resolved" => wrong.push(format!("{address}: {finding}")),
            (Some(outcome), None) => wrong.push(format!("{address}: no finding, expected {outcome}")),
            (Some(outcome), Some(finding)) => {
                if finding.outcome != outcome || wanted.standing.is_some_and(|standing| standing != finding.standing) {
                    wrong.push(format!("{address}: {finding}, expected {wanted:?}"));
                }
            }
            (None, _) => {}
        }
    }
    let provider = |address: &str| address.starts_with("provider.");
    let folder = case.file_name().unwrap().to_str().unwrap();
    let expects_provider = folder.starts_with("deny_");
    let has_provider = found.iter().any(|(address, finding)| provider(address) && finding.standing != "resolved");
    if expects_provider != has_provider {
        wrong.push(format!(
            "{folder}: a finding at a provider is {}",
            if has_provider { "not expected" } else { "missing" }
        ));
    }
    for (address, finding) in found.iter().filter(|(address, _)| !provider(address)) {
        wrong.push(format!("{address}: {finding}, but it is context"));
    }
    wrong
}

#[test]
fn every_case_is_judged_as_its_names_say() {
    let mut wrong = Vec::new();
    let mut count = 0;
    let policies = policies();
    for (policy, case) in cases() {
        count += 1;
        let kinds = policies.get(&policy).unwrap_or_else(|| panic!("{policy} has cases and no policy file"));
        for line in judge(&policy, kinds, &case, &[]) {
            wrong.push(format!("{policy}/{}: {line}", case.file_name().unwrap().to_string_lossy()));
        }
    }
    assert!(count > 0, "there is no case");
    assert!(wrong.is_empty(), "{} of {count} cases have mistakes:\n{}", wrong.len(), wrong.join("\n"));
}

/// What the HCL decides and the plan does not: folders of cases whose names say what is answered with their source.
#[test]
fn source_decides_what_the_names_say() {
    let policies = policies();
    let cases = cases_in("source/decided");
    assert!(!cases.is_empty(), "there is no case");
    let mut wrong = Vec::new();
    for (policy, case) in cases {
        let name = format!("{policy}/{}", case.file_name().unwrap().to_string_lossy());
        let kinds = &policies[&policy];
        let with = judge(&policy, kinds, &case, &["--source", case.to_str().unwrap()]);
        wrong.extend(with.into_iter().map(|line| format!("{name}: {line}")));
        if judge(&policy, kinds, &case, &[]).is_empty() {
            wrong.push(format!("{name}: the plan decides all of it alone"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The built-in policies, each with the types it judges.
fn policies() -> BTreeMap<String, Vec<String>> {
    let output = plangate().args(["policies", "--format", "json"]).output().unwrap();
    let list: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let kinds = |policy: &serde_json::Value| policy["types"].as_array().unwrap().iter().map(text).collect();
    list.as_array().unwrap().iter().map(|policy| (text(&policy["id"]), kinds(policy))).collect()
}

#[test]
fn every_policy_has_a_case_that_fails_and_one_that_passes() {
    let policies = policies();
    let mut answers: BTreeMap<String, Vec<Option<&str>>> = policies.keys().map(|id| (id.clone(), Vec::new())).collect();
    for (policy, case) in cases() {
        let list = answers.get_mut(&policy).unwrap();
        list.extend(named(&case.join("plan.json"), &policies[&policy]).values().map(|wanted| wanted.outcome));
        if case.file_name().unwrap().to_string_lossy().starts_with("deny_") {
            list.push(Some("fail"));
        }
    }
    for (policy, answers) in answers {
        assert!(answers.contains(&Some("fail")), "{policy} has no deny_ case");
        assert!(answers.contains(&None), "{policy} has no pass_ case");
        // What is not known when planning is no literal.
        assert!(policy == "secret-in-plan" || answers.contains(&Some("unknown")), "{policy} has no unknown_ case");
    }
}

/// A plan without the HCL that made it can't be told from one that was written to fit the code.
#[test]
fn every_plan_has_its_configuration_beside_it() {
    for (policy, case) in cases() {
        let has =
            std::fs::read_dir(&case).unwrap().any(|entry| entry.unwrap().path().extension().is_some_and(|e| e == "tf"));
        assert!(has, "{policy}: {} holds no HCL", case.display());
    }
}

/// The findings of a case folder's plan.
fn found(case: &str) -> Vec<Finding> {
    check(&common::testdata(&format!("cases/{case}/plan.json")), &["--no-config"]).findings
}

/// The severity of the finding that a case is about, at the resource of a name.
fn severity(case: &str, name: &str) -> String {
    let policy = case.split('/').next().unwrap();
    let findings = found(case);
    let finding = findings.iter().find(|one| one.policy == policy && one.address.ends_with(name));
    finding.unwrap_or_else(|| panic!("{name} has no finding")).severity.clone()
}

#[test]
fn a_public_database_is_critical_when_a_group_of_the_plan_opens_its_port() {
    assert_eq!(severity("rds-public/open-by-rule", "deny_open_by_rule"), "critical");
    assert_eq!(severity("rds-public/open-to-the-world", "deny_open_to_the_world"), "critical");
    assert_eq!(severity("rds-public/open-to-the-world", "deny_public_address_only"), "high");
    assert_eq!(severity("rds-public/other-services", "aws_timestreaminfluxdb_db_instance.deny_public"), "critical");
    assert_eq!(severity("rds-public/open-to-the-world", "deny_open_port_is_another"), "high");
}

#[test]
fn what_comes_back_or_is_let_go_is_low_and_lost_evidence_is_not() {
    assert_eq!(severity("guardrail-cloudtrail/replaced", "deny_introduced_renamed"), "low");
    assert_eq!(severity("guardrail-flow-logs/replaced", "deny_introduced_gap"), "low");
    assert_eq!(severity("guardrail-flow-logs/replaced", "deny_introduced_forgotten"), "low");
    assert_eq!(severity("guardrail-guardduty/features", "deny_introduced_let_go"), "low");
    assert_eq!(severity("guardrail-guardduty/features", "deny_introduced_off"), "high");
    assert_eq!(severity("guardrail-other-detector/security-hub-controls", "deny_introduced_switched_off"), "low");
    assert_eq!(severity("guardrail-log-bucket/replaced", "deny_introduced_renamed"), "high");
    assert_eq!(severity("guardrail-encryption/replaced-key", "deny_introduced_replaced"), "high");
    assert_eq!(severity("guardrail-encryption/replaced-key", "deny_introduced_forgotten"), "low");
}

#[test]
fn all_but_a_few_resources_is_worse_of_every_action_of_a_service() {
    assert_eq!(severity("iam-allow-notaction/documents", "deny_not_resource"), "high");
    assert_eq!(severity("iam-allow-notaction/documents", "deny_few_actions"), "medium");
}

#[test]
fn a_service_that_is_named_is_less() {
    let of = |name: &str| severity("iam-passrole-wildcard/by-service", &format!("[\"{name}\"]"));
    assert_eq!(["deny_one", "deny_of_one"].map(of), ["medium", "medium"]);
    assert_eq!(["deny_if_exists", "deny_any", "deny_all_but"].map(of), ["high", "high", "high"]);
}

#[test]
fn a_template_of_nodes_has_a_role_whatever_it_says() {
    assert_eq!(severity("imdsv2-required/nodes", "deny_nodes"), "high");
    assert_eq!(severity("imdsv2-required/nodes", "deny_jobs"), "high");
    assert_eq!(severity("imdsv2-required/nodes", "deny_fleet"), "medium");
}

#[test]
fn a_group_that_opens_every_port_covers_its_single_ports() {
    let findings = found("sg-open-all-ports/rules");
    let at = |name: &str| findings.iter().filter(|one| one.address.ends_with(name)).collect::<Vec<_>>();
    let [all] = at("deny_protocol")[..] else { panic!("more than one finding at one root cause") };
    assert_eq!((all.policy.as_str(), all.severity.as_str()), ("sg-open-all-ports", "high"));
    assert_eq!(all.also, ["sg-open-admin-port", "sg-open-sensitive-port"]);
    // What is open over TCP is no part of what UDP opens.
    let [ssh] = at("pass_ssh")[..] else { panic!("the open port is hidden") };
    assert_eq!(ssh.policy, "sg-open-admin-port");
}

#[test]
fn no_format_shows_the_secret_that_is_found() {
    let secrets = ["ghp_Example", "MHcCAQEEIExample", "wJalrXUtnFEMI", "correct-horse", "Z2hwX0V4YW1wbGV"];
    for case in ["user-data", "variables", "standing"] {
        let plan = common::testdata(&format!("cases/secret-in-plan/{case}/plan.json"));
        let text = std::fs::read_to_string(&plan).unwrap();
        assert!(secrets.iter().any(|secret| text.contains(secret)), "{case} holds no secret");
        let source = plan.parent().unwrap().to_str().unwrap();
        for format in ["text", "json", "sarif", "markdown", "html", "junit"] {
            let arguments = ["check", "--no-config", "--profile", "strict", "--source", source, "--format", format];
            let output = plangate().args(arguments).arg(&plan).output().unwrap();
            let shown = String::from_utf8_lossy(&output.stdout);
            assert!(shown.contains("secret-in-plan"), "{case} as {format} has no finding");
            for secret in secrets {
                assert!(!shown.contains(secret), "{case} as {format} shows {secret}");
            }
        }
    }
}

#[test]
fn what_waits_for_the_same_places_is_one_finding() {
    let findings = found("iam-admin-access/several-gaps");
    let rights: Vec<&Finding> = findings.iter().filter(|one| one.policy.starts_with("iam-")).collect();
    assert_eq!(rights.iter().map(|one| one.policy.as_str()).collect::<Vec<_>>(), ["iam-admin-access"], "{rights:?}");
    assert!(rights[0].waiting.iter().any(|address| address == "aws_iam_role.app"), "{:?}", rights[0].waiting);
}

#[test]
fn a_text_that_only_the_source_shows_is_counted_and_read_there() {
    let case = common::testdata("cases/secret-in-plan/templated");
    let report = |arguments: &[&str]| -> serde_json::Value {
        let mut command = plangate();
        command.arg("check").arg(case.join("plan.json")).args(["--no-config", "--only", "secret-in-plan"]);
        let output = command.args(["--format", "json"]).args(arguments).output().unwrap();
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let without = report(&[]);
    assert_eq!((&without["plans"][0]["unread_texts"], without["findings"].as_array().unwrap().len()), (&2.into(), 0));
    let with = report(&["--source", case.to_str().unwrap()]);
    let found: Vec<&str> =
        with["findings"].as_array().unwrap().iter().map(|one| one["address"].as_str().unwrap()).collect();
    assert_eq!(found, ["aws_instance.templated", "aws_launch_template.templated"]);
    assert_eq!(with["plans"][0]["unread_texts"], 0);
    assert!(!with.to_string().contains("ghp_"), "the secret is shown");
}

/// Whoever attaches it can't narrow it.
#[test]
fn what_aws_ships_for_the_role_of_a_service_decrypts_in_strict_only() {
    let plan = common::testdata("cases/kms-decrypt-all/shipped/plan.json");
    let at = |profile: &str| {
        let report = check(&plan, &["--no-config", "--only", "kms-decrypt-all", "--profile", profile]);
        report.findings.iter().map(|finding| finding.address.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        at("strict"),
        ["aws_iam_role_policy_attachment.deny_admin", "aws_iam_role_policy_attachment.deny_backup"]
    );
    assert_eq!(at("default"), ["aws_iam_role_policy_attachment.deny_admin"]);
}

/// The strict profile looks at whatever service may assume a role.
#[test]
fn a_service_named_for_one_region_acts_for_others_as_it_does_everywhere() {
    let plan = common::testdata("cases/iam-trust-confused-deputy/regions/plan.json");
    let report = check(&plan, &["--no-config"]);
    let found: Vec<&str> = report.findings.iter().map(|finding| finding.address.as_str()).collect();
    assert_eq!(found, [r#"aws_iam_role.each["deny_logs"]"#, r#"aws_iam_role.each["deny_states"]"#]);
}

/// A name or an ARN of which a part waits is read by the parts that are written.
#[test]
fn source_decides_by_the_parts_that_are_written() {
    for (case, expected) in [
        (
            "cloudtrail-logging/encrypted-uploads",
            vec![
                r#"fail aws_cloudtrail.each["deny_digests_alone"]"#,
                r#"fail aws_cloudtrail.each["deny_its_events"]"#,
                r#"fail aws_cloudtrail.each["deny_with_another_key"]"#,
                r#"fail aws_cloudtrail.each["deny_with_keys_of_s3"]"#,
                r#"unknown aws_cloudtrail.each["unknown_with_an_alias"]"#,
                r#"unknown aws_cloudtrail.each["unknown_without_a_key"]"#,
            ],
        ),
        ("cloudtrail-logging/name-in-parts", vec!["fail aws_cloudtrail.unknown_policy_of_another"]),
        ("resource-policy-confused-deputy/encryption-context", vec![r#"fail aws_kms_key.trail["deny_any_account"]"#]),
        (
            "resource-policy-confused-deputy/permissions-in-parts",
            vec!["unknown aws_lambda_permission.unknown_may_be_null"],
        ),
        ("s3-key-separation/numbered", vec!["fail aws_s3_bucket.unknown_customers"]),
        (
            "s3-key-separation/named-in-part",
            vec![
                "fail aws_s3_bucket.unknown_secrets",
                "unknown aws_s3_bucket.unknown_end_of_a_word",
                "unknown aws_s3_bucket.unknown_site",
            ],
        ),
    ] {
        let folder = common::testdata(&format!("cases/{case}"));
        let (policy, source) = (case.split('/').next().unwrap(), folder.to_str().unwrap());
        let report = check(&folder.join("plan.json"), &["--no-config", "--only", policy, "--source", source]);
        let open =
            report.findings.iter().filter(|one| one.standing != "resolved" && !one.address.starts_with("provider."));
        let found: Vec<String> = open.map(|one| format!("{} {}", one.outcome, one.address)).collect();
        assert_eq!(found, expected, "{case}");
    }
}

/// The notes of a case's finding at an address.
fn notes(case: &str, address: &str) -> Vec<String> {
    let policy = case.split('/').next().unwrap();
    let plan = common::testdata(&format!("cases/{case}/plan.json"));
    let report = check(&plan, &["--no-config", "--only", policy]);
    let all = report.json["findings"].as_array().unwrap();
    let found = all.iter().find(|one| one["address"] == address).unwrap_or_else(|| panic!("{address} has no finding"));
    let note = |fact: &serde_json::Value| {
        format!("{}: {}", fact["address"].as_str().unwrap_or(""), fact["note"].as_str().unwrap())
    };
    found["evidence"].as_array().unwrap().iter().map(note).collect()
}

/// Which of the rules of a group it is shows in its ports.
#[test]
fn an_open_port_is_told_with_whom_its_rule_admits() {
    let told = |address: &str| {
        let notes = notes("sg-open-all-ports/rules", address);
        notes.into_iter().map(|note| note.split_once(": ").unwrap().1.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(told("aws_security_group.deny_protocol"), ["admits \"0.0.0.0/0\"", "is every protocol, on every port"]);
    let udp = ["admits \"::/0\"", "opens ports 1 to 65535 of UDP", "is 65535"];
    assert_eq!(told("aws_vpc_security_group_ingress_rule.deny_udp_ipv6"), udp);
    let halves = told("aws_vpc_security_group_ingress_rule.deny_lower_half");
    assert!(
        ["opens ports 0 to 1023 of TCP", "opens ports 1024 to 65535 of TCP"]
            .iter()
            .all(|half| halves.iter().any(|note| note == half)),
        "{halves:?}"
    );
}

#[test]
fn what_may_name_a_resource_is_not_said_to_be_none() {
    let report = check(&common::testdata("cases/vpc-flow-logs/subnets-through-local/plan.json"), &["--no-config"]);
    let findings = report.json["findings"].as_array().unwrap();
    let evidence = findings.iter().flat_map(|one| one["evidence"].as_array().unwrap());
    let notes: Vec<&str> = evidence.filter_map(|fact| fact["note"].as_str()).collect();
    assert!(notes.contains(&"no `aws_subnet` in the plan is known to name it"), "{notes:?}");
}

/// Two statements of one policy make a path together: without source, both are among the planned values.
#[test]
fn every_statement_that_has_a_part_is_among_the_planned_values() {
    let plan = common::testdata("cases/iam-privilege-escalation/clusters/plan.json");
    for format in ["markdown", "junit"] {
        let mut command = common::plangate();
        command.arg("check").arg(&plan).args(["--no-config", "--only", "iam-privilege-escalation", "--format", format]);
        let text = String::from_utf8(command.output().unwrap().stdout).unwrap();
        for (action, statement) in [("elasticmapreduce:RunJobFlow", 1), ("iam:PassRole", 2)] {
            let label = format!(" # statement {statement}");
            assert!(text.lines().any(|line| line.contains(action) && line.ends_with(&label)), "{format}: {text}");
        }
    }
}

#[test]
fn what_is_set_back_is_told_for_what_it_is() {
    for (case, address, told) in [
        ("older-versions", "aws_iam_role.each[\"deny_narrowed\"]", "sets a policy of its own back to an older version"),
        (
            "older-versions",
            "aws_iam_role.unknown_existing[\"within\"]",
            "sets its permissions boundary back to an older version",
        ),
        (
            "older-versions-of-roles",
            "aws_iam_user.each[\"deny_narrowed\"]",
            "is used with a policy of it set back to an older version",
        ),
        (
            "older-versions-of-roles",
            "aws_iam_user.each[\"deny_its_boundary\"]",
            "is used with its permissions boundary set back to an older version",
        ),
    ] {
        let notes = notes(&format!("iam-privilege-escalation/{case}"), address);
        assert!(notes.iter().any(|note| note.contains(told)), "{address}: {notes:#?}");
    }
}

#[test]
fn what_comes_free_together_is_told_where_it_leads_further() {
    let notes = notes("iam-privilege-escalation/freed-together", "aws_iam_user.deny_both_come_off");
    let told = "aws_iam_role.administers: is what it becomes";
    assert!(notes.iter().any(|note| note == told), "{notes:#?}");
}

#[test]
fn what_is_open_is_told_where_it_waits() {
    let of_its_policy = "aws_iam_policy.settings: statement 1: `local.settings_bucket` decides";
    let told = |case: &str, address: &str, start: &str| {
        let notes = notes(case, address);
        assert!(notes.iter().any(|note| note.starts_with(start)), "{case}: {notes:#?}");
    };
    told("iam-broad-data-access/which-policy", "aws_iam_role.unknown_reads_settings", of_its_policy);
    told(
        "resource-policy-confused-deputy/permissions-in-parts",
        "aws_lambda_permission.unknown_may_be_null",
        "aws_lambda_permission.unknown_may_be_null: unknown until apply, waits for terraform_data.stage.output",
    );
    told(
        "kms-decrypt-all/which-key",
        "aws_iam_role_policy.unknown_which_key",
        "aws_iam_role_policy.unknown_which_key: statement 1: may be `kms:Decrypt` on every key: `local.key_arn` decides",
    );
    told(
        "cloudtrail-logging/bucket-policies",
        "aws_cloudtrail.deny_slash_twice",
        "aws_s3_bucket_policy.slash_twice: does not let CloudTrail do `s3:PutObject`: what it allows has the slash",
    );
    told(
        "iam-trust-foreign-account/who-waits",
        "aws_iam_role.unknown_partner",
        "aws_iam_role.unknown_partner: statement 1: who it lets in waits for local.partner",
    );
    told(
        "s3-foreign-account/each-of-several",
        "aws_s3_bucket.unknown_first",
        "aws_s3_bucket_policy.each[\"first\"]: unknown until apply, waits for aws_s3_bucket.unknown_first.id or \
         aws_s3_bucket.unknown_second.id",
    );
    told(
        "iam-long-session/rights-in-parts",
        "aws_iam_role.unknown_reads_some_bucket",
        "aws_iam_role.unknown_reads_some_bucket: may be privileged",
    );
}

#[test]
fn a_finding_says_what_it_is_about() {
    let gone = "holds the logs of a trail, and what is deleted of them is soon gone for good";
    let opens = "can open a bucket that is held private";
    for (case, address, expected) in [
        (
            "resource-policy-foreign-account/organisations",
            "",
            "lets organisation o-other12345 in, which is not one's own",
        ),
        ("s3-foreign-account/policies", "", "can be read by another organisation, `o-zzz9876543`"),
        (
            "s3-foreign-account/replication-to-a-name",
            "unknown_whose",
            "sends copies of its objects to another account, whoever owns the bucket that copies go to",
        ),
        (
            "sg-open-sensitive-port/udp",
            "deny_browser",
            "lets the internet reach port 1434 (SQL Server Browser, over UDP)",
        ),
        ("s3-foreign-account/own-accounts-unknown", "unknown_spared", "can be read by another account, `999988887777`"),
        ("cloudtrail-log-bucket-deletable/dates-and-versions", "deny_replaced_versions", gone),
        ("iam-guardrail-tampering/buckets-by-name", "deny_this_bucket", opens),
    ] {
        let folder = common::testdata(&format!("cases/{case}"));
        let config = folder.join("plangate.toml");
        let config = if config.exists() { vec!["--config", config.to_str().unwrap()] } else { Vec::new() };
        let report = check(&folder.join("plan.json"), &config);
        let told = report.findings.iter().filter(|one| one.address.contains(address));
        let messages: Vec<&str> = told.map(|one| one.message.as_str()).collect();
        assert!(messages.iter().any(|message| message.ends_with(expected)), "{case}: {messages:#?}");
    }
}
