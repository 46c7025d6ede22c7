"""The data layer: builds the database from `data/` and `sql/`, opens it, and answers named queries. Never imports streamlit."""
