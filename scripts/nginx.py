"""An nginx of one worker on loopback with its own folder and configuration, for benchmarks; ended by its own pid."""

import contextlib
import os
import socket
import subprocess
import time

CONFIGURATION = """\
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_rlimit_nofile 8192;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    tcp_nodelay on;
    keepalive_requests 1000000000;
    open_file_cache max=100;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        root {folder}/files;
    }}
}}
"""

PATIENCE = 10


class CannotServe(Exception):
    """A server did not come up."""


@contextlib.contextmanager
def serving(binary, folder, sizes):
    """Serves a file of so many bytes by each name; gives the port."""
    os.mkdir(os.path.join(folder, "files"))
    for name, size in sizes.items():
        with open(os.path.join(folder, "files", name), "wb") as file:
            file.write(os.urandom(size))
    # So that a worker that gave up being root can read them.
    os.chmod(folder, 0o755)
    port = free_port()
    configuration = os.path.join(folder, "nginx.conf")
    with open(configuration, "w", encoding="utf-8") as file:
        file.write(CONFIGURATION.format(folder=folder, port=port))
    command = [binary, "-p", folder, "-c", configuration, "-e", os.path.join(folder, "error.log")]
    with running(command, port):
        yield port


@contextlib.contextmanager
def running(command, port, environment=None):
    """Runs a server until it is no longer wanted; gives its pid once it listens."""
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          env=environment) as process:
        try:
            wait_for(port, process)
            yield process.pid
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, process):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise CannotServe(f"{process.args[0]} ended with status {process.returncode}")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.01)
    raise CannotServe(f"{process.args[0]} did not listen on {port} within {PATIENCE} s")
