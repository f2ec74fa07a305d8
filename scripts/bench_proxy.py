"""Measures the proxy without a fault against a direct connection, HAProxy and Toxiproxy, and prints a Markdown table.

Toxiproxy is in no registry that we install from: it is measured where a `toxiproxy-server` is in the path, and then
its share in this run is the goal; else what it kept elsewhere is. Called by scripts/bench.
"""

import argparse
import contextlib
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

import nginx

# What it is measured with, and the share of direct throughput that Toxiproxy 2.12 kept on another machine.
CASES = [
    ("1 KiB, 1 connection", "1k", 1, False, 0.62),
    ("1 KiB, 32 connections", "1k", 32, False, 0.56),
    ("64 KiB, 32 connections", "64k", 32, False, 0.43),
    ("1 MiB, 8 connections", "1m", 8, False, 0.39),
    ("1 KiB, a new connection each time", "1k", 32, True, 0.26),
]
# HAProxy does the same in C, by one thread as well.
HAPROXY = """\
global
    nbthread 1
    maxconn 4096
defaults
    mode tcp
    timeout connect 10s
    timeout client 60s
    timeout server 60s
frontend clients
    bind 127.0.0.1:{port}
    default_backend servers
backend servers
    server nginx 127.0.0.1:{server}
"""
SIZES = {"1k": 1 << 10, "64k": 64 << 10, "1m": 1 << 20}


class CannotMeasure(Exception):
    """A command that was to be timed did not do its work."""


@contextlib.contextmanager
def proxy(binary, port):
    """A proxy before a port; gives its process and its own port."""
    with subprocess.Popen([binary, "proxy", str(port)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          text=True) as process:
        try:
            yield process.pid, int(process.stdout.readline())
        finally:
            process.stdin.close()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


@contextlib.contextmanager
def haproxy(binary, folder, server):
    """HAProxy before a port; gives its process and its own port."""
    port = nginx.free_port()
    configuration = os.path.join(folder, "haproxy.cfg")
    with open(configuration, "w", encoding="utf-8") as file:
        file.write(HAPROXY.format(port=port, server=server))
    with nginx.running([binary, "-db", "-f", configuration], port) as pid:
        yield pid, port


@contextlib.contextmanager
def toxiproxy(binary, folder, server):
    """Toxiproxy before a port, with no toxic; gives its process and its own port."""
    port, control = nginx.free_port(), nginx.free_port()
    proxies = os.path.join(folder, "toxiproxy.json")
    with open(proxies, "w", encoding="utf-8") as file:
        json.dump([{"name": "bench", "listen": f"127.0.0.1:{port}", "upstream": f"127.0.0.1:{server}",
                    "enabled": True}], file)
    quiet = {**os.environ, "LOG_LEVEL": "fatal"}
    with nginx.running([binary, "-host", "127.0.0.1", "-port", str(control), "-config", proxies], port, quiet) as pid:
        yield pid, port


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def requests(wrk, port, path, connections, is_new, seconds):
    """How many requests were answered in how many seconds."""
    command = [wrk, "-t1", f"-c{connections}", f"-d{seconds}s"]
    if is_new:
        command += ["-H", "Connection: close"]
    done = subprocess.run([*command, f"http://127.0.0.1:{port}/{path}"], capture_output=True, text=True,
                          check=False)
    found = re.search(r"(\d+) requests in ([\d.]+)s", done.stdout)
    if done.returncode or not found or "Non-2xx" in done.stdout:
        raise CannotMeasure(f"{' '.join(command)}: {done.stdout}{done.stderr}")
    errors = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", done.stdout)
    if errors and any(int(count) for count in errors.groups()):
        raise CannotMeasure(f"{' '.join(command)}: {errors.group()}")
    return int(found.group(1)), float(found.group(2))


def measure(asked, port, proxies, case):
    """The median of direct requests a second, and of each proxy's share and processor time a request."""
    _, path, connections, is_new, _ = case
    direct, shares, cpu = [], [[] for _ in proxies], [[] for _ in proxies]
    for _ in range(asked.repeats):
        count, seconds = requests(asked.wrk, port, path, connections, is_new, asked.seconds)
        direct.append(count / seconds)
        for place, (pid, proxied) in enumerate(proxies):
            before = cpu_seconds(pid)
            count, seconds = requests(asked.wrk, proxied, path, connections, is_new, asked.seconds)
            shares[place].append(count / seconds / direct[-1])
            cpu[place].append(1e6 * (cpu_seconds(pid) - before) / count)
    medians = [[statistics.median(values) for values in lists] for lists in (shares, cpu)]
    return statistics.median(direct), *medians


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench proxy", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="less work, for a look")
    parser.add_argument("--repeats", type=int, help="of each row; 5 unless said, 3 if quick")
    parser.add_argument("--proxy", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--nginx", default="nginx", help=argparse.SUPPRESS)
    parser.add_argument("--haproxy", default="haproxy", help=argparse.SUPPRESS)
    parser.add_argument("--toxiproxy", default=shutil.which("toxiproxy-server"), help=argparse.SUPPRESS)
    parser.add_argument("--wrk", default="wrk", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    asked.repeats = asked.repeats or (3 if asked.quick else 5)
    asked.seconds = 1 if asked.quick else 3

    began, has_missed = os.getloadavg()[0], False
    head = ["what", "direct, requests/s", "share kept", "at least", "met", "CPU a request", "HAProxy: share", "CPU"]
    if asked.toxiproxy:
        head += ["Toxiproxy: share", "CPU"]
    for cells in (head, ["---"] * len(head)):
        print(f"| {' | '.join(cells)} |")
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        port = stack.enter_context(nginx.serving(asked.nginx, folder, SIZES))
        proxies = [stack.enter_context(proxy(asked.proxy, port)),
                   stack.enter_context(haproxy(asked.haproxy, folder, port))]
        if asked.toxiproxy:
            proxies.append(stack.enter_context(toxiproxy(asked.toxiproxy, folder, port)))
        for case in CASES:
            direct, shares, cpu = measure(asked, port, proxies, case)
            goal = shares[2] if asked.toxiproxy else case[-1]
            is_met = shares[0] >= goal
            has_missed |= not is_met
            cells = [case[0], f"{direct:,.0f}", f"{shares[0]:.2f}", f"{goal:.2f}", "yes" if is_met else "no",
                     f"{cpu[0]:.0f} us"]
            for share, time in zip(shares[1:], cpu[1:]):
                cells += [f"{share:.2f}", f"{time:.0f} us"]
            print(f"| {' | '.join(cells)} |", flush=True)
    print(f"\nMedians of {asked.repeats} rounds of {asked.seconds} s each, direct and proxied in turn, of nginx by one "
          f"thread of wrk; {os.cpu_count()} cores, load average {began:.1f} before and "
          f"{os.getloadavg()[0]:.1f} after. At least what Toxiproxy 2.12 kept"
          f"{' in this run' if asked.toxiproxy else ' on another machine'}.")
    return int(has_missed)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (CannotMeasure, nginx.CannotServe, OSError, ValueError) as error:
        print(f"could not measure: {error}", file=sys.stderr)
        sys.exit(71)
