//! A path through what runs under a role: a carrier in, what proves that it can be taken over out.

use std::rc::Rc;

use super::asker::{Asker, Fixed};
use super::proof::Proof;
use super::{Carrier, Path};
use crate::iam::catalogue;
use crate::iam::grants::Answer;
use crate::truth::Truth;

/// A path through what runs under a role, with all that is the same of each.
pub(super) struct Carried<'s, 'e> {
    asker: &'s Asker<'e>,
    /// The permissions in their order; with their answers, those that are not for a carrier
    permissions: Vec<(&'static str, Option<Rc<Answer>>)>,
    ssh: bool,
    /// Whether it holds what it is not asked of a carrier
    pub(super) besides: Truth,
}

impl<'s, 'e> Carried<'s, 'e> {
    pub(super) fn new(asker: &'s Asker<'e>, path: &'static Path, kind: &str) -> Self {
        let besides = |action: &&'static str| (!catalogue::takes(action, kind)).then(|| asker.some(action));
        let permissions: Vec<_> = path.requires.iter().map(|action| (*action, besides(action))).collect();
        let answered = Truth::all(permissions.iter().filter_map(|(_, answer)| Some(answer.as_ref()?.truth)));
        let besides = asker.shell(path).and(answered);
        Self { asker, permissions, ssh: path.id.starts_with("ec2instanceconnect"), besides }
    }

    pub(super) fn on(&self, carrier: &Carrier) -> Option<Proof> {
        self.whatever(carrier).map(|proof| proof.also(carrier.link)).filter(|proof| !proof.truth.is_false())
    }

    /// The same whatever it runs under.
    pub(super) fn whatever(&self, carrier: &Carrier) -> Option<Proof> {
        let ssh = if self.ssh { carrier.ssh } else { Truth::True };
        let mut proof = Proof::new().also(ssh).also(self.besides);
        for (action, answer) in &self.permissions {
            match answer {
                Some(answer) => proof.and(answer),
                None => proof.and(&self.asker.on(action, &carrier.object, Fixed::None)),
            }
            if proof.truth.is_false() {
                return None;
            }
        }
        Some(proof)
    }
}
