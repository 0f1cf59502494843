//! The repository that files stand in: paths as they were read in, paths from the root of the repository out.

use std::path::{Path, PathBuf};

use super::tidy;

/// A repository, or what stands for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repository {
    /// Its root
    root: PathBuf,
    /// The working directory, from which relative paths are read
    here: PathBuf,
}

impl Repository {
    /// The git repository around a directory. Where there is none, the working directory if it holds the directory, else
    /// the directory itself.
    pub fn around(folder: &Path) -> Option<Self> {
        let here = std::env::current_dir().ok()?;
        let folder = PathBuf::from(tidy(&here.join(folder)));
        let git = folder.ancestors().find(|above| above.join(".git").exists());
        let root = git.unwrap_or(if folder.starts_with(&here) { &here } else { &folder }).to_owned();
        Some(Self { root, here })
    }

    /// Whether a path without links stands in it.
    pub fn holds(&self, real: &Path) -> bool {
        self.root.canonicalize().is_ok_and(|root| real.starts_with(root))
    }

    /// A path from the root. `None` for what stands outside.
    pub fn path(&self, file: &str) -> Option<String> {
        let whole = PathBuf::from(tidy(&self.here.join(file)));
        Some(tidy(whole.strip_prefix(&self.root).ok()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_from_the_root() {
        let repository = Repository { root: "/estate".into(), here: "/estate/stacks/prod".into() };
        assert_eq!(repository.path("main.tf").as_deref(), Some("stacks/prod/main.tf"));
        assert_eq!(repository.path("../../modules/a/main.tf").as_deref(), Some("modules/a/main.tf"));
        assert_eq!(repository.path("/estate/x.tf").as_deref(), Some("x.tf"));
        assert_eq!(repository.path("../../../x.tf"), None);
    }

    #[test]
    fn without_git_the_directory_itself_is_the_root() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("a/b");
        std::fs::create_dir_all(&inner).unwrap();
        let file = inner.join("main.tf").to_string_lossy().into_owned();
        assert_eq!(Repository::around(&inner).unwrap().path(&file).as_deref(), Some("main.tf"));
        std::fs::create_dir(folder.path().join(".git")).unwrap();
        assert_eq!(Repository::around(&inner).unwrap().path(&file).as_deref(), Some("a/b/main.tf"));
    }
}
