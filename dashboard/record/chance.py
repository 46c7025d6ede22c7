"""What comes before and after: outcomes counted by week around anchor days, against anchors that were moved at random.

The question is whether outcomes gather before or after anchors more than they would if the two had nothing to do with
each other. Weeks are counted from the anchor: week 1 is the days 1 to 7 after it, week -1 the days 1 to 7 before it; its
own day is neither. An outcome counts once for each anchor that has it within 26 weeks.

The comparison moves the anchors. In each shuffle the anchors of an era are shifted together by a random number of days,
and one that leaves the era at its end comes in again at its start. So every shuffle has as many anchors in each era as
the record, with the same gaps between them: rounds of talks that come in series stay a series. (Scattered one by one they
would seem to miss or to meet outcomes, which come in series as well, far too often.) The outcomes stay where they are.

Anchors near the ends of what the record covers have weeks that nobody has recorded. Exposure counts how many anchor weeks
lie within the covered days, for the record and for each shuffle; shuffles are compared by their rate per covered week, and
shown as the count which that rate gives for the exposure of the record.

This finds that two classes go together in time. It cannot say why, and it takes the rate within an era to be steady.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

WEEKS = 26
SHUFFLES = 500
SEED = 19530727
UNUSUAL = 0.05
FEW_ANCHORS = 5
BAND = (0.05, 0.5, 0.95)

Days = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Side:
    """All weeks before, or after, the anchors: the count of the record, the band of the shuffles, and how unusual the count is.

    `p` is two-sided: twice the smaller share of shuffles whose rate is at least as high, or as low, as that of the record.
    """

    count: int
    low: float
    median: float
    high: float
    p: float
    exposure: float

    @property
    def is_unusual(self) -> bool:
        return self.p < UNUSUAL


@dataclass(frozen=True)
class Pattern:
    """The result. The arrays hold one number for each of `weeks`: -26 to -1 and 1 to 26. `exposure` is in anchor weeks."""

    anchors: int
    outcomes: int
    same_day: int
    weeks: Days
    counts: Days
    exposure: Numbers
    low: Numbers
    median: Numbers
    high: Numbers
    before: Side
    after: Side

    @property
    def is_thin(self) -> bool:
        """Too little to tell anything: few anchors, or less than one outcome to be expected on both sides."""
        return self.anchors < FEW_ANCHORS or max(self.before.high, self.after.high) < 1


def before_after(anchors: Days, outcomes: Days, spans: Days, shuffles: int = SHUFFLES, seed: int = SEED) -> Pattern:
    """Counts `outcomes` by week around `anchors` and compares them with shuffled anchors.

    All are days counted from any one origin, in any order. `spans` has one row for each era that is looked at: its first
    and last day; they follow one another and do not overlap. Days outside them are ignored. The same input and seed give
    the same result.
    """
    spans = np.asarray(spans, dtype=np.int64).reshape(-1, 2)
    spans = spans[np.argsort(spans[:, 0], kind="stable")]
    kept, eras = _within(anchors, spans)
    counted, _ = _within(outcomes, spans)
    calendar = _Calendar(counted, spans)
    counts, exposure = calendar.around(kept[None, :])
    moved = _shifted(kept, eras, spans, shuffles, np.random.default_rng(seed))
    shuffled, shuffled_exposure = calendar.around(moved)
    bands = [np.quantile(_scaled(shuffled, shuffled_exposure, exposure), share, axis=0) for share in BAND]
    weeks = np.concatenate([np.arange(-WEEKS, 0), np.arange(1, WEEKS + 1)])
    sides = [
        _side(counts[:, part], exposure[:, part], shuffled[:, part], shuffled_exposure[:, part])
        for part in (slice(0, WEEKS), slice(WEEKS, None))
    ]
    return Pattern(
        len(kept), len(counted), calendar.on(kept), weeks, counts[0], exposure[0], bands[0], bands[1], bands[2], *sides
    )


class _Calendar:
    """Running sums over the days, so that the outcomes and covered days of any week are a difference of two numbers."""

    def __init__(self, outcomes: Days, spans: Days) -> None:
        room = 7 * WEEKS + 1
        first, last = (int(spans[0, 0]), int(spans[-1, 1])) if len(spans) else (0, 0)
        self.origin = first - room
        length = last - self.origin + room + 1
        days = np.bincount(outcomes - self.origin, minlength=length)
        covered = np.zeros(length, dtype=np.int64)
        for start, end in spans - self.origin:
            covered[start : end + 1] = 1
        self.days = days
        # Entry i holds the sum of all days before day i.
        self.sums = np.concatenate([[0], np.cumsum(days)]).astype(np.int32)
        self.covered = np.concatenate([[0], np.cumsum(covered)]).astype(np.int32)

    def around(self, anchors: Days) -> tuple[Days, Numbers]:
        """Outcomes and covered anchor weeks, by week, summed over the anchors of each row."""
        places = anchors - self.origin
        edges = np.concatenate([np.arange(-7 * WEEKS, 1, 7), np.arange(1, 7 * WEEKS + 2, 7)])
        counts, covered = (
            np.stack([sums[places + edge].sum(axis=1, dtype=np.int64) for edge in edges], axis=1)
            for sums in (self.sums, self.covered)
        )
        # The step in the middle, between the last edge before and the first after, is the anchor's own day.
        keep = np.arange(len(edges) - 1) != WEEKS
        return np.diff(counts)[:, keep], np.diff(covered)[:, keep] / 7

    def on(self, anchors: Days) -> int:
        """Outcomes on the very days of the anchors."""
        return int(self.days[anchors - self.origin].sum())


def _within(days: Days, spans: Days) -> tuple[Days, Days]:
    """The days that lie in a span, sorted, and the number of the span of each."""
    ordered = np.sort(np.asarray(days, dtype=np.int64))
    if not len(spans):
        return ordered[:0], ordered[:0]
    at = np.searchsorted(spans[:, 0], ordered, side="right") - 1
    inside = (at >= 0) & (ordered <= spans[at, 1])
    return ordered[inside], at[inside]


def _shifted(anchors: Days, eras: Days, spans: Days, shuffles: int, generator: np.random.Generator) -> Days:
    """One row a shuffle: the anchors of each era moved on together by the same random number of days, round and round."""
    lengths = spans[:, 1] - spans[:, 0] + 1
    steps = generator.integers(0, lengths, size=(shuffles, len(spans)))
    starts = spans[eras, 0]
    moved: Days = starts + (anchors - starts + steps[:, eras]) % lengths[eras]
    return moved


def _scaled(counts: Days, exposure: Numbers, wanted: Numbers) -> Numbers:
    """Counts as they would be at the exposure of the record; nothing where nothing was covered."""
    return np.divide(counts * wanted, exposure, out=np.zeros(counts.shape), where=exposure > 0)


def _side(counts: Days, exposure: Numbers, shuffled: Days, shuffled_exposure: Numbers) -> Side:
    count, covered = counts.sum(), exposure.sum()
    scaled = _scaled(shuffled.sum(axis=1), shuffled_exposure.sum(axis=1), covered)
    # Equal counts at equal exposure must count as equal, whatever the rounding.
    as_high, as_low = (scaled >= count - 1e-9).sum(), (scaled <= count + 1e-9).sum()
    p = min(1.0, 2 * (1 + min(as_high, as_low)) / (1 + len(scaled)))
    low, median, high = np.quantile(scaled, BAND)
    return Side(int(count), float(low), float(median), float(high), float(p), float(covered))
