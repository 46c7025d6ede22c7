"""The record from Python: data frames and charts in three lines, as the documentation shows them."""

from __future__ import annotations

import pytest

from dashboard import api
from dashboard.charts.catalogue import CHARTS
from dashboard.doors.asked import WrongQuestionError
from dashboard.store.config import Settings


@pytest.fixture(autouse=True)
def _real(real_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "configured", lambda: real_settings)


def test_a_data_frame_in_three_lines() -> None:
    frame = api.data("events_timeline", actor="UNSC", from_="2006", to="2017")
    assert len(frame) > 5
    assert {"mark", "label", "records", "citations"} <= set(frame.columns)
    assert set(frame["filters"]) == {"Actor: UN Security Council; from 2006; to 2017"}
    assert frame.attrs["chart"] == "events_timeline"


@pytest.mark.parametrize("chart", [chart.id for chart in CHARTS])
def test_every_chart_can_be_had_for_a_notebook(chart: str) -> None:
    drawn = api.chart(chart)
    assert drawn.to_dict()["usermeta"]["chart"] == chart


def test_records_tables_search_and_lists() -> None:
    assert len(api.records(type=["treaty"], actor="USA", lens="primary")) > 10
    assert api.record("ev-1953-07-27-armistice")["citations"]
    assert api.search("armistice", kind="event").iloc[0]["type"] == "event"
    assert len(api.table("events")) == len(api.records(type="event"))
    assert {"events", "record", "evidence"} <= set(api.tables()["table"])
    assert len(api.charts()) == len(CHARTS)
    assert "PRK" in set(api.filters("events_timeline")["value"])


def test_what_is_wrong_is_told_with_what_would_be_right() -> None:
    with pytest.raises(WrongQuestionError, match="Allowed: all, checked2, primary"):
        api.data("events_timeline", lens="rosy")
    with pytest.raises(WrongQuestionError, match="There is no table"):
        api.table("secrets")
