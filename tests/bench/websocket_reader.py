"""A reader without a browser: opens a page by websocket, changes its filters and waits for the answer. Measures the server alone."""

from __future__ import annotations

import asyncio
import ssl
import time
from dataclasses import dataclass
from types import TracebackType
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

LIMIT = 30_000_000
ANSWER_S = 30


@dataclass(frozen=True)
class Answer:
    """One run of the page: seconds until it was complete, bytes received, and what went wrong if anything did."""

    seconds: float
    received: int
    fault: str


class WebsocketReader:
    """One session on one page, `async with WebsocketReader(address, "events") as reader`; `arrival` is its first run."""

    arrival: Answer

    def __init__(
        self,
        address: str,
        page: str,
        headers: dict[str, str] | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._url = address.replace("http", "ws", 1) + "/_stcore/stream"
        self._headers, self._tls = headers or {}, tls
        self._page = page
        self._socket: ClientConnection | None = None

    async def __aenter__(self) -> WebsocketReader:
        self._socket = await connect(
            self._url,
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=LIMIT,
            proxy=None,
            compression=None,
            additional_headers=self._headers,
            ssl=self._tls,
        )
        self.arrival = await self.show({})
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._socket
        await self._socket.close()

    async def show(self, query: dict[str, str]) -> Answer:
        """Runs the page with these parameters in its address."""
        assert self._socket
        message = BackMsg()
        state = message.rerun_script
        state.query_string = urlencode(query)
        state.page_name = self._page
        began = time.perf_counter()
        try:
            async with asyncio.timeout(ANSWER_S):
                await self._socket.send(message.SerializeToString())
                received, fault = await self._run(self._socket)
        except TimeoutError:
            received, fault = 0, f"no answer within {ANSWER_S} s"
        except ConnectionClosed as error:
            received, fault = 0, f"the connection was closed: {error}"
        return Answer(time.perf_counter() - began, received, fault)

    @staticmethod
    async def _run(socket: ClientConnection) -> tuple[int, str]:
        """Bytes received until the run has ended, and the first fault."""
        received, fault = 0, ""
        while True:
            data = await socket.recv()
            assert isinstance(data, bytes)
            received += len(data)
            answer = ForwardMsg.FromString(data)
            fault = fault or _fault(answer)
            if answer.WhichOneof("type") == "script_finished":
                return received, fault


def _fault(answer: ForwardMsg) -> str:
    element = answer.delta.new_element
    if element.HasField("exception"):
        return element.exception.message
    if element.HasField("alert") and element.alert.format == element.alert.ERROR:
        return element.alert.body
    if answer.WhichOneof("type") == "page_not_found":
        return "the page was not found"
    if answer.WhichOneof("type") == "script_finished" and answer.script_finished not in (0, 2):
        return f"the run ended with {answer.script_finished}"
    return ""
