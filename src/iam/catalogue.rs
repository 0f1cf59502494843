//! The AWS action catalogue: an action in, its access level and the shapes of the ARNs it takes out.
//!
//! The catalogue names things; it never decides whether a pattern matches an action, since AWS adds actions daily.
//! Each service is unpacked when it is first asked for.

use std::borrow::Cow;
use std::sync::{LazyLock, PoisonError, RwLock};

use foldhash::HashMap;

use super::pattern::{Shape, action_covers, is_every_action};
use super::tables::Table;
use super::text::Text;

/// The day the embedded tables were current. Dates in conditions are compared with it, never with the clock.
pub const CATALOGUE_DATE: &str = "2026-08-21";

static TABLE: Table = Table::new(include_str!("tables/catalogue.tsv"), include_bytes!("tables/catalogue.bin"));

/// What an action does to its resource, in AWS's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Reads contents
    Read,
    /// Lists resources
    List,
    /// Creates, changes or deletes
    Write,
    /// Changes tags only
    Tagging,
    /// Grants or changes permissions
    PermissionsManagement,
}

/// The actions and resource types of one service.
#[derive(Debug)]
pub struct Service {
    types: Vec<Type>,
    /// By their names in lower case
    actions: HashMap<String, Action>,
}

/// A resource type.
#[derive(Debug)]
pub struct Type {
    /// AWS's name for it
    pub name: String,
    /// Its ARN without `arn:partition:`, variables as `{}`
    pub shape: &'static str,
}

/// One action.
#[derive(Debug)]
pub struct Action {
    /// Its name as AWS writes it
    pub name: String,
    /// Its access level
    pub level: Level,
    types: Vec<usize>,
    shapes: Vec<Shape<'static>>,
}

/// The catalogue of one service, or `None` if the catalogue does not have it. Service names are case-insensitive.
pub fn service(name: &str) -> Option<&'static Service> {
    static OPENED: LazyLock<RwLock<HashMap<String, Option<&'static Service>>>> = LazyLock::new(RwLock::default);
    let name = lower(name);
    if let Some(known) = OPENED.read().unwrap_or_else(PoisonError::into_inner).get(&*name) {
        return *known;
    }
    // There are some 450 services, so what is kept for the life of the process is bounded.
    let found: Option<&'static Service> =
        TABLE.line(&name).and_then(|line| Service::read(&line)).map(|service| &*Box::leak(Box::new(service)));
    *OPENED.write().unwrap_or_else(PoisonError::into_inner).entry(name.into_owned()).or_insert(found)
}

fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) { name.to_ascii_lowercase().into() } else { name.into() }
}

/// One action of the catalogue, such as `iam:PassRole`.
pub fn action(name: &str) -> Option<&'static Action> {
    let (prefix, name) = name.split_once(':')?;
    service(prefix)?.actions.get(&*lower(name))
}

/// The ARN shapes an action takes: at least one, of which any may be asked for.
pub fn shapes(name: &str) -> &'static [Shape<'static>] {
    action(name).map_or(&[Shape::Any], |action| &action.shapes)
}

/// The actions a pattern matches, by their names, as far as the catalogue knows. A bare `*` names no service and so gives none.
pub fn matched(pattern: &str) -> Vec<&'static Action> {
    let Some((prefix, _)) = pattern.split_once(':').filter(|_| !is_every_action(pattern)) else { return Vec::new() };
    let Some(service) = service(prefix) else { return Vec::new() };
    let is = |action: &&Action| action_covers(pattern, &format!("{prefix}:{}", action.name));
    let mut matched: Vec<&'static Action> = service.actions.values().filter(is).collect();
    matched.sort_by_cached_key(|action| action.name.to_ascii_lowercase());
    matched
}

/// The ARN shapes of all resource types of a service; none if the catalogue does not have it.
pub fn types(name: &str) -> impl Iterator<Item = &'static str> {
    service(name).into_iter().flat_map(|service| &service.types).map(|one| one.shape)
}

/// The ARN shape of a resource type, such as `lambda:function`.
pub fn shape(resource: &str) -> Option<Shape<'static>> {
    let (prefix, name) = resource.split_once(':')?;
    Some(Shape::Known(service(prefix)?.resource(name)?.shape))
}

/// Where the resources of a plan are.
#[derive(Clone, Debug)]
pub struct Site {
    /// `aws`, `aws-cn` ...
    pub partition: Text,
    /// The region
    pub region: Text,
    /// The account id
    pub account: Text,
}

/// Why an id in an ARN is not known. It has no colon in it.
pub const CHOSEN: &str = "chosen by AWS";

/// The ARN of a resource of a type, as far as its name and place are known. `name` is the last part of the ARN, for a
/// role with its path, or stands before an id; parts that only AWS knows are unknown.
pub fn arn(resource: &str, site: &Site, name: &Text) -> Option<Text> {
    arn_within(resource, site, &[], name)
}

