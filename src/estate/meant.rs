//! Which policies an ARN or a name means: an attribute in, the papers that it may be out, each with what leaves it open.

use std::sync::Arc;

use super::holders::Build;
use super::named::Named;
use super::paper::{Attached, Gap, Paper};
use crate::iam::document::{Document, Version, one_of};
use crate::iam::managed;
use crate::iam::text::Part;
use crate::json::Json;
use crate::links::Rest;
use crate::path::Place;
use crate::plan::node::{Node, State};
use crate::source::value::Value;
use crate::world::Resource;

/// What a policy's ARN or name may mean.
#[derive(Default)]
pub(super) struct Meant {
    /// Papers, each with what leaves it open
    pub(super) papers: Vec<(usize, Option<Gap>)>,
    /// Many others, and what leaves all of them open
    pub(super) one_of: Option<(Vec<usize>, Gap)>,
    /// Why it may mean any policy of the plan
    pub(super) any: Option<Gap>,
    /// What is not in the plan
    pub(super) rest: Option<(Gap, Attached)>,
}

impl Meant {
    /// Takes those that it may mean as many apart.
    fn list(&mut self) {
        if let Some((list, doubt)) = self.one_of.take() {
            self.papers.extend(list.into_iter().map(|paper| (paper, Some(doubt.clone()))));
        }
    }

    /// Takes in what it may mean as well, open for one reason where there is any.
    fn add(&mut self, other: Self, doubt: &Option<Gap>) {
        let open = |(paper, own): (usize, Option<Gap>)| (paper, own.or_else(|| doubt.clone()));
        self.papers.extend(other.papers.into_iter().map(open));
        self.any = self.any.take().or(other.any);
        self.rest = self.rest.take().or(other.rest);
    }
}

