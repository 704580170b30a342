"""leaflets.toml → frozen Settings; reports every mistake at once.

Unknown keys and languages are errors, with the nearest valid name. Values that only another
module can judge (a check's id, a theme's name) are judged there, by name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pipeline import places
from pipeline.errors import SettingsError, UsageError
from pipeline.language import cldr
from pipeline.leaflets.layouts import DEFAULT_LAYOUT, DEFAULT_PAPER, LAYOUTS, PAPERS, Sheet
from pipeline.model import Language, Segmentation, Severity
from pipeline.places import SETTINGS_FILE

FORMATS = ("html", "pdf", "epub", "txt", "docx", "md")
DEFAULT_FORMATS = ("html", "pdf")
_TABLE = re.compile(r"\s*\[+\s*([^\[\]]+?)\s*\]")
_ASSIGNED = re.compile(r"\s*([\w.\"' \t-]+?)\s*=")
_WEB_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[^\s?#<>\"']*)?")


class Trust(StrEnum):
    """What of the translation memory may count as translated, without anybody looking at it."""

    NONE = "none"
    IN_CONTEXT = "in-context"  # an approved wording for the same text between the same neighbours


class OnMeaning(StrEnum):
    """What becomes of a translation when an edit changes a number, a negation, a term."""

    WITHHOLD = "withhold"  # only shown in a comment: nobody approves it without reading
    FLAG = "flag"  # offered as fuzzy, with a comment that says what changed


_READ_ONLY = ("severities", "theme", "contacts", "omit")  # mappings among the settings
# What says how leaflets look and where they lie, and nothing of what is translated and checked.
_OF_OUTPUTS = frozenset({"formats", "layouts", "omit", "sheet", "theme", "contacts", "base_url"})


@dataclass(frozen=True, slots=True)
class Settings:
    """One content project's settings, every value present and valid."""

    root: Path  # absolute folder that holds leaflets.toml
    name: str  # goes into catalog headers
    source_language: Language
    languages: tuple[Language, ...]  # targets, in the order of the file; never the source
    segmentation: Segmentation
    allow: frozenset[str]  # names and words that are no stray fragments in any script
    disabled_checks: frozenset[str]
    severities: Mapping[str, Severity]  # check id → severity instead of the check's own
    baseline: str | None  # file of known findings, relative to the root
    dictionaries: Path | None  # folder of hunspell dictionaries, for the check misspelt-word
    formats: tuple[str, ...]
    layouts: tuple[str, ...]  # of the format "pdf": keys of leaflets.layouts.LAYOUTS
    # Layout → what is not printed so: articles ("knee"), or leaflets in a language ("ta/knee").
    omit: Mapping[str, tuple[str, ...]]
    sheet: Sheet  # the paper that they are printed on
    theme: Mapping[str, Any]  # the [theme] table as it stands; judged by leaflets.theme
    memory_trust: Trust
    on_meaning: OnMeaning
    contacts: Mapping[str, str]  # language tag → see `contact_in`; "" → for all other languages
    base_url: str  # where dist/ is published, without a slash at the end; "" where unknown

    def __reduce__(self) -> tuple[object, ...]:
        """As plain values, which travel to other machines: a read-only mapping can't."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        values |= {name: dict(values[name]) for name in _READ_ONLY}
        return (_restored, (values,))

    def of_texts(self) -> bytes:
        """All that bears on catalogs and on what is found in them, the same for the same values.

        For keys of finished work: a new colour has no article checked again. A setting counts
        unless it is named as one of the outputs alone. The target languages don't: what is found in
        one has nothing to do with there being others, and a key for several of them names them.
        """
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        del values["root"], values["languages"]  # a project may be moved
        if self.dictionaries is not None and self.dictionaries.is_relative_to(self.root):
            values["dictionaries"] = self.dictionaries.relative_to(self.root)
        kept = ((name, value) for name, value in values.items() if name not in _OF_OUTPUTS)
        return repr([(name, _ordered(value)) for name, value in kept]).encode()

    def contact_places(self) -> tuple[int, ...]:
        """The line of leaflets.toml, 1-based, in which each of `contacts` begins, in their order.

        1 where it is written in another way than it is read.
        """
        rows = (self.root / SETTINGS_FILE).read_text(encoding="utf-8-sig").split("\n")
        firsts = (text.split("\n", maxsplit=1)[0] for text in self.contacts.values())
        return tuple(
            next((number for number, row in enumerate(rows, 1) if first in row), 1)
            for first in firsts
        )

    def contact_in(self, language: Language) -> str:
        """For the end of every leaflet in the language: where a reader can ask, a line or more.

        A language without lines of its own has those of all, else that of the articles' language;
        "" where there is none either.
        """
        return self.contacts.get(language.tag, self.contacts.get("", ""))


def _ordered(value: object) -> object:
    """What `repr` shows the same way in every process: sets have no order of their own."""
    if isinstance(value, Mapping):
        return sorted(value.items())
    return sorted(value) if isinstance(value, frozenset) else value


def _restored(values: Mapping[str, Any]) -> Settings:
    read_only = {name: MappingProxyType(values[name]) for name in _READ_ONLY}
    return Settings(**{**values, **read_only})


def find_root(start: Path) -> Path:
    """The nearest folder from `start` upwards that holds a leaflets.toml."""
    found = places.find_root(str(start))
    if found is not None:
        return Path(found)
    raise UsageError(
        f"no {SETTINGS_FILE} here or in any folder above",
        path=str(start),
        hint="go into a content project, name one with --root DIR, or make one: leaflets init DIR",
    )


def read_settings(root: Path) -> Settings:
    """The settings of the project in `root`; SettingsError lists every mistake in the file."""
    path = root / SETTINGS_FILE
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except FileNotFoundError as error:
        raise UsageError(
            f"there is no {SETTINGS_FILE}",
            path=str(root),
            hint="name a content project with --root DIR, or make one: leaflets init DIR",
        ) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        problem = f"line {line}: not in UTF-8, as TOML has to be; save the file as UTF-8"
        raise SettingsError((problem,), path=SETTINGS_FILE) from error
    except tomllib.TOMLDecodeError as error:
        problem = f"not valid TOML: {error}"
        if any(map(text.__contains__, "“”„")):
            problem += "; texts stand in typewriter's quotation marks, \""
        raise SettingsError((problem,), path=SETTINGS_FILE) from error
    except RecursionError as error:
        raise SettingsError(
            ("tables or lists inside others, too deep",), path=SETTINGS_FILE
        ) from error
    reader = _Reader(text, data)
    settings = _settings(root.resolve(), reader)
    reader.refuse_unknown()
    reader.refuse_nul()
    if reader.problems:
        raise SettingsError(tuple(reader.problems), path=SETTINGS_FILE)
    return settings


def with_lines(error: SettingsError, root: Path) -> SettingsError:
    """The same mistakes with the lines at which they stand: told by who knows values only."""
    try:
        text = (root / SETTINGS_FILE).read_text(encoding="utf-8-sig")
    except OSError:  # it has gone meanwhile
        return error
    problems = tuple(_with_line(each, text.split("\n")) for each in error.problems)
    return SettingsError(problems, path=SETTINGS_FILE)


def _with_line(problem: str, lines: Sequence[str]) -> str:
    """A mistake, "table.name: what is wrong", with its line where that can be told."""
    key = problem.partition(": ")[0]
    found: int | None = None
    table = ""
    name = re.compile(rf"[\w.\"'-]*?\b{re.escape(key.rpartition('.')[2])}\b[\"']?\s*[=\]]")
    for number, line in enumerate(lines, 1):
        head = _TABLE.match(line)
        table = head[1] if head else table
        said = _ASSIGNED.match(line)
        whole = head[1] if head else ".".join(filter(None, (table, said[1]))) if said else ""
        if re.sub(r"[\s\"']", "", whole) == key:
            return f"line {number}: {problem}"
        if found is None and name.match(line.lstrip(" \t[")):
            found = number  # as a part of a table in braces: the best that there may be
    return f"line {found}: {problem}" if found else problem


def _settings(root: Path, reader: _Reader) -> Settings:
    source = reader.language("project", "source_language", default="en")
    languages = reader.languages("project", "languages")
    if source in languages:
        reader.problem("project.languages", f"'{source}' is the source language, not a target")
    return Settings(
        root=root,
        name=reader.text("project", "name", required=True),
        source_language=source,
        languages=languages,
        segmentation=reader.segmentation(),
        allow=frozenset(reader.texts("project", "allow")),
        disabled_checks=frozenset(reader.texts("checks", "disable")),
        severities=reader.severities(),
        baseline=reader.text("checks", "baseline") or None,
        dictionaries=reader.folder("checks", "dictionaries", root),
        formats=reader.choices("build", "formats", FORMATS, default=DEFAULT_FORMATS),
        layouts=reader.choices("print", "layouts", tuple(LAYOUTS), default=(DEFAULT_LAYOUT,)),
        omit=reader.omitted(),
        sheet=reader.sheet(),
        theme=MappingProxyType(dict(reader.table("theme"))),
        memory_trust=reader.memory_trust(),
        on_meaning=reader.on_meaning(),
        contacts=reader.contacts((source, *languages)),
        base_url=reader.base_url(),
    )


_KNOWN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "project": (
            *("name", "source_language", "languages", "segmentation", "allow", "contact"),
            "base_url",
        ),
        "checks": ("disable", "severity", "baseline", "dictionaries"),
        "memory": ("trust",),
        "update": ("meaning",),
        "build": ("formats",),
        "print": ("layouts", "omit", "paper", "bleed"),
        "theme": (),  # any key: leaflets.theme names the wrong ones
    }
)


class _Reader:
    """Takes typed values out of the parsed file and collects what is wrong with them."""

    def __init__(self, text: str, data: Mapping[str, Any]) -> None:
        self.lines = text.split("\n")
        self.data = data
        self.problems: list[str] = []

    def problem(self, key: str, message: str) -> None:
        """Note a mistake at `key` ("table.name"), with its line where that can be told."""
        self.problems.append(_with_line(f"{key}: {message}", self.lines))

    def table(self, name: str) -> Mapping[str, Any]:
        value = self.data.get(name, {})
        if isinstance(value, dict):
            return value
        self.problem(name, f"expected a table [{name}], found {_kind(value)}")
        return {}

    def _value(self, table: str, key: str, kind: type, wanted: str) -> Any:
        value = self.table(table).get(key)
        if value is None or isinstance(value, kind):
            return value
        self.problem(f"{table}.{key}", f"expected {wanted}, found {_kind(value)}")
        return None

    def text(self, table: str, key: str, *, required: bool = False) -> str:
        value = self._value(table, key, str, "a text")
        if required and not (value or "").strip() and key not in self.table(table):
            self.problem(f"{table}.{key}", "is missing")
        return str(value or "")

    def folder(self, table: str, key: str, root: Path) -> Path | None:
        """A folder that has to be there; absolute, or relative to the project."""
        name = self.text(table, key)
        if name and not (root / name).is_dir():
            self.problem(f"{table}.{key}", f"there is no folder '{name}'")
        return root / name if name else None

    def texts(self, table: str, key: str) -> tuple[str, ...]:
        values = self._value(table, key, list, "a list of texts") or []
        wrong = [value for value in values if not isinstance(value, str)]
        for value in wrong:
            self.problem(f"{table}.{key}", f"expected a text in the list, found {_kind(value)}")
        return tuple(value for value in values if isinstance(value, str))

    def contacts(self, languages: tuple[Language, ...]) -> Mapping[str, str]:
        """What the project says, or its theme, where a publisher may look for them.

        A text is for all of these languages; a table has one for each, the first being that of the
        articles, whose line stands where a language has none.
        """
        place = "theme" if self.table("theme").get("contact") else "project"
        value = self.table(place).get("contact", "")
        if isinstance(value, str):
            return MappingProxyType({"": _lines(value)})
        if not isinstance(value, dict):
            self.problem(f"{place}.contact", f"expected a text or a table, found {_kind(value)}")
            return MappingProxyType({})
        tags = {language.tag for language in languages}
        found: dict[str, str] = {}
        for key, line in value.items():
            tag = Language.parse(key).tag
            if tag not in tags:
                known = ", ".join(sorted(tags))
                self.problem(
                    f"{place}.contact", f"'{key}' is no language of this project ({known})"
                )
            elif not isinstance(line, str):
                self.problem(f"{place}.contact", f"'{key}': expected a text, found {_kind(line)}")
            else:
                found[tag] = _lines(line)
        source = languages[0].tag
        return MappingProxyType({"": found[source]} | found if source in found else found)

    def base_url(self) -> str:
        value = self.text("project", "base_url")
        if value and not _WEB_ADDRESS.fullmatch(value):
            self.problem(
                "project.base_url",
                f"expected the address of the leaflets' folder, such as "
                f"'https://example.org/leaflets', found '{value}'",
            )
        return value.rstrip("/")

    def segmentation(self) -> Segmentation:
        value = self.text("project", "segmentation") or Segmentation.SENTENCE
        try:
            return Segmentation(value)
        except ValueError:
            self.problem("project.segmentation", f"'{value}' is none of {_names(Segmentation)}")
            return Segmentation.SENTENCE

    def memory_trust(self) -> Trust:
        value = self.text("memory", "trust") or Trust.NONE
        try:
            return Trust(value)
        except ValueError:
            self.problem("memory.trust", f"'{value}' is none of {_names(Trust)}")
            return Trust.NONE

    def on_meaning(self) -> OnMeaning:
        value = self.text("update", "meaning") or OnMeaning.WITHHOLD
        try:
            return OnMeaning(value)
        except ValueError:
            self.problem("update.meaning", f"'{value}' is none of {_names(OnMeaning)}")
            return OnMeaning.WITHHOLD

    def language(self, table: str, key: str, *, default: str) -> Language:
        return self._known_language(f"{table}.{key}", self.text(table, key) or default)

    def languages(self, table: str, key: str) -> tuple[Language, ...]:
        languages = [self._known_language(f"{table}.{key}", tag) for tag in self.texts(table, key)]
        for tag in sorted({each.tag for each in languages if languages.count(each) > 1}):
            self.problem(f"{table}.{key}", f"'{tag}' stands there twice")
        return tuple(dict.fromkeys(languages))

    def _known_language(self, key: str, tag: str) -> Language:
        language = Language.parse(tag)
        if not cldr.is_known(language):
            self.problem(
                key,
                f"'{tag}' is no language that CLDR knows; "
                "write it as BCP 47 does, for example 'es', 'pt-BR', 'zh-Hans'",
            )
        return language

    def severities(self) -> Mapping[str, Severity]:
        table = self._value("checks", "severity", dict, "a table of check ids") or {}
        found: dict[str, Severity] = {}
        for check, value in table.items():
            try:
                found[check] = Severity(value)
            except ValueError:
                wanted = _names(Severity)
                self.problem(f"checks.severity.{check}", f"{value!r} is none of {wanted}")
        return MappingProxyType(found)

    def choices(
        self, table: str, key: str, known: tuple[str, ...], *, default: tuple[str, ...]
    ) -> tuple[str, ...]:
        chosen = self.texts(table, key) or default
        for name in chosen:
            if name not in known:
                self.problem(f"{table}.{key}", f"'{name}' is none of {', '.join(known)}")
        return tuple(dict.fromkeys(chosen))

    def omitted(self) -> Mapping[str, tuple[str, ...]]:
        table = self._value("print", "omit", dict, 'a table such as { trifold = ["knee"] }') or {}
        found: dict[str, tuple[str, ...]] = {}
        for layout, leaflets in table.items():
            if layout not in LAYOUTS:
                self.problem("print.omit", f"'{layout}' is none of {', '.join(LAYOUTS)}")
            elif isinstance(leaflets, list) and all(isinstance(each, str) for each in leaflets):
                found[layout] = tuple(dict.fromkeys(leaflets))
            else:
                wanted = 'a list of articles or leaflets, such as ["knee", "ta/knee"]'
                self.problem("print.omit", f"{layout}: expected {wanted}")
        return MappingProxyType(found)

    def sheet(self) -> Sheet:
        paper = self.text("print", "paper") or DEFAULT_PAPER
        if paper not in PAPERS:
            self.problem("print.paper", f"'{paper}' is none of {', '.join(PAPERS)}")
        return Sheet(paper, bool(self._value("print", "bleed", bool, "true or false")))

    def refuse_unknown(self) -> None:
        for table, value in self.data.items():
            if table not in _KNOWN:
                self.problem(table, _unknown(table, tuple(_KNOWN)))
            elif isinstance(value, dict) and _KNOWN[table]:
                for key in value:
                    if key not in _KNOWN[table]:
                        self.problem(f"{table}.{key}", _unknown(key, _KNOWN[table]))

    def refuse_nul(self) -> None:
        """Refuse what neither a path nor a page can hold."""
        for table, values in self.data.items():
            for key, value in values.items() if isinstance(values, dict) else ():
                if any("\0" in text for text in _texts_in(value)):
                    self.problem(f"{table}.{key}", "a text must not hold the character U+0000")


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts_in([*value.values()])
    elif isinstance(value, list):
        for each in value:
            yield from _texts_in(each)


def _names(choices: type[StrEnum]) -> str:
    return ", ".join(f"'{choice}'" for choice in choices)


def _lines(text: str) -> str:
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))


def _kind(value: object) -> str:
    names = {str: "a text", list: "a list", dict: "a table", bool: "true or false"}
    return names.get(type(value), f"{value!r}")


def _unknown(key: str, known: tuple[str, ...]) -> str:
    import difflib

    near = difflib.get_close_matches(key, known, n=1)
    guess = f"; did you mean '{near[0]}'?" if near else ""
    return f"unknown key{guess} (known here: {', '.join(known)})"
