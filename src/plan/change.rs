//! One entry of `resource_changes`: what is done to an object, and its values on both sides, opened when asked for.

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::address::Address;
use super::node::{Node, has_mark};
use super::skeleton::{self, RawChange, RawStateResource};
use super::wanted::Attributes;
use crate::error::InputError;
use crate::json::{Json, Reader};
use crate::source::value::Value;

/// What the plan does to an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Nothing; it may still be imported or moved
    NoOp,
    /// A data source is read
    Read,
    /// It comes into being
    Create,
    /// It changes in place
    Update,
    /// It goes, then a new one comes
    DeleteCreate,
    /// A new one comes, then it goes
    CreateDelete,
    /// It goes
    Delete,
    /// It stays in AWS and leaves Terraform's care
    Forget,
    /// A new one comes, the old one stays in AWS and leaves Terraform's care
    ForgetReplace,
}

impl Action {
    /// Reads `actions`, whose values are the same in Terraform and OpenTofu but for one order.
    fn parse(actions: &[&str]) -> Option<Self> {
        Some(match actions {
            ["no-op"] => Self::NoOp,
            ["read"] => Self::Read,
            ["create"] => Self::Create,
            ["update"] => Self::Update,
            ["delete", "create"] => Self::DeleteCreate,
            ["create", "delete"] => Self::CreateDelete,
            ["delete"] => Self::Delete,
            ["forget"] => Self::Forget,
            ["create", "forget"] | ["forget", "create"] => Self::ForgetReplace,
            _ => return None,
        })
    }

    /// The side without which it can't be: an object that goes or stays was there, one that comes or stays will be.
    /// `after` is left out where all of it is unknown.
    fn lacks(self, before: Option<&str>, after: Option<&str>) -> Option<&'static str> {
        let object = |side: Option<&str>| side.is_some_and(|text| text.starts_with('{'));
        match self {
            Self::Create | Self::Read => (!object(after) && after.is_some()).then_some("after"),
            // Terraform 1.0 lists an instance that neither is nor will be, with null on both sides.
            Self::NoOp if before.is_none() && after.is_none() => None,
            Self::NoOp => (!object(before) || !object(after)).then_some("before and after"),
            Self::Delete | Self::Forget => (!object(before)).then_some("before"),
            Self::Update | Self::DeleteCreate | Self::CreateDelete | Self::ForgetReplace if object(before) => {
                (!object(after) && after.is_some()).then_some("after")
            }
            Self::Update | Self::DeleteCreate | Self::CreateDelete | Self::ForgetReplace => Some("before"),
        }
    }

    /// Whether there is an object after it.
    pub fn leaves(self) -> bool {
        !matches!(self, Self::Delete | Self::Forget)
    }

    /// Whether a new object comes into being.
    pub fn creates(self) -> bool {
        matches!(self, Self::Create | Self::DeleteCreate | Self::CreateDelete | Self::ForgetReplace)
    }

    /// The word that stands for it in reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::NoOp => "no-op",
            Self::Read => "read",
            Self::Create => "create",
            Self::Update => "update",
            Self::DeleteCreate | Self::CreateDelete => "replace",
            Self::Delete => "delete",
            Self::Forget | Self::ForgetReplace => "forget",
        }
    }
}

/// The values of an object on one side of the plan, as three trees of the same shape.
#[derive(Debug)]
pub struct Tree<'p> {
    /// The values; unknown attributes are left out
    pub value: Json<'p>,
    /// `true` where a value is unknown
    pub unknown: Json<'p>,
    /// Whether the plan says what is unknown; where it does not, what is missing may be unknown
    pub masked: bool,
    /// `true` where a value is sensitive
    pub sensitive: Json<'p>,
    /// The attributes that were opened
    pub opened: Attributes,
    /// What source says of attributes that are not known
    pub sketch: Option<Value>,
}

