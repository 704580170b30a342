from __future__ import annotations

import hashlib
from collections.abc import Iterator
from types import MappingProxyType

import pytest

from pipeline.checks import panel as panel_module
from pipeline.checks import policy as policy_module
from pipeline.checks.check import Check, Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.reading import Pair
from pipeline.checks.registry import CHECKS
from pipeline.checks.run import Policy, finding_from_error, run
from pipeline.errors import CatalogError, SourceError
from pipeline.model import (
    Catalog,
    Finding,
    Language,
    Resolution,
    Segmentation,
    Severity,
    TermRule,
    Unit,
)
from pipeline.source.document import parse
from tests.builders import (
    ENGLISH,
    make_article,
    make_block,
    make_catalog,
    make_document,
    make_term,
    make_termbase,
    make_unit,
)

PATH = "locales/es/LC_MESSAGES/back-pain.po"
BOLD = "Take **two** tablets."
PLAIN = "Tome dos comprimidos."


def found(*units: Unit, **options: object) -> list[tuple[int, str]]:
    """(line, id) of what a run over one Spanish catalog finds."""
    return [(each.line, each.id) for each in run({PATH: make_catalog(*units)}, **options)]  # type: ignore[arg-type]


def test_finding_carries_everything_about_its_place() -> None:
    catalog = make_catalog(make_unit("Keep moving.", msgctxt="exercise", line=12))
    assert run({PATH: catalog}) == (
        Finding(
            id="untranslated",
            severity=Severity.ERROR,
            path=PATH,
            line=12,
            message="no translation of 'Keep moving.'",
            hint="write one into msgstr",
            locale="es",
            article="back-pain",
            msgctxt="exercise",
            msgid="Keep moving.",
            msgstr="",
        ),
    )


def test_findings_come_by_path_line_and_id() -> None:
    stale = make_document(make_block("Rest."))
    catalog = make_catalog(make_unit("Walk.", line=9), make_unit("Rest.", line=4))
    other = make_catalog(make_unit("Rest.", line=2), language="ar")
    findings = run({PATH: catalog, "locales/ar/LC_MESSAGES/back-pain.po": other}, documents=[stale])
    assert [(each.locale, each.line, each.id) for each in findings] == [
        ("ar", 2, "untranslated"),
        ("es", 1, "catalog-stale"),
        ("es", 4, "untranslated"),
        ("es", 9, "untranslated"),
    ]


def test_obsolete_units_are_not_judged() -> None:
    assert found(make_unit(BOLD, PLAIN, obsolete=True), make_unit("Rest.", obsolete=True)) == []


def test_fuzzy_unit_is_only_fuzzy() -> None:
    assert found(make_unit(BOLD, PLAIN, fuzzy=True, line=3)) == [(3, "fuzzy")]


def test_templates_have_no_findings() -> None:
    template = make_catalog(make_unit("Rest."), language=None)
    assert run({"locales/templates/back-pain.pot": template}) == ()


def test_catalog_without_language_can_not_be_judged() -> None:
    (finding,) = run({"odd.po": make_catalog(make_unit("Rest."), language=None)})
    assert (finding.id, finding.path, finding.line) == ("language-unknown", "odd.po", 1)


def test_file_name_tells_the_language_where_the_header_is_mute() -> None:
    (finding,) = run({"es.po": make_catalog(make_unit("Rest.", line=5), language=None)})
    assert (finding.id, finding.locale) == ("untranslated", "es")


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        pytest.param(Policy(), [(3, "error")], id="default"),
        pytest.param(Policy(disabled=frozenset({"untranslated"})), [], id="disabled"),
        pytest.param(
            Policy(severities={"untranslated": Severity.INFO}), [(3, "info")], id="severity"
        ),
    ],
)
def test_policy(policy: Policy, expected: list[tuple[int, str]]) -> None:
    findings = run({PATH: make_catalog(make_unit("Rest.", line=3))}, policy=policy)
    assert [(each.line, each.severity) for each in findings] == expected


# ------------------------------------------------------------------------------------- suppressions
@pytest.mark.parametrize(
    ("comments", "expected"),
    [
        pytest.param((), [(3, "markup-mismatch")], id="none"),
        pytest.param(
            ("leaflets: allow markup-mismatch: no bold in this font, K. J.",), [], id="obeyed"
        ),
        pytest.param(
            ("Revisado por Ana.", " leaflets: allow markup-mismatch: sin negrita"),
            [],
            id="among-others",
        ),
        pytest.param(
            ("leaflets: allow markup-mismatch",),
            [(3, "markup-mismatch"), (3, "suppression-without-reason")],
            id="no-reason",
        ),
        pytest.param(
            ("leaflets: allow markup-mismatch:  ",),
            [(3, "markup-mismatch"), (3, "suppression-without-reason")],
            id="blank-reason",
        ),
        pytest.param(
            ("leaflets: allow number-mismatch: per kilogram",),
            [(3, "markup-mismatch"), (3, "unused-suppression")],
            id="another-check",
        ),
        pytest.param(
            ("leaflets: allow markup-mismach: sin negrita",),
            [(3, "markup-mismatch"), (3, "unused-suppression")],
            id="misspelt",
        ),
    ],
)
def test_suppression_in_a_catalog(
    comments: tuple[str, ...], expected: list[tuple[int, str]]
) -> None:
    assert found(make_unit(BOLD, PLAIN, comments=comments, line=3)) == expected


