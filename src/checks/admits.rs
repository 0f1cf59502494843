//! Whether a service of AWS may do something to a resource: what it asks for and the policies of the resource in, whether
//! they let it out.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::documents::{Written, written};
use super::guardrail::KEYS;
use super::s3::Companion;
use super::{Ruling, View};
use crate::estate::Reader;
use crate::finding::Fact;
use crate::iam::condition::{Kind, holds};
use crate::iam::document::{Condition, Document, PrincipalKind, Scope, Statement};
use crate::iam::facts::Facts;
use crate::iam::pattern::{Object, Reading, action_matches, resource_matches, resources_meet};
use crate::iam::text::{Part, Symbol, Text};
use crate::links::{Certainty, Rest};
use crate::path::{Path, Place};
use crate::truth::Truth;
use crate::world::Resource;

/// Where the files of a trail may stand of which the prefix is not known.
pub(super) const EVERYWHERE: &str = "/*";

/// Who publishes alarms, and events.
pub(super) const CLOUDWATCH: &str = "cloudwatch.amazonaws.com";
pub(super) const EVENTS: &str = "events.amazonaws.com";

/// Who keeps log groups. In a key's policy it has a name in each region: `logs.eu-west-1.amazonaws.com`.
pub(super) const LOGS: &str = "logs.amazonaws.com";
const OF_LOGS: &str = "logs.";

/// What they do to a topic.
pub(super) const PUBLISH: &str = "sns:Publish";

/// Keys of a request whose values are the account's own, so that a policy that asks for one means it.
const OWN: [&str; 3] = ["aws:sourceaccount", "aws:sourceorgid", "aws:sourceorgpaths"];

/// What a service asks for.
#[derive(Clone)]
pub(super) struct Request<'r, 'p> {
    /// The service by its name
    pub(super) who: &'static str,
    /// The same as a principal
    pub(super) service: &'static str,
    pub(super) action: &'static str,
    /// The resource on whose behalf it asks, the attribute that names it, and what stands before the name in its ARN
    pub(super) source: (&'r Resource<'p>, &'static str, &'static str),
    /// Keys whose values are that resource's own
    pub(super) own: &'static [&'static str],
    /// What else its request says
    pub(super) says: Facts,
    /// The resource that it writes to, or whose key it uses
    pub(super) holder: &'r str,
    /// The same as policies name it; nothing where they can name no other
    pub(super) object: Option<Object>,
    /// What follows the ARN
    pub(super) tail: String,
    /// The folder of its files below `AWSLogs`, among others whose names begin with its name
    pub(super) folder: Option<&'static str>,
}

/// Whether a policy allows the logs of a trail below a folder without a name, where a prefix was meant that is empty.
fn doubles_slash(text: &Written) -> bool {
    let Written::Document { document, .. } = text else { return false };
    let allows = document.statements.iter().filter(|one| one.is_allow());
    let mut patterns = allows.flat_map(|one| one.resources.iter().flat_map(Scope::patterns));
    patterns.any(|pattern| pattern.to_string().contains("//AWSLogs/"))
}

