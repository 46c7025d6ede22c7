"""Style sheets: colours, faces and sizes as variables, then the files that stand beside what they style, put together and made small."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from pathlib import Path

from markupsafe import Markup

from dashboard.markup import typefaces
from dashboard.markup.colours import DARK, LIGHT, Colours
from dashboard.markup.templates import FOLDER, Template

_HTML = Template("markup/style.html")
# Wings with a sheet of their own: they have much to style, and it is sent to those who open them.
APART = ("data", "embedded", "reader", "stories")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BLANKS = re.compile(r"\s+")
# Sizes are the same in each theme, so that a number takes the place of the variable.
_SIZE = re.compile(r"var\(--pj-size-([a-z-]+)\)")
_ZERO = re.compile(r"(?<=[ :,(-])0(?=\.\d)")
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
    texts = "\n".join((FOLDER / path).read_text(encoding="utf-8") for path in paths)
    first = _variables() if variables else ""
    return _small(f"{first}\n{_SIZE.sub(lambda found: _sizes()[found[1]], texts)}")


def style(css: str) -> Markup:
    """A sheet as an element of a page. A sheet is ours from the first to the last character, and no text to escape."""
    return _HTML.style(Markup(css))  # noqa: S704


def _variables() -> str:
    """Light and dark follow the reader's system, like the theme; paper is light."""
    dark = f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {_declared(DARK)} }} }}"
    return f":root {{ {_declared(LIGHT)} {_typefaces()} }} {dark}"


def _typefaces() -> str:
    return f"--pj-sans: {typefaces.SANS}; --pj-serif: {typefaces.SERIF};"


@cache
def _sizes() -> dict[str, str]:
    """Sizes in `rem`, so that they follow the reader's own setting; each line as a share of its size; how long a line of prose is."""
    sizes = {name: f"{size / typefaces.ROOT_PX:g}rem" for name, size in typefaces.SIZES.items()}
    lines = {f"{name}-line": f"{typefaces.LINES[name] / size:.4g}" for name, size in typefaces.SIZES.items()}
    return sizes | lines | {"measure": f"{typefaces.MEASURE_CH}ch"}


def _declared(colours: Colours) -> str:
    values = {field.name: getattr(colours, field.name) for field in fields(colours) if field.name != "name"}
    return " ".join(f"--pj-{name.replace('_', '-')}: {value};" for name, value in values.items())


def _small(css: str) -> str:
    bare = _NEEDLESS.sub(r"\1\2", _BLANKS.sub(" ", _COMMENT.sub("", css))).replace(";}", "}").strip()
    return _ZERO.sub("", bare)
