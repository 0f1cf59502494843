//! Where something stands: an address and a place in its values in, spans of HCL out.
//!
//! The chain leads from the root module through the calls down to the attribute. Its primary spot is the deepest one
//! that stands in the repository itself: a pull request can't change the inside of a module that `init` has fetched.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use hcl_edit::Span as _;
use hcl_edit::expr::{Array, Expression, TraversalOperator};

use super::block::{Attribute, Block, Span, key_name, key_span};
use super::reference::references;
use super::statement::{Written, statement};
use super::{Hcl, Module, mask};
use crate::json::Json;
use crate::path::{Place, PlaceStep};
use crate::plan::address::{Address, steps};

/// A piece of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The file's path
    pub file: String,
    /// All of its text
    pub text: Arc<str>,
    /// The bytes
    pub span: Range<usize>,
    /// Whether it is the attribute itself, not the block it is missing from or the call that leads to it
    pub exact: bool,
}

/// Line and column, both from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line
    pub line: usize,
    /// Column
    pub column: usize,
}

/// Where a finding points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The spot that a reviewer can change
    pub main: Spot,
    /// The rest of the chain, from the root down
    pub related: Vec<Spot>,
}

impl Spot {
    fn new(module: &Module, span: Span, exact: bool) -> Option<Self> {
        let file = module.files.get(span.file)?;
        file.text.get(span.start..span.end)?;
        Some(Self { file: file.name.clone(), text: Arc::clone(&file.text), span: span.start..span.end, exact })
    }

    /// The same spot with these pieces of its file covered.
    #[must_use]
    pub fn without(self, hidden: &Hidden) -> Self {
        match hidden.get(&self.file) {
            Some(pieces) => Self { text: mask::cover(&self.text, pieces).into(), ..self },
            None => self,
        }
    }

    /// The part of it on its first line.
    #[must_use]
    pub fn first_line(&self) -> Self {
        let text = self.text.get(self.span.clone()).unwrap_or_default();
        let end = self.span.start + text.lines().next().unwrap_or_default().len();
        Self { span: self.span.start..end, ..self.clone() }
    }

    /// What it is to a finding that points at another spot of the same chain.
    pub fn role(&self) -> &'static str {
        if self.exact { "set here" } else { "on the way there" }
    }

    /// Whether another spot is a part of it.
    pub fn holds(&self, other: &Self) -> bool {
        self.file == other.file && self.span.start <= other.span.start && other.span.end <= self.span.end
    }

    /// Where it starts.
    pub fn start(&self) -> Position {
        self.position(self.span.start)
    }

    /// The position after its last character.
    pub fn end(&self) -> Position {
        self.position(self.span.end)
    }

    fn position(&self, offset: usize) -> Position {
        let before = self.text.get(..offset).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        Position { line: before.matches('\n').count() + 1, column: line.chars().count() + 1 }
    }
}

/// Pieces of files that must not be shown, by file.
pub type Hidden = BTreeMap<String, Vec<Range<usize>>>;

impl Hcl {
    /// Adds the literals of an attribute that the plan marks sensitive.
    pub fn hide(&self, address: &str, attribute: &str, hidden: &mut Hidden) {
        let Some((module, block)) = Address::parse(address).and_then(|address| self.block_of(&address)) else { return };
        let nested = block.blocks.iter().filter(|nested| nested.kind == attribute || nested.labels == [attribute]);
        let all = nested.flat_map(|nested| nested.attributes.values());
        for attribute in block.attributes.get(attribute).into_iter().chain(all) {
            let Some(file) = module.files.get(attribute.span.file) else { continue };
            let pieces = mask::literals(&attribute.value, attribute.offset);
            hidden.entry(file.name.clone()).or_default().extend(pieces);
        }
    }

    /// The block of a resource, with its module.
    pub(crate) fn block_of(&self, address: &Address<'_>) -> Option<(&Module, &Block)> {
        let module = self.module(address.module.iter().map(|step| step.name))?;
        let kind = if address.data { "data" } else { "resource" };
        Some((module, module.block(kind, &[address.kind, address.name])?))
    }

