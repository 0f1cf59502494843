//! What a plan changes at a place: values before and after in, a redacted line-by-line difference out.

use similar::{ChangeTag, TextDiff};

use crate::json::Json;
use crate::path::{Place, PlaceStep};
use crate::plan::change::{Action, Change, Tree};
use crate::plan::node::{Node, State};
use crate::redact;

/// A difference in lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diff {
    /// The attribute that changes
    pub attribute: String,
    /// Its lines, each with what happens to it
    pub lines: Vec<(Mark, String)>,
}

/// What happens to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It stays
    Same,
    /// It goes
    Removed,
    /// It comes
    Added,
}

impl Mark {
    /// The sign in front of the line.
    pub fn sign(self) -> char {
        match self {
            Self::Same => ' ',
            Self::Removed => '-',
            Self::Added => '+',
        }
    }
}

/// Lines kept around a change.
const CONTEXT: usize = 3;

/// The difference at the attribute in which `place` lies; `None` when the object is not changed in place, or not there.
pub fn at(change: &Change<'_>, place: &Place) -> Option<Diff> {
    if !matches!(change.action, Action::Update | Action::DeleteCreate | Action::CreateDelete) {
        return None;
    }
    let Some(PlaceStep::Name(attribute)) = place.steps().first() else { return None };
    let (before, after) = (lines(change.before()?, attribute), lines(change.after()?, attribute));
    if before == after {
        return None;
    }
    let (before, after) = (before.join("\n"), after.join("\n"));
    let diff = TextDiff::from_lines(before.as_str(), after.as_str());
    let groups = diff.grouped_ops(CONTEXT);
    let changes = groups.iter().flatten().flat_map(|op| diff.iter_changes(op));
    let lines = changes.map(|change| {
        let mark = match change.tag() {
            ChangeTag::Equal => Mark::Same,
            ChangeTag::Delete => Mark::Removed,
            ChangeTag::Insert => Mark::Added,
        };
        (mark, change.value().trim_end_matches('\n').to_owned())
    });
    Some(Diff { attribute: redact::plain(attribute), lines: lines.collect() })
}

/// The attribute as lines: a document line by line, anything else as assignments.
fn lines(tree: &Tree<'_>, attribute: &str) -> Vec<String> {
    let node = tree.root().unwrap_or(Node::unknown()).get(attribute);
    let mut lines = Vec::new();
    match node.state() {
        State::Known(Json::String(text)) if !node.is_sensitive() && is_document(text) => match Json::parse(text) {
            Ok(document) if !redact::is_secret(attribute, &document) => pretty(&document, 0, "", &mut lines),
            _ => lines.push(redact::HIDDEN.to_owned()),
        },
        _ => assignments(&node, attribute, 0, &mut lines),
    }
    lines
}

fn is_document(text: &str) -> bool {
    text.trim_start().starts_with('{')
}

/// Values in the way of HCL.
fn assignments(node: &Node<'_>, name: &str, depth: usize, lines: &mut Vec<String>) {
    let (indent, shown) = ("  ".repeat(depth), redact::plain(name));
    let blocks = match node.state() {
        State::Known(Json::Array(items)) if items.iter().any(|item| item.as_object().is_some()) => node.items(),
        _ => None,
    };
    for block in blocks.iter().flatten() {
        lines.push(format!("{indent}{shown} {{"));
        if let State::Known(Json::Object(members)) = block.state() {
            for (member, _) in members.iter() {
                assignments(&block.get(member), member, depth + 1, lines);
            }
        }
        lines.push(format!("{indent}}}"));
    }
    if blocks.is_none() && !matches!(node.state(), State::Null | State::Absent) {
        lines.push(format!("{indent}{shown} = {}", node.shown(name)));
    }
}

/// A document, one member a line.
fn pretty(json: &Json<'_>, depth: usize, lead: &str, lines: &mut Vec<String>) {
    let indent = "  ".repeat(depth);
    let group = |open: &str, close: &str, lines: &mut Vec<String>, members: Vec<(String, &Json<'_>)>| {
        lines.push(format!("{indent}{lead}{open}"));
        for (lead, member) in members {
            pretty(member, depth + 1, &lead, lines);
        }
        lines.push(format!("{indent}{close}"));
    };
    match json {
        Json::Object(object) if !object.is_empty() => {
            let members = object.iter().map(|(key, value)| (format!("{}: ", redact::plain(key)), value));
            group("{", "}", lines, members.collect());
        }
        Json::Array(items) if !items.is_empty() => {
            group("[", "]", lines, items.iter().map(|item| (String::new(), item)).collect());
        }
        _ => lines.push(format!("{indent}{lead}{}", redact::shown("", json))),
    }
}
