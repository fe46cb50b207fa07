"""E2: answers without end, without haste, packed or all header: each ends within 30 s and takes no memory worth a word."""

import gzip
import socket
import threading
import time

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
    """The receiver, after the station has sent something ordinary: what it loads once is loaded."""
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


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_a_hostile_answer_ends_in_time_and_takes_no_memory(station, rude, case):
    # The most that there ever was is counted anew from here.
    with open(f"/proc/{station.process.pid}/clear_refs", "w") as counter:
        counter.write("5")
    before = memory(station)
    attempt, seconds = send(station, f"{rude.url}/{case.__name__}")
    most = memory(station)
    assert attempt and seconds <= 30, (attempt, seconds)
    fault = attempt.get("error")
    assert (fault and fault.split()[0]) in CASES[case], attempt
    assert most - before <= 16 * MEBIBYTE
    assert station.is_ready()
