"""D8: SIGTERM under load ends the station within 10 s with status 0, and nothing acknowledged is lost.

A slow receiver keeps deliveries in flight when the signal comes: what is called delivered must have arrived.
"""

import random
import signal
import time

from checker import Proof
from d1_kill_storm import WRITERS, control
from ledger import Ledger
from loop import Crew
from program import Server, fresh_folder
from receiver import Receiver
from report import Finding
from store import SQLiteStore

BAR = "D8"
GONE_WITHIN = 10.0


def run(context):
    began = time.monotonic()
    problems, seconds, ledger = farewells(context, "d8", 3 if context.is_short else 20)
    return [Finding(BAR, "SIGTERM under load", f"{len(seconds)} times, {len(ledger.promises)} acknowledged",
                    f"gone after {max(seconds):.1f} s", problems, seconds=time.monotonic() - began)]


def farewells(context, name, times, end=None):
    folder = fresh_folder(name)
    receiver = Receiver(folder, delay=0.3)
    path = context.prepared.copy(folder, receiver.port)
    server, ledger = Server(folder), Ledger()
    crew = Crew(WRITERS, context.seed, server.port, context.prepared.tokens, ledger)
    dice, seconds, problems = random.Random(f"{context.seed} farewell"), [], []
    try:
        server.start()
        crew.start()
        for _ in range(times):
            time.sleep(dice.uniform(0.2, 1.5))
            if end:
                end(server)
            code, took = server.terminate(GONE_WITHIN + 5)
            crew.gate.is_open.clear()
            seconds.append(took)
            if code != 0:
                problems.append(f"exit code {code} after {took:.1f} s:\n{server.tail(40)}")
            if took > GONE_WITHIN:
                problems.append(f"gone only after {took:.1f} s")
            server.start()
            crew.gate.is_open.set()
        crew.finish()
        server.terminate()
    finally:
        crew.gate.end()
        server.end()
        receiver.stop()
    problems += Proof(SQLiteStore(path), ledger, receiver.received(), folder / "mail").problems(is_drained=False)
    return problems, seconds, ledger


def controls(context):
    """One that is killed instead, and one that does not listen, must both be found out."""
    found = []
    for what, end in [("killed instead", lambda server: server.kill()),
                      ("does not listen", lambda server: server.process.send_signal(signal.SIGSTOP))]:
        began = time.monotonic()
        problems, _, _ = farewells(context, "d8-control", 1, end)
        finding = control(what, problems, BAR)
        finding.seconds = time.monotonic() - began
        found.append(finding)
    return found
