"""Files at tickets against a real ClamAV daemon that knows two signatures: EICAR's, and one of these tests."""

import getpass
import json
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
import zlib

import pytest

from delivering import Station, eventually, free_port

CLAMD = shutil.which("clamd", path="/usr/sbin:/usr/bin:/sbin")
MARK = b"A virus of these tests, and of no others"
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"

pytestmark = pytest.mark.skipif(CLAMD is None, reason="needs clamd: apt install clamav-daemon")


class Daemon:
    """clamd with a signature file of its own, on a Unix socket or on a port; can be stopped and started."""

    def __init__(self, folder, by_port=False):
        self.folder, self.process = folder, None
        base = folder / "signatures"
        base.mkdir()
        (base / "tests.ndb").write_text(
            f"Test.Eicar:0:0:{EICAR.hex()}\nTest.Mark:0:*:{MARK.hex()}\n")
        self.path, self.port = folder / "clamd.ctl", free_port()
        where = f"TCPSocket {self.port}\nTCPAddr 127.0.0.1" if by_port else f"LocalSocket {self.path}"
        self.address = f"tcp:127.0.0.1:{self.port}" if by_port else f"unix:{self.path}"
        self.family = ("127.0.0.1", self.port) if by_port else str(self.path)
        (folder / "clamd.conf").write_text(
            f"{where}\nDatabaseDirectory {base}\nForeground yes\nStreamMaxLength 25M\nUser {getpass.getuser()}\n"
            f"OfficialDatabaseOnly no\nLogFile {folder}/clamd.log\n")
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [CLAMD, "--config-file", str(self.folder / "clamd.conf")], stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        assert eventually(self.answers, 60), (self.folder / "clamd.log").read_text()

    def answers(self):
        kind = socket.AF_INET if isinstance(self.family, tuple) else socket.AF_UNIX
        with socket.socket(kind, socket.SOCK_STREAM) as link:
            try:
                link.connect(self.family)
                link.sendall(b"zPING\0")
                return link.recv(16) == b"PONG\0"
            except OSError:
                return False

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=20)


def chunk(kind, content):
    return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")


def picture(words=b"nothing"):
    """A sound PNG of one pixel with a comment."""
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", (1).to_bytes(4, "big") * 2 + b"\x08\0\0\0\0")
            + chunk(b"tEXt", b"Comment\0" + words) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b""))


def send(station, number, content, name="scan.png", account="company"):
    """Sends a message with a file; gives the status and what was answered."""
    body = (b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\nsee\r\n--b\r\n'
            b'Content-Disposition: form-data; name="files"; filename="' + name.encode() + b'"\r\n\r\n' + content
            + b"\r\n--b--\r\n")
    request = urllib.request.Request(
        f"{station.url}/api/v1/tickets/{number}/messages", data=body, method="POST",
        headers={"Authorization": f"Bearer {station.token(account)}", "If-Match": "*", "Accept-Language": "en",
                 "Content-Type": "multipart/form-data; boundary=b"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def files(station, number):
    return station.api("GET", f"/tickets/{number}/files", "liaison")["items"]


@pytest.fixture(params=[False, True], ids=["unix", "tcp"])
def daemon(tmp_path, request):
    folder = tmp_path / "clamd"
    folder.mkdir()
    daemon = Daemon(folder, by_port=request.param)
    yield daemon
    if daemon.process.poll() is None:
        daemon.stop()


@pytest.fixture
def station(tmp_path, daemon):
    folder = tmp_path / "data"
    folder.mkdir()
    station = Station(folder, CLAMD=daemon.address)
    yield station
    station.stop()


def test_the_daemon_is_believed(station):
    number = station.file()
    status, _ = send(station, number, picture())
    assert status == 201
    assert [file["standing"] for file in files(station, number)] == ["clean"]
    status, problem = send(station, number, picture(MARK), "bad.png")
    assert status == 422
    assert problem["errors"][0]["pointer"] == "/files"
    assert "bad.png" in problem["errors"][0]["message"] and "virus" in problem["errors"][0]["message"]
    assert len(files(station, number)) == 1
    # Large ones go through as a whole, and the mark is found at their end.
    large = picture(b"x" * 15_000_000)
    assert send(station, number, large)[0] == 201
    assert files(station, number)[1]["standing"] == "clean"
    assert send(station, number, picture(b"x" * 15_000_000 + MARK))[0] == 422


# Once is enough: it waits for the next look.
@pytest.mark.parametrize("daemon", [False], ids=["unix"], indirect=True)
def test_a_daemon_that_is_away_keeps_files_in_quarantine_until_it_is_back(station, daemon):
    number = station.file()
    daemon.stop()
    start = time.monotonic()
    assert send(station, number, picture())[0] == 201
    assert send(station, number, picture(MARK), "bad.png")[0] == 201
    assert time.monotonic() - start < 15
    waiting = files(station, number)
    assert [file["standing"] for file in waiting] == ["waiting", "waiting"]
    with pytest.raises(urllib.error.HTTPError) as refused:
        station.api("GET", f"/tickets/{number}/files/{waiting[0]['id']}", "liaison")
    assert refused.value.code == 409
    daemon.start()
    settled = eventually(
        lambda: [file["standing"] for file in files(station, number)] == ["clean", "infected"], 90)
    assert settled, files(station, number)
    with pytest.raises(urllib.error.HTTPError) as gone:
        station.api("GET", f"/tickets/{number}/files/{waiting[1]['id']}", "liaison")
    assert gone.value.code == 410
    told = [item["subject"] for item in station.api("GET", "/inbox", "company")["items"]]
    assert any("病毒" in subject for subject in told), told
