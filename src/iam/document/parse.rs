//! Reads a policy document: in, JSON text or a JSON tree; out, a [`Document`], or what breaks the grammar and where.

use std::fmt;
use std::sync::Arc;

use super::{Condition, Document, Effect, Principal, PrincipalKind, Principals, Scope, Statement, Version};
use crate::iam::condition::Operator;
use crate::iam::text::Text;
use crate::json::{Json, Object};

/// Why a text is not a policy document. Paths are JSON paths inside the document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// The text is not JSON
    #[error("not a JSON document: {0}")]
    Json(String),
    /// A value of the wrong kind
    #[error("`{path}`: expected {expected}, found {found}")]
    Expected {
        /// Where
        path: String,
        /// What the grammar asks for
        expected: &'static str,
        /// What stands there
        found: String,
    },
    /// An element the grammar does not have
    #[error("`{path}`: unknown element `{name}`")]
    UnknownElement {
        /// The object that holds it
        path: String,
        /// Its key
        name: String,
    },
    /// An element that must be there
    #[error("`{path}`: no `{name}`")]
    Missing {
        /// The object that lacks it
        path: String,
        /// Its key
        name: &'static str,
    },
    /// Two elements that exclude each other
    #[error("`{path}`: both `{name}` and `Not{name}`")]
    Both {
        /// The object that holds them
        path: String,
        /// The key of the first
        name: &'static str,
    },
}

type Parsed<T> = Result<T, DocumentError>;

/// A place in a document, written out where something is wrong there.
#[derive(Clone, Copy)]
enum Path<'a> {
    Root,
    Under(&'a Path<'a>, &'a str),
    Item(&'a Path<'a>, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => f.write_str("$"),
            Self::Under(path, key) => write!(f, "{path}.{key}"),
            Self::Item(path, at) => write!(f, "{path}[{at}]"),
        }
    }
}

impl Document {
    /// Parses a document from its text.
    pub fn from_text(text: &str) -> Parsed<Self> {
        let json = Json::parse(text).map_err(|error| DocumentError::Json(error.to_string()))?;
        Self::from_json(&json)
    }

    /// Parses a document from its JSON.
    pub fn from_json(json: &Json<'_>) -> Parsed<Self> {
        let top = &Path::Root;
        let root = object(json, top)?;
        known(root, top, &["Version", "Id", "Statement"])?;
        let version = match root.get("Version") {
            None | Some(Json::Null) => Version::V2008,
            Some(version) => match string(version, &Path::Under(top, "Version"))? {
                "2012-10-17" => Version::V2012,
                "2008-10-17" => Version::V2008,
                other => {
                    let path = Path::Under(top, "Version");
                    return Err(expected(&path, "`2012-10-17` or `2008-10-17`", format!("`{other}`")));
                }
            },
        };
        let written = root.get("Statement").ok_or_else(|| missing(top, "Statement"))?;
        let path = &Path::Under(top, "Statement");
        let parsed = match written {
            Json::Array(items) => items
                .iter()
                .enumerate()
                .map(|(i, item)| statement(item, &Path::Item(path, i), version))
                .collect::<Parsed<Vec<_>>>()?,
            one => vec![statement(one, path, version)?],
        };
        Ok(Self::new(version, parsed))
    }
}

const ELEMENTS: [&str; 9] =
    ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"];

fn statement(json: &Json<'_>, path: &Path<'_>, version: Version) -> Parsed<Statement> {
    let members = object(json, path)?;
    known(members, path, &ELEMENTS)?;
    let at = Place { members, path, version };
    let effect = members.get("Effect").ok_or_else(|| missing(path, "Effect"))?;
    let effect = match string(effect, &Path::Under(path, "Effect"))? {
        "Allow" => Effect::Allow,
        "Deny" => Effect::Deny,
        other => return Err(expected(&Path::Under(path, "Effect"), "`Allow` or `Deny`", format!("`{other}`"))),
    };
    let actions = at.scope("Action", "NotAction")?.ok_or_else(|| missing(path, "Action"))?;
    let sid = match members.get("Sid") {
        None | Some(Json::Null) => None,
        Some(sid) => Some(string(sid, &Path::Under(path, "Sid"))?).filter(|sid| !sid.is_empty()).map(Arc::from),
    };
    Ok(Statement {
        sid,
        index: 0,
        effect,
        principals: at.principals()?,
        actions,
        resources: at.scope("Resource", "NotResource")?,
        conditions: at.conditions()?,
    })
}

