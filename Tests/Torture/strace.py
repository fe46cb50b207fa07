"""Runs a program under strace: faults at chosen system calls, and a record of them in the order they happened."""

import re
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

MISSING = None if shutil.which("strace") else "strace is not installed (apt-get install strace)"

# strace counts `when=` for each thread by itself and takes no more than this.
NEVER = 65_535


def tracing(record, calls, *injections, text=32, paths=True):
    """The words to put before a command. The command keeps the process id it was started with (`-D`).

    The kernel stops only at the calls that are traced, which is many times faster; strace then injects no signals.
    """
    kills = any("signal=" in injection for injection in injections)
    words = ["strace", "-D", "-f", *([] if kills else ["--seccomp-bpf"]), "-q", "-s", str(text), "-o", str(record)]
    words += ["-yy"] if paths else []
    words += ["-e", "signal=none", "-e", f"trace={calls}"]
    for injection in injections:
        words += ["-e", f"inject={injection}"]
    return words


@dataclass(frozen=True)
class Call:
    """One system call; `began` and `ended` are its places in the record, so that calls of all threads compare."""

    thread: int
    name: str
    # The file or socket of the first argument, as strace names it.
    target: str
    rest: str
    result: str
    began: int
    ended: int


BEGUN = re.compile(r"^(\d+) +(\w+)\((\d+)?(?:<(.*?)>(?=[,) ]))?(.*)$")
RESUMED = re.compile(r"^(\d+) +<\.\.\. (\w+) resumed>(.*)$")


def read(record, patience=10):
    """Every call of a finished record, in the order they ended."""
    deadline = time.monotonic() + patience
    lines = settled(record, deadline)
    calls, open_calls = [], {}
    for place, line in enumerate(lines):
        resumed = RESUMED.match(line)
        if resumed:
            began = open_calls.pop(int(resumed[1]), None)
            if began:
                calls.append(Call(**began, result=result(resumed[3]), ended=place))
            continue
        begun = BEGUN.match(line)
        if not begun:
            continue
        call = {"thread": int(begun[1]), "name": begun[2], "target": begun[4] or "", "rest": begun[5], "began": place}
        if line.endswith("<unfinished ...>"):
            open_calls[call["thread"]] = call
        else:
            calls.append(Call(**call, result=result(begun[5]), ended=place))
    # Killed in the middle of it.
    calls += [Call(**call, result="?", ended=len(lines)) for call in open_calls.values()]
    return calls


def result(text):
    return text.rpartition(" = ")[2]


def settled(record, deadline):
    """The lines, once the tracer, which outlives the program by a moment, has written them all."""
    size = -1
    while time.monotonic() < deadline:
        now = Path(record).stat().st_size if Path(record).exists() else 0
        if now == size and now:
            break
        size = now
        time.sleep(0.05)
    return Path(record).read_text(errors="surrogateescape").splitlines() if Path(record).exists() else []
