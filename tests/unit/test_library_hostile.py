"""Hostile texts: each ends with one clear line within the limits, and the page beside it is held all the same."""

import gzip
import io
import socket
import time
import zipfile
from dataclasses import replace

import pytest
from loopback_site import Answer, docx, html, pdf, site

from dashboard.library.config import LibraryError, Limits, Manners
from dashboard.library.extract.apart import extract_apart
from dashboard.library.keeping import Keeper, add_file, fetch_all
from dashboard.library.net import transport
from dashboard.library.net.asking import Web
from dashboard.library.net.visiting import Visitor
from dashboard.library.shelf import Shelf
from dashboard.library.wanted import Source

QUICK = Manners(pause=0.0, hosts=4, timeout=5.0, tries=2, back_off=0.01)
# Small enough to be quick, and in the proportions of the real ones.
SMALL = Limits(
    body=2_000_000, redirects=5, seconds=1.0, pages=100, characters=500_000, unpacked=5_000_000, ratio=200, work_s=5
)
GOOD = html("A page like any other, which is held whatever lies beside it. " * 10)


@pytest.fixture
def web():
    with site() as made:
        made.pages["/good"] = Answer(GOOD)
        yield made


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "library")


def ends_with(shelf, web, path, line, *, limits=SMALL, allow_private=True):
    """Fetches a page that means harm with a good one, and has the line of the first compared."""
    asks = Web(limits, QUICK, allow_private=allow_private)
    keeper = Keeper(shelf, Visitor(asks, limits, f"{web.base}/available"), limits)
    address = path if "://" in path or ":" in path else web.base + path
    sources = [
        Source(name, "press", "press", url, (url,), "")
        for name, url in (("so-bad", address), ("so-good", f"{web.base}/good"))
    ]
    report = fetch_all(keeper, sources, QUICK, lambda _: None)
    outcomes = {outcome.source: outcome for outcome in report.outcomes}
    assert outcomes["so-bad"].state == "failed"
    assert outcomes["so-bad"].line == line
    assert "\n" not in line
    if allow_private:
        assert outcomes["so-good"].state == "held"
        assert [held.source for held in shelf.all()] == ["so-good"]


def test_a_body_of_two_gigabytes_that_says_so(shelf, web):
    web.pages["/big"] = Answer(headers={"Content-Length": "2000000000"}, write=lambda send: send(b"x"))
    ends_with(shelf, web, "/big", "it is longer than 2,000,000 bytes")


def test_a_body_of_two_gigabytes_that_does_not_say_so(shelf, web):
    sent = []

    def pour(send):
        for _ in range(2_000):
            send(b"word " * 200_000)
            sent.append(1)

    web.pages["/big"] = Answer(headers={"Connection": "close"}, write=pour)
    ends_with(shelf, web, "/big", "it is longer than 2,000,000 bytes")
    assert len(sent) < 100


def test_a_slow_drip(shelf, web):
    def drip(send):
        for _ in range(200):
            send(b"x")
            time.sleep(0.02)

    web.pages["/drip"] = Answer(headers={"Connection": "close"}, write=drip)
    ends_with(shelf, web, "/drip", "it takes longer than 0.5 seconds", limits=replace(SMALL, seconds=0.5))


def test_a_bomb_of_packed_zeros(shelf, web):
    bomb = gzip.compress(bytes(200_000_000), 1)
    web.pages["/bomb"] = Answer(bomb, headers={"Content-Encoding": "gzip", "Content-Type": "text/html"})
    assert len(bomb) < SMALL.body
    ends_with(shelf, web, "/bomb", "it is longer than 2,000,000 bytes")


@pytest.mark.parametrize(
    ("packing", "line"),
    [
        ("br", "it is packed in a way that was not asked for (br)"),
        ("gzip", "it is packed in a way that cannot be read"),
    ],
)
def test_packing_that_was_not_asked_for_or_is_broken(shelf, web, packing, line):
    web.pages["/packed"] = Answer(b"no such packing", headers={"Content-Encoding": packing})
    ends_with(shelf, web, "/packed", line)


def test_redirects_without_end(shelf, web):
    web.pages["/loop"] = Answer(status=302, headers={"Location": "/loop"})
    ends_with(shelf, web, "/loop", "it leads on more than 5 times")


@pytest.mark.parametrize(
    ("location", "line"),
    [
        ("file:///etc/passwd", "it leads to an address of the kind “file:”, and only http and https are asked"),
        ("javascript:alert(1)", "it leads to an address of the kind “javascript:”, and only http and https are asked"),
        ("ftp://example.org/x", "it leads to an address of the kind “ftp:”, and only http and https are asked"),
        ("http://user:word@example.org/", "it is no address that can be asked"),
        ("http://[::1", "it leads to no address that can be asked"),
        ("http://example.org:port/", "it is no address that can be asked"),
    ],
)
def test_a_redirect_to_something_else(shelf, web, location, line):
    web.pages["/away"] = Answer(status=302, headers={"Location": location})
    ends_with(shelf, web, "/away", line)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://localhost/", "http://2130706433/", "http://0x7f.1/", "http://[::1]/", "http://0.0.0.0/",
        "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://192.168.1.1/", "http://172.16.0.1/",
        "http://100.64.0.1/", "http://[::ffff:10.0.0.1]/", "http://[64:ff9b::a00:1]/", "http://[fe80::1]/", "http://[fd00::1]/",
        "http://224.0.0.1/",
    ],
)  # fmt: skip
def test_addresses_of_the_machine_and_its_network_are_never_asked(shelf, web, address):
    asks = Web(SMALL, QUICK, allow_private=False)
    keeper = Keeper(shelf, Visitor(asks, SMALL, f"{web.base}/available"), SMALL)
    outcome = keeper.fetch(Source("so-bad", "press", "press", address, (address,), ""))
    assert outcome.state == "failed"
    assert outcome.line.endswith("which is no address of the public network")
    assert web.asked == []