    /// The block of a resource, an output, a variable or a local value, with its module.
    fn block_at(&self, address: &Address<'_>) -> Option<(&Module, &Block)> {
        if !matches!(address.kind, "output" | "variable" | "local") {
            return self.block_of(address);
        }
        let module = self.module(address.module.iter().map(|step| step.name))?;
        let has = |block: &&Block| block.kind == "locals" && block.attributes.contains_key(address.name);
        let block = match address.kind {
            "local" => module.blocks.iter().find(has),
            kind => module.block(kind, &[address.name]),
        };
        Some((module, block?))
    }

    /// Where a place of a resource, an output, a variable or a local value stands, or a provider's block for `provider.<key>`. `values`
    /// are those of the resource: they tell nested blocks apart whose order Terraform does not keep.
    pub fn locate(&self, address: &str, place: &Place, values: Option<&Json<'_>>) -> Option<Located> {
        if let Some(key) = address.strip_prefix("provider.") {
            let main = self.provider(key)?;
            return Some(Located { main, related: Vec::new() });
        }
        let address = Address::parse(address)?;
        let calls: Vec<&str> = address.module.iter().map(|step| step.name).collect();
        let mut chain = Vec::new();
        let Some((module, block)) = self.block_at(&address) else {
            if let Some(main) = self.removed(&address) {
                return Some(Located { main, related: Vec::new() });
            }
            // Of a module that is not here its call is.
            let known = |depth: &usize| self.module(calls.iter().take(*depth).copied()).is_some();
            let depth = (1..=calls.len()).find(|depth| !known(depth))?;
            self.calls(calls.get(..depth)?, None, &mut chain)?;
            return main_of(chain);
        };
        let found = within(block, place.steps(), values);
        chain.push((module.own, Spot::new(module, found.span, found.exact)?));
        self.calls(&calls, found.expression.and_then(only_variable), &mut chain)?;
        main_of(chain)
    }

    /// Where a statement of the policy document at a place is written, by its number from 0, in the repository itself.
    pub fn statement(&self, address: &str, place: &Place, values: Option<&Json<'_>>, number: usize) -> Option<Spot> {
        let address = Address::parse(address)?;
        let (module, block) = self.block_of(&address).filter(|(module, _)| module.own)?;
        let Found { span, offset, expression, .. } = within(block, place.steps(), values);
        let document = Written { expression: expression?, file: span.file, offset };
        Spot::new(module, statement(module, document, number)?, true)
    }

    /// From the inside out: each call, at the argument that the attribute inside is made of, where there is one.
    fn calls<'h>(&'h self, calls: &[&str], mut variable: Option<&'h str>, chain: &mut Vec<(bool, Spot)>) -> Option<()> {
        for depth in (0..calls.len()).rev() {
            let (outer, call) = (self.module(calls.iter().take(depth).copied())?, calls.get(depth)?);
            let block = outer.block("module", &[call])?;
            let argument = variable.and_then(|name| block.attributes.get(name));
            let span = argument.map_or(block.head, |argument| argument.span);
            variable = argument.and_then(|argument| only_variable(&argument.value));
            chain.push((outer.own, Spot::new(outer, span, false)?));
        }
        Some(())
    }

    /// The `removed` block by which a resource leaves Terraform's care, in its own module or in one above.
    fn removed(&self, address: &Address<'_>) -> Option<Spot> {
        let calls: Vec<&str> = address.module.iter().map(|step| step.name).collect();
        (0..=calls.len()).rev().find_map(|depth| {
            let (outer, inner) = calls.split_at_checked(depth)?;
            let path: String = inner.iter().map(|call| format!("module.{call}.")).collect();
            let whole = format!("{path}{}.{}", address.kind, address.name);
            let module = self.module(outer.iter().copied())?;
            let mut removed = module.blocks.iter().filter(|block| block.kind == "removed");
            let from = removed.find_map(|block| {
                let from = block.attributes.get("from")?;
                let names = references(&from.value);
                names.iter().any(|name| whole == *name || whole.starts_with(&format!("{name}."))).then_some(from)
            })?;
            Spot::new(module, from.span, false)
        })
    }

    /// The block of a provider, else its requirement: `aws`, `aws.peer` or `module.app:aws`.
    fn provider(&self, key: &str) -> Option<Spot> {
        let (module, block) = self.configured(key)?;
        let span = match block {
            Some(block) => block.head,
            // Without a block, which it does not need, it is what is required.
            None => {
                let nested =
                    module.blocks.iter().filter(|block| block.kind == "terraform").flat_map(|block| &block.blocks);
                let mut required = nested.filter(|block| block.kind == "required_providers");
                let name = key.rsplit(':').next().unwrap_or(key);
                required.find_map(|block| block.attributes.get(name))?.span
            }
        };
        Spot::new(module, span, false)
    }

    /// The module of a provider, and its block where it has one.
    pub(crate) fn configured(&self, key: &str) -> Option<(&Module, Option<&Block>)> {
        let (path, name) = key.rsplit_once(':').unwrap_or(("", key));
        let module = self.module(steps(path).map(|step| step.name).filter(|name| *name != "module"))?;
        let (name, alias) = name.split_once('.').map_or((name, None), |(name, alias)| (name, Some(alias)));
        let mut blocks = module.blocks.iter().filter(|block| block.kind == "provider" && block.labels == [name]);
        Some((module, blocks.find(|block| alias_of(block) == alias)))
    }
}

