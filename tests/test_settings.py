from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from pipeline.errors import SettingsError, UsageError
from pipeline.model import Language, Segmentation, Severity
from pipeline.settings import find_root, read_settings, with_lines


def write(folder: Path, text: str) -> Path:
    (folder / "leaflets.toml").write_text(text, encoding="utf-8")
    return folder


def problems(folder: Path, text: str) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as caught:
        read_settings(write(folder, text))
    return caught.value.problems


def test_small_project_gets_the_defaults(tmp_path: Path) -> None:
    settings = read_settings(
        write(tmp_path, '[project]\nname = "Clinic"\nlanguages = ["es", "zh_hans"]\n')
    )
    assert settings.source_language == Language("en")
    assert settings.languages == (Language("es"), Language("zh-Hans"))
    assert settings.segmentation is Segmentation.SENTENCE
    assert settings.formats == ("html", "pdf")
    assert (settings.allow, settings.disabled_checks) == (frozenset(), frozenset())
    assert settings.root == tmp_path.resolve()


def test_every_value_is_taken(tmp_path: Path) -> None:
    text = """
[project]
name = "Clinic"
source_language = "de"
languages = ["en"]
segmentation = "paragraph"
allow = ["華佗"]
contact = "Ask your clinic."
base_url = "https://example.org/leaflets/"
[checks]
disable = ["fuzzy"]
severity = { term-missing = "error" }
[build]
formats = ["html"]
[theme]
accent = "#112233"
"""
    settings = read_settings(write(tmp_path, text))
    assert settings.source_language == Language("de")
    assert settings.segmentation is Segmentation.PARAGRAPH
    assert settings.allow == frozenset({"華佗"})
    assert settings.contact_in(Language("en")) == "Ask your clinic."
    assert settings.base_url == "https://example.org/leaflets"
    assert settings.disabled_checks == frozenset({"fuzzy"})
    assert dict(settings.severities) == {"term-missing": Severity.ERROR}
    assert settings.formats == ("html",)
    assert dict(settings.theme) == {"accent": "#112233"}


LOOKS = """
contact = "Ask your clinic."
base_url = "https://example.org"
[build]
formats = ["html"]
[print]
layouts = ["trifold"]
omit = { trifold = ["knee"] }
paper = "letter"
[theme]
accent = "#112233"
"""


@pytest.mark.parametrize(
    ("more", "is_same"),
    [
        ("", True),
        ("# a remark\n", True),
        (LOOKS, True),
        ('languages = ["es"]\n', True),
        ('allow = ["華佗", "Wi-Fi"]\n', False),
        ('segmentation = "paragraph"\n', False),
        ('[checks]\ndisable = ["fuzzy"]\n', False),
        ('[checks]\nseverity = { term-missing = "error" }\n', False),
        ('[memory]\ntrust = "in-context"\n', False),
        ('[update]\nmeaning = "flag"\n', False),
    ],
)
def test_what_bears_on_texts_is_told_from_what_bears_on_looks(
    tmp_path: Path, more: str, *, is_same: bool
) -> None:
    plain = '[project]\nname = "Clinic"\n'
    before = read_settings(write(tmp_path, plain)).of_texts()
    after = read_settings(write(tmp_path, plain + more)).of_texts()
    assert (after == before) is is_same


def test_what_bears_on_texts_has_the_same_order_everywhere(tmp_path: Path) -> None:
    """Sets have another one in every process; a project that was moved has the same settings."""
    (tmp_path / "words").mkdir()
    text = """
[project]
name = "Clinic"
languages = ["es"]
allow = ["c", "a", "b"]
[checks]
disable = ["fuzzy", "blank"]
dictionaries = "words"
"""
    told = read_settings(write(tmp_path, text)).of_texts().decode()
    assert "('allow', ['a', 'b', 'c'])" in told
    assert "('disabled_checks', ['blank', 'fuzzy'])" in told
    assert str(tmp_path) not in told


