"""Translations in the bytes of a source file: what is proved, what is kept, what is refused."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_strategies import articles, lines
from properties import examples

from pipeline.errors import ExportError
from pipeline.leaflets.markup import to_html
from pipeline.model import Document, Language, Segmentation, Term, Termbase, TermRule
from pipeline.source import sites
from pipeline.source.document import BlockText, parse, render
from pipeline.source.markdown import EXTENSIONS
from pipeline.source.reading import parse_article
from pipeline.source.sites import Site
from pipeline.source.splicing import splice

ENGLISH, GERMAN, GEORGIAN = Language("en"), Language("de"), Language("ka")
CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.md"))
corpus = pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in CORPUS])
FRONT = "---\ntitle: Back pain\n---\n"


def article(text: str, termbase: Termbase | None = None) -> Document:
    read = parse_article(text, path="source/back-pain.md", slug="back-pain")
    return parse(read, language=ENGLISH, segmentation=Segmentation.SENTENCE, termbase=termbase)


def worded(document: Document, translate: Callable[[str], str]) -> dict[int, BlockText]:
    return {
        block.index: BlockText(
            GEORGIAN, tuple((s.lead, translate(s.key.msgid)) for s in block.segments)
        )
        for block in document.blocks
    }


def in_german(text: str, translations: Mapping[str, str], termbase: Termbase | None = None) -> str:
    """The article with the blocks all of whose sentences are translated."""
    document = article(text, termbase)
    texts = {
        block.index: BlockText(
            GERMAN, tuple((s.lead, translations[s.key.msgid]) for s in block.segments)
        )
        for block in document.blocks
        if all(s.key.msgid in translations for s in block.segments)
    }
    return splice(text.encode(), document, texts, language=GERMAN).decode()


# ------------------------------------------------------------------------- an invertible language
LATIN = "abcdefghijklmnopqrstuvwxyz"
MKHEDRULI = "აბგდევზთიკლმნოპჟრსტუფქღყშჩ"
TO_MKHEDRULI = str.maketrans(LATIN, MKHEDRULI)
FROM_MKHEDRULI = str.maketrans(MKHEDRULI, LATIN)
# What a translator keeps: code, comments, tags, references, addresses, labels, braces.
KEPT = re.compile(
    r"(`+)(?!`).+?(?<!`)\1(?!`)|<!--.*?-->|<[^<>]*>|&#?\w+;|\]\([^()]*\)|\]\[[^\]]*\]"
    r"|\[\^[^\]]*\]|\[[^\[\]]*\](?![(\[])|\{[^{}]*\}",
    re.DOTALL,
)


def transcribed(text: str, table: Mapping[int, int] = TO_MKHEDRULI) -> str:
    parts, position = [], 0
    for match in KEPT.finditer(text):
        parts += (text[position : match.start()].translate(table), match[0])
        position = match.end()
    return "".join((*parts, text[position:].translate(table)))


def unescaped(text: str) -> str:
    """What stands there to keep a translation from being read as markup of its block, or as tags."""
    return re.sub(r"\\(?=[-{#>+*!_.)\[|])", "", html.unescape(text))


def without_breaks(text: str) -> str:
    return re.sub(r"[ \n]+", " ", text)


def wanted(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, without_breaks(transcribed(block.text))) for block in document.blocks]


def found(text: str) -> list[tuple[str, str]]:
    return [(block.kind, unescaped(without_breaks(block.text))) for block in article(text).blocks]


def shown(page: str) -> str:
    """HTML without what may differ: white space, and ids that come of the words of a heading."""
    page = re.sub(r"&#(58|61|123|126);", lambda match: chr(int(match[1])), page)
    return re.sub(r"\s+(?=<)|(?<=>)\s+", "", without_breaks(page))


def assert_translated(text: str, spliced: str, texts: Mapping[int, BlockText]) -> None:
    """What any Markdown tool of this grammar makes of the file is what the leaflet shows."""
    again = parse_article(spliced, path="source/back-pain.md", slug="back-pain")
    page = markdown.markdown(again.body, extensions=list(EXTENSIONS))
    assert shown(page) == shown(to_html(render(article(text), texts)))


@corpus
def test_the_source_comes_back_byte_for_byte(path: Path) -> None:
    source = FRONT.encode() + path.read_bytes()
    document = article(source.decode())
    assert splice(source, document, {}, language=ENGLISH) == source
    own = worded(document, lambda text: text)
    assert splice(source, document, own, language=ENGLISH) == source


@corpus
def test_a_translation_is_extracted_again(path: Path) -> None:
    text = FRONT + path.read_bytes().decode()
    document = article(text)
    texts = worded(document, transcribed)
    spliced = splice(text.encode(), document, texts, language=GEORGIAN).decode()
    assert found(spliced) == [(kind, unescaped(each)) for kind, each in wanted(document)]
    again = article(spliced)
    assert [transcribed(block.text, FROM_MKHEDRULI) for block in again.blocks] != [
        block.text for block in again.blocks
    ]
    back = splice(
        spliced.encode(),
        again,
        worded(again, lambda each: transcribed(each, FROM_MKHEDRULI)),
        language=ENGLISH,
    ).decode()
    assert found(back) == [
        (block.kind, unescaped(without_breaks(block.text))) for block in document.blocks
    ]


@examples(30)
@given(articles())
def test_any_article_is_translated_or_refused(body: str) -> None:
    text = FRONT + body
    document = article(text)
    own = worded(document, lambda each: each)
    assert splice(text.encode(), document, own, language=ENGLISH) == text.encode()
    texts = worded(document, transcribed)
    try:
        spliced = splice(text.encode(), document, texts, language=GEORGIAN).decode()
    except ExportError:
        return
    assert found(spliced) == [(kind, unescaped(each)) for kind, each in wanted(document)]


HOSTILE = (
    "# heading",
    "- item\n- item",
    "\n\nnew paragraph\n\n",
    "> quote",
    "    code",
    "one\n===",
    "one  \n===",
    "1. first",
    "1) first",
    "* star",
    "a | b",
    "`a|b` c",
    "| a | b |\n|---|---|\n| c | d |",
    "```\ncode\n```",
    "~~~",
    "***",
    "---",
    "{: #stolen .c }",
    "text {#stolen}",
    "text #",
    "!!! danger\n    box",
    "[ref]: evil.html",
    "[^1]: evil",
    "*[WHO]: evil",
    ": meaning",
    "unclosed **bold and [link",
    "<div>\n\nblock\n\n</div>",
    "<div>",
    "</div>",
    "<hr>",
    "<!-- comment -->",
    "<!-- open",
    "`code",
    "\\",
    "say \"no\" and 'no'",
    "\x02wzxhzdk:0\x03 \x02klzzwxh:0000\x03",
    "\ue000\U000f0000\U0010fffd",
    " \u00a0\u2028 ",
)


def assert_never_half_right(text: str, texts: Mapping[int, BlockText]) -> None:
    document = article(text)
    try:
        spliced = splice(text.encode(), document, texts, language=GERMAN).decode()
    except ExportError as error:
        assert "can't be written as Markdown in de" in error.message  # noqa: PT017
        return
    again = article(spliced)
    assert [block.kind for block in again.blocks] == [block.kind for block in document.blocks]
    assert_translated(text, spliced, texts)


@corpus
@pytest.mark.parametrize("hostile", ["1. first", "a | b", "text {#stolen}"])
def test_no_translation_changes_a_construct(path: Path, hostile: str) -> None:
    # A label for the contents keeps its bytes; leaflets leave it out where it would be foreign.
    text = FRONT + path.read_bytes().decode().replace(' {data-toc-label="Spine"}', "")
    document = article(text)
    assert_never_half_right(text, worded(document, lambda _: hostile))


EVERYTHING = (
    FRONT
    + """\
