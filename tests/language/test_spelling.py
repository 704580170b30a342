"""Dictionaries of the user: found by language, read by hunspell where it is installed."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from pipeline.checks.run import Policy, run
from pipeline.language.spelling import Dictionaries, WordList
from pipeline.model import Language, Severity, TermRule
from tests.builders import make_catalog, make_term, make_termbase, make_unit

AFF = "SET UTF-8\nSFX S Y 1\nSFX S 0 s .\n"
WORDS = {
    "es_ES": ["tome", "un/S", "comprimido/S", "con", "agua", "la", "mañana"],
    "de": ["die", "Tablette", "nehmen", "Sie"],
    "pt_BR": ["água", "fria"],
    "pt_PT": ["água", "fresca"],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, words in WORDS.items():
        (tmp_path / f"{name}.aff").write_text(AFF, encoding="utf-8")
        listed = "\n".join([str(len(words)), *words]) + "\n"
        (tmp_path / f"{name}.dic").write_text(listed, encoding="utf-8")
    (tmp_path / "fr.dic").write_text("0\n")  # no .aff beside it
    return tmp_path


@pytest.mark.parametrize(
    ("tag", "word", "known"),
    [
        ("es", "comprimidos", True),
        ("es-MX", "mañana", True),
        ("es", "comprimdo", False),
        ("de-CH", "Tablette", True),
        ("de", "tablette", False),
        ("pt-BR", "fria", True),
        ("pt-BR", "fresca", False),
        ("pt-PT", "fresca", True),
    ],
)
def test_word_is_looked_up_in_its_language(
    folder: Path, tag: str, word: str, *, known: bool
) -> None:
    pytest.importorskip("hunspell")
    speller = Dictionaries(folder).speller(Language(tag))
    assert speller is not None
    assert speller.knows(word) is known
    assert speller.knows(word) is known  # remembered


@pytest.mark.parametrize("tag", ["fr", "ja", "p"])
def test_language_without_a_dictionary_has_no_speller(folder: Path, tag: str) -> None:
    assert Dictionaries(folder).speller(Language(tag)) is None


def test_dictionaries_can_be_sent_to_another_process(folder: Path) -> None:
    assert pickle.loads(pickle.dumps(Dictionaries(folder))) == Dictionaries(folder)


def test_misspelt_word_is_found_with_what_was_meant(folder: Path) -> None:
    pytest.importorskip("hunspell")
    catalog = make_catalog(make_unit("Take one tablet.", "Tome un comprimdo con agua."))
    policy = Policy(
        severities={"misspelt-word": Severity.WARNING}, dictionaries=Dictionaries(folder)
    )
    [found] = run({"locales/es/LC_MESSAGES/back-pain.po": catalog}, policy=policy)
    assert (found.id, found.span) == ("misspelt-word", (8, 17))
    assert "comprimido" in found.hint


def test_names_terms_and_the_projects_words_are_left_alone(folder: Path) -> None:
    pytest.importorskip("hunspell")
    text = "Tome Cainiu con escitalopram, RM, L4, eGFR, fisio y hernias Okonkwo."
    catalog = make_catalog(make_unit("Okonkwo: Cainiu, escitalopram, MRI, L4.", text))
    policy = Policy(
        severities={"misspelt-word": Severity.WARNING, "acronym-lost": Severity.INFO},
        spelling=frozenset({"fisio"}),
        allow=frozenset({"Okonkwo"}),
        dictionaries=Dictionaries(folder),
    )
    terms = make_termbase(
        make_term("hernias", es="hernias"), make_term("Cainiu", rule=TermRule.KEEP)
    )
    found = run({"locales/es/LC_MESSAGES/a.po": catalog}, policy=policy, termbase=terms)
    assert [each for each in found if each.id == "misspelt-word"] == []


def test_dictionaries_are_not_opened_while_the_check_is_off(folder: Path) -> None:
    assert Policy(dictionaries=Dictionaries(folder)).speller(Language("es")) is None


def test_word_list_knows_its_words_in_any_case() -> None:
    words = WordList(frozenset({"tome", "comprimido"}))
    assert words.knows("Tome")
    assert not words.knows("comprimdo")
    assert words.suggestions("Comprimdo") == ("comprimido",)
