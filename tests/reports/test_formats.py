from __future__ import annotations

import json
import xml.etree.ElementTree as ET

import pytest

from pipeline.model import Finding, Severity
from pipeline.reports import formats, github, junit, text
from pipeline.reports import json as json_report
from pipeline.reports.summary import Summary, sentence, summarize
from tests.builders import make_finding

DOSE = make_finding()
STRAY = Finding(
    id="stray-fragment",
    severity=Severity.ERROR,
    path="source/back-pain.md",
    line=12,
    column=31,
    message="Han characters '腰部' (U+8170 U+90E8) in an English sentence",
    hint="translate it",
    article="back-pain",
    span=(30, 32),
)
TERM = make_finding(
    "term-missing",
    severity=Severity.WARNING,
    path="locales/ar/LC_MESSAGES/back-pain.po",
    line=7,
    message="the source has the term 'herniated disc'",
    hint="",
    locale="ar",
    msgid="A herniated disc is common.",
    msgstr="الفتق شائع.",
    span=None,
)


def test_text_groups_by_file_and_shows_both_texts() -> None:
    assert text.render([TERM, DOSE, DOSE]) == (
        "locales/ar/LC_MESSAGES/back-pain.po:7: warning term-missing: "
        "the source has the term 'herniated disc'\n"
        "  source: A herniated disc is common.\n"
        "  target: الفتق شائع.\n"
        "\n"
        "locales/es/LC_MESSAGES/back-pain.po:41: error number-mismatch: "
        "the source says 5 mg, the translation says '50 mg'\n"
        "  source: Take 5 mg.\n"
        "  target: Tome 50 mg.\n"
        "  hint: write the same dose\n"
        "locales/es/LC_MESSAGES/back-pain.po:41: error number-mismatch: "
        "the source says 5 mg, the translation says '50 mg'\n"
        "  source: Take 5 mg.\n"
        "  target: Tome 50 mg.\n"
        "  hint: write the same dose\n"
        "\n"
        "2 errors, 1 warning\n"
    )


def test_text_of_a_source_finding_names_the_column() -> None:
    first, *_ = text.render([STRAY]).split("\n")
    assert first == (
        "source/back-pain.md:12:31: error stray-fragment: "
        "Han characters '腰部' (U+8170 U+90E8) in an English sentence"
    )


def test_text_shortens_around_the_marked_place() -> None:
    long = "Bewegung hilft. " * 10
    finding = make_finding(msgstr=f"{long}Nehmen Sie 50 mg. {long}", span=(171, 176))
    shown = text.render([finding], paint=lambda part, role: f"[{part}]" if role == "mark" else part)
    assert shown.split("\n")[2] == (
        "  target: …Bewegung hilft. Bewegung hilft. Nehmen Sie [50 mg]. "
        "Bewegung hilft. Bewegung hilft. Bewegung…"
    )


@pytest.mark.parametrize(("count", "listed"), [(4, 4), (5, 3), (40, 3)])
def test_text_gathers_what_a_new_catalog_lacks(count: int, listed: int) -> None:
    """557 lines of it hid the article that could not be read."""
    missing = [
        make_finding("untranslated", line=line, msgstr="", span=None, hint="")
        for line in range(1, count + 1)
    ]
    shown = text.render([*missing, STRAY]).split("\n")
    assert sum(line.startswith("locales/") for line in shown) == min(listed + 1, count)
    if listed < count:
        rest = f"error untranslated: here and below, {count - listed} more of the kind"
        assert shown[listed] == f"locales/es/LC_MESSAGES/back-pain.po:{listed + 1}: {rest}"
    assert f"{count + 1} errors" in shown
    # Who asks about one file gets all of it.
    assert text.render(missing).count("error untranslated") == count


@pytest.mark.parametrize(
    ("tags", "others"),
    [
        pytest.param(["ar"], "", id="one"),
        pytest.param(["ar", "de"], "; one more is missing", id="two"),
        pytest.param(["ar", "de", "es", "fr"], "; 3 more are missing", id="four"),
    ],
)
def test_text_tells_at_its_end_and_once_what_catalogs_a_new_article_lacks(
    tags: list[str], others: str
) -> None:
    """Two lines for each of 26 languages stood above the article's own mistakes."""
    missing = [
        make_finding(
            "catalog-missing",
            path=f"locales/{tag}/LC_MESSAGES/inhaler.po",
            line=1,
            message="there is no catalog",
            hint="make it with: leaflets update",
            locale=tag,
            msgid=None,
            msgstr=None,
            span=None,
        )
        for tag in tags
    ]
    assert text.render([*missing, STRAY]) == (
        "source/back-pain.md:12:31: error stray-fragment: "
        "Han characters '腰部' (U+8170 U+90E8) in an English sentence\n"
        "  hint: translate it\n"
        "\n"
        "locales/ar/LC_MESSAGES/inhaler.po:1: error catalog-missing: "
        f"there is no catalog{others}\n"
        "  hint: make it with: leaflets update\n"
        "\n"
        f"{len(tags) + 1} errors\n"
    )
    assert "title=stray-fragment" in github.render([*missing, STRAY]).split("\n")[0]


def test_text_without_findings_says_so() -> None:
    assert text.render([]) == "no findings\n"


