"""Checks of inline markup: what a patient taps, sees as emphasised, or looks up below the text.

Both texts are read by Python-Markdown itself (see `source.signature`), so that what is compared is
what will be rendered, not what looks like markup.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.reading import Pair
from pipeline.checks.references import is_same_page
from pipeline.checks.wording import excerpt
from pipeline.model import BlockKind, Language, Severity
from pipeline.source.signature import Feature, Kind, signature

# What a feature is called; {} is what it holds.
NAMES: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.LINK: "a link to {}",
        Kind.LINK_TITLE: "a link with a title",
        Kind.IMAGE: "the image {}",
        Kind.EMPHASIS: "emphasis (*…*)",
        Kind.STRONG: "strong emphasis (**…**)",
        Kind.CODE: "the code {}",
        Kind.TAG: "the tag {}",
        Kind.FOOTNOTE: "the footnote mark {}",
        Kind.LINE_BREAK: "a line break",
        Kind.PLACEHOLDER: "the placeholder {}",
        Kind.ELEMENT: "the element {}",
        Kind.LEFTOVER: "the characters {} as text",
    }
)
HINTS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.LINK: "keep the address in (…) as it is in the source, translate only the [text]",
        Kind.IMAGE: "keep the file name in (…) as it is in the source",
        Kind.EMPHASIS: "put *…* around the same words as in the source",
        Kind.STRONG: "put **…** around the same words as in the source",
        Kind.FOOTNOTE: "keep the mark, [^…], where the footnote belongs",
        Kind.PLACEHOLDER: "keep it as it is: a program puts a value in its place",
        Kind.LEFTOVER: "the mark-up is not closed, or has a space where it may not have one",
    }
)
# What to do about a thing that the source does not have, or not so often.
SURPLUS_HINTS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.LINK: "take the link away and keep its text, or write it as in the source",
        Kind.IMAGE: "take the image away",
        Kind.EMPHASIS: "take away the * or _ around words that the source does not stress",
        Kind.STRONG: "take away the ** or __ around words that the source does not stress",
        Kind.CODE: "take the ` around it away",
        Kind.TAG: "take the tag away, and the one that closes it",
        Kind.FOOTNOTE: "take the footnote mark away",
        Kind.LINE_BREAK: "take the line break away",
        Kind.PLACEHOLDER: "take it away: no program puts a value in its place",
        Kind.LEFTOVER: HINTS[Kind.LEFTOVER],
    }
)
DEFAULT_SURPLUS_HINT = "take away the mark-up that the source does not have"
DEFAULT_HINT = "keep the mark-up of the source; its order may change"


@check(
    "markup-mismatch",
    Scope.UNIT,
    Severity.ERROR,
    needs="*_`[]<&\\{%\n",
    examples=(
        Passes("Take **two** tablets.", "服用**两片**药。", "zh-Hans"),
        Passes("*Rest* and **walk**.", "**Gehen** Sie und *ruhen* Sie.", "de"),
        Passes("See [the leaflet](help.html).", "Consulte [el folleto](help.html).", "es"),
        Passes(
            "See [more](https://example.org/en/a).", "Véase [más](https://example.org/es/a).", "es"
        ),
        Fires("Take **two** tablets.", "Tome dos comprimidos.", "es", "strong emphasis (**…**)"),
        Fires(
            "See [the leaflet](help.html).",
            "Consulte [el folleto](ayuda.html).",
            "es",
            "'ayuda.html'",
        ),
        Passes("Take ibuprofen.", '服用<span lang="en">ibuprofen</span>。', "zh-Hans"),
        Fires("Call your doctor.[^1]", "Rufen Sie Ihren Arzt an.", "de", "footnote mark '1'"),
        Fires(
            "See [the leaflet](help.html).",
            "请看［说明书］（help.html）。",
            "zh-Hans",
            "not written so",
        ),
        Fires("Take **two** tablets.", "＊＊2錠＊＊飲んでください。", "ja", "not written so"),
        Fires("Call your doctor.[^1]", "اتصل بطبيبك.[ ^1 ]", "ar", "not written so"),
    ),
)
def markup_mismatch(pair: Pair, context: Context) -> Iterator[Problem]:
    """The translation does not have the same links, images, emphasis, code or footnote marks.

    A lost footnote hides a warning, a changed link leads nowhere, lost emphasis hides what matters
    most. A link to the same page in the reader's language is right: `/de/` for `/en/`. They may
    stand in another order, as the language wants it. What is left in another language may be marked
    so, `<span lang="en">ibuprofen</span>`: it is what we ask for.
    """
    labels = pair.standing.labels
    source = context.facts.signature(pair.source.text, labels)
    target = signature(pair.target.text, labels=labels)
    if dict.__eq__(source, target):  # none of them is there no times
        return
    missing, surplus = source - target, target - source
    if surplus and BlockKind.HTML not in pair.standing.kinds:
        _forgive_language_marks(surplus)
    if surplus and missing:
        _forgive_own_pages(missing, surplus, context.language)
    yield from _mangled(missing, surplus, pair.target.text)
    yield from _replaced(missing, surplus, pair.target.text)
    for feature, count in missing.items():
        if feature.kind is not Kind.LEFTOVER:
            yield _lost(feature, count, target[feature])
    for feature, count in surplus.items():
        yield _added(feature, count, source[feature], pair.target.text)


_LANGUAGE_MARK = re.compile(r'<span lang="[\w-]+"(?: dir="\w+")?>')
_SPAN_END = Feature(Kind.TAG, "</span>")


def _forgive_language_marks(surplus: Counter[Feature]) -> None:
    """Take out of `surplus` the tags that mark a name's language, each with its end."""
    for feature in [each for each in surplus if _LANGUAGE_MARK.fullmatch(each.detail)]:
        count = min(surplus[feature], surplus[_SPAN_END])
        for each in (feature, _SPAN_END):
            surplus[each] -= count
            if not surplus[each]:
                del surplus[each]


