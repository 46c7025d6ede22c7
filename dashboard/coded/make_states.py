"""Makes `states.csv` from lists that anybody may use: python -m dashboard.coded.make_states FOLDER. Run by hand where a list changes.

FOLDER holds `country-codes.csv` of github.com/datasets/country-codes (public domain), `cowstates.csv` and `gwstates.csv`, which are the
data of the R package states (github.com/andybega/states, MIT) written by `write.csv`, and `CAMEO.country.txt` of the GDELT Project.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

STATES = Path(__file__).with_name("states.csv")
# Names that the lists of numbers or the coders use and no other list has, written by hand.
NAMES = Path(__file__).with_name("state_names.csv")
COLUMNS = ("iso3", "name", "cow", "gw", "cameo", "other_names")
# States that the lists of political science have and ISO 3166 has not, and a territory that is coded and has no more a code.
WITHOUT_ISO = {"XKX": "Kosovo", "ANT": "Netherlands Antilles"}
# Nor do programs have a code for them.
NO_CODE = {"Abkhazia", "South Ossetia"}
# Other codes of the coders' own for a state, beside the one of ISO.
CODED = {
    "ROU": ["ROM"],
    "TLS": ["TMP"],
    "PSE": ["WSB", "GZS"],
    "XKX": ["KSV"],
    "COD": ["ZAR"],
    "IRQ": ["BAG"],
    "IMN": ["IMY"],
    "MNE": ["MTN"],
}


def made(folder: Path) -> list[dict[str, str]]:
    """A row a state, in the order of their codes. Raises SystemExit where a numbered state is no state of ISO 3166."""
    rows = {iso3: [name] for iso3, name in WITHOUT_ISO.items()}
    for row in _read(folder / "country-codes.csv"):
        formal = row["UNTERM English Formal"].removeprefix("the ").removesuffix(" (the)")
        names = (
            row["CLDR display name"],
            row["official_name_en"],
            row["UNTERM English Short"].removesuffix(" (the)"),
            formal,
        )
        rows[row["ISO3166-1-Alpha-3"]] = [name for name in names if name]
    numbers = {
        file: _numbers(folder / f"{file}.csv", code, rows)
        for file, code in (("cowstates", "cowcode"), ("gwstates", "gwcode"))
    }
    cameo = {row["CODE"] for row in _read(folder / "CAMEO.country.txt", "\t")}
    return [
        {
            "iso3": iso3,
            "name": names[0],
            "cow": numbers["cowstates"].get(iso3, ""),
            "gw": numbers["gwstates"].get(iso3, ""),
            "cameo": ";".join([*([iso3] if iso3 in cameo else []), *CODED.get(iso3, [])]),
            "other_names": ";".join(_others(names, _named("news").get(iso3, []))),
        }
        for iso3, names in sorted(rows.items())
        if iso3
    ]


def _others(names: list[str], written: list[str]) -> list[str]:
    """The other names, each once, however its letters are written."""
    found = {name.casefold(): name for name in reversed([*names, *written])}
    return [name for key, name in reversed(found.items()) if key != names[0].casefold()]


def _numbers(file: Path, code: str, rows: dict[str, list[str]]) -> dict[str, str]:
    """The numbers of the states that there are today, by ISO code; of a state with two the one that goes on."""
    numbered = {name: iso3 for iso3, names in _named("numbers").items() for name in names}
    known = {name.casefold(): iso3 for iso3, names in rows.items() for name in names}
    found: dict[str, str] = {}
    unknown = []
    for row in _read(file):
        name = row["country_name"]
        if not row["end"].startswith("9999") or name in NO_CODE:
            continue
        iso3 = numbered.get(name) or known.get(name.casefold())
        if iso3 is None:
            unknown.append(name)
        else:
            found[iso3] = row[code]
    if unknown:
        raise SystemExit(f"{file.name}: no states of ISO 3166, add them to {NAMES.name}: {', '.join(unknown)}")
    return found


def _named(of: str) -> dict[str, list[str]]:
    """The names that are written by hand, by ISO code."""
    found: dict[str, list[str]] = {}
    for row in _read(NAMES):
        if row["of"] == of:
            found.setdefault(row["iso3"], []).append(row["name"])
    return found


def _read(file: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened, delimiter=delimiter))


if __name__ == "__main__":
    rows = made(Path(sys.argv[1]))
    with STATES.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
