//! Where plans come from: arguments in, the bytes of each plan with its label and its source out.

pub mod bytes;
mod search;

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{InputError, UsageError};
use crate::source::Hcl;
use crate::source::archive::{self, Archive};
use crate::source::repository::Repository;
use crate::terraform;
use bytes::Bytes;

/// How plans are read.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The binary plan that belongs to the JSON
    pub plan_file: Option<PathBuf>,
    /// The directory of the root module
    pub source: Option<PathBuf>,
    /// The program that reads binary plans
    pub terraform_bin: Option<PathBuf>,
    /// Where programs are looked for
    pub path: Option<OsString>,
}

/// What was read of a plan.
#[derive(Debug)]
pub struct Opened {
    /// The bytes of its JSON, which [`crate::plan::read::text`] reads
    pub json: Bytes,
    /// Its HCL, where there is any
    pub hcl: Option<Hcl>,
    /// Whether the HCL is the snapshot in a binary plan
    pub snapshot: bool,
}

/// A plan to judge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Standard input
    Stdin,
    /// A file; `found` says that it was found by searching a directory, where other files may stand too
    File {
        /// The file
        path: PathBuf,
        /// Whether it was found by searching
        found: bool,
    },
}

impl Source {
    /// The name it is reported under.
    pub fn label(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File { path, .. } => path.to_string_lossy().replace('\\', "/"),
        }
    }

    /// The file.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::Stdin => None,
            Self::File { path, .. } => Some(path),
        }
    }

    /// Its bytes and source.
    pub fn open(&self, reading: &Reading) -> Result<Opened, UsageError> {
        let label = self.label();
        let bytes = match self {
            Self::Stdin => bytes::stdin(),
            Self::File { path, .. } => bytes::file(path),
        };
        let bytes = bytes.map_err(|error| unreadable(&label, &error))?;
        if let (true, Self::File { path, .. }) = (archive::is_zip(&bytes), self) {
            let archive = Archive::read(&bytes).map_err(|error| UsageError::Input { label: label.clone(), error })?;
            let json = Bytes::Heap(show(&archive, path, reading, &label)?);
            return Ok(Opened { json, hcl: source(Some((&archive, path)), reading)?, snapshot: true });
        }
        let Some(path) = &reading.plan_file else {
            return Ok(Opened { json: bytes, hcl: source(None, reading)?, snapshot: false });
        };
        let name = path.to_string_lossy().into_owned();
        let plan_file = bytes::file(path).map_err(|error| unreadable(&name, &error))?;
        if !archive::is_zip(&plan_file) {
            let help =
                "`--plan-file` takes the file that `terraform plan -out=tfplan` wrote; `--source DIR` a checkout";
            return Err(UsageError::Options { reason: format!("`{name}` is no binary plan"), help: help.to_owned() });
        }
        let archive = Archive::read(&plan_file).map_err(|error| UsageError::Input { label: name, error })?;
        Ok(Opened { json: bytes, hcl: source(Some((&archive, path)), reading)?, snapshot: true })
    }

    /// The file that stands for the root module, seen from the root of the repository or else the working directory:
    /// `main.tf` beside the plan, or the first `.tf` there. `None` when there is none.
    pub fn anchor(&self) -> Option<String> {
        let folder = match self {
            Self::Stdin => PathBuf::from("."),
            Self::File { path, .. } => Path::new(".").join(path.parent()?),
        };
        let entries = std::fs::read_dir(&folder).ok()?.filter_map(Result::ok).map(|entry| entry.path());
        let is_main = |path: &Path| path.file_name().is_some_and(|name| name == "main.tf");
        let file = entries
            .filter(|path| path.extension().is_some_and(|ending| ending == "tf") && path.is_file())
            .min_by_key(|path| (!is_main(path), path.clone()))?;
        Repository::around(&folder)?.path(&file.to_string_lossy())
    }

    /// Whether an error only says that a file found by searching is something else than a plan: JSON of another kind, or a
    /// file that can't be read as JSON and does not speak of a plan, such as one with comments.
    pub fn is_other(&self, error: &InputError, bytes: &[u8]) -> bool {
        let other = match error {
            InputError::Empty
            | InputError::NotJson
            | InputError::Array
            | InputError::State
            | InputError::ProviderSchema
            | InputError::NotAPlan { .. } => true,
            InputError::Encoding { .. }
            | InputError::Wrapped { .. }
            | InputError::SeveralDocuments
            | InputError::TextAfterDocument
            | InputError::Truncated { .. }
            | InputError::Malformed { .. }
            | InputError::MalformedPart { .. }
            | InputError::DamagedByEncoding { .. }
            | InputError::DuplicateKey { .. } => !search::speaks_of_a_plan(bytes),
            _ => false,
        };
        other && matches!(self, Self::File { found: true, .. })
    }
}

