"""A made-up file in the form of GDELT 1.0, to see what the page does without fetching anything: no row of it is a real event."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from dashboard.coded.layouts import LAYOUTS

STATES = ("USA", "PRK", "KOR", "CHN", "JPN", "RUS", "GBR", "DEU", "FRA", "IND")
FIRST, LAST = 1992, 2025
# Codes of each quad class with their values on Goldstein's scale, as CAMEO has them.
CODES = {
    1: (("010", 0.0), ("036", 4.0), ("040", 1.0), ("042", 1.9), ("057", 8.0)),
    2: (("061", 6.4), ("071", 7.4), ("073", 7.4), ("081", 5.0)),
    3: (("111", -2.0), ("112", -2.0), ("130", -4.4), ("138", -7.0)),
    4: (("150", -7.2), ("163", -8.0), ("172", -5.0), ("190", -10.0)),
}
EACH_MONTH = 90


def write_sample(folder: Path, *, first: int = FIRST, last: int = LAST, each_month: int = EACH_MONTH) -> Path:
    """Writes the file, the same each time. Returns its path."""
    file = folder / "made-up.export.CSV"
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines("\t".join(row) + "\n" for row in _rows(random.Random(1945), first, last, each_month))  # noqa: S311
    return file


def _rows(chance: random.Random, first: int, last: int, each_month: int) -> Iterator[list[str]]:
    number = 900_000_000
    for year in range(first, last + 1):
        for month in range(1, 13):
            # The news grows; and now and then a month is loud, on one side.
            growth = 1 + (year - first) / 8
            loud = chance.choice((0, 0, 0, 0, 0, 2, 4))
            for _ in range(int(each_month * growth)):
                number += 1
                yield _row(chance, number, date(year, month, 1), loud)


def _row(chance: random.Random, number: int, month: date, loud: int) -> list[str]:
    quad = loud if loud and chance.random() < 0.45 else chance.choices((1, 2, 3, 4), (60, 8, 22, 10))[0]
    code, value = chance.choice(CODES[quad])
    # Loud months are those of the first two states, which most rows name.
    is_first = chance.random() < (0.5 if loud else 0.2)
    pair = list(STATES[:2]) if is_first else chance.sample(STATES, 2)
    chance.shuffle(pair)
    sides = [state if is_first or chance.random() < 0.7 else "" for state in pair]
    day = month + timedelta(days=chance.randrange(28))
    articles = 1 + int(math.exp(chance.gauss(1, 1)))
    cells = dict.fromkeys(LAYOUTS["sample"].names[58], "")
    cells |= {
        "GLOBALEVENTID": str(number),
        "SQLDATE": f"{day:%Y%m%d}",
        "MonthYear": f"{day:%Y%m}",
        "Year": f"{day:%Y}",
        "IsRootEvent": str(int(chance.random() < 0.6)),
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": str(quad),
        "GoldsteinScale": str(value),
        "NumMentions": str(articles),
        "NumSources": "1",
        "NumArticles": str(articles),
        "AvgTone": f"{chance.gauss(-2, 3):.2f}",
        "DATEADDED": f"{day + timedelta(days=1):%Y%m%d}",
        "SOURCEURL": f"https://example.org/made-up/{number}",
    }
    for side, state in zip(("Actor1", "Actor2"), sides, strict=True):
        cells |= {f"{side}Code": state, f"{side}CountryCode": state}
    return list(cells.values())
