"""More instances of the running API, on its database, with the shared rate limits; and a proxy before them."""
import contextlib
import os
import pathlib
import socket
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass

PROXY = """\
global
  maxconn 4000
defaults
  mode http
  timeout connect 2s
  timeout client 60s
  timeout server 60s
  option forwardfor if-none
frontend all
  bind 127.0.0.1:{port}
  default_backend api
backend api
  balance roundrobin
{servers}
"""


@dataclass
class Instance:
    pid: int
    port: int
    process: subprocess.Popen


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def settings(pid):
    entries = pathlib.Path(f"/proc/{pid}/environ").read_bytes().decode().split("\0")
    return dict(entry.split("=", 1) for entry in entries if "=" in entry)


def awaited(url, process):
    for _ in range(600):
        if process.poll() is not None:
            raise SystemExit(f"{process.args[0]} ended with {process.returncode}")
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (OSError, urllib.error.URLError):
            time.sleep(0.1)
    raise SystemExit(f"{url} is not there")


def launch(pid, folder):
    """The same command line as that of the process with this id."""
    port = free_port()
    command = pathlib.Path(f"/proc/{pid}/cmdline").read_bytes().decode().rstrip("\0").split("\0")
    environment = settings(pid) | {"PORT": str(port), "MANAGEMENT_PORT": str(free_port()),
                                   "RATE_LIMIT_STORE": "mongodb"}
    log = open(pathlib.Path(folder) / f"{port}.log", "w", encoding="utf-8")
    return port, subprocess.Popen(command, env=environment, cwd=os.readlink(f"/proc/{pid}/cwd"), stdout=log,
                                  stderr=subprocess.STDOUT)


@contextlib.contextmanager
def started(pid, count, folder):
    instances = []
    try:
        for _ in range(count):
            port, process = launch(pid, folder)
            instances.append(Instance(process.pid, port, process))
            awaited(f"http://127.0.0.1:{port}/health/ready", process)
        yield instances
    finally:
        for instance in instances:
            instance.process.terminate()
        for instance in instances:
            instance.process.wait(40)


@contextlib.contextmanager
def proxy(instances, folder):
    port = free_port()
    servers = "\n".join(f"  server api{n} 127.0.0.1:{each.port}" for n, each in enumerate(instances))
    file = pathlib.Path(folder) / "haproxy.cfg"
    file.write_text(PROXY.format(port=port, servers=servers), encoding="utf-8")
    process = subprocess.Popen(["haproxy", "-f", file], stderr=subprocess.DEVNULL)
    try:
        awaited(f"http://127.0.0.1:{port}/api/healthz", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)
