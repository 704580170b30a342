"""A small leaflet in several languages, made by the real parser and the real localizer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.catalogs import po
from pipeline.leaflets.localize import localize
from pipeline.leaflets.words import Words, shipped_catalog
from pipeline.model import (
    AdaptedFrom,
    Article,
    Catalog,
    Document,
    Key,
    Language,
    Leaflet,
    Metadata,
    Segmentation,
    Unit,
)
from pipeline.source.document import parse

if TYPE_CHECKING:
    from pipeline.leaflets.pdf import PdfExporter

EN = Language("en")
BODY = """\
Most **sprains** heal within 6 weeks. Rest the ankle for 2–3 days.

![An ankle with a bandage.](images/ankle.svg)

!!! warning "Go to hospital at once"
    - you cannot stand on the foot
    - the toes are cold or blue

## Against the pain {#pain}

Take Ibuprofen 200–400 mg with food.[^1] Ask your *pharmacist* first.

| Medicine | Dose |
| --- | --- |
| Ibuprofen | 200–400 mg |

1. Cool the ankle.
2. See [the pain](#pain) or [our pages](https://example.org/ankle).

[^1]: Not with a stomach ulcer.
"""
METADATA = Metadata(
    title="A sprained ankle",
    summary="What helps at home",
    publisher="Riverside Health",
    date="2024-10-31",
    audience="For adults",
    keywords=("ankle", "sprain"),
    lines={},  # a plain mapping: the leaflet goes to another process
    adapted_from=AdaptedFrom(title="Ankle care", author="Dr. Ruiz", date="2023-02-01"),
)
ARABIC = {
    "A sprained ankle": "التواء الكاحل",
    "What helps at home": "ما يفيد في المنزل",
    "Riverside Health": "صحة ريفرسايد",
    "For adults": "للبالغين",
    "ankle": "كاحل",
    "sprain": "التواء",
    "Most **sprains** heal within 6 weeks.": "تشفى معظم **الالتواءات** خلال 6 أسابيع.",
    "Rest the ankle for 2–3 days.": "أرح كاحلك مدة 2–3 أيام.",
    "![An ankle with a bandage.](images/ankle.svg)": "![كاحل عليه ضماد.](images/ankle.svg)",
    "Go to hospital at once": "اذهب إلى المستشفى فورًا",
    "you cannot stand on the foot": "لا تستطيع الوقوف على قدمك",
    "the toes are cold or blue": "أصابع القدم باردة أو زرقاء",
    "Against the pain": "لتخفيف الألم",
    "Take Ibuprofen 200–400 mg with food.[^1]": "تناول Ibuprofen 200–400 mg مع الطعام.[^1]",
    "Ask your *pharmacist* first.": "اسأل *الصيدلي* أولًا.",
    "Medicine": "الدواء",
    "Dose": "الجرعة",
    "Ibuprofen": "إيبوبروفين",
    "200–400 mg": "200–400 mg",
    "Cool the ankle.": "برّد الكاحل.",
    "See [the pain](#pain) or [our pages](https://example.org/ankle).": (
        "انظر [الألم](#pain) أو [صفحاتنا](https://example.org/ankle)."
    ),
    "Not with a stomach ulcer.": "لا تتناوله مع قرحة المعدة.",
}
JAPANESE = {
    **dict.fromkeys(ARABIC, ""),
    "A sprained ankle": "足首をひねったときの手当て",
    "Most **sprains** heal within 6 weeks.": "**ねんざ**の多くは6週間以内に治ります。",
    "Rest the ankle for 2–3 days.": "足首を2～3日休ませてください。",
    "Go to hospital at once": "すぐに病院へ",
    "Take Ibuprofen 200–400 mg with food.[^1]": "イブプロフェン200～400 mgを食後に飲んでください。[^1]",
    "Ask your *pharmacist* first.": "先に*薬剤師*に相談してください。",
}
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4"><rect width="8" height="4"/></svg>'
)


@pytest.fixture(scope="module")
def exporter() -> PdfExporter:
    """One PDF engine for a whole module: its fonts take long to load."""
    from pipeline.leaflets.pdf import PdfExporter  # not for tests of the other formats

    return PdfExporter()


@pytest.fixture
def images(tmp_path: Path) -> Path:
    """The folder of an article with its one picture."""
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "ankle.svg").write_text(PICTURE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def make_document() -> Callable[..., Document]:
    """A document from a Markdown body."""

    def make(body: str = BODY, *, metadata: Metadata = METADATA) -> Document:
        article = Article("ankle", "source/ankle.md", metadata, body, 1)
        return parse(article, language=EN, segmentation=Segmentation.SENTENCE)

    return make


@pytest.fixture
def make_catalog() -> Callable[..., Catalog]:
    """A catalog from source → translation; the named sources are fuzzy."""

    def make(texts: Mapping[str, str], *, fuzzy: tuple[str, ...] = (), status: str = "") -> Catalog:
        units = tuple(
            Unit(Key(None, msgid), msgstr, fuzzy=msgid in fuzzy) for msgid, msgstr in texts.items()
        )
        header = (("X-Review-Status", status),) if status else ()
        return Catalog("ankle", Language("ar"), header, units)

    return make


@pytest.fixture
def leaflets(
    make_document: Callable[..., Document], make_catalog: Callable[..., Catalog]
) -> Mapping[str, Leaflet]:
    """The sample in English (source), Arabic (one paragraph fuzzy) and Japanese (half done)."""
    document = make_document()
    arabic = make_catalog(ARABIC, fuzzy=("Ask your *pharmacist* first.",))
    return {
        "en": localize(document, None, language=EN),
        "ar": localize(document, arabic, language=Language("ar")),
        "ja": localize(document, make_catalog(JAPANESE), language=Language("ja")),
    }


@pytest.fixture
def words() -> Callable[[Language], Words]:
    """The shipped words of a language."""

    def make(language: Language) -> Words:
        path = shipped_catalog(language)
        return Words(po.read(path, root=path.parent) if path else None, language)

    return make