def _forgive_own_pages(
    missing: Counter[Feature], surplus: Counter[Feature], language: Language
) -> None:
    """Take out of both the links to a page and to the same page in the reader's language."""
    for old in [each for each in missing if each.kind is Kind.LINK and "://" in each.detail]:
        new = next(
            (
                each
                for each in surplus
                if each.kind is Kind.LINK and is_same_page(old.detail, each.detail, language)
            ),
            None,
        )
        if new is not None and missing[old] == surplus[new]:
            del missing[old], surplus[new]


# What an input method, or careful typing, makes of markup: {} is the detail of what was meant.
_MANGLED: Mapping[Kind, tuple[str, str]] = MappingProxyType(
    {
        Kind.IMAGE: (r"[!！]\s*[\[［]([^\[\]［］\n]+)[\]］]\s*[(（]\s*{}\s*[)）]", r"![\1]({})"),
        Kind.LINK: (r"[\[［]([^\[\]［］\n]+)[\]］]\s*[(（]\s*{}\s*[)）]", r"[\1]({})"),
        Kind.FOOTNOTE: (r"[\[［]\s*[\^＾]\s*{}\s*[\]］]", r"[^{}]"),
        Kind.STRONG: (r"＊＊\s*([^*＊\n]+?)\s*＊＊", r"**\1**"),
        Kind.EMPHASIS: (r"(?<!＊)＊\s*([^*＊\n]+?)\s*＊(?!＊)", r"*\1*"),
    }
)


