"""Which articles that lack a translation are looked at again, and that no offer is missed by it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from clinic import catalog_path, write_article
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from properties import examples

from pipeline.catalogs import po
from pipeline.stages import updating
from pipeline.stages.project import Project

NOW = "2031-01-01 00:00+0000"
TAGS = ("es", "de")
SLUGS = ("back", "hand", "knee")
SETTINGS = '[project]\nname = "Clinic"\nlanguages = ["es", "de"]\n'
# Some differ by a word, some are two sentences of others in a heading, which is never cut.
TEXTS = (
    "Rest for ten minutes.",
    "Rest for ten minutes a day.",
    "Keep your back warm.",
    "Keep your back warm and dry.",
    "Do not keep your back warm.",
    "Walk every day.",
    "Drink enough water before you walk home.",
    "Drink enough water before you walk to work.",
    "Ask your nurse.",
    "## Walk every day. Ask your nurse.",
    "## Rest for ten minutes. Walk every day.",
)

Edit = Callable[[Path], None]


def translated(root: Path, slug: str, tag: str, number: int, change: Mapping[str, object]) -> None:
    """One unit of a catalog as somebody leaves it who works on it."""
    path = catalog_path(root, slug, tag)
    if not path.exists():
        return
    held = po.read(path, root=root)
    units = list(held.units)
    at = number % len(units)
    units[at] = replace(units[at], **change)
    po.write(path, replace(held, units=tuple(units)))


def saved(root: Path, slug: str, tag: str, minute: int) -> None:
    """A catalog saved with nothing changed but the date, as editors of PO files do it."""
    path = catalog_path(root, slug, tag)
    if path.exists():
        held = po.read(path, root=root)
        date = ("PO-Revision-Date", f"2030-01-01 00:{minute:02}+0000")
        header = tuple(each for each in held.header if each[0] != date[0])
        po.write(path, replace(held, header=(*header, date)))


SLUG, TAG = st.sampled_from(SLUGS), st.sampled_from(TAGS)
GIVEN = st.sampled_from(
    (
        {"msgstr": "Una frase.", "fuzzy": False, "previous": None},
        {"msgstr": "Otra frase.", "fuzzy": False, "previous": None},
        {"msgstr": "Otra frase.", "fuzzy": True, "previous": None},
        {"msgstr": "", "fuzzy": False, "previous": None},
    )
)
ARTICLE = st.lists(st.sampled_from(TEXTS), min_size=1, max_size=5, unique=True).map(tuple)
EDITS: st.SearchStrategy[Edit] = st.one_of(
    st.builds(lambda slug, texts: lambda root: write_article(root, slug, texts), SLUG, ARTICLE),
    st.builds(
        lambda slug, tag, number, change: lambda root: translated(root, slug, tag, number, change),
        *(SLUG, TAG, st.integers(0, 7), GIVEN),
    ),
    st.builds(
        lambda slug, tag, number, change: lambda root: translated(root, slug, tag, number, change),
        *(SLUG, TAG, st.integers(0, 7), GIVEN),
    ),
    st.builds(
        lambda slug, tag, minute: lambda root: saved(root, slug, tag, minute),
        *(SLUG, TAG, st.integers(0, 59)),
    ),
    st.builds(
        lambda slug: lambda root: (root / "source" / f"{slug}.md").unlink(missing_ok=True), SLUG
    ),
)


def state(root: Path) -> dict[str, str]:
    files = sorted((root / "locales").rglob("*.po*"))
    return {str(path.relative_to(root)): path.read_text(encoding="utf-8") for path in files}


@examples(25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(EDITS, min_size=1, max_size=6))
@pytest.mark.soak
def test_no_article_misses_what_it_would_find_without_a_record(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Edit]
) -> None:
    root = tmp_path_factory.mktemp("library") / "clinic"
    (root / "source").mkdir(parents=True)
    (root / "leaflets.toml").write_text(SETTINGS, encoding="utf-8")
    write_article(root, "always", TEXTS[:2])
    for number, slug in enumerate(SLUGS):
        write_article(root, slug, TEXTS[3 * number : 3 * number + 4])
    updating.update(Project.open(root), now=NOW)
    for number, step in enumerate(steps):
        step(root)
        unrecorded = root.with_name(f"unrecorded-{number}")
        shutil.copytree(root, unrecorded)
        shutil.rmtree(unrecorded / ".leaflets")
        for each in (root, unrecorded):
            updating.update(Project.open(each), now=NOW)
        assert state(root) == state(unrecorded)


# ---- and what is left alone
HEADING = "## Rest for ten minutes. Walk every day."


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Of two articles, "hand" lacks everything, and has nothing in common with "back"."""
    root = tmp_path / "clinic"
    (root / "source").mkdir(parents=True)
    (root / "leaflets.toml").write_text(SETTINGS, encoding="utf-8")
    write_article(root, "back", ("Keep your back warm.",))
    write_article(root, "hand", (HEADING, "Ask your nurse."))
    looked_at(root)
    for tag in TAGS:  # so that there is something in every language
        translated(root, "back", tag, 0, {"msgstr": "Una frase."})
    looked_at(root)
    return root


