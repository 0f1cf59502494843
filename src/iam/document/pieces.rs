//! A document known in pieces: what source says of a policy in, a [`Document`] with references in its strings out.
//!
//! Each piece that is not literal is put into the JSON as a mark, the JSON is read as any other, and the marks are taken
//! out of its strings again. A piece outside of a string, or where the grammar wants one word of a few, is an error.

use std::sync::Arc;

use super::{Condition, Document, DocumentError, Principal, Principals, Scope, Statement};
use crate::iam::text::{Part, Text};
use crate::json::{Json, Object};
use crate::source::value::Value;

/// Stand around the number of a piece. Private characters, which no policy holds.
const OPEN: char = '\u{f0000}';
const CLOSE: char = '\u{f0001}';

impl Document {
    /// Reads a document from what source says of an attribute: `jsonencode` of a value, or a template.
    ///
    /// Errors where a piece is not known that decides more than a string.
    pub fn from_value(value: &Value) -> Result<Self, DocumentError> {
        let mut pieces = Vec::new();
        let document = match value {
            Value::Encoded(inner) => Self::from_json(&json(inner, &mut pieces)?)?,
            Value::Text(text) => Self::from_text(&marked(text, &mut pieces)?)?,
            other => return Err(unreadable(other)),
        };
        Ok(filled(document, &pieces))
    }
}

fn unreadable(value: &Value) -> DocumentError {
    let cause = value.cause().map_or_else(|| "a reference".to_owned(), |cause| cause.to_string());
    DocumentError::Json(format!("it waits for {cause}"))
}

/// A text with marks for the pieces that are not literal.
fn marked(text: &Text, pieces: &mut Vec<Part>) -> Result<String, DocumentError> {
    let mut marked = String::new();
    for part in text.parts() {
        match part {
            Part::Literal(text) if text.contains([OPEN, CLOSE]) => {
                return Err(DocumentError::Json("a private character".to_owned()));
            }
            Part::Literal(text) => marked.push_str(text),
            other => {
                marked.push_str(&format!("{OPEN}{}{CLOSE}", pieces.len()));
                pieces.push(other.clone());
            }
        }
    }
    Ok(marked)
}

/// The elements that hold patterns.
const PATTERNS: [&str; 4] = ["Action", "NotAction", "Resource", "NotResource"];

fn texts(patterns: &[Text], pieces: &mut Vec<Part>) -> Result<Vec<Json<'static>>, DocumentError> {
    patterns.iter().map(|text| Ok(Json::String(marked(text, pieces)?.into()))).collect()
}

/// A value as JSON with marks.
fn json(value: &Value, pieces: &mut Vec<Part>) -> Result<Json<'static>, DocumentError> {
    Ok(match value {
        Value::Null => Json::Null,
        Value::Bool(truth) => Json::Bool(*truth),
        Value::Number(number) => Json::Number(number.clone()),
        Value::Text(_) | Value::Symbol(_) | Value::Either { .. } | Value::Unknown(_) => {
            let text = value.to_text().ok_or_else(|| unreadable(value))?;
            Json::String(marked(&text, pieces)?.into())
        }
        Value::List { items, .. } => {
            Json::Array(items.iter().map(|item| json(item, pieces)).collect::<Result<_, _>>()?)
        }
        Value::Map(members) => {
            let members = members.iter().map(|(name, member)| {
                let patterns = member.patterns().filter(|_| PATTERNS.contains(&name.as_str()) && member.chooses());
                let value = match patterns {
                    Some(patterns) => Json::Array(texts(&patterns, pieces)?.into()),
                    None => json(member, pieces)?,
                };
                Ok((name.clone().into(), value))
            });
            let members = Object::new(members.collect::<Result<Vec<_>, DocumentError>>()?);
            Json::Object(members.map_err(|key| DocumentError::Json(format!("the key `{key}` stands twice")))?)
        }
        Value::Keyed(members) => {
            let members = members.iter().map(|(name, member)| {
                let name = marked(name, pieces)?;
                Ok((name.into(), json(member, pieces)?))
            });
            let members = Object::new(members.collect::<Result<Vec<_>, DocumentError>>()?);
            Json::Object(members.map_err(|key| DocumentError::Json(format!("the key `{key}` stands twice")))?)
        }
        Value::Encoded(_) | Value::Instance(_) => return Err(unreadable(value)),
    })
}

