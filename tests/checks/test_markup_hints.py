"""What a finding about mark-up tells a translator to do: put back what is lost, take away the rest."""

from __future__ import annotations

import pytest

from pipeline.checks.check import Passes
from pipeline.checks.examples import problems
from pipeline.checks.registry import CHECKS


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Drink water.", "Beba *agua*.", "take away the * or _"),
        ("Drink *water*.", "*Beba* *agua*.", "take away the * or _"),
        ("Drink water.", "Beba **agua**.", "take away the ** or __"),
        ("Drink water.", "Beba agua.[^1]", "take the footnote mark away"),
        ("Drink water.", "Beba `agua`.", "take the ` around it away"),
        ("Drink water.", "Beba [agua](a.html).", "take the link away"),
        ("Drink *water*.", "Beba agua.", "put *…* around the same words"),
        ("Drink **water**.", "Beba agua.", "put **…** around the same words"),
    ],
)
def test_hint(source: str, target: str, expected: str) -> None:
    (found,) = problems(CHECKS["markup-mismatch"], Passes(source, target, "es"))
    assert found.hint.startswith(expected)
