"""The words on which a sentence hangs (not, unless, before, left), and what may stand for what."""
