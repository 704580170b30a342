"""Document + catalog → leaflet → HTML, PDF, EPUB, Word, text: one tree, walked by every exporter.

Markdown is made from the source file instead, by `source.splicing`.
"""
