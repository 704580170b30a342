"""The check of days: whether a translation names the days of the week that the source names."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.reading import Pair, Reading
from pipeline.language.amounts.weekdays import Weekday, weekdays
from pipeline.model import Severity


@check(
    "weekday-mismatch",
    Scope.UNIT,
    Severity.ERROR,
    needs_source=lambda source: source.once(_days),
    examples=(
        Passes("Take it every Monday.", "Nehmen Sie es jeden Montag ein.", "de"),
        Passes("Call us from Monday to Friday.", "Rufen Sie uns werktags an.", "de"),
        Passes("Closed on Saturday and Sunday.", "土曜と日曜は休みです。", "ja"),
        Fires("Take it every Monday.", "Nehmen Sie es jeden Dienstag ein.", "de", "'Dienstag'"),
        Fires("Take it on Saturday.", "Принимайте в пятницу.", "ru", "'пятницу'"),
        Fires("Take it on Thursday.", "星期五服用。", "zh-Hans", "'Thursday'"),
    ),
)
def weekday_mismatch(pair: Pair, context: Context) -> Iterator[Problem]:
    """The translation names another day of the week than the source.

    A medicine for once a week is taken on one day; on another it is taken twice in a week, or not.
    Days are known by their names in CLDR. Only where a day of the source is not named and another
    one is: "from Monday to Friday" may be "on working days".
    """
    ours, theirs = pair.source.once(_days), pair.target.once(_days)
    here, there = ({day.number for day in days} for days in (ours, theirs))
    gone = [day for day in ours if day.number not in there]
    come = [day for day in theirs if day.number not in here]
    for day, other in zip(gone, come, strict=False):
        yield Problem(
            f"the source says '{_name(pair.source, day)}', "
            f"the translation says '{_name(pair.target, other)}'",
            (other.start, other.end),
            "name the day of the source",
        )


def _days(reading: Reading) -> tuple[Weekday, ...]:
    return weekdays(reading.visible, reading.language)


def _name(reading: Reading, day: Weekday) -> str:
    return reading.text[day.start : day.end]