def test_every_mistake_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    text = """[project]
name = "Clinic"
langauges = ["es"]
languages = ["es", "qq", "en"]
segmentation = "word"
[build]
formats = ["html", "odt"]
[extra]
"""
    assert problems(tmp_path, text) == (
        "line 4: project.languages: 'qq' is no language that CLDR knows; "
        "write it as BCP 47 does, for example 'es', 'pt-BR', 'zh-Hans'",
        "line 4: project.languages: 'en' is the source language, not a target",
        "line 5: project.segmentation: 'word' is none of 'sentence', 'paragraph'",
        "line 7: build.formats: 'odt' is none of html, pdf, epub, txt, docx, md",
        "line 3: project.langauges: unknown key; did you mean 'languages'? "
        "(known here: name, source_language, languages, segmentation, allow, contact, base_url)",
        "line 8: extra: unknown key (known here: project, checks, memory, update, build, print, theme)",
    )


def test_a_line_is_that_of_the_key_in_its_own_table(tmp_path: Path) -> None:
    """The line of the first key of that name was told, whichever table it stood in."""
    text = """[project]
name = "Clinic"
contact = "Ask us."

[ theme ]
name = "paper"
[theme.light]
ink = "#111111"
print = { size = 1 }
[checks]
baseline = 3
"""
    with pytest.raises(SettingsError) as caught:
        read_settings(write(tmp_path, text))
    assert caught.value.problems[0].startswith("line 11: checks.baseline: ")
    wrong = ("theme.name: a", "theme.light.ink: b", "theme.light: c", "theme.light.print.size: d")
    told = with_lines(SettingsError((*wrong, "theme.dark: e"), path="leaflets.toml"), tmp_path)
    assert told.problems == (
        "line 6: theme.name: a",
        "line 8: theme.light.ink: b",
        "line 7: theme.light: c",
        "theme.light.print.size: d",
        "theme.dark: e",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", "project.name: is missing", id="empty"),
        pytest.param(
            "[project]\nname = 1", "line 2: project.name: expected a text, found 1", id="kind"
        ),
        pytest.param(
            '[project]\nname = "a"\nlanguages = "es"',
            "line 3: project.languages: expected a list of texts, found a text",
            id="list",
        ),
        pytest.param(
            '[project]\nname = "a"\n[checks]\nseverity = {fuzzy = "fatal"}',
            "checks.severity.fuzzy: 'fatal' is none of 'error', 'warning', 'info'",
            id="severity",
        ),
        pytest.param(
            "[project]\nname = 'a'\n[print]\nomit = ['knee']",
            'line 4: print.omit: expected a table such as { trifold = ["knee"] }, found a list',
            id="omit",
        ),
        pytest.param(
            "[project]\nname = 'a'\n[print]\nomit = { trifold = 'knee' }",
            "line 4: print.omit: trifold: expected a list of articles or leaflets, "
            'such as ["knee", "ta/knee"]',
            id="omit-list",
        ),
        pytest.param(
            "[project]\nname = 'a'\n[print]\nomit = { tri-fold = ['knee'] }",
            "line 4: print.omit: 'tri-fold' is none of leaflet, trifold, large-print",
            id="omit-layout",
        ),
        *(
            pytest.param(
                f"[project]\nname = 'a'\nbase_url = '{address}'",
                "line 3: project.base_url: expected the address of the leaflets' folder, such as "
                f"'https://example.org/leaflets', found '{address}'",
                id=address,
            )
            for address in ("example.org", "ftp://example.org", "https://e.org/?a=b", "https://a b")
        ),
        pytest.param(
            "project = 1", "line 1: project: expected a table [project], found 1", id="table"
        ),
        *(
            pytest.param(
                f'[project]\nname = "a"\n[{key.replace(".", "]" + chr(10))} = {value}',
                f"line 4: {key}: a text must not hold the character U+0000",
                id=f"nul-in-{key}",
            )
            for key, value in (
                ("checks.baseline", '"a\\u0000"'),
                ("theme.logo_image", '"\\u0000"'),
                ("checks.disable", '["fuzzy\\u0000"]'),
            )
        ),
        (
            '[project]\nname = "Clinic"\ncontact = { it = "Ci chiami." }\n',
            "line 3: project.contact: 'it' is no language of this project (en)",
        ),
        (
            '[project]\nname = "Clinic"\ncontact = { en = 112 }\n',
            "line 3: project.contact: 'en': expected a text, found 112",
        ),
        (
            '[project]\nname = "Clinic"\n[theme]\ncontact = ["Ask us."]\n',
            "line 4: theme.contact: expected a text or a table, found a list",
        ),
    ],
)
def test_each_mistake_is_told(tmp_path: Path, text: str, expected: str) -> None:
    assert expected in problems(tmp_path, text)


