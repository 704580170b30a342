"""A unit that comes again is answered as at first, and its findings stand where it stands."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from pipeline.checks import answers
from pipeline.checks.answers import Answers, Question
from pipeline.checks.check import Check, Context
from pipeline.checks.facts import Facts
from pipeline.checks.judge import Surroundings, judge_units
from pipeline.checks.panel import Bench, Panel
from pipeline.checks.policy import Policy
from pipeline.checks.reading import NOWHERE, Pair, Reading, Standing
from pipeline.model import (
    Block,
    BlockKind,
    Catalog,
    Document,
    Finding,
    Language,
    Resolution,
    State,
    Termbase,
    Unit,
)
from tests.builders import ENGLISH, make_block, make_catalog, make_document, make_unit

SPANISH = Language.parse("es")
FACTS = Facts(ENGLISH, Termbase())
DOSE = "Take one tablet."
WRONG = "Tome dos comprimidos."
CELL = make_block(DOSE)._replace(kind=BlockKind.TABLE_CELL)
RESOLVED = make_block(DOSE, resolutions=(Resolution("Tome", "one", 1, 1),))


def judged(panel: Panel, document: Document | None, *units: Unit) -> set[str]:
    """What is found about these units, each finding as it is shown."""
    catalog = make_catalog(*units)
    verdict = judge_units("es.po", catalog, Surroundings(document), FACTS, panel)
    return set(map(repr, verdict.findings))


@pytest.mark.parametrize(
    ("block", "text"),
    [
        pytest.param(make_block(DOSE), WRONG, id="plain"),
        pytest.param(make_block(DOSE)._replace(critical=True), WRONG, id="critical"),
        pytest.param(CELL, "Tome | dos comprimidos.", id="in-a-table"),
        pytest.param(RESOLVED, WRONG, id="with-a-fragment"),
        pytest.param(make_block(DOSE, allows=(("number-mismatch", "as is"),)), WRONG, id="allowed"),
        pytest.param(make_block("Rest."), WRONG, id="not-in-the-article"),
    ],
)
def test_an_answer_that_is_known_is_the_one_that_is_found(block: Block, text: str) -> None:
    unit = make_unit(DOSE, text, line=7)
    panel = Panel(Policy())
    for other in (make_block(DOSE), make_block(DOSE)._replace(critical=True), CELL, RESOLVED):
        for each in (WRONG, text):
            judged(panel, make_document(other), make_unit(DOSE, each, line=3))
    document = make_document(block)

    fresh = judged(Panel(Policy()), document, unit)

    assert fresh
    assert judged(panel, document, unit) == fresh
    assert judged(panel, document, unit) == fresh


def test_findings_stand_where_each_unit_stands() -> None:
    panel, around = Panel(Policy()), Surroundings(None)
    units = (make_unit(DOSE, WRONG, line=5), make_unit(DOSE, WRONG, msgctxt="box", line=9))

    first = judge_units("a.po", make_catalog(units[0]), around, FACTS, panel).findings
    again = judge_units("b.po", make_catalog(*units), around, FACTS, panel).findings

    assert [_place(each) for each in (*first, *again)] == [
        ("spelled-number-mismatch", "a.po", 5, None),
        ("spelled-number-mismatch", "b.po", 5, None),
        ("spelled-number-mismatch", "b.po", 9, "box"),
    ]


def _place(finding: Finding) -> tuple[str, str, int, str | None]:
    return finding.id, finding.path, finding.line, finding.msgctxt


def test_a_state_another_language_and_other_facts_are_other_questions() -> None:
    panel = Panel(Policy())
    spanish = make_unit("Take 5 mg.", "Tome 50 mg.")
    judged(panel, None, spanish)
    catalog: Catalog = make_catalog(replace(spanish, fuzzy=True))

    fuzzy = judge_units("es.po", catalog, Surroundings(None), FACTS, panel).findings
    german = judge_units(
        "de.po", make_catalog(spanish, language="de"), Surroundings(None), FACTS, panel
    ).findings

    assert [each.id for each in fuzzy] == ["fuzzy"]
    assert [(each.id, each.locale) for each in german] == [("number-mismatch", "de")]
    question = Question("Rest.", "Repos.", NOWHERE, State.TRANSLATED, SPANISH, FACTS)
    assert question != question._replace(facts=Facts(ENGLISH, Termbase()))


def test_checks_are_given_nothing_of_a_unit_but_the_question() -> None:
    """What a check could read besides: nothing of a catalog, an entry or an article."""
    question = Question(DOSE, WRONG, Standing(critical=True), State.TRANSLATED, SPANISH, FACTS)
    pair = Pair(Reading(DOSE, ENGLISH), Reading(WRONG, SPANISH), question.standing)

    assert Question._fields == ("msgid", "msgstr", "standing", "state", "language", "facts")
    assert {each.removeprefix("_") for each in Pair.__slots__} == {
        "differences",  # of the two texts
        "source",
        "standing",
        "target",
    }
    assert pair.critical
    # The same for all units of a language; `document` is None where units are judged.
    assert {each.name for each in fields(Context)} == {
        "allow",
        "document",
        "facts",
        "language",
        "speller",
        "spelling",
    }


def test_units_are_judged_without_the_article(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Context] = []
    about = Bench.about

    def spy(self: Bench, pair: Pair, context: Context) -> list[Check]:
        seen.append(context)
        return about(self, pair, context)

    monkeypatch.setattr(Bench, "about", spy)
    judged(Panel(Policy()), make_document(make_block(DOSE)), make_unit(DOSE, WRONG))

    assert [each.document for each in seen] == [None]


def test_what_nobody_asks_for_again_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "KEPT", 2)
    known = Answers()
    questions = [
        Question(str(number), "", NOWHERE, State.TRANSLATED, SPANISH, FACTS) for number in range(6)
    ]
    for question in questions:
        assert known.known(question) is None
        known.keep(question, ())
        known.known(questions[0])

    assert [known.known(question) for question in questions[:4]] == [(), None, None, None]
    assert known.known(questions[5]) == ()
