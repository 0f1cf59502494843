//! Guardrails that a plan takes away or weakens: what protected a thing before in, what does not protect it after out.
//!
//! A guardrail is a set of components of a protected thing, whichever resource holds them: another object that covers
//! the same thing at least as strongly leaves nothing to report.

mod alarm;
mod block;
mod boundary;
mod config;
mod detector;
mod ec2_block;
mod encryption;
mod flow_logs;
mod guardduty;
mod implied;
mod log_bucket;
mod looser;
mod organization;
mod trail;

use std::collections::{BTreeMap, BTreeSet};

use super::{Ruling, View};
use crate::finding::{Answer, Details, Fact};
use crate::json::Json;
use crate::judge::Judged;
use crate::path::Place;
use crate::plan::change::Action;
use crate::plan::node::{Node, State};
use crate::policy::Severity;
use crate::redact::SENSITIVE;
use crate::truth::Truth;
use crate::world::{Presence, Resource, World};

pub(super) use alarm::{KINDS as ALARM_KINDS, MEMBERS as ALARMS, judge as alarm};
pub(super) use block::{KINDS as BLOCK_KINDS, judge as block};
pub(super) use boundary::{KINDS as BOUNDARY_KINDS, SUBJECTS as BOUNDED, judge as boundary};
pub(super) use config::{KINDS as CONFIG_KINDS, judge as config};
pub(super) use detector::{KINDS as DETECTOR_KINDS, SUBJECTS as DETECTORS, judge as detector};
pub(super) use ec2_block::{KINDS as EC2_BLOCK_KINDS, SUBJECTS as EC2_BLOCKS, judge as ec2_block};
pub(super) use encryption::{KEYS, KINDS as ENCRYPTION_KINDS, SUBJECTS as ENCRYPTED, judge as encryption};
pub(super) use flow_logs::{KINDS as FLOW_LOG_KINDS, judge as flow_logs};
pub(super) use guardduty::{KINDS as GUARDDUTY_KINDS, judge as guardduty};
pub(super) use log_bucket::{KINDS as LOG_BUCKET_KINDS, judge as log_bucket};
pub(super) use organization::{KINDS as ORGANIZATION_KINDS, judge as organization};
pub(super) use trail::{KINDS as TRAIL_KINDS, judge as trail};

/// One thing that a guardrail does, in one world.
struct Component<'a, 'p> {
    /// What is protected
    thing: String,
    /// What it does
    name: String,
    /// Whether it does
    holds: Truth,
    /// How much, where there are degrees, such as days kept
    level: f64,
    /// How bad its loss is, where it is not as bad as the policy says
    severity: Option<Severity>,
    /// Whether what it does is called after something that must not be shown
    hidden: bool,
    /// What is left of it after the plan, in words
    left: Option<String>,
    /// The policies that judge, in one world, whether it does
    judged_by: &'static [&'static str],
    /// The resource that says so
    holder: &'a Resource<'p>,
    /// Where it says so
    attribute: &'static str,
}

/// How the guardrails of one kind are compared.
struct Terms<'t> {
    /// What is wrong, after the resource's name
    message: &'t str,
    /// Types whose objects hold evidence, which a replacement loses
    evidence: &'t [&'t str],
    /// Types whose deletion changes nothing in AWS: Terraform only lets go of them
    let_go: &'t [&'t str],
    /// Whether a protected thing is still there to be protected
    stays: &'t dyn Fn(&str) -> bool,
}

/// What fell of one resource.
struct Fallen<'a, 'p> {
    holder: &'a Resource<'p>,
    /// Why
    ruling: Ruling,
    /// What it was called
    names: BTreeSet<String>,
    severity: Severity,
    details: Details,
}

