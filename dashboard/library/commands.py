"""The `library` command: fetch, add, list, check, remove, release."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

from dashboard.library.config import LibraryError, Limits, Manners
from dashboard.library.places import survey
from dashboard.library.rights import public_domain, releasable
from dashboard.library.shelf import Shelf
from dashboard.library.wanted import Source, Wanted, read_wanted

REBUILD = "Build again to find the words: python -m dashboard build (make run does it by itself)."


def add_to(command: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """Adds the subcommands; each sets `act`, which `run` calls."""
    acts = command.add_subparsers(required=True, metavar="ACT")

    def add(name: str, act: object, text: str) -> argparse.ArgumentParser:
        made = acts.add_parser(name, parents=[common], help=text, description=text)
        made.set_defaults(act=act)
        return made

    fetch = add("fetch", _fetch, "fetch texts of sources politely; what is held is not fetched again")
    _add_choice(fetch, "all sources that words were read in")
    fetch.add_argument("--again", action="store_true", help="fetch what is held again, and tell what changed")
    fetch.add_argument(
        "--pause", type=float, default=Manners().pause, metavar="S", help="seconds between requests to a host"
    )
    fetch.add_argument(
        "--allow-private", action="store_true", help="also ask addresses of this machine and its own network"
    )
    fetch.add_argument("--archive", metavar="URL", help="address that tells which copies the archive has; for tests")
    hand = add("add", _add, "hold a file that you have: HTML, PDF, DOCX, XML or text")
    hand.add_argument("file", type=Path)
    hand.add_argument("--source", required=True, metavar="ID")
    add("list", _list, "list what is held, a line each")
    check = add("check", _check, "list words that are not found once, and texts that changed")
    check.add_argument(
        "--seen", action="store_true", help="forget the earlier texts of what changed, after listing them"
    )
    remove = add("remove", _remove, "remove texts and what belongs to them")
    _add_choice(remove, "everything that is held")
    release = add("release", _release, "let everybody read a text who reaches the server, not this machine alone")
    release.add_argument("sources", nargs="*", metavar="ID")
    release.add_argument("--public-domain", action="store_true", help="every held text in the public domain")
    release.add_argument("--undo", action="store_true", help="take it back; without an ID for all")


def _add_choice(command: argparse.ArgumentParser, everything: str) -> None:
    command.add_argument("--source", action="append", default=[], metavar="ID", help="a source; may be repeated")
    command.add_argument("--all", action="store_true", help=everything)
    command.add_argument("--public-domain", action="store_true", help="only sources in the public domain")


def run(options: argparse.Namespace, folder: Path) -> int:
    """Runs one act on the library in `folder`; returns the exit code."""
    try:
        shelf, wanted = Shelf(folder), read_wanted(options.data)
        # A list may be had while another command writes.
        with nullcontext() if options.act is _list else shelf.only_writer():
            code: int = options.act(options, shelf, wanted)
        return code
    except LibraryError as error:
        print(error, file=sys.stderr)
        return 1


def _fetch(options: argparse.Namespace, shelf: Shelf, wanted: Wanted) -> int:
    # Loaded here, so that the other acts and the build need no network code.
    from dashboard.library.keeping import Keeper, Outcome, fetch_all
    from dashboard.library.net.asking import Web
    from dashboard.library.net.visiting import ARCHIVE, Visitor

    sources = _chosen(options, wanted)
    limits, manners = Limits(), replace(Manners(), pause=options.pause)
    web = Web(limits, manners, allow_private=options.allow_private)
    with _progress(len(sources)) as advance:

        def tell(outcome: Outcome) -> None:
            advance("" if outcome.state == "held before" else f"{outcome.source}: {outcome.state}: {outcome.line}")

        try:
            keeper = Keeper(shelf, Visitor(web, limits, options.archive or ARCHIVE), limits)
            report = fetch_all(keeper, sources, manners, tell, again=options.again)
        finally:
            web.close()
    failed = report.of("failed")
    counts = ", ".join(f"{len(report.of(state))} {state}" for state in ("held", "changed", "held before", "failed"))
    stopped = " Stopped before the end; the same command goes on." if report.is_stopped else ""
    print(f"{len(sources)} sources: {counts}.{stopped}")
    for outcome in sorted(failed, key=lambda one: (one.line, one.source)):
        print(f"  {outcome.source}: {outcome.line}")
    if report.of("held") or report.of("changed"):
        print(REBUILD)
    return 1 if failed or report.is_stopped else 0


def _add(options: argparse.Namespace, shelf: Shelf, wanted: Wanted) -> int:
    from dashboard.library.keeping import add_file

    _known([options.source], wanted)
    outcome = add_file(shelf, options.source, options.file, Limits())
    print(f"{outcome.source}: {outcome.state}: {outcome.line}\n{REBUILD}")
    return 0


def _list(_: argparse.Namespace, shelf: Shelf, __: Wanted) -> int:
    released = shelf.released()
    for held in shelf.all():
        shown = "everybody" if held.source in released else "this machine"
        where = held.reached or "added by hand"
        print(f"{held.source}\t{held.taken[:10]}\t{held.media_type}\t{held.text_length}\t{shown}\t{where}")
    return 0


def _check(options: argparse.Namespace, shelf: Shelf, wanted: Wanted) -> int:
    bad = 0
    for held in shelf.all():
        try:
            shelf.text(held)
        except LibraryError as error:
            bad += 1
            print(f"damaged  {error}")
        if held.earlier:
            bad += 1
            was = f"{held.earlier['text_length']:,} characters on {held.earlier['taken'][:10]}"
            print(f"changed  {held.source}: {held.text_length:,} characters on {held.taken[:10]}, {was}")
        if held.source not in wanted.sources:
            print(f"unknown  {held.source}: the record has no such source")
    places, orphans = survey(shelf, wanted.anchors)
    for orphan in orphans:
        print(f"orphan   {orphan.citation} in {orphan.source}: {orphan.why}; nearest {orphan.near}")
    print(f"{sum(1 for _ in shelf.all())} texts, {len(places)} places, {len(orphans)} orphans.")
    if options.seen:
        shelf.settle()
    return 1 if bad or orphans else 0


def _remove(options: argparse.Namespace, shelf: Shelf, wanted: Wanted) -> int:
    held = {snapshot.source: snapshot for snapshot in shelf.all()}
    names = list(options.source)
    if options.all or options.public_domain:
        names += [
            name
            for name in held
            if not options.public_domain or (name in wanted.sources and public_domain(wanted.sources[name]))
        ]
    if not names:
        raise LibraryError("Say which: --source ID, --public-domain or --all.")
    missing = [name for name in names if not shelf.remove(name)]
    print(f"{len(names) - len(missing)} removed." + (f" Not held: {', '.join(missing)}." if missing else ""))
    return 1 if missing else 0


def _release(options: argparse.Namespace, shelf: Shelf, wanted: Wanted) -> int:
    if options.undo:
        shelf.withdraw(options.sources or shelf.released())
    elif options.public_domain:
        for held in shelf.all():
            source = wanted.sources.get(held.source)
            why = releasable(source, held.reached) if source else ""
            if why:
                shelf.release([held.source], f"public domain: {why}")
    elif options.sources:
        _known(options.sources, wanted)
        shelf.release(options.sources, "named by the operator")
    else:
        raise LibraryError("Say which: an ID or --public-domain.")
    print(f"{len(shelf.released())} sources may be read by everybody; all others by this machine alone.")
    return 0


def _chosen(options: argparse.Namespace, wanted: Wanted) -> list[Source]:
    """The sources that were asked for; with --all those in which words were read, because others have no place to open at."""
    if options.source:
        _known(options.source, wanted)
        chosen = [wanted.sources[name] for name in dict.fromkeys(options.source)]
    elif options.all or options.public_domain:
        anchored = {anchor.source for anchor in wanted.anchors}
        chosen = [source for name, source in wanted.sources.items() if name in anchored]
    else:
        raise LibraryError("Say which: --source ID, --public-domain or --all.")
    return [source for source in chosen if not options.public_domain or public_domain(source)]


def _known(names: list[str], wanted: Wanted) -> None:
    unknown = [name for name in names if name not in wanted.sources]
    if unknown:
        raise LibraryError(f"The record has no source {', '.join(unknown)} whose text is elsewhere.")


@contextmanager
def _progress(total: int) -> Iterator[Callable[[str], None]]:
    """A bar on a terminal, lines elsewhere; what it yields is told of each source that is done."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True, soft_wrap=True, highlight=False)
    columns = (TextColumn("Fetching"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=total)

        def advance(line: str) -> None:
            if line:
                # What hosts say is no markup for the terminal, and carries none of its control characters.
                console.print("".join(char for char in line if char.isprintable()), markup=False)
            bar.advance(task)

        yield advance
