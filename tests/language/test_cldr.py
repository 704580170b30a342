"""Facts from CLDR, and the traps of babel that we walk around."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from babel import dates, localedata
from babel.core import Locale

from pipeline.errors import UsageError
from pipeline.language import cldr
from pipeline.model import Language


def lang(tag: str) -> Language:
    return Language.parse(tag)


@pytest.mark.parametrize(
    ("tag", "known"),
    [
        ("es", True),
        ("pt-BR", True),
        ("zh-Hans", True),
        ("sr-Latn", True),
        ("xx", False),
        ("", False),
        ("e s", False),
    ],
)
def test_is_known(*, tag: str, known: bool) -> None:
    assert cldr.is_known(Language(tag)) is known


def test_unknown_language_says_what_to_do() -> None:
    with pytest.raises(UsageError, match="unknown language 'xx'"):
        cldr.direction(lang("xx"))


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("es", "Español"),
        ("fr", "Français"),
        ("de", "Deutsch"),
        ("en", "English"),
        ("zh-Hans", "简体中文"),
        ("zh-Hant", "繁體中文"),
        ("zh-TW", "繁體中文"),
        ("ja", "日本語"),
        ("ar", "العربية"),
        ("pt-BR", "Português (Brasil)"),
        ("hi", "हिन्दी"),
        ("ru", "Русский"),
        ("tr", "Türkçe"),
        ("nl", "Nederlands"),
        ("fr-CH", "Français suisse"),
        ("en-IN", "English (India)"),
        ("ka", "ქართული"),
    ],
)
def test_autonym(tag: str, name: str) -> None:
    assert cldr.autonym(lang(tag)) == name


@pytest.mark.parametrize(
    ("tag", "display", "name"),
    [
        pytest.param("mn-Mong", "mn-Mong", "монгол (Mong)", id="script-without-names"),
        pytest.param("mn-Mong", "en", "Mongolian (Mongolian)", id="in-english"),
    ],
)
def test_what_cldr_has_no_name_for_has_that_of_its_language(
    tag: str, display: str, name: str
) -> None:
    """It ended every build of a project with such a language."""
    assert cldr.name_in(Language.parse(tag), Language.parse(display)) == name


def test_name_in_another_language() -> None:
    assert cldr.name_in(lang("fr"), lang("en")) == "French"
    assert cldr.name_in(lang("zh-Hans"), lang("en")) == "Simplified Chinese"
    assert cldr.name_in(lang("ar"), lang("de")) == "Arabisch"


@pytest.mark.parametrize(
    ("tag", "direction", "script", "region", "joiner", "words"),
    [
        ("en", "ltr", "Latn", "US", " ", True),
        ("ar", "rtl", "Arab", "EG", " ", True),
        ("fa", "rtl", "Arab", "IR", " ", True),
        ("he", "rtl", "Hebr", "IL", " ", True),
        ("zh-Hans", "ltr", "Hans", "CN", "", False),
        ("zh-Hant", "ltr", "Hant", "TW", "", False),
        ("zh-HK", "ltr", "Hant", "HK", "", False),
        ("zh", "ltr", "Hans", "CN", "", False),
        ("ja", "ltr", "Jpan", "JP", "", False),
        ("ko", "ltr", "Kore", "KR", " ", True),
        ("th", "ltr", "Thai", "TH", " ", False),
        ("pt-BR", "ltr", "Latn", "BR", " ", True),
        ("pt-PT", "ltr", "Latn", "PT", " ", True),
        ("sr", "ltr", "Cyrl", "RS", " ", True),
        ("sr-Latn", "ltr", "Latn", "RS", " ", True),
        ("pa-PK", "rtl", "Arab", "PK", " ", True),
    ],
)
def test_script_facts(
    *, tag: str, direction: str, script: str, region: str, joiner: str, words: bool
) -> None:
    language = lang(tag)
    facts = (
        cldr.direction(language),
        cldr.default_script(language),
        cldr.territory(language),
        cldr.sentence_joiner(language),
        cldr.separates_words(language),
    )
    assert facts == (direction, script, region, joiner, words)


@pytest.mark.parametrize(
    ("tag", "scripts"),
    [
        ("en", {"Latin"}),
        ("ja", {"Han", "Hiragana", "Katakana"}),
        ("ko", {"Hangul", "Han"}),
        ("zh-TW", {"Han"}),
        ("hi", {"Devanagari"}),
        ("am", {"Ethiopic"}),
        ("el", {"Greek"}),
        ("uk", {"Cyrillic"}),
    ],
)
def test_expected_scripts(tag: str, scripts: set[str]) -> None:
    assert cldr.expected_scripts(lang(tag)) == scripts


@pytest.mark.parametrize(
    ("tag", "variant"),
    [
        ("zh", "Hans"),
        ("zh-Hans", "Hans"),
        ("zh-TW", "Hant"),
        ("zh-HK", "Hant"),
        ("ja", None),
        ("en", None),
    ],
)
def test_han_variant(tag: str, variant: str | None) -> None:
    assert cldr.han_variant(lang(tag)) == variant


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "October 31, 2024"),
        ("fr", "31 octobre 2024"),
        ("de", "31. Oktober 2024"),
        ("es", "31 de octubre de 2024"),
        ("zh-Hans", "2024年10月31日"),
        ("ja", "2024年10月31日"),
        ("ar", "31 أكتوبر 2024"),
        ("ar-EG", "٣١ أكتوبر ٢٠٢٤"),
        ("fa", "۳۱ اکتبر ۲۰۲۴"),
        ("hi", "31 अक्टूबर 2024"),
    ],
)
def test_format_date_is_long_and_in_the_digits_of_the_language(tag: str, text: str) -> None:
    assert cldr.format_date("2024-10-31", lang(tag)) == text


LANGUAGES = sorted(
    name.replace("_", "-") for name in localedata.locale_identifiers() if len(name) in (2, 7)
)


@pytest.mark.soak
def test_long_dates_are_babels_in_every_language() -> None:
    days = [date(2024, month, 3 + month) for month in range(1, 13)]
    found = {
        tag: [cldr.format_date(day.isoformat(), lang(tag)) for day in days] for tag in LANGUAGES
    }
    assert len(found) > 150
    assert found == {
        tag: [
            cldr.with_own_digits(
                dates.format_date(day, "long", cldr._dating_locale(lang(tag))), lang(tag)
            )
            for day in days
        ]
        for tag in LANGUAGES
    }


def test_every_language_is_called_what_cldr_calls_it() -> None:
    names = cldr._own_names()
    asked = [tag for tag in (*LANGUAGES, "pt-BR", "zh-HK", "es-419", "sr-Latn-ME") if tag in names]
    assert len(asked) > 150
    assert {tag: names[tag] for tag in asked} == {
        tag: cldr.name_in(lang(tag), lang(tag)) for tag in asked
    }


def test_every_language_runs_as_its_script_does() -> None:
    assert {tag: cldr.direction(lang(tag)) for tag in LANGUAGES} == {
        tag: "rtl" if cldr._locale(lang(tag)).text_direction == "rtl" else "ltr"
        for tag in LANGUAGES
    }


def test_format_date_of_a_month_or_a_year() -> None:
    assert cldr.format_date("2024-10", lang("fr")) == "octobre 2024"
    assert cldr.format_date("2024", lang("fr")) == "2024"
    assert cldr.format_date("2024-10", lang("ja")) == "2024年10月"


@pytest.mark.parametrize(
    "iso", ["", "2024-13-01", "31.10.2024", "2024-1-5", "2024-10-31T12:00", "2024-00-10"]
)
def test_format_date_refuses_what_is_no_date(iso: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        cldr.format_date(iso, lang("en"))


@pytest.mark.parametrize(
    ("tag", "system", "separators"),
    [
        ("en", "latn", (".", ",")),
        ("de", "latn", (",", ".")),
        ("fr", "latn", (",", "\u202f")),
        ("de-CH", "latn", (".", "’")),
        ("ar", "arab", ("٫", "٬")),
        ("fa", "arabext", ("٫", "٬")),
    ],
)
def test_number_symbols(tag: str, system: str, separators: tuple[str, str]) -> None:
    assert cldr.number_symbols(lang(tag))[system] == separators


@pytest.mark.parametrize(
    ("digit", "system"),
    [("3", "latn"), ("٣", "arab"), ("۳", "arabext"), ("३", "deva"), ("３", "fullwide")],
)
def test_system_of(digit: str, system: str) -> None:
    assert cldr.system_of(digit) == system


def test_month_names_cover_every_form() -> None:
    assert cldr.month_names(lang("ru"))["октября"] == 10
    assert cldr.month_names(lang("ru"))["октябрь"] == 10
    assert cldr.month_names(lang("en"))["Oct"] == 10
    assert dict(cldr.month_names(lang("ja"))) == {}


NAMES = ("root", "en", "en_GB", "es_MX", "fr_CA", "pt_PT", "zh_Hans", "zh_Hant_HK", "sr_Latn", "ar")


def test_our_sections_are_those_of_babel() -> None:
    """We merge a locale's files ourselves, see `_OwnLocale`: in a new babel that may be wrong.

    As text, and in a process that resolves nothing: babel's own data changes as it is read.
    """
    script = (
        "from babel import localedata; from pipeline.language.cldr import _Reader, _Sections\n"
        "del _Reader.find_class\n"  # their patterns, not what stands for them
        f"for name in {NAMES!r}:\n"
        " theirs, ours = localedata.load(name), _Sections(name)\n"
        " print(*(name + ' ' + key for key in theirs if repr(ours[key]) != repr(theirs[key])))"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert result.stdout.split() == []


def test_a_check_loads_no_time_zones() -> None:
    script = (
        "import sys; from pipeline.language import cldr; from pipeline.model import Language\n"
        "es = Language('es'); cldr.unit_patterns(es), cldr.month_names(es), cldr.scale_words(es)\n"
        "print([name for name in ('babel.dates', 'babel.numbers') if name in sys.modules])\n"
        "print(cldr.format_date('2024-10-31', es))"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert result.stdout == "[]\n31 de octubre de 2024\n"


def test_unit_patterns() -> None:
    assert cldr.unit_patterns(lang("de"))["mass-milligram"] == {"mg", "Milligramm"}
    assert "тижнів" in cldr.unit_patterns(lang("uk"))["duration-week"]


def test_babel_still_keeps_unit_patterns_where_we_read_them() -> None:
    """`Locale._data` is private: when babel moves it, this test says so before a check falls silent."""
    forms = Locale("en")._data["unit_patterns"]["mass-milligram"]["long"]
    assert {str(forms[form]) for form in forms if "{0}" in str(forms[form])} == {
        "{0} milligram",
        "{0} milligrams",
    }


def test_no_language_writes_into_another() -> None:
    """babel's own Locale fails this: aliases are resolved into dictionaries that locales share."""
    first = [cldr.month_names(lang(tag)) for tag in ("zh-Hans", "ar", "de")]
    assert all(first)
    assert set(cldr.month_names(lang("es"))) >= {"enero", "octubre", "oct"}
    assert not any(
        "月" in name for tag in ("es", "ko", "fi") for name in cldr.month_names(lang(tag))
    )
    assert cldr.format_date("2024-10", lang("ru")) == "октябрь 2024\u202fг."
    assert cldr.format_date("2024-10", lang("cs")) == "říjen 2024"


@pytest.mark.parametrize(("tag", "expected"), [("de", True), ("ko", False), ("ja", False)])
def test_korean_writes_particles_on_to_a_word(tag: str, *, expected: bool) -> None:
    assert cldr.separates_particles(Language(tag)) is expected
