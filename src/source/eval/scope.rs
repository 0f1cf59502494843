//! What names stand for: variables, local values, outputs, `each`, `count`, and other resources.

use std::rc::Rc;
use std::sync::Arc;

use hcl_edit::expr::{Traversal, TraversalOperator};

use super::{Evaluator, Scope, convert, elements};
use crate::iam::text::Symbol;
use crate::json::Json;
use crate::plan::address::{Address, Key, ModulePath, Step};
use crate::plan::change::{Change, Tree};
use crate::source::Module;
use crate::source::block::Block;
use crate::source::value::Value;

/// The key of a resource block in a module instance.
pub(super) fn block(module: &[Step<'_>], data: bool, kind: &str, name: &str) -> String {
    format!("{}|{}{kind}.{name}", instance(module), if data { "data." } else { "" })
}

fn instance(module: &[Step<'_>]) -> String {
    let step = |step: &Step<'_>| match &step.key {
        Some(key) => format!("{}{key}", step.name),
        None => step.name.to_owned(),
    };
    module.iter().map(step).collect::<Vec<_>>().join("/")
}

/// Most instances of a module that are looked into together.
const INSTANCES: u64 = 2_000;

/// Whether a block has `count` or `for_each`.
fn is_repeated(block: &Block) -> bool {
    block.attributes.contains_key("count") || block.attributes.contains_key("for_each")
}

fn owned(key: &Value) -> Option<Key<'static>> {
    match key {
        Value::Number(number) => Some(Key::Index(number.as_u64()?)),
        Value::Text(text) => Some(Key::Name(text.as_literal()?.to_owned().into())),
        _ => None,
    }
}

fn key_value(key: &Key<'_>) -> Value {
    match key {
        Key::Index(index) => Value::Number((*index).into()),
        Key::Name(name) => Value::text(name),
    }
}

impl<'a> Scope<'a> {
    /// Where the local values of the module stand.
    pub(super) fn of_module(&self) -> Self {
        let (module, path) = (self.module, self.path.clone());
        Self { module, path, key: None, each: None, file: None, bound: Vec::new() }
    }
}

