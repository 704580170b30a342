"""What in a Markdown text is not prose of the article's language: code, addresses, marked spans.

A scan for stray script must not stumble over a URL or over a Chinese word that the author marked as
Chinese. Blanking is by pattern, not by parsing, and errs towards prose: an odd construct is scanned
and may be reported, but nothing that a reader sees is ever hidden from the scan by mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.language.patterns import lazy
from pipeline.model import Language

_FENCED = re.compile(r"^(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*\n)*?(?P=fence)[ ]*$", re.MULTILINE)
_INDENTED = re.compile(r"(?: {4}|\t)")
_CONTAINER = re.compile(r"(?:[-*+]|\d+\.)[ \t]|\[\^[^\]\n]+\]:|:[ \t]|!!!|\*\[")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CODE_ELEMENT = re.compile(
    r"<(?P<tag>script|style|pre|code|kbd|samp)\b[^>]*>.*?</(?P=tag)\s*>", re.DOTALL | re.IGNORECASE
)
_INLINE_CODE = re.compile(r"(?<![\\`])(`+)(?!`)(?:[^\n]|\n(?!\s*\n))+?(?<!`)\1(?!`)")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_AUTOLINK = re.compile(r"<(?:[A-Za-z][\w+.-]*:|[^\s<>@]+@)[^\s<>]*>")
_READABLE_ATTRIBUTE = re.compile(
    r"\b(?:alt|title|aria-label|placeholder)\s*=\s*(\"[^\"]*\"|'[^']*')", re.IGNORECASE
)
_DEFINITION = re.compile(
    r"^ {0,3}\[(?!\^)(?P<label>[^\]\n]+)\]:[ \t]*(?:<[^>\n]*>|\S+)(?=[ \t]*(?:$|[\"'(]))",
    re.MULTILINE,
)
_BOX_KIND = re.compile(r"^ *!!![ ]?[\w-]+(?:[ ]+[\w-]+)*(?=[ ]*(?:\"|$))", re.MULTILINE)
_REFERENCE = re.compile(r"(?<=\])[ ]?\[(?P<label>[^\[\]^\n]+)\]")
_FOOTNOTE_LABEL = re.compile(r"\[\^[^\]\n]+\]:?")
# "[nhs.uk](https://www.nhs.uk/back)": the text of the link is its address, or how that begins.
_NAMED_BY_ADDRESS = re.compile(
    r"(?<=\[)(?P<text>[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[\w./-]*)?)"
    r"(?=\]\([ \t]*(?:https?://)?(?:www\.)?(?P=text)(?:[/?#)\s]))",
    re.IGNORECASE | re.ASCII,
)
_LINK_TARGET = re.compile(r"\]\([ \t]*(?:<[^>\n]*>|(?:[^()\s]|\([^()\s]*\))+)")
_ATTRIBUTE_LIST = lazy(
    r"""\{:?(?:[ ]*(?:[#.][\w:-]+|[A-Za-z:-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s{}"']+)))+[ ]*\}"""
)
_URL = lazy(
    r"(?:https?|ftp|mailto|tel):[^\s<>()\"'，。；、）]+|(?<![A-Za-z0-9_])www\.[^\s<>()，。；、）]+"
)
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")

_LANG_TAG = re.compile(
    r"<(?P<tag>[A-Za-z][\w-]*)\b(?=[^<>]*?\s(?:xml:)?lang\s*=\s*[\"']?(?P<lang>[A-Za-z-]+))[^<>]*>"
)
_LANG_LIST = re.compile(r"\{:?[^{}\n]*?\b(?:xml:)?lang\s*=\s*[\"']?(?P<lang>[A-Za-z-]+)[^{}\n]*\}")

# Each with what it can't occur without: looked for first, in a tenth of the time.
_CODE = ((_FENCED, ("```", "~~~")), (_COMMENT, ("<",)), (_CODE_ELEMENT, ("<",)))
_ADDRESSES = (
    (_BOX_KIND, ("!!!",)),
    (_DEFINITION, ("]:",)),
    (_FOOTNOTE_LABEL, ("[^",)),
    (_NAMED_BY_ADDRESS, ("](",)),
    (_LINK_TARGET, ("](",)),
    (_ATTRIBUTE_LIST, ("{",)),
    (_URL, (":", "www.")),
    (_EMAIL, ("@",)),
)


_BRACKETS = "`[]{}<>"


def without_brackets(text: str) -> str:
    """`text` with a stop for every bracket: same length, and nobody takes what is in it for markup.

    What is stray in `prose(text)` is stray in this, too: a first look that costs a quarter.
    """
    for bracket in _BRACKETS:
        text = text.replace(bracket, ".")
    return text


def prose(text: str, language: Language) -> str:
    """`text` with everything that is no prose in `language` blanked; same length, same lines.

    Blanked are code, comments, HTML tags, attribute lists, link targets and other addresses, and
    what an attribute (`<span lang="zh">`, `{lang=zh}`) says is in another language. Link texts that
    are no addresses, titles and alternatives of images stay: a reader meets them.
    """
    text = _blank_indented_code(_without(_CODE, text))
    if "`" in text:
        text = _INLINE_CODE.sub(_blank_match, text)
    if "lang" in text:
        text = _blank_marked(text, language)
    if "<" in text:
        text = _TAG.sub(_blank_tag, _AUTOLINK.sub(_blank_match, text))
    if "][" in text or "] [" in text:
        text = _blank_references(text)
    return without_brackets(_without(_ADDRESSES, text))


def _without(kinds: Iterable[tuple[re.Pattern[str], tuple[str, ...]]], text: str) -> str:
    for pattern, needs in kinds:
        if any(map(text.__contains__, needs)):
            text = pattern.sub(_blank_match, text)
    return text


def _blank_match(match: re.Match[str]) -> str:
    return _blanked(match.group())


def _blank_tag(match: re.Match[str]) -> str:
    """The tag blanked but for the attributes that a reader sees or hears."""
    tag, parts, position = match.group(), [], 0
    for attribute in _READABLE_ATTRIBUTE.finditer(tag):
        parts += [_blanked(tag[position : attribute.start(1)]), attribute[1]]
        position = attribute.end(1)
    return "".join([*parts, _blanked(tag[position:])])


def _blank_references(text: str) -> str:
    """The text without the labels of its definitions behind links: "[our page][clinic]"."""
    labels = {match["label"].casefold() for match in _DEFINITION.finditer(text)}
    return _REFERENCE.sub(
        lambda match: _blanked(match[0]) if match["label"].casefold() in labels else match[0], text
    )


def _blanked(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + _blanked(text[start:end]) + text[end:]


def _blank_indented_code(text: str) -> str:
    """Blank lines indented by four after an empty line, unless they continue a list or a box."""
    if "\n    " not in text and "\n\t" not in text and not _INDENTED.match(text):
        return text
    lines = text.split("\n")
    is_contained, may_begin = False, True
    for number, line in enumerate(lines):
        if not line.strip():
            may_begin = True
        elif not _INDENTED.match(line):
            is_contained = bool(_CONTAINER.match(line.lstrip(" ")))
            may_begin = False
        elif may_begin and not is_contained:
            lines[number] = _blanked(line)
    return "\n".join(lines)


def _blank_marked(text: str, language: Language) -> str:
    """Blank the content of elements and constructs whose language is another than `language`."""
    for match in _LANG_TAG.finditer(text):
        if Language.parse(match["lang"]).base != language.base:
            text = _blank(text, match.start(), _element_end(text, match))
    for match in _LANG_LIST.finditer(text):
        if Language.parse(match["lang"]).base != language.base:
            text = _blank(text, _marked_start(text, match.start()), match.end())
    return text


def _element_end(text: str, opening: re.Match[str]) -> int:
    """Where the element ends that `opening` begins; the tag's own end where it is never closed."""
    depth = 0
    for tag in re.compile(rf"<(/?){opening['tag']}\b[^<>]*?(/?)>", re.IGNORECASE).finditer(
        text, opening.start()
    ):
        depth += -1 if tag[1] else 0 if tag[2] else 1
        if depth == 0:
            return tag.end()
    return opening.end()


def _marked_start(text: str, position: int) -> int:
    """Where the construct begins that an attribute list at `position` belongs to."""
    line_start = text.rfind("\n", 0, position) + 1
    before = text[line_start:position]
    if not before.strip():  # alone on its line: the block above
        return text.rfind("\n\n", 0, position) + 1
    if before.lstrip().startswith("#"):  # a heading
        return line_start
    last = before[-1]
    if last == ")":
        closing = text.rfind("](", line_start, position)
        return _opening(text, closing, line_start) if closing >= 0 else position
    if last == "]":
        return _opening(text, position - 1, line_start)
    if last in "*_":
        run = before[len(before.rstrip(last)) :]
        found = text.rfind(run, line_start, position - len(run))
        return found if found >= 0 else position
    return position


def _opening(text: str, closing: int, floor: int) -> int:
    """Position of the `[` that belongs to the `]` at `closing`."""
    depth = 0
    for position in range(closing, floor - 1, -1):
        depth += {"]": 1, "[": -1}.get(text[position], 0)
        if depth == 0:
            return position
    return closing
