"""A channel on loopback that takes every message, each after the same while: ``PORT MILLISECONDS``.

``GET /`` tells how many messages it took, and how many connections it had at most since it was last asked.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from itertools import count
from typing import Final

from runtime.lifeline import die_with_parent
from tests.stand_in.twilio import ACCOUNT

_SIDS: Final = count(1)


class Channel:
    """What was taken, and how many are connected."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._taken = 0
        self._connected = 0
        self._most = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer whatever comes over one connection until it is closed."""
        brings_messages = False
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).lower()
                if head.startswith(b"get / "):
                    _answer(writer, 200, {"taken": self._taken, "connections": self._most})
                    self._most = self._connected
                    continue
                if not brings_messages:
                    brings_messages = True
                    self._connected += 1
                    self._most = max(self._most, self._connected)
                _, _, length = head.partition(b"\r\ncontent-length: ")
                await reader.readexactly(int(length.partition(b"\r\n")[0]))
                await asyncio.sleep(self._seconds)
                self._taken += 1
                _answer(writer, 201, _message(next(_SIDS)))
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()
        finally:
            self._connected -= brings_messages


def _message(number: int) -> dict[str, object]:
    """As long an answer as the provider gives."""
    sid = f"SM{number:032x}"
    messages = f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{sid}"
    return {
        "account_sid": ACCOUNT,
        "api_version": "2010-04-01",
        "body": "রাস্তায় গর্ত " * 10,
        "date_created": "Thu, 24 Aug 2023 05:01:45 +0000",
        "date_sent": None,
        "date_updated": "Thu, 24 Aug 2023 05:01:45 +0000",
        "direction": "outbound-api",
        "error_code": None,
        "error_message": None,
        "from": "whatsapp:+14155238886",
        "num_media": "0",
        "num_segments": "1",
        "price": None,
        "price_unit": None,
        "messaging_service_sid": None,
        "sid": sid,
        "status": "queued",
        "subresource_uris": {"media": f"{messages}/Media.json"},
        "to": "whatsapp:+910000000001",
        "uri": f"{messages}.json",
    }


def _answer(writer: asyncio.StreamWriter, status: int, value: object) -> None:
    content = json.dumps(value).encode()
    head = f"HTTP/1.1 {status} OK\r\nContent-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
    writer.write(head.encode() + content)


async def _main(port: int, seconds: float) -> None:
    server = await asyncio.start_server(Channel(seconds).serve, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    die_with_parent(os.getppid())
    asyncio.run(_main(int(sys.argv[1]), int(sys.argv[2]) / 1000))
