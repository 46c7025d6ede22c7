"""Search over records, people and the documents' words: a question becomes words of the index, the engine ranks what has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.record.words import TYPES
from dashboard.store.database import Database

# Letters and digits of any script, in a text that has the form of the index.
_PART = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_JOINTS = re.compile(r"[\W_]+")
_HANGUL = re.compile("[가-힣]{3,}")

MAX_LENGTH = 200
MAX_TERMS = 60
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
    """

    text: str
    terms: tuple[str, ...] = ()
    hits: tuple[Hit, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    complete: int = 0

    @property
    def total(self) -> int:
        """How many things were found, those not listed included."""
        return sum(count for _, count in self.counts)


def clean(text: str) -> str:
    """A question on one line, without characters that no text can hold, cut to a length that a reader would type."""
    shown = "".join(char if char.isprintable() else " " for char in text[: 4 * MAX_LENGTH])
    return " ".join(shown.split())[:MAX_LENGTH].strip()


def search(
    database: Database, text: str, *, kind: str = "", per_type: int = PER_TYPE, most: int = ALL_OF_A_TYPE
) -> Found:
    """What `text` finds: at most `per_type` hits of each type (or of the type `kind` only), `most` in all. Raises StoreError."""
    asked = clean(text)
    form = database.rows("pages", "search_question", {"text": asked})[0]["form"]
    tight = _JOINTS.sub("", form)
    wordings = _wordings(database, _WORD.findall(form), tight) if tight else []
    terms = sorted(set().union(*wordings))[:MAX_TERMS]
    if not terms:
        return Found(asked)
    places = {term: 1 << place for place, term in enumerate(terms)}
    values = {
        "tight": tight,
        "terms": terms,
        "wordings": [sum(places.get(term, 0) for term in wording) for wording in wordings],
        "type": kind,
        "per_type": per_type,
        "most": most,
        "enough": ENOUGH,
    }
    rows = database.rows("pages", "search_hits", values)
    counts = dict.fromkeys((row["type"] for row in rows), 0)
    counts.update({row["type"]: row["found_of_type"] for row in rows})
    return Found(
        asked,
        tuple(terms),
        tuple(_hit(row) for row in rows),
        tuple(counts.items()),
        rows[0]["complete"] if rows else 0,
    )


def matching_words(database: Database, words: Iterable[str], terms: Sequence[str]) -> frozenset[str]:
    """Those of `words` (lower case, without diacritics) that the index takes for one of `terms`. Raises StoreError."""
    values = {"words": sorted(set(words)), "terms": list(terms)}
    return frozenset(row["word"] for row in database.rows("pages", "search_words", values))


def _wordings(database: Database, words: Sequence[str], tight: str) -> list[set[str]]:
    """The ways in which a question may stand in a text: compounds as one word, in their parts, or the main name of a thing."""
    whole = [word.replace("-", "") for word in words]
    known = database.rows("pages", "search_known", {"tight": tight, "words": whole})[0]

    def parts(word: str) -> list[str]:
        joined = word.replace("-", "")
        # KN-23 is one word; its parts would find every 23rd of a month.
        is_code = joined in known["words"] and any(map(str.isdigit, word))
        return [joined] if is_code else word.split("-")

    names = [_PART.findall(name) for name in known["names"]]
    ways = [whole, [part for word in words for part in parts(word)], *names]
    stopwords = set(known["stopwords"])
    wordings = ({term for word in way if word not in stopwords for term in _pairs(word)} for way in ways)
    return [wording for wording in wordings if wording]


def _pairs(word: str) -> list[str]:
    """A word in Hangul as pairs of neighbouring syllables, as the index has them; any other word as it is."""
    return [word[at : at + 2] for at in range(len(word) - 1)] if _HANGUL.fullmatch(word) else [word]


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
