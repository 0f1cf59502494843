//! The HCL a plan was made from: a checkout or the snapshot inside of a binary plan in, modules with their blocks out.
//!
//! Modules are kept by the path of their calls, as `modules.json` writes it: `app.db` is called `db` in the module that
//! the root calls `app`. What can't be parsed is left out and remarked upon: source may add to what the plan says and is
//! never needed to judge.

pub mod archive;
pub mod block;
mod checkout;
pub mod comment;
pub mod edit;
pub mod eval;
pub mod feed;
pub mod mask;
pub mod place;
pub mod reference;
pub mod repository;
mod statement;
pub mod value;

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use archive::Archive;
use block::Block;
use comment::Ignore;
use place::Hidden;

/// The HCL of a configuration.
#[derive(Debug, Default)]
pub struct Hcl {
    /// The directory of the root module
    pub root: PathBuf,
    modules: BTreeMap<String, Arc<Module>>,
    /// The workspace, where the source tells it
    pub workspace: Option<String>,
    /// What could not be read
    pub remarks: Vec<String>,
}

/// One module: the files of a directory.
#[derive(Debug)]
pub struct Module {
    /// The directory in the repository, or where `init` has put it
    pub folder: String,
    /// The directory as `path.module` gives it: from the root module's
    pub dir: String,
    /// Whether it stands in the repository itself
    pub own: bool,
    /// Its files
    pub files: Vec<File>,
    /// Its blocks at the top level, with override files merged in
    pub blocks: Vec<Block>,
    /// Comments in them that ask for findings to be ignored
    pub ignores: Vec<Ignore>,
    /// Whether all of its files could be parsed
    pub whole: bool,
    /// Where other files of it may be read
    pub disk: Option<PathBuf>,
}

/// One file.
#[derive(Clone, Debug)]
pub struct File {
    /// The path it is reported under
    pub name: String,
    /// Its text, with secrets covered: as many bytes as it has
    pub text: Arc<str>,
    /// Its text as it is, which is never shown
    pub(crate) raw: Arc<str>,
}

/// An entry of `modules.json`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Record {
    pub(crate) key: String,
    #[serde(default)]
    pub(crate) dir: String,
}

impl Hcl {
    /// The configuration in a binary plan, whose root module stands in `root`.
    pub fn from_archive(archive: &Archive, root: &Path) -> Self {
        let workspace = archive.workspace.clone();
        let mut hcl = Self { root: root.to_owned(), workspace, ..Self::default() };
        let mut parsed: BTreeMap<&str, Arc<Module>> = BTreeMap::new();
        for record in &archive.records {
            let module = parsed.entry(&record.dir).or_insert_with(|| {
                let folder = root.join(&record.dir);
                let files = archive.files(&record.key).map(|(name, text)| (name.to_owned(), text.clone())).collect();
                Arc::new(Module::new(&folder, root, files, &mut hcl.remarks))
            });
            hcl.modules.insert(record.key.clone(), Arc::clone(module));
        }
        hcl
    }

    /// The configuration in a directory and in the modules it calls.
    ///
    /// Errors when the directory can't be read.
    pub fn from_folder(root: &Path) -> std::io::Result<Self> {
        checkout::read(root)
    }

    /// The module at a path of call names.
    pub fn module<'a>(&self, calls: impl IntoIterator<Item = &'a str>) -> Option<&Module> {
        let calls: Vec<&str> = calls.into_iter().collect();
        self.modules.get(&calls.join(".")).map(Arc::as_ref)
    }

    /// The comments of the repository's own files that ask for findings to be ignored. What `init` fetched has no say.
    pub fn ignores(&self) -> Vec<&Ignore> {
        let mut found: Vec<&Ignore> = Vec::new();
        for ignore in self.modules.values().filter(|module| module.own).flat_map(|module| &module.ignores) {
            if !found.contains(&ignore) {
                found.push(ignore);
            }
        }
        found
    }

    /// The text of a file as it may be shown.
    pub fn shown(&self, name: &str, hidden: &Hidden) -> Option<String> {
        let mut files = self.modules.values().flat_map(|module| &module.files);
        let file = files.find(|file| file.name == name)?;
        Some(hidden.get(name).map_or_else(|| file.text.to_string(), |pieces| mask::cover(&file.text, pieces)))
    }

    /// Every module with the path of its calls.
    pub fn modules(&self) -> impl Iterator<Item = (Vec<&str>, &Module)> {
        self.modules.iter().map(|(key, module)| {
            let calls = if key.is_empty() { Vec::new() } else { key.split('.').collect() };
            (calls, module.as_ref())
        })
    }
}

