"""Drawings with letters in them, made ready for the PDF engine: their letters become shapes.

The engine sets a drawing's text by rules of its own (Typst 0.15): signs that several letters make,
as in Hindi, Bengali, Tamil and Thai, stand on one another or are lost, spaces go, Chinese letters
are hairlines. Running text it sets right. So what a drawing says in such scripts is set as running
text, drawn, and put in the place of the words; the alternative text says what they say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from pipeline.errors import ExportError
from pipeline.language import cldr
from pipeline.language.scripts import script_of
from pipeline.leaflets.images import Image
from pipeline.leaflets.typography import LATIN_FAMILY, family_of, typography
from pipeline.model import Language

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SET_WELL = frozenset({"Common", "Inherited", "Latin", "Greek", "Cyrillic"})
_STAYS = ("transform", "opacity", "clip-path", "mask", "filter", "display", "visibility", "id")
_NOT_KNOWN = ("rotate", "textLength", "dx")  # attributes by which letters are placed one by one
_INHERITED = ("font-size", "font-weight", "font-style", "text-anchor", "fill", _XML_LANG)
_LENGTH = re.compile(r"(?P<number>[+-]?[\d.]+)(?P<unit>px|pt|em)?")
_RULE = re.compile(r"(?P<selectors>[^{}]+)\{(?P<body>[^{}]*)\}")
_WEIGHTS = {"normal": 400, "bold": 700, "bolder": 700, "lighter": 300}
_POINT = 4 / 3  # of a CSS pixel

Style = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look."""

    text: str
    weight: int
    italic: bool
    fill: str  # as the drawing has it


@dataclass(slots=True)
class Line:
    """What is set from one place on."""

    x: float
    y: float
    size: float
    anchor: str  # start, middle or end
    fonts: tuple[str, ...]
    language: str
    runs: list[Run] = field(default_factory=list)


Draw = Callable[[Sequence[Line]], Sequence[Element]]  # each line as an SVG, 1 em above its baseline


class _UnknownError(Exception):
    """A way of placing letters that is not known here."""


def lettered(image: Image, draw: Draw) -> Image:
    """The picture as the PDF engine is to have it; only drawings with such letters change.

    ExportError where letters stand in a way that can't be followed: they might be garbled; or where
    words stand as a web page inside, which the engine leaves out.
    """
    is_page = b"foreignObject" in image.data
    if image.format != "svg" or not (is_page or b"text" in image.data):
        return image
    try:
        root = ElementTree.fromstring(image.data)
    except ElementTree.ParseError:
        return image  # the engine says what it thinks of it
    has_changed = is_page and _drop_pages(root)
    rules = _rules(root)
    found = [
        (parent, element, style)
        for parent, element, style in _elements(root, _styled(root, {}, rules), rules)
        if element.tag == f"{{{SVG}}}text" and _needs_help("".join(element.itertext()))
    ]
    if not found and not has_changed:
        return image
    try:
        texts = [list(_lines(element, style, rules)) for _, element, style in found]
    except _UnknownError as error:
        raise ExportError(
            f"its letters can't be drawn: {error}",
            hint="give each line of a label an x and a y, or draw a picture for the language",
        ) from error
    drawn = iter(draw([line for lines in texts for line in lines]))
    for (parent, element, _), lines in zip(found, texts, strict=True):
        group = Element(f"{{{SVG}}}g", {k: v for k, v in element.items() if k in _STAYS})
        group.extend(_placed(line, next(drawn)) for line in lines)
        group.tail = element.tail
        parent[list(parent).index(element)] = group
    ElementTree.register_namespace("", SVG)
    ElementTree.register_namespace("xlink", XLINK)
    return image._replace(data=ElementTree.tostring(root, encoding="utf-8"))


def _drop_pages(root: Element) -> bool:
    """Take out the web pages inside a drawing; whether there were some. ExportError for words.

    Adobe Illustrator leaves an empty one beside all that it draws; the engine warns of any.
    """
    pages = [
        (parent, child)
        for parent in list(root.iter())
        for child in parent
        if child.tag == f"{{{SVG}}}foreignObject"
    ]
    for parent, page in pages:
        if "".join(page.itertext()).strip():
            raise ExportError(
                "what stands in its <foreignObject> would be missing, and is not translated",
                hint="let the program that it was drawn with save its words as plain text (<text>)",
            )
        parent.remove(page)
    return bool(pages)


def _needs_help(text: str) -> bool:
    return not text.isascii() and any(script_of(sign) not in _SET_WELL for sign in text)


def _elements(
    parent: Element, style: Style, rules: Mapping[str, Style]
) -> Iterator[tuple[Element, Element, Style]]:
    """Every element with its parent and what it looks like, outermost first."""
    for element in parent:
        if isinstance(element.tag, str):
            own = _styled(element, style, rules)
            yield parent, element, own
            yield from _elements(element, own, rules)


