"""M/M/c in SimPy, from empty until so many requests are served. Called by scripts/bench_simulator.py.

The load and the number of requests are those of `fumble-bench shared-queue`; prints one line of JSON.
"""

import json
import random
import sys
import time

import simpy

LOAD = 0.9


class Waits:
    """The sum of the waits, which is all that fumble's kernel keeps too."""

    def __init__(self):
        self.count, self.total = 0, 0.0

    def add(self, wait):
        self.count += 1
        self.total += wait


def request(env, servers, rng, waits):
    arrived = env.now
    with servers.request() as turn:
        yield turn
        waits.add(env.now - arrived)
        yield env.timeout(rng.expovariate(1.0))


def arrivals(env, servers, count, rng, waits):
    rate = LOAD * servers.capacity
    for _ in range(count):
        yield env.timeout(rng.expovariate(rate))
        env.process(request(env, servers, rng, waits))


def main():
    capacity, count, seed = (int(word) for word in sys.argv[1:])
    began = time.perf_counter()
    env, waits = simpy.Environment(), Waits()
    servers = simpy.Resource(env, capacity=capacity)
    env.process(arrivals(env, servers, count, random.Random(seed), waits))
    env.run()
    seconds = time.perf_counter() - began
    print(json.dumps({
        "requests": waits.count, "mean-wait": waits.total / waits.count, "seconds": seconds,
        "version": simpy.__version__}))


if __name__ == "__main__":
    main()
