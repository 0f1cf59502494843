//! One member and one path in; what the member gains by it out, for each target the path can be bound to.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::path::{Bind, bind, paths};
use super::power::{Powers, ceiling, powers};
pub(super) use super::proof::Edge;
use super::proof::Proof;
use super::trust::{admits_principal, admits_service, names_principals};
use super::{Carrier, Estate, Gain, Member, MemberKind, Path, Strength};
use crate::iam::catalogue;
use crate::iam::facts::Facts;
use crate::iam::grants::{Answer, Asked, Boundary, Rights};
use crate::iam::pattern::{Object, Shape};
use crate::truth::Truth;

/// What is the same for every member that asks: which services each role trusts, by its index, and who is worth becoming.
pub(super) struct Trusted {
    services: Vec<(usize, &'static str, Truth)>,
    /// By member: whom its trust policy lets in, as a number that those of the same text share
    trusts: Vec<usize>,
    /// By member: whether its boundary would leave an administrator one
    ceilings: Vec<Truth>,
    /// What becoming each member is worth, once that is known
    pub(super) worth: Vec<Worth>,
}

impl Trusted {
    /// Asks every role for every service of every path, once.
    pub(super) fn of(estate: &Estate) -> Self {
        let services: BTreeSet<&str> = paths().iter().flat_map(|path| path.services.iter().copied()).collect();
        let roles = estate.members.iter().enumerate().filter(|(_, member)| member.kind == MemberKind::Role);
        let all = roles.flat_map(|(at, role)| {
            services.iter().map(move |service| (at, *service, admits_service(&role.trust, service)))
        });
        let mut texts: HashMap<String, usize> = HashMap::new();
        let trusts = estate.members.iter().map(|member| {
            let text = member.trust.iter().map(|source| format!("{:?}", source.document)).collect();
            let next = texts.len();
            *texts.entry(text).or_insert(next)
        });
        Self {
            trusts: trusts.collect(),
            ceilings: estate.members.iter().map(|member| ceiling(&member.rights)).collect(),
            services: all.filter(|(_, _, truth)| !truth.is_false()).collect(),
            worth: Vec::new(),
        }
    }
}

/// What becoming a member is worth to whoever can, as far as it can be told before any step is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Worth {
    /// Nothing: it has no power and no step to take
    Nothing,
    /// Its own powers, for it has no step to take: it is as good as any other that has them
    Powers(Powers),
    /// More than its own powers, perhaps
    Steps(usize),
}

