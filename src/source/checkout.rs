//! A checkout: the directory of a root module in, its modules out, local ones and those that `init` has fetched.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use super::{Hcl, Module, Record, is_source, tidy};

/// Most modules that are followed, and the deepest chain of calls: a module may call itself.
const MODULES: usize = 5_000;
const DEEPEST: usize = 24;
/// Largest file that is read, in bytes.
const FILE: u64 = 8 << 20;

#[derive(Deserialize)]
struct Manifest {
    #[serde(rename = "Modules", default)]
    modules: Vec<Record>,
}

/// Reads a root module and what it calls.
pub(super) fn read(root: &Path) -> io::Result<Hcl> {
    let installed = installed(root);
    let mut hcl = Hcl { root: root.to_owned(), ..Hcl::default() };
    let mut parsed: BTreeMap<String, Arc<Module>> = BTreeMap::new();
    let mut open = vec![(String::new(), root.to_owned())];
    while let Some((key, folder)) = open.pop() {
        if hcl.modules.len() >= MODULES || key.split('.').count() > DEEPEST {
            hcl.remarks.push("the configuration calls too many modules to read them all".to_owned());
            break;
        }
        let module = match parsed.get(&tidy(&folder)) {
            Some(module) => Arc::clone(module),
            None => match texts(&folder) {
                Ok(texts) => Arc::new(Module::new(&folder, root, texts, &mut hcl.remarks)),
                Err(error) if key.is_empty() => return Err(error),
                Err(_) => {
                    hcl.remarks.push(format!("module `{key}` is not at `{}`", tidy(&folder)));
                    continue;
                }
            },
        };
        parsed.insert(tidy(&folder), Arc::clone(&module));
        open.extend(calls(&key, &folder, &module, root, &installed));
        hcl.modules.insert(key, module);
    }
    hcl.remarks.sort();
    hcl.remarks.dedup();
    Ok(hcl)
}

/// The modules that a module calls, with where they stand.
fn calls(
    key: &str,
    folder: &Path,
    module: &Module,
    root: &Path,
    installed: &BTreeMap<String, String>,
) -> Vec<(String, PathBuf)> {
    let calls = module.blocks.iter().filter(|block| block.kind == "module");
    let called = calls.filter_map(|block| {
        let name = block.labels.first()?;
        let key = if key.is_empty() { name.clone() } else { format!("{key}.{name}") };
        let source = block.attributes.get("source").and_then(|source| source.value.as_str());
        let local = source.filter(|source| source.starts_with("./") || source.starts_with("../"));
        let place = match local {
            Some(local) => folder.join(local),
            None => root.join(installed.get(&key)?),
        };
        Some((key, place))
    });
    called.collect()
}

/// Where `init` has put modules from elsewhere, by key.
fn installed(root: &Path) -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(root.join(".terraform/modules/modules.json")).unwrap_or_default();
    let manifest: Manifest = serde_json::from_str(&text).unwrap_or(Manifest { modules: Vec::new() });
    manifest.modules.into_iter().map(|record| (record.key, record.dir)).collect()
}

fn texts(folder: &Path) -> io::Result<Vec<(String, Arc<str>)>> {
    let mut found: BTreeMap<String, Arc<str>> = BTreeMap::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let about = std::fs::metadata(entry.path());
        if !is_source(&name) || !about.is_ok_and(|about| about.is_file() && about.len() <= FILE) {
            continue;
        }
        if let Ok(text) = std::fs::read_to_string(entry.path()) {
            found.insert(name, text.into());
        }
    }
    // OpenTofu reads `x.tofu` instead of `x.tf`: https://opentofu.org/docs/language/files/
    let names: Vec<String> = found.keys().filter_map(|name| name.strip_suffix(".tofu").map(str::to_owned)).collect();
    for name in names {
        found.remove(&format!("{name}.tf"));
    }
    Ok(found.into_iter().collect())
}
