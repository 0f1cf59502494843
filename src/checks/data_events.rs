//! Which data events trails record: selectors in, whether reads and writes of all stores, or of those that matter, are out.
//!
//! <https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html>

mod arns;

use super::trails::{self, Wording, logs, union};
use super::{Ruling, View};
use crate::finding::Fact;
use crate::json::Json;
use crate::judge::Judged;
use crate::path::Place;
use crate::plan::node::{Node, State};
use crate::policy::{Severity, sensitive};
use crate::truth::Truth;
use crate::world::Resource;

/// What the S3 row looks at.
pub(super) const S3: &[&str] = &["aws_cloudtrail", "aws_cloudtrail_event_data_store", "aws_s3_bucket"];
/// What the DynamoDB row looks at.
pub(super) const DYNAMODB: &[&str] = &["aws_cloudtrail", "aws_cloudtrail_event_data_store", "aws_dynamodb_table"];

/// A kind of data events.
struct Service {
    /// `resources.type` of its events
    events: &'static str,
    /// What stands for all of its stores in every partition, after `arn:aws`
    all: &'static [&'static str],
    /// The type of its stores
    store: &'static str,
    /// What ends the ARN of a whole store
    end: &'static str,
}

const OBJECTS: Service =
    Service { events: "AWS::S3::Object", all: &[":s3", ":s3:::"], store: "aws_s3_bucket", end: "/" };
const TABLES: Service =
    Service { events: "AWS::DynamoDB::Table", all: &[":dynamodb"], store: "aws_dynamodb_table", end: "" };
const FUNCTIONS: Service =
    Service { events: "AWS::Lambda::Function", all: &[":lambda"], store: "aws_lambda_function", end: "" };

/// Reads and writes of objects: of all buckets, or of every bucket of the plan whose data is sensitive.
pub(super) fn s3(view: &View<'_, '_>) -> Judged {
    let matters = |bucket: &Resource<'_>| sensitive::judge(view.world, bucket, view.facts).truth;
    let wording = Wording {
        message: "does not record who reads and writes objects, and no other trail does",
        missing: "no trail is managed that records object events",
    };
    union(view, trails::KINDS, wording, |trail| logs(view, trail).and(records(view, trail, &OBJECTS, &matters)))
}

/// Reads and writes of items: of all tables, or of every table of the plan.
pub(super) fn dynamodb(view: &View<'_, '_>) -> Judged {
    let wording = Wording {
        message: "does not record who reads and writes items, and no other trail does",
        missing: "no trail is managed that records table events",
    };
    let matters = |_: &Resource<'_>| Truth::True;
    let mut judged =
        union(view, trails::KINDS, wording, |trail| logs(view, trail).and(records(view, trail, &TABLES, &matters)));
    let tables = view.in_either("aws_dynamodb_table");
    let severity = if tables { Severity::Medium } else { view.policy.severity };
    judged.answers.iter_mut().for_each(|answer| answer.severity = severity);
    judged
}

/// Whether a trail records who reads the objects of any bucket.
pub(super) fn sees_reads<'p>(view: &View<'_, 'p>, trail: &Resource<'p>) -> Truth {
    let reads = selected(view, trail, &OBJECTS).into_iter().map(|selector| selector.reads);
    logs(view, trail).truth.and(Truth::any(reads))
}

