"""Facts about languages from the Unicode CLDR: the one door to babel's locale data.

Every answer is a plain value and cached; nothing of babel leaves this module. A language that CLDR
does not know raises UsageError everywhere but in `is_known`.
"""

from __future__ import annotations

import pickle
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from babel import localedata
from babel.core import Locale, UnknownLocaleError, get_global

from pipeline.errors import UsageError
from pipeline.language.tables import DATA, rows
from pipeline.model import Language

# ISO 15924 codes that stand for several Unicode scripts (UAX #24, §2.2 and ISO 15924).
_COMPOUND_SCRIPTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Jpan": ("Han", "Hiragana", "Katakana"),
        "Kore": ("Hangul", "Han"),
        "Hans": ("Han",),
        "Hant": ("Han",),
        "Hanb": ("Han", "Bopomofo"),
        "Hrkt": ("Hiragana", "Katakana"),
        "Aran": ("Arabic",),
    }
)
_NO_SPACE_BETWEEN_SENTENCES = frozenset({"Hans", "Hant", "Hanb", "Jpan", "Hrkt"})
# That a language runs as its script does is tested for all that CLDR knows: it has the direction
# in the file of the language, which takes 2 ms to read, and a page asks it of each of its links.
_RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"})
_GLUES_PARTICLES = frozenset({"Kore"})
_NO_SPACE_BETWEEN_WORDS = _NO_SPACE_BETWEEN_SENTENCES | {"Thai", "Laoo", "Khmr", "Mymr", "Tibt"}


# What CLDR's long dates consist of, in every language: texts, numbers, months' names, eras.
_DATE_PART = re.compile(r"'(?P<quoted>[^']*)'|y+|M+|d+|G")
_ISO_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class Separators(NamedTuple):
    """The marks inside a number: "." and "," of "1,500.5"."""

    decimal: str
    group: str


@cache
def is_known(language: Language) -> bool:
    """Whether CLDR has data for this language."""
    return _find(language) is not None


class _OwnLocale(Locale):
    """A Locale that reads data of its own, and only the sections that it is asked for.

    babel 2.18 shares inherited dictionaries between locales and writes what an alias resolves to
    into them: once Chinese month names were read, Spanish "enero" was "一月" in stand-alone form.
    It also merges all sections, of which we need five in fifty: that takes three times as long.
    """

    @cached_property
    def _data(self) -> localedata.LocaleDataDict:
        return localedata.LocaleDataDict(_Sections(str(self)))


class _Sections(dict[Any, Any]):
    """Section → its data as `localedata.load` gives it, merged when it is first asked for."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._files = [_file(each) for each in _inherited(name)]

    def __missing__(self, section: str) -> Any:
        merged: dict[Any, Any] = {}
        for file in self._files:
            if section in file:
                localedata.merge(merged, {section: file[section]})
        self.update(merged)
        return merged[section]


@cache
def _file(name: str) -> Mapping[Any, Any]:
    """What the file of a locale itself says, its date and number patterns as plain values."""
    with open(localedata.resolve_locale_filename(name), "rb") as file:
        data: Mapping[Any, Any] = _Reader(file).load()
    return data


class _Reader(pickle.Unpickler):
    """Reads a locale's file without babel's modules for dates and numbers.

    Their patterns stand in every file, and time zones, decimals and 15 ms are loaded for them.
    """

    def find_class(self, module: str, name: str) -> Any:
        if module in ("babel.dates", "babel.numbers"):
            return _Pattern
        return super().find_class(module, name)


class _Pattern:
    """Stands for babel's DateTimePattern or NumberPattern: has `pattern`, and can do nothing."""

    pattern: str


def _inherited(name: str) -> tuple[str, ...]:
    """The locales that this one has its data from, the root first, itself last."""
    if name == "root":
        return (name,)
    parent = get_global("parent_exceptions").get(name)
    if not parent:
        base, _, last = name.rpartition("_")
        parent = "root" if not base or (base.isalpha() and _is_other_script(base, last)) else base
    return (*_inherited(parent), name)


def _is_other_script(base: str, last: str) -> bool:
    """Whether `last` is a script that the language `base` is usually not written in."""
    return len(last) == 4 and last.isalpha() and get_global("likely_subtags")[base].find(last) < 0


