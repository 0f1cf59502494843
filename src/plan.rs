//! The plan: text of `terraform show -json` in, resource changes with lazily opened values and the configuration out.
//!
//! Only this module knows the shape of Terraform's JSON. The first pass reads a skeleton and keeps every value as the
//! piece of text it stands in; [`Plan::open`] then parses the values of the types that a policy asks for.
//! Format: <https://developer.hashicorp.com/terraform/internals/json-format>

pub mod address;
pub mod change;
pub mod config;
mod document;
pub mod node;
pub mod output;
pub mod provider;
pub mod read;
mod skeleton;
pub mod wanted;

use std::collections::BTreeMap;

use foldhash::HashSet;
use foldhash::fast::RandomState;
use rayon::prelude::*;

use crate::error::InputError;
use crate::json::{Json, Reader};
use crate::source::Hcl;
use crate::source::eval::Evaluator;
use crate::source::feed::{self, Sketch};
use change::Change;
use config::{Configuration, Role};
use output::Output;
use read::Text;
use wanted::{Attributes, Wanted};

/// One plan, borrowing from its text.
#[derive(Debug)]
pub struct Plan<'p> {
    /// The name it is reported under
    pub label: String,
    /// `format_version`
    pub format_version: String,
    /// `terraform_version`: of Terraform or of OpenTofu
    pub terraform_version: Option<String>,
    /// What is worth a warning about the input
    pub oddities: Vec<String>,
    /// `resource_changes`, in the plan's order
    pub changes: Vec<Change<'p>>,
    /// Data resources that were read before planning, from `prior_state`
    pub known_data: Vec<Change<'p>>,
    /// `configuration`
    pub configuration: Configuration<'p>,
    /// `output_changes`, by name
    pub outputs: Vec<Output<'p>>,
    variables: BTreeMap<String, Json<'p>>,
    timestamp: Option<String>,
}

/// What a caller accepts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Acceptance {
    /// Judge a plan with `complete: false`
    pub incomplete: bool,
}

impl<'p> Plan<'p> {
    /// Reads the skeleton of a plan.
    ///
    /// Errors when the text is not a plan, is damaged, or says of itself that it is errored or incomplete.
    pub fn parse(text: &'p Text<'_>, label: &str, accept: Acceptance) -> Result<Self, InputError> {
        let mut oddities = text.oddities.clone();
        let skeleton = document::parse(text, &mut oddities)?;
        if skeleton.errored == Some(true) {
            return Err(InputError::Errored);
        }
        if skeleton.complete == Some(false) && !accept.incomplete {
            return Err(InputError::Incomplete);
        }
        if let Some(error) = skeleton.changes.refused {
            return Err(error);
        }
        let changes = skeleton.changes.all;
        refuse_twice(&changes)?;
        let known_data =
            skeleton.known_data.into_iter().map(Change::from_state).collect::<Result<Vec<_>, InputError>>()?;
        let variables = skeleton.variables.into_iter().map(|(name, text)| {
            let value = skeleton::value(text, &format_args!("variable {name}"))?;
            Ok((name, value))
        });
        Ok(Self {
            label: label.to_owned(),
            format_version: skeleton.format_version,
            terraform_version: skeleton.terraform_version,
            oddities,
            changes,
            known_data,
            configuration: Configuration::new(skeleton.configuration),
            variables: variables.collect::<Result<_, _>>()?,
            outputs: skeleton
                .outputs
                .into_iter()
                .map(|(name, raw)| Output::new(name, &raw))
                .collect::<Result<_, _>>()?,
            timestamp: skeleton.timestamp,
        })
    }

    /// The types of its resources.
    pub fn kinds(&self) -> HashSet<&str> {
        self.changes.iter().chain(&self.known_data).map(Change::kind).collect()
    }

