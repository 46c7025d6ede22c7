"""A bare Streamlit page to compare with: one text input, one chart with as many points as the timeline of events, one click."""

import os
from datetime import date, timedelta

import altair as alt
import pandas as pd
import streamlit as st

POINTS = int(os.environ.get("BENCH_POINTS", "428"))

points = pd.DataFrame(
    {
        "mark": [f"point-{i}" for i in range(POINTS)],
        "label": [f"Point number {i}" for i in range(POINTS)],
        "day": [pd.Timestamp(date(1945, 1, 1) + timedelta(days=i * 69)) for i in range(POINTS)],
        "level": [i % 23 for i in range(POINTS)],
        "group": [f"group {i % 4}" for i in range(POINTS)],
    }
)
asked = st.text_input("How many", key="many")
chart = (
    alt.Chart(points.head(int(asked or POINTS)))
    .mark_circle(size=40)
    .encode(x="day:T", y="level:Q", color="group:N", tooltip="label:N", description="label:N")
    .add_params(alt.selection_point(name="pick", fields=["mark"]))
)
event = st.altair_chart(chart, key="chart", on_select="rerun", width="stretch")
picked = event["selection"].get("pick") or []
st.text(f"Picked {picked[0]['mark']}" if picked else "Nothing picked")
