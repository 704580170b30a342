"""Whether an article is fit to be read and translated: its prose, its structure, its blocks."""
