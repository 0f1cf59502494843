//! Comments that speak to plangate: the text of a file and its blocks in, each `plangate:ignore` with what it stands at
//! out.
//!
//! It stands at what begins on its line or, alone on its line, right below it: a block, an attribute, a module call, or a
//! member of an object or a list. In JSON it is the text of a `"//"` member, and stands at the object that holds it.

use std::ops::Range;
use std::sync::Arc;

use hcl_edit::Span as _;
use hcl_edit::expr::{Expression, Object};
use hcl_edit::structure::BlockLabel;
use hcl_edit::visit::{self, Visit};

use super::block::{Attribute, Block, Span, key_name, key_span};

/// The word that such a comment begins with.
pub(crate) const WORD: &str = "plangate:ignore";

/// A comment that asks for a finding to be ignored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignore {
    /// The file's path
    pub file: String,
    /// All of its text, with secrets covered
    pub text: Arc<str>,
    /// Where the comment's words stand
    pub span: Range<usize>,
    /// What follows the first word
    pub words: String,
    /// The block or attribute that it stands at, if there is one
    pub target: Option<Range<usize>>,
}

/// The words of a comment as they are shown, and read.
pub(super) fn words(name: &str, shown: &str) -> String {
    let text = match name.ends_with(".json") {
        true => serde_json::from_str(&format!("\"{shown}\"")).unwrap_or_default(),
        false => shown.to_owned(),
    };
    text.strip_prefix(WORD).unwrap_or_default().trim().to_owned()
}

/// Such comments of a JSON file, each with the object that it stands in.
fn in_json(text: &str, offset: usize) -> Vec<(Range<usize>, Range<usize>)> {
    let Ok(root) = hcl_edit::parser::parse_expr(text) else { return Vec::new() };
    let mut found = Vec::new();
    in_object(&root, 0..text.len(), &mut found);
    let moved = |range: Range<usize>| range.start + offset..range.end + offset;
    let says = |(span, _): &(Range<usize>, _)| text.get(span.clone()).is_some_and(|words| words.starts_with(WORD));
    found.into_iter().filter(says).map(|(span, whole)| (moved(span), moved(whole))).collect()
}

fn in_object(expression: &Expression, whole: Range<usize>, found: &mut Vec<(Range<usize>, Range<usize>)>) {
    for item in expression.as_array().into_iter().flatten() {
        in_object(item, item.span().unwrap_or_default(), found);
    }
    for (key, value) in expression.as_object().into_iter().flat_map(Object::iter) {
        let span = value.expr().span().unwrap_or_default();
        match key_name(key) {
            Some("//") if !span.is_empty() => found.push((span.start + 1..span.end - 1, whole.clone())),
            _ => in_object(value.expr(), key_span(key).start..span.end, found),
        }
    }
}

