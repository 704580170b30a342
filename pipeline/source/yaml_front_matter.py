"""Front matter as YAML: what it says, every mistake in it, and where its texts stand.

The one module that imports PyYAML. Front matter that needs none is read in `front_matter`.
"""

from __future__ import annotations

import difflib
import json
import re
from typing import NamedTuple

import yaml

from pipeline.errors import SourceError
from pipeline.model import AdaptedFrom, Metadata, Segmentation
from pipeline.source.decoding import Problem
from pipeline.source.front_matter import (
    EXAMPLE,
    FRONT_MATTER_KEYS,
    LINES_ABOVE,
    iso_date,
    split_front_matter,
)

__all__ = ["Scalar", "field_scalars", "metadata", "written"]

_NO_ADDRESSES = ("javascript:", "vbscript:", "data:", "file:")
_ADAPTED_FROM_KEYS = ("title", "author", "publisher", "date", "url")
_TEXT_KEYS = ("title", "summary", "author", "publisher", "audience")
# A key that is none, for want of a space behind its colon, or because that is no-break or wide.
_CLOSE_KEY = re.compile(
    rf"^({'|'.join(FRONT_MATTER_KEYS)})(?::(?=[^\s]|[\u00a0\u3000])|：)", re.MULTILINE
)
_COMMENT = re.compile(r"[ \t]*(#[^\s#].*?)\s*$")
# libyaml where PyYAML was built with it (its wheels are): an article's front matter in 0.1 ms
# instead of 1.5 ms. Only nodes are composed, never objects, so no tag can construct anything.
_LOADER: type[yaml.CSafeLoader] | type[yaml.SafeLoader] = getattr(
    yaml, "CSafeLoader", yaml.SafeLoader
)


class Scalar(NamedTuple):
    """A text of the front matter as it stands in the file."""

    start: int  # in the file's text
    end: int
    style: str  # "": plain; one of ' " | >
    is_in_flow: bool  # inside [brackets]: a comma ends it


# ------------------------------------------------------------------------ front matter as it stands
def field_scalars(text: str, path: str) -> dict[str, tuple[Scalar, ...]]:
    """Where the texts of each key stand in an article's `text`; blank ones are left out.

    Texts that YAML names or types (`&name`, `*name`, `!!str`) are left out too: another key may
    depend on them.
    """
    front = split_front_matter(text, path)
    if not front.yaml:
        return {}
    node = _compose(front.yaml, path)
    first = text.index("\n") + 1
    found: dict[str, tuple[Scalar, ...]] = {}
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        values = value.value if isinstance(value, yaml.SequenceNode) else [value]
        is_in_flow = isinstance(value, yaml.SequenceNode) and bool(value.flow_style)
        found[str(key.value)] = tuple(
            _scalar(each, front.yaml, first, is_in_flow=is_in_flow)
            for each in values
            if isinstance(each, yaml.ScalarNode)
            and each.value.strip()
            and front.yaml[each.start_mark.index] not in "&*!"
        )
    return found


def _scalar(node: yaml.ScalarNode, text: str, first: int, *, is_in_flow: bool) -> Scalar:
    start, end = node.start_mark.index, node.end_mark.index
    end = start + len(text[start:end].rstrip())
    return Scalar(first + start, first + end, node.style or "", is_in_flow)


def written(value: str, scalar: Scalar, before: str) -> str:
    """`value`, text on one line, as YAML in the place of `scalar`, whose YAML is `before`.

    The quotes stay what they are where they can; what can't stand plain goes into double ones.
    """
    if scalar.style in ("|", ">"):
        head, _, rest = before.partition("\n")
        indentation = re.search(r"^ +(?=\S)", rest, re.MULTILINE)
        if indentation:
            return f"{head}\n{indentation[0]}{value}"
    if scalar.style == "'":
        return "'" + value.replace("'", "''") + "'"
    if scalar.style == "" and _may_be_plain(value, is_in_flow=scalar.is_in_flow):
        return value
    return json.dumps(value, ensure_ascii=False)


def _may_be_plain(value: str, *, is_in_flow: bool) -> bool:
    try:
        node = yaml.compose(f"[{value}]" if is_in_flow else f"key: {value}", Loader=_LOADER)
    except yaml.YAMLError:
        return False
    if not isinstance(node, yaml.CollectionNode) or len(node.value) != 1:
        return False
    found = node.value[0] if is_in_flow else node.value[0][1]
    return _is_scalar(found, "str") and not found.style and found.value == value


