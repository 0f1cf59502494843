//! The partial evaluator: an expression and where it stands in, what is known of its value out.
//!
//! Nothing is guessed: what this does not know is `Unknown` with the expression's place. A value of the plan is taken as
//! the plan gives it; only where the plan has none, the expression that it was written as is evaluated.

mod convert;
mod functions;
mod operate;
mod provider;
mod scope;
mod site;
mod template;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use foldhash::HashMap;
use hcl_edit::expr::{Expression, ForExpr, ObjectKey, TraversalOperator};

use super::block::{Attribute, Block};
use super::value::Value;
use super::{Hcl, Module};
use crate::iam::text::{Symbol, Text};
use crate::plan::Plan;
use crate::plan::address::{Address, Key, ModulePath};
use crate::plan::change::{Change, Tree};

pub(crate) use functions::tagged_document;

/// Deepest chain of expressions, and most elements of a collection that are evaluated.
const DEEPEST: usize = 96;
const ELEMENTS: usize = 20_000;

const UNKNOWN_KEY: &str = "an object with a key that is not known";

/// Evaluates the expressions of one plan's source.
#[derive(Debug)]
pub struct Evaluator<'a> {
    hcl: &'a Hcl,
    plan: &'a Plan<'a>,
    /// Resource blocks in module instances -> the changes of their instances
    blocks: HashMap<String, Vec<&'a Change<'a>>>,
    by_address: HashMap<&'a str, &'a Change<'a>>,
    opened: RefCell<HashMap<&'a str, std::rc::Rc<Tree<'a>>>>,
    /// Local values and inputs, by module instance and name
    named: RefCell<HashMap<String, Value>>,
    depth: Cell<usize>,
}

/// Where an expression stands.
#[derive(Clone, Debug)]
pub(crate) struct Scope<'a> {
    module: &'a Module,
    /// The module instance
    path: ModulePath<'a>,
    /// The instance key of the resource or call
    key: Option<Key<'a>>,
    /// What `for_each` gives for the key
    each: Option<Value>,
    /// The file of the expression, and how far places in it are behind those of the file; nothing in a template
    file: Option<(usize, usize)>,
    /// Names that a `for` or a `dynamic` block brings, the latest last
    bound: Vec<(String, Value)>,
}

impl<'a> Evaluator<'a> {
    /// An evaluator of a plan's source.
    pub fn new(hcl: &'a Hcl, plan: &'a Plan<'a>) -> Self {
        let mut blocks: HashMap<String, Vec<&'a Change<'a>>> = HashMap::default();
        let mut by_address = HashMap::default();
        for change in plan.changes.iter().chain(&plan.known_data).filter(|change| change.deposed.is_none()) {
            let Some(address) = Address::parse(&change.address) else { continue };
            if change.action.leaves() {
                let block = scope::block(&address.module, address.data, address.kind, address.name);
                blocks.entry(block).or_default().push(change);
                by_address.insert(change.address.as_ref(), change);
            }
        }
        let (opened, named, depth) = (RefCell::default(), RefCell::default(), Cell::new(0));
        Self { hcl, plan, blocks, by_address, opened, named, depth }
    }

    /// What the attribute of a resource is worth as it is written; `None` where it is not written.
    pub fn attribute(&self, address: &'a str, name: &str) -> Option<Value> {
        let (block, scope) = self.standing(address)?;
        let attribute = block.attributes.get(name)?;
        Some(self.written_as(attribute, &scope))
    }

    /// The block of a resource, and where its expressions stand.
    pub(crate) fn standing(&self, address: &'a str) -> Option<(&'a Block, Scope<'a>)> {
        let parsed = Address::parse(address)?;
        let (module, block) = self.hcl.block_of(&parsed)?;
        Some((block, self.scope_of(module, block, parsed.module, parsed.key)))
    }

    /// The nested blocks of a name, those that `dynamic` makes included; one of which nothing is known for all of which it
    /// can't be told how many there are.
    pub(crate) fn blocks(&self, block: &'a Block, scope: &Scope<'a>, name: &str) -> Vec<Value> {
        let each = self.each_block(block, scope, name).into_iter();
        each.map(|made| made.unwrap_or_else(|_| Value::Map(BTreeMap::new()))).collect()
    }

    /// The nested blocks of a name, or why it can't be told how many there are.
    pub(crate) fn all_blocks(&self, block: &'a Block, scope: &Scope<'a>, name: &str) -> Result<Vec<Value>, Arc<str>> {
        self.each_block(block, scope, name).into_iter().collect()
    }

