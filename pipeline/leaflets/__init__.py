"""Document + catalog → leaflet → HTML and PDF: one tree, walked by every exporter."""
