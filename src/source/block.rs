//! Blocks: the text of one file in, its blocks with attributes, nested blocks and their places in the file out.
//!
//! `hcl-edit` parses. JSON is an HCL expression letter by letter, so `.tf.json` goes through the same parser and keeps
//! its places; its nested blocks stay objects inside of attributes.

use std::collections::BTreeMap;
use std::ops::Range;

use hcl_edit::Span as _;
use hcl_edit::expr::{Expression, Object, ObjectKey};
use hcl_edit::structure::{Body, Structure};

/// A piece of a file: the file's number in its module, and the bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The number of the file
    pub file: usize,
    /// First byte
    pub start: usize,
    /// The byte after the last
    pub end: usize,
}

/// A block.
#[derive(Clone, Debug)]
pub struct Block {
    /// `resource`, `module`, or the name of a nested block
    pub kind: String,
    /// Its labels
    pub labels: Vec<String>,
    /// Its head, without the braces
    pub head: Span,
    /// All of it
    pub span: Span,
    /// Its attributes
    pub attributes: BTreeMap<String, Attribute>,
    /// Its nested blocks, in order
    pub blocks: Vec<Block>,
}

/// An attribute.
#[derive(Clone, Debug)]
pub struct Attribute {
    /// Name and value
    pub span: Span,
    /// Its value
    pub value: Expression,
    /// How far the places of its expressions are behind those of the file
    pub offset: usize,
}

/// Parses a file. Errors with the line that can't be parsed.
pub(super) fn parse(name: &str, text: &str, file: usize) -> Result<Vec<Block>, usize> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let text = text.get(start..).unwrap_or_default();
    let at = |offset: usize| Origin { file, offset };
    if name.ends_with(".json") {
        let blank = text.len() - text.trim_start().len();
        let expression = hcl_edit::parser::parse_expr(text.trim()).map_err(|error| error.location().line())?;
        return Ok(at(start + blank).json(&expression));
    }
    let body = hcl_edit::parser::parse_body(text).map_err(|error| error.location().line())?;
    let (_, blocks) = at(start).body(body);
    Ok(blocks)
}

/// Merges the blocks of an override file: attributes take the place of those they name, nested blocks of all of theirs.
pub(super) fn merge(blocks: &mut Vec<Block>, overriding: Vec<Block>) {
    for new in overriding {
        let same = |old: &&mut Block| {
            old.kind == new.kind
                && old.labels == new.labels
                && (new.kind != "locals" || new.attributes.keys().all(|name| old.attributes.contains_key(name)))
        };
        match blocks.iter_mut().find(same) {
            Some(old) => {
                old.blocks.retain(|nested| !new.blocks.iter().any(|other| other.kind == nested.kind));
                old.blocks.extend(new.blocks);
                old.attributes.extend(new.attributes);
            }
            None => blocks.push(new),
        }
    }
}

#[derive(Clone, Copy)]
struct Origin {
    file: usize,
    offset: usize,
}

impl Origin {
    fn span(self, range: Option<Range<usize>>) -> Span {
        let range = range.unwrap_or_default();
        Span { file: self.file, start: range.start + self.offset, end: range.end + self.offset }
    }

    fn body(self, body: Body) -> (BTreeMap<String, Attribute>, Vec<Block>) {
        let (mut attributes, mut blocks) = (BTreeMap::new(), Vec::new());
        for structure in body {
            match structure {
                Structure::Attribute(attribute) => {
                    let span = self.span(attribute.span());
                    let name = attribute.key.as_str().to_owned();
                    attributes.insert(name, Attribute { span, value: attribute.value, offset: self.offset });
                }
                Structure::Block(block) => {
                    let span = self.span(block.span());
                    let last = block.labels.last().and_then(hcl_edit::Span::span).or(block.ident.span());
                    let head = Span { end: self.span(last).end, ..span };
                    let labels = block.labels.iter().map(|label| label.as_str().to_owned()).collect();
                    let kind = block.ident.as_str().to_owned();
                    let (attributes, nested) = self.body(block.body);
                    blocks.push(Block { kind, labels, head, span, attributes, blocks: nested });
                }
            }
        }
        (attributes, blocks)
    }

    /// The blocks of a JSON file.
    fn json(self, expression: &Expression) -> Vec<Block> {
        let mut blocks = Vec::new();
        for (kind, value) in members(expression) {
            let labels = match kind.0.as_str() {
                "resource" | "data" | "ephemeral" => 2,
                "module" | "variable" | "output" | "provider" | "check" => 1,
                _ => 0,
            };
            self.labelled(&kind, &[], labels, value, &mut blocks);
        }
        blocks
    }

    fn labelled(self, key: &Key, labels: &[String], more: usize, value: &Expression, blocks: &mut Vec<Block>) {
        if let Some(list) = value.as_array() {
            list.iter().for_each(|value| self.labelled(key, labels, more, value, blocks));
            return;
        }
        if more > 0 {
            for (label, value) in members(value) {
                let labels: Vec<String> = labels.iter().cloned().chain([label.0]).collect();
                self.labelled(&Key(key.0.clone(), label.1), &labels, more - 1, value, blocks);
            }
            return;
        }
        let attribute = |(name, value): (Key, &Expression)| {
            let whole = Some(name.1.start..value.span().unwrap_or_default().end);
            (name.0, Attribute { span: self.span(whole), value: value.clone(), offset: self.offset })
        };
        blocks.push(Block {
            kind: key.0.clone(),
            labels: labels.to_vec(),
            head: self.span(Some(key.1.clone())),
            span: self.span(Some(key.1.start..value.span().unwrap_or_default().end)),
            attributes: members(value).into_iter().map(attribute).collect(),
            blocks: Vec::new(),
        });
    }
}

/// A key with its place.
struct Key(String, Range<usize>);

fn members(expression: &Expression) -> Vec<(Key, &Expression)> {
    let object = expression.as_object().into_iter().flat_map(Object::iter);
    let member = object.filter_map(|(key, value)| {
        let name = key_name(key)?;
        Some((Key(name.to_owned(), key_span(key)), value.expr()))
    });
    member.filter(|(key, _)| key.0 != "//").collect()
}

/// The literal name of a key.
pub(crate) fn key_name(key: &ObjectKey) -> Option<&str> {
    match key {
        ObjectKey::Ident(name) => Some(name.as_str()),
        ObjectKey::Expression(expression) => expression.as_str(),
    }
}

/// Where a key stands.
pub(crate) fn key_span(key: &ObjectKey) -> Range<usize> {
    match key {
        ObjectKey::Ident(name) => name.span(),
        ObjectKey::Expression(expression) => expression.span(),
    }
    .unwrap_or_default()
}
