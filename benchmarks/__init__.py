"""How fast Napas is, beside named peers on the same work; never run by tests."""
