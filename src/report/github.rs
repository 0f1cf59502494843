//! `--format github`: the report as annotations, by workflow commands on standard output.
//!
//! A step shows 10 annotations of a level and drops the rest, so the last of them counts what is left out:
//! <https://github.com/actions/runner/blob/main/src/Runner.Worker/ExecutionContext.cs>. Escapes as in
//! <https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts>.

use std::collections::BTreeMap;

use super::Report;
use super::entry::{Entries, Entry, Level, counts, headline, judged};
use super::location::location;

/// Annotations of a level that a step shows.
const SHOWN: usize = 10;
/// Characters of a message that the runner keeps are 4,096; some are left for what it adds.
const LONGEST: usize = 4000;

/// Instances that an annotation names beside the first.
const NAMED: usize = 10;

/// The report as workflow commands, after the verdict in plain words.
pub fn render(report: &Report<'_>) -> String {
    let entries = Entries::new(report);
    let mut out =
        format!("plangate: {}: {}\n{}\n{}\n", report.verdict.word(), headline(report), counts(report), judged(report));
    for level in [Level::Error, Level::Warning, Level::Note] {
        let mut of = together(entries.open().filter(|entry| entry.level() == level));
        let room = if of.len() > SHOWN { SHOWN - 1 } else { SHOWN };
        if of.len() > SHOWN {
            of = spread(of);
        }
        out.extend(of.iter().take(room).map(|kin| annotation(report, kin)));
        let more: usize = of.iter().skip(room).map(Vec::len).sum();
        if more > 0 {
            let text = format!("{more} more of this level are in the other reports");
            out.push_str(&command(level, &[("title", "plangate".to_owned())], &text));
        }
    }
    out
}

/// Findings that stand at one line and differ in the address alone are one annotation: those of a block with many instances.
fn together<'e, 'a>(entries: impl Iterator<Item = &'e Entry<'a>>) -> Vec<Vec<&'e Entry<'a>>> {
    let mut all: Vec<Vec<&Entry<'_>>> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for entry in entries {
        let at = if entry.at.is_some() { *known.entry(entry.kin()).or_insert(all.len()) } else { all.len() };
        match all.get_mut(at) {
            Some(kin) => kin.push(entry),
            None => all.push(vec![entry]),
        }
    }
    all
}

/// The first of each policy, then the second of each: one policy with many findings leaves room for the others.
fn spread<'e, 'a>(all: Vec<Vec<&'e Entry<'a>>>) -> Vec<Vec<&'e Entry<'a>>> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut turn = |kin: &[&'e Entry<'a>]| {
        let seen = seen.entry(kin.first().map_or("", |entry| &entry.policy.id)).or_default();
        *seen += 1;
        *seen
    };
    let mut turns: Vec<_> = all.into_iter().map(|kin| (turn(&kin), kin)).collect();
    turns.sort_by_key(|(turn, _)| *turn);
    turns.into_iter().map(|(_, kin)| kin).collect()
}

fn annotation(report: &Report<'_>, kin: &[&Entry<'_>]) -> String {
    let Some((entry, others)) = kin.split_first() else { return String::new() };
    let mut properties = vec![("title", format!("{} ({})", entry.policy.id, entry.words()))];
    let place = location(report, entry.finding);
    // Without source there is no line that the annotation is about, and GitHub takes one without a place.
    if let Some(region) = place.region {
        properties.push(("file", place.file));
        properties.push(("line", region.start_line.to_string()));
        properties.push(("endLine", region.end_line.to_string()));
        // The runner drops the columns of a span over several lines.
        if region.start_line == region.end_line {
            properties.push(("col", region.start_column.to_string()));
            properties.push(("endColumn", region.end_column.to_string()));
        }
    }
    let mut lines = vec![entry.message.clone()];
    if !others.is_empty() {
        let names: Vec<String> = others.iter().take(NAMED).map(|other| format!("`{}`", other.address)).collect();
        let more = others.len().checked_sub(NAMED).filter(|more| *more > 0);
        let more = more.map(|more| format!(" and {more} more")).unwrap_or_default();
        lines.push(format!("the same of {}{more}", names.join(", ")));
    }
    if report.plans.len() > 1 {
        lines.push(format!("in {}", entry.plan));
    }
    lines.extend(entry.causes.iter().cloned());
    lines.push(format!("fix: {}", entry.fix));
    command(entry.level(), &properties, &lines.join("\n"))
}

fn command(level: Level, properties: &[(&str, String)], text: &str) -> String {
    let name = match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let properties: Vec<String> = properties.iter().map(|(key, value)| format!("{key}={}", property(value))).collect();
    let text: String = text.chars().take(LONGEST).collect();
    format!("::{name} {}::{}\n", properties.join(","), data(&text))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_can_not_be_ended_from_within() {
        let made = command(Level::Note, &[("title", "a,file=b::c%".to_owned())], "50%\n::error::x");
        assert_eq!(made, "::notice title=a%2Cfile=b%3A%3Ac%25::50%25%0A::error::x\n");
    }
}
