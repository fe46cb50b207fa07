"""What the station promised: every request that was answered 2xx, with what must therefore be in the store."""

import threading
from dataclasses import dataclass


@dataclass(frozen=True)
class Promise:
    """One acknowledged change: an event of this kind of this ticket; `sequence` where the request said the version."""

    number: str
    kind: str
    sequence: int | None
    key: str
    # Whether the action has a text, which then holds the key.
    is_marked: bool


class Ledger:
    """Written by many threads, read when they are done."""

    def __init__(self):
        self.lock = threading.Lock()
        self.promises = []
        self.doubtful = {}  # key -> (kind) of a request whose answer never came
        self.faults = []  # answers that no healthy station gives
        self.repeated = 0
        self.unavailable = 0  # answers of 503

    def promise(self, promise):
        with self.lock:
            self.promises.append(promise)
            self.doubtful.pop(promise.key, None)

    def asked(self, key, kind):
        """Before sending: until there is an answer, the change may or may not be stored."""
        with self.lock:
            self.doubtful[key] = kind

    def settled(self, key):
        """Answered with a refusal: it was not done."""
        with self.lock:
            self.doubtful.pop(key, None)

    def repeat(self):
        with self.lock:
            self.repeated += 1

    def refused_for_now(self):
        with self.lock:
            self.unavailable += 1

    def fault(self, what):
        with self.lock:
            self.faults.append(what)
