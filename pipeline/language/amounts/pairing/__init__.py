"""Which number of one text stands for which of the other.

Two `sides` hold what has found no partner yet; every other module takes pairs of one kind out of
them: of one value (`values`), times and dates (`moments`), a part of a hundred (`shares`), numerals
and words (`words`). In which order, and what the rest means, is `quantities`.
"""
