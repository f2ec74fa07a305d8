"""Runs the cases of Experiments/validation and compares them with theory. Called by scripts/validate."""

import argparse
import json
import math
import os
import re
import subprocess
import sys
import time

import intervals

FAMILY = 0.001
TARGET = 0.01
LEAST_RUNS = 20
EXACT = 1e-6
TIMES_UNKNOWN = 4
STORM_TOLERANCE = 0.03
STORM_SEEDS = 3
STORM_STEPS = 4
STORM_BRACKET = 0.12
SUSTAINED = 0.5


class CannotMeasure(Exception):
    """The binary did not do what was asked."""


class Machine:
    """The binary under test."""

    def __init__(self, fumble, folder, jobs):
        self.fumble, self.folder, self.jobs = fumble, folder, jobs

    def run(self, file, first, count, settings=()):
        """The measures of so many seeds, by name, in the order of the seeds."""
        command = [
            self.fumble, "run", os.path.join(self.folder, file), "--format", "json", "--quiet",
            "--seeds", f"{first}..{first + count - 1}", "--jobs", str(self.jobs),
        ]
        for setting in settings:
            command += ["--set", setting]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        lines = done.stdout.splitlines()
        if done.returncode not in (0, 1, 2) or len(lines) != count:
            raise CannotMeasure(f"{' '.join(command)}: exit status {done.returncode}\n{done.stderr}")
        verdicts = [json.loads(line) for line in lines]
        for verdict in verdicts:
            if verdict["status"] != "completed":
                raise CannotMeasure(f"{file}: seed {verdict['seed']} {verdict['status']}")
        return [verdict["measures"] for verdict in verdicts]


class Case:
    """One file, run again and again, and the values it must come to."""

    def __init__(self, spec, reference):
        self.name, self.file, self.chunk = spec["case"], spec["file"], spec["chunk"]
        self.least = spec.get("least", LEAST_RUNS)
        self.quantities, self.reference = spec["quantities"], reference
        self.runs, self.seconds, self.next_seed = [], 0.0, 1

    def step(self, machine, count=None):
        began = time.monotonic()
        count = count or self.chunk
        self.runs += machine.run(self.file, self.next_seed, count)
        self.next_seed += count
        self.seconds += time.monotonic() - began

    def values(self, terms):
        totals = []
        for run in self.runs:
            total = 0.0
            for factor, measure, statistic in terms:
                value = run[measure][statistic]
                if value is None:
                    raise CannotMeasure(f"{self.name}: {measure} has no {statistic} in some run")
                total += factor * value
            totals.append(total)
        return totals

    def interval(self, quantity, alpha):
        values = self.values(quantity["of"])
        kind = quantity.get("interval", "mean")
        if "over" in quantity:
            return intervals.of_ratio(values, self.values(quantity["over"]), alpha)
        if kind == "sd":
            return intervals.of_deviation(values, alpha)
        if kind.startswith("quantile "):
            return intervals.of_quantile(values, float(kind.split()[1]), alpha)
        if kind == "binomial":
            return intervals.of_share(round(sum(values)), len(values), alpha)
        if kind == "poisson":
            return intervals.of_count(round(sum(values)), len(values), alpha)
        if kind == "exact":
            value = values[0] - quantity.get("less", 0)
            if max(values) - min(values) > EXACT:
                raise CannotMeasure(f"{self.name}: {quantity['quantity']} differs between seeds")
            room = EXACT * max(1.0, abs(value))
            return value, value - room, value + room
        return intervals.of_mean(values, alpha)

    def width(self, alpha):
        """The widest half-width against its value, of those that more runs can narrow."""
        widest = 0.0
        for quantity in self.quantities:
            if quantity.get("interval") in ("exact", "binomial", "poisson"):
                continue
            value, low, high = self.interval(quantity, alpha)
            widest = max(widest, (high - low) / 2 / abs(value) if value else math.inf)
        return widest

    def rows(self, alpha):
        for quantity in self.quantities:
            value, low, high = self.interval(quantity, alpha)
            wanted = self.reference[quantity["quantity"]]
            yield Row(
                self.name, quantity["quantity"], wanted, value, low, high, len(self.runs),
                self.seconds, low <= wanted <= high)


class Row:
    HEAD = ["case", "quantity", "reference", "measured", "interval", "+/-", "runs", "s", "ok"]

    def __init__(self, case, quantity, wanted, value, low, high, runs, seconds, ok):
        self.ok = ok
        half = (high - low) / 2 / abs(value) if value else 0.0
        self.cells = [
            case, quantity, digits(wanted), digits(value), f"{digits(low)} .. {digits(high)}",
            f"{100 * half:.2g}%", str(runs), f"{seconds:.1f}", "yes" if ok else "NO"]


def digits(value):
    return f"{value:.6g}"


