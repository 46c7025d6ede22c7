"""The typefaces of the pages as files that Streamlit serves from here, for pages that are not Streamlit's."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from markupsafe import Markup

from dashboard.markup.site import at
from dashboard.markup.templates import Template

_HTML = Template("web/typefaces.html")
_FOLDER = "static/media"
# The family as Streamlit calls it, its style, and how the name of its file begins; a hash follows, so that browsers keep it for good.
_FILES = (
    ("Source Sans", "normal", "SourceSansVF-Upright"),
    ("Source Sans", "italic", "SourceSansVF-Italic"),
    ("Source Serif", "normal", "SourceSerifVariable-Roman"),
)


@cache
def address(beginning: str) -> str:
    """Where a file is served. Raises FileNotFoundError where Streamlit no longer brings it."""
    spec = find_spec("streamlit")
    folder = Path(spec.origin or "").parent / "static" / _FOLDER if spec else Path()
    found = sorted(folder.glob(f"{beginning}.*.woff2"))
    if not found:
        raise FileNotFoundError(f"Streamlit brings no {beginning}; dashboard/web/typeface_files.py names its files")
    return at(f"/{_FOLDER}/{found[0].name}")


@cache
def rules() -> str:
    """`@font-face` of each file. A letter waits for its file, which `preloads` ask for at once: a line never jumps."""
    return str(_HTML.rules([(family, style, address(beginning)) for family, style, beginning in _FILES]))


def preloads(*, with_serif: bool) -> Markup:
    """Links by which a browser asks for the files that a page surely needs, before it has read the style."""
    beginnings = [_FILES[0][2], *([_FILES[2][2]] if with_serif else [])]
    return _HTML.preloads([address(beginning) for beginning in beginnings])
