#!/usr/bin/env python3
"""Deterministic generator of large, realistic `terraform show -json` plan files (AWS).

    generate.py N [-o FILE] [--seed S] [--mix create,update,noop,delete] [--bad P] [--all-create]
                  [--roles] [--unknown-roles] [--denies]

N is the number of managed resource instances in `resource_changes`. Same arguments and seed give the
same bytes. Layout follows Terraform 1.11 (format_version 1.2): key order, Go's HTML escaping
(< > & as \\u003c ...), unknown attributes omitted from `after`/`planned_values`, `after_unknown` and
`*_sensitive` built by Terraform's rules, policies as JSON strings inside JSON.
Standard library only. Streams: memory stays well under the output size.
"""
import argparse, base64, hashlib, json, os, random, sys

PROV = "registry.terraform.io/hashicorp/aws"
ACCT, REGION = "123456789012", "eu-west-1"
ROLE = "aws_iam_role.this.name"                            # how an attachment names its role
DENIES = False                                             # whether each policy denies what is outside its region


def dumps(o):
    s = json.dumps(o, separators=(",", ":"), ensure_ascii=False)
    return s.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def go_policy(doc):
    """jsonencode(): sorted keys, minified, HTML-escaped."""
    return dumps_sorted(doc)


def dumps_sorted(o):
    s = json.dumps(o, separators=(",", ":"), sort_keys=True, ensure_ascii=False)
    return s.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


class C:
    """Marks an attribute as computed: unknown on create, value known once it exists."""
    __slots__ = ("v",)

    def __init__(self, v):
        self.v = v


class Ref(C):
    """Like C, but set in configuration by reference to another resource."""
    __slots__ = ("to",)

    def __init__(self, v, to):
        self.v, self.to = v, to


class Env:
    """Per-instance context handed to the resource builders."""

    def __init__(self, rnd, app, bad):
        self.r, self.app, self.bad = rnd, app, bad
        self.mem = {}

    def hex(self, n):
        return "%0*x" % (n, self.r.getrandbits(4 * n))

    def isbad(self):
        return self.r.random() < self.bad

    def tags(self, name):
        t = {"Application": self.app, "CostCenter": "cc-%d" % (1000 + len(self.app) * 7 % 90),
             "Environment": self.env, "ManagedBy": "terraform", "Name": name,
             "Owner": "team-%s@example.com" % self.app.split("-")[0], "Repository": "github.com/example/%s" % self.app}
        return t


def arn(svc, rest, region=REGION, acct=ACCT):
    return "arn:aws:%s:%s:%s:%s" % (svc, region, acct, rest)


def tagged(e, d, name):
    t = e.tags(name)
    d["tags"] = t
    d["tags_all"] = dict(t)
    return d


