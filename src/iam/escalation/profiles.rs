//! Instance profiles: the roles that a member passes in; the profiles that it puts them into, and what runs with those, out.
//!
//! A profile holds one role, and whoever puts another into it takes that one out. What runs with the profile has the other then,
//! at the latest when it is started again:
//! <https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddRoleToInstanceProfile.html>

use super::asker::Fixed;
use super::bind::Seeker;
use super::carried::Carried;
use super::passes::Pass;
use super::passing::is_near;
use super::path::{Bind, bind, taken};
use super::proof::{Edge, Proof};
use super::targets::Named;
use super::{Carrier, Member, Path, Strength};
use crate::iam::grants::Answer;
use crate::iam::pattern::Object;
use crate::truth::Truth;

/// The service that assumes the role of an instance.
const EC2: &str = "ec2.amazonaws.com";

const ADD: &str = "iam:AddRoleToInstanceProfile";
const REMOVE: &str = "iam:RemoveRoleFromInstanceProfile";

impl Seeker<'_> {
    /// What proves that a role which is passed to a service gets there, and the path that is taken before. An instance has a role
    /// only by an instance profile: one that holds it, one the member can make, or one that it puts the role into.
    pub(super) fn placed(&self, service: &str, role: &Member, passed: Proof) -> (Proof, Vec<&'static Path>) {
        if service != EC2 || role.profiled.is_true() {
            return (passed, Vec::new());
        }
        let made = Truth::all(["iam:CreateInstanceProfile", ADD].map(|action| self.asker.some(action).truth));
        let within = passed.clone().also(role.profiled.or(made));
        let put = self.enterable.get_or_init(|| self.enterable()).as_ref();
        let put = put.map(|(put, before)| (passed.join(put), before.iter().copied().collect()));
        put.filter(|(put, _)| within.weight() < put.weight()).unwrap_or((within, Vec::new()))
    }

    /// What best proves that the member can put a role into some profile, and the path that is taken before.
    fn enterable(&self) -> Option<(Proof, Option<&'static Path>)> {
        let profiles = self.estate.profiles.iter().filter(|_| self.asker.holds(ADD));
        let put = profiles.map(|profile| {
            let replaced = if profile.taken.is_false() { None } else { replacing() };
            (self.put(&profile.object, profile.taken), replaced)
        });
        put.reduce(|best, one| if best.0.weight() < one.0.weight() { one } else { best })
    }

    /// What proves that the member can put a role into a profile, which another has to leave first where it is taken.
    fn put(&self, profile: &Object, taken: Truth) -> Proof {
        let on = |action| self.asker.on(action, profile, Fixed::None);
        // A profile is named, and is one of the account of whoever names it.
        let mut proof = Proof::new().also(is_near(self.member(), profile));
        proof.and(&on(ADD));
        if !taken.is_false() {
            let emptied = on(REMOVE);
            proof.and(&Answer { truth: emptied.truth.or(!taken), ..Answer::clone(&emptied) });
        }
        proof
    }

    /// The member runs with a profile, and puts a role into it that it passes.
    pub(super) fn replaced(&self, path: &'static Path) -> Vec<Edge> {
        let runs = |carrier: &Carrier| match carrier.role {
            Some(role) => (role == self.at).into(),
            None => self.member().profiled,
        };
        let own = |carrier: &Carrier| Some(Proof::new().also(runs(carrier)).also(carrier.link));
        self.replaced_in(path, own, Vec::new())
    }

    /// The member puts a role that it passes into the profile of something, and uses that.
    pub(super) fn carried_replaced(&self, path: &'static Path, kind: &str, asked: &Carried<'_, '_>) -> Vec<Edge> {
        let before = replacing().filter(|before| self.asker.holds_all(before, Named::default()));
        let used = |carrier: &Carrier| if &*carrier.kind == kind { asked.whatever(carrier) } else { None };
        before.map(|before| self.replaced_in(path, used, vec![before])).unwrap_or_default()
    }

    /// The steps by the role of a profile that something runs with, where that is within reach.
    fn replaced_in(
        &self,
        path: &'static Path,
        reached: impl Fn(&Carrier) -> Option<Proof>,
        before: Vec<&'static Path>,
    ) -> Vec<Edge> {
        let mut best: Option<(usize, Proof)> = None;
        for (at, put) in self.replaceable.get_or_init(|| self.replaceable()) {
            let reached = self.estate.carriers.get(*at).and_then(&reached);
            let proof = reached.map(|reached| reached.join(put)).filter(|proof| !proof.truth.is_false());
            // What can be passed is the same for each of them: of equals the first.
            let Some(proof) = proof.filter(|one| best.as_ref().is_none_or(|(_, best)| best.weight() < one.weight()))
            else {
                continue;
            };
            let is_whole = proof.weight() == Proof::new().weight();
            best = Some((*at, proof));
            if is_whole {
                break;
            }
        }
        let Some((at, proof)) = best else { return Vec::new() };
        let step = |pass: &Pass| {
            let edge = proof.clone().join(&pass.proof).edge(path, Strength::Proven, pass.to)?;
            let raises = pass.raises.iter().chain(&before).copied().collect();
            Some(Edge { carrier: Some(at), raises, ..edge })
        };
        self.entering.get_or_init(|| self.entering()).iter().filter_map(step).collect()
    }

    /// What runs with a profile, into which the member can put another role, and what proves that.
    fn replaceable(&self) -> Vec<(usize, Proof)> {
        let replaced = |carrier: &Carrier| {
            let role = carrier.role.and_then(|role| self.estate.members.get(role));
            let near = role.map_or(Truth::True, |role| self.near(role));
            let put = |(profile, sure)| self.put(profile, Truth::True).also(near).also(sure);
            let proofs = self.profiles_of(carrier).into_iter().map(put);
            proofs.max_by_key(Proof::weight).filter(|proof| !proof.truth.is_false())
        };
        let all = self.estate.carriers.iter().enumerate();
        all.filter_map(|(at, carrier)| Some((at, replaced(carrier)?))).collect()
    }

    /// The profiles that something may run with, and whether it surely does.
    fn profiles_of<'c>(&'c self, carrier: &'c Carrier) -> Vec<(&'c Object, Truth)> {
        match &carrier.profile {
            Some((profile, sure)) => vec![(profile, *sure)],
            None if carrier.role.is_none() && carrier.kind.starts_with("ec2:") => {
                self.estate.profiles.iter().map(|profile| (&profile.object, Truth::Unknown)).collect()
            }
            None => Vec::new(),
        }
    }

    /// The roles that the member can pass into a profile.
    fn entering(&self) -> Vec<Pass> {
        self.passes(&|service, _, proof| (proof.also((service == EC2).into()), Vec::new()))
    }
}

/// The path that puts another role into a profile.
fn replacing() -> Option<&'static Path> {
    taken().find(|path| bind(path) == Bind::Profile)
}

/// Whether a path puts another role into an instance profile.
pub fn replaces_role(path: &Path) -> bool {
    bind(path) == Bind::Profile
}
