"""What search knows of words without asking for records: how each is written, which stand for one another, every name of a thing."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from dashboard.record.sound import sound
from dashboard.store.database import Database

# From this weight on, a word that stands for another is a form of it.
SAME_WORD = 0.9
# Whatever stands for a word that is written so often is written beside it, and would only be slow to look for.
COMMON = 600
# Of a word that no text has, what may stand after the stem of one that others stand for.
_ENDINGS = ("", "s", "d", "ed", "ing")


@dataclass(frozen=True)
class Word:
    """A word of the index: how it is written most often, how often, and its stem."""

    shown: str
    times: int
    stem: str
    is_stopword: bool = False


@dataclass(frozen=True)
class Name:
    """A name of a thing as it is written, and the main names of what is so called, in the form of the index."""

    shown: str
    main_names: tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """The words and names of one build, each by its form without spaces, hyphens and diacritics; what stands for a word by its stem."""

    words: Mapping[str, Word]
    names: Mapping[str, Name]
    akin: Mapping[str, Mapping[str, float]]

    @cached_property
    def stopwords(self) -> frozenset[str]:
        """Words that search passes over."""
        return frozenset(word for word, entry in self.words.items() if entry.is_stopword)

    @cached_property
    def spellings(self) -> Spellings:
        """The words that a mistyped one may have meant: no numbers, none of one or two letters."""
        return Spellings.of([word for word in self.words if len(spread(word)) > 3 and not any(map(str.isdigit, word))])

    @cached_property
    def name_spellings(self) -> Spellings:
        """The names that a mistyped one may have meant."""
        return Spellings.of([name for name in self.names if len(spread(name)) > 3])

    def akin_to(self, word: str) -> Mapping[str, float]:
        """The words that may stand in the place of one, with how much they then count; none where it is in most texts as it is."""
        if word in self.words and self.words[word].times > COMMON:
            return {}
        near = self.akin.get(self._stem(word), {})
        # What stands for a form of a verb stands for its other forms.
        further = {
            other: weight
            for form, of_form in near.items()
            if of_form >= SAME_WORD
            for other, weight in self.akin.get(self._stem(form), {}).items()
        }
        return {**further, **near}

    def _stem(self, word: str) -> str:
        if word in self.words:
            return self.words[word].stem
        stems = (word.removesuffix(ending) for ending in _ENDINGS)
        return next((stem for stem in stems if stem in self.akin), word)

    def beginning(self, start: str, most: int) -> list[str]:
        """The words that begin so, those written most often first."""
        found = _beginning(self._sorted_words, start)
        return sorted(found, key=lambda word: (-self.words[word].times, word))[:most]

    def names_beginning(self, start: str, most: int) -> list[str]:
        """The names that begin so, the shortest first."""
        return sorted(_beginning(self._sorted_names, start), key=lambda name: (len(name), name))[:most]

    @cached_property
    def _sorted_words(self) -> list[str]:
        return sorted(self.words)

    @cached_property
    def _sorted_names(self) -> list[str]:
        return sorted(self.names)


@dataclass(frozen=True)
class Spellings:
    """Words side by side in the three forms in which they are compared with a mistyped one."""

    words: Sequence[str]
    letters: Sequence[str]
    sounds: Sequence[str]

    @classmethod
    def of(cls, words: Sequence[str]) -> Spellings:
        """The three forms of each word."""
        return cls(words, [spread(word) for word in words], [sound(word) for word in words])


def spread(word: str) -> str:
    """A word letter by letter: a syllable of Hangul is the two or three letters that it is typed with."""
    return unicodedata.normalize("NFD", word)


@lru_cache(maxsize=2)
def lexicon(database: Database) -> Lexicon:
    """The words and names of a build, read once. Raises StoreError."""
    akin: dict[str, dict[str, float]] = {}
    for row in database.rows("pages", "search_akin"):
        akin.setdefault(row["word"], {})[row["akin"]] = row["weight"]
    words = {
        row["word"]: Word(row["shown"], row["times"], row["stem"], row["is_stopword"])
        for row in database.rows("pages", "search_vocabulary")
    }
    names = {
        row["tight"]: Name(row["shown"], tuple(row["main_names"])) for row in database.rows("pages", "search_names")
    }
    return Lexicon(words, names, akin)


def _beginning(ordered: Sequence[str], start: str) -> Sequence[str]:
    return ordered[bisect_left(ordered, start) : bisect_left(ordered, start + "\U0010ffff")]
