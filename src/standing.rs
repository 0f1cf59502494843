//! The comparison of both worlds: what a policy answers before and after in, findings with their standing out.

use std::collections::BTreeMap;

use crate::finding::{Answer, Fact};
use crate::truth::Truth;

/// How a finding stands between the two worlds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// It fails after the plan and did not before
    Introduced,
    /// It fails in both worlds
    Existing,
    /// It failed before the plan and does not after
    Resolved,
}

impl Standing {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Introduced => "introduced",
            Self::Existing => "existing",
            Self::Resolved => "resolved",
        }
    }
}

/// Compares the answers of one policy. An answer that is missing from a world passed there, or had no subject.
pub fn compare(before: Vec<Answer>, after: Vec<Answer>) -> Vec<(Standing, Answer)> {
    let key = |answer: &Answer| (answer.address.clone(), answer.sub_key.clone());
    let mut before: BTreeMap<_, Answer> = before.into_iter().map(|answer| (key(&answer), answer)).collect();
    let mut found: Vec<(Standing, Answer)> = Vec::new();
    for mut answer in after {
        let earlier = before.remove(&key(&answer));
        let standing = match (earlier.as_ref().map(|earlier| earlier.passes), answer.passes) {
            (None | Some(Truth::True), _) | (Some(Truth::Unknown), Truth::False) => Standing::Introduced,
            (Some(Truth::Unknown), _) => Standing::Existing,
            (Some(Truth::False), Truth::Unknown) => {
                answer.facts.push(Fact::assumed("it failed before this plan"));
                Standing::Existing
            }
            (Some(Truth::False), _) => match earlier {
                // The same fault made worse is a new one.
                Some(earlier) if earlier.severity < answer.severity => Standing::Introduced,
                _ => Standing::Existing,
            },
        };
        found.push((standing, answer));
    }
    let resolved = before.into_values().filter(|answer| answer.passes.is_false());
    found.extend(resolved.map(|answer| (Standing::Resolved, answer)));
    found
}

#[cfg(test)]
mod tests {
    use super::Standing::{Existing, Introduced, Resolved};
    use super::*;
    use crate::finding::Details;
    use crate::policy::Severity;

    fn answer(passes: Truth, severity: Severity) -> Vec<Answer> {
        if passes.is_true() {
            return Vec::new();
        }
        let (address, kind, message) = ("aws_x.y".to_owned(), "aws_x".to_owned(), String::new());
        let (facts, details) = (Vec::new(), Details::default());
        vec![Answer { address, kind, sub_key: None, passes, severity, message, facts, details }]
    }

    fn standing(before: Truth, after: Truth) -> Option<Standing> {
        let found = compare(answer(before, Severity::Low), answer(after, Severity::Low));
        found.first().map(|(standing, _)| *standing)
    }

    #[test]
    fn the_table_of_both_worlds() {
        use Truth::{False, True, Unknown};
        let table = [
            (True, True, None),
            (True, Unknown, Some(Introduced)),
            (True, False, Some(Introduced)),
            (Unknown, True, None),
            (Unknown, Unknown, Some(Existing)),
            (Unknown, False, Some(Introduced)),
            (False, True, Some(Resolved)),
            (False, Unknown, Some(Existing)),
            (False, False, Some(Existing)),
        ];
        for (before, after, expected) in table {
            assert_eq!(standing(before, after), expected, "{before:?} -> {after:?}");
        }
    }

    #[test]
    fn a_fault_made_worse_is_introduced() {
        let worse = compare(answer(Truth::False, Severity::Medium), answer(Truth::False, Severity::High));
        assert_eq!(worse[0].0, Introduced);
        let milder = compare(answer(Truth::False, Severity::High), answer(Truth::False, Severity::Medium));
        assert_eq!(milder[0].0, Existing);
    }
}
