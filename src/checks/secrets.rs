//! Secrets that a plan carries to places that are not meant for them: every string of a resource in, where one stands
//! out. What it is is said, never what it reads.

mod interface;
mod kinds;
mod literals;
mod look;
mod referred;

use std::sync::LazyLock;

use regex::Regex;

use super::{Analysis, Judge, Ruling, View};
use crate::finding::{Answer, Fact};
use crate::json::Json;
use crate::judge::Judged;
use crate::path::{Place, PlaceStep};
use crate::plan::node::{Node, State};
use crate::policy::{Profile, Severity};
use crate::source::feed::{DIGESTED, USER_DATA};
use crate::source::value::Value;
use crate::truth::Truth;
use crate::world::{Presence, Resource, When, World};
use kinds::{KINDS, SUBJECTS};
use literals::literals;
use look::{
    Found, addresses_with_one, calls_one, decode, has_key_secret, is_flag, is_literal, is_named, look, look_inside,
};

pub(super) const SECRETS: Analysis = Analysis {
    name: "secret-in-plan",
    subjects: SUBJECTS,
    kinds: KINDS,
    hint: Some(may_hold),
    also: None,
    judge: Judge::World(judge),
};

/// Attributes of which the plan may show nothing, where a template makes a text of values that are not known.
const TEXTS: [&str; 6] =
    ["container_definitions", "container_properties", "on_create", "on_start", "user_data", "user_data_base64"];

/// Attributes whose text is encoded, and packed by some.
const ENCODED: [&str; 5] = ["user_data", "user_data_base64", "on_create", "on_start", "content_base64"];

/// Attributes that are read by more people and programs than a secret should be, though some providers mark them.
const OPEN: [&str; 25] = [
    "actions",
    "container",
    "container_definitions",
    "container_properties",
    "default_arguments",
    "default_run_properties",
    "definition",
    "description",
    "ecs_properties",
    "environment",
    "environment_variables",
    "node_properties",
    "non_overridable_arguments",
    "on_create",
    "on_start",
    "parameters",
    "primary_container",
    "run_config",
    "setting",
    "source_configuration",
    "stage_variables",
    "tags",
    "user_data",
    "user_data_base64",
    "variables",
];

/// Attributes of single types that are read like those, whatever an expression marks.
const READ: [(&str, &str); 5] = [
    ("aws_dynamodb_table_item", "item"),
    ("aws_s3_object", "content"),
    ("aws_s3_object", "content_base64"),
    ("aws_ssm_parameter", "insecure_value"),
    ("aws_ssm_parameter", "value"),
];

/// What the text of an object must hold for a secret to be in it. The names of encoded attributes are enough.
static HINT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let starts = r"AKIA|ASIA|PRIVATE KEY|gh[pousr]_|github_pat_|glpat-|xox[abeoprs]-|hooks\.slack\.com|k_live_|hvs\.";
    let others = r#"AIza|npm_|SG\.|"user_data|"on_create"|"on_start"|"content_base64"|://[^\s"/:@]+:[^\s"/@]+@"#;
    Regex::new(&format!("{starts}|{others}")).ok()
});

fn may_hold(text: &str) -> bool {
    HINT.as_ref().is_none_or(|hint| hint.is_match(text))
}

fn judge(view: &View<'_, '_>) -> Judged {
    let each = subjects(view.world).flat_map(|one| of_resource(view, one));
    each.chain(interface::outputs(view)).chain(interface::configuration(view)).collect()
}

fn subjects<'a, 'p>(world: &'a World<'p>) -> impl Iterator<Item = &'a Resource<'p>> {
    world.all().filter(|one| !one.address.data && one.presence != Presence::Gone)
}

/// How many texts, in which secrets are looked for, neither the plan nor the source shows.
pub(super) fn unread(world: &World<'_>) -> usize {
    let of = |resource: &Resource<'_>| {
        let hidden = TEXTS.iter().filter(|name| {
            let node = resource.root().get(name);
            match node.state() {
                State::Known(Json::String(_)) => is_digest(resource, name) && written(world, resource).is_none(),
                State::Unknown => node.is_written() && matches!(node.sketch(), None | Some(Value::Unknown(_))),
                _ => false,
            }
        });
        hidden.count()
    };
    subjects(world).filter(|one| one.presence == Presence::Managed).map(of).sum()
}

