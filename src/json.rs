//! JSON as a plan holds it: in, a piece of the plan's text; out, a tree that borrows from that text.
//!
//! `serde_json` does the parsing. The tree differs from `serde_json::Value` in three ways a gate needs: a key that
//! stands twice in an object is refused, since another parser could read the other one; strings and keys borrow from
//! the plan; lists and objects are slices of exactly their length, an object's sorted by key, which takes a third of the
//! memory of a map.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

/// One JSON value. Objects keep their members sorted by key.
#[derive(Clone, Debug, PartialEq)]
pub enum Json<'p> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, with 64-bit integers kept exact
    Number(Number),
    /// A string
    String(Cow<'p, str>),
    /// An array
    Array(Box<[Json<'p>]>),
    /// An object, sorted by key
    Object(Object<'p>),
}

/// The members of an object, sorted by key, each key once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object<'p>(Box<[Member<'p>]>);

/// Up to how many members an object is looked through one by one.
const SHORT: usize = 96;

type Member<'p> = (Key<'p>, Json<'p>);

/// A key, of two words: the rare one that is not borrowed stands behind another pointer.
#[derive(Clone, Debug)]
enum Key<'p> {
    Borrowed(&'p str),
    Owned(Box<Box<str>>),
}

impl<'p> Key<'p> {
    fn new(text: Cow<'p, str>) -> Self {
        match text {
            Cow::Borrowed(text) => Self::Borrowed(text),
            Cow::Owned(text) => Self::Owned(Box::new(text.into())),
        }
    }

    fn text(&self) -> &str {
        match self {
            Self::Borrowed(text) => text,
            Self::Owned(text) => text,
        }
    }
}

impl PartialEq for Key<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

impl<'p> Object<'p> {
    /// Collects members; when one stands twice, its key is the error.
    pub fn new(members: impl IntoIterator<Item = (Cow<'p, str>, Json<'p>)>) -> Result<Self, String> {
        Self::of(members.into_iter().map(|(key, value)| (Key::new(key), value)).collect())
    }

    fn of(mut members: Box<[Member<'p>]>) -> Result<Self, String> {
        if members.is_sorted_by(|(a, _), (b, _)| a.text() < b.text()) {
            return Ok(Self(members));
        }
        members.sort_by(|(a, _), (b, _)| a.text().cmp(b.text()));
        let twice = members.windows(2).find_map(|pair| match pair {
            [(a, _), (b, _)] if a == b => Some(a.text().to_owned()),
            _ => None,
        });
        match twice {
            Some(key) => Err(key),
            None => Ok(Self(members)),
        }
    }

    /// The value under `key`.
    pub fn get(&self, key: &str) -> Option<&Json<'p>> {
        if self.0.len() <= SHORT {
            return self.0.iter().find(|(name, _)| name.text() == key).map(|(_, value)| value);
        }
        let at = self.0.binary_search_by(|(name, _)| name.text().cmp(key)).ok()?;
        self.0.get(at).map(|(_, value)| value)
    }

    /// Members in key order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json<'p>)> {
        self.0.iter().map(|(key, value)| (key.text(), value))
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'p> Json<'p> {
    /// Parses one JSON text. Errors on malformed JSON, on text after the value and on a repeated key.
    pub fn parse(text: &'p str) -> serde_json::Result<Self> {
        serde_json::from_str(text)
    }

    /// The string, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(s) => Some(s),
            _ => None,
        }
    }

    /// The boolean, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(b) => Some(*b),
            _ => None,
        }
    }

    /// The items, if it is an array.
    pub fn as_array(&self) -> Option<&[Json<'p>]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The members, if it is an object.
    pub fn as_object(&self) -> Option<&Object<'p>> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The member `key`, if it is an object that has one.
    pub fn get(&self, key: &str) -> Option<&Json<'p>> {
        self.as_object()?.get(key)
    }

    /// Gives a member a value, if this is an object.
    pub(crate) fn set(&mut self, key: &str, value: Json<'p>) {
        let Self::Object(Object(members)) = self else { return };
        match members.binary_search_by(|(name, _)| name.text().cmp(key)) {
            Ok(at) => {
                if let Some(member) = members.get_mut(at) {
                    member.1 = value;
                }
            }
            Err(at) => {
                let mut all = std::mem::take(members).into_vec();
                all.insert(at, (Key::new(Cow::Owned(key.to_owned())), value));
                *members = all.into();
            }
        }
    }

    /// What kind of value it is, as JSON's own word.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "boolean",
            Self::Number(_) => "number",
            Self::String(_) => "string",
            Self::Array(_) => "array",
            Self::Object(_) => "object",
        }
    }
}

