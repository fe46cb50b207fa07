"""D1: `kill -9` at random moments under eight writers that drive the whole loop loses nothing that was acknowledged.

Also: ready again within 3 s of each start (release build), every notification delivered at least once, duplicates
under the same id with the same body, one ticket for one idempotency key.
"""

import random
import sqlite3
import statistics
import time

from checker import Proof, waiting
from ledger import Ledger, Promise
from loop import Crew
from program import IS_RELEASE, Server, fresh_folder, own_verdict
from receiver import Receiver
from report import Finding
from store import SQLiteStore

BAR = "D1"
READY_WITHIN = 3.0 if IS_RELEASE else 10.0
WRITERS = 8


def run(context):
    return [storm(context, kills=5 if context.is_short else 200)]


def storm(context, kills):
    began = time.monotonic()
    folder = fresh_folder("d1")
    receiver = Receiver(folder)
    path = context.prepared.copy(folder, receiver.port)
    server = Server(folder)
    dice, ledger, ready = random.Random(f"{context.seed} storm"), Ledger(), []
    # A breath now and then in the long run: what is filed must also be sent in the end, in minutes.
    rest = 0 if context.is_short else 0.04
    crew = Crew(WRITERS, context.seed, server.port, context.prepared.tokens, ledger, rest=rest)
    try:
        ready.append(server.start())
        crew.start()
        for _ in range(kills):
            time.sleep(dice.uniform(0.05, 0.9))
            crew.gate.is_open.clear()
            server.kill()
            if dice.random() < 0.1:
                # One more while it is coming up.
                server.launch()
                time.sleep(dice.uniform(0, 0.5))
                server.kill()
            ready.append(server.start())
            crew.gate.is_open.set()
        crew.finish()
        crew.ask_again()
        drain(server, path, hurry=context.is_short)
        server.terminate()
    finally:
        server.end()
        receiver.stop()
    proof = Proof(SQLiteStore(path), ledger, receiver.received(), folder / "mail")
    problems = proof.problems() + own_verdict(path.parent)
    if max(ready) > READY_WITHIN:
        problems.append(f"ready after {max(ready):.2f} s, more than {READY_WITHIN} s")
    context.d1 = (path, ledger, receiver.received(), folder / "mail")
    copies = sum(len(digests) - 1 for digests in receiver.received().values())
    figures = {"kills": kills, "acknowledged": len(ledger.promises), "repeated": ledger.repeated,
               "tickets": len(proof.tickets), "messages": len(proof.outbox), "duplicates": copies,
               "readyMedian": round(statistics.median(ready), 3), "readyMax": round(max(ready), 3)}
    return Finding(BAR, "kill storm", f"{kills} kills, {len(ledger.promises)} acknowledged, {ledger.repeated} repeated,"
                   f" {len(proof.outbox)} messages, {copies} twice",
                   f"ready {max(ready):.2f} s (median {statistics.median(ready):.2f})", problems,
                   seconds=time.monotonic() - began, figures=figures)


def drain(server, path, hurry, patience=240):
    """Lets a server send what is left. In a hurry the leases of killed servers are let run out at once."""
    if hurry:
        server.terminate()
        store = sqlite3.connect(path, isolation_level=None)
        store.execute("UPDATE outbox SET lease_ends_at = 1 WHERE state = 'sending'")
        store.execute("UPDATE outbox SET next_attempt_at = 1 WHERE state = 'waiting'")
        store.close()
        server.start()
    store, deadline = SQLiteStore(path), time.monotonic() + patience
    while waiting(store) and time.monotonic() < deadline:
        time.sleep(0.25)


def controls(context):
    """Each lie or loss must be found in the very proof that was green."""
    path, ledger, received, mail = context.d1
    return [control(what, problems) for what, problems in lies(SQLiteStore(path), ledger, received, mail)]


def control(what, problems, bar=BAR):
    return Finding(bar, what, problems=problems, is_control=True)


def lies(store, ledger, received, mail):
    """Pairs of what was done and what the one check that is meant for it said; each starts from the good store."""
    forged = ledger_of([*ledger.promises, Promise(ledger.promises[0].number, "note", None, "mark-forged", True)])
    yield "a forged acknowledgement", Proof(store, forged).acknowledged()
    yield "an event that nobody was promised", Proof(store, ledger_of(ledger.promises[1:])).unasked()
    some = store.rows("SELECT id FROM outbox WHERE channel = 'webhook'")[0]["id"]
    yield "a delivered webhook that the receiver never saw", Proof(
        store, ledger, {name: value for name, value in received.items() if name != some}, mail).never_lied()
    yield "a duplicate with another body", Proof(
        store, ledger, received | {some: [*received[some], "0" * 64]}, mail).never_lied()
    for what, check, statement in damages(ledger):
        copy = store.copy(store.path.with_suffix(f".{check}"))
        copy.damage(statement)
        yield what, getattr(Proof(copy, ledger, received, mail), check)()
        copy.path.unlink()


def damages(ledger):
    """What was done, the check that must see it, and the statement that does it."""
    some = "number = (SELECT MIN(number) FROM tickets WHERE"
    one = "id = (SELECT MIN(id) FROM"
    return [
        ("an event deleted behind the triggers", "numbered",
         f"DELETE FROM ticket_events WHERE {some} version > 2) AND sequence = 2"),
        ("the last event cut off", "numbered",
         f"DELETE FROM ticket_events WHERE {some} version > 2) AND sequence = "
         f"(SELECT version FROM tickets t WHERE t.number = ticket_events.number)"),
        ("an acknowledged event deleted", "acknowledged",
         f"DELETE FROM ticket_events WHERE {some} version > 2) AND sequence = 2"),
        ("an audit entry deleted", "audited",
         f"DELETE FROM audit WHERE {one} audit WHERE action = 'ticket.accept')"),
        ("a notice deleted from the outbox", "notified",
         f"DELETE FROM outbox WHERE {one} outbox WHERE kind = 'ticket-accepted.company')"),
        ("a ticket's state set by hand", "folded",
         f"UPDATE tickets SET state = 'refused' WHERE {some} state = 'closed')"),
        ("a lead taken from an open ticket", "promised",
         f"UPDATE tickets SET lead = 'cyber' WHERE {some} state IN ('submitted', 'transferred', 'inProgress'))"),
        ("a stored key forgotten", "keyed",
         f"DELETE FROM idempotent_replies WHERE request_key = '{ledger.promises[-1].key}'"),
        ("a message that was never sent", "delivered",
         f"UPDATE outbox SET state = 'waiting', delivered_at = NULL WHERE {one} outbox)"),
    ]


def ledger_of(promises):
    ledger = Ledger()
    ledger.promises = promises
    return ledger
