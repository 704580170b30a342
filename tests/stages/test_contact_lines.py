"""The contact lines of leaflets.toml are checked: every leaflet ends with them."""

from __future__ import annotations

import json

import pytest
from clinic import Site

RIGHT = {
    "en": "Questions? Call 0800 123 456",
    "es": "¿Preguntas? Llame al 0900 111 222",
    "ru": "Вопросы? Звоните: 0800 123 456",
    "zh-Hans": "有问题？请拨打0800 123 456",
    "ar": "لديك أسئلة؟ اتصل على 0800 123 456",
}


def write(site: Site, lines: dict[str, str], *, allow: tuple[str, ...] = ()) -> None:
    rows = "".join(
        f"{tag} = {json.dumps(line, ensure_ascii=False)}\n" for tag, line in lines.items()
    )
    (site.root / "leaflets.toml").write_text(
        f'[project]\nname = "Clinic"\nlanguages = ["es", "ru", "zh-Hans", "ar"]\n'
        f"allow = {json.dumps(allow, ensure_ascii=False)}\n[project.contact]\n{rows}",
        encoding="utf-8",
    )


def told(site: Site) -> list[tuple[str, int, str | None, str]]:
    found = json.loads(site.run("check", "--format", "json").out)["findings"]
    return [
        (each["id"], each["line"], each["locale"], each["message"])
        for each in found
        if each["path"] == "leaflets.toml"
    ]


def test_right_lines_with_numbers_of_their_own_are_no_finding(site: Site) -> None:
    write(site, RIGHT)
    assert told(site) == []


@pytest.mark.parametrize(
    ("tag", "line", "finding", "number", "message"),
    [
        ("en", "Questions about your 腰部?", "stray-fragment", 6, "Han characters '腰部'"),
        ("es", "¿Preguntas? お電話ください", "stray-fragment", 7, "'お電話ください'"),
        ("ru", "Вопросы? Звoните: 0800 123 456", "stray-fragment", 8, "Звoните"),
        ("zh-Hans", "有問題？请拨打0800 123 456", "han-variant", 9, "問 (U+554F)"),
        ("ar", "لديك أسئلة؟ Call us", "stray-fragment", 10, "'Call us'"),
        ("ar", "لديك أسئلة؟ اتصل على 456 123 0800", "phone-mismatch", 10, "says '456 123 0800'"),
        ("es", "¿Preguntas? Llame al 0800 456 123", "phone-mismatch", 7, "says '0800 456 123'"),
    ],
)
def test_lines_of_another_language_are_told_where_they_stand(
    site: Site, tag: str, line: str, finding: str, number: int, message: str
) -> None:
    write(site, {**RIGHT, tag: line})
    ((identifier, place, locale, text),) = told(site)
    assert (identifier, place, locale) == (finding, number, tag)
    assert message in text
    assert len(told(site)) == 1  # from the record


def test_what_the_project_allows_is_allowed_there_too(site: Site) -> None:
    write(site, {**RIGHT, "en": "Questions about your 腰部?"}, allow=("腰部",))
    assert told(site) == []


def test_a_release_refuses_the_leaflets_that_end_with_it(site: Site) -> None:
    write(site, {"en": RIGHT["en"], "es": "¿Preguntas? お電話ください"})
    result = site.run("build", "--release", "--locale", "en", "--locale", "es", "--format", "html")
    assert (result.code, "not released: stray-fragment" in result.err) == (1, True)
    assert (site.root / "dist" / "en" / "ibuprofen.html").is_file()
    assert not (site.root / "dist" / "es" / "ibuprofen.html").exists()


def test_what_is_to_be_filled_in_at_the_end_of_every_leaflet_is_told(site: Site) -> None:
    settings = site.root / "leaflets.toml"
    text = settings.read_text()
    contact = 'contact = { en = "[Name of clinic]\\n0800 XXX XXX", es = "Llame al [teléfono]" }'
    settings.write_text(text.replace("[project]\n", f"[project]\n{contact}\n"), encoding="utf-8")
    line = settings.read_text(encoding="utf-8").split("\n").index(contact) + 1

    def told() -> list[tuple[int, str]]:
        found = json.loads(site.run("check", "--format", "json").out)["findings"]
        return [
            (each["line"], each["message"].split(" is still")[0])
            for each in found
            if (each["id"], each["path"]) == ("placeholder-left", "leaflets.toml")
        ]

    expected = [(line, "'0800 XXX XXX'"), (line, "'[Name of clinic]'"), (line, "'[teléfono]'")]
    assert told() == expected
    released = site.run("build", "--format", "html", "--release")
    assert (released.code, "not released: placeholder-left" in released.err) == (1, True)
    site.edit(settings, "[project]\n", '[project]\nallow = ["0800 XXX XXX"]\n')
    assert [gap for _, gap in told()] == ["'[Name of clinic]'", "'[teléfono]'"]
