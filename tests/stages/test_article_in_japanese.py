"""The way of an article that is not in English: cut, translated, checked, edited and built."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from clinic import Site

ARTICLE = """---
title: お子さまが熱を出したとき
audience: 6か月から5歳のお子さまの保護者の方
---

熱は体が病気とたたかっているしるしです。多くの場合は2〜3日で下がります。

## ご家庭でできること

- 薬は体重1kgあたり10mgを飲ませます。1日4回を超えてはいけません。
- アスピリンは**絶対に**飲ませないでください。
- 詳しくは[小児科のページ][clinic]をご覧ください。[^1]

!!! warning "すぐに受診するとき"
    次の場合は119番に電話してください：

    - 3か月未満で38.0℃以上の熱がある
    - 呼びかけても反応しない

[^1]: 2026年5月に確認しました。

[clinic]: https://example.org/fever
"""

ENGLISH = {
    "お子さまが熱を出したとき": "When your child has a fever",
    "6か月から5歳のお子さまの保護者の方": "For parents of children from 6 months to 5 years",
    "熱は体が病気とたたかっているしるしです。": "A fever is a sign that the body is fighting an illness.",
    "多くの場合は2〜3日で下がります。": "It usually goes down within 2 to 3 days.",
    "ご家庭でできること": "What you can do at home",
    "薬は体重1kgあたり10mgを飲ませます。": "Give 10 mg of the medicine for each kilogram of body weight.",
    "1日4回を超えてはいけません。": "Never give it more than 4 times a day.",
    "アスピリンは**絶対に**飲ませないでください。": "**Never** give aspirin.",
    "詳しくは[小児科のページ][clinic]をご覧ください。[^1]": "You can read more on [our page][clinic].[^1]",
    "すぐに受診するとき": "When to get help at once",
    "次の場合は119番に電話してください：": "Call 119 if your child:",
    "3か月未満で38.0℃以上の熱がある": "is under 3 months old and has a fever of 38.0 °C or more",
    "呼びかけても反応しない": "does not respond when you call",
    "2026年5月に確認しました。": "Checked in May 2026.",
}


@pytest.fixture
def fever(site: Site) -> Path:
    """The article in a project of its own; its English catalog, translated."""
    (site.root / "leaflets.toml").write_text(
        '[project]\nname = "Clinic"\nsource_language = "ja"\nlanguages = ["en"]\n'
    )
    site.article.unlink()
    shutil.rmtree(site.root / "locales")
    (site.root / "source" / "termbase.tsv").unlink()
    (site.root / "source" / "fever.md").write_text(ARTICLE, encoding="utf-8")
    assert site.run("update").code == 0
    catalog = site.root / "locales" / "en" / "LC_MESSAGES" / "fever.po"
    text = catalog.read_text(encoding="utf-8")
    assert set(re.findall(r'^msgid "(.+)"$', text, re.MULTILINE)) == ENGLISH.keys()
    for msgid, msgstr in ENGLISH.items():
        text = text.replace(f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{msgstr}"')
    catalog.write_text(text, encoding="utf-8")
    return catalog


def test_right_translations_have_no_finding(site: Site, fever: Path) -> None:
    checked = site.run("check")
    assert (checked.code, checked.out) == (0, "no findings\n")


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ("Give 10 mg", "Give 100 mg", "number-mismatch"),
        ("**Never** give aspirin.", "**Always** give aspirin.", "negation-mismatch"),
        ("for each kilogram of", "for each pound of", "number-mismatch"),
        ("is under 3 months", "is over 3 months", "limit-mismatch"),
        ("fighting an illness.", "fighting an illness", "final-stop"),
    ],
)
def test_mistakes_are_told(site: Site, fever: Path, right: str, wrong: str, expected: str) -> None:
    site.edit(fever, right, wrong)
    found = re.findall(r"(?:error|warning) ([a-z-]+):", site.run("check").out)
    assert set(found) == {expected}


def test_an_edit_offers_the_old_translation_where_the_meaning_stands(
    site: Site, fever: Path
) -> None:
    article = site.root / "source" / "fever.md"
    site.edit(article, "熱は体が病気と", "発熱は体が病気と")
    site.edit(article, "2〜3日で", "2〜4日で")
    assert site.run("update").code == 0
    text = fever.read_text(encoding="utf-8")
    assert (
        "#, fuzzy\n"
        '#| msgid "熱は体が病気とたたかっているしるしです。"\n'
        'msgid "発熱は体が病気とたたかっているしるしです。"\n'
        'msgstr "A fever is a sign that the body is fighting an illness."\n'
    ) in text
    assert "#. Meaning: number: 3 day → 4 day\n" in text
    assert 'msgid "多くの場合は2〜4日で下がります。"\nmsgstr ""\n' in text


def test_no_edit_is_taken_for_a_typo(site: Site, fever: Path) -> None:
    """Its exact list of negations is not there: an approved translation must not stay by mistake."""
    site.edit(site.root / "source" / "fever.md", "熱は体が病気と", "発熱は体が病気と")
    fixed = site.run("update", "--source-fix")
    assert "so not kept (not all negations of 'ja' may be known here)\n" in fixed.out


def test_the_leaflet_is_in_the_language_of_its_reader(site: Site, fever: Path) -> None:
    assert site.run("build", "--format", "html").code == 0
    pages = {tag: (site.root / f"dist/{tag}/fever.html").read_text("utf-8") for tag in ("ja", "en")}
    assert '<html lang="ja"' in pages["ja"]
    assert '<html lang="en"' in pages["en"]
    assert "多くの場合は" in pages["ja"]
    assert not re.search(
        "[\u3040-\u30ff]", re.sub(r"<nav.*?</nav>", "", pages["en"], flags=re.DOTALL)
    )
