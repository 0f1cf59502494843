//! Merges documents as `aws_iam_policy_document` does: in, its sources, its own statements and its overrides; out, one.

use std::sync::Arc;

use super::{Document, Statement};

/// Two source documents hold a statement with this `Sid`, which the provider refuses.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`source_policy_documents` hold two statements with sid `{0}`")]
pub struct RepeatedSid(
    /// The `Sid`
    pub Arc<str>,
);

/// `source_policy_documents`, then the document's own statements, then `override_policy_documents`.
///
/// A statement replaces an earlier one with the same `Sid`, in its place; one without `Sid`, or with a new one, is
/// appended. <https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document>
pub fn merged(sources: &[Document], own: &Document, overrides: &[Document]) -> Result<Document, RepeatedSid> {
    let mut statements: Vec<Statement> = Vec::new();
    for statement in sources.iter().flat_map(|document| document.statements.iter()) {
        match &statement.sid {
            Some(sid) if position(&statements, statement).is_some() => return Err(RepeatedSid(sid.clone())),
            Some(_) | None => statements.push(statement.clone()),
        }
    }
    let later = std::iter::once(own).chain(overrides);
    for statement in later.flat_map(|document| document.statements.iter()) {
        match position(&statements, statement).and_then(|at| statements.get_mut(at)) {
            Some(replaced) => *replaced = statement.clone(),
            None => statements.push(statement.clone()),
        }
    }
    let versions = sources.iter().chain([own]).chain(overrides).map(|document| document.version);
    Ok(Document::new(versions.max().unwrap_or_default(), statements))
}

fn position(statements: &[Statement], like: &Statement) -> Option<usize> {
    like.sid.as_ref()?;
    statements.iter().position(|statement| statement.sid == like.sid)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(sids: &[(&str, &str)]) -> Document {
        let statements: Vec<String> = sids
            .iter()
            .map(|(sid, action)| format!(r#"{{"Sid":"{sid}","Effect":"Allow","Action":"{action}","Resource":"*"}}"#))
            .collect();
        Document::from_text(&format!(r#"{{"Version":"2012-10-17","Statement":[{}]}}"#, statements.join(","))).unwrap()
    }

    fn actions(document: &Document) -> Vec<String> {
        document.statements.iter().map(|s| s.actions.patterns()[0].to_string()).collect()
    }

    #[test]
    fn overrides_replace_by_sid_in_place_and_append_otherwise() {
        let sources = [document(&[("a", "s3:1"), ("", "s3:2")]), document(&[("b", "s3:3")])];
        let result = merged(&sources, &document(&[("b", "s3:4"), ("", "s3:5")]), &[document(&[("a", "s3:6")])]);
        let result = result.unwrap();
        assert_eq!(actions(&result), ["s3:6", "s3:2", "s3:4", "s3:5"]);
        assert_eq!(result.statements.iter().map(|s| s.index).collect::<Vec<_>>(), [0, 1, 2, 3]);
    }

    #[test]
    fn sources_may_not_repeat_a_sid() {
        let sources = [document(&[("a", "s3:1")]), document(&[("a", "s3:2")])];
        assert!(merged(&sources, &document(&[]), &[]).is_err());
    }
}
