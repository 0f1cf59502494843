//! `--format text`: the report for a person at a terminal, as miette diagnostics.

use std::fmt::{self, Display, Write as _};

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceCode};
use owo_colors::{OwoColorize, Style as Paint};
use textwrap::{Options, WordSplitter};

use super::change::{Diff, Mark};
use super::snippet::Snippet;
use super::{Finding, OnUnknown, Outcome, Report, Verdict};
use super::{entry, located};
use crate::fix::Fix;
use crate::policy::Severity;
use crate::redact;
use crate::standing::Standing;

/// How the terminal wants its text.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Whether to colour
    pub colour: bool,
    /// Columns to fill
    pub width: usize,
    /// Only the verdict
    pub quiet: bool,
}

/// The report as text.
pub fn render(report: &Report<'_>, style: Style) -> Result<String, fmt::Error> {
    let mut out = String::new();
    if !style.quiet {
        findings(report, style, &mut out)?;
    }
    summary(report, style, &mut out)?;
    Ok(out)
}

fn findings(report: &Report<'_>, style: Style, out: &mut String) -> fmt::Result {
    let hidden =
        |finding: &&Finding<'_>| finding.outcome == Outcome::Unknown && report.gate.unknown == OnUnknown::Ignore;
    let shown = || report.findings.iter().filter(|finding| !hidden(finding));
    let whole = |finding: &&Finding<'_>| {
        finding.waiver.is_none() && (finding.standing == Standing::Introduced || report.gate.counts(finding).is_some())
    };
    for finding in shown().filter(whole) {
        diagnostic(finding, report.plans.len() > 1, style, out)?;
    }
    let existing: Vec<_> =
        shown().filter(|f| !whole(f) && f.waiver.is_none() && f.standing == Standing::Existing).collect();
    list("already there before this plan, not counted (`--scope all` counts them)", &existing, style, out)?;
    let waived: Vec<_> = shown().filter(|f| f.waiver.is_some() && f.standing != Standing::Resolved).collect();
    list("waived", &waived, style, out)?;
    let resolved: Vec<_> = shown().filter(|f| f.standing == Standing::Resolved).collect();
    list("resolved by this plan", &resolved, style, out)
}

