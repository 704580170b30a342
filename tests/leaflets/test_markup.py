"""HTML as Python-Markdown writes it, and what it says about languages."""

from __future__ import annotations

import markdown
import pytest

from pipeline.leaflets.markup import to_html
from pipeline.model import (
    Article,
    Element,
    Inline,
    Language,
    Metadata,
    Node,
    Raw,
    Segmentation,
    Sentence,
)
from pipeline.source.document import BlockText, parse, render
from pipeline.source.markdown import EXTENSIONS
from pipeline.source.tags import Spelled

ENGLISH, ARABIC = Language("en"), Language("ar")


def rendered(body: str, texts: dict[str, str] | None = None) -> tuple[Node, ...]:
    """The body with the blocks that have a translation in `texts` in Arabic."""
    article = Article("back-pain", "source/back-pain.md", Metadata("Back pain"), body, 1)
    document = parse(article, language=ENGLISH, segmentation=Segmentation.SENTENCE)
    known = texts or {}
    return render(
        document,
        {
            block.index: BlockText(
                ARABIC, tuple((s.lead, known[s.key.msgid]) for s in block.segments)
            )
            for block in document.blocks
            if all(s.key.msgid in known for s in block.segments)
        },
    )


@pytest.mark.parametrize(
    ("nodes", "html"),
    [
        pytest.param(("5 < 7 & 8 > 7",), "5 &lt; 7 &amp; 8 &gt; 7", id="text"),
        pytest.param(("&copy;",), "&amp;copy;", id="text-is-never-a-reference"),
        pytest.param((Raw("&copy;", ("©",)),), "&copy;", id="raw-is-as-it-stands"),
        pytest.param(
            (Element("a", (("href", "?a=1&b=2"), ("title", 'say "a"')), ("x",)),),
            '<a href="?a=1&amp;b=2" title="say &quot;a&quot;">x</a>',
            id="attributes",
        ),
        pytest.param(
            (Element("p", (("hidden", Spelled.of("", None)),), ()),),
            "<p hidden></p>",
            id="bare-name",
        ),
        pytest.param(
            (Element("br"), Element("img", (("alt", ""),))), '<br /><img alt="" />', id="void"
        ),
        pytest.param(
            (Element("script", (), ("a < b && c",)),), "<script>a < b && c</script>", id="script"
        ),
    ],
)
def test_nodes_are_spelled(nodes: tuple[Node, ...], html: str) -> None:
    assert to_html(nodes) == html


def test_text_of_nodes_is_clean_for_every_exporter() -> None:
    body = "AT&amp;T &copy; `a < b` <me@x.org> <kbd>Strg</kbd> <br> \\*"
    (paragraph,) = rendered(body)
    assert paragraph == Element(
        "p",
        (),
        (
            Inline(
                1,
                ENGLISH,
                (
                    Sentence(
                        0 + 1,
                        (
                            "AT&T ",
                            Raw("&copy;", ("©",)),
                            " ",
                            Element("code", (), ("a < b",)),
                            " ",
                            Element(
                                "a",
                                (("href", "mailto:me@x.org"),),
                                (
                                    Raw(
                                        "&#109;&#101;&#64;&#120;&#46;&#111;&#114;&#103;",
                                        ("me@x.org",),
                                    ),
                                ),
                            ),
                            " ",
                            Element("kbd", (), ("Strg",)),
                            " ",
                            Raw("<br>", (Element("br"),)),
                            " *",
                        ),
                    ),
                ),
            ),
        ),
    )
    assert to_html((paragraph,)) == markdown.markdown(body, extensions=list(EXTENSIONS))


@pytest.mark.parametrize(
    ("body", "texts", "html"),
    [
        pytest.param(
            "Rest.\n\nMove.",
            {"Rest.": "استرح."},
            '<p>استرح.</p>\n<p dir="ltr" lang="en">Move.</p>',
            id="on-the-element",
        ),
        pytest.param(
            "- Rest.\n    - Move.",
            {"Move.": "تحرّك."},
            '<ul>\n<li><span dir="ltr" lang="en">Rest.</span><ul>\n<li>تحرّك.</li>\n</ul>\n</li>\n</ul>',
            id="on-a-span-beside-other-content",
        ),
        pytest.param(
            "Rest.\n{: .lead lang=x}",
            {},
            '<p class="lead" dir="ltr" lang="en">Rest.</p>',
            id="beside-other-attributes",
        ),
        pytest.param(
            "<details><summary>Why</summary>Because.</details>",
            {"Why": "لماذا"},
            '<details><summary>لماذا</summary><span dir="ltr" lang="en">Because.</span></details>',
            id="inside-raw-html",
        ),
        pytest.param(
            "<p class=note>Why</p>",
            {"Why": "لماذا"},
            "<p class=note>لماذا</p>",
            id="raw-html-all-translated-keeps-its-spelling",
        ),
    ],
)
def test_text_in_another_language_is_marked(body: str, texts: dict[str, str], html: str) -> None:
    assert to_html(rendered(body, texts), language=ARABIC) == html


def test_without_language_nothing_is_marked() -> None:
    assert to_html(rendered("Rest.\n\nMove.", {"Rest.": "استرح."})) == "<p>استرح.</p>\n<p>Move.</p>"


@pytest.mark.parametrize(
    ("body", "html"),
    [
        pytest.param("<!-- why -->\n\nRest.", "\n\n<p>Rest.</p>", id="block"),
        pytest.param("Rest <!-- why --> now.", "<p>Rest  now.</p>", id="inline"),
        pytest.param("<div><!-- why -->Rest.</div>", "<div>Rest.</div>", id="inside-raw-html"),
        pytest.param(
            "> <!-- why -->\n\nRest.", "<blockquote>\n\n</blockquote>\n<p>Rest.</p>", id="alone"
        ),
    ],
)
def test_comments_can_be_left_out(body: str, html: str) -> None:
    assert to_html(rendered(body), comments=False) == html
