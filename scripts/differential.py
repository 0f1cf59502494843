#!/usr/bin/env python3
"""Compare the decision engine with independent ones: moto's policy evaluation, and policyuniverse's reading of actions.

    pip install moto policyuniverse && scripts/differential.py [--count 20000] [--seed 1] [--write] [--plans FOLDER]

Random policies and requests go to `examples/decide.rs` and to the others. What moto is known to do otherwise than AWS is
mended one point at a time; a disagreement is put down to the first points under which moto agrees, and one that no
mending explains is printed and makes the exit code 1. `--write` puts the numbers into docs/differential.md. With `--plans`
the policies are those of the plans below a folder, each asked for what its statements name, and only printed.
"""

import argparse
import collections
import itertools
import json
import pathlib
import random
import re
import subprocess
import sys

from moto.iam.access_control import IAMPolicyStatement, PermissionResult
from policyuniverse.expander_minimizer import all_permissions, get_actions_from_statement

ROOT = pathlib.Path(__file__).resolve().parent.parent
DOC = ROOT / "docs/differential.md"

ACTIONS = ["iam:PassRole", "iam:GetRole", "iam:PutRolePolicy", "s3:GetObject", "s3:PutObject", "s3:ListBucket"]
ACTION_PATTERNS = [
    "*", "iam:*", "iam:PassRole", "IAM:PassRole", "iam:pass*", "iam:?etRole", "iam:*Role*", "s3:*", "s3:Get*", "s3:*Object",
    "S3:putobject", "s3:?utObject", "s3:ListBucket", "ec2:*", "s3:GetObject*",
]  # fmt: skip
ROLES = ["arn:aws:iam::111122223333:role/app", "arn:aws:iam::111122223333:role/a.b", "arn:aws:iam::111122223333:role/axb", "arn:aws:iam::111122223333:role/team/app"]
KEYS = ["arn:aws:s3:::data/a", "arn:aws:s3:::data", "arn:aws:s3:::da.ta/x/y", "arn:aws:s3:::daxta/a", "arn:aws:s3:::other/a"]
RESOURCE_PATTERNS = [
    "*", "arn:aws:iam::*:role/*", "arn:aws:iam::111122223333:role/app", "arn:aws:iam::111122223333:role/a?b",
    "arn:aws:iam::111122223333:role/a.b", "arn:aws:iam::111122223333:role/axb", "arn:aws:iam::444455556666:role/*", "arn:aws:iam::*:role/*/app", "arn:aws:s3:::*",
    "arn:aws:s3:::data/*", "arn:aws:s3:::da?a/a", "arn:aws:s3:::da.ta/*", "arn:aws:s3:::data", "arn:aws:s3:::*/x/*",
]  # fmt: skip
NAMES = ["ann", "bob", None]
CONDITIONS = [
    {"StringEquals": {"aws:username": "ann"}},
    {"StringEquals": {"aws:username": ["ann", "eve"]}},
    {"StringEquals": {"AWS:UserName": "bob"}},
    {"StringNotEquals": {"aws:username": "ann"}},
    {"StringLike": {"aws:username": "a*"}},
    {"StringEqualsIfExists": {"aws:username": "ann"}},
    {"Null": {"aws:username": "true"}},
]


def some(draw, pool, most=2):
    picked = draw.sample(pool, draw.randint(1, most))
    return picked[0] if len(picked) == 1 and draw.random() < 0.5 else picked


def statement(draw):
    made = {"Effect": draw.choice(["Allow", "Allow", "Deny"])}
    made["NotAction" if draw.random() < 0.15 else "Action"] = some(draw, ACTION_PATTERNS)
    made["NotResource" if draw.random() < 0.15 else "Resource"] = some(draw, RESOURCE_PATTERNS)
    if draw.random() < 0.3:
        made["Condition"] = draw.choice(CONDITIONS)
    return made


def request(draw):
    documents = [
        {"Version": "2012-10-17", "Statement": [statement(draw) for _ in range(draw.randint(1, 3))]}
        for _ in range(draw.randint(1, 2))
    ]
    action = draw.choice(ACTIONS)
    resource = draw.choice(ROLES if action.startswith("iam") else KEYS)
    asked = {"documents": documents, "action": action, "resource": resource, "context": {"aws:username": draw.choice(NAMES)}}
    if draw.random() < 0.2:
        asked["boundary"] = [{"Version": "2012-10-17", "Statement": [statement(draw)]}]
    return asked


# Where identity documents stand in a plan.
POLICIES = {
    "aws_iam_policy": "policy",
    "aws_iam_role_policy": "policy",
    "aws_iam_user_policy": "policy",
    "aws_iam_group_policy": "policy",
    "aws_ssoadmin_permission_set_inline_policy": "inline_policy",
}


