from __future__ import annotations

import pytest
from alignment_gold import ENGLISH, LANGUAGES, document_of, read_gold

from pipeline.catalogs.wrong_language import problem
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
            "it is written in Japanese kana, not in Simplified Chinese",
            id="japanese-for-chinese",
        ),
    ],
)
def test_other_language_is_named(tag: str, said: str, expected: str) -> None:
    assert problem(*gold(tag, said)) == expected


@pytest.mark.parametrize("said", GOLD)
def test_article_itself_is_no_translation(said: str) -> None:
    source = document_of(read_gold(Language("es")), ENGLISH, side="source")
    copy = document_of(read_gold(Language("es")), Language(said), side="source")
    count = len([each for each in copy.segments if " " in each.key.msgid])
    assert problem(source, copy) == f"{count} of its {count} sentences stand in the article itself"


@pytest.mark.parametrize("text", ["", "## 112\n\n5–10"], ids=["nothing", "numbers"])
def test_document_without_words(text: str) -> None:
    article = parse_article(f"---\ntitle: '1'\n---\n\n{text}\n", path="a.md", slug="a")
    target = parse(article, language=Language("es"), segmentation=Segmentation.SENTENCE)
    assert problem(gold("es", "es")[0], target) == "it has no words"
