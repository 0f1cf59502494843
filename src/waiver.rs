//! Waivers: what the configuration and comments in the source accept and the findings in; findings that no longer count,
//! and remarks, out.
//!
//! A waiver names a policy and an address, or stands at its place in the HCL; it says why, and ends. One that has ended or
//! that matches nothing is a remark at its place in the file, so that the list never grows stale.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;
use wildmatch::WildMatch;

use crate::report::{Finding, Waived};
use crate::source::comment::Ignore;
use crate::source::place::Spot;
use crate::standing::Standing;
use crate::table::{self, File, Mistake};

/// Days before its end from which on a waiver is remarked upon.
const SOON: i32 = 14;

/// A finding that is accepted until a date.
#[derive(Clone, Debug)]
pub struct Waiver {
    /// The policy's id
    pub policy: String,
    /// Where it holds
    pub scope: Scope,
    /// Why it is accepted
    pub reason: String,
    /// Who accepts it
    pub owner: Option<String>,
    /// The last day on which it holds
    pub expires: Date,
    /// Its place in the file
    pub place: Mistake,
    /// The place of its end
    pub end: Mistake,
}

/// Where a waiver holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// At addresses, in which `*` stands for anything and `?` for one character
    Address(String),
    /// In a piece of a file: a block, an attribute or a module call
    Source(String, Range<usize>),
}

impl Scope {
    /// Whether a finding stands in it.
    fn holds(&self, finding: &Finding<'_>) -> bool {
        match self {
            Self::Address(pattern) => WildMatch::new(pattern).matches(&finding.address),
            Self::Source(file, piece) => {
                let inside =
                    |spot: &Spot| spot.file == *file && piece.start <= spot.span.start && spot.span.end <= piece.end;
                let mut way = finding.source.iter().flat_map(|at| std::iter::once(&at.main).chain(&at.related));
                way.any(inside)
            }
        }
    }

    /// What it is called after the policy.
    fn words(&self) -> String {
        match self {
            Self::Address(pattern) => format!("for `{pattern}`"),
            Self::Source(..) => "in this comment".to_owned(),
        }
    }
}

/// The waiver that a comment asks for: `ID until=2027-03-31 reason="…"`, and who accepts it as `owner=…`.
///
/// Errors at the comment when something is missing or wrong. `known` are the ids of policies, `fixed` those that can't be
/// waived.
pub fn inline(ignore: &Ignore, known: &[String], fixed: &[String]) -> Result<Waiver, Mistake> {
    let file = File { name: &ignore.file, text: &ignore.text };
    let mistake = |message: String, help: Option<String>| file.mistake(ignore.span.clone(), message, help);
    let form = || Some("write `plangate:ignore ID until=2027-03-31 reason=\"…\"`".to_owned());
    let lacks = |what: &str| mistake(format!("the comment lacks {what}, so it waives nothing"), form());
    let mut words = words(&ignore.words).ok_or_else(|| lacks("the end of a quoted text"))?.into_iter();
    let policy = words.next().filter(|word| !word.contains('=')).ok_or_else(|| lacks("the id of a policy"))?;
    if !known.contains(&policy) {
        let help = table::meant(&policy, known.iter().map(String::as_str)).or_else(form);
        return Err(mistake(format!("there is no policy `{policy}`, so the comment waives nothing"), help));
    }
    if fixed.contains(&policy) {
        return Err(mistake(format!("`{policy}` is not waivable"), None));
    }
    let (mut until, mut reason, mut owner) = (None, None, None);
    for word in words {
        let slot = match word.split_once('=') {
            Some(("until", value)) => (&mut until, value),
            Some(("reason", value)) => (&mut reason, value),
            Some(("owner", value)) => (&mut owner, value),
            _ => return Err(mistake(format!("`{word}` is not known, so the comment waives nothing"), form())),
        };
        *slot.0 = Some(slot.1.trim().to_owned()).filter(|value| !value.is_empty());
    }
    let until = until.ok_or_else(|| lacks("`until`"))?;
    let expires = until.parse().map_err(|_| mistake(format!("`{until}` is no date such as 2027-03-31"), None))?;
    let reason = reason.ok_or_else(|| lacks("`reason`"))?;
    let Some(piece) = ignore.target.clone() else {
        let help = "write it on the line of a block, an attribute or a module call, or right above it";
        return Err(mistake("the comment stands at nothing that it could waive".to_owned(), Some(help.to_owned())));
    };
    let scope = Scope::Source(ignore.file.clone(), piece);
    let place = mistake("this waiver".to_owned(), None);
    Ok(Waiver { policy, scope, reason, owner, expires, end: place.clone(), place })
}

/// The remark that a comment waives nothing because comments may not.
pub fn not_allowed(ignore: &Ignore) -> Mistake {
    let help = "`inline_waivers = true` in plangate.toml lets comments waive".to_owned();
    let message = "the comment waives nothing: the configuration does not allow it".to_owned();
    File { name: &ignore.file, text: &ignore.text }.mistake(ignore.span.clone(), message, Some(help))
}

