"""A link that an older version of the data made opens with what changed since."""

import pytest

from dashboard.record.changes import changes
from dashboard.record.filters import Filters
from tests.app.pages import html, notes, open_page

SHOWN = Filters(eras=("agreed-framework",))
OLD = "2026-11-01.0123456789ab"


def test_a_link_of_an_older_version_says_what_changed_in_what_it_shows(real_data):
    shown = html(open_page("events", {"version": OLD, "era": "agreed-framework"}))
    assert "made with the data of 1 November 2026" in shown
    assert "/changes?since=2026-11-01.0123456789ab" in shown
    here = {row["mark"] for row in real_data.rows("charts", "events_timeline", SHOWN.parameters())}
    changed = [one for one in changes(real_data) if one.record_id in here]
    assert any(f"href='/r/{one.record_id}'" in shown for one in changed)
    assert f"{sum(not one.is_new for one in changed)} record" in shown


@pytest.mark.parametrize("page", ["", "overview", "exchange", "patterns"])
def test_a_link_of_today_says_nothing(page, real_data):
    app = open_page(page or "events", {"version": f"2026-11-28.{real_data.build_id}"})
    assert "class='since'" not in html(app)
    assert not notes(app)


def test_a_version_after_all_changes_is_told_so(real_data):
    shown = html(open_page("events", {"version": "2031-01-01.0123456789ab"}))
    assert "no later change of fact is listed" in shown


def test_what_is_no_version_is_ignored_with_a_note(real_data):
    app = open_page("events", {"version": "<b>new</b>"})
    assert any("is no version of the data" in note for note in notes(app))
    assert "<b>new</b>" not in html(app)
