//! The documentation says what is so: the reference, a page per policy, the book's table of contents, links, commands.
//! `PLANGATE_BLESS=1 cargo test --test reference` writes anew what is generated.

#![cfg(test)]

mod common;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use clap::CommandFactory;
use common::plangate;
use plangate::cli::Cli;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use serde_json::Value;

fn bless() -> bool {
    std::env::var_os("PLANGATE_BLESS").is_some()
}

fn printed(arguments: &[&str]) -> String {
    let output = plangate().args(arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Compares a file with what it must be, or writes it.
fn current(path: &str, text: &str) {
    if bless() {
        fs::write(path, text).unwrap();
    }
    assert!(fs::read_to_string(path).unwrap_or_default() == text, "PLANGATE_BLESS=1 writes {path} anew");
}

/// A file with what stands between its marks replaced.
fn between(path: &str, mark: &str, text: &str) -> String {
    let old = fs::read_to_string(path).unwrap();
    let (begin, end) = (format!("<!-- {mark}: begin -->\n"), format!("<!-- {mark}: end -->"));
    let (head, rest) = old.split_once(&begin).unwrap();
    let (_, tail) = rest.split_once(&end).unwrap();
    format!("{head}{begin}{text}{end}{tail}")
}

fn ids() -> Vec<String> {
    let list: Value = serde_json::from_str(&printed(&["policies", "--format", "json"])).unwrap();
    list.as_array().unwrap().iter().map(|policy| policy["id"].as_str().unwrap().to_owned()).collect()
}

/// Text in a cell of a table. Between backticks `<` stands for itself.
fn cell(text: &str) -> String {
    let text = text.replace('|', "\\|").replace('\n', " ");
    let parts = text.split('`').enumerate();
    let parts = parts.map(|(at, part)| if at % 2 == 0 { part.replace('<', "&lt;") } else { part.to_owned() });
    parts.collect::<Vec<_>>().join("`")
}

/// Every command with its arguments, as the command line defines them.
fn commands() -> String {
    let mut out = String::new();
    let mut root = Cli::command();
    root.build();
    let mut tell = |title: &str, command: &clap::Command, global: bool| {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(out, "## `{title}`\n\n{}\n", cell(&about));
        let arguments: Vec<&clap::Arg> = command
            .get_arguments()
            .filter(|argument| {
                argument.is_global_set() == global && !["help", "version"].contains(&argument.get_id().as_str())
            })
            .collect();
        if arguments.is_empty() {
            return;
        }
        let _ = writeln!(out, "| argument | environment | |\n|---|---|---|");
        for argument in arguments {
            let short = argument.get_short().map(|short| format!("-{short}, ")).unwrap_or_default();
            let value = argument.get_value_names().map(|names| names.join(" ")).unwrap_or_default();
            let takes = argument.get_action().takes_values();
            let name = match argument.get_long() {
                Some(long) if takes => format!("{short}--{long} {value}"),
                Some(long) => format!("{short}--{long}"),
                None => value,
            };
            let environment =
                argument.get_env().map(|name| format!("`{}`", name.to_string_lossy())).unwrap_or_default();
            let mut help = argument.get_help().map(ToString::to_string).unwrap_or_default();
            let words: Vec<String> = argument
                .get_possible_values()
                .iter()
                .filter(|_| takes)
                .map(|word| format!("`{}`", word.get_name()))
                .collect();
            if !words.is_empty() {
                let _ = write!(help, ": {}", words.join(", "));
            }
            let _ = writeln!(out, "| `{name}` | {environment} | {} |", cell(&help));
        }
        out.push('\n');
    };
    tell("plangate", &root, true);
    for command in root.get_subcommands().filter(|command| command.get_name() != "help") {
        tell(&format!("plangate {}", command.get_name()), command, false);
    }
    out
}

/// The keys of `plangate.toml`, as its schema has them.
fn configuration() -> String {
    fn keys(prefix: &str, schema: &Value, out: &mut String) {
        for (key, about) in schema["properties"].as_object().into_iter().flatten() {
            let name = format!("{prefix}{key}");
            let _ = writeln!(out, "| `{name}` | {} |", cell(about["description"].as_str().unwrap()));
            keys(&format!("{name}."), about, out);
            keys(&format!("{name}.NAME."), &about["additionalProperties"], out);
            keys(&format!("{name}."), &about["items"], out);
        }
    }
    let schema: Value = serde_json::from_slice(&fs::read("docs/plangate.schema.json").unwrap()).unwrap();
    let mut out = "## `plangate.toml`\n\nIts schema is [plangate.schema.json](plangate.schema.json).\n\n\
                   | key | |\n|---|---|\n"
        .to_owned();
    keys("", &schema, &mut out);
    out + "\n"
}

/// The names in a section of `action.yml`, each with its description.
fn of_action(section: &str) -> String {
    let action = fs::read_to_string("action.yml").unwrap();
    let mut lines = action.lines().skip_while(|line| *line != format!("{section}:")).skip(1);
    let mut out = format!("| {} | |\n|---|---|\n", section.trim_end_matches('s'));
    let mut names = 0;
    let mut about: Option<(String, String)> = None;
    let mut flush = |about: &mut Option<(String, String)>| {
        if let Some((name, text)) = about.take() {
            let _ = writeln!(out, "| `{name}` | {} |", cell(text.trim().trim_matches('"')));
        }
    };
    let mut open = false;
    for line in lines.by_ref().take_while(|line| line.is_empty() || line.starts_with(' ')) {
        let indent = line.len() - line.trim_start().len();
        if indent == 2 {
            flush(&mut about);
            names += 1;
            about = Some((line.trim().trim_end_matches(':').to_owned(), String::new()));
        } else if let Some((_, text)) = &mut about {
            match line.trim().strip_prefix("description:") {
                Some(said) => {
                    open = said.trim() == ">-";
                    text.push_str(if open { "" } else { said });
                }
                None if open && indent > 4 => text.extend([" ", line.trim()]),
                None => open = false,
            }
        }
    }
    flush(&mut about);
    assert!(names > 5, "{section} of action.yml is not read");
    out + "\n"
}

#[test]
fn the_reference_is_current() {
    let codes = "## Exit codes\n\n| code | |\n|---|---|\n| 0 | judged, and the gate passes |\n\
                 | 1 | judged, and the gate fails |\n| 2 | not judged: usage, configuration, a policy, an input or a report |\n\n";
    let action = format!("## The Action\n\n{}{}", of_action("inputs"), of_action("outputs"));
    let text = format!("\n{}{codes}{}{action}", commands(), configuration());
    current("docs/reference.md", &between("docs/reference.md", "reference", &text));
    let reference = fs::read_to_string("docs/reference.md").unwrap();
    for (variable, _) in [("PLANGATE_FAIL_ON", ()), ("PLANGATE_CONFIG", ()), ("OUTPUT_STATUS_FILE", ())] {
        assert!(reference.contains(variable), "{variable}");
    }
}

#[test]
fn every_policy_has_its_page() {
    let mut contents = String::new();
    for id in ids() {
        current(&format!("docs/policy/{id}.md"), &printed(&["explain", &id, "--format", "markdown"]));
        let _ = writeln!(contents, "- [{id}](policy/{id}.md)");
    }
    current("docs/SUMMARY.md", &between("docs/SUMMARY.md", "policies", &contents));
    let known: BTreeSet<String> = ids().into_iter().map(|id| format!("{id}.md")).collect();
    for entry in fs::read_dir("docs/policy").unwrap().map(Result::unwrap) {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(known.contains(&name), "docs/policy/{name} is the page of no policy");
    }
}

/// The pages that a person writes or reads, generated ones too.
fn pages() -> Vec<String> {
    let mut pages = vec!["README.md".to_owned(), "CONTRIBUTING.md".to_owned()];
    for folder in ["docs", "docs/policy"] {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        pages.extend(
            entries
                .filter(|path| path.extension().is_some_and(|e| e == "md"))
                .map(|path| path.to_string_lossy().into_owned()),
        );
    }
    pages.sort();
    pages
}

#[test]
fn every_link_leads_somewhere_and_every_page_is_in_the_book() {
    let summary = fs::read_to_string("docs/SUMMARY.md").unwrap();
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        for event in Parser::new(&text) {
            let Event::Start(Tag::Link { dest_url, .. }) = event else { continue };
            let target = dest_url.split('#').next().unwrap();
            if target.is_empty() || target.contains("://") {
                continue;
            }
            assert!(Path::new(&page).parent().unwrap().join(target).exists(), "{page}: {target}");
        }
        if let Some(name) = page.strip_prefix("docs/").filter(|name| *name != "SUMMARY.md") {
            assert!(summary.contains(&format!("({name})")), "{name} is not in docs/SUMMARY.md");
        }
    }
}

/// The lines of a page's fenced blocks of a language.
fn fenced(page: &str, language: &str) -> Vec<String> {
    let text = fs::read_to_string(page).unwrap();
    let (mut inside, mut lines) = (false, Vec::new());
    for event in Parser::new(&text) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => inside = &*info == language,
            Event::End(TagEnd::CodeBlock) => inside = false,
            Event::Text(text) if inside => lines.extend(text.lines().map(str::to_owned)),
            _ => {}
        }
    }
    lines
}

