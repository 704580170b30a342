"""Checks of the spaces beside marks, percent signs and units.

What stands there in a language is told by `language.orthography` (data/spacing.tsv); a language
whose guides disagree is asked nothing. Plain and no-break spaces are one here, but for the marks
before which French would break the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.reading import Pair
from pipeline.checks.wording import code_points, excerpt
from pipeline.language import cldr
from pipeline.language.amounts.numerals import has_digits
from pipeline.language.orthography import Spacing, punctuation, spacing
from pipeline.language.patterns import at_first_use, lazy
from pipeline.language.unit_signs import any_sign
from pipeline.model import Language, Severity

ENGLISH = Language("en")
SPACES = frozenset(" \u00a0\u202f\u2009")
HIGH_MARKS = ":;!?»"
FULL_WIDTH = "，。、；："
WIDE_BRACKETS = "「」『』《》〈〉【】）"
# Behind these a mark stands by itself, or in a smiley, a ratio, a directive.
_SKIPPED_BEFORE = frozenset(" \t\n\u00a0\u202f\u2009([{（:;!?.…-–—/«\\|+")


def _set_apart(language: Language) -> frozenset[str]:
    """The marks whose being there is reason enough to look for the spaces beside them."""
    if not cldr.sentence_joiner(language):
        return frozenset(FULL_WIDTH + "？！" + WIDE_BRACKETS)
    rules = spacing(language)
    high = {mark for mark in HIGH_MARKS if mark in rules and rules[mark].accepted != ("",)}
    return frozenset(high | ({"«"} & rules.keys()))


@check(
    "mark-spacing",
    Scope.UNIT,
    Severity.WARNING,
    needs_in=_set_apart,
    # a mark with a space before it, or with a letter behind it
    needs_piece=re.compile(r"\A[,.;:!?،؛؟۔]|[.,;،؛؟۔।。։](?=[^\W\d_])").search,
    examples=(
        Passes("Are you pregnant?", "Êtes-vous enceinte\u202f?", "fr"),
        Passes("Are you pregnant?", "Êtes-vous enceinte?", "fr-CA"),
        Passes("Note: rest at 10:30.", "Remarque\u00a0: reposez-vous à 10:30.", "fr"),
        Passes("Take it, e.g. with food.", "Nehmen Sie es z.B. zum Essen.", "de"),
        Passes("Rest, then walk.", "请休息，然后走动。", "zh-Hans"),
        Fires("Are you pregnant?", "Êtes-vous enceinte?", "fr", "no space"),
        Fires("Note: rest.", "Remarque : reposez-vous.", "fr", "break the line"),
        Fires("Are you pregnant?", "Êtes-vous enceinte ?", "fr-CA", "a space"),
        Fires("Rest; then walk.", "Ruhen Sie ; dann gehen Sie.", "de", "a space before ';'"),
        Fires("Rest, then walk.", "Ruhen Sie,dann gehen Sie.", "de", "no space after ','"),
        Fires("Rest. Then walk.", "استرح.ثم امشِ.", "ar", "no space after '.'"),
        Fires("Rest; then walk.", "استرح ؛ ثم امشِ.", "ar", "a space before '؛'"),
        Fires("Rest, then walk.", "请休息， 然后走动。", "zh-Hans", "a space beside '，'"),
    ),
)
def mark_spacing(pair: Pair, context: Context) -> Iterator[Problem]:
    """A space is missing, superfluous or of the wrong kind beside a mark.

    An ordinary space before a French question mark leaves the mark alone at the start of the next
    line; a comma without its space makes two words one. Times, decimals, addresses, abbreviations
    and smileys are let be.
    """
    rules = spacing(context.language)
    visible = pair.target.visible
    if not cldr.sentence_joiner(context.language):
        if " " in visible:
            yield from _beside_full_width(pair, rules)
        return
    for mark in HIGH_MARKS:
        rule = rules.get(mark)
        if rule is None or rule.accepted == ("",) or mark not in visible:
            continue
        if mark != "»" or _are_paired(visible):
            yield from _before_high_mark(pair, rule)
    if "«" in visible and "«" in rules and _are_paired(visible):
        yield from _after_opening(pair, rules["«"])
    marks = _low_marks(context.language) & pair.target.characters
    if any(space + mark in visible for mark in marks for space in " \u00a0"):
        yield from _spaced_marks(pair, context.language)
    if cldr.separates_words(context.language):
        yield from _joined_words(pair, context.language)


def _are_paired(visible: str) -> bool:
    """Whether every guillemet points away from what it quotes, as in French, and has its half."""
    depth = 0
    for mark in _GUILLEMET.findall(visible):
        depth += 1 if mark == "«" else -1
        if depth < 0:
            return False
    return depth == 0


_GUILLEMET = re.compile("[«»]")


def _before_high_mark(pair: Pair, rule: Spacing) -> Iterator[Problem]:
    """The problems of the space before a mark that French sets apart."""
    text, visible = pair.target.text, pair.target.visible
    for match in _high_mark(rule.mark).finditer(visible):
        start = mark = match.start()
        while start and visible[start - 1] in SPACES:
            start -= 1
        space = text[start:mark]
        if space != visible[start:mark] or space in rule.accepted:
            continue
        if rule.mark == ":" and (
            _EMOJI_CODE.search(visible, 0, mark)
            or _QUOTED_LABEL.match(visible, mark)
            or (space and _SMILEY.match(visible, mark))
            or (space and _RATIO.match(visible, start - 1))
        ):
            continue
        if not space and not _takes_space(visible, mark):
            continue
        right = rule.accepted[0]
        if not space:
            message = f"no space before '{rule.mark}'"
            yield Problem(
                message,
                (mark, mark + 1),
                _space_hint(right),
                fix=None if _is_drive(visible, mark) else right + rule.mark,
            )
        elif start and visible[start - 1] not in _SKIPPED_BEFORE:
            wrong = "a space that may break the line" if right else "a space"
            yield Problem(
                f"{wrong} before '{rule.mark}'", (start, mark), _space_hint(right), fix=right
            )


def _is_drive(visible: str, mark: int) -> bool:
    """Whether a colon may be of the name before it: "le lecteur C: est plein"."""
    return _DRIVE.search(visible, max(0, mark - 2), mark + 1) is not None


_DRIVE = re.compile(r"(?<![^\W_])[A-Z]:\Z")
_RATIO = re.compile(r"\d[ \u00a0\u202f]+:[ \u00a0\u202f]*\d")
_SMILEY = re.compile(r":[()](?=\s|\Z)")
# A colon that ends what is quoted is of what is quoted: "the prefix «File:»".
_QUOTED_LABEL = re.compile(r":[ \u00a0\u202f]*[»”’\"']")
_EMOJI_CODE = re.compile(r":[a-z0-9_+\-]+\Z")


@cache
def _high_mark(mark: str) -> re.Pattern[str]:
    # A mark in mid-word is part of a time, a ratio, an address or a name.
    ahead = r"(?![^\W_])" if mark == "»" else rf"(?={re.escape(mark)}*(?:[\s»”\"')\]*_!?]|\Z))"
    return re.compile(rf"{re.escape(mark)}{ahead}")


def _takes_space(visible: str, mark: int) -> bool:
    before = visible[mark - 1] if mark else " "
    return before not in _SKIPPED_BEFORE and before not in "*_`\"'"


def _space_hint(right: str) -> str:
    return f"put {code_points(right)} before it" if right else "take the space away"


def _after_opening(pair: Pair, rule: Spacing) -> Iterator[Problem]:
    """The problems of the space inside an opening guillemet."""
    text, visible = pair.target.text, pair.target.visible
    right = rule.accepted[0]
    for match in _AFTER_GUILLEMET.finditer(visible):
        start, end = match.start() + 1, match.end()
        space = text[start:end]
        if space in rule.accepted or space != match[0][1:] or end >= len(visible):
            continue
        if _SPOKEN_OF.match(visible, end):
            continue
        if space:
            yield Problem(
                "a space that may break the line after '«'",
                (start, end),
                f"put {code_points(right)} behind it" if right else "take the space away",
                fix=right,
            )
        else:
            yield Problem(
                "no space after '«'",
                (start - 1, start),
                f"put {code_points(right)} behind it",
                fix="«" + right,
            )


_SPOKEN_OF = re.compile(r"[^\w\s»]+\s*»")  # a sign that is quoted: "« ? »"
# Behind a word "«" closes, as in »…«: another finding.
_AFTER_GUILLEMET = lazy(r"(?<![^\W_])(?<![.,;!?…»])«[ \u00a0\u202f\u2009]*")


def _spaced_marks(pair: Pair, language: Language) -> Iterator[Problem]:
    """The problems of spaces before marks that follow their word at once."""
    text, visible = pair.target.text, pair.target.visible
    for match in _before_low_mark(language).finditer(visible):
        start, end = match.span("space")
        if "..." in match["mark"]:
            continue
        if text[start:end] != match["space"] or f" {match['mark']}" in pair.source.text:
            continue
        behind = visible[match.end() :].lstrip()[:1]
        if visible[start - 1].isdigit() and behind.isdigit():
            continue  # a ratio: 1 : 2
        is_in_sentence = behind != "" and not behind.isupper()
        if is_in_sentence and match["mark"] in "?!" and match["mark"] not in pair.source.text:
            continue  # "begins with ! and": the mark itself is meant
        yield Problem(
            f"a space before '{match['mark']}'",
            (start, end),
            "take the space away",
            fix="",
        )


@cache
def _low_marks(language: Language) -> frozenset[str]:
    """The marks that follow their word at once; none that another finding is about.

    Of commas and stops space-before-comma tells, in every language.
    """
    rules = spacing(language)
    own = {mark for mark, rule in rules.items() if rule.accepted == ("",) and mark in ";:!?"}
    if ";" in own:
        own |= set("؛؟") & {char for cell in punctuation(language).marks.values() for char in cell}
    return frozenset(own - punctuation(language).wrong.keys())


@cache
def _before_low_mark(language: Language) -> re.Pattern[str]:
    marks = re.escape("".join(sorted(_low_marks(language))))
    return re.compile(rf"(?<=[^\W_])(?P<space>[ \u00a0]+)(?P<mark>[{marks}]+)(?=\s(?![.])|\Z)")


def _joined_words(pair: Pair, language: Language) -> Iterator[Problem]:
    """The problems of a mark between two words without a space."""
    visible = pair.target.visible
    for start in _before_letters(visible, pair.target.characters):
        match = _JOINED.match(visible, start)
        if match is None:
            continue
        end = match.end()
        word = _around(visible, start)
        mark = match[0]
        if mark in punctuation(language).wrong:
            continue  # another finding, which puts the space in
        if word in pair.source.text or not _PART_OF_ADDRESS.isdisjoint(word):
            continue
        if mark == "." and (
            word.rstrip(".").count(".") > 1 or not _is_new_sentence(visible, start)
        ):
            continue
        yield Problem(
            f"no space after '{mark}'",
            (start, end),
            "put a space behind it",
            fix=None
            if mark == "."
            else _space_before(mark, language) + mark + " ",  # it may be a name's: "Schema.Org"
        )


def _before_letters(visible: str, characters: frozenset[str]) -> Iterator[int]:
    """Where a mark stands right before a letter; nearly always nowhere."""
    for mark in sorted(_JOINING & characters):
        position = visible.find(mark)
        while position >= 0:
            if visible[position + 1 : position + 2].isalpha():
                yield position
            position = visible.find(mark, position + 1)


_JOINING = frozenset(".,;،؛؟۔।。։")
# After a letter with its signs, two of them in alphabets: "N,N-" is chemistry.
_JOINED = lazy(
    r"[.,;،؛؟۔।。։](?=[^\W\d_]{2}|[\u0900-\u0dff]{2})"
    r"(?:(?<=[^\W\d_]{2}.)|(?<=[\u0300-\u036f\u064b-\u0655\u0900-\u0dff].))"
)


def _space_before(mark: str, language: Language) -> str:
    rule = spacing(language).get(mark)
    return rule.accepted[0] if rule is not None else ""


_PART_OF_ADDRESS = frozenset("/@=&\\_")


def _around(visible: str, position: int) -> str:
    """What stands between the spaces around a position."""
    start = visible.rfind(" ", 0, position) + 1
    end = visible.find(" ", position)
    return visible[start : end if end >= 0 else len(visible)]


def _is_new_sentence(visible: str, stop: int) -> bool:
    """Whether a small word ends and a capital begins, as file names and abbreviations do not.

    In a script without capitals: whether whole words stand on both sides.
    """
    if visible[stop + 1] in _CASELESS and _CASELESS_WORDS.match(visible, max(stop - 3, 0)):
        return True
    return (
        visible[max(stop - 3, 0) : stop].islower()
        and visible[max(stop - 3, 0) : stop].isalpha()
        and stop > 2
        and visible[stop + 1].isupper()
        and visible[stop + 2].islower()
    )


_CASELESS = frozenset(map(chr, (*range(0x5D0, 0x5EB), *range(0x620, 0x64B), *range(0x671, 0x6D4))))
_CASELESS_WORDS = re.compile(
    "[\u05d0-\u05ea\u0620-\u0652\u0671-\u06d3]{3}\\.[\u05d0-\u05ea\u0620-\u0652\u0671-\u06d3]{2}"
)


def _beside_full_width(pair: Pair, rules: Mapping[str, Spacing]) -> Iterator[Problem]:
    """The problems of spaces beside marks and brackets that bring their own."""
    text, visible = pair.target.text, pair.target.visible
    # Japanese parts sentences behind ! and ? with a space (JLREQ 3.1.6), Chinese does not.
    marks = FULL_WIDTH + "".join(mark for mark in "？！" if mark in rules)
    matches = [*_full_width(marks).finditer(text), *_WIDE_BRACKET.finditer(text)]
    for match in sorted(matches, key=re.Match.start):
        name = "before" if match["before"] else "after"
        start, end = match.span(name)
        mark = (match["mark_behind"] if match["before"] else match["mark"]) or ""
        place = end if match["before"] else start - 1
        if visible[place] != mark or (mark == "）" and _numbers_what_follows(text, place)):
            continue
        if match["before"] and _OF_SPACE_BEFORE_COMMA.match(visible, place):
            continue
        yield Problem(
            f"a space beside '{mark}' ({code_points(mark)})",
            (start, end),
            "take the space away: the mark brings its own",
            fix="",
        )


# Marks that end a text or a quotation: of a space before these space-before-comma tells.
_OF_SPACE_BEFORE_COMMA = re.compile(r"""[，。、](?:[\s)\]*_”’"»]|$)""")


