"""Proves from the store, the receivers' records and the ledger that nothing acknowledged was lost.

Each check gives sentences about what is wrong; none means the proof holds. It knows the rules on its own (`lawful`).
"""

import hashlib
import json
import os
from collections import Counter, defaultdict
from pathlib import Path

from lawful import DESK, ENDED, Unlawful, fold, told


def key_of(number):
    """`2026-000123-7` as the store keeps it: 2026000123."""
    year, sequence, _ = number.split("-")
    return int(year) * 1_000_000 + int(sequence)


def number_of(key, tickets):
    return tickets[key]["body"]["number"] if key in tickets else str(key)


class Proof:
    """Everything read once; the checks look at it from several sides."""

    def __init__(self, store, ledger, received=None, mail=None):
        self.store, self.ledger = store, ledger
        self.received = received
        self.mail = Path(mail) if mail else None
        self.tickets = {row["number"]: row | {"body": json.loads(row["body"])}
                        for row in store.rows("SELECT * FROM tickets")}
        self.events = defaultdict(list)
        for row in store.rows("SELECT * FROM ticket_events ORDER BY number, sequence"):
            event = json.loads(row["body"])
            fields = event["action"].get(row["kind"], {})
            self.events[row["number"]].append(row | {"text": row["body"], "fields": fields, "by": event["by"],
                                                     "inner": event["sequence"]})
        self.outbox = store.rows("SELECT * FROM outbox")
        self.audit = Counter((row["subject"], row["action"])
                             for row in store.rows("SELECT subject, action FROM audit"))
        self.endpoints = {row["company"]: row["id"]
                          for row in store.rows("SELECT * FROM webhook_endpoints WHERE is_enabled = 1")}

    def problems(self, is_drained=True):
        """All that is wrong; `is_drained` if the last server was given time to send everything."""
        return (self.ledger.faults + self.store.problems() + self.acknowledged() + self.unasked() + self.numbered()
                + self.folded() + self.promised() + self.audited() + self.keyed() + self.notified()
                + (self.delivered() if is_drained else self.never_lied()))

    def acknowledged(self):
        """Every acknowledged event is there, of its kind, at its version, with its text."""
        wrong = []
        for promise in self.ledger.promises:
            events = self.events.get(key_of(promise.number), [])
            fitting = [event for event in events
                       if event["kind"] == promise.kind and promise.sequence in (None, event["sequence"])
                       and (not promise.is_marked or promise.key in event["text"])]
            if len(fitting) != 1:
                wrong.append(f"LOST: {promise} is there {len(fitting)} times")
        return wrong

    def unasked(self):
        """Nothing happened twice or unasked: each event has its promise, or a request that never got an answer."""
        promised = Counter((key_of(promise.number), promise.kind) for promise in self.ledger.promises)
        doubtful = Counter(self.ledger.doubtful.values())
        wrong = []
        for number, events in self.events.items():
            for kind, count in Counter(event["kind"] for event in events).items():
                extra = count - promised[number, kind]
                if extra > 0:
                    doubtful[kind] -= extra
        for kind, left in doubtful.items():
            if left < 0:
                wrong.append(f"{-left} × {kind} that nobody was promised")
        return wrong

    def numbered(self):
        """Events run 1, 2, 3 … without gaps to the version of the row."""
        wrong = []
        for number, ticket in self.tickets.items():
            found = [event["sequence"] for event in self.events.get(number, [])]
            if found != list(range(1, ticket["version"] + 1)):
                wrong.append(f"{number}: version {ticket['version']} but events {found}")
            if any(event["inner"] != event["sequence"] for event in self.events.get(number, [])):
                wrong.append(f"{number}: an event's body has another number than its row")
        wrong += [f"{number}: events without a ticket" for number in self.events if number not in self.tickets]
        return wrong

    def folded(self):
        """The row is what the events say, and its columns say what its body says."""
        wrong = []
        for number, ticket in self.tickets.items():
            try:
                state, lead, legs = fold([(event["kind"], event["fields"])
                                          for event in self.events.get(number, [])] or [("nothing", {})])
            except (Unlawful, KeyError) as error:
                wrong.append(f"{number}: an impossible history: {error!r}")
                continue
            body = ticket["body"]
            row = (ticket["state"], ticket["lead"], ticket["version"])
            if row != (state, lead, len(self.events[number])):
                wrong.append(f"{number}: the row says {row}, the events {(state, lead)}")
            if row != (body["state"], body["lead"], body["version"]):
                wrong.append(f"{number}: the row's columns say {row}, its body otherwise")
            if {leg["unit"] for leg in body["legs"] if "open" in leg["state"]} != legs:
                wrong.append(f"{number}: its open legs are not {legs}")
        return wrong

    def promised(self):
        """事事有着落, 件件有回音: one lead and a running deadline while open; an end only by an answer on its way."""
        wrong = []
        for number, ticket in self.tickets.items():
            body, deadline = ticket["body"], ticket["body"].get("deadline")
            if ticket["state"] in ENDED:
                if deadline or ticket["due_at"] is not None or ticket["ended_at"] is None:
                    wrong.append(f"{number}: ended, but a deadline runs")
                continue
            owner = deadline and deadline.get("owner", {})
            if not ticket["lead"] or ticket["due_at"] is None or not deadline:
                wrong.append(f"{number}: open without lead or deadline")
            elif owner != {"company": {}} and owner != {"unit": {"_0": ticket["lead"]}}:
                wrong.append(f"{number}: nobody of this ticket owns its deadline: {owner}")
            elif abs(unix(deadline["due"]) * 1000 - ticket["due_at"]) > 1:
                wrong.append(f"{number}: the row's deadline is not its body's")
            elif body["state"] == "submitted" and ticket["lead"] != DESK:
                wrong.append(f"{number}: submitted, but not with the desk")
        return wrong

    def audited(self):
        """Each event has its entry in the audit trail, and no entry speaks of an event that is not there."""
        wanted = Counter((number_of(number, self.tickets), f"ticket.{event['kind']}")
                         for number, events in self.events.items() for event in events)
        found = Counter({entry: count for entry, count in self.audit.items() if entry[1].startswith("ticket.")})
        return [f"audit of {entry}: {found[entry]}, events {wanted[entry]}"
                for entry in wanted.keys() | found.keys() if wanted[entry] != found[entry]]

    def keyed(self):
        """One idempotency key, one ticket."""
        wrong = []
        stored = defaultdict(set)
        for row in self.store.rows("SELECT request_key, reply FROM idempotent_replies"):
            stored[row["request_key"]].add(row["reply"])
        titles = Counter(ticket["body"]["filing"]["title"] for ticket in self.tickets.values())
        wrong += [f"filed {count} times: {title}" for title, count in titles.items() if count > 1]
        for promise in self.ledger.promises:
            if stored[promise.key] != {promise.number}:
                wrong.append(f"key {promise.key}: promised {promise.number}, stored {stored[promise.key] or 'nothing'}")
        return wrong

    def notified(self):
        """For each event that concerns the company exactly one mail and one webhook stand in the outbox."""
        wanted = Counter()
        for number, events in self.events.items():
            company = self.tickets[number]["company"] if number in self.tickets else None
            for event in events:
                notice = told(event["kind"], event["fields"], event["by"])
                if notice:
                    wanted[number, "mail", f"{notice}.company"] += 1
                    if company in self.endpoints:
                        wanted[number, "webhook", notice] += 1
        found = Counter((row["ticket"], row["channel"], row["kind"]) for row in self.outbox if row["ticket"] is not None
                        and (row["channel"] == "webhook" or row["kind"].endswith(".company")))
        return [f"notices of {entry}: {found[entry]}, should be {wanted[entry]}"
                for entry in wanted.keys() | found.keys() if wanted[entry] != found[entry]]

    def never_lied(self):
        """What the outbox calls delivered has arrived, each under one id with one body; nothing came from nowhere."""
        wrong = []
        webhooks = {row["id"]: row for row in self.outbox if row["channel"] == "webhook"}
        if self.received is not None:
            for message, digests in self.received.items():
                if message not in webhooks:
                    wrong.append(f"webhook {message} arrived but is not in the outbox")
                    continue
                body = json.loads(webhooks[message]["payload"])["body"]
                if set(digests) != {hashlib.sha256(body.encode()).hexdigest()}:
                    wrong.append(f"webhook {message} arrived with another body than the stored one")
            wrong += [f"webhook {message} is called delivered but never arrived" for message, row in webhooks.items()
                      if row["state"] == "delivered" and message not in self.received]
        if self.mail:
            mails = set(os.listdir(self.mail)) if self.mail.exists() else set()
            wrong += [f"mail {row['id']} is called delivered but never arrived" for row in self.outbox
                      if row["channel"] == "mail" and row["state"] == "delivered" and f"{row['id']}.eml" not in mails]
        return wrong

    def delivered(self):
        """And at the end nothing is left to send."""
        told = {row["id"] for row in self.outbox if row["state"] == "delivered"}
        # What came too thick was told in a digest.
        left = Counter(row["state"] for row in self.outbox if row["id"] not in told and row["folded_into"] not in told)
        return self.never_lied() + ([f"not delivered in the end: {dict(left)}"] if left else [])


def unix(reference):
    """Seconds since 1970 of a date as the store's JSON has it: seconds since 2001."""
    return reference + 978_307_200


def waiting(store):
    """How many messages are still to be sent."""
    return store.rows("SELECT COUNT(*) AS n FROM outbox WHERE state IN ('waiting', 'sending')")[0]["n"]
