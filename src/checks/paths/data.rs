//! What a role reads, and whether a key keeps it from the role.

use std::cell::OnceCell;

use super::super::iam::{about, causes, granted, unread};
use super::super::s3::{Bucket, buckets};
use super::super::s3_transport::{covers, is_for_everyone};
use super::super::{Ruling, View, stores};
use super::keys::separated;
use crate::checks::documents::Written;
use crate::estate::Holder;
use crate::finding::Fact;
use crate::iam::condition::shuts_out;
use crate::iam::document::{Condition, Statement};
use crate::iam::grants::{Answer, Asked};
use crate::iam::pattern::{Object, Openness, action_covers};
use crate::iam::text::Text;
use crate::path::Place;
use crate::policy::{Profile, sensitive};
use crate::truth::Truth;
use crate::world::Resource;

/// What reads objects: one is enough, and what keeps them closed denies both.
const READS: [&str; 2] = ["s3:GetObject", "s3:GetObjectVersion"];

/// The actions of the other stores.
fn reads_others() -> impl Iterator<Item = &'static str> {
    let others = stores::of(Profile::Default).filter(|store| store.service != "s3");
    others.flat_map(|store| store.actions.iter().copied())
}

pub(super) fn allows(holder: &Holder, action: &str, asked: Asked<'_>) -> Answer {
    let mut answer = holder.member.rights.allows(action, asked, &holder.member.facts);
    // What a condition on the object bounds is not every object.
    if answer.is_bounded_by_object() {
        answer.truth = Truth::False;
    }
    answer
}

/// Whether it reads objects, by the action that is allowed most surely; of equals the first.
fn reads_objects(holder: &Holder, asked: Asked<'_>) -> Answer {
    let [plain, by_version] = READS.map(|action| allows(holder, action, asked));
    let rank = |answer: &Answer| (answer.truth, !answer.caller_only);
    if rank(&by_version) > rank(&plain) { by_version } else { plain }
}

/// What a role reads: what lets it, what keeps it out, and whether it does only under conditions on its session.
pub(super) struct Reading {
    /// Whether its policies let it
    pub(super) allowed: Ruling,
    /// Whether neither a key nor a bucket's policy stands between
    pub(super) exposed: Ruling,
    /// Whether it takes a condition on the caller
    pub(super) caller_only: bool,
}

impl Reading {
    fn truth(&self) -> Truth {
        self.allowed.truth.and(self.exposed.truth)
    }
}

/// The buckets of a plan, of which what does not depend on the role is found out once.
pub(super) struct Stores<'a, 'p>(Vec<Store<'a, 'p>>);

struct Store<'a, 'p> {
    bucket: Bucket<'a, 'p>,
    /// Its objects
    objects: Object,
    fenced: OnceCell<Ruling>,
    sensitive: OnceCell<Ruling>,
}

impl<'a, 'p> Stores<'a, 'p> {
    pub(super) fn new(view: &View<'a, 'p>) -> Self {
        let store = |bucket: Bucket<'a, 'p>| {
            let objects = bucket.object().with_tail("/*");
            Store { bucket, objects, fenced: OnceCell::new(), sensitive: OnceCell::new() }
        };
        Self(buckets(view).into_iter().map(store).collect())
    }
}

impl Store<'_, '_> {
    /// Whether what the role reads of the bucket is open to it: neither a key nor the bucket's policy stands between.
    fn exposed(&self, view: &View<'_, '_>, holder: &Holder) -> Ruling {
        (!separated(view, &self.bucket, holder)).and(!self.fenced.get_or_init(|| fenced(self)).clone())
    }

    /// Whether the bucket is sensitive.
    fn sensitive(&self, view: &View<'_, '_>) -> Ruling {
        let judge = || {
            let class = sensitive::judge(view.world, self.bucket.resource, view.facts);
            Ruling::new(class.truth, class.fact)
        };
        self.sensitive.get_or_init(judge).clone()
    }
}

/// How many buckets are named.
const NAMED: usize = 3;