    fn each_block(&self, block: &'a Block, scope: &Scope<'a>, name: &str) -> Vec<Result<Value, Arc<str>>> {
        let mut found = Vec::new();
        for nested in &block.blocks {
            if nested.kind == name {
                found.push(Ok(self.members(nested, scope)));
            } else if nested.kind == "dynamic" && nested.labels == [name] {
                match self.dynamic(nested, scope, name) {
                    Ok(made) => found.extend(made.into_iter().map(Ok)),
                    Err(cause) => found.push(Err(cause)),
                }
            }
        }
        found
    }

    fn members(&self, block: &'a Block, scope: &Scope<'a>) -> Value {
        let mut members: BTreeMap<String, Value> = BTreeMap::new();
        for (name, attribute) in &block.attributes {
            members.insert(name.clone(), self.written_as(attribute, scope));
        }
        for nested in &block.blocks {
            let name = if nested.kind == "dynamic" { nested.labels.first() } else { Some(&nested.kind) };
            let Some(name) = name.filter(|name| !members.contains_key(*name)) else { continue };
            members.insert(name.clone(), Value::list(self.blocks(block, scope, name)));
        }
        Value::Map(members)
    }

    /// What a `dynamic` block makes.
    fn dynamic(&self, block: &'a Block, scope: &Scope<'a>, name: &str) -> Result<Vec<Value>, Arc<str>> {
        let content = block.blocks.iter().find(|inner| inner.kind == "content");
        let (Some(content), Some(each)) = (content, block.attributes.get("for_each")) else {
            return Err("a dynamic block without for_each or content".into());
        };
        let all = elements(&self.written_as(each, scope)).or_else(|cause| self.pairs(each, scope).ok_or(cause))?;
        let iterator = block.attributes.get("iterator").and_then(|attribute| attribute.value.as_variable());
        let iterator = iterator.map_or(name, |iterator| iterator.as_str());
        let made = all.into_iter().map(|(key, value)| {
            let mut inner = scope.clone();
            let pair = BTreeMap::from([("key".to_owned(), key), ("value".to_owned(), value)]);
            inner.bound.push((iterator.to_owned(), Value::Map(pair)));
            self.members(content, &inner)
        });
        Ok(made.collect())
    }

    /// The members of a map that is written out, or of a `for`, of which a key is a reference. That keys are different is
    /// taken for granted: else Terraform makes nothing of them.
    fn pairs(&self, attribute: &'a Attribute, scope: &Scope<'a>) -> Option<Vec<(Value, Value)>> {
        let scope = Scope { file: Some((attribute.span.file, attribute.offset)), ..scope.clone() };
        match &attribute.value {
            Expression::ForExpr(it) if it.key_expr.is_some() && !it.grouping => {
                self.made(it, self.eval(&it.intro.collection_expr, &scope), &scope).ok()
            }
            Expression::Object(object) => {
                let key = |key: &ObjectKey| match key {
                    ObjectKey::Ident(name) => Value::text(name.as_str()),
                    ObjectKey::Expression(key) => self.eval(key, &scope),
                };
                Some(object.iter().map(|(name, value)| (key(name), self.eval(value.expr(), &scope))).collect())
            }
            Expression::Traversal(it) if it.expr.as_variable().is_some_and(|root| root.as_str() == "local") => {
                let [name] = it.operators.as_slice() else { return None };
                let TraversalOperator::GetAttr(name) = name.value() else { return None };
                self.pairs(scope.module.local(name.as_str())?, &scope.of_module())
            }
            _ => None,
        }
    }

    /// The names of the attributes that are written in the block of a resource.
    pub fn written(&self, address: &str) -> Vec<String> {
        let block = Address::parse(address).and_then(|address| self.hcl.block_of(&address));
        block.map(|(_, block)| block.attributes.keys().cloned().collect()).unwrap_or_default()
    }

    /// The value that an attribute is written as.
    pub(crate) fn written_as(&self, attribute: &Attribute, scope: &Scope<'a>) -> Value {
        let file = Some((attribute.span.file, attribute.offset));
        self.eval(&attribute.value, &Scope { file, ..scope.clone() })
    }

    /// What can't be told of an expression, with where it stands.
    fn open(&self, name: &str, expression: Option<Range<usize>>, scope: &Scope<'a>) -> Value {
        let place = scope.file.zip(expression).and_then(|((file, offset), span)| {
            let file = scope.module.files.get(file)?;
            let line = file.text.get(..span.start + offset)?.matches('\n').count() + 1;
            Some(format!("{name} at {}:{line}", file.name))
        });
        Value::Unknown(place.unwrap_or_else(|| name.to_owned()).into())
    }

    /// The value of an expression.
    pub(crate) fn eval(&self, expression: &Expression, scope: &Scope<'a>) -> Value {
        let depth = self.depth.get();
        if depth > DEEPEST {
            return Value::unknown("an expression that is nested too deep");
        }
        self.depth.set(depth + 1);
        let value = self.step(expression, scope);
        self.depth.set(depth);
        value
    }

