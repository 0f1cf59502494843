//! Edits of HCL: what a policy would have written and the modules in, replaced pieces of files out.
//!
//! Pieces are replaced where `hcl-edit` says that they stand, so that everything else stays as it is written. An edit is
//! made whole or not at all: where an attribute is computed, nobody knows what else depends on it.

mod narrow;
mod refer;

use std::ops::Range;
use std::path::PathBuf;

use hcl_edit::Span as _;
use hcl_edit::expr::Expression;

use super::block::{Attribute, Block, Span};
use super::place::only_variable;
use super::reference::references;
use super::{Hcl, Module};
use crate::json::{Json, Object};
use crate::plan::address::Address;
use crate::policy::edit::{Companion, Edit, Narrow, Reference};
use refer::referring;

/// A piece of a file and what takes its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splice {
    /// The file's path, as spots have it
    pub file: String,
    /// Where it is on disk, if its directory is there
    pub disk: Option<PathBuf>,
    /// The bytes that go; none where something is added
    pub range: Range<usize>,
    /// What comes
    pub text: String,
}

impl Splice {
    /// Whether both replace the same bytes.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.file == other.file && self.range.start < other.range.end && other.range.start < self.range.end
    }
}

/// What is edited.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The resource
    pub address: &'a str,
    /// Whether it comes into being with the plan
    pub new: bool,
    /// Other resources that the answer rests on
    pub others: &'a [&'a str],
}

/// The pieces of the files that edits change. `None` when one of them can't be made, or none is for the subject.
pub fn propose(hcl: &Hcl, edits: &[Edit], subject: Subject<'_>) -> Option<Vec<Splice>> {
    let address = Address::parse(subject.address)?;
    let mut editor = Editor { hcl, splices: Vec::new() };
    for edit in edits.iter().filter(|edit| edit.resources.iter().any(|kind| kind == address.kind)) {
        if edit.new && !subject.new {
            return None;
        }
        match &edit.companion {
            None => editor.resource(&address, edit)?,
            Some(companion) => editor.companion(&address, companion, edit, subject.others)?,
        }
    }
    editor.splices.sort_by(|a, b| (&a.file, a.range.start, a.range.end).cmp(&(&b.file, b.range.start, b.range.end)));
    let apart = editor.splices.windows(2).all(|pair| match pair {
        [a, b] => !a.overlaps(b),
        _ => true,
    });
    (apart && !editor.splices.is_empty()).then_some(editor.splices)
}

/// A text with some of its pieces replaced; those of other files are left out.
pub fn spliced<'s>(text: &str, splices: impl IntoIterator<Item = &'s Splice>) -> Option<String> {
    let (mut new, mut at) = (String::with_capacity(text.len()), 0);
    for splice in splices {
        new.push_str(text.get(at..splice.range.start)?);
        new.push_str(&splice.text);
        at = splice.range.end;
    }
    new.push_str(text.get(at..)?);
    Some(new)
}

struct Editor<'h> {
    hcl: &'h Hcl,
    splices: Vec<Splice>,
}

/// Attributes with the text of their values, in the order in which they are written.
type Values = Vec<(String, String)>;

impl<'h> Editor<'h> {
    fn resource(&mut self, address: &Address<'_>, edit: &Edit) -> Option<()> {
        let (module, block) = self.hcl.block_of(address)?;
        let calls: Vec<&str> = address.module.iter().map(|step| step.name).collect();
        if edit.needs.iter().any(|name| !block.attributes.contains_key(name)) {
            return None;
        }
        if let Some(narrow) = &edit.narrow {
            self.narrow(module, block, narrow)?;
        }
        let refer = referring(module, block, &edit.refer)?;
        let raised = raised(block, edit.at_least.as_object());
        self.set(&calls, module, block, edit.set.as_object(), [refer, raised].concat(), true)?;
        let written =
            |name: &str| block.attributes.contains_key(name) || block.blocks.iter().any(|one| one.kind == name);
        let members = edit.written.as_object().into_iter().flat_map(|members| members.iter());
        let there =
            members.filter(|(name, _)| written(name)).map(|(name, value)| (name.to_owned().into(), value.clone()));
        let there = Object::new(there).ok()?;
        self.set(&calls, module, block, Some(&there), Vec::new(), false)
    }

