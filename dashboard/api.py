"""The record from Python, for notebooks: `from dashboard import api`, then `api.data("events_by_year", actor="PRK")` or `api.chart`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.catalogue import CHARTS
from dashboard.doors import asked
from dashboard.doors.answers import MOST_HITS, Answers
from dashboard.doors.tables import table as whole_table
from dashboard.doors.tables import tables as known_tables
from dashboard.record.links import Site
from dashboard.store.config import settings as configured
from dashboard.store.database import open_current
from dashboard.store.problems import StoreError

__all__ = ["chart", "charts", "data", "filters", "record", "records", "search", "table", "tables"]

Value = str | int | Iterable[str]


def charts() -> pd.DataFrame:
    """Every chart with its question and the page that shows it."""
    return pd.DataFrame(
        [{"id": one.id, "title": one.title, "question": one.question, "page": one.page} for one in CHARTS]
    )


def filters(chart: str) -> pd.DataFrame:
    """Every value that the filters of a chart take, with its label."""
    listed = _answers().filters(chart)["filters"]
    rows = [
        {"filter": one["name"], "value": value, "label": label}
        for one in listed
        for value, label in one.get("values", {}).items()
    ]
    return pd.DataFrame(rows, columns=["filter", "value", "label"])


def data(chart: str, **filters: Value) -> pd.DataFrame:
    """The rows of a chart under filters: `data("events_timeline", actor="PRK", from_="1994", lens="primary")`.

    One row is one mark. `records` are the ids behind it, `citations` what they rest on. A filter whose name is a word of
    Python has an underscore at its end. Raises WrongQuestionError, which names what is allowed.
    """
    subject = _answers().subject(chart, _query(filters))
    frame: pd.DataFrame = subject.told_table.to_pandas()
    frame.attrs = {"build_id": subject.build_id, "chart": chart}
    return frame


def chart(chart: str, **filters: Value) -> alt.TopLevelMixin:
    """A chart under filters, as it is on its page: in a notebook it draws itself, and `.to_dict()` is its specification."""
    drawn: alt.TopLevelMixin = alt.Chart.from_dict(_answers().subject(chart, _query(filters)).specification)
    return drawn


def record(record_id: str) -> dict[str, Any]:
    """Everything known of a record: its sources with places and quotes, its neighbours in time, the charts it appears in."""
    return _answers().record(record_id)


def records(**filters: Value) -> pd.DataFrame:
    """The records of all types under filters, in order of time; `type` is one more filter here."""
    found = _answers()
    query = _query(filters)
    return pd.DataFrame(found.records(query))


def search(text: str, kind: str = "", limit: int = 20) -> pd.DataFrame:
    """What a text finds, best first."""
    return pd.DataFrame(_answers().search(text, kind, min(limit, MOST_HITS))["hits"])


def tables() -> pd.DataFrame:
    """Every whole table with what one row is."""
    return pd.DataFrame(
        [{"table": one.name, "meaning": one.meaning} for one in known_tables(_answers().database).values()]
    )


def table(name: str) -> pd.DataFrame:
    """A whole table."""
    database = _answers().database
    if name not in known_tables(database):
        raise asked.wrong("table", f"There is no table “{name}”.", known_tables(database))
    frame: pd.DataFrame = whole_table(database, name).to_pandas()
    return frame


def _answers() -> Answers:
    # Nobody waits for a page here, so that a query may take its time.
    found = configured()
    try:
        return Answers(open_current(replace(found, deadline_s=60.0)), Site.known())
    except StoreError:
        raise StoreError(f"There is no database in {found.out}; build it with: python -m dashboard build") from None


def _query(filters: dict[str, Value]) -> dict[str, list[str]]:
    return {
        name.removesuffix("_"): [str(value)] if isinstance(value, str | int) else [str(one) for one in value]
        for name, value in filters.items()
    }
