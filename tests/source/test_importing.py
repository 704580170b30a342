from __future__ import annotations

import html
import io
import itertools
import os
import re
import zipfile
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import SourceError, UsageError
from pipeline.model import Language
from pipeline.source import importing
from pipeline.source.fragments import stray_findings
from pipeline.source.importing import Imported, import_article
from pipeline.source.importing.byline import Byline, parse_byline, parse_date
from pipeline.source.markdown import EXTENSIONS
from pipeline.source.reading import parse_article, slugify

CASES = Path(__file__).parent / "import"
PLAIN = (CASES / "knee-pain.txt").read_text(encoding="utf-8")


def imported(text: str, name: str = "article.txt", **options: str) -> Imported:
    """The article with this text, imported from a file of this name."""
    return import_article(text.encode(), name, **options)


def body_of(text: str) -> str:
    """The body of the imported article, without blank lines around it."""
    found = imported(text, "article.txt")
    return parse_article(found.text, path="article.txt", slug="a").body.strip("\n")


def words_of(article: str) -> list[str]:
    """The words that a reader of the article's text meets, numbers of lists included."""
    body = parse_article(article, path="a.md", slug="a").body
    rendered = markdown.markdown(body, extensions=list(EXTENSIONS))
    rendered = re.sub(r"<ol[^>]*>(.*?)</ol>", _numbered, rendered, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", "", rendered)).split()


def _numbered(match: re.Match[str]) -> str:
    numbers = iter(range(1, 100))
    return re.sub("<li>", lambda _: f"<li>{next(numbers)}. ", match[1])


# ------------------------------------------------------------------------------------------- plain
def test_a_plain_article_is_recognised() -> None:
    found = imported(PLAIN, "knee-pain.txt")
    assert found.text == (CASES / "knee-pain.md").read_text(encoding="utf-8")
    assert found.slug == "knee-pain"
    assert found.notes == (
        "title: line 1",
        "date: 'Nov 5, 2023' → 2023-11-05 (line 3)",
        "publisher: 'Lakeside Clinic' (line 3)",
        "author: 'Dr. Amira Haddad' (line 4)",
        "guessed: 'Introduction' (line 5) is a heading",
        "guessed: '1. Too Much at Once' (line 10) is a heading",
        "guessed: '2. Worn Cartilage' (line 14) is a heading",
        "guessed: lines 20 to 22 are a numbered list",
    )


def test_every_word_of_a_plain_article_is_kept() -> None:
    found = imported(PLAIN)
    metadata = parse_article(found.text, path="a.md", slug="a").metadata
    head = f"{metadata.title} Nov 5, 2023 Source: {metadata.publisher} {metadata.author}"
    assert head.split() + words_of(found.text) == PLAIN.split()


def test_a_glued_fragment_is_untouched_and_reported() -> None:
    found = parse_article(imported(PLAIN).text, path="source/knee-pain.md", slug="knee-pain")
    (finding,) = stray_findings(found, Language("en"))
    assert finding.message.startswith("Han characters '膝盖' (U+819D U+76D6)")
    assert "both the hip and膝盖 joints" in found.body


@pytest.mark.parametrize(
    ("text", "body"),
    [
        pytest.param(
            "T\n\n1. Rest\n2. Ice\n3. Walk\n", "1. Rest\n2. Ice\n3. Walk", id="numbered-list"
        ),
        pytest.param(
            "T\n\n1. Rest\n\n2. Ice\n\nThen walk slowly.",
            "1. Rest\n2. Ice\n\nThen walk slowly.",
            id="loose-list",
        ),
        pytest.param("T\n\nDo:\n• Rest\n• Ice\n", "Do:\n\n- Rest\n- Ice", id="bullets"),
        pytest.param("T\n\n\uf0b7 Rest\n\uf0b7 Ice\n", "- Rest\n- Ice", id="symbol-font-bullets"),
        pytest.param("T\n\n– Are you ill?\n\nNo.", "– Are you ill?\n\nNo.", id="dialogue"),
        pytest.param(
            "T\n\n3. Ice helps. Use it.\n\nOften.",
            "3\\. Ice helps. Use it.\n\nOften.",
            id="lone-number",
        ),
        pytest.param(
            "T\n\n• Clips\n  They are taken out by a nurse.\n• Glue\n\n  It falls off.\n\nRest.",
            "- Clips\n\n    They are taken out by a nurse.\n\n- Glue\n\n    It falls off.\n\nRest.",
            id="items-with-text-moved-in",
        ),
        pytest.param(
            "T\n\n•\tBring:\n    o\tyour letter\n    ○ your glasses\n•\tEat nothing",
            "- Bring:\n    - your letter\n    - your glasses\n- Eat nothing",
            id="list-within-a-list",
        ),
        pytest.param(
            "T\n\n1. Wash\n   Use soap.\n2. Dry",
            "1. Wash\n\n    Use soap.\n\n2. Dry",
            id="numbered-items-with-text-moved-in",
        ),
        pytest.param(
            "T\n\n1. Washing\n\n   Use soap.\n\n2. Drying\n\n   Use a towel.",
            "## 1. Washing\n\nUse soap.\n\n## 2. Drying\n\nUse a towel.",
            id="numbered-sections-with-text-moved-in",
        ),
        pytest.param(
            "T\n\n• Rest\n• Ice\n\n                    Page 1 of 2\n\nWard 4, 020 7946 0999\n\n"
            "It is open day and night.",
            "- Rest\n- Ice\n\nPage 1 of 2\n\nWard 4, 020 7946 0999\n\nIt is open day and night.",
            id="page-number-and-telephone",
        ),
        pytest.param(
            "T\n\nExercise     How often     How many\nKnee *bend*     hourly      10\n"
            "Ankle pump     daily      5",
            "| Exercise | How often | How many |\n| --- | --- | --- |\n"
            "| Knee \\*bend\\* | hourly | 10 |\n| Ankle pump | daily | 5 |",
            id="table-with-headings",
        ),
        pytest.param(
            "T\n\nWard 7:\t01632 960 111\nDay unit:\t01632 960 222\nDesk:\t01632 960 333",
            "Ward 7:\t01632 960 111\n\nDay unit:\t01632 960 222\n\nDesk:\t01632 960 333",
            id="table-without-headings",
        ),
        pytest.param("疼痛\n\n1.休息\n2.冰敷\n", "1. 休息\n2. 冰敷", id="chinese-without-spaces"),
        pytest.param("T\n\n•\tRest\n•\tIce\n", "- Rest\n- Ice", id="bullets-of-word"),
        pytest.param("T\n\n1.\tRest\n2.\tIce\n", "1. Rest\n2. Ice", id="numbers-of-word"),
        pytest.param(
            "T\n\n1.\tRest\tdaily\n2.\tIce\tweekly\n",
            "1\\.\tRest\tdaily\n\n2\\.\tIce\tweekly",
            id="numbered-rows",
        ),
        pytest.param(
            "T\n\n1. a\n2. b\n1. c\n2. d", "1. a\n2. b\n\n<!-- -->\n\n1. c\n2. d", id="two-lists"
        ),
        pytest.param(
            "T\n\n1. Causes\n\n1.1 Age\n\nWe all get older.",
            "## 1. Causes\n\n### 1.1 Age\n\nWe all get older.",
            id="levels",
        ),
        pytest.param("T\n\nWhy me?\n\nNobody knows.", "## Why me?\n\nNobody knows.", id="question"),
        pytest.param(
            "T\n\nIt helps.\n\nLakeside Clinic",
            "It helps.\n\nLakeside Clinic",
            id="last-line-is-no-heading",
        ),
        pytest.param(
            "T\n\nHeat\nCold\nRest\n\nAll help.",
            "Heat\n\nCold\n\n## Rest\n\nAll help.",
            id="short-lines",
        ),
        pytest.param(
            "标题\n\n一、心理因素\n\n长期疼痛会使人焦虑。",
            "## 一、心理因素\n\n长期疼痛会使人焦虑。",
            id="chinese",
        ),
        pytest.param(" T \n\n \u3000Rest\u00a0 \n", "Rest", id="odd-edges"),
        pytest.param(
            "T\r\n\r\nRest.\fWalk.\rIce.\u2028Heat.",
            "Rest.\n\nWalk.\n\nIce.\n\nHeat.",
            id="line-ends",
        ),
        pytest.param("T\n\na  b\tc", "a  b\tc", id="inner-spaces-stay"),
    ],
)
def test_structure_of_plain_text(text: str, body: str) -> None:
    assert body_of(text) == body


def test_lines_of_a_wrapped_file_are_joined() -> None:
    text = (
        "Strong bones in later life\n\n"
        "Bones get weaker with age, and a fall that would have been harmless at\n"
        "thirty can break a hip at seventy. Most people can do a lot about it, and\n"
        "it is never too late to begin with walking and lifting.\n\n"
        "What to do\n"
        "Walk every day, for at least half an hour, as briskly as you can without\n"
        "getting out of breath.\n"
    )
    assert body_of(text) == (
        "Bones get weaker with age, and a fall that would have been harmless at thirty can break "
        "a hip at seventy. Most people can do a lot about it, and it is never too late to begin "
        "with walking and lifting.\n\n## What to do\n\nWalk every day, for at least half an hour, "
        "as briskly as you can without getting out of breath."
    )


def test_wrapped_paragraphs_among_long_lines_are_joined() -> None:
    long = (
        "You will have a dressing. Take it off three days after you get home, and have a shower "
        "as often as you like."
    )
    text = (
        "Going home after your operation\n\n"
        "When you leave hospital you will be given a letter about your stay; it  \n"
        "says what your problem was and what was done. Your own doctor also gets\n"
        "a copy, but take yours along in case it has not arrived. If you become\n"
        "unwell at home, ask your own doctor first.\n\n"
        f"{long}\nCall us between eight and five.\nAsk for the nurse who looked after you.\n"
    )
    assert imported(text).notes == (
        "guessed: lines are wrapped at 71 characters; joined again",
        "title: line 1",
    )
    assert body_of(text) == (
        "When you leave hospital you will be given a letter about your stay; it says what your "
        "problem was and what was done. Your own doctor also gets a copy, but take yours along in "
        "case it has not arrived. If you become unwell at home, ask your own doctor first.\n\n"
        f"{long}\n\nCall us between eight and five.\n\nAsk for the nurse who looked after you."
    )


def test_short_lines_among_long_ones_are_items_that_nobody_marked() -> None:
    things = "a warm blanket\na book, or something else to read\nyour glasses and a case for them"
    text = f"{'Most people wait for an hour or two before they are called. ' * 2}\n{things}"
    assert body_of(f"T\n\n{text}") == text.replace(" \n", "\n").replace("\n", "\n\n")


def test_wrapped_lines_of_han_are_joined_without_a_space_but_beside_latin() -> None:
    lines = (
        "腰痛很常见，大多数人在几周内就会好转，不需要卧床，也不需要做检查。只有少数人需要",
        "进一步检查，例如磁共振成像。请您按照医生的建议服药，每天不要超过四克。如果出现下列",
        "情况，请马上告诉医生：腿部麻木、大小便失禁、发热或者体重明显下降。做检查以前，请把",
        "MRI 检查单带来。",
    )
    assert body_of("腰痛\n\n" + "\n".join(lines)) == "".join(lines[:3]) + " " + lines[3]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        pytest.param(
            "T\n\nनियम\nधीरे चलें।\n\nसलाह\n१. ऊँची कुर्सी चुनें।\n२. ज़्यादा देर न बैठें।",
            "## नियम\n\nधीरे चलें।\n\n## सलाह\n\n1. ऊँची कुर्सी चुनें।\n2. ज़्यादा देर न बैठें।",
            id="hi",
        ),
        pytest.param(
            "T\n\nنصائح\n١. اجلس مستقيمًا.\n٢. لا تنحنِ.\n\nلا تنحنِ،\nواسترح قليلًا.",
            "## نصائح\n\n1. اجلس مستقيمًا.\n2. لا تنحنِ.\n\nلا تنحنِ،\n\nواسترح قليلًا.",
            id="ar",
        ),
        pytest.param(
            "T\n\nすぐに受診が必要なとき\n・足のしびれ\n・排尿の障害",
            "## すぐに受診が必要なとき\n\n- 足のしびれ\n- 排尿の障害",
            id="ja",
        ),
        pytest.param(
            "T\n\n一、情绪因素\n不要着急。\n二、按摩不当\n（1）力度过大\n力度要小。",
            "## 一、情绪因素\n\n不要着急。\n\n## 二、按摩不当\n\n（1）力度过大\n\n力度要小。",
            id="zh",
        ),
        pytest.param(
            "T\n\n1、情绪因素\n\u3000\u3000不要着急。\n2、按摩不当\n\u3000\u3000力度要小。",
            "## 1、情绪因素\n\n不要着急。\n\n## 2、按摩不当\n\n力度要小。",
            id="zh-paragraphs-moved-in",
        ),
        pytest.param(
            "T\n\n一、多走路\n二、少久坐\n三、注意保暖",
            "一、多走路\n\n二、少久坐\n\n三、注意保暖",
            id="zh-items",
        ),
    ],
)
def test_headings_and_lists_of_other_scripts(text: str, body: str) -> None:
    assert body_of(text) == body


