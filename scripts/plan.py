#!/usr/bin/env python3
"""Make the plan.json of test cases: Terraform and the real AWS provider, with moto in place of AWS.

    scripts/plan.py testdata/cases/kms-rotation/* testdata/plans/quickstart

A case is a folder with a root module (main.tf, and modules/ if it needs them). Three optional folders come first:

    outside/   applied with a state of its own, which is then forgotten: what exists in AWS but not in the state
    before/    applied with the state that the plan then starts from
    planned/   in place of before/, for what moto lacks: planned, and the plan taken for the state

plan.json is what `terraform show -json` prints, unedited. Nothing reaches AWS, and the tests need none of this:
plans are committed.

Needs Terraform 1.11 or later on PATH. moto comes from PyPI into the cache directory, the provider from the
registry by `terraform init`. Environment:

    PLANGATE_AWS_PROVIDER   an unpacked AWS provider to use instead (machines without a registry)
    PLANGATE_CACHE          the cache directory (~/.cache/plangate)
    PLANGATE_MOTO_PORT      the port for moto (5055)
"""

import argparse
import json
import os
import pathlib
import platform
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

PROVIDER = "5.100.0"
MOTO = "moto[server]==5.2.5"
CACHE = pathlib.Path(os.environ.get("PLANGATE_CACHE", pathlib.Path.home() / ".cache" / "plangate"))
PORT = int(os.environ.get("PLANGATE_MOTO_PORT", "5055"))
URL = f"http://127.0.0.1:{PORT}"
LIMIT = int(os.environ.get("PLANGATE_LIMIT", "120"))  # seconds for one terraform command

VERSIONS = f"""terraform {{
  required_providers {{
    aws = {{
      source  = "hashicorp/aws"
      version = "{PROVIDER}"
    }}
  }}
}}
"""

