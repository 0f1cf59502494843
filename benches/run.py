#!/usr/bin/env python3
"""Times plangate against its yardstick, pair by pair in one run, and prints a Markdown table.

    benches/run.py [--sizes 1000,10000,50000] [--runs 7] [--plans DIR]

The yardstick Y reads the file and parses it with serde_json to IgnoredAny; V builds a serde_json::Value of it. A pair is
one run of each, one after the other; ratios are taken within a pair and the median of all pairs is given, so that
another load on the machine weighs on both. Seconds are user and system time of the whole process, peak memory is its
largest resident set. Plans are made by benches/generate.py, the same bytes every time.
"""
import argparse, math, os, pathlib, shutil, statistics, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("--sizes", default="1000,10000,50000")
arguments.add_argument("--runs", type=int, default=7)
arguments.add_argument("--plans", type=pathlib.Path, help="where plans are kept from run to run")
options = arguments.parse_args()

subprocess.run(["cargo", "build", "--release", "--quiet", "--bins", "--examples"], cwd=ROOT, check=True)
target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"
plangate, yardstick = target / "plangate", target / "examples" / "yardstick"


def run(command, stdin=None):
    start = time.perf_counter()
    actions = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0), (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
    if stdin is not None:
        actions.append((os.POSIX_SPAWN_DUP2, stdin, 0))
    pid = os.posix_spawn(command[0], [str(part) for part in command], os.environ, file_actions=actions)
    _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{command} ended with {os.waitstatus_to_exitcode(status)}")
    return {"cpu": usage.ru_utime + usage.ru_stime, "wall": time.perf_counter() - start, "peak": usage.ru_maxrss * 1024}


def piped(plan):
    cat = subprocess.Popen(["cat", plan], stdout=subprocess.PIPE)
    result = run([plangate, "check", "-", "--no-config"], stdin=cat.stdout.fileno())
    cat.stdout.close()
    cat.wait()
    return result


def pairs(first, second):
    first(), second()
    return [(first(), second()) for _ in range(options.runs)]


def median(values):
    return statistics.median(values)


folder = options.plans or pathlib.Path(tempfile.mkdtemp(prefix="plangate-bench-"))
folder.mkdir(parents=True, exist_ok=True)
print("| resources | MB | plangate cpu s | Y cpu s | cpu / Y | cpu / V | peak / file | peak / file from a pipe | V peak / file |")
print("|---|---|---|---|---|---|---|---|---|")
growth = []
for size in map(int, options.sizes.split(",")):
    plan = folder / f"{size}.json"
    if not plan.exists():
        subprocess.run([sys.executable, ROOT / "benches/generate.py", str(size), "-o", plan], check=True)
    length = plan.stat().st_size
    check = lambda: run([plangate, "check", plan, "--no-config"])
    with_y = pairs(check, lambda: run([yardstick, "ignored", plan]))
    with_v = pairs(check, lambda: run([yardstick, "value", plan]))
    cpu = median(a["cpu"] for a, _ in with_y)
    growth.append((size, cpu, length))
    print(f"| {size:,} | {length / 1e6:.1f} | {cpu:.3f} | {median(b['cpu'] for _, b in with_y):.3f} "
          f"| {median(a['cpu'] / b['cpu'] for a, b in with_y):.2f} | {median(a['cpu'] / b['cpu'] for a, b in with_v):.2f} "
          f"| {median(a['peak'] for a, _ in with_y) / length:.2f} | {median(piped(plan)['peak'] for _ in range(3)) / length:.2f} "
          f"| {median(b['peak'] for _, b in with_v) / length:.2f} |", flush=True)
for (size, cpu, length), (size2, cpu2, length2) in zip(growth, growth[1:]):
    print(f"\ngrowth {size:,} to {size2:,}: exponent {math.log(cpu2 / cpu) / math.log(length2 / length):.2f}")
small = folder / "100.json"
if not small.exists():
    subprocess.run([sys.executable, ROOT / "benches/generate.py", "100", "-o", small], check=True)
for name, command in (("--version", [plangate, "--version"]), ("100 resources", [plangate, "check", small, "--no-config"])):
    walls = [run(command)["wall"] for _ in range(40)]
    print(f"\n{name}: {median(walls) * 1000:.1f} ms wall (median of 40)")
if not options.plans:
    shutil.rmtree(folder)
