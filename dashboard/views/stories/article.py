"""A whole story to read in one piece and to print: every step with a picture of its chart, then the references."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboard.charts.catalogue import BY_ID
from dashboard.charts.draw.rows import Rows
from dashboard.export.references import by_record
from dashboard.markup.templates import Template
from dashboard.parts import context
from dashboard.parts.rich import rich
from dashboard.parts.titles import say_part
from dashboard.record import cite, csl
from dashboard.record.filters import address, filters_in_words
from dashboard.record.links import Site
from dashboard.stories.counts import counts
from dashboard.stories.prose import paragraphs
from dashboard.stories.story import Step, Story, shown
from dashboard.views.stories.records import record_rows

# The pictures of a chart and what they are made for; a phone, and who reads in the dark, get their own.
PICTURES = {
    "url": {},
    "dark": {"theme": "dark"},
    "phone": {"shape": "phone"},
    "dark_phone": {"shape": "phone", "theme": "dark"},
}
# A record may rest on many; the others are on its page.
SHOWN_SOURCES = 3

_HTML = Template("views/stories/article.html")


def article(story: Story) -> None:
    """A story as the page."""
    say_part(story.title)
    rich(
        _article(context.database().build_id, story.id, Site.of_reader(st.context.url or "").base, story),
        key="story-article",
    )


@st.cache_data(max_entries=16, show_spinner=False)
def _article(build_id: str, story_id: str, base: str, _story: Story) -> Markup:
    """The article. The build, the id of the story and the site as its reader called it key the cache."""
    numbers = _story.numbers
    known = counts(context.database()).get(story_id, {})
    steps = [(step, paragraphs(step.text, numbers, known), _figure(_story, step)) for step in _story.steps]
    return _HTML.article(_story, steps, _references(numbers), address("/stories"), _citation(_story, base))


def _citation(story: Story, base: str) -> str:
    """How to cite the article, with the version of the data and its address."""
    said = csl.edition(context.database(), base).said
    return cite.line(story.title, said, Site(base).at(address("/stories", id=story.id, step="all")))


def _figure(story: Story, step: Step) -> dict[str, str]:
    """The picture of a step's chart: its address, what it shows in words, and where the step stands."""
    database, chart = context.database(), BY_ID[step.chart]
    filters, _ = shown(database, step.chart, step.state)
    rows = Rows(database.table("charts", step.chart, filters.parameters()))
    return {
        **{name: address(f"/charts/{chart.id}.svg", filters, **choices) for name, choices in PICTURES.items()},
        "title": chart.title,
        "reading": chart.says(rows),
        "filters": filters_in_words(filters, context.page_vocabulary(chart.kinds)),
        "step_url": address("/stories", id=story.id, step=str(step.number)),
    }


def _references(numbers: dict[str, int]) -> list[dict[str, object]]:
    database = context.database()
    rows, sources = record_rows(database), by_record(database)
    return [
        {
            "number": number,
            "row": rows[record],
            "sources": sources.get(record, ())[:SHOWN_SOURCES],
            "more": max(0, len(sources.get(record, ())) - SHOWN_SOURCES),
        }
        for record, number in numbers.items()
    ]
