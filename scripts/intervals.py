"""Confidence intervals without a library: Student, binomial, Poisson, order statistics."""

import math
import statistics

SMALLEST = 1e-300


def incomplete_beta(a, b, x):
    """The regularised incomplete beta function (Numerical Recipes, 6.4: continued fraction)."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
        + a * math.log(x) + b * math.log1p(-x)
    )
    if x >= (a + 1) / (a + b + 2):
        return 1.0 - front * fraction(b, a, 1 - x) / b
    return front * fraction(a, b, x) / a


def fraction(a, b, x):
    c = 1.0
    d = 1 / nonzero(1 - (a + b) * x / (a + 1))
    result = d
    for m in range(1, 500):
        for numerator in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / nonzero(1 + numerator * d)
            c = nonzero(1 + numerator / c)
            result *= c * d
        if abs(c * d - 1) < 1e-14:
            break
    return result


def nonzero(value):
    return value if abs(value) > SMALLEST else SMALLEST


def root(function, low, high):
    """Where a growing function crosses zero, by halving."""
    for _ in range(200):
        middle = (low + high) / 2
        if function(middle) < 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def student(alpha, freedom):
    """The two-sided quantile: a variable beyond it has a chance of `alpha`."""
    def above(t):
        return alpha - incomplete_beta(freedom / 2, 0.5, freedom / (freedom + t * t))
    return root(above, 0.0, 1e6)


def of_mean(values, alpha):
    middle = statistics.fmean(values)
    half = student(alpha, len(values) - 1) * statistics.stdev(values) / math.sqrt(len(values))
    return middle, middle - half, middle + half


def of_ratio(above, below, alpha):
    """Of a ratio of means, by the delta method (Law, Simulation Modeling and Analysis, 9.5)."""
    ratio = statistics.fmean(above) / statistics.fmean(below)
    rests = [a - ratio * b for a, b in zip(above, below)]
    half = student(alpha, len(above) - 1) * statistics.stdev(rests)
    half /= math.sqrt(len(above)) * abs(statistics.fmean(below))
    return ratio, ratio - half, ratio + half


def of_deviation(values, alpha):
    """Of a standard deviation, for many values: its variance is (m4 - m2^2) / (4 m2 n)."""
    middle = statistics.fmean(values)
    second = statistics.fmean((value - middle) ** 2 for value in values)
    fourth = statistics.fmean((value - middle) ** 4 for value in values)
    deviation = statistics.stdev(values)
    spread = math.sqrt((fourth - second**2) / (4 * second * len(values)))
    half = student(alpha, len(values) - 1) * spread
    return deviation, deviation - half, deviation + half


def of_quantile(values, at, alpha):
    """Of a quantile, between order statistics; the normal approximation of the binomial."""
    ordered = sorted(values)
    half = student(alpha, 1e6) * math.sqrt(len(ordered) * at * (1 - at))
    middle = len(ordered) * at
    low, high = math.floor(middle - half) - 1, math.ceil(middle + half)
    if low < 0 or high >= len(ordered):
        return ordered[min(int(middle), len(ordered) - 1)], -math.inf, math.inf
    return ordered[int(middle)], ordered[low], ordered[high]


def of_share(hits, tries, alpha):
    """Clopper and Pearson; one-sided where it never, or always, happened."""
    sides = alpha if hits in (0, tries) else alpha / 2
    low, high = 0.0, 1.0
    if hits > 0:
        low = root(lambda p: incomplete_beta(hits, tries - hits + 1, p) - sides, 0.0, 1.0)
    if hits < tries:
        high = root(lambda p: incomplete_beta(hits + 1, tries - hits, p) - 1 + sides, 0.0, 1.0)
    return hits / tries, low, high


def of_count(total, tries, alpha):
    """The mean of rare counts (Garwood): a share of so many more, finer tries."""
    finer = 1000 * tries
    share, low, high = of_share(total, finer, alpha)
    return 1000 * share, 1000 * low, 1000 * high
