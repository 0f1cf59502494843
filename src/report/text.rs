//! `--format text`: the report for a person at a terminal, as miette diagnostics.

mod shown;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display, Write as _};

use miette::{GraphicalReportHandler, GraphicalTheme};
use owo_colors::{OwoColorize, Style as Paint};
use textwrap::{Options, WordSeparator, WordSplitter};

use super::change::{Diff, Mark};
use super::entry::{Entries, Entry, counts, groups, headline, judged};
use super::{Outcome, Report, Verdict};
use crate::fix::Fix;
use crate::policy::Severity;
use crate::redact;
use crate::standing::Standing;
use shown::Shown;

/// How the terminal wants its text.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Whether to colour
    pub colour: bool,
    /// Whether the terminal follows links
    pub links: bool,
    /// Columns to fill
    pub width: usize,
    /// Only the verdict
    pub quiet: bool,
}

/// Findings of one policy that are shown whole; of more, a line each.
const WHOLE: usize = 3;

/// Lines around a planned value: more than there are blocks around one.
const PLANNED: usize = 6;

/// Findings that are listed; more are counted by policy.
const LISTED: usize = 50;
/// More findings than these can't be seen at once, and are counted by policy at the end.
const SCREEN: usize = 10;

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
    let entries = Entries::new(report);
    let many = report.plans.len() > 1;
    let open = [&entries.failing, &entries.undecided, &entries.uncounted];
    for group in open.into_iter().flat_map(|entries| groups(entries)) {
        let mut seen = BTreeSet::new();
        // Instances of one block that are wrong in the same way differ in their address alone.
        let (whole, rest): (Vec<_>, Vec<_>) =
            group.iter().partition(|entry| seen.len() < WHOLE && seen.insert(entry.kin()));
        whole.iter().try_for_each(|entry| diagnostic(entry, many, style, out))?;
        if let Some(first) = rest.first() {
            let title = format!("more of {}, as above", heading(first));
            let (listed, left) = rest.split_at(rest.len().min(LISTED));
            let title = format!("{} {title}:", rest.len().to_string().paint(Paint::new().bold(), style));
            writeln!(out, "{}", folded(&title, style))?;
            lines(listed.iter().copied(), |entry| again(entry, &whole, many), style, out)?;
            if !left.is_empty() {
                writeln!(out, "  … {} more, which `--format json` and `--format html` show", left.len())?;
            }
            writeln!(out)?;
        }
    }
    let line = |entry: &Entry<'_>| line(entry, many);
    let existing = match report.gate.existing {
        true => "already there before this plan, not counted",
        false => "already there before this plan, not counted (`--scope all` counts them)",
    };
    list(existing, &entries.existing, line, style, out)?;
    list("waived", &entries.waived, line, style, out)?;
    list("resolved by this plan", &entries.resolved, line, style, out)?;
    let counted = || entries.standing().filter(|entry| entry.counts.is_some());
    if counted().count() > SCREEN {
        writeln!(out, "what counts, by policy:")?;
        tally(counted(), out)?;
        writeln!(out)?;
    }
    let unread = report.plans.iter().all(|plan| plan.repository.is_none());
    if unread && entries.open().next().is_some() && entries.all().all(|entry| entry.finding.source.is_none()) {
        let open = entries.open().any(|entry| entry.finding.outcome == Outcome::Unknown);
        let more = if open { ", and answers much of what is unknown" } else { "" };
        let hint = format!("no HCL was read: `--source DIR` or `--plan-file FILE` adds files, lines and edits{more}");
        writeln!(out, "{}\n", folded(&hint, style))?;
    }
    Ok(())
}

/// Findings of which one line is enough.
fn list(
    title: &str,
    entries: &[Entry<'_>],
    line: impl Fn(&Entry<'_>) -> String,
    style: Style,
    out: &mut String,
) -> fmt::Result {
    if entries.is_empty() {
        return Ok(());
    }
    let title = format!("{} {title}:", entries.len().to_string().paint(Paint::new().bold(), style));
    writeln!(out, "{}", folded(&title, style))?;
    match entries.len() > LISTED {
        true => tally(entries.iter(), out)?,
        false => lines(entries.iter(), line, style, out)?,
    }
    writeln!(out)
}

fn lines<'e, 'a: 'e>(
    entries: impl Iterator<Item = &'e Entry<'a>>,
    line: impl Fn(&Entry<'_>) -> String,
    style: Style,
    out: &mut String,
) -> fmt::Result {
    for entry in entries {
        let mark = if entry.finding.standing == Standing::Resolved { "✓" } else { "·" };
        writeln!(out, "{}", folded(&format!("  {mark} {}", line(entry)), style))?;
    }
    Ok(())
}

/// How many findings there are of each policy.
fn tally<'e>(entries: impl Iterator<Item = &'e Entry<'e>>, out: &mut String) -> fmt::Result {
    let mut counts: BTreeMap<(Reverse<Severity>, &str), usize> = BTreeMap::new();
    for entry in entries {
        *counts.entry((Reverse(entry.finding.severity), &entry.policy.id)).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|((severity, _), count)| (*severity, Reverse(*count)));
    counts.iter().try_for_each(|((severity, id), count)| writeln!(out, "  {count:5}  {id} ({})", severity.0.word()))
}

/// Where the same is wrong as in one that is shown whole, or what is wrong there if it is another thing.
fn again(entry: &Entry<'_>, whole: &[&Entry<'_>], many: bool) -> String {
    let bare = |entry: &Entry<'_>| entry.message.replace(&entry.address, "");
    let same = whole.iter().any(|shown| bare(shown) == bare(entry));
    format!("{}{}{}", plan(entry, many), if same { &entry.address } else { &entry.message }, at(entry))
}

