from __future__ import annotations

import pytest

from pipeline.catalogs.exchange.tmx import TmxEntry
from pipeline.catalogs.memory.entries import (
    Context,
    Entry,
    context_at,
    contexts,
    of_catalog,
    of_tmx,
    to_tmx,
)
from pipeline.model import Key, Language, State, Unit
from tests.builders import ENGLISH, SPANISH, make_catalog, make_unit

PATH = "locales/es/LC_MESSAGES/back-pain.po"
WARM = make_unit("Keep your back warm.", "Mantenga la espalda abrigada.")
REST = make_unit("Rest for 10 minutes.", "Descanse 10 minutos.")
LIE = make_unit("Do not lie down all day.", "No se quede acostado todo el día.")


def entry(unit: Unit, **changes: object) -> Entry:
    values: dict[str, object] = {
        "source": unit.key.msgid,
        "target": unit.msgstr,
        "language": SPANISH,
        "state": State.TRANSLATED,
        "origin": PATH,
        "article": "back-pain",
        "date": "2026-11-22",
    }
    return Entry(**{**values, **changes})  # type: ignore[arg-type]


def entries(*units: Unit, language: str = "es") -> tuple[Entry, ...]:
    header = {"PO-Revision-Date": "2026-11-22 15:00+0000"}
    catalog = make_catalog(*units, language=language, header=header)
    return tuple(of_catalog(catalog, path=PATH, source_language=ENGLISH))


def test_each_translated_unit_is_an_entry_between_its_neighbours() -> None:
    places = contexts((WARM, REST, LIE))
    assert entries(WARM, REST, LIE) == tuple(
        entry(unit, context=place) for unit, place in zip((WARM, REST, LIE), places, strict=True)
    )
    assert [place.before == 0 for place in places] == [True, False, False]
    assert [place.after == 0 for place in places] == [False, False, True]
    assert tuple(context_at((WARM, REST, LIE), number) for number in range(3)) == places


def test_context_is_the_key_of_the_neighbours_and_nothing_else() -> None:
    other = make_unit("Keep your back warm.", "Abrigue la espalda.", fuzzy=True)
    assert contexts((WARM, REST)) == contexts((other, REST))
    in_menu = make_unit("Keep your back warm.", msgctxt="menu")
    assert contexts((WARM, REST))[1] != contexts((in_menu, REST))[1]


@pytest.mark.parametrize(
    "unit",
    [
        pytest.param(make_unit("Rest."), id="untranslated"),
        pytest.param(make_unit("Rest.", "  "), id="blank"),
        pytest.param(
            make_unit("One tablet", plural=("%d tablets", "Un comprimido", "%d comprimidos")),
            id="plural",
        ),
    ],
)
def test_what_says_nothing_for_other_sentences_is_not_remembered(unit: Unit) -> None:
    assert entries(unit) == ()


def test_template_has_no_entries() -> None:
    template = make_catalog(WARM, language=None)
    assert tuple(of_catalog(template, path="x.pot", source_language=ENGLISH)) == ()


def test_fuzzy_translates_its_previous_text() -> None:
    old = Key(None, "Rest for 5 minutes.")
    unit = Unit(Key(None, "Rest for 10 minutes."), "Descanse 5 minutos.", fuzzy=True, previous=old)
    assert entries(WARM, unit)[1] == entry(unit, source=old.msgid, state=State.FUZZY, context=None)


def test_fuzzy_without_a_previous_text_is_fuzzy_in_its_place() -> None:
    unit = make_unit("Rest.", "Descanse.", fuzzy=True)
    assert entries(WARM, unit)[1] == entry(
        unit, state=State.FUZZY, context=contexts((WARM, unit))[1]
    )


def test_obsolete_counts_and_has_no_place() -> None:
    gone = make_unit("Rest.", "Descanse.", obsolete=True)
    assert entries(WARM, gone) == (
        entry(WARM, context=Context(0, 0)),
        entry(gone, obsolete=True, context=None),
    )


def test_only_an_approved_unit_in_a_known_place_may_be_trusted() -> None:
    fuzzy = make_unit("Walk.", "Camine.", fuzzy=True)
    gone = make_unit("Rest.", "Descanse.", obsolete=True)
    found = entries(WARM, fuzzy, gone)
    assert [each.may_be_trusted for each in found] == [True, False, False]
    assert not entries(WARM)[0].may_be_trusted  # an article of one sentence has no context


PARAGRAPH = make_unit(
    "Rest for 10 minutes. Do **not** lie down all day.",
    "Descanse 10 minutos. **No** se quede acostado todo el día.",
)


def test_sentences_of_a_paragraph_are_entries_too() -> None:
    whole, first, second = entries(PARAGRAPH)
    assert whole == entry(PARAGRAPH, context=Context(0, 0))
    assert first == entry(REST, is_part=True)
    assert second == entry(
        make_unit("Do **not** lie down all day.", "**No** se quede acostado todo el día."),
        is_part=True,
    )


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        pytest.param(
            "Rest. Do not lie down. Walk.", "Descanse y no se acueste. Camine.", "es", id="fewer"
        ),
        pytest.param(
            "Take 5 mg at noon. Take 10 mg at night.",
            "Tome 10 mg por la noche. Tome 5 mg al mediodía.",
            "es",
            id="swapped doses",
        ),
        pytest.param("Rest for 10 minutes.", "休息 10 分钟。", "zh-Hans", id="one sentence"),
    ],
)
def test_sentences_that_do_not_clearly_answer_each_other_are_no_entries(
    source: str, target: str, language: str
) -> None:
    found = entries(make_unit(source, target), language=language)
    assert [each.source for each in found] == [source]


