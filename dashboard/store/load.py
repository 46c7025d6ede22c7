"""Loads a data folder into an engine without enforcing keys, so that one run can name every fault: cells, keys, references, texts."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import duckdb
import pyarrow as pa

from dashboard.store import dates
from dashboard.store.dictionary import LINE, Column, Table, read_tables
from dashboard.store.problems import Problem
from dashboard.store.reader import Row, read_document, read_table
from dashboard.store.story_files import Stories, read_stories

_DOI = re.compile(r"10\.\d{4,9}/\S+")
# What stands in addresses, lists joined by semicolons and names of files; an ending that means a format would be taken for it.
_ID = re.compile(r"(?!.*\.(?:json|png|csv|zip)$)[A-Za-z0-9](?:[A-Za-z0-9._-]{0,118}[A-Za-z0-9])?")
_RECORD_TABLE = "record"


@dataclass
class Folder:
    """What was read of a data folder: rows by table, document texts by source id, stories, and the faults found so far."""

    path: Path
    rows: dict[str, list[tuple[int, Row]]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    stories: Stories = field(default_factory=Stories)
    problems: list[Problem] = field(default_factory=list)


def read_folder(path: Path, tables: list[Table]) -> Folder:
    """Reads every table's CSV file, every document that `sources.csv` names and every story; checks the form of each cell."""
    folder = Folder(path)
    for table in tables:
        rows = read_table(path / table.file, table.csv_columns, folder.problems)
        folder.rows[table.name] = rows
        for line, row in rows:
            for column in table.columns:
                if column.name != LINE:
                    _check_form(table.file, line, column, row[column.name], folder.problems)
        _check_unique(table, rows, folder.problems)
    known = [table.file for table in tables]
    for file in sorted(path.glob("*.csv")):
        if file.name not in known:
            folder.problems.append(Problem(file.name, 0, "", "", f"one of {', '.join(known)}"))
    for line, row in folder.rows.get("sources", []):
        if row["file"]:
            place = Problem("sources.csv", line, "", "", "")
            text = read_document(
                path / "sources", row["file"], row["sha256"] or "", row["length"] or "", place, folder.problems
            )
            folder.texts[row["source_id"] or ""] = text
    folder.stories = read_stories(path, folder.problems)
    return folder


def _check_form(file: str, line: int, column: Column, cell: str | None, problems: list[Problem]) -> None:
    if cell is None:
        if column.required and not column.is_list:
            problems.append(Problem(file, line, column.name, "", "a value"))
        return
    expected = ""
    if column.tag == "edtf":
        try:
            dates.span(cell)
        except ValueError:
            expected = "an EDTF date such as 1953-07-27, 1953-07, 1953~ or 1950-07-06/1950-07-08"
    elif column.tag == "link" and not is_link(cell):
        expected = "an http or https address without a name or password, of a host in ASCII"
    elif column.name.endswith("_id") and not _ID.fullmatch(cell):
        expected = "an id of letters, digits, hyphens and points, at most 120"
    elif column.tag == "doi" and not _DOI.fullmatch(cell):
        expected = "a DOI such as 10.4324/9781315769462-8"
    elif column.is_list and (len(set(cell.split(";"))) < len(cell.split(";")) or "" in cell.split(";")):
        expected = "different values joined by single semicolons"
    if expected:
        problems.append(Problem(file, line, column.name, cell, expected))


def is_link(text: str) -> bool:
    """Whether a text is an address that may be linked to: http or https, with a host, without white space."""
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    is_plain = bool(host) and host.isascii() and "@" not in parts.netloc and (port is None or port > 0)
    return parts.scheme in ("http", "https") and is_plain and not re.search(r"[\s<>\"]", text)


def _check_unique(table: Table, rows: list[tuple[int, Row]], problems: list[Problem]) -> None:
    for key in table.keys:
        seen: dict[tuple[str | None, ...], int] = {}
        for line, row in rows:
            value = tuple(row[name] for name in key)
            first = seen.setdefault(value, line)
            if first != line and None not in value:
                shown = ", ".join(str(part) for part in value)
                expected = f"a value used once; it stands on line {first} too"
                problems.append(Problem(table.file, line, ", ".join(key), shown, expected))


def fill(con: duckdb.DuckDBPyConnection, folder: Folder, tables: list[Table]) -> None:
    """Puts the folder's rows into tables stripped of constraints; a cell that the engine cannot read becomes null and a fault."""
    _strip_constraints(con)
    for table in tables:
        _insert(con, folder, table)
    texts = {"source": list(folder.texts), "body": list(folder.texts.values())}
    _insert_arrow(con, "document_text", pa.table(texts, _TEXT_COLUMNS))
    spans = [(text, dates.span(text)) for text in sorted(_dates_used(folder, tables))]
    rows = [{"edtf": text, **asdict(span), "words": dates.in_words(text)} for text, span in spans]
    if rows:
        _insert_arrow(con, "edtf", pa.Table.from_pylist(rows))
    for name, told in folder.stories.rows.items():
        if told:
            con.executemany(f'insert into "{name}" values ({", ".join("?" * len(told[0]))})', told)