/// Findings of which one line is enough.
fn list(title: &str, findings: &[&Finding<'_>], style: Style, out: &mut String) -> fmt::Result {
    if findings.is_empty() {
        return Ok(());
    }
    let title = format!("{} {title}:", findings.len().to_string().paint(Paint::new().bold(), style));
    writeln!(out, "{}", folded(&title, style))?;
    for finding in findings {
        let mark = if finding.standing == Standing::Resolved { "✓" } else { "·" };
        let word = match finding.outcome {
            Outcome::Fail => finding.severity.word().to_owned(),
            Outcome::Unknown => format!("{}, unknown", finding.severity.word()),
        };
        let address = redact::plain(&finding.address);
        let reason =
            finding.waiver.as_ref().map(|waived| format!(": {}", redact::plain(&waived.reason))).unwrap_or_default();
        writeln!(out, "{}", folded(&format!("  {mark} {address}  {} ({word}){reason}", finding.policy.id), style))?;
    }
    writeln!(out)
}

fn diagnostic(finding: &Finding<'_>, many: bool, style: Style, out: &mut String) -> fmt::Result {
    let theme = if style.colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(style.width)
        .with_word_splitter(WordSplitter::NoHyphenation)
        .with_links(style.colour)
        .without_cause_chain()
        .with_wrap_lines(true);
    handler.render_report(out, &Shown::new(finding, many, style.width))?;
    if let Some(diff) = &finding.change {
        difference(diff, style, out)?;
    }
    if let Some(fix) = &finding.fix {
        edit(fix, style, out)?;
    }
    writeln!(out)
}

fn difference(diff: &Diff, style: Style, out: &mut String) -> fmt::Result {
    writeln!(out, "  the plan changes `{}`:", diff.attribute)?;
    for (mark, line) in &diff.lines {
        let paint = match mark {
            Mark::Same => Paint::new().dimmed(),
            Mark::Removed => Paint::new().red(),
            Mark::Added => Paint::new().green(),
        };
        writeln!(out, "  {}", format!("{} {line}", mark.sign()).paint(paint, style))?;
    }
    Ok(())
}

/// The edit of the source, by the paths of the working directory.
fn edit(fix: &Fix, style: Style, out: &mut String) -> fmt::Result {
    writeln!(out, "  the fix:")?;
    for fixed in &fix.files {
        let file = redact::plain(&fixed.file);
        for line in format!("--- {file}\n+++ {file}\n{}", fixed.hunks).lines() {
            let paint = match line.chars().next() {
                Some('+') => Paint::new().green(),
                Some('-') => Paint::new().red(),
                _ => Paint::new().dimmed(),
            };
            writeln!(out, "  {}", line.paint(paint, style))?;
        }
    }
    Ok(())
}

fn summary(report: &Report<'_>, style: Style, out: &mut String) -> fmt::Result {
    let summary = &report.summary;
    for plan in &report.plans {
        if plan.aws_resources == 0 {
            let label = redact::plain(&plan.label);
            writeln!(out, "{label}: no AWS resource in this plan, so there is nothing to judge")?;
        }
    }
    let resources: usize = report.plans.iter().map(|plan| plan.resources).sum();
    let plans = if report.plans.len() > 1 { format!(" in {} plans", report.plans.len()) } else { String::new() };
    let judged = format!(
        "judged {resources} resources{plans} by {} policies: {} checked, {} passed, {} failed, {} unknown, {} waived",
        summary.policies, summary.checked, summary.passed, summary.failed, summary.unknown, summary.waived
    );
    writeln!(out, "{}", folded(&judged, style))?;
    let unread: usize = report.plans.iter().map(|plan| plan.unread).sum();
    if unread > 0 {
        let texts = if unread == 1 { "1 text".to_owned() } else { format!("{unread} texts") };
        let unread = format!("not searched for secrets: {texts} that neither the plan nor a source shows");
        writeln!(out, "{}", folded(&unread, style))?;
    }
    let severities = summary.severity.iter().rev().filter(|(_, count)| **count > 0);
    let severities: Vec<String> = severities.map(|(severity, count)| format!("{count} {}", severity.word())).collect();
    let failed = if severities.is_empty() { String::new() } else { format!(" ({})", severities.join(", ")) };
    let findings = format!(
        "findings{failed}: {} introduced, {} existing, {} resolved",
        summary.introduced, summary.existing, summary.resolved
    );
    writeln!(out, "{}", folded(&findings, style))?;
    if report.plans.len() > 1 {
        for plan in &report.plans {
            let verdict = report.verdict_of(plan);
            let word = format!("{:7}", verdict.word());
            writeln!(out, "  {}  {}", word.paint(paint(verdict), style), redact::plain(&plan.label))?;
        }
    }
    let gate = &report.gate;
    let scope = if gate.existing { "all findings" } else { "introduced findings" };
    let counted = report.findings.iter().filter(|finding| gate.counts(finding).is_some()).count();
    let gate = format!("{counted} {scope} at {} or above", gate.fail_on.word());
    let word = report.verdict.word();
    writeln!(out, "verdict: {} ({gate})", word.paint(paint(report.verdict).bold(), style))
}

/// A line in the width of the terminal; ids and addresses stay whole.
fn folded(line: &str, style: Style) -> String {
    let options = Options::new(style.width).subsequent_indent("      ");
    textwrap::fill(line, options.break_words(false).word_splitter(WordSplitter::NoHyphenation))
}

fn paint(verdict: Verdict) -> Paint {
    match verdict {
        Verdict::Pass => Paint::new().green(),
        Verdict::Unknown => Paint::new().yellow(),
        Verdict::Fail => Paint::new().red(),
    }
}

/// A finding as miette sees it.
#[derive(Debug)]
struct Shown {
    head: String,
    code: String,
    link: Option<String>,
    severity: miette::Severity,
    source: NamedSource<String>,
    labels: Vec<LabeledSpan>,
    related: Vec<located::Piece>,
    help: String,
}

impl Shown {
    fn new(finding: &Finding<'_>, many: bool, width: usize) -> Self {
        let snippet = Snippet::new(finding);
        let severity = match (finding.outcome, finding.severity) {
            (Outcome::Unknown, _) => miette::Severity::Warning,
            (Outcome::Fail, Severity::Critical | Severity::High) => miette::Severity::Error,
            (Outcome::Fail, Severity::Medium) => miette::Severity::Warning,
            (Outcome::Fail, Severity::Low) => miette::Severity::Advice,
        };
        let unknown = if finding.outcome == Outcome::Unknown { ", unknown" } else { "" };
        let plan = if many { format!("{}: ", redact::plain(&finding.plan)) } else { String::new() };
        let name = format!("{plan}{}", redact::plain(&finding.address));
        let (source, labels, related) = match located::pieces(finding, width) {
            Some((first, related)) => (first.source, first.labels, related),
            None => (NamedSource::new(name, snippet.text).with_language("HCL"), snippet.labels, Vec::new()),
        };
        Self {
            head: redact::plain(&finding.message),
            code: format!("{} [{}{unknown}, {}]", finding.policy.id, finding.severity.word(), finding.standing.word()),
            link: finding.policy.references.first().cloned(),
            severity,
            source,
            labels,
            related,
            help: help(finding),
        }
    }
}

/// What to do, and what the decision rests on beside the snippet.
fn help(finding: &Finding<'_>) -> String {
    let mut help = finding.policy.fix.trim_end().to_owned();
    if finding.outcome == Outcome::Unknown {
        help.push_str("; or make the value known in the plan");
    }
    let _ = write!(help, " (`plangate explain {}`)", finding.policy.id);
    for fact in finding
        .evidence
        .iter()
        .enumerate()
        .filter(|(at, fact)| !Snippet::shows(fact) && finding.evidence_at(*at).is_none())
        .map(|(_, fact)| fact)
    {
        let subject = match &fact.address {
            Some(address) => format!("{} ", redact::plain(address)),
            None => String::new(),
        };
        let _ = write!(help, "\n- {subject}{}", redact::plain(&fact.note));
    }
    if let Some(folded) = entry::folded(finding) {
        let _ = write!(help, "\n- {folded}");
    }
    help
}

impl Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.head)
    }
}

impl std::error::Error for Shown {}

impl Diagnostic for Shown {
    fn code<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        Some(Box::new(&self.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        Some(Box::new(&self.help))
    }

    fn url<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        self.link.as_ref().map(|link| Box::new(link) as Box<dyn Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        (!self.labels.is_empty()).then_some(&self.source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        (!self.related.is_empty())
            .then(|| Box::new(self.related.iter().map(|piece| piece as &dyn Diagnostic)) as Box<dyn Iterator<Item = _>>)
    }
}

/// Text that is coloured only where colour is wanted.
trait Painted: Display {
    fn paint(&self, paint: Paint, style: Style) -> String
    where
        Self: Sized,
    {
        if style.colour { self.style(paint).to_string() } else { self.to_string() }
    }
}

impl<T: Display> Painted for T {}
