"""Words are found in a text as it is: once, or not; whatever white space, quotes, hyphens or forms of letters lie between."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.library.config import LONGEST_PASSAGE
from dashboard.library.matching import find, nearest
from dashboard.library.normal import Normal, normal

TEXT = (
    "Preamble.\n\nArticle II. The  undersigned,\u00a0the Commander-in-Chief, “agree”\nto a cessa\u00adtion of all "
    "acts of armed force.\n\n이 협정은 체결한 날부터\n효력을 발생한다. 各方應當遵守。"
)


def found(text, first, last):
    return [text[start:end] for start, end in find(Normal(text), first, last)]


@pytest.mark.parametrize(
    ("first", "last", "passage"),
    [
        (
            "The undersigned, the",
            "to a cessation",
            "The  undersigned,\u00a0the Commander-in-Chief, “agree”\nto a cessa\u00adtion",
        ),
        ('the Commander‑in‑Chief, "agree"', "armed force.", None),
        ("이 협정은", "효력을 발생한다.", "이 협정은 체결한 날부터\n효력을 발생한다."),
        ("협정은 체결한", "발생한다", "협정은 체결한 날부터\n효력을 발생한다"),
        ("各方應", "遵守。", "各方應當遵守。"),
        ("Preamble.", "Preamble.", "Preamble."),
    ],
)
def test_words_are_found_however_they_are_spaced_quoted_and_parted(first, last, passage):
    spans = found(TEXT, first, last)
    assert len(spans) == 1
    assert passage is None or spans == [passage]


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        ("he undersigned,", "armed force.", "it begins within a word"),
        ("The undersigned,", "armed forc", "it ends within a word"),
        ("acts of armed", "The undersigned,", "the last words come first"),
        ("the undersigned,", "armed force.", "a capital is another letter"),
        ("The undersigned", "of peace", "the last words are not there"),
        ("", "armed force.", "no words"),
    ],
)
def test_other_words_are_not_found(first, last, why):
    assert found(TEXT, first, last) == [], why


def test_a_passage_that_stands_twice_is_found_twice():
    text = "North Korea shall return to talks. Again: North Korea shall return to talks."
    assert len(found(text, "North Korea shall", "to talks.")) == 2


def test_two_beginnings_with_one_end_are_two_because_nobody_can_tell_which():
    assert len(found("In May he said that in fact In May he left Pyongyang.", "In May he", "left Pyongyang.")) == 2


def test_a_passage_ends_at_the_nearest_last_words_as_a_browser_takes_it():
    assert found("He met Kim in Pyongyang. He left Pyongyang in May, in May.", "He met Kim", "in May") == [
        "He met Kim in Pyongyang. He left Pyongyang in May"
    ]


def test_last_words_that_are_farther_than_a_passage_are_others():
    text = "The first words" + " x" * LONGEST_PASSAGE + " the last words"
    assert found(text, "The first words", "the last words") == []


def test_the_nearest_place_is_named_where_words_changed():
    text = "On 5 July the North fired seven missiles into the Sea of Japan."
    near = nearest(Normal(text), "On 4 July the North", "Sea of Japan.")
    assert text[near.start : near.end].startswith("On 5 July the North"[:17])
    assert near.alike > 80
    assert nearest(Normal("완전히 다른 글"), "nothing of this kind", "at all here") is None


letters = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs", "Cn", "Co"]),
        st.sampled_from("ab AB.,\n\t “”’—\u00ad\u200b\u00a0ﬁﬀ①㎞ｶﾞ가각ᄀ\u1161\u11a8é\u0301\u0327½"),
    ),
    max_size=60,
).map(lambda text: unicodedata.normalize("NFC", text))


@given(letters)
def test_every_place_of_the_compared_form_leads_back_in_order(text):
    made = Normal(text)
    spans = [made.span(position, position + 1) for position in range(len(made.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@given(letters, letters)
def test_what_is_found_is_what_was_looked_for(before, after):
    first, last = "Xq the ﬁrst", "the “last” Zq"
    text = unicodedata.normalize("NFC", f"{before} Xq\nthe\u00a0first words, and\n\nthe 'last'")
    text = text.replace("'last'", '"last"') + f" Zq {after}"
    spans = [(start, end) for start, end in find(Normal(text), first, last)]
    assert spans
    for start, end in spans:
        passage = normal(text[start:end])
        assert passage.startswith(normal(first))
        assert passage.endswith(normal(last))


@given(st.text(st.sampled_from("ab가나漢字 .,“”’—\u00a0\nﬁ①é"), max_size=80))
def test_the_compared_form_is_nfkc_with_single_spaces_and_plain_marks(text):
    text = unicodedata.normalize("NFC", text)
    folded = text.translate(str.maketrans("“”’—", '""\'-'))
    plain = " ".join(unicodedata.normalize("NFKC", folded).split())
    assert normal(text) == plain
