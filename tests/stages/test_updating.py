"""What edits cost translators, and what an update leaves alone."""

from __future__ import annotations

import importlib
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from clinic import SETTINGS, SPANISH, Site

from pipeline.catalogs import po
from pipeline.model import State, Unit
from pipeline.stages import cataloguing, updating
from pipeline.stages.project import Project

KNEE = """---
title: After a knee operation
summary: The first two weeks at home.
---

Your knee will be swollen and stiff for some days. Raise the leg on a pillow whenever you sit down for longer. Cold packs should be wrapped in a towel.

## Moving Around

Walk a little further every day with your crutches. You may climb stairs after 3 days with somebody beside you. Ask the physiotherapist which exercises are right for you.

- Bend the knee slowly as far as it goes.

## When to call us

The wound is hot, red or wet. You have a fever above 38 °C. Your calf hurts and is thicker than the other one.
"""
OTHER = "---\ntitle: Walking\n---\n\nWalk every day.\n"


def unit(site: Site, msgid: str, slug: str = "ibuprofen") -> Unit:
    path = site.catalog.with_stem(slug)
    found = [u for u in po.read(path, root=site.root).units if u.key.msgid == msgid]
    assert len(found) == 1, msgid
    return found[0]


# ------------------------------------------------------------------------------------ scripted edits
@pytest.fixture(scope="module")
def edits() -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(Path(__file__).parents[2] / "benchmarks")
        return importlib.import_module("edits")


@pytest.mark.gettext
@pytest.mark.soak
def test_no_edit_loses_a_word_or_prefills_another_meaning(edits: ModuleType, msgmerge: str) -> None:
    assert msgmerge  # the table runs it
    rows = {edit.name: (ours, theirs) for edit, ours, theirs in edits.table(KNEE)}
    assert {name: (o.lost, o.prefilled) for name, (o, _) in rows.items()} == dict.fromkeys(
        rows, (0, 0)
    )
    kept = {name for name, (o, _) in rows.items() if not (o.fuzzy or o.withheld or o.new)}
    assert kept == set(rows) - {
        "one word",
        "a typo",
        "a number",
        "a number, `--source-fix`",
        "a negation",
        "a sentence inserted",
    }
    assert {name for name, (o, _) in rows.items() if o.withheld} == {
        "a number",
        "a number, `--source-fix`",
        "a negation",
    }
    assert {name for name, (_, t) in rows.items() if t.prefilled} == {
        "a number",
        "a number, `--source-fix`",
        "a negation",
    }
    assert all(ours.translated >= theirs.translated for ours, theirs in rows.values())


# -------------------------------------------------------------------------------------------- diffs
def test_an_inserted_paragraph_changes_its_own_entries_and_no_more(site: Site) -> None:
    site.run("update")
    before = site.catalog.read_text(encoding="utf-8").split("\n")
    site.edit(site.article, "## When it hurts", "Drink plenty of water.\n\n## When it hurts")
    site.run("update")
    after = site.catalog.read_text(encoding="utf-8").split("\n")
    own = [
        "#. Paragraph",
        "#: source/ibuprofen.md",
        'msgid "Drink plenty of water."',
        'msgstr ""',
        "",
    ]
    start = after.index(own[2]) - 2
    assert after[start : start + 5] == own
    del after[start : start + 5]
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) <= 5
    assert all(line.startswith(('"POT-Creation-Date', '"X-Source-Digest')) for line in changed)


@pytest.mark.parametrize(
    "block",
    [
        pytest.param("Keep *warm  \nand* calm.", id="emphasis over two lines"),
        pytest.param("<!-- leaflets: keep-together -->\nMill Lane 5  \nYork", id="an address"),
    ],
)
def test_a_text_of_two_lines_comes_into_an_article(site: Site, block: str) -> None:
    """Catalogs that had none until then are put together with a template that now has one."""
    site.edit(site.article, "## When it hurts", f"{block}\n\n## When it hurts")
    assert site.run("update").code == 0
    catalog = site.catalog.read_text(encoding="utf-8")
    first, second = block.removeprefix("<!-- leaflets: keep-together -->\n").split("\n")
    assert f'msgid ""\n"{first}\\n"\n"{second}"\nmsgstr ""\n' in catalog
    assert 'msgstr "Cuando duele"' in catalog


