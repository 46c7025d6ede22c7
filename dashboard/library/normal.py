"""A text in the form in which words are compared, with the way back: every place in it leads to a place in the text as it is."""

from __future__ import annotations

import io
import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator

# Marks that differ between copies of one text although the words are the same, and every kind of white space: one for one.
_FOLDED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼʹ`´＇", "'"),
        **dict.fromkeys("“”„‟″«»＂", '"'),
        **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
        **dict.fromkeys((chr(code) for code in range(0x3001) if chr(code).isspace()), " "),
    }
)
# Soft hyphens, joiners and characters that turn the direction of a text are no part of its words.
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_SPECIAL = re.compile(rf"(?P<gap> [ {_UNSEEN}]+|[{_UNSEEN}][ {_UNSEEN}]*)|(?P<other>[^\x00-\x7f{_UNSEEN}]+)")


class Normal:
    """A text in compared form: NFKC, one space for white space of any length, plain quotes and hyphens, nothing unseen."""

    def __init__(self, text: str) -> None:
        """Brings `text` into the form."""
        self._made = io.StringIO()
        self._length = 0
        # Pieces: where each begins here and there, and where it ends there; -1 for one that goes letter by letter. In arrays,
        # because a hostile text can be all pieces.
        self._here, self._there, self._ends = array("q"), array("q"), array("q")
        self._read(text)
        self.text = self._made.getvalue()
        self._made.close()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` of the compared form stands in the text as it is. `start` is less than `end`."""
        return self._origin(start)[0], self._origin(end - 1)[1]

    def _origin(self, position: int) -> tuple[int, int]:
        number = bisect_right(self._here, position) - 1
        start, end = self._there[number], self._ends[number]
        if end < 0:
            start += position - self._here[number]
            return start, start + 1
        return start, end

    def _read(self, text: str) -> None:
        plain = text.translate(_FOLDED)
        done = 0
        for match in _SPECIAL.finditer(plain):
            self._copy(plain[done : match.start()], done)
            done = match.end()
            run = match[0]
            if match["gap"] is not None:
                self._put(" " if " " in run else "", match.start(), done)
            elif unicodedata.is_normalized("NFKC", run):
                self._copy(run, match.start())
            else:
                for start, end in _clusters(run):
                    made = unicodedata.normalize("NFKC", run[start:end]).translate(_FOLDED)
                    self._put(made, match.start() + start, match.start() + end)
        self._copy(plain[done:], done)

    def _copy(self, part: str, start: int) -> None:
        self._add(part, start, -1)

    def _put(self, part: str, start: int, end: int) -> None:
        self._add(part, start, -1 if len(part) == 1 and end - start == 1 else end)

    def _add(self, part: str, start: int, end: int) -> None:
        if not part:
            return
        is_next = (
            end < 0 and self._here and self._ends[-1] < 0 and start - self._there[-1] == self._length - self._here[-1]
        )
        if not is_next:
            self._here.append(self._length)
            self._there.append(start)
            self._ends.append(end)
        self._made.write(part)
        self._length += len(part)


def normal(words: str) -> str:
    """A few words in compared form."""
    return Normal(words).text.strip()


def _clusters(run: str) -> Iterator[tuple[int, int]]:
    """Spans of a run that may be brought into NFKC one by one: a letter with what joins it."""
    start = 0
    for position in range(1, len(run)):
        if not _joins(run[position]):
            yield start, position
            start = position
    yield start, len(run)


def _joins(char: str) -> bool:
    first = unicodedata.normalize("NFKD", char)[0]
    return unicodedata.combining(first) != 0 or "\u1160" <= first <= "\u11ff"
