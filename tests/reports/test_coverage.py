from __future__ import annotations

import json

from pipeline.model import Coverage
from pipeline.reports import coverage

BACK = Coverage(40, 38, 1, 1)
NECK = Coverage(10, 10, 0, 0)
BY_LOCALE = {"es": {"back-pain": BACK, "neck-pain": NECK}, "zh-Hans": {"back-pain": BACK}}


def test_status_json_is_the_contract() -> None:
    assert json.loads(coverage.render_json(BY_LOCALE)) == {
        "locales": {
            "es": {
                "total": 50,
                "translated": 48,
                "fuzzy": 1,
                "untranslated": 1,
                "articles": {
                    "back-pain": {"total": 40, "translated": 38, "fuzzy": 1, "untranslated": 1},
                    "neck-pain": {"total": 10, "translated": 10, "fuzzy": 0, "untranslated": 0},
                },
            },
            "zh-Hans": {
                "total": 40,
                "translated": 38,
                "fuzzy": 1,
                "untranslated": 1,
                "articles": {
                    "back-pain": {"total": 40, "translated": 38, "fuzzy": 1, "untranslated": 1}
                },
            },
        }
    }


def test_status_text_aligns_its_columns() -> None:
    assert coverage.render_text(BY_LOCALE) == (
        "language  article    translated  fuzzy  missing  of\n"
        "es        back-pain        95 %      1        1  40\n"
        "es        neck-pain       100 %      0        0  10\n"
        "es        all              96 %      1        1  50\n"
        "zh-Hans   back-pain        95 %      1        1  40\n"
    )


def test_status_of_a_language_without_articles() -> None:
    assert coverage.rows({"ja": {}}) == [("ja", "all", "–", "0", "0", "0")]
