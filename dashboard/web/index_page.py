"""What the first answer of a page tells before its script runs: its title, its preview for who shares the link, and how it prints."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path

from markupsafe import Markup
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.markup import styles

# What pages fetch by its name.
SCRIPTS = {
    name: Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("print.js", "citing.js", "embed.js")
}
STYLES = {
    "citing.css": styles.sheet("web/citing.css", "web/take.css", variables=False),
    "first.css": styles.sheet("web/first_paint.css", variables=False),
}
_TITLE = re.compile(r"<(title)>.*?</\1>", re.DOTALL)
# Path and query of a page, and the address of this server; None where the path is no page.
Head = Callable[[str, str, str], Markup | None]


class IndexPageMiddleware:
    """Puts elements into the head of Streamlit's page as it is sent, in place of its title; the file on disk stays as it is."""

    def __init__(self, app: ASGIApp, head: Head) -> None:
        """Wraps `app`; `head` makes the elements."""
        self.app = app
        self.head = head

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a connection on; only the page itself is changed."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = f"{scope.get('scheme', 'http')}://{headers.get('host', '')}"
        head = self.head(scope["path"], scope.get("query_string", b"").decode("latin-1"), origin)
        if head is None:
            await self.app(scope, receive, send)
            return
        # The page is small, and what is compressed or known already cannot be changed.
        plain = [
            (name, value)
            for name, value in scope["headers"]
            if name not in (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
        ]
        packs = "gzip" in headers.get("accept-encoding", "")
        await _Answer(send, head, packs=packs).of(self.app, {**scope, "headers": plain}, receive)


class _Answer:
    """One answer on its way: held until it is whole where it is a page, passed on otherwise."""

    def __init__(self, send: Send, head: Markup, *, packs: bool) -> None:
        self.send = send
        self.head = head
        self.packs = packs
        self.start: Message | None = None
        self.body = b""

    async def of(self, app: ASGIApp, scope: Scope, receive: Receive) -> None:
        await app(scope, receive, self.take)

    async def take(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if not Headers(raw=message["headers"]).get("content-type", "").startswith("text/html"):
                await self.send(message)
                return
            self.start = message
        elif self.start is None:
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self.start)

    async def _finish(self, start: Message) -> None:
        text, found = _TITLE.subn(lambda _: str(self.head), self.body.decode("utf-8"), count=1)
        body = text.encode("utf-8") if found else self.body
        headers = MutableHeaders(raw=list(start["headers"]))
        for name in ("etag", "last-modified"):
            if name in headers:
                del headers[name]
        if self.packs:
            body = gzip.compress(body, 6)
            headers["content-encoding"] = "gzip"
        headers["content-length"] = str(len(body))
        await self.send({**start, "headers": headers.raw})
        await self.send({"type": "http.response.body", "body": body})
