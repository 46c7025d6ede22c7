"""HTML from templates that escape by themselves: `.html` files beside the code that uses them, their macros called as functions."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.environment import TemplateModule
from jinja2.ext import Extension
from markupsafe import Markup

from dashboard.markup.marks import host, is_outside, visible
from dashboard.markup.site import at
from dashboard.store.dates import in_words

FOLDER = Path(__file__).resolve().parents[1]
_AT_MARKUP = re.compile(r"(?<=[>}])\s*\n\s*|\s*\n\s*(?=[<{]|$)")
_LINES = re.compile(r"\s*\n\s*")


class _Compact(Extension):
    """Makes line breaks of a template mean what they mean in JSX: nothing at a tag or placeholder, a blank between words."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _LINES.sub(" ", _AT_MARKUP.sub("", source))


class _Environment(Environment):
    """Jinja2's, where `row.title` reads a dictionary's item first: a column may be called like a method, and few names are attributes."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


def _shown(value: Any) -> Any:
    """A value on its way into a template: nothing for None, and no text with characters that hide or turn others."""
    if type(value) is str:
        return visible(value)
    if value is None:
        return ""
    return visible(str(value)) if isinstance(value, str) and not isinstance(value, Markup) else value


ENVIRONMENT = _Environment(
    loader=FileSystemLoader(FOLDER),
    autoescape=True,
    undefined=StrictUndefined,
    finalize=_shown,
    extensions=[_Compact],
    auto_reload=False,
    cache_size=-1,
)
ENVIRONMENT.tests["outside"] = is_outside
ENVIRONMENT.globals["at"] = at
ENVIRONMENT.filters.update(host=host, in_words=in_words)


class Template:
    """The macros of a file as functions that return safe HTML: `Template("parts/page.html").heading(title, purpose)`.

    `path` is from the folder of the application. The file is read and compiled at the first use, once a process.
    """

    def __init__(self, path: str) -> None:
        self.path = path

    def __getattr__(self, macro: str) -> Callable[..., Markup]:
        found: Callable[..., Markup] = getattr(_module(self.path), macro)
        return found


@cache
def _module(path: str) -> TemplateModule:
    return ENVIRONMENT.get_template(path).module
