"""Has a station call 120 hostile addresses, in a network of its own where every name is what `dnslib` says it is.

    unshare --user --map-root-user --mount --net python3 hostile_names.py FOLDER [--open]

The network has nothing but a loopback with private, link-local and metadata addresses on it. A canary listens on all of
them, and everything that asks it for a connection is counted on the wire: an answer is not needed. The proxies of the
environment point at it too. `--open` allows every network, as a control: the count must then rise. Prints one JSON line.
"""

import argparse
import ipaddress
import itertools
import json
import os
import socket
import struct
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

from dnslib import AAAA, CNAME, QTYPE, RR, A
from dnslib.server import BaseResolver, DNSLogger, DNSServer

from delivering import Station, eventually

ADDRESSES = ["10.0.0.1/8", "172.16.0.1/12", "192.168.0.1/16", "169.254.169.254/16", "100.64.0.1/10", "198.18.0.1/15",
             "fd00::1/64", "fe80::1/64", "2002:7f00:1::1/64"]
SPELLINGS = [
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "017700000001", "0177.0.0.1", "127.0.0.1.",
    "0.0.0.0", "0", "10.0.0.1", "10.1", "167772161", "172.16.0.1", "192.168.0.1", "192.168.1", "169.254.169.254", "2852039166",
    "0xa9fea9fe", "100.64.0.1", "198.18.0.1", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:10.0.0.1]",
    "[::ffff:169.254.169.254]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::1]", "[fd00::1]", "[fe80::1]", "[fe80::1%25lo]",
    "localhost", "LOCALHOST", "localhost.", "１２７.0.0.1", "127。0。0。1", "①②⑦.0.0.1",
]
PUBLIC = {"8.8.8.8", "1.1.1.1", "9.9.9.9"}
# What a name of the zone leads to; rebinding ones change with every question.
ZONE = {
    "loop": ["127.0.0.1"], "any": ["0.0.0.0"], "ten": ["10.0.0.1"], "lan": ["192.168.0.1"], "meta": ["169.254.169.254"],
    "nat": ["100.64.0.1"], "bench": ["198.18.0.1"], "six": ["::1"], "mapped": ["::ffff:127.0.0.1"], "ula": ["fd00::1"],
    "link": ["fe80::1"], "nat64": ["64:ff9b::7f00:1"], "sixtofour": ["2002:7f00:1::1"],
    "both": ["8.8.8.8", "127.0.0.1"], "late": ["8.8.8.8", "10.0.0.1", "169.254.169.254"], "dual": ["8.8.8.8", "::1"],
}
REBINDING = {f"flip{n}": pair for n, pair in enumerate([
    ("8.8.8.8", "127.0.0.1"), ("127.0.0.1", "8.8.8.8"), ("8.8.8.8", "10.0.0.1"), ("1.1.1.1", "169.254.169.254"),
    ("8.8.8.8", "::1"), ("9.9.9.9", "192.168.0.1")])}
ALIASES = {"alias": "localhost.", "chain": "loop.evil.test."}


class Zone(BaseResolver):
    """Answers for `evil.test` without letting anybody keep the answer."""

    def __init__(self):
        self.turns = {name: itertools.cycle(pair) for name, pair in REBINDING.items()}
        self.questions = 0

    def resolve(self, request, handler):
        self.questions += 1
        reply, name = request.reply(), str(request.q.qname)
        first = name.split(".")[0].lower()
        found = [next(self.turns[first])] if first in self.turns else ZONE.get(first, [])
        if first in ALIASES:
            reply.add_answer(RR(name, QTYPE.CNAME, rdata=CNAME(ALIASES[first]), ttl=0))
            found = ["127.0.0.1"]
            name = ALIASES[first]
        for address in found:
            kind, data = (QTYPE.AAAA, AAAA(address)) if ":" in address else (QTYPE.A, A(address))
            if request.q.qtype == kind:
                reply.add_answer(RR(name, kind, rdata=data, ttl=0))
        return reply


