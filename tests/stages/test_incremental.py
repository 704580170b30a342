"""Builds that do only what changed: the same bytes as a build of everything, and less work."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import sqlite3
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from clinic import ARTICLE, LONG_AGO, SETTINGS, Site, settle

from pipeline.execution import executor
from pipeline.execution.finished import FILE
from pipeline.leaflets import index
from pipeline.stages import exporting, judging, standing
from pipeline.stages.exporting import Workshop

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>A back</title></svg>'
THEME = '[theme]\nname = "paper"\n'


@pytest.fixture
def made(site: Site, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What each build since the last look made: "es/ibuprofen html", "index"."""
    found: list[str] = []
    make, export = Workshop._made, index.export_index

    def noted(self: Workshop, slug: str, wanted: exporting.Wanted) -> exporting.MadeLeaflet:
        found.append(f"{wanted.language}/{slug} {' '.join(wanted.names)}")
        return make(self, slug, wanted)

    def noted_index(*arguments: object, **options: object) -> bytes:
        found.append("index")
        return export(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Workshop, "_made", noted)
    monkeypatch.setattr(index, "export_index", noted_index)
    monkeypatch.setattr(executor, "cores", lambda: 1)
    return found


def built(site: Site, *options: str) -> str:
    result = site.run("build", "--format", "html", *options)
    assert (result.code, result.err) == (0, "")
    return result.out


