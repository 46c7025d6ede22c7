"""What a reader may be about to ask for: the nearest things to a question of which the last word is not yet whole."""

from __future__ import annotations

from dataclasses import replace

from dashboard.record.lexicon import lexicon
from dashboard.record.meaning import form_of
from dashboard.record.search import Found, Hit, clean, hits, search
from dashboard.record.wording import tight, wording, words_of
from dashboard.store.database import Database

# From so many letters on the beginning of a word says enough.
_LEAST = 2
_ENDINGS, _NAMES = 24, 40
# What is named often is meant often; the words say too little yet.
_FAME = 2.0


def suggest(database: Database, text: str, most: int) -> Found:
    """The things whose names or words begin like `text`; what it may have meant where nothing does. Raises StoreError."""
    asked = clean(text)
    form = form_of(database, asked)
    words, name = words_of(form), tight(form)
    known = lexicon(database)
    if len(name) < _LEAST:
        return Found(asked)
    names = known.names_beginning(name, _NAMES)
    last = words[-1] if words else ""
    endings = known.beginning(last, _ENDINGS) if len(last) >= _LEAST and not text.endswith(" ") else []
    if not names and not endings and last not in known.words:
        return search(database, text, per_type=most, most=most)
    limits = {"type": "", "per_type": most, "most": most}
    found = hits(database, [name, *names], wording(form, words, [name], known, endings), limits, _FAME)
    if not found.complete:
        return search(database, text, per_type=most, most=most)
    return replace(found, text=asked)


def other_name(hit: Hit, text: str) -> str:
    """The name of a thing by which it was found, where that is not what it is shown as; else empty."""
    typed, title = tight(text), tight(hit.title.casefold())
    if not hit.is_named or typed in title or (len(typed) < 3 and typed.isascii()):
        return ""
    return min((name for name in hit.names if tight(name.casefold()).startswith(typed)), key=len, default="")
