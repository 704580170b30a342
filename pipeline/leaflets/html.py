"""One leaflet as one web page: everything inside, no script, no network.

What the article needs is done in `html_tree`, how it looks in templates/leaflet.css and `styling`,
and the templates themselves are `pages`' to find. Calm when words are missing: they stand in
English and are marked so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup, escape

from pipeline.language import cldr, scripts
from pipeline.language.unbroken import DIGIT
from pipeline.leaflets import tree, web
from pipeline.leaflets.article import ArticleHtml, Place
from pipeline.leaflets.downloads import Download, downloads
from pipeline.leaflets.images import reader
from pipeline.leaflets.page_text import page_text, with_numbers_whole
from pipeline.leaflets.pages import is_ours, render
from pipeline.leaflets.shell import Gap, Gaps, Shell
from pipeline.leaflets.stencil import article_html
from pipeline.leaflets.theme import Theme, theme_beside
from pipeline.leaflets.words import Words
from pipeline.model import AdaptedFrom, Inline, Language, Leaflet, Metadata, Node, Sentence

TEMPLATE = "leaflet.html.j2"
_URGENT = ' class="urgent"'
LEAST_PLACES = 3  # fewer need no list
PHONE_COLUMNS = 9  # Han characters of a title on one line of a narrow phone (320 CSS pixels)


class LanguageLink(NamedTuple):
    """A language as the switcher shows it."""

    tag: str
    dir: str
    autonym: str
    href: str = ""


def export_html(
    leaflet: Leaflet,
    *,
    words: Words,
    theme: Theme,
    languages: tuple[Language, ...],
    image_root: Path,
    formats: tuple[str, ...] = (),
    contact: str = "",
    base_url: str = "",
    shell_of: Callable[[Kind], Shell] | None = None,
) -> bytes:
    """The leaflet's page, UTF-8.

    `languages` are all in which this leaflet is published, itself among them, in the order of the
    switcher; `image_root` is the folder of the article; `formats` are the files that lie beside the
    page, `base_url` is where dist/ is published; `shell_of` is asked for shells instead of
    `make_shell`, for callers that keep them. ExportError where a picture can't be shown, or
    where a template of the project's own is broken.
    """
    language, slug = leaflet.language, leaflet.slug
    read = reader(leaflet, image_root)
    article = article_html(leaflet, words=words, read_image=read)
    address = web.web_address(base_url, language, slug)
    values = _values(leaflet, article, languages, address) | {"contact": contact_line(contact)}
    theme = theme_beside(values["publisher_text"], theme)
    values["logo"] = theme.logo  # no gap's, but it tells kinds apart
    links = _alternates(languages, leaflet.source_language, slug, base_url)
    values |= {f"alternate {number}": link.href for number, link in enumerate(links)}
    kind = Kind(
        theme,
        language,
        leaflet.source_language,
        words,
        languages,
        tuple(formats),
        is_draft=leaflet.is_draft,
        alternates=tuple(link.tag for link in links),
        places=min(len(article.places), LEAST_PLACES),
        given=frozenset(name for name, value in values.items() if value),
    )
    if is_ours(TEMPLATE, theme):
        shown = {name: _escaped(value) for name, value in values.items() if value}
        page = (shell_of or make_shell)(kind).page(
            shown, lambda spoken, name: _date(spoken, values[name])
        )
        return page.encode("utf-8")
    variables = _variables(kind, values) | {
        "keywords": leaflet.keywords,
        "metadata": leaflet.metadata,
        "adapted": leaflet.metadata.adapted_from,
        "alternates": links,
        "places": article.places,
        "inline": partial(_inline, language),
    }
    return render(TEMPLATE, theme, **variables).encode("utf-8")


# ------------------------------------------------------------------------ what the template is told
# Values that the template knows by the names that they have here.
_ALIKE = (
    *("slug", "title", "title_text", "summary", "summary_text", "audience", "publisher"),
    *("publisher_text", "switcher", "contents", "body", "address", "mail_link", "qr_path"),
    *("qr_size", "contact"),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """What decides which parts a page has, and what its fixed parts say."""

    theme: Theme
    language: Language
    source_language: Language
    words: Words
    languages: tuple[Language, ...]
    formats: tuple[str, ...]
    is_draft: bool
    alternates: tuple[str, ...]  # the languages of links in the head
    places: int  # how many there are, as far as the template counts
    given: frozenset[str]  # the names of the values that are not empty

    def __hash__(self) -> int:
        """Of what tells kinds apart in one project: a hash of a theme takes as long as a page."""
        return hash((self.language.tag, self.is_draft, self.places, self.given))


@lru_cache(maxsize=512)
def make_shell(kind: Kind) -> Shell:
    """What the pages of a kind have in common."""
    gaps = Gaps()
    values: defaultdict[str, str] = defaultdict(str)
    values.update({name: gaps.add(name) for name in sorted(kind.given)})
    return gaps.cut(render(TEMPLATE, kind.theme, **_variables(kind, values)))


def _values(
    leaflet: Leaflet, article: ArticleHtml, languages: tuple[Language, ...], address: str
) -> dict[str, str]:
    """The values that differ from page to page, by name; "" is what the page does not have."""
    language, slug, metadata = leaflet.language, leaflet.slug, leaflet.metadata
    inline = partial(_inline, language)
    adapted = metadata.adapted_from or AdaptedFrom("")
    title = tree.plain_text(leaflet.title.children)
    qr = web.qr_rows(address) if address else ()
    ids = tuple(place.id for place in article.places)
    return {
        "slug": slug,
        "title": _title(leaflet),
        "title_text": title,
        "summary": inline(leaflet.summary),
        "summary_text": tree.text_of(leaflet.summary),
        "audience": inline(leaflet.audience),
        "publisher": inline(leaflet.publisher),
        "publisher_text": tree.text_of(leaflet.publisher),
        "keywords": ", ".join(leaflet.keywords),
        "author": metadata.author,
        "reviewed": metadata.reviewed,
        "date": metadata.date,
        "adapted title": adapted.title,
        "adapted author": adapted.author,
        "adapted publisher": adapted.publisher,
        "adapted date": adapted.date,
        "adapted url": adapted.url,
        "switcher": _switcher(languages, language, (slug, ids)),
        "contents": _contents(article.places, language),
        "place_rules": _place_rules(ids),
        "body": Markup(article.html),
        "address": address,
        "mail_link": web.mail_link(title, address) if address else "",
        "qr_path": web.qr_path(qr) if address else "",
        "qr_size": str(len(qr) + 2 * web.QUIET_ZONE),
    }


def _variables(kind: Kind, values: Mapping[str, str]) -> dict[str, object]:
    """What the template is filled with, the values that are given being texts or gaps."""
    language = kind.language
    adapted = AdaptedFrom(
        values["adapted title"],
        values["adapted author"],
        values["adapted publisher"],
        values["adapted date"],
        values["adapted url"],
    )
    return {
        "language": language,
        "dir": cldr.direction(language),
        "keywords": (values["keywords"],) if values["keywords"] else (),
        "metadata": Metadata(
            "", author=values["author"], reviewed=values["reviewed"], date=values["date"]
        ),
        "adapted": adapted if adapted.title else None,
        "source_language": kind.source_language,
        "source_dir": cldr.direction(kind.source_language),
        "is_draft": kind.is_draft,
        "languages": kind.languages,
        "alternates": [
            LanguageLink(tag, "", "", values[f"alternate {number}"])
            for number, tag in enumerate(kind.alternates)
        ],
        "places": range(kind.places),
        "files": tuple(file for file in downloads(kind.formats) if file.for_patients),
        "file_label": partial(file_label, kind.words),
        "css": stylesheet(kind.theme, language, "leaflet.css") + Markup(values["place_rules"]),
        **{name: values[name] for name in _ALIKE},
        **word_functions(kind.words),
    }


def file_label(words: Words, file: Download) -> Markup | str:
    """What a link to the file is called."""
    word = partial(_word, words)
    if file.format == "large-print":
        # Translators: link to a PDF with large letters, for readers who see badly
        return word("Large print")
    if file.format == "trifold":
        # Translators: link to a PDF that is printed on both sides of a sheet and folded twice
        return word("Folded leaflet")
    return file.label


@lru_cache(maxsize=512)
def language_links(languages: tuple[Language, ...], slug: str = "") -> tuple[LanguageLink, ...]:
    """The languages with their own names and directions, and where the leaflet is in each."""
    return tuple(
        LanguageLink(
            language.tag,
            cldr.direction(language),
            cldr.autonym(language),
            f"../{language.tag}/{slug}.html" if slug else f"#{language.tag}",
        )
        for language in languages
    )


def _switcher(languages: tuple[Language, ...], current: Language, place: _Place) -> Markup:
    """The lists of languages: one for the page, and a hidden one for each place in it.

    Without a script a link can't know where its reader is, but CSS does, by `:target`: the list
    that leads to the same place in the other languages takes the place of the first one. Ids are
    the same in all languages.
    """
    here = languages.index(current) if current in languages else -1
    parts: list[str] = []
    for start, entries in _lists(languages, *place):
        parts.append(start)
        parts += entries
        if here >= 0:
            parts[here - len(languages)] = _here(current)
        parts.append("</ul>\n")
    return Markup("".join(parts).rstrip())


_Place = tuple[str, tuple[str, ...]]  # a leaflet's slug and the ids of its places


@lru_cache(maxsize=64)  # the pages of an article in all its languages share them
def _lists(
    languages: tuple[Language, ...], slug: str, ids: tuple[str, ...]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each list's start tag and its entries, as if the reader were on none of these pages."""
    # Built here and not in the template: 30 languages × 12 places are the page's largest loop.
    links = language_links(languages, slug)
    starts = [f'<li><a href="{escape(each.href)}' for each in links]
    ends = [f'" hreflang="{each.tag}"{_spoken(each)}</a></li>' for each in links]
    lists = []
    for name in ("", *(str(escape(each)) for each in ids)):
        fragment = f"#{name}" if name else ""
        lists.append(
            (
                f'<ul data-at="{name}" hidden>' if name else '<ul class="here">',
                tuple(start + fragment + end for start, end in zip(starts, ends, strict=True)),
            )
        )
    return tuple(lists)