/// What was come upon of targets that are as good as others: their worth, the service, and what gives them.
#[derive(Default)]
struct Seen(Vec<(Worth, &'static str, Proof)>);

impl Seen {
    /// Whether a target is unlike all before it.
    fn is_new(&mut self, worth: Worth, service: &'static str, proof: &Proof) -> bool {
        if matches!(worth, Worth::Steps(_)) {
            return true;
        }
        let new = !self.0.iter().any(|seen| (seen.0, seen.1) == (worth, service) && seen.2 == *proof);
        if new {
            self.0.push((worth, service, proof.clone()));
        }
        new
    }
}

/// One member looking for its steps.
pub(super) struct Seeker<'e> {
    estate: &'e Estate,
    trusted: &'e Trusted,
    at: usize,
    member: Cow<'e, Member>,
    /// Context keys of an IAM change that makes a target an administrator, by whether the target has no boundary
    raising: [Facts; 2],
    passes: OnceCell<Vec<Pass>>,
    /// What it may do on some resource, which many paths ask
    somewhere: RefCell<BTreeMap<&'static str, Answer>>,
    /// What it may do on every object alike
    everywhere: RefCell<BTreeMap<Question, Option<Answer>>>,
}

/// A question about an object that other objects are asked too: the action and the context keys that it fixes.
type Question = (&'static str, Fixed);

/// The context keys that a question about an object fixes beside those of the member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Fixed {
    None,
    Passing(&'static str),
    Raising { unbounded: bool },
}

/// What decides a path on a target for a member whose statements tell no objects apart: becoming it, what bounds it, whom
/// it trusts, and whether it surely has a policy.
type Alike = (Worth, Fixed, (usize, Truth), Option<Truth>);

/// A role that the member can pass to a service that may assume it.
struct Pass {
    role: usize,
    service: &'static str,
    proof: Proof,
}

impl<'e> Seeker<'e> {
    /// A seeker for the member at an index.
    pub(super) fn new(estate: &'e Estate, trusted: &'e Trusted, at: usize) -> Option<Self> {
        Some(Self::of(estate, trusted, at, readable(estate.members.get(at)?)))
    }

    /// A seeker for the member at an index, or for what the member would be.
    fn of(estate: &'e Estate, trusted: &'e Trusted, at: usize, member: Cow<'e, Member>) -> Self {
        let bounded = member.facts.clone().with("iam:PolicyARN", "arn:aws:iam::aws:policy/AdministratorAccess");
        let raising = [bounded.clone(), bounded.without("iam:PermissionsBoundary")];
        let (passes, somewhere, everywhere) = (OnceCell::new(), RefCell::default(), RefCell::default());
        Self { estate, trusted, at, member, raising, passes, somewhere, everywhere }
    }

    /// The steps by one path: on targets of the estate, and on an open pattern.
    pub(super) fn edges(&self, path: &'static Path) -> Vec<Edge> {
        // Most members lack most permissions altogether, so that is asked first.
        if !self.holds_all(path) {
            return Vec::new();
        }
        let mut edges = match bind(path) {
            Bind::Pass => self.passed(path),
            Bind::Carrier(kind) => self.carried(path, kind),
            Bind::Itself(kind) if kind == self.member.kind => self.raised(path, &self.member.object, Truth::True),
            Bind::OwnGroup => self.raised_by(path, self.member.groups.iter().map(|(group, sure)| (group, *sure))),
            Bind::OwnPolicy => self.raised_by(path, self.member.policies()),
            Bind::OtherGroup => self.others(path, MemberKind::Group),
            Bind::Other(kind) => self.others(path, kind),
            Bind::Raise(kind) => self.raise(path, kind, |member| vec![(&member.object, Truth::True)]),
            Bind::RaisePolicy => self.raise(path, MemberKind::Role, |member| member.policies().collect()),
            Bind::Assume => self.assumed(path),
            Bind::Uncover => self.uncovered(path),
            Bind::UncoverRole => self.uncovered_role(path),
            Bind::Itself(_) | Bind::Directory | Bind::Elsewhere => Vec::new(),
        };
        self.fold(&mut edges);
        edges.extend(self.latent(path));
        edges
    }

    /// Of steps that rest on the same statements and are worth the same, keeps the first.
    fn fold(&self, edges: &mut Vec<Edge>) {
        edges.sort_by_key(|edge| edge.gain);
        let mut seen = Seen::default();
        edges.retain(|edge| seen.is_new(self.worth(edge.gain), "", &edge.proof()));
    }

    /// Whether it gains anything by becoming another member.
    fn is_goal(&self, at: usize) -> bool {
        at != self.at && self.worth(Gain::Member(at)) != Worth::Nothing
    }

    fn worth(&self, gain: Gain) -> Worth {
        match gain {
            Gain::Administrator | Gain::AdministratorThrough(_) => Worth::Powers(Powers::ALL),
            Gain::Member(at) => self.trusted.worth.get(at).copied().unwrap_or(Worth::Nothing),
        }
    }

    /// A condition on the object bounds what is reached, by how much nobody knows: a path is not built on it.
    fn ask(&self, action: &str, asked: Asked<'_>, facts: &Facts) -> Answer {
        unbounded(self.member.rights.allows(action, asked, facts))
    }

    fn plain(&self, action: &str, asked: Asked<'_>) -> Answer {
        self.ask(action, asked, &self.member.facts)
    }

    /// The answer on some resource, whichever.
    fn some(&self, action: &'static str) -> Answer {
        unbounded(self.anyhow(action))
    }

    /// The answer on some resource, under conditions that a path may meet.
    fn anyhow(&self, action: &'static str) -> Answer {
        let known = self.somewhere.borrow().get(action).cloned();
        known.unwrap_or_else(|| {
            let answer = self.member.rights.allows(action, Asked::Some, &self.member.facts);
            self.somewhere.borrow_mut().insert(action, answer.clone());
            answer
        })
    }

    /// The answer on an object. Where no statement tells objects apart, that on any other is the same.
    fn on(&self, action: &'static str, object: &Object, fixed: Fixed) -> Answer {
        let known = self.everywhere.borrow().get(&(action, fixed)).cloned();
        match known {
            Some(Some(answer)) => answer,
            Some(None) => self.ask(action, Asked::Object(object), &self.facts(fixed)),
            None => {
                let answer = self.ask(action, Asked::Object(object), &self.facts(fixed));
                let alike = self.member.rights.is_alike_on_all(action).then(|| answer.clone());
                self.everywhere.borrow_mut().insert((action, fixed), alike);
                answer
            }
        }
    }

    fn facts(&self, fixed: Fixed) -> Cow<'_, Facts> {
        let [bounded, unbounded] = &self.raising;
        match fixed {
            Fixed::None => Cow::Borrowed(&self.member.facts),
            Fixed::Passing(service) => Cow::Owned(self.member.facts.clone().with("iam:PassedToService", service)),
            Fixed::Raising { unbounded: true } => Cow::Borrowed(unbounded),
            Fixed::Raising { unbounded: false } => Cow::Borrowed(bounded),
        }
    }

    /// Whether none of its statements tells objects of a path apart.
    fn is_alike(&self, path: &Path) -> bool {
        path.requires.iter().all(|action| self.member.rights.is_alike_on_all(action))
    }

    /// What decides a path on a target, if nothing else does.
    fn decisive(&self, path: &Path, (at, target): (usize, &Member), worth: Worth, policy: Option<Truth>) -> Alike {
        let ceiling = self.trusted.ceilings.get(at).copied().unwrap_or(Truth::Unknown);
        let assumed = path.requires.contains(&"sts:AssumeRole");
        let trust = self.trusted.trusts.get(at).copied().filter(|_| assumed).unwrap_or(usize::MAX);
        (worth, raising(target), (trust, ceiling), policy)
    }

    /// Whether it holds the permissions of a path, each on some resource. What the service, the policy or the boundary of a
    /// path is, conditions are asked with each target.
    pub(super) fn holds_all(&self, path: &Path) -> bool {
        path.requires.iter().all(|action| !self.anyhow(action).truth.is_false())
    }

    /// Whether `ssm:SendCommand` is allowed with a document that runs any command.
    fn shell(&self, path: &Path) -> Truth {
        if path.id != "ssm-002" {
            return Truth::True;
        }
        let run = |shape| self.plain("ssm:SendCommand", Asked::Type(Shape::Known(shape))).truth;
        Truth::any(SHELLS.map(run))
    }

    /// The permissions other than `iam:PassRole`, each on some resource.
    fn rest(&self, path: &Path) -> Proof {
        let mut proof = Proof::new();
        for action in path.requires.iter().filter(|action| **action != "iam:PassRole") {
            proof.and(self.some(action));
        }
        proof
    }

    fn passed(&self, path: &'static Path) -> Vec<Edge> {
        let rest = self.rest(path);
        let passes = self.passes.get_or_init(|| self.passes());
        let mut edges: Vec<Edge> = Vec::new();
        let mut last: Option<&Pass> = None;
        for pass in passes.iter().filter(|pass| path.services.contains(&pass.service)) {
            let gain = Gain::Member(pass.role);
            let edge = match edges.last().filter(|_| last.is_some_and(|last| last.proof.is(&pass.proof))) {
                Some(edge) => Some(Edge { gain, ..edge.clone() }),
                None => rest.clone().join(&pass.proof).edge(path, Strength::Proven, gain),
            };
            if edge.is_some() {
                last = Some(pass);
            }
            edges.extend(edge);
        }
        edges
    }

    /// Every role the member can pass, which no longer depends on the path.
    fn passes(&self) -> Vec<Pass> {
        let (mut passes, mut seen) = (Vec::new(), Seen::default());
        let alike = self.member.rights.is_alike_on_all("iam:PassRole");
        let mut asked = HashSet::new();
        for &(at, service, trusted) in self.trusted.services.iter().filter(|(at, ..)| self.is_goal(*at)) {
            let Some(role) = self.estate.members.get(at) else { continue };
            let worth = self.worth(Gain::Member(at));
            if alike && !matches!(worth, Worth::Steps(_)) && !asked.insert((worth, service, trusted, role.profiled)) {
                continue;
            }
            let mut proof = Proof::new().also(trusted);
            proof.and(self.on("iam:PassRole", &role.object, Fixed::Passing(service)));
            if !proof.truth.is_false() {
                let proof = proof.also(self.profile(service, role));
                if seen.is_new(worth, service, &proof) {
                    passes.push(Pass { role: at, service, proof });
                }
            }
        }
        passes
    }

    /// A role reaches an instance only inside an instance profile: one there is, or one the member can make.
    fn profile(&self, service: &str, role: &Member) -> Truth {
        if service != "ec2.amazonaws.com" {
            return Truth::True;
        }
        let make = ["iam:CreateInstanceProfile", "iam:AddRoleToInstanceProfile"];
        role.profiled.or(Truth::all(make.map(|action| self.some(action).truth)))
    }

    fn carried(&self, path: &'static Path, kind: &str) -> Vec<Edge> {
        let carriers = self.estate.carriers.iter().enumerate().filter(|(_, carrier)| &*carrier.kind == kind);
        let own = carriers.clone().filter_map(|(at, carrier)| Some((at, carrier, carrier.role?)));
        let mut edges: Vec<Edge> = own
            .filter(|(.., role)| self.is_goal(*role))
            .filter_map(|(at, carrier, role)| self.through(path, (at, carrier), role))
            .collect();
        // One whose role may be any is as good as all of them.
        let open = carriers.filter(|(_, carrier)| carrier.role.is_none());
        let to_any = |one| self.roles().filter_map(|(role, _)| self.through(path, one, role)).collect::<Vec<_>>();
        edges.extend(open.map(to_any).find(|edges| !edges.is_empty()).unwrap_or_default());
        edges
    }

    fn through(&self, path: &'static Path, (at, carrier): (usize, &Carrier), role: usize) -> Option<Edge> {
        let edge = self.on_carrier(path, carrier)?.edge(path, Strength::Proven, Gain::Member(role))?;
        Some(Edge { carrier: Some(at), ..edge })
    }

    fn on_carrier(&self, path: &Path, carrier: &Carrier) -> Option<Proof> {
        let ssh = if path.id.starts_with("ec2instanceconnect") { carrier.ssh } else { Truth::True };
        let mut proof = Proof::new().also(carrier.link).also(ssh).also(self.shell(path));
        for action in &path.requires {
            let bound = catalogue::takes(action, &carrier.kind);
            proof.and(if bound { self.on(action, &carrier.object, Fixed::None) } else { self.some(action) });
            if proof.truth.is_false() {
                return None;
            }
        }
        Some(proof)
    }

    fn raised_by<'m>(&self, path: &'static Path, on: impl Iterator<Item = (&'m Object, Truth)>) -> Vec<Edge> {
        on.flat_map(|(object, sure)| self.raised(path, object, sure)).collect()
    }

    /// The member gives itself any rights through `object`: itself, its group or its policy.
    fn raised(&self, path: &'static Path, object: &Object, sure: Truth) -> Vec<Edge> {
        let mut proof = Proof::new().also(ceiling(&self.member.rights)).also(sure);
        for action in &path.requires {
            proof.and(self.on(action, object, raising(&self.member)));
        }
        proof.edge(path, Strength::Proven, Gain::Administrator).into_iter().collect()
    }

    fn others(&self, path: &'static Path, kind: MemberKind) -> Vec<Edge> {
        let possible = kind != MemberKind::Group || self.is_user();
        let others = self.of_kind(kind).filter(|(at, _)| possible && self.is_goal(*at));
        let (alike, mut asked) = (self.is_alike(path), HashSet::new());
        let new = move |(at, other): &(usize, &'e Member)| {
            let worth = self.worth(Gain::Member(*at));
            !alike || asked.insert(self.decisive(path, (*at, *other), worth, None))
        };
        others
            .filter(new)
            .filter_map(|(at, other)| {
                self.every(path, other, &[(&other.object, Truth::True)]).edge(path, Strength::Proven, Gain::Member(at))
            })
            .collect()
    }

    /// Another member is given any rights and then used: both on the same target.
    fn raise<'m>(
        &'m self,
        path: &'static Path,
        kind: MemberKind,
        on: impl Fn(&'m Member) -> Vec<(&'m Object, Truth)>,
    ) -> Vec<Edge> {
        let mut edges = Vec::new();
        let (alike, mut asked) = (self.is_alike(path), HashSet::new());
        for (at, other) in self.of_kind(kind) {
            let policies = on(other);
            let best = policies.iter().map(|(_, sure)| *sure).max();
            if alike && !asked.insert(self.decisive(path, (at, other), Worth::Nothing, best)) {
                continue;
            }
            let ceiling = self.trusted.ceilings.get(at).copied().unwrap_or(Truth::Unknown);
            let proof = self.every(path, other, &policies).also(ceiling);
            edges.extend(proof.edge(path, Strength::Proven, Gain::AdministratorThrough(at)));
        }
        edges
    }

    /// Every permission of the path on one target. Assuming a role also takes its trust policy; `policies` stand in
    /// for the target where the permission takes a policy.
    fn every(&self, path: &Path, target: &Member, policies: &[(&Object, Truth)]) -> Proof {
        let mut proof = Proof::new();
        // Most roles let services in and nobody else.
        if path.requires.contains(&"sts:AssumeRole") && !names_principals(&target.trust) {
            return proof.also(Truth::False);
        }
        for action in &path.requires {
            let ask = |object| self.on(action, object, raising(target));
            if *action == "sts:AssumeRole" {
                proof = proof.join(&self.assumption(target, ask(&target.object)));
            } else if catalogue::takes(action, "iam:policy") {
                let held = policies.iter().map(|(policy, sure)| {
                    let answer = ask(policy);
                    Answer { truth: answer.truth.and(*sure), ..answer }
                });
                let best = held.max_by_key(|answer| answer.truth);
                match best {
                    Some(answer) => proof.and(answer),
                    None => proof = proof.also(Truth::False),
                }
            } else {
                proof.and(ask(&target.object));
            }
        }
        proof
    }

    /// A role that names the member lets it in; one that names its account leaves it to the member's own documents.
    fn assumption(&self, role: &Member, allowed: Answer) -> Proof {
        let admits = |own| admits_principal(&role.trust, &self.member, &self.estate.owners, own);
        match admits(Truth::False) {
            Truth::True => Proof::new(),
            Truth::Unknown | Truth::False => {
                let admitted = admits(allowed.truth);
                Proof { truth: admitted, by: allowed.by, caller_only: allowed.caller_only }
            }
        }
    }

    fn assumed(&self, path: &'static Path) -> Vec<Edge> {
        let roles = self.roles();
        roles
            .filter_map(|(at, role)| self.every(path, role, &[]).edge(path, Strength::Proven, Gain::Member(at)))
            .collect()
    }

    /// The user would be an administrator but for a boundary or Deny that it can take off itself.
    fn uncovered(&self, path: &'static Path) -> Vec<Edge> {
        let boundary = path.requires.iter().any(|action| action.contains("PermissionsBoundary"));
        let without = match (boundary, self.member.kind) {
            (true, MemberKind::User) if !matches!(self.member.rights.boundary, Boundary::None) => {
                Rights { boundary: Boundary::None, ..self.member.rights.clone() }
            }
            (false, MemberKind::User) => {
                let own = if path.id == "iam-025" { &self.member.attached } else { &self.member.inline };
                match self.member.rights.without_denying(own) {
                    Some(rights) => rights,
                    None => return Vec::new(),
                }
            }
            _ => return Vec::new(),
        };
        let mut proof = Proof::new().also(self.held_back(without));
        for action in &path.requires {
            proof.and(self.on(action, &self.member.object, Fixed::None));
        }
        proof.edge(path, Strength::Proven, Gain::Administrator).into_iter().collect()
    }

    /// Whether other rights of the same member would make it an administrator, or give it a path that it lacks.
    fn held_back(&self, rights: Rights) -> Truth {
        let is = |rights| powers(rights, &self.member.facts).administrator;
        let administrator = is(&rights).and(!is(&self.member.rights));
        if administrator.is_true() {
            return administrator;
        }
        let member = Member { rights, ..self.member.as_ref().clone() };
        let freed = Seeker::of(self.estate, self.trusted, self.at, Cow::Owned(member));
        let best = |seeker: &Seeker<'_>, path| Truth::any(seeker.edges(path).iter().map(|edge| edge.truth));
        let others = paths().iter().filter(|path| !matches!(bind(path), Bind::Uncover | Bind::UncoverRole));
        administrator.or(Truth::any(others.map(|path| best(&freed, path).and(!best(self, path)))))
    }

    /// A role would be an administrator but for a boundary that the member can take off it before assuming it.
    fn uncovered_role(&self, path: &'static Path) -> Vec<Edge> {
        let held = self.of_kind(MemberKind::Role).filter(|(_, role)| !matches!(role.rights.boundary, Boundary::None));
        held.filter_map(|(at, role)| {
            let without = Rights { boundary: Boundary::None, ..readable(role).rights.clone() };
            let gain = powers(&without, &role.facts).administrator;
            self.every(path, role, &[]).also(gain).edge(path, Strength::Proven, Gain::AdministratorThrough(at))
        })
        .collect()
    }

    /// The path on whatever an open pattern reaches.
    fn latent(&self, path: &'static Path) -> Option<Edge> {
        let fits = match bind(path) {
            Bind::Itself(kind) => kind == self.member.kind || self.is_any(kind),
            Bind::OwnGroup | Bind::OtherGroup => self.is_user(),
            Bind::Uncover | Bind::UncoverRole | Bind::Elsewhere => false,
            _ => true,
        };
        if !fits {
            return None;
        }
        let mut proof = match bind(path) {
            Bind::Itself(_) | Bind::OwnGroup | Bind::OwnPolicy => Proof::new().also(ceiling(&self.member.rights)),
            _ => Proof::new().also(self.shell(path)),
        };
        let services: Vec<Option<&str>> = match path.services.as_slice() {
            [] => vec![None],
            services => services.iter().copied().map(Some).collect(),
        };
        let raising = self.facts(raising(&self.member));
        let with = |service: &Option<&str>| match service {
            Some(name) => raising.clone().into_owned().with("iam:PassedToService", *name),
            None => raising.clone().into_owned(),
        };
        let facts: Vec<Facts> = services.iter().map(with).collect();
        for action in &path.requires {
            let answers = facts.iter().map(|facts| self.ask(action, target(path, action), facts));
            proof.and(answers.max_by_key(|answer| answer.truth)?);
        }
        proof.edge(path, Strength::Latent, Gain::Administrator)
    }

    fn is_user(&self) -> bool {
        matches!(self.member.kind, MemberKind::User | MemberKind::Group | MemberKind::Policy)
    }

    fn is_any(&self, kind: MemberKind) -> bool {
        self.member.kind == MemberKind::Policy || (self.member.kind == MemberKind::Group && kind == MemberKind::User)
    }

    /// Other roles that are worth becoming.
    fn roles(&self) -> impl Iterator<Item = (usize, &'e Member)> {
        self.of_kind(MemberKind::Role).filter(|(at, _)| self.is_goal(*at))
    }

    fn of_kind(&self, kind: MemberKind) -> impl Iterator<Item = (usize, &'e Member)> {
        let own = self.at;
        let members = self.estate.members.iter().enumerate();
        members.filter(move |(at, member)| *at != own && member.kind == kind)
    }
}