/// The document with its pieces in place of their marks.
fn filled(document: Document, pieces: &[Part]) -> Document {
    let texts = |texts: &[Text]| texts.iter().map(|text| fill(text, pieces)).collect::<Vec<_>>();
    let scope = |scope: &Scope| match scope {
        Scope::Only(patterns) => Scope::Only(texts(patterns).into()),
        Scope::AllBut(patterns) => Scope::AllBut(texts(patterns).into()),
    };
    let principal = |one: &Principal| Principal { kind: one.kind, id: fill(&one.id, pieces) };
    let statement = |one: &Statement| Statement {
        // A name that is not wholly known names nothing.
        sid: one.sid.clone().filter(|sid| !sid.contains(OPEN)),
        index: one.index,
        effect: one.effect,
        principals: one.principals.as_ref().map(|principals| Principals {
            negated: principals.negated,
            entries: principals.entries.iter().map(principal).collect(),
        }),
        actions: scope(&one.actions),
        resources: one.resources.as_ref().map(scope),
        conditions: one.conditions.iter().map(|condition| filled_condition(condition, pieces)).collect(),
    };
    let statements: Arc<[Statement]> = document.statements.iter().map(statement).collect();
    Document { version: document.version, statements }
}

fn filled_condition(condition: &Condition, pieces: &[Part]) -> Condition {
    let values = condition.values.iter().map(|value| fill(value, pieces)).collect();
    let key = match condition.key.contains(OPEN) {
        true => fill(&Text::literal(&condition.key), pieces).to_string().into(),
        false => Arc::clone(&condition.key),
    };
    Condition { operator: condition.operator, key, values }
}

fn fill(text: &Text, pieces: &[Part]) -> Text {
    let mut parts = Vec::new();
    for part in text.parts() {
        let Part::Literal(literal) = part else {
            parts.push(part.clone());
            continue;
        };
        let mut rest: &str = literal;
        while let Some((before, after)) = rest.split_once(OPEN) {
            let Some((number, tail)) = after.split_once(CLOSE) else { break };
            let piece = number.parse::<usize>().ok().and_then(|number| pieces.get(number));
            parts.push(Part::Literal(before.into()));
            parts.push(piece.cloned().unwrap_or_else(|| Part::Unknown("a lost piece".into())));
            rest = tail;
        }
        parts.push(Part::Literal(rest.into()));
    }
    Text::from_parts(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::iam::text::Symbol;

    #[test]
    fn references_stand_in_the_strings_of_the_document() {
        let bucket = Part::Symbol(Symbol::new("aws_s3_bucket.b", "arn").into());
        let text = Text::from_parts([
            Part::Literal(r#"{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":""#.into()),
            bucket.clone(),
            Part::Literal(r#"/${aws:username}*"}}"#.into()),
        ]);
        let document = Document::from_value(&Value::Text(text)).unwrap();
        let resources = document.statements[0].resources.as_ref().unwrap().patterns();
        assert_eq!(resources[0].parts(), [bucket, Part::Literal("/${aws:username}*".into())]);
    }

    #[test]
    fn what_decides_more_than_a_string_must_be_known() {
        let text = Text::from_parts([
            Part::Literal(r#"{"Statement":{"Effect":""#.into()),
            Part::Unknown("var.effect".into()),
            Part::Literal(r#"","Action":"s3:*","Resource":"*"}}"#.into()),
        ]);
        assert!(Document::from_value(&Value::Text(text)).is_err());
        assert!(Document::from_value(&Value::unknown("x")).is_err());
    }
}
