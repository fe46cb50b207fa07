"""P4: what officers read all day, over a million tickets and over ten thousand.

A unit's officer, who may see only the unit's own, asks for the first 25 of the list, for one ticket with its history and
for what two Chinese characters are found in; 16 connections each. Both stores take turns, so that a noisy machine hurts both.
"""

import random
import sqlite3
import statistics
import subprocess
import urllib.parse
from pathlib import Path

from station import BUILD, ROOT, Station

CLIENTS, LARGE, SMALL = 16, 1_000_000, 10_000
#: Login and unit of whoever asks.
OFFICER = "economic-crime"
#: Searched one after the other; the first are in many titles, the last in few.
WORDS = ["护照", "退税", "货款", "失联", "诈骗", "机械", "第7"]
BARS = {"p99ms": 20, "growth": 1.5}


class QueryStation(Station):
    """The product over a store that was filled once and is kept for the next run."""

    def __init__(self, folder, tickets):
        self.tickets = tickets
        super().__init__(folder)

    def _fill(self):
        if not (self.data / "station.sqlite").exists():
            super()._fill()
        subprocess.run(
            [str(BUILD / "Queries"), "--tickets", str(self.tickets), "--database", f"sqlite:{self.data}/station.sqlite"],
            cwd=ROOT, check=True)
        connection = sqlite3.connect(f"file:{self.data}/station.sqlite?mode=ro", uri=True)
        numbers = [number for (number,) in connection.execute(
            "SELECT json_extract(body, '$.number') FROM tickets WHERE lead = ? ORDER BY number", (OFFICER,))]
        self.numbers = random.Random(4711).sample(numbers, min(2_000, len(numbers)))
        connection.close()


def paths(station):
    """What is asked in each of the three."""
    search = [f"/api/v1/tickets?limit=25&q={urllib.parse.quote(word)}" for word in WORDS]
    return {
        "list": ["/api/v1/tickets?limit=25"],
        "ticket": [f"/api/v1/tickets/{number}/events" for number in station.numbers],
        "search": search,
    }


def p4(wrk, seconds, rounds, folder=None, large=LARGE, small=SMALL):
    folder = Path(folder or ROOT / ".build" / "bench-queries")
    loads = {}
    with QueryStation(folder / str(small), small) as few, QueryStation(folder / str(large), large) as many:
        for name in paths(few):
            loads[name] = {"few": [], "many": []}
            for turn in range(rounds + 1):
                for size, station in (("few", few), ("many", many)):
                    lines = [station.token(OFFICER)] + paths(station)[name]
                    counted = wrk(station.url, seconds, "read", lines, connections=CLIENTS)
                    # The first round warms both.
                    if turn:
                        loads[name][size].append(counted)
    reads = []
    for name, sizes in loads.items():
        middle = {size: {key: statistics.median(item[key] for item in items) for key in ("rate", "p50ms", "p99ms")}
                  for size, items in sizes.items()}
        reads.append({
            "read": name, "value": round(middle["many"]["rate"], 1), "p50ms": round(middle["many"]["p50ms"], 2),
            "p99ms": round(middle["many"]["p99ms"], 2), "small": round(middle["few"]["rate"], 1),
            # Both cores are busy, so what one request costs is the reciprocal of how many there are.
            "growth": round(middle["few"]["rate"] / middle["many"]["rate"], 2)})
    return {
        "id": "P4", "unit": "1/s", "tickets": large, "smallTickets": small, "clients": CLIENTS, "reads": reads,
        "value": round(statistics.harmonic_mean([item["value"] for item in reads]), 1),
        "p50ms": max(item["p50ms"] for item in reads), "p99ms": max(item["p99ms"] for item in reads),
        "growth": max(item["growth"] for item in reads)}


def reaches(item):
    return item["p99ms"] <= BARS["p99ms"] and item["growth"] <= BARS["growth"]