@cache
def _full_width(marks: str) -> re.Pattern[str]:
    # Not behind emphasis that ends with the mark, for which Markdown may need the space; before
    # emphasis or a link that begins behind it the space is none of theirs.
    behind = rf"[^\s*_`<\[\\{FULL_WIDTH}！？,.;:!?]|\*{{1,3}}[^\s*]|\[(?!\s)"
    before = rf"[^\s*_`>|\]{FULL_WIDTH}！？,.;:!?]"
    return re.compile(
        rf"(?P<mark>[{marks}])(?P<after>[ ]+)(?={behind})"
        rf"|(?<={before})(?P<before>[ ]+)(?=(?P<mark_behind>[{FULL_WIDTH}]))"
    )


_OWN = r"[\u3041-\u30ff\u3400-\u9fff]"  # a letter of Chinese or Japanese
_WIDE_BRACKET = lazy(
    rf"(?P<mark>[」』》〉】）])(?P<after>[ ]+)(?={_OWN})"
    rf"|(?<={_OWN})(?P<before>[ ]+)(?=(?P<mark_behind>[「『《〈【]))"
)


def _numbers_what_follows(text: str, closing: int) -> bool:
    """Whether a bracket closes "（1）", behind which a space may stand as behind "1."."""
    opening = text.rfind("（", 0, closing)
    return closing - opening <= _LONGEST_NUMBER + 1 and not text[:opening].strip(" *_")