/// Where such comments stand in a file, from their first word to the end of the line.
pub(super) fn find(name: &str, text: &str) -> Vec<Range<usize>> {
    if !text.contains(WORD) {
        return Vec::new();
    }
    if name.ends_with(".json") {
        return json(text).into_iter().map(|(span, _)| span).collect();
    }
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let Ok(body) = hcl_edit::parser::parse_body(text.get(start..).unwrap_or_default()) else { return Vec::new() };
    let mut literals = Literals { offset: start, found: Vec::new() };
    literals.visit_body(&body);
    literals.found.sort_by_key(|literal| literal.start);
    let mut literals = literals.found.into_iter().peekable();
    let (mut found, mut at) = (Vec::new(), start);
    while at < text.len() {
        while literals.next_if(|literal| literal.end <= at).is_some() {}
        if let Some(literal) = literals.next_if(|literal| literal.contains(&at)) {
            at = literal.end;
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        if rest.starts_with("/*") {
            at += rest.find("*/").map_or(rest.len(), |end| end + 2);
        } else if rest.starts_with('#') || rest.starts_with("//") {
            let line = rest.lines().next().unwrap_or_default();
            let words = line.trim_start_matches(['#', '/']).trim_start();
            if words.strip_prefix(WORD).is_some_and(|more| more.is_empty() || more.starts_with(char::is_whitespace)) {
                let begin = at + line.len() - words.len();
                found.push(begin..begin + words.trim_end().len());
            }
            at += line.len();
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

fn json(text: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let start = text.len() - text.trim_start_matches('\u{feff}').trim_start().len();
    in_json(text.get(start..).unwrap_or_default().trim_end(), start)
}

/// What a comment of a file stands at.
pub(super) fn target(
    name: &str,
    text: &str,
    comment: &Range<usize>,
    file: usize,
    blocks: &[Block],
) -> Option<Range<usize>> {
    if name.ends_with(".json") {
        let (_, whole) = json(text).into_iter().find(|(span, _)| span == comment)?;
        // What stands outside of every block is about none of them.
        let holds =
            |block: &&Block| block.span.file == file && block.span.start <= whole.start && whole.end <= block.span.end;
        return blocks.iter().find(holds).map(|_| whole);
    }
    let mut all = Vec::new();
    blocks.iter().for_each(|block| structures(block, &mut all));
    all.retain(|(span, _)| span.file == file);
    let line = line_of(text, comment.start);
    let alone =
        text.get(line.start..comment.start).is_some_and(|before| before.trim_matches(['#', '/', ' ', '\t']).is_empty());
    let first = |line: Range<usize>| {
        let on_it = all.iter().filter(|(span, _)| line.contains(&span.start));
        on_it.min_by_key(|(span, _)| span.start).map(|(span, _)| span.start..span.end)
    };
    if !alone {
        let ends_here = |(span, is_block): &&(Span, bool)| !is_block && line.contains(&span.end);
        let last = || all.iter().filter(ends_here).min_by_key(|(span, _)| span.start);
        return first(line.start..comment.start).or_else(|| last().map(|(span, _)| span.start..span.end));
    }
    // Several comments may stand above the same thing.
    let mut below = line.end + 1;
    while text.get(below..).is_some_and(|rest| rest.trim_start_matches([' ', '\t']).starts_with(['#', '/'])) {
        below = line_of(text, below).end + 1;
    }
    first(line_of(text, below))
}

/// The line around an offset, without its end.
fn line_of(text: &str, at: usize) -> Range<usize> {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    start..at + after.find('\n').unwrap_or(after.len())
}

/// A block with all that is in it, each with whether it is a block.
fn structures(block: &Block, all: &mut Vec<(Span, bool)>) {
    all.push((block.span, true));
    for attribute in block.attributes.values() {
        all.push((attribute.span, false));
        members(attribute, &attribute.value, all);
    }
    block.blocks.iter().for_each(|inner| structures(inner, all));
}

/// The members of an object or a list, at every depth.
fn members(attribute: &Attribute, expression: &Expression, all: &mut Vec<(Span, bool)>) {
    let mut add = |start: usize, value: &Expression| {
        let end = value.span().unwrap_or_default().end + attribute.offset;
        all.push((Span { start: start + attribute.offset, end, ..attribute.span }, false));
        members(attribute, value, all);
    };
    match expression {
        Expression::Array(items) => items.iter().for_each(|item| add(item.span().unwrap_or_default().start, item)),
        Expression::Object(object) => {
            object.iter().for_each(|(key, value)| add(key_span(key).start, value.expr()));
        }
        Expression::FuncCall(call) => call.args.iter().for_each(|argument| members(attribute, argument, all)),
        _ => {}
    }
}

/// Strings, in which nothing is a comment.
struct Literals {
    offset: usize,
    found: Vec<Range<usize>>,
}

impl Literals {
    fn add(&mut self, span: Option<Range<usize>>) {
        self.found.extend(span.map(|span| span.start + self.offset..span.end + self.offset));
    }
}

impl Visit for Literals {
    fn visit_block_label(&mut self, label: &BlockLabel) {
        self.add(label.span());
    }

    fn visit_expr(&mut self, expression: &Expression) {
        match expression {
            Expression::String(_) | Expression::StringTemplate(_) | Expression::HeredocTemplate(_) => {
                self.add(expression.span());
            }
            other => visit::visit_expr(self, other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::block;

    const TEXT: &str = r##"
# plangate:ignore a
// plangate:ignore b
resource "x" "y#z" { # plangate:ignore c
  one = "# plangate:ignore not" # plangate:ignore d
  two = <<-EOT
    # plangate:ignore not
  EOT
  # plangate:ignore e

  three = [
    1, # plangate:ignore f
  ] // plangate:ignore g
  /* # plangate:ignore not */
  # plangate:ignored
  # plangate:ignore h
  four { five = 1 }
}
"##;

    #[test]
    fn a_comment_stands_at_its_line_or_the_one_below() {
        let blocks = block::parse("main.tf", TEXT, 0).unwrap();
        let told: Vec<(&str, Option<&str>)> = find("main.tf", TEXT)
            .iter()
            .map(|comment| {
                let target = target("main.tf", TEXT, comment, 0, &blocks).map(|target| TEXT.get(target).unwrap());
                let name = TEXT.get(comment.clone()).unwrap().strip_prefix(WORD).unwrap().trim();
                (name, target.map(|target| target.split_whitespace().next().unwrap()))
            })
            .collect();
        let (block, none) = (Some("resource"), None);
        let expected = [("a", block), ("b", block), ("c", block), ("d", Some("one")), ("e", none), ("f", Some("1"))];
        assert_eq!(told, [&expected[..], &[("g", Some("three")), ("h", Some("four"))]].concat());
    }

    #[test]
    fn in_json_a_comment_stands_at_the_object_that_holds_it() {
        let text = r#"{
  "//": "plangate:ignore a",
  "resource": { "x": { "y": {
    "//": "plangate:ignore b reason=\"two words\"",
    "one": [{ "//": "plangate:ignore c" }, { "two": 2 }],
    "three": { "//": "not plangate:ignore" }
  } } }
}"#;
        let name = "main.tf.json";
        let blocks = block::parse(name, text, 0).unwrap();
        let told: Vec<(String, Option<&str>)> = find(name, text)
            .iter()
            .map(|comment| {
                let target = target(name, text, comment, 0, &blocks).map(|target| text.get(target).unwrap());
                (words(name, text.get(comment.clone()).unwrap()), target.map(|target| target.lines().next().unwrap()))
            })
            .collect();
        let expected = [
            ("a", None),
            ("b reason=\"two words\"", Some("\"y\": {")),
            ("c", Some("{ \"//\": \"plangate:ignore c\" }")),
        ];
        assert_eq!(told, expected.map(|(words, target)| (words.to_owned(), target)));
    }
}
