"""D2: `kill -9` at every single write or synchronisation of a script of 30 changes loses nothing acknowledged.

strace kills the station when one of its threads makes its N-th such call, each N on a fresh copy of the store; then the
station starts again, the script is carried on under the same keys, and the whole is proved. strace counts by thread, so
one N can mean several places; the places that were really hit are counted over all threads.
"""

import random
import shutil
import statistics
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from checker import Proof
from d1_kill_storm import READY_WITHIN, control
from ledger import Ledger
from loop import Crew
from program import NotReady, Server, fresh_folder
from report import Finding
from store import SQLiteStore
from strace import MISSING, NEVER, read, tracing

BAR = "D2"
CALLS = "pwrite64,fdatasync"
CHANGES = 30


def run(context):
    if MISSING:
        return [Finding(BAR, "kill at every write", skipped=MISSING)]
    began = time.monotonic()
    shutil.rmtree(fresh_folder("d2"), ignore_errors=True)
    whole = one(context, (CALLS, NEVER))
    if whole["problems"]:
        return [Finding(BAR, "the script without a kill", problems=whole["problems"])]
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda place: one(context, place), places(context, whole["calls"])))
    killed = [result for result in results if result["where"]]
    problems = [f"{result['place']} ({result['where']}): {problem}"
                for result in results for problem in result["problems"]]
    ready = [result["ready"] for result in killed if result["ready"]]
    if not killed:
        problems.append("no run was killed: nothing was tried")
    elif max(ready) > READY_WITHIN * 2:
        problems.append(f"ready after {max(ready):.2f} s")
    hit = Counter(result["where"] for result in killed)
    print("    " + ", ".join(f"{where}: {count}" for where, count in sorted(hit.items())), flush=True)
    spots = len({result["spot"] for result in killed})
    return [Finding(
        BAR, "kill at every write", f"{len(killed)} kills at {spots} of {len(whole['calls'])} places, "
        f"{sum(result['acknowledged'] for result in results)} acknowledged",
        f"ready {max(ready, default=0):.2f} s (median {statistics.median(ready or [0]):.2f})", problems,
        seconds=time.monotonic() - began,
        figures={"kills": len(killed), "places": spots, "calls": len(whole["calls"]), "hit": dict(hit)})]


def places(context, calls):
    """Which calls and which N: every one, or as many as there is time for, spread evenly from a seeded start.

    Synchronisations are few among the writes and matter most: they have their own N.
    """
    dice = random.Random(f"{context.seed} places")
    found = []
    for names, most in [(CALLS, 5 if context.is_short else 130), ("fdatasync", 3 if context.is_short else 30)]:
        last = max(Counter(call.thread for call in calls if call.name in names).values())
        step = 1 if context.is_exhaustive else max(1, last // most)
        found += [(names, number) for number in range(1 + dice.randrange(step), last + 1, step)]
    return found


def one(context, place):
    """One run; kill at the place, start again, carry on, prove."""
    names, number = place
    folder = fresh_folder(f"d2/{names}-{number}")
    path = context.prepared.copy(folder)
    record = folder / "calls.txt"
    server = Server(folder, prefix=tracing(record, CALLS, f"{names}:signal=SIGKILL:when={number}"))
    ledger, ready = Ledger(), None
    crew = Crew(1, context.seed, server.port, context.prepared.tokens, ledger, most=CHANGES)
    crew.writers[0].client.patience = 60
    try:
        try:
            server.start(60)
            was_killed = False
        except NotReady:
            was_killed = True
        crew.start()
        while not was_killed and crew.writers[0].is_alive():
            was_killed = server.process.poll() is not None
            time.sleep(0.01)
        if was_killed or server.process.poll() is not None:
            crew.gate.is_open.clear()
            server.process.wait()
            server.prefix = []
            ready = server.start(60)
            crew.gate.is_open.set()
        crew.join()
        server.terminate()
        calls = read(record)
        # Sending is not this bar's matter; what is stored is.
        problems = Proof(SQLiteStore(path), ledger).problems(is_drained=False)
    except NotReady as error:
        calls, problems = read(record), [f"did not come back: {error}"]
    finally:
        crew.gate.end()
        server.end()
    where = spot = None
    if was_killed and calls:
        spot = len(calls)
        where = f"{calls[-1].name} {calls[-1].target.rpartition('station.sqlite')[2] or 'database'}"
    result = {"place": place, "where": where, "spot": spot, "ready": ready, "problems": problems, "calls": calls,
              "acknowledged": len(ledger.promises), "ledger": ledger}
    if problems or number == NEVER:
        context.d2_store = path, ledger
    else:
        shutil.rmtree(folder)
    return result


def controls(context):
    """A store that went back to an earlier commit, as after a lost write, must be found out."""
    path, ledger = context.d2_store
    copy = SQLiteStore(path).copy(path.with_suffix(".cut"))
    last = "(SELECT MAX(number) FROM tickets)"
    copy.damage(f"UPDATE tickets SET version = version - 1 WHERE number = {last}",
                f"DELETE FROM ticket_events WHERE number = {last} "
                f"AND sequence = (SELECT MAX(e.sequence) FROM ticket_events e WHERE e.number = {last})")
    return [control("the last change undone", Proof(copy, ledger).acknowledged(), BAR)]
