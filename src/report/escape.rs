//! Text in, the same text without a meaning of its own in Markdown, HTML or Mermaid out.
//!
//! Every text has gone through [`crate::redact::plain`] before, so it holds no line breaks and nothing invisible.

/// A piece of a sentence: text, or a name that stood between backticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    /// Words
    Text(&'t str),
    /// A name or a value
    Code(&'t str),
}

/// The pieces of a sentence. A backtick without a partner stays in the text.
pub(super) fn pieces(sentence: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = sentence;
    while let Some((text, (code, after))) =
        rest.split_once('`').and_then(|(text, tail)| Some((text, tail.split_once('`')?)))
    {
        pieces.extend([Piece::Text(text), Piece::Code(code)]);
        rest = after;
    }
    pieces.push(Piece::Text(rest));
    pieces.retain(|piece| !matches!(piece, Piece::Text("") | Piece::Code("")));
    pieces
}

/// A sentence in Markdown, its names as code.
pub(super) fn sentence(text: &str) -> String {
    let piece = |piece: &Piece<'_>| match piece {
        Piece::Text(text) => words(text),
        Piece::Code(name) => code(name),
    };
    pieces(text).iter().map(piece).collect()
}

/// A sentence in HTML that stands in Markdown, where GitHub and GitLab still look for mentions outside of `<code>`.
pub(super) fn html_sentence(text: &str) -> String {
    let piece = |piece: &Piece<'_>| match piece {
        Piece::Text(text) => each(text, entity),
        Piece::Code(name) => format!("<code>{}</code>", html(name)),
    };
    pieces(text).iter().map(piece).collect()
}

/// Words in Markdown: every character that may act is escaped.
pub(super) fn words(text: &str) -> String {
    each(text, |c, safe| match c {
        '<' | '>' | '&' => entity(c, safe),
        '"' | '\'' | ',' | ';' | '?' | '/' | '=' => safe.push(c),
        c if c.is_ascii_punctuation() => safe.extend(['\\', c]),
        c => safe.push(c),
    })
}

/// Text in HTML.
pub(super) fn html(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    text.chars().for_each(|c| entity(c, &mut safe));
    safe
}

fn entity(c: char, safe: &mut String) {
    match c {
        '<' => safe.push_str("&lt;"),
        '>' => safe.push_str("&gt;"),
        '&' => safe.push_str("&amp;"),
        '"' => safe.push_str("&quot;"),
        '\'' => safe.push_str("&#39;"),
        c => safe.push(c),
    }
}

/// Escapes character by character, and parts with a zero-width space what GitHub and GitLab make links of after they
/// have read the Markdown: mentions, references to issues and the like, and addresses.
fn each(text: &str, escape: impl Fn(char, &mut String)) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        escape(c, &mut safe);
        let links = match (c, rest.peek()) {
            ('@', Some(next)) => !next.is_whitespace(),
            ('#' | '!' | '~' | '%' | '$' | '&', Some(next)) => next.is_alphanumeric(),
            (':', Some('/')) | ('w' | 'W', Some('.')) => true,
            _ => false,
        };
        if links {
            safe.push_str("&#8203;");
        }
    }
    safe
}

/// A code span in Markdown, with a fence longer than any run of backticks in it.
pub(super) fn code(text: &str) -> String {
    let fence = "`".repeat(longest_run(text) + 1);
    let edge = text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']);
    let pad = if edge { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A fenced block in Markdown.
pub(super) fn fenced(language: &str, text: &str) -> String {
    let fence = "`".repeat(longest_run(text).max(2) + 1);
    format!("{fence}{language}\n{}\n{fence}\n", text.trim_end())
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}

/// A label in Mermaid, where anything but words is written as an entity: <https://mermaid.js.org/syntax/flowchart.html>.
pub(super) fn mermaid(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | '_' | '-' | ',') => safe.push(c),
            c => safe.push_str(&format!("#{};", u32::from(c))),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_do_not_act_in_markdown() {
        assert_eq!(words("a *b* [c](d) |"), "a \\*b\\* \\[c\\]\\(d\\) \\|");
        assert_eq!(words("@team #12 <b>&"), "\\@&#8203;team \\#&#8203;12 &lt;b&gt;&amp;");
        assert_eq!(words("https://a www.b"), "https\\:&#8203;//a www&#8203;\\.b");
    }

    #[test]
    fn code_keeps_its_backticks() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a``b"), "```a``b```");
        assert_eq!(code("`a"), "`` `a ``");
        assert_eq!(fenced("", "````"), "`````\n````\n`````\n");
    }

    #[test]
    fn names_are_found_between_backticks() {
        assert_eq!(pieces("`a` is `b"), [Piece::Code("a"), Piece::Text(" is `b")]);
        assert_eq!(html_sentence("`<a>` <b> @x"), "<code>&lt;a&gt;</code> &lt;b&gt; @&#8203;x");
    }

    #[test]
    fn labels_do_not_act_in_mermaid() {
        assert_eq!(mermaid("a[\"b\"]"), "a#91;#34;b#34;#93;");
    }
}
