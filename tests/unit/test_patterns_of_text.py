"""Every pattern of the program reads a long text in time that grows with its length: texts and questions come from outside."""

import ast
import importlib
import pkgutil
import re
import time
from functools import cache

import pytest

import dashboard
from dashboard.markup.marks import Mark, excerpt, is_wrapped, paragraph_starts, paragraphs
from dashboard.parts.record_link import paragraph_number
from dashboard.store.config import ROOT
from dashboard.views.reader.finding import find
from dashboard.views.reader.outline import headings_of
from dashboard.views.reader.portion import portion_at

# Each of them makes some careless pattern try every place as its beginning and read on from there to the end.
LETTERS = 6_000
LONG = {
    "a line without end": "Words before. " * (LETTERS // 14),
    "a word without end": "a" * LETTERS,
    "capitals": "A" * LETTERS,
    "blanks": " " * LETTERS,
    "blanks before a letter": " " * LETTERS + "x",
    "line ends": "\n" * LETTERS + "x",
    "blanks and line ends": " \n" * (LETTERS // 2) + "x",
    "figures": "1" * LETTERS + "x",
    "figures and commas": "1," * (LETTERS // 2),
    "full stops": "." * LETTERS,
    "initials": "A. " * (LETTERS // 3),
    "hyphens": "a-" * (LETTERS // 2),
    "underscores": "a_" * (LETTERS // 2),
    "quotes": '"' * LETTERS + "x",
    "typeset quotes": "“" * LETTERS,
    "round brackets": "(" * LETTERS,
    "square brackets": "[" * LETTERS,
    "links of Markdown": "[a](" * (LETTERS // 4),
    "braces": "{" * LETTERS,
    "tags": "<a " * (LETTERS // 3),
    "comments of SQL": "--" * (LETTERS // 2),
    "comments that do not end": "/*" * (LETTERS // 2),
    "accents": "a\u0301" * (LETTERS // 2),
    "syllables": "한" * LETTERS,
    "slashes": "/" * LETTERS,
    "equals": "a=" * (LETTERS // 2),
    "commas": "," * LETTERS,
    "colons": "a:" * (LETTERS // 2),
}
# What grows with the length of the text takes two thousandths of a second, what grows with its square a tenth and more.
MOST_S = 0.05
# These read what the project itself wrote, or are only asked whether a text begins so or is so as a whole.
OWN = {
    "dashboard.export.codebook._PLACE",
    "dashboard.export.codebook._TAG",
    "dashboard.export.convert._ROOT",
    "dashboard.markup.templates._AT_MARKUP",
    "dashboard.markup.templates._LINES",
    "dashboard.record.csl._RANGE",
    "dashboard.store.dictionary._TAG",
    "dashboard.store.load._ID",
    "dashboard.store.story_lines._STEP",
    "dashboard.views.method.dictionary._FORMAT",
}
PROGRAMS = ("__main__", ".app", "sql_worker", "make_faces", "write_theme", "measure_widths")


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern that a module of the program has made, by module and name, and those that stand where they are used."""
    found: dict[str, re.Pattern[str]] = {}
    for module in pkgutil.walk_packages(dashboard.__path__, "dashboard."):
        # Pages draw as soon as they are read, the others are programs.
        if (".views." in module.name and module.name.endswith(".page")) or module.name.endswith(PROGRAMS):
            continue
        try:
            names = vars(importlib.import_module(module.name))
        except ImportError:
            continue  # An extra that is not installed.
        made = {name: value for name, value in names.items() if isinstance(value, re.Pattern)}
        found |= {f"{module.name}.{name}": one for name, one in made.items() if isinstance(one.pattern, str)}
    for path in sorted((ROOT / "dashboard").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func).startswith("re.") and call.args:
                given = call.args[0]
                if (
                    isinstance(given, ast.Constant)
                    and isinstance(given.value, str)
                    and "compile" not in ast.unparse(call.func)
                ):
                    found[f"{path.name}:{call.lineno}"] = re.compile(given.value)
    return {name: pattern for name, pattern in found.items() if name not in OWN}


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """Seconds of the processor that it takes to go through a text."""
    began = time.thread_time()
    for _ in pattern.finditer(text):
        pass
    pattern.match(text)
    pattern.fullmatch(text)
    return time.thread_time() - began


@pytest.mark.parametrize("kind", LONG)
def test_no_pattern_reads_a_long_text_again_and_again(kind: str) -> None:
    found = patterns()
    assert len(found) > 80
    slow = {name: pattern for name, pattern in found.items() if seconds(pattern, LONG[kind]) > MOST_S}
    # On a busy machine anything may be slow once; what reads again and again is slow each time.
    taken = {name: min(seconds(pattern, LONG[kind]) for _ in range(3)) for name, pattern in slow.items()}
    assert {name: round(spent, 2) for name, spent in taken.items() if spent > MOST_S} == {}


@pytest.mark.parametrize("kind", LONG)
def test_a_long_text_is_read_in_paragraphs_at_once(kind: str) -> None:
    # It may be a volume whose last line has no end.
    text = (f"The first.\n\n{LONG[kind]} " * 20)[:200_000]
    began = time.thread_time()
    starts = paragraph_starts(text)
    pieces = paragraphs(text, [Mark(0, 3, "c", "plain", "")], "c", wrapped=is_wrapped(text))
    paragraph_number(text, len(text) - 1)
    headings_of(text)
    excerpt(text, 0, 3, 2)
    portion_at(text, len(text) - 1)
    find(text, "the first")
    assert time.thread_time() - began < 3
    assert starts[0] == 0
    assert "".join(piece.text for one in pieces for piece in one).replace("\n", "") == text.replace("\n", "")
