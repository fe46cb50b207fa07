"""A real station, real receivers and a real browser for the journeys.

Every page that a test opens is watched: a content-security violation, an error in the console, or an answer of 500 and
above fails the test.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / ".build" / "debug" / "cloudstation"
PASSWORD = "demo-station-2026"
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Peer:
    """A receiver in a process of its own that writes what it took, one JSON line each."""

    def __init__(self, script, record, *arguments):
        self.record = record
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "Tests" / "Peers" / script), "--record", str(record), *arguments],
            stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())

    def lines(self):
        return [json.loads(line) for line in self.record.read_text().splitlines()] if self.record.exists() else []

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=10)


class Station:
    """The program itself, on a port and a data folder of its own; can be killed and started again."""

    def __init__(self, data, mail_port):
        self.data = data
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = dict(
            os.environ, CLOUDSTATION_MAIL_URL=f"smtp://127.0.0.1:{mail_port}", CLOUDSTATION_MAIL_TLS="off",
            CLOUDSTATION_ALLOWED_NETWORKS="127.0.0.0/8")
        self.process = None
        self.start()

    def start(self):
        self.log = open(self.data.parent / "station.log", "ab")
        self.process = subprocess.Popen(
            [str(PROGRAM), "serve", "--demo", "--port", str(self.port), "--data", str(self.data)],
            cwd=ROOT, env=self.environment, stdout=self.log, stderr=self.log)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError((self.data.parent / "station.log").read_text())
            try:
                if urllib.request.urlopen(self.url + "/readyz", timeout=1).status == 200:
                    return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("the station was not ready within 60 s")

    def api(self, path, account="liaison"):
        """Every item of a list of the API, page by page, as `account` sees it."""
        call = lambda method, path, token=None, body=None: json.load(urllib.request.urlopen(urllib.request.Request(
            self.url + "/api/v1" + path, method=method, data=body and json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {token}"} if token else {}), timeout=10))
        token = call("POST", "/session", body={"account": account, "password": PASSWORD})["token"]
        items, cursor = [], None
        while True:
            separator = "&" if "?" in path else "?"
            page = call("GET", path + (f"{separator}cursor={cursor}" if cursor else ""), token)
            items += page["items"]
            cursor = page.get("next")
            if not cursor:
                return items

    def kill(self):
        """The hard way: nothing is flushed, nobody says goodbye."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.log.close()

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=15)
        self.log.close()


class Visitor:
    """One person in a browser of their own, watched."""

    def __init__(self, browser, station, **options):
        self.station = station
        self.context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", **options)
        self.page = self.context.new_page()
        self.complaints = []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("response", self._response)

    def _console(self, message):
        # A page that comes again with what was typed answers 4xx; Chromium notes that as an error of its own.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(f"console: {message.text}")

    def _response(self, response):
        if response.status >= 500:
            self.complaints.append(f"{response.status} {response.url}")

    def open(self, path):
        self.page.goto(self.station.url + path)
        return self

    def sign_in(self, account):
        self.open("/sign-in")
        self.page.fill("#account", account)
        self.page.fill("#password", PASSWORD)
        self.page.click("main button.button--wide")
        self.page.wait_for_url(lambda url: "/sign-in" not in url)
        return self

    def text(self):
        return self.page.inner_text("main")

    def sees(self, *texts):
        main = self.text()
        for text in texts:
            assert text in main, f"“{text}” is not on {self.page.url}:\n{main}"
        return self

    def never_sees(self, *texts):
        html = self.page.content()
        for text in texts:
            assert text not in html, f"“{text}” must not be on {self.page.url}"
        return self

    def accessible(self):
        """Nothing serious or critical by axe on the page as it stands."""
        found = [violation for violation in Axe().run(self.page).response["violations"]
                 if violation["impact"] in ("serious", "critical")]
        assert not found, json.dumps(
            [{"page": self.page.url, "rule": item["id"], "help": item["help"],
              "at": [node["target"] for node in item["nodes"][:3]]} for item in found], ensure_ascii=False, indent=1)
        return self

    def picture(self, name, whole=True):
        """A screenshot for people, into the folder that CLOUDSTATION_PICTURES names."""
        folder = os.environ.get("CLOUDSTATION_PICTURES")
        if folder:
            self.page.screenshot(path=f"{folder}/{name}.png", full_page=whole)
        return self

    def leave(self):
        self.context.close()
        assert not self.complaints, self.complaints


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def mails(tmp_path_factory):
    peer = Peer("mail_receiver.py", tmp_path_factory.mktemp("mail") / "mails.jsonl")
    yield peer
    peer.stop()


@pytest.fixture(scope="module")
def station(tmp_path_factory, mails):
    station = Station(tmp_path_factory.mktemp("station") / "data", mails.port)
    yield station
    station.stop()


@pytest.fixture
def visit(browser, station):
    """`visit("liaison")` is that person, signed in; `visit(None)` nobody. All must leave without complaints."""
    visitors = []

    def visit(account, **options):
        visitor = Visitor(browser, station, **options)
        visitors.append(visitor)
        return visitor.sign_in(account) if account else visitor

    yield visit
    for visitor in visitors:
        visitor.leave()


def eventually(check, seconds=20):
    """Waits until `check` holds; its last failure is the test's."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return check()
        except AssertionError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