@cache
def _here(language: Language) -> str:
    """The entry of the page itself."""
    (link,) = language_links((language,))
    return f'<li><span aria-current="true"{_spoken(link)}</span></li>'


def _spoken(link: LanguageLink) -> str:
    """The end of a start tag and the language's name in it."""
    return f' lang="{link.tag}" dir="{link.dir}">{escape(link.autonym)}'


def _contents(found: tuple[Place, ...], language: Language) -> Markup:
    """The list of the places that a reader can be led to."""
    entries = [
        f'<li{_URGENT if place.is_urgent else ""}><a href="#{_escaped(place.id)}">'
        f"{_line(language, place.title)}</a></li>\n"
        for place in found
    ]
    return Markup("<ol>\n" + "".join(entries) + "</ol>")


@lru_cache(maxsize=32)
def _place_rules(ids: tuple[str, ...]) -> str:
    """Which list of languages is shown while a place is the page's target: CSS."""
    targets = {name: f'[id="{_css_string(name)}"]:target' for name in ids}
    rules = [
        f'body:has({target}) [data-at="{_css_string(name)}"]{{display:flex}}'
        for name, target in targets.items()
    ]
    if rules:
        rules.append(f"body:has({','.join(targets.values())}) .here{{display:none}}\n")
    return Markup("\n".join(rules))


