"""The theme that is remembered is the one that Streamlit would send."""

import pytest
from streamlit.proto.NewSession_pb2 import CustomThemeConfig, NewSession

from dashboard.web import known_theme


@pytest.mark.parametrize("section", ["theme", "theme.light", "theme.dark", "theme.sidebar", "theme.light.sidebar"])
def test_a_section_is_the_same_at_first_and_again(section):
    plain = CustomThemeConfig()
    known_theme._original(plain, section)
    for _ in range(2):
        made = CustomThemeConfig()
        known_theme._populate(made, section)
        assert made == plain


def test_a_section_without_settings_is_not_sent():
    session = NewSession()
    known_theme._populate(session.custom_theme.sidebar, "theme.sidebar")
    known_theme._populate(session.custom_theme.sidebar, "theme.sidebar")
    assert not session.custom_theme.HasField("sidebar")


def test_streamlit_asks_by_the_name_that_is_replaced(monkeypatch):
    monkeypatch.setattr(known_theme.app_session, "_populate_theme_msg", known_theme._original)
    known_theme.remember_theme()
    assert known_theme.app_session._populate_theme_msg is known_theme._populate