# ---------------------------------------------------------------- policies
ACTIONS = {
    "s3": ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "s3:DeleteObject", "s3:GetBucketLocation", "s3:AbortMultipartUpload"],
    "dynamodb": ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem", "dynamodb:BatchGetItem"],
    "sqs": ["sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
    "logs": ["logs:CreateLogStream", "logs:PutLogEvents", "logs:CreateLogGroup"],
    "kms": ["kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"],
    "ssm": ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
    "ec2": ["ec2:DescribeInstances", "ec2:DescribeNetworkInterfaces", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface"],
    "secretsmanager": ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
}
BADSTMT = [
    {"Action": "*", "Effect": "Allow", "Resource": "*"},
    {"Action": ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"], "Effect": "Allow", "Resource": "*"},
    {"Action": "iam:*", "Effect": "Allow", "Resource": "*"},
    {"NotAction": ["iam:*", "organizations:*"], "Effect": "Allow", "Resource": "*"},
    {"Action": ["s3:*"], "Effect": "Allow", "Resource": "*"},
    {"Action": ["iam:CreatePolicyVersion", "iam:AttachRolePolicy"], "Effect": "Allow", "Resource": "*"},
]


def policy(e):
    st = []
    for i in range(e.r.randint(2, 5)):
        svc = e.r.choice(list(ACTIONS))
        acts = sorted(e.r.sample(ACTIONS[svc], e.r.randint(1, len(ACTIONS[svc]))))
        res = ["arn:aws:%s:%s:%s:%s-%s/*" % (svc, REGION, ACCT, e.app, e.hex(6)) for _ in range(e.r.randint(1, 3))]
        s = {"Action": acts, "Effect": "Allow", "Resource": res, "Sid": "Allow%s%d" % (svc.title(), i)}
        if e.r.random() < .3:
            s["Condition"] = {"StringEquals": {"aws:SourceAccount": ACCT, "aws:PrincipalOrgID": "o-" + e.hex(10)}}
        st.append(s)
    if e.isbad():
        st.append(dict(e.r.choice(BADSTMT)))
    if DENIES:
        st.append({"Action": "*", "Condition": {"StringNotEquals": {"aws:RequestedRegion": REGION}}, "Effect": "Deny", "Resource": "*", "Sid": "OneRegion"})
    return go_policy({"Statement": st, "Version": "2012-10-17"})


def trust(e, svc="lambda.amazonaws.com"):
    p = {"Service": svc}
    if e.isbad():
        p = {"AWS": "*"} if e.r.random() < .5 else {"AWS": "arn:aws:iam::999988887777:root"}
    return go_policy({"Statement": [{"Action": "sts:AssumeRole", "Effect": "Allow", "Principal": p, "Sid": ""}], "Version": "2012-10-17"})


# ---------------------------------------------------------------- resource builders
# Each returns the full attribute set of the type; C/Ref values are unknown on create.
def r_iam_role(e, n):
    name = "%s-%s-%s" % (e.app, n, e.hex(4))
    e.mem["role"] = name
    return tagged(e, {"arn": C("arn:aws:iam::%s:role/%s" % (ACCT, name)), "assume_role_policy": trust(e), "create_date": C("2025-03-0%dT09:11:12Z" % e.r.randint(1, 9)),
        "description": "Managed by Terraform", "force_detach_policies": False, "id": C(name), "inline_policy": C([]), "managed_policy_arns": C([]),
        "max_session_duration": 3600, "name": name, "name_prefix": C(""), "path": "/", "permissions_boundary": None, "unique_id": C("AROA" + e.hex(16).upper())}, name)


def r_iam_policy(e, n):
    name = "%s-%s-%s" % (e.app, n, e.hex(4))
    e.mem["policy"] = "arn:aws:iam::%s:policy/%s" % (ACCT, name)
    return tagged(e, {"arn": C(e.mem["policy"]), "attachment_count": C(1), "description": "Access of %s to its own data" % e.app, "id": C(e.mem["policy"]),
        "name": name, "name_prefix": C(""), "path": "/", "policy": policy(e), "policy_id": C("ANPA" + e.hex(16).upper())}, name)


def r_iam_role_policy(e, n):
    role = e.mem.get("role", e.app)
    return {"id": C("%s:%s" % (role, n)), "name": n, "name_prefix": C(""), "policy": policy(e), "role": Ref(role, "aws_iam_role.this.id")}


def r_iam_role_policy_attachment(e, n):
    role = e.mem.get("role", e.app)
    managed = e.r.random() < .5
    a = "arn:aws:iam::aws:policy/" + ("AdministratorAccess" if e.isbad() else e.r.choice(["service-role/AWSLambdaBasicExecutionRole", "AmazonSSMManagedInstanceCore", "CloudWatchAgentServerPolicy"]))
    return {"id": C("%s-2023%s" % (role, e.hex(18))), "policy_arn": a if managed else Ref(e.mem.get("policy", a), "aws_iam_policy.this.arn"), "role": Ref(role, ROLE)}


def r_iam_instance_profile(e, n):
    name = "%s-%s" % (e.app, e.hex(6))
    return tagged(e, {"arn": C("arn:aws:iam::%s:instance-profile/%s" % (ACCT, name)), "create_date": C("2025-03-02T09:11:12Z"), "id": C(name), "name": name, "name_prefix": C(""),
        "path": "/", "role": Ref(e.mem.get("role", e.app), "aws_iam_role.this.name"), "unique_id": C("AIPA" + e.hex(16).upper())}, name)


def r_s3_bucket(e, n):
    b = "%s-%s-%s" % (e.app, n, e.hex(8))
    e.mem["bucket"] = b
    return tagged(e, {"acceleration_status": C(""), "acl": C(None), "arn": C("arn:aws:s3:::" + b), "bucket": b, "bucket_domain_name": C(b + ".s3.amazonaws.com"), "bucket_prefix": C(""),
        "bucket_regional_domain_name": C("%s.s3.%s.amazonaws.com" % (b, REGION)), "cors_rule": C([]), "force_destroy": e.isbad(),
        "grant": C([{"id": e.hex(64), "permissions": ["FULL_CONTROL"], "type": "CanonicalUser", "uri": ""}]), "hosted_zone_id": C("Z1BKCTXD74EZPE"), "id": C(b),
        "lifecycle_rule": C([]), "logging": C([]), "object_lock_configuration": C([]), "object_lock_enabled": C(False), "policy": C(""), "region": C(REGION),
        "replication_configuration": C([]), "request_payer": C("BucketOwner"),
        "server_side_encryption_configuration": C([{"rule": [{"apply_server_side_encryption_by_default": [{"kms_master_key_id": "", "sse_algorithm": "AES256"}], "bucket_key_enabled": False}]}]),
        "timeouts": None, "versioning": C([{"enabled": False, "mfa_delete": False}]), "website": C([]), "website_domain": C(None), "website_endpoint": C(None)}, b)


def r_s3_bucket_public_access_block(e, n):
    g = not e.isbad()
    return {"block_public_acls": True, "block_public_policy": g, "bucket": Ref(e.mem["bucket"], "aws_s3_bucket.this.id"), "id": C(e.mem["bucket"]), "ignore_public_acls": True, "restrict_public_buckets": g}


def r_s3_bucket_policy(e, n):
    b = e.mem["bucket"]
    st = [{"Action": "s3:*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}, "Effect": "Deny", "Principal": "*", "Resource": ["arn:aws:s3:::" + b, "arn:aws:s3:::%s/*" % b], "Sid": "DenyInsecure"}]
    if e.isbad():
        st.append({"Action": ["s3:GetObject"], "Effect": "Allow", "Principal": "*", "Resource": "arn:aws:s3:::%s/*" % b, "Sid": "PublicRead"})
    p = go_policy({"Statement": st, "Version": "2012-10-17"})
    return {"bucket": Ref(b, "aws_s3_bucket.this.id"), "id": C(b), "policy": Ref(p, "data.aws_iam_policy_document.this.json") if e.r.random() < .6 else p}


def r_s3_bucket_acl(e, n):
    b = e.mem["bucket"]
    return {"access_control_policy": C([{"grant": [{"grantee": [{"display_name": "", "email_address": "", "id": e.hex(64), "type": "CanonicalUser", "uri": ""}], "permission": "FULL_CONTROL"}], "owner": [{"display_name": "", "id": e.hex(64)}]}]),
        "acl": "public-read" if e.isbad() else "private", "bucket": Ref(b, "aws_s3_bucket.this.id"), "expected_bucket_owner": None, "id": C(b + ",private")}


def r_s3_bucket_versioning(e, n):
    b = e.mem["bucket"]
    return {"bucket": Ref(b, "aws_s3_bucket.this.id"), "expected_bucket_owner": None, "id": C(b), "mfa": None, "versioning_configuration": [{"mfa_delete": C(""), "status": "Suspended" if e.isbad() else "Enabled"}]}


def r_s3_bucket_server_side_encryption_configuration(e, n):
    b = e.mem["bucket"]
    return {"bucket": Ref(b, "aws_s3_bucket.this.id"), "expected_bucket_owner": None, "id": C(b),
        "rule": [{"apply_server_side_encryption_by_default": [{"kms_master_key_id": "" if e.isbad() else "alias/%s" % e.app, "sse_algorithm": "aws:kms"}], "bucket_key_enabled": True}]}


def r_s3_bucket_logging(e, n):
    b = e.mem["bucket"]
    return {"bucket": Ref(b, "aws_s3_bucket.this.id"), "expected_bucket_owner": None, "id": C(b), "target_bucket": "example-access-logs-%s" % REGION, "target_grant": [], "target_object_key_format": [], "target_prefix": "s3/%s/" % b}


def r_s3_bucket_lifecycle_configuration(e, n):
    b = e.mem["bucket"]
    return {"bucket": Ref(b, "aws_s3_bucket.this.id"), "expected_bucket_owner": "", "id": C(b), "rule": [{"abort_incomplete_multipart_upload": [{"days_after_initiation": 7}], "expiration": [{"date": None, "days": 365, "expired_object_delete_marker": C(False)}],
        "filter": [{"and": [], "object_size_greater_than": None, "object_size_less_than": None, "prefix": "", "tag": []}], "id": "expire", "noncurrent_version_expiration": [{"newer_noncurrent_versions": None, "noncurrent_days": 30}],
        "noncurrent_version_transition": [], "prefix": C(""), "status": "Enabled", "transition": [{"date": None, "days": 90, "storage_class": "GLACIER_IR"}]}], "timeouts": None, "transition_default_minimum_object_size": C("all_storage_classes_128K")}


def r_kms_key(e, n):
    k = "%s-%s-%s-%s-%s" % (e.hex(8), e.hex(4), e.hex(4), e.hex(4), e.hex(12))
    a = arn("kms", "key/" + k)
    e.mem["kms"] = a
    p = go_policy({"Statement": [{"Action": "kms:*", "Effect": "Allow", "Principal": {"AWS": "*" if e.isbad() else "arn:aws:iam::%s:root" % ACCT}, "Resource": "*", "Sid": "Enable IAM User Permissions"},
        {"Action": ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"], "Effect": "Allow", "Principal": {"Service": "logs.%s.amazonaws.com" % REGION}, "Resource": "*", "Condition": {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": arn("logs", "*")}}}], "Version": "2012-10-17"})
    return tagged(e, {"arn": C(a), "bypass_policy_lockout_safety_check": False, "custom_key_store_id": None, "customer_master_key_spec": "SYMMETRIC_DEFAULT", "deletion_window_in_days": 7 if e.isbad() else 30,
        "description": "CMK of %s" % e.app, "enable_key_rotation": not e.isbad(), "id": C(k), "is_enabled": True, "key_id": C(k), "key_usage": "ENCRYPT_DECRYPT", "multi_region": C(False), "policy": p,
        "rotation_period_in_days": C(365), "timeouts": None, "xks_key_id": None}, e.app)


def r_kms_alias(e, n):
    return {"arn": C(arn("kms", "alias/%s" % e.app)), "id": C("alias/" + e.app), "name": "alias/" + e.app, "name_prefix": C(""), "target_key_arn": C(e.mem.get("kms", "")), "target_key_id": Ref(e.mem.get("kms", ""), "aws_kms_key.this.key_id")}


def r_cloudtrail(e, n):
    name = "%s-trail" % e.app
    b = e.isbad()
    return tagged(e, {"advanced_event_selector": [], "arn": C(arn("cloudtrail", "trail/" + name)), "cloud_watch_logs_group_arn": "" if b else Ref(arn("logs", "log-group:/aws/cloudtrail/%s:*" % e.app), "aws_cloudwatch_log_group.this.arn"),
        "cloud_watch_logs_role_arn": "" if b else Ref("arn:aws:iam::%s:role/x" % ACCT, "aws_iam_role.this.arn"), "enable_log_file_validation": not e.isbad(), "enable_logging": True,
        "event_selector": [{"data_resource": [{"type": "AWS::S3::Object", "values": ["arn:aws:s3"]}], "exclude_management_event_sources": None, "include_management_events": True, "read_write_type": "All"}],
        "home_region": C(REGION), "id": C(arn("cloudtrail", "trail/" + name)), "include_global_service_events": True, "insight_selector": [], "is_multi_region_trail": not e.isbad(), "is_organization_trail": False,
        "kms_key_id": None if e.isbad() else Ref(e.mem.get("kms"), "aws_kms_key.this.arn"), "name": name, "s3_bucket_name": Ref(e.mem.get("bucket"), "aws_s3_bucket.this.id"), "s3_key_prefix": None, "sns_topic_arn": C(""), "sns_topic_name": None}, name)


def r_cloudwatch_log_group(e, n):
    name = "/aws/lambda/%s-%s" % (e.app, e.hex(4))
    return tagged(e, {"arn": C(arn("logs", "log-group:" + name)), "id": C(name), "kms_key_id": None if e.isbad() else Ref(e.mem.get("kms", arn("kms", "key/x")), "aws_kms_key.this.arn"), "log_group_class": C("STANDARD"), "name": name,
        "name_prefix": C(""), "retention_in_days": 0 if e.isbad() else 365, "skip_destroy": False}, name)


def r_lambda_function(e, n):
    name = "%s-%s-%s" % (e.app, n, e.hex(4))
    e.mem["fn"] = name
    return tagged(e, {"architectures": C(["x86_64"]), "arn": C(arn("lambda", "function:" + name)), "code_sha256": C(base64.b64encode(hashlib.sha256(name.encode()).digest()).decode()), "code_signing_config_arn": "",
        "dead_letter_config": [], "description": "Handler of %s" % e.app, "environment": [{"variables": {"LOG_LEVEL": "info", "POWERTOOLS_SERVICE_NAME": e.app, "QUEUE_URL": "https://sqs.%s.amazonaws.com/%s/%s" % (REGION, ACCT, e.app), "STAGE": e.env, "TABLE_NAME": e.app + "-table"}}],
        "ephemeral_storage": C([{"size": 512}]), "file_system_config": [], "filename": "build/%s.zip" % e.app, "function_name": name, "handler": "main.handler", "id": C(name), "image_config": [], "image_uri": None,
        "invoke_arn": C("arn:aws:apigateway:%s:lambda:path/2015-03-31/functions/%s/invocations" % (REGION, arn("lambda", "function:" + name))), "kms_key_arn": "", "last_modified": C("2025-05-01T10:00:00.000+0000"), "layers": [],
        "logging_config": C([{"application_log_level": "", "log_format": "Text", "log_group": "/aws/lambda/" + name, "system_log_level": ""}]), "memory_size": 256, "package_type": "Zip", "publish": False, "qualified_arn": C(arn("lambda", "function:%s:$LATEST" % name)),
        "qualified_invoke_arn": C("arn:aws:apigateway:%s:lambda:path/2015-03-31/functions/%s:$LATEST/invocations" % (REGION, arn("lambda", "function:" + name))), "replace_security_groups_on_destroy": None, "replacement_security_group_ids": None,
        "reserved_concurrent_executions": -1, "role": Ref("arn:aws:iam::%s:role/%s" % (ACCT, e.mem.get("role", e.app)), "aws_iam_role.this.arn"), "runtime": e.r.choice(["python3.12", "nodejs20.x", "python3.7" if e.isbad() else "java21"]), "s3_bucket": None, "s3_key": None, "s3_object_version": None,
        "signing_job_arn": C(""), "signing_profile_version_arn": C(""), "skip_destroy": False, "snap_start": [], "source_code_hash": base64.b64encode(hashlib.sha256(name.encode()).digest()).decode(), "source_code_size": C(123456), "timeout": 30, "timeouts": None,
        "tracing_config": C([{"mode": "PassThrough"}]) if e.isbad() else [{"mode": "Active"}], "version": C("$LATEST"),
        "vpc_config": [{"ipv6_allowed_for_dual_stack": False, "security_group_ids": Ref(["sg-" + e.hex(17)], "aws_security_group.this.id"), "subnet_ids": ["subnet-" + e.hex(17), "subnet-" + e.hex(17)], "vpc_id": C("vpc-" + e.hex(17))}]}, name)


def r_lambda_permission(e, n):
    fn = e.mem.get("fn", e.app)
    return {"action": "lambda:InvokeFunction", "event_source_token": None, "function_name": Ref(fn, "aws_lambda_function.this.function_name"), "function_url_auth_type": None, "id": C("AllowEvents"), "principal": "*" if e.isbad() else "events.amazonaws.com", "principal_org_id": None,
        "qualifier": None, "source_account": None, "source_arn": None if e.isbad() else arn("events", "rule/" + e.app), "statement_id": "AllowEvents", "statement_id_prefix": C("")}


def r_security_group(e, n):
    sg = "sg-" + e.hex(17)
    e.mem["sg"] = sg
    ing = [{"cidr_blocks": ["0.0.0.0/0" if e.isbad() else "10.%d.0.0/16" % e.r.randint(0, 99)], "description": "from %s" % e.app, "from_port": p, "ipv6_cidr_blocks": [], "prefix_list_ids": [], "protocol": "tcp", "security_groups": [], "self": False, "to_port": p}
        for p in e.r.sample([22, 80, 443, 3389, 5432, 8080, 9090], e.r.randint(0, 3))]
    eg = [{"cidr_blocks": ["0.0.0.0/0"], "description": "", "from_port": 0, "ipv6_cidr_blocks": [], "prefix_list_ids": [], "protocol": "-1", "security_groups": [], "self": False, "to_port": 0}]
    return tagged(e, {"arn": C(arn("ec2", "security-group/" + sg)), "description": "Managed by Terraform" if e.isbad() else "Traffic of %s" % e.app, "egress": eg, "id": C(sg), "ingress": ing if ing else C([]), "name": "%s-%s" % (e.app, e.hex(4)), "name_prefix": C(""),
        "owner_id": C(ACCT), "revoke_rules_on_delete": False, "timeouts": None, "vpc_id": "vpc-" + e.hex(17)}, e.app)


def r_security_group_rule(e, n):
    p = e.r.choice([22, 443, 5432, 6379, 8443, 3389])
    return {"cidr_blocks": ["0.0.0.0/0"] if e.isbad() else ["10.0.0.0/8", "172.16.0.0/12"], "description": "client access", "from_port": p, "id": C("sgrule-%d" % e.r.getrandbits(32)), "ipv6_cidr_blocks": None, "prefix_list_ids": None, "protocol": "tcp",
        "security_group_id": Ref(e.mem.get("sg", ""), "aws_security_group.this.id"), "security_group_rule_id": C("sgr-" + e.hex(17)), "self": False, "source_security_group_id": C(None), "timeouts": None, "to_port": p, "type": "ingress"}


def r_vpc_security_group_ingress_rule(e, n):
    p = e.r.choice([22, 443, 5432, 6379, 8443, 3389])
    i = "sgr-" + e.hex(17)
    return tagged(e, {"arn": C(arn("ec2", "security-group-rule/" + i)), "cidr_ipv4": "0.0.0.0/0" if e.isbad() else "10.0.0.0/8", "cidr_ipv6": None, "description": "client access", "from_port": p, "id": C(i), "ip_protocol": "tcp", "prefix_list_id": None,
        "referenced_security_group_id": None, "security_group_id": Ref(e.mem.get("sg", ""), "aws_security_group.this.id"), "security_group_rule_id": C(i), "to_port": p}, e.app)


USER_DATA = base64.b64encode(b"#!/bin/bash\nset -euo pipefail\n" + b"".join(b"dnf install -y package-%d\n" % i for i in range(25)) + b"systemctl enable --now app\n").decode()


def r_instance(e, n):
    i = "i-" + e.hex(17)
    b = e.isbad()
    return tagged(e, {"ami": "ami-" + e.hex(17), "arn": C(arn("ec2", "instance/" + i)), "associate_public_ip_address": C(False) if not b else True, "availability_zone": C(REGION + "a"), "capacity_reservation_specification": C([{"capacity_reservation_preference": "open", "capacity_reservation_target": []}]),
        "cpu_core_count": C(2), "cpu_options": C([{"amd_sev_snp": "", "core_count": 2, "threads_per_core": 1}]), "cpu_threads_per_core": C(1), "credit_specification": [], "disable_api_stop": C(False), "disable_api_termination": C(False),
        "ebs_block_device": C([]), "ebs_optimized": C(False) if b else True, "enable_primary_ipv6": C(None), "enclave_options": C([{"enabled": False}]), "ephemeral_block_device": C([]), "get_password_data": False, "hibernation": None, "host_id": C(""), "host_resource_group_arn": C(None),
        "iam_instance_profile": C(e.app), "id": C(i), "instance_initiated_shutdown_behavior": C("stop"), "instance_lifecycle": C(""), "instance_market_options": C([]), "instance_state": C("running"), "instance_type": "m6g.large", "ipv6_address_count": C(0), "ipv6_addresses": C([]), "key_name": C(""),
        "launch_template": [], "maintenance_options": C([{"auto_recovery": "default"}]),
        "metadata_options": C([{"http_endpoint": "enabled", "http_protocol_ipv6": "disabled", "http_put_response_hop_limit": 1, "http_tokens": "optional", "instance_metadata_tags": "disabled"}]) if b else
            [{"http_endpoint": "enabled", "http_protocol_ipv6": "disabled", "http_put_response_hop_limit": 1, "http_tokens": "required", "instance_metadata_tags": C("disabled")}],
        "monitoring": C(False) if b else True, "network_interface": C([]), "outpost_arn": C(""), "password_data": C(""), "placement_group": C(""), "placement_partition_number": C(0), "primary_network_interface_id": C("eni-" + e.hex(17)),
        "private_dns": C("ip-10-0-1-%d.%s.compute.internal" % (e.r.randint(1, 254), REGION)), "private_dns_name_options": C([{"enable_resource_name_dns_a_record": False, "enable_resource_name_dns_aaaa_record": False, "hostname_type": "ip-name"}]), "private_ip": C("10.0.1.%d" % e.r.randint(1, 254)), "public_dns": C(""), "public_ip": C(""),
        "root_block_device": [{"delete_on_termination": True, "device_name": C("/dev/xvda"), "encrypted": C(False) if b else True, "iops": C(3000), "kms_key_id": C(""), "tags": None, "tags_all": C({}), "throughput": C(125), "volume_id": C("vol-" + e.hex(17)), "volume_size": 50, "volume_type": "gp3"}],
        "secondary_private_ips": C([]), "security_groups": C([]), "source_dest_check": True, "spot_instance_request_id": C(""), "subnet_id": "subnet-" + e.hex(17), "tenancy": C("default"), "timeouts": None, "user_data": C(None), "user_data_base64": C(USER_DATA) if e.r.random() < .5 else USER_DATA,
        "user_data_replace_on_change": False, "volume_tags": None, "vpc_security_group_ids": Ref(["sg-" + e.hex(17)], "aws_security_group.this.id")}, e.app)


def r_launch_template(e, n):
    i = "lt-" + e.hex(17)
    b = e.isbad()
    return tagged(e, {"arn": C(arn("ec2", "launch-template/" + i)), "block_device_mappings": [{"device_name": "/dev/xvda", "ebs": [{"delete_on_termination": "true", "encrypted": "" if b else "true", "iops": C(0), "kms_key_id": None, "snapshot_id": None, "throughput": C(0), "volume_initialization_rate": None, "volume_size": 50, "volume_type": "gp3"}], "no_device": None, "virtual_name": None}],
        "capacity_reservation_specification": [], "cpu_options": [], "credit_specification": [], "default_version": C(1), "description": None, "disable_api_stop": None, "disable_api_termination": None, "ebs_optimized": "true", "elastic_gpu_specifications": [], "elastic_inference_accelerator": [], "enclave_options": [],
        "hibernation_options": [], "iam_instance_profile": [{"arn": "", "name": e.app}], "id": C(i), "image_id": "ami-" + e.hex(17), "instance_initiated_shutdown_behavior": None, "instance_market_options": [], "instance_requirements": [], "instance_type": "m6g.large", "kernel_id": None, "key_name": None, "latest_version": C(3),
        "license_specification": [], "maintenance_options": [], "metadata_options": [{"http_endpoint": "enabled", "http_protocol_ipv6": C("disabled"), "http_put_response_hop_limit": 2 if b else 1, "http_tokens": "optional" if b else "required", "instance_metadata_tags": C("disabled")}], "monitoring": [{"enabled": True}], "name": "%s-%s" % (e.app, e.hex(4)), "name_prefix": C(""),
        "network_interfaces": [{"associate_carrier_ip_address": "", "associate_public_ip_address": "true" if b else "false", "connection_tracking_specification": [], "delete_on_termination": "true", "description": "", "device_index": 0, "ena_srd_specification": [], "interface_type": "", "ipv4_address_count": 0, "ipv4_addresses": [], "ipv4_prefix_count": 0, "ipv4_prefixes": [], "ipv6_address_count": 0, "ipv6_addresses": [], "ipv6_prefix_count": 0, "ipv6_prefixes": [], "network_card_index": 0, "network_interface_id": "", "primary_ipv6": "", "private_ip_address": "", "security_groups": Ref(["sg-" + e.hex(17)], "aws_security_group.this.id"), "subnet_id": ""}],
        "placement": [], "private_dns_name_options": [], "ram_disk_id": None, "security_group_names": [], "tag_specifications": [{"resource_type": "instance", "tags": e.tags(e.app)}, {"resource_type": "volume", "tags": e.tags(e.app)}], "update_default_version": True, "user_data": USER_DATA, "vpc_security_group_ids": []}, e.app)


def r_sqs_queue(e, n):
    name = "%s-%s" % (e.app, e.hex(4))
    return tagged(e, {"arn": C(arn("sqs", name)), "content_based_deduplication": False, "deduplication_scope": C(""), "delay_seconds": 0, "fifo_queue": False, "fifo_throughput_limit": C(""), "id": C("https://sqs.%s.amazonaws.com/%s/%s" % (REGION, ACCT, name)), "kms_data_key_reuse_period_seconds": C(300),
        "kms_master_key_id": None if e.isbad() else "alias/aws/sqs", "max_message_size": 262144, "message_retention_seconds": 345600, "name": name, "name_prefix": C(""), "policy": C(""), "receive_wait_time_seconds": 0, "redrive_allow_policy": C(""),
        "redrive_policy": C("{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":5}" % arn("sqs", name + "-dlq")), "sqs_managed_sse_enabled": C(True), "timeouts": None, "url": C("https://sqs.%s.amazonaws.com/%s/%s" % (REGION, ACCT, name)), "visibility_timeout_seconds": 60}, name)


def r_sns_topic(e, n):
    name = "%s-%s" % (e.app, e.hex(4))
    d = {"application_success_feedback_sample_rate": None, "archive_policy": None, "arn": C(arn("sns", name)), "beginning_archive_time": C(""), "content_based_deduplication": False, "delivery_policy": None, "display_name": None, "fifo_throughput_scope": C(""), "fifo_topic": False, "id": C(arn("sns", name)),
        "kms_master_key_id": None if e.isbad() else "alias/aws/sns", "name": name, "name_prefix": C(""), "owner": C(ACCT), "policy": C(go_policy({"Statement": [{"Action": ["SNS:Publish", "SNS:Subscribe"], "Condition": {"StringEquals": {"AWS:SourceOwner": ACCT}}, "Effect": "Allow", "Principal": {"AWS": "*"}, "Resource": arn("sns", name), "Sid": "__default_statement_ID"}], "Version": "2008-10-17"})),
        "signature_version": C(0), "tracing_config": C("")}
    for p in ("application", "firehose", "http", "lambda", "sqs"):
        d[p + "_failure_feedback_role_arn"] = None
        d[p + "_success_feedback_role_arn"] = None
        d[p + "_success_feedback_sample_rate"] = None
    return tagged(e, d, name)


def r_db_instance(e, n):
    name = "%s-%s" % (e.app, e.hex(4))
    b = e.isbad()
    return tagged(e, {"address": C("%s.abcdefgh.%s.rds.amazonaws.com" % (name, REGION)), "allocated_storage": 100, "allow_major_version_upgrade": None, "apply_immediately": False, "arn": C(arn("rds", "db:" + name)), "auto_minor_version_upgrade": True, "availability_zone": C(REGION + "a"), "backup_retention_period": 0 if b else 14,
        "backup_target": C("region"), "backup_window": C("03:00-04:00"), "blue_green_update": [], "ca_cert_identifier": C("rds-ca-rsa2048-g1"), "character_set_name": C(""), "copy_tags_to_snapshot": True, "custom_iam_instance_profile": None, "customer_owned_ip_enabled": None, "database_insights_mode": C("standard"), "db_name": e.app.replace("-", ""), "db_subnet_group_name": "main",
        "dedicated_log_volume": False, "delete_automated_backups": True, "deletion_protection": not b, "domain": None, "domain_auth_secret_arn": None, "domain_dns_ips": None, "domain_fqdn": C(""), "domain_iam_role_name": None, "domain_ou": None, "enabled_cloudwatch_logs_exports": ["postgresql", "upgrade"], "endpoint": C(name + ":5432"), "engine": "postgres",
        "engine_lifecycle_support": C("open-source-rds-extended-support"), "engine_version": "16.4", "engine_version_actual": C("16.4"), "final_snapshot_identifier": name + "-final", "hosted_zone_id": C("Z29XKXDKYMONMX"), "iam_database_authentication_enabled": not b, "id": C("db-" + e.hex(20).upper()), "identifier": name, "identifier_prefix": C(""), "instance_class": "db.r6g.large",
        "iops": C(3000), "kms_key_id": C(""), "latest_restorable_time": C("2025-05-01T10:00:00Z"), "license_model": C("postgresql-license"), "listener_endpoint": C([]), "maintenance_window": C("sun:05:00-sun:06:00"), "manage_master_user_password": None, "master_user_secret": C([]), "master_user_secret_kms_key_id": C(""), "max_allocated_storage": 500, "monitoring_interval": 60,
        "monitoring_role_arn": C(""), "multi_az": not b, "nchar_character_set_name": C(""), "network_type": C("IPV4"), "option_group_name": C("default:postgres-16"), "parameter_group_name": C("default.postgres16"), "password": "correct-horse-" + e.hex(8), "password_wo": None, "password_wo_version": None, "performance_insights_enabled": True, "performance_insights_kms_key_id": C(""),
        "performance_insights_retention_period": C(7), "port": C(5432), "publicly_accessible": b, "replica_mode": C(""), "replicas": C([]), "replicate_source_db": None, "resource_id": C("db-" + e.hex(20).upper()), "restore_to_point_in_time": [], "s3_import": [], "skip_final_snapshot": False, "snapshot_identifier": C(""), "status": C("available"), "storage_encrypted": not b,
        "storage_throughput": C(125), "storage_type": "gp3", "timeouts": None, "timezone": C(""), "upgrade_storage_config": None, "username": "admin", "vpc_security_group_ids": Ref(["sg-" + e.hex(17)], "aws_security_group.this.id")}, name)


# ---- resource types a security gate mostly does not look at
def r_route53_record(e, n):
    z = "Z0" + e.hex(18).upper()
    nm = "%s-%s.%s.example.com" % (e.app, e.hex(6), e.env)
    return {"alias": [], "allow_overwrite": C(None), "cidr_routing_policy": [], "failover_routing_policy": [], "fqdn": C(nm), "geolocation_routing_policy": [], "geoproximity_routing_policy": [], "health_check_id": None, "id": C("%s_%s_A" % (z, nm)), "latency_routing_policy": [],
        "multivalue_answer_routing_policy": None, "name": nm, "records": ["10.%d.%d.%d" % (e.r.randint(0, 255), e.r.randint(0, 255), e.r.randint(0, 255))], "set_identifier": None, "timeouts": None, "ttl": 300, "type": "A", "weighted_routing_policy": [], "zone_id": z}


def r_subnet(e, n):
    i = "subnet-" + e.hex(17)
    return tagged(e, {"arn": C(arn("ec2", "subnet/" + i)), "assign_ipv6_address_on_creation": False, "availability_zone": REGION + e.r.choice("abc"), "availability_zone_id": C("euw1-az1"), "cidr_block": "10.%d.%d.0/24" % (e.r.randint(0, 255), e.r.randint(0, 255)), "customer_owned_ipv4_pool": "", "enable_dns64": False,
        "enable_lni_at_device_index": 0, "enable_resource_name_dns_a_record_on_launch": False, "enable_resource_name_dns_aaaa_record_on_launch": False, "id": C(i), "ipv6_cidr_block": None, "ipv6_cidr_block_association_id": C(""), "ipv6_native": False, "map_customer_owned_ip_on_launch": False, "map_public_ip_on_launch": False, "outpost_arn": "",
        "owner_id": C(ACCT), "private_dns_hostname_type_on_launch": C("ip-name"), "timeouts": None, "vpc_id": "vpc-" + e.hex(17)}, e.app)


def r_cloudwatch_metric_alarm(e, n):
    name = "%s-%s-%s" % (e.app, n, e.hex(4))
    return tagged(e, {"actions_enabled": True, "alarm_actions": [arn("sns", "oncall-" + e.env)], "alarm_description": "%s of %s is above its budget (> 80 %% for 15 min)" % (n, e.app), "alarm_name": name, "arn": C(arn("cloudwatch", "alarm:" + name)), "comparison_operator": "GreaterThanThreshold", "datapoints_to_alarm": 3,
        "dimensions": {"FunctionName": e.app, "Resource": e.app}, "evaluate_low_sample_count_percentiles": C(""), "evaluation_periods": 3, "extended_statistic": None, "id": C(name), "insufficient_data_actions": [], "metric_name": "Errors", "metric_query": [], "namespace": "AWS/Lambda", "ok_actions": [arn("sns", "oncall-" + e.env)],
        "period": 300, "statistic": "Average", "threshold": 80, "threshold_metric_id": None, "treat_missing_data": "notBreaching", "unit": None}, name)


def r_route_table_association(e, n):
    return {"gateway_id": None, "id": C("rtbassoc-" + e.hex(17)), "route_table_id": "rtb-" + e.hex(17), "subnet_id": Ref("subnet-" + e.hex(17), "aws_subnet.this"), "timeouts": None}


def r_route(e, n):
    return {"carrier_gateway_id": None, "core_network_arn": None, "destination_cidr_block": "10.%d.0.0/16" % e.r.randint(0, 255), "destination_ipv6_cidr_block": None, "destination_prefix_list_id": None, "egress_only_gateway_id": None, "gateway_id": None, "id": C("r-rtb" + e.hex(17)), "instance_id": C(""), "instance_owner_id": C(""),
        "local_gateway_id": None, "nat_gateway_id": None, "network_interface_id": C(""), "origin": C("CreateRoute"), "route_table_id": "rtb-" + e.hex(17), "state": C("active"), "timeouts": None, "transit_gateway_id": "tgw-" + e.hex(17), "vpc_endpoint_id": None, "vpc_peering_connection_id": None}


def r_lb_target_group(e, n):
    name = ("%s-%s" % (e.app, e.hex(4)))[:32]
    return tagged(e, {"arn": C(arn("elasticloadbalancing", "targetgroup/%s/%s" % (name, e.hex(16)))), "arn_suffix": C("targetgroup/" + name), "connection_termination": C(None), "deregistration_delay": "300", "health_check": [{"enabled": True, "healthy_threshold": 3, "interval": 30, "matcher": "200-299", "path": "/healthz", "port": "traffic-port", "protocol": "HTTP", "timeout": 5, "unhealthy_threshold": 3}],
        "id": C(arn("elasticloadbalancing", "targetgroup/" + name)), "ip_address_type": C("ipv4"), "lambda_multi_value_headers_enabled": False, "load_balancer_arns": C([]), "load_balancing_algorithm_type": C("round_robin"), "load_balancing_anomaly_mitigation": C("off"), "load_balancing_cross_zone_enabled": C("use_load_balancer_configuration"), "name": name, "name_prefix": C(""), "port": 8080,
        "preserve_client_ip": C(None), "protocol": "HTTP", "protocol_version": C("HTTP1"), "proxy_protocol_v2": False, "slow_start": 0, "stickiness": C([{"cookie_duration": 86400, "cookie_name": "", "enabled": False, "type": "lb_cookie"}]), "target_failover": C([{"on_deregistration": None, "on_unhealthy": None}]), "target_group_health": C([]), "target_health_state": C([]), "target_type": "ip", "vpc_id": "vpc-" + e.hex(17)}, name)


def r_lb_listener_rule(e, n):
    return tagged(e, {"action": [{"authenticate_cognito": [], "authenticate_oidc": [], "fixed_response": [], "forward": [], "order": C(1), "redirect": [], "target_group_arn": Ref(arn("elasticloadbalancing", "targetgroup/x"), "aws_lb_target_group.this.arn"), "type": "forward"}], "arn": C(arn("elasticloadbalancing", "listener-rule/app/main/%s" % e.hex(16))),
        "condition": [{"host_header": [{"values": ["%s.example.com" % e.app]}], "http_header": [], "http_request_method": [], "path_pattern": [], "query_string": [], "source_ip": []}], "id": C(arn("elasticloadbalancing", "listener-rule/app/main/%s" % e.hex(16))), "listener_arn": arn("elasticloadbalancing", "listener/app/main/1/2"), "priority": e.r.randint(1, 5000)}, e.app)


def r_ecs_task_definition(e, n):
    cd = [{"cpu": 256, "environment": [{"name": "VAR_%d" % i, "value": "value-%s" % e.hex(8)} for i in range(12)], "essential": True, "image": "%s.dkr.ecr.%s.amazonaws.com/%s:1.%d.0" % (ACCT, REGION, e.app, e.r.randint(0, 99)),
        "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/ecs/" + e.app, "awslogs-region": REGION, "awslogs-stream-prefix": "ecs"}}, "memory": 512, "mountPoints": [], "name": c, "portMappings": [{"containerPort": 8080, "hostPort": 8080, "protocol": "tcp"}],
        "secrets": [{"name": "SECRET_%d" % i, "valueFrom": arn("ssm", "parameter/%s/secret_%d" % (e.app, i))} for i in range(5)], "volumesFrom": []} for c in ("app", "envoy")]
    return tagged(e, {"arn": C(arn("ecs", "task-definition/%s:7" % e.app)), "arn_without_revision": C(arn("ecs", "task-definition/" + e.app)), "container_definitions": go_policy(cd), "cpu": "512", "enable_fault_injection": C(False), "ephemeral_storage": [], "execution_role_arn": "arn:aws:iam::%s:role/ecs-exec" % ACCT, "family": e.app, "id": C(e.app), "inference_accelerator": [],
        "ipc_mode": None, "memory": "1024", "network_mode": "awsvpc", "pid_mode": None, "placement_constraints": [], "proxy_configuration": [], "requires_compatibilities": ["FARGATE"], "revision": C(7), "runtime_platform": [], "skip_destroy": False, "task_role_arn": Ref("arn:aws:iam::%s:role/%s" % (ACCT, e.app), "aws_iam_role.this.arn"), "track_latest": False, "volume": []}, e.app)


def r_ecs_service(e, n):
    return tagged(e, {"alarms": [], "availability_zone_rebalancing": "DISABLED", "capacity_provider_strategy": [], "cluster": arn("ecs", "cluster/main"), "deployment_circuit_breaker": [{"enable": True, "rollback": True}], "deployment_controller": [], "deployment_maximum_percent": 200, "deployment_minimum_healthy_percent": 100, "desired_count": 2, "enable_ecs_managed_tags": True, "enable_execute_command": False,
        "force_delete": None, "force_new_deployment": None, "health_check_grace_period_seconds": 0, "iam_role": C("/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS"), "id": C(arn("ecs", "service/main/" + e.app)), "launch_type": "FARGATE", "load_balancer": [{"container_name": "app", "container_port": 8080, "elb_name": "", "target_group_arn": Ref(arn("elasticloadbalancing", "targetgroup/x"), "aws_lb_target_group.this.arn")}],
        "name": e.app, "network_configuration": [{"assign_public_ip": False, "security_groups": Ref(["sg-" + e.hex(17)], "aws_security_group.this.id"), "subnets": ["subnet-" + e.hex(17), "subnet-" + e.hex(17)]}], "ordered_placement_strategy": [], "placement_constraints": [], "platform_version": C("LATEST"), "propagate_tags": "SERVICE", "scheduling_strategy": "REPLICA", "service_connect_configuration": [],
        "service_registries": [], "task_definition": Ref(arn("ecs", "task-definition/x"), "aws_ecs_task_definition.this.arn"), "timeouts": None, "triggers": C({}), "volume_configuration": [], "vpc_lattice_configurations": [], "wait_for_steady_state": False}, e.app)


def r_appautoscaling_target(e, n):
    return tagged(e, {"arn": C(arn("application-autoscaling", "scalable-target/" + e.hex(24))), "id": C("service/main/" + e.app), "max_capacity": 10, "min_capacity": 2, "resource_id": "service/main/" + e.app, "role_arn": C("arn:aws:iam::%s:role/aws-service-role/x" % ACCT), "scalable_dimension": "ecs:service:DesiredCount", "service_namespace": "ecs", "suspended_state": C([])}, e.app)


def r_ssm_parameter(e, n):
    name = "/%s/%s/%s" % (e.env, e.app, e.hex(6))
    return tagged(e, {"allowed_pattern": None, "arn": C(arn("ssm", "parameter" + name)), "data_type": C("text"), "description": "setting of " + e.app, "has_value_wo": C(None), "id": C(name), "insecure_value": C(None), "key_id": C("alias/aws/ssm"), "name": name, "overwrite": None, "tier": C("Standard"), "type": "SecureString", "value": "s3cr3t-" + e.hex(24), "value_wo": None, "value_wo_version": None, "version": C(3)}, name)


def r_cloudwatch_event_rule(e, n):
    name = "%s-%s" % (e.app, e.hex(4))
    return tagged(e, {"arn": C(arn("events", "rule/" + name)), "description": "schedule of %s" % e.app, "event_bus_name": "default", "event_pattern": None, "force_destroy": False, "id": C(name), "is_enabled": None, "name": name, "name_prefix": C(""), "role_arn": None, "schedule_expression": "rate(5 minutes)", "state": None}, name)


def r_cloudwatch_event_target(e, n):
    return {"appsync_target": [], "arn": Ref(arn("lambda", "function:" + e.app), "aws_lambda_function.this.arn"), "batch_target": [], "dead_letter_config": [], "ecs_target": [], "event_bus_name": "default", "force_destroy": False, "http_target": [], "id": C("t-" + e.hex(10)), "input": None, "input_path": None, "input_transformer": [], "kinesis_target": [], "redshift_target": [], "retry_policy": [], "role_arn": None,
        "rule": Ref(e.app, "aws_cloudwatch_event_rule.this.name"), "run_command_targets": [], "sagemaker_pipeline_target": [], "sqs_target": [], "target_id": C("terraform-2023" + e.hex(18))}


def r_autoscaling_group(e, n):
    name = "%s-%s" % (e.app, e.hex(4))
    return {"arn": C(arn("autoscaling", "autoScalingGroup:x:autoScalingGroupName/" + name)), "availability_zone_distribution": C([]), "availability_zones": C([REGION + "a", REGION + "b"]), "capacity_rebalance": None, "context": None, "default_cooldown": C(300), "default_instance_warmup": None, "desired_capacity": C(2), "desired_capacity_type": None, "enabled_metrics": ["GroupInServiceInstances", "GroupTotalInstances"],
        "force_delete": False, "force_delete_warm_pool": False, "health_check_grace_period": 300, "health_check_type": C("EC2"), "id": C(name), "ignore_failed_scaling_activities": False, "initial_lifecycle_hook": [], "instance_maintenance_policy": [], "instance_refresh": [], "launch_configuration": None, "launch_template": [{"id": Ref("lt-" + e.hex(17), "aws_launch_template.this.id"), "name": C(""), "version": "$Latest"}], "load_balancers": C([]),
        "max_instance_lifetime": None, "max_size": 6, "metrics_granularity": "1Minute", "min_elb_capacity": None, "min_size": 2, "mixed_instances_policy": [], "name": name, "name_prefix": C(""), "placement_group": None, "predicted_capacity": C(0), "protect_from_scale_in": False, "service_linked_role_arn": C(""), "suspended_processes": None, "tag": [{"key": k, "propagate_at_launch": True, "value": v} for k, v in e.tags(name).items()],
        "target_group_arns": C([]), "termination_policies": None, "timeouts": None, "traffic_source": C([]), "vpc_zone_identifier": ["subnet-" + e.hex(17), "subnet-" + e.hex(17)], "wait_for_capacity_timeout": "10m", "wait_for_elb_capacity": None, "warm_pool": [], "warm_pool_size": C(0)}


def r_acm_certificate(e, n):
    d = "%s-%s.example.com" % (e.app, e.hex(4))
    return tagged(e, {"arn": C(arn("acm", "certificate/" + e.hex(32))), "certificate_authority_arn": "", "certificate_body": None, "certificate_chain": None, "domain_name": d, "domain_validation_options": C([{"domain_name": d, "resource_record_name": "_%s.%s." % (e.hex(32), d), "resource_record_type": "CNAME", "resource_record_value": "_%s.acm-validations.aws." % e.hex(32)}]), "early_renewal_duration": "", "id": C(arn("acm", "certificate/" + e.hex(32))),
        "key_algorithm": C("RSA_2048"), "not_after": C("2026-05-01T23:59:59Z"), "not_before": C("2025-04-01T00:00:00Z"), "options": C([{"certificate_transparency_logging_preference": "ENABLED"}]), "pending_renewal": C(False), "private_key": None, "renewal_eligibility": C("ELIGIBLE"), "renewal_summary": C([]), "status": C("ISSUED"), "subject_alternative_names": C([d]), "type": C("AMAZON_ISSUED"), "validation_emails": C([]), "validation_method": "DNS", "validation_option": []}, d)


SENSITIVE = {"aws_ssm_parameter": {"value": True, "has_value_wo": True, "value_wo": True, "insecure_value": True}, "aws_db_instance": {"password": True, "password_wo": True}}
INTEREST = {"aws_" + t for t in """iam_role iam_policy iam_role_policy iam_role_policy_attachment iam_instance_profile s3_bucket s3_bucket_public_access_block s3_bucket_policy s3_bucket_acl s3_bucket_versioning
 s3_bucket_server_side_encryption_configuration s3_bucket_logging s3_bucket_lifecycle_configuration kms_key kms_alias cloudtrail cloudwatch_log_group lambda_function lambda_permission security_group security_group_rule vpc_security_group_ingress_rule
 instance launch_template sqs_queue sns_topic db_instance""".split()}

# ---------------------------------------------------------------- modules: (type, name, instances or None)
MODULES = {
    "data_bucket": [("aws_s3_bucket", "this", None), ("aws_s3_bucket_public_access_block", "this", None), ("aws_s3_bucket_policy", "this", None), ("aws_s3_bucket_acl", "this", None), ("aws_s3_bucket_versioning", "this", None),
        ("aws_s3_bucket_server_side_encryption_configuration", "this", None), ("aws_s3_bucket_lifecycle_configuration", "this", None), ("aws_cloudwatch_metric_alarm", "bytes", 3), ("aws_ssm_parameter", "name", 2)],
    "function": [("aws_iam_role", "this", None), ("aws_iam_policy", "this", None), ("aws_iam_role_policy", "inline", None), ("aws_iam_role_policy_attachment", "this", 2), ("aws_lambda_function", "this", None), ("aws_lambda_permission", "this", None), ("aws_cloudwatch_log_group", "this", None),
        ("aws_security_group", "this", None), ("aws_cloudwatch_event_rule", "this", None), ("aws_cloudwatch_event_target", "this", None), ("aws_cloudwatch_metric_alarm", "errors", 4), ("aws_sqs_queue", "dlq", None), ("aws_ssm_parameter", "config", 3)],
    "service": [("aws_iam_role", "this", None), ("aws_iam_policy", "this", 2), ("aws_iam_role_policy_attachment", "this", 2), ("aws_security_group", "this", None), ("aws_vpc_security_group_ingress_rule", "this", 3), ("aws_ecs_task_definition", "this", None), ("aws_ecs_service", "this", None), ("aws_lb_target_group", "this", None),
        ("aws_lb_listener_rule", "this", 2), ("aws_route53_record", "this", 2), ("aws_appautoscaling_target", "this", None), ("aws_cloudwatch_log_group", "this", None), ("aws_cloudwatch_metric_alarm", "cpu", 4), ("aws_sns_topic", "events", None), ("aws_acm_certificate", "this", None)],
    "network": [("aws_subnet", "this", 9), ("aws_route_table_association", "this", 9), ("aws_route", "this", 6), ("aws_route53_record", "this", 4), ("aws_security_group", "endpoints", None), ("aws_security_group_rule", "this", 4)],
    "compute": [("aws_iam_role", "this", None), ("aws_iam_role_policy_attachment", "this", 2), ("aws_iam_instance_profile", "this", None), ("aws_security_group", "this", None), ("aws_security_group_rule", "this", 3), ("aws_instance", "this", 2), ("aws_launch_template", "this", None), ("aws_autoscaling_group", "this", None),
        ("aws_cloudwatch_metric_alarm", "cpu", 4), ("aws_route53_record", "this", 3), ("aws_db_instance", "this", None)],
    "audit": [("aws_kms_key", "this", None), ("aws_kms_alias", "this", None), ("aws_s3_bucket", "this", None), ("aws_s3_bucket_public_access_block", "this", None), ("aws_s3_bucket_policy", "this", None), ("aws_s3_bucket_logging", "this", None), ("aws_cloudwatch_log_group", "this", None), ("aws_iam_role", "this", None), ("aws_iam_role_policy", "logs", None), ("aws_cloudtrail", "this", None), ("aws_cloudwatch_metric_alarm", "cis", 8)],
    "dns": [("aws_route53_record", "this", 20)],
}
WEIGHTS = {"data_bucket": 22, "function": 26, "service": 22, "network": 5, "compute": 8, "audit": 2, "dns": 4}
NESTED = {"function": ("iam", ["aws_iam_role", "aws_iam_policy", "aws_iam_role_policy", "aws_iam_role_policy_attachment"])}  # these live one module deeper


# ---------------------------------------------------------------- values
def split(v):
    """(known value or MISSING, after_unknown value) of a value with C marks."""
    if isinstance(v, C):
        return MISSING, True
    if isinstance(v, dict):
        k, u = {}, {}
        for n, x in sorted(v.items()):
            a, b = split(x)
            if a is not MISSING:
                k[n] = a
            if b is not False:
                u[n] = b
        return k, u
    if isinstance(v, list):
        ps = [split(x) for x in v]
        return [None if a is MISSING else a for a, _ in ps], [b for _, b in ps]
    return v, False


MISSING = object()


def full(v):
    if isinstance(v, C):
        return full(v.v)
    if isinstance(v, dict):
        return {n: full(x) for n, x in sorted(v.items())}
    if isinstance(v, list):
        return [full(x) for x in v]
    return v


def skeleton(v, marks):
    """*_sensitive / after_unknown of a known value: containers kept, scalars dropped, marks set."""
    if isinstance(v, dict):
        o = {}
        for n, x in v.items():
            b = True if marks.get(n) is True else skeleton(x, {})
            if b is not False:
                o[n] = b
        return o
    if isinstance(v, list):
        return [skeleton(x, {}) for x in v]
    return False


def expr(v, name):
    if isinstance(v, Ref):
        to, base = v.to, ".".join(v.to.split(".")[:3 if v.to.startswith("data.") else 2])
        return {"references": [to, base] if to != base else [to]}
    if isinstance(v, C) or v is None or v == [] or v == {} or v == "":
        return None
    if name in ("tags", "name", "bucket", "identifier", "environment"):
        return {"references": ["var.%s" % name, "local.prefix", "each.key"]}
    if name == "tags_all":
        return None
    if name in ("policy", "assume_role_policy"):
        return {"references": ["data.aws_iam_policy_document.%s.json" % name, "data.aws_iam_policy_document.%s" % name]}
    if isinstance(v, list) and v and isinstance(v[0], dict):
        return [{k: x for k, x in ((k, expr(x, k)) for k, x in sorted(b.items())) if x is not None} for b in v]
    if isinstance(v, list) and any(isinstance(x, C) for x in v):
        return {"references": ["var." + name]}
    if isinstance(v, str) and len(v) > 24 or isinstance(v, list):
        return {"references": ["var." + name]}
    return {"constant_value": v}


def build(t, e, n):
    return globals()["r_" + t[4:]](e, n)


def policy_doc_state(addr, name, e):
    st = []
    for i in range(e.r.randint(2, 4)):
        svc = e.r.choice(list(ACTIONS))
        st.append({"actions": ACTIONS[svc], "condition": [], "effect": "Allow", "not_actions": None, "not_principals": [], "not_resources": None, "principals": [], "resources": ["arn:aws:%s:::%s-%s/*" % (svc, e.app, e.hex(6))], "sid": "Allow%s" % svc.title()})
    js = json.dumps({"Version": "2012-10-17", "Statement": [{"Sid": s["sid"], "Effect": "Allow", "Action": s["actions"], "Resource": s["resources"][0]} for s in st]}, indent=2)
    return {"address": addr, "mode": "data", "type": "aws_iam_policy_document", "name": name, "provider_name": PROV, "schema_version": 0,
        "values": {"id": str(e.r.getrandbits(32)), "json": js, "minified_json": json.dumps(json.loads(js), separators=(",", ":")), "override_json": None, "override_policy_documents": None, "policy_id": None, "source_json": None, "source_policy_documents": None, "statement": st, "version": "2012-10-17"},
        "sensitive_values": {"statement": [{"actions": [False] * len(s["actions"]), "condition": [], "not_principals": [], "principals": [], "resources": [False]} for s in st]}}


class Gen:
    def __init__(self, a):
        self.a = a
        self.rnd = random.Random(a.seed)
        mix = [float(x) for x in a.mix.split(",")]
        tot = sum(mix)
        self.cum = [sum(mix[:i + 1]) / tot for i in range(4)]
        self.left = a.n
        self.changes, self.drift = [], []
        self.planned, self.prior = [], []       # serialized child_modules
        self.conf = []                          # serialized module_calls entries
        self.relevant = []

    def action(self):
        if self.a.all_create:
            return "create"
        x = self.rnd.random()
        for name, c in zip(("create", "update", "no-op", "delete"), self.cum):
            if x < c:
                return name
        return "no-op"

    def instance(self, t, n, idx, maddr, e):
        rnd = self.rnd
        d = build(t, e, n)
        act = e.act if rnd.random() < .8 else self.action()
        addr = "%s.%s.%s" % (maddr, t, n)
        if idx is not None:
            addr += '["%s"]' % idx
        head = {"address": addr, "module_address": maddr, "mode": "managed", "type": t, "name": n}
        if idx is not None:
            head["index"] = idx
        head["provider_name"] = PROV
        marks = SENSITIVE.get(t, {})
        before = after = None
        unk = {}
        if act == "create":
            after, unk = split(d)
        else:
            before = full(d)
            if act == "update":
                after = json.loads(json.dumps(before))
                if rnd.random() < .1:                      # replacement
                    k, unk = split(d)
                    after = k
                    act = "replace"
                elif "tags" in after:
                    after["tags"]["Environment"] = after["tags_all"]["Environment"] = "prod-2"
                else:
                    for k in ("ttl", "records", "policy", "policy_arn", "threshold"):
                        if k in after and after[k] is not None:
                            after[k] = 60 if k == "ttl" else after[k]
                            break
            elif act == "no-op":
                after = before
        acts = {"replace": ["delete", "create"]}.get(act, [act])
        bs = skeleton(before, marks) if before is not None else False
        as_ = skeleton(after, marks) if after is not None else False
        if act == "update" and rnd.random() < .4:          # e.g. last_modified, version, latest_version
            c = [k for k, v in d.items() if isinstance(v, C) and k not in ("id", "arn", "name_prefix") and not isinstance(v, Ref)]
            if c:
                k = rnd.choice(c)
                del after[k]
                unk = dict(skeleton(after, {}), **{k: True})
        ch = {"actions": acts, "before": before, "after": after, "after_unknown": unk, "before_sensitive": bs, "after_sensitive": as_}
        if act == "replace":
            ch["replace_paths"] = [["name"]]
        rc = dict(head, change=ch)
        if act == "replace":
            rc["action_reason"] = "replace_because_cannot_update"
        elif act == "delete":
            rc["action_reason"] = "delete_because_no_resource_config"
        self.changes.append(dumps(rc))
        res = {k: v for k, v in head.items() if k != "module_address"}
        pl = pr = None
        if after is not None:
            pl = dumps(dict(res, schema_version=0, values=after, sensitive_values=as_))
        if before is not None:
            pr = dumps(dict(res, schema_version=0, values=before, sensitive_values=bs, depends_on=["%s.aws_iam_role.this" % maddr, "data.aws_caller_identity.current"][:rnd.randint(1, 2)]))
            if rnd.random() < .01:
                self.drift.append(dumps(dict(head, change=dict(ch, actions=["update"], after=before, after_unknown={}, after_sensitive=bs))))
        self.left -= 1
        return pl, pr, d

    def module(self, i):
        rnd = self.rnd
        kind = rnd.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        call = "%s_%s" % (kind, "%04x" % i)
        keys = [None] if rnd.random() < .5 else ["k%d" % j if rnd.random() < .5 else rnd.choice(["eu", "us", "ap"]) + "-%d" % j for j in range(rnd.randint(2, 4))]
        nested = NESTED.get(kind)
        conf_res, conf_nested = {}, {}
        for key in keys:
            if self.left <= 0:
                break
            maddr = "module.%s" % call + ('["%s"]' % key if key else "")
            app = "%s-%s%s" % (rnd.choice(["pay", "cart", "auth", "search", "ledger", "media", "ingest", "notify"]), "%04x" % i, "-" + key if key else "")
            e = Env(rnd, app, self.a.bad)
            e.env = rnd.choice(["prod", "staging", "dev"])
            e.act = self.action()
            pls, prs, npl, npr = [], [], [], []
            naddr = maddr + ".module." + nested[0] if nested else None
            for t, n, cnt in MODULES[kind]:
                deep = nested and t in nested[1]
                for idx in ([None] if cnt is None else ["%s-%d" % (n, k) for k in range(cnt)]):
                    if self.left <= 0 and conf_res:
                        break
                    pl, pr, d = self.instance(t, n, idx, naddr if deep else maddr, e)
                    if pl:
                        (npl if deep else pls).append(pl)
                    if pr:
                        (npr if deep else prs).append(pr)
                    conf = conf_nested if deep else conf_res
                    if (t, n) not in conf:
                        x = {k: v for k, v in ((k, expr(v, k)) for k, v in sorted(d.items())) if v is not None}
                        c = {"address": "%s.%s" % (t, n), "mode": "managed", "type": t, "name": n, "provider_config_key": "aws", "expressions": x, "schema_version": 0}
                        if cnt is not None:
                            c["for_each_expression"] = {"references": ["var.%s_%s" % (n, "set")]}
                        conf[(t, n)] = c
            data = "data.aws_iam_policy_document.policy"
            prs.insert(0, dumps(policy_doc_state("%s.%s" % (maddr, data), "policy", e)))

            def mod(rs, nrs):
                kids = ""
                if nrs:
                    kids = ',"child_modules":[{"resources":[%s],"address":%s}]' % (",".join(nrs), dumps(naddr))
                return '{"resources":[%s],"address":%s%s}' % (",".join(rs), dumps(maddr), kids)
            self.planned.append(mod(pls, npl))
            self.prior.append(mod(prs, npr))
        for nm in ("policy", "assume_role_policy"):
            conf_res[("data", nm)] = {"address": "data.aws_iam_policy_document." + nm, "mode": "data", "type": "aws_iam_policy_document", "name": nm, "provider_config_key": "aws", "expressions": {"statement": [{"actions": {"constant_value": ["s3:GetObject", "s3:ListBucket"]}, "effect": {"constant_value": "Allow"}, "resources": {"references": ["aws_s3_bucket.this.arn", "aws_s3_bucket.this", "var.extra_arns"]}} for _ in range(2)]}, "schema_version": 0}
        m = {"outputs": {"arn": {"expression": {"references": ["%s.%s.arn" % MODULES[kind][0][:2], "%s.%s" % MODULES[kind][0][:2]]}}}, "resources": list(conf_res.values())}
        if conf_nested:
            m["module_calls"] = {nested[0]: {"source": "./modules/" + nested[0], "expressions": {"name": {"references": ["var.name"]}, "tags": {"references": ["local.tags", "var.tags"]}}, "module": {"resources": list(conf_nested.values()), "variables": {"name": {"description": "Name prefix"}, "tags": {"default": {}}}}}}
        m["variables"] = {k: {"description": "The %s of this %s" % (k, kind)} for k in ("name", "tags", "environment", "kms_key_arn", "subnet_ids", "vpc_id")}
        # As in registry modules: many optional inputs, outputs, and resources switched off by count = 0.
        for j in range(self.a.module_size * 4):
            m["variables"]["optional_%s_%02d" % (kind, j)] = {"default": rnd.choice([None, False, True, [], {}, "", 30, "default-value"]), "description": "Whether (and how) to configure the optional feature number %d of this %s" % (j, kind)}
        for j in range(self.a.module_size):
            t, n, _ = MODULES[kind][j % len(MODULES[kind])]
            m["outputs"]["out_%02d" % j] = {"expression": {"references": ["%s.%s.id" % (t, n), "%s.%s" % (t, n)]}, "description": "The %s of the %s" % ("id", t)}
            c = conf_res.get((t, n))
            if c:
                m["resources"].append(dict(c, address="%s.off_%02d" % (t, j), name="off_%02d" % j, count_expression={"references": ["local.create_off_%02d" % j, "var.optional_%s_%02d" % (kind, j)]}))
        cl = {"source": "./modules/" + kind, "expressions": {"environment": {"references": ["var.environment"]}, "name": {"constant_value": call} if keys == [None] else {"references": ["each.key"]}, "tags": {"references": ["local.tags"]}}}
        if keys != [None]:
            cl["for_each_expression"] = {"references": ["local.%s_set" % kind]}
        cl["module"] = m
        self.conf.append('%s:%s' % (dumps(call), dumps(cl)))
        self.relevant.append(dumps({"resource": "module.%s.%s.%s" % ((call,) + MODULES[kind][0][:2]), "attribute": ["arn"]}))

    def run(self, out):
        i = 0
        while self.left > 0:
            self.module(i)
            i += 1
        w = out.write
        w('{"format_version":"1.2","terraform_version":"1.11.4","variables":{"environment":{"value":"prod"}},"planned_values":{"outputs":{},"root_module":{"child_modules":[')
        join(w, self.planned)
        w(']}}')
        if self.drift:
            w(',"resource_drift":[')
            join(w, self.drift)
            w(']')
        w(',"resource_changes":[')
        join(w, self.changes)
        w('],"prior_state":{"format_version":"1.0","terraform_version":"1.11.4","values":{"root_module":{"child_modules":[')
        join(w, self.prior)
        w(']}}},"configuration":{"provider_config":{"aws":{"name":"aws","full_name":"%s","version_constraint":"~> 5.98","expressions":{"region":{"constant_value":"%s"}}}},"root_module":{"module_calls":{' % (PROV, REGION))
        join(w, self.conf)
        w('},"variables":{"environment":{"default":"prod"}}}},"relevant_attributes":[')
        join(w, self.relevant)
        w('],"timestamp":"2026-01-01T00:00:00Z","applyable":true,"complete":true,"errored":false}\n')


def join(w, parts):
    for k, p in enumerate(parts):
        if k:
            w(",")
        w(p)


if __name__ == "__main__":
    p = argparse.ArgumentParser()
    p.add_argument("n", type=int)
    p.add_argument("-o", default="-")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--mix", default="20,20,55,5", help="weights of create,update,no-op,delete")
    p.add_argument("--bad", type=float, default=.05, help="probability of each insecure choice")
    p.add_argument("--all-create", action="store_true")
    p.add_argument("--module-size", type=int, default=12, help="unused inputs/outputs/resources in each module's configuration")
    p.add_argument("--roles", action="store_true", help="nothing but roles, each with a policy and its attachment: a third of N of each")
    p.add_argument("--unknown-roles", action="store_true", help="attachments name their role by a local value, which no plan shows")
    p.add_argument("--denies", action="store_true", help="each policy denies what is outside its region")
    a = p.parse_args()
    DENIES = a.denies
    if a.roles:
        WEIGHTS = {"role": 1}
        NESTED = {}
        MODULES["role"] = [("aws_iam_role", "this", None), ("aws_iam_policy", "this", None), ("aws_iam_role_policy_attachment", "this", None)]
    if a.unknown_roles:
        ROLE = "local.role"
    f = sys.stdout if a.o == "-" else open(a.o, "w", encoding="utf-8")
    Gen(a).run(f)