def test_nothing_to_do_tells_the_same_and_loads_no_engine(
    site: Site, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(site)
    first = built(site)
    assert made == ["en/ibuprofen html", "es/ibuprofen html", "index"]

    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError

    monkeypatch.setattr("pipeline.stages.building.build", refuse)
    assert built(site) == first


def test_what_a_killed_build_was_writing_is_removed_and_nothing_else(site: Site) -> None:
    built(site)
    dist = site.root / "dist"
    left = [
        folder / f".{name}.leaflets-abcd_123.tmp"
        for folder, name in ((dist, "index.html"), (dist / "es", "ibuprofen.html"))
    ]
    kept = dist / "es" / "notes.tmp"
    for path in (*left, kept):
        path.write_bytes(b"half")
    site.edit(site.catalog, "Descanse 10 minutos.", "Repose 10 minutos.")
    built(site)
    assert [path.name for path in left if path.exists()] == []
    assert kept.read_bytes() == b"half"


CHANGES: dict[str, tuple[Callable[[Site], object], list[str]]] = {
    "a translation": (
        lambda site: site.edit(site.catalog, "Descanse 10 minutos.", "Repose 10 minutos."),
        ["es/ibuprofen html"],
    ),
    "a translated title": (
        lambda site: site.edit(site.catalog, "Cómo tomar", "Cómo usar"),
        ["es/ibuprofen html", "index"],
    ),
    "the article": (
        lambda site: site.edit(site.article, "Keep your back warm.", "Keep it warm."),
        ["en/ibuprofen html", "es/ibuprofen html", "index"],
    ),
    "words of a language": (
        lambda site: site.edit(
            site.catalog.parent / "leaflet.po", "Revisado el {date}", "Visto el {date}"
        ),
        ["es/ibuprofen html", "index"],
    ),
    "the time of an article": (lambda site: os.utime(site.article), []),
    "a picture that no article shows": (
        lambda site: (site.root / "source" / "hip.svg").write_text(PICTURE),
        ["index"],
    ),
    "a picture that is called as the leaflet's words": (
        lambda site: (site.root / "source" / "leaflet.svg").write_text(PICTURE),
        ["index"],
    ),
    "the theme": (
        lambda site: (site.root / "leaflets.toml").write_text(SETTINGS + THEME),
        ["en/ibuprofen html", "es/ibuprofen html", "index"],
    ),
    "an output that is gone": (
        lambda site: (site.root / "dist" / "es" / "ibuprofen.html").unlink(),
        ["es/ibuprofen html", "index"],
    ),
    "the index that is gone": (
        lambda site: (site.root / "dist" / "index.html").unlink(),
        ["index"],
    ),
    "the record that is gone": (
        lambda site: shutil.rmtree(site.root / ".leaflets"),
        ["en/ibuprofen html", "es/ibuprofen html", "index"],
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_only_what_a_change_concerns_is_made(site: Site, made: list[str], change: str) -> None:
    settle(site)
    built(site)
    made.clear()
    edit, expected = CHANGES[change]
    edit(site)
    settle(site, LONG_AGO + 1)
    built(site)
    assert made == expected
    made.clear()
    built(site)
    assert made == []


def test_a_picture_concerns_the_articles_that_show_it(site: Site, made: list[str]) -> None:
    (site.root / "source" / "back.svg").write_text(PICTURE)
    other = ARTICLE.replace("## When it hurts", "![A back](back.svg)\n\n## When it hurts")
    (site.root / "source" / "other.md").write_text(other, encoding="utf-8")
    settle(site)
    built(site)
    made.clear()
    (site.root / "source" / "back.svg").write_text(PICTURE.replace("A back", "The back"))
    built(site)
    assert made == ["en/other html", "es/other html", "index"]
    made.clear()
    (site.root / "source" / "back.es.svg").write_text(PICTURE.replace("A back", "La espalda"))
    built(site)
    assert [each for each in made if "ibuprofen" in each] == []
    assert "La espalda" not in site.page("es")


def test_own_templates_and_logo_are_looked_at(site: Site, made: list[str]) -> None:
    (site.root / "own").mkdir()
    page, logo = site.root / "own" / "leaflet.css", site.root / "logo.svg"
    page.write_text("body { color: #111 }")
    logo.write_text(PICTURE)
    own = '[theme]\nlogo = "Clinic"\nlogo_image = "logo.svg"\ntemplates = "own"\n'
    (site.root / "leaflets.toml").write_text(SETTINGS + own)
    for path in (page, page.parent, logo):
        os.utime(path, (LONG_AGO, LONG_AGO))
    settle(site)
    built(site)
    for path, text in ((page, "body { color: #222 }"), (logo, PICTURE.replace("A back", "A logo"))):
        made.clear()
        built(site)
        assert made == []
        path.write_text(text)
        os.utime(path, (LONG_AGO + 1, LONG_AGO + 1))
        built(site)
        assert made == ["en/ibuprofen html", "es/ibuprofen html", "index"]


def test_counts_are_those_of_all_leaflets_whatever_was_made(site: Site, made: list[str]) -> None:
    settle(site)
    first = built(site)
    site.edit(site.catalog, 'msgstr "Descanse 10 minutos."', 'msgstr ""')
    second = built(site)
    assert made[-2:] == ["es/ibuprofen html", "index"]
    assert "100 %" in first.splitlines()[2]
    assert " 88 %" in second.splitlines()[2]
    shutil.rmtree(site.root / ".leaflets")
    assert built(site) == second


def test_a_printed_leaflet_comes_back_from_the_record(site: Site, made: list[str]) -> None:
    assert site.run("build", "--format", "pdf", "--locale", "es").code == 0
    path = site.root / "dist" / "es" / "ibuprofen.pdf"
    first = path.read_bytes()
    site.edit(site.catalog, "Descanse 10 minutos.", "Repose 10 minutos.")
    assert site.run("build", "--format", "pdf", "--locale", "es").code == 0
    assert path.read_bytes() != first
    made.clear()
    site.edit(site.catalog, "Repose 10 minutos.", "Descanse 10 minutos.")
    assert site.run("build", "--format", "pdf", "--locale", "es").code == 0
    assert path.read_bytes() == first
    assert made == ["index"]


def test_a_project_that_was_moved_knows_its_leaflets(
    site: Site, made: list[str], tmp_path: Path
) -> None:
    """As in a container, which sees it under another path: what is old must not stay for ever."""
    second = site.article.with_name("walking.md")
    second.write_bytes(site.article.read_bytes())
    settle(site)
    built(site)
    made.clear()
    moved = site.root.rename(tmp_path / "moved")
    built(site, "--root", str(moved))
    assert made == ["index"]  # is looked at wherever nobody knows how things stood
    (moved / "source" / second.name).unlink()
    (moved / "dist" / "es" / "notes.html").write_bytes(b"the publisher's")
    built(site, "--root", str(moved))
    assert sorted(path.name for path in (moved / "dist" / "es").iterdir()) == [
        "ibuprofen.html",
        "notes.html",
    ]


def test_without_a_record_what_may_be_an_old_leaflet_is_named_once(site: Site) -> None:
    """`.leaflets/` was deleted and then an article: nothing knows any more whose its pages are."""
    second = site.article.with_name("walking.md")
    second.write_bytes(site.article.read_bytes())
    built(site)
    shutil.rmtree(site.root / ".leaflets")
    second.unlink()
    (site.root / "dist" / "es" / "notes.css").write_bytes(b"the publisher's")
    result = site.run("build", "--format", "html")
    assert (result.code, result.err) == (
        0,
        "dist/en/walking.html, dist/es/walking.html: made from no article that is here now, and not"
        " on record as ours. Delete old leaflets, so that nobody is given one.\n",
    )
    assert (site.root / "dist" / "es" / "walking.html").exists()
    site.edit(site.article, "Keep your back warm.", "Keep it warm.")
    assert built(site)


def test_builds_of_other_kinds_do_not_take_one_for_the_other(site: Site, made: list[str]) -> None:
    settle(site)
    built(site, "--locale", "es")
    assert made == ["es/ibuprofen html", "index"]
    made.clear()
    built(site)
    assert made == ["en/ibuprofen html", "index"]
    made.clear()
    built(site, "--out", str(site.root / "elsewhere"))
    assert made == ["en/ibuprofen html", "es/ibuprofen html", "index"]


def test_a_failed_leaflet_is_told_by_every_build(site: Site) -> None:
    (site.root / "source" / "broken.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    settle(site)
    results = [site.run("build", "--format", "html") for _ in range(2)]
    assert [result.code for result in results] == [1, 1]
    assert results[0].err == results[1].err
    # No language is named: there is none in which it can be made.
    told = "leaflets: broken failed: source/broken.md:3: the front matter"
    assert told in results[0].err


def test_change_in_the_same_tick_with_the_same_size_is_seen(site: Site) -> None:
    built(site)
    before = site.catalog.stat()
    site.edit(site.catalog, "Tome 5 mg", "Tome 6 mg")
    os.utime(site.catalog, ns=(before.st_atime_ns, before.st_mtime_ns))
    built(site)
    assert ">6 mg<" in site.main_of("es").replace("\u202f", " ").replace("\u00a0", " ")


def test_damaged_state_costs_time_only(site: Site, made: list[str]) -> None:
    settle(site)
    first = built(site)
    (path,) = (site.root / ".leaflets").glob(f"{standing.PREFIX}*")
    for damage in (b"", b"\xff" * 40, b"i\x01\x00\x00\x00"):
        path.write_bytes(damage)
        assert built(site) == first


@pytest.mark.parametrize("edited", [False, True])
@pytest.mark.parametrize("last", ["en/ibuprofen.html", "es/ibuprofen.html"])
def test_a_record_damaged_in_part_costs_time_only(site: Site, last: str, *, edited: bool) -> None:
    """What was called current before the damage was found was missing from the list."""
    built(site)
    settle(site)
    built(site)
    if edited:
        site.edit(site.article, "Rest for 10 minutes.", "Rest for 20 minutes.")
    else:
        (path,) = (site.root / ".leaflets").glob(f"{standing.PREFIX}*")
        path.unlink()
    with contextlib.closing(sqlite3.connect(site.root / ".leaflets" / FILE)) as record, record:
        row = "area = 'build' AND task LIKE ?"
        assert record.execute(
            f"UPDATE work SET facts = 'turned' WHERE {row}", (f"%{last}",)
        ).rowcount
    built(site)
    found = {path: path.read_bytes() for path in sorted((site.root / "dist").rglob("*.html"))}
    shutil.rmtree(site.root / ".leaflets")
    built(site)
    assert {path: path.read_bytes() for path in found} == found
    assert b"es/ibuprofen.html" in found[site.root / "dist" / "index.html"]


@pytest.mark.parametrize("command", ["build", "make"])
def test_a_record_that_is_gone_costs_time_only(site: Site, command: str) -> None:
    site.run(command)
    settle(site)
    site.run(command)
    (site.root / ".leaflets" / FILE).unlink()
    other = site.root / "source" / "knee.md"
    other.write_text(ARTICLE.replace("ibuprofen", "knee pain"), encoding="utf-8")
    site.run(command)
    index = (site.root / "dist" / "index.html").read_bytes()
    assert b"es/ibuprofen.html" in index
    assert b"knee.html" in index


# ---- any sequence of edits
def add_text(site: Site, chance: random.Random, number: int) -> None:
    path = chance.choice(sorted((site.root / "source").glob("*.md")))
    path.write_text(path.read_text() + f"\nAsk again after {number} days.\n")


def change_translations(site: Site, chance: random.Random, number: int) -> None:
    for path in chance.choices(sorted((site.root / "locales").glob("*/LC_MESSAGES/*.po"))):
        path.write_text(path.read_text().replace('msgstr "', f'msgstr "{number} ', 3))


def remove_catalog(site: Site, chance: random.Random, number: int) -> None:
    chance.choice(sorted((site.root / "locales").glob("*/LC_MESSAGES/*.po"))).unlink()
    site.run("update")


def add_article(site: Site, chance: random.Random, number: int) -> None:
    text = ARTICLE.replace("safely", f"again, part {number}")
    path = site.root / "source" / f"part-{number}.md"
    path.write_text(text + "\n![A back](back.svg)\n")


def remove_article(site: Site, chance: random.Random, number: int) -> None:
    articles = sorted((site.root / "source").glob("*.md"))
    if len(articles) > 1:
        chance.choice(articles).unlink()


def change_theme(site: Site, chance: random.Random, number: int) -> None:
    (site.root / "leaflets.toml").write_text(SETTINGS + chance.choice((THEME, "")))


def change_languages(site: Site, chance: random.Random, number: int) -> None:
    tags = chance.choice(('"es"', '"es", "ar"', '"ar"'))
    (site.root / "leaflets.toml").write_text(SETTINGS.replace('"es"', tags))


def change_picture(site: Site, chance: random.Random, number: int) -> None:
    (site.root / "source" / "back.svg").write_text(PICTURE.replace("A back", f"Back {number}"))


def remove_output(site: Site, chance: random.Random, number: int) -> None:
    chance.choice(sorted((site.root / "dist").rglob("*.html"))).unlink()


EDITS = (
    *(add_text, add_text, change_translations, change_translations, remove_catalog),
    *(add_article, remove_article, change_theme, change_languages, change_picture, remove_output),
)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("seed", range(3))
def test_after_any_edits_the_bytes_are_those_of_a_build_of_everything(
    site: Site, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    (site.root / "source" / "back.svg").write_text(PICTURE)
    site.run("build", "--format", "html")
    for number in range(6):
        for _ in range(chance.choice((1, 1, 2))):
            chance.choice(EDITS)(site, chance, number)
        if chance.random() < 0.5:
            settle(site)
        if chance.random() < 0.3:
            site.run("update")
        told = site.run("build", "--format", "html")
        copy = tmp_path / f"copy-{number}"
        shutil.copytree(site.root, copy, ignore=shutil.ignore_patterns("dist", ".leaflets"))
        fresh = Site(copy, site.run)
        again = fresh.run("build", "--root", str(copy), "--format", "html")
        assert (told.code, told.out) == (again.code, again.out)
        assert told.code != 2
        assert files(site.root / "dist") == files(copy / "dist")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param("disc(1).svg", "![A back](images/disc(1).svg)", id="brackets"),
        pytest.param("disc (1).svg", "![A back](<images/disc (1).svg>)", id="a-second-download"),
        pytest.param("disc (1).svg", "![A back](images/disc%20%281%29.svg)", id="escaped"),
        pytest.param("disc_1.svg", r"![A back](images/disc\_1.svg)", id="backslash"),
        pytest.param("Fig. 1.svg", "![A back](<images/Fig. 1.svg>)", id="dot-and-space"),
        pytest.param("fig.v2.svg", "![A back](images/fig.v2.svg)", id="two-dots"),
        pytest.param("fig.v2.es.svg", "![A back](images/fig.v2.svg)", id="for-a-language"),
        pytest.param("disc's.svg", "![A back](images/disc's.svg)", id="apostrophe"),
        pytest.param("a&b.svg", "<img alt='A back' src=images/a&amp;b.svg>", id="raw-html"),
        pytest.param("椎間板 図.svg", "![A back](<images/椎間板 図.svg>)", id="ideographic-space"),
        pytest.param("(!).svg", "![A back](<images/(!).svg>)", id="no-letter"),
    ],
)
def test_a_picture_is_seen_to_change_however_its_name_is_written(
    site: Site, name: str, shown: str
) -> None:
    (site.root / "source" / "images").mkdir()
    (site.root / "source" / "images" / "fig.v2.svg").write_text(PICTURE)
    picture = site.root / "source" / "images" / name
    picture.write_text(PICTURE)
    site.edit(site.article, "## When it hurts", f"{shown}\n\n## When it hurts")
    settle(site)
    assert site.run("build", "--update", "--format", "html").code == 0
    page = site.root / "dist" / "es" / "ibuprofen.html"
    before = page.read_bytes()
    picture.write_text(PICTURE.replace("<svg ", "<svg id='new' "))
    settle(site)
    assert site.run("build", "--format", "html").code == 0
    assert page.read_bytes() != before


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_picture_from_a_mac_is_found_and_seen_to_change(site: Site, form: str) -> None:
    """Its name has "ü" as "u" and two dots, and the article is read in the other form."""
    folder = site.root / "source" / "images"
    folder.mkdir()
    picture = folder / f"{unicodedata.normalize(form, 'Rücken')}.svg"
    picture.write_text(PICTURE)
    site.edit(site.article, "## When it hurts", "![A back](images/Rücken.svg)\n\n## When it hurts")
    settle(site)
    assert site.run("build", "--update", "--format", "html,epub").code == 0
    page = site.root / "dist" / "en" / "ibuprofen.html"
    before = page.read_bytes()
    picture.write_text(PICTURE.replace("<svg ", "<svg id='new' "))
    settle(site)
    assert site.run("build", "--format", "html,epub").code == 0
    assert page.read_bytes() != before


def test_a_new_colour_has_nothing_checked_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.run("update")
    before = site.run("check")
    settings = site.root / "leaflets.toml"
    plain = settings.read_text(encoding="utf-8")
    settings.write_text(f'{plain}[theme.light]\naccent = "#0b5d51"\n', encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(judging, "Bench", None)
        assert site.run("check") == before
        settings.write_text(f'{plain}[checks]\ndisable = ["fuzzy"]\n', encoding="utf-8")
        with pytest.raises(TypeError):
            site.run("check")
