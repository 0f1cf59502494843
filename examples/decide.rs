//! Answers requests by the decision engine, for comparison with another one: `scripts/differential.py`.
//!
//! A request is a line of JSON on standard input: `documents` and perhaps `boundary`, each a list of policies, `action`,
//! `resource`, and in `context` the keys of the request. The answer is a line: `true`, `false` or `unknown`.

use std::error::Error;
use std::io::{self, BufRead as _, Write as _};

use plangate::iam::document::Document;
use plangate::iam::facts::Facts;
use plangate::iam::grants::{Asked, Boundary, Rights, Source};
use plangate::iam::pattern::Object;
use plangate::truth::Truth;
use serde_json::Value;

fn sources(list: &Value) -> Result<Vec<Source>, Box<dyn Error>> {
    let documents = list.as_array().into_iter().flatten();
    documents.map(|one| Ok(Source::new("request", Document::from_text(&one.to_string())?))).collect()
}

fn answer(request: &Value) -> Result<&'static str, Box<dyn Error>> {
    let text = |name: &str| request.get(name).and_then(Value::as_str).ok_or_else(|| format!("no `{name}`"));
    let boundary = match request.get("boundary") {
        Some(list) => Boundary::Documents(sources(list)?),
        None => Boundary::None,
    };
    let documents = sources(request.get("documents").ok_or("no `documents`")?)?;
    let rights = Rights { documents, boundary, ..Rights::default() };
    let mut facts = Facts::none();
    for (key, value) in request.get("context").and_then(Value::as_object).into_iter().flatten() {
        facts = match value.as_str() {
            Some(value) => facts.with(key, value),
            None => facts.without(key),
        };
    }
    let object = Object::outside(text("resource")?);
    Ok(match rights.allows(text("action")?, Asked::Object(&object), &facts).truth {
        Truth::True => "true",
        Truth::False => "false",
        Truth::Unknown => "unknown",
    })
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        writeln!(out, "{}", answer(&serde_json::from_str(&line?)?)?)?;
    }
    Ok(())
}
