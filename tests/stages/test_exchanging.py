"""`leaflets exchange`: to a translator far away and back, over sources that went on."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from clinic import SPANISH, Site
from translate.storage.xliff import xlifffile

from pipeline.catalogs import po
from pipeline.catalogs.exchange import terms
from pipeline.model import State

FORMATS = {
    "xliff": "es.xlf",
    "xliff2": "es.xliff",
    "tmx": "es.tmx",
    "csv": "es.csv",
    "xlsx": "es.xlsx",
}


def units(site: Site) -> dict[str, tuple[str, State]]:
    catalog = po.read(site.catalog, root=site.root)
    return {unit.key.msgid: (unit.msgstr, unit.state) for unit in catalog.units}


@pytest.fixture
def tidy(site: Site) -> Site:
    """The site with its catalogs in our layout."""
    assert site.run("update").code == 0
    return site


@pytest.mark.parametrize(("name", "file"), FORMATS.items())
def test_out_and_back_changes_nothing(tidy: Site, name: str, file: str) -> None:
    exported = tidy.run("exchange", "export", name)
    assert exported.code == 0
    assert exported.out == f"wrote exchange/{file}\n"
    before = tidy.state()
    assert tidy.run("exchange", "export", name).out == ""
    imported = tidy.run("exchange", "import", str(tidy.root / "exchange" / file))
    assert (imported.code, imported.out) == (0, "")
    assert tidy.state() == before


def test_dry_runs_write_nothing(tidy: Site, tmp_path: Path) -> None:
    before = tidy.state()
    told = tidy.run(
        "exchange", "export", "xliff", "--out", str(tmp_path / "to-agency"), "--dry-run"
    )
    assert told.out.startswith("would write ")
    assert not (tmp_path / "to-agency").exists()
    sheet = exported(tidy, tmp_path / "es.csv")
    edit(sheet, "Rest for 10 minutes.", "reviewer's wording", "Repose 10 minutos.")
    told = tidy.run("exchange", "import", str(sheet), "--dry-run")
    assert (told.code, told.out) == (0, "would write locales/es/LC_MESSAGES/ibuprofen.po\n")
    assert tidy.state() == before


def exported(site: Site, path: Path, name: str = "csv") -> Path:
    assert site.run("exchange", "export", name, "--out", str(path)).code == 0
    return path


def edit(sheet: Path, source: str, column: str, text: str) -> None:
    header, *rows = csv.reader(io.StringIO(sheet.read_text(encoding="utf-8-sig"), newline=""))
    (row,) = [row for row in rows if row[header.index("source")] == source]
    row[header.index(column)] = text
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([header, *rows])
    sheet.write_text(stream.getvalue(), encoding="utf-8-sig", newline="")


def test_a_translator_works_in_another_program(tidy: Site, tmp_path: Path) -> None:
    tidy.edit(tidy.catalog, 'msgstr "Descanse 10 minutos."', 'msgstr ""')
    path = exported(tidy, tmp_path / "es.xlf", "xliff")
    store = xlifffile.parsefile(str(path))
    (unit,) = [unit for unit in store.units if unit.source == "Rest for 10 minutes."]
    unit.target = "Repose 10 minutos."
    unit.markapproved(value=True)
    store.save()
    assert tidy.run("exchange", "import", str(path)).code == 0
    assert units(tidy)["Rest for 10 minutes."] == ("Repose 10 minutos.", State.TRANSLATED)


def test_the_source_went_on_meanwhile(tidy: Site, tmp_path: Path) -> None:
    tidy.edit(tidy.catalog, 'msgstr "Descanse 10 minutos."', 'msgstr ""')
    sheet = exported(tidy, tmp_path / "es.csv")
    edit(sheet, "Rest for 10 minutes.", "reviewer's wording", "Descanse 10 minutos.")
    edit(sheet, "Rest for 10 minutes.", "state", "translated")
    tidy.edit(tidy.article, "Rest for 10 minutes.", "Rest for 20 minutes.")
    assert tidy.run("update").code == 0
    imported = tidy.run("exchange", "import", str(sheet))
    assert imported.code == 0
    assert "stale: ibuprofen in es: 'Rest for 10 minutes.': its source text is gone" in imported.out
    assert units(tidy)["Rest for 20 minutes."] == ("", State.UNTRANSLATED)
    assert units(tidy)["Rest for 10 minutes."] == ("Descanse 10 minutos.", State.OBSOLETE)
    tidy.edit(tidy.article, "Rest for 20 minutes.", "Rest for 10 minutes.")
    assert tidy.run("update").code == 0
    assert units(tidy)["Rest for 10 minutes."] == ("Descanse 10 minutos.", State.TRANSLATED)


def test_both_sides_changed(tidy: Site, tmp_path: Path) -> None:
    sheet = exported(tidy, tmp_path / "es.csv")
    edit(sheet, "Do **not** take more.", "reviewer's wording", "**Nunca** tome más.")
    tidy.edit(tidy.catalog, "**No** tome más.", "**No** debe tomar más.")
    imported = tidy.run("exchange", "import", str(sheet))
    assert imported.code == 1
    assert "conflict: ibuprofen in es: 'Do **not** take more.'" in imported.out
    assert units(tidy)["Do **not** take more."] == ("**No** debe tomar más.", State.FUZZY)
    assert "# Other wording from an exchange (translated): **Nunca** tome más." in (
        tidy.catalog.read_text(encoding="utf-8")
    )
    again = tidy.run("exchange", "import", str(sheet))
    assert (again.code, again.out) == (0, "")


def test_one_file_that_is_wrong_does_not_stop_the_others(tidy: Site, tmp_path: Path) -> None:
    sheet = exported(tidy, tmp_path / "es.csv")
    edit(sheet, "Rest for 10 minutes.", "reviewer's wording", "Repose 10 minutos.")
    broken = tmp_path / "broken.xlf"
    broken.write_text("<xliff>\n<", encoding="utf-8")
    imported = tidy.run("exchange", "import", str(broken), str(sheet))
    assert imported.code == 1
    assert "broken.xlf:2: this is no well-formed XML" in imported.err
    assert units(tidy)["Rest for 10 minutes."] == ("Repose 10 minutos.", State.TRANSLATED)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param('target-language="es"', 'target-language="pt-BR"', "'pt-BR' is no language", id="language"),
        pytest.param('source-language="en"', 'source-language="de"', "translates from 'de'", id="source"),
        pytest.param('original="ibuprofen.po"', 'original="../../x.po"', "no catalog for '../../x'", id="path"),
        pytest.param('original="ibuprofen.po"', 'original="aspirin.po"', "no catalog for 'aspirin'", id="article"),
        pytest.param('original="ibuprofen.po"', f'original="{"9" * 5000}.po"', "no catalog for '999", id="long"),
    ],
)  # fmt: skip
def test_a_file_of_another_project_is_not_taken_at_all(
    tidy: Site, tmp_path: Path, old: str, new: str, message: str
) -> None:
    path = exported(tidy, tmp_path / "es.xlf", "xliff")
    text = path.read_text(encoding="utf-8").replace("Descanse 10 minutos.", "Descanse 100 minutos.")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    before = tidy.state()
    imported = tidy.run("exchange", "import", str(path))
    assert imported.code == 1
    assert "es.xlf:3: " in imported.err
    assert message in imported.err
    assert tidy.state() == before


@pytest.mark.parametrize(
    ("name", "here", "there"),
    [
        ("xliff", 'target-language="es"', 'target-language="es-ES"'),
        ("xliff", 'source-language="en"', 'source-language="en-US"'),
        ("xliff2", 'trgLang="es"', 'trgLang="es-419"'),
        ("tmx", 'xml:lang="es"', 'xml:lang="es-MX"'),
        ("csv", '"es","ibuprofen"', '"es-ES","ibuprofen"'),
    ],
)
def test_a_language_that_came_back_with_a_country_is_ours(
    tidy: Site, tmp_path: Path, name: str, here: str, there: str
) -> None:
    """Tools of agencies know no language without a country, and the whole file was refused."""
    path = exported(tidy, tmp_path / f"es.{name}", name)
    text = path.read_text(encoding="utf-8")
    assert here in text
    changed = text.replace("Descanse 10 minutos.", "Repose 10 minutos.").replace(here, there)
    path.write_text(changed, encoding="utf-8")
    imported = tidy.run("exchange", "import", str(path))
    assert (imported.code, imported.out) == (0, f"wrote {tidy.catalog.relative_to(tidy.root)}\n")
    assert units(tidy)["Rest for 10 minutes."] == ("Repose 10 minutos.", State.TRANSLATED)


def test_half_a_character_in_an_escape_is_text(tidy: Site, tmp_path: Path) -> None:
    sheet = exported(tidy, tmp_path / "es.csv")
    odd = "Repose _xD800_ 10 _xdfff_ minutos."
    edit(sheet, "Rest for 10 minutes.", "reviewer's wording", odd)
    assert tidy.run("exchange", "import", str(sheet)).code == 0
    assert units(tidy)["Rest for 10 minutes."] == (odd, State.TRANSLATED)


def test_an_article_s_name_from_a_sheet_is_told_as_text(tidy: Site, tmp_path: Path) -> None:
    sheet = exported(tidy, tmp_path / "es.csv")
    edit(sheet, "Rest for 10 minutes.", "article", "\x1b[2J")
    imported = tidy.run("exchange", "import", str(sheet))
    assert imported.code == 1
    assert "\x1b" not in imported.out + imported.err
    assert "there is no catalog for '\\x1b[2J' in es" in imported.err


def test_articles_and_languages_are_chosen(tidy: Site, tmp_path: Path) -> None:
    out = tmp_path / "out"
    chosen = tidy.run(
        "exchange", "export", "xliff", "--article", "ibuprofen", "--locale", "es", "--out", str(out)
    )
    assert chosen.code == 0
    assert [path.name for path in out.iterdir()] == ["ibuprofen.es.xlf"]
    store = xlifffile.parsefile(str(out / "ibuprofen.es.xlf"))
    assert {unit.source: unit.target for unit in store.units} == SPANISH
    assert tidy.run("exchange", "export", "xliff", "--locale", "tlh").code == 2
    assert tidy.run("exchange", "export", "xliff", "--article", "nothing").code == 2


def test_one_file_cannot_hold_two_languages(tidy: Site, tmp_path: Path) -> None:
    tidy.edit(tidy.root / "leaflets.toml", '["es"]', '["es", "fr"]')
    assert tidy.run("update").code == 0
    told = tidy.run("exchange", "export", "csv", "--out", str(tmp_path / "all.csv"))
    assert told.code == 2
    assert "--out names one file, and 2 would be written" in told.err
    assert not (tmp_path / "all.csv").exists()


def test_a_text_too_long_for_a_spreadsheet_stops_its_language_alone(tidy: Site) -> None:
    tidy.edit(tidy.root / "leaflets.toml", '["es"]', '["es", "fr"]')
    assert tidy.run("update").code == 0
    tidy.edit(tidy.catalog, 'msgstr "Cuando duele"', f'msgstr "{"Cuando duele. " * 2400}"')
    told = tidy.run("exchange", "export", "xlsx")
    assert (told.code, told.out) == (1, "wrote exchange/fr.xlsx\n")
    assert "too long for a cell" in told.err
    assert not (tidy.root / "exchange" / "es.xlsx").exists()


def test_a_file_without_a_translation_is_told_and_one_that_is_not_there_stops_all(
    tidy: Site, tmp_path: Path
) -> None:
    sheet = exported(tidy, tmp_path / "es.csv")
    edit(sheet, "Rest for 10 minutes.", "reviewer's wording", "Repose 10 minutos.")
    empty = tmp_path / "empty.csv"
    empty.write_bytes(sheet.read_bytes().split(b"\r\n")[0])
    told = tidy.run("exchange", "import", str(empty))
    assert told.code == 1
    assert "empty.csv:1: there is no translation in this file" in told.err
    before = tidy.state()
    told = tidy.run("exchange", "import", str(sheet), str(tmp_path / "es.xlf"))
    assert told.code == 2
    assert "es.xlf" in told.err
    assert tidy.state() == before


def test_two_translators_files_come_into_one_catalog(tidy: Site, tmp_path: Path) -> None:
    first, second = (exported(tidy, tmp_path / name) for name in ("ana.csv", "luis.csv"))
    edit(first, "Rest for 10 minutes.", "reviewer's wording", "Repose 10 minutos.")
    edit(second, "When it hurts", "reviewer's wording", "Si duele")
    imported = tidy.run("exchange", "import", str(first), str(second))
    assert (imported.code, imported.out) == (0, "wrote locales/es/LC_MESSAGES/ibuprofen.po\n")
    assert "2 units and terms taken" in imported.err
    came = units(tidy)
    assert came["Rest for 10 minutes."] == ("Repose 10 minutos.", State.TRANSLATED)
    assert came["When it hurts"] == ("Si duele", State.TRANSLATED)


def test_a_catalog_that_is_not_there_is_told(tidy: Site) -> None:
    tidy.catalog.unlink()
    told = tidy.run("exchange", "export", "csv")
    assert told.code == 1
    assert "locales/es/LC_MESSAGES/ibuprofen.po: there is no such catalog" in told.err
    assert "leaflets update" in told.err


def test_the_termbase_goes_out_and_comes_back(tidy: Site, tmp_path: Path) -> None:
    path = exported(tidy, tmp_path / "terms.tbx", "tbx")
    before = tidy.state()
    assert tidy.run("exchange", "import", str(path)).code == 0
    assert tidy.state() == before
    termbase = tidy.root / "source" / "termbase.tsv"
    tidy.edit(termbase, "zona lumbar", "parte baja de la espalda")
    told = tidy.run("exchange", "import", str(path))
    assert told.code == 1
    assert "es is 'parte baja de la espalda' here and 'zona lumbar' in the file" in told.out
    tidy.edit(termbase, "parte baja de la espalda", "")
    assert tidy.run("exchange", "import", str(path)).out == "wrote source/termbase.tsv\n"
    assert "zona lumbar" in termbase.read_text(encoding="utf-8")


def test_a_termbase_that_is_no_utf_8_is_told_and_stays(tidy: Site, tmp_path: Path) -> None:
    path = exported(tidy, tmp_path / "terms.tbx", "tbx")
    termbase = tidy.root / "source" / "termbase.tsv"
    before = termbase.read_bytes().rstrip() + "\nRücken\ten\tuse\t\t\n".encode("latin-1")
    termbase.write_bytes(before)
    told = tidy.run("exchange", "import", str(path))
    assert (told.code, termbase.read_bytes()) == (1, before)
    line = before.count(b"\n")
    assert f"source/termbase.tsv:{line}: " in told.err


def test_terms_that_somebody_saves_meanwhile_stay(
    tidy: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = exported(tidy, tmp_path / "terms.tbx", "tbx")
    termbase = tidy.root / "source" / "termbase.tsv"
    tidy.edit(termbase, "zona lumbar", "")
    saved = termbase.read_bytes() + b"# a word of mine\n"
    merged = terms.merge_terms

    def slowly(*arguments: Any, **options: Any) -> terms.MergedTerms:
        termbase.write_bytes(saved)
        return merged(*arguments, **options)

    monkeypatch.setattr(terms, "merge_terms", slowly)
    told = tidy.run("exchange", "import", str(path))
    assert (told.code, termbase.read_bytes()) == (1, saved)
    assert "source/termbase.tsv: this file was saved by somebody else just now" in told.err


def test_no_termbase_is_made_of_no_terms(tidy: Site, tmp_path: Path) -> None:
    termbase = tidy.root / "source" / "termbase.tsv"
    termbase.unlink()
    path = exported(tidy, tmp_path / "terms.tbx", "tbx")
    imported = tidy.run("exchange", "import", str(path))
    assert (imported.code, imported.out, termbase.exists()) == (0, "", False)


def test_readings_in_a_language_that_the_project_has_not_are_left_out_and_told(
    tidy: Site, tmp_path: Path
) -> None:
    path = exported(tidy, tmp_path / "terms.tbx", "tbx")
    text = path.read_text(encoding="utf-8")
    assert '"es"' in text
    path.write_text(text.replace('"es"', '"fr"'), encoding="utf-8")
    before = tidy.state()
    told = tidy.run("exchange", "import", str(path))
    assert (told.code, "left out: readings in 'fr'" in told.out) == (0, True)
    assert tidy.state() == before