/// Words between white space, which a quoted text may hold. `None` when a quotation has no end.
fn words(text: &str) -> Option<Vec<String>> {
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => {
                words.extend(Some(std::mem::take(&mut word)).filter(|w| !w.is_empty()))
            }
            c => word.push(c),
        }
    }
    words.extend(Some(word).filter(|word| !word.is_empty()));
    (!quoted).then_some(words)
}

/// Marks the findings that are waived on `today`. Returns a remark for each waiver that has ended, that ends soon or that
/// matches nothing.
///
/// A waiver covers what is folded into its finding, except what the fold keeps apart: that stands on its own then.
pub fn apply(waivers: &[Waiver], findings: &mut Vec<Finding<'_>>, today: Date) -> Vec<Mistake> {
    let mut matched = vec![false; waivers.len()];
    mark(waivers, findings, today, &mut matched);
    let mut apart = Vec::new();
    for finding in findings.iter_mut().filter(|finding| finding.waiver.is_some()) {
        let alone = std::mem::take(&mut finding.apart);
        finding.details.also.retain(|id| !alone.iter().any(|one| one.policy.id == *id));
        apart.extend(alone);
    }
    mark(waivers, &mut apart, today, &mut matched);
    findings.append(&mut apart);
    let remarks = waivers.iter().zip(matched).filter_map(|(waiver, matched)| remark(waiver, matched, today));
    remarks.collect()
}

fn mark(waivers: &[Waiver], findings: &mut [Finding<'_>], today: Date, matched: &mut [bool]) {
    for (waiver, matched) in waivers.iter().zip(matched) {
        let stands = |finding: &&mut Finding<'_>| finding.standing != Standing::Resolved;
        for finding in findings.iter_mut().filter(stands).filter(|finding| waiver.scope.holds(finding)) {
            // What is folded is there, though it is not shown.
            *matched |= finding.details.also.contains(&waiver.policy);
            if finding.policy.id != waiver.policy {
                continue;
            }
            *matched = true;
            if waiver.expires >= today {
                let owner = waiver.owner.as_ref().map(|owner| format!(", {owner}")).unwrap_or_default();
                let reason = format!("{}{owner}, until {}", waiver.reason, waiver.expires);
                finding.waiver = Some(Waived { reason, inline: matches!(waiver.scope, Scope::Source(..)) });
            }
        }
    }
}

fn remark(waiver: &Waiver, matched: bool, today: Date) -> Option<Mistake> {
    let (id, scope, expires) = (&waiver.policy, waiver.scope.words(), waiver.expires);
    let soon = today.checked_add(SOON.days()).is_ok_and(|limit| expires <= limit);
    let (place, message, help) = if !matched {
        let help = "remove it: what it accepted is gone, or stands at another address";
        (&waiver.place, format!("the waiver of `{id}` {scope} matches no finding"), help)
    } else if expires < today {
        let message = format!("the waiver of `{id}` {scope} ended on {expires} and waives nothing");
        (&waiver.end, message, "mend the finding, or decide anew until when it is accepted")
    } else if soon {
        (&waiver.end, format!("the waiver of `{id}` {scope} ends on {expires}"), "mend the finding, or decide anew")
    } else {
        return None;
    };
    Some(place.saying(message, Some(help.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::File;

    fn remarked(expires: &str, matched: bool, today: &str) -> Option<String> {
        let (expires, today): (Date, Date) = (expires.parse().unwrap(), today.parse().unwrap());
        let place = File { name: "plangate.toml", text: "" }.mistake(0..0, String::new(), None);
        let [policy, address, reason] = ["kms-rotation", "*", "x"].map(str::to_owned);
        let waiver =
            Waiver { policy, scope: Scope::Address(address), reason, owner: None, expires, end: place.clone(), place };
        remark(&waiver, matched, today).map(|mistake| mistake.to_string())
    }

    #[test]
    fn a_waiver_holds_through_its_last_day() {
        assert!(remarked("2027-03-31", true, "2027-03-31").unwrap().contains("ends on"));
        assert!(remarked("2027-03-31", true, "2027-04-01").unwrap().contains("ended on"));
        assert_eq!(remarked("2027-03-31", true, "2027-03-16"), None);
        assert!(remarked("2027-03-31", true, "2027-03-17").is_some());
        assert!(remarked("2027-03-31", false, "2027-01-01").unwrap().contains("matches no finding"));
    }

    #[test]
    fn words_may_be_quoted() {
        let told = words("a until=2027-03-31  reason=\"two words\"").unwrap();
        assert_eq!(told, ["a", "until=2027-03-31", "reason=two words"]);
        assert_eq!(words("a reason=\"no end"), None);
    }
}
