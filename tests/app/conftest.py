"""Fixtures of the page tests: the real data, or hostile data, as the database that the pages read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from dashboard.store.config import Settings, settings
from dashboard.store.database import Database, open_current
from dashboard.web.packaged_components import none_packaged


@pytest.fixture(scope="session", autouse=True)
def as_served() -> None:
    """Pages are opened as the server opens them, without a search of all that is installed."""
    none_packaged()


@pytest.fixture
def real_data(real_settings: Settings) -> Iterator[Database]:
    """The pages read the real data; the test gets the same database."""
    with served(real_settings) as database:
        yield database


@pytest.fixture
def poison_data(tiny_settings: Settings) -> Iterator[Database]:
    """The pages read hostile data; the test gets the same database."""
    with served(tiny_settings) as database:
        yield database


@contextmanager
def served(built: Settings) -> Iterator[Database]:
    """The pages read the current build of these settings."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PANMUNJOM_OUT", str(built.out))
        settings.cache_clear()
        # Opened with the patience of tests first: what is open stays so.
        open_current(built)
        yield open_current(settings())
    settings.cache_clear()
