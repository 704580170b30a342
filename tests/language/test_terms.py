"""Terms in prose: inflected, behind articles, without spaces; and not where they are not."""

from __future__ import annotations

import pytest
import snowballstemmer
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.cldr import is_known
from pipeline.language.tables import rows
from pipeline.language.terms import find_term
from pipeline.model import Language


def found(tag: str, term: str, text: str) -> list[str]:
    return [text[start:end] for start, end in find_term(text, term, Language.parse(tag))]


@pytest.mark.parametrize(
    ("tag", "term", "text", "expected"),
    [
        ("en", "lumbar disc", "Lumbar discs age; a lumbar disc may bulge.", ["Lumbar discs", "lumbar disc"]),
        ("en", "lower back", "the **lower** back hurts", ["lower** back"]),
        ("es", "hernia discal", "Las hernias discales pueden empeorar.", ["hernias discales"]),
        ("es", "disco intervertebral", "degeneración de discos intervertebrales", ["discos intervertebrales"]),
        ("es", "médula espinal", "lesiones de la Médula espinal", ["Médula espinal"]),
        ("fr", "hernie discale", "Les hernies discales lombaires", ["hernies discales"]),
        ("fr", "nerf rachidien", "les nerfs rachidiens", ["nerfs rachidiens"]),
        ("de", "Nervenwurzel", "Kompression der Nervenwurzeln", ["Nervenwurzeln"]),
        ("de", "lumbale Wirbelsäule", "der lumbalen Wirbelsäule", ["lumbalen Wirbelsäule"]),
        ("de", "minimalinvasiver Eingriff", "mit minimalinvasiven Eingriffen", ["minimalinvasiven Eingriffen"]),
        ("ru", "межпозвоночный диск", "окостенение межпозвоночного диска", ["межпозвоночного диска"]),
        ("ru", "нервный корешок", "сдавление нервных корешков", ["нервных корешков"]),
        ("ru", "спинномозговая жидкость", "циркуляции спинномозговой жидкости", ["спинномозговой жидкости"]),
        ("uk", "нервовий корінець", "стиснення нервовий корінець", ["нервовий корінець"]),
        ("pl", "płyn mózgowo-rdzeniowy", "krążenie płynu mózgowo-rdzeniowego", ["płynu mózgowo-rdzeniowego"]),
        ("it", "radice nervosa", "le radici nervose", ["radici nervose"]),
        ("pt", "disco intervertebral", "dos discos intervertebrais", ["discos intervertebrais"]),
        ("pt", "lesão", "as lesões na coluna", ["lesões"]),
        ("pt", "dor lombar comum", "dores lombares comuns", ["dores lombares comuns"]),
        ("pt", "papel", "os papéis", ["papéis"]),
        ("ru", "мешочек", "два мешочка", ["мешочка"]),
        ("ru", "образец", "взятие образца", ["образца"]),
        ("tr", "omurga", "omurgadaki ağrı", ["omurgadaki"]),
        ("tr", "ilaç", "İlaç alın", ["İlaç"]),
        ("ar", "القرص الفقري", "ألم في القرص الفقري", ["القرص الفقري"]),
        ("ar", "قرص", "والقرص بالقرص للقرص قرصًا", ["والقرص", "بالقرص", "للقرص", "قرصًا"]),
        ("ar", "أسفل الظهر", "ألم بأسفل الظهر", ["بأسفل الظهر"]),
        ("he", "דיסק", "הדיסק נקרע", ["הדיסק"]),
        ("hi", "कमर दर्द", "कमर दर्द आम है", ["कमर दर्द"]),
        ("ko", "추간판", "추간판이 튀어나옵니다", ["추간판이"]),
        ("zh-Hans", "腰椎间盘突出", "什么是腰椎间盘突出症？", ["腰椎间盘突出"]),
        ("zh-Hans", "MRI", "做MRI检查，不是MRIs", ["MRI"]),
        ("zh-Hans", "Chen Jian", "见 chen  jian 医生", ["chen  jian"]),
        ("ja", "椎間板", "椎間板と**椎間板**", ["椎間板", "椎間板"]),
        ("th", "ปวดหลัง", "อาการปวดหลังส่วนล่าง", ["ปวดหลัง"]),
        ("en", "mecobalamin", "Mecobalamin, mecobalamins", ["Mecobalamin", "mecobalamins"]),
    ],
)  # fmt: skip
def test_found(tag: str, term: str, text: str, expected: list[str]) -> None:
    assert found(tag, term, text) == expected


@pytest.mark.parametrize(
    ("tag", "term", "text"),
    [
        ("es", "hernia discal", "La hernia inguinal no es discal"),
        ("es", "hernia discal", "una hernia, discal o no"),
        ("en", "back", "He went backwards"),
        ("en", "disc", "discover, discuss, disco"),
        ("en", "lower back", "lower. Back pain"),
        ("en", "back", "see `back` and [x](http://a.org/back)"),
        ("de", "Wirbel", "Wirbelsäule"),
        ("zh-Hans", "腰部", "腰 背部"),
        ("ar", "قرص", "القرى والدواء"),
        ("en", "", "nothing"),
        ("en", "—", "no — word"),
    ],
)
def test_not_found(tag: str, term: str, text: str) -> None:
    assert found(tag, term, text) == []


@given(st.text(alphabet="abc ąć-*", max_size=20), st.text(alphabet="abcą ", min_size=1, max_size=6))
def test_spans_are_ordered_and_inside(text: str, term: str) -> None:
    spans = find_term(text, term, Language("pl"))
    assert list(spans) == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)


def test_every_stemmer_exists_and_every_language_is_known() -> None:
    assert {name for _, name in rows("stemmers.tsv")} <= set(snowballstemmer.algorithms())
    assert all(is_known(Language(tag)) for tag, *_ in rows("stemmers.tsv") + rows("clitics.tsv"))
