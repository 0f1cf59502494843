#!/usr/bin/env python3
"""Lists the types that an AWS provider has: what `terraform providers schema -json` prints in, src/estate/types.txt out.

    terraform providers schema -json | scripts/provider_types.py

One name a line, without `aws_`, resources and data sources alike. The same schema gives the same bytes.
"""

import json
import sys
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "src/estate/types.txt"
PROVIDER = "registry.terraform.io/hashicorp/aws"

schema = json.load(sys.stdin)["provider_schemas"][PROVIDER]
names = {*schema["resource_schemas"], *schema["data_source_schemas"]}
assert all(name.startswith("aws_") for name in names)
OUT.write_text("".join(f"{name.removeprefix('aws_')}\n" for name in sorted(names)))
print(f"{len(names)} types")
