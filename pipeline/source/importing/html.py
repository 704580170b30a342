"""An HTML page → draft: headings, lists, tables, links, emphasis kept, scripts and styles dropped.

The one module that imports markdownify (and through it BeautifulSoup). Text is escaped for
Python-Markdown, not for CommonMark, and nested lists are indented by four as it wants them.
"""

from __future__ import annotations

import copy
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from markdownify import MarkdownConverter

from pipeline.errors import counted
from pipeline.model import URGENT_BOXES, Language
from pipeline.source import escaping
from pipeline.source.importing.byline import Byline, leading_bylines, parse_date
from pipeline.source.importing.draft import LIST_SEPARATOR, Draft
from pipeline.source.importing.mending import mend, spaced_text
from pipeline.source.importing.office import list_items, without_conditions
from pipeline.source.programs import program

_DROPPED = (
    "script",
    "style",
    "template",
    "button",
    "svg",
    "head",
    "title",
    "select",
    "textarea",
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_FILMS = ("video", "audio", "iframe", "object", "embed")
_MAX_TITLE = 200
_BOXES = URGENT_BOXES | {"note", "tip", "hint"}  # classes of what stands in a box
# "alert-danger", "callout--warning", "care-card--emergency": boxes in the styles of publishers.
_BOX_WORDS = frozenset({"alert", "callout", "admonition", "box", "card", "notice", "panel"})
_LIKE_BOXES = {"emergency": "danger", "urgent": "warning", "error": "danger", "info": "note"}
_DECLARED = re.compile(
    rb"""(?i)<meta[^>]+charset\s*=\s*["']?([A-Za-z0-9_-]+)|<\?xml[^>]+encoding=["']([^"']+)"""
)
# What browsers read under a label (WHATWG, Encoding, 4.2) where Python knows less by that name.
_ENCODINGS = {
    **dict.fromkeys(("gb2312", "gbk", "x-gbk"), "gb18030"),
    **dict.fromkeys(("ascii", "us-ascii", "iso-8859-1", "latin1", "iso8859-1"), "windows-1252"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "korean"), "cp949"),
    **dict.fromkeys(("iso-8859-9", "latin5"), "windows-1254"),
    **dict.fromkeys(("big5", "x-x-big5"), "big5hkscs"),
    "tis-620": "cp874",
    "iso-8859-11": "cp874",
}
_BOLD_PARAGRAPH = re.compile(r"\*\*(?P<text>[^*\n]{1,80})\*\*")
_HIDING = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")
_WHOLE = re.compile(r"(?i)[a-z][a-z0-9+.-]*:|#|$")  # or within the page
_BLANK_LINE = re.compile(r"^[ \t]+$", re.MULTILINE)
_TO_HERE = re.compile(r"^#.")
# A sign that somebody typed to have a list; a number's mark is escaped, as are "-", "+" and "*".
_TYPED = re.compile(
    r"(?P<sign>[•‣▪●◦∙○■□➢·–—]|\\[-+*]|[0-9]{1,2}\\[.)])[ \t\u00a0\u3000]+(?P<text>\S.*?)(?:  )?"
)
_WORD = re.compile(r"\w+")
_MARKS = re.compile(r"[*_\\`]|</?[a-z]+[^<>]*>")  # in the midst of words, in a draft
_NAMED = 12  # words that a note lists
_DATE_NAMES = ("article:published_time", "date", "dc.date", "dcterms.date", "datepublished")


class _TreeReader(MarkdownConverter):
    """markdownify up to the tree: so that no second module needs a door to BeautifulSoup."""

    tree: Any = None

    def convert_soup(self, soup: Any) -> str:
        self.tree = soup
        return ""


