"""The style sheets: colours told once, written into the settings and the variables, and the sheet small and whole."""

import base64
import hashlib
import re
from dataclasses import asdict

import pytest

from dashboard.charts.draw.palette import PALETTES
from dashboard.markup import colours, measure_widths, styles, typefaces, write_theme
from dashboard.markup.templates import FOLDER
from dashboard.web.record_page import POLICY, missing_html

SHEETS = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.css"))
THEMES = (colours.LIGHT, colours.DARK)


def css():
    return styles.of_pages().removeprefix("<style>").removesuffix("</style>")


def test_the_settings_have_our_colours_and_typefaces():
    config = write_theme.CONFIG.read_text(encoding="utf-8")
    assert write_theme.written(config) == config, "run `python -m dashboard.markup.write_theme`"
    for theme in THEMES:
        assert f'backgroundColor = "{theme.paper}"' in config
        assert f'primaryColor = "{theme.accent}"' in config


def test_another_colour_is_written_and_nothing_else_is_touched():
    config = write_theme.CONFIG.read_text(encoding="utf-8")
    other = config.replace(colours.DARK.accent, "#000000").replace("'Source Sans 3'", "'Comic'")
    assert other != config
    assert write_theme.written(other) == config


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_charts_have_the_colours_of_the_pages(theme):
    assert asdict(theme).items() <= asdict(PALETTES[theme.name]).items()
    assert PALETTES[theme.name].quad[2] == theme.cooperation
    assert PALETTES[theme.name].quad[4] == theme.conflict


@pytest.mark.parametrize("path", SHEETS)
def test_a_sheet_names_no_colour_and_only_variables_that_there_are(path):
    text = (FOLDER / path).read_text(encoding="utf-8")
    assert re.findall(r"#[0-9a-f]{3,8}\b(?=[^{]*;)", text, re.IGNORECASE) == []
    named = set(re.findall(r"var\((--pj-[a-z-]+)", text))
    assert {name for name in named if "-size-" not in name} <= set(re.findall(r"(--pj-[a-z-]+):", css()))
    assert "--pj-size-" not in styles.sheet(path)


@pytest.mark.parametrize("path", SHEETS)
def test_a_sheet_has_no_size_of_its_own(path):
    screen = re.sub(r"@page[^\n]*", "", (FOLDER / path).read_text(encoding="utf-8").partition("@media print")[0])
    own = {f"var(--pj-size-{name})" for name in typefaces.SIZES} | {"inherit", "0"}
    assert set(re.findall(r"font-size: ([^;}]*)", screen)) <= own
    assert not re.search(r"\dch\b", screen), "the length of a line of prose is --pj-size-measure"


def test_widths_are_those_of_the_typeface():
    assert typefaces.WIDTHS.read_text(encoding="utf-8") == measure_widths.text(measure_widths.measured()), (
        "run `python -m dashboard.markup.measure_widths`"
    )
    assert typefaces.letter_width("1953", 10) == pytest.approx(4 * typefaces.letter_width("0", 10))
    assert typefaces.letter_width("정전", 12) == 24
    assert typefaces.letter_width("Armistice", 12, 600) > typefaces.letter_width("Armistice", 12)


def test_a_line_of_prose_has_at_most_75_characters():
    prose = (FOLDER.parent / "LICENSE-DATA.md").read_text(encoding="utf-8").split()
    line = typefaces.MEASURE_CH * typefaces.letter_width("0", 16)
    full = typefaces.in_lines(" ".join(prose), line, 16)[:-1]
    assert sum(map(len, full)) / len(full) <= 75


def test_nothing_is_smaller_than_eleven_pixels():
    assert min(typefaces.SIZES.values()) >= 11
    assert min(typefaces.CHART_NOTE, typefaces.CHART_TEXT) >= 11


def test_the_sheet_of_the_pages_is_small_and_holds_every_rule_of_every_file():
    shown = css()
    assert "/*" not in shown
    assert "\n" not in shown
    assert "  " not in shown
    assert shown.count("{") == shown.count("}")
    bare = re.sub(r"\s", "", shown)
    apart = {name: re.sub(r"\s", "", styles.of_wing(name)) for name in styles.APART}
    for path in SHEETS:
        text = re.sub(r"/\*.*?\*/", "", (FOLDER / path).read_text(encoding="utf-8"), flags=re.DOTALL)
        selectors = [re.sub(r"\s", "", rule) for rule in re.findall(r"^([^\s@}][^{}]*)\{", text, re.MULTILINE)]
        # All of it is for one medium, which is how these two begin.
        assert selectors or path.endswith(("print.css", "first_paint.css"))
        if path.startswith("web/"):
            assert not [rule for rule in selectors if rule in (":root", "body") and f"}}{rule}{{--pj-" in bare]
        else:
            own = apart.get(path.split("/")[1], bare)
            assert [rule for rule in selectors if rule + "{" not in own] == []


def test_streamlit_keeps_the_sheet_so_that_it_is_sent_once_a_session():
    from streamlit import config

    assert len(styles.of_pages()) > config.get_option("global.minCachedMessageSize")
    # Sent once a session, compressed to a quarter.
    assert len(styles.of_pages()) < 32_000


@pytest.mark.parametrize("wing", styles.APART)
def test_a_wing_with_a_sheet_of_its_own_adds_to_that_of_all_pages(wing):
    from streamlit import config

    own = styles.of_wing(wing)
    assert ":root{" not in own
    assert config.get_option("global.minCachedMessageSize") < len(own) < 10_000


def test_the_policy_of_a_record_page_names_its_style():
    (shown,) = re.findall(r"<style>(.*?)</style>", missing_html("x"), re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(shown.encode("utf-8")).digest()).decode("ascii")
    assert f"style-src 'sha256-{digest}';" in POLICY
