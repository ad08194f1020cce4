"""The work of .ci/dashboard: visits the shop, asks Prometheus what each panel asks, draws the answers; and looks whether
the metrics that rules name exist."""
import argparse
import json
import math
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from urllib.parse import urlsplit

import matplotlib
import pymongo
matplotlib.use("Agg")
import matplotlib.pyplot as plot  # noqa: E402
from matplotlib.ticker import FuncFormatter  # noqa: E402

BOARD = pathlib.Path("src/deploy/monitoring/grafana/dashboards/lumira.json")
RULES = pathlib.Path("src/deploy/monitoring/prometheus/rules").resolve()
SCRAPE_SECONDS = 5
# counted for the first time when something happens that a short visit does not bring about
LATER = {"lumira_rate_shared_missed_total"}
# the smallest picture that a PNG can be
PHOTO = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000"
                      "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082")

options = argparse.ArgumentParser()
options.add_argument("--prometheus", required=True)
options.add_argument("--seconds", type=int, default=110)
options.add_argument("--pictures", default="docs/monitoring")
options = options.parse_args()
BASE, STRIPE, METRICS, MONGODB, SECRETS = (os.environ[name] for name in (
    "BASE_URL", "SANDBOX_URL", "METRICS_URL", "MONGODB_URL", "SHOP_SECRETS"))


# ---- visits -----------------------------------------------------------------------------------------------------------

