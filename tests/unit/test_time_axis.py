"""The time axis names each year once, and months where the years are too few."""

from __future__ import annotations

import pandas as pd
import pytest
import vl_convert

from dashboard.charts.draw.marks import TimeAxis


@pytest.mark.parametrize(
    ("last", "years"), [("2001-06", 3), ("2002-09", 4), ("2004-03", 5), ("2010-01", 11), ("2026-10", 28)]
)
def test_no_year_is_named_twice(last: str, years: int) -> None:
    labels = _labels(TimeAxis(pd.Timestamp("1998-01-20"), pd.Timestamp(last)))
    assert labels
    assert len(labels) == len(set(labels)) <= years + 1
    assert all(len(label) == 4 for label in labels)


def test_a_year_has_months() -> None:
    labels = _labels(TimeAxis(pd.Timestamp("2018-01-20"), pd.Timestamp("2018-12-24")))
    assert len(labels) == len(set(labels)) >= 3
    assert all(label.endswith(" 2018") for label in labels)


def _labels(axis: TimeAxis) -> list[str]:
    """The labels that the drawing of such an axis shows."""
    values = axis.values()
    spec = {
        "width": 850,
        "height": 20,
        "data": {"values": [{"day": f"{axis.first:%Y-%m-%d}"}]},
        "mark": "point",
        "encoding": {
            "x": {
                "field": "day",
                "type": "temporal",
                "scale": {"domain": values["time_domain"], "nice": False},
                "axis": {
                    "format": values["time_format"],
                    "tickCount": values["time_ticks"],
                    "labelOverlap": True,
                    "title": None,
                },
            }
        },
    }
    graph = vl_convert.vegalite_to_scenegraph(spec)
    return [item["text"] for item in _texts(graph)]


def _texts(node: object) -> list[dict[str, str]]:
    if isinstance(node, dict):
        own = [item for item in node.get("items", []) if node.get("marktype") == "text" and item.get("opacity", 1)]
        return own + [text for value in node.values() for text in _texts(value)]
    if isinstance(node, list):
        return [text for value in node for text in _texts(value)]
    return []
