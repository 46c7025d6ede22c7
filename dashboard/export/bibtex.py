"""References for LaTeX: what the processor of citations writes, in the fields that styles of BibTeX read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dashboard.export import citing
from dashboard.export.citing import Item
from dashboard.export.style_gaps import keeps_letters

_ENTRY = re.compile(r"^@(\w+)\{", re.MULTILINE)
_SUFFIX = re.compile(r" (Jr\.|Sr\.|III|II), ")
_PUBLISHER = re.compile(r"^  publisher = (.*?),?$(?=\n(?:  \w+ =|\}))", re.MULTILINE | re.DOTALL)
# The field in which each kind of entry has whoever brought it out; the standard styles read no other.
_INSTEAD = {"techreport": "institution", "phdthesis": "school", "mastersthesis": "school"}


def entries(items: Sequence[Item]) -> str:
    """The items for LaTeX. Raises CitingError."""
    written = citing.bibtex([_readable(item) for item in items])
    starts = [found.start() for found in _ENTRY.finditer(written)]
    parts = [written[start:end] for start, end in zip(starts, [*starts[1:], len(written)], strict=True)]
    return "".join(_set_right(part) for part in parts)


def _readable(item: Item) -> Item:
    """Letters of titles are kept: styles make small ones of what is not in braces, also of IAEA."""
    made = {**item, "title": keeps_letters(item["title"])}
    issued = item.get("issued", {})
    if len(issued.get("date-parts", [])) > 1:
        # A range has no field; the year in which it begins has.
        made["issued"] = {**issued, "date-parts": issued["date-parts"][:1]}
    return made


def _set_right(entry: str) -> str:
    kind = entry[1 : entry.index("{")]
    if kind == "inbook" and "\n  booktitle = " in entry:
        kind, entry = "incollection", f"@incollection{entry[len('@inbook') :]}"
    if kind in _INSTEAD:
        entry = entry.replace("\n  publisher = ", f"\n  {_INSTEAD[kind]} = ", 1)
    elif kind == "misc":
        # Programs read the one, styles the other.
        entry = _PUBLISHER.sub(r"  publisher = \1,\n  howpublished = \1,", entry, count=1).replace(",,", ",")
    return _SUFFIX.sub(r", \1, ", entry.replace(" and {others}", " and others"))