def looked_at(root: Path) -> list[str]:
    """The articles that an update looks at."""
    seen: list[str] = []
    real = updating.Update._begin

    def begin(self: updating.Update, domain: str, *rest: object) -> None:
        seen.append(domain)
        real(self, domain, *rest)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(updating.Update, "_begin", begin)
        updating.update(Project.open(root), now=NOW)
    return seen


def other_text(root: Path) -> None:
    write_article(root, "back", ("Keep your back warm and dry.",))


def its_text(root: Path) -> None:
    write_article(root, "back", ("Ask your nurse.",))


def other_translation(root: Path) -> None:
    translated(root, "back", "es", 0, {"msgstr": "Otra frase."})


def new_article(root: Path) -> None:
    write_article(root, "knee", ("Drink enough water.",))


def article_is_gone(root: Path) -> None:
    (root / "source" / "back.md").unlink()
    write_article(root, "knee", ("Drink enough water.",))


def memory_is_gone(root: Path) -> None:
    (root / ".leaflets" / "memory.sqlite").unlink()
    other_text(root)


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (other_text, ["back"]),
        (its_text, ["back"]),  # nobody has translated it
        (other_translation, ["back"]),
        (new_article, ["knee"]),
        (article_is_gone, ["knee", "hand"]),
        (memory_is_gone, ["back", "hand"]),
    ],
)
def test_only_articles_that_may_find_something_are_looked_at(
    library: Path, edit: Edit, expected: list[str]
) -> None:
    assert looked_at(library) == []
    edit(library)
    assert looked_at(library) == expected
    assert looked_at(library) == []


@pytest.mark.parametrize("text", ["Ask your nurse.", "Walk every day."], ids=["unit", "sentence"])
def test_a_translation_of_what_is_lacking_is_offered_with_the_next_update(
    library: Path, text: str
) -> None:
    """Of a unit of "hand", or of the second sentence of its heading."""
    write_article(library, "back", ("Keep your back warm.", text))
    looked_at(library)
    at = [u.key.msgid for u in po.read(catalog_path(library, "back", "de"), root=library).units]
    translated(library, "back", "de", at.index(text), {"msgstr": "Ein Satz."})
    assert looked_at(library) == ["back", "hand"]
    if text == "Ask your nurse.":
        (found,) = (
            unit
            for unit in po.read(catalog_path(library, "hand", "de"), root=library).units
            if unit.key.msgid == text
        )
        assert (found.msgstr, found.fuzzy) == ("Ein Satz.", True)


def test_the_first_translation_into_a_language_is_for_all_who_asked_in_vain(
    library: Path,
) -> None:
    """Icelandic has none of the leaflet's own words from us, so nothing at all."""
    (library / "leaflets.toml").write_text(
        SETTINGS.replace('"de"]', '"de", "is"]'), encoding="utf-8"
    )
    looked_at(library)
    translated(library, "back", "is", 0, {"msgstr": "Ein setning."})
    assert looked_at(library) == ["back", "hand"]
    translated(library, "back", "is", 0, {"msgstr": "Önnur setning."})
    assert looked_at(library) == ["back"]


def test_an_article_that_failed_is_looked_at_until_it_does_not(library: Path) -> None:
    path = catalog_path(library, "hand", "de")
    whole = path.read_text(encoding="utf-8")
    path.write_text(f"{whole}\nmsgid broken\n", encoding="utf-8")
    assert looked_at(library) == ["hand"]
    path.write_text(whole, encoding="utf-8")
    assert looked_at(library) == ["hand"]
    assert looked_at(library) == []


def test_a_new_colour_has_no_catalog_looked_at(library: Path) -> None:
    path = library / "leaflets.toml"
    path.write_text(f'{SETTINGS}[theme]\naccent = "#0b5d51"\n', encoding="utf-8")
    assert looked_at(library) == []
    path.write_text(f'{SETTINGS}[update]\nmeaning = "flag"\n', encoding="utf-8")
    assert looked_at(library) == ["leaflet", "back", "hand"]
