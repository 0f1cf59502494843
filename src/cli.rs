//! The command line: arguments in, what they mean out. Flag beats environment beats file beats default.

use std::ffi::OsStr;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::sync::LazyLock;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Arg, ArgAction, Args, CommandFactory as _, Parser, Subcommand, ValueEnum};

use crate::iam::catalogue::CATALOGUE_DATE;
use crate::policy::{Layer, Profile, Severity};
use crate::report::OnUnknown;
use crate::report::sarif::Suppressed;
use crate::table;

/// The version, and of which day what is known of AWS is.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let own = env!("CARGO_PKG_VERSION");
    format!("{own}\nAWS actions, managed policies and accounts as of {CATALOGUE_DATE}")
});

/// A security gate between terraform plan and terraform apply on AWS
#[derive(Debug, Parser)]
#[command(name = "plangate", version, long_version = VERSION.as_str())]
#[command(about, max_term_width = 100, subcommand_required = true)]
#[command(after_help = "Exit codes: 0 the gate passes, 1 the gate fails, 2 not judged")]
pub struct Cli {
    /// What to do
    #[command(subcommand)]
    pub command: Command,
    /// When to colour; `auto` goes by NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE, CLICOLOR, TERM and the terminal
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub color: Colour,
    /// Say on standard error what is read and done
    #[arg(long, short, global = true, action = ArgAction::Count)]
    pub verbose: u8,
}

