"""What must hold of stories: charts, filters and marks that they show are there, and no number is typed that no record has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dashboard.charts.catalogue import BY_ID
from dashboard.store.config import Settings
from dashboard.store.database import Database
from dashboard.store.problems import Problem
from dashboard.store.story_files import FOLDER
from dashboard.store.story_lines import Lines
from dashboard.stories.counts import CountError, count
from dashboard.stories.prose import unsupported
from dashboard.stories.story import Step, Story, shown, stories


def try_stories(settings: Settings, file: Path) -> list[Problem]:
    """The faults of the stories in a build that is not yet in service."""
    database = Database(file, "trial", settings)
    try:
        return faults(settings, database)
    finally:
        database.close()


def faults(settings: Settings, database: Database) -> list[Problem]:
    """The faults of the stories of a build, each with the file and the line."""
    found: list[Problem] = []
    words: dict[str, dict[str, str]] = {}
    for row in database.rows("pages", "story_records"):
        words.setdefault(row["story"], {})[row["record_id"]] = row["words"]
    for story in stories(database).values():
        name = f"{FOLDER}/{story.id}.toml"
        path = settings.data / name
        # A build may have a story whose file is gone since.
        lines = Lines(path.read_text(encoding="utf-8") if path.is_file() else "")
        known = words.get(story.id, {})
        for key in ("title", "question", "answer"):
            found += _numbers(name, lines.of_key(key), key, getattr(story, key), list(known.values()))
        for step in story.steps:
            found += _of_step(database, name, lines, step, known)
        found += _of_counts(database, name, lines, story)
    return sorted(set(found))


def _of_step(database: Database, file: str, lines: Lines, step: Step, words: dict[str, str]) -> Iterator[Problem]:
    where = f"step {step.number}"
    yield from _of_chart(database, file, lines, step)
    cited = [words[record] for record in step.records if record in words]
    for key, text in (("title", step.title), ("text", step.text)):
        for number in unsupported(text, cited):
            line = (
                lines.of_step(step.number, step.text, number) if key == "text" else lines.of_step(step.number, key=key)
            )
            yield Problem(file, line, f"{where}, {key}", number, "a number of a record that the step names, or a count")


def _of_chart(database: Database, file: str, lines: Lines, step: Step) -> Iterator[Problem]:
    where = f"step {step.number}"
    if step.chart not in BY_ID:
        expected = "the id of a chart; `python -m dashboard charts` lists them"
        yield Problem(file, lines.of_step(step.number, key="chart"), f"{where}, chart", step.chart, expected)
        return
    filters, notes = shown(database, step.chart, step.state)
    for note in notes:
        key = next((name for name, values in step.state.items() if any(value in note for value in values)), "")
        value = ", ".join(step.state.get(key, ()))
        line = lines.of_step(step.number, key=key)
        yield Problem(file, line, f"{where}, {key}", value, f"what an address of the chart may have. {note}")
    marks = database.table("charts", step.chart, filters.parameters())["mark"].to_pylist()
    if not marks:
        line = lines.of_step(step.number, key="chart")
        yield Problem(file, line, f"{where}, chart", step.chart, "a state in which the chart has a mark")
    elif step.mark and step.mark not in marks:
        line = lines.of_step(step.number, key="mark")
        yield Problem(
            file, line, f"{where}, mark", step.mark, f"a mark of {step.chart} in this state, such as {marks[0]}"
        )


def _of_counts(database: Database, file: str, lines: Lines, story: Story) -> Iterator[Problem]:
    for row in database.rows("pages", "story_counts"):
        if row["story"] == story.id:
            try:
                count(database, row)
            except CountError as error:
                yield Problem(file, lines.of_count(row["name"]), f"counts, {row['name']}", error.value, str(error))


def _numbers(file: str, line: int, key: str, text: str, words: list[str]) -> Iterator[Problem]:
    for number in unsupported(text, words):
        yield Problem(file, line, key, number, "a number of a record that the story names")
