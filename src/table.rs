//! Files that people write, TOML above all: text in, values out, and for every mistake its place in the file and what was meant.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Display;
use std::ops::Range;

use jiff::civil::Date;
use miette::{Diagnostic, LabeledSpan, NamedSource, Severity, SourceCode, SourceSpan};
use thiserror::Error;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::json::{Json, Object};
use crate::redact;

/// A mistake in a file that someone wrote.
#[derive(Clone, Debug, Error, Diagnostic)]
#[error("{message}")]
#[diagnostic(code(plangate::file))]
pub struct Mistake {
    message: String,
    #[source_code]
    file: NamedSource<String>,
    #[label("here")]
    span: SourceSpan,
    #[help]
    help: Option<String>,
}

impl Mistake {
    /// The same place with another message, for what is found out later.
    #[must_use]
    pub fn saying(&self, message: String, help: Option<String>) -> Self {
        let help = help.map(|help| redact::plain(&help));
        Self { message: redact::plain(&message), help, ..self.clone() }
    }

    /// With advice, where there is none yet.
    #[must_use]
    pub fn advised(self, help: &str) -> Self {
        Self { help: self.help.or_else(|| Some(help.to_owned())), ..self }
    }
}

/// A mistake that is remarked upon and stops nothing.
#[derive(Debug, Error)]
#[error("{0}")]
pub struct Remark(pub Mistake);

impl Diagnostic for Remark {
    fn code<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        self.0.code()
    }

    fn severity(&self) -> Option<Severity> {
        Some(Severity::Warning)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        self.0.help()
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.0.source_code()
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.0.labels()
    }
}

/// A file with its name.
#[derive(Clone, Copy, Debug)]
pub struct File<'t> {
    /// The name shown in diagnostics
    pub name: &'t str,
    /// The whole text
    pub text: &'t str,
}

impl<'t> File<'t> {
    /// Parses the text. Errors where it is no TOML.
    pub fn parse(&self) -> Result<Spanned<DeTable<'t>>, Mistake> {
        DeTable::parse(self.text)
            .map_err(|error| self.mistake(error.span().unwrap_or_default(), error.message().to_owned(), None))
    }

    fn language(&self) -> &'static str {
        if self.name.ends_with(".tf") || self.name.ends_with(".tofu") { "HCL" } else { "TOML" }
    }

    /// A mistake at a place of this file.
    pub fn mistake(&self, span: Range<usize>, message: String, help: Option<String>) -> Mistake {
        let file = NamedSource::new(redact::plain(self.name), redact::inert(self.text)).with_language(self.language());
        let help = help.map(|help| redact::plain(&help));
        Mistake { message: redact::plain(&message), file, span: span.into(), help }
    }
}

/// A value with its place.
#[derive(Clone, Copy, Debug)]
pub struct Value<'t> {
    /// The file it stands in
    pub file: File<'t>,
    /// What the messages call it
    pub what: &'t str,
    value: &'t DeValue<'t>,
    start: usize,
    end: usize,
}

/// A member of a table whose keys are names.
#[derive(Clone, Debug)]
pub struct Member<'t> {
    /// The key
    pub key: &'t str,
    /// What stands under it
    pub value: Value<'t>,
    span: Range<usize>,
}

impl Member<'_> {
    /// A mistake in the key.
    pub fn mistake(&self, message: String, help: Option<String>) -> Mistake {
        self.value.file.mistake(self.span.clone(), message, help)
    }
}

/// A table whose keys are taken one by one; those left over are mistakes.
#[derive(Debug)]
pub struct Table<'t> {
    /// The file it stands in
    pub file: File<'t>,
    /// Where it stands
    pub span: Range<usize>,
    /// What the messages call it
    pub what: &'t str,
    members: &'t DeTable<'t>,
    asked: RefCell<BTreeSet<&'static str>>,
}