def test_a_reordered_article_reorders_entries_and_nothing_else(site: Site) -> None:
    site.run("update")
    before = site.catalog.read_text(encoding="utf-8")
    site.edit(
        site.article,
        "- Rest for 10 minutes.\n- Keep your back warm.\n",
        "- Keep your back warm.\n- Rest for 10 minutes.\n",
    )
    site.run("update")
    after = site.catalog.read_text(encoding="utf-8")
    digest = re.compile(r'"X-Source-Digest: [0-9a-f]+\\n"')
    entries = [sorted(digest.sub("", text).strip().split("\n\n")) for text in (before, after)]
    assert entries[0] == entries[1]
    assert after.index("Keep your back") < after.index("Rest for 10")


# ------------------------------------------------------------------------------------------- offers
def test_the_translator_sees_what_changed_and_why_nothing_is_prefilled(site: Site) -> None:
    site.edit(site.article, "Take 5 mg twice", "Take 10 mg twice")
    site.run("update")
    assert unit(site, "Take 10 mg twice a day.").extracted == (
        "Paragraph",
        "Changed: Take [-5-] {+10+} mg twice a day.",
        "Meaning: number: 5 milligram → 10 milligram",
        "Old translation: Tome 5 mg dos veces al día.",
    )
    text = site.catalog.read_text(encoding="utf-8")
    site.run("update")
    assert site.catalog.read_text(encoding="utf-8") == text
    site.edit(
        site.catalog,
        'msgid "Take 10 mg twice a day."\nmsgstr ""',
        'msgid "Take 10 mg twice a day."\nmsgstr "Tome 10 mg dos veces al día."',
    )
    site.run("update")
    assert unit(site, "Take 10 mg twice a day.").extracted == ("Paragraph",)


def test_flag_offers_it_as_fuzzy_and_says_so(site: Site) -> None:
    settings = f'{SETTINGS}\n[update]\nmeaning = "flag"\n'
    (site.root / "leaflets.toml").write_text(settings, encoding="utf-8")
    site.edit(site.article, "Take 5 mg twice", "Take 10 mg twice")
    site.run("update")
    flagged = unit(site, "Take 10 mg twice a day.")
    assert (flagged.state, flagged.msgstr) == (State.FUZZY, "Tome 5 mg dos veces al día.")
    assert "Meaning: number: 5 milligram → 10 milligram" in flagged.extracted


def test_a_changed_term_withholds_the_translation(site: Site) -> None:
    rows = "tailbone\ten\tuse\t\ttailbone\tcóccix\n"
    with (site.root / "source" / "termbase.tsv").open("a", encoding="utf-8") as stream:
        stream.write(rows)
    site.edit(site.article, "Keep your back warm.", "Keep your tailbone warm.")
    site.run("update")
    assert unit(site, "Keep your tailbone warm.").state is State.UNTRANSLATED


# --------------------------------------------------------------------------------------- source fix
def test_a_declared_typo_fix_keeps_the_translation_after_showing_it(site: Site) -> None:
    site.edit(site.article, "Keep your back warm.", "Keep you back warm.")
    site.run("update")
    site.edit(site.catalog, '#, fuzzy\n#| msgid "Keep your back warm."\n', "")
    before = site.state()
    site.edit(site.article, "Keep you back warm.", "Keep your back warm!")
    edited = site.state()
    dry = site.run("update", "--source-fix", "--dry-run")
    assert site.state() == edited
    assert dry.out.startswith(
        "ibuprofen: Keep [-you-] {+your+} back warm[-.-]{+!+}\n  translations kept: es\n"
    )
    assert edited.keys() == before.keys()
    result = site.run("update", "--source-fix")
    assert result.out.startswith(dry.out[: dry.out.index("would")])
    kept = unit(site, "Keep your back warm!")
    assert (kept.state, kept.msgstr) == (State.TRANSLATED, SPANISH["Keep your back warm."])


