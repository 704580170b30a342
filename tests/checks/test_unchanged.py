"""A translation that is the source word for word: how sure it is that nobody translated it."""

from __future__ import annotations

import pytest

from pipeline.checks.registry import CHECKS
from pipeline.model import Severity
from tests.checks.sentences import problems


@pytest.mark.parametrize(
    ("text", "language", "severities"),
    [
        pytest.param("Talk to your doctor if it gets worse.", "es", [Severity.ERROR], id="prose"),
        pytest.param("Less than 6 hours late", "pl", [None], id="one-word-that-tells"),
        pytest.param("Do not drive.", "vi", [None], id="few-words"),
        pytest.param("Massachusetts General Hospital", "it", [], id="name"),
        pytest.param("COVID-19, mRNA-1273, X2b", "tr", [], id="codes"),
        pytest.param("Side effects", "fr-CH", [None], id="small-everyday-word"),
        pytest.param("Side Effects", "sw", [None], id="title-case"),
        pytest.param("Further reading", "de", [None], id="small-words-follow"),
        pytest.param("**Warning:**", "es", [None], id="one-everyday-word"),
        pytest.param("WARNING", "es", [None], id="everyday-word-in-capitals"),
        pytest.param("Call 112", "de", [None], id="beside-a-number"),
        pytest.param("Pain", "fr", [None], id="another-word-there"),
        pytest.param("Weight Watchers", "de", [], id="name-with-an-everyday-word"),
        pytest.param("Causes", "fr", [], id="word-of-both"),
        pytest.param("Side", "da", [], id="word-of-both-of-another-sense"),
        pytest.param("Stroke", "id", [], id="loan-of-one"),
        pytest.param("Stroke", "es", [None], id="and-of-no-other"),
        pytest.param("[Back pain](https://www.nhs.uk/back)", "fr", [], id="page-of-the-web"),
        pytest.param("Back pain", "fi", [], id="language-never-compared"),
    ],
)
def test_severity(text: str, language: str, severities: list[Severity | None]) -> None:
    found = problems(text, text, language, CHECKS["unchanged"])
    assert [each.severity for each in found] == severities