    /// Puts the one resource that can be meant in the place of every one.
    fn narrow(&mut self, module: &Module, block: &Block, narrow: &Narrow) -> Option<()> {
        let Reference { name, kind, attribute, .. } = &narrow.document;
        let stars = narrow::stars(module, block.attributes.get(name)?, &narrow.actions)?;
        let meant = narrow::only_other(module, block, kind)?;
        stars
            .into_iter()
            .try_for_each(|(file, range)| self.splice(module, file, range, format!("{kind}.{meant}.{attribute}")))
    }

    /// Edits the resource that belongs to another, or adds one after it.
    fn companion(&mut self, address: &Address<'_>, to: &Companion, edit: &Edit, others: &[&str]) -> Option<()> {
        let (module, block) = self.hcl.block_of(address)?;
        let name = format!("{}.{}", address.kind, address.name);
        let belongs = |one: &&Block, kind: &str| {
            let names = one.attributes.get(&to.by).map(|by| references(&by.value)).unwrap_or_default();
            let same = |other: &String| {
                other.strip_prefix(&name).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
            };
            one.kind == "resource" && one.labels.first().is_some_and(|label| label == kind) && names.iter().any(same)
        };
        let written =
            |one: &String| block.attributes.contains_key(one) || block.blocks.iter().any(|inner| inner.kind == *one);
        if edit.unless.iter().any(|kind| written(kind) || module.blocks.iter().any(|one| belongs(&one, kind))) {
            return None;
        }
        let mut found = module.blocks.iter().filter(|one| belongs(one, &to.kind));
        let calls: Vec<&str> = address.module.iter().map(|step| step.name).collect();
        let refer = referring(module, block, &edit.refer)?;
        match (found.next(), found.next()) {
            (Some(only), None) => return self.set(&calls, module, only, edit.set.as_object(), refer, true),
            (Some(_), Some(_)) => return None,
            (None, _) => {}
        }
        let elsewhere = others.iter().filter_map(|other| Address::parse(other)).find(|other| other.kind == to.kind);
        if let Some(other) = elsewhere {
            let (module, block) = self.hcl.block_of(&other)?;
            let calls: Vec<&str> = other.module.iter().map(|step| step.name).collect();
            return self.set(&calls, module, block, edit.set.as_object(), refer, true);
        }
        if !to.add || module.block("resource", &[&to.kind, address.name]).is_some() {
            return None;
        }
        let added = referring(module, block, &edit.added)?;
        self.add(module, block, &name, to, edit, [refer, added].concat())
    }

    /// Writes a companion after the block that it belongs to.
    fn add(
        &mut self,
        module: &Module,
        block: &Block,
        name: &str,
        to: &Companion,
        edit: &Edit,
        refer: Values,
    ) -> Option<()> {
        let text = self.text(module, block.span)?;
        let mut meta: Values = Vec::new();
        let mut one = format!("{name}.id");
        if block.attributes.contains_key("count") {
            meta.push(("count".to_owned(), format!("length({name})")));
            one = format!("{name}[count.index].id");
        } else if block.attributes.contains_key("for_each") {
            meta.push(("for_each".to_owned(), name.to_owned()));
            one = "each.value.id".to_owned();
        }
        if let Some(provider) = block.attributes.get("provider") {
            meta.push(("provider".to_owned(), provider.value.to_string().trim().to_owned()));
        }
        let mut written = format!("resource \"{}\" \"{}\" {{\n", to.kind, block.labels.last()?);
        if !meta.is_empty() {
            written.push_str(&format!("{}\n", lines("  ", &meta, 0)));
        }
        written.push_str(&body("  ", vec![(to.by.clone(), one)], edit.set.as_object(), &refer));
        written.push_str("}\n");
        let end = next_line(text, block.span.end);
        let start = if text.get(..end).is_some_and(|before| before.ends_with('\n')) { "\n" } else { "\n\n" };
        self.splice(module, block.span.file, end..end, format!("{start}{written}"))
    }

