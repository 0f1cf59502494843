//! Whether an API that anyone may call has a function do its work: a function in, whether a route of API Gateway leads to it
//! without asking who calls out.

use foldhash::HashMap;

use super::super::{Ruling, View};
use super::balance::{LISTENERS, let_in};
use super::reach::{ends, limited, naming};
use crate::finding::Fact;
use crate::json::Json;
use crate::links::Certainty;
use crate::path::Place;
use crate::plan::node::State;
use crate::truth::Truth;
use crate::world::{Resource, World};

/// Whether an API calls a function, or an alias of it, for anyone.
pub(super) fn routed<'a, 'p>(view: &View<'a, 'p>, function: &'a Resource<'p>) -> Ruling {
    let each = named(view, function).flat_map(|(called, link)| {
        let all = [quick(view, called), routes(view, called), methods(view, called), described(view, called)].concat();
        all.into_iter().map(move |ruling| limited(ruling, link))
    });
    Ruling::any(each, Ruling::silent(Truth::False))
}

/// A function and its aliases: calling one is calling it.
pub(super) fn named<'a, 'p>(
    view: &View<'a, 'p>,
    function: &'a Resource<'p>,
) -> impl Iterator<Item = (&'a Resource<'p>, Truth)> + use<'a, 'p> {
    let aliases = naming(view, "aws_lambda_alias", "$.function_name", function);
    std::iter::once((function, Truth::True)).chain(aliases)
}

/// A description of a whole API that names a function. Who may call is in it, and it is not read.
fn described<'a, 'p>(view: &View<'a, 'p>, called: &'a Resource<'p>) -> Vec<Ruling> {
    let kinds = ["aws_api_gateway_rest_api", "aws_apigatewayv2_api"];
    let apis = kinds.into_iter().flat_map(|kind| view.world.of_kind(kind));
    let each = apis.filter_map(|api| {
        let node = api.root().get("body");
        let arn = called.root().get("arn").state();
        let names = match node.state() {
            State::Known(body) => arn.text().is_some_and(|arn| body.as_str().is_some_and(|body| body.contains(arn))),
            _ => view.world.refer(api, &node, &[called.kind()]).links.iter().any(|link| link.to == called.id),
        };
        let note = "describes an API that leads to the function";
        names.then(|| told(api, "body", note, (!private(api)).and(Truth::Unknown)))
    });
    each.collect()
}

/// Whether an API brings the calls of anyone to a load balancer, through a link into its VPC.
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/private-integration.html>
pub(super) fn linked<'a, 'p>(view: &View<'a, 'p>, balancer: &'a Resource<'p>) -> Ruling {
    let listeners = LISTENERS.into_iter().flat_map(|kind| naming(view, kind, "$.load_balancer_arn", balancer));
    let of_http = listeners.flat_map(|(listener, link)| {
        let integrations = naming(view, "aws_apigatewayv2_integration", "$.integration_uri", listener).into_iter();
        integrations.flat_map(move |(integration, certain)| {
            let open = Ruling::any(led(view, integration, certain.and(link)), Ruling::silent(Truth::False));
            let links = ends(view, integration, "$.connection_id", &["aws_apigatewayv2_vpc_link"]).found;
            let let_in = links.into_iter().map(move |(one, _)| let_in(view, one, (balancer, balancer)));
            let let_in = Ruling::any(let_in, Ruling::silent(Truth::True));
            [open.and(let_in)]
        })
    });
    let links = naming(view, "aws_api_gateway_vpc_link", "$.target_arns[*]", balancer).into_iter();
    let of_rest = links.flat_map(|(one, link)| {
        let integrations = naming(view, "aws_api_gateway_integration", "$.connection_id", one);
        served(view, integrations).into_iter().map(move |ruling| limited(ruling, link))
    });
    Ruling::any(of_http.chain(of_rest), Ruling::silent(Truth::False))
}

