"""A few charts taken away in every way and opened with real readers; `make readers` does it with all of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from asgi_client import request
from starlette.applications import Starlette

from dashboard import server
from dashboard.doors import files, replies
from dashboard.export import labelled
from dashboard.export.chart_file import FORMATS
from dashboard.parts import context
from dashboard.record.filters import address
from dashboard.store.config import Settings
from dashboard.store.recent import Recent
from tests.taken.opened import READERS, opened
from tests.taken.ways import SETS, Ways

# Pictures take a second each, so that only one is made here.
SAMPLE = [
    *((form, "positions_by_topic", "narrow") for form in ("csv", "xlsx", "json", "jsonl", "parquet", "vl.json")),
    *((form, "events_timeline", "hangul") for form in ("csv", "parquet", "xlsx")),
    ("pdf", "detentions_spans", "narrow"),
    ("png", "alliance_case", "hangul"),
]


@pytest.fixture
def ways(real_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Ways:
    found = Ways("http://127.0.0.1:8501", real_settings.out)
    monkeypatch.setattr(context, "database", lambda: found.database)
    monkeypatch.setattr(replies, "settings", lambda: real_settings)
    monkeypatch.setattr(files, "_recent", Recent(max_items=8, max_size=16_000_000))
    return found


def test_every_format_has_a_reader() -> None:
    assert READERS.keys() == FORMATS.keys()


@pytest.mark.parametrize(("form", "chart", "chosen"), SAMPLE)
def test_a_file_holds_what_the_screen_shows(form: str, chart: str, chosen: str, ways: Ways) -> None:
    filters = ways.filters(chart, SETS[chosen])
    app = Starlette(routes=server.ROUTES, middleware=server.MIDDLEWARE)
    answer = request(app, address(f"/charts/{chart}.{form}", filters), {"host": "127.0.0.1:8501"})
    assert answer.status == 200
    assert opened(form, answer.body, ways.screen(chart, filters)) == []
    if form != "pdf":
        assert ways.page(chart, form, filters) == answer.body


def test_the_command_writes_the_bytes_of_the_page(ways: Ways, tmp_path: Path) -> None:
    written = ways.command(["unsc_votes", "positions_by_topic"], ["csv", "xlsx"], SETS["narrow"], tmp_path)
    assert len(written) == 4
    for (chart, form), content in written.items():
        assert content == ways.page(chart, form, ways.filters(chart, SETS["narrow"]))


def test_a_document_with_another_end_is_left_as_it_is() -> None:
    assert labelled.pdf(b"%PDF-1.7 of another program", {"Title": "x"}) == b"%PDF-1.7 of another program"
