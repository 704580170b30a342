"""A check of what an author meant to write later and forgot. Which texts are such: `gaps`."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.reading import Passage
from pipeline.checks.wording import excerpt
from pipeline.language.gaps import gaps, may_have_gaps
from pipeline.model import Severity


@check(
    "placeholder-left",
    Scope.SEGMENT,
    Severity.ERROR,
    examples=(
        Passes("Call us on 0800 123 456.", "", "en"),
        Passes("See [below], [1] and [our address](us.html).", "", "en"),
        Passes("See [our address].\n\n[our address]: https://clinic.org", "", "en"),
        Passes("Name: ________ Date: ________", "", "en"),
        Passes("Girls have XX chromosomes, some 47,XXX. In the XX century.", "", "en"),
        Passes("Size XXL, 2 x 5 mg, `{name}` and `TODO`.", "", "en"),
        Passes("Tome TODO el frasco. En el siglo XX.", "", "es"),
        Passes("[siehe unten] Nehmen Sie Paracetamol [Acetaminophen].", "", "de"),
        Fires("Call [Name of clinic] at once.", "", "en", "'[Name of clinic]'"),
        Fires("Take XX mg twice a day.", "", "en", "'XX mg'"),
        Fires("Call 0800 XXX XXX at once.", "", "en", "'0800 XXX XXX'"),
        Fires("Come on XX/XX/2026.", "", "en", "'XX/XX/2026'"),
        Fires("TODO: ask Ann.", "", "en", "'TODO'"),
        Fires("Dear {first name}, rest.", "", "en", "'{first name}'"),
        Fires("Llame al [número de teléfono].", "", "es", "'[número de teléfono]'"),
        Fires(
            "Rufen Sie [Telefonnummer der Station] an.", "", "de", "'[Telefonnummer der Station]'"
        ),
        Fires("[病院名]に電話してください。", "", "ja", "'[病院名]'"),
        Fires("请致电[电话号码]。", "", "zh-Hans", "'[电话号码]'"),
        Fires("اتصل على [رقم الهاتف].", "", "ar", "'[رقم الهاتف]'"),
        Fires("Принимайте по ХХ мг.", "", "ru", "'ХХ мг'"),
        Fires("Lorem ipsum: rest.", "", "en", "'Lorem ipsum'"),
    ),
)
def placeholder_left(passage: Passage, context: Context) -> Iterator[Problem]:
    """Something that was to be filled in later stands in the article: [Name of clinic], XX mg.

    A patient who is told to call "[phone number]" calls nobody, and every translation says so too.
    Lines for a pen (`____`) are none of these; what `allow` in leaflets.toml has is not told.
    """
    text = passage.reading.text
    if not may_have_gaps(text, context.language):
        return
    from pipeline.source import page  # with Markdown: only where there may be a gap

    tree = page.of(context.document).tree if context.document is not None else None
    labels = frozenset(tree.references) if tree is not None else frozenset()
    for start, end in gaps(text, context.language, labels=labels):
        if text[start:end] not in context.allow:
            yield Problem(
                f"{excerpt(text[start:end])} is still to be filled in",
                (start, end),
                "write what belongs there",
            )
