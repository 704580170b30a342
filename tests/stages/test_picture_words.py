"""Words of pictures that are in no catalog: drawn for one language, or where nobody looks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from clinic import Site

from pipeline.cli import main

LANGUAGES = ("es", "pt-BR", "de", "pl", "ar", "hi", "ja", "zh-Hans")
ARTICLE = """---
title: How to use your inhaler
---

Use it like this.

![Four steps with an inhaler.](images/steps.svg)
"""
STEPS = (
    "Four steps",
    "Day 1",
    "200 micrograms, twice a day",
    "Do not breathe out|into the inhaler",
    "Hold for 10 seconds",
    "Questions? 0800 123 456",
)
# In the order of whoever drew them; a label in two lines there may be one here.
RIGHT = {
    "es": (
        "Cuatro pasos",
        "Aguante 10 segundos",
        "No expulse el aire|en el inhalador",
        "200 microgramos, dos veces al día",
        "Día 1",
        "¿Preguntas? 0800 123 456",
    ),
    "pt-BR": (
        "0800 123 456: tire suas dúvidas",
        "Quatro passos",
        "Segure por 10 segundos",
        "Dia 1",
        "200 microgramas, duas vezes ao dia",
        "Não solte o ar no inalador",
    ),
    "de": (
        "Vier Schritte",
        "Tag 1",
        "Zweimal täglich|200 Mikrogramm",
        "Nicht in den Inhalator ausatmen",
        "10 Sekunden lang anhalten",
        "Fragen? 0800 123 456",
    ),
    "pl": (
        "Cztery kroki",
        "Pytania? 0800 123 456",
        "Wstrzymać oddech na 10 sekund",
        "Nie wydychać powietrza|do inhalatora",
        "200 mikrogramów|dwa razy dziennie",
        "Dzień 1",
    ),
    "ar": (
        "أربع خطوات",
        "اليوم ١",
        "٢٠٠ ميكروغرام مرتين في اليوم",
        "لا تُخرج الهواء|داخل البخاخ",
        "احبس نفسك ١٠ ثوانٍ",
        "لديك أسئلة؟ 0800 123 456",
    ),
    "hi": (
        "चार कदम",
        "10 सेकंड तक रोकें",
        "इनहेलर में साँस न छोड़ें",
        "दिन में दो बार 200 माइक्रोग्राम",
        "दिन 1",
        "सवाल हैं? 0800 123 456",
    ),
    "ja": (
        "4つの手順",
        "1日目",
        "1日2回、200マイクログラム",
        "吸入器の中に息を|吐かないでください",
        "10秒間止めます",
        "ご質問は 0800 123 456",
    ),
    "zh-Hans": (
        "四个步骤",
        "第1天",
        "屏气10秒",
        "不要对着吸入器呼气",
        "每日两次|每次200微克",
        "有疑问请致电 0800 123 456",
    ),
}


def drawing(labels: tuple[str, ...], *, remark: str = "") -> str:
    """A drawing with a description and labels, each part of a label on a line of its own."""
    first, *others = labels
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100">{remark}']
    lines.append(f"<title>{first}</title>")
    for label in others:
        parts = (f'<tspan x="1" dy="9">{part}</tspan>' for part in label.split("|"))
        lines.append(f'<text x="1" y="9">{"".join(parts)}</text>')
    return "\n".join((*lines, "</svg>"))


@pytest.fixture
def inhaler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one article that shows one drawing; its catalogs are empty."""
    tags = ", ".join(f'"{tag}"' for tag in LANGUAGES)
    (tmp_path / "leaflets.toml").write_text(
        f'[project]\nname = "Clinic"\nlanguages = [{tags}]\n', encoding="utf-8"
    )
    (tmp_path / "source" / "images").mkdir(parents=True)
    (tmp_path / "source" / "inhaler.md").write_text(ARTICLE, encoding="utf-8")
    draw(tmp_path, "steps.svg", STEPS)
    monkeypatch.chdir(tmp_path)
    assert main(["update"]) == 0
    return tmp_path


def draw(root: Path, name: str, labels: tuple[str, ...], *, remark: str = "") -> None:
    path = root / "source" / "images" / name
    path.write_text(drawing(labels, remark=remark), encoding="utf-8")


