"""One leaflet as one web page: everything inside, no script, no network.

The only module that imports Jinja2, for the index too; what the article needs is done in
`html_tree`, how it looks in templates/leaflet.css, theme and typography. Calm when words are
missing: they stand in English and are marked so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from pipeline.language import cldr
from pipeline.leaflets import markup, tree
from pipeline.leaflets.html_tree import article_nodes, isolate_numbers
from pipeline.leaflets.images import read_image
from pipeline.leaflets.theme import Theme
from pipeline.leaflets.typography import Typography, typography
from pipeline.leaflets.words import Words
from pipeline.model import Inline, Language, Leaflet

TEMPLATES = Path(__file__).with_name("templates")


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A language as the switcher shows it."""

    tag: str
    dir: str
    autonym: str


def export_html(
    leaflet: Leaflet,
    *,
    words: Words,
    theme: Theme,
    languages: tuple[Language, ...],
    image_root: Path,
    has_pdf: bool,
    contact: str = "",
) -> bytes:
    """The leaflet's page, UTF-8.

    `languages` are all in which this leaflet is published, itself among them, in the order of the
    switcher; `image_root` is the folder of the article. ExportError where a picture can't be shown.
    """
    read = partial(read_image, root=image_root, slug=leaflet.slug)
    language = leaflet.language
    inline = partial(_inline, language)
    page = (
        environment()
        .get_template("leaflet.html.j2")
        .render(
            language=language,
            dir=cldr.direction(language),
            slug=leaflet.slug,
            title=inline(leaflet.title),
            title_text=tree.plain_text(leaflet.title.children),
            summary=inline(leaflet.summary),
            summary_text=tree.plain_text(leaflet.summary.children) if leaflet.summary else "",
            audience=inline(leaflet.audience),
            publisher=inline(leaflet.publisher),
            keywords=leaflet.keywords,
            metadata=leaflet.metadata,
            adapted=leaflet.metadata.adapted_from,
            source_language=leaflet.source_language,
            source_dir=cldr.direction(leaflet.source_language),
            is_draft=leaflet.is_draft,
            languages=language_links(languages),
            has_pdf=has_pdf,
            contact=contact,
            theme=theme,
            css=stylesheet(theme, language, "leaflet.css"),
            body=Markup(
                markup.to_html(
                    article_nodes(leaflet, words=words, read_image=read),
                    language=language,
                    comments=False,
                )
            ),
            **word_functions(words),
        )
    )
    return page.encode("utf-8")


@cache
def environment() -> Environment:
    """The templates, compiled once a process; undefined names are errors, text is escaped."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        keep_trailing_newline=True,
    )


def language_links(languages: tuple[Language, ...]) -> tuple[LanguageLink, ...]:
    """The languages with their own names and directions."""
    return tuple(
        LanguageLink(language.tag, cldr.direction(language), cldr.autonym(language))
        for language in languages
    )


def word_functions(words: Words) -> Mapping[str, Callable[..., object]]:
    """What templates call: `word` (markup), `text` (plain, for attributes), `date`, `isolate`."""
    return {
        "word": partial(_word, words),
        "text": words.text,
        "date": partial(_date, words.language),
        "isolate": lambda value: Markup("<bdi>{}</bdi>").format(value),
    }


def stylesheet(theme: Theme, language: Language, *names: str) -> Markup:
    """The named style sheets after the variables of theme and language."""
    light, dark = (_declarations(_colours(colours)) for colours in (theme.light, theme.dark))
    # Safe as markup: themes hold checked colours, typography is ours.
    return Markup(
        f":root{{color-scheme:light dark;{light}{_declarations(_type(typography(language)))}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
        + "".join(_file(name) for name in names)
    )


def style_variables(language: Language) -> Markup:
    """How `language` is set, for an element inside a page of another; safe in a style attribute."""
    return Markup(_declarations(_type(typography(language))).replace('"', "'"))


@cache
def _file(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _colours(colours: Mapping[str, str]) -> dict[str, str]:
    return {role.replace("_", "-"): colour for role, colour in colours.items()}


def _type(style: Typography) -> dict[str, str]:
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
