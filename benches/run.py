#!/usr/bin/env python3
"""Times plangate against its yardstick, pair by pair in one run, and prints Markdown tables.

    benches/run.py [--sizes 1000,10000,50000] [--roles 2500,5000] [--runs 7] [--plans DIR] [--binaries DIR]

The yardstick Y reads the file and parses it with serde_json to IgnoredAny; V builds a serde_json::Value of it. A pair is
one run of each, one after the other; ratios are taken within a pair and the median of all pairs is given, with the least and
the greatest, so that another load on the machine weighs on both. Pairs of the first seconds don't count: a virtual
machine hands out memory slowly that it has taken back while idle. Seconds are user and system time of the whole process, peak memory is its
largest resident set. Plans are made by benches/generate.py, the same bytes every time.

Judged are the first 17 policies, which look at single resources and their companions, and all of the default profile;
plans of which every choice that can be insecure is; plans of roles, each with a policy and its attachment, whose number
doubles; and accounts in which everything is near everything else, by benches/shapes.py. Growth is that of two runs of
plangate in one pair, and the exponent that of cpu / Y, for the yardstick grows with the plans.
"""
import argparse, math, os, pathlib, shutil, statistics, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
FIRST = ("imdsv2-required imds-hop-limit s3-public-access-block s3-account-public-access-block s3-versioning cloudtrail-logging "
         "cloudtrail-multi-region cloudtrail-log-validation cloudtrail-encryption guardduty-enabled vpc-flow-logs kms-rotation "
         "ebs-encryption rds-encryption rds-public iam-access-key sg-default-in-use").split()
SHAPES = (("teams", 200), ("users", 2000), ("network", 800), ("chains", 2000), ("instances", 2000))
arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("--sizes", default="1000,10000,50000")
arguments.add_argument("--roles", default="2500,5000", help="numbers of roles")
arguments.add_argument("--runs", type=int, default=7)
arguments.add_argument("--plans", type=pathlib.Path, help="where plans are kept from run to run")
arguments.add_argument("--binaries", type=pathlib.Path, help="where plangate and examples/yardstick are, instead of building them")
options = arguments.parse_args()

if options.binaries:
    target = options.binaries
else:
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


def check(plan, only=(), stdin=None):
    chosen = [part for policy in only for part in ("--only", policy)]
    return run([plangate, "check", plan, "--no-config", *chosen], stdin)


def piped(plan, only=()):
    cat = subprocess.Popen(["cat", plan], stdout=subprocess.PIPE)
    result = check("-", only, cat.stdout.fileno())
    cat.stdout.close()
    cat.wait()
    return result


WARM = 3.0


def pairs(first, second):
    start = time.perf_counter()
    while time.perf_counter() - start < WARM:
        first(), second()
    return [(first(), second()) for _ in range(options.runs)]


def median(values):
    return statistics.median(values)


def spread(ratios):
    return f"{median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


def plan(name, *how):
    path = folder / f"{name}.json"
    if not path.exists():
        subprocess.run([sys.executable, ROOT / "benches/generate.py", *map(str, how), "-o", path], check=True)
    return path


def shapes():
    """Each shape in two sizes, one twice the other."""
    print("\nAll policies, accounts in which everything is near everything else:\n\n| shape | N | MB | wall s | cpu s | peak MB | cpu of N / cpu of N/2 |")
    print("|---|---|---|---|---|---|---|")
    for shape, n in SHAPES:
        paths = [folder / f"{shape}-{size}.json" for size in (n, n // 2)]
        for path, size in zip(paths, (n, n // 2)):
            if not path.exists():
                subprocess.run([sys.executable, ROOT / "benches/shapes.py", shape, str(size), "-o", path], check=True)
        both = pairs(*(lambda path=path: check(path) for path in paths))
        large = [one for one, _ in both]
        print(f"| {shape} | {n:,} | {paths[0].stat().st_size / 1e6:.1f} | {median(a['wall'] for a in large):.2f} | {median(a['cpu'] for a in large):.2f} "
              f"| {median(a['peak'] for a in large) / 1e6:.0f} | {spread([a['cpu'] / b['cpu'] for a, b in both])} |", flush=True)


def growth(rows, only):
    for (size, ratio, path), (larger, ratio2, path2) in zip(rows, rows[1:]):
        exponent = 1 + math.log(ratio2 / ratio) / math.log(path2.stat().st_size / path.stat().st_size)
        both = pairs(lambda: check(path2, only), lambda: check(path, only))
        times = spread([b["cpu"] / a["cpu"] for b, a in both])
        print(f"\ngrowth {size:,} to {larger:,}: exponent {exponent:.2f}, {times} times the cpu", flush=True)


def table(title, plans, only=()):
    print(f"\n{title}\n\n| resources | MB | plangate cpu s | Y cpu s | cpu / Y | cpu / V | peak / file | peak / file from a pipe | V peak / file |")
    print("|---|---|---|---|---|---|---|---|---|")
    rows = []
    for size, path in plans:
        length = path.stat().st_size
        with_y = pairs(lambda: check(path, only), lambda: run([yardstick, "ignored", path]))
        with_v = pairs(lambda: check(path, only), lambda: run([yardstick, "value", path]))
        ratios = [a["cpu"] / b["cpu"] for a, b in with_y]
        rows.append((size, median(ratios), path))
        print(f"| {size:,} | {length / 1e6:.1f} | {median(a['cpu'] for a, _ in with_y):.3f} | {median(b['cpu'] for _, b in with_y):.3f} "
              f"| {spread(ratios)} | {median(a['cpu'] / b['cpu'] for a, b in with_v):.2f} "
              f"| {median(a['peak'] for a, _ in with_y) / length:.2f} | {median(piped(path, only)['peak'] for _ in range(3)) / length:.2f} "
              f"| {median(b['peak'] for _, b in with_v) / length:.2f} |", flush=True)
    growth(rows, only)


folder = options.plans or pathlib.Path(tempfile.mkdtemp(prefix="plangate-bench-"))
folder.mkdir(parents=True, exist_ok=True)
sizes = [int(size) for size in options.sizes.split(",") if size]
roles = [int(size) for size in options.roles.split(",") if size]
table("The first 17 policies:", [(size, plan(size, size)) for size in sizes], FIRST)
table("All policies of the default profile:", [(size, plan(size, size)) for size in sizes])
table("All policies, every choice insecure:", [(size, plan(f"bad-{size}", size, "--bad", 1)) for size in sizes])
for title, *how in (("All policies, roles with a policy and its attachment each:", "--roles"),
                    ("All policies, roles, and attachments whose role is not known:", "--roles", "--unknown-roles"),
                    ("All policies, roles each of which denies what is outside its region:", "--roles", "--denies")):
    table(title, [(size, plan("-".join(["roles", *(flag.strip("-") for flag in how), str(size)]), 3 * size, *how)) for size in roles])
shapes()
small = plan(100, 100)
print()
for name, command in (("--version", ["--version"]), ("100 resources, all policies", ["check", small, "--no-config"]),
                      ("100 resources, the first 17", ["check", small, "--no-config", *(part for policy in FIRST for part in ("--only", policy))])):
    runs = [run([plangate, *command]) for _ in range(40)]
    print(f"- {name}: {median(one['wall'] for one in runs) * 1000:.1f} ms, {median(one['cpu'] for one in runs) * 1000:.1f} ms of cpu (median of 40)")
if not options.plans:
    shutil.rmtree(folder)
