//! What a value is tested for: a place in a resource in, an answer out.

use std::net::IpAddr;

use ipnet::IpNet;
use regex_lite::Regex;

use super::Subject;
use crate::json::Json;
use crate::path::Path;
use crate::plan::node::{Node, State};
use crate::truth::Truth;

/// What a value is tested for.
#[derive(Clone, Debug)]
pub enum Test {
    /// It is one of these
    OneOf(Vec<Json<'static>>),
    /// It is set: known, not null and not `""`, or refers to something that can't be null
    Set(bool),
    /// It is a string of this form
    Matches(Regex),
    /// It is a number within bounds
    Range { at_least: Option<f64>, at_most: Option<f64> },
    /// It is an address range that lies within one of these
    Within(Vec<IpNet>),
    /// It equals another value, of the same resource or of the one from which this one was reached
    SameAs { path: Path, asking: bool },
}

impl Test {
    pub(super) fn judge<'p>(
        &self,
        subject: &Subject<'_, 'p>,
        node: &Node<'p>,
        default: Option<&Json<'static>>,
    ) -> Truth {
        match self {
            Self::SameAs { path, asking } => {
                let other = if *asking { subject.asking } else { Some(subject.resource) };
                let other = other.and_then(|other| path.nodes(other.root()).into_iter().next());
                other.map_or(Truth::False, |other| equal(node, &other))
            }
            _ => self.judge_state(subject, node, default),
        }
    }

    fn judge_state<'p>(&self, subject: &Subject<'_, 'p>, node: &Node<'p>, default: Option<&Json<'static>>) -> Truth {
        match subject.world.state(subject.resource, node) {
            State::Known(_) if node.has_unknown() && !matches!(self, Self::Set(_)) => Truth::Unknown,
            State::Known(value) => self.judge_value(value),
            State::Null | State::Absent | State::Omitted => match (default, self) {
                (Some(value), _) => self.judge_value(value),
                (None, Self::Set(set)) => Truth::from(!set),
                (None, _) => Truth::False,
            },
            State::Unknown => match self {
                Self::Set(set) if subject.world.is_set(subject.resource, node) => Truth::from(*set),
                _ => Truth::Unknown,
            },
        }
    }

    /// The answer for a known value.
    pub fn judge_value(&self, value: &Json<'_>) -> Truth {
        match self {
            Self::OneOf(values) => Truth::from(values.iter().any(|one| same(one, value))),
            Self::Set(set) => Truth::from((!matches!(value, Json::Null) && value.as_str() != Some("")) == *set),
            Self::Matches(pattern) => Truth::from(value.as_str().is_some_and(|text| pattern.is_match(text))),
            Self::Range { at_least, at_most } => match number(value) {
                Some(number) => Truth::from(
                    at_least.is_none_or(|least| number >= least) && at_most.is_none_or(|most| number <= most),
                ),
                None => Truth::False,
            },
            Self::Within(nets) => match value.as_str().and_then(net) {
                Some(net) => Truth::from(nets.iter().any(|outer| outer.contains(&net))),
                None => Truth::False,
            },
            // Needs the other value, which `judge` has looked up.
            Self::SameAs { .. } => Truth::Unknown,
        }
    }
}

/// Whether two places hold the same value; nothing set equals nothing.
pub(super) fn equal(a: &Node<'_>, b: &Node<'_>) -> Truth {
    match (a.state(), b.state()) {
        (State::Unknown, _) | (_, State::Unknown) => Truth::Unknown,
        (State::Known(a), State::Known(b)) => Truth::from(same(a, b)),
        _ => Truth::False,
    }
}

/// Equality as Terraform converts: launch templates hold booleans and numbers as strings.
fn same(a: &Json<'_>, b: &Json<'_>) -> bool {
    match (a, b) {
        (Json::Bool(flag), Json::String(text)) | (Json::String(text), Json::Bool(flag)) => {
            text.as_ref() == if *flag { "true" } else { "false" }
        }
        (Json::Number(_), Json::String(_)) | (Json::String(_), Json::Number(_)) => {
            number(a).is_some_and(|a| Some(a) == number(b))
        }
        _ => a == b,
    }
}

fn number(value: &Json<'_>) -> Option<f64> {
    match value {
        Json::Number(number) => number.as_f64(),
        Json::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn net(text: &str) -> Option<IpNet> {
    text.parse().ok().or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from))
}
