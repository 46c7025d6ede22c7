"""The command line: build, check, serve, list charts, export one. See `python -m dashboard --help`."""

from __future__ import annotations

import argparse
import gc
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dashboard.coded import commands as coded
from dashboard.export.options import add_export, add_verify
from dashboard.library import commands as library
from dashboard.library.audience import is_loopback
from dashboard.markup.site import served_at
from dashboard.store.config import DEFAULT, ROOT, Settings
from dashboard.store.current import is_fresh
from dashboard.store.database import open_current
from dashboard.store.kept import is_intact, kept_builds, roll_back
from dashboard.store.problems import DataError, StoreError
from dashboard.store.service import SettingError, service

MOST_HITS = 10_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit code (0 done, 1 the data or the database has faults, 2 wrong use)."""
    options = _parser().parse_args(arguments)
    # Nobody waits for a page here, so that a query may take its time on a busy machine.
    settings = replace(DEFAULT, data=options.data, out=options.out, deadline_s=60.0)
    try:
        code: int = options.run(options, settings)
        return code
    except DataError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        print(f"{len(error.problems)} problems; the database in service was not changed.", file=sys.stderr)
    except StoreError as error:
        print(error, file=sys.stderr)
    except BrokenPipeError:
        sys.stderr.close()
    except OSError as error:
        print(f"{error.strerror}: {error.filename}" if error.filename else error, file=sys.stderr)
    return 1


def _build(options: argparse.Namespace, settings: Settings) -> int:
    from dashboard.checks.stories import try_stories
    from dashboard.store.build import build

    made = build(settings, say=print, trials=[try_stories], wait_s=options.wait)
    print(f"Built {made.build_id}: {len(made.rows)} tables, {sum(made.rows.values()):,} rows in {made.file.name}")
    return 0


def _check(_: argparse.Namespace, settings: Settings) -> int:
    from dashboard.checks.record import run

    failed = 0
    for name, problems in run(settings):
        print(f"{'ok  ' if not problems else 'BAD '} {name}" + (f" ({len(problems)})" if problems else ""))
        for problem in problems:
            print(f"     {problem}")
        failed += bool(problems)
    return 1 if failed else 0


def _agreement(_: argparse.Namespace, settings: Settings) -> int:
    from dashboard.checks.agreement import write_agreement

    for one in write_agreement(settings.data):
        print(f"{one.field}: alpha {one.alpha:.2f} ({one.low:.2f} to {one.high:.2f}), {one.records} records")
    return 0


def _recall(options: argparse.Namespace, settings: Settings) -> int:
    from datetime import UTC, datetime

    from dashboard.checks.recall import counted, read_peer, record_spans, write_recall

    try:
        entries = read_peer(options.file, options.class_column)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    found = counted(entries, record_spans(open_current(settings)))
    for (kind, decade), (rows, matched) in found.items():
        print(f"{kind}\t{decade}\t{matched} of {rows}")
    write_recall(settings.data, options.peer, options.copy, found, datetime.now(UTC).date())
    return 0


def _serve(options: argparse.Namespace, settings: Settings) -> int:
    try:
        chosen = service()
    except SettingError as error:
        print(error, file=sys.stderr)
        return 2
    address, port = options.address or chosen.address, options.port or chosen.port
    failed = _built_for_serving(settings)
    if failed:
        return failed
    if not is_loopback(address) and not chosen.url:
        print("No PANMUNJOM_URL is set: citations name the address of this machine.", file=sys.stderr)
    print(f"Serving on http://{address}:{port} (stop with Ctrl+C)", flush=True)
    os.environ["PANMUNJOM_OUT"] = str(settings.out.resolve())
    os.environ["PANMUNJOM_LIBRARY"] = str(settings.library.resolve())
    os.environ["PANMUNJOM_SERVED_AT"] = served_at(address, port)
    if options.mcp:
        os.environ["PANMUNJOM_MCP"] = "1"
    os.environ["PANMUNJOM_CODED"] = str(settings.coded.resolve())
    # The options stand before the settings from here on.
    service.cache_clear()
    os.chdir(ROOT)
    # What is read now lives for good; `settle` of the server lets the collector run again.
    gc.disable()
    # In this process: a second one would read all packages once more before it answers.
    from streamlit.web.cli import main as streamlit

    server = ["run", str(ROOT / "dashboard" / "server.py")]
    streamlit(args=[*server, "--server.port", str(port), "--server.address", address], prog_name="streamlit")
    return 0


def _built_for_serving(settings: Settings) -> int:
    """Builds where the files have changed; an exit code where there is then nothing that can be served."""
    if is_fresh(settings) and is_intact(kept_builds(settings)[0]):
        return 0
    # In a process of its own, so that the server does not keep what a build needs.
    asked = ["--data", str(settings.data), "--out", str(settings.out), "--wait", "180"]
    built = subprocess.run([sys.executable, "-m", "dashboard", "build", *asked], check=False)  # noqa: S603
    if not built.returncode:
        return 0
    kept = next((kept for kept in kept_builds(settings) if is_intact(kept)), None)
    if kept is None:
        return built.returncode
    print(f"The build failed. Serving {kept.build_id}, which was built before.", file=sys.stderr, flush=True)
    return 0


def _rollback(_: argparse.Namespace, settings: Settings) -> int:
    kept = roll_back(settings)
    print(f"Now current: {kept.build_id} in {kept.file.name}. It stays so until the data change.")
    return 0


def _links(options: argparse.Namespace, settings: Settings) -> int:
    from dashboard.checks.addresses import Answer, Manners, check_links, source_addresses, write_report

    def tell(done: int, total: int, answer: Answer) -> None:
        if not answer.is_good or done % 50 == 0 or done == total:
            print(f"{done} of {total}: {answer.status} {answer.url}", file=sys.stderr)

    urls = source_addresses(settings.data)[: options.limit]
    answers = check_links(urls, Manners(options.timeout, options.workers), tell)
    if options.output:
        with options.output.open("w", encoding="utf-8", newline="") as file:
            write_report(answers, file)
    else:
        write_report(answers, sys.stdout)
    bad = sum(not answer.is_good for answer in answers)
    print(f"{len(answers)} addresses, {bad} without a good answer.", file=sys.stderr)
    return 1 if bad else 0


def _library(options: argparse.Namespace, settings: Settings) -> int:
    return library.run(options, settings.library)


def _mcp(_: argparse.Namespace, settings: Settings) -> int:
    os.environ["PANMUNJOM_OUT"] = str(settings.out.resolve())
    from dashboard.doors import mounted

    try:
        from dashboard.doors.agents import serve_stdio
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in ("mcp", "pydantic"):
            raise
        print(mounted.MISSING, file=sys.stderr)
        return 2
    open_current(settings)
    serve_stdio(mounted.answers)
    return 0


def _import(options: argparse.Namespace, settings: Settings) -> int:
    return coded.run_import(options, settings.coded)


def _rollup(options: argparse.Namespace, settings: Settings) -> int:
    return coded.run_rollup(options, settings.coded)


def _charts(_: argparse.Namespace, __: Settings) -> int:
    from dashboard.charts.catalogue import CHARTS

    for chart in CHARTS:
        print(f"{chart.id}\t{chart.title}")
    return 0


def _search(options: argparse.Namespace, settings: Settings) -> int:
    from dashboard.record.search import search

    found = search(open_current(settings), " ".join(options.text), per_type=options.limit, most=options.limit)
    for hit in found.hits:
        print(f"{hit.id}\t{hit.type}\t{hit.title}")
    if not found.hits:
        print("Nothing was found; try a name, a place, a year or other words.", file=sys.stderr)
    return 0


def _export(options: argparse.Namespace, settings: Settings) -> int:
    from dashboard.export.commands import run_export

    return run_export(options, open_current(settings))


def _verify(options: argparse.Namespace, settings: Settings) -> int:
    from dashboard.export.commands import run_verify

    return run_verify(options, open_current(settings))


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data", type=Path, default=DEFAULT.data, help="folder of CSV files and texts")
    common.add_argument("--out", type=Path, default=DEFAULT.out, help="folder of builds")
    parser = argparse.ArgumentParser(
        prog="python -m dashboard", description="US-North Korea relations, with the words."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, run: object, text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, parents=[common], help=text, description=text)
        command.set_defaults(run=run)
        return command

    building = add("build", _build, "build the database from the data folder and make it current")
    building.add_argument("--wait", type=float, default=0, metavar="S", help="seconds to wait for another build to end")
    add("rollback", _rollback, "make the previous build current, until the data change")
    add("check", _check, "run every check on the data, a line each")
    recall = add("recall", _recall, "count how much of a peer's chronology the record holds, and keep the counts")
    recall.add_argument("file", type=Path, help="a fetched copy as CSV, with a column date, or start and end")
    recall.add_argument("--peer", required=True, help="name of the chronology")
    recall.add_argument("--copy", required=True, help="address of the copy that is counted")
    recall.add_argument("--class-column", default="", help="column that holds the class of a row")
    add("agreement", _agreement, "compute how far two readers agreed from data/codings.csv (takes some minutes)")
    serve = add("serve", _serve, "build if anything changed, then serve the dashboard")
    serve.add_argument("--port", type=int, help="PANMUNJOM_PORT, or 8501")
    serve.add_argument("--address", help="PANMUNJOM_ADDRESS, or 127.0.0.1")
    serve.add_argument("--mcp", action="store_true", help="open the door for agents at /mcp too")
    _add_links(add("links", _links, "ask whether the addresses of all sources answer (needs a network), report as CSV"))
    library.add_to(
        add("library", _library, "texts of sources on this machine: fetch, add, list, check, remove, release"), common
    )
    add("mcp", _mcp, "answer an agent over standard input and output (Model Context Protocol)")
    coded.add_import(add("import", _import, "import coded events (GDELT, ICEWS, UCDP) from files, or a made-up sample"))
    coded.add_rollup(add("rollup", _rollup, "compute the sums of imported events anew, here or on a cluster"))
    add("charts", _charts, "print the id and title of every chart")
    find = add("search", _search, "find records, people and passages by any of their names, best first")
    find.add_argument("text", nargs="+", help="words, a name in any spelling, a date")
    find.add_argument("--limit", type=_count, default=20, help="most lines")
    add_export(add("export", _export, "write one, several or all charts as data, picture or bundle"))
    add_verify(add("verify", _verify, "say whether a bundle agrees with the current build, or what differs"))
    return parser


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST_HITS:
        raise argparse.ArgumentTypeError(f"a number from 1 to {MOST_HITS}")
    return number


def _add_links(command: argparse.ArgumentParser) -> None:
    command.add_argument("--timeout", type=float, default=20.0, metavar="S", help="seconds to wait for an answer")
    command.add_argument("--workers", type=int, default=8, metavar="N", help="hosts that are asked at the same time")
    command.add_argument("--limit", type=int, metavar="N", help="only the first N addresses")
    command.add_argument("-o", "--output", type=Path, help="file to write; standard output without it")


if __name__ == "__main__":
    sys.exit(main())
