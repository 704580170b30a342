"""One health article, leaflets that patients in any language can trust.

Read the folders in this order, it is the order of the flow:
`model` (every domain type) → `language` (what we know about languages) → `source` (articles and
their segments) → `catalogs` (translations) → `checks` (findings) → `leaflets` (what a patient
reads) → `stages` (the use cases) → `cli` and `commands`. Beside it: `errors` (what can go wrong
outside the content), `files` (the one place that replaces files), `settings` and `places`,
`execution` (how work is done once), `reports` (how findings are written), `preview` (a web server).
"""

__version__ = "0.1.0"
