"""Checks of words that the parser takes for something else: nobody sees or translates them.

They look at the page that Python-Markdown makes of an article, like those of `structure`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pipeline.checks.articles.page import DRAWN, Page, Place, segments_of, text_of
from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.wording import excerpt
from pipeline.language.cldr import month_names
from pipeline.language.inline import without_code
from pipeline.model import Document, Element, Node, Severity

# Source: https://html.spec.whatwg.org/multipage/indices.html#elements-3, and what used to be HTML.
_ELEMENTS = frozenset(
    """a abbr acronym address area article aside audio b base bdi bdo big blockquote body br button
    canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl
    dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head
    header hgroup hr html i iframe img input ins kbd label legend li link main map mark marquee math
    menu meta meter nav nobr noscript object ol optgroup option output p param picture pre progress
    q rb rp rt rtc ruby s samp script search section select slot small source span strike strong
    style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt
    u ul var video wbr""".split()  # noqa: SIM905
)
# Those that may stand without a value, or with an empty one.
_ATTRIBUTES = frozenset(
    """align allowfullscreen alt async autoplay checked cite class colspan compact content controls
    datetime default defer dir disabled download headers height hidden href hreflang id inert ismap
    itemscope lang loop loading markdown media multiple muted name nohref noshade nowrap open
    playsinline preload readonly rel required reversed role rowspan scope selected sizes span src
    srcset start style summary tabindex target title translate type usemap valign value
    width""".split()  # noqa: SIM905
)
_MORE_THAN = re.compile(
    r"[\s>]*(?:(?:[-*+]|[0-9]+\.)\s+)?(>\s*[=~]?\s*(?![0-9]+[.)]\s)[0-9][^\s:;]*)"
)
_TIMES = re.compile(r"[0-9]\*[0-9]+(?:[.,][0-9]+)?\*[0-9]")
MAX_DIGITS = 2  # of the number of a list item: no list is longer
MIN_LETTERS = 4  # of a text that somebody should translate
_FENCE = re.compile(r"^(`{3,}|~{3,})")
_MOVED_IN = re.compile(r"^[\s>]*(?:\t| {4})")
_SKIP = re.compile(r"<!--\s*leaflets:\s*skip\b")
_ITEM = re.compile(r"[\s>]*(?:[-*+]\s+)?([0-9]+)\.\s+([^\W\d_]*)")
_WORD = re.compile(r"[^\W\d_]{2,}")


@check(
    "words-swallowed",
    Scope.ARTICLE,
    Severity.ERROR,
    examples=(
        Passes("Press <kbd>Enter</kbd>, H<sub>2</sub>O, a <wbr>break.", "", "en"),
        Passes("Below 90 mg: 5 < 6, x &lt;daily&gt;", "", "en"),
        Passes("## Rest {#rest .wide lang=de}", "", "en"),
        Fires("Call <your clinic> now.", "", "en", "'<your clinic>'"),
        Fires("Schmerzen im <arm> oder Bein.", "", "de", "'<arm>'"),
        Fires("## Take it {twice daily}", "", "en", "'{twice daily}'"),
    ),
)
def words_swallowed(document: Document, _context: Context) -> Iterator[Problem]:
    """Words in brackets are taken for a tag of HTML or for attributes, and no reader sees them.

    "Call <your clinic> now" becomes "Call now", in every language.
    """
    if "<" not in document.article.body and "{" not in document.article.body:
        return
    page = Page.of(document)
    drawn = {place.segment for place in page.named(*DRAWN)}  # their tags are no business of HTML's
    for place in page.places:
        tag = place.element.tag
        if (place.is_open and not place.is_alone) or place.segment in drawn:
            continue
        names = [name for name, value in place.element.attributes if not value]
        odd = [name for name in names if name not in _ATTRIBUTES and "-" not in name]
        if tag not in _ELEMENTS and "-" not in tag:
            pattern = rf"(?i)<{re.escape(tag)}\b[^<>]*>"
        elif odd:
            word = rf"(?<!\w){re.escape(odd[0])}(?!\w)"
            pattern = rf"(?i)\{{[^{{}}]*{word}[^{{}}]*\}}|<{re.escape(tag)}\b[^<>]*{word}[^<>]*>"
        else:
            continue
        line, row = page.above(place.segment, pattern)
        found = re.search(pattern, row)
        words = found[0] if found else tag
        kind = "a tag of HTML" if words.startswith("<") else "attributes"
        yield Problem(
            f"the words {excerpt(words)} are taken for {kind}, and are not shown",
            hint="write them in round brackets, or < as &lt; and { as \\{",
            line=line,
        )


@check(
    "code-unmarked",
    Scope.ARTICLE,
    Severity.ERROR,
    examples=(
        Passes("- Rest.\n\n    Never with alcohol.", "", "en"),
        Passes("```\n    Never with alcohol.\n```", "", "en"),
        Passes("Type:\n\n    x1", "", "en"),
        Fires("Take one.\n\n    Never with alcohol.", "", "en", "'Never with alcohol.'"),
        Fires("一日一片。\n\n    切勿饮酒。", "", "zh-Hans", "'切勿饮酒。'"),
    ),
)
def code_unmarked(document: Document, _context: Context) -> Iterator[Problem]:
    """A text that is moved in by four spaces is taken for code, which nobody translates.

    It stands in the language of the article in every leaflet, and no catalog knows of it. Code that
    is meant goes between two lines of three backticks.
    """
    page = Page.of(document)
    moved_in: dict[str, int] | None = None
    for place in page.named("pre"):
        text = text_of(place.element)
        first = text.strip().split("\n", 1)[0].strip()
        letters = "".join(_WORD.findall(text))
        if place.is_raw or len(letters) < MIN_LETTERS:
            continue
        moved_in = moved_in if moved_in is not None else _moved_in(document)
        if first in moved_in:
            yield Problem(
                f"the text {excerpt(first)} is taken for code: no catalog has it",
                hint="take the spaces before it away; put ``` above and below what is code",
                line=moved_in[first],
            )


@check(
    "number-swallowed",
    Scope.ARTICLE,
    Severity.ERROR,
    examples=(
        Passes("1. Shake it.\n2. Breathe out.\n10. Rest.", "", "en"),
        Passes("2026\\. That was the year.\n\nCall 112. At once.", "", "en"),
        Passes("```\n112. At once.\n```", "", "en"),
        Fires("112. That is the number to call.", "", "en", "'112.'"),
        Fires("1. Ann\n\n08001234567. Fragen Sie dort.", "", "de", "'08001234567.'"),
        Fires("15. März: Kontrolle in der Praxis.", "", "de", "'15.'"),
        Passes("1. Januar\n2. Februar", "", "de"),
    ),
)
def number_swallowed(document: Document, context: Context) -> Iterator[Problem]:
    """A year, a day or a telephone number that begins a text is taken for that of a list item.

    No catalog has it, and no reader sees it as it was typed: lists count on from their first
    number, without noughts before it. Where languages write "15. März", the day is lost.
    """
    page = Page.of(document)
    months: Mapping[str, int] | None = None
    for place in page.named("ol"):
        for number, shown, word, line, is_alone in _typed_numbers(page, place):
            if len(number) <= MAX_DIGITS:
                is_counted = not is_alone and int(number) == shown
                months = months if months is not None else month_names(context.language)
                if is_counted or word not in months:
                    continue
            yield Problem(
                f"{excerpt(number + '.')} is taken for the number of a list item",
                hint=f"write {number}\\. with a backslash before the stop",
                line=line,
            )


@check(
    "list-number-changed",
    Scope.ARTICLE,
    Severity.WARNING,
    examples=(
        Passes("1. Shake it.\n2. Breathe out.\n\nThen:\n\n3. Breathe in.\n4. Wait.", "", "en"),
        Passes("1. Shake it.\n1. Breathe out.\n1. Breathe in.", "", "en"),
        Fires("1. Shake it.\n3. Breathe in.\n2. Breathe out.", "", "en", "'3.'"),
        Fires("1. Wash.\n2. Dry.\n\n1. Shake.\n2. Wait.", "", "en", "'1.'"),
        Fires("1. 摇匀。\n2. 呼气。\n4. 吸气。", "", "zh-Hans", "'4.'"),
    ),
)
def list_number_changed(document: Document, context: Context) -> Iterator[Problem]:
    """An item of a list has another number in the leaflet than was typed.

    Markdown counts on from the first number, whatever stands before the others: steps typed as
    1, 3, 2 are shown as 1, 2, 3 in the order of their lines, and "go back to step 3" leads to
    another one. Two lists with nothing but an empty line between are one list. The same number
    before every item is no mistake: it leaves the counting to Markdown.
    """
    page = Page.of(document)
    months: Mapping[str, int] | None = None
    for place in page.named("ol"):
        typed = list(_typed_numbers(page, place))
        changed = next((each for each in typed if int(each.number) != each.shown), None)
        if changed is None or len({each.number for each in typed}) == 1:
            continue
        months = months if months is not None else month_names(context.language)
        if any(len(each.number) > MAX_DIGITS for each in typed) or changed.word in months:
            continue  # told as number-swallowed
        yield Problem(
            f"the item is typed as {excerpt(changed.number + '.')} and shown as '{changed.shown}.'",
            hint="put the items into the order of their numbers, or mend the numbers; "
            "between two lists belongs a text or a heading",
            line=changed.line,
        )


@check(
    "sign-swallowed",
    Scope.ARTICLE,
    Severity.ERROR,
    examples=(
        Passes(
            "> Take one tablet.\n> 5 mg is enough.\n\nText.\n\n> 1. Rest.\n> 2. Walk.", "", "en"
        ),
        Passes("\\> 38 °C: call us. If it is > 38 °C, < 35 °C or &gt; 40 °C.", "", "en"),
        Passes("A cyst of 2 × 3 × 4 cm, 2\\*3\\*4 cm, 2 * 3 * 4, `2*3*4`, 2*3.", "", "en"),
        Fires("> 38.5 °C: call us.", "", "en", "'> 38.5'"),
        Fires("Rufen Sie an:\n\n- >38 °C oder\n- Schüttelfrost", "", "de", "'>38'"),
        Fires("囊肿大小 2*3*4 cm。", "", "zh-Hans", "'2*3*4'"),
    ),
)
def sign_swallowed(document: Document, _context: Context) -> Iterator[Problem]:
    """A sign between or before numbers is taken for markup, and no reader sees it.

    "> 38 °C" at the beginning of a text is the quotation "38 °C", which says something else; of
    "2*3*4 cm" the page makes "234 cm", with the 3 in italics.
    """
    page = Page.of(document)
    for place in page.named("blockquote"):
        segment = next(segments_of(place.element), None)
        if place.is_raw or place.is_open or segment is None:
            continue
        line = page.line(segment, "")
        if found := _MORE_THAN.match(page.row(line)):
            yield Problem(
                f"the sign of {excerpt(found[1])} is taken for that of a quotation",
                hint="write \\> for it, or the words, 'more than'; a quotation begins with a word",
                line=line,
            )
    for number, each in enumerate(document.segments):
        if found := _TIMES.search(without_code(each.key.msgid)):
            yield Problem(
                f"the signs of {excerpt(found[0])} are taken for emphasis, and are not shown",
                hint="write × for them",
                line=page.line(number, re.escape(found[0])),
            )


class _Typed(NamedTuple):
    """The number of a list item as it stands in the article."""

    number: str
    shown: int  # the one that readers see
    word: str  # behind it
    line: int
    is_alone: bool  # the only item of its list


def _typed_numbers(page: Page, place: Place) -> Iterator[_Typed]:
    """Those of a list that is written in Markdown."""
    if place.is_raw or place.is_open or place.element.get("class") == "footnotes":
        return
    items = [node for node in place.element.children if _is_item(node)]
    for shown, item in enumerate(items, int(place.element.get("start") or 1)):
        segment = next(segments_of(item), None)
        line = page.line(segment, "") if segment is not None else 0
        found = _ITEM.match(page.row(line))
        if found is not None:
            yield _Typed(found[1], shown, found[2], line, is_alone=len(items) == 1)


def _is_item(node: Node) -> bool:
    return isinstance(node, Element) and node.tag == "li"


def _moved_in(document: Document) -> dict[str, int]:
    """The lines that are moved in far enough to be code, and are in no marked block of code."""
    found: dict[str, int] = {}
    fence, before = "", ""
    for number, row in enumerate(document.article.body.split("\n"), document.article.body_line):
        mark = _FENCE.match(row)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        elif not fence and _MOVED_IN.match(row) and not _SKIP.search(before):
            found.setdefault(row.strip(" \t>"), number)
        before = row if row.strip() else before
    return found
