"""Changing the cut of an article, as its editors and translators live through it."""

from __future__ import annotations

from pathlib import Path

from clinic import Site

from pipeline.catalogs import po
from pipeline.model import State, Unit

PARAGRAPH = (
    "Take 5 mg twice a day. Do **not** take more. "
    "Ask [your pharmacist](https://example.org/ask) first."
)
PARRAFO = (
    "Tome 5 mg dos veces al día. **No** tome más. "
    "Pregunte antes a [su farmacéutico](https://example.org/ask)."
)
FRONT = "date: 2025-03-04\n"


def units(path: Path) -> dict[str, Unit]:
    return {unit.key.msgid: unit for unit in po.read(path, root=path.parent).units}


def in_use(path: Path) -> dict[str, tuple[str, State]]:
    return {
        text: (unit.msgstr, unit.state) for text, unit in units(path).items() if not unit.obsolete
    }


def test_a_dry_run_tells_the_numbers_and_writes_nothing(site: Site) -> None:
    site.edit(site.article, FRONT, f"{FRONT}segmentation: paragraph\n")
    before = site.state()
    result = site.run("update", "--dry-run")
    assert result.code == 0
    first, *others = result.out.splitlines()
    assert first == "ibuprofen: the cut has changed: es 3 kept, 0 offered, 0 lost"
    assert others == [
        "would write locales/templates/ibuprofen.pot",
        "would write locales/es/LC_MESSAGES/ibuprofen.po",
    ]
    assert site.state() == before


def test_an_article_goes_to_paragraphs_and_back(site: Site) -> None:
    site.run("update")
    start = in_use(site.catalog)
    site.edit(site.article, FRONT, f"{FRONT}segmentation: paragraph\n")
    assert "es 3 kept, 0 offered, 0 lost" in site.run("update").out
    assert in_use(site.catalog)[PARAGRAPH] == (PARRAFO, State.TRANSLATED)
    again = site.run("update")
    assert ("cut" not in again.out, "0 changed" in again.err) == (True, True)
    site.edit(site.article, "segmentation: paragraph\n", "")
    assert "es 1 kept, 0 offered, 0 lost" in site.run("update").out
    assert in_use(site.catalog) == start


def test_the_setting_of_a_project_cuts_every_article(site: Site) -> None:
    settings = site.root / "leaflets.toml"
    site.edit(settings, 'languages = ["es"]\n', 'languages = ["es"]\nsegmentation = "paragraph"\n')
    result = site.run("make")
    assert result.code == 0
    assert "ibuprofen: the cut has changed: es 3 kept, 0 offered, 0 lost" in result.err
    assert "<strong>No</strong> tome más. Pregunte antes a" in site.main_of("es")


def test_a_paragraph_that_was_reworded_is_offered(site: Site) -> None:
    site.edit(site.article, FRONT, f"{FRONT}segmentation: paragraph\n")
    site.run("update")
    freely = "Tome 5 mg dos veces al día y **no** más, y pregunte antes a [su farmacéutico](https://example.org/ask)."
    site.edit(site.catalog, f'msgstr "{PARRAFO}"', f'msgstr "{freely}"')
    site.edit(site.article, "segmentation: paragraph\n", "")
    assert "es 0 kept, 1 offered, 0 lost" in site.run("update").out
    found = units(site.catalog)
    assert (found[PARAGRAPH].msgstr, found[PARAGRAPH].obsolete) == (freely, True)
    assert found["Take 5 mg twice a day."].state is State.FUZZY  # nobody knows what was meant
    assert any(freely in line for line in found["Take 5 mg twice a day."].comments)
    assert found["Rest for 10 minutes."].state is State.TRANSLATED


def test_a_new_abbreviation_keeps_both_sentences(site: Site) -> None:
    site.edit(site.article, "- Keep your back warm.", "- Ask the rheum. Ms Weber knows.")
    site.run("update")
    text = site.catalog.read_text(encoding="utf-8")
    for msgid, msgstr in {
        "Ask the rheum.": "Pregunte en reumatología.",
        "Ms Weber knows.": "La Sra. Weber lo sabe.",
    }.items():
        assert f'msgid "{msgid}"\nmsgstr ""' in text
        text = text.replace(f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{msgstr}"')
    site.catalog.write_text(text, encoding="utf-8")
    words = site.root / "source" / "abbreviations.txt"
    words.write_text("# ours\nrheum.\n", encoding="utf-8")
    assert "es 2 kept, 0 offered, 0 lost" in site.run("update").out
    assert in_use(site.catalog)["Ask the rheum. Ms Weber knows."] == (
        "Pregunte en reumatología. La Sra. Weber lo sabe.",
        State.TRANSLATED,
    )
    words.unlink()
    assert "es 1 kept, 0 offered, 0 lost" in site.run("update").out
    assert in_use(site.catalog)["Ask the rheum."] == ("Pregunte en reumatología.", State.TRANSLATED)


def test_a_bad_list_of_abbreviations_is_refused(site: Site) -> None:
    words = site.root / "source" / "abbreviations.txt"
    words.write_text("rheum.\ntwo words\n", encoding="utf-8")
    before = site.state()
    result = site.run("update")
    assert result.code == 1
    assert "source/abbreviations.txt:2: 'two words' is not one word" in result.err
    assert "hint: write the word right before the stop" in result.err
    assert (
        site.state()[site.catalog.relative_to(site.root).as_posix()]
        == before[site.catalog.relative_to(site.root).as_posix()]
    )
