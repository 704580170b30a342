from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogs.worddiff import word_diff


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("Use heat.", "Use warmth.", "Use [-heat-] {+warmth+}.", id="word"),
        pytest.param("Lift.", "Do not lift.", "[-Lift-] {+Do not lift+}.", id="several"),
        pytest.param(
            "At 10:30, 1.5 mg", "At 10:30, 15 mg", "At 10:30, [-1.5-] {+15+} mg", id="number"
        ),
        pytest.param("Rest.", "Rest!", "Rest[-.-]{+!+}", id="mark"),
        pytest.param("Rest **now**.", "Rest now.", "Rest [-**-] now[-**-].", id="markup"),
        pytest.param("Rest.  \nWalk.", "Rest.\n\nSit.", "Rest. [-Walk-] {+Sit+}.", id="one-line"),
        pytest.param("弯腰提重物。", "提重物。", "[-弯腰-]提重物。", id="Chinese"),
        pytest.param("腰を曲げない", "腰を伸ばす", "腰を[-曲げない-]{+伸ばす+}", id="Japanese"),
        pytest.param("المشي كل صباح", "المشي كل مساء", "المشي كل [-صباح-] {+مساء+}", id="Arabic"),
        pytest.param("सुबह टहलें", "शाम को टहलें", "[-सुबह-] {+शाम को+} टहलें", id="Hindi"),
        pytest.param("ปวดหลังมาก", "ปวดหลังน้อย", "… หลัง[-มาก-]{+น้อย+}", id="Thai"),
        pytest.param(
            "One two three four five six seven eight nine ten eleven twelve.",
            "One two three four five six seven eight nine ten eleven thirteen.",
            "… eight nine ten eleven [-twelve-] {+thirteen+}.",
            id="long-runs-are-left-out",
        ),
    ],
)
def test_word_diff(old: str, new: str, expected: str) -> None:
    assert word_diff(old, new) == expected


WORDS = st.lists(st.sampled_from(["rest", "at", "home", "5", "mg", "休", "息"]), max_size=9)


@given(WORDS, WORDS)
def test_both_texts_can_be_read_from_a_short_diff(old: list[str], new: list[str]) -> None:
    shown = word_diff(" ".join(old), " ".join(new))
    if "…" not in shown:
        before = re.sub(r"\{\+.*?\+\}", "", shown).replace("[-", "").replace("-]", "")
        after = re.sub(r"\[-.*?-\]", "", shown).replace("{+", "").replace("+}", "")
        assert ("".join(before.split()), "".join(after.split())) == ("".join(old), "".join(new))
