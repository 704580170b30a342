"""Headers: silent on what programs for translators write, and on what this project writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalogs import po
from pipeline.checks.check import Context
from pipeline.checks.facts import Facts
from pipeline.checks.registry import CHECKS
from pipeline.model import Catalog, Language, Termbase

ROOT = Path(__file__).parents[2]
SAVED = sorted((ROOT / "tests/catalogs/saved-by").glob("*.po"))
OURS = sorted((ROOT / "locales").rglob("*.po"))


def found(catalog: Catalog, *, everything: bool = False) -> set[str]:
    assert catalog.language is not None
    context = Context(language=catalog.language, facts=Facts(Language("en"), Termbase()))
    return {
        check.id
        for check in CHECKS.values()
        if check.function.__module__.endswith(".header")
        and (everything or check.enabled_by_default)
        and list(check.function(catalog, context))
    }


@pytest.mark.parametrize("path", [*SAVED, *OURS], ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_catalogs_in_use_have_no_findings(path: Path) -> None:
    assert found(po.read(path, root=ROOT)) == set()


def test_what_is_off_by_default_is_found_when_asked_for() -> None:
    path = ROOT / "tests/catalogs/saved-by/translate-toolkit.po"
    assert found(po.read(path, root=ROOT), everything=True) == {
        "charset-legacy",
        "header-fuzzy",
        "obsolete-entries",
    }


UNTOUCHED = """\
# SOME DESCRIPTIVE TITLE.
#, fuzzy
msgid ""
msgstr ""
"Project-Id-Version: PACKAGE VERSION\\n"
"POT-Creation-Date: 2026-02-03 08:00+0000\\n"
"PO-Revision-Date: YEAR-MO-DA HO:MI+ZONE\\n"
"Last-Translator: FULL NAME <EMAIL@ADDRESS>\\n"
"Language-Team: LANGUAGE <LL@li.org>\\n"
"Language: \\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

msgid "Rest."
msgstr "Reposo."
"""


@pytest.mark.parametrize(
    ("old", "new", "findings"),
    [
        pytest.param("", "", {"header-placeholder", "header-field-missing"}, id="as-xgettext"),
        pytest.param(
            '"Language: ', '"Language: de', {"header-placeholder", "header-language-wrong"}, id="de"
        ),
        pytest.param('"Language: ', '"Language: es_MX', {"header-placeholder"}, id="region"),
        pytest.param(
            "2026-02-03 08:00+0000",
            "2026-02-30T08:00",
            {"header-placeholder", "header-field-missing", "header-date-malformed"},
            id="date",
        ),
        pytest.param(
            '"MIME-Version: 1.0',
            '"content-type: text/plain',
            {"header-placeholder", "header-field-missing", "header-field-duplicated"},
            id="twice",
        ),
    ],
)
def test_a_header_that_nobody_has_filled_in(old: str, new: str, findings: set[str]) -> None:
    data = UNTOUCHED.replace(old, new, 1) if old else UNTOUCHED
    catalog = po.parse(data.encode(), "locales/es/LC_MESSAGES/back-pain.po")
    assert found(catalog) == findings
