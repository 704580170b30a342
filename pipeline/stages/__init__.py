"""The use cases: read, call the core, write. One module a group of commands.

`project` knows where everything lies; `authoring` is init, import and segment; `cataloguing` is
extract, update, format and status; `checking` and `building` are what they say.
"""
