"""The colours of the pages, from which the theme of the widgets and the variables of the style sheets are written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Colours:
    """One theme.

    `field` is the ground of what a reader fills in. `cooperation` stands for what is supported too, `conflict` for what is
    contradicted. `mark` is behind cited words, `mark_chosen` behind those that are open.
    """

    name: str
    paper: str
    field: str
    ink: str
    muted: str
    rule: str
    accent: str
    cooperation: str
    conflict: str
    mark: str
    mark_chosen: str


LIGHT = Colours(
    name="light",
    paper="#FBFAF7",
    field="#F1EFE9",
    ink="#1F2328",
    muted="#5A626B",
    rule="#DEDBD3",
    accent="#14616B",
    cooperation="#0E5A66",
    conflict="#9C3A1E",
    mark="#E4EFEF",
    mark_chosen="#F7E3A8",
)

DARK = Colours(
    name="dark",
    paper="#14181D",
    field="#1B2026",
    ink="#E8E6E1",
    muted="#A7AEB6",
    rule="#2C333B",
    accent="#6CC7D1",
    cooperation="#74D4DF",
    conflict="#FFA274",
    mark="#20343A",
    mark_chosen="#5B4A16",
)
