"""The command line: one program, `napas`, one file a command."""
