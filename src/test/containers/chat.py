"""Answers as Slack's incoming webhooks do (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks) and
prints what it took: a line a message, with who sent it."""
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PATH = "/services/T000/B000/secret"


def fault(message):
    """What Slack would answer instead of ok: no message without a text, and what it limits."""
    if not isinstance(message, dict):
        return "invalid_payload"
    if not (message.get("text") or message.get("blocks") or message.get("attachments")):
        return "no_text"
    for block in message.get("blocks", []):
        text = block.get("text", {}).get("text", "")
        if len(text) > {"header": 150, "section": 3000}.get(block["type"], 3000):
            return "invalid_blocks"
    return None


class Chat(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            message = json.loads(body)
        except ValueError:
            message = None
        reason = "no_service" if self.path != PATH else fault(message)
        sender = "alertmanager" if "Alertmanager" in self.headers.get("User-Agent", "") else "api"
        print(f"{reason or 'took'} {sender} {json.dumps(message, ensure_ascii=False)}", flush=True)
        self.send_response(404 if reason == "no_service" else 400 if reason else 200)
        self.end_headers()
        self.wfile.write((reason or "ok").encode())

    def log_message(self, *_):
        pass


ThreadingHTTPServer(("0.0.0.0", 8080), Chat).serve_forever()