/// Whether policies of one object let a service do what it asks for. Without any nothing is known against it.
pub(super) fn admitted(
    request: &Request<'_, '_>,
    policies: Vec<(Companion<'_, '_>, Written)>,
    place: &Place,
) -> Ruling {
    let mut carriers: BTreeMap<usize, (Companion<'_, '_>, Vec<Written>)> = BTreeMap::new();
    for (one, text) in policies.into_iter().filter(|(_, text)| !matches!(text, Written::Nothing)) {
        carriers.entry(one.resource.id).or_insert_with(|| (one.clone(), Vec::new())).1.push(text);
    }
    let each = carriers.into_values().map(|(one, texts)| {
        let (mut allowed, mut denied, mut facts) = (Truth::False, Truth::False, Vec::new());
        for text in &texts {
            match text {
                Written::Nothing => {}
                Written::Unknown(fact) => {
                    (allowed, denied) = (allowed.or(Truth::Unknown), denied.or(Truth::Unknown));
                    facts.push(fact.clone());
                }
                Written::Document { document, .. } => {
                    allowed = allowed.or(request.matches(document, true));
                    denied = denied.or(request.matches(document, false));
                }
            }
        }
        let truth = allowed.and(!denied);
        if truth.is_true() {
            return Ruling::silent(truth);
        }
        if truth.is_false() || facts.is_empty() {
            let says = match (truth, denied) {
                (Truth::Unknown, _) => format!("may keep {} from", request.who),
                (_, Truth::True) => format!("denies {}", request.who),
                _ => format!("does not let {} do", request.who),
            };
            let fact = |more: &str| Fact::new(one.resource, place, format!("{says} `{}`{more}", request.action));
            let open = texts.iter().find_map(|text| match text {
                Written::Document { document, .. } => document.statements.iter().find_map(|one| request.open_key(one)),
                Written::Nothing | Written::Unknown(_) => None,
            });
            let why = match open {
                Some(key) => format!("what its requests say for `{key}` is not known"),
                None => "what it names is known after apply".to_owned(),
            };
            facts = vec![match truth {
                Truth::Unknown => fact(&format!(": {why}")).waits_for("what the policy means"),
                _ if !denied.is_true() && texts.iter().any(doubles_slash) => {
                    fact(": what it allows has the slash of an empty prefix twice")
                }
                _ => fact(""),
            }];
        }
        let ruling = Ruling { truth, facts };
        if one.sure || ruling.truth.is_true() { ruling } else { Ruling { truth: Truth::Unknown, ..ruling } }
    });
    Ruling::all(each)
}

/// Whether the policy of the key that an attribute names lets the service use it, as far as the plan holds it. The one
/// that KMS gives a key lets in nobody but the account's own principals.
/// <https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html>
pub(super) fn opens<'p>(
    view: &View<'_, 'p>,
    (holder, attribute): (&Resource<'p>, &str),
    asked: &Request<'_, 'p>,
) -> Ruling {
    let each = candidates(view, holder, attribute, &KEYS).into_iter();
    let each = each.map(|(link, key)| {
        let Some(policies) = of_key(view, key) else {
            let note = format!("has the policy that KMS gives it, which does not let {} in", asked.who);
            let fact = Fact::new(key, &Place::of("policy"), note);
            return as_sure(Ruling::new(Truth::False, fact), link, holder, attribute);
        };
        let object = Object::new(key.name(), Text::symbol(key.name(), "arn"));
        let request = Request { holder: key.name(), object: Some(object), tail: String::new(), ..asked.clone() };
        as_sure(admitted(&request, policies, &Place::of("policy")), link, holder, attribute)
    });
    Ruling::all(each)
}

/// The policies of a key, each with what carries it. `None` where it has the one that KMS gives a key, which lets in the
/// account's own principals as far as their policies do.
pub(super) fn of_key<'a, 'p>(view: &View<'a, 'p>, key: &'a Resource<'p>) -> Option<Vec<(Companion<'a, 'p>, Written)>> {
    let world = view.world;
    let reader = Reader::new(world);
    let named = Path::parse("$.key_id").ok();
    let named = named.map(|path| world.named_by("aws_kms_key_policy", &path, key.kind(), false));
    let companions: Vec<(usize, bool)> = named
        .iter()
        .flat_map(|named| {
            let sure = named.of(key.id).iter().map(|(id, certainty)| (*id, *certainty == Certainty::Must));
            sure.chain(named.unresolved.iter().map(|(id, _)| (*id, false))).collect::<Vec<_>>()
        })
        .collect();
    let is_written = key.config().is_some_and(|block| block.expressions().get("policy").is_some());
    if companions.is_empty() && key.is_new() && !is_written {
        return None;
    }
    // The state holds the policy that KMS wrote by itself, too.
    let own = companions.is_empty().then_some((key.id, true));
    let carriers = companions.into_iter().chain(own);
    let carriers = carriers.filter_map(|(id, sure)| Some(Companion { resource: world.resource(id)?, sure }));
    let policies = carriers.flat_map(|one| {
        let texts = written(&reader, one.resource, "policy");
        texts.into_iter().map(move |text| (one.clone(), text)).collect::<Vec<_>>()
    });
    Some(policies.collect())
}

