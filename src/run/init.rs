//! `plangate init`: the files to start with.

use std::fs;
use std::io::Write;
use std::path::Path;

use crate::cli::Init;
use crate::config;
use crate::error::UsageError;

const CONFIG: &str = include_str!("init/plangate.toml");
const GITHUB: &str = include_str!("init/github.yml");
const ATLANTIS: &str = include_str!("init/atlantis.yaml");

/// Writes the files into the working directory, but for those that are there already. Errors when all of them are.
pub(super) fn write(init: &Init) -> Result<String, UsageError> {
    let mut files = vec![(config::NAME, CONFIG)];
    if init.github {
        files.push((".github/workflows/plangate.yml", GITHUB));
    }
    if init.atlantis {
        files.push(("atlantis.yaml", ATLANTIS));
    }
    let unmade = |path: &str, reason: String| UsageError::Unmade { path: path.to_owned(), reason };
    let (kept, new): (Vec<_>, Vec<_>) = files.into_iter().partition(|(path, _)| Path::new(path).exists());
    if let (Some((path, _)), true) = (kept.first(), new.is_empty()) {
        return Err(unmade(path, "the file is there already".to_owned()));
    }
    let mut said: String = kept.iter().map(|(path, _)| format!("left {path} as it is\n")).collect();
    for (path, text) in new {
        let failed = |error: std::io::Error| unmade(path, error.to_string());
        if let Some(folder) = Path::new(path).parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        // Creating anew keeps a file that came to be in the meantime.
        let mut file = fs::File::create_new(path).map_err(failed)?;
        file.write_all(text.as_bytes()).map_err(failed)?;
        said.push_str(&format!("wrote {path}\n"));
    }
    Ok(said)
}
