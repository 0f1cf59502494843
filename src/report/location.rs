//! Where a finding stands in the repository: a finding in, a file and, where its source was read, a region out.

use super::located;
use super::{Finding, PlanReport, Report};
use crate::redact::plain;
use crate::source::place::Spot;

/// A place in the repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Location {
    /// The file, from the root of the repository
    pub(super) file: String,
    /// The lines; `None` where no source was read, so that the file only stands for the whole plan
    pub(super) region: Option<Region>,
    /// All of what is meant, where it does not end on its first line
    pub(super) context: Option<Region>,
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

impl Location {
    /// File and line as one clicks on them. `None` where there is no line.
    pub(super) fn line(&self) -> Option<String> {
        self.region.map(|region| format!("{}:{}", self.file, region.start_line))
    }
}

/// Where a finding stands. Without source it is pinned to the file that stands for its plan.
pub(super) fn location(report: &Report<'_>, finding: &Finding<'_>) -> Location {
    at(report, finding, finding.source.as_ref().map(|located| &located.main))
}

/// Where a fact of a finding stands, by its number.
pub(super) fn location_of(report: &Report<'_>, finding: &Finding<'_>, fact: usize) -> Location {
    at(report, finding, finding.evidence_at(fact))
}

/// The module calls that lead to where a finding stands, or the place inside of the module that is called.
pub(super) fn way(report: &Report<'_>, finding: &Finding<'_>) -> Vec<(Location, &'static str)> {
    let spots = finding.source.iter().flat_map(|located| &located.related);
    let spot = |spot: &Spot| Some((spot_at(report, finding, spot)?, located::role(finding, spot)));
    spots.filter_map(spot).collect()
}

/// The path of a file that was read, from the root of the repository.
pub(super) fn file(report: &Report<'_>, finding: &Finding<'_>, file: &str) -> Option<String> {
    let repository = plan(report, finding)?.repository.as_ref()?;
    repository.path(file).map(|file| plain(&file))
}

fn at(report: &Report<'_>, finding: &Finding<'_>, spot: Option<&Spot>) -> Location {
    let located = spot.and_then(|spot| spot_at(report, finding, spot));
    located.unwrap_or_else(|| Location { file: anchor(report, finding), region: None, context: None })
}

fn spot_at(report: &Report<'_>, finding: &Finding<'_>, spot: &Spot) -> Option<Location> {
    let region = |spot: &Spot| {
        let (start, end) = (spot.start(), spot.end());
        Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
    };
    // GitHub shows an alert in a pull request when all of its lines are in the difference, so the fewer the better:
    // https://docs.github.com/en/code-security/code-scanning/managing-code-scanning-alerts/triaging-code-scanning-alerts-in-pull-requests
    let first = spot.first_line();
    let context = (first.span != spot.span).then(|| region(spot));
    Some(Location { file: file(report, finding, &spot.file)?, region: Some(region(&first)), context })
}

fn plan<'a>(report: &'a Report<'_>, finding: &Finding<'_>) -> Option<&'a PlanReport> {
    report.plans.iter().find(|plan| plan.label == finding.plan)
}

/// The root module's file, or else the plan itself, by a path that stays inside the repository.
fn anchor(report: &Report<'_>, finding: &Finding<'_>) -> String {
    if let Some(file) = plan(report, finding).and_then(|plan| plan.anchor.as_ref()) {
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
