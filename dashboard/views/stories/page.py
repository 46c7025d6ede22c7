"""The page /stories: the list, `id` a story, `step` one of its steps or `all` of them; what is not known is ignored with a note."""

from __future__ import annotations

import streamlit as st

from dashboard.charts.pages import PAGE
from dashboard.markup import styles
from dashboard.markup.templates import Template
from dashboard.parts import context
from dashboard.parts.html import html
from dashboard.parts.notes import notes as show_notes
from dashboard.parts.page import guarded, heading
from dashboard.parts.rich import rich
from dashboard.record.filters import address
from dashboard.stories.story import Story, stories
from dashboard.views.stories.article import article
from dashboard.views.stories.step import show_step

WHOLE = "all"

_HTML = Template("views/stories/page.html")


def stories_page() -> None:
    """The page /stories?id=…&step=…."""
    html(styles.of_wing("stories"))
    told = stories(context.database())
    asked, step = st.query_params.get("id", ""), st.query_params.get("step", "")
    story = told.get(asked)
    if story is None:
        if asked:
            show_notes([f"There is no story “{asked[:60]}” in this version of the data; it was ignored."])
        _list(list(told.values()))
    elif step == WHOLE:
        article(story)
    else:
        show_step(story, story.steps[_number(story, step) - 1])


def _number(story: Story, asked: str) -> int:
    """The step that an address asks for; the first where it asks for none or for one that is not there."""
    known = {str(step.number): step.number for step in story.steps}
    if asked and asked not in known:
        show_notes([f"This story has steps 1 to {len(story.steps)}; “{asked[:20]}” was ignored."])
    return known.get(asked, 1)


def _list(told: list[Story]) -> None:
    page = PAGE["stories"]
    heading(page.title, page.purpose)
    cards = [(story, address("/stories", id=story.id), address("/stories", id=story.id, step=WHOLE)) for story in told]
    rich(_HTML.listed(cards), key="stories")


guarded(stories_page)
