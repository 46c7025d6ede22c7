"""The web server: Streamlit's app with the routes for files, records and health, limits, security headers, and a warm start."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st
from anyio import CapacityLimiter, to_thread
from markupsafe import Markup
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from dashboard.charts.catalogue import BY_ID, CHARTS
from dashboard.charts.pages import PAGE, PAGES
from dashboard.export.chart_file import FORMATS, Exported, UnknownExportError, export
from dashboard.export.pictures import PictureError
from dashboard.markup.site import at, base
from dashboard.parts import rendering
from dashboard.record import cite
from dashboard.record.fields import FIELDS
from dashboard.record.filters import Filters, parse
from dashboard.record.search import clean
from dashboard.record.vocabulary import vocabulary
from dashboard.store import telling
from dashboard.store.config import settings
from dashboard.store.database import Database, open_current
from dashboard.store.problems import StoreError
from dashboard.store.recent import Recent
from dashboard.store.served import served
from dashboard.store.service import service
from dashboard.web import journal, previews, record_page, tags
from dashboard.web.guard.doors import DoorsMiddleware, PrefixMiddleware, too_many
from dashboard.web.guard.frames import FramesMiddleware, session_is_known
from dashboard.web.guard.shares import Busy, client_of
from dashboard.web.guard.turns import Gone, Turns
from dashboard.web.headers import SafetyMiddleware, header_text
from dashboard.web.health import Health
from dashboard.web.index_page import PRINT_JS, IndexPageMiddleware
from dashboard.web.known_theme import remember_theme
from dashboard.web.peer import PeerMiddleware
from dashboard.web.suggestions import limit_of, suggestions

log = logging.getLogger("panmunjom")

# The first reader of a new server comes at once and is alone; what others may ask for is made after that.
WARM_AFTER_S = 2.0
CSL_JSON = "application/vnd.citationstyles.csl+json"
# Two files at a time: a picture takes a core for a second, and readers of pages come first.
_files: Turns[Response] = Turns(2, service().file_queue, service().file_queue_client)
# Who types or reads a record does not wait for pictures.
_askers: Turns[Response] = Turns(2, 60, 20)
# Whoever watches the server waits for nobody.
_watchers = CapacityLimiter(1)
_health = Health()
_recent: Recent[tuple[str, str, str, Filters], Exported] = Recent(max_items=64, max_size=16_000_000)


async def charts(_: Request) -> Response:
    """GET /charts.json: the catalogue, with the address of each file."""
    listed = [
        {
            "id": chart.id,
            "title": chart.title,
            "question": chart.question,
            "page": at(f"/{PAGE[chart.page].path}"),
            "formats": {form: at(f"/charts/{chart.id}.{form}") for form in FORMATS},
        }
        for chart in CHARTS
    ]
    return JSONResponse({"charts": listed, "parameters": [field.name for field in FIELDS]})


async def chart_file(request: Request) -> Response:
    """GET /charts/{id}.{format}: a chart's file under the filters of the address; ignored values stand in X-Ignored."""
    chart_id, _, form = request.path_params["file"].partition(".")
    query = {name: request.query_params.getlist(name) for name in request.query_params}
    return await _answer(request, partial(_chart_file, chart_id, form, query, request.headers.get("if-none-match", "")))


async def record(request: Request) -> Response:
    """GET /r/{id}, /r/{id}.json and /r/{id}.png: a record as a page, as CSL-JSON with its evidence, as a picture for previews."""
    asked = request.path_params["record"]
    if asked.endswith(".png"):
        draw = partial(previews.record_picture, asked.removesuffix(".png"))
        return await _answer(request, partial(_preview, asked, draw))
    work = partial(_record, asked.removesuffix(".json"), _base(request), as_json=asked.endswith(".json"))
    return await _answer(request, work, _askers)


async def preview(request: Request) -> Response:
    """GET /previews/{page}.png: a picture of a page under the filters of the address, for who shares the link."""
    page, _, form = request.path_params["file"].partition(".")
    if form != "png":
        return PlainTextResponse("There is no such picture.\n", status_code=404)
    query = request.url.query
    return await _answer(request, partial(_preview, f"{page}?{query}", partial(previews.page_picture, page, query)))


async def print_script(_: Request) -> Response:
    """GET /print.js: what makes a page ready for paper."""
    return Response(PRINT_JS, media_type="text/javascript", headers={"Cache-Control": "public, max-age=3600"})


async def search(request: Request) -> Response:
    """GET /search.json?q=&limit=: the nearest things to a question, whose last word may not be whole yet."""
    query = request.query_params
    known_tag = request.headers.get("if-none-match", "")
    work = partial(_search, query.get("q", ""), limit_of(query.get("limit", "")), known_tag)
    return await _answer(request, work, _askers)


async def health(_: Request) -> Response:
    """GET /healthz: whether the server is alive and its data answer."""
    found = await _looked()
    status = 503 if found["status"] == "unavailable" else 200
    return JSONResponse(found, status_code=status, headers={"Cache-Control": "no-store"})


async def ready(_: Request) -> Response:
    """GET /readyz: whether readers may be sent here: warm, and all is well enough to serve."""
    found = _health.ready(await _looked())
    status = 200 if found["status"] in ("ok", "degraded") else 503
    return JSONResponse(found, status_code=status, headers={"Cache-Control": "no-store"})


