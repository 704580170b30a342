from __future__ import annotations

import pytest

from pipeline.language import style, tables
from pipeline.model import Language


@pytest.mark.parametrize(
    ("language", "word", "count"),
    [
        pytest.param(*case, id=f"{case[0]}-{case[1]}")
        for case in (
            ("en", "rest", 1), ("en", "pain", 1), ("en", "table", 2), ("en", "doctor", 2),
            ("en", "the", 1), ("en", "moved", 1), ("en", "treated", 2), ("en", "injection", 3),
            ("en", "discs", 1), ("en", "nerves", 1), ("en", "exercises", 4), ("en", "medicine", 3),
            ("es", "médico", 3), ("es", "dolor", 2), ("es", "espalda", 3), ("es", "cuidado", 3),
            ("es", "día", 2), ("es", "comprimidos", 4), ("es", "muy", 1), ("es", "tratamiento", 4),
            ("fr", "patient", 2), ("fr", "mange", 1), ("fr", "médecin", 3), ("fr", "douleur", 2),
            ("de", "schmerzen", 2), ("de", "häufig", 2), ("de", "bein", 1), ("de", "bandscheibe", 3),
            ("nl", "tabletten", 3), ("nl", "pijn", 1), ("nl", "goed", 1), ("nl", "rug", 1),
            ("pt", "médico", 3), ("pt", "coluna", 3), ("pt", "dor", 1), ("pt", "pão", 1),
            ("ru", "таблетки", 3), ("ru", "врач", 1), ("tr", "tedavi", 3), ("tr", "ağrı", 2),
            ("en", "5", 1), ("xx", "word", 1),
        )
    ],
)  # fmt: skip
def test_syllables(language: str, word: str, count: int) -> None:
    assert style.syllables(word, Language(language)) == count


@pytest.mark.parametrize(
    ("language", "value"),
    [
        # Ten words of one syllable in two sentences: 206.835 - 1.015 × 5 - 84.6 × 1.
        pytest.param("en", 117.16, id="en"),
        pytest.param("es", 139.535, id="es"),
        pytest.param("fr", 128.325, id="fr"),
        pytest.param("de", 116.5, id="de"),
        pytest.param("it", 109.0, id="it"),  # 89 + (300 × 2 - 10 × 40) / 10
        pytest.param("nl", 125.19, id="nl"),
        pytest.param("sv", 5.0, id="sv"),
    ],
)
def test_formulas(language: str, value: float) -> None:
    found = style.readability(["rest"] * 10, 2, Language(language))
    assert found is not None
    if language in ("es", "de", "nl", "fr", "en"):
        assert style.syllables("rest", Language(language)) == 1
    assert found.value == pytest.approx(value)
    assert not found.is_hard


def test_lix_is_hard_where_it_is_high() -> None:
    found = style.readability(["behandling"] * 60 + ["och"] * 40, 5, Language("sv"))
    assert found is not None
    assert (found.value, found.is_hard) == (pytest.approx(80.0), True)


def test_languages_without_a_formula_or_a_limit_are_not_judged() -> None:
    assert style.readability(["散步"] * 200, 20, Language("zh-Hans")) is None
    assert style.sentence_limit(Language("th")) is None


def test_exact_tags_fall_back_to_the_base_language() -> None:
    assert style.sentence_limit(Language("de-CH")) == style.SentenceLimit(25, "words")
    assert style.has_ambiguous_dates(Language("fr-CA"))
    assert not style.has_ambiguous_dates(Language("fr"))
    assert style.has_ambiguous_dates(Language("en-AU"))


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("vague-links.tsv", 2),
        ("sentence-lengths.tsv", 4),
        ("readability.tsv", 10),
        ("syllables.tsv", 3),
        ("repeated-words.tsv", 2),
        ("known-abbreviations.tsv", 2),
        ("error-prone-units.tsv", 3),
        ("ambiguous-dates.tsv", 1),
        ("passives.tsv", 5),
    ],
)
def test_tables_are_whole(name: str, columns: int) -> None:
    rows = tables.rows(name)
    assert rows
    assert {len(row) for row in rows} == {columns}
    assert all(cell for row in rows for cell in row)


def test_lists_hold_no_entry_twice_and_no_capitals() -> None:
    for row in tables.rows("vague-links.tsv"):
        entries = [entry.strip() for entry in row[1].split(",")]
        assert [entry for entry in entries if entry != entry.lower() or not entry] == []


def test_every_formula_with_syllables_has_its_syllables() -> None:
    needing = {row[0] for row in tables.rows("readability.tsv") if float(row[5])}
    assert needing <= {row[0] for row in tables.rows("syllables.tsv")}


PASSIVE = (
    "the wound is cleaned every day.",
    "you will be seen by a nurse.",
    "it should only be gently washed.",
    "some drugs are not often prescribed.",
    "two stitches were then taken out.",
)
NOT_PASSIVE = (
    "you are tired and worried.",
    "this is indeed so.",
    "your eyes are red.",
    "the nurse cleaned the wound.",
    "you have lifted something heavy.",
)


def test_passives_are_told_from_states_and_from_the_perfect() -> None:
    rule = style.passive(Language("en"))
    assert rule is not None
    assert tuple(filter(rule.is_in, PASSIVE + NOT_PASSIVE)) == PASSIVE
    assert style.passive(Language("ja")) is None
