//! Every known path of escalation, on a principal with exactly its permissions, and with one of them taken away.
//!
//! `scripts/escalation.py` writes the configurations; `docs/escalation.md` is the table that comes out, and is brought up
//! to date by `PLANGATE_BLESS=1`.

#![cfg(test)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

use common::plangate;
use serde_json::Value;

const TABLE: &str = include_str!("../src/iam/tables/escalation.tsv");

const ESCALATION: &str = "iam-privilege-escalation";

/// What takes a path away, and the name of its principals.
const TAKEN: [(&str, &str); 4] = [
    ("a Deny", "denied"),
    ("a boundary", "bounded"),
    ("another resource", "elsewhere"),
    ("a condition", "conditioned"),
];

/// Path ids of the catalogue that permissions decide; the others are facts of trust policies, or a path twice.
fn ids(set: &str) -> Vec<&'static str> {
    let rows = TABLE.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    rows.filter(|row| row[0] == set).map(|row| row[1]).collect()
}

/// The findings on a plan, by address: paths, whether it fails, severity.
type Findings = BTreeMap<String, (BTreeSet<String>, String, String)>;

/// The report on a plan.
fn report(name: &str, policy: &str) -> Value {
    let plan = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("testdata/escalation").join(name).join("plan.json");
    let run = plangate()
        .args(["check", plan.to_str().unwrap(), "--no-config", "--format", "json", "--only", policy])
        .output()
        .unwrap();
    serde_json::from_slice(&run.stdout).unwrap()
}

