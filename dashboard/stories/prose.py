"""The sentences of a step as pieces for a template: text with its numbers in place, and references to numbered records."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.store.story_files import PLACEHOLDER, REFERENCE, named_records
from dashboard.stories.counts import WORDS, said

_PARAGRAPH = re.compile(r"\n\s*\n")
# One and two are said of too much.
_SPELLED = {word: str(number) for number, word in enumerate(WORDS) if number > 2}
_NUMBER = re.compile(rf"\d[\d,.]*\d|\d|\b(?:{'|'.join(calendar.month_name[1:])})\b|(?i:\b(?:{'|'.join(_SPELLED)})\b)")


@dataclass(frozen=True)
class Reference:
    """A number in a text that stands for a record."""

    record: str
    number: int


Piece = str | Reference


def paragraphs(text: str, numbers: Mapping[str, int], counts: Mapping[str, int]) -> list[list[Piece]]:
    """The paragraphs of a text in pieces. `numbers` are those of the story's records, `counts` its computed numbers."""
    return [_pieces(paragraph, numbers, counts) for paragraph in _PARAGRAPH.split(text.strip())]


def plain(text: str, counts: Mapping[str, int]) -> str:
    """A text without its references, as people read it."""
    pieces = [piece for paragraph in paragraphs(text, {}, counts) for piece in paragraph if isinstance(piece, str)]
    return " ".join("".join(pieces).split())


def unsupported(text: str, words: Sequence[str]) -> list[str]:
    """Numbers and months that a text has typed and that none of these words has. Three and 3 are one."""
    known = {_as_digits(found) for one in words for found in _NUMBER.findall(one)}
    typed = _NUMBER.findall(PLACEHOLDER.sub(" ", REFERENCE.sub(" ", text)))
    return [number for number in dict.fromkeys(typed) if _as_digits(number) not in known]


def _as_digits(found: str) -> str:
    return _SPELLED.get(found.lower(), found.lower().replace(",", ""))


def _pieces(paragraph: str, numbers: Mapping[str, int], counts: Mapping[str, int]) -> list[Piece]:
    filled = PLACEHOLDER.sub(lambda found: said(counts[found[1]], found[2] or ""), " ".join(paragraph.split()))
    pieces: list[Piece] = []
    at = 0
    for found in REFERENCE.finditer(filled):
        # The sign stands at the word before it.
        pieces.append(filled[at : found.start()].rstrip())
        pieces += [Reference(record, numbers.get(record, 0)) for record in named_records(found[0])]
        at = found.end()
    pieces.append(filled[at:])
    return [piece for piece in pieces if piece]
