"""The colours of charts, those of the pages and more: teal cooperates, rust is conflict, strong is material, muted is verbal."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from dashboard.markup import colours
from dashboard.record.words import QUAD_CLASSES


@dataclass(frozen=True, kw_only=True)
class Palette(colours.Colours):
    """One theme.

    `quad` maps quad class 1-4 to a colour: verbal cooperation, material cooperation, verbal conflict, material conflict.
    `favour` marks who is for a proposition, `neutral` who is against it: such sides are neither cooperation nor conflict.
    `band` shades an era and is the low end of a heat map, `heat` is its high end: `ink` can be read on both.
    """

    raised: str
    quad: dict[int, str]
    actors: dict[str, str]
    favour: str
    neutral: str
    neutral_soft: str
    band: str
    heat: str


LIGHT = Palette(
    **asdict(colours.LIGHT),
    raised="#FFFFFF",
    quad={1: "#4A9AA4", 2: colours.LIGHT.cooperation, 3: "#CB7F4C", 4: colours.LIGHT.conflict},
    actors={
        "USA": "#7382FA",
        "PRK": "#F54B90",
        "KOR": "#2B6825",
        "CHN": "#AC893D",
        "RUS": "#9F51A7",
        "JPN": "#535A65",
        "UN": "#4C857A",
    },
    favour="#7B4EA3",
    neutral="#6B7280",
    neutral_soft="#C9C6BE",
    band="#F1EFE9",
    heat="#8E95A0",
)

DARK = Palette(
    **asdict(colours.DARK),
    raised="#1B2026",
    quad={1: "#3A7681", 2: colours.DARK.cooperation, 3: "#A65F3A", 4: colours.DARK.conflict},
    actors={
        "USA": "#6992BE",
        "PRK": "#EB4567",
        "KOR": "#AAD592",
        "CHN": "#E99B11",
        "RUS": "#E6BAFB",
        "JPN": "#B2B0B1",
        "UN": "#AAF9E7",
    },
    favour="#C4A4EA",
    neutral="#9AA3AD",
    neutral_soft="#444C55",
    band="#1A1F25",
    heat="#5B646E",
)

PALETTES = {palette.name: palette for palette in (LIGHT, DARK)}

# In the order of lanes, from above.
QUAD_LABELS = {quad: QUAD_CLASSES[quad] for quad in (2, 1, 3, 4)}
