"""How routes answer: in turn, with tags and 304, CORS for reading, failures that say what would be right, parts of a file."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable, Hashable, Iterator, Mapping
from itertools import chain
from typing import Any
from urllib.parse import quote

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from dashboard.doors.asked import WrongQuestionError
from dashboard.export.citing import CitingError
from dashboard.export.pictures import PictureError
from dashboard.markup.site import at, served_at
from dashboard.record.links import Site
from dashboard.store.config import Settings, settings
from dashboard.store.database import Database, open_current
from dashboard.store.problems import StoreError
from dashboard.store.service import service
from dashboard.web.guard.refusals import too_many
from dashboard.web.guard.shares import Busy, client_of
from dashboard.web.guard.turns import Gone, Turns

log = logging.getLogger("panmunjom")

Endpoint = Callable[[Request], Awaitable[Response]]
Query = dict[str, list[str]]

# A program asks again with the tag it was given, and is sent only what changed.
CACHED = "public, no-cache"
_EXPOSED = ["ETag", "Content-Disposition", "Content-Range", "X-Build-Id", "Retry-After"]
_RANGE = re.compile(r"bytes=(\d{0,12})-(\d{0,12})")
# Two files at a time: a picture takes a core for a second, and readers of pages come first. One client has two seconds of the
# processor at once, and a seventh of a core in the long run; what is made apart counts little.
FILES: Turns[Response] = Turns(2, service().file_queue, service().file_queue_client, (2.0, 0.15))
# Who types, cites or reads a record does not wait for pictures.
ASKERS: Turns[Response] = Turns(2, 60, 20, (0.5, 0.15))
# What an answer depends on beside its address.
_TOLD = ("if-none-match", "range", "if-range")
UNAVAILABLE = {"status": "unavailable", "message": "This cannot be answered now."}


def readable(path: str, endpoint: Endpoint) -> Route:
    """A route that pages of other sites may read: nothing here depends on who asks, and nothing is changed by asking."""

    async def run(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": "GET, HEAD, OPTIONS"})
        return await endpoint(request)

    cors = Middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD"],
        allow_headers=["If-None-Match", "Range"],
        expose_headers=_EXPOSED,
        max_age=86_400,
    )
    return Route(path, run, methods=["GET", "OPTIONS"], middleware=[cors], name=endpoint.__name__)


class Streamed(StreamingResponse):
    """An answer whose `parts` are made while it is sent."""

    def __init__(self, parts: Iterator[bytes], media_type: str, headers: Mapping[str, str]) -> None:
        super().__init__(parts, media_type=media_type, headers=headers)
        self.parts = parts


async def answered(
    request: Request, work: Callable[[], Response], turns: Turns[Response] = FILES, *, is_shared: bool = True
) -> Response:
    """The answer that `work` makes in another thread when its turn comes, or what went wrong.

    Equal requests get one answer; one that is made while it is sent is not shared.
    """
    key = _asked(request) if is_shared else object()
    is_gone: Callable[[], Awaitable[bool]] = request.is_disconnected
    client = client_of(request.scope)
    try:
        made = await turns.run(client, key, work, is_gone)
        if isinstance(made, Streamed):
            made.body_iterator = turns.paced(client, made.parts)
        return made
    except Busy as busy:
        return too_many(busy)
    except Gone:
        return Response(status_code=499)
    except WrongQuestionError as error:
        return told_wrong(error)
    except (StoreError, PictureError, CitingError) as error:
        log.warning("a request could not be answered: %s", error)
        return JSONResponse(UNAVAILABLE, status_code=503, headers={"Retry-After": "5", "Cache-Control": "no-store"})


def _asked(request: Request) -> Hashable:
    told = tuple(request.headers.get(name, "") for name in _TOLD)
    return (request.scope["path"], request.scope["query_string"], site_of(request).base, told)


def told_wrong(error: WrongQuestionError) -> Response:
    """What is wrong with a question, and what would be right."""
    return JSONResponse(error.told(), status_code=error.status, headers={"Cache-Control": "no-store"})


def query_of(request: Request) -> Query:
    """The parameters of a request as lists."""
    return {name: request.query_params.getlist(name) for name in request.query_params}


def serving() -> Settings:
    """What this server serves, and from where."""
    return settings()


def opened() -> Database:
    """The current build. Raises StoreError."""
    return open_current(serving())


def record_of(record_id: str, database: Database) -> dict[str, Any] | None:
    """What the page of a record says; None where there is none of that id. Raises StoreError."""
    found = database.rows("pages", "record_page", {"record": record_id})
    return found[0] if found else None


def elsewhere(request: Request, folder: str, name: str, is_there: Callable[[str], bool]) -> Response | None:
    """The way to what is meant by a name in capitals or with a slash at its end, which people and mail programs write."""
    meant = name.strip("/").lower()
    if meant == name or not is_there(meant):
        return None
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(at(f"{folder}{quote(meant)}{query}"), status_code=308)


def site_of(request: Request) -> Site:
    """This site as readers know it."""
    host, port = request.scope.get("server") or ("127.0.0.1", None)
    here = served_at(host, port, request.scope.get("scheme", "http"))
    return Site.known(str(request.base_url).rstrip("/"), here)


def unchanged(request: Request, tag: str) -> Response | None:
    """304 where the program has this answer already."""
    known = request.headers.get("if-none-match", "")
    return Response(status_code=304, headers=cached(tag)) if is_known(tag, known) else None


def is_known(tag: str, known: str) -> bool:
    """Whether a program has the answer of this tag, by what it says that it knows (If-None-Match)."""
    return known.strip() == "*" or tag.removeprefix("W/") in (
        one.strip().removeprefix("W/") for one in known.split(",")
    )


def cached(tag: str) -> dict[str, str]:
    """The headers of an answer that may be kept as long as its tag is true."""
    return {"ETag": tag, "Cache-Control": CACHED}


def as_file(name: str) -> dict[str, str]:
    """The header of what is kept under a name of its own; none where there is no name."""
    return {"Content-Disposition": f'attachment; filename="{name}"'} if name else {}


def whole(request: Request, content: bytes, media_type: str, headers: Mapping[str, str]) -> Response:
    """A file, or the part of it that is asked for: readers of Parquet fetch its end first."""
    given = {**headers, "Accept-Ranges": "bytes"}
    asked = _RANGE.fullmatch(request.headers.get("range", ""))
    if asked is None or "if-range" in request.headers or not any(asked.groups()):
        return Response(content, media_type=media_type, headers=given)
    first, last = asked.groups()
    size = len(content)
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    if start > end or start >= size:
        return Response(status_code=416, headers={**given, "Content-Range": f"bytes */{size}"})
    given["Content-Range"] = f"bytes {start}-{end}/{size}"
    return Response(content[start : end + 1], status_code=206, media_type=media_type, headers=given)


def streamed(parts: Iterator[bytes], media_type: str, headers: Mapping[str, str]) -> Response:
    """A file that is made while it is sent. The first part is made now, so that a failure is still an answer."""
    first = next(parts, b"")

    return Streamed(chain([first], parts), media_type=media_type, headers=dict(headers))


def as_json(content: Any, tag: str = "") -> Response:
    """An answer as JSON."""
    return JSONResponse(content, headers=cached(tag) if tag else {"Cache-Control": CACHED})
