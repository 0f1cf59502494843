//! The comparison of both worlds: what a policy answers before and after in, findings with their standing out.

use std::collections::BTreeMap;

use crate::finding::{Answer, Fact};
use crate::iam::pattern::text_covers;
use crate::policy::Severity;
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

/// A policy that stands as it did before, and that nobody has any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// Who had it could use it
    Used,
    /// A boundary or a Deny may have held back whoever had it
    HeldBack,
}

/// Compares the answers of one policy. An answer that is missing from a world passed there, or had no subject. `left` says of an
/// address whether what stands there was only taken off.
pub fn compare(
    before: Vec<Answer>,
    after: Vec<Answer>,
    left: &dyn Fn(&str) -> Option<Left>,
) -> Vec<(Standing, Answer)> {
    let key = |answer: &Answer| (answer.address.clone(), answer.sub_key.clone());
    let mut at: BTreeMap<_, usize> = before.iter().map(key).zip(0..).collect();
    let mut found: Vec<(Standing, Answer)> = Vec::new();
    for mut answer in after {
        let earlier = at.remove(&key(&answer)).and_then(|at| before.get(at));
        let standing = match (earlier.map(|earlier| earlier.passes), answer.passes) {
            (None, _) if left(&answer.address).is_some_and(|left| stood(&answer, &before, left)) => {
                answer.facts.push(Fact::assumed("it stood before this plan, at whoever had it"));
                Standing::Existing
            }
            (None | Some(Truth::True), _) | (Some(Truth::Unknown), Truth::False) => Standing::Introduced,
            (Some(Truth::Unknown), _) => Standing::Existing,
            (Some(Truth::False), Truth::Unknown) => {
                answer.facts.push(Fact::assumed("it failed before this plan"));
                Standing::Existing
            }
            (Some(Truth::False), _) => match earlier {
                // The same fault made worse is a new one.
                Some(earlier) if earlier.severity < answer.severity => Standing::Introduced,
                Some(earlier) if lets_in_more(earlier, &answer) => {
                    answer.facts.push(Fact::assumed("it failed before this plan, and let in less"));
                    Standing::Introduced
                }
                _ => Standing::Existing,
            },
        };
        found.push((standing, answer));
    }
    let mut before: Vec<Option<Answer>> = before.into_iter().map(Some).collect();
    let resolved = at.into_values().filter_map(|at| before.get_mut(at)?.take());
    found.extend(resolved.filter(|answer| answer.passes.is_false()).map(|answer| (Standing::Resolved, answer)));
    found
}

/// Whether statements of a document, and of no other, did before what they do alone, or would have where nothing held them back.
fn stood(answer: &Answer, before: &[Answer], left: Left) -> bool {
    let own = format!("{} ", answer.address);
    let (mut granting, grants) = (answer.details.grants.iter().peekable(), &answer.details.grants);
    if granting.peek().is_none() || !granting.all(|one| one.origin.starts_with(&own)) {
        return false;
    }
    let did = |earlier: &Answer| {
        earlier.sub_key == answer.sub_key
            && earlier.passes <= answer.passes
            && earlier.severity >= answer.severity
            && grants.iter().all(|one| earlier.details.grants.iter().any(|other| other == one))
    };
    left == Left::HeldBack || before.iter().any(did)
}

/// Whether one lets in somebody whom the other did not, or not so badly.
fn lets_in_more(before: &Answer, after: &Answer) -> bool {
    let was = &before.details.admits;
    let covered = |(whom, severity): &(String, Severity)| {
        was.iter().any(|(other, earlier)| earlier >= severity && text_covers(other, whom))
    };
    !after.details.admits.iter().all(covered)
}

#[cfg(test)]
mod tests {
    use super::Standing::{Existing, Introduced, Resolved};
    use super::*;
    use crate::finding::Details;

    fn answer(passes: Truth, severity: Severity) -> Vec<Answer> {
        if passes.is_true() {
            return Vec::new();
        }
        let (address, kind, message) = ("aws_x.y".into(), "aws_x".to_owned(), String::new());
        let (facts, details) = (Vec::new(), Details::default());
        vec![Answer { address, kind, sub_key: None, passes, severity, message, facts, details }]
    }

    fn standing(before: Truth, after: Truth) -> Option<Standing> {
        let found = compare(answer(before, Severity::Low), answer(after, Severity::Low), &|_| None);
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
        let worse = compare(answer(Truth::False, Severity::Medium), answer(Truth::False, Severity::High), &|_| None);
        assert_eq!(worse[0].0, Introduced);
        let milder = compare(answer(Truth::False, Severity::High), answer(Truth::False, Severity::Medium), &|_| None);
        assert_eq!(milder[0].0, Existing);
    }

    #[test]
    fn who_was_not_let_in_before_is_introduced() {
        let to = |whom: &[&str], severity| {
            let admits = whom.iter().map(|whom| ((*whom).to_owned(), severity)).collect();
            let answers = answer(Truth::False, severity).into_iter();
            let details = Details { admits, ..Details::default() };
            answers.map(|answer| Answer { details: details.clone(), ..answer }).collect::<Vec<_>>()
        };
        let high = |whom: &[&str]| to(whom, Severity::High);
        for (before, after, expected) in [
            (high(&["1:role/a:*"]), high(&["1:role/a:*", "1:role/b:*"]), Introduced),
            (high(&["1:role/a:*"]), high(&["1:*"]), Introduced),
            (high(&["1:*"]), high(&["1:role/a:*"]), Existing),
            (high(&["1:role/a:*", "1:role/b:*"]), high(&["1:role/b:*", "1:role/a:*"]), Existing),
            (high(&["repo:a/*"]), high(&["repo:b/*"]), Introduced),
        ] {
            let whom = format!("{:?} -> {:?}", before[0].details.admits, after[0].details.admits);
            assert_eq!(compare(before, after, &|_| None)[0].0, expected, "{whom}");
        }
    }
}
