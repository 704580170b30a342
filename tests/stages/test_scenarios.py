"""What the product promises, run as its users run it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from clinic import SPANISH, Site

LINE = 'msgstr "Tome 5 mg dos veces al día."'


def found(site: Site, *arguments: str) -> list[dict[str, object]]:
    result = site.run("check", "--format", "json", *arguments)
    return list(json.loads(result.out)["findings"])


def test_complete_project_is_clean(site: Site) -> None:
    assert site.run("check").code == 0
    assert found(site) == []


def test_second_update_writes_nothing(site: Site) -> None:
    site.run("update")
    before = site.state()
    result = site.run("update")
    assert (result.code, result.out, site.state()) == (0, "", before)


def test_second_make_changes_no_byte(site: Site) -> None:
    assert site.run("make").code == 0
    before = site.state()
    assert site.run("make").code == 0
    assert site.state() == before


def test_deleted_translation_fails_the_check_with_file_line_and_text(site: Site) -> None:
    line = site.edit(site.catalog, LINE, 'msgstr ""') - 1  # the msgid stands above
    result = site.run("check")
    assert result.code == 1
    assert f"locales/es/LC_MESSAGES/ibuprofen.po:{line}: error untranslated:" in result.out
    (finding,) = found(site)
    assert (finding["id"], finding["line"], finding["locale"], finding["article"]) == (
        "untranslated",
        line,
        "es",
        "ibuprofen",
    )
    assert finding["msgid"] == "Take 5 mg twice a day."


def test_deleted_translation_shows_the_whole_paragraph_in_english_marked(site: Site) -> None:
    site.edit(site.catalog, LINE, 'msgstr ""')
    assert site.run("build", "--format", "html").code == 0
    article = site.main_of("es")
    (attributes,) = re.findall(
        r"<p([^>]*)>Take <span[^>]*>5 mg</span> twice a day\. Do <strong>not</strong> take more\. Ask",
        article,
    )
    assert 'lang="en"' in attributes
    assert 'dir="ltr"' in attributes
    assert "No</strong> tome más" not in article
    assert 'Descanse <span class="count">10 minutos</span>.' in article


def test_fuzzy_translation_is_never_published(site: Site) -> None:
    site.edit(
        site.catalog,
        'msgid "Rest for 10 minutes."',
        '#, fuzzy\nmsgid "Rest for 10 minutes."',
    )
    site.run("build", "--format", "html")
    assert "Descanse" not in site.page("es")
    assert [finding["id"] for finding in found(site)] == ["fuzzy"]


@pytest.mark.parametrize(
    ("old", "new", "identifier", "msgid"),
    [
        pytest.param(
            "Tome 5 mg", "Tome 50 mg", "number-mismatch", "Take 5 mg twice a day.", id="dose"
        ),
        pytest.param(
            "](https://example.org/ask).",
            "](https://example.org/otra).",
            "markup-mismatch",
            "Ask [your pharmacist](https://example.org/ask) first.",
            id="link",
        ),
        pytest.param(
            "**No** tome más.",
            "No tome más.",
            "markup-mismatch",
            "Do **not** take more.",
            id="emphasis",
        ),
        pytest.param(
            "Mantenga la espalda abrigada.",
            "Mantenga la 腰部 abrigada.",
            "stray-fragment",
            "Keep your back warm.",
            id="stray",
        ),
    ],
)
def test_each_mistake_is_found_with_its_id_and_place(
    site: Site, old: str, new: str, identifier: str, msgid: str
) -> None:
    line = site.edit(site.catalog, old, new) - 1
    (finding,) = found(site)
    assert (finding["id"], finding["path"], finding["line"], finding["msgid"]) == (
        identifier,
        "locales/es/LC_MESSAGES/ibuprofen.po",
        line,
        msgid,
    )
    assert site.run("check").code == 1


def test_resolved_fragment_is_clean_for_readers_and_told_to_translators(site: Site) -> None:
    site.edit(site.article, "Keep your back warm.", "Keep your腰部 warm.")
    site.run("update")
    text = site.catalog.read_text(encoding="utf-8")
    assert 'msgid "Keep your lower back warm."' in text
    assert "腰部" in next(line for line in text.split("\n") if line.startswith("#. The source had"))
    site.run("build", "--format", "html")
    assert "Keep your lower back warm." in site.main_of("en")
    assert "腰" not in site.page("en")


def test_unresolved_fragment_is_an_error_with_its_place_and_marked_in_the_draft(site: Site) -> None:
    site.edit(site.article, "Keep your back warm.", "Keep your and颈部 warm.")
    site.run("update")
    strays = [each for each in found(site) if each["id"] == "stray-fragment"]
    assert [(each["path"], each["line"], each["column"]) for each in strays] == [
        ("source/ibuprofen.md", 13, 16)
    ]
    assert "U+9888 U+90E8" in str(strays[0]["message"])
    site.run("build", "--format", "html")
    assert re.search(r'<span[^>]* lang="zh">颈部</span>', site.main_of("en"))
    released = site.run("build", "--format", "html", "--release")
    assert released.code == 1
    assert not (site.root / "dist" / "en" / "ibuprofen.html").exists()


def test_release_refuses_a_gap_and_removes_the_old_draft(site: Site) -> None:
    site.edit(site.catalog, LINE, 'msgstr ""')
    site.run("build", "--format", "html")
    result = site.run("build", "--format", "html", "--release")
    assert result.code == 1
    assert "ibuprofen in es failed" in result.err
    assert not (site.root / "dist" / "es" / "ibuprofen.html").exists()
    assert (site.root / "dist" / "en" / "ibuprofen.html").exists()


@pytest.mark.parametrize(
    ("wording", "why"),
    [
        pytest.param("", "untranslated: no translation of 'For whom'", id="gap"),
        pytest.param("Para 5 personas", "number-mismatch", id="error"),
    ],
)
def test_release_refuses_a_language_whose_leaflets_own_words_are_not_right(
    site: Site, wording: str, why: str
) -> None:
    words = site.root / "locales" / "es" / "LC_MESSAGES" / "leaflet.po"
    site.run("update")
    text = words.read_text(encoding="utf-8")
    changed, count = re.subn(r'(?<=msgid "For whom"\n)msgstr ".+"', f'msgstr "{wording}"', text)
    assert count == 1
    words.write_text(changed, encoding="utf-8")
    result = site.run("build", "--format", "html", "--release")
    assert (result.code, why in result.err) == (1, True)
    assert "ibuprofen in es failed: locales/es/LC_MESSAGES/leaflet.po:" in result.err
    assert not (site.root / "dist" / "es" / "ibuprofen.html").exists()
    assert (site.root / "dist" / "en" / "ibuprofen.html").exists()


def test_changed_sentence_keeps_its_old_translation_as_fuzzy(site: Site) -> None:
    site.edit(site.article, "Keep your back warm.", "Keep your back warm and dry.")
    site.run("update")
    text = site.catalog.read_text(encoding="utf-8")
    assert (
        '#, fuzzy\n#| msgid "Keep your back warm."\nmsgid "Keep your back warm and dry."\n'
        'msgstr "Mantenga la espalda abrigada."' in text
    )


def test_changed_dose_does_not_offer_the_old_translation(site: Site) -> None:
    site.edit(site.article, "Take 5 mg twice", "Take 10 mg twice")
    site.run("update")
    text = site.catalog.read_text(encoding="utf-8")
    assert 'msgid "Take 10 mg twice a day."\nmsgstr ""' in text
    assert '#~ msgstr "Tome 5 mg dos veces al día."' in text


def test_text_that_returns_gets_its_translation_back(site: Site) -> None:
    original = site.article.read_text(encoding="utf-8")
    before = undated(site.catalog)
    site.edit(site.article, "- Rest for 10 minutes.\n", "")
    site.run("update")
    assert '#~ msgstr "Descanse 10 minutos."' in site.catalog.read_text(encoding="utf-8")
    site.article.write_text(original, encoding="utf-8")
    site.run("update")
    assert undated(site.catalog) == before


def undated(path: Path) -> bytes:
    """The catalog without the date of its texts, which changed twice, maybe in two minutes."""
    return re.sub(rb'"POT-Creation-Date: [^"]*"\n', b"", path.read_bytes())


def test_status_follows_the_contract(site: Site) -> None:
    site.edit(site.catalog, LINE, 'msgstr ""')
    counts = {"total": 9, "translated": 8, "fuzzy": 0, "untranslated": 1}
    assert json.loads(site.run("status", "--format", "json").out) == {
        "locales": {"es": {**counts, "articles": {"ibuprofen": counts}}}
    }


@pytest.mark.parametrize(
    ("arguments", "code", "expected"),
    [
        pytest.param(("--locale", "es"), 0, {"es"}, id="a-language"),
        pytest.param(("--article", "ibuprofen"), 0, {"es"}, id="an-article"),
        pytest.param(("--locale", "fr"), 2, "'fr'", id="no-such-language"),
        pytest.param(("--article", "aspirin"), 2, "there is no article 'aspirin'", id="no-article"),
    ],
)
def test_status_of_a_part(
    site: Site, arguments: tuple[str, ...], code: int, expected: set[str] | str
) -> None:
    result = site.run("status", "--format", "json", *arguments)
    assert result.code == code
    if isinstance(expected, str):
        assert expected in result.err
    else:
        assert json.loads(result.out)["locales"].keys() == expected


def test_lone_catalog_is_checked_without_a_project(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from pipeline.cli import main

    site.edit(site.catalog, "Tome 5 mg", "Tome 50 mg")
    lone = tmp_path / "elsewhere" / "es.po"
    lone.parent.mkdir()
    lone.write_bytes(site.catalog.read_bytes())
    monkeypatch.chdir(lone.parent)
    capsys.readouterr()
    assert main(["check", "--format", "json", "es.po"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert [each["id"] for each in report["findings"]] == ["number-mismatch"]


def test_update_loses_no_translation(site: Site) -> None:
    site.article.write_text("---\ntitle: Other\n---\n\nQuite another text.\n", encoding="utf-8")
    site.run("update")
    text = site.catalog.read_text(encoding="utf-8")
    assert all(f'msgstr "{msgstr}"' in text for msgstr in SPANISH.values())


def test_dry_run_writes_nothing_and_says_what_it_would(site: Site) -> None:
    site.edit(site.article, "Keep your back warm.", "Keep warm.")
    before = site.state()
    result = site.run("update", "--dry-run")
    assert "would write locales/es/LC_MESSAGES/ibuprofen.po" in result.out
    assert site.state() == before


def test_build_leaves_alone_what_it_did_not_write(site: Site) -> None:
    foreign = site.root / "dist" / "es" / "notes.txt"
    foreign.parent.mkdir(parents=True)
    foreign.write_text("mine", encoding="utf-8")
    site.run("make")
    assert foreign.read_text(encoding="utf-8") == "mine"


def test_index_keeps_articles_that_were_not_rebuilt(site: Site) -> None:
    second = site.root / "source" / "walking.md"
    second.write_text("---\ntitle: Walking\n---\n\nWalk every day.\n", encoding="utf-8")
    site.run("update")
    site.run("build", "--format", "html")
    site.run("build", "--format", "html", "--article", "walking", "--locale", "en")
    index = (site.root / "dist" / "index.html").read_text(encoding="utf-8")
    assert "en/walking.html" in index
    assert "es/ibuprofen.html" in index


def test_leaflets_of_a_removed_article_and_language_disappear(site: Site) -> None:
    second = site.root / "source" / "walking.md"
    second.write_text("---\ntitle: Walking\n---\n\nWalk every day.\n", encoding="utf-8")
    site.run("build", "--update", "--format", "html")
    foreign = site.root / "dist" / "es" / "notes.html"
    foreign.write_text("mine", encoding="utf-8")
    second.unlink()
    site.run("build", "--format", "html")
    assert not (site.root / "dist" / "en" / "walking.html").exists()
    assert (site.root / "dist" / "es" / "ibuprofen.html").exists()
    site.edit(site.root / "leaflets.toml", '["es"]', '["fr"]')
    site.run("build", "--format", "html")
    assert not (site.root / "dist" / "es" / "ibuprofen.html").exists()
    assert foreign.read_text(encoding="utf-8") == "mine"


def test_refused_leaflet_is_told_in_the_table_with_its_coverage(site: Site) -> None:
    site.edit(site.catalog, LINE, 'msgstr ""')
    out = site.run("build", "--format", "html", "--release").out
    (row,) = (line for line in out.split("\n") if line.startswith("es"))
    assert "88 %" in row
    assert "(0 files, 1" in row
    assert "refused)" in out


def test_approval_ends_with_the_wording_that_was_approved(site: Site) -> None:
    site.edit(
        site.catalog, '"Language: es\\n"', '"Language: es\\n"\n"X-Review-Status: approved\\n"'
    )
    site.run("build", "--update", "--format", "html")
    banner = "Borrador: aún no aprobado"
    assert banner not in site.page("es")
    site.edit(site.catalog, "Descanse 10 minutos.", "Descanse 10 minutos sin comer.")
    site.run("build", "--format", "html")
    assert banner in site.page("es")
    assert "warning approval-outdated" in site.run("check").out  # before any update
    site.run("update")
    assert "X-Review-Status: draft" in site.catalog.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["build", "make"])
def test_dry_run_of_a_build_names_the_files_and_writes_none(site: Site, command: str) -> None:
    before = site.state()
    result = site.run(command, "--dry-run")
    assert result.code == 0
    assert "would write dist/es/ibuprofen.html\n" in result.out
    assert site.state() == before
    site.run(command)
    assert "would write" not in site.run(command, "--dry-run").out


def add_settings(site: Site, text: str) -> None:
    path = site.root / "leaflets.toml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")


def test_own_template_is_used_and_a_change_of_it_is_seen(site: Site) -> None:
    folder = site.root / "templates"
    folder.mkdir()
    page = site.root / "dist" / "en" / "ibuprofen.html"
    own = folder / "leaflet.html.j2"
    add_settings(site, '[theme]\ntemplates = "templates/"')
    ours = '{% extends "ours/leaflet.html.j2" %}'
    own.write_text(f"{ours}{{% block footer %}}Charity{{% endblock %}}", encoding="utf-8")
    site.run("build")
    first = page.read_text(encoding="utf-8")
    own.write_text(f"{ours}{{% block footer %}}Hospital trust{{% endblock %}}", encoding="utf-8")
    site.run("build")
    second = page.read_text(encoding="utf-8")
    assert '<footer><div class="wrap">Charity\n</div></footer>' in first
    assert second == first.replace("Charity", "Hospital trust")


@pytest.mark.parametrize("name", ["leaflet.html.j2", "index.html.j2", "leaflet.css", "index.js"])
def test_template_in_an_old_charset_is_told_with_its_line(site: Site, name: str) -> None:
    templates = site.root / "templates"
    templates.mkdir()
    (templates / name).write_bytes("\nClínica".encode("latin-1"))
    add_settings(site, '[theme]\ntemplates = "templates/"')
    result = site.run("build", "--format", "html")
    broken = f"templates/{name}:2: broken template: byte 0xED is no utf-8"
    assert (result.code, broken in result.err) == (1, True)


def test_broken_template_fails_the_leaflet_with_its_line(site: Site) -> None:
    folder = site.root / "templates"
    folder.mkdir()
    (folder / "leaflet.html.j2").write_text("<p>\n{{ titel }}", encoding="utf-8")
    add_settings(site, '[theme]\ntemplates = "templates/"')
    result = site.run("build")
    assert result.code == 1
    assert "templates/leaflet.html.j2:2: broken template: 'titel' is undefined" in result.err