    /// Sets attributes of a block. Nested blocks that are missing come in where `adds`.
    fn set(
        &mut self,
        calls: &[&str],
        module: &Module,
        block: &Block,
        members: Option<&Object<'_>>,
        refer: Values,
        adds: bool,
    ) -> Option<()> {
        let (mut missing, mut blocks) = (Values::new(), Vec::new());
        let scalars =
            members.into_iter().flat_map(|members| members.iter()).filter(|(_, value)| value.as_object().is_none());
        let (nested, refer): (Values, Values) = refer.into_iter().partition(|(name, _)| name.contains('.'));
        let values = scalars.map(|(name, value)| (name.to_owned(), literal(value))).chain(refer);
        for (name, value) in values.collect::<Vec<_>>() {
            match block.attributes.get(&name) {
                Some(attribute) => self.replace(calls, module, attribute, &value)?,
                None => missing.push((name, value)),
            }
        }
        for (name, value) in members.into_iter().flat_map(|members| members.iter()) {
            let Some(inner) = value.as_object() else { continue };
            if block.blocks.iter().any(|one| one.kind == "dynamic" && one.labels == [name])
                || block.attributes.contains_key(name)
            {
                return None;
            }
            let refer = below(&nested, name);
            let mut there = block.blocks.iter().filter(|one| one.kind == name).peekable();
            if there.peek().is_none() && adds {
                blocks.push((name, inner, refer.clone()));
            }
            there.try_for_each(|one| self.set(calls, module, one, Some(inner), refer.clone(), adds))?;
        }
        if missing.is_empty() && blocks.is_empty() {
            return Some(());
        }
        self.insert(module, block, &missing, &blocks)
    }

    /// Gives an attribute another value: at the place where it is written, be it an argument of the module's call.
    fn replace(&mut self, calls: &[&str], module: &Module, attribute: &Attribute, value: &str) -> Option<()> {
        if let Some(variable) = only_variable(&attribute.value) {
            let (call, outer) = calls.split_last()?;
            let caller = self.hcl.module(outer.iter().copied())?;
            let block = caller.block("module", &[call])?;
            return match block.attributes.get(variable) {
                Some(argument) => self.replace(outer, caller, argument, value),
                None => self.insert(caller, block, &[(variable.to_owned(), value.to_owned())], &[]),
            };
        }
        if !is_literal(&attribute.value) {
            return None;
        }
        if attribute.value.to_string().trim() == value {
            return Some(());
        }
        let span = attribute.value.span()?;
        let range = span.start + attribute.offset..span.end + attribute.offset;
        self.splice(module, attribute.span.file, range, value.to_owned())
    }

