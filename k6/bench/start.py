#!/usr/bin/env python3
"""How long the packaged application takes to its first 200, and how much memory it holds: on the plain JVM, with the
cache of a recorded start (AOT, as the image has it), and with what is named besides.

    mvn -q -DskipTests -Dquarkus.package.jar.type=aot-jar package
    mvn -Prun -Dshop.main=com.oraclelumira.sandbox.RunMongo -Dshop.port=27019 &      # a database
    k6/bench/start.py                                                               # 5 starts of each, alternating

Settings by environment: APP (target/quarkus-app), JAVA, MONGODB_URI, STARTS (5), LOAD_SECONDS (20, wrk), NATIVE (an
executable to measure as well). Milliseconds count from the start of the process to the first 200 of /health/ready,
which knows the database; CPU until then; memory is the process's RSS, 5 s later and after the load.
"""
import glob
import http.client
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
APP = pathlib.Path(os.environ.get("APP", ROOT / "target/quarkus-app"))
STARTS = int(os.environ.get("STARTS", "5"))
LOAD_SECONDS = int(os.environ.get("LOAD_SECONDS", "20"))
PORT, MANAGEMENT_PORT = 18990, 18991
HZ = os.sysconf("SC_CLK_TCK")
OPTIONS = pathlib.Path(os.environ.get("JVM_OPTIONS", ROOT / "src/deploy/image/jvm.options"))
ENVIRONMENT = {
    "PATH": os.environ["PATH"], "HOME": os.environ["HOME"], "APP_ENV": "development", "PORT": str(PORT),
    "MANAGEMENT_PORT": str(MANAGEMENT_PORT), "LOG_LEVEL": "ERROR", "CORS_ORIGIN": "http://localhost:3000",
    "MONGODB_URI": os.environ.get("MONGODB_URI", "mongodb://127.0.0.1:27019/start"),
    "TRUSTED_PROXIES": "127.0.0.0/8", "JWT_SECRET": "only-to-measure-a-start-only-to-measure-a-start",
    "STRIPE_SECRET_KEY": "sk_test_start", "STRIPE_PUBLISHABLE_KEY": "pk_test_start",
    "STRIPE_WEBHOOK_SECRET": "whsec_start", "STRIPE_API_BASE": "http://127.0.0.1:1"}


def java():
    if "JAVA" in os.environ:
        return os.environ["JAVA"]
    found = sorted(glob.glob("/usr/lib/jvm/*25*/bin/java")) or [shutil.which("java")]
    return found[0]


def get(path):
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def cpu_millis(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / HZ


def rss_megabytes(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise SystemExit("no VmRSS")


def launch(command, log):
    process = subprocess.Popen(command, env=ENVIRONMENT, cwd=log.parent, stdout=log.open("w"), stderr=subprocess.STDOUT)
    began = time.monotonic()
    while get("/health/ready") != 200:
        if process.poll() is not None or time.monotonic() - began > 60:
            raise SystemExit(f"it did not start: {' '.join(map(str, command))}\n{log.read_text()[-2000:]}")
        time.sleep(0.005)
    return process, (time.monotonic() - began) * 1000, cpu_millis(process.pid)


def stop(process):
    process.send_signal(signal.SIGTERM)
    process.wait(30)


def measure(command, log, load):
    process, millis, cpu = launch(command, log)
    try:
        time.sleep(5)
        idle, after = rss_megabytes(process.pid), None
        if load:
            subprocess.run(["wrk", "-t1", "-c50", f"-d{LOAD_SECONDS}s", "-s", str(ROOT / "k6/bench/get.lua"),
                            f"http://127.0.0.1:{PORT}/api/products"],
                           check=True, stdout=subprocess.DEVNULL)
            after = rss_megabytes(process.pid)
    finally:
        stop(process)
    return millis, cpu, idle, after


def commands(folder):
    jar = ["-jar", str(APP / "quarkus-run.jar")]
    options = [f"@{OPTIONS}"]
    cache = folder / "app.aot"
    process, _, _ = launch([java(), f"-XX:AOTCacheOutput={cache}", *options, *jar], folder / "record.log")
    for path in ("/health", "/api/healthz", "/api/products", "/openapi", "/docs", "/api/orders/pi_start"):
        get(path)
    stop(process)
    yield "JVM, plain", [java(), *options, *jar]
    yield "JVM, AOT cache", [java(), f"-XX:AOTCache={cache}", *options, *jar]
    for extra in os.environ.get("EXTRA", "").split(";"):
        if extra.strip():
            yield f"JVM, AOT cache, {extra}", [java(), f"-XX:AOTCache={cache}", *options, *extra.split(), *jar]
    if "NATIVE" in os.environ:
        yield "native", [os.environ["NATIVE"]]


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        known = list(commands(folder))
        runs = {name: [] for name, _ in known}
        for n in range(STARTS):
            for name, command in known:
                runs[name].append(measure(command, folder / "start.log", load=n == STARTS - 1))
        print("| how | first 200, ms: median (least) | CPU until then, ms | idle, MB | after load, MB |")
        print("|---|---|---|---|---|")
        for name, measured in runs.items():
            millis, cpu, idle, after = zip(*measured)
            print(f"| {name} | {statistics.median(millis):.0f} ({min(millis):.0f}) | {statistics.median(cpu):.0f} "
                  f"| {statistics.median(idle):.0f} | {after[-1]:.0f} |")


if __name__ == "__main__":
    sys.exit(main())
