"""Measures the simulator against its goals and SimPy, and prints a Markdown table. Called by scripts/bench."""

import argparse
import json
import math
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

SERVERS = 100
LOAD = 0.9
# The S3 fleet and its experiment a hundred times as large, so that each server has as much to do, and
# the published timeline comes out as it does at 1,000 servers: the run confirms it, or is no measure.
LARGE_FLEET = [
    ("count: 60,  carries", "count: 6000, carries"),
    ("count: 40,  carries", "count: 4000, carries"),
    ("count: 900, carries", "count: 90000, carries"),
    ("replicas: 100,", "replicas: 10000,"),
    ("replicas: 60,", "replicas: 6000,"),
    ("type: count, default: 25,", "type: count, default: 2500,"),
    ("at-once: 60,", "at-once: 6000,"),
    ("default: 180 GB,", "default: 18000 GB,"),
    ("default: 600M objects,", "default: 60000M objects,"),
    ("default: 3.9 GB per year,", "default: 390 GB per year,"),
    ("size: 50 GB, objects: 2400M objects,", "size: 5000 GB, objects: 240000M objects,"),
    ("rate: 18000/s,", "rate: 1800000/s,"),
    ("rate: 3000/s,", "rate: 300000/s,"),
    ("rate: 40/s, queue: 10M requests, drains-at: 400/s",
     "rate: 4000/s, queue: 1000M requests, drains-at: 40000/s"),
    ("at most 2 servers per 5m", "at most 200 servers per 5m"),
]
LARGE_EXPERIMENT = [
    ("--count 44\n", "--count 4400\n"), ("--count 4\n", "--count 400\n"),
    ("servers: 44 servers", "servers: 4400 servers"),
]

QUEUE = """\
fumble: experiment/v1
name: shared-queue
claim: A hundred servers share one queue.
fleet:
  name: shared-queue
  subsystems:
    station: {{queue: {{discipline: fifo, limit: none, shared: true}}}}
  servers:
    - {{group: servers, count: {servers}, carries: [station], restart-age: 0s}}
  operations:
    job: {{path: [station], rate: {rate}/s, service: {{exponential: 1s}}, timeout: 1d}}
traffic: requests
measure:
  wait: {{wait: {{of: job}}}}
horizon: {seconds}s
"""

WHOLE = """\
fumble: experiment/v1
name: whole-simulator
claim: Requests find their way while a guard holds a playbook back and a server crashes.
fleet:
  name: whole-simulator
  subsystems:
    front: {{minimum: 50%, queue: {{discipline: fifo, limit: 10000 requests, shared: false}}}}
    store: {{minimum: 70%, queue: {{discipline: fifo, limit: none, shared: true}}, restart: {{boot: 2m}}}}
  servers:
    - {{group: fronts, count: 100, carries: [front], restart-age: 30d}}
    - {{group: stores, count: 100, carries: [store], restart-age: 30d}}
  operations:
    get:
      path: [front, store]
      rate: 80/s
      service: {{front: {{exponential: 500ms}}, store: {{exponential: 1s}}}}
      timeout: 1m
      retries: {{at-most: 2, budget: 10%}}
  alarms:
    gets-failing: {{probe: goodput, of: get, below: 95%, for: 1m, seen-by: on-call}}
  promises:
    capacity: {{each: subsystem, serving: at least minimum}}
  playbook:
    remove:
      usage: fleetctl remove --env ENV --subsystem SUBSYSTEM --count COUNT
      parsing: strict
      does: {{remove-servers: {{of: SUBSYSTEM, count: COUNT}}}}
      asks: [floor]
  guards:
    floor:
      keeps: capacity
      capacity-floor: {{over: every subsystem carried, counts: serving, view-lag: 10s}}
      on-breach: refuse
arms: [guarded]
traffic: requests
method:
  - at: 30m
    operator:
      from: {{meant: prod-shell, typed: prod-shell}}
      meant: fleetctl remove --env prod --subsystem store --count 4
      typed: fleetctl remove --env prod --subsystem store --count 44
  - at: 90m
    fault: {{crash: {{of: store, count: 1 server}}}}
    for: 10m
measure:
  wait: {{wait: {{of: get}}, warm-up: 10m}}
  latency: {{latency: {{of: get}}, warm-up: 10m, quantiles: [99%]}}
  queued: {{queued: {{of: store}}, warm-up: 10m}}
may-touch: {{servers: 45 servers, subsystems: [store]}}
stop-when: none
horizon: {hours}h
"""


