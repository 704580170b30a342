"""A document and a catalog become a leaflet: which text a reader sees, block by block.

A block is shown translated only if every sentence of it is; else it stands whole in the source
language, marked. Fuzzy translations never reach a reader. How a leaflet looks is the exporters'.
"""

from __future__ import annotations
