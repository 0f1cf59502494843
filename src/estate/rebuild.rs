//! `data.aws_iam_policy_document` that is only read at apply: its arguments in, the document they make out.
//!
//! Terraform shows all of its arguments but the elements that wait for a resource. The configuration lists what each
//! list of elements refers to, in order, without the text around the references.
//! <https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document>

use std::sync::Arc;

use super::paper::Reader;
use crate::iam::condition::Operator;
use crate::iam::document::{
    Condition, Document, DocumentError, Effect, Principal, PrincipalKind, Principals, Scope, Statement, Version,
    merged, one_of, shared,
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

impl Default for Rebuilt {
    fn default() -> Self {
        Self { document: Document::new(Version::V2012, []), gaps: Vec::new(), sensitive: false }
    }
}

impl Rebuilt {
    /// One of several, and what decides which.
    pub(super) fn one_of(all: &[Self], cause: &Arc<str>) -> Self {
        let documents: Vec<Document> = all.iter().map(|one| one.document.clone()).collect();
        let mut gaps: Vec<Arc<str>> = all.iter().flat_map(|one| one.gaps.iter().cloned()).collect();
        let document = one_of(&documents, cause).unwrap_or_else(|| {
            gaps.push(Arc::clone(cause));
            Document::new(documents.first().map_or(Version::V2012, |one| one.version), shared(&documents))
        });
        Self { document, gaps, sensitive: all.iter().any(|one| one.sensitive) }
    }

    /// One of which nothing is known.
    fn open(cause: Arc<str>) -> Self {
        Self { gaps: vec![cause], ..Self::default() }
    }
}

/// What stands around a reference.
#[derive(Clone, Copy, PartialEq)]
enum Around {
    /// A template may stand around it: read wide
    Wide,
    /// The same, but for actions of which some are a bucket's and others its objects'
    Mixed,
    /// A template may stand around it: not known
    Open,
    /// Nothing: identifiers and values
    Nothing,
}

/// The document of a data resource.
pub(super) fn rebuild(reader: &Reader<'_, '_>, id: usize, depth: usize) -> Rebuilt {
    let Some(data) = reader.world.resource(id).filter(|_| depth <= DEEPEST) else {
        return Rebuilt::open("a chain of documents that is too long".into());
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
        None if root.get("statement").state() == State::Unknown => {
            let cause = root.get("statement").sketch().and_then(Value::cause);
            gaps.push(cause.unwrap_or_else(|| format!("how many statements {} has", data.name()).into()));
        }
        None => {}
    }
    let own_document = Document::new(version, statements);
    let sensitive = root.is_sensitive();
    let read = |names: [&str; 2]| names.map(|name| own.documents(&root.get(name), depth)).concat();
    let sources = read(["source_json", "source_policy_documents"]);
    let names = ["override_json", "override_policy_documents"];
    let mut overrides = read(names);
    // What only some of several say may take the place of a statement, too.
    let lists = names.map(|name| root.get(name).sketch());
    let chosen = lists.into_iter().flatten().find(|list| list.chooses()).and_then(Value::cause);
    overrides.extend(chosen.map(Rebuilt::open));
    gaps.extend(sources.iter().chain(&overrides).flat_map(|one| one.gaps.iter().cloned()));
    let sensitive = sensitive || sources.iter().chain(&overrides).any(|one| one.sensitive);
    // What is not known of an override may take the place of any statement before it that has a sid.
    let open = overrides.iter().rposition(|one| !one.gaps.is_empty());
    let kept = |one: Document, replaceable: bool| match replaceable {
        true => Document::new(one.version, one.statements.iter().filter(|one| one.sid.is_none()).cloned()),
        false => one,
    };
    let sources: Vec<Document> = sources.into_iter().map(|one| kept(one.document, open.is_some())).collect();
    let own_document = kept(own_document, open.is_some());
    let overrides = overrides.into_iter().enumerate();
    let overrides: Vec<Document> =
        overrides.map(|(at, one)| kept(one.document, open.is_some_and(|open| at < open))).collect();
    match merged(&sources, &own_document, &overrides) {
        Ok(document) => Rebuilt { document, gaps, sensitive },
        Err(error) => Rebuilt::open(error.to_string().into()),
    }
}

/// What a text waits for of which nothing is known.
fn cause_alone(text: &Text) -> Option<&str> {
    text.unknown_cause().filter(|_| text.parts().len() == 1).map(|cause| &**cause)
}

/// The arguments of one data resource.
struct Block<'a, 'w, 'p> {
    reader: &'a Reader<'w, 'p>,
    data: &'a Resource<'p>,
    version: Version,
}