def found(capsys: pytest.CaptureFixture[str], *ids: str) -> list[tuple[str, str, str]]:
    """(id, place, message) of what `check` says about pictures and not about catalogs."""
    capsys.readouterr()
    main(["check", "--format", "json"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    return [
        (each["id"], f"{each['path']}:{each['line']}", each["message"])
        for each in findings
        if not each["path"].startswith("locales/") and (not ids or each["id"] in ids)
    ]


def test_right_drawings_in_any_order_are_no_finding(
    inhaler: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for tag, labels in RIGHT.items():
        draw(inhaler, f"steps.{tag}.svg", labels)
    assert found(capsys) == []


@pytest.mark.parametrize(
    ("tag", "right", "wrong", "finding"),
    [
        ("es", "10 segundos", "20 segundos", "number-mismatch"),
        ("de", "200 Mikrogramm", "200 Milligramm", "number-mismatch"),
        ("ar", "٢٠٠", "٢٠", "number-mismatch"),
        ("ja", "1日2回", "1日3回", "number-mismatch"),
        ("es", "dos veces", "tres veces", "frequency-mismatch"),
        ("es", "No expulse", "Expulse", "negation-mismatch"),
        ("pt-BR", "0800 123 456", "0800 123 465", "phone-mismatch"),
        ("zh-Hans", "第1天", "第1天 Hold it", "stray-fragment"),
    ],
)
def test_what_a_drawing_says_otherwise_is_told(
    inhaler: Path,
    capsys: pytest.CaptureFixture[str],
    tag: str,
    right: str,
    wrong: str,
    finding: str,
) -> None:
    labels = tuple(label.replace(right, wrong) for label in RIGHT[tag])
    assert labels != RIGHT[tag]
    draw(inhaler, f"steps.{tag}.svg", labels)
    told = {(name, where.partition(":")[0]) for name, where, _ in found(capsys)}
    assert (finding, f"source/images/steps.{tag}.svg") in told


IN_ORDER = {
    "pl": (
        "Cztery kroki",
        "Dzień 1",
        "200 mikrogramów, dwa razy dziennie",
        "Nie wydychać powietrza|do inhalatora",
        "Wstrzymać oddech na 10 sekund",
        "Pytania? 0800 123 456",
    ),
    "hi": (
        "चार कदम",
        "दिन 1",
        "200 माइक्रोग्राम, दिन में दो बार",
        "इनहेलर में|साँस न छोड़ें",
        "10 सेकंड तक रोकें",
        "सवाल हैं? 0800 123 456",
    ),
}


@pytest.mark.parametrize(
    ("tag", "right", "wrong", "finding", "line"),
    [
        ("pl", "Nie wydychać", "Wydychać", "negation-mismatch", 5),
        ("hi", "साँस न छोड़ें", "साँस छोड़ें", "negation-mismatch", 5),
        ("pl", "10 sekund", "100 sekund", "number-mismatch", 6),
        ("hi", "दिन में दो बार", "दिन में तीन बार", "frequency-mismatch", 4),
        ("pl", "Wstrzymać oddech na", "Wstrzymać oddech  na", "doubled-space", None),
        ("hi", "सवाल हैं?", "Questions?", "stray-fragment", 7),
    ],
)
def test_labels_in_the_order_of_the_article_are_checked_one_by_one(
    inhaler: Path,
    capsys: pytest.CaptureFixture[str],
    tag: str,
    right: str,
    wrong: str,
    finding: str,
    line: int | None,
) -> None:
    draw(inhaler, f"steps.{tag}.svg", IN_ORDER[tag])
    assert found(capsys) == []
    labels = tuple(label.replace(right, wrong) for label in IN_ORDER[tag])
    assert labels != IN_ORDER[tag]
    draw(inhaler, f"steps.{tag}.svg", labels)
    told = {(name, where) for name, where, _ in found(capsys)}
    # White space in XML is nothing that a reader sees.
    place = f"source/images/steps.{tag}.svg:{line}"
    assert (finding, place) in told if line else not told


def test_an_old_drawing_is_told_when_the_dose_of_the_article_changes(
    inhaler: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draw(inhaler, "steps.es.svg", RIGHT["es"])
    assert found(capsys) == []
    draw(inhaler, "steps.svg", tuple(label.replace("200", "100") for label in STEPS))
    assert main(["update"]) == 0
    assert found(capsys, "number-mismatch") == [
        (
            "number-mismatch",
            "source/images/steps.es.svg:2",
            "the source says 100 micrograms, the translation says '200 microgramos' "
            "(this picture beside 'images/steps.svg')",
        )
    ]


def test_of_a_mere_copy_nothing_else_is_told(
    inhaler: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draw(inhaler, "steps.de.svg", STEPS)
    assert [each[:2] for each in found(capsys)] == [("unchanged", "source/images/steps.de.svg:2")]


def test_a_comment_in_the_drawing_allows_a_finding(
    inhaler: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels = tuple(label.replace("0800 123 456", "0900 111 222") for label in RIGHT["es"])
    draw(inhaler, "steps.es.svg", labels)
    assert {each[0] for each in found(capsys)} == {"phone-mismatch"}
    allow = "<!-- leaflets: allow phone-mismatch: a line for those who speak Spanish -->"
    draw(inhaler, "steps.es.svg", labels, remark=allow)
    assert found(capsys) == []
    draw(inhaler, "steps.es.svg", RIGHT["es"], remark=allow)
    assert [each[0] for each in found(capsys)] == ["unused-suppression"]


def test_letters_drawn_as_outlines_and_photographs_say_nothing(
    inhaler: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outlines = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>'
    (inhaler / "source" / "images" / "steps.es.svg").write_text(outlines, encoding="utf-8")
    assert found(capsys) == []


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("steps.pt_BR.svg", "pt-BR"),
        ("steps.zh-CN.svg", "zh-Hans"),
        ("steps.ES.svg", "es"),
        ("steps.ar-EG.svg", "ar"),
    ],
)
def test_a_drawing_under_a_name_that_no_language_has_is_told(
    inhaler: Path, capsys: pytest.CaptureFixture[str], name: str, wanted: str
) -> None:
    draw(inhaler, name, RIGHT["es"])
    tag = name.split(".")[1]
    message = (
        f"no leaflet shows the picture 'images/{name}': '{tag}' is no language of this project"
    )
    assert found(capsys) == [("picture-unused", "source/inhaler.md:7", message)]
    (inhaler / "source" / "images" / name).unlink()
    draw(inhaler, f"steps.{wanted}.svg", RIGHT[wanted])
    assert found(capsys) == []


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("steps.es.png", "steps.es.svg"),
        ("steps.pt-BR.jpeg", "steps.pt-BR.svg"),
        ("steps.zh.webp", "steps.zh.svg"),
        ("steps.ar.SVG", "steps.ar.svg"),
    ],
)
def test_a_picture_for_a_language_with_another_ending_is_told(
    inhaler: Path, capsys: pytest.CaptureFixture[str], name: str, wanted: str
) -> None:
    """The Spanish photograph lay beside the English drawing, which its leaflet showed."""
    images = inhaler / "source" / "images"
    (images / name).write_bytes(b"\x89PNG\r\n\x1a\n")
    message = (
        f"no leaflet shows the picture 'images/{name}': the one that the article shows ends with "
        "'.svg'"
    )
    assert found(capsys) == [("picture-unused", "source/inhaler.md:7", message)]
    # It is that of another picture, or there is one that is shown.
    other = images / f"steps.{name.rpartition('.')[2]}"
    other.write_bytes(b"\x89PNG\r\n\x1a\n")
    assert found(capsys) == []
    other.unlink()
    draw(inhaler, wanted, RIGHT[name.split(".")[1].replace("zh", "zh-Hans")])
    assert found(capsys) == []


@pytest.mark.parametrize(
    "name",
    [
        "steps.v2.svg",
        "steps.v2.png",
        "steps.fr.png",
        "steps.old.svg",
        "steps.fr.svg",
        "steps-2.svg",
    ],
)
def test_other_files_beside_a_picture_are_nobodys_business(
    inhaler: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    draw(inhaler, name, STEPS)
    assert found(capsys) == []


def test_a_drawing_for_a_language_that_can_not_be_shown_is_told_by_check(
    inhaler: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (inhaler / "source" / "images" / "steps.hi.svg").write_text("<svg", encoding="utf-8")
    message = "the picture 'images/steps.hi.svg' of 'inhaler' is no SVG, as its name says"
    assert found(capsys) == [("picture-missing", "source/inhaler.md:7", message)]


def test_what_was_found_in_a_drawing_is_on_record(site: Site) -> None:
    """The second run, which asks nothing anew, says the same."""
    images = site.root / "source" / "images"
    images.mkdir()
    (images / "steps.svg").write_text(drawing(STEPS), encoding="utf-8")
    wrong = tuple(label.replace("10", "100") for label in RIGHT["es"])
    (images / "steps.es.svg").write_text(drawing(wrong), encoding="utf-8")
    site.edit(site.article, "## When it hurts", "![Steps](images/steps.svg)\n\n## When it hurts")
    site.run("update")
    first, second = site.run("check").out, site.run("check").out
    assert "source/images/steps.es.svg:2: error number-mismatch: " in first
    assert first == second


def test_words_that_nobody_can_translate_are_told_in_the_line_of_their_picture(
    inhaler: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = '<p xmlns="http://www.w3.org/1999/xhtml">Take two puffs</p>'
    svg = drawing(STEPS).replace("</svg>", f"<foreignObject>{page}</foreignObject></svg>")
    (inhaler / "source" / "images" / "steps.svg").write_text(svg, encoding="utf-8")
    message = "nobody can translate 'Take two puffs' in the picture 'images/steps.svg'"
    assert found(capsys) == [("picture-words-left", "source/inhaler.md:7", message)]
