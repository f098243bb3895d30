"""The file door: what Napas reads from files and writes to them."""
