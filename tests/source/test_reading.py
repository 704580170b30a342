from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import SourceError
from pipeline.model import AdaptedFrom, Article, Metadata, Segmentation
from pipeline.source.decoding import decode_utf8
from pipeline.source.front_matter import split_front_matter
from pipeline.source.reading import parse_article, read_article

WHOLE = """---
title: Sleeping well with back pain
summary: >
  How to lie,
  and when to get up.
author: "Dr. Amira Haddad"
publisher: Clinic by the Lake
date: 2024-10-31
reviewed: "2025-01-02"
keywords: [sleep, "low back pain"]
audience: For adults
adapted_from:
  title: Schlafen bei Rückenschmerzen
  author: Prof. Jonas Weiß
  date: 2019-05-06
  url: https://example.org/schlaf
segmentation: paragraph
---
Lie on your side.
"""


def mistakes(text: str, *, slug: str = "sleep") -> str:
    """What `parse_article` says about a file with this text."""
    with pytest.raises(SourceError) as caught:
        parse_article(text, path=f"source/{slug}.md", slug=slug)
    return str(caught.value)


def test_reads_every_key_of_the_front_matter() -> None:
    article = parse_article(WHOLE, path="source/sleep.md", slug="sleep")
    assert article == Article(
        "sleep",
        "source/sleep.md",
        Metadata(
            title="Sleeping well with back pain",
            summary="How to lie, and when to get up.",
            author="Dr. Amira Haddad",
            publisher="Clinic by the Lake",
            date="2024-10-31",
            reviewed="2025-01-02",
            keywords=("sleep", "low back pain"),
            audience="For adults",
            adapted_from=AdaptedFrom(
                title="Schlafen bei Rückenschmerzen",
                author="Prof. Jonas Weiß",
                date="2019-05-06",
                url="https://example.org/schlaf",
            ),
            segmentation=Segmentation.PARAGRAPH,
        ),
        "Lie on your side.\n",
        19,
    )
    assert article.metadata.lines["title"] == 2
    assert article.metadata.lines["adapted_from"] == 12


def test_body_is_nfc_with_line_feeds_and_keeps_the_rest() -> None:
    text = "---\r\ntitle: A\r\n---\r\n\r\nMe\u0301nie\u0300re\u00a05\u00a0mg  \rتناول\t1\n"
    article = parse_article(text, path="a.md", slug="a")
    assert article.body == "\nMénière\u00a05\u00a0mg  \nتناول\t1\n"
    assert article.body_line == 4


