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

    The engine's `match_bm25` asks for one document after the other. What each word adds to the score of each document
    is therefore worked out here, once, in the order of the words: a question reads and adds only what it needs.
    """
    con.execute(
        "pragma create_fts_index('search_document', 'doc', 'terms', stemmer = 'porter', stopwords = 'search_stopword',"
        r" ignore = '\s+', strip_accents = 0, lower = 0, overwrite = 1)"
    )
    con.execute(
        f"""
        create or replace table {INDEX}.postings as
        select
            terms.termid,
            any_value(docs.name) as doc,
            any_value(log((stats.num_docs - dict.df + 0.5) / (dict.df + 0.5) + 1))
                * count(*) * 2.2 / (count(*) + 1.2 * (0.25 + 0.75 * any_value(docs.len / stats.avgdl))) as score
        from {INDEX}.terms as terms
        inner join {INDEX}.dict as dict on terms.termid = dict.termid
        inner join {INDEX}.docs as docs on terms.docid = docs.docid
        cross join {INDEX}.stats as stats
        group by terms.termid, terms.docid
        order by terms.termid, doc
        """
    )


def index_hash(con: duckdb.DuckDBPyConnection) -> str:
    """Hash of every word of the index with its documents and scores; the numbers that the engine gives to words do not count."""
    rows = con.execute(
        f"""
        select dict.term, string_agg(doc || ' ' || round(score, 6), chr(10) order by doc)
        from {INDEX}.postings as postings
        inner join {INDEX}.dict as dict on postings.termid = dict.termid
        group by dict.term
        order by dict.term
        """
    )
    digest = hashlib.sha256()
    while found := rows.fetchmany(1000):
        for row in found:
            digest.update(repr(row).encode())
    return digest.hexdigest()