/// What held before and does not hold after, one answer for each resource that held it.
fn compare<'a, 'p>(
    view: &View<'a, 'p>,
    was: &[Component<'a, 'p>],
    now: &[Component<'a, 'p>],
    terms: &Terms<'_>,
) -> Judged {
    let mut fallen: BTreeMap<&'p str, Fallen<'a, 'p>> = BTreeMap::new();
    let (mut seen, remaining) = (BTreeSet::new(), Remaining::of(now));
    let mut held: Vec<&Component<'a, 'p>> =
        was.iter().filter(|one| one.holds.is_true() && (terms.stays)(&one.thing)).collect();
    held.sort_by_key(|one| one.holder.name());
    for one in &held {
        let left = remaining.left_of(one);
        if left.is_true() || terms.lets_go(one.holder) || !seen.insert((&one.thing, &one.name)) {
            continue;
        }
        let some = one.left.as_deref().filter(|_| one.shown() == one.name);
        let word = if left.is_false() { some.unwrap_or("off") } else { "(known after apply)" };
        let what = one.guarded(view);
        let fact = Fact::new(one.holder, &Place::of(one.attribute), format!("{what}: on -> {word}"));
        let fact = if left.is_unknown() { fact.waits_for("a value known after apply") } else { fact };
        fallen.entry(one.holder.name()).or_insert_with(|| Fallen::new(one.holder)).add(
            view,
            one,
            Ruling::new(left, fact),
        );
    }
    let mut answers: Vec<Answer> = fallen.into_values().map(|fallen| fallen.answer(view, terms)).collect();
    answers.extend(gaps(view, &held, now, terms, &answers));
    answers.into_iter().collect()
}

/// What does something for each thing after the plan.
struct Remaining<'c, 'a, 'p>(BTreeMap<&'c str, Vec<&'c Component<'a, 'p>>>);

impl<'c, 'a, 'p> Remaining<'c, 'a, 'p> {
    fn of(now: impl IntoIterator<Item = &'c Component<'a, 'p>>) -> Self {
        let mut remaining = Self(BTreeMap::new());
        now.into_iter().for_each(|one| remaining.0.entry(&one.thing).or_default().push(one));
        remaining
    }

    /// What is left of a component: as much of it, of the same thing, by whichever resource.
    fn left_of(&self, was: &Component<'_, '_>) -> Truth {
        let same = self.0.get(&*was.thing).into_iter().flatten();
        Truth::any(same.map(|one| {
            // What it does waits for a value: it may be this.
            let open = one.holds.is_unknown() && was.name.starts_with(&one.name);
            match one.name == was.name {
                true if one.level >= was.level => one.holds,
                false if open => Truth::Unknown,
                _ => Truth::False,
            }
        }))
    }
}

impl<'a, 'p> Fallen<'a, 'p> {
    fn new(holder: &'a Resource<'p>) -> Self {
        let (ruling, details) = (Ruling::silent(Truth::True), Details::default());
        Self { holder, ruling, names: BTreeSet::new(), severity: Severity::Low, details }
    }

    fn add(&mut self, view: &View<'_, '_>, one: &Component<'a, 'p>, ruling: Ruling) {
        self.ruling = std::mem::replace(&mut self.ruling, Ruling::silent(Truth::True)).and(ruling);
        self.names.insert(one.shown().to_owned());
        self.severity = self.severity.max(one.severity.unwrap_or(view.policy.severity));
        self.details.concerns.insert(one.thing.clone());
        self.details.covers.extend(one.judged_by);
    }

    fn answer(self, view: &View<'_, '_>, terms: &Terms<'_>) -> Answer {
        let names = self.names.into_iter().collect::<Vec<_>>().join(", ");
        let message = format!("{}: {names}", terms.message);
        let answer = view.answer(self.holder, self.ruling.noting(cause(self.holder)), &message);
        Answer { severity: self.severity, sub_key: Some(names), details: self.details, ..answer }
    }
}

/// What the plan does to the resource.
fn cause(holder: &Resource<'_>) -> Fact {
    let reason = holder.change.action_reason.as_deref().map(|reason| format!(" ({reason})")).unwrap_or_default();
    let verb = match holder.change.action {
        Action::Delete => "is deleted",
        Action::DeleteCreate | Action::CreateDelete => "is replaced",
        Action::Forget | Action::ForgetReplace => "is forgotten",
        Action::Update => "is changed",
        Action::NoOp | Action::Read | Action::Create => "stays as it is, and what it relied on does not",
    };
    Fact::new(holder, &Place::default(), format!("{verb}{reason}"))
}