impl Module {
    /// Parses files, by name. Override files are merged into what they override.
    fn new(folder: &Path, root: &Path, mut texts: Vec<(String, Arc<str>)>, remarks: &mut Vec<String>) -> Self {
        let shown = tidy(folder);
        texts.sort_by(|a, b| (is_override(&a.0), &a.0).cmp(&(is_override(&b.0), &b.0)));
        let mut module = Self {
            own: !is_installed(folder),
            folder: shown,
            dir: relative(folder, root),
            files: Vec::new(),
            blocks: Vec::new(),
            ignores: Vec::new(),
            whole: true,
            disk: folder.is_dir().then(|| folder.to_owned()),
        };
        let mut comments = Vec::new();
        for (name, text) in texts {
            let file = module.files.len();
            let path = if module.folder.is_empty() { name.clone() } else { format!("{}/{name}", module.folder) };
            match block::parse(&name, &text, file) {
                Ok(blocks) if is_override(&name) => block::merge(&mut module.blocks, blocks),
                Ok(blocks) => module.blocks.extend(blocks),
                Err(line) => {
                    module.whole = false;
                    remarks.push(format!("`{path}` can't be parsed at line {line}, so it is not read as source"));
                }
            }
            comments.extend(comment::find(&name, &text).into_iter().map(|comment| (file, comment, Arc::clone(&text))));
            module.files.push(File { text: mask::masked(&name, &text).into(), raw: text, name: path });
        }
        for (number, span, text) in comments {
            let Some(file) = module.files.get(number) else { continue };
            let shown = file.text.get(span.clone()).unwrap_or_default();
            module.ignores.push(Ignore {
                file: file.name.clone(),
                text: Arc::clone(&file.text),
                words: comment::words(&file.name, shown),
                target: comment::target(&file.name, &text, &span, number, &module.blocks),
                span,
            });
        }
        module
    }

    /// The block of a kind with these labels.
    pub fn block(&self, kind: &str, labels: &[&str]) -> Option<&Block> {
        self.blocks.iter().find(|block| block.kind == kind && block.labels.iter().eq(labels))
    }

    /// The expression of a local value.
    pub fn local(&self, name: &str) -> Option<&block::Attribute> {
        let locals = self.blocks.iter().filter(|block| block.kind == "locals");
        locals.into_iter().find_map(|block| block.attributes.get(name))
    }
}

/// Whether a file name is one that Terraform or OpenTofu reads.
pub(crate) fn is_source(name: &str) -> bool {
    let endings = [".tf", ".tofu", ".tf.json", ".tofu.json"];
    endings.iter().any(|ending| name.ends_with(ending)) && !name.starts_with('.')
}

// https://developer.hashicorp.com/terraform/language/files/override
fn is_override(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    stem == "override" || stem.ends_with("_override")
}

/// Whether a directory is where `init` puts modules from elsewhere.
fn is_installed(folder: &Path) -> bool {
    folder.components().any(|part| part.as_os_str() == ".terraform")
}

/// A directory as it is named from the root module's.
fn relative(folder: &Path, root: &Path) -> String {
    let from = tidy(folder.strip_prefix(root).unwrap_or(folder));
    if from.is_empty() { ".".to_owned() } else { from }
}

/// A path without `.` and without `x/..`, with slashes.
pub(crate) fn tidy(path: &Path) -> String {
    let mut parts: Vec<String> = Vec::new();
    let rooted = path.has_root();
    for part in path.components() {
        match part {
            Component::CurDir | Component::RootDir => {}
            Component::ParentDir if parts.last().is_some_and(|last| last != "..") => {
                parts.pop();
            }
            Component::ParentDir if rooted => {}
            part => parts.push(part.as_os_str().to_string_lossy().into_owned()),
        }
    }
    format!("{}{}", if rooted { "/" } else { "" }, parts.join("/"))
}