impl<'p> Tree<'p> {
    /// The root of the values; `None` where nothing of the object is known.
    pub fn root(&'p self) -> Option<Node<'p>> {
        self.value.as_object()?;
        let node = Node::root(&self.value, &self.unknown, &self.sensitive).of(&self.opened);
        let node = node.sketched(self.sketch.as_ref());
        Some(if self.masked { node } else { node.unmasked() })
    }
}

/// An entry of `resource_changes`, or a data resource of `prior_state`.
#[derive(Debug)]
pub struct Change<'p> {
    /// The address it has in this plan
    pub address: Cow<'p, str>,
    /// The address before a move
    pub previous_address: Option<Cow<'p, str>>,
    /// What is done
    pub action: Action,
    /// Why, in Terraform's word
    pub action_reason: Option<Cow<'p, str>>,
    /// Whether it is a data resource
    pub data: bool,
    /// Whether it enters Terraform's care by this plan
    pub importing: bool,
    /// The provider's source address
    pub provider_name: Option<Cow<'p, str>>,
    /// The key of a deposed object: one that its successor replaced and that is still in AWS
    pub deposed: Option<String>,
    /// Whether its text, on one of its sides, answers to a hint of the policies
    pub hinted: bool,
    kind: Cow<'p, str>,
    name: Option<Cow<'p, str>>,
    sides: Sides<'p>,
    /// Whether one tree serves both sides, since their texts are the same
    same: bool,
    before: Option<Box<Tree<'p>>>,
    after: Option<Box<Tree<'p>>>,
}

#[derive(Debug, Default)]
struct Sides<'p> {
    before: Option<&'p str>,
    before_sensitive: Option<&'p str>,
    after: Option<&'p str>,
    after_unknown: Option<&'p str>,
    after_sensitive: Option<&'p str>,
}

impl Sides<'_> {
    /// Whether both sides are the same text, so that one tree serves both.
    fn same(&self) -> bool {
        self.before == self.after
            && self.before_sensitive == self.after_sensitive
            && matches!(self.after_unknown, None | Some("{}" | "false"))
    }
}

impl<'p> Change<'p> {
    pub(super) fn from_skeleton(raw: RawChange<'p>) -> Result<Self, InputError> {
        let text = raw.change.actions.get();
        let unknown = || InputError::UnknownAction { address: raw.address.to_string(), actions: text.to_owned() };
        // No action has a character that JSON would escape.
        let actions: Vec<&str> = serde_json::from_str(text).map_err(|_| unknown())?;
        let action = Action::parse(&actions).ok_or_else(unknown)?;
        // Hand-trimmed plans leave `mode` out.
        let data = match raw.mode.as_deref() {
            Some("managed") => false,
            Some("data") => true,
            Some(_) => {
                let reason = "its mode is neither `managed` nor `data`".to_owned();
                return Err(InputError::MalformedPart { reason, place: raw.address.into_owned() });
            }
            None => Address::parse(&raw.address).is_some_and(|address| address.data),
        };
        let get = |raw: Option<&'p RawValue>| raw.map(RawValue::get);
        let (before, after) = (get(raw.change.before), get(raw.change.after));
        if let Some(side) = action.lacks(before, after) {
            let reason = format!("it has no `{side}` that fits its actions {text}");
            return Err(InputError::MalformedPart { reason, place: raw.address.into_owned() });
        }
        let stays = action.leaves() && before.or(after).is_some();
        let deposed = deposed(get(raw.deposed), stays, &raw.address)?;
        let address = match &deposed {
            // As Terraform calls it for people; the plain address is that of the object which took its place.
            Some(key) => format!("{} (deposed object {key})", raw.address).into(),
            None => raw.address,
        };
        Ok(Self {
            action,
            data,
            action_reason: raw.action_reason,
            importing: get(raw.change.importing).is_some_and(|text| text != "false"),
            deposed,
            sides: Sides {
                before,
                before_sensitive: get(raw.change.before_sensitive),
                after,
                after_unknown: get(raw.change.after_unknown),
                after_sensitive: get(raw.change.after_sensitive),
            },
            address,
            previous_address: raw.previous_address,
            provider_name: raw.provider_name,
            kind: raw.kind,
            name: raw.name,
            hinted: false,
            same: false,
            before: None,
            after: None,
        })
    }

    pub(super) fn from_state(raw: RawStateResource<'p>) -> Result<Self, InputError> {
        let values = raw.values.map(RawValue::get);
        let sensitive = raw.sensitive_values.map(RawValue::get);
        Ok(Self {
            action: Action::NoOp,
            data: true,
            action_reason: None,
            importing: false,
            deposed: None,
            sides: Sides {
                before: values,
                before_sensitive: sensitive,
                after: values,
                after_unknown: None,
                after_sensitive: sensitive,
            },
            address: raw.address,
            previous_address: None,
            provider_name: raw.provider_name,
            kind: raw.kind,
            name: raw.name,
            hinted: false,
            same: false,
            before: None,
            after: None,
        })
    }

    /// Whether policies judge it: a deposed object that goes leaves nothing, one that is forgotten stays in AWS.
    pub fn is_subject(&self) -> bool {
        !self.is_nothing() && (self.deposed.is_none() || self.action == Action::Forget)
    }

