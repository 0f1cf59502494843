//! References that an edit writes: to the only resource of a type in a module that can be meant.

use super::Values;
use super::narrow::only_of;
use crate::policy::edit::Reference;
use crate::source::Module;
use crate::source::block::{Block, Span};
use crate::source::reference::references;

/// Attributes with the reference that each is given. `None` when there is none to refer to, there are several, or it is one of
/// another provider: keys and log groups serve their own region.
pub(super) fn referring(module: &Module, block: &Block, wanted: &[Reference]) -> Option<Values> {
    let provider = |block: &Block| block.attributes.get("provider").map(|one| one.value.to_string().trim().to_owned());
    let one = |reference: &Reference| {
        let kind = &reference.kind;
        let says = |name: &str| match (&reference.says, module.block("resource", &[kind, name])) {
            (Some(text), Some(other)) => says(module, other, text),
            (None, _) => true,
            (Some(_), None) => false,
        };
        let name = only_of(module, kind, says)?;
        let other = module.block("resource", &[kind, name])?;
        if provider(other) != provider(block) {
            return None;
        }
        let written = format!("{kind}.{name}.{}", reference.attribute);
        let value = if reference.after.is_empty() { written } else { format!("\"${{{written}}}{}\"", reference.after) };
        Some((reference.name.clone(), value))
    };
    wanted.iter().map(one).collect()
}

/// Whether a text stands in a block, or in a policy document that it refers to.
fn says(module: &Module, block: &Block, text: &str) -> bool {
    let whole = |span: Span| Some(module.files.get(span.file)?.raw.get(span.start..span.end)?.contains(text));
    let documents = block.attributes.values().flat_map(|attribute| references(&attribute.value));
    let documents = documents.filter_map(|name| {
        let name = name.strip_prefix("data.aws_iam_policy_document.")?.split(['.', '[']).next()?.to_owned();
        Some(module.block("data", &["aws_iam_policy_document", &name])?.span)
    });
    std::iter::once(block.span).chain(documents).filter_map(whole).any(|there| there)
}
