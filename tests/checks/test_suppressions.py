"""A suppression holds for the wording that somebody looked at, and for no other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.checks.suppressions import Suppression, bound, in_unit, misspelt
from pipeline.model import Unit
from tests.builders import make_catalog, make_unit

ALLOW = "leaflets: allow number-mismatch: said in words"
STAMP = "[text a14c3a09]"  # of this source and this translation
HALF = make_unit("Take 1/2 tablet.", "Tome media pastilla.")


def commented(*comments: str, **changes: object) -> Unit:
    return replace(HALF, comments=comments, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("comments", "changes", "expected"),
    [
        pytest.param((ALLOW,), {}, (f"{ALLOW} {STAMP}",), id="as-it-was-looked-at"),
        pytest.param((f"{ALLOW}  ",), {}, (f"{ALLOW} {STAMP}",), id="blanks-behind"),
        pytest.param(
            ("Ask Ana.", ALLOW, "leaflets: allow fuzzy"),
            {},
            ("Ask Ana.", f"{ALLOW} {STAMP}", "leaflets: allow fuzzy"),
            id="only-what-gives-a-reason",
        ),
        pytest.param(
            (f"{ALLOW} [text 00000000]",), {}, (f"{ALLOW} [text 00000000]",), id="bound-before"
        ),
        pytest.param((ALLOW,), {"fuzzy": True}, (ALLOW,), id="in-doubt"),
        pytest.param((ALLOW,), {"msgstr": ""}, (ALLOW,), id="not-translated"),
        pytest.param((ALLOW,), {"obsolete": True}, (f"{ALLOW} {STAMP}",), id="gone"),
        pytest.param((ALLOW,), {"obsolete": True, "fuzzy": True}, (ALLOW,), id="gone-in-doubt"),
        pytest.param(("Ask Ana.",), {}, ("Ask Ana.",), id="nothing-to-bind"),
        pytest.param(
            ("leaflets: allow number-mismatch:", "said in words", "[text 00000000]", "Ask Ana."),
            {},
            (f"{ALLOW} [text 00000000]", "Ask Ana."),
            id="bound-before-and-wrapped-by-a-tool",
        ),
        pytest.param(
            (ALLOW, "in every edition", "", "Ask Ana. [text 00000000]"),
            {},
            (f"{ALLOW} {STAMP}", "in every edition", "", "Ask Ana. [text 00000000]"),
            id="what-follows-is-no-part-of-it",
        ),
    ],
)
def test_an_update_binds_what_was_allowed_to_the_wording_that_lay_there(
    comments: tuple[str, ...], changes: dict[str, object], expected: tuple[str, ...]
) -> None:
    other = make_unit("Rest.", "Descanse.")
    found = bound(make_catalog(commented(*comments, **changes), other))
    assert found == make_catalog(commented(*expected, **changes), other)
    assert bound(found) == found


@pytest.mark.parametrize(
    ("comment", "msgstr", "expected"),
    [
        pytest.param(
            f"{ALLOW} {STAMP}",
            HALF.msgstr,
            Suppression("number-mismatch", "said in words"),
            id="the-same-wording",
        ),
        pytest.param(
            f"{ALLOW} {STAMP}",
            "Tome dos pastillas.",
            Suppression("number-mismatch", "said in words", outdated=True),
            id="another-wording",
        ),
        pytest.param(
            ALLOW, "Tome.", Suppression("number-mismatch", "said in words"), id="not-bound-yet"
        ),
        pytest.param(
            f"leaflets: allow number-mismatch:\nsaid in\nwords {STAMP}",
            "Tome dos pastillas.",
            Suppression("number-mismatch", "said in words", outdated=True),
            id="another-wording-and-wrapped-by-a-tool",
        ),
        pytest.param(
            "leaflets: allow fuzzy:", "Tome.", Suppression("fuzzy", ""), id="without-a-reason"
        ),
    ],
)
def test_a_bound_suppression_holds_for_its_wording(
    comment: str, msgstr: str, expected: Suppression
) -> None:
    (found,) = in_unit(replace(HALF, msgstr=msgstr, comments=("Ask Ana.", *comment.split("\n"))))
    assert found == expected
    assert found.holds is (expected.reason != "" and not expected.outdated)


def test_a_bound_suppression_holds_for_its_plural_forms() -> None:
    forms = ("Take {n} tablets.", "Tome {n} pastilla.", "Tome {n} pastillas.")
    unit = make_unit("Take {n} tablet.", plural=forms, comments=(ALLOW,))
    (bound_unit,) = bound(make_catalog(unit)).units
    assert in_unit(bound_unit)[0].holds
    changed = replace(bound_unit, plural=(*forms[:2], "No tome {n} pastillas."))
    assert in_unit(changed)[0].outdated


def test_a_comment_that_speaks_to_us_and_says_nothing_known_is_told() -> None:
    unit = commented(ALLOW, " leaflets: alow fuzzy: x ", "About leaflets: none.")
    assert misspelt(unit) == ("leaflets: alow fuzzy: x",)


def test_a_suppression_that_names_no_check_is_told_as_such() -> None:
    comments = ("leaflets: allow: half a tablet", "leaflets: allow", "leaflets: allow-all: x")
    assert misspelt(commented(*comments)) == comments
    assert in_unit(commented(*comments)) == ()
