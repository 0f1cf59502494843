//! Lists the files of `policies/` so that each is built in without being named anywhere.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let policies = root.join("policies");
    let mut files = Vec::new();
    collect(&policies, &mut files)?;
    files.sort();
    let mut list = String::from("/// Every policy file, by path.\npub const POLICIES: &[Embedded] = &[\n");
    for file in &files {
        let name = file.strip_prefix(&policies).unwrap_or(file).to_string_lossy().replace('\\', "/");
        list.push_str(&format!(
            "    Embedded {{ path: {name:?}, text: include_str!({:?}) }},\n",
            file.to_string_lossy()
        ));
    }
    list.push_str("];\n");
    fs::write(PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("policies.rs"), list)?;
    println!("cargo::rerun-if-changed=policies");
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            files.push(path);
        }
    }
    Ok(())
}
