"""A text twice as long takes about twice the time, whatever it consists of."""

from __future__ import annotations

from time import perf_counter

import pytest

from pipeline.checks.check import Context
from pipeline.checks.facts import Facts
from pipeline.checks.panel import Panel
from pipeline.checks.policy import Policy
from pipeline.checks.reading import Pair, Reading
from pipeline.checks.registry import CHECKS
from pipeline.model import Language, State, Termbase

ENGLISH = Language("en")
FACTS = Facts(ENGLISH, Termbase())
PANEL = Panel(Policy(severities={each.id: each.severity for each in CHECKS.values()}))
SHORT, TIMES = 1500, 8
SQUARE = TIMES * TIMES


def seconds(piece: str, length: int, language: Language, checks: tuple[str, ...]) -> float:
    """The best of three, of a text of so many code points that is its own translation."""
    text = (piece * (length // len(piece) + 1))[:length]
    context = Context(language=language, facts=FACTS)
    bench = PANEL.benches(language)[State.TRANSLATED, False]
    taken = []
    for _ in range(3):
        pair = Pair(Reading(text, ENGLISH), Reading(text, language))
        start = perf_counter()
        bench.about(pair, context)
        for identifier in checks:
            list(CHECKS[identifier].function(pair, context))
        taken.append(perf_counter() - start)
    return min(taken)


@pytest.mark.parametrize(
    ("piece", "tag", "checks"),
    [
        pytest.param("1-", "de", (), id="numbers without a space"),
        pytest.param("½", "de", (), id="fractions"),
        pytest.param("one ", "de", (), id="numbers in words"),
        pytest.param("十分", "zh-Hans", (), id="numbers in words of a script without spaces"),
        pytest.param(
            "At 5:30 a.m., 7 to 10 p.m. ", "es", ("number-mismatch",), id="hours of a half day"
        ),
        pytest.param("children under 2, ", "es", ("number-mismatch",), id="ages"),
        pytest.param("not ", "de", ("doubled-word",), id="one word again and again"),
        pytest.param("a", "de", ("email-mismatch", "soft-hyphen"), id="one long word"),
        pytest.param(" ", "de", ("line-edge-space",), id="spaces"),
        pytest.param("once a day ", "zh-Hans", ("stray-fragment",), id="words left in English"),
        pytest.param("A", "zh-Hans", ("stray-fragment",), id="one long run of capitals"),
    ],
)
@pytest.mark.soak
def test_time_grows_as_the_text_does(piece: str, tag: str, checks: tuple[str, ...]) -> None:
    language = Language(tag)
    seconds(piece, 100, language, checks)  # what is made once for a language
    short = seconds(piece, SHORT, language, checks)
    assert seconds(piece, SHORT * TIMES, language, checks) < short * SQUARE / 2 + 0.05


@pytest.mark.parametrize("language", ["zh-Hans", "ja"])
def test_a_numeral_of_any_length_is_read(language: str) -> None:
    reading = Reading("一" * 5000, Language(language))
    assert len(reading.figures.words) == 1
