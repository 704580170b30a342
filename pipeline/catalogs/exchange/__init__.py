"""Catalogs on their way to people who don't edit PO files, and back: XLIFF, TMX, TBX, sheets.

`parcel` is what every format carries: read it first. One module a format turns parcels into bytes
and bytes into parcels; `receive` merges what comes back; `xml` is the only reader of XML.
"""