def _mangled(
    missing: Counter[Feature], surplus: Counter[Feature], msgstr: str
) -> Iterator[Problem]:
    """One problem for each thing that is there but can't be read as such.

    What is missing says what was meant, so that the right spelling is certain.
    """
    for feature in [each for each in missing if each.kind in _MANGLED]:
        pattern, spelling = (
            each.replace("{}", escaped)
            for each, escaped in zip(
                _MANGLED[feature.kind],
                (re.escape(feature.detail), feature.detail.replace("\\", r"\\")),
                strict=True,
            )
        )
        found = [m for m in re.finditer(pattern, msgstr) if m[0] != m.expand(spelling)]
        for match in found[: missing[feature]]:
            yield Problem(
                f"{_name(feature)} is not written so that it works: {excerpt(match[0])}",
                match.span(),
                f"write {match.expand(spelling)}",
                fix=match.expand(spelling),
            )
            missing[feature] -= 1
            for leftover in [each for each in surplus if each.kind is Kind.LEFTOVER]:
                surplus[leftover] -= match[0].count(leftover.detail)
                if surplus[leftover] <= 0:
                    del surplus[leftover]
        if not missing[feature]:
            del missing[feature]


def _replaced(
    missing: Counter[Feature], surplus: Counter[Feature], msgstr: str
) -> Iterator[Problem]:
    """One problem for a thing and what stands in its stead; takes both out of the counters."""
    for old in list(missing):
        new = next((each for each in surplus if each.kind is old.kind and old.detail), None)
        if new is None:
            continue
        yield Problem(
            f"the source has {_name(old)}, the translation has {_name(new)}",
            _span(new, msgstr),
            HINTS.get(old.kind, DEFAULT_HINT),
        )
        for counter, feature in ((missing, old), (surplus, new)):
            counter[feature] -= 1
            if not counter[feature]:
                del counter[feature]


def _lost(feature: Feature, count: int, kept: int) -> Problem:
    if kept:
        message = f"the source has {_name(feature)} {_times(count + kept)}, the translation has "
        message += f"{_times(kept)}"
    else:
        message = f"the source has {_name(feature)}, the translation does not"
    return Problem(message, hint=HINTS.get(feature.kind, DEFAULT_HINT))


def _added(feature: Feature, count: int, known: int, msgstr: str) -> Problem:
    if known:
        message = f"the translation has {_name(feature)} {_times(count + known)}, the source has "
        message += f"{_times(known)}"
    else:
        message = f"the translation has {_name(feature)}, the source does not"
    hint = SURPLUS_HINTS.get(feature.kind, DEFAULT_SURPLUS_HINT)
    return Problem(message, _span(feature, msgstr), hint)


def _name(feature: Feature) -> str:
    return NAMES[feature.kind].replace("{}", excerpt(feature.detail))


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _span(feature: Feature, msgstr: str) -> tuple[int, int] | None:
    start = msgstr.rfind(feature.detail) if feature.detail else -1
    return (start, start + len(feature.detail)) if start >= 0 else None


_EMPTY_LABEL = re.compile(r"!?\[\s*\](?=\([^()\s])|<a\s[^<>]*>\s*</a>")


@check(
    "label-lost",
    Scope.UNIT,
    Severity.ERROR,
    needs="[<",
    examples=(
        Passes("See [the leaflet](help.html).", "Consulte [el folleto](help.html).", "es"),
        Passes("![](line.svg) Rest.", "![](line.svg) Ruhen Sie.", "de"),
        Fires("See [the leaflet](help.html).", "Lesen Sie [](help.html).", "de", "'[]'"),
        Fires("![Your spine](spine.svg)", "![ ](spine.svg)", "ja", "'![ ]'"),
        Fires('See <a href="a.html">this</a>.', 'شاهد <a href="a.html"></a>.', "ar", "no text"),
    ),
)
def label_lost(pair: Pair, _context: Context) -> Iterator[Problem]:
    """A link of the translation has no text, or a picture no description.

    An empty link can be neither seen nor tapped, and who can't see a picture hears nothing of it.
    """
    target = pair.target.text
    if "](" not in target and "</a>" not in target:
        return
    found = list(_EMPTY_LABEL.finditer(target))
    if not found or len(found) <= len(_EMPTY_LABEL.findall(pair.source.text)):
        return
    for match in found:
        what = (
            "a picture without a description" if match[0].startswith("!") else "a link with no text"
        )
        yield Problem(
            f"the translation has {what}: {excerpt(match[0])}",
            match.span(),
            "translate what the source has between the brackets",
        )
