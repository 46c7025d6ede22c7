"""HTML: the one place where source text is escaped, marked and linked."""
