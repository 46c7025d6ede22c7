"""Style sheets: the colours as variables, then the files that stand beside what they style, put together once and made small."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from pathlib import Path

from markupsafe import Markup

from dashboard.markup.colours import DARK, LIGHT, SANS, SERIF, Colours
from dashboard.markup.templates import FOLDER, Template

_HTML = Template("markup/style.html")
# Wings with a sheet of their own: they have much to style, and most readers never open them.
APART = ("reader",)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BLANKS = re.compile(r"\s+")
# A blank before a colon means something in a selector, one after it nowhere.
_NEEDLESS = re.compile(r" ?([{};,]) ?|(:) ")


@cache
def of_pages() -> Markup:
    """The style of all pages as an element.

    One sheet for all of them: Streamlit sends an element of this size once a session, and smaller ones at every run.
    """
    found = [*sorted(FOLDER.glob("parts/*.css")), *sorted(FOLDER.glob("views/*/*.css"))]
    return _joined(path for path in found if path.parent.name not in APART)


@cache
def of_wing(name: str) -> Markup:
    """The style of a wing of `APART`, beside that of all pages, as an element for those who open it."""
    return _joined(sorted(FOLDER.glob(f"views/{name}/*.css")), variables=False)


def _joined(paths: Iterable[Path], *, variables: bool = True) -> Markup:
    return style(sheet(*(str(path.relative_to(FOLDER)) for path in paths), variables=variables))


def sheet(*paths: str, variables: bool = True) -> str:
    """The variables and these files, whose paths are from the folder of the application."""
    first = [_variables()] if variables else []
    return _small("\n".join([*first, *((FOLDER / path).read_text(encoding="utf-8") for path in paths)]))


def style(css: str) -> Markup:
    """A sheet as an element of a page. A sheet is ours from the first to the last character, and no text to escape."""
    return _HTML.style(Markup(css))  # noqa: S704


def _variables() -> str:
    """Light and dark follow the reader's system, like the theme."""
    dark = f"@media (prefers-color-scheme: dark) {{ :root {{ {_declared(DARK)} }} }}"
    return f":root {{ {_declared(LIGHT)} --pj-sans: {SANS}; --pj-serif: {SERIF}; }} {dark}"


def _declared(colours: Colours) -> str:
    values = {field.name: getattr(colours, field.name) for field in fields(colours) if field.name != "name"}
    return " ".join(f"--pj-{name.replace('_', '-')}: {value};" for name, value in values.items())


def _small(css: str) -> str:
    return _NEEDLESS.sub(r"\1\2", _BLANKS.sub(" ", _COMMENT.sub("", css))).replace(";}", "}").strip()
