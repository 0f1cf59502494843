//! The text of a policy document: read and shown again, or refused.

#![no_main]

use libfuzzer_sys::fuzz_target;
use plangate::iam::document::Document;
use plangate::json::Json;

fuzz_target!(|text: &str| {
    if let Ok(json) = Json::parse(text) {
        let written = json.to_string();
        assert!(Json::parse(&written).is_ok_and(|again| again == json), "JSON that is written is read as it was");
    }
    if let Ok(document) = Document::from_text(text) {
        for statement in document.statements.iter() {
            let _ = format!("{statement:?}");
        }
    }
});