async def _looked() -> dict[str, Any]:
    chosen = settings()
    found = _health.kept(chosen)
    return found if found is not None else await to_thread.run_sync(_health.look, chosen, limiter=_watchers)


async def _answer(request: Request, work: Callable[[], Response], turns: Turns[Response] = _files) -> Response:
    asked = (request.url.path, request.url.query, request.headers.get("if-none-match", ""), _base(request))
    is_gone: Callable[[], Awaitable[bool]] = request.is_disconnected
    try:
        return await turns.run(client_of(request.scope), asked, work, is_gone)
    except Busy as busy:
        return too_many(busy)
    except Gone:
        return Response(status_code=499)
    except (StoreError, PictureError) as error:
        log.warning("a request could not be answered: %s", error)
        told = {"status": "unavailable", "message": "This cannot be answered now."}
        return JSONResponse(told, status_code=503, headers={"Retry-After": "5", "Cache-Control": "no-store"})


def _chart_file(chart_id: str, form: str, query: dict[str, list[str]], known_tag: str) -> Response:
    if chart_id not in BY_ID or form not in FORMATS:
        return PlainTextResponse("There is no such chart or format; /charts.json lists them.\n", status_code=404)
    database = open_current(settings())
    asked, notes = parse(query, vocabulary(database, BY_ID[chart_id].kinds))
    filters, unused = BY_ID[chart_id].own(asked)
    notes += unused
    version = database.build_id + served(database).stamp
    known = tags.tag(version, chart_id, form, filters.query())
    headers = {"ETag": known, "Cache-Control": "public, no-cache"}
    if notes:
        headers["X-Ignored"] = header_text(" ".join(notes))
    if known in known_tag:
        return Response(status_code=304, headers=headers)
    key = (version, chart_id, form, filters)
    made = _recent.get(key)
    telling.count("cache", "file made" if made is None else "file ready")
    if made is None:
        telling.count("exports", form)
        try:
            made = export(chart_id, form, filters, database)
        except UnknownExportError as error:
            return PlainTextResponse(f"{error}\n", status_code=404)
        _recent.put(key, made, len(made.content))
    headers["Content-Disposition"] = f'attachment; filename="{made.file_name}"'
    return Response(made.content, media_type=made.media_type, headers=headers)


def _record(record_id: str, site: str, *, as_json: bool) -> Response:
    database = open_current(settings())
    found = database.rows("pages", "record_page", {"record": record_id})
    if not found and (meant := database.rows("pages", "record_page", {"record": record_id.strip("/").lower()})):
        ending = ".json" if as_json else ""
        return RedirectResponse(at(f"/r/{meant[0]['record_id']}{ending}"), status_code=308)
    if not found and as_json:
        return JSONResponse({"message": "There is no such record."}, status_code=404)
    if not found:
        return _html(record_page.missing_html(record_id), status=404)
    asked = {"records": [record_id], **served(database).parameter()}
    evidence = database.rows("pages", "export_citations", asked)
    address = f"{site}/r/{record_id}"
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


def _base(request: Request) -> str:
    """The address of this server as readers know it."""
    return base(str(request.base_url), _here(request.scope))


def _here(scope: Any) -> str:
    host, port = scope.get("server") or ("127.0.0.1", None)
    named = f"[{host}]" if ":" in host else host
    return f"{scope.get('scheme', 'http')}://{named}" + (f":{port}" if port and port != 80 else "")


def _page_head(path: str, query: str, origin: str) -> Markup | None:
    return previews.page_head(path, query, base(origin))


def _html(text: str, status: int = 200) -> Response:
    headers = {"Content-Security-Policy": record_page.POLICY, "Cache-Control": "public, no-cache"}
    return HTMLResponse(text, status_code=status, headers=headers)


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
        _health.is_warm = True


def settle() -> None:
    """Takes what lives for good out of the garbage collector's rounds: Streamlit runs one after every rerun."""
    gc.collect()
    gc.freeze()
    gc.enable()


@asynccontextmanager
async def lifespan(_: Any) -> AsyncIterator[None]:
    """Serves at once and warms up behind the first reader."""
    chosen = service()
    journal.keep(chosen.log)
    if chosen.metrics_port:
        from dashboard.web import metrics

        metrics.tell(chosen.metrics_port)
    telling.gauge("ready", lambda: float(_health.is_warm and not _health.is_stopping))
    telling.gauge("files_waiting", lambda: _files.figures()["waiting"])
    remember_theme()
    settle()
    warming = asyncio.create_task(warm())
    yield
    _health.is_stopping = True
    warming.cancel()


ROUTES = [
    Route("/charts.json", charts),
    Route("/charts/{file:path}", chart_file),
    Route("/r/{record:path}", record),
    Route("/search.json", search),
    Route("/previews/{file}", preview),
    Route("/print.js", print_script),
    Route("/healthz", health),
    Route("/readyz", ready),
]
MIDDLEWARE = [
    Middleware(PrefixMiddleware),
    Middleware(SafetyMiddleware),
    Middleware(DoorsMiddleware, routes=ROUTES, pages=[page.path for page in PAGES]),
    Middleware(FramesMiddleware, is_known=session_is_known),
    Middleware(PeerMiddleware),
    Middleware(IndexPageMiddleware, head=_page_head),
]

app = st.App(Path(__file__).with_name("app.py").resolve(), routes=ROUTES, middleware=MIDDLEWARE, lifespan=lifespan)