def test_a_publisher_and_a_date_may_share_a_line_in_either_order() -> None:
    for line in (
        "来源：健康网　2024-10-31",
        "2024-10-31 来源：健康网",
        "Source: 健康网 | 2024-10-31",
    ):
        found = imported(f"腰痛\n{line}\n\n不要久坐。\n").text
        assert 'publisher: "健康网"\ndate: 2024-10-31\n' in found


def test_a_line_of_two_sentences_is_no_heading() -> None:
    for line in ("不要开车。每天不要超过四克", "Rest for a day. Do not drive while you take it"):
        text = f"T\n\n{line}\n\n{'Walk every day, as far as you can, and rest. ' * 3}"
        assert body_of(text).startswith(f"{line}\n\nWalk")
    heading = "What Dr. Lee says"
    assert body_of(f"T\n\n{heading}\n\nWalk every day.\n").startswith(f"## {heading}\n")


def test_a_wrapped_file_with_lists_and_a_table_in_it() -> None:
    found = imported(
        "LOW BACK PAIN\n\n"
        "Low back pain is very common. Most people get better within\n"
        "a few weeks. Keep moving as much as you can and do not stay\n"
        "in bed.\n\n"
        "What helps\n\n"
        "Heat helps. Take paracetamol if you need it, but not more than\n"
        "4 g a day.\n\n"
        "  * First thing that is long and wraps to\n    (the next) line\n  * Second thing\n\n"
        "Drug | Dose\n-----|-----\nA    | 5 mg\n\n"
        "Heat        10 minutes      twice\nCold        5 minutes       once\n"
    )
    assert found.text == (
        '---\ntitle: "LOW BACK PAIN"\n---\n\n'
        "Low back pain is very common. Most people get better within a few weeks. Keep moving as "
        "much as you can and do not stay in bed.\n\n"
        "## What helps\n\n"
        "Heat helps. Take paracetamol if you need it, but not more than 4 g a day.\n\n"
        "- First thing that is long and wraps to (the next) line\n- Second thing\n\n"
        "Drug | Dose\n\n-----|-----\n\nA    | 5 mg\n\n"
        "Heat        10 minutes      twice\n\nCold        5 minutes       once\n"
    )
    assert found.notes == (
        "guessed: lines are wrapped at 62 characters; joined again",
        "title: line 1",
        "guessed: 'What helps' (line 7) is a heading",
        "guessed: lines 12 to 14 are a bulleted list",
        "guessed: lines 16 to 21 are a table; write it as one, | between the cells",
    )