/// Whether a pattern of actions may be both about buckets and about objects: what begins with a verb and `Object` is of objects.
fn is_mixed(pattern: &Text) -> bool {
    let pattern = pattern.to_string().to_ascii_lowercase();
    pattern.split_once(['*', '?']).is_some_and(|(start, _)| !start.contains("object"))
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
        let mixed = around == Around::Wide && actions.patterns().iter().any(is_mixed);
        let around = if mixed { Around::Mixed } else { around };
        let mut statement = Statement::new(effect, actions);
        statement.resources = self.scope(node, "resources", "not_resources", around);
        let sid = node.get("sid");
        let sid = match sid.state() {
            State::Known(Json::String(sid)) => Some(sid.as_ref()),
            _ => sid.sketch().and_then(Value::as_str),
        };
        statement.sid = sid.filter(|sid| !sid.is_empty()).map(Arc::from);
        statement.principals = self.principals(node);
        statement.conditions = self.conditions(node)?;
        let blocks = ["principals", "not_principals", "condition"];
        match blocks.iter().find(|name| node.get(name).state() == State::Unknown) {
            Some(name) => Err(format!("how many blocks `{name}` a statement of {} has", self.data.name()).into()),
            None => Ok(Some(statement)),
        }
    }

    /// The conditions. The provider puts the values of all blocks of one test and key into one list, of which any may match.
    fn conditions(&self, node: &Node<'p>) -> Result<Vec<Condition>, Arc<str>> {
        let mut found: Vec<(String, Condition)> = Vec::new();
        for block in node.get("condition").items().unwrap_or_default() {
            let (test, condition) = self.condition(&block)?;
            match found.iter_mut().find(|(other, one)| *other == test && one.key == condition.key) {
                Some((_, one)) => one.values.extend(condition.values),
                None => found.push((test, condition)),
            }
        }
        Ok(found.into_iter().map(|(_, condition)| condition).collect())
    }

    fn scope(&self, node: &Node<'p>, name: &str, negated: &str, around: Around) -> Option<Scope> {
        let own = self.texts(&node.get(name), around);
        if !own.is_empty() {
            return Some(Scope::Only(own.into()));
        }
        // What is left out of an Allow is read the other way round.
        let around = if around == Around::Open { Around::Wide } else { Around::Open };
        let other = self.texts(&node.get(negated), around);
        (!other.is_empty()).then_some(Scope::AllBut(other.into()))
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

    /// The test of a block and what it asks.
    fn condition(&self, node: &Node<'p>) -> Result<(String, Condition), Arc<str>> {
        let (test, key) = (node.get("test"), node.get("variable"));
        let State::Known(Json::String(test)) = test.state() else { return Err(self.cause(&test)) };
        let operator = Operator::parse(test).ok_or_else(|| Arc::from("an operator that IAM does not have"))?;
        let key: Arc<str> = match key.state() {
            State::Known(Json::String(key)) => Arc::from(key.as_ref()),
            // The claims of a provider that comes into being have its host in their keys.
            State::Unknown => {
                let written = key.sketch().and_then(Value::to_text).unwrap_or_else(|| Text::unknown(&self.cause(&key)));
                written.to_string().into()
            }
            _ => return Err(self.cause(&key)),
        };
        let values = self.texts(&node.get("values"), Around::Nothing);
        Ok((test.as_ref().to_owned(), Condition::new(operator, &key, values)))
    }

    /// The elements of a list: known ones as they stand, the others by what they refer to.
    fn texts(&self, list: &Node<'p>, around: Around) -> Vec<Text> {
        let unknown = || Text::unknown(&self.cause(list));
        let Some(items) = list.items() else {
            return match list.state() {
                State::Unknown => self.written(list, around).unwrap_or_else(|| self.symbols(list, 1, around)),
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
            if let Some(written) = self.written(list, around) {
                return written;
            }
            let symbols = self.symbols(list, waiting, around);
            if symbols.is_empty() { texts.push(unknown()) } else { texts.extend(symbols) }
        }
        texts
    }

    /// All elements as source has them, with the text around their references. `None` where it does not know each.
    fn written(&self, list: &Node<'p>, around: Around) -> Option<Vec<Text>> {
        let sketch = list.sketch()?;
        let text = |text: &Text| {
            let parts = text.parts().iter().flat_map(|part| match part {
                Part::Literal(literal) => self.known(literal).parts().to_vec(),
                other => vec![other.clone()],
            });
            Text::from_parts(parts)
        };
        let known = |item: &Value| item.to_text().filter(|text| text.unknown_cause().is_none());
        let texts: Vec<Text> = match sketch {
            sketch if sketch.chooses() && around != Around::Nothing => sketch.patterns()?,
            Value::List { items, .. } => items.iter().map(known).collect::<Option<_>>()?,
            _ => return None,
        };
        Some(texts.iter().map(text).collect())
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
        // Of several elements one is the bucket, another its objects.
        let around = if around == Around::Mixed && count > 1 { Around::Wide } else { around };
        let mut texts: Vec<Text> = waiting.iter().map(|lead| self.symbol(lead, around)).collect();
        if waiting.len() < count {
            texts.push(Text::unknown(&self.cause(list)));
        }
        texts.sort();
        texts.dedup();
        let causes: Vec<&str> = texts.iter().filter_map(cause_alone).collect();
        if texts.len() > count && causes.len() == texts.len() {
            return vec![Text::unknown(&causes.join(" or "))];
        }
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
        let is_of_bucket = symbol.address.contains("aws_s3_bucket.");
        let rest = || match around {
            Around::Wide => Part::Literal("*".into()),
            Around::Mixed if !is_of_bucket => Part::Literal("*".into()),
            Around::Mixed | Around::Open | Around::Nothing => Part::Unknown(lead.reference.as_str().into()),
        };
        let symbol = Part::Symbol(symbol.into());
        match around {
            Around::Nothing => Text::from_parts([symbol]),
            _ if exact => Text::from_parts([symbol]),
            _ if whole => Text::from_parts([symbol, rest()]),
            _ => Text::from_parts([rest(), symbol, rest()]),
        }
    }

    /// Documents to merge, in their order: each a text, or another data resource.
    fn documents(&self, list: &Node<'p>, depth: usize) -> Vec<Rebuilt> {
        let items = match (list.state(), list.items(), list.sketch()) {
            (State::Null | State::Absent | State::Omitted, ..) => return Vec::new(),
            (State::Known(Json::String(_)), ..) => vec![*list],
            (_, Some(items), _) => items,
            (_, None, Some(several @ Value::Either { .. })) => {
                return vec![self.merged(several, depth).unwrap_or_else(|| self.gap(several.cause(), list))];
            }
            (_, None, Some(Value::List { items, .. })) => {
                let each =
                    items.iter().map(|item| self.sketched(item, depth).unwrap_or_else(|| self.gap(item.cause(), list)));
                return each.collect();
            }
            (_, None, _) => vec![*list],
        };
        let leads = self.reader.world.leads(self.data, list);
        let leads: Vec<&Lead> = leads.iter().filter(|lead| self.waits(lead)).collect();
        let told = leads.len() == items.iter().filter(|item| item.state() == State::Unknown).count();
        let mut leads = leads.into_iter().filter(|_| told);
        let mut found = Vec::new();
        for item in items {
            match item.state() {
                State::Known(Json::String(text)) if text.trim().is_empty() => {}
                State::Known(Json::String(text)) => found.push(self.read(self.reader.world.documents.document(text))),
                State::Unknown => {
                    let lead = leads.next();
                    let sketched = item.sketch().and_then(|sketch| self.sketched(sketch, depth));
                    found.push(sketched.unwrap_or_else(|| match lead {
                        Some(lead) => self.led(lead, depth),
                        None => self.gap(item.sketch().and_then(Value::cause), list),
                    }));
                }
                State::Known(_) | State::Null | State::Absent | State::Omitted => {}
            }
        }
        found
    }

    /// What source says of a document to merge.
    fn sketched(&self, value: &Value, depth: usize) -> Option<Rebuilt> {
        match value {
            Value::Null => Some(Rebuilt::default()),
            Value::Text(text) if text.as_literal() == Some("") => Some(Rebuilt::default()),
            Value::Text(_) | Value::Encoded(_) => {
                Some(self.reader.told(value, depth + 1).unwrap_or_else(|| self.read(Document::from_value(value))))
            }
            _ => self.reader.told(value, depth + 1),
        }
    }

    /// One of several lists of documents to merge.
    fn merged(&self, value: &Value, depth: usize) -> Option<Rebuilt> {
        let each = value.completions()?.into_iter().map(|list| {
            let Value::List { items, .. } = list else { return None };
            let all = items.iter().map(|item| self.sketched(item, depth)).collect::<Option<Vec<_>>>()?;
            let documents: Vec<Document> = all.iter().map(|one| one.document.clone()).collect();
            Some(Rebuilt {
                document: merged(&[], &Rebuilt::default().document, &documents).ok()?,
                gaps: all.iter().flat_map(|one| one.gaps.iter().cloned()).collect(),
                sensitive: all.iter().any(|one| one.sensitive),
            })
        });
        Some(Rebuilt::one_of(&each.collect::<Option<Vec<_>>>()?, &value.cause()?))
    }

    /// The document that a reference leads to.
    fn led(&self, lead: &Lead, depth: usize) -> Rebuilt {
        match (lead.ends.as_slice(), &lead.unresolved) {
            ([End::Resource { to, sure: true, .. }], None) if self.reader.is_document(*to) => {
                self.reader.of_data(*to, depth + 1)
            }
            _ => Rebuilt::open(lead.reference.as_str().into()),
        }
    }

    fn read(&self, document: Result<Document, DocumentError>) -> Rebuilt {
        let cause = || format!("a document that {} merges is no policy", self.data.name()).into();
        document.map_or_else(|_| Rebuilt::open(cause()), |document| Rebuilt { document, ..Rebuilt::default() })
    }

    fn gap(&self, cause: Option<Arc<str>>, list: &Node<'p>) -> Rebuilt {
        let of_several = || format!("which documents {} merges", self.data.name()).into();
        let reference = || Some(self.cause(list)).filter(|cause| !cause.starts_with("data.aws_iam_policy_document."));
        Rebuilt::open(cause.or_else(reference).unwrap_or_else(of_several))
    }

    /// What a place waits for.
    fn cause(&self, node: &Node<'p>) -> Arc<str> {
        match node.cause() {
            Some(reference) => reference.into(),
            None => format!("an expression of {} that the plan does not show", self.data.name()).into(),
        }
    }
}
