"""Times whole processes, fumble and its peer in turn, and prints ratios. Called by scripts/bench."""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

GOAL_RATIO = 1 / 8
GOAL_MEMORY_MIB = 24
GOAL_ARM_SECONDS = 0.3

FLEET = """\
fumble: fleet/v1
name: one-subsystem
zones: [a]
subsystems:
  index: {minimum: 70%}
servers:
  - {group: index, count: 10, carries: [index], restart-age: 30d}
operations:
  get: {path: [index], rate: 100/s, service: 4ms, timeout: 1s}
promises:
  capacity: {each: subsystem, serving: at least minimum}
"""

EXPERIMENT = """\
fumble: experiment/v1
name: one-step
claim: One crashed server goes unnoticed.
fleet: fleet.yaml
steady-state:
  gets-answered: {probe: {goodput: {of: get, over: 10s}}, tolerance: {at-least: 99.9%}}
method:
  - at: 1m
    fault: {crash: {of: index, count: 1 server}}
    for: 1m
may-touch: {servers: 1 server, subsystems: [index]}
stop-when: none
settle: 1m
horizon: 10m
expect:
  promises: {capacity: kept}
"""

PEER_EXPERIMENT = {
    "title": "One step",
    "description": "One step that does nothing.",
    "method": [
        {
            "type": "action",
            "name": "one-step",
            "provider": {"type": "process", "path": "true"},
        }
    ],
}


class CannotMeasure(Exception):
    """A command that was to be timed did not do its work."""


def run_once(command, folder):
    """Wall time in seconds of one whole process, its output thrown away."""
    with open(os.devnull, "r+b") as nothing:
        began = time.perf_counter()
        done = subprocess.run(
            command, cwd=folder, stdin=nothing, stdout=nothing, stderr=nothing, check=False
        )
        return time.perf_counter() - began, done.returncode


def must_work(command, folder, statuses=(0,)):
    """Runs once to warm up and to see that the command does what is to be timed."""
    done = subprocess.run(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode not in statuses:
        raise CannotMeasure(
            f"{' '.join(command)}: exit status {done.returncode}\n{done.stdout}{done.stderr}"
        )
    return done.stdout


def interleaved(one, other, folder, runs):
    """Times two commands A B A B, so that a busy moment of the machine hits both."""
    times = ([], [])
    for command in (one, other):
        must_work(command, folder)
    for _ in range(runs):
        for command, wall in zip((one, other), times):
            wall.append(run_once(command, folder)[0])
    return times


def peak_mib(command, folder):
    """Peak resident memory in MiB, asked of time(1): a child of Python would report Python's own."""
    with tempfile.NamedTemporaryFile("r") as report:
        subprocess.run(
            ["/usr/bin/time", "-f", "%M", "-o", report.name, *command],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        return int(report.read().split()[-1]) / 1024


def spread(times):
    """Median, with minimum and maximum, in milliseconds."""
    low, middle, high = (1000 * f(times) for f in (min, statistics.median, max))
    return f"{middle:.1f} ms ({low:.1f}..{high:.1f})"


def yes(met):
    return "yes" if met else "no"


def compare(what, fumble, peer, folder, runs):
    """Two rows: wall time against the peer, and peak memory."""
    ours, theirs = interleaved(fumble, peer, folder, runs)
    ratio = statistics.median(ours) / statistics.median(theirs)
    yield [
        what,
        spread(ours),
        spread(theirs),
        f"1/{1 / ratio:.1f}",
        f"at most 1/{1 / GOAL_RATIO:.0f}",
        yes(ratio <= GOAL_RATIO),
    ]
    our_peak, their_peak = peak_mib(fumble, folder), peak_mib(peer, folder)
    yield [
        f"{what}, peak memory",
        f"{our_peak:.1f} MiB",
        f"{their_peak:.1f} MiB",
        f"1/{their_peak / our_peak:.1f}",
        f"under {GOAL_MEMORY_MIB} MiB",
        yes(our_peak < GOAL_MEMORY_MIB),
    ]


def baseline(fumble, path, folder, runs):
    """Wall time per arm of the eight simulated hours; the peer has nothing like it."""
    # Deviated, inconclusive: the run was carried out all the same.
    command = [fumble, "run", path, "--format", "json", "--out", os.path.join(folder, "run")]
    printed = must_work(command, folder, statuses=(0, 1, 2))
    try:
        verdict = json.loads(printed)
    except ValueError as error:
        raise CannotMeasure(f"{' '.join(command)}: printed no verdict: {error}") from error
    arms = max(1, len(verdict.get("arms") or {}))
    times = []
    for number in range(runs):
        command[-1] = os.path.join(folder, f"run-{number}")
        times.append(run_once(command, folder)[0] / arms)
    middle = statistics.median(times)
    yield [
        f"run baseline.yaml, per arm (of {arms})",
        spread(times),
        "-",
        "-",
        f"under {1000 * GOAL_ARM_SECONDS:.0f} ms",
        yes(middle < GOAL_ARM_SECONDS),
    ]
    command[-1] = os.path.join(folder, "run-memory")
    peak = peak_mib(command, folder)
    yield [
        "run baseline.yaml, peak memory",
        f"{peak:.1f} MiB",
        "-",
        "-",
        f"under {GOAL_MEMORY_MIB} MiB",
        yes(peak < GOAL_MEMORY_MIB),
    ]


def write_files(folder):
    for name, text in (
        ("fleet.yaml", FLEET),
        ("one-step.yaml", EXPERIMENT),
        ("one-step.json", json.dumps(PEER_EXPERIMENT)),
    ):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)


def table(rows):
    head = ["what", "fumble", "peer", "ratio", "goal", "met?"]
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]
    for row in [head, ["-" * width for width in widths], *rows]:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fumble", required=True)
    parser.add_argument("--peer", required=True)
    parser.add_argument("--baseline", required=True)
    parser.add_argument("--runs", type=int, required=True)
    asked = parser.parse_args()

    rows, failures = [], []
    with tempfile.TemporaryDirectory() as folder:
        write_files(folder)
        # The peer would ask the network for newer versions and write a log: neither is its work.
        validate = [asked.peer, "--no-version-check", "--no-log-file", "validate", "one-step.json"]
        parts = [
            lambda: compare(
                "--version",
                [asked.fumble, "--version"],
                [asked.peer, "--version"],
                folder,
                asked.runs,
            ),
            lambda: compare(
                "check, one step", [asked.fumble, "check", "one-step.yaml"], validate, folder, asked.runs
            ),
            lambda: baseline(asked.fumble, asked.baseline, folder, asked.runs),
        ]
        for measure in parts:
            try:
                rows.extend(measure())
            except (CannotMeasure, OSError, ValueError) as error:
                failures.append(str(error))

    peer = subprocess.run([asked.peer, "--version"], capture_output=True, text=True, check=False)
    print(f"fumble against Chaos Toolkit ({peer.stdout.strip()}), {os.cpu_count()} cores, "
          f"n={asked.runs} interleaved after a warm-up; median (minimum..maximum), whole processes")
    table(rows)
    for failure in failures:
        print(f"could not measure: {failure}", file=sys.stderr)
    return 71 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
