"""How far two readers agreed: the figures kept are those of the codings, and alpha is what its definition says."""

from __future__ import annotations

import csv
from itertools import pairwise

import pytest

from dashboard.checks.agreement import agreement, coded_pairs, write_agreement
from dashboard.store.config import DEFAULT


@pytest.fixture(scope="module")
def pairs():
    with (DEFAULT.data / "codings.csv").open(encoding="utf-8", newline="") as file:
        return coded_pairs(csv.DictReader(file))


@pytest.fixture(scope="module")
def kept():
    with (DEFAULT.data / "agreement.csv").open(encoding="utf-8", newline="") as file:
        return {row["field"]: row for row in csv.DictReader(file)}


def by_definition(pairs):
    """Alpha of nominal codes of two readers without a gap: 1 less observed over expected disagreement."""
    codes = [code for pair in pairs for code in pair]
    counts = [codes.count(code) for code in set(codes)]
    observed = sum(first != second for first, second in pairs) / len(pairs)
    expected = 1 - sum(count * (count - 1) for count in counts) / (len(codes) * (len(codes) - 1))
    return 1 - observed / expected


def test_the_kept_figures_are_those_of_the_codings(pairs, kept):
    assert kept.keys() == pairs.keys()
    for field, listed in pairs.items():
        found = agreement(field, listed, resamples=2)
        assert (found.level, found.records) == (kept[field]["level"], int(kept[field]["records"]))
        assert found.alpha == pytest.approx(float(kept[field]["alpha"]), abs=0.0006)
        assert float(kept[field]["low"]) <= found.alpha <= float(kept[field]["high"])
        if found.level == "nominal":
            assert found.alpha == pytest.approx(by_definition(listed), abs=0.001)


def test_the_readers_agree_enough_to_rely_on_the_codes(kept):
    least = {"target": 0.8, "reading": 0.8, "stance": 0.7}
    assert {field: float(kept[field]["alpha"]) >= alpha for field, alpha in least.items()} == dict.fromkeys(least, True)


def test_a_step_on_the_scale_counts_less_than_its_length():
    scale = ["-2", "-1", "0", "1", "2"] * 4
    near = [(one, other) for one, other in pairwise(scale)]
    far = [(one, scale[-1 - i]) for i, one in enumerate(scale)]
    same = [(one, one) for one in scale]
    alphas = [agreement("stance", listed, resamples=2).alpha for listed in (same, near, far)]
    assert alphas[0] == 1.0
    assert alphas == sorted(alphas, reverse=True)


def test_the_file_is_written_from_the_codings(tmp_path):
    rows = "record,field,first,second,settled,note\n"
    rows += "".join(f"ev-{i},target,{'PRK' if i % 2 else 'USA'},{'USA' if i % 3 else 'PRK'},PRK,\n" for i in range(12))
    (tmp_path / "codings.csv").write_text(rows + "po-1,stance,1,,1,\n", encoding="utf-8")
    (found,) = write_agreement(tmp_path)
    assert (found.field, found.records) == ("target", 12)
    head, line = (tmp_path / "agreement.csv").read_text(encoding="utf-8").splitlines()
    assert head == "field,level,records,alpha,low,high"
    assert line.startswith("target,nominal,12,")
