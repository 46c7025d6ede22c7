"""How a name sounds, whichever romanisation it is written in: forms that differ only by system or by a reader's ear become one."""

from __future__ import annotations

import re
from functools import lru_cache

# What the usual systems for Korean, Chinese and Russian names write differently, longest first.
_SOUNDS = {
    "tsch": "c", "tch": "c", "dzh": "c", "dz": "c", "ts": "c", "tz": "c", "ch": "c", "zh": "c", "j": "c", "z": "c",
    "kh": "k", "gh": "k", "ph": "p", "bh": "p", "th": "t", "dh": "t", "sch": "s", "sh": "s", "ck": "k",
    "yeo": "io", "yeu": "io", "eo": "o", "eu": "o", "ae": "e", "oe": "e", "ee": "i", "oo": "o", "ou": "o",
    "b": "p", "d": "t", "g": "k", "q": "k", "x": "s", "l": "r", "v": "w", "u": "o", "y": "i",
}  # fmt: skip
_WRITTEN = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))
_TWICE = re.compile(r"(.)\1+")

# The letters of a syllable of Hangul in the order of its code point: first, middle and last.
_FIRST = ("g", "gg", "n", "d", "dd", "r", "m", "b", "bb", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
_MIDDLE = (
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"
)  # fmt: skip
_LAST = (
    "", "g", "gg", "gs", "n", "nj", "nh", "d", "l", "lg", "lm", "lb", "ls", "lt", "lp", "lh", "m", "b", "bs", "s", "ss",
    "ng", "j", "ch", "k", "t", "p", "h",
)  # fmt: skip


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """The sound of a word in lower case without diacritics; a word of another script is its own."""
    heard = _WRITTEN.sub(lambda found: _SOUNDS[found[0]], word)
    return _TWICE.sub(r"\1", heard)


def romanised(word: str) -> str:
    """A word in Hangul in Latin letters, syllable by syllable; any other as it is."""
    return "".join(_syllable(ord(char) - 0xAC00) if "가" <= char <= "힣" else char for char in word)


def _syllable(number: int) -> str:
    return _FIRST[number // 588] + _MIDDLE[number % 588 // 28] + _LAST[number % 28]
