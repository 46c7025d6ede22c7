"""What things are called is told for everything that there is, and once."""

import ast

from dashboard.markup.templates import FOLDER, Template
from dashboard.record import words
from dashboard.record.words import LEFT_OUT_BY, LENSES, QUAD_CLASSES, ROLES, STANCES, TYPES


def codes(database, vocabulary):
    return {row["code"] for row in database.rows("pages", "vocabulary_kinds", {"vocabulary": vocabulary})}


def test_every_type_of_record_has_words(database):
    found = database._con.cursor().execute("select distinct type from record").fetchall()
    assert {name for (name,) in found} <= set(TYPES)


def test_every_role_verdict_and_class_has_words(database):
    cursor = database._con.cursor()
    assert set(ROLES) == codes(database, "citation_role")
    assert set(Template("markup/macros.html").signs) == codes(database, "verdict")
    assert set(QUAD_CLASSES) == {
        quad for (quad,) in cursor.execute("select distinct quad_class from cameo where quad_class > 0").fetchall()
    }
    assert set(STANCES) == {
        stance for (stance,) in cursor.execute("select distinct stance from positions").fetchall()
    } - {None}


def test_every_lens_says_what_it_takes_away():
    assert set(LEFT_OUT_BY) == set(LENSES) - {"all"}


def test_support_is_said_in_whole_sentences():
    for checked in (None, 0, 1, 2, 9):
        assert " ".join(filter(None, words.support(checked))).endswith(".")
    assert words.capitalised("Council vote") == "Council vote"
    assert words.noun("unheard").of(1) == "record"


def test_no_other_module_tells_them_again():
    told = {*LEFT_OUT_BY.values(), *LENSES.values(), *QUAD_CLASSES.values(), words.CONTRADICTED, words.DISPUTED}
    for path in FOLDER.rglob("*.py"):
        if path.name == "words.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        texts = {
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        assert texts & told == set(), path
