//! Parse, run, return the code.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clap::FromArgMatches as _;
use mimalloc::MiMalloc;
use plangate::cli::Cli;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let parsed = Cli::command_here().try_get_matches().and_then(|found| Cli::from_arg_matches(&found));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => {
            let code = u8::from(error.use_stderr()) * 2;
            let printed = error.print();
            return ExitCode::from(if printed.is_ok() { code } else { 2 });
        }
    };
    // A bug must not look like a verdict: Rust's own code for a panic is 101.
    let code = catch_unwind(AssertUnwindSafe(|| plangate::run::run(&cli)));
    ExitCode::from(code.unwrap_or(2))
}
