"""Numbers, units, times and how often: what a text says in figures and words, compared by value.

What one text says: `numerals` → `units` → `figures` (numbers with their units, hours, months), and
in words `number_words`, `counts`, `frequencies`. What two texts say differently: `pairing` →
`quantities`; beside it `count_changes`, `turns`, `ranges`, `roman_changes`, `exchanges`, `clocks`.
"""
