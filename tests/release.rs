//! What a release is made of: the archive, its checksum, the bill of materials, and where installers look for them.

#![cfg(test)]
#![cfg(target_os = "linux")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

const TARGET: &str = "x86_64-unknown-linux-musl";

/// Packs the binary of the tests.
fn pack(folder: &Path) {
    let done = Command::new("scripts/release")
        .arg("pack")
        .arg(assert_cmd::cargo::cargo_bin("plangate"))
        .arg(TARGET)
        .arg(folder)
        .stderr(Stdio::inherit())
        .status()
        .unwrap();
    assert!(done.success());
}

#[test]
fn the_archive_holds_what_an_installer_needs_and_is_the_same_twice() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("a"), folder.path().join("b"));
    pack(&first);
    pack(&second);
    let name = format!("plangate-{TARGET}");
    let archive = format!("{name}.tar.gz");
    for file in [archive.clone(), format!("{archive}.sha256"), format!("{name}.cdx.json")] {
        assert!(fs::read(first.join(&file)).unwrap() == fs::read(second.join(&file)).unwrap(), "{file} differs");
    }
    let mut sum = Command::new("sha256sum");
    sum.args(["--check", "--strict"]).arg(format!("{archive}.sha256")).current_dir(&first).stdout(Stdio::null());
    assert!(sum.status().unwrap().success());
    assert!(Command::new("tar").arg("-xf").arg(first.join(&archive)).arg("-C").arg(&first).status().unwrap().success());
    let inside = first.join(&name);
    for file in ["LICENSE", "NOTICE", "README.md", "CHANGELOG.md", "plangate.1", "completions/plangate.bash"] {
        assert!(fs::metadata(inside.join(file)).unwrap().len() > 0, "{file}");
    }
    let version = Command::new(inside.join("plangate")).arg("--version").output().unwrap();
    let told = String::from_utf8(version.stdout).unwrap();
    assert_eq!(told.lines().next(), Some(concat!("plangate ", env!("CARGO_PKG_VERSION"))));
    assert!(told.contains("as of 20"), "{told}");
    let manifest: toml::Table = toml::from_str(&fs::read_to_string("Cargo.toml").unwrap()).unwrap();
    let binstall = &manifest["package"]["metadata"]["binstall"];
    let url = binstall["pkg-url"].as_str().unwrap();
    assert!(url.ends_with("/plangate-{ target }{ archive-suffix }"), "{url}");
    assert_eq!(binstall["bin-dir"].as_str().unwrap(), "plangate-{ target }/{ bin }{ binary-ext }");
    materials(&first.join(format!("{name}.cdx.json")));
}

/// Every crate that is linked, with the checksum of the lock file, and none that only tests use.
fn materials(path: &Path) {
    let bom: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    assert_eq!(bom["bomFormat"], "CycloneDX");
    let components = bom["components"].as_array().unwrap();
    let names: BTreeSet<&str> = components.iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert!(["serde_json", "clap", "miette", "rayon"].iter().all(|name| names.contains(name)));
    assert!(["proptest", "assert_cmd", "jsonschema"].iter().all(|name| !names.contains(name)));
    let lock = fs::read_to_string("Cargo.lock").unwrap();
    for component in components {
        let sum = component["hashes"][0]["content"].as_str().unwrap();
        assert!(lock.contains(sum), "{}", component["name"]);
        assert!(component["licenses"][0]["expression"].is_string(), "{} has no licence", component["name"]);
    }
}

#[test]
fn the_workflow_builds_what_the_script_packs() {
    let workflow = fs::read_to_string(".github/workflows/release.yml").unwrap();
    assert!(workflow.contains(r#"scripts/release pack "$(scripts/release build "$TARGET")" "$TARGET" dist"#));
    assert!(workflow.contains(TARGET));
    let docker = fs::read_to_string("Dockerfile").unwrap();
    for line in docker.lines().filter_map(|line| line.strip_prefix("COPY ")).filter(|line| !line.starts_with("--from"))
    {
        let words: Vec<&str> = line.split_whitespace().collect();
        assert!(words[..words.len() - 1].iter().all(|path| Path::new(path).exists()), "{line}");
    }
}