    /// Adds attributes after those that are there, and nested blocks at the end.
    fn insert(
        &mut self,
        module: &Module,
        block: &Block,
        values: &[(String, String)],
        blocks: &[(&str, &Object<'_>, Values)],
    ) -> Option<()> {
        let text = self.text(module, block.span)?;
        let outer = indent(text, block.head.start);
        let inner = format!("{outer}  ");
        let open = block.head.end + text.get(block.head.end..block.span.end)?.find('{')?;
        let close = block
            .span
            .end
            .checked_sub(1)
            .filter(|close| text.get(*close..).is_some_and(|rest| rest.starts_with('}')))?;
        let content = text.get(open + 1..close)?;
        let nested: Vec<String> =
            blocks.iter().map(|(name, members, refer)| nested(&inner, name, members, refer)).collect();
        let nested = nested.join("\n");
        if !content.contains('\n') {
            let kept = content.trim();
            let column = kept.find('=').unwrap_or_default();
            let kept = if kept.is_empty() { String::new() } else { format!("{inner}{kept}\n") };
            let gap = if (kept.is_empty() && values.is_empty()) || nested.is_empty() { "" } else { "\n" };
            let written = format!("\n{kept}{}{gap}{nested}{outer}", lines(&inner, values, column));
            return self.splice(module, block.span.file, open + 1..close, written);
        }
        let empty = content.trim().is_empty();
        let own = |attribute: &&Attribute| attribute.span.file == block.span.file && attribute.span.start > open;
        let last = block.attributes.values().filter(own).max_by_key(|attribute| attribute.span.end);
        if !values.is_empty() {
            let longest = values.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
            let written =
                last.map(|last| (text.get(last.span.start..last.span.end).unwrap_or_default(), last.span.end));
            let (at, added) = match written {
                // In one column with the line before, where there is room for the name.
                Some((line, end)) => match line.find('=').filter(|column| !line.contains('\n') && *column > longest) {
                    Some(column) => (next_line(text, end), lines(&inner, values, column)),
                    None => (next_line(text, end), format!("\n{}", lines(&inner, values, 0))),
                },
                None => (next_line(text, open), lines(&inner, values, 0) + if empty { "" } else { "\n" }),
            };
            self.splice(module, block.span.file, at..at, added)?;
        }
        if !nested.is_empty() {
            let line = text.get(..close)?.rfind('\n')? + 1;
            let gap = if empty && values.is_empty() { "" } else { "\n" };
            self.splice(module, block.span.file, line..line, format!("{gap}{nested}"))?;
        }
        Some(())
    }

    fn text(&self, module: &'h Module, span: Span) -> Option<&'h str> {
        Some(module.files.get(span.file)?.raw.as_ref())
    }

    fn splice(&mut self, module: &Module, file: usize, range: Range<usize>, text: String) -> Option<()> {
        let file = module.files.get(file).filter(|file| module.own && !file.name.ends_with(".json"))?;
        let name = file.name.rsplit('/').next().unwrap_or_default();
        let disk = module.disk.as_ref().map(|folder| folder.join(name));
        let splice = Splice { file: file.name.clone(), disk, range, text };
        if !self.splices.contains(&splice) {
            self.splices.push(splice);
        }
        Some(())
    }
}

/// Attributes and nested blocks, one a line; references come last.
fn body(indent: &str, mut values: Values, members: Option<&Object<'_>>, refer: &Values) -> String {
    let members = || members.into_iter().flat_map(|members| members.iter());
    values.extend(
        members()
            .filter(|(_, value)| value.as_object().is_none())
            .map(|(name, value)| (name.to_owned(), literal(value))),
    );
    values.extend(refer.iter().filter(|(name, _)| !name.contains('.')).cloned());
    let blocks: Vec<String> = members()
        .filter_map(|(name, value)| Some(nested(indent, name, value.as_object()?, &below(refer, name))))
        .collect();
    let gap = if values.is_empty() || blocks.is_empty() { "" } else { "\n" };
    format!("{}{gap}{}", lines(indent, &values, 0), blocks.join("\n"))
}

fn nested(indent: &str, name: &str, members: &Object<'_>, refer: &Values) -> String {
    let inner = body(&format!("{indent}  "), Vec::new(), Some(members), refer);
    format!("{indent}{name} {{\n{inner}{indent}}}\n")
}

/// What of `block.attribute` belongs to a nested block, as it is called there.
fn below(values: &Values, block: &str) -> Values {
    let inner = |name: &str| Some(name.strip_prefix(block)?.strip_prefix('.')?.to_owned());
    values.iter().filter_map(|(name, value)| Some((inner(name)?, value.clone()))).collect()
}

/// Numbers that are not written, or written as less.
fn raised(block: &Block, least: Option<&Object<'_>>) -> Values {
    let enough = |name: &str, least: &Json<'_>| {
        let written = block.attributes.get(name).and_then(|attribute| attribute.value.as_number()?.as_f64());
        matches!(least, Json::Number(least) if written >= least.as_f64() && written.is_some())
    };
    let members = least.into_iter().flat_map(|members| members.iter());
    members
        .filter(|(name, least)| !enough(name, least))
        .map(|(name, least)| (name.to_owned(), literal(least)))
        .collect()
}

/// Attributes in one column, at least at `column`.
fn lines(indent: &str, values: &[(String, String)], column: usize) -> String {
    let longest = values.iter().map(|(name, _)| name.len() + 1).max().unwrap_or_default().max(column);
    values.iter().map(|(name, value)| format!("{indent}{name:<longest$}= {value}\n")).collect()
}

fn literal(value: &Json<'_>) -> String {
    match value {
        Json::String(text) => Expression::from(text.as_ref()).to_string(),
        Json::Bool(truth) => truth.to_string(),
        Json::Number(number) => number.to_string(),
        Json::Array(items) => format!("[{}]", items.iter().map(literal).collect::<Vec<_>>().join(", ")),
        Json::Null | Json::Object(_) => "null".to_owned(),
    }
}

fn is_literal(expression: &Expression) -> bool {
    match expression {
        Expression::Null(_) | Expression::Bool(_) | Expression::Number(_) | Expression::String(_) => true,
        Expression::Array(items) => items.iter().all(is_literal),
        _ => false,
    }
}

/// Where the line after the one at an offset begins, or the end of the text.
fn next_line(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| at + end + 1)
}

/// The white space before the first word of a line.
fn indent(text: &str, at: usize) -> String {
    let line = text.get(..at).unwrap_or_default().rsplit('\n').next().unwrap_or_default();
    line.chars().take_while(|c| c.is_whitespace()).collect()
}
