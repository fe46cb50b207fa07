"""A station that delivers to peers of these tests, and the peers that are small enough to stand here."""

import json
import os
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("CLOUDSTATION_PROGRAM") or ROOT / ".build" / "debug" / "cloudstation").resolve()
PASSWORD = "demo-station-2026"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def eventually(check, seconds=30):
    """Waits until `check` gives something true, and gives it."""
    deadline = time.monotonic() + seconds
    while True:
        found = check()
        if found or time.monotonic() > deadline:
            return found
        time.sleep(0.05)


class Station:
    """The program over a demonstration store of its own; can be killed and started again."""

    def __init__(self, folder, preload=None, **settings):
        self.folder, self.port, self.tokens = Path(folder), free_port(), {}
        self.url = f"http://127.0.0.1:{self.port}"
        clean = {name: value for name, value in os.environ.items() if not name.startswith("CLOUDSTATION_")}
        self.environment = clean | {f"CLOUDSTATION_{name}": str(value) for name, value in settings.items()}
        if preload:
            self.environment["LD_PRELOAD"] = str(preload)
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [str(PROGRAM), "serve", "--demo", "--port", str(self.port), "--data", str(self.folder)], cwd=ROOT,
            env=self.environment, stdout=subprocess.DEVNULL, stderr=open(self.folder / "log", "ab"))
        assert eventually(self.is_ready, 120), (self.folder / "log").read_text()

    def is_ready(self):
        try:
            return urllib.request.urlopen(self.url + "/readyz", timeout=1).status == 200
        except OSError:
            return False

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        self.process.wait(timeout=20)

    def api(self, method, path, account=None, body=None, token=None, **headers):
        """The answer's JSON; an error answer raises."""
        if account:
            token = self.token(account)
        request = urllib.request.Request(
            self.url + "/api/v1" + path, method=method, data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json", **headers} if token else headers)
        with urllib.request.urlopen(request, timeout=30) as answer:
            text = answer.read()
            return json.loads(text) if text else None

    def token(self, account):
        if account not in self.tokens:
            self.tokens[account] = self.api("POST", "/session", body={"account": account, "password": PASSWORD})["token"]
        return self.tokens[account]

    def file(self, title="退税申报被退回", account="company"):
        return self.api("POST", "/tickets", account, {"matter": "TX05", "title": title, "body": "正文"})["number"]

    def act(self, number, noun, account, body):
        return self.api("POST", f"/tickets/{number}/{noun}", account, body, **{"If-Match": "*"})


class Peer(ThreadingHTTPServer):
    """Answers each POST with what `answer(path, headers, body)` gives: a status and a JSON value."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, answer):
        super().__init__(("127.0.0.1", 0), Exchange)
        self.answer, self.requests, self.lock = answer, [], threading.Lock()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}"


class Exchange(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        with self.server.lock:
            self.server.requests.append((time.time(), self.path, dict(self.headers), body))
            status, value = self.server.answer(self.path, self.headers, body)
        text = json.dumps(value).encode() if value is not None else b""
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format, *args):
        """Quiet."""
