"""What the processes do that `test_memory_processes` starts."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.catalogs.memory.entries import Entry
from pipeline.catalogs.memory.store import Store
from pipeline.model import Language, State

FILES = 6
SPANISH = Language("es")


def files(root: Path) -> dict[str, Path]:
    return {path.name: path for path in sorted(root.glob("*.txt"))}


def read(data: bytes, name: str) -> Iterator[Entry]:
    for line in data.decode().split("\n"):
        source, target = line.split("\t")
        yield Entry(source, target, SPANISH, State.TRANSLATED, name, name)


class Dying:
    """Reads like `read`, and kills its own process at the given file."""

    def __init__(self, at: int) -> None:
        self.left = at

    def __call__(self, data: bytes, name: str) -> Iterable[Entry]:
        self.left -= 1
        if not self.left:
            os.kill(os.getpid(), signal.SIGKILL)
        return read(data, name)


def main(folder: str, action: str, number: str) -> None:
    root = Path(folder)
    reader = Dying(int(number)) if action == "die" else read

    def tell(text: str) -> None:
        print(text, file=sys.stderr)

    with Store(root / "memory.sqlite", lambda: files(root), reader, tell=tell) as store:
        if action == "die":
            store.refresh()
        for _ in range(int(number)):
            if action == "refresh":
                store.refresh()
                print(store.count())
            else:
                print(sum(entry.origin == "3.txt" for entry in store.entries()))


if __name__ == "__main__":
    main(*sys.argv[1:])
