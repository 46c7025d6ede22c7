"""Lines to copy: how a program reads this site. The tests run each of them against a server."""

from __future__ import annotations

import json
from dataclasses import dataclass

from dashboard.record.filters import Filters
from dashboard.record.links import Site


@dataclass(frozen=True)
class Example:
    """Lines in one language with what they do."""

    id: str
    title: str
    language: str
    code: str


def examples(site: Site) -> list[Example]:
    """The lines for the site at this address."""
    north = Filters(actors=("PRK",), date_from="1994")
    chart = site.chart_file("events_timeline", "csv", north)
    treaties = site.at("/records.jsonl?type=treaty&lens=primary")
    found = site.at("/search.json?q=armistice&limit=3")
    evidence, record = site.table("evidence", "parquet"), site.table("record", "parquet")
    return [
        Example(
            "curl",
            "Shell",
            "bash",
            f"curl -sS -o events.csv '{chart}'\ncurl -sS '{treaties}' | head -n 3\ncurl -sS '{found}'",
        ),
        Example(
            "pandas",
            "Python with pandas",
            "python",
            "import pandas as pd\n\n"
            f'events = pd.read_csv("{chart}")\n'
            f'treaties = pd.read_json("{treaties}", lines=True)\n'
            f'evidence = pd.read_parquet("{evidence}")',
        ),
        Example(
            "duckdb",
            "DuckDB",
            "sql",
            f"select record.type, count(*) as quotes\nfrom read_parquet('{record}') as record\n"
            f"inner join read_parquet('{evidence}') as evidence using (record_id)\n"
            "where evidence.first_words is not null\ngroup by all\norder by quotes desc;",
        ),
        Example(
            "r",
            "R",
            "r",
            f'events <- read.csv("{chart}")\n'
            f'treaties <- jsonlite::stream_in(url("{treaties}"))\n'
            f'evidence <- arrow::read_parquet("{evidence}")',
        ),
        Example(
            "notebook",
            "A notebook beside a copy of this program",
            "python",
            "from dashboard import api\n\n"
            'events = api.data("events_timeline", actor="PRK", from_="1994")\n'
            'api.chart("events_timeline", actor="PRK", from_="1994")',
        ),
        Example("agent", "An assistant that speaks the Model Context Protocol", "json", _agent()),
    ]


def _agent() -> str:
    started = {"command": "python", "args": ["-m", "dashboard", "mcp"], "cwd": "the folder of this program"}
    return json.dumps({"mcpServers": {"panmunjom": started}}, indent=2)
