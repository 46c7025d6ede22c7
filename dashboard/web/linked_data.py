"""What search engines read in a page beside its text: records, sources and the whole record as schema.org describes such things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.record import cite
from dashboard.record.links import Site
from dashboard.store import dates

Fields = Mapping[str, Any]
Data = dict[str, Any]

_TYPES = {
    "event": "Event",
    "launch": "Event",
    "test": "Event",
    "detention": "Event",
    "vote": "Event",
    "treaty": "Legislation",
    "clause": "Legislation",
    "clause_event": "Claim",
    "claim": "ClaimReview",
    "position": "Statement",
    "observation": "Observation",
    "actor": "Thing",
}
# Of those, what schema.org counts among works, and the properties that only works have there.
_WORKS = frozenset({"Legislation", "Claim", "ClaimReview", "Statement"})
_OF_WORKS = ("citation", "temporalCoverage")


def of_record(record: Fields, evidence: Sequence[Fields], site: Site, day: str) -> Data:
    """The page of a record, what it is about, and what it rests on. `day` is that of the latest work on the record."""
    address = site.record(record["record_id"])
    thing = _without_nothing({"@id": f"{address}#it", "name": record["title"], **_about(record, evidence, site, day)})
    page = _page(record["title"], record["summary"], address, site, day, thing["@id"])
    # Only works cite, and only works cover a time: what is none leaves both to its page.
    moved = {} if thing["@type"] in _WORKS else {name: thing.pop(name) for name in _OF_WORKS if name in thing}
    return _graph(page | moved, thing)


def of_thing(thing: Fields, address: str, site: Site, day: str) -> Data:
    """The page of an expert, a source or an era, and what it is about. `thing` is the row of that statement."""
    kinds = {"expert": "Person", "source": "CreativeWork", "era": "DefinedTerm"}
    about = {
        "@type": kinds[thing["kind"]],
        "@id": f"{address}#it",
        "name": thing["title"],
        "url": thing["url"],
        "description": thing["summary"],
        "affiliation": _named("Organization", thing["affiliation"]),
        "nationality": _named("Country", thing["country"]),
        "author": _named("Person", thing["author"]),
        "publisher": _named("Organization", thing["publisher"]),
        "datePublished": _first_day(thing["published"]),
        "identifier": f"https://doi.org/{thing['doi']}" if thing["doi"] else None,
    }
    page = _page(thing["title"], thing["summary"], address, site, day, about["@id"])
    if thing["start_date"]:
        page["temporalCoverage"] = f"{thing['start_date']}/{thing['end_date'] or '..'}"
    return _graph(page, _without_nothing(about))


def of_dataset(site: Site, version: str, day: str, files: Sequence[tuple[str, str]]) -> Data:
    """The whole record as a dataset. `files` are addresses with their media types."""
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": site.at("/data#dataset"),
        "name": cite.SITE,
        "description": "Events, treaties and resolutions, Security Council votes, expert positions, checked claims, missile"
        " launches, nuclear tests, detentions and measured series on relations between the United States and North Korea,"
        " each record with the sources it rests on and the place of the words in them.",
        "url": site.at("/data"),
        "version": version,
        **({"identifier": cite.doi_address()} if cite.doi() else {}),
        **({"dateModified": day} if day else {}),
        "temporalCoverage": "1945-08/..",
        "spatialCoverage": [_named("Place", "Korean Peninsula"), _named("Place", "United States")],
        "license": cite.RECORD_LICENCE_URL,
        "isAccessibleForFree": True,
        "inLanguage": "en",
        "creator": _publisher(site, cite.AUTHORS),
        "publisher": _publisher(site, cite.PUBLISHER),
        "distribution": [
            {"@type": "DataDownload", "contentUrl": address, "encodingFormat": media} for address, media in files
        ],
    }


def _about(record: Fields, evidence: Sequence[Fields], site: Site, day: str) -> Data:
    kind = _TYPES.get(record["type"], "Thing")
    told: Data = {"@type": kind, "description": record["summary"], "url": site.record(record["record_id"])}
    if kind == "ClaimReview":
        return _review(record, evidence, site, day)
    if kind == "Event":
        told |= {
            "startDate": _first_day(record["date"]),
            "endDate": _last_day(record["date"]),
            "location": _named("Place", record["place"]),
            "organizer": [_named("Organization", actor) for actor in record["actors"]],
        }
    if kind == "Legislation":
        told |= {
            "legislationDate": _first_day(record["date"]),
            "legislationType": record["kind"],
            "locationCreated": _named("Place", record["place"]),
        }
    if kind in ("Claim", "Statement", "Observation"):
        told |= {"temporalCoverage": record["date"]}
    return {**told, "citation": [_work(one) for one in evidence if one["role"] != "mention"][:20]}


def _review(record: Fields, evidence: Sequence[Fields], site: Site, day: str) -> Data:
    """A claim of a document with what we found when we checked it."""
    appearances = [_work(one) for one in evidence if one["role"] == "passage"]
    return {
        "@type": "ClaimReview",
        "url": site.record(record["record_id"]),
        "claimReviewed": record["title"],
        "datePublished": day,
        "author": _publisher(site, cite.AUTHORS),
        "itemReviewed": _without_nothing({"@type": "Claim", "appearance": appearances}),
        "reviewRating": _without_nothing({"@type": "Rating", "alternateName": record["verdict"]}),
        "reviewBody": record["note"],
        "citation": [_work(one) for one in evidence if one["role"] == "evidence"][:20],
    }


def _page(title: str, summary: str | None, address: str, site: Site, day: str, about: str) -> Data:
    """The page itself: a page of this site with a date of its own, whatever the day of what it tells."""
    return _without_nothing(
        {
            "@type": "WebPage",
            "@id": address,
            "url": address,
            "name": title,
            "headline": title,
            "description": summary,
            "datePublished": day,
            "dateModified": day,
            "inLanguage": "en",
            "license": cite.RECORD_LICENCE_URL,
            "author": _publisher(site, cite.AUTHORS),
            "publisher": _publisher(site, cite.PUBLISHER),
            "isPartOf": {
                "@type": "Dataset",
                "@id": site.at("/data#dataset"),
                "name": cite.SITE,
                "url": site.at("/data"),
                **({"identifier": cite.doi_address()} if cite.doi() else {}),
            },
            "mainEntity": {"@id": about},
        }
    )


def _work(citation: Fields) -> Data:
    return _without_nothing(
        {
            "@type": "CreativeWork",
            "name": citation["title"],
            "url": citation["url"],
            "author": _named("Person", citation["author"]),
            "publisher": _named("Organization", citation["publisher"]),
            "datePublished": _first_day(citation["published"]),
        }
    )


def _publisher(site: Site, name: str) -> Data:
    return {"@type": "Organization", "name": name, "url": site.at("/")}


def _named(kind: str, name: str | None) -> Data | None:
    return {"@type": kind, "name": name} if name else None


def _first_day(edtf: str | None) -> str | None:
    """A date as exact as it is known: a day, a month or a year."""
    span = _span(edtf)
    if span is None:
        return None
    parts = span.earliest.isoformat().split("-")
    return "-".join(parts[: {"day": 3, "interval": 3, "month": 2}.get(span.precision, 1)])


def _last_day(edtf: str | None) -> str | None:
    span = _span(edtf)
    return span.latest.isoformat() if span and span.precision == "interval" and span.latest else None


def _span(edtf: str | None) -> dates.Span | None:
    try:
        return dates.span(edtf) if edtf else None
    except ValueError:
        return None


def _graph(*things: Data) -> Data:
    return {"@context": "https://schema.org", "@graph": list(things)}


def _without_nothing(item: Data) -> Data:
    return {name: value for name, value in item.items() if value not in (None, "", [])}
