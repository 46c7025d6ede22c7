"""What things are called: types of record, roles of sources, stances, support, lenses, lanes. Labels of codes are in codes.csv."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Noun:
    """What a type of record is called: in a sentence, one and many, and as the heading of a list."""

    one: str
    many: str
    heading: str

    def of(self, count: int) -> str:
        """The noun for so many."""
        return self.one if count == 1 else self.many


TYPES = {
    "event": Noun("event", "events", "Events"),
    "treaty": Noun("instrument", "instruments", "Treaties and resolutions"),
    "vote": Noun("Council vote", "Council votes", "Security Council votes"),
    "passage": Noun("passage", "passages", "Passages in the documents"),
    "claim": Noun("claim", "claims", "Claims"),
    "position": Noun("position", "positions", "Expert positions"),
    "expert": Noun("expert", "experts", "Experts"),
    "actor": Noun("actor", "actors", "Actors"),
    "era": Noun("era", "eras", "Eras"),
    "launch": Noun("launch event", "launch events", "Missile launches"),
    "test": Noun("nuclear test", "nuclear tests", "Nuclear tests"),
    "detention": Noun("detention", "detentions", "Detentions"),
    "clause": Noun("clause of an instrument", "clauses of instruments", "Clauses of instruments"),
    "clause_event": Noun("step on a clause", "steps on clauses", "Whether clauses were kept"),
    "series": Noun("series", "series", "Measured series"),
    "observation": Noun("value", "values", "Measured values"),
}

# How a record rests on a source, by the role of the source.
ROLES = {
    "passage": "the words",
    "supports": "rests on",
    "quotes": "quoted in",
    "evidence": "checked against",
    "disputes": "disputed by",
    "mention": "mentioned in",
}

# What happened on a date of a record, by the field that holds it; an event's own date needs no word.
DATES = {
    "date": "",
    "signed": "signed",
    "in_force": "in force",
    "ended": "ended",
    "start_date": "detained",
    "end_date": "released",
    "due": "due",
    "act": "the act",
    "said": "said to be so",
}

STANCES = {2: "strongly in favour", 1: "in favour", 0: "in between", -1: "against", -2: "strongly against"}
NO_STANCE = "no stance on the scale"

LENSES = {
    "all": "All records",
    "checked2": "Two or more sources agree",
    "primary": "Rests on a primary source",
}
# What is true of the records that a lens takes away.
LEFT_OUT_BY = {"checked2": "rest on fewer than two agreeing sources", "primary": "rest on no primary source"}

# The classes of acts, which are the lanes of charts, by number.
QUAD_CLASSES = {
    1: "Verbal cooperation",
    2: "Material cooperation",
    3: "Verbal conflict",
    4: "Material conflict",
}

CONTRADICTED = "A document makes a claim about it that the evidence contradicts."
DISPUTED = "A source gives another date or figure."
UNTRACED = "This quotation could be found nowhere else."


def support(checked: int | None) -> tuple[str, str]:
    """How well a record is supported by the number of sources that agree: what has to stand out, and the rest of the sentence."""
    if not checked:
        return "Not verified:", "no source was found to agree on the details."
    return ("Rests on one source.", "") if checked == 1 else ("", f"{checked} sources agree on this record.")


def noun(record_type: str) -> Noun:
    """The words for a type of record, also for one that has none of its own."""
    return TYPES.get(record_type, Noun("record", "records", "Records"))


def capitalised(words: str) -> str:
    """The words as they begin a sentence or stand alone."""
    return words[:1].upper() + words[1:]