def test_a_line_that_goes_on_in_the_next_is_no_heading() -> None:
    assert body_of("T\n\nDo not take more than\ntwo a day.") == (
        "Do not take more than\n\ntwo a day."
    )


def test_a_title_that_is_prose_is_not_taken() -> None:
    found = imported("Only one line of text, nothing else.", "low-back_pain.txt")
    assert (
        found.text == '---\ntitle: "Low back pain"\n---\n\nOnly one line of text, nothing else.\n'
    )
    assert found.notes == ("guessed: the title is 'Low back pain', from the file's name",)


def test_a_title_with_quotes_survives_yaml() -> None:
    found = imported('"Pain: what is it?" \\ #1 – {a}\n\nIt hurts.')
    metadata = parse_article(found.text, path="a.md", slug="a").metadata
    assert metadata.title == '"Pain: what is it?" \\ #1 – {a}'


MARKUP = st.sampled_from(
    ["*", "**", "_", "`", "#", "##", ">", "-", "+", "1.", "2)", "<b>", "&amp;", "&#65;", "[x](y)", "[a]:", "[^1]", "[^1]:", "[TOC]", "{#id}", "{: .x}", "!!! note", "```", "~~~", "---", "===", ":   x", "|", "\\", "\\*", "a_b", "<!-- x -->", "http://a.b/_c_", "*[HTML]:", "word", "5 mg", "لا", "腰部", "Rest.", "Why?", "![x](y)", "<a@b.c>"]
)  # fmt: skip
LINES = st.lists(
    st.lists(MARKUP, min_size=1, max_size=5).map(" ".join)
    | st.lists(MARKUP, min_size=1, max_size=4).map("".join)
    | st.just(""),
    min_size=1,
    max_size=6,
).map("\n".join)


@given(LINES)
def test_plain_words_stay_words_whatever_they_look_like(text: str) -> None:
    found = imported(f"Title\n\nText.\n\n{text}\n\nEnd.")
    shown = words_of(found.text)
    expected = ["Text.", *text.split(), "End."]
    assert _bare(shown) == _bare(expected)


def _bare(words: list[str]) -> list[str]:
    """Words as one string, list marks taken away: `2)` and `2.` are the same number of a list.

    A line under a heading is no word.
    """
    return [
        re.sub(r"^(\d+)[.)]$", r"\1", word)
        for word in words
        if word not in {"-", "+", "*"} and not re.fullmatch(r"([-=~])\1{2,}", word)
    ]


