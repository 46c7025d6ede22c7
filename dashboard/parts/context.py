"""What every page starts from: the open database, the filters in the address, the reader's theme."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import streamlit as st

from dashboard.charts.draw.palette import PALETTES, Palette
from dashboard.record.fields import Vocabulary
from dashboard.record.filters import Filters, parse
from dashboard.record.vocabulary import vocabulary
from dashboard.store.config import settings
from dashboard.store.database import Database, open_current


def database() -> Database:
    """The current build. Raises StoreError where there is none; `dashboard/app.py` shows it."""
    return open_current(settings())


@lru_cache(maxsize=16)
def _vocabulary(build_id: str, kinds: str) -> Vocabulary:
    return vocabulary(database(), kinds)


def page_vocabulary(kinds: str) -> Vocabulary:
    """What the filters of a page may be set to; `kinds` names the vocabulary of its kind filter."""
    return _vocabulary(database().build_id, kinds)


def query() -> dict[str, list[str]]:
    """The parameters of the address as lists."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def filters(kinds: str) -> tuple[Filters, list[str]]:
    """The filters in the address, and a sentence for each value that was ignored. The year is the choice of one chart: see `year`."""
    found, notes = parse(query(), page_vocabulary(kinds))
    return replace(found, year=None), notes


def year() -> int | None:
    """The year in the address, for a chart of single years."""
    return parse({"year": query().get("year", [])}, Vocabulary())[0].year


def palette() -> Palette:
    """Colours of the reader's theme."""
    return PALETTES.get(st.context.theme.type or "light", PALETTES["light"])


@lru_cache(maxsize=4)
def _coverage_ends(build_id: str) -> str:
    (row,) = database().rows("pages", "coverage_ends")
    return str(row["month"])


def coverage_ends() -> str:
    """Month and year of the last event or launch of the record: `October 2026`."""
    return _coverage_ends(database().build_id)


@lru_cache(maxsize=4)
def _bodies(build_id: str) -> dict[str, str]:
    return {row["source"]: row["body"] for row in database().rows("pages", "document_bodies")}


def bodies() -> dict[str, str]:
    """Text of each document by source id."""
    return _bodies(database().build_id)