def of_plans(folder):
    """The identity documents of plans, each once."""
    found = {}
    for path in sorted(pathlib.Path(folder).rglob("*.json")):
        try:
            changes = json.loads(path.read_text()).get("resource_changes") or []
        except (ValueError, AttributeError, UnicodeDecodeError):
            continue
        for change in changes:
            for side in ("before", "after"):
                values = change.get("change", {}).get(side) or {}
                texts = [values.get(POLICIES.get(change.get("type"), ""))]
                if change.get("type") == "aws_iam_role":
                    texts = [block.get("policy") for block in values.get("inline_policy") or []]
                found.update((text, path) for text in texts if isinstance(text, str) and text.startswith("{"))
    return found


def filled(draw, pattern, names):
    """A text that a pattern matches."""
    fitting = [name for name in names if glob(pattern, name)] if "*" in pattern or "?" in pattern else []
    return draw.choice(fitting) if fitting else pattern.replace("*", "x").replace("?", "x")


def glob(pattern, text):
    return re.fullmatch(re.escape(pattern.lower()).replace(r"\*", ".*").replace(r"\?", "."), text.lower()) is not None


def asked_of_plans(draw, folder, each):
    """Requests for what the statements of plans name, and how many statements are left out for their conditions or variables."""
    texts, left, requests = of_plans(folder), 0, []
    actions = sorted(all_permissions)
    documents = []
    for text in texts:
        try:
            statements = as_list(json.loads(text)["Statement"])
        except (ValueError, KeyError):
            continue
        plain = [one for one in statements if "Condition" not in one and "${" not in json.dumps(one)]
        left += len(statements) - len(plain)
        if plain:
            documents.append({"Version": "2012-10-17", "Statement": plain})
    named = [one for document in documents for one in document["Statement"]]
    for document in documents:
        for _ in range(each):
            about, on = draw.choice(document["Statement"]), draw.choice(document["Statement"] if draw.random() < 0.7 else named)
            action = filled(draw, draw.choice(as_list(about.get("Action") or about.get("NotAction"))), actions)
            resource = filled(draw, draw.choice(as_list(on.get("Resource") or on.get("NotResource") or "*")), ROLES + KEYS)
            requests.append({"documents": [document], "action": action, "resource": resource, "context": {}})
    return documents, left, requests


# Where moto does otherwise than AWS, and what is said of it.
MENDED = {
    "case": "compares actions with their case; in AWS the service and the name of an action have none",
    "question": "reads `?` as the quantifier of a regular expression, not as one character",
    "dot": "reads `.` in an ARN as any character",
    "not_resource": "does not know `NotResource`",
    "condition": "takes a condition that does not hold for an explicit Deny; in AWS the statement does not apply",
    "operators": "takes a condition for met whose operator is not `StringEquals`, whose key is written in another case, or whose key is missing",
}


def as_list(value):
    return value if isinstance(value, list) else [value]


class Mended(IAMPolicyStatement):
    """moto's reading of a statement, with some points mended."""

    def __init__(self, written, points):
        self.points = points
        super().__init__(written)

    def is_action_permitted(self, action, resource="*", principal=None, incoming_condition_values=None):
        context = incoming_condition_values or {}
        if "not_resource" in self.points and "NotResource" in self._statement:
            if self._check_element_matches("NotResource", resource):
                return PermissionResult.NEUTRAL
            rest = {key: value for key, value in self._statement.items() if key != "NotResource"}
            return Mended({**rest, "Resource": "*"}, self.points).is_action_permitted(action, resource, principal, context)
        if "condition" in self.points and not self._check_conditions(context):
            return PermissionResult.NEUTRAL
        return super().is_action_permitted(action, resource, principal, context)

    def _check_element_matches(self, statement_element, value):
        def match(pattern):
            text = value
            if "case" in self.points and statement_element.endswith("Action"):
                pattern, text = pattern.lower(), text.lower()
            if "dot" in self.points:
                pattern = pattern.replace(".", r"\.")
            if "question" in self.points:
                pattern = pattern.replace("?", ".")
            return re.match("^" + pattern.replace("*", ".*") + "$", text) is not None

        return any(match(pattern) for pattern in as_list(self._statement[statement_element]))

    def _check_conditions(self, incoming_condition_values):
        if "operators" not in self.points:
            return super()._check_conditions(incoming_condition_values)
        known = {key.lower(): value for key, value in (incoming_condition_values or {}).items()}
        for operator, keys in self._statement.get("Condition", {}).items():
            for key, values in keys.items():
                value = known.get(key.lower())
                if not holds(operator, as_list(values), value):
                    return False
        return True


def holds(operator, values, value):
    if operator == "Null":
        return (value is None) == (values[0] == "true")
    if value is None:
        return operator in ("StringNotEquals", "StringEqualsIfExists")
    if operator == "StringLike":
        return any(value.startswith(pattern.rstrip("*")) for pattern in values)
    return (value in values) != (operator == "StringNotEquals")


