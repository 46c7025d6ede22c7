"""What a question means in the words of the index: whether it is well written, and what a mistyped one may have meant."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from dashboard.record.fields import compared
from dashboard.record.lexicon import Lexicon, lexicon
from dashboard.record.spelling import mended, near_name
from dashboard.record.wording import is_korean, tight, words_of
from dashboard.store.database import Database


def form_of(database: Database, text: str) -> str:
    """A question in the form of the index. Raises StoreError."""
    form: str = database.rows("pages", "search_question", {"text": text})[0]["form"]
    return form


def meaning(database: Database, asked: str, form: str) -> str:
    """What a question may have meant that has a word nothing has, or is a slip away from a name; empty where it seems well written.

    `asked` is the question as it was typed, `form` in the form of the index. Raises StoreError.
    """
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


def _company(database: Database, candidates: Sequence[str], others: Sequence[str]) -> dict[str, int]:
    rows = database.rows("pages", "search_company", {"candidates": list(candidates), "words": list(others)})
    return {row["word"]: row["company"] for row in rows}


def _is_written(database: Database, words: Sequence[str]) -> bool:
    phrase = f" {' '.join(words).replace('-', ' ')} "
    return bool(database.rows("pages", "search_phrase", {"phrase": phrase})[0]["is_written"])


def _as_typed(asked: str, words: Sequence[str]) -> list[str]:
    """The words as they were typed, where they can be told apart so; else in the form of the index."""
    typed = {compared(word): word for word in asked.split()}
    return [typed.get(word, word) for word in words]
