//! Guests of an identity pool: the trust policy of a role and the pool in, whether they get in out.

use super::assumes;
use crate::checks::View;
use crate::estate::Paper;
use crate::iam::condition::holds;
use crate::iam::document::{Condition, Statement};
use crate::iam::facts::Facts;
use crate::iam::federation::{Grade, Provider, judge};
use crate::iam::principal::{Party, admitted, closed_by};
use crate::iam::text::Text;
use crate::truth::Truth;

/// Whether a trust policy lets in who never signed in to an identity pool of Cognito, whose id is the audience of what the
/// pool hands out: <https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html>
pub(in crate::checks) fn admits_guests(view: &View<'_, '_>, trust: &Paper, pool: &Text) -> Truth {
    let audience = |id: &Text| Facts::none().with(&format!("{GUESTS_OF}:aud"), id.clone());
    // The id of a pool that does not exist yet is none that anybody could write.
    let (own, unwritten) = (audience(pool), audience(&Text::literal("")));
    let is_written = |condition: &Condition| {
        condition.values.iter().all(|value| value.as_literal().is_some() && !value.has_wildcard())
    };
    let takes = |statement: &Statement| {
        Truth::all(statement.conditions.iter().filter_map(|condition| {
            let is_new = pool.as_symbol().is_some() && is_written(condition);
            holds(condition, if is_new { &unwritten } else { &own })
        }))
    };
    let owners = view.world.estate().owners(view.facts);
    let document = &trust.source.document;
    let unread = if trust.gaps.is_empty() { Truth::False } else { Truth::Unknown };
    let statements = document.statements.iter().filter(|statement| assumes(statement));
    let each = statements.flat_map(|statement| {
        let closed = closed_by(statement, document).truth;
        let admitted = admitted(statement, owners).into_iter();
        admitted.map(move |admission| match admission.who.party {
            Party::Federated(Provider::Oidc(host)) if &*host == GUESTS_OF => {
                let guests = match judge(statement, &Provider::Oidc(host)).grade {
                    Grade::Open => !closed,
                    Grade::Undecided => Truth::Unknown,
                    Grade::Nobody | Grade::AnyAudience | Grade::Fixed | Grade::AnyRef | Grade::WholeTenant => {
                        Truth::False
                    }
                };
                guests.and(takes(statement))
            }
            Party::Public => !closed,
            Party::Unknown(_) | Party::Federated(Provider::Reference(_)) => Truth::Unknown,
            _ => Truth::False,
        })
    });
    unread.or(Truth::any(each))
}

/// The provider of what identity pools hand out.
const GUESTS_OF: &str = "cognito-identity.amazonaws.com";
