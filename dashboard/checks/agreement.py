"""How far two readers agreed who coded the same records apart: Krippendorff's alpha with its interval, of each field they coded."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any, Literal

import numpy as np

FILE = "agreement.csv"
Level = Literal["nominal", "ordinal"]
# A stance is a place on a scale; every other code is just the same or another.
LEVELS: dict[str, Level] = {"stance": "ordinal"}
RESAMPLES = 400
_SEED = 1953

Pair = tuple[str, str]


@dataclass(frozen=True)
class Agreement:
    """Alpha of one field, 1 for full agreement and 0 for what chance would give, and its 95 % interval."""

    field: str
    level: Level
    records: int
    alpha: float
    low: float
    high: float


def agreement(field: str, pairs: Sequence[Pair], resamples: int = RESAMPLES) -> Agreement:
    """Alpha over pairs of codes, one pair a record, and its interval by bootstrap over records."""
    level: Level = LEVELS.get(field, "nominal")
    domain = sorted({code for pair in pairs for code in pair}, key=float if level == "ordinal" else str)
    counts = np.array([[pair.count(code) for code in domain] for pair in pairs])
    random = np.random.default_rng(_SEED)
    drawn = [_alpha(counts[random.integers(0, len(counts), len(counts))], domain, level) for _ in range(resamples)]
    low, high = np.percentile(drawn, [2.5, 97.5])
    return Agreement(field, level, len(pairs), round(_alpha(counts, domain, level), 3), round(low, 3), round(high, 3))


def _alpha(counts: Any, domain: Sequence[str], level: Level) -> float:
    # Only who keeps the record computes this; a server does without the package.
    import krippendorff

    used = counts.sum(axis=0) > 0
    values = np.arange(used.sum()) if level == "nominal" else np.array([float(code) for code in domain])[used]
    return float(krippendorff.alpha(value_counts=counts[:, used], value_domain=values, level_of_measurement=level))


def coded_pairs(rows: Iterable[Mapping[str, str]]) -> dict[str, list[Pair]]:
    """The codes of both readers by field. A stance that one of them left empty is none, elsewhere empty is a code too."""
    found: dict[str, list[Pair]] = {}
    for row in rows:
        pair = (row["first"], row["second"])
        if row["field"] not in LEVELS or all(pair):
            found.setdefault(row["field"], []).append(pair)
    return found


def write_agreement(data: Path) -> list[Agreement]:
    """Computes `agreement.csv` of a data folder from its `codings.csv`."""
    with (data / "codings.csv").open(encoding="utf-8", newline="") as file:
        pairs = coded_pairs(csv.DictReader(file))
    found = [agreement(field, listed) for field, listed in pairs.items()]
    with (data / FILE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(field.name for field in fields(Agreement))
        writer.writerows(astuple(one) for one in found)
    return found
