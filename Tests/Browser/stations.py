"""The program itself, on ports and folders of its own: alone on SQLite, alone on PostgreSQL, or two beside each other
on one PostgreSQL database behind haproxy."""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("CLOUDSTATION_PROGRAM") or ROOT / ".build" / "debug" / "cloudstation").resolve()
PASSWORD = "demo-station-2026"
DATABASE = os.environ.get("CLOUDSTATION_TEST_DATABASE")
"""A PostgreSQL database whose role may create others; without it there is SQLite only."""

KINDS = ["sqlite", "postgres", "two-nodes"] if DATABASE else ["sqlite"]
HAPROXY = shutil.which("haproxy", path=os.environ["PATH"] + ":/usr/sbin")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(check, seconds, what):
    """Waits until `check` gives something true."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if check():
            return
        time.sleep(0.05)
    raise RuntimeError(f"{what} within {seconds} s")


def is_ready(url):
    try:
        return urllib.request.urlopen(url + "/readyz", timeout=1).status == 200
    except OSError:
        return False


class Database:
    """A PostgreSQL database of its own; the role must be allowed to create one."""

    def __init__(self):
        base, _, name = DATABASE.rpartition("/")
        query = name.partition("?")[2]
        self.name = f"browser_{secrets.token_hex(4)}"
        self.url = f"{base}/{self.name}" + (f"?{query}" if query else "")
        self._run(f"CREATE DATABASE {self.name}")

    def _run(self, statement):
        tools = os.environ.get("CLOUDSTATION_TEST_POSTGRES_BIN")
        psql = Path(tools) / "psql" if tools else "psql"
        subprocess.run([str(psql), "-qX", "-v", "ON_ERROR_STOP=1", "-d", DATABASE, "-c", statement], check=True)

    def drop(self):
        self._run(f"DROP DATABASE {self.name} WITH (FORCE)")


class Node:
    """One process; can be killed and started again."""

    def __init__(self, folder, settings, base_url=None):
        self.folder = folder
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = dict(os.environ, **settings, CLOUDSTATION_BASE_URL=base_url or self.url)
        self.process = None

    def start(self):
        self.log = open(self.folder / "station.log", "ab")
        self.process = subprocess.Popen(
            [str(PROGRAM), "serve", "--demo", "--port", str(self.port), "--data", str(self.folder / "data")],
            cwd=ROOT, env=self.environment, stdout=self.log, stderr=self.log)

    def is_ready(self):
        if self.process.poll() is not None:
            raise RuntimeError((self.folder / "station.log").read_text())
        return is_ready(self.url)

    def wait(self):
        until(self.is_ready, 90, f"{self.url} was not ready")

    def kill(self):
        """The hard way: nothing is flushed, nobody says goodbye."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.log.close()

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(timeout=15)
        self.log.close()


class Station:
    """What the journeys talk to: one address, behind it one or several nodes on one store."""

    def __init__(self, folder, kind, mail_port):
        self.folder = folder
        self.kind = kind
        settings = {"CLOUDSTATION_MAIL_URL": f"smtp://127.0.0.1:{mail_port}", "CLOUDSTATION_MAIL_TLS": "off",
                    "CLOUDSTATION_ALLOWED_NETWORKS": "127.0.0.0/8"}
        self.database = None if kind == "sqlite" else Database()
        if self.database:
            settings["CLOUDSTATION_DATABASE"] = self.database.url
        self.balancer = Balancer(folder) if kind == "two-nodes" else None
        count = 2 if self.balancer else 1
        self.nodes = [Node(folder / f"node{index}", settings, self.balancer and self.balancer.url)
                      for index in range(count)]
        self.url = self.balancer.url if self.balancer else self.nodes[0].url
        self.dead = None
        self.next = 0
        # All at the same moment, on an empty store: one of them fills it.
        for node in self.nodes:
            node.start()
        for node in self.nodes:
            node.wait()
        if self.balancer:
            self.balancer.start(self.nodes)
            until(lambda: is_ready(self.url), 20, "the balancer did not answer")

    def node_url(self, index):
        """Past the balancer, for a test that wants two people on different nodes."""
        return self.nodes[index % len(self.nodes)].url

    def kill(self):
        """Kills one node the hard way; with two of them the other one goes on, and they take turns."""
        for node in self.nodes:
            node.wait()
        if self.balancer:
            until(lambda: self.balancer.living() == len(self.nodes), 20, "the balancer missed a node")
        self.dead = self.nodes[self.next % len(self.nodes)]
        self.next += 1
        self.dead.kill()

    def start(self):
        """Starts again what was killed. With two nodes nobody waits for it: the other one has to serve meanwhile."""
        self.dead.start()
        if not self.balancer:
            self.dead.wait()

    def api(self, path, account="liaison"):
        """Every item of a list of the API, page by page, as `account` sees it."""
        token = self.call("POST", "/session", body={"account": account, "password": PASSWORD})["token"]
        items, cursor = [], None
        while True:
            separator = "&" if "?" in path else "?"
            page = self.call("GET", path + (f"{separator}cursor={cursor}" if cursor else ""), token)
            items += page["items"]
            cursor = page.get("next")
            if not cursor:
                return items

    def call(self, method, path, token=None, body=None, **headers):
        """One call of the API; an answer of 400 and above throws."""
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        return json.load(urllib.request.urlopen(urllib.request.Request(
            self.url + "/api/v1" + path, method=method, data=None if body is None else json.dumps(body).encode(),
            headers=headers), timeout=30))

    def stop(self):
        try:
            if self.balancer:
                self.balancer.stop()
            for node in self.nodes:
                node.stop()
        finally:
            if self.database:
                self.database.drop()


class Balancer:
    """haproxy, one request to each node in turn; a node that does not answer /readyz gets none."""

    def __init__(self, folder):
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self, nodes):
        servers = "\n".join(f"  server node{index} 127.0.0.1:{node.port} check inter 500ms fall 2 rise 1"
                            for index, node in enumerate(nodes))
        configuration = self.folder / "haproxy.cfg"
        self.control = self.folder / "haproxy.sock"
        configuration.write_text(f"""global
  stats socket {self.control} mode 600
defaults
  mode http
  timeout connect 2s
  timeout client 60s
  timeout server 60s
  timeout check 5s
  option http-server-close
  option redispatch 1
  retries 3
frontend station
  bind 127.0.0.1:{self.port}
  default_backend nodes
backend nodes
  balance roundrobin
  http-reuse never
  option httpchk GET /readyz
  http-check expect status 200
{servers}
""")
        self.log = open(self.folder / "haproxy.log", "ab")
        self.process = subprocess.Popen(
            [HAPROXY, "-db", "-f", str(configuration)], stdout=self.log, stderr=self.log)

    def living(self):
        """How many nodes get requests."""
        with socket.socket(socket.AF_UNIX) as control:
            control.connect(str(self.control))
            control.sendall(b"show stat\n")
            text = b"".join(iter(lambda: control.recv(65536), b"")).decode()
        rows = [line.split(",") for line in text.splitlines()]
        return sum(row[0] == "nodes" and row[1].startswith("node") and row[17].startswith("UP")
                   for row in rows if len(row) > 17)

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=10)
        self.log.close()