/// The JSON of a binary plan, as the program that made it prints it.
fn show(archive: &Archive, path: &Path, reading: &Reading, label: &str) -> Result<Vec<u8>, UsageError> {
    let chosen = reading.terraform_bin.as_deref();
    let program = terraform::program(chosen, archive.is_tofu(), reading.path.as_deref(), label)?;
    let folder = reading.source.as_deref().or(path.parent()).unwrap_or(Path::new(""));
    terraform::show(&program, path, folder, label)
}

/// The HCL of a plan: that of the binary plan, which is what was planned, else that of the checkout.
fn source(archive: Option<(&Archive, &Path)>, reading: &Reading) -> Result<Option<Hcl>, UsageError> {
    match (archive, &reading.source) {
        (Some((archive, path)), folder) => {
            let root = folder.clone().unwrap_or_else(|| root(archive, path));
            Ok(Some(Hcl::from_archive(archive, &root)))
        }
        (None, Some(folder)) => {
            let name = folder.to_string_lossy();
            let mut hcl = Hcl::from_folder(folder).map_err(|error| unreadable(&name, &error))?;
            if hcl.module(std::iter::empty()).is_none_or(|root| root.files.is_empty()) {
                hcl.remarks.push(format!("there is no HCL in `{name}`, so no source was read"));
            }
            Ok(Some(hcl))
        }
        (None, None) => Ok(None),
    }
}

/// The directory that a plan was made in: the one it stands in, or the working directory if the files are there.
fn root(archive: &Archive, path: &Path) -> PathBuf {
    let folder = path.parent().unwrap_or(Path::new(""));
    let holds = |folder: &Path| archive.root_files().any(|name| folder.join(name).is_file());
    if !holds(folder) && holds(Path::new("")) {
        return PathBuf::new();
    }
    let here = std::env::current_dir().unwrap_or_default();
    folder.strip_prefix(&here).unwrap_or(folder).to_owned()
}

/// What a file or a directory that can't be read is reported as.
pub(crate) fn unreadable(path: &str, error: &io::Error) -> UsageError {
    UsageError::Unreadable { path: path.to_owned(), reason: error.to_string(), help: None }
}

/// What a search of a directory stumbled over, without the words that `walkdir` puts around it.
pub(crate) fn walked(folder: &Path, error: walkdir::Error) -> UsageError {
    let path = error.path().unwrap_or(folder).to_string_lossy().into_owned();
    let inner = error.into_io_error().unwrap_or_else(|| io::Error::other("a link leads back to its directory"));
    unreadable(&path, &inner)
}

/// The plans that arguments name: files, globs, directories and `-`.
///
/// A file that several arguments name is one plan, under its first name. Errors when an argument names nothing.
pub fn sources(arguments: &[String]) -> Result<Vec<Source>, UsageError> {
    let (mut sources, mut known): (Vec<Source>, Vec<Option<PathBuf>>) = (Vec::new(), Vec::new());
    for argument in arguments {
        for source in named(argument)? {
            let file = source.file().map(whole);
            match known.iter().position(|other| *other == file).and_then(|at| sources.get_mut(at)) {
                // What one argument names is a plan, though another has found it.
                Some(Source::File { found, .. }) => *found &= matches!(source, Source::File { found: true, .. }),
                Some(Source::Stdin) => {}
                None => {
                    known.push(file);
                    sources.push(source);
                }
            }
        }
    }
    Ok(sources)
}

/// One path for all the names of a file, whether it is there or not.
pub fn whole(path: &Path) -> PathBuf {
    let absolute = || std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    path.canonicalize().unwrap_or_else(|_| {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        match (parent.canonicalize(), path.file_name()) {
            (Ok(parent), Some(name)) => parent.join(name),
            _ => absolute(),
        }
    })
}

fn named(argument: &str) -> Result<Vec<Source>, UsageError> {
    if argument == "-" {
        return Ok(vec![Source::Stdin]);
    }
    let path = Path::new(argument);
    if path.is_dir() {
        return search::search(path);
    }
    let missing = |reason: &str| UsageError::Unreadable {
        path: argument.to_owned(),
        reason: reason.to_owned(),
        help: Some("name a file, a glob, a directory, or - for standard input".to_owned()),
    };
    if path.exists() || !argument.contains(['*', '?', '[']) {
        return Ok(vec![Source::File { path: path.to_owned(), found: false }]);
    }
    let matches = glob::glob(argument).map_err(|error| missing(&format!("not a glob: {}", error.msg)))?;
    let denied = |error: glob::GlobError| unreadable(&error.path().to_string_lossy(), error.error());
    let mut paths = matches.map(|path| path.map_err(denied)).collect::<Result<Vec<PathBuf>, _>>()?;
    paths.retain(|path| path.is_file());
    paths.sort();
    if paths.is_empty() {
        return Err(missing("no file matches"));
    }
    Ok(paths.into_iter().map(|path| Source::File { path, found: false }).collect())
}
