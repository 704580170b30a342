"""Article → document → segments, and back: reading, importing, Markdown, stray fragments."""
