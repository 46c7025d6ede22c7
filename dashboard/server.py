"""The web server: Streamlit's app with the routes for files, records and health, limits, security headers, and a warm start."""

from __future__ import annotations

import asyncio
import gc
import logging
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
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from dashboard.charts.catalogue import BY_ID, CHARTS
from dashboard.charts.pages import PAGE, PAGES
from dashboard.doors import asked, http, pages, replies, told
from dashboard.doors.mounted import Mounted
from dashboard.doors.replies import ASKERS, FILES, answered
from dashboard.export import choices, citations
from dashboard.export.chart_file import FORMATS, Exported, UnknownExportError, export
from dashboard.export.choices import Choices
from dashboard.markup.site import at
from dashboard.parts import rendering
from dashboard.record import csl
from dashboard.record.fields import FIELDS
from dashboard.record.filters import Filters
from dashboard.record.links import Site
from dashboard.record.search import clean
from dashboard.store import telling
from dashboard.store.config import settings
from dashboard.store.database import Database, open_current
from dashboard.store.problems import StoreError
from dashboard.store.recent import Recent
from dashboard.store.served import served
from dashboard.store.service import service
from dashboard.web import changes_page, cite_page, journal, previews, record_page, tags
from dashboard.web.embedding import EmbeddingMiddleware
from dashboard.web.guard.doors import DoorsMiddleware, PrefixMiddleware
from dashboard.web.guard.frames import FramesMiddleware, session_is_known
from dashboard.web.headers import SafetyMiddleware
from dashboard.web.health import Health
from dashboard.web.index_page import SCRIPTS, STYLES, IndexPageMiddleware
from dashboard.web.known_theme import remember_theme
from dashboard.web.packaged_components import none_packaged
from dashboard.web.peer import PeerMiddleware
from dashboard.web.suggestions import LIMIT, MOST, suggestions

log = logging.getLogger("panmunjom")

Query = dict[str, list[str]]

# The first reader of a new server comes at once and is alone; what others may ask for is made after that.
WARM_AFTER_S = 2.0
ICON = Path(__file__).with_name("icon.svg")
# Whoever watches the server waits for nobody.
_watchers = CapacityLimiter(1)
_health = Health()
_recent: Recent[tuple[str, str, str, Filters, Choices], Exported] = Recent(max_items=64, max_size=16_000_000)


async def charts(request: Request) -> Response:
    """GET /charts.json: the catalogue, with the address of each file."""
    site = replies.site_of(request)
    listed = [
        {
            "id": chart.id,
            "title": chart.title,
            "question": chart.question,
            "page": at(f"/{PAGE[chart.page].path}"),
            "permalink": told.chart_page(chart, site),
            "formats": {form: at(f"/charts/{chart.id}.{form}") for form in FORMATS},
        }
        for chart in CHARTS
    ]
    return JSONResponse({"charts": listed, "parameters": [field.name for field in FIELDS]})


async def chart_file(request: Request) -> Response:
    """GET /charts/{id}.{format}: a chart's file under the filters of the address."""
    chart_id, _, form = request.path_params["file"].partition(".")
    return await answered(
        request, partial(_chart_file, chart_id, form, _query(request), _site(request), _known(request))
    )


async def record(request: Request) -> Response:
    """GET /r/{id}: a record as a page; .json, .ris and .bib for reference managers, .png as a picture for previews."""
    asked = request.path_params["record"]
    if asked.endswith(".png"):
        draw = partial(previews.record_picture, asked.removesuffix(".png"))
        return await answered(request, partial(_preview, asked, draw))
    if asked.endswith((".ris", ".bib")):
        work = partial(_citation, "record", asked, {}, _site(request), _known(request))
    else:
        work = partial(_record, asked.removesuffix(".json"), _site(request), as_json=asked.endswith(".json"))
    return await answered(request, work, ASKERS)


async def citation(request: Request) -> Response:
    """GET /cite/{chart, record or passage}/{id} with .txt, .json, .ris, .bib, .csl.json or nothing: how to cite it."""
    kind, asked = request.path_params["kind"], request.path_params["asked"]
    work = partial(_citation, kind, asked, _query(request), _site(request), _known(request))
    return await answered(request, work, ASKERS)


