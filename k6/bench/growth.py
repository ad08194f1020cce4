"""The work of k6/bench/growth: measures, writes what it measured as CSV, and has curves.py draw it."""
import copy
import csv
import json
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

import bson
import curves
import pymongo
import replicas

HERE = pathlib.Path(__file__).resolve().parent
RESULTS = HERE.parents[1] / "docs/runbook/capacity"
BASE, STRIPE, MONGODB = (os.environ[name] for name in ("BASE_URL", "SANDBOX_URL", "MONGODB_URL"))
ORDERS = [int(n) for n in os.environ.get("ORDERS", "1000,10000,100000,1000000").split(",")]
CONNECTIONS = [int(n) for n in os.environ.get("CONNECTIONS", "10,30,100,300,1000").split(",")]
REPLICAS = [1, 2, 3]
ROUNDS = int(os.environ.get("ROUNDS", "5"))
WARM_UPS = int(os.environ.get("WARM_UPS", "4"))
SECONDS_EACH = int(os.environ.get("SECONDS_EACH", "5"))
HZ = os.sysconf("SC_CLK_TCK")


def listener(url):
    return int(subprocess.check_output([sys.executable, HERE / "listener.py", url]))


def cpu_seconds(pids):
    def of(pid):
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / HZ
    return sum(of(pid) for pid in pids)


def wrk(url, script, connections, pids, **settings):
    """One run: CPU ms of these processes per request, p50 and p99 in ms, requests a second, share of wrong answers."""
    before = cpu_seconds(pids)
    out = subprocess.check_output(["wrk", "-t1", f"-c{connections}", f"-d{SECONDS_EACH}s", "--latency", "-s",
                                   HERE / script, url], text=True, env=os.environ | settings)
    time.sleep(0.5)
    words = out.split()
    requests = int(words[words.index("requests") - 1])
    if requests == 0:
        raise SystemExit(f"nothing was answered at {url}:\n{out}")
    wrong = int(out.split("Non-2xx or 3xx responses:")[1].split()[0]) if "Non-2xx" in out else 0
    return {"cpu": (cpu_seconds(pids) - before) * 1000 / requests, "p50": millis(words[words.index("50%") + 1]),
            "p99": millis(words[words.index("99%") + 1]), "rate": requests / SECONDS_EACH, "wrong": wrong / requests}


def millis(text):
    for unit, factor in (("us", 0.001), ("ms", 1), ("s", 1000), ("m", 60000)):
        if text.endswith(unit):
            return float(text.removesuffix(unit)) * factor
    raise ValueError(text)


def median_of(rounds):
    return {name: statistics.median(each[name] for each in rounds) for name in rounds[0]}


