//! What shells and `man` read, generated from the command line's own definition.

use std::io;

use clap::CommandFactory;
use clap_complete::{Generator, Shell as Complete, generate};
use clap_complete_nushell::Nushell;

use crate::cli::{Cli, Shell};

/// The completions of a shell.
pub(super) fn completions(shell: Shell) -> String {
    fn of(generator: impl Generator) -> String {
        let mut bytes = Vec::new();
        generate(generator, &mut Cli::command(), "plangate", &mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    }
    match shell {
        Shell::Bash => of(Complete::Bash),
        Shell::Zsh => of(Complete::Zsh),
        Shell::Fish => of(Complete::Fish),
        Shell::Powershell => of(Complete::PowerShell),
        Shell::Nushell => of(Nushell),
    }
}

/// The manual page of every command, one after the other.
pub(super) fn manual() -> io::Result<String> {
    let mut bytes = Vec::new();
    let mut command = Cli::command();
    command.build();
    clap_mangen::Man::new(command.clone()).render(&mut bytes)?;
    for subcommand in command.get_subcommands().filter(|subcommand| subcommand.get_name() != "help") {
        clap_mangen::Man::new(subcommand.clone()).render(&mut bytes)?;
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