def _known(request: Request) -> str:
    return request.headers.get("if-none-match", "")


async def preview(request: Request) -> Response:
    """GET /previews/{page}.png: a picture of a page under the filters of the address, for who shares the link."""
    page, _, form = request.path_params["file"].partition(".")
    if form != "png":
        return PlainTextResponse("There is no such picture.\n", status_code=404)
    query = request.url.query
    work = partial(_preview, f"{page}?{query}", partial(previews.page_picture, page, query))
    return await answered(request, work)


async def script(request: Request) -> Response:
    """GET /print.js, /citing.js, /citing.css and /embed.js: what prepares a page for paper, shows citations, lets a frame grow."""
    name = request.scope["path"].lstrip("/")
    text, media_type = (SCRIPTS[name], "text/javascript") if name in SCRIPTS else (STYLES[name], "text/css")
    return Response(text, media_type=media_type, headers={"Cache-Control": "public, max-age=3600"})


async def icon(_: Request) -> Response:
    """GET /favicon.ico: what browsers ask for beside a page or file that names no icon."""
    return FileResponse(ICON, media_type="image/svg+xml", headers={"Cache-Control": "public, max-age=86400"})


async def changed(request: Request) -> Response:
    """GET /changes, /changes.csv and /feed.atom: what changed in the record, and why."""
    form = {changes_page.PATH: "html", changes_page.FEED: "atom"}.get(request.scope["path"], "csv")
    return await answered(request, partial(_changed, form, _query(request), _site(request), _known(request)), ASKERS)


async def search(request: Request) -> Response:
    """GET /search.json?q=&limit=: the nearest things to a question, whose last word may not be whole yet."""
    return await answered(request, partial(_search, replies.query_of(request), _known(request)), ASKERS)


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


def _chart_file(chart_id: str, form: str, query: Query, site: Site, known_tag: str) -> Response:
    asked.chart_of(chart_id)
    if form not in FORMATS:
        raise asked.wrong("format", f"There is no format “{asked.shown(form)}”.", FORMATS, 404)
    database = open_current(settings())
    chosen = asked.choices_of(query)
    filters = asked.filters_of(query, database, BY_ID[chart_id], choices.NAMES)
    version = f"{database.version}{served(database).stamp} {site.base}"
    known = tags.tag(version, chart_id, form, filters.query(), chosen.query())
    headers = {**replies.cached(known), "X-Build-Id": database.build_id}
    if replies.is_known(known, known_tag):
        return Response(status_code=304, headers=headers)
    key = (version, chart_id, form, filters, chosen)
    made = _recent.get(key)
    telling.count("cache", "file made" if made is None else "file ready")
    if made is None:
        telling.count("exports", form)
        try:
            made = export(chart_id, form, filters, database, site, chosen)
        except UnknownExportError as error:
            return PlainTextResponse(f"{error}\n", status_code=404)
        _recent.put(key, made, len(made.content))
    headers["Content-Disposition"] = f'attachment; filename="{made.file_name}"'
    return Response(made.content, media_type=made.media_type, headers=headers)


def _citation(kind: str, asked: str, query: Query, site: Site, known_tag: str) -> Response:
    database = open_current(settings())
    known = tags.tag(f"{database.build_id}{served(database).stamp} {site.base}", "cite", kind, asked, query)
    headers = {"ETag": known, "Cache-Control": "public, no-cache"}
    if replies.is_known(known, known_tag):
        return Response(status_code=304, headers=headers)
    made = cite_page.answer(kind, asked, query, database, site)
    if made is None:
        return PlainTextResponse("There is nothing of that name to cite.\n", status_code=404)
    if made.file_name:
        headers["Content-Disposition"] = f'attachment; filename="{made.file_name}"'
    else:
        headers["Content-Security-Policy"] = cite_page.POLICY
    return Response(made.content, media_type=made.media_type, headers=headers)