def _lines(element: Element, style: Style, rules: Mapping[str, Style]) -> Iterator[Line]:
    """What a text element says, by the places from which it is said."""
    lines = [_line_at(element, style, 0.0, 0.0)]
    _add(lines, element.text, style)
    for child, own in _spans(element, style, rules):
        if child.get("x"):
            last = lines[-1]
            lines.append(_line_at(child, own, last.x, last.y))
        elif child.get("y") or child.get("dy"):
            raise _UnknownError("a line has no x")
        _add(lines, child.text, own)
        _add(lines, child.tail, style)
    for line in lines:
        _trim(line)
        if line.runs:
            yield replace(line, fonts=_fonts(line))


def _spans(
    element: Element, style: Style, rules: Mapping[str, Style]
) -> Iterator[tuple[Element, Style]]:
    for child in element:
        name = str(child.tag).removeprefix(f"{{{SVG}}}")
        if name in ("title", "desc"):
            continue
        if name != "tspan" or len(child):
            raise _UnknownError(
                f"a <{name}> in it holds more than words" if name == "tspan" else name
            )
        yield child, _styled(child, style, rules)


def _line_at(element: Element, style: Style, x: float, y: float) -> Line:
    if any(element.get(name) for name in _NOT_KNOWN):
        raise _UnknownError("letters are placed one by one")
    size = _length(style.get("font-size", "16"), 16.0)
    x = _length(element.get("x", str(x)), size)
    y = _length(element.get("y", str(y)), size) + _length(element.get("dy", "0"), size)
    language = style.get(_XML_LANG, "")
    return Line(x, y, size, style.get("text-anchor", "start"), (), language)


def _add(lines: list[Line], text: str | None, style: Style) -> None:
    if not text:
        return
    weight = style.get("font-weight", "normal")
    lines[-1].runs.append(
        Run(
            " ".join(re.split(r"[ \t\r\n]+", text)),
            _WEIGHTS.get(weight) or int(_length(weight, 1.0)),
            style.get("font-style", "normal") != "normal",
            style.get("fill", "#000000"),
        )
    )


def _trim(line: Line) -> None:
    """Take off the space before and after."""
    runs = line.runs
    while runs and not runs[0].text.strip():
        del runs[0]
    while runs and not runs[-1].text.strip():
        del runs[-1]
    if runs:
        runs[0] = replace(runs[0], text=runs[0].text.lstrip())
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())


def _fonts(line: Line) -> tuple[str, ...]:
    language = Language.parse(line.language) if line.language else None
    own = typography(language).print_fonts if language and cldr.is_known(language) else ()
    scripts = dict.fromkeys(script_of(sign) for run in line.runs for sign in run.text)
    others = tuple(family for family in map(family_of, scripts) if family)
    return tuple(dict.fromkeys((*own, LATIN_FAMILY, *others)))


def _placed(line: Line, drawn: Element) -> Element:
    """The drawn line where the words stood."""
    width = float(drawn.get("viewBox", "0 0 0 0").split()[2])
    shift = {"middle": width / 2, "end": width}.get(line.anchor, 0.0)
    place = f"translate({line.x - shift:.6g} {line.y - line.size:.6g})"
    group = Element(f"{{{SVG}}}g", {"transform": place})
    group.extend(drawn)
    for part in group.iter():
        fill = part.get("fill", "")
        if fill.startswith("#0000"):
            part.set("fill", line.runs[int(fill[1:], 16)].fill)
    return group


# ------------------------------------------------------------------------------------------ styles
def _rules(root: Element) -> Mapping[str, dict[str, str]]:
    """What style sheets say of elements and classes by themselves: "text" or ".label"."""
    rules: dict[str, dict[str, str]] = {}
    for sheet in root.iter(f"{{{SVG}}}style"):
        for rule in _RULE.finditer(sheet.text or ""):
            for selector in rule["selectors"].split(","):
                rules.setdefault(selector.strip(), {}).update(_declarations(rule["body"]))
    return rules


def _styled(element: Element, style: Style, rules: Mapping[str, Style]) -> Style:
    """What is inherited, then attributes, style sheets, the style attribute: the last one wins."""
    own = dict(style) | {name: element.get(name, "") for name in _INHERITED if element.get(name)}
    said = dict(rules.get(str(element.tag).removeprefix(f"{{{SVG}}}"), {}))
    for name in element.get("class", "").split():
        said |= rules.get(f".{name}", {})
    said |= _declarations(element.get("style", ""))
    own |= {name: value for name, value in said.items() if name in _INHERITED}
    if own.get("font-size") != style.get("font-size"):
        own["font-size"] = _resolved(own["font-size"], style.get("font-size", "16"))
    return own


def _resolved(size: str, around: str) -> str:
    """The size in the drawing's units; as it is where nobody can tell, for nobody may ask."""
    try:
        return str(_length(size, _length(around, 16.0)))
    except _UnknownError:
        return size


def _declarations(text: str) -> dict[str, str]:
    pairs = (each.split(":", 1) for each in text.split(";") if ":" in each)
    return {name.strip(): value.strip() for name, value in pairs}


def _length(text: str, em: float) -> float:
    """A length in the drawing's units."""
    match = _LENGTH.fullmatch(text.strip())
    if match is None:
        raise _UnknownError(f"the length '{text}'")
    return float(match["number"]) * {"pt": _POINT, "em": em}.get(match["unit"] or "", 1.0)
