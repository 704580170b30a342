"""The leaflet as plain text: whole texts against reviewed golden files, and where lines may end."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.leaflets.images import read_image
from pipeline.leaflets.localize import localize
from pipeline.leaflets.text import WIDTH, columns, directed, export_text, wrapped
from pipeline.leaflets.words import Words
from pipeline.model import Article, Catalog, Document, Language, Leaflet, Metadata, Segmentation
from pipeline.source.document import parse

GOLDEN = Path(__file__).with_name("golden")
UPDATE = bool(os.environ.get("LEAFLETS_UPDATE_GOLDEN"))
EN = Language("en")


@pytest.fixture
def export(images: Path, words: Callable[[Language], Words]) -> Callable[[Leaflet], str]:
    def run(leaflet: Leaflet) -> str:
        return export_text(
            leaflet,
            words=words(leaflet.language),
            read_image=partial(read_image, root=images, slug=leaflet.slug),
            contact="Questions? +44 20 7946 0018",
        ).decode()

    return run


@pytest.mark.parametrize("tag", ["en", "ar", "ja"])
def test_text_is_the_one_that_was_reviewed(
    leaflets: Mapping[str, Leaflet], export: Callable[[Leaflet], str], tag: str
) -> None:
    text = export(leaflets[tag])
    golden = GOLDEN / f"ankle.{tag}.txt"
    if UPDATE:
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_a_title_has_no_invisible_characters(
    make_document: Callable[..., Document],
    make_catalog: Callable[..., Catalog],
    export: Callable[[Leaflet], str],
) -> None:
    """On paper its phrases stand in boxes, and what keeps marks beside them went on into here."""
    catalog = make_catalog({"A sprained ankle": "足首のねんざ：500 mg・750 mg：安全に飲むために"})
    text = export(localize(make_document(), catalog, language=Language("ja")))
    assert "足首のねんざ：500 mg・750 mg：安全に飲むために" in text


def test_what_is_struck_out_is_not_said_to_hold(
    make_document: Callable[..., Document], export: Callable[[Leaflet], str]
) -> None:
    document = make_document("Take <del>5 mg</del> 10 mg, <s>daily</s> weekly.\n")
    text = export(localize(document, None, language=EN))
    assert "Take ~~5 mg~~ 10 mg, ~~daily~~ weekly." in text


def test_every_kind_of_block_has_its_form(
    make_document: Callable[..., Document], export: Callable[[Leaflet], str]
) -> None:
    body = """\
# One

## Two

> Rest is
> a remedy.

1. Cool it.

    Not with bare ice.

2. Lift it.
    - on a pillow
    - on a chair

Sprain
:   A torn ligament.

    mg per kg

---

Line one<br>
line two, [write](mailto:a@example.org) or <https://example.org/>.