/// The innermost spot of a chain that stands in the repository, and the others from the root down.
fn main_of(mut chain: Vec<(bool, Spot)>) -> Option<Located> {
    let main = chain.iter().position(|(own, _)| *own).unwrap_or(0);
    let main = (!chain.is_empty()).then(|| chain.remove(main).1)?;
    Some(Located { main, related: chain.into_iter().rev().map(|(_, spot)| spot).collect() })
}

/// The alias of a provider block.
fn alias_of(block: &Block) -> Option<&str> {
    block.attributes.get("alias").map(|alias| alias.value.as_str().unwrap_or("?"))
}

/// What was found in a block.
struct Found<'h> {
    span: Span,
    exact: bool,
    expression: Option<&'h Expression>,
    /// How far places in the expression are behind those of the file
    offset: usize,
}

/// The attribute at a place of a block; else the innermost block on the way to it.
fn within<'h>(block: &'h Block, place: &[PlaceStep], values: Option<&Json<'_>>) -> Found<'h> {
    let missing = Found { span: block.head, exact: false, expression: None, offset: 0 };
    let Some((PlaceStep::Name(name), rest)) = place.split_first() else { return missing };
    if let Some(attribute) = block.attributes.get(name) {
        return inside(attribute, rest, values.and_then(|values| values.get(name)));
    }
    let index = match rest.first() {
        Some(PlaceStep::Index(index)) => Some(*index),
        Some(PlaceStep::Name(_)) | None => None,
    };
    let list = values.and_then(|values| values.get(name));
    let value = match (list, index) {
        (Some(Json::Array(items)), index) => items.get(index.unwrap_or(0)),
        (other, _) => other,
    };
    let rest = if index.is_some() { rest.get(1..).unwrap_or_default() } else { rest };
    match nested(block, name, index.unwrap_or(0), value) {
        Some(one) if rest.is_empty() => Found { span: one.head, exact: true, ..missing },
        Some(one) if one.kind == "dynamic" => {
            let content = one.blocks.iter().find(|inner| inner.kind == "content");
            let found = content.map(|content| within(content, rest, value)).filter(|found| found.exact);
            found.unwrap_or(Found { span: one.head, ..missing })
        }
        Some(one) => within(one, rest, value),
        None => missing,
    }
}

/// The nested block that became the element at `index`, by what is written in it where that tells it from the others.
fn nested<'h>(block: &'h Block, name: &str, index: usize, value: Option<&Json<'_>>) -> Option<&'h Block> {
    let dynamic = |one: &&Block| one.kind == "dynamic" && one.labels == [name];
    let all: Vec<&Block> = block.blocks.iter().filter(|one| one.kind == name || dynamic(one)).collect();
    let by_place = || match all.iter().position(dynamic) {
        Some(first) if index >= first => all.get(first).copied(),
        _ => all.get(index).copied().or(all.last().copied()),
    };
    let Some(value) = value.filter(|_| all.len() > 1) else { return by_place() };
    let scored = all.iter().filter_map(|one| Some((score(one, value)?, *one)));
    let scored: Vec<(usize, &Block)> = scored.collect();
    let best = scored.iter().map(|(score, _)| *score).max()?;
    let best: Vec<&Block> = scored.into_iter().filter(|(score, _)| *score == best).map(|(_, one)| one).collect();
    match best.as_slice() {
        [one] => Some(one),
        _ => by_place(),
    }
}