/// A statement being read.
struct Place<'a> {
    members: &'a Object<'a>,
    path: &'a Path<'a>,
    version: Version,
}

impl Place<'_> {
    fn scope(&self, name: &'static str, negated: &'static str) -> Parsed<Option<Scope>> {
        Ok(match self.either(name, negated)? {
            None => None,
            Some((json, key, false)) => Some(Scope::Only(self.texts(json, &self.under(key), false)?.into())),
            Some((json, key, true)) => Some(Scope::AllBut(self.texts(json, &self.under(key), false)?.into())),
        })
    }

    fn principals(&self) -> Parsed<Option<Principals>> {
        let Some((json, key, negated)) = self.either("Principal", "NotPrincipal")? else { return Ok(None) };
        let path = self.under(key);
        let mut entries = Vec::new();
        match json {
            Json::String(star) if star == "*" => {
                entries.push(Principal { kind: PrincipalKind::Anyone, id: Text::literal("*") });
            }
            Json::Object(kinds) => {
                for (name, ids) in kinds.iter() {
                    let kind = kind(name).ok_or_else(|| unknown(&path, name))?;
                    let ids = self.texts(ids, &Path::Under(&path, name), false)?;
                    entries.extend(ids.into_iter().map(|id| Principal { kind, id }));
                }
            }
            other => return Err(expected(&path, "`*` or an object", other.kind().to_owned())),
        }
        Ok(Some(Principals { negated, entries }))
    }

    fn conditions(&self) -> Parsed<Vec<Condition>> {
        let mut conditions = Vec::new();
        let path = self.under("Condition");
        let block = match self.members.get("Condition") {
            None | Some(Json::Null) => return Ok(conditions),
            Some(json) => object(json, &path)?,
        };
        for (name, keys) in block.iter() {
            let operator = Operator::parse(name).ok_or_else(|| unknown(&path, name))?;
            let path = Path::Under(&path, name);
            for (key, values) in object(keys, &path)?.iter() {
                let values = self.texts(values, &Path::Under(&path, key), true)?;
                conditions.push(Condition::new(operator, key, values));
            }
        }
        Ok(conditions)
    }

    /// The element or its negation, of which a statement may hold one.
    fn either<'s>(
        &'s self,
        name: &'static str,
        negated: &'static str,
    ) -> Parsed<Option<(&'s Json<'s>, &'static str, bool)>> {
        match (self.members.get(name), self.members.get(negated)) {
            (Some(_), Some(_)) => Err(DocumentError::Both { path: self.path.to_string(), name }),
            (Some(json), None) => Ok(Some((json, name, false))),
            (None, Some(json)) => Ok(Some((json, negated, true))),
            (None, None) => Ok(None),
        }
    }

    /// One string or a list of them. Values of conditions are `scalar`: they may also be numbers and booleans.
    fn texts(&self, json: &Json<'_>, path: &Path<'_>, scalar: bool) -> Parsed<Vec<Text>> {
        match json {
            Json::Array(items) => {
                items.iter().enumerate().map(|(i, item)| self.text(item, &Path::Item(path, i), scalar)).collect()
            }
            one => Ok(vec![self.text(one, path, scalar)?]),
        }
    }

    fn text(&self, json: &Json<'_>, path: &Path<'_>, scalar: bool) -> Parsed<Text> {
        match json {
            Json::String(text) => Ok(Text::parse(text, self.version)),
            Json::Bool(_) | Json::Number(_) if scalar => Ok(Text::literal(&json.to_string())),
            other => Err(expected(path, "a string or a list of strings", other.kind().to_owned())),
        }
    }

    fn under<'s>(&'s self, key: &'s str) -> Path<'s> {
        Path::Under(self.path, key)
    }
}

fn kind(name: &str) -> Option<PrincipalKind> {
    match name {
        "AWS" => Some(PrincipalKind::Aws),
        "Service" => Some(PrincipalKind::Service),
        "Federated" => Some(PrincipalKind::Federated),
        "CanonicalUser" => Some(PrincipalKind::CanonicalUser),
        _ => None,
    }
}

