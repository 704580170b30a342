"""Articles and catalogs → findings: the registry and one module a family of checks."""
