//! One plan whose keys, descriptions and tags are full of text that acts somewhere, through every renderer.

#![cfg(test)]

mod common;

use common::plangate;
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;

const FORMATS: [&str; 11] =
    ["text", "json", "sarif", "github", "markdown", "comment", "gitlab", "hcp", "junit", "atlantis", "html"];

fn render(format: &str) -> String {
    let arguments = ["check", "testdata/plans/hostile/plan.json", "--config=testdata/formats/plangate.toml"];
    let output = plangate().args(arguments).args(["--profile=strict", "--format", format]).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The commands that GitHub's runner finds in a log: `::name ...::` at the start of a line, `##[name ...]` anywhere in it.
/// <https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs>
fn commands(log: &str) -> Vec<String> {
    let known = "add-mask add-matcher add-path debug echo endgroup error group notice remove-matcher save-state set-env \
                 set-output stop-commands warning";
    let is_known = |name: &str| known.split_whitespace().any(|known| known.eq_ignore_ascii_case(name));
    let name = |inner: &str| inner.split_whitespace().next().unwrap_or_default().to_owned();
    let mut found = Vec::new();
    for line in log.lines() {
        if let Some((inner, _)) = line.trim_start().strip_prefix("::").and_then(|rest| rest.split_once("::")) {
            found.push(name(inner));
        }
        let inner = line.split("##[").skip(1).filter_map(|rest| rest.split_once(']'));
        found.extend(inner.map(|(inner, _)| name(inner)));
    }
    found.retain(|name| is_known(name));
    found
}

#[test]
fn no_format_commands_the_runner() {
    for format in FORMATS {
        let found = commands(&render(format));
        let ours = |name: &String| format == "github" && ["error", "warning", "notice"].contains(&name.as_str());
        assert!(found.iter().all(ours), "{format}: {found:?}");
        for level in ["error", "warning", "notice"] {
            assert!(found.iter().filter(|name| *name == level).count() <= 10, "{format}: {level}");
        }
        let text = render(format);
        assert!(!text.contains("##vso[") && !text.contains("##teamcity["), "{format}");
    }
}

/// What acts in a terminal or in the log of a runner.
fn acting(text: &str) -> Vec<String> {
    let acts =
        |c: &char| c.is_control() && *c != '\n' || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}');
    let characters = text.chars().filter(acts).map(|c| c.escape_unicode().to_string());
    commands(text).into_iter().chain(characters).collect()
}

/// What a refusal, a mistake or a warning says of a plan, of HCL or of a configuration stands in the log of a runner, too.
#[test]
fn no_diagnostic_acts_on_what_it_quotes() {
    const ACTS: &str = "x\n::set-output name=a::b\n##[add-mask]c \u{1b}[31m\u{202e}";
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let plan: Value =
        serde_json::from_str(&std::fs::read_to_string("testdata/plans/hostile/plan.json").unwrap()).unwrap();
    let edited = |edit: &dyn Fn(&mut Value)| {
        let mut plan = plan.clone();
        edit(&mut plan);
        plan.to_string()
    };
    let change = |plan: &mut Value| plan["resource_changes"][0].take();
    let key = serde_json::to_string(ACTS).unwrap();
    let text = plan.to_string();
    let refused = [
        edited(&|plan| plan["format_version"] = format!("2{ACTS}").into()),
        edited(&|plan| plan["resource_changes"][0]["change"]["actions"] = serde_json::json!([ACTS])),
        edited(&|plan| {
            let mut twice = change(plan);
            twice["address"] = ACTS.into();
            plan["resource_changes"] = serde_json::json!([twice, twice]);
        }),
        edited(&|plan| {
            plan["resource_changes"][0]["address"] = ACTS.into();
            plan["resource_changes"][0]["change"]["actions"] = serde_json::json!(["update"]);
            plan["resource_changes"][0]["change"]["before"] = Value::Null;
        }),
        text.replacen('{', &format!("{{{key}:1,{key}:2,"), 1),
        text.replace("\"enable_log_file_validation\":", &format!("{key}:1,{key}:2,\"enable_log_file_validation\":")),
    ];
    let mut said = Vec::new();
    let mut run = |arguments: &[&str], code: i32| {
        let output = plangate().arg("check").args(arguments).output().unwrap();
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {error}");
        assert!(!error.is_empty(), "{arguments:?} says nothing");
        said.push(error);
    };
    for text in &refused {
        run(&["--no-config", &file("plan.json", text)], 2);
    }
    if cfg!(unix) {
        run(&["--no-config", &file(ACTS, "{")], 2);
    }
    let good = "testdata/plans/quickstart/plan.json";
    run(&[good, "--config", &file("key.toml", &format!("{key} = 1"))], 2);
    run(&[good, "--config", &file("comment.toml", &format!("scope = 1 # {}", ACTS.replace('\n', " ")))], 2);
    // A waiver that is not allowed is told with the line that it stands in.
    let hcl = std::fs::read_to_string("testdata/plans/quickstart/main.tf").unwrap();
    let ignored = "# plangate:ignore rds-public until=2099-01-01 reason=\"##[add-mask]c\" ::set-output name=a::b\n";
    file(
        "main.tf",
        &hcl.replacen("resource \"aws_db_instance\"", &format!("{ignored}resource \"aws_db_instance\""), 1),
    );
    run(&[good, "--no-config", "--source", folder.path().to_str().unwrap()], 1);
    assert!(said.last().unwrap().contains("add-mask"), "the line is not shown");
    for error in &said {
        assert!(acting(error).is_empty(), "{:?} in {error}", acting(error));
    }
}

