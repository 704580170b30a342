"""Findings as one web page, for whoever wants to read them in peace.

By language and article, with filters; the sentence beside its translation, the place marked, a
link to the file. Everything is in the page: it loads nothing, and reads the same without script.
"""

from __future__ import annotations

import html
import itertools
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from pipeline.language import cldr
from pipeline.model import Finding, Language
from pipeline.reports.summary import sentence, summarize
from pipeline.reports.terminal import visible

SOURCE = "source"  # the group of findings in articles
CHECKS_PAGE = "docs/checks.md"


def render(findings: Iterable[Finding]) -> str:
    """The page. Links to files are relative: it is meant to lie in the project's folder."""
    every = tuple(findings)
    groups = "".join(_group(name, tuple(group)) for name, group in _by_language(every))
    ids = sorted({finding.id for finding in every})
    return PAGE.format(
        summary=escape(sentence(summarize(every))),
        filters=_filters(every, ids),
        groups=groups or '<p class="none">Nothing was found.</p>',
        style=STYLE,
        script=SCRIPT,
    )


def escape(text: str) -> str:
    """The text as HTML, harmless also where the page is printed on a terminal."""
    return html.escape(visible(text))


def _by_language(findings: tuple[Finding, ...]) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    """Findings in articles first, then each language; inside, the order of reports."""
    ordered = sorted(findings, key=lambda finding: finding.locale or "")
    for locale, group in itertools.groupby(ordered, key=lambda finding: finding.locale or ""):
        yield locale or SOURCE, tuple(group)


def _group(name: str, findings: tuple[Finding, ...]) -> str:
    title = "Articles" if name == SOURCE else f"{cldr.autonym(Language(name))} ({name})"
    counts = sentence(summarize(findings))
    rows = "".join(_finding(finding) for finding in findings)
    return (
        f'<section data-group="{escape(name)}"><h2>{escape(title)} '
        f"<small>{escape(counts)}</small></h2>{rows}</section>\n"
    )


def _finding(finding: Finding) -> str:
    column = f":{finding.column}" if finding.column else ""
    place = f"{finding.path}:{finding.line}{column}"
    parts = [
        f'<article class="{finding.severity}" data-severity="{finding.severity}" '
        f'data-id="{escape(finding.id)}" data-article="{escape(finding.article or "")}">'
        f'<p class="where"><a href="{quote(finding.path)}">{escape(place)}</a> '
        f'<b class="severity">{finding.severity}</b> '
        f'<a href="{CHECKS_PAGE}#{finding.id}"><code>{escape(finding.id)}</code></a></p>'
        f'<p class="message">{escape(finding.message)}</p>'
    ]
    if finding.msgid:
        parts.append(f'<p class="source" dir="auto">{escape(finding.msgid)}</p>')
    if finding.msgstr:
        parts.append(_target(finding))
    if finding.hint:
        parts.append(f'<p class="hint">{escape(finding.hint)}</p>')
    return "".join((*parts, "</article>\n"))


def _target(finding: Finding) -> str:
    text = finding.msgstr or ""
    locale = Language(finding.locale) if finding.locale else None
    known = locale is not None and cldr.is_known(locale)
    direction = cldr.direction(locale) if locale is not None and known else "auto"
    language = f' lang="{escape(locale.tag)}"' if locale is not None else ""
    if finding.span is None:
        marked = escape(text)
    else:
        start, end = finding.span
        middle = text[start:end]
        every = middle.isspace()  # a doubled space is as hard to see as a direction mark
        shown = "".join(_visible(char, every=every) for char in middle)
        marked = f"{escape(text[:start])}<mark>{shown}</mark>{escape(text[end:])}"
    return f'<p class="target"{language} dir="{direction}">{marked}</p>'


def _visible(character: str, *, every: bool) -> str:
    """The character as HTML; what can't be seen, or `every` one, as its code point."""
    if character.isprintable() and not every:
        return html.escape(character)
    return f"<i>U+{ord(character):04X}</i>"


def _filters(findings: tuple[Finding, ...], ids: list[str]) -> str:
    articles = sorted({finding.article for finding in findings if finding.article})
    languages = sorted({finding.locale for finding in findings if finding.locale})
    severities = list(dict.fromkeys(finding.severity.value for finding in findings))
    choices = (
        ("group", "Language", languages),
        ("article", "Article", articles),
        ("severity", "Severity", sorted(severities)),
        ("id", "Check", ids),
    )
    return "".join(_filter(name, label, values) for name, label, values in choices)


def _filter(name: str, label: str, values: list[str]) -> str:
    options = "".join(f"<option>{escape(value)}</option>" for value in values)
    return (
        f'<label>{label} <select data-filter="{name}"><option value="">all</option>'
        f"{options}</select></label> "
    )


STYLE = """
:root{color-scheme:light dark;--line:#c9ced6;--error:#b3261e;--warning:#7a5200;--info:#1f5fa8}
@media(prefers-color-scheme:dark){:root{--line:#444b55;--error:#ffb4ab;--warning:#ffca7a;
--info:#a8c8ff}}
body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{margin-bottom:.2rem}h2 small{font-weight:400;font-size:.8em}
article{border:1px solid var(--line);border-inline-start:.35rem solid;border-radius:.3rem;
padding:.5rem 1rem;margin:.8rem 0}
article.error{border-inline-start-color:var(--error)}
article.warning{border-inline-start-color:var(--warning)}
article.info{border-inline-start-color:var(--info)}
article p{margin:.25rem 0}.where{font-size:.85rem}.message{font-weight:600}
.error .severity{color:var(--error)}.warning .severity{color:var(--warning)}
.info .severity{color:var(--info)}
.source,.target{padding-inline-start:1rem;border-inline-start:2px solid var(--line)}
mark{background:#ffd54a;color:#000;padding:0 .1em}.hint::before{content:"→ "}
nav{display:flex;flex-wrap:wrap;gap:.8rem}form label{margin-inline-end:1rem}
nav[hidden],[hidden]{display:none}
"""
SCRIPT = """
const nav=document.querySelector("nav");nav.hidden=false;
nav.addEventListener("change",()=>{const want={};
for(const s of nav.querySelectorAll("select"))want[s.dataset.filter]=s.value;
for(const g of document.querySelectorAll("section")){let any=false;
for(const a of g.querySelectorAll("article")){
const ok=(!want.group||g.dataset.group===want.group)&&(!want.article||a.dataset.article===
want.article)&&(!want.severity||a.dataset.severity===want.severity)&&(!want.id||a.dataset.id===
want.id);a.hidden=!ok;any=any||ok}g.hidden=!any}});
"""
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>leaflets check</title><style>{style}</style></head>
<body><main><h1>leaflets check</h1><p>{summary}</p>
<nav hidden aria-label="Filters">{filters}</nav>
{groups}</main><script>{script}</script></body></html>
"""