/// What comes back in the same apply, and what nobody will look after: weaker, and no more than that.
fn gaps<'a, 'p>(
    view: &View<'a, 'p>,
    held: &[&Component<'a, 'p>],
    now: &[Component<'a, 'p>],
    terms: &Terms<'_>,
    told: &[Answer],
) -> Vec<Answer> {
    let mut answers = Vec::new();
    let mut seen: BTreeSet<&str> = told.iter().map(|answer| &*answer.address).collect();
    let steady = Remaining::of(now.iter().filter(|other| {
        matches!(other.holder.change.action, Action::NoOp | Action::Update | Action::Create | Action::CreateDelete)
    }));
    let by_holder = held.chunk_by(|one, other| one.holder.name() == other.holder.name());
    for (own, one) in by_holder.flat_map(|own| own.iter().map(move |one| (own, one))) {
        let holder = one.holder;
        let evidence = terms.evidence.contains(&holder.kind());
        // What guards itself and goes leaves nothing behind to be guarded.
        if one.thing == holder.name() && !evidence {
            continue;
        }
        let forgotten = (Severity::Low, "leaves Terraform's care: no plan will show when it is gone");
        let (severity, what) = match holder.change.action {
            Action::Delete if terms.lets_go(holder) && now.iter().any(|other| one.may_share(other)) => forgotten,
            Action::DeleteCreate | Action::CreateDelete if evidence => {
                (one.severity.unwrap_or(view.policy.severity), "is replaced, and what it holds is lost")
            }
            Action::Delete if evidence => {
                (one.severity.unwrap_or(view.policy.severity), "is deleted, and what it holds is lost")
            }
            Action::DeleteCreate => {
                (Severity::Low, "is deleted before it is made again, and protects nothing in between")
            }
            Action::Forget | Action::ForgetReplace => forgotten,
            Action::NoOp | Action::Read | Action::Create | Action::Update | Action::CreateDelete | Action::Delete => {
                continue;
            }
        };
        let covered = own.iter().all(|own| steady.left_of(own).is_true());
        if (covered && !evidence) || seen.contains(holder.name()) {
            continue;
        }
        let guarded: BTreeSet<String> = own.iter().map(|own| own.guarded(view)).collect();
        let guarded = format!("guards {}", guarded.into_iter().collect::<Vec<_>>().join(", "));
        let fact = Fact::new(holder, &Place::default(), guarded);
        let answer = view.answer(holder, Ruling::new(Truth::False, fact).noting(cause(holder)), what);
        answers.push(Answer { severity, sub_key: Some("presence".to_owned()), ..answer });
        seen.insert(holder.name());
    }
    answers
}

impl Terms<'_> {
    fn lets_go(&self, holder: &Resource<'_>) -> bool {
        holder.change.action == Action::Delete && self.let_go.contains(&holder.kind())
    }
}

/// How a thing begins that the plan only names.
const NAMED: &str = "the plan names ";

impl<'a, 'p> Component<'a, 'p> {
    fn new(thing: &str, name: &str, holds: Truth, holder: &'a Resource<'p>, attribute: &'static str) -> Self {
        Self {
            thing: thing.to_owned(),
            name: name.to_owned(),
            holds,
            level: 0.0,
            severity: None,
            hidden: false,
            left: None,
            judged_by: &[],
            holder,
            attribute,
        }
    }

    fn hidden(self, hidden: bool) -> Self {
        Self { hidden: self.hidden || hidden, ..self }
    }

    fn leaving(self, left: Option<String>) -> Self {
        Self { left, ..self }
    }

    /// What may be shown of its name.
    fn shown(&self) -> &str {
        if self.hidden || self.holder.root().get(self.attribute).is_sensitive() { SENSITIVE } else { &self.name }
    }

    /// What it does, and for which other resource.
    fn guarded(&self, view: &View<'_, '_>) -> String {
        let is_other = self.thing != self.holder.name() && view.world.named(&self.thing).next().is_some();
        match self.thing.strip_prefix(NAMED) {
            Some(name) if self.shown() == self.name => format!("{} of {name}", self.shown()),
            None if is_other => format!("{} of `{}`", self.shown(), self.thing),
            Some(_) | None => self.shown().to_owned(),
        }
    }

    fn judged_by(self, judged_by: &'static [&'static str]) -> Self {
        Self { judged_by, ..self }
    }

    /// Whether another does something for the same thing, or may: where several provider configurations are, an object that
    /// left the configuration does not say of which it was.
    fn may_share(&self, other: &Self) -> bool {
        let is_placed = !self.thing.ends_with(&format!(" of {}", self.holder.name()));
        other.thing == self.thing || !is_placed && other.thing.starts_with("provider.")
    }

    fn rated(self, severity: Severity) -> Self {
        Self { severity: Some(severity), ..self }
    }

    fn at(self, level: f64) -> Self {
        Self { level, ..self }
    }
}

