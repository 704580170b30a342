from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogs import similar
from pipeline.catalogs.similar import Index, edits, threshold

POOL = [
    "Walk for ten minutes every morning before breakfast.",
    "Walk for ten minutes every evening before supper.",
    "Do not lift anything heavy for six weeks.",
    "Rest.",
    "腰椎间盘突出症的常见原因是久坐和弯腰提重物。",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Walk for twenty minutes every morning before breakfast.", POOL[0], id="word"),
        pytest.param("Do not lift anything heavy for four weeks.", POOL[2], id="short"),
        pytest.param("腰椎间盘突出症的常见原因是久坐和弯腰提物。", POOL[4], id="without-spaces"),
        pytest.param("Drink enough water.", None, id="nothing-near"),
    ],
)
@pytest.mark.parametrize("few", [pytest.param(1_000, id="all"), pytest.param(0, id="index")])
def test_nearest(
    text: str, expected: str | None, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(similar, "FEW", few)
    found = Index(POOL).nearest(text)
    assert (found[0][0] if found else None) == expected
    assert all(score >= threshold(text) for _, score in found)


@given(st.permutations(POOL))
def test_the_order_of_the_texts_does_not_matter(texts: list[str]) -> None:
    text = "Walk for ten minutes every day before supper."
    assert Index(texts).nearest(text) == Index(POOL).nearest(text)


def test_a_run_of_words_that_very_many_texts_share_is_looked_at_where_there_is_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(similar, "FEW", 0)
    monkeypatch.setattr(similar, "READ", 1)
    texts = [f"Do not lift anything heavy for {weeks} weeks." for weeks in ("four", "six")]
    found = Index(texts).nearest("Do not lift anything heavy for two weeks.")
    assert sorted(text for text, _ in found) == texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Rest in bed today.", 80, id="few-words"),
        pytest.param("Rest in bed until the pain has gone.", 80, id="eight"),
        pytest.param("Rest in bed until all the pain has gone.", 70, id="nine"),
    ],
)
def test_short_texts_must_be_nearer(text: str, expected: int) -> None:
    assert threshold(text) == expected


@given(*[st.lists(st.sampled_from(["Rest", "in", "bed", "for", "a", "day", "."]), max_size=9)] * 2)
def test_the_edits_from_a_text_to_another_cover_both(old: list[str], new: list[str]) -> None:
    found = list(edits(old, new))
    ends = [(0, 0), *[(stretch[1], stretch[3]) for stretch in found]]
    assert [(stretch[0], stretch[2]) for stretch in found] == ends[:-1]
    assert ends[-1] == (len(old), len(new))
    kept = [old[a:b] == new[c:d] for a, b, c, d in found]
    assert all(one is not next_one for one, next_one in pairwise(kept))
