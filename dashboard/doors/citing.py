"""The routes that say how to cite something and what changed: pages for readers, files for reference managers and feeds."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from dashboard.charts.catalogue import BY_ID
from dashboard.doors import asked, replies
from dashboard.doors.replies import ASKERS, answered, cached, elsewhere, opened, query_of, readable, site_of, unchanged
from dashboard.export.chart_file import Exported
from dashboard.record.fields import FIELDS
from dashboard.record.filters import unknown_parameters
from dashboard.store.database import Database
from dashboard.store.served import served
from dashboard.web import changes_page, cite_page, tags

# By the path of each: the parameters that it takes.
_CHANGES = {changes_page.PATH: ("since", "record", "page"), f"{changes_page.PATH}.csv": (), changes_page.FEED: ()}


async def citation(request: Request) -> Response:
    """GET /cite/{chart, record or passage}/{id} with .txt, .json, .ris, .bib, .csl.json or nothing: how to cite it."""
    kind, name = request.path_params["kind"], request.path_params["asked"]
    return await answered(request, partial(cited, request, kind, name), ASKERS)


async def changed(request: Request) -> Response:
    """GET /changes, /changes.csv and /feed.atom: what changed in the record, and why."""
    return await answered(request, partial(_changed, request), ASKERS)


def cited(request: Request, kind: str, name: str) -> Response:
    """How to cite a thing. Raises WrongQuestionError for a file that is asked for wrongly, StoreError or CitingError."""
    query, database, site = query_of(request), opened(), site_of(request)
    form, bare = cite_page.form_of(name)
    if form:
        _strictly(kind, bare, query, database)
    known = tags.tag(f"{database.build_id}{served(database).stamp} {site.base}", "cite", kind, name, query)
    found = unchanged(request, known)
    if found:
        return found
    notes = [] if form else unknown_parameters(query, [field.name for field in FIELDS] if kind == "chart" else [])
    made = cite_page.answer(kind, name, query, database, site, notes)
    if made is None:
        nothing = PlainTextResponse("There is nothing of that name to cite.\n", status_code=404)
        is_there = partial(cite_page.is_there, kind, database=database, site=site)
        return elsewhere(request, f"/cite/{kind}/", name, is_there) or nothing
    return _whole(made, known, cite_page.POLICY)


def _strictly(kind: str, name: str, query: replies.Query, database: Database) -> None:
    if kind == "chart" and name in BY_ID:
        asked.filters_of(query, database, BY_ID[name])
    else:
        asked.nothing_else(query, [])


def _changed(request: Request) -> Response:
    path = request.scope["path"]
    query, database, site = query_of(request), opened(), site_of(request)
    is_page = path == changes_page.PATH
    if not is_page:
        asked.nothing_else(query, _CHANGES[path])
    known = tags.tag(f"{database.build_id} {site.base}", "changes", path, query)
    found = unchanged(request, known)
    if found:
        return found
    if is_page:
        page = changes_page.page(query, database, site, unknown_parameters(query, _CHANGES[path]))
        headers = {**cached(known), "Content-Security-Policy": changes_page.POLICY}
        return HTMLResponse(page, headers=headers)
    made = changes_page.feed(database, site) if path == changes_page.FEED else changes_page.as_csv(database)
    return _whole(made, known)


def _whole(made: Exported, known: str, policy: str = "") -> Response:
    headers = {**cached(known), **replies.as_file(made.file_name)}
    if policy and not made.file_name:
        headers["Content-Security-Policy"] = policy
    return Response(made.content, media_type=made.media_type, headers=headers)


ROUTES = [
    readable("/cite/{kind}/{asked:path}", citation),
    Route(changes_page.PATH, changed),
    readable(f"{changes_page.PATH}.csv", changed),
    Route(changes_page.FEED, changed),
]
