"""The routes for programs beside those of charts: records, whole tables, search, a question in SQL, and the description of all of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice

from starlette.requests import Request
from starlette.responses import Response

from dashboard.doors import asked, openapi, sql, tables
from dashboard.doors.answers import TYPES, Answers
from dashboard.doors.replies import (
    ASKERS,
    answered,
    as_file,
    as_json,
    cached,
    elsewhere,
    opened,
    query_of,
    readable,
    record_of,
    site_of,
    streamed,
    unchanged,
    whole,
)
from dashboard.export.cells import json_line
from dashboard.record.search import clean
from dashboard.store.database import Database
from dashboard.store.recent import Recent
from dashboard.store.served import served
from dashboard.web import embedding, tags
from dashboard.web.guard.turns import Turns
from dashboard.web.suggestions import LIMIT, MOST, suggestions

LINES_AT_ONCE = 200
NDJSON = "application/x-ndjson"
# Who asks in SQL waits for others who do, and for nobody else.
_questions: Turns[Response] = Turns(2, 24, 6)
_parquet: Recent[tuple[str, str], bytes] = Recent(max_items=8, max_size=16_000_000)


async def records(request: Request) -> Response:
    """GET /records.jsonl: every record under the filters of the address, a line each."""
    return await answered(request, partial(_records, request), is_shared=False)


async def listed_tables(request: Request) -> Response:
    """GET /tables.json: every table with its columns and what they mean."""
    return await answered(request, partial(_listed, request), ASKERS)


async def table_file(request: Request) -> Response:
    """GET /tables/{table}.{format}: a whole table."""
    return await answered(request, partial(_table, request), is_shared=False)


async def record_answer(request: Request) -> Response:
    """GET /records/{id}.json: a record with its sources, places, neighbours and charts."""
    return await answered(request, partial(_record, request), ASKERS)


async def search(request: Request) -> Response:
    """GET /search.json?q=&limit=: the nearest things to a question, whose last word may not be whole yet."""
    return await answered(request, partial(_search, request), ASKERS)


async def sql_file(request: Request) -> Response:
    """GET /sql.{format}?q=: the answer to a reader's own question, with the question in it."""
    return await answered(request, partial(_sql, request), _questions)


async def oembed(request: Request) -> Response:
    """GET /oembed?url=: a chart for pages of other sites, as oEmbed 1.0 tells of it."""
    return await answered(request, partial(_oembed, request), ASKERS)


async def description(request: Request) -> Response:
    """GET /openapi.json: what every route takes and answers."""
    return await answered(request, partial(_description, request), ASKERS)


def _records(request: Request) -> Response:
    query, database = query_of(request), opened()
    lines = Answers(database, site_of(request)).records(query)
    known = tags.tag(database.build_id, "records", site_of(request).base, sorted(query.items()))
    found = unchanged(request, known)
    if found:
        return found
    headers = {**cached(known), "X-Build-Id": database.build_id}

    def parts() -> Iterator[bytes]:
        while part := b"".join(json_line(line) for line in islice(lines, LINES_AT_ONCE)):
            yield part

    return streamed(parts(), NDJSON, headers)


def _listed(request: Request) -> Response:
    asked.nothing_else(query_of(request), [])
    database, site = opened(), site_of(request)
    known = tags.tag(database.build_id, "tables", site.base)
    listed = [
        {
            "name": one.name,
            "meaning": one.meaning,
            "columns": [
                {"name": column.name, "type": column.kind, "meaning": column.meaning, "is_key": column.is_key}
                for column in one.columns
            ],
            "files": {form: site.table(one.name, form) for form in tables.FORMS},
        }
        for one in tables.tables(database).values()
    ]
    return unchanged(request, known) or as_json({"tables": listed, "build_id": database.build_id}, known)