    /// Parses what is wanted of every change and of the configuration, on all threads.
    ///
    /// Errors when a value is not what Terraform writes, such as an object with a repeated key; of several, it is the first.
    pub fn open(&mut self, wanted: &Wanted) -> Result<(), InputError> {
        let open = |reader: &mut Reader<'p>, change: &mut Change<'p>| match wanted.of(change.kind()) {
            Some(attributes) => change.open(attributes, reader),
            None => Ok(()),
        };
        let hinted = |reader: &mut Reader<'p>, change: &mut Change<'p>| {
            change.hinted = wanted.hinted(change.texts());
            if change.hinted { change.open(&Attributes::All, reader) } else { open(reader, change) }
        };
        let Self { changes, known_data, configuration, .. } = self;
        let (refused, configured) = rayon::join(
            || {
                let refused = changes.par_iter_mut().map_init(Reader::default, hinted).find_map_first(Result::err);
                refused
                    .or_else(|| known_data.par_iter_mut().map_init(Reader::default, open).find_map_first(Result::err))
            },
            || configuration.open(wanted),
        );
        refused.map_or(configured, Err)
    }

    /// Takes from the source what the plan leaves out of its configuration, and what is known of unknown values.
    pub fn learn(&mut self, hcl: &Hcl) {
        self.configuration.learn(hcl);
        let evaluator = Evaluator::new(hcl, self);
        let sketches = self.changes.iter().enumerate().map(|(at, change)| (at, feed::sketch(&evaluator, change)));
        let sketches: Vec<(usize, Sketch)> = sketches.filter_map(|(at, sketch)| Some((at, sketch?))).collect();
        let aws = self.configuration.providers.iter().filter(|(_, provider)| provider.is_aws());
        let role = |key| match evaluator.role(key) {
            Role::Known(arn) if self.is_sensitive(&arn) => Role::Open,
            role => role,
        };
        let roles: Vec<(String, Role)> = aws.map(|(key, _)| (key.clone(), role(key))).collect();
        drop(evaluator);
        for (key, role) in roles {
            self.configuration.providers.entry(key).and_modify(|provider| provider.role = role);
        }
        for (at, sketch) in sketches {
            let Some(change) = self.changes.get_mut(at) else { continue };
            let data = change.data;
            match (sketch, change.after_mut()) {
                (Sketch::Attributes(attributes), Some(tree)) => feed::apply(tree, attributes, data),
                (Sketch::Stale(attribute), _) => self.oddities.push(format!(
                    "the source says something else than the plan does of `{}` of `{}`, so it is not used there",
                    attribute, change.address
                )),
                (Sketch::Attributes(_), None) => {}
            }
        }
    }

    /// The value of a root variable, where the plan carries one.
    pub fn variable(&self, name: &str) -> Option<&Json<'p>> {
        self.variables.get(name)
    }

    /// When it was made, as `plantimestamp` says it.
    pub fn timestamp(&self) -> Option<&str> {
        self.timestamp.as_deref()
    }

    /// Whether Terraform was older than `major.minor`; false when the plan does not say.
    pub fn older_than(&self, major: u32, minor: u32) -> bool {
        let Some(version) = &self.terraform_version else { return false };
        let mut parts = version.split(['.', '-']).map(|part| part.parse::<u32>().ok());
        match (parts.next().flatten(), parts.next().flatten()) {
            (Some(a), Some(b)) => (a, b) < (major, minor),
            _ => false,
        }
    }
}

