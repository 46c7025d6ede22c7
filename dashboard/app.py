"""Entry script of the dashboard: page list, header, footer; nothing else."""

from pathlib import Path

import streamlit as st

from dashboard.charts.pages import PAGES
from dashboard.parts.page import entry, footer, guarded, header
from dashboard.parts.titles import say_title
from dashboard.views.embedded.chart import embedded_chart, is_embedded

st.set_page_config(
    page_icon=str(Path(__file__).with_name("icon.svg")),
    layout="wide",
    initial_sidebar_state="collapsed",
)
entries = {page.path: entry(page) for page in PAGES}
page = st.navigation([*entries.values()], position="hidden")
say_title(page.url_path)
if is_embedded():
    guarded(lambda: embedded_chart(page.url_path))
else:
    guarded(lambda: header(entries, page.url_path))
    page.run()
    guarded(lambda: footer(page.url_path))
