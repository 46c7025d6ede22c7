"""A few charts taken away in every way and opened with real readers; `make readers` does it with all of them."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from asgi_client import request
from starlette.applications import Starlette

from dashboard import server
from dashboard.doors import files, replies
from dashboard.export import labelled, pdf_order
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


def a_pdf(order: list[int], names: dict[str, int]) -> bytes:
    """A document of four objects, numbered and listed as chance has it."""
    tables = "".join(f"      /{name} {number} 0 R\n" for name, number in names.items())
    root, pages, page = names["root"], names["pages"], names["page"]
    texts = {
        root: f"<<\n  /Type /Catalog\n  /Pages {pages} 0 R\n>>",
        pages: f"<<\n  /Type /Pages\n  /Count 1\n  /Kids [{page} 0 R]\n>>",
        page: f"<<\n  /Type /Page\n  /MediaBox [0 0 9 9]\n  /Parent {pages} 0 R\n"
        f"  /Resources <<\n    /XObject <<\n{tables}    >>\n  >>\n>>",
        names["xo1"]: "<<\n  /Length 10\n>>\nstream\nab 1 0 R c\nendstream",
    }
    made, offsets = b"%PDF-1.7\n", {}
    for number in order:
        offsets[number] = len(made)
        made += f"{number} 0 obj\n{texts[number]}\nendobj\n\n".encode()
    table = "".join(f"{offsets[number]:010} 00000 n\r\n" for number in sorted(offsets))
    cross = f"xref\n0 5\n0000000000 65535 f\r\n{table}trailer\n<<\n  /Size 5\n  /Root {root} 0 R\n>>\nstartxref\n{len(made)}\n%%EOF"
    return made + cross.encode()


def test_a_document_is_the_same_however_its_parts_were_numbered() -> None:
    one = pdf_order.in_order(a_pdf([1, 2, 3, 4], {"root": 1, "pages": 2, "page": 3, "xo1": 4}))
    other = pdf_order.in_order(a_pdf([2, 4, 3, 1], {"xo1": 2, "page": 1, "pages": 4, "root": 3}))
    assert one == other
    assert b"stream\nab 1 0 R c\nendstream" in one
    assert len(pypdfium2.PdfDocument(one)) == 1
    assert pdf_order.in_order(b"%PDF-1.7 of another program") == b"%PDF-1.7 of another program"


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
