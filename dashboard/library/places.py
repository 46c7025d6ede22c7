"""Where the words of citations stand in the held texts: a place where they stand once, an orphan where they do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dashboard.library.config import LibraryError
from dashboard.library.matching import find, nearest
from dashboard.library.normal import Normal
from dashboard.library.shelf import Shelf
from dashboard.library.snapshot import Snapshot


@dataclass(frozen=True)
class Anchor:
    """The first and last words of the passage that a citation rests on."""

    citation: str
    source: str
    first: str
    last: str


@dataclass(frozen=True, order=True)
class Place:
    """Where a passage stands in the held text of its source, in code points, and which text that was."""

    citation: str
    source: str
    start: int
    end: int
    text_sha256: str


@dataclass(frozen=True, order=True)
class Orphan:
    """An anchor whose words do not stand exactly once in the held text, why, and where and how to look."""

    citation: str
    source: str
    why: str
    near: str


def find_places(shelf: Shelf, anchors: Iterable[Anchor]) -> list[Place]:
    """The places of all anchors whose source is held and whose words stand in it exactly once, in order of citation."""
    found = ((held, anchor, find(text, anchor.first, anchor.last)) for held, text, anchor in _read(shelf, anchors))
    return sorted(_place(held, anchor, spans[0]) for held, anchor, spans in found if len(spans) == 1)


def survey(shelf: Shelf, anchors: Iterable[Anchor]) -> tuple[list[Place], list[Orphan]]:
    """The places, and the anchors whose source is held and whose words do not stand in it exactly once, in order of citation."""
    places, orphans = [], []
    for held, text, anchor in _read(shelf, anchors):
        spans = find(text, anchor.first, anchor.last)
        if len(spans) == 1:
            places.append(_place(held, anchor, spans[0]))
        elif spans:
            near = _shown(shelf.text(held), *spans[0])
            orphans.append(Orphan(anchor.citation, anchor.source, f"found {len(spans)} times", near))
        else:
            near = _nearest(shelf.text(held), text, anchor)
            orphans.append(Orphan(anchor.citation, anchor.source, "not found", near))
    return sorted(places), sorted(orphans)


def _place(held: Snapshot, anchor: Anchor, span: tuple[int, int]) -> Place:
    return Place(anchor.citation, anchor.source, *span, held.text_sha256)


def _read(shelf: Shelf, anchors: Iterable[Anchor]) -> Iterator[tuple[Snapshot, Normal, Anchor]]:
    """Each anchor with the held text of its source; a text that several sources share is read once."""
    held = {snapshot.source: snapshot for snapshot in shelf.all()}
    by_text: dict[str, list[Anchor]] = defaultdict(list)
    for anchor in anchors:
        if anchor.source in held:
            by_text[held[anchor.source].text_sha256].append(anchor)
    for of_text in by_text.values():
        try:
            text = Normal(shelf.text(held[of_text[0].source]))
        except LibraryError:
            # A damaged text has no places; `library check` says so.
            continue
        for anchor in of_text:
            yield held[anchor.source], text, anchor


def _nearest(body: str, text: Normal, anchor: Anchor) -> str:
    near = nearest(text, anchor.first, anchor.last)
    return f"{_shown(body, near.start, near.end)} ({near.alike} % alike)" if near else "nothing like it"


def _shown(body: str, start: int, end: int) -> str:
    words = " ".join(body[max(0, start - 20) : min(end, start + 60) + 20].split())
    return f"at character {start:,}: “{words}”"
