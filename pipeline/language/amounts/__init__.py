"""Numbers, units, times and how often: what a text says in figures and words, compared by value."""
