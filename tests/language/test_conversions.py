"""A measure that is said again in another system is nothing new, one that is not the same is."""

from __future__ import annotations

import pytest

from pipeline.language.amounts.quantities import compare
from pipeline.model import Language

CUT = "A cut of 5–7.5 cm is closed."


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        pytest.param("Stay 2 metres away.", "Halten Sie 2 m (6 Fuß) Abstand.", [], id="added"),
        pytest.param(
            "Stay 6 feet (about 2 metres) away.", "Halten Sie 2 Meter Abstand.", [], id="left-out"
        ),
        pytest.param(
            "Stay 2 metres away.",
            "Halten Sie 2 m (8 Fuß) Abstand.",
            ["extra 8"],
            id="another-measure",
        ),
        pytest.param(
            "Call us above 38 °C.",
            "Rufen Sie uns über 38 °C an, über 100 °F gleich.",
            ["extra 100"],
            id="not-right-behind-it",
        ),
        pytest.param(
            CUT, "Ein Schnitt von 5–7,5 cm (2–3 Zoll) wird verschlossen.", [], id="range-added"
        ),
        pytest.param(
            "A cut of 2–3 inches (5–7.5 cm) is closed.",
            "Ein Schnitt von 5–7,5 cm wird verschlossen.",
            [],
            id="range-left-out",
        ),
        pytest.param(
            CUT,
            "Ein Schnitt von 5–7,5 cm (20–30 Zoll) wird verschlossen.",
            ["extra 20", "extra 30"],
            id="another-range",
        ),
        pytest.param(
            "A cut of 5–7.5 cm is closed with 2–3 inches of tape.",
            "Ein Schnitt von 5–7,5 cm wird verschlossen.",
            ["missing 2", "missing 3"],
            id="range-of-something-else",
        ),
    ],
)
def test_said_again(source: str, target: str, expected: list[str]) -> None:
    found = compare(source, Language("en"), target, Language("de"))
    assert [f"{each.kind} {each.text}" for each in found] == expected
