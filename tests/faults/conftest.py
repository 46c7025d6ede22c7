"""Fixtures of faults: a folder with a previous build and a current one."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.store.build import build
from dashboard.store.config import Settings
from tests.faults.twice import NEW, OLD, as_new_server


@pytest.fixture
def new_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test begins as a process of its own does."""
    as_new_server(monkeypatch)


@pytest.fixture(scope="session")
def built_twice(tiny_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Data with the new sentence; builds of the old sentence and, current, of the new one: made once for all tests."""
    folder = tmp_path_factory.mktemp("twice")
    shutil.copytree(tiny_settings.out, folder / "build")
    shutil.copytree(tiny_settings.data, folder / "data")
    events = folder / "data" / "events.csv"
    events.write_bytes(events.read_bytes().replace(OLD.encode(), NEW.encode()))
    made = replace(tiny_settings, data=folder / "data", out=folder / "build")
    build(made)
    return made


@pytest.fixture
def two_builds(built_twice: Settings, tmp_path: Path, new_server: None) -> Settings:
    """A copy of it that a test may change, before anything of it is open."""
    shutil.copytree(built_twice.out, tmp_path / "build")
    shutil.copytree(built_twice.data, tmp_path / "data")
    return replace(built_twice, data=tmp_path / "data", out=tmp_path / "build")
