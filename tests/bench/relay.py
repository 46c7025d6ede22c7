"""A relay before a server that counts what goes to the reader, as it is on the wire: compressed, with all that frames it."""

from __future__ import annotations

import asyncio
import threading
from contextlib import AbstractContextManager
from types import TracebackType
from urllib.parse import urlsplit

PIECE = 65_536


class Relay(AbstractContextManager["Relay"]):
    """`with Relay(address) as relay`: what answers at `address` answers at `relay.address` too; `relay.received` are bytes."""

    address: str

    def __init__(self, address: str) -> None:
        self._target = urlsplit(address)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self.received = 0

    def __enter__(self) -> Relay:
        self._thread.start()
        server = asyncio.run_coroutine_threadsafe(asyncio.start_server(self._join, "127.0.0.1", 0), self._loop).result()
        self.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(self._target.hostname, self._target.port)
        try:
            await asyncio.gather(_copy(reader, back), self._counted(there, writer))
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()
            back.close()

    async def _counted(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while piece := await reader.read(PIECE):
            self.received += len(piece)
            writer.write(piece)
            await writer.drain()
        writer.close()


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while piece := await reader.read(PIECE):
        writer.write(piece)
        await writer.drain()
    writer.close()
