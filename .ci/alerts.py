"""The parts of .ci/alerts: `lists` compares alerts, their tests and their pages; `rehearsal ALERTMANAGER` lets real
Alertmanagers, one a kind of chat, tell a chat and a mail server on loopback, and looks at what arrived. And of .ci/outage:
`outage ALERTMANAGER PROMETHEUS METRICS STOP START` takes the database away and measures when a chat hears of it."""
import json
import os
import pathlib
import re
import socket
import socketserver
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MONITORING = pathlib.Path("src/deploy/monitoring")
PAGES = pathlib.Path("docs/runbook/alerts")
SECTIONS = ["Meaning", "Impact", "Diagnosis", "Mitigation", "Escalation"]
SEVERITIES = {"critical", "warning", "info"}
PATIENCE = 30
RUNBOOK_URL = {"slack": "https://pages.example.com/a|b&c/", "discord": "https://pages.example.com/", "teams": ""}


def fail(sentence):
    sys.exit("alerts: " + sentence)


# ---- lists ------------------------------------------------------------------------------------------------------------

def rules():
    """Alert name -> the text of its rules."""
    found = {}
    for file in sorted((MONITORING / "prometheus/rules").glob("*.yml")):
        for rule in re.split(r"\n      - ", file.read_text()):
            named = re.match(r"alert: (\w+)", rule)
            if named:
                found[named[1]] = found.get(named[1], "") + rule + "\n"
    return found


def tests():
    """Names of the alerts that a test sees silent, and of those that one sees firing."""
    silent, firing = set(), set()
    for file in pathlib.Path("src/test/prometheus").glob("*.yml"):
        for step in re.split(r"\n      - ", file.read_text()):
            named = re.search(r"expr: 'ALERTS\{alertname=\"(\w+)\",alertstate=\"firing\"", step)
            if named:
                (firing if "exp_samples" in step else silent).add(named[1])
    return silent, firing


def lists():
    alerts = rules()
    silent, firing = tests()
    pages = {page.stem for page in PAGES.glob("*.md")} - {"README"}
    index = (PAGES / "README.md").read_text()
    for what, names in (("without a page", set(alerts) - pages), ("page without an alert", pages - set(alerts)),
                        ("never seen firing by a test", set(alerts) - firing),
                        ("never seen silent by a test", set(alerts) - silent),
                        ("missing in the index", {name for name in alerts if f"]({name}.md)" not in index})):
        if names:
            fail(f"{what}: {', '.join(sorted(names))}")
    for name, rule in alerts.items():
        severities = set(re.findall(r"severity: (\w+)", rule))
        if len(severities) != 1 or not severities <= SEVERITIES:
            fail(f"{name} needs one severity of {sorted(SEVERITIES)}")
        if not re.search(rf"\| \[{name}\]\({name}\.md\) \| {severities.pop()} \|", index):
            fail(f"the index has another severity for {name}")
        for needed in ("summary: ", "description: ", f"runbook_url: docs/runbook/alerts/{name}.md\n"):
            if rule.count(needed) != rule.count("alert: "):
                fail(f"{name} lacks {needed.strip()}")
        found = re.findall(r"^## (.+)$", (PAGES / f"{name}.md").read_text(), re.MULTILINE)
        if found != SECTIONS:
            fail(f"the page of {name} must have the sections {', '.join(SECTIONS)}, not {', '.join(found)}")
    inhibited = re.findall(r"[A-Z]\w+", " ".join(re.findall(r'alertname[=!]~?"([^"]+)"',
                                                         (MONITORING / "alertmanager/alertmanager.yml").read_text())))
    for name in inhibited:
        if not any(alert.startswith(name) for alert in alerts):
            fail(f"alertmanager.yml names {name}, which is no alert")
    print(f"alerts: {len(alerts)} alerts, each tested and with its page")


# ---- rehearsal --------------------------------------------------------------------------------------------------------

class Chat(BaseHTTPRequestHandler):
    """Takes what a chat's webhook takes; the path is the kind of chat."""
    messages = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        Chat.messages.append((self.path.strip("/"), json.loads(body)))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_):
        pass


class Mailbox(socketserver.StreamRequestHandler):
    """As much of SMTP as it takes to receive a mail."""
    mails = []

    def handle(self):
        self.say("220 mailbox")
        while line := self.rfile.readline().decode().strip():
            verb = line.split()[0].upper()
            if verb == "DATA":
                self.say("354 go on")
                mail = b""
                while (part := self.rfile.readline()) not in (b".\r\n", b""):
                    mail += part
                Mailbox.mails.append(mail.decode())
            if verb == "QUIT":
                return self.say("221 bye")
            self.say("250 ok")

    def say(self, line):
        self.wfile.write((line + "\r\n").encode())


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(server):
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


