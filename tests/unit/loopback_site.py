"""A site on this machine for tests of the library: pages that move, change, vanish or mean harm, and an archive beside it."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Answer:
    """What a path answers. `write` writes a body piece by piece instead of `body`."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    write: Callable[[Callable[[bytes], object]], None] | None = None


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        site: Site = self.server.site  # type: ignore[attr-defined]
        with site.lock:
            site.running += 1
            site.most_at_once = max(site.most_at_once, site.running)
            site.asked.append(self.path)
            site.agents.add(self.headers.get("User-Agent", ""))
            found = site.pages.get(self.path.partition("?")[0])
            answer = found(self.path) if callable(found) else found or Answer(b"nothing here", 404)
        try:
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.write is None and "Content-Length" not in answer.headers:
                self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            if answer.write:
                answer.write(self.wfile.write)
            else:
                self.wfile.write(answer.body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            with site.lock:
                site.running -= 1

    def log_message(self, *_: object) -> None:
        """Says nothing."""


class Site:
    """Pages by path, and what was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer | Callable[[str], Answer]] = {}
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.lock = threading.Lock()
        self.running = 0
        self.most_at_once = 0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.site = self  # type: ignore[attr-defined]
        self.base = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def archive(self, path: str, at: str, body: str) -> None:
        """Gives the archive a copy of a page of this site."""
        copy = f"/web/{at}id_/{self.base}{path}"
        self.pages[copy] = Answer(body.encode())
        closest = {
            "available": True,
            "status": "200",
            "timestamp": at,
            "url": f"{self.base}/web/{at}/{self.base}{path}",
        }
        self.pages["/available"] = Answer(json.dumps({"archived_snapshots": {"closest": closest}}).encode())

    def close(self) -> None:
        """Ends the site."""
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def site() -> Iterator[Site]:
    """A site while it is needed."""
    made = Site()
    try:
        yield made
    finally:
        made.close()


def html(words: str, title: str = "A page") -> bytes:
    """A page with paragraphs of words."""
    shown = "".join(f"<p>{part}</p>" for part in words.split("\n"))
    return (
        f"<!doctype html><html><head><title>{title}</title></head><body><h1>{title}</h1>{shown}</body></html>".encode()
    )


def pdf(pages: list[str], extra: str = "", trailer: str = "") -> bytes:
    """A PDF with a line of words on each page."""
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {extra} >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{4 + 2 * n} 0 R' for n in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, words in enumerate(pages):
        shown = words.replace("(", r"\(").replace(")", r"\)")
        stream = f"BT /F1 10 Tf 20 700 Td ({shown}) Tj ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 2000 800] /Contents {5 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def docx(paragraphs: list[str], more: dict[str, bytes] | None = None, before: str = "") -> bytes:
    """A DOCX with paragraphs; the first is a heading. `more` adds files, `before` goes before the document's first element."""
    heading = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
    shown = "".join(
        f"<w:p>{heading if number == 0 else ''}<w:r><w:t>{words}</w:t></w:r></w:p>"
        for number, words in enumerate(paragraphs)
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="r1" Type="{_OFFICE}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'{before}<w:document xmlns:w="{_WORD}"><w:body>{shown}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{_WORD}"><w:style w:type="paragraph" w:styleId="Heading1">'
        '<w:name w:val="heading 1"/></w:style></w:styles>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="s" Target="styles.xml"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"/></Relationships>',
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            packed.writestr(name, text)
        for name, content in (more or {}).items():
            packed.writestr(name, content)
    return made.getvalue()
