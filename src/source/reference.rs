//! What expressions refer to, and which local values nothing refers to: HCL in, addresses out as `configuration` writes them, the most specific of each chain.
//!
//! A plan leaves local values out, so that a value that goes through one leads nowhere. This fills them in.

use std::collections::{BTreeMap, BTreeSet};

use hcl_edit::expr::{Expression, ForExpr, FuncCall, Traversal, TraversalOperator};
use hcl_edit::visit::{self, Visit};

use super::Module;
use super::block::{Block, key_name};

/// A local value, or what stands at a path inside of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Local {
    /// Members from the value inwards
    pub path: Vec<String>,
    /// What it refers to
    pub references: Vec<String>,
    /// Whether it may choose between them instead of naming them all
    pub chooses: bool,
}

/// Functions that pass on all they are given.
const GATHER: [&str; 10] =
    ["concat", "toset", "tolist", "flatten", "compact", "distinct", "sort", "merge", "tomap", "setunion"];

/// The local values of a module, each with the parts that can be named.
pub fn locals(module: &Module) -> BTreeMap<String, Vec<Local>> {
    let mut found = BTreeMap::new();
    for block in module.blocks.iter().filter(|block| block.kind == "locals") {
        for (name, attribute) in &block.attributes {
            let mut parts = Vec::new();
            collect(&attribute.value, &mut Vec::new(), &mut parts);
            found.insert(name.clone(), parts);
        }
    }
    found
}

/// The texts in local values that reach nothing: no plan shows anything of them.
pub fn idle(module: &Module) -> BTreeMap<String, Vec<String>> {
    let (own, others): (Vec<&Block>, Vec<&Block>) = module.blocks.iter().partition(|block| block.kind == "locals");
    let locals: BTreeMap<&str, &Expression> =
        own.iter().flat_map(|block| &block.attributes).map(|(name, one)| (name.as_str(), &one.value)).collect();
    if locals.is_empty() {
        return BTreeMap::new();
    }
    let mut named: Vec<String> = others.iter().flat_map(|block| of_block(block)).collect();
    let mut reached: BTreeSet<&str> = BTreeSet::new();
    while let Some(name) = named.pop() {
        let Some(name) = name.strip_prefix("local.") else { continue };
        let name = name.split(['.', '[']).next().unwrap_or_default();
        if let Some((name, value)) = locals.get_key_value(name).filter(|(name, _)| !reached.contains(**name)) {
            reached.insert(name);
            named.extend(references(value));
        }
    }
    let rest = locals.into_iter().filter(|(name, _)| !reached.contains(name));
    rest.map(|(name, value)| {
        let mut texts = Texts::default();
        texts.visit_expr(value);
        (name.to_owned(), texts.0)
    })
    .collect()
}

/// What the expressions of a block and of those in it refer to.
fn of_block(block: &Block) -> Vec<String> {
    let own = block.attributes.values().flat_map(|attribute| references(&attribute.value));
    own.chain(block.blocks.iter().flat_map(of_block)).collect()
}

/// The literals of an expression.
#[derive(Default)]
struct Texts(Vec<String>);

impl Visit for Texts {
    fn visit_expr(&mut self, expression: &Expression) {
        match expression {
            Expression::String(text) => self.0.push(text.value().to_string()),
            Expression::StringTemplate(template) => self.0.push(template.to_string()),
            Expression::HeredocTemplate(heredoc) => self.0.push(heredoc.template.to_string()),
            other => visit::visit_expr(self, other),
        }
    }
}

fn collect(expression: &Expression, path: &mut Vec<String>, parts: &mut Vec<Local>) {
    parts.push(Local { path: path.clone(), references: references(expression), chooses: !gathers(expression) });
    let mut member = |name: String, inner: &Expression| {
        path.push(name);
        collect(inner, path, parts);
        path.pop();
    };
    match expression {
        Expression::Object(object) => {
            for (key, value) in object.iter() {
                if let Some(name) = key_name(key) {
                    member(name.to_owned(), value.expr());
                }
            }
        }
        Expression::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| member(index.to_string(), item));
        }
        _ => {}
    }
}

/// Whether an expression is made of all that it refers to.
fn gathers(expression: &Expression) -> bool {
    match expression {
        Expression::Array(items) => items.iter().all(gathers),
        Expression::Object(object) => object.iter().all(|(_, value)| gathers(value.expr())),
        Expression::Parenthesis(inner) => gathers(inner.inner()),
        Expression::FuncCall(call) => GATHER.contains(&call.name.name.as_str()) && call.args.iter().all(gathers),
        Expression::Traversal(traversal) => {
            let index = |operator: &TraversalOperator| match operator {
                TraversalOperator::Index(index) => index.is_str() || index.is_number(),
                _ => true,
            };
            traversal.operators.iter().all(|operator| index(operator.value()))
        }
        Expression::Null(_) | Expression::Bool(_) | Expression::Number(_) | Expression::String(_) => true,
        Expression::StringTemplate(_) | Expression::HeredocTemplate(_) | Expression::Variable(_) => true,
        Expression::Conditional(_) | Expression::UnaryOp(_) | Expression::BinaryOp(_) | Expression::ForExpr(_) => false,
    }
}

/// What an expression refers to.
pub fn references(expression: &Expression) -> Vec<String> {
    let mut found = References::default();
    found.visit_expr(expression);
    found.names
}

#[derive(Default)]
struct References {
    /// Names that a `for` brings
    bound: Vec<String>,
    names: Vec<String>,
}

impl Visit for References {
    fn visit_for_expr(&mut self, node: &ForExpr) {
        self.visit_expr(&node.intro.collection_expr);
        let before = self.bound.len();
        let names = node.intro.key_var.iter().chain([&node.intro.value_var]);
        self.bound.extend(names.map(|name| name.as_str().to_owned()));
        node.key_expr.iter().for_each(|key| self.visit_expr(key));
        self.visit_expr(&node.value_expr);
        node.cond.iter().for_each(|condition| self.visit_expr(&condition.expr));
        self.bound.truncate(before);
    }

    fn visit_func_call(&mut self, node: &FuncCall) {
        // These are known only after apply, though they refer to nothing; no local value has such a name.
        let name = node.name.name.as_str();
        if ["uuid", "timestamp", "bcrypt"].contains(&name) {
            self.names.push(format!("local.{name}()"));
        }
        visit::visit_func_call(self, node);
    }

    fn visit_traversal(&mut self, node: &Traversal) {
        let Some(root) = node.expr.as_variable() else { return visit::visit_traversal(self, node) };
        let mut name = root.as_str().to_owned();
        let mut literal = true;
        for operator in &node.operators {
            match operator.value() {
                TraversalOperator::GetAttr(member) if literal => {
                    name.push('.');
                    name.push_str(member.as_str());
                }
                TraversalOperator::Index(Expression::Number(index)) if literal => {
                    name.push_str(&format!("[{}]", index.value()));
                }
                TraversalOperator::Index(Expression::String(key)) if literal => {
                    let key = serde_json::to_string(key.value()).unwrap_or_default();
                    name.push_str(&format!("[{key}]"));
                }
                TraversalOperator::Index(index) => {
                    literal = false;
                    self.visit_expr(index);
                }
                _ => literal = false,
            }
        }
        if !self.bound.iter().any(|bound| bound == root.as_str()) {
            self.names.push(name);
        }
    }
}