impl<'de> Deserialize<'de> for Json<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Tree { reader: &mut Reader::default(), wanted: None }.deserialize(deserializer)
    }
}

/// Reads one text after the other, in room that it keeps: what the lists and objects that are still open hold so far, the
/// innermost last, since how long one is, only its end tells.
#[derive(Debug, Default)]
pub struct Reader<'p> {
    items: Vec<Json<'p>>,
    members: Vec<Member<'p>>,
    skipped: Vec<Cow<'p, str>>,
    keys: Keys<'p>,
}

/// Keys as they were read before. The same few stand in every resource: where those share one text, it stays near.
#[derive(Debug, Default)]
struct Keys<'p>(Vec<&'p str>);

/// How many keys are kept, one at each place that a mark may have.
const KEPT: usize = 512;

impl<'p> Keys<'p> {
    fn key(&mut self, text: Cow<'p, str>) -> Key<'p> {
        let Cow::Borrowed(text) = text else { return Key::new(text) };
        let at = (mark(text).wrapping_mul(0x9E37_79B1) >> 16) as usize % KEPT;
        Key::Borrowed(match self.0.get_mut(at) {
            Some(kept) if *kept == text => kept,
            Some(kept) => {
                *kept = text;
                text
            }
            None => text,
        })
    }
}

/// The same for the same text: its length and three of its bytes.
fn mark(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
    u32::from_le_bytes([
        bytes.len().to_le_bytes()[0],
        byte(0),
        byte(bytes.len() / 2),
        byte(bytes.len().wrapping_sub(1)),
    ])
}

impl<'p> Reader<'p> {
    /// Parses one JSON text, of an object only the members that `wanted` accepts. Errors as [`Json::parse`] does, for a
    /// key of the object that stands twice also when it is not wanted.
    pub fn members(&mut self, text: &'p str, wanted: &mut dyn FnMut(&str) -> bool) -> serde_json::Result<Json<'p>> {
        // An error leaves what it interrupted.
        self.items.clear();
        self.members.clear();
        self.skipped.clear();
        self.keys.0.resize(KEPT, "");
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let json = Tree { reader: self, wanted: Some(wanted) }.deserialize(&mut deserializer)?;
        deserializer.end().map(|()| json)
    }
}

/// Builds a tree; of the outermost object only the members that are wanted.
struct Tree<'t, 'w, 'p> {
    reader: &'t mut Reader<'p>,
    wanted: Option<&'w mut dyn FnMut(&str) -> bool>,
}

impl<'de> DeserializeSeed<'de> for Tree<'_, '_, 'de> {
    type Value = Json<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree<'_, '_, 'de> {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Self::Value, E> {
        Number::from_f64(value).map(Json::Number).ok_or_else(|| E::custom("number out of range"))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(Json::String(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Json::String(Cow::Owned(value.to_owned())))
    }

