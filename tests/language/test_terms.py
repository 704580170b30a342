"""Terms in prose: inflected, behind articles, without spaces; and not where they are not."""

from __future__ import annotations

import pytest
import snowballstemmer
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.cldr import is_known
from pipeline.language.tables import rows
from pipeline.language.terms import TermIndex, find_term
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


INFLECTED = [
    ("cs", "výhřez ploténky", "po výhřezu ploténky"),
    ("cs", "bolest zad", "s bolestí zad"),
    ("cs", "krevní tlak", "při krevním tlaku"),
    ("cs", "nežádoucí účinek", "s nežádoucími účinky"),
    ("cs", "lékař", "poraďte se s lékařem"),
    ("cs", "páteř", "cvičení pro páteře"),
    ("pl", "ból pleców", "przy bólu pleców"),
    ("pl", "krążek międzykręgowy", "krążka międzykręgowego"),
    ("pl", "lekarz", "do lekarza"),
    ("pl", "skutek uboczny", "o skutkach ubocznych"),
    ("pl", "tabletka", "dwie tabletki"),
    ("pl", "ciśnienie krwi", "ciśnieniem krwi"),
    ("uk", "нервовий корінець", "нервових корінців"),
    ("uk", "грижа диска", "грижі диска"),
    ("uk", "лікар", "до лікаря"),
    ("uk", "таблетка", "дві таблетки"),
    ("uk", "хребет", "хребта"),
    ("uk", "диск", "дисків"),
    ("ru", "врач", "к врачам"),
    ("ru", "таблетка", "пять таблеток"),
    ("ru", "побочный эффект", "о побочных эффектах"),
    ("ru", "артериальное давление", "артериального давления"),
    ("bn", "ওষুধ", "ওষুধটি খান"),
    ("bn", "চিকিৎসক", "চিকিৎসকের সঙ্গে"),
    ("bn", "মেরুদণ্ড", "মেরুদণ্ডের হাড়"),
    ("bn", "হাসপাতাল", "হাসপাতালে যান"),
    ("vi", "thoát vị đĩa đệm", "bị thoát vị đĩa đệm thắt lưng"),
    ("vi", "tác dụng phụ", "các tác dụng phụ"),
    ("tr", "bel fıtığı", "bel fıtığında"),
    ("tr", "doktor", "doktorunuza"),
    ("tr", "yan etki", "yan etkiler"),
    ("de", "Rückenschmerz", "bei Rückenschmerzen"),
    ("de", "Nebenwirkung", "seltene Nebenwirkungen"),
    ("de", "Arzt", "fragen Sie Ärzte"),
    ("de", "Tablette", "zwei Tabletten"),
    ("es", "efecto adverso", "los efectos adversos"),
    ("es", "médico", "a la médica"),
    ("fr", "effet indésirable", "des effets indésirables"),
    ("fr", "douleur lombaire", "les douleurs lombaires"),
    ("it", "effetto indesiderato", "effetti indesiderati"),
    ("it", "compressa", "due compresse"),
    ("nl", "bijwerking", "bijwerkingen"),
    ("nl", "wervel", "de wervels"),
    ("hi", "दवा", "दवाएँ लें"),
    ("hi", "डॉक्टर", "डॉक्टरों से"),
    ("el", "γιατρός", "ρωτήστε τον γιατρό"),
    ("el", "παρενέργεια", "οι παρενέργειες"),
    ("ko", "의사", "의사와 상담"),
    ("ko", "부작용", "부작용이"),
    ("hr", "liječnik", "liječniku"),
    ("sk", "lekár", "lekárom"),
    ("bg", "лекар", "лекаря"),
    ("he", "רופא", "לרופא"),
    ("ar", "طبيب", "للطبيب"),
    ("fa", "پزشک", "پزشکان"),
    ("sw", "daktari", "daktari wako"),
    ("am", "የዲስክ መንሸራተት", "ስለ ዲስክ መንሸራተትዎ ሐኪምዎን ይጠይቁ።"),
    ("am", "የዲስክ መንሸራተት", "የዲስክ መንሸራተቶች ብዙ ጊዜ ይሻላሉ።"),
    ("am", "ሆስፒታል", "ሆስፒታሎች ክፍት ናቸው።"),
    ("am", "ቫይታሚን", "ቫይታሚኖች ይረዳሉ።"),
    ("id", "efek samping", "efek samping"),
]  # fmt: skip
UNLIKE = [
    ("cs", "lék", "lékař"),
    ("cs", "zad", "zadní"),
    ("cs", "krk", "krok"),
    ("cs", "páteř", "pátek"),
    ("cs", "tlak", "tlumit"),
    ("pl", "lek", "lekarz"),
    ("pl", "kręg", "krąg"),
    ("pl", "ból", "bok"),
    ("pl", "tabletka", "tablica"),
    ("pl", "krew", "krewny"),
    ("uk", "лікар", "лікарня"),
    ("uk", "лікар", "ліки"),
    ("uk", "диск", "дискусія"),
    ("uk", "кістка", "кисть"),
    ("uk", "грижа", "груди"),
    ("uk", "хребет", "храбрий"),
    ("uk", "печінка", "печиво"),
    ("uk", "біль", "більше"),
    ("ru", "врач", "врата"),
    ("ru", "диск", "дискуссия"),
    ("ru", "почка", "почта"),
    ("ru", "лекарь", "лекарство"),
    ("ru", "кость", "гость"),
    ("bn", "হাত", "হাতি"),
    ("bn", "মাথা", "মাথাব্যথা"),
    ("am", "ሆስፒታል", "ሆቴሎች ክፍት ናቸው።"),
    ("am", "መድኃኒት", "መድረክ ላይ ነው።"),
    ("bn", "রক্ত", "রক্তচাপ"),
    ("bn", "চোখ", "চোর"),
    ("vi", "đau", "đâu"),
    ("vi", "lưng", "lương"),
    ("vi", "thuốc", "thước"),
    ("vi", "cổ", "có"),
    ("vi", "đĩa đệm", "đệm đĩa"),
    ("tr", "bel", "belki"),
    ("tr", "ilaç", "ilan"),
    ("de", "Disc", "Diskussion"),
    ("de", "Arm", "Armut"),
    ("de", "Hand", "Handel"),
    ("de", "Nerv", "nervös"),
    ("es", "cadera", "cadena"),
    ("es", "disco", "discusión"),
    ("es", "hombro", "hombre"),
    ("es", "hueso", "huevo"),
    ("fr", "dos", "dose"),
    ("fr", "foie", "fois"),
    ("it", "collo", "collina"),
    ("it", "schiena", "schiuma"),
    ("nl", "rug", "rugby"),
    ("nl", "been", "beer"),
    ("hi", "कमर", "कमरा"),
    ("el", "πόνος", "πόλη"),
    ("ko", "간", "시간"),
    ("ko", "목", "목요일에서"),
    ("hr", "lijek", "liječnik"),
    ("sk", "liek", "lietadlo"),
    ("he", "גב", "גבינה"),
    ("ar", "ظهر", "ظهيرة"),
    ("bg", "лекар", "лекарство"),
    ("es", "hombro", "hombres"),
    ("hi", "कमर", "कमरे में"),
    *(("en", f"{noun}ness", text) for noun, text in (
        ("numb", "It numbs"), ("numb", "numb"), ("numb", "numbed, numbing"), ("weak", "weak"),
        ("weak", "weaker, weakest"), ("sick", "sick"), ("ill", "ill"), ("stiff", "stiff, stiffer"),
        ("sore", "sore"), ("tender", "tender"), ("tired", "tired"), ("dizzi", "dizzy"),
        ("drowsi", "drowsy"), ("sleepi", "sleepy"), ("red", "red"),
    )),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "term", "text"), INFLECTED)
