"""Pages: one script a page, run by Streamlit; thin."""
