"""How likely a report is as it was typed, and how likely under each mix-up."""
