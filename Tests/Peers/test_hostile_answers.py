"""E2: answers without end, without haste, packed or all header: each ends within 30 s and takes no memory worth a word."""

import gzip
import shutil
import socket
import subprocess
import threading
import time
from pathlib import Path

import pytest

from delivering import Station, eventually

MEBIBYTE = 1 << 20
HEAD = b"HTTP/1.1 200 OK\r\n"


def endless_body(link):
    link.sendall(HEAD + b"\r\n")
    while True:
        link.sendall(b"x" * 65_536)


def endless_chunks(link):
    link.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    while True:
        link.sendall(b"10000\r\n" + b"x" * 65_536 + b"\r\n")


def slow_body(link):
    link.sendall(HEAD + b"Content-Length: 99999\r\n\r\n")
    while True:
        link.sendall(b"x")
        time.sleep(1)


def slow_headers(link):
    link.sendall(HEAD)
    while True:
        link.sendall(b"X: y\r\n")
        time.sleep(1)


def gzip_bomb(link):
    bomb = gzip.compress(bytes(256 * MEBIBYTE), 9)
    link.sendall(HEAD + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(bomb) + bomb)


def header_flood(link):
    link.sendall(HEAD)
    while True:
        link.sendall(b"X-Flood: " + b"y" * 8_000 + b"\r\n")


def one_endless_header(link):
    link.sendall(HEAD + b"X-Flood: ")
    while True:
        link.sendall(b"y" * 65_536)


def early_hints(link):
    while True:
        link.sendall(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")


# What an answer comes to: cut short by us its status counts, otherwise it is a fault of its own.
CASES = {
    endless_body: {None}, endless_chunks: {None}, gzip_bomb: {None}, slow_body: {"timed-out"}, slow_headers: {"timed-out"},
    header_flood: {"too-large", None}, one_endless_header: {"too-large", "transport", None},
    early_hints: {"too-large", "timed-out"},
}


class Rude:
    """Reads a request and answers by the path; never closes first."""

    def __init__(self):
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            link, _ = self.socket.accept()
            threading.Thread(target=self._answer, args=(link,), daemon=True).start()

    @staticmethod
    def _answer(link):
        text = b""
        while b"\r\n\r\n" not in text:
            text += link.recv(65_536) or b"\r\n\r\n"
        wanted = text.split()[1].decode().lstrip("/") if text.split() else ""
        try:
            next(case for case in CASES if case.__name__ == wanted)(link)
        except (OSError, StopIteration):
            link.close()


def memory(station):
    """The most resident bytes since the counter was set."""
    with open(f"/proc/{station.process.pid}/status") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))


@pytest.fixture(scope="module")
def station(tmp_path_factory):
    station = Station(tmp_path_factory.mktemp("data"), ALLOWED_NETWORKS="127.0.0.0/8")
    yield station
    station.stop()


@pytest.fixture(scope="module")
def rude(station):
    return warm(station)


def warm(station):
    """A receiver, after the station has sent something ordinary: what it loads once is loaded."""
    rude = Rude()
    send(station, f"{rude.url}/nothing")
    return rude


def send(station, url, patience=35):
    """The first attempt of a test event to `url`, and the seconds it took."""
    endpoint = station.api("POST", "/endpoints", "company", {"url": url})["id"]
    began = time.monotonic()
    message = station.api("POST", f"/endpoints/{endpoint}/test", "company")["notification"]
    tried = eventually(lambda: station.api("GET", f"/notifications/{message}", "company")["attempts"], patience)
    seconds = time.monotonic() - began
    station.api("DELETE", f"/endpoints/{endpoint}", "company")
    return tried and tried[0], seconds


def problems(station, rude, case):
    """What of the bar an answer breaks; empty for nothing."""
    # The most that there ever was is counted anew from here.
    with open(f"/proc/{station.process.pid}/clear_refs", "w") as counter:
        counter.write("5")
    before = memory(station)
    attempt, seconds = send(station, f"{rude.url}/{case.__name__}")
    found = []
    if not attempt or seconds > 30:
        found.append(f"time: {seconds:.0f} s, {attempt}")
    if memory(station) - before > 16 * MEBIBYTE:
        found.append(f"memory: {(memory(station) - before) / MEBIBYTE:.0f} MiB")
    fault = (attempt or {}).get("error")
    if (fault and fault.split()[0]) not in CASES[case]:
        found.append(f"outcome: {attempt}")
    return found if station.is_ready() else [*found, "gone: the station does not answer"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_a_hostile_answer_ends_in_time_and_takes_no_memory(station, rude, case):
    assert problems(station, rude, case) == []


@pytest.mark.skipif(not shutil.which("cc"), reason="there is no C compiler")
def test_the_measures_would_show_it(tmp_path):
    """The control: with the bounds taken off the very same answers take memory and time."""
    library = tmp_path / "boundless.so"
    source = Path(__file__).with_name("boundless_curl.c")
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True)
    station = Station(tmp_path, preload=library, ALLOWED_NETWORKS="127.0.0.0/8")
    try:
        rude = warm(station)
        assert any(found.startswith("memory") for found in problems(station, rude, endless_body))
        assert any(found.startswith("time") for found in problems(station, rude, slow_body))
    finally:
        station.stop()
