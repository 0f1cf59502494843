//! One statement of a document: whether what it grants is effective for its holders, and how far it reaches.

use std::cell::OnceCell;

use crate::checks::View;
use crate::checks::iam::{lower, names_one};
use crate::estate::{self, Estate, Gap, Holder, Paper};
use crate::iam::condition::{Class, bearing, holds_of, is_left_out, readings};
use crate::iam::document::{Condition, Document, Scope, Statement};
use crate::iam::escalation::tagged;
use crate::iam::facts::{Fact, Facts};
use crate::iam::grants::{Asked, Rights, Source};
use crate::iam::pattern::{Openness, Shape, action_matches, openness};
use crate::iam::text::Text;
use crate::policy::Severity;
use crate::truth::Truth;

/// What one statement is found to be.
pub(super) struct Found {
    /// Whether it is the fault
    pub(super) truth: Truth,
    pub(super) severity: Severity,
    pub(super) note: String,
}

/// A statement in its document, before the world it is judged in.
pub(super) struct Case<'a, 'v, 'p> {
    pub(super) view: &'v View<'a, 'p>,
    pub(super) paper: &'v Paper,
    pub(super) statement: &'v Statement,
    /// Who may hold the document without being given it by name, once that is asked
    pub(super) perhaps: &'v Perhaps<'v>,
}

/// Who may hold a document without being given it by name, and why they may not.
#[derive(Default)]
pub(super) struct Perhaps<'v> {
    all: OnceCell<Vec<(usize, &'v Gap)>>,
    /// Those that something holds back, and the first of those that nothing does
    apart: OnceCell<Vec<(usize, &'v Gap)>>,
}

impl<'v> Perhaps<'v> {
    fn all(&self, estate: &'v Estate, paper: &Paper) -> &[(usize, &'v Gap)] {
        self.all.get_or_init(|| estate.perhaps_holding(paper))
    }

    /// Those that a statement which does not ask who they are can tell apart.
    fn apart(&self, estate: &'v Estate, paper: &Paper) -> &[(usize, &'v Gap)] {
        self.apart.get_or_init(|| {
            let mut free = false;
            let is_free = |at: usize| estate.holders.get(at).is_some_and(Holder::is_free);
            let all = self.all(estate, paper).iter().copied();
            all.filter(|(at, _)| !is_free(*at) || !std::mem::replace(&mut free, true)).collect()
        })
    }
}

/// What holders of a document make of one statement: whether the fault holds, and whether without conditions on the caller.
struct Weighed {
    /// Of those that surely hold the document, the most
    sure: (Truth, bool),
    /// Of all, the most
    most: (Truth, bool),
    /// Of those that may hold it, the least
    least: Option<Truth>,
    /// Of any that nothing holds back, and of which the statement asks nothing that is known
    plain: Option<(Truth, bool)>,
}

impl Weighed {
    fn add(&mut self, (plain, doubt): (bool, Option<&Gap>), ask: impl FnOnce() -> (Truth, bool)) {
        let found = self.plain.filter(|_| plain).unwrap_or_else(ask);
        if plain {
            self.plain = Some(found);
        }
        self.most = self.most.max(found);
        if doubt.is_none() {
            self.sure = self.sure.max(found);
        } else {
            self.least = Some(self.least.map_or(found.0, |least: Truth| least.and(found.0)));
        }
    }
}

