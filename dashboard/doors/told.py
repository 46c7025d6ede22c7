"""How things are told to programs: each with its id, its place where it has one, and addresses that stay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.charts.catalogue import BY_ID, view_of
from dashboard.charts.chart import Chart
from dashboard.charts.pages import PAGE, opened_at
from dashboard.doors.appearances import Appearance
from dashboard.record.filters import Filters
from dashboard.record.links import Site
from dashboard.record.places import STATES, place_in_words, straight_to
from dashboard.record.search import Hit
from dashboard.record.words import ROLES, STANCES, capitalised, noun

Row = Mapping[str, Any]
Told = dict[str, Any]


def without_nothing(item: Told) -> Told:
    """The item without what is not known."""
    return {name: value for name, value in item.items() if value not in (None, "", [], ())}


def citation(row: Row, site: Site) -> Told:
    """A source of a record, with the place of the words in it. `row` is one of export_citations."""
    here = row["place_state"] == "words_here"
    place = place_in_words(row["locator_kind"], row["locator"])
    return without_nothing(
        {
            "id": row["citation"],
            "role": ROLES.get(row["role"], row["role"]),
            "source": row["source"],
            "publisher": row["publisher"],
            "title": row["title"],
            "author": row["author"],
            "published": row["published"],
            "place": place,
            "place_state": STATES[row["place_state"]],
            "quote": row["quote"],
            "first_words": row["first_words"],
            "last_words": row["last_words"],
            "cited_for": row["cited_for"],
            "url": straight_to(row["url"], row),
            "doi": row["doi"],
            "permalink": site.passage(row["source"], row["citation"]) if here else site.record(row["record"]),
        }
    )


def hit(found: Hit, site: Site) -> Told:
    """Something that search found."""
    opened, _ = opened_at(found.type, found.source if found.type == "passage" else found.id)
    record = site.at(opened) if found.type in ("passage", "series") else site.record(found.id)
    return without_nothing(
        {
            "id": found.id,
            "type": found.type,
            "type_in_words": noun(found.type).one,
            "title": found.title,
            "date": found.date,
            "text": found.body,
            "quote": found.quote,
            "source": found.source,
            "start": found.start if found.type == "passage" else None,
            "permalink": record,
            "opens": site.at(opened),
        }
    )


def saying(row: Row, site: Site) -> Told:
    """Something that somebody said. `row` is one of sayings."""
    stance = STANCES.get(row["stance"]) if row["stance"] is not None else None
    return without_nothing(
        {
            "id": row["record_id"],
            "type": row["type"],
            "said_by": row["said_by"],
            "said": row["said"] or stance,
            "about": row["about"],
            "about_title": row["about_title"],
            "tied_by": row["tied_by"],
            "date": row["date"],
            "date_in_words": row["date_words"],
            "in_our_words": row["in_our_words"],
            "permalink": site.record(row["record_id"]),
        }
    )


def neighbour(row: Row, site: Site) -> Told:
    """A record that stands beside another in time."""
    return {
        "id": row["record_id"],
        "title": row["title"],
        "date": row["date"],
        "permalink": site.record(row["record_id"]),
    }


def chart_page(chart: Chart, site: Site, filters: Filters | None = None, mark: str = "") -> str:
    """The address at which a chart is shown under filters, with a mark open."""
    opened = f"{chart.id}~{mark}" if mark else ""
    return site.page(PAGE[chart.page].path, filters, view=view_of(chart), mark=opened)


def appearance(one: Appearance, site: Site) -> Told:
    """A mark of a chart behind which a record stands."""
    chart = BY_ID[one.chart]
    return {
        "chart": chart.id,
        "title": chart.title,
        "mark": one.mark,
        "permalink": chart_page(chart, site, None, one.mark),
    }


def chart_entry(chart: Chart, site: Site, forms: Mapping[str, Any]) -> Told:
    """A chart as the catalogue lists it."""
    return {
        "id": chart.id,
        "title": chart.title,
        "question": chart.question,
        "page": capitalised(PAGE[chart.page].title),
        "kinds": chart.kinds,
        "has_year": chart.has_year,
        "rule": chart.rule,
        "permalink": chart_page(chart, site),
        "files": {form: site.chart_file(chart.id, form) for form in forms},
    }