# ------------------------------------------------------------------------------------------ byline
@pytest.mark.parametrize(
    ("text", "iso"),
    [
        pytest.param("Oct 31, 2024", "2024-10-31", id="english-month-first"),
        pytest.param("October 31st, 2024", "2024-10-31", id="ordinal"),
        pytest.param("31 October 2024", "2024-10-31", id="english-day-first"),
        pytest.param("2024-10-31", "2024-10-31", id="iso"),
        pytest.param("2024-10-31T08:00:00Z", "2024-10-31", id="timestamp"),
        pytest.param("2024年10月31日", "2024-10-31", id="chinese"),
        pytest.param("31 октября 2024 г.", "2024-10-31", id="russian"),
        pytest.param("5 maja 2024", "2024-05-05", id="polish"),
        pytest.param("5 Οκτωβρίου 2024", "2024-10-05", id="greek"),
        pytest.param("31 Ekim 2024", "2024-10-31", id="turkish"),
        pytest.param("٣١ أكتوبر ٢٠٢٤", "2024-10-31", id="arabic-digits"),
        pytest.param("31 अक्टूबर 2024", "2024-10-31", id="hindi"),
        pytest.param("31 October 1567", "", id="another-century"),
        pytest.param("2024년 10월 31일", "2024-10-31", id="korean"),
        pytest.param("31. Oktober 2024", "2024-10-31", id="german"),
        pytest.param("1er août 2024", "2024-08-01", id="french"),
        pytest.param("31 de octubre de 2024", "2024-10-31", id="spanish"),
        pytest.param("03/04/2024", "", id="ambiguous"),
        pytest.param("February 30, 2024", "", id="no-such-day"),
        pytest.param("in October 2024", "", id="part-of-a-sentence"),
    ],
)
def test_dates(text: str, iso: str) -> None:
    assert parse_date(text) == iso


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(
            "Oct 31, 2024 Source: Lakeside",
            Byline("2024-10-31", "Oct 31, 2024", "Lakeside"),
            id="both",
        ),
        pytest.param(
            "2024年10月31日 来源：湖边诊所",
            Byline("2024-10-31", "2024年10月31日", "湖边诊所"),
            id="chinese",
        ),
        pytest.param("Published: 5 May 2023", Byline("2023-05-05", "5 May 2023"), id="published"),
        pytest.param("Source: Lakeside", Byline(publisher="Lakeside"), id="source"),
        pytest.param("Dr. Amira Haddad", Byline(author="Dr. Amira Haddad"), id="doctor"),
        pytest.param("By Amira Haddad, MD", Byline(author="Amira Haddad, MD"), id="by"),
        pytest.param("作者：陈健", Byline(author="陈健"), id="author-chinese"),
        pytest.param("Jonas Weiß, PhD", Byline(author="Jonas Weiß, PhD"), id="degree"),
        pytest.param(
            "来源：湖边诊所\u3000\u3000作者：陈健\u3000\u3000时间：2024-10-31",
            Byline("2024-10-31", "2024-10-31", "湖边诊所", "陈健"),
            id="three-chinese",
        ),
        pytest.param(
            "Автор: Ольга Ким | Источник: Клиника | Дата: 31 октября 2024",
            Byline("2024-10-31", "31 октября 2024", "Клиника", "Ольга Ким"),
            id="three-russian",
        ),
        pytest.param("来源：湖边诊所\u3000\u3000责编：陈健", None, id="label-that-is-not-known"),
        pytest.param("By walking every day", None, id="by-that-is-text"),
        pytest.param("Dr. Haddad treats knees.", None, id="sentence"),
        pytest.param("Pain has one source: the joint", None, id="source-in-a-sentence"),
        pytest.param("Main Causes", None, id="heading"),
    ],
)
def test_bylines(line: str, expected: Byline | None) -> None:
    assert parse_byline(line) == expected


# ---------------------------------------------------------------------------------------- encoding
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_encodings_give_the_same_article(encoding: str) -> None:
    text = "The patient’s knee\n\nIt hurts — mostly in the 膝盖 when she climbs stairs, and at night.\n"
    assert import_article(text.encode(encoding), "a.txt").text == imported(text).text


def test_control_characters_are_dropped_and_counted() -> None:
    found = imported("Knee\n\nTake\x08 5\u202d mg\x08.")
    assert found.text.endswith("\n\nTake 5 mg.\n")
    assert found.notes[:2] == (
        "dropped: 2 × control character U+0008",
        "dropped: 1 × bidirectional override U+202D",
    )


@pytest.mark.parametrize(
    ("data", "name", "error", "message"),
    [
        pytest.param(b"", "a.txt", SourceError, "a.txt: the file is empty", id="empty"),
        pytest.param(b" \n", "a.txt", SourceError, "a.txt: the file is empty", id="blank"),
        pytest.param("Café".encode("cp1252"), "a.txt", SourceError, "a.txt:1: byte 0xE9", id="encoding"),
        pytest.param("T\n\na \uf0fc b".encode(), "a.txt", SourceError, "a.txt:3: private-use", id="private"),
        pytest.param(b"x", "a.xyz", UsageError, "the endings are .txt, .text, .md", id="format"),
        pytest.param(b"x", "a.pdf", UsageError, "import the file that it was made from", id="pdf"),
        pytest.param(b"x", "a.odt", UsageError, "save it as .docx", id="odt"),
        pytest.param(b"PK\x03\x04", "a.docx", SourceError, "this is no Word document", id="broken-docx"),
        pytest.param(b"---\ntitle: a", "a.md", SourceError, "is not closed", id="open-front-matter"),
        pytest.param(b"<b>" * 3000 + b"Rest.", "a.html", SourceError, "stand inside each other too deeply", id="deep"),
        pytest.param(b"<ul><li>" * 400 + b"Rest.", "a.html", SourceError, "too deeply", id="deep-list"),
        pytest.param(b"<script>x</script>", "a.html", SourceError, "no text", id="page-without-text"),
    ],
)  # fmt: skip
def test_what_can_not_be_imported(
    data: bytes, name: str, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=re.escape(message)):
        import_article(data, name)


@pytest.mark.parametrize(
    ("name", "title", "slug"),
    [
        pytest.param("Knee Pain (final).txt", "Any", "knee-pain-final", id="file-name"),
        pytest.param("C:\\files\\Rücken.txt", "Any", "rucken", id="windows-path"),
        pytest.param("膝盖.txt", "My knee hurts", "my-knee-hurts", id="title"),
        pytest.param("膝盖.txt", "膝盖疼", "article", id="neither"),
    ],
)
def test_slugs(name: str, title: str, slug: str) -> None:
    assert imported(f"{title}\n\nIt hurts.", name).slug == slug


def test_a_long_slug_ends_with_a_word() -> None:
    assert slugify("why " * 30) == "-".join(["why"] * 20)


# ---------------------------------------------------------------------------------------- Markdown
def test_markdown_keeps_its_text_and_gets_our_front_matter() -> None:
    text = (
        "---\ntitle: 'Knee: pain'\nlayout: post\nmenu:\n  weight: 3\ntags: [knee]\n"
        "date: 31 October 2024\n---\n# Why\n\nIt *hurts*.\n\n```\n# no heading\n```\n\n## More\n"
    )
    found = imported(text, "knee.md")
    assert found.text == (
        "---\ntitle: 'Knee: pain'\n# layout: post\n# menu:\n#   weight: 3\nkeywords: [knee]\n"
        "date: 2024-10-31\n---\n\n## Why\n\nIt *hurts*.\n\n```\n# no heading\n```\n\n### More\n"
    )
    assert found.notes == (
        "left as a comment: front matter 'layout'",
        "left as a comment: front matter 'menu'",
        "front matter: 'tags' → 'keywords'",
        "headings: one level down, below the title",
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("# Knee *pain* #\n\nIt hurts.\n\n## Why\n", id="atx"),
        pytest.param("Knee pain\n=========\n\nIt hurts.\n\n## Why\n", id="setext"),
    ],
)
def test_the_first_heading_is_the_title(text: str) -> None:
    assert imported(text, "k.md").text == '---\ntitle: "Knee pain"\n---\n\nIt hurts.\n\n## Why\n'


