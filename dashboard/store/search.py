"""The full-text index: DuckDB's FTS extension from its wheel, made over `search_document` in the build and read back with it."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

import duckdb

from dashboard.store.problems import StoreError

INDEX = "fts_main_search_document"
MANIFEST_NAME = "search index"
_HOW = "Install it with: pip install -r requirements.txt"


def load_extension(con: duckdb.DuckDBPyConnection) -> None:
    """Loads the extension; must come before the connection is locked. Raises StoreError where the wheel is missing or does not fit."""
    try:
        con.execute(f"load '{_extension_file()}'")
    except duckdb.Error as error:
        raise StoreError(
            f"DuckDB {duckdb.__version__} cannot load the full-text extension from duckdb-extension-fts; both need the"
            f" same version. {_HOW} ({error})"
        ) from error


def _extension_file() -> Path:
    package = find_spec("duckdb_extension_fts")
    folders = (package.submodule_search_locations if package else None) or []
    found = sorted(file for folder in folders for file in Path(folder).glob("extensions/*/fts.duckdb_extension"))
    if not found:
        raise StoreError(f"The package duckdb-extension-fts is missing or empty; search needs it. {_HOW}")
    return found[-1]


def make_index(con: duckdb.DuckDBPyConnection) -> None:
    """Indexes `search_document.terms`, which the marts have brought into the form that questions take too.

    The postings are put in the order of their words, so that a question reads only the blocks with its own.
    """
    con.execute(
        "pragma create_fts_index('search_document', 'doc', 'terms', stemmer = 'porter', stopwords = 'search_stopword',"
        r" ignore = '\s+', strip_accents = 0, lower = 0, overwrite = 1)"
    )
    con.execute(f"create or replace table {INDEX}.terms as from {INDEX}.terms order by termid, docid")


def index_hash(con: duckdb.DuckDBPyConnection) -> str:
    """Hash of every word of the index with the documents it stands in; the numbers that the engine gives them do not count."""
    rows = con.execute(
        f"""
        select dict.term, dict.df, string_agg(docs.name, ' ' order by docs.name)
        from {INDEX}.terms as terms
        inner join {INDEX}.dict as dict on terms.termid = dict.termid
        inner join {INDEX}.docs as docs on terms.docid = docs.docid
        group by dict.term, dict.df
        order by dict.term
        """
    )
    digest = hashlib.sha256()
    while found := rows.fetchmany(1000):
        for row in found:
            digest.update(repr(row).encode())
    return digest.hexdigest()
