//! One member and one path in; what the member gains by it out, for each target the path can be bound to.

use super::path::{Bind, bind};
use super::power::{ceiling, powers};
use super::trust::{admits_principal, admits_service};
use super::{Carrier, Estate, Gain, Member, MemberKind, Path, Strength};
use crate::iam::catalogue;
use crate::iam::document::Effect;
use crate::iam::facts::Facts;
use crate::iam::grants::{Answer, Asked, Boundary, Rights, StatementRef};
use crate::iam::pattern::{Object, Shape};
use crate::truth::Truth;

/// A step a member can take.
#[derive(Clone, Debug)]
pub(super) struct Edge {
    pub(super) path: &'static Path,
    pub(super) truth: Truth,
    pub(super) strength: Strength,
    pub(super) gain: Gain,
    pub(super) carrier: Option<usize>,
    pub(super) by: Vec<StatementRef>,
    pub(super) caller_only: bool,
}

/// One member looking for its steps.
pub(super) struct Seeker<'e> {
    estate: &'e Estate,
    at: usize,
    member: &'e Member,
}

/// The permissions of a path, gathered.
#[derive(Clone)]
struct Proof {
    truth: Truth,
    by: Vec<StatementRef>,
    caller_only: bool,
}

impl Proof {
    fn new() -> Self {
        Self { truth: Truth::True, by: Vec::new(), caller_only: false }
    }

    fn and(&mut self, answer: Answer) {
        self.truth = self.truth.and(answer.truth);
        self.caller_only |= answer.caller_only;
        self.by.extend(answer.by);
    }

    fn also(mut self, truth: Truth) -> Self {
        self.truth = self.truth.and(truth);
        self
    }

    fn edge(mut self, path: &'static Path, strength: Strength, gain: Gain) -> Option<Edge> {
        self.by.sort();
        self.by.dedup();
        let Self { truth, by, caller_only } = self;
        (!truth.is_false()).then_some(Edge { path, truth, strength, gain, carrier: None, by, caller_only })
    }
}

