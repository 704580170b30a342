"""Checks of letters of the right script that the language lacks: 気 for 气, ي for ی, ß in Bern.

Which letters those are, and what stands for each, is data (`language.letters`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.reading import Pair
from pipeline.checks.wording import code_points, listing
from pipeline.language import cldr
from pipeline.language.letters import Strange, strange_characters, strange_letters
from pipeline.model import Language, Severity
from pipeline.source.protected import prose

ENGLISH = Language("en")
HAN_RUN = r"[\u3400-\u9fff]+"
LETTER_RUN = r"[^\W_]+"
QUOTED = '“[^“”]*”|「[^「」]*」|『[^『』]*』|《[^《》]*》|〈[^〈〉]*〉|"[^"]*"'


@check(
    "han-variant",
    Scope.UNIT,
    Severity.ERROR,
    needs_in=strange_characters,
    examples=(
        Passes("Take the medicine at noon.", "请在中午服药，里面写着后台。", "zh-Hans"),
        Passes("Take the medicine at noon.", "請在中午服藥，里長在台北，皇后。", "zh-Hant"),
        Passes("A book on spines.", "一本关于脊柱的书：《脊椎與健康》。", "zh-Hans"),
        Passes("The pain is in the back.", "痛みは腰にあります。", "ja"),
        Fires("Take the medicine at noon.", "請在中午服药。", "zh-Hant", "药 (U+836F)"),
        Fires("Rest for one hour.", "请休息一個小時。", "zh-Hans", "個 (U+500B) for 个 and 時"),
        Fires("A lack of air.", "空気不足。", "zh-Hans", "気 (U+6C17) for 气"),
        Fires("Ask your doctor.", "医師の诊察を受けてください。", "ja", "诊 (U+8BCA) for 診"),
        Fires("Take care.", "气をつけてください。", "ja", "气 (U+6C14) for 気"),
        Fires("No pain at all.", "完全没有疼痛。", "zh-Hant", "没 (U+6CA1) for 沒"),
    ),
)
def han_variant(pair: Pair, context: Context) -> Iterator[Problem]:
    """The text mixes Simplified, Traditional and Japanese forms of Chinese characters.

    Many readers know only the forms of their own country, and a lone foreign one tells that a
    sentence was copied or converted without being read. Characters that are right in both
    (里, 台, 后) are never meant, nor is what stands in quotation marks: a title or a name.
    """
    characters = strange_characters(context.language)
    if characters.isdisjoint(pair.target.characters):
        return
    text = _prose(pair, context)
    text = re.sub(QUOTED, lambda match: " " * len(match.group()), text)
    known = strange_letters(context.language)
    places = [
        match.start() + offset
        for match in re.finditer(HAN_RUN, text)
        for offset, character in enumerate(match.group())
        if character in known
    ]
    if not places:
        return
    found = dict.fromkeys(text[place] for place in places)
    shown = listing(_named(character, known[character]) for character in found)
    name = cldr.name_in(context.language, ENGLISH)
    yield Problem(
        f"{shown}: {name} is not written with {'it' if len(found) == 1 else 'them'}",
        (places[0], places[0] + 1),
        f"write the forms of {name}; a name may stand in allow in leaflets.toml",
    )


def _named(character: str, strange: Strange) -> str:
    instead = f" for {strange.instead}" if strange.instead else ""
    return f"{character} ({code_points(character)}){instead}"


@check(
    "foreign-letter",
    Scope.UNIT,
    Severity.ERROR,
    needs_in=strange_characters,
    examples=(
        Passes("Take a tablet.", "یک قرص بخورید.", "fa"),
        Passes("Take 3 tablets.", "۳ قرص بخورید.", "fa"),
        Passes("In Paris", "في باريس پ", "ar"),
        Passes("Drink water.", "Пейте воду.", "ru"),
        Fires("Take a tablet.", "يک قرص بخورید.", "fa", "ي (U+064A) for ی"),
        Fires("Take 4 tablets.", "٤ قرص بخورید.", "fa", "٤ (U+0664) for ۴"),
        Fires("Take 4 tablets.", "تناول ۴ أقراص.", "ar", "۴ (U+06F4) for ٤"),
        Fires("Every day.", "ہر روز یہ كام کریں۔", "ur", "ك (U+0643) for ک"),
        Fires("Drink water.", "Пийте воду і відпочивайтэ.", "uk", "э (U+044D) for е"),
        Fires("Drink water.", "Пейте воду и отдихайтє.", "ru", "є (U+0454) for е"),
        Fires("Big pain", "Grosse Schmerzen am Fuß", "de-CH", "ß (U+00DF) for ss"),
    ),
)
def foreign_letter(pair: Pair, context: Context) -> Iterator[Problem]:
    """A word has a letter that the language's alphabet does not have, although its script does.

    Arabic ي in a Persian word looks right in one font and is another letter in the next; no
    search finds it and a screen reader stumbles over it. Digits of the sister script look like
    other digits to a patient: ۴۵۶ and ٤٥٦ are the same doses in other shapes. A Russian letter in
    Ukrainian is the trace of a text that was copied.
    """
    characters = strange_characters(context.language)
    if characters.isdisjoint(pair.target.characters):
        return
    text = _prose(pair, context)
    known = strange_letters(context.language)
    name = cldr.name_in(context.language, ENGLISH)
    for match in re.finditer(LETTER_RUN, text):
        word = match.group()
        found = [each for each in dict.fromkeys(word) if each in known and not _is_han(each)]
        if not found or word in pair.source.text:
            continue
        mended = "".join(known[each].instead if each in found else each for each in word)
        is_known = all(known[each].instead for each in found)
        hint = f"write '{mended}'" if is_known else f"type it with a keyboard for {name}"
        yield Problem(
            f"{listing(_named(each, known[each]) for each in found)} in '{word}', which {name} "
            "is not written with",
            match.span(),
            f"{hint}; a name may stand in allow in leaflets.toml",
            fix=mended if all(known[each].is_certain for each in found) else None,
        )


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def _prose(pair: Pair, context: Context) -> str:
    """What the patient reads in the language, without names that may stand in any letters."""
    text = pair.target.text
    text = prose(text, context.language) if "lang" in text else pair.target.visible
    for words in context.allow | context.facts.words_kept_in(context.language):
        if words in text:
            text = text.replace(words, " " * len(words))
    return text
