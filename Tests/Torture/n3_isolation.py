"""N3: fifty endpoints, five that swallow and five that take 20 s: the other forty do not notice.

All messages stand in line at the start. An endpoint that only fails is let alone after ten tries.
"""

import time

from d1_kill_storm import control
from outgoing import Rude, lanes, messages
from program import Server, fresh_folder
from report import Finding
from store import SQLiteStore

BAR = "N3"
GOOD, HOLES, SLOW = 40, 5, 5
EACH = 20
WITHIN = 10.0
SHARE = 0.99
AT_ONCE = 2
# Ten tries open the breaker; those in flight meanwhile, and a probe, come on top.
TRIES = 14


def run(context):
    began = time.monotonic()
    rude = mixed(context, "n3", HOLES)
    context.n3 = rude
    problems, late = found(rude)
    return [Finding(BAR, "forty beside ten that hang", f"{rude.total} requests", f"{late:.1f} s to the last of the good",
                    problems, seconds=time.monotonic() - began)]


def mixed(context, name, holes):
    """Sends to a mix of endpoints until the good ones have had time, and the failing one enough of tries."""
    folder = fresh_folder(name)
    rude = Rude()
    names = ([f"good-{n}" for n in range(GOOD - holes + HOLES)] + [f"hole-{n}" for n in range(holes)]
             + [f"slow-{n}" for n in range(SLOW)] + ["bad-0"])
    store = SQLiteStore(context.prepared.copy(folder))
    store.execute(*lanes(rude.port, names), *messages(names, EACH))
    server = Server(folder)
    try:
        server.start()
        time.sleep(15)
    finally:
        server.end()
        rude.stop()
    return rude


def found(rude, good=GOOD):
    """What is wrong, and when the last first attempt of a good endpoint came after the first request of all."""
    first = min((times[0][0] for times in rude.requests.values() if times), default=0)
    arrivals = [when - first for name, times in rude.requests.items() if name.startswith("good")
                for when in {message: when for when, message in reversed(times)}.values()]
    in_time = sum(arrival <= WITHIN for arrival in arrivals)
    problems = []
    if in_time < SHARE * good * EACH:
        problems.append(f"{in_time} of {good * EACH} first attempts to the good within {WITHIN:.0f} s")
    problems += [f"{count} at once to {name}" for name, count in rude.most.items() if count > AT_ONCE]
    if len(rude.requests["bad-0"]) > TRIES:
        problems.append(f"{len(rude.requests['bad-0'])} tries of one that only fails: no breaker")
    if len(rude.requests["bad-0"]) < 10:
        problems.append(f"only {len(rude.requests['bad-0'])} tries of one that fails")
    return problems, max(arrivals, default=0)


def controls(context):
    """Forty that hang too, and one that was sent three at once, must be found out."""
    hanging = mixed(context, "n3-control", GOOD + HOLES)
    yield control("forty that hang too", found(hanging)[0], BAR)
    crowded = context.n3
    crowded.most["good-0"] = AT_ONCE + 1
    yield control("three at once to one endpoint", found(crowded)[0], BAR)
