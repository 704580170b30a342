"""What is wrong with an article's structure is found, and on the right line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from properties import examples

from pipeline.checks.articles.structure import RelativeLink, relative_links
from pipeline.checks.check import Check, Context, Scope
from pipeline.checks.facts import Facts
from pipeline.checks.registry import CHECKS
from pipeline.model import Document, Language, Segmentation, Termbase
from pipeline.source.document import parse
from tests.builders import make_article

ARTICLE_CHECKS = [
    each
    for each in CHECKS.values()
    if each.scope is Scope.ARTICLE
    and each.function.__module__.endswith((".structure", ".blocks", ".mistaken"))
]


def document(body: str, language: str = "en", *, body_line: int = 1) -> Document:
    return parse(
        make_article(body, body_line=body_line),
        language=Language.parse(language),
        segmentation=Segmentation.SENTENCE,
    )


def found(body: str, language: str = "en", *, body_line: int = 1) -> list[tuple[str, int]]:
    """The ids of the findings about the structure and their lines, by line."""
    subject = document(body, language, body_line=body_line)
    context = Context(
        language=subject.language, facts=Facts(subject.language, Termbase()), document=subject
    )
    problems = [
        (each, problem) for each in ARTICLE_CHECKS for problem in ask(each, subject, context)
    ]
    return sorted(((each.id, line) for each, line in problems), key=lambda one: (one[1], one[0]))


def ask(each: Check, subject: Document, context: Context) -> list[int]:
    return [problem.line for problem in each.function(subject, context)]


WHOLE = """\
Rest well. Then see [the
exercises](#exercises) and

click [here](sit.html).

#### At night

![](night.svg)

##

Lie on your
side[^1] or [^2], see [](side.html).

|  |  |
| --- | --- |
| Pillow | 1 |

```
#### code [^7] ![](x.svg) [here](#y)
```

<div><img src="day.svg"></div>

## By day {#day}

## At work {#day}

> [Mehr](#weg)

[^1]: Left.
[^9]: Right.
"""


def test_every_line_is_right() -> None:
    assert found(WHOLE) == [
        ("dead-link", 2),
        ("link-text-vague", 4),
        ("heading-order", 6),
        ("alternative-text-missing", 8),
        ("heading-empty", 10),
        ("footnote-undefined", 13),
        ("link-text-empty", 13),
        ("table-header-missing", 15),
        ("alternative-text-missing", 23),
        ("anchor-duplicated", 27),
        ("dead-link", 29),
        ("footnote-unused", 32),
    ]


def test_lines_are_those_of_the_file() -> None:
    assert found("Rest.\n\n![](a.svg)\n", body_line=9) == [("alternative-text-missing", 11)]


@pytest.mark.parametrize(
    ("body", "findings"),
    [
        pytest.param("Ruhe\n====\n", [("heading-order", 1)], id="underlined-heading"),
        pytest.param("## A\n\n<h5>B</h5>\n", [("heading-order", 3)], id="raw-heading"),
        pytest.param("## A\n\n### B\n\n#### C\n\n## D\n", [], id="down-by-one-up-by-two"),
        pytest.param("[a](#a) [a](#a)\n", [("dead-link", 1)] * 2, id="twice-in-one-line"),
        pytest.param("[a][x]\n\n[x]: #nowhere\n", [("dead-link", 3)], id="by-reference"),
        pytest.param("[a](#%C3%A9t%C3%A9)\n\n## A {#été}\n", [], id="percent-encoded"),
        pytest.param("[a](b.html#nowhere)\n", [], id="anchor-elsewhere"),
        pytest.param("## A\n\n[a](#a)\n\n## A\n\n[b](#a_1)\n", [], id="automatic-ids"),
        pytest.param("Rest.[^1] Walk.[^1]\n\n[^1]: A.\n", [], id="footnote-twice"),
        pytest.param("<!-- [^1] ![](a.svg) -->\n\nRest.\n", [], id="comment"),
        pytest.param("    [^1] ![](a.svg)\n\nRest.\n", [], id="indented-code"),
        pytest.param("<svg><a href='#b'><text>x</text></a></svg>\n", [("dead-link", 1)], id="svg"),
        pytest.param('See <a href="x"><b>*it*</b></a>.\n', [], id="raw-link-around-markup"),
        pytest.param('<a href="x"><svg><path/></svg></a>\n', [], id="drawn-link"),
        pytest.param("<h2>*A*</h2> and\n\n<table><th>*A*</th></table>\n", [], id="raw-blocks"),
    ],
)
def test_findings(body: str, findings: list[tuple[str, int]]) -> None:
    assert found(body) == findings


@pytest.mark.parametrize(
    ("text", "language", "is_vague"),
    [
        pytest.param("haga clic aquí", "es", True, id="es"),
        pytest.param("Cliquez ici !", "fr-CA", True, id="fr-CA-falls-back"),
        pytest.param("こちら", "ja", True, id="ja"),
        pytest.param("點擊這裡", "zh-Hant", True, id="zh-Hant"),
        pytest.param("اینجا", "fa", True, id="fa"),
        pytest.param("**Подробнее…**", "ru", True, id="ru-emphasis"),
        pytest.param("यहाँ क्लिक करें", "hi", True, id="hi"),
        pytest.param("here", "de", False, id="another-language"),
        pytest.param("Übungen für hier", "de", False, id="more-words"),
    ],
)
def test_vague_link_texts(text: str, language: str, *, is_vague: bool) -> None:
    assert found(f"[{text}](a.html)\n", language) == [("link-text-vague", 1)] * is_vague


def test_links_to_files_are_told_with_their_lines() -> None:
    body = "[a](knee.md#rest)\n\n[b](https://a.org) [c](#x) [d](mailto:a@b.c)\n[e](../p%20q.html?x=1)\n"
    assert relative_links(document(body)) == (
        RelativeLink("knee.md", "rest", 1),
        RelativeLink("../p q.html", "", 4),
    )


PIECES = (
    "# ",
    "## ",
    "#### ",
    "[a](#b)",
    "![](x)",
    "[^1]",
    "[^1]: ",
    "\n",
    "\n\n",
    "| ",
    "---",
    "`",
    "```",
    "!!! warning",
    "<a b>",
    "{a b}",
    '"x"',
    "    ",
)


@examples(60)
@given(st.lists(st.sampled_from((*PIECES, "a ", "腰", "{#b}", "<b id='b'>")), max_size=20))
def test_no_check_fails_and_every_line_is_in_the_file(pieces: list[str]) -> None:
    body = "".join(pieces)
    last = body.count("\n") + 1
    assert all(1 <= line <= last for _, line in found(body))


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        pytest.param("One.\n\nDo:\n- rest\n- walk\n", [8], id="behind a colon"),
        pytest.param(
            "- rest\n\n    or:\n\n    also\n    1. walk\n    2. run\n", [10], id="in a list"
        ),
        pytest.param('!!! note "Box"\n    Do **so**:\n    * *rest* now\n', [7], id="in a box"),
        pytest.param("> Do:\n> - rest\n", [6], id="in a quotation"),
        pytest.param("Doses\n| a | b |\n| c | d |\n", [6], id="a table without its line"),
        pytest.param("- rest\n- walk\n    - far\n    - fast\n", [], id="lists in lists"),
        pytest.param("Back pain lasts\n- in most people -\ntwo weeks.\n", [], id="dashes"),
        pytest.param("<p>Do:\n- rest\n- walk</p>\n", [], id="raw HTML"),
        pytest.param("Do this.\n1.Rest.\n2.Walk.\n\n-run\n-swim\n", [6, 9], id="no space behind"),
        pytest.param(
            "1.Rest.  \n2.Walk.\n\n1\\.Rest.<br>\n2\\.Walk.\n", [], id="lines of their own"
        ),
        pytest.param("On 1.Mai or\n1.Juni,\n2.5 mg.\n", [], id="dates and doses"),
        pytest.param("Do:\n\n> (a) rest\n> (b) walk\n>\n> b) run\n> a) swim\n", [], id="letters"),
    ],
)
def test_a_swallowed_list_or_table_is_told_with_its_line(body: str, lines: list[int]) -> None:
    wanted = [line for name, line in found(body, body_line=5) if name == "block-swallowed"]
    assert wanted == lines


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        pytest.param(
            '!!! warning "A"\n    One.\n\n!!! Warning Call now\n    Two.\n',
            [("box-malformed", 8)],
            id="the second of two boxes",
        ),
        pytest.param(
            '!!! waring Call "A"\n    One.\n',
            [("box-kind-unknown", 5), ("box-malformed", 5)],
            id="a kind that is not known, and words behind it",
        ),
        pytest.param(
            '- Item\n\n    !!! danger "A"\n\n    not in the box\n',
            [("box-malformed", 7)],
            id="in a list",
        ),
        pytest.param('!!! tip "A"\n    > Quoted.\n', [], id="a box of one quotation"),
        pytest.param('!!! note ""\n    Text only.\n', [], id="without a title"),
        pytest.param("Hurry!!! Now.\n", [], id="a shout"),
        pytest.param('One.\n\n???+ note "A"\n    Text.\n', [("box-malformed", 7)], id="folded"),
        pytest.param(
            "One.\n\n```\nText\n\nMore.\n", [("markup-visible", 7)], id="a block never closed"
        ),
        pytest.param("```\nText\n```\n\n~~~\nx\n~~~\n", [], id="blocks that are closed"),
        pytest.param(
            "One.\n\nSee\n**[the page][a]** and [b][].\n",
            [("markup-visible", 8), ("markup-visible", 8)],
            id="links without an address",
        ),
        pytest.param(
            "> | a | b |\n> |---|---|\n> | 1 | 2 | |\n> | 1 | 2 | 3 |\n",
            [("table-cell-lost", 8)],
            id="a cell too many in a quotation",
        ),
        pytest.param(
            "- Item\n\n    a | b\n    --|--\n    | 1 | 2\n\n| c |\n|---|\n| 3 |\n",
            [("table-cell-lost", 9)],
            id="a bar at the edge of a table without edges",
        ),
        pytest.param("| a | b |\n|---|---|\n| ``x | y`` | 1 \\| 2 |\n", [], id="bars that cut not"),
        pytest.param("Take **2 ** now.\n", [("markup-visible", 5)], id="a space in the stars"),
        pytest.param("Take `**2 **` now, 2 ** 3.\n", [], id="stars that are meant"),
        pytest.param(
            "Rest.\n\nTake *not**twice*, but once.\n",
            [("markup-visible", 7)],
            id="two emphases that touch",
        ),
        pytest.param("One\\\nTwo.\n", [("markup-visible", 5)], id="a backslash at the end"),
        pytest.param(
            "Call <your clinic> now.\n\n5 < 6, a<b and c>d.\n",
            [("words-swallowed", 5), ("words-swallowed", 7)],
            id="words taken for tags",
        ),
        pytest.param(
            "## Take it {twice daily}\n\nText.\n{see page 3}\n",
            [("words-swallowed", 5), ("words-swallowed", 8)],
            id="words taken for attributes",
        ),
        pytest.param(
            '<svg viewBox="0 0 9 9"><path d="M0 0"/></svg> <b>x</b> <br> ![A](a.png){.wide}\n',
            [],
            id="HTML that is meant",
        ),
        pytest.param("Type `<your name>` or ``{x y}``.\n", [], id="code that is meant"),
        pytest.param(
            "```\n    Take one.\n```\n\n> One.\n>\n>     Never with alcohol.\n",
            [("code-unmarked", 11)],
            id="a text that is moved in",
        ),
        pytest.param(
            "One.\n\n<!-- leaflets: skip -->\n    Take one.\n\n- a\n\n    More of a.\n",
            [],
            id="code that is left out on purpose",
        ),
        pytest.param("See [b][] and [B].\n\n[b]: https://b.org\n", [], id="links with one"),
        pytest.param(
            "One.\n\n[Call](tel:112 now.\n\n![Spine] (images/spine.svg)\n\n(Map)[www.map.org]\n",
            [("markup-visible", line) for line in (7, 9, 11)],
            id="links that lack a bracket",
        ),
        pytest.param("`[a](https://b.org` [a](b.html) (c) [d] (e)\n", [], id="no links"),
        pytest.param("One.\n\nDo **not drive.\n", [("markup-visible", 7)], id="stars left open"),
        pytest.param("5&nbps;mg, 5&nbsp;mg.\n", [("markup-visible", 5)], id="no such entity"),
        pytest.param(
            "Take `one puff.\n\n- Then\n  wait ``30 seconds.\n\nType `a`, ``b`c``, \\`.\n",
            [("markup-visible", 5), ("markup-visible", 8)],
            id="code left open",
        ),
        pytest.param(
            "Ask [the clinic(https://clinic.org).\n\nSee ![Spacer(images/spacer.png)\n\n"
            "Or a mask](mask.html).\n\n[a nurse (tel:112)] (see [1])(page 3) x](y)\n",
            [("markup-visible", line) for line in (5, 7, 9)],
            id="links without one of the square brackets",
        ),
        pytest.param(
            "| Age | Puffs | Most |\n|---|---|---|\n| 5 | 1 4 |\n| **Adults** |\n| 18 | 2 | |\n"
            "Never more.\n\nNever.\n",
            [("table-cell-missing", 7), ("table-cell-missing", 10)],
            id="a bar forgotten, and a text right below the table",
        ),
        pytest.param(
            "> Age | Puffs\n> ---|---\n> 5 | 1\n>\n> Never more.\n\n| a |\n|---|\n| b |\n\nc\n\n"
            "| a | b |\n|---|---|\n| 1 | 2 |\n<!-- leaflets: note Doses -->\n",
            [],
            id="tables with all their cells",
        ),
        pytest.param(
            "1. Shake it.\n112. Call there.\n\nText.\n\n2026. A year.\n\n99. Last.\n",
            [("number-swallowed", 6), ("number-swallowed", 10)],
            id="numbers that are none of a list",
        ),
        pytest.param(
            "1. Rest.\n3. Walk.\n2. Cool it.\n\nText.\n\n4. Wash.\n5. Dry.\n\n1. Shake.\n2. Wait.\n\n"
            "- Every day:\n\n    1. Shake.\n    3. Wait.\n\n> 1. Sit.\n> 2. Breathe.\n> 2. Rest.\n",
            [("list-number-changed", line) for line in (6, 14, 20, 24)],
            id="numbers of a list that are not shown",
        ),
        pytest.param(
            "1. Rest.\n1. Walk.\n1. Cool it.\n\nText.\n\n3. Wash.\n\n    So:\n\n    1. Rub.\n    2. Rinse.\n\n"
            "4. Dry.\n\n```\n1. Rest.\n3. Walk.\n```\n\n<ol><li>Rest.</li></ol>\n\n2. Sit.\n",
            [],
            id="numbers of a list as they are shown",
        ),
        pytest.param(
            "In the year\n2026. And more[^1].\n\n[^1]: 2026. Text.\n\n- 2026\\. Text.\n",
            [],
            id="numbers that are shown",
        ),
        pytest.param(
            "Call us:\n\n1. > 39 °C, or\n2. a rash\n\n>38 °C\nat night.\n\n> Rest\n> 2 days.\n\n"
            "Text\n>40 °C: now.\n",
            [("sign-swallowed", line) for line in (7, 10, 17)],
            id="more than",
        ),
        pytest.param(
            "Rest.\nA cyst of\n1.5*2.5*3 cm, `1*2*3`.\n\n| a | b |\n|---|---|\n| 1*1*1 | *1* 2 |\n",
            [("sign-swallowed", 7), ("sign-swallowed", 11)],
            id="times",
        ),
        pytest.param(
            "24. May is the day.\n\nText.\n\n1. June\n2. July\n5. August\n\nText.\n\n4. Maybe.\n",
            [("number-swallowed", 5), ("number-swallowed", 11)],
            id="days of a month",
        ),
        pytest.param(
            "Do:\n\n1. Rest.\n\n    112. At once.\n\n2. Walk.\n",
            [("number-swallowed", 9)],
            id="a number in an item",
        ),
        pytest.param(
            "One.\n\n<style>\np {}\n</style>\n\nTwo.<o:p></o:p>\n",
            [("markup-visible", line) for line in (7, 11)],
            id="what an office left behind",
        ),
    ],
)
def test_blocks_that_are_not_read_as_meant(body: str, wanted: list[tuple[str, int]]) -> None:
    assert found(body, body_line=5) == wanted


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        pytest.param(
            "!!! warning “When to get help”\n    Call 112.\n",
            'begin it with: !!! warning "Title", quotation marks as on a typewriter; ',
            id="curly quotation marks",
        ),
        pytest.param(
            '!!!\u00a0danger "Notruf"\n    Rufen Sie 112.\n',
            'begin it with: !!! danger "Title", ordinary spaces, no no-break space (U+00A0); ',
            id="a no-break space",
        ),
        pytest.param(
            "> [!CAUTION]\n> Call 112.\n", 'begin it with: !!! caution "Title"; ', id="of GitHub"
        ),
    ],
)
def test_what_a_box_lacks_is_told_as_its_author_has_to_type_it(body: str, hint: str) -> None:
    subject = document(body)
    context = Context(
        language=subject.language, facts=Facts(subject.language, Termbase()), document=subject
    )
    (problem,) = CHECKS["box-malformed"].function(subject, context)
    assert problem.hint == f"{hint}its text is moved in by four spaces"


def test_a_box_whose_text_is_moved_in_by_no_break_spaces_says_so() -> None:
    subject = document('!!! warning "Help"\n\u00a0\u00a0\u00a0\u00a0Call 112.\n')
    context = Context(
        language=subject.language, facts=Facts(subject.language, Termbase()), document=subject
    )
    (problem,) = CHECKS["box-malformed"].function(subject, context)
    assert problem.hint == (
        "move each line of its text in by four spaces; those before it are no-break spaces (U+00A0)"
    )