/// The lines of HCL beside a finding, and those around its fix.
#[test]
fn hcl_does_not_command_the_runner() {
    let folder = tempfile::tempdir().unwrap();
    let hcl = std::fs::read_to_string("testdata/plans/quickstart/main.tf").unwrap();
    let line = "    http_tokens = \"optional\"\n";
    let comment = "    /*\n    ::set-output name=a::b\n    ##[add-mask]c\n    */\n";
    assert!(hcl.contains(line));
    std::fs::write(folder.path().join("main.tf"), hcl.replacen(line, &format!("{line}{comment}"), 1)).unwrap();
    for format in FORMATS {
        let arguments = ["check", "testdata/plans/quickstart/plan.json", "--no-config", "--format", format, "--source"];
        let output = plangate().args(arguments).arg(folder.path()).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        if ["text", "markdown"].contains(&format) {
            assert!(text.contains("set-output name=a"), "{format} does not show the line");
        }
        let found: Vec<String> =
            commands(&text).into_iter().filter(|name| !["error", "warning"].contains(&name.as_str())).collect();
        assert!(found.is_empty(), "{format}: {found:?}");
    }
}

/// Wrapped at any width, no line of the text starts with a command.
#[test]
fn wrapped_text_does_not_command_the_runner() {
    let text = render("text");
    assert!(!text.to_lowercase().contains("::error") && !text.contains("::add-mask") && !text.contains("::set-output"));
}

#[test]
fn no_format_holds_a_character_that_acts() {
    let acts = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
            || matches!(c, '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fffe}'..='\u{ffff}')
    };
    for format in FORMATS {
        let text = render(format);
        let found: Vec<char> = text.chars().filter(|c| acts(*c)).collect();
        assert!(found.is_empty(), "{format}: {found:?}");
    }
}

/// Read as GitHub reads it: only our own elements, links to the policies' references, and nothing to make a mention of.
#[test]
fn markdown_shows_the_text_and_nothing_more() {
    for format in ["markdown", "comment"] {
        let text = render(format);
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
        let mut depth = 0;
        for event in Parser::new_ext(&text, options) {
            match event {
                Event::Html(html) | Event::InlineHtml(html) => {
                    let outside: Vec<&str> = html.split('<').skip(1).filter_map(|tag| tag.split('>').next()).collect();
                    let ours = ["details", "summary", "b", "code", "sub"];
                    let known =
                        |tag: &&str| ours.contains(&tag.trim_start_matches('/')) || tag.starts_with("!-- plangate:");
                    assert!(outside.iter().all(known), "{format}: {html}");
                    depth += html.matches("<details>").count() as i32 - html.matches("</details>").count() as i32;
                    let words: String =
                        html.split("<code>").map(|part| part.split("</code>").last().unwrap()).collect();
                    assert!(!words.contains("@o") && !words.contains("https:"), "{format}: {html}");
                }
                Event::Start(Tag::Link { dest_url, .. }) => {
                    assert!(
                        ["https://docs.aws.amazon.com/", "https://developer.hashicorp.com/"]
                            .iter()
                            .any(|start| dest_url.starts_with(start)),
                        "{format}: {dest_url}"
                    );
                }
                Event::Start(Tag::Image { .. } | Tag::Emphasis | Tag::Strikethrough) | Event::TaskListMarker(_) => {
                    panic!("{format}: {event:?}");
                }
                Event::Start(Tag::Heading { level, .. }) => assert!(level as usize >= 2, "{format}"),
                Event::Text(words) => {
                    assert!(!words.contains("@octocat") || words.contains('{') || words.contains('"'), "{words}")
                }
                _ => {}
            }
        }
        assert_eq!(depth, 0, "{format}: a fold is not closed");
    }
}

#[test]
fn documents_stay_documents() {
    for format in ["json", "sarif", "gitlab"] {
        serde_json::from_str::<Value>(&render(format)).unwrap();
    }
    let sarif: Value = serde_json::from_str(&render("sarif")).unwrap();
    // What is linked is one of the result's own locations.
    let own = |rest: &str| rest.split_once(')').is_some_and(|(id, _)| id.parse::<usize>().is_ok_and(|id| id > 0));
    for result in sarif.pointer("/runs/0/results").unwrap().as_array().unwrap() {
        let text = result["message"]["text"].as_str().unwrap();
        assert!(text.split("](").skip(1).all(own), "{text}");
    }
    let xml = render("junit");
    let document = roxmltree::Document::parse(&xml).unwrap();
    let known = ["testsuites", "testsuite", "testcase", "failure", "error", "skipped", "system-out"];
    assert!(
        document.descendants().filter(|node| node.is_element()).all(|node| known.contains(&node.tag_name().name()))
    );
    let html = render("html");
    assert_eq!(html.matches("<script>").count(), 1);
    assert_eq!(html.matches("</script>").count(), 1);
    assert!(!html.contains("<img") && !html.contains("<!--"));
    assert!(!html.contains("http-equiv=\"refresh\"") && html.contains("default-src 'none'"));
}

/// What the plan says of failures does not decide what Atlantis reads.
#[test]
fn text_of_a_plan_does_not_decide_for_atlantis() {
    let arguments =
        ["check", "testdata/plans/hostile/plan.json", "--no-config", "--only=kms-rotation", "--fail-on=critical"];
    let output = plangate().args(arguments).args(["--format", "atlantis"]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0));
    let failures = regex::Regex::new(r#"[1-9][0-9]* failure|failures": \["#).unwrap();
    assert!(!failures.is_match(&text) && !text.starts_with("FAIL") && text.contains("FAIL - x"), "{text}");
    assert!(!text.contains("```"), "{text}");
}
