#!/usr/bin/env python3
"""Turns public AWS data into the tables that plangate embeds.

    scripts/tables.py DATA_DIR [OUT_DIR]

In, from DATA_DIR: iam-actions.json, aws-managed-policies.json, known-aws-accounts.yaml, escalation-paths.json; and
escalation-later.json beside this script. Out, to OUT_DIR (src/iam/tables): two deflated archives with their indexes,
and two TSV files. The same input gives the same bytes. Sources and licences are recorded in NOTICE.
"""

import json
import re
import sys
import zlib
from pathlib import Path

CHUNK = 48 * 1024
LEVELS = {"Read": "R", "List": "L", "Write": "W", "Tagging": "T", "Permissions management": "P"}


def archive(out, name, lines):
    """Writes sorted `key TAB value` lines as deflated chunks, and an index of each chunk's first key and length."""
    chunks, current = [], []
    for line in sorted(lines, key=lambda line: line.split("\t", 1)[0]):
        assert "\n" not in line
        if current and sum(map(len, current)) + len(line) > CHUNK:
            chunks.append(current)
            current = []
        current.append(line)
    chunks.append(current)
    blob, index = b"", []
    for chunk in chunks:
        raw = "".join(line + "\n" for line in chunk).encode()
        deflater = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
        packed = deflater.compress(raw) + deflater.flush()
        index.append(f"{chunk[0].split(chr(9), 1)[0]}\t{len(packed)}\t{len(raw)}\n")
        blob += packed
    (out / f"{name}.bin").write_bytes(blob)
    (out / f"{name}.tsv").write_text("".join(index))
    print(f"{name}: {len(lines)} keys, {len(chunks)} chunks, {len(blob)} bytes")


def shape(arn):
    """An ARN format without `arn:partition:`, every variable as `{}`."""
    assert arn.startswith("arn:${Partition}:"), arn
    return re.sub(r"\$\{[^}]*\}", "{}", arn.removeprefix("arn:${Partition}:"))


def service(name, entry):
    """`name TAB type=shape|type=shape TAB Action:Level:0,2|Action:Level:` (numbers index the types)."""
    types = sorted(entry["resources"])
    actions = []
    for action, facts in sorted(entry["actions"].items()):
        takes = ",".join(str(types.index(t)) for t in facts.get("resources", []))
        actions.append(f"{action}:{LEVELS[facts['level']]}:{takes}")
    shapes = [f"{t}={shape(entry['resources'][t])}" for t in types]
    for field in shapes + actions:
        assert "|" not in field and "\t" not in field, field
    return f"{name}\t{'|'.join(shapes)}\t{'|'.join(actions)}"


def managed(policy):
    """`name TAB live|deprecated TAB document`."""
    state = "deprecated" if policy.get("deprecated") else "live"
    document = json.dumps(policy["document"], separators=(",", ":"), ensure_ascii=False)
    return f"{policy['name']}\t{state}\t{document}"


def escalation(path, group):
    """`set TAB id TAB category TAB parent TAB services TAB permissions`."""
    services = path.get("passed_to_or_trusted_service", [])
    if not services and path["id"].startswith("cloudformation-") and path["category"] == "new-passrole":
        services = ["cloudformation.amazonaws.com"]
    parent = path.get("parent") or "-"
    parent = parent if isinstance(parent, str) else parent.get("id", "-")
    fields = [group, path["id"], path["category"], parent, ",".join(services) or "-", ",".join(path["requires"]) or "-"]
    return "\t".join(fields) + "\n"


def accounts(text):
    """Reads the account list, whose entries are one flat key to a line, without a YAML library."""
    rows, name, kind = [], None, "vendor"
    for line in text.splitlines():
        if found := re.match(r"- name:\s*'?\"?(.*?)'?\"?\s*$", line):
            name, kind = found[1].replace("''", "'"), "vendor"
            ids_open = False
        elif re.match(r"\s+type:\s*['\"]?aws", line):
            kind = "aws"
        elif re.match(r"\s+accounts:", line):
            ids_open = True
        elif re.match(r"\s+[a-z]+:", line):
            ids_open = False
        if name and ids_open:
            rows += [(number, kind, name) for number in re.findall(r"\b\d{12}\b", line)]
    return sorted(rows)


def main():
    data = Path(sys.argv[1])
    here = Path(__file__).resolve().parent
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else here.parent / "src/iam/tables"
    out.mkdir(parents=True, exist_ok=True)

    actions = json.loads((data / "iam-actions.json").read_text())
    archive(out, "catalogue", [service(name, entry) for name, entry in actions.items()])

    policies = json.loads((data / "aws-managed-policies.json").read_text()).values()
    assert {"AdministratorAccess", "PowerUserAccess"} <= {policy["name"] for policy in policies}
    archive(out, "managed", [managed(policy) for policy in policies])

    first = json.loads((data / "escalation-paths.json").read_text())["paths"]
    later = json.loads((here / "escalation-later.json").read_text())
    rows = [escalation(path, "A") for path in first]
    rows += [escalation(path, group) for group in "BCD" for path in later[group]]
    (out / "escalation.tsv").write_text("".join(rows))
    print(f"escalation: {len(rows)} paths")

    known = accounts((data / "known-aws-accounts.yaml").read_text())
    (out / "accounts.tsv").write_text("".join("\t".join(row) + "\n" for row in known))
    print(f"accounts: {len(known)} ids")


if __name__ == "__main__":
    main()
