//! `--format junit`: the report as JUnit's XML, which most CI servers show.
//!
//! A suite is a plan, a case is a finding or a policy without one. What counts is a `failure`, what counts and can't be
//! told an `error`; what does not count is `skipped` with its reason, so that a suite fails exactly when the gate does.

use std::collections::BTreeSet;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::entry::{Entry, headline};
use super::{Outcome, PlanReport, Report, Verdict};
use crate::policy::Policy;
use crate::redact::plain;
use crate::standing::Standing;

/// The report as XML.
pub fn render(report: &Report<'_>) -> io::Result<String> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let suites: Vec<Suite<'_>> = report.plans.iter().map(|plan| Suite::new(report, plan)).collect();
    let sum = |of: fn(&Suite<'_>) -> usize| suites.iter().map(of).sum::<usize>().to_string();
    let name = format!("plangate: {}: {}", report.verdict.word(), headline(report));
    let element = writer
        .create_element("testsuites")
        .with_attribute(("name", name.as_str()))
        .with_attribute(("tests", sum(|suite| suite.tests()).as_str()))
        .with_attribute(("failures", sum(|suite| suite.count(Mark::Failure)).as_str()))
        .with_attribute(("errors", sum(|suite| suite.count(Mark::Error)).as_str()))
        .with_attribute(("skipped", sum(|suite| suite.count(Mark::Skipped)).as_str()));
    element.write_inner_content(|writer| suites.iter().try_for_each(|suite| suite.write(writer)))?;
    let mut xml = String::from_utf8(writer.into_inner()).map_err(io::Error::other)?;
    xml.push('\n');
    Ok(xml)
}

/// What becomes of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Passed,
    Skipped,
    Error,
    Failure,
}

/// A plan.
struct Suite<'a> {
    name: String,
    entries: Vec<Entry<'a>>,
    clean: Vec<&'a Policy>,
}

impl<'a> Suite<'a> {
    fn new(report: &'a Report<'_>, plan: &PlanReport) -> Self {
        let of = report.findings.iter().filter(|finding| finding.plan == plan.label);
        let entries: Vec<Entry<'a>> = of.map(|finding| Entry::new(report, finding)).collect();
        let found: BTreeSet<&str> = entries.iter().map(|entry| entry.policy.id.as_str()).collect();
        let clean = report.policies.iter().filter(|policy| !found.contains(policy.id.as_str())).collect();
        Self { name: plain(&plan.label), entries, clean }
    }

    fn tests(&self) -> usize {
        self.entries.len() + self.clean.len()
    }

    fn count(&self, mark: Mark) -> usize {
        self.entries.iter().filter(|entry| self::mark(entry) == mark).count()
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
        let element = writer
            .create_element("testsuite")
            .with_attribute(("name", self.name.as_str()))
            .with_attribute(("tests", self.tests().to_string().as_str()))
            .with_attribute(("failures", self.count(Mark::Failure).to_string().as_str()))
            .with_attribute(("errors", self.count(Mark::Error).to_string().as_str()))
            .with_attribute(("skipped", self.count(Mark::Skipped).to_string().as_str()));
        element.write_inner_content(|writer| {
            self.entries.iter().try_for_each(|entry| case(entry, writer))?;
            self.clean.iter().try_for_each(|policy| {
                let case = writer.create_element("testcase").with_attribute(("classname", policy.id.as_str()));
                case.with_attribute(("name", policy.title.as_str())).write_empty().map(|_| ())
            })
        })?;
        Ok(())
    }
}

fn mark(entry: &Entry<'_>) -> Mark {
    match (entry.finding.standing, entry.counts) {
        (Standing::Resolved, _) => Mark::Passed,
        (_, Some(Verdict::Fail)) => Mark::Failure,
        (_, Some(Verdict::Unknown)) => Mark::Error,
        (_, Some(Verdict::Pass) | None) => Mark::Skipped,
    }
}

fn case(entry: &Entry<'_>, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
    let element = writer
        .create_element("testcase")
        .with_attribute(("classname", entry.policy.id.as_str()))
        .with_attribute(("name", entry.address.as_str()));
    let file = entry.at.as_deref().and_then(|at| at.rsplit_once(':'));
    let element = match file {
        Some((file, line)) => element.with_attribute(("file", file)).with_attribute(("line", line)),
        None => element,
    };
    let (name, message) = match mark(entry) {
        Mark::Passed => ("system-out", "resolved by this plan".to_owned()),
        Mark::Skipped => ("skipped", format!("{}: {}", reason(entry), entry.message)),
        Mark::Error => ("error", entry.message.clone()),
        Mark::Failure => ("failure", entry.message.clone()),
    };
    element.write_inner_content(|writer| {
        let inner = writer.create_element(name);
        if name == "system-out" {
            return inner.write_text_content(BytesText::new(&message)).map(|_| ());
        }
        let words = entry.words();
        let inner = inner.with_attribute(("message", message.as_str()));
        let inner = if name == "skipped" { inner } else { inner.with_attribute(("type", words.as_str())) };
        inner.write_text_content(BytesText::new(&text(entry))).map(|_| ())
    })?;
    Ok(())
}

/// Why a finding does not count.
fn reason(entry: &Entry<'_>) -> String {
    let finding = entry.finding;
    match (&finding.waiver, finding.standing, finding.outcome) {
        (Some(waived), _, _) => format!("waived ({})", plain(&waived.reason)),
        (None, Standing::Existing, _) => "there before this plan".to_owned(),
        (None, _, Outcome::Unknown) => "can't be told, which is not counted".to_owned(),
        (None, _, Outcome::Fail) => format!("{}, which is not counted", finding.severity.word()),
    }
}

fn text(entry: &Entry<'_>) -> String {
    let mut lines = vec![format!("{} ({})", entry.policy.id, entry.words())];
    lines.extend(entry.at.iter().map(|at| format!("at {at}")));
    lines.extend(entry.causes.iter().map(|cause| format!("can't be told: {cause}")));
    let steps = entry.chain.iter().flat_map(|chain| chain.steps.iter().enumerate());
    lines.extend(steps.map(|(number, step)| format!("{}. `{}` {}", number + 1, step.address, step.facts.join("; "))));
    lines.extend(entry.snippet.lines().map(str::to_owned));
    lines.extend(entry.notes.iter().filter(|note| !entry.causes.contains(note)).cloned());
    lines.push(format!("fix: {}", entry.fix));
    lines.join("\n")
}
