from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import SourceError
from pipeline.model import Article, Language, Metadata, Segmentation
from pipeline.source.abbreviations import of_language, parse_abbreviations, read_abbreviations
from pipeline.source.document import parse

EN, DE, PT, BRAZILIAN = (Language(tag) for tag in ("en", "de", "pt", "pt-BR"))
PATH = "source/abbreviations.txt"


def test_reads_a_list_for_several_languages() -> None:
    text = "# ours\r\n\r\nphysio.\r\n  Xyl \r\nde: Tbl.\r\npt_br: compr.\r\npt: gts.\r\n"
    found = parse_abbreviations(text, path=PATH, source_language=EN)
    assert dict(found) == {
        EN: {"physio", "Xyl"},
        DE: {"Tbl"},
        BRAZILIAN: {"compr"},
        PT: {"gts"},
    }
    assert of_language(found, BRAZILIAN) == {"compr", "gts"}
    assert of_language(found, PT) == {"gts"}
    assert of_language(found, Language("ja")) == frozenset()


def test_no_file_no_abbreviations(tmp_path: Path) -> None:
    path = tmp_path / "abbreviations.txt"
    assert dict(read_abbreviations(path, root=tmp_path, source_language=EN)) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a\nxx-tlh: Tbl.\n", "2: unknown language 'xx-tlh'", id="language"),
        pytest.param("...\n", "1: '...' is no abbreviation: it has no letter", id="no-letter"),
        pytest.param("de:\n", "1: 'de:' is no abbreviation: it has no letter", id="empty"),
        pytest.param("dose equiv.\n", "1: 'dose equiv.' is not one word", id="two-words"),
        pytest.param("a, b\n", "1: 'a, b' is not one word", id="a-list"),
        pytest.param("no\nno.\n", "2: 'no' is there twice: see line 1", id="twice"),
        pytest.param("x" * 41, f"1: '{'x' * 41}' is too long for an abbreviation", id="long"),
        pytest.param(
            "appr\u202eox\n",
            "1: bidirectional override U+202E in 'appr\u202eox'",
            id="bidi",
        ),
    ],
)
def test_mistakes_are_told_with_their_lines(text: str, expected: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_abbreviations(text, path=PATH, source_language=EN)
    assert str(caught.value).split("\n", maxsplit=1)[0] == f"{PATH}:{expected}"
    assert caught.value.hint


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(SourceError) as caught:
        parse_abbreviations("one two\nok\n!\n", path=PATH, source_language=EN)
    lines = [line for line in str(caught.value).split("\n") if line.startswith(PATH)]
    assert lines == [
        f"{PATH}:1: 'one two' is not one word",
        f"{PATH}:3: '!' is no abbreviation: it has no letter",
    ]


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "abbreviations.txt"
    path.write_bytes("Präp.\n".encode("latin-1"))
    with pytest.raises(SourceError, match=r"abbreviations\.txt:1: byte 0xE4"):
        read_abbreviations(path, root=tmp_path, source_language=DE)


@pytest.mark.parametrize(
    ("abbreviations", "segments"),
    [
        pytest.param(frozenset(), ["See the Rheum.", "Dr. Weber works there.", "Rest."], id="none"),
        pytest.param({"Rheum"}, ["See the Rheum. Dr. Weber works there.", "Rest."], id="with"),
    ],
)
def test_no_sentence_ends_after_one(abbreviations: frozenset[str], segments: list[str]) -> None:
    body = "See the Rheum. Dr. Weber works there. Rest.\n"
    article = Article("back", "source/back.md", Metadata(title=""), body, 1)
    cut = parse(
        article,
        language=EN,
        segmentation=Segmentation.SENTENCE,
        abbreviations=frozenset(abbreviations),
    )
    assert [segment.key.msgid for segment in cut.segments] == segments