/// The policy, and how the finding stands.
fn heading(entry: &Entry<'_>) -> String {
    let counted = if entry.counts.is_none() { ", not counted" } else { "" };
    format!("{} [{}{counted}]", entry.policy.id, entry.words())
}

/// Which finding it is.
fn line(entry: &Entry<'_>, many: bool) -> String {
    let unknown = if entry.finding.outcome == Outcome::Unknown { ", unknown" } else { "" };
    let word = entry.finding.severity.word();
    let reason = entry.finding.waiver.as_ref();
    let reason = reason.map(|waived| format!(": {}", redact::plain(&waived.reason))).unwrap_or_default();
    let (plan, address, policy) = (plan(entry, many), &entry.address, &entry.policy.id);
    format!("{plan}{address}  {policy} ({word}{unknown}){}{reason}", at(entry))
}

fn plan(entry: &Entry<'_>, many: bool) -> String {
    if many { format!("{}: ", entry.plan) } else { String::new() }
}

/// The file and line, by the path of the working directory.
fn at(entry: &Entry<'_>) -> String {
    let spot = entry.finding.source.as_ref().map(|located| &located.main);
    spot.map(|spot| format!(" at {}:{}", redact::plain(&spot.file), spot.start().line)).unwrap_or_default()
}

fn diagnostic(entry: &Entry<'_>, many: bool, style: Style, out: &mut String) -> fmt::Result {
    let theme = if style.colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(style.width)
        .with_word_separator(WordSeparator::AsciiSpace)
        .with_word_splitter(WordSplitter::NoHyphenation)
        .with_break_words(false)
        .with_links(style.links)
        .with_link_display_text("(documentation)")
        .with_cause_chain();
    // A snippet that is made of planned values has no lines of a file, and is shown whole.
    let handler = match entry.finding.source {
        Some(_) => handler,
        None => handler.without_primary_span_start().with_context_lines(PLANNED),
    };
    let shown = Shown::new(entry, many, style);
    handler.render_report(out, &shown)?;
    for piece in shown.others() {
        // miette puts words of its own above what is related; the frame names the file.
        let mut text = String::new();
        handler.render_report(&mut text, piece)?;
        let frame = text.lines().skip_while(|line| !line.contains('╭'));
        frame.for_each(|line| out.extend([line, "\n"]));
    }
    if let Some(diff) = entry.change {
        difference(diff, style, out)?;
    }
    help(entry, style, out)?;
    if let Some(fix) = &entry.finding.fix {
        edit(fix, entry.mends.as_deref(), style, out)?;
    }
    writeln!(out)
}

/// What to write, and where more is to be read.
fn help(entry: &Entry<'_>, style: Style, out: &mut String) -> fmt::Result {
    let link = entry.policy.references.first().filter(|_| !style.links);
    let link = link.map(|link| format!(", {link}")).unwrap_or_default();
    let lead = format!("  {} ", "help:".paint(Paint::new().cyan(), style));
    for (text, lead) in
        [(&entry.fix, lead.as_str()), (&format!("more: `plangate explain {}`{link}", entry.policy.id), "        ")]
    {
        writeln!(out, "{}", textwrap::fill(text, wrapping(style).initial_indent(lead).subsequent_indent("        ")))?;
    }
    Ok(())
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

/// The edit of the source, by the paths of the working directory, and which policies it mends, where that is to be said.
fn edit(fix: &Fix, mends: Option<&str>, style: Style, out: &mut String) -> fmt::Result {
    let of = mends.map(|policies| format!(" of {policies}")).unwrap_or_default();
    writeln!(out, "  {}", textwrap::fill(&format!("the fix{of}:"), wrapping(style).subsequent_indent("  ")))?;
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
    for plan in &report.plans {
        if plan.aws_resources == 0 {
            let label = redact::plain(&plan.label);
            writeln!(out, "{label}: no AWS resource in this plan: only secrets are looked for")?;
        }
    }
    writeln!(out, "{}", folded(&judged(report), style))?;
    let unread: usize = report.plans.iter().map(|plan| plan.unread).sum();
    if unread > 0 {
        let texts = if unread == 1 { "1 text".to_owned() } else { format!("{unread} texts") };
        let unread = format!("not searched for secrets: {texts} that neither the plan nor a source shows");
        writeln!(out, "{}", folded(&unread, style))?;
    }
    writeln!(out, "{}", folded(&format!("findings: {}", counts(report)), style))?;
    if report.plans.len() > 1 {
        for plan in &report.plans {
            let verdict = report.verdict_of(plan);
            let word = format!("{:7}", verdict.word());
            writeln!(out, "  {}  {}", word.paint(paint(verdict), style), redact::plain(&plan.label))?;
        }
    }
    let word = report.verdict.word();
    let verdict = format!("verdict: {} ({})", word.paint(paint(report.verdict).bold(), style), headline(report));
    writeln!(out, "{}", folded(&verdict, style))
}

/// A line in the width of the terminal; ids and addresses stay whole.
fn folded(line: &str, style: Style) -> String {
    textwrap::fill(line, wrapping(style).subsequent_indent("      "))
}

fn wrapping<'s>(style: Style) -> Options<'s> {
    let options = Options::new(style.width).break_words(false);
    options.word_separator(WordSeparator::AsciiSpace).word_splitter(WordSplitter::NoHyphenation)
}

fn paint(verdict: Verdict) -> Paint {
    match verdict {
        Verdict::Pass => Paint::new().green(),
        Verdict::Unknown => Paint::new().yellow(),
        Verdict::Fail => Paint::new().red(),
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