class Alertmanager:
    """A real one, started as its container starts it; a less patient one waits a second for a group instead of ten."""

    def __init__(self, program, kind, chat, smtp, folder, patient=False):
        self.kind, self.port = kind, free_port()
        impatient = folder / "impatient"
        impatient.write_text("#!/bin/sh\nset -e\nsed -i 's/group_wait: 10s/group_wait: 1s/; s/group_interval: 1m/"
                             f"group_interval: 2s/' {folder}/alertmanager.yml\nexec {program} \"$@\"\n")
        impatient.chmod(0o700)
        environment = {"PATH": os.environ["PATH"], "ALERTMANAGER": program if patient else str(impatient), "ALERTMANAGER_DIR": str(folder),
                       "ALERT_WEBHOOK_URL": f"http://127.0.0.1:{chat}/{kind}", "ALERT_WEBHOOK_KIND": kind,
                       "ALERT_EMAIL": f"{kind}@example.com", "SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(smtp),
                       "SMTP_STARTTLS": "DISABLED", "MAIL_FROM": "shop@example.com",
                       "RUNBOOK_URL": RUNBOOK_URL[kind]}
        self.log = open(folder / "log", "w")
        self.process = subprocess.Popen(
            ["sh", str(MONITORING / "alertmanager/start.sh"), f"--web.listen-address=127.0.0.1:{self.port}",
             f"--storage.path={folder}/data", "--cluster.listen-address="], env=environment, stdout=self.log,
            stderr=self.log)
        await_that(lambda: self.call("/-/ready") is not None, f"Alertmanager for {kind} starts")

    def call(self, path, body=None):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", body and json.dumps(body).encode(),
                                         {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:
                return answer.read()
        except OSError:
            return None

    def tell(self, *names, over=False):
        """As Prometheus does: with the labels and annotations of the rules."""
        now = datetime.now(timezone.utc)
        ends = now if over else now + timedelta(minutes=5)
        alerts = [{"labels": {"alertname": name, **labels(name)}, "annotations": annotations(name),
                   "startsAt": (now - timedelta(minutes=1)).isoformat(), "endsAt": ends.isoformat()} for name in names]
        if self.call("/api/v2/alerts", alerts) is None:
            fail(f"Alertmanager for {self.kind} does not take alerts")

    def heard(self, title):
        """The chat's messages with this title, each as the text of its JSON."""
        return [text for kind, message in list(Chat.messages) if kind == self.kind
                and title in (text := json.dumps(message))]

    def stop(self):
        self.process.terminate()
        self.process.wait(10)
        self.log.close()


def labels(name):
    text = re.search(r"labels: \{ (.*?) \}", rules()[name])[1]
    return {key: value.strip('"') for key, value in (pair.split(": ") for pair in text.split(", "))}


def annotations(name):
    rule = rules()[name]
    return {key: re.search(rf"{key}: '?(.*?)'?$", rule, re.MULTILINE)[1]
            for key in ("summary", "description", "runbook_url")}


def await_that(condition, sentence):
    end = time.monotonic() + PATIENCE
    while not (found := condition()):
        if time.monotonic() > end:
            fail(f"did not happen within {PATIENCE} s: {sentence}; heard: {Chat.messages[-3:]}")
        time.sleep(0.1)
    return found


def rehearse(shops):
    for shop in shops:
        shop.tell("EventDead", "ApiRestarts", "MoneyWithoutOrder")
    for shop in shops:
        text = await_that(lambda: shop.heard("CRITICAL: EventDead"), f"{shop.kind} hears of a critical alert")[0]
        page = RUNBOOK_URL[shop.kind] + "docs/runbook/alerts/EventDead.md"
        if f"What to do: {page}" not in text or ("in the API's repository" in text) == bool(RUNBOOK_URL[shop.kind]):
            fail(f"{shop.kind} is not told which page to read: {text}")
        await_that(lambda: shop.heard("WARNING: ApiRestarts"), f"{shop.kind} hears of a warning")
        await_that(lambda: shop.heard("CRITICAL: MoneyWithoutOrder"), f"{shop.kind} hears what the application told")
        await_that(lambda: mails(shop, "CRITICAL: EventDead"), f"the mailbox beside {shop.kind} gets a critical alert")
        shop.tell("EventDead", "ApiRestarts", "MoneyWithoutOrder", over=True)
    for shop in shops:
        await_that(lambda: shop.heard("OVER: EventDead"), f"{shop.kind} hears the end of a critical alert")
        await_that(lambda: mails(shop, "OVER: EventDead"), f"the mailbox beside {shop.kind} gets the end, too")
        await_that(lambda: shop.heard("OVER: ApiRestarts"), f"{shop.kind} hears the end of a warning")
        shop.tell("ApiDown")
    for shop in shops:
        await_that(lambda: shop.heard("CRITICAL: ApiDown"), f"{shop.kind} hears that the API is down")
        shop.tell("InboxLag", "NotificationsFail")
    for shop in shops:
        await_that(lambda: shop.heard("CRITICAL: NotificationsFail"), f"{shop.kind} hears what the API is no reason for")
        if shop.heard("InboxLag"):
            fail(f"{shop.kind} hears of events that wait while the API is down")
        shop.tell("ApiDown", over=True)
    for shop in shops:
        await_that(lambda: shop.heard("CRITICAL: InboxLag"), f"{shop.kind} hears what is left when the API is back")
        for never in ("OVER: MoneyWithoutOrder",):
            if shop.heard(never):
                fail(f"{shop.kind} hears an all-clear of what only a person ends")
        if mails(shop, "ApiRestarts"):
            fail("a warning went to the mailbox")


def mails(shop, subject):
    return [mail for mail in list(Mailbox.mails) if f"{shop.kind}@example.com" in mail and subject in mail]


def rehearsal(program):
    chat = serve(ThreadingHTTPServer(("127.0.0.1", 0), Chat))
    smtp = serve(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Mailbox))
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        shops = []
        try:
            for kind in ("slack", "discord", "teams"):
                (pathlib.Path(folder) / kind).mkdir()
                shops.append(Alertmanager(program, kind, chat, smtp, pathlib.Path(folder) / kind))
            rehearse(shops)
        finally:
            for shop in shops:
                shop.stop()
    print(f"alerts: told Slack, Discord, Teams and a mailbox as they should be, {time.monotonic() - begin:.0f} s")