def test_a_changed_dose_is_no_typo_whatever_the_editor_says(site: Site) -> None:
    site.edit(site.article, "Take 5 mg twice", "Take 6 mg twice")
    result = site.run("update", "--source-fix")
    assert "more than a typo, so not kept (number: 5 milligram → 6 milligram)" in result.out
    assert unit(site, "Take 6 mg twice a day.").state is State.UNTRANSLATED


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("[our page](https://old.example.org)", "[our page](https://new.example.org)"),
        pytest.param("www.example.org/old-advice", "www.example.org/new-advice"),
        pytest.param("help@example.org", "aid@example.org"),
    ],
)
def test_another_address_is_no_typo(site: Site, old: str, new: str) -> None:
    before = f"Read all about it at {old} whenever you like."
    site.edit(site.article, "Keep your back warm.", before)
    site.run("update")
    site.edit(
        site.catalog, f'msgid "{before}"\nmsgstr ""', f'msgid "{before}"\nmsgstr "Lea {old}."'
    )
    after = before.replace(old, new)
    site.edit(site.article, before, after)
    assert (
        "more than a typo, so not kept (another address)" in site.run("update", "--source-fix").out
    )
    assert unit(site, after).state is State.FUZZY


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        pytest.param("Rest.", "Walk.", "more than a sixth of the text", id="another-word"),
        pytest.param("2 days", "3 days", "number: 2 day → 3 day", id="number"),
        pytest.param("No", "Yes", "negation: no → none", id="no-letter-the-same"),
    ],
)
def test_a_refused_edit_of_a_very_short_text_is_named(
    site: Site, old: str, new: str, reason: str
) -> None:
    """No letters say that one was made of the other: the place does."""
    site.edit(site.article, "- Rest for 10 minutes.\n", f"- Rest for 10 minutes.\n- {old}\n")
    site.run("update")
    site.edit(site.catalog, f'msgid "{old}"\nmsgstr ""', f'msgid "{old}"\nmsgstr "x"')
    site.edit(site.article, f"- {old}\n", f"- {new}\n")
    result = site.run("update", "--source-fix")
    assert f"more than a typo, so not kept ({reason})" in result.out
    first, _, _ = new.partition(" ")
    assert f"{{+{first.rstrip('.')}+}}" in result.out
    assert unit(site, new).state is not State.TRANSLATED


def test_a_new_text_beside_one_that_is_gone_elsewhere_is_no_edit(site: Site) -> None:
    site.edit(site.article, "- Rest for 10 minutes.\n", "")
    site.article.write_text(f"{site.article.read_text()}\nSleep well.\n", encoding="utf-8")
    assert "more than a typo" not in site.run("update", "--source-fix").out


# ---------------------------------------------------------------------------------------- elsewhere
@pytest.mark.parametrize(
    "first", [pytest.param("a-walk", id="to"), pytest.param("walk", id="from")]
)
def test_a_paragraph_that_moves_to_another_article_stays_translated(site: Site, first: str) -> None:
    other = site.root / "source" / f"{first}.md"
    other.write_text(OTHER, encoding="utf-8")
    site.run("update")
    site.edit(site.article, "- Rest for 10 minutes.\n", "")
    other.write_text(f"{OTHER}\nRest for 10 minutes.\n", encoding="utf-8")
    site.run("update")
    moved = unit(site, "Rest for 10 minutes.", first)
    assert (moved.state, moved.msgstr) == (State.TRANSLATED, "Descanse 10 minutos.")
    assert unit(site, "Rest for 10 minutes.").state is State.OBSOLETE


def as_we_write_it(text: str) -> bytes:
    return text.encode()


def by_hand(text: str) -> bytes:
    return text.replace('#~ msgid "Rest for ', '#~ msgid "Rest "\n#~ "for ').encode()