fn object<'a, 'p>(json: &'a Json<'p>, path: &Path<'_>) -> Parsed<&'a Object<'p>> {
    json.as_object().ok_or_else(|| expected(path, "an object", json.kind().to_owned()))
}

fn string<'a>(json: &'a Json<'_>, path: &Path<'_>) -> Parsed<&'a str> {
    json.as_str().ok_or_else(|| expected(path, "a string", json.kind().to_owned()))
}

/// Element names are case-sensitive.
fn known(members: &Object<'_>, path: &Path<'_>, names: &[&str]) -> Parsed<()> {
    match members.iter().find(|(name, _)| !names.contains(name)) {
        Some((name, _)) => Err(unknown(path, name)),
        None => Ok(()),
    }
}

fn expected(path: &Path<'_>, expected: &'static str, found: String) -> DocumentError {
    DocumentError::Expected { path: path.to_string(), expected, found }
}

fn unknown(path: &Path<'_>, name: &str) -> DocumentError {
    DocumentError::UnknownElement { path: path.to_string(), name: name.to_owned() }
}

fn missing(path: &Path<'_>, name: &'static str) -> DocumentError {
    DocumentError::Missing { path: path.to_string(), name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_and_lists_read_alike() {
        let one = r#"{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}"#;
        let list = r#"{"Statement":[{"Effect":"Allow","Action":["s3:*"],"Resource":["*"]}]}"#;
        assert_eq!(Document::from_text(one), Document::from_text(list));
    }

    #[test]
    fn every_fault_names_its_place() {
        let cases = [
            ("[]", "`$`: expected an object, found array"),
            ("{}", "`$`: no `Statement`"),
            (r#"{"Statement":[],"Statment":1}"#, "`$`: unknown element `Statment`"),
            (r#"{"Statement":[1]}"#, "`$.Statement[0]`: expected an object, found number"),
            (r#"{"Version":"2020-01-01","Statement":[]}"#, "`$.Version`: expected `2012-10-17` or `2008-10-17`"),
            (r#"{"Statement":{"Action":"*"}}"#, "`$.Statement`: no `Effect`"),
            (r#"{"Statement":{"Effect":"allow","Action":"*"}}"#, "`$.Statement.Effect`: expected `Allow` or `Deny`"),
            (r#"{"Statement":{"Effect":"Allow"}}"#, "`$.Statement`: no `Action`"),
            (r#"{"Statement":{"Effect":"Allow","Action":"*","NotAction":"*"}}"#, "both `Action` and `NotAction`"),
            (r#"{"Statement":{"Effect":"Allow","Action":[true]}}"#, "`$.Statement.Action[0]`: expected a string"),
            (r#"{"Statement":{"Effect":"Allow","Action":"*","Principal":{"Aws":"*"}}}"#, "unknown element `Aws`"),
            (
                r#"{"Statement":{"Effect":"Allow","Action":"*","Condition":{"StringIs":{}}}}"#,
                "`$.Statement.Condition`: unknown element `StringIs`",
            ),
            ("{", "not a JSON document"),
        ];
        for (text, message) in cases {
            let error = Document::from_text(text).unwrap_err().to_string();
            assert!(error.contains(message), "{text}: {error}");
        }
    }

    #[test]
    fn condition_values_may_be_booleans() {
        let text = r#"{"Statement":{"Effect":"Deny","Action":"*","Resource":"*",
            "Condition":{"Bool":{"aws:SecureTransport":false}}}}"#;
        let document = Document::from_text(text).unwrap();
        assert_eq!(document.statements[0].conditions[0].values, [Text::literal("false")]);
    }

    #[test]
    fn a_text_cut_anywhere_is_an_error_and_no_panic() {
        let text = r#"{"Version":"2012-10-17","Statement":[{"Sid":"a","Effect":"Allow","NotPrincipal":{"AWS":["*"]},
            "Action":["s3:*"],"NotResource":"${aws:username}","Condition":{"StringLike":{"k":["v",1,true]}}}]}"#;
        assert!(Document::from_text(text).is_ok());
        for end in 0..text.len() {
            assert!(text.get(..end).is_none_or(|cut| Document::from_text(cut).is_err()), "{end}");
        }
    }
}
