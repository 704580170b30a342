"""`leaflets --help` beside `python -c pass`: imports are lazy, and stay so.

CPU seconds (user + system) of whole processes, run alternately; the medians and their ratio.
The goal is at most 4.
"""

from __future__ import annotations

import statistics
import sys

from measuring import run

ROUNDS = 21
GOAL = 4.0


def main() -> int:
    """Print the table; 1 where the goal is missed."""
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "leaflets --help": [sys.executable, "-m", "pipeline", "--help"],
    }
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            seconds[name].append(run(command).seconds)
    base = statistics.median(seconds["python -c pass"])
    for name, values in seconds.items():
        middle = statistics.median(values)
        print(f"{name:18} {1000 * middle:6.1f} ms CPU   {middle / base:4.1f}x")
    ratio = statistics.median(seconds["leaflets --help"]) / base
    print(f"goal: at most {GOAL}x: {'met' if ratio <= GOAL else 'MISSED'}")
    return int(ratio > GOAL)


if __name__ == "__main__":
    sys.exit(main())