fn told(holder: &Resource<'_>, place: &str, note: &str, truth: Truth) -> Ruling {
    let fact = Fact::new(holder, &Place::of(place), note);
    Ruling::new(truth, if truth.is_unknown() { fact.waits_for("who may call which function") } else { fact })
}

/// An HTTP API that is made with its target has one route, for everything and everyone.
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop.html#http-api-examples.cli.quick-create>
fn quick<'a, 'p>(view: &View<'a, 'p>, called: &'a Resource<'p>) -> Vec<Ruling> {
    let apis = naming(view, "aws_apigatewayv2_api", "$.target", called).into_iter();
    apis.map(|(api, link)| told(api, "target", "passes every call on, whoever makes it", link)).collect()
}

/// Routes of HTTP and WebSocket APIs. A connection is authorized when it is made.
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-control-access-iam.html>
fn routes<'a, 'p>(view: &View<'a, 'p>, called: &'a Resource<'p>) -> Vec<Ruling> {
    let integrations = naming(view, "aws_apigatewayv2_integration", "$.integration_uri", called).into_iter();
    integrations.flat_map(|(integration, link)| led(view, integration, link)).collect()
}

/// Whether the routes that lead to an integration ask who calls, one ruling for each.
fn led<'a, 'p>(view: &View<'a, 'p>, integration: &'a Resource<'p>, link: Truth) -> Vec<Ruling> {
    let mut routes = naming(view, "aws_apigatewayv2_route", "$.target", integration);
    // What exists names it by its id behind a word.
    let id = integration.root().get("id").state().text().map(|id| format!("integrations/{id}"));
    let named = |route: &&Resource<'p>| id.is_some() && route.root().get("target").state().text() == id.as_deref();
    routes.extend(view.world.of_kind("aws_apigatewayv2_route").filter(named).map(|route| (route, Truth::True)));
    let each = routes.into_iter().map(move |(route, certain)| {
        let key = route.root().get("route_key").state().says(|key| !key.starts_with('$') || key == "$default", true);
        let api = ends(view, route, "$.api_id", &["aws_apigatewayv2_api"]).found;
        let sockets = match api.first() {
            Some((api, _)) => api.root().get("protocol_type").state().says(|kind| kind == "WEBSOCKET", false),
            // Only an HTTP API has keys of a method and a path.
            None => !route.root().get("route_key").state().says(|key| key.contains(' '), false).or(Truth::Unknown),
        };
        let open = unasked(view, route, "authorization_type").and(key);
        // Whoever is connected sends what the other routes take.
        let connects = connects(view, &api);
        let open = sockets.and(connects).or((!sockets).and(open)).or(connects.and(open));
        told(route, "authorization_type", "asks nobody who they are", open.and(link).and(certain))
    });
    each.collect()
}

/// Whether anyone may connect to a WebSocket API.
fn connects<'a, 'p>(view: &View<'a, 'p>, api: &[(&'a Resource<'p>, Truth)]) -> Truth {
    let all = api.iter().flat_map(|(api, _)| naming(view, "aws_apigatewayv2_route", "$.api_id", api));
    let opens = |(route, link): (&Resource<'p>, Truth)| {
        let connects = route.root().get("route_key").state().says(|key| key == "$connect", false).and(link);
        unasked(view, route, "authorization_type").or(!connects)
    };
    Truth::all(all.map(opens))
}

/// Methods of REST APIs, unless they are private or a policy stands before them.
fn methods<'a, 'p>(view: &View<'a, 'p>, called: &'a Resource<'p>) -> Vec<Ruling> {
    served(view, naming(view, "aws_api_gateway_integration", "$.uri", called))
}