fn of_resource(view: &View<'_, '_>, resource: &Resource<'_>) -> Vec<Answer> {
    let root = resource.root();
    let tree = match view.world.when {
        When::Before => resource.change.before(),
        When::After => resource.change.after(),
    };
    // What is forgotten or deleted keeps the values of before.
    let tree = if resource.presence == Presence::Managed { tree } else { resource.change.before() };
    // Only names call for a look at a text that answers to no hint, and what source says, which is in no text of the plan.
    let told = tree.is_some_and(|tree| tree.sketch.is_some());
    if view.profile == Profile::Default && !resource.change.hinted && !told && !referred::may(view.world) {
        return Vec::new();
    }
    let names = |json: Option<&Json<'_>>| -> Vec<String> {
        let members = json.and_then(Json::as_object).into_iter().flat_map(|members| members.iter());
        members.map(|(name, _)| name.to_owned()).collect()
    };
    let mut all = names(tree.map(|tree| &tree.value));
    all.extend(names(tree.map(|tree| &tree.unknown)));
    all.sort();
    all.dedup();
    let mut found = Vec::new();
    // `tags_all` repeats `tags`, and the output of `terraform_data` its input.
    let repeats = |name: &str| name == "tags_all" || (name == "output" && resource.kind() == "terraform_data");
    for name in all.iter().filter(|name| !repeats(name)) {
        let node = root.get(name);
        if !is_meant(resource, name, &node) {
            let mut walk =
                Walk { view, of: Some(resource), attribute: name, pair: has_key_secret(&node), found: Vec::new() };
            walk.node(&node, &Place::of(name));
            found.extend(walk.found);
        } else if view.profile == Profile::Strict && !may_be_plain(resource, name) {
            let what = "a literal, in an attribute for a secret";
            let literals = literals(view.world, resource, name).into_iter();
            found.extend(literals.map(|place| (place, Found { what, severity: Severity::Low })));
        }
    }
    if is_digest(resource, USER_DATA)
        && let Some(text) = written(view.world, resource)
    {
        let place = Place::of(USER_DATA);
        let mut walk = Walk { view, of: Some(resource), attribute: USER_DATA, pair: false, found: Vec::new() };
        walk.text(&text, &place);
        // What the text is made of stays where it says no more.
        found.retain(|(at, _)| walk.found.is_empty() || *at != place);
        found.extend(walk.found);
    }
    found.dedup();
    let referred = digested(view.world, resource).filter(|_| found.iter().all(|(at, _)| *at != Place::of(USER_DATA)));
    let told = |place: Place, secret: Found, note: String| {
        let message = format!("carries {} in `{place}`", secret.what);
        let answer = view.answer(resource, Ruling::new(Truth::False, Fact::new(resource, &place, note)), &message);
        Answer { severity: secret.severity, sub_key: Some(place.to_string()), ..answer }
    };
    let held = found.into_iter().map(|(place, secret)| {
        let note = format!("holds {}; the value is not shown", secret.what);
        told(place, secret, note)
    });
    let by_reference = referred.map(|secret| {
        let note = format!("is a digest of a text that refers to {} in the configuration", secret.what);
        told(Place::of(USER_DATA), secret, note)
    });
    held.chain(by_reference).collect()
}

/// The secret to which a text refers that is known, and of which the plan holds a digest.
fn digested<'p>(world: &World<'p>, resource: &Resource<'p>) -> Option<Found> {
    let node = as_written(world, resource, USER_DATA).filter(|_| is_digest(resource, USER_DATA))?;
    // Of a text that source tells whole, all that stands in it is seen.
    let is_seen = !matches!(node.state(), State::Known(_)) || node.sketch().is_some_and(Value::is_known);
    referred::secret(world, resource, &node).filter(|_| !is_seen)
}

/// Whether the plan holds a digest of an attribute, and not what is written.
fn is_digest(resource: &Resource<'_>, name: &str) -> bool {
    name == USER_DATA && DIGESTED.contains(&resource.kind())
}

