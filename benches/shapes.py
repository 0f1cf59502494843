#!/usr/bin/env python3
"""Plans of accounts in which everything is near everything else, as large as asked for.

    shapes.py {teams,users,network,chains,instances} N [-o FILE]

    teams     N teams of twenty roles each: one for GitHub's workflows, one that they deploy with, which may make and pass roles
              under the team's name within a boundary, one for people, and those of functions, tasks and instances
    users     N users, each in two of forty groups with policies that AWS ships and a policy for one's own keys
    network   N security groups that name one another, twice as many instances, subnets with network ACLs, load balancers
    chains    N roles, each of which names five others, may assume any, and may make roles within a boundary
    instances N instances of one role, of one policy and of one attachment, which are made, and whose keys come from a value

Nothing changes in them but the last, and the same arguments give the same bytes. Modules of a plan by generate.py have nothing to do
with one another; here whatever asks each about each is seen. Standard library only.
"""
import argparse, json, random, sys

ACCOUNT, REGION = "123456789012", "eu-west-1"
changes, resources = [], []


def instances_of(kind, name, keys, expressions, values, unknown):
    for at, key in enumerate(keys):
        change = {"actions": ["create"], "before": None, "after": values(at), "after_unknown": {name: True for name in unknown},
                  "before_sensitive": False, "after_sensitive": {}}
        changes.append({"address": f'{kind}.{name}["{key}"]', "mode": "managed", "type": kind, "name": name, "index": key,
                        "provider_name": "registry.terraform.io/hashicorp/aws", "change": change})
    resources.append({"address": f"{kind}.{name}", "mode": "managed", "type": kind, "name": name, "provider_config_key": "aws",
                      "expressions": expressions, "schema_version": 0, "for_each_expression": {"references": ["var.all"]}})


def add(kind, name, /, **values):
    values.setdefault("id", name)
    side = {"before": values, "after": values, "after_unknown": {}, "before_sensitive": False, "after_sensitive": {}}
    changes.append({"address": f"{kind}.{name}", "mode": "managed", "type": kind, "name": name,
                    "provider_name": "registry.terraform.io/hashicorp/aws", "change": {"actions": ["no-op"], **side}})
    resources.append({"address": f"{kind}.{name}", "mode": "managed", "type": kind, "name": name, "provider_config_key": "aws",
                      "expressions": {}, "schema_version": 0})


def arn(service, rest, region=REGION):
    return f"arn:aws:{service}:{region}:{ACCOUNT}:{rest}"


def iam(rest):
    return arn("iam", rest, "")


