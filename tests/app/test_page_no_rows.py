"""A type of record without a row: each page renders, and says that there are none of it."""

import pytest

from dashboard.store.build import build
from tests.app.conftest import served
from tests.app.pages import CHART_PAGES, PAGES, assert_nothing_blank, counts, filter_line, html, open_page

# A table, and how the ids of its records begin.
EMPTIED = {"votes": "vo-", "positions": "po-"}


@pytest.fixture(params=EMPTIED)
def emptied(request, tiny_copy):
    table = request.param
    _keep(tiny_copy.data / f"{table}.csv", lambda line: False)
    _keep(tiny_copy.data / "citations.csv", lambda line: not line.split(",")[1].startswith(EMPTIED[table]))
    build(tiny_copy)
    with served(tiny_copy):
        yield table


def test_every_page_renders_without_a_type_of_record(emptied):
    for page in PAGES:
        assert_nothing_blank(open_page(page.name), page)
    open_page("search", {"q": "treaty"})


def test_the_line_counts_none_of_a_type_without_rows(emptied):
    name, noun = {"votes": ("treaties", "Council votes"), "positions": ("positions", "positions")}[emptied]
    app = open_page(name)
    assert f"<b>0</b> {noun}" in filter_line(app)
    assert (0, 0) in counts(app)
    assert "left out" not in filter_line(app)
    for page in CHART_PAGES:
        assert "incident" not in html(open_page(page.name, {"lens": "primary"})).casefold()


def _keep(path, wanted):
    head, *lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text(head + "".join(filter(wanted, lines)), encoding="utf-8")
