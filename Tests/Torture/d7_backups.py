"""D7: backups made under load are each whole and from one moment; one that is damaged is refused with a sentence.

Each backup is restored elsewhere: the engine finds nothing wrong, every table has exactly as many rows as the backup's
manifest says, and whatever was acknowledged before the backup began is in it. Then single bytes of one are flipped.
"""

import json
import random
import shutil
import time
from concurrent.futures import ThreadPoolExecutor

from checker import Proof
from d1_kill_storm import control
from ledger import Ledger
from loop import Crew
from program import Server, command, fresh_folder, has_command, own_verdict
from report import Finding
from store import SQLiteStore

BAR = "D7"


def run(context):
    if not (has_command("backup") and has_command("restore")):
        return [Finding(BAR, "backups", skipped="this program has no commands backup and restore")]
    return [backups(context, 5 if context.is_short else 50), flips(context, 20 if context.is_short else 200)]


def backups(context, count):
    began, problems, slowest = time.monotonic(), [], 0
    folder = fresh_folder("d7")
    path = context.prepared.copy(folder)
    server, ledger = Server(folder), Ledger()
    # Always under load, but not so much that every later backup takes longer than the one before.
    crew = Crew(4, context.seed, server.port, context.prepared.tokens, ledger, rest=0 if context.is_short else 0.05)
    try:
        server.start()
        crew.start()
        for number in range(count):
            with ledger.lock:
                promised = list(ledger.promises)
            file = folder / f"{number}.backup"
            started = time.monotonic()
            command("backup", file, "--data", path.parent)
            slowest = max(slowest, time.monotonic() - started)
            problems += [f"backup {number}: {problem}" for problem in faults_of(
                file, folder / "restored", promised, is_thorough=number % 10 == 0)]
            if number < count - 1:
                file.unlink()
        crew.finish()
        server.terminate()
    finally:
        crew.gate.end()
        server.end()
    problems += Proof(SQLiteStore(path), ledger).problems(is_drained=False)
    context.d7_backup, context.d7_promised = file, promised
    return Finding(BAR, "backups under load", f"{count} backups, {len(ledger.promises)} acknowledged meanwhile",
                   f"{slowest:.1f} s each", problems, seconds=time.monotonic() - began)


def faults_of(file, target, promised, spoil=None, is_thorough=True):
    """Restores a backup and compares it with its manifest and with what was promised before it began."""
    shutil.rmtree(target, ignore_errors=True)
    done = restore(file, target)
    if done.returncode != 0:
        return [f"not restored ({done.returncode}): {done.stderr}"]
    store = SQLiteStore(target / "station.sqlite")
    if spoil:
        store.damage(spoil)
    known = Ledger()
    known.promises = promised
    proof = Proof(store, known)
    wrong = store.problems() + counted(file, store)
    wrong += proof.acknowledged() + proof.numbered() + proof.folded() + proof.promised() + proof.audited()
    return wrong + proof.notified() + (own_verdict(target) if is_thorough else [])


def counted(file, store):
    """Where the rows of a table are not as many as the manifest, the backup's second line, says."""
    with open(file, "rb") as backup:
        backup.readline()
        manifest = json.loads(backup.readline())
    wrong = []
    for table in manifest["tables"]:
        name = table.get("name") or table["table"]
        rows = store.rows(f"SELECT COUNT(*) AS n FROM {name}")[0]["n"]
        if rows != table["rows"]:
            wrong.append(f"{name} has {rows} rows, its manifest says {table['rows']}")
    return wrong if manifest["tables"] else ["the manifest counts nothing"]


def flips(context, count):
    """One bit of one byte wrong, anywhere in the file."""
    began = time.monotonic()
    whole = context.d7_backup.read_bytes()
    dice = random.Random(f"{context.seed} flips")
    # The first lines matter most and are short: a few of the flips are theirs for sure.
    spots = [dice.randrange(120) for _ in range(count // 10)]
    spots += [dice.randrange(len(whole)) for _ in range(count - len(spots))]
    bits = [1 << dice.randrange(8) for _ in spots]
    with ThreadPoolExecutor(2) as pool:
        problems = [problem for found in pool.map(lambda spot: unrefused(whole, *spot), zip(spots, bits))
                    for problem in found]
    return Finding(BAR, "flipped bytes", f"{count} flips in {len(whole) >> 10} KiB", "", problems,
                   seconds=time.monotonic() - began)


def unrefused(whole, spot, bit):
    """Problems of one flip; a bit of 0 flips nothing."""
    folder = fresh_folder(f"d7/flip-{spot}-{bit}")
    damaged = bytearray(whole)
    damaged[spot] ^= bit
    file = folder / "damaged.backup"
    file.write_bytes(damaged)
    done = restore(file, folder / "data")
    where = f"byte {spot} xor {bit}"
    problems = []
    if done.returncode == 0:
        problems.append(f"{where}: accepted")
    elif done.returncode < 0 or not any(line.startswith("error: ") and len(line.split()) > 4
                                        for line in done.stderr.splitlines()):
        problems.append(f"{where}: refused without a sentence ({done.returncode}): {done.stderr}")
    if (folder / "data" / "station.sqlite").exists():
        problems.append(f"{where}: a store was left behind")
    shutil.rmtree(folder)
    return problems


def restore(file, target):
    return command("restore", file, "--data", target, check=False)


def controls(context):
    """A whole backup must not pass for a damaged one, nor a store with a row less for a whole one."""
    if not hasattr(context, "d7_backup"):
        return []
    target = fresh_folder("d7-control") / "data"
    less = "DELETE FROM audit WHERE id = (SELECT MIN(id) FROM audit)"
    return [
        control("an unflipped backup", unrefused(context.d7_backup.read_bytes(), 0, 0), BAR),
        control("a row less", faults_of(context.d7_backup, target, context.d7_promised, less), BAR),
    ]