/// A switch.
fn switch<'p>(world: &World<'p>, resource: &Resource<'p>, attribute: &str, by_default: bool) -> Truth {
    world.state(resource, &resource.root().get(attribute)).is_on(by_default)
}

/// Whether an attribute is set, be it by a reference to something that can't be null.
pub(super) fn is_set<'p>(world: &World<'p>, resource: &Resource<'p>, attribute: &str) -> Truth {
    let node = resource.root().get(attribute);
    match world.state(resource, &node) {
        State::Known(Json::String(text)) => Truth::from(!text.is_empty()),
        State::Known(_) => Truth::True,
        State::Unknown if world.is_set(resource, &node) => Truth::True,
        State::Unknown => Truth::Unknown,
        State::Null | State::Absent | State::Omitted => Truth::False,
    }
}

fn one_of(node: &Node<'_>, values: &[&str]) -> Truth {
    match node.state() {
        State::Known(Json::String(text)) => Truth::from(values.contains(&text.as_ref())),
        State::Unknown => Truth::Unknown,
        State::Known(_) | State::Null | State::Absent | State::Omitted => Truth::False,
    }
}

fn number(node: &Node<'_>) -> f64 {
    match node.state() {
        State::Known(Json::Number(number)) => number.as_f64().unwrap_or_default(),
        _ => 0.0,
    }
}

/// A number and whether it is known: what is not known may be any, so it weakens nothing for sure.
fn known_number(node: &Node<'_>) -> (f64, Truth) {
    match node.state() {
        State::Unknown => (f64::INFINITY, Truth::Unknown),
        _ => (number(node), Truth::True),
    }
}

/// The resource that an attribute names: its address where the plan holds it, else the text; nothing while unknown.
pub(super) fn named<'p>(world: &World<'p>, resource: &Resource<'p>, attribute: &str, kinds: &[&str]) -> Option<String> {
    let node = resource.root().get(attribute);
    let reference = world.refer(resource, &node, kinds);
    match reference.links.as_slice() {
        [link] if link.certainty == crate::links::Certainty::Must => Some(world.resource(link.to)?.name().to_owned()),
        _ => match node.state() {
            State::Known(Json::String(text)) => Some(text.to_string()),
            _ => None,
        },
    }
}

/// Whether the object of an address is still there after the plan, and is the same object. What is no address stays.
fn stays(world: &World<'_>, kinds: &[&str], thing: &str) -> bool {
    let mut found = world.named(thing).filter(|one| kinds.contains(&one.kind())).peekable();
    let unheld = found.peek().is_none();
    let kept = |action: Action| matches!(action, Action::NoOp | Action::Update | Action::Forget | Action::Create);
    unheld || found.any(|one| kept(one.change.action))
}

/// Whether an object of this address is there after the plan, be it the same or a new one. What is no address stays.
fn is_there(world: &World<'_>, kinds: &[&str], thing: &str) -> bool {
    let mut found = world.named(thing).filter(|one| kinds.contains(&one.kind())).peekable();
    found.peek().is_none() || found.any(|one| one.presence != Presence::Gone)
}

/// The first of them that the plan does something to, else the first.
fn changed<'a, 'p>(members: &[&'a Resource<'p>]) -> Option<&'a Resource<'p>> {
    let changes = |one: &&&Resource<'p>| !matches!(one.change.action, Action::NoOp | Action::Read | Action::Create);
    members.iter().find(changes).or(members.first()).copied()
}

/// The text of an attribute, where it is known.
fn text(node: &Node<'_>) -> Option<String> {
    match node.state() {
        State::Known(Json::String(text)) => Some(text.to_string()),
        _ => None,
    }
}

/// The strings of a list, and whether there may be others.
fn strings(node: &Node<'_>) -> (Vec<String>, bool) {
    let items = node.items().unwrap_or_default();
    let open = node.state() == State::Unknown || items.iter().any(|item| item.state() == State::Unknown);
    (items.iter().filter_map(text).collect(), open)
}