/// Every plangate that a page runs is one that the command line understands.
#[test]
fn every_command_of_the_documentation_is_understood() {
    let mut seen = 0;
    for page in pages().iter().filter(|page| !page.starts_with("docs/policy/")) {
        for language in ["sh", "yaml"] {
            for line in fenced(page, language) {
                let line = line.replace("cargo run --release -- ", "plangate ").replace("cargo run -- ", "plangate ");
                let Some((before, rest)) = line.split_once("plangate ") else { continue };
                let before = before.trim_end();
                let starts = ["run:", "-", "entry:"];
                if !before.is_empty() && !starts.iter().any(|start| before.ends_with(start)) {
                    continue;
                }
                let words: Vec<String> = ["plangate", rest]
                    .join(" ")
                    .split_whitespace()
                    .take_while(|word| !word.starts_with('#') && !word.starts_with('|'))
                    .map(|word| word.trim_matches(['"', '\'']).to_owned())
                    .collect();
                seen += 1;
                if let Err(error) = Cli::command().try_get_matches_from(&words) {
                    panic!("{page}: {line}: {error}");
                }
            }
        }
    }
    assert!(seen > 10, "only {seen} commands were found");
}

/// The first thing that the README shows is what its first command prints.
#[test]
fn the_readme_shows_what_is_printed() {
    let shown = fenced("README.md", "text").join("\n");
    let commands = fenced("README.md", "sh");
    let arguments = commands[0].split_whitespace().skip_while(|word| *word != "--").skip(1);
    let output = plangate().args(arguments).output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let (finding, verdict) = shown.rsplit_once("\n\n").unwrap();
    assert!(printed.contains(finding) && printed.ends_with(&format!("{verdict}\n")), "{printed}");
}

/// The first command of the README judges and fails, as it says.
#[test]
fn the_commands_of_the_readme_run() {
    let run: Vec<String> = fenced("README.md", "sh");
    let judged: Vec<&String> = run.iter().filter(|line| line.contains("testdata/")).collect();
    assert!(!judged.is_empty(), "{run:?}");
    for line in judged {
        let arguments = line.split_whitespace().skip_while(|word| *word != "--").skip(1);
        let output = plangate().args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    }
    assert!(run.iter().filter(|line| line.starts_with("./")).all(|line| Path::new(line).is_file()));
}