def test_inflected_form_is_the_term(tag: str, term: str, text: str) -> None:
    assert len(found(tag, term, text)) == 1


@pytest.mark.parametrize(("tag", "term", "text"), UNLIKE)
def test_word_that_only_looks_alike_is_not_the_term(tag: str, term: str, text: str) -> None:
    assert found(tag, term, text) == []


@pytest.mark.parametrize("tag", sorted({tag for tag, _, _ in INFLECTED} | {"zh-Hans", "ja", "th"}))
def test_index_offers_every_term_that_is_found(tag: str) -> None:
    """What the index leaves out is never looked for: it must be as generous as `find_term`."""
    language = Language(tag)
    cases = [(term, text) for each, term, text in [*INFLECTED, *MORE] if each == tag]
    terms = [term for term, _ in cases]
    index = TermIndex(terms, language)
    for text in (text for _, text in cases):
        offered = index.candidates(text.split(), frozenset(text))
        wanted = {n for n, term in enumerate(terms) if find_term(text, term, language)}
        assert wanted <= set(offered)
        assert wanted


MORE = [
    ("zh-Hans", "腰椎间盘突出", "什么是腰椎间盘突出症？"),
    ("zh-Hans", "MRI", "做mri检查"),
    ("ja", "椎間板", "椎間板が痛い"),
    ("th", "ปวดหลัง", "อาการปวดหลังส่วนล่าง"),
    ("fr", "hernie discale", "l’hernie discale"),
]


def test_index_puts_most_terms_aside() -> None:
    index = TermIndex(["spinal cord", "nerve root", "Spinal tap", "hip"], Language("en"))
    assert index.candidates(["the", "spinal", "cord"], frozenset("the spinal cord")) == [0, 2]
    assert TermIndex(["", " "], Language("en")).candidates(["a"], frozenset("a")) == []
