"""A type of record without a row: each page renders, and says that there are none of it."""

import shutil
from dataclasses import replace

import pytest

from dashboard.store.build import build
from dashboard.store.config import DEFAULT
from tests.app.conftest import served
from tests.app.pages import CHART_PAGES, PAGES, assert_nothing_blank, counts, filter_line, html, open_page
from tests.conftest import TINY

# A table, and how the ids of its records begin.
EMPTIED = {"votes": "vo-", "positions": "po-"}


@pytest.fixture(scope="module", params=EMPTIED)
def emptied(request, tmp_path_factory):
    table = request.param
    folder = tmp_path_factory.mktemp(f"no-{table}")
    shutil.copytree(TINY, folder / "data")
    _keep(folder / "data" / f"{table}.csv", lambda line: False)
    _keep(folder / "data" / "citations.csv", lambda line: not line.split(",")[1].startswith(EMPTIED[table]))
    settings = replace(DEFAULT, data=folder / "data", out=folder / "build")
    build(settings)
    with served(settings):
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
