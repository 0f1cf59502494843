#!/usr/bin/env python3
"""Print the bill of materials of plangate for a target: CycloneDX 1.6, every crate that is linked or runs in the build.

    scripts/sbom.py x86_64-unknown-linux-musl

Reads `cargo metadata` and Cargo.lock, so the same sources give the same text.
"""

import json
import pathlib
import subprocess
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent


def metadata(target):
    command = ["cargo", "metadata", "--format-version=1", "--locked", "--filter-platform", target]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def used(nodes, root):
    """The packages that the root depends on, but for its tests."""
    found, waiting = set(), [root]
    while waiting:
        package = waiting.pop()
        if package in found:
            continue
        found.add(package)
        for dependency in nodes[package]["deps"]:
            if any(kind["kind"] != "dev" for kind in dependency["dep_kinds"]):
                waiting.append(dependency["pkg"])
    return found


def main():
    target = sys.argv[1]
    about = metadata(target)
    root = about["resolve"]["root"]
    nodes = {node["id"]: node for node in about["resolve"]["nodes"]}
    lock = tomllib.loads((ROOT / "Cargo.lock").read_text())
    sums = {(p["name"], p["version"]): p.get("checksum") for p in lock["package"]}
    packages = {p["id"]: p for p in about["packages"]}
    linked = used(nodes, root)

    def component(identity):
        package = packages[identity]
        name, version = package["name"], package["version"]
        purl = f"pkg:cargo/{name}@{version}"
        found = {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}
        if package.get("license"):
            found["licenses"] = [{"expression": package["license"].replace("/", " OR ")}]
        if sums.get((name, version)):
            found["hashes"] = [{"alg": "SHA-256", "content": sums[name, version]}]
        return found

    def ref(identity):
        return f"pkg:cargo/{packages[identity]['name']}@{packages[identity]['version']}"

    components = sorted((component(p) for p in linked if p != root), key=lambda c: c["bom-ref"])
    dependencies = [
        {"ref": ref(p), "dependsOn": sorted(ref(d["pkg"]) for d in nodes[p]["deps"] if d["pkg"] in linked)}
        for p in linked
    ]
    bom = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": component(root) | {"type": "application"},
            "properties": [{"name": "target", "value": target}],
        },
        "components": components,
        "dependencies": sorted(dependencies, key=lambda d: d["ref"]),
    }
    json.dump(bom, sys.stdout, indent=2)
    print()


main()
