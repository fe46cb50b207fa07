"""A real station, real receivers and a real browser for the journeys.

Every page that a test opens is watched: a content-security violation, an error in the console, or an answer of 500 and
above fails the test.
"""

import json
import os
import subprocess
import sys
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from stations import DATABASE, KINDS, PASSWORD, ROOT, Station, free_port

CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync"]


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


class Visitor:
    """One person in a browser of their own, watched."""

    def __init__(self, browser, station, node=None, **options):
        self.url = station.url if node is None else station.node_url(node)
        self.browser = browser
        self.options = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", **options}
        self.context = browser.new_context(**self.options)
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
        self.page.goto(self.url + path)
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
        """Nothing serious or critical by axe on the page as it stands; without scripts, on the same address with them:
        axe waits for timers that never come where scripts are off."""
        if self.options.get("java_script_enabled", True):
            found = self._violations(self.page)
        else:
            twin = self.browser.new_context(
                **{**self.options, "java_script_enabled": True}, storage_state=self.context.storage_state())
            page = twin.new_page()
            page.goto(self.page.url)
            found = self._violations(page)
            twin.close()
        assert not found, json.dumps(
            [{"page": self.page.url, "rule": item["id"], "help": item["help"],
              "at": [node["target"] for node in item["nodes"][:3]]} for item in found], ensure_ascii=False, indent=1)
        return self

    @staticmethod
    def _violations(page):
        return [violation for violation in Axe().run(page).response["violations"]
                if violation["impact"] in ("serious", "critical")]

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


def pytest_generate_tests(metafunc):
    """A module that says `ON_EVERY_STORE = True` runs on each kind of station there is; others on SQLite."""
    if "station" in metafunc.fixturenames:
        kinds = KINDS if getattr(metafunc.module, "ON_EVERY_STORE", False) else ["sqlite"]
        metafunc.parametrize("station", kinds, indirect=True, scope="module")


def pytest_terminal_summary(terminalreporter):
    if not DATABASE:
        terminalreporter.section("SQLite only", sep="!", red=True, bold=True)
        terminalreporter.line("CLOUDSTATION_TEST_DATABASE is not set: no journey ran on PostgreSQL, none on two nodes.")
        terminalreporter.line("Tests/Support/with-postgres COMMAND sets it.")


@pytest.fixture(scope="module")
def station(request, tmp_path_factory, mails):
    station = Station(tmp_path_factory.mktemp("station"), request.param, mails.port)
    yield station
    station.stop()


@pytest.fixture
def visit(browser, station):
    """`visit("liaison")` is that person, signed in; `visit(None)` nobody; `node=1` goes past the balancer. All must leave
    without complaints."""
    visitors = []

    def visit(account, node=None, **options):
        visitor = Visitor(browser, station, node, **options)
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
