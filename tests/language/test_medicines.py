"""Names of medicines by their stems."""

from __future__ import annotations

import re

import pytest

from pipeline.language.medicines import is_medicine
from pipeline.language.tables import rows

STEMS = tuple(entry for (entry,) in rows("drug_names.txt"))


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        pytest.param("paracetamol", True, id="a-name"),
        pytest.param("Paracetamol", True, id="capital"),
        pytest.param("TRAMADOL", True, id="capitals"),
        pytest.param("tramadol", True, id="an-ending"),
        pytest.param("adol", False, id="an-ending-alone"),
        pytest.param("tramadols", False, id="an-ending-in-the-middle"),
        pytest.param("warm", False, id="another-word"),
    ],
)
def test_stems_tell_a_medicine(word: str, is_one: bool) -> None:  # noqa: FBT001
    assert is_medicine(word) is is_one


def pattern(entry: str) -> str:
    """An entry as a regular expression has it."""
    stem = re.escape(entry.strip("-"))
    return f".+{stem}" if entry[0] == "-" else f"{stem}.+" if entry[-1] == "-" else stem


def test_stems_are_found_as_a_pattern_of_them_finds_them() -> None:
    known = re.compile("|".join(map(pattern, STEMS)), re.IGNORECASE)
    stems = [entry.strip("-") for entry in STEMS]
    words = {
        written
        for stem in stems
        for word in (stem, f"x{stem}", f"{stem}x", f"x{stem}x", f"x-{stem}", f"{stem}-x")
        for written in (
            word,
            word.upper(),
            word.replace("s", "\u017f"),
            word.replace("i", "\u0130"),
        )
    }
    wrong = {word for word in words if is_medicine(word) is not bool(known.fullmatch(word))}
    assert wrong == set()