/// How many literals of a block stand in a value; `None` when one of them does not.
fn score(block: &Block, value: &Json<'_>) -> Option<usize> {
    if block.kind == "dynamic" {
        return Some(0);
    }
    let mut score = 0;
    for (name, attribute) in &block.attributes {
        match (same(&attribute.value, value.get(name)), value.get(name)) {
            (Some(true), _) => score += 1,
            (Some(false), _) => return None,
            (None, _) => {}
        }
    }
    Some(score)
}

/// Whether a literal is this value; `None` when it is no literal.
fn same(expression: &Expression, value: Option<&Json<'_>>) -> Option<bool> {
    let written = match expression {
        Expression::String(text) => text.value().clone(),
        Expression::Number(number) => number.value().to_string(),
        Expression::Bool(truth) => truth.value().to_string(),
        Expression::Array(items) => {
            let list = value.and_then(Json::as_array)?;
            let each = items.iter().map(|item| {
                list.iter()
                    .map(|value| same(item, Some(value)))
                    .find(|same| *same != Some(false))
                    .unwrap_or(Some(false))
            });
            return each.collect::<Option<Vec<bool>>>().map(|each| each.iter().all(|same| *same));
        }
        _ => return None,
    };
    Some(match value {
        Some(Json::String(text)) => *text == written,
        Some(Json::Number(number)) => number.to_string() == written,
        Some(Json::Bool(truth)) => truth.to_string() == written,
        Some(Json::Null | Json::Array(_) | Json::Object(_)) | None => false,
    })
}

/// A place inside of an attribute: as deep as objects and lists are written out. `value` is what it became, by which
/// elements are told apart whose order Terraform does not keep.
fn inside<'h>(attribute: &'h Attribute, rest: &[PlaceStep], mut value: Option<&Json<'_>>) -> Found<'h> {
    let offset = attribute.offset;
    let mut found = Found { span: attribute.span, exact: true, expression: Some(&attribute.value), offset };
    let mut expression = &attribute.value;
    for step in rest {
        value = value.and_then(|value| match step {
            PlaceStep::Name(name) => value.get(name),
            PlaceStep::Index(index) => value.as_array()?.get(*index),
        });
        let next = match (step, expression) {
            (PlaceStep::Name(name), Expression::Object(object)) => {
                let member = object.iter().find(|(key, _)| key_name(key) == Some(name));
                member.map(|(key, value)| (key_span(key).start, value.expr()))
            }
            (PlaceStep::Index(index), Expression::Array(items)) => {
                element(items, *index, value).map(|item| (item.span().unwrap_or_default().start, item))
            }
            // A block that may stand only once is one object in JSON.
            (PlaceStep::Index(0), Expression::Object(_)) => continue,
            _ => None,
        };
        let Some((start, inner)) = next else { break };
        let end = inner.span().unwrap_or_default().end;
        let span = Span { file: found.span.file, start: start + attribute.offset, end: end + attribute.offset };
        found = Found { span, expression: Some(inner), ..found };
        expression = inner;
    }
    found
}

/// The element that became the value at `index`: the one there, unless another agrees with more of it.
fn element<'h>(items: &'h Array, index: usize, value: Option<&Json<'_>>) -> Option<&'h Expression> {
    let there = items.get(index);
    let Some(value) = value else { return there };
    let score = |item: &Expression| match item {
        Expression::Object(object) => object.iter().try_fold(1_usize, |score, (key, member)| {
            match same(member.expr(), key_name(key).and_then(|name| value.get(name))) {
                Some(true) => Some(score + 1),
                Some(false) => None,
                None => Some(score),
            }
        }),
        item => same(item, Some(value)).and_then(|same| same.then_some(2)),
    };
    let best = items.iter().max_by_key(|item| score(item))?;
    match there {
        Some(there) if score(there) >= score(best) => Some(there),
        _ => Some(best),
    }
}

/// The variable that an expression is, with or without something behind it.
pub(super) fn only_variable(expression: &Expression) -> Option<&str> {
    let traversal = expression.as_traversal()?;
    traversal.expr.as_variable().filter(|name| name.as_str() == "var")?;
    match traversal.operators.first()?.value() {
        TraversalOperator::GetAttr(name) => Some(name.as_str()),
        _ => None,
    }
}
