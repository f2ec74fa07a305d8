"""Measures how punctual the open-loop load is against one nginx, and prints a Markdown table. Called by scripts/bench."""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile

import nginx

RATES = [1_000, 5_000, 10_000]
GOAL_RATE = 10_000
GOAL_MICROSECONDS = 2_000


class CannotMeasure(Exception):
    """The load did not say what it did."""


def run(asked, port, rate):
    done = subprocess.run(
        [asked.load, "load", str(port), str(rate), str(asked.seconds), "/1k"], capture_output=True, text=True,
        check=False)
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        raise CannotMeasure(f"no JSON was printed: {done.stdout}{done.stderr}") from error
    if answer["answered"] != answer["intents"]:
        raise CannotMeasure(f"{answer['answered']} of {answer['intents']} intents were answered")
    return answer


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench load", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="less work, for a look")
    parser.add_argument("--repeats", type=int, help="of each row; 5 unless said, 3 if quick")
    parser.add_argument("--load", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--nginx", default="nginx", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    asked.repeats = asked.repeats or (3 if asked.quick else 5)
    asked.seconds = 3 if asked.quick else 10

    began = os.getloadavg()[0]
    head = ["requests/s asked", "answered", "late: median", "p99", "p99.9", "worst", "latency: median", "p99",
            "schedule kept", "goal", "met"]
    for cells in (head, ["---"] * len(head)):
        print(f"| {' | '.join(cells)} |")
    with tempfile.TemporaryDirectory() as folder, nginx.serving(asked.nginx, folder, {"1k": 1024}) as port:
        for rate in RATES:
            runs = [run(asked, port, rate) for _ in range(asked.repeats)]
            late = [statistics.median(times) for times in zip(*(answer["lateness-us"] for answer in runs))]
            slow = [statistics.median(times) for times in zip(*(answer["latency-us"] for answer in runs))]
            kept = sum(answer["kept-schedule"] for answer in runs)
            is_goal = rate == GOAL_RATE
            print(f"| {rate:,} | all | {' | '.join(f'{time:,.0f} us' for time in late)} | "
                  f"{slow[0]:,.0f} us | {slow[1]:,.0f} us | {kept} of {len(runs)} | "
                  f"{f'p99 late under {GOAL_MICROSECONDS:,} us' if is_goal else ''} | "
                  f"{('yes' if late[1] < GOAL_MICROSECONDS else 'no') if is_goal else ''} |", flush=True)
    real_time = "with" if runs[0]["real-time"] else "without"
    print(f"\nMedians of {asked.repeats} runs of {asked.seconds} s, Poisson arrivals, {real_time} real-time priority; "
          f"{os.cpu_count()} cores, load average {began:.1f} before and {os.getloadavg()[0]:.1f} after.")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (CannotMeasure, nginx.CannotServe, OSError, KeyError) as error:
        print(f"could not measure: {error}", file=sys.stderr)
        sys.exit(71)
