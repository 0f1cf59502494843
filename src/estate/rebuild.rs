//! `data.aws_iam_policy_document` that is only read at apply: its arguments in, the document they make out.
//!
//! Terraform shows all of its arguments but the elements that wait for a resource. The configuration lists what each
//! list of elements refers to, in order, without the text around the references.
//! <https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document>

use std::sync::Arc;

use super::paper::Reader;
use crate::iam::condition::Operator;
use crate::iam::document::{
    Condition, Document, Effect, Principal, PrincipalKind, Principals, Scope, Statement, Version, merged,
};
use crate::iam::text::{Part, Symbol, Text};
use crate::json::Json;
use crate::links::{End, Lead};
use crate::plan::node::{Node, State};
use crate::source::value::Value;
use crate::world::Resource;

/// Deepest chain of documents that are merged into each other.
const DEEPEST: usize = 16;

/// A rebuilt document.
#[derive(Clone, Debug)]
pub(super) struct Rebuilt {
    /// What is known of it
    pub(super) document: Document,
    /// Why a part of it is not
    pub(super) gaps: Vec<Arc<str>>,
    /// Whether nothing of it may be shown
    pub(super) sensitive: bool,
}

/// What stands around a reference.
#[derive(Clone, Copy, PartialEq)]
enum Around {
    /// A template may stand around it: read wide
    Wide,
    /// A template may stand around it: not known
    Open,
    /// Nothing: identifiers and values
    Nothing,
}

/// The document of a data resource.
pub(super) fn rebuild(reader: &Reader<'_, '_>, id: usize, depth: usize) -> Rebuilt {
    let empty = Document::new(Version::V2012, []);
    let lost = |cause: &str| Rebuilt { document: empty.clone(), gaps: vec![cause.into()], sensitive: false };
    let Some(data) = reader.world.resource(id).filter(|_| depth <= DEEPEST) else {
        return lost("a chain of documents that is too long");
    };
    let root = data.root();
    let mut gaps = Vec::new();
    let version = match root.get("version").state() {
        State::Known(Json::String(text)) if text == "2008-10-17" => Version::V2008,
        _ => Version::V2012,
    };
    let own = Block { reader, data, version };
    let mut statements = Vec::new();
    match root.get("statement").items() {
        Some(items) => {
            for item in items {
                match own.statement(&item) {
                    Ok(statement) => statements.extend(statement),
                    Err(cause) => gaps.push(cause),
                }
            }
        }
        None if root.get("statement").state() == State::Unknown => gaps.push(data.name().into()),
        None => {}
    }
    let own_document = Document::new(version, statements);
    let sensitive = root.is_sensitive();
    let mut sources = Vec::new();
    let mut overrides = Vec::new();
    for (names, documents) in [
        (["source_json", "source_policy_documents"], &mut sources),
        (["override_json", "override_policy_documents"], &mut overrides),
    ] {
        for name in names {
            own.documents(&root.get(name), depth, documents, &mut gaps);
        }
    }
    match merged(&sources, &own_document, &overrides) {
        Ok(document) => Rebuilt { document, gaps, sensitive },
        Err(error) => Rebuilt { gaps: vec![error.to_string().into()], ..lost("") },
    }
}

/// The arguments of one data resource.
struct Block<'a, 'w, 'p> {
    reader: &'a Reader<'w, 'p>,
    data: &'a Resource<'p>,
    version: Version,
}

impl<'p> Block<'_, '_, 'p> {
    /// One statement; `None` for a block without actions, which IAM refuses.
    fn statement(&self, node: &Node<'p>) -> Result<Option<Statement>, Arc<str>> {
        let effect = match node.get("effect").state() {
            State::Null | State::Absent | State::Omitted => Effect::Allow,
            State::Known(Json::String(text)) if text == "Deny" => Effect::Deny,
            State::Known(_) => Effect::Allow,
            State::Unknown => return Err(self.cause(&node.get("effect"))),
        };
        let around = if effect == Effect::Allow { Around::Wide } else { Around::Open };
        let Some(actions) = self.scope(node, "actions", "not_actions", around) else { return Ok(None) };
        let mut statement = Statement::new(effect, actions);
        statement.resources = self.scope(node, "resources", "not_resources", around);
        if let State::Known(Json::String(sid)) = node.get("sid").state() {
            statement.sid = Some(sid.as_ref()).filter(|sid| !sid.is_empty()).map(Arc::from);
        }
        statement.principals = self.principals(node);
        for condition in node.get("condition").items().unwrap_or_default() {
            statement.conditions.push(self.condition(&condition)?);
        }
        if node.get("condition").state() == State::Unknown {
            return Err(self.cause(&node.get("condition")));
        }
        Ok(Some(statement))
    }

