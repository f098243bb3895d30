"""Who gets how much, by which trucks, and what stops more from arriving."""