class CannotMeasure(Exception):
    """A command that was to be timed did not do its work."""


def cpu_of_children():
    """Seconds of processor time of all processes that were waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Done:
    """One process that was waited for: what it printed, how long it took, and its peak memory.

    The peak is asked of time(1): a child of Python would report Python's own.
    """

    def __init__(self, command, folder, statuses=(0,)):
        peak = os.path.join(folder, "peak")
        before, began = cpu_of_children(), time.perf_counter()
        done = subprocess.run(
            ["/usr/bin/time", "-f", "%M", "-o", peak, *command], cwd=folder,
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        self.wall, self.cpu = time.perf_counter() - began, cpu_of_children() - before
        if done.returncode not in statuses:
            raise CannotMeasure(
                f"{' '.join(command)}: exit status {done.returncode}\n{done.stdout}{done.stderr}")
        with open(peak, encoding="utf-8") as file:
            self.peak_bytes = 1024 * int(file.read().split()[-1])
        self.printed = done.stdout

    def answer(self):
        try:
            return json.loads(self.printed)
        except ValueError as error:
            raise CannotMeasure(f"no JSON was printed: {error}") from error


class Bench:
    """The programs, the amounts of work, and the rows so far."""

    def __init__(self, asked, folder):
        self.asked, self.folder, self.rows, self.notes = asked, folder, [], []
        self.has_missed, self.runs = False, 0
        self.events = 10_000_000 if asked.quick else 20_000_000
        self.requests = 100_000 if asked.quick else 1_000_000
        self.hours = 2 if asked.quick else 8
        self.seeds = 100 if asked.quick else 1_000

    def row(self, what, wanted, measured, cpu, met, is_ratio=False):
        self.rows.append([what, wanted, measured, cpu, "yes" if met else "no"])
        self.has_missed |= is_ratio and not met

    def kernel(self, kind, servers, amount, seed):
        done = Done([self.asked.kernel, kind, str(servers), str(amount), str(seed)], self.folder)
        return done, done.answer()

    def run_json(self, file, *words):
        self.runs += 1
        out = os.path.join(self.folder, f"run-{self.runs}")
        done = Done(
            [self.asked.fumble, "run", file, "--format", "json", "--quiet", "--out", out, *words],
            self.folder)
        verdict = done.answer()
        if verdict["status"] != "completed":
            raise CannotMeasure(f"{file}: {verdict['status']}")
        return done, verdict

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path


def median(values):
    return statistics.median(values)


def millions(rates):
    return f"{median(rates) / 1e6:.1f} M events/s"


def measure_kernel(bench):
    few, many = [], []
    for number in range(bench.asked.repeats):
        few.append(bench.kernel("machine-repair", 1_000, bench.events, number + 1))
        many.append(bench.kernel("machine-repair", 1_000_000, bench.events, number + 1))
    for what, goal, runs in (("1,000 servers", 20, few), ("1,000,000 servers", 5, many)):
        rates = [answer["events"] / answer["seconds"] for _, answer in runs]
        bench.row(
            f"event kernel, {what} failing and repairing", f"{goal} M events/s", millions(rates),
            millions([answer["events"] / done.cpu for done, answer in runs]),
            median(rates) >= goal * 1e6)
    more = median([done.peak_bytes for done, _ in many]) - median([done.peak_bytes for done, _ in few])
    each = more / (1_000_000 - 1_000)
    bench.row(
        "the same, memory of each server more (peak resident)", "at most 100 bytes",
        f"{each:.0f} bytes", "-", each <= 100, is_ratio=True)
    ratios = [b["seconds"] / a["seconds"] for (_, a), (_, b) in zip(few, many)]
    bench.row(
        "cost per event from 1,000 to 1,000,000 servers", "within 4 times",
        f"{median(ratios):.1f} times",
        f"{median([b.cpu / a.cpu for (a, _), (b, _) in zip(few, many)]):.1f} times",
        median(ratios) <= 4, is_ratio=True)


def measure_whole(bench):
    file = bench.write("whole.yaml", WHOLE.format(hours=bench.hours))
    runs = [bench.run_json(file, "--seed", str(number + 1)) for number in range(bench.asked.repeats)]
    rates = [verdict["events"] / done.wall for done, verdict in runs]
    bench.row(
        "whole simulator, `requests` grain, routing, queues, metrics, decisions (whole process)",
        "2 M events/s", millions(rates),
        millions([verdict["events"] / done.cpu for done, verdict in runs]),
        median(rates) >= 2e6)


def measure_peer(bench):
    rate = LOAD * SERVERS
    file = bench.write("queue.yaml", QUEUE.format(
        servers=SERVERS, rate=f"{rate:g}", seconds=round(bench.requests / rate)))
    program = [bench.asked.peer, bench.asked.peer_program, str(SERVERS), str(bench.requests)]
    peer, kernel, whole = [], [], []
    for number in range(bench.asked.repeats):
        seed = str(number + 1)
        done = Done([*program, seed], bench.folder)
        peer.append((done, done.answer()))
        kernel.append(bench.kernel("shared-queue", SERVERS, bench.requests, number + 1))
        whole.append(bench.run_json(file, "--seed", seed))
    theirs = [answer["seconds"] / answer["requests"] for _, answer in peer]
    in_kernel = [answer["seconds"] / bench.requests for _, answer in kernel]
    # The whole process of fumble against SimPy's own time, without Python's start.
    in_whole = [done.wall / verdict["measures"]["wait"]["weight"] for done, verdict in whole]
    for what, goal, ours, cpu in (
        ("kernel", 50, in_kernel, [done.cpu / bench.requests for done, _ in kernel]),
        ("whole simulator", 8, in_whole,
         [done.cpu / verdict["measures"]["wait"]["weight"] for done, verdict in whole]),
    ):
        ratio = median([b / a for a, b in zip(ours, theirs)])
        by_cpu = median([b.cpu / bench.requests / a for a, (b, _) in zip(cpu, peer)])
        bench.row(
            f"M/M/{SERVERS} against SimPy {peer[0][1]['version']}, {what}", f"{goal} times",
            f"{ratio:.0f} times", f"{by_cpu:.0f} times", ratio >= goal, is_ratio=True)
    agree(bench, {
        "SimPy": [answer["mean-wait"] for _, answer in peer],
        "kernel": [answer["mean-wait"] for _, answer in kernel],
        "whole simulator": [verdict["measures"]["wait"]["mean"] for _, verdict in whole],
    })


def agree(bench, waits):
    """The mean waits differ by less than four standard errors, or nothing was compared."""
    if bench.asked.repeats < 2:
        raise CannotMeasure("mean waits are compared over two repeats or more")
    spread = math.sqrt(statistics.mean([statistics.variance(means) for means in waits.values()]))
    error = spread * math.sqrt(2 / bench.asked.repeats)
    means = {name: statistics.mean(values) for name, values in waits.items()}
    farthest = max(means.values()) - min(means.values())
    bench.row(
        "mean wait: SimPy, kernel, whole simulator", f"within {4000 * error:.1f} ms of each other",
        ", ".join(f"{1000 * mean:.1f}" for mean in means.values()) + " ms", "-",
        farthest <= 4 * error, is_ratio=True)
    bench.notes.append(
        f"Mean wait by theory (Erlang C, in the long run): {1000 * erlang_c_wait():.1f} ms. The room given "
        "is four standard errors of a difference, from the spread between seeds.")


def erlang_c_wait():
    """The mean wait of M/M/c, in units of the mean service."""
    blocked = 1.0
    offered = LOAD * SERVERS
    for servers in range(1, SERVERS + 1):
        blocked = offered * blocked / (servers + offered * blocked)
    waits = blocked / (1 - LOAD * (1 - blocked))
    return waits / (SERVERS * (1 - LOAD))


def replaced(path, changes):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    for old, new in changes:
        if text.count(old) != 1:
            raise CannotMeasure(f"{path} has changed: `{old.strip()}` is there {text.count(old)} times")
        text = text.replace(old, new)
    return text


def measure_large(bench):
    source = bench.asked.experiments
    bench.write("large/fleets/as-in-2017.yaml",
                replaced(os.path.join(source, "fleets/as-in-2017.yaml"), LARGE_FLEET))
    file = bench.write("large/baseline.yaml",
                       replaced(os.path.join(source, "baseline.yaml"), LARGE_EXPERIMENT))
    runs = [bench.run_json(file)[0] for _ in range(bench.asked.repeats)]
    wall, cpu = median([run.wall for run in runs]), median([run.cpu for run in runs])
    peak = median([run.peak_bytes for run in runs]) / 2**20
    what = "100,000 servers, eight hours, `flow` grain, the S3 experiment, one arm (whole process)"
    bench.row(what, "0.5 s", f"{wall:.2f} s", f"{cpu:.2f} s", wall <= 0.5)
    bench.row("the same, peak resident memory", "200 MiB", f"{peak:.0f} MiB", "-", peak <= 200,
              is_ratio=True)


def measure_seeds(bench):
    file = os.path.join(bench.asked.experiments, "mistyped-removal.yaml")
    goal = 20 * bench.seeds / 1_000
    done = Done([
        bench.asked.fumble, "run", file, "--seeds", f"1..{bench.seeds}", "--format", "json", "--quiet",
    ], bench.folder, statuses=(0, 1, 2))
    answered = len(done.printed.splitlines())
    if answered != bench.seeds:
        raise CannotMeasure(f"{answered} of {bench.seeds} seeds were answered")
    cores = os.cpu_count() or 1
    bench.row(
        f"{bench.seeds:,} seeds of the S3 experiment, three arms each, `flow` grain, {cores} cores",
        f"{goal:g} s", f"{done.wall:.1f} s", f"{done.cpu / cores:.1f} s a core", done.wall <= goal)


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench simulator", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="less work, for a look")
    parser.add_argument("--repeats", type=int, help="of each row; 5 unless said, 3 if quick")
    for name in ("--fumble", "--kernel", "--peer", "--peer-program", "--experiments"):
        parser.add_argument(name, required=True, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    asked.repeats = asked.repeats or (3 if asked.quick else 5)

    failures, began = [], os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(asked, folder)
        for measure in (measure_kernel, measure_whole, measure_peer, measure_large, measure_seeds):
            try:
                measure(bench)
            except (CannotMeasure, OSError, ValueError, KeyError) as error:
                failures.append(f"{measure.__name__}: {error}")

    head = ["what", "at least", "measured", "by CPU time", "met"]
    for cells in [head, ["---"] * len(head), *bench.rows]:
        print(f"| {' | '.join(cells)} |")
    print()
    print(f"Medians of {asked.repeats} runs, the sides of a ratio in turn; {os.cpu_count()} cores, load "
          f"average {began:.1f} before and {os.getloadavg()[0]:.1f} after.")
    for note in bench.notes:
        print(note)
    for failure in failures:
        print(f"could not measure: {failure}", file=sys.stderr)
    return 71 if failures else int(bench.has_missed)


if __name__ == "__main__":
    sys.exit(main())
