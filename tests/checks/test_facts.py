from __future__ import annotations

import pytest

from pipeline.checks import facts
from pipeline.checks.facts import Facts
from pipeline.model import Language, Term, Termbase, TermRule

ENGLISH = Language("en")
KEPT = Term("Robaxin", ENGLISH, TermRule.KEEP, {})
HOSPITAL = Term("Mercy Hospital", ENGLISH, TermRule.KEEP, {})
DISC, HERNIATED, NERVE = (
    Term(term, ENGLISH, TermRule.USE, {}) for term in ("disc", "herniated disc", "nerve")
)
GERMAN = Term("Bein", Language("de"), TermRule.USE, {})


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        pytest.param("The disc is near the nerve.", (DISC, NERVE), id="all-of-them"),
        pytest.param("A herniated disc hurts.", (HERNIATED,), id="none-within-a-longer-one"),
        pytest.param("A herniated disc, or a disc?", (DISC, HERNIATED), id="also-by-itself"),
        pytest.param("Das Bein schmerzt.", (), id="none-of-another-language"),
    ],
)
def test_the_terms_of_a_text(text: str, terms: tuple[Term, ...]) -> None:
    known = Facts(ENGLISH, Termbase((DISC, HERNIATED, NERVE, GERMAN)))
    assert known.terms_to_use(text) == terms
    assert known.has_terms(known.reading(text)) is bool(terms)


def test_what_is_known_of_texts_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library of 10,000 articles has half a million sentences."""
    monkeypatch.setattr(facts, "KEPT_READINGS", 2)
    known = Facts(ENGLISH, Termbase((KEPT,)))
    first = known.reading("Take Robaxin.")
    mark = known.signature("Take Robaxin.", frozenset())
    assert known.reading("Take Robaxin.") is first
    assert known.signature("Take Robaxin.", frozenset()) is mark
    for text in ("Rest.", "Walk."):
        known.reading(text)
    assert known.reading("Take Robaxin.") is not first
    assert known.signature("Take Robaxin.", frozenset()) is not mark
    assert known.terms_to_keep("Take Robaxin.") == (KEPT,)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Take Robaxin today.", (KEPT,)),
        ("Take ROBAXIN.", (KEPT,)),
        ("Take Robaxin-like pills at Mercy Hospital.", (KEPT, HOSPITAL)),
        ("Ask at Mercy House.", ()),
        ("Take Robaxinol.", ()),
        ("Rest.", ()),
    ],
)
def test_names_to_keep_are_whole_names(text: str, terms: tuple[Term, ...]) -> None:
    assert Facts(ENGLISH, Termbase((KEPT, HOSPITAL))).terms_to_keep(text) == terms
