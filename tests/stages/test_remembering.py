from __future__ import annotations

import json
from pathlib import Path

import pytest
from clinic import SPANISH, Site

from pipeline.catalogs import po
from pipeline.model import Unit

SECOND = """---
title: Your back after surgery
summary: What helps in the first weeks.
publisher: Riverside Clinic
date: 2025-03-04
---

## When it hurts

- Rest for 10 minutes.
- Keep your neck warm.
- Rest for 20 minutes.
"""

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
  <header creationtool="X" creationtoolversion="1" segtype="sentence" o-tmf="X" adminlang="en"
    srclang="en-US" datatype="plaintext"/>
  <body>
    <tu changedate="20241031T093000Z">
      <tuv xml:lang="en-US"><seg>What helps in the first weeks.</seg></tuv>
      <tuv xml:lang="es-MX"><seg>Lo que ayuda en las primeras semanas.</seg></tuv>
      <tuv xml:lang="fr"><seg>Ce qui aide les premières semaines.</seg></tuv>
    </tu>
  </body>
</tmx>
"""


@pytest.fixture
def second(site: Site) -> Path:
    """A second article, that has not been updated yet; where its catalog will be."""
    site.run("update")  # takes the translations of the first one into the memory
    (site.root / "source" / "surgery.md").write_text(SECOND, encoding="utf-8")
    return site.catalog.with_name("surgery.po")


def unit(path: Path, msgid: str) -> Unit:
    catalog = po.parse(path.read_bytes(), "locales/es/LC_MESSAGES/surgery.po")
    return next(unit for unit in catalog.units if unit.key.msgid == msgid)


def today(site: Site) -> str:
    catalog = po.parse(site.catalog.read_bytes(), str(site.catalog))
    return catalog.header_value("PO-Revision-Date")[:10]


def test_new_article_is_offered_what_another_one_says(site: Site, second: Path) -> None:
    assert site.run("update").code == 0
    found = unit(second, "Rest for 10 minutes.")
    assert (found.msgstr, found.fuzzy) == ("Descanse 10 minutos.", True)
    assert (
        f"Suggested: from memory: exact match in ibuprofen (es, {today(site)}), translated"
        in found.extracted
    )


def test_near_text_is_fuzzy_and_another_number_is_withheld(site: Site, second: Path) -> None:
    site.run("update")
    near = unit(second, "Keep your neck warm.")
    assert (near.msgstr, near.fuzzy) == ("Mantenga la espalda abrigada.", True)
    assert near.previous is not None
    assert near.previous.msgid == "Keep your back warm."
    dose = unit(second, "Rest for 20 minutes.")
    assert (dose.msgstr, dose.fuzzy) == ("", False)
    assert any("Descanse 10 minutos." in line for line in dose.extracted)


def test_update_twice_is_update_once(site: Site, second: Path) -> None:
    site.run("update")
    before = site.state()
    result = site.run("update")
    assert result.out == ""
    assert site.state() == before


def test_translations_made_since_are_offered_to_what_is_still_empty(
    site: Site, second: Path
) -> None:
    text = SECOND.replace("Your back after surgery", "Your neck after surgery")
    (site.root / "source" / "neck.md").write_text(text, encoding="utf-8")
    site.run("update")
    neck = second.with_name("neck.po")
    assert unit(neck, "What helps in the first weeks.").msgstr == ""
    entry = 'msgid "What helps in the first weeks."\nmsgstr "{}"'
    site.edit(second, entry.format(""), entry.format("Lo que ayuda al principio."))
    site.run("update")
    found = unit(neck, "What helps in the first weeks.")
    assert (found.msgstr, found.fuzzy) == ("Lo que ayuda al principio.", True)


THIRD = """---
title: Warm clothes
---

