"""Markdown as people write it and as nobody should: a strategy for property tests."""

from __future__ import annotations

import re

from hypothesis import assume
from hypothesis import strategies as st

WORDS = [
    "back",
    "pain",
    "Dr.",
    "5",
    "mg",
    "2–3",
    "mm",
    "e.g.",
    "rücken",
    "Schmerz",
    "腰部",
    "疼痛。",
    "休息！",
    "ألم",
    "الظهر؟",
    "दर्द।",
    "WHO",
    "no",
    "not",
    "l'eau",
    "Take",
    "it.",
    "Stop!",
    "Why?",
    "L4–L5",
    "3.5",
    "A.B.",
    "note_1",
    "x*y",
    "2",
    "*",
    "3",
    "a_b_c",
    "[x]",
    "{y}",
    "#",
    "+",
    "-",
    "|",
    ":",
    ">",
    "1.",
    "~",
    "^",
    "\\",
    "&",
    "<",
    "…",
]
INLINE = (
    "*heat*", "**never**", "***both***", "_slow_", "__now__", "*a **b** c.*", "`code *x*`", "``a`b``",
    "[the leaflet](a.html)", '[more](b.html "Read. This")', "[ref]", "[text][ref]", "[lost][nowhere]",
    "![A back.](back.png)", '![](e.png "Ti*tle")', "<https://example.org/?a=1&b=2>", "<me@example.org>",
    "AT&T", "&copy;", "&#160;", "&lt;b&gt;", "<kbd>Ctrl</kbd>", '<span lang="zh">腰。部</span>', "<br>",
    "<br />", "<!-- aside -->", "[^1]", "[^long]", "[^none]", r"\*kept\*", r"\\", "**open", "*open. Half* b.",
    "`open", "[open", "(see (here)).", "**Bold.** Then", "*One. Two.* Three.", "word*{.cls}", "*x*{: .c}",
    '"quoted." (So.)', "WHO.", "<b>a. B.</b> c", "a  \nb", "one.  \nTwo.", "end.\nNext", "甲。\n乙。", "&amp; co.",
    "<i>x</i>{.y}", "![img][ref]", "\\", "__init__.", "[a](<b c> 'T')", "*[x*](y)", "a<b>c", "h~2~o",
)  # fmt: skip

words = st.sampled_from(WORDS)
fragments = st.one_of(words, words, st.sampled_from(INLINE))


@st.composite
def lines(draw: st.DrawFn) -> str:
    """One line of inline Markdown."""
    parts = draw(st.lists(fragments, min_size=1, max_size=7))
    glue = draw(st.sampled_from((" ", " ", " ", "")))
    return glue.join(parts).replace("\n", " \n").strip("\n") or "x"


def flat(text: str) -> str:
    """One line of it."""
    return " ".join(text.split()) or "x"


def indented(text: str) -> str:
    """Every line moved to the right."""
    return "\n".join("    " + line if line else line for line in text.split("\n"))


paragraphs = st.lists(lines(), min_size=1, max_size=3).map("\n".join)
one_line = lines().map(flat)


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A table with two columns."""
    cell = one_line.map(lambda text: text.replace("|", r"\|"))
    rows = draw(st.lists(st.tuples(cell, cell), min_size=1, max_size=3))
    head = draw(st.tuples(cell, cell))
    body = "\n".join(f"| {a} | {b} |" for a, b in rows)
    return f"| {head[0]} | {head[1]} |\n|---|:-:|\n{body}"


def _blocks(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    quote = inner.map(lambda text: "\n".join(f"> {line}" for line in text.split("\n")))
    item = st.tuples(st.sampled_from(("- ", "1. ", "* ")), paragraphs, st.none() | inner).map(
        lambda t: t[0] + indented(t[1]).lstrip() + ("\n\n" + indented(t[2]) if t[2] else "")
    )
    items = st.lists(item, min_size=1, max_size=3).flatmap(
        lambda all_: st.sampled_from(("\n", "\n\n")).map(lambda glue: glue.join(all_))
    )
    box = st.tuples(
        st.sampled_from(("note", 'warning "Stop. Now"', 'tip ""', "danger highlight")), inner
    ).map(lambda t: f"!!! {t[0]}\n{indented(t[1])}")
    definition = st.tuples(one_line, inner).map(lambda t: f"{t[0]}\n:   {indented(t[1]).lstrip()}")
    details = one_line.map(
        lambda t: f"<details>\n<summary>{t}</summary>\n<p>Some <b>text</b>. {t}</p>\n</details>"
    )
    inside = inner.map(lambda text: f'<div markdown="1" title="Tip">\n\n{text}\n\n</div>')
    off = one_line.map(
        lambda t: (
            f'<section markdown="1">\n<aside>raw <b>{t}</b> &amp; on</aside>\n\n{t}\n</section>'
        )
    )
    return st.one_of(quote, items, box, definition, details, inside, off)


_leaves = st.one_of(
    paragraphs,
    paragraphs,
    st.tuples(st.integers(1, 6), one_line, st.sampled_from(("", " {#own}", " ## {.c}", " #"))).map(
        lambda t: "#" * t[0] + " " + t[1] + t[2]
    ),
    st.tuples(one_line, st.sampled_from(("===", "---"))).map("\n".join),
    tables(),
    st.tuples(paragraphs, st.just("{: .intro title='Hello there'}")).map("\n".join),
    st.sampled_from(
        (
            "```python\nx = 1\n```",
            "    indented code.\n    More.",
            "---",
            "[TOC]",
            "<!-- leaflets: keep-together -->",
            "<!-- leaflets: skip -->",
            "<!-- an aside -->",
            "///Footnotes Go Here///",
            '<img src="a.png" alt="A back. Seen from behind">',
            "<hr>",
        )
    ),
)
_tail = "\n\n".join(
    (
        '[ref]: https://example.org "The reference. Here"',
        "*[WHO]: World Health Organization",
        "[^1]: A note. With two.\n    sentences",
        "[^long]: First.\n\n    Second *part*.\n\n        code",
    )
)


# Python-Markdown puts the footnotes also where code only shows the marker, and reads Markdown in
# what it has put there; a leaflet shows code as it is typed. Nobody means either.
_MAY_BE_CODE = re.compile(r"^[> ]* {4}///Footnotes Go Here", re.MULTILINE)

_any_block = st.recursive(_leaves, _blocks, max_leaves=4)


@st.composite
def articles(draw: st.DrawFn) -> str:
    """A body of an article."""
    blocks = draw(st.lists(_any_block, min_size=1, max_size=5))
    glue = draw(st.sampled_from(("\n\n", "\n\n", "\n")))
    text = glue.join(blocks)
    assume(not _MAY_BE_CODE.search(text))
    return f"{text}\n\n{_tail}\n" if draw(st.booleans()) else text