def among_the_others(text: str) -> bytes:
    start = text.index("#~")
    header, rest = text[:start].split("\n\n", maxsplit=1)
    return f"{header}\n\n{text[start:]}\n{rest.rstrip()}\n".encode()


def in_gb18030(text: str) -> bytes:
    return text.replace("charset=UTF-8", "charset=GB18030").encode("gb18030")


@pytest.mark.parametrize("written", [as_we_write_it, by_hand, among_the_others, in_gb18030])
def test_a_text_that_left_long_ago_comes_back_in_another_article(
    site: Site, written: Callable[[str], bytes]
) -> None:
    other = site.root / "source" / "walking.md"
    other.write_text(OTHER, encoding="utf-8")
    site.edit(site.article, "- Rest for 10 minutes.\n", "")
    site.run("update")
    gone = site.catalog.read_text(encoding="utf-8")
    site.catalog.write_bytes(written(gone))
    assert '#~ msgstr "Descanse 10 minutos."' in gone
    other.write_text(f"{OTHER}\nRest for 10 minutes.\n", encoding="utf-8")
    updating.update(Project.open(site.root), now="2031-01-01 00:00+0000", articles=("walking",))
    moved = unit(site, "Rest for 10 minutes.", "walking")
    assert (moved.state, moved.msgstr) == (State.TRANSLATED, "Descanse 10 minutos.")


def test_an_article_under_another_name_keeps_its_translations(site: Site) -> None:
    site.article.rename(site.article.with_stem("pain-relief"))
    site.run("update")
    found = po.read(site.catalog.with_stem("pain-relief"), root=site.root).units
    assert {u.key.msgid: u.msgstr for u in found} == SPANISH
    assert {u.state for u in found} == {State.TRANSLATED}


@pytest.mark.parametrize("edit", [None, ("Keep your back warm.", "Keep your back dry.")])
def test_an_article_under_another_name_keeps_its_own_wordings(
    site: Site, edit: tuple[str, str] | None
) -> None:
    """Whatever a third article said long ago, and though some of it was edited on the way."""
    other = site.root / "source" / "walking.md"
    other.write_text(f"{OTHER}\nRest for 10 minutes.\n", encoding="utf-8")
    site.run("update")
    catalog = site.catalog.with_stem("walking")
    text = catalog.read_text(encoding="utf-8").replace("#, fuzzy\n", "")
    catalog.write_text(
        text.replace('msgstr "Descanse 10 minutos."', 'msgstr "Repose 10 minutos."'),
        encoding="utf-8",
    )
    other.write_text(OTHER, encoding="utf-8")
    site.run("update")
    assert '#~ msgstr "Repose 10 minutos."' in catalog.read_text(encoding="utf-8")
    if edit:
        site.edit(site.article, *edit)
    site.article.rename(site.article.with_stem("pain-relief"))
    site.run("update")
    kept = unit(site, "Rest for 10 minutes.", "pain-relief")
    assert (kept.state, kept.msgstr) == (State.TRANSLATED, "Descanse 10 minutos.")


def test_two_wordings_of_two_articles_are_looked_at_in_a_third(site: Site) -> None:
    """A part of an article is no article under another name."""
    other = site.root / "source" / "walking.md"
    other.write_text(f"{OTHER}\nRest for 10 minutes.\n", encoding="utf-8")
    site.run("update")
    catalog = site.catalog.with_stem("walking")
    text = catalog.read_text(encoding="utf-8").replace("#, fuzzy\n", "")
    catalog.write_text(text.replace("Descanse 10", "Repose 10"), encoding="utf-8")
    other.write_text(OTHER, encoding="utf-8")
    site.run("update")
    site.article.unlink()
    third = "---\ntitle: Sleep\n---\n\nRest for 10 minutes. Sleep well. Wake up late.\n"
    (site.root / "source" / "sleep.md").write_text(third, encoding="utf-8")
    site.run("update")
    assert unit(site, "Rest for 10 minutes.", "sleep").state is State.FUZZY