def test_misspelt_suppression_is_told_the_right_id() -> None:
    unit = make_unit("Rest.", "Reposo.", comments=["leaflets: allow number-mismach: why not"])
    (finding,) = run({PATH: make_catalog(unit)})
    assert finding.hint == ("there is no check 'number-mismach'; did you mean 'number-mismatch'?")


def test_suppression_of_a_disabled_check_is_not_unused() -> None:
    unit = make_unit(BOLD, PLAIN, comments=["leaflets: allow markup-mismatch: no bold"])
    policy = Policy(disabled=frozenset({"markup-mismatch"}))
    assert run({PATH: make_catalog(unit)}, policy=policy) == ()


def test_suppression_beside_a_fuzzy_translation_waits() -> None:
    unit = make_unit(BOLD, PLAIN, fuzzy=True, comments=["leaflets: allow markup-mismatch: font"])
    assert [each.id for each in run({PATH: make_catalog(unit)})] == ["fuzzy"]


def test_header_comment_suppresses_what_is_about_the_catalog() -> None:
    catalog = make_catalog(
        make_unit("Rest.", "Reposo."),
        header_comments=["leaflets: allow catalog-stale: frozen for the printer"],
    )
    assert run({PATH: catalog}, documents=[make_document(make_block("Walk."))]) == ()


ARTICLE = make_article(
    f"Rest.\n\n<!-- leaflets: allow markup-mismatch: the package shows no bold -->\n{BOLD}\n"
)
ALLOWING = parse(ARTICLE, language=ENGLISH, segmentation=Segmentation.SENTENCE)


def test_suppression_in_an_article_holds_in_every_language() -> None:
    catalogs = {
        PATH: translated(PLAIN),
        "locales/de/LC_MESSAGES/back-pain.po": make_catalog(
            make_unit("Back pain", "Rückenschmerzen"),
            make_unit("Rest.", "Ruhe."),
            make_unit(BOLD, "Nehmen Sie zwei Tabletten."),
            language="de",
        ),
    }
    assert run(catalogs, documents=[ALLOWING]) == ()


@pytest.mark.parametrize(
    ("directive", "expected"),
    [
        pytest.param("markup-mismatch", "suppression-without-reason", id="no-reason"),
        pytest.param("markup-mismatch:  ", "suppression-without-reason", id="blank-reason"),
        pytest.param(
            "markup-mismatch: as printed [text 00000000]", "suppression-outdated", id="outdated"
        ),
    ],
)
def test_a_suppression_in_an_article_that_does_not_hold_is_told_and_not_obeyed(
    directive: str, expected: str
) -> None:
    article = make_article(f"Rest.\n\n<!-- leaflets: allow {directive} -->\n{BOLD}\n")
    document = parse(article, language=ENGLISH, segmentation=Segmentation.SENTENCE)
    findings = run({PATH: translated(PLAIN)}, documents=[document])
    assert [(each.path, each.line, each.id) for each in findings] == [
        (PATH, 9, "markup-mismatch"),
        ("source/back-pain.md", 6, expected),
    ]


def test_a_suppression_in_an_article_holds_for_the_wording_that_it_is_bound_to() -> None:
    text = hashlib.sha256(BOLD.encode()).hexdigest()[:8]
    allows = (("markup-mismatch", f"as printed [text {text}]"),)
    document = make_document(make_block(BOLD, allows=allows))
    assert run({PATH: make_catalog(make_unit(BOLD, PLAIN))}, documents=[document]) == ()


def translated(bold: str) -> Catalog:
    title = make_unit("Back pain", "Dolor de espalda")
    return make_catalog(title, make_unit("Rest.", "Reposo."), make_unit(BOLD, bold, line=9))


def test_suppression_in_an_article_that_no_language_needs() -> None:
    (finding,) = run({PATH: translated("Tome **dos** comprimidos.")}, documents=[ALLOWING])
    assert (finding.id, finding.path, finding.line) == (
        "unused-suppression",
        "source/back-pain.md",
        6,
    )


def test_suppression_in_an_article_is_not_judged_by_some_of_its_languages() -> None:
    catalogs = {PATH: translated("Tome **dos** comprimidos.")}
    assert run(catalogs, documents=[ALLOWING], partial=True) == ()


