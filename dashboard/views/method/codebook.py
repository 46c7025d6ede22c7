"""The codebook in plain English: how events, stances, verdicts and support are given, and how eras are cut; counts are computed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.record import words
from dashboard.store.database import Database
from dashboard.store.dates import in_words
from dashboard.views.method.tables import Section, paragraph, points, table

Row = Mapping[str, Any]

# What each stance means, and such acts as are of each quad class.
STANCES = {
    2: "holds the proposition without reserve",
    1: "with reserves or on conditions",
    0: "or weighs both sides",
    -1: "with reserves",
    -2: "holds the opposite without reserve",
}
ACTS = {
    1: "statements, appeals, consultation, diplomatic acts",
    2: "aid, concessions, exchanges carried out",
    3: "demands, rejections, threats, protests",
    4: "force, coercion, sanctions in effect, fighting",
}


def codebook(database: Database) -> list[Section]:
    """The sections of the codebook in order. Raises StoreError."""
    codes = database.rows("pages", "method_codes")
    (figures,) = database.rows("pages", "method_figures")
    return [
        _events(codes),
        _scales(database.rows("pages", "method_quad_classes"), figures),
        _stances(database.rows("pages", "method_stances")),
        _agreement(database.rows("pages", "method_agreement")),
        _verdicts(codes),
        _checked(),
        _eras(database.rows("pages", "method_eras")),
    ]


def _events(codes: Sequence[Row]) -> Section:
    kinds = [row for row in codes if row["vocabulary"] == "event_kind"]
    html = paragraph(
        "One row is one event: something that an actor did, on a day or over a short time.",
        "Who acted, toward whom, and whom else it concerns are kept apart: an actor filter finds all three,"
        " a balance of cooperation and conflict counts only the first two.",
        "Each event has one kind.",
    ) + table(
        "Kinds of event and how many the record holds",
        ("Kind", "Events", "When it is given"),
        [(row["label"], row["count"], row["definition"]) for row in kinds],
    )
    return Section("events", "How events are coded", html)


def _scales(classes: Sequence[Row], figures: Row) -> Section:
    html = (
        paragraph(
            "Each event also has one CAMEO code for what was done, a scheme of political science with"
            f" {figures['codes']} codes, of which {figures['codes_used']} occur here.",
            "The first two digits of the code are its root, and the root gives the quad class.",
        )
        + table(
            "Quad classes with the events in each and the Goldstein values of their codes",
            ("Class", "Roots", "Events", "Codes used", "Lowest", "Middle", "Highest", "Acts such as"),
            [
                (
                    words.QUAD_CLASSES[row["quad_class"]],
                    row["roots"],
                    row["events"],
                    row["codes"],
                    float(row["lowest"]),
                    float(row["middle"]),
                    float(row["highest"]),
                    ACTS[row["quad_class"]],
                )
                for row in classes
            ],
        )
        + paragraph(
            "The Goldstein scale gives each code a number from"
            f" {figures['goldstein_low']:g} (conflict) to {figures['goldstein_high']:+g} (cooperation).".replace(
                "-", "\N{MINUS SIGN}"
            ),
            "It was published in 1992 from the judgement of a panel of scholars and carried over to CAMEO. Its limits:",
        )
        + points(
            "The number belongs to the code, not to the event: a skirmish and a great battle with the same code weigh the same.",
            "Numbers of different events add up only in arithmetic. A sum over a year also grows with how many events were recorded.",
            "The class follows from the root alone, so a single class can hold mild and grave acts; the table shows the range.",
            "It measures acts between two sides and says nothing of who was right.",
        )
    )
    return Section("scales", "CAMEO, quad class and the Goldstein scale", html)


def _stances(rows: Sequence[Row]) -> Section:
    scored = [row for row in rows if row["stance"] is not None]
    unscored = sum(row["positions"] + row["untraced"] for row in rows if row["stance"] is None)
    untraced = sum(row["untraced"] for row in rows)
    html = (
        paragraph(
            "Each topic has one proposition, a sentence one can agree or disagree with. A stance is agreement with it at the time of"
            " one text, in our reading; the same person may move. Positions are paraphrases, not quotations.",
        )
        + table(
            "Stances and the positions that were given each",
            ("Stance", "Positions", "What it means"),
            [
                (
                    f"{row['stance']:+d}".replace("-", "\N{MINUS SIGN}") if row["stance"] else "0",
                    row["positions"],
                    _stance(row["stance"]),
                )
                for row in reversed(scored)
            ],
        )
        + paragraph(
            f"Positions without a stance, because the scale does not fit them: {unscored}.",
            f"Positions that rest on a quotation found only in one of the two documents: {untraced}. They are shown there"
            " and left out of charts of views and of the table above.",
        )
    )
    return Section("stances", "How stances are given", html)


def _agreement(rows: Sequence[Row]) -> Section:
    html = paragraph(
        "Events, readings of promises and positions were coded twice, apart. Of the first edition both readers saw the words of a record"
        " but neither its codes nor each other's; of what was added later the first is whoever wrote the record from its sources, and"
        " only the second saw the words alone. Where they differed, a third reading settled it; the table of codings holds all three.",
        "Both followed the same written rules and may share blind spots: agreement says how clear the rules are, not that a code is true.",
        "Alpha is Krippendorff's: 1 is full agreement, 0 what chance would give, and below 0.67 a code should not carry a conclusion."
        " The interval is 95 %, by drawing the records anew. A code that lists several actors counts as the same only if all are.",
    ) + table(
        "How far the two readers agreed on each code",
        ("Code", "Records", "Coded differently", "Alpha", "Interval", "Differences count"),
        [
            (
                row["label"],
                row["records"],
                row["differing"],
                f"{row['alpha']:.2f}",
                f"{row['low']:.2f} to {row['high']:.2f}",
                "by their distance" if row["level"] == "ordinal" else "all alike",
            )
            for row in rows
        ],
    )
    return Section("agreement", "How far two readers agreed", html)


def _stance(stance: int) -> str:
    joint = ": " if abs(stance) == 2 else ", "
    return f"{words.capitalised(words.STANCES[stance])}{joint}{STANCES[stance]}"


def _verdicts(codes: Sequence[Row]) -> Section:
    verdicts = [row for row in codes if row["vocabulary"] == "verdict"]
    modalities = [row for row in codes if row["vocabulary"] == "modality"]
    html = (
        paragraph(
            "Both documents were read sentence by sentence. Each statement that can be checked or argued with is one claim,"
            " with its exact words. A verdict says how far the evidence bears the claim out. It is ours, it rests on the"
            " sources cited as evidence, and its reason stands beside it.",
        )
        + table(
            "Verdicts and how many claims have each",
            ("Verdict", "Claims", "When it is given"),
            [(row["label"], row["count"], row["definition"]) for row in verdicts],
        )
        + table(
            "How claims are put",
            ("Form", "Claims", "When it is given"),
            [(row["label"], row["count"], row["definition"]) for row in modalities],
        )
    )
    return Section("verdicts", "How verdicts are given", html)


def _checked() -> Section:
    html = (
        paragraph("Each row has a number, checked: how many sources agree on what it says. It is a count, not a grade.")
        + table(
            "Values of checked",
            ("Value", "What it means"),
            [
                ("0", "No source was seen that settles it."),
                ("1", "It rests on one source."),
                ("2 or more", "So many sources agree that do not copy each other, as far as could be told."),
                ("Claims", "The number of sources that the verdict rests on."),
                ("Measured values", "1, or 0 where the value was not seen in the source it names."),
            ],
        )
        + paragraph(
            f"The lens “{words.LENSES['checked2']}” keeps rows with 2 or more. “{words.LENSES['primary']}” keeps rows with a"
            " primary document or an official statement among their sources.",
        )
    )
    return Section("checked", "What “checked” means", html)


def _eras(rows: Sequence[Row]) -> Section:
    def until(row: Row) -> str:
        return in_words(row["end_date"].isoformat()) if row["end_date"] else "still open"

    html = paragraph(
        "Eras follow one another without a gap, so that each day has one. A new era starts on the day of the act that changed how the"
        " two states dealt with each other; where the change has no single day, on the first day of a year. The names are ours.",
    ) + table(
        "Eras, why each begins where it does, and the events in it",
        ("Era", "From", "To", "Events", "Why it begins here"),
        [
            (row["label"], in_words(row["start_date"].isoformat()), until(row), row["events"], row["reason"])
            for row in rows
        ],
    )
    return Section("eras", "How eras are cut, and why", html)
