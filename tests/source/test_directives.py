"""What authors say in comments reaches the right block, and nothing said is lost in silence."""

from __future__ import annotations

import pytest

from pipeline.model import Article, Document, Finding, Language, Metadata, Segmentation, Severity
from pipeline.source.directives import DIRECTIVES, Scope, read
from pipeline.source.document import directive_findings, parse


def parsed(body: str) -> Document:
    article = Article("back-pain", "source/back-pain.md", Metadata("Back pain"), body, 10)
    return parse(article, language=Language("en"), segmentation=Segmentation.SENTENCE)


def msgids(document: Document) -> list[str]:
    return [segment.key.msgid for segment in document.segments[1:]]


@pytest.mark.parametrize(
    ("comment", "scope"),
    [
        pytest.param("<!-- leaflets: keep-together -->", Scope(keep_together=True), id="together"),
        pytest.param("<!--leaflets:skip-->", Scope(skip=True), id="no-spaces"),
        pytest.param("<!-- leaflets: critical -->", Scope(critical=True), id="critical"),
        pytest.param(
            "<!-- leaflets: note Kurz\n halten -->", Scope(notes=("Kurz halten",)), id="note"
        ),
        pytest.param("<!-- leaflets: context button -->", Scope(context="button"), id="context"),
        pytest.param(
            "<!-- leaflets: allow number-mismatch: rounded: see [1] -->",
            Scope(allows=(("number-mismatch", "rounded: see [1]"),)),
            id="allow",
        ),
        pytest.param(
            "<!-- leaflets: skip --> <!-- aside --> <!-- leaflets: critical -->",
            Scope(skip=True, critical=True),
            id="two",
        ),
        pytest.param("<!-- an aside about leaflets: skip it -->", Scope(), id="other-comment"),
        pytest.param("<!-- leaflets skip lunch; leaflet notes -->", Scope(), id="words-of-ours"),
    ],
)
def test_directive_is_read(comment: str, scope: Scope) -> None:
    assert read(comment)[:2] == (scope, ())


@pytest.mark.parametrize(
    "comment",
    [
        pytest.param("<!-- leaflet: critical -->", id="one"),
        pytest.param("<!-- Leaflets: allow all-caps: a name -->", id="capital"),
        pytest.param("<!-- leaflets skip -->", id="no-colon"),
        pytest.param("<!-- leaflets：note 用量 -->", id="wide-colon"),
    ],
)
def test_a_directive_that_begins_otherwise_is_no_mere_comment(comment: str) -> None:
    problem = "a directive that begins otherwise than leaflets:"
    assert read(comment)[:2] == (Scope(), ((comment, problem),))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "<!-- leaflets: keep-together -->\nLie down. Call us.",
            ["Lie down. Call us."],
            id="before-a-paragraph",
        ),
        pytest.param(
            "<!-- leaflets: keep-together -->\n\n- Lie down. Call us.\n- Rest. Eat.\n\nGo. Stop.",
            ["Lie down. Call us.", "Rest. Eat.", "Go.", "Stop."],
            id="before-a-list-and-not-behind-it",
        ),
        pytest.param(
            "- Lie down. Call us. <!-- leaflets: keep-together -->\n- Rest. Eat.",
            ["Lie down. Call us.", "Rest.", "Eat."],
            id="at-the-end-of-an-item",
        ),
        pytest.param(
            "<!-- leaflets: skip -->\n\n<!-- why -->\n\n| a | b |\n|---|---|\n| c | d |\n\nShown.",
            ["Shown."],
            id="skip-a-table-over-another-comment",
        ),
        pytest.param(
            "<!-- leaflets: skip -->\n<div>raw</div>\n\nShown.", ["Shown."], id="skip-html"
        ),
        pytest.param(
            "!!! note\n    <!-- leaflets: skip -->\n\n    Not this.\n\n    But this.",
            ["Note", "But this."],
            id="inside-a-box",
        ),
        pytest.param(
            "> <!-- leaflets: skip -->\n> 引用。\n\n终。", ["终。"], id="at-the-start-of-a-quote"
        ),
    ],
)
def test_directive_reaches_its_block(body: str, expected: list[str]) -> None:
    document = parsed(body)
    assert msgids(document) == expected
    assert directive_findings(document) == ()


def test_notes_contexts_and_allowances_are_kept_with_the_block() -> None:
    document = parsed(
        "<!-- leaflets: note The label of a button. -->\n<!-- leaflets: context button -->\n"
        "<!-- leaflets: allow term-missing: a product's name -->\nSend\n\nSend\n"
    )
    button, other = document.blocks[1:]
    assert button.notes == ("The label of a button.",)
    assert button.allows == (("term-missing", "a product's name"),)
    assert [s.key for s in button.segments] == [("button", "Send")]
    assert (other.notes, other.allows, other.segments[0].key) == ((), (), (None, "Send"))


def test_warning_boxes_and_the_directive_make_blocks_critical() -> None:
    document = parsed(
        '!!! warning "Stop"\n    Call 112.\n\n    - Now.\n\n!!! note\n    Rest.\n\n'
        "<!-- leaflets: critical -->\nNever both.\n"
    )
    critical = {block.text: block.critical for block in document.blocks[1:]}
    assert critical == {
        "Stop": True,
        "Call 112.": True,
        "Now.": True,
        "Note": False,
        "Rest.": False,
        "Never both.": True,
    }


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        pytest.param("a\n\n<!-- leaflets: skp -->\nb", 12, "unknown directive 'skp'", id="unknown"),
        pytest.param(
            "<!-- leaflets: allow fuzzy, untranslated: two -->\na",
            10,
            "the directive 'allow' takes the id of one check, a colon and a reason",
            id="two-ids",
        ),
        pytest.param(
            "<!-- leaflets: note -->\na", 10, "the directive 'note' says nothing", id="empty"
        ),
        pytest.param(
            "<!-- leaflets: skip this -->\na",
            10,
            "the directive 'skip' takes nothing after its name, found 'this'",
            id="too-much",
        ),
        pytest.param(
            "a\n\n<!-- leaflets: skip -->\n",
            12,
            "a directive that stands before nothing",
            id="last",
        ),
        pytest.param(
            "Take <!-- leaflets: critical --> it.",
            10,
            "a directive in the middle of a text; put it before the block",
            id="middle",
        ),
        pytest.param(
            "<!-- leaflets: critical -->\na\n\nTake <!-- leaflets: critical --> it.",
            13,
            "a directive in the middle of a text; put it before the block",
            id="middle, and right elsewhere",
        ),
        pytest.param(
            "<!-- leaflets: skip -->\na\n\n<!-- leaflets: skip -->\n",
            13,
            "a directive that stands before nothing",
            id="last, and right elsewhere",
        ),
    ],
)
def test_wrong_directive_is_a_finding(body: str, line: int, message: str) -> None:
    assert directive_findings(parsed(body)) == (
        Finding(
            id="directive-unknown",
            severity=Severity.ERROR,
            path="source/back-pain.md",
            line=line,
            message=message,
            hint="known are " + ", ".join(DIRECTIVES.values()),
            article="back-pain",
        ),
    )