fn found(name: &str, policy: &str) -> Findings {
    let report = report(name, policy);
    let findings = report["findings"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let row = |finding: &Value| {
        let paths = finding["details"]["paths"].as_array().cloned().unwrap_or_default();
        let paths = paths.iter().map(text).collect();
        (text(&finding["address"]), (paths, text(&finding["outcome"]), text(&finding["severity"])))
    };
    findings.map(row).collect()
}

/// The row of a path: how it is found, and that each of the columns takes it away.
fn row(id: &str, with: &Findings, without: &Findings) -> (bool, String) {
    let addresses = |name: &str| ["user", "role"].map(|kind| format!("aws_iam_{kind}.{name}[\"{id}\"]"));
    let hit = addresses("path")
        .iter()
        .filter_map(|address| with.get(address))
        .find(|(paths, outcome, _)| outcome == "fail" && paths.contains(id));
    let word = match hit {
        Some((_, _, severity)) if severity == "high" => "proven",
        Some(_) => "latent",
        None => "not found",
    };
    let mut row = format!("| {id} | {word} |");
    for (_, name) in TAKEN {
        // What is left may be another path: without `iam:DeleteAccessKey` iam-003 is iam-002.
        let all = addresses(name);
        let still = all.iter().filter_map(|one| without.get(one)).find(|(paths, ..)| paths.contains(id));
        let _ = write!(row, " {} |", if still.is_some() { "found" } else { "–" });
        assert!(still.is_none(), "{id} is found on {name} though something takes it away");
    }
    (hit.is_some(), row)
}

/// Ids that are facts of a trust policy, and the policy that judges them. `sts-004` is iam-012 by another name.
const TRUST: [(&str, &str); 2] = [("sts-002", "iam-trust-foreign-account"), ("sts-003", "iam-trust-public")];

#[test]
fn the_table_of_paths() {
    let (found_plan, taken) = (found("found", ESCALATION), found("taken", ESCALATION));
    let (seen, own, older) = (found("seen", ESCALATION), found("own", ESCALATION), found("older", ESCALATION));
    let profile = found("profile", ESCALATION);
    let own = || own.clone().into_iter().chain(older.clone()).chain(profile.clone());
    let [found_own, taken_own] = [&found_plan, &taken].map(|plan| plan.clone().into_iter().chain(own()).collect());
    let mut text = String::from(
        "# Paths of escalation\n\nOne principal a path, with exactly the permissions of the path: split over two policies, \
         the second through a group, where\nit is more than one permission. *proven* is a target of the plan, *latent* one \
         that only an open pattern bounds. The last\ncolumns are the same permissions under a Deny of the last of them, \
         within a boundary, on a resource that can't match, and\nwith one of them under a condition that restricts it: \
         `iam:PassedToService` of another service, `iam:PolicyARN`,\n`iam:PermissionsBoundary` or `aws:ResourceTag`. Written by \
         `tests/escalation.rs` from the plans in `testdata/escalation`.\n",
    );
    let heads: Vec<&str> = TAKEN.iter().map(|(head, _)| *head).collect();
    let sets = [
        ("A", "The 65 paths of pathfinding.cloud", &found_plan, &taken),
        ("B", "Later ids", &found_plan, &taken),
        ("C", "Ids seen once", &seen, &seen),
        ("D", "Our own", &found_own, &taken_own),
    ];
    for (set, title, with, without) in sets {
        let judged = ids(set).into_iter().filter(|id| *id == "sts-001" || !id.starts_with("sts-00"));
        let rows: Vec<(bool, String)> = judged.map(|id| row(id, with, without)).collect();
        let hits = rows.iter().filter(|(hit, _)| *hit).count();
        let _ =
            write!(text, "\n## {title}: {hits} of {} found\n\n| path | found | {} |\n", rows.len(), heads.join(" | "));
        let rows: Vec<String> = rows.into_iter().map(|(_, row)| row).collect();
        let _ = writeln!(text, "|---|---|{}\n{}", "---|".repeat(heads.len()), rows.join("\n"));
        assert_eq!(hits, rows.len(), "{title}");
    }
    text.push_str(
        "\nA path that takes a boundary or a Deny away is one where something else is held back by it: here \
         `iam:PutUserPolicy`, and an\nadministrator's role. The other ids are no permissions:\n\n| id | what it is |\n|---|---|\n",
    );
    for (id, policy) in TRUST {
        let judged = found("seen", policy);
        let address = format!("aws_iam_role.path[\"{id}\"]");
        assert_eq!(judged.get(&address).map(|(_, outcome, _)| outcome.as_str()), Some("fail"), "{id} by {policy}");
        let _ = writeln!(text, "| {id} | a trust policy, which `{policy}` judges: found |");
    }
    text.push_str(
        "| sts-004 | iam-012 by another name |\n\nOur own are what iam-022, iam-024, iam-025 and iam-026 are of users, for roles \
         and by groups; principals and groups that the\nholder makes: where a pattern leaves it a name to choose, it gives \
         what it makes any rights,\nor adds the user to a group that has them; a role that is passed to what is there \
         already, in place of its own, or by a launch\nconfiguration; a role that is put into the instance profile \
         that the holder runs with; and a document that an\nassociation runs. An older version of a policy, be it one's own \
         or of a role that one assumes, attached or as \
         the\nboundary, is proven where the plan replaces it, as it does here; what versions there are besides no plan shows, \
         and the answer is unknown. Where something is taken off or set back, the finding names the path that is\nfree then \
         and whose rights that gives. Where the holder first gives a role, user or group any rights (iam-001, iam-005, \
         iam-007 to\niam-011), or takes its boundary off or sets a policy of it back, and then uses it by another path, the \
         finding names both. The same is told of who puts a role into an instance profile \
         (iam-role-of-profile) and then uses\nwhat runs with it, and of who changes the tags that another's conditions ask \
         for and then becomes that one.\n\nbedrock-002, bedrock-004 and bedrock-006 go through types that only version 6 of the \
         provider has. Their roles are read by what it\ndocuments, and the plans here, which version 5 made, hold none: the target \
         is an open pattern.\n",
    );
    let docs = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/escalation.md");
    if std::env::var_os("PLANGATE_BLESS").is_some() {
        std::fs::write(&docs, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&docs).unwrap_or_default(), text, "PLANGATE_BLESS=1 brings it up to date");
}

#[test]
fn what_is_taken_off_is_told_by_what_it_held_back() {
    for (name, address, first, then) in [
        ("seen", "user.path[\"iam-022\"]", "is taken off: it held iam-007 back", "gives `iam:PutUserPolicy` (iam-007)"),
        (
            "seen",
            "user.path[\"iam-023\"]",
            "is taken off before the role is used: it held back the rights of an administrator",
            "",
        ),
        (
            "own",
            "user.path[\"iam-leave-group\"]",
            "leaves a group that denies it something: it held iam-007 back",
            "gives `iam:PutUserPolicy` (iam-007)",
        ),
        (
            "older",
            "user.path[\"iam-older-version-role\"]",
            "is used with a policy of it set back to an older version: that opens the rights of an administrator",
            "keeps the version that the plan replaces",
        ),
    ] {
        let report = report(name, ESCALATION);
        let findings = report["findings"].as_array().unwrap().iter();
        let mut of = findings.filter(|finding| finding["address"] == format!("aws_iam_{address}").as_str());
        let evidence = of.next().unwrap()["evidence"].as_array().unwrap().iter();
        let mut notes = evidence.map(|fact| fact["note"].as_str().unwrap_or_default());
        assert!(notes.any(|note| note == first), "{address}: {first}");
        assert!(notes.any(|note| note.ends_with(then)), "{address}: {then}");
    }
}
