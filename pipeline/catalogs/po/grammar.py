"""The whole grammar of PO files, as GNU gettext 0.21 reads it (po-gram-gen.y, po-lex.c).

Line by line, for what `reading` does not call ordinary: wrapped strings, several strings on a line,
previous and obsolete entries, plurals, comments anywhere; and for wrong files, to name the line.

polib is not asked for odd entries: it drops `#~|` lines and comments after the last entry, can't
read `"a" "b"` or octal escapes, and makes `# ` of an empty comment. It is the oracle of the tests.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from pipeline.catalogs.po.writing import PreviousPlural
from pipeline.errors import CatalogError
from pipeline.language.patterns import lazy
from pipeline.model import Key, Unit

__all__ = ["parse_entries", "split_flags", "unescaped"]


def parse_entries(
    text: str, path: str, *, first_line: int = 1
) -> tuple[list[Unit], tuple[str, ...]]:
    """(units in file order, translators' comments after the last of them).

    `text` starts on `first_line` of the file. Raises CatalogError with the line of what is wrong.
    """
    return _Grammar(path).parse(text, first_line)


# ------------------------------------------------------------------------------------------ escapes
NAMED = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "v": "\v",
    "\\": "\\",
    '"': '"',
}
ESCAPE = lazy(r"\\(?:([abtnvfr\"\\])|([0-7]{1,3})|x([0-9a-fA-F]+)|(.?))", re.DOTALL)


def unescaped(text: str) -> str:
    """What stands between the quotes, read. Raises ValueError for what is no escape sequence."""
    return ESCAPE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    name, octal, hexadecimal, wrong = match.groups()
    if name:
        return NAMED[name]
    if wrong is not None:
        raise ValueError(f"\\{wrong} is no escape sequence")
    number = int(octal, 8) if octal else int(hexadecimal, 16)
    if not 0 < number < 0x80:
        # gettext means a byte of the file's charset here; nobody can read that safely.
        raise ValueError(f"{match[0]} is a byte, not a character")
    return chr(number)


# ------------------------------------------------------------------------------------------ grammar
BLANKS = " \t\r\f\v"
CONFLICT = lazy(r"(?:<{7}|>{7}|\|{7})(?: |$)|={7}$")
# No possessive repetition of what can itself go back, here or elsewhere: Python before 3.11.5 takes
# a string without its closing quote for one (https://github.com/python/cpython/issues/106052).
STATEMENT = lazy(
    r"(msgctxt|msgid_plural|msgid|msgstr\s*\[\s*([0-9]{1,4})\s*\]|msgstr|domain)?"
    r'\s*((?:"[^"\\]*(?:\\.[^"\\]*)*"\s*)*)',
    re.DOTALL,
)
# What a word processor makes of the quotes around a text.
CURLED = lazy(r"(?:msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)?\s*(?P<mark>[“”„«»])")
QUOTED = lazy(r'"([^"\\]*(?:\\.[^"\\]*)*)"', re.DOTALL)


@dataclass(slots=True)
class _Draft:
    """An entry while its lines are read."""

    comments: list[str] = field(default_factory=list)
    extracted: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    previous: dict[str, str] = field(default_factory=dict)  # keyword → text
    strings: dict[str, str] = field(default_factory=dict)  # keyword → text, forms as "msgstr[0]"
    obsolete: bool | None = None  # None: no keyword yet
    line: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether a translation has been read, so that only more of it may follow."""
        return any(keyword.startswith("msgstr") for keyword in self.strings)

    def unit(self) -> Unit:
        forms = [text for keyword, text in self.strings.items() if keyword.startswith("msgstr[")]
        plural = (self.strings["msgid_plural"], *forms) if forms else ()
        translated = forms[0] if forms else self.strings["msgstr"]
        return Unit(
            key=Key(self.strings.get("msgctxt"), self.strings["msgid"]),
            msgstr="" if forms else self.strings["msgstr"],
            fuzzy="fuzzy" in self.flags and bool(translated),
            obsolete=bool(self.obsolete),
            previous=self._previous(),
            extracted=tuple(self.extracted),
            references=_references(self.references),
            comments=tuple(self.comments),
            flags=tuple(dict.fromkeys(flag for flag in self.flags if flag != "fuzzy")),
            plural=plural,
            line=self.line,
        )

    def _previous(self) -> Key | None:
        if "msgid" not in self.previous:
            return None
        key = Key(self.previous.get("msgctxt"), self.previous["msgid"])
        if "msgid_plural" not in self.previous:
            return key
        with_plural = PreviousPlural(*key)
        with_plural.msgid_plural = self.previous["msgid_plural"]
        return with_plural


class _Grammar:
    """The grammar of PO files, a line at a time; one object reads one text."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.line = 0
        self.units: list[Unit] = []
        self.draft = _Draft()
        self.keyword = ""  # of the string that a bare string would continue
        self.in_previous = False
        self.more: list[str] = []  # what continues that string, put to it when it ends
        self.bare: tuple[str, int] | None = None  # a keyword whose string is to follow; its line

    def parse(self, text: str, first_line: int) -> tuple[list[Unit], tuple[str, ...]]:
        """(units, comments after the last of them) of a text that starts on `first_line`."""
        for number, line in enumerate(text.split("\n"), first_line):
            self.line = number
            stripped = line.strip(BLANKS)
            if CONFLICT.match(line):
                raise self._error(
                    "this file has merge-conflict markers",
                    "run `leaflets resolve FILE`, or decide between the two sides yourself",
                )
            rest = ""
            if stripped.startswith("#"):
                rest = line.lstrip(BLANKS).rstrip("\r")
            elif stripped:
                rest = self._statement(stripped, obsolete=False)
            while rest:
                rest = self._comment(rest)
        self._require_string()
        if self.draft.strings:
            self._finish()
        return self.units, tuple(self.draft.comments)

    # -- lines; each of these reads the beginning of one, and gives the comment that follows in it
    def _comment(self, line: str) -> str:
        marker, rest = line[:2], line[2:]
        if marker == "#~":
            return self._obsolete(rest)
        if marker == "#|" and not rest.strip(BLANKS):
            return ""
        self._between_entries()
        if marker == "#|":
            return self._statement(rest.strip(BLANKS), obsolete=False, previous=True)
        if marker == "#," or (marker == "#!" and "fuzzy" in split_flags(rest)):  # as long ago
            self.draft.flags += split_flags(rest)
        elif marker == "#:":
            self.draft.references.append(rest)
        elif marker == "#.":
            self.draft.extracted.append(_nfc(rest.removeprefix(" ")))
        else:
            self.draft.comments.append(_nfc(line[1:].removeprefix(" ")))
        return ""

    def _obsolete(self, rest: str) -> str:
        if rest.startswith("|"):
            if not rest[1:].strip(BLANKS):
                return ""
            self._between_entries()
            return self._statement(rest[1:].strip(BLANKS), obsolete=True, previous=True)
        rest = rest.strip(BLANKS)
        return rest if rest.startswith("#") else self._statement(rest, obsolete=True)

    def _between_entries(self) -> None:
        """A comment opens the next entry; inside an entry there can be none."""
        self._require_string()
        if self.draft.is_whole:
            self._finish()
        elif self.draft.strings:
            raise self._error(
                "a comment stands inside an entry, or the entry above has no msgstr",
                "put comments above the entry's first line, and give every msgid a msgstr",
            )

    def _statement(self, text: str, *, obsolete: bool, previous: bool = False) -> str:
        """What stands on a line: a keyword and its strings, nearly always."""
        place = 0
        while place < len(text):
            match = STATEMENT.match(text, place)
            if match is None or not match[0]:
                raise self._syntax_error(text)
            place = match.end()
            if place < len(text) and not match[3]:
                raise self._syntax_error(text)
            self._read(match, obsolete=obsolete, previous=previous)
            if text.startswith("#", place):
                return text[place:]
        return ""

    def _read(self, statement: re.Match[str], *, obsolete: bool, previous: bool) -> None:
        keyword, number, strings = statement.groups()
        if keyword == "domain":
            raise self._error(
                "this file holds several domains",
                "split it at its `domain` lines: one file a domain",
            )
        value = self._value(strings)
        if keyword is None:
            self.bare = None
            self._continue(value, previous=previous)
            return
        self._require_string()
        self.bare = None if strings else (keyword, self.line)
        self._start(f"msgstr[{int(number)}]" if number else keyword, previous=previous)
        self._store(value, obsolete=obsolete, previous=previous)

    def _require_string(self) -> None:
        """A keyword alone on its line: its string must have followed by now."""
        if self.bare is not None:
            keyword, line = self.bare
            message = f"{keyword} is not followed by a string"
            raise self._error(message, 'write "" for none', line=line)

    def _start(self, keyword: str, *, previous: bool) -> None:
        """A keyword: it continues the entry, or opens the next one."""
        self._end_string()
        if not previous and not keyword.startswith("msgstr") and self.draft.is_whole:
            self._finish()
        held = self.draft.previous if previous else self.draft.strings
        problem = _misplaced(keyword, held)
        if problem:
            raise self._error(problem, "an entry is msgctxt (if any), msgid, then msgstr")
        self.keyword, self.in_previous = keyword, previous

    def _store(self, value: str, *, obsolete: bool, previous: bool) -> None:
        draft = self.draft
        if previous:
            draft.previous[self.keyword] = value
            return
        if draft.obsolete is None:
            draft.obsolete = obsolete
        elif draft.obsolete is not obsolete:
            raise self._error(
                "some lines of this entry start with #~ and some do not",
                "put #~ before every line of an obsolete entry, or before none",
            )
        if self.keyword == "msgid":
            draft.line = self.line
        draft.strings[self.keyword] = value

    def _continue(self, value: str, *, previous: bool) -> None:
        held = self.draft.previous if self.in_previous else self.draft.strings
        if not held or previous is not self.in_previous:
            raise self._error(
                "a string stands here without a keyword", "write msgid or msgstr before it"
            )
        self.more.append(value)

    def _end_string(self) -> None:
        if self.more:
            held = self.draft.previous if self.in_previous else self.draft.strings
            held[self.keyword] += "".join(self.more)
            self.more = []

    def _value(self, strings: str) -> str:
        try:
            return "".join(unescaped(quoted) for quoted in QUOTED.findall(strings))
        except ValueError as error:
            raise self._error(str(error), r"write \\ for a backslash and \" for a quote") from error

    def _finish(self) -> None:
        self._end_string()
        draft = self.draft
        problem = _unfinished(draft.strings)
        if problem:
            raise self._error(problem, "complete the entry, or delete it", line=draft.line)
        draft.strings = {keyword: _nfc(text) for keyword, text in draft.strings.items()}
        draft.previous = {keyword: _nfc(text) for keyword, text in draft.previous.items()}
        self.units.append(draft.unit())
        self.draft = _Draft()
        self.keyword, self.in_previous = "", False

    # -- errors
    def _error(self, message: str, hint: str, *, line: int = 0) -> CatalogError:
        return CatalogError(message, path=self.path, line=line or self.line, hint=hint)

    def _syntax_error(self, text: str) -> CatalogError:
        curled = CURLED.match(text)
        if curled:
            return self._error(
                f"the text is in {curled['mark']!r}, the quotation marks of a word processor",
                'PO files have straight ones: "…"',
            )
        if '"' not in text:
            word = text.partition(" ")[0]
            return self._error(
                f"{word!r} is no keyword of PO files",
                "lines start with #, msgctxt, msgid, msgid_plural, msgstr or a quote",
            )
        before = text.partition('"')[0].strip(BLANKS)
        if before and STATEMENT.fullmatch(f'{before} ""') is None:
            return self._error(
                f"{before!r} is no keyword of PO files",
                "a line holds msgctxt, msgid, msgid_plural or msgstr and a quoted string",
            )
        return self._error(
            "a string has no closing quote, or a quote inside it lacks its backslash",
            r'every string ends with " on its own line; write \" for a quote inside it',
        )


def _misplaced(keyword: str, held: dict[str, str]) -> str:
    """What is wrong with `keyword` after the keywords in `held`, or ""."""
    if keyword in held:
        return f"{keyword} stands here a second time in the same entry"
    if keyword == "msgctxt" and held:
        return "msgctxt stands after msgid"
    if keyword == "msgid_plural" and "msgid" not in held:
        return "msgid_plural stands before its msgid"
    if keyword.startswith("msgstr") and "msgid" not in held:
        return "msgstr stands before its msgid"
    forms = sum(name.startswith("msgstr[") for name in held)
    if keyword.startswith("msgstr[") and keyword != f"msgstr[{forms}]":
        return f"{keyword} stands where msgstr[{forms}] should be"
    return ""


def _unfinished(strings: dict[str, str]) -> str:
    """What an entry lacks, or ""."""
    if "msgid" not in strings:
        return "this entry has no msgid"
    if not any(keyword.startswith("msgstr") for keyword in strings):
        return "this msgid has no msgstr"
    has_forms = "msgstr[0]" in strings
    if "msgstr" in strings and has_forms:
        return "this entry has both msgstr and msgstr[0]"
    if ("msgid_plural" in strings) is not has_forms:
        return "a plural entry needs msgid_plural and msgstr[0], msgstr[1], …"
    return ""


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def split_flags(text: str) -> list[str]:
    """The flags of a `#,` line, spaces made regular.

    Blanks part them as well as commas: "fuzzy c-format" is fuzzy. But a flag that gettext does
    not know may have one inside, so that "fuzzy" alone is taken out of what commas part.
    """
    flags: list[str] = []
    for part in text.split(","):
        words = part.split()
        if len(words) > 1 and "fuzzy" in words:
            flags.append("fuzzy")
            words = [word for word in words if word != "fuzzy"]
        flags.append(" ".join(words))
    return [re.sub(r"^range:\s*", "range: ", flag) for flag in flags if flag]


REFERENCE = lazy(r"\u2068[^\u2068\u2069]*\u2069(?::\d+)?|[^\s\u2068\u2069]+:\s+\d+(?!\S)|\S+")
NUMBERED = lazy(r":\s*0*([1-9]\d*)$")


def _references(lines: list[str]) -> tuple[str, ...]:
    """The items of `#:` lines; a file name with spaces stands between U+2068 and U+2069."""
    found = REFERENCE.findall(_nfc(" ".join(" ".join(lines).split())))
    return tuple(dict.fromkeys(NUMBERED.sub(r":\1", item) for item in found))
