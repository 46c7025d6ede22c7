"""The web server: Streamlit's app with the routes for files, records and health, security headers, and a warm start."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st
from anyio import CapacityLimiter, to_thread
from markupsafe import Markup
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from dashboard.charts.catalogue import BY_ID, CHARTS
from dashboard.export.chart_file import FORMATS, Exported, UnknownExportError, export
from dashboard.export.pictures import PictureError
from dashboard.parts import rendering
from dashboard.record import cite
from dashboard.record.fields import FIELDS
from dashboard.record.filters import Filters, parse
from dashboard.record.search import clean
from dashboard.record.vocabulary import vocabulary
from dashboard.store.config import settings
from dashboard.store.database import Database, open_current
from dashboard.store.problems import StoreError
from dashboard.store.recent import Recent
from dashboard.store.served import served
from dashboard.web import previews, record_page, tags
from dashboard.web.headers import SafetyMiddleware, header_text
from dashboard.web.index_page import PRINT_JS, IndexPageMiddleware
from dashboard.web.known_theme import remember_theme
from dashboard.web.peer import PeerMiddleware
from dashboard.web.suggestions import limit_of, suggestions

log = logging.getLogger("panmunjom")

# The first reader of a new server comes at once and is alone; what others may ask for is made after that.
WARM_AFTER_S = 2.0
CSL_JSON = "application/vnd.citationstyles.csl+json"
# Two files at a time: a picture takes a core for a second, and readers of pages come first.
_workers = CapacityLimiter(2)
# Who types does not wait for pictures.
_askers = CapacityLimiter(2)
_recent: Recent[tuple[str, str, str, Filters], Exported] = Recent(max_items=64, max_size=16_000_000)


async def charts(_: Request) -> Response:
    """GET /charts.json: the catalogue, with the address of each file."""
    listed = [
        {
            "id": chart.id,
            "title": chart.title,
            "question": chart.question,
            "page": f"/{chart.page}",
            "formats": {form: f"/charts/{chart.id}.{form}" for form in FORMATS},
        }
        for chart in CHARTS
    ]
    return JSONResponse({"charts": listed, "parameters": [field.name for field in FIELDS]})


async def chart_file(request: Request) -> Response:
    """GET /charts/{id}.{format}: a chart's file under the filters of the address; ignored values stand in X-Ignored."""
    chart_id, _, form = request.path_params["file"].partition(".")
    query = {name: request.query_params.getlist(name) for name in request.query_params}
    return await _answer(partial(_chart_file, chart_id, form, query, request.headers.get("if-none-match", "")))


async def record(request: Request) -> Response:
    """GET /r/{id}, /r/{id}.json and /r/{id}.png: a record as a page, as CSL-JSON with its evidence, as a picture for previews."""
    asked = request.path_params["record"]
    if asked.endswith(".png"):
        return await _answer(partial(_preview, asked, partial(previews.record_picture, asked.removesuffix(".png"))))
    base = _base(str(request.base_url))
    return await _answer(partial(_record, asked.removesuffix(".json"), base, as_json=asked.endswith(".json")))


async def preview(request: Request) -> Response:
    """GET /previews/{page}.png: a picture of a page under the filters of the address, for who shares the link."""
    page, _, form = request.path_params["file"].partition(".")
    if form != "png":
        return PlainTextResponse("There is no such picture.\n", status_code=404)
    query = request.url.query
    return await _answer(partial(_preview, f"{page}?{query}", partial(previews.page_picture, page, query)))


async def print_script(_: Request) -> Response:
    """GET /print.js: what makes a page ready for paper."""
    return Response(PRINT_JS, media_type="text/javascript", headers={"Cache-Control": "public, max-age=3600"})


async def search(request: Request) -> Response:
    """GET /search.json?q=&limit=: the nearest things to a question, whose last word may not be whole yet."""
    query = request.query_params
    known_tag = request.headers.get("if-none-match", "")
    return await _answer(partial(_search, query.get("q", ""), limit_of(query.get("limit", "")), known_tag), _askers)


async def health(_: Request) -> Response:
    """GET /healthz: whether the current build answers."""
    response = await _answer(_health)
    response.headers["Cache-Control"] = "no-store"
    return response


async def _answer(work: Callable[[], Response], workers: CapacityLimiter = _workers) -> Response:
    try:
        return await to_thread.run_sync(work, limiter=workers)
    except (StoreError, PictureError) as error:
        log.warning("a request could not be answered: %s", error)
        return JSONResponse({"status": "unavailable", "message": "This cannot be answered now."}, status_code=503)


