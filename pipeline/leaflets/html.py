"""One leaflet as one web page: everything inside, no script, no network.

What the article needs is done in `html_tree`, how it looks in templates/leaflet.css, theme and
typography, and the templates themselves are `pages`' to find. Calm when words are missing: they
stand in English and are marked so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

from markupsafe import Markup, escape

from pipeline.language import cldr
from pipeline.leaflets import markup, tree, web
from pipeline.leaflets.downloads import Download, downloads
from pipeline.leaflets.html_tree import Place, article_nodes, isolate_numbers, places
from pipeline.leaflets.images import reader
from pipeline.leaflets.pages import render, sheet
from pipeline.leaflets.theme import Theme
from pipeline.leaflets.typography import counter_style, typography
from pipeline.leaflets.words import Words
from pipeline.model import Inline, Language, Leaflet

PAGE_PIXELS = 16.0  # 1 rem, unless a reader has chosen another


@dataclass(frozen=True, slots=True)
class LanguageLink:
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
) -> bytes:
    """The leaflet's page, UTF-8.

    `languages` are all in which this leaflet is published, itself among them, in the order of the
    switcher; `image_root` is the folder of the article; `formats` are the files that lie beside the
    page, `base_url` is where dist/ is published. ExportError where a picture can't be shown, or
    where a template of the project's own is broken.
    """
    language, slug = leaflet.language, leaflet.slug
    read = reader(leaflet, image_root)
    inline = partial(_inline, language)
    nodes = article_nodes(leaflet, words=words, read_image=read)
    found = places(nodes, language)
    links = language_links(languages, slug)
    title_text = tree.plain_text(leaflet.title.children)
    address = web.web_address(base_url, language, slug)
    qr = web.qr_rows(address) if address else ()
    offered = downloads(formats)
    page = render(
        "leaflet.html.j2",
        theme,
        language=language,
        dir=cldr.direction(language),
        slug=slug,
        title=inline(leaflet.title),
        title_text=title_text,
        summary=inline(leaflet.summary),
        summary_text=_text(leaflet.summary),
        audience=inline(leaflet.audience),
        publisher=inline(leaflet.publisher),
        publisher_text=_text(leaflet.publisher),
        keywords=leaflet.keywords,
        metadata=leaflet.metadata,
        adapted=leaflet.metadata.adapted_from,
        source_language=leaflet.source_language,
        source_dir=cldr.direction(leaflet.source_language),
        is_draft=leaflet.is_draft,
        languages=links,
        switcher=_switcher(links, language.tag, tuple(place.id for place in found)),
        alternates=_alternates(languages, leaflet.source_language, slug, base_url),
        places=found,
        files=tuple(file for file in offered if file.for_patients),
        file_label=partial(file_label, words),
        address=address,
        mail_link=web.mail_link(title_text, address) if address else "",
        qr_path=web.qr_path(qr),
        qr_size=len(qr) + 2 * web.QUIET_ZONE,
        contact=contact,
        css=stylesheet(theme, language, "leaflet.css") + _place_rules(found),
        body=Markup(markup.to_html(nodes, language=language, comments=False)),
        inline=inline,
        **word_functions(words),
    )
    return page.encode("utf-8")


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


def _switcher(links: tuple[LanguageLink, ...], current: str, ids: tuple[str, ...]) -> Markup:
    """The lists of languages: one for the page, and a hidden one for each place in it.

    Without a script a link can't know where its reader is, but CSS does, by `:target`: the list
    that leads to the same place in the other languages takes the place of the first one. Ids are
    the same in all languages.
    """
    # Built here and not in the template: 30 languages × 12 places are the page's largest loop.
    starts, ends, here = _entries(links)
    is_here = [each.tag == current for each in links]
    lists = []
    for name in ("", *(str(escape(each)) for each in ids)):
        fragment = f"#{name}" if name else ""
        lists.append(f'<ul data-at="{name}" hidden>' if name else '<ul class="here">')
        lists += (
            here[number] if is_here[number] else starts[number] + fragment + ends[number]
            for number in range(len(links))
        )
        lists.append("</ul>\n")
    return Markup("".join(lists).rstrip())


@lru_cache(maxsize=64)  # the same in the leaflet of every language
def _entries(links: tuple[LanguageLink, ...]) -> tuple[list[str], list[str], list[str]]:
    """What stands before and after a place's id in each link, and instead of one to this page."""
    return (
        [f'<li><a href="{escape(each.href)}' for each in links],
        [f'" hreflang="{each.tag}"{_spoken(each)}</a></li>' for each in links],
        [f'<li><span aria-current="true"{_spoken(each)}</span></li>' for each in links],
    )


def _spoken(link: LanguageLink) -> str:
    """The end of a start tag and the language's name in it."""
    return f' lang="{link.tag}" dir="{link.dir}">{escape(link.autonym)}'