# -------------------------------------------------------------------------------------------- HTML
def test_a_page_keeps_its_structure() -> None:
    page = (CASES / "sleep.html").read_bytes()
    found = import_article(page, "sleep.html")
    assert found.text == (CASES / "sleep.md").read_text(encoding="utf-8")
    assert found.notes == (
        "title: the first <h1>",
        "guessed: the article is the page's <main>, the rest was left out",
        "date: '5 March 2024' → 2024-03-05",
        "publisher: 'Clinic North'",
        "left out: image 'A moon'",
    )


def test_a_page_is_decoded_as_it_declares() -> None:
    page = (
        '<html><head><meta charset="gb2312"><title>膝盖</title></head><body><p>膝盖疼。</p></body>'
    )
    found = import_article(page.encode("gb18030"), "knee.html", language="zh")
    assert found.text == '---\ntitle: "膝盖"\n---\n\n膝盖疼。\n'


# -------------------------------------------------------------------------------------------- DOCX
def docx(*paragraphs: str) -> bytes:
    """A Word document with these paragraphs, each as the XML inside <w:p>."""
    namespace = "http://schemas.openxmlformats.org/"
    body = "".join(f"<w:p>{paragraph}</w:p>" for paragraph in paragraphs)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{namespace}package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{namespace}package/2006/relationships"><Relationship Id="r1" Type="{namespace}officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{namespace}wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>',
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def run(text: str, *, bold: bool = False) -> str:
    """A run of text inside a Word paragraph."""
    return f"<w:r>{'<w:rPr><w:b/></w:rPr>' if bold else ''}<w:t xml:space='preserve'>{text}</w:t></w:r>"


def test_changes_and_comments_of_word_are_told() -> None:
    """Nobody has accepted them yet: which of two doses is meant?"""
    change = (
        "<w:del w:id='1' w:author='A'><w:r><w:delText>5 mg</w:delText></w:r></w:del>"
        "<w:ins w:id='2' w:author='A'><w:r><w:t>10 mg</w:t></w:r></w:ins>"
    )
    mark = "<w:pPr><w:rPr><w:ins w:id='3' w:author='A'/></w:rPr></w:pPr>"
    stream = io.BytesIO(docx(run("Sleep"), f"{mark}{run('Take ')}{change}{run(' at night.')}"))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(
            "word/comments.xml",
            "<w:comments xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
            "<w:comment w:id='0'><w:p><w:r><w:t>Is this right &amp; safe?</w:t></w:r>"
            "</w:p></w:comment></w:comments>",
        )
    found = import_article(stream.getvalue(), "a.docx")
    assert "Take 10 mg at night." in found.text
    assert found.notes == (
        "a change that nobody has accepted, taken as accepted: deleted '5 mg'",
        "a change that nobody has accepted, taken as accepted: inserted '10 mg'",
        "left out: the comment 'Is this right & safe?'",
        "guessed: the title is the first paragraph",
    )


def test_bullets_of_a_symbol_font_are_bullets_in_word_too() -> None:
    found = import_article(docx(run("Eyes"), run("\uf0b7 Rest"), run("\uf0b7 Blink")), "a.docx")
    assert found.text.endswith("- Rest\n- Blink\n")


def test_a_sign_that_only_its_font_knows_is_told_with_its_words() -> None:
    with pytest.raises(SourceError) as caught:
        import_article(docx(run("Eyes"), run("Take \ue123 at night")), "a.docx")
    assert str(caught.value).startswith(
        "a.docx: private-use character U+E123: only the font of the original knows what it means, "
        "in 'Eyes Take \\ue123 at night'"
    )


@pytest.mark.parametrize(
    "paragraph",
    [
        pytest.param("<w:r>", id="no-xml"),
        pytest.param("&none;", id="entity"),
        pytest.param("<w:r><w:sym/></w:r>", id="no-sign"),
    ],
)  # fmt: skip
def test_a_broken_word_document_is_told(paragraph: str) -> None:
    with pytest.raises(SourceError, match="this is no Word document in the DOCX format") as caught:
        import_article(docx(run("Rest."), paragraph), "a.docx")
    assert caught.value.path == "a.docx"


def test_a_word_document_that_explodes_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing.docx, "LARGEST", 2_000_000)
    stream = io.BytesIO(docx(run("Rest.")))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/a.bmp", bytes(9_000_000))
    with pytest.raises(SourceError, match="9 MB large once it is unpacked, of which 2 MB are read"):
        import_article(stream.getvalue(), "a.docx")


@pytest.mark.parametrize("label", ["undefined", "idna", "punycode", "rot13", "base64", "none-such"])
def test_a_page_that_declares_what_is_no_encoding_is_read(label: str) -> None:
    page = f'<meta charset="{label}"><title>Café</title><p>Rest.</p>'
    assert "Rest." in import_article(page.encode(), "a.html").text


def test_a_word_document_with_damaged_xml_is_told() -> None:
    with pytest.raises(SourceError, match="this is no Word document"):
        import_article(docx("<w:r"), "a.docx")


def test_a_word_document_loses_no_field_and_tells_what_stands_at_its_margins() -> None:
    """ "Valid until" had no date any more, and the address at the foot was gone unsaid."""
    field = f"<w:fldSimple w:instr=' DATE '>{run('5 March 2027')}</w:fldSimple>"
    data = docx(run("Sleeping well"), run("Valid until ") + field + run("."))
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(
            "word/footer1.xml", f"<w:ftr><w:p>{run('Mill Lane &amp; Co')}</w:p></w:ftr>"
        )
    found = import_article(stream.getvalue(), "a.docx")
    assert found.text.endswith("\n\nValid until 5 March 2027.\n")
    assert found.notes == (
        "left out: the footer 'Mill Lane & Co'",
        "guessed: the title is the first paragraph",
    )


def test_a_word_document_is_read() -> None:
    data = docx(
        run("Sleeping well"),
        run("5 March 2024"),
        run("Why it matters", bold=True),
        run("Sleep heals. Take ") + run("5 mg", bold=True) + run(" * at night."),
    )
    found = import_article(data, "睡眠.docx")
    assert found == Imported(
        "sleeping-well",
        '---\ntitle: "Sleeping well"\ndate: 2024-03-05\n---\n\n## Why it matters\n\n'
        "Sleep heals. Take **5 mg** \\* at night.\n",
        (
            "guessed: the title is the first paragraph",
            "date: '5 March 2024' → 2024-03-05",
            "guessed: 'Why it matters' is a heading",
        ),
    )