/// Methods of the integrations of a REST API.
fn served<'a, 'p>(view: &View<'a, 'p>, integrations: Vec<(&'a Resource<'p>, Truth)>) -> Vec<Ruling> {
    let world = view.world;
    let served = world.model(Served::read);
    let integrations = integrations.into_iter();
    let methods = integrations.flat_map(|(integration, link)| {
        let own = served.0.get(&integration.id).into_iter().flatten();
        own.map(move |(method, same)| (*method, link.and(*same)))
    });
    let each = methods.filter_map(|(method, link)| {
        let method = world.resource(method)?;
        let keyed = world.state(method, &method.root().get("api_key_required")).is_on(false);
        let open = unasked(view, method, "authorization").and(!keyed).and(!guarded(view, method));
        Some(told(method, "authorization", "asks nobody who they are", open.and(link)))
    });
    each.collect()
}

/// By integration of a REST API: the methods that it is of, or may be.
struct Served(HashMap<usize, Vec<(usize, Truth)>>);

/// What an attribute says: a known value, or which resource it refers to.
enum Said<'p> {
    Value(&'p Json<'p>),
    Of(usize),
    Open,
}

impl Served {
    fn read(world: &World<'_>) -> Self {
        let integrations = world.of_kind("aws_api_gateway_integration").map(|one| (one.id, Said::of(world, one)));
        let methods: Vec<_> =
            world.of_kind("aws_api_gateway_method").map(|one| (one.id, Said::of(world, one))).collect();
        let served = integrations.map(|(integration, own)| {
            let each = methods.iter().map(|(method, of)| {
                (*method, Truth::all(own.iter().zip(of).map(|(own, of)| own.is_that(of, *method))))
            });
            (integration, each.filter(|(_, same)| !same.is_false()).collect())
        });
        Self(served.collect())
    }
}

impl<'p> Said<'p> {
    /// What tells of which method a resource is.
    fn of(world: &World<'p>, resource: &Resource<'p>) -> [Self; 3] {
        let kinds = ["aws_api_gateway_rest_api", "aws_api_gateway_resource", "aws_api_gateway_method"];
        ["rest_api_id", "resource_id", "http_method"].map(|name| {
            let node = resource.root().get(name);
            if let State::Known(value) = node.state() {
                return Self::Value(value);
            }
            let links = world.refer(resource, &node, &kinds).links;
            let link = links.iter().find(|link| link.certainty == Certainty::Must);
            link.map_or(Self::Open, |link| Self::Of(link.to))
        })
    }

    /// Whether it is what a method says of itself, or refers to that.
    fn is_that(&self, other: &Self, method: usize) -> Truth {
        match (self, other) {
            (Self::Value(own), Self::Value(other)) => (own == other).into(),
            (Self::Of(to), _) if *to == method => Truth::True,
            (Self::Of(to), Self::Of(other)) => (to == other).into(),
            _ => Truth::Unknown,
        }
    }
}

/// Whether an API answers within a VPC only, or by a policy of its own.
fn guarded<'p>(view: &View<'_, 'p>, method: &Resource<'p>) -> Truth {
    let apis = ends(view, method, "$.rest_api_id", &["aws_api_gateway_rest_api"]).found;
    let Some((api, _)) = apis.first() else { return Truth::Unknown };
    let apart = !naming(view, "aws_api_gateway_rest_api_policy", "$.rest_api_id", api).is_empty();
    let policy = apart || api.root().get("policy").is_written();
    // Whom a policy lets in is judged where it stands.
    private(api).or(if policy { Truth::Unknown } else { Truth::False })
}

/// Whether an API answers within a VPC only.
fn private(api: &Resource<'_>) -> Truth {
    let types = api.root().get("endpoint_configuration").at(0).get("types").items().unwrap_or_default();
    Truth::any(types.iter().map(|one| one.state().says(|kind| kind == "PRIVATE", false)))
}

/// Whether a route or method has no authorizer.
fn unasked<'p>(view: &View<'_, 'p>, one: &Resource<'p>, attribute: &str) -> Truth {
    view.world.state(one, &one.root().get(attribute)).says(|kind| kind == "NONE" || kind.is_empty(), true)
}
