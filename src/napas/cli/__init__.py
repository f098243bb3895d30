"""The `napas` command: one file for each of its verbs."""
