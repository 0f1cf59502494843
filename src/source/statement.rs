//! Where a statement of a policy document is written: the expression of an attribute in, a piece of HCL out.

use std::ops::Range;

use hcl_edit::Span as _;
use hcl_edit::expr::{Expression, Traversal, TraversalOperator};

use super::Module;
use super::block::{Attribute, Block, Span, key_name, key_span};

/// Deepest chain of local values.
const DEEPEST: usize = 16;

/// Arguments by which a document takes statements from elsewhere.
const MERGING: [&str; 4] = ["source_json", "source_policy_documents", "override_json", "override_policy_documents"];

/// An expression, its file, and how far places in it are behind those of the file.
#[derive(Clone, Copy)]
pub(super) struct Written<'h> {
    pub(super) expression: &'h Expression,
    pub(super) file: usize,
    pub(super) offset: usize,
}

impl<'h> Written<'h> {
    fn of(attribute: &'h Attribute) -> Self {
        Self { expression: &attribute.value, file: attribute.span.file, offset: attribute.offset }
    }

    fn inner(self, expression: &'h Expression) -> Self {
        Self { expression, ..self }
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span { file: self.file, start: range.start + self.offset, end: range.end + self.offset }
    }
}

/// The piece of a module in which the statement of this number stands, from 0, of the document that an expression is.
pub(super) fn statement(module: &Module, document: Written<'_>, number: usize) -> Option<Span> {
    let document = local(module, document, 0)?;
    match document.expression {
        Expression::FuncCall(call) if call.name.namespace.is_empty() && call.name.name.as_str() == "jsonencode" => {
            let value = local(module, document.inner(call.args.iter().next()?), 0)?;
            let Expression::Object(members) = value.expression else { return None };
            let (key, member) = members.iter().find(|(key, _)| key_name(key) == Some("Statement"))?;
            let statements = local(module, value.inner(member.expr()), 0)?;
            match statements.expression {
                Expression::Array(items) => Some(statements.span(items.get(number)?.span()?)),
                Expression::Object(_) if number == 0 => Some(statements.span(statements.expression.span()?)),
                // Made by a `for` or a function.
                _ => Some(value.span(key_span(key).start..member.expr().span()?.end)),
            }
        }
        Expression::Traversal(it) => data(module, it, number),
        _ => None,
    }
}

/// The block of a data document, where it holds all of the document's statements.
fn data(module: &Module, it: &Traversal, number: usize) -> Option<Span> {
    let attributes = it.operators.iter().filter_map(|operator| match operator.value() {
        TraversalOperator::GetAttr(name) => Some(name.as_str()),
        _ => None,
    });
    let names: Vec<&str> = attributes.collect();
    let root = it.expr.as_variable()?.as_str();
    let ("data", ["aws_iam_policy_document", name, "json" | "minified_json"]) = (root, names.as_slice()) else {
        return None;
    };
    let block = module.block("data", &["aws_iam_policy_document", name])?;
    if MERGING.iter().any(|name| block.attributes.contains_key(*name)) {
        return None;
    }
    let dynamic = |one: &&&Block| one.kind == "dynamic";
    let is_statement = |one: &&Block| one.kind == "statement" || one.kind == "dynamic" && one.labels == ["statement"];
    let statements: Vec<&Block> = block.blocks.iter().filter(is_statement).collect();
    let first = statements.iter().position(|one| dynamic(&one)).unwrap_or(statements.len());
    let one = match number < first {
        true => statements.get(number),
        // How many a `dynamic` block makes is not asked.
        false => statements.get(first).filter(|_| first + 1 == statements.len()),
    };
    Some(one?.head)
}

/// What a local value stands for, and what is written in it at the names behind it.
fn local<'h>(module: &'h Module, written: Written<'h>, depth: usize) -> Option<Written<'h>> {
    let it = match written.expression {
        Expression::Parenthesis(inner) => return local(module, written.inner(inner.inner()), depth + 1),
        Expression::Traversal(it) if it.expr.as_variable().is_some_and(|root| root.as_str() == "local") => it,
        _ => return Some(written),
    };
    let mut operators = it.operators.iter();
    let Some(TraversalOperator::GetAttr(name)) = operators.next().map(|operator| operator.value()) else { return None };
    if depth > DEEPEST {
        return None;
    }
    let mut found = local(module, Written::of(module.local(name.as_str())?), depth + 1)?;
    for operator in operators {
        let name = match operator.value() {
            TraversalOperator::GetAttr(name) => name.as_str(),
            TraversalOperator::Index(index) => index.as_str()?,
            _ => return None,
        };
        let Expression::Object(members) = found.expression else { return None };
        let (_, member) = members.iter().find(|(key, _)| key_name(key) == Some(name))?;
        found = local(module, found.inner(member.expr()), depth + 1)?;
    }
    Some(found)
}
