"""What changed in the record, as a plain page, as CSV and as an Atom feed."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import quote, urlencode

from markupsafe import Markup

from dashboard.charts.draw.marks import plural
from dashboard.export import cells
from dashboard.export.chart_file import Exported
from dashboard.markup import styles
from dashboard.markup.templates import Template
from dashboard.record import cite, csl, words
from dashboard.record.changes import Changed, Version, changes, counted, version_of
from dashboard.record.filters import address
from dashboard.record.links import Site
from dashboard.store import dates
from dashboard.store.database import Database
from dashboard.web import typeface_files

Query = Mapping[str, Sequence[str]]

_HTML = Template("web/changes_page.html")
_FEED = Template("web/feed.html")
_CSS = typeface_files.rules() + styles.sheet("web/record_page.css", "web/changes_page.css")
_HASH = base64.b64encode(hashlib.sha256(_CSS.encode("utf-8")).digest()).decode("ascii")
POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
PATH, FEED = "/changes", "/feed.atom"
# Records on one page, and entries of the feed: readers of feeds ask for all of it every hour.
ON_A_PAGE = 100
IN_FEED = 60
# Identifiers in an address; a page of charts may name many of them.
MOST_RECORDS = 60


def page(query: Query, database: Database, site: Site, ignored: Sequence[str] = ()) -> Markup:
    """The page, under `since` (a day, or a version that a link names), `record` (any number) and `page`. Raises StoreError.

    `ignored` are sentences on what its address has besides.
    """
    since, records, notes = _asked(query)
    found = changes(database, since, records)
    at, last = _page_number(query), max(1, -(-len(found) // ON_A_PAGE))
    at = min(at, last)
    shown = found[(at - 1) * ON_A_PAGE : at * ON_A_PAGE]
    edition = csl.edition(database, site.base)
    told = {
        "heading": _heading(since, records),
        "summary": _summary(found),
        "version": edition.said,
        "notes": [*notes, *ignored],
        "days": [
            (dates.in_words(day.isoformat()), list(group)) for day, group in groupby(shown, key=lambda one: one.day)
        ],
        "kinds": {kind: words.noun(kind).one for kind in {one.type for one in shown} if kind},
        "all": address(PATH) if since or records is not None else "",
        "earlier": _turned(query, at + 1) if at < last else "",
        "later": _turned(query, at - 1) if at > 1 else "",
        "place": f"Page {at} of {last}" if last > 1 else "",
        "feed": address(FEED),
        "csv": address(f"{PATH}.csv"),
        "preloads": typeface_files.preloads(with_serif=False),
    }
    made: Markup = _HTML.page(told, styles.style(_CSS))
    return made


def as_csv(database: Database) -> Exported:
    """Every change as a file. Raises StoreError."""
    table = database.table("pages", "changes", {"since": None, "seen": None, "records": None})
    kept = ["day", "row_id", "record_id", "title", "field", "old", "new", "why", "source", "source_url"]
    return Exported(
        cells.to_csv(table.select(kept)), "text/csv; charset=utf-8", f"panmunjom_changes_{database.build_id}.csv"
    )


def feed(database: Database, site: Site) -> Exported:
    """The latest changes as Atom, an entry for each record and day. Raises StoreError."""
    found = changes(database)[:IN_FEED]
    edition = csl.edition(database, site.base)
    told = {
        "title": f"What changed in {cite.SITE}",
        "author": cite.AUTHORS,
        "address": site.at(FEED),
        "page": site.at(PATH),
        "rights": cite.RECORD_LICENCE_URL,
        "subtitle": edition.said,
        "updated": _moment(found[0].day if found else date.fromisoformat(edition.day or "1970-01-01")),
        "entries": [_entry(one, site) for one in found],
    }
    text: Markup = _FEED.feed(told)
    return Exported(
        f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode(), "application/atom+xml; charset=utf-8", ""
    )


def _entry(one: Changed, site: Site) -> dict[str, Any]:
    where = site.at(address(PATH, record=one.record_id))
    return {
        "id": f"{where}&day={one.day.isoformat()}",
        "title": f"{'Added' if one.is_new else 'Changed'}: {one.title}",
        "link": site.record(one.record_id) if one.is_here else where,
        "updated": _moment(one.day),
        "said": [f"{change.said} {change.why}" for change in one.changes],
    }


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _asked(query: Query) -> tuple[date | Version | None, list[str] | None, list[str]]:
    notes: list[str] = []
    since: date | Version | None = None
    asked = "".join(query.get("since", ())[-1:])
    if asked:
        try:
            since = version_of(asked) or date.fromisoformat(asked)
        except ValueError:
            notes.append(
                f"“{asked[:40]}” is neither a day nor a version of the data; write 2026-11-28. It was ignored."
            )
    records = list(dict.fromkeys(query.get("record", ())))
    if len(records) > MOST_RECORDS:
        notes.append(
            f"At most {MOST_RECORDS} records are looked up at once; {len(records) - MOST_RECORDS} were ignored."
        )
        records = records[:MOST_RECORDS]
    number = "".join(query.get("page", ())[-1:])
    if number and str(_page_number(query)) != number:
        notes.append(f"“{number[:40]}” is no number of a page; it was ignored.")
    return since, records or None, notes


def _heading(since: date | Version | None, records: Sequence[str] | None) -> str:
    day = since.day if isinstance(since, Version) else since
    after = f" after {dates.in_words(day.isoformat())}" if day else ""
    after = f" after version {since.build_id} of {after[7:]}" if isinstance(since, Version) else after
    of = "" if records is None else f" in {records[0]}" if len(records) == 1 else f" in {len(records)} records"
    return f"What changed{of[:80]}{after}"


def _summary(found: Sequence[Changed]) -> str:
    changed, added = counted(found)
    if not found:
        return "Nothing is known to have changed."
    return f"{plural(changed, 'record')} changed, {plural(added, 'record')} added."


def _page_number(query: Query) -> int:
    asked = "".join(query.get("page", ())[-1:])
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1


def _turned(query: Query, to: int) -> str:
    kept = {name: values for name, values in query.items() if name in ("since", "record")}
    pairs = [(name, value) for name, values in kept.items() for value in values] + [("page", str(to))]
    return f"{address(PATH)}?{urlencode(pairs, quote_via=quote)}"
