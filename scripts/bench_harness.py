"""Measures what it takes to run a hundred real processes, and prints a Markdown table. Called by scripts/bench."""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile

# So many of each, a hundred in all; servers of billing also carry index and placement.
GROUPS = {"shared": (10, ["billing", "index", "placement"]), "index": (50, ["index"]), "blobs": (30, ["storage"]),
          "doors": (10, ["gateway"])}
FLEET = """fumble: fleet/v1
name: hundred
subsystems:
  index: {restart: {boot: 1s}}
  placement: {restart: {boot: 1s}}
  billing: {restart: {boot: 1s}}
  storage: {restart: {boot: 1s}}
  gateway: {restart: {boot: 1s}}
servers:
%s
processes:
  programs:
%s
"""
PROGRAM = """    %s:
      run: [%s, serve, --name, "{server}", --data, "{folder}/data", --port, "{port.client}", --cluster, cluster.json]
      files: [{from: cluster.json, to: cluster.json}]
      ports: [client]
      ready: {answers: {port: client, path: /health, within: 1m}}
      serves: {port: client, path: /health}"""


class CannotMeasure(Exception):
    """The harness did not say what it did."""


def write_fleet(folder, depot):
    servers = [f'{{"name": "{group}-{number}", "port": {{port.client.{group}-{number}}}, "carries": {json.dumps(carries)}}}'
               for group, (count, carries) in GROUPS.items() for number in range(count)]
    with open(f"{folder}/cluster.json", "w", encoding="utf-8") as file:
        file.write('{"env": "prod", "cells": 12, "replicas": 5, "quorum": 3, "servers": [' + ",\n".join(servers) + "]}\n")
    with open(f"{folder}/fleet.yaml", "w", encoding="utf-8") as file:
        file.write(FLEET % (
            "\n".join(f"  - {{group: {group}, count: {count}, carries: [{', '.join(carries)}], restart-age: 1d}}"
                      for group, (count, carries) in GROUPS.items()),
            "\n".join(PROGRAM % (group, depot) for group in GROUPS)))
    return f"{folder}/fleet.yaml"


def run(asked):
    with tempfile.TemporaryDirectory() as folder:
        fleet = write_fleet(folder, os.path.abspath(asked.depot))
        done = subprocess.run(
            [asked.harness, "harness", fleet, os.path.abspath(asked.fumble), f"{folder}/servers", str(asked.deaths),
             str(asked.seconds)], capture_output=True, text=True, check=False)
        try:
            answer = json.loads(done.stdout)
        except ValueError as error:
            raise CannotMeasure(f"no JSON was printed: {done.stdout}{done.stderr}") from error
        if os.path.exists(f"{folder}/servers"):
            raise CannotMeasure("the servers' folder was left behind")
        return answer


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench harness", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="less work, for a look")
    parser.add_argument("--repeats", type=int, help="of everything; 3 unless said, 1 if quick")
    for name in ("--harness", "--fumble", "--depot"):
        parser.add_argument(name, required=True, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    asked.repeats = asked.repeats or (1 if asked.quick else 3)
    asked.deaths, asked.seconds = (20, 3) if asked.quick else (100, 10)

    began = os.getloadavg()[0]
    runs = [run(asked) for _ in range(asked.repeats)]
    middle = lambda pick: statistics.median(pick(answer) for answer in runs)
    rows = [
        (f"{runs[0]['servers']} depot processes started and ready", middle(lambda a: a["ready-us"]) / 1e6, "s", 10),
        ("a death noticed, median", middle(lambda a: a["noticed-us"][0]) / 1e3, "ms", 5),
        ("a due moment comes late, 99th percentile", middle(lambda a: a["resting"]["late-us"][1]) / 1e3, "ms", 5),
        ("runner's share of a core while it only waits", middle(lambda a: a["resting"]["processor"]) * 100, "%", 5),
        ("all ended, and nothing left", middle(lambda a: a["closed-us"]) / 1e6, "s", None),
    ]
    print("| what | measured | goal | met |\n| --- | --- | --- | --- |")
    for what, value, unit, goal in rows:
        print(f"| {what} | {value:.2f} {unit} | {f'under {goal} {unit}' if goal else ''} | "
              f"{('yes' if value < goal else 'no') if goal else ''} |")
    print(f"\nMedians of {asked.repeats} runs; {asked.deaths} deaths, {asked.seconds} s of waiting in each; "
          f"{os.cpu_count()} cores, load average {began:.1f} before and {os.getloadavg()[0]:.1f} after.")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (CannotMeasure, OSError, KeyError) as error:
        print(f"could not measure: {error}", file=sys.stderr)
        sys.exit(71)
