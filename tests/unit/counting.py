"""What the tests of charts share: tables as the CSV files hold them, the rows of a chart, and what is true of the rows of every chart."""

import csv
import io
from functools import cache

from dashboard.charts.catalogue import BY_ID
from dashboard.charts.draw.rows import Rows
from dashboard.record.filters import Filters
from dashboard.store.config import ROOT
from tests.unit.drawn import spec


@cache
def table(name):
    """The rows of a file of `data/`, read without the application."""
    text = (ROOT / "data" / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def frame_of(database, chart, filters=None):
    """The rows of a chart, without filters where none are given."""
    return database.frame("charts", chart, (filters or Filters()).parameters())


def assert_marks_records_and_drawing(database, chart, filters):
    """Every mark is found again by its name and by its label, rests on records, and can be drawn and said in a sentence."""
    rows = frame_of(database, chart, filters)
    assert rows["mark"].is_unique
    assert rows["label"].is_unique
    assert all(len(records) and list(records) == sorted(records) for records in rows["records"])
    if len(rows):
        assert "$schema" in spec(BY_ID[chart], rows)
    assert BY_ID[chart].says(Rows.of(rows)).endswith(".")