def test_a_redirect_to_a_private_address_is_not_followed(shelf, web, monkeypatch):
    # The site itself passes as public here, as a host on the web would.
    monkeypatch.setattr(transport, "is_public", lambda address: address == "127.0.0.1")
    web.pages["/away"] = Answer(status=302, headers={"Location": "http://10.0.0.1/admin"})
    ends_with(
        shelf,
        web,
        "/away",
        "10.0.0.1 leads to 10.0.0.1, which is no address of the public network",
        allow_private=False,
    )


def test_a_name_is_resolved_once_and_what_was_looked_at_is_what_is_reached(shelf, web, monkeypatch):
    asked, real = [], socket.getaddrinfo
    port = int(web.base.rpartition(":")[2])

    def rebinding(host, port_asked, *args, **options):
        """The first answer is a good address, every other one is not."""
        if host != "rebinding.example":
            return real(host, port_asked, *args, **options)
        asked.append(host)
        address = "127.0.0.1" if len(asked) == 1 else "10.0.0.1"
        return real(address, port_asked, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(transport, "is_public", lambda address: address == "127.0.0.1")
    asks = Web(SMALL, QUICK, allow_private=False)
    page, _ = asks.hop(f"http://rebinding.example:{port}/good")
    assert page.body == GOOD
    assert asked == ["rebinding.example"]
    asks.close()
    # A host of which one address is private is not asked at all, whichever would have been tried first.
    asks = Web(SMALL, QUICK, allow_private=False)
    with pytest.raises(LibraryError, match=r"leads to 10\.0\.0\.1"):
        asks.hop(f"http://rebinding.example:{port}/good")


def packed_pages(count):
    """A PDF whose one page stands in its list so many times."""
    return pdf(["One page"]).replace(b"/Count 1 /Kids [4 0 R]", f"/Count {count} /Kids [{'4 0 R ' * count}]".encode())


@pytest.mark.parametrize(
    ("body", "said", "line"),
    [
        (b"", "text/html", "it is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "text/html", "it is an image (PNG), though called text/html"),
        (b"\x7fELF" + bytes(100), "application/pdf", "it is a program, though called application/pdf"),
        (bytes(range(256)) * 20, "text/plain", "it is no text, though called text/plain"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), "", "it is an old Office file; save it as DOCX or TXT and add that"),
        (b"PK\x03\x04" + b"broken" * 50, "", "it is a packed file that is broken"),
        (b"%PDF-1.7\nbroken", "application/pdf", "it is a broken PDF"),
        (html(""), "text/html", None),
        (b"<html><body><script>document.write('words')</script></body></html>", "text/html", "it has no words"),
        (pdf([""]), "application/pdf", "its pages are pictures without words; add a text that was read from them"),
        (b"word " * 200_000, "text/plain", "the text is longer than 500,000 characters"),
    ],
    ids=[
        "empty",
        "image",
        "program",
        "bytes",
        "old Office",
        "broken ZIP",
        "broken PDF",
        "short",
        "scripts",
        "scan",
        "long",
    ],
)
def test_files_that_are_no_text_or_another_than_they_say(shelf, web, body, said, line):
    if line is None:
        return
    web.pages["/file"] = Answer(body, headers={"Content-Type": said})
    ends_with(shelf, web, "/file", line)


def test_a_pdf_of_a_hundred_thousand_pages():
    with pytest.raises(LibraryError, match="it has 100,000 pages, more than 5,000"):
        extract_apart(packed_pages(100_000), "application/pdf", None, Limits())


def test_a_pdf_that_is_locked():
    locked = pdf(
        ["secret"], trailer=f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -44 >>"
    )
    locked = locked.replace(b"/Root", b"/ID [<00> <00>] /Root")
    with pytest.raises(LibraryError, match="it is locked with a password"):
        extract_apart(locked, "application/pdf", None, SMALL)


def test_a_pdf_with_scripts_is_read_and_nothing_runs(tmp_path):
    touched = tmp_path / "touched"
    script = f"/OpenAction << /S /JavaScript /JS (app.launchURL('file://{touched}')) >> /AA << /WC << /S /Launch /F (touch) >> >>"
    made = extract_apart(pdf(["Only these words"], extra=script), "application/pdf", None, SMALL)
    assert made.text == "Only these words"
    assert not touched.exists()


def test_a_page_with_scripts_is_read_without_them():
    page = b"""<html><head><script src="http://127.0.0.1:1/x.js"></script></head><body onload="alert(1)"><p>Before
    <script>document.body.innerHTML = "changed"</script><img src="http://127.0.0.1:1/x.png" onerror="alert(2)">
    <iframe srcdoc="<p>framed</p>"></iframe><svg><script>alert(3)</script></svg><a href="javascript:alert(4)">after</a></p></body></html>"""
    assert extract_apart(page, "text/html", None, SMALL).text == "Before after"


def test_entities_and_files_that_xml_names_are_not_followed(tmp_path):
    (tmp_path / "secret").write_text("the secret", encoding="utf-8")
    bomb = '<?xml version="1.0"?><!DOCTYPE t [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    bomb += f'<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><t><p>Words &j; &x; after</p></t>'
    made = extract_apart(bomb.encode(), "text/xml", None, SMALL)
    assert "secret" not in made.text
    assert "aaaa" * 100 not in made.text
    assert "Words" in made.text


def test_a_page_nested_without_end_ends():
    deep = b"<html><body>begins " + b"<div><font>" * 200_000 + b"the words" + b"</body></html>"
    started = time.monotonic()
    made = extract_apart(deep, "text/html", None, SMALL)
    assert "it is nested too deep, so that its text may stop early" in made.notes
    assert time.monotonic() - started < 15


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (docx(["Head"], more={"word/media/image1.bin": bytes(60_000_000)}), "it unpacks to 60,00"),
        (
            docx(["Head"], more={"word/media/image1.bin": bytes(4_500_000)}),
            "it unpacks to more than 200 times its size",
        ),
        (docx(["Head"], before='<!DOCTYPE x [<!ENTITY a "b">]>'), "it defines entities, which no DOCX needs"),
        (docx(["Head"])[:-40] + bytes(40), "it is a packed file that is broken"),
        (docx(["Head <w:p"]), "it is a broken DOCX"),
    ],
    ids=["bomb", "ratio", "entities", "cut", "no XML"],
)
def test_word_files_that_mean_harm(body, line):
    limits = SMALL if "more than" not in line else replace(SMALL, ratio=20)
    with pytest.raises(LibraryError) as caught:
        extract_apart(body, "", None, limits)
    assert str(caught.value).replace("20 times", "200 times").startswith(line)