# ------------------------------------------------------------------------------------- by hand only
@pytest.mark.skipif(
    "LEAFLETS_REFERENCE_ARTICLE" not in os.environ,
    reason="by hand: LEAFLETS_REFERENCE_ARTICLE=FILE names the article, which is not ours to publish",
)
def test_the_reference_article_loses_nothing() -> None:
    path = Path(os.environ["LEAFLETS_REFERENCE_ARTICLE"])
    original = path.read_text(encoding="utf-8")
    found = import_article(path.read_bytes(), path.name)
    article = parse_article(found.text, path="source/a.md", slug=found.slug)
    head = article.metadata
    spoken = f"{head.title} Oct 31, 2024 Source: {head.publisher} {head.author}".split()
    assert spoken + words_of(found.text) == original.split()
    assert len(re.findall(r"^## [1-5]\. ", article.body, re.MULTILINE)) == 5
    assert [f.message for f in stray_findings(article, Language("en"))] == [
        "Han characters '腰部' (U+8170 U+90E8) in an English sentence"
    ]


ROWSPAN = """\
<h1>Burns</h1><p>What to do.</p>
<table><tr><th>Who</th><th>Dose</th><th>When</th></tr>
<tr><td rowspan="2">Adults</td><td>200 mg</td><td>by day</td></tr>
<tr><td>100 mg</td><td>at night</td></tr>
<tr><td>Children</td><td rowspan="2" colspan="2">none</td></tr><tr><td>Babies</td></tr></table>
"""


def test_a_cell_that_goes_on_over_rows_stands_in_each() -> None:
    """The second row had the dose under "Who", and the time under "Dose"."""
    found = imported(ROWSPAN, "a.html")
    rows = re.findall(r"^\|.*", found.text, re.MULTILINE)
    assert [[cell.strip() for cell in row.strip("|").split("|")] for row in rows] == [
        ["Who", "Dose", "When"],
        ["---", "---", "---"],
        ["Adults", "200 mg", "by day"],
        ["Adults", "100 mg", "at night"],
        ["Children", "none", "none"],
        ["Babies", "none", "none"],
    ]
    assert "guessed: 'Adults' is said of 2 rows, and put into each" in found.notes


COLSPAN = """\
<h1>Burns</h1><p>What to do.</p>
<table><tr><th>Who</th><th colspan="2">Dose</th></tr>
<tr><td colspan="3">At home</td></tr>
<tr><td colspan="2">Adults and children <b>over 12</b></td><td>400 mg</td></tr>
<tr><td>Babies</td><td colspan="2" rowspan="2">none</td></tr><tr><td>Others</td></tr></table>
"""


def test_a_cell_that_goes_on_over_columns_stands_in_each() -> None:
    """The column that it went on over was empty: no dose, for whoever reads that column."""
    found = imported(COLSPAN, "a.html")
    rows = re.findall(r"^\|.*", found.text, re.MULTILINE)
    both = "Adults and children **over 12**"
    assert [[cell.strip() for cell in row.strip("|").split("|")] for row in rows] == [
        ["Who", "Dose", "Dose"],
        ["---", "---", "---"],
        ["At home", "", ""],
        [both, both, "400 mg"],
        ["Babies", "none", "none"],
        ["Others", "none", "none"],
    ]
    notes = [note for note in found.notes if "columns" in note or "heads" in note]
    assert notes == [
        "guessed: 'Dose' is said of 2 columns, and put into each",
        "guessed: 'At home' heads the rows below it; perhaps make it a heading",
        "guessed: 'Adults and children over 12' is said of 2 columns, and put into each",
        "guessed: 'none' is said of 2 columns, and put into each",
    ]


@pytest.mark.parametrize(
    "before",
    [
        "",
        "<caption>Doses</caption>",
        "<colgroup><col><col></colgroup>",
        "<caption>Doses</caption><col><col>",
    ],
)
@pytest.mark.parametrize("cell", ["th", "td"])
def test_a_table_has_its_first_row_whatever_is_before_that(before: str, cell: str) -> None:
    """Without a line below it, Markdown reads "| Age | Sugar | | 1–4 years | 5 g |"."""
    page = (
        f"<h1>Hypo</h1><p>Act at once.</p><table>{before}<tr><{cell}>Age</{cell}>"
        f"<{cell}>Sugar</{cell}></tr><tr><td>1–4 years</td><td>5 g</td></tr></table>"
    )
    caption = "Doses\n\n" if "caption" in before else ""
    body = parse_article(imported(page, "a.html").text, path="a.md", slug="a").body
    assert body.strip() == (
        f"Act at once.\n\n{caption}| Age | Sugar |\n| --- | --- |\n| 1–4 years | 5 g |"
    )


def test_a_box_of_a_page_stays_one() -> None:
    page = (
        "<h1>Burns</h1><p>Cool it.</p><div class='card warning'><h2>At once</h2>"
        "<p>Call 112 if:</p><ul><li>it is large</li></ul></div><p>Rest.</p>"
    )
    found = imported(page, "a.html")
    box = '!!! warning "At once"\n    Call 112 if:\n\n    - it is large\n\nRest.'
    assert box in found.text
    assert any("is a box, 'warning'" in note for note in found.notes)


def test_a_table_around_one_cell_is_a_frame() -> None:
    page = (
        "<h1>Burns</h1><p>Cool it.</p>"
        "<table><tr><td><p>Do not drive.</p><p>Do not drink.</p></td></tr></table>"
    )
    found = imported(page, "a.html")
    assert found.text.endswith("\n\nDo not drive.\n\nDo not drink.\n")
    assert any(note.startswith("guessed: a frame around 'Do not drive.") for note in found.notes)


def test_an_underlined_line_is_a_heading() -> None:
    found = imported(
        "Sore shoulder\n=============\n\nMove it.\n\nchecklist for today\n-------\n"
        "☐ I have moved it\n\n-----\n\nRest.\n"
    )
    assert 'title: "Sore shoulder"' in found.text
    assert "\n\n## checklist for today\n\n☐ I have moved it\n\n" in found.text
    assert "===" not in found.text


# --------------------------------------------------------------------------- pages typed by hand
def page_body(page: str, name: str = "a.html") -> str:
    """What stands below the front matter of an imported page."""
    return import_article(page.encode(), name).text.split("\n---\n\n", 1)[1]