def test_no_break_spaces_in_the_front_matter_stay() -> None:
    article = parse_article("---\ntitle: Take 5\u00a0mg\n---\nText.", path="a.md", slug="a")
    assert article.metadata.title == "Take 5\u00a0mg"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", "source/sleep.md:1: the article is empty", id="empty"),
        pytest.param(" \n\n", "source/sleep.md:1: the article is empty", id="blank"),
        pytest.param(
            "---\ntitle: A\n---\n\n", "source/sleep.md:4: the article has no text", id="no-body"
        ),
        pytest.param("Lie down.\n", "source/sleep.md:1: no title", id="no-front-matter"),
        pytest.param("---\ntitle:\n---\nLie.", "source/sleep.md:2: no title", id="null-title"),
        pytest.param("---\ntitle: ' '\n---\nLie.", "source/sleep.md:2: no title", id="blank-title"),
        pytest.param(
            "---\ntitle: A\nLie down.",
            "source/sleep.md:1: the front matter that begins here",
            id="open",
        ),
        pytest.param(
            "---\ntitle: A\nsummary: [a\n---\nLie.", "the front matter is not valid YAML", id="yaml"
        ),
        pytest.param(
            "---\ntitle: Pain: why\n---\nLie.",
            "source/sleep.md:2: the front matter is not",
            id="colon",
        ),
        pytest.param(
            "---\ntitle: A\nsumary: B\n---\nLie.",
            "source/sleep.md:3: unknown key 'sumary'\n  hint: did you mean 'summary'? the keys are title, ",
            id="unknown-key",
        ),
        pytest.param(
            "---\ntitle: A\ntitle: B\n---\nLie.",
            "source/sleep.md:3: 'title' stands here a second time",
            id="duplicate",
        ),
        pytest.param(
            "---\ntitle: 2024\n---\nLie.",
            "source/sleep.md:2: 'title' must be text, found '2024'",
            id="number-for-text",
        ),
        pytest.param(
            "---\ntitle: A\nauthor: [B, C]\n---\nLie.",
            "source/sleep.md:3: 'author' must be text, found a list",
            id="list-for-text",
        ),
        pytest.param(
            "---\ntitle: A\ndraft: almost\n---\nLie.",
            "source/sleep.md:3: 'draft' must be true or false\n  hint: write draft: true",
            id="no-truth",
        ),
        pytest.param(
            "---\ntitle: A\nkeywords: pain, sleep\n---\nLie.",
            "source/sleep.md:3: 'keywords' must be a list",
            id="text-for-list",
        ),
        pytest.param(
            "---\ntitle: A\ndate: 2023-02-29\n---\nLie.",
            "source/sleep.md:3: 'date' must be a date of the calendar, found '2023-02-29'",
            id="no-such-day",
        ),
        pytest.param(
            "---\ntitle: A\nreviewed: 31.10.2024\n---\nLie.",
            "source/sleep.md:3: 'reviewed' must be a date",
            id="date-spelling",
        ),
        pytest.param(
            "---\ntitle: A\nsegmentation: word\n---\nLie.",
            "'segmentation' must be 'sentence' or 'paragraph', found 'word'",
            id="segmentation",
        ),
        pytest.param(
            "---\ntitle: A\nadapted_from: a book\n---\nLie.",
            "source/sleep.md:3: 'adapted_from' must be a mapping",
            id="adapted-text",
        ),
        pytest.param(
            "---\ntitle: A\nadapted_from:\n  title: B\n  url: ' Java\tScript:alert(1)'\n---\nLie.",
            "source/sleep.md:5: adapted_from: 'url' is no web address: 'Java Script:alert(1)'",
            id="program-for-an-address",
        ),
        pytest.param(
            "---\ntitle: A\nadapted_from:\n  author: B\n---\nLie.",
            "source/sleep.md:3: adapted_from: no title",
            id="adapted-without-title",
        ),
        pytest.param(
            "---\ntitle: A\nadapted_from:\n  title: B\n  yaer: 1\n---\nLie.",
            "source/sleep.md:5: adapted_from: unknown key 'yaer'",
            id="adapted-unknown",
        ),
        pytest.param("---\n- a\n---\nLie.", "no list of `key: value` lines", id="list-at-top"),
        pytest.param(
            "---\ntitle:Back pain\n---\nLie.",
            "source/sleep.md:2: the front matter is no list of `key: value` lines\n"
            "  hint: put a colon and an ordinary space behind the key: title: …",
            id="no-space-behind-the-colon",
        ),
        pytest.param(
            "---\ntitle: Back pain\nsummary：What helps\ndate: 2026-01-02\n---\nLie.",
            "source/sleep.md:3: the front matter is not valid YAML",
            id="a-wide-colon",
        ),
        pytest.param(
            "---\ntitle: A\nkeywords:\n\t- pain\n---\nLie.",
            "  hint: put spaces for the tab: YAML has none before a text",
            id="a-tab",
        ),
        pytest.param(
            "---\ntitle: Use your #1 inhaler\nsummary: Take it # twice\n---\nLie.",
            "source/sleep.md:2: '#1 inhaler' is taken for a comment, and is not shown\n"
            '  hint: put it in quotes: title: "…"; a comment has a space behind its #',
            id="a-number-sign",
        ),
        pytest.param(
            "---\ntitle: A\n---\nTake\x00 5 mg",
            "source/sleep.md:4: control character U+0000 in column 5",
            id="nul",
        ),
        pytest.param(
            "---\ntitle: A\n---\n\nTake \ue000 5 mg",
            "source/sleep.md:5: private-use character U+E000 in column 6",
            id="private-use",
        ),
        pytest.param(
            "---\ntitle: A\n---\nخذ \u202e5 mg\u202c",
            "source/sleep.md:4: bidirectional override U+202E in column 4",
            id="bidi-override",
        ),
        pytest.param(
            "---\ntitle: A\n---\nTake\u20285 mg",
            "line separator U+2028 in column 5",
            id="separator",
        ),
        pytest.param(
            "---\ntitle: A\n---\n\n<<<<<<< HEAD\nTake 5 mg.\n=======\nTake 10 mg.\n>>>>>>> dose\n",
            "source/sleep.md:5: a mark of a merge that is not finished: '<<<<<<< HEAD'\n"
            "source/sleep.md:9: a mark of a merge that is not finished: '>>>>>>> dose'\n",
            id="conflict",
        ),
        pytest.param(
            "---\ntitle: A\n<<<<<<<\nsummary: B\n---\nLie.",
            "source/sleep.md:3: a mark of a merge that is not finished: '<<<<<<<'\n",
            id="half-a-conflict-in-front-matter",
        ),
    ],
)
def test_says_where_and_what_is_wrong(text: str, expected: str) -> None:
    assert expected in mistakes(text)


