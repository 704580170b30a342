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
    ("before", "after", "expected"),
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
        pytest.param((ALLOW,), {"msgstr": "Tome 1/2 pastilla."}, (ALLOW,), id="changed-by-update"),
        pytest.param((ALLOW,), {"fuzzy": True}, (ALLOW,), id="in-doubt-now"),
        pytest.param((ALLOW,), {"obsolete": True}, (ALLOW,), id="gone"),
        pytest.param(("Ask Ana.",), {}, ("Ask Ana.",), id="nothing-to-bind"),
    ],
)
def test_an_update_binds_what_was_allowed_to_the_wording_that_lay_there(
    before: tuple[str, ...], after: dict[str, object], expected: tuple[str, ...]
) -> None:
    other = make_unit("Rest.", "Descanse.")
    held = make_catalog(commented(*before), other)
    updated = make_catalog(commented(*before, **after), other)
    found = bound(held, updated)
    assert found == make_catalog(commented(*expected, **after), other)
    assert bound(held, found) == found


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
            "leaflets: allow fuzzy:", "Tome.", Suppression("fuzzy", ""), id="without-a-reason"
        ),
    ],
)
def test_a_bound_suppression_holds_for_its_wording(
    comment: str, msgstr: str, expected: Suppression
) -> None:
    (found,) = in_unit(replace(HALF, msgstr=msgstr, comments=("Ask Ana.", comment)))
    assert found == expected
    assert found.holds is (expected.reason != "" and not expected.outdated)


def test_a_comment_that_speaks_to_us_and_says_nothing_known_is_told() -> None:
    unit = commented(ALLOW, " leaflets: alow fuzzy: x ", "About leaflets: none.")
    assert misspelt(unit) == ("leaflets: alow fuzzy: x",)
