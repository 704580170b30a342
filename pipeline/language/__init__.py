"""What we know about languages, as functions over text and data files.

The foundation: merging (is the meaning the same?), checking (is the dose the same?) and exporting
(which run must be isolated?) ask the same questions here. Imports `errors` and `model` only.
"""
