from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from pipeline.catalogs import po
from pipeline.catalogs.exchange.tmx import TmxEntry
from pipeline.catalogs.memory import MatchKind, Memory
from pipeline.catalogs.memory.entries import Entry, of_catalog, of_tmx
from pipeline.catalogs.memory.store import Store
from pipeline.catalogs.merge import Suggestion
from pipeline.model import Catalog, Key, Language, State, Unit
from tests.builders import ENGLISH, SPANISH, make_catalog, make_unit

BACK = "locales/es/LC_MESSAGES/back-pain.po"
NECK = "locales/es/LC_MESSAGES/neck-pain.po"
HIP = "locales/es/LC_MESSAGES/hip-pain.po"
NEW = "locales/es/LC_MESSAGES/new.po"
CLINIC = "locales/memory/clinic.tmx"

WARM = make_unit("Keep your back warm.", "Mantenga la espalda abrigada.")
REST = make_unit("Rest for 10 minutes.", "Descanse 10 minutos.")
WALK = make_unit("Walk every day.", "Camine cada día.")
LIE = make_unit("Do **not** lie down all day.", "**No** se quede acostado todo el día.")


class Shelf:
    """A memory over catalogs that a test writes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.imported: tuple[TmxEntry, ...] = ()
        self.store = Store(root / "memory.sqlite", self.files, self.read)

    def write(
        self, path: str, *units: Unit, date: str = "2026-11-22", language: str = "es"
    ) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        header = {"PO-Revision-Date": f"{date} 15:00+0000"}
        target.write_bytes(po.render(make_catalog(*units, language=language, header=header)))

    def take(self, *pairs: tuple[str, str]) -> None:
        """Import these pairs."""
        self.imported = tuple(
            TmxEntry(source, target, ENGLISH, SPANISH) for source, target in pairs
        )
        target = self.root / CLINIC
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(repr(pairs), encoding="utf-8")

    def files(self) -> dict[str, Path]:
        found = [path for path in sorted(self.root.glob("locales/**/*")) if path.is_file()]
        return {path.relative_to(self.root).as_posix(): path for path in found}

    def read(self, data: bytes, name: str) -> Iterable[Entry]:
        if name == CLINIC:
            return of_tmx(self.imported, path=name, source_language=ENGLISH, languages=(SPANISH,))
        return of_catalog(po.parse(data, name), path=name, source_language=ENGLISH)

    def memory(self, *, trusts_context: bool = False) -> Memory:
        return Memory(self.store, source_language=ENGLISH, trusts_context=trusts_context)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path)
    with made.store:
        yield made


def template(*texts: str | Unit) -> Catalog:
    units = [make_unit(text) if isinstance(text, str) else text for text in texts]
    return make_catalog(*units, language=None, domain="new")


def certain(memory: Memory, *texts: str | Unit, number: int = 0) -> Suggestion | None:
    return memory.suggester(SPANISH, template=template(*texts), path=NEW).certain(number)


def near(memory: Memory, text: str | Unit) -> Suggestion | None:
    return memory.suggester(SPANISH, template=template(text), path=NEW).near(0)


# ---- the same text
def test_same_text_is_offered_as_fuzzy_with_its_origin(shelf: Shelf) -> None:
    shelf.write(BACK, WARM, REST)
    assert certain(shelf.memory(), REST.key.msgid) == Suggestion(
        "Descanse 10 minutos.",
        State.FUZZY,
        comments=("from memory: exact match in back-pain (es, 2026-11-22), translated",),
    )


def test_other_language_and_other_context_have_nothing_to_say(shelf: Shelf) -> None:
    shelf.write(BACK, make_unit("Rest.", "Descanso", msgctxt="heading"))
    shelf.write("locales/de/LC_MESSAGES/back-pain.po", WARM, language="de")
    memory = shelf.memory()
    assert certain(memory, "Rest.") is None
    assert certain(memory, WARM.key.msgid) is None
    found = certain(memory, make_unit("Rest.", msgctxt="heading"))
    assert found is not None
    assert found.msgstr == "Descanso"


def test_unit_never_answers_itself(shelf: Shelf) -> None:
    shelf.write(NEW, REST)
    assert certain(shelf.memory(), REST.key.msgid) is None
    assert near(shelf.memory(), "Rest for 10 minutes now.") is None  # merge has asked it already


def test_sentence_of_another_unit_of_the_same_catalog_answers(shelf: Shelf) -> None:
    shelf.write(
        NEW, make_unit(f"{REST.key.msgid} {WALK.key.msgid}", "Descanse 10 minutos. Camine.")
    )
    assert certain(shelf.memory(), WALK.key.msgid) == Suggestion(
        "Camine.",
        State.FUZZY,
        comments=("from memory: sentence of a longer text in new (es, 2026-11-22), translated",),
    )


def units_of(*, target: str, fuzzy: bool = False, obsolete: bool = False) -> tuple[Unit, ...]:
    return (make_unit("Rest for 10 minutes.", target, fuzzy=fuzzy, obsolete=obsolete),)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param(
            ("2020-01-01", units_of(target="mejor")),
            ("2026-01-01", units_of(target="peor", fuzzy=True)),
            id="approved before fuzzy",
        ),
        pytest.param(
            ("2020-01-01", units_of(target="mejor")),
            ("2026-01-01", units_of(target="peor", obsolete=True)),
            id="in use before obsolete",
        ),
        pytest.param(
            ("2026-01-01", units_of(target="mejor")),
            ("2020-01-01", units_of(target="peor")),
            id="the latest first",
        ),
        pytest.param(
            ("2020-01-01", units_of(target="mejor")),
            ("", units_of(target="peor")),
            id="any date before none",
        ),
        pytest.param(
            ("2020-01-01", units_of(target="mejor", obsolete=True)),
            (
                "2026-01-01",
                (make_unit("Rest for 10 minutes. Walk.", "Peor 10 minutos. Camine.", fuzzy=True),),
            ),
            id="approved unit before a fuzzy sentence",
        ),
    ],
)
@pytest.mark.parametrize("paths", [(BACK, NECK), (NECK, BACK)])
def test_best_of_several_wordings(
    shelf: Shelf,
    better: tuple[str, tuple[Unit, ...]],
    worse: tuple[str, tuple[Unit, ...]],
    paths: tuple[str, str],
) -> None:
    for path, (date, units) in zip(paths, (better, worse), strict=True):
        shelf.write(path, *units, date=date)
    found = certain(shelf.memory(), "Rest for 10 minutes.")
    assert found is not None
    assert found.msgstr == "mejor"
    assert found.comments[1:] == ("from memory: another wording is known: leaflets memory search",)


def test_ours_before_imported(shelf: Shelf) -> None:
    shelf.take((REST.key.msgid, "Repose diez minutos."), (WALK.key.msgid, WALK.msgstr))
    shelf.write(BACK, REST)
    ours, theirs = (certain(shelf.memory(), unit.key.msgid) for unit in (REST, WALK))
    assert ours is not None
    assert ours.msgstr == REST.msgstr
    assert theirs == Suggestion(
        WALK.msgstr,
        State.FUZZY,
        comments=("from memory: exact match in clinic (es), imported, translated",),
    )


# ---- trust
ARTICLE = (WARM, REST, WALK)
TEXTS = tuple(unit.key.msgid for unit in ARTICLE)


def test_same_text_between_the_same_neighbours_counts_where_the_project_trusts_it(
    shelf: Shelf,
) -> None:
    shelf.write(BACK, *ARTICLE)
    origin = "from memory: exact match in its context in back-pain (es, 2026-11-22), translated"
    trusting, careful = shelf.memory(trusts_context=True), shelf.memory()
    assert certain(trusting, *TEXTS, number=1) == Suggestion(
        REST.msgstr, State.TRANSLATED, comments=(origin,)
    )
    assert certain(careful, *TEXTS, number=1) == Suggestion(
        REST.msgstr, State.FUZZY, comments=(origin,)
    )


FUZZY_REST = make_unit(REST.key.msgid, REST.msgstr, fuzzy=True)
OTHER_REST = make_unit(REST.key.msgid, "Repose diez minutos.")


@pytest.mark.parametrize(
    ("library", "texts"),
    [
        pytest.param({BACK: ARTICLE}, (WALK, REST, WARM), id="other neighbours"),
        pytest.param({BACK: ARTICLE}, (WARM, REST), id="a neighbour lacks"),
        pytest.param({BACK: (WARM, FUZZY_REST, WALK)}, ARTICLE, id="not approved"),
        pytest.param(
            {BACK: ARTICLE, NECK: (WARM, OTHER_REST, WALK)}, ARTICLE, id="articles disagree"
        ),
        pytest.param(
            {BACK: (WARM, WALK, make_unit(REST.key.msgid, REST.msgstr, obsolete=True))},
            ARTICLE,
            id="obsolete",
        ),
        pytest.param(
            {BACK: (WARM, make_unit(f"{TEXTS[1]} Walk.", "Descanse 10 minutos. Camine."), WALK)},
            ARTICLE,
            id="a sentence of a paragraph",
        ),
    ],
)
def test_nothing_less_counts_as_translated(
    shelf: Shelf, library: dict[str, tuple[Unit, ...]], texts: tuple[Unit, ...]
) -> None:
    for path, units in library.items():
        shelf.write(path, *units)
    found = certain(
        shelf.memory(trusts_context=True), *(unit.key.msgid for unit in texts), number=1
    )
    assert found is not None
    assert found.state is State.FUZZY


def test_article_of_one_sentence_has_no_context_to_trust(shelf: Shelf) -> None:
    shelf.write(BACK, REST)
    found = certain(shelf.memory(trusts_context=True), REST.key.msgid)
    assert found is not None
    assert found.state is State.FUZZY


def test_imported_wording_is_never_trusted(shelf: Shelf) -> None:
    shelf.take(*((unit.key.msgid, unit.msgstr) for unit in ARTICLE))
    found = certain(shelf.memory(trusts_context=True), *TEXTS, number=1)
    assert found is not None
    assert found.state is State.FUZZY


def test_what_the_catalog_does_not_say_any_more_is_not_trusted(shelf: Shelf) -> None:
    """The store is only derived: a wrong byte in it must not reach a patient."""
    shelf.write(BACK, *ARTICLE)
    memory = shelf.memory(trusts_context=True)
    memory.refresh()
    shelf.write(BACK, WARM, make_unit(REST.key.msgid, "Descanse 100 minutos."), WALK)
    found = certain(memory, *TEXTS, number=1)
    assert found is not None
    assert found.state is State.FUZZY


# ---- near texts
def test_near_text_is_offered_with_the_source_that_it_translates(shelf: Shelf) -> None:
    shelf.write(BACK, WARM)
    assert near(shelf.memory(), "Keep your neck warm.") == Suggestion(
        WARM.msgstr,
        State.FUZZY,
        previous=Key(None, WARM.key.msgid),
        comments=("from memory: 90 % match in back-pain (es, 2026-11-22), translated",),
    )


def test_nearest_text_of_the_same_meaning_is_offered(shelf: Shelf) -> None:
    shelf.write(
        BACK,
        make_unit("Take 5 mg of the tablet at noon.", "Tome 5 mg del comprimido al mediodía."),
        make_unit("Take 10 mg of the tablets at night.", "Tome 10 mg de los comprimidos."),
    )
    found = near(shelf.memory(), "Take 10 mg of the tablet at noon.")
    assert found is not None
    assert found.previous == Key(None, "Take 10 mg of the tablets at night.")


def test_text_with_another_meaning_is_left_for_the_merge_to_withhold(shelf: Shelf) -> None:
    shelf.write(BACK, make_unit("Take 5 mg at noon.", "Tome 5 mg al mediodía."))
    found = near(shelf.memory(), "Take 10 mg at noon.")
    assert found is not None
    assert found.previous == Key(None, "Take 5 mg at noon.")


@pytest.mark.parametrize(
    "text", ["Walk the dog.", "Rest for 10 minutes."], ids=["not near enough", "exactly the same"]
)
def test_no_near_suggestion(shelf: Shelf, text: str) -> None:
    shelf.write(BACK, REST, WALK)
    assert near(shelf.memory(), text) is None


def test_units_that_the_catalog_has_get_no_near_suggestion(shelf: Shelf) -> None:
    """Whoever emptied an offer is not offered it again at every update."""
    shelf.write(BACK, WARM)
    text = "Keep your neck warm."
    asked = shelf.memory().suggester(
        SPANISH, template=template(text), path=NEW, held={Key(None, text)}
    )
    assert asked.near(0) is None


def test_plural_units_are_not_asked_for(shelf: Shelf) -> None:
    shelf.write(BACK, WARM)
    unit = make_unit(WARM.key.msgid, plural=("Keep your backs warm.", "", ""))
    assert certain(shelf.memory(), unit) is None
    assert near(shelf.memory(), unit) is None


# ---- from sentences
def test_merged_paragraph_is_put_together_from_its_sentences(shelf: Shelf) -> None:
    shelf.write(BACK, WARM, make_unit(f"{TEXTS[1]} {LIE.key.msgid}", f"{REST.msgstr} {LIE.msgstr}"))
    shelf.write(NECK, WALK, date="2025-01-31")
    text = f"{LIE.key.msgid} {WALK.key.msgid} {WARM.key.msgid}"
    assert certain(shelf.memory(trusts_context=True), text) == Suggestion(
        f"{LIE.msgstr} {WALK.msgstr} {WARM.msgstr}",
        State.FUZZY,
        comments=(
            "from memory: put together from 3 sentences; check how they follow on one another",
            "from memory: sentence 1: sentence of a longer text in back-pain (es, 2026-11-22), translated",
            "from memory: sentence 2: exact match in neck-pain (es, 2025-01-31), translated",
            "from memory: sentence 3: exact match in back-pain (es, 2026-11-22), translated",
        ),
    )


def test_split_paragraph_gets_each_of_its_halves(shelf: Shelf) -> None:
    whole = (REST, LIE, WALK, WARM)
    shelf.write(
        BACK,
        make_unit(
            " ".join(unit.key.msgid for unit in whole), " ".join(unit.msgstr for unit in whole)
        ),
    )
    halves = [f"{REST.key.msgid} {LIE.key.msgid}", f"{WALK.key.msgid} {WARM.key.msgid}"]
    found = [certain(shelf.memory(), *halves, number=number) for number in (0, 1)]
    assert [each and each.msgstr for each in found] == [
        f"{REST.msgstr} {LIE.msgstr}",
        f"{WALK.msgstr} {WARM.msgstr}",
    ]


def test_known_paragraphs_count_as_pieces(shelf: Shelf) -> None:
    """Two sentences that were translated as one are found, though neither is known by itself."""
    pair = make_unit("It may hurt. This passes.", "Puede doler, pero se pasa.")
    shelf.write(BACK, pair, WALK)
    found = certain(shelf.memory(), f"{pair.key.msgid} {WALK.key.msgid}")
    assert found is not None
    assert found.msgstr == "Puede doler, pero se pasa. Camine cada día."


def test_half_a_paragraph_is_shown_in_comments_only(shelf: Shelf) -> None:
    shelf.write(BACK, REST)
    assert certain(shelf.memory(), f"{REST.key.msgid} Then call us.") == Suggestion(
        "",
        State.FUZZY,
        comments=(
            "from memory: 1 of 2 sentences are known, the others are new",
            "from memory: sentence 1: “Descanse 10 minutos.” "
            "(exact match in back-pain (es, 2026-11-22), translated)",
        ),
    )


def test_paragraph_of_unknown_sentences_has_no_comment(shelf: Shelf) -> None:
    shelf.write(BACK, REST)
    assert certain(shelf.memory(), "Call us. We will help.") is None


def test_hard_line_break_stays_between_the_sentences(shelf: Shelf) -> None:
    shelf.write(BACK, REST, WALK)
    found = certain(shelf.memory(), f"{REST.key.msgid}\\\n{WALK.key.msgid}")
    assert found is not None
    assert found.msgstr == f"{REST.msgstr}\\\n{WALK.msgstr}"
    spaced = certain(shelf.memory(), f"{REST.key.msgid}  \n{WALK.key.msgid}")
    assert spaced is not None
    assert spaced.msgstr == f"{REST.msgstr}  \n{WALK.msgstr}"


def test_chinese_is_put_together_without_spaces(shelf: Shelf) -> None:
    chinese = Language("zh-Hans")
    shelf.write(
        "locales/zh_Hans/LC_MESSAGES/back-pain.po",
        make_unit(REST.key.msgid, "休息 10 分钟。"),
        make_unit(WALK.key.msgid, "每天走一走。"),
        language="zh_Hans",
    )
    text = f"{REST.key.msgid} {WALK.key.msgid}"
    asked = shelf.memory().suggester(chinese, template=template(text), path="new.po")
    found = asked.certain(0)
    assert found is not None
    assert found.msgstr == "休息 10 分钟。每天走一走。"


# ---- search
def test_search_shows_exact_then_near_then_containing(shelf: Shelf) -> None:
    shelf.write(
        BACK, WARM, make_unit("Keep your neck warm.", "Abrigue el cuello.", msgctxt="heading")
    )
    shelf.write(NECK, make_unit("She said: keep your back warm. Then she left.", "Dijo que…"))
    shelf.write(HIP, WARM)
    found = shelf.memory().search("Keep your back warm.", SPANISH)
    assert [(match.kind, match.score, match.entry.target) for match in found] == [
        (MatchKind.EXACT, 100, WARM.msgstr),
        (MatchKind.FUZZY, 90, "Abrigue el cuello."),
        (MatchKind.CONTAINS, 0, "Dijo que…"),
    ]


def test_search_finds_words_of_the_translation(shelf: Shelf) -> None:
    shelf.write(BACK, WARM, REST)
    (found,) = shelf.memory().search("abrigada", SPANISH)
    assert (found.kind, found.entry.source) == (MatchKind.CONTAINS, WARM.key.msgid)


def test_nothing_is_opened_before_the_first_question(shelf: Shelf) -> None:
    shelf.write(BACK, WARM)
    asked = shelf.memory().suggester(SPANISH, template=template("Walk."), path=NEW)
    assert not (shelf.root / "memory.sqlite").exists()
    asked.certain(0)
    assert (shelf.root / "memory.sqlite").exists()