def test_signs_that_are_no_marks_of_a_merge() -> None:
    body = "Heading\n=======\n\n>>>>>> Quoted.\n\n<<<<<<<< 5 mg\n\nBelow <<<<<<< it.\n"
    article = parse_article(f"---\ntitle: A\n---\n{body}", path="a.md", slug="a")
    assert article.body == body


def test_reports_all_mistakes_of_a_file_at_once() -> None:
    message = mistakes("---\nsumary: B\ndate: soon\n---\n")
    assert [line.split(": ")[0] for line in message.splitlines()[:4]] == [
        "source/sleep.md:1",
        "source/sleep.md:2",
        "source/sleep.md:3",
        "source/sleep.md:5",
    ]


def test_a_yaml_error_names_the_line_of_the_file() -> None:
    with pytest.raises(SourceError) as caught:
        parse_article("---\ntitle: A\nauthor: 'B\n---\nLie.", path="a.md", slug="a")
    assert caught.value.line in {3, 4}


@pytest.mark.parametrize(
    ("slug", "proposal"),
    [
        pytest.param("Low Back", "rename the file to low-back.md", id="space"),
        pytest.param("rücken", "rename the file to rucken.md", id="umlaut"),
        pytest.param("füße", "rename the file to fusse.md", id="sharp s"),
        pytest.param("腰痛", "rename the file", id="han"),
        pytest.param("a--b", "rename the file to a-b.md", id="two-hyphens"),
    ],
)
def test_refuses_a_slug_that_is_no_web_address(slug: str, proposal: str) -> None:
    assert mistakes("---\ntitle: A\n---\nLie.", slug=slug).endswith(f"hint: {proposal}")


