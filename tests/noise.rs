//! Well-made estates below `testdata/plans`: with the source beside it, the default profile finds nothing in them, and
//! leaves nothing open.

#![cfg(test)]

mod common;

use common::{check, testdata};

const ESTATES: [&str; 8] =
    ["baseline", "containers", "eks", "function", "log-bucket", "pipeline", "site", "web-service"];

#[test]
fn a_well_made_estate_has_no_finding() {
    let mut wrong = Vec::new();
    for estate in ESTATES {
        let folder = testdata(&format!("plans/{estate}"));
        let report = check(&folder.join("plan.json"), &["--no-config", "--source", folder.to_str().unwrap()]);
        // Before there was an estate, there was no baseline either.
        let left = report.findings.iter().filter(|finding| finding.standing != "resolved");
        wrong.extend(left.map(|finding| format!("{estate}: {}: {finding}", finding.address)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