# ---- outage -----------------------------------------------------------------------------------------------------------

def prometheus(program, alertmanager, metrics, folder):
    """With the repository's own rules and intervals; only where things are differs."""
    text = (MONITORING / "prometheus/prometheus.yml").read_text()
    text = text.replace("rules/*.yml", str((MONITORING / "prometheus/rules").resolve()) + "/*.yml")
    text = re.sub(r"dns_sd_configs: .*", f'static_configs: [{{ targets: ["{metrics}"] }}]', text)
    config = folder / "prometheus.yml"
    config.write_text(text.replace("alertmanager:9093", f"127.0.0.1:{alertmanager.port}"))
    port = free_port()
    return port, subprocess.Popen([program, f"--config.file={config}", f"--storage.tsdb.path={folder}/tsdb",
                                   f"--web.listen-address=127.0.0.1:{port}"], stdout=alertmanager.log,
                                  stderr=alertmanager.log)


def outage(program, prometheus_program, metrics, stop, start):
    global PATIENCE
    PATIENCE = 300
    chat = serve(ThreadingHTTPServer(("127.0.0.1", 0), Chat))
    smtp = serve(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Mailbox))
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        shop = Alertmanager(program, "slack", chat, smtp, folder, patient=True)
        port, watching = prometheus(prometheus_program, shop, metrics, folder)

        def up():
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/query?query=up%7Bjob=%22api%22%7D==1",
                                            timeout=5) as answer:
                    return json.load(answer)["data"]["result"]
            except OSError:
                return None
        try:
            await_that(up, "Prometheus sees the API")
            for command, title in ((stop, "CRITICAL: DatabaseAway"), (start, "OVER: DatabaseAway")):
                begin = time.monotonic()
                subprocess.run(command, shell=True, check=True)
                text = await_that(lambda: shop.heard(title), title)[0]
                print(f"outage: {title} after {time.monotonic() - begin:.0f} s: {text}")
            print("outage: all that the chat heard: " + ", ".join(message["attachments"][0]["title"]
                                                                  for _, message in Chat.messages))
        finally:
            watching.terminate()
            watching.wait(20)
            shop.stop()


if sys.argv[1] == "lists":
    lists()
elif sys.argv[1] == "outage":
    outage(*sys.argv[2:])
else:
    rehearsal(sys.argv[2])