def _place_rules(found: tuple[Place, ...]) -> Markup:
    """Which list of languages is shown while a place is the page's target."""
    targets = {place.id: f'[id="{_css_string(place.id)}"]:target' for place in found}
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


@lru_cache(maxsize=64)  # the same in the leaflet of every language
def _alternates(
    languages: tuple[Language, ...], source_language: Language, slug: str, base_url: str
) -> tuple[LanguageLink, ...]:
    """Where the leaflet is in each language, the one to take where none of them fits at last."""
    if len(languages) < 2:
        return ()
    links = []
    for link in language_links(languages, slug):
        href = web.web_address(base_url, Language(link.tag), slug) or link.href
        links.append(replace(link, href=href))
    default = (link for link in links if link.tag == source_language.tag)
    return (*links, *(replace(link, tag="x-default") for link in default))


def _text(inline: Inline | None) -> str:
    return tree.plain_text(inline.children) if inline else ""


def word_functions(words: Words) -> Mapping[str, Callable[..., object]]:
    """What templates call: `word` (markup), `text` (plain, for attributes), `date`, `isolate`."""
    return {
        "word": partial(_word, words),
        "text": words.text,
        "date": partial(_date, words.language),
        "isolate": lambda value: Markup("<bdi>{}</bdi>").format(value),
    }


@lru_cache(maxsize=128)
def stylesheet(theme: Theme, language: Language, *names: str) -> Markup:
    """The named style sheets after the variables of theme and language."""
    light, dark = (_declarations(_colours(colours)) for colours in (theme.light, theme.dark))
    variables = _declarations(_shape(theme)) + _declarations(_type(language))
    # Safe as markup: themes hold checked colours and numbers, typography is ours.
    return Markup(
        f":root{{color-scheme:light dark;{light}{variables}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
        + "".join(sheet(name, theme) for name in names)
    )


def style_variables(language: Language) -> Markup:
    """How `language` is set, for an element inside a page of another; safe in a style attribute."""
    return Markup(_declarations(_type(language)).replace('"', "'"))


def _shape(theme: Theme) -> dict[str, str]:
    """Sizes as CSS has them: relative to what the reader has chosen in the browser."""
    size = theme.screen_size / PAGE_PIXELS
    return {
        "size": f"{size:.4g}rem",
        "title": f"{theme.screen_title / PAGE_PIXELS:.4g}rem",
        "h2": f"{size * theme.scale**2:.4g}rem",
        "h3": f"{size * theme.scale:.4g}rem",
        "space": f"{theme.spacing:.4g}",
        "corners": f"{theme.corners / PAGE_PIXELS:.4g}rem",
        "print-size": f"{theme.size:.4g}pt",
        "print-title": f"{theme.title * 0.9:.4g}pt",
    }


def _colours(colours: Mapping[str, str]) -> dict[str, str]:
    return {role.replace("_", "-"): colour for role, colour in colours.items()}


def _type(language: Language) -> dict[str, str]:
    style = typography(language)
    is_italic = style.emphasis == "italic"
    is_tall = style.title_line_height >= 1.35
    return {
        "font": style.web_fonts,
        "leading": str(style.web_line_height),
        "title-leading": str(style.title_line_height),
        "heading-leading": "1.5" if is_tall else "1.25",
        "table-leading": "1.65" if is_tall else "1.5",
        # Tight tracking suits big Latin letters; it tears joined scripts apart.
        "title-spacing": "-.015em" if is_italic else "normal",
        "counter": counter_style(language),
        "hyphens": "auto" if style.hyphenate else "manual",
        "word-break": style.word_break,
        "title-break": "auto-phrase" if style.phrases else style.word_break,
        "emphasis-style": "italic" if is_italic else "normal",
        "emphasis-weight": "inherit" if is_italic else "600",
        "emphasis-colour": "inherit" if is_italic else "var(--primary)",
    }


def _declarations(variables: Mapping[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in variables.items())


def _inline(language: Language, inline: Inline | None) -> Markup:
    if inline is None:
        return Markup("")
    children = inline.children
    is_plain = len(children) == 1 and isinstance(children[0], str)
    if is_plain and inline.language == language and cldr.direction(language) == "ltr":
        return escape(children[0])
    isolated = isolate_numbers((inline,), inline.language)
    return Markup(markup.to_html(isolated, language=language))


def _word(words: Words, msgid: str, **values: object) -> Markup:
    """The word as markup, its {names} filled in, marked where it is not translated.

    A {date} is given as ISO 8601 and written as the language of the word writes it.
    """
    language = words.language_of(msgid)
    text = escape(words.pattern(msgid))
    for name, value in values.items():
        shown = _date(language, str(value)) if name == "date" else escape(value)
        text = text.replace(f"{{{name}}}", shown)
    if language == words.language:
        return text
    return Markup('<span lang="{}" dir="{}">{}</span>').format(
        language.tag, cldr.direction(language), text
    )


def _date(language: Language, iso: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(iso, cldr.format_date(iso, language))
