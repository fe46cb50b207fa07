"""The servers that the benchmark measures, started from nothing with accounts of their own, and a look into the store."""

import hashlib
import json
import os
import secrets
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests" / "Support"))
from credit_codes import credit_code  # noqa: E402

BUILD = ROOT / ".build" / "release"
PASSWORD = "benchmark-password"
#: Those who file and submit. Many, as in a district: what one company is told fifteen times in ten minutes is told in a
#: digest from then on, and a load of one company would measure little else.
COMPANIES = 1000
#: Login, role and unit of the officers who take part.
OFFICERS = [("liaison", "liaison", None), ("cyber", "unit", "cyber"), ("economic-crime", "unit", "economic-crime")]


def company_code(number):
    return credit_code(f"91330109MA2{number:06d}")


#: The one that owns the endpoints of P6.
COMPANY = company_code(0)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A program that serves on a port of its own, ended with the block."""

    def launch(self, arguments, ready):
        self.process = subprocess.Popen(
            arguments, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(self.url + ready, timeout=1).close()
                return
            except urllib.error.HTTPError:
                return
            except OSError:
                if self.process.poll() is not None:
                    raise SystemExit(f"{arguments[0]} ended with {self.process.returncode}")
                time.sleep(0.02)
        raise SystemExit(f"{arguments[0]} was not ready within 60 s")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=20)


class Station(Server):
    """The product itself, over a store of its own with a company and accounts."""

    def __init__(self, data):
        self.data = data
        self.tokens = {}
        self._fill()
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.launch(self.program(), "/readyz")

    def program(self):
        return [str(BUILD / "cloudstation"), "serve", "--port", str(self.port), "--data", str(self.data)]

    def _fill(self):
        self.data.mkdir(parents=True)
        companies = self.data / "companies.csv"
        companies.write_text(
            "code,name,industry,size,contactName,contactPhone,contactEmail\n" + "".join(
                f"{company_code(number)},基准测试有限公司{number},trade,small,小王,0571-5550-0199,{number}@example.com\n"
                for number in range(COMPANIES)))
        self._command("company", "import", str(companies))
        for login, role, unit in OFFICERS:
            self._command("user", "add", login, "--name", login, "--role", role, "--email", f"{login}@example.com",
                          *(["--unit", unit] if unit else []))
        self._staff_companies()

    def _staff_companies(self):
        """Somebody of each company, signed in. Written into the store: a thousand sign-ins cost a minute each way."""
        self.companies = [secrets.token_urlsafe(32) for _ in range(COMPANIES)]
        now = int(time.time() * 1000)
        with sqlite3.connect(self.data / "station.sqlite") as store:
            for number, token in enumerate(self.companies):
                name = f"company-{number}"
                store.execute("INSERT INTO accounts VALUES (?, ?, ?, NULL, ?, ?, 'zh-Hans', 'none', 0)",
                              (name, name, name, company_code(number), f"{name}@example.com"))
                store.execute("INSERT INTO account_roles VALUES (?, 'company')", (name,))
                store.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", (
                    hashlib.sha256(token.encode()).hexdigest(), name, now, now + 4 * 3_600_000))
        store.close()

    def _command(self, *arguments):
        subprocess.run(
            [str(BUILD / "cloudstation"), *arguments, "--data", str(self.data)], cwd=ROOT, check=True,
            stdout=subprocess.DEVNULL, env=dict(os.environ, CLOUDSTATION_PASSWORD=PASSWORD))

    def token(self, account):
        if account not in self.tokens:
            request = urllib.request.Request(
                self.url + "/api/v1/session", method="POST",
                data=json.dumps({"account": account, "password": PASSWORD}).encode())
            self.tokens[account] = json.load(urllib.request.urlopen(request))["token"]
        return self.tokens[account]


class LimitServer(Station):
    """The same server with one bare insert in the place of the use case."""

    def program(self):
        return [str(BUILD / "Limit"), "--database", f"sqlite:{self.data}/station.sqlite", "--port", str(self.port)]


class Store:
    """The station's file, read beside the running server."""

    #: Every table that a ticket's life or a submission writes; the search index counts as the one row it takes.
    TABLES = ["tickets", "ticket_events", "ticket_legs", "audit", "outbox", "inbox", "submissions", "profiles", "warnings",
              "holdings", "holders", "lessons"]

    def __init__(self, path):
        self.connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)

    def one(self, sql, *arguments):
        return self.connection.execute(sql, arguments).fetchone()[0]

    def rows(self):
        """Rows written so far: those there are, one more for each version of a ticket, its number and its index, two
        for each leg that an opinion ended: it was added and deleted; and the reminder that each submission plans."""
        added = sum(self.one(f"SELECT COUNT(*) FROM {table}") for table in self.TABLES)
        ended = self.one("SELECT COUNT(*) FROM ticket_events WHERE kind = 'giveOpinion'")
        return added + self.one("SELECT COALESCE(SUM(version - 1), 0) FROM tickets") + 2 * self.one(
            "SELECT COUNT(*) FROM tickets") + 2 * ended + self.one("SELECT COUNT(*) FROM submissions")

    def tickets_at(self, version):
        """Numbers, as people read them, of every ticket that stands at `version`."""
        return [number for (number,) in self.connection.execute(
            "SELECT json_extract(body, '$.number') FROM tickets WHERE version = ? ORDER BY number", (version,))]

    def events_at(self, sequence):
        return self.one("SELECT COUNT(*) FROM ticket_events WHERE sequence = ?", sequence)

    def rows_behind_events(self):
        """Tickets whose row is not at the version of their last event."""
        return self.one(
            "SELECT COUNT(*) FROM tickets t WHERE version <> (SELECT MAX(sequence) FROM ticket_events e "
            "WHERE e.number = t.number) OR version <> (SELECT COUNT(*) FROM ticket_events e WHERE e.number = t.number)")
