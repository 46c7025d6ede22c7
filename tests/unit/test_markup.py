"""Markup comes from templates alone: no tag stands in Python, a text is called safe only where this file says so, the rest is escaped."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup

from dashboard.markup.marks import Mark, escape, excerpt, paragraphs
from dashboard.markup.templates import ENVIRONMENT, FOLDER, Template

SOURCES = sorted(FOLDER.rglob("*.py"))
TEMPLATES = sorted(FOLDER.rglob("*.html"))
# The one place that calls a text safe: a style sheet, which is ours throughout.
VOUCHES = {"markup/styles.py": 1}
# A pattern that reads markup of others makes none.
READS = {"web/headers.py": "<script>(.*?)</script>", "export/style_gaps.py": '<span class="nocase">{}</span>'}
# An opening, closing or void tag, a comment, or the start of a tag whose name is put in; no named group of a pattern.
TAG = re.compile(
    r"(?<!\(\?P)</?[a-z][a-z0-9-]*[\s>/{]|</?[a-z][a-z0-9-]*$|(?<!\(\?)<!|</?\{\}[\s>]*\S*=|</\{\}", re.IGNORECASE
)
# Scripts that templates name, by addresses of ours; data for programs, which no browser runs; and the line that other sites copy
# into their own pages. No other script stands in a template.
LOADS = {
    "web/previews.html": (
        """<script src="{{ at('/print.js') }}" defer></script>""",
        """<script src="{{ at('/embed.js') }}" defer></script>""",
        '<script type="application/ld+json">{{ data | tojson }}</script>',
    ),
    "web/embedding.html": (
        '<script>addEventListener("message",(e)=>{for(const f of document.querySelectorAll("iframe"))'
        "if(f.contentWindow===e.source&&e.data&&e.data.panmunjomHeight>0)f.height=Math.ceil(e.data.panmunjomHeight)})</script>",
    ),
}
MACROS = "markup/macros.html"


def named(path: Path) -> str:
    return path.relative_to(FOLDER).as_posix()


def texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every text of a module but docstrings, an f-string as one with `{}` for what is put in."""
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            assert isinstance(node.body[0], ast.Expr)
            skipped.add(id(node.body[0].value))
        if isinstance(node, ast.JoinedStr):
            skipped |= {id(part) for part in node.values}
            pieces = (part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
            yield node.lineno, "".join(map(str, pieces))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node.lineno, node.value


def vouching(tree: ast.AST) -> list[int]:
    """Lines that call `Markup` or another way to declare a text safe."""
    called = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    names = (
        (func.lineno, func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")) for func in called
    )
    return [line for line, name in names if name in {"Markup", "EscapeFormatter", "mark_safe", "literal"}]


@pytest.mark.parametrize(
    "code",
    [
        "x = '<p>'",
        "x = f'<a href={y}>'",
        "x = '</' + name + '>' + '</b>'",
        "x = f'<{tag} class=a>'",
        "x = f'</{tag}>'",
        "x = '<br/>'",
        "x = '<!doctype html>'",
        "x = '<span ' 'class=a>'",
        "x = '<%s>' % 'b' + '</b>'",
        "def f():\n    'Says <p>.'\n    return '<p>'",
    ],
)
def test_a_tag_in_python_is_found(code):
    assert [text for _, text in texts(ast.parse(code)) if TAG.search(text)]


@pytest.mark.parametrize("code", ["x = '<= 8'", "x = f'{a} <{url}>'", "'Says <p>.'", "x = 'a <b or c'", "x = 1 < 2"])
def test_what_is_no_tag_is_left_alone(code):
    found = [text for _, text in texts(ast.parse(code)) if TAG.search(text)]
    assert found == ([] if "<b or" not in code else ["a <b or c"])


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_no_markup_stands_in_python(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [(line, text) for line, text in texts(tree) if TAG.search(text) and text != READS.get(named(path))]
    assert [f"{named(path)}:{line} {text[:60]}" for line, text in found] == []


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_a_text_is_called_safe_only_where_it_is_named_here(path):
    assert len(vouching(ast.parse(path.read_text(encoding="utf-8")))) == VOUCHES.get(named(path), 0)


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_compiles_and_never_stops_escaping(path):
    source = path.read_text(encoding="utf-8")
    ENVIRONMENT.get_template(named(path))
    for script in LOADS.get(named(path), ()):
        source = source.replace(script, "", 1)
    assert not re.search(r"\|\s*safe\b|autoescape|Markup|<script|\son[a-z]+\s*=|javascript:", source)
    assert re.findall(r"""=\s*\{\{""", source) == [], "an attribute's value stands in quotes"


def test_every_template_is_used_and_every_one_that_is_named_is_there():
    used = {
        text
        for path in (*SOURCES, *TEMPLATES)
        for text in re.findall(r"""["']([a-z_]+/[a-z_/]+\.html)["']""", path.read_text(encoding="utf-8"))
    }
    assert used == {named(path) for path in TEMPLATES}


HOSTILE = "<script>alert('1')</script>\u202e&\"\x00"


@given(text=st.text(max_size=80))
def test_what_is_put_into_a_template_is_text(text):
    shown = ENVIRONMENT.from_string("<b title='{{ text }}'>{{ text }}</b>").render(text=text)
    assert shown == f"<b title='{escape(text)}'>{escape(text)}</b>"
    assert set(shown) & set("\u202e\u200b\x00") == set()


def test_macros_are_safe_by_type_and_other_text_is_not():
    shown = Template(MACROS).permanent(HOSTILE)
    assert isinstance(shown, Markup)
    assert "<script" not in shown
    assert "\u202e" not in shown
    assert Template(MACROS).verdict_tag("opinion", None).count("None") == 0


def test_what_is_not_given_fails_at_once():
    with pytest.raises(UndefinedError):
        Template("parts/notes.html").note()
    with pytest.raises(AttributeError):
        Template("parts/notes.html").no_such_macro("x")


def test_a_column_may_be_called_like_a_method():
    template = ENVIRONMENT.from_string("{{ row.items }} {{ row.title }}")
    assert template.render(row={"items": "3", "title": "<b>"}) == "3 &lt;b&gt;"


def test_line_breaks_of_a_template_mean_nothing_at_tags_and_a_blank_between_words():
    source = "<p>\n  One two\n  three\n  <b>{{ x }}</b>\n  {{ x }}\n</p>\n"
    assert ENVIRONMENT.from_string(source).render(x="a\nb") == "<p>One two three<b>a\nb</b>a\nb</p>"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org", "", "/r/x"])
def test_a_link_leads_to_the_web_or_nowhere(url):
    assert Template(MACROS).link(url, "<b>") == "&lt;b&gt;"


def test_a_link_to_the_web_opens_in_a_new_tab():
    shown = Template(MACROS).link("https://example.org/?a=1&b='", "x")
    assert shown.startswith('<a href="https://example.org/?a=1&amp;b=&#39;" target="_blank" rel="noopener noreferrer">')


def test_pieces_of_a_text_carry_all_their_marks_and_the_first_of_the_chosen_one_is_its_anchor():
    body = "One two three.\n\nFour five."
    marks = [Mark(4, 13, "a", "x", "A"), Mark(8, 20, "b", "y", "B")]
    first, second = paragraphs(body, marks, "b")
    assert "".join(piece.text for piece in first + second) == body.replace("\n\n", "")
    assert [piece.ids for piece in first] == ["", "a", "a b", "b"]
    assert [piece.starts for piece in first] == [(), ("a",), ("b",), ()]
    assert [piece.is_anchor for piece in first + second] == [False, False, True, False, False, False]
    assert second[0].classes == "cited y chosen"


@given(st.data())
def test_an_excerpt_holds_its_quote_and_whole_sentences(data):
    body = data.draw(st.text(alphabet="Ab. \n”1", min_size=1, max_size=120))
    start = data.draw(st.integers(0, len(body) - 1))
    end = data.draw(st.integers(start + 1, len(body)))
    part = excerpt(body, start, end)
    assert part.quote == body[start:end]
    assert body[: start - len(part.before)] + part.before + part.quote + part.after in body
    assert part.cut_before == (len(part.before) < start)
    assert part.cut_after == (len(part.after) < len(body) - end)