def call(method, url, body=None, network="198.18.0.1", token=None, kind="application/json"):
    """Status and JSON of an answer; a refusal is an answer."""
    data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
    headers = {"Content-Type": kind, "X-Forwarded-For": network} | ({"Authorization": f"Bearer {token}"} if token else {})
    request = urllib.request.Request(url, data, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            text = answer.read()
            return answer.status, json.loads(text) if text[:1] in b"{[" and text else {}
    except urllib.error.HTTPError as refused:
        return refused.code, {}
    except OSError as broken:
        return 0, {"broken": str(broken)}


def api(method, path, body=None, **more):
    return call(method, BASE + path, body, **more)


def customer(number):
    """Buys, pays, enters, sends her form; the PaymentIntent's id."""
    network, email = f"198.18.{number // 250}.{number % 250 + 1}", f"visitor.{number}@example.com"
    api("GET", "/api/products", network=network)
    _, order = api("POST", "/api/products/create-payment-intent", {"productId": "mystique", "customerEmail": email,
                   "customerName": "Ada Essai"}, network=network)
    handle = order.get("orderId")
    if not handle:
        return None
    if number % 7 == 3:
        call("POST", f"{STRIPE}/_sandbox/payment_intents/{handle}/decline", {})
        return None
    call("POST", f"{STRIPE}/_sandbox/payment_intents/{handle}/succeed", {})
    for _ in range(5):
        _, status = api("GET", f"/api/orders/{handle}", network=network)
        if status.get("accessGranted"):
            break
        time.sleep(0.2)
    api("POST", "/api/users/auth/sanctuaire-v2", {"email": email}, network=network)
    keys = {}
    for photo in ("face_photo", "palm_photo"):
        _, place = api("POST", "/api/uploads/presign", {"type": photo, "contentType": "image/png",
                       "originalName": "a.png"}, network=network)
        if place.get("uploadUrl"):
            call("PUT", place["uploadUrl"], PHOTO, kind=place["contentType"])
            keys[photo] = place["key"]
    form = {"firstName": "Ada", "lastName": "Essai", "email": email, "dateOfBirth": "1990-01-01",
            "specificQuestion": "Quel chemin prendre ?", "objective": "Avancer"}
    api("POST", f"/api/orders/by-payment-intent/{handle}/client-submit", {"formData": form, "uploadedKeys": {
        "facePhotoKey": keys.get("face_photo", ""), "palmPhotoKey": keys.get("palm_photo", "")}}, network=network)
    return handle


def expert():
    """Has every waiting order's reading made."""
    secrets = pathlib.Path(SECRETS).read_text()
    password = re.search(r"^expert-password=(.{16})", secrets, re.MULTILINE)[1]
    _, signed_in = api("POST", "/api/expert/login", {"email": "expert@example.com", "password": password})
    _, queue = api("GET", "/api/expert/orders/pending", token=signed_in.get("token"))
    for order in (queue.get("orders") or [])[:3] if isinstance(queue, dict) else queue[:3]:
        api("POST", "/api/expert/process-order", {"orderId": order.get("_id") or order.get("id"),
            "expertPrompt": "Une lecture douce et claire.", "expertInstructions": ""}, token=signed_in.get("token"))


def trouble(handle):
    """What the panels of failures are to show: strangers, a dispute, a refund, Stripe away, too many calls."""
    api("POST", "/api/users/auth/sanctuaire-v2", {"email": "nobody@example.com"})
    api("POST", "/api/expert/login", {"email": "expert@example.com", "password": "not the password"})
    api("POST", "/api/payments/webhook", {"id": "evt_of_a_stranger"})
    api("GET", "/api/orders/pi_unknown")
    call("POST", f"{STRIPE}/_sandbox/dispute", {"payment_intent": handle})
    call("POST", f"{STRIPE}/_sandbox/faults", {"type": "BAD_GATEWAY", "times": 2})
    for n in range(2):
        api("POST", "/api/products/create-payment-intent", {"productId": "mystique", "customerEmail":
            f"unlucky.{n}@example.com"}, network="198.19.0.1")
    call("DELETE", f"{STRIPE}/_sandbox/faults")
    for n in range(40):
        api("POST", "/api/products/create-payment-intent", {"productId": "none", "customerEmail": "x@example.com"},
            network="198.19.0.2")
    crowd(40)


def crowd(size):
    """One network tries passwords, as many at the same moment as it can: more than it is given places."""
    place, network = urlsplit(BASE), f"198.20.{int(time.time()) // 250 % 250}.{int(time.time()) % 250 + 1}"
    body = '{"email":"nobody@example.com","password":"not the password"}'
    request = (f"POST /api/expert/login HTTP/1.1\r\nHost: {place.netloc}\r\nX-Forwarded-For: {network}\r\n"
               f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}")
    lines = [socket.create_connection((place.hostname, place.port), 10) for _ in range(size)]
    for line in lines:
        line.sendall(request.encode())
    for line in lines:
        line.settimeout(20)
        try:
            while line.recv(65536):
                pass
        except OSError:
            pass
        line.close()


def backup():
    """The shop of a developer makes none: what the job reports of one (src/deploy/backup/record.js)."""
    begun = datetime.now(timezone.utc)
    reports = pymongo.MongoClient(MONGODB, serverSelectionTimeoutMS=5000).get_default_database().backups
    reports.replace_one({"_id": begun.strftime("lumira-%Y%m%dT%H%M%SZ")}, {
        "startedAt": begun, "bytes": 4096, "sha256": "0" * 64, "encrypted": False, "offsite": "off",
        "collections": 16}, upsert=True)


def visit(until):
    number, handle = int(time.time()) % 10000, None
    with ThreadPoolExecutor(4) as pool:
        while time.monotonic() < until:
            handles = [found for found in pool.map(customer, range(number, number + 4)) if found]
            number += 4
            pool.submit(expert)
            if handles:
                pool.submit(trouble, handles[0])
            time.sleep(1.5)


# ---- Prometheus -------------------------------------------------------------------------------------------------------

class Prometheus:
    def __init__(self, folder):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        target = urlsplit(METRICS)
        config = pathlib.Path(folder) / "prometheus.yml"
        config.write_text(json.dumps({
            "global": {"scrape_interval": f"{SCRAPE_SECONDS}s", "evaluation_interval": f"{SCRAPE_SECONDS}s"},
            "rule_files": [f"{RULES}/*.yml"],
            "scrape_configs": [{"job_name": "api", "metrics_path": target.path,
                                "static_configs": [{"targets": [target.netloc]}]}]}))
        self.log = open(pathlib.Path(folder) / "log", "w")
        self.process = subprocess.Popen([options.prometheus, f"--config.file={config}",
                                         f"--storage.tsdb.path={folder}/data",
                                         f"--web.listen-address=127.0.0.1:{self.port}"],
                                        stdout=self.log, stderr=self.log)

    def ask(self, path, **parameters):
        url = f"http://127.0.0.1:{self.port}/api/v1/{path}?{urllib.parse.urlencode(parameters)}"
        try:
            with urllib.request.urlopen(url, timeout=30) as answer:
                return json.load(answer)["data"]
        except urllib.error.HTTPError as refused:
            sys.exit(f"dashboard: Prometheus refuses {parameters}: {refused.read().decode()}")

    def series(self, expression, begin, end):
        """[(labels, [(time, value)])] of all that has a figure."""
        # what Grafana would put for a scrape every five seconds and a window of some minutes
        asked = expression.replace("$__rate_interval", "30s")
        found = self.ask("query_range", query=asked, start=begin, end=end, step=SCRAPE_SECONDS)["result"]
        lines = [(one["metric"], [(moment - begin, float(value)) for moment, value in one["values"]
                                  if math.isfinite(float(value))]) for one in found]
        return [line for line in lines if line[1]]

    def stop(self):
        self.process.terminate()
        self.process.wait(20)
        self.log.close()


# ---- pictures ---------------------------------------------------------------------------------------------------------

def figure(value, unit):
    if unit == "percentunit":
        return f"{value * 100:.3g} %"
    if unit == "bytes":
        return f"{value / 2 ** 20:.0f} MiB"
    if unit == "s":
        return f"{value * 1000:.3g} ms" if 0 < abs(value) < 1 else f"{value:.4g} s"
    return f"{value:.4g}"


def legend(pattern, labels):
    return re.sub(r"\{\{\s*(\w+)\s*\}\}", lambda name: labels.get(name[1], ""), pattern).strip() or "value"


def draw(row, panels, folder):
    height = math.ceil(len(panels) / 4)
    canvas, places = plot.subplots(height, 4, figsize=(16, 3.3 * height), squeeze=False, layout="constrained")
    canvas.suptitle(row, x=0.01, ha="left", fontsize=12, fontweight="bold")
    for place, (panel, lines) in zip(places.flat, panels):
        unit = panel["fieldConfig"]["defaults"]["unit"]
        for name, points in lines:
            place.plot(*zip(*points), linewidth=1.2, label=name if len(name) < 30 else name[:27] + "…")
        place.set_title(panel["title"], fontsize=9, loc="left")
        place.yaxis.set_major_formatter(FuncFormatter(lambda value, _, unit=unit: figure(value, unit)))
        values = [value for _, points in lines for _, value in points] or [0]
        top, bottom = max(values) * 1.1 or 1, min(values + [0])
        place.set_ylim(bottom - 0.04 * top, top)  # a line of zeros is to be seen above the frame
        place.tick_params(labelsize=7)
        place.set_xlabel("s", fontsize=7, loc="right")
        place.grid(alpha=0.3)
        if lines:
            place.legend(fontsize=6, loc="upper left", bbox_to_anchor=(0, -0.12), ncols=2, frameon=False)
    for place in list(places.flat)[len(panels):]:
        place.axis("off")
    folder.mkdir(parents=True, exist_ok=True)
    canvas.savefig(folder / (re.sub(r"\W+", "-", row.lower()) + ".png"), dpi=80)
    plot.close(canvas)


def rows():
    """[(row, [panel])] of the dashboard."""
    found = []
    for panel in json.loads(BOARD.read_text())["panels"]:
        if panel["type"] == "row":
            found.append((panel["title"], []))
        else:
            found[-1][1].append(panel)
    return found


def named_by_rules():
    """The metrics of the API that rules look at."""
    text = "".join(file.read_text() for file in RULES.glob("*.yml"))
    return set(re.findall(r"(?<![:\w])((?:lumira|http_server|mongodb_driver|process|jvm)_\w+)(?![:\w])", text))


def main():
    silent, asked = [], 0
    with tempfile.TemporaryDirectory() as folder:
        prometheus = Prometheus(folder)
        try:
            begin = time.time()
            backup()
            visit(time.monotonic() + options.seconds)
            time.sleep(2 * SCRAPE_SECONDS)
            end = time.time()
            for row, panels in rows():
                drawn = []
                for panel in panels:
                    lines = []
                    for target in panel["targets"]:
                        asked += 1
                        found = prometheus.series(target["expr"], begin, end)
                        if not found:
                            silent.append(f"{panel['title']}: {target['expr']}")
                        lines += [(legend(target["legendFormat"], labels), points) for labels, points in found]
                    drawn.append((panel, lines))
                draw(row, drawn, pathlib.Path(options.pictures))
            shown = set(prometheus.ask("label/__name__/values"))
            unknown = sorted(named_by_rules() - shown - LATER)
            firing = sorted({one["labels"]["alertname"] for one in prometheus.ask("alerts")["alerts"]
                             if one["state"] == "firing"})
            broken = [rule["name"] for group in prometheus.ask("rules")["groups"] for rule in group["rules"]
                      if rule["health"] == "err"]
        finally:
            prometheus.stop()
    print(f"dashboard: {asked} questions asked; firing at the end: {', '.join(firing) or 'nothing'}")
    for what, names in (("no series for", silent), ("rules that fail", broken), ("rules name what the shop does not show", unknown)):
        if names:
            print(f"dashboard: {what}:\n  " + "\n  ".join(names), file=sys.stderr)
    sys.exit(1 if silent or broken or unknown else 0)


main()