/// The same of what is within something else, whose names stand before its own.
pub fn arn_within(resource: &str, site: &Site, within: &[Text], name: &Text) -> Option<Text> {
    let Some(Shape::Known(shape)) = shape(resource) else { return None };
    let mut fields = shape.splitn(4, ':');
    let (service, region, account, rest) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
    let fill = |field: &str, own: &Text| if field == "{}" { own.clone() } else { Text::literal(field) };
    let colon = Text::literal(":");
    let head = [Text::literal("arn"), site.partition.clone(), Text::literal(service)];
    let mut arn = Text::from_parts([]);
    for field in head.iter().chain(&[fill(region, &site.region), fill(account, &site.account)]) {
        arn = arn.then(field).then(&colon);
    }
    let hole = if NAMED_FIRST.contains(&resource) { 1 } else { rest.matches("{}").count() };
    let pieces = rest.split("{}").enumerate().map(|(i, piece)| {
        let given = match i {
            0 => Text::from_parts([]),
            i if i == hole => name.clone(),
            i => within.get(i - 1).cloned().unwrap_or_else(|| Text::unknown(CHOSEN)),
        };
        given.then(&Text::literal(piece))
    });
    Some(pieces.fold(arn, |arn, piece| arn.then(&piece)))
}

/// Types in whose ARN an id that AWS gives stands behind the name, for a task behind that of its cluster; in others the name
/// is the last.
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsapprunner.html>
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudformation.html>
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html>
const NAMED_FIRST: [&str; 3] = ["apprunner:service", "cloudformation:stack", "ecs:task"];

/// Whether an action takes resources of a type. Services share types by ARN shape: an `ssm:instance` is an
/// `ec2:instance`.
pub fn takes(action: &str, resource: &str) -> bool {
    shape(resource).is_some_and(|shape| shapes(action).contains(&shape))
}

impl Action {
    /// Whether it can be limited to resources.
    pub fn takes_resource(&self) -> bool {
        !self.types.is_empty()
    }
}

impl Service {
    /// The resource types an action of this service takes.
    pub fn types<'s>(&'s self, action: &'s Action) -> impl Iterator<Item = &'s Type> {
        action.types.iter().filter_map(|&at| self.types.get(at))
    }

    /// A resource type of this service.
    pub fn resource(&self, name: &str) -> Option<&Type> {
        self.types.iter().find(|resource| resource.name == name)
    }

    /// `type=shape|type=shape TAB Action:Level:0,2|Action:Level:`
    fn read(line: &str) -> Option<Self> {
        let (types, actions) = line.split_once('\t')?;
        let types = types.split('|').filter_map(|entry| {
            let (name, shape) = entry.split_once('=')?;
            // Kept for the life of the process, as the service is.
            Some(Type { name: name.to_owned(), shape: Box::leak(shape.into()) })
        });
        let listed: Vec<Type> = types.collect();
        let actions = actions.split('|').filter_map(|entry| {
            let mut fields = entry.split(':');
            let (name, level, types) = (fields.next()?, level(fields.next()?)?, fields.next()?);
            let types: Vec<usize> = types.split(',').filter_map(|at| at.parse().ok()).collect();
            let known = types.iter().filter_map(|at| listed.get(*at)).map(|resource| Shape::Known(resource.shape));
            let shapes = if types.is_empty() { vec![Shape::Wildcard] } else { known.collect() };
            Some((name.to_ascii_lowercase(), Action { name: name.to_owned(), level, types, shapes }))
        });
        let actions = actions.collect();
        Some(Self { types: listed, actions })
    }
}

fn level(letter: &str) -> Option<Level> {
    match letter {
        "R" => Some(Level::Read),
        "L" => Some(Level::List),
        "W" => Some(Level::Write),
        "T" => Some(Level::Tagging),
        "P" => Some(Level::PermissionsManagement),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_are_found_whatever_their_case() {
        let action = action("IAM:passrole").unwrap();
        assert_eq!((action.name.as_str(), action.level), ("PassRole", Level::PermissionsManagement));
        assert_eq!(shapes("iam:PassRole"), [Shape::Known("iam::{}:role/{}")]);
        assert_eq!(shapes("ec2:DescribeInstances"), [Shape::Wildcard]);
        assert_eq!(shapes("iam:Nonsense"), [Shape::Any]);
        assert!(!super::action("ec2:DescribeInstances").unwrap().takes_resource());
        assert!(takes("ssm:StartSession", "ec2:instance") && !takes("ssm:StartSession", "lambda:function"));
    }

    #[test]
    fn an_arn_is_as_known_as_its_name_and_place() {
        let site = Site { partition: "aws".into(), region: "eu-west-1".into(), account: Text::unknown("account") };
        let of = |kind: &str, name: &Text| arn(kind, &site, name).unwrap().to_string();
        assert_eq!(
            of("iam:role", &Text::symbol("aws_iam_role.r", "name")),
            "arn:aws:iam::(unknown):role/${aws_iam_role.r.name}"
        );
        assert_eq!(of("s3:bucket", &"logs".into()), "arn:aws:s3:::logs");
        assert_eq!(of("lambda:function", &"f".into()), "arn:aws:lambda:eu-west-1:(unknown):function:f");
        assert!(arn("nonsense:type", &site, &"x".into()).is_none());
    }

    #[test]
    fn a_pattern_matches_actions_of_its_service() {
        let names: Vec<_> = matched("iam:Pass*").iter().map(|action| action.name.as_str()).collect();
        assert_eq!(names, ["PassRole"]);
        assert!(matched("*").is_empty() && matched("nonsense:*").is_empty());
    }

    #[test]
    fn the_whole_catalogue_reads() {
        let services: Vec<_> = TABLE.keys().iter().map(|name| service(name).unwrap()).collect();
        assert_eq!(services.len(), 445);
        assert_eq!(services.iter().map(|service| service.actions.len()).sum::<usize>(), 20_455);
        for service in services {
            assert!(service.actions.values().all(|action| service.types(action).count() == action.types.len()));
        }
    }
}
