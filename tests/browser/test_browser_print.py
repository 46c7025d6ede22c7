"""Pages on paper: charts drawn for the sheet and whole, filters, date, address and evidence in words, and nothing that asks for a click."""

import re
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import expect

from dashboard.charts.catalogue import BY_ID
from dashboard.charts.pages import PAGES
from tests.browser.reading import on_paper

PAPERS = ("A4", "Letter")
OPEN = "/events?mark=events_timeline~ev-1953-07-27-armistice"
LIT = [page.path for page in PAGES if page.is_listed and page.path not in ("claims", "method", "sources", "stories")]


def printed(page, folder: Path, paper: str = "A4") -> list[str]:
    """The text of each sheet."""
    path = folder / f"{paper}.pdf"
    page.pdf(path=path, format=paper)
    document = pypdfium2.PdfDocument(path)
    sheets = [plain(document[number].get_textpage().get_text_bounded()) for number in range(len(document))]
    document.close()
    return sheets


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def bare(text: str) -> str:
    """Without blanks, which a kerned pair of letters may hide from whoever reads a sheet."""
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("path", LIT)
def test_a_page_prints_with_its_charts_its_filters_and_where_it_comes_from(visit, tmp_path, path):
    page = visit(f"/{path}?era=agreed-framework" if path else "/?era=agreed-framework").page
    expect(page.locator(".filter-line")).to_be_visible()
    for paper in PAPERS:
        _assert_tells(page, printed(page, tmp_path, paper))


def _assert_tells(page, sheets):
    titles = [plain(title) for title in page.locator(".chart-title").all_inner_texts()]
    whole = " ".join(sheets)
    assert titles
    assert bare(page.locator(".page-title").inner_text()) in bare(sheets[0])
    assert bare(titles[0]) in bare(sheets[0]), "the first chart stands under the title"
    assert "Era: Agreed Framework" in sheets[0]
    assert re.search(r"Data version [0-9a-f]{12}", whole)
    assert re.search(r"\d{1,2} [A-Z][a-z]+ 20\d\d\. http://127\.0\.0\.1:\d+/\S*era=agreed-framework", whole)
    assert f"1 / {len(sheets)}" in sheets[0]
    for sheet in sheets:
        assert len(sheet) > 120, "a sheet with next to nothing on it"


def test_a_chart_keeps_its_labels_and_stands_on_one_sheet(visit, tmp_path):
    page = visit("/events").page
    sheets = printed(page, tmp_path)
    (own,) = [sheet for sheet in sheets if BY_ID["events_timeline"].title in sheet]
    for label in ("Material cooperation", "Verbal conflict", "Agreed Framework", "1950", "2020", "one source"):
        assert label in own


@pytest.mark.parametrize("paper", PAPERS)
def test_the_open_evidence_is_printed_with_the_addresses_of_its_sources(visit, tmp_path, paper):
    page = visit(OPEN).page
    page.locator(".evidence .record").first.wait_for()
    whole = " ".join(printed(page, tmp_path, paper))
    assert "Korean Armistice Agreement signed at Panmunjom" in whole
    assert "history.state.gov/historicaldocuments" in re.sub(r"\s", "", whole)
    assert ":~:text" not in whole
    assert "Close" not in whole


def test_after_printing_the_page_is_as_it_was(visit, tmp_path):
    page = visit(OPEN).page
    page.locator(".evidence .record").first.wait_for()
    look = "() => [Math.round(document.querySelector('svg.marks').getAttribute('width')), document.querySelectorAll('[open]').length]"
    before = page.evaluate(look)
    printed(page, tmp_path)
    page.wait_for_timeout(300)
    assert page.evaluate(look) == before
    assert page.locator(".printed, .pj-piece, .pj-whole").count() == 0


def test_a_chart_higher_than_a_sheet_is_cut_where_nothing_stands(visit):
    page = visit("/positions", fresh=True).page
    on_paper(page)
    pieces = page.evaluate(
        "[...document.querySelectorAll('.pj-piece')].map(p => p.getAttribute('viewBox').split(' ').map(Number))"
    )
    assert all(height < 900 for *_, height in pieces)
    assert all(one[1] + one[3] == two[1] for one, two in pairwise(pieces))
    cut_through = page.evaluate("""() => [...document.querySelectorAll('.pj-piece')].flatMap((piece) => {
          const own = piece.getBoundingClientRect()
          return [...piece.querySelectorAll('text')].map((t) => [t.getBoundingClientRect(), t.textContent])
            .filter(([box]) => (box.top < own.top && box.bottom > own.top + 1) || (box.top < own.bottom - 1 && box.bottom > own.bottom))
            .map(([, text]) => text) })""")
    assert cut_through == []


def test_a_page_drawn_for_the_dark_is_light_on_paper(visit, tmp_path):
    page = visit("/events", scheme="dark", fresh=True).page
    path = tmp_path / "dark.pdf"
    page.pdf(path=path, format="A4")
    document = pypdfium2.PdfDocument(path)
    picture = document[0].render(scale=0.3, grayscale=True).to_numpy()
    document.close()
    assert (picture > 200).mean() > 0.7


def test_a_record_page_prints_its_sources_with_their_addresses(visit, tmp_path, site):
    page = visit("/events").page
    page.goto(f"{site}/r/ev-1953-07-27-armistice")
    whole = " ".join(printed(page, tmp_path))
    assert "Korean Armistice Agreement" in whole
    assert "https://history.state.gov/historicaldocuments" in re.sub(r"-\s|\s(?=/)", "", whole)
    assert "To cite" in whole
    assert "Open it among the charts" not in whole
