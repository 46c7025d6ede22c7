"""Limits of open pages: how many a client may open, what they may send and how often they are run; and pages that come back."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Callable
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.store import telling
from dashboard.store.service import Service, service
from dashboard.web.guard import messages
from dashboard.web.guard.lanes import ASKED_HALF_LIFE_S, Lanes, Run, Use, Uses
from dashboard.web.guard.shares import Bucket, Busy, Shares, Told, client_of

log = logging.getLogger("panmunjom")

# Messages that wait for a place before a page is closed as one that floods.
MOST_WAITING = 60
# No reader is so many changes ahead of the server: a page that is counts as one that asks too often, for so many seconds.
AHEAD, REMEMBERED_S, AT_FIRST = 3, 10.0, 8
# Runs of all pages of a client at once and a second: a hundred readers behind one address, each with a change every four seconds.
CLIENT_BURST, CLIENT_RATE = 250, 25.0
# What pages over their share get, all of a client together.
OVER_RATE = 2.0
# Pages that a client opens at once, and a second; the others wait, because each costs as much as ten searches.
OPENED_AT_ONCE, OPENED_RATE = 15, 15.0
# Who takes nothing of what is sent for so long has gone.
TAKEN_S = 30.0
_TRY_AGAIN_LATER = 1013


class FramesMiddleware:
    """Stands between the server and Streamlit for every websocket, because no proxy sees what goes through one."""

    def __init__(self, app: ASGIApp, is_known: Callable[[str], bool], settings: Service | None = None) -> None:
        """Wraps `app`. `is_known` tells whether the session of an id can be taken up again."""
        self.app = app
        self.settings = settings or service()
        self.is_known = is_known
        self.lanes = Lanes(self.settings.slots)
        self.open: Counter[str] = Counter()
        self.opened = Shares(self.settings.socket_burst, self.settings.socket_rate)
        self.runs = Shares(CLIENT_BURST, CLIENT_RATE)
        self.over = Shares(1, OVER_RATE)
        self.uses, self.told = Uses(), Told()
        self.opening = Shares(OPENED_AT_ONCE, OPENED_RATE)
        # Clients of whom a page was closed for flooding, and until when their new pages count as that page did.
        self.flooding: dict[str, float] = {}
        telling.gauge("sockets", self.open.total)
        telling.gauge("runs_waiting", lambda: self.lanes.figures()["waiting"])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a connection on; only websockets are watched."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        client = client_of(scope)
        try:
            self._admit(client)
        except Busy as busy:
            telling.count("refused", "socket")
            await self.told.hold(client)
            await refuse(scope, receive, send, busy)
            return
        self.open[client] += 1
        page = Page(self, client, receive, send, is_lost=self._is_lost(scope))
        try:
            while wait := self.opening.wait(client):
                await asyncio.sleep(wait)
            await self.app(scope, page.receive, page.send)
        finally:
            page.close()
            self.open[client] -= 1
            self.open += Counter()

    def _admit(self, client: str) -> None:
        if self.open.total() >= self.settings.sockets:
            raise Busy(503, 30)
        if self.open[client] >= self.settings.sockets_client:
            raise Busy(429, 30)
        self.opened.take(client)

    def remember(self, client: str, until: float) -> None:
        """Notes that a page of this client has flooded."""
        now = asyncio.get_running_loop().time()
        self.flooding = {one: end for one, end in self.flooding.items() if end > now} | {client: until}

    def _is_lost(self, scope: Scope) -> bool:
        """Whether the page names a session that is no more: it was away for too long, or the server is another one."""
        sent = dict(scope["headers"]).get(b"sec-websocket-protocol", b"").decode("latin-1")
        parts = [part.strip() for part in sent.split(",")]
        return len(parts) > 2 and bool(parts[2]) and not self.is_known(parts[2])


class Page:
    """One websocket."""

    def __init__(self, all_: FramesMiddleware, client: str, receive: Receive, send: Send, *, is_lost: bool) -> None:
        self._all, self._client = all_, client
        self._receive, self._send = receive, send
        self._is_lost = is_lost
        self._use, self._asked = Use(), Use(ASKED_HALF_LIFE_S)
        loop = asyncio.get_running_loop()
        self._bucket = Bucket(all_.settings.run_burst, all_.settings.run_rate, loop.time())
        # Nobody has so much to change on a page that has just opened.
        self._bucket.level = min(self._bucket.level, AT_FIRST)
        self._queue: deque[Message] = deque()
        self._reading: asyncio.Future[Message] | None = None
        self._run: Run | None = None
        self._over_until = all_.flooding.get(client, float("-inf"))
        self._began = 0.0

    async def receive(self) -> Message:
        """The next message that Streamlit may see, when its turn has come."""
        while True:
            has_waited = bool(self._queue or self._reading)
            message = await self._next()
            if message["type"] != "websocket.receive":
                return message
            verdict = messages.judged(
                message.get("bytes"),
                self._all.settings.frame_bytes,
                is_first=self._is_lost,
                overlaps=has_waited or self._run is not None,
            )
            if verdict.code:
                telling.count("refused", "frame")
                return await self._shut(verdict.code)
            if verdict.data is None:
                continue
            if verdict.is_run:
                if not await self._turn():
                    continue
                telling.count("runs")
                if self._is_lost:
                    self._is_lost = False
                    await self._send({"type": "websocket.send", "bytes": messages.enough()})
            return {**message, "bytes": verdict.data}

    async def send(self, message: Message) -> None:
        """Passes an answer on, and notes where a run has ended."""
        try:
            async with asyncio.timeout(TAKEN_S):
                await self._send(message)
        except TimeoutError:
            telling.count("refused", "slow reader")
            raise OSError("nothing of what is sent is taken") from None
        if message["type"] == "websocket.accept" and self._is_lost:
            telling.count("revived")
            await self._send({"type": "websocket.send", "bytes": messages.call_back()})
        elif self._run and message["type"] == "websocket.send" and messages.ends_a_run(message.get("bytes") or b""):
            telling.observe("run_seconds", asyncio.get_running_loop().time() - self._began)
            self._leave()

    def close(self) -> None:
        """Gives back what the page holds."""
        self._leave()
        if self._reading:
            self._reading.cancel()

    def _leave(self) -> None:
        if self._run:
            self._all.lanes.leave(self._run)
            self._run = None

    async def _next(self) -> Message:
        if self._queue:
            return self._queue.popleft()
        if self._reading:
            reading, self._reading = self._reading, None
            return await reading
        return await self._heard()

    async def _heard(self) -> Message:
        message = await self._receive()
        self._asked.add(1.0, asyncio.get_running_loop().time())
        return message

    async def _turn(self) -> bool:
        """Waits until the page may be run; False where it has gone or is closed meanwhile, which the next message tells."""
        loop = asyncio.get_running_loop()
        self._began = self._began if self._run else loop.time()
        wait = self._bucket.take(loop.time())
        if wait or len(self._queue) >= AHEAD or self._all.runs.wait(self._client):
            self._over_until = loop.time() + REMEMBERED_S
        is_over = loop.time() < self._over_until
        if self._run and not is_over:
            # The run under way gives way to this one, in the same place.
            return True
        entering = loop.create_task(self._enter(wait, is_over=is_over))
        return await self._while_reading(entering)

    async def _enter(self, wait: float, *, is_over: bool) -> None:
        if wait:
            await asyncio.sleep(wait)
        while is_over and (more := self._all.over.wait(self._client)):
            await asyncio.sleep(more)
        self._leave()
        account = self._all.uses.of(self._client)
        self._run = await self._all.lanes.enter(self._use, is_over=is_over, client=account, asked=self._asked)

    async def _while_reading(self, entering: asyncio.Task[None]) -> bool:
        await asyncio.sleep(0)
        while not entering.done():
            if self._reading is None:
                self._reading = asyncio.ensure_future(self._heard())
            both: set[asyncio.Future[Any]] = {entering, self._reading}
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            if not self._reading.done():
                continue
            message, self._reading = self._reading.result(), None
            if message["type"] != "websocket.receive":
                entering.cancel()
                self._queue.clear()
                self._queue.append(message)
                return False
            self._queue.append(message)
            if len(self._queue) >= AHEAD:
                self._all.lanes.put_back(self._use)
            if len(self._queue) > MOST_WAITING:
                entering.cancel()
                telling.count("refused", "flood")
                self._all.remember(self._client, asyncio.get_running_loop().time() + REMEMBERED_S)
                self._queue.clear()
                self._queue.append(await self._shut(_TRY_AGAIN_LATER))
                return False
        await entering
        return True

    async def _shut(self, code: int) -> Message:
        await self._send({"type": "websocket.close", "code": code})
        return {"type": "websocket.disconnect", "code": code}


async def refuse(scope: Scope, receive: Receive, send: Send, busy: Busy) -> None:
    """Turns a websocket away before it is one, with a status and the time to come back where the server can say so."""
    await receive()
    if "websocket.http.response" not in (scope.get("extensions") or {}):
        await send({"type": "websocket.close", "code": _TRY_AGAIN_LATER})
        return
    headers = [(b"retry-after", str(busy.wait).encode()), (b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "websocket.http.response.start", "status": busy.status, "headers": headers})
    await send({"type": "websocket.http.response.body", "body": b"Too many pages are open; come back later.\n"})


def session_is_known(session: str) -> bool:
    """Whether Streamlit can take up the session of that id."""
    from streamlit.runtime import exists, get_instance

    # It has no public way to ask.
    return exists() and get_instance()._session_mgr.get_session_info(session) is not None
