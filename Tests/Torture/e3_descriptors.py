"""E3: a thousand connections reset and fifty thousand deliveries leave the descriptors as they were.

The resets come from endpoints enough that no breaker spares us any.
"""

import os
import socket
import time

from d1_kill_storm import control
from outgoing import Rude, lanes, messages
from program import Server, fresh_folder
from report import Finding
from store import SQLiteStore

BAR = "E3"
KIND = 64
# Ten each: the breaker of a lane opens after them.
TRIES = 10
# A connection of a page or of the store may come and go while we count. In the short form half of the deliveries takes a
# second or two, and on a busy machine some lanes open their connections only after that; one descriptor lost to each reset
# would be hundreds even there.
SLACK, SHORT_SLACK = 8, 80


def run(context):
    resets, deliveries = (200, 2_000) if context.is_short else (1_000, 50_000)
    return [sent(context, "e3", resets, deliveries)]


def sent(context, name, resets, deliveries, disturb=None):
    began = time.monotonic()
    folder = fresh_folder(name)
    rude = Rude()
    kind, rough = [f"good-{n}" for n in range(KIND)], [f"reset-{n}" for n in range(resets // TRIES)]
    store = SQLiteStore(context.prepared.copy(folder))
    store.execute(*lanes(rude.port, kind + rough), *messages(kind, deliveries // KIND + 1), *messages(rough, TRIES))
    wanted = (deliveries // KIND + 1) * KIND
    server, samples = Server(folder), []
    try:
        server.start()
        patience, held = time.monotonic() + 600, None
        while arrived(rude, "good") < wanted and time.monotonic() < patience:
            samples.append((arrived(rude, "good"), descriptors(server)))
            if disturb and held is None and samples[-1][0] > wanted / 2:
                held = disturb(server)
            time.sleep(0.1)
        # On a busy machine the second half may pass between two looks.
        if disturb and held is None:
            held = disturb(server)
        time.sleep(1)
        samples.append((arrived(rude, "good"), descriptors(server)))
        is_alive = server.process.poll() is None
    finally:
        server.end()
        rude.stop()
    problems = [] if is_alive else [f"the station ended:\n{server.tail()}"]
    got, broken = len({m for n, t in rude.requests.items() if n.startswith("good") for _, m in t}), arrived(rude, "reset")
    if got != wanted or broken < resets:
        problems.append(f"{got} of {wanted} arrived, {broken} of {resets} were reset")
    problems += grown(samples, wanted, SHORT_SLACK if context.is_short else SLACK)
    return Finding(BAR, "resets and deliveries", f"{got} deliveries, {broken} resets",
                   f"{max(count for _, count in samples)} descriptors", problems, seconds=time.monotonic() - began)


def arrived(rude, kind):
    return sum(len(times) for name, times in list(rude.requests.items()) if name.startswith(kind))


def descriptors(server):
    return len(os.listdir(f"/proc/{server.process.pid}/fd"))


def grown(samples, wanted, slack):
    """Flat: once every lane has its connections, which half of the deliveries sees to, no more are opened."""
    early = [count for done, count in samples if done <= wanted / 2] or [samples[0][1]]
    late = [count for done, count in samples if done > wanted / 2]
    return [f"from {max(early)} descriptors to {max(late)}"] if late and max(late) > max(early) + slack else []


def controls(context):
    """Connections that somebody holds open must be seen."""
    def hold(server):
        return [socket.create_connection(("127.0.0.1", server.port)) for _ in range(300)]
    finding = sent(context, "e3-control", 100, 2_000, disturb=hold)
    return [control("three hundred connections held open", [p for p in finding.problems if "descriptors" in p], BAR)]
