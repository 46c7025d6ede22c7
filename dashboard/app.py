"""Entry script of the dashboard: page list, header, footer; nothing else."""

from pathlib import Path

import streamlit as st

from dashboard.parts.page import footer, guarded, header

st.set_page_config(
    page_title="Panmunjom: US-North Korea relations, with the words they rest on",
    page_icon=str(Path(__file__).with_name("icon.svg")),
    layout="wide",
    initial_sidebar_state="collapsed",
)
page = st.navigation(
    [
        st.Page("views/overview/page.py", url_path="", title="Overview", default=True),
        st.Page("views/events/page.py", title="Events", url_path="events"),
        st.Page("views/treaties/page.py", title="Treaties", url_path="treaties"),
        st.Page("views/positions/page.py", title="Positions", url_path="positions"),
        st.Page("views/weapons/page.py", title="Weapons", url_path="weapons"),
        st.Page("views/exchange/page.py", title="Exchange", url_path="exchange"),
        st.Page("views/patterns/page.py", title="Patterns", url_path="patterns"),
        st.Page("views/claims/page.py", title="Claims", url_path="claims"),
        st.Page("views/sources/page.py", title="Sources", url_path="sources"),
        st.Page("views/method/page.py", title="Method", url_path="method"),
        st.Page("views/reader/page.py", title="Document", url_path="source", visibility="hidden"),
        st.Page("views/search/page.py", title="Search", url_path="search", visibility="hidden"),
    ],
    position="hidden",
)
guarded(lambda: header(page.url_path))
page.run()
guarded(footer)
