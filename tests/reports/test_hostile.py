"""Texts of others are quoted in reports: nothing in them moves a cursor or commands a workflow."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest

from pipeline.reports import formats, terminal
from tests.builders import make_finding

SCHEMA = json.loads((Path(__file__).parent / "sarif-2.1.0.schema.json").read_text("utf-8"))
HOSTILE = (
    "\x1b[2J\x1b]0;done\x07",
    "\x9b31m",
    "\x85::error::no",
    "\u2028::error::no",
    "\u202egm 5",
    "\ud800",
    "\ufffe\x7f\b",
    "5 mg\n::error file=x::no",
    "5 mg\r\n  ::add-mask::5",
    "5 mg\r::stop-commands::no",
    "%0A::error::no",
    "##[add-mask]5",
    "]]>",
    "<script>alert(5)</script>",
    '"><img src=x onerror=alert(5)>',
    "{0}{style}&#27;&amp;",
    "5 mg " * 20_000,
)
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\ud800-\udfff\ufffe\uffff]")


def hostile(text: str) -> list[object]:
    name = text[:40].replace("\ud800", "")  # refused where files are read
    return [
        make_finding(msgid=text, msgstr=text, message=text, hint=text, span=(1, 3)),
        make_finding(msgid=f"a {text}", msgstr=text, path=f"{name}.po", span=None),
    ]


@pytest.mark.parametrize("text", HOSTILE, ids=[ascii(text[:12]) for text in HOSTILE])
@pytest.mark.parametrize("name", formats.NAMES)
def test_nothing_that_a_text_says_is_obeyed(name: str, text: str) -> None:
    report = formats.render(hostile(text), name)  # type: ignore[arg-type]
    assert UNSEEN.findall(report) == []
    assert "##[" not in report
    commands = [line for line in re.split("[\r\n]", report) if line.lstrip().startswith("::")]
    assert len(commands) == (2 if name == "github" else 0)
    assert all(line.startswith("::error ") for line in commands)


@pytest.mark.parametrize("text", HOSTILE, ids=[ascii(text[:12]) for text in HOSTILE])
def test_what_machines_read_says_exactly_what_the_text_says(text: str) -> None:
    found = json.loads(formats.render(hostile(text), "json"))["findings"][0]  # type: ignore[arg-type]
    assert (found["msgid"], found["msgstr"], found["message"]) == (text, text, text)


@pytest.mark.parametrize(
    "text", [text for text in HOSTILE if "\ud800" not in text], ids=lambda text: ascii(text[:12])
)
def test_hostile_reports_are_well_formed(text: str) -> None:
    ET.fromstring(formats.render(hostile(text), "junit"))  # type: ignore[arg-type]
    jsonschema.validate(json.loads(formats.render(hostile(text), "sarif")), SCHEMA)  # type: ignore[arg-type]
    tags: list[str] = []
    reader = HTMLParser()
    reader.handle_starttag = lambda tag, attrs: tags.append(tag)  # type: ignore[method-assign]
    reader.feed(formats.render(hostile(text), "html"))  # type: ignore[arg-type]
    assert tags.count("script") == 1
    assert "img" not in tags


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\tb\nc", "a\tb\nc"),
        (
            "ZWNJ \u200c, RLM \u200f and isolates \u2068x\u2069",
            "ZWNJ \u200c, RLM \u200f and isolates \u2068x\u2069",
        ),
        ("بخور ۵ قرص", "بخور ۵ قرص"),
        ("a::b ## c [d]", "a::b ## c [d]"),
        ("\x1b[31m", "[U+001B][31m"),
        ("see\n  ::error::x", "see\n  : :error::x"),
        ("##[group]", "## [group]"),
        (" \x0b::error::x", " [U+000B]::error::x"),
        ("\u3000::error::x", "\u3000: :error::x"),
    ],
)
def test_what_people_read_shows_what_cannot_be_seen(text: str, shown: str) -> None:
    assert terminal.visible(text) == shown


@pytest.mark.parametrize("code", range(0x110000 // 0x1000))
def test_nothing_unseen_is_taken_for_plain(code: int) -> None:
    """A short cut lets through what Python can print: none of what is shown otherwise is that."""
    letters = map(chr, range(code * 0x1000, (code + 1) * 0x1000))
    assert [letter for letter in letters if UNSEEN.search(letter) and letter.isprintable()] == []


def test_plain_text_is_told_as_it_is_and_a_name_with_a_tab_is_odd() -> None:
    plain = "wrote locales/ar/LC_MESSAGES/back.po\n\tالظهر 5 mg: “ok”\n"
    assert terminal.visible(plain) == plain
    assert terminal.visible("a\n \t::error::b ##[c]") == "a\n \t: :error::b ## [c]"
    assert [
        name for name in ("back.po", "a\tb", "الظهر.po", "a\u202eb") if terminal.has_unseen(name)
    ] == [
        "a\tb",
        "a\u202eb",
    ]
