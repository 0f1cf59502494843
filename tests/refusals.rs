//! Every input below `testdata/bad` is refused: exit 2, nothing on standard output, and its own diagnostic, which stands
//! beside it. `PLANGATE_BLESS=1 cargo test --test refusals` writes the diagnostics anew.

#![cfg(test)]

mod common;

use std::path::PathBuf;

use common::{plangate, testdata};

/// The inputs: every file that is neither a diagnostic nor what made them.
fn inputs() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(testdata("bad")).unwrap().map(|entry| entry.unwrap().path());
    let other = |path: &PathBuf| matches!(path.extension().and_then(|e| e.to_str()), Some("expected" | "py" | "tf"));
    let mut inputs: Vec<PathBuf> = entries.filter(|path| !other(path)).collect();
    inputs.sort();
    inputs
}

#[test]
fn every_bad_input_is_refused_with_its_own_diagnostic() {
    let mut wrong = Vec::new();
    for input in inputs() {
        let name = input.file_name().unwrap().to_string_lossy().into_owned();
        let path = format!("testdata/bad/{name}");
        let output = plangate().args(["check", "--no-config", &path]).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        let expected = testdata("bad").join(format!("{name}.expected"));
        if std::env::var_os("PLANGATE_BLESS").is_some() {
            std::fs::write(&expected, &said).unwrap();
        }
        if output.status.code() != Some(2) || !output.stdout.is_empty() {
            wrong.push(format!("{name}: exit {:?}", output.status.code()));
        }
        if std::fs::read_to_string(&expected).unwrap_or_default() != said {
            wrong.push(format!("{name}: says {said}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_plan_is_told_from_its_bytes_not_from_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let plan = std::fs::read(testdata("cases/kms-rotation/keys/plan.json")).unwrap();
    let text = String::from_utf8(plan).unwrap();
    let utf16 = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(bytes).collect() };
    let wrapped = format!("[command]/bin/terraform-bin show -json p\n{text}\n::debug::Terraform exited with code 0.\n");
    let inputs: [(&str, Vec<u8>); 6] = [
        ("plain.txt", text.clone().into_bytes()),
        ("bom", format!("\u{feff}{text}").into_bytes()),
        ("utf16-le", utf16(u16::to_le_bytes)),
        ("utf16-be", utf16(u16::to_be_bytes)),
        ("wrapped.log", wrapped.into_bytes()),
        ("debug-behind", format!("{text}\n::debug::stdout: {text}\n").into_bytes()),
    ];
    let mut reports = Vec::new();
    for (name, bytes) in inputs {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let report = common::check(&path, &["--no-config"]);
        reports.push((name, report.json["summary"].clone(), report.findings.len()));
    }
    assert!(
        reports.iter().all(|(_, summary, count)| (summary, count) == (&reports[0].1, &reports[0].2)),
        "{reports:?}"
    );
}
