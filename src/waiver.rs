//! Waivers: what the configuration accepts and the findings in; findings that no longer count, and remarks, out.
//!
//! A waiver names a policy and an address, says why, and ends. One that has ended or that matches nothing is a remark at
//! its place in the file, so that the list never grows stale.

use jiff::ToSpan;
use jiff::civil::Date;
use wildmatch::WildMatch;

use crate::report::Finding;
use crate::standing::Standing;
use crate::table::Mistake;

/// Days before its end from which on a waiver is remarked upon.
const SOON: i32 = 14;

/// A finding that is accepted until a date.
#[derive(Clone, Debug)]
pub struct Waiver {
    /// The policy's id
    pub policy: String,
    /// The address, in which `*` stands for anything and `?` for one character
    pub address: String,
    /// Why it is accepted
    pub reason: String,
    /// Who accepts it
    pub owner: Option<String>,
    /// The last day on which it holds
    pub expires: Date,
    /// Its place in the file
    pub place: Mistake,
}

/// Marks the findings that are waived on `today`. Returns a remark for each waiver that has ended, that ends soon or that
/// matches nothing.
pub fn apply(waivers: &[Waiver], findings: &mut [Finding<'_>], today: Date) -> Vec<Mistake> {
    let mut remarks = Vec::new();
    for waiver in waivers {
        let pattern = WildMatch::new(&waiver.address);
        let matches = |finding: &&mut Finding<'_>| {
            finding.policy.id == waiver.policy
                && pattern.matches(&finding.address)
                && finding.standing != Standing::Resolved
        };
        let ended = waiver.expires < today;
        let mut matched = 0;
        for finding in findings.iter_mut().filter(matches) {
            matched += 1;
            if !ended {
                let owner = waiver.owner.as_ref().map(|owner| format!(", {owner}")).unwrap_or_default();
                finding.waiver = Some(format!("{}{owner}, until {}", waiver.reason, waiver.expires));
            }
        }
        remarks.extend(remark(waiver, matched, ended, today));
    }
    remarks
}

fn remark(waiver: &Waiver, matched: usize, ended: bool, today: Date) -> Option<Mistake> {
    let (id, address, expires) = (&waiver.policy, &waiver.address, waiver.expires);
    let soon = today.checked_add(SOON.days()).is_ok_and(|limit| expires <= limit);
    let (message, help) = if matched == 0 {
        (format!("the waiver of `{id}` for `{address}` matches no finding"), "remove it: what it accepted is gone")
    } else if ended {
        (format!("the waiver of `{id}` for `{address}` ended on {expires} and waives nothing"), "mend the finding")
    } else if soon {
        (format!("the waiver of `{id}` for `{address}` ends on {expires}"), "mend the finding, or decide anew")
    } else {
        return None;
    };
    Some(waiver.place.saying(message, Some(help.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::File;

    fn remarked(expires: &str, matched: usize, today: &str) -> Option<String> {
        let (expires, today): (Date, Date) = (expires.parse().unwrap(), today.parse().unwrap());
        let place = File { name: "plangate.toml", text: "" }.mistake(0..0, String::new(), None);
        let [policy, address, reason] = ["kms-rotation", "*", "x"].map(str::to_owned);
        let waiver = Waiver { policy, address, reason, owner: None, expires, place };
        remark(&waiver, matched, expires < today, today).map(|mistake| mistake.to_string())
    }

    #[test]
    fn a_waiver_holds_through_its_last_day() {
        assert!(remarked("2027-03-31", 1, "2027-03-31").unwrap().contains("ends on"));
        assert!(remarked("2027-03-31", 1, "2027-04-01").unwrap().contains("ended on"));
        assert_eq!(remarked("2027-03-31", 1, "2027-03-16"), None);
        assert!(remarked("2027-03-31", 1, "2027-03-17").is_some());
        assert!(remarked("2027-03-31", 0, "2027-01-01").unwrap().contains("matches no finding"));
    }
}