def test_one_language_is_enough_to_need_a_suppression() -> None:
    catalogs = {
        PATH: translated(PLAIN),
        "locales/es_MX/LC_MESSAGES/back-pain.po": translated("Tome **dos** comprimidos."),
    }
    assert run(catalogs, documents=[ALLOWING]) == ()


# ------------------------------------------------------------------------------------------ articles
STRAY = "Strengthen the back and腰部 muscles."


def test_stray_fragment_of_an_article_is_reported_once() -> None:
    document = make_document(make_block(STRAY))
    catalog = make_catalog(make_unit(STRAY, "Fortalezca la espalda y la zona lumbar."))
    (finding,) = run({PATH: catalog}, documents=[document])
    assert (finding.id, finding.path, finding.line, finding.column) == (
        "stray-fragment",
        "source/back-pain.md",
        4,
        24,
    )


def test_stray_fragment_of_an_article_can_be_allowed() -> None:
    document = make_document(
        make_block(STRAY, allows=(("stray-fragment", "printed on the package"),))
    )
    assert run({}, documents=[document]) == ()


def test_stray_fragment_check_can_be_switched_off() -> None:
    policy = Policy(disabled=frozenset({"stray-fragment"}))
    assert run({}, documents=[make_document(make_block(STRAY))], policy=policy) == ()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("Rest the the back.\n", [(4, 6, (5, 12))], id="within"),
        pytest.param("The the back.\n", [(4, 1, (0, 7))], id="at-the-beginning"),
        pytest.param(
            "Rest the the leg. Then cool the the leg.\n",
            [(4, 6, (5, 12)), (4, 29, (28, 35))],
            id="in-each-of-two-sentences",
        ),
        pytest.param("Rest and warm\nthe the back.\n", [(5, 1, (0, 7))], id="on-the-next-line"),
        pytest.param("Rest the\nthe back.\n", [(4, None, None)], id="across-a-line-break"),
    ],
)
def test_a_problem_of_a_sentence_has_its_place_in_the_article(
    body: str, expected: list[tuple[int, int | None, tuple[int, int] | None]]
) -> None:
    document = parse(make_article(body), language=ENGLISH, segmentation=Segmentation.SENTENCE)
    found = [each for each in run({}, documents=[document]) if each.id == "doubled-word-in-source"]
    assert [(each.line, each.column, each.span) for each in found] == expected


def test_a_suppression_before_one_block_says_nothing_of_another() -> None:
    allow = "<!-- leaflets: allow link-text-vague: as on the web page -->\n"
    bodies = {
        f"Look [here](b.html).\n\n{allow}See [here](a.html).\n": [4],
        f"{allow}See [here](a.html).\n\nLook [here](b.html).\n": [7],
        f"{allow}See [here](a.html).\n": [],
    }
    for body, expected in bodies.items():
        document = parse(make_article(body), language=ENGLISH, segmentation=Segmentation.SENTENCE)
        found = run({}, documents=[document])
        assert [(each.id, each.line) for each in found] == [
            ("link-text-vague", line) for line in expected
        ]


def test_lost_reference_to_a_link_definition_is_found() -> None:
    article = make_article("See [exercises].\n\n[exercises]: exercises.html\n")
    document = parse(article, language=ENGLISH, segmentation=Segmentation.SENTENCE)
    units = [make_unit("Back pain", "Dolor de espalda")]
    kept = make_catalog(
        *units, make_unit("See [exercises].", "Consulte los [ejercicios][exercises].")
    )
    lost = make_catalog(*units, make_unit("See [exercises].", "Consulte los [ejercicios]."))
    assert run({PATH: kept}, documents=[document]) == ()
    assert [each.id for each in run({PATH: lost}, documents=[document])] == ["markup-mismatch"]


def test_misspelt_directive_of_an_article_is_reported() -> None:
    article = make_article("Rest.\n\n<!-- leaflets: kepe-together -->\nWalk.\n")
    document = parse(article, language=ENGLISH, segmentation=Segmentation.SENTENCE)
    (finding,) = run({}, documents=[document])
    assert (finding.id, finding.path, finding.line) == (
        "directive-unknown",
        "source/back-pain.md",
        6,
    )


RESOLVED = "Strengthen the lower back."
RESOLUTION = Resolution("腰部", "lower back", 4, 16)


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        pytest.param({"ja": "腰"}, ["stray-fragment"], id="another-reading"),
        pytest.param({"ja": "腰部|腰"}, [], id="the-same-reading"),
        pytest.param({"es": "zona lumbar"}, ["stray-fragment"], id="no-reading"),
    ],
)
def test_resolved_fragment_must_not_come_back(
    readings: dict[str, str], expected: list[str]
) -> None:
    document = make_document(make_block(RESOLVED, resolutions=(RESOLUTION,)))
    termbase = make_termbase(
        make_term("腰部", rule=TermRule.RESOLVE, language="zh-Hans", en="lower back", **readings)
    )
    catalog = make_catalog(make_unit(RESOLVED, "腰部を鍛えましょう。"), language="ja")
    findings = run({PATH: catalog}, documents=[document], termbase=termbase)
    assert [each.id for each in findings] == expected