    fn step(&self, expression: &Expression, scope: &Scope<'a>) -> Value {
        match expression {
            Expression::Null(_) => Value::Null,
            Expression::Bool(truth) => Value::Bool(*truth.value()),
            Expression::Number(number) => functions::number(&number.value().to_string()),
            Expression::String(text) => Value::text(&template::unescaped(text.value())),
            Expression::Array(items) => Value::list(items.iter().map(|item| self.eval(item, scope)).collect()),
            Expression::Object(object) => self.object(object, scope),
            Expression::StringTemplate(template) => self.template(template, scope),
            Expression::HeredocTemplate(heredoc) => self.as_text(&heredoc.template, scope),
            Expression::Parenthesis(inner) => self.eval(inner.inner(), scope),
            Expression::Variable(name) => self.root(name.as_str(), scope),
            Expression::Conditional(it) => {
                let branches = || (self.eval(&it.true_expr, scope), self.eval(&it.false_expr, scope));
                operate::choose(&self.eval(&it.cond_expr, scope), branches)
            }
            Expression::FuncCall(call) => self.call(call, scope),
            Expression::Traversal(traversal) => self.traversal(traversal, scope),
            Expression::UnaryOp(op) => operate::unary(*op.operator.value(), &self.eval(&op.expr, scope)),
            Expression::BinaryOp(op) => {
                let (left, right) = (self.eval(&op.lhs_expr, scope), self.eval(&op.rhs_expr, scope));
                operate::binary(*op.operator.value(), &left, &right)
            }
            Expression::ForExpr(expression) => self.comprehension(expression, scope),
        }
    }

    fn object(&self, object: &hcl_edit::expr::Object, scope: &Scope<'a>) -> Value {
        let mut members = Vec::new();
        for (key, value) in object.iter() {
            let name = match key {
                ObjectKey::Ident(name) => Some(Text::literal(name.as_str())),
                ObjectKey::Expression(key) => self.eval(key, scope).to_text(),
            };
            let Some(name) = name else { return Value::unknown(UNKNOWN_KEY) };
            members.push((name, self.eval(value.expr(), scope)));
        }
        Value::object(members).unwrap_or_else(|| Value::unknown(UNKNOWN_KEY))
    }

    fn comprehension(&self, it: &ForExpr, scope: &Scope<'a>) -> Value {
        let collection = self.eval(&it.intro.collection_expr, scope);
        let Value::Either { of, cause } = collection else { return self.collected(it, collection, scope) };
        Value::either(of.into_iter().map(|one| self.collected(it, one, scope)), &cause)
    }

    /// What a `for` makes of a collection.
    fn collected(&self, it: &ForExpr, collection: Value, scope: &Scope<'a>) -> Value {
        let made = match self.made(it, collection, scope) {
            Ok(made) => made,
            Err(cause) => return Value::Unknown(cause),
        };
        if it.key_expr.is_none() {
            return Value::list(made.into_iter().map(|(_, value)| value).collect());
        }
        let texts = made.iter().map(|(key, value)| Some((key.to_text()?, value.clone())));
        if let Some(Some(keyed @ Value::Keyed(_))) =
            texts.collect::<Option<Vec<_>>>().filter(|_| !it.grouping).map(Value::object)
        {
            return keyed;
        }
        let mut map: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for (key, value) in made {
            let key = key.to_text();
            let Some(key) = key.as_ref().and_then(Text::as_literal) else {
                return Value::unknown("a map with a key that is not known");
            };
            map.entry(key.to_owned()).or_default().push(value);
        }
        if it.grouping {
            return Value::Map(map.into_iter().map(|(key, values)| (key, Value::list(values))).collect());
        }
        Value::Map(map.into_iter().filter_map(|(key, mut values)| Some((key, values.pop()?))).collect())
    }

    /// What a `for` goes through and keeps: keys, where it gives any, and values.
    fn made(&self, it: &ForExpr, collection: Value, scope: &Scope<'a>) -> Result<Vec<(Value, Value)>, Arc<str>> {
        let elements = elements(&self.expand(collection))?;
        if elements.len() > ELEMENTS {
            return Err("a collection that is too large".into());
        }
        let mut made = Vec::new();
        for (key, value) in elements {
            let mut inner = scope.clone();
            if let Some(name) = &it.intro.key_var {
                inner.bound.push((name.as_str().to_owned(), key));
            }
            inner.bound.push((it.intro.value_var.as_str().to_owned(), value));
            if let Some(condition) = &it.cond {
                match self.eval(&condition.expr, &inner) {
                    Value::Bool(true) => {}
                    Value::Bool(false) => continue,
                    other => return Err(other.cause().unwrap_or_else(|| "a filter that is not known".into())),
                }
            }
            let key = it.key_expr.as_ref().map_or(Value::Null, |key| self.eval(key, &inner));
            made.push((key, self.eval(&it.value_expr, &inner)));
        }
        Ok(made)
    }

