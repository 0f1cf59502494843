//! What a policy would have written: its `[[edit]]` tables in, edits that source can make out.

use crate::json::Json;
use crate::table::{Member, Mistake, Value};

/// A known remedy: attributes of a resource, or of another one that belongs to it.
#[derive(Clone, Debug)]
pub struct Edit {
    /// The types it is for
    pub resources: Vec<String>,
    /// The resource that is edited instead, and added where there is none
    pub companion: Option<Companion>,
    /// Attributes and their values; tables are nested blocks, added where there is none
    pub set: Json<'static>,
    /// The same where the attribute or the block is written
    pub written: Json<'static>,
    /// Numbers that are raised where they are less, or not written
    pub at_least: Json<'static>,
    /// Attributes without which it is not for the resource
    pub needs: Vec<String>,
    /// Attributes that refer to the only resource of a type in the module, `block.attribute` those of nested blocks
    pub refer: Vec<Reference>,
    /// The same where a companion is added
    pub added: Vec<Reference>,
    /// Attributes, blocks and types of other companions that leave no companion be
    pub unless: Vec<String>,
    /// Statements of a policy document whose `"*"` gives way to a resource
    pub narrow: Option<Narrow>,
    /// Whether it is only for resources that come into being, since AWS replaces one whose setting changes
    pub new: bool,
}

/// A resource that belongs to another.
#[derive(Clone, Debug)]
pub struct Companion {
    /// Its type
    pub kind: String,
    /// The attribute by which it names the other
    pub by: String,
    /// Whether one is added where there is none
    pub add: bool,
}

/// A policy document that allows actions on everything.
#[derive(Clone, Debug)]
pub struct Narrow {
    /// The attribute with the document, and the resource that is meant: the only one in the module
    pub document: Reference,
    /// The actions
    pub actions: Vec<String>,
}

/// An attribute that refers to another resource.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The attribute
    pub name: String,
    /// The type of the other
    pub kind: String,
    /// The other's attribute
    pub attribute: String,
    /// What is written after it
    pub after: String,
    /// What stands in the other, such as who it trusts
    pub says: Option<String>,
}

/// Reads one `[[edit]]`.
pub(super) fn edit(value: &Value<'_>) -> Result<Edit, Mistake> {
    let table = value.table("edit")?;
    let object = |value: Option<Value<'_>>| match value {
        Some(value) => value.table("edit").and_then(|_| value.json()),
        None => Ok(Json::Null),
    };
    let companion = match table.get("companion") {
        Some(kind) => Some(Companion {
            kind: kind.text()?,
            by: table.need("by")?.text()?,
            add: table.get("add").map_or(Ok(true), |value| value.bool())?,
        }),
        None => None,
    };
    let says =
        table.get("says").map_or(Ok(Vec::new()), |value| value.table("says").map(|says| says.members().collect()))?;
    let referring = |value: Option<Value<'_>>| {
        let Some(value) = value else { return Ok(Vec::new()) };
        let one = |one: Member<'_>| {
            let says = says.iter().find(|said: &&Member<'_>| said.key == one.key);
            let says = says.map(|said| said.value.text()).transpose()?;
            Ok(Reference { says, ..reference(one.key, &one.value)? })
        };
        value.table("refer")?.members().map(one).collect::<Result<Vec<_>, Mistake>>()
    };
    let narrow = match table.get("narrow") {
        Some(value) => match value.table("narrow")?.members().collect::<Vec<_>>().as_slice() {
            [one] => {
                Some(Narrow { document: reference(one.key, &one.value)?, actions: table.need("actions")?.strings()? })
            }
            _ => return Err(value.mistake("one attribute and what is meant".to_owned(), None)),
        },
        None => None,
    };
    let edit = Edit {
        narrow,
        resources: table.need("resources")?.strings()?,
        companion,
        set: object(table.get("set"))?,
        written: object(table.get("written"))?,
        at_least: object(table.get("at_least"))?,
        needs: table.get("needs").map_or(Ok(Vec::new()), |value| value.strings())?,
        refer: referring(table.get("refer"))?,
        added: referring(table.get("added"))?,
        unless: table.get("unless").map_or(Ok(Vec::new()), |value| value.strings())?,
        new: table.get("new").map_or(Ok(false), |value| value.bool())?,
    };
    let values = [&edit.set, &edit.written, &edit.at_least];
    if values.iter().all(|value| **value == Json::Null) && edit.refer.is_empty() && edit.narrow.is_none() {
        return Err(table.mistake(
            "an edit says what to `set`, what where it is `written`, what to raise to `at_least`, or what to `refer` to".to_owned(),
            None,
        ));
    }
    table.finish().map(|()| edit)
}

fn reference(name: &str, to: &Value<'_>) -> Result<Reference, Mistake> {
    let text = to.text()?;
    let (path, after) = match text.strip_prefix("${").and_then(|text| text.split_once('}')) {
        Some((path, after)) => (path, after),
        None => (text.as_str(), ""),
    };
    match path.split_once('.') {
        Some((kind, attribute)) if !attribute.contains('.') => Ok(Reference {
            name: name.to_owned(),
            kind: kind.to_owned(),
            attribute: attribute.to_owned(),
            after: after.to_owned(),
            says: None,
        }),
        _ => Err(to.mistake("a type and its attribute, such as `aws_kms_key.arn`".to_owned(), None)),
    }
}
