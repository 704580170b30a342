from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.catalogs import po
from pipeline.catalogs.template import keep_date, make_template
from pipeline.model import (
    Article,
    Block,
    BlockKind,
    Document,
    Key,
    Language,
    Metadata,
    Resolution,
    Segment,
    Segmentation,
    Unit,
)

CREATED = "2024-10-31 00:00+0000"


def document(*blocks: tuple[BlockKind, tuple[str, ...], dict[str, object]]) -> Document:
    made: list[Block] = []
    index = 0
    for number, (kind, sentences, more) in enumerate(blocks):
        resolutions = more.pop("resolutions", {})
        segments = []
        for place, text in enumerate(sentences):
            found = resolutions.get(place, ())  # type: ignore[attr-defined]
            lead = " " if place else ""
            segments.append(Segment(index, Key(None, text), number, lead, found))
            index += 1
        made.append(Block(number, kind, " ".join(sentences), tuple(segments), **more))  # type: ignore[arg-type]
    article = Article("neck", "source/neck.md", Metadata("Neck pain"), "", 1)
    return Document(article, Language("en"), Segmentation.SENTENCE, tuple(made), (), digest="f00d")


HEADINGS = {"heading_path": ("Causes", "1. Stress")}
NECK = document(
    (BlockKind.TITLE, ("Neck pain",), {}),
    (BlockKind.PARAGRAPH, ("Most neck pain passes.",), {}),
    (BlockKind.HEADING, ("1. Stress",), {"heading_path": ("Causes",)}),
    (
        BlockKind.LIST_ITEM,
        ("Breathe slowly.", "Rest your lower back."),
        {
            **HEADINGS,
            "notes": ("keep it   short",),
            "resolutions": {1: (Resolution("腰部", "lower back", 12, 4),)},
        },
    ),
    (BlockKind.BOX, ("Call 112 if your arm goes numb.",), {**HEADINGS, "critical": True}),
    (BlockKind.PARAGRAPH, ("Breathe slowly.",), {"heading_path": ("Posture",)}),
)


def test_units_stand_in_document_order_and_say_where() -> None:
    made = make_template(NECK, project="Leaflets", created=CREATED)
    place = 'Heading: "Causes" › "1. Stress" › '
    expected = [
        ("Neck pain", ("Title of the leaflet",)),
        ("Most neck pain passes.", ("Paragraph",)),
        ("1. Stress", ('Heading: "Causes" › heading',)),
        (
            "Breathe slowly.",
            (f"{place}list item", "Note: keep it short", 'Heading: "Posture" › paragraph'),
        ),
        (
            "Rest your lower back.",
            (
                f"{place}list item",
                "Note: keep it short",
                'The source had the stray fragment "腰部" here; it now reads "lower back".',
            ),
        ),
        (
            "Call 112 if your arm goes numb.",
            (f"{place}box", "Critical: a mistake here can harm a patient"),
        ),
    ]
    assert made.units == tuple(
        Unit(Key(None, msgid), extracted=lines, references=("source/neck.md",))
        for msgid, lines in expected
    )
    assert (made.domain, made.language) == ("neck", None)


def test_the_file() -> None:
    made = make_template(
        document((BlockKind.TITLE, ("Neck pain",), {})),
        project="Leaflets",
        created=CREATED,
    )
    assert po.render(made).decode() == (
        "# Template for translations of “Neck pain”.\n"
        'msgid ""\n'
        'msgstr ""\n'
        '"Project-Id-Version: Leaflets\\n"\n'
        '"Report-Msgid-Bugs-To: \\n"\n'
        '"POT-Creation-Date: 2024-10-31 00:00+0000\\n"\n'
        '"PO-Revision-Date: 2024-10-31 00:00+0000\\n"\n'
        '"Last-Translator: \\n"\n'
        '"Language-Team: \\n"\n'
        '"Language: en\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        '"X-Domain: neck\\n"\n'
        '"X-Source-Digest: f00d\\n"\n'
        "\n"
        "#. Title of the leaflet\n"
        "#: source/neck.md\n"
        'msgid "Neck pain"\n'
        'msgstr ""\n'
    )


def test_an_inserted_paragraph_adds_its_own_entry_and_changes_no_other() -> None:
    longer = document(
        (BlockKind.TITLE, ("Neck pain",), {}),
        (BlockKind.PARAGRAPH, ("Most neck pain passes.", "It helps to move."), {}),
        (BlockKind.PARAGRAPH, ("Ask a nurse.",), {}),
    )
    shorter = document(
        (BlockKind.TITLE, ("Neck pain",), {}),
        (BlockKind.PARAGRAPH, ("Most neck pain passes.",), {}),
    )
    before = make_template(shorter, project="Leaflets", created=CREATED).units
    after = make_template(longer, project="Leaflets", created=CREATED).units
    assert after[: len(before)] == before
    assert len(after) == len(before) + 2


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        pytest.param("same", CREATED, id="nothing-changed"),
        pytest.param("reordered", CREATED, id="reordered"),
        pytest.param("other", "2025-01-01 00:00+0000", id="a-msgid-changed"),
    ],
)
def test_the_date_moves_only_with_a_msgid(units: str, expected: str) -> None:
    before = make_template(NECK, project="Leaflets", created=CREATED)
    after = make_template(NECK, project="Leaflets", created="2025-01-01 00:00+0000")
    changed = {
        "same": after.units,
        "reordered": tuple(reversed(after.units)),
        "other": (*after.units, Unit(Key(None, "Sleep on your side."))),
    }[units]
    kept = keep_date(replace(after, units=changed), before)
    assert kept.header_value("POT-Creation-Date") == expected
    assert kept.header_value("PO-Revision-Date") == expected
    assert keep_date(after, None) == after


@pytest.mark.gettext
def test_gettext_has_nothing_to_say_about_a_template(
    tmp_path: Path, msgfmt: str, msgcat: str
) -> None:
    path = tmp_path / "neck.pot"
    po.write(path, make_template(NECK, project="Leaflets", created=CREATED))
    checked = subprocess.run(
        [msgfmt, "--check", "-o", "/dev/null", str(path)],
        check=False,
        capture_output=True,
        text=True,
    )
    assert (checked.returncode, checked.stderr) == (0, "")
    shown = subprocess.run([msgcat, "--no-wrap", str(path)], check=True, capture_output=True)
    assert shown.stdout == path.read_bytes()
