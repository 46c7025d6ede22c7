"""What the networks of obligations say in words: names of states, counts, and what changed since the year before."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from dashboard.charts.draw.marks import NOTHING, each, plural
from dashboard.charts.treaties.network_places import NODES
from dashboard.record.fields import year_in_words

YEARS = (1950, 1961, 1994, 2024)
LAST_SOVIET_YEAR = 1991
DUTIES = {
    "defense": "defence",
    "nonaggression": "non-aggression",
    "consultation": "consultation",
    "arms_limitation": "limits on arms",
}
DASH = "\N{EN DASH}"

Edge = tuple[str, str, str]


def network_reading(frame: pd.DataFrame) -> str:
    """Of one year what is owed and what changed; of four how many obligations each has and who is bound by defence in the last."""
    if frame.empty:
        return NOTHING
    last = int(frame["year"].max())
    if bool(frame["is_only_year"].any()):
        count = f"{counted(frame)} between two states {year_in_words(last)}."
        return f"{count} {changes(frame, last)}"
    counts = [f"{int((frame['year'] == year).sum())} at the end of {year}" for year in YEARS]
    pairs = defence_pairs(frame, last)
    bound = f"; in {last} defence bound {_and(pairs)}" if pairs else ""
    return f"Obligations between two states: {_and(counts)}{bound}."


def state_name(node: str, year: int) -> str:
    """The short name of a state in a year."""
    return "USSR" if node == "RUS" and year <= LAST_SOVIET_YEAR else NODES[node]


def counted(edges: pd.DataFrame) -> str:
    """`40 obligations under 12 instruments`."""
    instruments = {record for records in edges["records"] for record in records}
    return f"{plural(len(edges), 'obligation')} under {plural(len(instruments), 'instrument')}"


def defence_pairs(frame: pd.DataFrame, year: int) -> list[str]:
    """The pairs of states that one of the two owes defence in a year, each once, in the order of the circle."""
    edges = frame[(frame["year"] == year) & (frame["obligation_code"] == "defense")]
    pairs = {pair_of(edge.ower, edge.owed) for edge in each(edges)}
    return [f"{state_name(one, year)}{DASH}{state_name(other, year)}" for one, other in sorted(pairs, key=_place)]


def pair_of(one: str, other: str) -> tuple[str, str]:
    """Two states in the order of the circle."""
    first, second = sorted((one, other), key=list(NODES).index)
    return first, second


def changes(edges: pd.DataFrame, year: int) -> str:
    """What of the obligations of a year is new since the year with which it is compared, and what had ended by then."""
    before = int(edges["compared_with"].iloc[0])
    new = [(edge.ower, edge.owed, edge.obligation_code) for edge in each(edges[edges["is_new"]])]
    gone = ended(edges)
    if not new and not gone:
        return f"The same as in {before}."
    parts = [
        f"New since {before}: {listed(new, year)}." if new else "",
        f"Ended: {listed(gone, year)}." if gone else "",
    ]
    return " ".join(filter(None, parts))


def change_counts(edges: pd.DataFrame) -> str:
    """The same as counts, for a small network: `16 new since 1961, 2 ended`."""
    before = int(edges["compared_with"].iloc[0])
    new, gone = int(edges["is_new"].sum()), len(ended(edges))
    ends = f", {gone} ended" if gone else ""
    return f"{new} new since {before}{ends}" if new or gone else f"The same as in {before}"


def ended(edges: pd.DataFrame) -> list[Edge]:
    """What was owed in the year before and is no longer: who owed it, to whom, and the code of what."""
    texts = filter(None, edges["no_longer"].iloc[0].split(";"))
    found = (text.split(":") for text in texts)
    return [(ower, owed, obligation) for ower, owed, obligation in found]


def listed(edges: Iterable[Edge], year: int) -> str:
    """Obligations by pair: `US-S. Korea defence and consultation; N. Korea to UN limits on arms`."""
    owed = set(edges)
    by_pair: dict[tuple[tuple[str, str], bool], set[str]] = {}
    for one, other, duty in owed:
        is_mutual = (other, one, duty) in owed
        by_pair.setdefault((pair_of(one, other) if is_mutual else (one, other), is_mutual), set()).add(duty)
    texts = []
    for (pair, is_mutual), duties in sorted(by_pair.items(), key=lambda item: (_place(item[0][0]), item[0][1])):
        names = [state_name(node, year) for node in pair]
        words = [DUTIES[duty] for duty in DUTIES if duty in duties]
        texts.append(f"{(DASH if is_mutual else ' to ').join(names)} {_and(words)}")
    return "; ".join(texts)


def _place(pair: tuple[str, str]) -> list[int]:
    return [list(NODES).index(node) for node in pair]


def _and(parts: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))