_LONGEST_NUMBER = 3  # code points


# --------------------------------------------------------------------------------- percent, units
@check(
    "percent-spacing",
    Scope.UNIT,
    Severity.WARNING,
    needs="%٪",
    examples=(
        Passes("About 5% of patients.", "Etwa 5 % der Betroffenen.", "de"),
        Passes("About 5% of patients.", "约5%的患者。", "zh-Hans"),
        Passes("About 5% of patients.", "Hastaların yaklaşık %5’i.", "tr"),
        Passes("A 5% solution.", "Eine 5%ige Lösung.", "de"),
        Passes("About 5% of patients.", "Около 5% пациентов.", "ru"),
        Fires("About 5% of patients.", "Etwa 5% der Betroffenen.", "de", "'5%'"),
        Fires("About 5% of patients.", "约5 %的患者。", "zh-Hans", "'5 %'"),
        Fires("About 5% of patients.", "Hastaların yaklaşık 5%.", "tr", "'5%'"),
    ),
)
def percent_spacing(pair: Pair, context: Context) -> Iterator[Problem]:
    """The percent sign does not stand where the language puts it.

    A sign that can be parted from its number by the end of a line, or is glued on where readers
    look for a space, slows the reading of exactly the figures that matter. Only languages whose
    guides agree are judged; a plain and a no-break space are the same here.
    """
    rules = spacing(context.language)
    for sign in "%٪":
        rule = rules.get(sign)
        if rule is not None and sign in pair.target.characters:
            yield from _percents(pair, rule)


