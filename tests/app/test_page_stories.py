"""The pages of stories: the list, every step with its chart and its records, a whole story, and addresses that ask for too much."""

import re

import pytest

from dashboard.charts.catalogue import BY_ID
from dashboard.record.filters import Filters
from dashboard.store.config import DEFAULT
from dashboard.stories.story import Story, shown, stories
from tests.app.pages import address, assert_sound, chart, click, drawn, html, notes, open_page, visit

STORIES = sorted(path.stem for path in (DEFAULT.data / "stories").glob("*.toml"))
TALE = "tale"

each_story = pytest.mark.parametrize("name", STORIES)


def step_of(story: Story, number: int) -> dict[str, str]:
    return {"id": story.id, "step": str(number)}


def test_the_list_has_every_story_with_its_question_and_answer(real_data):
    page = html(open_page("stories"))
    for story in stories(real_data).values():
        assert f"href='/stories?id={story.id}'" in page
        assert story.question.replace("'", "&#39;") in page
    assert drawn(open_page("stories")) == ()


def test_the_overview_leads_to_every_story(real_data):
    page = html(open_page("overview"))
    assert [name for name in STORIES if f"href='/stories?id={name}'" not in page] == []


@each_story
def test_every_step_shows_its_chart_with_marks_and_no_note(real_data, name):
    story = stories(real_data)[name]
    for step in story.steps:
        app = open_page("stories", step_of(story, step.number))
        assert_sound(app)
        assert notes(app) == [], f"{name}, step {step.number}"
        assert drawn(app) == (step.chart,)
        filters, _ = shown(real_data, step.chart, step.state)
        marks = real_data.frame("charts", step.chart, filters.parameters())
        assert f"{BY_ID[step.chart].title}. " in chart(app, step.chart).alt
        label = marks[marks["mark"] == step.mark]["label"].item()
        page = html(app)
        assert "Ringed in the chart" in page
        assert label[:30].replace("'", "&#39;") in page
        for record in step.records:
            assert f"<li value='{story.numbers[record]}'" in page
        assert not re.search(r"[\[\]{}]", re.search(r"<article class='story-text'>(.*?)<nav", page, re.DOTALL)[1])


@each_story
def test_a_whole_story_has_a_picture_a_step_and_every_reference(real_data, name):
    story = stories(real_data)[name]
    app = open_page("stories", {"id": name, "step": "all"})
    assert_sound(app)
    page = html(app)
    pictures = re.findall(r"<img src='/charts/([a-z_]+)\.svg", page)
    assert pictures == [step.chart for step in story.steps]
    assert [int(number) for number in re.findall(r"id='reference-(\d+)'", page)] == list(story.numbers.values())
    assert {int(number) for number in re.findall(r"href='#reference-(\d+)'", page)} == set(story.numbers.values())
    assert real_data.build_id in page
    assert re.search(rf"To cite: .*/stories\?id={name}&amp;step=all", page)
    assert page.count("shape=phone&amp;theme=dark") == len(story.steps)


def test_steps_lead_to_one_another_and_the_last_to_the_whole(real_data):
    story = next(iter(stories(real_data).values()))
    first = html(open_page("stories", step_of(story, 1)))
    assert "rel='prev'" not in first
    assert f"rel='next' href='/stories?id={story.id}&amp;step=2'" in first
    assert story.question in first
    last = html(open_page("stories", step_of(story, len(story.steps))))
    assert "rel='next'" not in last
    assert f"href='/stories?id={story.id}&amp;step=all'" in last


def test_a_record_opens_in_its_place_with_its_sources_and_closes(real_data):
    story = next(iter(stories(real_data).values()))
    record = story.steps[0].records[0]
    app = open_page("stories", {**step_of(story, 1), "record": record})
    assert_sound(app)
    assert f"<span class='record-id'>{record}</span>" in html(app)
    assert "aria-expanded='true'" in html(app)
    visit(app, {**step_of(story, 1), "record": "ev-of-another-step"})
    assert "<span class='record-id'>" not in html(app)


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ({"id": "nothing"}, "no story “nothing”"),
        ({"id": "singapore", "step": "99"}, "“99” was ignored"),
        ({"id": "singapore", "step": "4", "kind": "nonsense"}, "“nonsense”"),
        ({"id": "singapore", "step": "4", "year": "1961"}, "does not show single years"),
    ],
)
def test_what_an_address_asks_for_and_is_not_there_is_ignored_with_a_note(real_data, query, note):
    app = open_page("stories", query)
    assert_sound(app)
    assert any(note in text for text in notes(app)), notes(app)


def test_a_filter_of_the_reader_goes_before_that_of_the_step_and_there_is_a_way_back(real_data):
    app = open_page("stories", {"id": "singapore", "step": "4", "from": "2019-02", "to": "2019-03"})
    assert_sound(app)
    assert "Back to the view of the story" in html(app)
    asked = real_data.frame("charts", "events_timeline", Filters(date_from="2019-02", date_to="2019-03").parameters())
    assert chart(app, "events_timeline").alt.startswith(f"Events, 1945 to today. {len(asked)} events")


def test_a_step_shows_its_year_until_the_reader_chooses_another(real_data):
    story = stories(real_data)["alliances-of-1961"]
    step = next(step for step in story.steps if step.state.get("year") == ["1961"])
    app = open_page("stories", step_of(story, step.number))
    assert "at the end of 1961" in chart(app, "who_owes_whom").alt
    visit(app, {**step_of(story, step.number), "year": "1994"})
    assert "at the end of 1994" in chart(app, "who_owes_whom").alt


def test_a_click_on_a_mark_opens_its_evidence_as_everywhere(real_data):
    app = open_page("stories", {"id": "singapore", "step": "4"})
    click(app, "events_timeline", "ev-2019-06-30-dmz-meeting")
    assert_sound(app)
    assert address(app)["mark"] == ["events_timeline~ev-2019-06-30-dmz-meeting"]
    assert "<span class='record-id'>ev-2019-06-30-dmz-meeting</span>" in html(app)


@pytest.mark.parametrize("query", [{}, {"id": TALE}, {"id": TALE, "step": "2"}, {"id": TALE, "step": "all"}])
def test_a_hostile_story_is_shown_as_text(poison_data, query):
    app = open_page("stories", query)
    assert_sound(app)
    page = html(app)
    assert "<script" not in page
    assert "&lt;script&gt;window.__pwned = true&lt;/script&gt;" in page
