"""Another day of the week is told by its name, and is an error."""

from __future__ import annotations

import pytest

from pipeline.checks.registry import CHECKS
from pipeline.model import Severity
from tests.checks.sentences import problems, told

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


@pytest.mark.parametrize(
    ("language", "source", "right", "wrong", "marked"),
    [
        (
            "vi", "Call us on Monday to Friday, 8 a.m. to 5 p.m.",
            "Hãy gọi từ thứ 2 đến thứ 6, 8 giờ đến 17 giờ.",
            "Hãy gọi từ thứ 2 đến thứ 7, 8 giờ đến 17 giờ.", "thứ 7",
        ),
        (
            "vi", "Come on Monday at 2 p.m.", "Hãy đến vào Thứ 2 lúc 14 giờ.",
            "Hãy đến vào Thứ 3 lúc 14 giờ.", "Thứ 3",
        ),
        (
            "pt-BR", "Take it every Wednesday.", "Tome toda quarta.", "Tome toda quinta.", "quinta",
        ),
        (
            "pt", "Closed from Monday to Friday.", "Fechado de segunda a sexta.",
            "Fechado de segunda a quinta.", "quinta",
        ),
    ],
)  # fmt: skip
def test_days_that_are_named_otherwise(
    language: str, source: str, right: str, wrong: str, marked: str
) -> None:
    assert told(source, right, language) == []
    found = [each for each in told(source, wrong, language) if each.id == "weekday-mismatch"]
    assert [wrong[slice(*(each.span or (0, 0)))] for each in found] == [marked]


def test_an_ordinal_is_no_day() -> None:
    assert told("The 2nd dose is on day 3.", "Liều thứ 2 vào ngày thứ 3.", "vi") == []
    assert told("Your second dose is on Friday.", "Mũi thứ 2 của bạn vào thứ Sáu.", "vi") == []
