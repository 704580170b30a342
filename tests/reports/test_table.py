from __future__ import annotations

from pipeline.model import Coverage
from pipeline.reports.table import Row, closing_table


def test_closing_table_has_a_row_for_each_language() -> None:
    rows = [
        Row("es", "español", Coverage(40, 38, 1, 1), 2, 0, "dist/es/"),
        Row("zh-Hans", "简体中文", Coverage(40, 40, 0, 0), 0, 1, "dist/zh-Hans/"),
        Row("ar", "العربية", Coverage(40, 40, 0, 0), 0, 0, "dist/ar/"),
        Row("hi", "हिन्दी", Coverage(40, 40, 0, 0), None, None, "dist/hi/"),
    ]
    assert closing_table(rows, colours=False) == (
        "language            translated       errors     warnings  leaflets\n"
        "es        español         95 %            2            0  dist/es/\n"
        "zh-Hans   简体中文       100 %            0            1  dist/zh-Hans/\n"
        "ar        العربية        100 %            0            0  dist/ar/\n"
        "hi        हिन्दी            100 %  not checked  not checked  dist/hi/\n"
    )


def test_closing_table_is_painted_for_a_terminal_that_has_colours() -> None:
    rows = [Row("es", "español", Coverage(40, 38, 1, 1), 2, None, "dist/es/")]
    assert closing_table(rows, colours=True).split("\n")[1] == (
        "es        español        \x1b[33m95 %\x1b[0m       \x1b[1;31m2\x1b[0m"
        "  \x1b[2mnot checked\x1b[0m  dist/es/"
    )


def test_nothing_is_not_a_hundred_percent_of_nothing() -> None:
    """As where the only article could not be read."""
    rows = [Row("es", "español", Coverage(), 0, 0, "dist/es/ (0 files)")]
    assert closing_table(rows, colours=False).splitlines()[1] == (
        "es        español           –       0         0  dist/es/ (0 files)"
    )
    assert "\x1b[2m–\x1b[0m" in closing_table(rows, colours=True)