impl<'e> Seeker<'e> {
    /// A seeker for the member at an index.
    pub(super) fn new(estate: &'e Estate, at: usize) -> Option<Self> {
        Some(Self { estate, at, member: estate.members.get(at)? })
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
            Bind::Itself(kind) if kind == self.member.kind => self.raised(path, &self.member.object),
            Bind::OwnGroup => self.member.groups.iter().flat_map(|group| self.raised(path, group)).collect(),
            Bind::OwnPolicy => self.member.policies.iter().flat_map(|policy| self.raised(path, policy)).collect(),
            Bind::OtherGroup => self.others(path, MemberKind::Group),
            Bind::Other(kind) => self.others(path, kind),
            Bind::Raise(kind) => self.raise(path, kind, |member| vec![&member.object]),
            Bind::RaisePolicy => self.raise(path, MemberKind::Role, |member| member.policies.iter().collect()),
            Bind::Assume => self.assumed(path),
            Bind::Uncover => self.uncovered(path),
            Bind::UncoverRole => self.uncovered_role(path),
            Bind::Itself(_) | Bind::Directory | Bind::Elsewhere => Vec::new(),
        };
        edges.extend(self.latent(path));
        edges
    }

    fn ask(&self, action: &str, asked: Asked<'_>, facts: Facts) -> Answer {
        self.member.rights.allows(action, asked, &facts)
    }

    fn facts(&self) -> Facts {
        self.member.facts.clone()
    }

    /// Context keys of an IAM change that makes `target` an administrator.
    fn raising(&self, target: &Member) -> Facts {
        let facts = self.facts().with("iam:PolicyARN", "arn:aws:iam::aws:policy/AdministratorAccess");
        match target.rights.boundary {
            Boundary::None => facts.without("iam:PermissionsBoundary"),
            Boundary::Documents(_) | Boundary::Unreadable(_) => facts,
        }
    }

    fn holds_all(&self, path: &Path) -> bool {
        let facts = &self.member.facts;
        path.requires.iter().all(|action| !self.member.rights.allows(action, Asked::Some, facts).truth.is_false())
    }

    /// Whether `ssm:SendCommand` is allowed with a document that runs any command.
    fn shell(&self, path: &Path) -> Truth {
        if path.id != "ssm-002" {
            return Truth::True;
        }
        let run = |shape| self.ask("ssm:SendCommand", Asked::Type(Shape::Known(shape)), self.facts()).truth;
        Truth::any(SHELLS.map(run))
    }

    /// The permissions other than `iam:PassRole`, each on some resource.
    fn rest(&self, path: &Path) -> Proof {
        let mut proof = Proof::new();
        for action in path.requires.iter().filter(|action| **action != "iam:PassRole") {
            proof.and(self.ask(action, Asked::Some, self.facts()));
        }
        proof
    }

    fn passed(&self, path: &'static Path) -> Vec<Edge> {
        let mut edges = Vec::new();
        let rest = self.rest(path);
        for (at, role) in self.roles() {
            for service in &path.services {
                let trusted = admits_service(&role.trust, service);
                if trusted.is_false() {
                    continue;
                }
                let facts = self.facts().with("iam:PassedToService", *service);
                let mut proof = rest.clone().also(trusted).also(self.profile(service, role));
                proof.and(self.ask("iam:PassRole", Asked::Object(&role.object), facts));
                edges.extend(proof.edge(path, Strength::Proven, Gain::Member(at)));
            }
        }
        edges
    }

    /// A role reaches an instance only inside an instance profile: one there is, or one the member can make.
    fn profile(&self, service: &str, role: &Member) -> Truth {
        if service != "ec2.amazonaws.com" {
            return Truth::True;
        }
        let make = ["iam:CreateInstanceProfile", "iam:AddRoleToInstanceProfile"];
        role.profiled.or(Truth::all(make.map(|action| self.ask(action, Asked::Some, self.facts()).truth)))
    }

    fn carried(&self, path: &'static Path, kind: &str) -> Vec<Edge> {
        let carriers = self.estate.carriers.iter().enumerate().filter(|(_, carrier)| &*carrier.kind == kind);
        let own = carriers.filter(|(_, carrier)| carrier.role != self.at);
        own.filter_map(|(at, carrier)| {
            let edge = self.on_carrier(path, carrier)?.edge(path, Strength::Proven, Gain::Member(carrier.role))?;
            Some(Edge { carrier: Some(at), ..edge })
        })
        .collect()
    }

    fn on_carrier(&self, path: &Path, carrier: &Carrier) -> Option<Proof> {
        let ssh = if path.id.starts_with("ec2instanceconnect") { carrier.ssh } else { Truth::True };
        let mut proof = Proof::new().also(carrier.link).also(ssh).also(self.shell(path));
        for action in &path.requires {
            let bound = catalogue::takes(action, &carrier.kind);
            let asked = if bound { Asked::Object(&carrier.object) } else { Asked::Some };
            proof.and(self.ask(action, asked, self.facts()));
            if proof.truth.is_false() {
                return None;
            }
        }
        Some(proof)
    }

    /// The member gives itself any rights through `object`: itself, its group or its policy.
    fn raised(&self, path: &'static Path, object: &Object) -> Vec<Edge> {
        let mut proof = Proof::new().also(ceiling(&self.member.rights));
        for action in &path.requires {
            proof.and(self.ask(action, Asked::Object(object), self.raising(self.member)));
        }
        proof.edge(path, Strength::Proven, Gain::Administrator).into_iter().collect()
    }

    fn others(&self, path: &'static Path, kind: MemberKind) -> Vec<Edge> {
        let possible = kind != MemberKind::Group || self.is_user();
        let others = self.of_kind(kind).filter(|_| possible);
        others
            .filter_map(|(at, other)| {
                self.every(path, other, &[&other.object]).edge(path, Strength::Proven, Gain::Member(at))
            })
            .collect()
    }

    /// Another member is given any rights and then used: both on the same target.
    fn raise<'m>(
        &'m self,
        path: &'static Path,
        kind: MemberKind,
        on: impl Fn(&'m Member) -> Vec<&'m Object>,
    ) -> Vec<Edge> {
        let mut edges = Vec::new();
        for (at, other) in self.of_kind(kind) {
            let proof = self.every(path, other, &on(other)).also(ceiling(&other.rights));
            edges.extend(proof.edge(path, Strength::Proven, Gain::AdministratorThrough(at)));
        }
        edges
    }

    /// Every permission of the path on one target. Assuming a role also takes its trust policy; `policies` stand in
    /// for the target where the permission takes a policy.
    fn every(&self, path: &Path, target: &Member, policies: &[&Object]) -> Proof {
        let mut proof = Proof::new();
        for action in &path.requires {
            let facts = self.raising(target);
            let ask = |object| self.ask(action, Asked::Object(object), facts.clone());
            if *action == "sts:AssumeRole" {
                let allowed = ask(&target.object);
                proof = proof.also(admits_principal(&target.trust, self.member, &self.estate.owners, allowed.truth));
                proof.by.extend(allowed.by);
            } else if catalogue::takes(action, "iam:policy") {
                let best = policies.iter().map(|policy| ask(policy)).max_by_key(|answer| answer.truth);
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
            (true, MemberKind::User) => Rights { boundary: Boundary::None, ..self.member.rights.clone() },
            (false, MemberKind::User) => without_denies(&self.member.rights),
            _ => return Vec::new(),
        };
        let gain = powers(&without, &self.member.facts).administrator;
        let mut proof = Proof::new().also(gain);
        for action in &path.requires {
            proof.and(self.ask(action, Asked::Object(&self.member.object), self.facts()));
        }
        proof.edge(path, Strength::Proven, Gain::Administrator).into_iter().collect()
    }

    /// A role would be an administrator but for a boundary that the member can take off it before assuming it.
    fn uncovered_role(&self, path: &'static Path) -> Vec<Edge> {
        let held = self.roles().filter(|(_, role)| !matches!(role.rights.boundary, Boundary::None));
        held.filter_map(|(at, role)| {
            let without = Rights { boundary: Boundary::None, ..role.rights.clone() };
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
        for action in &path.requires {
            let asked = target(path, action);
            let answers = services.iter().map(|service| {
                let facts = self.raising(self.member);
                self.ask(action, asked, service.map_or(facts.clone(), |name| facts.with("iam:PassedToService", name)))
            });
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

    fn roles(&self) -> impl Iterator<Item = (usize, &'e Member)> {
        self.of_kind(MemberKind::Role)
    }

    fn of_kind(&self, kind: MemberKind) -> impl Iterator<Item = (usize, &'e Member)> {
        let own = self.at;
        let members = self.estate.members.iter().enumerate();
        members.filter(move |(at, member)| *at != own && member.kind == kind)
    }
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

fn without_denies(rights: &Rights) -> Rights {
    let allows = |document: &&crate::iam::grants::Source| {
        document.document.statements.iter().all(|statement| statement.effect == Effect::Allow)
    };
    Rights { documents: rights.documents.iter().filter(allows).cloned().collect(), ..rights.clone() }
}