@pytest.mark.parametrize(
    ("page", "body"),
    [
        pytest.param(
            "<p>Rest.<p>Drink<ul><li>water<li>tea<ul><li>weak</ul><li>juice</ul>",
            "Rest.\n\nDrink\n\n- water\n- tea\n    - weak\n- juice\n",
            id="paragraphs-and-items",
        ),
        pytest.param(
            "<p>Rest.<h2>Dose</h2><p>One.<blockquote>Not two.</blockquote><dl><dt>mg<dd>a weight<dt>ml<dd>a volume</dl>",
            "Rest.\n\n## Dose\n\nOne.\n\n> Not two.\n\nmg\n:   a weight\n\nml\n:   a volume\n",
            id="headings-quotations-terms",
        ),
        pytest.param(
            "<p><font>Rest.<table><tr><th>Drug<th>Dose<tr><td>A<td>5 mg</table>",
            "Rest.\n\n| Drug | Dose |\n| --- | --- |\n| A | 5 mg |\n",
            id="cells-and-rows",
        ),
        pytest.param("<p>• day 1<p>• day 2<p>Rest.", "- day 1\n- day 2\n\nRest.\n", id="bullets"),
        pytest.param("<p>1) Wash<br>2) Dry<p>Rest.", "1. Wash\n2. Dry\n\nRest.\n", id="numbers"),
        pytest.param(
            "<p>2) Wash<p>3) Dry<p>• One", "2\\) Wash\n\n3\\) Dry\n\n• One\n", id="no-lists"
        ),
        pytest.param(
            "<p>Drug</p><table><tr><th>A<th>B<tr><td><p>1</p><p>2 at night</p><td>3</table>",
            "Drug\n\n| A | B |\n| --- | --- |\n| 1<br>2 at night | 3 |\n",
            id="paragraphs-of-a-cell",
        ),
        pytest.param('<p>See <a href="javascript:x()">here</a>.', "See here.\n", id="programs"),
        pytest.param(
            "<table>Never with milk.<tr><th>A<th>B<tr>Nor <b>tea</b>.<td>1<td>2</table>",
            "Never with milk.Nor **tea**.\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n",
            id="between-cells",
        ),
        pytest.param("<p>Rest <tbody>well</tbody>, <td>always.", "Rest well, always.\n", id="stray-parts"),
        pytest.param("<div>Two<ul></ul>a day.", "Two a day.\n", id="nothing-in-it"),
        pytest.param(
            '<p><a name="x">Two <br></a>a <a>day </a>at most.', "Two   \na day at most.\n", id="anchors"
        ),
        pytest.param(
            '<div class="alert alert-danger"><h4>Call 112</h4><p>At once.</p></div>',
            '!!! danger "Call 112"\n    At once.\n',
            id="alerts",
        ),
    ],
)  # fmt: skip
def test_a_page_typed_by_hand_is_read_as_browsers_read_it(page: str, body: str) -> None:
    """An open <p> made words of all lists and headings below it: "- water- tea"."""
    assert page_body(f"<title>Rest</title><body>{page}") == body


def test_words_that_the_converter_loses_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    page = "<title>Rest</title><p>Rest for <del>ten</del> days.<p>Call <b>us</b>ers."
    assert import_article(page.encode(), "a.html").notes == ("title: the page's <title>",)
    monkeypatch.setattr(
        "pipeline.source.importing.html._Converter.convert_del", lambda *_, **__: ""
    )
    assert import_article(page.encode(), "a.html").notes == (
        "title: the page's <title>",
        "LOST, or run together: 1 word of the page; see to 'ten'",
    )


ELEMENTS = st.sampled_from(
    [
        "p",
        "div",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "td",
        "th",
        "tbody",
        "thead",
        "blockquote",
        "section",
        "dl",
        "dt",
        "dd",
        "caption",
        "figure",
        "form",
        "center",
        "font",
        "b",
        "i",
        "a",
        "span",
        "u",
        "small",
    ]
)
PIECES = st.one_of(
    st.just(" word "),
    st.builds("<{}>".format, ELEMENTS),
    st.builds("</{}>".format, ELEMENTS),
    st.builds("<{0}></{0}>".format, ELEMENTS),
    st.just("<br>"),
)


@given(st.lists(PIECES, min_size=2, max_size=20))
def test_no_word_of_any_page_is_lost_without_a_note(pieces: list[str]) -> None:
    numbers = itertools.count(1)
    page = "".join(f" w{next(numbers)} " if each == " word " else each for each in pieces)
    if " w1 " not in page:
        page += " w1 "
    found = import_article(f"<title>Rest</title><body>{page}".encode(), "a.html")
    shown = re.findall(r"\w+", re.sub(r"[*_\\`]|</?[a-z]+>", "", found.text))
    lost = [word for word in re.findall(r"w[0-9]+", page) if word not in shown]
    told = [note for note in found.notes if note.startswith("LOST")]
    assert bool(lost) == bool(told), (lost, told)


@pytest.mark.soak
def test_paragraphs_that_nobody_closed_are_no_nest() -> None:
    page = "<title>Rest</title>" + "<p>Rest.\n" * 2000
    assert page_body(page) == "Rest.\n\n" * 1999 + "Rest.\n"


def test_what_a_page_hides_is_left_out_and_told() -> None:
    page = (
        "<title>Rest</title><p>Rest.<p style='display: none'>Old text.</p><p hidden>Older.</p><p>Go"
    )
    found = import_article(page.encode(), "a.html")
    assert found.text.endswith("\n\nRest.\n\nGo\n")
    assert found.notes == (
        "left out: 'Old text.', which the page hides",
        "left out: 'Older.', which the page hides",
        "title: the page's <title>",
    )


@pytest.mark.parametrize(
    ("label", "encoding", "word"),
    [
        pytest.param('<META http-equiv=Content-Type CONTENT="text/html; charset=Windows-1252">', "cp1252", "Fièvre", id="capitals"),
        pytest.param("<meta charset=us-ascii>", "cp1252", "Fièvre", id="ascii"),
        pytest.param("<meta charset=Shift_JIS>", "cp932", "①錠", id="japanese"),
        pytest.param("<meta charset=euc-kr>", "cp949", "똠방", id="korean"),
        pytest.param("<meta charset=TIS-620>", "cp874", "“ยา”", id="thai"),
    ],
)  # fmt: skip
def test_a_page_is_decoded_as_browsers_do(label: str, encoding: str, word: str) -> None:
    page = f"{label}<title>{word}</title><p>{word}".encode(encoding)
    assert import_article(page, "a.html").text.endswith(f"\n\n{word}\n")


