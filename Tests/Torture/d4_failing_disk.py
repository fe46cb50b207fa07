"""D4: on a disk that fails or is full nothing is acknowledged that is not stored, and the station finds back by itself.

A failed fdatasync: writes answer 503, reads go on, the process starts itself anew under the same id. A full disk:
writes answer 503 with Retry-After, reads go on, and once there is room again writes work without a restart.
"""

import http.client
import random
import subprocess
import threading
import time

from checker import Proof
from client import Client
from ledger import Ledger
from loop import Crew
from program import NotReady, Server, fresh_folder
from report import Finding
from store import SQLiteStore
from strace import MISSING, NEVER, tracing

BAR = "D4"
BACK_WITHIN = 10
# The prepared store takes 4 of it, so that it fills up but for what is taken, and has room again without.
ROOM = 12 << 20
# How much of it is taken: the log finds no room to grow, or the database none when the log is copied back.
BALLASTS = [7 << 20, 5 << 20, 4 << 20]


class Reader(threading.Thread):
    """Reads all the time; remembers what it was answered."""

    def __init__(self, port, context, gate):
        super().__init__(daemon=True)
        self.client = Client(port, context.prepared.tokens, None, gate)
        self.good, self.absent, self.wrong = 0, 0, []
        self.is_over = threading.Event()

    def run(self):
        while not self.is_over.wait(0.01):
            try:
                status, document, _ = self.client.call("GET", "/tickets?limit=5", "desk")
            except (OSError, http.client.HTTPException):
                self.absent += 1
                continue
            if status == 200:
                self.good += 1
            else:
                self.wrong.append(f"a read was answered {status}: {document}")

    def stop(self):
        self.is_over.set()
        self.join(10)
        self.client.close()
        return self.wrong


def run(context):
    return [failing(context)] + [full(context, ballast) for ballast in BALLASTS]


def failing(context, at=None):
    """The N-th synchronisation of a thread fails, for several N."""
    what = "failed fdatasync"
    if MISSING:
        return Finding(BAR, what, skipped=MISSING)
    began, problems, acknowledged, refusals, anew = time.monotonic(), [], 0, 0, 0
    dice = random.Random(f"{context.seed} disk")
    tries = at or sorted(dice.sample(range(3, 90), 3 if context.is_short else 12))
    slowest = 0
    for place in tries:
        one = failing_once(context, place)
        problems += [f"N={place}: {problem}" for problem in one["problems"]]
        acknowledged += one["acknowledged"]
        refusals += one["refusals"]
        anew += one["anew"]
        slowest = max(slowest, one["away"])
    if not anew:
        problems.append("the station never noticed a failed synchronisation")
    return Finding(BAR, what, f"{len(tries)} runs, {acknowledged} acknowledged, {refusals} × 503, {anew} × anew",
                   f"away {slowest:.1f} s", problems, seconds=time.monotonic() - began)


def failing_once(context, place):
    folder = fresh_folder("d4-sync")
    path = context.prepared.copy(folder)
    server = Server(folder, prefix=tracing(folder / "calls.txt", "fdatasync", f"fdatasync:error=EIO:when={place}"))
    ledger, problems, away = Ledger(), [], 0
    crew = Crew(4, context.seed, server.port, context.prepared.tokens, ledger)
    reader = Reader(server.port, context, crew.gate)
    try:
        server.start(60)
        crew.start()
        reader.start()
        end = time.monotonic() + 4
        while time.monotonic() < end:
            time.sleep(0.05)
            if not server.is_ready() and server.process.poll() is None:
                left = time.monotonic()
                try:
                    server.wait_ready(BACK_WITHIN)
                except NotReady as error:
                    problems.append(f"did not come back: {error}")
                    break
                away = max(away, time.monotonic() - left)
        crew.finish(40)
        problems += reader.stop()
        if server.process.poll() is not None:
            problems.append(f"the process ended with {server.process.returncode}:\n{server.tail()}")
        else:
            server.terminate()
    except NotReady as error:
        # Its very first synchronisations may fail too: then it says so and ends.
        problems.append(f"not ready: {error}")
    finally:
        crew.gate.end()
        server.end()
    problems += Proof(SQLiteStore(path), ledger).problems(is_drained=False)
    return {"problems": problems, "acknowledged": len(ledger.promises), "refusals": ledger.unavailable, "away": away,
            "anew": server.log.read_text(errors="replace").count("starting anew")}


def full(context, ballast, room=ROOM):
    """The data folder on a file system of 12 MiB, filled up, then with room again."""
    what = f"full disk, {ballast / (1 << 20):g} of {room >> 20} MiB taken before"
    folder = fresh_folder("d4-full")
    disk = folder / "data"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={room},mode=700", "tmpfs", str(disk)],
                             capture_output=True, text=True)
    if mounted.returncode != 0:
        return Finding(BAR, what, skipped=f"a file system of 12 MiB cannot be mounted: {mounted.stderr.strip()}")
    try:
        return fill(context, what, folder, disk, ballast)
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def fill(context, what, folder, disk, taken):
    began = time.monotonic()
    path = SQLiteStore(context.prepared.folder / "data" / "station.sqlite").copy(disk / "station.sqlite").path
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(taken))
    server, ledger, problems = Server(folder), Ledger(), []
    crew = Crew(4, context.seed, server.port, context.prepared.tokens, ledger)
    reader = Reader(server.port, context, crew.gate)
    try:
        server.start()
        crew.start()
        reader.start()
        if not until(lambda: ledger.unavailable > 20, 30):
            problems.append("the disk was never full")
        before, stored = reader.good, len(ledger.promises)
        time.sleep(2)
        if reader.good - before < 10:
            problems.append(f"only {reader.good - before} reads in two seconds of a full disk")
        refusals = ledger.unavailable
        ballast.unlink()
        freed = time.monotonic()
        if not until(lambda: len(ledger.promises) > stored + 50, BACK_WITHIN):
            problems.append(f"{len(ledger.promises) - stored} changes in {BACK_WITHIN} s after there was room again")
        back = time.monotonic() - freed
        crew.finish()
        problems += reader.stop()
        if reader.absent:
            problems.append(f"{reader.absent} reads found nobody")
        if server.process.poll() is not None or "starting anew" in server.log.read_text(errors="replace"):
            problems.append("it ended or started anew")
        server.terminate()
    finally:
        crew.gate.end()
        server.end()
    problems += Proof(SQLiteStore(path), ledger).problems(is_drained=False)
    return Finding(BAR, what, f"{len(ledger.promises)} acknowledged, {refusals} × 503, {reader.good} reads",
                   f"writes again after {back:.1f} s", problems, seconds=time.monotonic() - began)


def until(condition, seconds):
    """Whether it came true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def controls(context):
    """A disk that never fails and one that never fills must not pass for a failing and a full one."""
    found = [failing(context, at=[NEVER]), full(context, 1, room=256 << 20)]
    for finding, what in zip(found, ["a disk that never fails", "a disk that never fills"]):
        finding.what, finding.is_control = what, True
    return found