impl Cli {
    /// The command line with the environment of this process, in which an empty variable counts as not set: CI systems pass
    /// on variables that nobody has filled. A variable is no contradiction to a flag, which beats it.
    pub fn command_here() -> clap::Command {
        let no_config = std::env::args_os().any(|argument| argument == "--no-config");
        let is_empty = |name: &OsStr| std::env::var_os(name).is_some_and(|value| value.is_empty());
        let counts = |argument: Arg| {
            let beaten = no_config && argument.get_id() == "config";
            match beaten || argument.get_env().is_some_and(is_empty) {
                true => argument.env(None::<&'static str>),
                false => argument,
            }
        };
        Self::command().mut_subcommands(|command| command.mut_args(counts))
    }

    /// Says what is being done, if someone asked.
    pub fn log(&self, text: &str) {
        if self.verbose > 0 {
            // There is nowhere left to report to when standard error is closed.
            let _ = writeln!(io::stderr().lock(), "plangate: {text}");
        }
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Judge plans, report, and fail on what they introduce
    Check(Check),
    /// Explain one policy
    Explain {
        /// The policy's id, such as imdsv2-required
        id: String,
        /// Policies to know beside the built-in ones
        #[arg(long, value_name = "DIR")]
        policies: Vec<PathBuf>,
        /// How to show it
        #[arg(long, value_enum, default_value_t = PageFormat::Text)]
        format: PageFormat,
    },
    /// List the policies
    Policies(Policies),
    /// Run the cases beside policies of your own
    Test(Test),
    /// Write a commented plangate.toml, and snippets of where it runs; never over a file that is there
    Init(Init),
    /// Print the completions of a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page
    Man,
}

/// What is read.
const INPUT: &str = "Input";
/// What counts.
const JUDGEMENT: &str = "Judgement";
/// What is told, and written.
const OUTPUT: &str = "Output";

const EXAMPLES: &str = "\
Examples:
  terraform plan -out=tfplan && terraform show -json tfplan > plan.json
  plangate check plan.json --plan-file tfplan
  plangate check 'stacks/*/plan.json' --format github --output html=report.html
  terraform show -json tfplan | plangate check - --source . --scope all

Exit codes: 0 the gate passes, 1 the gate fails, 2 not judged. An environment variable that is empty is not set.";

/// `plangate check`
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Check {
    /// Plans: files, globs, directories, or - for standard input
    #[arg(value_name = "PLAN", required = true)]
    pub plans: Vec<String>,
    /// The binary plan that the JSON was made from, for its configuration; for one plan
    #[arg(help_heading = INPUT, long, value_name = "FILE")]
    pub plan_file: Option<PathBuf>,
    /// The directory of the plan's root module, to read its HCL
    #[arg(help_heading = INPUT, long, value_name = "DIR", env = "PLANGATE_SOURCE")]
    pub source: Option<PathBuf>,
    /// The program that reads binary plans, instead of the terraform or tofu on the PATH
    #[arg(help_heading = INPUT, long, value_name = "PROGRAM", env = "PLANGATE_TERRAFORM_BIN")]
    pub terraform_bin: Option<PathBuf>,
    /// Judge plans that say they are incomplete
    #[arg(help_heading = INPUT, long)]
    pub allow_incomplete: bool,
    /// Which findings count: those this plan introduces, or all
    #[arg(help_heading = JUDGEMENT, long, value_enum, env = "PLANGATE_SCOPE")]
    pub scope: Option<Scope>,
    /// The least severity that fails the gate [default: medium]
    #[arg(
        help_heading = JUDGEMENT, long, value_parser = words(&Severity::WORDS), value_name = "SEVERITY",
        env = "PLANGATE_FAIL_ON"
    )]
    pub fail_on: Option<Severity>,
    /// What an undecided finding does [default: fail]
    #[arg(help_heading = JUDGEMENT, long, value_enum, env = "PLANGATE_UNKNOWN")]
    pub unknown: Option<Unknown>,
    /// Which policies are judged: default, strict, or a profile of plangate.toml [default: default]
    #[arg(help_heading = JUDGEMENT, long, value_name = "NAME", env = "PLANGATE_PROFILE")]
    pub profile: Option<String>,
    /// Judge only this policy; may be given many times
    #[arg(help_heading = JUDGEMENT, long, value_name = "ID")]
    pub only: Vec<String>,
    /// A directory of further policies; may be given many times
    #[arg(help_heading = JUDGEMENT, long, value_name = "DIR")]
    pub policies: Vec<PathBuf>,
    /// The configuration file, instead of the nearest plangate.toml
    #[arg(help_heading = JUDGEMENT, long, value_name = "FILE", env = "PLANGATE_CONFIG", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,
    /// Read no configuration file
    #[arg(help_heading = JUDGEMENT, long)]
    pub no_config: bool,
    /// Exit with 0 when the gate fails
    #[arg(help_heading = JUDGEMENT, long)]
    pub exit_zero: bool,
    /// The format on standard output
    #[arg(help_heading = OUTPUT, long, value_enum, default_value_t = Format::Text, env = "PLANGATE_FORMAT")]
    pub format: Format,
    /// A report to write into a file, too, such as json=report.json; may be given many times
    #[arg(help_heading = OUTPUT, long, value_name = "FORMAT=PATH", value_parser = output)]
    pub output: Vec<(Format, PathBuf)>,
    /// What SARIF says of waived findings
    #[arg(
        help_heading = OUTPUT, long, value_enum, default_value_t = Waived::Omit, value_name = "WHAT",
        env = "PLANGATE_SARIF_SUPPRESSED"
    )]
    pub sarif_suppressed: Waived,
    /// Print only the summary and the verdict
    #[arg(help_heading = OUTPUT, long, short)]
    pub quiet: bool,
    /// Write the known fixes of introduced findings into the checkout at --source; with `always` also where CI is set
    #[arg(
        help_heading = OUTPUT, long, value_enum, value_name = "WHEN", num_args = 0..=1, require_equals = true,
        default_missing_value = "local"
    )]
    pub fix: Option<When>,
    /// Say on standard error how long each part took
    #[arg(help_heading = OUTPUT, long)]
    pub timings: bool,
    /// Where Atlantis' workflow hooks read the status of a commit from: one line
    #[arg(help_heading = OUTPUT, long, value_name = "FILE", env = "OUTPUT_STATUS_FILE")]
    pub output_status_file: Option<PathBuf>,
}

/// `plangate test`
#[derive(Debug, Args)]
pub struct Test {
    /// Directories of policies [default: those that plangate.toml names]
    #[arg(value_name = "DIR")]
    pub folders: Vec<PathBuf>,
    /// Write what is answered now into the cases' expected.txt, to be read before it is committed
    #[arg(long)]
    pub update: bool,
    /// Fail too when a policy has no case that fails, that passes or that is unknown
    #[arg(long)]
    pub cover: bool,
}

/// `plangate init`
#[derive(Debug, Args)]
pub struct Init {
    /// Also write .github/workflows/plangate.yml
    #[arg(long)]
    pub github: bool,
    /// Also write atlantis.yaml
    #[arg(long)]
    pub atlantis: bool,
}