def test_footnotes_of_a_word_processor_are_footnotes() -> None:
    """They came as "[[1]](#footnote-2)" and a list of links that led nowhere."""
    page = (
        '<p>Rest</p><p>Take 5 mg<sup><a href="#footnote-2" id="footnote-ref-2">[1]</a></sup> a day,'
        ' or 2<sup><a href="#footnote-4" id="footnote-ref-4">[2]</a></sup>.</p><p>H<sup>+</sup></p>'
        '<ol><li id="footnote-2"><p>At 6. <a href="#footnote-ref-2">↑</a></p><p>Not at 7.</p></li>'
        '<li id="footnote-4"><p>At <b>noon</b>. <a href="#footnote-ref-4">↑</a></p></li></ol>'
    )
    found = import_article(page.encode(), "a.html")
    assert found.text.split("\n---\n\n")[1] == (
        "Take 5 mg[^1] a day, or 2[^2].\n\nH<sup>+</sup>\n\n"
        "[^1]: At 6.\n\n    Not at 7.\n\n[^2]: At **noon**.\n"
    )
    assert "footnotes: 2" in found.notes


def test_a_footnote_that_is_named_twice_keeps_its_number() -> None:
    """The second mark has no way back from the note, and is no other note for it."""

    def mark(note: int, place: str) -> str:
        return f'<sup><a href="#n{note}" id="{place}">[{note}]</a></sup>'

    page = (
        f"<p>Rest</p><p>Take 5 mg{mark(1, 'a')} a day{mark(2, 'b')}.</p>"
        f"<p>Take it with food{mark(1, 'c')}.</p><ol>"
        '<li id="n1"><p>At 6. <a href="#a">↑</a></p></li>'
        '<li id="n2"><p>At noon. <a href="#b">↑</a></p></li></ol>'
    )
    found = import_article(page.encode(), "a.html")
    assert found.text.split("\n---\n\n")[1] == (
        "Take 5 mg[^1] a day[^2].\n\nTake it with food[^1].\n\n[^1]: At 6.\n\n[^2]: At noon.\n"
    )
    assert "footnotes: 2" in found.notes


def test_what_a_page_plays_or_links_to_on_its_own_site_is_told() -> None:
    page = (
        "<h1>Gallstones</h1><p>See <a href='/jaundice/'>jaundice</a>, <a href='#b'>below</a> or "
        "<a href='tel:+44163'>call</a>.</p><iframe src='https://x.org/f' title='Film'></iframe>"
        "<video src='a.mp4'><p>Your browser is old.</p></video><p id='b'>Rest.</p>"
    )
    found = import_article(page.encode(), "a.html")
    assert found.text.endswith(
        "See [jaundice](/jaundice/), [below](#b) or [call](tel:+44163).\n\nRest.\n"
    )
    assert found.notes == (
        "left out: iframe 'Film'",
        "left out: video 'a.mp4'",
        "title: the first <h1>",
        "the link 'jaundice' leads to '/jaundice/' of its own site alone",
    )
    whole = f"<link rel='canonical' href='https://clinic.example/gallstones/'>{page}"
    assert "[jaundice](https://clinic.example/jaundice/)" in imported(whole, "a.html").text


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("warning", "warning"),
        ("alert-danger", "danger"),
        ("callout--warning", "warning"),
        ("nhsuk-warning-callout", "warning"),
        ("nhsuk-care-card--emergency", "danger"),
        ("nhsuk-care-card--urgent", "warning"),
        ("nhsuk-care-card--non-urgent", "note"),
        ("alert_info", "note"),
        ("text-warning", ""),
        ("nhsuk-care-card", ""),
    ],
)
def test_boxes_in_the_styles_of_publishers(name: str, kind: str) -> None:
    found = imported(
        f"<h1>A</h1><div class='{name}'><h3>Call 999 if:</h3><p>It hurts.</p></div>", "a.html"
    )
    box = f'!!! {kind} "Call 999 if:"\n    It hurts.\n'
    assert found.text.endswith(box if kind else "### Call 999 if:\n\nIt hurts.\n")


def test_lists_of_a_page_that_word_saved_are_lists() -> None:
    """Word's conditions stood in the article: "if !supportLists·endifRest"."""
    condition = "<![if !supportLists]><span>{}<span>&nbsp;&nbsp; </span></span><![endif]>"
    items = [
        (1, "·", "Rest"), (2, "o", "in bed"), (2, "o", "not too long"), (1, "·", "Ice"),
        (1, "1.", "Wash"), (1, "2.", "Dry"),
    ]  # fmt: skip
    page = "<h1>Knee</h1><p>Do:</p>" + "\n".join(
        f"<p class=MsoListParagraph style='mso-list:l0 level{level} lfo1'>{condition.format(mark)}"
        f"{text}<o:p></o:p></p>"
        for level, mark, text in items
    )
    assert imported(f"{page}<![if !vml]><p>Walk.</p><![endif]>", "a.html").text.endswith(
        "Do:\n\n- Rest\n    - in bed\n    - not too long\n- Ice\n\n1. Wash\n2. Dry\n\nWalk.\n"
    )


@pytest.mark.parametrize(
    ("head", "shown"),
    [
        ("<td><b>Age</b></td><td><p><strong>Dose</strong></p></td>", "| Age | Dose |"),
        ("<td><b>Age</b></td><td>Dose <b>a day</b></td>", "| **Age** | Dose **a day** |"),
    ],
)
def test_a_first_row_that_is_all_bold_is_one_of_heads(head: str, shown: str) -> None:
    page = f"<h1>A</h1><table><tr>{head}</tr><tr><td><b>2</b></td><td>5 ml</td></tr></table>"
    text = imported(page, "a.html").text
    assert text.endswith(f"{shown}\n| --- | --- |\n| **2** | 5 ml |\n")


def test_what_folds_a_part_of_a_page_is_a_heading() -> None:
    fold = "<details><summary>{}</summary><p>Rest.</p></details>"
    page = f"<h1>A</h1><h2>B</h2>{fold.format('Who?')}{fold.format('When?')}"
    assert imported(page, "a.html").text.endswith(
        "## B\n\n### Who?\n\nRest.\n\n### When?\n\nRest.\n"
    )


def test_hidden_text_of_a_word_document_stays_hidden() -> None:
    hidden = "<w:r><w:rPr><w:b/><w:vanish/></w:rPr><w:t>ask Ann</w:t></w:r>"
    found = import_article(docx(run("Rest"), run("Take 5 mg") + hidden + run(".")), "a.docx")
    assert found.text.endswith("\n\nTake 5 mg.\n")
    assert found.notes[0] == "left out: the hidden text 'ask Ann'"
