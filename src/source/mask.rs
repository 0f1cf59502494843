//! What may be shown of a file: its text in, the same text with secrets covered out, byte for byte as long.
//!
//! Literals are covered by the name they stand under and by their form; comments by their form. The places of blocks and
//! attributes stay what they are.

use std::ops::Range;

use hcl_edit::Span as _;
use hcl_edit::expr::Expression;
use hcl_edit::visit::{self, Visit};

use crate::json::Json;
use crate::redact;

/// The text of a file as it may be shown.
pub fn masked(name: &str, text: &str) -> String {
    let mut covers: Vec<Range<usize>> = Vec::new();
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let body = text.get(start..).unwrap_or_default();
    let parsed = if name.ends_with(".json") {
        let blank = body.len() - body.trim_start().len();
        let mut secrets = Secrets { offset: start + blank, ..Secrets::default() };
        let parsed = hcl_edit::parser::parse_expr(body.trim()).map(|expression| secrets.visit_expr(&expression));
        parsed.map(|()| secrets.found)
    } else {
        let mut secrets = Secrets { offset: start, ..Secrets::default() };
        hcl_edit::parser::parse_body(body).map(|body| secrets.visit_body(&body)).map(|()| secrets.found)
    };
    match parsed {
        Ok(found) => covers.extend(found),
        Err(_) => covers.push(0..text.len()),
    }
    let text = cover(text, &covers);
    lines(&text)
}

/// The literals of an expression, all of which are secret because its value is.
pub(super) fn literals(expression: &Expression, offset: usize) -> Vec<Range<usize>> {
    let mut secrets = Secrets { offset, sensitive: true, ..Secrets::default() };
    secrets.visit_expr(expression);
    secrets.found
}

/// The text with pieces covered by stars, and without what acts on a terminal or commands a CI runner.
pub(super) fn cover(text: &str, covers: &[Range<usize>]) -> String {
    let mut shown = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let covered = covers.iter().any(|range| range.contains(&at)) && c != '\n';
        if covered { shown.extend(std::iter::repeat_n('*', c.len_utf8())) } else { shown.push(c) }
    }
    redact::inert(&shown)
}

/// Covers what looks like a credential in comments and wherever else it stands.
fn lines(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let comment = line.find('#').or_else(|| line.find("//")).and_then(|at| line.get(at..)).unwrap_or_default();
        if redact::is_credential(line) || redact::is_assigned_credential(comment) {
            let end = if line.ends_with('\n') { "\n" } else { "" };
            shown.extend(std::iter::repeat_n('*', line.len() - end.len()));
            shown.push_str(end);
        } else {
            shown.push_str(line);
        }
    }
    shown
}

/// Literals that stand under the name of a secret, or look like one.
#[derive(Default)]
struct Secrets {
    offset: usize,
    names: Vec<String>,
    /// Inside of a variable that is marked sensitive
    sensitive: bool,
    found: Vec<Range<usize>>,
}

impl Secrets {
    fn named(&mut self, name: &str, visit: impl FnOnce(&mut Self)) {
        self.names.push(name.to_owned());
        visit(self);
        self.names.pop();
    }

    fn literal(&mut self, span: Option<Range<usize>>, text: &str) {
        let value = Json::String(text.into());
        let secret = self.sensitive || self.names.iter().any(|name| redact::is_secret(name, &value));
        if let Some(span) = span.filter(|_| secret) {
            self.found.push(span.start + self.offset..span.end + self.offset);
        }
    }
}

impl Visit for Secrets {
    fn visit_block(&mut self, block: &hcl_edit::structure::Block) {
        let sensitive = block.body.get_attribute("sensitive").is_some_and(|mark| mark.value.as_bool() != Some(false));
        let name = match block.labels.last() {
            Some(label) if block.ident.as_str() == "variable" => label.as_str(),
            _ => "",
        };
        let outer = self.sensitive;
        self.sensitive |= sensitive;
        self.named(name, |secrets| visit::visit_block(secrets, block));
        self.sensitive = outer;
    }

    fn visit_attr(&mut self, attribute: &hcl_edit::structure::Attribute) {
        // What is told about a variable is no value of it.
        if matches!(attribute.key.as_str(), "sensitive" | "description" | "type") {
            return;
        }
        let name = attribute.key.as_str().to_owned();
        self.named(&name, |secrets| visit::visit_attr(secrets, attribute));
    }

    fn visit_object_item(&mut self, key: &hcl_edit::expr::ObjectKey, value: &hcl_edit::expr::ObjectValue) {
        let name = super::block::key_name(key).unwrap_or_default().to_owned();
        self.named(&name, |secrets| secrets.visit_expr(value.expr()));
    }

    fn visit_expr(&mut self, expression: &Expression) {
        match expression {
            Expression::String(text) => self.literal(text.span(), text.value()),
            Expression::Number(number) => self.literal(number.span(), &number.value().to_string()),
            Expression::HeredocTemplate(heredoc) => {
                self.literal(heredoc.span(), &heredoc.template.to_string());
                visit::visit_expr(self, expression);
            }
            Expression::StringTemplate(template) => {
                self.literal(template.span(), &template.to_string());
            }
            Expression::FuncCall(call) if call.name.name.as_str() == "sensitive" => {
                let outer = std::mem::replace(&mut self.sensitive, true);
                visit::visit_expr(self, expression);
                self.sensitive = outer;
            }
            other => visit::visit_expr(self, other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_covered_where_they_stand() {
        let text = r#"
resource "aws_db_instance" "db" {
  password = "hunter2" # password: hunter2
  username = "app"
  password_wo = var.password
  tags = { token = "abcdef", note = "AKIAABCDEFGHIJKLMNOP" }
  user_data = <<-EOT
    export X=hunter3
  EOT
}
variable "key" {
  default   = "hunter4"
  sensitive = true
}
// -----BEGIN RSA PRIVATE KEY
"#;
        let shown = masked("main.tf", text);
        assert_eq!(shown.len(), text.len());
        for secret in ["hunter", "abcdef", "AKIA", "BEGIN"] {
            assert!(!shown.contains(secret), "{secret} in {shown}");
        }
        for kept in ["username = \"app\"", "sensitive = true", "password_wo = var.password", "default   = ***"] {
            assert!(shown.contains(kept), "{kept} not in {shown}");
        }
    }
}
