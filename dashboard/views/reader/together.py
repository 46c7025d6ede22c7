"""What the texts say of a record: each of its sources whose words are here, at the passage, beside each other."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from dashboard.charts.draw.marks import plural
from dashboard.markup.marks import Mark, is_wrapped, paragraphs
from dashboard.markup.scripts import language
from dashboard.markup.templates import Template
from dashboard.parts import context
from dashboard.parts.notes import notes as show_notes
from dashboard.parts.page import heading
from dashboard.parts.record_link import record_link
from dashboard.parts.rich import rich
from dashboard.parts.titles import say_open
from dashboard.record import words
from dashboard.record.filters import address
from dashboard.record.places import STATES, place_in_words, straight_to
from dashboard.views.reader.texts import Text, open_text

Row = dict[str, Any]

# So much of a text stands before and after a passage, in whole paragraphs; passages that lie closer are shown in one piece.
BEFORE, AFTER = 350, 700
# A paragraph is cut where it is longer than this beyond what is to be shown.
_SLACK = 500

_HTML = Template("views/reader/together.html")


def texts_of_record(record: str) -> None:
    """The page /source?record=…; a record that is not there gets a note."""
    rows = context.database().rows("pages", "evidence_by_record", {"records": [record]})
    if not rows:
        heading("What the texts say", "The sources of a record whose words are here, beside each other.")
        show_notes([f"There is no record “{record[:60]}” in this version of the data; it was ignored."])
        return
    # A document that is cited and also speaks of the record stands once.
    by_source = {source: list(cited) for source, cited in groupby(sorted(rows, key=_source), key=_source) if source}
    order = sorted(by_source, key=lambda source: rows.index(by_source[source][0]))
    columns, others = [], []
    for source in order:
        column = _column(by_source[source])
        if column:
            columns.append(column)
        else:
            others += [_reference(row) for row in by_source[source]]
    say_open(f"What the texts say: {rows[0]['title']}")
    heading(f"What the texts say: {rows[0]['title']}", _purpose(len(columns), len(others)))
    shown = {**rows[0], "date": rows[0]["date_words"]}
    rich(_HTML.together(record_link(shown), columns, others), key="together")


def _source(row: Row) -> str:
    return row["source_id"] or ""


def _purpose(here: int, others: int) -> str:
    if not here:
        return "None of its sources has its words here, where you may read them. The places are known for those below."
    beside = f"{plural(here, 'text')} beside each other, each" if here > 1 else "One text"
    rest = f" Below: {plural(others, 'citation')} of texts that are not here." if others else ""
    return f"{beside} at the words on which the record rests or that speak of it.{rest}"


def _column(cited: list[Row]) -> Row | None:
    """A text with its passages that concern the record; None where it is not here or this reader may not see it."""
    if not any(row["quote"] or row["library_start"] is not None for row in cited):
        return None
    text = open_text(cited[0]["source_id"])
    found = [passage for row in cited if text and (passage := text.passage(row["citation_id"]))] if text else []
    if not text or not found:
        return None
    roles = [words.ROLES.get(row["role"], str(row["role"])) for row in cited if text.passage(row["citation_id"])]
    return {
        "source": text.source,
        "is_held": text.is_held,
        "role": ", ".join(dict.fromkeys(roles)),
        "said": list(dict.fromkeys(row["cited_for"] for row in cited if row["cited_for"])),
        "windows": [_window(text, window) for window in _windows(text, found)],
        "url": address("/source", doc=text.id, cite=found[0]["citation_id"]),
    }


def _windows(text: Text, found: list[Row]) -> list[list[Row]]:
    """The passages in order, those in one piece together that lie close."""
    windows: list[list[Row]] = []
    for row in sorted(found, key=lambda row: (row["start_offset"], row["end_offset"])):
        if windows and row["start_offset"] - max(one["end_offset"] for one in windows[-1]) < AFTER:
            windows[-1].append(row)
        else:
            windows.append([row])
    return windows


def _window(text: Text, passages: list[Row]) -> Row:
    """A piece of a text: its passages with paragraphs around them, and where it stands."""
    body, first = text.body, passages[0]
    left = _paragraph_start(body, first["start_offset"])
    right = _paragraph_end(body, max(row["end_offset"] for row in passages))
    marks = [
        Mark(row["start_offset"] - left, row["end_offset"] - left, row["citation_id"], row["verdict"] or "plain", "")
        for row in passages
    ]
    split = paragraphs(body[left:right], marks, wrapped=is_wrapped(body))
    return {
        "place": text.place_of(first),
        "cut_before": left > 0,
        "cut_after": right < len(body),
        "paragraphs": [(language("".join(piece.text for piece in pieces)), pieces) for pieces in split],
    }


def _paragraph_start(body: str, position: int) -> int:
    wanted = max(0, position - BEFORE)
    start = body.rfind("\n", max(0, wanted - _SLACK), position)
    begins = body.find("\n", wanted, position)
    return (begins if begins >= 0 else start if start >= 0 else wanted - 1) + 1 if wanted else 0


def _paragraph_end(body: str, position: int) -> int:
    wanted = min(len(body), position + AFTER)
    if wanted == len(body):
        return wanted
    end = body.rfind("\n", position, wanted)
    later = body.find("\n", wanted, wanted + _SLACK)
    return end if end >= 0 else later if later >= 0 else wanted


def _reference(row: Row) -> Row:
    return {
        "row": row,
        "url": straight_to(row["url"], row),
        "place": place_in_words(row["locator_kind"], row["locator"]),
        "state": STATES[row["place_state"]],
    }