impl<'t> Table<'t> {
    /// The table at the top of a file. `what` is what messages call it, such as `policy`.
    pub fn root(file: File<'t>, parsed: &'t Spanned<DeTable<'t>>, what: &'t str) -> Self {
        Self { file, span: parsed.span(), what, members: parsed.get_ref(), asked: RefCell::default() }
    }

    /// The value under `key`, if there is one.
    pub fn get(&self, key: &'static str) -> Option<Value<'t>> {
        self.asked.borrow_mut().insert(key);
        let value = self.members.get(key)?;
        let (start, end) = (value.span().start, value.span().end);
        Some(Value { file: self.file, what: key, value: value.get_ref(), start, end })
    }

    /// The value under `key`. Errors when there is none.
    pub fn need(&self, key: &'static str) -> Result<Value<'t>, Mistake> {
        self.get(key).ok_or_else(|| {
            // A required key that is misspelt is an unknown key, and that is where the mistake is.
            let near = |name: &&Spanned<_>| meant(AsRef::<str>::as_ref(name.get_ref()), [key].into_iter()).is_some();
            let message = format!("{} lacks `{key}`", self.what);
            match self.members.iter().map(|(name, _)| name).find(near) {
                Some(name) => self.file.mistake(name.span(), message, Some(format!("did you mean `{key}`?"))),
                None => self.mistake(message, None),
            }
        })
    }

    /// Every member, for tables whose keys are names.
    pub fn members(&self) -> impl Iterator<Item = Member<'t>> + use<'t> {
        let file = self.file;
        self.members.iter().map(move |(name, value)| {
            let (start, end) = (value.span().start, value.span().end);
            let key: &'t str = name.get_ref();
            Member { key, value: Value { file, what: key, value: value.get_ref(), start, end }, span: name.span() }
        })
    }

    /// Whether `key` stands here, without taking it.
    pub fn has(&self, key: &str) -> bool {
        self.members.get(key).is_some()
    }

    /// A mistake that concerns the whole table.
    pub fn mistake(&self, message: String, help: Option<String>) -> Mistake {
        self.file.mistake(self.span.clone(), message, help)
    }

    /// Refuses keys that nobody asked for.
    pub fn finish(self) -> Result<(), Mistake> {
        self.stray().map_or(Ok(()), Err)
    }

    /// The members that nobody has asked for.
    pub fn left(&self) -> impl Iterator<Item = Member<'t>> {
        self.members().filter(|member| !self.asked.borrow().contains(member.key))
    }

    /// The mistake in a key that nobody asked for, if there is one.
    pub fn stray(&self) -> Option<Mistake> {
        let asked = self.asked.borrow();
        let (key, _) = self.members.iter().find(|(key, _)| !asked.contains(key.get_ref().as_ref()))?;
        let help = meant(key.get_ref(), asked.iter().copied())
            .unwrap_or_else(|| format!("known keys: {}", asked.iter().copied().collect::<Vec<_>>().join(", ")));
        let message = format!("{}: unknown key `{}`", self.what, key.get_ref());
        Some(self.file.mistake(key.span(), message, Some(help)))
    }
}

impl<'t> Value<'t> {
    /// Where it stands.
    pub fn span(&self) -> Range<usize> {
        self.start..self.end
    }

    /// A mistake about this value.
    pub fn mistake(&self, message: String, help: Option<String>) -> Mistake {
        self.file.mistake(self.span(), message, help)
    }

    fn expected(&self, kind: &str) -> Mistake {
        self.mistake(format!("`{}`: expected {kind}, found {}", self.what, self.value.type_str()), None)
    }

    /// The string. Errors when it is something else.
    pub fn str(&self) -> Result<&'t str, Mistake> {
        self.value.as_str().ok_or_else(|| self.expected("a string"))
    }

    /// The string without the white space around it. Errors when it is empty or something else.
    pub fn text(&self) -> Result<String, Mistake> {
        match self.str()?.trim() {
            "" => Err(self.mistake(format!("`{}` is empty", self.what), None)),
            text => Ok(text.to_owned()),
        }
    }

