//! The GitHub Action: its steps run as the runner runs them, with its files and variables, and its inputs documented.

#![cfg(test)]
#![cfg(unix)]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const PLAN: &str = "testdata/plans/quickstart/plan.json";
/// A plan that introduces nothing critical
const MILDER: &str = "testdata/plans/lifecycle/plan.json";

/// What a run of the Action leaves behind.
struct Run {
    code: i32,
    log: String,
    outputs: BTreeMap<String, String>,
    summary: String,
    /// The actions that other steps would run, with what they are given
    used: Vec<BTreeMap<String, String>>,
}

/// What the runner knows when it comes to a step: `inputs.plan`, `steps.check.outputs.result`, `github.actor` and the like.
type Context = BTreeMap<String, String>;

/// A step of `action.yml`: its keys, those of `env` and `with` with a point between.
fn steps() -> Vec<Context> {
    let action = std::fs::read_to_string(Path::new(ROOT).join("action.yml")).unwrap();
    let mut steps: Vec<Context> = Vec::new();
    let mut inside = String::new();
    for line in action.lines().skip_while(|line| *line != "  steps:").skip(1).filter(|line| !line.is_empty()) {
        let indent = line.len() - line.trim_start_matches([' ', '-']).len();
        let (key, value) = line.trim_start_matches([' ', '-']).split_once(':').unwrap();
        let value = value.trim().split(" # ").next().unwrap().trim_matches('\'').to_owned();
        if line.trim_start().starts_with("- ") {
            steps.push(Context::new());
        }
        match indent {
            6 if value.is_empty() => inside = format!("{key}."),
            6 => drop(steps.last_mut().unwrap().insert(key.to_owned(), value)),
            8 => drop(steps.last_mut().unwrap().insert(format!("{inside}{key}"), value)),
            _ => panic!("{line}"),
        }
    }
    steps
}

/// The value of an expression, of the few forms that `action.yml` has.
fn value(expression: &str, context: &Context) -> String {
    let expression = expression.trim();
    if let Some((left, right)) = expression.split_once("||") {
        let left = value(left, context);
        return if left == "true" { left } else { value(right, context) };
    }
    if let Some((left, right)) = expression.split_once("&&") {
        let left = value(left, context);
        return if left == "true" { value(right, context) } else { left };
    }
    if let Some((left, right)) = expression.split_once("==") {
        return (value(left, context) == value(right, context)).to_string();
    }
    match expression {
        "true" | "always()" => "true".to_owned(),
        text if text.starts_with('\'') => text.trim_matches('\'').to_owned(),
        name if ["inputs.", "steps.", "github."].iter().any(|start| name.starts_with(start)) => {
            context.get(name).cloned().unwrap_or_default()
        }
        other => panic!("the runner of this test does not know `{other}`"),
    }
}

fn filled(text: &str, context: &Context) -> String {
    let mut pieces = text.split("${{");
    let mut filled = pieces.next().unwrap().to_owned();
    for piece in pieces {
        let (expression, rest) = piece.split_once("}}").unwrap();
        filled += &(value(expression, context) + rest);
    }
    filled
}

/// The defaults of the inputs.
fn inputs() -> Context {
    let action = std::fs::read_to_string(Path::new(ROOT).join("action.yml")).unwrap();
    let section = action.split("\ninputs:\n").nth(1).unwrap().split("\noutputs:\n").next().unwrap();
    let (mut name, mut inputs) = ("", Context::new());
    for line in section.lines() {
        match line.strip_prefix("    default:") {
            Some(default) => drop(inputs.insert(format!("inputs.{name}"), default.trim().trim_matches('"').to_owned())),
            None if line.starts_with("  ") && !line.starts_with("   ") => name = line.trim().trim_end_matches(':'),
            None => {}
        }
    }
    inputs
}

