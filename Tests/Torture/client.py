"""One person's or program's way to the API: a kept-alive connection, repeats under the same idempotency key."""

import http.client
import json
import socket
import threading
import time

from ledger import Promise


class Gate:
    """Tells clients whether a server should be there, and when to come to an end."""

    # How long after the end a request may go unanswered before it is left in doubt.
    farewell = 20

    def __init__(self):
        self.is_open = threading.Event()
        self.is_over = threading.Event()
        self.ended = None

    def end(self):
        self.ended = time.monotonic()
        self.is_over.set()
        self.is_open.set()

    def is_past(self):
        return self.ended is not None and time.monotonic() > self.ended + self.farewell

    def wait(self):
        if not self.is_open.wait(timeout=120):
            raise TimeoutError("the station did not come back")


class Refused(Exception):
    """The station answered, but not with the change that was asked for."""

    def __init__(self, status, document):
        super().__init__(f"{status} {document.get('title', '')} {document.get('detail', '')}")
        self.status = status


class Unsettled(Exception):
    """The end came before an answer."""


class Client:
    """Not for more than one thread."""

    # Longest wait for one answer; under a tracer a station is slow.
    patience = 30

    def __init__(self, ports, tokens, ledger, gate):
        # Several nodes of one station: where one does not answer the next is asked, under the same key.
        self.ports = [ports] if isinstance(ports, int) else list(ports)
        self.tokens, self.ledger, self.gate = tokens, ledger, gate
        self.link = None

    def call(self, method, path, account, body=None, **headers):
        """One request, one answer: status, document, headers."""
        if self.link is None:
            self.link = http.client.HTTPConnection("127.0.0.1", self.ports[0], timeout=self.patience)
        given = {"Authorization": f"Bearer {self.tokens[account]}"} | {
            name.replace("_", "-"): value for name, value in headers.items() if value is not None}
        if body is not None:
            given["Content-Type"] = "application/json"
            body = json.dumps(body, ensure_ascii=False).encode()
        try:
            if self.link.sock is None:
                self.link.connect()
                self.link.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.link.request(method, f"/api/v1{path}", body, given)
            answer = self.link.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException):
            self.close()
            self.ports.append(self.ports.pop(0))
            raise
        document = json.loads(text) if answer.headers.get_content_type().endswith("json") else {}
        return answer.status, document, answer.headers

    def close(self):
        if self.link:
            self.link.close()
        self.link = None

    def change(self, account, path, body, key, kind, version=None, is_marked=True):
        """Asks for a change until it is answered; gives the document and the version it stands at.

        A lost answer or a 503 is followed by the same request with the same key. A refusal is raised.
        """
        self.ledger.asked(key, kind)
        last = "nothing"
        match = None if kind == "file" else "*" if version is None else f'"{version}"'
        while True:
            if self.gate.is_past():
                self.ledger.fault(f"{kind} was never answered: {last}")
                raise Unsettled(key)
            self.gate.wait()
            try:
                status, document, headers = self.call(
                    "POST", path, account, body, Idempotency_Key=key, If_Match=match)
            except (OSError, http.client.HTTPException) as error:
                last = repr(error)
                self.ledger.repeat()
                time.sleep(0.01)
                continue
            if status == 503:
                last = "503"
                self.ledger.refused_for_now()
                if not headers.get("Retry-After"):
                    self.ledger.fault(f"503 without Retry-After at {path}")
                self.ledger.repeat()
                time.sleep(0.05)
                continue
            break
        if status != 201:
            # A server error says nothing about what is stored.
            if status < 500:
                self.ledger.settled(key)
            if status not in (412,):
                self.ledger.fault(f"{status} for {kind} at {path}: {document}")
            raise Refused(status, document)
        sequence = 1 if kind == "file" else None if version is None else version + 1
        self.ledger.promise(Promise(document["number"], kind, sequence, key, is_marked))
        return document, int(headers["ETag"].strip('"'))