def _css_string(text: str) -> str:
    """The text as it stands between quotes in a style element: nothing can end either."""
    return "".join(
        char if char.isalnum() or char in "-_." else f"\\{ord(char):x} " for char in text
    )


@lru_cache(maxsize=64)  # the same on an article's pages in all languages
def _alternates(
    languages: tuple[Language, ...], source: Language, slug: str, base_url: str
) -> tuple[LanguageLink, ...]:
    """Where the leaflet is in each language, the one to take where none of them fits at last."""
    if len(languages) < 2:
        return ()
    links = []
    defaults = []
    for language, link in zip(languages, language_links(languages, slug), strict=True):
        href = web.web_address(base_url, language, slug) or link.href
        links.append(link._replace(href=href))
        if language == source:
            defaults.append(LanguageLink("x-default", link.dir, link.autonym, href))
    return (*links, *defaults)


@lru_cache(maxsize=8)
def contact_line(contact: str) -> Markup:
    """What the publisher wrote, in whatever language, as markup of a `<bdi>`, which each line has.

    A line runs the way it begins, and so its telephone numbers need an order of their own there.
    Each of them stands on one line.
    """
    lines = [_contact_line(line) for line in contact.splitlines()]
    return Markup("</bdi><br>\n<bdi>").join(lines)


def _contact_line(line: str) -> Markup:
    direction = scripts.first_direction(line)
    return Markup(with_numbers_whole(line)) if direction == "ltr" else in_order(line, direction)