    /// Whether it is an object that neither is nor will be.
    pub fn is_nothing(&self) -> bool {
        self.action == Action::NoOp && self.sides.before.is_none() && self.sides.after.is_none()
    }

    /// The resource type.
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// The name of its resource block, if the plan gives one.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The JSON text of its values on each side.
    pub(super) fn texts(&self) -> impl Iterator<Item = &'p str> {
        let managed = if self.data { None } else { Some([self.sides.before, self.sides.after]) };
        managed.into_iter().flatten().flatten()
    }

    /// Parses the wanted attributes of both sides.
    pub(super) fn open(&mut self, wanted: &Attributes, reader: &mut Reader<'p>) -> Result<(), InputError> {
        let sides = &self.sides;
        let mut parse = |text: Option<&'p str>| match text {
            Some(text) => skeleton::members(text, &self.address, wanted, reader),
            None => Ok(Json::Null),
        };
        let unknown = self.mask(parse(sides.after_unknown)?)?;
        // Terraform writes `{}` where everything is known; nothing, or `false`, is written only for what goes or stays.
        let masked = !(self.action.creates() || self.action == Action::Update)
            || matches!(unknown, Json::Object(_) | Json::Bool(true));
        let (value, sensitive) = (parse(sides.after)?, marked(self.mask(parse(sides.after_sensitive)?)?));
        let after = Tree { value, unknown, masked, sensitive, opened: wanted.clone(), sketch: None };
        let same = sides.same();
        if !same {
            let (value, sensitive) = (parse(sides.before)?, marked(self.mask(parse(sides.before_sensitive)?)?));
            let unknown = Json::Null;
            let before = Tree { value, unknown, masked: true, sensitive, opened: wanted.clone(), sketch: None };
            self.before = Some(Box::new(before));
        }
        self.same = same;
        self.after = Some(Box::new(after));
        Ok(())
    }

    /// A mask holds `true` and `false` in the shape of the values. Errors on anything else, which could hide a mark.
    fn mask(&self, mask: Json<'p>) -> Result<Json<'p>, InputError> {
        fn is_mask(mask: &Json<'_>) -> bool {
            match mask {
                Json::Null | Json::Bool(_) => true,
                Json::Array(items) => items.iter().all(is_mask),
                Json::Object(members) => members.iter().all(|(_, member)| is_mask(member)),
                Json::Number(_) | Json::String(_) => false,
            }
        }
        if is_mask(&mask) && !matches!(mask, Json::Array(_)) {
            return Ok(mask);
        }
        let reason = "a mask holds something else than true and false".to_owned();
        Err(InputError::MalformedPart { reason, place: self.address.to_string() })
    }

    /// All of its values after the plan, whatever was opened.
    ///
    /// Errors when they are not what Terraform writes.
    pub fn whole(&self) -> Result<Tree<'p>, InputError> {
        let parse = |text: Option<&'p str>| text.map_or(Ok(Json::Null), |text| skeleton::value(text, &self.address));
        let (value, unknown) = (parse(self.sides.after)?, parse(self.sides.after_unknown)?);
        let sensitive = parse(self.sides.after_sensitive)?;
        Ok(Tree { value, unknown, masked: true, sensitive, opened: Attributes::All, sketch: None })
    }

    /// The values after the plan, to be added to.
    pub(super) fn after_mut(&mut self) -> Option<&mut Tree<'p>> {
        self.after.as_deref_mut()
    }

    /// The values before the plan; `None` until opened.
    pub fn before(&self) -> Option<&Tree<'p>> {
        if self.same { self.after.as_deref() } else { self.before.as_deref() }
    }

    /// The values after the plan; `None` until opened.
    pub fn after(&self) -> Option<&Tree<'p>> {
        self.after.as_deref()
    }
}

/// A mask that marks nothing is nothing: most masks of what is sensitive have the shape of the values and no mark.
fn marked(mask: Json<'_>) -> Json<'_> {
    if has_mark(&mask) { mask } else { Json::Null }
}

/// The key of a deposed object. Terraform deletes such an object or forgets it; one that is gone already it leaves alone.
///
/// Errors when it stays as it is, or when the key is no text.
fn deposed(text: Option<&str>, stays: bool, address: &str) -> Result<Option<String>, InputError> {
    let Some(text) = text.filter(|text| *text != "false") else { return Ok(None) };
    let key = serde_json::from_str(text).ok().filter(|key: &String| !key.is_empty());
    match key {
        Some(key) if !stays => Ok(Some(key)),
        _ => {
            let reason = "it is said to be deposed, and neither deleted nor forgotten".to_owned();
            Err(InputError::MalformedPart { reason, place: address.to_owned() })
        }
    }
}
