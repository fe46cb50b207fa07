"""P6: webhooks a second to a fast local receiver, beside a bare libcurl multi loop to the same receiver, and what a backlog
in front of other receivers changes."""

import base64
import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

from station import COMPANY, Server, Station, free_port  # noqa: F401

HERE = Path(__file__).resolve().parent
ENDPOINTS = 128
BODY = json.dumps({"specversion": "1.0", "type": "cloudstation.ticket-accepted", "data": {"link": "x" * 200}})


class Receiver:
    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "receiver.py")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())

    def look(self):
        """Requests answered so far, and when the first and the last came since the last look."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        total, first, last = self.process.stdout.readline().split()
        return int(total), float(first), float(last)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=10)


class SilentStation(Station):
    """A station that is filled before it serves, so that what it sends was waiting when it started."""

    def __init__(self, data):
        self.data = data
        self.tokens = {}
        self._fill()

    def program(self):
        return [str(self.binary), "serve", "--port", str(self.port), "--data", str(self.data)]

    def serve(self):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.launch(["env", "CLOUDSTATION_ALLOWED_NETWORKS=127.0.0.0/8", *self.program()], "/healthz")
        return self

    @property
    def binary(self):
        from station import BUILD
        return BUILD / "cloudstation"


def fill(path, port, messages, backlog):
    """`messages` in line for the receiver, spread over its endpoints, and `backlog` in line for one that is paused."""
    store = sqlite3.connect(path, isolation_level=None)
    store.execute("BEGIN")
    secret = "whsec_" + base64.b64encode(bytes(range(32))).decode()
    names = [f"endpoint-{index:03}" for index in range(ENDPOINTS)] + ["paused"]
    for name in names:
        store.execute(
            "INSERT INTO webhook_endpoints (id, company, url, secret, is_enabled) VALUES (?, ?, ?, ?, 1)",
            (name, COMPANY, f"http://127.0.0.1:{port}/{name}", secret))
    store.execute("INSERT INTO delivery_pauses VALUES ('webhook paused', 'bench', 0)")
    payload = json.dumps({"subject": "ticket-accepted", "body": BODY})
    now = int(time.time() * 1000)

    def row(index, name):
        return (str(uuid.uuid4()), name, f"webhook {name}", payload, now + index % 1000, now + index % 1000)

    insert = """INSERT INTO outbox (id, channel, destination, lane, kind, payload, created_at, not_before, state, in_line,
        is_once, attempts, next_attempt_at) VALUES (?, 'webhook', ?, ?, 'ticket-accepted', ?, ?, ?, 'waiting', 1, 0, 0, 0)"""
    store.executemany(insert, (row(index, names[index % ENDPOINTS]) for index in range(messages)))
    store.executemany(insert, (row(index, "paused") for index in range(backlog)))
    store.execute("COMMIT")
    store.close()


def measure(folder, receiver, messages, backlog):
    """Messages a second with `backlog` waiting elsewhere."""
    station = SilentStation(folder)
    fill(folder / "station.sqlite", receiver.port, messages, backlog)
    before, _, _ = receiver.look()
    with station.serve():
        deadline = time.monotonic() + 120
        while receiver.look()[0] == before and time.monotonic() < deadline:
            time.sleep(0.005)
        start, total = time.monotonic(), before
        while total < before + messages:
            if time.monotonic() > deadline:
                raise SystemExit(f"P6: {total - before} of {messages} came within two minutes")
            time.sleep(0.01)
            total, _, last = receiver.look()
        return messages / (last - start)


def limit(folder, receiver, messages):
    program = folder / "curl_limit"
    subprocess.run(["cc", "-O2", str(HERE / "curl_limit.c"), "-lcurl", "-o", str(program)], check=True)
    url = f"http://127.0.0.1:{receiver.port}/limit"
    seconds = subprocess.run(
        [str(program), url, str(messages), str(2 * ENDPOINTS), str(len(BODY))], check=True, capture_output=True,
        text=True).stdout
    return messages / float(seconds)


def p6(messages=20_000, backlogs=(100, 10_000, 1_000_000), rounds=3):
    with tempfile.TemporaryDirectory(prefix="cloudstation-delivery-") as folder, Receiver() as receiver:
        folder = Path(folder)
        limits, rates = [], {backlog: [] for backlog in backlogs}
        for turn in range(rounds):
            limits.append(limit(folder, receiver, messages))
            for backlog in backlogs:
                rates[backlog].append(measure(folder / f"{turn}-{backlog}", receiver, messages, backlog))
    medians = {backlog: statistics.median(found) for backlog, found in rates.items()}
    value, bound = medians[backlogs[0]], statistics.median(limits)
    return {
        "id": "P6", "value": round(value, 1), "unit": "1/s", "limit": round(bound, 1), "ratio": round(value / bound, 3),
        "backlogs": {str(backlog): round(rate, 1) for backlog, rate in medians.items()},
        "backlogChange": round(max(abs(rate / value - 1) for rate in medians.values()), 3)}
