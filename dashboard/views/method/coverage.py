"""What the record covers, where it is weak, and how to report an error: tables computed from the data, each weak record with its link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.markup.templates import Template
from dashboard.parts.record_link import record_link
from dashboard.record import words
from dashboard.record.filters import address
from dashboard.record.places import STATES
from dashboard.store.database import Database
from dashboard.store.dates import in_words
from dashboard.store.served import Served
from dashboard.views.method.tables import Section, folded, paragraph, share, table

Row = Mapping[str, Any]
NOTHING = Served()

_HTML = Template("views/method/coverage.html")


def coverage(database: Database, readable: Served = NOTHING) -> list[Section]:
    """The sections on coverage in order; `readable` is what the library shows to the reader. Raises StoreError."""
    (figures,) = database.rows("pages", "method_figures")
    return [
        _gaps(database.rows("pages", "method_decades"), figures),
        _recall(database.rows("pages", "method_recall")),
        _support(database.rows("pages", "method_checked")),
        _sources(database.rows("pages", "method_source_kinds"), database.rows("pages", "method_codes")),
        _places(database.rows("pages", "method_places", readable.parameter())),
        _unsourced(database.rows("pages", "method_unsourced")),
        _disputes(database.rows("pages", "method_disputes")),
        _weakest(database.rows("pages", "method_weakest")),
        _report(),
    ]


# What counts as an event here, and what other chronologies hold that this record leaves out on purpose.
INCLUDED = (
    "An event is in the record if a government, an armed force, an international body or an envoy did or said something that bore on"
    " relations between the United States and North Korea, or on the promises, the weapons and the alliances between which they stand,"
    " and if a source can be named for its day.",
    "Left out: single balloons after the first of a campaign, tests of air-defence and short-range artillery rockets, engine tests that"
    " no government answered, local crossings without an American or UN Command part, and words without a new position.",
)


def _recall(rows: Sequence[Row]) -> Section:
    classes: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        classes.setdefault((row["peer"], row["class"], row["copy"]), []).append(row)
    html = (
        paragraph(*INCLUDED)
        + paragraph(
            "Other chronologies were counted against the record: how many of their rows have an event, a launch or a test within a day,"
            " and, for a dispute of more than a month, one that begins inside it. A match by day can be chance, and a row can be held here"
            " under another day. Only counts are kept; the copy that was counted is linked."
        )
        + table(
            "Rows of other chronologies that have a record within a day",
            ("Chronology", "Class", "Rows", "Matched", "Share", "Weakest decade", "Counted on"),
            [
                (
                    _HTML.copy_link(peer, copy),
                    "All" if kind == "all" else kind,
                    sum(row["rows"] for row in own),
                    sum(row["matched"] for row in own),
                    share(sum(row["matched"] for row in own), sum(row["rows"] for row in own)),
                    _weakest_decade(own),
                    in_words(own[0]["counted_on"].isoformat()),
                )
                for (peer, kind, copy), own in classes.items()
            ],
        )
    )
    return Section("recall", "What other chronologies hold", html)


def _weakest_decade(rows: Sequence[Row]) -> str:
    row = min(rows, key=lambda row: (row["matched"] / row["rows"], row["decade"]))
    return f"{row['decade']}: {row['matched']} of {row['rows']}"


def _gaps(decades: Sequence[Row], figures: Row) -> Section:
    html = (
        paragraph(
            f"Thin before 1953: {figures['events_until_armistice']} of {figures['events']} events lie before the end of the Korean War,"
            " most of them steps of the war itself. The twelve years after the armistice hold"
            f" {figures['events_armed_truce']} events, the less than two years of summits {figures['events_summits']}:"
            " crises and talks are recorded more closely than quiet years.",
            f"It stops on {in_words(figures['last_day'].isoformat())}; the {figures['events_last_year']} events of that year rest on"
            " fresh press reports and were not confirmed a second time.",
        )
        + paragraph(
            f"Bias of language: of {figures['sources']:,} sources {figures['press']:,} are press, nearly all read in English."
            f" {figures['sources_of_the_north']} are words of North Korea, China or Russia, most of them in translation."
            f" {figures['sources_in_asia']} have an address in a Korean, Chinese, Russian or Japanese domain, many of them English pages.",
        )
        + table(
            "Events by decade, how many are weak, and whose words their sources are (shares of citations)",
            (
                "Decade",
                "Events",
                "One source or none",
                "Day not known",
                "US",
                "South Korea",
                "North Korea",
                "China, Russia",
                "UN",
                "Press",
            ),
            [_decade(row) for row in decades],
        )
        + paragraph("The rest of the shares are scholars, institutes, Japan and joint texts.")
    )
    return Section("coverage", "Coverage and known gaps", html)


def _decade(row: Row) -> tuple[str | int, ...]:
    voices = [share(row[voice], row["citations"]) for voice in ("us", "rok", "dprk", "china_russia", "un", "press")]
    return (f"{row['decade']}s", row["events"], share(row["weak"], row["events"]), row["rough"], *voices)


def _support(rows: Sequence[Row]) -> Section:
    html = paragraph(
        "How many sources agree on the records of each type, and how many rest on a primary source."
    ) + table(
        "Records by number of agreeing sources",
        ("Type", "Records", "None", "One", "Two", "Three or more", "Two or more", words.LENSES["primary"]),
        [
            (
                words.noun(row["type"]).heading,
                row["records"],
                row["none"],
                row["one"],
                row["two"],
                row["more"],
                share(row["two"] + row["more"], row["records"]),
                share(row["on_primary"], row["records"]),
            )
            for row in rows
        ],
    )
    return Section("support", "Records by agreeing sources", html)


def _sources(kinds: Sequence[Row], codes: Sequence[Row]) -> Section:
    voices = [row for row in codes if row["vocabulary"] == "voice"]
    total = sum(row["sources"] for row in kinds)
    html = (
        paragraph(
            "A record counts once for each kind of source it rests on, so that the last column adds up to more than all records."
        )
        + table(
            "Sources by kind",
            ("Kind", "Sources", "Citations", "Records", "What it is"),
            [(row["label"], row["sources"], row["citations"], row["records"], row["definition"]) for row in kinds],
        )
        + table(
            "Sources by whose words they are",
            ("Voice", "Sources", "Share", "What it is"),
            [(row["label"], row["count"], share(row["count"], total), row["definition"]) for row in voices],
        )
    )
    return Section("sources", "Kinds of source", html)


def _places(rows: Sequence[Row]) -> Section:
    def total(column: str) -> int:
        return sum(int(row[column]) for row in rows)

    held = f", {total('words_held'):,} of them in the library of this machine" if total("words_held") else ""
    html = paragraph(
        f"Of {total('citations'):,} citations {total('words_here'):,} show the words here, because the text is kept{held}. For"
        f" {total('place_known'):,} the place in the source is known; for {total('words_read'):,} of them the first and last words"
        " of the passage were read in a copy that is named, and the link opens a browser there."
        f" For {total('page_only'):,} only the page or the text as a whole is known.",
    ) + table(
        "Citations by what is known of the place of the words, and records none of whose citations has a place",
        (
            "Records of type",
            "Citations",
            STATES["words_here"],
            STATES["place_known"],
            STATES["page_only"],
            "Records without a place",
        ),
        [
            (
                words.noun(row["type"]).heading,
                row["citations"],
                row["words_here"],
                row["place_known"],
                row["page_only"],
                f"{row['records_without_place']} of {row['records']}",
            )
            for row in rows
        ],
    )
    return Section("places", "Where the words stand", html)


def _unsourced(rows: Sequence[Row]) -> Section:
    count = sum(row["unsourced"] for row in rows)
    html = paragraph(
        f"{count} values are believed to come from the source they name but were not seen there. They are never drawn like sourced ones.",
    ) + table(
        "Series with unsourced values",
        ("Series", "Unsourced", "Of", "Publisher"),
        [(row["title"], row["unsourced"], row["observations"], row["publisher"]) for row in rows],
    )
    return Section("unsourced", "Values that were not seen in their source", html)


def _disputes(rows: Sequence[Row]) -> Section:
    why = Counter(str(row["reason"] or "Another figure or detail") for row in rows)
    listed = table(
        "Other dates and figures of records",
        ("Record", "Other date", "What differs", "Why", "Source"),
        [
            (
                record_link(dict(row)),
                row["other_date"],
                row["cited_for"],
                row["reason"],
                _HTML.source(row) if row["url"] else "the record's note",
            )
            for row in rows
        ],
    )
    html = (
        paragraph("Where a source gives another date or figure, the record keeps both and says so.")
        + table("Why dates and figures differ", ("Why", "Cases"), why.most_common())
        + folded(f"All {len(rows)} cases", listed)
    )
    return Section("disputes", "Dates and figures in conflict", html)


def _weakest(rows: Sequence[Row]) -> Section:
    unsettled = sum(row["checked"] == 0 for row in rows)
    html = paragraph(
        f"{len(rows)} records: {unsettled} that no source settles, the others with one source that is not primary.",
        "Positions with one source are left out, as one text is all that most views have; so are actors, measured values"
        " and steps on clauses.",
    ) + table(
        "The weakest records",
        ("Record", "Type", "Sources that agree", "What is in doubt"),
        [
            (
                record_link(dict(row)),
                words.capitalised(words.noun(row["type"]).one),
                row["checked"],
                row["note"] or "",
            )
            for row in rows
        ],
    )
    return Section("weakest", "The weakest records", html)


def _report() -> Section:
    return Section("report", "How to report an error", _HTML.report(address("/method") + "#dictionary"))
