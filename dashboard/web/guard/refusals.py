"""What is answered to who asks for more than there is."""

from __future__ import annotations

from starlette.responses import PlainTextResponse, Response

from dashboard.store import telling
from dashboard.web.guard.shares import Busy


def too_many(busy: Busy) -> Response:
    """The answer to who has had the share of a client, or finds the queue of all full."""
    telling.count("refused", str(busy.status))
    whose = "You have asked" if busy.status == 429 else "Readers have asked"
    text = f"{whose} for more than can be done now. Come back in {busy.wait} s.\n"
    headers = {"Retry-After": str(busy.wait), "Cache-Control": "no-store"}
    return PlainTextResponse(text, status_code=busy.status, headers=headers)
