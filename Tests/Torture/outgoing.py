"""What the delivery bars share: messages in line without a ticket, and a receiver that knows how to misbehave."""

import asyncio
import threading
import time
from collections import defaultdict

from prepared import IDLE, SECRET


def lanes(port, names):
    """Statements for endpoints of these names; what one does is told by the beginning of its name."""
    rows = [f"('{name}', '{IDLE}', 'http://127.0.0.1:{port}/{name}', '{SECRET}', 1)" for name in names]
    return [f"INSERT INTO webhook_endpoints (id, company, url, secret, is_enabled) VALUES {', '.join(rows)}"]


def messages(names, each):
    """Statements for `each` messages in line for each endpoint, in turn, so that no lane is filled first."""
    now = int(time.time() * 1000)
    return [f"""
        WITH RECURSIVE n (x) AS (SELECT 0 UNION ALL SELECT x + 1 FROM n WHERE x < {each - 1})
        INSERT INTO outbox (id, channel, destination, lane, company, kind, payload, created_at, not_before, state, in_line,
            is_once, attempts, next_attempt_at)
        SELECT '{name}-' || x, 'webhook', '{name}', 'webhook {name}', '{IDLE}', 'torture',
            '{{"subject":"torture","body":"job ' || x || '"}}', {now} + x, {now} + x, 'waiting', 1, 0, 0, {now} FROM n
        """ for name in names]


class Rude:
    """A receiver: `good` answers at once, `slow` after `delay`, `hole` never, `reset` breaks off, `bad` says 500."""

    def __init__(self, delay=20):
        self.delay = delay
        # Endpoint: (when, webhook-id) of every request, in order; how many at once, now and at most.
        self.requests, self.now, self.most = defaultdict(list), defaultdict(int), defaultdict(int)
        self.total = 0
        self.loop = asyncio.new_event_loop()
        ready = threading.Event()
        threading.Thread(target=self._run, args=(ready,), daemon=True).start()
        ready.wait()

    def _run(self, ready):
        asyncio.set_event_loop(self.loop)
        self.server = self.loop.run_until_complete(asyncio.start_server(self._take, "127.0.0.1", 0, backlog=1024))
        self.port = self.server.sockets[0].getsockname()[1]
        ready.set()
        self.loop.run_forever()

    def stop(self):
        asyncio.run_coroutine_threadsafe(self._end(), self.loop).result(10)
        self.loop.call_soon_threadsafe(self.loop.stop)

    async def _end(self):
        self.server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _take(self, reader, writer):
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
                await reader.readexactly(int(headers.get("content-length", "0")))
                name = head[0].split()[1].lstrip("/")
                self.requests[name].append((time.monotonic(), headers.get("webhook-id")))
                self.total += 1
                self.now[name] += 1
                self.most[name] = max(self.most[name], self.now[name])
                try:
                    if not await self._answer(name, reader, writer):
                        return
                finally:
                    self.now[name] -= 1
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            # The other side went away, or we do.
            pass
        finally:
            writer.close()

    async def _answer(self, name, reader, writer):
        """False where the connection is not to be used again."""
        if name.startswith("hole"):
            # Until the other side gives up.
            await reader.read()
            return False
        if name.startswith("reset"):
            writer.transport.abort()
            return False
        if name.startswith("slow"):
            # Whichever is first: our time, or that the other side gives up.
            done, _ = await asyncio.wait([gone := asyncio.ensure_future(reader.read())], timeout=self.delay)
            gone.cancel()
            if done:
                return False
        status = b"500 Internal Server Error" if name.startswith("bad") else b"204 No Content"
        writer.write(b"HTTP/1.1 " + status + b"\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()
        return not name.startswith("slow")
