"""What every response carries to keep a reader safe, which of Streamlit's endpoints stay closed, and what a failure may tell."""

from __future__ import annotations

import base64
import hashlib
import logging
import re
import secrets
from functools import lru_cache
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger("panmunjom")

# Counts of sessions and cache names, an interface for programs, and uploads: nothing a reader needs.
CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/upload_file", "/_stcore/script-health-check")
# The longest address that a page makes, all filters full, is a third as long.
QUERY_BYTES, QUERY_VALUES = 8_000, 250
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@lru_cache(maxsize=1)
def security_headers() -> dict[str, str]:
    """Header names and values. A response that sets one of them itself keeps its own."""
    return {
        "Content-Security-Policy": _policy(),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def _policy() -> str:
    index = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    hashes = " ".join(_hash(script) for script in _INLINE_SCRIPT.findall(index))
    directives = {
        "default-src": "'self'",
        # Streamlit loads the script of a component from a blob that it makes itself.
        "script-src": f"'self' blob: {hashes}".strip(),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "object-src": "'none'",
        "frame-ancestors": "'none'",
        "base-uri": "'self'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode('utf-8')).digest()).decode('ascii')}'"


class SafetyMiddleware:
    """Adds the headers, closes what is not public, and turns a failure into an incident number instead of its details."""

    def __init__(self, app: ASGIApp) -> None:
        """Wraps `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a connection on; only HTTP responses are changed."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in security_headers().items():
                    headers.setdefault(name, value)
            await send(message)

        asked = scope["query_string"]
        # Before anything reads it: taking apart sixteen thousand names would keep everybody waiting.
        if len(asked) > QUERY_BYTES or asked.count(b"&") >= QUERY_VALUES:
            text = f"The address is too long: at most {QUERY_BYTES:,} characters and {QUERY_VALUES} values after “?”.\n"
            await PlainTextResponse(text, status_code=414)(scope, receive, send_with_headers)
            return
        if scope["path"].startswith(CLOSED):
            await PlainTextResponse("Not found\n", status_code=404)(scope, receive, send_with_headers)
            return
        try:
            await self.app(scope, receive, send_with_headers)
        except Exception:
            incident = secrets.token_hex(4)
            log.exception("incident %s", incident)
            if started:
                raise
            failed = PlainTextResponse(f"Something went wrong here (incident {incident}).\n", status_code=500)
            await failed(scope, receive, send_with_headers)
