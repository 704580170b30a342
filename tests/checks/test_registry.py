from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

import pytest

from pipeline.checks import registry
from pipeline.checks.check import Check, Context, Example, Fires, Passes, Problem, Scope, check
from pipeline.model import Severity, Unit

PASSES = Passes("Rest.", "Reposo.", "es")
FIRES = Fires("Rest.", "", "es", "nothing")


def documented(_unit: Unit, _context: Context) -> Iterator[Problem]:
    """Nothing is found."""
    yield from ()


def undocumented(_unit: Unit, _context: Context) -> Iterator[Problem]:
    yield from ()


@pytest.mark.parametrize("identifier", ["fuzzy", "number-mismatch", "final-full-stop-missing"])
def test_kebab_case_ids_are_accepted(identifier: str) -> None:
    made = check(identifier, Scope.UNIT, Severity.ERROR, examples=(PASSES, FIRES))(documented)
    assert (made.id, made.documentation) == (identifier, "Nothing is found.")


@pytest.mark.parametrize(
    "identifier",
    ["", "Fuzzy", "number_mismatch", "number-", "-number", "a--b", "b12", "zahl-ä", "a\n"],
)
def test_other_ids_are_refused(identifier: str) -> None:
    decorate = check(identifier, Scope.UNIT, Severity.ERROR, examples=(PASSES, FIRES))
    with pytest.raises(ValueError, match="is not kebab-case"):
        decorate(documented)


def test_check_without_docstring_is_refused() -> None:
    decorate = check("some-thing", Scope.UNIT, Severity.ERROR, examples=(PASSES, FIRES))
    with pytest.raises(ValueError, match="some-thing: no docstring"):
        decorate(undocumented)


@pytest.mark.parametrize(
    ("examples", "missing"),
    [
        pytest.param((), "Passes", id="none"),
        pytest.param((PASSES,), "Fires", id="only-passes"),
        pytest.param((FIRES,), "Passes", id="only-fires"),
    ],
)
def test_check_without_both_kinds_of_examples_is_refused(
    examples: tuple[Example, ...], missing: str
) -> None:
    decorate = check("some-thing", Scope.UNIT, Severity.ERROR, examples=examples)
    with pytest.raises(ValueError, match=f"no example of {missing}"):
        decorate(documented)


def module(**values: object) -> ModuleType:
    made = ModuleType("family")
    vars(made).update(values)
    return made


def made(identifier: str) -> Check:
    return check(identifier, Scope.UNIT, Severity.ERROR, examples=(PASSES, FIRES))(documented)


def test_two_checks_with_one_id_are_refused() -> None:
    families = [module(first=made("some-thing")), module(second=made("some-thing"))]
    with pytest.raises(ValueError, match="two checks have the id 'some-thing'"):
        registry.collect(families)


def test_check_with_the_id_of_a_notice_is_refused() -> None:
    with pytest.raises(ValueError, match="two checks have the id 'internal-error'"):
        registry.collect([module(first=made("internal-error"))])


def test_registry_is_read_only() -> None:
    with pytest.raises(TypeError):
        registry.CHECKS["some-thing"] = made("some-thing")  # type: ignore[index]


def test_ids_are_those_that_people_rely_on() -> None:
    """A promise to settings and suppressions: an id is never renamed and never reused."""
    assert sorted(registry.IDS) == [
        "abbreviation-undefined",
        "acronym-lost",
        "all-caps",
        "alternative-text-missing",
        "ambiguous-date",
        "amount-exchanged",
        "anchor-duplicated",
        "approval-outdated",
        "article-broken",
        "article-gone",
        "article-misplaced",
        "backslash-visible",
        "bidi-control",
        "blank-translation",
        "block-injected",
        "block-swallowed",
        "box-kind-unknown",
        "box-malformed",
        "bracket-count",
        "bracket-unbalanced",
        "bracket-unbalanced-in-source",
        "capital-at-start",
        "capital-in-fragment",
        "catalog-broken",
        "catalog-missing",
        "catalog-stale",
        "character-width",
        "charset-legacy",
        "code-unmarked",
        "condition-mismatch",
        "condition-missing",
        "control-character",
        "dead-link",
        "degree-missing",
        "directive-unknown",
        "dose-error-prone",
        "dots-for-ellipsis",
        "doubled-mark",
        "doubled-space",
        "doubled-word",
        "doubled-word-in-source",
        "edge-space",
        "ellipsis-mismatch",
        "email-mismatch",
        "emergency-number-localised",
        "escape-lost",
        "exclamation-mark",
        "final-colon",
        "final-stop",
        "footnote-undefined",
        "footnote-unused",
        "foreign-letter",
        "foreign-mark",
        "frequency-mismatch",
        "fuzzy",
        "han-variant",
        "hard-to-read",
        "header-date-malformed",
        "header-field-duplicated",
        "header-field-missing",
        "header-fuzzy",
        "header-language-wrong",
        "header-placeholder",
        "heading-empty",
        "heading-order",
        "inconsistent-translation",
        "internal-error",
        "inverted-mark",
        "label-lost",
        "language-gone",
        "language-unknown",
        "limit-mismatch",
        "line-break-count",
        "line-edge-space",
        "link-text-empty",
        "link-text-vague",
        "list-flattened",
        "list-number-changed",
        "look-alike",
        "mark-spacing",
        "markup-mismatch",
        "markup-visible",
        "medicine-mismatch",
        "misspelt-word",
        "mojibake",
        "multiple-capitals",
        "negation-mismatch",
        "not-normalized",
        "number-mismatch",
        "number-swallowed",
        "obsolete-entries",
        "opposite-mismatch",
        "page-missing",
        "passive-heavy",
        "percent-spacing",
        "phone-mismatch",
        "picture-label-long",
        "picture-large",
        "picture-missing",
        "picture-unused",
        "picture-words-left",
        "placeholder-left",
        "plural-forms-wrong",
        "plural-unit",
        "presentation-form",
        "private-character",
        "question-mark",
        "quotation-lost",
        "quotation-mark",
        "quotation-unbalanced",
        "range-reversed",
        "review-outdated",
        "review-status-unknown",
        "review-to-come",
        "sentence-too-long",
        "shared-translation",
        "shortcode-visible",
        "sign-swallowed",
        "soft-hyphen",
        "source-residue",
        "source-suspect",
        "source-word-left",
        "space-before-comma",
        "space-in-brackets",
        "space-misplaced-in-source",
        "space-missing-in-source",
        "spelled-number-mismatch",
        "stray-fragment",
        "suppression-outdated",
        "suppression-without-reason",
        "tab",
        "table-cell-lost",
        "table-cell-missing",
        "table-header-missing",
        "table-pipe",
        "tatweel",
        "term-forbidden",
        "term-forbidden-in-source",
        "term-missing",
        "text-too-long",
        "text-too-short",
        "theme-broken",
        "title-shared",
        "tripled-letter",
        "unchanged",
        "unit-spacing",
        "unit-spellings-mixed",
        "unit-unspaced",
        "unsafe-html",
        "untranslated",
        "unused-suppression",
        "url-mismatch",
        "weekday-mismatch",
        "word-cut",
        "words-swallowed",
        "wrong-apostrophe",
        "wrong-language",
        "wrong-language-in-source",
        "zero-width",
    ]
