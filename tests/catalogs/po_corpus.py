"""PO files of every odd kind that translators' tools leave behind, written for these tests."""

from __future__ import annotations

HEADER = (
    'msgid ""\n'
    'msgstr ""\n'
    '"Project-Id-Version: leaflets\\n"\n'
    '"POT-Creation-Date: 2024-10-31 00:00+0000\\n"\n'
    '"PO-Revision-Date: 2024-10-31 00:00+0000\\n"\n'
    '"Last-Translator: \\n"\n'
    '"Language-Team: \\n"\n'
    '"Language: de\\n"\n'
    '"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Content-Transfer-Encoding: 8bit\\n"\n'
)

# What we write for these, `msgcat --no-wrap` must leave as it is. Name → text of the file.
ODD_FILES: dict[str, str] = {
    "ordinary": HEADER + '\n#. Heading: "Rest"\n#: source/back.md\nmsgid "Rest."\nmsgstr "Ruhe."\n',
    "wrapped-by-poedit": HEADER
    + '\n#: source/back.md\nmsgid ""\n"The disc lies between two vertebrae and takes up the shocks of "\n'
    '"walking and running."\nmsgstr ""\n"Die Bandscheibe liegt zwischen zwei Wirbeln und fängt die Stöße "\n'
    '"des Gehens und Laufens ab."\n',
    "line-breaks": HEADER
    + '\nmsgid "one\\ntwo"\nmsgstr "eins\\nzwei\\n"\n\nmsgid "a\\n"\nmsgstr "\\n\\n"\n\nmsgid "\\n"\nmsgstr "\\nb"\n',
    "fuzzy-with-previous": HEADER
    + '\n#: source/back.md\n#, fuzzy\n#| msgctxt "menu"\n#| msgid ""\n#| "Old \\"text\\"\\n"\n#| "here."\nmsgctxt "menu"\nmsgid "New text."\nmsgstr "Alter Text."\n',
    "fuzzy-without-translation": HEADER + '\n#, fuzzy\nmsgid "Pain"\nmsgstr ""\n',
    "obsolete": HEADER
    + '\nmsgid "a"\nmsgstr "b"\n\n# Asked the clinic.\n#, fuzzy\n#~| msgid "Older."\n#~ msgctxt "q"\n#~ msgid ""\n#~ "Old\\n"\n#~ "text."\n#~ msgstr "Alt."\n\n#~ msgid "Gone."\n#~ msgstr "Weg."\n',
    "obsolete-in-the-middle": HEADER
    + '\n#~ msgid "Gone."\n#~ msgstr "Weg."\n\nmsgid "a"\nmsgstr "b"\n#~msgid "x"\n#~msgstr "y"\n',
    "plural": HEADER.replace(
        '"Content-Transfer',
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n"Content-Transfer',
    )
    + '\n#, fuzzy\n#| msgid "%d old page"\n#| msgid_plural "%d old pages"\nmsgid "%d page"\nmsgid_plural "%d pages"\nmsgstr[0] "%d Seite"\nmsgstr[1] "%d Seiten"\n\n#~ msgid "%d leaf"\n#~ msgid_plural "%d leaves"\n#~ msgstr[0] "%d Blatt"\n#~ msgstr[1] ""\n',
    "known-flags": HEADER
    + '\n#, no-wrap,python-format , range: 0..5,c-format,fuzzy\nmsgid "%d"\nmsgstr "%d x"\n',
    "flags-twice": HEADER + '\n#, c-format\n#, fuzzy\nmsgid "%d"\nmsgstr "%d x"\n',
    "comments": HEADER
    + '\n#\n#no space\n#  two spaces\n#\ttab\n# trailing  \n# .dot\n#.\n#.no space\n#. \u2028 inside\n#: source/a.md\n#:\nmsgid "a"\nmsgstr "b"\n',
    "comment-order": HEADER
    + '\n#, fuzzy\n#: source/a.md\n#. extracted\n# translator\nmsgid "a"\nmsgstr "b"\n',
    "trailing-comment": HEADER + '\nmsgid "a"\nmsgstr "b"\n\n# vim: set wrap\n',
    "header-comments": "# Rückenschmerzen.\n#\n#. extracted from somewhere\n#, fuzzy\n" + HEADER,
    "header-on-one-line": 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "ä"\nmsgstr ""\n',
    "header-not-first": 'msgid "a"\nmsgstr "b"\n\n' + HEADER,
    "header-in-other-order": 'msgid ""\nmsgstr ""\n"X-Generator: Poedit 3.4\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: de\\n"\n"X-Poedit-Basepath: ..\\n"\n"Project-Id-Version: x\\n"\n\nmsgid "a"\nmsgstr "b"\n',
    "header-free-text": 'msgid ""\nmsgstr ""\n"Made by hand\\n"\n"Language:de\\n"\n"Content-Type: text/plain; charset=UTF-8"\n',
    "no-header": 'msgid "Pain"\nmsgstr "Schmerz"\n',
    "no-header-umlauts": 'msgid "Pain"\nmsgstr "Rückenschmerz"\n',
    "empty": "",
    "only-comment": "# Nothing here yet.\n",
    "no-blank-lines": HEADER + 'msgid "a"\nmsgstr "b"\n# c\nmsgid "d"\nmsgstr "e"',
    "blank-lines-inside": HEADER
    + '\n# a comment\n\nmsgid "a"\n\n"b"\n\nmsgstr "c"\n\n"d"\n\n\n\nmsgid "e"\nmsgstr "f"\n\n\n',
    "several-strings-on-a-line": HEADER + '\nmsgid "a" "b"\nmsgstr"c"\t"d"\n',
    "several-statements-on-a-line": HEADER
    + '\nmsgctxt "a" msgid "b" msgstr "c" msgid"d"msgid_plural"e"msgstr[0]"f"msgstr[1]"g"\n\n#~ msgid "h" msgstr "i"\n',
    "comments-behind-strings": HEADER
    + '\nmsgid "a"\nmsgstr "b" # on c\n#, fuzzy\nmsgid "c"\nmsgstr "d"\n\nmsgid "e"\nmsgstr "f"#: source/a.md\nmsgid "g"\nmsgstr "h"\n',
    "strings-below-their-keywords": HEADER
    + '\nmsgctxt\n"a"\nmsgid\n\n"b"\n"c"\nmsgid_plural\n"d"\nmsgstr[0]\n"e"\n\n#~ msgid\n#~ "f"\n#~ msgstr\n#~ "g"\n',
    "nothing-previous": HEADER
    + '\n#, fuzzy\n#|\nmsgid "a"\n#| \nmsgstr "b"\n\n#~|\n#~ msgid "c"\n#~ msgstr "d"\n',
    "flags-without-commas": HEADER
    + '\n#, fuzzy c-format\nmsgid "a"\nmsgstr "b"\n\n#,no-wrap  fuzzy\nmsgid "c"\nmsgstr "d"\n',
    "flag-of-long-ago": HEADER + '\n#! fuzzy\nmsgid "a"\nmsgstr "b"\n',
    "indented": HEADER + '\n  # note\n  msgid   "a"\n\tmsgstr  "b"  \n',
    "escapes": HEADER
    + '\nmsgid "tab\\t quote\\" backslash\\\\n bell\\a\\b\\f\\v \\x41\\101"\nmsgstr "\\"\\\\\\t\\\\"\n',
    "raw-controls": HEADER + '\nmsgid "raw\ttab \x01 \x7f \x85 \x1c"\nmsgstr "\t"\n',
    "line-separators": HEADER + '\nmsgid "a\u2028b\u2029c\x85d"\nmsgstr "e\u2028f\x1cg"\n',
    "arabic": HEADER.replace(": de", ": ar")
    + '\nmsgid "Take 200–400 mg."\nmsgstr "تناول ٢٠٠–٤٠٠ ملغ، \u2067ثم\u2069 استرح."\n',
    "chinese": HEADER.replace(": de", ": zh_Hans")
    + '\nmsgid "Low back pain (“lumbago”)."\nmsgstr "腰痛（俗称“闪腰”）。"\n',
    "hindi": HEADER.replace(": de", ": hi")
    + '\nmsgid "Do not bend."\nmsgstr "झुकें नहीं। क़दम धीरे रखें।"\n',
    "decomposed": HEADER + '\nmsgid "cafe\u0301"\nmsgstr "Ru\u0308cken"\n',
    "very-long": HEADER + f'\nmsgid "{"walk slowly " * 900}"\nmsgstr "{"慢走" * 3000}"\n',
    "references": HEADER
    + "\n#: source/a.md:12 source/b.md: 13 source/c.md:007 source/d.md:0 source/a.md:12\n"
    "#: \u2068my file.md\u2069:3 source/" + "x" * 60 + ".md source/" + "y" * 60 + ".md\n"
    "#: source/腰椎间盘突出症腰椎间盘突出症.md z.md\n"
    'msgid "a"\nmsgstr "b"\n',
    "space-only": HEADER + '\n#, fuzzy\nmsgid "a"\nmsgstr " "\n',
    "contexts": HEADER
    + '\nmsgctxt "menu"\nmsgid "Open"\nmsgstr "Öffnen"\n\nmsgctxt ""\nmsgid "Open"\nmsgstr "Offen"\n\nmsgid "Open"\nmsgstr "Auf"\n\nmsgctxt "empty"\nmsgid ""\nmsgstr "x"\n',
    "markdown": HEADER
    + '\nmsgid "See **[advice](https://example.org/a_(b) \\"Title\\")** and `x\\\\y`."\nmsgstr ""\n',
}

# Kept although gettext would delete it: see po.writing.
KEPT_BEYOND_GETTEXT: dict[str, str] = {
    "unknown-flags": HEADER + '\n#, markdown-text, fuzzy, ignore-numbers\nmsgid "a"\nmsgstr "b"\n',
    "remark-that-looks-like-a-flag": HEADER + '\n#! ask Ana, then decide\nmsgid "a"\nmsgstr "b"\n',
    "obsolete-comment": HEADER + '\n# Ask Dr. Weber.\n#~ msgid "a"\n#~ msgstr ""\n',
}
