"""Search over records, people and the documents' words: a question becomes words of the index, the engine ranks what has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from dashboard.record.fields import plain as simple
from dashboard.record.lexicon import Lexicon, lexicon
from dashboard.record.spelling import mended, near_name
from dashboard.record.wording import is_korean, tight, wording, words_of
from dashboard.record.words import TYPES
from dashboard.store.database import Database

MAX_LENGTH = 200
PER_TYPE = 6
ALL_OF_A_TYPE = 200
# With fewer complete hits than this, a reader is shown what has some of the words too.
ENOUGH = 3
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
    form = _form(database, asked)
    limits = {"type": kind, "per_type": per_type, "most": most}
    if is_literal:
        return replace(_found(database, form, limits), text=asked)
    instead = _meant(database, asked, form)
    found = _found(database, _form(database, instead), limits) if instead else None
    if found and found.hits:
        return replace(found, text=asked, instead=instead)
    return replace(_found(database, form, limits), text=asked)


def matching_words(database: Database, words: Iterable[str], terms: Sequence[str]) -> frozenset[str]:
    """Those of `words` (lower case, without diacritics) that the index takes for one of `terms`. Raises StoreError."""
    values = {"words": sorted(set(words)), "terms": list(terms)}
    return frozenset(row["word"] for row in database.rows("pages", "search_words", values))


def _form(database: Database, text: str) -> str:
    form: str = database.rows("pages", "search_question", {"text": text})[0]["form"]
    return form


def _found(database: Database, form: str, limits: Mapping[str, Any]) -> Found:
    """What a question in the form of the index finds."""
    known = lexicon(database)
    name = tight(form)
    terms = wording(form, words_of(form), [name], known)
    if not terms.bits:
        return Found("")
    listed = sorted(terms.bits)
    values = {
        "names": [name],
        "terms": listed,
        "bits": [terms.bits[term] for term in listed],
        "weights": [terms.weights[term] for term in listed],
        "wordings": terms.ways,
        "figures": terms.figures,
        "enough": ENOUGH,
        **limits,
    }
    rows = database.rows("pages", "search_hits", values)
    counts = dict.fromkeys((row["type"] for row in rows), 0)
    counts.update({row["type"]: row["found_of_type"] for row in rows})
    return Found(
        "",
        tuple(listed),
        tuple(_hit(row) for row in rows),
        tuple(counts.items()),
        rows[0]["complete"] if rows else 0,
    )


def _strange(database: Database, words: Sequence[str]) -> list[int]:
    """The places of the words of a question that nothing has, in whatever form."""
    known = lexicon(database)
    strange = [place for place, word in enumerate(words) if not _is_known(word, known)]
    if not strange:
        return []
    forms = {place: (words[place].replace("-", ""), words[place].split("-")) for place in strange}
    asked = sorted({one for whole, parts in forms.values() for one in (whole, *parts)})
    stems = {row["word"] for row in database.rows("pages", "search_known", {"words": asked})}
    return [place for place, (whole, parts) in forms.items() if whole not in stems and not stems.issuperset(parts)]


def _meant(database: Database, asked: str, form: str) -> str:
    """What a question may have meant that has a word nothing has, or is a slip away from a name; empty where it seems well written."""
    known = lexicon(database)
    words = words_of(form)
    joined = [word.replace("-", "") for word in words]
    if tight(form) in known.names:
        return ""
    strange = _strange(database, words)
    if strange:
        mends = mended(joined, strange, known, partial(_company, database))
    else:
        mends = [
            mend for mend in near_name(joined, known)[:1] if not _is_written(database, words[mend.start : mend.end])
        ]
    shown = _as_typed(asked, words)
    for mend in reversed(mends):
        shown[mend.start : mend.end] = [mend.text]
    return " ".join(shown) if mends else ""


def _company(database: Database, candidates: Sequence[str], others: Sequence[str]) -> dict[str, int]:
    rows = database.rows("pages", "search_company", {"candidates": list(candidates), "words": list(others)})
    return {row["word"]: row["company"] for row in rows}


def _is_written(database: Database, words: Sequence[str]) -> bool:
    phrase = f" {' '.join(words).replace('-', ' ')} "
    return bool(database.rows("pages", "search_phrase", {"phrase": phrase})[0]["is_written"])


def _is_known(word: str, known: Lexicon) -> bool:
    """Whether the index has a word without looking at its stem: as it is, in its parts, as a number, or in pairs of Hangul."""
    parts = [word.replace("-", ""), *word.split("-")]
    return (
        parts[0] in known.words
        or all(part in known.words for part in parts[1:])
        or word.isdigit()
        or len(word) == 1
        or is_korean(word, known)
    )


def _as_typed(asked: str, words: Sequence[str]) -> list[str]:
    """The words as they were typed, where they can be told apart so; else in the form of the index."""
    typed = {simple(word): word for word in asked.split()}
    return [typed.get(word, word) for word in words]


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
