#!/usr/bin/env python3
"""Makes every input of this directory that plangate must refuse, from what Terraform really prints for main.tf.

Needs terraform on the PATH and no provider. The diagnostics beside the inputs are written by
`PLANGATE_BLESS=1 cargo test --test refusals`.
"""
import json, os, pathlib, shutil, subprocess, tempfile

HERE = pathlib.Path(__file__).parent
ENV = dict(os.environ, CHECKPOINT_DISABLE="1")


def terraform(*arguments, ok=True):
    run = subprocess.run(["terraform", *arguments], cwd=work, env=ENV, capture_output=True)
    assert run.returncode == 0 or not ok, run.stderr.decode()
    return run.stdout


def write(name, data):
    (HERE / name).write_bytes(data if isinstance(data, bytes) else data.encode())


def edit(plan, **members):
    return json.dumps({**json.loads(plan), **members}, separators=(",", ":"))


with tempfile.TemporaryDirectory() as folder:
    work = folder
    shutil.copy(HERE / "main.tf", work)
    terraform("init")
    human = terraform("plan", "-no-color", "-out", "tfplan")
    log = terraform("plan", "-json")
    plan = terraform("show", "-json", "tfplan").decode()
    write("binary-plan.tfplan", (pathlib.Path(work) / "tfplan").read_bytes())
    terraform("apply", "-auto-approve")
    write("state.json", terraform("show", "-json"))
    write("state-file.json", (pathlib.Path(work) / "terraform.tfstate").read_bytes())
    write("provider-schema.json", terraform("providers", "schema", "-json"))
    write("validation.json", terraform("validate", "-json"))
    failed = subprocess.run(["terraform", "show", "-json", "nowhere"], cwd=work, env=ENV, capture_output=True)
    write("terraform-error.txt", failed.stderr)
    terraform("plan", "-out", "targeted", "-target", "terraform_data.this", "-var", "name=other")
    write("incomplete.json", terraform("show", "-json", "targeted"))
    with (pathlib.Path(work) / "main.tf").open("a") as main:
        main.write('resource "terraform_data" "broken" {\n  lifecycle {\n    precondition {\n'
                   '      condition     = var.name == "never"\n      error_message = "the name is wrong"\n    }\n  }\n}\n')
    terraform("plan", "-out", "errored", ok=False)
    write("errored.json", terraform("show", "-json", "errored"))

write("human-plan.txt", human)
write("log.json", log)
write("empty.json", "  \n")
write("truncated.json", plan[: len(plan) * 2 // 3])
write("not-json.txt", "resource \"terraform_data\" \"this\" {}\n")
write("array.json", "[" + plan + "]")
write("several-documents.json", plan + "\n" + plan)
write("text-after-document.json", plan.rstrip() + "}\n")
write("no-format-version.json", json.dumps({k: v for k, v in json.loads(plan).items() if k != "format_version"}))
write("format-version-2.json", edit(plan, format_version="2.0"))
write("wrapped.json", json.dumps({"plan": json.loads(plan), "run": {}}))
write("filtered.json", json.dumps({k: v for k, v in json.loads(plan).items() if k != "resource_changes"}))
write("null-changes.json", edit(plan, resource_changes=None))
write("wrong-type.json", edit(plan, resource_changes={}))
write("changes-taken-out.json", edit(plan, resource_changes=[]))
write("only-configuration.json", json.dumps({k: v for k, v in json.loads(plan).items() if k in ("format_version", "configuration")}))
write("unknown-mode.json", plan.replace('"mode":"managed","type":"terraform_data","name":"this","provider_name":"terraform.io/builtin/terraform","change"', '"mode":"Managed","type":"terraform_data","name":"this","provider_name":"terraform.io/builtin/terraform","change"', 1))
write("deposed-and-created.json", plan.replace('"change":{"actions":["create"]', '"deposed":"","change":{"actions":["create"]', 1))
write("two-wrapped-plans.txt", f"[command]/bin/terraform-bin show -json a\n{plan}\n::debug::exit code 0\n[command]/bin/terraform-bin show -json b\n{plan}\n")
write("wrapped-nothing.txt", "[command]/bin/terraform-bin show -json tfplan\n::debug::Terraform exited with code 1.\n")
write("duplicate-top-level-key.json", plan.replace('"resource_changes"', '"resource_changes":[],"resource_changes"', 1))
write("duplicate-key-in-change.json", plan.replace('"actions":["create"]', '"actions":["no-op"],"actions":["create"]', 1))
twice = json.loads(plan)
write("duplicate-address.json", edit(plan, resource_changes=twice["resource_changes"] * 2))
write("unknown-action.json", plan.replace('"actions":["create"]', '"actions":["ponder"]', 1))
write("damaged-utf16.json", ("\ufeff" + plan.replace('"this","provider_name"', '"this,"provider_name"', 1)).encode("utf-16-le"))
write("odd-utf16.json", ("\ufeff" + plan).encode("utf-16-le")[:-1])
write("latin-1.json", plan.replace("example", "\u00e9xample").encode("latin-1"))
# Forms that other tools write: https://developer.hashicorp.com/terraform/cloud-docs, https://opentofu.org/docs
write("cloud-bookmark.json", '{"remote_plan_format":1,"run_id":"run-abc123","hostname":"app.terraform.io"}\n')
write("encrypted-plan.json", '{"meta":{"key_provider.pbkdf2.main":"eyJ"},"encrypted_data":"AAAA","encryption_version":"v0"}\n')
write("redacted-plan.json", edit(plan, plan_format_version="1.2", provider_format_version="1.0").replace('"format_version":"1.2",', "", 1))