## Rest

Keep warm. Stay calm.

Closed
------

- Sleep
- Walk
    wrapped

    behind

> Quoted
> words[^1]

| Dose | When |
|---|---|
| 5 mg | at night |

!!! note
    Boxed

!!! tip "Titled"
    - in a list

Term
: Meaning

![Picture](a.png) and <b>bold</b>

<p title="Hover">Raw</p>

<div markdown="1" title="Inside">
Within
</div>

Last
{: title="Listed" }

[^1]: Noted

[ref]: a.html "Linked"

*[WHO]: Long
"""
)


BLOCKS = 27  # of EVERYTHING
EVERY = 3  # of the blocks, each text in other ones; all in all of them with `make soak`


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_translation_changes_the_structure(hostile: str) -> None:
    hostile_in_blocks(hostile, range(HOSTILE.index(hostile) % EVERY, BLOCKS, EVERY))


@pytest.mark.soak
@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_translation_changes_the_structure_wherever_it_stands(hostile: str) -> None:
    hostile_in_blocks(hostile, range(BLOCKS))


def hostile_in_blocks(hostile: str, blocks: range) -> None:
    document = article(EVERYTHING)
    assert len(document.blocks) == BLOCKS
    for index in blocks:
        parts = tuple((segment.lead, hostile) for segment in document.blocks[index].segments)
        assert_never_half_right(EVERYTHING, {index: BlockText(GERMAN, parts)})


@examples(30)
@given(articles(), st.lists(lines(), min_size=1, max_size=5))
def test_any_translation_of_any_article_is_right_or_refused(body: str, texts: list[str]) -> None:
    text = FRONT + body
    document = article(text)
    shown = {
        block.index: BlockText(
            GERMAN, tuple((s.lead, texts[s.index % len(texts)]) for s in block.segments)
        )
        for block in document.blocks
        if block.index % 2
    }
    assert_never_half_right(text, shown)


# --------------------------------------------------------------------------------- byte for byte
def spliced_body(body: str, translations: Mapping[str, str]) -> str:
    return in_german(FRONT + body, translations).removeprefix(FRONT)


@pytest.mark.parametrize(
    ("body", "translations", "expected"),
    [
        pytest.param(
            "Rest\n\n* Walk  \n+ `x`\n",
            {"Rest": "Ruhe"},
            "Ruhe\n\n* Walk  \n+ `x`\n",
            id="what is not translated keeps its bytes",
        ),
        pytest.param(
            "{{< note >}}\nKeep warm.\n{{< /note >}}\n\n- {{% icon %}} Rest\n\n{% tip %} Walk\n",
            {
                "{{< note >}} Keep warm. {{< /note >}}": "{{< note >}} Warm halten. {{< /note >}}",
                "{{% icon %}} Rest": "{{% icon %}} Ruhe",
                "{% tip %} Walk": "{% tip %} Gehen",
            },
            "{{< note >}} Warm halten. {{< /note >}}\n\n- {{% icon %}} Ruhe\n\n{% tip %} Gehen\n",
            id="the short codes of a site generator open as they did",
        ),
        pytest.param(
            "| a | b |\n|---|---|\n| {{< dose >}} daily | Rest |\n",
            {"{{< dose >}} daily": "täglich {{< dose >}} essen", "Rest": "Ruhe {x}"},
            "| a | b |\n|---|---|\n| täglich {{< dose >}} essen | Ruhe \\{x} |\n",
            id="a brace in a cell is escaped where it would be an attribute list",
        ),
        pytest.param(
            "Keep\nwarm. Stay calm.\n",
            {"Keep warm.": "Warm halten."},
            "Keep\nwarm. Stay calm.\n",
            id="half a paragraph stays whole in the source language",
        ),
        pytest.param(
            "> Keep\n> warm. Stay calm.\n",
            {"Keep warm.": "Warm halten.", "Stay calm.": "Ruhig bleiben."},
            "> Warm halten. Ruhig bleiben.\n",
            id="a paragraph on one line",
        ),
        pytest.param(
            "> One  \n> Two\n",
            {"One": "Eins", "Two": "Zwei"},
            "> Eins  \n> Zwei\n",
            id="a hard line break, with what begins the line",
        ),
        pytest.param(
            "- Rest\n- Walk\n",
            {"Rest": "1. Ruhe", "Walk": "- gehen"},
            "- 1\\. Ruhe\n- \\- gehen\n",
            id="no list in a list",
        ),
        pytest.param(
            "|  Dose |When|\n|:--|---|\n|`a|b` | x |\n",
            {"Dose": "Dosis | Menge", "When": "Wann"},
            "|  Dosis \\| Menge |Wann|\n|:--|---|\n|`a|b` | x |\n",
            id="a pipe in a cell",
        ),
        pytest.param(
            "## Rest ##\n\nWalk {.c}\n----\n\n## Own {#own}\n",
            {"Rest": "Ruhe", "Walk": "Gehen", "Own": "Eigenes #"},
            "## Ruhe ## {#rest}\n\nGehen {#walk .c}\n----\n\n## Eigenes \\# {#own}\n",
            id="headings keep their ids",
        ),
        pytest.param(
            '!!! note\n    Rest\n\n!!! tip "Note"\n    Walk\n',
            {"Note": "Hinweis", "Rest": "Ruhe"},
            '!!! note "Hinweis"\n    Ruhe\n\n!!! tip "Hinweis"\n    Walk\n',
            id="the title of a box that has none",
        ),
        pytest.param(
            'one `one` <!-- one --> [one](one.html)\n\none\n\n[one]: one.html "one"\n',
            {"one": "eins"},
            'one `one` <!-- one --> [one](one.html)\n\neins\n\n[one]: one.html "eins"\n',
            id="the right one of the same words",
        ),
        pytest.param(
            "Rest\n\n[a]: b.html 'Link'\n",
            {"Link": "Oma's Seite"},
            'Rest\n\n[a]: b.html "Oma\'s Seite"\n',
            id="quotation marks around a title",
        ),
        pytest.param(
            "<p title=Back>!</p>\n",
            {"Back": 'Ein "Rücken" & mehr'},
            '<p title="Ein &quot;Rücken&quot; &amp; mehr">!</p>\n',
            id="a value without quotes",
        ),
        pytest.param(
            "Rest\r\n\r\nWalk  \r\nhome\r\n",
            {"Rest": "Ruhe", "Walk": "Geh", "home": "heim"},
            "Ruhe\r\n\r\nGeh  \r\nheim\r\n",
            id="line ends of Windows",
        ),
        pytest.param(
            "Cafe\u0301 `e\u0301`\n\nRest e\u0301\n",
            {"Rest é": "Ruhe"},
            "Cafe\u0301 `e\u0301`\n\nRuhe\n",
            id="letters typed in two parts",
        ),
    ],
)
def test_only_words_change(body: str, translations: dict[str, str], expected: str) -> None:
    assert spliced_body(body, translations) == expected


FRONT_MATTER = """\
---
# who writes what
title:   Back pain   # short
summary: >-
  Folded over
  two lines

