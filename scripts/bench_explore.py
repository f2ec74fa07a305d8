"""Measures how long an exploration takes, and prints a Markdown table. Called by scripts/bench."""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

LINE = "fleetctl remove --env prod --subsystem billing --count %d"
# Every kind of guard that needs no argument of its own in the usage line.
GUARDS = """  cap:    {keeps: capacity, cap: {at-most: 25%}, on-breach: refuse}
  blank:  {keeps: capacity, blank-guard: {}, on-breach: refuse}
  lock:   {keeps: capacity, environment-lock: {windows: {prod-shell: prod}, argument: ENV}, on-breach: refuse}
  age:    {keeps: capacity, restart-age: {at-most: 1y}, on-breach: warn}
  named:  {keeps: capacity, capacity-floor: {over: named subsystem, counts: listed}, on-breach: refuse}
"""


class CannotMeasure(Exception):
    """A command did not do what was asked of it."""


def settings(times):
    """What makes the store of 2017 so many times as large, and its clients ask for as much more."""
    counts = {"shared": 60, "alone": 40, "indexes": 100, "blobs": 900, "at-once": 25, "meant": 4, "typed": 44}
    amounts = {"index-size": "180 GB", "objects": "600M objects", "log": "3.9 GB per year", "placed-size": "50 GB",
               "placed": "2400M objects", "gets": "18000/s", "puts": "3000/s", "pace": "2 per 5m"}
    values = {name: str(count * times) for name, count in counts.items()}
    for name, text in amounts.items():
        values[name] = re.sub(r"^[0-9.]+", lambda found: f"{float(found[0]) * times:.10g}", text)
    return [word for name, value in values.items() for word in ("--set", f"{name}={value}")]


def with_more_guards(fleet):
    """The fleet's file with more guards, all of them asked."""
    names = [line.split(":")[0].strip() for line in GUARDS.splitlines()]
    if "asks: [floor, rate]" not in fleet or "\nguards:\n" not in fleet:
        raise CannotMeasure("the fleet's file is not as it was: its guards could not be added")
    return fleet.replace("asks: [floor, rate]", f"asks: [floor, rate, {', '.join(names)}]").replace(
        "\nguards:\n", f"\nguards:\n{GUARDS}")


def explored(asked, times):
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(asked.experiments, f"{folder}/s3")
        path = f"{folder}/s3/fleets/guarded.yaml"
        with open(path, encoding="utf-8") as file:
            fleet = with_more_guards(file.read())
        with open(path, "w", encoding="utf-8") as file:
            file.write(fleet)
        path = f"{folder}/s3/mistyped-removal.yaml"
        with open(path, encoding="utf-8") as file:
            text = re.sub(r"\nmay-touch:.*", "", file.read())
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        begun = time.monotonic()
        done = subprocess.run(
            [asked.fumble, "explore", path, "--format", "json", "--quiet"] + settings(times),
            capture_output=True, text=True, check=False)
        taken = time.monotonic() - begun
        if done.returncode not in (0, 1):
            raise CannotMeasure(f"explore ended with {done.returncode}: {done.stderr or done.stdout}")
        counts = json.loads(done.stdout)["counts"]
        guards = len(json.loads(done.stdout)["guards"])
        return taken, counts, guards


def neighbours(asked, repeats):
    done = subprocess.run(
        [asked.work, "neighbours", f"{asked.experiments}/fleets/guarded.yaml", LINE % 4,
         f"{asked.data}/operator-error-model.json", f"{asked.data}/us-qwerty.yaml", str(repeats)],
        capture_output=True, text=True, check=False)
    try:
        return json.loads(done.stdout)
    except ValueError as error:
        raise CannotMeasure(f"{done.stdout}{done.stderr}") from error


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--fumble", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--experiments", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--repeats", type=int, default=3)
    asked = parser.parse_args()
    try:
        found = neighbours(asked, 20 * asked.repeats)
        times = sorted(found["ms"])
        print(f"load average {os.getloadavg()[0]:.1f}\n")
        print("| what | goal | median | least |")
        print("| --- | --- | --- | --- |")
        print(f"| {found['lines']} lines one slip from the command of 2017 read, {found['effects']} effects told "
              f"apart | 50 ms | {statistics.median(times):.1f} ms | {times[0]:.1f} ms |")
        for scale in [1] if asked.quick else [1, 100]:
            runs = [explored(asked, scale) for _ in range(asked.repeats)]
            taken = [run[0] for run in runs]
            _, counts, guards = runs[0]
            goal = "10 s" if scale == 100 else ""
            print(f"| explored on {1000 * scale:,} servers, {guards} guards: none, each, all, all but one; "
                  f"{counts['runs']} runs, {counts['cached']} outcomes without one | {goal} | "
                  f"{statistics.median(taken):.1f} s | {min(taken):.1f} s |", flush=True)
    except CannotMeasure as error:
        print(f"scripts/bench explore: {error}", file=sys.stderr)
        return 71
    return 0


if __name__ == "__main__":
    sys.exit(main())
