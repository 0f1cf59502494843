//! What can go wrong before anything is judged. Every error ends the run with exit code 2, and what it says of a plan acts on
//! nothing: it stands in the log of a CI runner.

use miette::Diagnostic;
use thiserror::Error;

use crate::redact::plain;

/// Input that is not a plan plangate can judge, and what to do about it.
#[derive(Debug, Error, Diagnostic, Clone, PartialEq, Eq)]
pub enum InputError {
    /// Nothing but white space
    #[error("the input is empty")]
    #[diagnostic(
        code(plangate::input::empty),
        help("`terraform show -json tfplan > plan.json` writes the plan; did that command fail?")
    )]
    Empty,
    /// Bytes in no encoding that Terraform or a shell writes
    #[error("the input is not text: {found}")]
    #[diagnostic(
        code(plangate::input::encoding),
        help("write the plan as UTF-8: `terraform show -json tfplan > plan.json`")
    )]
    Encoding {
        /// What the bytes look like
        found: String,
    },
    /// Text of no known kind
    #[error("the input is not JSON")]
    #[diagnostic(code(plangate::input::not_json), help("pass what `terraform show -json tfplan` prints"))]
    NotJson,
    /// What Terraform prints for people when something is wrong
    #[error("the input is an error or a warning that Terraform prints, not the plan")]
    #[diagnostic(
        code(plangate::input::terraform_message),
        help("mend what it says; and keep standard error out of the file: `terraform show -json tfplan > plan.json`")
    )]
    TerraformMessage,
    /// What `terraform plan` prints for people
    #[error("the input is the plan as `terraform plan` prints it for people")]
    #[diagnostic(
        code(plangate::input::human_plan),
        help("save the plan with `terraform plan -out=tfplan`, then pass what `terraform show -json tfplan` prints")
    )]
    HumanPlan,
    /// A JSON array
    #[error("the input is a JSON array, not a plan")]
    #[diagnostic(
        code(plangate::input::array),
        help("pass one plan a file, as `terraform show -json tfplan` prints it; several plans are several files")
    )]
    Array,
    /// The output of `plan -json` or `apply -json`
    #[error("the input is the log of `terraform plan -json`, not the plan")]
    #[diagnostic(
        code(plangate::input::log),
        help("save the plan with `terraform plan -out=tfplan`, then pass what `terraform show -json tfplan` prints")
    )]
    Log,
    /// State as `terraform show -json` or a state file holds it
    #[error("the input is a state, not a plan: it says what exists, not what will change")]
    #[diagnostic(
        code(plangate::input::state),
        help("name the saved plan: `terraform show -json tfplan`; without a file name `show` prints the state")
    )]
    State,
    /// `terraform providers schema -json`
    #[error("the input is a provider schema, not a plan")]
    #[diagnostic(code(plangate::input::provider_schema), help("pass what `terraform show -json tfplan` prints"))]
    ProviderSchema,
    /// The file that `terraform plan -out` writes with HCP Terraform
    #[error("the input is a bookmark of a plan that HCP Terraform keeps, not the plan")]
    #[diagnostic(
        code(plangate::input::cloud_bookmark),
        help("`terraform show -json tfplan` fetches the plan; it needs the credentials of the workspace")
    )]
    CloudBookmark,
    /// HCP Terraform's shortened plan JSON
    #[error("the input is HCP Terraform's redacted plan, which leaves values out")]
    #[diagnostic(
        code(plangate::input::redacted_plan),
        help("fetch the whole plan: `terraform show -json tfplan` with permission to read the workspace's plans")
    )]
    RedactedPlan,
    /// An OpenTofu plan file under `encryption`
    #[error("the input is an encrypted OpenTofu plan")]
    #[diagnostic(
        code(plangate::input::encrypted_plan),
        help("run `tofu show -json tfplan` where the encryption configuration is, and pass what it prints")
    )]
    EncryptedPlan,
    /// A zip, as `plan -out` writes it
    #[error("the input is a binary plan")]
    #[diagnostic(
        code(plangate::input::binary_plan),
        help("name the file, so that `terraform show` can read it: a binary plan can't be read from a pipe")
    )]
    BinaryPlan,
    /// A zip without a plan
    #[error("the input is a zip, but no plan: it has no entry `tfplan`")]
    #[diagnostic(
        code(plangate::input::not_a_plan_archive),
        help("pass the file that `terraform plan -out=tfplan` wrote, or what `terraform show -json tfplan` prints")
    )]
    NotAPlanArchive,
    /// A zip that can't be read
    #[error("the binary plan is damaged: {}", plain(reason))]
    #[diagnostic(
        code(plangate::input::damaged_archive),
        help("the command that wrote it failed or the file was changed; write the plan again")
    )]
    DamagedArchive {
        /// What the reader says
        reason: String,
    },
    /// A zip that no configuration fills
    #[error("the binary plan holds more configuration than is read: {}", plain(reason))]
    #[diagnostic(
        code(plangate::input::large_archive),
        help("pass what `terraform show -json tfplan` prints; its source is then read with `--source DIR`")
    )]
    LargeArchive {
        /// What is too large
        reason: String,
    },
    /// The plan is a member of a larger object
    #[error("the input holds a plan under `{key}`, beside other things")]
    #[diagnostic(code(plangate::input::wrapped), help("take it out first: `jq .{key} input.json | plangate check -`"))]
    Wrapped {
        /// The member that holds the plan
        key: String,
    },
    /// An object of no known kind
    #[error("the input is JSON, but no plan: it has no `{lacks}`")]
    #[diagnostic(
        code(plangate::input::not_a_plan),
        help("pass what `terraform show -json tfplan` prints, whole: a filtered plan can't be judged")
    )]
    NotAPlan {
        /// What every plan has
        lacks: &'static str,
    },
    /// More than one JSON document
    #[error("the input holds several JSON documents")]
    #[diagnostic(
        code(plangate::input::several_documents),
        help("write each plan to a file of its own and name them all: `plangate check a.json b.json`")
    )]
    SeveralDocuments,
    /// Something else behind the plan
    #[error("text follows the plan's JSON document")]
    #[diagnostic(
        code(plangate::input::text_after_document),
        help("pass what `terraform show -json tfplan` prints and nothing else; the file may be damaged")
    )]
    TextAfterDocument,
    /// The document ends before it is complete
    #[error("the plan is cut off: its JSON ends at line {line}, column {column} before it is complete")]
    #[diagnostic(
        code(plangate::input::truncated),
        help("the command that wrote it failed or the disk is full; write the plan again")
    )]
    Truncated {
        /// Line, from 1
        line: usize,
        /// Column in bytes, from 1
        column: usize,
    },
    /// Not JSON, or not shaped like a plan
    #[error("the plan can't be read at line {line}, column {column}: {}", plain(reason))]
    #[diagnostic(code(plangate::input::malformed), help("pass what `terraform show -json tfplan` prints, unchanged"))]
    Malformed {
        /// What the parser says, without any value of the plan
        reason: String,
        /// Line, from 1
        line: usize,
        /// Column in bytes, from 1
        column: usize,
    },
    /// The same of something in it whose place in the text is not known
    #[error("the plan can't be read in `{}`: {}", plain(place), plain(reason))]
    #[diagnostic(code(plangate::input::malformed), help("pass what `terraform show -json tfplan` prints, unchanged"))]
    MalformedPart {
        /// What the parser says, without any value of the plan
        reason: String,
        /// The resource, or what else it is a part of
        place: String,
    },
    /// UTF-16 that does not parse
    #[error("the plan was damaged when it was re-encoded as UTF-16 (line {line}, column {column}: {})", plain(reason))]
    #[diagnostic(
        code(plangate::input::damaged_by_encoding),
        help(
            "Windows PowerShell's `>` reads the output in the console's code page; write the plan with `cmd /c \"terraform show -json tfplan > plan.json\"` or PowerShell 7"
        )
    )]
    DamagedByEncoding {
        /// What the parser says
        reason: String,
        /// Line, from 1
        line: usize,
        /// Column in bytes, from 1
        column: usize,
    },
    /// A key stands twice
    #[error("the plan holds the key `{}` twice{}: another reader could see the other one", plain(key), plain(place))]
    #[diagnostic(
        code(plangate::input::duplicate_key),
        help("Terraform never writes this; find out what changed the file and write the plan again")
    )]
    DuplicateKey {
        /// The key
        key: String,
        /// Where, as ` in …`, or empty at the top level
        place: String,
    },
    /// An address stands twice in `resource_changes`
    #[error("the plan changes `{}` twice", plain(address))]
    #[diagnostic(
        code(plangate::input::duplicate_address),
        help("Terraform never writes this; find out what changed the file and write the plan again")
    )]
    DuplicateAddress {
        /// The address
        address: String,
    },
    /// A major version from the future
    #[error("the plan's `format_version` is `{}`, which this plangate can't read", plain(version))]
    #[diagnostic(
        code(plangate::input::format_version),
        help("formats 0.x and 1.x are read; a newer plangate may know more")
    )]
    FormatVersion {
        /// The version as the plan writes it
        version: String,
    },
    /// Planning failed
    #[error("the plan is errored: Terraform stopped before it was complete")]
    #[diagnostic(code(plangate::input::errored), help("mend the error that `terraform plan` printed, and plan again"))]
    Errored,
    /// Deferred or targeted
    #[error("the plan is incomplete: part of the configuration was left out of it")]
    #[diagnostic(
        code(plangate::input::incomplete),
        help(
            "plan without `-target` and without deferred changes; `--allow-incomplete` judges only what the plan holds"
        )
    )]
    Incomplete,
    /// Resources are planned but changes are missing
    #[error("the plan was filtered: of its {planned} planned resources {listed} are in `resource_changes`")]
    #[diagnostic(
        code(plangate::input::filtered),
        help("pass what `terraform show -json tfplan` prints, whole: a filtered plan can't be judged")
    )]
    Filtered {
        /// Resources in `planned_values`
        planned: usize,
        /// Entries of `resource_changes` that leave a resource
        listed: usize,
    },
    /// An action of an unknown meaning
    #[error("`{}` has the actions {}, which this plangate doesn't know", plain(address), plain(actions))]
    #[diagnostic(
        code(plangate::input::unknown_action),
        help("what the plan does to this resource can't be told, so it can't be judged; a newer plangate may know it")
    )]
    UnknownAction {
        /// The resource
        address: String,
        /// The list as JSON
        actions: String,
    },
}