Keep your neck warm.
"""
NECK = 'msgid "Keep your neck warm."\nmsgstr "{}"'


def approved_elsewhere(site: Site, wording: str) -> None:
    """A third article says the text of which the second one was offered a near one."""
    (site.root / "source" / "clothes.md").write_text(THIRD, encoding="utf-8")
    site.run("update")
    clothes = site.catalog.with_name("clothes.po")
    text = clothes.read_text(encoding="utf-8")
    start = text.index('#, fuzzy\n#| msgid "Keep your back warm."')
    entry = f"#: source/clothes.md\n{NECK.format(wording)}\n"
    clothes.write_text(text[:start] + entry, encoding="utf-8")


def test_an_offer_gives_way_to_a_translation_of_its_very_text(site: Site, second: Path) -> None:
    site.run("update")
    assert unit(second, "Keep your neck warm.").previous is not None
    approved_elsewhere(site, "Mantenga el cuello abrigado.")
    site.run("update")
    found = unit(second, "Keep your neck warm.")
    assert (found.msgstr, found.fuzzy) == ("Mantenga el cuello abrigado.", True)
    assert found.previous is None
    assert (
        f"Suggested: from memory: exact match in clothes (es, {today(site)}), translated"
        in found.extracted
    )
    assert not any(line.startswith("Changed:") for line in found.extracted)
    before = site.state()
    assert site.run("update").out == ""
    assert site.state() == before


def test_an_offer_that_somebody_typed_in_stays_and_is_shown_the_translation(
    site: Site, second: Path
) -> None:
    site.run("update")
    site.edit(
        second,
        NECK.format("Mantenga la espalda abrigada."),
        NECK.format("Abríguese bien el cuello."),
    )
    approved_elsewhere(site, "Mantenga el cuello abrigado.")
    site.run("update")
    found = unit(second, "Keep your neck warm.")
    assert (found.msgstr, found.fuzzy) == ("Abríguese bien el cuello.", True)
    assert found.previous is not None
    shown = "Suggested: the same text is translated by now: Mantenga el cuello abrigado."
    assert found.extracted.count(shown) == 1
    before = site.state()
    assert site.run("update").out == ""
    assert site.state() == before


def test_a_doubtful_wording_elsewhere_replaces_no_offer(site: Site, second: Path) -> None:
    site.run("update")
    approved_elsewhere(site, "Mantenga el cuello abrigado.")
    clothes = site.catalog.with_name("clothes.po")
    site.edit(clothes, f"#: source/clothes.md\n{NECK[:10]}", f"#, fuzzy\n{NECK[:10]}")
    site.run("update")
    found = unit(second, "Keep your neck warm.")
    assert (found.msgstr, found.fuzzy) == ("Mantenga la espalda abrigada.", True)


def test_an_edited_sentence_is_offered_what_another_article_gave_up(site: Site) -> None:
    """Its own near text was offered first; then the very text is gone from another article."""
    site.edit(site.article, "- Keep your back warm.\n", "- Keep your neck warm.\n")
    site.run("update")
    assert unit(site.catalog, "Keep your neck warm.").fuzzy
    approved_elsewhere(site, "Mantenga el cuello abrigado.")
    (site.root / "source" / "clothes.md").write_text(
        THIRD.replace("Keep your neck warm.", "Wear wool."), encoding="utf-8"
    )
    site.run("update")
    found = unit(site.catalog, "Keep your neck warm.")
    assert (found.msgstr, found.fuzzy) == ("Mantenga el cuello abrigado.", False)
    old = unit(site.catalog, "Keep your back warm.")
    assert (old.msgstr, old.obsolete) == ("Mantenga la espalda abrigada.", True)


def test_a_text_that_is_gone_comes_back_elsewhere_in_capitals(site: Site, second: Path) -> None:
    site.edit(site.article, "- Rest for 10 minutes.\n", "")
    site.edit(site.root / "source" / "surgery.md", "- Rest for 10 minutes.\n", "")
    site.run("update")
    path = site.root / "source" / "surgery.md"
    path.write_text(f"{path.read_text()}\nREST FOR 10 MINUTES.\n", encoding="utf-8")
    site.run("update")
    found = unit(second, "REST FOR 10 MINUTES.")
    assert (found.msgstr, found.fuzzy) == ("Descanse 10 minutos.", True)
    assert found.previous is not None
    assert found.previous.msgid == "Rest for 10 minutes."


def trust(site: Site) -> None:
    path = site.root / "leaflets.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f'{text}[memory]\ntrust = "in-context"\n', encoding="utf-8")


def test_trusted_context_counts_as_translated(site: Site) -> None:
    site.run("update")
    trust(site)
    text = site.article.read_text(encoding="utf-8").replace("Take 5 mg twice", "Take 6 mg twice")
    (site.root / "source" / "copy.md").write_text(text, encoding="utf-8")
    site.run("update")
    copy = site.catalog.with_name("copy.po")
    rest, more = unit(copy, "Rest for 10 minutes."), unit(copy, "Do **not** take more.")
    assert (rest.msgstr, rest.fuzzy) == ("Descanse 10 minutos.", False)
    assert (more.msgstr, more.fuzzy) == ("**No** tome más.", True)  # behind another dose
    assert unit(copy, "Take 6 mg twice a day.").msgstr == ""


def test_deleted_memory_costs_nothing_but_time(site: Site, second: Path) -> None:
    (site.root / ".leaflets" / "memory.sqlite").unlink()
    site.run("update")
    assert unit(second, "Rest for 10 minutes.").msgstr == "Descanse 10 minutos."


def test_damaged_memory_is_made_again_with_a_message(site: Site, second: Path) -> None:
    for path in (site.root / ".leaflets").glob("memory.sqlite*"):
        path.unlink()
    (site.root / ".leaflets" / "memory.sqlite").write_bytes(b"no database at all" * 999)
    result = site.run("update")
    assert "memory.sqlite was damaged" in result.err
    assert unit(second, "Rest for 10 minutes.").msgstr == "Descanse 10 minutos."


# ---- commands
@pytest.fixture
def tmx(tmp_path: Path) -> Path:
    path = tmp_path / "Old clinic (2024).tmx"
    path.write_text(TMX, encoding="utf-8")
    return path


def test_import_keeps_the_file_in_the_project(site: Site, second: Path, tmx: Path) -> None:
    result = site.run("memory", "import", str(tmx))
    assert (result.code, result.out) == (0, "wrote locales/memory/Old-clinic-2024.tmx\n")
    assert result.err == "of 2 translations 2 can be used: es 1, fr 1\n"
    kept = site.root / "locales" / "memory" / "Old-clinic-2024.tmx"
    assert kept.read_bytes() == tmx.read_bytes()
    site.run("update")
    found = unit(second, "What helps in the first weeks.")
    assert (found.msgstr, found.fuzzy) == ("Lo que ayuda en las primeras semanas.", True)
    assert (
        "Suggested: from memory: exact match in Old-clinic-2024 (es, 2024-10-31), imported, translated"
        in found.extracted
    )


def test_import_twice_changes_nothing_and_another_file_needs_force(site: Site, tmx: Path) -> None:
    site.run("memory", "import", str(tmx))
    before = site.state()
    again = site.run("memory", "import", str(tmx))
    assert (again.code, again.out) == (0, "locales/memory/Old-clinic-2024.tmx is there already\n")
    assert site.state() == before
    tmx.write_text(TMX.replace("Lo que ayuda", "Qué ayuda"), encoding="utf-8")
    refused = site.run("memory", "import", str(tmx))
    assert refused.code == 2
    assert "there is another memory of that name" in refused.err
    assert site.state() == before
    assert site.run("memory", "import", str(tmx), "--force").code == 0
    assert "Qué ayuda" in site.run("memory", "search", "first weeks", "--locale", "es").out


def test_dry_run_of_import_writes_nothing(site: Site, tmx: Path) -> None:
    before = site.state()
    result = site.run("memory", "import", str(tmx), "--dry-run")
    assert (result.code, result.out) == (0, "would write locales/memory/Old-clinic-2024.tmx\n")
    assert site.state() == before


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        pytest.param("no XML", 1, "Old clinic (2024).tmx:1:", id="broken"),
        pytest.param(
            TMX.replace('"en-US"', '"it"'),
            2,
            "of its 2 translations none is from or into 'en'",
            id="another source language",
        ),
    ],
)
def test_file_of_no_use_is_refused(
    site: Site, tmx: Path, text: str, code: int, message: str
) -> None:
    tmx.write_text(text, encoding="utf-8")
    result = site.run("memory", "import", str(tmx))
    assert result.code == code
    assert message in result.err
    assert not (site.root / "locales" / "memory").exists()


def test_missing_file_is_told(site: Site) -> None:
    result = site.run("memory", "import", "nowhere.tmx")
    assert result.code == 2
    assert "nowhere.tmx: cannot be read" in result.err


def test_export_is_read_by_an_independent_reader(site: Site, tmp_path: Path) -> None:
    from translate.storage import tmx as toolkit

    out = tmp_path / "memory.tmx"
    result = site.run("memory", "export", "--locale", "es", "--out", str(out))
    assert (result.code, result.out) == (0, f"wrote {out}\n")
    store = toolkit.tmxfile(out.read_bytes(), "en", "es")
    pairs = {unit.source: unit.target for unit in store.units}
    assert SPANISH.items() <= pairs.items()
    assert site.run("memory", "export", "--locale", "es", "--out", str(out)).out == (
        f"{out} is up to date\n"
    )


def test_exported_memory_serves_another_project(site: Site, tmp_path: Path) -> None:
    """Only approved translations leave; there they are offered, never approved."""
    site.edit(site.catalog, 'msgid "Riverside', '#, fuzzy\nmsgid "Riverside')
    out = tmp_path / "memory.tmx"
    site.run("memory", "export", "--out", str(out))
    site.catalog.unlink()
    site.run("memory", "import", str(out))
    trust(site)
    site.run("update")
    catalog = po.parse(site.catalog.read_bytes(), "locales/es/LC_MESSAGES/ibuprofen.po")
    expected = {msgid: (msgstr, True) for msgid, msgstr in SPANISH.items()}
    expected["Riverside Clinic"] = ("", False)
    found = {unit.key.msgid: (unit.msgstr, unit.fuzzy) for unit in catalog.units}
    assert found == expected


def test_search_for_people(site: Site) -> None:
    result = site.run("memory", "search", "Keep your neck warm.", "--locale", "es")
    assert (result.code, result.out) == (
        0,
        f"90 % match in ibuprofen (es, {today(site)}), translated\n"
        "  Keep your back warm.\n  Mantenga la espalda abrigada.\n",
    )


def test_search_for_machines(site: Site) -> None:
    result = site.run(
        "memory", "search", "Rest for 10 minutes.", "--locale", "es", "--format", "json"
    )
    assert json.loads(result.out) == {
        "matches": [
            {
                "kind": "exact",
                "score": 100,
                "source": "Rest for 10 minutes.",
                "target": "Descanse 10 minutos.",
                "locale": "es",
                "state": "translated",
                "obsolete": False,
                "imported": False,
                "sentence": False,
                "article": "ibuprofen",
                "path": "locales/es/LC_MESSAGES/ibuprofen.po",
                "date": today(site),
                "msgctxt": None,
            }
        ]
    }


def test_search_that_finds_nothing_says_so(site: Site) -> None:
    result = site.run("memory", "search", "Physiotherapy", "--locale", "es")
    assert (result.code, result.out) == (0, "")
    assert result.err == "nothing like it was translated before\n"


@pytest.mark.parametrize(
    ("text", "locale"),
    [pytest.param(" ", "es", id="no text"), pytest.param("Rest.", "xx", id="no language")],
)
def test_search_for_nothing_is_wrong_usage(site: Site, text: str, locale: str) -> None:
    assert site.run("memory", "search", text, "--locale", locale).code == 2


def test_rebuild_counts_and_names_files_that_can_not_be_read(site: Site) -> None:
    whole = site.run("memory", "rebuild")
    assert whole.code == 0
    site.catalog.write_text("<<<<<<< ours\n", encoding="utf-8")
    broken = site.run("memory", "rebuild")
    assert broken.code == 1
    assert "locales/es/LC_MESSAGES/ibuprofen.po:" in broken.err
    dry = site.run("memory", "rebuild", "--dry-run")
    assert dry.out == "would read 2 files\n"


# ---- paragraphs
PARAGRAPHS = """---
title: Your knee
publisher: Riverside Clinic
date: 2025-03-04
---

