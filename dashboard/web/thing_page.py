"""Experts, sources and eras as plain pages, with every record that belongs to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from dashboard.markup import styles
from dashboard.markup.site import at
from dashboard.markup.templates import Template
from dashboard.record import cite
from dashboard.record.filters import Filters
from dashboard.record.filters import address as address_of
from dashboard.record.links import Site
from dashboard.store import dates
from dashboard.web import linked_data, previews, record_page, typeface_files
from dashboard.web.lists import Listed

Fields = Mapping[str, Any]

_HTML = Template("web/thing_page.html")
# The folder of its address by the kind of a thing.
FOLDERS = {"expert": "experts", "source": "sources", "era": "eras"}


def thing_html(
    thing: Fields, lists: Sequence[Listed], site: Site, version: str, day: str, notes: Sequence[str] = ()
) -> Markup:
    """The page of a thing. `thing` is the row of that statement, `version` the state of the data in words.

    `notes` say what was ignored of its address.
    """
    path = f"/{FOLDERS[thing['kind']]}/{thing['thing']}"
    address = site.at(path)
    summary = thing["summary"] or f"What the record holds of {thing['title']}."
    shown = {
        "title": thing["title"],
        "notes": notes,
        "kind": thing["subtitle"] or "",
        "summary": thing["summary"],
        "facts": _facts(thing),
        "ways": _ways(thing),
        "lists": lists,
        "path": at(path),
        "meta": record_page.page_meta(thing["title"], summary, address, day),
        "preview": previews.site_card_of(thing["title"], summary, address, site.at("/previews/overview.png")),
        "data": linked_data.of_thing(thing, address, site, day),
        "citation": f"To cite: {cite.line(thing['title'], version, address)}",
        "terms": cite.TERMS,
        "preloads": typeface_files.preloads(with_serif=False),
    }
    return _HTML.thing_page(shown, styles.style(record_page.CSS))


def _facts(thing: Fields) -> list[tuple[str, str | None]]:
    ends = [thing["start_date"], thing["end_date"]]
    span = " to ".join(dates.in_words(one) if one else "today" for one in ends) if ends[0] else None
    return [
        ("Affiliation", thing["affiliation"]),
        ("Country", thing["country"]),
        ("Author", thing["author"]),
        ("Publisher", thing["publisher"]),
        ("Published", dates.in_words(thing["published"]) if thing["published"] else None),
        ("Voice", thing["voice"]),
        ("DOI", thing["doi"]),
        ("Dates", span),
    ]


def _ways(thing: Fields) -> list[tuple[str, str]]:
    name = thing["thing"]
    by_kind = {
        "expert": [(address_of("/positions", Filters(actors=(name,))), "Positions as charts")],
        "source": [(address_of("/source", doc=name), "Read the text here") if name.startswith("doc-") else ("", "")],
        "era": [(address_of("/events", Filters(eras=(name,))), "Events as charts")],
    }
    outside = (thing["url"] or "", "The original" if thing["kind"] == "source" else "A page about the person")
    return [way for way in [*by_kind[thing["kind"]], outside] if way[0]]