def test_the_contact_has_the_lines_that_are_typed_and_no_other(tmp_path: Path) -> None:
    text = (
        '[project]\nname = "Clinic"\ncontact = """\n\nAsk  us:\n  0800 123 456  \n\nMill Lane"""\n'
    )
    settings = read_settings(write(tmp_path, text))
    assert settings.contact_in(Language("en")) == "Ask us:\n0800 123 456\nMill Lane"


def test_line_for_questions_may_stand_with_the_look(tmp_path: Path) -> None:
    text = '[project]\nname = "Clinic"\n[theme]\ncontact = "Ask us."\n'
    assert read_settings(write(tmp_path, text)).contact_in(Language("en")) == "Ask us."


@pytest.mark.parametrize("table", ["project", "theme"])
def test_the_contact_may_be_told_by_language(tmp_path: Path, table: str) -> None:
    text = (
        '[project]\nname = "Clinic"\nlanguages = ["es", "pt-BR", "fr"]\n'
        f'[{table}.contact]\nen = "Ask us."\nes = "Pregúntenos."\npt_BR = "Fale conosco."\n'
    )
    settings = read_settings(write(tmp_path, text))
    lines = {tag: settings.contact_in(Language(tag)) for tag in ("en", "es", "pt-BR", "fr")}
    assert lines == {
        "en": "Ask us.",
        "es": "Pregúntenos.",
        "pt-BR": "Fale conosco.",
        "fr": "Ask us.",
    }
    assert pickle.loads(pickle.dumps(settings)) == settings  # it goes to other machines


def test_no_contact_is_made_up(tmp_path: Path) -> None:
    text = '[project]\nname = "Clinic"\nlanguages = ["es", "fr"]\ncontact = { es = "Llámenos." }\n'
    settings = read_settings(write(tmp_path, text))
    lines = [settings.contact_in(Language(tag)) for tag in ("en", "es", "fr")]
    assert lines == ["", "Llámenos.", ""]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            '[project]\nname = "Klinik für Rücken"\n'.encode("cp1252"),
            "line 2: not in UTF-8, as TOML has to be; save the file as UTF-8",
            id="another-encoding",
        ),
        pytest.param(
            b"x = " + b"[" * 5000, "tables or lists inside others, too deep", id="too-deep"
        ),
    ],
)
def test_what_is_no_toml_at_all_is_told(tmp_path: Path, content: bytes, expected: str) -> None:
    (tmp_path / "leaflets.toml").write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        read_settings(tmp_path)
    assert caught.value.problems == (expected,)


def test_broken_toml_is_told_with_its_place(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "[project\n")
    assert problem.startswith("not valid TOML: ")
    assert "line 1" in problem


def test_curly_quotation_marks_are_told(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "[project]\nname = “Clinic”\n")
    assert problem == (
        "not valid TOML: Invalid value (at line 2, column 8); "
        "texts stand in typewriter's quotation marks, \""
    )


def test_root_is_the_nearest_folder_upwards(tmp_path: Path) -> None:
    write(tmp_path, '[project]\nname = "a"\n')
    deep = tmp_path / "source" / "images"
    deep.mkdir(parents=True)
    assert find_root(deep) == tmp_path.resolve()


def test_no_project_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="leaflets init DIR"):
        find_root(tmp_path)
