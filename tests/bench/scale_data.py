"""Made-up files in the form of GDELT 1.0 of any size, with the shares that samples of the real ones have."""

from __future__ import annotations

from pathlib import Path

import duckdb

from dashboard.coded.layouts import LAYOUTS
from dashboard.coded.states import states

# Of 1,965 rows of real files: with a country for actor 1 and actor 2; the quad classes; articles; rows that are roots.
WITH_FIRST, WITH_SECOND, ROOTS = 0.62, 0.41, 0.55
QUADS = (0.62, 0.71, 0.87)
FIRST_YEAR, YEARS = 1979, 47
_KNOWN = {
    "GLOBALEVENTID": "i",
    "SQLDATE": "strftime(day, '%Y%m%d')",
    "MonthYear": "strftime(day, '%Y%m')",
    "Year": "year(day)",
    "FractionDate": "round(year(day) + dayofyear(day) / 365, 4)",
    "Actor1Code": "first",
    "Actor1Name": "first",
    "Actor1CountryCode": "first",
    "Actor2Code": "second",
    "Actor2Name": "second",
    "Actor2CountryCode": "second",
    "IsRootEvent": f"if(hash(i, 7) % 100 < {ROOTS * 100:.0f}, 1, 0)",
    "EventCode": "case quad when 1 then '042' when 2 then '061' when 3 then '112' else '190' end",
    "EventBaseCode": "case quad when 1 then '042' when 2 then '061' when 3 then '112' else '190' end",
    "EventRootCode": "case quad when 1 then '04' when 2 then '06' when 3 then '11' else '19' end",
    "QuadClass": "quad",
    "GoldsteinScale": "case quad when 1 then 1.9 when 2 then 6.4 when 3 then -2.0 else -10.0 end",
    "NumMentions": "1 + hash(i, 8) % 20",
    "NumSources": "1 + hash(i, 9) % 3",
    "NumArticles": "1 + hash(i, 8) % 20",
    "AvgTone": "round((hash(i, 10) % 200000) / 10000 - 12, 13)",
    "ActionGeo_Type": "4",
    "ActionGeo_FullName": "'City ' || hash(i, 11) % 40000 || ', Province, ' || coalesce(first, 'Somewhere')",
    "ActionGeo_CountryCode": "'US'",
    "ActionGeo_Lat": "round((hash(i, 12) % 1200000) / 10000 - 60, 4)",
    "ActionGeo_Long": "round((hash(i, 13) % 3600000) / 10000 - 180, 4)",
    "DATEADDED": "strftime(day + 1, '%Y%m%d')",
    "SOURCEURL": "'https://www.paper' || hash(i, 14) % 5000 || '.example/world/' || md5((i // 3)::varchar) || '.html'",
}
_ROWS = """
select
    i,
    date '1979-01-01' + (365.25 * {years} * sqrt((hash(i, 1) % 1000000) / 1000000))::integer as day,
    if(hash(i, 2) % 1000 < {first}, codes[1 + floor({states} * pow((hash(i, 3) % 1000000) / 1000000, 3))::integer], null) as first,
    if(hash(i, 4) % 1000 < {second}, codes[1 + floor({states} * pow((hash(i, 5) % 1000000) / 1000000, 3))::integer], null) as second,
    case when part < {one} then 1 when part < {two} then 2 when part < {three} then 3 else 4 end as quad
from (select range as i, (hash(range, 6) % 1000) / 1000 as part from range({rows}))
cross join (select $codes as codes)
"""


def write(file: Path, rows: int) -> None:
    """Writes a file of so many rows."""
    if file.exists():
        return
    # The states that most news is about come first.
    loud = ["USA", "GBR", "RUS", "CHN", "ISR", "PAK", "IND", "IRN", "PRK", "KOR", "JPN", "DEU", "FRA"]
    codes = [*loud, *(state for state in states() if state not in loud)]
    made = _ROWS.format(
        years=YEARS,
        first=WITH_FIRST * 1000,
        second=WITH_SECOND * 1000,
        states=len(codes) - 1,
        one=QUADS[0],
        two=QUADS[1],
        three=QUADS[2],
        rows=rows,
    )
    cells = ", ".join(f'{_KNOWN.get(name, "null")} as "{name}"' for name in LAYOUTS["gdelt1"].names[58])
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(".tmp")
    with duckdb.connect(config={"threads": 2, "memory_limit": "2GB"}) as con:
        con.execute(
            f"copy (select {cells} from ({made})) to '{unfinished}' (delimiter '\t', header false, quote '', escape '')",
            {"codes": codes},
        )
    unfinished.replace(file)


def read_raw(file: Path) -> None:
    """The engine's own reader over all columns, and nothing done with them."""
    names = LAYOUTS["gdelt1"].names[58]
    kinds = ", ".join(f"'{name}': 'varchar'" for name in names)
    longest = ", ".join(f'max("{name}")' for name in names)
    options = "auto_detect=false, header=false, delim='\t', quote='', escape=''"
    with duckdb.connect(config={"threads": 2, "memory_limit": "1GB"}) as con:
        con.execute(f"select {longest} from read_csv('{file}', {options}, columns={{{kinds}}})").fetchall()
