"""Every tool that takes part, by name, in the order of the tables."""

from collections.abc import Mapping
from types import MappingProxyType

from benchmarks.side_by_side.tools.gettext import Gettext
from benchmarks.side_by_side.tools.leaflets import Leaflets
from benchmarks.side_by_side.tools.mdpo import Mdpo
from benchmarks.side_by_side.tools.po4a import Po4a
from benchmarks.side_by_side.tools.python import Python
from benchmarks.side_by_side.tools.tool import Tool
from benchmarks.side_by_side.tools.translate_toolkit import TranslateToolkit

TOOLS: Mapping[str, type[Tool]] = MappingProxyType(
    {
        "leaflets": Leaflets,
        "po4a": Po4a,
        "gettext": Gettext,
        "translate toolkit": TranslateToolkit,
        "mdpo": Mdpo,
        "python": Python,
    }
)
