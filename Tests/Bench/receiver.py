#!/usr/bin/env python3
"""A fast webhook receiver for the benchmark: answers 204 to every POST on kept-alive connections, checks nothing.

Prints its port, then after each line on standard input how many requests it has answered, and the monotonic times of the
first and the last of them since the line before.
"""

import asyncio
import sys
import time

ANSWER = b"HTTP/1.1 204 No Content\r\n\r\n"


class Count:
    total = 0
    first = last = 0.0

    def note(self, count):
        moment = time.monotonic()
        self.first = self.first or moment
        self.last = moment
        self.total += count


class Connection(asyncio.Protocol):
    def __init__(self, count):
        self.count, self.buffer = count, b""

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.buffer += data
        answered = 0
        while (end := self.buffer.find(b"\r\n\r\n")) >= 0:
            head = self.buffer[:end].lower()
            mark = head.find(b"content-length:")
            length = int(head[mark + 15:].split(b"\r\n", 1)[0]) if mark >= 0 else 0
            if len(self.buffer) < end + 4 + length:
                break
            self.buffer = self.buffer[end + 4 + length:]
            answered += 1
        if answered:
            self.count.note(answered)
            self.transport.write(ANSWER * answered)


async def main():
    loop = asyncio.get_running_loop()
    count = Count()
    server = await loop.create_server(lambda: Connection(count), "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    lines = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    while await lines.readline():
        print(count.total, count.first, count.last, flush=True)
        count.first = 0.0


asyncio.run(main())