class _Converter(MarkdownConverter):
    """markdownify with our escaping, our list indentation and marked languages."""

    def __init__(self, language: Language) -> None:
        super().__init__(
            heading_style="atx",
            bullets="-",
            wrap=True,  # white space of the page is one space; …
            wrap_width=None,  # … and lines are not broken anew
            table_infer_header=True,
            keep_inline_images_in=["td", "th"],
            sub_symbol="<sub>",
            sup_symbol="<sup>",
        )
        self.language = language
        self.title_element: Any = None  # the heading that is the title, not part of the text
        self.level_shift = 0
        self.left_out: list[str] = []
        self.boxes: list[str] = []  # notes on them

    def escape(self, text: str, parent_tags: set[str]) -> str:
        escaped = escaping.inline(text)
        return escaping.cell(escaped) if parent_tags & {"td", "th"} else escaped

    def process_text(self, el: Any, parent_tags: set[str] | None = None) -> str:
        """The text node, in a span with its language where that is not the article's."""
        inherited: Any = super()
        text = str(inherited.process_text(el, parent_tags=parent_tags))
        marked = el.find_parent(attrs={"lang": True})
        if marked is None or marked.name in {"html", "body"} or not text.strip():
            return text
        tag = Language.parse(marked["lang"])
        if tag.base == self.language.base:
            return text
        core = text.strip()
        return text.replace(core, f'<span lang="{tag}">{core}</span>', 1)

    def convert_p(self, el: Any, text: str, parent_tags: set[str]) -> str:
        if parent_tags & {"td", "th"} and text.strip():
            follows = el.find_next_sibling("p") is not None  # a line of its own: "1", then "2"
            return f"{text.strip()}<br>" if follows else text.strip()
        if "_inline" in parent_tags:
            return f" {text.strip()} "
        lines = text.strip().split("\n")  # hard breaks
        return "\n\n{}\n\n".format("\n".join(map(escaping.line_start, lines))) if text else ""

    def convert_ol(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """A numbered list, kept apart from one right before it: its numbers would go on."""
        inherited: Any = super()
        converted = str(inherited.convert_list(el, text, parent_tags))
        before = el.find_previous_sibling()
        return f"\n\n{LIST_SEPARATOR}{converted}" if before and before.name == "ol" else converted

    def convert_blockquote(self, el: Any, text: str, parent_tags: set[str]) -> str:
        inherited: Any = super()
        return "\n" + str(inherited.convert_blockquote(el, text, parent_tags))

    def convert_a(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """The link; the words of one that leads nowhere, or only runs a program of its page."""
        inherited: Any = super()
        address = str(el.get("href") or "")
        if not address or program(address):
            return text
        return str(inherited.convert_a(el, text, parent_tags))

    def convert_footnote_mark(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return f"[^{el['number']}]"

    def convert_li(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """A list item, its further lines indented by four (Python-Markdown's tab length)."""
        text = text.strip()
        if not text:
            return "\n"
        first, *rest = text.split("\n")
        starts_with_text = re.match(r"(?:[-*+]|[0-9]+\.) ", first) is None or not el.find(
            ["ul", "ol"]
        )
        first = escaping.line_start(first) if starts_with_text else first
        lines = [first, *(f"    {line}" if line else "" for line in rest)]
        return f"{_marker(el)} " + "\n".join(lines) + "\n"

    def convert_hN(self, n: int, el: Any, text: str, parent_tags: set[str]) -> str:  # noqa: N802
        if el is self.title_element:
            return ""
        if "_inline" in parent_tags or not text.strip():
            return text
        shown = re.sub(r"#(?=#*$)", r"\\#", " ".join(text.split()))
        return f"\n\n{'#' * min(n + self.level_shift, 6)} {shown}\n\n"

    def convert_img(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """The image, unless it has no address of its own: then it is left out, and named."""
        source = str(el.get("src") or "")
        alternative = " ".join(str(el.get("alt") or "").split())
        if not source or source.startswith("data:"):
            self.left_out.append(alternative or "without alternative text")
            return ""
        return (
            f"![{escaping.inline(alternative)}](<{source}>)"
            if " " in source
            else (f"![{escaping.inline(alternative)}]({source})")
        )

    def convert_div(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """A box where the page has one, its first heading as the title."""
        inherited: Any = super()
        kind = next(filter(None, map(_box_kind, el.get("class") or ())), "")
        blocks = [block for block in re.split(r"\n{2,}", text.strip("\n")) if block.strip()]
        if not kind or not blocks or parent_tags & {"_inline", "td", "th", "li"}:
            return str(inherited.convert_div(el, text, parent_tags))
        heading = re.fullmatch(r"#+ ([^\n\"]+)", blocks[0])
        title = f' "{heading[1]}"' if heading and len(blocks) > 1 else ""
        if title:
            del blocks[0]
        self.boxes.append(
            f"guessed: {' '.join(el.get_text(' ').split())[:40]!r} … is a box, {kind!r}"
        )
        inside = "\n\n".join(blocks).split("\n")
        lines = (f"    {line}" if line else "" for line in inside)
        return f"\n\n!!! {kind}{title}\n" + "\n".join(lines) + "\n\n"

    convert_aside = convert_section = convert_div

    def convert_del(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return f"<del>{text}</del>" if text.strip() else text

    convert_s = convert_del


def _box_kind(name: str) -> str:
    """The kind of box that a class makes of an element; "" for any other class."""
    words = [word for word in re.split(r"[-_]+", name.lower()) if word]
    if name.lower() in _BOXES:
        return name.lower()
    if _BOX_WORDS.isdisjoint(words):
        return ""  # "text-warning" is a colour
    if "non" in words:
        return "note"  # "care-card--non-urgent"
    kinds = (word if word in _BOXES else _LIKE_BOXES.get(word, "") for word in words)
    return next(filter(None, kinds), "")


def _marker(item: Any) -> str:
    """ "-", or the number that the item has in its ordered list."""
    if item.parent is None or item.parent.name != "ol":
        return "-"
    start = str(item.parent.get("start") or "1")
    first = int(start) if start.isdecimal() else 1
    return f"{first + len(item.find_previous_siblings('li'))}."


def declared_encoding(data: bytes) -> str | None:
    """The encoding that the page itself declares, if the page can be decoded with it."""
    match = _DECLARED.search(data[:2048])
    if match is None or data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return None
    label = (match[1] or match[2]).decode("ascii", "replace").lower()
    try:
        data.decode(_ENCODINGS.get(label, label))
    except (LookupError, UnicodeError):
        return None
    return _ENCODINGS.get(label, label)


def read_html(page: str, *, language: Language, fallback_title: str) -> Draft:
    """The draft for an HTML `page`; text marked as another language than `language` stays so."""
    converter = _Converter(language)
    soup = _soup(without_conditions(page))
    mend(soup)
    list_items(soup)
    notes: list[str] = []
    meta = _meta(soup)
    page_title = _text_of(soup.title) if soup.title else ""
    base = _base(soup)
    for element in soup.find_all(_DROPPED):
        element.decompose()
    notes += _hidden(soup)
    notes += _without_films(soup)
    title = _choose_title(converter, soup, page_title, notes)
    article = _main(soup, notes)
    notes += _whole_addresses(article, base)
    notes += _head_details(article)
    footnotes = _notes(converter, article)
    notes += [f"footnotes: {len(footnotes)}"] if footnotes else []
    wanted = _words(spaced_text(article))
    for table in article.find_all("table"):
        notes += _unframed(table) or (*_filled(table), *_widened(table))
        _leave_rows_only(table)
        _plain_head(table)
    body = _BLANK_LINE.sub("", converter.convert_soup(article)).strip("\n")
    notes += converter.boxes
    blocks = [block.strip("\n") for block in re.split(r"\n{2,}", body) if block.strip()]
    notes += _lost(wanted, _words(f"{title}\n{body}"))
    if not title:
        title, blocks = _first_block_title(blocks, fallback_title, notes)
    byline, byline_notes, taken = leading_bylines([(block, "") for block in blocks])
    notes += byline_notes
    notes += [f"left out: image {alternative!r}" for alternative in converter.left_out]
    listed = [*_listed(blocks[taken:], notes)]
    return _draft(title, [*_headed(listed, notes), *footnotes], byline, meta, notes)


def _soup(page: str) -> Any:
    """The page's tree, made by the parser that markdownify itself uses."""
    reader = _TreeReader()
    reader.convert(page)
    return reader.tree


def _base(soup: Any) -> str:
    """Where the page is on the web, if it says so: what its links are relative to."""
    base = soup.find("base", href=True)
    canonical = soup.find("link", rel="canonical", href=True)
    shared = soup.find("meta", property="og:url", content=True)
    found = (base and base["href"], canonical and canonical["href"], shared and shared["content"])
    return next((str(each) for each in found if each and str(each).startswith("http")), "")


def _whole_addresses(article: Any, base: str) -> Iterator[str]:
    """Gives links to other pages of a site their whole address; a note of those that stay."""
    for link in article.find_all("a", href=True):
        address = str(link["href"]).strip()
        if _WHOLE.match(address):
            continue
        if base:
            link["href"] = urljoin(base, address)
        elif _text_of(link):
            yield f"the link {_text_of(link)!r} leads to {address!r} of its own site alone"


def _without_films(soup: Any) -> Iterator[str]:
    """Takes away films, sounds and what else is played in a page; a note of each."""
    for element in soup.find_all(_FILMS):
        if element.decomposed:
            continue
        source = element.get("src") or element.get("data") or ""
        inner = element.find(src=True)
        name = element.get("title") or source or (inner and inner["src"]) or "without a name"
        kind = element.name
        element.decompose()
        yield f"left out: {kind} {name!r}"


def _head_details(article: Any) -> Iterator[str]:
    """Makes headings of what folds a part of the page away: on paper nothing is folded."""
    for summary in article.find_all("summary"):
        above = summary.find_previous(_HEADINGS)
        is_beside = above is not None and above.has_attr("data-folds")
        level = int(above.name[1]) + (0 if is_beside else 1) if above is not None else 2
        summary.name, summary["data-folds"] = f"h{min(level, 6)}", ""
        yield f"guessed: {_text_of(summary)!r}, which folds a part of the page, is a heading"


def _hidden(soup: Any) -> Iterator[str]:
    """Takes away what no reader of the page sees; a note of the words in it."""
    for element in soup.find_all(_is_hidden):
        if element.decomposed:
            continue
        text = _text_of(element)
        element.decompose()
        if text:
            yield f"left out: {text[:40]!r}, which the page hides"


def _is_hidden(element: Any) -> bool:
    return element.has_attr("hidden") or bool(_HIDING.search(str(element.get("style") or "")))


def _notes(converter: _Converter, soup: Any) -> list[str]:
    """Takes footnotes out of the tree and marks their places; each as Markdown, in order.

    A note is what a raised link leads to and leads back from, as word processors write it.
    """
    places = {str(each["id"]): each for each in soup.find_all(id=True)}
    numbers: dict[str, int] = {}
    bodies: list[Any] = []
    for link in soup.find_all("a", href=_TO_HERE):
        if link.decomposed:  # one back to the text, gone with its note
            continue
        raised = link.find_parent("sup") or link.find("sup")
        name = str(link["href"])[1:]
        note = places.get(name)
        if raised is None or note is None or note.name not in {"li", "p", "div", "aside"}:
            continue
        own = {f"#{each['id']}" for each in (link, raised) if each.get("id")}
        back = [each for each in note.find_all("a", href=True) if each["href"] in own]
        if name not in numbers and not back:
            continue
        for each in back:
            each.decompose()
        if name not in numbers:
            numbers[name] = len(numbers) + 1
            bodies.append(note)
        mark = link if link.sup else raised
        mark.name, mark.attrs = "footnote-mark", {"number": numbers[name]}
        mark.clear()
    for note in bodies:
        around = note.parent
        note.extract()
        if around is not None and around.name in {"ol", "ul", "section"} and not _text_of(around):
            around.decompose()
        note.name, note.attrs = "div", {}
    done = []
    for number, note in enumerate(bodies, start=1):
        first, *rest = converter.convert_soup(note).strip().split("\n")
        lines = (f"    {line}" if line.strip() else "" for line in rest)
        done.append("\n".join((f"[^{number}]: {first}", *lines)))
    return done


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(_MARKS.sub("", text)))


def _lost(wanted: Counter[str], found: Counter[str]) -> Iterator[str]:
    """A note of the words of the page that are not in the article: nothing is left out unsaid."""
    missing = list((wanted - found).elements())
    if missing:
        shown = " ".join(missing[:_NAMED]) + (" …" if len(missing) > _NAMED else "")
        words = counted(len(missing), "word")
        yield f"LOST, or run together: {words} of the page; see to {shown!r}"


def _text_of(element: Any) -> str:
    return " ".join(element.get_text().split())


def _meta(soup: Any) -> dict[str, str]:
    """Author, summary, publisher and date of the page's <meta> elements, where it has them."""
    values = {
        str(element.get("name") or element.get("property") or "").lower(): str(
            element.get("content") or ""
        ).strip()
        for element in soup.find_all("meta")
    }
    dates = (parse_date(values.get(name, "")) for name in _DATE_NAMES)
    return {
        "author": values.get("author", ""),
        "summary": values.get("description", ""),
        "publisher": values.get("og:site_name", ""),
        "date": next(filter(None, dates), ""),
    }


def _choose_title(converter: _Converter, soup: Any, page_title: str, notes: list[str]) -> str:
    """The first <h1>, else <title>, else "": headings below get the levels from 2 on."""
    headings = [element for element in soup.find_all("h1") if _text_of(element)]
    if headings:
        converter.title_element = headings[0]
        converter.level_shift = 1 if len(headings) > 1 else 0
        notes.append("title: the first <h1>")
        return _text_of(headings[0])
    if page_title:
        notes.append("title: the page's <title>")
    return page_title


def _main(soup: Any, notes: list[str]) -> Any:
    """The part of the page that is the article: its only <article>, else its only <main>."""
    for name in ("article", "main"):
        found = soup.find_all(name)
        if len(found) == 1:
            notes.append(f"guessed: the article is the page's <{name}>, the rest was left out")
            return found[0]
    return soup


def _unframed(table: Any) -> list[str]:
    """Takes away a table that only frames its one cell; a note of what was in it, [] elsewhere."""
    cells = table.find_all(["td", "th"])
    if len(cells) != 1 or table.caption is not None:
        return []
    text = _text_of(cells[0])
    cells[0].name = "div"
    table.replace_with(cells[0])
    return [f"guessed: a frame around {text[:40]!r} …; !!! note or !!! warning would make it a box"]


def _filled(table: Any) -> Iterator[str]:
    """Fills the table where a cell goes on over rows, which Markdown's tables can't, with what it
    says: a row that is read alone must say all. What is repeated is noted.
    """
    above: dict[int, tuple[int, Any]] = {}  # by column: for how many rows more, which cell
    for row in table.find_all("tr"):
        if row.find_parent("table") is not table:
            continue
        below: dict[int, tuple[int, Any]] = {}
        cells = row.find_all(["td", "th"], recursive=False)
        column, before = 0, None
        while cells or column in above:
            if column in above:
                rows, cell = above[column]
                cell = copy.copy(cell)
                row.insert(0, cell) if before is None else before.insert_after(cell)
            else:
                cell = cells.pop(0)
                rows = _span(cell, "rowspan")
                text = " ".join(cell.get_text(" ").split())
                if rows > 1 and text:
                    yield f"guessed: {text!r} is said of {rows} rows, and put into each"
            if rows > 1:
                below[column] = (rows - 1, cell)
            column += _span(cell, "colspan")
            before = cell
        above = below


def _widened(table: Any) -> tuple[str, ...]:
    """The same for a cell that goes on over columns: a column that is read alone must say all.

    One that goes on over all of them heads the rows below it, and is said once. Comes after the
    rows, whose copies go on over columns too.
    """
    rows = [
        row.find_all(["td", "th"], recursive=False)
        for row in table.find_all("tr")
        if row.find_parent("table") is table
    ]
    widest = max((sum(_span(cell, "colspan") for cell in row) for row in rows), default=0)
    notes: list[str] = []
    for cell in itertools.chain.from_iterable(rows):
        columns, text = _span(cell, "colspan"), " ".join(cell.get_text(" ").split())
        if columns > 1 and text:
            notes.append(
                f"guessed: {text!r} is said of {columns} columns, and put into each"
                if columns < widest
                else f"guessed: {text!r} heads the rows below it; perhaps make it a heading"
            )
        if 1 < columns < widest:
            del cell["colspan"]
            for _ in range(columns - 1):
                cell.insert_after(copy.copy(cell))
    return tuple(dict.fromkeys(notes))


def _plain_head(table: Any) -> None:
    """Takes the bold off a first row that is all bold: the heads of columns are bold anyway."""
    first = table.find("tr")
    cells = first.find_all(["td", "th"]) if first is not None else []
    bold = [cell.find_all(["b", "strong"]) for cell in cells]
    texts = ["".join(map(_text_of, each)) for each in bold]
    if len(cells) > 1 and all(texts) and texts == list(map(_text_of, cells)):
        for each in itertools.chain.from_iterable(bold):
            each.unwrap()


def _leave_rows_only(table: Any) -> None:
    """Puts the caption before the table and takes away what tells of columns.

    A row is only taken for the first one, which heads a table of Markdown, where nothing is before
    it: without such a row all of the table is read as one paragraph, doses and all.
    """
    for part in table.find_all(["caption", "colgroup", "col"], recursive=False):
        part.extract()
        if part.name == "caption":
            part.name = "div"
            table.insert_before(part)


def _span(cell: Any, name: str) -> int:
    value = str(cell.get(name) or "1").strip()
    return max(int(value), 1) if value.isdecimal() and len(value) < 4 else 1


def _first_block_title(blocks: list[str], fallback: str, notes: list[str]) -> tuple[str, list[str]]:
    """The first paragraph as title where it can be one, else the file's name."""
    plain = re.sub(r"\\(?=[^\w\s])", "", blocks[0].strip("*_")) if blocks else ""
    if len(blocks) > 1 and len(plain) <= _MAX_TITLE and "\n" not in plain and blocks[0][0] != "#":
        notes.append("guessed: the title is the first paragraph")
        return plain, blocks[1:]
    notes.append(f"guessed: the title is {fallback!r}, from the file's name")
    return fallback, blocks


def _listed(blocks: list[str], notes: list[str]) -> Iterator[str]:
    """The blocks; of lines in a row that begin with a sign typed by hand, a list.

    Whether each is a paragraph or only a line of one: so do people type a list who know no other.
    """
    position = 0
    while position < len(blocks):
        end = position
        items: list[tuple[str, str]] = []
        while end < len(blocks) and (more := _typed_items(blocks[end], items)):
            items += more
            end += 1
        if len(items) < 2:
            yield blocks[position]
            position += 1
            continue
        position, first = end, items[0][0].removeprefix("\\").replace("\\", "")
        notes.append(f"guessed: {len(items)} lines that begin with {first!r} and so on are a list")
        sign = "{}." if first[0].isdecimal() else "-"
        yield "\n".join(
            f"{sign.format(number)} {escaping.line_start(text)}"
            for number, (_, text) in enumerate(items, start=1)
        )


def _typed_items(block: str, before: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """(sign, text) of each line of a block that goes on with a list; [] where one does not."""
    items: list[tuple[str, str]] = []
    for line in block.split("\n"):
        match = _TYPED.fullmatch(line)
        if match is None:
            return []
        sign, last = match["sign"], (*before, *items)[-1:]
        if sign[0].isdecimal():
            if int(re.sub(r"\D", "", sign)) != len(before) + len(items) + 1:
                return []
            sign = re.sub(r"[0-9]+", "1", sign)
        if last and sign != last[0][0]:
            return []
        items.append((sign, match["text"]))
    return items


def _headed(blocks: list[str], notes: list[str]) -> list[str]:
    """In a page without headings, short paragraphs that are bold as a whole become headings."""
    if any(block.startswith("#") for block in blocks):
        return blocks
    return list(_promoted(blocks, notes))


def _promoted(blocks: list[str], notes: list[str]) -> Iterator[str]:
    for block in blocks:
        match = _BOLD_PARAGRAPH.fullmatch(block)
        if match and not match["text"].endswith((".", ":", "。", "：")):
            notes.append(f"guessed: {match['text']!r} is a heading")
            yield f"## {match['text']}"
        else:
            yield block


def _draft(
    title: str, blocks: list[str], byline: Byline, meta: dict[str, str], notes: list[str]
) -> Draft:
    return Draft(
        title,
        "\n\n".join(blocks),
        tuple(notes),
        summary=meta["summary"],
        author=byline.author or meta["author"],
        publisher=byline.publisher or meta["publisher"],
        date=byline.date or meta["date"],
    )
