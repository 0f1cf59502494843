//! Resource addresses: `module.a[0].module.b["x.y"].data.aws_ami.this["k"]` in, its parts out.

use std::borrow::Cow;
use std::fmt;

/// An instance key: of `count` or of `for_each`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key<'p> {
    /// `[0]`
    Index(u64),
    /// `["name"]`, unescaped
    Name(Cow<'p, str>),
}

impl fmt::Display for Key<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Index(index) => write!(f, "[{index}]"),
            Self::Name(name) => write!(f, "[{}]", serde_json::to_string(name).map_err(|_| fmt::Error)?),
        }
    }
}

/// One step of an address or of a reference: a name with the index behind it, if any.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Step<'p> {
    /// The name between dots
    pub name: &'p str,
    /// The last index behind it
    pub key: Option<Key<'p>>,
}

/// A module instance: calls from the root down.
pub type ModulePath<'p> = Vec<Step<'p>>;

/// The parts of a resource address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address<'p> {
    /// The module instance it stands in; empty for the root
    pub module: ModulePath<'p>,
    /// Whether it is a data resource
    pub data: bool,
    /// The resource type
    pub kind: &'p str,
    /// The name of the resource block
    pub name: &'p str,
    /// The instance key
    pub key: Option<Key<'p>>,
}

/// Splits at the dots that stand outside of index brackets.
pub fn steps(text: &str) -> impl Iterator<Item = Step<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(['.', '[']).unwrap_or(rest.len());
        let (name, mut tail) = rest.split_at(end);
        let mut key = None;
        while tail.starts_with('[') {
            let (one, after) = index(tail);
            key = one.or(key);
            tail = after;
        }
        rest = tail.strip_prefix('.').unwrap_or(tail);
        Some(Step { name, key })
    })
}

/// Reads `[0]` or `["k"]`, and what follows it. A bracket that never closes takes the rest.
fn index(text: &str) -> (Option<Key<'_>>, &str) {
    let inner = text.strip_prefix('[').unwrap_or(text);
    if inner.starts_with('"') {
        let mut quoted = serde_json::Deserializer::from_str(inner).into_iter::<String>();
        let name = quoted.next().and_then(Result::ok);
        let after = inner.get(quoted.byte_offset()..).unwrap_or_default();
        return match (name, after.strip_prefix(']')) {
            // Terraform writes the key as an HCL string, where `${` and `%{` would open a template.
            (Some(name), Some(rest)) => {
                let name = name.replace("$${", "${").replace("%%{", "%{");
                (Some(Key::Name(Cow::Owned(name))), rest)
            }
            _ => (None, ""),
        };
    }
    match inner.split_once(']') {
        Some((number, rest)) => (number.parse().ok().map(Key::Index), rest),
        None => (None, ""),
    }
}

impl<'p> Address<'p> {
    /// Takes a resource address apart; `None` when it is not one.
    pub fn parse(text: &'p str) -> Option<Self> {
        let mut steps = steps(text).peekable();
        let mut module = Vec::new();
        while steps.peek().is_some_and(|step| step.name == "module") {
            steps.next();
            module.push(steps.next()?);
        }
        let mut kind = steps.next()?;
        let data = kind.name == "data" || kind.name == "ephemeral";
        if data {
            kind = steps.next()?;
        }
        let name = steps.next()?;
        Some(Self { module, data, kind: kind.name, name: name.name, key: name.key })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_may_hold_dots_brackets_and_quotes() {
        let address = Address::parse(r#"module.a[0].module.b["x.y]"].aws_s3_object.this["a\".json"]"#).unwrap();
        assert_eq!(address.module.len(), 2);
        assert_eq!(address.module[1], Step { name: "b", key: Some(Key::Name("x.y]".into())) });
        assert_eq!((address.kind, address.name), ("aws_s3_object", "this"));
        assert_eq!(address.key.unwrap().to_string(), r#"["a\".json"]"#);
        let template = Address::parse(r#"aws_kms_key.this["$${x} %%{y}"]"#).unwrap();
        assert_eq!(template.key, Some(Key::Name("${x} %{y}".into())));
    }

    #[test]
    fn data_resources_are_told_apart() {
        let address = Address::parse("data.aws_iam_policy_document.d").unwrap();
        assert!(address.data);
        assert_eq!((address.kind, address.name, address.key), ("aws_iam_policy_document", "d", None));
        assert_eq!(Address::parse("module.x"), None);
    }
}
