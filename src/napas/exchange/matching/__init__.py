"""Which subject is meant by a name or a code as somebody wrote it."""
