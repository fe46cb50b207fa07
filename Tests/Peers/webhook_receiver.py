"""A webhook receiver that believes only what the `standardwebhooks` package accepts.

    python3 webhook_receiver.py --secret whsec_… [--port 0] [--record FILE] [--fail N] [--status CODE] [--delay SECONDS]

Prints its port as the first line. Each accepted request becomes one JSON line in the record: id, path, type, body.
A refused signature answers 401 and is recorded as `{"refused": reason}`. `--fail N` answers the first N accepted
requests with `--status` (default 500) before it begins to answer 204. GET /counts tells the totals as JSON.
"""

import argparse
import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

LONGEST_BODY = 1 << 20


class Receiver(ThreadingHTTPServer):
    """The server with what it has seen; requests come on many threads, so everything is under one lock."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, address, secret, record=None, fail=0, status=500, delay=0.0):
        super().__init__(address, Handler)
        self.webhook = Webhook(secret)
        self.record = record
        self.status = status
        self.delay = delay
        self.lock = threading.Lock()
        self.left_to_fail = fail
        self.counts = {"accepted": 0, "failed": 0, "refused": 0, "connections": 0}

    def note(self, outcome, line):
        with self.lock:
            self.counts[outcome] += 1
            if self.record:
                self.record.write(json.dumps(line, ensure_ascii=False) + "\n")
                self.record.flush()

    def is_to_fail(self):
        with self.lock:
            if self.left_to_fail <= 0:
                return False
            self.left_to_fail -= 1
            return True


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30

    def setup(self):
        super().setup()
        with self.server.lock:
            self.server.counts["connections"] += 1

    def do_GET(self):
        with self.server.lock:
            body = json.dumps(self.server.counts).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        length = int(self.headers.get("Content-Length", "0"))
        if length > LONGEST_BODY:
            self.answer(413)
            return
        body = self.rfile.read(length)
        if self.server.delay:
            time.sleep(self.server.delay)
        try:
            event = self.server.webhook.verify(body, dict(self.headers.items()))
        except (WebhookVerificationError, ValueError) as error:
            self.server.note("refused", {"refused": str(error)})
            self.answer(401)
            return
        line = {
            "id": self.headers.get("webhook-id"),
            "path": self.path,
            "type": self.headers.get("Content-Type"),
            "body": event,
        }
        if self.server.is_to_fail():
            self.server.note("failed", {**line, "answered": self.server.status})
            self.answer(self.server.status)
            return
        self.server.note("accepted", line)
        self.answer(204)

    def answer(self, status):
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format, *args):
        """Quiet: the record is the log."""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--secret", required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--record")
    parser.add_argument("--fail", type=int, default=0)
    parser.add_argument("--status", type=int, default=500)
    parser.add_argument("--delay", type=float, default=0.0)
    options = parser.parse_args()
    record = open(options.record, "a", encoding="utf-8") if options.record else None
    server = Receiver(
        ("127.0.0.1", options.port), options.secret, record, options.fail, options.status, options.delay
    )
    print(server.server_address[1], flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        sys.exit(0)


if __name__ == "__main__":
    main()
