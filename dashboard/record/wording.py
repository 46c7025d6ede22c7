"""A question as words of the index: which may stand for which, in which ways the whole may stand in a text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.record.lexicon import Lexicon

# Letters and digits of any script, in a text that has the form of the index.
_PART = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_HANGUL = re.compile("[가-힣]{3,}")
_HAS_HANGUL = re.compile("[가-힣]")
# What Korean puts after a word.
_PARTICLE = re.compile("(?:에서|으로|까지|부터|에게|이란|을|를|은|는|이|가|의|에|와|과|로|도|형|호|함)$")

# A plain question begins so, and then has words that say what is asked and name nothing.
_ASKS = re.compile("wh(?:o|at|en|ere|y|ich)|how|is|are|was|were|did|does|do|has|have|had|can|could|should|tell")
_ASKING = re.compile("many|much|long|often|big|large|high|happen(?:ed)?|ever|tell|about|there")
_FIGURES = re.compile(
    r"\bhow (?:many|much|big|large|high)\b|\b(?:numbers?|amounts?|levels?|totals?|statistics|figures)\b"
)
# Among equals a series comes first where a figure is asked for.
FIGURES_WEIGHT = 2.0
# How much a word counts of which only the beginning is typed.
BEGUN_WEIGHT = 0.8
MAX_TERMS = 60
# Words of a name at most.
LONGEST_NAME = 6
# British and American endings, both ways.
_SPELLINGS = tuple(
    (re.compile(pattern), other)
    for pattern, other in (
        ("is(?=ations?$|e[ds]?$|ing$)", "iz"),
        ("iz(?=ations?$|e[ds]?$|ing$)", "is"),
        ("(?<=[a-z]{2})our(?=s?$)", "or"),
        ("(?<=[a-z]{2})or(?=s?$)", "our"),
        ("(?<=[a-z]{2})tre(?=s?$)", "ter"),
        ("(?<=[a-z]{2})ter(?=s?$)", "tre"),
        ("(?<=gram)me(?=s?$)", ""),
        ("(?<=progra)m(?=s?$)", "mme"),
        ("(?<=[a-z]{2})ence(?=s?$)", "ense"),
        ("(?<=[a-z]{2})ense(?=s?$)", "ence"),
    )
)


Terms = Mapping[str, Mapping[str, float]]


@dataclass
class Wording:
    """The terms to look for. Each has the bits of what it stands for, and a weight; a way is the bits of a thing with all words."""

    ways: list[int] = field(default_factory=list)
    bits: dict[str, int] = field(default_factory=dict)
    weights: dict[str, float] = field(default_factory=dict)
    figures: float = 1.0

    @classmethod
    def of(cls, ways: Sequence[Terms], figures: float = 1.0) -> Wording:
        """From each way in which a question may stand in a text: its terms, each with what may stand in its place."""
        made = cls(figures=figures)
        terms = list(dict.fromkeys(term for way in ways for term in way))[:MAX_TERMS]
        own = {term: 1 << place for place, term in enumerate(terms)}
        for way in ways:
            for term, others in way.items():
                for stands, weight in {**others, term: 1.0}.items():
                    made._put(stands, own.get(term, 0), weight)
        made.ways = [bits for bits in dict.fromkeys(sum(own.get(term, 0) for term in way) for way in ways) if bits]
        return made

    def _put(self, term: str, bits: int, weight: float) -> None:
        if bits:
            self.bits[term] = self.bits.get(term, 0) | bits
            self.weights[term] = max(self.weights.get(term, 0.0), weight)


def words_of(form: str) -> list[str]:
    """The words of a question in the form of the index. Where it is asked as people speak, those that name nothing are left out."""
    words = _WORD.findall(form)
    if len(words) > 2 and _ASKS.fullmatch(words[0]):
        words = [word for word in words if not _ASKING.fullmatch(word)] or words
    return [word for word in words if not _FIGURES.fullmatch(word)] or words


def wording(
    form: str, words: Sequence[str], names: Collection[str], lexicon: Lexicon, endings: Collection[str] = ()
) -> Wording:
    """The ways in which a question may stand in a text: compounds as one word, in their parts, or a main name of what it names.

    `endings` are words that its last one may be the beginning of, while it is being typed.
    """
    whole = [word.replace("-", "") for word in words]
    parts = [part for word in words for part in _in_parts(word, lexicon)]
    mains = [_PART.findall(main) for name in names if name in lexicon.names for main in lexicon.names[name].main_names]
    ways = [_terms(way, lexicon) for way in (whole, parts, *mains)]
    for way in ways[:2]:
        if endings and way:
            way[next(reversed(way))] |= dict.fromkeys(endings, BEGUN_WEIGHT)
    return Wording.of([way for way in ways if way], FIGURES_WEIGHT if _FIGURES.search(form) else 1.0)


def tight(form: str) -> str:
    """A question as names are compared: without spaces and hyphens."""
    return "".join(_PART.findall(form))


def names_within(words: Sequence[str], lexicon: Lexicon) -> list[str]:
    """The names of several words, or in Hangul, that stand within a question, as names are compared; a particle may follow."""
    found = []
    for start in range(len(words)):
        for end in range(start + 1, min(start + LONGEST_NAME, len(words)) + 1):
            whole = "".join(word.replace("-", "") for word in words[start:end])
            for name in dict.fromkeys((whole, bare(whole))):
                is_long = end - start > 1 or "-" in words[start] or _HANGUL.fullmatch(name)
                if is_long and name in lexicon.names:
                    found.append(name)
    return found


def _in_parts(word: str, lexicon: Lexicon) -> list[str]:
    joined = word.replace("-", "")
    # KN-23 is one word; its parts would find every 23rd of a month.
    is_code = joined in lexicon.words and any(map(str.isdigit, word))
    return [joined] if is_code else word.split("-")


def _terms(words: Sequence[str], lexicon: Lexicon) -> dict[str, dict[str, float]]:
    terms: dict[str, dict[str, float]] = {}
    for place, word in enumerate(words):
        if word in lexicon.stopwords:
            continue
        others = {**dict.fromkeys(_spelled_otherwise(word), 0.95), **lexicon.akin_to(word)}
        for pair in (words[place - 1 : place + 1], words[place : place + 2]):
            joined = "".join(pair)
            if len(pair) == 2 and joined in lexicon.words:
                others = {**lexicon.akin_to(joined), **others, joined: 0.95}
        for term in _hangul(word, lexicon) if _HAS_HANGUL.search(word) else [word]:
            terms[term] = {**terms.get(term, {}), **(others if term == word else lexicon.akin_to(term))}
    return terms


def _hangul(word: str, lexicon: Lexicon) -> list[str]:
    """A word in Hangul as the index has it, without its particle; a compound that the index has not as words that it has."""
    for stem in dict.fromkeys((word, bare(word))):
        if stem in lexicon.words:
            return _pairs(stem)
        if stem in lexicon.akin:
            return list(lexicon.akin[stem])[:1]
    compound = _compound(bare(word), lexicon) or _compound(word, lexicon)
    return compound or _pairs(word)


def bare(word: str) -> str:
    """A word without its hyphens, and without what Korean puts after one."""
    joined = word.replace("-", "")
    return _PARTICLE.sub("", joined) if len(joined) > 2 else joined


def is_korean(word: str, lexicon: Lexicon) -> bool:
    """Whether a word in Hangul is one that the index has, with a particle or as a compound of words that it has."""
    stem = bare(word)
    return bool(_HAS_HANGUL.search(word)) and (
        any(form in known for form in (word, stem) for known in (lexicon.words, lexicon.akin, lexicon.names))
        or bool(_compound(stem, lexicon))
    )


def _compound(word: str, lexicon: Lexicon) -> list[str]:
    for cut in range(1, len(word)):
        first, rest = word[:cut], word[cut:]
        if all(part in lexicon.akin or part in lexicon.names for part in (first, rest)):
            return [term for part in (first, rest) for term in _hangul(part, lexicon)]
    return []


def _pairs(word: str) -> list[str]:
    """A word in Hangul as pairs of neighbouring syllables, as the index has them; any other word as it is."""
    return [word[at : at + 2] for at in range(len(word) - 1)] if _HANGUL.fullmatch(word) else [word]


def _spelled_otherwise(word: str) -> Iterator[str]:
    """The word as it is spelled on the other side of the Atlantic."""
    for pattern, other in _SPELLINGS:
        if pattern.search(word):
            yield pattern.sub(other, word)
