"""Signs that hide something or turn what stands beside them are shown as signs, wherever Unicode puts them."""

from __future__ import annotations

import re
import unicodedata

from dashboard.markup.marks import escape, visible
from dashboard.store.signs import HIDDEN

# What is wanted, and what has a shape of its own although Unicode counts it among the format characters.
WANTED = {"\t", "\n", "\xad", "\u200c", "\u200d"}
PRINTED = "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
# Explicit directions (the “Trojan source” kind), zero widths, fillers, tags, selectors of variants, what is nobody's.
NAMED = (
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    "\u200b\u2060\u2061\u2062\u2063\u2064\ufeff\u180e\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5"
    "\ufe00\ufe0e\U000e0100\U000e01ef\U000e0001\U000e0041\U000e007f\ue000\uf8ff\U000f0000\U0010ffff\ufffe\U0001fffe\ufdd0"
    "\U0001d173\U0001d17a\U0001bca0\U00013430\U0001343f\u2028\u2029\x00\x07\x1b\x7f\x85\x9f"
)


def test_every_control_and_format_character_is_shown_as_a_sign() -> None:
    plain = re.compile(f"[{PRINTED}]")
    hidden = [
        sign
        for sign in map(chr, range(0x110000))
        if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
        and sign not in WANTED
        and not plain.fullmatch(sign)
    ]
    assert len(hidden) > 130_000
    assert {sign for sign in hidden if visible(f"a{sign}b") != "a\N{REPLACEMENT CHARACTER}b"} == set()


def test_each_that_is_known_for_deceiving_is_shown_as_a_sign() -> None:
    assert [f"U+{ord(sign):04X}" for sign in NAMED if visible(sign) != "\N{REPLACEMENT CHARACTER}"] == []
    assert escape(f"<b>{NAMED}") == "&lt;b&gt;" + "\N{REPLACEMENT CHARACTER}" * len(NAMED)


def test_letters_of_every_script_stay_as_they_are() -> None:
    text = "한반도 \U0001f469\u200d\U0001f469\u200d\U0001f467 می\u200cخواهم français e\u0301 עברית العربية ไทย हिन्दी \ufe0f"
    assert visible(text) == text
    letters = [sign for sign in map(chr, range(0x20000)) if unicodedata.category(sign)[0] in "LNPS"]
    # The exceptions are letters by name only: they print nothing.
    blank = {sign for sign in letters if re.fullmatch(f"[{HIDDEN}]", sign)}
    assert blank <= set("\u115f\u1160\u3164\uffa0\u2800\ufffc") | {chr(code) for code in range(0x13430, 0x13440)}
