//! Roles that a principal may assume without a permission of its own: trust policies in; for a member, the roles that may
//! name it out.
//!
//! In one account a trust policy that names a principal is enough; one that names the account is not:
//! <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html>.

use foldhash::HashMap;

use super::names::last;
use super::{Member, MemberKind};
use crate::iam::document::{Principal, PrincipalKind};
use crate::iam::principal::role_of_session;
use crate::iam::text::{Part, Text};

/// Roles by whom they name, as their places in the estate.
#[derive(Debug, Default)]
pub(super) struct Naming {
    /// By the address, or by the name in the ARN, of whom they name
    by_name: HashMap<String, Vec<usize>>,
    /// Those that may name anyone
    anyone: Vec<usize>,
    /// Those that name an account, or everyone, and so leave it to whoever asks
    accounts: Vec<usize>,
    /// All that may name somebody
    all: Vec<usize>,
}

/// Whom a principal names.
enum Name {
    /// The resource at an address, or one whose ARN ends so
    Of(String),
    /// Whoever it may be
    Anyone,
    /// An account, or all of them
    Account,
}

impl Naming {
    pub(super) fn new(members: &[Member]) -> Self {
        let mut naming = Self::default();
        for (at, role) in members.iter().enumerate() {
            let statements = role.trust.iter().flat_map(|source| source.document.statements.iter());
            let named = statements.filter(|statement| statement.is_allow()).filter_map(|one| one.principals.as_ref());
            for principals in named {
                if principals.negated {
                    naming.add(at, Name::Anyone);
                    continue;
                }
                principals.entries.iter().filter_map(name).for_each(|name| naming.add(at, name));
            }
        }
        naming
    }

    fn add(&mut self, role: usize, name: Name) {
        let (list, all) = match name {
            Name::Account => (&mut self.accounts, None),
            Name::Anyone => (&mut self.anyone, Some(&mut self.all)),
            Name::Of(name) => (self.by_name.entry(name).or_default(), Some(&mut self.all)),
        };
        for list in [Some(list), all].into_iter().flatten() {
            if list.last() != Some(&role) {
                list.push(role);
            }
        }
    }

    /// The roles that may let in whom they do not name.
    pub(super) fn open(&self) -> impl Iterator<Item = usize> {
        self.accounts.iter().chain(&self.anyone).copied()
    }

    /// The roles that may name a member, list by list.
    pub(super) fn of(&self, member: &Member) -> impl Iterator<Item = &[usize]> {
        let (address, last) = (member.object.address.as_deref(), last(&member.object.arn));
        let by_name = [address, last].into_iter().flatten().filter_map(|name| self.by_name.get(name));
        // What is not known of its name may be any of those that are.
        let lists = if last.is_some() { &self.anyone } else { &self.all };
        let is = matches!(member.kind, MemberKind::Role | MemberKind::User | MemberKind::PermissionSet);
        [lists].into_iter().chain(by_name).filter(move |_| is).map(Vec::as_slice)
    }
}

fn name(principal: &Principal) -> Option<Name> {
    // A session is its role's.
    let role = role_of_session(&principal.id);
    let id = role.as_ref().unwrap_or(&principal.id);
    match principal.kind {
        PrincipalKind::Aws => Some(match id.parts() {
            _ if id.unknown_cause().is_some() => Name::Anyone,
            [Part::Symbol(symbol)] if symbol.is_account_id() => Name::Account,
            [Part::Symbol(symbol)] if symbol.is_identity() && !symbol.is_free() => Name::Of(symbol.address.to_string()),
            _ => match (last(id), id.as_literal()) {
                (Some(last), _) if last.contains(['*', '?']) => Name::Anyone,
                (Some(last), _) => Name::Of(last.to_owned()),
                (None, Some(_)) => Name::Account,
                (None, None) if id.parts().last() == Text::literal(":root").parts().last() => Name::Account,
                (None, None) => Name::Anyone,
            },
        }),
        PrincipalKind::Anyone => Some(Name::Account),
        PrincipalKind::Service | PrincipalKind::Federated | PrincipalKind::CanonicalUser => None,
    }
}
