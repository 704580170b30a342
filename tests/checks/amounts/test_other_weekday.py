"""Another day of the week is told by its name, and is an error."""

from __future__ import annotations

import pytest

from pipeline.checks.registry import CHECKS
from pipeline.model import Severity
from tests.checks.sentences import problems

WEEKDAYS = CHECKS["weekday-mismatch"]
TWICE = "Take it on Monday and Thursday."


@pytest.mark.parametrize(
    ("source", "target", "messages"),
    [
        pytest.param(
            TWICE,
            "Nehmen Sie es am Montag und am Freitag.",
            ["the source says 'Thursday', the translation says 'Freitag'"],
            id="what-both-name-is-not-told",
        ),
        pytest.param(
            TWICE,
            "Nehmen Sie es am Dienstag und am Freitag.",
            [
                "the source says 'Monday', the translation says 'Dienstag'",
                "the source says 'Thursday', the translation says 'Freitag'",
            ],
            id="each-by-the-one-in-its-place",
        ),
        pytest.param(TWICE, "Nehmen Sie es am Donnerstag und Montag.", [], id="in-any-order"),
        pytest.param(TWICE, "Nehmen Sie es am Montag.", [], id="lost-is-no-other-day"),
    ],
)
def test_another_day_is_told(source: str, target: str, messages: list[str]) -> None:
    assert [each.message for each in problems(source, target, "de", WEEKDAYS)] == messages


def test_another_day_is_an_error() -> None:
    (found,) = problems(TWICE, "Montag und Freitag.", "de", WEEKDAYS)
    assert (found.severity, found.span, WEEKDAYS.severity) == (None, (11, 18), Severity.ERROR)