/// One object stands once among the changes; a deposed one stands beside its successor.
fn refuse_twice(changes: &[Change<'_>]) -> Result<(), InputError> {
    let mut seen = HashSet::with_capacity_and_hasher(changes.len(), RandomState::default());
    match changes.iter().find(|change| !seen.insert((&change.address, &change.deposed))) {
        Some(change) => Err(InputError::DuplicateAddress { address: change.address.to_string() }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<usize, InputError> {
        let text = Text { json: text.into(), ..Text::default() };
        Plan::parse(&text, "plan", Acceptance::default()).map(|plan| plan.changes.len())
    }

    #[test]
    fn ephemeral_resources_are_no_changes() {
        let plan = r#"{"format_version":"1.2","resource_changes":[{"address":"ephemeral.x.y","mode":"ephemeral",
            "type":"x","name":"y","change":{"actions":["open"],"before":null,"after":null}}]}"#;
        assert_eq!(parse(plan), Ok(0));
    }

    #[test]
    fn an_object_that_stays_has_both_sides() {
        let plan = |before| {
            format!(
                r#"{{"format_version":"1.2","resource_changes":[{{"address":"x.y","mode":"managed","type":"x","name":"y",
                "change":{{"actions":["update"],"before":{before},"after":{{}}}}}}]}}"#
            )
        };
        assert_eq!(parse(&plan("{}")), Ok(1));
        assert!(matches!(parse(&plan("null")), Err(InputError::MalformedPart { .. })));
        let nothing = plan("null").replace("update", "no-op");
        assert!(matches!(parse(&nothing), Err(InputError::MalformedPart { .. })));
        assert_eq!(parse(&nothing.replace(r#""after":{}"#, r#""after":null"#)), Ok(1));
    }

    #[test]
    fn a_state_is_an_object() {
        let plan = |state| format!(r#"{{"format_version":"1.2","resource_changes":[],"prior_state":{state}}}"#);
        assert_eq!(parse(&plan("{}")), Ok(0));
        for other in ["null", "[]"] {
            assert!(matches!(parse(&plan(other)), Err(InputError::Malformed { .. })), "{other}");
        }
    }

    #[test]
    fn of_several_damaged_changes_the_first_is_told() {
        let change = |at: usize| {
            format!(
                r#"{{"address":"x.y[{at}]","type":"x","change":{{"actions":["create"],"after":{{"a":1,"a":{at}}}}}}}"#
            )
        };
        let changes: Vec<String> = (0..500).map(change).collect();
        let json = format!(r#"{{"format_version":"1.2","resource_changes":[{}]}}"#, changes.join(","));
        let text = Text { json: json.into(), ..Text::default() };
        let mut wanted = Wanted::default();
        wanted.whole("x");
        for _ in 0..20 {
            let mut plan = Plan::parse(&text, "plan", Acceptance::default()).unwrap();
            let refused = plan.open(&wanted).unwrap_err();
            assert!(refused.to_string().contains("x.y[0]"), "{refused}");
        }
    }

    #[test]
    fn a_variable_stands_once_and_its_default_may_be_null() {
        let plan = |variables: &str| Text {
            json: format!(
                r#"{{"format_version":"1.2","resource_changes":[],
                "configuration":{{"root_module":{{"variables":{variables}}}}}}}"#
            )
            .into(),
            ..Text::default()
        };
        let text = plan(r#"{"c":{"default":"s","sensitive":true},"b":{"default":null},"a":{"description":"none"}}"#);
        let mut read = Plan::parse(&text, "plan", Acceptance::default()).unwrap();
        read.open(&Wanted::default()).unwrap();
        let root = read.configuration.module(std::iter::empty()).unwrap();
        assert_eq!([root.default("a"), root.default("b")], [None, Some(&Json::Null)]);
        assert_eq!(root.default("c").and_then(Json::as_str), Some("s"));
        assert_eq!(root.plain_variables().map(|(name, _)| name).collect::<Vec<_>>(), ["a", "b"]);
        for twice in [r#"{"a":{},"a":{}}"#, r#"{"a":{"default":1,"default":2}}"#, r#"{"a":{"default":{"b":1,"b":1}}}"#]
        {
            let text = plan(twice);
            let mut read = Plan::parse(&text, "plan", Acceptance::default()).unwrap();
            assert!(read.open(&Wanted::default()).is_err(), "{twice}");
        }
    }

    #[test]
    fn versions_are_compared_as_numbers() {
        let text = Text {
            json: r#"{"format_version":"1.2","terraform_version":"1.10.0-rc1","resource_changes":[]}"#.into(),
            ..Text::default()
        };
        let plan = Plan::parse(&text, "plan", Acceptance::default()).unwrap();
        assert!(plan.older_than(1, 11) && !plan.older_than(1, 2));
    }
}
