"""What the networks of obligations say in words: names of states, counts, and what changed since the year before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dashboard.charts.draw.marks import plural
from dashboard.charts.draw.rows import Rows
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

Duty = tuple[str, str, str]


class Edge(NamedTuple):
    """One kind of obligation that one state owes another in a year, as `sql/charts/who_owes_whom.sql` tells it."""

    mark: str
    records: list[str]
    year: int
    ower: str
    owed: str
    obligation_code: str
    instrument_names: str
    compared_with: int
    is_new: bool
    no_longer: str
    is_only_year: bool

    @property
    def duty(self) -> Duty:
        """Who owes it, to whom, and the code of what."""
        return self.ower, self.owed, self.obligation_code


def edges_of(rows: Rows) -> list[Edge]:
    """The rows of the chart as edges."""
    return [Edge(*values) for values in zip(*(rows.column(name) for name in Edge._fields), strict=True)]


def reading(rows: Rows) -> str:
    """Of one year what is owed and what changed; of four how many obligations each has and who is bound by defence in the last."""
    edges = edges_of(rows)
    last = max(edge.year for edge in edges)
    if any(edge.is_only_year for edge in edges):
        return f"{counted(edges)} between two states {year_in_words(last)}. {changes(edges)}"
    owed = Counter(edge.year for edge in edges)
    counts = [f"{owed[year]} at the end of {year}" for year in YEARS]
    pairs = defence_pairs(edges, last)
    bound = f"; in {last} defence bound {_and(pairs)}" if pairs else ""
    return f"Obligations between two states: {_and(counts)}{bound}."


def state_name(node: str, year: int) -> str:
    """The short name of a state in a year."""
    return "USSR" if node == "RUS" and year <= LAST_SOVIET_YEAR else NODES[node]


def counted(edges: Sequence[Edge]) -> str:
    """`40 obligations under 12 instruments`."""
    instruments = {record for edge in edges for record in edge.records}
    return f"{plural(len(edges), 'obligation')} under {plural(len(instruments), 'instrument')}"


def defence_pairs(edges: Iterable[Edge], year: int) -> list[str]:
    """The pairs of states that one of the two owes defence in a year, each once, in the order of the circle."""
    bound = (edge for edge in edges if edge.year == year and edge.obligation_code == "defense")
    pairs = {pair_of(edge.ower, edge.owed) for edge in bound}
    return [f"{state_name(one, year)}{DASH}{state_name(other, year)}" for one, other in sorted(pairs, key=_place)]


def pair_of(one: str, other: str) -> tuple[str, str]:
    """Two states in the order of the circle."""
    first, second = sorted((one, other), key=list(NODES).index)
    return first, second


def changes(edges: Sequence[Edge]) -> str:
    """What of the obligations of a year is new since the year with which it is compared, and what had ended by then."""
    year, before = edges[0].year, edges[0].compared_with
    new = [edge.duty for edge in edges if edge.is_new]
    gone = ended(edges)
    if not new and not gone:
        return f"The same as in {before}."
    parts = [
        f"New since {before}: {listed(new, year)}." if new else "",
        f"Ended: {listed(gone, year)}." if gone else "",
    ]
    return " ".join(filter(None, parts))


def change_counts(edges: Sequence[Edge]) -> str:
    """The same as counts, for a small network: `16 new since 1961, 2 ended`."""
    before = edges[0].compared_with
    new, gone = sum(edge.is_new for edge in edges), len(ended(edges))
    ends = f", {gone} ended" if gone else ""
    return f"{new} new since {before}{ends}" if new or gone else f"The same as in {before}"


def ended(edges: Sequence[Edge]) -> list[Duty]:
    """What was owed in the year before and is no longer."""
    texts = filter(None, edges[0].no_longer.split(";"))
    found = (text.split(":") for text in texts)
    return [(ower, owed, obligation) for ower, owed, obligation in found]


def listed(duties: Iterable[Duty], year: int) -> str:
    """Obligations by pair: `US-S. Korea defence and consultation; N. Korea to UN limits on arms`."""
    owed = set(duties)
    by_pair: dict[tuple[tuple[str, str], bool], set[str]] = {}
    for one, other, duty in owed:
        is_mutual = (other, one, duty) in owed
        by_pair.setdefault((pair_of(one, other) if is_mutual else (one, other), is_mutual), set()).add(duty)
    texts = []
    for (pair, is_mutual), codes in sorted(by_pair.items(), key=lambda item: (_place(item[0][0]), item[0][1])):
        names = [state_name(node, year) for node in pair]
        words = [DUTIES[duty] for duty in DUTIES if duty in codes]
        texts.append(f"{(DASH if is_mutual else ' to ').join(names)} {_and(words)}")
    return "; ".join(texts)


def _place(pair: tuple[str, str]) -> list[int]:
    return [list(NODES).index(node) for node in pair]


def _and(parts: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))