_TEXT_COLUMNS = pa.schema([("source", pa.string()), ("body", pa.string())])


def _strip_constraints(con: duckdb.DuckDBPyConnection) -> None:
    names = [table.name for table in read_tables(con, loaded_only=False)]
    for name in names:
        con.execute(f'create table "bare {name}" as from "{name}" limit 0')
    for name in reversed(names):
        con.execute(f'drop table "{name}"')
        con.execute(f'alter table "bare {name}" rename to "{name}"')


def _insert_arrow(con: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    con.register("arrow_rows", rows)
    con.execute(f'insert into "{name}" by name from arrow_rows')
    con.unregister("arrow_rows")


def _insert(con: duckdb.DuckDBPyConnection, folder: Folder, table: Table) -> None:
    rows = folder.rows[table.name]
    arrays: dict[str, pa.Array] = {}
    for column in table.columns:
        if column.name == LINE:
            arrays[LINE] = pa.array([line for line, _ in rows], pa.int32())
            continue
        cells = [row[column.name] for _, row in rows]
        if column.is_list:
            arrays[column.name] = pa.array([cell.split(";") if cell else [] for cell in cells], pa.list_(pa.string()))
        else:
            arrays[column.name] = pa.array(cells, pa.string())
    con.register("csv_rows", pa.table(arrays))
    for column in table.columns:
        if column.is_list or column.type == "VARCHAR":
            continue
        bad = con.execute(
            f'select {LINE}, "{column.name}" from csv_rows'
            f' where "{column.name}" is not null and try_cast("{column.name}" as {column.type}) is null'
        ).fetchall()
        folder.problems += [
            Problem(table.file, line, column.name, str(value), f"a value of type {column.type.lower()}")
            for line, value in bad
        ]
    casts = ", ".join(f'try_cast("{column.name}" as {column.type})' for column in table.columns)
    con.execute(f'insert into "{table.name}" select {casts} from csv_rows')
    con.unregister("csv_rows")


def _dates_used(folder: Folder, tables: list[Table]) -> set[str]:
    found: set[str] = set()
    for table in tables:
        names = [column.name for column in table.columns if column.tag == "edtf"]
        for _, row in folder.rows[table.name]:
            for name in names:
                cell = row[name]
                if cell and _is_date(cell):
                    found.add(cell)
    return found


def _is_date(text: str) -> bool:
    try:
        dates.span(text)
    except ValueError:
        return False
    return True


def check_rules(con: duckdb.DuckDBPyConnection, tables: list[Table]) -> list[Problem]:
    """Faults against the checks and references declared in the schema, on filled tables and marts."""
    problems: list[Problem] = []
    for table in tables:
        file = table.file
        for expression, names in table.checks:
            shown = " || ', ' || ".join(f"coalesce(\"{name}\"::varchar, '')" for name in dict.fromkeys(names))
            bad = con.execute(
                f'select {LINE}, {shown} from "{table.name}" where not coalesce({expression}, true)'
            ).fetchall()
            named = ", ".join(dict.fromkeys(names))
            problems += [Problem(file, line, named, value, expression) for line, value in bad]
        for name, target, key in table.foreign:
            problems += _dangling(con, table, name, f'select "{key}" from "{target}"', f"an id of {target}.csv")
        for column in table.columns:
            if column.references:
                allowed = " union all ".join(_allowed(con, target) for target in column.references)
                problems += _dangling(con, table, column.name, allowed, _expected(column.references))
    return problems


def _allowed(con: duckdb.DuckDBPyConnection, target: str) -> str:
    if target.startswith("codes:"):
        return f"select code from codes where vocabulary = '{target.removeprefix('codes:')}'"
    key = con.execute(f'describe "{target}"').fetchall()[0][0]
    return f'select "{key}" from "{target}"'


def _expected(references: list[str]) -> str:
    named = [
        f"a code of {target.removeprefix('codes:')} in codes.csv"
        if target.startswith("codes:")
        else ("the id of a record" if target == _RECORD_TABLE else f"an id of {target}.csv")
        for target in references
    ]
    return " or ".join(named)


def _dangling(con: duckdb.DuckDBPyConnection, table: Table, name: str, allowed: str, expected: str) -> list[Problem]:
    is_list = next(column for column in table.columns if column.name == name).is_list
    value = f'unnest("{name}")' if is_list else f'"{name}"'
    bad = con.execute(
        f'select {LINE}, value from (select {LINE}, {value} as value from "{table.name}")'
        f" where value is not null and value not in ({allowed})"
    ).fetchall()
    return [Problem(table.file, line, name, value, expected) for line, value in bad]
