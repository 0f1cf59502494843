//! A binary plan: the bytes of the zip that `plan -out` writes in, the configuration snapshot inside of it out.
//!
//! Layout: `tfconfig/modules.json` lists the modules, `tfconfig/m-<key>/<file>` holds their files. The state that stands
//! beside them is never opened, and of `tfplan` only the name of the workspace is read.

mod workspace;

use std::io::{Cursor, Read};
use std::sync::Arc;

use zip::ZipArchive;

use super::{Record, is_source};
use crate::error::InputError;

/// Most entries of a plan file.
const ENTRIES: usize = 50_000;
/// Largest file of a configuration, and all of them together, in bytes.
const FILE: u64 = 8 << 20;
const TOTAL: u64 = 128 << 20;

/// The configuration in a binary plan.
#[derive(Debug, Default)]
pub struct Archive {
    /// The modules
    pub(crate) records: Vec<Record>,
    /// Module key, file name and text
    files: Vec<(String, String, Arc<str>)>,
    /// The workspace that it was made in
    pub(crate) workspace: Option<String>,
}

/// Whether bytes are a zip, as `plan -out` writes it.
pub fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

impl Archive {
    /// Reads the configuration snapshot.
    ///
    /// Errors when the bytes are no plan file, are damaged, or hold more than any configuration does.
    pub fn read(bytes: &[u8]) -> Result<Self, InputError> {
        let damaged = |reason: String| InputError::DamagedArchive { reason };
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(error.to_string()))?;
        if zip.len() > ENTRIES {
            return Err(InputError::LargeArchive { reason: format!("more than {ENTRIES} entries") });
        }
        let (mut archive, mut is_plan, mut total) = (Self::default(), false, 0_u64);
        for index in 0..zip.len() {
            let mut entry = zip.by_index(index).map_err(|error| damaged(error.to_string()))?;
            let name = entry.name().map_err(|error| damaged(error.to_string()))?.into_owned();
            if name == "tfplan" {
                is_plan = true;
                archive.workspace = workspace::of(&mut entry);
                continue;
            }
            let Some(path) = name.strip_prefix("tfconfig/") else { continue };
            let manifest = path == "modules.json";
            let module = path.strip_prefix("m-").and_then(|path| path.split_once('/'));
            if !manifest && !module.is_some_and(|(_, file)| is_source(file)) {
                continue;
            }
            let mut text = Vec::new();
            entry.by_ref().take(FILE + 1).read_to_end(&mut text).map_err(|error| damaged(error.to_string()))?;
            let size = u64::try_from(text.len()).unwrap_or(u64::MAX);
            total = total.saturating_add(size);
            if size > FILE || total > TOTAL {
                return Err(InputError::LargeArchive { reason: format!("`{name}` is too large") });
            }
            let text = String::from_utf8(text).map_err(|_| damaged(format!("`{name}` is not UTF-8")))?;
            match module {
                Some((key, file)) => archive.files.push((key.to_owned(), file.to_owned(), text.into())),
                None => archive.records = serde_json::from_str(&text).map_err(|error| damaged(error.to_string()))?,
            }
        }
        if is_plan { Ok(archive) } else { Err(InputError::NotAPlanArchive) }
    }

    /// The files of a module, by name.
    pub(crate) fn files(&self, key: &str) -> impl Iterator<Item = (&str, &Arc<str>)> {
        let own = self.files.iter().filter(move |(module, ..)| module == key);
        own.map(|(_, name, text)| (name.as_str(), text))
    }

    /// Whether files of it are for OpenTofu only.
    pub fn is_tofu(&self) -> bool {
        self.files.iter().any(|(_, name, _)| name.ends_with(".tofu") || name.ends_with(".tofu.json"))
    }

    /// The names of the root module's files.
    pub fn root_files(&self) -> impl Iterator<Item = &str> {
        self.files("").map(|(name, _)| name)
    }
}