def post(url, body):
    request = urllib.request.Request(url, json.dumps(body).encode(), {
        "Content-Type": "application/json", "X-Forwarded-For": "198.18.0.1"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def paid_order(database):
    """A purchase as any other, whose order the copies are made of."""
    intent = post(BASE + "/api/products/create-payment-intent", {
        "productId": "mystique", "customerEmail": "growth@example.com", "customerName": "Croissance"})["orderId"]
    post(f"{STRIPE}/_sandbox/payment_intents/{intent}/succeed", {})
    for _ in range(100):
        order = database.orders.find_one({"paymentIntentId": intent, "paidAt": {"$exists": True}})
        if order:
            return order
        time.sleep(0.1)
    raise SystemExit("the first order was not paid")


def copies(order, first, end):
    for n in range(first, end):
        each = copy.copy(order) | {"_id": bson.ObjectId(), "orderNumber": f"LUG{n:09d}",
                                   "paymentIntentId": f"pi_growth{n:09d}"}
        each["origin"] = order["origin"] | {"key": f"growth-{n}"}
        yield each


def fill(database, order, first, end):
    for start in range(first, end, 1000):
        database.orders.insert_many(list(copies(order, start, min(end, start + 1000))), ordered=False)


def orders(write):
    database = pymongo.MongoClient(MONGODB).get_default_database()
    order, there, api, store = paid_order(database), 0, listener(BASE), listener(MONGODB)
    for count in ORDERS:
        fill(database, order, there, count)
        there = count
        one = f"{BASE}/api/orders/pi_growth"
        for _ in range(WARM_UPS):
            wrk(one, "any-order.lua", 50, [api], COUNT=str(count))
        alone = median_of([wrk(one, "any-order.lua", 1, [api], COUNT=str(count)) for _ in range(ROUNDS)])
        crowd = median_of([wrk(one, "any-order.lua", 50, [api], COUNT=str(count)) for _ in range(ROUNDS)])
        kept = median_of([wrk(one, "any-order.lua", 50, [store], COUNT=str(count))])
        write(orders=count, p50_ms=alone["p50"], p99_ms=alone["p99"], crowd_p50_ms=crowd["p50"],
              crowd_p99_ms=crowd["p99"], api_cpu_ms=crowd["cpu"], store_cpu_ms=kept["cpu"],
              wrong=max(alone["wrong"], crowd["wrong"]))


def connections(write):
    api = listener(BASE)
    for _ in range(WARM_UPS):
        wrk(f"{BASE}/api/products", "get.lua", 50, [api])
    for count in CONNECTIONS:
        run = median_of([wrk(f"{BASE}/api/products", "get.lua", count, [api]) for _ in range(ROUNDS)])
        write(connections=count, p50_ms=run["p50"], p99_ms=run["p99"], api_cpu_ms=run["cpu"], rate=run["rate"],
              wrong=run["wrong"], memory_mb=memory(api))


def memory(pid):
    lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def one_order(url, pids):
    return wrk(f"{url}/api/orders/pi_growth", "any-order.lua", 50, pids, FIRST="5000000", COUNT="1000")


def one_sign_in(url, pids):
    return wrk(f"{url}/api/users/auth/sanctuaire-v2", "sign-in.lua", 20, pids)


def warm(url, pid):
    """A JVM that has just started costs several times as much until its code is compiled."""
    for _ in range(WARM_UPS):
        one_order(url, [pid])
        one_sign_in(url, [pid])


def several(write):
    database = pymongo.MongoClient(MONGODB).get_default_database()
    fill(database, paid_order(database), 5_000_000, 5_001_000)
    with tempfile.TemporaryDirectory() as folder, replicas.started(listener(BASE), max(REPLICAS), folder) as instances:
        for instance in instances:
            warm(f"http://127.0.0.1:{instance.port}", instance.pid)
        for count in REPLICAS:
            with replicas.proxy(instances[:count], folder) as url:
                pids = [instance.pid for instance in instances[:count]]
                read, signed_in = [], []
                for _ in range(ROUNDS):
                    read.append(one_order(url, pids))
                    signed_in.append(one_sign_in(url, pids))
                read, signed_in = median_of(read), median_of(signed_in)
                write(replicas=count, order_cpu_ms=read["cpu"], order_p99_ms=read["p99"], order_rate=read["rate"],
                      order_wrong=read["wrong"], sign_in_cpu_ms=signed_in["cpu"], sign_in_p99_ms=signed_in["p99"],
                      sign_in_rate=signed_in["rate"])


def table(name, measure):
    """Each row is written as soon as it is known: a run that is cut short leaves what it measured."""
    RESULTS.mkdir(exist_ok=True)
    with (RESULTS / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)

        def write(**row):
            if file.tell() == 0:
                rows.writerow(row)
            rows.writerow([round(value, 4) for value in row.values()])
            file.flush()
            print(name, " ".join(f"{key}={value:.3f}" for key, value in row.items()), flush=True)
        measure(write)
    curves.draw(RESULTS, name)


MEASURES = {"connections": connections, "replicas": several, "orders": orders}
if __name__ == "__main__":
    random.seed(1)
    for wanted in sys.argv[1:] or MEASURES:
        table(wanted, MEASURES[wanted])
