"""The termbase as TBX, and terms from elsewhere into it: nothing is overwritten unseen."""

from __future__ import annotations

import pytest
from exchange_strategies import ENGLISH

from pipeline.catalogs.exchange import xml
from pipeline.catalogs.exchange.tbx import read_tbx, render_tbx
from pipeline.catalogs.exchange.terms import Difference, MergedTerms, merge_terms
from pipeline.errors import CatalogError
from pipeline.model import Language, Term, TermRule
from pipeline.source.termbase import parse_termbase

TABLE = """# The clinic's terms.
term\tlanguage\trule\tnote\ten\tes\tzh_Hans
slipped disc\ten\tavoid\ttoo vague\therniated disc\t\t
herniated disc\ten\tuse\t\t\thernia discal|disco herniado\t椎间盘突出
# names
Nolotil\tes\tkeep\t\t\t\t
腰部\tzh\tresolve\t\tlower back\t-\t
"""
LANGUAGES = (ENGLISH, Language("es"), Language("zh-Hans"), Language("fr"))


def merged(data: bytes, table: str = TABLE) -> MergedTerms:
    given = read_tbx(xml.parse(data, "t.tbx"), "t.tbx", source_language=ENGLISH)
    known = parse_termbase(table, path="termbase.tsv")
    return merge_terms(table, known, given, languages=LANGUAGES)


def exported(table: str) -> bytes:
    return render_tbx(parse_termbase(table, path="termbase.tsv"), source_language=ENGLISH)


def test_out_and_back_is_the_same_termbase() -> None:
    data = exported(TABLE)
    given = read_tbx(xml.parse(data, "t.tbx"), "t.tbx", source_language=ENGLISH)
    assert tuple(each.term for each in given) == parse_termbase(TABLE, path="t").terms
    assert all(each.has_rule for each in given)
    assert merged(data) == MergedTerms(TABLE, (), (), (), ())
    assert exported(TABLE) == data


THEIRS = """term\tlanguage\trule\tnote\ten\tes\tzh-Hans\tfr
slipped disc\ten\tavoid\ttoo vague for patients\therniated disc\t\t\t
herniated disc\ten\tuse\t\t\thernia discal|disco herniado\t椎间盘突出症\thernie discale
painkiller\ten\tuse\t\t\tanalgésico\t\tantalgique
"""

MERGED = """# The clinic's terms.
term\tlanguage\trule\tnote\ten\tes\tzh_Hans\tfr
slipped disc\ten\tavoid\ttoo vague\therniated disc\t\t\t
herniated disc\ten\tuse\t\t\thernia discal|disco herniado\t椎间盘突出\thernie discale
# names
Nolotil\tes\tkeep\t\t\t\t\t
腰部\tzh\tresolve\t\tlower back\t-\t\t
painkiller\ten\tuse\t\t\tanalgésico\t\tantalgique
"""


def test_new_terms_and_readings_are_added_and_differences_told() -> None:
    assert merged(exported(THEIRS)) == MergedTerms(
        MERGED,
        added=("painkiller",),
        filled=("herniated disc",),
        differences=(
            Difference(
                19,
                "'slipped disc' (en): note is 'too vague' here and 'too vague for patients'"
                " in the file",
            ),
            Difference(
                33,
                "'herniated disc' (en): zh-Hans is '椎间盘突出' here and '椎间盘突出症' in the file",
            ),
        ),
        left_out=(),
    )
    assert len(parse_termbase(MERGED, path="t").terms) == 5


FOREIGN = """<?xml version="1.0"?>
<tbx style="dca" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
 <text><body>
  <conceptEntry id="c1">
   <langSec xml:lang="es"><termSec><term>lumbalgia</term>
     <termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termSec>
     <termSec><term>dolor lumbar</term>
     <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec>
     <termSec><term>lumbago</term>
     <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec></langSec>
   <langSec xml:lang="en"><termSec><term>low back pain</term></termSec></langSec>
   <langSec xml:lang="xh"><termSec><term>intlungu</term></termSec></langSec>
  </conceptEntry>
  <conceptEntry id="c2"><langSec xml:lang="fr"><termSec><term>dos</term></termSec></langSec></conceptEntry>
 </body></text>
</tbx>"""


def test_a_termbase_of_another_tool() -> None:
    given = read_tbx(xml.parse(FOREIGN.encode(), "t"), "t", source_language=ENGLISH)
    assert [(each.term, each.has_rule, each.term.line) for each in given] == [
        (
            Term(
                "low back pain",
                ENGLISH,
                TermRule.USE,
                {"es": ("dolor lumbar", "lumbalgia"), "xh": ("intlungu",)},
            ),
            False,
            4,
        )
    ]


def test_a_first_termbase_is_made_of_it() -> None:
    result = merged(FOREIGN.encode(), table="")
    assert result == MergedTerms(
        "term\tlanguage\trule\tnote\tes\nlow back pain\ten\tuse\t\tdolor lumbar|lumbalgia\n",
        ("low back pain",),
        (),
        (),
        ("xh",),
    )


def test_a_term_given_twice_is_told() -> None:
    entry = FOREIGN[FOREIGN.index("  <conceptEntry") : FOREIGN.index('  <conceptEntry id="c2"')]
    result = merged(FOREIGN.replace(entry, entry + entry).encode(), table="")
    assert result.differences == (
        Difference(14, "'low back pain' (en): stands twice in the file; the first one was taken"),
    )


@pytest.mark.parametrize("term", ["a|b", "a\tb", ""])
def test_a_term_that_no_table_can_hold_is_refused(term: str) -> None:
    text = FOREIGN.replace("low back pain", term)
    with pytest.raises(CatalogError) as caught:
        read_tbx(xml.parse(text.encode(), "t.tbx"), "t.tbx", source_language=ENGLISH)
    assert (caught.value.path, caught.value.line) == ("t.tbx", 11)
