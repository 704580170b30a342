"""Checks of white space: at the edges of a text, doubled, in lines, beside commas and brackets.

Spaces that a language's typography asks for (before « : » in French, before %, in full width) are
`spacing`'s. Code is never looked at; what the source has, too, is the author's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.reading import Pair, Reading
from pipeline.checks.wording import code_points, excerpt
from pipeline.errors import counted
from pipeline.language import cldr, inline
from pipeline.language.function_words import function_words
from pipeline.model import Severity

# Horizontal spaces of any width but the ideographic one, which indents and separates in East Asia.
SPACES = " \u00a0\u1680\u2000-\u200a\u202f\u205f"
WHITE = SPACES + "\n\t\u3000"
LEADING = f"[{WHITE}]*"
TRAILING = f"(?<![{WHITE}])[{WHITE}]*$"
EVERY_SPACE = (
    " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
)
WIDE_SPACES = frozenset(EVERY_SPACE[1:])


@check(
    "edge-space",
    Scope.UNIT,
    Severity.WARNING,
    needs_spaces=lambda text: text[:1].isspace() or text[-1:].isspace(),
    examples=(
        Passes("Page ", "Página ", "es"),
        Passes("Rest. ", "请休息。", "zh-Hans"),
        Passes("Rest. ", "休んでください。", "ja"),
        Fires("Rest.", "Descanse. ", "es", "ends with a space, the source does not"),
        Fires("Rest.", "\u00a0استرح.", "ar", "begins with U+00A0, the source does not"),
        Fires("Page ", "Seite", "de", "the source ends with a space, the translation does not"),
        Fires(" of %(total)s", "из %(total)s", "ru", "the source begins with a space"),
    ),
)
def edge_space(pair: Pair, context: Context) -> Iterator[Problem]:
    """The translation begins or ends with other white space than the source.

    Where texts are put together, words run into one another, or a gap is left: "Page3". Chinese
    and Japanese need no space where the source has one.
    """
    source, target = pair.source.text, pair.target.text
    if not (source and target):
        return
    edges = (source[0], source[-1], target[0], target[-1])
    if not any(map(str.isspace, edges)) or not target.strip() or not source.strip():
        return
    for where, pattern in (("begins", LEADING), ("ends", TRAILING)):
        wanted, found = _edge(pattern, source), _edge(pattern, target)
        if wanted[2] == found[2] or (
            not found[2] and "\n" not in wanted[2] and not cldr.separates_words(context.language)
        ):
            continue
        yield _edge_problem(where, wanted[2], found, target)


def _edge(pattern: str, text: str) -> tuple[int, int, str]:
    match = re.search(pattern, text)
    return (match.start(), match.end(), match.group()) if match else (0, 0, "")


def _edge_problem(where: str, wanted: str, found: tuple[int, int, str], target: str) -> Problem:
    start, end, text = found
    hint = "begin and end the translation as the source does"
    if not text:
        start, end = (0, 1) if where == "begins" else (len(target) - 1, len(target))
        letter = target[start:end]
        return Problem(
            f"the source {where} with {named_space(wanted)}, the translation does not",
            (start, end),
            hint,
            fix=wanted + letter if where == "begins" else letter + wanted,
        )
    instead = f", the source with {named_space(wanted)}" if wanted else ", the source does not"
    message = f"the translation {where} with {named_space(text)}{instead}"
    return Problem(message, (start, end), hint, fix=wanted)


def named_space(space: str) -> str:
    """What a reader of a finding calls this white space: "a no-break space"."""
    names = {" ": "a space", "\n": "a line break", "\t": "a tab", "": "no space"}
    return names.get(space) or (
        f"{len(space)} spaces" if not space.strip(" ") else code_points(space)
    )


# --------------------------------------------------------------------------------- within the text
DOUBLED = rf"(?<=\S)[{SPACES}\u3000]{{2,}}(?=\S)"
STAND_IN = "\ue000"


@check(
    "doubled-space",
    Scope.UNIT,
    Severity.WARNING,
    needs="".join(sorted(WIDE_SPACES)),
    needs_spaces=lambda text: "  " in text,
    except_languages={"th": "the wide space between Thai sentences may be typed as two spaces"},
    examples=(
        Passes("Take `a  b` now.", "Tome `a  b` ahora.", "es"),
        Passes("Rest.  \nWalk.", "Descanse.  \nCamine.", "es"),
        Passes("Rest.  Walk.", "Descanse.  Camine.", "es"),
        Passes("Rest <b>now</b> `x` today", "Reposez <b>ici</b> `x` demain", "fr"),
        Fires("Take one tablet.", "Tome  una pastilla.", "es", "2 spaces"),
        Fires("Take one tablet.", "Принимайте \u00a0таблетку.", "ru", "U+0020 U+00A0"),
        Fires("Take one tablet.", "خذ   حبة واحدة.", "ar", "3 spaces"),
    ),
)
def doubled_space(pair: Pair, context: Context) -> Iterator[Problem]:
    """Two spaces stand where one belongs, and the source has no such pair.

    It is the trace of a word that was taken out, perhaps by accident. A no-break space makes a
    pair, too, which is shown as a gap.
    """
    if not _has_pair(pair.target) or _has_pair(pair.source):
        return
    for match in re.finditer(DOUBLED, pair.target.text):
        if not _is_prose(pair.target.text, match):
            continue
        found = match.group()
        kept = {space for space in found if space != " "}
        shown = f"{len(found)} spaces" if not kept else f"the spaces {code_points(found)}"
        yield Problem(
            f"{shown} in {excerpt(_around(pair.target.text, match))}",
            match.span(),
            "leave one, or put back the word that stood there",
            fix=None
            if len(kept) > 1 or _may_lack_word(pair.target, match)
            else "".join(kept) or " ",
        )


def _may_lack_word(reading: Reading, match: re.Match[str]) -> bool:
    """Whether small words stand on both sides of a gap, as where one was taken out: "see  for"."""
    return _ends_small(reading, match) and _small_word(
        reading.text[match.end() :].split()[:1], reading
    )


def _ends_small(reading: Reading, match: re.Match[str]) -> bool:
    """Whether a small word stands before a gap, behind which another word is looked for."""
    return _small_word(reading.text[: match.start()].split()[-1:], reading)


def _small_word(words: list[str], reading: Reading) -> bool:
    return bool(words) and words[0].lower() in function_words(reading.language.base)


def _has_pair(reading: Reading) -> bool:
    text = reading.text
    if "  " not in text and reading.characters.isdisjoint(WIDE_SPACES):
        return False
    return re.search(DOUBLED, text) is not None


def _is_prose(text: str, match: re.Match[str]) -> bool:
    """Whether a reader sees these spaces: they are not in code, a tag or an address."""
    if not inline.has_markup(text):
        return True
    start, end = match.span()
    marked = f"{text[:start]}{STAND_IN * (end - start)}{text[end:]}"
    return inline.blank(marked)[start] == STAND_IN


def _around(text: str, match: re.Match[str]) -> str:
    """The words on both sides of what was found."""
    head, tail = text[: match.start()].split(), text[match.end() :].split()
    return " ".join((*head[-1:], *tail[:1]))


@check(
    "tab",
    Scope.UNIT,
    Severity.WARNING,
    needs="\t",
    examples=(
        Passes("a\tb", "а\tб", "ru"),
        Fires("Take one tablet.", "Tome\tuna pastilla.", "es", "U+0009"),
        Fires("Take one tablet.", "请服用\t一片。", "zh-Hans", "U+0009"),
    ),
)
def tab(pair: Pair, context: Context) -> Iterator[Problem]:
    """The translation holds a tab, and the source does not.

    It came with a table or a spreadsheet from elsewhere, often with a part of another cell; at the
    start of a line Markdown takes it for code.
    """
    if "\t" in pair.source.characters:
        return
    place = pair.target.text.find("\t")
    if place >= 0 and pair.target.text.strip():
        yield Problem(
            f"a tab (U+0009), in {excerpt(pair.target.text)}",
            (place, place + 1),
            "type one space, or delete it",
        )


# --------------------------------------------------------------------------------------- in lines
HARD_BREAK = r"(?:(?<! ) {2,}|\\)\n"
LINE_EDGE = rf"(?<![{SPACES}\t\n])[{SPACES}]+(?=\n)|(?<=\n)[{SPACES}]+(?=\S)"


@check(
    "line-break-count",
    Scope.UNIT,
    Severity.WARNING,
    needs="\n",
    examples=(
        Passes("Rest.  \nWalk.", "Descanse.  \nCamine.", "es"),
        Passes("One\ntwo", "Uno\ndos", "es"),
        Fires("Rest now.", "Descanse\nahora.", "es", "1 line, the translation has 2"),
        Fires("One\ntwo\nthree", "一\n二三", "zh-Hans", "3 lines, the translation has 2"),
    ),
)
def line_break_count(pair: Pair, context: Context) -> Iterator[Problem]:
    """The translation has not as many lines as the source.

    A new line may begin a list or a heading for Markdown, and in Chinese or Japanese it leaves a
    gap within the sentence. A lost hard break (two spaces or a backslash before it) is a
    markup-mismatch.
    """
    source, target = pair.source.text.strip("\n"), pair.target.text.strip("\n")
    lines, found = source.count("\n") + 1, target.count("\n") + 1
    if lines == found or not target:
        return
    if len(re.findall(HARD_BREAK, source)) != len(re.findall(HARD_BREAK, target)):
        return
    place = pair.target.text.find("\n", len(pair.target.text) - len(pair.target.text.lstrip("\n")))
    yield Problem(
        f"the source has {counted(lines, 'line')}, the translation has {found}",
        (place, place + 1) if place >= 0 and found > lines else None,
        "break the lines as the source does",
    )


@check(
    "line-edge-space",
    Scope.UNIT,
    Severity.WARNING,
    needs="\n",
    examples=(
        Passes("Rest.  \nWalk.", "Descanse.  \nCamine.", "es"),
        Passes("One\n two", "Uno\n dos", "es"),
        Fires("One\ntwo", "Uno \ndos", "es", "ends with a space"),
        Fires("One\\\ntwo", "Один\\\n  два", "ru", "begins with 2 spaces"),
    ),
)
def line_edge_space(pair: Pair, context: Context) -> Iterator[Problem]:
    """A line within the translation begins or ends with spaces, which those of the source do not.

    Two spaces at the end of a line break it in Markdown, one is a break that was half deleted;
    spaces at its start may make it code.
    """
    if _line_edges(pair.source.text):
        return
    breaks = re.search(HARD_BREAK, pair.source.text) is not None
    for match in _line_edges(pair.target.text):
        space = match.group()
        where = "begins" if pair.target.text[match.start() - 1] == "\n" else "ends"
        yield Problem(
            f"a line of the translation {where} with {named_space(space)}",
            match.span(),
            "delete it, or end the line with two spaces where it has to break",
            fix=None if breaks and where == "ends" else "",
        )


def _line_edges(text: str) -> list[re.Match[str]]:
    """Where spaces stand at the edge of a line, hard breaks left out."""
    return [
        match
        for match in re.finditer(LINE_EDGE, text)
        if not (
            set(match.group()) == {" "} and len(match.group()) > 1 and text[match.end()] == "\n"
        )
    ]


# ---------------------------------------------------------------------------------- beside a mark
# An ellipsis, a decimal (".5"), a file's ending (".pdf") or a domain may follow a space. "(", not
# "[": a link or a box to tick. The danda is left out, before which many set a space.
# A mark in quotation marks is a mark that is spoken of.
OPENING, CLOSING = "«‹“„‘‚\"'(（\\[{¿¡", "»›”’\"'"
BEFORE_MARK = (
    rf"(?<=[^\s{OPENING}])(?<![/@+_-]{{2}})[{SPACES}]+"
    r"(?=[,.،۔，。、](?:[\s)\]*_”’\"»]|$)|[,،](?=[^\W\d_]))"
)
SPACED_MARKS = tuple(f" {mark}" for mark in ",.،۔，。、")
SPACED_BRACKETS = ("( ", " )", "（ ", " ）")
IN_BRACKETS = rf"(?<=[(（])[{SPACES}]+(?=[^\s)）{CLOSING}])|(?<=[^\s{OPENING}])[{SPACES}]+(?=[)）])"


@check(
    "space-before-comma",
    Scope.UNIT,
    Severity.WARNING,
    needs_piece=re.compile(r"\A[,.،۔，。、]").search,
    examples=(
        Passes("Rest …", "Descanse ... y camine", "es"),
        Passes("Take .5 ml", "Tome .5 ml, y `x`, y .pdf", "es"),
        Passes("He said .", "Dijo .", "es"),
        Passes("Only use @/+/-/_.", "Utilice solo @/+/-/_ .", "es"),
        Fires("Rest, then walk.", "Descanse , y camine.", "es", "before ','"),
        Fires("Rest.", "Reposez-vous\u00a0.", "fr", "before '.'"),
        Fires("Rest, then walk.", "Descanse ,y camine.", "es", "before ','"),
        Fires("Rest, then walk.", "استرح ، ثم امشِ.", "ar", "before '،'"),
        Fires("Rest.", "请休息 。", "zh-Hans", "before '。'"),
    ),
)
def space_before_comma(pair: Pair, context: Context) -> Iterator[Problem]:
    """A space stands before a comma or a full stop, which no language sets so.

    The mark may be pushed to the next line, away from its sentence, and a full stop that stands
    alone is not seen. A word before it may have been lost.
    """
    for match in _odd_spaces(BEFORE_MARK, SPACED_MARKS, pair):
        text = pair.target.text
        if text[match.start() - 1] == "." and text[match.end()] == ".":
            continue  # ". . ." is an ellipsis
        yield Problem(
            f"{named_space(match.group())} before '{pair.target.text[match.end()]}'",
            match.span(),
            "delete it, or put back the word that stood there",
            fix=""
            if match.group() in (" ", "\u00a0")
            and not text[match.end() + 1 :][:1].isalpha()
            and not _ends_small(pair.target, match)
            and not _stands_for_word(pair, match)
            else None,
        )


@check(
    "space-in-brackets",
    Scope.UNIT,
    Severity.WARNING,
    needs_piece=re.compile(r"\A[)）]|[(（]\Z").search,
    examples=(
        Passes("Rest (at home).", "Descanse (en casa) :) y (`x`).", "es"),
        Passes("Rest ( at home ).", "Descanse ( en casa ).", "es"),
        Fires("Rest (at home).", "Descanse ( en casa).", "es", "after '('"),
        Fires("Rest (at home).", "استرح (في المنزل ).", "ar", "before ')'"),
        Fires("Rest (at home).", "请休息（在家 ）。", "zh-Hans", "before '）'"),
    ),
)
def space_in_brackets(pair: Pair, context: Context) -> Iterator[Problem]:
    """A space stands after an opening bracket or before a closing one.

    The bracket may be left alone at the end of a line; a word beside it may have been lost.
    """
    text = pair.target.text
    for match in _odd_spaces(IN_BRACKETS, SPACED_BRACKETS, pair):
        is_first = text[match.start() - 1] in "(（"
        mark = text[match.start() - 1] if is_first else text[match.end()]
        yield Problem(
            f"{named_space(match.group())} {'after' if is_first else 'before'} '{mark}'",
            match.span(),
            "delete it, or put back the word that stood there",
            fix="" if match.group() == " " else None,
        )


def misplaced_spaces(text: str) -> Iterator[re.Match[str]]:
    """Spaces that a reader sees before a comma or a stop, or inside a bracket; ". . ." is none."""
    for pattern in (BEFORE_MARK, IN_BRACKETS):
        for match in re.finditer(pattern, text):
            is_ellipsis = text[match.start() - 1] == "." and text[match.end()] == "."
            if not is_ellipsis and _is_prose(text, match):
                yield match


def _stands_for_word(pair: Pair, match: re.Match[str]) -> bool:
    """Whether a stop stands where the source ends no sentence: there was a word, perhaps."""
    target = pair.target.text
    return (
        target[match.end()] == "."
        and bool(target[match.end() + 1 :].strip(' *_"”’»)]'))
        and len(_SENTENCE_END.findall(pair.source.text)) < len(_SENTENCE_END.findall(target))
    )


_SENTENCE_END = re.compile(r"[.!?:;…](?=[\s\"”’»)*_]|$)")


def _odd_spaces(pattern: str, beside: tuple[str, ...], pair: Pair) -> Iterator[re.Match[str]]:
    """Where the pattern finds spaces that a reader sees, unless the source has such spaces, too.

    `beside`: without any of these, and without other spaces, there are none.
    """
    text = pair.target.text
    if not any(map(text.__contains__, beside)) and pair.target.characters.isdisjoint(WIDE_SPACES):
        return
    first = re.search(pattern, text)
    if first is None or re.search(pattern, pair.source.text) is not None:
        return
    for match in re.finditer(pattern, text):
        if _is_prose(text, match):
            yield match
