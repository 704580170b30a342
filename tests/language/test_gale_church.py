from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.gale_church import (
    Bead,
    best_path,
    length_cost,
    likelihood,
    with_doubt_of_order,
)
from pipeline.language.lengths import expansion
from pipeline.model import Language

SHAPES = ((1, 1), (1, 2), (2, 1), (1, 0), (0, 1), (2, 2))
PRIOR = dict(zip(SHAPES, (0.1, 3.0, 3.0, 3.5, 3.5, 4.5), strict=True))


def cost_of(one: list[int], other: list[int]):
    def cost(start: int, end: int, other_start: int, other_end: int) -> float:
        prior = PRIOR[end - start, other_end - other_start]
        if start == end or other_start == other_end:
            return prior
        return prior + length_cost(sum(one[start:end]), sum(other[other_start:other_end]))

    return cost


def spans(beads: tuple[Bead, ...]) -> list[tuple[int, int, int, int]]:
    return [bead[:4] for bead in beads]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param([], [], [], id="nothing"),
        pytest.param([40], [], [(0, 1, 0, 0)], id="all-dropped"),
        pytest.param(
            [40, 90, 20], [42, 85, 21], [(0, 1, 0, 1), (1, 2, 1, 2), (2, 3, 2, 3)], id="same"
        ),
        pytest.param(
            [40, 90, 20], [42, 45, 43, 21], [(0, 1, 0, 1), (1, 2, 1, 3), (2, 3, 3, 4)], id="split"
        ),
        pytest.param(
            [40, 45, 45, 20], [42, 92, 21], [(0, 1, 0, 1), (1, 3, 1, 2), (3, 4, 2, 3)], id="merged"
        ),
        pytest.param(
            [40, 150, 20], [42, 21], [(0, 1, 0, 1), (1, 2, 1, 1), (2, 3, 1, 2)], id="dropped"
        ),
        pytest.param(
            [40, 20], [42, 160, 21], [(0, 1, 0, 1), (1, 1, 1, 2), (1, 2, 2, 3)], id="added"
        ),
    ],
)
def test_cheapest_path(
    one: list[int], other: list[int], expected: list[tuple[int, int, int, int]]
) -> None:
    assert spans(best_path(len(one), len(other), SHAPES, cost_of(one, other))) == expected


LENGTHS = st.lists(st.integers(1, 300), max_size=12)


@given(LENGTHS, LENGTHS)
def test_beads_cover_both_sequences_in_order(one: list[int], other: list[int]) -> None:
    beads = best_path(len(one), len(other), SHAPES, cost_of(one, other))
    assert [i for bead in beads for i in range(bead.start, bead.end)] == list(range(len(one)))
    covered = [j for bead in beads for j in range(bead.other_start, bead.other_end)]
    assert covered == list(range(len(other)))
    assert all(0.0 <= bead.probability <= 1.0 for bead in beads)


@given(LENGTHS)
def test_text_against_itself_is_one_to_one(lengths: list[int]) -> None:
    beads = best_path(len(lengths), len(lengths), SHAPES, cost_of(lengths, lengths))
    assert spans(beads) == [(i, i + 1, i, i + 1) for i in range(len(lengths))]


def test_band_holds_a_long_text_with_a_chapter_missing() -> None:
    one = [20 + (37 * number) % 150 for number in range(300)]
    other = one[:100] + one[160:]
    beads = best_path(len(one), len(other), ((1, 1), (1, 0), (0, 1)), cost_of(one, other))
    wanted = [(i, i) for i in range(100)] + [(i, i - 60) for i in range(160, 300)]
    found = {(bead.start, bead.other_start) for bead in beads if bead.shape == (1, 1)}
    assert len(found & set(wanted)) >= 0.95 * len(wanted)


def test_certain_bead_is_surer_than_a_doubtful_one() -> None:
    sure = best_path(1, 1, SHAPES, cost_of([100], [100]))[0].probability
    doubtful = best_path(1, 1, SHAPES, cost_of([100], [45]))[0].probability
    assert sure > 0.95
    assert doubtful < 0.8


def test_neighbours_that_fit_better_crossed_are_doubtful() -> None:
    straight = {(0, 0): 3.0, (1, 1): 3.0, (0, 1): 0.0, (1, 0): 0.0}
    beads = (Bead(0, 1, 0, 1, 0.9), Bead(1, 2, 1, 2, 0.9))
    doubted = with_doubt_of_order(beads, lambda i, _, j, __: straight[i, j])
    assert [round(bead.probability, 2) for bead in doubted] == [0.02, 0.02]


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_length_cost_is_symmetric_and_never_negative(one: float, other: float) -> None:
    assert length_cost(one, other) == length_cost(other, one) >= 0.0
    assert length_cost(one, one) == 0.0


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        pytest.param("en", 1.0, id="english-is-the-measure"),
        pytest.param("de-AT", 1.2, id="region-as-its-base"),
        pytest.param("zh-Hant", 0.31, id="script"),
        pytest.param("yue", 0.31, id="only-its-script-is-known"),
        pytest.param("eu", 1.0, id="unknown-as-english"),
    ],
)
def test_expansion(tag: str, expected: float) -> None:
    assert expansion(Language(tag)) == expected


@given(
    st.lists(st.integers(1, 200), min_size=1, max_size=6),
    st.lists(st.integers(1, 200), min_size=1, max_size=6),
)
def test_a_shape_more_never_speaks_against_the_rest(one: list[int], other: list[int]) -> None:
    fewer = tuple(shape for shape in SHAPES if shape != (1, 0))
    size, cost = (len(one), len(other)), cost_of(one, other)
    assert likelihood(*size, SHAPES, cost) >= likelihood(*size, fewer, cost)


def test_what_no_way_pairs_has_no_likelihood() -> None:
    assert likelihood(3, 1, ((1, 1), (2, 1)), cost_of([1, 1, 1], [3])) == float("-inf")
    assert likelihood(1, 1, ((1, 1),), cost_of([40], [40])) == pytest.approx(-0.1)
