//! The text of a file of HCL: its blocks, comments, places and edits, and the value of each attribute that is written.

#![no_main]

use std::cell::LazyCell;
use std::fs;

use libfuzzer_sys::fuzz_target;
use plangate::plan::{Acceptance, Plan, read};
use plangate::source::Hcl;
use plangate::source::eval::Evaluator;

/// Two resources that files may hold; the second is an instance of a `for_each`.
const PLAN: &str = r#"{"format_version":"1.2","terraform_version":"1.11.4","variables":{"a":{"value":"x"}},
"resource_changes":[{"address":"x.y","mode":"managed","type":"x","name":"y","change":{"actions":["create"],
"before":null,"after":{"a":"b"},"after_unknown":{"id":true}}},{"address":"x.z[\"k\"]","mode":"managed","type":"x",
"name":"z","index":"k","change":{"actions":["create"],"before":null,"after":{},"after_unknown":{"id":true}}}]}"#;

thread_local! {
    static FOLDER: LazyCell<tempfile::TempDir> = LazyCell::new(|| tempfile::tempdir().expect("a directory"));
}

fuzz_target!(|input: (bool, &str)| {
    let (json, text) = input;
    FOLDER.with(|folder| {
        let [hcl, other] = if json { ["main.tf.json", "main.tf"] } else { ["main.tf", "main.tf.json"] };
        let _ = fs::remove_file(folder.path().join(other));
        fs::write(folder.path().join(hcl), text).expect("a file");
        let Ok(hcl) = Hcl::from_folder(folder.path()) else { return };
        let _ = hcl.ignores();
        let text = read::text(PLAN.as_bytes().to_vec()).expect("a text");
        let plan = Plan::parse(&text, "plan", Acceptance::default()).expect("a plan");
        let evaluator = Evaluator::new(&hcl, &plan);
        for address in ["x.y", "x.z[\"k\"]"] {
            for name in evaluator.written(address) {
                let value = evaluator.attribute(address, &name).expect("it is written");
                let _ = (value.to_json(), value.encode(), value.cause());
                let place = plangate::path::Place::default();
                let _ = hcl.locate(address, &place, None);
            }
        }
    });
});
