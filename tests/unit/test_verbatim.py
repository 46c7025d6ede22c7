"""Texts of the data as labels: nothing in them is Markdown, and no label that Streamlit reads as such is made without."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from dashboard.parts.verbatim import verbatim
from dashboard.store.config import ROOT

SCRIPTS = [file for room in ("parts", "views") for file in sorted((ROOT / "dashboard" / room).rglob("*.py"))]
# Their options or labels come from the data; what they are called is read as Markdown.
OF_DATA = {"pills", "page_link"}
MESSAGES = {"error", "warning", "info", "success", "markdown", "write", "toast"}


@pytest.mark.parametrize(
    "text",
    [
        "**bold** _it_ `code`",
        "[a](javascript:alert(1)) ![i](http://evil.example/i.png)",
        ":red[red] :material/home: :smile:",
        "$x^2$ ~~gone~~ a|b # head > quote - list + list 1. list",
        "<b>b</b> &amp; \\n =x= {a}",
    ],
)
def test_every_sign_of_markdown_is_escaped_and_the_text_is_the_same(text: str) -> None:
    made = verbatim(text)
    assert re.sub(r"\\(.)", r"\1", made) == text
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_`\[\]<$:!~|#]", made)


def calls(file: Path) -> list[tuple[str, ast.Call, str]]:
    text = file.read_text(encoding="utf-8")
    found = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    return [
        (node.func.attr, node, ast.get_source_segment(text, node) or "")
        for node in found
        if isinstance(node.func, ast.Attribute)
    ]


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: str(file.relative_to(ROOT / "dashboard")))
def test_no_label_of_the_data_is_read_as_markdown(file: Path) -> None:
    for name, call, text in calls(file):
        if name in OF_DATA:
            assert "verbatim(" in text or "listed.label" in text, text
        if name in MESSAGES and text.startswith("st."):
            (first, *_) = call.args
            is_ours = isinstance(first, ast.Constant | ast.JoinedStr)
            assert is_ours or "verbatim(" in text or "failures." in text, text