def _changed(form: str, query: Query, site: Site, known_tag: str) -> Response:
    database = open_current(settings())
    known = tags.tag(f"{database.build_id} {site.base}", "changes", form, query)
    headers = {"ETag": known, "Cache-Control": "public, no-cache"}
    if replies.is_known(known, known_tag):
        return Response(status_code=304, headers=headers)
    if form == "html":
        headers["Content-Security-Policy"] = changes_page.POLICY
        return HTMLResponse(changes_page.page(query, database, site), headers=headers)
    made = changes_page.feed(database, site) if form == "atom" else changes_page.as_csv(database)
    if made.file_name:
        headers["Content-Disposition"] = f'attachment; filename="{made.file_name}"'
    return Response(made.content, media_type=made.media_type, headers=headers)


def _record(record_id: str, site: Site, *, as_json: bool) -> Response:
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
    if as_json:
        items = csl.record_items(found[0], evidence, csl.edition(database, site.base))
        return Response(citations.to_csl(items), media_type=citations.CSL_JSON)
    return _html(pages.record_html(found[0], evidence, database, site))


def _search(query: dict[str, list[str]], known_tag: str) -> Response:
    asked.nothing_else(query, ["q", "limit"])
    text, limit = asked.only(query, "q"), asked.number(query, "limit", LIMIT, 1, MOST)
    database = open_current(settings())
    known = tags.tag(database.build_id, "search", clean(text) + " " * text.endswith(" "), limit)
    headers = {"ETag": known, "Cache-Control": "public, no-cache"}
    if replies.is_known(known, known_tag):
        return Response(status_code=304, headers=headers)
    return JSONResponse(suggestions(database, text, limit), headers=headers)


def _preview(name: str, draw: Callable[[Database], bytes | None]) -> Response:
    database = open_current(settings())
    key = (database.build_id, "preview", name, Filters(), Choices())
    made = _recent.get(key)
    if made is None:
        content = draw(database)
        if content is None:
            return PlainTextResponse("There is no such picture.\n", status_code=404)
        made = Exported(content, "image/png", "")
        _recent.put(key, made, len(content))
    return Response(made.content, media_type=made.media_type, headers={"Cache-Control": "public, max-age=3600"})


def _site(request: Request) -> Site:
    return replies.site_of(request)


def _query(request: Request) -> Query:
    return replies.query_of(request)


def _page_head(path: str, query: str, origin: str) -> Markup | None:
    return previews.page_head(path, query, Site.known(origin).base, pages.dataset)


def _html(text: str, status: int = 200) -> Response:
    headers = {"Content-Security-Policy": record_page.POLICY, "Cache-Control": "public, no-cache"}
    return HTMLResponse(text, status_code=status, headers=headers)


async def warm() -> None:
    """Makes each chart without filters before a reader asks for it, one after another, so that readers come between."""
    await asyncio.sleep(WARM_AFTER_S)
    try:
        for step in (*rendering.to_warm(), pages.warm):
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
    telling.gauge("files_waiting", lambda: FILES.figures()["waiting"])
    remember_theme()
    settle()
    warming = asyncio.create_task(warm())
    async with AGENTS.running():
        yield
        _health.is_stopping = True
    warming.cancel()


AGENTS = Mounted()


ROUTES = [
    replies.readable("/charts.json", charts),
    replies.readable("/charts/{file:path}", chart_file),
    replies.readable("/r/{record:path}", record),
    replies.readable("/cite/{kind}/{asked:path}", citation),
    Route("/changes", changed),
    replies.readable("/changes.csv", changed),
    Route(changes_page.FEED, changed),
    replies.readable("/search.json", search),
    *http.ROUTES,
    *pages.ROUTES,
    Route("/previews/{file}", preview),
    *(Route(f"/{name}", script) for name in (*SCRIPTS, *STYLES)),
    Route("/favicon.ico", icon),
    Route("/healthz", health),
    Route("/readyz", ready),
    *AGENTS.routes,
]
MIDDLEWARE = [
    Middleware(PrefixMiddleware),
    Middleware(EmbeddingMiddleware),
    Middleware(SafetyMiddleware),
    Middleware(DoorsMiddleware, routes=ROUTES, pages=[page.path for page in PAGES]),
    Middleware(FramesMiddleware, is_known=session_is_known),
    Middleware(PeerMiddleware),
    Middleware(IndexPageMiddleware, head=_page_head),
]

none_packaged()
app = st.App(Path(__file__).with_name("app.py").resolve(), routes=ROUTES, middleware=MIDDLEWARE, lifespan=lifespan)