impl Case<'_, '_, '_> {
    /// Whether `ask` holds of this statement alone, for some holder: after its Denies, within its boundary. Beside it,
    /// whether it holds without conditions on the caller. Of those that may hold the document, any may be the one.
    pub(super) fn effective(&self, ask: impl Fn(&Rights, &Holder) -> (Truth, bool)) -> (Truth, bool) {
        let estate = self.view.world.estate();
        let none = (Truth::False, true);
        let asks_who = self.asks_who();
        let mut weighed = Weighed { sure: none, most: none, least: None, plain: None };
        let add = |weighed: &mut Weighed, at: usize, doubt: Option<&Gap>| {
            if let Some(holder) = estate.holders.get(at) {
                let plain = holder.is_free() && !asks_who;
                weighed.add((plain, doubt), || ask(&holder.alone(self.source()), holder));
            }
        };
        self.paper.holders.iter().for_each(|(at, doubt)| add(&mut weighed, *at, doubt.as_ref()));
        let held = self.paper.held == Some(Truth::True);
        // A Deny or a boundary gives nobody more.
        let nobody = self.statement.conditions.is_empty() && weighed.plain.is_some_and(|(truth, _)| truth.is_false());
        if nobody || (held && weighed.sure.0.is_true()) {
            return weighed.sure;
        }
        let perhaps = match asks_who {
            true => self.perhaps.all(estate, self.paper),
            false => self.perhaps.apart(estate, self.paper),
        };
        perhaps.iter().for_each(|(at, doubt)| add(&mut weighed, *at, Some(doubt)));
        let Weighed { sure, most, least, .. } = weighed;
        let least = least.filter(|_| !held && !self.paper.idle).unwrap_or(Truth::False);
        (sure.0.or(least).or(most.0.and(Truth::Unknown)), most.1)
    }

    /// The statement as a document of its own.
    pub(super) fn source(&self) -> Source {
        let Source { origin, document, .. } = &self.paper.source;
        Source::new(origin, Document { version: document.version, statements: [self.statement.clone()].into() })
    }

    /// Whether an action is allowed on every resource, and whether only for some callers. A bound on the object counts
    /// as `bounded`.
    pub(super) fn allows(&self, action: &str, bounded: Truth) -> (Truth, bool) {
        // Most statements are about other actions, whoever holds them.
        let names = |scope: &Scope| match scope {
            Scope::Only(patterns) => Truth::any(patterns.iter().map(|pattern| action_matches(pattern, action))),
            Scope::AllBut(_) => Truth::Unknown,
        };
        if names(&self.statement.actions).is_false() {
            return (Truth::False, true);
        }
        self.effective(|rights, holder| {
            let ask = |facts: &Facts, set: Truth| {
                let answer = rights.allows(action, Asked::Open, facts);
                let truth = if answer.is_bounded_by_object() { bounded } else { answer.truth };
                (truth.and(set), !answer.caller_only)
            };
            let plain = ask(&holder.member.facts, Truth::True);
            let asks = !plain.0.is_true() && self.asks_who();
            let others = asks.then(|| tagged(&holder.member, action, Asked::Open)).into_iter().flatten();
            others.map(|tagged| ask(&tagged.facts, tagged.set)).fold(plain, Ord::max)
        })
    }

    /// Whether its conditions ask who a holder is: for what the plan tells of principals, their tags among it.
    fn asks_who(&self) -> bool {
        let is_tag = |key: &str| key.split('/').next().is_some_and(|key| key.eq_ignore_ascii_case("aws:PrincipalTag"));
        let is_own = |key: &str| is_tag(key) || estate::TOLD.iter().any(|told| key.eq_ignore_ascii_case(told));
        let mut conditions = self.statement.conditions.iter();
        conditions.any(|one| is_own(&one.key) || one.values.iter().any(Text::has_variable))
    }

    /// The strongest class among its conditions, apart from those that restrict nothing.
    pub(super) fn class(&self) -> Class {
        readings(&self.statement.conditions).iter().map(|reading| reading.class).max().unwrap_or(Class::Vacuous)
    }

    /// Whether its conditions leave a grant to anybody on anything.
    pub(super) fn unbounded(&self) -> Truth {
        match self.class() {
            Class::Vacuous | Class::Free | Class::Caller => Truth::True,
            Class::Unclassified => Truth::Unknown,
            Class::Object | Class::Dead => Truth::False,
        }
    }

    /// Whether its conditions ask for a key that the requests for an action lack, or for one that most actions lack.
    pub(super) fn leaves_out(&self, action: Option<&str>) -> bool {
        let lacks = |one: &Condition| match action {
            Some(action) => is_left_out(&one.key, action),
            None => bearing(&one.key).is_some(),
        };
        let met = |one: &Condition| holds_of(one, &Fact::Absent, &Facts::none());
        self.statement.conditions.iter().any(|one| lacks(one) && met(one).is_false())
    }

    pub(super) fn severity(&self) -> Severity {
        let own = self.view.policy.severity;
        if self.class() == Class::Caller { lower(own) } else { own }
    }

    pub(super) fn found(&self, truth: Truth, severity: Severity, note: &str) -> Option<Found> {
        (!truth.is_false()).then(|| Found { truth, severity, note: note.to_owned() })
    }

    /// The patterns of `Action`; none for `NotAction`.
    pub(super) fn actions(&self) -> &[Text] {
        match &self.statement.actions {
            Scope::Only(patterns) => patterns,
            Scope::AllBut(_) => &[],
        }
    }

    /// The account whose keys its resources reach, where all that are open name the same.
    pub(super) fn account_of_keys(&self) -> Option<String> {
        self.said_of_keys(|pattern| {
            let number = pattern.as_literal()?.split(':').nth(4)?;
            (number.len() == 12 && number.bytes().all(|b| b.is_ascii_digit())).then(|| number.to_owned())
        })
    }

    /// The region of the keys, likewise.
    pub(super) fn region_of_keys(&self) -> Option<String> {
        self.said_of_keys(|pattern| {
            let (region, _) = pattern.prefix().splitn(4, ':').nth(3)?.split_once(':')?;
            (!region.is_empty() && !region.contains(['*', '?'])).then(|| region.to_owned())
        })
    }

    fn said_of_keys(&self, part: impl Fn(&Text) -> Option<String>) -> Option<String> {
        let Some(Scope::Only(patterns)) = &self.statement.resources else { return None };
        let of_keys =
            |pattern: &&Text| pattern.prefix().split(':').nth(2).is_none_or(|own| own == "kms" || own.contains('*'));
        let open = |pattern: &&Text| openness(pattern, Shape::Any) == Some(Openness::Open);
        let mut named = patterns.iter().filter(of_keys).filter(open).map(part);
        let first = named.next().flatten()?;
        named.all(|other| other.as_ref() == Some(&first)).then_some(first)
    }

    /// Whether a number is that of the document's own account.
    pub(super) fn is_own_account(&self, number: &str) -> Truth {
        let world = self.view.world;
        let own = world.resource(self.paper.resource).and_then(|one| world.account_number(&world.provider(one)));
        own.map_or(Truth::Unknown, |own| Truth::from(own == number))
    }

    /// How far its resources reach, of one type.
    pub(super) fn reach(&self, shape: Shape<'_>) -> Option<Openness> {
        match &self.statement.resources {
            None | Some(Scope::AllBut(_)) => Some(Openness::Open),
            Some(Scope::Only(patterns)) => {
                let reach = |pattern| Some((pattern, openness(pattern, shape)?));
                let each = patterns.iter().filter_map(reach);
                each.map(|(pattern, reach)| if names_one(pattern) { reach.min(Openness::Exact) } else { reach }).max()
            }
        }
    }
}

pub(super) fn is_open(reach: Option<Openness>) -> Truth {
    match reach {
        Some(Openness::Open) => Truth::True,
        Some(Openness::Undecided) => Truth::Unknown,
        Some(Openness::Narrow | Openness::Exact) | None => Truth::False,
    }
}
