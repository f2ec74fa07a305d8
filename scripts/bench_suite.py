"""Measures how long fifty small experiments take in one `fumble run`. Called by scripts/bench."""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

GOAL_SECONDS = 10.0
WANTED = 50


def experiments(root):
    """The first so many by path; those that say what theory knows are larger than a suite's are."""
    found = []
    for path in sorted(pathlib.Path(root).rglob("*.yaml")):
        if {"validation", "real-only", "schemas"} & set(path.parts):
            continue
        if "\nfumble: experiment/v1" in "\n" + path.read_text(encoding="utf-8"):
            found.append(str(path))
    if len(found) < WANTED:
        sys.exit(f"there are only {len(found)} experiments below {root}")
    return found[:WANTED]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--fumble", required=True)
    parser.add_argument("--experiments", required=True)
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    files = experiments(options.experiments)
    taken = []
    for _ in range(options.repeats):
        with tempfile.TemporaryDirectory() as folder:
            begin = time.monotonic()
            result = subprocess.run(
                [options.fumble, "run", "--quiet", "--format", "junit"] + files, cwd=folder,
                capture_output=True, text=True, check=False)
            taken.append(time.monotonic() - begin)
        if result.returncode != 0 or result.stdout.count("<testsuite ") != WANTED:
            sys.exit(f"the suite ended with {result.returncode}: {result.stderr}")
    median = statistics.median(taken)
    print(f"Median of {options.repeats} runs; the load average was {os.getloadavg()[0]:.1f}.\n")
    print("| what | measured | goal | met |")
    print("| --- | --- | --- | --- |")
    print(f"| {WANTED} experiments, all arms, kept and judged, JUnit XML | {median:.1f} s "
          f"| under {GOAL_SECONDS:.0f} s | {'yes' if median < GOAL_SECONDS else 'no'} |")


if __name__ == "__main__":
    main()
