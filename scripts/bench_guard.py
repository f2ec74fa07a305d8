"""Measures how long `fumble guard` takes, the whole process, and prints a Markdown table. Called by scripts/bench."""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time

GOAL_SECONDS = 0.020
LINE = ["--", "fleetctl", "remove", "--env", "prod", "--subsystem", "billing", "--count", "44"]
FLEET = """fumble: fleet/v1
name: small
subsystems:
  index: {minimum: 70%%}
servers:
  - {group: index, count: %d, carries: [index], restart-age: 30d}
promises:
  capacity: {each: subsystem, serving: at least minimum}
playbook:
  remove:
    usage: fleetctl remove --env ENV --subsystem SUBSYSTEM --count COUNT
    does: {remove-servers: {of: SUBSYSTEM, count: COUNT}}
    asks: [floor%s]
guards:
  floor: {keeps: capacity, capacity-floor: {view-lag: 10s}}
%s"""
EXEC = "  mine: {keeps: capacity, exec: [./guard.sh], on-failure: refuse}\n"


def seconds(command, repeats):
    """The median of so many runs; the first one, which reads everything from disk, is left out."""
    taken = []
    for _ in range(repeats + 1):
        begin = time.monotonic()
        result = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        taken.append(time.monotonic() - begin)
        if result.returncode not in (0, 1):
            sys.exit(f"{' '.join(command)} ended with {result.returncode}: {result.stderr.decode()}")
    return statistics.median(taken[1:])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--fumble", required=True)
    parser.add_argument("--store", required=True, help="the fleet of a thousand servers")
    parser.add_argument("--repeats", type=int, default=31)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        guard = os.path.join(folder, "guard.sh")
        with open(guard, "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\nexit 0\n")
        os.chmod(guard, 0o755)
        line = [word.replace("billing", "index") for word in LINE]
        rows = [("a process that does nothing", ["/bin/true"]), ("the store of 2017, 1,000 servers",
                [options.fumble, "guard", options.store] + LINE)]
        for count, with_exec in ((100, False), (100_000, False), (100, True)):
            path = os.path.join(folder, f"{count}-{with_exec}.yaml")
            with open(path, "w", encoding="utf-8") as file:
                file.write(FLEET % (count, ", mine" if with_exec else "", EXEC if with_exec else ""))
            name = f"{count:,} servers" + (", and a guard that is a shell script" if with_exec else "")
            rows.append((name, [options.fumble, "guard", path] + line))
        taken = [(name, seconds(command, options.repeats)) for name, command in rows]
    nothing = taken[0][1]
    print(f"Medians of {options.repeats} runs, whole processes; the load average was {os.getloadavg()[0]:.1f}.\n")
    print("| `fumble guard` on | time | times a process that does nothing | goal |")
    print("| --- | --- | --- | --- |")
    for name, time_taken in taken:
        goal = "" if name == taken[0][0] else "met" if time_taken < GOAL_SECONDS else "missed"
        print(f"| {name} | {time_taken * 1000:.1f} ms | {time_taken / nothing:.1f} | {goal} |")


if __name__ == "__main__":
    main()
