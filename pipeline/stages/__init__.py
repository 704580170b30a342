"""The use cases: read, call the core, write. One module a group of commands.

`project` reads a project; `authoring` is init, import and segment; `cataloguing` is extract, format
and status, `updating` is update; `aligning`, `compiling`, `exchanging`, `fixing` (check --fix),
`merging`, `previewing`, `remembering` (memory) and `selftesting` are what they say. `checking` (in
a `session`) and `building` ask for tasks, one an article: `cases` and `exporting` do them,
`recorded`, `documents`, `shells`, `keys` and `standing` spare them, `luggage` lets them travel.
"""