@pytest.mark.parametrize(
    ("others", "hint"),
    [
        pytest.param([], "rename the file to fever.md", id="alone"),
        pytest.param(
            ["fever.md"],
            "rename the file, or remove it: another article is fever.md",
            id="beside-another",
        ),
    ],
)
def test_no_name_is_proposed_that_another_article_has(
    tmp_path: Path, others: list[str], hint: str
) -> None:
    for name in ("Fever!.md", *others):
        (tmp_path / name).write_text("---\ntitle: A\n---\nLie.", encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read_article(tmp_path / "Fever!.md", root=tmp_path)
    assert str(caught.value).endswith(f"hint: {hint}")


def test_markdown_without_front_matter_can_be_allowed() -> None:
    article = parse_article("Lie down.\n", path="-", slug="stdin", needs_title=False)
    assert article == Article("stdin", "-", Metadata(title=""), "Lie down.\n", 1)


def test_a_rule_in_the_text_is_no_front_matter() -> None:
    assert split_front_matter("Text\n\n---\n\nMore", "a.md") == (None, "Text\n\n---\n\nMore", 1)


def test_reads_a_file_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "source" / "sleep.md"
    path.parent.mkdir()
    path.write_bytes(b"\xef\xbb\xbf---\ntitle: A\n---\nLie.\n")
    assert read_article(path, root=tmp_path) == Article(
        "sleep", "source/sleep.md", Metadata(title="A"), "Lie.\n", 4
    )


def test_a_byte_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "sleep.md"
    path.write_bytes("---\ntitle: A\n---\nMaladie de Ménière, très gênante.\n".encode("cp1252"))
    with pytest.raises(SourceError) as caught:
        read_article(path, root=tmp_path)
    assert str(caught.value).startswith("sleep.md:4: byte 0xE9 in column 13 is not UTF-8")
    assert "save it as UTF-8" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        ("Rückenschmerzen über Nacht", "cp1252", "Windows-1252"),
        ("Un café, por favor", "latin-1", "Windows-1252"),
        ("¿Duele? ¡Pare! Por 1.ª vez", "cp1252", "Windows-1252"),
        ("It’s 5 °C – rest", "cp1252", "Windows-1252"),
        ("Боль в спине проходит сама.", "cp1251", "cp1251"),
        ("Ο πόνος στη μέση περνάει.", "cp1253", "cp1253"),
        ("腰の痛みは自然に治ることが多いです。", "cp932", "cp932"),
    ],
)
def test_the_encoding_of_an_old_file_is_named(text: str, encoding: str, expected: str) -> None:
    with pytest.raises(SourceError, match=f"is not UTF-8; the file looks like {expected}\n"):
        decode_utf8(text.encode(encoding), "")


def test_no_letters_of_other_languages_are_taken_for_western_ones() -> None:
    with pytest.raises(SourceError) as caught:
        decode_utf8("Bel ağrısı çoğu zaman geçer.".encode("cp1254"), "")
    assert "Windows-1252" not in str(caught.value)


def test_utf16_is_refused_in_a_project_but_named(tmp_path: Path) -> None:
    path = tmp_path / "sleep.md"
    path.write_bytes("---\ntitle: A\n---\nLie.\n".encode("utf-16"))
    with pytest.raises(SourceError, match="the file looks like UTF-16"):
        read_article(path, root=tmp_path)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_one_mistake(tmp_path: Path, encoding: str) -> None:
    """English in it is UTF-8 by its bytes: every second character was told, thousands of them."""
    path = tmp_path / "sleep.md"
    path.write_bytes("---\ntitle: A\n---\n\nLie down on your side.\n".encode(encoding))
    with pytest.raises(SourceError) as caught:
        read_article(path, root=tmp_path)
    column = 2 if encoding == "utf-16-le" else 1
    told = f"byte 0x00 in column {column} is not UTF-8; the file looks like {encoding.upper()}"
    assert (caught.value.line, caught.value.message) == (1, told)


def test_of_many_characters_that_no_text_holds_the_first_are_told(tmp_path: Path) -> None:
    path = tmp_path / "sleep.md"
    path.write_bytes(b"---\ntitle: A\n---\n\nLie down.\n" + b"\x01 here\n" * 4_000)
    with pytest.raises(SourceError) as caught:
        read_article(path, root=tmp_path)
    assert len(caught.value.parts) == 11
    assert str(caught.value.parts[-1]) == (
        "sleep.md:16: 3990 more characters that no text may hold, from here on\n"
        "  hint: if this is no text at all, take the file away"
    )


def test_a_missing_article_is_no_traceback(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="there is no such article"):
        read_article(tmp_path / "none.md", root=tmp_path)