fn records<'p>(
    view: &View<'_, 'p>,
    trail: &Resource<'p>,
    service: &Service,
    matters: &dyn Fn(&Resource<'p>) -> Truth,
) -> Ruling {
    let selected = selected(view, trail, service);
    let stores: Vec<(Truth, &Resource<'_>)> =
        view.world.of_kind(service.store).map(|store| (matters(store), store)).collect();
    let all = covers(&selected, &|one| one.all.and(arns::spares_little(one, view, trail, &stores, service)));
    if all.is_true() {
        return Ruling::silent(Truth::True);
    }
    // A trail that names stores one by one is enough when it names every one that matters.
    let asked: Vec<(Truth, &Resource<'_>)> =
        stores.iter().filter(|(matters, _)| !matters.is_false()).copied().collect();
    let named: Vec<(Truth, Truth)> = asked
        .iter()
        .map(|(matters, store)| (*matters, covers(&selected, &|one| arns::names(one, view, trail, store, service))))
        .collect();
    let each = Truth::all(named.iter().map(|(matters, covered)| covered.or(!*matters)));
    let some = Truth::any(named.iter().map(|(matters, covered)| matters.and(*covered)));
    let named = each.and(some);
    let truth = all.or(named);
    let open = selected.iter().find_map(|selector| selector.waits.clone());
    let note = |note: String| Fact::new(trail, &Place::of(attribute(trail)), note);
    match (truth, open) {
        (Truth::True, _) => Ruling::silent(truth),
        (Truth::Unknown, Some(fact)) => Ruling::new(truth, fact),
        (Truth::Unknown, None) if selected.iter().any(|one| !one.spared.is_empty()) => {
            let note = note("leaves out stores, of which it is not known what they hold".to_owned());
            Ruling::new(truth, note.waits_for("what it leaves out"))
        }
        (Truth::Unknown, None) => {
            Ruling::new(truth, note("may name every store that matters".to_owned()).waits_for("the ARNs that it names"))
        }
        (Truth::False, _) if selected.is_empty() => {
            Ruling::new(truth, note(format!("no selector of `{}` events", service.events)))
        }
        (Truth::False, _) => {
            let missed = asked.iter().find(|(matters, store)| {
                matters.is_true() && covers(&selected, &|one| arns::names(one, view, trail, store, service)).is_false()
            });
            let what = missed.map_or("all stores".to_owned(), |(_, store)| store.name().to_owned());
            Ruling::new(truth, note(format!("does not select reads and writes of {what}")))
        }
    }
}

fn attribute(trail: &Resource<'_>) -> &'static str {
    match trail.root().get("event_selector").state() {
        State::Known(Json::Array(items)) if !items.is_empty() => "event_selector",
        _ => "advanced_event_selector",
    }
}

/// A selector of the wanted events.
struct Selector<'p> {
    reads: Truth,
    writes: Truth,
    /// Whether it means all stores, but for those that it spares
    all: Truth,
    /// The ARNs it names, or their beginnings
    arns: Vec<Node<'p>>,
    /// Whether it means the stores whose ARN begins so
    prefixes: bool,
    /// The ARNs it leaves out, and whether as beginnings
    spared: Vec<(Node<'p>, bool)>,
    /// What keeps it from being read
    waits: Option<Fact>,
}

/// Both reads and writes, by one selector or by two.
fn covers<'p>(selected: &[Selector<'p>], covers: &dyn Fn(&Selector<'p>) -> Truth) -> Truth {
    let half = |half: fn(&Selector<'p>) -> Truth| Truth::any(selected.iter().map(|one| half(one).and(covers(one))));
    half(|one| one.reads).and(half(|one| one.writes))
}

fn selected<'p>(view: &View<'_, 'p>, trail: &Resource<'p>, service: &Service) -> Vec<Selector<'p>> {
    let mut found = Vec::new();
    for attribute in ["event_selector", "advanced_event_selector"] {
        let node = trail.root().get(attribute);
        match (view.world.state(trail, &node), node.items()) {
            (State::Unknown, _) => found.push(Selector::unknown(Fact::waiting(trail, &Place::of(attribute), &node))),
            (State::Known(_), Some(items)) if attribute == "event_selector" => {
                found.extend(items.iter().filter_map(|item| basic(view, trail, item, service)).flatten());
            }
            (State::Known(_), Some(items)) => {
                found.extend(items.iter().filter_map(|item| advanced(trail, item, service)));
            }
            _ => {}
        }
    }
    found
}

impl Selector<'_> {
    fn unknown(fact: Fact) -> Self {
        let open = Truth::Unknown;
        let (arns, spared) = (Vec::new(), Vec::new());
        Self { reads: open, writes: open, all: open, arns, prefixes: false, spared, waits: Some(fact) }
    }
}