    fn scope(&self, node: &Node<'p>, name: &str, negated: &str, around: Around) -> Option<Scope> {
        let own = self.texts(&node.get(name), around);
        if !own.is_empty() {
            return Some(Scope::Only(own));
        }
        // What is left out of an Allow is read the other way round.
        let around = if around == Around::Wide { Around::Open } else { Around::Wide };
        let other = self.texts(&node.get(negated), around);
        (!other.is_empty()).then_some(Scope::AllBut(other))
    }

    fn principals(&self, node: &Node<'p>) -> Option<Principals> {
        for (name, negated) in [("principals", false), ("not_principals", true)] {
            let blocks = node.get(name).items().unwrap_or_default();
            let entries: Vec<Principal> = blocks.iter().flat_map(|block| self.entries(block)).collect();
            if !entries.is_empty() {
                return Some(Principals { negated, entries });
            }
        }
        None
    }

    fn entries(&self, block: &Node<'p>) -> Vec<Principal> {
        let kind = match block.get("type").state() {
            State::Known(Json::String(kind)) => match kind.as_ref() {
                "*" => PrincipalKind::Anyone,
                "Service" => PrincipalKind::Service,
                "Federated" => PrincipalKind::Federated,
                "CanonicalUser" => PrincipalKind::CanonicalUser,
                _ => PrincipalKind::Aws,
            },
            _ => PrincipalKind::Aws,
        };
        let ids = self.texts(&block.get("identifiers"), Around::Nothing);
        ids.into_iter().map(|id| Principal { kind, id }).collect()
    }

    fn condition(&self, node: &Node<'p>) -> Result<Condition, Arc<str>> {
        let (test, key) = (node.get("test"), node.get("variable"));
        match (test.state(), key.state()) {
            (State::Known(Json::String(test)), State::Known(Json::String(key))) => {
                let operator = Operator::parse(test).ok_or_else(|| Arc::from("an operator that IAM does not have"))?;
                let values = self.texts(&node.get("values"), Around::Nothing);
                Ok(Condition { operator, key: key.as_ref().into(), values })
            }
            (State::Known(_), _) => Err(self.cause(&key)),
            _ => Err(self.cause(&test)),
        }
    }

    /// The elements of a list: known ones as they stand, the others by what they refer to.
    fn texts(&self, list: &Node<'p>, around: Around) -> Vec<Text> {
        let unknown = || Text::unknown(&self.cause(list));
        let Some(items) = list.items() else {
            return match list.state() {
                State::Unknown => self.written(list).unwrap_or_else(|| self.symbols(list, 1, around)),
                _ => Vec::new(),
            };
        };
        let mut texts = Vec::new();
        let mut waiting = 0;
        for item in &items {
            match item.state() {
                State::Known(Json::String(text)) => texts.push(self.known(text)),
                State::Known(other) => texts.push(Text::literal(&other.to_string())),
                // The provider takes no null in these lists, so it stands for what is not known.
                State::Unknown | State::Null => waiting += 1,
                State::Absent | State::Omitted => {}
            }
        }
        if waiting > 0 {
            if let Some(written) = self.written(list) {
                return written;
            }
            let symbols = self.symbols(list, waiting, around);
            if symbols.is_empty() { texts.push(unknown()) } else { texts.extend(symbols) }
        }
        texts
    }

    /// All elements as source has them, with the text around their references. `None` where it does not know each.
    fn written(&self, list: &Node<'p>) -> Option<Vec<Text>> {
        let Value::List { items, .. } = list.sketch()? else { return None };
        let text = |item: &Value| {
            let text = item.to_text().filter(|text| text.unknown_cause().is_none())?;
            let parts = text.parts().iter().flat_map(|part| match part {
                Part::Literal(literal) => self.known(literal).parts().to_vec(),
                other => vec![other.clone()],
            });
            Some(Text::from_parts(parts))
        };
        items.iter().map(text).collect()
    }

    /// The provider writes `&{aws:username}` as `${aws:username}`.
    fn known(&self, text: &str) -> Text {
        Text::parse(&text.replace("&{", "${"), self.version)
    }