# moto, with what it lacks for the cases: DescribeTrails answers with every trail whatever was asked for, and the
# account's defaults for instance metadata do not exist, and all databases have one resource id. Access Analyzer,
# Detective, the standards of Security Hub, boundaries of permission sets and what GuardDuty exports are kept by
# `absent`, a default key for volumes by `own_key`; policies that declare settings are unknown, and a detector forgets its features. Its access keys are too like real ones to be committed.
SERVER = """
import hashlib, io, itertools, json, re
import moto.iam.models as iam
import moto.organizations.models as organizations
from moto.guardduty.models import Detector
from moto.moto_server.werkzeug_app import DomainDispatcherApplication
from moto.cloudtrail.responses import CloudTrailResponse
from moto.ec2.responses import EC2Response
from moto.rds.models import DBInstance
from moto.server import main

every_trail = CloudTrailResponse.describe_trails
names = {"HttpTokens": "httpTokens", "HttpEndpoint": "httpEndpoint", "InstanceMetadataTags": "instanceMetadataTags",
         "HttpPutResponseHopLimit": "httpPutResponseHopLimit"}

def describe_trails(self):
    asked = self._get_param("trailNameList")
    trails = json.loads(every_trail(self))["trailList"]
    return json.dumps({"trailList": [t for t in trails if not asked or t["Name"] in asked or t["TrailARN"] in asked]})

def resource_id(self):
    return "db-" + hashlib.sha256(self.db_instance_identifier.encode()).hexdigest()[:26].upper()

def answer(action, body):
    return f'<{action}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">{body}</{action}Response>'

def modify(self):
    kept = vars(self.ec2_backend).setdefault("metadata_defaults", {})
    for name, element in names.items():
        value = self._get_param(name)
        if value in ("no-preference", "-1"):
            kept.pop(element, None)
        elif value:
            kept[element] = value
    return answer("ModifyInstanceMetadataDefaults", "<return>true</return>")

def get(self):
    kept = vars(self.ec2_backend).get("metadata_defaults", {})
    body = "".join(f"<{k}>{v}</{k}>" for k, v in kept.items())
    return answer("GetInstanceMetadataDefaults", f"<accountLevel>{body}</accountLevel>")

kept = {}
present = DomainDispatcherApplication.__call__

def absent(service, call, body):
    # What a service that moto does not have answers to a call; None for all others.
    arn = lambda name: f"arn:aws:{service}:us-east-1:123456789012:{name}"
    match [service, *call]:
        case ["access-analyzer", "PUT", "analyzer"]:
            name = body["analyzerName"]
            kept[name] = {"arn": arn(f"analyzer/{name}"), "name": name, "type": body["type"], "status": "ACTIVE",
                          "createdAt": "2026-01-01T00:00:00Z", "tags": body.get("tags", {})}
            return {"arn": kept[name]["arn"]}
        case ["access-analyzer", "GET", "analyzer", name]:
            return {"analyzer": kept[name]}
        case ["detective", "POST", "graph"]:
            kept["graph"] = {"Arn": arn("graph:1"), "CreatedTime": "2026-01-01T00:00:00Z"}
            return {"GraphArn": kept["graph"]["Arn"]}
        case ["detective", "POST", "graphs", "list"]:
            return {"GraphList": [kept["graph"]]}
        case ["detective", "GET", "tags", *_]:
            return {"Tags": {}}
        case ["securityhub", "POST", "standards", "register"]:
            standard = body["StandardsSubscriptionRequests"][0]["StandardsArn"]
            subscription = arn("subscription/" + standard.split(":::")[-1].split("standards/")[-1])
            kept[subscription] = {"StandardsArn": standard, "StandardsSubscriptionArn": subscription,
                                  "StandardsInput": {}, "StandardsStatus": "READY"}
            return {"StandardsSubscriptions": [kept[subscription]]}
        case ["securityhub", "POST", "standards", "get"]:
            return {"StandardsSubscriptions": [kept[one] for one in body["StandardsSubscriptionArns"]]}
        case ["securityhub", "POST" | "PATCH", "accounts"]:
            return {}
        case ["securityhub", "GET", "accounts"]:
            return {"HubArn": arn("hub/default"), "SubscribedAt": "2026-01-01T00:00:00.000Z",
                    "AutoEnableControls": True, "ControlFindingGenerator": "SECURITY_CONTROL"}
        case ["route53resolver" | "sso", "ListTagsForResource"]:
            return {"Tags": []}
        case ["guardduty", "POST", "detector", _, "publishingDestination"]:
            kept["export"] = body | {"destinationId": "1", "status": "PUBLISHING",
                                     "publishingFailureStartTimestamp": 0}
            return {"destinationId": "1"}
        case ["guardduty", "GET", "detector", _, "publishingDestination", _]:
            return kept["export"]
        case ["sso", "PutPermissionsBoundaryToPermissionSet"]:
            kept[body["PermissionSetArn"]] = body["PermissionsBoundary"]
            return {}
        case ["sso", "GetPermissionsBoundaryForPermissionSet"]:
            return {"PermissionsBoundary": kept[body["PermissionSetArn"]]}
        case ["sso", "DescribePermissionSetProvisioningStatus"]:
            return {"PermissionSetProvisioningStatus": {"Status": "SUCCEEDED"}}
    return None

def dispatch(self, environ, start):
    path = environ["PATH_INFO"]
    if path == "/moto-api/reset":
        kept.clear()
    scope = re.search("Credential=[^/]+/[^/]+/[^/]+/([^/]+)/", environ.get("HTTP_AUTHORIZATION", ""))
    text = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)) if scope else b""
    target = environ.get("HTTP_X_AMZ_TARGET", "").rpartition(".")[2]
    call = [target] if target else [environ["REQUEST_METHOD"], *path.strip("/").split("/")]
    readable = scope and (not text or text.startswith(b"{"))
    told = absent(scope[1], call, json.loads(text or b"{}")) if readable else None
    if told is None:
        return present(self, environ | ({"wsgi.input": io.BytesIO(text)} if scope else {}), start)
    start("200 OK", [("Content-Type", "application/x-amz-json-1.1" if target else "application/json")])
    return [json.dumps(told).encode()]

# An update names some features and leaves the others as they are.
change = Detector.update

def update(self, enable, frequency, sources, features):
    named = {feature["name"] for feature in features or []}
    features = [one for one in self.features if one["name"] not in named] + (features or [])
    change(self, enable, frequency, sources, features)

# Policies that declare settings are like policies on tags.
make = organizations.FakePolicy.__init__

def declared(self, organization, **given):
    make(self, organization, **given | ({"Type": "TAG_POLICY"} if given["Type"].startswith("DECLARATIVE") else {}))
    self.type = given["Type"]

for kind in (organizations.FakeRoot, organizations.FakePolicy):
    kind.SUPPORTED_POLICY_TYPES.append("DECLARATIVE_POLICY_EC2")
organizations.FakePolicy.__init__, Detector.update = declared, update
DomainDispatcherApplication.__call__ = dispatch
def own_key(action):
    def respond(self):
        kept["key"] = self._get_param("KmsKeyId") or kept.get("key", "alias/aws/ebs")
        return answer(action, f"<kmsKeyId>{kept['key']}</kmsKeyId>")
    return respond

EC2Response.modify_ebs_default_kms_key_id = own_key("ModifyEbsDefaultKmsKeyId")
EC2Response.get_ebs_default_kms_key_id = own_key("GetEbsDefaultKmsKeyId")
DBInstance.dbi_resource_id = property(resource_id, lambda self, value: None)
count = itertools.count(1)
iam.generate_access_key_id_from_account_id = lambda account, prefix, total_length: f"{prefix}EXAMPLE{next(count):09}"
iam.random_alphanumeric = lambda length: "EXAMPLE".ljust(length, "x")
CloudTrailResponse.describe_trails = describe_trails
EC2Response.modify_instance_metadata_defaults, EC2Response.get_instance_metadata_defaults = modify, get
main()
"""


