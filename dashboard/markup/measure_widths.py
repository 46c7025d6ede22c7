"""Measures how wide each letter of the typeface is, and writes it down: `python -m dashboard.markup.measure_widths`.

Charts place their labels before a browser sees them, so they must know how long a text will be.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import fontpkg_source_sans_3
from fontTools.ttLib import TTFont

from dashboard.markup.typefaces import REGULAR, SEMIBOLD, WIDTHS

FILE = Path(fontpkg_source_sans_3.ROOT) / "files" / "SourceSans3[wght].ttf"
# Latin with its accents, because names in the record are romanised; dashes and quotes; signs.
_RANGES = ((0x20, 0x7E), (0xA0, 0x24F), (0x2000, 0x206F), (0x20A0, 0x20BF), (0x2100, 0x22FF), (0x25A0, 0x27BF))


def measured() -> dict[str, dict[str, int]]:
    """Advance widths by weight and letter, in thousandths of the size."""
    return {str(weight): _advances(weight) for weight in (REGULAR, SEMIBOLD)}


def text(widths: dict[str, dict[str, int]]) -> str:
    """What the file holds."""
    return json.dumps(widths, ensure_ascii=True, separators=(",", ":")).replace('},"', '},\n"') + "\n"


def main() -> int:
    """Writes the file; says so where it has changed."""
    made = text(measured())
    if not WIDTHS.exists() or WIDTHS.read_text(encoding="utf-8") != made:
        WIDTHS.write_text(made, encoding="utf-8")
        sys.stdout.write(f"Wrote {WIDTHS.name}\n")
    return 0


def _advances(weight: int) -> dict[str, int]:
    font = TTFont(FILE)
    names, per_em, glyphs = font.getBestCmap(), font["head"].unitsPerEm, font.getGlyphSet(location={"wght": weight})
    letters = (code for first, last in _RANGES for code in range(first, last + 1) if code in names)
    return {chr(code): round(glyphs[names[code]].width * 1000 / per_em) for code in letters}


if __name__ == "__main__":
    sys.exit(main())