# A letter or hyphen behind the sign makes an adjective, "5%ige", "5%-ный"; in East Asia not.
_PERCENT = lazy(
    r"(?P<number>\d+)(?P<space>[ \u00a0\u202f\u2009]*)(?P<sign>[%٪])"
    r"(?![^\W\u2e80-\u9fff]|[\-‐‑])"
)


def _percents(pair: Pair, rule: Spacing) -> Iterator[Problem]:
    text = pair.target.text
    for match in _PERCENT.finditer(pair.target.visible):
        if match["sign"] != rule.mark or text[slice(*match.span())] != match[0]:
            continue
        if rule.side == "prefix":
            yield _suffixed(pair, match)
        elif match["space"] not in rule.accepted and bool(match["space"]) != bool(rule.accepted[0]):
            yield Problem(
                f"'{match[0]}' has {'a' if match['space'] else 'no'} space before the sign",
                (match.start("space") - (not match["space"]), match.end("space")),
                "take the space away" if match["space"] else "put a no-break space before the sign",
                fix=None
                if _ends_range(text, match.start())
                else ("" if match["space"] else match["number"][-1] + rule.accepted[0]),
            )


def _ends_range(text: str, number: int) -> bool:
    """Whether a sign before the number would have to be mended with it: "50%-60%"."""
    return text[number - 1 : number] in _HYPHENS and text[number - 2 : number - 1] in "%٪"