def test_sentences_of_chinese_are_found_without_spaces() -> None:
    unit = make_unit("Rest for 10 minutes. Keep warm.", "休息 10 分钟。注意保暖。")
    found = [(each.source, each.target) for each in entries(unit, language="zh_Hans")[1:]]
    assert found == [("Rest for 10 minutes.", "休息 10 分钟。"), ("Keep warm.", "注意保暖。")]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("2026-11-22 15:00+0000", "2026-11-22", id="PO"),
        pytest.param("YEAR-MO-DA HO:MI+ZONE", "", id="never revised"),
        pytest.param("", "", id="absent"),
    ],
)
def test_date_is_the_day_of_the_last_revision(value: str, expected: str) -> None:
    catalog = make_catalog(REST, header={"PO-Revision-Date": value})
    (found,) = of_catalog(catalog, path=PATH, source_language=ENGLISH)
    assert found.date == expected


# ---- TMX
def pair(source: str, target: str, **changes: object) -> TmxEntry:
    values: dict[str, object] = {
        "source": source,
        "target": target,
        "source_language": ENGLISH,
        "language": SPANISH,
    }
    return TmxEntry(**{**values, **changes})  # type: ignore[arg-type]


def imported(*pairs: TmxEntry, languages: tuple[str, ...] = ("es",)) -> tuple[Entry, ...]:
    return tuple(
        of_tmx(
            pairs,
            path="locales/memory/clinic.tmx",
            source_language=ENGLISH,
            languages=tuple(map(Language.parse, languages)),
        )
    )


def test_imported_pair_says_which_file_it_comes_from() -> None:
    found = imported(pair("Rest.", "Descanse.", changed="20241031T093000Z"))
    assert found == (
        Entry(
            "Rest.",
            "Descanse.",
            SPANISH,
            State.TRANSLATED,
            "locales/memory/clinic.tmx",
            "clinic",
            "2024-10-31",
            is_imported=True,
        ),
    )
    assert not found[0].may_be_trusted


def test_pair_the_other_way_round_is_turned() -> None:
    (found,) = imported(
        pair("Descanse.", "Rest.", source_language=SPANISH, language=Language("en-GB"))
    )
    assert (found.source, found.target, found.language) == ("Rest.", "Descanse.", SPANISH)


def test_pair_without_our_source_language_is_left_out() -> None:
    assert imported(pair("Repos.", "Descanse.", source_language=Language("fr"))) == ()
    assert imported(pair(" ", "Descanse."), pair("Rest.", "")) == ()


@pytest.mark.parametrize(
    ("tag", "languages", "expected"),
    [
        pytest.param("es-MX", ("es",), "es", id="a territory of the project's language"),
        pytest.param("pt", ("pt-BR",), "pt-BR", id="the language without a territory"),
        pytest.param("pt-PT", ("pt-BR",), "pt-PT", id="another territory"),
        pytest.param("zh-CN", ("zh-Hans", "zh-Hant"), "zh-Hans", id="the script says which"),
        pytest.param("zh-TW", ("zh-Hans",), "zh-TW", id="another script"),
        pytest.param("pt", ("pt-BR", "pt-PT"), "pt", id="nobody can tell which"),
        pytest.param("sr-Latn", ("sr",), "sr-Latn", id="Latin is not Cyrillic"),
    ],
)
def test_language_of_an_imported_pair(tag: str, languages: tuple[str, ...], expected: str) -> None:
    (found,) = imported(pair("Rest.", "…", language=Language(tag)), languages=languages)
    assert found.language.tag == expected


def test_export_and_import_keep_wording_article_and_date() -> None:
    remembered = entries(PARAGRAPH, make_unit("Walk.", "Camine.", msgctxt="heading"))
    pairs = to_tmx(remembered, source_language=ENGLISH)
    back = [(e.source, e.target, e.article, e.date, e.msgctxt) for e in imported(*pairs)]
    assert back == [
        (PARAGRAPH.key.msgid, PARAGRAPH.msgstr, "back-pain", "2026-11-22", None),
        ("Rest for 10 minutes.", "Descanse 10 minutos.", "back-pain", "2026-11-22", None),
        (
            "Do **not** lie down all day.",
            "**No** se quede acostado todo el día.",
            "back-pain",
            "2026-11-22",
            None,
        ),
        ("Walk.", "Camine.", "back-pain", "2026-11-22", "heading"),
    ]


def test_only_approved_wordings_are_exported_each_once() -> None:
    elsewhere = entry(REST, article="neck-pain", date="2024-01-01")
    fuzzy = entry(make_unit("Walk.", "Camine."), state=State.FUZZY)
    pairs = to_tmx([elsewhere, entry(REST), fuzzy], source_language=ENGLISH)
    assert pairs == (
        pair(
            "Rest for 10 minutes.",
            "Descanse 10 minutos.",
            changed="20261122T000000Z",
            props=(("x-leaflets-article", "back-pain"), ("x-leaflets-state", "translated")),
        ),
    )