    /// The boolean. Errors when it is something else.
    pub fn bool(&self) -> Result<bool, Mistake> {
        self.value.as_bool().ok_or_else(|| self.expected("a boolean"))
    }

    /// The number. Errors when it is something else.
    pub fn number(&self) -> Result<f64, Mistake> {
        let integer = self.value.as_integer().and_then(|integer| integer.as_str().parse().ok());
        let float = self.value.as_float().and_then(|float| float.as_str().parse().ok());
        integer.or(float).ok_or_else(|| self.expected("a number"))
    }

    /// The date. Errors when it is something else, or a date with a time.
    pub fn date(&self) -> Result<Date, Mistake> {
        let expected = || self.expected("a date such as 2027-03-31, without quotes");
        let written = self.value.as_datetime().ok_or_else(expected)?;
        written.to_string().parse().map_err(|_| expected())
    }

    /// The elements. Errors when it is no array.
    pub fn list(&self) -> Result<Vec<Self>, Mistake> {
        let items = self.value.as_array().ok_or_else(|| self.expected("an array"))?;
        let item = |value: &'t Spanned<DeValue<'t>>| Self {
            value: value.get_ref(),
            start: value.span().start,
            end: value.span().end,
            ..*self
        };
        Ok(items.iter().map(item).collect())
    }

    /// The strings of an array. Errors when it is something else.
    pub fn strings(&self) -> Result<Vec<String>, Mistake> {
        self.list()?.iter().map(Self::text).collect()
    }

    /// The table. `what` is what messages call it. Errors when it is something else.
    pub fn table(&self, what: &'t str) -> Result<Table<'t>, Mistake> {
        let members = self.value.as_table().ok_or_else(|| self.expected("a table"))?;
        Ok(Table { file: self.file, span: self.span(), what, members, asked: RefCell::default() })
    }

    /// One of a set of words. Errors on any other, with the nearest.
    pub fn word<T: Copy>(&self, words: &[(&'static str, T)]) -> Result<T, Mistake> {
        let text = self.str()?;
        match words.iter().find(|(word, _)| *word == text) {
            Some((_, value)) => Ok(*value),
            None => {
                let known = || words.iter().map(|(word, _)| *word);
                let help = meant(text, known());
                let help = help.unwrap_or_else(|| format!("one of {}", known().collect::<Vec<_>>().join(", ")));
                Err(self.mistake(format!("`{}` can't be `{text}`", self.what), Some(help)))
            }
        }
    }

    /// The value as JSON. Errors on what JSON has no word for.
    pub fn json(&self) -> Result<Json<'static>, Mistake> {
        match self.value {
            DeValue::String(text) => Ok(Json::String(text.to_string().into())),
            DeValue::Boolean(value) => Ok(Json::Bool(*value)),
            DeValue::Integer(number) => {
                let number = i64::from_str_radix(number.as_str(), number.radix());
                number.map(|number| Json::Number(number.into())).map_err(|_| self.expected("a 64-bit integer"))
            }
            DeValue::Array(_) => Ok(Json::Array(self.list()?.iter().map(Self::json).collect::<Result<_, _>>()?)),
            DeValue::Table(_) => {
                let table = self.table("value")?;
                let members = table.members().map(|one| Ok((one.key.to_owned().into(), one.value.json()?)));
                let members = members.collect::<Result<Vec<_>, Mistake>>()?;
                Object::new(members).map(Json::Object).map_err(|_| self.expected("a table"))
            }
            DeValue::Float(_) | DeValue::Datetime(_) => {
                Err(self.expected("a string, integer, boolean, array or table"))
            }
        }
    }

    /// Whether it is an array.
    pub fn is_list(&self) -> bool {
        self.value.is_array()
    }
}

/// `did you mean …?`, when one of the known words is near.
pub fn meant<'w>(word: &str, known: impl Iterator<Item = &'w str>) -> Option<String> {
    let near = known.map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate));
    let (distance, candidate) = near.min()?;
    (distance <= 1 + word.len() / 4).then(|| format!("did you mean `{candidate}`?"))
}
