"""Reports in the sender's own form: which column means what, as data, not code."""