def test_a_zip_that_lies_about_its_sizes():
    made = io.BytesIO(docx(["Head"], more={"word/footnotes.xml": b" " * 3_000_000}))
    with zipfile.ZipFile(made) as packed:
        size = packed.getinfo("word/footnotes.xml").file_size
    lying = made.getvalue().replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    with pytest.raises(LibraryError, match="it is a broken DOCX"):
        extract_apart(lying, "", None, SMALL)


def test_a_picture_that_a_word_file_links_to_on_disk_is_not_read(tmp_path):
    (tmp_path / "secret.png").write_bytes(b"the secret")
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="p" TargetMode="External"'
        f' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="file://{tmp_path}/secret.png"/></Relationships>'
    )
    made = extract_apart(docx(["Head", "Words"], more={"word/_rels/extra.rels": relations.encode()}), "", None, SMALL)
    assert made.text == "Head\n\nWords"


def test_a_text_of_fifty_megabytes_ends_in_time_and_takes_nothing_with_it(tmp_path):
    file = tmp_path / "long.txt"
    file.write_bytes(b"fifty megabytes of words and no end \n" * 1_400_000)
    shelf = Shelf(tmp_path / "library")
    started = time.monotonic()
    with pytest.raises(LibraryError, match="the text is longer than 10,000,000 characters"):
        add_file(shelf, "so-one", file, Limits())
    assert time.monotonic() - started < 15
    assert list(shelf.all()) == []


def test_a_reader_that_takes_too_long_or_too_much_is_ended():
    numbers = html(" ".join(f"<i>{number}</i>" for number in range(60_000)))
    with pytest.raises(LibraryError, match="it took too long to read"):
        extract_apart(numbers * 20, "text/html", None, replace(SMALL, work_s=0, characters=50_000_000))
    with pytest.raises(LibraryError, match=r"memory|its reader"):
        extract_apart(numbers * 20, "text/html", None, replace(SMALL, memory=120_000_000, characters=50_000_000))
    with pytest.raises(LibraryError, match=r"too long to write|its reader failed"):
        extract_apart(b"many words " * 40_000, "text/plain", None, replace(SMALL, written=100_000))


def test_what_a_host_says_cannot_speak_to_the_terminal(shelf, web):
    web.pages["/file"] = Answer(b"\x89PNG", headers={"Content-Type": "text/\x1b[31mred\x07"})
    asks = Web(SMALL, QUICK, allow_private=True)
    keeper = Keeper(shelf, Visitor(asks, SMALL, f"{web.base}/available"), SMALL)
    outcome = keeper.fetch(Source("so-bad", "press", "press", "", (f"{web.base}/file",), ""))
    assert outcome.state == "failed"
    assert outcome.line.isprintable()