def in_order(text: str, direction: str, language: Language | None = None) -> Markup:
    """Text that runs in this direction as markup, its numbers and doses in their order.

    In a known language they also stay on one line.
    """
    if direction == "ltr":
        return escape(text) if language is None else text_markup(text, language)
    from pipeline.leaflets import html_tree, markup

    return Markup(markup.to_html(html_tree.with_runs_apart(text)))


def text_markup(text: str, language: Language) -> Markup:
    """Text as markup, its amounts each on one line."""
    return Markup(page_text(text, language))


def word_functions(words: Words) -> Mapping[str, Callable[..., object]]:
    """What templates call: `word` (markup), `text` (plain, for attributes), `date`, `isolate`."""
    return {
        "word": partial(_word, words),
        "text": words.text,
        "date": partial(_date, words.language),
        "isolate": lambda value: Markup("<bdi>{}</bdi>").format(value),
    }


def stylesheet(theme: Theme, language: Language, *names: str) -> Markup:
    """See `styling.stylesheet`; as markup, which it may be."""
    from pipeline.leaflets import styling  # with typography: what has a shell needs none

    return Markup(styling.stylesheet(theme, language, *names))


def style_variables(language: Language) -> Markup:
    """See `styling.style_variables`; as markup, which it may be."""
    from pipeline.leaflets import styling

    return Markup(styling.style_variables(language))


def _title(leaflet: Leaflet) -> Markup:
    """The title, with the places marked at which its language may break it.

    Where a phrase is wider than a phone, the browser breaks the title by its own rules.
    """
    language, title = leaflet.language, leaflet.title
    is_plain = all(isinstance(node, str | Sentence) for node in tree.walk(title.children))
    # A browser breaks between words, and only languages without spaces have parsers for phrases.
    if not is_plain or title.language != language or cldr.separates_words(language):
        return _inline(language, title)
    from pipeline.leaflets.phrases import phrases_of
    from pipeline.leaflets.typography import typography

    if not typography(language).phrases:
        return _inline(language, title)
    parts = phrases_of(tree.plain_text(title.children), language)
    if max(map(len, parts)) > PHONE_COLUMNS:
        return _inline(language, title)
    return Markup("<wbr>").join(parts)


def _escaped(text: str) -> str:
    """The text as markup, which most texts are as they stand: `escape` takes five times as long."""
    is_markup = isinstance(text, Markup) or not (
        "&" in text or "<" in text or ">" in text or "'" in text or '"' in text
    )
    return text if is_markup else escape(text)


def _inline(language: Language, inline: Inline | None) -> Markup:
    return Markup("" if inline is None else _line(language, inline))


def _line(language: Language, inline: Inline) -> str:
    """A line of text as markup."""
    if inline.language == language and cldr.direction(language) == "ltr":
        words = _only_words(inline.children)
        if words is not None:
            return page_text(words, language) if DIGIT.search(words) else _escaped(words)
    from pipeline.leaflets import html_tree, markup

    isolated = html_tree.isolate_numbers((inline,), inline.language)
    return markup.to_html(isolated, language=language)


def _only_words(nodes: tuple[Node, ...]) -> str | None:
    """The text of nodes that are nothing but text and sentences of it."""
    texts: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            texts.append(node)
        elif isinstance(node, Sentence) and all(isinstance(each, str) for each in node.children):
            texts += (each for each in node.children if isinstance(each, str))
        else:
            return None
    return "".join(texts)


def _word(words: Words, msgid: str, **values: str) -> Markup:
    """The word as markup, its {names} filled in, marked where it is not translated.

    A {date} is given as ISO 8601 and written as the language of the word writes it, a {percent} in
    its digits.
    """
    language = words.language_of(msgid)
    text = escape(words.pattern(msgid))
    for name, value in values.items():
        shown = _date(language, value) if name == "date" else escape(value)
        if name == "percent":
            shown = escape(cldr.with_own_digits(str(value), language))
        text = text.replace(f"{{{name}}}", shown)
    if language == words.language:
        return text
    return Markup('<span lang="{}" dir="{}">{}</span>').format(
        language.tag, cldr.direction(language), text
    )


def _date(language: Language, iso: str) -> Markup:
    if isinstance(iso, Gap):
        return Markup(iso.dated(language))
    return _time(language, iso)


@lru_cache(maxsize=1024)
def _time(language: Language, iso: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(iso, cldr.format_date(iso, language))
