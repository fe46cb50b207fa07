"""A writer that drives tickets through the whole loop, 受理 → 流转 → 协调 → 反馈, as the right people, seeded."""

import random
import threading
import time

from client import Client, Gate, Refused, Unsettled

MATTER = "EC02"


class Ticket:
    """A ticket as its writer knows it."""

    def __init__(self, company, number, version):
        self.company, self.number, self.version = company, number, version


class Writer(threading.Thread):
    """Files ticket after ticket until the gate says it is over, or `most` changes are acknowledged."""

    def __init__(self, name, seed, ports, tokens, ledger, gate, known, most=None, rest=0.0):
        super().__init__(name=name, daemon=True)
        self.client = Client(ports, tokens, ledger, gate)
        self.dice = random.Random(f"{seed} {name}")
        self.left = most if most is not None else 1 << 60
        # Longest breath between two changes, in seconds.
        self.rest = rest
        self.gate, self.ledger = gate, ledger
        self.keys = 0
        self.filed = []
        # Of all writers: a stray note meets anybody's ticket.
        self.known = known
        self.error = None

    def run(self):
        try:
            while not self.gate.is_over.is_set() and self.left > 0:
                try:
                    self.one_ticket()
                except Refused as refusal:
                    if refusal.status != 412:
                        self.gate.is_over.wait(0.2)
        except (Enough, Unsettled):
            pass
        except Exception as error:  # noqa: BLE001 - told to whoever joins
            self.error = error
            self.ledger.fault(f"{self.name}: {type(error).__name__}: {error}")
        finally:
            self.client.close()

    def chance(self, share):
        return self.dice.random() < share

    def key(self):
        """Unique over the run, and findable in whatever it is stored in."""
        self.keys += 1
        return f"mark-{self.name}-{self.keys:06d}-{self.dice.getrandbits(32):08x}"

    def one_ticket(self):
        company = f"company{self.dice.randint(1, 4)}"
        self.pause()
        key = self.key()
        text = key + " 合同款项迟迟未到。" * self.dice.randint(1, 12)
        filing = {"matter": MATTER, "title": f"催收 {key}", "body": text}
        document, version = self.client.change(company, "/tickets", filing, key, "file")
        self.filed.append((company, filing, key, document["number"]))
        ticket = Ticket(company, document["number"], version)
        self.known.append(ticket.number)
        if self.chance(0.06):
            return self.act(ticket, company, "withdrawal", "withdraw", "reason")
        if self.chance(0.06):
            return self.act(ticket, "desk", "refusal", "refuse", "reason")
        self.hand_over(ticket)
        self.coordinate(ticket)
        self.feed_back(ticket)

    def hand_over(self, ticket):
        detour = self.chance(0.25)
        self.act(ticket, "desk", "acceptance", "accept", lead="cyber" if detour else "economic-crime",
                 assisting=["entry-exit"])
        if detour:
            self.act(ticket, "desk", "transfers", "transfer", "reason", unit="economic-crime")
        self.act(ticket, "lead", "acceptance", "take")

    def coordinate(self, ticket):
        while self.chance(0.4):
            self.act(ticket, "lead", "notes", "note", "text")
        if self.chance(0.3):
            self.act(ticket, "lead", "material-requests", "requestMaterials", "text")
            self.act(ticket, ticket.company, "materials", "supplyMaterials", "text")
        if self.chance(0.3):
            self.act(ticket, "lead", "messages", "message", "text")
        if self.chance(0.3):
            self.stray()
        self.act(ticket, "assisting", "opinions", "giveOpinion", "text", leg=1, stance="agree")

    def feed_back(self, ticket):
        self.act(ticket, "lead", "feedback", "answer", "text")
        if self.chance(0.2):
            self.act(ticket, ticket.company, "confirmation", "confirm", resolution="notSolved")
            self.act(ticket, "lead", "feedback", "answer", "text")
        self.act(ticket, ticket.company, "confirmation", "confirm", resolution="solved")
        if self.chance(0.7):
            self.act(ticket, ticket.company, "rating", "rate", "comment", stars=self.dice.randint(1, 5))
        if self.chance(0.1):
            self.act(ticket, ticket.company, "reopening", "reopen", "reason")
            self.act(ticket, "lead", "feedback", "answer", "text")

    def stray(self):
        """A note on whatever ticket, whatever its version: its writer then meets a stale one."""
        number = self.dice.choice(self.known)
        self.pause()
        key = self.key()
        self.client.change("desk", f"/tickets/{number}/notes", {"text": key}, key, "note")

    def act(self, ticket, account, noun, kind, field=None, **body):
        """One action at the version the writer knows; when that is stale, again at the one that stands now."""
        while True:
            self.pause()
            key = self.key()
            if field:
                body[field] = f"{key} 说明"
            try:
                _, ticket.version = self.client.change(
                    account, f"/tickets/{ticket.number}/{noun}", body, key, kind, ticket.version,
                    is_marked=field is not None)
                return
            except Refused as refusal:
                if refusal.status != 412:
                    raise
                self.look_again(ticket)

    def look_again(self, ticket):
        self.gate.wait()
        try:
            status, document, _ = self.client.call("GET", f"/tickets/{ticket.number}", ticket.company)
            if status == 200:
                ticket.version = document["version"]
        except OSError:
            pass

    def pause(self):
        """Between two changes: the end, or the limit, is looked at here and nowhere else."""
        if self.gate.is_over.is_set() or self.left <= 0:
            raise Enough
        self.left -= 1
        if self.rest:
            time.sleep(self.dice.uniform(0, self.rest))


class Enough(Exception):
    """This writer is done."""


class Crew:
    """Several writers at once."""

    def __init__(self, count, seed, ports, tokens, ledger, **options):
        self.gate = Gate()
        self.ledger = ledger
        known = []
        ports = [ports] if isinstance(ports, int) else list(ports)
        turned = [ports[number % len(ports):] + ports[:number % len(ports)] for number in range(count)]
        self.writers = [Writer(f"w{number}", seed, turned[number], tokens, ledger, self.gate, known, **options)
                        for number in range(count)]

    def start(self):
        self.gate.is_open.set()
        for writer in self.writers:
            writer.start()

    def finish(self, timeout=90):
        """Lets each writer settle its open request, then ends."""
        self.gate.end()
        self.join(timeout)

    def ask_again(self, most=40):
        """Creations that were answered are asked for once more under their keys: the same ticket, never a second."""
        for writer in self.writers:
            for company, filing, key, number in writer.filed[-most:]:
                status, document, _ = writer.client.call("POST", "/tickets", company, filing, Idempotency_Key=key)
                if (status, document.get("number")) != (201, number):
                    self.ledger.fault(f"key {key} asked again: {status} {document.get('number')}, was {number}")
            writer.client.close()

    def join(self, timeout=90):
        for writer in self.writers:
            writer.join(timeout)
            if writer.is_alive():
                self.ledger.fault(f"{writer.name} is still waiting for an answer")
