-- One row: a question in the form of the index.
-- Parameters: text varchar.
-- Used by: dashboard.search, before search_known.sql.
select search_form($text) as form
