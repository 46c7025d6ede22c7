"""The reader's own library in pages: who asks, and the words of a passage in their sentences where they may be shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from dashboard.library import audience
from dashboard.library.shelf import Shelf
from dashboard.library.snapshot import Snapshot
from dashboard.markup.marks import Excerpt, excerpt, is_wrapped
from dashboard.store.config import settings

# Sentences on each side, looked for within so many characters: a held text may be a volume.
SENTENCES = 2
AROUND = 2_000
_BLANK_LINES = re.compile(r"(\n{2,})")


@dataclass(frozen=True)
class Held:
    """A held text that this reader may see, and what is known of it."""

    body: str
    snapshot: Snapshot


def client() -> audience.Client:
    """Who asks for this page."""
    return audience.client_of(st.context.headers)


def held(source: str) -> Held | None:
    """The held text of a source, if there is one and this reader may see it."""
    body = held_text(source)
    snapshot = Shelf(settings().library).snapshot(source) if body is not None else None
    # A text that was fetched anew between the two looks is read at the next.
    if body is None or snapshot is None or snapshot.text_length != len(body):
        return None
    return Held(body, snapshot)


def held_text(source: str, sha256: str = "") -> str | None:
    """The held text of a source, if this reader may see it; with a hash, only if it is that text."""
    return audience.text(Shelf(settings().library), source, client(), sha256)


def view_key() -> str:
    """What a cache of anything that may hold such words is keyed by: who may see them, and which texts and releases there are."""
    stamp = Shelf(settings().library).stamp()
    return f"{stamp}:{client().is_here}" if stamp else ""


def held_passage(row: dict[str, Any]) -> Excerpt | None:
    """The passage of a row of evidence_by_record with two sentences around it; None where none is held or it may not be shown."""
    if row["library_start"] is None:
        return None
    body = held_text(row["source_id"], row["library_sha256"])
    if body is None:
        return None
    left, right = max(0, row["library_start"] - AROUND), row["library_end"] + AROUND
    part = excerpt(body[left:right], row["library_start"] - left, row["library_end"] - left, SENTENCES)
    # Line ends of a printed page mean nothing in the width of a sheet.
    lines = _in_one if is_wrapped(body) else str
    return replace(
        part,
        before=lines(part.before).lstrip(),
        quote=lines(part.quote),
        after=lines(part.after).rstrip(),
        cut_before=part.cut_before or left > 0,
        cut_after=part.cut_after or right < len(body),
    )


def _in_one(text: str) -> str:
    """The text with its single line ends as blanks; blank lines between paragraphs stay."""
    parts = _BLANK_LINES.split(text)
    return "".join(part if _BLANK_LINES.fullmatch(part) else part.replace("\n", " ") for part in parts)
