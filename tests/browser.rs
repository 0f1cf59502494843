//! The HTML report in headless Chromium: `tests/browser.mjs` says what is checked. Skipped, and said so, where Chromium or
//! Node is missing; `PLANGATE_CHROMIUM` names a browser that is not on the path.

#![cfg(test)]

mod common;

use std::path::PathBuf;
use std::process::Command;

use common::{plangate, testdata};

fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|file| file.is_file())
}

#[test]
fn the_page_holds_in_a_browser() {
    let browser = std::env::var_os("PLANGATE_CHROMIUM").map(PathBuf::from);
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let (Some(chromium), Some(node)) = (browser.or_else(|| on_path(&names)), on_path(&["node"])) else {
        eprintln!("skipped: it takes Chromium and Node on the path");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let hostile = folder.path().join("hostile.html");
    let output = format!("--output=html={}", hostile.display());
    let config = "--config=testdata/formats/plangate.toml";
    let status =
        plangate().args(["check", "testdata/plans/hostile/plan.json", config, &output]).output().unwrap().status;
    assert_eq!(status.code(), Some(1));
    let shots = std::env::var_os("PLANGATE_SCREENSHOTS").unwrap_or_else(|| "-".into());
    let run = Command::new(node)
        .arg(testdata("../tests/browser.mjs"))
        .arg(chromium)
        .arg(shots)
        .args([testdata("formats/html.html"), hostile])
        .output()
        .unwrap();
    assert!(run.status.success(), "{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
}