/// Anything else that keeps a run from judging.
#[derive(Debug, Error, Diagnostic)]
pub enum UsageError {
    /// A file or pipe could not be read
    #[error("can't read `{}`: {reason}", plain(path))]
    #[diagnostic(code(plangate::usage::unreadable))]
    Unreadable {
        /// The path as given
        path: String,
        /// What the system says
        reason: String,
        /// What to do next
        #[help]
        help: Option<String>,
    },
    /// A report could not be written
    #[error("can't write the report to `{}`: {reason}", plain(path))]
    #[diagnostic(code(plangate::usage::unwritable), help("nothing was reported, so the run counts as not judged"))]
    Unwritable {
        /// The path, or `standard output`
        path: String,
        /// What the system says
        reason: String,
    },
    /// A file that `init` could not make
    #[error("can't make `{path}`: {reason}")]
    #[diagnostic(
        code(plangate::usage::unmade),
        help("`init` writes over nothing; in an empty directory it makes files to compare with")
    )]
    Unmade {
        /// The path
        path: String,
        /// What is in the way
        reason: String,
    },
    /// A plan that was refused, with the name it was given under
    #[error("`{}` is not judged", plain(label))]
    #[diagnostic(forward(error))]
    Input {
        /// The plan's label
        label: String,
        /// Why
        #[source]
        error: InputError,
    },
    /// Neither `terraform` nor `tofu` can be run
    #[error("can't run `{}` to read the binary plan `{}`: {reason}", plain(program), plain(label))]
    #[diagnostic(
        code(plangate::usage::no_terraform),
        help(
            "name the program with `--terraform-bin`, or pass what `terraform show -json tfplan` prints and the binary plan with `--plan-file`"
        )
    )]
    NoTerraform {
        /// The plan's label
        label: String,
        /// The program
        program: String,
        /// What the system says
        reason: String,
    },
    /// `terraform show` failed
    #[error("`{program} show -json` can't read `{}`", plain(label))]
    #[diagnostic(
        code(plangate::usage::show_failed),
        help("run it where the plan was made, after `{program} init`: plangate never runs `init` itself")
    )]
    ShowFailed {
        /// The plan's label
        label: String,
        /// The program
        program: String,
        /// What it printed to standard error
        #[source]
        said: Said,
    },
    /// Options that contradict each other
    #[error("{}", plain(reason))]
    #[diagnostic(code(plangate::usage::options))]
    Options {
        /// What is wrong
        reason: String,
        /// What to do
        #[help]
        help: String,
    },
    /// No policy of that id
    #[error("there is no policy `{id}`")]
    #[diagnostic(code(plangate::usage::unknown_policy))]
    UnknownPolicy {
        /// The id as given
        id: String,
        /// The nearest id, or where to find them
        #[help]
        help: String,
    },
}

/// What another program said, ready to be shown.
#[derive(Debug, Error)]
#[error("{0}")]
pub struct Said(pub String);
