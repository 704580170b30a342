"""The library that benchmarks are run on: the same every time, and what its document says it is."""

from __future__ import annotations

import hashlib

import pytest

from benchmarks import library


def test_same_every_time() -> None:
    texts = [library.article(number) for number in range(5)]
    assert texts == [library.article(number) for number in range(5)]
    assert len({hashlib.sha256(text.encode()).digest() for text in texts}) == 5


def test_is_what_the_document_says() -> None:
    facts = library.facts(60)
    assert facts.articles == 60
    assert 550 <= facts.words <= 650
    assert (facts.headings, facts.lists, facts.tables) == (7, 3, 1)
    assert facts.sentences == 60 * 42
    assert 0.2 <= facts.repeated <= 0.3
    assert 0.04 <= facts.edited <= 0.06


def test_an_edit_keeps_the_structure() -> None:
    before, after = library.article(7), library.article(7, is_edited=True)
    assert before != after
    assert len(before.splitlines()) == len(after.splitlines())


@pytest.mark.parametrize("tag", library.LANGUAGES)
def test_every_text_has_a_translation(tag: str) -> None:
    for number in range(20):
        for line in library.article(number).split("---\n", 2)[2].splitlines():
            for text in line.removeprefix("## ").removeprefix("- ").strip("| ").split(" | "):
                if text and "---" not in text:
                    assert library.translation(text, tag) != text or text in SAME_WORDS, text


SAME_WORDS = {"nausea", "prurito"}  # the English word is that of another language, too


def test_translation_keeps_figures_and_markup() -> None:
    english = (
        "Never take more than 450 mg after 6 weeks for fever unless a doctor tells you to. "
        "Read [more about gout](https://example.org/gout) twice a day."
    )
    assert library.translation(english, "de") == (
        "Nehmen Sie gegen Fieber nach 6 Wochen nie mehr als 450 mg, außer ein Arzt sagt es Ihnen. "
        "Lesen Sie [mehr über Gicht](https://example.org/gout) zweimal am Tag."
    )
    assert library.translation("Living with gout, part 3", "es") == "Vivir con gota, parte 3"
    assert library.translation("Read [more about gout]{1} twice a day.\n", "es") == (
        "Lea [más sobre gota]{1} dos veces al día.\n"
    )
    assert library.translation("Nobody wrote this.", "es") == "Nobody wrote this."