impl<'a> Evaluator<'a> {
    /// Where the expressions of a block stand, for one of its instances.
    pub(crate) fn scope_of(
        &self,
        module: &'a Module,
        block: &'a Block,
        path: ModulePath<'a>,
        key: Option<Key<'a>>,
    ) -> Scope<'a> {
        let mut scope = Scope { module, path, key: None, each: None, file: None, bound: Vec::new() };
        if let (Some(Key::Name(name)), Some(each)) = (&key, block.attributes.get("for_each")) {
            let collection = self.expand(self.written_as(each, &scope));
            scope.each = Some(match elements(&collection) {
                Ok(elements) => {
                    let same = elements.into_iter().find(|(key, _)| key.as_str() == Some(name));
                    same.map_or_else(|| Value::unknown("each.value"), |(_, value)| value)
                }
                Err(cause) => Value::Unknown(cause),
            });
        }
        scope.key = key;
        scope
    }

    fn workspace(&self) -> Value {
        self.hcl.workspace.as_deref().map_or_else(|| Value::unknown("terraform.workspace"), Value::text)
    }

    /// A name at the start of a chain.
    pub(super) fn root(&self, name: &str, scope: &Scope<'a>) -> Value {
        let bound = scope.bound.iter().rev().find(|(bound, _)| bound == name);
        bound.map_or_else(|| Value::unknown(name), |(_, value)| value.clone())
    }

    pub(super) fn traversal(&self, it: &Traversal, scope: &Scope<'a>) -> Value {
        let Some(root) = it.expr.as_variable().map(|name| name.as_str()) else {
            let value = self.eval(&it.expr, scope);
            return self.operate(value, &it.operators, scope);
        };
        let names: Vec<&str> = it
            .operators
            .iter()
            .map_while(|operator| match operator.value() {
                TraversalOperator::GetAttr(name) => Some(name.as_str()),
                _ => None,
            })
            .collect();
        let rest = |taken: usize| it.operators.get(taken..).unwrap_or_default();
        let bound = scope.bound.iter().any(|(bound, _)| bound == root);
        let (value, taken) = match (root, names.as_slice()) {
            _ if bound => (self.root(root, scope), 0),
            ("var", [name, ..]) => (self.variable(name, scope), 1),
            ("local", [name, ..]) => (self.local(name, scope), 1),
            ("each", ["key", ..]) => (scope.key.as_ref().map_or(Value::unknown("each.key"), key_value), 1),
            ("each", ["value", ..]) => (scope.each.clone().unwrap_or_else(|| Value::unknown("each.value")), 1),
            ("count", ["index", ..]) => (scope.key.as_ref().map_or(Value::unknown("count.index"), key_value), 1),
            ("path", ["module", ..]) => (Value::text(&scope.module.dir), 1),
            ("path", ["root", ..]) => (Value::text("."), 1),
            ("terraform", ["workspace", ..]) => (self.workspace(), 1),
            ("module", [call, ..]) => return self.output(call, rest(1), scope),
            ("data", [kind, name, ..]) => (self.resources(true, kind, name, scope), 2),
            ("path" | "terraform" | "self" | "each" | "count", _) => (Value::unknown(root), it.operators.len()),
            (kind, [name, ..]) => (self.resources(false, kind, name, scope), 1),
            (_, []) => (Value::unknown(root), it.operators.len()),
        };
        self.operate(value, rest(taken), scope)
    }

    /// Keeps the value of a name, and stops one that is made of itself.
    fn memo(&self, name: String, value: impl FnOnce() -> Value) -> Value {
        if let Some(known) = self.named.borrow().get(&name) {
            return known.clone();
        }
        self.named.borrow_mut().insert(name.clone(), Value::unknown("a name that refers to itself"));
        let value = value();
        self.named.borrow_mut().insert(name, value.clone());
        value
    }

    fn local(&self, name: &str, scope: &Scope<'a>) -> Value {
        let Some(local) = scope.module.local(name) else { return Value::unknown(&format!("local.{name}")) };
        let outer = scope.of_module();
        self.memo(format!("{}|local.{name}", instance(&scope.path)), || self.written_as(local, &outer))
    }

    fn variable(&self, name: &str, scope: &Scope<'a>) -> Value {
        self.memo(format!("{}|var.{name}", instance(&scope.path)), || {
            let declared = scope.module.block("variable", &[name]);
            let given = self.given(name, scope);
            let nullable = declared.and_then(|block| block.attributes.get("nullable"));
            let nullable = nullable.is_none_or(|attribute| attribute.value.as_bool() != Some(false));
            let value = match given {
                Some(Value::Null) if nullable => Value::Null,
                Some(Value::Null) | None => {
                    let default = declared.and_then(|block| block.attributes.get("default"));
                    let Some(default) = default else { return Value::unknown(&format!("var.{name}")) };
                    self.written_as(default, scope)
                }
                Some(value) => value,
            };
            match declared.and_then(|block| block.attributes.get("type")) {
                Some(kind) => convert::to_type(value, &kind.value, self, scope),
                None => value,
            }
        })
    }

    /// What a variable is given: by the plan for the root module, else by the call.
    fn given(&self, name: &str, scope: &Scope<'a>) -> Option<Value> {
        let Some((step, parents)) = scope.path.split_last() else {
            let symbol = Symbol::new("var", name);
            return self.plan.variable(name).map(|value| Value::from_json(value, None, &symbol));
        };
        let outer = self.hcl.module(parents.iter().map(|step| step.name))?;
        let call = outer.block("module", &[step.name])?;
        let argument = call.attributes.get(name)?;
        let outer = self.scope_of(outer, call, parents.to_vec(), step.key.clone());
        Some(self.written_as(argument, &outer))
    }

    /// An output of a called module, or of all of its instances.
    fn output(&self, call: &str, operators: &[hcl_edit::Decorated<TraversalOperator>], scope: &Scope<'a>) -> Value {
        let cause = || Value::unknown(&format!("module.{call}"));
        let Some(block) = scope.module.block("module", &[call]) else { return cause() };
        let (key, rest) = match operators.split_first() {
            _ if !is_repeated(block) => (None, operators),
            Some((operator, rest)) => match operator.value() {
                TraversalOperator::Index(index) => match owned(&self.eval(index, scope)) {
                    Some(key) => (Some(key), rest),
                    None => return cause(),
                },
                _ => return self.operate(self.called(block, scope), operators, scope),
            },
            None => return self.called(block, scope),
        };
        match rest.split_first().map(|(operator, rest)| (operator.value(), rest)) {
            Some((TraversalOperator::GetAttr(output), rest)) => {
                let value = self.output_of(block, key, output.as_str(), scope).unwrap_or_else(cause);
                self.operate(value, rest, scope)
            }
            _ => self.operate(self.instance_of(block, key, scope), rest, scope),
        }
    }

    /// All instances of a module that is called repeatedly.
    fn called(&self, block: &'a Block, scope: &Scope<'a>) -> Value {
        let cause = || Value::unknown(&format!("module.{}", block.labels.first().map_or("", String::as_str)));
        let written = |name: &str| block.attributes.get(name).map(|attribute| self.written_as(attribute, scope));
        if let Some(each) = written("for_each") {
            let Ok(each) = elements(&self.expand(each)) else { return cause() };
            let one = |key: &Value| Some((key.as_str()?.to_owned(), self.instance_of(block, owned(key), scope)));
            return each.iter().map(|(key, _)| one(key)).collect::<Option<_>>().map_or_else(cause, Value::Map);
        }
        let count = match written("count").map(convert::to_number) {
            Some(Value::Number(count)) => count.as_u64().filter(|count| *count <= INSTANCES),
            _ => None,
        };
        let Some(count) = count else { return cause() };
        Value::list((0..count).map(|at| self.instance_of(block, Some(Key::Index(at)), scope)).collect())
    }

    /// One instance of a called module: all of its outputs.
    fn instance_of(&self, block: &'a Block, key: Option<Key<'a>>, scope: &Scope<'a>) -> Value {
        let calls = scope.path.iter().map(|step| step.name).chain(block.labels.first().map(String::as_str));
        let Some(module) = self.hcl.module(calls) else { return Value::unknown("a module that is not there") };
        let outputs = module.blocks.iter().filter(|block| block.kind == "output");
        let value = |name: &String| Some((name.clone(), self.output_of(block, key.clone(), name, scope)?));
        Value::Map(outputs.filter_map(|output| value(output.labels.first()?)).collect())
    }

    fn output_of(&self, block: &'a Block, key: Option<Key<'a>>, name: &str, scope: &Scope<'a>) -> Option<Value> {
        let mut path = scope.path.clone();
        path.push(Step { name: block.labels.first()?, key });
        let module = self.hcl.module(path.iter().map(|step| step.name))?;
        let attribute = module.block("output", &[name])?.attributes.get("value")?;
        let inner = Scope { module, path, key: None, each: None, file: None, bound: Vec::new() };
        let memo = format!("{}|output.{name}", instance(&inner.path));
        Some(self.memo(memo, || self.written_as(attribute, &inner)))
    }

    /// A resource: its instance, or all of its instances where the block is repeated.
    fn resources(&self, data: bool, kind: &str, name: &str, scope: &Scope<'a>) -> Value {
        let cause = || Value::unknown(&format!("{}{kind}.{name}", if data { "data." } else { "" }));
        let written = scope.module.block(if data { "data" } else { "resource" }, &[kind, name]);
        let Some(written) = written else { return cause() };
        let found = self.blocks.get(&block(&scope.path, data, kind, name));
        let instances = found.map(Vec::as_slice).unwrap_or_default();
        let value = |change: &&Change<'a>| Value::Instance(change.address.as_ref().into());
        let keyed = instances.iter().filter_map(|change| Some((Address::parse(&change.address)?.key?, value(change))));
        if written.attributes.contains_key("for_each") {
            let name = |key: Key<'_>| match key {
                Key::Name(name) => name.into_owned(),
                Key::Index(index) => index.to_string(),
            };
            return Value::Map(keyed.map(|(key, value)| (name(key), value)).collect());
        }
        if written.attributes.contains_key("count") {
            let mut all: Vec<_> = keyed.collect();
            all.sort_by(|a, b| a.0.cmp(&b.0));
            return Value::list(all.into_iter().map(|(_, value)| value).collect());
        }
        instances.first().map_or_else(cause, value)
    }

    /// Follows nothing for a value; gives a collection its elements.
    pub(super) fn expand(&self, value: Value) -> Value {
        match value {
            // Of a single resource a splat makes a list.
            Value::Instance(address) => Value::list(vec![Value::Instance(address)]),
            other => other,
        }
    }

    /// An attribute of another resource: as the plan gives it, else as it is written, else a reference to it.
    pub(super) fn resource_attribute(&self, address: &Arc<str>, name: &str) -> Value {
        let symbol = Symbol::new(address, name);
        let Some((at, change)) = self.by_address.get_key_value(&**address) else { return Value::Symbol(symbol) };
        let Some(tree) = self.tree(at, change) else { return Value::Symbol(symbol) };
        let mark = match &tree.unknown {
            Json::Bool(true) => Some(&Json::Bool(true)),
            unknown => unknown.get(name),
        };
        let value = tree.value.get(name);
        if let (Some(value), false) = (value, mark.is_some_and(crate::plan::node::has_mark)) {
            return Value::from_json(value, None, &symbol);
        }
        if let Some(told) = self.of_provider(change, name) {
            return told;
        }
        let written = self.memo(format!("{address}|{name}"), || self.attribute(at, name).unwrap_or(Value::Null));
        match (written, value, mark) {
            // An argument left out or null is chosen by the provider; what is not known says nothing.
            (Value::Null | Value::Unknown(_), None | Some(Json::Null), _) => Value::Symbol(symbol),
            (Value::Null | Value::Unknown(_), Some(value), mark) => Value::from_json(value, mark, &symbol),
            (written, ..) => written,
        }
    }

    fn tree(&self, address: &'a str, change: &&'a Change<'a>) -> Option<Rc<Tree<'a>>> {
        if let Some(tree) = self.opened.borrow().get(address) {
            return Some(Rc::clone(tree));
        }
        let tree = Rc::new(change.whole().ok()?);
        self.opened.borrow_mut().insert(address, Rc::clone(&tree));
        Some(tree)
    }
}
