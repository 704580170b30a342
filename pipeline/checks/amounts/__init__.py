"""Whether a translation has the same numbers, doses, times and days."""
