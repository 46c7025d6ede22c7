"""Previews of links: what a page and a record tell a messenger or a network, and the pictures that they show."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlencode

from markupsafe import Markup

from dashboard.charts.catalogue import BY_ID, on_page
from dashboard.charts.pages import PAGES
from dashboard.export.cards import HEIGHT, WIDTH, page_card, record_card
from dashboard.export.pictures import png
from dashboard.export.subject import Subject
from dashboard.markup.templates import Template
from dashboard.record.cite import PUBLISHER
from dashboard.record.filters import parse
from dashboard.record.vocabulary import vocabulary
from dashboard.store.database import Database
from dashboard.web.embedding import is_embedded

_HTML = Template("web/previews.html")
_PAGES = {page.path: page for page in PAGES}
_LONGEST = 2000


def page_head(path: str, query: str, base: str, data: Callable[[str], dict[str, Any]] | None = None) -> Markup | None:
    """The elements for the head of a page, with its title; None for a path that is none. `base` is the address of this server.

    `data` tells programs of the whole record, on the page of the data.
    """
    page = _PAGES.get(path.strip("/"))
    if page is None:
        return None
    asked = f"?{query}" if query and len(query) < _LONGEST else ""
    title = page.title if page.path else "US-North Korea relations, with the words they rest on"
    told = {
        "title": f"{title} · {PUBLISHER}" if page.path else f"{PUBLISHER}: {title}",
        "description": page.purpose,
        "address": f"{base}/{page.path}{asked}",
        "picture": f"{base}/previews/{page.name}.png{asked}",
    }
    beside = {
        "data": data(base) if data and page.name == "data" else None,
        "oembed": f"{base}/oembed?{urlencode({'url': told['address']})}" if on_page(page.name) else "",
        "is_embedded": is_embedded(f"/{page.path}", query),
    }
    return _HTML.page_head(_card(**told), beside)


def record_card_of(title: str, description: str, address: str) -> Markup:
    """The elements for the head of a record's page. `address` is its own."""
    return _HTML.preview(_card(title, description, address, f"{address}.png"))


def site_card_of(title: str, description: str, address: str, picture: str) -> Markup:
    """The same for a page that shows a picture of another."""
    return _HTML.preview(_card(title, description, address, picture))


def _card(title: str, description: str, address: str, picture: str) -> dict[str, str | int]:
    return {
        "title": title,
        "description": description,
        "address": address,
        "picture": picture,
        "site": PUBLISHER,
        "width": WIDTH,
        "height": HEIGHT,
    }


def page_picture(name: str, query: str, database: Database) -> bytes | None:
    """PNG of a page under the filters of its address; None where there is no page of that name. Raises StoreError or PictureError."""
    page = {page.name: page for page in PAGES}.get(name)
    if page is None:
        return None
    charts = on_page(name)
    if not charts:
        return png(page_card(page.label, page.title, page.purpose))
    asked = parse_qs(query)
    opened = BY_ID.get(asked.get("mark", [""])[0].partition("~")[0])
    chart = opened if opened in charts else charts[0]
    filters, _ = chart.own(parse(asked, vocabulary(database, chart.kinds))[0])
    subject = Subject(chart, filters, database)
    return png(page_card(page.label, chart.question, subject.reading, subject.picture))


def record_picture(record_id: str, database: Database) -> bytes | None:
    """PNG of a record; None where there is none of that id. Raises StoreError or PictureError."""
    found = database.rows("pages", "record_page", {"record": record_id})
    return png(record_card(found[0])) if found else None