class Failed(Exception):
    """A command that failed, with what it printed."""


def environment():
    """The environment of every terraform command: no credentials, no network but moto."""
    CACHE.mkdir(parents=True, exist_ok=True)
    rc = CACHE / "terraform.rc"
    given = os.environ.get("PLANGATE_AWS_PROVIDER")
    if given:
        mirror = CACHE / "mirror"
        machine = {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
        target = f"{platform.system().lower()}_{machine}"
        package = mirror / "registry.terraform.io/hashicorp/aws" / PROVIDER / target
        package.mkdir(parents=True, exist_ok=True)
        link = package / f"terraform-provider-aws_v{PROVIDER}_x5"
        link.unlink(missing_ok=True)
        link.symlink_to(pathlib.Path(given).resolve())
        rc.write_text(f'provider_installation {{\n  filesystem_mirror {{\n    path = "{mirror}"\n  }}\n}}\n')
    else:
        plugins = CACHE / "plugins"
        plugins.mkdir(exist_ok=True)
        rc.write_text(f'plugin_cache_dir = "{plugins}"\n')
    keep = {k: v for k, v in os.environ.items() if not k.startswith(("AWS_", "TF_"))}
    return keep | {
        "TF_CLI_CONFIG_FILE": str(rc),
        "TF_IN_AUTOMATION": "1",
        "TF_INPUT": "0",
        "CHECKPOINT_DISABLE": "1",
        "AWS_ENDPOINT_URL": URL,
        # S3 Control puts the account id in front of the host name; as a proxy, moto is found all the same.
        "HTTP_PROXY": URL,
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_REGION": "us-east-1",
        "AWS_MAX_ATTEMPTS": "2",
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def start_moto():
    """Install moto where it is missing, and run it. Returns the process, or None if one listens already."""
    with socket.socket() as s:
        if s.connect_ex(("127.0.0.1", PORT)) == 0:
            return None
    python = CACHE / "moto/bin/python"
    if not (CACHE / "moto/bin/moto_server").exists():
        subprocess.run([sys.executable, "-m", "venv", str(CACHE / "moto")], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", MOTO], check=True)
    moto = subprocess.Popen(
        [str(python), "-c", SERVER, "-H", "127.0.0.1", "-p", str(PORT)],
        env=os.environ | {"MOTO_IAM_LOAD_MANAGED_POLICIES": "true"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _ in range(240):
        with socket.socket() as s:
            if s.connect_ex(("127.0.0.1", PORT)) == 0:
                return moto
        time.sleep(0.25)
    moto.terminate()
    sys.exit(f"plan: moto does not listen on port {PORT}")


def reset_moto():
    urllib.request.urlopen(urllib.request.Request(f"{URL}/moto-api/reset", method="POST")).read()


def terraform(folder, env, *args):
    command = ["terraform", *args]
    try:
        done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=LIMIT)
    except subprocess.TimeoutExpired:
        raise Failed(f"{' '.join(command)} took more than {LIMIT} s: something that moto cannot do?") from None
    if done.returncode:
        raise Failed(f"{' '.join(command)}\n{done.stderr or done.stdout}")
    return done.stdout


def init(folder, env):
    if not any("required_providers" in f.read_text() for f in folder.glob("*.tf")):
        (folder / "versions.tf").write_text(VERSIONS)
    terraform(folder, env, "init", "-no-color")


def computed(resource):
    """What every object has once it is there, which nobody wrote."""
    service, _, rest = resource["type"].removeprefix("aws_").partition("_")
    label = resource["name"].replace("_", "-")
    arn = f"arn:aws:{service}:us-east-1:123456789012:{rest or service}/{label}"
    return {"arn": arn, "id": label, "tags_all": resource["values"].get("tags") or {}}


def instance(resource, unknown):
    """What a state says of a planned resource."""
    given = {name: value for name, value in computed(resource).items() if unknown.get(name) is True}
    key = {"index_key": resource["index"]} if "index" in resource else {}
    return key | {"schema_version": resource["schema_version"], "attributes": resource["values"] | given}


def state_of(folder, env):
    """Plans a root module again and again, each time with what was known of it as the state, and leaves the state."""
    state = {"version": 4, "serial": 1, "lineage": "planned", "outputs": {}, "resources": []}
    held = set()
    while True:
        terraform(folder, env, "plan", "-no-color", "-refresh=false", "-out=tfplan")
        told = json.loads(terraform(folder, env, "show", "-no-color", "-json", "tfplan"))
        blocks = {one["address"]: one for one in told["configuration"]["root_module"]["resources"]}
        unknown = {one["address"]: one["change"]["after_unknown"] for one in told["resource_changes"]}
        found = told["planned_values"]["root_module"].get("resources", [])

        def waits(one):
            written = blocks[one["address"].split("[")[0]].get("expressions", {})
            return any(value is True and name in written for name, value in unknown[one["address"]].items())

        ready = [one for one in found if one["address"] not in held and not waits(one)]
        if not ready:
            return
        for one in ready:
            held.add(one["address"])
            block = {name: one[name] for name in ("mode", "type", "name")}
            block["provider"] = f'provider["{one["provider_name"]}"]'
            block["instances"] = [instance(one, unknown[one["address"]])]
            state["resources"].append(block)
        (folder / "terraform.tfstate").write_text(json.dumps(state | {"terraform_version": told["terraform_version"]}))


def plan(case, env):
    """The plan of one case, as text. Works on a copy, so a case holds sources and plan.json only."""
    reset_moto()
    with tempfile.TemporaryDirectory(prefix="plangate-") as scratch:
        root = pathlib.Path(scratch) / "case"
        shutil.copytree(case, root, ignore=shutil.ignore_patterns(".terraform*", "*.tfstate*", "plan.json"))
        for name in ("outside", "before"):
            if (root / name).is_dir():
                init(root / name, env)
                terraform(root / name, env, "apply", "-no-color", "-auto-approve")
        if (root / "planned").is_dir():
            init(root / "planned", env)
            state_of(root / "planned", env)
        for name in ("before", "planned"):
            state = root / name / "terraform.tfstate"
            if state.exists():
                shutil.copy(state, root)
        init(root, env)
        asks = ["-refresh=false"] if (root / "planned").is_dir() else []
        terraform(root, env, "plan", "-no-color", *asks, "-out=tfplan")
        return terraform(root, env, "show", "-no-color", "-json", "tfplan")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", nargs="+", type=pathlib.Path)
    parser.add_argument("--missing", action="store_true", help="leave cases alone that have a plan.json")
    options = parser.parse_args()
    cases = [c for c in options.case if (c / "main.tf").is_file()]
    if not cases:
        sys.exit("plan: no folder with a main.tf among the arguments")
    env, failed = environment(), 0
    moto = start_moto()
    try:
        for case in cases:
            target = case / "plan.json"
            if options.missing and target.exists():
                continue
            began = time.monotonic()
            try:
                text = plan(case, env)
            except Failed as error:
                failed += 1
                print(f"{case}: {error}", file=sys.stderr)
                continue
            target.write_text(text)
            changes = len(json.loads(text).get("resource_changes", []))
            print(f"{target}: {changes} resource changes, {time.monotonic() - began:.0f} s", flush=True)
    finally:
        if moto:
            moto.terminate()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