    /// What `count` unknown elements refer to. Each refers to something, so where the references can't be told apart,
    /// each of them is a possible element.
    fn symbols(&self, list: &Node<'p>, count: usize, around: Around) -> Vec<Text> {
        let leads = self.reader.world.leads(self.data, list);
        let waiting: Vec<&Lead> = leads.iter().filter(|lead| self.waits(lead)).collect();
        let mut texts: Vec<Text> = waiting.iter().map(|lead| self.symbol(lead, around)).collect();
        if waiting.len() < count {
            texts.push(Text::unknown(&self.cause(list)));
        }
        texts.sort();
        texts.dedup();
        texts
    }

    /// Whether a reference is the reason for something unknown.
    fn waits(&self, lead: &Lead) -> bool {
        lead.unresolved.is_some()
            || lead.ends.iter().any(|end| match end {
                End::Unopened { .. } => true,
                End::Resource { to, attribute, .. } => self.reader.world.resource(*to).is_some_and(|target| {
                    let name = attribute.split('.').next().unwrap_or_default();
                    !matches!(target.root().get(name).state(), State::Known(_)) || attribute.contains('.')
                }),
            })
    }

    fn symbol(&self, lead: &Lead, around: Around) -> Text {
        let symbol = match (lead.ends.as_slice(), &lead.unresolved) {
            ([End::Resource { to, attribute, .. }], None) => match self.reader.world.resource(*to) {
                Some(target) => Symbol::new(target.name(), if attribute.is_empty() { "arn" } else { attribute }),
                None => return Text::unknown(&lead.reference),
            },
            ([End::Unopened { name, attribute }], None) => Symbol::new(name, attribute),
            (_, Some(cause)) => return Text::unknown(cause),
            (_, None) => return Text::unknown(&lead.reference),
        };
        let whole = &*symbol.attribute == "arn";
        let exact = whole && symbol.address.contains("aws_iam_");
        let rest = || match around {
            Around::Wide => Part::Literal("*".into()),
            Around::Open | Around::Nothing => Part::Unknown(lead.reference.as_str().into()),
        };
        match around {
            Around::Nothing => Text::from_parts([Part::Symbol(symbol)]),
            _ if exact => Text::from_parts([Part::Symbol(symbol)]),
            _ if whole => Text::from_parts([Part::Symbol(symbol), rest()]),
            _ => Text::from_parts([rest(), Part::Symbol(symbol), rest()]),
        }
    }

    /// Documents to merge: each a text, or another data resource.
    fn documents(&self, list: &Node<'p>, depth: usize, found: &mut Vec<Document>, gaps: &mut Vec<Arc<str>>) {
        let items = match (list.state(), list.items()) {
            (State::Null | State::Absent | State::Omitted, _) => return,
            (State::Known(Json::String(_)), _) => vec![*list],
            (_, Some(items)) => items,
            (_, None) => vec![*list],
        };
        let mut waiting = Vec::new();
        for item in items {
            match item.state() {
                State::Known(Json::String(text)) if text.trim().is_empty() => {}
                State::Known(Json::String(text)) => match Document::from_text(text) {
                    Ok(document) => found.push(document),
                    Err(_) => gaps.push(format!("a document that {} merges is no policy", self.data.name()).into()),
                },
                State::Unknown => waiting.push(item),
                State::Known(_) | State::Null | State::Absent | State::Omitted => {}
            }
        }
        if waiting.is_empty() {
            return;
        }
        let leads = self.reader.world.leads(self.data, list);
        let leads: Vec<&Lead> = leads.iter().filter(|lead| self.waits(lead)).collect();
        if leads.len() != waiting.len() {
            gaps.push(self.cause(list));
            return;
        }
        for lead in leads {
            match (lead.ends.as_slice(), &lead.unresolved) {
                ([End::Resource { to, sure: true, .. }], None) if self.is_document(*to) => {
                    let inner = self.reader.of_data(*to, depth + 1);
                    found.push(inner.document);
                    gaps.extend(inner.gaps);
                }
                _ => gaps.push(lead.reference.as_str().into()),
            }
        }
    }

    fn is_document(&self, to: usize) -> bool {
        let target = self.reader.world.resource(to);
        target.is_some_and(|target| target.address.data && target.kind() == "aws_iam_policy_document")
    }

    /// What a place waits for.
    fn cause(&self, node: &Node<'p>) -> Arc<str> {
        match node.cause() {
            Some(reference) => reference.into(),
            None => format!("an expression of {} that the plan does not show", self.data.name()).into(),
        }
    }
}