_HYPHENS = frozenset("-‐‑")


def _suffixed(pair: Pair, match: re.Match[str]) -> Problem:
    """The problem of a sign that stands behind its number instead of before it."""
    whole = _WHOLE_NUMBER.search(pair.target.visible[: match.end("number")])
    start = whole.start() if whole else match.start()
    is_plain = whole is not None and pair.target.visible[:start].rstrip()[-1:] not in "-–%٪~"
    number = pair.target.visible[start : match.end("number")]
    return Problem(
        f"the sign of '{number}{match['space']}{match['sign']}' stands behind the number",
        (start, match.end()),
        "put the sign before the number",
        fix=match["sign"] + number if is_plain or not start else None,
    )


_WHOLE_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*\Z")


@check(
    "unit-spacing",
    Scope.UNIT,
    Severity.WARNING,
    needs_piece=has_digits,
    examples=(
        Passes("Take 5mg.", "Tome 5 mg.", "es"),
        Passes("Take 5mg.", "每次服用5mg。", "zh-Hans"),
        Passes("The L4 root and vitamin B12.", "Die Wurzel L4 und Vitamin B12.", "de"),
        Fires("Take 5mg.", "Tome 5mg.", "es", "'5mg'"),
        Fires("Take 5 mg.", "Nehmen Sie 5mg ein.", "de", "'5mg'"),
        Fires("Take 5 mg.", "Примите 5мг.", "ru", "'5мг'"),
        Fires("Take 5 mg.", "تناول ٥ملغ.", "ar", "'٥ملغ'"),
    ),
)
def unit_spacing(pair: Pair, context: Context) -> Iterator[Problem]:
    """A number is glued to its unit where the language parts them.

    "5mg" is read as "Smg" and "10l" as "101" by people who see badly; the SI and the guides of
    nearly all languages ask for a space, East Asian ones do not.
    """
    rule = spacing(context.language).get("unit")
    if rule is None:
        return
    for match in _GLUED_UNIT.finditer(pair.target.visible):
        yield Problem(
            f"no space in {excerpt(match[0])}",
            match.span(),
            "put a no-break space between the number and its unit",
            fix=match["number"] + rule.accepted[0] + match["unit"],
        )


# Symbols that can't be taken for the end of a code: "5G", "3D", "24h", "5m" are let be.
def _with_glued_unit() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w.,/\-–])(?P<number>\d+(?:[.,٫]\d+)?)"
        r"(?P<unit>mg|g|kg|mcg|[µμ]g|ng|m[lL]|[cd]l|[cm]m|km|mm[oO]l|mmHg|k?cal|IU|UI|IE"
        rf"|{any_sign()})(?![\w\-/]|[’'])"
    )


_GLUED_UNIT: re.Pattern[str] = at_first_use(_with_glued_unit)
