"""Fixes are applied where the checks find less afterwards, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.checks.fixing import apply_fixes, fix_catalog
from pipeline.model import Catalog, Finding
from tests.builders import make_catalog, make_finding, make_unit


def offered(text: str, wrong: str, right: str) -> list[Finding]:
    """A finding with a fix for each place of `wrong`."""
    found = []
    start = text.find(wrong)
    while start >= 0:
        end = start + len(wrong)
        finding = make_finding("doubled-space", msgid="Rest.", msgstr=text, span=(start, end))
        found.append(replace(finding, fix=right))
        start = text.find(wrong, end)
    return found


def doubled_spaces(catalog: Catalog) -> tuple[Finding, ...]:
    return tuple(each for unit in catalog.units for each in offered(unit.msgstr, "  ", " "))


def test_fixes_are_applied_from_the_end_so_that_places_stay_true() -> None:
    text = "a  b  c"
    assert apply_fixes(text, offered(text, "  ", " ")) == "a b c"


def test_of_two_fixes_that_overlap_the_first_is_taken() -> None:
    first = replace(make_finding(span=(0, 3)), fix="x")
    second = replace(make_finding(span=(2, 5)), fix="y")
    assert apply_fixes("abcdef", [second, first]) == "xdef"


@pytest.mark.parametrize(
    ("fixes", "expected"),
    [
        pytest.param([(0, 3, "x"), (3, 5, "y")], "xyf", id="side-by-side"),
        pytest.param([(3, 3, "-"), (3, 3, "+")], "abc-def", id="two-insertions-at-one-place"),
        pytest.param([(0, 3, "x"), (3, 3, "-")], "xdef", id="an-insertion-behind-a-change"),
        pytest.param([(3, 3, "-"), (3, 5, "y")], "abc-yf", id="a-change-behind-an-insertion"),
    ],
)
def test_fixes_that_touch(fixes: list[tuple[int, int, str]], expected: str) -> None:
    found = [replace(make_finding(span=(start, end)), fix=fix) for start, end, fix in fixes]
    assert apply_fixes("abcdef", found) == expected


def test_what_offers_no_fix_stands_in_no_other_s_way() -> None:
    def judge(catalog: Catalog) -> tuple[Finding, ...]:
        about_all = make_finding("catalog-stale", msgid=None, span=None)
        return (about_all, make_finding(msgid="Rest."), *doubled_spaces(catalog))

    catalog = make_catalog(make_unit("Rest.", "Des  canse."))
    fixed = fix_catalog(catalog, judge, judge(catalog))
    assert fixed.catalog.units[0].msgstr == "Des canse."


def test_catalog_is_fixed_until_nothing_is_offered() -> None:
    catalog = make_catalog(make_unit("Rest.", "Des    canse."))
    fixed = fix_catalog(catalog, doubled_spaces, doubled_spaces(catalog))
    assert fixed.catalog.units[0].msgstr == "Des canse."
    assert doubled_spaces(fixed.catalog) == ()
    assert fix_catalog(fixed.catalog, doubled_spaces, ()).settled == ()


def test_fix_that_makes_something_worse_is_not_taken() -> None:
    def judge(catalog: Catalog) -> tuple[Finding, ...]:
        (unit,) = catalog.units
        worse = [make_finding("number-mismatch", msgid="Rest.")] if "  " not in unit.msgstr else []
        return (*doubled_spaces(catalog), *worse)

    catalog = make_catalog(make_unit("Rest.", "Des  canse."))
    fixed = fix_catalog(catalog, judge, judge(catalog))
    assert (fixed.catalog, fixed.settled) == (catalog, ())


def test_fuzzy_and_obsolete_units_are_left_alone() -> None:
    catalog = make_catalog(
        make_unit("Rest.", "Des  canse.", fuzzy=True), make_unit("Go.", "Va  ya.", obsolete=True)
    )
    assert fix_catalog(catalog, doubled_spaces, doubled_spaces(catalog)).catalog == catalog
