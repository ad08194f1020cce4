"""Makes what cpu-per-request.sh sends: an order to ask for, and signed events for as many orders as there are events.

Arguments: base URL, the shop's secrets, a folder for the files, how many distinct events. Every tenth event belongs to
an order of its own; the others are further events of the same PaymentIntent, as Stripe sends several for one payment.
"""
import hashlib
import hmac
import json
import random
import sys
import time
import urllib.request
import uuid
from concurrent.futures import ThreadPoolExecutor

base, secrets, folder, events = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
EVENTS_OF_AN_ORDER = 10


def secret():
    with open(secrets, encoding="utf-8") as lines:
        for line in lines:
            if "whsec" in line:
                return "whsec" + line.split("whsec", 1)[1].strip()
    raise SystemExit("no webhook secret in " + secrets)


def checkout(n):
    address = "198.18.%d.%d" % (random.randrange(256), random.randrange(1, 255))
    body = {"productId": "mystique", "customerEmail": "bench.%s@example.com" % uuid.uuid4(), "customerName": "Banc Essai"}
    request = urllib.request.Request(base + "/api/products/create-payment-intent", json.dumps(body).encode(),
                                     {"Content-Type": "application/json", "X-Forwarded-For": address})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["orderId"]


def event(intent, kind, status, received):
    return json.dumps({"id": "evt_" + uuid.uuid4().hex, "object": "event", "api_version": "2026-07-29.dahlia",
                       "created": int(time.time()), "livemode": False, "type": kind,
                       "data": {"object": {"id": intent, "object": "payment_intent", "amount": 4700,
                                           "amount_received": received, "currency": "eur", "livemode": False,
                                           "status": status, "metadata": {}}}})


def line(body, key):
    now = str(int(time.time()))
    mac = hmac.new(key.encode(), (now + "." + body).encode(), hashlib.sha256).hexdigest()
    return "t=%s,v1=%s\t%s\n" % (now, mac, body)


key = secret()
with ThreadPoolExecutor(8) as pool:
    intents = list(pool.map(checkout, range(max(1, events // EVENTS_OF_AN_ORDER))))
bodies = []
for intent in intents:
    bodies.append(event(intent, "payment_intent.succeeded", "succeeded", 4700))
    bodies += [event(intent, "payment_intent.processing", "processing", 0) for _ in range(EVENTS_OF_AN_ORDER - 1)]
random.shuffle(bodies)
half = len(bodies) // 2
for name, part in (("warm-up", bodies[:half]), ("distinct", bodies[half:])):
    with open(folder + "/" + name, "w", encoding="utf-8") as out:
        out.writelines(line(body, key) for body in part)
with open(folder + "/repeated", "w", encoding="utf-8") as out:
    out.write(line(event(intents[0], "payment_intent.processing", "processing", 0), key))
with open(folder + "/order", "w", encoding="utf-8") as out:
    out.write(intents[0] + "\n")
