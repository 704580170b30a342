"""The source's own leaflet is no draft for as long as it says what was reviewed that day."""

from __future__ import annotations

from pathlib import Path

import pytest
from clinic import Site

DRAFT = "Draft: not yet approved for patients"
FIRST_DAY, SECOND_DAY = "2026-02-01", "2026-03-01"
TOLD = (
    f"source/ibuprofen.md:6: warning review-outdated: the article has changed since it was reviewed "
    f"on {FIRST_DAY}, so that the leaflet is a draft again\n"
    "  hint: have it reviewed, then give that day in 'reviewed'\n"
)


@pytest.fixture
def reviewed(site: Site) -> Site:
    """The project after its article was reviewed and updated."""
    site.edit(site.article, "date: 2025-03-04\n", f"date: 2025-03-04\nreviewed: {FIRST_DAY}\n")
    assert site.run("update").code == 0
    return site


def template(site: Site) -> Path:
    return site.root / "locales" / "templates" / "ibuprofen.pot"


def is_draft(site: Site) -> bool:
    site.run("build", "--locale", "en", "--format", "html")
    page = site.page("en")
    assert (DRAFT in page) is ("February 1, 2026" not in page and "March 1, 2026" not in page)
    return DRAFT in page


def test_an_article_is_no_draft_as_it_was_reviewed(reviewed: Site) -> None:
    assert not is_draft(reviewed)
    assert "review-outdated" not in reviewed.run("check").out


def test_another_dose_makes_it_a_draft_until_another_day_is_given(reviewed: Site) -> None:
    assert not is_draft(reviewed)
    reviewed.edit(reviewed.article, "Take 5 mg", "Take 50 mg")
    assert is_draft(reviewed)
    assert TOLD in reviewed.run("check").out
    reviewed.run("update")  # notes nothing new: nobody has reviewed anything
    assert is_draft(reviewed)
    assert TOLD in reviewed.run("check").out
    reviewed.edit(reviewed.article, FIRST_DAY, SECOND_DAY)
    assert not is_draft(reviewed)
    assert "review-outdated" not in reviewed.run("check").out
    reviewed.run("update")
    reviewed.edit(reviewed.article, "Take 50 mg", "Take 5 mg")
    assert is_draft(reviewed)


def test_words_that_come_back_are_reviewed_words(reviewed: Site) -> None:
    reviewed.edit(reviewed.article, "Keep your back warm.", "Keep your back cool.")
    assert is_draft(reviewed)
    reviewed.run("update")
    reviewed.edit(reviewed.article, "Keep your back cool.", "Keep your back warm.")
    assert not is_draft(reviewed)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("Take 5 mg twice a day. Do", "Take 5 mg\ntwice a day. Do", id="line-break"),
        pytest.param("- Rest", "<!-- leaflets: note to the sofa -->\n\n- Rest", id="note"),
        pytest.param("publisher: Riv", "keywords: []\npublisher: Riv", id="key"),
        pytest.param(
            "publisher: Riv", "segmentation: paragraph\npublisher: Riv", id="segmentation"
        ),
    ],
)
def test_what_no_reader_reads_is_no_change(reviewed: Site, old: str, new: str) -> None:
    reviewed.edit(reviewed.article, old, new)
    assert not is_draft(reviewed)
    assert "review-outdated" not in reviewed.run("check").out
    reviewed.run("update")
    assert not is_draft(reviewed)


def test_other_order_is_another_text(reviewed: Site) -> None:
    reviewed.edit(
        reviewed.article,
        "- Rest for 10 minutes.\n- Keep your back warm.",
        "- Keep your back warm.\n- Rest for 10 minutes.",
    )
    assert is_draft(reviewed)


def test_a_project_that_has_noted_nothing_yet_is_believed(reviewed: Site) -> None:
    """As before there were such notes; and templates can be made again."""
    template(reviewed).unlink()
    reviewed.edit(reviewed.article, "Take 5 mg", "Take 10 mg")
    assert not is_draft(reviewed)
    reviewed.run("update")
    reviewed.edit(reviewed.article, "Take 10 mg", "Take 5 mg")
    assert is_draft(reviewed)


def test_an_article_that_was_never_reviewed_has_no_note(site: Site) -> None:
    site.run("update")
    assert "X-Reviewed-Wording" not in template(site).read_text(encoding="utf-8")
    assert is_draft(site)
    assert "review-outdated" not in site.run("check").out


def test_updating_twice_changes_nothing(reviewed: Site) -> None:
    reviewed.edit(reviewed.article, "Take 5 mg", "Take 50 mg")
    reviewed.run("update")
    before = reviewed.state()
    assert reviewed.run("update").code == 0
    assert reviewed.state() == before
