//! Statements that allow an action on everything: a policy document in HCL in, the `"*"` that give way to one resource
//! out.

use std::ops::Range;

use hcl_edit::Span as _;
use hcl_edit::expr::{Expression, Object};

use crate::source::Module;
use crate::source::block::{Attribute, Block, key_name};
use crate::source::reference::references;

/// The file and the bytes of each `"*"` of a statement that allows `actions` and nothing else. `None` when there is none,
/// or when the actions stand among others, which may need all resources.
pub(super) fn stars(module: &Module, attribute: &Attribute, actions: &[String]) -> Option<Vec<(usize, Range<usize>)>> {
    let found = match &attribute.value {
        Expression::FuncCall(call) if call.name.name.as_str() == "jsonencode" => {
            let document = call.args.iter().next()?.as_object()?;
            let statements = match member(document, "Statement")? {
                Expression::Array(items) => items.iter().map(Expression::as_object).collect::<Option<Vec<_>>>()?,
                one => vec![one.as_object()?],
            };
            let star = |statement: &&Object| {
                let of = |name: &str| member(statement, name);
                star(of("Effect"), of("Action"), of("NotAction"), of("Resource"), actions)
            };
            let stars = statements.iter().map(star).collect::<Option<Vec<_>>>()?;
            let place = |range: Range<usize>| range.start + attribute.offset..range.end + attribute.offset;
            stars.into_iter().flatten().map(|range| (attribute.span.file, place(range))).collect()
        }
        other => data(module, other, actions)?,
    };
    Some(found).filter(|found| !found.is_empty())
}

/// The same for `data.aws_iam_policy_document.NAME.json`.
fn data(module: &Module, expression: &Expression, actions: &[String]) -> Option<Vec<(usize, Range<usize>)>> {
    expression.as_traversal()?;
    let names = references(expression);
    let name = names.first()?.strip_prefix("data.aws_iam_policy_document.")?.strip_suffix(".json")?;
    let document = module.block("data", &["aws_iam_policy_document", name])?;
    if document.blocks.iter().any(|block| block.kind == "dynamic") {
        return None;
    }
    let mut found = Vec::new();
    for statement in document.blocks.iter().filter(|block| block.kind == "statement") {
        let of = |name: &str| statement.attributes.get(name);
        let value = |name: &str| of(name).map(|attribute| &attribute.value);
        let star = star(value("effect"), value("actions"), value("not_actions"), value("resources"), actions)?;
        let Some((range, resources)) = star.zip(of("resources")) else { continue };
        found.push((resources.span.file, range.start + resources.offset..range.end + resources.offset));
    }
    Some(found)
}

/// The `"*"` of one statement; nothing in one that is about something else, `None` in one that is about more.
fn star(
    effect: Option<&Expression>,
    action: Option<&Expression>,
    not_action: Option<&Expression>,
    resource: Option<&Expression>,
    actions: &[String],
) -> Option<Option<Range<usize>>> {
    // In a data source, `Allow` is what is left out.
    match effect.map_or(Some("Allow"), Expression::as_str) {
        Some("Deny") => return Some(None),
        Some("Allow") if not_action.is_none() => {}
        _ => return None,
    }
    let resource = match resource? {
        Expression::Array(items) if items.len() == 1 => items.get(0)?,
        other => other,
    };
    if resource.as_str() != Some("*") {
        return Some(None);
    }
    let allowed: Vec<&str> = match action? {
        Expression::Array(items) => items.iter().map(Expression::as_str).collect::<Option<_>>()?,
        one => vec![one.as_str()?],
    };
    let asked = |one: &&str| actions.iter().any(|action| action.eq_ignore_ascii_case(one));
    if allowed.iter().all(asked) {
        return Some(Some(resource.span()?));
    }
    let concerns = |one: &&str| asked(one) || one.contains(['*', '?']);
    (!allowed.iter().any(concerns)).then_some(None)
}

fn member<'e>(object: &'e Object, name: &str) -> Option<&'e Expression> {
    object.iter().find(|(key, _)| key_name(key) == Some(name)).map(|(_, value)| value.expr())
}

/// The name of the only resource of a type, leaving out those that a block refers to: whoever holds a policy is not what
/// it is about.
pub(super) fn only_other<'m>(module: &'m Module, block: &Block, kind: &str) -> Option<&'m str> {
    let own: Vec<String> = block.attributes.values().flat_map(|attribute| references(&attribute.value)).collect();
    only_of(module, kind, |name| !own.iter().any(|own| own.split('.').take(2).eq([kind, name])))
}

/// The name of the only resource of a type of which one may be meant. `None` when there is none, or there are several.
pub(super) fn only_of<'m>(module: &'m Module, kind: &str, meant: impl Fn(&str) -> bool) -> Option<&'m str> {
    let of_kind = |one: &&Block| one.kind == "resource" && one.labels.first().is_some_and(|label| label == kind);
    let named = module.blocks.iter().filter(of_kind).filter_map(|one| Some((one, one.labels.last()?.as_str())));
    let mut found = named.filter(|(_, name)| meant(name));
    let (Some((one, name)), None) = (found.next(), found.next()) else { return None };
    let many = one.attributes.contains_key("count") || one.attributes.contains_key("for_each");
    (!many).then_some(name)
}