def moto_decides(asked, points):
    context = {key: value for key, value in asked["context"].items() if value is not None}

    def verdict(documents):
        found = [
            Mended(one, points).is_action_permitted(asked["action"], asked["resource"], None, context)
            for document in documents
            for one in document["Statement"]
        ]
        if PermissionResult.DENIED in found:
            return False
        return PermissionResult.PERMITTED in found

    return verdict(asked["documents"]) and ("boundary" not in asked or verdict(asked["boundary"]))


def explained(asked, ours):
    """The fewest points that, mended, make moto agree."""
    for size in range(1, len(MENDED) + 1):
        for points in itertools.combinations(MENDED, size):
            if moto_decides(asked, set(points)) == ours:
                return points
    return None


def ask(requests):
    run = subprocess.run(
        ["cargo", "run", "--quiet", "--locked", "--example", "decide"],
        input="".join(json.dumps(one) + "\n" for one in requests),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return run.stdout.split()


def actions(draw, count):
    """How often policyuniverse reads the actions of a statement otherwise, and where."""
    asked = []
    for _ in range(count):
        name = "NotAction" if draw.random() < 0.3 else "Action"
        made = {"Effect": "Allow", name: some(draw, ACTION_PATTERNS, 3), "Resource": "*"}
        action = draw.choice(ACTIONS)
        resource = draw.choice(ROLES if action.startswith("iam") else KEYS)
        asked.append({"documents": [{"Version": "2012-10-17", "Statement": [made]}], "action": action, "resource": resource, "context": {}})
    other = []
    for one, ours in zip(asked, ask(asked), strict=True):
        made = one["documents"][0]["Statement"][0]
        theirs = one["action"].lower() in get_actions_from_statement(dict(made))
        if ours != str(theirs).lower():
            other.append((made, one["action"], ours))
    return other


def compared(requests):
    """plangate's answers, and what moto says of each: undecided, the same, the same once mended, or otherwise."""
    answers = ask(requests)
    kinds, unknown, agreed, wrong = collections.Counter(), 0, 0, []
    for asked, answer in zip(requests, answers, strict=True):
        if answer == "unknown":
            unknown += 1
        elif (answer == "true") == moto_decides(asked, set()):
            agreed += 1
        elif (points := explained(asked, answer == "true")) is not None:
            kinds[points] += 1
        else:
            wrong.append((asked, answer))
    return answers, kinds, unknown, agreed, wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--plans")
    arguments = parser.parse_args()
    draw = random.Random(arguments.seed)
    if arguments.plans:
        documents, left, requests = asked_of_plans(draw, arguments.plans, 200)
        answers, kinds, unknown, agreed, wrong = compared(requests)
        print(f"{len(documents)} policies, {left} statements left out; {len(requests)} requests, {answers.count('true')} allowed")
        print(f"the same {agreed}, not decided {unknown}, not explained {len(wrong)}")
        print("\n".join(f"{' and '.join(points)}: {count}" for points, count in kinds.most_common()))
        print("\n".join(f"{answer}: {json.dumps(asked)}" for asked, answer in wrong[:5]))
        return bool(wrong)
    requests = [request(draw) for _ in range(arguments.count)]
    answers, kinds, unknown, agreed, wrong = compared(requests)
    read = actions(draw, arguments.count // 10)
    single = {point: kinds[(point,)] for point in MENDED}
    several = sum(count for points, count in kinds.items() if len(points) > 1)
    allowed = answers.count("true")
    rows = "".join(f"| moto {text} | {single[point]} |\n" for point, text in MENDED.items())
    mended = sum((answer == "true") == moto_decides(asked, set(MENDED)) for asked, answer in zip(requests, answers, strict=True) if answer != "unknown")
    text = f"""# Against other engines

`scripts/differential.py` draws policies and requests and asks plangate's decision engine (`examples/decide.rs`) and others
from PyPI. Seed {arguments.seed}, {arguments.count} requests with one or two documents of up to three statements, of which plangate allows {allowed},
against the policy evaluation of moto:

| | requests |
|---|---|
| both say the same | {agreed} |
| plangate does not decide | {unknown} |
{rows}| more than one of these | {several} |
| not explained | {len(wrong)} |

Each of these points is mended in turn in the script, and the request asked again; with all of them mended moto and plangate
say the same of {mended} of {arguments.count - unknown} requests. The points are read from AWS's documentation of the elements of policies and of
the evaluation of requests; in none of them did plangate turn out to be wrong.

Which actions a statement means, as policyuniverse expands it: {arguments.count // 10} statements, {len(read)} read otherwise. policyuniverse
does not expand `?`, which stands in each of them.
"""
    print(text)
    for asked, answer in wrong[:5]:
        print(json.dumps(asked), answer, file=sys.stderr)
    odd = [one for one in read if "?" not in json.dumps(one[0])]
    for one in odd[:5]:
        print(json.dumps(one), file=sys.stderr)
    if arguments.write:
        DOC.write_text(text)
    return bool(wrong or odd)


if __name__ == "__main__":
    sys.exit(main())