def _table(request: Request) -> Response:
    name, _, form = request.path_params["file"].partition(".")
    asked.nothing_else(query_of(request), [])
    database = opened()
    if name not in tables.tables(database):
        raise asked.wrong("table", f"There is no table “{asked.shown(name)}”.", tables.tables(database), 404)
    if form not in tables.FORMS:
        raise asked.wrong("format", f"There is no format “{asked.shown(form)}”.", tables.FORMS, 404)
    known = tags.tag(database.build_id, "table", name, form)
    found = unchanged(request, known)
    if found:
        return found
    media_type, make = tables.FORMS[form]
    headers = {
        **cached(known),
        "X-Build-Id": database.build_id,
        **as_file(f"panmunjom_{name}_{database.build_id}.{form}"),
    }
    if form != "parquet":
        return streamed(make(database, name), media_type, headers)
    content = _parquet.get((database.build_id, name))
    if content is None:
        content = b"".join(make(database, name))
        _parquet.put((database.build_id, name), content, len(content))
    return whole(request, content, media_type, headers)


def _record(request: Request) -> Response:
    asked.nothing_else(query_of(request), [])
    database, site = opened(), site_of(request)
    record = request.path_params["record"]
    known = tags.tag(database.build_id + served(database).stamp, "record", site.base, record)
    return (
        unchanged(request, known)
        or elsewhere(request, "/records/", f"{record}.json", lambda meant: _is_record(meant, database))
        or as_json(Answers(database, site).record(record), known)
    )


def _is_record(file: str, database: Database) -> bool:
    return record_of(file.removesuffix(".json"), database) is not None


def _search(request: Request) -> Response:
    query = query_of(request)
    asked.nothing_else(query, ["q", "limit"])
    text, limit = asked.only(query, "q"), asked.number(query, "limit", LIMIT, 1, MOST)
    database = opened()
    known = tags.tag(database.build_id, "search", clean(text) + " " * text.endswith(" "), limit)
    return unchanged(request, known) or as_json(suggestions(database, text, limit), known)


def _sql(request: Request) -> Response:
    query, form = query_of(request), request.path_params["format"]
    if not sql.is_open():
        raise asked.wrong("q", "Questions in SQL are shut on this server.", status=404)
    if form not in sql.FORMS:
        raise asked.wrong("format", f"There is no format “{asked.shown(form)}”.", sql.FORMS, 404)
    asked.nothing_else(query, ["q"])
    database, text = opened(), asked.only(query, "q")
    known = tags.tag(database.build_id, "sql", form, text)
    found = unchanged(request, known)
    if found:
        return found
    try:
        result = sql.ask(database, text, sql.EXPORTED)
    except sql.SqlError as error:
        raise asked.wrong("q", str(error)) from error
    media_type, write = sql.FORMS[form]
    headers = {
        **cached(known),
        "X-Build-Id": database.build_id,
        **as_file(f"panmunjom_question_{database.build_id}.{form}"),
    }
    return Response(write(result, text, database), media_type=media_type, headers=headers)


def _oembed(request: Request) -> Response:
    query, site = query_of(request), site_of(request)
    asked.nothing_else(query, ["url", "maxwidth", "maxheight", "format"])
    asked.one_of(query, "format", ["json"])
    most = (asked.number(query, "maxwidth", 0, 1, 10_000), asked.number(query, "maxheight", 0, 1, 10_000))
    try:
        found = embedding.oembed(asked.only(query, "url"), site, most)
    except ValueError:
        found = None
    if found is None:
        raise asked.wrong("url", "url is not the address of a page of this site with charts.", status=404)
    return as_json(found)


def _description(request: Request) -> Response:
    asked.nothing_else(query_of(request), [])
    database, site = opened(), site_of(request)
    known = tags.tag(database.build_id, "openapi", site.base)
    return unchanged(request, known) or as_json(openapi.description(database, site, TYPES), known)


ROUTES = [
    readable("/records.jsonl", records),
    readable("/records/{record}.json", record_answer),
    readable("/tables.json", listed_tables),
    readable("/tables/{file:path}", table_file),
    readable("/search.json", search),
    readable("/openapi.json", description),
    readable("/oembed", oembed),
    readable("/sql.{format}", sql_file),
]