/// The text of user data that is known, decoded; `None` where the plan holds no more than its digest.
pub(super) fn script(world: &World<'_>, resource: &Resource<'_>, attribute: &str) -> Option<String> {
    if is_digest(resource, attribute) {
        return constant(world, resource, attribute)?.as_str().map(str::to_owned);
    }
    match resource.root().get(attribute).state() {
        State::Known(Json::String(text)) => Some(decode(text).unwrap_or_else(|| text.to_string())),
        _ => None,
    }
}

/// The text of which the plan holds a digest: as the configuration gives it, or the source.
fn written(world: &World<'_>, resource: &Resource<'_>) -> Option<String> {
    let read = || {
        let sketch = resource.root().get(USER_DATA).sketch()?.spoken();
        (!sketch.trim().is_empty()).then_some(sketch)
    };
    constant(world, resource, USER_DATA).and_then(|value| value.as_str().map(str::to_owned)).or_else(read)
}

/// Whether an attribute is a place for secrets: one that the provider marks as such, or the value of a secure parameter.
fn is_meant(resource: &Resource<'_>, name: &str, node: &Node<'_>) -> bool {
    let root = resource.root();
    if resource.kind() == "aws_ssm_parameter" && name == "value" {
        return !matches!(root.get("type").state(), State::Known(kind) if kind.as_str() != Some("SecureString"));
    }
    // Arguments that are only written never reach the state.
    (node.is_sensitive() || name.ends_with("_wo")) && !is_read(resource, name)
}

/// Whether an attribute is that of a parameter of which it is not known whether it is secure.
fn may_be_plain(resource: &Resource<'_>, name: &str) -> bool {
    let kind = resource.root().get("type");
    resource.kind() == "aws_ssm_parameter" && name == "value" && kind.state() == State::Unknown
}

/// Whether an attribute is one that more read than should read a secret.
fn is_read(resource: &Resource<'_>, name: &str) -> bool {
    OPEN.contains(&name) || READ.contains(&(resource.kind(), name))
}

/// The literal that the configuration gives for an attribute.
fn constant<'p>(world: &World<'_>, resource: &Resource<'p>, attribute: &str) -> Option<&'p Json<'p>> {
    expression(world, resource, attribute)?.get("constant_value")
}

/// An attribute with what the configuration gives for it.
fn as_written<'p>(world: &World<'_>, resource: &Resource<'p>, attribute: &str) -> Option<Node<'p>> {
    expression(world, resource, attribute)?;
    Some(resource.root().written_as(resource.config()?.expressions(), false).get(attribute))
}

/// What the configuration gives for an attribute.
fn expression<'p>(world: &World<'_>, resource: &Resource<'p>, attribute: &str) -> Option<&'p Json<'p>> {
    let change = resource.change;
    let value = |tree: Option<&crate::plan::change::Tree<'p>>| tree.and_then(|tree| tree.value.get(attribute).cloned());
    // The configuration speaks of what will be; of what was only where it stays the same.
    let same = value(change.before()) == value(change.after());
    if resource.presence != Presence::Managed || (world.when == When::Before && !same) {
        return None;
    }
    resource.config()?.expressions().get(attribute)
}

/// A walk over the strings of one attribute.
struct Walk<'v, 'a, 'p> {
    view: &'v View<'a, 'p>,
    /// The resource; `None` of what the configuration holds
    of: Option<&'v Resource<'p>>,
    attribute: &'v str,
    /// Whether the secret of an access key stands somewhere in the attribute
    pair: bool,
    found: Vec<(Place, Found)>,
}

impl<'p> Walk<'_, '_, 'p> {
    fn node(&mut self, node: &Node<'p>, place: &Place) {
        // What an output marks in part is for those who may see it.
        if self.attribute == interface::OUTPUT && node.is_sensitive() {
            return;
        }
        let value = match node.state() {
            State::Known(value) => value,
            State::Unknown => return self.unknown(node, place),
            State::Null | State::Absent | State::Omitted => return,
        };
        match value {
            Json::String(text) => self.text(text, place),
            Json::Array(_) => {
                let mut flag = false;
                for (index, item) in node.items().unwrap_or_default().iter().enumerate() {
                    let place = place.with(PlaceStep::Index(index));
                    flag = self.argument(flag, item.state().text(), &place);
                    self.node(item, &place);
                }
            }
            Json::Object(members) => {
                self.variable(value, place);
                for (name, member) in members.iter() {
                    let inner = place.with(PlaceStep::Name(name.to_owned()));
                    self.assigned(name, member, &inner);
                    self.node(&node.get(name), &inner);
                }
                for name in node.names().into_iter().filter(|name| members.get(name).is_none()) {
                    self.node(&node.get(name), &place.with(PlaceStep::Name(name.to_owned())));
                }
            }
            Json::Null | Json::Bool(_) | Json::Number(_) => {}
        }
    }

