"""Prints a token of one kind of caller, made as such a caller gets hers: nobody (none), customer, expert, admin.

Arguments: base URL, the shop's secrets, the kind.
"""
import json
import sys
import urllib.request
import uuid

base, secrets, kind = sys.argv[1:4]


def call(path, body, token=None, address="198.18.0.1"):
    headers = {"Content-Type": "application/json", "X-Forwarded-For": address}
    if token:
        headers["Authorization"] = "Bearer " + token
    request = urllib.request.Request(base + path, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.load(answer)


def secret(name):
    with open(secrets, encoding="utf-8") as lines:
        return next(line.split("=", 1)[1].strip() for line in lines if line.startswith(name + "="))


def customer():
    """Whoever has just ordered from this network may come in."""
    email = "fuzz.%s@example.com" % uuid.uuid4()
    call("/api/products/create-payment-intent",
         {"productId": "initie", "customerEmail": email, "customerName": "Fuzz Essai"})
    return call("/api/users/auth/sanctuaire-v2", {"email": email})["token"]


def admin():
    return call("/api/expert/login", {"email": "expert@example.com", "password": secret("expert-password")[:16]})["token"]


def expert():
    code = call("/api/admin/experts/invitations", {}, admin())["code"]
    return call("/api/expert/register", {"email": "fuzz.%s@example.com" % uuid.uuid4(), "name": "Fuzz Essai",
                                         "password": uuid.uuid4().hex, "invitationCode": code})["token"]


print({"nobody": lambda: "", "customer": customer, "expert": expert, "admin": admin}[kind]())
