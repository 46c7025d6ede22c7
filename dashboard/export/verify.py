"""Says whether a bundle agrees with a build: its files with their hashes, its rows, citations and quotes, and all else made anew.

Hashes alone prove little: who changes a file can change its hash too.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dashboard.charts.catalogue import BY_ID
from dashboard.export import bundle, cells
from dashboard.export.package import hash_of
from dashboard.export.subject import CITATIONS, Subject
from dashboard.record.filters import parse
from dashboard.record.links import Site
from dashboard.record.vocabulary import vocabulary
from dashboard.store import dates
from dashboard.store.database import Database

# A bundle of the largest chart has a twentieth of it; what claims more is no bundle.
MOST_BYTES = 200_000_000
MOST_FILES = 64
# Differences of one sort that are told one by one.
SHOWN = 20
_OF_A_CITATION = ("record", "citation")
_DESCRIPTION = "datapackage.json"
# Compared row by row, so that each difference can be named.
_ROW_BY_ROW = ("citations.csv",)
_VERSION_BOUND = ("rows", "build_id", "data_date", "permalink", "how_to_cite")

Table = Mapping[tuple[str, ...], Mapping[str, str]]


class NoBundleError(Exception):
    """The file is no bundle of this program. The message is for a reader."""


@dataclass
class Verdict:
    """What was compared, each with how many agree, and every difference in a sentence."""

    agrees: list[str] = field(default_factory=list)
    differs: list[str] = field(default_factory=list)

    def of(self, what: str, count: int, differences: Sequence[str]) -> None:
        """Adds what was found of one sort of thing."""
        if not differences:
            self.agrees.append(f"{what}: {count:,} agree")
            return
        self.differs.append(f"{what}: {len(differences):,} differ")
        self.differs += [f"  {text}" for text in differences[:SHOWN]]
        if len(differences) > SHOWN:
            self.differs.append(f"  and {len(differences) - SHOWN:,} more")


def verify(file: Path, database: Database) -> tuple[list[str], Verdict]:
    """What the bundle is, in lines, and how it agrees with this build. Raises NoBundleError, OSError or StoreError."""
    files = _unpacked(file)
    package = _package(files)
    own = package["panmunjom"]
    chart = BY_ID[own["chart"]]
    filters, notes = parse(own["filters"], vocabulary(database, chart.kinds))
    subject = Subject(chart, filters, database, Site(own["site"]))
    told = [
        f"{package['title']}. {own['filters_in_words']}",
        f"Packed from data version {package['version']} of {package['created'][:10]}; compared with"
        f" {database.build_id} of {subject.edition.day}",
    ]
    verdict = Verdict()
    try:
        verdict.of("Files as they were packed", len(package["resources"]), list(_changed_files(package, files)))
        verdict.of("Filters that are still known", len(own["filters"]), notes)
        _compare_rows(verdict, subject, files[f"{chart.id}.csv"], package)
        _compare_citations(verdict, subject, files["citations.csv"])
        _compare_quotes(verdict, subject, files["passages.jsonld"])
        _compare_others(verdict, subject, files, package)
    except (KeyError, TypeError, AttributeError, ValueError, csv.Error) as error:
        raise NoBundleError("It holds a file that this program has not written so.") from error
    return told, verdict


def _unpacked(file: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            if len(members) > MOST_FILES or sum(member.file_size for member in members) > MOST_BYTES:
                raise NoBundleError(f"{file.name} is larger than any bundle.")
            if len({member.filename for member in members}) != len(members):
                # One program would open the first of them, another the last.
                raise NoBundleError(f"{file.name} holds two files of one name.")
            return {member.filename: archive.read(member) for member in members}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise NoBundleError(f"{file.name} is no ZIP file that can be read: {error}") from error


def _package(files: Mapping[str, bytes]) -> dict[str, Any]:
    try:
        package: dict[str, Any] = json.loads(files[_DESCRIPTION])
        own = package["panmunjom"]
        needed = {f"{own['chart']}.csv", "citations.csv", "passages.jsonld"}
        known = own["chart"] in BY_ID and all(isinstance(values, list) for values in own["filters"].values())
        texts = [package["title"], package["version"], package["created"], own["filters_in_words"], own["site"]]
        if not known or not needed <= files.keys() or not all(isinstance(text, str) for text in texts):
            raise NoBundleError("It is no bundle of a chart that this program has.")
        return package
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise NoBundleError("It has no description that this program has written.") from error


def _changed_files(package: Mapping[str, Any], files: Mapping[str, bytes]) -> Iterator[str]:
    for resource in package["resources"]:
        content = files.get(resource["path"])
        if content is None:
            yield f"{resource['path']} is missing"
        elif hash_of(content) != resource["hash"]:
            yield f"{resource['path']} was changed after it was packed"
    described = {_DESCRIPTION, "README.txt", *(resource["path"] for resource in package["resources"])}
    for name in files:
        if name not in described:
            yield f"{name[:80]} was added after it was packed"


def _compare_rows(verdict: Verdict, subject: Subject, packed: bytes, package: Mapping[str, Any]) -> None:
    now = _table(cells.to_csv(subject.told_table), ("mark",))
    then = _table(packed, ("mark",))
    found = list(_differences(then, now, without=_VERSION_BOUND))
    versions = {row["build_id"] for row in then.values()} - {package["version"]}
    found += [f"a row names the data version {version[:40]!r}, the bundle another" for version in sorted(versions)]
    verdict.of("Rows", len(then), found)


def _compare_others(verdict: Verdict, subject: Subject, files: Mapping[str, bytes], package: Mapping[str, Any]) -> None:
    """Every other file beside what this build makes of the same chart; what only names the version may name another."""
    is_same = package["version"] == subject.build_id
    now = bundle.files_of(subject, with_pictures=is_same)
    compared = {name: content for name, content in now.items() if name not in _ROW_BY_ROW}
    compared.pop(f"{subject.chart.id}.csv")
    versions = _versions(package, subject)
    found = []
    for name, content in compared.items():
        then = files.get(name)
        if then is None or (_meant(name, then, versions) != _meant(name, content, versions)):
            found.append(f"{name} is not what this build makes")
    verdict.of("Other files, made anew", len(compared), found)


def _versions(package: Mapping[str, Any], subject: Subject) -> dict[str, str]:
    """What names a version in a bundle -> what names that of today."""
    then, now = package["created"][:10], subject.edition.day
    named = {package["version"]: subject.build_id, then: now, dates.in_words(then): dates.in_words(now)}
    # Packed before links told how many changes the data had seen.
    counted = re.search(r"version=[\d-]{10}\.[0-9a-f]{12}(\.\d+)?", package["homepage"])
    if counted and package["version"] != subject.build_id:
        named |= {f"{package['version']}{counted[1] or ''}": f"{subject.build_id}.{subject.edition.changes}"}
    return dict(sorted(named.items(), key=lambda pair: -len(pair[0])))


def _meant(name: str, content: bytes, versions: Mapping[str, str]) -> Any:
    """A file without what differs between versions alone."""
    if name.endswith(".png"):
        return content
    text = content.decode("utf-8", "replace")
    for then, now in versions.items():
        text = text.replace(then, now)
    if name != _DESCRIPTION:
        return text
    # Sizes and hashes are compared with the files themselves.
    return {key: value for key, value in json.loads(text).items() if key != "resources"}


def _compare_citations(verdict: Verdict, subject: Subject, packed: bytes) -> None:
    import pyarrow as pa

    now = _table(cells.to_csv(pa.Table.from_pylist(subject.citations, CITATIONS)), _OF_A_CITATION)
    then = _table(packed, _OF_A_CITATION)
    verdict.of("Citations", len(then), list(_differences(then, now)))


def _compare_quotes(verdict: Verdict, subject: Subject, packed: bytes) -> None:
    """Whether each quotation stands at its place in a document as the build has it."""
    bodies = {row["source"]: row["body"] for row in subject.database.rows("pages", "document_bodies")}
    sources = {f"{subject.site.record(row['record'])}#{row['citation']}": row["source"] for row in subject.evidence}
    count, moved = 0, []
    for annotation in json.loads(packed)["first"]["items"]:
        listed = annotation["target"].get("selector", [])
        by_type = {one["type"]: one for one in (listed if isinstance(listed, list) else [listed])}
        if "TextPositionSelector" not in by_type:
            continue
        count += 1
        place = by_type["TextPositionSelector"]
        body = bodies.get(sources.get(annotation["id"], ""), "")
        if body[place["start"] : place["end"]] != by_type["TextQuoteSelector"]["exact"]:
            moved.append(f"{annotation['id'].rpartition('#')[2]}: its words do not stand where they stood")
    verdict.of("Quotes at their places in the documents", count, moved)


def _table(content: bytes, keys: Sequence[str]) -> Table:
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig", "replace"), newline=""))
    return {tuple(row.get(key) or "" for key in keys): row for row in rows}


def _differences(then: Table, now: Table, without: Sequence[str] = ()) -> Iterator[str]:
    for key in [*then, *(key for key in now if key not in then)]:
        name = key[-1]
        if key not in now:
            yield f"{name} is no longer there"
        elif key not in then:
            yield f"{name} is new"
        else:
            columns = [column for column in {**then[key], **now[key]} if column not in without]
            changed = [column for column in columns if then[key].get(column) != now[key].get(column)]
            if changed:
                yield f"{name}: {', '.join(changed)} changed" + _said(then[key], now[key], changed)


def _said(then: Mapping[str, str], now: Mapping[str, str], changed: Sequence[str]) -> str:
    if len(changed) > 1:
        return ""
    old, new = (str(row.get(changed[0]) or "nothing")[:60] for row in (then, now))
    return f" from “{old}” to “{new}”"
