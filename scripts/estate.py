#!/usr/bin/env python3
"""Make the binary plan of testdata/source/estate, and its plan.json, as scripts/plan.py does for cases.

    scripts/estate.py

The module that the estate fetches from elsewhere stands in remote/: git takes a repository made of it for the one at
the address that the HCL names. Needs git beside what scripts/plan.py needs; the same environment variables apply.
"""

import importlib.util
import os
import pathlib
import shutil
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ESTATE = HERE.parent / "testdata/source/estate"
REMOTE = "https://git.example.com/acme/modules.git"

spec = importlib.util.spec_from_file_location("plan", HERE / "plan.py")
plan = importlib.util.module_from_spec(spec)
spec.loader.exec_module(plan)


def repository(folder):
    """A git repository of the remote modules, made the same whenever it is made."""
    shutil.copytree(ESTATE / "remote", folder)
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER")
           for what, value in (("NAME", "acme"), ("EMAIL", "acme@example.com"), ("DATE", "2026-01-01T00:00:00Z"))}
    for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "Modules"]):
        subprocess.run(["git", *command], cwd=folder, env=os.environ | who, check=True)


def main():
    env, moto = plan.environment(), plan.start_moto()
    try:
        plan.reset_moto()
        with tempfile.TemporaryDirectory(prefix="plangate-") as scratch:
            scratch = pathlib.Path(scratch)
            repository(scratch / "remote")
            env |= {
                "GIT_CONFIG_COUNT": "1",
                "GIT_CONFIG_KEY_0": f"url.file://{scratch / 'remote'}.insteadOf",
                "GIT_CONFIG_VALUE_0": REMOTE,
            }
            for part in ("modules", "stacks"):
                shutil.copytree(ESTATE / part, scratch / part)
            stack = scratch / "stacks/prod"
            plan.init(stack, env)
            plan.terraform(stack, env, "plan", "-no-color", "-out=tfplan")
            (ESTATE / "plan.json").write_text(plan.terraform(stack, env, "show", "-no-color", "-json", "tfplan"))
            shutil.copy(stack / "tfplan", ESTATE / "plan.tfplan")
    finally:
        if moto:
            moto.terminate()


main()
