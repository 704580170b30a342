from __future__ import annotations

import re

import pytest
from alignment_gold import ENGLISH, LANGUAGES, document_of, read_gold

from pipeline.catalogs.alignment.wrong_language import problem
from pipeline.model import Document, Language, Segmentation
from pipeline.source.document import parse
from pipeline.source.reading import parse_article

GOLD = [language.tag for language in LANGUAGES]


def gold(tag: str, said: str) -> tuple[Document, Document]:
    """The article, and its translation into `tag` said to be in the language `said`."""
    passages = read_gold(Language(tag))
    source = document_of(passages, ENGLISH, side="source")
    return source, document_of(passages, Language(said), side="target")


@pytest.mark.parametrize("tag", GOLD)
def test_translation_in_its_own_language_is_right(tag: str) -> None:
    assert problem(*gold(tag, tag)) == ""


@pytest.mark.parametrize(
    ("tag", "said", "expected"),
    [
        pytest.param("fr", "es", "its words are French, not Spanish", id="french-for-spanish"),
        pytest.param(
            "es", "pt-BR", "its words are Spanish, not Brazilian Portuguese", id="near-kin"
        ),
        pytest.param("de", "nl", "its words are German, not Dutch", id="german-for-dutch"),
        pytest.param("ar", "fa", "its words are Arabic, not Persian", id="one-script"),
        pytest.param(
            "ar", "es", "it is written in Arabic letters, which Spanish is not", id="script"
        ),
        pytest.param(
            "es",
            "zh-Hans",
            "it is written in Latin letters, which Simplified Chinese is not",
            id="latin-for-han",
        ),
        pytest.param(
            "zh-Hans",
            "ja",
            "it has no kana, which Japanese can't be written without",
            id="chinese-for-japanese",
        ),
        pytest.param(
            "ja",
            "zh-Hans",
            "it is written in Hiragana letters, which Simplified Chinese is not",
            id="japanese-for-chinese",
        ),
    ],
)
def test_other_language_is_named(tag: str, said: str, expected: str) -> None:
    assert problem(*gold(tag, said)) == expected


@pytest.mark.parametrize("tag", GOLD)
def test_article_itself_is_no_translation(tag: str) -> None:
    source = document_of(read_gold(Language("es")), ENGLISH, side="source")
    copy = document_of(read_gold(Language("es")), Language(tag), side="source")
    assert re.fullmatch(
        r"2\d of its 2\d sentences stand in the article itself", problem(source, copy)
    )


def test_japanese_with_many_characters_is_no_chinese() -> None:
    text = "腰椎椎間板突出症の治療法、保存療法、手術療法の選択、術後経過観察。"
    assert problem(gold("es", "es")[0], said("zh-Hans", text)) == (
        "it is written in Japanese kana, not in Simplified Chinese"
    )


def test_document_without_words() -> None:
    assert problem(gold("es", "es")[0], said("es", "112\n\n5–10")) == "it has no words"


def said(tag: str, text: str) -> Document:
    """A document with this text and a title without words."""
    article = parse_article(f"---\ntitle: '1'\n---\n\n{text}\n", path="a.md", slug="a")
    return parse(article, language=Language(tag), segmentation=Segmentation.SENTENCE)
