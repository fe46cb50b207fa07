"""D6: nodes and a PostgreSQL server that die lose nothing that was acknowledged, and every message is sent.

The server is stopped as by a power failure and started again; its connections are ended in a loop; of three nodes one
is killed every two seconds; a worker that slept longer than its lease may not record its late outcome.
"""

import random
import signal
import time

import postgres
from checker import Proof, waiting
from d1_kill_storm import control
from ledger import Ledger
from loop import Crew
from prepared import IDLE, SECRET, Prepared, endpoints
from program import Server, fresh_folder
from receiver import Receiver
from report import Finding
from store import PostgresStore

BAR = "D6"
JOBS = 10_000
LANES = 40
PICKED_UP_WITHIN = 90
LEASE = 60


def run(context):
    why = postgres.missing()
    if why:
        return [Finding(BAR, "PostgreSQL and three nodes", skipped=why)]
    url = postgres.create("torture_prepared")
    context.d6 = Prepared("d6-prepared", url, PostgresStore(url))
    return [server_crashes(context), connections_ended(context), nodes_killed(context), late_outcome(context)]


class Nodes:
    """Several stations on one database, with one receiver and one mail folder."""

    def __init__(self, context, name, count, delay=0, **settings):
        self.folder = fresh_folder(f"d6-{name}")
        self.name = f"torture_{name}"
        url = postgres.create(self.name, "torture_prepared")
        self.store = PostgresStore(url)
        self.receiver = Receiver(self.folder, delay)
        self.mail = self.folder / "mail"
        self.mail.mkdir()
        self.servers = []
        for number in range(count):
            folder = self.folder / f"node{number}"
            (folder / "data").mkdir(parents=True)
            self.servers.append(Server(folder, "--data", folder / "data", "--database", url,
                                       MAIL_URL=f"{self.mail.as_uri()}/", **settings))
        self.ledger = Ledger()
        self.crew = Crew(8, context.seed, [server.port for server in self.servers], context.d6.tokens, self.ledger)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.crew.gate.end()
        for server in self.servers:
            server.end()
        self.receiver.stop()

    def start(self):
        for server in self.servers:
            server.start(60)

    def hurry(self):
        """Nobody writes any more: the digests of what came too thick need not wait out their ten minutes."""
        self.store.execute("UPDATE outbox SET next_attempt_at = 1 WHERE state = 'waiting' AND kind = 'digest'")

    def drain(self, patience):
        self.hurry()
        end = time.monotonic() + patience
        while waiting(self.store) and time.monotonic() < end:
            time.sleep(0.5)

    def stop(self):
        for server in self.servers:
            server.terminate()

    def problems(self):
        return Proof(self.store, self.ledger, self.receiver.received(), self.mail).problems()


def server_crashes(context, times=5):
    began, slowest = time.monotonic(), 0
    with Nodes(context, "crash", 2) as nodes:
        nodes.store.execute(*endpoints(nodes.receiver.port))
        nodes.start()
        nodes.crew.start()
        for _ in range(times):
            time.sleep(random.Random(context.seed).uniform(1, 2))
            postgres.crash()
            time.sleep(0.5)
            stored = len(nodes.ledger.promises)
            postgres.start()
            back = time.monotonic()
            while len(nodes.ledger.promises) < stored + 10 and time.monotonic() < back + 30:
                time.sleep(0.02)
            slowest = max(slowest, time.monotonic() - back)
        nodes.crew.finish()
        nodes.drain(LEASE + 30)
        nodes.stop()
        problems = nodes.problems()
        context.d6_proof = nodes.store, nodes.ledger, nodes.receiver.received(), nodes.mail
        if slowest > 15:
            problems.append(f"writes came back only after {slowest:.0f} s")
        return Finding(BAR, "PostgreSQL killed and restarted", f"{times} times, {len(nodes.ledger.promises)} "
                       f"acknowledged, {nodes.ledger.unavailable} × 503", f"writes again after {slowest:.1f} s",
                       problems, seconds=time.monotonic() - began)


def connections_ended(context):
    began, ended = time.monotonic(), 0
    with Nodes(context, "ended", 2) as nodes:
        nodes.store.execute(*endpoints(nodes.receiver.port))
        nodes.start()
        nodes.crew.start()
        while time.monotonic() < began + 15:
            ended += postgres.terminate_all(nodes.name)
            time.sleep(0.25)
        nodes.crew.finish()
        nodes.drain(LEASE + 30)
        nodes.stop()
        problems = nodes.problems()
        if ended < 20:
            problems.append(f"only {ended} connections were ended")
        return Finding(BAR, "connections ended in a loop", f"{ended} connections, {len(nodes.ledger.promises)} "
                       f"acknowledged, {nodes.ledger.unavailable} × 503", "", problems,
                       seconds=time.monotonic() - began)


