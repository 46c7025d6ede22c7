"""What a link shows where it is shared, and how it gets into a page that Streamlit sends."""

import asyncio
import gzip
import re

import pytest
from asgi_client import request
from markupsafe import Markup
from starlette.responses import HTMLResponse, PlainTextResponse

from dashboard import server
from dashboard.charts.pages import PAGES
from dashboard.doors import replies
from dashboard.export import cards, pictures
from dashboard.record.filters import Filters
from dashboard.web import previews, typeface_files
from dashboard.web.index_page import IndexPageMiddleware

PNG = b"\x89PNG"


def size(png):
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_has_a_title_a_description_and_a_picture_of_its_own(page):
    head = previews.page_head(f"/{page.path}", "era=truce", "https://example.org")
    assert (page.title if page.path else "Panmunjom") in head
    assert f'<meta property="og:url" content="https://example.org/{page.path}?era=truce">' in head
    assert f'<meta property="og:image" content="https://example.org/previews/{page.name}.png?era=truce">' in head


def test_a_query_cannot_leave_its_attribute_and_what_is_no_page_has_no_head():
    head = previews.page_head("/events", 'q="><script>', "https://example.org")
    assert "<script>" not in head.replace('<script src="/print.js" defer>', "")
    assert previews.page_head("/static/js/index.js", "", "https://example.org") is None
    assert "q=" not in previews.page_head("/events", "q=" + "x" * 5000, "https://example.org")


def test_a_record_and_a_page_are_drawn_in_the_shape_of_previews(tiny_database):
    record = previews.record_picture("ev-1953-07-27-armistice", tiny_database)
    assert record.startswith(PNG)
    assert size(record) == (cards.WIDTH, cards.HEIGHT)
    assert size(previews.page_picture("events", "era=truce", tiny_database)) == (cards.WIDTH, cards.HEIGHT)
    assert size(previews.page_picture("method", "", tiny_database)) == (cards.WIDTH, cards.HEIGHT)
    assert previews.record_picture("no-such", tiny_database) is None
    assert previews.page_picture("no-such", "", tiny_database) is None


def test_a_card_says_what_and_when():
    record = {
        "type": "event",
        "kind": "Agreement",
        "title": "T" * 200,
        "date": "1953-07-27",
        "date_words": "27 July 1953",
    }
    svg = cards.record_card({**record, "checked": 2}).frame.svg
    assert "27 July 1953" in svg
    assert "Event · Agreement" in svg
    assert svg.count("<rect") == 3
    undated = cards.record_card({**record, "checked": 2, "date": None, "date_words": None}).frame.svg
    assert undated.count("<rect") == 2


@pytest.mark.parametrize("packs", ["", "gzip"])
def test_the_page_gets_its_head_in_place_of_its_title_and_nothing_else_changes(packs):
    async def app(scope, receive, send):
        known = {"ETag": '"x"'}
        is_page = scope["path"] == "/events"
        page = HTMLResponse("<head><title>Streamlit</title></head>", headers=known)
        await (page if is_page else PlainTextResponse("<title>Streamlit</title>", headers=known))(scope, receive, send)

    def head(path, query, origin):
        return Markup("<title>\\1 Ours</title>") if path != "/else" else None

    async def ask(path):
        sent = []
        scope = {
            "type": "http",
            "method": "GET",
            "path": path,
            "query_string": b"",
            "headers": [(b"accept-encoding", packs.encode()), (b"host", b"h"), (b"if-none-match", b'"x"')],
        }

        async def send(message):
            sent.append(message)

        await IndexPageMiddleware(app, head)(scope, None, send)
        return dict(sent[0]["headers"]), b"".join(message.get("body", b"") for message in sent)

    headers, body = asyncio.run(ask("/events"))
    assert int(headers[b"content-length"]) == len(body)
    assert b"etag" not in headers
    assert (gzip.decompress(body) if packs else body) == b"<head><title>\\1 Ours</title></head>"
    for path in ("/data", "/else"):
        headers, body = asyncio.run(ask(path))
        assert b"Streamlit" in body
        assert b"etag" in headers


def test_the_routes_answer(tiny_database, monkeypatch):
    monkeypatch.setattr(replies, "open_current", lambda _: tiny_database)
    monkeypatch.setattr(previews, "png", lambda _: PNG)
    from starlette.applications import Starlette

    app = Starlette(routes=server.ROUTES)
    for path, status in (
        ("/previews/events.png", 200),
        ("/previews/nothing.png", 404),
        ("/previews/events.svg", 404),
        ("/r/ev-1953-07-27-armistice.png", 200),
        ("/r/nothing.png", 404),
        ("/print.js", 200),
    ):
        assert request(app, path).status == status, path


def test_pictures_have_the_letters_they_need_inside_and_say_what_was_asked(tiny_database):
    from dashboard.export.chart_file import export

    svg = export("events_timeline", "svg", Filters(words="휴전"), tiny_database).content.decode("utf-8")
    assert "Source Sans 3" in svg
    assert "휴전" in svg
    assert len(re.findall("@font-face", svg)) >= 2, "Source Sans, and a face with Hangul"
    assert re.findall(r'(?:href|src)="?https?:', svg) == []
    pdf = export("events_timeline", "pdf", Filters(), tiny_database).content
    assert pdf.startswith(b"%PDF")
    assert b"SourceSans3" in pdf


def test_the_key_is_in_the_picture_and_what_only_a_mouse_can_do_is_not(tiny_database):
    from dashboard.charts.catalogue import BY_ID
    from dashboard.charts.draw.rows import Rows

    chart = BY_ID["events_timeline"]
    rows = Rows(tiny_database.table("charts", chart.id, Filters().parameters()))
    made = pictures.picture(chart, rows, chart.says(rows), ["No filters."])
    assert "one source" in made.frame.svg
    assert "Drag" not in made.frame.svg
    assert chart.question in made.frame.svg


def test_the_files_of_the_typefaces_are_where_streamlit_serves_them():
    rules = typeface_files.rules()
    assert rules.count("@font-face") == 3
    assert all(address.startswith("/static/media/") for address in re.findall(r"url\(([^)]*)\)", rules))
    with pytest.raises(FileNotFoundError):
        typeface_files.address("Inter")


def test_the_frame_has_its_place_before_the_style_of_a_page_comes_but_not_in_the_frame_of_another_site():
    assert '<link rel="stylesheet" href="/first.css">' in previews.page_head("/events", "", "https://example.org")
    framed = previews.page_head("/events", "embed=true&chart=events_timeline", "https://example.org")
    assert "/first.css" not in framed
