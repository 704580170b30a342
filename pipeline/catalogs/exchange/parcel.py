"""Parcel: the active units of one catalog as every exchange format carries them.

A unit on its way knows who it is (`id`) and what the catalog said when it left (`base`), so that
`receive` can tell what the translator changed from what changed here meanwhile. Plural forms
travel as units of their own.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.model import Catalog, Key, Language, State, Unit

__all__ = [
    "Parcel",
    "ParcelUnit",
    "facts",
    "fingerprint",
    "is_text_of",
    "key_digest",
    "pack",
    "state_of",
    "unit",
]

DIGEST_LENGTH = 16  # hexadecimal digits: 64 bits, far beyond chance among a project's sentences
_FRAME = re.compile(r"\A[ \t]*\n[ \t\n]*|[ \t]*\n[ \t\n]*\Z")  # line breaks around a text


@dataclass(frozen=True, slots=True)
class ParcelUnit:
    """One text to translate, and what came of it."""

    key: Key
    target: str | None  # None: the file has nothing to say about it
    state: State | None  # UNTRANSLATED, FUZZY or TRANSLATED; None: the file does not say
    id: str = ""  # `key_digest` at export; "": unknown
    base: str = ""  # `fingerprint` of the catalog's unit at export; "": unknown
    form: int | None = None  # which msgstr[form] of a plural unit
    plural: str = ""  # the msgid_plural of a plural unit
    previous: Key | None = None
    extracted: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    rival: str | None = None  # a second wording in the same file: a sheet where both were edited
    line: int = field(default=0, compare=False)  # 1-based, in the exchange file; 0: not read

    @property
    def source(self) -> str:
        """The text to translate."""
        return self.plural if self.form else self.key.msgid


@dataclass(frozen=True, slots=True)
class Parcel:
    """What an exchange file holds for one catalog."""

    domain: str
    language: Language
    source_language: Language
    units: tuple[ParcelUnit, ...]
    line: int = field(default=0, compare=False)  # 1-based, where the exchange file says so


# ------------------------------------------------------------------------------------------ packing
def pack(catalog: Catalog, *, source_language: Language) -> Parcel:
    """The active units of `catalog`, in its order. Obsolete ones stay at home."""
    assert catalog.language is not None, "templates are not exchanged"
    units = tuple(each for unit in catalog.units if not unit.obsolete for each in _packed(unit))
    return Parcel(catalog.domain, catalog.language, source_language, units)


def _packed(unit: Unit) -> Iterator[ParcelUnit]:
    forms = tuple(enumerate(unit.plural[1:])) if unit.plural else ((None, unit.msgstr),)
    for form, text in forms:
        state = state_of(text, fuzzy=unit.fuzzy)
        yield ParcelUnit(
            key=unit.key,
            target=text,
            state=state,
            id=key_digest(unit.key),
            base=fingerprint(text, state, unit.comments),
            form=form,
            plural=unit.plural[0] if unit.plural else "",
            previous=Key(*unit.previous) if unit.previous is not None else None,
            extracted=unit.extracted,
            references=unit.references,
            comments=unit.comments,
            flags=unit.flags,
        )


def state_of(text: str, *, fuzzy: bool) -> State:
    """What a wording is worth; a blank one is untranslated, whatever is said of it."""
    if not text.strip():
        return State.UNTRANSLATED
    return State.FUZZY if fuzzy else State.TRANSLATED


def key_digest(key: Key) -> str:
    """The identity of a unit in a few characters; no context differs from an empty one."""
    context = "" if key.msgctxt is None else f"{key.msgctxt}\x04"  # as in .mo files
    return _digest(context + key.msgid)


def fingerprint(text: str, state: State, comments: Iterable[str]) -> str:
    """What a catalog says of a unit in a few characters: state, wording, comments."""
    return f"{state}:{_digest(text)}:{_digest(chr(10).join(comments))}"


def is_text_of(base: str, text: str) -> bool:
    """Whether `base` is the fingerprint of this wording, whatever its state."""
    return base.split(":")[1:2] == [_digest(text)]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST_LENGTH]


# -------------------------------------------------------------------------------------------- facts
def facts(unit: ParcelUnit) -> tuple[tuple[str, str], ...]:
    """What a format has no element for, as (name, text) pairs; `unit` reads them back."""
    pairs: list[tuple[str, str]] = [("base", unit.base)] if unit.base else []
    if unit.key.msgctxt is not None:
        pairs.append(("msgctxt", unit.key.msgctxt))
    if unit.form is not None:
        pairs += [("form", str(unit.form)), ("msgid", unit.key.msgid), ("plural", unit.plural)]
    if unit.previous is not None and unit.previous.msgctxt is not None:
        pairs.append(("previous-msgctxt", unit.previous.msgctxt))
    pairs += [("flag", flag) for flag in unit.flags]
    return tuple(pairs)


def unit(
    source: str,
    pairs: Iterable[tuple[str, str]],
    *,
    target: str | None,
    state: State | None,
    previous: str | None = None,
    id: str = "",
    extracted: Iterable[str] = (),
    references: Iterable[str] = (),
    comments: Iterable[str] = (),
    line: int = 0,
) -> ParcelUnit:
    """The unit that a format's reader found; unknown pairs are of no interest."""
    said: dict[str, str] = {}
    flags = []
    for name, value in pairs:
        if name == "flag":
            flags.append(value)
        else:
            said.setdefault(name, value)
    form = said.get("form", "")
    base = said.get("base", "")
    key = _key(said.get("msgctxt"), said.get("msgid", _nfc(source)), id)
    return ParcelUnit(
        key=key,
        target=None if target is None else _wording(_nfc(target), key, base),
        state=state,
        id=id,
        base=base,
        form=int(form) if form.isascii() and form.isdigit() else None,
        plural=said.get("plural", ""),
        previous=None if previous is None else Key(said.get("previous-msgctxt"), _nfc(previous)),
        extracted=tuple(extracted),
        references=tuple(references),
        comments=tuple(map(_nfc, comments)),
        flags=tuple(flags),
        line=line,
    )


def _key(msgctxt: str | None, msgid: str, id: str) -> Key:
    """The key, without what a tool that indents texts has put around the source."""
    bare = Key(msgctxt, _FRAME.sub("", msgid))
    return bare if key_digest(bare) == id else Key(msgctxt, msgid)


def _wording(text: str, key: Key, base: str) -> str:
    """The wording as its translator typed it; what nobody touched is as it was.

    Without line breaks around it that its source does not have: they come from tools that indent
    texts, and msgfmt takes no catalog with them. With our line breaks, not those of Windows.
    """
    if is_text_of(base, text):
        return text
    text = text.replace("\r\n", "\n")
    return text if _FRAME.search(key.msgid) else _FRAME.sub("", text)


def _nfc(text: str) -> str:
    """Catalogs are NFC; the tools that files come back from are not always."""
    return unicodedata.normalize("NFC", text)