    /// What the plan does not show: what source says of it, and what it is made of.
    fn unknown(&mut self, node: &Node<'p>, place: &Place) {
        let before = self.found.len();
        node.sketch().into_iter().for_each(|value| self.text(&value.spoken(), place));
        // A parameter of a stack may be one that is not shown: `NoEcho`.
        let of = self.of.filter(|of| is_read(of, self.attribute) && self.attribute != "parameters");
        if let Some(of) = of.filter(|_| before == self.found.len() && self.view.world.when == When::After) {
            let secret = referred::secret(self.view.world, of, node);
            self.found.extend(secret.map(|secret| (place.clone(), secret)));
        }
    }

    fn text(&mut self, text: &str, place: &Place) {
        let decoded = if ENCODED.contains(&self.attribute) { decode(text) } else { None };
        let text = decoded.as_deref().unwrap_or(text);
        let known = || referred::held(self.view.world, text);
        if let Some(secret) = look(text, self.pair).or_else(|| look_inside(text)).or_else(known) {
            self.found.push((place.clone(), secret));
        } else if self.goes_by_names() && calls_one(text) {
            let secret = Found { what: "a value that its text calls a secret", severity: Severity::Medium };
            self.found.push((place.clone(), secret));
        } else if self.view.profile == Profile::Strict && addresses_with_one(text) {
            let secret = Found { what: "an address with a password in it", severity: Severity::Medium };
            self.found.push((place.clone(), secret));
        } else if let Ok(json) = Json::parse(text)
            && !matches!(json, Json::String(_))
        {
            self.json(&json, place);
        }
    }

    /// JSON inside of a string, such as the containers of a task: what is found stands at the string.
    fn json(&mut self, json: &Json<'_>, place: &Place) {
        match json {
            Json::Array(items) => {
                items.iter().fold(false, |flag, item| self.argument(flag, item.as_str(), place));
                items.iter().for_each(|item| self.json(item, place));
            }
            Json::Object(members) => {
                self.variable(json, place);
                members.iter().for_each(|(_, member)| self.json(member, place));
            }
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
        }
    }

    /// `["--password", "…"]`. Says whether this argument announces a secret.
    fn argument(&mut self, announced: bool, argument: Option<&str>, place: &Place) -> bool {
        let Some(argument) = argument else { return false };
        if announced
            && self.view.profile == Profile::Strict
            && is_literal(argument)
            && !argument.starts_with(['-', '$'])
        {
            let secret =
                Found { what: "a value that the argument before it calls a secret", severity: Severity::Medium };
            self.found.push((place.clone(), secret));
        }
        is_flag(argument)
    }

    /// `{ name = "DB_PASSWORD", value = "…" }`
    fn variable(&mut self, object: &Json<'_>, place: &Place) {
        let name = object.get("name").and_then(Json::as_str);
        let plain = object.get("type").and_then(Json::as_str).is_none_or(|kind| kind == "PLAINTEXT");
        if let (Some(name), Some(value), true) = (name, object.get("value"), plain) {
            self.assigned(name, value, place);
        }
    }

    /// The strict profile goes by names, in places that are no store of secrets.
    fn assigned(&mut self, name: &str, value: &Json<'_>, place: &Place) {
        let Json::String(value) = value else { return };
        if self.goes_by_names() && is_named(name) && is_literal(value) {
            let secret = Found { what: "a value that its name calls a secret", severity: Severity::Medium };
            self.found.push((place.clone(), secret));
        }
    }

    /// Whether names count: in the strict profile, in places that are no store of secrets.
    fn goes_by_names(&self) -> bool {
        self.view.profile == Profile::Strict && OPEN.contains(&self.attribute) && self.attribute != "tags"
    }
}
