"""Made-up files of coded events for tests, in the forms of the real ones."""

from __future__ import annotations

import zipfile
from pathlib import Path

from dashboard.coded.layouts import LAYOUTS

ICEWS_HEAD = "\t".join(LAYOUTS["icews"].names[20])


def gdelt(number: int, day: str = "20170903", width: int = 58, **cells: object) -> str:
    """One line of GDELT with this number, of 57, 58 or 61 columns."""
    row = dict.fromkeys(LAYOUTS["gdelt1"].names[width], "")
    row |= {
        "GLOBALEVENTID": str(number),
        "SQLDATE": day,
        "Actor1Code": "USAGOV",
        "Actor1CountryCode": "USA",
        "Actor2Code": "PRK",
        "Actor2CountryCode": "PRK",
        "IsRootEvent": "1",
        "EventCode": "190",
        "EventRootCode": "19",
        "QuadClass": "4",
        "GoldsteinScale": "-10.0",
        "NumMentions": "3",
        "NumSources": "1",
        "NumArticles": "2",
        "AvgTone": "-1.5",
        "DATEADDED": f"{day}000000" if width == 61 else day,
    }
    if width > 57:
        row["SOURCEURL"] = f"https://example.org/{number}"
    row |= {name: str(value) for name, value in cells.items()}
    return "\t".join(row.values())


def icews(number: int, source: str = "United States", target: str = "North Korea", code: str = "112") -> str:
    """One line of ICEWS."""
    cells = [str(number), "2018-06-02", "A", "NA", source, "Accuse", code, "-2", "B", "NA", target]
    return "\t".join([*cells, "77", "2", "The Paper", "Seoul", "NA", "NA", "South Korea", "37.5", "127"])


def write(folder: Path, name: str, *lines: str | bytes) -> Path:
    """A file of lines."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"".join((line if isinstance(line, bytes) else line.encode()) + b"\n" for line in lines))
    return file


def zipped(file: Path) -> Path:
    """The file in a zip beside it."""
    packed = file.with_suffix(".zip")
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.write(file, file.name)
    return packed
