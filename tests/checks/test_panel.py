"""A check that is not asked about a text would have had nothing to say about it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogs import po
from pipeline.checks.check import Context, Example, Scope
from pipeline.checks.concerns import Concerns, Topics
from pipeline.checks.facts import Facts
from pipeline.checks.panel import Panel
from pipeline.checks.policy import Policy
from pipeline.checks.reading import Pair, Reading, Standing
from pipeline.checks.registry import CHECKS
from pipeline.checks.selftest.seeds import SEEDS, Specimen
from pipeline.model import Language, State, Termbase

ENGLISH = Language("en")
FACTS = Facts(ENGLISH, Termbase())
PANEL = Panel(Policy(severities={each.id: each.severity for each in CHECKS.values()}))
CORPUS = Path(__file__).parents[1] / "selftest" / "corpus"
CATALOGS = sorted(CORPUS.glob("locales/*/LC_MESSAGES/*.po"))
EXAMPLES = [
    pytest.param(example, id=f"{check.id}-{number}")
    for check in CHECKS.values()
    if check.scope is Scope.UNIT
    for number, example in enumerate(check.examples)
]


def silenced(source: str, target: str, language: Language) -> set[str]:
    """The ids of the checks that are not asked and would have found something."""
    pair = Pair(FACTS.reading(source), Reading(target, language), Standing(critical=True))
    context = Context(language=language, facts=FACTS)
    bench = PANEL.benches(language)[State.TRANSLATED, False]
    asked = {check.id for check in bench.about(pair, context)}
    return {
        check.id
        for check in bench.checks
        if check.id not in asked and any(check.function(pair, context))
    }


def test_more_checks_than_there_are_bits_for_are_refused() -> None:
    (check,) = [each for each in CHECKS.values() if each.id == "number-mismatch"]
    with pytest.raises(ValueError, match="129 checks"):
        Concerns([check] * 129, None, Topics())


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples(example: Example) -> None:
    assert silenced(example.source, example.target, Language(example.language)) == set()


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_right_translations_and_seeded_errors(path: Path) -> None:
    catalog = po.read(path, root=CORPUS)
    language = catalog.language
    assert language is not None
    for unit in catalog.units[::5]:
        source = unit.key.msgid
        wrong = [text for seed in SEEDS.values() for text in seed(Specimen(unit, language))]
        for text in (unit.msgstr, *wrong):
            assert silenced(source, text, language) == set(), text


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        pytest.param(
            "Take five mg.", "৫mg নিন।", "bn", id="a unit behind a digit of another script"
        ),
        pytest.param("Rest a little.", "Ruhen Sie ein wenig\u037e", "el", id="a Greek question"),
    ],
)
def test_what_a_check_knows_and_its_needs_must_too(source: str, target: str, language: str) -> None:
    assert silenced(source, target, Language(language)) == set()


def test_a_word_that_hidden_markup_sets_free() -> None:
    source, target = "Take it before meals.", "Nehmen Sie es %(when)snach dem Essen."

    assert silenced(source, target, Language("de")) == set()
    assert [
        each.message
        for each in CHECKS["condition-mismatch"].function(
            Pair(FACTS.reading(source), Reading(target, Language("de"))),
            Context(language=Language("de"), facts=FACTS),
        )
    ] == ["the source says 'before', the translation says 'nach'"]


ODD = (
    " \u00a0\u202f\t\n,.;:!?…。、，：！？،؛؟۔।։()（）[]{}«»“”\"'’´`*_#-–|\\/<>@&%019٣五mgxXwW×µABéßİıІсоаΑαω漢腰个個プかのेي"
    "\u200b\u200c\u200d\u202d\u2066\u00ad\ufeff\ufffd\u0640\u0301\ue000\u0378ﬁÂÃ©º"
)
TEXTS = st.lists(
    st.one_of(
        st.text(alphabet=ODD, max_size=4),
        st.sampled_from(
            ["Take", "no", "not", "www.a.org", "http://a.b", "...", " ,", "aaa", "ABc"]
        ),
        st.characters(),
    ),
    max_size=8,
).map("".join)


@given(
    TEXTS,
    TEXTS,
    st.sampled_from(
        ["de", "fr", "es", "el", "ru", "uk", "ar", "fa", "hi", "ko", "ja", "zh-Hant", "th"]
    ),
)
def test_any_texts(source: str, target: str, tag: str) -> None:
    assert silenced(source, target, Language(tag)) == set()
