"""The forms of files that are read: what their columns are called, and which of them are kept."""

from __future__ import annotations

from dataclasses import dataclass

_GDELT_HEAD_WORDS = """
GLOBALEVENTID SQLDATE MonthYear Year FractionDate
Actor1Code Actor1Name Actor1CountryCode Actor1KnownGroupCode Actor1EthnicCode Actor1Religion1Code Actor1Religion2Code
Actor1Type1Code Actor1Type2Code Actor1Type3Code
Actor2Code Actor2Name Actor2CountryCode Actor2KnownGroupCode Actor2EthnicCode Actor2Religion1Code Actor2Religion2Code
Actor2Type1Code Actor2Type2Code Actor2Type3Code
IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone
"""
_GDELT_HEAD = _GDELT_HEAD_WORDS.split()
_PLACE = ["Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID"]
_PLACE_2 = ["Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID"]


def _gdelt(place: list[str]) -> list[str]:
    return [*_GDELT_HEAD, *(f"{of}Geo_{part}" for of in ("Actor1", "Actor2", "Action") for part in place), "DATEADDED"]


@dataclass(frozen=True)
class Layout:
    """One form of file.

    `label` is what a reader calls the data. `names` gives the columns by how many there are; empty where the first line names them.
    `wanted` are those that are kept, `needed` those without which a file is refused. `first` is how a first line of names begins.
    `day` is the column whose first four signs are a year. `statement` is the file of `sql/coded` that makes events of them.
    """

    kind: str
    label: str
    names: dict[int, list[str]]
    wanted: tuple[str, ...]
    needed: tuple[str, ...]
    first: str
    day: str
    statement: str


_GDELT_NAMES = {
    57: _gdelt(_PLACE),
    58: [*_gdelt(_PLACE), "SOURCEURL"],
    61: [*_gdelt(_PLACE_2), "SOURCEURL"],
}
_GDELT_WANTED = (
    "GLOBALEVENTID SQLDATE Actor1Code Actor1CountryCode Actor2Code Actor2CountryCode IsRootEvent EventCode EventRootCode QuadClass "
    "GoldsteinScale NumMentions NumSources NumArticles AvgTone ActionGeo_FullName ActionGeo_CountryCode ActionGeo_Lat "
    "ActionGeo_Long DATEADDED SOURCEURL"
)
_ICEWS = """
Event ID|Event Date|Source Name|Source Sectors|Source Country|Event Text|CAMEO Code|Intensity|Target Name|Target Sectors
|Target Country|Story ID|Sentence Number|Publisher|City|District|Province|Country|Latitude|Longitude
""".replace("\n", "").split("|")
_UCDP = (
    "id relid date_start date_end date_prec side_a side_b gwnoa gwnob type_of_violence number_of_sources source_article "
    "source_headline where_coordinates country latitude longitude best"
)

LAYOUTS = {
    layout.kind: layout
    for layout in (
        Layout(
            kind,
            label,
            _GDELT_NAMES,
            tuple(_GDELT_WANTED.split()),
            ("GLOBALEVENTID", "SQLDATE", "DATEADDED"),
            "GLOBALEVENTID",
            "SQLDATE",
            "gdelt",
        )
        for kind, label in (
            ("gdelt1", "GDELT 1.0"),
            ("gdelt2", "GDELT 2.0"),
            ("sample", "Made-up sample, no real events"),
        )
    )
} | {
    "icews": Layout(
        "icews", "ICEWS", {20: _ICEWS}, tuple(_ICEWS), ("Event ID", "Event Date"), "Event ID", "Event Date", "icews"
    ),
    "ucdp": Layout(
        "ucdp", "UCDP GED", {}, tuple(_UCDP.split()), ("id", "date_start", "side_a"), "id", "date_start", "ucdp"
    ),
}