# -------------------------------------------------------------------------------------- freshness
FRESH = make_document(make_block("Rest.", "Walk."))


@pytest.mark.parametrize(
    ("units", "digest", "expected"),
    [
        pytest.param(("Rest.", "Walk."), FRESH.digest, [], id="fresh"),
        pytest.param(("Rest.", "Walk."), "", [], id="no-digest"),
        pytest.param(
            ("Rest.",),
            FRESH.digest,
            ["1 sentence of the article not in the catalog: 'Walk.'"],
            id="missing",
        ),
        pytest.param(
            ("Rest.", "Walk.", "Swim."),
            FRESH.digest,
            ["1 sentence of the catalog no longer in the article: 'Swim.'"],
            id="surplus",
        ),
        pytest.param(
            ("Walk.", "Rest."),
            "f" * 64,
            ["the order of the article's sentences has changed since the catalog was made"],
            id="digest",
        ),
    ],
)
def test_catalog_stale(units: tuple[str, ...], digest: str, expected: list[str]) -> None:
    catalog = make_catalog(
        *(make_unit(text, "…") for text in units), header={"X-Source-Digest": digest}
    )
    findings = run({PATH: catalog}, documents=[FRESH])
    assert [each.message for each in findings if each.id == "catalog-stale"] == expected


def test_catalog_of_another_domain_is_not_compared() -> None:
    words = make_catalog(make_unit("Page", "Página"), domain="leaflet")
    assert run({"locales/es/LC_MESSAGES/leaflet.po": words}, documents=[FRESH]) == ()


# ------------------------------------------------------------------------------------------ failures
@check(
    "always-fails",
    Scope.UNIT,
    Severity.WARNING,
    examples=(Passes("a", "b", "es"), Fires("a", "b", "es", "b")),
)
def always_fails(pair: Pair, _context: Context) -> Iterator[Problem]:
    """Fails after its first finding, as a mistake of ours may."""
    yield Problem(f"seen {pair.target.text}")
    raise ZeroDivisionError("no such dose")


def test_failing_check_is_a_finding_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    checks: dict[str, Check] = {"always-fails": always_fails, **CHECKS}
    for module in (panel_module, policy_module):
        monkeypatch.setattr(module, "CHECKS", MappingProxyType(checks))
    catalog = make_catalog(make_unit(BOLD, PLAIN, line=3), make_unit("Rest.", "Reposo.", line=8))
    findings = run({PATH: catalog})
    assert [(each.line, each.id, each.severity) for each in findings] == [
        (3, "always-fails", "warning"),
        (3, "internal-error", "error"),
        (3, "markup-mismatch", "error"),
        (8, "always-fails", "warning"),
        (8, "internal-error", "error"),
    ]
    assert findings[1].message == (
        "the check 'always-fails' failed here: ZeroDivisionError: no such dose"
    )
    assert "test_run.py:" in findings[1].hint


def test_unreadable_article_becomes_a_finding() -> None:
    error = SourceError("no title", path="source/back-pain.md", line=2)
    finding = finding_from_error(error, path="source/back-pain.md", article="back-pain")
    assert (finding.id, finding.path, finding.line) == ("article-broken", "source/back-pain.md", 2)


def test_broken_catalog_becomes_a_finding() -> None:
    error = CatalogError(
        "two entries for 'Rest.'", path=PATH, line=14, hint="delete one of the two"
    )
    assert finding_from_error(
        error, path=PATH, language=Language("es"), article="back-pain"
    ) == Finding(
        id="catalog-broken",
        severity=Severity.ERROR,
        path=PATH,
        line=14,
        message="two entries for 'Rest.'",
        hint="delete one of the two",
        locale="es",
        article="back-pain",
    )


@pytest.mark.parametrize("tags", [("es",), ("es", "ar"), ("ar", "es")])
def test_a_language_that_was_checked_before_hides_no_mistake(tags: tuple[str, ...]) -> None:
    """What two texts with markup might both be about was kept from a language without such words."""
    units = (make_unit("[", "Take [", line=1), make_unit("Take [", "Take esto [", line=2))
    catalogs = {
        f"locales/{tag}/LC_MESSAGES/x.po": make_catalog(*units, language=tag) for tag in tags
    }
    found = {(each.id, each.line) for each in run(catalogs) if each.locale == "es"}
    assert ("source-word-left", 2) in found
