"""The program as it is thrown at: a build of the tiny data, and the server's own routes without a socket."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette

from dashboard import server
from dashboard.doors import replies
from dashboard.store.config import DEFAULT, ROOT, Settings
from dashboard.store.database import open_current
from tests.fuzz.throws import THROWS, World
from tests.unit.asgi_client import request

TINY = ROOT / "tests" / "fixtures" / "tiny"
# A line each: what was thrown and its number. They are thrown again in every run of the tests.
SEEDS = Path(__file__).with_name("seeds.txt")


def settings_of(out: Path) -> Settings:
    """Settings of a build of the tiny data."""
    return replace(DEFAULT, data=TINY, out=out, deadline_s=60.0)


@contextmanager
def world(settings: Settings, folder: Path) -> Iterator[World]:
    """What is thrown at, for as long as it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(replies, "settings", lambda: settings)
        # How much one client may ask for is no subject here.
        patch.setattr("dashboard.web.guard.shares.Shares.take", lambda *_: None)
        app = Starlette(routes=server.ROUTES, middleware=server.MIDDLEWARE)
        # Pages are Streamlit's to answer: without it their addresses would be led to things below them.
        app.router.redirect_slashes = False

        def get(target: str, headers: dict[str, str] | None = None, method: str = "GET") -> Any:
            return request(app, target, headers, method)

        yield World(open_current(settings), settings, get, folder)


def throw(name: str, number: int, at: World) -> None:
    """One throw."""
    THROWS[name](random.Random(f"{name} {number}"), at)  # noqa: S311


def seeds() -> list[tuple[str, int]]:
    """What was found before."""
    lines = SEEDS.read_text(encoding="utf-8").splitlines() if SEEDS.exists() else []
    told = [line.split("#")[0].split() for line in lines if line.split("#")[0].strip()]
    return [(name, int(number)) for name, number in told]
