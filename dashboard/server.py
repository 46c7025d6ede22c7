"""The web server: Streamlit's app with the routes for files, records and health, limits, security headers, and a warm start."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from anyio import to_thread
from markupsafe import Markup
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from dashboard.charts.pages import PAGES
from dashboard.doors import citing, files, http, pages, watching
from dashboard.doors.mounted import Mounted
from dashboard.doors.replies import FILES
from dashboard.doors.watching import HEALTH
from dashboard.parts import rendering
from dashboard.record.links import Site
from dashboard.store import telling
from dashboard.store.problems import StoreError
from dashboard.store.service import service
from dashboard.web import journal, previews
from dashboard.web.embedding import EmbeddingMiddleware
from dashboard.web.guard.doors import DoorsMiddleware, PrefixMiddleware
from dashboard.web.guard.frames import FramesMiddleware, session_is_known
from dashboard.web.headers import SafetyMiddleware
from dashboard.web.index_page import SCRIPTS, STYLES, IndexPageMiddleware
from dashboard.web.known_theme import remember_theme
from dashboard.web.packaged_components import none_packaged
from dashboard.web.peer import PeerMiddleware
from dashboard.web.spent_locks import keep_few

log = logging.getLogger("panmunjom")

# The first reader of a new server comes at once and is alone; what others may ask for is made after that.
WARM_AFTER_S = 2.0
ICON = Path(__file__).with_name("icon.svg")


async def script(request: Request) -> Response:
    """GET /print.js, /citing.js, /citing.css and /embed.js: what prepares a page for paper, shows citations, lets a frame grow."""
    name = request.scope["path"].lstrip("/")
    text, media_type = (SCRIPTS[name], "text/javascript") if name in SCRIPTS else (STYLES[name], "text/css")
    return Response(text, media_type=media_type, headers={"Cache-Control": "public, max-age=3600"})


async def icon(_: Request) -> Response:
    """GET /favicon.ico: what browsers ask for beside a page or file that names no icon."""
    return FileResponse(ICON, media_type="image/svg+xml", headers={"Cache-Control": "public, max-age=86400"})


def _page_head(path: str, query: str, origin: str) -> Markup | None:
    return previews.page_head(path, query, Site.known(origin).base, pages.dataset)


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
        HEALTH.is_warm = True


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
    telling.gauge("ready", lambda: float(HEALTH.is_warm and not HEALTH.is_stopping))
    telling.gauge("files_waiting", lambda: FILES.figures()["waiting"])
    remember_theme()
    settle()
    beside = [asyncio.create_task(warm()), asyncio.create_task(keep_few())]
    async with AGENTS.running():
        yield
        HEALTH.is_stopping = True
        files.APART.end()
    for task in beside:
        task.cancel()


AGENTS = Mounted()


ROUTES = [
    *files.ROUTES,
    *citing.ROUTES,
    *http.ROUTES,
    *pages.ROUTES,
    *watching.ROUTES,
    *(Route(f"/{name}", script) for name in (*SCRIPTS, *STYLES)),
    Route("/favicon.ico", icon),
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
