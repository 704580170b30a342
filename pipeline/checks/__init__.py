"""Units → findings: the registry and one module a family of checks."""
