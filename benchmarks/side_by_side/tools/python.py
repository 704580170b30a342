"""What it takes to start Python and do nothing: the measure of what can't be made quicker."""

from __future__ import annotations

import platform
import sys
from collections.abc import Mapping

from benchmarks.side_by_side.tools.tool import NOTHING, ONE_TEXT, Tool, Work


class Python(Tool):
    """`python -c pass`."""

    name = "python"
    does = "nothing"
    mode = "`python -c pass`"

    @classmethod
    def version(cls) -> str:
        """Ours runs by the same one."""
        return f"{platform.python_implementation()} {platform.python_version()}"

    def prepare(self) -> None:
        """A folder to run in."""
        self.folder.mkdir(parents=True, exist_ok=True)

    def works(self, job: str) -> Mapping[str, Work]:
        """Beside what should cost next to nothing."""
        if job not in (NOTHING, ONE_TEXT):
            return {}
        return {"python -c pass": Work([[sys.executable, "-c", "pass"]], self.folder)}