def test_json_is_the_contract() -> None:
    data = json.loads(json_report.render([STRAY, DOSE]))
    assert data == {
        "findings": [
            {
                "id": "stray-fragment",
                "severity": "error",
                "path": "source/back-pain.md",
                "line": 12,
                "column": 31,
                "locale": None,
                "article": "back-pain",
                "msgctxt": None,
                "msgid": None,
                "msgstr": None,
                "message": "Han characters '腰部' (U+8170 U+90E8) in an English sentence",
                "fix": None,
                "hint": "translate it",
                "span": [30, 32],
            },
            {
                "id": "number-mismatch",
                "severity": "error",
                "path": "locales/es/LC_MESSAGES/back-pain.po",
                "line": 41,
                "column": None,
                "locale": "es",
                "article": "back-pain",
                "msgctxt": None,
                "msgid": "Take 5 mg.",
                "msgstr": "Tome 50 mg.",
                "message": "the source says 5 mg, the translation says '50 mg'",
                "fix": None,
                "hint": "write the same dose",
                "span": [5, 10],
            },
        ],
        "summary": {
            "total": 2,
            "by_severity": {"error": 2, "warning": 0, "info": 0},
            "by_id": {"number-mismatch": 1, "stray-fragment": 1},
            "by_locale": {"es": {"error": 1, "warning": 0, "info": 0}},
        },
    }


def test_github_escapes_properties_and_data() -> None:
    finding = make_finding(
        path="locales/es/a,b:c.po",
        severity=Severity.INFO,
        message="50 % of\r\nit",
        hint="",
    )
    assert github.render([finding]) == (
        "::notice file=locales/es/a%2Cb%3Ac.po,line=41,title=number-mismatch::50 %25 of%0D%0Ait\n"
    )


def test_github_annotation_carries_column_and_hint() -> None:
    assert github.render([STRAY]) == (
        "::error file=source/back-pain.md,line=12,col=31,title=stray-fragment::"
        "Han characters '腰部' (U+8170 U+90E8) in an English sentence%0Atranslate it\n"
    )


def test_github_annotations_begin_with_what_is_wrong() -> None:
    """GitHub shows ten: a wrong dose must not stand behind all that is not translated yet."""
    missing = [make_finding("untranslated", line=line) for line in range(1, 30)]
    first, *rest = github.render([*missing, STRAY, TERM]).splitlines()
    assert "title=stray-fragment" in first
    assert "title=term-missing" in rest[0]
    assert len(rest) == len(missing) + 1


def test_sarif_names_rule_place_and_fingerprint() -> None:
    log = json.loads(formats.render([STRAY, DOSE], "sarif"))
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    first, second = run["results"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in rules] == ["number-mismatch", "stray-fragment"]
    assert all(rule["shortDescription"]["text"] for rule in rules)
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [
        "stray-fragment",
        "number-mismatch",
    ]
    assert first["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "source/back-pain.md"},
                "region": {"startLine": 12, "startColumn": 31},
            }
        }
    ]
    assert first["partialFingerprints"] != second["partialFingerprints"]


def test_sarif_fingerprint_survives_a_moved_line() -> None:
    log = json.loads(formats.render([DOSE, make_finding(line=97)], "sarif"))
    first, second = log["runs"][0]["results"]
    assert first["partialFingerprints"] == second["partialFingerprints"]


def test_sarif_uri_is_encoded() -> None:
    log = json.loads(formats.render([make_finding(path="source/dolor de espalda.md")], "sarif"))
    location = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"] == {"uri": "source/dolor%20de%20espalda.md"}


def test_junit_has_a_suite_for_each_file() -> None:
    root = ET.fromstring(junit.render([TERM, DOSE]))
    assert root.attrib == {"name": "leaflets check", "tests": "2", "failures": "2"}
    assert [(suite.get("name"), suite.get("tests")) for suite in root] == [
        ("locales/ar/LC_MESSAGES/back-pain.po", "1"),
        ("locales/es/LC_MESSAGES/back-pain.po", "1"),
    ]
    failure = root.find("testsuite[2]/testcase/failure")
    assert failure is not None
    assert failure.attrib == {"type": "error", "message": DOSE.message}


def test_junit_writes_what_xml_forbids_as_code_point() -> None:
    root = ET.fromstring(junit.render([make_finding(message="a \x0b in '腰部'")]))
    failure = root.find(".//failure")
    assert failure is not None
    assert failure.get("message") == "a [U+000B] in '腰部'"


def test_junit_notes_pass() -> None:
    root = ET.fromstring(junit.render([make_finding(severity=Severity.INFO)]))
    assert (root.get("failures"), root.find(".//failure")) == ("0", None)


def test_junit_without_findings_is_one_passed_case() -> None:
    root = ET.fromstring(junit.render([]))
    assert (root.get("tests"), len(root.findall(".//testcase"))) == ("1", 1)


def test_summary_counts() -> None:
    assert summarize([STRAY, DOSE, TERM]) == Summary(
        by_severity={"error": 2, "warning": 1, "info": 0},
        by_id={"number-mismatch": 1, "stray-fragment": 1, "term-missing": 1},
        by_locale={
            "ar": {"error": 0, "warning": 1, "info": 0},
            "es": {"error": 1, "warning": 0, "info": 0},
        },
    )


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        pytest.param([], "no findings", id="none"),
        pytest.param([DOSE], "1 error", id="one"),
        pytest.param([DOSE, DOSE, TERM], "2 errors, 1 warning", id="several"),
    ],
)
def test_summary_in_words(findings: list[Finding], expected: str) -> None:
    assert sentence(summarize(findings)) == expected


@pytest.mark.parametrize("name", formats.NAMES)
def test_every_format_renders_every_script(name: str) -> None:
    rendered = formats.render([STRAY, TERM], name)
    assert "腰部" in rendered
    assert rendered.endswith("\n")


def test_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="no format 'yaml'"):
        formats.render([DOSE], "yaml")