impl<'p> Build<'_, '_, 'p> {
    /// The papers that a policy's ARN or name may mean one by one, and what it may mean besides.
    pub(super) fn policies(&mut self, resource: &Resource<'p>, at: (&Place, &Node<'p>, bool)) -> Meant {
        let mut meant = self.meant(resource, at);
        meant.list();
        meant
    }

    pub(super) fn meant(&mut self, resource: &Resource<'p>, (place, node, list): (&Place, &Node<'p>, bool)) -> Meant {
        if let State::Known(Json::String(arn)) = node.state()
            && managed::name(arn).is_some()
        {
            return self.shipped(resource, place, arn);
        }
        if let Some(meant) = self.told(resource, (place, node, list)) {
            return meant;
        }
        let named = Named::of(self.world(), resource, node, "aws_iam_policy", list);
        self.named(resource, (place, node), named)
    }

    /// What source says that it means, where that is one of several policies, or one of AWS in a partition that is not known.
    fn told(&mut self, resource: &Resource<'p>, (place, node, list): (&Place, &Node<'p>, bool)) -> Option<Meant> {
        let sketch = node.sketch().filter(|_| node.state() == State::Unknown)?;
        let items = match sketch {
            Value::List { items, .. } if list => items.as_slice(),
            one => std::slice::from_ref(one),
        };
        let of_aws = |one: &Value| shipped(one).is_some();
        if !items.iter().any(|item| item.candidates().len() > 1 || of_aws(item)) {
            return None;
        }
        let mut meant = Meant::default();
        for item in items {
            let doubt = item.cause().filter(|_| item.candidates().len() > 1);
            let doubt = doubt.map(|cause| Gap::new(resource, place, &cause));
            for one in item.candidates() {
                meant.add(self.candidate(resource, (place, node), one, doubt.is_some())?, &doubt);
            }
            if let Some(doubt) = doubt {
                meant.papers.extend(self.one_of_aws(resource, place, item, &doubt).map(|paper| (paper, None)));
            }
        }
        Some(meant)
    }

    /// The paper of the policies of AWS among those that an attribute may mean: what only some of all say is open in it.
    fn one_of_aws(&mut self, resource: &Resource<'p>, place: &Place, value: &Value, doubt: &Gap) -> Option<usize> {
        let arns: Vec<String> = value.candidates().iter().filter_map(shipped).collect();
        let key = (resource.id, format!("{place} {}", arns.join(" or ")));
        if let Some(found) = self.attached.get(&key) {
            return Some(*found);
        }
        let documents = arns.iter().filter_map(|arn| managed::policy(arn)).map(|policy| policy.document);
        let others = Document::new(Version::V2012, []);
        let others = (arns.len() < value.candidates().len()).then_some(others).filter(|_| !arns.is_empty());
        let document = one_of(&documents.chain(others).collect::<Vec<_>>(), &doubt.cause)?;
        let paper = Paper::new(resource, place, document);
        self.papers.push(Paper { attached: Some(Attached::Unknown), ..paper });
        self.attached.insert(key, self.papers.len() - 1);
        Some(self.papers.len() - 1)
    }

    /// What one of several means; of a policy of AWS, whether it is in the catalogue.
    fn candidate(
        &mut self,
        resource: &Resource<'p>,
        at: (&Place, &Node<'p>),
        value: &'p Value,
        several: bool,
    ) -> Option<Meant> {
        if let Some(arn) = shipped(value) {
            if several && managed::policy(&arn).is_some() {
                return Some(Meant::default());
            }
            return Some(self.shipped(resource, at.0, &arn));
        }
        let reference = self.world().refer_to(resource, value, &["aws_iam_policy"])?;
        let named = Named::told(self.world(), at.1, reference, "aws_iam_policy", false);
        let mut meant = self.named(resource, at, named);
        meant.list();
        Some(meant)
    }

    fn shipped(&mut self, resource: &Resource<'p>, place: &Place, arn: &str) -> Meant {
        match self.managed(resource, place, arn) {
            Ok(paper) => Meant { papers: vec![(paper, None)], ..Meant::default() },
            Err(gap) => Meant { rest: Some((gap, Attached::Outside)), ..Meant::default() },
        }
    }

    fn named(&mut self, resource: &Resource<'p>, (place, node): (&Place, &Node<'p>), named: Named) -> Meant {
        let gap = |cause: Arc<str>| Gap::new(resource, place, &cause);
        let mut paper = |to: &usize| self.policies.get(to).copied().or_else(|| self.looked_up(resource, place, *to));
        let papers = named.resources.iter().filter_map(|(to, doubt)| Some((paper(to)?, doubt.clone().map(gap))));
        let papers: Vec<_> = papers.collect();
        let one_of = named.one_of.as_ref();
        let one_of = one_of.map(|(list, cause)| (list.iter().filter_map(&mut paper).collect(), gap(cause.clone())));
        let sure = named.resources.iter().any(|(_, doubt)| doubt.is_none());
        let outside = matches!((&named.rest, node.state()), (Rest::Elsewhere(_), State::Known(_)));
        let rest = named.gap(resource, (place, node)).filter(|_| !sure);
        let rest = rest.map(|gap| (gap, if outside { Attached::Outside } else { Attached::Unknown }));
        Meant { papers, one_of, any: named.any.map(gap), rest }
    }
}

/// The ARN of the policy of AWS that a value is, in the partition `aws` where its own is not known: a policy is the same in
/// all of them, and no name holds a colon.
fn shipped(value: &Value) -> Option<String> {
    let text = value.to_text()?;
    let written = match text.as_literal() {
        Some(arn) => arn.to_owned(),
        None => {
            let [Part::Literal(start), .., Part::Literal(end)] = text.parts() else { return None };
            let tail = end.strip_prefix(":iam::aws:policy/").filter(|_| &**start == "arn:")?;
            format!("arn:aws:iam::aws:policy/{tail}")
        }
    };
    managed::name(&written).is_some().then_some(written)
}
