"""What every response carries to keep a reader safe, and what a failure may tell."""

from __future__ import annotations

import base64
import hashlib
import logging
import re
import secrets
import time
from functools import lru_cache
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.store import telling
from dashboard.web.journal import REQUEST

log = logging.getLogger("panmunjom")

_KINDS = (
    ("file", "/charts/"),
    ("record", "/r/"),
    ("search", "/search.json"),
    ("picture", "/previews/"),
    ("citation", "/cite/"),
    ("data", ("/records", "/tables", "/sql.", "/openapi.json", "/oembed", "/mcp")),
    ("static", "/static/"),
    ("health", ("/healthz", "/readyz", "/_stcore/")),
)

# What proxies pass on.
HEADER_LENGTH = 1000
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


def header_text(text: str) -> str:
    """A text as the value of a header: printable ASCII, cut to a length that proxies pass on."""
    simple = text.replace("“", '"').replace("”", '"').encode("ascii", "backslashreplace").decode("ascii")
    return "".join(char if char.isprintable() else " " for char in simple)[:HEADER_LENGTH]


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
    """Adds the headers, and turns a failure into an incident number instead of its details."""

    def __init__(self, app: ASGIApp) -> None:
        """Wraps `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a connection on; only HTTP responses are changed."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False
        number = secrets.token_hex(4)
        known = REQUEST.set(number)
        began = time.perf_counter()

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                _tell(scope, message["status"], time.perf_counter() - began)
                headers = MutableHeaders(scope=message)
                headers["X-Request-Id"] = number
                for name, value in security_headers().items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        except Exception:
            telling.count("incidents")
            log.exception("incident %s", number)
            if started:
                raise
            failed = PlainTextResponse(f"Something went wrong here (incident {number}).\n", status_code=500)
            await failed(scope, receive, send_with_headers)
        finally:
            REQUEST.reset(known)


def _tell(scope: Scope, status: int, seconds: float) -> None:
    """Counts an answer. A log for programs names its path, never what was asked there nor by whom."""
    path = scope["path"]
    kind = next((name for name, start in _KINDS if path.startswith(start)), "page")
    telling.count("answers", str(status))
    telling.observe("answer_seconds", seconds, kind)
    told = {"method": scope["method"], "path": path[:200], "status": status, "ms": round(seconds * 1000, 1)}
    log.debug("answered", extra={"told": told})
