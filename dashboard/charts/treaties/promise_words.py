"""What the promises come to, in two sentences: how many are read one way alone, and who calls how many broken."""

from __future__ import annotations

from dashboard.charts.draw.marks import plural
from dashboard.charts.draw.rows import Rows

KEPT = {"kept", "partly_kept"}
LOST = {"broken", "ended"}


def reading(rows: Rows) -> str:
    """How many promises are read one way alone, and how many each of the two states calls broken."""
    said: dict[str, set[str]] = {}
    broken: dict[str, set[str]] = {"N. Korea": set(), "US": set()}
    columns = (rows.column(name) for name in ("clause", "reading", "speaker"))
    for clause, read, speaker in zip(*columns, strict=True):
        if clause:
            said.setdefault(clause, set()).update({read} - {"promise"})
        if read == "broken" and speaker in broken:
            broken[speaker].add(clause)
    start = f"{plural(len(said), 'promise')} of {plural(len(set(rows.column('treaty'))), 'instrument')}"
    if not any(said.values()):
        return f"{start}; no later act is coded for them."
    return f"{start}: {_ways(list(said.values()))}.{_accusers(broken)}"


def _ways(said: list[set[str]]) -> str:
    """How many are read which way, in words."""
    kept = sum(bool(readings) and readings <= KEPT for readings in said)
    lost = sum(bool(readings) and readings <= LOST for readings in said)
    unread = sum(not readings for readings in said)
    counts = {
        "disputed or read both ways": len(said) - kept - lost - unread,
        "only said to be broken or ended": lost,
        "only said to be kept, at least in part": kept,
        "without a reading": unread,
    }
    return ", ".join(f"{count} {words}" for words, count in counts.items() if count)


def _accusers(broken: dict[str, set[str]]) -> str:
    """How many promises each of the two states calls broken."""
    by_north, by_us = len(broken["N. Korea"]), len(broken["US"])
    if not by_north and not by_us:
        return ""
    both = len(broken["N. Korea"] & broken["US"])
    same = f"; {both} of them are the same" if both else ""
    return f" North Korea calls {by_north} broken, the United States {by_us}{same}."
