"""Who gets how much: a linear programme, one objective strictly before the next."""
