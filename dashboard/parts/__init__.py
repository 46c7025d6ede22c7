"""Pieces of a page: filter bar, chart panel, evidence panel, passage reader. They know streamlit; what they show comes from below."""