keywords: [back, 'low back']
audience: "For all"
publisher: 'Us'
reviewed: 2024-10-31
---
Rest.
"""


def test_front_matter_is_translated_in_place() -> None:
    translations = {
        "Back pain": "Rücken: was tun?",
        "Folded over two lines": "In einer Zeile",
        "back": "Rücken, Kreuz",
        "low back": "Oma's Kreuz",
        "For all": 'Für "alle" \\ jeden',
        "Us": "Wir",
        "Rest.": "Ruhe.",
    }
    assert (
        in_german(FRONT_MATTER, translations)
        == """\
---
# who writes what
title:   "Rücken: was tun?"   # short
summary: >-
  In einer Zeile

keywords: ["Rücken, Kreuz", 'Oma''s Kreuz']
audience: "Für \\"alle\\" \\\\ jeden"
publisher: 'Wir'
reviewed: 2024-10-31
---
Ruhe.
"""
    )


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        pytest.param("title: Pain\n", "draft: true\ntitle: Schmerz\n", id="says-nothing"),
        pytest.param(
            "title: Pain\r\n", "draft: true\r\ntitle: Schmerz\r\n", id="with-the-line-ends-it-has"
        ),
        pytest.param(
            "title: Pain\ndraft: false # yet\n",
            "title: Schmerz\ndraft: true # yet\n",
            id="says-no",
        ),
        pytest.param(
            "draft: true\ntitle: Pain\n", "draft: true\ntitle: Schmerz\n", id="says-so-itself"
        ),
    ],
)
def test_a_draft_says_so_in_its_front_matter(front: str, expected: str) -> None:
    end = "\r\n" if "\r" in front else "\n"
    text = f"---{end}{front}---{end}Rest.{end}"
    document = article(text)
    texts = {
        block.index: BlockText(GERMAN, (("", {"Pain": "Schmerz", "Rest.": "Ruhe."}[block.text]),))
        for block in document.blocks
    }
    made = splice(text.encode(), document, texts, language=GERMAN, is_draft=True).decode()
    assert made == f"---{end}{expected}---{end}Ruhe.{end}"
    assert article(made).article.metadata.is_draft


def test_a_byte_order_mark_stays() -> None:
    text = "\ufeff" + FRONT + "Rest.\n"
    assert in_german(text, {"Rest.": "Ruhe."}) == "\ufeff" + FRONT + "Ruhe.\n"


def test_stray_fragments_stay_where_nothing_is_translated() -> None:
    term = Term("腰部", Language("zh"), TermRule.RESOLVE, {"en": ("lower back",)})
    text = FRONT + "The upper and腰部 hurt.\n\nMind the腰部.\n"
    spliced = in_german(
        text, {"Mind the lower back.": "Achten Sie auf das Kreuz."}, Termbase((term,))
    )
    assert spliced == FRONT + "The upper and腰部 hurt.\n\nAchten Sie auf das Kreuz.\n"


# ------------------------------------------------------------------------------------- refusals
@pytest.mark.parametrize(
    ("body", "translations", "line", "reason"),
    [
        pytest.param(
            "Rest\n\nWalk\n",
            {"Walk": "<div>gehen</div>"},
            6,
            "the translation would change the structure of the article here (at 'Walk')",
            id="a block of raw HTML",
        ),
        pytest.param(
            "Rest\n\n[a]: b.html\n",
            {"Rest": "[a]: c.html"},
            4,
            "the sentences read otherwise when they stand together here (at 'Rest')",
            id="a definition that hides a link",
        ),
        pytest.param(
            "| Rest |\n|---|\n| Walk |\n",
            {"Walk": "gehen  \nlaufen"},
            6,
            "a hard line break can't stand in a heading or a table cell (at 'Walk')",
            id="a line break in a cell",
        ),
        pytest.param(
            "Rest now. Walk then.\n",
            {"Rest now.": "**Ruhe", "Walk then.": "gehen**"},
            4,
            "the sentences read otherwise when they stand together here (at 'Rest now. Walk then.')",
            id="markup from one sentence to the next",
        ),
        pytest.param(
            "Rest\n\n[a]: b.html 'Link'\n",
            {"Link": "'a' und \"b\""},
            6,
            "both kinds of quotation marks can't stand in the title of a link (at 'Link')",
            id="both quotation marks",
        ),
    ],
)
def test_what_would_change_the_structure_is_refused(
    body: str, translations: dict[str, str], line: int, reason: str
) -> None:
    with pytest.raises(ExportError) as refusal:
        spliced_body(body, translations)
    told = refusal.value
    assert (told.path, told.line) == ("source/back-pain.md", line)
    assert told.message == f"'back-pain' can't be written as Markdown in de: {reason}"


def test_values_that_yaml_names_are_refused() -> None:
    text = "---\ntitle: &name Back pain\nsummary: *name\n---\nRest.\n"
    with pytest.raises(ExportError, match="the value of 'title' is one that YAML names"):
        in_german(text, {"Back pain": "Rückenschmerzen"})


def test_each_place_is_looked_at_once_however_often_its_text_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A table says "twice a day" in every row: 320 rows took 4 seconds."""
    looked_at: list[Site] = []
    spot = sites._spot

    def counted(body: str, site: Site) -> int:
        looked_at.append(site)
        return spot(body, site)

    monkeypatch.setattr(sites, "_spot", counted)
    rows = 12
    table = "| When | Dose |\n|---|---|\n" + "| twice a day | 5 mg |\n" * rows
    spliced = in_german(FRONT + table, {"twice a day": "zweimal täglich"})
    assert spliced == (FRONT + table).replace("twice a day", "zweimal täglich")
    assert len(looked_at) == len(set(looked_at)) == 2 * rows
