"""Whether a translation says the same or the contrary: negations, conditions, limits, opposites.

`negation`, `conditions` and `opposites` hold the checks; what they reckon with makes no problem.
"""
