"""What holds for any text whatever: no check fails, spans are inside, the order is fixed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from properties import examples

from pipeline.checks.run import run
from pipeline.reports import formats
from tests.builders import make_catalog, make_term, make_termbase, make_unit

TERMBASE = make_termbase(make_term("disc", es="disco", zh_Hans="椎间盘", ar="قرص", ja="椎間板"))
PIECES = [
    "Take ", "5 mg", "٥ مغ", "0,5", "1.500", "2–3", "½", "腰部", "和", "قرص", "disc", "disco",
    "**", "*", "[", "](a.html)", "[^1]", "`", "<b>", "&amp;", "{x}", "%s", "，", ". ", "\u200b",
    "\u202e", "  \n", "é", "β", "L4–L5", "12:30", "\u2028", "https://a.org/?b=1",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join)
LANGUAGES = st.sampled_from(["es", "fr", "de", "zh-Hans", "ja", "ar", "hi", "th"])


@examples(150)
@given(source=TEXT, target=TEXT, language=LANGUAGES)
def test_no_text_makes_a_check_fail(source: str, target: str, language: str) -> None:
    catalog = make_catalog(make_unit(source, target), language=language)
    findings = run({"x.po": catalog}, termbase=TERMBASE)
    assert "internal-error" not in {finding.id for finding in findings}
    for finding in findings:
        start, end = finding.span or (0, 0)
        assert 0 <= start <= end <= len(target)
    assert not findings or all(formats.render(findings, name) for name in formats.NAMES)


@examples(30)
@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=4))
def test_order_of_files_does_not_matter(pairs: list[tuple[str, str]]) -> None:
    catalogs = {
        f"locales/{language}/LC_MESSAGES/x.po": make_catalog(
            *(make_unit(source, target, line=line) for line, (source, target) in enumerate(pairs)),
            language=language,
        )
        for language in ("es", "ja", "ar")
    }
    backwards = dict(reversed(catalogs.items()))
    assert run(catalogs) == run(backwards)
