"""Cues: found by the longest form, by endings and prefixes, and hidden by idioms."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalogs import po
from pipeline.checks.reading import Reading
from pipeline.language.cldr import separates_words
from pipeline.language.meaning.cues import cues, has_cues, has_parity, names_hinted_at
from pipeline.language.meaning.lesser_cues import may_be_said, says_besides
from pipeline.language.meaning.relations import pairs_of
from pipeline.language.tables import DATA, rows, rows_for
from pipeline.model import Language

CORPUS = Path(__file__).parents[1] / "selftest" / "corpus"
CATALOGS = [
    path
    for path in sorted(CORPUS.glob("locales/*/LC_MESSAGES/*.po"))
    if separates_words(Language.parse(path.parts[-3]))
]


def found(text: str, tag: str) -> list[tuple[str, str]]:
    reading = Reading(text, Language(tag))
    return [(cue.name, text[cue.start : cue.end]) for cue in reading.cues]


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        pytest.param("İlacı almayın.", "tr", [("not", "almayın")], id="Turkish-ending"),
        pytest.param("Yemekten önce.", "tr", [("before", "önce")], id="Turkish-before"),
        pytest.param("Nepijte.", "cs", [("not", "Nepijte")], id="Czech-prefix"),
        pytest.param("Nemocnice a nebo doma", "cs", [], id="Czech-words-that-begin-so"),
        pytest.param("لَا تَشْرَبْ", "ar", [("not", "لَا"), ("food", "تَشْرَبْ")], id="Arabic-with-vowels"),
        pytest.param("Il n'a d'aucune sorte", "fr", [("no", "d'aucune")], id="French-elision"),
        pytest.param("Sin embargo", "es", [], id="Spanish-idiom"),
        pytest.param(
            "休まなければなりません", "ja", [("must", "なければなりません")], id="Japanese-must"
        ),
        pytest.param(
            "不错，切勿停药", "zh-Hans", [("not", "切勿"), ("stop", "停药")], id="Chinese"
        ),
        pytest.param("복용하지 마십시오", "ko", [("not", "복용하지 마십시오")], id="Korean"),
        pytest.param("Մի՛ վարեք", "hy", [("not", "Մի՛ վարեք")], id="Armenian-stress"),
        pytest.param("Có đau không?", "vi", [("un", "không")], id="Vietnamese-question"),
    ],
)
def test_cues_of_translations(text: str, tag: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, tag) == expected


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        pytest.param("No es bueno en absoluto.", "es", ["No", "absoluto."], id="phrase"),
        pytest.param("Ninguna pastilla", "es", ["Ninguna"], id="word-alone"),
        pytest.param("İlacı almayın.", "tr", ["almayın."], id="ending"),
        pytest.param("en casa, de prisa", "es", [], id="words-that-begin-phrases"),
    ],
)
def test_pieces_that_hint_at_a_negation(text: str, tag: str, expected: list[str]) -> None:
    negations = {name for kind, name, _ in rows("parity/en.txt") if kind == "negation"}
    hinting = [
        piece
        for piece in text.split()
        if not negations.isdisjoint(names_hinted_at(piece, Language(tag)))
    ]
    assert hinting == expected


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_every_cue_is_hinted_at_by_a_piece(path: Path) -> None:
    catalog = po.read(path, root=CORPUS)
    assert catalog.language is not None
    for unit in catalog.units:
        reading = Reading(unit.msgstr, catalog.language)
        hinted = (names_hinted_at(each, catalog.language) for each in reading.visible_pieces)
        assert reading.cue_names <= frozenset().union(*hinted), unit.msgstr


def test_the_lists_by_which_edits_are_judged_know_no_patterns() -> None:
    for path in sorted((DATA / "cues").glob("*.txt")):
        assert all("*" not in forms for _, _, forms in rows(f"cues/{path.name}"))
    assert cues("Nepijte.", Language("cs")) == ()
    assert not has_cues(Language("cs"))
    assert has_parity(Language("cs"))


def test_the_lists_of_parity_are_well_formed() -> None:
    kinds = {"negation", "condition", "limit", "duty", "opposite", "-"}
    for path in sorted((DATA / "parity").glob("*.txt")):
        listed = rows(f"parity/{path.name}")
        assert {kind for kind, _, _ in listed} <= kinds, path.name
        forms = [form for _, _, each in listed for form in each.split(", ")]
        assert len(forms) == len(set(forms)), path.name
        assert all(form.strip("* ") for form in forms), path.name


@pytest.mark.parametrize("tag", ["zh-Hans", "zh-Hant", "ja", "th", "km", "my"])
def test_a_form_before_something_is_no_other_cue_elsewhere(tag: str) -> None:
    """Where words are not written apart both are one text: 不到+ made 找不到 a "less than"."""
    named: dict[str, set[str]] = {}
    for folder in ("cues", "parity"):
        for _, name, forms in rows_for(folder, Language(tag)):
            for form in forms.split(", "):
                named.setdefault(form.rstrip("+").partition(">")[0], set()).add(name)
    marked = {
        form.rstrip("+").partition(">")[0]
        for folder in ("cues", "parity")
        for _, _, forms in rows_for(folder, Language(tag))
        for form in forms.split(", ")
        if form.endswith("+") or ">" in form
    }
    assert {form: named[form] for form in marked if len(named[form]) > 1} == {}


def test_no_phrase_is_missed_by_the_words_that_are_needed_for_it() -> None:
    english = Language("en")
    names = tuple(dict.fromkeys(name for name, _ in pairs_of("besides")))
    missed = []
    for tag, listed, forms in rows("lesser-cues.tsv"):
        for name in set(listed.split(", ")) & set(names) if tag == "en" else ():
            for form in forms.split(", "):
                text = f"Now {form.replace('*', 'x').replace(' … ', ' a ').replace('#', '5')}."
                assert says_besides(name, text, english), text
                if name not in may_be_said(names, text, english):
                    missed.append(text)
    assert missed == []
    # of "lozenge*" and "drip*" no whole word is needed
    assert may_be_said(names, "Nothing of it.", english) == ("tablets", "drops")