/// How sure it is that an attribute names something, and whether its expression does.
type Named = (Certainty, bool);

/// What an attribute names, and while that can't be told all that it may name.
pub(super) fn candidates<'a, 'p>(
    view: &View<'a, 'p>,
    holder: &Resource<'p>,
    attribute: &str,
    kinds: &[&str],
) -> Vec<(Named, &'a Resource<'p>)> {
    let world = view.world;
    let reference = world.refer(holder, &holder.root().get(attribute), kinds);
    let links = &reference.links;
    if matches!(reference.rest, Rest::Unresolved(_)) {
        let is_named = |one: &Resource<'_>| links.is_empty() || links.iter().any(|link| link.to == one.id);
        let all = kinds.iter().flat_map(|kind| world.of_kind(kind));
        return all.map(|one| ((Certainty::May, is_named(one)), one)).collect();
    }
    links.iter().filter_map(|link| Some(((link.certainty, true), world.resource(link.to)?))).collect()
}

/// No surer than what names it, and silent of what an expression does not name that names others.
pub(super) fn as_sure(ruling: Ruling, named: Named, holder: &Resource<'_>, attribute: &str) -> Ruling {
    match (named, ruling.truth) {
        ((Certainty::May, is_named), Truth::False) => {
            let waiting = Fact::waiting(holder, &Place::of(attribute), &holder.root().get(attribute));
            let facts = if is_named { ruling.facts } else { Vec::new() };
            Ruling { truth: Truth::Unknown, facts }.noting(waiting)
        }
        _ => ruling,
    }
}

impl Request<'_, '_> {
    /// Whether some statement of this effect is for the request.
    fn matches(&self, document: &Document, allow: bool) -> Truth {
        let statements = document.statements.iter().filter(|one| one.is_allow() == allow);
        Truth::any(
            statements.map(|one| self.is_for(one).and(self.acts(one)).and(self.reaches(one)).and(self.meets(one))),
        )
    }

    fn is_for(&self, statement: &Statement) -> Truth {
        let Some(principals) = &statement.principals else { return Truth::False };
        let named = Truth::any(principals.entries.iter().map(|entry| match (entry.kind, entry.id.as_literal()) {
            (PrincipalKind::Anyone, _) | (PrincipalKind::Aws, Some("*")) => Truth::True,
            (PrincipalKind::Service, _) if self.service == LOGS && entry.id.prefix().starts_with(OF_LOGS) => {
                Truth::True
            }
            (PrincipalKind::Service, Some(name)) => Truth::from(name == self.service),
            (PrincipalKind::Service, None) => Truth::Unknown,
            // An alarm tells on behalf of its account; whether that is enough is not documented.
            (PrincipalKind::Aws, _) if self.service == CLOUDWATCH && self.action == PUBLISH => Truth::Unknown,
            (PrincipalKind::Aws | PrincipalKind::Federated | PrincipalKind::CanonicalUser, _) => Truth::False,
        }));
        if principals.negated { !named } else { named }
    }

    fn acts(&self, statement: &Statement) -> Truth {
        let named = Truth::any(statement.actions.patterns().iter().map(|one| action_matches(one, self.action)));
        if matches!(statement.actions, Scope::AllBut(_)) { !named } else { named }
    }

