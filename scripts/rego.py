#!/usr/bin/env python3
"""Evaluates the Rego of docs/places.md on a report, as Spacelift would: it denies what is critical and introduced, and no more."""
import json

from regopy import Interpreter

page = open("docs/places.md", encoding="utf-8").read()
policy = page.split("```rego\n", 1)[1].split("```", 1)[0]
report = json.load(open("testdata/formats/json.json", encoding="utf-8"))


def denied(findings):
    rego = Interpreter()
    rego.add_module("spacelift", "package spacelift\n" + policy)
    rego.set_input({"third_party_metadata": {"custom": {"plangate": {**report, "findings": findings}}}})
    return set(json.loads(str(rego.query("data.spacelift.deny")))["expressions"][0])


def asked(findings):
    return {one["message"] for one in findings if (one["severity"], one["standing"]) == ("critical", "introduced")}


# The report of the golden files, without what is denied, and with each finding made critical in its turn.
found = report["findings"]
cases = [found, [one for one in found if one["message"] not in asked(found)]] + [[{**one, "severity": "critical"} if one is raised else one for one in found] for raised in found]
for case in cases:
    assert denied(case) == asked(case), case
assert any(map(asked, cases)) and not all(map(asked, cases)), "the report shows nothing"
print(f"rego: the policy of docs/places.md answers {len(cases)} reports as it says")
