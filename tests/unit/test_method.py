"""The method page: its numbers agree with the tables, and every table and column has a meaning."""

import re

import pytest
from markupsafe import Markup

from dashboard.markup.marks import escape
from dashboard.views.method.codebook import codebook
from dashboard.views.method.coverage import coverage
from dashboard.views.method.dictionary import described, dictionary
from dashboard.views.method.tables import table


def one(database, query):
    return database._con.cursor().execute(query).fetchone()[0]


@pytest.fixture(scope="module")
def sections(database):
    made = [*codebook(database), *coverage(database), dictionary(database)]
    return {section.id: section.html for section in made}


def test_every_table_and_column_has_a_meaning(database):
    rows = database.rows("pages", "method_dictionary")
    assert {row["table_name"] for row in rows} >= {
        "events",
        "claims",
        "citations",
        "sources",
        "record",
        "evidence",
        "standing",
    }
    assert [row["table_name"] for row in rows if not row["table_meaning"]] == []
    assert [f"{row['table_name']}.{row['column_name']}" for row in rows if not row["meaning"]] == []


def test_the_dictionary_has_every_column_of_every_file(database, sections):
    shown = sections["dictionary"]
    for row in database.rows("pages", "method_dictionary"):
        assert f"id='table-{row['table_name']}'" in shown
        assert escape(described(row["meaning"])[0]) in shown


def test_the_tag_of_a_comment_is_the_format_of_its_cells():
    assert described("When it happened. [edtf]") == ("When it happened.", "date (EDTF)")
    assert described("Kind. [one of codes:event_kind]") == ("Kind.", "one of the codes of event_kind")
    assert described("The [sic] word.") == ("The [sic] word.", "")


def test_contents_lead_to_sections_that_exist(sections):
    assert len(sections) == 17
    assert all(re.fullmatch(r"[a-z]+", name) for name in sections)


def test_counts_of_codes_are_those_of_the_tables(database):
    rows = database.rows("pages", "method_codes")
    for vocabulary, name in (
        ("event_kind", "events"),
        ("verdict", "claims"),
        ("source_kind", "sources"),
        ("voice", "sources"),
    ):
        assert sum(row["count"] for row in rows if row["vocabulary"] == vocabulary) == one(
            database, f"select count(*) from {name}"
        )


def test_counts_of_support_add_up(database):
    for row in database.rows("pages", "method_checked"):
        assert row["none"] + row["one"] + row["two"] + row["more"] == row["records"], row["type"]
        assert row["records"] == one(database, f"select count(*) from record where type = '{row['type']}'")


def test_eras_and_decades_hold_every_event(database):
    events = one(database, "select count(*) from events")
    assert sum(row["events"] for row in database.rows("pages", "method_eras")) == events
    assert sum(row["events"] for row in database.rows("pages", "method_decades")) == events
    assert sum(row["events"] for row in database.rows("pages", "method_quad_classes")) == events


def test_the_weakest_records_are_weak_and_lead_somewhere(database, sections):
    rows = database.rows("pages", "method_weakest")
    assert rows
    for row in rows:
        assert row["checked"] == 0 or (row["checked"] == 1 and row["sources"] <= 1 and not row["rests_on_primary"])
        assert row["record_id"] in sections["weakest"]
    assert [row["checked"] for row in rows] == sorted(row["checked"] for row in rows)


def test_every_disputed_record_is_listed(database):
    listed = {row["record_id"] for row in database.rows("pages", "method_disputes")}
    disputed = database._con.cursor().execute("select record_id from standing where is_disputed").fetchall()
    assert listed >= {record for (record,) in disputed}


def test_unsourced_values_are_counted(database, sections):
    unsourced = one(database, "select count(*) from observations where status = 'unsourced'")
    assert sum(row["unsourced"] for row in database.rows("pages", "method_unsourced")) == unsourced
    assert f"{unsourced} values" in sections["unsourced"]


def test_tables_are_escaped_and_numbers_are_set_right():
    shown = table("<b>caption</b>", ("A", "<i>"), [("<script>", 1200), (Markup("<a href='/x'>x</a>"), -3.5)])
    assert "<script" not in shown
    assert "<b>" not in shown
    assert "<a href='/x'>x</a>" in shown
    assert "1,200" in shown
    assert shown.count("class='number'") == 3


def test_the_page_of_hostile_data_is_escaped(tiny_database):
    made = [*coverage(tiny_database), dictionary(tiny_database)]
    assert all("<script" not in section.html for section in made)