    /// Whether it is for what the service writes to: an Allow for some of it, as its account's own files are, a Deny for all.
    fn reaches(&self, statement: &Statement) -> Truth {
        let Some(object) = &self.object else { return Truth::True };
        let whole = object.clone().with_tail(&self.tail);
        let is_its = |pattern: &&Text| {
            let pattern = pattern.to_string();
            let mut names = pattern.split_once("/AWSLogs/").into_iter().flat_map(|(_, below)| below.split('/'));
            let is_other = |own: &str, name: &str| name != own && name.starts_with(own) && !name.contains(['*', '?']);
            !self.folder.is_some_and(|own| names.any(|name| is_other(own, name)))
        };
        let meets = |pattern: &Text| match self.below(pattern) {
            Some(below) => resources_meet(&below, &Text::literal(&self.tail)),
            None => {
                let met = resources_meet(&opening(pattern.parts()), &whole.text());
                // Two names that are known in part may differ in the rest.
                let both = self.spelled().is_some() && pattern.as_literal().is_none();
                if both { met.and(Truth::Unknown) } else { met }
            }
        };
        let covers = |pattern: &Text| resource_matches(pattern, &whole, Reading::Segments, &Facts::none());
        match &statement.resources {
            Some(Scope::Only(patterns)) if statement.is_allow() && self.is_placed() => {
                Truth::any(patterns.iter().filter(is_its).map(meets))
            }
            Some(Scope::Only(patterns)) => {
                let each = patterns.iter().filter(is_its);
                Truth::any(each.map(|one| covers(one).or(meets(one).and(Truth::Unknown))))
            }
            Some(Scope::AllBut(patterns)) => !Truth::any(patterns.iter().filter(is_its).map(meets)),
            None => Truth::False,
        }
    }

    /// Whether it is known where its files stand, be it below an account that is its own.
    fn is_placed(&self) -> bool {
        self.tail != EVERYWHERE
    }

    /// The ARN of what it writes to, where a part of it is known after apply.
    fn spelled(&self) -> Option<&Text> {
        self.object.as_ref().map(|object| &object.arn).filter(|arn| arn.parts().len() > 1)
    }

    /// What follows the ARN in a pattern that begins with it.
    fn below(&self, pattern: &Text) -> Option<Text> {
        let named = |symbol: &Symbol| &*symbol.address == self.holder && symbol.is_identity();
        if let Some(rest) = self.spelled().and_then(|arn| after(pattern.parts(), arn.parts())) {
            return Some(opening(&rest));
        }
        match pattern.parts() {
            [Part::Symbol(symbol), rest @ ..] if named(symbol) => Some(opening(rest)),
            [Part::Literal(opens), Part::Symbol(symbol), rest @ ..] if named(symbol) && opens.ends_with(":s3:::") => {
                Some(opening(rest))
            }
            _ => None,
        }
    }

    /// The key of the condition of which it can't be told whether it holds.
    fn open_key(&self, statement: &Statement) -> Option<Arc<str>> {
        let open = statement.conditions.iter().find(|condition| self.holds(statement, condition).is_unknown())?;
        Some(open.key.clone())
    }

    /// Whether its conditions hold for a request of the service, which carries nothing of a principal.
    fn meets(&self, statement: &Statement) -> Truth {
        Truth::all(statement.conditions.iter().map(|condition| self.holds(statement, condition)))
    }

