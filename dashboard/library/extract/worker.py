"""The process that reads one hostile file: sets its own limits, reads `body`, writes `made.json`, and says in one line why it cannot."""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from dashboard.library.config import REFUSED, LibraryError, Limits
from dashboard.library.extract.cleaning import Text
from dashboard.library.extract.data import from_json
from dashboard.library.extract.kinds import DOCX, HTML, JSON, PDF, TXT, XML, kind_of
from dashboard.library.snapshot import Extract

_READERS = {
    HTML: "lxml",
    XML: "lxml",
    PDF: "pypdfium2",
    DOCX: "mammoth",
    TXT: "charset-normalizer",
    JSON: "charset-normalizer",
}
# A page this short is more likely made by its scripts than written.
_FEW = 200


def main(said: str, charset: str, limits: Limits) -> int:
    """Runs in the folder that holds `body`. The exit code is 0, or REFUSED after a line on standard output."""
    _limit(limits)
    try:
        made = extract(Path("body").read_bytes(), said, charset or None, limits)
        Path("made.json").write_text(json.dumps(asdict(made), ensure_ascii=False), encoding="utf-8")
    except LibraryError as error:
        print(error)
        return REFUSED
    except MemoryError:
        print(f"it takes more than {limits.memory:,} bytes of memory to read")
        return REFUSED
    return 0


def extract(body: bytes, said: str, charset: str | None, limits: Limits) -> Extract:
    """The text of these bytes. Raises LibraryError where there is none within the limits."""
    kind = kind_of(body, said)
    into = Text(limits.characters)
    used: str | None = None
    notes: list[str] = []
    # The readers are loaded below: after the limits are set, and only the one that is needed.
    if kind == PDF:
        from dashboard.library.extract.pdf import from_pdf

        from_pdf(body, into, limits)
    elif kind == DOCX:
        from dashboard.library.extract.word import from_docx

        from_docx(body, into, limits)
    else:
        from dashboard.library.extract.decoding import decode

        text, used, notes = decode(body, charset)
        kind = _words(kind, text, into)
    whole = into.whole()
    if not whole.strip():
        raise LibraryError("it has no words")
    if kind == HTML and len(whole) < _FEW:
        notes.append(f"only {len(whole)} characters: the page may be made by scripts, which are not run")
    reader = _READERS[kind]
    named = f"{reader} {version(reader)}"
    return Extract(whole, kind, used, named, tuple(into.pages), tuple(into.headings), (*notes, *into.notes()))


def _words(kind: str, text: str, into: Text) -> str:
    """Adds the words of a page, an XML document or a plain text; returns what it turned out to be."""
    if kind == TXT:
        if from_json(text, into):
            return JSON
        into.add(text)
        return TXT
    from dashboard.library.extract.markup import from_html, from_xml

    if kind == XML and from_xml(text, into):
        return XML
    from_html(text, into)
    return HTML


def _limit(limits: Limits) -> None:
    wanted = {
        resource.RLIMIT_AS: limits.memory,
        resource.RLIMIT_CPU: limits.work_s,
        resource.RLIMIT_FSIZE: limits.written,
        resource.RLIMIT_NOFILE: 64,
        resource.RLIMIT_CORE: 0,
    }
    for name, wish in wanted.items():
        _, most = resource.getrlimit(name)
        value = wish if most == resource.RLIM_INFINITY else min(wish, most)
        # Not every system lets every limit be set; the parent's clock holds in any case.
        try:
            resource.setrlimit(name, (value, value))
        except (ValueError, OSError):
            continue


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], Limits(**json.loads(sys.argv[3]))))