Rest for 10 minutes. Do **not** kneel on the floor.

Walk a little every day. Call us if it swells.
"""
KNEE = {
    "Rest for 10 minutes. Do **not** kneel on the floor.": "Descanse 10 minutos. **No** se arrodille en el suelo.",
    "Walk a little every day. Call us if it swells.": "Camine un poco cada día. Llámenos si se hincha.",
}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            "floor.\n\nWalk",
            "floor. Walk",
            {" ".join(KNEE): " ".join(KNEE.values())},
            id="merged",
        ),
        pytest.param(
            "10 minutes. Do",
            "10 minutes.\n\nDo",
            {
                "Rest for 10 minutes.": "Descanse 10 minutos.",
                "Do **not** kneel on the floor.": "**No** se arrodille en el suelo.",
            },
            id="split",
        ),
        pytest.param(
            "floor.\n\nWalk a little every day. Call",
            "floor. Call us if it swells.\n\nWalk a little every day. Then call",
            {
                "Rest for 10 minutes. Do **not** kneel on the floor. Call us if it swells.": "Descanse 10 minutos. **No** se arrodille en el suelo. Llámenos si se hincha.",
            },
            id="a sentence moved",
        ),
    ],
)
def test_rewritten_paragraph_gets_back_the_sentences_that_it_still_has(
    site: Site, old: str, new: str, expected: dict[str, str]
) -> None:
    site.edit(site.root / "leaflets.toml", "[project]\n", '[project]\nsegmentation = "paragraph"\n')
    article = site.root / "source" / "knee.md"
    article.write_text(PARAGRAPHS, encoding="utf-8")
    site.run("update")
    catalog = site.catalog.with_name("knee.po")
    for msgid, msgstr in KNEE.items():
        site.edit(catalog, f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{msgstr}"')
    site.edit(article, old, new)
    site.run("update")
    assert {msgid: unit(catalog, msgid).msgstr for msgid in expected} == expected


def test_paragraph_with_a_new_sentence_is_not_filled_by_half(site: Site) -> None:
    site.edit(site.root / "leaflets.toml", "[project]\n", '[project]\nsegmentation = "paragraph"\n')
    site.run("update")
    text = "Rest for 10 minutes. Then ask somebody at the reception desk for a wheelchair."
    (site.root / "source" / "desk.md").write_text(
        f"---\ntitle: The desk\ndate: 2025-03-04\n---\n\n{text}\n", encoding="utf-8"
    )
    site.run("update")
    found = unit(site.catalog.with_name("desk.po"), text)
    assert (found.msgstr, found.fuzzy) == ("", False)
    assert any("“Descanse 10 minutos.”" in line for line in found.extracted)
