"""A webhook receiver that writes down each message before it says 204: id, digest of the body, path, one line each.

    python3 receiver.py RECORD [--delay SECONDS]

Prints its port as the first line. Signatures are Tests/Peers' matter; here only arrival counts.
"""

import argparse
import asyncio
import hashlib
import os
import subprocess
import sys
from pathlib import Path


async def serve(record, delay):
    async def take(reader, writer):
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
                body = await reader.readexactly(int(headers.get("content-length", "0")))
                if delay:
                    await asyncio.sleep(delay)
                line = f"{headers.get('webhook-id', '-')} {hashlib.sha256(body).hexdigest()} {head[0].split()[1]}\n"
                os.write(record, line.encode())
                writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(take, "127.0.0.1", 0, backlog=256)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


class Receiver:
    """The receiver in a process of its own."""

    def __init__(self, folder, delay=0):
        self.record = Path(folder) / "received.txt"
        self.record.touch()
        self.process = subprocess.Popen([sys.executable, __file__, str(self.record), "--delay", str(delay)],
                                        stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())

    def received(self):
        """Each id with the digests of the bodies that came under it, in order."""
        found = {}
        for line in self.record.read_text().splitlines():
            message, digest, _ = line.split(" ", 2)
            found.setdefault(message, []).append(digest)
        return found

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=10)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("record")
    parser.add_argument("--delay", type=float, default=0)
    options = parser.parse_args()
    descriptor = os.open(options.record, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        asyncio.run(serve(descriptor, options.delay))
    except KeyboardInterrupt:
        pass