/// A member without the documents that can't be read: each may allow everything, which says nothing of any path.
fn readable(member: &Member) -> Cow<'_, Member> {
    if member.rights.unreadable.is_empty() {
        return Cow::Borrowed(member);
    }
    let rights = Rights { unreadable: Vec::new(), ..member.rights.clone() };
    Cow::Owned(Member { rights, ..member.clone() })
}

/// The answer, false where a condition bounds the object by what nobody knows.
fn unbounded(answer: Answer) -> Answer {
    if answer.is_bounded_by_object() { Answer { truth: Truth::False, ..answer } } else { answer }
}

/// The context keys of an IAM change that makes `target` an administrator.
fn raising(target: &Member) -> Fixed {
    Fixed::Raising { unbounded: matches!(target.rights.boundary, Boundary::None) }
}

/// What a permission is asked for where nothing but a pattern bounds the target: everything of the target's type, and
/// anything at all of the types that do not decide which target is reached.
fn target(path: &Path, action: &str) -> Asked<'static> {
    match bind(path) {
        Bind::Pass if action != "iam:PassRole" => Asked::Some,
        Bind::Carrier(kind) if catalogue::takes(action, kind) => {
            catalogue::shape(kind).map_or(Asked::Open, Asked::Type)
        }
        Bind::Carrier(_) => Asked::Some,
        _ => Asked::Open,
    }
}

/// A command runs a document, and only these run what the caller writes into its parameters.
const SHELLS: [&str; 2] = ["ssm:{}:{}:document/AWS-RunShellScript", "ssm:{}:{}:document/AWS-RunPowerShellScript"];
