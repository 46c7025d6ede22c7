"""Writes the colours and typefaces into Streamlit's settings: `python -m dashboard.markup.write_theme`."""

from __future__ import annotations

import re
import sys

from dashboard.markup.colours import DARK, LIGHT, Colours
from dashboard.markup.templates import FOLDER
from dashboard.markup.typefaces import ROOT_PX, SANS, SIZES

CONFIG = FOLDER.parent / ".streamlit" / "config.toml"
_SECTION = re.compile(r"^\[theme\.(light|dark)\]\n(?:[^\[\n]+\n)*", re.MULTILINE)
_FONT = re.compile(r'^(font|headingFont) = ".*"$', re.MULTILINE)
_BASE = re.compile(r"^baseFontSize = \d+$", re.MULTILINE)
_HEADINGS = re.compile(r"^headingFontSizes = .*$", re.MULTILINE)


def main() -> int:
    """Writes the file; says so where it has changed."""
    before = CONFIG.read_text(encoding="utf-8")
    after = written(before)
    if after != before:
        CONFIG.write_text(after, encoding="utf-8")
        sys.stdout.write(f"Wrote {CONFIG.name}\n")
    return 0


def written(config: str) -> str:
    """The settings with our theme in place of theirs; the rest as it is."""
    themes = {colours.name: colours for colours in (LIGHT, DARK)}
    config = _SECTION.sub(lambda found: _theme(themes[found[1]]), config)
    config = _BASE.sub(f"baseFontSize = {ROOT_PX}", config)
    rem = ", ".join(f'"{SIZES[name] / ROOT_PX:g}rem"' for name in ("title", "head", "lead", "text", "note", "tiny"))
    config = _HEADINGS.sub(f"headingFontSizes = [{rem}]", config)
    return _FONT.sub(lambda found: f'{found[1]} = "{SANS}"', config)


def _theme(colours: Colours) -> str:
    values = {
        "primaryColor": colours.accent,
        "backgroundColor": colours.paper,
        "secondaryBackgroundColor": colours.field,
        "textColor": colours.ink,
        "linkColor": colours.accent,
        "borderColor": colours.rule,
    }
    return f"[theme.{colours.name}]\n" + "".join(f'{name} = "{value}"\n' for name, value in values.items())


if __name__ == "__main__":
    sys.exit(main())
