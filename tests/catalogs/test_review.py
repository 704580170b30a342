from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.catalogs import review
from pipeline.catalogs.catalog import with_header
from pipeline.catalogs.merge import merge
from pipeline.model import Catalog, Key, Language, Unit

DOSE = Unit(Key(None, "Take 5 mg."), "Tome 5 mg.")
REST = Unit(Key(None, "Rest."), "Descanse.")
APPROVED = Catalog(
    "back",
    Language("es"),
    (("Language", "es"), ("X-Review-Status", "approved")),
    (DOSE, REST),
    (review.DRAFT,),
)


def template(*texts: str) -> Catalog:
    return Catalog("back", None, (), tuple(Unit(Key(None, text)) for text in texts))


SAME = template("Take 5 mg.", "Rest.")


def test_approval_is_bound_to_the_wording_by_the_next_update() -> None:
    bound = merge(SAME, APPROVED)
    assert review.is_approved(bound)
    assert bound.header_value("X-Reviewed-Wording") != ""
    assert bound.header_comments == ()
    assert merge(SAME, bound) == bound


@pytest.mark.parametrize(
    "edited",
    [
        pytest.param(replace(DOSE, msgstr="Tome 50 mg."), id="another-wording"),
        pytest.param(replace(DOSE, fuzzy=True), id="in-doubt"),
        pytest.param(replace(DOSE, msgstr=""), id="deleted"),
    ],
)
def test_any_edit_makes_a_draft_of_it(edited: Unit) -> None:
    bound = replace(merge(SAME, APPROVED), header_comments=("Reviewed by Dr. Ruiz.",))
    changed = replace(bound, units=(edited, REST))
    assert not review.is_approved(changed)
    updated = merge(SAME, changed)
    assert updated.header == (
        ("Language", "es"),
        ("X-Review-Status", "draft (the text has changed since it was approved)"),
    )
    assert updated.header_comments == ("Reviewed by Dr. Ruiz.", review.DRAFT)
    assert not review.is_approved(updated)
    again = merge(SAME, with_header(updated, {"X-Review-Status": " Approved "}))
    assert review.is_approved(again)  # what it says now
    assert again.header_comments == ("Reviewed by Dr. Ruiz.",)


def test_a_draft_is_called_one_once() -> None:
    assert merge(template("Take 5 mg."), APPROVED).header_comments == (review.DRAFT,)


@pytest.mark.parametrize(
    "new",
    [template("Take 10 mg.", "Rest."), template("Take 5 mg."), template("Take 5 mg.", "New.")],
)
def test_a_change_of_the_source_makes_a_draft_of_it(new: Catalog) -> None:
    assert not review.is_approved(merge(new, merge(SAME, APPROVED)))
    assert not review.is_approved(merge(new, APPROVED))


def test_moved_text_stays_approved() -> None:
    assert review.is_approved(merge(template("Rest.", "Take 5 mg."), merge(SAME, APPROVED)))


def test_what_nobody_approved_stays_as_it_is() -> None:
    draft = replace(APPROVED, header=(("Language", "es"),))
    assert merge(SAME, draft).header == (("Language", "es"),)
