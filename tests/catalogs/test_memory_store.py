from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from properties import examples

from pipeline.catalogs import po
from pipeline.catalogs.memory.entries import Entry, of_catalog
from pipeline.catalogs.memory.store import Store
from pipeline.errors import MachineError
from pipeline.model import Language, State, Unit
from tests.builders import ENGLISH, SPANISH, make_catalog, make_unit

BACK = "locales/es/LC_MESSAGES/back-pain.po"
NECK = "locales/es/LC_MESSAGES/neck-pain.po"
WARM = make_unit("Keep your back warm.", "Mantenga la espalda abrigada.")
REST = make_unit("Rest for 10 minutes.", "Descanse 10 minutos.")
GERMAN_REST = make_unit("Rest for 10 minutes.", "Ruhen Sie sich 10 Minuten aus.")


class Site:
    """A folder with catalogs, and what the store reads of them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.path = root / ".leaflets" / "memory.sqlite"
        self.reads: list[str] = []
        self.told: list[str] = []

    def write(self, name: str, *units: Unit) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        header = {"PO-Revision-Date": "2026-11-22 15:00+0000"}
        path.write_bytes(po.render(make_catalog(*units, header=header, domain=path.stem)))

    def files(self) -> dict[str, Path]:
        found = sorted(self.root.glob("locales/*/LC_MESSAGES/*.po"))
        return {path.relative_to(self.root).as_posix(): path for path in found}

    def read(self, data: bytes, name: str) -> Iterable[Entry]:
        self.reads.append(name)
        return of_catalog(po.parse(data, name), path=name, source_language=ENGLISH)

    def store(self, *, engine: str = "1", path: Path | None = None) -> Store:
        return Store(path or self.path, self.files, self.read, engine=engine, tell=self.told.append)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path)
    made.write(BACK, WARM, REST)
    made.write(NECK, REST)
    return made


@pytest.fixture
def store(site: Site) -> Iterator[Store]:
    with site.store() as made:
        made.refresh()
        yield made


def pairs(entries: Iterable[Entry]) -> list[tuple[str, str, str]]:
    return [(entry.article, entry.source, entry.target) for entry in entries]


def test_entries_come_back_as_they_went_in(site: Site, store: Store) -> None:
    expected = [
        entry for name, path in site.files().items() for entry in site.read(path.read_bytes(), name)
    ]
    assert list(store.entries()) == expected
    assert store.count() == 3


def test_a_text_that_another_process_has_learnt_meanwhile_is_found(
    site: Site, store: Store
) -> None:
    unit = make_unit("Walk every day.", "Camine todos los días.")
    assert store.exact(unit.key.msgid, SPANISH) == ()
    site.write(NECK, unit)
    with site.store() as other:
        other.refresh()
    assert not store.refresh()  # nothing was left to do
    assert pairs(store.exact(unit.key.msgid, SPANISH)) == [
        ("neck-pain", unit.key.msgid, unit.msgstr)
    ]


def test_exact_text_is_found_in_its_language(site: Site, store: Store) -> None:
    site.write("locales/de/LC_MESSAGES/back-pain.po", GERMAN_REST)
    store.refresh()
    text = REST.key.msgid
    assert pairs(store.exact(text, SPANISH)) == [
        ("back-pain", text, REST.msgstr),
        ("neck-pain", text, REST.msgstr),
    ]
    assert pairs(store.exact(text, Language("de"))) == [("back-pain", text, GERMAN_REST.msgstr)]
    assert store.exact("Rest for 10 Minutes.", SPANISH) == ()
    assert [store.has_language(Language(tag)) for tag in ("es", "de", "fr")] == [True, True, False]


@pytest.mark.parametrize(
    ("known", "asked", "found"),
    [
        pytest.param("Keep your back warm.", "Keep your neck warm.", True, id="a word"),
        pytest.param("Keep your back warm.", "Walk every day.", False, id="another sentence"),
        pytest.param("Bandscheibenvorfall", "bandscheibenvorfall", True, id="one word"),
        pytest.param(
            "腰椎间盘突出症为什么会加重", "腰椎间盘突出症为什么会复发", True, id="no spaces"
        ),
        pytest.param("करवट लेकर सोएँ और आराम करें।", "करवट लेकर सोएँ, और आराम करें।", True, id="Hindi"),
    ],
)
def test_near_texts_are_found(site: Site, known: str, asked: str, *, found: bool) -> None:
    site.write(BACK, make_unit(known, "…"))
    with site.store() as store:
        store.refresh()
        assert [text for text, _ in store.near(asked)] == [known] * found


def test_near_texts_come_best_first_and_exact_is_100(store: Store) -> None:
    found = store.near("Rest for 10 minutes.")
    assert found == (("Rest for 10 minutes.", 100.0),)


def test_text_is_found_inside_source_and_translation(site: Site, store: Store) -> None:
    assert pairs(store.containing("BACK", SPANISH, limit=9)) == [
        ("back-pain", WARM.key.msgid, WARM.msgstr)
    ]
    assert pairs(store.containing("abrigada", SPANISH, limit=9)) == [
        ("back-pain", WARM.key.msgid, WARM.msgstr)
    ]
    assert store.containing("%", SPANISH, limit=9) == ()
    assert len(store.containing("10", SPANISH, limit=1)) == 1


# ---- keeping up
def test_unchanged_files_are_not_read_again(site: Site, store: Store) -> None:
    site.reads.clear()
    assert store.refresh() is False
    with site.store() as other:
        assert other.refresh() is False
    assert site.reads == []


def test_only_a_changed_file_is_read_again(site: Site, store: Store) -> None:
    site.reads.clear()
    site.write(NECK, REST, make_unit("Walk.", "Camine."))
    assert store.refresh() is True
    assert site.reads == [NECK]
    assert pairs(store.exact("Walk.", SPANISH)) == [("neck-pain", "Walk.", "Camine.")]


def test_file_written_anew_with_the_same_bytes_is_not_parsed(site: Site, store: Store) -> None:
    site.reads.clear()
    path = site.root / NECK
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data)
    store.refresh()
    assert site.reads == []


def test_deleted_file_is_forgotten_with_texts_that_nobody_else_has(
    site: Site, store: Store
) -> None:
    (site.root / BACK).unlink()
    store.refresh()
    assert pairs(store.entries()) == [("neck-pain", REST.key.msgid, REST.msgstr)]
    assert store.near(WARM.key.msgid) == ()
    assert store.near(REST.key.msgid) == ((REST.key.msgid, 100.0),)


def test_unreadable_file_has_no_entries_until_it_is_mended(site: Site, store: Store) -> None:
    path = site.root / NECK
    path.write_text("<<<<<<< ours\n", encoding="utf-8")
    store.refresh()
    assert [name for name, _ in store.problems()] == [NECK]
    (told,) = site.told
    assert told.startswith(f"{NECK}:1: nothing of it is in the memory: ")
    assert {entry.origin for entry in store.entries()} == {BACK}
    assert store.refresh() is False
    site.write(NECK, REST)
    store.refresh()
    assert store.problems() == ()
    assert {entry.origin for entry in store.entries()} == {BACK, NECK}


def test_another_engine_makes_everything_again(site: Site, store: Store) -> None:
    store.close()
    site.reads.clear()
    with site.store(engine="2") as other:
        assert other.refresh() is True
    assert site.reads == [BACK, NECK]


def test_confirmed_is_what_the_file_still_says(site: Site, store: Store) -> None:
    (entry,) = store.exact(WARM.key.msgid, SPANISH)
    assert store.is_confirmed(entry)
    site.write(BACK, make_unit(WARM.key.msgid, WARM.msgstr, fuzzy=True), REST)
    assert not store.is_confirmed(entry)
    (site.root / BACK).write_text("<<<<<<< ours\n", encoding="utf-8")
    assert not store.is_confirmed(entry)
    (site.root / BACK).unlink()
    assert not store.is_confirmed(entry)


# ---- damage
def test_deleting_the_file_costs_time_only(site: Site, store: Store) -> None:
    before = store.entries()
    store.close()
    site.path.unlink()
    with site.store() as other:
        other.refresh()
        assert other.entries() == before
    assert site.told == []


def test_log_left_behind_by_a_deleted_file_is_not_taken_for_its_own(
    site: Site, store: Store
) -> None:
    log = site.path.with_name("memory.sqlite-wal")
    left = log.read_bytes()
    store.close()
    assert left
    site.path.unlink()
    log.write_bytes(left)
    (site.root / BACK).unlink()
    with site.store() as other:
        other.refresh()
        assert pairs(other.entries()) == [("neck-pain", REST.key.msgid, REST.msgstr)]
    assert site.told == []


def scribble(path: Path) -> None:
    path.write_bytes(b"no database at all" * 999)


def overwrite_pages(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9000])


def turn_a_name(path: Path) -> None:
    """SQLite quotes the name of the table in its message, and no Python can read that."""
    data = path.read_bytes()
    assert b"tableaboutabout" in data
    data = data.replace(b"tableaboutabout", b"tableab\xff\xd0tabout", 1)
    path.write_bytes(data.replace(b"CREATE TABLE about", b"CREATE (((((((bout", 1))


def changed_by(*statements: str) -> Callable[[Path], None]:
    """What SQLite takes for sound, and is none of ours."""

    def change(path: Path) -> None:
        with contextlib.closing(sqlite3.connect(path)) as connection, connection:
            for statement in statements:
                connection.execute(statement)

    return change


@pytest.mark.parametrize(
    "damage",
    [
        changed_by("ALTER TABLE entry RENAME COLUMN date TO dat"),
        changed_by("ALTER TABLE entry RENAME TO entrx"),
        changed_by("UPDATE entry SET state = 'trans}ated'"),
        changed_by("UPDATE entry SET before = 'x', after = 'y'"),
    ],
    ids=["column", "table", "state", "context"],
)
def test_file_of_another_shape_is_made_again(
    site: Site, store: Store, damage: Callable[[Path], None]
) -> None:
    before = store.entries()
    store.close()
    damage(site.path)
    with site.store() as other:
        assert other.entries() == before
    assert "memory.sqlite was damaged" in site.told[0]


@pytest.mark.parametrize("damage", [scribble, overwrite_pages, cut, turn_a_name])
@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda store: store.refresh(), id="refresh"),
        pytest.param(lambda store: store.exact(REST.key.msgid, SPANISH), id="exact"),
        pytest.param(lambda store: store.near(REST.key.msgid), id="near"),
    ],
)
def test_damaged_file_is_made_again_and_told(
    site: Site, store: Store, damage: Callable[[Path], None], ask: Callable[[Store], object]
) -> None:
    before = store.entries()
    store.close()
    with sqlite3.connect(site.path) as connection:  # all in the one file that is damaged next
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    damage(site.path)
    with site.store() as other:
        ask(other)
        other.refresh()
        assert other.entries() == before
    assert len(site.told) == 1
    assert "memory.sqlite was damaged" in site.told[0]


def test_file_of_another_layout_is_made_again(site: Site, store: Store) -> None:
    before = store.entries()
    store.close()
    with sqlite3.connect(site.path) as connection:
        connection.execute("DROP TABLE about")
        connection.execute("CREATE TABLE about (version INTEGER)")
    connection.close()
    with site.store() as other:
        other.refresh()
        assert other.entries() == before


def test_folder_that_can_not_be_written_is_told(site: Site) -> None:
    (site.root / "taken").write_text("a file", encoding="utf-8")
    with (
        site.store(path=site.root / "taken" / "memory.sqlite") as store,
        pytest.raises((MachineError, OSError)),
    ):
        store.refresh()


def test_error_of_the_reader_leaves_the_memory_as_it_was(site: Site, store: Store) -> None:
    before = store.entries()

    def broken(data: bytes, name: str) -> Iterable[Entry]:
        raise KeyError(name)  # a bug, not a file that can't be read

    site.write(NECK, REST, WARM)
    with (
        Store(site.path, site.files, broken, engine="1") as other,
        pytest.raises(KeyError),
    ):
        other.refresh()
    assert store.entries() == before


# ---- property
TEXTS = ("Rest.", "Walk every day.", "Keep warm. Walk every day.", "Do **not** lie down.")
WORDINGS = ("Descanse.", "Camine cada día.", "Abríguese. Camine cada día.")
UNITS = st.lists(
    st.builds(
        make_unit,
        st.sampled_from(TEXTS),
        st.sampled_from(("", *WORDINGS)),
        fuzzy=st.booleans(),
        obsolete=st.booleans(),
    ),
    max_size=4,
    unique_by=lambda unit: unit.key,
)
STEPS = st.lists(
    st.tuples(st.sampled_from((BACK, NECK)), st.none() | UNITS), min_size=1, max_size=8
)


@examples(60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_kept_up_to_date_is_made_anew(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, list[Unit] | None]]
) -> None:
    """Whatever is written and deleted: bringing up to date step by step, and making it at once."""
    site = Site(tmp_path_factory.mktemp("site"))
    with site.store() as store:
        for name, units in steps:
            if units is None:
                (site.root / name).unlink(missing_ok=True)
            else:
                site.write(name, *units)
            store.refresh()
        with site.store(path=site.root / "fresh.sqlite") as fresh:
            fresh.refresh()
            assert store.entries() == fresh.entries()
            for text in (*TEXTS, "Do **not** lie down!", "Walk each day."):
                assert store.near(text) == fresh.near(text)
        known = {entry.source for entry in store.entries()}
    with sqlite3.connect(site.path) as connection:  # nothing is left over of what is gone
        assert {text for (text,) in connection.execute("SELECT text FROM source")} == known
        orphans = "SELECT count(*) FROM run WHERE source NOT IN (SELECT id FROM source)"
        assert connection.execute(orphans).fetchone() == (0,)
    connection.close()


def test_states_are_kept(site: Site) -> None:
    site.write(BACK, make_unit("Rest.", "Descanse.", fuzzy=True), make_unit("Walk.", "Camine."))
    with site.store() as store:
        store.refresh()
        found = [entry.state for entry in store.entries() if entry.origin == BACK]
    assert found == [State.FUZZY, State.TRANSLATED]
