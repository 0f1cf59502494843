//! Globs: in, two sequences of which `*` stands for any run and `?` for one character; out, whether one covers the
//! other, or whether they have a string in common.

/// Whether `pattern` matches everything `subject` matches. A subject without wildcards is one string.
///
/// Sound for every pair; with `?` beside `*` in both it may answer no where the answer is yes.
pub(super) fn covers<T>(pattern: &[T], subject: &[T], any: fn(&T) -> bool, eats: impl Fn(&T, &T) -> bool) -> bool {
    let (mut p, mut s) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while let Some(next) = subject.get(s) {
        match pattern.get(p) {
            Some(token) if any(token) => {
                p += 1;
                retry = Some((p, s));
                continue;
            }
            Some(token) if eats(token, next) => {
                (p, s) = (p + 1, s + 1);
                continue;
            }
            Some(_) | None => {}
        }
        // Only the last run needs to grow: growing an earlier one cannot find what the last one missed.
        let Some((after, from)) = retry else { return false };
        (p, s) = (after, from + 1);
        retry = Some((after, s));
    }
    pattern.iter().skip(p).all(any)
}

/// Whether two patterns have a string in common. `run` says what stands for a run of characters, and `takes` which of the
/// other's it can stand for.
pub(super) fn intersects<T>(
    a: &[T],
    b: &[T],
    run: fn(&T) -> bool,
    takes: fn(&T, &T) -> bool,
    meets: impl Fn(&T, &T) -> bool,
) -> bool {
    let (mut a, mut b) = (a, b);
    // Up to the first run of either, each token meets the one across.
    while let ([x, after @ ..], [y, below @ ..]) = (a, b) {
        if run(x) || run(y) {
            break;
        }
        if !meets(x, y) {
            return false;
        }
        (a, b) = (after, below);
    }
    // row[j]: the part of `a` read so far and the first j of `b` have a string in common
    let mut row: Vec<bool> = std::iter::once(true)
        .chain(b.iter().scan(true, |reached, token| {
            *reached &= run(token);
            Some(*reached)
        }))
        .collect();
    let mut next = Vec::with_capacity(row.len());
    for left in a {
        let mut corner = false;
        let mut previous = false;
        next.clear();
        for (j, &above) in row.iter().enumerate() {
            let right = j.checked_sub(1).and_then(|at| b.get(at));
            let reached = match right {
                None => above && run(left),
                Some(right) if run(left) || run(right) => {
                    let by_left = run(left) && (above || (previous && takes(left, right)));
                    by_left || (run(right) && (previous || (above && takes(right, left))))
                }
                Some(right) => corner && meets(left, right),
            };
            next.push(reached);
            (corner, previous) = (above, reached);
        }
        std::mem::swap(&mut row, &mut next);
    }
    row.last().copied().unwrap_or(false)
}

/// Whether a pattern text matches everything another one matches.
pub(super) fn covers_text(pattern: &str, subject: &str, fold: bool) -> bool {
    if pattern.is_ascii() && subject.is_ascii() {
        let eats = |p: &u8, s: &u8| (*p == b'?' && *s != b'*') || p == s || (fold && p.eq_ignore_ascii_case(s));
        return covers(pattern.as_bytes(), subject.as_bytes(), |b| *b == b'*', eats);
    }
    let (pattern, subject): (Vec<char>, Vec<char>) = (pattern.chars().collect(), subject.chars().collect());
    let eats = |p: &char, s: &char| (*p == '?' && *s != '*') || p == s || (fold && p.eq_ignore_ascii_case(s));
    covers(&pattern, &subject, |c| *c == '*', eats)
}

/// Whether two pattern texts have a string in common, whatever their case.
pub(super) fn intersects_text(a: &str, b: &str) -> bool {
    intersects_exact(&a.to_ascii_lowercase(), &b.to_ascii_lowercase())
}

/// Whether two pattern texts have a string in common.
pub(super) fn intersects_exact(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() {
        let meets = |x: &u8, y: &u8| *x == b'?' || *y == b'?' || x == y;
        return intersects(a.as_bytes(), b.as_bytes(), |c| *c == b'*', |_, _| true, meets);
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let meets = |x: &char, y: &char| *x == '?' || *y == '?' || x == y;
    intersects(&a, &b, |c| *c == '*', |_, _| true, meets)
}

/// Whether the pattern matches every string.
pub(super) fn is_all(pattern: &str) -> bool {
    !pattern.is_empty() && pattern.bytes().all(|b| b == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The obvious matcher: exponential, and right.
    fn slow(pattern: &[u8], text: &[u8]) -> bool {
        match pattern {
            [] => text.is_empty(),
            [b'*', rest @ ..] => (0..=text.len()).any(|n| slow(rest, &text[n..])),
            [b'?', rest @ ..] => !text.is_empty() && slow(rest, &text[1..]),
            [c, rest @ ..] => text.first() == Some(c) && slow(rest, &text[1..]),
        }
    }

    /// Every string of at most `length` characters; `z` stands for a character no pattern names.
    fn strings(length: usize) -> Vec<Vec<u8>> {
        let mut all = vec![Vec::new()];
        let mut last = all.clone();
        for _ in 0..length {
            last = last.iter().flat_map(|s| b"abz".iter().map(|c| [s.as_slice(), &[*c]].concat())).collect();
            all.extend(last.iter().cloned());
        }
        all
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn matches_like_the_slow_matcher(pattern in "[ab*?]{0,6}", text in "[abz]{0,7}") {
            prop_assert_eq!(covers_text(&pattern, &text, false), slow(pattern.as_bytes(), text.as_bytes()));
        }

        #[test]
        fn meets_iff_a_string_is_common(a in "[ab*?]{0,4}", b in "[ab*?]{0,4}") {
            // A shortest common string is no longer than both patterns together.
            let common = strings(8).iter().any(|s| slow(a.as_bytes(), s) && slow(b.as_bytes(), s));
            prop_assert_eq!(intersects_text(&a, &b), common);
        }

        #[test]
        fn covers_only_what_holds(a in "[ab*?]{0,4}", b in "[ab*?]{0,4}") {
            let holds = strings(6).iter().all(|s| !slow(b.as_bytes(), s) || slow(a.as_bytes(), s));
            prop_assert!(!covers_text(&a, &b, false) || holds);
        }

        #[test]
        fn covers_whatever_holds_without_question_marks(a in "[ab*]{0,4}", b in "[ab*]{0,4}") {
            let holds = strings(6).iter().all(|s| !slow(b.as_bytes(), s) || slow(a.as_bytes(), s));
            prop_assert_eq!(covers_text(&a, &b, false), holds);
        }
    }

    #[test]
    fn many_stars_do_not_backtrack() {
        let pattern = "*a".repeat(500);
        let text = format!("{}b", "a".repeat(5000));
        assert!(!covers_text(&pattern, &text, false));
    }
}
