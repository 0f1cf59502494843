//! Templates: quoted ones, heredocs, and files that `templatefile` reads.

use hcl_edit::template::{Directive, Element, StringTemplate, Strip, Template};

use super::{Evaluator, Scope, elements};
use crate::iam::text::{Part, Text};
use crate::source::value::Value;

impl<'a> Evaluator<'a> {
    /// A quoted template. One that is nothing but an interpolation is the value itself.
    pub(super) fn template(&self, template: &StringTemplate, scope: &Scope<'a>) -> Value {
        let mut elements = template.iter();
        match (elements.next(), elements.next()) {
            (Some(Element::Interpolation(only)), None) => self.eval(&only.expr, scope),
            _ => self.as_text(template, scope),
        }
    }

    /// A template as text.
    pub(super) fn as_text(&self, template: &Template, scope: &Scope<'a>) -> Value {
        let mut parts = Vec::new();
        self.parts(template, (false, false), scope, &mut parts);
        Value::Text(Text::from_parts(parts))
    }

    /// Its parts. `strip` says whether its first and last literal lose their blanks at the ends.
    fn parts(&self, template: &Template, strip: (bool, bool), scope: &Scope<'a>, parts: &mut Vec<Part>) {
        let all: Vec<&Element> = template.iter().collect();
        for (at, element) in all.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| all.get(at));
            match element {
                Element::Literal(text) => {
                    let start = before.map_or(strip.0, |element| strips(element).1);
                    let end = all.get(at + 1).map_or(strip.1, |element| strips(element).0);
                    let text = if start { text.trim_start() } else { text.as_str() };
                    let text = if end { text.trim_end() } else { text };
                    parts.push(Part::Literal(unescaped(text).into()));
                }
                Element::Interpolation(it) => match self.eval(&it.expr, scope).to_text() {
                    Some(text) => parts.extend(text.parts().iter().cloned()),
                    None => parts.push(Part::Unknown("a value that is no string in a template".into())),
                },
                Element::Directive(directive) => self.directive(directive, scope, parts),
            }
        }
    }

    fn directive(&self, directive: &Directive, scope: &Scope<'a>, parts: &mut Vec<Part>) {
        match directive {
            Directive::If(it) => {
                let then_end = it.else_expr.as_ref().map_or(it.endif_expr.strip, |other| other.strip);
                match (self.eval(&it.if_expr.cond_expr, scope), &it.else_expr) {
                    (Value::Bool(true), _) => {
                        let strip = (after(it.if_expr.strip), ahead(then_end));
                        self.parts(&it.if_expr.template, strip, scope, parts);
                    }
                    (Value::Bool(false), Some(other)) => {
                        let strip = (after(other.strip), ahead(it.endif_expr.strip));
                        self.parts(&other.template, strip, scope, parts);
                    }
                    (Value::Bool(false), None) => {}
                    (other, _) => {
                        let cause = other.cause().unwrap_or_else(|| "a condition that is not known".into());
                        parts.push(Part::Unknown(cause));
                    }
                }
            }
            Directive::For(it) => {
                let collection = self.expand(self.eval(&it.for_expr.collection_expr, scope));
                let elements = match elements(&collection) {
                    Ok(elements) => elements,
                    Err(cause) => return parts.push(Part::Unknown(cause)),
                };
                let strip = (after(it.for_expr.strip), ahead(it.endfor_expr.strip));
                for (key, value) in elements {
                    let mut inner = scope.clone();
                    if let Some(name) = &it.for_expr.key_var {
                        inner.bound.push((name.as_str().to_owned(), key));
                    }
                    inner.bound.push((it.for_expr.value_var.as_str().to_owned(), value));
                    self.parts(&it.for_expr.template, strip, &inner, parts);
                }
            }
        }
    }
}

/// `$${` and `%%{` stand for what would start an interpolation or a directive; `hcl-edit` leaves them as they are.
pub(super) fn unescaped(text: &str) -> String {
    text.replace("$${", "${").replace("%%{", "%{")
}

/// Whether a marker takes the blanks before it.
fn ahead(strip: Strip) -> bool {
    matches!(strip, Strip::Start | Strip::Both)
}

/// Whether a marker takes the blanks behind it.
fn after(strip: Strip) -> bool {
    matches!(strip, Strip::End | Strip::Both)
}

/// Whether an element takes the blanks before and behind it.
fn strips(element: &Element) -> (bool, bool) {
    match element {
        Element::Literal(_) => (false, false),
        Element::Interpolation(it) => (ahead(it.strip), after(it.strip)),
        Element::Directive(directive) => match directive.as_ref() {
            Directive::If(it) => (ahead(it.if_expr.strip), after(it.endif_expr.strip)),
            Directive::For(it) => (ahead(it.for_expr.strip), after(it.endfor_expr.strip)),
        },
    }
}
