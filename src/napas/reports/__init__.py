"""Plans told to people: text for a terminal and pages that need nothing beside them."""