def document(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def allow(actions, resource, **more):
    return {"Effect": "Allow", "Action": actions, "Resource": resource, **more}


def trust(action="sts:AssumeRole", condition=None, **principal):
    return document({"Effect": "Allow", "Action": action, "Principal": principal, **({"Condition": condition} if condition else {})})


def role(name, assume, boundary=None):
    add("aws_iam_role", name, name=name, arn=iam(f"role/{name}"), path="/", assume_role_policy=assume, permissions_boundary=boundary,
        inline_policy=[], managed_policy_arns=[], max_session_duration=3600)


def teams(n):
    boundary, github = iam("policy/boundary"), "token.actions.githubusercontent.com"
    add("aws_iam_policy", "boundary", name="boundary", arn=boundary, path="/", policy=document(
        allow("*", "*"), {"Effect": "Deny", "Action": ["iam:*User*", "iam:*PermissionsBoundary", "organizations:*"], "Resource": "*"}))
    for team in (f"team{at}" for at in range(n)):
        own = iam(f"role/{team}-*")
        workflow = {"StringEquals": {f"{github}:aud": "sts.amazonaws.com", f"{github}:sub": f"repo:acme/{team}:ref:refs/heads/main"}}
        role(f"{team}-ci", trust("sts:AssumeRoleWithWebIdentity", workflow, Federated=iam(f"oidc-provider/{github}")))
        role(f"{team}-deploy", trust(AWS=iam(f"role/{team}-ci")), boundary)
        role(f"{team}-dev", trust(AWS=iam("root")), boundary)
        gives = {
            "ci": [allow("sts:AssumeRole", iam(f"role/{team}-deploy"))],
            "deploy": [allow("iam:PassRole", own), allow(["lambda:*", "ec2:*", "ecs:*", "cloudformation:*"], "*"),
                       allow(["iam:CreateRole", "iam:AttachRolePolicy", "iam:PutRolePolicy"], own,
                             Condition={"StringEquals": {"iam:PermissionsBoundary": boundary}}),
                       allow(["iam:CreatePolicy", "iam:CreatePolicyVersion"], iam(f"policy/{team}-*"))],
            "dev": [allow("sts:AssumeRole", own), allow(["s3:Get*", "logs:*", "lambda:UpdateFunctionCode"], "*")],
        }
        for at in range(17):
            name = f"{team}-service{at}"
            role(name, trust(Service=["lambda.amazonaws.com", "ecs-tasks.amazonaws.com", "ec2.amazonaws.com"][at % 3]), boundary)
            gives[f"service{at}"] = [allow(["s3:GetObject", "s3:PutObject"], f"arn:aws:s3:::{name}/*"),
                                     allow("dynamodb:*", arn("dynamodb", f"table/{team}*")),
                                     allow("ssm:GetParameter*", arn("ssm", f"parameter/{team}/*"))]
            if at % 3 == 0:
                add("aws_lambda_function", name, function_name=name, arn=arn("lambda", f"function:{name}"), role=iam(f"role/{name}"),
                    handler="main.handler", runtime="python3.12", tracing_config=[{"mode": "Active"}])
            if at % 3 == 1:
                add("aws_ecs_task_definition", name, family=name, arn=arn("ecs", f"task-definition/{name}:1"),
                    task_role_arn=iam(f"role/{name}"), container_definitions="[]")
            if at % 3 == 2:
                add("aws_iam_instance_profile", name, name=name, role=name, arn=iam(f"instance-profile/{name}"), path="/")
                instance(name, iam_instance_profile=name)
        for who, statements in gives.items():
            add("aws_iam_role_policy", f"{team}-{who}", name="own", role=f"{team}-{who}", policy=document(*statements))


def users(n):
    shipped = ["ReadOnlyAccess", "PowerUserAccess", "AmazonS3FullAccess", "IAMFullAccess"]
    keys = ["iam:CreateAccessKey", "iam:DeleteAccessKey", "iam:UpdateAccessKey", "iam:ChangePassword", "iam:UpdateLoginProfile"]
    without_mfa = {"Effect": "Deny", "NotAction": ["iam:EnableMFADevice", "iam:CreateVirtualMFADevice", "sts:GetSessionToken"],
                   "Resource": "*", "Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}}
    add("aws_iam_policy", "own", name="own", arn=iam("policy/own"), path="/",
        policy=document(allow(keys, "arn:aws:iam::*:user/${aws:username}"), without_mfa))
    for at in range(40):
        group = f"group{at}"
        add("aws_iam_group", group, name=group, arn=iam(f"group/{group}"), path="/")
        for policy in (iam("policy/own"), f"arn:aws:iam::aws:policy/{shipped[at % 4]}"):
            add("aws_iam_group_policy_attachment", f"{group}-{policy.rpartition('/')[2]}", group=group, policy_arn=policy)
        add("aws_iam_group_policy", group, group=group, name="own", policy=document(allow("sts:AssumeRole", f"arn:aws:iam::*:role/team{at}-*")))
    for at in range(n):
        user = f"user{at}"
        add("aws_iam_user", user, name=user, arn=iam(f"user/{user}"), path="/", permissions_boundary=None)
        add("aws_iam_user_group_membership", user, user=user, groups=[f"group{at % 40}", f"group{at * 7 % 40}"])
        add("aws_iam_user_login_profile", user, user=user, password_reset_required=True)


def instance(name, /, **values):
    add("aws_instance", name, ami="ami-0abcdef1234567890", arn=arn("ec2", f"instance/i-{name}"), instance_type="t3.micro",
        metadata_options=[{"http_tokens": "required", "http_endpoint": "enabled", "http_put_response_hop_limit": 1}],
        root_block_device=[{"encrypted": True}], ebs_block_device=[], **values)


def network(n):
    chance, subnets = random.Random(1), max(3, n // 50)
    add("aws_vpc", "vpc", cidr_block="10.0.0.0/8")
    add("aws_route_table", "public", vpc_id="vpc", route=[{"cidr_block": "0.0.0.0/0", "gateway_id": "igw-1"}])
    for at in range(subnets):
        add("aws_subnet", f"subnet{at}", vpc_id="vpc", cidr_block=f"10.{at % 250}.{at // 250}.0/24", map_public_ip_on_launch=at % 2 == 0)
        if at % 2 == 0:
            add("aws_route_table_association", f"subnet{at}", subnet_id=f"subnet{at}", route_table_id="public")
        rules = [{"rule_no": 100 + rule, "action": "allow", "protocol": "tcp", "from_port": 1000 * rule, "to_port": 1000 * rule + 500,
                  "cidr_block": "0.0.0.0/0", "ipv6_cidr_block": "", "icmp_code": 0, "icmp_type": 0} for rule in range(10)]
        add("aws_network_acl", f"acl{at}", vpc_id="vpc", subnet_ids=[f"subnet{at}"], ingress=rules, egress=[])
    for at in range(n):
        add("aws_security_group", f"sg{at}", vpc_id="vpc", name=f"sg{at}", description="one of many", ingress=[], egress=[])
        for port in (22, 80, 443, 3306, 5432, 8080):
            cidrs = {22: ["10.0.0.0/8"], 443: ["0.0.0.0/0"]}.get(port)
            source = None if cidrs else f"sg{chance.randrange(n)}"
            add("aws_security_group_rule", f"sg{at}-{port}", security_group_id=f"sg{at}", type="ingress", protocol="tcp", from_port=port,
                to_port=port, cidr_blocks=cidrs, source_security_group_id=source, self=False)
    role("instances", trust(Service="ec2.amazonaws.com"))
    add("aws_iam_role_policy", "instances", name="own", role="instances", policy=document(allow("s3:*", "*")))
    add("aws_iam_instance_profile", "instances", name="instances", role="instances", path="/")
    for at in range(2 * n):
        instance(f"instance{at}", subnet_id=f"subnet{chance.randrange(subnets)}", associate_public_ip_address=at % 7 == 0,
                 iam_instance_profile="instances", security_groups=[],
                 vpc_security_group_ids=[f"sg{chance.randrange(n)}" for _ in range(3)])
    for at in range(n // 10):
        balancer, group = (arn("elasticloadbalancing", f"{kind}{at}/1") for kind in ("loadbalancer/app/lb", "targetgroup/tg"))
        add("aws_lb", f"lb{at}", arn=balancer, name=f"lb{at}", internal=False, load_balancer_type="application",
            subnets=[f"subnet{chance.randrange(subnets)}"], security_groups=[f"sg{chance.randrange(n)}"])
        add("aws_lb_target_group", f"tg{at}", arn=group, name=f"tg{at}", port=80, protocol="HTTP", target_type="instance", vpc_id="vpc")
        add("aws_lb_listener", f"lb{at}", load_balancer_arn=balancer, port=80, protocol="HTTP",
            default_action=[{"type": "forward", "target_group_arn": group}])
        for target in range(5):
            add("aws_lb_target_group_attachment", f"tg{at}-{target}", target_group_arn=group, port=80,
                target_id=f"instance{chance.randrange(2 * n)}")


def chains(n):
    boundary = iam("policy/boundary")
    add("aws_iam_policy", "boundary", name="boundary", arn=boundary, path="/", policy=document(allow(["s3:*", "ec2:*"], "*")))
    for at in range(n):
        name = f"role{at}"
        role(name, trust(AWS=[iam(f"role/role{(at + next) % n}") for next in range(1, 6)]))
        make = allow(["iam:CreateRole", "iam:PutRolePolicy"], iam(f"role/{name}-*"),
                     Condition={"StringEquals": {"iam:PermissionsBoundary": boundary}})
        add("aws_iam_role_policy", name, name="own", role=name, policy=document(allow("sts:AssumeRole", "*"), make))


def instances(n):
    keys, named = [f"key{at}" for at in range(n)], lambda *names: {"references": list(names)}
    picked = lambda block, key: named(f"{block}.all", f"each.value.{key}", "each.value")
    assume = trust(Service="ec2.amazonaws.com")
    own = lambda at: document(allow(["s3:GetObject", "s3:PutObject"], f"arn:aws:s3:::bucket{at}/*"))
    instances_of("aws_iam_role", "all", keys, {"name": named("each.key"), "assume_role_policy": {"constant_value": assume}},
                 lambda at: {"name": f"role{at}", "path": "/", "assume_role_policy": assume, "max_session_duration": 3600}, ["arn", "id"])
    instances_of("aws_iam_policy", "all", keys, {"name": named("each.key"), "policy": named("each.key")},
                 lambda at: {"name": f"policy{at}", "path": "/", "policy": own(at)}, ["arn", "id"])
    instances_of("aws_iam_role_policy_attachment", "all", keys, {"role": picked("aws_iam_role", "role"), "policy_arn": picked("aws_iam_policy", "policy")},
                 lambda at: {"role": f"role{at}"}, ["id", "policy_arn"])


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("shape", choices=("teams", "users", "network", "chains", "instances"))
    arguments.add_argument("n", type=int)
    arguments.add_argument("-o", default="-")
    options = arguments.parse_args()
    shapes = {"teams": teams, "users": users, "network": network, "chains": chains, "instances": instances}
    shapes[options.shape](options.n)
    plan = {"format_version": "1.2", "terraform_version": "1.11.4", "planned_values": {"root_module": {}}, "resource_changes": changes,
            "configuration": {"root_module": {"resources": resources}}}
    out = sys.stdout if options.o == "-" else open(options.o, "w", encoding="utf-8")
    json.dump(plan, out, separators=(",", ":"))