def test_a_text_of_both_articles_is_looked_at_in_the_second(site: Site) -> None:
    other = site.root / "source" / "walking.md"
    other.write_text(f"{OTHER}\nRest for 10 minutes.\n", encoding="utf-8")
    site.run("update")
    assert unit(site, "Rest for 10 minutes.", "walking").state is State.FUZZY


# --------------------------------------------------------------------------------------------- date
@pytest.mark.parametrize("left", [None, b"damaged"], ids=["missing", "damaged"])
def test_a_template_made_again_has_the_date_that_its_catalogs_know(
    site: Site, left: bytes | None
) -> None:
    """The date moves only where a msgid changed: else every catalog would have a line of diff."""
    site.run("update")
    before = site.state()
    template = site.root / "locales" / "templates" / "ibuprofen.pot"
    template.unlink()
    if left is not None:
        template.write_bytes(left)
    updating.update(Project.open(site.root), now="2031-01-01 00:00+0000")
    after = site.state()
    (again,) = {name for name in before if before[name] != after[name]}
    assert again == "locales/templates/ibuprofen.pot"
    assert after[again][0] == before[again][0]

    template.unlink()
    site.edit(site.article, "Keep your back warm.", "Keep your back warm and dry.")
    updating.update(Project.open(site.root), now="2031-01-01 00:00+0000")
    for path in (template, site.catalog):
        assert '"POT-Creation-Date: 2031-01-01 00:00+0000\\n"' in path.read_text(encoding="utf-8")


def test_the_template_of_our_own_words_is_dated_as_it_is_told(site: Site) -> None:
    found = cataloguing.words_template(Project.open(site.root), now="2031-01-01 00:00+0000")
    assert (found.domain, found.language) == ("leaflet", None)
    fields = ("Project-Id-Version", "POT-Creation-Date", "Language")
    assert [found.header_value(name) for name in fields] == [
        "Clinic",
        "2031-01-01 00:00+0000",
        "en",
    ]


