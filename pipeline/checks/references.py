"""Checks of what a reader follows: telephone numbers, addresses, and names of medicines.

They are copied, never translated. Addresses inside links are markup (`markup`); here are those that
stand in the text. Which medicine a name means is decided in `language.medicines`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.checks.amounts.numbers import (
    is_about_telephone,
    localised_numbers,
    numbers_that_differ,
)
from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.reading import Pair
from pipeline.language import cldr, forms
from pipeline.language.amounts.numerals import has_digits
from pipeline.language.amounts.quantities import DifferenceKind
from pipeline.language.medicines import (
    is_same_medicine,
    known_elsewhere,
    medicines_elsewhere,
    medicines_in_translation,
)
from pipeline.language.patterns import lazy
from pipeline.model import Language, Severity

_COPY = "copy it from the source"


# ---------------------------------------------------------------------------------------- telephone
@check(
    "phone-mismatch",
    Scope.UNIT,
    Severity.ERROR,
    needs_piece=has_digits,
    examples=(
        Passes("Call +44 20 7946 0018.", "Llame al +44 20 7946 0018.", "es"),
        Passes("Call +44 20 7946 0018.", "اتصل بالرقم ‎+٤٤ ٢٠ ٧٩٤٦ ٠٠١٨.", "ar"),
        Fires("Call +44 20 7946 0018.", "Llame al +44 20 7946 0081.", "es", "+44 20 7946 0081"),
        Fires("Call 0800 123 456.", "Rufen Sie uns an.", "de", "0800 123 456"),
        Fires("Call 0800 123 4567.", "اتصل على 4567 123 0800.", "ar", "'4567 123 0800'"),
        Fires("Call 0800 123 4567.", "Llame al 800 123 4567.", "es", "'800 123 4567'"),
    ),
)
def phone_mismatch(pair: Pair, context: Context) -> Iterator[Problem]:
    """The translation gives another telephone number than the source.

    Who needs help and dials a wrong number gets none. Digits must be the same, and in the same
    order; spaces, hyphens and the script of the digits are free. An editor may show the groups of a
    number the other way round in a text from right to left: leave them as they are, leaflets show
    them right.
    """
    differences = numbers_that_differ(pair)
    if not differences:
        return
    found = [each for each in differences if is_about_telephone(each)]
    gone = [each for each in found if each.kind is DifferenceKind.MISSING]
    come = [each for each in found if each.kind is not DifferenceKind.MISSING]
    for difference in gone:
        if come:
            other = come.pop(0)
            yield Problem(
                f"the source says {difference.text}, the translation says '{other.text}'",
                other.span,
                _COPY,
            )
        else:
            yield Problem(
                f"the source has the telephone number {difference.text}, the translation does not",
                hint=_COPY,
            )
    for other in come:
        yield Problem(
            f"the translation has the telephone number '{other.text}', the source does not",
            other.span,
            _COPY,
        )


@check(
    "emergency-number-localised",
    Scope.UNIT,
    Severity.INFO,
    needs_piece=has_digits,
    examples=(
        Passes("Call 112 at once.", "Llame al 112 de inmediato.", "es"),
        Fires("Call 999 at once.", "Rufen Sie sofort 112 an.", "de", "999"),
        Fires("Call 911 at once.", "请立即拨打120。", "zh-Hans", "120"),
    ),
)
def emergency_number_localised(pair: Pair, context: Context) -> Iterator[Problem]:
    """The translation gives the emergency number of another country than the source.

    It is right where the leaflet is read in that country, and wrong where it is handed out in the
    country of the source: somebody who knows has to say which.
    """
    for gone, come in localised_numbers(pair):
        yield Problem(
            f"the source says {gone.text}, the translation has the emergency number '{come.text}'",
            come.span,
            "keep it only where the readers of the leaflet live in that country",
        )


# ---------------------------------------------------------------------------------------- addresses
_URL = lazy(
    r"(?<![A-Za-z0-9@/.-])(?:(?:https?|ftp)://|www\.|doi:[ ]?(?=10\.))"
    rf"{forms.ADDRESS}(?<=[\w/])(?<![{forms.UNSPACED}])",
    re.IGNORECASE,
)
_LINKED = lazy(r"\]\([^()]*\)|<[^<>]*>|\]:\s*\S+")  # compared as markup
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}", re.ASCII
)
_LANGUAGE_PART = re.compile(r"(?<=[./])[a-z]{2,3}(?:[-_][a-z]{2,4})?(?=[./]|$)")


def _may_have_url(text: str) -> bool:
    return any(map(text.__contains__, ("://", "www.", "WWW.", "doi:", "DOI:")))


def _urls(text: str) -> list[tuple[str, tuple[int, int]]]:
    if not _may_have_url(text):
        return []
    hidden = _LINKED.sub(lambda match: " " * len(match[0]), text)
    return [(match[0], match.span()) for match in _URL.finditer(hidden)]


def _bare(url: str) -> str:
    """The address without what makes no difference: scheme, "www.", a last stroke, case."""
    return re.sub(r"^(?:[a-z]+://)?(?:www\.)?", "", url.lower()).rstrip("/")


def _of_any_language(url: str) -> str:
    """The address without the parts that may name a language: "/de/", "es."."""
    host, stroke, path = _bare(url).partition("/")
    labels = host.split(".")
    if len(labels) > 2:
        host = ".".join(label for label in labels[:-2] if len(label) > 3) + ".".join(labels[-2:])
    path = re.sub(r"[?&](?:lang|hl|language|locale)=[\w-]+", "", f"{stroke}{path}")
    return host + re.sub("/+", "/", _LANGUAGE_PART.sub("", path)).rstrip("/")


def is_same_page(ours: str, theirs: str, language: Language) -> bool:
    """Whether the second address is that of the first page in this language, as far as is seen.

    Of sites with a host for each language, "de.wikipedia.org" for "en.", each has its own names.
    """
    if _of_any_language(ours) == _of_any_language(theirs):
        return True
    old, new = (_bare(each).partition("/")[0].split(".") for each in (ours, theirs))
    is_by_host = len(old) > 2 and old[1:] == new[1:] and len(old[0]) in (2, 3)
    return is_by_host and new[0] == language.base


@check(
    "url-mismatch",
    Scope.UNIT,
    Severity.ERROR,
    needs_piece=_may_have_url,
    examples=(
        Passes("See www.example.org/back.", "Consulte www.example.org/back.", "es"),
        Passes("See https://example.org/en/back.", "请见https://example.org/zh/back。", "zh-Hans"),
        Passes("See [it](https://example.org).", "Siehe [hier](https://example.org/x).", "de"),
        Passes("See en.wikipedia.org.", "Siehe de.wikipedia.org.", "de"),
        Fires("See www.example.org/back.", "Consulte www.ejemplo.org/back.", "es", "ejemplo"),
        Fires("See www.example.org.", "راجع الموقع.", "ar", "www.example.org"),
    ),
)
def url_mismatch(pair: Pair, context: Context) -> Iterator[Problem]:
    """The translation gives another web address than the source.

    The reader finds nothing there, or somebody else. The page of the same site in the reader's
    language is no mistake: `/de/` for `/en/`, or `de.` for `en.` before the same host. Addresses of
    links are compared as markup.
    """
    if not any(map(_may_have_url, (pair.source.text, pair.target.text))):
        return
    ours, theirs = _urls(pair.source.text), _urls(pair.target.text)
    if not ours and not theirs:
        return
    come = list(theirs)
    gone = []
    for url, _ in ours:
        partner = next(
            (each for each in come if is_same_page(url, each[0], context.language)), None
        )
        if partner is None:
            gone.append(url)
        else:
            come.remove(partner)
    yield from _changed("address", gone, come)


def _changed(
    what: str, gone: list[str], come: list[tuple[str, tuple[int, int]]]
) -> Iterator[Problem]:
    """One problem for an address and what stands in its stead, one for each that is left."""
    left = list(come)
    for address in gone:
        if left:
            other, span = left.pop(0)
            yield Problem(
                f"the source says '{address}', the translation says '{other}'", span, _COPY
            )
        else:
            yield Problem(
                f"the source has the {what} '{address}', the translation does not", hint=_COPY
            )
    for other, span in left:
        yield Problem(f"the translation has the {what} '{other}', the source does not", span, _COPY)


@check(
    "email-mismatch",
    Scope.UNIT,
    Severity.ERROR,
    needs="@",
    examples=(
        Passes("Write to help@example.org.", "Escriba a help@example.org.", "es"),
        Fires("Write to help@example.org.", "Escriba a ayuda@example.org.", "es", "ayuda@"),
        Fires("Write to help@example.org.", "请给我们写信。", "zh-Hans", "help@example.org"),
    ),
)
def email_mismatch(pair: Pair, context: Context) -> Iterator[Problem]:
    """The translation gives another e-mail address than the source.

    A question about a medicine would reach nobody. Addresses of links are compared as markup.
    """
    ours, theirs = _emails(pair.source.text), _emails(pair.target.text)
    wanted = Counter(address.lower() for address, _ in ours)
    come = []
    for address, span in theirs:
        if wanted[address.lower()] > 0:
            wanted[address.lower()] -= 1
        else:
            come.append((address, span))
    gone = [address for address, _ in ours if wanted[address.lower()] > 0]
    yield from _changed("e-mail address", gone, come)


def _emails(text: str) -> list[tuple[str, tuple[int, int]]]:
    hidden = _LINKED.sub(lambda match: " " * len(match[0]), text)
    return [(match[0], match.span()) for match in _EMAIL.finditer(hidden)]


# ---------------------------------------------------------------------------------------- medicines
@check(
    "medicine-mismatch",
    Scope.UNIT,
    Severity.ERROR,
    needs_source=lambda source: source.medicines,
    examples=(
        Passes("Take ibuprofen.", "Tome ibuprofeno.", "es"),
        Passes("Take ibuprofen.", "Należy przyjmować ibuprofen.", "pl"),
        Passes("Take acetaminophen.", "Prenez du paracétamol.", "fr"),
        Passes("Take amoxicillin.", "Amoksisilin alın.", "tr"),
        Passes("Take naproxen.", "服用萘普生。", "zh-Hans"),
        Passes("Take ibuprofen.", "Nehmen Sie das Schmerzmittel.", "de"),
        Fires("Take ibuprofen.", "Tome naproxeno.", "es", "'naproxeno'"),
        Fires("Take prednisone.", "Nehmen Sie Metformin.", "de", "'metformin'"),
        Passes("Take acetaminophen.", "Примите парацетамол.", "ru"),
        Passes("Take ibuprofen or aspirin.", "تناول الإيبوبروفين أو الأسبرين.", "ar"),
        Passes("Take prednisolone.", "服用泼尼松龙。", "zh-Hans"),
        Fires("Take ibuprofen.", "Примите напроксен.", "ru", "'напроксен'"),
        Fires("Take ibuprofen.", "ナプロキセンを服用してください。", "ja", "'ナプロキセン'"),
        Fires("Take prednisolone.", "服用泼尼松。", "zh-Hans", "'泼尼松'"),
    ),
)
def medicine_mismatch(pair: Pair, context: Context) -> Iterator[Problem]:
    """The translation names another medicine than the source.

    A patient who takes naproxen for ibuprofen may be harmed. Names are told by their international
    stems, and compared as languages in Latin script spell them (ibuprofeno, ibuprofène), or as
    another nomenclature has them (paracetamol, acetaminophen). In other scripts only common ones
    are known, by their names (布洛芬) in some languages; of all others nothing is said.
    """
    ours = pair.source.medicines
    if not ours:
        return
    if cldr.default_script(context.language) != "Latn":
        yield from _other_elsewhere(pair, context.language)
        return
    # behind an article that has lost its vowel, too: "d’ibuprofène"
    words = {part for word in pair.target.vocabulary for part in re.split("['’]", word)}
    gone = [
        name
        for _, name in ours
        if name not in words and not any(is_same_medicine(name, word) for word in words)
    ]
    if not gone:
        return
    left = [name for _, name in ours]
    for start, name in medicines_in_translation(pair.target.text, context.language):
        same = next((each for each in left if is_same_medicine(each, name)), None)
        if same is not None:
            left.remove(same)  # one that is named once more stands for another
        elif gone:
            yield Problem(
                f"the source names '{gone.pop(0)}', the translation names '{name}'",
                (start, start + len(name)),
                "name the medicine of the source as this language does",
            )


def _other_elsewhere(pair: Pair, language: Language) -> Iterator[Problem]:
    """The same in other than Latin letters, where only known names can be compared."""
    found = list(medicines_elsewhere(pair.target.text, language))
    if not found:
        return
    written = {name for _, _, name in found}
    words = pair.target.vocabulary  # a name may stay in Latin letters
    gone = [
        name
        for _, name in pair.source.medicines
        if known_elsewhere(name, language) not in {None, *written}
        and not any(is_same_medicine(name, word) for word in words)
    ]
    named = [name for _, name in pair.source.medicines]
    left = list(named)
    for start, end, name in found:
        same = next((each for each in left if is_same_medicine(each, name)), None)
        if same is not None:
            left.remove(same)
            continue
        others = pair.source.vocabulary.difference(named)
        if gone and not any(is_same_medicine(word, name) for word in others):
            yield Problem(
                f"the source names '{gone.pop(0)}', the translation names "
                f"'{pair.target.text[start:end]}'",
                (start, end),
                "name the medicine of the source as this language does",
            )
