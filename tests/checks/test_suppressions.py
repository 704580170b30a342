"""A suppression holds for the wording that somebody looked at, and for no other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.checks.suppressions import (
    Suppression,
    around,
    bound,
    in_unit,
    line_in,
    misspelt,
)
from pipeline.model import Unit
from tests.builders import (
    make_article,
    make_block,
    make_catalog,
    make_document,
    make_finding,
    make_unit,
)

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


# ------------------------------------------------------------------------------------ in an article
LABEL = Suppression("stray-fragment", "a label", block=0)
WAITS = Suppression("stray-fragment", "of the article", block=1)
ARTICLE = make_document(
    make_block("Take the 腰部 pills.", allows=(("stray-fragment", "a label"),)),
    make_block("Rest 休息 now.", index=1, allows=(("stray-fragment", "of the article"),)),
)  # the body begins in line 4


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        pytest.param({"msgid": "Rest 休息 now."}, (WAITS,), id="a-sentence"),
        pytest.param({"msgid": None, "line": 4, "span": (9, 11)}, (LABEL,), id="a-place"),
        pytest.param({"msgid": None, "line": 6, "span": (5, 7)}, (WAITS,), id="another-place"),
        pytest.param({"msgid": None, "line": 4, "span": None}, (), id="a-line"),
        pytest.param({"msgid": None, "line": 99, "span": (0, 2)}, (), id="behind-the-end"),
        pytest.param({"msgid": None, "line": 2, "span": (0, 2)}, (), id="front-matter"),
        pytest.param({"msgid": "Walk 走 now."}, (), id="another-sentence"),
    ],
)
def test_a_finding_has_the_suppressions_of_its_block_and_of_no_other(
    place: dict[str, object], expected: tuple[Suppression, ...]
) -> None:
    finding = make_finding("stray-fragment", **place)  # type: ignore[arg-type]
    assert around(finding, ARTICLE) == expected


@pytest.mark.parametrize(
    ("check", "line"), [("fuzzy", 6), ("fuzzy-term", 5), ("number-mismatch", 4)]
)
def test_a_suppression_is_told_in_its_line(check: str, line: int) -> None:
    body = (
        "Rest.\n<!-- leaflets: allow fuzzy-term: x -->\n<!-- leaflets: allow fuzzy: x -->\nWalk.\n"
    )
    assert line_in(make_article(body), check) == line