# ------------------------------------------------------------------------------------------- record
def test_what_has_not_changed_is_not_even_read(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.run("update")
    calls: list[object] = []
    with monkeypatch.context() as patch:
        patch.setattr("pipeline.catalogs.po.parse", lambda *a: calls.append(a))
        patch.setattr("pipeline.source.document.parse", lambda *a, **k: calls.append(a))
        result = site.run("update")
    assert (result.code, calls) == (0, [])
    assert "already up to date" in result.err


def moved_changed_and_new(root: Path) -> None:
    """A paragraph that moves to the other article, one that is changed, one that is new."""
    first, second = (root / "source" / f"{slug}.md" for slug in ("ibuprofen", "walking"))
    text = first.read_text(encoding="utf-8").replace("- Rest for 10 minutes.\n", "")
    first.write_text(text.replace("Keep your back", "Keep your whole back"), encoding="utf-8")
    second.write_text(f"{OTHER}\nRest for 10 minutes.\n\nDrink enough.\n", encoding="utf-8")


@pytest.mark.parametrize("lacks", [False, True], ids=["complete", "incomplete"])
def test_what_is_on_record_saves_a_look_at_the_catalogs_and_changes_nothing(
    site: Site, monkeypatch: pytest.MonkeyPatch, *, lacks: bool
) -> None:
    (site.root / "source" / "walking.md").write_text(OTHER, encoding="utf-8")
    site.run("update")
    walking = site.catalog.with_stem("walking")
    for msgid, msgstr in (("Walking", "Caminar"), ("Walk every day.", "Camine cada día.")):
        given = "" if lacks and msgid == "Walking" else msgstr
        site.edit(walking, f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{given}"')
    site.run("update")
    unrecorded = site.root.with_name("unrecorded")
    shutil.copytree(site.root, unrecorded)
    shutil.rmtree(unrecorded / ".leaflets")
    looks: dict[Path, list[str]] = {}
    real = cataloguing.glance_along
    for root in (site.root, unrecorded):
        moved_changed_and_new(root)
        seen = looks[root] = []

        def glance(data: bytes, name: str, *texts: Any, seen: list[str] = seen) -> Any:
            seen.append(name.rpartition("/")[2])
            return real(data, name, *texts)

        with monkeypatch.context() as patch:
            patch.setattr(cataloguing, "glance_along", glance)
            updating.update(Project.open(root), now="2031-01-01 00:00+0000")
    both = [Site(root, site.run).state() for root in (site.root, unrecorded)]
    recorded, other = ({name: held for name, (held, _) in each.items()} for each in both)
    assert recorded == other
    assert unit(site, "Rest for 10 minutes.", "walking").state is State.TRANSLATED
    assert unit(site, "Keep your whole back warm.").state is State.FUZZY
    twice = ["ibuprofen.po", "leaflet.po", "walking.po", "ibuprofen.po", "walking.po"]
    assert sorted(looks[unrecorded]) == sorted(twice)
    once = ["ibuprofen.po", "walking.po"]
    assert sorted(looks[site.root]) == sorted([*once, "walking.po"] if lacks else once)


@pytest.mark.parametrize("is_whole", [True, False], ids=["an-article", "a-sentence"])
def test_what_goes_is_offered_at_once_to_articles_that_lack_it(
    site: Site, *, is_whole: bool
) -> None:
    """Also to one that is as the last update left it: the next update would change it."""
    text = "Keep your whole back warm."
    walking = site.article.with_name("walking.md")
    resting = site.article.with_name("resting.md")
    walking.write_text(f"{OTHER}\n{text}\n", encoding="utf-8")
    resting.write_text(OTHER.replace("Walk every day.", text), encoding="utf-8")
    site.run("update")
    offered = po.read(site.catalog.with_stem("resting"), root=site.root)
    refused = tuple(
        replace(unit, msgstr="", fuzzy=False, previous=None) if unit.key.msgid == text else unit
        for unit in offered.units
    )
    po.write(site.catalog.with_stem("resting"), replace(offered, units=refused))
    site.edit(
        site.catalog.with_stem("walking"), "#. Paragraph\n#. Changed", "# Ask Ana.\n#. Changed"
    )
    site.run("update")
    assert unit(site, text, "resting").state is State.UNTRANSLATED
    if is_whole:
        walking.unlink()
    else:
        walking.write_text(OTHER, encoding="utf-8")
    site.run("update")
    assert unit(site, text, "resting").state is State.FUZZY
    before = site.state()
    assert (site.run("update").out, site.state()) == ("", before)


def test_an_edited_catalog_is_read_again(site: Site) -> None:
    site.run("update")
    site.edit(site.catalog, 'msgid "Rest for 10 minutes."', 'msgid ""\n"Rest for 10 minutes."')
    site.run("update")
    assert 'msgid "Rest for 10 minutes."' in site.catalog.read_text(encoding="utf-8")


def test_what_an_editor_saves_after_our_write_is_no_finished_work(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A translator's editor writes its old copy back between our write and the record of it."""
    from pipeline.stages import merging

    old = site.catalog.read_bytes()
    real = merging.save_catalog

    def saved_over(*arguments: Any, **options: Any) -> Any:
        result = real(*arguments, **options)
        if arguments[0] == site.catalog:
            site.catalog.write_bytes(old)
        return result

    site.edit(site.article, "Keep your back warm.", "Keep your back warm and dry.")
    with monkeypatch.context() as patch:
        patch.setattr(merging, "save_catalog", saved_over)
        site.run("update")
    assert site.catalog.read_bytes() == old
    site.run("update")
    assert 'msgid "Keep your back warm and dry."' in site.catalog.read_text(encoding="utf-8")


@pytest.mark.parametrize("header", ["", '# Ana, 2026\nmsgid ""\nmsgstr ""\n\n'])
def test_a_catalog_that_lost_its_header_keeps_its_translations(site: Site, header: str) -> None:
    kept = f"{header}{entry('Rest for 10 minutes.')}\n{entry('Take 5 mg twice a day.')}"
    gone = f"\n{entry('Keep your back warm.', msgid='An old text.')}"
    site.catalog.write_text(kept + gone, encoding="utf-8")
    assert site.run("update").code == 0
    catalog = po.read(site.catalog, root=site.root)
    assert {unit.key.msgid: (unit.msgstr, unit.state) for unit in catalog.units if unit.msgstr} == {
        "Take 5 mg twice a day.": ("Tome 5 mg dos veces al día.", State.TRANSLATED),
        "Rest for 10 minutes.": ("Descanse 10 minutos.", State.TRANSLATED),
        "An old text.": ("Mantenga la espalda abrigada.", State.OBSOLETE),
    }
    assert catalog.header_value("Language") == "es"
    assert ("Ana, 2026" in catalog.header_comments) is bool(header)


@pytest.mark.parametrize(
    ("slug", "old", "new", "msgid", "bound"),
    [
        pytest.param(
            "ibuprofen", "for 10", "for\u00a010", "Rest for\u00a010 minutes.", "c325d64c",
            id="its-looks-changed",
        ),
        pytest.param(
            "walking", "- Rest for 10 minutes.\n", "", "Rest for 10 minutes.", "c325d64c",
            id="it-moved-to-another-article",
        ),
    ],
)  # fmt: skip
def test_what_was_allowed_is_bound_before_its_text_changes(
    site: Site, slug: str, old: str, new: str, msgid: str, bound: str
) -> None:
    """Bound by the update after this one, it would be bound to what nobody had looked at."""
    moved = "Rest for 10 minutes." if slug == "walking" else "Walk."
    allow = "leaflets: allow number-mismatch: as in the course"
    site.edit(
        site.catalog,
        '#. Heading: "When it hurts" › list item\n#: source/ibuprofen.md\nmsgid "Rest',
        f'# {allow}\n#. Heading: "When it hurts" › list item\n#: source/ibuprofen.md\nmsgid "Rest',
    )
    site.edit(site.article, old, new)
    walking = site.article.with_name("walking.md")
    walking.write_text(OTHER.replace("Walk every day.", moved), encoding="utf-8")
    assert site.run("update").code == 0
    assert unit(site, msgid, slug).comments == (f"{allow} [text {bound}]",)
    before = site.state()
    assert (site.run("update").out, site.state()) == ("", before)


def entry(text: str, msgid: str = "") -> str:
    return f'msgid "{msgid or text}"\nmsgstr "{SPANISH[text]}"\n'


# ---- the leaflet's own words
def words(site: Site, tag: str) -> dict[str, str]:
    path = site.root / "locales" / tag / "LC_MESSAGES" / "leaflet.po"
    return {unit.key.msgid: unit.msgstr for unit in po.read(path, root=site.root).units}


@pytest.mark.parametrize(
    ("tag", "draft"),
    [
        pytest.param("en", "Draft: not yet approved for patients", id="they are in English"),
        pytest.param(
            "fr_CA", "Brouillon\u00a0: pas encore approuvé pour les patients", id="of French"
        ),
        pytest.param("zh_TW", "草稿：尚未核准供病人使用", id="of traditional Chinese"),
        pytest.param("hi_Latn", "", id="not in another script"),
    ],
)
def test_the_leaflets_own_words_come_translated(site: Site, tag: str, draft: str) -> None:
    site.edit(
        site.root / "leaflets.toml",
        'languages = ["es"]',
        f'source_language = "de"\nlanguages = ["{tag.replace("_", "-")}"]',
    )
    (site.root / "source" / "termbase.tsv").unlink()
    assert site.run("update").code == 0
    assert words(site, tag)["Draft: not yet approved for patients"] == draft
    path = site.root / "locales" / tag / "LC_MESSAGES" / "leaflet.po"
    assert po.read(path, root=site.root).header_value("Language") == tag
    found = site.run("check", str(path)).out
    assert found.count("untranslated") == (0 if draft else len(words(site, tag)))
    assert found.count("-mismatch") == found.count("unchanged") == 0