def _find(language: Language) -> Locale | None:
    try:
        return _OwnLocale.parse(language.tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


@cache
def _locale(language: Language) -> Locale:
    locale = _find(language)
    if locale is None:
        raise UsageError(
            f"unknown language '{language}'",
            hint="use a BCP 47 tag that CLDR knows, such as es, pt-BR or zh-Hans",
        )
    return locale


@cache
def _dating_locale(language: Language) -> Locale:
    """The same with the patterns that dates are written by, in a copy of all of babel's data."""
    locale = _DatingLocale.parse(str(_locale(language)))
    return locale


class _DatingLocale(Locale):
    @cached_property
    def _data(self) -> localedata.LocaleDataDict:
        return localedata.LocaleDataDict(pickle.loads(pickle.dumps(localedata.load(str(self)))))


# ------------------------------------------------------------------------------------------- names
@cache
def autonym(language: Language) -> str:
    """The language's own name as a language switcher shows it: "Français", "简体中文".

    Lower-case names get a capital, as CLDR's contextTransforms ask for in lists of languages.
    """
    name = _own_names().get(language.tag) or name_in(language, language)
    first, *_ = name.split()
    # As in a title: Georgian has capitals, and none of them begins a word: ქართული.
    return name[0].title() + name[1:] if first.islower() else name


@cache
def _own_names() -> Mapping[str, str]:
    """What CLDR calls languages in themselves: every page names all that it is published in.

    To find a name in CLDR is to read all that it knows of the language, 2 ms each.
    """
    lines = (DATA / "autonyms.tsv").read_text(encoding="utf-8").split("\n")
    return dict(line.split("\t") for line in lines if "\t" in line)  # a thousand, in few steps


@cache
def all_autonyms() -> frozenset[str]:
    """What all languages call themselves, in small letters: "deutsch", "español"."""
    return frozenset(name.casefold() for name in _own_names().values())


@cache
def name_in(language: Language, display: Language) -> str:
    """The name of `language` in the language `display`: (fr, en) → "French".

    Where CLDR has none, that of the language with its other subtags behind it: "монгол (Mong)".
    """
    locale, shown = _locale(language), _locale(display)
    for name in _names(language, locale):
        found: str | None = shown.languages.get(name)
        if found:
            return found
    described = locale.get_display_name(shown)
    if described:
        return str(described)
    base, _, others = language.tag.partition("-")
    own = _locale(Language.parse(base)).languages  # what has no names of its own has this one's
    name = shown.languages.get(base) or own.get(base) or base
    return f"{name} ({others})" if others else str(name)


def _names(language: Language, locale: Locale) -> tuple[str, ...]:
    """The keys under which CLDR may keep the name, best first; none that would lose a subtag."""
    names = [language.directory, str(locale)]
    if locale.script in ("Hans", "Hant") and locale.territory in (None, *_HOME.values()):
        names.append(f"{locale.language}_{locale.script}")
    return tuple(names)


# ------------------------------------------------------------------------------- scripts, direction
@cache
def direction(language: Language) -> Literal["ltr", "rtl"]:
    """Which way the language's script runs: the value of HTML's `dir`."""
    return "rtl" if default_script(language) in _RIGHT_TO_LEFT else "ltr"


@cache
def default_script(language: Language) -> str:
    """The ISO 15924 code of the script the language is written in: "Latn", "Hans", "Jpan"."""
    locale = _locale(language)
    return locale.script or _likely(locale)[1]


_HOME: Mapping[str, str] = MappingProxyType({"Hans": "CN", "Hant": "TW"})


@cache
def territory(language: Language) -> str:
    """The ISO 3166 code of the region whose typography is meant: CN for zh-Hans, TW for zh-Hant.

    The tag's own region, or where most readers of the language live (CLDR likely subtags).
    """
    locale = _locale(language)
    return locale.territory or _likely(locale)[2]


def _likely(locale: Locale) -> tuple[str, str, str]:
    """Language, script and territory, filled up by CLDR's likely subtags."""
    subtags: Mapping[str, str] = get_global("likely_subtags")
    for key in (
        "_".join(filter(None, (locale.language, locale.script, locale.territory))),
        "_".join(filter(None, (locale.language, locale.territory))),
        "_".join(filter(None, (locale.language, locale.script))),
        locale.language,
    ):
        if key in subtags:
            language, script, region = subtags[key].split("_")[:3]
            return language, script, region
    # Only languages that CLDR lists without any guess come here; they are written in Latin.
    return locale.language, locale.script or "Latn", locale.territory or "001"


@cache
def script_names() -> Mapping[str, str]:
    """ISO 15924 code → Unicode long name, for the scripts that modern text is written in."""
    return MappingProxyType({code: name for code, name, _ in rows("scripts.tsv")})


@cache
def expected_scripts(language: Language) -> frozenset[str]:
    """The scripts the language is written in, by Unicode long name: {"Han", "Hiragana", …}."""
    code = default_script(language)
    compound = _COMPOUND_SCRIPTS.get(code)
    return frozenset(compound) if compound else frozenset({script_names().get(code, code)})


@cache
def han_variant(language: Language) -> Literal["Hans", "Hant"] | None:
    """Which Han characters a Chinese text has: simplified or traditional; None elsewhere."""
    code = default_script(language)
    if code == "Hans":
        return "Hans"
    return "Hant" if code in ("Hant", "Hanb") else None


@cache
def sentence_joiner(language: Language) -> str:
    """What stands between two sentences: nothing in Chinese and Japanese, else one space."""
    return "" if default_script(language) in _NO_SPACE_BETWEEN_SENTENCES else " "


@cache
def separates_words(language: Language) -> bool:
    """Whether the language puts spaces between words; Chinese, Japanese, Thai and kin do not."""
    return default_script(language) not in _NO_SPACE_BETWEEN_WORDS


@cache
def separates_particles(language: Language) -> bool:
    """Whether a word stands apart from what belongs to it too: not in Korean, 5밀리그램을, 두알."""
    return separates_words(language) and default_script(language) not in _GLUES_PARTICLES


# ---------------------------------------------------------------------------------- numbers, dates
@cache
def numbering_system(language: Language) -> str:
    """The CLDR name of the digits the language uses by default: "latn", "arab", "deva"."""
    return str(_locale(language).default_numbering_system)


@cache
def number_symbols(language: Language) -> Mapping[str, Separators]:
    """Numbering system → separators, for those systems that CLDR describes in this language."""
    found = {}
    for system, symbols in _locale(language).number_symbols.items():
        # babel gives LocaleDataDict, which is no dict, and None for some legacy keys
        values = symbols if hasattr(symbols, "get") else {}
        decimal, group = values.get("decimal"), values.get("group")
        if decimal and group:
            found[system] = Separators(str(decimal), str(group))
    return MappingProxyType(found)


@cache
def format_date(iso: str, language: Language) -> str:
    """The date in the language's long form: "31 octobre 2024", "2024年10月31日".

    `iso` is "2024-10-31", or "2024-10" or "2024" where no more is known. Digits are those that CLDR
    gives the language by default; the calendar is Gregorian. Raises ValueError for anything else.
    """
    match = _ISO_DATE.fullmatch(iso)
    if match is None:
        raise ValueError(f"not an ISO 8601 date: {iso!r}")
    year, month, day = match.groups()
    moment = date(int(year), int(month or 1), int(day or 1))
    if day:
        text = _long_date(moment, _locale(language))
    else:
        text = _month_or_year(moment, "yMMMM" if month else "y", language)
    return with_own_digits(text, language)


def _long_date(moment: date, locale: Locale) -> str:
    """The date as babel.dates writes it, which is not loaded: 30 ms, a fifth of them time zones."""

    def part(match: re.Match[str]) -> str:
        quoted, letters = match["quoted"], match[0]
        if quoted is not None:
            return quoted or "'"
        if letters in ("MMM", "MMMM"):
            width = "wide" if letters == "MMMM" else "abbreviated"
            return str(locale.months["format"][width][moment.month])
        if letters == "G":
            return str(locale.eras["abbreviated"][1])
        number = {"y": moment.year, "M": moment.month, "d": moment.day}[letters[0]]
        return f"{number:0{len(letters)}}"

    return _DATE_PART.sub(part, locale.date_formats["long"].pattern)


def _month_or_year(moment: date, skeleton: str, language: Language) -> str:
    """A date of which less is known: only babel knows what patterns there are for that."""
    from babel import dates  # loads time zones

    text: str = dates.format_skeleton(skeleton, moment, locale=_dating_locale(language))
    return text


def with_own_digits(text: str, language: Language) -> str:
    """`text` with ASCII digits in those that the language uses by default: fa "12" → "۱۲"."""
    return text.translate(_native_digits(language))


@cache
def _native_digits(language: Language) -> dict[int, str]:
    """ASCII digits → the digits of the language's default numbering system; empty for latn."""
    zero = _ZEROS.get(numbering_system(language))
    return {} if zero is None else {ord("0") + value: chr(zero + value) for value in range(10)}


# The digit zero of CLDR's decimal numbering systems in everyday use (numberingSystems.xml).
_ZEROS: Mapping[str, int] = MappingProxyType(
    {
        "arab": 0x0660,
        "arabext": 0x06F0,
        "nkoo": 0x07C0,
        "deva": 0x0966,
        "beng": 0x09E6,
        "guru": 0x0A66,
        "gujr": 0x0AE6,
        "orya": 0x0B66,
        "tamldec": 0x0BE6,
        "telu": 0x0C66,
        "knda": 0x0CE6,
        "mlym": 0x0D66,
        "thai": 0x0E50,
        "laoo": 0x0ED0,
        "tibt": 0x0F20,
        "mymr": 0x1040,
        "khmr": 0x17E0,
        "olck": 0x1C50,
        "cakm": 0x11136,
        "adlm": 0x1E950,
        "fullwide": 0xFF10,
    }
)
_SYSTEMS: Mapping[int, str] = MappingProxyType({zero: name for name, zero in _ZEROS.items()})


def system_of(digit: str) -> str:
    """The numbering system that a digit belongs to: "٣" → "arab"; "latn" where unsure: "₃"."""
    return _SYSTEMS.get(ord(digit) - unicodedata.decimal(digit, 0), "latn")


@cache
def has_day_first(language: Language) -> bool:
    """Whether a date in numbers begins with the day: 4/3/2026 for the fourth of March."""
    pattern = _locale(language).date_formats["short"].pattern
    return bool(re.match("[^A-Za-z]*d", pattern))


@cache
def month_names(language: Language) -> Mapping[str, int]:
    """Name → 1…12, wide and abbreviated, in every grammatical form that CLDR lists."""
    found: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in ("abbreviated", "wide"):
            for number, name in _locale(language).months[context][width].items():
                if not any(map(str.isdigit, name)):  # "10月", "thg 10" have a number already
                    found[str(name).rstrip(".")] = int(number)
    return MappingProxyType(found)


@cache
def weekday_names(language: Language) -> Mapping[str, int]:
    """Name → 0 (Monday) … 6, as CLDR writes it out in dates."""
    # Not "stand-alone" too: babel 2.18 mixes Swahili into that of other languages.
    wide = _locale(language).days["format"]["wide"]
    return MappingProxyType({str(name): int(number) for number, name in wide.items()})


@cache
def day_periods(language: Language) -> frozenset[str]:
    """How the language names the parts of a day, noon and midnight: "nachts", 下午.

    Abbreviations of one or two letters of an alphabet are left out, and so are AM and PM.
    """
    return frozenset(
        str(name)
        for widths in _locale(language).day_periods.values()
        for names in widths.values()
        for name in names.values()
        if len(name) > 2 or (name >= "\u2e80")
    )


@cache
def scale_words(language: Language) -> Mapping[str, int]:
    """Words that multiply the number before them: "million" → 1000000, "万" → 10000.

    From CLDR's compact number patterns; abbreviations (10K, 5M) and words before the number are
    left out: data/scale-words.tsv has those that prose writes.
    """
    found: dict[str, int] = {}
    formats = _locale(language).compact_decimal_formats
    for width in ("short", "long"):
        for forms in formats.get(width, {}).values():
            for size, pattern in forms.items():
                text = str(pattern.pattern).strip("\u200e\u200f")  # Hebrew's begin with a mark
                word = text.strip("0 \u00a0\u202f'.")
                is_word = width == "long" and len(word) > 1 and "0" not in word
                if "0" in text and word and (is_word or word[0] >= "\u2e80"):
                    found[word] = int(size) // 10 ** (text.count("0") - 1)
    return MappingProxyType(found)


@cache
def list_words(language: Language) -> frozenset[str]:
    """The words that join the last of several things: "and", "or"; 和, 或."""
    patterns = _locale(language).list_patterns
    found = (patterns[kind]["2"] for kind in ("standard", "or") if kind in patterns)
    return frozenset(text for each in found if (text := _PLACES.sub("", str(each)).strip(" ,")))


_PLACES = re.compile(r"\{\d\}")


# ------------------------------------------------------------------------------------------- units
@cache
def unit_patterns(
    language: Language, only: frozenset[str] = frozenset()
) -> Mapping[str, frozenset[str]]:
    """CLDR unit (all, or these) → how the language writes it, short and long, in every plural form.

    "mass-milligram" → {"mg", "Milligramm"}. Narrow forms are left out: "5m" may be anything.
    Reads babel's private `_data`, which a test watches (babel has no door to all forms at once).
    """
    found: dict[str, set[str]] = {}
    for each in dict.fromkeys((Language(_locale(language).language), language)):
        patterns = _locale(each)._data["unit_patterns"]
        for unit in only & patterns.keys() if only else patterns:
            spellings = found.setdefault(unit, set())
            for width in ("short", "long"):
                forms = patterns[unit].get(width, {})
                spellings.update(
                    str(forms[form])
                    for form in forms
                    if form != "per" and "{0}" in str(forms[form])  # "{0} per month"
                )
    return MappingProxyType({unit: _bare(patterns) for unit, patterns in found.items()})


def _bare(patterns: set[str]) -> frozenset[str]:
    stripped = (pattern.replace("{0}", "").strip(" \u00a0\u202f\u200f") for pattern in patterns)
    return frozenset(text for text in stripped if text)