    fn visit_string<E>(self, value: String) -> Result<Self::Value, E> {
        Ok(Json::String(Cow::Owned(value)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let start = self.reader.items.len();
        while let Some(item) = seq.next_element_seed(Tree { reader: &mut *self.reader, wanted: None })? {
            self.reader.items.push(item);
        }
        Ok(Json::Array(self.reader.items.drain(start..).collect()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let Self { reader, mut wanted } = self;
        let start = reader.members.len();
        let outermost = wanted.is_some();
        while let Some(Text(key)) = map.next_key()? {
            if wanted.as_mut().is_none_or(|wanted| wanted(&key)) {
                let value = map.next_value_seed(Tree { reader: &mut *reader, wanted: None })?;
                let key = reader.keys.key(key);
                reader.members.push((key, value));
            } else {
                map.next_value::<IgnoredAny>()?;
                reader.skipped.push(key);
            }
        }
        let skipped = &mut reader.skipped;
        if outermost && !skipped.is_sorted_by(|a, b| a < b) {
            skipped.sort();
            if let Some([key, _]) = skipped.windows(2).find(|pair| matches!(pair, [a, b] if a == b)) {
                return Err(A::Error::custom(format_args!("duplicate key `{key}`")));
            }
        }
        let object = Object::of(reader.members.drain(start..).collect());
        object.map(Json::Object).map_err(|key| A::Error::custom(format_args!("duplicate key `{key}`")))
    }
}

/// A string, borrowed where it holds no escape.
#[derive(Debug)]
pub struct Text<'p>(pub Cow<'p, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;
        impl<'de> Visitor<'de> for TextVisitor {
            type Value = Text<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(TextVisitor)
    }
}

/// For `deserialize_with`: a string or null, borrowed where it holds no escape. Serde borrows a `Cow` only where it
/// stands alone.
pub fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Cow<'de, str>>, D::Error> {
    Ok(Option::<Text<'de>>::deserialize(deserializer)?.map(|text| text.0))
}

/// Compact JSON text, members in key order.
impl fmt::Display for Json<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(b) => write!(f, "{b}"),
            Self::Number(n) => write!(f, "{n}"),
            Self::String(s) => write_string(f, s),
            Self::Array(items) => {
                f.write_str("[")?;
                for (i, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if i == 0 { "" } else { "," })?;
                }
                f.write_str("]")
            }
            Self::Object(object) => {
                f.write_str("{")?;
                for (i, (key, value)) in object.iter().enumerate() {
                    f.write_str(if i == 0 { "" } else { "," })?;
                    write_string(f, key)?;
                    write!(f, ":{value}")?;
                }
                f.write_str("}")
            }
        }
    }
}

fn write_string(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str(&serde_json::to_string(text).map_err(|_| fmt::Error)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repeated_key_is_refused_at_any_depth() {
        for text in [r#"{"a":1,"a":2}"#, r#"[{"b":{"x":1,"y":2,"x":1}}]"#, r#"{"a":1,"\u0061":2}"#] {
            let error = Json::parse(text).unwrap_err().to_string();
            assert!(error.contains("duplicate key"), "{text}: {error}");
        }
    }

    #[test]
    fn members_that_are_not_wanted_are_left_out_and_still_stand_once() {
        let mut wanted = |key: &str| key == "b";
        let json = Reader::default().members(r#"{"a":{"b":1},"b":{"a":2},"c":3}"#, &mut wanted).unwrap();
        assert_eq!(json.to_string(), r#"{"b":{"a":2}}"#);
        for text in [r#"{"c":1,"b":2,"c":3}"#, r#"{"b":1,"b":2}"#, r#"{"c":1} x"#] {
            assert!(Reader::default().members(text, &mut wanted).is_err(), "{text}");
        }
    }

    /// A plan of 100 MB holds some million members.
    #[test]
    fn a_member_takes_five_words() {
        assert_eq!(size_of::<Member<'_>>(), 5 * size_of::<usize>());
    }

    #[test]
    fn integers_stay_exact() {
        for text in ["8071748603418320040", "18446744073709551615", "-9223372036854775808"] {
            assert_eq!(Json::parse(text).unwrap().to_string(), text);
        }
    }

    /// Numbers that no integer of 64 bits holds are read to the nearest there is, so that what is written reads the same.
    #[test]
    fn numbers_are_read_as_they_are_written() {
        for text in
            ["-9999999999999999919999999999999999999999999999999999999999999999", "0.1", "1.7976931348623157e308"]
        {
            let json = Json::parse(text).unwrap();
            assert_eq!(Json::parse(&json.to_string()).unwrap(), json, "{text}");
        }
    }

    #[test]
    fn members_are_found_whatever_their_order() {
        let json = Json::parse(r#"{"b":[true,null],"a":"\u003c","c":{}}"#).unwrap();
        assert_eq!(json.get("a").and_then(Json::as_str), Some("<"));
        assert_eq!(json.to_string(), r#"{"a":"<","b":[true,null],"c":{}}"#);
    }
}
