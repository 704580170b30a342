"""Numbers that stand for ten or a hundred years, in every language of data/decades.tsv."""

from __future__ import annotations

import pytest

from pipeline.language.amounts.decades import is_century, is_decade
from pipeline.language.amounts.figures import figures
from pipeline.model import Language


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        pytest.param("en", "The vaccine has been used since the 1990s.", True, id="decade"),
        pytest.param("en", "Many people in their 50’s have it.", True, id="age"),
        pytest.param("en", "It was first used in 1990.", False, id="year"),
        pytest.param("en", "Keep 1992s apart.", False, id="no-decade"),
        pytest.param("en", "Take 50 sips.", False, id="word"),
        pytest.param("de", "Seit 1990s gibt es den Impfstoff.", False, id="not-in-german"),
    ],
)
def test_decades(tag: str, text: str, *, expected: bool) -> None:
    facts = figures(text, Language(tag))
    assert [is_decade(figure.number, facts) for figure in facts.figures] == [expected]


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("zh-Hans", "在20世纪", True),
        ("zh-Hant", "在20世紀", True),
        ("ja", "20世紀から", True),
        ("ko", "20세기에", True),
        ("zh-Hans", "20岁", False),
        ("de", "20 Jahre", False),
    ],
)
def test_centuries(tag: str, text: str, *, expected: bool) -> None:
    facts = figures(text, Language(tag))
    assert [is_century(figure.number, facts) for figure in facts.figures] == [expected]
