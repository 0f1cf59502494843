//! Where a finding stands in the repository: a finding in, a file and, where its source was read, a region out.

use super::{Finding, Report};
use crate::finding::Fact;

/// A place in the repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Location {
    /// The file, from the root of the repository
    pub(super) file: String,
    /// The lines; `None` where no source was read, so that the file only stands for the whole plan
    pub(super) region: Option<Region>,
}

/// Lines and columns, all from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region {
    /// The first line
    pub(super) start_line: usize,
    /// The first column
    pub(super) start_column: usize,
    /// The last line
    pub(super) end_line: usize,
    /// The column after the last
    pub(super) end_column: usize,
}

/// Where a finding stands. Without source it is pinned to the file that stands for its plan.
pub(super) fn location(report: &Report<'_>, finding: &Finding<'_>) -> Location {
    Location { file: anchor(report, finding), region: None }
}

/// Where a fact of a finding stands.
pub(super) fn location_of(report: &Report<'_>, finding: &Finding<'_>, _fact: &Fact) -> Location {
    location(report, finding)
}

/// The root module's file, or else the plan itself, by a path that stays inside the repository.
fn anchor(report: &Report<'_>, finding: &Finding<'_>) -> String {
    let plan = report.plans.iter().find(|plan| plan.label == finding.plan);
    if let Some(file) = plan.and_then(|plan| plan.anchor.as_ref()) {
        return file.clone();
    }
    if finding.plan == "-" {
        return "stdin".to_owned();
    }
    let outside = finding.plan.starts_with('/') || finding.plan.contains(':') || finding.plan.contains("..");
    let name = finding.plan.rsplit('/').next().unwrap_or_default();
    if outside { name.to_owned() } else { finding.plan.trim_start_matches("./").to_owned() }
}

/// A path as a relative URI.
pub(super) fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
