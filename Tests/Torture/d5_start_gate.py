"""D5: the station refuses to start on a store that it must not write, says why in a sentence, and changes nothing.

Refused are a second owner, a history it does not know, a file that is no database, a disk that cannot be written, a
place without a write-ahead log; a corrupt page is never read as if nothing were wrong.
"""

import hashlib
import os
import random
import sqlite3
import subprocess
import time
import urllib.error
import urllib.request

from program import NotReady, Server, command, fresh_folder
from report import Finding
from store import SQLiteStore

BAR = "D5"


def run(context):
    return list(cases(context, refused))


def cases(context, check):
    """Each broken store in turn, given to `check`."""
    for name, words, break_it in [
        ("unknown migration", ["migration", "newer program"], unknown),
        ("reordered migration", ["migration", "expects"], reordered),
        ("altered migration", ["migration", "different sql"], altered),
        ("not a database", ["not a database"], lambda path: path.write_bytes(os.urandom(8192))),
        ("a page of zeros at the front", ["not a database"], lambda path: overwrite(path, 0, bytes(4096))),
        ("no place for a write-ahead log", ["cannot be"], lambda path: path.with_name(path.name + "-shm").mkdir()),
    ]:
        yield check(context, name, words, break_it)
    yield second_owner(context)
    yield read_only(context)
    yield corrupt_page(context)


def refused(context, name, words, break_it):
    """The store is broken, `serve` must end with 2 and these words, and leave the file as it was."""
    began = time.monotonic()
    path = store_for(context, name)
    break_it(path)
    return told(name, path, words, began)


def told(name, path, words, began, folder=None):
    before = digest(path)
    server = Server(folder or path.parent.parent, "--data", path.parent)
    problems = []
    try:
        seconds = server.start(20)
        problems.append(f"it started ({seconds:.2f} s)")
    except NotReady:
        text = server.log.read_text(errors="replace")
        code = server.process.poll()
        if code != 2:
            problems.append(f"exit code {code}, not 2: {server.tail()}")
        sentences = [line.lower() for line in text.splitlines() if line.startswith("error: ")]
        if not any(all(word in sentence for word in words) for sentence in sentences):
            problems.append(f"no line “error: … {' … '.join(words)}”: {server.tail()}")
    finally:
        server.end()
    if digest(path) != before:
        problems.append("the file was changed")
    return Finding(BAR, name, "refused" if not problems else "", "", problems, seconds=time.monotonic() - began)


def second_owner(context):
    began = time.monotonic()
    path = store_for(context, "second owner")
    first = Server(path.parent.parent)
    try:
        first.start()
        finding = told("second owner", path, ["in use", str(first.process.pid)], began,
                       fresh_folder("d5/second-owner-2"))
    finally:
        first.terminate()
    return finding


def read_only(context):
    """A folder that takes no files: a file system mounted read-only for root, whom no other right stops."""
    name = "read-only disk"
    began = time.monotonic()
    path = store_for(context, name)
    folder = path.parent
    if os.geteuid() != 0:
        folder.chmod(0o500)
        try:
            return told(name, path, ["cannot be written"], began)
        finally:
            folder.chmod(0o700)
    mounted = subprocess.run(f"mount --bind {folder} {folder} && mount -o remount,ro,bind {folder}", shell=True,
                             capture_output=True, text=True)
    try:
        if mounted.returncode != 0:
            return Finding(BAR, name, skipped=f"cannot be mounted: {mounted.stderr.strip()}")
        return told(name, path, ["cannot be written"], began)
    finally:
        subprocess.run(["umount", "-l", str(folder)], capture_output=True)


def corrupt_page(context):
    """Pages of the accounts' table are overwritten: no answer may look as if they were read."""
    began = time.monotonic()
    path = store_for(context, "corrupt page")
    database = sqlite3.connect(path)
    (page,) = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'accounts'").fetchone()
    (size,) = database.execute("PRAGMA page_size").fetchone()
    database.close()
    overwrite(path, (page - 1) * size, random.Random(context.seed).randbytes(size))
    server, problems = Server(path.parent.parent), []
    try:
        server.start(10)
        problems += asked(server, context.prepared.tokens["desk"])
    except NotReady:
        if server.process.poll() != 2:
            problems.append(f"neither ready nor refused: exit code {server.process.poll()}: {server.tail()}")
    finally:
        server.end()
    deep = command("doctor", "--deep", "--data", path.parent, check=False)
    if deep.returncode == 64:
        deep = command("doctor", "--data", path.parent, check=False)
    if deep.returncode == 0:
        problems.append(f"doctor finds nothing wrong: {deep.stdout}")
    return Finding(BAR, "corrupt page", "reported" if not problems else "", "", problems,
                   seconds=time.monotonic() - began)


def asked(server, token):
    """A server that runs on a corrupt store must say 5xx when it reads the corrupt page, not that nobody is there."""
    request = urllib.request.Request(f"http://127.0.0.1:{server.port}/api/v1/tickets",
                                     headers={"Authorization": f"Bearer {token}"})
    try:
        status = urllib.request.urlopen(request, timeout=10).status
    except urllib.error.HTTPError as error:
        status = error.code
    return [] if status >= 500 else [f"a request that needs the corrupt page is answered {status}"]


def store_for(context, name):
    return context.prepared.copy(fresh_folder(f"d5/{name.replace(' ', '-')}"))


def unknown(path):
    SQLiteStore(path).execute("INSERT INTO schema_migrations VALUES (99, 'from the future', 'none', 0)")


def reordered(path):
    SQLiteStore(path).execute("UPDATE schema_migrations SET name = 'another' WHERE number = 1")


def altered(path):
    SQLiteStore(path).execute("UPDATE schema_migrations SET checksum = 'another' WHERE number = 1")


def overwrite(path, offset, content):
    with open(path, "r+b") as file:
        file.seek(offset)
        file.write(content)


def digest(path):
    """What the file holds: as rows where it is a database, else as bytes."""
    try:
        return SQLiteStore(path).content()
    except sqlite3.Error:
        return hashlib.sha256(path.read_bytes()).hexdigest()


def controls(context):
    """A good store starts, so it must not pass for a refused one; nor may a changed file pass for an untouched one."""
    good = refused(context, "an untouched store", [], lambda path: None)
    good.is_control = True
    return [good]
