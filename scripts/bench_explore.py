"""Measures how long an exploration takes, and prints a Markdown table. Called by scripts/bench."""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time

LINE = "fleetctl remove --env prod --subsystem billing --count %d"
SCALED = r"(count: |replicas: )(\d+)"
# Every kind of guard that needs no argument of its own in the usage line.
GUARDS = """  cap:    {keeps: capacity, cap: {at-most: 25%}, on-breach: refuse}
  blank:  {keeps: capacity, blank-guard: {}, on-breach: refuse}
  lock:   {keeps: capacity, environment-lock: {windows: {prod-shell: prod}, argument: ENV}, on-breach: refuse}
  age:    {keeps: capacity, restart-age: {at-most: 1y}, on-breach: warn}
  named:  {keeps: capacity, capacity-floor: {over: named subsystem, counts: listed}, on-breach: refuse}
"""


class CannotMeasure(Exception):
    """A command did not do what was asked of it."""


def scaled_fleet(text, times):
    """The fleet of 2017 so many times as large, with more guards; its clients ask for as much more."""
    head, servers = text.split("\nsubsystems:", 1)
    servers = re.sub(SCALED, lambda found: f"{found[1]}{int(found[2]) * times}"
                     if int(found[2]) > 1 else found[0], servers)
    servers = re.sub(r"rate: (\d+)/s", lambda found: f"rate: {int(found[1]) * times}/s", servers)
    head = re.sub(r"(at-once:.*default: )(\d+)", lambda found: f"{found[1]}{int(found[2]) * times}", head)
    head = re.sub(r"default: 600M objects", f"default: {600 * times}M objects", head)
    head = re.sub(r"default: 180 GB", f"default: {180 * times} GB", head)
    servers = re.sub(r"at-once: 60", f"at-once: {60 * times}", servers)
    servers = servers.replace("2 per 5m", f"{2 * times} per 5m").replace(
        "at most 2 servers per 5m", f"at most {2 * times} servers per 5m")
    names = [line.split(":")[0].strip() for line in GUARDS.splitlines()]
    servers = servers.replace("asks: [floor, rate]", f"asks: [floor, rate, {', '.join(names)}]")
    return head + "\nsubsystems:" + servers.rstrip("\n") + "\n" + GUARDS


def explored(asked, times):
    with tempfile.TemporaryDirectory() as folder:
        os.makedirs(f"{folder}/fleets")
        with open(f"{asked.experiments}/fleets/guarded.yaml", encoding="utf-8") as file:
            fleet = scaled_fleet(file.read(), times)
        with open(f"{folder}/fleets/guarded.yaml", "w", encoding="utf-8") as file:
            file.write(fleet)
        with open(f"{asked.experiments}/mistyped-removal.yaml", encoding="utf-8") as file:
            text = file.read()
        text = text.replace("--count 44", f"--count {44 * times}").replace("--count 4\n", f"--count {4 * times}\n")
        text = re.sub(r"\nmay-touch:.*", "", text)
        with open(f"{folder}/explored.yaml", "w", encoding="utf-8") as file:
            file.write(text)
        begun = time.monotonic()
        done = subprocess.run(
            [asked.fumble, "explore", f"{folder}/explored.yaml", "--format", "json", "--quiet"],
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
