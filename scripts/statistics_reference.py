#!/usr/bin/env python3
"""Prints what scipy says of fixed samples, as Swift literals for Tests/FumbleJudgeTests/StatisticsTests.swift.

    scripts/statistics_reference.py [--json FILE]

With --json it reads what fumble says of the same samples from FILE, as the test writes it, and exits 1 where
scipy says otherwise. scipy is from PyPI.
"""
import itertools
import json
import math
import sys

import numpy
from scipy import stats


def samples():
    """Fixed paired samples: short and long, without ties, with ties, and with pairs that do not differ."""
    def lcg(seed):
        state = seed
        while True:
            state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
            yield state >> 40
    made = {}
    for name, count, grid, shift in [
        ("short", 8, 100000, 3000), ("tied", 12, 20, 2), ("long", 80, 100000, 4000), ("longtied", 90, 30, 2)
    ]:
        numbers = lcg(len(name) * 1000 + count)
        base = [next(numbers) % grid for _ in range(count)]
        head = [value + next(numbers) % (2 * shift + 1) - shift // 2 for value in base]
        made[name] = (base, head)
    return made


def signed_rank(base, head):
    moved = [h - b for b, h in zip(base, head) if h != b]
    if len(moved) > 50:
        return stats.wilcoxon(moved, correction=False, method="asymptotic").pvalue
    if len({abs(d) for d in moved}) == len(moved):
        return stats.wilcoxon(moved, method="exact").pvalue
    # Ties: all ways to deal the signs, one by one.
    ranks = stats.rankdata([abs(d) for d in moved])
    own = sum(rank for rank, d in zip(ranks, moved) if d > 0)
    own = min(own, ranks.sum() - own)
    below = sum(numpy.dot(ranks, signs) <= own + 1e-9 for signs in itertools.product((0, 1), repeat=len(moved)))
    return min(1, 2 * below / 2 ** len(moved))


def rank_sum(one, other):
    if len(one) + len(other) > 30:
        return stats.mannwhitneyu(one, other, method="asymptotic", use_continuity=True).pvalue
    if len(set(one + other)) == len(one + other):
        return stats.mannwhitneyu(one, other, method="exact").pvalue
    ranks = stats.rankdata(one + other)
    own = ranks[: len(one)].sum()
    sums = [ranks[list(places)].sum() for places in itertools.combinations(range(len(ranks)), len(one))]
    below = sum(value <= own + 1e-9 for value in sums) / len(sums)
    above = sum(value >= own - 1e-9 for value in sums) / len(sums)
    return min(1, 2 * min(below, above))


def survival(times, censored, share):
    data = stats.CensoredData.right_censored(times, censored)
    curve = stats.ecdf(data).sf
    reached = [q for q, p in zip(curve.quantiles, curve.probabilities) if p <= 1 - share + 1e-12]
    return float(reached[0]) if reached else None


def answers():
    found = {}
    for name, (base, head) in samples().items():
        count = len(base) // 2 if len(base) < 20 else len(base)
        logs = [math.log(h + 100) - math.log(b + 100) for b, h in zip(base, head)]
        interval = stats.bootstrap(
            (logs,), numpy.mean, n_resamples=99999, method="percentile", rng=numpy.random.default_rng(1)
        ).confidence_interval
        flags = [value % 3 == 0 for value in head]
        found[name] = {
            "base": base, "head": head,
            "wilcoxon": float(signed_rank(base, head)),
            "mannwhitney": float(rank_sum(head[:count], base[:count])),
            "bootstrap": [float(interval.low), float(interval.high)],
            "spread": float(numpy.std(logs) / math.sqrt(len(logs))),
            "survival": [survival([float(v) for v in head], flags, share) for share in (0.25, 0.5, 0.9)],
        }
    found["fisher"] = [
        [table, float(stats.fisher_exact([table[:2], table[2:]])[1])]
        for table in ([3, 7, 9, 1], [0, 10, 10, 0], [12, 5, 29, 2], [40, 60, 55, 45], [1, 1, 1, 1], [7, 193, 20, 180])
    ]
    chances = [0.01, 0.04, 0.03, 0.005, 0.2, 0.04]
    order = sorted(range(len(chances)), key=lambda i: chances[i])
    holm, highest = [0.0] * len(chances), 0.0
    for place, index in enumerate(order):
        highest = max(highest, min(1, (len(chances) - place) * chances[index]))
        holm[index] = highest
    found["holm"] = [chances, holm]
    found["sign"] = [[few, tries, float(stats.binomtest(few, tries).pvalue)] for few, tries in ((0, 6), (3, 20), (10, 20), (140, 400))]
    return found


def close(ours, theirs, slack):
    return abs(ours - theirs) <= slack


def compare(path):
    ours, wrong = json.load(open(path)), []
    theirs = answers()
    for name in samples():
        for test in ("wilcoxon", "mannwhitney"):
            if not close(ours[name][test], theirs[name][test], 1e-9):
                wrong.append(f"{name} {test}: {ours[name][test]}, scipy {theirs[name][test]}")
        for end in (0, 1):
            # Two bootstraps draw differently: apart by less than a tenth of the standard error.
            if not close(ours[name]["bootstrap"][end], theirs[name]["bootstrap"][end], 0.1 * theirs[name]["spread"]):
                wrong.append(f"{name} bootstrap: {ours[name]['bootstrap']}, scipy {theirs[name]['bootstrap']}")
        if ours[name]["survival"] != theirs[name]["survival"]:
            wrong.append(f"{name} survival: {ours[name]['survival']}, scipy {theirs[name]['survival']}")
    for part in ("fisher", "sign"):
        for own, their in zip(ours[part], theirs[part]):
            if not close(own[-1], their[-1], 1e-9):
                wrong.append(f"{part} {their}: {own[-1]}")
    if not all(close(a, b, 1e-12) for a, b in zip(ours["holm"][1], theirs["holm"][1])):
        wrong.append(f"holm {ours['holm'][1]}")
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--json"]:
        sys.exit(compare(sys.argv[2]))
    print(json.dumps(answers()))