    /// One step behind a value.
    fn operate(&self, value: Value, operators: &[hcl_edit::Decorated<TraversalOperator>], scope: &Scope<'a>) -> Value {
        let mut value = value;
        let mut rest = operators;
        while let Some((operator, next)) = rest.split_first() {
            let here = rest;
            rest = next;
            value = match operator.value() {
                TraversalOperator::GetAttr(name) => self.member(value, name.as_str()),
                TraversalOperator::Index(index) => self.index(value, &self.eval(index, scope)),
                TraversalOperator::LegacyIndex(index) => {
                    self.index(value, &Value::count(usize::try_from(*index.value()).unwrap_or(usize::MAX)))
                }
                TraversalOperator::AttrSplat(_) | TraversalOperator::FullSplat(_) => {
                    let full = matches!(operator.value(), TraversalOperator::FullSplat(_));
                    // An attribute-only splat ends at an index, which then picks from the list.
                    let attribute =
                        |o: &hcl_edit::Decorated<TraversalOperator>| matches!(o.value(), TraversalOperator::GetAttr(_));
                    let taken = if full { next.len() } else { next.iter().take_while(|o| attribute(o)).count() };
                    let (each, after) = next.split_at(taken);
                    rest = after;
                    let items = match self.expand(value) {
                        Value::List { items, .. } => items,
                        Value::Null => Vec::new(),
                        Value::Unknown(cause) => return Value::Unknown(cause),
                        Value::Either { of, cause } => {
                            return Value::either(of.into_iter().map(|one| self.operate(one, here, scope)), &cause);
                        }
                        Value::Symbol(symbol) => {
                            return Value::unknown(&format!("{}.{}[*]", symbol.address, symbol.attribute));
                        }
                        Value::Map(_)
                        | Value::Keyed(_)
                        | Value::Bool(_)
                        | Value::Number(_)
                        | Value::Text(_)
                        | Value::Encoded(_)
                        | Value::Instance(_) => return Value::unknown("a splat over something else than a list"),
                    };
                    Value::list(items.into_iter().map(|item| self.operate(item, each, scope)).collect())
                }
            };
        }
        value
    }

    fn member(&self, value: Value, name: &str) -> Value {
        match value {
            Value::Map(mut members) => {
                members.remove(name).unwrap_or_else(|| Value::unknown(&format!("a member `{name}` that is not there")))
            }
            Value::Instance(address) => self.resource_attribute(&address, name),
            Value::Symbol(symbol) => {
                Value::Symbol(Symbol::new(&symbol.address, &format!("{}.{name}", symbol.attribute)))
            }
            Value::Either { of, cause } => Value::either(of.into_iter().map(|one| self.member(one, name)), &cause),
            Value::Unknown(cause) => Value::Unknown(cause),
            Value::Keyed(_) => Value::unknown(UNKNOWN_KEY),
            Value::List { items, .. } => match name.parse::<usize>().ok().and_then(|at| items.get(at).cloned()) {
                Some(item) => item,
                None => Value::unknown(&format!("`{name}` of a list")),
            },
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::Encoded(_) => {
                Value::unknown(&format!("`{name}` of something that has no members"))
            }
        }
    }

    fn index(&self, value: Value, index: &Value) -> Value {
        if let Some(index) = index.to_text().and_then(|text| text.as_literal().map(str::to_owned)) {
            return self.member(value, &index);
        }
        let cause = operate::cause(index, "an index that is not known");
        match (index, value) {
            (Value::Either { of, .. }, value) => {
                Value::either(of.iter().map(|one| self.index(value.clone(), one)), &cause)
            }
            (_, Value::List { items, .. }) => Value::either(items, &cause),
            (_, Value::Map(members)) => Value::either(members.into_values(), &cause),
            _ => Value::Unknown(cause),
        }
    }
}

/// The elements of a collection with their keys. Errors with why they are not known.
fn elements(value: &Value) -> Result<Vec<(Value, Value)>, Arc<str>> {
    match value {
        Value::List { items, set: true } => Ok(items.iter().map(|item| (item.clone(), item.clone())).collect()),
        Value::List { items, .. } => {
            Ok(items.iter().enumerate().map(|(at, item)| (Value::count(at), item.clone())).collect())
        }
        Value::Map(members) => Ok(members.iter().map(|(key, value)| (Value::text(key), value.clone())).collect()),
        Value::Symbol(symbol) => Err(format!("{}.{}", symbol.address, symbol.attribute).into()),
        other => Err(other.cause().unwrap_or_else(|| "a collection that is not known".into())),
    }
}
