"""leaflets compile: what other programs read, through the command line."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest
from clinic import SPANISH, Site

FUZZY = 'msgid "Rest for 10 minutes."', '#, fuzzy\nmsgid "Rest for 10 minutes."'


def test_other_programs_find_every_translation_beside_the_catalogs(site: Site) -> None:
    result = site.run("compile")
    assert (result.code, result.out) == (
        0,
        "wrote locales/es/LC_MESSAGES/ibuprofen.mo\nwrote locales/es/LC_MESSAGES/leaflet.mo\n",
    )
    article = gettext.translation("ibuprofen", site.root / "locales", ["es"])
    assert {msgid: article.gettext(msgid) for msgid in SPANISH} == SPANISH
    words = gettext.translation("leaflet", site.root / "locales", ["es"])
    assert words.info()["language"] == "es"


def test_what_is_not_approved_stays_in_the_source_language(site: Site) -> None:
    site.edit(site.catalog, *FUZZY)
    site.edit(site.catalog, 'msgstr "Cuando duele"', 'msgstr ""')
    assert site.run("compile").code == 0
    article = gettext.translation("ibuprofen", site.root / "locales", ["es"])
    shown = [article.gettext(msgid) for msgid in ("Rest for 10 minutes.", "When it hurts")]
    assert shown == ["Rest for 10 minutes.", "When it hurts"]


def test_a_second_run_writes_nothing(site: Site) -> None:
    site.run("compile")
    before = site.state()
    result = site.run("compile")
    assert (result.code, result.out, result.err) == (0, "", "0 changed, 2 already up to date\n")
    assert site.state() == before


def test_a_dry_run_only_tells(site: Site) -> None:
    before = site.state()
    result = site.run("compile", "--dry-run", "--article", "ibuprofen")
    assert (result.code, result.out) == (0, "would write locales/es/LC_MESSAGES/ibuprofen.mo\n")
    assert site.state() == before


def test_another_folder_has_the_layout_of_gettext(site: Site, tmp_path: Path) -> None:
    out = tmp_path / "compiled"
    assert site.run("compile", "--out", str(out), "--locale", "es").code == 0
    found = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    assert found == ["es/LC_MESSAGES/ibuprofen.mo", "es/LC_MESSAGES/leaflet.mo"]
    assert not list(site.root.rglob("*.mo"))


def test_a_broken_catalog_fails_alone_and_keeps_its_old_mo(site: Site) -> None:
    site.run("compile")
    old = site.catalog.with_suffix(".mo").read_bytes()
    line = site.edit(site.catalog, 'msgstr "Cuando duele"', 'msgstr "Cuando duele')
    words = site.catalog.with_name("leaflet.mo")
    words.unlink()
    result = site.run("compile")
    assert (result.code, result.out) == (1, "wrote locales/es/LC_MESSAGES/leaflet.mo\n")
    assert f"ibuprofen in es failed: locales/es/LC_MESSAGES/ibuprofen.po:{line}:" in result.err
    assert site.catalog.with_suffix(".mo").read_bytes() == old


def test_a_missing_catalog_is_told_with_what_to_do(site: Site) -> None:
    site.catalog.unlink()
    result = site.run("compile")
    assert (result.code, result.out) == (1, "wrote locales/es/LC_MESSAGES/leaflet.mo\n")
    assert (
        "ibuprofen.po: there is no such catalog\n  hint: make it with: leaflets update"
        in result.err
    )


@pytest.mark.parametrize(
    "selection",
    [
        pytest.param(("--locale", "fi"), id="language"),
        pytest.param(("--article", "x"), id="article"),
    ],
)
def test_what_the_project_does_not_have_is_wrong_usage(
    site: Site, selection: tuple[str, str]
) -> None:
    assert site.run("compile", *selection).code == 2
    assert not list(site.root.rglob("*.mo"))