/// Runs the steps as the runner does: inputs by their expressions, scripts by its template of bash, and its files.
fn check(given: &[(&str, &str)]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let mut context = inputs();
    let own = [
        ("inputs.plan".to_owned(), PLAN.to_owned()),
        ("inputs.upload-sarif".to_owned(), "true".to_owned()),
        ("inputs.binary".to_owned(), assert_cmd::cargo::cargo_bin("plangate").display().to_string()),
    ];
    context.extend(own);
    let named = |name: &str| if name.contains('.') { name.to_owned() } else { format!("inputs.{name}") };
    context.extend(given.iter().map(|(name, value)| (named(name), (*value).to_owned())));
    let (mut code, mut log, mut used) = (0, String::new(), Vec::new());
    for step in steps() {
        let condition =
            step.get("if").cloned().unwrap_or_else(|| if code == 0 { "true" } else { "'false'" }.to_owned());
        if value(&condition, &context) != "true" {
            continue;
        }
        let filled = |prefix: &str| -> Context {
            let of = step.iter().filter_map(|(key, text)| Some((key.strip_prefix(prefix)?, text)));
            of.map(|(key, text)| (key.to_owned(), filled(text, &context))).collect()
        };
        let Some(script) = step.get("run") else {
            assert!(step["uses"].rsplit_once('@').unwrap().1.len() == 40, "{} is not pinned", step["uses"]);
            used.push(filled("with."));
            continue;
        };
        let place = step.get("working-directory").map_or(".".to_owned(), |place| self::filled(place, &context));
        let output = Command::new("bash")
            .args(["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script])
            .current_dir(Path::new(ROOT).join(place))
            .env("GITHUB_ACTION_PATH", ROOT)
            .env("RUNNER_TEMP", folder.path())
            .env("GITHUB_ACTIONS", "true")
            .env("GITHUB_OUTPUT", path("output"))
            .env("GITHUB_STEP_SUMMARY", path("summary"))
            .envs(filled("env."))
            .output()
            .unwrap();
        code = code.max(output.status.code().unwrap());
        log += &String::from_utf8_lossy(&output.stdout);
        let outputs = std::fs::read_to_string(path("output")).unwrap_or_default();
        std::fs::write(path("output"), "").unwrap();
        let outputs = outputs.lines().map(|line| line.split_once('=').unwrap());
        context.extend(outputs.map(|(key, text)| (format!("steps.{}.outputs.{key}", step["id"]), text.to_owned())));
    }
    let outputs = context.iter().filter_map(|(key, text)| Some((key.strip_prefix("steps.check.outputs.")?, text)));
    let outputs: BTreeMap<String, String> = outputs.map(|(key, text)| (key.to_owned(), text.clone())).collect();
    for file in ["json-file", "sarif-file", "markdown-file"].iter().filter_map(|name| outputs.get(*name)) {
        assert!(Path::new(file).metadata().unwrap().len() > 0, "{file}");
    }
    let summary = std::fs::read_to_string(path("summary")).unwrap_or_default();
    Run { code, log, outputs, summary, used }
}

/// What the Action tells its workflow is what its steps tell it.
#[test]
fn every_output_is_one_that_a_step_writes() {
    let action = std::fs::read_to_string(Path::new(ROOT).join("action.yml")).unwrap();
    let run = check(&[]);
    let told: Vec<&str> = action
        .lines()
        .filter_map(|line| line.trim().strip_prefix("value: ${{ steps.check.outputs.")?.strip_suffix(" }}"))
        .collect();
    assert!(told.len() > 10);
    for name in told {
        assert!(run.outputs.contains_key(name), "{name} is never written");
    }
}

#[test]
fn a_plan_that_fails_fails_the_step_and_says_so_everywhere() {
    let run = check(&[]);
    assert_eq!(run.code, 1);
    assert_eq!(run.outputs["result"], "fail");
    assert_eq!(run.outputs["exit-code"], "1");
    // The report goes to code scanning although the gate fails.
    assert_eq!(run.used.len(), 1);
    assert_eq!(
        (&run.used[0]["sarif_file"], run.used[0]["category"].as_str()),
        (&run.outputs["sarif-file"], "plangate")
    );
    assert!(run.outputs["introduced"].parse::<usize>().unwrap() > 0);
    assert!(run.outputs["high"].parse::<usize>().unwrap() > 0);
    assert!(run.summary.contains("plangate"));
    assert!(run.log.lines().filter(|line| line.starts_with("::error")).count() <= 10);
}

#[test]
fn what_counts_is_an_input() {
    let passes = check(&[("plan", MILDER), ("fail-on", "critical"), ("summary", "false"), ("upload-sarif", "false")]);
    assert_eq!((passes.code, passes.outputs["result"].as_str()), (0, "pass"));
    assert!(passes.summary.is_empty());
    assert!(passes.used.is_empty());
    let soft = check(&[("soft-fail", "true")]);
    assert_eq!((soft.code, soft.outputs["result"].as_str(), soft.outputs["exit-code"].as_str()), (0, "fail", "1"));
}

#[test]
fn what_is_not_judged_is_an_error_and_never_soft() {
    let run = check(&[("plan", "testdata/bad/state.json"), ("soft-fail", "true")]);
    assert_eq!((run.code, run.outputs["result"].as_str()), (2, "error"));
    assert!(run.log.contains("::error"));
    assert!(!run.outputs.contains_key("sarif-file"));
}

#[test]
fn a_fork_and_dependabot_upload_nothing_and_are_told_so() {
    for who in [("github.event.pull_request.head.repo.fork", "true"), ("github.actor", "dependabot[bot]")] {
        let run = check(&[who]);
        assert!(run.used.is_empty());
        assert_eq!((run.code, run.outputs["result"].as_str()), (1, "fail"), "the verdict stands");
        assert!(run.log.contains("::notice title=plangate::not uploaded"));
        assert!(check(&[who, ("upload-sarif", "false")]).log.lines().all(|line| !line.contains("not uploaded")));
    }
}

/// What a pull request brings along decides nothing, unless the workflow asks for it.
#[test]
fn configuration_is_read_only_where_it_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("plangate.toml");
    std::fs::write(&config, "fail_on = \"critical\"\n").unwrap();
    let plan = Path::new(ROOT).join(MILDER).display().to_string();
    let place = folder.path().display().to_string();
    let there = [("working-directory", place.as_str()), ("plan", plan.as_str())];
    assert_eq!(check(&there).code, 1);
    assert_eq!(check(&[there[0], there[1], ("config", "plangate.toml")]).code, 0);
}

#[test]
fn several_plans_and_names_with_spaces_are_lines() {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("a plan; $(touch x).json");
    std::fs::copy(Path::new(ROOT).join(PLAN), &copy).unwrap();
    let run = check(&[("plan", &format!("{PLAN}\n\n{}\n", copy.display())), ("annotations", "false")]);
    assert_eq!(run.code, 1);
    assert!(run.log.contains("in 2 plans"), "{}", run.log);
}

/// Annotations have a place only where the HCL is read: from the binary plan, or from a checkout.
#[test]
fn lines_come_from_the_binary_plan_or_from_the_source() {
    let placed = |given: &[(&str, &str)]| {
        let run = check(&[given, &[("plan", "testdata/source/estate/plan.json")]].concat());
        let annotations: Vec<String> =
            run.log.lines().filter(|line| line.starts_with("::")).map(str::to_owned).collect();
        assert!(run.code == 1 && annotations.len() > 5, "{}", run.log);
        annotations.iter().filter(|line| line.contains("file=")).count()
    };
    assert_eq!(placed(&[]), 0);
    assert!(placed(&[("plan-file", "testdata/source/estate/plan.tfplan")]) > 5);
    assert!(placed(&[("source", "testdata/source/estate/stacks/prod")]) > 5);
    // A binary plan among the plans is shown by the program that is named.
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("tofu");
    let plan = Path::new(ROOT).join("testdata/source/estate/plan.json");
    std::fs::write(&program, format!("#!/bin/sh\nexec /bin/cat '{}'\n", plan.display())).unwrap();
    std::fs::set_permissions(&program, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let binary = ("plan", "testdata/source/estate/plan.tfplan");
    assert_eq!(check(&[binary, ("terraform-bin", program.to_str().unwrap())]).outputs["result"], "fail");
}

/// Whatever `action.yml` hands to a script is read there, and no input stands inside a script.
#[test]
fn every_input_reaches_the_script_through_its_environment() {
    let action = std::fs::read_to_string(Path::new(ROOT).join("action.yml")).unwrap();
    let script = std::fs::read_to_string(Path::new(ROOT).join("scripts/action/check")).unwrap();
    let handed = action.lines().filter_map(|line| line.trim().split_once(": ${{ "));
    for (name, _) in handed.filter(|(name, _)| name.chars().all(|c| c.is_ascii_uppercase() || c == '_')) {
        assert!(
            script.contains(&format!("${name}")) || ["PLANGATE_BINARY", "GH_TOKEN"].contains(&name),
            "{name} is not read"
        );
    }
    assert!(action.lines().filter(|line| line.trim().starts_with("run:")).all(|line| !line.contains("${{")));
}

/// What the documentation and `plangate init` hand to the Action are inputs of it.
#[test]
fn the_workflows_that_are_shown_hand_over_inputs() {
    let inputs = inputs();
    for file in ["docs/github.md", "src/run/init/github.yml"] {
        let text = std::fs::read_to_string(Path::new(ROOT).join(file)).unwrap();
        let step = text.split("- uses: plangate/plangate@").nth(1).unwrap();
        let with = step.lines().skip_while(|line| line.trim() != "with:").skip(1);
        let keys: Vec<&str> =
            with.map_while(|line| Some(line.strip_prefix("          ")?.split_once(':')?.0)).collect();
        assert!(keys.contains(&"plan") && keys.contains(&"plan-file"), "{file}: {keys:?}");
        for key in keys.iter().filter(|key| **key != "plan") {
            assert!(inputs.contains_key(&format!("inputs.{key}")), "{file}: {key}");
        }
    }
}

/// What `scripts/action/install` answers on a machine that has some programs and not others.
fn install(given: &str, programs: &[(&str, &str)], releases: &str) -> (i32, String, String) {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let tools = folder.path().join("bin");
    std::fs::create_dir(&tools).unwrap();
    for (name, script) in programs {
        let path = tools.join(name);
        std::fs::write(&path, format!("#!/bin/bash\n{script}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    let script = folder.path().join("install");
    std::fs::copy(Path::new(ROOT).join("scripts/action/install"), &script).unwrap();
    std::fs::write(folder.path().join("releases"), releases).unwrap();
    let output = Command::new("/bin/bash")
        .args(["--noprofile", "--norc", "-e", "-o", "pipefail"])
        .arg(script)
        .env_clear()
        .envs([("PATH", tools.as_os_str()), ("RUNNER_TEMP", folder.path().as_os_str())])
        .envs([
            ("GITHUB_ACTION_PATH", ROOT),
            ("PLANGATE_BINARY", given),
            ("RUNNER_OS", "Linux"),
            ("RUNNER_ARCH", "X64"),
            ("GH_TOKEN", "token"),
            ("GITHUB_SERVER_URL", "https://github.com"),
        ])
        .env("GITHUB_OUTPUT", folder.path().join("output"))
        .current_dir(&folder)
        .output()
        .unwrap();
    let said = std::fs::read_to_string(folder.path().join("output")).unwrap_or_default();
    let log = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.code().unwrap(), said.replace(&folder.path().display().to_string(), "TEMP"), log)
}

#[test]
fn the_binary_is_the_one_given_else_that_of_the_path_else_built() {
    let version = format!("echo plangate {}", env!("CARGO_PKG_VERSION"));
    let present = ("plangate", version.as_str());
    let cargo = ("cargo", r#"echo "$@" >&2; [ "$1 $3" = "build --release" ] && echo "in $PWD" >&2"#);
    let committed = std::fs::read_to_string(Path::new(ROOT).join("scripts/action/releases")).unwrap();
    assert_eq!(install("/opt/plangate", &[present], &committed).1, "binary=/opt/plangate\n");
    assert_eq!(install("", &[present, cargo], &committed).1, "binary=TEMP/bin/plangate\n");
    let built = "binary=TEMP/plangate/release/plangate\n";
    let (code, said, log) = install("", &[cargo], "# none\n");
    assert_eq!((code, said.as_str()), (0, built), "{log}");
    // The checkout of a pull request has no say in the build by a `.cargo/config.toml` or a `rust-toolchain.toml`.
    assert!(log.contains(&format!("in {ROOT}\n")), "{log}");
    // Another version would judge by other policies than those that were pinned, unless it is named.
    let (old, broken) = (("plangate", "echo plangate 0.0.1"), ("plangate", "exit 3"));
    for (other, what) in [(old, "it is plangate 0.0.1, and this action is plangate "), (broken, "does not run")] {
        let (code, said, log) = install("", &[other, cargo], "# none\n");
        assert_eq!((code, said.as_str()), (0, built));
        assert!(log.contains("::warning title=plangate::") && log.contains(what), "{log}");
        assert_eq!(install("", &[other], "# none\n").0, 2);
        assert_eq!(install("/opt/plangate", &[other], "# none\n").1, "binary=/opt/plangate\n");
    }
    let (code, said, log) = install("", &[], "");
    assert_eq!((code, said.as_str()), (2, ""));
    assert!(log.starts_with("::error title=plangate::"), "{log}");
    assert_ne!(install("", &[("cargo", "exit 101")], "").0, 0, "a build that fails is not a binary");
}

#[test]
fn a_release_is_taken_by_its_checksum_and_by_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let name = "plangate-x86_64-unknown-linux-musl";
    let made = format!(
        "mkdir {name} && echo '#!/bin/sh' >{name}/plangate && tar -czf {name}.tar.gz {name} && sha256sum {name}.tar.gz"
    );
    let output = Command::new("sh").args(["-c", &made]).current_dir(&folder).output().unwrap();
    let sum = String::from_utf8(output.stdout).unwrap().split_whitespace().next().unwrap().to_owned();
    let archive = folder.path().join(format!("{name}.tar.gz")).display().to_string();
    let fetch = format!(
        r#"while [ $# -gt 1 ]; do [ "$1" = --output ] && to=$2; shift; done
        [ "$1" = https://github.com/plangate/plangate/releases/download/v0.1.0/{name}.tar.gz ] && /bin/cp '{archive}' "$to""#
    );
    let tools = [
        ("curl", fetch.as_str()),
        ("sha256sum", r#"exec /usr/bin/sha256sum "$@""#),
        ("tar", r#"PATH=/usr/bin:/bin exec /bin/tar "$@""#),
        ("cargo", "exit 0"),
    ];
    let taken = format!("binary=TEMP/{name}/plangate\n");
    let (code, said, log) = install("", &tools, &format!("{sum}  v0.1.0/{name}.tar.gz\n"));
    assert_eq!((code, said), (0, taken.clone()), "{log}");
    // Another archive than the one that was meant is an error, with or without cargo.
    let (code, said, log) = install("", &tools, &format!("{}  v0.1.0/{name}.tar.gz\n", "0".repeat(64)));
    assert_eq!((code, said.as_str()), (2, ""));
    assert!(log.contains("::error title=plangate::the checksum of v0.1.0/"), "{log}");
    // Where there is gh, the release workflow must have built it. One that is too old to tell, or none, is left out.
    let release = format!("{sum}  v0.1.0/{name}.tar.gz\n");
    let gh = |verifies: &str| {
        let script = format!(r#"[ "$3" = --help ] || {{ echo "gh $*"; {verifies}; }}"#);
        install("", &[&tools[..], &[("gh", script.as_str())]].concat(), &release)
    };
    let (code, said, log) = gh("exit 0");
    assert_eq!((code, said), (0, taken.clone()), "{log}");
    assert!(log.contains(&format!("/{name}.tar.gz --repo plangate/plangate --signer-workflow ")), "{log}");
    let (code, said, log) = gh("exit 1");
    assert_eq!((code, said.as_str()), (2, ""));
    assert!(log.contains("::error title=plangate::nothing attests"), "{log}");
    assert_eq!(install("", &[&tools[..], &[("gh", "exit 1")]].concat(), &release).1, taken);
    // What can't be fetched, or is for another machine, is built.
    let built = "binary=TEMP/plangate/release/plangate\n";
    assert_eq!(install("", &[("curl", "exit 22"), tools[3]], &format!("{sum}  v0.1.0/{name}.tar.gz\n")).1, built);
    assert_eq!(install("", &tools, &format!("{sum}  v0.1.0/plangate-aarch64-apple-darwin.tar.gz\n")).1, built);
}
