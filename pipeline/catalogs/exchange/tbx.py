"""TBX ↔ termbase: TBX-Basic as terminology tools read it, and TBX of either edition back.

The first term of the first language is the row's term; the other terms are its readings, the
preferred one first. A row's rule has no counterpart in TBX and travels as `projectSubset`.

Source: TBX-Basic 2.1 (LISA, 2009) for what we write; ISO 30042:2019 (core, DCA style) is read too.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.catalogs.exchange.characters import escape, unescape
from pipeline.catalogs.exchange.xml import Node, render
from pipeline.errors import CatalogError
from pipeline.model import Language, Term, Termbase, TermRule
from pipeline.source.termbase import NOTHING

__all__ = ["GivenTerm", "read_tbx", "render_tbx"]

DOCTYPE = '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">'
XCS = "http://www.lisa.org/fileadmin/standards/tbx_basic/TBXBasicXCSV02.xcs"
PREFERRED, ADMITTED, DEPRECATED = (
    f"{word}Term-admn-sts" for word in ("preferred", "admitted", "deprecated")
)
STATUS = "administrativeStatus"
RULE = "leaflets:"
UNWRITABLE = "\t\n\r|"  # what would break a row of the termbase's table


@dataclass(frozen=True, slots=True)
class GivenTerm:
    """A term that a TBX file gives; `term.line` is a line of that file."""

    term: Term
    has_rule: bool  # False: TBX of another tool, and the rule is our reading of it


# ------------------------------------------------------------------------------------------ writing
def render_tbx(termbase: Termbase, *, source_language: Language) -> bytes:
    """The file; the same termbase gives the same bytes."""
    entries = tuple(_entry(number, term) for number, term in enumerate(termbase.terms, start=1))
    title = Node("titleStmt", (), (Node("title", (), ("Termbase",)),))
    origin = Node("sourceDesc", (), (Node("p", (), (escape(termbase.path),)),))
    header = Node(
        "martifHeader",
        (),
        (
            Node("fileDesc", (), (title, origin)),
            Node("encodingDesc", (), (Node("p", (("type", "XCSURI"),), (XCS,)),)),
        ),
    )
    body = Node("text", (), (Node("body", (), entries),))
    root = (("type", "TBX-Basic"), ("xml:lang", source_language.tag))
    return render(Node("martif", root, (header, body)), doctype=DOCTYPE)


def _entry(number: int, term: Term) -> Node:
    about = [Node("admin", (("type", "projectSubset"),), (f"{RULE}{term.rule}",))]
    if term.note:
        about.append(Node("note", (), (escape(term.note),)))
    own = DEPRECATED if term.rule is TermRule.AVOID else ""
    terms = {term.language.tag: [_tig(term.term, own)]}
    for tag, readings in term.readings.items():
        found = terms.setdefault(tag, [])
        found += [
            _tig(reading or NOTHING, ADMITTED if place else PREFERRED)
            for place, reading in enumerate(readings)
        ]
    sets = [Node("langSet", (("xml:lang", tag),), tuple(tigs)) for tag, tigs in terms.items()]
    return Node("termEntry", (("id", f"t{number}"),), (*about, *sets))


def _tig(text: str, status: str) -> Node:
    note = (Node("termNote", (("type", STATUS),), (status,)),) if status else ()
    return Node("tig", (), (Node("term", (), (escape(text),)), *note))


# ------------------------------------------------------------------------------------------ reading
def read_tbx(root: Node, path: str, *, source_language: Language) -> tuple[GivenTerm, ...]:
    """The terms in a TBX document, in its order.

    In a file of another tool an entry's term is the first one in `source_language`; an entry
    without it gives nothing. Raises CatalogError with the line for a term that no table can hold.
    """
    found = (
        _given(entry, path, source_language) for entry in root.walk("termEntry", "conceptEntry")
    )
    return tuple(term for term in found if term is not None)


def _given(entry: Node, path: str, source_language: Language) -> GivenTerm | None:
    by_language: dict[Language, list[Node]] = {}
    for group in entry.nodes:
        if group.name in ("langSet", "langSec"):
            language = Language.parse(group.get("xml:lang"))
            by_language.setdefault(language, []).extend(_term_groups(group))
    by_language = {language: groups for language, groups in by_language.items() if groups}
    rule = _rule(entry)
    home = next(iter(by_language), None) if rule else source_language
    if home is None or home not in by_language:
        return None
    own, *_ = by_language[home]
    by_language[home] = by_language[home][1:]
    if rule is None:
        rule_read = TermRule.AVOID if _status(own).startswith("deprecated") else TermRule.USE
    else:
        rule_read = rule
    readings = {
        language.tag: tuple(_reading(group, rule_read, path) for group in _preferred_first(groups))
        for language, groups in by_language.items()
        if groups
    }
    note = " ".join(" ".join(unescape(each.text).split()) for each in entry.all("note"))
    term = Term(
        _text(own, path), home, rule_read, MappingProxyType(readings), note, line=entry.line
    )
    return GivenTerm(term, rule is not None)


def _term_groups(group: Node) -> list[Node]:
    """The elements that each hold one `<term>`: tig, termSec, or ntig's termGrp."""
    return [each for each in group.walk("tig", "termSec", "termGrp") if each.find("term")]


def _rule(entry: Node) -> TermRule | None:
    for admin in entry.all("admin"):
        name = admin.text.removeprefix(RULE)
        if admin.text.startswith(RULE) and name in set(TermRule):
            return TermRule(name)
    return None


def _status(group: Node) -> str:
    """The administrative status, as DCA style ("termNote") or DCT style says it; or ""."""
    for each in group.nodes:
        if each.name == STATUS or each.get("type") == STATUS:
            return each.text.strip()
    return ""


def _preferred_first(groups: list[Node]) -> list[Node]:
    allowed = [
        each for each in groups if not _status(each).startswith(("deprecated", "superseded"))
    ]
    return sorted(allowed, key=lambda each: not _status(each).startswith("preferred"))


def _reading(group: Node, rule: TermRule, path: str) -> str:
    text = _text(group, path)
    return "" if rule is TermRule.RESOLVE and text == NOTHING else text


def _text(group: Node, path: str) -> str:
    term = group.find("term")
    text = unicodedata.normalize("NFC", unescape(term.text)).strip(" ") if term is not None else ""
    wrong = next((character for character in text if character in UNWRITABLE), None)
    if wrong is not None or not text:
        raise CatalogError(
            f"the term {text!r} has {wrong!r} in it" if wrong else "a term is empty",
            path=path,
            line=term.line if term is not None else group.line,
            hint="make two terms of it, or one without",
        )
    return text
