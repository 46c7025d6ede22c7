"""The door that every request goes through: the prefix is taken off, what is closed or unknown is 404, and each client has its share."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.markup.site import at, prefix
from dashboard.store import telling
from dashboard.store.service import Service, service
from dashboard.web import record_page
from dashboard.web.guard.messages import QUERY_BYTES, QUERY_VALUES
from dashboard.web.guard.refusals import too_many
from dashboard.web.guard.shares import Busy, Shares, Told, client_of

# Counts of sessions and cache names, an interface for programs, uploads, accounts: nothing a reader needs.
CLOSED = (
    "/_stcore/metrics",
    "/_stcore/agent",
    "/_stcore/upload_file",
    "/_stcore/script-health-check",
    "/auth",
    "/oauth2callback",
)
# What Streamlit's own page asks for.
OPEN = ("/static/", "/media/", "/component/", "/_stcore/")
FILES_OF_PAGES = frozenset({"/favicon.png", "/manifest.json", "/index.html"})
STREAM = "/_stcore/stream"
# Whoever watches the server is answered whatever others ask for.
UNLIMITED = frozenset({"/healthz", "/readyz", "/_stcore/health"})
# Files, pictures, whole tables, questions in SQL and citations in their styles, which another program sets.
COSTLY = ("/charts/", "/previews/", "/tables/", "/records.jsonl", "/sql.", "/cite/")
PATH_BYTES, BODY_BYTES = 1_000, 200_000
# Who takes nothing of an answer for so long has gone.
TAKEN_S = 30.0


class PrefixMiddleware:
    """Takes the prefix off the path, for proxies that leave it there; every other part of the server knows paths without it."""

    def __init__(self, app: ASGIApp) -> None:
        """Wraps `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a connection on."""
        before = prefix()
        if before and scope["type"] in ("http", "websocket"):
            path = scope["path"]
            if path == before or path.startswith(f"{before}/"):
                raw = scope.get("raw_path") or path.encode()
                scope = {**scope, "path": path[len(before) :] or "/", "raw_path": raw[len(before.encode()) :] or b"/"}
        await self.app(scope, receive, send)


class DoorsMiddleware:
    """Refuses what is not there and what is too much, before any work is done for it."""

    def __init__(
        self, app: ASGIApp, routes: Sequence[BaseRoute], pages: Sequence[str], settings: Service | None = None
    ) -> None:
        """Wraps `app`. `routes` are this server's own, `pages` the paths of the pages without their slash."""
        self.app = app
        self.routes = routes
        self.pages = frozenset(f"/{page}" for page in pages)
        chosen = settings or service()
        self.requests = Shares(chosen.request_burst, chosen.request_rate)
        self.files = Shares(chosen.file_burst, chosen.file_rate)
        self.told = Told()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or answers it."""
        if scope["type"] == "websocket":
            if scope["path"] != STREAM:
                await receive()
                await send({"type": "websocket.close", "code": 1008})
                return
        elif scope["type"] == "http":
            answer = self._refusal(scope)
            if answer is not None:
                await answer(scope, receive, self._watched(scope, send))
                return
        await self.app(scope, receive, self._watched(scope, send) if scope["type"] == "http" else send)

    def _watched(self, scope: Scope, send: Send) -> Send:
        async def sent(message: Message) -> None:
            if message.get("status") == 429:
                await self.told.hold(client_of(scope))
            try:
                async with asyncio.timeout(TAKEN_S):
                    await send(message)
            except TimeoutError:
                telling.count("refused", "slow reader")
                raise OSError("nothing of the answer is taken") from None

        return sent

    def _refusal(self, scope: Scope) -> Response | None:
        path, asked = scope["path"], scope["query_string"]
        # Before anything reads it: taking apart sixteen thousand names would keep everybody waiting.
        if len(asked) > QUERY_BYTES or asked.count(b"&") >= QUERY_VALUES or len(path) > PATH_BYTES:
            text = f"The address is too long: at most {QUERY_BYTES:,} characters and {QUERY_VALUES} values after “?”.\n"
            return PlainTextResponse(text, status_code=414)
        if _length(scope) > BODY_BYTES:
            return PlainTextResponse("Nothing so long is taken here.\n", status_code=413)
        if path.startswith(CLOSED):
            return PlainTextResponse("Not found\n", status_code=404)
        if path in UNLIMITED:
            return None
        try:
            self._shares(path).take(client_of(scope))
        except Busy as busy:
            return too_many(busy)
        return None if self._is_known(scope) else self._elsewhere(scope)

    def _shares(self, path: str) -> Shares:
        is_file = path.startswith(COSTLY) or (path.startswith("/r/") and path.endswith(".png"))
        return self.files if is_file else self.requests

    def _is_known(self, scope: Scope) -> bool:
        path = scope["path"]
        if path in self.pages or path in FILES_OF_PAGES or path.startswith(OPEN) or path.startswith("//"):
            return True
        # A browser looks for the server below the path of the page first, and takes 404 for an answer.
        if path.endswith(("/_stcore/health", "/_stcore/host-config")):
            return True
        return self._is_routed(scope)

    def _is_routed(self, scope: Scope) -> bool:
        return any(route.matches(scope)[0] is not Match.NONE for route in self.routes)

    def _elsewhere(self, scope: Scope) -> Response:
        """Where something is meant, in capitals or with a slash at its end, the way to it; else that nothing is there."""
        path, asked = scope["path"], scope["query_string"]
        meant = path.rstrip("/").lower() or "/"
        is_there = meant in self.pages or self._is_routed({**scope, "path": meant})
        if is_there and meant != path and scope["method"] in ("GET", "HEAD"):
            query = f"?{asked.decode('latin-1')}" if asked else ""
            return RedirectResponse(at(quote(meant)) + query, status_code=308)
        headers = {"Content-Security-Policy": record_page.POLICY, "Cache-Control": "no-store"}
        return HTMLResponse(record_page.lost_html(), status_code=404, headers=headers)


def _length(scope: Any) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length":
            return int(value) if value.isdigit() else 0
    return 0
