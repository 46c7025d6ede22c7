"""Charts: the catalogue and its builders, frame in and Altair chart out. Never imports streamlit."""