/// `plangate policies`
#[derive(Debug, Args)]
pub struct Policies {
    /// How to list them
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
    /// Only those of a service, such as iam: the directory that they are in
    #[arg(long)]
    pub service: Option<String>,
    /// Only those of a severity
    #[arg(long, value_parser = words(&Severity::WORDS))]
    pub severity: Option<Severity>,
    /// Only those of a layer
    #[arg(long, value_parser = words(&Layer::WORDS))]
    pub layer: Option<Layer>,
    /// Only those of a framework, such as cis-aws-5.0
    #[arg(long)]
    pub framework: Option<String>,
    /// Only those that a profile judges
    #[arg(long, value_enum)]
    pub profile: Option<ProfileName>,
    /// Policies to list beside the built-in ones
    #[arg(long, value_name = "DIR")]
    pub policies: Vec<PathBuf>,
}

/// Report formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a person at a terminal
    Text,
    /// Schema plangate/1
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// GitHub-flavoured Markdown, for a job's summary: up to 1 MiB
    Markdown,
    /// The same for a comment: up to 65,536 characters
    Comment,
    /// GitHub's annotations, as workflow commands
    Github,
    /// GitLab's Code Quality
    Gitlab,
    /// JUnit's XML
    Junit,
    /// The answer of a run task of HCP Terraform
    Hcp,
    /// Text that Atlantis shows and reads the verdict from
    Atlantis,
    /// One page for a browser, without network
    Html,
}

/// Formats of one policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PageFormat {
    /// For a person at a terminal
    Text,
    /// A page of documentation
    Markdown,
}

/// Formats of the list of policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// Aligned columns
    Text,
    /// An array of objects
    Json,
    /// A table
    Markdown,
}

/// Shells with completions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// Bourne Again Shell
    Bash,
    /// Z shell
    Zsh,
    /// Friendly Interactive Shell
    Fish,
    /// PowerShell
    Powershell,
    /// Nushell
    Nushell,
}

/// What SARIF says of waived findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Waived {
    /// Nothing, since GitHub would open an alert for each
    Omit,
    /// That they are suppressed, for archives
    Include,
}

/// When fixes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// Not where CI is set in the environment
    Local,
    /// Everywhere
    Always,
}

/// Which findings count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Scope {
    /// Those that the plan introduces
    Introduced,
    /// Those that were there before too
    All,
}

/// What an undecided finding does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Unknown {
    /// It fails the gate
    Fail,
    /// It is shown
    Warn,
    /// It is only counted
    Ignore,
}

/// Profiles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ProfileName {
    /// What every team can meet
    Default,
    /// Everything
    Strict,
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless the environment says otherwise
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl From<Unknown> for OnUnknown {
    fn from(unknown: Unknown) -> Self {
        match unknown {
            Unknown::Fail => Self::Fail,
            Unknown::Warn => Self::Warn,
            Unknown::Ignore => Self::Ignore,
        }
    }
}

impl From<Waived> for Suppressed {
    fn from(waived: Waived) -> Self {
        match waived {
            Waived::Omit => Self::Omit,
            Waived::Include => Self::Include,
        }
    }
}

impl From<ProfileName> for Profile {
    fn from(name: ProfileName) -> Self {
        match name {
            ProfileName::Default => Self::Default,
            ProfileName::Strict => Self::Strict,
        }
    }
}

/// The parser of one of some words.
fn words<T: Copy + Send + Sync + 'static>(words: &'static [(&'static str, T)]) -> impl TypedValueParser<Value = T> {
    let known = PossibleValuesParser::new(words.iter().map(|(word, _)| *word));
    known.try_map(|text| words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value).ok_or("is not known"))
}

/// What may have been meant by a word that is not known, after the words that are.
fn one_of<'w, I: Iterator<Item = &'w str>>(text: &str, known: impl Fn() -> I) -> String {
    let near = table::meant(text, known()).map(|near| format!("; {near}")).unwrap_or_default();
    format!("one of {}{near}", known().collect::<Vec<_>>().join(", "))
}

fn named(format: &Format) -> Option<(String, Format)> {
    format.to_possible_value().map(|value| (value.get_name().to_owned(), *format))
}

fn output(text: &str) -> Result<(Format, PathBuf), String> {
    let Some((format, path)) = text.split_once('=').filter(|(_, path)| !path.is_empty()) else {
        return Err("write FORMAT=PATH, such as json=report.json".to_owned());
    };
    if path == "-" {
        return Err(format!("write `--format {format}` for standard output; a file of that name is `./-`"));
    }
    let words: Vec<(String, Format)> = Format::value_variants().iter().filter_map(named).collect();
    let found = words.iter().find(|(word, _)| word == format);
    let known = || words.iter().map(|(word, _)| word.as_str());
    found.map(|(_, format)| (*format, PathBuf::from(path))).ok_or_else(|| one_of(format, known))
}
