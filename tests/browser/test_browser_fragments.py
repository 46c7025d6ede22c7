"""In a real browser: a link of our making opens a page of others at the words, and marks all of them."""

import io

import pytest
from PIL import Image

from dashboard.record.places import straight_to
from tests.unit.loopback_site import Answer, site

FILLER = "".join(f"<p>Line {number} of a long page, which says nothing.</p>" for number in range(300))
# Chromium's mark of words that a link leads to, on white.
MARKED = (233, 210, 253)

# What stands on the page, and the first and last words of the passage as the record would hold them.
PASSAGES = {
    "latin": ("The envoys met again and spoke until noon.", "The envoys met", "spoke until noon."),
    "hangul": ("조선 정전에 관한 협정은 판문점에서 조인되였다.", "조선 정전에 관한", "판문점에서 조인되였다."),
    "chinese": ("朝鲜停战协定于一九五三年七月二十七日签字。", "朝鲜停战协定", "二十七日签字。"),
    "quotes": ("He called it “a new chapter” and ‘the end’, they say.", "it “a new chapter”", "‘the end’, they say."),
    "commas": ("Hereby, the parties, one and all, agree, at once.", "Hereby, the parties,", "agree, at once."),
    "dashes": (
        "A cease-fire – long sought — was re-established in mid-July.",
        "A cease-fire – long",
        "re-established in mid-July.",
    ),
    "signs": ("R&D at 100% of #1, 50/50 + more? Yes: a=b.", "R&D at 100%", "more? Yes: a=b."),
    "accents": ("P’anmunjŏm, près de Kaesŏng, naïve à l’excès.", "P’anmunjŏm, près", "à l’excès."),
}


@pytest.fixture(scope="module")
def others():
    """A site of others, with a long page for each passage."""
    with site() as made:
        for name, (words, _, _) in PASSAGES.items():
            page = (
                f"<!doctype html><meta charset=utf-8><body style='font:20px sans-serif'>{FILLER}<p>{words}</p>{FILLER}"
            )
            made.pages[f"/{name}"] = Answer(page.encode())
        yield made


def link(base, name, first, last):
    return straight_to(
        f"{base}/{name}", {"locator_kind": None, "locator": None, "first_words": first, "last_words": last}
    )


def marked_share(page, box):
    """How much of a box of the window has the colour of the mark."""
    picture = Image.open(io.BytesIO(page.screenshot(clip=box))).convert("RGB")
    colours = picture.getcolors(picture.width * picture.height) or []
    return sum(count for count, colour in colours if colour == MARKED) / (picture.width * picture.height)


@pytest.mark.parametrize("name", PASSAGES)
def test_the_browser_opens_at_the_words_and_marks_them(others, browser, name):
    words, first, last = PASSAGES[name]
    page = browser.new_page(viewport={"width": 900, "height": 700})
    page.goto(link(others.base, name, first, last))
    page.wait_for_function("scrollY > 2000")
    passage = page.get_by_text(words, exact=True)
    box = passage.evaluate(
        "e => { const r = document.createRange(); r.selectNodeContents(e); const b = r.getBoundingClientRect();"
        " return { x: b.x, y: b.y, width: b.width, height: b.height } }"
    )
    assert 0 < box["y"] < 700
    page.wait_for_timeout(300)
    ends = {"first": {**box, "width": 60}, "last": {**box, "width": 60, "x": box["x"] + box["width"] - 60}}
    if words.startswith(first):
        assert marked_share(page, ends["first"]) > 0.4
    assert marked_share(page, ends["last"]) > 0.4
    page.close()


def test_words_that_are_not_there_open_the_page_at_its_head(others, browser):
    page = browser.new_page(viewport={"width": 900, "height": 700})
    page.goto(link(others.base, "latin", "The envoys never", "spoke until noon."))
    page.wait_for_timeout(500)
    assert page.evaluate("scrollY") == 0
    assert page.get_by_text("Line 0 of").first.is_visible()
    page.close()
