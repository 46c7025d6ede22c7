"""Fetches sources and puts them on the shelf, hosts side by side; what fails is told in one line and stops nothing else."""

from __future__ import annotations

import hashlib
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from dashboard.library.config import LibraryError, Limits, Manners
from dashboard.library.extract.apart import extract_apart
from dashboard.library.net.asking import host_of
from dashboard.library.net.visiting import Visit, Visitor, refusal
from dashboard.library.shelf import Shelf, now
from dashboard.library.snapshot import Extract, Snapshot
from dashboard.library.wanted import Source

# The readers of two files at a time: each takes a core and up to its limit of memory.
_READERS = threading.Semaphore(2)


@dataclass(frozen=True)
class Outcome:
    """What became of a source: held, held before, or in one line why not."""

    source: str
    state: str
    line: str


@dataclass
class Report:
    """What became of all sources, in the order in which they were done; whether the operator stopped it before the end."""

    outcomes: list[Outcome] = field(default_factory=list)
    is_stopped: bool = False

    def of(self, state: str) -> list[Outcome]:
        """The outcomes of one state: `held`, `changed`, `held before` or `failed`."""
        return [outcome for outcome in self.outcomes if outcome.state == state]


class Keeper:
    """Brings texts onto a shelf."""

    def __init__(self, shelf: Shelf, visitor: Visitor, limits: Limits) -> None:
        self._shelf = shelf
        self._visitor = visitor
        self._limits = limits

    def fetch(self, source: Source, *, again: bool = False) -> Outcome:
        """Holds the text of a source, unless it is held already and not to be asked for again."""
        if self._shelf.snapshot(source.id) and not again:
            return Outcome(source.id, "held before", "held already")
        try:
            shared = None if again else self._shared(source)
            if shared:
                return self._put_shared(source, shared)
            visit = self._visitor.visit(source.addresses, source.day)
            page = visit.page
            with _READERS:
                made = extract_apart(page.body, page.media_type, page.charset, self._limits)
            return self._put(source.id, visit, made)
        except LibraryError as error:
            return Outcome(source.id, "failed", refusal(error))
        except OSError as error:
            return Outcome(source.id, "failed", f"it could not be written ({error.strerror or type(error).__name__})")

    def _put(self, source: str, visit: Visit, made: Extract) -> Outcome:
        page = visit.page
        snapshot = _snapshot(source, page.body, made)
        snapshot = replace(snapshot, asked=page.asked, reached=page.reached, archived=visit.archived)
        before = self._shelf.snapshot(source)
        held = self._shelf.put(snapshot, page.body, made)
        notes = list(held.notes)
        if held.archived:
            notes.insert(0, f"the archive's copy of {held.archived[:8]}, because the page is gone")
        elif held.reached != held.asked:
            notes.insert(0, f"moved to {held.reached[:200]}")
        state = "changed" if before and before.text_sha256 != held.text_sha256 else "held"
        return Outcome(source, state, "; ".join([f"{held.text_length:,} characters", *notes]))

    def _shared(self, source: Source) -> Snapshot | None:
        """A text that is held for another source from the same address, such as a volume with many documents."""
        wanted = source.addresses[:1]
        return next((held for held in self._shelf.all() if (held.asked,) == wanted and not held.archived), None)

    def _put_shared(self, source: Source, shared: Snapshot) -> Outcome:
        text = self._shelf.text(shared)
        extract = Extract(text, shared.media_type, shared.charset, shared.extractor)
        self._shelf.put(replace(shared, source=source.id, earlier=None), self._shelf.body(shared), extract)
        return Outcome(source.id, "held", f"{shared.text_length:,} characters, the same text as {shared.source}")


def add_file(shelf: Shelf, source: str, path: Path, limits: Limits) -> Outcome:
    """Holds a file that the reader has as the text of a source. Raises LibraryError where it cannot be read."""
    try:
        with path.open("rb") as file:
            body = file.read(limits.body + 1)
    except OSError as error:
        raise LibraryError(f"{path}: {error.strerror or error}") from error
    if len(body) > limits.body:
        raise LibraryError(f"{path}: it is longer than {limits.body:,} bytes")
    try:
        made = extract_apart(body, "", None, limits)
    except LibraryError as error:
        raise LibraryError(f"{path}: {error}") from error
    before = shelf.snapshot(source)
    held = shelf.put(_snapshot(source, body, made), body, made)
    state = "changed" if before and before.text_sha256 != held.text_sha256 else "held"
    return Outcome(source, state, "; ".join([f"{held.text_length:,} characters", *held.notes]))


def fetch_all(
    keeper: Keeper, sources: Iterable[Source], manners: Manners, tell: Callable[[Outcome], None], *, again: bool = False
) -> Report:
    """Fetches many sources. `tell` gets each outcome when it is known, from any thread, one at a time."""
    by_host: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        by_host[host_of(source.addresses[0]) if source.addresses else ""].append(source)
    report = Report()
    lock, stop = threading.Lock(), threading.Event()

    def walk(of_host: list[Source]) -> None:
        for source in of_host:
            if stop.is_set():
                return
            try:
                outcome = keeper.fetch(source, again=again)
            except Exception as error:
                # Whatever nobody foresaw in one source is no reason to lose the others.
                outcome = Outcome(source.id, "failed", f"something unforeseen ({type(error).__name__})")
            with lock:
                report.outcomes.append(outcome)
                tell(outcome)

    # The longest lists first: a host is never asked in parallel, so they set how long it takes.
    with ThreadPoolExecutor(max_workers=manners.hosts) as pool:
        try:
            list(pool.map(walk, sorted(by_host.values(), key=len, reverse=True)))
        except KeyboardInterrupt:
            stop.set()
            report.is_stopped = True
    return report


def _snapshot(source: str, body: bytes, made: Extract) -> Snapshot:
    return Snapshot(
        source=source,
        asked="",
        reached="",
        taken=now(),
        media_type=made.media_type,
        charset=made.charset,
        bytes_sha256=hashlib.sha256(body).hexdigest(),
        bytes_length=len(body),
        text_sha256=hashlib.sha256(made.text.encode("utf-8")).hexdigest(),
        text_length=len(made.text),
        extractor=made.extractor,
        notes=made.notes,
        pages=made.pages,
        headings=made.headings,
    )
