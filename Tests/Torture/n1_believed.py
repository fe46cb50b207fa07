"""N1: the `standardwebhooks` package believes 1,000 of 1,000 across restarts and a change of the secret.

It rejects the same request six minutes old, and any byte of it flipped.
"""

import json
import random
import threading
import time
import urllib.error
import urllib.request
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from d1_kill_storm import control
from program import Server, fresh_folder
from report import Finding

BAR = "N1"
KILLS = 4


class Believer(ThreadingHTTPServer):
    """Takes what one of its secrets verifies; `spoil` is done to each body before."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, spoil=lambda body: body):
        super().__init__(("127.0.0.1", 0), Exchange)
        self.secrets, self.spoil, self.lock = [], spoil, threading.Lock()
        self.believed, self.refused, self.kept = {}, 0, []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def judge(self, headers, body):
        with self.lock:
            if not any(is_believed(secret, headers, self.spoil(body)) for secret in self.secrets):
                self.refused += 1
                return 401
            self.believed[headers["webhook-id"]] = json.loads(body)["type"]
            if len(self.kept) < 20:
                self.kept.append((self.secrets[0], headers, body))
            return 204


class Exchange(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        status = self.server.judge({name.lower(): value for name, value in self.headers.items()}, body)
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format, *args):
        """Quiet."""


def is_believed(secret, headers, body):
    try:
        Webhook(secret).verify(body, headers)
        return True
    except (WebhookVerificationError, ValueError):
        # A malformed header is another way to say no.
        return False


def run(context):
    began = time.monotonic()
    wanted = 100 if context.is_short else 1_000
    believer, problems = sent(context, "n1", wanted)
    problems += rejections(believer.kept[0]) if believer.kept else ["nothing was believed"]
    return [Finding(BAR, "believed across restarts and a new secret", f"{len(believer.believed)} of {wanted}",
                    f"{believer.refused} refused", problems, seconds=time.monotonic() - began)]


def sent(context, name, wanted, spoil=lambda body: body, patience=120):
    """Files `wanted` requests while the station is killed and the secret changed; what is wrong with what arrived."""
    folder = fresh_folder(name)
    context.prepared.copy(folder)
    believer, server = Believer(spoil), Server(folder)
    dice = random.Random(f"{context.seed} believed")
    kills = {dice.randrange(wanted) for _ in range(KILLS)}
    try:
        server.start()
        endpoint = ask(server, context, "/endpoints", {"url": f"http://127.0.0.1:{believer.server_address[1]}/"})
        believer.secrets = [endpoint["secret"]]
        for index in range(wanted):
            if index in kills:
                server.kill()
                server.start()
            if index == wanted // 2:
                # The receiver goes on with the old one, which signs beside the new, and changes over later.
                fresh = ask(server, context, f"/endpoints/{endpoint['id']}/secret")["secret"]
            if index == wanted * 3 // 4:
                believer.secrets = [fresh]
            ask(server, context, "/tickets", {"matter": "TX05", "title": f"第 {index} 件", "body": "正文"})
        end = time.monotonic() + patience
        while submitted(believer) < wanted and not believer.refused and time.monotonic() < end:
            time.sleep(0.2)
    finally:
        server.end()
        believer.shutdown()
    problems = [] if submitted(believer) == wanted else [f"{submitted(believer)} of {wanted} believed"]
    return believer, problems + ([f"{believer.refused} refused"] if believer.refused else [])


def submitted(believer):
    with believer.lock:
        return sum(kind == "cloudstation.ticket-submitted" for kind in believer.believed.values())


def ask(server, context, path, body=None):
    request = urllib.request.Request(
        f"http://127.0.0.1:{server.port}/api/v1{path}", method="POST", data=json.dumps(body or {}).encode(),
        headers={"Authorization": f"Bearer {context.prepared.tokens['company1']}", "Content-Type": "application/json"})
    return json.load(urllib.request.urlopen(request, timeout=60))


def rejections(kept):
    """A genuine request six minutes old, and with any one byte flipped, must not be believed."""
    secret, headers, body = kept
    wrong = [] if is_believed(secret, headers, body) else ["the genuine request is not believed"]
    old = datetime.now(tz=timezone.utc) - timedelta(minutes=6)
    signature = Webhook(secret).sign(headers["webhook-id"], old, body.decode())
    stale = headers | {"webhook-timestamp": str(int(old.timestamp())), "webhook-signature": signature}
    wrong += ["a replay of six minutes is believed"] if is_believed(secret, stale, body) else []
    for place in range(len(body)):
        flipped = body[:place] + bytes([body[place] ^ 1]) + body[place + 1:]
        wrong += [f"byte {place} of the body flipped is believed"] if is_believed(secret, headers, flipped) else []
    for name in ("webhook-id", "webhook-timestamp", "webhook-signature"):
        # The last digit of base64 before the padding has bits that nobody reads.
        for place in range(len(headers[name]) - (2 if name == "webhook-signature" else 0)):
            text = headers[name]
            flipped = text[:place] + chr(ord(text[place]) ^ 1) + text[place + 1:]
            wrong += [f"{name} with byte {place} flipped is believed"] if is_believed(
                secret, headers | {name: flipped}, body) else []
    return wrong


def controls(context):
    """A receiver whose bodies come one byte off must believe nothing."""
    _, problems = sent(context, "n1-control", 20, lambda body: body[:-1] + bytes([body[-1] ^ 1]), patience=10)
    return [control("each body one byte off", problems, BAR)]
