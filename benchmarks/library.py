"""A made-up library of health articles, the same every time, for measuring.

Articles of about 600 words with front matter, headings, lists, a table and inline markup; a
quarter of the sentences come from a common pool, as in a publisher's real library. Translations
are word-for-word pseudo text: good for measuring, and never for anything else.

    python benchmarks/library.py DIR --articles 100
"""

from __future__ import annotations

import argparse
import random
import re
from pathlib import Path

LANGUAGES = ("es", "fr", "de", "it", "pt")
POOL_SENTENCES = 400
POOL_SHARE = 0.25

CONDITIONS = (
    "asthma diabetes migraine eczema gout shingles pneumonia bronchitis gastritis arthritis "
    "insomnia anaemia measles malaria tonsillitis glaucoma psoriasis vertigo sciatica tinnitus"
).split()
SYMPTOMS = (
    "fever|a cough|headache|a rash|nausea|tiredness|dizziness|swelling|numbness|itching|wheezing|"
    "cramps|stiffness|hoarseness|back pain|a sore throat|poor sleep|loss of appetite"
).split("|")
PEOPLE = (
    "adults|children|older people|pregnant women|carers|travellers|people who smoke|"
    "people who live alone|health workers|new parents"
).split("|")
ACTIONS = (
    "drink enough water|rest for a while|keep the room cool|write down what helps|walk every day|"
    "wash your hands|ask your pharmacist|measure your temperature|take the tablets with food|"
    "keep the appointment|sleep with the head raised|avoid heavy meals"
).split("|")
TIMES = (
    "after two days|for a week|every morning|before meals|during the night|within 24 hours|"
    "for 10 to 14 days|twice a day|after 6 weeks|at the same time each day"
).split("|")
DEGREES = (
    "mild severe sudden common rare gentle painful harmless lasting unusual early mixed".split()
)
VERBS = "reduce prevent relieve worsen delay improve control support limit explain soften".split()
HEADINGS = (
    "What it is|Who is at risk|What you may notice|What you can do|Medicines that may help|"
    "When to see a doctor|Living with it|Questions people ask"
).split("|")


def sentence(chance: random.Random) -> str:
    """One made-up sentence, with inline markup now and then."""
    pick = chance.choice
    patterns = (
        f"In {pick(PEOPLE)}, {pick(CONDITIONS)} can cause {pick(DEGREES)} {pick(SYMPTOMS)} {pick(TIMES)}.",
        f"To {pick(VERBS)} {pick(SYMPTOMS)}, {pick(ACTIONS)} {pick(TIMES)}.",
        f"A {pick(DEGREES)} form of {pick(CONDITIONS)} is not dangerous for {pick(PEOPLE)}.",
        f"Please {pick(ACTIONS)} and {pick(ACTIONS)}, even if you feel well {pick(TIMES)}.",
        f"Most {pick(PEOPLE)} with {pick(CONDITIONS)} notice {pick(SYMPTOMS)} or {pick(SYMPTOMS)} first.",
        f"Never take more than {chance.randint(1, 9)}00 mg {pick(TIMES)} unless a doctor tells you to.",
        f"It is **{pick(DEGREES)}** that {pick(CONDITIONS)} makes {pick(SYMPTOMS)} *{pick(DEGREES)}*.",
        f"Read [more about {pick(CONDITIONS)}](https://example.org/{pick(CONDITIONS)}) {pick(TIMES)}.",
    )
    weights = (4, 4, 3, 4, 4, 2, 1, 1)
    return chance.choices(patterns, weights)[0]


def article(number: int, pool: list[str]) -> str:
    """The Markdown of article `number`."""
    chance = random.Random(number * 7919 + 1)

    def sentences(count: int) -> str:
        return " ".join(
            chance.choice(pool) if chance.random() < POOL_SHARE else sentence(chance)
            for _ in range(count)
        )

    condition = chance.choice(CONDITIONS)
    lines = [
        "---",
        f"title: Living with {condition}, part {number}",
        f"summary: What {chance.choice(PEOPLE)} should know about {condition}.",
        "publisher: Example Health",
        "date: 2024-10-31",
        "---",
        "",
        sentences(3),
        "",
    ]
    for heading in chance.sample(HEADINGS, 6):
        lines += [f"## {heading}", "", sentences(3), "", sentences(2), ""]
        if chance.random() < 0.4:
            lines += [*(f"- {sentence(chance)}" for _ in range(3)), ""]
    lines += ["| Sign | What it may mean |", "| --- | --- |"]
    lines += [
        f"| {chance.choice(SYMPTOMS)} | {chance.choice(DEGREES)} {chance.choice(CONDITIONS)} |"
        for _ in range(3)
    ]
    return "\n".join([*lines, ""])


def write_library(folder: Path, articles: int) -> None:
    """source/ and leaflets.toml of a project with so many articles."""
    chance = random.Random(7)
    pool = [sentence(chance) for _ in range(POOL_SENTENCES)]
    (folder / "source").mkdir(parents=True, exist_ok=True)
    tags = ", ".join(f'"{tag}"' for tag in LANGUAGES)
    (folder / "leaflets.toml").write_text(
        f'[project]\nname = "bench"\nlanguages = [{tags}]\n', encoding="utf-8"
    )
    for number in range(articles):
        path = folder / "source" / f"a{number:05}.md"
        path.write_text(article(number, pool), encoding="utf-8")


_WORD = re.compile(r"\]\([^)]*\)|<[^>]*>|[A-Za-z]{3,}")


def pseudo_translation(text: str, tag: str) -> str:
    """Every word with the language's mark behind it; markup, links and numbers untouched."""
    mark = {"es": "os", "fr": "eux", "de": "ung", "it": "ini", "pt": "ões"}[tag]
    return _WORD.sub(lambda m: m[0] if m[0][0] in "]<" else m[0] + mark, text)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=100)
    chosen = parser.parse_args()
    write_library(chosen.folder, chosen.articles)