/// `data_resource { type, values }` of a basic selector.
fn basic<'p>(
    view: &View<'_, 'p>,
    trail: &Resource<'p>,
    item: &Node<'p>,
    service: &Service,
) -> Option<Vec<Selector<'p>>> {
    let kind = item.get("read_write_type");
    let reads = one_of(&kind, &["All", "ReadOnly"], true);
    let writes = one_of(&kind, &["All", "WriteOnly"], true);
    let resources = item.get("data_resource").items()?;
    let selector = |resource: &Node<'p>| {
        let of_service = one_of(&resource.get("type"), &[service.events], false);
        if of_service.is_false() {
            return None;
        }
        let values = resource.get("values");
        let arns = values.items();
        let unknown = arns.is_none() && values.state() == State::Unknown;
        // A list that waits as a whole still says what it refers to.
        let arns: Vec<Node<'p>> = if unknown { vec![values] } else { arns.unwrap_or_default() };
        // What refers to stores and to nothing else does not mean all of them.
        let led = unknown && {
            let reference = view.world.refer(trail, &values, &[service.store]);
            !reference.links.is_empty() && reference.rest == crate::links::Rest::Nothing
        };
        let all = if unknown {
            Truth::from(!led).and(arns::is_all(&values, service))
        } else {
            Truth::any(arns.iter().map(|arn| arns::is_all(arn, service)))
        };
        let waits = [(&kind, "event_selector"), (&values, "event_selector")]
            .into_iter()
            .chain(arns.iter().map(|arn| (arn, "event_selector")))
            .find(|(node, _)| node.state() == State::Unknown)
            .map(|(node, attribute)| Fact::waiting(trail, &Place::of(attribute), node));
        let (reads, writes) = (reads.and(of_service), writes.and(of_service));
        let all = all.and(of_service);
        Some(Selector { reads, writes, all, arns, prefixes: false, spared: Vec::new(), waits })
    };
    Some(resources.iter().filter_map(selector).collect())
}

/// Field selectors of an advanced selector, all of which must hold.
fn advanced<'p>(trail: &Resource<'p>, item: &Node<'p>, service: &Service) -> Option<Selector<'p>> {
    let mut selector = Selector {
        reads: Truth::True,
        writes: Truth::True,
        all: Truth::True,
        arns: Vec::new(),
        prefixes: false,
        spared: Vec::new(),
        waits: None,
    };
    let (mut of_data, mut of_service, mut open) = (Truth::False, Truth::False, Truth::True);
    for field in item.get("field_selector").items().unwrap_or_default() {
        let equals = field.get("equals");
        let is = |value: &str| {
            let items = equals.items().unwrap_or_default();
            let unknown = items.is_empty() && equals.state() == State::Unknown;
            if unknown { Truth::Unknown } else { Truth::any(items.iter().map(|item| one_of(item, &[value], false))) }
        };
        match field.get("field").state() {
            State::Known(Json::String(name)) => match name.as_ref() {
                "eventCategory" => of_data = is("Data"),
                "resources.type" => of_service = is(service.events),
                "readOnly" => (selector.reads, selector.writes) = (is("true"), is("false")),
                "resources.ARN" => {
                    // A list that waits as a whole stands for what it will hold.
                    let listed = |node: Node<'p>| match node.items().filter(|items| !items.is_empty()) {
                        None if node.state() == State::Unknown => vec![node],
                        items => items.unwrap_or_default(),
                    };
                    let starts = listed(field.get("starts_with"));
                    selector.prefixes = !starts.is_empty();
                    selector.arns = if starts.is_empty() { listed(equals) } else { starts };
                    let spared = [("not_starts_with", true), ("not_equals", false)].into_iter();
                    let spared = spared.map(|(operator, prefix)| (listed(field.get(operator)), prefix));
                    selector.spared =
                        spared.flat_map(|(arns, prefix)| arns.into_iter().map(move |arn| (arn, prefix))).collect();
                    // What only leaves stores out means all others.
                    if !selector.arns.is_empty() || selector.spared.is_empty() {
                        selector.all = Truth::any(selector.arns.iter().map(|arn| arns::is_all(arn, service)));
                    }
                }
                // Any other field leaves events out.
                _ => (selector.reads, selector.writes, selector.all) = (Truth::False, Truth::False, Truth::False),
            },
            // It may be any of them, or one that leaves events out.
            State::Unknown => {
                of_data = of_data.or(is("Data").and(Truth::Unknown));
                of_service = of_service.or(is(service.events).and(Truth::Unknown));
                open = Truth::Unknown;
            }
            State::Known(_) | State::Null | State::Absent | State::Omitted => {}
        }
        if field.has_unknown() {
            selector.waits = Some(Fact::waiting(trail, &Place::of("advanced_event_selector"), &field));
        }
    }
    let concerns = of_data.and(of_service).and(open);
    let Selector { reads, writes, all, .. } = selector;
    let selector =
        Selector { reads: reads.and(concerns), writes: writes.and(concerns), all: all.and(concerns), ..selector };
    (!concerns.is_false()).then_some(selector)
}

