"""Measures how well a calibrated simulator predicts another experiment than the one it was calibrated on, and prints a
Markdown table. Called by scripts/bench.

Each repeat starts depot twice for real: once to calibrate, a few servers that crash and start again; once to measure, all
of billing removed by one wrong digit, and a full restart. The simulator runs the second with the fleet's file as it is, and
as `fumble calibrate` has made it.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

CALIBRATED_ON, PREDICTED = "depot-restart.yaml", "depot-mistyped-removal.yaml"
# The subsystems that the full restart is of, as the fleet's file counts them.
RESTARTED = {0: "index", 1: "placement"}
MOST_ERROR = 0.15


class CannotMeasure(Exception):
    """A command did not do its work."""


class Bench:
    def __init__(self, asked, folder):
        self.asked, self.folder, self.runs = asked, folder, 0

    def fumble(self, *words, statuses=(0,)):
        done = subprocess.run([self.asked.fumble, *words], cwd=self.folder, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, check=False)
        if done.returncode not in statuses:
            raise CannotMeasure(f"fumble {' '.join(words)}: exit status {done.returncode}\n{done.stderr}")
        return done.stdout

    def run(self, file, seed, *words):
        """Runs an experiment whole, whatever it shows; returns the run's folder and its verdict."""
        self.runs += 1
        out = f"run-{self.runs}"
        verdict = json.loads(self.fumble("run", file, "--seed", str(seed), "--out", out, "--quiet", "--format", "json",
                                         *words, statuses=(0, 1, 2, 3, 71)))
        if verdict["status"] != "completed":
            raise CannotMeasure(f"{file}: {verdict['status']}: {verdict['headline']}")
        return out, verdict

    def recovery(self, file, seed, *words):
        """Seconds from the typed line until all that was restarted is whole, and until PUT has recovered."""
        out, verdict = self.run(file, seed, "--arms", "unguarded", *words)
        typed, whole = None, {}
        with open(os.path.join(self.folder, out, "run.jsonl"), encoding="utf-8") as lines:
            for line in map(json.loads, lines):
                what = line.get("what", {})
                if "typed" in what and typed is None:
                    typed = line["at"]
                event = what.get("fleet", {}).get("_0", {})
                if typed is not None and "whole" in event:
                    whole.setdefault(event["whole"]["subsystem"]["index"], line["at"])
        if not set(RESTARTED) <= set(whole):
            raise CannotMeasure(f"{file}: not all of {', '.join(RESTARTED.values())} was whole again")
        put = verdict["recovery"]["by_operation"]["put"]["time_to_recover_s"]
        return max(whole[place] for place in RESTARTED) / 1e6 - typed / 1e6, put


def measure(bench, seed):
    calibrating, _ = bench.run(os.path.join("as-declared", CALIBRATED_ON), seed, "--on", "processes", "--arms", "guarded")
    fleet = os.path.join("as-measured", "fleets", "depot.yaml")
    bench.fumble("calibrate", calibrating, "--out", fleet)
    measured = bench.recovery(os.path.join("as-declared", PREDICTED), seed, "--on", "processes")
    declared = bench.recovery(os.path.join("as-declared", PREDICTED), seed)
    predicted = bench.recovery(os.path.join("as-measured", PREDICTED), seed)
    return measured, declared, predicted


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench calibrate", description=__doc__)
    parser.add_argument("--repeats", type=int, default=3, help="each takes five minutes; 3 unless said")
    parser.add_argument("--fumble", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--experiments", required=True, help=argparse.SUPPRESS)
    asked = parser.parse_args()

    began = os.getloadavg()[0]
    head = ["repeat", f"{PREDICTED}, without the floor: from the typed line", "measured", "by the file as it is",
            "predicted, calibrated", "error", f"within {MOST_ERROR:.0%}"]
    for cells in (head, ["---"] * len(head)):
        print(f"| {' | '.join(cells)} |", flush=True)
    errors, failures = [], []
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(asked, folder)
        for name in ("as-declared", "as-measured"):
            shutil.copytree(asked.experiments, os.path.join(folder, name))
        for seed in range(1, asked.repeats + 1):
            try:
                measured, declared, predicted = measure(bench, seed)
            except (CannotMeasure, OSError, ValueError, KeyError) as error:
                failures.append(f"repeat {seed}: {error}")
                continue
            for place, what in enumerate(("until index and placement are whole", "until PUT is whole, windows of 10 s")):
                values = [times[place] for times in (measured, declared, predicted)]
                texts = ["never" if value is None else f"{value:.1f} s" for value in values]
                error = None if None in (values[0], values[2]) else values[2] / values[0] - 1
                if error is not None and place == 0:
                    errors.append(error)
                print(f"| {seed} | {what} | {' | '.join(texts)} | {'-' if error is None else f'{error:+.1%}'} | "
                      f"{'yes' if error is not None and abs(error) <= MOST_ERROR else 'no'} |", flush=True)
    if errors:
        print(f"\nMean error {statistics.mean(errors):+.1%}, worst {max(errors, key=abs):+.1%}; {os.cpu_count()} cores, load "
              f"average {began:.1f} before and {os.getloadavg()[0]:.1f} after.")
    for failure in failures:
        print(f"could not measure: {failure}", file=sys.stderr)
    if failures:
        return 71
    # Compared as they are printed: how busy the machine is makes no simulator wrong.
    return 0 if errors and all(abs(error) <= MOST_ERROR for error in errors) else 1


if __name__ == "__main__":
    sys.exit(main())
