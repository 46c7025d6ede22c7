"""The server's own routes, asked without a socket."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from asgi_client import Answer, request
from starlette.applications import Starlette

from dashboard import server
from dashboard.doors import files, replies
from dashboard.store.config import Settings
from dashboard.store.recent import Recent


@pytest.fixture
def get(tiny_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """Asks the server's own routes, with its middleware, about the tiny data: `get("/r/…", headers)`."""
    monkeypatch.setattr(replies, "settings", lambda: tiny_settings)
    monkeypatch.setattr(files, "_recent", Recent(max_items=8, max_size=1_000_000))
    app = Starlette(routes=server.ROUTES, middleware=server.MIDDLEWARE)
    return lambda target, headers=None, method="GET": request(app, target, headers, method)