fn one_of(node: &Node<'_>, values: &[&str], when_unset: bool) -> Truth {
    match node.state() {
        State::Known(Json::String(text)) => Truth::from(values.contains(&text.as_ref())),
        State::Unknown => Truth::Unknown,
        State::Known(_) => Truth::False,
        State::Null | State::Absent | State::Omitted => Truth::from(when_unset),
    }
}

/// What data events a trail records, by what it names: all stores of a service, or single ARNs.
pub(super) fn recorded(view: &View<'_, '_>, trail: &Resource<'_>) -> Vec<(String, Truth)> {
    let mut found = Vec::new();
    for service in [OBJECTS, TABLES, FUNCTIONS] {
        for selector in selected(view, trail, &service) {
            let both = selector.reads.and(selector.writes);
            let events = service.events;
            if !selector.all.is_false() && selector.spared.is_empty() {
                found.push((format!("{events} events"), both.and(selector.all)));
            }
            for arn in selector.arns.iter().filter(|_| !selector.all.is_true()) {
                match arn.state() {
                    State::Known(Json::String(text)) => found.push((format!("{events} events of `{text}`"), both)),
                    _ => found.push((format!("{events} events of "), both.and(Truth::Unknown))),
                }
            }
        }
    }
    // All stores of a service hold each of them.
    let whole: Vec<(String, Truth)> = found.iter().filter(|(name, _)| name.ends_with(" events")).cloned().collect();
    for (name, holds) in whole {
        found.push((format!("{name} of "), holds.and(Truth::Unknown)));
    }
    found
}

/// Whether a trail records all management events.
pub(super) fn management(view: &View<'_, '_>, trail: &Resource<'_>) -> Truth {
    let items = |attribute: &str| {
        let node = trail.root().get(attribute);
        match view.world.state(trail, &node) {
            State::Unknown => None,
            _ => Some(node.items().unwrap_or_default()),
        }
    };
    let (Some(basic), Some(advanced)) = (items("event_selector"), items("advanced_event_selector")) else {
        return Truth::Unknown;
    };
    if basic.is_empty() && advanced.is_empty() {
        return Truth::True;
    }
    let half = |kind: &str, read_only: &str| {
        let of_basic = basic.iter().map(|item| {
            let included = item.get("include_management_events").state().is_on(true);
            let excluded = item.get("exclude_management_event_sources");
            let every = match (excluded.state(), excluded.items()) {
                (State::Unknown, None) => Truth::Unknown,
                (_, items) => Truth::from(items.unwrap_or_default().is_empty()),
            };
            included.and(every).and(one_of(&item.get("read_write_type"), &["All", kind], true))
        });
        let of_advanced = advanced.iter().map(|item| {
            let fields = item.get("field_selector").items().unwrap_or_default();
            let is = |field: &Node<'_>, name: &str, value: &str| {
                let equals = field.get("equals").items().unwrap_or_default();
                let says = Truth::any(equals.iter().map(|item| one_of(item, &[value], false)));
                one_of(&field.get("field"), &[name], false).and(says)
            };
            let concerns = Truth::any(fields.iter().map(|field| is(field, "eventCategory", "Management")));
            let whole = fields
                .iter()
                .map(|field| is(field, "eventCategory", "Management").or(is(field, "readOnly", read_only)));
            concerns.and(Truth::all(whole))
        });
        Truth::any(of_basic.chain(of_advanced))
    };
    half("ReadOnly", "true").and(half("WriteOnly", "false"))
}
