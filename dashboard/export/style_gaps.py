"""What styles do not set right by themselves: names of sites, descriptions in place of titles, uncertain years, days that nobody knows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

Item = Mapping[str, Any]

# Names in which a style must not make the letters large: those of publishers and sites are written as they write themselves.
_NAMES = ("container-title", "publisher")
# Of those, the names that a style would change: with a word that is neither large nor one of the small words of titles.
_OWN_LETTERS = re.compile(
    r"(?<![\w’'.-])(?!(?:of|the|and|for|in|on|at|to|a|an|via|from|by|with|or|as|but|vol|no|de|la|und|der|du|y)\b)[a-z]"
)
# A style makes letters large in titles of its own language; a description in brackets and a title with a translation are none.
_NOT_A_TITLE = re.compile(r"^\[|[\u0400-\u1dff\u2e80-\ud7ff\uf900-\ufaff]")
# A full stop that ends a sentence, not an abbreviation.
_STOP = re.compile(r"(?<=[a-z0-9]{2})\.$")
_DESCRIBED = re.compile(r"“(\[[^“”]*?)([.,]?)”")
_NO_COMMA = re.compile(r"(?<=[^\s.,?!])” (?=\S)")
_ET_AL = re.compile(r"(?<=[^,\s]) et al\.")


@dataclass(frozen=True)
class Run:
    """A stretch of text that looks the same."""

    text: str
    italic: bool = False
    url: str = ""


def keeps_letters(text: str) -> str:
    """A text of which a processor of citations changes no letter from small to large or back: CSL-JSON has this sign for it."""
    return f'<span class="nocase">{text}</span>'


def before(item: Item) -> Item:
    """The item as the processor is to read it: what keeps its letters is marked, and no title ends with a full stop."""
    made = {**item, "title": _STOP.sub("", str(item["title"]))}
    kept = [name for name in _NAMES if _OWN_LETTERS.search(made.get(name, ""))]
    kept += ["title"] if _NOT_A_TITLE.search(made["title"]) else []
    return made | {name: keeps_letters(made[name]) for name in kept}


def after(runs: Sequence[Run], item: Item, style: str, *, is_entry: bool) -> tuple[Run, ...]:
    """What the processor made of it, with what the style's own rules want and its file does not say."""
    is_about = bool(item.get("issued", {}).get("circa"))
    made = []
    for run in runs:
        text = run.text
        if style == "chicago-notes" and is_about and not is_entry:
            text = _NO_COMMA.sub(",” ", text)
        if style == "mla":
            text = text.replace("Circa ", "circa ")
        if style == "apa" and text.endswith("Retrieved "):
            text = text.removesuffix("Retrieved ")
        if is_entry:
            text = _ET_AL.sub(", et al.", text)
        # A description stands in brackets alone: it is no title, and is neither quoted nor set in italics.
        is_description = run.italic and text.startswith("[")
        made.append(replace(run, text=_DESCRIBED.sub(r"\1\2", text), italic=run.italic and not is_description))
    return tuple(made)
