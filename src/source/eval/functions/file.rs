//! Functions that read files, and templates. Only files of the repository are read; what a binary plan holds is its
//! configuration alone, so that a file beside it has to be found on disk.

use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use hcl_edit::Span as _;
use hcl_edit::expr::FuncCall;
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};

use super::super::{Evaluator, Scope};
use super::encode::hex;
use crate::source::repository::Repository;
use crate::source::tidy;
use crate::source::value::Value;

/// Largest file that is read, in bytes.
const FILE: u64 = 4 << 20;
/// Most files among which `fileset` looks.
const FILES: usize = 20_000;

/// The functions of this module. They are answered with where they stand, not only for their arguments.
pub(super) const NAMES: [&str; 12] = [
    "file",
    "filebase64",
    "filebase64sha256",
    "filebase64sha512",
    "fileexists",
    "filemd5",
    "fileset",
    "filesha1",
    "filesha256",
    "filesha512",
    "templatefile",
    "templatestring",
];

impl<'a> Evaluator<'a> {
    /// The value of a call; unknown with the path where the file is not there.
    pub(super) fn read(&self, call: &FuncCall, scope: &Scope<'a>) -> Value {
        let name = call.name.name.as_str();
        let argument = |at: usize| call.args.get(at).map(|argument| self.eval(argument, scope));
        let Some(first) = argument(0) else { return Value::unknown(&format!("{name}()")) };
        let Some(text) = first.as_str() else {
            return Value::Unknown(super::operate::cause(&first, &format!("{name}()")));
        };
        let unread = || self.open(&format!("{name}({text:?})"), call.span(), scope);
        let told = match name {
            "templatestring" => argument(1).and_then(|values| self.filled(text, values, scope)),
            "templatefile" => self.bytes(text).and_then(|template| {
                let template = String::from_utf8(template).ok()?;
                self.filled(&template, argument(1)?, scope)
            }),
            "fileset" => argument(1).and_then(|pattern| self.fileset(text, pattern.as_str()?)),
            "fileexists" => self.bytes(text).map(|_| Value::Bool(true)),
            name => self.bytes(text).and_then(|bytes| content(name, bytes)).map(|text| Value::text(&text)),
        };
        told.unwrap_or_else(unread)
    }

    /// A template with its values.
    fn filled(&self, template: &str, values: Value, scope: &Scope<'a>) -> Option<Value> {
        let Value::Map(values) = values else { return None };
        let template = hcl_edit::parser::parse_template(template).ok()?;
        let bound = values.into_iter().collect();
        Some(self.as_text(&template, &Scope { bound, file: None, ..scope.clone() }))
    }

    /// A path as Terraform takes it, from the directory of the root module, if it stands in the repository around that.
    fn inside(&self, path: &str) -> Option<PathBuf> {
        let root = self.hcl.root.as_path();
        let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
        let repository = Repository::around(root)?;
        let path = root.join(path);
        repository.path(&path.to_string_lossy())?;
        // A link may lead elsewhere.
        let real = path.canonicalize().ok()?;
        repository.holds(&real).then_some(real)
    }

    fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        let file = self.inside(path)?;
        let about = std::fs::metadata(&file).ok()?;
        (about.is_file() && about.len() <= FILE).then(|| std::fs::read(file).ok())?
    }

    /// The files below a directory whose paths match a pattern.
    fn fileset(&self, folder: &str, pattern: &str) -> Option<Value> {
        // Alternatives are of another dialect.
        let pattern = glob::Pattern::new(pattern).ok().filter(|_| !pattern.contains(['{', '\\', '!']))?;
        let options = glob::MatchOptions { require_literal_separator: true, ..glob::MatchOptions::default() };
        let folder = self.inside(folder)?;
        let mut found = Vec::new();
        for (count, entry) in walkdir::WalkDir::new(&folder).into_iter().enumerate() {
            let entry = entry.ok().filter(|_| count < FILES)?;
            let path = tidy(entry.path().strip_prefix(&folder).ok()?);
            if std::fs::metadata(entry.path()).is_ok_and(|about| about.is_file())
                && pattern.matches_with(&path, options)
            {
                found.push(Value::text(&path));
            }
        }
        Some(super::set(found))
    }
}

/// What a function makes of a file.
fn content(name: &str, bytes: Vec<u8>) -> Option<String> {
    Some(match name {
        "file" => String::from_utf8(bytes).ok()?,
        "filebase64" => BASE64_STANDARD.encode(bytes),
        "filemd5" => hex(&Md5::digest(bytes)),
        "filesha1" => hex(&Sha1::digest(bytes)),
        "filesha256" => hex(&Sha256::digest(bytes)),
        "filesha512" => hex(&Sha512::digest(bytes)),
        "filebase64sha256" => BASE64_STANDARD.encode(Sha256::digest(bytes)),
        "filebase64sha512" => BASE64_STANDARD.encode(Sha512::digest(bytes)),
        _ => return None,
    })
}
