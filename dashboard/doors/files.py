"""The routes of charts: their catalogue, their files under filters, and the pictures that stand for a page where its link is shared."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from dashboard.charts.catalogue import BY_ID, CHARTS
from dashboard.charts.pages import PAGE
from dashboard.doors import asked, replies, told
from dashboard.doors.replies import answered, cached, opened, query_of, readable, site_of, unchanged
from dashboard.export import apart, choices
from dashboard.export.chart_file import FORMATS, Exported, UnknownExportError, export
from dashboard.export.choices import Choices
from dashboard.markup.site import at
from dashboard.record.fields import FIELDS
from dashboard.record.filters import Filters
from dashboard.store import telling
from dashboard.store.database import Database
from dashboard.store.recent import Recent
from dashboard.store.served import served
from dashboard.web import previews, tags

_recent: Recent[tuple[str, str, str, Filters, Choices], Exported] = Recent(max_items=64, max_size=16_000_000)
APART = apart.Apart()
_PICTURE = {"Cache-Control": "public, max-age=3600"}


async def charts(request: Request) -> Response:
    """GET /charts.json: the catalogue, with the address of each file."""
    return await answered(request, partial(_charts, request), replies.ASKERS)


async def chart_file(request: Request) -> Response:
    """GET /charts/{id}.{format}: a chart's file under the filters of the address."""
    return await answered(request, partial(_chart_file, request))


async def preview(request: Request) -> Response:
    """GET /previews/{page}.png: a picture of a page under the filters of the address, for who shares the link."""
    page, _, form = request.path_params["file"].partition(".")
    if form != "png":
        return PlainTextResponse("There is no such picture.\n", status_code=404)
    query = request.url.query
    return await answered(request, partial(picture, f"{page}?{query}", partial(previews.page_picture, page, query)))


def picture(name: str, draw: Callable[[Database], bytes | None]) -> Response:
    """A picture for previews, drawn once. Raises StoreError or PictureError."""
    database = opened()
    key = (database.build_id, "preview", name, Filters(), Choices())
    made = _recent.get(key)
    if made is None:
        content = draw(database)
        if content is None:
            return PlainTextResponse("There is no such picture.\n", status_code=404)
        made = Exported(content, "image/png", "")
        _recent.put(key, made, len(content))
    return Response(made.content, media_type=made.media_type, headers=_PICTURE)


def _charts(request: Request) -> Response:
    asked.nothing_else(query_of(request), [])
    site = site_of(request)
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


def _chart_file(request: Request) -> Response:
    chart_id, _, form = request.path_params["file"].partition(".")
    asked.chart_of(chart_id)
    if form not in FORMATS:
        raise asked.wrong("format", f"There is no format “{asked.shown(form)}”.", FORMATS, 404)
    query, site, database = query_of(request), site_of(request), opened()
    chosen = asked.choices_of(query)
    filters = asked.filters_of(query, database, BY_ID[chart_id], choices.NAMES)
    version = f"{database.version}{served(database).stamp} {site.base}"
    known = tags.tag(version, chart_id, form, filters.query(), chosen.query())
    found = unchanged(request, known)
    if found:
        return found
    key = (version, chart_id, form, filters, chosen)
    made = _recent.get(key)
    telling.count("cache", "file made" if made is None else "file ready")
    if made is None:
        telling.count("exports", form)
        try:
            make = APART.export if form in apart.SLOW else export
            made = make(chart_id, form, filters, database, site, chosen)
        except UnknownExportError as error:
            return PlainTextResponse(f"{error}\n", status_code=404)
        _recent.put(key, made, len(made.content))
    headers = {**cached(known), "X-Build-Id": database.build_id, **replies.as_file(made.file_name)}
    return Response(made.content, media_type=made.media_type, headers=headers)


ROUTES = [
    readable("/charts.json", charts),
    readable("/charts/{file:path}", chart_file),
    Route("/previews/{file}", preview),
]
