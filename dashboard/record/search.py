"""Search over records, people and the documents' words: a question becomes words of the index, the engine ranks what has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dashboard.record.lexicon import lexicon
from dashboard.record.meaning import form_of, meaning
from dashboard.record.wording import Wording, names_within, tight, wording, words_of
from dashboard.record.words import TYPES
from dashboard.store.database import Database

MAX_LENGTH = 200
PER_TYPE = 6
ALL_OF_A_TYPE = 200
# With fewer complete hits than this, a reader is shown what has some of the words too.
ENOUGH = 3
# How much more counts what a question calls by its name.
SPOKEN_WEIGHT = 1.5
# The types of what is found; dashboard/record/words.py says what they are called.
SEARCHED = tuple(name for name in TYPES if name != "observation")


@dataclass(frozen=True)
class Hit:
    """One thing found: what is shown of it, where a passage stands, and how it was ranked.

    `body` is in our words but for a passage, `quote` holds words of the documents; `names` are all names of what it is
    or speaks of. `source` and `start` are the document of a passage and its first code point there.
    """

    id: str
    type: str
    title: str
    body: str
    quote: str
    date: str
    names: tuple[str, ...]
    source: str
    start: int
    is_named: bool
    score: float


@dataclass(frozen=True)
class Found:
    """The answer to a question: hits best first, how many there are of each type in order of the best hit, the words looked for.

    `complete` of them are so named or have all the words; where they are few, what has some of the words comes after them.
    `instead` is what was looked for in the place of a question that seemed mistyped.
    """

    text: str
    terms: tuple[str, ...] = ()
    hits: tuple[Hit, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    complete: int = 0
    instead: str = ""

    @property
    def total(self) -> int:
        """How many things were found, those not listed included."""
        return sum(count for _, count in self.counts)


def clean(text: str) -> str:
    """A question on one line, without characters that no text can hold, cut to a length that a reader would type."""
    shown = "".join(char if char.isprintable() else " " for char in text[: 4 * MAX_LENGTH])
    return " ".join(shown.split())[:MAX_LENGTH].strip()


def search(
    database: Database,
    text: str,
    *,
    kind: str = "",
    per_type: int = PER_TYPE,
    most: int = ALL_OF_A_TYPE,
    is_literal: bool = False,
) -> Found:
    """What `text` finds: at most `per_type` hits of each type (or of the type `kind` only), `most` in all. Raises StoreError.

    Where nothing has one of its words, what it may have meant is looked for `instead`, unless the search `is_literal`.
    """
    asked = clean(text)
    form = form_of(database, asked)
    limits = {"type": kind, "per_type": per_type, "most": most}
    if is_literal:
        return replace(_found(database, form, limits), text=asked)
    instead = meaning(database, asked, form)
    found = _found(database, form_of(database, instead), limits) if instead else None
    if found and found.hits:
        return replace(found, text=asked, instead=instead)
    return replace(_found(database, form, limits), text=asked)


def matching_words(database: Database, words: Iterable[str], terms: Sequence[str]) -> frozenset[str]:
    """Those of `words` (lower case, without diacritics) that the index takes for one of `terms`. Raises StoreError."""
    values = {"words": sorted(set(words)), "terms": list(terms)}
    return frozenset(row["word"] for row in database.rows("pages", "search_words", values))


def _found(database: Database, form: str, limits: Mapping[str, Any]) -> Found:
    """What a question in the form of the index finds."""
    name, words, known = tight(form), words_of(form), lexicon(database)
    return hits(database, [name], wording(form, words, [name], known), limits, spoken=names_within(words, known))


def hits(
    database: Database,
    names: Sequence[str],
    terms: Wording,
    limits: Mapping[str, Any],
    fame: float = 0.0,
    spoken: Sequence[str] = (),
) -> Found:
    """What has one of these names or the terms, within `limits`: type, hits of each type, hits in all. Raises StoreError.

    `fame` is how much it counts that other things name one, `spoken` are names within the question.
    """
    if not terms.bits:
        return Found("")
    listed = sorted(terms.bits)
    values = {
        "names": list(names),
        "terms": listed,
        "bits": [terms.bits[term] for term in listed],
        "weights": [terms.weights[term] for term in listed],
        "wordings": terms.ways,
        "figures": terms.figures,
        "fame": fame,
        "spoken": list(spoken),
        "spoken_weight": SPOKEN_WEIGHT,
        "enough": ENOUGH,
        **limits,
    }
    rows = database.rows("pages", "search_hits", values)
    counts = dict.fromkeys((row["type"] for row in rows), 0)
    counts.update({row["type"]: row["found_of_type"] for row in rows})
    complete = rows[0]["complete"] if rows else 0
    return Found("", tuple(listed), tuple(_hit(row) for row in rows), tuple(counts.items()), complete)


def _hit(row: dict[str, Any]) -> Hit:
    return Hit(
        id=row["id"],
        type=row["type"],
        title=row["title"],
        body=row["body"] or "",
        quote=row["quote"] or "",
        date=row["date_words"] or "",
        names=tuple(row["names"]),
        source=row["source"] or "",
        start=row["start_offset"] or 0,
        is_named=row["degree"] == 2,
        score=row["score"],
    )
