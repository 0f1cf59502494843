//! Fixes: a finding and the source in, the edit of the HCL that mends it, as it is shown, out.

use crate::report::{Finding, Outcome};
use crate::source::Hcl;
use crate::source::edit::{Splice, Subject, propose, spliced};
use crate::source::place::Hidden;
use crate::standing::Standing;

/// Lines around a change.
const CONTEXT: usize = 3;

/// An edit that mends a finding, file by file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The ids of the policies whose edits it holds: the finding's own, and of those that are folded into it
    pub policies: Vec<String>,
    /// The files
    pub files: Vec<Fixed>,
}

impl Fix {
    /// The policies that it mends, as a list, where the finding's own is none of them.
    pub fn mends_others(&self, own: &str) -> Option<String> {
        (!self.policies.iter().any(|id| id == own)).then(|| self.policies.join(", "))
    }
}

/// What changes in one file. Secrets in its lines are covered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// The file, as spots have it
    pub file: String,
    /// The lines that change, in order
    pub changes: Vec<Lines>,
    /// The hunks of a unified difference
    pub hunks: String,
}

/// Lines that others take the place of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    /// How many lines stand before them
    pub start: usize,
    /// How many there are
    pub count: usize,
    /// What takes their place
    pub new: Vec<String>,
}

/// The pieces of the source that mend a finding, and those that are folded into it as far as they stand apart, with the ids
/// of the policies that they are of. `None` where there is no known edit.
pub fn splices(finding: &Finding<'_>, hcl: &Hcl) -> Option<(Vec<String>, Vec<Splice>)> {
    if finding.outcome != Outcome::Fail || finding.standing == Standing::Resolved {
        return None;
    }
    let others: Vec<&str> = finding.evidence.iter().filter_map(|fact| fact.address.as_deref()).collect();
    let subject = Subject { address: &finding.address, new: finding.action == "create", others: &others };
    let (mut policies, mut found): (Vec<String>, Vec<Splice>) = (Vec::new(), Vec::new());
    for policy in std::iter::once(&finding.policy).chain(&finding.covers) {
        let wanted = propose(hcl, &policy.edits, subject).unwrap_or_default();
        let more: Vec<Splice> = wanted.iter().filter(|splice| !found.contains(splice)).cloned().collect();
        if !wanted.is_empty() && !more.iter().any(|one| found.iter().any(|other| one.overlaps(other))) {
            found.extend(more);
            policies.push(policy.id.clone());
        }
    }
    found.sort_by(|a, b| (&a.file, a.range.start, a.range.end).cmp(&(&b.file, b.range.start, b.range.end)));
    (!found.is_empty()).then_some((policies, found))
}

/// The edit that mends a finding, as it may be shown.
pub fn fix(finding: &Finding<'_>, hcl: &Hcl, hidden: &Hidden) -> Option<Fix> {
    let (policies, splices) = splices(finding, hcl)?;
    let files = splices.chunk_by(|a, b| a.file == b.file).map(|of_file| {
        let file = &of_file.first()?.file;
        let text = hcl.shown(file, hidden)?;
        let changes = changes(&text, of_file)?;
        Some(Fixed { file: file.clone(), hunks: hunks(&text, &changes), changes })
    });
    Some(Fix { policies, files: files.collect::<Option<_>>()? })
}

/// Whole lines that change. Pieces of one line are one change.
fn changes(text: &str, splices: &[Splice]) -> Option<Vec<Lines>> {
    let line = |at: usize| text.get(..at).map(|before| before.matches('\n').count());
    let start_of = |at: usize| Some(text.get(..at)?.rfind('\n').map_or(0, |end| end + 1));
    let mut changes: Vec<Lines> = Vec::new();
    let mut rest = splices;
    while let Some(first) = rest.first() {
        let start = start_of(first.range.start)?;
        let mut end = first.range.end;
        let whole = |at: usize| text.get(at..).map(|rest| rest.find('\n').map_or(text.len(), |line| at + line + 1));
        // What comes in between two lines takes the place of none.
        let between =
            |splice: &Splice| splice.range.is_empty() && start_of(splice.range.start) == Some(splice.range.start);
        if !between(first) {
            end = whole(end)?;
        }
        let together = rest.iter().take_while(|splice| splice.range.start < end || **splice == *first).count();
        let (of_lines, after) = rest.split_at_checked(together)?;
        for splice in of_lines.iter().filter(|splice| !between(splice)) {
            end = end.max(whole(splice.range.end)?);
        }
        let moved: Vec<Splice> = of_lines
            .iter()
            .map(|splice| Splice { range: splice.range.start - start..splice.range.end - start, ..splice.clone() })
            .collect();
        let new = spliced(text.get(start..end)?, &moved)?;
        let old: Vec<&str> = text.get(start..end)?.lines().collect();
        let new: Vec<String> = new.lines().map(str::to_owned).collect();
        // Lines that stay at both ends are no change.
        let head = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
        let tail =
            old.iter().skip(head).rev().zip(new.iter().skip(head).rev()).take_while(|(old, new)| old == new).count();
        let kept = new.len().saturating_sub(tail);
        changes.push(Lines {
            start: line(start)? + head,
            count: old.len().saturating_sub(head + tail),
            new: new.into_iter().take(kept).skip(head).collect(),
        });
        rest = after;
    }
    Some(changes)
}

/// The hunks of a unified difference.
fn hunks(text: &str, changes: &[Lines]) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let (mut out, mut grown) = (String::new(), 0);
    for group in changes.chunk_by(|a, b| b.start <= a.start + a.count + 2 * CONTEXT) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        let start = first.start.saturating_sub(CONTEXT);
        let end = (last.start + last.count + CONTEXT).min(lines.len());
        let mut body = String::new();
        let mut at = start;
        let kept = |from: usize, to: usize| {
            let kept = lines.iter().take(to).skip(from);
            kept.map(|line| format!(" {line}\n")).collect::<String>()
        };
        let mut added = 0;
        let mut removed = 0;
        for change in group {
            body.push_str(&kept(at, change.start));
            at = change.start + change.count;
            lines.iter().take(at).skip(change.start).for_each(|line| body.push_str(&format!("-{line}\n")));
            change.new.iter().for_each(|line| body.push_str(&format!("+{line}\n")));
            (added, removed) = (added + change.new.len(), removed + change.count);
        }
        body.push_str(&kept(at, end));
        let old = end - start;
        let new = old + added - removed;
        out.push_str(&format!("@@ -{},{old} +{},{new} @@\n{body}", start + 1, start + 1 + grown));
        grown = (grown + added).saturating_sub(removed);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_whole_lines() {
        let text = "a {\n  b = 1\n}\nc\nd\n";
        let splice = |range, text: &str| Splice { file: "f".to_owned(), disk: None, range, text: text.to_owned() };
        let made = changes(text, &[splice(10..11, "2"), splice(12..12, "  e = 3\n")]).unwrap();
        let hunks = hunks(text, &made);
        assert_eq!(hunks, "@@ -1,5 +1,6 @@\n a {\n-  b = 1\n+  b = 2\n+  e = 3\n }\n c\n d\n");
    }
}
