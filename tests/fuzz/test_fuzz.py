"""A few seconds of throwing, the same in every run, and all that fell once; `make fuzz` throws for as long as it is told."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.store.config import Settings
from tests.browser.serving import serve
from tests.fuzz.throws import THROWS, World
from tests.fuzz.widgets import session
from tests.fuzz.world import seeds, throw, world

# How many of each are a second of work.
MANY = {"address": 60, "file": 3, "date": 2000, "place": 300, "request": 80}
SESSIONS = 4


@pytest.fixture(scope="module")
def thrown_at(tiny_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with world(replace(tiny_settings, deadline_s=60.0), tmp_path_factory.mktemp("fuzz")) as at:
        yield at


@pytest.mark.parametrize("name", THROWS)
def test_whatever_is_thrown_is_received(name: str, thrown_at: World) -> None:
    for number in range(MANY[name]):
        try:
            throw(name, number, thrown_at)
        except Exception as error:
            raise AssertionError(f"{name} {number}") from error


def test_what_fell_once_stands(thrown_at: World) -> None:
    for name, number in seeds():
        if name in THROWS:
            throw(name, number, thrown_at)


def test_widget_values_that_no_browser_sends(tiny_settings: Settings, tmp_path: Path) -> None:
    kept = [number for name, number in seeds() if name == "widgets"]
    with serve(tiny_settings.out, tiny_settings.data) as server:
        faults = [fault for seed in (*range(SESSIONS), *kept) for fault in asyncio.run(session(server.address, seed))]
    assert faults == []
