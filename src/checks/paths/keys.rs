//! Whether a key keeps a role from the objects of a bucket: a bucket and a role in, who may use the key out.

use super::super::admits::of_key;
use super::super::guardrail::KEYS;
use super::super::s3::Bucket;
use super::super::s3_settings::{Setting, encryption};
use super::super::{Ruling, View};
use super::data::{allows, note};
use super::reach::naming;
use super::sure;
use crate::checks::documents::Written;
use crate::estate::Holder;
use crate::finding::Fact;
use crate::iam::document::Statement;
use crate::iam::escalation::lets_use;
use crate::iam::grants::Asked;
use crate::iam::pattern::{Object, Reading, resource_matches};
use crate::iam::text::Text;
use crate::json::Json;
use crate::keys::is_managed_by_aws;
use crate::links::Rest;
use crate::path::{Path, Place};
use crate::plan::node::{Node, State};
use crate::truth::Truth;
use crate::world::Resource;

const DECRYPT: &str = "kms:Decrypt";

/// Whether a customer's key, which the role may not use, encrypts the bucket.
pub(super) fn separated(view: &View<'_, '_>, bucket: &Bucket<'_, '_>, holder: &Holder) -> Ruling {
    let none = note(bucket.resource, "is encrypted with no key of its own, which would keep the role out");
    let each = encryption(bucket).into_iter().map(|setting| {
        let ruling = by_key(view, &setting, holder);
        if setting.by.sure { ruling } else { ruling.open() }
    });
    Ruling::any(each, Ruling::new(Truth::False, none))
}

/// Whether the key of a rule of encryption keeps a role out.
fn by_key<'a, 'p>(view: &View<'a, 'p>, rule: &Setting<'a, 'p>, holder: &Holder) -> Ruling {
    const BLOCK: &str = "apply_server_side_encryption_by_default";
    let world = view.world;
    let node = rule.block.get(BLOCK).at(0).get("kms_master_key_id");
    let place = rule.place.get(BLOCK).at(0).get("kms_master_key_id");
    let fact = |note: &str| Fact::new(rule.by.resource, &place, note.to_owned());
    if let Some((key, link)) = named(view, rule.by.resource, &node) {
        return kept(view, key, holder, link);
    }
    match node.state() {
        State::Known(Json::String(key)) if key.is_empty() || is_managed_by_aws(world, key) => {
            Ruling::new(Truth::False, fact("is a key that AWS manages"))
        }
        State::Known(Json::String(key)) => {
            let decrypts = allows(holder, DECRYPT, Asked::Object(&Object::outside(Text::literal(key))));
            let fact = fact("is a key that the plan does not hold");
            let fact = if decrypts.truth.is_unknown() { fact.waits_for("who may use the key") } else { fact };
            Ruling::new(!decrypts.truth, fact)
        }
        State::Unknown => Ruling::new(Truth::Unknown, fact("is known after apply").waits_for("the key")),
        _ => Ruling::new(Truth::False, fact("is not set: no key keeps the role out")),
    }
}

/// The one key of the plan that an attribute names, be it by an alias.
fn named<'a, 'p>(view: &View<'a, 'p>, of: &Resource<'p>, node: &Node<'p>) -> Option<(&'a Resource<'p>, Truth)> {
    let one = |of: &Resource<'p>, node: &Node<'p>, kinds: &[&str]| {
        let reference = view.world.refer(of, node, kinds);
        match (reference.links.as_slice(), &reference.rest) {
            ([link], Rest::Nothing) => Some((view.world.resource(link.to)?, sure(link.certainty))),
            _ => None,
        }
    };
    one(of, node, &KEYS).or_else(|| {
        let (alias, link) = one(of, node, &["aws_kms_alias"])?;
        let (key, certain) = one(alias, &alias.root().get("target_key_id"), &KEYS)?;
        Some((key, link.and(certain)))
    })
}

/// Whether a key of the plan keeps a role out: neither its policy, with what the role's own say, nor a grant lets it decrypt.
fn kept<'a, 'p>(view: &View<'a, 'p>, key: &'a Resource<'p>, holder: &Holder, link: Truth) -> Ruling {
    let decrypts = by_policy(view, key, holder).or(granted(view, key, holder));
    let says = if decrypts.is_true() { "is a key that the role may use" } else { "is a key that keeps the role out" };
    let fact = Fact::new(key, &Place::default(), says);
    let fact = if decrypts.is_unknown() { fact.waits_for("who may use the key") } else { fact };
    Ruling::new((!decrypts).and(link.or(Truth::Unknown)), fact)
}

fn by_policy<'a, 'p>(view: &View<'a, 'p>, key: &'a Resource<'p>, holder: &Holder) -> Truth {
    let arn = match key.root().get("arn").state() {
        State::Known(Json::String(arn)) => Text::literal(arn),
        _ => Text::symbol(key.name(), "arn"),
    };
    let allowed = allows(holder, DECRYPT, Asked::Object(&Object::new(key.name(), arn))).truth;
    let Some(policies) = of_key(view, key) else { return allowed };
    let owners = view.world.estate().owners(view.facts);
    let each = policies.iter().map(|(one, text)| match text {
        Written::Nothing => allowed,
        Written::Document { document, .. } if one.sure => {
            let statements: Vec<&Statement> = document.statements.iter().collect();
            lets_use(&statements, DECRYPT, (&holder.member, owners), allowed)
        }
        Written::Document { .. } | Written::Unknown(_) => Truth::Unknown,
    });
    Truth::any(each)
}

/// Whether a grant lets a role decrypt, whatever policies say:
/// <https://docs.aws.amazon.com/kms/latest/developerguide/grants.html>
fn granted<'a, 'p>(view: &View<'a, 'p>, key: &'a Resource<'p>, holder: &Holder) -> Truth {
    let world = view.world;
    let Ok(operations) = Path::parse("$.operations[*]") else { return Truth::Unknown };
    let each = naming(view, "aws_kms_grant", "$.key_id", key).into_iter().map(|(grant, link)| {
        let named = operations.nodes(grant.root());
        let decrypts = Truth::any(named.iter().map(|node| node.state().says(|one| one == "Decrypt", false)));
        let to = grant.root().get("grantee_principal");
        let meant = match to.state() {
            State::Known(Json::String(arn)) => {
                resource_matches(&Text::literal(arn), &holder.member.object, Reading::Whole, &holder.member.facts)
            }
            _ => {
                let reference = world.refer(grant, &to, &["aws_iam_role"]);
                let links = reference.links.iter().filter(|link| link.to == holder.resource);
                let rest = Truth::from(matches!(reference.rest, Rest::Unresolved(_))).and(Truth::Unknown);
                Truth::any(links.map(|link| sure(link.certainty))).or(rest)
            }
        };
        decrypts.and(meant).and(link)
    });
    Truth::any(each)
}
