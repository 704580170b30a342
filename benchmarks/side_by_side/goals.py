"""What it must show: the goals of issue 6, and what was measured for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.side_by_side.results import Results
from benchmarks.side_by_side.tools.leaflets import CHECKED
from benchmarks.side_by_side.tools.tool import COLD, NOTHING, ONE_TEXT, UPDATE

SMALL, MIDDLE, LARGE = 100, 1_000, 10_000  # articles
FEW = 3  # articles: a job that no pool should be made for
WORKERS, CLUSTER, SPENT, PRINTING = "workers", "cluster", "spent", "printing"
ONE_PROCESS, TWO_PROCESSES = "one process", "two processes"
SERIAL, ONE_WORKER, TWO_WORKERS = "without a cluster", "one worker", "two workers"
KILLED = "two workers, one of them killed"
DIFFERING = "differing"  # files, by heading
OUR_PDF = "our PDF"  # as benchmarks/printing.py calls it
MIB = 2**20

Measure = Callable[[Results], float | None]  # None: not measured


@dataclass(frozen=True)
class Goal:
    """A number that must be reached, or not be passed."""

    number: str  # in the issue
    text: str
    limit: float
    measure: Measure
    at_least: bool = False  # else at most
    unit: str = "×"

    def is_met(self, value: float) -> bool:
        """Whether a value is good enough."""
        return value >= self.limit if self.at_least else value <= self.limit

    def verdict(self, results: Results) -> str:
        """In a word, as the document prints it."""
        value = self.measure(results)
        if value is None:
            return "not measured"
        return "met" if self.is_met(value) else "**MISSED**"


# ---- measures
def ratio(job: str, size: int, theirs: str, ours: str = "leaflets") -> Measure:
    """How many times as dear theirs is as ours."""
    return lambda results: results.ratio(job, size, theirs, ours)


def starts(job: str, size: int) -> Measure:
    """How many starts of Python ours costs."""
    return lambda results: results.ratio(job, size, "leaflets", "python -c pass")


def growth(job: str, small: int, large: int) -> Measure:
    """How many times as dear ours is at the larger size."""

    def measure(results: Results) -> float | None:
        before, after = results.cost(job, small, "leaflets"), results.cost(job, large, "leaflets")
        return after.seconds / before.seconds if before and after else None

    return measure


def peak(size: int) -> Measure:
    """The peak memory of our largest process in any job, MiB."""

    def measure(results: Results) -> float | None:
        costs = [
            cost
            for name, part in results.parts.items()
            if name.startswith(f"{size}/")
            for heading, cost in part.costs.items()
            if heading.startswith("leaflets")
        ]
        return max((cost.peak / MIB for cost in costs), default=None)

    return measure


def shared_fuzzies(results: Results) -> float | None:
    """Per cent of msgmerge's fuzzy matches of the same meaning, at the middle size."""
    facts = results.part(UPDATE, MIDDLE).facts
    return 100 * facts["shared"] / facts["same_meaning"] if facts.get("same_meaning") else None


def clock(job: str, size: int, theirs: str, ours: str) -> Measure:
    """By the clock: ours as a part of theirs."""

    def measure(results: Results) -> float | None:
        one, other = results.cost(job, size, ours), results.cost(job, size, theirs)
        return one.wall_seconds / other.wall_seconds if one and other else None

    return measure


def pool_of_few(results: Results) -> float | None:
    """CPU of a job under half a second where two processes are allowed, beside one."""
    return results.ratio(WORKERS, FEW, TWO_PROCESSES, ONE_PROCESS)


def printed(results: Results) -> float | None:
    """CPU milliseconds of a PDF with a warm compiler, at the median."""
    ways: dict[str, list[float]] = results.part(PRINTING).facts.get("ways", {})
    return ways[OUR_PDF][0] if ways else None


def differing(heading: str) -> Measure:
    """How many files of a build on a cluster are not byte for byte those of one without."""

    def measure(results: Results) -> float | None:
        found: dict[str, float] = results.part(CLUSTER, MIDDLE).facts.get(DIFFERING, {})
        return found.get(heading)

    return measure


GOALS = (
    Goal("1", "cold extract + update + HTML of 1,000 articles: times faster than po4a", 10,
         ratio(COLD, MIDDLE, "po4a"), at_least=True),
    Goal("1", "the same, times faster than mdpo in process", 7,
         ratio(COLD, MIDDLE, "mdpo"), at_least=True),
    Goal("1", "with all checks on, times faster than po4a without any", 4,
         ratio(COLD, MIDDLE, "po4a", CHECKED), at_least=True),
    Goal("2", "update of 5 languages after 5 % of the sentences changed, 1,000 articles: times"
         " faster than msgmerge run per language", 20,
         ratio(UPDATE, MIDDLE, "msgmerge"), at_least=True),
    Goal("2", "the same at 100 articles", 4, ratio(UPDATE, SMALL, "msgmerge"), at_least=True),
    Goal("2", "of msgmerge’s fuzzy matches that are not withheld for meaning, offered by us too",
         98, shared_fuzzies, at_least=True, unit=" %"),
    Goal("3", "no-op `leaflets build` at 1,000 articles, in starts of `python -c pass`", 5,
         starts(NOTHING, MIDDLE)),
    Goal("3", "no-op at 10,000", 10, starts(NOTHING, LARGE)),
    Goal("3", "one changed msgstr, HTML rebuilt, at 1,000, in starts of `python -c pass`", 15,
         starts(ONE_TEXT, MIDDLE)),
    Goal("3", "one changed msgstr at 10,000, beside 1,000", 1.5, growth(ONE_TEXT, MIDDLE, LARGE)),
    Goal("4", "cost of a cold build at 10,000, beside 1,000", 11, growth(COLD, MIDDLE, LARGE)),
    Goal("4", "peak memory of any job at 1,000", 150, peak(MIDDLE), unit=" MiB"),
    Goal("4", "peak memory of any job at 10,000", 300, peak(LARGE), unit=" MiB"),
    Goal("4", "two processes, by the clock, beside one (output of 1,000 articles)", 0.7,
         clock(WORKERS, MIDDLE, ONE_PROCESS, TWO_PROCESSES)),
    Goal("4", f"no pool for jobs under half a second: CPU of {FEW} articles where two processes"
         " are allowed, beside one", 1.2, pool_of_few),
    Goal("5", "PDF of a designed leaflet with a warm compiler, at the median", 40, printed,
         unit=" ms"),
    Goal("7", "two workers on a Dask cluster: files that differ from the serial build", 0,
         differing(TWO_WORKERS), unit=" files"),
    Goal("7", "a killed worker: files that differ from the serial build", 0, differing(KILLED),
         unit=" files"),
)  # fmt: skip