/// Whether a role reads the objects of all buckets, of a sensitive one, or of several by a pattern, and no key keeps them
/// from it. The widest that holds is told.
pub(super) fn reads(view: &View<'_, '_>, stores: &Stores<'_, '_>, holder: &Holder) -> Reading {
    let open = reads_objects(holder, Asked::Open);
    let caller_only = open.caller_only;
    let reading = |allowed, exposed| Reading { allowed, exposed, caller_only };
    let grant = |answer: &Answer, what: &str| told(view, holder, answer, what);
    let mut each: Vec<(Ruling, Answer, Ruling)> = Vec::new();
    for store in &stores.0 {
        let answer = reads_objects(holder, Asked::Object(&store.objects));
        if !answer.truth.is_false() {
            each.push((store.exposed(view, holder), answer, store.sensitive(view)));
        }
    }
    each.sort_by_key(|(exposed, _, class)| std::cmp::Reverse((exposed.truth, class.truth)));
    let every = match stores.0.is_empty() {
        // Buckets of other stacks: nothing says that a key of their own keeps them.
        true => Ruling::new(Truth::True, Fact::assumed("no key of its own is known of any bucket")),
        false => {
            let none = Ruling::new(Truth::False, Fact::assumed("a key of its own keeps each bucket from the role"));
            Ruling::any(each.iter().take(NAMED).map(|(exposed, ..)| exposed.clone()), none)
        }
    };
    let mut found = vec![reading(grant(&open, "reads the objects of every bucket"), every)];
    found.extend(each.iter().map(|(exposed, answer, class)| {
        reading(grant(answer, "reads the objects of a sensitive bucket").and(class.clone()), exposed.clone())
    }));
    let mut wild = each.iter().filter(|(_, answer, _)| answer.openness > Some(Openness::Exact));
    if let (Some((a, answer, _)), Some((b, other, _))) = (wild.next(), wild.next()) {
        let what = "reads the objects of several buckets by a pattern";
        found.push(reading(grant(answer, what).and(Ruling::silent(other.truth)), a.clone().and(b.clone())));
    }
    widest(found)
}

/// The first of those that hold most surely.
fn widest(found: Vec<Reading>) -> Reading {
    let none = Ruling::silent(Truth::False);
    let first = Reading { allowed: none.clone(), exposed: none, caller_only: false };
    found.into_iter().reduce(|a, b| if b.truth() > a.truth() { b } else { a }).unwrap_or(first)
}

/// Whether a role reads every store of a kind, of which no key keeps it.
pub(super) fn reads_broadly(view: &View<'_, '_>, stores: &Stores<'_, '_>, holder: &Holder) -> Reading {
    let open = reads_objects(holder, Asked::Open);
    let exposed = match open.truth {
        Truth::False => Ruling::silent(Truth::True),
        _ => {
            let each = stores.0.iter().map(|store| store.exposed(view, holder));
            Ruling::first(each, Ruling::silent(Truth::True))
        }
    };
    let allowed = told(view, holder, &open, "reads the objects of every bucket");
    let objects = Reading { allowed, exposed, caller_only: open.caller_only };
    let others = reads_others().map(|action| {
        let answer = allows(holder, action, Asked::Open);
        let allowed = told(view, holder, &answer, &format!("may do `{action}` on every resource"));
        Reading { allowed, exposed: Ruling::silent(Truth::True), caller_only: answer.caller_only }
    });
    let all = [objects].into_iter().chain(others);
    let best = all.reduce(|a, b| if (b.truth(), !b.caller_only) > (a.truth(), !a.caller_only) { b } else { a });
    best.unwrap_or_else(|| widest(Vec::new()))
}

fn told(view: &View<'_, '_>, holder: &Holder, answer: &Answer, what: &str) -> Ruling {
    let estate = view.world.estate();
    let mut facts: Vec<Fact> = about(view.world, holder.resource, what).into_iter().collect();
    facts.extend(granted(estate, answer.by.in_order(), "allows it"));
    if answer.truth.is_unknown() {
        facts.extend(causes(holder, estate, answer));
        if !facts.iter().any(|fact| fact.waits_for.is_some()) {
            facts.extend(unread(&[holder]));
        }
    }
    Ruling { truth: answer.truth, facts }
}

pub(super) fn note(resource: &Resource<'_>, note: &str) -> Fact {
    Fact::new(resource, &Place::default(), note)
}

/// A Deny of reads from outside of a network.
fn fenced(store: &Store<'_, '_>) -> Ruling {
    let keys = ["aws:sourcevpce", "aws:sourcevpc", "aws:vpcsourceip"];
    let network = |condition: &Condition| keys.contains(&condition.key.to_ascii_lowercase().as_str());
    let each = store.bucket.policies().into_iter().map(|(one, text)| match text {
        Written::Nothing => Ruling::silent(Truth::False),
        Written::Unknown(fact) => Ruling::new(Truth::Unknown, fact),
        Written::Document { document, .. } => {
            let denies = |one: &&Statement, action: &str| {
                let mut patterns = one.actions.patterns().iter().filter_map(Text::as_literal);
                !one.is_allow() && is_for_everyone(one) && patterns.any(|pattern| action_covers(pattern, action))
            };
            let fenced = |action: &&str| {
                let denying = document.statements.iter().filter(|one| denies(one, action));
                let fencing = denying.filter(|deny| deny.conditions.iter().any(network));
                let shuts = |deny: &Statement| Truth::all(deny.conditions.iter().map(shuts_out));
                Truth::any(fencing.map(|deny| covers(deny, &store.objects).and(shuts(deny))))
            };
            let fences = Truth::all(READS.iter().map(fenced));
            let says = if fences.is_false() { "does not deny" } else { "denies" };
            let note = format!("{says} reads from outside of a network");
            let fact = Fact::new(one.resource, &Place::of("policy"), note);
            Ruling::new(fences, if fences.is_unknown() { fact.waits_for("what its conditions mean") } else { fact })
        }
    });
    Ruling::any(each, Ruling::silent(Truth::False))
}