|   | Dose |
| --- | --- |
| Adults | 400 mg |
| Children | |
"""
    text = export(localize(make_document(body, metadata=Metadata("T")), None, language=EN))
    assert text.split("\nT\n=\n\n", 1)[1] == (
        "One\n---\n\nTwo\n~~~\n\n    Rest is a remedy.\n\n"
        "1. Cool it.\n\n   Not with bare ice.\n\n2. Lift it.\n   • on a pillow\n   • on a chair\n\n"
        "Sprain\n    A torn ligament.\n    mg per kg\n\n" + "-" * WIDTH + "\n\n"
        "Line one\nline two, write (a@example.org) or https://example.org/.\n\n"
        "Adults\nDose: 400 mg\n\nChildren\n\n"
        "------------------------------------------------------------------------\n"
        "Questions? +44 20 7946 0018\n"
    )


def test_a_box_to_tick_stands_for_the_bullet(
    make_document: Callable[..., Document], export: Callable[[Leaflet], str]
) -> None:
    body = f"- ☐ Bring {'the letter ' * 6}along\n- ☐ Rest\n\nBring:\n\n- ☐ A letter\n- A list\n"
    text = export(localize(make_document(body), None, language=EN))
    assert (
        "\n□ Bring the letter the letter the letter the letter the letter the\n  letter along\n□ Rest\n"
        "\nBring:\n\n• □ A letter\n• A list\n"
    ) in text


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        pytest.param("Rest the foot.", 9, ["Rest the", "foot."], id="spaces"),
        pytest.param(
            "see https://example.org/long now",
            10,
            ["see", "https://example.org/long", "now"],
            id="address-whole",
        ),
        pytest.param("足を休める。", 10, ["足を休め", "る。"], id="no-full-stop-at-the-start"),
        pytest.param("彼は「はい」と", 6, ["彼は", "「は", "い」と"], id="no-bracket-at-the-end"),
        pytest.param("ビタミンB1を飲む", 8, ["ビタミン", "B1を飲む"], id="latin-whole-in-han"),
        pytest.param("안녕하세요 여러분", 10, ["안녕하세요", "여러분"], id="korean-at-spaces"),
        pytest.param(
            "ปวดหลังส่วนล่าง อย่างรุนแรง", 9, ["ปวดหลังส่วนล่าง", "อย่างรุนแรง"], id="thai-at-spaces"
        ),
        pytest.param(
            "ខ្ញុំ\u200bឈឺ\u200bខ្នង", 5, ["ខ្ញុំ\u200bឈឺ\u200b", "ខ្នង"], id="khmer-at-zero-width-spaces"
        ),
        pytest.param(
            "تناول \u2066200–400 mg\u2069 يوميًا",
            12,
            ["تناول", "\u2066200–400 mg\u2069", "يوميًا"],
            id="dose-whole",
        ),
        pytest.param(
            "من: \u2066Why does a disc get worse in spite of all the treatment?\u2069",
            30,
            [
                "من: \u2066Why does a disc get worse\u2069",
                "\u2066in spite of all the treatment?\u2069",
            ],
            id="long-isolate-closed-on-every-line",
        ),
        pytest.param("", 9, [""], id="nothing"),
    ],
)
def test_lines_end_where_the_script_allows(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


@given(st.text(alphabet="ab .,()「」。、足首をひ안녕ก ع200–\u2066\u2069"), st.integers(1, 20))
def test_wrapping_loses_no_letter(text: str, width: int) -> None:
    def kept(each: str) -> str:
        return "".join(each.split()).translate({0x2066: None, 0x2069: None})

    assert kept("".join(wrapped(text, width))) == kept(text)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("foot", 4),
        ("足首", 4),
        ("안녕", 4),
        ("ｶﾅ", 2),
        ("e\u0301", 1),
        ("\u2066mg\u2069", 2),
        ("हिन्दी", 5),
    ],
)
def test_columns_are_what_a_terminal_shows(text: str, width: int) -> None:
    assert columns(text) == width


@pytest.mark.parametrize(
    ("line", "direction", "mark"),
    [
        pytest.param("Rest.", "ltr", "", id="english"),
        pytest.param("تناول", "rtl", "", id="arabic"),
        pytest.param("MRI يوضح", "rtl", "\u200f", id="arabic-begins-with-latin"),
        pytest.param("\u2066MRI\u2069 يوضح", "rtl", "", id="isolate-does-not-count"),
        pytest.param("====", "rtl", "\u200f", id="rule-in-arabic"),
        pytest.param("====", "ltr", "", id="rule"),
        pytest.param("2–3 أيام", "rtl", "", id="digits-are-weak"),
        pytest.param("شكر means thanks", "ltr", "\u200e", id="english-begins-with-arabic"),
        pytest.param("", "rtl", "", id="empty"),
    ],
)
def test_line_gets_a_mark_only_where_it_would_be_turned_round(
    line: str, direction: str, mark: str
) -> None:
    assert directed(line, direction) == mark + line


def test_left_to_right_text_has_no_invisible_marks(
    leaflets: Mapping[str, Leaflet], export: Callable[[Leaflet], str]
) -> None:
    for tag in ("en", "ja"):
        assert not set(export(leaflets[tag])) & set("\u200e\u200f\u2066\u2067\u2068\u2069\ufeff")


def test_doses_in_arabic_are_isolated_in_cells_too() -> None:
    arabic = Language("ar")
    body = "تناول 200–400 mg.\n\n| الدواء | الجرعة |\n| --- | --- |\n| إيبوبروفين | 200–400 mg |\n"
    article = Article("dose", "source/dose.md", Metadata("جرعة"), body, 1)
    document = parse(article, language=arabic, segmentation=Segmentation.SENTENCE)

    def no_picture(source: str) -> None:
        raise AssertionError(source)

    text = export_text(
        localize(document, None, language=arabic),
        words=Words(None, arabic),
        read_image=no_picture,  # type: ignore[arg-type]
    ).decode()
    assert "تناول \u2066200–400 mg\u2069.\n" in text
    assert "الجرعة: \u2066200–400 mg\u2069\n" in text