    fn holds(&self, statement: &Statement, condition: &Condition) -> Truth {
        let absent = ["aws:PrincipalAccount", "aws:PrincipalArn", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths"];
        let facts = absent.iter().fold(self.says.clone(), |facts, key| facts.without(key));
        let facts = ["aws:SourceVpc", "aws:SourceVpce"].iter().fold(facts, |facts, key| facts.without(key));
        let facts = facts.with("aws:SecureTransport", "true").with("aws:PrincipalIsAWSService", "true");
        let facts = facts.with("aws:PrincipalServiceName", self.service);
        // Only what publishes for its own account says whose that is.
        let facts = if self.service == EVENTS { facts.without("aws:SourceOwner") } else { facts };
        let key = condition.key.to_ascii_lowercase();
        let asks = condition.operator.test.kind != Kind::Null;
        let own = match key.as_str() {
            "aws:sourcearn" if asks => Some(self.names_source(condition)),
            "kms:encryptioncontext:aws:logs:arn" if asks => Some(self.names_source(condition)),
            key if OWN.contains(&key) || self.own.contains(&key) || key == "aws:sourcearn" => match asks {
                true => Some(Truth::True),
                // It is there, whatever it says.
                false => holds(condition, &facts.clone().with(key, self.service)),
            },
            // AWS speaks the newest: a Deny is for those that are older, an Allow for those that are not.
            "s3:tlsversion" => Some(statement.is_allow().into()),
            _ => None,
        };
        match own {
            Some(matched) if condition.operator.test.negated => !matched,
            Some(matched) => matched,
            None => holds(condition, &facts).unwrap_or(Truth::Unknown),
        }
    }

    /// Whether some value of a condition may be the ARN of what the service asks for.
    fn names_source(&self, condition: &Condition) -> Truth {
        let (source, attribute, kind) = self.source;
        let name = source.root().get(attribute);
        Truth::any(condition.values.iter().map(|value| {
            if let Some(symbol) = value.as_symbol() {
                return if &*symbol.address == source.name() { Truth::True } else { Truth::Unknown };
            }
            // Region and account are its own; what tells trails apart is the name, which comes last.
            let tail = match value.parts().last() {
                Some(Part::Literal(text)) => text.rsplit_once(kind).map(|(_, name)| name.to_owned()),
                _ => None,
            };
            match (tail, name.state().text()) {
                (Some(tail), Some(name)) => {
                    let matches = |tail: &str| {
                        let pattern = Text::literal(tail);
                        resource_matches(&pattern, &Object::outside(name), Reading::Whole, &Facts::none())
                    };
                    // With this end the ARN of a group stands for its streams, too; whether it does here is not documented.
                    let streams = tail.strip_suffix(":*").filter(|_| self.service == LOGS);
                    let streams = streams.map_or(Truth::False, |tail| matches(tail).and(Truth::Unknown));
                    matches(&tail).or(streams)
                }
                (Some(tail), None) if tail == "*" => Truth::True,
                (None, _) if value.as_literal() == Some("*") => Truth::True,
                // Whatever is in an account and region.
                (None, _) if self.service == LOGS && ends_open(value) => Truth::True,
                _ => Truth::Unknown,
            }
        }))
    }
}

/// What follows `start` in a text that begins with it.
fn after(text: &[Part], start: &[Part]) -> Option<Vec<Part>> {
    let (last, first) = start.split_last()?;
    let rest = text.strip_prefix(first)?;
    match (last, rest.split_first()?) {
        (Part::Literal(last), (Part::Literal(own), rest)) => {
            let own = Part::Literal(own.strip_prefix(&**last)?.into());
            Some([own].into_iter().chain(rest.iter().cloned()).collect())
        }
        (last, (own, rest)) => (last == own).then(|| rest.to_vec()),
    }
}

/// Whether a pattern stands for all that begins like it.
fn ends_open(pattern: &Text) -> bool {
    matches!(pattern.parts().last(), Some(Part::Literal(text)) if text.ends_with(":*") || text.ends_with(":log-group*"))
}

/// A pattern up to what is not known of it, such as the account in a folder's name, which is one's own.
fn opening(parts: &[Part]) -> Text {
    let fixed = |part: &&Part| matches!(part, Part::Literal(_) | Part::Escaped(_));
    let known = parts.len().min(1) + parts.iter().skip(1).take_while(fixed).count();
    let rest = (known < parts.len()).then(|| Part::Literal("*".into()));
    Text::from_parts(parts.iter().take(known).cloned().chain(rest))
}