class Wire:
    """Counts what asks for a connection to a port (SYN without ACK), whether it is answered or not."""

    def __init__(self, port):
        self.port, self.called = port, Counter()
        self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.ntohs(3))
        self.socket.bind(("lo", 0))
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        while True:
            packet, (_, protocol, kind, *_) = self.socket.recvfrom(65_535)
            # On a loopback each packet is seen going out and coming in.
            if kind == socket.PACKET_OUTGOING:
                continue
            if protocol == 0x0800 and packet[9] == 6:
                address, segment = packet[16:20], packet[(packet[0] & 15) * 4:]
            elif protocol == 0x86DD and packet[6] == 6:
                address, segment = packet[24:40], packet[40:]
            else:
                continue
            port, flags = struct.unpack("!H", segment[2:4])[0], segment[13]
            if port == self.port and flags & 0x12 == 0x02:
                self.called[str(ipaddress.ip_address(address))] += 1

    @property
    def count(self):
        """Calls to addresses that must not be called; public ones may."""
        return sum(count for address, count in self.called.items() if address not in PUBLIC)


def canary():
    """Listens on every address of both families; gives the port."""
    server = socket.socket(socket.AF_INET6)
    server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
    server.bind(("::", 0))
    server.listen(64)

    def answer():
        while True:
            link, _ = server.accept()
            link.close()
    threading.Thread(target=answer, daemon=True).start()
    return server.getsockname()[1]


def addresses(port):
    names = [*ZONE, *REBINDING, *ALIASES]
    hosts = SPELLINGS + [f"{name}.evil.test" for name in names]
    found = [f"http://{host}:{port}/" for host in hosts] + [f"https://{host}:{port}/hook" for host in hosts]
    return found + [f"http://user:secret@127.0.0.1:{port}/", f"http://127.0.0.1:{port}@evil.test/",
                    f"http://evil.test:{port}#@127.0.0.1/", "file:///etc/passwd", f"gopher://127.0.0.1:{port}/_x"]


def prepare(folder):
    """The network and the names; needs the namespaces of the first lines."""
    for command in (["ip", "link", "set", "lo", "up"],
                    *(["ip", "address", "add", address, "dev", "lo"] for address in ADDRESSES)):
        subprocess.run(command, check=True)
    # Every other address seems to be there too: what is sent to it shows on the wire.
    subprocess.run(["ip", "route", "add", "default", "dev", "lo"], check=True)
    resolver = Path(folder) / "resolv.conf"
    resolver.write_text("nameserver 127.0.0.53\noptions timeout:1 attempts:1\n")
    subprocess.run(["mount", "--bind", resolver, "/etc/resolv.conf"], check=True)


def call(station, urls):
    """Sends a test event to each address; gives the fault of each first attempt, or what refused it before."""
    faults = {}
    for batch in itertools.batched(urls, 8) if hasattr(itertools, "batched") else (
            urls[start:start + 8] for start in range(0, len(urls), 8)):
        sent = {}
        for url in batch:
            try:
                endpoint = station.api("POST", "/endpoints", "company", {"url": url})["id"]
            except OSError:
                faults[url] = "refused when it was entered"
                continue
            sent[url] = endpoint, station.api("POST", f"/endpoints/{endpoint}/test", "company")["notification"]
        for url, (endpoint, message) in sent.items():
            def attempts(message=message):
                return station.api("GET", f"/notifications/{message}", "company")["attempts"]
            tried = eventually(attempts, 40)
            faults[url] = tried[0]["error"] if tried else "never tried"
            station.api("DELETE", f"/endpoints/{endpoint}", "company")
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--open", action="store_true")
    options = parser.parse_args()
    prepare(options.folder)
    zone, port = Zone(), canary()
    DNSServer(zone, address="127.0.0.53", port=53, logger=DNSLogger(logf=lambda line: None)).start_thread()
    wire, proxy = Wire(port), f"http://127.0.0.1:{port}"
    # What this very process asks the station must not go through them.
    os.environ["no_proxy"] = "127.0.0.1"
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY"):
        os.environ[name] = proxy
    station = Station(options.folder, ALLOWED_NETWORKS="0.0.0.0/0,::/0" if options.open else "198.51.100.7/32",
                      MAIL_URL=f"{Path(options.folder).as_uri()}/mail/")
    try:
        urls = addresses(port)
        faults = call(station, urls[:12] if options.open else urls)
    finally:
        station.stop()
    time.sleep(0.2)
    print(json.dumps({"called": len(faults), "connections": wire.count, "questions": zone.questions, "wire": dict(wire.called), "faults": faults}))


if __name__ == "__main__":
    sys.exit(main())
