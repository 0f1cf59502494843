//! One of several documents: in, what each would say; out, one that says for sure what all of them say, and perhaps what
//! only some do.

use std::sync::Arc;

use super::{Document, Scope, Statement};
use crate::iam::text::Text;

/// The document that is one of several, and what decides which. `None` where a statement that only some have is for
/// principals: whom it lets in can't be left open.
pub fn one_of(documents: &[Document], cause: &Arc<str>) -> Option<Document> {
    let (first, others) = documents.split_first()?;
    if others.iter().any(|other| other.version != first.version) {
        return None;
    }
    let mut statements = shared(documents);
    let mut doubtful: Vec<Statement> = Vec::new();
    for statement in documents.iter().flat_map(|document| document.statements.iter()) {
        if !statements.iter().any(|one| is_same(one, statement)) {
            let perhaps = perhaps(statement, cause)?;
            if !doubtful.contains(&perhaps) {
                doubtful.push(perhaps);
            }
        }
    }
    statements.extend(doubtful);
    Some(Document::new(first.version, statements))
}

/// The statements that all of several documents have.
pub fn shared(documents: &[Document]) -> Vec<Statement> {
    let Some((first, others)) = documents.split_first() else { return Vec::new() };
    let has = |document: &Document, wanted: &Statement| document.statements.iter().any(|one| is_same(one, wanted));
    let alike = |other: &Document| other.version == first.version;
    let in_all = |one: &&Statement| others.iter().all(|other| alike(other) && has(other, one));
    first.statements.iter().filter(in_all).cloned().collect()
}

/// Whether two statements are the same wherever they stand; by their `Sid` another document may replace one.
fn is_same(a: &Statement, b: &Statement) -> bool {
    let bare = |one: &Statement| Statement { index: 0, ..one.clone() };
    bare(a) == bare(b)
}

/// A statement that may not be there: it is for resources of which it is not known whether they are meant.
fn perhaps(statement: &Statement, cause: &Arc<str>) -> Option<Statement> {
    let resources = match &statement.resources {
        _ if statement.principals.is_some() => return None,
        Some(Scope::Only(patterns)) => patterns.iter().map(|pattern| pattern.perhaps(cause)).collect(),
        Some(Scope::AllBut(_)) | None => vec![Text::unknown(cause)],
    };
    Some(Statement { sid: None, index: 0, resources: Some(Scope::Only(resources.into())), ..statement.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(statements: &str) -> Document {
        Document::from_text(&format!(r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#)).unwrap()
    }

    #[test]
    fn what_all_say_is_sure_and_the_rest_is_open() {
        let all = r#"{"Effect":"Allow","Action":"s3:*","Resource":"*"}"#;
        let some = r#"{"Effect":"Allow","Action":"sqs:*","NotResource":"arn:aws:sqs:::a"}"#;
        let chosen = one_of(&[document(all), document(&format!("{some},{all}"))], &"var.x".into()).unwrap();
        let [sure, open] = &*chosen.statements else { panic!("{chosen:?}") };
        assert_eq!(sure.resources.as_ref().unwrap().patterns(), [Text::literal("*")]);
        assert_eq!(open.resources, Some(Scope::Only(vec![Text::unknown("var.x")].into())));
        let named = all.replace('{', r#"{"Sid":"a","#);
        assert_eq!(shared(&[document(all), document(&named)]), []);
    }

    #[test]
    fn whom_some_let_in_is_left_to_who_asks() {
        let trust = r#"{"Effect":"Allow","Action":"sts:AssumeRole","Principal":"*"}"#;
        assert_eq!(one_of(&[document(trust), document("")], &"x".into()), None);
    }
}