def refine(cases, machine, alpha, deadline):
    """More runs of the case that had the least time, of those not at the target, until time is out."""
    for case in cases:
        while len(case.runs) < case.least:
            case.step(machine, min(max(case.chunk, 1), case.least - len(case.runs)))
    while True:
        waiting = []
        for case in cases:
            width = case.width(alpha)
            each = case.seconds / len(case.runs)
            if width > TARGET and time.monotonic() + each * machine.jobs < deadline:
                waiting.append((case.seconds, width, case))
        if not waiting:
            return
        _, width, case = min(waiting, key=lambda found: found[0])
        # An interval without an end says nothing of how many runs it needs: some more.
        times = (width / TARGET) ** 2 if math.isfinite(width) else TIMES_UNKNOWN
        wanted = math.ceil((times - 1) * len(case.runs))
        room = int((deadline - time.monotonic()) / case.seconds * len(case.runs))
        case.step(machine, max(1, min(wanted, room, max(case.chunk, len(case.runs)))))


class Storm:
    """The load above which an outage outlives its cause."""

    def __init__(self, spec):
        self.name, self.file, self.capacity = spec["case"], spec["file"], spec["capacity"]
        self.reference, self.is_above = spec["reference"], spec.get("above", False)

    def is_sustained(self, load, machine):
        rate = f"rate={load * self.capacity:.3f}/s"
        runs = machine.run(self.file, 1, STORM_SEEDS, [rate])
        answered = [run["success"]["mean"] or 0.0 for run in runs]
        return sum(mean < SUSTAINED for mean in answered) * 2 > len(answered)

    def row(self, machine):
        began = time.monotonic()
        if self.is_above:
            ok = not self.is_sustained(self.reference, machine)
            low, high = (self.reference, math.inf) if ok else (0.0, self.reference)
            return self.made("recovers at", self.reference, low, high, STORM_SEEDS, began, ok)
        low = self.reference * (1 - STORM_BRACKET)
        high = self.reference * (1 + STORM_BRACKET)
        runs = 2 * STORM_SEEDS
        if self.is_sustained(low, machine):
            return self.made("threshold", low, 0.0, low, runs, began, False)
        if not self.is_sustained(high, machine):
            return self.made("threshold", high, high, 1.0, runs, began, False)
        for _ in range(STORM_STEPS):
            middle = (low + high) / 2
            runs += STORM_SEEDS
            if self.is_sustained(middle, machine):
                high = middle
            else:
                low = middle
        value = (low + high) / 2
        ok = abs(value / self.reference - 1) <= STORM_TOLERANCE
        return self.made("threshold", value, low, high, runs, began, ok)

    def made(self, what, value, low, high, runs, began, ok):
        seconds = time.monotonic() - began
        row = Row(self.name, what, self.reference, value, low, high, runs, seconds, ok)
        row.cells[5] = "-"
        return row


def span(text):
    found = re.fullmatch(r"(\d+)(s|m|h)", text)
    if not found:
        raise argparse.ArgumentTypeError(f"`{text}` is no length of time such as 8m")
    return int(found[1]) * {"s": 1, "m": 60, "h": 3600}[found[2]]


def show(rows, is_markdown):
    if is_markdown:
        print("| " + " | ".join(Row.HEAD) + " |\n|" + "---|" * len(Row.HEAD))
        for row in rows:
            print("| " + " | ".join(row.cells) + " |")
        return
    lines = [Row.HEAD] + [row.cells for row in rows]
    widths = [max(len(line[place]) for line in lines) for place in range(len(Row.HEAD))]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fumble", required=True)
    parser.add_argument("--folder", required=True)
    parser.add_argument("--budget", type=span, default=span("8m"))
    parser.add_argument("--case", action="append", help="only cases whose name holds this")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--markdown", action="store_true")
    asked = parser.parse_args()

    began = time.monotonic()
    with open(os.path.join(asked.folder, "reference.json"), encoding="utf-8") as file:
        reference = {case["id"]: case["values"] for case in json.load(file)["cases"]}
    with open(os.path.join(asked.folder, "cases.json"), encoding="utf-8") as file:
        specs = json.load(file)
    alpha = FAMILY / sum(len(spec["quantities"]) for spec in specs["cases"])
    wanted = lambda spec: not asked.case or any(part in spec["case"] for part in asked.case)
    cases = [Case(spec, reference[spec["case"]]) for spec in specs["cases"] if wanted(spec)]
    storms = [Storm(spec) for spec in specs["storms"] if wanted(spec)]
    if not cases and not storms:
        print("validate: there is no such case", file=sys.stderr)
        return 64
    machine = Machine(asked.fumble, asked.folder, asked.jobs)
    try:
        late = [storm.row(machine) for storm in storms]
        refine(cases, machine, alpha, began + asked.budget)
        rows = [row for case in cases for row in case.rows(alpha)] + late
    except CannotMeasure as error:
        print(f"validate: {error}", file=sys.stderr)
        return 71
    show(rows, asked.markdown)
    missed = sum(not row.ok for row in rows)
    print(f"\n{len(rows)} values, {missed} missed, in {time.monotonic() - began:.0f} s; each interval "
          f"has a chance of {alpha:.1e} to miss, all together of {FAMILY}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
