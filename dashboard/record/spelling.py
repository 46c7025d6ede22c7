"""What a mistyped question may have meant: words and names of the index that are a letter away, sound alike, or lack a space."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA, Levenshtein
from rapidfuzz.process import extract

from dashboard.record.lexicon import Lexicon, Spellings, spread
from dashboard.record.sound import romanised, sound
from dashboard.record.wording import bare

# Words of a name at most, and of what was typed for one.
WINDOW = 6
NEAREST = 6
LONGEST = 40
# What a slip costs beyond its letters. Two letters swapped are one slip, and people begin a word right.
_SWAPPED, _BEGINS_OTHERWISE, _SOUNDS_ALIKE, _SPACE, _SHORT_PARTS = -0.2, 0.3, 0.5, 0.3, 1.1
_ONE_SLIP = 1.0
# How much the other words of a question count for one that stands with them, and a whole name for itself.
_COMPANY, _WHOLE_NAME = 0.6, 0.2

# How many of the other words of a question stand with each of some words in one thing at most.
Company = Callable[[Sequence[str], Sequence[str]], Mapping[str, int]]


@dataclass(frozen=True)
class Mend:
    """Words of a question, from `start` up to `end`, that may have meant `text`; `key` is its form, `cost` how far it is away."""

    start: int
    end: int
    text: str
    key: str
    cost: float

    @property
    def rank(self) -> tuple[float, int, str]:
        """Nearest first; what mends more words comes before what mends fewer."""
        return self.cost - _WHOLE_NAME * (self.end - self.start - 1), self.start, self.text


def mended(words: Sequence[str], unknown: Collection[int], lexicon: Lexicon, company: Company) -> list[Mend]:
    """The mends of a question in the order of its words, none over another. `unknown` are the places of words that nothing has."""
    found = [*_names(words, unknown, lexicon), *_spaces(words, unknown, lexicon)]
    for place in unknown:
        found += _in_company(_words(words[place], place, lexicon), words, unknown, company)
    chosen: list[Mend] = []
    for mend in sorted(found, key=lambda one: one.rank):
        if all(mend.end <= other.start or mend.start >= other.end for other in chosen):
            chosen.append(mend)
    return sorted(chosen, key=lambda one: one.start)


def _words(word: str, place: int, lexicon: Lexicon) -> list[Mend]:
    """Words near one that nothing has; where it ends in a number, words with that number."""
    letters = word.rstrip("0123456789")
    number = word[len(letters) :]
    forms = [form for form in (bare(letters), letters) if form.isalpha()]
    near = {other: cost for form in forms for other, cost in nearest(form, lexicon.spellings).items()}
    return [
        Mend(place, place + 1, lexicon.words[other].shown + ("-" if number else "") + number, other, cost)
        for other, cost in near.items()
    ]


def _in_company(mends: list[Mend], words: Sequence[str], unknown: Collection[int], company: Company) -> list[Mend]:
    """The mends, those cheaper that stand with other words of the question."""
    others = [word for place, word in enumerate(words) if place not in unknown]
    if len(mends) < 2 or not others:
        return mends
    met = company([mend.key for mend in mends], others)
    return [
        Mend(mend.start, mend.end, mend.text, mend.key, mend.cost - _COMPANY * met.get(mend.key, 0) / len(others))
        for mend in mends
    ]


def near_name(words: Sequence[str], lexicon: Lexicon) -> list[Mend]:
    """The names of several words that are one slip or a romanisation away from words that are all known, nearest first.

    Words of a name that is written well are no slip of another one.
    """
    places = range(len(words))
    well = {
        place
        for start, end in _windows(words, places)
        if end - start > 1 and "".join(words[start:end]) in lexicon.names
        for place in range(start, end)
    }
    free = [place for place in places if place not in well and words[place] not in lexicon.stopwords]
    near = (
        mend
        for mend in _names(words, free, lexicon)
        if mend.end - mend.start > 1 and 0 < mend.cost <= _ONE_SLIP and {mend.start, mend.end - 1} <= {*free}
    )
    return sorted((mend for mend in near if well.isdisjoint(range(mend.start, mend.end))), key=lambda one: one.rank)


def _names(words: Sequence[str], unknown: Collection[int], lexicon: Lexicon) -> Iterator[Mend]:
    """Whole names near words that stand side by side."""
    for start, end in _windows(words, unknown):
        typed = "".join(words[start:end])
        if len(typed) > LONGEST or len(spread(typed)) < (5 if end - start == 1 else 8):
            continue
        near = {typed: 0.0} if typed in lexicon.names else nearest(typed, lexicon.name_spellings)
        for name, cost in near.items():
            yield Mend(start, end, _written(name, lexicon), name, cost)


def _written(name: str, lexicon: Lexicon) -> str:
    if name in lexicon.words:
        return lexicon.words[name].shown
    return lexicon.names[name].shown


def _windows(words: Sequence[str], unknown: Collection[int]) -> Iterator[tuple[int, int]]:
    for start in range(len(words)):
        for end in range(start + 1, min(start + WINDOW, len(words)) + 1):
            if any(start <= place < end for place in unknown):
                yield start, end


def _spaces(words: Sequence[str], unknown: Collection[int], lexicon: Lexicon) -> Iterator[Mend]:
    """Words written as one, and one word written as several."""
    for place in unknown:
        parts = _parts(words[place], lexicon)
        if parts:
            text = " ".join(lexicon.words[part].shown for part in parts)
            yield Mend(place, place + 1, text, "".join(parts), _SPACE if min(map(len, parts)) > 3 else _SHORT_PARTS)
    for start, end in _windows(words, unknown):
        joined = "".join(words[start:end])
        if end - start > 1 and joined in lexicon.words:
            yield Mend(start, end, lexicon.words[joined].shown, joined, _SPACE)


def _parts(word: str, lexicon: Lexicon, most: int = 4) -> list[str]:
    """The fewest known words that make up a word, the longest first; none where there are no such."""
    best: dict[int, list[str]] = {0: []}
    for end in range(2, min(len(word), LONGEST) + 1):
        for start in range(end - 1):
            part = word[start:end]
            is_within = start > 0 and end < len(word)
            is_word = (
                part in lexicon.words
                and (is_within or not lexicon.words[part].is_stopword)
                and len(part) > 2 - is_within
            )
            if start in best and len(best[start]) < most and is_word and not part.isdigit():
                made = [*best[start], part]
                if end not in best or _measure(made) < _measure(best[end]):
                    best[end] = made
    return best.get(len(word), []) if len(word) > 5 else []


def _measure(parts: list[str]) -> tuple[int, int]:
    return len(parts), -max(map(len, parts), default=0)


def nearest(word: str, among: Spellings) -> dict[str, float]:
    """The words near one that nothing has, with what each costs: letters missing, too many, wrong or swapped, or another romanisation."""
    letters, heard = spread(word), sound(romanised(word))
    found: dict[str, float] = {}
    for _, _, place in extract(
        letters, among.letters, scorer=OSA.distance, score_cutoff=_allowed(len(letters)), limit=NEAREST
    ):
        found[among.words[place]] = _cost(letters, among.letters[place])
    if len(heard) > 3:
        allowed = 1 if len(heard) > 4 else 0
        for _, slips, place in extract(heard, among.sounds, scorer=OSA.distance, score_cutoff=allowed, limit=NEAREST):
            other = among.words[place]
            found[other] = min(found.get(other, 9.0), _SOUNDS_ALIKE + slips)
    digits = [char for char in word if char.isdigit()]
    return {other: cost for other, cost in found.items() if [char for char in other if char.isdigit()] == digits}


def _allowed(length: int) -> int:
    """Slips in a word of so many letters: none in the shortest, where each would make another word."""
    return 0 if length < 4 else 1 if length < 7 else 2 if length < 13 else 3


def _cost(typed: str, meant: str) -> float:
    slips = OSA.distance(typed, meant)
    swapped = _SWAPPED if Levenshtein.distance(typed, meant) > slips else 0
    return slips + swapped + (_BEGINS_OTHERWISE if typed[0] != meant[0] else 0)