def nodes_killed(context, kill_for=30):
    """10,000 webhooks wait while writers work and one of three nodes is killed every two seconds."""
    began, dice = time.monotonic(), random.Random(f"{context.seed} nodes")
    with Nodes(context, "nodes", 3) as nodes:
        nodes.store.execute(*endpoints(nodes.receiver.port), *jobs(nodes.receiver.port))
        nodes.start()
        nodes.crew.start()
        orphans, slowest, end = {}, 0, time.monotonic() + kill_for
        while time.monotonic() < end:
            time.sleep(2)
            server = dice.choice(nodes.servers)
            server.kill()
            orphans |= {lease: time.monotonic() for lease in leases(nodes.store) if lease not in orphans}
            time.sleep(0.2)
            server.start(60)
        nodes.crew.finish()
        nodes.hurry()
        while (left := waiting(nodes.store)) and time.monotonic() < end + LEASE + 60:
            held = leases(nodes.store)
            for lease in [lease for lease in orphans if lease not in held]:
                slowest = max(slowest, time.monotonic() - orphans.pop(lease))
            time.sleep(0.5)
        nodes.stop()
        problems = nodes.problems() + ([f"{left} are still to be sent"] if left else [])
        if slowest > PICKED_UP_WITHIN:
            problems.append(f"an orphan waited {slowest:.0f} s")
        done = len(nodes.store.rows("SELECT id FROM outbox WHERE kind = 'torture' AND state = 'delivered'"))
        if done != JOBS:
            problems.append(f"{done} of {JOBS} jobs are done")
        copies = sum(len(digests) - 1 for digests in nodes.receiver.received().values())
        count = f"{done} jobs, {len(nodes.ledger.promises)} acknowledged, {copies} twice"
        return Finding(BAR, "three nodes, one killed each 2 s", count, f"orphan waited {slowest:.0f} s", problems,
                       seconds=time.monotonic() - began)


def jobs(port):
    """Statements for endpoints enough that a few orphans do not block them all, and the jobs."""
    lanes = [f"('lane-{lane}', '{IDLE}', 'http://127.0.0.1:{port}/lane{lane}', '{SECRET}', 1)"
             for lane in range(LANES)]
    payload = """'{"subject":"torture","body":"job ' || n || '"}'"""
    now = "(EXTRACT(EPOCH FROM now()) * 1000)::bigint"
    return [
        f"INSERT INTO webhook_endpoints (id, company, url, secret, is_enabled) VALUES {', '.join(lanes)}",
        "INSERT INTO outbox (id, channel, destination, lane, company, ticket, kind, payload, created_at, not_before, state, "
        "in_line, is_once, attempts, next_attempt_at) "
        f"SELECT 'job-' || n, 'webhook', 'lane-' || n % {LANES}, 'webhook lane-' || n % {LANES}, '{IDLE}', NULL, 'torture', "
        f"{payload}, {now}, {now}, 'waiting', 1, 0, 0, {now} FROM generate_series(1, {JOBS}) n",
    ]


def leases(store):
    return {(row["id"], row["lease_token"])
            for row in store.rows("SELECT id, lease_token FROM outbox WHERE state = 'sending'")}


def late_outcome(context):
    """One node is stopped while it sends, longer than its lease; the other sends; the first wakes and is too late."""
    began, problems = time.monotonic(), []
    with Nodes(context, "late", 2, delay=3, LOG_LEVEL="notice") as nodes:
        nodes.store.execute(*jobs(nodes.receiver.port), f"DELETE FROM outbox WHERE id NOT IN ({twenty()})")
        first, second = nodes.servers
        first.start(60)
        while not leases(nodes.store):
            time.sleep(0.05)
        # Into the middle of sending, which takes the receiver three seconds; no transaction is open then.
        time.sleep(0.5)
        held = leases(nodes.store)
        first.process.send_signal(signal.SIGSTOP)
        second.start(60)
        nodes.drain(LEASE + 40)
        before = nodes.store.rows("SELECT id, state, attempts, delivered_at FROM outbox ORDER BY id")
        first.process.send_signal(signal.SIGCONT)
        time.sleep(6)
        after = nodes.store.rows("SELECT id, state, attempts, delivered_at FROM outbox ORDER BY id")
        nodes.stop()
        problems += [f"not delivered in the end: {row}" for row in before if row["state"] != "delivered"]
        if before != after:
            problems.append("the late worker changed what the other had recorded")
        if "late outcome refused" not in first.log.read_text(errors="replace"):
            problems.append("no late outcome was refused")
        received = nodes.receiver.received()
        twice = sum(len(received.get(message, [])) > 1 for message, _ in held)
        if not twice:
            problems.append("nothing was sent by both: the lease was not tried")
        context.d6_late = before, after
        return Finding(BAR, "a paused worker's late outcome", f"{len(held)} leases, {twice} sent by both", "", problems,
                       seconds=time.monotonic() - began)


def twenty():
    return ", ".join(f"'job-{number}'" for number in range(1, 21))


def controls(context):
    """A store with an event less, and a message that never arrived, must not pass."""
    if not hasattr(context, "d6_proof"):
        return []
    store, ledger, received, mail = context.d6_proof
    some = next(iter(received))
    found = [control("a delivered webhook that the receiver never saw", Proof(
        store, ledger, {name: value for name, value in received.items() if name != some}, mail).never_lied(), BAR)]
    number = "(SELECT MIN(number) FROM tickets WHERE version > 2)"
    store.damage(f"DELETE FROM ticket_events WHERE number = {number} AND sequence = 2")
    found.append(control("an event deleted behind the triggers", Proof(store, ledger).acknowledged(), BAR))
    return found
