//! What the benchmark compares with: reading a file and parsing it with serde_json.
//!
//! `yardstick ignored FILE` keeps nothing of it; `yardstick value FILE` builds the whole tree.

use std::process::ExitCode;

use serde::de::IgnoredAny;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (Some(mode), Some(path)) = (arguments.next(), arguments.next()) else { return ExitCode::from(2) };
    let Ok(bytes) = std::fs::read(path) else { return ExitCode::from(2) };
    let parsed = match mode.as_str() {
        "ignored" => serde_json::from_slice::<IgnoredAny>(&bytes).is_ok(),
        "value" => serde_json::from_slice::<serde_json::Value>(&bytes).is_ok(),
        _ => false,
    };
    ExitCode::from(u8::from(!parsed))
}