# ------------------------------------------------------------------------------------ front matter
class _Reader:
    """The values of one mapping node, with the mistakes that were met on the way."""

    def __init__(self, node: yaml.MappingNode, keys: tuple[str, ...], inside: str = "") -> None:
        self.inside = inside  # "adapted_from: " for messages about a nested mapping
        self.problems: list[Problem] = []
        self.lines: dict[str, int] = {}
        self._nodes: dict[str, yaml.Node] = {}
        for key_node, value_node in node.value:
            self._add(key_node, value_node, keys)

    def _add(self, key_node: yaml.Node, value_node: yaml.Node, keys: tuple[str, ...]) -> None:
        key, line = str(key_node.value), _line(key_node)
        if key not in keys:
            near = difflib.get_close_matches(key.lower(), keys, n=1)
            meant = f"did you mean {near[0]!r}? " if near else ""
            self._report(line, f"unknown key {key!r}", f"{meant}the keys are {', '.join(keys)}")
        elif key in self._nodes:
            self._report(line, f"{key!r} stands here a second time", "keep one of the two")
        else:
            self._nodes[key], self.lines[key] = value_node, line

    def _report(self, line: int, message: str, hint: str) -> None:
        self.problems.append(Problem(line, f"{self.inside}{message}", hint))

    def text(self, key: str) -> str:
        """The scalar, or "" where it is missing or blank; anything but text is reported."""
        node = self._nodes.get(key)
        if node is None or _is_null(node):
            return ""
        if _is_scalar(node, "str"):
            return _one_line(node.value)
        kind = "a list or a mapping" if not isinstance(node, yaml.ScalarNode) else repr(node.value)
        self._report(
            _line(node), f"{key!r} must be text, found {kind}", f'put it in quotes: {key}: "…"'
        )
        return ""

    def address(self, key: str) -> str:
        """The text of a key that becomes a link: a program, or a file of a machine, is reported."""
        value = self.text(key)
        # As browsers read it, which pass over white space and control characters.
        bare = "".join(sign for sign in value if sign > " ").lower()
        if not bare.startswith(_NO_ADDRESSES):
            return value
        self._report(
            _line(self._nodes[key]), f"{key!r} is no web address: {value!r}", "write https://…"
        )
        return ""

    def date(self, key: str) -> str:
        """The date as ISO 8601, or ""; written as a YAML date or as a string."""
        node = self._nodes.get(key)
        if node is None or _is_null(node):
            return ""
        value = str(node.value).strip() if isinstance(node, yaml.ScalarNode) else "a list"
        found = iso_date(value)
        if found:
            return found
        self._report(
            _line(node),
            f"{key!r} must be a date of the calendar, found {value!r}",
            "write year, month and day with hyphens: 2024-10-31",
        )
        return ""

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of strings, blank ones left out."""
        node = self._nodes.get(key)
        if node is None or _is_null(node):
            return ()
        if isinstance(node, yaml.SequenceNode) and all(_is_scalar(n, "str") for n in node.value):
            return tuple(_one_line(n.value) for n in node.value if n.value.strip())
        self._report(
            _line(node),
            f"{key!r} must be a list of texts",
            f"write {key}: [low back pain, posture]",
        )
        return ()

    def segmentation(self, key: str) -> Segmentation | None:
        """The way to cut blocks, or None where the article leaves it to the project."""
        value = self.text(key)
        if not value or value in set(Segmentation):
            return Segmentation(value) if value else None
        choices = " or ".join(repr(str(choice)) for choice in Segmentation)
        self._report(self.lines[key], f"{key!r} must be {choices}, found {value!r}", "")
        return None

    def truth(self, key: str) -> bool:
        """True or false; false where the key is missing."""
        node = self._nodes.get(key)
        if node is None or _is_null(node):
            return False
        if _is_scalar(node, "bool"):
            return str(node.value).lower() in ("true", "yes", "on")
        self._report(_line(node), f"{key!r} must be true or false", f"write {key}: true")
        return False

    def adapted_from(self, key: str) -> AdaptedFrom | None:
        """The nested mapping, validated like the outer one; its title is required."""
        node = self._nodes.get(key)
        if node is None or _is_null(node):
            return None
        if not isinstance(node, yaml.MappingNode):
            self._report(
                _line(node),
                f"{key!r} must be a mapping",
                f"indent its keys below it: {', '.join(_ADAPTED_FROM_KEYS)}",
            )
            return None
        inner = _Reader(node, _ADAPTED_FROM_KEYS, f"{key}: ")
        result = AdaptedFrom(
            title=inner.required("title", self.lines[key], "name the publication it comes from"),
            author=inner.text("author"),
            publisher=inner.text("publisher"),
            date=inner.date("date"),
            url=inner.address("url"),
        )
        self.problems.extend(inner.problems)
        return result

    def required(self, key: str, line: int, hint: str) -> str:
        """The text of a key that must not be missing or blank."""
        value = self.text(key)
        node = self._nodes.get(key)
        if not value and (node is None or _is_null(node) or _is_scalar(node, "str")):
            self._report(self.lines.get(key, line), f"no {key}", hint)
        return value


def metadata(
    front_matter: str, path: str, problems: list[Problem], *, needs_title: bool
) -> Metadata:
    """The validated front matter; mistakes are added to `problems`."""
    node = _compose(front_matter, path)
    if node is None or (isinstance(node, yaml.ScalarNode) and _is_null(node)):
        node = yaml.MappingNode("tag:yaml.org,2002:map", [])
    if not isinstance(node, yaml.MappingNode):
        close = _CLOSE_KEY.search(front_matter)
        problems.append(
            Problem(
                LINES_ABOVE + 1 + front_matter.count("\n", 0, close.start()) if close else 2,
                "the front matter is no list of `key: value` lines",
                _close_hint(close) if close else EXAMPLE,
            )
        )
        return Metadata(title="")
    reader = _Reader(node, FRONT_MATTER_KEYS)
    problems.extend(_cut_short(node, front_matter))
    found = Metadata(
        title=reader.required("title", 1, EXAMPLE) if needs_title else reader.text("title"),
        summary=reader.text("summary"),
        author=reader.text("author"),
        publisher=reader.text("publisher"),
        date=reader.date("date"),
        reviewed=reader.date("reviewed"),
        keywords=reader.texts("keywords"),
        audience=reader.text("audience"),
        adapted_from=reader.adapted_from("adapted_from"),
        segmentation=reader.segmentation("segmentation"),
        is_draft=reader.truth("draft"),
        lines=reader.lines,
    )
    problems.extend(reader.problems)
    return found


def _close_hint(close: re.Match[str]) -> str:
    return f"put a colon and an ordinary space behind the key: {close[1]}: …"


def _cut_short(node: yaml.MappingNode, front_matter: str) -> list[Problem]:
    """Texts that end where `#` begins a comment to YAML, and a word or a number to their author."""
    found = []
    for key, value in node.value:
        if key.value in _TEXT_KEYS and isinstance(value, yaml.ScalarNode) and not value.style:
            rest = front_matter[value.end_mark.index :].split("\n", 1)[0]
            if lost := _COMMENT.match(rest):
                message = f"'{lost[1]}' is taken for a comment, and is not shown"
                hint = f'put it in quotes: {key.value}: "…"; a comment has a space behind its #'
                found.append(Problem(_line(value), message, hint))
    return found


def _compose(front_matter: str, path: str) -> yaml.Node | None:
    try:
        return yaml.compose(front_matter, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = LINES_ABOVE + (mark.line + 1 if mark else 1)
        hint = "a value that holds a colon, a hash or a quotation mark goes in quotes"
        if close := _CLOSE_KEY.search(front_matter):
            line = LINES_ABOVE + 1 + front_matter.count("\n", 0, close.start())
            hint = _close_hint(close)
        elif mark and front_matter[mark.index :].startswith("\t"):
            hint = "put spaces for the tab: YAML has none before a text"
        column = f" (column {mark.column + 1})" if mark else ""
        raise SourceError(
            f"the front matter is not valid YAML: {error.problem or error.context}{column}",
            path=path,
            line=line,
            hint=hint,
        ) from error
    except yaml.YAMLError as error:
        raise SourceError(
            f"the front matter is not valid YAML: {error}",
            path=path,
            line=1,
            hint="compare it with the example in the README",
        ) from error


def _line(node: yaml.Node) -> int:
    return LINES_ABOVE + int(node.start_mark.line) + 1


def _is_scalar(node: yaml.Node, kind: str) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == f"tag:yaml.org,2002:{kind}"


def _is_null(node: yaml.Node) -> bool:
    return _is_scalar(node, "null")


def _one_line(text: str) -> str:
    """`text` with runs of ASCII white space made one space; no-break spaces stay."""
    return re.sub(r"[ \t\n]+", " ", text).strip(" ")
