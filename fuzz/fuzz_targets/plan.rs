//! The bytes of a plan: read, opened and judged by every policy, or refused.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use plangate::facts::Facts;
use plangate::judge::Terms;
use plangate::plan::{Acceptance, read};
use plangate::policy::{Policy, Profile, embedded};
use plangate::source::archive::{Archive, is_zip};
use plangate::{Input, judge_plan};

static POLICIES: LazyLock<Vec<Policy>> = LazyLock::new(|| embedded::policies().expect("the policies load"));

fuzz_target!(|bytes: &[u8]| {
    if is_zip(bytes) {
        let _ = Archive::read(bytes);
        return;
    }
    let Ok(text) = read::text(bytes) else { return };
    let facts = Facts::default();
    let terms = Terms { facts: &facts, profile: Profile::Strict, fold: true };
    let input = Input { text: &text, label: "plan.json", hcl: None };
    let _ = judge_plan(input, Acceptance { incomplete: true }, &POLICIES, terms);
});
