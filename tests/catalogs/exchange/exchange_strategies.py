"""Catalogs as Hypothesis makes them: real scripts, quotes, control characters, every state."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

from pipeline.model import Catalog, Key, Language, Unit

ENGLISH, SPANISH = Language("en"), Language("es")
PROSE = (
    "Take **5 mg** twice a day, “not” more.",
    "خذ ٥ ملغ مرتين يوميًا، [اسأل](https://example.org/a?b=1&c=2).",
    "दिन में दो बार 5 mg लें।",
    "每天两次，每次 5 mg。\n饭后服用。",
    "=SUM(A1:A9)",
    "- Rest for 10 minutes",
    "<b>fett</b> & “kursiv” ]]> `code`",
    "_x0041_ stays, _x005F_ too",
    "'@apostrophe",
    "＝full width",
    "carriage\rreturn and\ttab",
    "\x07bell\x1b[0m \ufffe\uffff",
    " edges \u00a0",
    "\u2028separator\x85",
    "🫀 heart",
    "  ",
    "\x1f",
)


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


CHARACTERS = st.characters(exclude_categories=["Cs"])
TEXTS = st.one_of(st.sampled_from(PROSE), st.text(CHARACTERS, min_size=1, max_size=30)).map(nfc)
LINES = TEXTS.map(lambda text: text.replace("\n", " ")).filter(bool)
SOME_LINES = st.lists(LINES, max_size=2).map(tuple)
CONTEXTS = st.none() | st.just("") | TEXTS


@st.composite
def units(draw: st.DrawFn) -> Unit:
    context = draw(CONTEXTS)
    msgstr = draw(st.just("") | TEXTS)
    fuzzy = bool(msgstr) and draw(st.booleans())
    is_plural = draw(st.integers(0, 9)) == 0
    return Unit(
        Key(context, draw(TEXTS)),
        msgstr="" if is_plural else msgstr,
        fuzzy=fuzzy,
        obsolete=draw(st.integers(0, 5)) == 0,
        previous=Key(context, draw(TEXTS)) if fuzzy and draw(st.booleans()) else None,
        extracted=draw(SOME_LINES),
        references=draw(st.sampled_from([(), ("source/back.md",), ("source/a.md", "b.c:3")])),
        comments=draw(SOME_LINES),
        flags=draw(st.sampled_from([(), ("no-wrap",), ("python-format", "our-own")])),
        plural=(draw(TEXTS), msgstr, draw(st.just("") | TEXTS)) if is_plural else (),
    )


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    found = draw(st.lists(units(), max_size=5, unique_by=lambda unit: unit.key))
    ordered = sorted(found, key=lambda unit: unit.obsolete)
    return Catalog("low-back-pain", SPANISH, (("Language", "es"),), tuple(ordered))
