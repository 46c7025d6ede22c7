"""Tells the pages who is at the other end of a connection, in a header that no client can set."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.library.audience import PEER

_NAME = PEER.encode("ascii")


class PeerMiddleware:
    """Writes the address of the other end into the headers of each request and websocket, over what was sent under that name."""

    def __init__(self, app: ASGIApp) -> None:
        """Wraps `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a connection on with the header."""
        if scope["type"] in ("http", "websocket"):
            client = scope.get("client")
            sent = [(name, value) for name, value in scope["headers"] if name.lower() != _NAME]
            address = str(client[0] or "") if client else ""
            scope = {**scope, "headers": [*sent, (_NAME, address.encode("ascii", "replace"))]}
        await self.app(scope, receive, send)
