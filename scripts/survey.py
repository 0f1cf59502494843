#!/usr/bin/env python3
"""Runs plangate over every plan below a directory and reads what comes out.

    survey.py DIR [--plangate PATH] [--slow SECONDS]

Prints how each file ended (a verdict, or the code of the refusal), what was slow for its size, and every run that did
not end in one of the two ways it may: that is a bug. Exit 1 when there is one.
"""
import argparse, collections, json, pathlib, re, subprocess, sys, time

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("directory", type=pathlib.Path)
arguments.add_argument("--plangate", default="target/release/plangate")
arguments.add_argument("--slow", type=float, default=0.25, help="seconds a file may take, plus one for each 50 MB")
options = arguments.parse_args()

ends, policies, bugs, slow = collections.Counter(), collections.Counter(), [], []
for file in sorted(path for path in options.directory.rglob("*.json") if path.is_file()):
    name = file.relative_to(options.directory)
    start = time.monotonic()
    run = subprocess.run([options.plangate, "check", file, "--no-config", "--format", "json", "--profile", "strict"],
                         capture_output=True, text=True, errors="replace")
    took = time.monotonic() - start
    if took > options.slow + file.stat().st_size / 50e6:
        slow.append(f"{name}: {took:.2f} s for {file.stat().st_size} bytes")
    code = re.search(r"plangate::[a-z_]+::[a-z_]+", run.stderr)
    if run.returncode in (0, 1):
        report = json.loads(run.stdout)
        ends[report["verdict"]] += 1
        policies.update((finding["policy"], finding["outcome"]) for finding in report["findings"])
    elif run.returncode == 2 and code and "panicked" not in run.stderr:
        ends[code.group()] += 1
    else:
        bugs.append(f"{name}: exit {run.returncode}: {run.stderr[-300:]}")

for end, count in ends.most_common():
    print(f"{count:6}  {end}")
print()
for (policy, outcome), count in sorted(policies.items()):
    print(f"{count:6}  {policy} {outcome}")
for title, lines in (("slow", slow), ("BUGS", bugs)):
    print(f"\n{title}: {len(lines)}", *lines, sep="\n  ")
sys.exit(bool(bugs))
