"""D3: no change is answered 2xx before it is synchronised to the disk.

From the station's own system calls: the write-ahead log's frame that commits a request's change is found by the key
inside it; an fdatasync of the log must begin after that frame was written and end before the answer is sent.
"""

import ast
import re
import time
from glob import glob

from checker import Proof
from d1_kill_storm import control
from ledger import Ledger
from loop import Crew
from program import Server, fresh_folder
from report import Finding
from store import SQLiteStore
from strace import MISSING, read, tracing

BAR = "D3"
CALLS = "pwrite64,fdatasync,fsync,write,writev,sendto,sendmsg,sendmmsg"
PAGE = 4096
FRAME_HEADER = 24


def run(context):
    if MISSING:
        return [Finding(BAR, "synced before answered", skipped=MISSING)]
    began = time.monotonic()
    problems, answers, calls = watched(context, "d3", [], 20 if context.is_short else 150)
    return [Finding(BAR, "synced before answered", f"{answers} answers, {calls} calls", "", problems,
                    seconds=time.monotonic() - began, figures={"answers": answers})]


def controls(context):
    if MISSING:
        return []
    began = time.monotonic()
    # Through env, so that strace itself is not slowed and only the station does without its synchronisations.
    library = ["env", f"LD_PRELOAD={eatmydata()}"] if eatmydata() else None
    if library is None:
        return [Finding(BAR, "under eatmydata", skipped="eatmydata is not installed (apt-get install eatmydata)",
                        is_control=True)]
    problems, _, _ = watched(context, "d3-control", library, 10)
    problems = [problem for problem in problems if "SYNC" in problem]
    finding = control("under eatmydata", problems, BAR)
    finding.seconds = time.monotonic() - began
    return [finding]


def eatmydata():
    """The library that makes fdatasync do nothing."""
    found = glob("/usr/lib/*/libeatmydata.so*") + glob("/usr/lib/*/libeatmydata/libeatmydata.so*")
    return found[0] if found else None


def watched(context, name, wrapper, changes):
    """Runs the script under the eyes of strace; problems, answers checked, calls seen."""
    folder = fresh_folder(name)
    path = context.prepared.copy(folder)
    record = folder / "calls.txt"
    server = Server(folder, prefix=[*tracing(record, CALLS, text=PAGE + 200), *wrapper])
    ledger = Ledger()
    crew = Crew(1, context.seed, server.port, context.prepared.tokens, ledger, most=changes)
    try:
        server.start(60)
        crew.start()
        crew.join()
        server.terminate()
    finally:
        server.end()
    calls = read(record)
    problems = Proof(SQLiteStore(path), ledger).problems(is_drained=False)
    marked = sum(promise.is_marked for promise in ledger.promises)
    if marked < changes / 3:
        problems.append(f"only {marked} changes to look at")
    return problems + unsynced(calls, ledger.promises), marked, len(calls)


def unsynced(calls, promises):
    """Which promises with their key in the log were answered before they were synchronised.

    One client, one request at a time: the answers stand in the record in the order of the promises.
    """
    frames = [call for call in calls if call.name == "pwrite64" and call.target.endswith("-wal")]
    syncs = [call for call in calls if call.name in ("fdatasync", "fsync") and call.target.endswith("-wal")
             and call.result == "0"]
    answers = [call for call in calls if call.target.startswith("TCP") and '"HTTP/1.1 201' in call.rest]
    if len(answers) != len(promises):
        return [f"{len(answers)} answers in the record for {len(promises)} promises"]
    wrong = []
    for promise, answer in zip(promises, answers):
        if not promise.is_marked:
            continue
        place = next((index for index, call in enumerate(frames) if promise.key in call.rest), None)
        if place is None:
            wrong.append(f"{promise.key}: never written to the log")
            continue
        commit = commit_from(frames, place)
        if commit is None:
            wrong.append(f"{promise.key}: never committed in the record")
        elif not any(commit.ended < sync.began and sync.ended < answer.began for sync in syncs):
            wrong.append(f"NOT SYNCED before its answer: {promise.kind} {promise.key}")
    return wrong


def commit_from(frames, place):
    """The page that belongs to the first committing frame header at or after the header of the page at `place`."""
    for index in range(max(0, place - 1), len(frames) - 1):
        if is_commit(frames[index]):
            return frames[index + 1]
    return None


def is_commit(call):
    """A frame's header whose second word, the database's size after the commit, is not zero."""
    found = re.match(r', "((?:[^"\\]|\\.)*)", (\d+),', call.rest)
    if not found or int(found[2]) != FRAME_HEADER:
        return False
    header = ast.literal_eval(f'b"{found[1]}"')
    return header[4:8] != b"\0\0\0\0"