def _chart_file(chart_id: str, form: str, query: dict[str, list[str]], known_tag: str) -> Response:
    if chart_id not in BY_ID or form not in FORMATS:
        return PlainTextResponse("There is no such chart or format; /charts.json lists them.\n", status_code=404)
    database = open_current(settings())
    asked, notes = parse(query, vocabulary(database, BY_ID[chart_id].kinds))
    filters, unused = BY_ID[chart_id].own(asked)
    notes += unused
    version = database.version + served(database).stamp
    known = tags.tag(version, chart_id, form, filters.query())
    headers = {"ETag": known, "Cache-Control": "public, no-cache"}
    if notes:
        headers["X-Ignored"] = header_text(" ".join(notes))
    if known in known_tag:
        return Response(status_code=304, headers=headers)
    key = (version, chart_id, form, filters)
    made = _recent.get(key)
    if made is None:
        try:
            made = export(chart_id, form, filters, database)
        except UnknownExportError as error:
            return PlainTextResponse(f"{error}\n", status_code=404)
        _recent.put(key, made, len(made.content))
    headers["Content-Disposition"] = f'attachment; filename="{made.file_name}"'
    return Response(made.content, media_type=made.media_type, headers=headers)


def _record(record_id: str, base: str, *, as_json: bool) -> Response:
    database = open_current(settings())
    found = database.rows("pages", "record_page", {"record": record_id})
    if not found and as_json:
        return JSONResponse({"message": "There is no such record."}, status_code=404)
    if not found:
        return _html(record_page.missing_html(record_id), status=404)
    asked = {"records": [record_id], **served(database).parameter()}
    evidence = database.rows("pages", "export_citations", asked)
    address = f"{base}/r/{record_id}"
    if as_json:
        items = cite.record_csl(found[0], evidence, address, database.build_id)
        return Response(json.dumps(items, ensure_ascii=False, indent=1), media_type=CSL_JSON)
    return _html(record_page.record_html(found[0], evidence, address, database.build_id))


def _search(text: str, limit: int, known_tag: str) -> Response:
    database = open_current(settings())
    known = tags.tag(database.build_id, "search", clean(text) + " " * text.endswith(" "), limit)
    headers = {"ETag": known, "Cache-Control": "public, no-cache"}
    if known in known_tag:
        return Response(status_code=304, headers=headers)
    return JSONResponse(suggestions(database, text, limit), headers=headers)


def _preview(name: str, draw: Callable[[Database], bytes | None]) -> Response:
    database = open_current(settings())
    key = (database.build_id, "preview", name, Filters())
    made = _recent.get(key)
    if made is None:
        content = draw(database)
        if content is None:
            return PlainTextResponse("There is no such picture.\n", status_code=404)
        made = Exported(content, "image/png", "")
        _recent.put(key, made, len(content))
    return Response(made.content, media_type=made.media_type, headers={"Cache-Control": "public, max-age=3600"})


def _base(asked: str) -> str:
    """The address of this server as readers know it; `asked` is that of a request."""
    return (os.environ.get("PANMUNJOM_URL") or asked).rstrip("/")


def _page_head(path: str, query: str, origin: str) -> Markup | None:
    return previews.page_head(path, query, _base(origin))


def _html(text: str, status: int = 200) -> Response:
    headers = {"Content-Security-Policy": record_page.POLICY, "Cache-Control": "public, no-cache"}
    return HTMLResponse(text, status_code=status, headers=headers)


def _health() -> Response:
    database = open_current(settings())
    database.rows("pages", "vocabulary_eras")
    return JSONResponse({"status": "ok", "build_id": database.build_id})


async def warm() -> None:
    """Makes each chart without filters before a reader asks for it, one after another, so that readers come between."""
    await asyncio.sleep(WARM_AFTER_S)
    try:
        for step in rendering.to_warm():
            await to_thread.run_sync(step)
            await asyncio.sleep(0)
    except StoreError as error:
        log.warning("serving without data: %s", error)
    finally:
        settle()


def settle() -> None:
    """Takes what lives for good out of the garbage collector's rounds: Streamlit runs one after every rerun."""
    gc.collect()
    gc.freeze()
    gc.enable()


@asynccontextmanager
async def lifespan(_: Any) -> AsyncIterator[None]:
    """Serves at once and warms up behind the first reader."""
    remember_theme()
    settle()
    warming = asyncio.create_task(warm())
    yield
    warming.cancel()


ROUTES = [
    Route("/charts.json", charts),
    Route("/charts/{file:path}", chart_file),
    Route("/r/{record:path}", record),
    Route("/search.json", search),
    Route("/previews/{file}", preview),
    Route("/print.js", print_script),
    Route("/healthz", health),
]
MIDDLEWARE = [
    Middleware(SafetyMiddleware),
    Middleware(PeerMiddleware),
    Middleware(IndexPageMiddleware, head=_page_head),
]

app = st.App(Path(__file__).with_name("app.py").resolve(), routes=ROUTES, middleware=MIDDLEWARE, lifespan=lifespan)
