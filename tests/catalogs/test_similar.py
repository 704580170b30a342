from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogs import similar
from pipeline.catalogs.similar import Index, threshold

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


def test_short_texts_must_be_nearer() -> None:
    assert threshold("Rest in bed today.") == 80
    assert threshold("Rest in bed until the pain has gone for good.") == 70
