//! The TOML of a policy: loaded, or refused with words and a place in the text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use plangate::policy;
use plangate::table::File;

fuzz_target!(|text: &str| {
    if let Err(mistake) = policy::load(File { name: "fuzz.toml", text }, "fuzz") {
        assert!(!mistake.to_string().is_empty());
    }
});
